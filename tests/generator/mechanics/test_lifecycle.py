"""Lifecycle: which tools ask for a state, what is asked where it is not, and what the tables of moves say."""

from itertools import pairwise

import pytest

from generator.description import Operation
from generator.mechanics import Subject, Use, uses
from generator.mechanics.edits import edited
from generator.mechanics.lifecycle import Lifecycle
from generator.mechanics.states import sources
from generator.mechanics.weaving import woven
from generator.told_states import told_states
from generator.verbs import SPELLINGS, VERBS
from servers.farm.checks import check
from servers.farm.model import EnumColumn, Environment

from .conftest import Load, World


@pytest.fixture(scope="module")
def shop(load: Load) -> Environment:
    return load("shop")


@pytest.fixture(scope="module")
def ruled(shop: Environment) -> Environment:
    return woven(shop, {}, [Lifecycle()])


def test_tools_that_ask_for_a_state_are_uses(shop: Environment) -> None:
    assert set(Lifecycle().uses(shop)) == {
        Use("lifecycle", "order", "approve_order", "order_already_approved"),
        Use("lifecycle", "order", "decline_order", "order_already_declined"),
        Use("lifecycle", "order", "cancel_order", "order_already_cancelled"),
        Use("lifecycle", "order", "lock_order", "order_already_locked"),
        Use("lifecycle", "payment", "pay_payment", "payment_already_paid"),
    }


def test_a_kind_that_no_tool_changes_is_no_state(shop: Environment) -> None:
    assert "order_from_phone" not in {use.fault for use in uses(shop, [Lifecycle()])}


def test_a_flag_that_puts_a_row_away_is_the_trash_of_another_mechanic(shop: Environment) -> None:
    renamed = edited(
        shop,
        lambda data: data.update(
            {key: _renamed(data[key], "locked", "archived") for key in ("entities", "faults", "tools")}
        ),
    )
    assert "lock_order" not in {use.tool for use in uses(renamed, [Lifecycle()])}


def _renamed(value: object, old: str, new: str) -> object:
    if isinstance(value, dict):
        return {str(_renamed(key, old, new)): _renamed(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, old, new) for item in value]
    return value.replace(old, new) if isinstance(value, str) else value


def test_what_was_decided_is_not_decided_again(ruled: Environment) -> None:
    for status in ("approved", "declined", "cancelled"):
        for tool in ("approve_order", "decline_order"):
            world = World(ruled)
            world.put("order", "O0001", status=status, cancelled_at=None)
            assert world.call(tool, order_id="O0001") != ""
    world = World(ruled)
    world.put("order", "O0001", status="pending")
    assert world.call("approve_order", order_id="O0001") == ""


def test_a_row_that_a_verb_has_ended_is_not_changed_any_more(ruled: Environment) -> None:
    world = World(ruled)
    world.put("order", "O0001", status="pending", cancelled_at=None)
    assert world.call("update_order", order_id="O0001", note="Blue") == ""
    assert world.call("cancel_order", order_id="O0001") == ""
    assert world.call("update_order", order_id="O0001", note="Green") == "order_is_cancelled"


def test_the_moment_of_a_final_state_is_kept_exactly_while_it_lasts(ruled: Environment) -> None:
    world = World(ruled)
    assert world.broken() == []
    world.put("order", "O0001", status="pending", cancelled_at=None)
    world.call("cancel_order", order_id="O0001")
    assert world.row("order", "O0001")["cancelled_at"] is not None
    assert world.broken() == []
    world.put("order", "O0001", cancelled_at=None)
    assert world.broken()


def test_a_change_does_not_lead_out_of_a_state_that_is_final_by_its_name(ruled: Environment) -> None:
    world = World(ruled)
    world.put("shelf", "S001", status="voided")
    assert world.call("update_shelf", shelf_id="S001", status="free") == "shelf_status_is_final"
    assert world.call("update_shelf", shelf_id="S001", status="voided") == ""
    assert world.call("update_shelf", shelf_id="S001", place="Cellar") == ""


def test_a_description_that_speaks_of_opening_again_is_believed(shop: Environment) -> None:
    told = Operation(id="x", method="PATCH", path="/shelves/{id}", description="Changes a shelf, or restores it.")
    found = woven(shop, {"update_shelf": [told]}, [Lifecycle()])
    assert "shelf_status_is_final" not in found.faults


