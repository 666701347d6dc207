"""Stock: what is ordered or reserved is taken from what is there, and comes back when it is undone."""

import pytest

from generator.mechanics import Subject, Use
from generator.mechanics.stock import Stock
from generator.mechanics.weaving import woven
from servers.farm.model import Environment, dump
from servers.farm.model import load as json_load

from .conftest import Load, World
from .sound import stands

SHORT = "product_short_of_stock"
ORDERED = {"order_id": "O001", "product_id": "P001"}


@pytest.fixture(scope="module")
def room(load: Load) -> Environment:
    return load("stockroom")


@pytest.fixture(scope="module")
def counted(room: Environment) -> Environment:
    return woven(room, {}, [Stock()])


@pytest.fixture
def world(counted: Environment) -> World:
    """A world with ten of two products, an open order, and nothing taken."""
    found = World(counted)
    found.empty("order_line")
    found.empty("reservation")
    found.put("product", "P001", stock=10)
    found.put("product", "P002", stock=10)
    found.put("order", "O001", status="open")
    return found


def left(world: World, product: str = "P001") -> object:
    return world.row("product", product)["stock"]


def test_every_tool_that_takes_is_a_use(room: Environment, counted: Environment) -> None:
    assert list(Stock().uses(room)) == []
    assert set(Stock().uses(counted)) == {
        Use("stock", "product", tool, SHORT)
        for tool in ("create_order_line", "update_order_line", "create_reservation")
    }


def test_the_start_state_keeps_it_and_lets_every_tool_succeed_and_be_refused(counted: Environment) -> None:
    stands(counted)


def test_what_is_ordered_and_reserved_is_taken_together(world: World) -> None:
    assert world.call("create_order_line", **ORDERED, quantity=11) == SHORT
    assert world.call("create_order_line", **ORDERED, quantity=6) == ""
    assert world.call("create_reservation", product_id="P001", quantity=5) == SHORT
    assert world.call("create_reservation", product_id="P001", quantity=4) == ""
    assert (left(world), left(world, "P002")) == (0, 10)
    assert world.broken() == []


def test_a_line_that_grows_takes_the_difference_and_one_that_shrinks_gives_it_back(world: World) -> None:
    assert world.call("create_order_line", **ORDERED, quantity=6) == ""
    line = world.last("order_line")["order_line_id"]
    assert world.call("update_order_line", order_line_id=line, quantity=11) == SHORT
    assert world.call("update_order_line", order_line_id=line, quantity=10) == ""
    assert left(world) == 0
    assert world.call("update_order_line", order_line_id=line, quantity=3) == ""
    assert (left(world), left(world, "P002")) == (7, 10)


def test_a_line_that_is_deleted_gives_back(world: World) -> None:
    assert world.call("create_order_line", **ORDERED, quantity=6) == ""
    assert world.call("delete_order_line", order_line_id=world.last("order_line")["order_line_id"]) == ""
    assert left(world) == 10


@pytest.mark.parametrize("undo", ["cancel_order", "delete_order"])
def test_an_order_gives_back_what_all_of_its_lines_took(world: World, undo: str) -> None:
    assert world.call("create_order_line", **ORDERED, quantity=2) == ""
    assert world.call("create_order_line", **ORDERED, quantity=3) == ""
    assert world.call("create_order_line", **{**ORDERED, "product_id": "P002"}, quantity=4) == ""
    assert (left(world), left(world, "P002")) == (5, 6)
    assert world.call(undo, order_id="O001") == ""
    assert (left(world), left(world, "P002")) == (10, 10)


@pytest.mark.parametrize("undo", ["delete_order", "delete_order_line"])
def test_what_came_back_does_not_come_back_again(world: World, undo: str) -> None:
    assert world.call("create_order_line", **ORDERED, quantity=2) == ""
    assert world.call("cancel_order", order_id="O001") == ""
    line = world.last("order_line")["order_line_id"]
    assert world.call("update_order_line", order_line_id=line, quantity=99) == ""
    key = {"order_id": "O001"} if undo == "delete_order" else {"order_line_id": line}
    assert world.call(undo, **key) == ""
    assert left(world) == 10


def test_a_reservation_that_is_released_gives_back_once(world: World) -> None:
    assert world.call("create_reservation", product_id="P001", quantity=4) == ""
    key = world.last("reservation")["reservation_id"]
    assert world.call("release_reservation", reservation_id=key) == ""
    assert left(world) == 10
    assert world.call("release_reservation", reservation_id=key) == "reservation_already_released"
    assert left(world) == 10


def test_less_than_nothing_breaks_the_invariant(world: World) -> None:
    world.put("product", "P001", stock=-1)
    assert len(world.broken()) == 1


def test_what_may_count_again_is_left_alone(room: Environment) -> None:
    asked = "reservation.status != 'released'"
    other = json_load(dump(room).replace(asked, "reservation.quantity > 0"))
    assert [place.entity for place in Stock().places(Subject(other))] == ["order_line"]


@pytest.mark.parametrize(
    ("old", "new"), [("order_line", "cart_line"), ("order_line", "purchase_line"), ("stock", "rank")]
)
def test_what_takes_nothing_by_its_name_is_left_alone(room: Environment, old: str, new: str) -> None:
    other = json_load(dump(room).replace(old, new))
    assert {place.entity for place in Stock().places(Subject(other))} <= ({"reservation"} if old != "stock" else set())


def test_it_is_not_given_twice(counted: Environment) -> None:
    assert woven(counted, {}, [Stock()]) == counted


def test_what_is_deleted_in_heaps_is_left_alone(room: Environment) -> None:
    row, heap = '{"row": "order_line"}', '{"entity": "order_line", "where": ["order_line.quantity == 1"]}'
    asked = dump(room).replace(f'"delete": {row}', f'"delete": {heap}')
    assert asked != dump(room)
    assert [place.entity for place in Stock().places(Subject(json_load(asked)))] == ["reservation"]


def test_what_was_shipped_does_not_come_back(world: World) -> None:
    assert world.call("create_order_line", **ORDERED, quantity=2) == ""
    world.put("order", "O001", status="shipped")
    assert world.call("delete_order", order_id="O001") == ""
    assert left(world) == 8
