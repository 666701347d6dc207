import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers import lenient

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_every_value_is_taken_as_its_type_or_as_nothing(value: object) -> None:
    assert isinstance(lenient.text(value), str)
    assert isinstance(lenient.flag(value), bool)
    assert all(isinstance(item, str) and item for item in lenient.texts(value))
    number = lenient.number(value)
    assert number is None or math.isfinite(number)
    whole = lenient.whole(value)
    assert whole is None or isinstance(whole, int)
    assert lenient.scalar(value) is None or isinstance(value, str | int | float)
    assert dict(lenient.mapping(value)) == (value if isinstance(value, dict) else {})
    assert list(lenient.sequence(value)) == (value if isinstance(value, list) else [])


@pytest.mark.parametrize(
    ("value", "number", "whole"),
    [
        (5, 5, 5),
        ("255", 255, 255),
        ("2.5", 2.5, None),
        (3.0, 3.0, 3),
        (True, None, None),
        ("", None, None),
        ("many", None, None),
        (float("inf"), None, None),
        ("nan", None, None),
        ("inf", None, None),
        ("9" * 5000, None, None),
    ],
)
def test_numbers_are_read_also_where_they_are_text(value: object, number: float | None, whole: int | None) -> None:
    assert lenient.number(value) == number
    assert lenient.whole(value) == whole


def test_texts_are_trimmed_and_numbers_become_texts() -> None:
    values: list[object] = ["  a ", 3, 1.5, True, None, []]
    assert [lenient.text(value) for value in values] == ["a", "3", "1.5", "true", "", ""]
