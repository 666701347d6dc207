"""One probe from start to end: connect, list, ask every check, report. Whatever happens, it ends within its limit."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import nullcontext

from client.errors import ServerError, ServerSilentError
from client.probe.arguments import NOWHERE, Maker
from client.probe.checks import ALL, Check, Probe
from client.probe.checks.reading import HERE
from client.probe.findings import Finding, cut, merged
from client.probe.knowledge import Knowledge
from client.probe.observing import Observers
from client.probe.page import page
from client.probe.report import CheckShown, ProbeReport, Status, answering, finding_shown
from client.probe.session import Options, Session, Spent
from client.probe.survey import Survey
from client.probe.targets import Target
from client.probe.tools import Tool
from client.processes import adopting
from client.servers import Object, RefusedRequest

Progress = Callable[[int, int, str], None]
"""Called with how many checks are done, how many there are, and which is next."""
START = "start"


def probe(
    target: Target,
    options: Options | None = None,
    progress: Progress | None = None,
    only: Collection[str] = (),
) -> ProbeReport:
    """Everything that can be told of a server from outside; `only` names the checks to ask, empty for all.

    It really calls the server's tools, also those that write and delete: aim it at a test instance. What is wrong
    stands in the report, also a server that cannot be started; nothing is raised for it.
    """
    session = Session(target, options or Options())
    checks = [check for check in ALL if not only or check.name in only]
    with adopting(), page() if target.local else nullcontext(NOWHERE) as url:
        try:
            return _probed(session, progress or _silent, checks, url)
        finally:
            session.drop()


def _probed(session: Session, progress: Progress, checks: Sequence[type[Check]], url: str) -> ProbeReport:
    try:
        introduction = session.open(HERE)
        listed = session.listed()
    except (ServerError, RefusedRequest, Spent) as error:
        session.drop()
        return _report(session, {}, (), [_no_start(error, session.stray)], _nothing(checks))
    tools = list({str(entry.get("name")): Tool.of(entry) for entry in listed}.values())
    knowledge = Knowledge()
    knowledge.know("path", reversed(session.target.paths))
    survey = Survey(session, tools, Maker(knowledge, session.options.seed, url))
    one = Probe(session, introduction, listed, survey, Observers(session))
    asked = sorted((check() for check in checks), key=lambda check: check.passive)
    findings: list[Finding] = []
    shown: list[CheckShown] = []
    for number, check in enumerate(asked):
        progress(number, len(asked), check.name)
        found, told = _asked(check, one)
        findings += found
        shown.append(told)
    progress(len(asked), len(asked), "done")
    return _report(session, introduction, [tool.name for tool in tools], findings, shown)


def _asked(check: Check, one: Probe) -> tuple[list[Finding], CheckShown]:
    """What a check says, and how far it came."""
    if check.of_processes and not one.session.target.local:
        return [], CheckShown(
            name=check.name, asks=check.asks, looked=0, status="skipped", why="needs a process of ours"
        )
    found: list[Finding] = []
    status: Status = "done"
    why = ""
    try:
        for item in check.run(one):
            found.append(item)
    except Spent as spent:
        status, why = ("partly" if check.looked else "skipped"), f"the limit of {spent} was reached"
    except (ServerError, RefusedRequest) as error:
        status, why = ("partly" if check.looked else "skipped"), cut(str(error))
        if not isinstance(error, ServerSilentError) or one.session.left > 0.1:
            found.append(_lost(check, error))
        one.session.drop()
    return found, CheckShown(name=check.name, asks=check.asks, looked=check.looked, status=status, why=why)


def _report(
    session: Session,
    introduction: Object,
    tools: Sequence[str],
    findings: Iterable[Finding],
    checks: Iterable[CheckShown],
) -> ProbeReport:
    info = introduction.get("serverInfo")
    about = info if isinstance(info, dict) else {}
    order = [START, *(check.name for check in ALL)]
    return ProbeReport(
        target=session.target.name,
        name=cut(str(about.get("name") or ""), 100),
        version=cut(str(about.get("version") or ""), 40),
        protocol=cut(str(introduction.get("protocolVersion") or ""), 40),
        tools=tuple(tools),
        answered=answering(session.exchanges, tools),
        calls=len(session.exchanges),
        seconds=round(session.seconds, 1),
        findings=tuple(finding_shown(found) for found in merged(findings, order)),
        checks=tuple(checks),
    )


def _no_start(error: Exception, stray: Sequence[bytes]) -> Finding:
    """Why nothing could be asked."""
    what = error.what if isinstance(error, ServerError) else str(error)
    advice = getattr(error, "hint", "") or "start it by hand and look at what it says"
    got = (
        f"{len(stray):,} lines on stdout that are no messages: {cut(stray[0].decode(errors='replace'))}"
        if stray
        else ""
    )
    return Finding("error", START, "start", f"cannot be spoken to: {what}", advice, got=got)


def _lost(check: Check, error: ServerError | RefusedRequest) -> Finding:
    what = error.what if isinstance(error, ServerError) else str(error)
    return Finding(
        "error", START, "lost", f"was lost while '{check.name}' was asked: {what}", getattr(error, "hint", "")
    )


def _nothing(checks: Sequence[type[Check]]) -> list[CheckShown]:
    """Of a server that did not start, nothing was looked at."""
    why = "the server does not start"
    return [CheckShown(name=check.name, asks=check.asks, looked=0, status="skipped", why=why) for check in checks]


def _silent(done: int, total: int, what: str) -> None:
    """Report no progress."""
