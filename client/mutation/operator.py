"""What an operator is: one kind of bug, and the places of an environment in which it can be made."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from client.mutation.mutant import Mutant
from servers.farm import flow, scopes
from servers.farm.model import EachStep, Entity, Environment, IfStep, Step, Tool
from servers.farm.model.base import tag_of
from servers.farm.scopes import Scope

Steps = tuple[Step, ...]
Edit = tuple[str, Steps]
"""What is wrong, if one step can be wrong in several ways, and the steps that stand in its place."""


class Operator(ABC):
    """One kind of bug in the declared behaviour."""

    name: str

    @abstractmethod
    def mutate(self, environment: Environment) -> Iterator[Mutant]:
        """Every way to make this bug, in the order of declaration."""


class StepOperator(Operator):
    """A bug in one step of one tool."""

    def mutate(self, environment: Environment) -> Iterator[Mutant]:
        """Each edit of each step of each tool."""
        for name, tool in environment.tools.items():
            for spot in spots(environment, tool):
                for what, new in self.edits(spot):
                    steps = spot.put(new)
                    if steps:
                        where = f"{spot.where}: {what}" if what else spot.where
                        yield Mutant(self.name, name, where, with_steps(environment, name, steps))

    @abstractmethod
    def edits(self, spot: "Spot") -> Iterator[Edit]:
        """What may stand in the step's place; nothing if the operator does not apply."""


@dataclass(frozen=True)
class Spot:
    """One step of a tool, what its names mean, and the tool's steps with something else in its place."""

    where: str
    step: Step
    scope: Scope
    tool: Tool
    put: Callable[[Steps], Steps]
    """The steps of the whole tool; none if a block would be left empty."""

    @property
    def environment(self) -> Environment:
        """The environment that the tool belongs to."""
        return self.scope.environment

    def entity_of(self, row: str) -> str:
        """The entity of a bound row, empty if the name is none."""
        found = self.scope.lookup(row)
        return found.entity if found is not None and found.kind == "row" else ""


def spots(environment: Environment, tool: Tool) -> Iterator[Spot]:
    """Every step of a tool, nested ones too, in order."""
    yield from _block(tool.steps, scopes.start(environment, tool), tool, "step ", lambda steps: steps)


def _block(steps: Steps, scope: Scope, tool: Tool, prefix: str, outer: Callable[[Steps], Steps]) -> Iterator[Spot]:
    for index, step in enumerate(steps):
        put = _replacing(steps, index, outer)
        where = f"{prefix}{index + 1} ({tag_of(step)})"
        yield Spot(where, step, scope, tool, put)
        for (label, rebuilt), (block, inside) in zip(_rebuilders(step), flow.blocks(step, scope), strict=True):
            yield from _block(block, inside, tool, f"{where}, {label} ", _nested(rebuilt, put))
        scope = flow.after(step, scope)


def _replacing(steps: Steps, index: int, outer: Callable[[Steps], Steps]) -> Callable[[Steps], Steps]:
    def put(new: Steps) -> Steps:
        block = steps[:index] + new + steps[index + 1 :]
        return outer(block) if block else ()

    return put


def _nested(rebuilt: Callable[[Steps], Step], put: Callable[[Steps], Steps]) -> Callable[[Steps], Steps]:
    return lambda block: put((rebuilt(block),))


def _rebuilders(step: Step) -> list[tuple[str, Callable[[Steps], Step]]]:
    """For each block of a step, what it is called and the step with another block in its place."""
    if isinstance(step, EachStep):
        each = step.each
        return [("do", lambda block: EachStep(each=each.model_copy(update={"do": block})))]
    if isinstance(step, IfStep):
        test = step.if_
        return [
            ("then", lambda block: IfStep(if_=test.model_copy(update={"then": block}))),
            ("else", lambda block: IfStep(if_=test.model_copy(update={"else_": block}))),
        ]
    return []


def changed(step: Step, changes: Mapping[str, object]) -> Step:
    """The step with other properties of what it does: `{"where": ()}`."""
    name = next(iter(type(step).model_fields))
    return step.model_copy(update={name: getattr(step, name).model_copy(update=dict(changes))})


def with_steps(environment: Environment, tool: str, steps: Steps) -> Environment:
    """The environment in which a tool has other steps."""
    changed = environment.tools[tool].model_copy(update={"steps": steps})
    return environment.model_copy(update={"tools": {**environment.tools, tool: changed}})


def with_entity(environment: Environment, name: str, entity: Entity) -> Environment:
    """The environment in which an entity is another."""
    return environment.model_copy(update={"entities": {**environment.entities, name: entity}})


def with_column(environment: Environment, entity: str, name: str, changes: Mapping[str, object]) -> Environment:
    """The environment in which a column has other properties."""
    declared = environment.entities[entity]
    column = declared.columns[name].model_copy(update=dict(changes))
    return with_entity(environment, entity, declared.model_copy(update={"columns": {**declared.columns, name: column}}))
