"""Unique sets that requires keep before they are asked: a name that is compared without regard to case is never equal.

A set is kept if every step that writes one of its columns is an outermost one behind a require with the set's fault,
which holds only if no other row has the same values, or texts that read alike.
"""

from collections.abc import Iterator

from client.mutation.changes import walked
from servers.farm.expressions import Attribute, Call, Compare, Comprehension, Expr, IsNone, Logic, Name, Not, parse
from servers.farm.model import Environment, FindStep, InsertStep, RequireStep, Tool, Unique, UpdateStep


def only_drops_what_requires_keep(original: Environment, mutant: Environment) -> bool:
    """Whether all that was changed are unique sets of the original that are gone and that its requires keep anyway."""
    dropped = [
        (name, unique)
        for name, entity in original.entities.items()
        for unique in entity.unique
        if name in mutant.entities and unique not in mutant.entities[name].unique
    ]
    entities = {
        name: entity.model_copy(update={"unique": tuple(item for item in entity.unique if (name, item) not in dropped)})
        for name, entity in original.entities.items()
    }
    rest = original.model_copy(update={"entities": entities})
    return bool(dropped) and rest == mutant and all(_is_kept(original, name, unique) for name, unique in dropped)


def _is_kept(environment: Environment, entity: str, unique: Unique) -> bool:
    key = environment.entities[entity].key
    for name, tool in environment.tools.items():
        outer = [at for at in _writes(tool, entity) if _touches(tool.steps[at], entity, unique)]
        if key is None or sum(_touches(step, entity, unique) for step in walked(environment, name)) > len(outer):
            return False  # Somewhere in a loop or a branch, or in many rows at once.
        if not all(_is_asked(tool, at, (entity, key.column), unique) for at in outer):
            return False
    return True


def _writes(tool: Tool, entity: str) -> Iterator[int]:
    """Where the outermost inserts and updates of one row are."""
    rows = {step.find.name: step.find.entity for step in tool.steps if isinstance(step, FindStep)}
    for at, step in enumerate(tool.steps):
        inserted = isinstance(step, InsertStep) and step.insert.entity == entity
        updated = isinstance(step, UpdateStep) and rows.get(step.update.row or "") == entity
        if inserted or updated:
            yield at


def _touches(step: object, entity: str, unique: Unique) -> bool:
    """Whether a step may make rows of the entity or change a column of the set in one."""
    if isinstance(step, FindStep):
        return step.find.entity == entity and not isinstance(step.find.else_, str)
    if isinstance(step, InsertStep):
        return step.insert.entity == entity
    return isinstance(step, UpdateStep) and bool(set(unique.columns) & {*step.update.set, *step.update.given})


def _is_asked(tool: Tool, at: int, entity: tuple[str, str], unique: Unique) -> bool:
    step = tool.steps[at]
    row, written = "", dict[str, str]()
    if isinstance(step, InsertStep):
        written = {column: step.insert.set.get(column, "None") for column in unique.columns}
    elif isinstance(step, UpdateStep):
        row = step.update.row or ""
        after = {**step.update.set, **{column: column for column in step.update.given}}
        written = {column: after.get(column, f"{row}.{column}") for column in unique.columns}
    requires = [item.require for item in tool.steps[:at] if isinstance(item, RequireStep)]
    return any(item.else_ == unique.fault and _excludes(parse(item.that), entity, row, written) for item in requires)


def _excludes(that: Expr, entity: tuple[str, str], row: str, values: dict[str, str]) -> bool:
    """Whether a condition is that no other row has these values: `not any(…)`, or that nothing is written."""
    if isinstance(that, Logic) and that.op == "or":
        free = [part for part in that.operands if not _is_empty(part, values)]
        return len(free) == 1 and _excludes(free[0], entity, row, values)
    inner = that.operand if isinstance(that, Not) else None
    if not isinstance(inner, Call) or inner.function != "any":
        return False
    rows = inner.arguments[0]
    if not isinstance(rows, Comprehension) or rows.source != Name(entity[0]):
        return False
    another = Compare("!=", Attribute(Name(rows.variable), entity[1]), Attribute(Name(row), entity[1]))
    parts = [part for whole in (rows.element, rows.condition) if whole is not None for part in _parts(whole)]
    left = [part for part in parts if part != another]
    asked = {column for column, text in values.items() for part in left if _is_same(part, rows.variable, column, text)}
    return asked == set(values) and len(left) == len(asked)


def _is_empty(part: Expr, values: dict[str, str]) -> bool:
    """Whether a part asks if one of the values is None: then the row meets no other, or is not written."""
    return isinstance(part, IsNone) and not part.negated and part.operand in map(parse, values.values())


def _parts(expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, Logic) and expr.op == "and":
        for part in expr.operands:
            yield from _parts(part)
    else:
        yield expr


def _is_same(part: Expr, variable: str, column: str, text: str) -> bool:
    """Whether a part holds wherever a row has the value in the column."""
    pair = (Attribute(Name(variable), column), parse(text))
    if isinstance(part, Call) and part.function == "same_text":
        return part.arguments == pair
    return isinstance(part, Compare) and part.op == "==" and (part.left, part.right) == pair
