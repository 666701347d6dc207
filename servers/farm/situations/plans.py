"""What a walk knows of a tool before it looks at any state, and what it can aim at."""

from dataclasses import dataclass, field, replace
from typing import Literal

from servers.farm import flow, types
from servers.farm.expressions import Attribute, Compare, Expr, Name, parse
from servers.farm.faults import FaultUse
from servers.farm.mentions import mentioned
from servers.farm.model import Environment, Find, LetStep, ReturnStep, Step, Unique
from servers.farm.places import Place, places
from servers.farm.scopes import Scope
from servers.farm.situations.variables import Variable, variables_of

AimKind = Literal["miss", "require", "unique", "refuse", "nothing_to_change", "then", "else"]
CLASH = "row in the way"
"""Under this name a predicate sees the row that a write would clash with; no expression of a tool can use it."""


@dataclass(frozen=True)
class Aim:
    """What shall happen at one step: a fault of this kind, or that an `if` takes this branch and all goes well."""

    path: str
    kind: AimKind
    code: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether the call shall end here."""
        return self.kind not in ("then", "else")

    def inside(self, path: str) -> bool:
        """Whether the aimed step is nested in the step at `path`."""
        return self.path.startswith(path + ", ")


ANY_PATH = Aim("", "then")
"""Success, whatever the branches."""


def aim_of(use: FaultUse) -> Aim | None:
    """The aim at one use of a fault; None for what happens before the first step."""
    return None if use.kind == "not_authenticated" else Aim(use.path, use.kind, use.code)


@dataclass(frozen=True)
class Plan:
    """A tool as walks need it."""

    environment: Environment
    name: str
    variables: dict[str, Variable]
    places: dict[int, Place]
    """By the identity of the step."""
    used: frozenset[str]
    """Names that a step other than `return` mentions."""
    must: frozenset[str] = frozenset()
    """Optional variables that the call shall give."""
    _scopes: dict[tuple[int, str], tuple[Scope, Scope]] = field(default_factory=dict)
    _predicates: dict[tuple[int, str], tuple[Expr, ...]] = field(default_factory=dict)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The tool's steps."""
        return self.environment.tools[self.name].steps

    def giving(self, *names: str) -> "Plan":
        """The same plan where the call shall give these optional variables."""
        return replace(self, must=frozenset(names))

    def at(self, step: Step) -> Place:
        """The place of a step."""
        return self.places[id(step)]

    def with_row(self, scope: Scope, name: str, entity: str) -> Scope:
        """The scope with a row bound; the same object every time, since closures are kept by it."""
        found = self._scopes.get((id(scope), name))
        if found is None:
            found = self._scopes[id(scope), name] = (scope, scope.bind(name, types.row(entity)))
        return found[1]

    def after_let(self, scope: Scope, name: str, text: str) -> Scope:
        """The scope with a let bound; the same object every time."""
        found = self._scopes.get((id(scope), f"let {name}"))
        if found is None:
            found = (scope, flow.after(LetStep(let={name: text}), scope))
            self._scopes[id(scope), f"let {name}"] = found
        return found[1]

    def predicates(self, find: Find) -> tuple[Expr, ...]:
        """What holds for the row that a find hits."""
        if (id(find), "") not in self._predicates:
            key = self.environment.entities[find.entity].key
            if find.key is not None and key is not None:
                exprs: tuple[Expr, ...] = (Compare("==", Attribute(Name(find.name), key.column), parse(find.key)),)
            else:
                exprs = tuple(parse(text) for text in find.where)
            self._predicates[id(find), ""] = exprs
        return self._predicates[id(find), ""]

    def clash(self, step: Step, unique: Unique, values: dict[str, Expr]) -> tuple[Expr, ...]:
        """What holds when the values that a step writes equal those of the row `CLASH` in a unique set."""
        place = (id(step), ",".join(unique.columns))
        if place not in self._predicates:
            exprs = (Compare("==", Attribute(Name(CLASH), column), values[column]) for column in unique.columns)
            self._predicates[place] = tuple(exprs)
        return self._predicates[place]


def plan_of(environment: Environment, name: str) -> Plan:
    """The plan of a tool."""
    found = {id(place.step): place for place in places(environment, environment.tools[name])}
    working = [place.step for place in found.values() if not isinstance(place.step, ReturnStep)]
    used = frozenset[str]().union(*(mentioned(step) for step in working))
    return Plan(environment, name, variables_of(environment, name), found, used)
