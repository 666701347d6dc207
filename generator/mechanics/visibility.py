"""Visibility: what belongs to somebody is changed by nobody else, and what is private is seen by nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.conditions import row_label
from generator.mechanics.edits import Data, edited, with_fault, with_steps, with_values
from generator.mechanics.reading import Write, read_only, spots, writes
from generator.mechanics.relations import is_link
from generator.mechanics.wording import a, code, many, spoken
from servers.farm.expressions import Attribute, Name, names, parse, walk
from servers.farm.faults import fault_uses
from servers.farm.model import BooleanColumn, Environment, FindStep, ReferenceColumn, SearchStep, Tool

_ME = re.compile(r"/(me|self|myself|current_?user|@me)(/|$)|currentUser", re.I)
"""Paths that speak of whoever calls."""
_PERSON = re.compile(r"(^|_)(user|member|account|person|profile)$")
_OWNER = re.compile(r"^(owner|owned_by|creator|created_by|author|user|account|member|profile)(_user)?_id$")
_SHARED = frozenset("public is_public shared is_shared".split())
"""Flags of what everybody sees."""
_OPEN = frozenset("collaborative is_collaborative".split())
"""Flags of what everybody works on."""


class Visibility(Mechanic):
    """Rows with an owner, where somebody is logged in."""

    name = "visibility"
    law = "What belongs to somebody is changed by nobody else, and what is private is seen by nobody else."
    operators = ("ignore_actor", "drop_require")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Tools that refuse what is not the actor's: a miss or a require that compares an owner with the actor."""
        actor = environment.actor
        if actor is None:
            return
        for tool in environment.tools:
            for use in fault_uses(environment, tool):
                if use.kind in ("miss", "require") and (entity := _owned(environment, tool, use.condition)):
                    yield Use(self.name, entity, tool, use.code)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Environments where calls speak of "me", and things belong to people that nobody makes or removes."""
        environment = subject.environment
        mine = [tool for tool, found in subject.operations.items() if any(_ME.search(item.path) for item in found)]
        if environment.actor is not None or not mine:
            return
        for person, declared in environment.entities.items():
            plain = declared.key is not None and declared.key.per is None and _PERSON.search(person)
            managed = any(
                write.entity == person and write.kind != "update"
                for tool in environment.tools.values()
                for write in writes(tool)
            )
            owners = tuple(_owners(environment, person))
            if plain and not managed and any(_changes(environment, entity) for entity, _ in owners):
                private = tuple(entity for entity, _ in owners if _is_private(subject, entity))
                because = f"{mine[0]} speaks of whoever calls, and things have owners"
                yield Owned(person, tuple(column for _, column in owners), because=because, confidence=0.6,
                            entities=tuple(entity for entity, _ in owners), private=private)  # fmt: skip
                return

    def woven(self, environment: Environment, place: Place) -> Environment:
        """Somebody is logged in, owns what they make, and is refused what is of others."""
        assert isinstance(place, Owned)
        return place.added(environment)


def _owned(environment: Environment, tool: str, condition: str) -> str:
    """The entity whose owner a condition compares with the actor, "" if it is about something else."""
    actor = environment.actor
    if actor is None or "actor" not in names(parse(condition)):
        return ""
    rows = {name: entity for spot in spots(environment.tools[tool]) for name, entity in _bound(spot.step, spot.rows)}
    for node in walk(parse(condition)):
        if isinstance(node, Attribute) and isinstance(node.base, Name) and node.base.id in rows:
            column = environment.entities[rows[node.base.id]].columns.get(node.name)
            if isinstance(column, ReferenceColumn) and column.to == actor.entity:
                return rows[node.base.id]
    return ""


def _bound(step: object, rows: object) -> Iterator[tuple[str, str]]:
    if isinstance(rows, dict):
        yield from rows.items()
    if isinstance(step, FindStep):
        yield step.find.name, step.find.entity


def _owners(environment: Environment, person: str) -> Iterator[tuple[str, str]]:
    """What belongs to people, each with the column that says to whom."""
    for name, entity in environment.entities.items():
        found = [
            column_name
            for column_name, column in entity.columns.items()
            if isinstance(column, ReferenceColumn) and column.to == person and _OWNER.search(column_name)
        ]
        numbered = entity.key is None or entity.key.per is not None
        if len(found) == 1 and name != person and not numbered and not is_link(environment, name):
            yield name, found[0]


def _changes(environment: Environment, entity: str) -> bool:
    return any(
        write.entity == entity and write.kind != "insert" and write.row
        for tool in environment.tools.values()
        for write in writes(tool)
    )


def _is_private(subject: Subject, entity: str) -> bool:
    """Whether every operation that lists or shows rows of an entity speaks of whoever calls."""
    paths = [
        operation.path
        for name, tool in subject.environment.tools.items()
        if read_only(tool) and _reads(tool, entity)
        for operation in subject.operations.get(name, ())
    ]
    return bool(paths) and all(_ME.search(path) for path in paths)


def _reads(tool: Tool, entity: str) -> bool:
    """Whether what a tool reads first and foremost are rows of an entity."""
    read = [
        spot.step.search.entity if isinstance(spot.step, SearchStep) else spot.step.find.entity
        for spot in spots(tool)
        if isinstance(spot.step, SearchStep | FindStep)
    ]
    return bool(read) and read[-1] == entity


@dataclass(frozen=True)
class Owned(Place):
    """`entity` are the people; of `entities` each has its owner in the column of the same place; `private` are those
    that only their owner sees."""

    entities: tuple[str, ...] = ()
    private: tuple[str, ...] = ()

    def added(self, environment: Environment) -> Environment:
        """The actor; then every tool that makes, changes or shows what belongs to somebody."""
        environment = edited(environment, lambda data: data.update({"actor": {"entity": self.entity}}))
        for entity, column in zip(self.entities, self.columns, strict=True):
            for name in environment.tools:
                environment = self._made(environment, name, entity, column)
                environment = self._changed(environment, name, entity, column)
            if entity in self.private:
                environment = self._hidden(environment, entity, column)
        return environment

    def _me(self, environment: Environment) -> str:
        key = environment.entities[self.entity].key
        assert key is not None
        return f"actor.{key.column}"

    def _made(self, environment: Environment, tool: str, entity: str, column: str) -> Environment:
        """What somebody makes is theirs: nobody says otherwise, or the caller says no other name."""
        for write in writes(environment.tools[tool]):
            if write.kind == "insert" and write.entity == entity and not write.spot.nested:
                given = write.values.get(column, "")
                if given in environment.tools[tool].parameters:
                    fault = code(self.entity, "not_you")
                    person = spoken(self.entity)
                    text = f"You act for {person} {{{self._me(environment)}}} only, and make nothing for another one."
                    step = {"require": {"that": f"{given} == {self._me(environment)}", "else": fault}}
                    found = with_fault(environment, fault, text)
                    return with_steps(found, tool, [step], before="", at=write.spot.at)
                return with_values(environment, tool, write.spot.at, {column: self._me(environment)})
        return environment

    def _changed(self, environment: Environment, tool: str, entity: str, column: str) -> Environment:
        """A tool that changes a row, or what it consists of, asks whose it is."""
        row, at = self._row(environment.tools[tool], entity)
        if not row:
            return environment
        label = row_label(environment, entity, row)
        fault = code(entity, "not_yours")
        text = f"{label} belongs to another {spoken(self.entity)}. You can change only {many(entity)} of your own."
        columns = environment.entities[entity].columns
        open_ = [name for name in columns if name in _OPEN and isinstance(columns[name], BooleanColumn)]
        that = " or ".join([f"{row}.{column} == {self._me(environment)}", *(f"{row}.{name}" for name in open_)])
        step = {"require": {"that": that, "else": fault}}
        return with_steps(with_fault(environment, fault, text), tool, [step], before="", at=at)

    def _row(self, tool: Tool, entity: str) -> tuple[str, int]:
        """The name of the row that a tool works on, and its first write."""
        for write in writes(tool):
            looked_up = [name for name, kind in write.spot.rows.items() if kind == entity]
            if not looked_up or (write.kind == "insert" and write.entity in (entity, *self.entities)):
                continue
            if write.entity == entity and write.row not in looked_up:
                continue
            if write.entity != entity and not _belongs(tool, write, looked_up[0]):
                continue
            return looked_up[0], write.spot.at
        return "", 0

    def _hidden(self, environment: Environment, entity: str, column: str) -> Environment:
        """Lists show one's own rows and shared ones; a look at another one misses."""
        columns = environment.entities[entity].columns
        shared = next((name for name in columns if name in _SHARED and isinstance(columns[name], BooleanColumn)), "")
        mine = f"{entity}.{column} == {self._me(environment)}"
        test = f"{mine} or {entity}.{shared}" if shared else mine
        for name, tool in environment.tools.items():
            for spot in spots(tool) if read_only(tool) else ():
                if isinstance(spot.step, SearchStep) and spot.step.search.entity == entity and not spot.nested:
                    environment = edited(environment, partial(_filter, name, spot.at, test))
                elif isinstance(spot.step, FindStep) and spot.step.find.entity == entity and not spot.nested:
                    environment = self._shown(environment, name, spot.at, spot.step.find.name, test)
        return environment

    def _shown(self, environment: Environment, tool: str, at: int, row: str, test: str) -> Environment:
        entity = next(item for item in self.entities if test.startswith(f"{item}."))
        fault = code(entity, "not_visible")
        text = f"{row_label(environment, entity, row)} is {a(entity)} of another {spoken(self.entity)}. List your own."
        own = re.sub(rf"\b{entity}\.", f"{row}.", test)
        step = {"require": {"that": own, "else": fault}}
        return with_steps(with_fault(environment, fault, text), tool, [step], before="", at=at + 1)


def _belongs(tool: Tool, write: Write, row: str) -> bool:
    """Whether a write is one of what a row consists of: of a row that is made for it, or that it led to."""
    keys = [
        spot.step.find.key for spot in spots(tool) if isinstance(spot.step, FindStep) and spot.step.find.name == row
    ]
    used = set(keys) & set(write.values.values())
    return bool(used) or (write.kind != "insert" and bool(write.row))


def _filter(tool: str, at: int, test: str, data: Data) -> None:
    search = data["tools"][tool]["steps"][at]["search"]
    search["where"] = [*search.get("where", []), test]
