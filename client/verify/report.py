"""`mcpfarm.report/1`: what a verification found. The file in the folder has no time, CPU or host in it (DESIGN §10)."""

import json
from itertools import islice
from pathlib import Path
from typing import Literal, Self, TypedDict

from pydantic import BaseModel, ConfigDict, Field

from client.servers import Object
from client.verify.findings import FAMILIES, Finding, Ledger
from servers.farm.files import write_whole

SCHEMA: Literal["mcpfarm.report/1"] = "mcpfarm.report/1"
KEPT = 10
"""How many failures of each family a report keeps; `checks` counts all."""
CALLS = 8
"""How many calls a failure keeps, the last ones; a walk's are found again by its case."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class CallRecord(_Strict):
    """One call; arguments of more than 2,000 characters are cut."""

    tool: str
    arguments: dict[str, object] | str


class Failure(_Strict):
    """Something that did not hold, and the calls that repeat it from the start state."""

    family: str
    case: str
    what: str
    calls: tuple[CallRecord, ...] = ()

    def __str__(self) -> str:
        return f"[{self.family}] {self.case}: {self.what}"


class Count(_Strict):
    """How many checks of a family held, and how many did not."""

    passed: int
    failed: int


class Tally(TypedDict):
    """A count as `--json` shows it."""

    passed: int
    failed: int


class Summary(TypedDict):
    """One server's entry in what `mcpfarm verify --json` prints."""

    name: str
    verified: bool
    tools: int
    tools_succeeded: int
    faults: int
    faults_provoked: int
    checks: dict[str, Tally]
    seconds: float


class Report(_Strict):
    """What a verification found; `faults` counts pairs of tool and fault code."""

    schema_: Literal["mcpfarm.report/1"] = Field(default=SCHEMA, alias="schema")
    name: str
    digest: str
    """That of the folder's files (`servers.farm.catalog.digest`)."""
    verified: bool
    tools: int
    tools_succeeded: int
    faults: int
    faults_provoked: int
    checks: dict[str, Count]
    failures: tuple[Failure, ...] = ()
    seconds: float = Field(default=0.0, exclude=True)
    """Wall time; never written."""

    def summary(self) -> Summary:
        """The numbers, as `mcpfarm verify --json` prints them."""
        return {
            "name": self.name,
            "verified": self.verified,
            "tools": self.tools,
            "tools_succeeded": self.tools_succeeded,
            "faults": self.faults,
            "faults_provoked": self.faults_provoked,
            "checks": {
                family: {"passed": count.passed, "failed": count.failed} for family, count in self.checks.items()
            },
            "seconds": round(self.seconds, 3),
        }

    def text(self) -> str:
        """`report.json`: the same findings give the same bytes."""
        data = {"schema": SCHEMA, **self.model_dump(mode="json", by_alias=True)}
        return json.dumps(data, indent=2, ensure_ascii=True) + "\n"

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The report in a folder. Raises OSError if there is none, ValidationError if it is none."""
        return cls.model_validate_json((folder / "report.json").read_bytes())

    def write(self, folder: Path) -> None:
        """Put the report into a folder, whole or not at all. Raises NotWritten."""
        write_whole({folder / "report.json": [self.text().encode()]})


def counts(ledger: Ledger) -> dict[str, Count]:
    """Passed and failed of every family, in their order."""
    return {family: Count(passed=ledger.passed[family], failed=ledger.failed(family)) for family in FAMILIES}


def failures(ledger: Ledger, secrets: dict[str, str]) -> tuple[Failure, ...]:
    """The first failures of each family as records; paths of this machine are replaced by what they stand for."""
    kept = [list(islice((found for found in ledger.failures if found.family == name), KEPT)) for name in FAMILIES]
    return tuple(_failure(finding, secrets) for found in kept for finding in found)


def _failure(finding: Finding, secrets: dict[str, str]) -> Failure:
    what = finding.what
    for secret, name in secrets.items():
        what = what.replace(secret, name)
    calls = tuple(CallRecord(tool=call.tool, arguments=_short(call.arguments)) for call in finding.calls[-CALLS:])
    return Failure(family=finding.family, case=finding.case, what=what[:1_000], calls=calls)


def _short(arguments: Object) -> dict[str, object] | str:
    text = json.dumps(arguments)
    return dict(arguments) if len(text) <= 2_000 else text[:2_000] + "…"
