"""The places of the lifecycle: what each adds to an environment."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from generator.english import listing
from generator.mechanics.base import Place
from generator.mechanics.conditions import not_one_of, row_label, said, with_state_required
from generator.mechanics.edits import Data, edited, with_fault, with_invariant, with_steps, with_values
from generator.mechanics.reading import Write, writes
from generator.spoken import spoken
from generator.words import clip
from servers.farm.checks.guards import changes, moves
from servers.farm.checks.rule import Subject
from servers.farm.model import EnumColumn, Environment


@dataclass(frozen=True)
class Stage(Place):
    """A place that knows what belongs there."""

    @abstractmethod
    def added(self, environment: Environment) -> Environment:
        """The environment with it."""

    def write(self, environment: Environment) -> Write:
        """The tool's first write of a row of the entity."""
        found = writes(environment.tools[self.tool])
        return next(item for item in found if item.entity == self.entity and item.row and not item.spot.nested)


@dataclass(frozen=True)
class OnlyWhile(Stage):
    """A tool works only while the status is one of `allowed`."""

    allowed: tuple[str, ...] = ()

    def added(self, environment: Environment) -> Environment:
        """Asked before the first write of the row."""
        write = self.write(environment)
        about = (self.entity, write.row, self.columns[0])
        return with_state_required(environment, self.tool, write.spot.at, about, self.allowed)


@dataclass(frozen=True)
class StaysOver(Stage):
    """A tool that sets the status as it is told does not lead out of a final state."""

    final: tuple[str, ...] = ()

    def added(self, environment: Environment) -> Environment:
        """Asked before the row is written: the same status may be given again."""
        write, status = self.write(environment), self.columns[0]
        given, subject = write.values[status], f"{write.row}.{status}"
        code = clip(f"{self.entity}_{status}_is_final")
        label = row_label(environment, self.entity, write.row)
        over = listing(map(said, self.final), "or")
        text = f"{label} is {{{subject}}}. What is {over} cannot get another {spoken(status)}. Leave it out."
        empty = f"{given} is None or " if environment.tools[self.tool].parameters[given].optional else ""
        test = f"{empty}{given} == {subject} or {not_one_of(subject, self.final)}"
        found = with_fault(environment, code, text)
        step = {"require": {"that": test, "else": code}}
        return with_steps(found, self.tool, [step], before="", at=write.spot.at)


@dataclass(frozen=True)
class Act(Stage):
    """Making a row of `made` is an act on the row that it belongs to: a refund refunds the payment."""

    made: str = ""
    row: str = ""
    allowed: tuple[str, ...] = ()
    target: str = ""
    """The state that the act leads to, "" if it may be done in part."""

    def added(self, environment: Environment) -> Environment:
        """Asked before the new row is made; the state follows behind it."""
        status = self.columns[0]
        at = next(item.spot.at for item in writes(environment.tools[self.tool]) if item.entity == self.made)
        about = (self.entity, self.row, status)
        found = with_state_required(environment, self.tool, at, about, self.allowed) if self.allowed else environment
        if not self.target:
            return found
        step = {"update": {"row": self.row, "set": {status: repr(self.target)}}}
        return with_steps(found, self.tool, [step], before="return")


@dataclass(frozen=True)
class Stamped(Stage):
    """The moment of a final state is there exactly while the row is in it."""

    state: str = ""

    def added(self, environment: Environment) -> Environment:
        """What leads there keeps the moment; both ways are an invariant."""
        status, stamp = self.columns
        for tool, declared in environment.tools.items():
            for write in writes(declared):
                if write.entity == self.entity and write.constant(status) == self.state and stamp not in write.values:
                    kind = environment.entities[self.entity].columns[stamp].kind
                    now = "today()" if kind == "date" else "now()"
                    environment = with_values(environment, tool, write.spot.at, {stamp: now})
        row = self.entity
        there = f"{row}.{status} == {self.state!r}"
        environment = with_invariant(environment, row, f"{row}.{stamp} is None or {there}")
        return with_invariant(environment, row, f"{row}.{status} != {self.state!r} or {row}.{stamp} is not None")


@dataclass(frozen=True)
class Declared(Stage):
    """The status goes only where the tools lead it; the table says so, and the verifier holds every write to it."""

    def added(self, environment: Environment) -> Environment:
        """The table of the moves that the steps allow, if it leaves any out."""
        column = environment.entities[self.entity].columns[self.columns[0]]
        assert isinstance(column, EnumColumn)
        table: dict[str, list[str]] = {value: [] for value in column.values}
        for change in changes(Subject(environment)):
            if change.column == f"{self.entity}.{self.columns[0]}":
                for before, after in moves(change, environment):
                    if after not in table[before]:
                        table[before].append(after)
        if all(len(after) == len(column.values) - 1 for after in table.values()):
            return environment
        ordered = {before: [item for item in column.values if item in after] for before, after in table.items()}

        def change_data(data: Data) -> None:
            data["entities"][self.entity]["columns"][self.columns[0]]["transitions"] = ordered

        return edited(environment, change_data)
