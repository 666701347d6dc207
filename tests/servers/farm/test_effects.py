"""Which changes a tool declares, and how observed ones are held against them."""

from collections.abc import Callable
from typing import Any

import pytest

from servers.farm.effects import Effect, effects, is_destructive, is_read_only, permits, unmet
from servers.farm.idempotence import is_idempotent
from servers.farm.model import Environment
from servers.farm.state import Row, RowChange

Edited = Callable[..., Environment]


def _one(environment: Environment, tool: str, entity: str, kind: str, by: str = "step") -> Effect:
    found = [
        item for item in effects(environment, tool) if (item.entity, item.kind, item.by) == (entity, kind, by)
    ]  # fmt: skip
    assert len(found) == 1, found
    return found[0]


def test_a_tool_that_only_reads_has_no_effect(bikes: Environment) -> None:
    assert effects(bikes, "search_bikes") == ()


def test_an_insert_gives_values_to_the_key_what_is_set_and_defaults(bikes: Environment) -> None:
    found = _one(bikes, "register_rider", "rider", "insert")
    assert found.sure == found.possible == {"rider_id", "name", "email", "balance", "joined_on"}
    assert found.rows == "1"


def test_an_insert_gives_no_value_to_columns_that_stay_null(bikes: Environment) -> None:
    assert not {"ended_at", "cost"} & _one(bikes, "rent_bike", "rental", "insert").possible


def test_an_insert_fills_positions(workshop: Environment) -> None:
    assert "position" in _one(workshop, "open_job", "line", "insert").sure


def test_a_delete_takes_the_whole_row_and_cascades_to_what_refers_to_it(bikes: Environment) -> None:
    assert _one(bikes, "delete_rider", "rider", "delete").sure == {
        "rider_id", "name", "email", "balance", "joined_on"
    }  # fmt: skip
    cascade = _one(bikes, "delete_rider", "rental", "delete", by="cascade")
    assert (cascade.sure, cascade.rows) == (frozenset(), "0..n")


def test_a_cascade_goes_on_and_clears_what_is_to_be_cleared(workshop: Environment) -> None:
    found = {(item.entity, item.kind, item.by) for item in effects(workshop, "leave")}
    assert found == {
        ("member", "delete", "step"),
        ("job", "delete", "cascade"),
        ("line", "delete", "cascade"),
        ("label", "delete", "cascade"),
        ("job", "update", "clear"),
        ("session", "update", "clear"),
    }


