"""Descriptions that say nothing of what reads answer: what is written there is what is read."""

from dataclasses import replace

from generator.description import Description, Operation
from generator.explore import explore
from generator.explore.undescribed import is_silent, with_answers

from .small import call, crud, describe, shop, thing

BOOK = thing(title="string!", pages="integer", shelf="string")


def silent(operation: Operation) -> Operation:
    """The operation without its answer."""
    return replace(operation, response=None)


def library(*more: Operation) -> Description:
    """Books whose reads are not described."""
    change = thing(title="string", pages="integer", lent="boolean")
    calls = (*map(silent, crud("/books", "Book")[:3]), call("PUT /books/{id}", "", change), call("DELETE /books/{id}"))
    return describe(calls, *more, Book=BOOK)


def test_what_a_read_answers_is_all_that_is_written_there() -> None:
    found = {item.id: item for item in with_answers(library()).operations}
    one, many = found["GET /books/{id}"].response, found["GET /books"].response
    assert one is not None
    assert many is not None
    assert list(one.properties) == ["title", "pages", "shelf", "lent"]
    assert (one.required, one.inferred) == (frozenset(), True)
    assert many.kind == "array"
    assert many.items is not None
    assert many.items.properties.keys() == one.properties.keys()
    assert found["DELETE /books/{id}"].response is None


def test_a_silent_description_becomes_an_environment_that_says_so() -> None:
    found = explore(library(*map(silent, crud("/shelves", "Book")[:4])))
    (environment,) = found.environments
    assert {"list_books", "get_book", "create_book", "update_book", "delete_book"} <= environment.tools.keys()
    assert {"title", "pages", "lent"} <= environment.entities["book"].columns.keys()
    assert environment.provenance is not None
    told = {item.fact: item for item in environment.provenance.evidence}
    assert "inferred" in told["entity book"].because
    assert told["entity book"].confidence == 0.5


def test_one_described_answer_of_a_read_is_enough_to_leave_a_description_alone() -> None:
    for description in (shop(), library(call("GET /shelves", "[Book]"))):
        assert not is_silent(description)
        assert with_answers(description) is description


def test_nothing_is_made_up_where_nothing_is_listed_or_no_body_is_described() -> None:
    settings = describe(call("GET /settings"), call("PUT /settings", "", BOOK))
    assert with_answers(settings) is settings
    bare = describe(*(replace(silent(item), request=None) for item in crud("/books", "Book")), Book=BOOK)
    assert with_answers(bare) is bare
    for description in (settings, bare):
        found = explore(description)
        assert found.refused == "not stateful: what its reading operations answer is not described"
        assert {item.reason for item in found.left_out if item.operation.startswith("GET")} == {
            "its answer is not described"
        }


def test_a_plural_that_is_read_and_posted_to_is_a_collection_without_items_too() -> None:
    found = with_answers(describe(call("GET /keys"), call("POST /keys", "", BOOK), call("GET /key")))
    kinds = [item.response.kind if item.response else None for item in found.operations]
    assert kinds == ["array", None, None]
