"""Views as a TypedDict and a function each, and computed columns as functions."""

from collections.abc import Iterator
from dataclasses import dataclass
from keyword import iskeyword

from generator.emit.module import Module
from generator.emit.place import Place, annotation
from generator.emit.python import computed_call, python_text
from generator.emit.sql_names import quoted
from generator.emit.text import WIDTH, literal
from servers.farm.inference import infer_text
from servers.farm.model import ChildList, ComputedColumn, Environment, PositionColumn
from servers.farm.names import attribute, spoken
from servers.farm.phrases import article
from servers.farm.scopes import Scope, reference_of
from servers.farm.state import key_columns
from servers.farm.types import row
from servers.farm.views import ViewField, is_column, view_fields


@dataclass(frozen=True)
class Record:
    """A TypedDict: its own fields by JSON name, with their annotations, after those of another one."""

    name: str
    doc: str
    fields: tuple[tuple[str, str], ...]
    base: str = "TypedDict"

    @property
    def is_plain(self) -> bool:
        """Whether Python can write the fields as a class's."""
        return not any(iskeyword(name) for name, _ in self.fields)


@dataclass(frozen=True)
class Function:
    """A function: its parameters as written, its result's annotation, a docstring and the body's lines."""

    name: str
    parameters: tuple[str, ...]
    result: str
    doc: str
    body: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """One view's TypedDict and function."""

    record: Record
    function: Function


def views(module: Module) -> list[View]:
    """Every view; those of child lists come before the views that list them."""
    found: dict[tuple[str, str], View] = {}
    for entity, declared in module.environment.entities.items():
        for view in declared.views:
            _add(module, entity, view, found, frozenset())
    return list(found.values())


def _add(
    module: Module, entity: str, view: str, found: dict[tuple[str, str], View], open_: frozenset[tuple[str, str]]
) -> None:
    if (entity, view) in found or (entity, view) in open_:
        return
    fields = view_fields(module.environment, entity, view)
    for field in fields:
        if field.children is not None:
            _add(module, field.children.of, field.children.view, found, open_ | {(entity, view)})
    begun = _begun(module, entity, view, fields)
    if begun:
        _add(module, entity, begun, found, open_ | {(entity, view)})
    found[entity, view] = _view(module, entity, view, fields, begun)


def _begun(module: Module, entity: str, view: str, fields: tuple[ViewField, ...]) -> str:
    """The view of the same rows that another begins with and goes on from; empty if there is none."""
    declared = module.environment.entities[entity]
    first = next(iter(declared.views[view]), None)
    if not isinstance(first, str) or first not in declared.views or is_column(module.environment, entity, first):
        return ""
    inner = view_fields(module.environment, entity, first)
    plain = not any(iskeyword(field.name) for field in fields)
    return first if inner and plain and fields[: len(inner)] == inner else ""


def _view(module: Module, entity: str, view: str, fields: tuple[ViewField, ...], begun: str) -> View:
    doc = f"{article(spoken(entity)).capitalize()} in the view `{view}`."
    own = fields[len(view_fields(module.environment, entity, begun)) :] if begun else fields
    annotated = tuple((f.name, _annotation(module, f)) for f in own)
    base = module.view_class(entity, begun) if begun else "TypedDict"
    record = Record(module.view_class(entity, view), doc, annotated, base)
    variable = "row" if _is_wide(module.local(entity), fields) else module.local(entity)
    place = Place(module, Scope(module.environment, {entity: row(entity)}), {entity: variable})
    lines, texts = _field_texts(entity, own, place)
    before = [f"**{view_call(module, entity, begun, variable)}"] if begun else []
    shown = ", ".join([*before, *(f"{literal(field.name)}: {text}" for field, text in zip(own, texts, strict=True))])
    parameters = (
        *(("db: Database",) if _needs_database(module, entity, fields) else ()),
        f"{variable}: {module.entity(entity)}",
    )
    given = view_call(module, entity, begun, variable) if begun and not own else f"{{{shown}}}"
    body = (*lines, f"return {given}")
    return View(record, Function(module.view(entity, view), parameters, record.name, doc, body))


def _is_wide(variable: str, fields: tuple[ViewField, ...]) -> bool:
    """Whether a field and its column do not fit into a line."""
    return any(len(field.name) + len(variable) + len(field.path[-1]) > WIDTH - 16 for field in fields if field.path)


def _annotation(module: Module, field: ViewField) -> str:
    if field.children is not None:
        return f"list[{module.view_class(field.children.of, field.children.view)}]"
    return annotation(module, field.type)


