"""Whether arguments are held to the schema: unknown, missing and of another type, each refused in words that help."""

from collections.abc import Iterator, Mapping

from client.probe.checks.base import Check, Probe
from client.probe.findings import Finding
from client.probe.schemas import fits, kind, resolved
from client.probe.session import Exchange
from client.probe.tools import Tool, words
from client.servers import Json, Object

INPUT = "MCP 2025-11-25, Tools, Error Handling"
UNKNOWN = "mcpfarm_unknown"
EACH = 4
"""How many parameters of a tool are tried."""

WRONG: Mapping[str, Json] = {
    "string": {"value": "x"},
    "integer": "five",
    "number": "five",
    "boolean": "perhaps",
    "array": 5,
    "object": "text",
}
"""Values of another type that no reading turns into one of the type that is asked for."""


class UnknownKeys(Check):
    """An argument that the tool does not have: a misspelt one, passed over in silence, does what nobody asked for."""

    name = "unknown arguments"
    asks = "are unknown arguments refused"

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Each tool with arguments that it takes, and one more."""
        probe.survey.of_rest()
        for tool, _ in probe.survey.usable():
            if not _is_open(tool):
                self.looked += 1
                yield from self._taken(probe, tool)

    def _taken(self, probe: Probe, tool: Tool) -> Iterator[Finding]:
        """The arguments that it has taken may be out of date: what they named may be deleted."""
        for arguments in (probe.survey.good[tool.name].call.arguments, *probe.survey.maker.attempts(tool)):
            if not probe.survey.callable(tool):
                return
            tried = probe.session.call(tool, {**arguments, UNKNOWN: "x"})
            if tried.lost is None and tried.accepted and UNKNOWN not in tried.text:
                yield self._told(tool, tried)
                return
            if UNKNOWN in tried.text:
                return

    def _told(self, tool: Tool, tried: Exchange) -> Finding:
        if tool.input.get("additionalProperties") is False:
            what = "takes an argument that its own schema forbids, and says nothing"
            return self.about(tried, "warning", "forbidden", what, "refuse it and name it", spec=INPUT)
        what = "takes an argument that it does not have, and says nothing"
        advice = 'set "additionalProperties": false and refuse it: agents misspell optional arguments'
        return self.about(tried, "warning", "unknown", what, advice)


class MissingArguments(Check):
    """A required argument left out."""

    name = "missing arguments"
    asks = "are missing arguments refused in words that help"

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Each required parameter of each tool."""
        probe.survey.of_rest()
        for tool in probe.tools:
            base = _base(probe, tool)
            for name in tool.required[:EACH]:
                if name not in base or not probe.survey.callable(tool):
                    continue
                self.looked += 1
                tried = probe.session.call(tool, {key: value for key, value in base.items() if key != name})
                if tried.lost is None and tried.accepted:
                    what = f"requires '{name}' by its schema, and answers without it"
                    advice = "refuse the call, or require it no longer"
                    yield self.about(tried, "error", "missing", what, advice, spec=INPUT)
                elif tool.name in probe.survey.good and (found := _unclear(self, tried, name)) is not None:
                    yield found


class WrongTypes(Check):
    """An argument of another JSON type, or none of the choices."""

    name = "wrong arguments"
    asks = "are wrong arguments refused in words that help"

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Some parameters of each tool."""
        probe.survey.of_rest()
        for tool in probe.tools:
            base = _base(probe, tool)
            for name, wrong in _wrong(tool)[:EACH]:
                if not probe.survey.callable(tool):
                    break
                self.looked += 1
                tried = probe.session.call(tool, {**base, name: wrong})
                if tried.lost is None and tried.accepted:
                    what = f"takes a value for '{name}' that its schema does not allow"
                    yield self.about(tried, "warning", "wrong", what, "refuse it and say what is allowed", spec=INPUT)
                elif tool.name in probe.survey.good and (found := _unclear(self, tried, name)) is not None:
                    yield found


def _base(probe: Probe, tool: Tool) -> Object:
    """Arguments that the tool has taken, or those that look best."""
    good = probe.survey.good.get(tool.name)
    return good.call.arguments if good is not None else probe.survey.maker.arguments(tool)


def _wrong(tool: Tool) -> list[tuple[str, Json]]:
    found: list[tuple[str, Json]] = []
    for name, part in tool.properties.items():
        schema = resolved(part, tool.input)
        value: Json = "no-such-choice" if "enum" in schema else WRONG.get(kind(schema))
        if value is not None and not fits(schema, value):
            found.append((name, value))
    return found


def _is_open(tool: Tool) -> bool:
    """Whether its schema invites arguments that it does not name."""
    more = tool.input.get("additionalProperties")
    return more is True or isinstance(more, dict) or "patternProperties" in tool.input


def _unclear(check: Check, tried: Exchange, name: str) -> Finding | None:
    """A refusal that does not help: it has no text, or does not name the argument."""
    if tried.lost is not None or not tried.answer.is_error:
        return None
    text = tried.text
    named = name in text or all(word in words(text) for word in words(name))
    if named:
        return None
    what = f"refuses a call and does not say that '{name}' is wrong"
    if not text:
        what = f"refuses a call for its '{name}' and says nothing at all"
    return check.about(tried, "warning", "unclear", what, "name the argument and say what it must be", spec=INPUT)
