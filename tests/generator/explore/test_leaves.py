"""The scalar facts of an object, nested ones at the top."""

from generator.description import Schema
from generator.explore.leaves import Leaf, leaves
from generator.explore.lexicon import lexicon
from tests.generator.explore.small import describe, thing

SCHEMAS = {
    "Moment": thing(date="date", dateTime="datetime", timeZone="string"),
    "Money": thing(amount="integer", currency="string"),
    "Person": thing(email="string", displayName="string"),
    "User": thing(id="string", name="string"),
    "Address": thing(street="string", city="string!"),
    "Guest": thing(email="string", comment="string"),
    "Snippet": thing(title="string", language="string"),
    "Deep": thing(id="string", a="Address", b="Address"),
}


def _leaves(**properties: str) -> dict[str, Leaf]:
    owner = thing(**properties)
    description = describe(Owner=owner, **SCHEMAS)

    def thing_of(schema: Schema) -> str:
        return "user" if schema.ref == "User" else ""

    return {
        leaf.name: leaf
        for leaf in leaves(description, owner.properties, owner.required, lexicon(description), thing_of)
    }


def test_moments_and_money_are_one_leaf() -> None:
    found = _leaves(start="Moment", price="Money")
    assert [(name, leaf.form) for name, leaf in found.items()] == [("start_time", "moment"), ("price", "money")]


def test_a_person_in_short_is_known_by_email() -> None:
    assert list(_leaves(organizer="Person")) == ["organizer_email"]


def test_a_thing_inside_is_a_reference_and_a_list_of_them_many() -> None:
    found = _leaves(owner="User", members="[User]")
    assert [(leaf.name, leaf.target, leaf.many) for leaf in found.values()] == [
        ("owner_id", "user", False),
        ("member_ids", "user", True),
    ]


def test_small_objects_lie_flat_under_their_name() -> None:
    found = _leaves(address="Address!")
    assert {name: leaf.required for name, leaf in found.items()} == {"address_street": False, "address_city": True}


def test_of_a_list_of_objects_the_telling_text_is_kept() -> None:
    found = _leaves(guests="[Guest]")
    assert list(found) == ["guest_emails"]
    assert found["guest_emails"].many


def test_hypermedia_and_bookkeeping_are_left_out() -> None:
    assert list(_leaves(kind="string", etag="string", _links="Deep", name="string", selfLink="string")) == ["name"]


def test_a_kind_that_has_to_be_chosen_is_kept() -> None:
    assert list(_leaves(name="string", kind="fhir|stu!")) == ["name", "kind"]
    assert list(_leaves(name="string", kind="string!")) == list(_leaves(name="string", kind="fhir|stu")) == ["name"]


def test_the_object_that_holds_the_title_gives_its_facts_without_its_name() -> None:
    assert list(_leaves(id="string", snippet="Snippet")) == ["id", "title", "language"]
