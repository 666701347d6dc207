"""What the black-box mode says: findings for the server's author, ranked, those of one kind told once for all tools."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from client.servers import Json, Object

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
SHOWN = 300


@dataclass(frozen=True)
class Call:
    """A call of a tool, as somebody would repeat it."""

    tool: str
    arguments: Object

    def __str__(self) -> str:
        return f"{self.tool} {shown(self.arguments)}"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with a server.

    `kind` is a slug: findings of a check with the same kind and severity are one, told with the first one's example.
    """

    severity: Severity
    check: str
    kind: str
    what: str
    """What is wrong, in one sentence without its subject, which is the tool or the server."""
    advice: str
    """What the author can do."""
    tool: str = ""
    got: str = ""
    """What came back, or what else was seen."""
    spec: str = ""
    """The section of the specification that says so; empty if none does."""
    calls: tuple[Call, ...] = ()
    """The calls that show it, in their order, on a server that has just been started."""
    tools: tuple[str, ...] = field(default=())
    """All tools of which it holds, once findings are merged."""


def merged(findings: Iterable[Finding], order: Sequence[str]) -> tuple[Finding, ...]:
    """The findings, worst first, then by check in the given order; those of one kind are one."""
    first: dict[tuple[str, str, str], Finding] = {}
    for found in findings:
        key = (found.severity, found.check, found.kind)
        kept = first.setdefault(key, found)
        if found.tool and found.tool not in kept.tools:
            first[key] = replace(kept, tools=(*kept.tools, found.tool))
    ranks = {name: number for number, name in enumerate(order)}
    return tuple(sorted(first.values(), key=lambda item: (SEVERITIES.index(item.severity), ranks[item.check])))


def shown(value: Json, limit: int = SHOWN) -> str:
    """A value as JSON in one line; long texts in it are abbreviated, so that the line can be read and typed."""
    return cut(json.dumps(_short(value), ensure_ascii=False), limit)


def cut(text: str, limit: int = SHOWN) -> str:
    """A text in one line of at most so many characters, without control characters."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _short(value: Json, deep: int = 0) -> Json:
    if isinstance(value, str) and len(value) > 120:
        return f"{value[:40]}… ({len(value):,} characters)"
    if isinstance(value, list | dict) and deep > 5:
        return "…"
    if isinstance(value, list):
        items = [_short(item, deep + 1) for item in value[:5]]
        return items if len(value) <= 5 else [*items, f"… ({len(value):,} items)"]
    if isinstance(value, dict):
        return {key: _short(item, deep + 1) for key, item in value.items()}
    return value
