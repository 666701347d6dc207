"""The interpreter's functions and those of emitted servers have one meaning, for whatever values."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from servers.farm.frame import functions as emitted
from servers.farm.interpreter import functions as ours

TEXTS = st.text(st.sampled_from("aAbÉéßsſıİiK\N{KELVIN SIGN} \t\n\u00a0%_*?[]!./\\@+-0123456789\x00\x7f"), max_size=8)
NUMBERS = (
    st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9) | st.sampled_from([0.5, 1.5, 2.5, 2.675, 1.005, -0.125, -0.0])
)
MONEY = st.decimals(-(10**9), 10**9, places=2)
DATES = st.dates().map(lambda day: day.isoformat())
TIMES = st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds") + "Z")
MOMENTS = DATES | TIMES
LISTS = st.lists(NUMBERS, max_size=6) | st.lists(MONEY, max_size=6)
COUNTS = st.integers(-(10**7), 10**7)

ARGUMENTS: dict[str, tuple[st.SearchStrategy[Any], ...]] = {
    "date_of": (TIMES,),
    "days_between": (MOMENTS, MOMENTS),
    "hours_between": (MOMENTS, MOMENTS),
    "add_days": (MOMENTS, COUNTS),
    "add_hours": (TIMES, NUMBERS),
    "add_months": (MOMENTS, COUNTS),
    "start_of_month": (DATES,),
    "end_of_month": (DATES,),
    "count": (LISTS,),
    "total": (LISTS,),
    "average": (LISTS,),
    "percentile": (LISTS, NUMBERS),
    "floor": (NUMBERS,),
    "round_half_up": (NUMBERS, st.integers(-12, 12)),
    "ratio": (NUMBERS | MONEY, NUMBERS | MONEY),
    "money": (NUMBERS | MONEY, st.integers(0, 4)),
    "contains": (st.none() | TEXTS, TEXTS),
    "starts_with": (st.none() | TEXTS, TEXTS),
    "same_text": (st.none() | TEXTS, st.none() | TEXTS),
    "glob_match": (TEXTS, TEXTS),
    "lines": (TEXTS,),
    "words": (TEXTS,),
    "replace": (TEXTS, TEXTS, TEXTS),
    "join_path": (TEXTS, TEXTS),
    "valid_email": (TEXTS | st.emails(),),
    "valid_phone": (TEXTS | st.text(st.sampled_from("+0123456789 ().-"), max_size=20),),
    "valid_file_name": (TEXTS,),
}


def outcome(body: Callable[..., Any], arguments: tuple[Any, ...]) -> str:
    """What a body gives, with its type; errors by name."""
    try:
        found = body(*arguments)
    except (OverflowError, ArithmeticError) as error:
        return type(error).__name__
    return repr(found)


def test_every_body_is_compared() -> None:
    shared = {"abs", "min", "max", "len"}  # Python's own in both
    assert set(ARGUMENTS) == set(ours.BODIES) - shared


@pytest.mark.parametrize("name", sorted(ARGUMENTS))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_function_gives_the_same_in_both(name: str, data: st.DataObject) -> None:
    arguments = tuple(data.draw(strategy) for strategy in ARGUMENTS[name])
    assert outcome(ours.BODIES[name], arguments) == outcome(getattr(emitted, name), arguments)


@given(TEXTS, st.text(st.sampled_from("ab*?[]"), max_size=8))
@example("a" * 60, "*a" * 6 + "b")
def test_patterns_match_the_same(text: str, pattern: str) -> None:
    assert ours.glob_match(text, pattern) is emitted.glob_match(text, pattern)


@given(NUMBERS | MONEY)
def test_amounts_have_the_same_minor_units(value: Decimal | float) -> None:
    assert int(ours.money(value).scaleb(2)) == emitted.minor_units(emitted.money(value))
