from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml

from client.mutation.comparing import visible
from client.mutation.drawing import drawn
from client.mutation.mutant import Mutant
from client.mutation.operators import OPERATORS
from client.mutation.proof import difference_witness, equivalent
from client.mutation.running import Judge
from client.mutation.scoring import Behaviour
from generator.emit.service import service
from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment, from_data
from tests.mutation.conftest import Benches, environment

DATA = yaml.safe_load((Path(__file__).parent / "shelf.yaml").read_text(encoding="utf-8"))
SHELF = from_data(DATA)
MUTANTS = 60
Edit = Callable[[Any], object]
"""Changes the data of an environment."""


def mutant(edit: Edit, where: str = "") -> Mutant:
    data = deepcopy(DATA)
    edit(data)
    return Mutant("edit", where, "", from_data(data))


def steps(tool: str, change: Callable[[list[Any]], object]) -> Edit:
    return lambda data: change(data["tools"][tool]["steps"])


def entity(change: Callable[[Any], object]) -> Edit:
    return lambda data: change(data["entities"]["book"])


EQUIVALENT: dict[str, Edit] = {
    "the order of what is one row at most": steps("find_book", lambda s: s[0]["search"].update(order=["-copies"])),
    "a guard that two others imply": steps("lend_book", lambda s: s.pop(3)),
    "a guard that a later one repeats": steps("lend_book", lambda s: s.pop(1)),
    "a guard before a unique set that says the same": steps("add_book", lambda s: s.pop(0)),
    "a comparison of what is never equal": steps(
        "take_copy", lambda s: s[2]["require"].update(that="book.taken <= book.copies")
    ),
    "a guard that an invariant and another guard imply": steps("take_copy", lambda s: s.pop(2)),
    "a unique set behind a guard": entity(lambda e: e.pop("unique")),
    "a default that no row needs": entity(lambda e: e["columns"]["copies"].update(default="2")),
    "a guard written the other way round": steps(
        "lend_book", lambda s: s[1]["require"].update(that="'lost' != book.status")
    ),
}
DIFFERENT: dict[str, Edit] = {
    "the order of several rows": steps("list_books", lambda s: s[0]["search"].update(order=["-title"])),
    "one of two filters": steps("list_books", lambda s: s[0]["search"]["given"].pop()),
    "a filter that keeps one more": steps(
        "list_books", lambda s: s[0]["search"]["given"].__setitem__(1, "book.copies > least")
    ),
    "the second of three guards": steps("lend_book", lambda s: s.pop(2)),
    "a comparison that nothing guards": lambda data: (
        data["tools"]["take_copy"]["steps"].pop(1),
        data["tools"]["take_copy"]["steps"][1]["require"].update(that="book.taken <= book.copies"),
    ),
    "a value that is written": steps("lend_book", lambda s: s[4]["update"]["set"].update(status="'in'")),
    "a column that is patched": steps("write_note", lambda s: s[2]["update"].update(given=["copies"])),
    "a boundary of an optional argument": steps(
        "write_note", lambda s: s[1]["require"].update(that="copies is None or copies > book.taken")
    ),
    "a default that new rows need": entity(lambda e: e["columns"]["taken"].update(default="1")),
    "a view": entity(lambda e: e["views"].update(summary=["book_id", "title", "status", "taken"])),
    "a message": lambda data: data["faults"]["book_lost"].update(message="It is lost."),
}
BEYOND: dict[str, tuple[Edit, str]] = {
    "a number of rows that no small world has": (
        steps("close_shelf", lambda s: s[0]["require"].update(that="count(b for b in book) > 5")),
        "succeeds in no small world",
    ),
    "the length of a page": (
        steps("list_books", lambda s: s[0]["search"].update(page={"size": 9})),
        "too small",
    ),
    "an argument": (
        lambda data: data["tools"]["add_book"]["parameters"]["copies"].update(maximum=49),
        "takes other arguments",
    ),
    "the values of a column": (
        entity(lambda e: e["columns"]["note"].update(max_length=3)),
        "keeps other values",
    ),
}


