"""Whether the tool list is one that clients and models can use."""

import re
from collections import Counter
from collections.abc import Iterator

from client.probe.checks.base import Check, Probe
from client.probe.checks.protocol import TOOLS
from client.probe.findings import Finding, Severity, shown
from client.probe.schemas import fits, invalid, resolved
from client.probe.tools import Tool
from client.servers import Json, Object

_NAME = re.compile(r"[A-Za-z0-9_.-]{1,128}")
_PORTABLE = re.compile(r"[A-Za-z0-9_-]{1,64}")
Problem = tuple[Severity, str, str, str]


class Listing(Check):
    """Names, texts and schemas."""

    name = "listing"
    asks = "are names, texts and schemas of the tools good"

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Every rule for every entry."""
        names = Counter(str(entry.get("name")) for entry in probe.listed)
        for name, times in names.items():
            if times > 1:
                what, advice = f"is listed {times} times", "give every tool a name of its own"
                yield Finding("error", self.name, "twice", what, advice, tool=name, spec=TOOLS)
        for entry in probe.listed:
            self.looked += 1
            for severity, kind, what, advice in _problems(entry):
                name = str(entry.get("name") or "")
                yield Finding(severity, self.name, kind, what, advice, tool=name, spec=TOOLS)


def _problems(entry: Object) -> Iterator[Problem]:
    name = entry.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        yield "error", "name", f"has the name {shown(name, 80)}", "use 1 to 128 of A-Z a-z 0-9 _ - ."
    elif not _PORTABLE.fullmatch(name):
        yield (
            "warning",
            "portable name",
            "has a name that some models' APIs refuse",
            "use at most 64 of A-Z a-z 0-9 _ -",
        )
    tool = Tool.of(entry)
    if not tool.description.strip():
        yield "warning", "description", "has no description", "say what it does and when to use it"
    yield from _input(entry.get("inputSchema"), tool)
    if "outputSchema" in entry and (wrong := _object_schema(entry["outputSchema"])):
        yield "error", "output schema", f"has an outputSchema that is no schema of an object: {wrong}", "mend it"


def _input(schema: Json, tool: Tool) -> Iterator[Problem]:
    if wrong := _object_schema(schema):
        advice = 'give it a JSON Schema with "type": "object"'
        yield "error", "input schema", f"has an inputSchema that is no schema of an object: {wrong}", advice
        return
    if missing := [name for name in tool.required if name not in tool.properties]:
        yield "error", "required", f"requires '{missing[0]}', which is no parameter", "add it, or require it no longer"
    for name, part in tool.properties.items():
        found = resolved(part, tool.input)
        if "default" in found and found["default"] is not None and not fits(found, found["default"]):
            what = f"has a default for '{name}' that its own schema refuses: {shown(found['default'], 80)}"
            yield "warning", "default", what, "let the default fit the schema"
    undescribed = [name for name, part in tool.properties.items() if not resolved(part, tool.input).get("description")]
    if undescribed:
        what = f"does not describe the parameters {', '.join(undescribed[:5])}"
        yield "note", "parameters", what, "say of each what it means; models guess otherwise"


def _object_schema(schema: Json) -> str:
    if wrong := invalid(schema):
        return wrong
    assert isinstance(schema, dict)
    return "" if schema.get("type") == "object" else f'its "type" is {shown(schema.get("type"), 40)}'
