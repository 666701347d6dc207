"""The roles of operations at their places."""

import pytest

from generator.description import Operation
from generator.explore.endpoints import Endpoint, endpoints
from generator.explore.lexicon import lexicon
from tests.generator.explore.small import call, crud, describe, thing

SCHEMAS = {"Order": thing(id="string", name="string"), "Label": thing(id="string", name="string")}


def _roles(*operations: Operation | tuple[Operation, ...]) -> dict[str, Endpoint]:
    description = describe(*operations, **SCHEMAS)
    return {endpoint.id: endpoint for endpoint in endpoints(description, lexicon(description))}


def test_the_five_operations_of_a_collection() -> None:
    found = _roles(crud("/orders", "Order"), crud("/orders/{order}/labels", "Label"))
    roles = [endpoint.role for endpoint in found.values()]
    assert roles == ["list", "create", "get", "update", "delete"] * 2
    assert found["GET /orders/{order}/labels/{id}"].place == ("orders", "{}", "labels")


@pytest.mark.parametrize(
    ("operation", "role"),
    [
        (call("POST /orders/{id}/cancel", "Order"), "action"),
        (call("POST /orders/{id}:cancel", "Order"), "action"),
        (call("PUT /orders/{id}/price", "Order", "Order"), "action"),
        (call("GET /orders/search", "[Order]"), "search"),
        (call("POST /orders/batchDelete"), "collection_action"),
        (call("DELETE /orders/trash"), "collection_action"),
        (call("PUT /orders/{id}/labels/{label}"), "link"),
        (call("DELETE /orders/{id}/labels/{label}"), "unlink"),
        (call("GET /orders/{id}/summary", "Order"), "show"),
        (call("POST /orders/{id}", "Order", "Order"), "update"),
    ],
)
def test_other_operations_by_method_and_place(operation: Operation, role: str) -> None:
    collection = (call("GET /orders", "[Order]"), call("GET /orders/{id}", "Order"), call("DELETE /orders/{id}"))
    assert _roles(collection, operation)[operation.id].role == role


def test_a_thing_without_an_id_is_shown_and_changed() -> None:
    found = _roles(
        call("GET /settings/mail", "Order"), call("PUT /settings/mail", "Order", "Order"), crud("/orders", "Order")
    )
    assert [found[key].role for key in ("GET /settings/mail", "PUT /settings/mail")] == ["show", "change"]


def test_the_verb_of_an_action_is_its_words() -> None:
    found = _roles(crud("/orders", "Order"), call("POST /orders/{id}/markAsPaid"))
    assert found["POST /orders/{id}/markAsPaid"].verb == ("mark", "as", "paid")
