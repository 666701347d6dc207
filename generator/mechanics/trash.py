"""Trash and archive: what is put away is out of the way, is left alone, and can be brought back."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.description import Operation
from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.conditions import not_one_of, row_label
from generator.mechanics.edits import Data, edited, with_fault, with_steps
from generator.mechanics.messages import is_shut_for
from generator.mechanics.reading import Asked, Write, asked, last_words, read_only, spots, writes
from generator.mechanics.relations import is_link
from generator.mechanics.states import verb_of
from generator.mechanics.wording import code, many
from generator.statuses import plain
from servers.farm.model import BooleanColumn, Column, EnumColumn, Environment, FindStep, RequireStep, SearchStep, Tool

_TRASH = frozenset("trashed is_trashed in_trash deleted is_deleted removed is_removed".split())
_ARCHIVE = frozenset("archived is_archived".split())
_VALUES = frozenset("trashed trash in_trash deleted removed archived".split())
_MOMENT = re.compile(r"^(trashed|deleted|removed|archived|purged)_(at|on|date|time)$")
_PAST = re.compile(
    r"^(trashed|deleted|removed|archived|purged|completed|cancelled|canceled|closed|sent|published|approved|disposed?|"
    r"disposition)_(at|on|date|time)$"
)
"""Moments in the life of one row, which a copy has not lived through."""
_MARKS = frozenset("starred is_starred pinned is_pinned".split())
_READ_ONLY = re.compile(
    r"archived?\b[^.]{0,80}\b(read[- ]only|cannot|can't|can not|no longer|not be (changed|edited|modified|updated))|"
    r"\b(cannot|can't|can not|unable to)\b[^.]{0,80}\barchived\b",
    re.I,
)
_BACK = frozenset("untrash unarchive restore undelete recover".split())


class Trash(Mechanic):
    """Rows are put away and brought back; meanwhile they are neither listed nor worked on."""

    name = "trash"
    law = "What is in the trash or the archive is left alone until it is brought back."
    operators = ("drop_require", "negate_require", "ignore_filter")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Tools that ask whether a row is put away before they write."""
        for name, tool in environment.tools.items():
            for ask in () if read_only(tool) else asked(tool):
                shut = is_shut_for(environment, name, ask.entity, ask.column)
                if asks_for_away(environment, ask) and not shut:
                    yield Use(self.name, ask.entity, name, ask.fault)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Copies that are born put away, work on rows that are, and lists that show them among the others."""
        environment = subject.environment
        for entity, away in _aways(environment):
            yield from _copies(environment, entity, away)
            if away.is_left_alone(subject):
                yield from _work(environment, entity, away)
            if away.column in _TRASH and away.back:
                yield from _lists(environment, entity, away)

    def woven(self, environment: Environment, place: Place) -> Environment:
        """The environment with what belongs to the place."""
        assert isinstance(place, _Kept)
        return place.added(environment)


def asks_for_away(environment: Environment, ask: Asked) -> bool:
    """Whether a require asks if a row is put away; a status from which nothing leads back is no trash but an end."""
    column = environment.entities[ask.entity].columns.get(ask.column)
    if isinstance(column, BooleanColumn):
        return ask.column in _TRASH | _ARCHIVE
    if isinstance(column, EnumColumn):
        named = bool(ask.values) and {plain(value) for value in ask.values} <= _VALUES
        return named and bool(_away(environment, ask.entity, ask.column, _put_away(column)).back)
    return column is not None and bool(_MOMENT.match(ask.column))


@dataclass(frozen=True)
class _Away:
    """How rows of an entity are put away: by a flag, or in a status that has `values` for it. `back` is a tool that
    brings them back, "" if none does."""

    entity: str
    column: str
    values: tuple[str, ...]
    back: str

    def is_left_alone(self, subject: Subject) -> bool:
        """Whether no work is done on rows that are put away: in the trash; in an archive only if that is said."""
        if not self.back:
            return False
        if self.column in _ARCHIVE or {plain(value) for value in self.values} == {"archived"}:
            told = (text for tool in subject.operations.values() for text in _texts(tool))
            return any(_READ_ONLY.search(text) and self.entity.split("_")[-1] in text.lower() for text in told)
        return True


def _texts(operations: Sequence[Operation]) -> Iterator[str]:
    for operation in operations:
        yield operation.summary
        yield operation.description


def _aways(environment: Environment) -> Iterator[tuple[str, _Away]]:
    for name, entity in environment.entities.items():
        if entity.key is None:
            continue
        for column_name, column in entity.columns.items():
            flag = isinstance(column, BooleanColumn) and column_name in _TRASH | _ARCHIVE
            values = _put_away(column)
            if flag or values:
                yield name, _away(environment, name, column_name, values)
                break


def _put_away(column: Column) -> tuple[str, ...]:
    """The states of an enum in which a row is put away; none if there are no others."""
    values = column.values if isinstance(column, EnumColumn) else ()
    found = tuple(item for item in values if plain(item) in _VALUES)
    return found if len(found) < len(values) else ()


def _away(environment: Environment, entity: str, column: str, values: tuple[str, ...]) -> _Away:
    found: dict[str, Write] = {}
    for name, tool in environment.tools.items():
        for write in writes(tool):
            if write.entity == entity and write.kind == "update" and column in write.values and write.row:
                found.setdefault(name, write)
    back = next((name for name in found if verb_of(last_words(name, entity)) in _BACK), "")
    if not back and not values:
        tools = environment.tools
        back = next((name for name, write in found.items() if write.values[column] in tools[name].parameters), "")
    return _Away(entity, column, values, back)


@dataclass(frozen=True)
class _Kept(Place):
    """A place that knows what belongs there."""

    @abstractmethod
    def added(self, environment: Environment) -> Environment:
        """The environment with it."""


def _copies(environment: Environment, entity: str, away: _Away) -> Iterator[Place]:
    """Tools that make a row that is put away from the beginning: out of another one as it is, or as they are told."""
    for name, tool in environment.tools.items():
        for write in writes(tool):
            if write.kind == "insert" and write.entity == entity and not write.spot.nested:
                value = write.values.get(away.column, "")
                given = value in tool.parameters and away.column in _TRASH
                if given or value.removesuffix(f".{away.column}") in write.spot.rows:
                    because = "what is made begins a life of its own"
                    yield Fresh(entity, (away.column,), name, because, 0.8)


@dataclass(frozen=True)
class Fresh(_Kept):
    """A new row is not in the trash; a copy is not put away, marked, or done with because the first one is."""

    def added(self, environment: Environment) -> Environment:
        """The new row without what only a life can bring."""
        columns = environment.entities[self.entity].columns
        at = next(
            write.spot.at
            for write in writes(environment.tools[self.tool])
            if write.kind == "insert" and write.entity == self.entity
        )

        def change(data: Data) -> None:
            values = data["tools"][self.tool]["steps"][at]["insert"]["set"]
            for name in [item for item in values if self._is_lived(item, values[item])]:
                column = columns[name]
                if name in self.columns:
                    data["tools"][self.tool].get("parameters", {}).pop(values[name], None)
                if getattr(column, "nullable", False) or getattr(column, "default", None) is not None:
                    del values[name]
                elif isinstance(column, BooleanColumn):
                    values[name] = "False"

        return edited(environment, change)

    def _is_lived(self, column: str, value: str) -> bool:
        copied = "." in value and (column in _TRASH | _ARCHIVE | _MARKS or bool(_PAST.match(column)))
        return column in self.columns or copied


def _work(environment: Environment, entity: str, away: _Away) -> Iterator[Place]:
    """Tools that change rows as they are told, copy them, or put others into them, and do not ask yet."""
    for name, tool in environment.tools.items():
        row = _worked_on(environment, tool, away)
        if row and not any(ask.column == away.column and ask.entity == entity for ask in asked(tool)):
            because = f"{away.back} brings it back first"
            place = (entity, (away.column,), name, because, 0.6)
            yield LeftAlone(*place, row=row, values=away.values, back=away.back)


def _worked_on(environment: Environment, tool: Tool, away: _Away) -> str:
    """The row that a tool works on: it changes it as it is told, makes another of it, or puts something into it."""
    for write in writes(tool):
        if write.spot.nested:
            continue
        told = [value for value in write.values.values() if value in tool.parameters]
        if write.kind == "update" and write.entity == away.entity and write.row in write.spot.rows and told:
            return write.row
        if write.kind == "insert" and not is_link(environment, write.entity):
            for row, entity in write.spot.rows.items():
                copied = write.entity == entity and any(text.startswith(f"{row}.") for text in write.values.values())
                if entity == away.entity and (copied or _is_put_into(environment, tool, row, write)):
                    return row
    return ""


def _is_put_into(environment: Environment, tool: Tool, row: str, write: Write) -> bool:
    """Whether a new row refers to a row that was looked up."""
    key = environment.entities[write.spot.rows[row]].key
    looked_up = [
        spot.step.find.key
        for spot in spots(tool)
        if isinstance(spot.step, FindStep) and spot.step.find.name == row and not spot.nested
    ]
    known = {*looked_up, f"{row}.{key.column}" if key is not None else None}
    return bool(known & set(write.values.values()))


@dataclass(frozen=True)
class LeftAlone(_Kept):
    """A tool does not work on a row that is put away, unless it brings it back by that."""

    row: str = ""
    values: tuple[str, ...] = ()
    back: str = ""

    @property
    def where(self) -> str:
        """Whether it is put in an archive or in the trash."""
        archived = self.columns[0] in _ARCHIVE or {plain(value) for value in self.values} == {"archived"}
        return "archive" if archived else "trash"

    def added(self, environment: Environment) -> Environment:
        """Asked before the tool's first write."""
        tool, column = environment.tools[self.tool], self.columns[0]
        subject = f"{self.row}.{column}"
        that = not_one_of(subject, self.values) if self.values else f"not {subject}"
        write = next(item for item in writes(tool) if not item.spot.nested and self.row in item.spot.rows)
        given = write.values.get(column, "") if write.kind == "update" else ""
        if given in tool.parameters and not self.values:
            there = f"{given} is not None and " if tool.parameters[given].optional else ""
            that = f"{that} or {there}not {given}"
        fault = _known_code(environment, that) or code(self.entity, f"in_{self.where}")
        told = verb_of(last_words(self.back, self.entity)) in _BACK
        how = f"Bring it back with {self.back}" if told else f"Set {column} to false with {self.back}"
        label = row_label(environment, self.entity, self.row)
        found = with_fault(environment, fault, f"{label} is in the {self.where}.")
        found = edited(found, lambda data: _advise(data["faults"][fault], f" {how} to work on it."))
        return with_steps(found, self.tool, [{"require": {"that": that, "else": fault}}], before="", at=write.spot.at)


