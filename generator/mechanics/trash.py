"""Trash and archive: what is put away is out of the way, is left alone, and can be brought back."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.description import Operation
from generator.mechanics.away import ARCHIVE, MOMENT, NOWHERE, TRASH, VALUES, Away, away_of, aways, put_away
from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.conditions import row_label
from generator.mechanics.edits import Data, edited, with_fault, with_steps
from generator.mechanics.messages import is_shut_for
from generator.mechanics.reading import Asked, Write, asked, read_only, spots, writes
from generator.mechanics.relations import is_link
from generator.mechanics.wording import code, many
from generator.statuses import plain
from servers.farm.model import BooleanColumn, EnumColumn, Environment, FindStep, RequireStep, SearchStep, Tool

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
_FOR_GOOD = re.compile(
    r"(?<!\bnot )\b(permanent(ly)?|irreversibl[ey]|irrevocabl[ey])\b|cannot be (undone|recovered|restored)",
    re.I,
)
_REMOVES = frozenset("delete remove trash destroy".split())


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
        for away in aways(environment):
            yield from _removals(subject, away)
            yield from _copies(environment, away)
            if _is_left_alone(subject, away):
                yield from _work(environment, away)
            if away.back and (away.column in TRASH or away.moment):
                yield from _lists(environment, away)

    def woven(self, environment: Environment, place: Place) -> Environment:
        """The environment with what belongs to the place."""
        assert isinstance(place, _Kept)
        return place.added(environment)


def asks_for_away(environment: Environment, ask: Asked) -> bool:
    """Whether a require asks if a row is put away; a status from which nothing leads back is no trash but an end."""
    column = environment.entities[ask.entity].columns.get(ask.column)
    if isinstance(column, BooleanColumn):
        return ask.column in TRASH | ARCHIVE
    if isinstance(column, EnumColumn):
        named = bool(ask.values) and {plain(value) for value in ask.values} <= VALUES
        return named and bool(away_of(environment, ask.entity, ask.column, put_away(column)).back)
    return column is not None and bool(MOMENT.match(ask.column))


def _is_left_alone(subject: Subject, away: Away) -> bool:
    """Whether no work is done on rows that are put away: in the trash; in an archive if a verb of its own brings them
    back from it, or if that is said."""
    if not away.back:
        return False
    if away.is_archive and not away.by_verb:
        told = (text for tool in subject.operations.values() for text in _texts(tool))
        return any(_READ_ONLY.search(text) and away.entity.split("_")[-1] in text.lower() for text in told)
    return True


def _texts(operations: Sequence[Operation]) -> Iterator[str]:
    for operation in operations:
        yield operation.summary
        yield operation.description


@dataclass(frozen=True)
class _Kept(Place):
    """A place that knows what belongs there."""

    @abstractmethod
    def added(self, environment: Environment) -> Environment:
        """The environment with it."""


def _removals(subject: Subject, away: Away) -> Iterator[Place]:
    """Deletions that a verb undoes, where nothing else puts rows into the trash."""
    environment = subject.environment
    every = [(name, write) for name, tool in environment.tools.items() for write in writes(tool)]
    puts = any(
        write.entity == away.entity
        and write.kind == "update"
        and name != away.back
        and write.values.get(away.column) not in (None, "None")
        and (away.moment or write.values[away.column] in (away.gone, "True"))
        for name, write in every
    )
    if not away.back or not away.by_verb or not away.gone or puts:
        return
    for name, write in every:
        tool = environment.tools[name]
        alone = write.kind == "delete" and write.entity == away.entity and write.row in write.spot.rows
        for_good = any(_FOR_GOOD.search(text) for text in _texts(subject.operations.get(name, ())))
        one = sum(other.kind == "delete" for other in writes(tool)) == 1
        if alone and one and not write.spot.nested and name.split("_")[0] in _REMOVES and not for_good:
            yield Undone(away.entity, (away.column,), name, f"{away.back} undoes it", 0.7, away=away)


@dataclass(frozen=True)
class Undone(_Kept):
    """A deletion that can be undone puts the row into the trash, once."""

    away: Away = NOWHERE

    def added(self, environment: Environment) -> Environment:
        """An update in the place of the deletion."""
        tool = environment.tools[self.tool]
        write = next(item for item in writes(tool) if item.kind == "delete")
        fault = code(self.entity, "already_deleted")
        label = row_label(environment, self.entity, write.row)

        def change(data: Data) -> None:
            declared = data["tools"][self.tool]
            declared["steps"][write.spot.at] = {"update": {"row": write.row, "set": {self.away.column: self.away.gone}}}
            declared["description"] += f" {self.away.back} brings it back."
            self._allow(data["entities"][self.entity]["columns"][self.away.column])

        environment = with_fault(environment, fault, f"{label} is already deleted.")
        environment = edited(environment, lambda data: _advise(data["faults"][fault], self.away))
        step = {"require": {"that": self.away.here(write.row), "else": fault}}
        return with_steps(edited(environment, change), self.tool, [step], before="", at=write.spot.at)

    def _allow(self, column: Data) -> None:
        """From every state that is not in the trash a row may come there, if the column says from where to where."""
        gone = self.away.gone.strip("'")
        for value, following in column.get("transitions", {}).items():
            if value not in self.away.values and gone not in following:
                following.append(gone)


def _copies(environment: Environment, away: Away) -> Iterator[Place]:
    """Tools that make a row that is put away from the beginning: out of another one as it is, or as they are told."""
    for name, tool in environment.tools.items():
        for write in writes(tool):
            if write.kind == "insert" and write.entity == away.entity and not write.spot.nested:
                value = write.values.get(away.column, "")
                given = value in tool.parameters and away.column in TRASH
                if given or value.removesuffix(f".{away.column}") in write.spot.rows:
                    because = "what is made begins a life of its own"
                    yield Fresh(away.entity, (away.column,), name, because, 0.8)


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
        copied = "." in value and (column in TRASH | ARCHIVE | _MARKS or bool(_PAST.match(column)))
        return column in self.columns or copied


def _work(environment: Environment, away: Away) -> Iterator[Place]:
    """Tools that change rows as they are told, copy them, or put others into them, and do not ask yet."""
    for name, tool in environment.tools.items():
        row = _worked_on(environment, tool, away)
        if row and not any(ask.column == away.column and ask.entity == away.entity for ask in asked(tool)):
            because = f"{away.back} brings it back first"
            yield LeftAlone(away.entity, (away.column,), name, because, 0.6, row=row, away=away)


def _worked_on(environment: Environment, tool: Tool, away: Away) -> str:
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
                copied = copied and not away.is_archive
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
    away: Away = NOWHERE

    def added(self, environment: Environment) -> Environment:
        """Asked before the tool's first write."""
        tool, away = environment.tools[self.tool], self.away
        that = away.here(self.row)
        write = next(item for item in writes(tool) if not item.spot.nested and self.row in item.spot.rows)
        given = write.values.get(away.column, "") if write.kind == "update" else ""
        if given in tool.parameters and not away.values and not away.moment:
            there = f"{given} is not None and " if tool.parameters[given].optional else ""
            that = f"{that} or {there}not {given}"
        where = "archive" if away.is_archive else "trash"
        fault = _known_code(environment, that) or code(self.entity, f"in_{where}")
        label = row_label(environment, self.entity, self.row)
        found = with_fault(environment, fault, f"{label} is in the {where}.")
        found = edited(found, lambda data: _advise(data["faults"][fault], away))
        return with_steps(found, self.tool, [{"require": {"that": that, "else": fault}}], before="", at=write.spot.at)


