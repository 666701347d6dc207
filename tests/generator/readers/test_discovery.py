"""On `bike_hire.json`, a Discovery document of ours with nested resources."""

from collections.abc import Callable

import orjson
import pytest

from generator.description import Description, Note, Operation, Parameter, Schema
from generator.readers import read
from generator.sources import SourceText


def operation(description: Description, name: str) -> Operation:
    (found,) = [operation for operation in description.operations if operation.id == f"bikehire.{name}"]
    return found


def test_methods_of_all_resources_are_read_with_their_resource_as_tag(bike_hire: Description) -> None:
    assert [(found.id, found.method, found.tags) for found in bike_hire.operations] == [
        ("bikehire.about", "GET", ()),
        ("bikehire.stations.list", "GET", ("stations",)),
        ("bikehire.stations.bikes.insert", "POST", ("stations.bikes",)),
        ("bikehire.stations.bikes.release", "POST", ("stations.bikes",)),
    ]


def test_the_service_path_is_the_base_path(bike_hire: Description) -> None:
    assert bike_hire.base_path == "/hire/v1"
    assert operation(bike_hire, "stations.bikes.insert").path == "/stations/{stationId}/bikes"


def test_the_origin_states_the_format(bike_hire: Description) -> None:
    assert (bike_hire.name, bike_hire.version, bike_hire.origin.version) == ("bikehire", "v1", "v1")
    assert bike_hire.origin.licence is None


def test_a_reserved_expansion_is_written_out_by_the_flat_path(bike_hire: Description) -> None:
    listed = operation(bike_hire, "stations.list")
    assert listed.path == "/cities/{citiesId}/stations"
    assert listed.parameters[0] == Parameter(
        name="citiesId", location="path", required=True, schema=Schema(kind="string"), description="The city."
    )
    assert "city" not in [found.name for found in listed.parameters]


def test_path_parameters_come_in_the_order_of_the_path(bike_hire: Description) -> None:
    released = operation(bike_hire, "stations.bikes.release")
    assert [found.name for found in released.parameters] == ["stationId", "bikeId"]
    assert released.path == "/stations/{stationId}/bikes/{bikeId}:release"


def test_parameters_of_the_protocol_are_left_out(bike_hire: Description) -> None:
    assert all(found.name != "alt" for one in bike_hire.operations for found in one.parameters)


def test_repeated_parameters_and_enum_descriptions_are_read(bike_hire: Description) -> None:
    state = operation(bike_hire, "stations.list").parameters[1]
    assert (state.name, state.repeated, state.schema.enum) == ("state", True, ("OPEN", "CLOSED"))
    assert state.schema.enum_descriptions == ("Takes bikes.", "Takes none.")


def test_defaults_and_bounds_have_the_kind_of_their_schema(bike_hire: Description) -> None:
    size, empty = operation(bike_hire, "stations.list").parameters[2:]
    assert (size.schema.default, size.schema.minimum, size.schema.maximum) == (20, 1, 100)
    assert empty.schema.default is True
    assert bike_hire.schemas["Bike"].properties["state"].default == "FREE"


def test_what_a_method_requires_of_its_body_stands_beside_the_ref(bike_hire: Description) -> None:
    inserted = operation(bike_hire, "stations.bikes.insert")
    assert inserted.request == Schema(kind="ref", ref="Bike", required=frozenset({"frame"}))
    assert inserted.request_required
    assert inserted.response == Schema(kind="ref", ref="Bike")
    assert bike_hire.schemas["Bike"].required == frozenset()


def test_flags_of_a_method_are_read(bike_hire: Description) -> None:
    assert operation(bike_hire, "stations.bikes.insert").upload
    assert operation(bike_hire, "stations.bikes.release").deprecated
    assert operation(bike_hire, "stations.list").scopes == ("https://bikes.example/auth/read",)


def test_schemas_keep_their_refs_maps_and_cycles(bike_hire: Description) -> None:
    station = bike_hire.schemas["Station"].properties
    assert station["name"].read_only
    assert station["near"].items == Schema(kind="ref", ref="Station")
    assert station["labels"].values == Schema(kind="string")
    assert bike_hire.schemas["Bike"].properties["station"].description == "Where it stands."


def test_a_lost_ref_is_any_and_noted(bike_hire: Description) -> None:
    assert bike_hire.schemas["Bike"].properties["owner"].kind == "any"
    assert bike_hire.notes == (Note(where="#/schemas/Person", what="a ref names it, but it is not there"),)


@pytest.mark.parametrize(
    ("stated", "title"), [({"name": "shop", "canonicalName": "The Shop"}, "The Shop"), ({"name": "shop"}, "shop")]
)
def test_without_a_title_the_names_serve(
    source_text: Callable[..., SourceText], stated: dict[str, str], title: str
) -> None:
    document = {"kind": "discovery#restDescription", "methods": {"a": {}}, **stated}
    found = read(source_text(orjson.dumps(document)))
    assert (found.title, found.name, found.origin.version) == (title, "shop", "v1")


@pytest.mark.parametrize(
    "method",
    [
        {},
        {"path": None},
        {"parameters": []},
        {"parameters": {"a": None}},
        {"request": 5, "response": []},
        {"scopes": "x"},
    ],
)
def test_a_method_that_states_little_is_still_read(
    source_text: Callable[..., SourceText], method: dict[str, object]
) -> None:
    document = {"kind": "discovery#restDescription", "methods": {"a": method, "b": method}, "schemas": {"S": None}}
    found = read(source_text(orjson.dumps(document))).operations
    assert [one.id for one in found] == ["GET /", "GET /2"]
