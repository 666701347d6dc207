"""The report's shares and its matrix: they count what the ledger counts, and name what is missing."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from client.verify import Case, Contract, Finding, verify
from client.verify.findings import FAMILIES, Ledger
from client.verify.matrix import coverage, matrix, reached, share
from client.verify.report import checked
from tests.client.verify.conftest import Break


def findings(tools: list[str]) -> st.SearchStrategy[list[Finding]]:
    """Findings of any family, about these tools or none."""
    one = st.builds(
        Finding,
        family=st.sampled_from(FAMILIES),
        what=st.sampled_from(["", "is wrong"]),
        case=st.sampled_from(["success/a/0", "walk/0", "schema/a/name"]),
        tool=st.sampled_from(["", *tools]),
    )
    return st.lists(one, max_size=60)


@settings(deadline=None)
@given(st.data())
def test_the_cells_of_a_family_sum_to_the_findings_about_tools(contract: Contract, data: st.DataObject) -> None:
    bikes = contract.environment
    found = data.draw(findings(list(bikes.tools)))
    ledger = Ledger()
    ledger.add(found)
    made = matrix(contract, ledger, set())
    for family in FAMILIES:
        about = [finding for finding in found if finding.tool and finding.family == family]
        cells = [made.count(tool, family) for tool in bikes.tools] if family in made.families else []
        assert sum(cell.passed for cell in cells) == sum(not finding.what for finding in about)
        assert sum(cell.failed for cell in cells) == sum(bool(finding.what) for finding in about)
    assert sum(len(one.wrong) for one in checked(ledger, {})) == len(ledger.failures)
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