def _needs_database(module: Module, entity: str, fields: tuple[ViewField, ...]) -> bool:
    if any(field.children is not None or len(field.path) > 1 for field in fields):
        return True
    return any(module.needs_database(entity, field.path[0]) for field in fields)


def _field_texts(entity: str, fields: tuple[ViewField, ...], place: Place) -> tuple[list[str], list[str]]:
    """(statements that look up what the fields need, one expression per field)."""
    origin = _Reached(place.text(entity), entity, "", False)
    reached: dict[tuple[str, ...], _Reached] = {(): origin}
    texts: list[str] = []
    for field in fields:
        for length in range(1, len(field.path)):
            path = field.path[:length]
            if path not in reached:
                taken = {row.variable for row in reached.values()}
                reached[path] = _follow(path, reached[path[:-1]], place, taken)
        shown = _children(entity, field, place) if field.children else _shown(field, reached[field.path[:-1]], place)
        texts.append(shown)
    return [row.lookup for row in reached.values() if row.lookup], texts


@dataclass(frozen=True)
class _Reached:
    """A row that a path over references leads to: its variable, and the statement that looks it up."""

    variable: str
    entity: str
    lookup: str
    nullable: bool


def _follow(path: tuple[str, ...], before: _Reached, place: Place, taken: set[str]) -> _Reached:
    reference = reference_of(place.scope.environment, before.entity, path[-1])
    if reference is None:
        raise KeyError(f"{before.entity}.{path[-1]} is no reference")
    column, target = reference
    nullable = before.nullable or target.nullable
    variable = _free_variable(place.module.local("_".join(path)), taken)
    source = f"{place.module.entity(target.to)}, {before.variable}.{attribute(column)}"
    lookup = f"{variable} = db.{'find' if nullable else 'get'}({source})"
    guard = f" if {before.variable} is not None else None" if before.nullable else ""
    return _Reached(variable, target.to, lookup + guard, nullable)


def _free_variable(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _shown(field: ViewField, row_: _Reached, place: Place) -> str:
    entity, column = place.scope.environment.entities[row_.entity], field.path[-1]
    shown = f"{row_.variable}.{attribute(column)}"
    if isinstance(entity.columns.get(column), ComputedColumn):
        shown = computed_call(place, row_.entity, column, row_.variable)
    return f"{shown} if {row_.variable} is not None else None" if row_.nullable else shown


def _children(entity: str, field: ViewField, place: Place) -> str:
    child = field.children
    if child is None:
        raise ValueError("the field is no child list")
    environment, module = place.scope.environment, place.module
    own = attribute(key_columns(environment.entities[entity])[-1])
    referring = literal(f"{quoted(attribute(child.by))} = ?")
    rows = f"db.query({module.entity(child.of)}).where({referring}, {place.text(entity)}.{own})"
    each = _free_variable(module.local(child.of), {place.text(entity)})
    paged = f"{rows}.page({', '.join([*_position(environment, child), f'limit={child.limit}'])}).rows"
    return f"[{view_call(module, child.of, child.view, each)} for {each} in {paged}]"


def _position(environment: Environment, child: ChildList) -> list[str]:
    """The column that orders the children inside their parent, if there is one."""
    columns = environment.entities[child.of].columns
    found = [name for name, one in columns.items() if isinstance(one, PositionColumn) and one.within == child.by]
    return [literal(attribute(name)) for name in found[:1]]


def view_call(module: Module, entity: str, view: str, row_text: str) -> str:
    """The call of a view's function."""
    fields = view_fields(module.environment, entity, view)
    database = "db, " if _needs_database(module, entity, fields) else ""
    return f"{module.view(entity, view)}({database}{row_text})"


def computed_functions(module: Module) -> Iterator[Function]:
    """One function per computed column."""
    for entity, declared in module.environment.entities.items():
        for name, column in declared.columns.items():
            if isinstance(column, ComputedColumn):
                yield _computed(module, entity, name, column)


def _computed(module: Module, entity: str, name: str, column: ComputedColumn) -> Function:
    variable = module.local(entity)
    place = Place(module, Scope(module.environment, {entity: row(entity)}), {entity: variable})
    found = infer_text(column.computed, place.scope)
    parameters = (
        *(("db: Database",) if module.needs_database(entity, name) else ()),
        f"{variable}: {module.entity(entity)}",
    )
    doc = column.description or f"The column `{name}` of {article(spoken(entity))}, computed."
    body = (f"return {python_text(column.computed, place)}",)
    return Function(module.computed(entity, name), parameters, annotation(module, found), doc, body)
