"""Which faults a tool can answer with, and what their messages name."""

from collections.abc import Callable
from typing import Any

import pytest

from servers.farm.faults import FaultUse, details, fault_uses, login_tool, message, needs_login
from servers.farm.model import Environment

Edited = Callable[..., Environment]


def _codes(environment: Environment, tool: str) -> list[str]:
    return [use.code for use in fault_uses(environment, tool)]


def _use(environment: Environment, tool: str, code: str) -> FaultUse:
    return next(use for use in fault_uses(environment, tool) if use.code == code)


def test_faults_come_in_the_order_of_the_steps(bikes: Environment) -> None:
    assert _codes(bikes, "rent_bike") == ["rider_not_found", "bike_not_found", "bike_not_available", "balance_too_low"]


def test_a_miss_names_the_entity_and_what_was_looked_for(bikes: Environment) -> None:
    found = _use(bikes, "rent_bike", "bike_not_found")
    assert found == FaultUse("bike_not_found", "miss", "bike", "bike_id", "step 2 (find)")


def test_a_miss_by_predicates_names_all_of_them(workshop: Environment) -> None:
    found = _use(workshop, "start_job", "job_not_found")
    assert found.condition == "job.job_id == job_id and job.member_id == actor.member_id"


def test_a_require_names_its_condition_and_its_place_in_a_block(workshop: Environment) -> None:
    found = _use(workshop, "open_job", "out_of_stock")
    assert (found.kind, found.condition) == ("require", "part.stock >= item.quantity")
    assert found.path == "step 4 (each), do 2 (require)"


def test_a_find_that_cannot_miss_or_that_misses_in_silence_has_no_fault(workshop: Environment) -> None:
    assert _codes(workshop, "leave") == ["not_authenticated"]
    assert "label" not in {use.entity for use in fault_uses(workshop, "label_job")}


def test_an_insert_clashes_with_every_unique_set_that_it_fills(bikes: Environment) -> None:
    assert _use(bikes, "create_station", "station_name_taken").condition == "name"


