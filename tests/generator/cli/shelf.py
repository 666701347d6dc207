"""A small API of our own for the command line's tests, and a big one."""

from typing import Any

Data = dict[str, Any]


def document(nouns: dict[str, str]) -> Data:
    """An OpenAPI 3 document with five operations on a collection for each plural → singular."""
    paths: Data = {}
    for plural, singular in nouns.items():
        paths |= _paths(plural, singular)
    schemas = {singular.title(): _schema(singular) for singular in nouns.values()}
    return {
        "openapi": "3.0.3",
        "info": {"title": "Shelf", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _schema(singular: str) -> Data:
    return {
        "type": "object",
        "required": ["id", "name"],
        "properties": {
            "id": {"type": "string", "readOnly": True},
            "name": {"type": "string", "maxLength": 60},
            "pages": {"type": "integer", "minimum": 1, "maximum": 2000},
            "status": {"type": "string", "enum": ["available", "lent", "lost"]},
        },
    }


def _paths(plural: str, singular: str) -> Data:
    one = {"$ref": f"#/components/schemas/{singular.title()}"}
    body = {"required": True, "content": {"application/json": {"schema": one}}}
    answer = {"200": {"description": "ok", "content": {"application/json": {"schema": one}}}}
    many = {"type": "object", "properties": {plural: {"type": "array", "items": one}}}
    listed = {"200": {"description": "ok", "content": {"application/json": {"schema": many}}}}
    key = {"name": f"{singular}_id", "in": "path", "required": True, "schema": {"type": "string"}}
    title = singular.title()
    return {
        f"/{plural}": {
            "get": {"operationId": f"list{title}s", "responses": listed},
            "post": {"operationId": f"create{title}", "requestBody": body, "responses": answer},
        },
        f"/{plural}/{{{singular}_id}}": {
            "parameters": [key],
            "get": {"operationId": f"get{title}", "responses": answer},
            "patch": {"operationId": f"update{title}", "requestBody": body, "responses": answer},
            "delete": {"operationId": f"delete{title}", "responses": {"204": {"description": "gone"}}},
        },
    }


SHELF = document({"books": "book", "readers": "reader"})
