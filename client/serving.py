"""A server over streamable HTTP on loopback: started, waited for until it says where it listens, spoken to, ended."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import TimeoutExpired

from mcp.client.streamable_http import streamable_http_client

from client.errors import ServerSilentError
from client.official import Connection, Era, connecting
from client.processes import kill_group, new_mark, sweep
from client.servers import Child, Launch, Limits, Start, executed

_LISTENS = re.compile(r"http://(?:127\.0\.0\.1|localhost|\[::1\]):\d+/\S*", re.ASCII)
_STEP = 0.02


@contextmanager
def serving(launch: Launch, limits: Limits, start: Start = executed) -> Iterator["Served"]:
    """Launch a server whose command serves HTTP; it has not been waited for."""
    mark = new_mark()
    child = start(launch, mark)
    try:
        yield Served(child, launch, limits)
    finally:
        kill_group(child.pid)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
        sweep(mark)


class Served:
    """A server that is on its way to listen."""

    def __init__(self, child: Child, launch: Launch, limits: Limits) -> None:
        self._child, self._launch, self._limits = child, launch, limits

    def url(self) -> str:
        """Where it listens, as it says on stderr. Raises ServerError if it ends or says nothing within the limit."""
        deadline = time.monotonic() + self._limits.start
        while (found := _LISTENS.search(self._launch.said())) is None:
            if time.monotonic() > deadline:
                what = f"did not say within {self._limits.start:g} seconds where it listens"
                raise ServerSilentError(self._launch.name, what, f"it said: {self._launch.last_words() or 'nothing'}")
            self._wait()
        return found.group()

    @contextmanager
    def connected(self, era: Era = "auto") -> Iterator[Connection]:
        """The SDK's client, on its way to be connected."""
        with connecting(streamable_http_client(self.url()), era, self._launch, self._limits) as connection:
            yield connection

    def _wait(self) -> None:
        """Give it a moment. Raises ServerExitedError if it ends in it."""
        try:
            status = self._child.wait(_STEP)
        except TimeoutExpired:
            return
        raise self._launch.ended(status)
