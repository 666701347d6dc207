"""Rules (a) and (b) on entities: references, unique sets, computed columns, defaults, invariants, views, the actor."""

from collections import Counter
from collections.abc import Iterator

from servers.farm import types
from servers.farm.checks.fit import fits
from servers.farm.checks.rule import Subject
from servers.farm.expressions import Attribute, Name, names, parse
from servers.farm.expressions import path as spelled
from servers.farm.inference import Report, infer_text
from servers.farm.model import (
    ChildList,
    ComputedColumn,
    Entity,
    Environment,
    PositionColumn,
    ReferenceColumn,
    StoredColumn,
    ViewItem,
)
from servers.farm.problems import Problem, did_you_mean
from servers.farm.scopes import Scope, column_of
from servers.farm.views import is_column, path_type, view_fields


def reporter(where: str, into: list[Problem]) -> Report:
    """A report that makes problems at one place."""
    return lambda what, hint: into.append(Problem(where, what, hint))


def column_names(environment: Environment, entity: str, *, computed: bool = False) -> list[str]:
    """The key and the stored columns of an entity, with the computed ones if asked; empty if it is unknown."""
    declared = environment.entities.get(entity)
    if declared is None:
        return []
    own = [name for name, column in declared.columns.items() if computed or column.kind != "computed"]
    return ([declared.key.column] if declared.key else []) + own


def unknown_entities(subject: Subject) -> Iterator[Problem]:
    """References, child lists and the actor name entities that exist, have a key and number it as a whole."""
    environment = subject.environment
    for name, entity in environment.entities.items():
        for column_name, column in entity.columns.items():
            if isinstance(column, ReferenceColumn):
                yield from _referable(environment, f"entity '{name}', column '{column_name}'", column.to)
    actor = environment.actor
    if actor is not None:
        yield from _referable(environment, "actor", actor.entity)
        if actor.session is not None:
            yield from _session(environment, actor.session)


def vanishing_singletons(subject: Subject) -> Iterator[Problem]:
    """A singleton is always there, so no deletion takes it along."""
    for name, entity in subject.environment.entities.items():
        for column_name, column in entity.columns.items():
            if entity.singleton and isinstance(column, ReferenceColumn) and column.on_delete == "cascade":
                what = f"deleting the {column.to} would delete the only {name}"
                yield Problem(f"entity '{name}', column '{column_name}'", what, "write on_delete: clear or refuse")


def _referable(environment: Environment, where: str, target: str) -> Iterator[Problem]:
    entity = environment.entities.get(target)
    if entity is None:
        yield Problem(where, f"unknown entity '{target}'", did_you_mean(target, environment.entities))
    elif entity.key is None:
        yield Problem(where, f"refers to '{target}', of which there is exactly one", "use it by its name instead")
    elif entity.key.per is not None:
        yield Problem(where, f"refers to '{target}', which is numbered per parent", "give it a key of its own")


def _session(environment: Environment, session: str) -> Iterator[Problem]:
    entity = environment.entities.get(session)
    if entity is None:
        yield Problem("actor", f"unknown entity '{session}'", did_you_mean(session, environment.entities))
    elif not entity.singleton or "actor_id" not in entity.columns:
        yield Problem("actor", f"the session '{session}' cannot say who acts", "a singleton with a column actor_id")


def unknown_columns(subject: Subject) -> Iterator[Problem]:
    """Unique sets, labels, positions, parents and seed rules name columns of their entity."""
    for name, entity in subject.environment.entities.items():
        known = column_names(subject.environment, name)
        for what, column in _named_columns(entity):
            if column not in known:
                yield Problem(f"entity '{name}', {what}", f"unknown column '{column}'", did_you_mean(column, known))
        per = entity.key.per if entity.key else None
        if per in entity.columns and not _is_mandatory_reference(entity, str(per)):
            yield Problem(f"entity '{name}', key", f"'{per}' is no parent", "per names a reference that is never null")


def _is_mandatory_reference(entity: Entity, name: str) -> bool:
    column = entity.columns[name]
    return isinstance(column, ReferenceColumn) and not column.nullable


def _named_columns(entity: Entity) -> Iterator[tuple[str, str]]:
    yield from (("unique", column) for unique in entity.unique for column in unique.columns)
    yield from (("seed", column) for column in entity.seed.columns)
    if entity.label is not None:
        yield "label", entity.label
    if entity.key is not None and entity.key.per is not None:
        yield "key", entity.key.per
    for name, column in entity.columns.items():
        if isinstance(column, PositionColumn) and column.within is not None:
            yield f"column '{name}'", column.within


