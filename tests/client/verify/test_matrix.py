"""The report's shares and its matrix: they count what the ledger counts, and name what is missing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.verify import Case, Contract, Finding, verify
from client.verify.findings import FAMILIES, Ledger
from client.verify.matrix import coverage, matrix, reached, share
from client.verify.report import Matrix, checked
from tests.client.verify.conftest import Break

SEEN = st.tuples(
    st.sampled_from(FAMILIES),
    st.sampled_from(["", "is wrong"]),
    st.sampled_from(["success/a/0", "walk/0", "schema/a/name"]),
    st.integers(0, 3),
)
"""A finding: its family, what was wrong, its case, and which of the first tools it is about; 0 for none."""


Make = Callable[[Ledger], Matrix]


@pytest.fixture(scope="module")
def make(contract: Contract) -> Make:
    """Makes the matrix of a ledger; hypothesis shows arguments, and a contract is long."""
    return lambda ledger: matrix(contract, ledger, set())


@settings(deadline=None)
@given(st.lists(SEEN, max_size=60))
def test_the_cells_of_a_family_sum_to_the_findings_about_tools(
    make: Make, seen: list[tuple[str, str, str, int]]
) -> None:
    tools = list(make(Ledger()).tools)
    found = [Finding(family, what, case, tool=["", *tools][which]) for family, what, case, which in seen]
    ledger = Ledger()
    ledger.add(found)
    made = make(ledger)
    for family in FAMILIES:
        about = [finding for finding in found if finding.tool and finding.family == family]
        cells = [made.count(tool, family) for tool in tools] if family in made.families else []
        assert sum(cell.passed for cell in cells) == sum(not finding.what for finding in about)
        assert sum(cell.failed for cell in cells) == sum(bool(finding.what) for finding in about)
    wrong = {(finding.case, finding.family, finding.what) for finding in ledger.failures}
    assert sum(len(one.wrong) for one in checked(ledger, {})) == len(wrong)
    assert {one.id for one in checked(ledger, {})} == {finding.case for finding in found}


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1), st.booleans())))
def test_a_share_is_whole_when_nothing_is_missing(items: list[tuple[str, bool]]) -> None:
    made = share(items)
    assert made.done + len(made.missing) == made.total == len(items)


def test_a_case_that_went_wrong_reaches_nothing(contract: Contract, frozen: tuple[Case, ...]) -> None:
    ledger = Ledger()
    whole = coverage(contract, reached(ledger, frozen))
    assert whole.tools.missing == whole.faults.missing == ()
    tool, code = contract.faults[0]
    ledger.add(Finding(case.family, "no", case.id) for case in frozen if case.tool == tool and case.last.fault == code)
    assert coverage(contract, reached(ledger, frozen)).faults.missing == (f"{tool}/{code}",)


def test_what_a_broken_tool_fails_stands_in_its_row_and_in_no_other(broken: Break) -> None:
    folder: Path = broken("service.py", "    db.delete(station)\n", "")
    report = verify(folder, only=["effect", "success"], write=False)
    failing = {tool for tool in report.matrix.tools if report.matrix.count(tool, "effect").failed}
    assert failing == {"delete_station"}
    assert {one.tool for one in report.cases if one.wrong} == {"delete_station"}
    assert {failure.tool for failure in report.failures} == {"delete_station"}
    assert report.coverage.tools.missing == ("delete_station",)
