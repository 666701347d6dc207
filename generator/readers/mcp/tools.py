"""Tools as calls: what each takes, envelopes opened, and what it answers with if it says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.description import Schema
from generator.readers.calls import Call
from generator.readers.calls.answers import listed
from generator.readers.calls.verbs import FAMILIES, VERBS
from generator.readers.calls.words import Words, one, without_prefix, words
from generator.readers.document import Document
from generator.readers.lenient import Node, mapping, text
from generator.readers.schemas import Schemas

_STEERING = frozenset(
    "page per_page page_size page_token next_page_token cursor next_cursor start_cursor max_results max_records limit "
    "offset sort order order_by sort_by sort_order direction fields opt_fields verbose response_format format raw "
    "user_google_email account account_id output_format include_content skip continuation_token start_index "
    "dry_run".split()
)
"""Inputs that steer the answer or name the caller."""
_ENVELOPES = frozenset("input data body payload params request args arguments".split())


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: its call, what it says of itself, and its answer's shape if it is declared."""

    name: str
    call: Call
    description: str
    title: str
    answer: Schema | None


def tools_of(nodes: Iterable[Node]) -> tuple[list[Tool], dict[str, Schema]]:
    """The tools of a listing, each name once, and the schemas that they mention by name."""
    found = {text(node.get("name")): node for node in reversed(list(nodes)) if text(node.get("name"))}
    found = dict(reversed(found.items()))
    root = {"tools": {name: _rooted(name, node) for name, node in found.items()}}
    schemas = Schemas(Document(root), ("named",))
    spelled = without_prefix(found, VERBS)
    tools = [_tool(name, mapping(node), spelled[name], schemas) for name, node in mapping(root["tools"]).items()]
    return tools, schemas.read_named()


def _rooted(name: str, node: Node) -> Node:
    """The two schemas of a tool, whose refs are about the schema that they stand in, with refs about all tools."""
    escaped = name.replace("~", "~0").replace("/", "~1")
    moved = {
        key: _moved(node.get(key), f"#/tools/{escaped}/{key}") for key in ("inputSchema", "outputSchema") if key in node
    }
    return {**node, **moved}


def _moved(value: object, root: str) -> object:
    if isinstance(value, dict):
        return {
            key: root + item.removeprefix("#")
            if key == "$ref" and isinstance(item, str) and item.startswith("#")
            else _moved(item, root)
            for key, item in value.items()
        }
    return [_moved(item, root) for item in value] if isinstance(value, list) else value


def _tool(name: str, node: Node, spelled: Words, schemas: Schemas) -> Tool:
    answer = schemas.read(node["outputSchema"]) if isinstance(node.get("outputSchema"), dict) else None
    answer = schemas.resolved(answer) if answer is not None else None
    given, required = _inputs(schemas.resolved(schemas.read(node.get("inputSchema"))), spelled, schemas)
    return Tool(
        name=name,
        call=Call(
            id=name,
            words=spelled,
            inputs=given,
            required=required,
            reads=True if mapping(node.get("annotations")).get("readOnlyHint") is True else None,
            many=_is_many(answer, spelled, schemas),
        ),
        description=" ".join(text(node.get("description")).split())[:400],
        title=text(node.get("title")),
        answer=answer,
    )


def _is_many(answer: Schema | None, spelled: Words, schemas: Schemas) -> bool | None:
    """Whether a declared answer is a list; None where nothing useful is declared."""
    if answer is None or not answer.properties or set(answer.properties) <= {"content", "result", "text"}:
        return None
    found = listed(answer, one(spelled[1:]), {})
    return found is not None and found.items is not None and schemas.resolved(found.items).kind == "object"


def _inputs(given: Schema, spelled: Words, schemas: Schemas) -> tuple[dict[str, Schema], frozenset[str]]:
    """What a tool takes; of one object, or of many of which one will do, the parts are inputs of their own."""
    known = {
        name: schema
        for name, schema in given.properties.items()
        if "_".join(words(name)) not in _STEERING and not schema.deprecated
    }
    required = given.required & known.keys()
    box = _box(known, required, spelled, schemas)
    if box is None:
        known = {name: schema for name, schema in known.items() if not _is_change(schema, spelled, schemas)}
        return known, frozenset(required & known.keys())
    inner = schemas.resolved(_item(known[box]))
    opened = {**{name: schema for name, schema in known.items() if name != box}, **inner.properties}
    return opened, frozenset((required - {box}) | inner.required)


def _box(known: Mapping[str, Schema], required: frozenset[str], spelled: Words, schemas: Schemas) -> str | None:
    """The input that holds all that is said: the only one there is, or one that is called after the thing."""
    objects = [name for name, schema in known.items() if schemas.resolved(_item(schema)).properties]
    if len(objects) != 1:
        return None
    (name,) = objects
    split = words(name)
    telling = name in required and (len(known) == 1 or split[-1] in _ENVELOPES or one(split) == one(spelled[1:]))
    return name if telling else None


def _is_change(schema: Schema, spelled: Words, schemas: Schemas) -> bool:
    """Whether an input is a list of changes ("edits: [{oldText, newText}]"), which no thing has as a fact."""
    objects = schema.kind == "array" and bool(schemas.resolved(_item(schema)).properties)
    return objects and FAMILIES.get(spelled[0]) != "create"


def _item(schema: Schema) -> Schema:
    return schema.items if schema.kind == "array" and schema.items is not None else schema
