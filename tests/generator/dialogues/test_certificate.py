from collections.abc import Callable
from dataclasses import replace

import pytest

from client.records import ResponseCheck
from client.rewards import Episode, grade
from generator.dialogues.certificate import (
    Refused,
    certify,
    refinements_hold,
    run,
    said_by_user,
    sources_hold,
    unproved,
    unproven_scores,
)
from generator.dialogues.plans import Plan
from generator.dialogues.recording import change_records
from generator.dialogues.tellable import worth_telling
from servers.farm.state import difference

from .conftest import Told


@pytest.fixture(scope="module")
def proved(told: list[Told]) -> list[Told]:
    """The dialogues that are certified: nearly all that ask for anything."""
    asking = [item for item in told if item.spec.expected or item.spec.responses]
    found = [item for item in asking if _certified(item)]
    assert len(found) >= 0.9 * len(asking)
    return found


def test_gold_earns_all_nothing_earns_nothing_and_every_write_counts(proved: list[Told]) -> None:
    for item in proved:
        found = certify(item.loaded, item.plan, item.lines, item.spec, item.performed)
        assert (found.gold, found.nothing, found.words_only) == (1.0, 0.0, 0.0)
        assert len(found.dropped) == sum(bool(call.changes) for call in item.performed)
        assert all(score < 1.0 for score in found.dropped)


def test_saying_that_it_cannot_be_done_without_looking_earns_nothing(proved: list[Told]) -> None:
    for item in of_kind(proved, "impossible"):
        last = len(item.lines) - 1
        replies = [line.assistant for line in item.lines]
        before = item.performed[: item.plan.turns[last].calls.start]
        bare = run(item.loaded, before, [*replies[:last], "I can't do that."])
        assert grade(item.spec, bare).total == 0.0
        guessed = Episode(changes=[], replies=replies)
        assert grade(item.spec, guessed).total == 0.0


def test_an_unrelated_write_earns_nothing(proved: list[Told]) -> None:
    item = next(item for item in of_kind(proved, "plain") if item.loaded.emitted.name == "bikes")
    extra = replace(item.performed[0], name="register_rider", arguments={"name": "Zoe", "email": "zoe@example.com"})
    episode = run(item.loaded, [*item.performed, extra], [line.assistant for line in item.lines])
    assert not grade(item.spec, episode).gates["no_unintended_writes"]


def test_another_answer_than_the_right_one_earns_nothing(proved: list[Told]) -> None:
    for item in proved:
        for check in item.spec.responses:
            replies = [line.assistant for line in item.lines]
            replies[check.turn] = 'Done. Here it is: 987654321, December 31, 2091, "Zyx".'
            assert grade(item.spec, run(item.loaded, item.performed, replies)).total == 0.0


def test_another_value_in_a_written_row_earns_nothing(proved: list[Told]) -> None:
    seen = 0
    for item in proved:
        net = difference(item.loaded.environment, item.plan.start, item.plan.context.state)
        records = change_records(item.loaded.emitted, net)
        replies, results = [line.assistant for line in item.lines], [call.text for call in item.performed]
        assert grade(item.spec, Episode(changes=records, replies=replies, results=results)).total == 1.0
        for number, record in enumerate(records):
            told = next(it for it in item.spec.expected if (it.entity, it.op) == (record.entity, record.op))
            for column in [name for name, matcher in told.values.items() if matcher.kind == "equals"]:
                seen += 1
                wrong = record.model_copy(update={"after": {**(record.after or {}), column: "something else"}})
                changes = [*records[:number], wrong, *records[number + 1 :]]
                assert grade(item.spec, Episode(changes=changes, replies=replies, results=results)).total == 0.0
    assert seen


def test_nothing_is_asked_for_that_any_reply_says_by_accident() -> None:
    assert [worth_telling(text) for text in ("it", "no", "de", "EUR", "sms", "Italian")] == [False] * 3 + [True] * 3


def broken_spec(item: Told) -> Told:
    first = item.spec.expected[0]
    wrong = {
        name: matcher.model_copy(update={"kind": "equals", "value": "nonsense"})
        for name, matcher in first.values.items()
    }
    expected = [first.model_copy(update={"values": wrong, "entity": "nothing"}), *item.spec.expected[1:]]
    return replace(item, spec=item.spec.model_copy(update={"expected": expected}))


def silent(item: Told) -> Told:
    return replace(item, lines=[replace(line, assistant="") for line in item.lines])


def without_demands(item: Told) -> Told:
    return replace(item, spec=item.spec.model_copy(update={"expected": [], "responses": []}))


def only_abstaining(item: Told) -> Told:
    """A spec that is content with "I can't"."""
    checks = [ResponseCheck(turn=0, kind="abstain")]
    lines = [replace(item.lines[0], assistant="I can't."), *item.lines[1:]]
    content = demanding_less(item)
    return replace(content, lines=lines, spec=content.spec.model_copy(update={"responses": checks}))


