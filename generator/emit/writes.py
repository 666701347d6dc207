"""The steps that write: insert, update and delete."""

from collections.abc import Callable, Collection, Iterator

from generator.emit.bindings import Bindings
from generator.emit.details import fail, keywords
from generator.emit.negation import conjuncts
from generator.emit.place import Place
from generator.emit.python import write
from generator.emit.queries import query
from generator.emit.sql import predicate
from generator.emit.sql_names import quoted
from generator.emit.text import indented, literal
from generator.emit.values import inserted, stored
from servers.farm import flow
from servers.farm.effects import referring
from servers.farm.expressions import parse
from servers.farm.faults import NOTHING_TO_CHANGE
from servers.farm.model import Delete, DeleteStep, Environment, InsertStep, ReferenceColumn, Update, UpdateStep
from servers.farm.names import attribute
from servers.farm.state import key_columns
from servers.farm.surface import clearable
from servers.farm.types import row

Written = tuple[list[str], Place]


def insert_call(entity: str, values: dict[str, str], place: Place) -> str:
    """`db.insert(Table, column=value, …)`."""
    pairs = inserted(entity, values, place)
    return f"db.insert({', '.join([place.module.entity(entity), *(f'{name}={value}' for name, value in pairs)])})"


def insert(step: InsertStep, place: Place, tool: Bindings) -> Written:
    """A new row, bound if something reads it."""
    made = insert_call(step.insert.entity, step.insert.set, place)
    after = place.moved(flow.after(step, place.scope))
    variable = tool.python(step.insert.name, after.scope.names[step.insert.name])
    line = f"{variable} = {made}" if step.insert.name in tool.used else made
    return [line], after.called(step.insert.name, variable)


def update(step: UpdateStep, place: Place, tool: Bindings) -> Written:
    """Columns of one bound row, or of each row that a query finds."""
    found = step.update
    after = place.moved(flow.after(step, place.scope))
    if found.row is None:
        return _each_row(found, place, tool, lambda inner: [_update_call(found, found.entity or "", inner)]), after
    bound = place.scope.lookup(found.row)
    entity = bound.entity if bound is not None else ""
    if found.given:
        return _patch(found, entity, place, tool), after
    return [_update_call(found, entity, place)], after


def _update_call(found: Update, entity: str, place: Place, changes: str = "") -> str:
    declared = place.scope.environment.entities[entity]
    values = [(attribute(name), stored(declared, name, text, place)) for name, text in found.set.items()]
    unpacked = [f"**{changes}"] if changes else []
    return f"db.update({', '.join([place.text(found.name), *unpacked, *keywords(values)])})"


def _patch(found: Update, entity: str, place: Place, tool: Bindings) -> list[str]:
    """Refuse a patch of nothing, then store what was given; `patches` has put it together."""
    changes = next(name for patch, name in tool.patches if patch is found)
    write_it = _update_call(found, entity, place, changes)
    if any(not tool.tool.parameters[name].optional for name in found.given):
        return [write_it]
    return [f"if not {changes}:", *indented([fail(NOTHING_TO_CHANGE, place)]), write_it]


def patches(tool: Bindings) -> list[str]:
    """`changes = given(clear, column=parameter, …)` for each patch, first of all: it may refuse the arguments."""
    return [f"{changes} = given({', '.join(_given(found, tool))})" for found, changes in tool.patches]


def _given(found: Update, tool: Bindings) -> list[str]:
    values = ((attribute(name), tool.start.text(name)) for name in found.given)
    return [_clear(found, tool), *keywords(values)]


def _clear(found: Update, tool: Bindings) -> str:
    """The part of `clear` that is about this update."""
    names = clearable(tool.module.environment, tool.tool)
    own = [name for name in names if name in found.given]
    if not own:
        return "None"
    if len(own) == len(names):
        return "clear"
    return f"[name for name in clear or () if name in ({', '.join(map(repr, own))},)]"