def test_a_circle_of_cascades_ends(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        columns = data["entities"]["station"]["columns"]
        columns["rental_id"] = {"kind": "reference", "to": "rental", "nullable": True, "on_delete": "cascade"}
        data["entities"]["bike"]["columns"]["station_id"].update(on_delete="cascade", fault=None)
        data["entities"]["rental"]["columns"]["bike_id"].update(on_delete="cascade", fault=None)

    found = [item.entity for item in effects(edited("bikes", edit), "delete_station")]
    assert found == ["station", "bike", "rental"]


def test_a_constant_that_a_require_has_excluded_is_sure_to_differ(bikes: Environment) -> None:
    found = _one(bikes, "rent_bike", "bike", "update")
    assert (set(found.sure), set(found.possible)) == ({"status"}, {"status", "station_id"})


def test_a_constant_that_nothing_excludes_may_be_there_already(edited: Edited) -> None:
    environment = edited("bikes", lambda data: data["tools"]["rent_bike"]["steps"].pop(2))
    assert _one(environment, "rent_bike", "bike", "update").sure == frozenset()


def test_a_time_where_there_was_none_is_sure_to_differ(bikes: Environment) -> None:
    assert _one(bikes, "end_rental", "rental", "update").sure == {"ended_at"}


def test_a_sum_with_what_is_above_zero_is_sure_to_differ(bikes: Environment) -> None:
    assert _one(bikes, "top_up", "rider", "update").sure == {"balance"}


def test_a_difference_with_what_may_be_zero_is_not_sure(bikes: Environment) -> None:
    assert _one(bikes, "rent_bike", "rider", "update").sure == frozenset()


def test_given_columns_are_possible_only(bikes: Environment) -> None:
    found = _one(bikes, "update_bike", "bike", "update")
    assert (set(found.sure), set(found.possible)) == (set(), {"model", "price_per_hour", "weight", "tags"})


def test_a_find_that_makes_what_it_misses_inserts_at_most_one_row(workshop: Environment) -> None:
    found = _one(workshop, "price_label", "label", "insert")
    assert (found.rows, found.sure) == ("0..1", frozenset())


def test_an_insert_per_row_of_a_parameter_that_is_never_empty_is_sure(workshop: Environment) -> None:
    found = _one(workshop, "open_job", "line", "insert")
    assert (found.rows, found.per, bool(found.sure)) == ("len(items)", "items", True)


def test_an_insert_per_row_of_an_optional_parameter_is_not_sure(edited: Edited) -> None:
    environment = edited(
        "workshop", lambda data: data["tools"]["open_job"]["parameters"]["items"].update(optional=True)
    )
    assert _one(environment, "open_job", "line", "insert").sure == frozenset()


def test_a_change_under_a_condition_is_possible_and_tells_the_condition(workshop: Environment) -> None:
    found = _one(workshop, "label_job", "label", "insert")
    assert (found.rows, found.when, found.sure) == ("0..n", ("known is None",), frozenset())


def test_an_update_of_many_rows_is_not_sure(workshop: Environment) -> None:
    found = _one(workshop, "drop_jobs", "job", "update")
    assert (found.rows, set(found.sure), set(found.possible)) == ("0..n", set(), {"status", "note"})


def test_what_a_later_step_may_undo_is_not_sure(workshop: Environment) -> None:
    inserted, updated = (item for item in effects(workshop, "open_job") if item.entity == "job")
    assert inserted.sure
    assert updated.sure == frozenset()


def test_an_insert_that_a_later_delete_may_take_away_is_not_sure(edited: Edited) -> None:
    step = {"delete": {"entity": "rider", "where": ["rider.name == name"]}}
    environment = edited("bikes", lambda data: data["tools"]["register_rider"]["steps"].insert(1, step))
    assert _one(environment, "register_rider", "rider", "insert").sure == frozenset()


def test_the_session_is_never_sure_to_differ_since_it_is_in_no_difference(workshop: Environment) -> None:
    assert _one(workshop, "log_in", "session", "update").sure == frozenset()


@pytest.mark.parametrize(
    ("tool", "read_only", "destructive", "idempotent"),
    [
        ("list_stations", True, False, True),
        ("create_station", False, False, False),
        ("delete_station", False, True, True),
        ("update_bike", False, True, True),
        ("top_up", False, True, False),
        ("end_rental", False, True, False),
        ("move_bikes", False, False, False),
    ],
)
def test_hints_follow_from_effects(
    bikes: Environment, tool: str, read_only: bool, destructive: bool, idempotent: bool
) -> None:
    found = (is_read_only(bikes, tool), is_destructive(bikes, tool), is_idempotent(bikes, tool))
    assert found == (read_only, destructive, idempotent)


def test_a_log_in_destroys_nothing(workshop: Environment) -> None:
    assert not is_destructive(workshop, "log_in")


NOT_REPEATABLE: dict[str, Any] = {
    "the clock": {"update": {"row": "rider", "set": {"joined_on": "today()"}}},
    "what is stored": {"update": {"row": "rider", "set": {"name": "rider.email"}}},
    "rows of an entity": {"update": {"row": "rider", "set": {"name": "f'{count(b for b in bike)}'"}}},
    "a condition": {
        "if": {"that": "rider.balance > 1", "then": [{"update": {"row": "rider", "set": {"name": "'x'"}}}]}
    },
    "many rows": {"update": {"entity": "bike", "set": {"model": "'x'"}}},
}


@pytest.mark.parametrize("step", NOT_REPEATABLE.values(), ids=NOT_REPEATABLE.keys())
def test_what_depends_on_more_than_arguments_is_not_idempotent(edited: Edited, step: Any) -> None:
    environment = edited("bikes", lambda data: data["tools"]["top_up"]["steps"].__setitem__(2, step))
    assert not is_idempotent(environment, "top_up")


def test_setting_an_argument_in_a_row_named_by_its_key_is_idempotent(edited: Edited) -> None:
    step = {"update": {"row": "rider", "set": {"balance": "amount"}}}
    environment = edited("bikes", lambda data: data["tools"]["top_up"]["steps"].__setitem__(2, step))
    assert is_idempotent(environment, "top_up")


def test_setting_an_argument_in_the_first_row_of_an_order_is_not(edited: Edited) -> None:
    find = {"entity": "rider", "where": ["rider.balance < amount"], "order": ["name"], "else": "rider_not_found"}

    def edit(data: dict[str, Any]) -> None:
        data["tools"]["top_up"]["steps"][1] = {"find": find}
        data["tools"]["top_up"]["steps"][2] = {"update": {"row": "rider", "set": {"balance": "amount"}}}

    assert not is_idempotent(edited("bikes", edit), "top_up")


RIDER: Row = {"rider_id": "R1", "name": "Ada", "email": "a@x.org", "balance": 5, "joined_on": "2026-01-01"}
BIKE: Row = {"bike_id": "B1", "status": "available", "station_id": "S1", "model": "City"}
RENTAL: Row = {"rental_id": "N1", "rider_id": "R1", "bike_id": "B1", "started_at": "t", "note": None, "ended_at": None}


def _update(entity: str, before: Row, **after: Any) -> RowChange:
    return RowChange(entity, ("1",), "update", before, {**before, **after})


RENTED = [
    _update("rider", RIDER, balance=4),
    _update("bike", BIKE, status="rented", station_id=None),
    RowChange("rental", ("N1",), "insert", None, RENTAL),
]


def test_the_changes_of_a_call_are_permitted_and_show_what_is_sure(bikes: Environment) -> None:
    declared = effects(bikes, "rent_bike")
    assert all(permits(declared, change) for change in RENTED)
    assert unmet(declared, RENTED) == ()


@pytest.mark.parametrize(
    "change",
    [
        _update("rider", RIDER, name="Bob"),
        _update("station", {"station_id": "S1"}, station_id="S2"),
        RowChange("rider", ("R1",), "delete", RIDER, None),
        RowChange("bike", ("B1",), "insert", None, BIKE),
        RowChange("rental", ("N1",), "insert", None, {**RENTAL, "ended_at": "t"}),
        RowChange("rental", ("N1",), "update", RENTAL, {**RENTAL, "note": "x"}),
    ],
    ids=[
        "other column",
        "other entity",
        "delete",
        "insert elsewhere",
        "insert with another value",
        "update of the new",
    ],
)
def test_a_change_that_is_not_declared_is_not_permitted(bikes: Environment, change: RowChange) -> None:
    assert not permits(effects(bikes, "rent_bike"), change)


def test_a_sure_effect_that_was_not_observed_is_unmet(bikes: Environment) -> None:
    missing = unmet(effects(bikes, "rent_bike"), [RENTED[0], _update("bike", BIKE, station_id=None)])
    assert [(item.entity, item.kind) for item in missing] == [("bike", "update"), ("rental", "insert")]


def test_a_row_that_is_inserted_and_then_updated_shows_as_one_insert(workshop: Environment) -> None:
    columns = (
        "job_id",
        "member_id",
        "title",
        "status",
        "total",
        "opened_at",
        "note",
        "due",
        "helper_id",
        "finished_at",
    )
    row: Row = {name: None if name in ("note", "due", "helper_id", "finished_at") else "x" for name in columns}
    assert permits(effects(workshop, "open_job"), RowChange("job", ("J1",), "insert", None, row))


def test_a_row_deleted_and_inserted_again_under_its_key_shows_as_an_update(edited: Edited) -> None:
    delete = {"delete": {"entity": "part", "where": ["part.sku == sku"]}}
    environment = edited("workshop", lambda data: data["tools"]["add_part"]["steps"].insert(0, delete))
    part: Row = {"sku": "1", "name": "a", "group_name": "wheel", "price": 1, "stock": 1}
    declared = effects(environment, "add_part")
    assert permits(declared, _update("part", part, name="b"))
    assert all(not item.sure for item in declared)
