"""One page in HTML for all servers that were verified. It loads nothing, and the same reports give the same bytes.

Texts of environments and servers are strangers' texts. All are escaped, and a policy in the page's head allows no
script but the one that is written here.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from client.verify.report import CALLS, CallRecord, Coverage, Failure, Report, Share
from generator.pages.again import again
from generator.pages.drawing import said
from generator.pages.pictures import entity_diagram, tool_picture
from servers.farm.model import Environment

SHOWN, OPEN = 40, 3
"""How many failures of one environment the page tells, `report.json` having the others; and how many cases at once."""
LONGEST = 600
"""How many characters of a call it shows; the command that repeats the case makes it as it was."""
UNFOLDED = 3
"""Up to how many environments that are not verified stand open from the start."""
FAMILIES = {
    "protocol": "what MCP itself promises, in both eras",
    "schema": "names, texts and schemas that every client takes",
    "success": "calls that succeed give exactly what the rules imply",
    "fault": "every declared fault is provoked and says what it must",
    "effect": "rows change as declared and as predicted",
    "readonly": "reads, faults and refusals change nothing",
    "output": "results match their schema",
    "laws": "what calls show agrees: created, deleted, updated, filtered, ordered, summed",
    "integrity": "references, invariants and transitions hold after writes",
    "determinism": "two runs are byte-identical",
    "isolation": "two worlds do not see each other",
    "hostile": "wrong, huge and malicious input gets a clear error",
}
"""What each family of checks looks at."""
REACHED = {
    "tools": "tools succeeded",
    "faults": "faults provoked",
    "steps": "steps executed",
    "branches": "branches taken",
}
UNREACHED = {
    "tools": "Tools that never succeeded",
    "faults": "Faults that were not provoked",
    "steps": "Steps that were not executed",
    "branches": "Branches of service.py that were not taken",
}
"""How the shares of a report's coverage are called, and what is missing of them."""
NEEDED = ("tools", "faults")
"""What has to be reached as a whole for a server to be verified."""


@dataclass(frozen=True)
class Verified:
    """A verified server: what it declares, what was found, and the folder as its user calls it."""

    environment: Environment
    report: Report
    where: str


@dataclass(frozen=True)
class Tile:
    """One figure of the summary."""

    title: str
    done: int
    total: int
    needed: bool = True
    """Whether a server is not verified if something is missing here."""

    @property
    def bad(self) -> bool:
        """Whether something is missing that must not be."""
        return self.needed and self.done < self.total


@dataclass(frozen=True)
class Missing:
    """What was not reached; if it was `needed`, the server is not verified."""

    title: str
    names: tuple[str, ...]
    needed: bool


@dataclass(frozen=True)
class Cell:
    """One number of a table: what held and what did not."""

    passed: int
    failed: int = 0
    about: str = ""


@dataclass(frozen=True)
class Row:
    """One tool of the matrix."""

    tool: str
    title: str
    cells: tuple[Cell, ...]
    faults: Share
    steps: Share | None

    @property
    def bad(self) -> bool:
        """Whether something did not hold."""
        return any(cell.failed for cell in self.cells) or bool(self.faults.missing)


@dataclass(frozen=True)
class Complaint:
    """One case, what did not hold in it, by family, and how to see it again."""

    case: str
    found: tuple[tuple[str, str], ...]
    command: str
    calls: tuple[str, ...]

    @property
    def cut(self) -> bool:
        """Whether calls before these are left out."""
        return len(self.calls) >= CALLS


@dataclass(frozen=True)
class Section:
    """One environment of the page."""

    anchor: str
    environment: Environment
    report: Report
    facts: tuple[str, ...]
    rows: tuple[Row, ...]
    families: tuple[tuple[str, Cell], ...]
    reached: tuple[tuple[str, Share], ...]
    missing: tuple[Missing, ...]
    complaints: tuple[Complaint, ...]

    @property
    def checks(self) -> Cell:
        """All checks together."""
        return Cell(sum(cell.passed for _, cell in self.families), sum(cell.failed for _, cell in self.families))

    @property
    def unshown(self) -> int:
        """How many checks failed beside those that are told."""
        return self.checks.failed - min(len(self.report.failures), SHOWN)

    @property
    def entities(self) -> Markup:
        """The diagram of what it keeps."""
        return entity_diagram(self.environment)

    @property
    def tools(self) -> Markup:
        """The picture of its tool graph."""
        return tool_picture(self.environment)