def _known_code(environment: Environment, that: str) -> str:
    """The fault that stands for a condition already: one condition has one code."""
    for tool in environment.tools.values():
        for spot in spots(tool):
            if isinstance(spot.step, RequireStep) and spot.step.require.that == that:
                return spot.step.require.else_
    return ""


def _advise(fault: Data, advice: str) -> None:
    """Add to a message what can be done, once and if there is room."""
    if advice not in fault["message"] and len(fault["message"] + advice) <= 300:
        fault["message"] += advice


def _lists(environment: Environment, entity: str, away: _Away) -> Iterator[Place]:
    """Lists that show what is in the trash among the rest."""
    for name, tool in environment.tools.items():
        searched = [spot for spot in spots(tool) if isinstance(spot.step, SearchStep) and not spot.nested]
        for spot in searched:
            assert isinstance(spot.step, SearchStep)
            search = spot.step.search
            always = any(f".{away.column}" in text for text in search.where)
            if search.entity == entity and search.page is not None and read_only(tool) and not always:
                yield OutOfSight(entity, (away.column,), name, "what is in the trash is out of sight", 0.7)


@dataclass(frozen=True)
class OutOfSight(_Kept):
    """A list leaves out what is in the trash, unless it is asked for."""

    def added(self, environment: Environment) -> Environment:
        """The filter is always on; its parameter says which side."""
        column = self.columns[0]
        test = f"{self.entity}.{column} == {column}"
        told = f"Whether to list the {many(self.entity)} in the trash instead of the others."

        def change(data: Data) -> None:
            tool = data["tools"][self.tool]
            searches = [step["search"] for step in tool["steps"] if "search" in step]
            search = next(item for item in searches if item["entity"] == self.entity)
            search["given"] = [text for text in search.get("given", []) if text != test]
            if not search["given"]:
                del search["given"]
            search["where"] = [*search.get("where", []), test]
            tool.setdefault("parameters", {})[column] = {
                "kind": "boolean", "column": f"{self.entity}.{column}", "default": False, "description": told,
            }  # fmt: skip

        return edited(environment, change)
