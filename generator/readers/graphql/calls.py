"""The fields of Query and Mutation as calls, and the lists and lookups through which other types are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.description import Schema
from generator.readers.calls import Call
from generator.readers.calls.said import order_of, said
from generator.readers.calls.words import Words, one, words
from generator.readers.graphql.answers import behind, payload
from generator.readers.graphql.model import Argument, FieldDef, GraphQLSchema, TypeRef
from generator.readers.graphql.shapes import argument

_PAGING = frozenset(
    "first last after before skip take offset limit page per_page order_by sort sort_by sort_key order reverse "
    "client_mutation_id cursor page_size orders options input_options pagination paging count locale".split()
)
_CALLER = (("access", "token"), ("session", "token"), ("auth", "token"), ("api", "key"))
"""What names of inputs end in that say who calls, and name no row."""
_MAX_OWNERS = 1
"""Types through which a type is listed that no field of Query lists."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A call with the field behind it and the type of the row, or rows, that it answers with."""

    call: Call
    field: FieldDef
    answer: TypeRef | None


def asked(known: GraphQLSchema) -> list[Asked]:
    """All calls in the order of the document: what Query reads, what Mutation writes, what else can be read."""
    reads = [_read(item, known) for item in known.fields(known.query) if not item.name.startswith("__")]
    order = order_of(Call(id=item.name, words=words(item.name)) for item in known.fields(known.mutation))
    nouns = {
        item.name: said(Call(id=item.name, words=words(item.name)), order).noun for item in known.fields(known.mutation)
    }
    typed = _typed(nouns, known)
    writes = [
        _write(item, nouns[item.name], typed.get(nouns[item.name], ()), known) for item in known.fields(known.mutation)
    ]
    return [*reads, *_indirect(reads, writes, known), *writes]


def _typed(nouns: Mapping[str, Words], known: GraphQLSchema) -> dict[Words, Words]:
    """What a noun that no type has is called as a type, by the answers: a "customer address" is a `MailingAddress`."""
    types = {words(name) for name, item in known.types.items() if item.kind == "object"}
    found: dict[Words, Words] = {}
    for item in known.fields(known.mutation):
        noun = nouns[item.name]
        answer = payload(item.type, noun, known) if noun and noun not in types else None
        type_ = words(answer.name) if answer is not None else ()
        if len(noun) > 1 and type_ in types and type_[-1:] == noun[-1:]:
            found.setdefault(noun, type_)
    return found


def _renamed(spelled: Words, noun: Words, type_: Words) -> Words:
    """A name with another noun, in the plural if the first one was."""
    for start in range(len(spelled) - len(noun) + 1):
        end = start + len(noun)
        if type_ and one(spelled[start:end]) == noun:
            return (*spelled[:start], *type_[:-1], spelled[end - 1], *spelled[end:])
    return spelled


def _asked_for(item: FieldDef, known: GraphQLSchema) -> dict[str, tuple[Schema, bool]]:
    """The inputs of a field, without those that only say who calls; a call about access tokens keeps them."""
    about = words(item.name)
    return {
        name: given
        for name, given in _inputs(item.arguments, known, deep=True)
        if words(name)[-2:] not in _CALLER or set(words(name)[-2:]) <= set(about)
    }


def _read(item: FieldDef, known: GraphQLSchema) -> Asked:
    answer = behind(item.type, known)
    given = _asked_for(item, known)
    asks = bool(given) or (answer is not None and answer.many)
    return Asked(
        _call(f"Query.{item.name}", words(item.name), given, answer if asks else None, True),
        item,
        answer,
    )


def _write(item: FieldDef, noun: Words, type_: Words, known: GraphQLSchema) -> Asked:
    answer = _subject(type_ or noun, payload(item.type, noun, known), known)
    spelled = _renamed(words(item.name), noun, type_)
    return Asked(_call(f"Mutation.{item.name}", spelled, _asked_for(item, known), answer, False), item, answer)


def _subject(noun: Words, answer: TypeRef | None, known: GraphQLSchema) -> TypeRef | None:
    """The type that a mutation is about: what it answers with, or the part of that which its name names.

    "cartLinesAdd" answers with a cart and is about its lines.
    """
    if answer is not None and words(answer.name) == noun:
        return answer
    named = [name for name, item in known.types.items() if item.kind == "object" and words(name) == noun]
    if named:
        return TypeRef(named[0])
    owner = words(answer.name) if answer is not None else ()
    if answer is not None and noun[: len(owner)] == owner:
        for item in known.fields(answer.name):
            rows = behind(item.type, known)
            if rows is not None and rows.many and one(words(item.name)) == noun[len(owner) :]:
                return TypeRef(rows.name)
    return answer


