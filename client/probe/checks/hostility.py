"""Hostile arguments: huge, foreign, broken, and texts that careless code takes for code.

What ends, hangs or leaks in answer to them is told by the passive checks; here is told what was taken for code. A tool
that may write gets no text that names a file of the machine: a probe must not be what deletes it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from client.hostility import TEXTS
from client.probe.checks.base import Check, Probe
from client.probe.findings import Call, Finding
from client.probe.schemas import kind, resolved
from client.probe.session import Exchange
from client.probe.tools import Tool, words
from client.servers import Json, Object

EACH = 2
"""How many of the hostile texts each parameter gets, in turn."""
LONG, VERY_LONG = 100_000, 1_000_000
"""Characters: beyond what any text has, and beyond what one message of a careless server holds."""
NUMBERS: tuple[Json, ...] = (2**63, -(10**30), 1e308)
DEEP = 60
"""Lists in lists: what every common reader of JSON takes (some end at 64). Deeper ones are among the noise."""
SHELL = "x; echo mcpfarm$((40 + 2)) $(echo mcpfarm$((40 + 2)))"
SHELL_SAID = "mcpfarm42"
TRAVERSAL = "../../../../../../../../etc/passwd"
ACCOUNTS_SAID = "root:x:0:"
_SQL_ERRORS = (
    "syntax error", "unrecognized token", "unterminated quoted string", "unclosed quotation mark", "sqlstate",
    "incomplete input", "you have an error in your sql",
)  # fmt: skip
_CODE = frozenset({"sql", "shell", "command", "cmd", "bash", "script", "code", "execute", "exec", "query", "eval"})
"""What a tool calls itself whose arguments are code."""


@dataclass(frozen=True)
class Parameter:
    """A parameter that takes free text, in arguments that the tool takes."""

    tool: Tool
    name: str
    base: Object

    def with_(self, value: Json) -> Object:
        """The arguments with another value."""
        return {**self.base, self.name: value}


class Hostile(Check):
    """Texts for every parameter that takes free text, numbers and depth for the others."""

    name = "hostile"
    asks = "does it bear hostile arguments"

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Each tool, until it hangs."""
        for number, parameter in enumerate(self._parameters(probe)):
            for question in (self._injections, self._texts):
                yield from question(probe, parameter, number)
        self._others(probe)

    def _parameters(self, probe: Probe) -> list[Parameter]:
        return [
            Parameter(tool, name, made.call.arguments)
            for tool, made in probe.survey.usable()
            for name, part in tool.properties.items()
            if _is_free(resolved(part, tool.input))
        ]

    def _texts(self, probe: Probe, parameter: Parameter, number: int) -> Iterator[Finding]:
        texts = [text for text in TEXTS if parameter.tool.reads or not _names_a_file(text)]
        chosen = [texts[(number * EACH + index) % len(texts)] for index in range(EACH)]
        huge = ["x" * LONG, "é☃😀" * 2_000, *(["x" * VERY_LONG] if self._is_first(parameter) else [])]
        for text in (*chosen, *([""] if parameter.tool.reads else []), "a\0b", *huge):
            self._try(probe, parameter.tool, parameter.with_(text))
        yield from ()

    def _is_first(self, parameter: Parameter) -> bool:
        return next(iter(parameter.tool.properties)) == parameter.name

    def _others(self, probe: Probe) -> None:
        """Numbers that nothing can hold, lists of lists of lists."""
        deep: Json = "x"
        for _ in range(DEEP):
            deep = [deep]
        for tool, made in probe.survey.usable():
            for name, part in tool.properties.items():
                found = kind(resolved(part, tool.input))
                values = NUMBERS if found in ("integer", "number") else (deep,) if found in ("array", "object") else ()
                for value in values:
                    self._try(probe, tool, {**made.call.arguments, name: value})

    def _injections(self, probe: Probe, parameter: Parameter, _number: int) -> Iterator[Finding]:
        if _CODE & {*parameter.tool.words, *words(parameter.name), *words(parameter.tool.description)}:
            return
        made = self._try(probe, parameter.tool, parameter.with_(SHELL))
        if made is not None and SHELL_SAID in made.text:
            what = f"runs what '{parameter.name}' says in a shell"
            yield self.about(made, "error", "shell injection", what, "start programs without a shell")
        made = self._try(probe, parameter.tool, parameter.with_(TRAVERSAL)) if parameter.tool.reads else None
        if made is not None and ACCOUNTS_SAID in made.text:
            what = f"reads any file of the machine that '{parameter.name}' names"
            yield self.about(made, "error", "path traversal", what, "resolve the path and hold it below its root")
        yield from self._sql(probe, parameter)

    def _sql(self, probe: Probe, parameter: Parameter) -> Iterator[Finding]:
        """One quote breaks the statement, two do not: the text is pasted into SQL."""
        one, two = (self._try(probe, parameter.tool, parameter.with_(f"x{quote}y")) for quote in ("'", "''"))
        if one is not None and two is not None and _is_sql_error(one) and not _is_sql_error(two):
            what = f"pastes '{parameter.name}' into an SQL statement: one quote in it breaks the statement, two do not"
            calls: Sequence[Call] = (two.call, one.call)
            yield self.about(one, "error", "sql injection", what, "bind it as a parameter", calls=calls)

    def _try(self, probe: Probe, tool: Tool, arguments: Object) -> Exchange | None:
        if not probe.survey.callable(tool):
            return None
        self.looked += 1
        return probe.session.call(tool, arguments)


def _names_a_file(text: str) -> bool:
    """Whether a careless tool could take it for a file of the machine; one that writes is not given any."""
    return "/" in text or "\\" in text or not text.strip()


def _is_free(schema: Object) -> bool:
    return kind(schema) == "string" and "enum" not in schema and "const" not in schema


def _is_sql_error(made: Exchange) -> bool:
    text = made.text.lower()
    return any(error in text for error in _SQL_ERRORS)
