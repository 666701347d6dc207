"""The functions that business rules call: one meaning, in Python and in SQL."""

import sqlite3
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servers.farm.frame import functions as f
from servers.farm.frame.database import Database

from .conftest import UNHURRIED

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
ALIKE = st.text(st.sampled_from("aAßẞéÉ İıK*?[]!-. /"), max_size=6)
DATES = st.dates().map(str)
MOMENTS = st.datetimes().map(lambda one: one.isoformat(timespec="seconds") + "Z")


@pytest.fixture(scope="module")
def database() -> Database:
    return Database(sqlite3.connect(":memory:"), {})


@pytest.mark.parametrize("name", ["contains", "starts_with", "same_text", "glob_match"])
@UNHURRIED
@given(first=st.none() | ALIKE | TEXTS, second=ALIKE | TEXTS)
def test_text_functions_mean_the_same_in_sql_as_in_python(
    database: Database, name: str, first: str | None, second: str
) -> None:
    [(found,)] = database.execute(f"SELECT {name}(?, ?)", first, second)
    assert bool(found) is getattr(f, name)(first, second)


@UNHURRIED
@given(MOMENTS | st.none())
def test_date_of_means_the_same_in_sql_and_lets_null_pass(database: Database, moment: str | None) -> None:
    [(found,)] = database.execute("SELECT date_of(?)", moment)
    assert found == (None if moment is None else f.date_of(moment))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (f.contains("Straße", "STRASSE"), True),
        (f.contains("É", "é"), True),
        (f.contains(None, ""), False),
        (f.starts_with("Ab", "a"), False),
        (f.starts_with(None, ""), False),
        (f.same_text(" Ana ", "aNA"), True),
        (f.same_text(None, None), True),
        (f.same_text(None, ""), False),
        (f.glob_match("a/b.txt", "*.txt"), True),
        (f.glob_match("a[1].txt", "a[1].???"), True),
        (f.glob_match("a1.txt", "a[1].txt"), False),
        (f.glob_match("a.TXT", "*.txt"), False),
        (f.glob_match("", "*"), True),
        (f.lines("a\nb\r\n"), ["a", "b"]),
        (f.lines(""), []),
        (f.words("  a b\tc\n"), ["a", "b", "c"]),
        (f.replace("aaa", "aa", "b"), "ba"),
        (f.replace("abc", "", "-"), "abc"),
        (f.join_path("/a/b", "c/./d"), "/a/b/c/d"),
        (f.join_path("/a/b", "/c"), "/c"),
        (f.join_path("/a", "../../.."), "/"),
        (f.join_path("//", ""), "/"),
        (f.valid_email("a@b.c"), True),
        (f.valid_email("a@b"), False),
        (f.valid_email("a b@c.d"), False),
        (f.valid_email("a@b.c\n"), False),
        (f.valid_phone("+49 (30) 123-45.67"), True),
        (f.valid_phone("123456"), False),
        (f.valid_phone("١٢٣٤٥٦٧٨"), False),
        (f.valid_file_name("notes.txt"), True),
        (f.valid_file_name(".."), False),
        (f.valid_file_name("a/b"), False),
        (f.valid_file_name(" a"), False),
        (f.valid_file_name("a\n"), False),
    ],
)
def test_text_functions_by_example(found: object, expected: object) -> None:
    assert found == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (f.days_between("2026-01-31", "2026-03-01T23:59:59Z"), 29),
        (f.days_between("2026-03-01", "2026-01-31"), -29),
        (f.hours_between("2026-01-01", "2026-01-02T01:30:00Z"), 25.5),
        (f.add_days("2026-12-31", 1), "2027-01-01"),
        (f.add_days("2026-12-31T10:00:00Z", -365), "2025-12-31T10:00:00Z"),
        (f.add_hours("2026-01-01T00:00:00Z", 0.7), "2026-01-01T00:42:00Z"),
        (f.add_hours("2026-01-01T00:00:00Z", -1), "2025-12-31T23:00:00Z"),
        (f.add_months("2026-01-31", 1), "2026-02-28"),
        (f.add_months("2024-01-31T08:00:00Z", 1), "2024-02-29T08:00:00Z"),
        (f.add_months("2026-01-15", -13), "2024-12-15"),
        (f.start_of_month("2026-02-17"), "2026-02-01"),
        (f.end_of_month("2024-02-17"), "2024-02-29"),
    ],
)
def test_time_functions_by_example(found: object, expected: object) -> None:
    assert found == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (f.money(2.675), Decimal("2.68")),
        (f.money(-0.005), Decimal("-0.01")),
        (f.money(Decimal("1.0049")), Decimal("1.00")),
        (f.money(1250, 0), Decimal(1250)),
        (f.exact(0.1) * 3, Decimal("0.3")),
        (f.minor_units(Decimal("12.5")), 1250),
        (f.minor_units(Decimal("0.005")), 0.5),
        (f.minor_units(None), None),
        (f.round_half_up(2.5), 3.0),
        (f.round_half_up(-2.5), -3.0),
        (f.round_half_up(1.005, 2), 1.01),
        (f.floor(-0.5), -1),
        (f.ratio(1, 0), 0.0),
        (f.ratio(Decimal("0.30"), 3), 0.1),
        (f.total([]), 0),
        (f.total([Decimal("0.10"), Decimal("0.20")]), Decimal("0.30")),
        (f.total([1e16, 1.0, -1e16]), 0.0),
        (f.average([]), 0.0),
        (f.average([1, 2]), 1.5),
        (f.average([Decimal("0.10"), Decimal("0.20")]), 0.15),
        (f.percentile([], 50), 0.0),
        (f.percentile([15, 20, 35, 40, 50], 30), 20.0),
        (f.percentile([15, 20, 35, 40, 50], 0), 15.0),
        (f.percentile([15, 20, 35, 40, 50], 100), 50.0),
        (f.count(n for n in (1, 2)), 2),
        (f.coalesce(None, 0, 1), 0),
    ],
)
def test_number_functions_by_example(found: object, expected: object) -> None:
    assert found == expected


@UNHURRIED
@given(MOMENTS | DATES, st.integers(-10_000, 10_000))
def test_adding_days_keeps_the_kind_of_moment_and_can_be_measured(moment: str, days: int) -> None:
    try:
        later = f.add_days(moment, days)
    except OverflowError:
        return
    assert len(later) == len(moment)
    assert f.days_between(moment, later) == days


@UNHURRIED
@given(DATES, st.integers(-5_000, 5_000))
def test_adding_months_never_leaves_the_month_it_should_reach(day: str, months: int) -> None:
    try:
        later = f.add_months(day, months)
    except OverflowError:
        return
    assert (int(later[:4]) - int(day[:4])) * 12 + int(later[5:7]) - int(day[5:7]) == months
    assert f.start_of_month(later) <= later <= f.end_of_month(later)


@UNHURRIED
@given(st.floats(-1e300, 1e300), st.integers(0, 4))
def test_money_is_whole_minor_units_and_off_by_at_most_half_of_one(number: float, scale: int) -> None:
    amount = f.money(number, scale)
    assert isinstance(f.minor_units(amount, scale), int)
    assert abs(amount - Decimal(repr(number))) * 2 <= Decimal(1).scaleb(-scale) or abs(number) > 1e20


@UNHURRIED
@given(TEXTS, TEXTS)
def test_a_joined_path_from_the_root_never_climbs_out(folder: str, path: str) -> None:
    joined = f.join_path("/" + folder, path)
    assert joined.startswith("/")
    assert ".." not in joined.split("/")
    assert f.join_path(joined, "") == joined