def test_an_insert_that_leaves_a_column_of_the_set_null_does_not_clash(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["entities"]["rental"]["unique"] = [{"columns": ["bike_id", "ended_at"], "fault": "bike_rented"}]

    assert "bike_rented" not in _codes(edited("bikes", edit), "rent_bike")


def test_an_update_clashes_if_it_touches_a_column_of_the_set(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["entities"]["bike"]["unique"] = [{"columns": ["model", "station_id"], "fault": "bike_rented"}]

    environment = edited("bikes", edit)
    assert _use(environment, "update_bike", "bike_rented").condition == "model, station_id"
    assert "bike_rented" not in _codes(environment, "rent_bike")
    assert "bike_rented" in _codes(environment, "end_rental")


def test_a_find_that_makes_what_it_missed_does_not_clash_with_what_it_looked_for(workshop: Environment) -> None:
    assert _codes(workshop, "price_label") == ["not_authenticated", "job_not_found"]


def test_a_find_that_looked_for_something_else_does(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["tools"]["price_label"]["steps"][2]["find"]["where"] = ["label.job_id == job.job_id"]
        data["tools"]["price_label"]["steps"][2]["find"]["order"] = ["name"]

    assert "label_exists" in _codes(edited("workshop", edit), "price_label")


def test_an_insert_after_a_search_in_vain_does_not_clash(workshop: Environment) -> None:
    assert "label_exists" not in _codes(workshop, "label_job")


def test_an_insert_after_a_required_absence_does_not_clash(edited: Edited) -> None:
    step = {"require": {"that": "not any(r.email == email for r in rider)", "else": "email_taken"}}
    environment = edited("bikes", lambda data: data["tools"]["register_rider"]["steps"].insert(0, step))
    assert [use.kind for use in fault_uses(environment, "register_rider")] == ["require"]


def test_a_required_absence_of_something_weaker_does_not_prove_it(edited: Edited) -> None:
    step = {"require": {"that": "not any(r.email == name for r in rider)", "else": "email_taken"}}
    environment = edited("bikes", lambda data: data["tools"]["register_rider"]["steps"].insert(0, step))
    assert [use.kind for use in fault_uses(environment, "register_rider")] == ["require", "unique"]


def test_a_delete_is_refused_by_what_refers_to_the_row(bikes: Environment) -> None:
    found = _use(bikes, "delete_station", "station_not_empty")
    assert (found.kind, found.entity) == ("refuse", "station")
    assert found.condition == "not any(x.station_id == station.station_id for x in bike)"


def test_a_delete_is_refused_by_what_refers_to_cascaded_rows(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["entities"]["bike"]["columns"]["station_id"].update(on_delete="cascade", fault=None)

    assert _use(edited("bikes", edit), "delete_station", "bike_has_rentals").entity == "bike"


def test_a_delete_after_a_required_absence_is_not_refused(edited: Edited) -> None:
    that = "count(b for b in bike if b.station_id == station.station_id) == 0"
    step = {"require": {"that": that, "else": "station_closed"}}
    environment = edited("bikes", lambda data: data["tools"]["delete_station"]["steps"].insert(1, step))
    assert _codes(environment, "delete_station") == ["station_not_found", "station_closed"]


def test_a_patch_may_have_nothing_to_change(bikes: Environment) -> None:
    assert _use(bikes, "update_bike", "nothing_to_change").kind == "nothing_to_change"


def test_a_patch_with_a_parameter_that_is_always_given_always_has_something(edited: Edited) -> None:
    model = {"kind": "text", "description": "The model."}
    environment = edited("bikes", lambda data: data["tools"]["update_bike"]["parameters"].update(model=model))
    assert "nothing_to_change" not in _codes(environment, "update_bike")


def test_tools_that_ask_for_the_actor_need_a_login(workshop: Environment) -> None:
    needing = {name for name, tool in workshop.tools.items() if needs_login(workshop, tool)}
    free = {"log_in", "log_out", "sign_up", "list_members", "list_parts", "add_part", "remove_part"}
    assert needing == set(workshop.tools) - free
    assert _codes(workshop, "list_jobs")[0] == "not_authenticated"


def test_without_a_session_nobody_has_to_log_in(edited: Edited) -> None:
    environment = edited("workshop", lambda data: data.update(actor={"entity": "member"}))
    assert not needs_login(environment, environment.tools["list_jobs"])


def test_the_login_is_the_tool_that_sets_the_actor_not_the_one_that_clears_it(workshop: Environment) -> None:
    assert login_tool(workshop) == "log_in"


def test_an_environment_without_a_login_has_none(bikes: Environment) -> None:
    assert login_tool(bikes) is None


def test_derived_faults_have_messages_that_say_what_to_do(bikes: Environment, workshop: Environment) -> None:
    assert message(bikes, "nothing_to_change") == "Nothing to change: give at least one new value."
    assert message(workshop, "not_authenticated") == "Nobody is logged in. Call log_in first."


def test_a_declared_message_comes_before_a_derived_one(edited: Edited) -> None:
    faults = {"nothing_to_change": {"message": "Say what to change."}}
    environment = edited("bikes", lambda data: data["faults"].update(faults))
    assert message(environment, "nothing_to_change") == "Say what to change."


DETAILS = {
    "There is no bike {bike_id}.": (("bike_id", "bike_id"),),
    "Bike {bike.bike_id} is {bike.status}.": (("bike_id", "bike.bike_id"), ("status", "bike.status")),
    "{name} and {name} again": (("name", "name"),),
    "{station.name} holds {bike.name}": (("name", "station.name"), ("bike_name", "bike.name")),
    "{a.plan.price}": (("price", "a.plan.price"),),
    "no placeholders, {not one}, {}": (),
}


@pytest.mark.parametrize(("template", "expected"), DETAILS.items())
def test_details_are_the_placeholders_of_a_message(template: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert details(template) == expected
