"""Reports as the verifier makes them, from findings of our own."""

from collections.abc import Iterable

import pytest

from client.verify import Contract, Finding, Report
from client.verify.cases import Call
from client.verify.findings import FAMILIES, Ledger
from client.verify.matrix import coverage, matrix
from client.verify.report import checked, counts, failures
from generator.pages.page import Verified
from servers.farm.model import Environment
from tests.generator.dialogues.conftest import environment

HOSTILE = (
    "</script></style></title>\"'><img src=x onerror=alert(1)><script>alert(2)</script>{{ 7 * 7 }}&amp;"
    "\x00\x1b[31m\u202e"
)


def report(of: Environment, wrong: Iterable[Finding] = ()) -> Report:
    """The report of an environment in which everything was looked at and only this was wrong."""
    contract, ledger = Contract.of(of), Ledger()
    for family in FAMILIES:
        ledger.add(Finding(family, case=f"{family}/{tool}/0", tool=tool) for tool in of.tools)
    ledger.add(wrong)
    reached = {*contract.faults, *((tool, "") for tool in of.tools)}
    return Report(
        name=of.name,
        digest="0123456789abcdef" * 4,
        verified=not ledger.failures,
        coverage=coverage(contract, reached),
        checks=counts(ledger),
        matrix=matrix(contract, ledger, reached),
        failures=failures(ledger, {}),
        cases=checked(ledger, {}),
        seconds=1.25,
    )


def failing(of: Environment, what: str = "is wrong", number: int = 1) -> list[Finding]:
    """Findings of one tool, each of a case of its own."""
    tool = next(iter(of.tools))
    calls = (Call(tool, {"text": what}),)
    return [Finding("effect", what, f"success/{tool}/{index}", calls, tool) for index in range(number)]


@pytest.fixture(scope="session")
def bikes() -> Environment:
    """The bike hire of the farm's tests."""
    return environment("bikes")


@pytest.fixture(scope="session")
def verified(bikes: Environment) -> Verified:
    """It, with nothing wrong."""
    return Verified(bikes, report(bikes), "farm/bikes")


@pytest.fixture(scope="session")
def broken(bikes: Environment) -> Verified:
    """It, with a tool that fails six cases."""
    return Verified(bikes, report(bikes, failing(bikes, number=6)), "farm/bikes")


@pytest.fixture(scope="session")
def hostile(bikes: Environment) -> Verified:
    """It, with every text that a stranger writes being an attack on the page, in the report too."""
    tools = {name: tool.model_copy(update={"title": HOSTILE}) for name, tool in bikes.tools.items()}
    entities = {name: one.model_copy(update={"description": HOSTILE}) for name, one in bikes.entities.items()}
    texts = {"title": HOSTILE, "description": HOSTILE, "tools": tools, "entities": entities}
    attacked = bikes.model_copy(update=texts)
    found = report(attacked, failing(attacked, HOSTILE, number=5))
    return Verified(attacked, found.model_copy(update={"name": HOSTILE}), HOSTILE)
