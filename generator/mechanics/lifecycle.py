"""The lifecycle: what has states goes from one to the next as its verbs allow, and what is over stays over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.description import Operation
from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.messages import is_shut_for
from generator.mechanics.reading import Asked, Write, asked, last_words, spots, writes
from generator.mechanics.stages import Act, Declared, OnlyWhile, Stage, Stamped, StaysOver
from generator.mechanics.states import NOUNS, RETURNS, is_final, sources, verb_of
from generator.mechanics.trash import asks_for_away
from generator.spoken import spoken
from generator.statuses import plain
from generator.told_states import told_states
from generator.verbs import VERBS
from servers.farm.model import BooleanColumn, EnumColumn, Environment, FindStep, ReferenceColumn, Tool

TRASH = re.compile(r"(^|_)(trashed|trash|deleted|archived|removed)(_|$)")
"""Columns that say that a row is put away: of these speaks the mechanic `trash`."""
_STATUS = re.compile(r"(^|_)(status|state|stage|phase)$")
_MANY = re.compile(r"(^|_)(amount|quantity|total|count)(_|$)")
_BACK = re.compile(r"\b(re-?opens?|restores?|un-?cancel\w*|undelete\w*|re-?activat\w*|back to)\b", re.I)


class Lifecycle(Mechanic):
    """A status machine: verbs lead from state to state, and are refused where the state does not allow them."""

    name = "lifecycle"
    law = "What has states goes from one to the next as its verbs allow, and what is over stays over."
    operators = ("drop_require", "negate_require", "allow_state", "forget_stamp")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Tools that ask for a state before they write: of a status that tools move, or of what they themselves set."""
        moved = {(move.entity, column) for _, move, column in _moves(environment)}
        for name, tool in environment.tools.items():
            written = list(writes(tool))
            for ask in asked(tool) if written else ():
                if is_shut_for(environment, name, ask.entity, ask.column):
                    continue
                if _is_state(environment, ask, moved) or _is_toggled(environment, ask, written):
                    yield Use(self.name, ask.entity, name, ask.fault)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Verbs and changes that do not ask, acts, moments, and last the tables of what may follow what."""
        environment = subject.environment
        machines = _machines(environment)
        for machine in machines:
            yield from _unasked_verbs(subject, machine)
            yield from _unasked_changes(subject, machine)
            yield from _acts(environment, machine)
        for machine in machines:
            yield from _stamps(environment, machine)
            if not machine.column.nullable:
                because = "tools lead it from one value to the next"
                yield Declared(machine.entity, (machine.status,), because=because, confidence=0.8)

    def woven(self, environment: Environment, place: Place) -> Environment:
        """The environment with what belongs to the place."""
        assert isinstance(place, Stage)
        return place.added(environment)


def _is_state(environment: Environment, ask: Asked, moved: set[tuple[str, str]]) -> bool:
    column = environment.entities[ask.entity].columns.get(ask.column)
    if asks_for_away(environment, ask):  # of these speaks the mechanic `trash`
        return False
    return isinstance(column, EnumColumn) and bool(ask.values) and (ask.entity, ask.column) in moved


def _is_toggled(environment: Environment, ask: Asked, written: Sequence[Write]) -> bool:
    """Whether it is a flag or a moment of the row that the tool then sets to a value of its own: locked, sent."""
    column = environment.entities[ask.entity].columns.get(ask.column)
    if column is None or TRASH.search(ask.column):
        return False
    values = [write.values.get(ask.column) for write in written if write.row == ask.row and write.kind == "update"]
    fixed = ("True", "False") if isinstance(column, BooleanColumn) else ("now()", "today()", "None")
    return column.kind in ("boolean", "date", "datetime") and any(value in fixed for value in values)


def _moves(environment: Environment) -> Iterator[tuple[str, Write, str]]:
    """Each tool's updates of an enum to a value of its own, or of a status as it is told: tool, write, column."""
    for name, tool in environment.tools.items():
        for write in writes(tool):
            columns = environment.entities[write.entity].columns if write.kind == "update" else {}
            for column in write.values:
                declared = columns.get(column)
                if isinstance(declared, EnumColumn) and (
                    write.constant(column) in declared.values or _STATUS.search(column)
                ):
                    yield name, write, column