def demanding_less(item: Told) -> Told:
    """A spec that allows whatever the dropped write does."""
    allowed = [{"environment": item.loaded.emitted.name, "entity": name} for name in item.loaded.environment.entities]
    fields = item.spec.model_dump() | {"expected": [], "allowed": allowed}
    return replace(item, spec=type(item.spec).model_validate(fields))


def boasting(item: Told) -> Told:
    lines = [*item.lines[:-1], replace(item.lines[-1], assistant=item.lines[-1].assistant + ' It also has "wings".')]
    return replace(item, lines=lines)


@pytest.mark.parametrize(
    ("break_it", "reason"),
    [
        (broken_spec, "the gold solution does not earn 1"),
        (without_demands, "nothing to check"),
        (only_abstaining, "the right words without a call earn something"),
        (demanding_less, "a dropped write costs nothing"),
        (boasting, "a reply states what no tool gave"),
    ],
)
def test_each_check_refuses_what_it_is_there_for(
    proved: list[Told], break_it: Callable[[Told], Told], reason: str
) -> None:
    asking = [item for item in of_kind(proved, "plain") if item.spec.expected and item.spec.responses]
    item = break_it(next(item for item in asking if not asks_after_writing(item)))
    with pytest.raises(Refused) as refused:
        certify(item.loaded, item.plan, item.lines, item.spec, item.performed)
    assert refused.value.reason == reason


def asks_after_writing(item: Told) -> bool:
    """Whether an answer may depend on a write, so that dropping the write costs the answer too."""
    first = next(index for index, turn in enumerate(item.plan.turns) if turn.changes)
    return any(check.turn > first for check in item.spec.responses)


def test_a_missing_fact_costs_the_reward(proved: list[Told]) -> None:
    item = silent(next(item for item in proved if item.spec.responses))
    assert grade(item.spec, run(item.loaded, item.performed, [line.assistant for line in item.lines])).total == 0.0


def test_a_refinement_to_another_row_is_refused(proved: list[Told]) -> None:
    item = next(item for item in proved if any(turn.refinements for turn in item.plan.turns))
    number = next(index for index, turn in enumerate(item.plan.turns) if turn.refinements)
    turn = item.plan.turns[number]
    step = turn.refinements[0]
    other = next(key for key in sorted(turn.state.rows[step.entity]) if key != step.key)
    wrong = replace(turn, refinements=(replace(step, key=other), *turn.refinements[1:]))
    plan = replace(item.plan, turns=(*item.plan.turns[:number], wrong, *item.plan.turns[number + 1 :]))
    assert not refinements_hold(plan)
    assert unproved(plan, item.lines, item.performed) == "a refinement is not justified"


def test_a_name_that_fits_two_rows_is_refused(proved: list[Told]) -> None:
    item = next(item for item in proved if item.plan.turns[0].references)
    turn = item.plan.turns[0]
    reference, key = turn.references[0]
    vague = replace(turn, references=((replace(reference, conditions=(), extreme=None), key),))
    assert unproved(with_first(item.plan, vague), item.lines, item.performed) == "a thing is not told apart"


def test_an_argument_from_nowhere_is_refused(proved: list[Told]) -> None:
    item = next(item for item in proved if any("result:" in source for source in sources(item.plan)))
    assert sources_hold(item.plan, item.performed)
    emptied = [replace(call, text="{}") for call in item.performed]
    assert not sources_hold(item.plan, emptied)
    assert unproved(item.plan, item.lines, emptied) == "an argument does not come from where it is said to"


def test_a_value_that_the_user_never_said_is_refused(proved: list[Told]) -> None:
    item = next(item for item in proved if "user" in sources(item.plan))
    mute = [replace(line, user="Do it.") for line in item.lines]
    assert not said_by_user(item.plan, mute)
    assert unproved(item.plan, mute, item.performed) == "an argument is not in the user's words"


@pytest.mark.parametrize(
    ("scores", "reason"),
    [
        ({"gold": 0.0}, "the gold solution does not earn 1"),
        ({"nothing": 1.0}, "doing nothing earns something"),
        ({"words_only": 1.0}, "the right words without a call earn something"),
        ({"dropped": [0.0, 1.0]}, "a dropped write costs nothing"),
        ({}, ""),
    ],
)
def test_scores_prove_something_or_say_why_not(proved: list[Told], scores: dict[str, object], reason: str) -> None:
    item = proved[0]
    found = certify(item.loaded, item.plan, item.lines, item.spec, item.performed)
    assert unproven_scores(found.model_copy(update=scores)) == reason


def of_kind(proved: list[Told], kind: str) -> list[Told]:
    return [item for item in proved if item.plan.kind == kind]


def _certified(item: Told) -> bool:
    try:
        certify(item.loaded, item.plan, item.lines, item.spec, item.performed)
    except Refused:
        return False
    return True


def with_first(plan: Plan, turn: object) -> Plan:
    return replace(plan, turns=(turn, *plan.turns[1:]))  # type: ignore[arg-type]


def sources(plan: Plan) -> list[str]:
    return [source for call in plan.context.calls for source in call.sources.values()]
