from collections.abc import Callable
from pathlib import Path

import pytest

from generator.readers import ReadError, read
from generator.sources import SourceText

DATA = Path(__file__).parent / "data"
SourceTexts = Callable[..., SourceText]


@pytest.mark.parametrize(
    ("document", "kind", "title"),
    [
        ("library.yaml", "openapi", "Town Library API"),
        ("clinic.json", "openapi", "Clinic"),
        ("bike_hire.json", "discovery", "Bike Hire API"),
    ],
)
def test_the_kind_is_found_by_content_whatever_the_file_is_called(
    source_text: SourceTexts, document: str, kind: str, title: str
) -> None:
    description = read(source_text((DATA / document).read_bytes(), "unnamed"))
    assert (description.origin.kind, description.title) == (kind, title)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"swaggerVersion": "1.2"}', "Swagger 1"),
        ('{"openapi": "2.0"}', "is OpenAPI 2.0"),
        ('{"openapi": null}', "OpenAPI of no version"),
        ('{"kind": "discovery#directoryList", "discoveryVersion": "v1", "items": []}', "list of Discovery documents"),
        ('{"asyncapi": "3.0.0"}', "AsyncAPI"),
        ('{"info": {}, "item": []}', "Postman"),
        ('{"$schema": "x"}', "JSON Schema"),
        ('{"name": "x", "scripts": {}}', "no API description: its first keys are 'name', 'scripts'"),
        ("{}", "its first keys are no keys"),
        ("[1]", "holds a list"),
        ("a story", "holds plain text"),
        ("12", "holds a single value"),
        ("# nothing", "holds nothing"),
        ("<!doctype html><p>", "XML or HTML"),
    ],
)
def test_what_is_no_readable_description_is_named_for_what_it_is(
    source_text: SourceTexts, text: str, what: str
) -> None:
    with pytest.raises(ReadError) as caught:
        read(source_text(text.encode()))
    assert what in caught.value.what
    assert caught.value.where.startswith("given.json")
    assert caught.value.hint
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("data", "what"), [(b"SQLite format 3\0\x10", "SQLite"), (b"PGDMP\x01\x0e", "PostgreSQL")])
def test_a_database_that_is_no_text_is_refused_with_how_to_get_its_tables(
    source_text: SourceTexts, data: bytes, what: str
) -> None:
    for name in ("x.sql", "x.db"):
        with pytest.raises(ReadError) as caught:
            read(source_text(data, name))
        assert what in caught.value.what
        assert "as SQL" in caught.value.hint


def test_reading_the_same_bytes_twice_gives_equal_descriptions(source_text: SourceTexts) -> None:
    text = source_text((DATA / "library.yaml").read_bytes())
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "text", ['{"openapi": "3.1.0", "webhooks": {"paid": {}}}', '{"discoveryVersion": "v1", "resources": {}}']
)
def test_a_description_without_operations_is_read_as_one(source_text: SourceTexts, text: str) -> None:
    assert read(source_text(text.encode())).operations == ()
