"""Values to try for an argument: what the rows hold, what the schema ends at, and something that is not there."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import chain

from client.servers import Json, Object
from client.verify.contract import Contract
from client.verify.touched import Column, Touched
from servers.farm.model import Parameter, ReferenceColumn, RowField
from servers.farm.state import Row, State, plain
from servers.farm.surface import SurfaceParameter

ROWS = 6
"""How many rows of a table lend their values, if nothing else is said."""
ABSENT = "no-such-value"
TEXT = "Blue heron"


def candidates(
    contract: Contract, state: State, tool: str, item: SurfaceParameter, looked_at: Touched, rows: int = ROWS
) -> list[Json]:
    """Values for one argument, each once, the most ordinary first; all are of the right type, not all are allowed.

    `looked_at` says what the tool compares its parameters with.
    """
    scalars = list(_distinct(_scalars(contract, state, tool, item, looked_at, rows)))
    if item.schema["type"] != "array":
        return scalars
    return list(_distinct(_lists(item.schema, scalars)))


def _scalars(
    contract: Contract, state: State, tool: str, item: SurfaceParameter, looked_at: Touched, rows: int
) -> Iterator[Json]:
    schema = element(item.schema)
    if isinstance(allowed := schema.get("enum"), list):
        yield from allowed
        return
    addressed = (_declared(contract, tool, item).column or "").partition(".")
    columns = [(addressed[0], addressed[2]), *looked_at.partners.get(item.parameter, ())]
    for column in dict.fromkeys(columns):
        yield from _fitting(schema, _stored(contract, state, column, rows, looked_at.near))
    yield from _fitting(schema, looked_at.constants.get(item.parameter, ()))
    yield from _edges(schema, state, item.scale)


def _stored(contract: Contract, state: State, addressed: Column, rows: int, near: frozenset[str]) -> Iterator[Json]:
    """The values that rows from all over the table have in a column, those of rows that hold something `near` first."""
    entity, column = addressed
    declared = contract.environment.entities.get(entity)
    if declared is None:
        return
    reference = declared.columns.get(column)
    if isinstance(reference, ReferenceColumn):  # rows that can be referred to, also those that nothing refers to yet
        target = contract.environment.entities[reference.to]
        entity, column = reference.to, target.key.column if target.key else column
    holding = [row for row in state.ordered(entity) if row.get(column) is not None]
    close = _spread([row for row in holding if not near.isdisjoint(map(str, row.values()))], rows // 2)
    for row in (*close, *_spread(holding, rows - len(close))):
        value: Json = plain(row[column])  # type: ignore[assignment]
        yield from value if isinstance(value, list) else [value]


def _declared(contract: Contract, tool: str, item: SurfaceParameter) -> Parameter | RowField:
    if item.source not in ("parameter", "rows"):
        return Parameter(kind="text")
    parameter = contract.environment.tools[tool].parameters[item.parameter]
    return parameter.rows[item.field] if item.field else parameter


def _spread(rows: list[Row], most: int) -> list[Row]:
    """At most so many rows from all over the table, the first and the last among them."""
    if len(rows) <= most:
        return rows
    return [rows[index * (len(rows) - 1) // (most - 1)] for index in range(most)]


def element(schema: Object) -> Object:
    """The schema of an array's elements, or the schema itself."""
    items = schema.get("items")
    return items if isinstance(items, dict) else schema


def _fitting(schema: Object, values: Iterable[Json]) -> Iterator[Json]:
    """The values that are of the schema's type; a time where a date is asked for lends its date."""
    kind, form = schema["type"], schema.get("format")
    for value in values:
        if form == "date" and isinstance(value, str):
            yield value[:10]
        elif isinstance(value, _PYTHON[str(kind)]) and (isinstance(value, bool) == (kind == "boolean")):
            yield value


_PYTHON: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


def _edges(schema: Object, state: State, scale: int | None) -> Iterator[Json]:
    """Ordinary and extreme values of a type."""
    key = str(schema.get("format") or schema["type"])
    yield from _EDGES[key](schema, state, scale)


def _texts(schema: Object, _state: State, _scale: int | None) -> Iterator[Json]:
    limit = schema.get("maxLength")
    most = limit if isinstance(limit, int) else 200
    yield from (TEXT[:most], ABSENT[:most], "é" * most, "", "x" * (most + 1) if most < 10_000 else "x")


def _integers(schema: Object, _state: State, _scale: int | None) -> Iterator[Json]:
    low, high = _bounds(schema)
    middle = int(min(max(low, 2), high))
    yield from (middle, int(low), int(high), int(low) - 1, int(high) + 1, 0)


def _numbers(schema: Object, _state: State, scale: int | None) -> Iterator[Json]:
    low, high = _bounds(schema)
    yield from (min(max(low, 12.5), high), float(low), float(high), low - 1.0, 0.0)
    yield float(Decimal(1).scaleb(-scale)) if scale is not None else 0.1


def _bounds(schema: Object) -> tuple[float, float]:
    low, high = schema.get("minimum"), schema.get("maximum")
    return (low if isinstance(low, int | float) else 0, high if isinstance(high, int | float) else 1_000_000)


def _booleans(_schema: Object, _state: State, _scale: int | None) -> Iterator[Json]:
    yield from (True, False)


def _dates(_schema: Object, state: State, _scale: int | None) -> Iterator[Json]:
    yield from (state.clock[:10], _earlier(state)[:10], "2024-02-29", "2035-12-31")


def _times(_schema: Object, state: State, _scale: int | None) -> Iterator[Json]:
    yield from (state.clock, _earlier(state), "2024-02-29T23:59:59+02:00", "2035-12-31T00:00:00Z")


def _earlier(state: State) -> str:
    """The same time of the day before: the nearest past that is another date."""
    return (datetime.fromisoformat(state.clock) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


_EDGES: dict[str, Callable[[Object, State, int | None], Iterator[Json]]] = {
    "string": _texts,
    "integer": _integers,
    "number": _numbers,
    "boolean": _booleans,
    "date": _dates,
    "date-time": _times,
}


def _lists(schema: Object, scalars: list[Json]) -> Iterator[Json]:
    most, least = schema.get("maxItems"), schema.get("minItems", 0)
    if scalars:
        yield from (scalars[:1], scalars[:2], scalars[1:3], scalars[:1] * 2, scalars[-1:])
    if isinstance(most, int) and scalars:
        yield from (scalars[:1] * most, scalars[:1] * (most + 1))
    yield [] if least == 0 else scalars[:3]


def _distinct(values: Iterable[Json]) -> Iterator[Json]:
    seen: list[str] = []
    for value in chain(values):
        if (mark := repr(value)) not in seen:
            seen.append(mark)
            yield value
