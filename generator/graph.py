"""The tool graph: tools, the values that flow between them, and which effects make which calls possible.

Two kinds of edge inside an environment (DESIGN §8): `feeds`, an output of one tool is an input of another, found by
comparing root columns after following references (`order.user_id` is `user.user_id`; MODEL.md §4 (9)); and `enables`,
an effect of one tool establishes what another tool requires (a row that is found, a column that holds a constant).
Every edge says why it is there. Whether it is true is proven by execution: see `generator.dialogues`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import networkx

from servers.farm import facts
from servers.farm.effects import effects, is_read_only
from servers.farm.expressions import Attribute, Compare, Constant, Expr, IsNone, Items, Name, parse
from servers.farm.model import (
    NONE,
    Environment,
    FindStep,
    InsertStep,
    Parameter,
    RequireStep,
    RowField,
    Tool,
    UpdateStep,
)
from servers.farm.places import Place, places
from servers.farm.scopes import root_of
from servers.farm.views import result_fields, view_fields

Path = tuple[str, ...]
"""Where a value stands in a result: field names, and `*` for every element of a list."""


@dataclass(frozen=True)
class Output:
    """One value of a tool's result that is a column's value."""

    path: Path
    root: str
    """`entity.column`, after following references."""
    label: bool = False
    """Whether people refer to the row by it."""


@dataclass(frozen=True)
class Input:
    """One parameter that addresses a column."""

    name: str
    root: str
    required: bool
    user_knows: bool


@dataclass(frozen=True)
class Edge:
    """Why one tool can follow another."""

    source: str
    target: str
    kind: Literal["feeds", "enables"]
    reasons: tuple[str, ...]

    @property
    def reason(self) -> str:
        """The reasons in one line."""
        return "; ".join(self.reasons)


def tool_graph(environment: Environment) -> "networkx.MultiDiGraph[str]":
    """The tool graph of one environment; nodes and edges in a deterministic order."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=environment.name)
    for name, tool in environment.tools.items():
        found = {"inputs": inputs(environment, tool), "outputs": outputs(environment, tool)}
        deletes = {effect.entity for effect in effects(environment, name) if effect.kind == "delete"}
        graph.add_node(name, reads=is_read_only(environment, name), deletes=frozenset(deletes), **found)
    for edge in (*_feeds(graph), *_enables(environment)):
        graph.add_edge(edge.source, edge.target, key=edge.kind, kind=edge.kind, reasons=edge.reasons)
    return graph


def edges(graph: "networkx.MultiDiGraph[str]") -> list[Edge]:
    """The edges of a graph, as they were found."""
    return [Edge(source, target, data["kind"], data["reasons"]) for source, target, data in graph.edges(data=True)]


def inputs(environment: Environment, tool: Tool) -> tuple[Input, ...]:
    """The parameters of a tool that address a column, fields of `rows` parameters under `name.field`."""
    found = []
    for name, parameter in tool.parameters.items():
        for label, item in _scalars(name, parameter):
            if item.column is not None:
                root = root_of(environment, item.column)
                found.append(Input(label, root, parameter.required, item.user_knows and parameter.user_knows))
    return tuple(found)


def _scalars(name: str, parameter: Parameter) -> Iterable[tuple[str, Parameter | RowField]]:
    if parameter.kind == "rows":
        return [(f"{name}.{field}", item) for field, item in parameter.rows.items()]
    return [(name, parameter)]


def outputs(environment: Environment, tool: Tool) -> tuple[Output, ...]:
    """The values of a tool's result that are columns' values."""
    found: list[Output] = []
    for field in result_fields(environment, tool):
        if field.kind == "row":
            found.extend(_view_outputs(environment, (field.name,), field.type.entity, field.view))
        elif field.kind == "rows":
            found.extend(_view_outputs(environment, (field.name, "*"), field.type.element.entity, field.view))
        elif field.type.root:
            found.append(Output((field.name,), root_of(environment, field.type.root)))
    return tuple(found)


