"""What every check is given and gives."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from client.probe.findings import Call, Finding, Severity, cut
from client.probe.observing import Observers
from client.probe.session import Exchange, Session
from client.probe.survey import Survey
from client.probe.tools import Tool
from client.servers import Object


@dataclass
class Probe:
    """A server under examination."""

    session: Session
    introduction: Object
    """Its answer to `initialize`."""
    listed: Sequence[Object]
    """The entries of `tools/list` as they came."""
    survey: Survey
    observers: Observers

    @property
    def tools(self) -> Sequence[Tool]:
        """Its tools, each name once."""
        return self.survey.tools

    def tool(self, name: str) -> Tool:
        """The tool of that name, an empty one if there is none."""
        return next((tool for tool in self.tools if tool.name == name), Tool(name))


class Check(ABC):
    """One question to a server. `run` counts in `looked` what it has looked at, so that a check of nothing shows."""

    name: ClassVar[str]
    asks: ClassVar[str]
    """The question, in a few words."""
    of_processes: ClassVar[bool] = False
    """Whether it needs a process of ours, so that a URL cannot be asked."""
    passive: ClassVar[bool] = False
    """Whether it only reads what the others' calls have shown, and so is asked last, and always."""

    def __init__(self) -> None:
        self.looked = 0

    @abstractmethod
    def run(self, probe: Probe) -> Iterable[Finding]:
        """Everything that is wrong. Raises Spent at the probe's limits, ServerError if the server is lost for good."""

    def finding(self, severity: Severity, kind: str, what: str, advice: str, *, spec: str = "") -> Finding:
        """A finding of this check about the server."""
        return Finding(severity, self.name, kind, what, advice, spec=spec)

    def about(
        self,
        made: Exchange,
        severity: Severity,
        kind: str,
        what: str,
        advice: str,
        *,
        spec: str = "",
        calls: Sequence[Call] | None = None,
        got: str = "",
    ) -> Finding:
        """A finding of this check about a call; `calls` may be more than that one, `got` other than its answer."""
        return Finding(
            severity,
            self.name,
            kind,
            what,
            advice,
            tool=made.call.tool,
            got=got or cut(answered(made)),
            spec=spec,
            calls=(made.call,) if calls is None else tuple(calls),
        )


def answered(made: Exchange) -> str:
    """What came of a call, with the kind of answer in front."""
    if made.lost is not None:
        return made.lost.what
    if made.answer.refused:
        return made.answer.refused
    return ("isError: " if made.answer.is_error else "") + (" ".join(made.answer.texts) or made.text)
