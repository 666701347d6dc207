"""Operations of an OpenAPI or Swagger document, which differ in where the bodies stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.description import Operation
from generator.readers.bodies import NO_BODY, Bodies, Body
from generator.readers.document import Document
from generator.readers.lenient import Node, flag, mapping, sequence, text, texts
from generator.readers.parameters import read_parameters
from generator.readers.paths import plain_path, unique
from generator.readers.schemas import Schemas

_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"})
_PREFERRED = ("200", "201", "202", "203", "206", "2xx", "204", "205")
_STATUS_OF_RANGE = {"2xx": 200}


@dataclass(frozen=True, slots=True)
class _Stated:
    """An operation as it stands: the template of its path, its method, the path's object and its own."""

    template: str
    method: str
    item: Node
    node: Node


def read_operations(document: Document, schemas: Schemas, bodies: type[Bodies]) -> tuple[Operation, ...]:
    """All operations in the document's order, each with an id of its own."""
    found: list[Operation] = []
    taken: set[str] = set()
    for stated in _stated(document):
        operation = _operation(document, schemas, bodies(document, schemas, stated.item, stated.node), stated, taken)
        taken.add(operation.id)
        found.append(operation)
    return tuple(found)


def _stated(document: Document) -> Iterator[_Stated]:
    for template, stated in mapping(document.root.get("paths")).items():
        if template.startswith("x-"):
            continue
        item = document.follow(stated)
        for method, node in item.items():
            if method.lower() in _METHODS and isinstance(node, dict):
                yield _Stated(template, method.upper(), item, node)


def _operation(document: Document, schemas: Schemas, bodies: Bodies, stated: _Stated, taken: set[str]) -> Operation:
    item, node = stated.item, stated.node
    path = plain_path(stated.template)
    request = bodies.request()
    response, status = _response(bodies, node)
    return Operation(
        id=_id(text(node.get("operationId")), f"{stated.method} {path}", taken),
        method=stated.method,
        path=path,
        summary=text(node.get("summary")) or text(item.get("summary")),
        description=text(node.get("description")) or text(item.get("description")),
        tags=texts(node.get("tags")),
        parameters=read_parameters(document, schemas, path, item, node),
        request=request.body.schema,
        request_required=request.required,
        response=response.schema,
        response_status=status,
        error_statuses=_error_statuses(node),
        deprecated=flag(node.get("deprecated")),
        scopes=_scopes(node.get("security", document.root.get("security"))),
        upload=request.body.has_file,
        download=response.has_file,
    )


SENTENCE = 6
"""An id of so many words is the summary once more, in the words of whoever described the API."""


def _id(stated: str, place: str, taken: set[str]) -> str:
    named = bool(stated) and len(stated.split()) < SENTENCE
    return stated if named and stated not in taken else unique(place, taken)


def _response(bodies: Bodies, node: Node) -> tuple[Body, int | None]:
    """The best successful answer: the first of the usual statuses that has a body, else the first; else `default`."""
    stated = {str(status).lower(): answer for status, answer in mapping(node.get("responses")).items()}
    good = [status for status in _PREFERRED if status in stated]
    good += [status for status in stated if status.startswith("2") and status not in good]
    found = {status: bodies.answer(stated[status]) for status in good}
    best = next((status for status in good if found[status].schema is not None), good[0] if good else None)
    if best is not None:
        return found[best], _STATUS_OF_RANGE.get(best) or (int(best) if best.isdecimal() else None)
    return (bodies.answer(stated["default"]) if "default" in stated else NO_BODY), None


def _error_statuses(node: Node) -> tuple[int, ...]:
    stated = (str(status) for status in mapping(node.get("responses")))
    return tuple(sorted({int(status) for status in stated if status.isdecimal() and 400 <= int(status) < 600}))


def _scopes(security: object) -> tuple[str, ...]:
    schemes: Sequence[object] = [scopes for choice in sequence(security) for scopes in mapping(choice).values()]
    return tuple(dict.fromkeys(scope for scopes in schemes for scope in texts(scopes)))
