"""From a report to troubles: what each failure is about, and what it is an instance of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from client.verify.report import Failure, Report
from generator.repair.start import broken_start
from generator.repair.troubles import BrokenStart, DeadFault, Misbehaving, NoSuccess, ToolTrouble, Trouble, Unexplained
from generator.seed import start_state
from servers.farm.faults import fault_uses
from servers.farm.model import Environment
from servers.farm.problems import Problem

MOST = 200
"""Characters of what was wrong that go into a problem."""


def diagnosis(environment: Environment, report: Report) -> list[Trouble]:
    """The troubles that explain a report that did not hold; at least one.

    A start state that is broken explains whatever else went wrong, so it is told alone; so is a tool that never
    succeeds or misbehaves beside its faults, and tools beside what is about none.
    """
    broken = broken_start(environment, start_state(environment))
    if broken:
        return [BrokenStart(problem) for problem in broken]
    found = [_trouble(_Seen(environment, failure, tool_of(environment, failure))) for failure in report.failures]
    tools = dict.fromkeys(trouble.tool for trouble in found if isinstance(trouble, ToolTrouble))
    told = [trouble for tool in tools for trouble in _of_tool(found, tool)]
    return told or found[:1] or [Unexplained(_silent(environment, report))]


def _silent(environment: Environment, report: Report) -> Problem:
    """A report that did not hold though no check failed: some family had nothing to look at."""
    idle = ", ".join(name for name, count in report.checks.items() if not count.passed) or "none of the families"
    return Problem(f"environment '{environment.name}'", f"nothing was checked by {idle}", "give it what they look at")


def _of_tool(found: Sequence[Trouble], tool: str) -> list[Trouble]:
    """What to tell of a tool: its worst trouble, or each of its faults that nothing provokes, once."""
    own = list(dict.fromkeys(item for item in found if isinstance(item, ToolTrouble) and item.tool == tool))
    worst = next((item for kind in (NoSuccess, Misbehaving) for item in own if isinstance(item, kind)), None)
    return [worst] if worst else list(own)


def tool_of(environment: Environment, failure: Failure) -> str:
    """The tool that a failure is about, by name or by its last call; empty if it is about none.

    A server that is lost on the way says nothing of the tool whose case it was: the machine may have been too slow.
    """
    named = (failure.tool, *(call.tool for call in failure.calls[-1:]))
    return next((name for name in named if name in environment.tools), "")


@dataclass(frozen=True)
class _Seen:
    """A failure, and the tool that it is about, if it is about one."""

    environment: Environment
    failure: Failure
    tool: str

    def problem(self, hint: str, step: str = "") -> Problem:
        """The failure as every author understands it."""
        about = f"tool '{self.tool}'" if self.tool else f"environment '{self.environment.name}'"
        what = " ".join(self.failure.what.split())
        short = what if len(what) <= MOST else what[: MOST - 1] + "…"
        return Problem(f"{about}, {step}" if step else about, short, hint)


def _trouble(seen: _Seen) -> Trouble:
    found = (kind(seen) for kind in _KINDS)
    return next((trouble for trouble in found if trouble), Unexplained(seen.problem("nothing in it can be blamed")))


def _no_success(seen: _Seen) -> Trouble | None:
    if not seen.tool or seen.failure.case != f"success/{seen.tool}":
        return None
    return NoSuccess(seen.problem("seed rows that it can act on"), seen.tool)


def _dead_fault(seen: _Seen) -> Trouble | None:
    code = seen.failure.case.rpartition("/")[2]
    if not seen.tool or not _is_missing(seen.failure) or seen.failure.case != f"fault/{seen.tool}/{code}":
        return None
    paths = [use.path for use in fault_uses(seen.environment, seen.tool) if use.code == code and use.path]
    hint = "seed rows that fail the condition, or drop the fault"
    return DeadFault(seen.problem(hint, paths[0] if paths else ""), seen.tool, code)


def _misbehaving(seen: _Seen) -> Trouble | None:
    return Misbehaving(seen.problem("drop the tool"), seen.tool) if seen.tool else None


_KINDS: tuple[Callable[[_Seen], Trouble | None], ...] = (_no_success, _dead_fault, _misbehaving)
"""The first that recognises a failure says what it is."""


def _is_missing(failure: Failure) -> bool:
    """Whether a failure is that no case was found, rather than that one went wrong."""
    return not failure.calls and failure.family in ("success", "fault")
