"""Servers with one planted defect each: the check that must see it does, and their twins give no finding at all."""

import sys
from pathlib import Path

import pytest

from client.probe import Command, Options, ProbeReport, probe

PLANTED = Path(__file__).parent / "planted.py"

DEFECTS = {
    "crashes on long input": ("hostile", "survival", "error", "crash"),
    "claims a write": ("writes", "writes", "error", "claimed create"),
    "claims an update": ("writes", "writes", "error", "claimed update"),
    "claims a deletion": ("writes", "writes", "error", "claimed delete"),
    "hangs": ("reads", "survival", "error", "hang"),
    "leaks a traceback": ("wrong arguments", "errors", "error", "traceback"),
    "accepts unknown keys": ("unknown arguments", "unknown arguments", "warning", "forbidden"),
    "lies about read-only": ("reads", "reads", "error", "readOnlyHint"),
    "changes state on a read": ("reads", "reads", "error", "readOnlyHint"),
    "depends on the clock": ("restart", "restart", "warning", "clock"),
    "random ids": ("restart", "restart", "warning", "chance"),
    "accepts missing arguments": ("missing arguments", "missing arguments", "error", "missing"),
    "accepts wrong types": ("wrong arguments", "wrong arguments", "warning", "wrong"),
    "unclear errors": ("wrong arguments", "wrong arguments", "warning", "unclear"),
    "does not mark errors": ("missing arguments", "errors", "warning", "unmarked"),
    "result does not fit": ("restart", "results", "error", "misfit"),
    "is not idempotent": ("writes", "writes", "warning", "idempotentHint"),
    "lists a tool twice": ("listing", "listing", "error", "twice"),
    "schema that is not a schema": ("listing", "listing", "error", "input schema"),
    "pastes sql": ("hostile", "hostile", "error", "sql injection"),
    "runs a shell": ("hostile", "hostile", "error", "shell injection"),
    "reads any file": ("hostile", "hostile", "error", "path traversal"),
    "grows": ("memory", "memory", "warning", "memory"),
    "prints to stdout": ("protocol", "stdout", "error", "stdout"),
    "dies of noise": ("noise", "noise", "warning", "noise: no JSON"),
    "lingers": ("protocol", "shutdown", "warning", "lingers"),
    "leaves a child": ("protocol", "shutdown", "error", "leaves processes"),
}
"""Defect → the check whose calls provoke it, the check that tells it, how bad it is, of which kind."""
TWINS = ("nothing", "lies about read-only", "changes state on a read")
"""Those whose twins differ from the server without any defect."""


def _probed(defect: str, tmp_path: Path, *words: str, only: tuple[str, ...] = ()) -> ProbeReport:
    command = Command((sys.executable, str(PLANTED), defect, *words), tmp_path, tmp_path)
    return probe(command, Options(timeout=60.0, call=1.0), only=only)


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_planted_defect_is_caught(defect: str, tmp_path: Path) -> None:
    provokes, tells, severity, kind = DEFECTS[defect]
    needed = ("restart",) if provokes in ("hostile", "memory") else ()
    report = _probed(defect, tmp_path, only=(*needed, provokes, tells))
    found = [(item.check, item.severity, item.kind) for item in report.findings]
    assert (tells, severity, kind) in found
    assert report.failed == any(item.severity == "error" for item in report.findings)


@pytest.mark.parametrize("defect", TWINS)
def test_the_clean_twin_of_a_planted_defect_gives_no_finding(defect: str, tmp_path: Path) -> None:
    report = _probed(defect, tmp_path, "--clean")
    assert report.findings == ()
    assert set(report.answered) == set(report.tools)
    assert [check.name for check in report.checks if check.looked == 0] == ["origins"]


def test_a_finding_tells_what_was_sent_what_came_back_and_what_to_do(tmp_path: Path) -> None:
    report = _probed("claims a write", tmp_path, only=("writes",))
    (found,) = report.findings
    assert [call.tool for call in found.calls] == ["list_notes", "create_note", "list_notes"]
    assert found.tools == ("create_note",)
    text = "\n".join(report.lines())
    assert "ERROR writes: create_note says that it created something, and nothing shows it" in text
    assert "then: create_note {" in text
    assert "do: write what the answer says, or answer with isError" in text


def test_only_tools_that_say_that_they_read_are_called_if_nothing_else_is_allowed(tmp_path: Path) -> None:
    command = Command((sys.executable, str(PLANTED), "nothing"), tmp_path, tmp_path)
    report = probe(command, Options(timeout=60.0, call=1.0, read_only=True))
    assert set(report.answered) == {"list_notes", "get_note", "search_notes"}
    assert report.findings == ()


def test_the_same_server_gives_the_same_findings_and_calls_again(tmp_path: Path) -> None:
    first, second = (_probed("accepts wrong types", tmp_path, only=("wrong arguments",)) for _ in range(2))
    assert first.findings == second.findings != ()
    assert first.calls == second.calls


def test_the_limit_of_calls_is_kept_and_told(tmp_path: Path) -> None:
    command = Command((sys.executable, str(PLANTED), "nothing"), tmp_path, tmp_path)
    report = probe(command, Options(timeout=60.0, call=1.0, calls=20))
    assert report.calls == 20
    assert report.findings == ()
    assert {check.why for check in report.checks if check.status != "done"} == {"the limit of 20 calls was reached"}
