"""One case once more, or one check that is no case: `mcpfarm verify ENV --case ID`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from client.errors import ClientError, ServerError
from client.servers import Limits
from client.verify.bench import lean, servers
from client.verify.cases import Case, Expected, told
from client.verify.contract import Contract
from client.verify.families import ALL
from client.verify.findings import FAMILIES, Finding
from client.verify.play import Observation, Target, Watch, observe
from client.verify.runner import cases, verify
from servers.farm.problems import did_you_mean
from servers.farm.state import State

SHOWN = 2_000
"""How many characters of arguments, expectations and answers are shown."""


class UnknownCaseError(ClientError):
    """There is no such case in this environment."""


@dataclass(frozen=True)
class Played:
    """One call, what it must give and what it gave, each in one line of at most 2,000 characters."""

    tool: str
    arguments: str
    expected: str
    answer: str


@dataclass(frozen=True)
class Repeated:
    """What came of it; `wrong` is empty if all is as it must be."""

    id: str
    world: tuple[str, ...] = ()
    """How the start state was changed for it, in words."""
    calls: tuple[Played, ...] = ()
    """Up to the first that went wrong; none for a check that is no case."""
    wrong: tuple[str, ...] = ()


def repeat(
    folder: Path, case: str, *, seed: int = 1, start: State | None = None, limits: Limits | None = None
) -> Repeated:
    """Play a case over stdio on a server of its own, or look once more at what a check that is no case looked at.

    The case and the seed are those of a report. Raises UnknownCaseError, and what `verify` raises.
    """
    contract = Contract.open(folder)
    with (
        TemporaryDirectory(prefix="mcpfarm-") as scratch,
        servers(folder, Path(scratch), limits or Limits()) as started,
    ):
        process = started.stdio(quick=False)
        process.handshake()
        witness = started.witness("stdio", contract, start)
        known = {one.id: one for one in cases(contract, witness.start.state, seed)}
        if case in known:
            return _played(known[case], contract, Target(lean(process), witness))
    return _looked(folder, case, list(known), (seed, start, limits))


def _played(case: Case, contract: Contract, target: Target) -> Repeated:
    watches: list[Watch] = [family(contract).watch for family in ALL]
    calls, wrong = list[Played](), list[str]()
    try:
        for observation in observe(case, target):
            calls.append(_shown(observation))
            found = [finding for watch in watches for finding in watch(observation) if finding.what]
            wrong += [_named(finding) for finding in found]
            if found:
                break
    except ServerError as error:
        wrong.append(str(error))
    return Repeated(case.id, tuple(map(told, case.world)), tuple(calls), tuple(dict.fromkeys(wrong)))


def _looked(folder: Path, check: str, known: list[str], how: tuple[int, State | None, Limits | None]) -> Repeated:
    """All checks of the family that the name begins with, of which one is told."""
    family, (seed, start, limits) = check.partition("/")[0], how
    if family not in FAMILIES:
        raise _unknown(folder, check, known)
    report = verify(folder, seed=seed, start=start, limits=limits, only=[family], write=False)
    found = {one.id: one for one in report.cases}
    if check not in found:
        raise _unknown(folder, check, [*known, *found])
    return Repeated(check, wrong=found[check].wrong)


def _unknown(folder: Path, case: str, known: list[str]) -> UnknownCaseError:
    hint = (
        did_you_mean(case, dict.fromkeys(known))
        or "see the report for the cases that failed; with --seed, give the same seed"
    )
    return UnknownCaseError(str(folder), f"has no case '{case}'", hint)


def _named(finding: Finding) -> str:
    return f"[{finding.family}] {finding.what}"


def _shown(observation: Observation) -> Played:
    call = observation.step.call
    answer = observation.answer
    said = answer.refused or " ".join(answer.texts)
    return Played(call.tool, _cut(json.dumps(call.arguments)), _cut(_must(observation.step.expected)), _cut(said))


def _must(expected: Expected) -> str:
    return "; ".join(_parts(expected))


def _parts(expected: Expected) -> Iterator[str]:
    match expected.outcome:
        case "success":
            yield f"the result {json.dumps(expected.result)}"
            yield from expected.changes
        case "fault":
            yield f"the fault {expected.fault}: {expected.message}"
        case "invalid":
            yield "invalid_argument" + (f" that names {expected.names}" if expected.names else "")
        case "broken":
            yield f"nothing that makes sense: {expected.message}"


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
