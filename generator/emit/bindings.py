"""The variables of one tool's function: which Python name each bound name gets, and which are read at all.

A name that is bound twice with different types (in two branches, say) becomes two variables, since mypy gives a
variable one type.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.emit.module import Module
from generator.emit.place import Place, annotation
from servers.farm import faults, flow, scopes
from servers.farm.effects import referring
from servers.farm.expressions import names, parse
from servers.farm.mentions import mentioned
from servers.farm.model import (
    DeleteStep,
    EachStep,
    FindStep,
    IfStep,
    RequireStep,
    SearchStep,
    Step,
    Tool,
    Update,
    UpdateStep,
)
from servers.farm.scopes import Scope
from servers.farm.types import Type, row


@dataclass(frozen=True)
class Bindings:
    """The names of one tool."""

    module: Module
    name: str
    tool: Tool

    def python(self, name: str, value: Type) -> str:
        """The variable of a bound name of this type."""
        return self._variables[name, annotation(self.module, value)]

    @property
    def annotations(self) -> dict[str, str]:
        """Every variable that a step binds, with its type."""
        return {variable: kind for (_, kind), variable in self._variables.items()}

    def temporary(self, wanted: str) -> str:
        """A variable that the model does not name, called `wanted` if no other is."""
        while wanted in self.variables:
            wanted += "_"
        return wanted

    @cached_property
    def patches(self) -> tuple[tuple[Update, str], ...]:
        """Each `update` with `given`, and the variable that holds what was given."""
        found = [step.update for step, _ in self.steps if isinstance(step, UpdateStep) and step.update.given]
        names = ["changes"] if len(found) == 1 else [f"{one.name}_changes" for one in found]
        return tuple((one, self.temporary(name)) for one, name in zip(found, names, strict=True))

    @cached_property
    def start(self) -> Place:
        """The place before the first step: the parameters."""
        scope = scopes.start(self.module.environment, self.tool)
        return Place(self.module, scope, {name: self.module.local(name) for name in self.tool.parameters})

    @cached_property
    def steps(self) -> tuple[tuple[Step, Scope], ...]:
        """Every step with the scope that it sees."""
        return tuple(flow.walk(self.tool.steps, scopes.start(self.module.environment, self.tool)))

    @cached_property
    def used(self) -> frozenset[str]:
        """Every name whose value some step or message needs."""
        return frozenset(name for step, scope in self.steps for name in self._used_by(step, scope))

    def _used_by(self, step: Step, scope: Scope) -> frozenset[str]:
        own = _own_row(step)
        return (mentioned(step) - own) | frozenset(self._details(step, scope))

    def _details(self, step: Step, scope: Scope) -> Iterator[str]:
        """The names that the messages of a step's faults mention."""
        for code in _codes(self.module, step, scope):
            for _, text in faults.details(faults.message(self.module.environment, code)):
                yield from names(parse(text))

    @cached_property
    def variables(self) -> frozenset[str]:
        """Every variable of the function that the model names."""
        singletons = {name for name, entity in self.module.environment.entities.items() if entity.singleton}
        named = {self.module.local(name) for name in {*self.tool.parameters, *singletons, "actor"}}
        return frozenset({*named, *self._variables.values()})

    @cached_property
    def repeated(self) -> frozenset[str]:
        """The variables that several steps bind, in two branches, say: none of them may hold None in between."""
        bound = [
            (name, annotation(self.module, value)) for step, scope in self.steps for name, value in _bound(step, scope)
        ]
        return frozenset(self._variables[key] for key, times in Counter(bound).items() if times > 1)

    @cached_property
    def _variables(self) -> Mapping[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        taken = {self.module.local(name) for name in self.tool.parameters}
        for name, value in (item for step, scope in self.steps for item in _bound(step, scope)):
            key = (name, annotation(self.module, value))
            if key not in found:
                found[key] = _unused(self.module.local(name), taken)
                taken.add(found[key])
        return found


def _unused(name: str, taken: set[str]) -> str:
    numbers = iter(range(2, 1_000))
    found = name
    while found in taken:
        found = f"{name}_{next(numbers)}"
    return found


def _own_row(step: Step) -> frozenset[str]:
    """The name by which a step's own predicates call the row that they look for."""
    match step:
        case FindStep(find=find):
            return frozenset({find.name})
        case SearchStep(search=search):
            return frozenset({search.entity})
        case UpdateStep(update=update) if update.entity:
            return frozenset({update.name})
        case DeleteStep(delete=delete) if delete.entity:
            return frozenset({delete.name})
        case _:
            return frozenset()


def _codes(module: Module, step: Step, scope: Scope) -> Iterator[str]:
    match step:
        case FindStep(find=find) if isinstance(find.else_, str) and find.else_ != "none":
            yield find.else_
        case RequireStep(require=require):
            yield require.else_
        case DeleteStep(delete=delete) if delete.row:
            bound = scope.lookup(delete.row)
            entity = bound.entity if bound is not None else ""
            yield from (one.fault for _, _, one in referring(module.environment, entity) if one.fault)
        case _:
            return


def _bound(step: Step, scope: Scope) -> Iterator[tuple[str, Type]]:
    """Every name that a step binds, with its type; those of nested blocks are not among them."""
    match step:
        case UpdateStep(update=target) | DeleteStep(delete=target) if target.entity:
            yield target.name, row(target.entity)
        case EachStep(each=each):
            yield each.as_, flow.element_of(each, scope)
        case _:
            pass
    after = flow.after(step, scope).names
    wanted = {name for name, _ in flow.collected(step, scope)} if isinstance(step, EachStep | IfStep) else set(after)
    yield from ((name, after[name]) for name in after if name in wanted and after[name] is not scope.names.get(name))
