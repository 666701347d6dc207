"""Which tools a mutation may make behave differently, and whether it makes them show things differently."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from servers.farm import flow, scopes
from servers.farm.effects import Effect, effects
from servers.farm.expressions import Attribute, Compare, ExpressionError, Name, parse, walk
from servers.farm.mentions import step_expressions
from servers.farm.model import (
    ChildList,
    Column,
    Entity,
    Environment,
    FindStep,
    InsertElse,
    InsertStep,
    ReferenceColumn,
    ReturnStep,
    RowResult,
    RowsResult,
    SearchStep,
    Step,
)
from servers.farm.views import view_fields

_LOOSE = {
    "on_delete": "cascade",
    "fault": None,
    "default": None,
    "transitions": None,
    "within": None,
    "description": "",
}
"""What of a column may differ: the rest says which values it keeps."""
_MIRROR = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_NAME = re.compile("[a-z][a-z0-9_]*")


def changed_tools(original: Environment, mutant: Environment) -> tuple[str, ...]:
    """The tools that a mutation may make behave differently. ValueError says what small worlds cannot show."""
    if list(original.tools) != list(mutant.tools) or list(original.entities) != list(mutant.entities):
        raise ValueError("there are other tools or entities")
    if original.clock != mutant.clock:
        raise ValueError("the clock differs")
    found = {name for name, tool in original.tools.items() if tool != mutant.tools[name]}
    for name in found:
        if original.tools[name].parameters != mutant.tools[name].parameters:
            raise ValueError(f"{name} takes other arguments")
    for name, entity in original.entities.items():
        if entity != mutant.entities[name]:
            found |= _feeling(original, mutant, name)
    if original.faults != mutant.faults or original.actor != mutant.actor:
        found |= set(original.tools)
    found |= {tool for tool in original.tools if _shown(original, tool) != _shown(mutant, tool)}
    computed = _changed_computed(original, mutant)
    found |= {tool for tool in original.tools if computed & _named(original, tool)}
    return tuple(name for name in original.tools if name in found)


def is_felt(original: Environment, mutant: Environment) -> bool:
    """Whether any tool can tell a mutation by what it reads, writes or shows; also where that cannot be said."""
    try:
        return not same_meaning(original, mutant) and bool(changed_tools(original, mutant))
    except ValueError:
        return True


def same_meaning(original: Environment, mutant: Environment) -> bool:
    """Whether all that differs is on which side of its comparisons something stands."""
    return original == mutant or _meaning(original.model_dump()) == _meaning(mutant.model_dump())


def _meaning(value: object) -> object:
    """Data with its expressions read, and each comparison written in one of its two ways."""
    if isinstance(value, dict):
        return {key: _meaning(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_meaning(item) for item in value]
    try:
        return _oriented(parse(value)) if isinstance(value, str) else value
    except ExpressionError:
        return value


def _oriented(node: object) -> object:
    if isinstance(node, tuple):
        return tuple(map(_oriented, node))
    if not is_dataclass(node) or isinstance(node, type):
        return node
    parts = {field.name: _oriented(getattr(node, field.name)) for field in fields(node)}
    if isinstance(node, Compare) and node.op in _MIRROR and repr(parts["left"]) > repr(parts["right"]):
        parts = {"op": _MIRROR[node.op], "left": parts["right"], "right": parts["left"]}
    return (type(node).__name__, tuple(parts.items()))


def same_showing(original: Environment, mutant: Environment, tool: str) -> bool:
    """Whether both versions make the same result of the same rows and names."""
    same = original.tools[tool].steps[-1] == mutant.tools[tool].steps[-1]
    return same and _shown(original, tool) == _shown(mutant, tool) and not _changed_computed(original, mutant)


def walked(environment: Environment, tool: str) -> list[Step]:
    """Every step of a tool, nested ones too."""
    found = environment.tools[tool]
    return [step for step, _ in flow.walk(found.steps, scopes.start(environment, found))]


# --- what is written ------------------------------------------------------------------------------------------------


def _feeling(original: Environment, mutant: Environment, name: str) -> set[str]:
    """The tools that write what an entity's rules are about, where these changed."""
    one, other = original.entities[name], mutant.entities[name]
    if _kinds(one) != _kinds(other) or one.singleton != other.singleton:
        raise ValueError(f"{name} keeps other values")
    felt = _Felt.of(name, one, other)
    pairs = ((environment, tool) for tool in original.tools for environment in (original, mutant))
    return {
        tool
        for environment, tool in pairs
        if any(map(felt.by, effects(environment, tool))) or any(map(felt.made, walked(environment, tool)))
    }