def wrong_expressions(subject: Subject) -> Iterator[Problem]:
    """Computed columns, defaults and invariants have the types that their places ask for."""
    for name, entity in subject.environment.entities.items():
        scope = Scope(subject.environment, {name: types.row(name)})
        found: list[Problem] = []
        for column_name, column in entity.columns.items():
            where = f"entity '{name}', column '{column_name}'"
            if isinstance(column, ComputedColumn):
                inner = Scope(subject.environment, scope.names, computing=frozenset({f"{name}.{column_name}"}))
                _check_computed(column.computed, inner, reporter(where, found))
            elif isinstance(column, StoredColumn) and column.default is not None:
                _check_default(subject.environment, f"{name}.{column_name}", column.default, reporter(where, found))
        for text in entity.invariants:
            report = reporter(f"entity '{name}', invariant", found)
            if infer_text(text, scope, report).kind not in ("boolean", "unknown"):
                report(f"'{text}' is not a condition", "an invariant is true or false")
        yield from found


def _check_computed(text: str, scope: Scope, report: Report) -> None:
    kind = infer_text(text, scope, report).kind
    if "actor" in names(parse(text)):
        report("a computed column depends on who asks", "compare with the actor in the tools")
    if kind in ("row", "record", "null", "inexact"):
        report(f"'{text}' gives a {kind}", "wrap it in money(…)" if kind == "inexact" else "compute a value or a list")


def _check_default(environment: Environment, column: str, text: str, report: Report) -> None:
    entity, _, name = column.partition(".")
    wanted = column_of(environment, entity, name)
    found = infer_text(text, Scope(environment), report)
    if wanted is not None and not fits(parse(text), found, wanted):
        report(f"the default {text} is a {found}", f"the column holds a {wanted}")


def wrong_views(subject: Subject) -> Iterator[Problem]:
    """Views name columns, other views of the entity, paths over references, and child rows with a view of theirs."""
    for name, entity in subject.environment.entities.items():
        for view, items in entity.views.items():
            where = f"entity '{name}', view '{view}'"
            for item in items:
                yield from _view_item(subject.environment, name, view, item, where)


def _view_item(environment: Environment, entity: str, view: str, item: ViewItem, where: str) -> Iterator[Problem]:
    views = environment.entities[entity].views
    if isinstance(item, str):
        known = column_names(environment, entity, computed=True)
        if item not in (*known, *views):
            yield Problem(where, f"unknown column or view '{item}'", did_you_mean(item, [*known, *views]))
        elif item in views and item in known and item != view:
            yield Problem(where, f"'{item}' is a column and a view; the column is meant", "give the view another name")
        elif item in views and item not in known and view in _spliced(environment, entity, item, set()):
            yield Problem(where, f"the view '{item}' contains this one", "break the circle")
        return
    for name, value in item.items():
        if isinstance(value, ChildList):
            yield from _child_list(environment, entity, value, f"{where}, '{name}'")
        else:
            yield from _path(environment, entity, value, f"{where}, '{name}'")


def hidden_fields(subject: Subject) -> Iterator[Problem]:
    """No two items of a view, the columns of spliced views aside, are shown under one name."""
    for name, entity in subject.environment.entities.items():
        for view, items in entity.views.items():
            counted = Counter(field for item in items for field in ([item] if isinstance(item, str) else item))
            for field in [field for field, times in counted.items() if times > 1]:
                yield Problem(f"entity '{name}', view '{view}'", f"shows '{field}' twice", "rename or remove one")


def _spliced(environment: Environment, entity: str, view: str, seen: set[str]) -> set[str]:
    """`seen`, with the view and all views that it contains."""
    views = environment.entities[entity].views
    seen.add(view)
    for item in views[view]:
        if isinstance(item, str) and item in views and item not in seen and not is_column(environment, entity, item):
            _spliced(environment, entity, item, seen)
    return seen


def _path(environment: Environment, entity: str, text: str, where: str) -> Iterator[Problem]:
    expr = parse(text)
    if not isinstance(expr, Name | Attribute):
        yield Problem(where, f"'{text}' is not a path", "show a column of a referenced row, or add a computed column")
        return
    path = tuple((spelled(expr) or text).split("."))
    if path_type(environment, entity, path).kind in ("unknown", "row"):
        hint = f"start at a reference of '{entity}' and end at a column"
        if len(path) == 1:
            hint = did_you_mean(path[0], column_names(environment, entity, computed=True))
        yield Problem(where, f"the path '{text}' leads nowhere", hint)


def _child_list(environment: Environment, entity: str, child: ChildList, where: str) -> Iterator[Problem]:
    declared = environment.entities.get(child.of)
    if declared is None:
        yield Problem(where, f"unknown entity '{child.of}'", did_you_mean(child.of, environment.entities))
        return
    column = declared.columns.get(child.by)
    if not isinstance(column, ReferenceColumn) or column.to != entity:
        yield Problem(where, f"'{child.of}.{child.by}' does not refer to '{entity}'", "name a reference back to it")
    if child.view not in declared.views:
        yield Problem(where, f"unknown view '{child.view}'", did_you_mean(child.view, declared.views))
    elif any(field.children for field in view_fields(environment, child.of, child.view)):
        yield Problem(where, f"the view '{child.view}' lists children itself", "views nest one list; use a flat view")
