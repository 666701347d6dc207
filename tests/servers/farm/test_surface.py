"""The JSON surface of parameters, and the way back to what the steps see."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import strategies as st

from servers.farm.arguments import ArgumentProblem
from servers.farm.model import Environment
from servers.farm.surface import SurfaceParameter, clearable, inner, surface

Edited = Callable[..., Environment]


def _surface(environment: Environment, tool: str) -> dict[str, SurfaceParameter]:
    return {item.name: item for item in surface(environment, tool)}


def test_declared_parameters_come_first_then_clear_limit_and_cursor(bikes: Environment) -> None:
    assert list(_surface(bikes, "search_bikes")) == ["model", "status", "max_price", "sort", "limit", "cursor"]
    assert list(_surface(bikes, "update_bike"))[-1] == "clear"


def test_rows_become_parallel_arrays(workshop: Environment) -> None:
    found = _surface(workshop, "open_job")["items_quantity"]
    assert (found.source, found.parameter, found.field, found.required) == ("rows", "items", "quantity", True)
    assert found.schema == {
        "type": "array",
        "items": {"type": "integer", "minimum": 1},
        "maxItems": 5,
        "minItems": 1,
        "description": "How many of it (list of integers, one per row).",
    }


def test_the_limit_of_a_page_is_its_size(bikes: Environment) -> None:
    assert _surface(bikes, "search_bikes")["limit"].schema == {
        "type": "integer",
        "minimum": 1,
        "maximum": 5,
        "default": 5,
        "description": "How many to return at most.",
    }


def test_clear_names_the_given_columns_that_may_be_null(workshop: Environment) -> None:
    assert clearable(workshop, workshop.tools["change_job"]) == ("note", "due", "helper_id")
    items = _surface(workshop, "change_job")["clear"].schema["items"]
    assert items == {"type": "string", "enum": ["note", "due", "helper_id"]}


def test_a_tool_without_such_columns_has_no_clear(edited: Edited) -> None:
    environment = edited(
        "bikes", lambda data: data["tools"]["update_bike"]["steps"][1]["update"].update(given=["model"])
    )
    assert "clear" not in _surface(environment, "update_bike")


def test_the_limits_of_a_column_bound_the_parameter_that_fills_it(workshop: Environment) -> None:
    assert _surface(workshop, "open_job")["title"].schema["maxLength"] == 80
    assert _surface(workshop, "add_part")["stock"].schema["minimum"] == 0


def test_the_limits_of_a_column_do_not_bound_a_filter(bikes: Environment) -> None:
    assert "minimum" not in _surface(bikes, "search_bikes")["max_price"].schema


def test_the_narrower_of_two_limits_counts(bikes: Environment, edited: Edited) -> None:
    assert _surface(bikes, "create_station")["docks"].schema["minimum"] == 1
    wider = edited("bikes", lambda data: data["entities"]["station"]["columns"]["docks"].update(minimum=5))
    assert _surface(wider, "create_station")["docks"].schema["minimum"] == 5


def test_a_list_that_names_rows_is_not_empty(bikes: Environment) -> None:
    assert _surface(bikes, "move_bikes")["bike_ids"].schema["minItems"] == 1


def test_a_list_that_fills_a_list_column_may_be_empty(bikes: Environment) -> None:
    assert "minItems" not in _surface(bikes, "update_bike")["tags"].schema


def test_the_elements_of_a_list_are_told_in_words_too(workshop: Environment) -> None:
    found = _surface(workshop, "list_parts")["groups"].schema
    assert found["description"] == "Only parts of these groups (list of wheel | brake | frame)."


def test_a_description_falls_back_to_the_column_and_then_to_the_names(workshop: Environment) -> None:
    assert _surface(workshop, "add_part")["sku"].schema["description"] == "The part's number."
    assert _surface(workshop, "log_in")["pin"].schema["description"] == "The pin."


def test_a_description_made_from_a_column_names_its_entity(edited: Edited) -> None:
    city = {"description": ""}
    environment = edited("bikes", lambda data: data["tools"]["create_station"]["parameters"]["city"].update(city))
    assert _surface(environment, "create_station")["city"].schema["description"] == "The station's city."


def test_what_may_be_left_out_is_none_or_its_default(bikes: Environment) -> None:
    assert inner(bikes, "search_bikes", {}) == {
        "model": None,
        "status": None,
        "max_price": None,
        "sort": "price",
        "limit": 5,
        "cursor": None,
    }


def test_null_counts_as_left_out(bikes: Environment) -> None:
    assert inner(bikes, "search_bikes", {"sort": None, "model": None})["sort"] == "price"


def test_money_becomes_a_decimal_of_its_scale(bikes: Environment) -> None:
    found = inner(bikes, "top_up", {"rider_id": "R1", "amount": 12.5})["amount"]
    assert (found, str(found)) == (Decimal("12.5"), "12.50")


def test_a_whole_number_becomes_a_float_where_numbers_are_asked_for(bikes: Environment) -> None:
    found = inner(bikes, "update_bike", {"bike_id": "B1", "weight": 3})["weight"]
    assert isinstance(found, float)


def test_an_integral_float_is_an_integer(bikes: Environment) -> None:
    found = inner(bikes, "create_station", {"name": "a", "city": "b", "docks": 5.0})["docks"]
    assert (found, type(found)) == (5, int)


def test_a_time_with_an_offset_becomes_utc(edited: Edited) -> None:
    since = {"kind": "datetime", "optional": True, "description": "Since when."}
    environment = edited("bikes", lambda data: data["tools"]["list_rentals"]["parameters"].update(since=since))
    found = inner(environment, "list_rentals", {"since": "2026-03-02T01:30:00.7+02:00"})
    assert found["since"] == "2026-03-01T23:30:00Z"


def test_a_list_becomes_a_tuple(bikes: Environment) -> None:
    assert inner(bikes, "update_bike", {"bike_id": "B1", "tags": ["a"]})["tags"] == ("a",)


def test_parallel_arrays_become_rows(workshop: Environment) -> None:
    found = inner(workshop, "open_job", {"title": "x", "items_sku": ["a", "b"], "items_quantity": [1, 2]})
    assert found["items"] == [{"sku": "a", "quantity": 1}, {"sku": "b", "quantity": 2}]
    assert "items_sku" not in found


def test_rows_that_may_be_left_out_are_an_empty_list(edited: Edited) -> None:
    optional = {"optional": True}
    environment = edited("workshop", lambda data: data["tools"]["open_job"]["parameters"]["items"].update(optional))
    assert inner(environment, "open_job", {"title": "x"})["items"] == []


def test_arrays_of_different_lengths_are_refused_with_both_lengths(workshop: Environment) -> None:
    with pytest.raises(ArgumentProblem, match="items_sku has 2, items_quantity has 1"):
        inner(workshop, "open_job", {"title": "x", "items_sku": ["a", "b"], "items_quantity": [1]})


def test_what_is_cleared_is_not_given_too(bikes: Environment) -> None:
    assert inner(bikes, "update_bike", {"bike_id": "B1", "clear": ["weight"]})["clear"] == ("weight",)
    with pytest.raises(ArgumentProblem, match="clear names weight"):
        inner(bikes, "update_bike", {"bike_id": "B1", "weight": 2, "clear": ["weight"]})


REFUSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "an unknown name": ("get_station", {"station_id": "S", "stations": 1}, "stations is not a parameter; did you mean"),
    "a missing argument": ("get_station", {}, "station_id is required"),
    "null for what is required": ("get_station", {"station_id": None}, "station_id is required"),
    "a number for a text": ("get_station", {"station_id": 7}, "station_id must be a text"),
    "a null character": ("get_station", {"station_id": "a\0"}, "NUL"),
    "half a surrogate": ("get_station", {"station_id": "\ud800"}, "surrogates"),
    "too long a text": ("get_station", {"station_id": "x" * 100_001}, "at most 100000"),
    "longer than the schema says": ("create_station", {"name": "x" * 81, "city": "y", "docks": 1}, "at most 80"),
    "a text for an integer": ("create_station", {"name": "x", "city": "y", "docks": "1"}, "docks must be a number"),
    "a fraction for an integer": ("create_station", {"name": "x", "city": "y", "docks": 1.5}, "must be an integer"),
    "true for an integer": ("create_station", {"name": "x", "city": "y", "docks": True}, "must be a number"),
    "below the minimum": ("create_station", {"name": "x", "city": "y", "docks": 0}, "at least 1"),
    "above the maximum": ("create_station", {"name": "x", "city": "y", "docks": 101}, "at most 100"),
    "a huge number": ("create_station", {"name": "x", "city": "y", "docks": 10**400}, "must lie between"),
    "no number": ("top_up", {"rider_id": "R", "amount": float("nan")}, "must lie between"),
    "infinity": ("top_up", {"rider_id": "R", "amount": float("inf")}, "must lie between"),
    "a tenth of a cent": ("top_up", {"rider_id": "R", "amount": 0.001}, "at most 2 decimals"),
    "more money than there is": ("top_up", {"rider_id": "R", "amount": 2.0**52}, "smaller amount"),
    "a number for a flag": ("list_stations", {"open": 1}, "open must be true or false"),
    "a value outside the enum": ("search_bikes", {"status": "lost"}, "must be one of available, rented, retired"),
    "no date": ("list_rentals", {"since": "2026-02-30"}, "must be a date such as"),
    "a date in other words": ("list_rentals", {"since": "20260201"}, "must be a date such as"),
    "a text for a list": ("move_bikes", {"bike_ids": "B1", "station_id": "S"}, "bike_ids must be a list"),
    "an empty list": ("move_bikes", {"bike_ids": [], "station_id": "S"}, "must have 1 to 5 elements, not 0"),
    "too long a list": ("move_bikes", {"bike_ids": ["B"] * 6, "station_id": "S"}, "must have 1 to 5 elements, not 6"),
    "a wrong element": ("move_bikes", {"bike_ids": ["B", 1], "station_id": "S"}, "bike_ids[1] must be a text"),
    "a list in a list": ("move_bikes", {"bike_ids": [["B"]], "station_id": "S"}, "bike_ids[0] must be a text"),
    "a page of nothing": ("list_riders", {"limit": 0}, "at least 1"),
    "a page beyond its size": ("list_riders", {"limit": 11}, "at most 10"),
    "a column that cannot be cleared": ("update_bike", {"bike_id": "B", "clear": ["model"]}, "must be one of weight"),
}


@pytest.mark.parametrize(("tool", "arguments", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_the_schema_refuses_is_refused(
    bikes: Environment, tool: str, arguments: dict[str, Any], said: str
) -> None:
    with pytest.raises(ArgumentProblem) as error:
        inner(bikes, tool, arguments)
    assert said in str(error.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=3), inside, max_size=2),
    max_leaves=5,
)


@given_by(data=st.data())
def test_any_json_is_taken_or_refused_and_nothing_else(data: st.DataObject, bikes: Environment) -> None:
    tool = data.draw(st.sampled_from(sorted(bikes.tools)))
    names = [item.name for item in surface(bikes, tool)] + ["unknown"]
    arguments = data.draw(st.dictionaries(st.sampled_from(names), JSON, max_size=4))
    try:
        found = inner(bikes, tool, arguments)
    except ArgumentProblem:
        return
    assert set(bikes.tools[tool].parameters) <= set(found)
