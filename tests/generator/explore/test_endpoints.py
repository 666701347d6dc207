"""The roles of operations at their places."""

from dataclasses import replace

import pytest

from generator.description import Operation
from generator.explore import explore
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


@pytest.mark.parametrize(
    ("operation", "role"),
    [
        (call("POST /orders/{id}", "Order", "Order", told="Updates an order."), "update"),
        (call("POST /orders/{id}", "Order", "Order", told="Generates a picture of it."), "action"),
        (call("POST /orders/{id}", "Order", "Order", told="Retrieves what was ordered."), "other"),
        (call("POST /orders/{id}", "Order", "Order", told="Creates an order."), "create"),
    ],
)
def test_a_post_to_one_thing_does_what_its_summary_says(operation: Operation, role: str) -> None:
    assert _roles(call("GET /orders/{id}", "Order"), operation)[operation.id].role == role


def test_a_post_that_is_said_to_read_lists() -> None:
    found = _roles(call("POST /orders", "[Order]", told="Retrieves orders."), call("GET /orders/{id}", "Order"))
    assert found["POST /orders"].role == "list"


def test_a_put_on_a_collection_that_takes_an_id_changes_one() -> None:
    body = thing(orderId="string!", name="string")
    found = _roles(call("GET /orders", "[Order]"), call("PUT /orders", "Order", body), call("DELETE /orders/{id}"))
    assert found["PUT /orders"].role == "update"


def test_what_most_operations_require_is_asked_of_none() -> None:
    calls = [call(f"GET /{noun}", "[Order]", query="site! name!" if noun == "orders" else "site!") for noun in NOUNS]
    found = _roles(*calls)
    assert [item.name for item in found["GET /orders"].inputs] == ["name"]


NOUNS = "orders labels notes people places rooms".split()


def test_a_put_that_is_documented_to_create_makes_what_its_path_names() -> None:
    body = thing(region="string!")
    put = call("PUT /disks/{disk}", "Disk", body, told="Creates or updates a disk.")
    description = describe(
        call("GET /disks", "[Disk]"), call("GET /disks/{disk}", "Disk"), put, Disk=thing(id="string", region="string")
    )
    found = [item for item in endpoints(description, lexicon(description)) if item.id == put.id]
    assert [item.role for item in found] == ["create", "update"]
    assert [(item.name, item.required) for item in found[0].inputs] == [("name", True), ("region", True)]
    patched = describe(*description.operations, call("PATCH /disks/{disk}", "Disk", body), **description.schemas)
    assert [item.role for item in endpoints(patched, lexicon(patched)) if item.operation.path.endswith("}")] == [
        "get",
        "create",
        "update",
    ]


def test_a_put_that_only_updates_creates_nothing() -> None:
    found = _roles(
        call("GET /orders", "[Order]"),
        call("GET /orders/{id}", "Order"),
        call("PUT /orders/{id}", "Order", "Order", told="Updates an order."),
    )
    assert found["PUT /orders/{id}"].role == "update"


def test_a_post_that_updates_a_part_of_an_item_changes_it() -> None:
    post = call("POST /orders/{id}/sound", "Order", "Order", told="Updates the sound of an order.")
    found = _roles(crud("/orders", "Order"), call("GET /orders/{id}/sound", "Order"), post)
    assert found[post.id].role == "change"


def test_the_id_of_the_account_that_nearly_all_bodies_require_is_no_input() -> None:
    calls = [
        call(f"POST /orders/{word}", "Order", thing(account_id="string!", name="string!"))
        for word in ("cancel", "close", "ship", "pack", "send", "lock", "open")
    ]
    found = _roles(crud("/orders", "Order"), *calls)
    assert {item.name for one in calls for item in found[one.id].inputs} == {"name"}


