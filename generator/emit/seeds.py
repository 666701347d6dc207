"""seed.sql: a start state as INSERTs, one row a line, which the runtime loads into a fresh database."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.emit.sql_names import quoted
from generator.emit.tables import table_columns
from servers.farm.model import Entity, Environment, ListColumn, MoneyColumn
from servers.farm.state import State, Value


def seed_sql(environment: Environment, state: State) -> str:
    """The clock, the sequences and every row in key order."""
    return "".join(f"{line}\n" for line in _lines(environment, state))


def _lines(environment: Environment, state: State) -> Iterator[str]:
    yield _insert("_clock", [1, state.clock, environment.clock.tick_seconds])
    for name, last in sorted(state.sequences.items()):
        owner, _, parent = name.partition(":")
        yield _insert("_sequences", [environment.entities[owner].plural, parent, last])
    for name, entity in environment.entities.items():
        for row in state.ordered(name):
            yield _insert(entity.plural, _values(entity, row))


def _values(entity: Entity, row: Mapping[str, Value]) -> list[Value]:
    """The values of a row in the order of the table's columns; a singleton's comes with its 1."""
    stored = [_stored(entity, name, row[name]) for name in table_columns(entity)]
    return [1, *stored] if entity.singleton else stored


def _stored(entity: Entity, name: str, value: Value) -> Value:
    column = entity.columns.get(name)
    if isinstance(value, Decimal) and isinstance(column, MoneyColumn):
        return int(value.scaleb(column.scale))
    if column is not None and column.kind == "number" and isinstance(value, int):
        return float(value)
    if isinstance(column, ListColumn) and column.of == "number" and isinstance(value, tuple):
        return tuple(float(one) if isinstance(one, int) else one for one in value)
    return value


def _insert(table: str, values: list[Value]) -> str:
    return f"INSERT INTO {quoted(table)} VALUES ({', '.join(map(_literal, values))});"  # noqa: S608 - text of a file


def _literal(value: Value) -> str:
    match value:
        case None:
            return "NULL"
        case bool():
            return str(int(value))
        case int() | float():
            return repr(value)
        case str():
            return _text(value)
        case tuple():
            return _text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        case _:
            raise ValueError(f"{value!r} is no value of a column")


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
