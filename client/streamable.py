"""A server that is reached by its URL, spoken to in JSON-RPC over streamable HTTP: what `Process` is for stdio.

One request at a time, in the handshake era; the official client speaks the modern one. Source: MCP specification
2025-11-25, Transports, Streamable HTTP.
"""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

import httpx2

from client.errors import ServerExitedError, ServerGarbledError, ServerSilentError
from client.link import LEGACY, Limits, Link, Object, introduction

SESSION, VERSION = "Mcp-Session-Id", "MCP-Protocol-Version"
_ACCEPT = {"Accept": "application/json, text/event-stream"}


class Connection(Link):
    """A session with a server at a URL."""

    def __init__(self, url: str, limits: Limits, headers: Mapping[str, str]) -> None:
        super().__init__(limits)
        self.url = url
        self.stray: list[bytes] = []
        self._headers = {**_ACCEPT, **headers}
        self._session = ""
        self._http = httpx2.Client(trust_env=False, verify=url.startswith("https:"), follow_redirects=True)
        self._end = time.monotonic() + limits.whole

    def survives(self, line: bytes) -> bool:
        """Send a body that a server may refuse; True if a `ping` after it is answered all the same."""
        try:
            with self._sent(line, {}):
                pass
        except (ServerSilentError, ServerExitedError):
            return False
        return self.pings()

    def status(self, headers: Mapping[str, str]) -> int:
        """The HTTP status of an `initialize` that carries other headers."""
        message: Object = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": introduction(LEGACY)}
        with self._sent(json.dumps(message).encode(), headers) as response:
            return response.status_code

    def close(self) -> None:
        """End the session, if the server keeps one."""
        if self._session:
            with suppress(httpx2.HTTPError):  # a server need not end sessions on request
                self._http.delete(self.url, headers={**self._headers, **self._opened()}, timeout=self.limits.stop)
        self._http.close()

    def post(self, message: Object) -> None:
        """Send a message and read no answer."""
        with self._sent(json.dumps(message).encode(), {}):
            return

    def ask(self, message: Object) -> Object:
        """Send a numbered request and wait for the answer of that number; other messages are passed over."""
        with self._sent(json.dumps(message).encode("ascii"), {}) as response:
            self._session = response.headers.get(SESSION, self._session)
            deadline = self._deadline()
            for answer in self._messages(response, deadline):
                if answer.get("id") == message["id"] and "method" not in answer:
                    return answer
            what = f"answered '{message['method']}' with HTTP status {response.status_code} and no message"
            raise ServerGarbledError(self.url, what, "is this the URL of an MCP server?")

    def _opened(self) -> dict[str, str]:
        """The headers that say which session it is, once it is open."""
        said = {SESSION: self._session, VERSION: self._agreed}
        return {name: value for name, value in said.items() if value}

    @contextmanager
    def _sent(self, body: bytes, headers: Mapping[str, str]) -> Iterator[httpx2.Response]:
        everything = {**self._headers, "Content-Type": "application/json", **self._opened(), **headers}
        timeout = max(0.001, self._deadline() - time.monotonic())
        try:
            with self._http.stream("POST", self.url, content=body, headers=everything, timeout=timeout) as response:
                yield response
        except httpx2.TimeoutException:
            raise self._silent() from None
        except httpx2.HTTPError as error:
            what = f"cannot be reached: {str(error)[:200] or type(error).__name__}"
            raise ServerExitedError(self.url, what, "check the URL and whether the server runs") from None

    def _messages(self, response: httpx2.Response, deadline: float) -> Iterator[Object]:
        """The messages in a body, which is one of JSON or a stream of events."""
        streamed = response.headers.get("content-type", "").startswith("text/event-stream")
        data: list[str] = []
        for line in self._lines(response, deadline):
            if not streamed:
                data.append(line)
            elif line.startswith("data:"):
                data.append(line[5:].removeprefix(" "))
            elif not line and data:
                yield from self._message("\n".join(data))
                data = []
        if data:
            yield from self._message("\n".join(data))

    def _lines(self, response: httpx2.Response, deadline: float) -> Iterator[str]:
        read, rest = 0, b""
        for chunk in response.iter_bytes(1 << 16):
            read += len(chunk)
            if read > self.limits.message:
                what = f"sent a message longer than {self.limits.message:,} bytes"
                raise ServerGarbledError(self.url, what, "page the results")
            if time.monotonic() > deadline:
                raise self._silent()
            *lines, rest = (rest + chunk).split(b"\n")
            yield from (line.decode("utf-8", "replace").removesuffix("\r") for line in lines)
        if rest:
            yield rest.decode("utf-8", "replace")

    def _message(self, text: str) -> Iterator[Object]:
        try:
            message = json.loads(text)
        except (ValueError, RecursionError):
            message = None
        if isinstance(message, dict):
            yield message
        elif text.strip():
            self.stray.append(text.encode())

    def _deadline(self) -> float:
        return min(self._end, time.monotonic() + self.limits.call)

    def _silent(self) -> ServerSilentError:
        what = f"gave no answer within {self.limits.call:g} seconds"
        return ServerSilentError(self.url, what, "see whether it hangs")
