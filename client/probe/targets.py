"""What is probed: a command that is started, or a URL that is spoken to. Both open connections of one shape."""

import re
import shlex
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from client.link import Limits, Link
from client.official import Connection as Connecting
from client.official import at, starting
from client.servers import Launch, Process
from client.streamable import Connection

CANARY = {"MCPFARM_SECRET_TOKEN": "canary-5f1d7c2e9a"}
"""A variable that no tool has a reason to show."""
_SECRET = re.compile(r"key|token|secret|password|passwd|credential", re.IGNORECASE)


class Target(Protocol):
    """Something that can be probed."""

    @property
    def name(self) -> str:
        """How messages call it: the command or the URL."""

    @property
    def known(self) -> str:
        """What its author has given us, and what is thus no secret between us: the command and its folder."""

    @property
    def paths(self) -> Sequence[str]:
        """The files and folders that the server has been given."""

    @property
    def local(self) -> bool:
        """Whether it runs where a page of ours can be fetched."""

    @property
    def secrets(self) -> Mapping[str, str]:
        """Variables and headers whose values no answer should show."""

    def open(self, limits: Limits, variables: Mapping[str, str], stray: list[bytes]) -> Link:
        """A new session; `variables` stand for another machine, lines that are no messages go to `stray`."""

    def official(self, limits: Limits) -> AbstractContextManager[Connecting]:
        """The SDK's own client, about to connect."""


@dataclass(frozen=True)
class Command:
    """A command line that starts a server over stdio in a folder."""

    words: tuple[str, ...]
    folder: Path
    scratch: Path
    """A folder of ours for what it writes on stderr."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Environment variables beside those few that every host passes on."""

    @property
    def name(self) -> str:
        """The command line."""
        return shlex.join(self.words)

    @property
    def known(self) -> str:
        """The command, its folder and its variables that hold no secret."""
        plain = [value for name, value in self.variables.items() if name not in self.secrets]
        return " ".join((*self.words, str(self.folder.resolve()), *plain))

    @property
    def paths(self) -> Sequence[str]:
        """The arguments that name a file or folder that exists."""
        given = [word.rpartition("=")[2] for word in self.words[1:]]
        return [word for word in given if "/" in word and (self.folder / word).exists()]

    @property
    def local(self) -> bool:
        """It runs here."""
        return True

    @property
    def secrets(self) -> Mapping[str, str]:
        """The variables that are called like secrets, and one of ours."""
        given = {name: value for name, value in self.variables.items() if _SECRET.search(name) and len(value) > 5}
        return {**given, **CANARY}

    def open(self, limits: Limits, variables: Mapping[str, str], stray: list[bytes]) -> Process:
        """Start it. Raises ServerExitedError if there is no such command."""
        return Process(self._launch(variables), limits, stray)

    def official(self, limits: Limits) -> AbstractContextManager[Connecting]:
        """Start it through the SDK."""
        return starting(self._launch({}), limits)

    def _launch(self, variables: Mapping[str, str]) -> Launch:
        everything = {**CANARY, **variables, **self.variables}
        return Launch(self.words[0], self.words, self.folder, self.scratch / "stderr.txt", everything)


@dataclass(frozen=True)
class Url:
    """A server that runs somewhere, over streamable HTTP."""

    url: str
    scratch: Path
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The URL."""
        return self.url

    @property
    def known(self) -> str:
        """The URL."""
        return self.url

    @property
    def paths(self) -> Sequence[str]:
        """None is known."""
        return ()

    @property
    def local(self) -> bool:
        """Nobody knows."""
        return False

    @property
    def secrets(self) -> Mapping[str, str]:
        """The headers, which may carry a token."""
        return {name: value for name, value in self.headers.items() if len(value) > 5}

    def open(self, limits: Limits, variables: Mapping[str, str], stray: list[bytes]) -> Connection:  # noqa: ARG002
        """Begin a session; variables are out of reach."""
        connection = Connection(self.url, limits, self.headers)
        connection.stray = stray
        return connection

    def official(self, limits: Limits) -> AbstractContextManager[Connecting]:
        """Connect through the SDK."""
        return at(self.url, Launch(self.url, (), self.scratch, self.scratch / "stderr.txt"), limits, self.headers)
