"""On tool lists of ours, for a garden with beds and plants."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from generator.description import Description, Operation
from generator.explore import explore
from generator.readers import read
from generator.sources import SourceText

SourceTexts = Callable[..., SourceText]
TEXT: dict[str, Any] = {"type": "string"}


def tool(name: str, required: str = "", optional: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A tool that requires texts, and may be given other things."""
    properties = {**dict.fromkeys(required.split(), TEXT), **(optional or {})}
    schema = {"type": "object", "properties": properties, "required": required.split()}
    return {"name": name, "description": f"About {name}.", "inputSchema": schema, **more}


COLOURS = {"colour": {"type": "string", "enum": ["red", "white"]}}
GARDEN = [
    tool("garden_list_beds"),
    tool("garden_create_bed", "name"),
    tool("garden_delete_bed", "bedId"),
    tool("garden_get_bed_plants", "bedId"),
    tool("garden_get_plant", "plantId"),
    tool("garden_add_plant_to_bed", "bedId species", COLOURS),
    tool("garden_update_plant", "plantId", {"species": TEXT}),
    tool("garden_move_plant", "plantId bedId"),
    tool("garden_get_weather"),
]


def listing(*tools: dict[str, Any], **more: Any) -> bytes:
    return orjson.dumps({"serverInfo": {"name": "mcp-server-garden", "version": "1.2"}, "tools": tools, **more})


@pytest.fixture
def garden(source_text: SourceTexts) -> Description:
    return read(source_text(listing(*GARDEN)))


def operation(description: Description, name: str) -> Operation:
    return next(found for found in description.operations if found.id == name)


def test_the_server_says_what_it_is_called(garden: Description) -> None:
    assert (garden.title, garden.name, garden.version) == ("mcp-server-garden", "garden", "1.2")
    assert garden.origin.kind == "mcp"


def test_tools_stand_where_their_names_and_inputs_say(garden: Description) -> None:
    assert {found.id.removeprefix("garden_"): f"{found.method} {found.path}" for found in garden.operations} == {
        "list_beds": "GET /beds",
        "create_bed": "POST /beds",
        "delete_bed": "DELETE /beds/{bedId}",
        "get_bed_plants": "GET /plants",
        "get_plant": "GET /plants/{plantId}",
        "add_plant_to_bed": "POST /plants",
        "update_plant": "PATCH /plants/{plantId}",
        "move_plant": "POST /plants/{plantId}:move",
        "get_weather": "GET /weather",
    }


def test_a_thing_is_what_its_tools_make_it_of(garden: Description) -> None:
    shown = operation(garden, "garden_get_plant").response
    assert shown is not None
    assert shown.ref == "Plant"
    plant = garden.schemas["Plant"]
    assert set(plant.properties) == {"plantId", "bedId", "species", "colour"}
    assert plant.inferred
    assert plant.properties["bedId"].variants == ("bed",)


def test_of_what_nothing_makes_nothing_is_said(garden: Description) -> None:
    assert operation(garden, "garden_get_weather").response is None


ORCHARD = [
    tool("list_trees"),
    tool("get_tree", "tree_id"),
    tool("create_tree", "species", {"owner_id": TEXT}),
    tool("update_tree", "tree_id", {"species": TEXT}),
    tool("delete_tree", "tree_id"),
    tool("list_owners"),
    tool("list_trees_in_region", "region_id"),
    tool("list_regions"),
    tool("list_festivals"),
]


def test_what_other_tools_name_by_id_has_an_id_and_a_name(source_text: SourceTexts) -> None:
    found = read(source_text(listing(*ORCHARD)))
    assert set(found.schemas["Owner"].properties) == {"owner_id", "name"}
    assert found.schemas["Owner"].inferred
    (made,) = explore(found).environments
    assert {"list_owners", "list_regions"} <= made.tools.keys()
    assert made.entities["tree"].columns["owner_id"].kind == "reference"


def test_what_nothing_names_stays_unknown(source_text: SourceTexts) -> None:
    found = explore(read(source_text(listing(*ORCHARD))))
    assert [item.reason for item in found.left_out if item.operation == "list_festivals"] == [
        "its answer is not described"
    ]


def test_a_list_of_what_another_thing_has_says_whose_it_is(source_text: SourceTexts) -> None:
    found = read(source_text(listing(*ORCHARD)))
    assert found.schemas["Tree"].properties["region_id"].variants == ("region",)
    assert "list_trees_in_region" not in {item.operation for item in explore(found).left_out}


def test_it_becomes_an_environment(garden: Description) -> None:
    (environment,) = explore(garden).environments
    assert {"list_beds", "create_bed", "get_plant", "create_plant", "update_plant"} <= environment.tools.keys()
    assert "bed_id" in environment.entities["plant"].columns


