"""JSON as a file that is small and whose differences are readable: what fits on a line stands on one."""

import json
from collections.abc import Iterator
from typing import Any

LINE = 160


def json_text(value: Any, *, ascii_only: bool = False) -> str:
    """A JSON value as a file's text; the same value gives the same bytes.

    `ascii_only` writes everything beyond ASCII as escapes, which also takes what UTF-8 cannot: lone surrogates.
    """
    return "\n".join(_lines(value, "", ascii_only)) + "\n"


def _lines(value: Any, indent: str, ascii_only: bool) -> Iterator[str]:
    """A JSON value on one line if it is short, else its items on lines of their own."""
    whole = json.dumps(value, ensure_ascii=ascii_only)
    if len(indent) + len(whole) <= LINE or not isinstance(value, dict | list) or not value:
        yield whole
        return
    named = value.items() if isinstance(value, dict) else (("", item) for item in value)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    yield opening
    for number, (name, item) in enumerate(named, start=1):
        inner = list(_lines(item, indent + " ", ascii_only))
        inner[0] = (f"{json.dumps(name)}: " if isinstance(value, dict) else "") + inner[0]
        inner[-1] += "," if number < len(value) else ""
        yield from (f" {line}" for line in inner)
    yield closing
