"""New values for calls: in the words of the seed, and not there yet."""

from generator.seed import inventions, raw_state
from servers.farm.model import Environment
from servers.farm.situations import Finder


def test_new_titles_are_words_of_the_family_that_no_row_has(desk: Environment) -> None:
    state = raw_state(desk)
    titles = inventions(desk, state, 1)("task", "title")
    assert titles
    assert not {row["title"] for row in state.ordered("task")} & set(titles)


def test_the_same_seed_invents_the_same(desk: Environment) -> None:
    state = raw_state(desk)
    first, second = inventions(desk, state, 4), inventions(desk, state, 4)
    assert first("event", "summary") == second("event", "summary")
    assert first("event", "summary") != inventions(desk, state, 5)("event", "summary")


def test_columns_without_a_rule_have_none(desk: Environment) -> None:
    invent = inventions(desk, raw_state(desk), 1)
    assert invent("task", "position") == ()
    assert invent("nothing", "title") == ()


def test_calls_are_made_up_with_them(desk: Environment) -> None:
    state = raw_state(desk)
    invent = inventions(desk, state, 1)
    found = Finder(desk, invent=invent).success(state, "create_event")
    assert found is not None
    assert found.call.arguments["summary"] in invent("event", "summary")
