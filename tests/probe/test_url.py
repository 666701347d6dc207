"""Servers that are reached by URL: the notes of `planted`, over streamable HTTP in this process."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import pytest

from client.errors import ServerExitedError, ServerGarbledError, ServerSilentError
from client.probe import Options, Url, probe
from client.servers import Limits, RefusedRequest
from client.streamable import SESSION, VERSION, Connection

FAST = Limits(start=5.0, call=5.0, stop=1.0)


def _planted() -> ModuleType:
    """The module beside this one, which is a script and no part of a package."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("planted", Path(__file__).parent / "planted.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class _Handler(BaseHTTPRequestHandler):
    """One message per POST; with `streams` the answer is an event stream, with `guards` foreign pages are refused."""

    notes: ClassVar[Any]
    streams: ClassVar[bool] = False
    guards: ClassVar[bool] = True
    said: ClassVar[list[tuple[str, str, str]]]
    """Method, session and protocol version of each request."""
    release: ClassVar[threading.Event]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        host, origin = self.headers.get("Host", ""), self.headers.get("Origin")
        if self.guards and (origin is not None or not host.startswith("127.0.0.1")):
            return self._send(403, b"", "text/plain")
        try:
            message = json.loads(body)
        except (ValueError, RecursionError):
            message = None
        if not isinstance(message, dict) or "method" not in message or message.get("jsonrpc") != "2.0":
            return self._send(400, b"", "text/plain")
        self._keep(message["method"])
        if "id" not in message:
            return self._send(202, b"", "text/plain")
        return self._answer(message)

    def _answer(self, message: dict[str, Any]) -> None:
        if message["method"] == "test/never":
            self.release.wait(20)
        result = self.notes.answer(message)
        found = {"result": result} if result is not None else {"error": {"code": -32601, "message": "unknown method"}}
        text = json.dumps({"jsonrpc": "2.0", "id": message["id"], **found})
        if self.streams:
            told = json.dumps({"jsonrpc": "2.0", "method": "notifications/message", "params": {}})
            events = f": hello\r\n\r\ndata: {told}\r\n\r\nevent: message\r\ndata: {text}\r\n\r\n"
            return self._send(200, events.encode(), "text/event-stream")
        return self._send(200, text.encode(), "application/json")

    def do_DELETE(self) -> None:
        self._keep("DELETE")
        self._send(200, b"", "text/plain")

    def _keep(self, method: str) -> None:
        self.said.append((method, self.headers.get(SESSION, ""), self.headers.get(VERSION, "")))

    def do_GET(self) -> None:
        self._send(405, b"", "text/plain")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if self.said and self.said[-1][0] == "initialize":
            self.send_header(SESSION, "s-1")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


Serve = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """`serve(streams=…, guards=…)`: the URL of a server that runs until the test ends."""
    with _servers() as start:
        yield start


@contextmanager
def _servers() -> Iterator[Serve]:
    started: list[ThreadingHTTPServer] = []
    release = threading.Event()

    def start(**how: object) -> str:
        notes = _planted().Notes("nothing", True)
        handler = type("Handler", (_Handler,), {"notes": notes, "release": release, "said": [], **how})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        started.append(server)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/mcp"

    try:
        yield start
    finally:
        release.set()
        for server in started:
            server.shutdown()
            server.server_close()


@pytest.mark.parametrize("streams", [False, True])
def test_a_good_server_at_a_url_gives_no_finding(serve: Serve, streams: bool, tmp_path: Path) -> None:
    report = probe(Url(serve(streams=streams), tmp_path), Options(timeout=60.0, call=2.0))
    assert report.findings == ()
    assert set(report.answered) == set(report.tools)
    skipped = {check.name: check.why for check in report.checks if check.status == "skipped"}
    assert skipped == dict.fromkeys(("memory", "stdout", "shutdown"), "needs a process of ours")


def test_a_server_that_any_web_page_can_use_is_told(serve: Serve, tmp_path: Path) -> None:
    report = probe(Url(serve(guards=False), tmp_path), Options(timeout=60.0, call=2.0), only=["origins"])
    assert [(found.severity, found.kind) for found in report.findings] == [("error", "origin"), ("error", "host")]


def test_a_url_where_nobody_listens_is_told(tmp_path: Path) -> None:
    report = probe(Url("http://127.0.0.1:9/mcp", tmp_path), Options(timeout=5.0, call=1.0))
    (found,) = report.findings
    assert "cannot be reached" in found.what
    assert report.failed


def test_answers_of_both_forms_are_read_and_refusals_raised(serve: Serve) -> None:
    for streams in (False, True):
        with Connection(serve(streams=streams), FAST, {}) as connection:
            assert connection.handshake()["serverInfo"] == {"name": "notes", "version": "1"}
            assert connection.request("ping") == {}
            with pytest.raises(RefusedRequest):
                connection.request("nothing/here")
            assert connection.survives(b"{not json")


def test_a_session_is_named_in_each_request_after_the_first_and_ended(serve: Serve) -> None:
    said: list[tuple[str, str, str]] = []
    with Connection(serve(said=said), FAST, {}) as connection:
        version = connection.handshake()["protocolVersion"]
        connection.request("ping")
    assert said == [
        ("initialize", "", ""),
        ("notifications/initialized", "s-1", version),
        ("ping", "s-1", version),
        ("DELETE", "s-1", version),
    ]


def test_a_server_that_does_not_answer_in_time_is_silent(serve: Serve) -> None:
    with (
        Connection(serve(), Limits(call=0.2), {}) as connection,
        pytest.raises(ServerSilentError, match=r"0\.2 seconds"),
    ):
        connection.request("test/never")


def test_an_answer_beyond_the_limit_is_not_read(serve: Serve) -> None:
    with (
        Connection(serve(), Limits(call=5.0, message=100), {}) as connection,
        pytest.raises(ServerGarbledError, match="longer than 100 bytes"),
    ):
        connection.request("tools/list")


def test_a_page_that_is_no_server_is_called_so(serve: Serve) -> None:
    with (
        Connection(serve(), FAST, {"Origin": "http://evil.example"}) as connection,
        pytest.raises(ServerGarbledError, match="HTTP status 403"),
    ):
        connection.request("tools/list")


def test_nobody_at_the_url_is_a_server_that_is_gone() -> None:
    with Connection("http://127.0.0.1:9/mcp", FAST, {}) as connection, pytest.raises(ServerExitedError):
        connection.handshake()
