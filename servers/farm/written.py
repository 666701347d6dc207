"""Which columns a parameter's value is stored in unchanged: the limits of such a column are the parameter's too."""

from collections import defaultdict
from collections.abc import Iterator

from servers.farm.effects import target
from servers.farm.expressions import Attribute, Expr, Name, parse
from servers.farm.model import Column, Environment, FindStep, InsertElse, InsertStep, Tool, UpdateStep
from servers.farm.places import Place, places


def written_columns(environment: Environment, tool: Tool) -> dict[str, tuple[Column, ...]]:
    """Parameter name, or `parameter.field` of a `rows` parameter, to the columns that its value (or elements) fill."""
    found: defaultdict[str, list[Column]] = defaultdict(list)
    for place in places(environment, tool):
        for entity, column_name, value in assignments(place):
            declared = environment.entities.get(entity)
            column = declared.columns.get(column_name) if declared else None
            source = _source(value, place, tool)
            if column is not None and source is not None:
                found[source].append(column)
    return {name: tuple(columns) for name, columns in found.items()}


def assignments(place: Place) -> Iterator[tuple[str, str, Expr]]:
    """Every (entity, column, value) that a step writes; a `given` column's value is the parameter of its name."""
    match place.step:
        case FindStep(find=find) if isinstance(find.else_, InsertElse):
            entity, values = find.entity, find.else_.insert
        case InsertStep(insert=insert):
            entity, values = insert.entity, insert.set
        case UpdateStep(update=update):
            entity = target(place, update.row, update.entity)
            values = update.set | {name: name for name in update.given}
        case _:
            return
    yield from ((entity, column, parse(text)) for column, text in values.items())


def _source(value: Expr, place: Place, tool: Tool) -> str | None:
    """The parameter (or `parameter.field`) whose value, or whose element's value, this is."""
    loops = dict(place.loops)
    if isinstance(value, Name):
        name = loops.get(value.id, value.id)
        return name if name in tool.parameters else None
    if isinstance(value, Attribute) and isinstance(value.base, Name):
        rows = loops.get(value.base.id)
        return f"{rows}.{value.name}" if rows in tool.parameters else None
    return None
