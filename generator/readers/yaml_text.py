"""YAML as OpenAPI means it (YAML 1.2, core schema; https://yaml.org/spec/1.2.2/#103-core-schema), loaded safely.

Only plain values are made: dates stay text, `on` and `no` stay text, keys are the text as written (200 is "200").
The values are built from the parser's events in one pass: PyYAML's own way over nodes costs seven times as much (4.4 s
against 0.6 s of CPU for 8.7 MB), its C composer recurses until the process ends, and aliases may expand to any size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

MAX_NODES = 3_000_000
"""Values that a document may have once its aliases are written out; the largest known description has 0.4 million."""
MAX_DEPTH = 200
"""Collections inside each other."""
_TOO_DEEP = f"values are nested more than {MAX_DEPTH} deep"

_PREFIX = "tag:yaml.org,2002:"
_WHOLE = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_NUMBER_STARTS = frozenset("-+.0123456789")
_NO_KEY = object()


class YamlError(Exception):
    """What is wrong, and the line and column (from 1) if they are known."""

    def __init__(self, what: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(what)
        self.what, self.line, self.column = what, line, column


def load_yaml(text: str) -> object:
    """The one document in the text; None if there is none. Raises YamlError."""
    builder = _Builder()
    try:
        for event in _events(text):
            builder.add(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise YamlError(_said(error), *place) from None
    except yaml.YAMLError as error:
        raise YamlError(str(error).splitlines()[0]) from None
    return builder.root


def _said(error: yaml.MarkedYAMLError) -> str:
    """What the parser found. Some builds of libyaml look far ahead and meet a limit of their own before ours."""
    what = error.problem or str(error.context)
    return _TOO_DEEP if "nesting depth" in what else what


def _events(text: str) -> Iterator[yaml.Event]:
    events: Iterator[yaml.Event] = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return events


@dataclass(slots=True)
class _Open:
    """A collection that has begun. `size` counts its values with all aliases written out."""

    value: list[object] | dict[str, object]
    anchor: str | None
    key: object = _NO_KEY
    merges: list[object] = field(default_factory=list)
    size: int = 1


class _Builder:
    def __init__(self) -> None:
        self.root: object = None
        self._documents = 0
        self._open: list[_Open] = []
        self._anchored: dict[str, tuple[object, int] | None] = {}  # None while the value is being built

    def add(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _refusal(event, "another document follows the first")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if self._wants_key():
            is_merge = event.value == "<<" and event.implicit[0]
            self._name(event, None if is_merge else event.value)
            if event.anchor:
                self._anchored[event.anchor] = event.value, 1
            return
        value = _plain(event.value) if event.tag is None and event.implicit[0] else _tagged(event)
        if event.anchor:
            self._anchored[event.anchor] = value, 1
        self._put(event, value, 1)

    def _name(self, event: yaml.Event, key: str | None) -> None:
        """The key of the next value, None for a merge. One that comes twice is a mistake (YAML 1.2.2, 3.2.1.3)."""
        around = self._open[-1]
        if isinstance(around.value, dict) and key in around.value:
            raise _refusal(event, f"the key '{key}' is given twice")
        around.key = key

    def _wants_key(self) -> bool:
        return bool(self._open) and self._open[-1].key is _NO_KEY and isinstance(self._open[-1].value, dict)

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        if self._wants_key():
            raise _refusal(event, "a key must be a text")
        if event.tag not in (None, "!", _PREFIX + ("map" if is_mapping else "seq")):
            raise _refusal(event, f"unknown tag '{event.tag}'")
        if len(self._open) >= MAX_DEPTH:
            raise _refusal(event, _TOO_DEEP)
        self._open.append(_Open({} if is_mapping else [], event.anchor))
        if event.anchor:
            self._anchored[event.anchor] = None

    def _end(self, event: yaml.Event) -> None:
        done = self._open.pop()
        if done.merges and isinstance(done.value, dict):
            done.value = _merged(event, done.value, done.merges)
        if done.anchor:
            self._anchored[done.anchor] = done.value, done.size
        self._put(event, done.value, done.size)

    def _alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self._anchored:
            raise _refusal(event, f"undefined alias '{event.anchor}'")
        known = self._anchored[event.anchor]
        if known is None:
            raise _refusal(event, f"the anchor '{event.anchor}' contains itself")
        if not self._wants_key():
            self._put(event, *known)
        elif isinstance(known[0], str):
            self._name(event, known[0])
        else:
            raise _refusal(event, "a key must be a text")

    def _put(self, event: yaml.Event, value: object, size: int) -> None:
        """Add a finished value to the collection around it."""
        if not self._open:
            self.root = value
            return
        around = self._open[-1]
        around.size += size
        if around.size > MAX_NODES:
            raise _refusal(event, f"anchors expand to more than {MAX_NODES:,} values")
        if isinstance(around.value, list):
            around.value.append(value)
            return
        if isinstance(around.key, str):
            around.value[around.key] = value
        else:
            around.merges.append(value)
        around.key = _NO_KEY


def _plain(value: str) -> object:
    if value in _WORDS:
        return _WORDS[value]
    if value[0] not in _NUMBER_STARTS:
        return value
    try:
        if _WHOLE.fullmatch(value):
            return int(value)
        if _BASED.fullmatch(value):
            return int(value, 0)
    except ValueError:  # Python refuses thousands of digits; so they are a text.
        return value
    return float(value) if _FLOAT.fullmatch(value) else value


def _tagged(event: yaml.ScalarEvent) -> object:
    """A quoted text, or a value with a tag of the core schema."""
    if event.tag in (None, "!", _PREFIX + "str"):
        return event.value
    if event.tag in (_PREFIX + "int", _PREFIX + "float", _PREFIX + "bool", _PREFIX + "null"):
        return _plain(event.value)
    raise _refusal(event, f"unknown tag '{event.tag}'")


def _merged(event: yaml.Event, own: dict[str, object], merges: list[object]) -> dict[str, object]:
    """Merge keys (https://yaml.org/type/merge.html): own keys win, then earlier mappings."""
    sources = [source for value in merges for source in (value if isinstance(value, list) else [value])]
    merged: dict[str, object] = {}
    for source in reversed(sources):
        if not isinstance(source, dict):
            raise _refusal(event, "what '<<' merges must be a mapping")
        merged.update(source)
    return {**merged, **own}


def _refusal(place: yaml.Event, what: str) -> YamlError:
    mark = place.start_mark
    return YamlError(what, mark.line + 1, mark.column + 1) if mark else YamlError(what)
