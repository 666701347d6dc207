"""Rules (a) and (b) on parameters: what they address exists, and their defaults are what a caller could give."""

from collections.abc import Iterator

from servers.farm.arguments import ArgumentProblem, canonical
from servers.farm.checks.declarations import column_names
from servers.farm.checks.rule import Subject
from servers.farm.model import Environment, Parameter, RowField, Tool
from servers.farm.problems import Problem, did_you_mean
from servers.farm.scopes import column_of
from servers.farm.surface import surface


def wrong_parameters(subject: Subject) -> Iterator[Problem]:
    """Parameters address columns that exist, enums have values, and these are the column's."""
    for tool_name, tool in subject.environment.tools.items():
        for label, field, kind in scalars(tool):
            where = f"tool '{tool_name}', parameter '{label}'"
            if kind == "enum" and not field.values:
                yield Problem(where, "is an enum without values", "list its values")
            if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
                yield Problem(where, "its minimum is above its maximum", "swap them")
            if field.column is not None:
                yield from _addressed(subject.environment, where, field.column, field.values)


def scalars(tool: Tool) -> Iterator[tuple[str, Parameter | RowField, str]]:
    """Every parameter, or field of a `rows` parameter, with the kind of its value or elements."""
    for name, item in tool.parameters.items():
        if item.kind == "rows":
            yield from ((f"{name}.{key}", field, field.kind) for key, field in item.rows.items())
        else:
            yield name, item, item.of if item.kind == "list" else item.kind


def _addressed(environment: Environment, where: str, column: str, values: tuple[str, ...]) -> Iterator[Problem]:
    entity, _, name = column.partition(".")
    if entity not in environment.entities:
        yield Problem(where, f"unknown entity '{entity}'", did_you_mean(entity, environment.entities))
        return
    known = column_names(environment, entity, computed=True)
    if name not in known:
        yield Problem(where, f"unknown column '{column}'", did_you_mean(name, known))
    found = column_of(environment, entity, name)
    allowed = found.values if found is not None else ()
    for value in values if allowed else ():
        if value not in allowed:
            yield Problem(where, f"'{value}' is no value of {column}", did_you_mean(value, allowed))


def wrong_defaults(subject: Subject) -> Iterator[Problem]:
    """A default is a value that the input schema takes."""
    for tool_name in subject.environment.tools:
        for item in surface(subject.environment, tool_name):
            if item.schema.get("default") is None:
                continue
            try:
                canonical("its default", item.schema["default"], item.schema, item.scale)
            except ArgumentProblem as error:
                yield Problem(f"tool '{tool_name}', parameter '{item.name}'", str(error), "change the default")
