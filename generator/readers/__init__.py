"""Readers: from the bytes of a source to a `Description`. One module per kind of document, found by content.

Errors (tree in `errors`): `ReadError`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.description import Description
from generator.readers import sql
from generator.readers.aws import read_aws
from generator.readers.discovery import read_discovery
from generator.readers.document import decode, parse
from generator.readers.errors import NoDescription, ReadError
from generator.readers.graphql import is_sdl, read_graphql, read_graphql_text
from generator.readers.lenient import Node, mapping
from generator.readers.mcp import is_listing, read_mcp
from generator.readers.openapi import read_openapi
from generator.readers.swagger import read_swagger
from generator.sources import SourceText

__all__ = ["NoDescription", "ReadError", "endings", "read"]

_ACCEPTED = (
    "give an OpenAPI 3, Swagger 2.0 or Google Discovery v1 document, an AWS service model, a GraphQL schema, a list "
    "of MCP tools or SQL that makes tables"
)


@dataclass(frozen=True, slots=True)
class _TextReader:
    """A kind of document that is neither JSON nor YAML: by the ending of its name, or else by how its text looks."""

    endings: tuple[str, ...]
    matches: Callable[[str], bool]
    read: Callable[[SourceText], Description]


@dataclass(frozen=True, slots=True)
class _Reader:
    """A kind of document whose root is a JSON or YAML object, by what stands in the root."""

    matches: Callable[[Node], bool]
    read: Callable[[SourceText, Node], Description]


_TEXTS: tuple[_TextReader, ...] = (
    _TextReader((".graphql", ".graphqls", ".gql"), is_sdl, read_graphql_text),
    _TextReader(sql.ENDINGS, sql.looks_like_sql, sql.read_sql),
)

_STRUCTURED = frozenset({".json", ".yaml", ".yml"})

_READERS = (
    _Reader(lambda root: "openapi" in root, read_openapi),
    _Reader(lambda root: "swagger" in root, read_swagger),
    _Reader(lambda root: root.get("kind") == "discovery#restDescription", read_discovery),
    _Reader(is_listing, read_mcp),
    _Reader(lambda root: "__schema" in root, read_graphql),
    _Reader(lambda root: isinstance(root.get("data"), dict) and "__schema" in mapping(root["data"]), read_graphql),
    _Reader(lambda root: {"metadata", "operations", "shapes"} <= root.keys(), read_aws),
    _Reader(lambda root: "discoveryVersion" in root and ("resources" in root or "methods" in root), read_discovery),
)

_OTHERS: Mapping[tuple[str, ...], tuple[str, str]] = {
    ("swaggerVersion",): ("is Swagger 1, which is not read", "convert it to Swagger 2.0 or OpenAPI 3"),
    ("discoveryVersion", "items"): ("is a list of Discovery documents", "name one of the documents"),
    ("asyncapi",): ("is AsyncAPI", _ACCEPTED),
    ("openrpc",): ("is OpenRPC", _ACCEPTED),
    ("info", "item"): ("is a Postman collection", _ACCEPTED),
    ("$schema",): ("is a JSON Schema, which has no operations", _ACCEPTED),
}
"""Documents that people mistake for API descriptions, by the keys that they all have."""

_BINARIES: Mapping[bytes, tuple[str, str]] = {
    b"SQLite format 3\0": ("is a database of SQLite", "give its tables as SQL: sqlite3 FILE .schema"),
    b"PGDMP": ("is a dump in PostgreSQL's own format", "write it out as SQL: pg_restore --schema-only -f OUT FILE"),
}
"""What people have that holds tables and is no text, by its first bytes."""


def endings() -> tuple[str, ...]:
    """How the names of documents end that some reader takes; gzip may have packed them (".gz" after it)."""
    return tuple(sorted(_STRUCTURED | {ending for reader in _TEXTS for ending in reader.endings}))


def read(source: SourceText) -> Description:
    """What the source describes. Raises ReadError with where, what and a hint if it describes no API."""
    for mark, (what, hint) in _BINARIES.items():
        if source.data.startswith(mark):
            raise ReadError(source.name, what, hint)
    reads_text = _text_reader(source)
    if reads_text is not None:
        return reads_text.read(source)
    root = parse(source)
    for reader in _READERS:
        if reader.matches(root):
            return reader.read(source, root)
    raise _refusal(source, root)


def _text_reader(source: SourceText) -> _TextReader | None:
    """The reader of plain text that the source is for; None if it is, or must be, JSON or YAML."""
    ending = PurePosixPath(source.document).suffix.lower()
    for reader in _TEXTS:
        if ending in reader.endings:
            return reader
    if ending in _STRUCTURED:
        return None
    content = decode(source)
    return next((reader for reader in _TEXTS if reader.matches(content)), None)


def _refusal(source: SourceText, root: Node) -> NoDescription:
    for keys, (what, hint) in _OTHERS.items():
        if all(key in root for key in keys):
            return NoDescription(source.name, what, hint)
    shown = ", ".join(f"'{key}'"[:40] for key in list(root)[:5]) or "no keys"
    return NoDescription(source.name, f"is no API description: its first keys are {shown}", _ACCEPTED)
