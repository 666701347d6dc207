"""Rounds of repair: render, verify, hand what failed to the author, and again, a few times at most."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from client.verify.report import Report
from generator.editing import Operations, lost_tools, told
from generator.emit.errors import EmitError
from generator.explore.sizing import MAX_FOLDER
from generator.fitting import Fitted, fitted
from generator.repair.diagnosis import diagnosis
from generator.repair.rules import Mended, mended
from generator.repair.troubles import Trouble
from servers.farm.model import Environment, Repair, dump

ROUNDS = 3
"""How often an environment is mended at most."""

Verify = Callable[[str, Mapping[str, str]], Report]
"""Verifies a folder of this name and these texts; never raises for what is wrong with the server."""
Author = Callable[[Environment, Sequence[Trouble], int], Mended]
"""Mends an environment after so many verifications."""


@dataclass(frozen=True)
class Outcome:
    """An environment after its last verification, with its folder's texts and its report, or why it is refused."""

    environment: Environment
    files: Mapping[str, str]
    report: Report | None
    rounds: int
    """How many verifications it took."""
    repairs: tuple[Repair, ...] = ()
    refused: str = ""
    lost: tuple[str, ...] = ()
    """The tools that it lost on the way."""


def repaired(
    environment: Environment,
    stands_for: Operations,
    verify: Verify,
    *,
    rounds: int = ROUNDS,
    author: Author = mended,
    limit: int = MAX_FOLDER,
) -> Outcome:
    """Verify an environment, and mend it at most `rounds` times until it holds. A sound one is not touched.

    `stands_for` names the operations of each tool. A folder never has more than `limit` bytes.
    """
    first, repairs = environment, tuple[Repair, ...]()
    for number in range(1, rounds + 2):
        try:
            made = fitted(environment, stands_for, limit)
        except EmitError as error:
            return _refused(first, Fitted(environment, {}), None, number - 1, repairs, str(error))
        report = verify(made.environment.name, made.files)
        if report.verified:
            lost = tuple(lost_tools(first, made.environment))
            return Outcome(made.environment, made.files, report, number, repairs, lost=lost)
        troubles = diagnosis(made.environment, report)
        if number > rounds:
            why = f"{troubles[0].problem.where}: {troubles[0].problem.what}"
            return _refused(first, made, report, number, repairs, why)
        answer = author(made.environment, troubles, number)
        repairs += answer.repairs
        if answer.refused:
            return _refused(first, made, report, number, repairs, answer.refused)
        environment = _recorded(answer, made.environment, first, stands_for)
    raise AssertionError("the last round returns")


def digest_of(environment: Environment) -> str:
    """sha256 of an environment as it is written."""
    return hashlib.sha256(dump(environment).encode()).hexdigest()


def _recorded(answer: Mended, before: Environment, first: Environment, stands_for: Operations) -> Environment:
    """The mended environment with what was done in its provenance: repairs, and operations that lost their tools."""
    environment = answer.environment
    reasons = {name: _reason(name, answer.repairs) for name in lost_tools(before, environment)}
    for reason in dict.fromkeys(reasons.values()):
        lost = [name for name, why in reasons.items() if why == reason]
        environment = told(environment, lost, stands_for, reason)
    if environment.provenance is None:
        return environment
    repairs = (*environment.provenance.repairs, *answer.repairs)
    changes = {"repairs": repairs, "repaired_from": environment.provenance.repaired_from or digest_of(first)}
    return environment.model_copy(update={"provenance": environment.provenance.model_copy(update=changes)})


def _reason(tool: str, repairs: Sequence[Repair]) -> str:
    """Why a tool was left out, as the list of operations without one says it."""
    cause = next((item for item in repairs if item.done.startswith(f"left out tool '{tool}'")), None)
    return f"its tool did not verify: {cause.what}" if cause is not None else "its tool did not verify"


def _refused(
    first: Environment, made: Fitted, report: Report | None, rounds: int, repairs: tuple[Repair, ...], why: str
) -> Outcome:
    lost = tuple(lost_tools(first, made.environment))
    return Outcome(made.environment, made.files, report, rounds, repairs, f"did not verify: {why}", lost)
