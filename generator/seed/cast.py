"""The people of one environment: a fixed cast, so that the same colleagues return in every table that names people."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from generator.seed.chance import chance
from generator.seed.words.people import AREA_CODES, FIRST_NAMES, LAST_NAMES, OTHER_DOMAINS, TEAM_DOMAINS


@dataclass(frozen=True)
class Persona:
    """One invented person; the parts belong together and no two personas share an email, user name or phone."""

    first_name: str
    last_name: str
    email: str
    username: str
    phone: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


@lru_cache(maxsize=64)
def cast(seed: int, environment: str, size: int = 64) -> tuple[Persona, ...]:
    """The first `size` personas of an environment; the first is whose account it is."""
    random = chance(seed, environment, "cast")
    first, last = list(FIRST_NAMES), list(LAST_NAMES)
    random.shuffle(first)
    random.shuffle(last)
    team = random.choice(TEAM_DOMAINS)
    return tuple(_persona(index, first, last, team) for index in range(size))


def persona(seed: int, environment: str, index: int) -> Persona:
    """The persona number `index`; the cast grows as far as needed."""
    size = 64
    while size <= index:
        size *= 4
    return cast(seed, environment, size)[index]


def _persona(index: int, first: list[str], last: list[str], team: str) -> Persona:
    # Both lists advance together; after a lap the last names are shifted, so full names repeat only after all pairs.
    given = first[index % len(first)]
    family = last[(index + index // len(first)) % len(last)]
    lap = index // (len(first) * len(last))
    user = ascii_word(f"{given}.{family}") + (str(lap + 1) if lap else "")
    domain = team if index % 3 != 2 else OTHER_DOMAINS[index % len(OTHER_DOMAINS)]
    number = index % (100 * len(AREA_CODES))
    phone = f"+1-{AREA_CODES[number % len(AREA_CODES)]}-555-{100 + (number * 37) % 100:04d}"
    return Persona(given, family, f"{user}@{domain}", user.replace(".", "_"), phone)


def ascii_word(text: str) -> str:
    """Lower case, letters without accents, digits, dots and hyphens only."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ø", "o")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.\-]+", "", plain)
