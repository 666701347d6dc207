"""What a verification found, as `mcpfarm verify` tells it: a table, JUnit XML, a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.output import UsageProblem, check_out_file, say, table

if TYPE_CHECKING:
    from client.verify import Report
    from servers.farm.catalog import Emitted

TOLD = 20
"""How many failures of a server are printed; the files have more."""


@dataclass(frozen=True)
class Files:
    """The files that are wanted beside the answer. Raises UsageProblem where one cannot be written."""

    junit: Path | None
    html: Path | None

    def __post_init__(self) -> None:
        for path in self._wanted():
            check_out_file(path)
        if self.junit and self.html and self.junit.resolve() == self.html.resolve():
            raise UsageProblem(str(self.html), "is named for --junit and for --html", "name two files")

    def write(self, servers: "Sequence[Emitted]", reports: "Sequence[Report]") -> dict[str, object]:
        """Write them, all or none; what `--json` says of them: where they are, and where in the page each server is.

        Raises NotWritten.
        """
        from generator.pages.junit import junit
        from generator.pages.page import Verified, anchors, page
        from servers.farm.files import write_whole

        places, contents, told = [called(server) for server in servers], dict[Path, list[bytes]](), dict[str, object]()
        if self.junit:
            contents[self.junit] = [junit(list(zip(reports, places, strict=True)))]
            told["junit"] = str(self.junit.resolve())
        if self.html:
            verified = zip(servers, reports, places, strict=True)
            text = page([Verified(server.environment, report, where) for server, report, where in verified])
            contents[self.html] = [text.encode(errors="backslashreplace")]  # a server may say half a character
            found = [{"name": report.name, "verified": report.verified} for report in reports]
            index = zip(found, anchors([report.name for report in reports]), strict=True)
            told["html"] = str(self.html.resolve())
            told["environments"] = [{**entry, "anchor": f"#{anchor}"} for entry, anchor in index]
        write_whole(contents)
        return told

    def say(self) -> None:
        """Where the files are."""
        for path in self._wanted():
            say(f"wrote {path}")

    def _wanted(self) -> Iterator[Path]:
        yield from (path for path in (self.junit, self.html) if path is not None)


def called(server: "Emitted") -> str:
    """A server's folder as one types it here."""
    here = Path.cwd()
    return str(server.path.relative_to(here)) if server.path.is_relative_to(here) else str(server.path)


def print_reports(servers: "Sequence[Emitted]", reports: "Sequence[Report]") -> None:
    """A line per server, then what did not hold and how to see it again."""
    from generator.pages.again import again

    measured = [
        name for name in ("steps", "branches") if any(name in report.summary()["coverage"] for report in reports)
    ]
    timed = any(report.seconds for report in reports)
    rows = [[*_row(report, measured), *([f"{report.seconds:.1f}"] if timed else [])] for report in reports]
    took = ["seconds"] if timed else []
    table(["server", "verdict", "tools", "faults", *measured, "passed", "failed", *took], rows)
    for server, report in zip(servers, reports, strict=True):
        for failure in report.failures[:TOLD]:
            say(f"{report.name}: {' '.join(str(failure).split())}")
        if report.failures:
            say(f"{report.name}: to see the first again: {again(called(server), report.failures[0].case)}")


def _row(report: "Report", measured: Sequence[str]) -> list[object]:
    found = report.summary()
    shares = [found["coverage"].get(name) for name in ("tools", "faults", *measured)]
    checks = found["checks"].values()
    return [
        found["name"],
        "verified" if found["verified"] else "FAILED",
        *(f"{share['done']}/{share['total']}" if share else "" for share in shares),
        sum(family["passed"] for family in checks),
        sum(family["failed"] for family in checks),
    ]
