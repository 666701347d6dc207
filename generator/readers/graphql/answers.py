"""What is behind the wrappers of an answer: connections, pages, payloads, unions of a result and its errors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.readers.calls.words import Words, one, words
from generator.readers.graphql.model import FieldDef, GraphQLSchema, TypeRef

_LISTS = ("nodes", "items", "edges", "results", "data", "objects", "list", "records", "entries", "values", "elements")
_BESIDE = frozenset(
    "page info total count items has more next previous prev cursor pages offset limit size per current nodes edges "
    "filter filters facets available price range first last value values".split()
)
"""Words of the names of what stands beside a page's rows."""
_ERRORS = ("error", "errors", "failure", "problem", "exception", "invalid")
_META = frozenset(
    "client_mutation_id errors user_errors success message messages query error code result status ok job "
    "warnings".split()
)
_IDENTITY = frozenset({"id", "uuid", "key", "gid"})


def behind(ref: TypeRef, known: GraphQLSchema) -> TypeRef | None:
    """The type that a read answers with, `many` for a list, a connection or a page; None for a scalar."""
    found = known.types.get(ref.name)
    if found is None or found.kind not in ("object", "interface", "union"):
        return None
    if ref.many:
        return replace(ref, name=_node(ref.name, known))
    if found.kind == "union":
        name = _without_errors(found.members)
        return behind(TypeRef(name), known) if name else ref
    rows = _rows(ref.name, found.fields, known)
    return TypeRef(_node(rows, known), many=True) if rows else ref


def _rows(name: str, fields: Iterable[FieldDef], known: GraphQLSchema) -> str:
    """The type of the rows that a page holds, "" for a type that is no page."""
    by_name = {item.name: item for item in fields}
    if _IDENTITY & by_name.keys():
        return ""
    lists = [by_name[key].type.name for key in _LISTS if key in by_name and by_name[key].type.many]
    objects = [
        item for item in lists if item in known.types and known.types[item].kind in ("object", "interface", "union")
    ]
    if not objects:
        return ""
    if words(name)[-1:] in (("connection",), ("page",), ("list",), ("collection",), ("paginated",)):
        return objects[0]
    beside = (word for key in by_name for word in words(key))
    return objects[0] if set(beside) <= _BESIDE | set(_LISTS) else ""


def _node(name: str, known: GraphQLSchema) -> str:
    """The type of an edge's node; any other type itself."""
    fields = {item.name: item for item in known.fields(name)}
    return fields["node"].type.name if {"node", "cursor"} <= fields.keys() else name


def _without_errors(members: Iterable[str]) -> str:
    """The member of a union that is no error."""
    good = [name for name in members if not set(words(name)) & set(_ERRORS)]
    return good[0] if len(good) == 1 else ""


def payload(ref: TypeRef, noun: Words, known: GraphQLSchema) -> TypeRef | None:
    """The type of the row that a mutation answers with: the payload itself or what it holds; None for neither."""
    found = known.types.get(ref.name)
    if found is None or found.kind not in ("object", "interface", "union"):
        return None
    if found.kind == "union":
        name = _without_errors(found.members)
        return payload(TypeRef(name), noun, known) if name else None
    fields = {item.name: item for item in found.fields}
    if ref.many or _IDENTITY & fields.keys():
        return ref
    rows = [item for item in found.fields if "_".join(words(item.name)) not in _META and _is_row(item, known)]
    named = [item for item in rows if one(words(item.name)) == noun or words(item.type.name) == noun]
    chosen = (named or rows[:1]) if len(rows) == 1 or named else []
    return TypeRef(_node(chosen[0].type.name, known), many=chosen[0].type.many) if chosen else None


def _is_row(item: FieldDef, known: GraphQLSchema) -> bool:
    target = known.types.get(item.type.name)
    return target is not None and target.kind in ("object", "interface") and not set(words(target.name)) & set(_ERRORS)
