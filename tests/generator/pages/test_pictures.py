"""The pictures say what the environment and its tool graph say."""

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from generator.graph import edges, inputs, outputs, tool_graph
from generator.pages.pictures import entity_diagram, tool_flow, tool_picture
from servers.farm.model import Environment, ReferenceColumn
from tests.generator.dialogues.conftest import environment

NAMES = ["bikes", "desk", "notebook", "workshop"]


@pytest.mark.parametrize("name", NAMES)
def test_every_edge_of_the_tool_graph_is_drawn_through_what_flows(name: str) -> None:
    made = environment(name)
    links = tool_flow(made).links.keys()
    between = {(source, target) for source, hub in links for other, target in links if hub == other}
    for edge in edges(tool_graph(made)):
        if edge.kind == "enables":
            assert (edge.source, edge.target) in between or all(why.endswith(" exists") for why in edge.reasons)
        else:
            assert (edge.source, edge.target) in between or passed_on(made, edge.source, edge.target)


def passed_on(made: Environment, source: str, target: str) -> bool:
    """Whether all that flows is something that the giver needs itself, or that the taker gives itself."""
    needed = {item.root for item in inputs(made, made.tools[source]) if item.required}
    given = {item.root for item in outputs(made, made.tools[source])}
    own = {item.root for item in outputs(made, made.tools[target])}
    wanted = {item.root for item in inputs(made, made.tools[target]) if not item.user_knows}
    return (given & wanted) - own <= needed


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_drawn_that_is_not_in_the_tool_graph(name: str) -> None:
    made = environment(name)
    links = tool_flow(made).links.keys()
    known = {(edge.source, edge.target) for edge in edges(tool_graph(made))}
    drawn = {(source, target) for source, hub in links for other, target in links if hub == other}
    assert {(source, target) for source, target in drawn if source in made.tools and source != target} <= known


@pytest.mark.parametrize("name", NAMES)
def test_the_pictures_have_a_box_for_everything_and_say_so_to_those_who_cannot_see(name: str) -> None:
    made = environment(name)
    entities, tools = ElementTree.fromstring(entity_diagram(made)), ElementTree.fromstring(tool_picture(made))
    assert [box[0] for box in boxes(entities)] == list(made.entities)
    assert [box[0] for box in boxes(tools)][: len(made.tools)] == list(made.tools)
    referring = {
        (entity, column.to)
        for entity, declared in made.entities.items()
        for column in declared.columns.values()
        if isinstance(column, ReferenceColumn) and column.to != entity
    }
    assert len(entities.findall("path")) == len(referring)
    assert all(name in entities.attrib["aria-label"] for name in made.entities)
    assert tools.attrib["role"] == entities.attrib["role"] == "img"


def boxes(picture: ElementTree.Element) -> Iterator[list[str]]:
    """The lines of each box."""
    for box in picture.findall("g"):
        yield [line.text or "" for line in box.findall("text")]
