"""Rules (a) and (b) in steps: every name exists, every expression has the type that its place asks for, None flows."""

from collections.abc import Iterable, Iterator, Mapping

from servers.farm import types
from servers.farm.checks.declarations import column_names, reporter
from servers.farm.checks.fit import fits
from servers.farm.checks.results import check_return
from servers.farm.checks.rule import Subject, ToolPlace
from servers.farm.expressions import parse
from servers.farm.flow import aggregate_type, collect_type, element_of, row_scope
from servers.farm.inference import Report, infer_text
from servers.farm.model import (
    CollectStep,
    Delete,
    DeleteStep,
    EachStep,
    Environment,
    Find,
    FindStep,
    Group,
    IfStep,
    InsertElse,
    InsertStep,
    LetStep,
    OrderChoices,
    RequireStep,
    ReturnStep,
    Search,
    SearchStep,
    Update,
    UpdateStep,
)
from servers.farm.problems import Problem, did_you_mean
from servers.farm.scopes import Scope, column_of, key_type


def wrong_steps(subject: Subject) -> Iterator[Problem]:
    """Unknown names and wrong types, step by step."""
    for place in subject.places:
        found: list[Problem] = []
        _check_step(place, reporter(place.where, found))
        yield from dict.fromkeys(found)


def _check_step(place: ToolPlace, report: Report) -> None:
    scope = place.scope
    match place.step:
        case FindStep(find=find):
            _find(find, scope, report)
        case SearchStep(search=search):
            _search(search, scope, report)
        case RequireStep(require=require):
            condition(require.that, scope, report)
        case InsertStep(insert=insert):
            if _known_entity(scope.environment, insert.entity, report):
                _values(insert.entity, insert.set, scope, report)
        case UpdateStep(update=update):
            _update(update, scope, place, report)
        case DeleteStep(delete=delete):
            _target(delete, scope, report)
        case EachStep(each=each):
            element_of(each, scope, report)
        case IfStep(if_=if_):
            condition(if_.that, scope, report)
        case LetStep(let=let):
            _let(let, scope, report)
        case CollectStep(collect=collect):
            _collect(collect_type(collect, scope, report), collect.into, report)
        case ReturnStep(return_=fields):
            check_return(fields, scope, report)


def condition(text: str, scope: Scope, report: Report) -> Scope:
    """Check that an expression is true or false; the scope in which it holds."""
    found = infer_text(text, scope, report)
    if found.kind not in ("boolean", "unknown") or found.nullable:
        report(f"'{text}' is a {found}, not a condition", "write a comparison")
    return scope.narrowed(parse(text), True)


def _known_entity(environment: Environment, name: str, report: Report) -> bool:
    if name in environment.entities:
        return True
    report(f"unknown entity '{name}'", did_you_mean(name, environment.entities))
    return False


def _find(find: Find, scope: Scope, report: Report) -> None:
    environment = scope.environment
    if not _known_entity(environment, find.entity, report):
        return
    if environment.entities[find.entity].singleton:
        report(f"'{find.entity}' is looked for, but there is exactly one", "use it by its name")
    if find.key is not None:
        found, wanted = infer_text(find.key, scope, report), key_type(environment, find.entity)
        if not types.comparable(found, wanted) or found.kind == "null":
            report(f"the key is a {found}", f"keys of '{find.entity}' are of type {wanted}")
        elif found.nullable:
            report(f"the key '{find.key}' may be None", "require that it is not None first, or use coalesce(…)")
    inner = row_scope(find, scope)
    for text in find.where:
        inner = condition(text, inner, report)
    _order(environment, find.entity, find.order, report)
    if isinstance(find.else_, InsertElse):
        _values(find.entity, find.else_.insert, scope, report)


def _search(search: Search, scope: Scope, report: Report) -> None:
    if not _known_entity(scope.environment, search.entity, report):
        return
    inner = row_scope(search, scope)
    for text in search.where:
        inner = condition(text, inner, report)
    for text in search.given:
        condition(text, inner.assume(_optional_names(scope)), report)
    extra = _group(search.group, search.entity, inner, report) if search.group else None
    if isinstance(search.order, OrderChoices):
        _choices(search.order, scope, report)
        for columns in search.order.choices.values():
            _order(scope.environment, search.entity, columns, report, extra)
    else:
        _order(scope.environment, search.entity, search.order, report, extra)


def _optional_names(scope: Scope) -> list[str]:
    return [name for name, found in scope.names.items() if found.nullable and found.kind != "row"]


def _group(group: Group, entity: str, inner: Scope, report: Report) -> list[str]:
    """Check a group; the names that its records have."""
    known = column_names(inner.environment, entity, computed=True)
    for name in group.by:
        if name not in known:
            report(f"unknown column '{name}'", did_you_mean(name, known))
    for text in group.select.values():
        aggregate_type(text, inner, report)
    return [*group.by, *group.select]