@pytest.mark.parametrize("path", ["/books/{id}/-", "/books/{id}:-", "/books/{id}/:", "/-", "/…"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_a_path_that_ends_in_punctuation_is_left_out(method: str, path: str) -> None:
    description = describe(crud("/books", "Book"), call(f"{method} {path}", "Book"), Book=thing(id="id", name="text"))
    odd = description.operations[-1].id
    assert odd in {item.operation for item in explore(description).left_out}


@pytest.mark.parametrize(
    ("told", "role"),
    [("Create the registry.", "other"), ("Create or update the registry.", "change"), ("", "change")],
)
def test_a_post_that_makes_the_only_one_changes_none(told: str, role: str) -> None:
    found = _roles(call("GET /registry", "Order"), call("POST /registry", "Order", "Order", told=told))
    assert found["POST /registry"].role == role


LISTED = call("GET /orders", "[Order]")
NAMED = thing(name="string!", note="string")


@pytest.mark.parametrize(
    ("operation", "role"),
    [
        (call("POST /order", "Order", NAMED), "create"),
        (call("GET /order/{id}", "Order"), "get"),
        (call("POST /order/{id}/describe", "Order"), "get"),
        (call("POST /order/{id}", "Order", told="<p>Retrieves an order.</p>"), "get"),
        (call("POST /order/{id}/cancel", "Order"), "action"),
    ],
)
def test_a_singular_is_the_place_of_its_plural(operation: Operation, role: str) -> None:
    found = _roles(LISTED, operation)[operation.id]
    assert (found.role, found.place) == (role, ("orders",))


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_singular_that_is_one_thing_alone_is_another_place(method: str) -> None:
    found = _roles(LISTED, call(f"{method} /order", "Order", NAMED), call("POST /order/close", "Order"))
    assert found[f"{method} /order"].place == ("order",)


def test_a_post_that_asks_by_its_body_what_a_get_asks_beside_the_path_is_the_same() -> None:
    asked = call("GET /orders", "[Order]", query="name note page")
    found = _roles(asked, call("POST /orders", "[Order]", NAMED))
    assert found["POST /orders"].role == "list"
    making = _roles(asked, call("POST /orders", "Order", NAMED))
    assert making["POST /orders"].role == "create"


@pytest.mark.parametrize(
    ("operation", "role"),
    [
        (call("POST /orders:add", "Order", NAMED), "create"),
        (call("POST /orders/add", "Order", NAMED), "create"),
        (call("POST /orders/update", "Order", thing(order_id="string!", name="string")), "update"),
        (call("POST /orders/update", "Order", NAMED), "collection_action"),
        (call("POST /orders/list", "[Order]", NAMED), "list"),
        (call("POST /orders/send", "Order", NAMED), "collection_action"),
    ],
)
def test_the_last_word_says_what_is_done_with_a_collection(operation: Operation, role: str) -> None:
    collection = (LISTED, call("GET /orders/{id}", "Order"), call("DELETE /orders/{id}"))
    found = _roles(collection, operation)[operation.id]
    assert (found.role, found.place) == (role, ("orders",))


def test_where_a_post_creates_already_another_word_for_it_is_an_action() -> None:
    found = _roles(crud("/orders", "Order"), call("POST /orders/add", "Order", NAMED))
    assert found["POST /orders/add"].role == "collection_action"


@pytest.mark.parametrize(("told", "role"), [("Creates an order.", "create"), ("Changes the orders.", "bulk")])
def test_a_put_on_a_collection_creates_where_that_is_said(told: str, role: str) -> None:
    put = call("PUT /orders", "Order", NAMED, told=told)
    assert _roles(LISTED, call("GET /orders/{id}", "Order"), put)[put.id].role == role


def test_the_id_of_an_operation_says_that_it_reads_where_its_text_does_not() -> None:
    post = replace(call("POST /orders", "[Order]", NAMED, told="All that is known."), id="ListOrders")
    assert _roles(call("GET /orders/{id}", "Order"), post)["ListOrders"].role == "list"


def test_a_fragment_calls_by_what_stands_behind_its_mark() -> None:
    found = _roles(crud("/orders", "Order"), call("POST /orders/{id}#operation=put-back", "Order"))
    assert found["POST /orders/{id}#operation=put-back"].verb == ("put", "back")


@pytest.mark.parametrize(("told", "role"), [("Creates a new order.", "create"), ("Ships all.", "collection_action")])
def test_another_word_that_is_said_to_create_creates(told: str, role: str) -> None:
    post = call("POST /orders/open", "Order", NAMED, told=told)
    assert _roles(LISTED, call("GET /orders/{id}", "Order"), post)[post.id].role == role
