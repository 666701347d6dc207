"""A session with a server in JSON-RPC, in the handshake era, whatever carries its messages: pipes or HTTP.

Source: MCP specification 2025-11-25, Base Protocol, Lifecycle.
"""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from types import TracebackType
from typing import ClassVar, Self

from typing_extensions import TypeAliasType

from client.errors import ServerExitedError, ServerSilentError

Json = TypeAliasType("Json", "bool | int | float | str | list[Json] | dict[str, Json] | None")
Object = dict[str, Json]

LEGACY = "2025-11-25"


@dataclass(frozen=True)
class Limits:
    """How long to wait, in seconds, and how much to read, in bytes."""

    start: float = 60.0
    call: float = 20.0
    stop: float = 2.0
    message: int = 16 * 2**20
    patience: float = 0.0
    """How long a call may take that reports progress; 0 means `call`."""
    whole: float = math.inf
    """How long a server is spoken to at all; what is asked after it is not answered."""


class RefusedRequest(Exception):
    """A JSON-RPC error in answer to a request."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"JSON-RPC error {code}: {message}")
        self.code, self.message = code, message


class Link(ABC):
    """A session of one transport. Not thread-safe; one request at a time."""

    _first: ClassVar[int] = 1
    """The number of the first request."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._asked = 0
        self._agreed = ""
        """The protocol version that `initialize` was answered with."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def handshake(self, version: str = LEGACY) -> Object:
        """Open the session; gives the answer to `initialize`."""
        answer = self.request("initialize", introduction(version))
        self._agreed = str(answer.get("protocolVersion") or LEGACY)
        self.notify("notifications/initialized")
        return answer

    def request(self, method: str, params: Object | None = None) -> Object:
        """The result of one request. Raises RefusedRequest for a JSON-RPC error, ServerError if there is no answer."""
        number = self._first + self._asked
        self._asked += 1
        return _result(self.ask(_message(method, params, {"id": number})))

    def notify(self, method: str, params: Object | None = None) -> None:
        """Send a notification, which has no answer."""
        self.post(_message(method, params, {}))

    def pings(self) -> bool:
        """Whether the server is still there; who refuses a `ping` has answered, too."""
        try:
            self.request("ping")
        except RefusedRequest:
            return True
        except (ServerSilentError, ServerExitedError):
            return False
        return True

    @abstractmethod
    def ask(self, message: Object) -> Object:
        """Send a numbered request and wait for the answer of that number; other messages are passed over."""

    @abstractmethod
    def post(self, message: Object) -> None:
        """Send a message and wait for no answer."""

    @abstractmethod
    def survives(self, line: bytes) -> bool:
        """Send a line that a server may refuse to read; True if a `ping` after it is answered all the same."""

    @abstractmethod
    def close(self) -> None:
        """End the session and whatever was started for it."""


def introduction(version: str) -> Object:
    """What `initialize` is sent with."""
    return {"protocolVersion": version, "capabilities": {}, "clientInfo": {"name": "mcpfarm", "version": "1"}}


def _message(method: str, params: Object | None, number: Object) -> Object:
    message: Object = {"jsonrpc": "2.0", **number, "method": method}
    return message if params is None else {**message, "params": params}


def _result(answer: Object) -> Object:
    """The result in a JSON-RPC answer. Raises RefusedRequest if it holds an error."""
    error, result = answer.get("error"), answer.get("result")
    if isinstance(error, dict):
        code = error.get("code")
        raise RefusedRequest(code if isinstance(code, int) else 0, str(error.get("message", "")))
    return result if isinstance(result, dict) else {}
