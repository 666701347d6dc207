"""Names for things that one noun would name."""

import pytest

from generator.explore.longer_names import longer_name, numbered_name


@pytest.mark.parametrize(
    ("place", "taken", "name"),
    [
        (("user", "{}", "flags"), {"flag"}, "user_flag"),
        (("orders", "status", "canceled"), {"order", "status_order"}, "canceled_order"),
        (("export_results",), {"export"}, "export_result"),
        (("orders",), {"order"}, "purchase"),
        (("orders",), {"order", "purchase"}, ""),
    ],
)
def test_the_first_name_that_says_more_and_is_free_is_taken(place: tuple[str, ...], taken: set[str], name: str) -> None:
    noun = "export" if "export" in place[0] else "flag" if "flags" in place else "order"
    schema = "purchase" if place == ("orders",) else ""
    assert longer_name(place, "/" + "/".join(place), noun, schema, taken) == name


def test_where_nothing_says_more_numbers_count_up() -> None:
    assert numbered_name("order", {"order", "order_2"}) == "order_3"
