"""The interpreter's function bodies, one documented meaning after the other."""

from decimal import Decimal

import pytest

from servers.farm.functions import TABLE
from servers.farm.interpreter import functions as f


def test_every_function_of_the_table_has_a_body_or_is_compiled() -> None:
    assert set(TABLE) - set(f.BODIES) == {"now", "today", "any", "all", "coalesce"}


def test_money_rounds_halves_away_from_zero_as_written() -> None:
    assert [str(f.money(value)) for value in (2.675, 1.005, -0.125, 3, Decimal("0.005"))] == [
        "2.68",
        "1.01",
        "-0.13",
        "3.00",
        "0.01",
    ]
    assert str(f.money(1234.5, 0)) == "1235"


def test_numbers_round_half_up_to_floats() -> None:
    assert [f.round_half_up(value, digits) for value, digits in ((2.5, 0), (-2.5, 0), (0.125, 2), (1250, -2))] == [
        3.0,
        -3.0,
        0.13,
        1300.0,
    ]


def test_ratio_and_means_of_nothing_are_zero() -> None:
    assert (f.ratio(1, 0), f.ratio(Decimal(1), Decimal(0)), f.average([]), f.percentile([], 50)) == (0.0,) * 4
    assert f.total([]) == 0
    assert f.ratio(Decimal("1.00"), 3) == 1 / 3
    assert f.average([Decimal("0.10"), Decimal("0.20")]) == 0.15


def test_percentiles_are_of_the_nearest_rank() -> None:
    values = [15, 20, 35, 40, 50]
    assert [f.percentile(values, percent) for percent in (0, 5, 30, 40, 50, 100, 200)] == [15, 15, 20, 20, 35, 50, 50]
    assert type(f.percentile([1], 50)) is float


def test_days_count_dates_and_hours_count_time() -> None:
    assert f.days_between("2026-02-28T23:59:59Z", "2026-03-01T00:00:00Z") == 1
    assert f.days_between("2026-03-01", "2026-02-27") == -2
    assert f.hours_between("2026-02-28T23:30:00Z", "2026-03-01T00:15:00Z") == 0.75
    assert f.hours_between("2026-03-01", "2026-03-02T12:00:00Z") == 36.0


def test_days_and_months_keep_what_they_are_added_to() -> None:
    assert f.add_days("2024-02-28", 2) == "2024-03-01"
    assert f.add_days("2024-02-28T10:11:12Z", -28) == "2024-01-31T10:11:12Z"
    assert f.add_months("2024-01-31", 1) == "2024-02-29"
    assert f.add_months("2026-03-31T01:02:03Z", -13) == "2025-02-28T01:02:03Z"
    assert (f.start_of_month("2026-02-17"), f.end_of_month("2026-02-17")) == ("2026-02-01", "2026-02-28")


def test_hours_are_added_to_the_second() -> None:
    assert f.add_hours("2026-12-31T23:00:00Z", 1.5) == "2027-01-01T00:30:00Z"
    assert f.add_hours("2026-01-01T00:00:00Z", -0.0001) == "2026-01-01T00:00:00Z"
    assert f.add_hours("2026-01-01T00:00:00Z", 0.00014) == "2026-01-01T00:00:01Z"


@pytest.mark.parametrize("call", [lambda: f.add_days("9999-12-31", 1), lambda: f.add_months("0001-01-01", -1)])
def test_dates_end_with_the_year_9999(call: object) -> None:
    with pytest.raises(OverflowError):
        call()  # type: ignore[operator]


def test_texts_compare_by_case_folding_where_said() -> None:
    assert f.contains("STRASSE", "straße")
    assert not f.contains(None, "")
    assert f.starts_with("Ab", "A")
    assert not f.starts_with("Ab", "a")
    assert not f.starts_with(None, "")
    assert f.same_text(" Élan", "éLAN ")
    assert f.same_text(None, None)
    assert not f.same_text(None, "")


@pytest.mark.parametrize(
    ("text", "pattern", "matches"),
    [
        ("a.txt", "*.txt", True),
        ("a/b.txt", "*.txt", True),
        ("a.TXT", "*.txt", False),
        ("abc", "a?c", True),
        ("ac", "a?c", False),
        ("[x]", "[x]", True),
        ("x", "[x]", False),
        ("aXbXc", "a*b*c", True),
        ("ab\nc", "a*c", True),
        ("", "*", True),
        ("", "?", False),
        ("a", "", False),
        (None, "*", False),
    ],
)
def test_patterns_know_stars_and_question_marks_only(text: str | None, pattern: str, matches: bool) -> None:
    assert f.glob_match(text, pattern) is matches


@pytest.mark.parametrize(
    ("folder", "path", "joined"),
    [
        ("/a/b", "c", "/a/b/c"),
        ("/a/b", "/c", "/c"),
        ("/a", "../../b", "/b"),
        ("/a", "", "/a"),
        ("//a//", "./b/", "/a/b"),
        ("a", "..", "."),
        ("a", "../..", ".."),
        ("", "", "."),
        ("/", "..", "/"),
    ],
)
def test_paths_are_joined_and_normalised(folder: str, path: str, joined: str) -> None:
    assert f.join_path(folder, path) == joined


def test_texts_split_and_are_replaced() -> None:
    assert f.lines("a\nb\r\nc\n") == ["a", "b", "c"]
    assert f.lines("") == []
    assert f.words(" a  b\tc ") == ["a", "b", "c"]
    assert f.replace("aaa", "aa", "b") == "ba"
    assert f.replace("abc", "", "x") == "abc"


def test_forms_of_texts_are_recognised() -> None:
    good, bad = ["a@b.co", "a.b+c@x.y.z"], ["a@b", "@b.co", "a@@b.co", "a b@c.de", "a@.de", "a@b.", ""]
    assert [f.valid_email(text) for text in good + bad] == [True] * 2 + [False] * 7
    good, bad = (
        ["+44 20 7946-0958", "5551234", "0(20)7946095"],
        ["(555) 1234567", "123456", "+", "", "1" * 16, "5551234-"],
    )
    assert [f.valid_phone(text) for text in good + bad] == [True] * 3 + [False] * 6
    good, bad = ["a.txt", "ü", "x" * 255], ["", ".", "..", "a/b", "a\\b", "a\0", " a", "x" * 256]
    assert [f.valid_file_name(text) for text in good + bad] == [True] * 3 + [False] * 8