def _call(
    name: str,
    spelled: Words,
    given: Mapping[str, tuple[Schema, bool]],
    answer: TypeRef | None,
    reads: bool,
) -> Call:
    return Call(
        id=name,
        words=spelled,
        inputs={key: schema for key, (schema, _) in given.items()},
        required=frozenset(key for key, (_, required) in given.items() if required),
        noun=one(words(answer.name)) if answer is not None else (),
        many=answer.many if answer is not None and reads else (False if reads else None),
        reads=reads,
    )


def _inputs(
    arguments: Iterable[Argument], known: GraphQLSchema, *, deep: bool
) -> Iterator[tuple[str, tuple[Schema, bool]]]:
    """What arguments take, objects opened: the fields of `input: {…}` are inputs of their own."""
    for item in arguments:
        if "_".join(words(item.name)) in _PAGING or item.deprecated:
            continue
        inner = known.types.get(item.type.name)
        if inner is not None and inner.kind == "input" and deep:
            for name, (schema, required) in _inputs(inner.inputs, known, deep=False):
                yield name, (schema, required and item.required)
        else:
            yield item.name, (argument(item, known), item.required)


def _indirect(reads: list[Asked], writes: list[Asked], known: GraphQLSchema) -> list[Asked]:
    """Lists and lookups of types that are written and that no field of Query reads: inside other types, by node id."""
    found: list[Asked] = []
    read = {item.answer.name for item in reads if item.answer is not None}
    listed = {item.answer.name for item in reads if item.answer is not None and item.answer.many}
    looked_up = {item.answer.name for item in reads if item.answer is not None and item.call.inputs}
    written = dict.fromkeys(item.answer.name for item in writes if item.answer is not None)
    nodes = {item.name for item in known.types.values() if "Node" in item.interfaces and _has_node(known)}
    for name in written:
        for owner, item in _owners(name, writes, read | nodes, known) if name not in listed else ():
            found.append(_nested(owner, item, name, known))
        if name not in looked_up and name in nodes:
            found.append(_by_node(name, known))
    return found


def _has_node(known: GraphQLSchema) -> bool:
    """Whether Query has Relay's `node(id: ID!)`, by which every Node is read."""
    return any(item.name == "node" and item.type.name == "Node" for item in known.fields(known.query))


def _owners(name: str, writes: list[Asked], readable: set[str], known: GraphQLSchema) -> list[tuple[str, FieldDef]]:
    """The types with a list of a type, best first: those whose id is asked for when one is written."""
    wanted = {
        "_".join(words(key))
        for item in writes
        if item.answer is not None and item.answer.name == name
        for key in item.call.inputs
    }
    found = [
        (owner, item)
        for owner in readable
        if owner != name
        for item in known.fields(owner)
        if (rows := behind(item.type, known)) is not None
        and rows.many
        and rows.name in (name, *known.types[name].interfaces)
    ]
    back = {item.type.name for item in known.fields(name)}
    ranked = sorted(
        found,
        key=lambda pair: (
            f"{'_'.join(words(pair[0]))}_id" not in wanted,
            pair[0] not in back,
            one(words(pair[1].name)) != words(name),
            pair[0],
            pair[1].name,
        ),
    )
    return ranked[:_MAX_OWNERS]


def _nested(owner: str, item: FieldDef, name: str, known: GraphQLSchema) -> Asked:
    answer = TypeRef(name, many=True)
    key = f"{owner[:1].lower()}{owner[1:]}Id"
    given = {key: (Schema(kind="string"), True), **dict(_inputs(item.arguments, known, deep=True))}
    return Asked(_call(f"{owner}.{item.name}", words(name), given, answer, True), item, answer)


def _by_node(name: str, known: GraphQLSchema) -> Asked:
    item = next(item for item in known.fields(known.query) if item.name == "node")
    key = f"{name[:1].lower()}{name[1:]}Id"
    answer = TypeRef(name)
    call = _call(f"Query.node({name})", words(name), {key: (Schema(kind="string"), True)}, answer, True)
    return Asked(call, item, answer)
