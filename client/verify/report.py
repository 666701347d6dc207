"""`mcpfarm.report/2`: what a verification found. The file in the folder has no time, CPU or host in it (DESIGN §10)."""

import json
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Literal, Self, TypedDict

from pydantic import BaseModel, ConfigDict, Field

from client.servers import Object
from client.verify.card import Card
from client.verify.findings import FAMILIES, Finding, Ledger
from servers.farm.files import write_whole
from servers.farm.json_text import json_text

SCHEMA: Literal["mcpfarm.report/2"] = "mcpfarm.report/2"
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
    tool: str = ""
    what: str
    calls: tuple[CallRecord, ...] = ()

    def __str__(self) -> str:
        return f"[{self.family}] {self.case}: {self.what}"


class Count(_Strict):
    """How many checks of a family held, and how many did not."""

    passed: int
    failed: int


class Share(_Strict):
    """How much of something there is was done, and what was not, in words."""

    done: int
    total: int
    missing: tuple[str, ...] = ()


class Coverage(_Strict):
    """What the verification reached; None for what was not measured."""

    tools: Share
    """Tools that succeeded."""
    faults: Share
    """Pairs of tool and fault code that were provoked."""
    steps: Share | None = None
    """Steps of tools that were executed."""
    branches: Share | None = None
    """Branches of service.py that were taken."""


class ToolRow(_Strict):
    """One tool's row of the matrix; the counts stand in the order of the matrix's families."""

    passed: tuple[int, ...]
    failed: tuple[int, ...] = ()
    """Left out where nothing failed."""
    faults: Share
    steps: Share | None = None


class Matrix(_Strict):
    """How many checks of a tool held, family by family; families that look at no single tool are not in it."""

    families: tuple[str, ...]
    tools: dict[str, ToolRow]

    def count(self, tool: str, family: str) -> Count:
        """One cell."""
        row, place = self.tools[tool], self.families.index(family)
        return Count(passed=row.passed[place], failed=row.failed[place] if row.failed else 0)


class Checked(_Strict):
    """One case, or one check that is no case, and what was wrong with it."""

    id: str
    tool: str
    wrong: tuple[str, ...] = ()


class Tally(TypedDict):
    """A count as `--json` shows it."""

    passed: int
    failed: int


class Reached(TypedDict):
    """A share as `--json` shows it."""

    done: int
    total: int


class Summary(TypedDict):
    """One server's entry in what `mcpfarm verify --json` prints."""

    name: str
    verified: bool
    tools: int
    tools_succeeded: int
    faults: int
    faults_provoked: int
    coverage: dict[str, Reached]
    checks: dict[str, Tally]
    seconds: float


class Report(_Strict):
    """What a verification found."""

    schema_: Literal["mcpfarm.report/2"] = Field(default=SCHEMA, alias="schema")
    name: str
    digest: str
    """That of the folder's files (`servers.farm.catalog.digest`)."""
    verifier: str = ""
    """By which verifier (`client.verify.version`); empty in reports from before this was told."""
    verified: bool
    coverage: Coverage
    checks: dict[str, Count]
    matrix: Matrix
    failures: tuple[Failure, ...]
    card: Card | None = None
    """How wide and deep the environment is; None where nobody has counted."""
    cases: tuple[Checked, ...] = Field(default=(), exclude=True)
    """Every case and check in their order; never written, since the environment implies them."""
    seconds: float = Field(default=0.0, exclude=True)
    """Wall time; never written."""

    def summary(self) -> Summary:
        """The numbers, as `mcpfarm verify --json` prints them."""
        reached = {name: getattr(self.coverage, name) for name in Coverage.model_fields}
        return {
            "name": self.name,
            "verified": self.verified,
            "tools": self.coverage.tools.total,
            "tools_succeeded": self.coverage.tools.done,
            "faults": self.coverage.faults.total,
            "faults_provoked": self.coverage.faults.done,
            "coverage": {
                name: {"done": share.done, "total": share.total} for name, share in reached.items() if share is not None
            },
            "checks": {
                family: {"passed": count.passed, "failed": count.failed} for family, count in self.checks.items()
            },
            "seconds": round(self.seconds, 3),
        }

    def text(self) -> str:
        """`report.json`: the same findings give the same bytes."""
        data = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return json_text({"schema": SCHEMA, **data}, ascii_only=True)

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


def failures(ledger: Ledger, secrets: Mapping[str, str]) -> tuple[Failure, ...]:
    """The first failures of each family as records; paths of this machine are replaced by what they stand for."""
    kept = [list(islice((found for found in ledger.failures if found.family == name), KEPT)) for name in FAMILIES]
    return tuple(_failure(finding, secrets) for found in kept for finding in found)


def checked(ledger: Ledger, secrets: Mapping[str, str]) -> tuple[Checked, ...]:
    """Every case and check that was looked at, in their order, with all that was wrong with it."""
    wrong: dict[str, list[str]] = {}
    for finding in ledger.failures:
        wrong.setdefault(finding.case, []).append(f"[{finding.family}] {_told(finding, secrets)}")
    return tuple(
        Checked(id=case, tool=tool, wrong=tuple(dict.fromkeys(wrong.get(case, ()))))
        for case, tool in ledger.tool_of_case.items()
    )


def _failure(finding: Finding, secrets: Mapping[str, str]) -> Failure:
    calls = tuple(CallRecord(tool=call.tool, arguments=_short(call.arguments)) for call in finding.calls[-CALLS:])
    return Failure(
        family=finding.family, case=finding.case, tool=finding.tool, what=_told(finding, secrets), calls=calls
    )


def _told(finding: Finding, secrets: Mapping[str, str]) -> str:
    what = finding.what
    for secret, name in secrets.items():
        what = what.replace(secret, name)
    return what[:1_000]


def _short(arguments: Object) -> dict[str, object] | str:
    text = json.dumps(arguments)
    return dict(arguments) if len(text) <= 2_000 else text[:2_000] + "…"
