from random import Random

import pytest

from generator.dialogues.goals import goal
from generator.dialogues.lists import listed
from servers.farm.model import Environment


class First(Random):
    """Draws the first of whatever there is to draw from."""

    def choice(self, seq):  # type: ignore[no-untyped-def]
        return seq[0]


FIRST = First()
NAMES = ["Canal", "Dock", "East", "Fair", "Gate", "Hill", "Inn"]


def stations(count: int, cursor: str | None) -> dict[str, object]:
    rows = [{"station_id": f"ST-{name}", "name": name, "city": "Bergen", "open": True} for name in NAMES[:count]]
    return {"stations": rows, "next_cursor": cursor}


@pytest.mark.parametrize(
    ("count", "cursor", "said"),
    [
        (1, None, 'There is one station: "Canal".'),
        (3, None, 'There are three stations: "Canal", "Dock" and "East".'),
        (3, "abc", 'There are more than three stations. The first three are "Canal", "Dock" and "East".'),
    ],
)
def test_a_list_says_how_many_and_which(bikes: Environment, count: int, cursor: str | None, said: str) -> None:
    text, names = listed(bikes, goal(bikes, "list_stations"), stations(count, cursor), FIRST)
    assert text == said
    assert names == NAMES[:count]


def test_who_asks_for_a_list_gets_all_of_it(bikes: Environment) -> None:
    text, names = listed(bikes, goal(bikes, "list_stations"), stations(7, None), FIRST)
    assert text.startswith("There are seven stations: ")
    assert names == NAMES


def test_a_list_that_goes_on_or_is_too_long_to_read_out_names_only_the_first(bikes: Environment) -> None:
    text, names = listed(bikes, goal(bikes, "list_stations"), stations(7, "abc"), FIRST)
    assert text.startswith("There are more than seven stations. The first six are ")
    assert names == NAMES[:6]
    long = stations(7, None)
    for row in long["stations"]:  # type: ignore[attr-defined]
        row["name"] += " " * 120 + "."
    text, names = listed(bikes, goal(bikes, "list_stations"), long, FIRST)
    assert text.startswith("There are seven stations. The first six are ")
    assert len(names) == 6
