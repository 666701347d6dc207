"""What kind of value a leaf holds."""

from typing import Any

import pytest

from generator.description import Schema
from generator.explore.kinds import Nature, nature
from generator.explore.leaves import Leaf


def _nature(name: str, siblings: str = "", **schema: object) -> Nature | None:
    return nature(Leaf(name, Schema(**{"kind": "string", **schema})), frozenset(siblings.split()))  # type: ignore[arg-type]


def _kind(name: str, siblings: str = "", **schema: object) -> str:
    found = _nature(name, siblings, **schema)
    return found.kind if found is not None else ""


@pytest.mark.parametrize(
    ("name", "schema", "kind"),
    [
        ("price", {"kind": "number"}, "money"),
        ("amount", {"kind": "integer", "description": "In cents."}, "money"),
        ("total", {"kind": "integer"}, "integer"),
        ("tax_rate", {"kind": "number"}, "number"),
        ("total_count", {"kind": "number"}, "number"),
        ("created_at", {}, "datetime"),
        ("created", {"kind": "integer", "description": "Seconds since the Unix epoch."}, "datetime"),
        ("due", {"description": "RFC 3339 timestamp; only date information is kept."}, "date"),
        ("birthday", {"description": "YYYY-MM-DD"}, "date"),
        ("time_zone", {"description": "An ISO 8601 zone."}, "text"),
        ("estimated_time", {"kind": "integer"}, "integer"),
        ("closed", {"description": "`true` or `false`"}, "boolean"),
        ("size", {"format": "int64"}, "integer"),
    ],
)
def test_kinds_by_name_type_and_description(name: str, schema: dict[str, Any], kind: str) -> None:
    assert _kind(name, **schema) == kind


def test_an_integer_total_beside_a_currency_is_money() -> None:
    assert _kind("total", "currency", kind="integer") == "money"


def test_values_that_a_description_quotes_are_an_enum() -> None:
    found = _nature("status", description='Either "open" or "done".')
    assert found is not None
    assert (found.kind, found.values, found.confidence < 0.9) == ("enum", ("open", "done"), True)


def test_placeholders_are_no_values() -> None:
    found = _nature("state", enum=("STATE_UNSPECIFIED", "ACTIVE", "DELETED"))
    assert found is not None
    assert found.values == ("ACTIVE", "DELETED")


def test_a_constant_is_no_column() -> None:
    assert _nature("object", enum=("order",)) is None


def test_an_enum_of_sentences_is_free_text_and_none_of_them_is_kept() -> None:
    told = ("Ring everybody after a quarter hour", "Ring nobody", "Write to all who have asked for it by letter")
    found = _nature("escalation", enum=told)
    several = nature(Leaf("escalations", Schema(kind="string", enum=told), many=True), frozenset())
    assert found is not None
    assert several is not None
    assert (found.kind, found.values) == ("text", ())
    assert (several.kind, several.of, several.values) == ("list", "text", ())


def test_a_length_is_read_from_the_description() -> None:
    found = _nature("title", description="The title. Maximum length allowed: 1024 characters.")
    assert found is not None
    assert found.max_length == 1024


def test_words_in_capitals_are_no_values() -> None:
    text = "What LIS and HIS call the kind of an order, see ORC in the manual of HL7."
    assert _kind("type", description=text) == "text"


def test_a_default_and_bounds_are_read_from_the_description() -> None:
    found = _nature("status", description='Either "open" or "closed". Defaults to "closed".')
    assert found is not None
    assert (found.values, found.initial) == (("open", "closed"), "closed")
    month = _nature("month", kind="integer", description="A number between 1 and 12.")
    assert month is not None
    assert (month.minimum, month.maximum) == (1, 12)
    count = _nature("stock", kind="integer", description="An unsigned number.")
    assert count is not None
    assert count.minimum == 0
