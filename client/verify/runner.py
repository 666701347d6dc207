"""One verification from start to end: start two servers, freeze the cases, play them, ask every family, report."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter, ValidationError

from client.errors import ServerError
from client.servers import Limits, RefusedRequest
from client.streamable import Connection
from client.verify.bench import Bench, Inside, lean, servers
from client.verify.cases import Case, freeze
from client.verify.contract import Contract
from client.verify.effort import FULL, QUICK
from client.verify.embedded import BRANCHES, Branches
from client.verify.families import ALL, Family
from client.verify.findings import FAMILIES, Finding, Ledger
from client.verify.matrix import coverage, matrix, reached, steps, together
from client.verify.planning import Planner
from client.verify.play import Target, Watch
from client.verify.report import Report, Share, checked, counts, failures
from client.verify.version import verifier
from servers.farm.interpreter import Interpreter
from servers.farm.situations import Finder
from servers.farm.state import State

Progress = Callable[[int, int, str], None]
"""Called with what is done, what there is to do (cases, then families), and what is next."""
WHOLE = 600.0
"""Seconds that one server has, unless `limits` says otherwise: thirty times what a verification may cost."""


def verify(
    folder: Path,
    *,
    seed: int = 1,
    start: State | None = None,
    limits: Limits | None = None,
    only: Collection[str] = FAMILIES,
    quick: bool = False,
    write: bool | None = None,
    progress: Progress | None = None,
) -> Report:
    """Hold an emitted folder to everything that its environment.json declares (DESIGN §7).

    `seed` draws the walks, `start` is another start state than the folder's own. `only` names the families to ask; a
    server is verified by all of them or not at all. `quick` speaks to one forked server, over stdio only: no isolation
    of two servers, no other transport, no branches. `report.json` is written into the folder unless one of these was
    given (`write` says otherwise). Raises NotAServerError for a folder that is none, ServerError for a server that does
    not start; whatever is found later stands in the report, also that it has used up `limits.whole`.
    """
    began = time.perf_counter()
    contract = Contract.open(folder)
    ledger = Ledger()
    with TemporaryDirectory(prefix="mcpfarm-") as name:
        secrets = {name: "<scratch>", str(folder.resolve()): "<folder>"}
        wanted = [family for family in ALL if not (quick and family.slow)]
        families = [family(contract) for family in wanted if family.name in only]
        options = Options(seed, start, limits or Limits(whole=WHOLE), quick)
        with _opened(folder, Path(name), contract, families, options) as bench:
            _run(bench, families, ledger, progress or _silent)
            report = _report(bench, ledger, [family.name for family in wanted], secrets, time.perf_counter() - began)
    if write if write is not None else (start is None and not quick and set(only) == set(FAMILIES)):
        report.write(folder)
    return report


def cases(
    contract: Contract, start: State, seed: int = 1, only: Collection[str] = FAMILIES, *, quick: bool = False
) -> tuple[Case, ...]:
    """The frozen cases of these families, from a start state; fewer if `quick`."""
    interpreter, effort = Interpreter(contract.environment), QUICK if quick else FULL
    planner = Planner(contract, interpreter, start, Finder(contract.environment, interpreter), seed, effort)
    wanted = {name for family in ALL if family.name in only for name in (family.name, *family.needs)}
    plans = (plan for family in ALL if family.name in wanted for plan in family(contract).plans(planner))
    return tuple(freeze(interpreter, start, (plan for plan in plans if effort.alike or not plan.alike)))


@dataclass(frozen=True)
class Options:
    """What `verify` was asked for."""

    seed: int
    start: State | None
    limits: Limits
    quick: bool


@contextmanager
def _opened(
    folder: Path, scratch: Path, contract: Contract, families: Sequence[Family], options: Options
) -> Iterator[Bench]:
    """Start the servers at the same time, plan while they start. The forks come before this process has threads."""
    watches: list[Watch] = [family.watch for family in families]
    with servers(folder, scratch, options.limits) as started:
        process = started.stdio(options.quick)
        inside, served = (None, None) if options.quick else (started.inside(), started.http())
        process.handshake()
        witness = started.witness("stdio", contract, options.start)
        names = [family.name for family in families]
        frozen = cases(contract, witness.start.state, options.seed, names, quick=options.quick)
        stdio = Target(lean(process), witness)
        if inside is None or served is None:
            yield Bench(contract, frozen, process, stdio, watches=watches)
            return
        inside.handshake()
        within = Target(lean(inside), started.witness("inside", contract, options.start))
        with served.connected() as connection:
            official = connection.official()
            file = started.witness("http", contract, options.start)
            with Connection(served.url(), options.limits, {}) as session:
                session.handshake()
                over, sdk = Target(lean(session), file), Target(official.call, file)
                yield Bench(contract, frozen, process, stdio, Inside(within, inside), over, sdk, official, watches)


def _run(bench: Bench, families: Sequence[Family], ledger: Ledger, progress: Progress) -> None:
    """Play every case, then ask every family; a server that dies ends it with a failure."""
    played = [(case.family, case.id, bench.everywhere(case)) for case in bench.cases]
    asked = [(family.name, family.name, family.run(bench)) for family in families]
    work: list[tuple[str, str, Iterable[Finding]]] = [*played, *asked]
    for number, (family, name, findings) in enumerate(work):
        progress(number, len(work), name)
        try:
            ledger.add(findings)
        except ServerError as error:
            ledger.add([Finding(family, f"the server is lost: {error}", name)])
            return
    progress(len(work), len(work), "done")


def _report(bench: Bench, ledger: Ledger, required: Collection[str], secrets: dict[str, str], seconds: float) -> Report:
    contract = bench.contract
    seen = reached(ledger, bench.cases)
    executed = steps(contract, bench.cases, ledger)
    covered = coverage(contract, seen, together(executed), _branches(bench, ledger))
    found = counts(ledger)
    complete = not covered.tools.missing and not covered.faults.missing
    return Report(
        name=contract.environment.name,
        digest=contract.digest,
        verifier=verifier(),
        verified=complete and not ledger.failures and all(found[family].passed for family in required),
        coverage=covered,
        checks=found,
        matrix=matrix(contract, ledger, seen, executed),
        failures=failures(ledger, secrets),
        cases=checked(ledger, secrets),
        seconds=seconds,
    )


def _branches(bench: Bench, ledger: Ledger) -> Share | None:
    """What the in-process way says of `service.py`; None if there is none. That it says nothing is a failure."""
    if bench.inside is None:
        return None
    try:
        found = _BRANCHES.validate_python(bench.inside.process.request(BRANCHES))
    except (ServerError, RefusedRequest, ValidationError) as error:
        ledger.add([Finding("success", f"the branches of service.py cannot be told: {error}", "success/branches")])
        return None
    missing = tuple(f"service.py:{line}" for line in found.lines)
    return Share(done=found.done, total=found.total, missing=missing)


def _silent(done: int, total: int, what: str) -> None:
    """Report no progress."""


_BRANCHES = TypeAdapter(Branches)
