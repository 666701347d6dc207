import networkx
import pytest

from generator.graph import edges, inputs, outputs, tool_graph
from servers.farm.model import Environment
from tests.generator.dialogues.conftest import environment


@pytest.fixture(scope="module")
def bikes() -> Environment:
    return environment("bikes")


@pytest.fixture(scope="module")
def graph(bikes: Environment) -> "networkx.MultiDiGraph[str]":
    return tool_graph(bikes)


def test_what_a_tool_shows_feeds_what_another_needs(graph: "networkx.MultiDiGraph[str]") -> None:
    feeds = {(edge.source, edge.target): edge.reason for edge in edges(graph) if edge.kind == "feeds"}
    assert feeds["list_stations", "get_station"] == "stations.*.station_id is get_station's station_id"
    assert feeds["search_bikes", "rent_bike"] == "bikes.*.bike_id is rent_bike's bike_id"
    assert ("list_riders", "rent_bike") in feeds
    assert ("list_riders", "get_station") not in feeds


def test_a_reference_feeds_what_it_refers_to(bikes: Environment) -> None:
    shown = {output.root for output in outputs(bikes, bikes.tools["list_rentals"])}
    assert "bike.bike_id" in shown
    assert "rental.bike_id" not in shown


def test_a_row_that_was_deleted_feeds_nothing(graph: "networkx.MultiDiGraph[str]") -> None:
    fed = {(edge.source, edge.target) for edge in edges(graph) if edge.kind == "feeds"}
    assert ("delete_station", "get_station") not in fed
    assert ("delete_bike", "rent_bike") not in fed


def test_what_a_person_knows_is_fed_by_nobody(bikes: Environment, graph: "networkx.MultiDiGraph[str]") -> None:
    for edge in edges(graph):
        if edge.kind == "feeds":
            wanted = {item.name for item in inputs(bikes, bikes.tools[edge.target]) if not item.user_knows}
            assert any(edge.reason.count(f"{edge.target}'s {name}") for name in wanted)


def test_an_effect_enables_what_requires_it(graph: "networkx.MultiDiGraph[str]") -> None:
    enables = {(edge.source, edge.target): edge.reason for edge in edges(graph) if edge.kind == "enables"}
    assert "bike has status 'available'" in enables["end_rental", "rent_bike"]
    assert "rider exists" in enables["register_rider", "top_up"]
    assert ("top_up", "register_rider") not in enables


def test_every_edge_says_why(graph: "networkx.MultiDiGraph[str]") -> None:
    assert edges(graph)
    assert all(edge.reason and edge.source != edge.target for edge in edges(graph))


@pytest.mark.parametrize("name", ["bikes", "desk", "notebook", "workshop"])
def test_the_same_environment_gives_the_same_graph_in_the_same_order(name: str) -> None:
    assert edges(tool_graph(environment(name))) == edges(tool_graph(environment(name)))


@pytest.mark.parametrize("name", ["bikes", "desk", "notebook", "workshop"])
def test_every_tool_is_a_node(name: str) -> None:
    chosen = environment(name)
    assert set(tool_graph(chosen)) == set(chosen.tools)
