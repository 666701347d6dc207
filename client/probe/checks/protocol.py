"""What MCP asks of every server, told or untold: the messages that a host sends before and beside calls."""

from collections.abc import Iterator

from pydantic import ValidationError

from client.errors import ServerError, ServerSilentError
from client.hostility import LINES
from client.link import LEGACY, Link, Object, RefusedRequest
from client.probe.checks.base import Check, Probe
from client.probe.findings import Finding, cut, shown
from client.probe.session import Session

LIFECYCLE = "MCP 2025-11-25, Lifecycle, Initialization"
TRANSPORT = "MCP 2025-11-25, Transports, stdio"
BASE = "MCP 2025-11-25, Base Protocol"
TOOLS = "MCP 2025-11-25, Tools"
VERSIONS = ("2024-11-05", "2025-03-26", "2025-06-18", LEGACY)
NO_TOOL = "mcpfarm_no_such_tool"
METHOD_NOT_FOUND, INVALID_PARAMS = -32601, -32602


class Protocol(Check):
    """Initialization, ping, unknown methods and tools, a steady tool list, nothing but protocol on stdout."""

    name = "protocol"
    asks = "does it speak MCP"

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Each message once."""
        for question in (self._introduction, self._ping, self._unknown_method, self._unknown_tool, self._list):
            self.looked += 1
            yield from question(probe)

    def _introduction(self, probe: Probe) -> Iterator[Finding]:
        told = probe.introduction
        if told.get("protocolVersion") not in VERSIONS:
            what = f"answers 'initialize' with the protocol version {shown(told.get('protocolVersion'))}"
            yield self.finding("error", "version", what, f"answer with one of {', '.join(VERSIONS)}", spec=LIFECYCLE)
        info = told.get("serverInfo")
        if not isinstance(info, dict) or not info.get("name") or not isinstance(info.get("version"), str):
            what = f"introduces itself with serverInfo {shown(info)}"
            yield self.finding("error", "identity", what, "give serverInfo a name and a version", spec=LIFECYCLE)
        capabilities = told.get("capabilities")
        if probe.tools and not (isinstance(capabilities, dict) and isinstance(capabilities.get("tools"), dict)):
            what = "has tools and does not declare the capability 'tools'"
            yield self.finding("error", "capability", what, 'declare "capabilities": {"tools": {}}', spec=TOOLS)

    def _ping(self, probe: Probe) -> Iterator[Finding]:
        try:
            probe.session.link().request("ping")
        except RefusedRequest as error:
            what = f"refuses 'ping': {cut(error.message)}"
            yield self.finding("error", "ping", what, "answer 'ping' with an empty result", spec="MCP 2025-11-25, Ping")

    def _unknown_method(self, probe: Probe) -> Iterator[Finding]:
        advice = f"answer unknown methods with the JSON-RPC error {METHOD_NOT_FOUND}"
        try:
            got = probe.session.link().request("mcpfarm/unknown")
        except RefusedRequest as error:
            if error.code not in (METHOD_NOT_FOUND, INVALID_PARAMS):
                what = f"answers an unknown method with the error {error.code} ({cut(error.message, 80)})"
                yield self.finding("warning", "unknown method", what, advice, spec=BASE)
        else:
            what = f"answers an unknown method with the result {shown(got, 80)}"
            yield self.finding("error", "unknown method", what, advice, spec=BASE)

    def _unknown_tool(self, probe: Probe) -> Iterator[Finding]:
        made = probe.session.call(NO_TOOL, {})
        if made.lost is None and not made.answer.is_error:
            advice = f"answer with the JSON-RPC error {INVALID_PARAMS}, or with isError"
            yield self.about(made, "error", "unknown tool", "is no tool and is answered", advice, spec=TOOLS)

    def _list(self, probe: Probe) -> Iterator[Finding]:
        if not isinstance(found := probe.session.link().request("tools/list").get("tools"), list):
            what, advice = (
                f"answers 'tools/list' with the tools {shown(found, 80)}",
                "give a list, empty if there are none",
            )
            yield self.finding("error", "no list", what, advice, spec=TOOLS)
        again = probe.session.listed()
        if sorted(map(shown, again)) != sorted(map(shown, probe.listed)):
            what = "lists other tools when it is asked a second time"
            advice = "let the list depend on nothing, and send notifications/tools/list_changed when it changes"
            yield self.finding("warning", "unsteady list", what, advice, spec=TOOLS)


class Stdout(Check):
    """On stdio, stdout belongs to the protocol."""

    name = "stdout"
    asks = "is stdout kept for messages"
    of_processes = True
    passive = True

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Every line that was no message."""
        self.looked = 1
        if stray := [line for line in probe.session.stray if line.strip()]:
            first = cut(stray[0].decode(errors="replace"), 100)
            what = f"wrote {len(stray):,} lines on stdout that are no messages: {first}"
            yield self.finding("error", "stdout", what, "write logs to stderr; many hosts give up here", spec=TRANSPORT)


