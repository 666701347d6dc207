"""What checks say: one finding per thing that was looked at, and the ledger that counts them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from client.verify.cases import Call

FAMILIES = (
    "protocol", "schema", "success", "fault", "effect", "readonly", "output", "laws", "integrity", "determinism",
    "isolation", "hostile",
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """Something that a family looked at; `what` says what was wrong, and is empty if nothing was."""

    family: str
    what: str = ""
    case: str = ""
    calls: tuple[Call, ...] = ()
    """With something wrong: the calls that repeat it from the start state."""
    tool: str = ""
    """The tool that was looked at; empty where it was none, or several together."""


@dataclass
class Ledger:
    """Findings of one verification, counted by family, by tool and by case; those that are wrong are kept."""

    passed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FAMILIES, 0))
    failures: list[Finding] = field(default_factory=list)
    passed_by_tool: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many findings of (tool, family) were right."""
    tool_of_case: dict[str, str] = field(default_factory=dict)
    """Every case that was looked at, in their order, and the tool of its last finding."""

    def add(self, findings: Iterable[Finding]) -> bool:
        """Count findings; True if none was wrong."""
        wrong = 0
        for finding in findings:
            self.tool_of_case[finding.case] = finding.tool
            if finding.what:
                self.failures.append(finding)
                wrong += 1
            else:
                self.passed[finding.family] += 1
                self.passed_by_tool[finding.tool, finding.family] += 1
        return not wrong

    def failed(self, family: str) -> int:
        """How many findings of a family were wrong."""
        return sum(finding.family == family for finding in self.failures)
