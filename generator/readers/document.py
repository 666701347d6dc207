"""From bytes to one JSON object, and from `$ref` to what it means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

import orjson

from generator.description import MAX_HOPS, Note
from generator.readers.errors import ReadError
from generator.readers.lenient import Node, mapping
from generator.readers.yaml_text import YamlError, load_yaml
from generator.sources import SourceText

MISSING = object()
"""What a pointer finds that leads nowhere (None is a value)."""

_MAX_NOTES = 100
_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ONCE = "keep the one that is meant"
_CONVERT = "give a whole JSON or YAML file, saved as UTF-8"


def decode(source: SourceText) -> str:
    """The text of the source: UTF-8, or UTF-16 that says so by its first two bytes. Raises ReadError with the line."""
    data = source.data.removeprefix(_BOM)
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8 text: byte 0x{data[error.start]:02x} in line {line}"
        raise ReadError(source.name, what, _CONVERT) from None


def decode_leniently(source: SourceText) -> tuple[str, tuple[Note, ...]]:
    """The text of a source that may hold anything among what matters, such as pictures in a dump: what is not UTF-8 is
    replaced, and noted."""
    try:
        return decode(source), ()
    except ReadError as error:
        note = Note(where="text", what=f"{error.what}; such bytes are not read")
        return source.data.removeprefix(_BOM).decode(errors="replace"), (note,)


def parse(source: SourceText) -> Node:
    """The JSON or YAML object in the source, told apart by content. Raises ReadError that names line and column."""
    content = decode(source)
    first = content.lstrip()[:1]
    if first == "<":
        raise ReadError(source.name, "holds XML or HTML", _CONVERT)
    value = _parse_json(source, content) if first in ("{", "[") else _parse_yaml(source.name, content)
    if not isinstance(value, dict):
        raise ReadError(source.name, f"holds {_kind(value)}, not an API description", _CONVERT)
    return value


def _parse_json(source: SourceText, content: str) -> object:
    try:
        value = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        if PurePosixPath(source.document).suffix in (".yaml", ".yml"):  # YAML may begin with a brace, too.
            return _parse_yaml(source.name, content)
        what = f"line {error.lineno}, column {error.colno}: no valid JSON: {error.msg.partition(': line ')[0]}"
        raise ReadError(source.name, what, _CONVERT) from None
    _refuse_repeated(source.name, content)
    return value


class _Repeated(Exception):
    """A key that an object has twice."""


def _refuse_repeated(name: str, content: str) -> None:
    """Raise ReadError for JSON with an object that has a key twice: a parser would silently keep one of the two."""
    try:
        json.loads(content, object_pairs_hook=_once, parse_int=len, parse_float=len, parse_constant=len)
    except _Repeated as error:
        place, what = "", f"the key '{error}' is given twice"
        try:
            load_yaml(content)  # JSON is YAML, whose parser knows lines and columns
        except YamlError as found:
            place = f"line {found.line}, column {found.column}: " if found.what == what else ""
        raise ReadError(name, f"{place}{what} in one object", _ONCE) from None
    except RecursionError:
        return


def _once(pairs: list[tuple[str, object]]) -> None:
    """Raise for the first key that comes again."""
    if len(dict(pairs)) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _Repeated(next(key for number, key in enumerate(keys) if key in keys[:number]))


def _parse_yaml(name: str, content: str) -> object:
    try:
        return load_yaml(content)
    except YamlError as error:
        place = f"line {error.line}, column {error.column}: " if error.line else ""
        hint = _ONCE if error.what.endswith("is given twice") else _CONVERT
        raise ReadError(name, f"{place}no valid YAML: {error.what}", hint) from None


def _kind(value: object) -> str:
    names: Mapping[type, str] = {list: "a list", str: "plain text", type(None): "nothing"}
    return names.get(type(value), "a single value")


class Document:
    """A parsed document in which refs can be followed, and what had to be read around in it."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self._notes: list[tuple[object, str]] = []
        self._foreign: list[tuple[object, str]] = []

    def follow(self, value: object) -> Node:
        """The object itself, or the one that its `$ref` means with its own other keys on top; empty if lost."""
        node = mapping(value)
        for _ in range(MAX_HOPS):
            ref = node.get("$ref")
            if not isinstance(ref, str):
                return node
            target = self.target(ref, node)
            rest = {key: item for key, item in node.items() if key != "$ref"}
            node = {**mapping(target), **rest} if rest else mapping(target)
        return {}

    def target(self, ref: str, mention: object) -> object:
        """What a ref points to, or MISSING, which is noted; `mention` is where it stands."""
        found = self.find(ref)
        if found is MISSING and ref and not ref.startswith("#"):
            self._foreign.append((mention, ref))
        elif found is MISSING:
            self.note(mention, f"the ref '{ref}' leads nowhere")
        return found

    def find(self, ref: str, hops: int = 0) -> object:
        """What a JSON pointer (RFC 6901, as a URI fragment) of this document points to, or MISSING."""
        if not ref.startswith("#") or hops > MAX_HOPS:
            return MISSING
        value: object = self.root
        for segment in segments(ref):
            value = self._step(value, segment, hops)
        return value

    def _step(self, value: object, segment: str, hops: int) -> object:
        if isinstance(value, list):
            return value[int(segment)] if segment.isdecimal() and int(segment) < len(value) else MISSING
        node = mapping(value)
        if segment in node:
            return node[segment]
        ref = node.get("$ref")
        return self._step(self.find(ref, hops + 1), segment, hops + 1) if isinstance(ref, str) else MISSING

    def note(self, place: object, what: str) -> None:
        """Remember what was read around; `place` is the object of the document where it was."""
        if len(self._notes) < _MAX_NOTES:
            self._notes.append((place, what))

    def finish(self, name: str) -> tuple[Note, ...]:
        """The notes with their places. Raises ReadError if the document needs other files."""
        if self._foreign:
            place, ref = self._foreign[0]
            where = self._places([place]).get(id(place), "")
            more = f" (and {len(self._foreign) - 1} more such refs)" if len(self._foreign) > 1 else ""
            hint = "bundle the description into one file, for example with `redocly bundle`"
            raise ReadError(f"{name} {where}".rstrip(), f"refers to another file, '{ref}'{more}", hint)
        places = self._places([place for place, _ in self._notes])
        return tuple(Note(where=places.get(id(place), ""), what=what) for place, what in self._notes)

    def _places(self, wanted: list[object]) -> dict[int, str]:
        """Pointers of objects, found by looking for them: places are rarely needed, so nothing carries them along."""
        missing = {id(place) for place in wanted}
        found: dict[int, str] = {}
        stack: list[tuple[object, str]] = [(self.root, "#")] if missing else []
        while stack and missing:
            value, pointer = stack.pop()
            if id(value) in missing:
                found[id(value)] = pointer
                missing.discard(id(value))
            items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
            stack.extend((item, f"{pointer}/{_escape(str(key))}") for key, item in items)
        return found


def segments(ref: str) -> list[str]:
    """The keys in a pointer such as "#/paths/~1users~1%7Bid%7D/get": ["paths", "/users/{id}", "get"]."""
    return [unquote(part).replace("~1", "/").replace("~0", "~") for part in ref.split("/")[1:]]


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