class Versions(Check):
    """A client of another revision is told one that the server knows."""

    name = "versions"
    asks = "does it agree on a version with older and newer clients"

    def run(self, probe: Probe) -> Iterator[Finding]:
        """A version of long ago, and one that does not exist."""
        for version in (VERSIONS[0], "1999-01-01"):
            self.looked += 1
            yield from self._offered(probe.session, version)

    def _offered(self, session: Session, version: str) -> Iterator[Finding]:
        session.close()
        session.need(session.options.call)
        link = session.target.open(session.limits(), {}, session.stray)
        try:
            told = _introduced(link, version)
        except ServerSilentError:
            session.need(0.1)
            raise
        finally:
            link.close()
        known = told is None or told.get("protocolVersion") in VERSIONS
        if not known:
            assert told is not None
            what = f"agrees to the protocol version {shown(told.get('protocolVersion'))} when it is offered {version}"
            yield self.finding("warning", "versions", what, "answer with a version that you support", spec=LIFECYCLE)


def _introduced(link: Link, version: str) -> Object | None:
    try:
        return link.handshake(version)
    except RefusedRequest:
        return None  # a refusal is an answer too


class Noise(Check):
    """A line that is no request does not end the server."""

    name = "noise"
    asks = "does it survive lines that are no requests"

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Each line in a session that works, and a ping after it."""
        number = (
            b'{"jsonrpc": "2.0", "id": "n", "method": "tools/call", "params": {"name": "x", "arguments": {"x": NaN}}}'
        )
        for what, line in (*LINES, ("a number that JSON does not have", number)):
            self.looked += 1
            if wrong := self._wrong(probe.session, line):
                told = f"does not go on after {what}: {wrong}"
                advice = "answer with the JSON-RPC error -32700 or -32600, or pass over the line"
                yield self.finding("warning", f"noise: {what}", told, advice, spec="JSON-RPC 2.0, Error object")
                probe.session.drop()

    def _wrong(self, session: Session, line: bytes) -> str:
        link = session.link()
        try:
            return "" if link.survives(line) else "a ping after it is not answered"
        except ServerError as error:
            return error.what


class Official(Check):
    """The official SDK's client can use it, in the newest era that both know."""

    name = "sdk"
    asks = "can the official Python client use it"

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Connect, list, call one tool."""
        probe.session.close()
        probe.session.need(probe.session.options.call)
        self.looked = 1
        advice = "compare the messages with the schema of the specification"
        try:
            with probe.session.target.official(probe.session.limits()) as connecting:
                client = connecting.official()
                names = [str(tool.get("name")) for tool in client.tools()]
                wrong = [client.call(made.call.tool, made.call.arguments) for _, made in probe.survey.reads[:1]]
        except (ServerError, RefusedRequest, ValidationError, RuntimeError) as error:
            probe.session.need(0.1)
            what = f"cannot be used by the official Python client: {cut(str(error), 200)}"
            yield self.finding("error", "sdk", what, advice, spec=LIFECYCLE)
            return
        if sorted(names) != sorted(str(tool.get("name")) for tool in probe.listed):
            what = (
                f"lists {len(names)} tools to the official client and {len(probe.listed)} to one that offers {LEGACY}"
            )
            yield self.finding("warning", "eras", what, "list the same tools in every version", spec=TOOLS)
        for answer in wrong:
            if answer.refused:
                what = f"gives an answer that the official client refuses: {cut(answer.refused, 200)}"
                yield self.finding("error", "sdk call", what, advice, spec=TOOLS)
