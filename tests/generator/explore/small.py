"""Small descriptions, written for the tests: schemas from short texts, operations from one line each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from generator.description import Description, Operation, Origin, Parameter, Schema
from generator.readers.paths import variables

FORMATS = {"date": "date", "datetime": "date-time"}


def schema(text: str) -> Schema:
    """`string`, `integer`, `[string]`, `a|b` (an enum), `date`, `datetime`, `Name` (a ref); `= words` describes."""
    text, _, words = text.partition("=")
    text = text.strip().rstrip("!")
    found = _schema(text)
    return replace(found, description=words.strip()) if words and found.kind != "ref" else found


def _schema(text: str) -> Schema:
    if text.startswith("["):
        return Schema(kind="array", items=_schema(text.strip("[]")))
    if "|" in text:
        return Schema(kind="string", enum=tuple(text.split("|")))
    if text in FORMATS:
        return Schema(kind="string", format=FORMATS[text])
    if text in ("string", "integer", "number", "boolean"):
        return Schema(kind=text)  # type: ignore[arg-type]
    return Schema(kind="ref", ref=text)


def thing(**properties: str) -> Schema:
    """An object; a property whose text has a `!` before its description is required."""
    required = frozenset(name for name, text in properties.items() if "!" in text.partition("=")[0])
    return Schema(
        kind="object", properties={name: schema(text) for name, text in properties.items()}, required=required
    )


def call(
    line: str, answer: str = "", body: str | Schema | None = None, *, query: str = "", told: str = ""
) -> Operation:
    """An operation from "METHOD /path"; `query` names parameters, those with a `!` are required."""
    method, path = line.split()
    parameters = [
        Parameter(name=name, location="path", required=True, schema=Schema(kind="string")) for name in variables(path)
    ]
    for name in query.split():
        parameters.append(
            Parameter(
                name=name.rstrip("!"), location="query", required=name.endswith("!"), schema=Schema(kind="string")
            )
        )
    request = schema(body) if isinstance(body, str) else body
    response = schema(answer) if answer else None
    return Operation(
        id=line,
        method=method,
        path=path,
        description=told,
        parameters=tuple(parameters),
        request=request,
        response=response,
    )


def crud(path: str, name: str, variable: str = "id") -> tuple[Operation, ...]:
    """List, get, create, update and delete of one thing at a path."""
    item = f"{path}/{{{variable}}}"
    return (
        call(f"GET {path}", f"[{name}]"),
        call(f"POST {path}", name, name),
        call(f"GET {item}", name),
        call(f"PATCH {item}", name, name),
        call(f"DELETE {item}"),
    )


def describe(*operations: Operation | tuple[Operation, ...], **schemas: Schema) -> Description:
    """A description of these operations and schemas."""
    return titled("Small", *operations, **schemas)


def titled(name: str, /, *operations: Operation | tuple[Operation, ...], **schemas: Schema) -> Description:
    """The same, of an API of this name."""
    flat = tuple(item for group in operations for item in (group if isinstance(group, tuple) else (group,)))
    origin = Origin(source="small", kind="openapi", version="3.0.3", sha256=hashlib.sha256(name.encode()).hexdigest())
    known: Mapping[str, Schema] = schemas
    return Description(
        title=name, name=name.lower(), version="1", summary="", origin=origin, operations=flat, schemas=known
    )


def shop() -> Description:
    """A shop with customers, orders that go through states, their lines, tags of products and a team's settings."""
    return titled(
        "Shop",
        crud("/customers", "Customer"),
        crud("/products", "Product"),
        crud("/tags", "Tag"),
        crud("/orders", "Order"),
        crud("/orders/{order_id}/notes", "Note"),
        call("POST /orders/{id}/cancel", "Order", Schema(kind="object", properties={"reason": schema("string")})),
        call("POST /orders/{id}/ship", "Order"),
        call("POST /products/{id}/archive", "Product"),
        call("POST /products/{id}/unarchive", "Product"),
        call("POST /products/{id}/addTag", "", thing(tag_id="string!")),
        call("POST /products/{id}/removeTag", "", thing(tag_id="string!")),
        call("GET /settings", "Settings"),
        call("PUT /settings", "Settings", "Settings"),
        call("POST /quote", "Quote", thing(weight="number")),
        Customer=thing(id="string", name="string!", email="string", created_at="datetime"),
        Product=thing(id="string", name="string!", price="number", tags="[Tag]"),
        Tag=thing(id="string", name="string!"),
        Order=thing(
            id="string",
            customer_id="string!",
            status="pending|paid|shipped|cancelled",
            total="number",
            starts_on="date",
            ends_on="date",
            shipped_at="datetime",
            updated_at="datetime",
        ),
        Note=thing(id="string", text="string!", author="string"),
        Settings=thing(currency="EUR|USD", newsletter="boolean"),
        Quote=thing(price="number"),
    )
