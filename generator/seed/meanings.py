"""What a column's name says about its values: one table, read from the top, first match wins.

A line is (kinds, pattern, maker, options). The pattern is searched in the column's name; `@` in front means that it
must match the whole name. An option whose value is `$role` becomes the part of the name before the match.
"""

import re
from dataclasses import dataclass

from servers.farm.model import SeedRule

Options = dict[str, str | int | float | bool | tuple[str | int | float | bool | None, ...] | None]


@dataclass(frozen=True)
class Meaning:
    """One line of the table."""

    kinds: frozenset[str]
    pattern: re.Pattern[str]
    make: str
    options: Options

    def rule(self, name: str) -> SeedRule:
        """The rule for a column of this name."""
        match = self.pattern.search(name)
        role = name[: match.start()].strip("_") if match else ""
        options = {key: role if value == "$role" else value for key, value in self.options.items()}
        return SeedRule(make=self.make, options={key: value for key, value in options.items() if value != ""})


def _line(kinds: str, pattern: str, make: str, **options: str | int | float | bool | tuple[str | int, ...]) -> Meaning:
    written = rf"^(?:{pattern[1:]})$" if pattern.startswith("@") else pattern
    return Meaning(frozenset(kinds.split()), re.compile(written), make, dict(options))


_PEOPLE = (
    "author|creator|owner|sender|organi[sz]er|assignee|reviewer|reporter|recipient|contact|customer|client|guest|host|"
    "manager|driver|user|requester|approver|editor|uploader|member|passenger|patient|holder|cardholder|attendee|billing|"
    "shipping|beneficiary|commenter|modified_by|updated_by|created_by|assigned_to|requested_by|last_modifying_user|"
    "buyer|seller|supervisor|agent|signer|account_owner|player|participant|employee|student|instructor|teacher"
)
_COUNT = "quantity|qty|units|pieces|items|seats|guests|copies|attendees|persons|adults|nights|rooms"