@dataclass(frozen=True)
class _Felt:
    """What of an entity's rules changed that a write may meet."""

    entity: str
    new_rows: bool
    """Whether any new row is another one."""
    defaults: frozenset[str]
    """The columns of which a new row has another value if it is not given one."""
    columns: frozenset[str]
    """Of unique sets that only one version has."""
    parents: frozenset[str]
    """The entities on whose deletion something else happens."""

    @classmethod
    def of(cls, name: str, one: Entity, other: Entity) -> "_Felt":
        pairs = {column_name: (column, other.columns[column_name]) for column_name, column in one.columns.items()}
        new_rows = one.key != other.key or any(_part("within", a) != _part("within", b) for a, b in pairs.values())
        defaults = frozenset(item for item, (a, b) in pairs.items() if _part("default", a) != _part("default", b))
        uniques = {item for item in (*one.unique, *other.unique) if item not in one.unique or item not in other.unique}
        columns = frozenset(column for unique in uniques for column in unique.columns)
        references = [(a, b) for a, b in pairs.values() if isinstance(a, ReferenceColumn) and a != b]
        return cls(name, new_rows, defaults, columns, frozenset(a.to for a, _ in references))

    def by(self, effect: Effect) -> bool:
        """Whether an effect can meet it."""
        if effect.kind == "delete":
            return effect.entity in self.parents
        written = bool(self.columns & effect.possible) or (effect.kind == "insert" and self.new_rows)
        return effect.entity == self.entity and written

    def made(self, step: Step) -> bool:
        """Whether a step makes a row that leaves a changed default to be filled in."""
        match step:
            case InsertStep(insert=insert) if insert.entity == self.entity:
                return not self.defaults <= set(insert.set)
            case FindStep(find=find) if find.entity == self.entity and isinstance(find.else_, InsertElse):
                return not self.defaults <= set(find.else_.insert)
        return False


def _part(name: str, column: Column) -> object:
    return getattr(column, name, None)


def _kinds(entity: Entity) -> list[tuple[str, Column]]:
    """The stored columns, without what of them may differ."""
    return [
        (name, column.model_copy(update={part: _LOOSE[part] for part in _LOOSE if hasattr(column, part)}))
        for name, column in entity.columns.items()
        if column.kind != "computed"
    ]


# --- what is shown --------------------------------------------------------------------------------------------------


def _shown(environment: Environment, tool: str) -> list[object]:
    """Every field of the rows that a tool's result shows."""
    found = environment.tools[tool]
    last, end = found.steps[-1], flow.through(found.steps, scopes.start(environment, found))
    shown: list[object] = []
    for value in last.return_.values() if isinstance(last, ReturnStep) else ():
        if isinstance(value, RowResult | RowsResult):
            bound = end.lookup(value.row if isinstance(value, RowResult) else value.rows)
            entity = (bound.entity or bound.element.entity) if bound is not None else ""
            shown.append(_fields(environment, entity, value.view) if entity else [])
    return shown


def _fields(environment: Environment, entity: str, view: str) -> list[object]:
    return [
        (field.name, field.path, field.children, *_below(environment, field.children))
        for field in view_fields(environment, entity, view)
    ]


def _below(environment: Environment, children: object) -> Iterator[object]:
    """What child rows show, and the positions by which they are ordered."""
    if isinstance(children, ChildList):
        columns = environment.entities[children.of].columns
        yield [name for name, column in columns.items() if getattr(column, "within", None) == children.by]
        yield _fields(environment, children.of, children.view)


def _changed_computed(original: Environment, mutant: Environment) -> set[str]:
    """The computed columns that changed, and those that are made of them, by name."""
    columns = {
        (entity, name): (
            getattr(column, "computed", None),
            getattr(mutant.entities[entity].columns[name], "computed", None),
        )
        for entity, declared in original.entities.items()
        for name, column in declared.columns.items()
        if column.kind == "computed"
    }
    found = {name for (_, name), (one, other) in columns.items() if one != other}
    grown: set[str] = set()
    while found != grown:
        grown = set(found)
        found |= {name for (_, name), (text, _) in columns.items() if found & set(_NAME.findall(str(text)))}
    return found


def _named(environment: Environment, tool: str) -> set[str]:
    """Every name that may be a column which a tool reads: in expressions, orders, groups, views and messages."""
    steps = walked(environment, tool)
    texts = [text for step in steps for text in step_expressions(step)]
    nodes = [node for text in texts for node in walk(parse(text)) if isinstance(node, Attribute | Name)]
    found = {node.name if isinstance(node, Attribute) else node.id for node in nodes}
    for step in steps:
        if isinstance(step, SearchStep | FindStep):
            found |= set(_NAME.findall(step.model_dump_json()))
    messages = " ".join(fault.message for fault in environment.faults.values())
    return found | set(_NAME.findall(repr(_shown(environment, tool)))) | set(_NAME.findall(messages))
