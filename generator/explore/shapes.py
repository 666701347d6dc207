"""What requests and answers hold behind their envelopes: a list of what, an object of which kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from generator.description import ANY, Description, Operation, Schema
from generator.english import singular
from generator.explore.lexicon import Words, plain_words

MAX_ENVELOPES = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """A payload. `schema` is the object (of a list: one element), refs of its properties unresolved; `name` is what
    the description calls it, "" for an inline one. `paged` says that the answer had marks of paging."""

    kind: Literal["list", "object", "scalar", "nothing"]
    schema: Schema = ANY
    name: str = ""
    paged: bool = False


NOTHING = Shape("nothing")

_META = frozenset(
    "kind etag next_page_token page_info paging paginator pagination meta metadata links _links total count "
    "has_more url errors error success status status_code code message messages request_id ok next previous prev "
    "cursor page per_page page_size limit offset warnings warning info response_metadata timestamp "
    "next_sync_token total_count total_items total_pages total_results result_size_estimate incomplete_results "
    "incomplete_search self href first last size next_cursor previous_cursor more page_token object type included "
    "jsonapi deletion number_of_elements total_elements empty sort pageable current_page last_page from to "
    "server_knowledge next_offset next_page_uri uri date_time_utc provider_name id_token list_info page_number "
    "items_per_page start_index max_results next_page prev_page result_code query_time took api_version version "
    "path start end error_code error_message next_page_cursor pages is_success is_error response_code api_error".split()
)
"""Names of what stands in envelopes beside the payload."""

_PAGING = frozenset(
    "next_page_token paging pagination has_more next previous cursor next_cursor total_count total_items "
    "total_pages page per_page page_info next_page result_size_estimate total offset limit".split()
)
_LISTS = frozenset(
    "items data results records entries list value values rows content objects elements resources result".split()
)
_BOXES = frozenset("data result response body payload item record value entity resource attributes content".split())
_IDENTITIES = frozenset("id gid uid uuid guid sid key _id".split())


def answer(description: Description, operation: Operation, nouns: Words = ()) -> Shape:
    """The payload of an operation's answer; `nouns` are the words of the path that say what is asked for."""
    if operation.response is None:
        return NOTHING
    return payload(description, operation.response, nouns)


def payload(description: Description, schema: Schema, nouns: Words = (), depth: int = 0) -> Shape:
    """The payload of a schema without its envelopes."""
    found = description.resolve(schema)
    if found.kind == "array" and found.items is not None:
        inner = payload(description, found.items, nouns, MAX_ENVELOPES)
        return replace(inner, kind="list") if inner.kind == "object" else Shape("list", found.items)
    if found.kind != "object":
        return Shape("scalar", found) if found.kind != "any" else NOTHING
    if not found.properties and found.values is None:  # an object of which nothing is said
        return NOTHING
    if not found.properties and found.values is not None:
        inner = payload(description, found.values, nouns, MAX_ENVELOPES)
        return replace(inner, kind="list") if inner.kind == "object" else Shape("object", found)
    if depth < MAX_ENVELOPES and not description.stored:
        inside = _inside(description, found, nouns, depth)
        if inside is not None:
            return inside
    return _object(description, schema, found)


def _object(description: Description, mention: Schema, found: Schema) -> Shape:
    name = description.ref_name(mention) or ""
    if not name and len(found.parts) == 1:
        name = found.parts[0]
    return Shape("object", _flat(description, found), name or found.title)


_BESIDE = frozenset("name location type id tags kind sku".split())
"""What stands beside a box called "properties"."""


def _flat(description: Description, found: Schema) -> Schema:
    """A JSON:API resource with its attributes beside its id, what stands in a box "properties" beside the name."""
    names = {name.lower() for name in found.properties}
    if {"id", "attributes"} <= set(found.properties) and names & {"type", "relationships"}:
        attributes = description.resolve(found.properties["attributes"])
        return replace(
            found, properties={"id": found.properties["id"], **attributes.properties}, required=attributes.required
        )
    boxed = description.resolve(found.properties["properties"]) if "properties" in found.properties else ANY
    if boxed.kind == "object" and boxed.properties and names & _BESIDE:
        own = {name: schema for name, schema in found.properties.items() if name != "properties"}
        needed = (boxed.required if "properties" in found.required else frozenset()) - set(own)
        required = (found.required - {"properties"}) | needed
        return replace(found, properties={**boxed.properties, **own}, required=required)
    return found


def _inside(description: Description, found: Schema, nouns: Words, depth: int) -> Shape | None:
    """The payload in an envelope, or None when the object is the payload itself."""
    telling = {name: item for name, item in found.properties.items() if snake(name) not in _META or _asked(name, nouns)}
    if _has_identity(found.properties):
        return None
    lists = [name for name, item in telling.items() if _is_list_of_objects(description, item)]
    chosen = _chosen_list(lists, telling, nouns)
    paged = any(snake(name) in _PAGING for name in found.properties)
    if chosen is not None:
        return replace(payload(description, telling[chosen], nouns, depth + 1), paged=paged)
    boxes = [name for name in telling if _is_box(description, name, telling, nouns)]
    if len(boxes) == 1:
        return payload(description, telling[boxes[0]], nouns, depth + 1)
    return None


