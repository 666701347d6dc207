from collections import Counter

from client.session import Loaded
from generator.dialogues.certificate import references_hold, refinements_hold, sources_hold
from generator.dialogues.context import PlannedCall
from generator.dialogues.plans import Plan

from .conftest import KINDS, Told, tell


def test_every_kind_of_dialogue_comes_of_the_draws(told: list[Told]) -> None:
    kinds = Counter(item.plan.kind for item in told)
    assert set(kinds) == set(KINDS)
    assert all(count >= 5 for count in kinds.values())


def test_dialogues_have_one_to_five_turns_and_two_to_ten_calls(told: list[Told]) -> None:
    assert all(1 <= len(item.plan.turns) <= 5 for item in told)
    assert all(2 <= len(item.plan.context.calls) <= 10 for item in told)
    assert sum(len(item.plan.turns) > 1 for item in told) >= 0.8 * len(told)


def test_the_turns_share_out_the_calls_in_order(told: list[Told]) -> None:
    for item in told:
        numbers = [number for turn in item.plan.turns for number in range(turn.calls.start, turn.calls.stop)]
        assert numbers == list(range(len(item.plan.context.calls)))


def test_the_server_does_what_was_planned(told: list[Told]) -> None:
    for item in told:
        for call, done in zip(item.plan.context.calls, item.performed, strict=True):
            assert done.is_error == (call.outcome.result is None)


def test_every_claim_of_a_plan_holds(told: list[Told]) -> None:
    for item in told:
        assert refinements_hold(item.plan)
        assert references_hold(item.plan)
        assert sources_hold(item.plan, item.performed)


def test_every_argument_says_where_it_comes_from(told: list[Told]) -> None:
    for item in told:
        assert all(set(call.sources) == set(call.arguments) for call in item.plan.context.calls)


def test_recoveries_fail_first_and_then_succeed(told: list[Told]) -> None:
    for plan in of_kind(told, "error_recovery"):
        number = next(index for index, turn in enumerate(plan.turns) if turn.part == "retry")
        assert plan.turns[number - 1].failed
        assert not plan.turns[number].failed
        assert plan.turns[number - 1].changes == ()


def test_a_missing_parameter_is_asked_for_before_anything_is_called(told: list[Told]) -> None:
    for plan in of_kind(told, "missing_parameter"):
        number = next(index for index, turn in enumerate(plan.turns) if turn.part == "open")
        asked, answered = plan.turns[number], plan.turns[number + 1]
        assert asked.calls.start == asked.calls.stop
        assert answered.part == "answer"
        assert asked.request.open not in asked.request.values
        assert {thing.parameter for thing in asked.request.things}.isdisjoint({asked.request.open})


def test_an_impossible_request_changes_nothing_and_comes_last(told: list[Told]) -> None:
    for plan in of_kind(told, "impossible"):
        assert plan.turns[-1].part == "refused"
        assert plan.turns[-1].failed
        assert plan.turns[-1].changes == ()


def test_no_turn_undoes_what_an_earlier_one_did(told: list[Told]) -> None:
    for item in told:
        gone = [
            (change.entity, change.key) for turn in item.plan.turns for change in turn.changes if change.op == "delete"
        ]
        written = [
            (change.entity, change.key) for turn in item.plan.turns for change in turn.changes if change.op != "delete"
        ]
        assert not set(gone) & set(written)


def test_no_lookup_is_made_twice_while_nothing_changes(told: list[Told]) -> None:
    for item in told:
        seen = Counter((call.tool, repr(sorted(call.arguments.items()))) for call in lookups(item.plan))
        assert all(count == 1 for count in seen.values()) or any(turn.changes for turn in item.plan.turns)


def test_the_same_draws_give_the_same_dialogues(worlds: dict[str, Loaded]) -> None:
    first, second = (tell(worlds["bikes"], seeds=3) for _ in range(2))
    assert [item.lines for item in first] == [item.lines for item in second]
    assert [item.performed for item in first] == [item.performed for item in second]


def of_kind(told: list[Told], kind: str) -> list[Plan]:
    return [item.plan for item in told if item.plan.kind == kind]


def lookups(plan: Plan) -> list[PlannedCall]:
    goals = [turn.calls.stop - 1 for turn in plan.turns]
    return [call for index, call in enumerate(plan.context.calls) if index not in goals]
