"""Rows under rows of their kind, as conditions on them: how deep they lie, what lies below, and what would be a circle.

The language follows a reference at most two hops, which reaches three rows above a row. So trees are at most four
levels deep: then every circle can be seen, and all that lies below a row can be reached when it moves.
"""

from __future__ import annotations

from dataclasses import dataclass

from servers.farm.names import reference_name

LEVELS = 4
"""How many levels a tree has at most."""
_ABOVE = LEVELS - 1


@dataclass(frozen=True, slots=True)
class Tree:
    """An entity whose reference `parent` names the row that a row lies under; `container` is the column of what a whole
    tree lies in, "" if that is nothing. `under` names a row of the entity in conditions: it must name nothing else."""

    entity: str
    key: str
    parent: str
    container: str = ""
    under: str = "under"

    def above(self, row: str) -> list[str]:
        """The keys of the rows above a row, from the nearest up."""
        hop = f".{reference_name(self.parent)}"
        return [f"{row}{hop * hops}.{self.parent}" for hops in range(_ABOVE)]

    def below(self, key: str, level: int) -> str:
        """Whether the row `under` lies so many levels below the row with a key."""
        paths = self.above(self.under)[:level]
        return " and ".join([*(f"{path} is not None" for path in paths[:-1]), f"{paths[-1]} == {key}"])

    def has_below(self, key: str, level: int = 1) -> str:
        """Whether anything lies so many levels below the row with a key."""
        return f"any({self.below(key, level)} for {self.under} in {self.entity})"

    def takes_new(self, parent: str) -> str:
        """Whether a row with nothing below it can go under the row `parent`."""
        return _one_is_none(self.above(parent))

    def takes(self, parent: str, row: str) -> str:
        """Whether the row `row`, with what lies below it, can go under the row `parent`."""
        text = ""
        for level, up in enumerate(reversed(self.above(parent)), 1):
            empty = f"not {self.has_below(f'{row}.{self.key}', level)}"
            text = f"{empty} if {up} is None else {text}" if text else f"{up} is None and {empty}"
        return text

    def is_apart(self, parent: str, row: str) -> str:
        """Whether the row `parent` is neither `row` itself nor anywhere below it."""
        own = f"{row}.{self.key}"
        text = ""
        for up in reversed(self.above(parent)):
            rest = f" and {text}" if text else ""
            text = f"({up} is None or ({up} != {own}{rest}))" if rest else f"({up} is None or {up} != {own})"
        return f"{parent}.{self.key} != {own} and {text}"

    def invariants(self) -> list[str]:
        """That no row lies deeper than a tree goes, which no circle meets; and that a tree is in one container."""
        ups = self.above(self.entity)
        found = [f"{_one_is_none(ups)} or not {self.has_below(f'{self.entity}.{self.key}')}"]
        if self.container:
            row, up = self.entity, f"{self.entity}.{reference_name(self.parent)}"
            found.append(f"{row}.{self.parent} is None or {up}.{self.container} == {row}.{self.container}")
        return found


def _one_is_none(paths: list[str]) -> str:
    return " or ".join(f"{path} is None" for path in paths)
