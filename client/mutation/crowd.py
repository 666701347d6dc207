"""How many rows of each entity a tool looks at together: fewer in a world cannot show all that it does."""

from collections import Counter
from collections.abc import Iterator

from servers.farm import flow, scopes
from servers.farm.expressions import Attribute, Comprehension, Expr, Name, Slot, parse, path, walk
from servers.farm.inference import comprehension_scope
from servers.farm.mentions import step_expressions
from servers.farm.model import DeleteStep, EachStep, Environment, FindStep, SearchStep, Step, UpdateStep
from servers.farm.scopes import Scope, reference_of
from servers.farm.types import row


def crowds(environment: Environment, tool: str) -> dict[str, int]:
    """Entity to how many of its rows matter to one step: those found before, those it looks for, those referred to.

    A search counts as two, for its order, and as three if it groups, so that groups can differ in size; what is found
    in an `each` counts as two, for two turns.
    """
    found: Counter[str] = Counter()
    most: Counter[str] = Counter()
    declared = environment.tools[tool]
    for step, inner, looped in _walk(declared.steps, scopes.start(environment, declared), False):
        passing = Counter(_passing(step, inner))
        most |= found + passing
        if isinstance(step, FindStep):
            found[step.find.entity] += 2 if looped else 1
        if isinstance(step, SearchStep) and step.search.group is None:
            found[step.search.entity] += 2
    return dict(most | found)


def _walk(steps: tuple[Step, ...], scope: Scope, looped: bool) -> Iterator[tuple[Step, Scope, bool]]:
    for step in steps:
        yield step, scope, looped
        for block, inner in flow.blocks(step, scope):
            yield from _walk(block, inner, looped or isinstance(step, EachStep))
        scope = flow.after(step, scope)


def _passing(step: Step, scope: Scope) -> Iterator[str]:
    """The entity of each row that only this step looks at."""
    inner = scope
    match step:
        case FindStep(find=part) | SearchStep(search=part):
            inner = flow.row_scope(part, scope)
            yield part.entity
            if isinstance(step, SearchStep):
                yield from [part.entity] * (1 if step.search.group is None else 2)
        case UpdateStep(update=target) | DeleteStep(delete=target) if target.entity is not None:
            inner = scope.bind(target.name, row(target.entity))
            yield target.entity
    seen = {place for text in step_expressions(step) for place in _places(parse(text), inner)}
    yield from (entity for _, entity in sorted(seen))


def _places(expr: "Expr | Slot", scope: Scope) -> Iterator[tuple[str, str]]:
    """Every row that an expression reaches over a reference or goes through: how it is written, and its entity."""
    for node in walk(expr):
        if isinstance(node, Comprehension):
            inner = comprehension_scope(node, scope)
            if isinstance(node.source, Name) and scope.lookup(node.source.id) is None:
                yield node.variable, node.source.id
            parts = [node.element, *([] if node.condition is None else [node.condition])]
            yield from ((where, to) for part in parts for where, to in _places(part, inner))
        elif isinstance(node, Attribute) and isinstance(node.base, Attribute):
            entity = _entity(node.base, scope)
            if entity:
                yield str(path(node.base)), entity


def _entity(expr: Name | Attribute, scope: Scope) -> str:
    if isinstance(expr, Attribute):
        reference = reference_of(scope.environment, _entity(expr.base, scope), expr.name)
        return reference[1].to if reference is not None else ""
    found = scope.lookup(expr.id)
    return found.entity if found is not None and found.kind == "row" else ""