def anchors(names: Sequence[str]) -> list[str]:
    """Where in the page each environment stands: its name, with a number where an earlier one has the same."""
    found: list[str] = []
    for name in names:
        before = sum(other == name for other in names[: len(found)])
        found.append(f"{name}-{before + 1}" if before else name)
    return found


def page(verified: Sequence[Verified]) -> str:
    """The page."""
    style, script = _text("page.css"), _text("page.js")
    sections = [
        _section(one, anchor)
        for one, anchor in zip(verified, anchors([one.report.name for one in verified]), strict=True)
    ]
    text: str = _template().render(
        sections=sections,
        bad=[section for section in sections if not section.report.verified],
        tiles=list(_tiles([one.report for one in verified])),
        headline=_headline([one.report for one in verified]),
        about=FAMILIES,
        open=OPEN,
        unfolded=UNFOLDED,
        said=said,
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704
        digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )
    return _INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", text)


_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
"""What no page may hold, and what would turn the direction of the text after it."""


def _headline(reports: Sequence[Report]) -> str:
    bad = sum(not report.verified for report in reports)
    if not reports:
        return "Nothing was verified"
    if not bad:
        return "All verified" if len(reports) > 1 else "Verified"
    return f"{bad} of {len(reports)} not verified" if len(reports) > 1 else "Not verified"


def _tiles(reports: Sequence[Report]) -> Iterator[Tile]:
    yield Tile("environments verified", sum(report.verified for report in reports), len(reports))
    for name, title in REACHED.items():
        if shares := [share for report in reports for known, share in _reached(report) if known == name]:
            done, total = sum(share.done for share in shares), sum(share.total for share in shares)
            yield Tile(title, done, total, name in NEEDED)
    passed = sum(count.passed for report in reports for count in report.checks.values())
    failed = sum(count.failed for report in reports for count in report.checks.values())
    yield Tile("checks held", passed, passed + failed)


def _section(one: Verified, anchor: str) -> Section:
    report = one.report
    return Section(
        anchor=anchor,
        environment=one.environment,
        report=report,
        facts=tuple(_facts(one)),
        rows=tuple(_rows(one)),
        families=tuple((name, Cell(count.passed, count.failed)) for name, count in report.checks.items()),
        reached=tuple(_reached(report)),
        missing=tuple(_missing(report)),
        complaints=tuple(_complaints(report.failures[:SHOWN], one.where)),
    )


def _facts(one: Verified) -> Iterator[str]:
    environment, provenance = one.environment, one.environment.provenance
    yield f"{said(len(environment.tools), 'tool')} over {said(len(environment.entities), 'entity', 'entities')}"
    if provenance is not None:
        yield f"from {provenance.source}"
        if provenance.left_out:
            yield f"{said(len(provenance.left_out), 'operation')} left out"
    yield f"digest {one.report.digest[:12]}"


def _rows(one: Verified) -> Iterator[Row]:
    matrix = one.report.matrix
    for name, row in matrix.tools.items():
        counts = [(family, matrix.count(name, family)) for family in matrix.families]
        cells = tuple(Cell(count.passed, count.failed, family) for family, count in counts)
        tool = one.environment.tools.get(name)
        yield Row(name, tool.title if tool else "", cells, row.faults, row.steps)


def _reached(report: Report) -> Iterator[tuple[str, Share]]:
    """What was measured, by name."""
    for name in Coverage.model_fields:
        if (share := getattr(report.coverage, name)) is not None:
            yield name, share


def _missing(report: Report) -> Iterator[Missing]:
    for name, share in _reached(report):
        if share.missing:
            yield Missing(UNREACHED[name], share.missing, name in NEEDED)


def _complaints(failures: Sequence[Failure], where: str) -> Iterator[Complaint]:
    """The cases that failed, in their order; the calls are those of the failure that took the most."""
    for case in dict.fromkeys(failure.case for failure in failures):
        found = [failure for failure in failures if failure.case == case]
        calls = max((failure.calls for failure in found), key=len)
        told = dict.fromkeys((failure.family, failure.what) for failure in found)
        yield Complaint(case, tuple(told), again(where, case), tuple(_call(call) for call in calls))


def _call(call: CallRecord) -> str:
    arguments = call.arguments if isinstance(call.arguments, str) else json.dumps(call.arguments, ensure_ascii=False)
    whole = f"{call.tool} {arguments}"
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}… ({len(whole):,} characters)"


def _text(name: str) -> str:
    return files("generator.pages").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("generator.pages", "templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["thousands"] = "{:,}".format
    return environment.get_template("page.html.jinja")
