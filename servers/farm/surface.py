"""The parameters of a tool as a caller sees them: flat JSON, and back into what the steps see (MODEL.md §3 (2)).

A `rows` parameter is parallel arrays `NAME_FIELD`; paging gives `limit` and `cursor`, a patch of nullable columns gives
`clear`. `inner` is the interpreter's door: it refuses what the schema refuses and joins the arrays again. Emitted
servers have a door of their own (`frame/arguments.py`), which reads the same schemas.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from servers.farm import scopes
from servers.farm.arguments import ArgumentProblem, Json, Schema, canonical
from servers.farm.effects import target
from servers.farm.model import Environment, Page, Parameter, Tool, UpdateStep
from servers.farm.places import places
from servers.farm.problems import did_you_mean
from servers.farm.properties import list_property, rows_property, scalar_property
from servers.farm.state import Value
from servers.farm.types import Type
from servers.farm.views import paged_search
from servers.farm.written import written_columns

__all__ = ["ArgumentProblem", "Inner", "SurfaceParameter", "clearable", "door", "inner", "surface"]

Inner = Value | list[dict[str, Value]]
"""What the steps see: scalars, tuples, None, and for a `rows` parameter a list of rows."""


@dataclass(frozen=True)
class SurfaceParameter:
    """One property of a tool's input schema."""

    name: str
    schema: Schema
    required: bool
    source: Literal["parameter", "rows", "limit", "cursor", "clear"]
    parameter: str = ""
    """The declared parameter; empty for derived ones."""
    field: str = ""
    """The field of a `rows` parameter."""
    scale: int | None = None
    """Decimal digits, if the value or its elements are money."""


def surface(environment: Environment, tool_name: str) -> tuple[SurfaceParameter, ...]:
    """What a call of the tool may give, in order: the declared parameters, then `clear`, `limit` and `cursor`."""
    tool = environment.tools[tool_name]
    return (*_declared(environment, tool), *_derived(environment, tool))


def _declared(environment: Environment, tool: Tool) -> Iterator[SurfaceParameter]:
    written, known = written_columns(environment, tool), scopes.start(environment, tool).names
    for name, item in tool.parameters.items():
        columns, scale = written.get(name, ()), _scale(known[name])
        if item.kind == "list":
            schema = list_property(environment, name, item, columns)
        elif item.kind == "rows":
            yield from _parallel(environment, name, item, known[name], written)
            continue
        else:
            schema = scalar_property(environment, name, item, columns)
        yield SurfaceParameter(name, schema, item.required, "parameter", name, scale=scale)


def _parallel(
    environment: Environment, name: str, parameter: Parameter, rows: Type, written: Mapping[str, tuple[object, ...]]
) -> Iterator[SurfaceParameter]:
    """One array per field."""
    for field_name, field in parameter.rows.items():
        columns = written.get(f"{name}.{field_name}", ())
        schema = rows_property(environment, field_name, field, parameter, columns)  # type: ignore[arg-type]
        scale = _scale(rows.element.field(field_name))
        yield SurfaceParameter(f"{name}_{field_name}", schema, parameter.required, "rows", name, field_name, scale)


def _scale(found: Type | None) -> int | None:
    """The decimal digits of money, or of a list of it."""
    if found is not None and found.kind == "list":
        return _scale(found.element)
    return found.scale if found is not None and found.kind == "money" else None


def _derived(environment: Environment, tool: Tool) -> Iterator[SurfaceParameter]:
    columns = clearable(environment, tool)
    if columns:
        choices: list[Json] = list(columns)
        text = f"What to empty (list of {' | '.join(columns)})."
        items: Schema = {"type": "string", "enum": choices}
        schema: Schema = {"type": "array", "items": items, "maxItems": len(columns), "description": text}
        yield SurfaceParameter("clear", schema, False, "clear")
    paged = paged_search(tool)
    if paged is not None:
        yield SurfaceParameter("limit", _limit(paged[1]), False, "limit")
        text = "The next_cursor of the page before, for more."
        yield SurfaceParameter("cursor", {"type": "string", "description": text}, False, "cursor")


def _limit(page: Page) -> Schema:
    text = "How many to return at most."
    return {"type": "integer", "minimum": 1, "maximum": page.size, "default": page.size, "description": text}


def clearable(environment: Environment, tool: Tool) -> tuple[str, ...]:
    """The `given` columns that may become null, in order: what the derived parameter `clear` can name."""
    found: dict[str, None] = {}
    for place in places(environment, tool):
        if isinstance(place.step, UpdateStep):
            update = place.step.update
            entity = environment.entities.get(target(place, update.row, update.entity))
            columns = entity.columns if entity else {}
            found |= {name: None for name in update.given if getattr(columns.get(name), "nullable", False)}
    return tuple(found)


def inner(environment: Environment, tool_name: str, arguments: Mapping[str, object]) -> dict[str, Inner]:
    """The arguments as the steps see them, every parameter present: canonical values, defaults, None, rows joined.

    Derived parameters are among them under their own names: `clear` (tuple), `limit` (int) and `cursor` (text or None).
    Raises `ArgumentProblem`.
    """
    return door(environment, tool_name)(arguments)


def door(environment: Environment, tool_name: str) -> Callable[[Mapping[str, object]], dict[str, Inner]]:
    """`inner` of one tool, its surface worked out once: for callers that make many calls."""
    declared, tool = surface(environment, tool_name), environment.tools[tool_name]
    known = frozenset(item.name for item in declared)

    def enter(arguments: Mapping[str, object]) -> dict[str, Inner]:
        for name in sorted(set(map(str, arguments)) - known):
            raise ArgumentProblem(f"{name} is not a parameter; {did_you_mean(name, known)}")
        values = {item.name: _value(item, arguments.get(item.name)) for item in declared}
        _check_clear(values)
        return _joined(tool, declared, values)

    return enter


def _value(item: SurfaceParameter, given: object) -> Value:
    value = item.schema.get("default") if given is None else given
    if value is not None:
        return canonical(item.name, value, item.schema, item.scale)
    if item.required:
        raise ArgumentProblem(f"{item.name} is required: {item.schema['description']}")
    return () if item.source in ("clear", "rows") else None


def _check_clear(values: Mapping[str, Value]) -> None:
    cleared = values.get("clear")
    for name in cleared if isinstance(cleared, tuple) else ():
        if values.get(str(name)) is not None:
            raise ArgumentProblem(f"clear names {name}, which is also given; do one of the two")


def _joined(tool: Tool, declared: tuple[SurfaceParameter, ...], values: Mapping[str, Value]) -> dict[str, Inner]:
    found: dict[str, Inner] = {item.name: values[item.name] for item in declared if item.source != "rows"}
    for name, parameter in tool.parameters.items():
        if parameter.kind == "rows":
            fields = [item for item in declared if item.parameter == name]
            found[name] = _rows({item.field: (item.name, values[item.name]) for item in fields})
    return found


def _rows(arrays: Mapping[str, tuple[str, Value]]) -> list[dict[str, Value]]:
    """Parallel arrays as rows; they must be equally long."""
    columns = {field: values for field, (_, values) in arrays.items() if isinstance(values, tuple)}
    if len({len(values) for values in columns.values()}) > 1:
        sizes = ", ".join(f"{arrays[field][0]} has {len(values)}" for field, values in columns.items())
        raise ArgumentProblem(f"the lists must be equally long: {sizes}")
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