def test_a_declared_answer_says_what_a_thing_is(source_text: SourceTexts) -> None:
    bed = {"type": "object", "properties": {"id": TEXT, "name": TEXT, "soil": TEXT}}
    answer = {"type": "object", "properties": {"beds": {"type": "array", "items": {"$ref": "#/$defs/Bed"}}}}
    answer["$defs"] = {"Bed": bed}
    found = read(source_text(listing(tool("list_beds", outputSchema=answer), tool("create_bed", "name"))))
    beds = operation(found, "list_beds").response
    assert beds is not None
    assert beds.items is not None
    assert set(found.properties(beds.items)) == {"id", "name", "soil"}


def test_an_object_around_all_inputs_is_opened(source_text: SourceTexts) -> None:
    beds = {"type": "array", "items": {"type": "object", "properties": {"name": TEXT}, "required": ["name"]}}
    made = tool("create_beds")
    made["inputSchema"] = {"type": "object", "properties": {"beds": beds}, "required": ["beds"]}
    found = read(source_text(listing(made, tool("list_beds"))))
    request = operation(found, "create_beds").request
    assert request is not None
    assert request.required == {"name"}


def test_a_list_of_changes_is_no_fact(source_text: SourceTexts) -> None:
    edits = {"type": "array", "items": {"type": "object", "properties": {"oldText": TEXT, "newText": TEXT}}}
    found = read(source_text(listing(tool("edit_note", "noteId", {"edits": edits}), tool("list_notes"))))
    assert operation(found, "edit_note").request is None


def test_answers_with_several_lists_are_shared_out(source_text: SourceTexts) -> None:
    row = {"type": "array", "items": {"type": "object", "properties": {"name": TEXT, "kind": TEXT}}}
    both = {"type": "object", "properties": {"beds": row, "paths": row}}
    tools = (
        tool("create_bed", "name kind"),
        tool("create_path", "name kind"),
        tool("read_garden", outputSchema=both),
        tool("search_all", "query", outputSchema=both),
    )
    found = read(source_text(listing(*tools)))
    assert [operation(found, name).path for name in ("read_garden", "search_all")] == ["/beds", "/paths"]


def test_what_most_tools_require_and_nothing_is_called_after_is_no_fact(source_text: SourceTexts) -> None:
    tools = [tool(name, f"tenant {more}") for name, more in (
        ("create_bed", "name"), ("get_bed", "bedId"), ("update_bed", "bedId"), ("delete_bed", "bedId"),
        ("list_beds", ""), ("water_bed", "bedId"),
    )]  # fmt: skip
    found = read(source_text(listing(*tools)))
    assert "tenant" not in found.schemas["Bed"].properties


@pytest.mark.parametrize("saved", [{"tools": GARDEN}, {"jsonrpc": "2.0", "id": 1, "result": {"tools": GARDEN}}])
def test_saved_listings_are_read(source_text: SourceTexts, saved: dict[str, Any], garden: Description) -> None:
    assert read(source_text(orjson.dumps(saved))).operations == garden.operations


def test_tools_that_keep_nothing_are_refused_with_the_reason(source_text: SourceTexts) -> None:
    refused = explore(read(source_text(listing(tool("geocode", "address"), tool("get_weather", "city"))))).refused
    assert refused is not None
    assert refused.startswith("not stateful: ")


def test_names_in_other_scripts_become_columns(source_text: SourceTexts) -> None:
    tools = [
        tool("list_beds"),
        tool("create_bed", "имя", {"größe": TEXT}),
        tool("get_bed", "bed_id"),
        tool("update_bed", "bed_id", {"имя": TEXT, "order": TEXT}),
        tool("delete_bed", "bed_id"),
    ]
    (found,) = explore(read(source_text(listing(*tools)))).environments
    assert {"imya", "grosse"} <= found.entities["bed"].columns.keys()


def test_tools_named_in_another_script_say_no_verb_and_are_refused(source_text: SourceTexts) -> None:
    found = explore(read(source_text(listing(tool("本を作る", "題名"), tool("本一覧")))))
    assert (found.refused or "").startswith("not stateful: ")
    assert {item.operation for item in found.left_out} == {"本を作る", "本一覧"}


@pytest.mark.parametrize(
    "tools",
    [
        [],
        [None, 3, {}, {"name": 7}],
        [{"name": "list_beds"}, {"name": "list_beds"}],
        [{"name": "get_bed", "inputSchema": {"properties": {"id": {"$ref": "#"}}, "required": "id"}}],
        [{"name": "", "inputSchema": []}, {"name": "_", "inputSchema": {"type": "array"}}],
        [
            tool(f"{verb}_thing{number}", "id name")
            for number in range(100)
            for verb in ("get", "list", "create", "drop")
        ],
    ],
)
def test_odd_listings_are_read_around(source_text: SourceTexts, tools: list[Any]) -> None:
    explore(read(source_text(orjson.dumps({"tools": tools}))))
