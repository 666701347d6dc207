"""The values that a caller may choose: parameters, elements of list parameters, fields of rows parameters."""

from collections import defaultdict
from dataclasses import dataclass

from servers.farm.arguments import Schema
from servers.farm.expressions import Attribute, Expr, Name
from servers.farm.model import Environment, ReferenceColumn, Tool
from servers.farm.places import Place, places
from servers.farm.surface import SurfaceParameter, surface
from servers.farm.written import assignments

Columns = tuple[tuple[str, str], ...]
"""(entity, column) pairs."""


@dataclass(frozen=True)
class Variable:
    """One value of a call: `parameter`, or `parameter.field` of a `rows` parameter."""

    name: str
    kind: str
    """The kind of the value; of an element, if `many`."""
    schema: Schema
    """The JSON Schema of the value; of an element, if `many`."""
    many: bool
    """Whether a call gives a list of these."""
    scale: int | None
    key_of: str
    """The entity whose keys these values are, if any."""
    column: tuple[str, str] | None
    """The column whose values it addresses or fills."""
    written: Columns
    """The columns that its value is stored in."""
    optional: bool
    default: object
    most: int
    """With `many`: how many elements a call may give."""

    @property
    def required(self) -> bool:
        """Whether a call must give it."""
        return not self.optional and self.default is None


def variables_of(environment: Environment, tool_name: str) -> dict[str, Variable]:
    """The variables of a tool by name, in the order of its surface."""
    tool = environment.tools[tool_name]
    written = _written(environment, tool)
    found = {}
    for item in surface(environment, tool_name):
        if item.source in ("parameter", "rows"):
            variable = _variable(environment, tool, item, written)
            found[variable.name] = variable
    return found


def _variable(environment: Environment, tool: Tool, item: SurfaceParameter, written: dict[str, Columns]) -> Variable:
    parameter = tool.parameters[item.parameter]
    name = f"{item.parameter}.{item.field}" if item.field else item.parameter
    limits = parameter.rows[item.field] if item.field else parameter
    many = item.schema["type"] == "array"
    items = item.schema["items"] if many else item.schema
    assert isinstance(items, dict)
    stored = written.get(name, ())
    column = _column(limits.column) or (stored[0] if stored else None)
    kind = parameter.of if parameter.kind == "list" else limits.kind
    return Variable(
        name,
        kind,
        items,
        many,
        item.scale,
        _key_entity(environment, column),
        column,
        stored,
        parameter.optional,
        parameter.default,
        parameter.max_items,
    )


def _column(text: str | None) -> tuple[str, str] | None:
    entity, _, column = (text or "").partition(".")
    return (entity, column) if column else None


def _key_entity(environment: Environment, column: tuple[str, str] | None) -> str:
    """The entity whose keys the values of a column are; empty for a plain column."""
    declared = environment.entities.get(column[0]) if column else None
    if column is None or declared is None:
        return ""
    if declared.key is not None and declared.key.column == column[1]:
        return column[0]
    found = declared.columns.get(column[1])
    return found.to if isinstance(found, ReferenceColumn) else ""


def _written(environment: Environment, tool: Tool) -> dict[str, Columns]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for place in places(environment, tool):
        for entity, column, value in assignments(place):
            source = _source(value, place, tool)
            if source is not None:
                found[source].append((entity, column))
    return {name: tuple(dict.fromkeys(columns)) for name, columns in found.items()}


def _source(value: Expr, place: Place, tool: Tool) -> str | None:
    loops = dict(place.loops)
    if isinstance(value, Name):
        name = loops.get(value.id, value.id)
        return name if name in tool.parameters else None
    if isinstance(value, Attribute) and isinstance(value.base, Name):
        rows = loops.get(value.base.id)
        return f"{rows}.{value.name}" if rows in tool.parameters else None
    return None
