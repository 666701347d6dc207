"""Things as entities to be: columns, keys, parents, unique sets."""

import pytest

from generator.description import Operation, Schema
from generator.explore.exploring import drawn_plans
from generator.explore.plans import Plan
from tests.generator.explore.small import call, crud, describe, shop, thing


def _plan(name: str, *operations: Operation | tuple[Operation, ...], **schemas: Schema) -> Plan:
    return drawn_plans(describe(*operations, **schemas)).plans[name]


def test_what_people_call_a_thing_is_its_label_and_must_be_given_when_nothing_else_must() -> None:
    plan = _plan("order", crud("/orders", "Order"), Order=thing(id="string", title="string", notes="string"))
    assert plan.role("label") == "title"
    assert [name for name, field in plan.fields.items() if field.required] == ["title"]


def test_times_of_creation_and_change_are_the_service_s() -> None:
    plan = _plan(
        "order",
        crud("/orders", "Order"),
        Order=thing(id="string", name="string", created="datetime", updated="datetime"),
    )
    assert (plan.role("created"), plan.role("updated")) == ("created_at", "updated_at")
    assert not plan.fields["created_at"].written


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("time_created", "created"),
        ("creation_timestamp", "created"),
        ("date_added", "created"),
        ("order_created_at", "created"),
        ("customer_created_at", ""),
        ("time_updated", "updated"),
        ("last_modified_date_utc", "updated"),
        ("status_updated_at", ""),
        ("starts_at", ""),
    ],
)
def test_such_times_are_spelled_in_many_ways(name: str, role: str) -> None:
    order = thing(id="string", title="string!", **{name: "datetime"})
    plan = _plan("order", crud("/orders", "Order"), Order=order)
    assert [field.role for field in plan.fields.values() if field.nature.kind == "datetime"] == [role]


def test_switches_of_the_call_are_no_facts_about_the_thing() -> None:
    told = {"send_email": "boolean", "clear_limit": "boolean", "apply_immediately": "boolean", "vip": "boolean"}
    plan = _plan(
        "order",
        call("GET /orders/{id}", "Order"),
        call("POST /orders", "Order", thing(title="string!", limit="integer", **told)),
        Order=thing(id="string", title="string!", limit="integer"),
    )
    assert [name for name, field in plan.fields.items() if field.nature.kind == "boolean"] == ["vip"]


def test_times_of_what_happened_to_a_row_are_the_service_s_and_plans_are_the_caller_s() -> None:
    order = thing(
        id="string", name="string!", archived_at="datetime", restored_at="datetime", due_at="datetime", closed="string"
    )
    plan = _plan("order", crud("/orders", "Order"), Order=order)
    assert [name for name, field in plan.fields.items() if field.written] == ["name", "due_at", "closed"]


def test_what_is_said_to_be_read_only_is_not_written() -> None:
    order = thing(
        id="string",
        name="string!",
        state="string = The state of it. Read-only. One of two.",
        owner="string = Output only. Who has it.",
        mode="string = Whether it is read-only for guests.",
        access="string = [Output Only] Who may see it.",
    )
    plan = _plan("order", crud("/orders", "Order"), Order=order)
    assert [name for name, field in plan.fields.items() if field.written] == ["name", "mode"]


def test_names_of_moments_do_not_say_how_the_description_writes_them() -> None:
    order = thing(id="string", name="string!", end_time_millis="datetime", start_ms="datetime", start_time="datetime")
    plan = _plan("order", crud("/orders", "Order"), Order=order)
    assert list(plan.fields) == ["name", "end_time", "start_ms_time", "start_time"]


def test_what_is_made_inside_an_item_belongs_to_it() -> None:
    plan = drawn_plans(shop()).plans["note"]
    assert plan.owner == "order"
    assert plan.references["order_id"] == "order"
    assert plan.fields["order_id"].required


def test_keys_are_made_unless_callers_name_things_themselves() -> None:
    user = thing(username="string!", name="string")
    made = _plan("order", crud("/orders", "Order"), Order=thing(id="string", name="string")).key
    given = _plan("user", crud("/users", "User", "username"), User=user).key
    assert made is not None
    assert given is not None
    assert (made.column, made.sequence) == ("order_id", "ORDER-{n:04d}")
    assert (given.column, given.sequence) == ("username", "")


def test_an_integer_in_the_path_makes_an_integer_key() -> None:
    key = _plan("order", crud("/orders", "Order"), Order=thing(id="integer", name="string")).key
    assert key is not None
    assert (key.integer, key.sequence) == (True, "{n}")


def test_names_of_labels_are_unique_and_those_of_orders_are_not() -> None:
    found = drawn_plans(shop()).plans
    assert found["tag"].unique == (("name",),)
    assert found["order"].unique == ()