def _asked(name: str, nouns: Words) -> bool:
    """Whether a property is called like what the path asks for: then "messages" are no error messages."""
    return snake(name) == "_".join(nouns) or plain_words(name)[-1:] == nouns[-1:] != ()


def _chosen_list(lists: list[str], telling: Mapping[str, Schema], nouns: Words) -> str | None:
    for name in lists:
        if snake(name) in _LISTS or set(plain_words(name)[-1:]) & set(nouns):
            return name
    return lists[0] if len(lists) == 1 and len(telling) <= 2 else None


def _has_identity(properties: Mapping[str, Schema]) -> bool:
    return any(snake(name) in _IDENTITIES for name in properties)


def _is_list_of_objects(description: Description, schema: Schema) -> bool:
    found = description.resolve(schema)
    if found.kind == "array" and found.items is not None:
        return description.resolve(found.items).kind == "object"
    return False


def _is_box(description: Description, name: str, telling: Mapping[str, Schema], nouns: Words) -> bool:
    found = description.resolve(telling[name])
    if found.kind not in ("object", "array") or (found.kind == "array" and not _is_list_of_objects(description, found)):
        return False
    named = snake(name) in _BOXES or {singular(word) for word in plain_words(name)[-1:]} & {
        singular(word) for word in nouns
    }
    return bool(named) if len(telling) > 1 else bool(found.properties or found.items or found.values)


def snake(name: str) -> str:
    """The name in lower-case words joined by underscores."""
    return "_".join(plain_words(name))


_BOUND = re.compile(
    r"^(since|until|before|after|(updated|created|modified|changed|published)_(since|after|before|until|min|max)"
    r"|(min|max|since|until|before|after)_(updated|created|modified|changed|date|time|id|timestamp))(_at|_date|_time)?$"
)


def is_bound(name: str) -> bool:
    """Whether an input bounds what is listed ("since", "updated_after") and is no fact of a thing."""
    return bool(_BOUND.match(name))


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that a caller may give, in the body or beside it. `place` is where it stands in the request."""

    name: str
    schema: Schema
    required: bool
    place: Literal["body", "query"]
    description: str = ""


_UNASKED = frozenset(
    "part idempotency_key request_id fields field expand expands include includes embed pretty prettyprint opt_pretty "
    "opt_fields access_token token api_key apikey key alt callback user_ip quota_user oauth_token upload_type "
    "upload_protocol prefix format version locale lang language if_match etag kind update_mask validate_only "
    "supports_all_drives supports_team_drives use_domain_admin_access client_id client_secret x_api_key unit_dp "
    "summarize_errors response_fields trace_id send_notifications limit offset page page_size per_page cursor "
    "sort order order_by sort_by page_number max_results start_index insert_after insert_before history_id "
    "next_page_token page_token workspace_opt_fields".split()
)
"""Inputs that steer the answer or the transport and leave no trace in the state."""


_FACTS = frozenset("key format version locale lang language order prefix".split())
"""Of these, what in a body is a fact about the thing."""


def inputs(description: Description, operation: Operation, nouns: Words = ()) -> tuple[Input, ...]:
    """What a writing operation takes beside its path, body first, envelopes opened."""
    found = [*_body_inputs(description, operation, nouns), *_query_inputs(operation)]
    unique = {item.name: item for item in reversed(found)}
    return tuple(unique[name] for name in dict.fromkeys(item.name for item in found))


def _body_inputs(description: Description, operation: Operation, nouns: Words) -> Iterator[Input]:
    if operation.request is None:
        return
    whole = description.resolve(operation.request)
    body = (
        Shape("object", _flat(description, whole))
        if _is_plain(description, whole)
        else payload(description, operation.request, nouns)
    )
    if body.kind not in ("object", "list"):
        return
    for name, schema in body.schema.properties.items():
        found, required = description.resolve(schema), name in body.schema.required
        fact = description.stored or snake(name) not in _UNASKED - _FACTS
        if fact or (required and len(found.enum) > 1):
            yield Input(name, schema, required, "body", found.description)


MIN_PLAIN = 3
_SENT = frozenset("url uri path start end from to message status timestamp".split())
"""What stands in envelopes of answers, but is a fact about the thing where a caller sends it."""


def _is_plain(description: Description, whole: Schema) -> bool:
    """Whether a body says so much beside what it holds that it is no envelope."""
    own = [
        name
        for name, item in whole.properties.items()
        if (snake(name) not in _META | _BOXES or snake(name) in _SENT)
        and description.resolve(item).kind not in ("object", "array", "any")
    ]
    return len(own) >= MIN_PLAIN


def _query_inputs(operation: Operation) -> Iterator[Input]:
    for parameter in operation.parameters:
        if parameter.location == "query" and not parameter.deprecated and snake(parameter.name) not in _UNASKED:
            schema = Schema(kind="array", items=parameter.schema) if parameter.repeated else parameter.schema
            yield Input(parameter.name, schema, parameter.required, "query", parameter.description)