@dataclass(frozen=True)
class _Machine:
    """A status with the tools that move it: `verbs` to a value of their own, `changes` as they are told."""

    entity: str
    status: str
    column: EnumColumn
    verbs: Mapping[str, Write]
    changes: Mapping[str, Write]

    def target(self, tool: str) -> str:
        return str(self.verbs[tool].constant(self.status))

    def verb(self, tool: str) -> str:
        return verb_of(last_words(tool, self.entity))

    @property
    def final(self) -> tuple[str, ...]:
        """The states that nothing leaves; none if there is no other state."""
        found = tuple(value for value in self.column.values if is_final(value))
        return found if len(found) < len(self.column.values) else ()

    @property
    def ended(self) -> tuple[str, ...]:
        """The final states that a verb leads to while no verb leads back."""
        if any(self.verb(tool) in RETURNS for tool in self.verbs):
            return ()
        return tuple(value for value in self.final if value in map(self.target, self.verbs))


def _machines(environment: Environment) -> list[_Machine]:
    found: dict[tuple[str, str], tuple[dict[str, Write], dict[str, Write]]] = {}
    for tool, write, column in _moves(environment):
        if write.row and not write.spot.nested:
            fixed = write.constant(column) is not None
            found.setdefault((write.entity, column), ({}, {}))[0 if fixed else 1][tool] = write
    machines: list[_Machine] = []
    for (entity, status), (verbs, told) in found.items():
        declared = environment.entities[entity].columns[status]
        assert isinstance(declared, EnumColumn)
        machines.append(_Machine(entity, status, declared, verbs, told))
    return machines


def _text(operations: Sequence[Operation]) -> str:
    return "\n".join(item.text for item in operations)


def _asks_for_more(tool: Tool, machine: _Machine, target: str = "") -> bool:
    """Whether a tool asks about the status already, and not only that it is not reached yet."""
    return any(
        (ask.entity, ask.column) == (machine.entity, machine.status) and ask.values != {target} for ask in asked(tool)
    )


def _asks_for(tool: Tool, machine: _Machine, states: Sequence[str]) -> bool:
    """Whether a tool asks for just these states."""
    return any(
        (ask.entity, ask.column) == (machine.entity, machine.status) and ask.values == set(states)
        for ask in asked(tool)
    )


def _unasked_verbs(subject: Subject, machine: _Machine) -> Iterator[Place]:
    """Verbs that are possible from states from which they should not be."""
    tools, values = subject.environment.tools, machine.column.values
    targets = {tool: machine.target(tool) for tool in machine.verbs}
    for tool, target in targets.items():
        decided = frozenset(value for other, value in targets.items() if other != tool and _decides(machine, other))
        told = tuple(
            value
            for value in told_states(_text(subject.operations.get(tool, ())), values, spoken(machine.entity))
            if value != target
        )
        if told:
            if not _asks_for(tools[tool], machine, told):
                yield OnlyWhile(machine.entity, (machine.status,), tool, "the description says when", 0.9, told)
        elif not _asks_for_more(tools[tool], machine, target) and (verb := machine.verb(tool)):
            allowed = sources(verb, values, target, decided)
            if allowed:
                because = f"'{verb}' makes sense only then"
                yield OnlyWhile(machine.entity, (machine.status,), tool, because, 0.7, allowed)


def _decides(machine: _Machine, tool: str) -> bool:
    """Whether a verb answers a question that is open: approve, reject."""
    verb = machine.verb(tool)
    return bool(verb and VERBS[verb].only) and set(VERBS[verb].only) <= {"draft", "waiting"}