@pytest.mark.parametrize("edit", EQUIVALENT.values(), ids=EQUIVALENT.keys())
def test_what_nobody_can_notice_is_proved(edit: Edit) -> None:
    verdict = equivalent(SHELF, mutant(edit))
    assert verdict.equivalent, verdict.why


@pytest.mark.parametrize("edit", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_what_makes_a_difference_comes_with_a_world_and_a_call_that_show_it(edit: Edit) -> None:
    changed = mutant(edit)
    found = difference_witness(SHELF, changed)
    assert found is not None
    shows(SHELF, changed, found)


@pytest.mark.parametrize(("edit", "why"), BEYOND.values(), ids=BEYOND.keys())
def test_what_small_worlds_cannot_show_is_not_proved(edit: Edit, why: str) -> None:
    verdict = equivalent(SHELF, mutant(edit))
    assert not verdict.equivalent
    assert why in verdict.why
    assert verdict.difference is None


def test_the_original_is_equivalent_to_itself() -> None:
    assert equivalent(SHELF, Mutant("none", "", "", SHELF)).equivalent


def test_a_position_matters_to_who_shows_rows_in_its_order() -> None:
    bikes = environment("bikes")
    slot = bikes.entities["bike"].columns["slot"].model_copy(update={"within": None})
    bike = bikes.entities["bike"]
    loose = bike.model_copy(update={"columns": {**bike.columns, "slot": slot}})
    changed = Mutant("wrong_position", "", "", bikes.model_copy(update={"entities": {**bikes.entities, "bike": loose}}))
    found = difference_witness(bikes, changed)
    assert found is not None
    shows(bikes, changed, found)


def test_what_no_tool_can_feel_is_no_mutant(bench: Benches) -> None:
    desk = environment("desk")
    users = desk.entities["user"].model_copy(update={"unique": ()})
    loose = desk.model_copy(update={"entities": {**desk.entities, "user": users}})
    assert users != desk.entities["user"]
    assert Judge(bench("desk")).first([Behaviour(desk, Mutant("drop_unique", "", "user", loose), service)], 1) == []


@pytest.mark.parametrize("limit", [1, 10, 50])
def test_nothing_is_proved_beyond_the_limit(limit: int) -> None:
    verdict = equivalent(SHELF, mutant(EQUIVALENT["a comparison of what is never equal"]), limit)
    assert not verdict.equivalent
    assert "not proved" in verdict.why
    assert verdict.worlds <= 2 * limit


@pytest.mark.parametrize("edits", [EQUIVALENT, DIFFERENT])
def test_a_verdict_is_the_same_every_time(edits: dict[str, Edit]) -> None:
    for edit in islice(edits.values(), 3):
        changed = mutant(edit)
        first, second = equivalent(SHELF, changed), equivalent(SHELF, changed)
        assert (first, first.difference) == (second, second.difference)


@pytest.mark.parametrize("name", ["bikes", "notebook", "desk"])
def test_nothing_that_the_verifier_notices_is_called_equivalent(name: str, bench: Benches) -> None:
    original = environment(name)
    proved, told = [], 0
    for changed in islice(drawn(_mutants(original), 7), MUTANTS):
        verdict = equivalent(original, changed, 2_000)
        if verdict.equivalent:
            proved.append(Behaviour(original, changed, service))
        if verdict.difference is not None:
            shows(original, changed, verdict.difference)
            told += 1
    assert told > 0.8 * MUTANTS
    fates = Judge(bench(name)).first(proved, len(proved))
    assert [one for one in fates if one.fate == "killed" and "does not load" not in one.why] == []


def _mutants(original: Environment) -> Iterator[Mutant]:
    return (item for operator in OPERATORS for item in operator.mutate(original))


def shows(original: Environment, changed: Mutant, found: Any) -> None:
    """The start is a state of the original, and the call ends differently when whole interpreters make it."""
    first, second = Interpreter(original), Interpreter(changed.environment)
    assert first.invariants(found.start) == []
    expected = first.call(found.start, found.tool, found.arguments)
    assert visible(expected) == visible(found.expected)
    try:
        assert visible(second.call(found.start, found.tool, found.arguments)) != visible(expected)
    except Exception:  # noqa: BLE001 - an ill-typed mutant breaks down in some way
        assert found.observed is None
