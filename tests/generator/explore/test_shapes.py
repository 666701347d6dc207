"""What answers and requests hold behind their envelopes."""

import pytest

from generator.description import Description, Schema
from generator.explore.shapes import answer, inputs
from tests.generator.explore.small import call, describe, thing

ITEM = thing(id="string", name="string")


def _answer(path: str, name: str, **schemas: Schema) -> tuple[str, str]:
    description = describe(call(f"GET {path}", name), Item=ITEM, **schemas)
    found = answer(description, description.operations[0], (path.strip("/"),))
    return found.kind, found.name


@pytest.mark.parametrize(
    "envelope",
    [
        thing(items="[Item]", nextPageToken="string"),
        thing(things="[Item]", total="integer", warnings="[string]"),
        thing(data="[Item]", has_more="boolean", object="string"),
        thing(kind="string", defaults="[Other]", items="[Item]", summary="string"),
    ],
)
def test_a_list_is_found_in_its_envelope(envelope: Schema) -> None:
    assert _answer("/things", "Page", Page=envelope, Other=thing(method="string")) == ("list", "Item")


def test_an_object_with_an_id_is_no_envelope_although_it_lists_others() -> None:
    assert _answer("/boards", "Board", Board=thing(id="string", lists="[Item]")) == ("object", "Board")


def test_a_single_thing_is_taken_out_of_its_box() -> None:
    assert _answer("/things", "Box", Box=thing(data="Item", request_id="string")) == ("object", "Item")


def test_attributes_of_a_resource_object_stand_beside_its_id() -> None:
    resource = Schema(kind="object", properties={**thing(id="string", type="string").properties, "attributes": ITEM})
    description = describe(call("GET /things", "Resource"), Resource=resource)
    assert set(answer(description, description.operations[0]).schema.properties) == {"id", "name"}


def test_a_cyclic_schema_ends() -> None:
    assert _answer("/things", "Loop", Loop=thing(data="Loop"))[0] in ("object", "nothing")


def _inputs(description: Description) -> dict[str, bool]:
    return {item.name: item.required for item in inputs(description, description.operations[0], ("item",))}


def test_inputs_come_from_the_opened_body_and_the_query_without_what_steers_the_answer() -> None:
    body = thing(item="Item", idempotency_key="string")
    description = describe(
        call("POST /items", "Item", "Body", query="notify! fields"), Body=body, Item=thing(name="string!")
    )
    assert _inputs(description) == {"name": True, "notify": True}


def test_messages_that_were_asked_for_are_no_error_messages() -> None:
    assert _answer("/messages", "Page", Page=thing(messages="[Item]", status="string")) == ("list", "Item")


def test_a_body_with_facts_of_its_own_is_no_envelope_of_what_is_called_like_the_thing() -> None:
    body = thing(url="string!", name="string", note="string", web_link="Item")
    description = describe(call("POST /web_links", "", body), Item=ITEM)
    found = inputs(description, description.operations[0], ("web", "links"))
    assert [item.name for item in found] == ["url", "name", "note", "web_link"]


def test_what_has_to_be_chosen_of_several_values_is_no_mark_of_the_transport() -> None:
    body = thing(kind="small|large!", format="string", etag="a|b")
    description = describe(call("POST /things", "", body))
    assert [item.name for item in inputs(description, description.operations[0])] == ["kind", "format"]


def test_attributes_spelled_with_a_capital_are_a_property_like_others() -> None:
    description = describe(
        call("GET /racks", "[Rack]"),
        Rack=thing(Id="string", Type="string", Attributes="Facts"),
        Facts=thing(size="number"),
    )
    shown = answer(description, description.operations[0])
    assert set(shown.schema.properties) == {"Id", "Type", "Attributes"}
