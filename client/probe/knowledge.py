"""Values that answers have shown, by what they are called there: what one tool lists is what the next one asks for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from client.answers import Answer
from client.probe.tools import Tool, singular, words
from client.responses import leaves
from client.servers import Json, Object

KEPT = 8
"""How many values are kept for each name."""
LONGEST = 200

Scalar = str | int | float | bool
_PAIR = re.compile(r"^[\s*\-\d.]*([A-Za-z][\w ]{0,30}?)\s*[:=]\s+(\S[^\n]{0,200}?)\s*$", re.MULTILINE)
_SHAPES = {
    "path": re.compile(r"(?<![\w:/.])/[\w@.+-]+(?:/[\w@.+-]+)*"),
    "uuid": re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE),
    "id": re.compile(r"(?:\bid\b[\s:=#]*|#)([A-Za-z0-9][\w-]{0,60})", re.IGNORECASE),
}


@dataclass
class Knowledge:
    """What has been learned so far, newest last."""

    _values: dict[str, list[Scalar]] = field(default_factory=dict)
    _made: dict[str, list[Scalar]] = field(default_factory=dict)
    """What tools that create have taken."""

    def learn(self, tool: Tool, answer: Answer) -> None:
        """Remember the scalars of an answer under their names, `id` also under the name of what it is the id of."""
        data: Json = answer.structured if answer.structured is not None else answer.data
        texts = [value for value in leaves(data) if isinstance(value, str) and "\n" in value]
        for name, value in _named(data, _noun(tool)) if isinstance(data, dict | list) else ():
            self._add(name, value)
        for text in texts if isinstance(data, dict | list) else answer.texts:
            for name, value in _in_text(text[:20_000]):
                self._add(name, value)

    def know(self, name: str, values: Iterable[Scalar]) -> None:
        """Remember values that are known from elsewhere."""
        for value in values:
            self._add(name, value)

    def accepted(self, tool: Tool, arguments: Object) -> None:
        """Remember what a tool has taken, for others that ask for the same: what was just made is there to be read."""
        kept = self._made if tool.verb == "create" else self._values
        for name, value in _named(arguments, ""):
            if name and (tool.verb == "create" or name not in kept):
                self._add(name, value, kept)

    def values(self, name: str, tool: Tool) -> list[Scalar]:
        """What may be meant by a parameter of a tool, most likely first: newest first of the most specific name."""
        found: list[Scalar] = []
        for key in _asked(name, tool):
            known = [*reversed(self._made.get(key, ())), *reversed(self._values.get(key, ()))]
            found += [value for value in known if value not in found]
        return found

    def made(self, name: str, tool: Tool) -> list[Scalar]:
        """What tools that create have taken for such a parameter, newest first."""
        return [value for key in _asked(name, tool) for value in reversed(self._made.get(key, ()))]

    def _add(self, name: str, value: Scalar, into: dict[str, list[Scalar]] | None = None) -> None:
        if isinstance(value, str) and not 0 < len(value) <= LONGEST:
            return
        kept = (self._values if into is None else into).setdefault(name, [])
        if value in kept:
            kept.remove(value)
        kept.append(value)
        del kept[:-KEPT]


def normal(name: str) -> str:
    """A name as it is compared: `noteIds` and `note_id` are the same."""
    return "_".join(singular(word) for word in words(name))


def is_path(name: str) -> bool:
    """Whether a parameter of that name takes a path."""
    parts = normal(name).split("_")
    return "path" in parts or parts[-1] in ("directory", "dir", "folder", "file", "repo")


def _noun(tool: Tool) -> str:
    """What a tool is about, as the last word of its name says."""
    return next((singular(word) for word in reversed(tool.words) if singular(word) in tool.nouns), "")


def _asked(name: str, tool: Tool) -> Iterator[str]:
    plain = normal(name)
    parts = plain.split("_")
    if plain in ("id", "name", "key", "uuid") and (noun := _noun(tool)):
        yield f"{noun}_{plain}"
    yield plain
    if is_path(name):
        yield "path"
    if len(parts) > 1 and parts[-1] in ("id", "name", "key", "uuid"):
        yield parts[-1]
    if parts[-1] in ("query", "text", "search", "keyword", "term", "q", "word"):
        yield from ("title", "name", "subject", "content")


def _named(value: Json, above: str) -> Iterator[tuple[str, Scalar]]:
    """Every scalar with its name; `above` is what holds it."""
    if isinstance(value, list):
        for item in value[:50]:
            if isinstance(item, dict | list):
                yield from _named(item, above)
            elif item is not None:
                yield above, item
        return
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        name = normal(key)
        if isinstance(item, dict | list):
            yield from _named(item, name)
        elif item is not None:
            yield name, item
            if "_" not in name and above and above != name:
                yield f"{above}_{name}", item


def _in_text(text: str) -> Iterator[tuple[str, Scalar]]:
    """What a text that is no JSON tells: lines like `name: value`, and values of a shape that says what they are."""
    for name, value in _PAIR.findall(text):
        yield normal(name), value.strip("'\"`")
    for name, pattern in _SHAPES.items():
        for value in pattern.findall(text)[:20]:
            yield name, int(value) if value.isdecimal() and len(value) < 16 else value
