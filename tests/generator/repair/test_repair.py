"""What a verification found is repaired, dropped or refused; what is sound is not touched."""

from collections.abc import Callable, Mapping

import pytest

from client.verify import Report
from client.verify.report import Failure
from generator.emit import render
from generator.repair import diagnosis, mended, repaired
from generator.repair.start import broken_start
from generator.repair.troubles import DeadFault, Misbehaving, NoSuccess, Unexplained
from generator.seed import start_state
from servers.farm.checks import check
from servers.farm.model import Environment, dump, load
from servers.farm.places import places

from .conftest import STANDS_FOR, Data, Scripted, failed, misbehaves, never_provoked, never_succeeds, pantry


def odd_guard(condition: str) -> Callable[[Data], object]:
    """One more condition in `take_spoons`, before the one that it has."""

    def change(data: Data) -> None:
        data["tools"]["take_spoons"]["steps"].insert(1, {"require": {"that": condition, "else": "odd_jar"}})
        data["faults"]["odd_jar"] = {"message": "Jar {jar.jar_id} is odd."}

    return change


def crowded_shelves(data: Data) -> None:
    """An invariant that no start state keeps."""
    data["entities"]["shelf"]["invariants"] = ["count(j for j in jar if j.shelf_id == shelf.shelf_id) >= 90"]


def rotten(data: Data) -> None:
    """A seed rule that makes values which the column does not have."""
    data["entities"]["jar"]["seed"] = {"columns": {"state": {"make": "pick_from"}}}


def guards(environment: Environment) -> list[str]:
    """The faults of the conditions of `take_spoons`."""
    steps = (place.step.model_dump() for place in places(environment, environment.tools["take_spoons"]))
    return [step["require"]["else_"] for step in steps if "require" in step]


def test_what_is_broken_in_several_ways_is_repaired_and_verified(
    truly: Callable[[str, Mapping[str, str]], Report],
) -> None:
    broken = pantry(odd_guard("len(jar.name) >= 0"), rotten)
    outcome = repaired(broken, STANDS_FOR, truly)
    assert outcome.refused == ""
    assert outcome.report is not None
    assert outcome.report.verified
    assert outcome.rounds == 3
    assert [(item.round, item.where, item.done) for item in outcome.repairs] == [
        (1, "entity 'jar', column 'state'", "gave it the seed rules that its columns suggest"),
        (2, "tool 'take_spoons', step 2 (require)", "left out the condition of 'odd_jar', which never fails"),
    ]
    assert guards(outcome.environment) == ["too_many_spoons"]
    assert "odd_jar" not in outcome.environment.faults
    assert load(outcome.files["environment.json"]) == outcome.environment
    assert render(outcome.environment) == outcome.files  # emitted code is never patched
    assert outcome.environment.provenance is not None
    assert outcome.environment.provenance.repairs == outcome.repairs


def test_a_sound_environment_is_verified_once_and_not_touched() -> None:
    sound, verify = pantry(), Scripted()
    outcome = repaired(sound, STANDS_FOR, verify)
    assert (outcome.rounds, outcome.repairs, outcome.refused, outcome.lost) == (1, (), "", ())
    assert dump(outcome.environment) == dump(sound)
    assert len(verify.seen) == 1


def test_a_tool_that_cannot_succeed_is_left_out_with_the_reason() -> None:
    broken = pantry(odd_guard("jar.spoons > 5 and jar.spoons * 2 < 4"))
    outcome = repaired(broken, STANDS_FOR, Scripted((never_succeeds("take_spoons"),)))
    assert outcome.lost == ("take_spoons",)
    assert "odd_jar" not in outcome.environment.faults
    assert "too_many_spoons" not in outcome.environment.faults
    assert outcome.environment.provenance is not None
    (left,) = outcome.environment.provenance.left_out
    assert left.operation == "op.take_spoons"
    assert left.reason == "its tool did not verify: take_spoons: no call was found that succeeds"


def test_a_guard_that_something_else_needs_takes_its_tool_along() -> None:
    def asked(data: Data) -> None:
        odd_guard("asked >= 0 or asked < 0")(data)
        data["tools"]["take_spoons"]["parameters"]["asked"] = {"kind": "integer", "description": "A number."}

    outcome = repaired(pantry(asked), STANDS_FOR, Scripted((never_provoked("take_spoons", "odd_jar"),)))
    assert [item.done for item in outcome.repairs] == ["left out tool 'take_spoons'"]


def test_an_invariant_that_the_start_state_breaks_is_left_out_and_its_tools_are_kept() -> None:
    broken = pantry(crowded_shelves)
    assert broken_start(broken, start_state(broken)) != []
    outcome = repaired(broken, STANDS_FOR, Scripted((misbehaves("add_jar"), misbehaves("remove_jar"))))
    assert [item.done for item in outcome.repairs] == ["left out the invariants that the start state breaks"]
    assert outcome.lost == ()
    assert outcome.environment.entities["shelf"].invariants == ()


