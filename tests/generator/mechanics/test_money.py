"""Money: parts of a payment are never more than it, and captures add up."""

from decimal import Decimal

import pytest

from generator.mechanics import Subject, Use
from generator.mechanics.money import Money
from generator.mechanics.weaving import woven
from servers.farm.model import ComputedColumn, Environment, dump
from servers.farm.model import load as json_load

from .conftest import Load, World
from .sound import stands

OVER, LESS = "refund_exceeds_payment", "charge_has_less_to_capture"
MINE = {"payment_id": "P0001"}


@pytest.fixture(scope="module")
def till(load: Load) -> Environment:
    return load("till")


@pytest.fixture(scope="module")
def counted(till: Environment) -> Environment:
    return woven(till, {}, [Money()])


@pytest.fixture
def world(counted: Environment) -> World:
    """A world with a payment of 100 without refunds, and a charge of 50 that is authorized."""
    found = World(counted)
    found.empty("refund")
    found.put("payment", "P0001", amount=Decimal(100))
    found.put("charge", "C0001", amount=Decimal(50), amount_captured=Decimal(0), status="authorized")
    return found


def test_every_tool_that_takes_a_part_or_changes_a_whole_is_a_use(till: Environment, counted: Environment) -> None:
    assert list(Money().uses(till)) == []
    assert set(Money().uses(counted)) == {
        Use("money", "refund", "create_refund", OVER),
        Use("money", "refund", "create_payment_refund", OVER),
        Use("money", "refund", "reopen_refund", OVER),
        Use("money", "refund", "update_payment", "payment_below_refunds"),
        Use("money", "charge", "capture_charge", LESS),
    }


def test_the_start_state_keeps_it_and_lets_every_tool_succeed_and_be_refused(counted: Environment) -> None:
    stands(counted)


def test_refunds_together_are_no_more_than_the_payment(world: World) -> None:
    assert world.call("create_payment_refund", **MINE, amount=101) == OVER
    assert world.call("create_payment_refund", **MINE, amount=60) == ""
    assert world.call("create_payment_refund", **MINE, amount=40.01) == OVER
    assert world.call("create_payment_refund", **MINE, amount=40) == ""
    assert world.call("create_payment_refund", payment_id="P0002", amount=0.01) == ""
    assert world.broken() == []


def test_without_an_amount_the_rest_is_given_back_once(world: World) -> None:
    assert world.call("create_refund", **MINE, amount=30) == ""
    assert world.call("create_refund", **MINE) == ""
    assert world.last("refund")["amount"] == Decimal(70)
    assert world.call("create_refund", **MINE) == OVER


def test_what_was_refunded_and_what_is_left_follow(world: World, counted: Environment) -> None:
    assert world.call("create_payment_refund", **MINE, amount=60) == ""
    row = world.row("payment", "P0001")
    assert (row["amount_refunded"], row["refundable_amount"]) == (Decimal(60), Decimal(40))
    assert all(
        isinstance(counted.entities["payment"].columns[name], ComputedColumn)
        for name in ("amount_refunded", "refundable_amount")
    )


def test_a_cancelled_refund_counts_no_more_until_it_is_reopened(world: World) -> None:
    assert world.call("create_payment_refund", **MINE, amount=100) == ""
    first = world.last("refund")["refund_id"]
    assert world.call("cancel_refund", refund_id=first) == ""
    assert world.call("create_payment_refund", **MINE, amount=1) == ""
    assert world.call("reopen_refund", refund_id=first) == OVER
    assert world.call("cancel_refund", refund_id=world.last("refund")["refund_id"]) == ""
    assert world.call("reopen_refund", refund_id=first) == ""
    assert world.broken() == []


def test_a_payment_does_not_become_less_than_its_refunds(world: World) -> None:
    assert world.call("create_payment_refund", **MINE, amount=60) == ""
    assert world.call("update_payment", **MINE, amount=59.99) == "payment_below_refunds"
    assert world.call("update_payment", **MINE, amount=60) == ""
    assert world.call("update_payment", **MINE, note="Late.") == ""


