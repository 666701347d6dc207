"""What would keep the rules busy for ever is told at once, and told alone."""

from collections.abc import Callable
from typing import Any

import pytest

from servers.farm.checks import check
from servers.farm.checks.limits import MAX_PARTS, MAX_STEPS
from servers.farm.model import Environment

Edited = Callable[[str, Callable[[dict[str, Any]], object]], Environment]


def _columns(computed: dict[str, str]) -> Callable[[dict[str, Any]], None]:
    """Adds computed columns to the bikes, and shows them."""

    def edit(data: dict[str, Any]) -> None:
        bike = data["entities"]["bike"]
        bike["columns"] |= {name: {"computed": text} for name, text in computed.items()}
        bike["views"]["summary"] = [*bike["views"]["summary"], *computed]

    return edit


def _wraps(layers: int) -> list[Any]:
    """A step inside of so many blocks."""
    steps: list[Any] = [{"let": {"x": "1"}}]
    for _ in range(layers):
        steps = [{"if": {"that": "station.docks > 1", "then": steps}}]
    return steps


DOUBLING = {"c0": "bike.slot", **{f"c{n}": f"bike.c{n - 1} + bike.c{n - 1}" for n in range(1, 30)}}
CHAIN = {"c0": "bike.slot", **{f"c{n}": f"-bike.c{n - 1}" for n in range(1, 300)}}
CIRCLES = {f"c{n}": " + ".join(f"bike.c{other}" for other in range(12)) for n in range(12)}


@pytest.mark.parametrize("columns", [DOUBLING, CHAIN, CIRCLES], ids=["doubling", "a long chain", "all in circles"])
def test_columns_that_unfold_without_end_are_told_alone(columns: dict[str, str], edited: Edited) -> None:
    problems = check(edited("bikes", _columns(columns)))
    assert problems
    assert all(f"unfolds to more than {MAX_PARTS} parts" in problem.what for problem in problems)


def test_of_wide_columns_the_innermost_is_told(edited: Edited) -> None:
    (problem,) = check(edited("bikes", _columns(DOUBLING)))
    assert problem.where == "entity 'bike', column 'c5'"


def test_a_chain_within_the_limit_is_checked_as_ever(edited: Edited) -> None:
    chain = {name: text for name, text in CHAIN.items() if int(name[1:]) < MAX_PARTS // 3}
    assert check(edited("bikes", _columns(chain))) == []


def test_a_small_circle_is_told_as_one(edited: Edited) -> None:
    problems = check(edited("bikes", _columns({"a": "bike.b", "b": "bike.a"})))
    assert {problem.what for problem in problems} == {
        "bike.a is computed from itself",
        "bike.b is computed from itself",
    }


def test_a_tool_that_nests_without_end_is_told_alone(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["tools"]["get_station"]["steps"][1:1] = _wraps(40)

    (problem,) = check(edited("bikes", edit))
    assert (problem.where, problem.what) == ("tool 'get_station'", "nests deeper than 3")


def test_a_tool_with_too_many_steps_is_told_alone(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        texts = [f"station.docks != {number} or station.open" for number in range(MAX_STEPS)]
        data["tools"]["get_station"]["steps"][1:1] = [{"require": {"that": text, "else": "no"}} for text in texts]

    (problem,) = check(edited("bikes", edit))
    assert problem.what == f"has more than {MAX_STEPS} steps"


def test_views_that_list_each_other_are_told(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["entities"]["station"]["views"]["ring"] = [{"bikes": {"of": "bike", "by": "station_id", "view": "ring"}}]
        data["entities"]["bike"]["views"]["ring"] = [
            "summary",
            {"rentals": {"of": "rental", "by": "bike_id", "view": "ring"}},
        ]
        data["entities"]["rental"]["views"]["ring"] = [
            "summary",
            {"x": {"of": "rental", "by": "bike_id", "view": "ring"}},
        ]
        data["tools"]["get_station"]["steps"][-1]["return"]["station"]["view"] = "ring"

    problems = check(edited("bikes", edit))
    assert sum("lists children itself" in problem.what for problem in problems) == 3
