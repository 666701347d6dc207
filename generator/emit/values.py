"""Values of columns: what a write stores, and what an insert fills in by itself."""

from generator.emit.place import Place
from generator.emit.python import python, python_text, write_money
from generator.emit.text import literal
from servers.farm.expressions import Call, Expr, parse
from servers.farm.inference import infer
from servers.farm.model import ComputedColumn, Entity, MoneyColumn, PositionColumn
from servers.farm.names import attribute
from servers.farm.scopes import Scope


def stored(entity: Entity, column: str, text: str, place: Place) -> str:
    """The Python value of an expression that is written to a column."""
    declared = entity.columns.get(column)
    expr = parse(text)
    if isinstance(declared, MoneyColumn) and infer(expr, place.scope).kind != "null":
        return _amount(expr, declared.scale, place)
    return python(expr, place)


def _amount(expr: Expr, scale: int, place: Place) -> str:
    if isinstance(expr, Call) and expr.function == "money" and scale != 2:
        return f"money({python(expr.arguments[0], place)}, {scale})"
    return write_money(expr, place).text


def inserted(entity_name: str, values: dict[str, str], place: Place) -> list[tuple[str, str]]:
    """(attribute, Python value) of a new row in the order of its columns: key, values, defaults, positions."""
    entity = place.scope.environment.entities[entity_name]
    found: list[tuple[str, str]] = []
    if entity.key is not None:
        found.append((attribute(entity.key.column), _key(entity_name, values, place)))
    for name, column in entity.columns.items():
        if isinstance(column, PositionColumn):
            found.append((attribute(name), _position(entity_name, name, column, values, place)))
        elif name in values:
            found.append((attribute(name), stored(entity, name, values[name], place)))
        elif not isinstance(column, ComputedColumn) and column.default is not None:
            found.append((attribute(name), stored(entity, name, column.default, _alone(place))))
    return found


def _alone(place: Place) -> Place:
    """The place of a default, which knows no names of the tool."""
    return Place(place.module, Scope(place.scope.environment))


def _key(entity_name: str, values: dict[str, str], place: Place) -> str:
    key = place.scope.environment.entities[entity_name].key
    if key is None or key.sequence is None:
        return python_text(values[key.column if key else ""], place)
    per = f", per={python_text(values[key.per], place)}" if key.per else ""
    number = f"db.next_number({place.scope.environment.entities[entity_name].plural!r}{per})"
    return number if key.kind == "integer" else numbered(key.sequence, number)


def numbered(sequence: str, number: str) -> str:
    """The f-string that puts a number into a key's template."""
    return f"f{literal(sequence.replace('{n', '{' + number))}"


def _position(entity: str, name: str, column: PositionColumn, values: dict[str, str], place: Place) -> str:
    table = place.module.entity(entity)
    if column.within is None:
        return f"db.next_position({table}, {attribute(name)!r})"
    parent = python_text(values[column.within], place) if column.within in values else "None"
    return f"db.next_position({table}, {attribute(name)!r}, {attribute(column.within)!r}, {parent})"
