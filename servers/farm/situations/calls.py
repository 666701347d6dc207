"""From a draft to the JSON arguments of a call: what is open is filled or left out."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from servers.farm.arguments import canonical
from servers.farm.situations.drafts import Draft
from servers.farm.situations.ground import Ground
from servers.farm.situations.plans import Plan
from servers.farm.situations.solving import Solver
from servers.farm.situations.variables import Variable


def first_draft(plan: Plan, ground: Ground, arguments: Mapping[str, object]) -> Draft:
    """A draft in which these arguments (JSON, by parameter) are decided and everything else is open."""
    draft = Draft({}, open=frozenset(plan.variables))
    for name, variable in plan.variables.items():
        surface_name = name.replace(".", "_")
        if surface_name in arguments:
            draft = draft.decide(name, _inner(surface_name, arguments[surface_name], variable))
    return ground.settled(draft)


def _inner(name: str, value: object, variable: Variable) -> Any:
    """A JSON value as the steps see it."""
    if variable.many and isinstance(value, list | tuple):
        return tuple(canonical(name, item, variable.schema, variable.scale) for item in value)
    return canonical(name, value, variable.schema, variable.scale)


def arguments_of(plan: Plan, draft: Draft, solver: Solver, turn: int = 0) -> dict[str, object]:
    """The arguments of the call: the decided ones, and plausible values for what else it has to give.

    `turn` chooses among these values. What equals its default is left out unless the call shall give it.
    """
    made = dict(_elements(draft))
    found: dict[str, object] = {}
    for name, variable in plan.variables.items():
        value = draft.given.get(name, made.get(name))
        if value is None and name in draft.open | made.keys() and _is_given(plan, variable):
            value = _plausible(solver, draft, variable, turn)
        if value is not None and (value != variable.default or name in plan.must):
            found[name.replace(".", "_")] = _json(value)
    return found


def _elements(draft: Draft) -> Iterator[tuple[str, Any]]:
    """Lists of one element that was made up inside an `each`; None for one that is still open."""
    for element, parameter in draft.elements.items():
        for name in {*draft.given, *draft.open}:
            head, dot, part = name.partition(".")
            if head == element:
                yield parameter + dot + part, (draft.given[name],) if name in draft.given else None


def _is_given(plan: Plan, variable: Variable) -> bool:
    return variable.required or variable.name in plan.must


def _plausible(solver: Solver, draft: Draft, variable: Variable, turn: int) -> Any:
    values = [item for item in solver.domain(draft, variable.name) if item is not None]
    if "." in variable.name:
        values = [item for item in values if isinstance(item, tuple) and len(item) == 1]
    return values[turn % len(values)] if values else None


def _json(value: Any) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return [_json(item) for item in value] if isinstance(value, tuple | list) else value


def joined(plan: Plan, first: Mapping[str, object], second: Mapping[str, object]) -> dict[str, object]:
    """The first call with the elements of the second's required lists behind its own, within their limits."""
    found = dict(first)
    for name, variable in plan.variables.items():
        own, more = first.get(surface_name := name.replace(".", "_")), second.get(surface_name)
        if variable.many and isinstance(own, list) and isinstance(more, list):
            found[surface_name] = [*own, *more][: variable.most]
    return found