def test_an_invariant_that_a_call_breaks_costs_the_tool() -> None:
    broken = pantry(lambda data: data["entities"]["jar"].update(invariants=["jar.spoons <= 1000"]))
    assert broken_start(broken, start_state(broken)) == []
    what = "the invariant 'jar.spoons <= 1000' does not hold for jar J001"
    outcome = repaired(broken, STANDS_FOR, Scripted((misbehaves("take_spoons", what),)))
    assert outcome.lost == ("take_spoons",)
    assert outcome.environment.entities["jar"].invariants == ("jar.spoons <= 1000",)


def test_what_only_a_dropped_tool_needed_goes_with_it() -> None:
    outcome = repaired(pantry(), STANDS_FOR, Scripted((misbehaves("list_notes"),)))
    assert outcome.lost == ("list_notes", "add_note")
    assert list(outcome.environment.entities) == ["shelf", "jar"]
    assert [item.done for item in outcome.repairs] == [
        "left out tool 'list_notes'",
        "left out tool 'add_note', whose writes no tool shows now",
        "left out entity 'note', which no tool needs now",
    ]
    assert outcome.environment.provenance is not None
    assert [item.operation for item in outcome.environment.provenance.left_out] == ["op.list_notes", "op.add_note"]
    assert check(outcome.environment) == []


def test_an_operation_that_another_tool_stands_for_too_is_not_left_out() -> None:
    shared = {**STANDS_FOR, "count_jars": ("op.take_spoons",)}
    outcome = repaired(pantry(), shared, Scripted((misbehaves("take_spoons"),)))
    assert outcome.environment.provenance is not None
    assert outcome.environment.provenance.left_out == ()


@pytest.mark.parametrize(
    ("failure", "why"),
    [
        (Failure(family="protocol", case="protocol/version", what="speaks no version"), "speaks no version"),
        (misbehaves("list_shelves"), "only"),
    ],
)
def test_what_cannot_be_mended_is_refused_with_the_reason(failure: Failure, why: str) -> None:
    few = pantry(lambda data: [data["tools"].pop(name) for name in ("get_jar", "list_notes", "add_note")] and
                 data["entities"].pop("note"))  # fmt: skip
    outcome = repaired(few, STANDS_FOR, Scripted((failure,)))
    assert why in outcome.refused
    assert outcome.report is not None
    assert not outcome.report.verified


def test_rounds_end_after_the_number_that_was_given() -> None:
    failing = [(misbehaves(tool),) for tool in ("take_spoons", "count_jars", "get_jar", "remove_jar")]
    verify = Scripted(*failing)
    outcome = repaired(pantry(), STANDS_FOR, verify, rounds=1)
    assert outcome.refused == "did not verify: tool 'count_jars': count_jars: the result differs"
    assert outcome.rounds == len(verify.seen) == 2
    assert repaired(pantry(), STANDS_FOR, Scripted(*failing[:1]), rounds=0).refused
    assert repaired(pantry(), STANDS_FOR, Scripted(*failing[:3]), rounds=3).refused == ""


def test_repairs_are_the_same_every_time_and_start_from_the_same_bytes() -> None:
    failing = (misbehaves("list_notes"), never_provoked("take_spoons", "too_many_spoons"))
    one, other = (repaired(pantry(), STANDS_FOR, Scripted(failing)) for _ in range(2))
    assert one.files == other.files
    provenance = one.environment.provenance
    assert provenance is not None
    assert provenance.repaired_from == repaired_from(pantry())


def repaired_from(environment: Environment) -> str:
    """What a repaired environment says of the one that it was."""
    from generator.repair.rounds import digest_of

    return digest_of(environment)


def test_failures_are_told_by_what_they_are_about() -> None:
    environment = pantry()
    nameless = Failure(family="hostile", case="hostile/noise", what="it broke")
    report = failed(
        environment,
        nameless,
        never_provoked("take_spoons", "too_many_spoons"),
        never_provoked("take_spoons", "jar_not_found"),
        misbehaves("add_jar"),
        misbehaves("add_jar", "other rows"),
        never_provoked("add_jar", "shelf_not_found"),
        never_succeeds("get_jar"),
        never_provoked("get_jar", "jar_not_found"),
    )
    found = diagnosis(environment, report)
    assert [type(trouble) for trouble in found] == [DeadFault, DeadFault, Misbehaving, NoSuccess]
    assert [trouble.problem.where for trouble in found] == [
        "tool 'take_spoons', step 2 (require)",
        "tool 'take_spoons', step 1 (find)",
        "tool 'add_jar'",
        "tool 'get_jar'",
    ]
    assert [type(trouble) for trouble in diagnosis(environment, failed(environment, nameless))] == [Unexplained]
    assert [type(trouble) for trouble in diagnosis(environment, failed(environment))] == [Unexplained]
    lost = Failure(family="success", case="success/get_jar/0", what="the server is lost: no answer in 20 s")
    assert [type(trouble) for trouble in diagnosis(environment, failed(environment, lost))] == [Unexplained]


def test_a_refusal_leaves_the_environment_as_it_was() -> None:
    environment = pantry()
    troubles = diagnosis(environment, failed(environment, Failure(family="isolation", case="isolation", what="odd")))
    answer = mended(environment, troubles, 1)
    assert answer.refused
    assert answer.environment is environment
