"""What environments are called."""

from dataclasses import replace

from generator.explore.exploring import drawn_plans
from generator.explore.split import Group
from generator.explore.titles import named
from tests.generator.explore.small import crud, describe, thing

NOUNS = ("filter", "alias", "forwarding")
SMALL = describe(
    *(crud(f"/settings/{noun}s", noun.capitalize()) for noun in NOUNS),
    crud("/orders", "Order"),
    **{noun.capitalize(): thing(id="string", name="string", **{f"{noun}_text": "string"}) for noun in NOUNS},
    Order=thing(id="string", name="string", price="number"),
)
PLANS = drawn_plans(SMALL).plans


def _named(*things: str, count: int = 2, taken: tuple[str, ...] = ()) -> str:
    return named(SMALL, Group(frozenset(things), frozenset()), PLANS, count, taken)[0]


def test_the_only_environment_is_called_like_its_api() -> None:
    assert _named("order", count=1) == "small"


def test_a_title_says_nothing_of_where_its_description_is() -> None:
    described = replace(SMALL, title="Small REST API (https://small.example/small)")
    order = Group(frozenset({"order"}), frozenset())
    assert named(described, order, PLANS, 1, ()) == ("small", "Small")


def test_a_title_that_says_only_that_it_is_an_api_is_left_for_the_name() -> None:
    described = replace(SMALL, title="Public REST API v2", name="bike_hire")
    order = Group(frozenset({"order"}), frozenset())
    assert named(described, order, PLANS, 2, ())[1] == "Bike hire: orders"


def test_one_of_several_is_called_after_its_main_thing() -> None:
    assert _named("order") == "small_orders"


def test_things_on_common_ground_are_called_after_it_once() -> None:
    settings = sorted(set(PLANS) - {"order"})
    assert _named(*settings) == "small_settings"
    assert _named(*settings, taken=("small_settings",)) != "small_settings"