def _known_code(environment: Environment, that: str) -> str:
    """The fault that stands for a condition already: one condition has one code."""
    for tool in environment.tools.values():
        for spot in spots(tool):
            if isinstance(spot.step, RequireStep) and spot.step.require.that == that:
                return spot.step.require.else_
    return ""


def _advise(fault: Data, away: Away) -> None:
    """Add to a message what can be done, once and if there is room."""
    how = f"Bring it back with {away.back}" if away.by_verb else f"Set {away.column} to false with {away.back}"
    advice = f" {how} to work on it."
    if advice not in fault["message"] and len(fault["message"] + advice) <= 300:
        fault["message"] += advice


def _lists(environment: Environment, away: Away) -> Iterator[Place]:
    """Lists that show what is in the trash among the rest."""
    for name, tool in environment.tools.items():
        searched = [spot for spot in spots(tool) if isinstance(spot.step, SearchStep) and not spot.nested]
        for spot in searched:
            assert isinstance(spot.step, SearchStep)
            search = spot.step.search
            always = any(f".{away.column}" in text for text in search.where)
            if search.entity == away.entity and search.page is not None and read_only(tool) and not always:
                because = "what is in the trash is out of sight"
                yield OutOfSight(away.entity, (away.column,), name, because, 0.7, away=away)


@dataclass(frozen=True)
class OutOfSight(_Kept):
    """A list leaves out what is in the trash, unless it is asked for by a flag."""

    away: Away = NOWHERE

    def added(self, environment: Environment) -> Environment:
        """The filter is always on; its parameter says which side."""
        column = self.columns[0]
        test = self.away.here(self.entity) if self.away.moment else f"{self.entity}.{column} == {column}"
        told = f"Whether to list the {many(self.entity)} in the trash instead of the others."

        def change(data: Data) -> None:
            tool = data["tools"][self.tool]
            searches = [step["search"] for step in tool["steps"] if "search" in step]
            search = next(item for item in searches if item["entity"] == self.entity)
            search["given"] = [text for text in search.get("given", []) if text != test]
            if not search["given"]:
                del search["given"]
            search["where"] = [*search.get("where", []), test]
            if not self.away.moment:
                tool.setdefault("parameters", {})[column] = {
                    "kind": "boolean", "column": f"{self.entity}.{column}", "default": False, "description": told,
                }  # fmt: skip

        return edited(environment, change)