def _view_outputs(environment: Environment, path: Path, entity: str, view: str) -> Iterator[Output]:
    label = environment.entities[entity].label
    for field in view_fields(environment, entity, view):
        if field.children is not None:
            child = field.children
            yield from _view_outputs(environment, (*path, field.name, "*"), child.of, child.view)
        elif field.type.root:
            own = field.path == (label,)
            yield Output((*path, field.name), root_of(environment, field.type.root), own)


def _feeds(graph: "networkx.MultiDiGraph[str]") -> Iterator[Edge]:
    for source, from_ in graph.nodes(data=True):
        given: dict[str, Output] = {}
        for output in from_["outputs"]:
            if output.root.partition(".")[0] not in from_["deletes"]:
                given.setdefault(output.root, output)
        for target, to in graph.nodes(data=True):
            wanted = [item for item in to["inputs"] if item.root in given and not item.user_knows]
            if source != target and wanted:
                shown = [f"{'.'.join(given[item.root].path)} is {target}'s {item.name}" for item in wanted]
                yield Edge(source, target, "feeds", tuple(shown))


@dataclass(frozen=True)
class _Atom:
    """A precondition or an established fact: a row of an entity exists, or its column holds a value."""

    entity: str
    column: str = ""
    value: str | int | float | bool | None = None


def _enables(environment: Environment) -> Iterator[Edge]:
    made = {name: list(_established(environment, name)) for name in environment.tools}
    for target in environment.tools:
        wanted = list(dict.fromkeys(_wanted(environment, target)))
        for source in environment.tools:
            reasons = tuple(_why(atom) for atom in wanted if atom in made[source])
            if source != target and reasons:
                yield Edge(source, target, "enables", reasons)


def _why(atom: _Atom) -> str:
    noun = atom.entity.replace("_", " ")
    return f"{noun} exists" if not atom.column else f"{noun} has {atom.column} {atom.value!r}"


def _established(environment: Environment, tool: str) -> Iterator[_Atom]:
    for effect in effects(environment, tool):
        if effect.kind == "insert":
            yield _Atom(effect.entity)
    for place in places(environment, environment.tools[tool]):
        entity, values = _written(environment, place)
        for column, text in values.items():
            value = parse(text)
            if isinstance(value, Constant):
                yield _Atom(entity, column, value.value)


def _written(environment: Environment, place: Place) -> tuple[str, dict[str, str]]:
    """The entity and the values that a step writes, an insert's defaults included."""
    if isinstance(place.step, InsertStep):
        insert = place.step.insert
        return insert.entity, {**_defaults(environment, insert.entity), **insert.set}
    if isinstance(place.step, UpdateStep):
        update = place.step.update
        row = place.scope.lookup(update.row) if update.row else None
        return (row.entity if row else update.entity or ""), update.set
    return "", {}


def _defaults(environment: Environment, entity: str) -> dict[str, str]:
    columns = environment.entities[entity].columns
    found = {name: getattr(column, "default", None) for name, column in columns.items()}
    return {name: text for name, text in found.items() if text is not None}


def _wanted(environment: Environment, tool: str) -> Iterator[_Atom]:
    for place in places(environment, environment.tools[tool]):
        if isinstance(place.step, FindStep) and place.step.find.else_ != NONE:
            yield _Atom(place.step.find.entity)
        if isinstance(place.step, RequireStep):
            for fact in facts.conjuncts(parse(place.step.require.that)):
                yield from _atoms(fact, place)


def _atoms(fact: Expr, place: Place) -> Iterator[_Atom]:
    if isinstance(fact, IsNone) and not fact.negated:
        yield from _about(fact.operand, (None,), place)
    elif isinstance(fact, Compare) and fact.op in ("==", "in"):
        constants = fact.right.elements if isinstance(fact.right, Items) else (fact.right,)
        values = tuple(item.value for item in constants if isinstance(item, Constant))
        yield from _about(fact.left, values, place)
    elif isinstance(fact, Attribute):
        yield from _about(fact, (True,), place)


def _about(subject: Expr, values: Iterable[str | int | float | bool | None], place: Place) -> Iterator[_Atom]:
    if isinstance(subject, Attribute) and isinstance(subject.base, Name):
        row = place.scope.lookup(subject.base.id)
        if row is not None and row.kind == "row":
            yield from (_Atom(row.entity, subject.name, value) for value in values)
