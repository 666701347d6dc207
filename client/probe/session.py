"""One probe's conversation with a server: sessions that are opened again when lost, every call kept, limits held."""

import json
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from client.answers import Answer
from client.errors import ServerError, ServerSilentError
from client.link import Limits, Link, Object, RefusedRequest
from client.probe.findings import Call
from client.probe.targets import Target
from client.probe.tools import Tool
from client.servers import Process

PAGES = 100
STOP = 4.0
"""Seconds that a server may take to end when its input closes."""
START = 3
"""How much longer than a call a start may take."""
PING = 3.0
"""Seconds that a server may take to say that it is still there."""
_REFUSES = (
    "error", "not found", "failed", "failure", "invalid", "denied", "cannot", "can't", "could not", "no such", "unable",
    "does not exist", "doesn't exist", "already exists", "not allowed", "refused",
)  # fmt: skip
"""What a short text says that refuses."""
_BEGINS = ("error", "failed to", "invalid ", "exception", "traceback")
"""How a text of any length begins that refuses."""
_MAY_REFUSE = (
    *_REFUSES,
    "no ",
    "not a",
    "missing",
    "require",
    "unknown",
    "unsupported",
    "must ",
    "should ",
    "expected",
)
"""What a short text says that may refuse."""


@dataclass(frozen=True)
class Options:
    """What a probe may cost, and how far it may go."""

    timeout: float = 60.0
    """Seconds for a whole server."""
    calls: int = 3_000
    """Calls of tools."""
    call: float = 10.0
    """Seconds for one call."""
    message: int = 16 * 2**20
    """Bytes of one answer."""
    read_only: bool = False
    """Whether to call only tools that say that they only read."""
    seed: int = 1


class Spent(Exception):
    """A limit of the probe is reached; what has not been looked at yet is not."""


@dataclass(frozen=True)
class Exchange:
    """A call and what came of it."""

    number: int
    session: int
    """Which of the probe's sessions it belongs to."""
    call: Call
    answer: Answer
    result: Object | None = None
    """The result on the wire; None for a JSON-RPC error or no answer."""
    code: int = 0
    """The code of the JSON-RPC error."""
    lost: ServerError | None = None
    """Why there is no answer."""
    alive: bool = True
    """Whether the server still answered after it."""

    @property
    def good(self) -> bool:
        """Whether the tool did what it was asked; many tell errors in a text that is not marked as one."""
        return self.lost is None and not self.answer.is_error and not self._says(_REFUSES)

    @property
    def accepted(self) -> bool:
        """Whether the tool did what it was asked, and nothing that it says can be read as a refusal."""
        return self.good and not self._says(_MAY_REFUSE)

    def _says(self, words: Iterable[str]) -> bool:
        """Whether a short answer of prose has one of the words, or one of data an error in it."""
        data = self.answer.data if self.answer.structured is None else self.answer.structured
        texts = list(self.answer.texts)
        if isinstance(data, dict):
            if data.get("error") or data.get("errors") or data.get("success") is False:
                return True
            texts = [value for value in data.values() if isinstance(value, str)] if len(data) == 1 else []
        text = " ".join(texts).lower()
        if isinstance(data, list):
            return False
        return text.startswith(_BEGINS) or (len(text) < 400 and any(word in text for word in words))

    @property
    def text(self) -> str:
        """All that was answered, as one text that is the same for the same answer."""
        if self.lost is not None:
            return f"lost: {self.lost.what}"
        structured = self.answer.structured
        told = json.dumps(structured, sort_keys=True) if structured is not None else ""
        return "\n".join((*self.answer.texts, told, self.answer.refused)).strip()


