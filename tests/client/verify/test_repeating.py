from pathlib import Path

import pytest

from client.verify import Case, verify
from client.verify.repeating import UnknownCaseError, repeat
from tests.client.verify.conftest import Break


def test_a_case_that_holds_is_played_call_by_call(folder: Path, frozen: tuple[Case, ...]) -> None:
    case = next(case for case in frozen if case.family == "fault")
    found = repeat(folder, case.id)
    assert found.wrong == ()
    assert len(found.calls) == len(case.steps)
    assert case.last.fault in found.calls[-1].expected
    assert case.last.fault in found.calls[-1].answer


def test_a_case_that_failed_fails_again_in_the_same_words(broken: Break) -> None:
    copy = broken("service.py", 'page("name", limit', 'page("-name", limit')
    failure = next(one for one in verify(copy, only=["success"], write=False).failures if one.tool == "list_riders")
    again = repeat(copy, failure.case)
    assert f"[{failure.family}] {failure.what}" in again.wrong
    assert [call.tool for call in again.calls] == [call.tool for call in failure.calls]


def test_a_check_that_is_no_case_is_looked_at_again(folder: Path, broken: Break) -> None:
    assert repeat(folder, "schema/list_riders/flat").wrong == ()
    copy = broken("tools.json", "Show a station", "Show a depot")
    assert repeat(copy, "schema/get_station/derived").wrong


def test_a_case_that_there_is_not_is_a_clear_error(folder: Path, frozen: tuple[Case, ...]) -> None:
    with pytest.raises(UnknownCaseError) as caught:
        repeat(folder, frozen[0].id + "x")
    assert frozen[0].id in caught.value.hint
    with pytest.raises(UnknownCaseError):
        repeat(folder, "schema/no_such_tool/flat")