def _order(
    environment: Environment, entity: str, order: Iterable[str], report: Report, records: list[str] | None = None
) -> None:
    known = records if records is not None else column_names(environment, entity)
    columns = environment.entities[entity].columns
    for item in order:
        name = item.removeprefix("-")
        if name not in known:
            stored = "order by stored columns; " if name in columns else ""
            report(f"cannot order by '{name}'", stored + did_you_mean(name, known))
        elif records is None and name in columns and columns[name].kind == "list":
            report(f"cannot order by the list '{name}'", "order by a column of single values")


def _choices(order: OrderChoices, scope: Scope, report: Report) -> None:
    found = scope.lookup(order.by)
    if found is None:
        report(f"unknown parameter '{order.by}'", did_you_mean(order.by, scope.known()))
    elif found.kind != "enum" or found.nullable or set(found.values) != set(order.choices):
        hint = f"'{order.by}' is an enum {'|'.join(order.choices)} with a default"
        report(f"the choices of order do not match '{order.by}', a {found}", hint)


def _values(entity: str, values: Mapping[str, str], scope: Scope, report: Report) -> None:
    """Check what is written into the columns of an entity."""
    known = column_names(scope.environment, entity)
    for name, text in values.items():
        found, wanted = infer_text(text, scope, report), column_of(scope.environment, entity, name)
        if wanted is None:
            computed = name in scope.environment.entities[entity].columns
            if not computed:
                report(f"unknown column '{entity}.{name}'", did_you_mean(name, known))
        elif found.nullable and not wanted.nullable and found.kind != "unknown":
            report(f"'{name}' is set to a value that may be None", f"{entity}.{name} is never null; use coalesce(…)")
        elif not fits(parse(text), found, wanted):
            report(f"'{name}' is set to a {found}", _fit_hint(found, wanted, f"{entity}.{name}"))


def _fit_hint(found: types.Type, wanted: types.Type, column: str) -> str:
    if wanted.kind == "money" and found.kind in types.NUMERIC:
        return f"{column} holds {wanted.required()}; wrap the value in money(…)"
    return f"{column} holds a {wanted}"


def _update(update: Update, scope: Scope, place: ToolPlace, report: Report) -> None:
    target = _target(update, scope, report)
    if target is None:
        return
    entity, inner = target
    _values(entity, update.set, inner, report)
    parameters = place.tool.parameters if place.tool else {}
    for name in update.given:
        if name not in parameters:
            report(f"'{name}' is given by no parameter", did_you_mean(name, parameters))
    assumed = inner.assume(update.given)
    _values(entity, {name: name for name in update.given if name in parameters}, assumed, report)


def _target(target: Update | Delete, scope: Scope, report: Report) -> tuple[str, Scope] | None:
    """Check which rows are addressed; their entity, and the scope in which one of them is named."""
    if target.row is not None:
        found = scope.lookup(target.row)
        if found is None or found.kind != "row":
            rows = [name for name in scope.known() if (scope.lookup(name) or types.UNKNOWN).kind == "row"]
            report(f"'{target.row}' is no row here", did_you_mean(target.row, rows))
            return None
        if found.nullable:
            report(f"'{target.row}' may be None here", f"require or test '{target.row} is not None' first")
        if isinstance(target, Delete) and scope.environment.entities[found.entity].singleton:
            report(f"'{target.row}' is the only row there is", "a singleton is updated, never deleted")
        return found.entity, scope
    entity = target.entity or ""
    if not _known_entity(scope.environment, entity, report):
        return None
    inner = scope.bind(target.name, types.row(entity))
    for text in target.where:
        inner = condition(text, inner, report)
    return entity, inner


def _let(let: Mapping[str, str], scope: Scope, report: Report) -> None:
    for name, text in let.items():
        found = infer_text(text, scope, report)
        if found.kind in ("row", "null"):
            report(f"'{name}' is a {found}", "let binds values; rows are bound by find and insert")
        scope = scope.bind(name, found)


def _collect(found: types.Type, into: str, report: Report) -> None:
    fields = dict(found.fields)
    for name, item in (fields or {into: found}).items():
        if item.kind == "row" and name in fields:
            report(f"'{name}' collects a {item} in a record", "collect its columns, or the row alone")
        if item.kind == "inexact":
            report(f"'{name}' collects money mixed with numbers", "wrap it in money(…) or round_half_up(…)")


def mixed_lists(subject: Subject) -> Iterator[Problem]:
    """What a tool collects into one list is of one kind."""
    for places in subject.tools.values():
        elements: dict[str, types.Type] = {}
        for place in places:
            if isinstance(place.step, CollectStep):
                into, found = place.step.collect.into, collect_type(place.step.collect, place.scope)
                known = elements.setdefault(into, found)
                if types.join(known, found) is None:
                    yield Problem(place.where, f"'{into}' holds {known} and {found}", "collect values of one kind")
