"""Argument checks: strict, canonical, and with a message that names the parameter and what it expects."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servers.farm.frame.arguments import SAFE_INTEGER, Arguments, InputSchema, InvalidArgument

from .conftest import UNHURRIED

SCHEMA = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "description": "Name.", "minLength": 1, "maxLength": 10},
        "size": {"type": "string", "description": "Size.", "enum": ["small", "large"]},
        "code": {"type": "string", "description": "Code.", "pattern": "^[a-z]+$"},
        "email": {"type": "string", "description": "Email.", "format": "email"},
        "day": {"type": "string", "description": "Day.", "format": "date"},
        "time": {"type": "string", "description": "Time.", "format": "date-time"},
        "limit": {"type": "integer", "description": "Limit.", "minimum": 1, "maximum": 100, "default": 20},
        "weight": {"type": "number", "description": "Weight.", "exclusiveMinimum": 0},
        "price": {"type": "number", "description": "Price.", "minimum": 0},
        "open": {"type": "boolean", "description": "Open."},
        "tags": {
            "type": "array",
            "description": "Tags.",
            "items": {"type": "string", "description": "Tag.", "maxLength": 5},
            "maxItems": 3,
            "uniqueItems": True,
        },
        "from": {"type": "integer", "description": "From."},
    },
    "required": ["name"],
    "additionalProperties": False,
}


def tool(name: str, from_: int = 0) -> None:
    """Names one parameter as Python must."""


ARGUMENTS = Arguments(InputSchema.model_validate(SCHEMA), {"price": 2}, tool)
MISSING = object()


def checked(**given: object) -> dict[str, object]:
    return {**ARGUMENTS.check({"name": "n"} | given)}


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        ("limit", 5.0, 5),
        ("weight", 5, 5.0),
        ("price", 12.5, Decimal("12.50")),
        ("price", 3, Decimal("3.00")),
        ("time", "2026-03-31T01:30:00.25+02:00", "2026-03-30T23:30:00Z"),
        ("time", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("day", "2024-02-29", "2024-02-29"),
        ("tags", [], []),
        ("size", "large", "large"),
        ("open", False, False),
    ],
)
def test_a_valid_argument_gets_its_canonical_form(parameter: str, value: object, expected: object) -> None:
    found = checked(**{parameter: value})[parameter]
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        ("name", "", "1 to 10 characters"),
        ("name", "x" * 11, "1 to 10 characters"),
        ("name", 7, "must be a text, not 7"),
        ("name", None, "is required"),
        ("name", "a\0b", "NUL"),
        ("name", "\ud800", "surrogates"),
        ("name", ["x"], "not a list"),
        ("size", "medium", "one of small, large"),
        ("code", "A1", "pattern ^[a-z]+$"),
        ("email", "ana", "ana@example.org".replace("ana", "ada")),
        ("day", "2026-02-30", "2026-03-31"),
        ("day", "20260301", "must be a date"),
        ("day", "2026-W01-1", "must be a date"),
        ("time", "2026-03-31T09:00:00", "with a zone"),
        ("time", "2026-03-31 09:00:00Z", "with a zone"),
        ("time", "2026-03-31T25:00:00Z", "with a zone"),
        ("time", "0001-01-01T00:00:00+02:00", "with a zone"),
        ("limit", True, "must be an integer, not true"),
        ("limit", "5", 'must be an integer, not "5"'),
        ("limit", 5.5, "must be an integer"),
        ("limit", 0, "at least 1"),
        ("limit", 101, "at most 100"),
        ("limit", 10**4000, "must lie between"),
        ("size", "a\x7f\u2028\u202e", r'not "a\u007f\u2028\u202e".'),
        ("size", 10**4000, "a number that large"),
        ("limit", float("inf"), "must be an integer"),
        ("weight", 0, "more than 0"),
        ("weight", float("nan"), "must be a number"),
        ("weight", float("inf"), "must lie between"),
        ("weight", SAFE_INTEGER + 1, "must lie between"),
        ("weight", {}, "not an object"),
        ("price", 1.005, "at most 2 decimals"),
        ("price", -0.01, "at least 0"),
        ("price", SAFE_INTEGER, "must lie between"),
        ("price", False, "must be a number, not false"),
        ("open", 1, "true or false, not 1"),
        ("open", "true", "true or false"),
        ("tags", "x", "must be a list"),
        ("tags", ["a", "b", "c", "d"], "0 to 3 elements"),
        ("tags", ["a", "a"], "twice"),
        ("tags", ["a", 1], "tags[1] must be a text"),
        ("tags", [None], "tags[0] must be a text, not null"),
    ],
)
def test_an_invalid_argument_is_refused_by_name(parameter: str, value: object, expected: str) -> None:
    with pytest.raises(InvalidArgument, match=re.escape(expected)) as error:
        checked(**{parameter: value})
    assert str(error.value).startswith(parameter)


def test_an_unknown_argument_is_refused_with_what_was_perhaps_meant() -> None:
    with pytest.raises(InvalidArgument, match="did you mean limit"):
        checked(limits=3)
    with pytest.raises(InvalidArgument, match="it takes name, size"):
        checked(zzz=3)


def test_null_counts_as_not_given_and_defaults_are_filled_in() -> None:
    assert checked(limit=None, size=None) == {"name": "n", "limit": 20}


def test_a_parameter_that_python_reserves_is_passed_with_an_underscore() -> None:
    assert checked(**{"from": 3})["from_"] == 3


@pytest.mark.parametrize("given", [[], "x", 3, None])
def test_arguments_that_are_no_object_are_refused(given: object) -> None:
    with pytest.raises(InvalidArgument, match="must be an object"):
        ARGUMENTS.check(given)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "properties": {}},
        {"type": "object", "properties": {"a": {"anyOf": []}}, "additionalProperties": False},
        {"type": "object", "properties": {"a": {"type": "object"}}, "additionalProperties": False},
        {"type": "object", "properties": {"a": {"type": ["string", "null"]}}, "additionalProperties": False},
    ],
)
def test_a_schema_that_is_not_flat_does_not_load(schema: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        InputSchema.model_validate(schema)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["2026-01-01", "small", "a"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@UNHURRIED
@given(st.dictionaries(st.sampled_from([*SCHEMA["properties"], "other"]), JSON))  # type: ignore[misc]
def test_whatever_is_sent_is_refused_in_one_line_or_canonical_for_good(given: dict[str, object]) -> None:
    refused = InvalidArgument("", "")
    try:
        first = ARGUMENTS.check(given)
    except InvalidArgument as error:
        refused = error
    else:
        again = {name.rstrip("_"): float(one) if isinstance(one, Decimal) else one for name, one in first.items()}
        assert ARGUMENTS.check(again) == first
    assert str(refused).isprintable()
