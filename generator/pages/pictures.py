"""The two pictures of an environment: what it keeps, and how its tools depend on each other."""

from collections.abc import Iterator
from dataclasses import dataclass

import networkx
from markupsafe import Markup

from generator.graph import Input, Output, edges, tool_graph
from generator.pages.drawing import Link, Shape, listed, picture, said
from generator.pages.layering import Edge
from servers.farm.model import Entity, Environment, ReferenceColumn
from servers.farm.model.columns import EnumColumn

ROWS = 8
"""How many lines of columns a box of an entity has."""


@dataclass(frozen=True)
class Flow:
    """The tool graph by what flows: the boxes, and which lead where.

    An edge `feeds` of the graph is drawn through the value that flows (its giver, the value, its taker), an edge
    `enables` through the state that is established, so that a picture of 40 tools has dozens of edges, not hundreds.
    """

    shapes: tuple[Shape, ...]
    links: dict[Edge, Link]


def entity_diagram(environment: Environment) -> Markup:
    """Entities with their keys and columns; an arrow leads from who refers to what is referred to."""
    shapes = [_entity(name, entity) for name, entity in environment.entities.items()]
    links = {
        (column.to, name): Link("refers", head_at_source=True)
        for name, entity in environment.entities.items()
        for column in entity.columns.values()
        if isinstance(column, ReferenceColumn)
    }
    return picture(shapes, links, f"Entities: {listed(environment.entities)}; {said(len(links), 'reference')}")


def _entity(name: str, entity: Entity) -> Shape:
    columns = list(_columns(entity))
    kept = columns if len(columns) <= ROWS else [*columns[: ROWS - 1], f"… {len(columns) - ROWS + 1} more"]
    return Shape(name, "entity", (name, *kept), entity.description)


def _columns(entity: Entity) -> Iterator[str]:
    """What is told of the columns, the most telling first: key, references, label, choices, the others."""
    if entity.key is not None:
        yield f"{entity.key.column} · key"
    references = [name for name, column in entity.columns.items() if isinstance(column, ReferenceColumn)]
    choices = [name for name, column in entity.columns.items() if isinstance(column, EnumColumn)]
    label = [entity.label] if entity.label in entity.columns else []
    for name in dict.fromkeys([*references, *label, *choices, *entity.columns]):
        column = entity.columns[name]
        yield f"{name} → {column.to}" if isinstance(column, ReferenceColumn) else f"{name} · {column.kind}"


def tool_picture(environment: Environment) -> Markup:
    """The tool graph, drawn through the values and states that flow."""
    flow = tool_flow(environment)
    hubs = sum(not shape.kind.startswith("tool") for shape in flow.shapes)
    told = f"{said(len(environment.tools), 'tool')}, {said(hubs, 'value or state', 'values and states')} between them"
    return picture(flow.shapes, flow.links, f"Tool graph: {told}")


def tool_flow(environment: Environment) -> Flow:
    """What gives and takes which value, and what establishes and requires which state."""
    graph = tool_graph(environment)
    links = {**dict(_values(graph)), **dict(_states(graph))}
    named = dict.fromkeys(name for edge in links for name in edge if name not in environment.tools)
    tools = [_tool(environment, name, graph.nodes[name]) for name in environment.tools]
    return Flow((*tools, *map(_hub, named)), links)


def _tool(environment: Environment, name: str, node: dict[str, object]) -> Shape:
    kind = "reads" if node["reads"] else "deletes" if node["deletes"] else "writes"
    return Shape(name, f"tool {kind}", (name,), environment.tools[name].title)


def _hub(name: str) -> Shape:
    kind, _, text = name.partition(":")
    return Shape(name, kind, (text,))


def _values(graph: "networkx.MultiDiGraph[str]") -> Iterator[tuple[Edge, Link]]:
    """Who gives a value that it does not need itself, and who needs a value that it does not give itself."""
    gives = {tool: set(_given(node["outputs"], node)) for tool, node in graph.nodes(data=True)}
    needs = {tool: set(_needed(node["inputs"], gives[tool])) for tool, node in graph.nodes(data=True)}
    for root in dict.fromkeys(root for found in needs.values() for root in sorted(found)):
        if any(root in given for given in gives.values()):
            hub = f"value:{root}"
            yield from (((tool, hub), Link("gives")) for tool in graph if root in gives[tool])
            yield from (((hub, tool), Link("takes")) for tool in graph if root in needs[tool])


def _given(outputs: tuple[Output, ...], node: dict[str, object]) -> Iterator[str]:
    deletes, inputs = node["deletes"], node["inputs"]
    assert isinstance(deletes, frozenset)
    assert isinstance(inputs, tuple)
    own = {item.root for item in inputs if item.required}
    yield from (one.root for one in outputs if one.root not in own and one.root.partition(".")[0] not in deletes)


def _needed(inputs: tuple[Input, ...], given: set[str]) -> Iterator[str]:
    yield from (item.root for item in inputs if not item.user_knows and item.root not in given)


def _states(graph: "networkx.MultiDiGraph[str]") -> Iterator[tuple[Edge, Link]]:
    """Who makes a column hold what another requires; that a row exists, its key tells already."""
    for edge in edges(graph):
        for reason in edge.reasons if edge.kind == "enables" else ():
            if not reason.endswith(" exists"):
                yield (edge.source, f"state:{reason}"), Link("makes")
                yield (f"state:{reason}", edge.target), Link("requires")
