import pytest

from generator.dialogues.words import enum_words, is_plain, moment_words, span_words, value_words
from servers.farm.model import Column, Environment


def column(environment: Environment, entity: str, name: str) -> Column:
    return environment.entities[entity].columns[name]


@pytest.mark.parametrize(
    ("entity", "name", "value", "said"),
    [
        ("bike", "status", "available", "available"),
        ("bike", "price_per_hour", 1250.5, "1,250.50"),
        ("bike", "weight", 12.0, "12"),
        ("bike", "tags", ["red", "fast"], '"red" and "fast"'),
        ("rider", "joined_on", "2026-03-06", "March 6, 2026"),
        ("rider", "email", "ana@example.com", "ana@example.com"),
        ("rider", "name", "Ana", '"Ana"'),
        ("rental", "started_at", "2026-03-06T09:05:00Z", "March 6, 2026 at 09:05"),
        ("station", "docks", 12_345, "12,345"),
    ],
)
def test_values_are_said_by_the_kind_of_their_column(
    bikes: Environment, entity: str, name: str, value: object, said: str
) -> None:
    assert value_words(value, column(bikes, entity, name)) == said


def test_choices_are_said_in_words() -> None:
    assert [enum_words(value) for value in ("needsAction", "IN_PROGRESS", "on-hold")] == [
        "needs action",
        "in progress",
        "on hold",
    ]


def test_midnight_has_no_time_of_day() -> None:
    assert moment_words("2026-03-06T00:00:00Z") == "March 6, 2026"


def test_a_span_says_its_day_once() -> None:
    assert span_words("2026-03-06T15:00:00Z", "2026-03-06T16:30:00Z") == "from March 6, 2026 at 15:00 to 16:30"
    assert span_words("2026-03-06T15:00:00Z", "2026-03-07T16:30:00Z").endswith("to March 7, 2026 at 16:30")


def test_signs_alone_are_no_speech() -> None:
    assert is_plain("a")
    assert not any(is_plain(text) for text in ("", "  ", "?!", "a\nb"))