def _each_row(found: Update | Delete, place: Place, tool: Bindings, body: Callable[[Place], list[str]]) -> list[str]:
    """Select first, then loop in key order."""
    entity = found.entity or ""
    variable = tool.python(found.name, row(entity))
    inner = place.bind(found.name, row(entity), variable)
    tests, within = [], inner
    for test in (part for text in found.where for part in conjuncts(parse(text))):
        tests.append(predicate(test, found.name, within, write))
        within = within.narrowed(test, True)
    return [f"for {variable} in {query(place, entity, tests)}.all():", *indented(body(inner))]


def delete(step: DeleteStep, place: Place, tool: Bindings) -> Written:
    """Remove one bound row, or each that a query finds, unless other rows need it."""
    found = step.delete
    if found.row is None:
        return _each_row(
            found, place, tool, lambda inner: _delete_row(found.name, found.entity or "", inner, tool)
        ), place
    bound = place.scope.lookup(found.row)
    return _delete_row(found.row, bound.entity if bound is not None else "", place, tool), place


def _delete_row(name: str, entity: str, place: Place, tool: Bindings) -> list[str]:
    text = place.text(name)
    taken = {*place.python.values(), *tool.variables}
    return [*refusals(entity, place.bind(entity, row(entity), text), taken), f"db.delete({text})"]


def refusals(entity: str, place: Place, taken: Collection[str], above: str = "") -> list[str]:
    """What keeps the row called by its entity's name from being deleted, the rows that would go with it included.

    `taken` are the variables of the function, which no loop may use; `above` names the one that holds the rows that
    it was called for, where rows may refer to each other in a circle.
    """
    lines: list[str] = []
    environment = place.scope.environment
    key = key_columns(environment.entities[entity])
    own = f"{place.text(entity)}.{attribute(key[-1])}" if key else "1"
    for child, column, reference in referring(environment, entity):
        referring_rows = (
            f"db.query({place.module.entity(child)}).where({literal(quoted(attribute(column)) + ' = ?')}, {own})"
        )
        if reference.on_delete == "refuse":
            lines += [f"if {referring_rows}.exists():", *indented([fail(reference.fault or "", place)])]
        elif reference.on_delete == "cascade" and refuses(environment, child):
            variable = place.module.local(child)
            variable = f"child_{child}" if variable in taken else variable
            loop = [f"for {variable} in {referring_rows}.all():"]
            lines += [
                *loop,
                *indented(_asked(child, variable, place, f"({place.text(entity)}, *{above})" if above else "")),
            ]
    return lines


def _asked(child: str, variable: str, place: Place, above: str) -> list[str]:
    """Ask a row that would go along, unless it is asked already."""
    ask = place.module.may_delete(child)
    if not (above and circular(place.scope.environment, child)):
        return [f"{ask}(db, {variable})"]
    return [f"if {variable} not in {above}:", *indented([f"{ask}(db, {variable}, {above})"])]


def circular(environment: Environment, entity: str) -> bool:
    """Whether the deletion of a row can come back to a row of the same entity."""
    reached, fresh = set[str](), {entity}
    while fresh:
        found = {
            child for one in fresh for child, _, column in referring(environment, one) if column.on_delete == "cascade"
        }
        fresh, reached = found - reached, reached | found
    return entity in reached


def refuses(environment: Environment, entity: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether the deletion of a row can be refused, by what refers to it or to what would go with it."""
    found = [(child, reference) for child, _, reference in referring(environment, entity)]
    if any(reference.on_delete == "refuse" for _, reference in found):
        return True
    inner = [child for child, reference in found if reference.on_delete == "cascade" and child not in seen | {entity}]
    return any(refuses(environment, child, seen | {entity}) for child in inner)


def cascaded(environment: Environment) -> Iterator[str]:
    """The entities whose rows can go with others and can refuse to."""
    for name, entity in environment.entities.items():
        goes = any(isinstance(one, ReferenceColumn) and one.on_delete == "cascade" for one in entity.columns.values())
        if goes and refuses(environment, name):
            yield name
