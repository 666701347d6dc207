"""What a probe of one server has found, as data and as text."""

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from client.probe.findings import SEVERITIES, Finding, Severity, cut, shown
from client.probe.session import Exchange
from client.servers import Json

SCHEMA: Literal["mcpfarm.probe/1"] = "mcpfarm.probe/1"
LONGEST, DEEPEST = 2_000, 12
Status = Literal["done", "partly", "skipped"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CallShown(_Strict):
    """A call; texts of more than 2,000 characters in its arguments are cut, and what is deeper than twelve levels."""

    tool: str
    arguments: Json


class FindingShown(_Strict):
    """A finding; `tools` are all of which it holds, the rest is the first one's."""

    severity: Severity
    check: str
    kind: str
    tools: tuple[str, ...]
    what: str
    got: str
    advice: str
    spec: str
    calls: tuple[CallShown, ...]


class CheckShown(_Strict):
    """How many things a check has looked at, and why not at more."""

    name: str
    asks: str
    looked: int
    status: Status
    why: str = ""


class ProbeReport(_Strict):
    """Everything about one server."""

    target: str
    name: str = ""
    version: str = ""
    protocol: str = ""
    tools: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    """The tools that have done what they were asked at least once."""
    calls: int = 0
    seconds: float = 0.0
    findings: tuple[FindingShown, ...] = ()
    checks: tuple[CheckShown, ...] = ()
    defect: str = ""
    """What went wrong with the probe itself, which then has told nothing."""

    @property
    def failed(self) -> bool:
        """Whether there is an error among the findings, or nothing could be told."""
        return bool(self.defect) or any(found.severity == "error" for found in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(found.severity == severity for found in self.findings)

    def lines(self) -> Iterator[str]:
        """The report for a terminal: a heading, the findings with all that an author needs, what was not looked at."""
        counts = ", ".join(f"{self.count(severity)} {severity}s" for severity in SEVERITIES)
        name = " ".join(part for part in (self.name, self.version) if part) or self.target
        yield f"{cut(name, 80)}: {counts}"
        yield f"  {len(self.answered)} of {len(self.tools)} tools answered, {self.calls:,} calls, {self.seconds:.1f} s"
        if self.defect:
            yield f"  {self.defect}"
        for found in self.findings:
            yield from _told(found)
        for check in self.checks:
            if check.status != "done" and self.tools:
                yield f"  {check.status}: {check.name} ({check.why})"
        if silent := [tool for tool in self.tools if tool not in self.answered]:
            yield f"  never did what they were asked: {', '.join(silent)}"


def _told(found: FindingShown) -> Iterator[str]:
    subject = found.tools[0] if found.tools else "the server"
    others = f" (so do {', '.join(found.tools[1:])})" if len(found.tools) > 1 else ""
    yield f"  {found.severity.upper()} {found.check}: {subject} {found.what}{others}"
    for number, call in enumerate(found.calls):
        yield f"    {'sent' if number == 0 else 'then'}: {call.tool} {shown(call.arguments)}"
    for label, text in (("got", found.got), ("do", found.advice), ("see", found.spec)):
        if text:
            yield f"    {label}: {text}"


def finding_shown(found: Finding) -> FindingShown:
    """A finding as a report keeps it."""
    calls = tuple(CallShown(tool=call.tool, arguments=_cut(call.arguments)) for call in found.calls)
    return FindingShown(
        severity=found.severity,
        check=found.check,
        kind=found.kind,
        tools=found.tools or ((found.tool,) if found.tool else ()),
        what=found.what,
        got=found.got,
        advice=found.advice,
        spec=found.spec,
        calls=calls,
    )


def answering(exchanges: Sequence[Exchange], names: Sequence[str]) -> tuple[str, ...]:
    """The tools that have succeeded at least once, in the order of the list."""
    good = {made.call.tool for made in exchanges if made.good}
    return tuple(name for name in names if name in good)


def _cut(value: Json, deep: int = 0) -> Json:
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[:LONGEST]}… ({len(value):,} characters)"
    if isinstance(value, list | dict) and deep == DEEPEST:
        return "… (and deeper)"
    if isinstance(value, list):
        return [_cut(item, deep + 1) for item in value]
    if isinstance(value, dict):
        return {key: _cut(item, deep + 1) for key, item in value.items()}
    return value
