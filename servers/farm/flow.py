"""How steps change what names mean: the scope after each step (MODEL.md §1, rules (b), (d) and (h))."""

from collections.abc import Iterator
from difflib import get_close_matches

from servers.farm import types
from servers.farm.expressions import parse
from servers.farm.inference import Report, infer, infer_text, silent
from servers.farm.model import (
    NONE,
    Collect,
    CollectStep,
    Each,
    EachStep,
    Find,
    FindStep,
    IfStep,
    InsertStep,
    LetStep,
    RequireStep,
    Search,
    SearchStep,
    Step,
    UpdateStep,
)
from servers.farm.scopes import Scope
from servers.farm.types import UNKNOWN, Type

Steps = tuple[Step, ...]


def after(step: Step, scope: Scope) -> Scope:
    """The scope that the next step of the same block sees."""
    match step:
        case FindStep(find=find):
            scope = scope.bind(find.name, types.row(find.entity, nullable=find.else_ == NONE))
            return scope if find.as_ or find.entity in scope.environment.entities else _meant(find.entity, scope)
        case SearchStep(search=search):
            return scope.bind(search.as_, types.list_of(search_element(search, scope)))
        case RequireStep(require=require):
            return scope.narrowed(parse(require.that), True)
        case InsertStep(insert=insert):
            return scope.bind(insert.name, types.row(insert.entity))
        case UpdateStep(update=update):
            return scope.forget(update.name)
        case LetStep(let=let):
            for name, value in let.items():
                scope = scope.bind(name, infer_text(value, scope))
            return scope
        case EachStep() | IfStep() | CollectStep():
            return _after_block(step, scope)
        case _:
            return scope


def _meant(entity: str, scope: Scope) -> Scope:
    """After a find of a misspelt entity: its row goes by the right name, so that one mistake is told once."""
    near = get_close_matches(entity, scope.environment.entities, n=1)
    return scope.bind(near[0], types.row(near[0])) if near and near[0] not in scope.names else scope


def _after_block(step: EachStep | IfStep | CollectStep, scope: Scope) -> Scope:
    """Collected lists are readable afterwards; so is a row that both branches bind."""
    before = scope
    for name, element in collected(step, before):
        known = scope.names.get(name)
        joined = types.join(known.element, element) if known is not None and known.kind == "list" else element
        scope = scope.bind(name, types.list_of(joined or UNKNOWN))
    if isinstance(step, IfStep) and step.if_.else_:
        ends = [through(block, inner) for block, inner in blocks(step, before)]
        for name in ends[0].names.keys() & ends[1].names.keys() - before.names.keys():
            first, second = (end.names[name] for end in ends)
            if first.kind == second.kind == "row" and first.entity == second.entity:
                scope = scope.bind(name, types.row(first.entity, first.nullable or second.nullable))
    return scope


def through(steps: Steps, scope: Scope) -> Scope:
    """The scope after a whole block."""
    for step in steps:
        scope = after(step, scope)
    return scope


def blocks(step: Step, scope: Scope) -> list[tuple[Steps, Scope]]:
    """The nested blocks of a step, each with the scope at its start; empty for a plain step."""
    if isinstance(step, EachStep):
        return [(step.each.do, scope.bind(step.each.as_, element_of(step.each, scope)))]
    if isinstance(step, IfStep):
        condition = parse(step.if_.that)
        return [
            (step.if_.then, scope.narrowed(condition, True)),
            (step.if_.else_, scope.narrowed(condition, False)),
        ]
    return []


def element_of(each: Each, scope: Scope, report: Report = silent) -> Type:
    """What one turn of an `each` sees."""
    found = infer_text(each.of, scope, report)
    if found.kind not in ("list", "unknown") or found.nullable:
        report(f"'each' runs over a {found}", "of: names a search result, a list parameter or a collected list")
    return found.element if found.kind == "list" else UNKNOWN


def search_element(search: Search, scope: Scope, report: Report = silent) -> Type:
    """What a search result holds: rows, or the records of a group."""
    if search.group is None:
        return types.row(search.entity)
    inner = scope.bind(search.entity, types.row(search.entity))
    fields = {name: infer(parse(f"{search.entity}.{name}"), inner, report) for name in search.group.by}
    selected = {name: aggregate_type(text, inner, report) for name, text in search.group.select.items()}
    return types.record({**fields, **selected})


def aggregate_type(text: str, row_scope: Scope, report: Report = silent) -> Type:
    """The type of a group's aggregate: `count()`, or a function of one value per row such as `total(job.pay)`.

    Rows without a value are passed over, so the smallest and largest of values that may be None may be None too.
    """
    expr = parse(text)
    function = getattr(expr, "function", "")
    if function not in AGGREGATES or len(getattr(expr, "arguments", (0, 0))) != (function != "count"):
        report(f"'{text}' is not an aggregate", "write count(), total(x), average(x), min(x) or max(x)")
        return UNKNOWN
    if function == "count":
        return types.INTEGER
    value = infer(expr.arguments[0], row_scope, report).plain()  # type: ignore[union-attr]
    kinds = types.ORDERED if function in ("min", "max") else types.NUMERIC
    if value.kind not in kinds | {"unknown"}:
        report(f"{function} gets a {value}", f"an aggregate over {' or '.join(sorted(kinds))}")
        return UNKNOWN
    if function in ("min", "max"):
        return value
    return types.NUMBER if function == "average" else value.required()


AGGREGATES = ("count", "total", "average", "min", "max")


def row_scope(step: Find | Search, scope: Scope) -> Scope:
    """The scope of a find's or search's predicates: the row is visible under its name."""
    name = step.name if isinstance(step, Find) else step.entity
    return scope.bind(name, types.row(step.entity))


def collected(step: Step, scope: Scope) -> Iterator[tuple[str, Type]]:
    """Every list that a step appends to, with the type of what it appends."""
    if isinstance(step, CollectStep):
        yield step.collect.into, collect_type(step.collect, scope)
    for block, inner in blocks(step, scope):
        for item in block:
            yield from collected(item, inner)
            inner = after(item, inner)


def collect_type(collect: Collect, scope: Scope, report: Report = silent) -> Type:
    """The type of one appended element."""
    if isinstance(collect.value, str):
        return infer_text(collect.value, scope, report)
    return types.record({name: infer_text(text, scope, report) for name, text in collect.value.items()})


def walk(steps: Steps, scope: Scope) -> Iterator[tuple[Step, Scope]]:
    """Every step, nested ones too, in order, each with the scope that it sees."""
    for step in steps:
        yield step, scope
        for block, inner in blocks(step, scope):
            yield from walk(block, inner)
        scope = after(step, scope)
