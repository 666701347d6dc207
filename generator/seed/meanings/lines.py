"""One line of the table of meanings."""

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


def line(kinds: str, pattern: str, make: str, **options: str | int | float | bool | tuple[str | int, ...]) -> Meaning:
    written = rf"^(?:{pattern[1:]})$" if pattern.startswith("@") else pattern
    return Meaning(frozenset(kinds.split()), re.compile(written), make, dict(options))