TABLE: tuple[Meaning, ...] = (
    # people
    _line("text", "(first|given)_?name$", "first_name", role="$role"),
    _line("text", "(last|family|sur)_?name$", "last_name", role="$role"),
    _line("text", "middle_?name$|^initials$", "initial"),
    _line("text", "(user_?name|login|handle|screen_name|nick_?name)$", "username", role="$role"),
    _line("text", "e_?mails?(_address(es)?)?$", "email", role="$role"),
    _line("text", "(reply_to|from|to|sender|cc|bcc|return|forward(_to|ing)?)_address$|(^|_)forward(_to)?$", "email"),
    _line("text", "(^|_)(data_)?(owner|creator)$|^scope_value$", "email", role="owner"),
    _line("text list", "@(to|cc|bcc|recipients?|attendees|invitees|participants|members|watchers|reviewers)", "emails"),
    _line("list", "e_?mails?(_addresses)?$", "emails"),
    _line("text", "@(from|sender|organizer|creator)", "email", role="sender", null=0.0),
    _line("text", r"(phone|mobile|telephone|fax|cell|msisdn)(_?(number|no))?$", "phone", role="$role"),
    _line("text", "(full|real|legal|holder)_?name$", "person_name", role="$role"),
    _line("text", rf"@({_PEOPLE})(_(display_|full_)?name)?", "person_name", role="$role"),
    _line("text", "(job_title|occupation|profession|position|job_role)$", "occupation"),
    _line("text", "@(gender|sex)", "pick", values=("female", "male", "female", "male", "nonbinary")),
    _line("text", "@(salutation|honorific|title_prefix|prefix)", "pick", values=("Ms", "Mr", "Dr", "Mx")),
    _line("text", "@(bio|about|about_me|biography|motto|tagline|signature)", "family_title", family="motto"),
    _line(
        "text",
        "(company|organi[sz]ation|employer|vendor|supplier|merchant|brand|manufacturer|publisher|business|"
        "store|carrier|payee|bank)(_?name)?$",
        "company",
    ),
    _line("text", "@(department|division|team_name)", "family_title", family="department"),
    # places
    _line(
        "text",
        "(street|line_?2|address_?2|address_line_?2|apartment|suite)$|line2$",
        "address_part",
        part="unit",
        null=0.7,
    ),
    _line(
        "text",
        "(street(_?(address|name))?|address_line_?1|address_?1|line_?1)$",
        "address_part",
        part="street",
        role="$role",
    ),
    _line("text", "(house|street|building)_(no|number)$", "digits", length=2),
    _line("text", "(city|town|locality|municipality)(_?name)?$", "place_part", part="city", role="$role"),
    _line("text", "country_?(code|iso)$|iso_country$", "place_part", part="country_code", role="$role"),
    _line("text", "country(_?name)?$", "place_part", part="country", role="$role"),
    _line(
        "text",
        "(province|region|county|administrative_area)(_?(name|code))?$|^state_or_province$",
        "place_part",
        part="region",
        role="$role",
    ),
    _line("text", "(zip|postal|post)_?code$|(^|_)zip$", "place_part", part="postcode", role="$role"),
    _line("text", "time_?zone$|^tz$|_tz$", "place_part", part="timezone"),
    _line("text", "address$", "address_part", part="full", role="$role"),
    _line("text", "@(location|venue|place|where|room|meeting_point)(_name)?", "kind", other="location"),
    _line(
        "text",
        "(pickup|dropoff|origin|destination|departure|arrival|from|to)_?(location|place|city|station)?$",
        "place_part",
        part="city",
        role="$role",
    ),
    _line("number text", "lat(itude)?$", "place_number", part="latitude", role="$role"),
    _line("number text", "(lng|lon|long|longitude)$", "place_number", part="longitude", role="$role"),
    # money, language, units
    _line("text", "currency(_?(code|iso))?$", "currency"),
    _line("text", "(locale|language|lang)(_?code)?$", "locale"),
    _line("text", "^unit$|units?_of_measure$|_unit$", "unit"),
    # technical texts
    _line(
        "text",
        "(image|photo|avatar|picture|logo|icon|thumbnail|cover|banner)(_?(url|uri|link|src))?$",
        "url",
        form="image",
    ),
    _line("text", "(callback|webhook|hook|notification|target|endpoint)_?ur[il]$", "url", form="hook"),
    _line("text", "(^|_)(urls?|uri|link|href|website|homepage|web_page|permalink)(_|$)", "url", form="page"),
    _line("text", "domain$", "domain"),
    _line("text", "(jwt|id_token|access_token|bearer)$", "jwt"),
    _line("text", "(^|_)(pem|pkcs\\d+|certificate|cert|public_key|private_key)$", "certificate"),
    _line("text", "(host_?name|server_name|fqdn|domain_name)(_?name)?$", "hostname"),
    _line("text", "(ip|ip_?address|ipv4|remote_addr)$", "ip"),
    _line("text", "mac(_?address)?$", "mac"),
    _line("text", "(mime|content|media|file)_?type$", "mime_type", null=0.0),
    _line("text", "(file_?name|filename|original_name)$", "file_name"),
    _line("text", "(file_)?extension$", "file_extension"),
    _line("text", "(file_?)?path$|^directory$", "path"),
    _line("text", "(^|_)colou?r(_?(hex|code|rgb|value))?$", "color"),
    _line(
        "text", "@user_agent", "pick", values=("Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (Macintosh)", "curl/8.5")
    ),
    _line("text", "slug$|url_key$", "slug"),
    _line("text", "^(firmware|release)$|version$", "version"),
    _line("text", "(password|passphrase|pin)$", "password"),
    _line("text", "(token|secret|api_?key|access_key|credential)s?$", "secret"),
    _line("text", "(e_?tag|hash|checksum|sha\\d*|md5\\w*|digest|fingerprint|signature|commit_id)$", "hex", length=16),
    _line("text", "(uuid|guid|uid)$", "hex", length=32, form="uuid"),
    _line("text", "@(recurrence|rrule|recurring_rule|schedule|frequency)", "pick_from", list="recurrences"),
    _line("text", "(sku|article_no|part_number|model_number|item_code)$", "code", form="AA-000"),
    _line("text", "(isbn|ean|gtin|upc|barcode)$", "digits", length=13),
    _line("text", "iban$", "code", form="AA00 0000 0000 0000"),
    _line("text", "(last_?4|last_four)$", "digits", length=4),
    _line("text", "(routing|sort)_?(number|code)$", "digits", length=9),
    _line(
        "text",
        "(account|card|customer|tracking|registration|licen[cs]e|serial|invoice|order|reference|document|tax|vat|"
        "ticket|policy|member(ship)?|flight|plate|check)_?(number|no|nr|code|plate|ref|reference)$|^(serial|"
        "reference|ref|tax_id|vat_id)$",
        "code",
        form="AA000000",
    ),
    _line("text", "(promo|coupon|discount|voucher|gift)_?code$", "code", form="AAAAA00"),
    _line("text", "(iata|airport)_?code$", "pick", values=("LIS", "CPH", "SEA", "YYZ", "VIE", "MEL", "BCN", "DUB")),
    _line("text", "(^|_)(code|number)$|^no$", "code", form="AAA00"),
    _line("text", "(_id|^id|_key|_ref|_uid)s?$", "hex", length=12),
    _line("text", "@(tags|labels|keywords|categories)", "tags_text"),
    _line(
        "text",
        "(start|end|begin|opening|closing)?_?time_of_day$|^(opens|closes|open_time|close_time|time)$",
        "time_of_day",
    ),
    # what people write
    _line(
        "text",
        "@(subject|title|headline|summary|name|label|heading|caption|display_name|model|question|topic|task)",
        "title",
        null=0.0,
    ),
    _line("text", "(reason|purpose|justification)$", "family_title", family="reason"),
    _line("text", "(snippet|excerpt|preview|abstract|teaser)$", "text", length=90),
    _line(
        "text",
        "(^|_)html(_|$)|description|notes?$|body|content$|text$|message$|comments?$|details$|remarks?$|instructions?$|memo$|"
        "html$|markdown$|answer$|feedback$|review$|overview$|synopsis$|summary$|story$",
        "text",
    ),
    _line("text", "@(status|state|phase|stage)", "pick_from", list="states"),
    _line("text", "(^|_)(category|department|section|aisle)$", "kind", other="category"),
    _line("text", "(^|_)(genre|style)$", "pick_from", list="genres"),
    _line("text", "(title|name|label|subject)$", "title", null=0.0),
    # flags
    _line("boolean", "@(is_)?(default|primary|main)(_\\w+)?", "first_only"),
    _line(
        "boolean",
        "(deleted|hidden|archived|trashed|removed|spam|disabled|blocked|banned|suspended|muted|locked|paused|"
        "cancel+ed|expired|private|draft|internal|starred|pinned|favorite|favourite|flagged|sticky|nsfw|test)$",
        "flag",
        share=0.2,
    ),
    _line(
        "boolean",
        "(active|enabled|open|visible|available|verified|confirmed|public|published|valid|read|seen|accepted|"
        "subscribed|online|reachable|allowed|selected|current)$",
        "flag",
        share=0.75,
    ),
    # moments
    _line("date datetime", "birth|dob$|born", "past", from_days=-25000, to_days=-7300, hours=0),
    _line(
        "date datetime text",
        "@(date_)?(created?|added|inserted|registered|joined|signed_up|creation|opened|posted|uploaded|"
        "submitted|ordered|placed|issued|recorded|received|internal|booked|requested|hired)(_?(at|on|time|date|"
        "timestamp|date_time|datetime))?",
        "past",
        from_days=-150,
        to_days=-2,
        null=0.0,
        ascending=True,
    ),
    _line(
        "date datetime text",
        "(^|_)(updated?|modif(y|ied)|changed?|edited|refreshed|synced|viewed)(_\\w*)?$|"
        "^last_(update|change|modification)\\w*",
        "after_past",
        null=0.0,
    ),
    _line(
        "date datetime",
        "(started|ended|finished|departed|arrived|completed|closed|resolved|checked_(in|out)|cancel+ed|paid|sent|"
        "delivered|shipped|archived|deleted|published|approved|rejected|read|seen)(_?(at|on|time|date))?$",
        "past",
        from_days=-90,
        to_days=-1,
    ),
    _line("date datetime", "(^|_)(due|deadline|target)(_|$)", "around", from_days=-12, to_days=30),
    _line(
        "date datetime",
        "(expir|valid_until|valid_to|renew|next_|trial_end|ends_on|until|best_before)",
        "around",
        from_days=5,
        to_days=330,
    ),
    _line(
        "date datetime",
        "(start|begin|check_?in|departure|depart|from|scheduled|pickup|arrival_from|open)(s|ed)?(_?(at|on|time|"
        "date|date_?time|day))?$",
        "around",
        from_days=-21,
        to_days=45,
        null=0.0,
    ),
    _line(
        "date datetime",
        "(end|finish|check_?out|arrival|arrive|return|dropoff|close)(s|ed)?(_?(at|on|time|date|date_?time|day))?$",
        "around",
        from_days=-20,
        to_days=46,
    ),
    _line(
        "date datetime",
        "@(date|day|event_date|booking_date|schedule_date|appointment_date|delivery_date|ship_date)",
        "around",
        from_days=-30,
        to_days=30,
    ),
    _line("date datetime", "", "past", from_days=-180, to_days=-1),
    # numbers
    _line("integer number", "(^|_)exp\\w*_year$", "whole", low=2026, high=2031),
    _line("integer number", "(^|_)month$", "whole", low=1, high=12),
    _line("integer number", "(^|_)(popularity|score|points)$", "whole", low=5, high=98),
    _line("integer number", "(year|vintage)$", "whole", low=2008, high=2026),
    _line("integer number", "@age|_age$", "whole", low=19, high=78),
    _line("integer number", "(length|content_length)(_in)?(_?bytes)$|bytes|(^|_)size(_|$)", "bytes"),
    _line(
        "integer",
        "(duration|length|elapsed|runtime|time)_?(in_)?(ms|milli\\w*)$|_ms$",
        "stepped",
        low=60_000,
        high=5_400_000,
        step=1000,
    ),
    _line(
        "integer number",
        "(duration|length|elapsed|runtime|timeout|ttl)_?(in_)?s(ec\\w*)?$|_seconds$|^seconds$",
        "stepped",
        low=60,
        high=5400,
        step=30,
    ),
    _line("integer number", "minutes|_min$|^duration|duration$", "stepped", low=15, high=180, step=15),
    _line("integer number", "hours?$", "whole", low=1, high=40),
    _line("integer number", "days$", "whole", low=1, high=30),
    _line("integer number", "(priority|severity|level|importance|rank|urgency)$", "whole", low=1, high=4),
    _line("integer number", "(rating|stars|score_of_5)$", "rating"),
    _line(
        "integer number",
        "(percent\\w*|pct|progress|completion|share|probability|confidence)$",
        "stepped",
        low=0,
        high=100,
        step=5,
    ),
    _line(
        "integer number",
        "(stock|inventory|on_hand|available|in_stock)(_?(quantity|count|level))?$",
        "whole",
        low=0,
        high=120,
    ),
    _line(
        "integer number", "(capacity|limit|quota|docks|slots|seats|beds|places|tables)$|^max_", "whole", low=4, high=60
    ),
    _line("integer number", rf"({_COUNT})$", "few"),
    _line("integer", "(color|colour)_?(id|code|index)$", "whole", low=1, high=11),
    _line("integer", "port$", "pick_number", values=(22, 80, 443, 5432, 8080)),
    _line(
        "integer number",
        "(views?|likes?|downloads?|plays?|clicks?|visits|followers?|count|total|hits|shares)(_count)?$",
        "many",
    ),
    _line("integer number", "(width|height)(_?(px|pixels))?$", "pick_number", values=(640, 800, 1024, 1280, 1920)),
    _line("number", "weight|mass", "decimal", low=0.4, high=28.0),
    _line("number", "distance|mileage|odometer|length|altitude|elevation", "decimal", low=0.8, high=64.0),
    _line("number", "temperature|temp$", "decimal", low=4.0, high=27.0),
    _line(
        "number",
        "(tax|interest|discount|exchange|conversion)_?(rate|percent\\w*)?$|rate$",
        "decimal",
        low=1.0,
        high=19.0,
    ),
    _line("integer number", "(version|revision|sequence|generation|attempts?|retries)$", "whole", low=0, high=6),
    _line(
        "integer number",
        "(price|amount|cost|fee|total|balance|salary|budget|revenue|value|payment)",
        "amount",
        low=5,
        high=900,
    ),
    _line("money", "salary|wage|compensation|income", "amount", low=28_000, high=96_000, step=500),
    _line("money", "(tax|vat|fee|tip|shipping|discount|surcharge)", "amount", low=1, high=40),
    _line("money", "(price|rate|cost_per|per_\\w+|unit_cost)$|price|_per_", "price"),
    _line("money", "balance|budget|limit|available|credit|deposit", "amount", low=40, high=4200),
    _line("money", "", "amount", low=8, high=640),
    # the rest of each kind
    _line("text", "", "word"),
    _line("integer", "", "whole", low=1, high=24),
    _line("number", "", "decimal", low=1.0, high=90.0),
    _line("boolean", "", "flag", share=0.4),
    _line("enum", "", "spread"),
    _line("list", "", "several"),
)


def meaning(kind: str, name: str) -> SeedRule | None:
    """The rule that a column's name and kind suggest; None for kinds that no maker fills (references, positions)."""
    for line in TABLE:
        if kind in line.kinds and line.pattern.search(name):
            return line.rule(name)
    return None