@dataclass
class Session:
    """The conversation. Opening, calling and listing raise ServerError if the server cannot be spoken to at all."""

    target: Target
    options: Options
    exchanges: list[Exchange] = field(default_factory=list)
    stray: list[bytes] = field(default_factory=list)
    hung: dict[str, int] = field(default_factory=dict)
    """How often each tool has not answered."""
    took: dict[str, float] = field(default_factory=dict)
    """Seconds that each tool has taken so far."""
    closed: list[Process] = field(default_factory=list)
    """The processes that were ended after they had answered to the end."""
    opened: int = 0
    _link: Link | None = None
    _began: float = field(default_factory=time.monotonic)
    _variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self._began + self.options.timeout - time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds that it has taken."""
        return time.monotonic() - self._began

    def limits(self) -> Limits:
        """Limits of a session that begins now."""
        call = min(self.options.call, max(0.01, self.left))
        return Limits(
            start=min(START * self.options.call, max(0.01, self.left)),
            call=call,
            stop=STOP,
            message=self.options.message,
            patience=min(3 * call, max(0.01, self.left)),
            whole=max(0.01, self.left),
        )

    def link(self) -> Link:
        """The open session; one is opened if none is. Raises Spent if the time is over."""
        if self._link is None:
            self.open(self._variables)
        assert self._link is not None
        return self._link

    def open(self, variables: Mapping[str, str]) -> Object:
        """Begin a new session, on a fresh process where we start it; gives the answer to `initialize`."""
        self.close()
        self.need(0.01)
        self.opened, self._variables = self.opened + 1, variables
        limits = self.limits()
        link = self.target.open(limits, variables, self.stray)
        try:
            answer = link.handshake()
        except BaseException as error:
            link.limits = replace(link.limits, stop=0.2)
            link.close()
            if isinstance(error, RefusedRequest):
                raise ServerError(self.target.name, f"refuses 'initialize': {error.message}", "see its log") from error
            if self.opened > 1:
                self._excuse(error, limits.start < START * self.options.call)
            raise
        self._link = link
        return answer

    def need(self, seconds: float) -> None:
        """Raise Spent if there is less time left: a server must not be blamed for what we cannot wait for."""
        if self.left < seconds:
            raise Spent(f"{self.options.timeout:g} seconds")

    def _excuse(self, error: BaseException, hurried: bool) -> None:
        if hurried and isinstance(error, ServerSilentError):
            raise Spent(f"{self.options.timeout:g} seconds") from error

    def close(self) -> None:
        """End the open session, if there is one."""
        link, self._link = self._link, None
        if link is not None:
            link.close()
            if isinstance(link, Process):
                self.closed.append(link)

    def drop(self) -> None:
        """End a session whose server has failed: how it ends says nothing about how it would have ended."""
        link, self._link = self._link, None
        if link is not None:
            link.limits = replace(link.limits, stop=0.2)
            link.close()

    def call(self, tool: Tool | str, arguments: Object) -> Exchange:
        """Call a tool and keep what came of it. Raises Spent at the limits."""
        name = tool if isinstance(tool, str) else tool.name
        self.need(0.01)
        if len(self.exchanges) >= self.options.calls:
            raise Spent(f"{self.options.calls:,} calls")
        link = self.link()
        link.limits = replace(link.limits, call=min(self.options.call, max(0.01, self.left)))
        began = time.monotonic()
        made = self._asked(link, Call(name, arguments))
        seconds = time.monotonic() - began
        self.took[name] = self.took.get(name, 0.0) + seconds
        made = replace(made, answer=replace(made.answer, seconds=seconds))
        self.exchanges.append(made)
        return made

    def _asked(self, link: Link, call: Call) -> Exchange:
        number = len(self.exchanges)
        params: Object = {"name": call.tool, "arguments": call.arguments, "_meta": {"progressToken": number}}
        try:
            result = link.request("tools/call", params)
        except RefusedRequest as error:
            return Exchange(number, self.opened, call, Answer.none(str(error)), code=error.code)
        except ServerError as error:
            self._excuse(error, link.limits.call < self.options.call)
            alive = self._after(error, link, call.tool)
            return Exchange(number, self.opened, call, Answer.none(error.what), lost=error, alive=alive)
        return Exchange(number, self.opened, call, Answer.of(result), result)

    def _after(self, error: ServerError, link: Link, tool: str) -> bool:
        """Whether the server goes on after a call without an answer; if not, the next call begins a new session."""
        if isinstance(error, ServerSilentError):
            self.hung[tool] = self.hung.get(tool, 0) + 1
            if self.left > 0 and self._pings(link):
                return True
        self.drop()
        return False

    def _pings(self, link: Link) -> bool:
        link.limits = replace(link.limits, call=min(PING, max(0.01, self.left)))
        try:
            with suppress(RefusedRequest):  # an answer all the same
                link.request("ping")
        except ServerError:
            return False
        return True

    def listed(self) -> list[Object]:
        """The tools as listed, all pages. Raises RefusedRequest or ServerError."""
        found: list[Object] = []
        cursor: Object = {}
        for _ in range(PAGES):
            page = self.link().request("tools/list", cursor)
            tools = page.get("tools")
            found += [item for item in tools if isinstance(item, dict)] if isinstance(tools, list) else []
            if not isinstance(after := page.get("nextCursor"), str):
                break
            cursor = {"cursor": after}
        return found
