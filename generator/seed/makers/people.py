"""Makers for people and where they live; the parts of one row belong to one person and one place."""

import re

from generator.seed.cast import Persona
from generator.seed.chance import chance
from generator.seed.making import Maker, Making
from generator.seed.words.makings import CURRENCIES, LOCALES
from generator.seed.words.people import OCCUPATIONS, PLACES, SPOKEN_THERE, STREETS

_OTHERS = frozenset(
    "author creator owner sender organizer organiser assignee reviewer reporter recipient customer client guest host "
    "manager driver user requester approver editor uploader member passenger patient holder cardholder attendee "
    "beneficiary commenter by to from buyer seller supervisor agent signer player participant employee student "
    "instructor teacher somebody creditor debtor payer payee payor lender borrower donor initiator inviter invitee "
    "subscriber speaker winner leader contact".split()
)
"""Roles in which a row names somebody else; without one of them it speaks of its own person."""


Place = tuple[str, str, str, str, str, float, float, str, str]
_CODE = 3
"""The longest column that holds a code of a place and not its name."""
_MAIN_CURRENCY = 0.75
"""The share of rows in the currency in which the account does most of its business."""
PLACE_WORDS = frozenset("address location geo gps geolocation place position coordinates point postal physical".split())
"""Words in the names of columns that do not tell one place of a row from another: `location_lat` goes with `city`."""


def who(making: Making) -> Persona:
    """The person a column speaks of: somebody of the cast in a role, else the row's own, a different one per row."""
    role = making.text("role")
    others = _OTHERS.intersection(role.split("_")) - {making.entity}
    return making.persona(role) if others else making.persona()


def person_name(making: Making) -> str:
    """First and last name."""
    return who(making).name


def first_name(making: Making) -> str:
    """The first name."""
    return who(making).first_name


def last_name(making: Making) -> str:
    """The last name."""
    return who(making).last_name


def initial(making: Making) -> str:
    """The first letters of both names, or one letter for a name between them."""
    found = who(making)
    return found.first_name[0] + found.last_name[0] if making.name == "initials" else found.last_name[-1].upper()


def email(making: Making) -> str:
    """The address of the person, in a domain that cannot exist."""
    return who(making).email


def username(making: Making) -> str:
    """The user name of the person."""
    return who(making).username


def phone(making: Making) -> str:
    """A number kept for fiction, in the form of the country where the row's place is."""
    found = who(making).phone
    if "place" not in making.rule.options:
        return found
    code = SPOKEN_THERE[place_of(making)[3]][0]
    return found if code == "1" else f"+{code}-{found.removeprefix('+1-')}"


def locale(making: Making) -> str:
    """A language tag: of the row's place, else English more often than the others."""
    if "place" in making.rule.options:
        return SPOKEN_THERE[place_of(making)[3]][1]
    return making.random.choice((*LOCALES[:1] * 5, *LOCALES))


def currency(making: Making) -> str:
    """A currency code: the parent's, the place's, else mostly the account's own; the same all over a row."""
    above = making.parent("path")
    if isinstance(above, str):
        return above
    if "place" in making.rule.options:
        return place_of(making)[8]
    main = chance(making.seed, making.environment.name, "currency").choice(CURRENCIES)
    row = chance(making.seed, making.entity, "currency", str(making.index + making.attempt))
    return main if row.random() < _MAIN_CURRENCY else row.choice(CURRENCIES)


def emails(making: Making) -> tuple[str, ...] | str:
    """One to three addresses of the cast, not the sender's; a text column gets them joined by commas."""
    count = making.random.choice((1, 1, 2, 3))
    drawn = dict.fromkeys(making.persona(f"{making.name} {place}").email for place in range(count + 4))
    found = tuple(address for address in drawn if address not in making.row.values())[:count]
    return found if making.column is not None and making.column.kind == "list" else ", ".join(found)


def occupation(making: Making) -> str:
    """A job title."""
    return making.draw(OCCUPATIONS)[0]


def place_of(making: Making) -> Place:
    """Where the row is: the same place for all its columns that name none or the same role."""
    named = making.text("place") or making.text("role")
    role = "_".join(word for word in named.split("_") if word not in PLACE_WORDS | {making.entity})
    random = chance(making.seed, making.environment.name, making.entity, "place", role)
    order = list(range(len(PLACES)))
    random.shuffle(order)
    # A few cities come back often, as in a real account.
    step = chance(making.seed, making.entity, role, str(making.index + making.attempt)).random()
    return PLACES[order[int(step * step * len(order))]]


def place_part(making: Making) -> str:
    """City, region, country, country_code, postcode, timezone or currency of the row's place; `digits` are those of the
    postcode. Where a column is too short for a country's name, it has its code."""
    part, most = making.text("part", "city"), getattr(making.column, "max_length", None) or 99
    if part == "digits":
        return re.sub(r"\D", "", place_of(making)[4]).lstrip("0")[:5] or "1070"
    if part == "region" and most <= _CODE:
        return re.sub(r"[^A-Z]", "", place_of(making)[1].upper())[:most]
    part = "country_code" if part == "country" and most <= _CODE else part
    names = ("city", "region", "country", "country_code", "postcode", "", "", "timezone", "currency")
    return str(place_of(making)[names.index(part)])


def place_number(making: Making) -> float:
    """Latitude or longitude within about four kilometres of the row's place."""
    place = place_of(making)
    base = place[5] if making.text("part") == "latitude" else place[6]
    return round(base + making.random.uniform(-0.04, 0.04), 5)


def place_point(making: Making) -> str:
    """Latitude and longitude of the row's place."""
    place = place_of(making)
    return f"{round(place[5], 4)},{round(place[6], 4)}"


def address_part(making: Making) -> str:
    """A street with a number, a unit in the house, or the full address."""
    random = chance(making.seed, making.entity, "street", making.text("role"), str(making.index + making.attempt))
    street = f"{random.choice(STREETS)} {random.randint(1, 148)}"
    if making.text("part") == "unit":
        return making.random.choice(("2nd floor", "Apt 4", "Unit B", "Rear building", "Apt 12", "Suite 300"))
    if making.text("part") == "street":
        return street
    place = place_of(making)
    return f"{street}, {place[4]} {place[0]}, {place[2]}"


MAKERS: dict[str, Maker] = {
    "person_name": person_name,
    "first_name": first_name,
    "last_name": last_name,
    "initial": initial,
    "email": email,
    "emails": emails,
    "username": username,
    "phone": phone,
    "locale": locale,
    "currency": currency,
    "occupation": occupation,
    "place_part": place_part,
    "place_number": place_number,
    "place_point": place_point,
    "address_part": address_part,
}
