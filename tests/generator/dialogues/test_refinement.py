from dataclasses import replace
from itertools import pairwise

from client.session import Loaded
from generator.dialogues.reference import Extreme, Reference, Referrer
from generator.dialogues.refinement import SEVERAL, Step, check
from generator.seed import start_state
from servers.farm.model import Environment

from .conftest import Told, tell


def test_the_focus_has_to_hold_exactly_the_row_that_is_meant(bikes: Environment) -> None:
    state = start_state(bikes)
    first, second = sorted(state.rows["bike"])[:2]
    step = Step("refer", "bike_id", "bike", first, "the bike", "it", "focus")
    assert check(step, (("bike", first),), state, bikes)
    assert check(step, (("bike", first), ("station", ("ST-001",))), state, bikes)
    assert not check(step, (("bike", second),), state, bikes)
    assert not check(step, (("bike", first), ("bike", second)), state, bikes)
    assert not check(step, (), state, bikes)


def test_it_means_what_the_last_turn_was_first_of_all_about(bikes: Environment) -> None:
    state = start_state(bikes)
    first, second = sorted(state.rows["bike"])[:2]
    step = Step("refer", "bike_id", "bike", first, "the bike", "it", "nearest")
    assert check(step, (("bike", first), ("station", ("ST-001",))), state, bikes)
    assert not check(step, (("station", ("ST-001",)), ("bike", first)), state, bikes)
    assert not check(step, (SEVERAL, ("bike", first)), state, bikes)
    assert not check(step, (("bike", first), ("bike", second)), state, bikes)


def test_after_a_list_of_several_nothing_is_it(worlds: dict[str, Loaded]) -> None:
    after = [
        (turn, line)
        for loaded in worlds.values()
        for item in tell(loaded, ["plain"], 30)
        for (before, _), turn, line in zip(pairwise(item.lines), item.plan.turns[1:], item.lines[1:], strict=True)
        if any(check.kind == "set" and len(check.value) > 1 for check in before.checks)  # type: ignore[arg-type]
    ]
    assert after
    assert all(step.because != "nearest" for turn, _ in after for step in turn.refinements)


def test_what_a_call_can_do_without_is_never_left_out(told: list[Told]) -> None:
    for item in told:
        tools = item.plan.context.environment.tools
        for turn in item.plan.turns:
            for step in turn.refinements:
                assert step.said or tools[turn.request.goal.tool].parameters[step.parameter].required


def test_a_row_that_is_gone_is_no_longer_meant(bikes: Environment) -> None:
    state = start_state(bikes).copy()
    first = sorted(state.rows["bike"])[0]
    step = Step("refer", "bike_id", "bike", first, "the bike", "it", "focus")
    del state.rows["bike"][first]
    assert not check(step, (("bike", first),), state, bikes)


def test_what_there_is_only_one_of_may_be_left_out(bikes: Environment) -> None:
    state = start_state(bikes).copy()
    first = sorted(state.rows["station"])[0]
    step = Step("omit", "station_id", "station", first, "the station", "", "only")
    assert not check(step, (), state, bikes)
    state.rows["station"] = {first: state.rows["station"][first]}
    assert check(step, (), state, bikes)


def test_an_extreme_has_to_be_one(bikes: Environment) -> None:
    state = start_state(bikes).copy()
    table = state.rows["bike"]
    dearest = max(table, key=lambda key: table[key]["price_per_hour"])  # type: ignore[arg-type,return-value]
    reference = Reference("bike", (), False, Extreme("price_per_hour", True))
    step = Step("superlative", "bike_id", "bike", dearest, "the bike", "the most expensive bike", "extreme", reference)
    assert check(step, (), state, bikes) == (Referrer(bikes).fits(state, reference) == [dearest])
    other = next(key for key in sorted(table) if key != dearest)
    assert not check(replace(step, key=other), (), state, bikes)
    table[other]["price_per_hour"] = table[dearest]["price_per_hour"]
    assert not check(step, (), state, bikes)


def test_a_justification_says_what_was_checked() -> None:
    reference = Reference("bike", (), False, Extreme("price_per_hour", True))
    said = [
        Step("refer", "bike_id", "bike", ("B1",), "", "it", "focus"),
        Step("omit", "bike_id", "bike", ("B1",), "", "", "only"),
        Step("superlative", "bike_id", "bike", ("B1",), "", "", "extreme", reference),
    ]
    assert [step.justification for step in said] == [
        "the last turn was about exactly one bike",
        "there is exactly one bike",
        "exactly one bike has the largest price_per_hour",
    ]