def test_captures_add_up_and_leave_the_amount(world: World) -> None:
    assert world.call("capture_charge", charge_id="C0001", amount=20) == ""
    row = world.row("charge", "C0001")
    assert (row["amount"], row["amount_captured"], row["status"]) == (
        Decimal(50), Decimal(20), "partially_captured",
    )  # fmt: skip
    assert world.call("capture_charge", charge_id="C0001", amount=30.01) == LESS
    assert world.call("capture_charge", charge_id="C0001") == ""
    row = world.row("charge", "C0001")
    assert (row["amount_captured"], row["status"]) == (Decimal(50), "captured")
    assert world.call("capture_charge", charge_id="C0001", amount=1) == "charge_not_open"


def test_in_the_start_state_the_counter_fits_the_status(counted: Environment) -> None:
    for row in World(counted).state.ordered("charge"):
        share = {"captured": 1, "partially_captured": 0.5}.get(str(row["status"]), 0)
        assert abs(float(str(row["amount_captured"])) - share * float(str(row["amount"]))) <= 0.01


def test_more_refunds_than_the_payment_break_the_invariant(world: World) -> None:
    assert world.call("create_payment_refund", **MINE, amount=60) == ""
    world.put("payment", "P0001", amount=Decimal(59))
    assert len(world.broken()) == 1


@pytest.mark.parametrize(("old", "new"), [("refund", "remark"), ("payment", "letter")])
def test_what_is_no_part_of_an_amount_by_its_name_is_left_alone(till: Environment, old: str, new: str) -> None:
    other = json_load(dump(till).replace(old, new).replace(old.capitalize(), new.capitalize()))
    assert [place.entity for place in Money().places(Subject(other))] == ["charge"]


def test_a_capture_that_is_not_told_how_much_is_left_alone(till: Environment) -> None:
    other = json_load(dump(till).replace('"amount": "coalesce(amount, charge.amount)"', '"amount": "charge.amount"'))
    tool = other.tools["capture_charge"]
    del tool.parameters["amount"]
    assert [place.entity for place in Money().places(Subject(other))] == ["refund"]


def test_it_is_not_given_twice(counted: Environment) -> None:
    assert woven(counted, {}, [Money()]) == counted


@pytest.fixture
def either(load: Load) -> World:
    """A world with an order of 100 and a sale of 30, and no refunds, each of which is of one or of the other."""
    found = World(woven(load("counter"), {}, [Money()]))
    found.empty("refund")
    found.put("order", "O0001", total=Decimal(100))
    found.put("sale", "S0001", amount=Decimal(30))
    return found


def test_a_refund_of_one_thing_or_another_is_compared_with_the_one_that_it_is_of(either: World) -> None:
    order, sale = {"order_id": "O0001"}, {"sale_id": "S0001"}
    assert either.call("create_refund", **order, amount=101) == "refund_exceeds_order"
    assert either.call("create_refund", **sale, amount=31) == "refund_exceeds_sale"
    assert either.call("create_refund", **order, amount=60) == ""
    assert either.call("create_refund", **order, amount=41) == "refund_exceeds_order"
    assert either.call("create_refund", **sale) == ""
    assert either.last("refund")["amount"] == Decimal(30)
    assert either.call("create_refund", **sale, amount=1) == "refund_exceeds_sale"
    assert either.call("create_refund", amount=1000) == ""
    assert either.broken() == []


def test_a_refund_of_one_thing_or_another_is_not_raised_above_it(either: World) -> None:
    assert either.call("create_refund", order_id="O0001", amount=60) == ""
    own = either.last("refund")["refund_id"]
    assert either.call("update_refund", refund_id=own, amount=101) == "refund_exceeds_order"
    assert either.call("update_refund", refund_id=own, amount=100) == ""
    assert either.call("create_refund", amount=1) == ""
    assert either.call("update_refund", refund_id=either.last("refund")["refund_id"], amount=500) == ""
    assert either.broken() == []


def test_an_amount_that_is_taken_away_is_exceeded_by_nothing(either: World) -> None:
    assert either.call("create_refund", sale_id="S0001", amount=20) == ""
    assert either.call("update_sale", sale_id="S0001", amount=19) == "sale_below_refunds"
    assert either.call("update_sale", sale_id="S0001", clear=["amount"]) == ""
    assert either.broken() == []


def test_refunds_of_one_thing_or_another_stand(load: Load) -> None:
    found = woven(load("counter"), {}, [Money()])
    assert {use.fault for use in Money().uses(found)} == {
        "refund_exceeds_order", "refund_exceeds_sale", "sale_below_refunds",
    }  # fmt: skip
    stands(found)
