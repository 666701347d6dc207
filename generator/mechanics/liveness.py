"""Rows that do not count any more: cancelled, rejected or deleted ones, by their status, a flag or a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.mechanics.writing import Write
from servers.farm import facts
from servers.farm.expressions import Attribute, Constant, Name, parse
from servers.farm.model import BooleanColumn, DateColumn, DatetimeColumn, Entity, EnumColumn, Environment
from servers.farm.places import places

_DEAD = frozenset(
    "cancelled canceled declined rejected denied deleted void voided expired abandoned failed withdrawn released "
    "terminated archived reversed removed refused aborted error".split()
)
_STATUS = re.compile(r"(^|_)(status|state)$")
_STAMP = re.compile(r"^(cancelled|canceled|cancelation|deleted|voided|withdrawn|removed)_(at|on|date|time)$")


@dataclass(frozen=True)
class Sign:
    """A column that says that a row does not count: of an enum the values that say so, else true or there."""

    column: str
    dead: tuple[str, ...] = ()
    nullable: bool = False
    flag: bool = False

    def gone(self, value: str) -> str:
        """The condition that a row with this value of the column does not count."""
        if self.flag:
            return f"({value} is not None and {value})" if self.nullable else value
        if not self.dead:
            return f"{value} is not None"
        listed = ", ".join(map(repr, self.dead))
        return f"{value} == {self.dead[0]!r}" if len(self.dead) == 1 else f"{value} in ({listed})"

    def counts(self, row: str) -> str:
        """The condition that the row of this name counts."""
        own = f"{row}.{self.column}"
        if self.flag:
            return f"({own} is None or not {own})" if self.nullable else f"not {own}"
        if not self.dead:
            return f"{own} is None"
        listed = ", ".join(map(repr, self.dead))
        still = f"{own} != {self.dead[0]!r}" if len(self.dead) == 1 else f"{own} not in ({listed})"
        return f"({own} is None or {still})" if self.nullable else still


def signs(entity: Entity) -> tuple[Sign, ...]:
    """The signs of an entity, those of its status first."""
    return tuple(sorted(_signs(entity), key=lambda sign: not sign.dead))


def _signs(entity: Entity) -> Iterator[Sign]:
    for name, column in entity.columns.items():
        if isinstance(column, EnumColumn) and _STATUS.search(name):
            dead = tuple(value for value in column.values if _words(value) & _DEAD)
            if dead and len(dead) < len(column.values):
                yield Sign(name, dead, column.nullable)
        elif isinstance(column, BooleanColumn) and name.removeprefix("is_") in _DEAD:
            yield Sign(name, nullable=column.nullable, flag=True)
        elif isinstance(column, DateColumn | DatetimeColumn) and _STAMP.match(name) and column.nullable:
            yield Sign(name)


def _words(value: str) -> set[str]:
    return set(re.split(r"[^a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", value).lower())) - {""}


def counting(found: tuple[Sign, ...], row: str) -> list[str]:
    """The conditions that all hold of a row that counts."""
    return [sign.counts(row) for sign in found]


def revives(environment: Environment, entity: str, found: tuple[Sign, ...], write: Write) -> bool:
    """Whether a write may let a row count again that did not."""
    return any(sign.column in write.values and _may_revive(environment, entity, sign, write) for sign in found)


def _may_revive(environment: Environment, entity: str, sign: Sign, write: Write) -> bool:
    value = parse(write.values[sign.column])
    if not isinstance(value, Constant):
        return True
    if value.value in sign.dead or value.value is True:
        return False
    column = environment.entities[entity].columns[sign.column]
    if not isinstance(column, EnumColumn):
        return True
    tool = environment.tools[write.tool]
    place = next(item for item in places(environment, tool) if item.step is tool.steps[write.at])
    before = facts.allowed_values(place.known, Attribute(Name(write.row), sign.column), column.values)
    return bool(set(before) & set(sign.dead))
