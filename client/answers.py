"""What a tool call answered, whichever client carried it."""

import json
from dataclasses import dataclass
from typing import Self

from client.servers import Json, Object

INVALID = "invalid_argument"
"""The code of every refused argument; it is no fault."""


@dataclass(frozen=True)
class Answer:
    """One answer to `tools/call`."""

    is_error: bool
    structured: Object | None
    texts: tuple[str, ...]
    refused: str = ""
    """The JSON-RPC error that came instead, or what the SDK's client found wrong with the answer."""
    seconds: float = 0.0

    @classmethod
    def of(cls, result: Object) -> Self:
        """The answer that a `CallToolResult` on the wire is."""
        structured, content = result.get("structuredContent"), result.get("content")
        blocks = content if isinstance(content, list) else []
        texts = tuple(str(block.get("text")) for block in blocks if isinstance(block, dict))
        return cls(result.get("isError") is True, structured if isinstance(structured, dict) else None, texts)

    @classmethod
    def none(cls, reason: str) -> Self:
        """No tool result, but a JSON-RPC error or something unreadable."""
        return cls(True, None, (), reason)

    @property
    def data(self) -> Json:
        """The one text block as JSON; None if it is not one block of JSON."""
        if len(self.texts) != 1:
            return None
        try:
            parsed: Json = json.loads(self.texts[0])
        except (ValueError, RecursionError):
            return None
        return parsed

    @property
    def error(self) -> Object:
        """`{"error": code, "message": …, "details": …}` of an error result; empty if it has another form."""
        data = self.data
        return data if self.is_error and isinstance(data, dict) else {}

    def shown(self) -> str:
        """The answer in one line of at most 400 characters."""
        text = self.refused or " ".join(self.texts)
        return ("error " if self.is_error else "") + (text if len(text) <= 400 else text[:399] + "…")
