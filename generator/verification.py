"""One verification whose outcome is always a report, whatever the server does."""

from pathlib import Path

from client.errors import ServerError
from client.verify import Contract, Progress, Report, verify
from client.verify.findings import FAMILIES, Ledger
from client.verify.matrix import coverage, matrix
from client.verify.report import Checked, Count, Failure
from client.verify.version import verifier
from generator.pages.again import START
from generator.quality import card_of
from servers.farm.catalog import Emitted, open_folder


def report_of(
    folder: Path, *, seed: int | None = None, quick: bool = False, progress: Progress | None = None
) -> Report:
    """The report of an emitted folder, where `verify` writes it too; with `seed` on another start state, which is not
    written, and neither is that of a `quick` one. A server that does not start, or cannot be verified to the end, has
    one that says why."""
    server = open_folder(folder)
    start = None
    if seed is not None:
        from generator.seed import start_state  # all the rules of seeds, which most verifications do without

        start = start_state(server.environment, seed)
    try:
        report = verify(folder, start=start, quick=quick, write=False, progress=progress)
    except ServerError as error:
        return lost(server, str(error))
    report = report.model_copy(update={"card": card_of(server.environment, report, folder)})
    if seed is None and not quick:
        report.write(folder)
    return report


def recorded(server: Emitted) -> Report:
    """The report that stands in the folder; if it speaks of other bytes, or there is none, one that says so."""
    try:
        report = Report.read(server.path)
    except FileNotFoundError:
        return lost(server, "it was not verified yet")
    except (OSError, ValueError):
        return lost(server, "its report.json cannot be read, or was written by another version")
    return report if report.digest == server.digest else lost(server, "it has changed since it was verified")


def lost(server: Emitted, why: str) -> Report:
    """The report of a server that could not be verified to the end."""
    contract, nothing = Contract.of(server.environment), Ledger()
    return Report(
        name=server.name,
        digest=server.digest,
        verifier=verifier(),
        verified=False,
        coverage=coverage(contract, set()),
        checks={family: Count(passed=0, failed=int(family == "protocol")) for family in FAMILIES},
        matrix=matrix(contract, nothing, set()),
        failures=(Failure(family="protocol", case=START, what=why),),
        cases=(Checked(id=START, tool="", wrong=(f"[protocol] {why}",)),),
    )
