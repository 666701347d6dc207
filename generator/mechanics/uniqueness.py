"""Uniqueness: an address, a code or the name of a label belongs to one row only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.edits import with_fault, with_invariant, with_steps, with_unique
from generator.mechanics.membership import pair_of
from generator.mechanics.reading import Write, writes
from generator.mechanics.wording import a, code, spoken
from servers.farm import facts
from servers.farm.expressions import Attribute, Name, parse
from servers.farm.faults import fault_uses
from servers.farm.model import Environment, ReferenceColumn, TextColumn, Unique

_CONFLICT = 409
_NAMES = re.compile(r"(^|_)(name|title|label|email|email_address|username|login|handle|slug|tag)$")
"""Columns that people read: "Home" and "home" are the same to them."""
_CODES = re.compile(r"(^|_)(name|key|code|slug|handle|identifier|number|url|sku|username|login|email)$")
"""Columns of which a conflict is told by the name alone."""
_OWN = frozenset("new unique tag".split())
"""Words that a code of the thing itself may begin with, beside those of the thing: "new_branch_name", "tag_name"."""


class Uniqueness(Mechanic):
    """Two rows do not have the same address, code or name."""

    name = "uniqueness"
    law = "No two rows have the same address, code or name."
    operators = ("drop_unique", "drop_require", "compare_exactly")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Tools that answer with the fault of a unique set, or of a key that the caller gives; links are no names."""
        for tool in environment.tools:
            for use in fault_uses(environment, tool):
                if use.kind == "unique" and use.entity is not None:
                    if not _is_link(environment, use.entity, use.condition.split(", ")):
                        yield Use(self.name, use.entity, tool, use.code)
                elif use.kind == "require" and (entity := _free_key(environment, use.condition)):
                    yield Use(self.name, entity, tool, use.code)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Where creating can conflict and nothing is unique yet; then the names that differ by more than their case."""
        environment = subject.environment
        added: dict[str, tuple[str, ...]] = {}
        for tool, write in _inserts(environment):
            if write.entity in added or environment.entities[write.entity].unique:
                continue
            if any(_CONFLICT in item.error_statuses for item in subject.operations.get(tool, ())):
                columns = _own_code(environment, tool, write)
                if columns:
                    added[write.entity] = columns
                    yield NewSet(write.entity, columns, tool, "creating can answer that there is one already", 0.6)
        for name, entity in environment.entities.items():
            for columns in [*(unique.columns for unique in entity.unique), *filter(None, [added.get(name)])]:
                if _reads_alike(environment, name, columns):
                    yield Alike(name, columns, because="people do not tell names apart by their case", confidence=0.7)

    def woven(self, environment: Environment, place: Place) -> Environment:
        """The unique set, or the rules that compare without regard to case."""
        assert isinstance(place, NewSet | Alike)
        return place.added(environment)


def _is_link(environment: Environment, name: str, columns: Sequence[str]) -> bool:
    """Whether a set says that two are tied once, or that somebody is in a group once: of that speaks membership."""
    references = all(isinstance(environment.entities[name].columns.get(column), ReferenceColumn) for column in columns)
    return references or set(columns) == set(pair_of(environment, name))


def _free_key(environment: Environment, condition: str) -> str:
    """The entity of which a condition asks that no row has a key that is given; "" if it asks something else."""
    found = facts.none_of(parse(condition))
    if found is None or not isinstance(found.source, Name):
        return ""
    entity = environment.entities.get(found.source.id)
    if entity is None or entity.key is None or entity.key.sequence is not None:
        return ""
    key = Attribute(Name(found.variable), entity.key.column)
    parts = [part for part in (found.element, found.condition) if part is not None]
    return found.source.id if any(key in pair for part in parts for pair in facts.sides(part)) else ""


def _inserts(environment: Environment) -> Iterator[tuple[str, Write]]:
    for name, tool in environment.tools.items():
        for write in writes(tool):
            if write.kind == "insert" and not write.spot.nested:
                yield name, write


def _own_code(environment: Environment, tool: str, write: Write) -> tuple[str, ...]:
    """What tells a new row apart, as the caller gives it: its code or name, within what it lies in."""
    entity, given = environment.entities[write.entity], environment.tools[tool].parameters
    texts = [
        name
        for name, text in write.values.items()
        if isinstance(entity.columns.get(name), TextColumn) and text in given and text == name
    ]
    own_words = _OWN | set(write.entity.split("_"))
    found = [name for name in texts if _CODES.search(name) and set(name.split("_")[:-1]) <= own_words]
    own = [name for name in found if not given[name].optional]
    if not own:
        return ()
    best = min(own, key=lambda name: (name != entity.label, own.index(name)))
    above = [
        name
        for name, column in entity.columns.items()
        if isinstance(column, ReferenceColumn) and column.on_delete == "cascade" and not column.nullable
    ]
    return (above[0], best) if len(above) == 1 and above[0] in write.values else (best,)


def _reads_alike(environment: Environment, name: str, columns: Sequence[str]) -> bool:
    """Whether the last column is a name, and every tool writes it just as a caller gives it."""
    entity = environment.entities[name]
    *within, last = columns
    if not isinstance(entity.columns.get(last), TextColumn) or not _NAMES.search(last) or len(within) > 1:
        return False
    for tool in environment.tools.values():
        for write in writes(tool):
            if write.entity == name and {last, *within} & set(write.values):
                plain = write.values.get(last) == last and last in tool.parameters
                moved = set(within) & set(write.values) if write.kind == "update" else set(within) - set(write.values)
                if not plain or not write.row or write.spot.nested or moved:
                    return False
    return True


@dataclass(frozen=True)
class NewSet(Place):
    """A set of columns that is unique from now on."""

    def added(self, environment: Environment) -> Environment:
        """The set with its fault."""
        last = self.columns[-1]
        what = spoken(last)
        fault = code(self.entity, last.removeprefix(f"{self.entity}_"), "taken")
        text = f"There is already {a(self.entity)} with the {what} {{{last}}}. Choose another {what}."
        return with_unique(with_fault(environment, fault, text), self.entity, self.columns, fault)


@dataclass(frozen=True)
class Alike(Place):
    """A unique name that is compared without regard to case."""

    def added(self, environment: Environment) -> Environment:
        """Asked before each write of the name, and promised for every row."""
        entity = environment.entities[self.entity]
        unique = next(item for item in entity.unique if item.columns == self.columns)
        for tool, declared in environment.tools.items():
            for write in writes(declared):
                if write.entity == self.entity and self.columns[-1] in write.values:
                    environment = self._asked(environment, tool, write, unique)
                    break
        assert entity.key is not None
        key, row, last = entity.key.column, self.entity, self.columns[-1]
        nothing = f"{row}.{last} is None or " if getattr(entity.columns[last], "nullable", False) else ""
        same = f"{self._same(row, f'{row}.{last}')} and other.{key} != {row}.{key}"
        return with_invariant(environment, row, f"{nothing}not any({same} for other in {row})")

    def _asked(self, environment: Environment, tool: str, write: Write, unique: Unique) -> Environment:
        key, last = environment.entities[self.entity].key, self.columns[-1]
        assert key is not None
        test = self._same(write.row if write.kind == "update" else "", last, write)
        if write.kind == "update":
            test += f" and other.{key.column} != {write.row}.{key.column}"
        that = f"not any({test} for other in {self.entity})"
        if environment.tools[tool].parameters[last].optional:
            that = f"{last} is None or {that}"
        step = {"require": {"that": that, "else": unique.fault}}
        return with_steps(environment, tool, [step], before="", at=write.spot.at)

    def _same(self, row: str, name: str, write: Write | None = None) -> str:
        """The condition that another row has the name, in the same place."""
        tests = [f"same_text(other.{self.columns[-1]}, {name})"]
        for column in self.columns[:-1]:
            here = f"{row}.{column}" if row else (write.values[column] if write else "")
            tests.append(f"other.{column} == {here}")
        return " and ".join(tests)
