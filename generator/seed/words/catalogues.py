"""What catalogues of currencies, countries and languages say of each: facts that belong together in one row.

Codes are those of ISO 4217, ISO 3166-1 and ISO 639.
"""

CURRENCIES = """
code | name | plural | symbol | digits | number
EUR | Euro | euros | € | 2 | 978
USD | US dollar | US dollars | $ | 2 | 840
GBP | Pound sterling | pounds sterling | £ | 2 | 826
CHF | Swiss franc | Swiss francs | CHF | 2 | 756
JPY | Yen | yen | ¥ | 0 | 392
SEK | Swedish krona | Swedish kronor | kr | 2 | 752
NOK | Norwegian krone | Norwegian kroner | kr | 2 | 578
DKK | Danish krone | Danish kroner | kr. | 2 | 208
CAD | Canadian dollar | Canadian dollars | CA$ | 2 | 124
AUD | Australian dollar | Australian dollars | A$ | 2 | 036
NZD | New Zealand dollar | New Zealand dollars | NZ$ | 2 | 554
PLN | Zloty | zlotys | zł | 2 | 985
CZK | Czech koruna | Czech korunas | Kč | 2 | 203
HUF | Forint | forints | Ft | 2 | 348
INR | Indian rupee | Indian rupees | ₹ | 2 | 356
BRL | Brazilian real | Brazilian reals | R$ | 2 | 986
MXN | Mexican peso | Mexican pesos | MX$ | 2 | 484
ZAR | Rand | rand | R | 2 | 710
KRW | Won | won | ₩ | 0 | 410
SGD | Singapore dollar | Singapore dollars | S$ | 2 | 702
HKD | Hong Kong dollar | Hong Kong dollars | HK$ | 2 | 344
TRY | Turkish lira | Turkish lira | ₺ | 2 | 949
ILS | New shekel | new shekels | ₪ | 2 | 376
AED | UAE dirham | UAE dirhams | AED | 2 | 784
KWD | Kuwaiti dinar | Kuwaiti dinars | KD | 3 | 414
ISK | Icelandic krona | Icelandic kronur | kr | 0 | 352
"""
COUNTRIES = """
name | code | code3 | number | calling | currency | continent | continent_code
Germany | DE | DEU | 276 | +49 | EUR | Europe | EU
United States | US | USA | 840 | +1 | USD | North America | NA
Ireland | IE | IRL | 372 | +353 | EUR | Europe | EU
Portugal | PT | PRT | 620 | +351 | EUR | Europe | EU
Denmark | DK | DNK | 208 | +45 | DKK | Europe | EU
Canada | CA | CAN | 124 | +1 | CAD | North America | NA
Japan | JP | JPN | 392 | +81 | JPY | Asia | AS
New Zealand | NZ | NZL | 554 | +64 | NZD | Oceania | OC
Sweden | SE | SWE | 752 | +46 | SEK | Europe | EU
Italy | IT | ITA | 380 | +39 | EUR | Europe | EU
France | FR | FRA | 250 | +33 | EUR | Europe | EU
Spain | ES | ESP | 724 | +34 | EUR | Europe | EU
Netherlands | NL | NLD | 528 | +31 | EUR | Europe | EU
United Kingdom | GB | GBR | 826 | +44 | GBP | Europe | EU
Australia | AU | AUS | 036 | +61 | AUD | Oceania | OC
Brazil | BR | BRA | 076 | +55 | BRL | South America | SA
India | IN | IND | 356 | +91 | INR | Asia | AS
Kenya | KE | KEN | 404 | +254 | KES | Africa | AF
Norway | NO | NOR | 578 | +47 | NOK | Europe | EU
Poland | PL | POL | 616 | +48 | PLN | Europe | EU
Switzerland | CH | CHE | 756 | +41 | CHF | Europe | EU
Mexico | MX | MEX | 484 | +52 | MXN | North America | NA
South Africa | ZA | ZAF | 710 | +27 | ZAR | Africa | AF
Austria | AT | AUT | 040 | +43 | EUR | Europe | EU
South Korea | KR | KOR | 410 | +82 | KRW | Asia | AS
Chile | CL | CHL | 152 | +56 | CLP | South America | SA
"""
LANGUAGES = """
name | code | code3 | native | locale
English | en | eng | English | en-GB
German | de | deu | Deutsch | de-DE
French | fr | fra | Français | fr-FR
Spanish | es | spa | Español | es-ES
Portuguese | pt | por | Português | pt-PT
Italian | it | ita | Italiano | it-IT
Dutch | nl | nld | Nederlands | nl-NL
Danish | da | dan | Dansk | da-DK
Swedish | sv | swe | Svenska | sv-SE
Norwegian | no | nor | Norsk | no-NO
Finnish | fi | fin | Suomi | fi-FI
Polish | pl | pol | Polski | pl-PL
Czech | cs | ces | Čeština | cs-CZ
Hungarian | hu | hun | Magyar | hu-HU
Romanian | ro | ron | Română | ro-RO
Greek | el | ell | Ελληνικά | el-GR
Turkish | tr | tur | Türkçe | tr-TR
Ukrainian | uk | ukr | Українська | uk-UA
Hebrew | he | heb | עברית | he-IL
Arabic | ar | ara | العربية | ar-EG
Hindi | hi | hin | हिन्दी | hi-IN
Japanese | ja | jpn | 日本語 | ja-JP
Korean | ko | kor | 한국어 | ko-KR
Vietnamese | vi | vie | Tiếng Việt | vi-VN
Indonesian | id | ind | Bahasa Indonesia | id-ID
Icelandic | is | isl | Íslenska | is-IS
"""


def _facts(text: str) -> tuple[dict[str, str], ...]:
    head, *lines = ([part.strip() for part in line.split("|")] for line in text.strip().splitlines())
    return tuple(dict(zip(head, line, strict=True)) for line in lines)


CATALOGUES = {
    "currency": _facts(CURRENCIES),
    "country": _facts(COUNTRIES),
    "language": _facts(LANGUAGES),
}
"""What a catalogue is of → its facts, one dict for each; no two have the same name or code."""
