"""GraphQL types as schemas. What is paged, and what needs arguments, is asked for by a call of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.description import ANY, Schema
from generator.readers.graphql.answers import behind
from generator.readers.graphql.model import Argument, FieldDef, GraphQLSchema, TypeDef, TypeRef

_SCALARS = {
    "Int": Schema(kind="integer"),
    "Float": Schema(kind="number"),
    "String": Schema(kind="string"),
    "Boolean": Schema(kind="boolean"),
    "ID": Schema(kind="string"),
}
_LIKELY = (
    (re.compile(r"json|any|object|map|metadata|upload|void", re.I), ANY),
    (re.compile(r"date_?time|timestamp|instant", re.I), Schema(kind="string", format="date-time")),
    (re.compile(r"date$", re.I), Schema(kind="string", format="date")),
    (re.compile(r"decimal|money|price|numeric|double", re.I), Schema(kind="number")),
    (re.compile(r"bigint|^long$|int64|unsigned|int$", re.I), Schema(kind="integer")),
    (re.compile(r"ur[il]$", re.I), Schema(kind="string", format="uri")),
    (re.compile(r"email", re.I), Schema(kind="string", format="email")),
)
"""What scalars of a schema's own are by their names; others are texts."""
_MAX_TEXT = 400


def schemas(known: GraphQLSchema) -> dict[str, Schema]:
    """Every object, interface, union and input type by its name."""
    return {name: _named(item, known) for name, item in known.types.items() if item.kind not in ("scalar", "enum")}


def mention(ref: TypeRef, known: GraphQLSchema, description: str = "", *, deprecated: bool = False) -> Schema:
    """A type where it is mentioned."""
    one = _one(ref.name, known)
    if ref.many:
        return Schema(kind="array", items=one, description=short(description), deprecated=deprecated)
    return replace(one, description=short(description) or one.description, deprecated=deprecated)


def argument(item: Argument, known: GraphQLSchema) -> Schema:
    """The schema of an argument, with its default."""
    found = mention(item.type, known, item.description, deprecated=item.deprecated)
    return replace(found, default=item.default) if found.kind not in ("array", "object", "ref") else found


def _one(name: str, known: GraphQLSchema) -> Schema:
    found = known.types.get(name)
    if name in _SCALARS:
        return _SCALARS[name]
    if found is None:
        return ANY
    if found.kind == "enum":
        return Schema(kind="string", enum=found.values, description=short(found.description))
    if found.kind == "scalar":
        return next((schema for pattern, schema in _LIKELY if pattern.search(name)), Schema(kind="string"))
    return Schema(kind="ref", ref=name)


def _named(item: TypeDef, known: GraphQLSchema) -> Schema:
    description = short(item.description)
    if item.kind == "union":
        return _union(item, known)
    if item.kind == "input":
        properties = {member.name: argument(member, known) for member in item.inputs}
        required = frozenset(member.name for member in item.inputs if member.required)
        return Schema(kind="object", description=description, properties=properties, required=required)
    fields = [member for member in item.fields if _is_kept(member, known)]
    return Schema(
        kind="object",
        description=description,
        properties={
            member.name: mention(member.type, known, member.description, deprecated=member.deprecated)
            for member in fields
        },
        required=frozenset(member.name for member in fields if member.type.required),
    )


def _is_kept(member: FieldDef, known: GraphQLSchema) -> bool:
    """Whether a field is a fact of its type, and not a list that is asked for page by page, or with arguments."""
    if any(argument.required for argument in member.arguments):
        return False
    many = behind(member.type, known)
    return not (many is not None and many.many and not member.type.many)


def _union(item: TypeDef, known: GraphQLSchema) -> Schema:
    """The fields of all members together."""
    properties = {
        member.name: mention(member.type, known, member.description)
        for name in reversed(item.members)
        for member in known.fields(name)
        if _is_kept(member, known)
    }
    return Schema(
        kind="object", description=short(item.description), properties=properties, union=True, variants=item.members
    )


def short(text: str) -> str:
    """The beginning of a text, in one line."""
    return " ".join(text[: 2 * _MAX_TEXT].split())[:_MAX_TEXT]
