"""One verification from start to end: start two servers, freeze the cases, play them, ask every family, report."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from client.errors import ServerError
from client.servers import Limits
from client.verify.bench import Bench, lean, servers
from client.verify.cases import Case, freeze
from client.verify.contract import Contract
from client.verify.families import ALL, Family
from client.verify.findings import FAMILIES, Finding, Ledger
from client.verify.matrix import coverage, matrix, reached
from client.verify.planning import Planner
from client.verify.play import Target, Watch
from client.verify.report import Report, checked, counts, failures
from client.witness import FileWitness
from servers.farm.interpreter import Interpreter
from servers.farm.situations import find_all
from servers.farm.state import State

Progress = Callable[[int, int, str], None]
"""Called with what is done, what there is to do (cases, then families), and what is next."""


def verify(
    folder: Path,
    *,
    seed: int = 1,
    start: State | None = None,
    limits: Limits | None = None,
    only: Collection[str] = FAMILIES,
    write: bool | None = None,
    progress: Progress | None = None,
) -> Report:
    """Hold an emitted folder to everything that its environment.json declares (DESIGN §7).

    `seed` draws the walks, `start` is another start state than the folder's own. `only` names the families to ask; a
    server is verified by all of them or not at all. `report.json` is written into the folder unless that or another
    start state was given (`write` says otherwise). Raises NotAServerError for a folder that is none, ServerError for a
    server that does not start; whatever is found later stands in the report.
    """
    began = time.perf_counter()
    contract = Contract.open(folder)
    ledger = Ledger()
    with TemporaryDirectory(prefix="mcpfarm-") as name:
        secrets = {name: "<scratch>", str(folder.resolve()): "<folder>"}
        families = [family(contract) for family in ALL if family.name in only]
        with _opened(folder, Path(name), contract, families, (seed, start, limits or Limits())) as bench:
            _run(bench, families, ledger, progress or _silent)
            report = _report(contract, ledger, bench.cases, secrets, time.perf_counter() - began)
    if write if write is not None else (start is None and set(only) == set(FAMILIES)):
        report.write(folder)
    return report


def cases(contract: Contract, start: State, seed: int = 1, only: Collection[str] = FAMILIES) -> tuple[Case, ...]:
    """The frozen cases of these families, from a start state."""
    interpreter = Interpreter(contract.environment)
    situations = tuple(find_all(contract.environment, start))
    planner = Planner(contract, interpreter, start, situations, seed)
    wanted = {name for family in ALL if family.name in only for name in (family.name, *family.needs)}
    plans = (plan for family in ALL if family.name in wanted for plan in family(contract).plans(planner))
    return tuple(freeze(interpreter, start, plans))


@contextmanager
def _opened(
    folder: Path,
    scratch: Path,
    contract: Contract,
    families: Sequence[Family],
    options: tuple[int, State | None, Limits],
) -> Iterator[Bench]:
    seed, start, limits = options
    environment = contract.environment
    with servers(folder, scratch, limits) as (process, connection):
        process.handshake()
        with FileWitness(scratch / "world 0" / "state.db", environment, start) as here:
            frozen = cases(contract, here.start.state, seed, [family.name for family in families])
            official = connection.official()
            with FileWitness(scratch / "world 1" / "state.db", environment, start) as there:
                first, second = Target(lean(process), here), Target(official.call, there)
                watches: list[Watch] = [family.watch for family in families]
                yield Bench(contract, frozen, process, official, first, second, watches)


def _run(bench: Bench, families: Sequence[Family], ledger: Ledger, progress: Progress) -> None:
    """Play every case, then ask every family; a server that dies ends it with a failure."""
    played = [(case.family, case.id, bench.play(case, bench.first)) for case in bench.cases]
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


def _report(
    contract: Contract, ledger: Ledger, frozen: Sequence[Case], secrets: dict[str, str], seconds: float
) -> Report:
    found, seen = counts(ledger), reached(ledger, frozen)
    covered = coverage(contract, seen)
    complete = not covered.tools.missing and not covered.faults.missing
    return Report(
        name=contract.environment.name,
        digest=contract.digest,
        verified=complete and not ledger.failures and all(found[family].passed for family in FAMILIES),
        coverage=covered,
        checks=found,
        matrix=matrix(contract, ledger, seen),
        failures=failures(ledger, secrets),
        cases=checked(ledger, secrets),
        seconds=seconds,
    )


def _silent(done: int, total: int, what: str) -> None:
    """Report no progress."""
