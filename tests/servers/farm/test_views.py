"""The fields of views and results, with their types and the columns that they came from."""

from collections.abc import Callable

from servers.farm.model import Environment
from servers.farm.views import paged_search, path_type, result_fields, view_fields

Edited = Callable[..., Environment]


def test_a_view_in_a_view_comes_at_its_place(bikes: Environment) -> None:
    names = [field.name for field in view_fields(bikes, "station", "detail")]
    assert names == ["station_id", "name", "city", "open", "docks", "free", "bikes"]


def test_a_name_that_is_a_column_too_is_the_column(edited: Edited) -> None:
    views = {"city": ["name"], "all": ["city", "name"]}
    environment = edited("bikes", lambda data: data["entities"]["station"]["views"].update(views))
    assert [field.path for field in view_fields(environment, "station", "all")] == [("city",), ("name",)]


def test_a_repeated_field_is_kept_once(edited: Edited) -> None:
    views = {"all": ["name", "summary"]}
    environment = edited("bikes", lambda data: data["entities"]["station"]["views"].update(views))
    names = [field.name for field in view_fields(environment, "station", "all")]
    assert names == ["name", "station_id", "city", "open"]


def test_views_in_a_circle_end(edited: Edited) -> None:
    views = {"one": ["two", "name"], "two": ["one", "city"]}
    environment = edited("bikes", lambda data: data["entities"]["station"]["views"].update(views))
    assert [field.name for field in view_fields(environment, "station", "one")] == ["city", "name"]


def test_a_path_over_a_reference_that_may_be_none_may_be_none(bikes: Environment) -> None:
    assert path_type(bikes, "bike", ("station", "name")).nullable
    assert not path_type(bikes, "rental", ("bike", "model")).nullable


def test_a_path_that_leads_nowhere_has_no_type(bikes: Environment) -> None:
    assert path_type(bikes, "bike", ("owner", "name")).kind == "unknown"
    assert path_type(bikes, "bike", ()).kind == "unknown"


def test_a_field_keeps_the_column_that_it_came_from(bikes: Environment) -> None:
    roots = {field.name: field.type.root for field in view_fields(bikes, "rental", "detail")}
    assert roots["bike_id"] == "bike.bike_id"
    assert roots["bike"] == "bike.model"


def test_a_path_may_name_a_column_that_is_a_word_of_python(edited: Edited) -> None:
    def edit(data: dict[str, dict[str, dict[str, dict[str, object]]]]) -> None:
        data["entities"]["bike"]["columns"]["from"] = {"kind": "text"}
        data["entities"]["rental"]["views"]["origin"] = [{"origin": "bike.from_"}]

    found = view_fields(edited("bikes", edit), "rental", "origin")[0]
    assert (found.path, found.type.kind) == (("bike", "from"), "text")


def test_the_fields_of_a_result_come_in_order_with_their_sources(bikes: Environment) -> None:
    found = [(field.name, field.kind, field.source) for field in result_fields(bikes, bikes.tools["rent_bike"])]
    assert found == [("rental", "row", "rental"), ("balance", "value", "rider.balance")]


def test_a_value_of_a_result_keeps_its_column_too(bikes: Environment) -> None:
    assert result_fields(bikes, bikes.tools["top_up"])[0].type.root == "rider.balance"


def test_a_tool_that_pages_returns_a_cursor_last(bikes: Environment) -> None:
    assert result_fields(bikes, bikes.tools["list_riders"])[-1].kind == "next_cursor"


def test_the_search_that_pages_is_found_with_its_page(bikes: Environment) -> None:
    found = paged_search(bikes.tools["list_riders"])
    assert found is not None
    assert (found[0].as_, found[1].size) == ("riders", 10)
    assert paged_search(bikes.tools["get_station"]) is None
