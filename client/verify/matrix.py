"""What a verification reached, tool by tool: which succeeded, which of its faults were provoked, what was looked at."""

from collections import Counter
from collections.abc import Iterable, Mapping

from client.verify.cases import Case
from client.verify.contract import Contract
from client.verify.findings import FAMILIES, Ledger
from client.verify.report import Coverage, Matrix, Share, ToolRow
from servers.farm.interpreter import Event
from servers.farm.interpreter.trace import REACHED
from servers.farm.model import ReturnStep
from servers.farm.places import places

Reached = set[tuple[str, str]]
"""Pairs of tool and fault code; the code is empty for a success."""


def reached(ledger: Ledger, cases: Iterable[Case]) -> Reached:
    """What cases that went as predicted have shown."""
    wrong = {finding.case for finding in ledger.failures}
    last = [(case.tool, case.last) for case in cases if case.id not in wrong]
    return {(tool, found.fault) for tool, found in last if found.outcome in ("success", "fault")}


def coverage(
    contract: Contract, reached: Reached, steps: Share | None = None, branches: Share | None = None
) -> Coverage:
    """The shares of the whole environment; steps and branches where somebody measured them."""
    succeeded = [(tool, (tool, "") in reached) for tool in contract.environment.tools]
    provoked = [(f"{tool}/{code}", (tool, code) in reached) for tool, code in contract.faults]
    return Coverage(tools=share(succeeded), faults=share(provoked), steps=steps, branches=branches)


def matrix(contract: Contract, ledger: Ledger, reached: Reached, steps: Mapping[str, Share] | None = None) -> Matrix:
    """The matrix of tools and families; `steps` says for each tool how many of its steps were executed."""
    failed = Counter((finding.tool, finding.family) for finding in ledger.failures)
    looked = {family for tool, family in (*ledger.passed_by_tool, *failed) if tool}
    families = tuple(family for family in FAMILIES if family in looked)
    rows = {
        tool: ToolRow(
            passed=tuple(ledger.passed_by_tool[tool, family] for family in families),
            failed=_unless_zero(tuple(failed[tool, family] for family in families)),
            faults=share([(code, (tool, code) in reached) for owner, code in contract.faults if owner == tool]),
            steps=steps.get(tool) if steps is not None else None,
        )
        for tool in contract.environment.tools
    }
    return Matrix(families=families, tools=rows)


def share(items: Iterable[tuple[str, bool]]) -> Share:
    """How many of the items are done; those that are not are named."""
    listed = list(items)
    missing = tuple(name for name, done in listed if not done)
    return Share(done=len(listed) - len(missing), total=len(listed), missing=missing)


def steps(contract: Contract, cases: Iterable[Case], ledger: Ledger) -> dict[str, Share]:
    """How many steps of each tool were executed in cases that went as predicted; `return` counts too."""
    wrong = {finding.case for finding in ledger.failures}
    events = frozenset[Event]().union(*(case.events for case in cases if case.id not in wrong))
    taken = {(event.tool, event.path) for event in events if event.what == REACHED}
    environment, succeeded = contract.environment, {tool for tool, fault in reached(ledger, cases) if not fault}
    return {
        tool: share(
            (place.path, (tool in succeeded) if isinstance(place.step, ReturnStep) else (tool, place.path) in taken)
            for place in places(environment, environment.tools[tool])
        )
        for tool in environment.tools
    }


def together(shares: Mapping[str, Share]) -> Share:
    """The shares of several tools as one, what is missing with the tool's name."""
    missing = tuple(f"{tool}, {what}" for tool, one in shares.items() for what in one.missing)
    return Share(
        done=sum(one.done for one in shares.values()), total=sum(one.total for one in shares.values()), missing=missing
    )


def _unless_zero(counts: tuple[int, ...]) -> tuple[int, ...]:
    return counts if any(counts) else ()