def test_addresses_are_unique_of_who_signs_in_and_not_of_customers() -> None:
    person = thing(id="string", name="string!", email="string!")
    assert _plan("user", crud("/users", "User"), User=person).unique == (("email",),)
    assert _plan("customer", crud("/customers", "Customer"), Customer=person).unique == ()


def test_names_are_unique_within_a_parent_of_the_same_kind() -> None:
    folder = thing(id="string", name="string!", parent_id="string = The id of the parent folder.")
    assert _plan("folder", crud("/folders", "Folder"), Folder=folder).unique == (("parent_id", "name"),)


def test_numbers_that_count_rows_are_no_columns() -> None:
    label = thing(id="string", name="string!", orders_total="integer = The total number of orders with the label.")
    assert "orders_total" not in _plan("label", crud("/labels", "Label"), Label=label).fields


def test_ids_of_what_the_service_does_not_keep_are_no_columns() -> None:
    plan = _plan("order", crud("/orders", "Order"), Order=thing(id="string", name="string", warehouse_id="string"))
    assert list(plan.fields) == ["name"]


def test_a_thing_that_is_a_box_around_another_has_its_facts() -> None:
    found = _plan(
        "draft",
        crud("/drafts", "Draft"),
        crud("/messages", "Message"),
        Draft=thing(id="string", message="Message"),
        Message=thing(id="string", subject="string!", text="string"),
    )
    assert set(found.fields) == {"subject", "text"}


def test_a_raw_mail_message_has_the_headers_of_its_format() -> None:
    message = thing(id="string", raw="string = The entire email message in RFC 2822 format.", size="integer")
    plan = _plan("message", crud("/messages", "Message"), call("GET /messages/search", "[Message]"), Message=message)
    assert {"sender", "recipients", "subject", "body"} <= set(plan.fields)
    assert plan.role("label") == "subject"


def test_a_column_is_never_called_like_an_entity() -> None:
    plan = _plan(
        "order",
        crud("/orders", "Order"),
        crud("/projects", "Project"),
        Order=thing(id="string", name="string", project="string"),
        Project=thing(id="string", name="string"),
    )
    assert "project_name" in plan.fields


def test_names_by_which_paths_address_things_are_ids_of_them() -> None:
    operations = (crud("/zones", "Zone", "zoneKey"), crud("/routes", "Route"))
    schemas = {"Zone": thing(zoneKey="string", name="string"), "Route": thing(id="string", zoneKey="string")}
    assert _plan("route", *operations, **schemas).references == {"zone_id": "zone"}
    assert "zone_key" not in _plan("zone", *operations, **schemas).fields


def test_a_second_id_of_a_thing_refers_to_none() -> None:
    schemas = {"Deal": thing(id="string", name="string", external_deal_id="string", original_deal_id="string")}
    assert _plan("deal", crud("/deals", "Deal"), **schemas).references == {"original_deal_id": "deal"}


def test_an_update_that_is_not_described_takes_what_creating_takes() -> None:
    operations = (*crud("/deals", "Deal")[:3], call("PUT /deals/{id}", "Deal"))
    assert _plan("deal", operations, Deal=thing(id="string", name="string")).fields["name"].update


def test_a_text_called_like_an_entity_is_named_after_its_owner_where_it_is_a_value() -> None:
    schemas = {"Contact": thing(id="string", email="string"), "Email": thing(id="string", subject="string")}
    assert "contact_email" in _plan("contact", crud("/contacts", "Contact"), crud("/emails", "Email"), **schemas).fields


def test_a_key_or_a_language_in_a_body_is_a_fact() -> None:
    fields = _plan("variable", crud("/variables", "V"), V=thing(id="string", key="string!", language="string")).fields
    assert {"key", "language"} <= set(fields)


def test_what_is_named_shortly_is_first_of_all_a_part_of_its_own_thing() -> None:
    schemas = {
        "Payment": thing(id="string", note="string", consent_id="string"),
        "Consent": thing(id="string", text="string"),
    }
    operations = (crud("/payments", "Payment"), crud("/payment-consents", "Consent"), crud("/consents", "Consent"))
    assert _plan("payment", *operations, **schemas).references["consent_id"] == "payment_consent"


def test_a_mark_that_paths_address_things_by_and_makers_must_say_is_their_key() -> None:
    paths = (call("GET /batches/{batch_code}", "Batch"), call("GET /batches", "[Batch]"))
    makes = call("POST /batches", "Batch", thing(batch_code="string!", size="integer!"))
    changes = call("PATCH /batches/{batch_code}", "Batch", thing(batchCode="string", size="integer"))
    batch = thing(batch_code="string", size="integer")
    given, made = (_plan("batch", *paths, *calls, Batch=batch).key for calls in ((makes,), (makes, changes)))
    assert given is not None
    assert made is not None
    assert (given.column, given.sequence) == ("batch_code", "")
    assert made.sequence
