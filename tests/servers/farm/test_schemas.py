"""The tool list: flat input schemas that every trainer takes, output schemas, hints, and what it all costs."""

import json
import re
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

import jsonschema_rs
import pytest

from servers.farm import types
from servers.farm.model import Environment
from servers.farm.schemas import input_schema, listing, output_schema, type_schema
from servers.farm.types import Type

Edited = Callable[..., Environment]
ENVIRONMENTS = ["bikes", "workshop"]


@pytest.fixture(params=ENVIRONMENTS)
def environment(request: pytest.FixtureRequest) -> Environment:
    found: Environment = request.getfixturevalue(request.param)
    return found


def _inputs(environment: Environment) -> Iterator[dict[str, Any]]:
    for name in environment.tools:
        schema: Any = input_schema(environment, name)
        yield from schema["properties"].values()


def test_tools_are_listed_in_order_with_their_wire_names(environment: Environment) -> None:
    found = listing(environment)
    assert [tool["name"] for tool in found] == list(environment.tools)
    keys = ["name", "title", "description", "inputSchema", "outputSchema", "annotations"]
    assert all(list(tool) == keys for tool in found)


def test_listing_twice_gives_the_same_bytes(environment: Environment) -> None:
    assert json.dumps(listing(environment)) == json.dumps(listing(environment))


def test_every_schema_is_a_json_schema(environment: Environment) -> None:
    tools: Any = listing(environment)
    for tool in tools:
        jsonschema_rs.meta.validate(tool["inputSchema"])
        jsonschema_rs.meta.validate(tool["outputSchema"])


def test_inputs_are_flat_objects_that_take_nothing_else(environment: Environment) -> None:
    for name in environment.tools:
        schema: Any = input_schema(environment, name)
        assert (schema["type"], schema["additionalProperties"]) == ("object", False)
        assert set(schema.get("required", [])) <= set(schema["properties"])


def test_every_input_has_one_type_and_a_description(environment: Environment) -> None:
    for item in _inputs(environment):
        assert item["type"] in {"string", "integer", "number", "boolean", "array"}
        assert item["description"].strip()
        if item["type"] == "array":
            assert item["items"]["type"] in {"string", "integer", "number", "boolean"}
            assert "list of" in item["description"]


def test_nothing_that_trainers_refuse_is_used(environment: Environment) -> None:
    assert not re.search(r'"(anyOf|oneOf|allOf|\$ref|\$defs|nullable)"', json.dumps(listing(environment)))


def test_a_tool_costs_at_most_150_tokens_in_the_median(environment: Environment) -> None:
    costs = [
        len(json.dumps({key: tool[key] for key in ("name", "description", "inputSchema")})) / 4
        for tool in listing(environment)
    ]
    assert median(costs) <= 150


def test_a_required_parameter_is_required_and_an_optional_one_is_not(bikes: Environment) -> None:
    assert input_schema(bikes, "rent_bike")["required"] == ["rider_id", "bike_id"]
    assert "required" not in input_schema(bikes, "list_stations")


def test_kinds_have_their_types_and_formats(bikes: Environment) -> None:
    schema: Any = input_schema(bikes, "list_rentals")
    assert schema["properties"]["since"] == {
        "type": "string",
        "format": "date",
        "description": "Only rentals that began on this day or later.",
    }
    assert schema["properties"]["running"]["default"] is False


def test_a_choice_of_order_is_the_declared_parameter(bikes: Environment) -> None:
    schema: Any = input_schema(bikes, "search_bikes")
    assert schema["properties"]["sort"]["enum"] == ["price", "model"]


def _output(environment: Environment, tool: str) -> Any:
    schema: Any = output_schema(environment, tool)
    return schema["properties"]


def test_a_row_is_an_inline_object_with_the_fields_of_its_view(bikes: Environment) -> None:
    found = _output(bikes, "get_station")["station"]
    assert list(found["properties"]) == ["station_id", "name", "city", "open", "docks", "free", "bikes"]
    assert found["required"] == list(found["properties"])
    assert found["additionalProperties"] is False


def test_children_are_a_list_of_rows_in_a_row(bikes: Environment) -> None:
    found = _output(bikes, "get_station")["station"]["properties"]["bikes"]
    assert found["type"] == "array"
    assert list(found["items"]["properties"]) == ["bike_id", "model", "status", "price_per_hour"]


def test_what_may_be_none_is_also_null_and_always_present(bikes: Environment) -> None:
    found = _output(bikes, "update_bike")["bike"]
    assert found["properties"]["weight"]["type"] == ["number", "null"]
    assert found["properties"]["station"]["type"] == ["string", "null"]
    assert "weight" in found["required"]


def test_an_enum_that_may_be_none_lists_null() -> None:
    assert type_schema(Type("enum", nullable=True, values=("a",))) == {
        "type": ["string", "null"],
        "enum": ["a", None],
    }


def test_paging_adds_next_cursor_at_the_end(bikes: Environment) -> None:
    found = _output(bikes, "list_riders")
    assert list(found) == ["riders", "next_cursor"]
    assert found["next_cursor"]["type"] == ["string", "null"]


def test_a_described_value_carries_its_description(bikes: Environment) -> None:
    assert _output(bikes, "move_bikes")["moved"] == {
        "type": "array",
        "items": {"type": "string"},
        "description": "The bikes that were elsewhere before.",
    }


def test_groups_are_lists_of_records(bikes: Environment) -> None:
    found = _output(bikes, "rental_statistics")["per_bike"]
    assert found["items"]["properties"] == {"bike_id": {"type": "string"}, "rentals": {"type": "integer"}}


def test_a_row_that_may_be_missing_is_an_object_or_null(edited: Edited) -> None:
    miss = {"else": "none"}
    environment = edited("bikes", lambda data: data["tools"]["get_station"]["steps"][0]["find"].update(miss))
    assert _output(environment, "get_station")["station"]["type"] == ["object", "null"]


SCHEMAS = {
    types.TEXT: {"type": "string"},
    types.MONEY: {"type": "number"},
    types.DATE: {"type": "string", "format": "date"},
    types.DATETIME: {"type": "string", "format": "date-time"},
    types.BOOLEAN.or_none(): {"type": ["boolean", "null"]},
    types.list_of(types.INTEGER): {"type": "array", "items": {"type": "integer"}},
    types.NULL: {"type": "null"},
}


@pytest.mark.parametrize(("found", "schema"), SCHEMAS.items(), ids=str)
def test_values_have_the_schema_of_their_type(found: Type, schema: dict[str, Any]) -> None:
    assert type_schema(found) == schema


def test_hints_are_complete_and_close_the_world(environment: Environment) -> None:
    for tool in listing(environment):
        hints: Any = tool["annotations"]
        assert hints["openWorldHint"] is False
        assert hints["title"] == tool["title"]
        assert not (hints["readOnlyHint"] and hints["destructiveHint"])
