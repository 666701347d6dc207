"""How rows are put away and brought back: by a flag, by a status that has values for it, or by a moment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.mechanics.conditions import not_one_of
from generator.mechanics.reading import Write, last_words, writes
from generator.mechanics.states import verb_of
from generator.statuses import plain
from servers.farm.model import BooleanColumn, Column, DateColumn, DatetimeColumn, EnumColumn, Environment

TRASH = frozenset("trashed is_trashed in_trash deleted is_deleted removed is_removed".split())
ARCHIVE = frozenset("archived is_archived".split())
VALUES = frozenset("trashed trash in_trash deleted removed archived".split())
MOMENT = re.compile(r"^(trashed|deleted|removed|archived|purged)_(at|on|date|time)$")
_DELETED = re.compile(r"^(is_|in_)?(trash|trashed|deleted|removed)(_(at|on|date|time))?$")
BACK = frozenset("untrash unarchive restore undelete recover".split())


@dataclass(frozen=True)
class Away:
    """How rows of an entity are put away: by a flag, in a status that has `values` for it, or, with `moment`, by the
    time that is set then. `back` is a tool that brings them back, "" if none does."""

    entity: str
    column: str
    values: tuple[str, ...] = ()
    back: str = ""
    moment: str = ""
    """What a column of a moment is set to: "now()" or "today()"."""

    @property
    def is_archive(self) -> bool:
        """Whether they are put into an archive, which many services let people work on, and not into the trash."""
        return self.column in ARCHIVE or {plain(value) for value in self.values} == {"archived"}

    @property
    def by_verb(self) -> bool:
        """Whether a verb of its own brings them back, and not a change that may set the flag."""
        return verb_of(last_words(self.back, self.entity)) in BACK

    @property
    def gone(self) -> str:
        """The value that puts a row into the trash; "" where there is none for just that."""
        if self.moment or not self.values:
            return (self.moment or "True") if _DELETED.match(self.column) else ""
        return next((repr(value) for value in self.values if _DELETED.match(plain(value))), "")

    def here(self, row: str) -> str:
        """The condition that a row is not put away."""
        own = f"{row}.{self.column}"
        return f"{own} is None" if self.moment else not_one_of(own, self.values) if self.values else f"not {own}"


NOWHERE = Away("", "")


def aways(environment: Environment) -> Iterator[Away]:
    """How the rows of every entity are put away, the first way that there is."""
    for name, entity in environment.entities.items():
        if entity.key is None:
            continue
        for column_name, column in entity.columns.items():
            found = _by_state(environment, name, column_name, column) or _by_moment(
                environment, name, column_name, column
            )
            if found:
                yield found
                break


def put_away(column: Column) -> tuple[str, ...]:
    """The states of an enum in which a row is put away; none if there are no others."""
    values = column.values if isinstance(column, EnumColumn) else ()
    found = tuple(item for item in values if plain(item) in VALUES)
    return found if len(found) < len(values) else ()


def away_of(environment: Environment, entity: str, column: str, values: tuple[str, ...]) -> Away:
    """How a flag or the values of a status put rows away."""
    found = _setting(environment, entity, column)
    back = next((name for name in found if verb_of(last_words(name, entity)) in BACK), "")
    if not back and not values:
        tools = environment.tools
        back = next((name for name, write in found.items() if write.values[column] in tools[name].parameters), "")
    return Away(entity, column, values, back)


def _by_state(environment: Environment, entity: str, name: str, column: Column) -> Away | None:
    flag = isinstance(column, BooleanColumn) and name in TRASH | ARCHIVE
    values = put_away(column)
    return away_of(environment, entity, name, values) if flag or values else None


def _by_moment(environment: Environment, entity: str, name: str, column: Column) -> Away | None:
    """A moment that is empty of rows that are not put away, where a verb empties it."""
    if not isinstance(column, DateColumn | DatetimeColumn) or not column.nullable or not MOMENT.match(name):
        return None
    found = _setting(environment, entity, name)
    emptied = (tool for tool, write in found.items() if write.values[name] == "None")
    back = next((tool for tool in emptied if verb_of(last_words(tool, entity)) in BACK), "")
    set_to = "today()" if isinstance(column, DateColumn) else "now()"
    return Away(entity, name, back=back, moment=set_to) if back else None


def _setting(environment: Environment, entity: str, column: str) -> dict[str, Write]:
    """The first change of one row that sets a column, of each tool that has one."""
    found: dict[str, Write] = {}
    for name, tool in environment.tools.items():
        for write in writes(tool):
            if write.entity == entity and write.kind == "update" and column in write.values and write.row:
                found.setdefault(name, write)
    return found