def test_a_refund_is_an_act_on_the_payment(ruled: Environment) -> None:
    world = World(ruled)
    world.put("payment", "P0001", status="open")
    assert world.call("create_payment_refund", payment_id="P0001", reason="Broken") == "payment_not_paid"
    world.call("pay_payment", payment_id="P0001")
    assert world.call("create_payment_refund", payment_id="P0001", reason="Broken") == ""
    assert world.row("payment", "P0001")["status"] == "refunded"
    assert world.call("create_payment_refund", payment_id="P0001", reason="Again") == "payment_not_paid"


def test_what_the_description_says_of_a_verb_goes_before_what_the_verb_means(shop: Environment) -> None:
    told = Operation(id="x", method="POST", path="/o", description="Only orders whose status is `approved` can go.")
    found = woven(shop, {"cancel_order": [told]}, [Lifecycle()])
    world = World(found)
    for status, wanted in (("approved", ""), ("pending", "order_not_approved"), ("declined", "order_not_approved")):
        world.put("order", "O0001", status=status, cancelled_at=None)
        assert world.call("cancel_order", order_id="O0001") == wanted


def test_the_table_of_moves_has_what_the_steps_allow_and_nothing_else(ruled: Environment) -> None:
    status = ruled.entities["order"].columns["status"]
    assert isinstance(status, EnumColumn)
    assert status.transitions == {
        "pending": ("approved", "declined", "cancelled"),
        "approved": ("cancelled",),
        "declined": (),
        "cancelled": (),
    }
    assert check(ruled) == []


def test_a_table_knows_what_a_change_that_may_set_the_status_does_not_do(ruled: Environment) -> None:
    status = ruled.entities["shelf"].columns["status"]
    assert isinstance(status, EnumColumn)
    assert status.transitions == {"used": ("free", "voided"), "free": ("used", "voided"), "voided": ()}


def test_a_move_that_a_step_allows_and_the_table_does_not_is_a_problem(ruled: Environment) -> None:
    def stricter(data: dict[str, object]) -> None:
        data["entities"]["shelf"]["columns"]["status"]["transitions"]["free"] = ["used"]  # type: ignore[index]

    assert [item.what for item in check(edited(ruled, stricter))] == [
        "shelf.status may go from free to voided, which its transitions do not have"
    ]


def test_a_status_that_may_go_anywhere_gets_no_table(shop: Environment) -> None:
    def other(data: dict[str, object]) -> None:
        shelf = data["entities"]["shelf"]["columns"]  # type: ignore[index]
        shelf["status"]["values"] = ["used", "free", "broken"]
        tools = data["tools"]["update_shelf"]["parameters"]  # type: ignore[index]
        tools["status"]["values"] = ["used", "free", "broken"]

    found = woven(edited(shop, other), {}, [Lifecycle()])
    assert getattr(found.entities["shelf"].columns["status"], "transitions", None) is None


def test_weaving_twice_adds_nothing(ruled: Environment) -> None:
    again = woven(ruled, {}, [Lifecycle()])
    assert (again.entities, again.faults, again.tools) == (ruled.entities, ruled.faults, ruled.tools)


def test_places_come_with_evidence(shop: Environment) -> None:
    found = list(Lifecycle().places(Subject(shop)))
    assert found
    assert all(place.because and 0.5 <= place.confidence <= 1 for place in found)


STATES = ("draft", "open", "in_review", "PAID")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Only while status is `draft`.", ("draft",)),
        ("The order must be in the PAID state.", ("PAID",)),
        ("An order can be closed when its status is open or draft.", ("draft", "open")),
        ("A draft order cannot be paid.", ("open", "in_review", "PAID")),
        ("It cannot be changed unless it is in review.", ("in_review",)),
        ("Attempts to delete orders that are no longer in a draft state will fail.", ("draft",)),
        ("Changing an order that is PAID results in an error.", ("draft", "open", "in_review")),
        ("If the payment fails, the order is open again.", ()),
        ("Sets the status of an order to PAID.", ()),
        ("Only the owner may do this.", ()),
        ("Lists open orders.", ()),
        ("", ()),
    ],
)
def test_descriptions_say_in_which_states_something_can_be_done(text: str, wanted: tuple[str, ...]) -> None:
    assert told_states(text, STATES, "order") == wanted


def test_a_verb_whose_classes_no_state_has_leaves_what_is_neither_over_nor_decided() -> None:
    values = ("in_progress", "approved", "cancelled", "declined")
    assert sources("approve", values, "approved", frozenset({"approved", "declined"})) == ("in_progress",)


def test_the_table_has_many_verbs_and_no_verb_twice() -> None:
    assert len(VERBS) >= 120
    assert not set(SPELLINGS) & set(VERBS)
    assert all(one != other for one, other in pairwise(sorted(SPELLINGS)))
