from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.dialogues.context import Context
from generator.dialogues.drawing import Drawer
from generator.dialogues.goals import goals
from generator.dialogues.naming import reference_words
from generator.dialogues.reference import Condition, Extreme, Reference, Referrer
from generator.seed import start_state
from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment
from servers.farm.state import State

from .conftest import environment

ENVIRONMENTS = {name: environment(name) for name in ("bikes", "desk")}
STARTS = {name: start_state(item) for name, item in ENVIRONMENTS.items()}


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(ENVIRONMENTS)), st.integers(0, 10_000))
def test_a_reference_fits_exactly_its_row_whatever_has_happened(name: str, seed: int) -> None:
    chosen, state = ENVIRONMENTS[name], walked(ENVIRONMENTS[name], STARTS[name], seed)
    referrer = Referrer(chosen)
    found = 0
    for entity, table in state.rows.items():
        for key in table:
            for reference in (referrer.to(state, entity, key), referrer.superlative(state, entity, key)):
                if reference is not None:
                    found += 1
                    assert referrer.fits(state, reference) == [key]
                    assert reference_words(chosen, reference).startswith("the ")
    assert found > 10


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(sorted(ENVIRONMENTS)), st.integers(0, 10_000))
def test_an_extreme_is_beaten_by_no_row(name: str, seed: int) -> None:
    chosen, state = ENVIRONMENTS[name], walked(ENVIRONMENTS[name], STARTS[name], seed)
    referrer = Referrer(chosen)
    for entity, table in state.rows.items():
        for key in table:
            reference = referrer.superlative(state, entity, key)
            if reference is not None and reference.extreme is not None:
                column = reference.extreme.column
                values = [table[rival][column] for rival in referrer.rivals(state, reference)]
                best = max(values) if reference.extreme.largest else min(values)  # type: ignore[type-var]
                assert table[key][column] == best
                assert values.count(best) == 1
                assert len(values) > 1


def test_two_rows_of_one_name_are_told_apart_by_more(bikes: Environment) -> None:
    state = start_state(bikes).copy()
    first, second = sorted(state.rows["bike"])[:2]
    state.rows["bike"][second]["model"] = state.rows["bike"][first]["model"]
    referrer = Referrer(bikes)
    found = referrer.to(state, "bike", second)
    assert found is not None
    assert len(found.conditions) > 1
    assert referrer.fits(state, found) == [second]


def test_rows_that_nothing_tells_apart_have_no_reference(bikes: Environment) -> None:
    state = start_state(bikes).copy()
    first, second = sorted(state.rows["bike"])[:2]
    key = bikes.entities["bike"].key
    assert key is not None
    state.rows["bike"] = {
        first: state.rows["bike"][first],
        second: {**state.rows["bike"][first], key.column: second[-1]},
    }
    assert Referrer(bikes).to(state, "bike", second) is None


def test_a_day_fits_every_time_of_the_day(bikes: Environment) -> None:
    state = start_state(bikes)
    key = sorted(state.rows["rental"])[0]
    started = str(state.rows["rental"][key]["started_at"])
    day = Reference("rental", (Condition(("started_at",), started[:10], "day"),), False)
    assert key in Referrer(bikes).fits(state, day)


@pytest.mark.parametrize(
    ("entity", "column", "largest", "said"),
    [
        ("bike", "price_per_hour", True, "the most expensive bike"),
        ("bike", "price_per_hour", False, "the cheapest bike"),
        ("rider", "balance", True, "the rider with the highest balance"),
        ("rider", "joined_on", True, "the most recently joined rider"),
        ("rental", "started_at", False, "the rental started longest ago"),
    ],
)
def test_extremes_are_said_as_people_say_them(
    bikes: Environment, entity: str, column: str, largest: bool, said: str
) -> None:
    assert reference_words(bikes, Reference(entity, (), False, Extreme(column, largest))) == said


def walked(chosen: Environment, start: State, seed: int) -> State:
    """The state after a few calls that came of draws."""
    random = Random(seed)
    interpreter = Interpreter(chosen)
    context, drawer = Context(interpreter, start), Drawer(chosen, start)
    every = list(goals(chosen).values())
    for _ in range(12):
        goal = random.choice(every)
        draw = drawer.draw(goal, context, random)
        if draw is not None:
            context.state = interpreter.call(context.state, goal.tool, draw.arguments).state
    return context.state