def _unasked_changes(subject: Subject, machine: _Machine) -> Iterator[Place]:
    """Changes and deletions of rows that the description or a final state forbids."""
    values, noun = machine.column.values, spoken(machine.entity)
    for tool, write in _other_writes(subject.environment, machine):
        if _asks_for_more(subject.environment.tools[tool], machine):
            continue
        text = _text(subject.operations.get(tool, ()))
        told = told_states(text, values, noun)
        place = (machine.entity, (machine.status,), tool)
        if told:
            yield OnlyWhile(*place, "the description says when", 0.9, told)
        elif write.kind == "update" and machine.ended:
            allowed = tuple(value for value in values if value not in machine.ended)
            yield OnlyWhile(*place, "a verb leads to that state and none leads back", 0.7, allowed)
        elif _is_told(subject.environment, tool, machine) and machine.final and not _BACK.search(text):
            yield StaysOver(*place, "such a state is final by its name", 0.6, machine.final)


def _is_told(environment: Environment, tool: str, machine: _Machine) -> bool:
    """Whether the caller of a tool says what the status shall be."""
    return (
        tool in machine.changes and machine.changes[tool].values[machine.status] in environment.tools[tool].parameters
    )


def _other_writes(environment: Environment, machine: _Machine) -> Iterator[tuple[str, Write]]:
    """Tools that change rows as they are told, or delete them, each with its first write of one."""
    for name, tool in environment.tools.items():
        if name in machine.verbs:
            continue
        for write in writes(tool):
            told = write.kind == "delete" or any(value in tool.parameters for value in write.values.values())
            if write.entity == machine.entity and write.row in write.spot.rows and write.kind != "insert" and told:
                if not write.spot.nested:
                    yield name, write
                break


def _acts(environment: Environment, machine: _Machine) -> Iterator[Place]:
    """Tools that make a row of what is called by a verb's noun, for a row of the machine."""
    for name, tool in environment.tools.items():
        made = next((write for write in writes(tool) if write.kind == "insert" and not write.spot.nested), None)
        verb = NOUNS.get(made.entity.split("_")[-1], "") if made is not None else ""
        row = _found(tool, machine.entity)
        if made is None or not verb or not row or not _refers(environment, made.entity, machine.entity):
            continue
        if any((ask.entity, ask.column) == (machine.entity, machine.status) for ask in asked(tool)):
            continue
        yield from _act(environment, machine, name, made, verb, row)


def _act(environment: Environment, machine: _Machine, tool: str, made: Write, verb: str, row: str) -> Iterator[Place]:
    values = machine.column.values
    in_part = any(_MANY.search(column) for column in environment.entities[made.entity].columns)
    target = next((value for wanted in VERBS[verb].to for value in values if plain(value) == wanted), "")
    allowed = sources(verb, values, target, frozenset())
    because = f"a {spoken(made.entity)} is made to {verb} the {spoken(machine.entity)}"
    if allowed:
        place = (machine.entity, (machine.status,), tool, because, 0.7)
        yield Act(*place, made=made.entity, row=row, allowed=allowed, target="" if in_part else target)


def _found(tool: Tool, entity: str) -> str:
    """The name of the row of an entity that a tool looks up before all else."""
    for spot in spots(tool):
        if isinstance(spot.step, FindStep) and spot.step.find.entity == entity and not spot.nested:
            return spot.step.find.name
    return ""


def _refers(environment: Environment, child: str, parent: str) -> bool:
    columns = environment.entities[child].columns.values()
    return any(isinstance(column, ReferenceColumn) and column.to == parent for column in columns)


def _stamps(environment: Environment, machine: _Machine) -> Iterator[Place]:
    """Moments of final states to which nothing but verbs leads."""
    if machine.changes or any(
        write.kind == "insert" and write.entity == machine.entity and machine.status in write.values
        for tool in environment.tools.values()
        for write in writes(tool)
    ):
        return
    columns = environment.entities[machine.entity].columns
    for state in machine.ended:
        for stem in dict.fromkeys((plain(state), state.lower())):
            for stamp in (f"{stem}_{ending}" for ending in ("at", "date", "time", "on")):
                column = columns.get(stamp)
                if column is not None and column.kind in ("date", "datetime") and getattr(column, "nullable", False):
                    about = (machine.entity, (machine.status, stamp))
                    yield Stamped(*about, because="the moment is named like the state", confidence=0.8, state=state)
