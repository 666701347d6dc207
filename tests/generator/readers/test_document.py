from collections.abc import Callable

import pytest

from generator.readers.document import MISSING, Document, parse
from generator.readers.errors import ReadError
from generator.sources import SourceText

SourceTexts = Callable[..., SourceText]


def test_a_byte_order_mark_is_no_part_of_the_document(source_text: SourceTexts) -> None:
    assert parse(source_text(b'\xef\xbb\xbf{"a": 1}')) == {"a": 1}
    assert parse(source_text(b"\xef\xbb\xbfa: 1")) == {"a": 1}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_document_in_utf_16_says_so_by_its_byte_order_mark(source_text: SourceTexts, encoding: str) -> None:
    assert parse(source_text('\ufeff{"a": "é"}'.encode(encoding))) == {"a": "é"}


@pytest.mark.parametrize(
    ("data", "document", "place"),
    [
        (b'{"openapi": "3.0.0",\n "paths": {', "given.json", "line 2, column 12: no valid JSON"),
        (b'{"a": 1,}', "given.json", "line 1, column"),
        (b"a: 1\nb: [1, 2\nc: 3\n", "given.yaml", "line 3, column 2: no valid YAML"),
        (b"a: 'half", "given.yaml", "line 1, column 9: no valid YAML"),
        (b"{a: 1", "given.yaml", "line 2, column 1: no valid YAML"),
        (b"a: 1\nb: \xff\n", "given.yaml", "not UTF-8 text: byte 0xff in line 2"),
    ],
)
def test_broken_text_is_refused_with_its_place(
    source_text: SourceTexts, data: bytes, document: str, place: str
) -> None:
    with pytest.raises(ReadError) as caught:
        parse(source_text(data, document))
    assert place in caught.value.what


@pytest.mark.parametrize(
    ("data", "document", "what"),
    [
        (b'{"a": 1,\n "b": {"c": 1, "d": 2, "c": 3}}', "given.json", "line 2, column 24: the key 'c' is given twice"),
        (b"a:\n  b: 1\n  c: 2\n  b: 1\n", "given.yaml", "line 4, column 3: no valid YAML: the key 'b' is given twice"),
        (b"a: {'b': 1, \"b\": 2}", "given.yaml", "the key 'b' is given twice"),
        (b"&k a: 1\nb: 2\n*k : 3\n", "given.yaml", "the key 'a' is given twice"),
    ],
)
def test_a_key_that_an_object_has_twice_is_refused_by_name_and_place(
    source_text: SourceTexts, data: bytes, document: str, what: str
) -> None:
    with pytest.raises(ReadError) as caught:
        parse(source_text(data, document))
    assert what in caught.value.what
    assert caught.value.hint == "keep the one that is meant"


def test_equal_keys_of_different_objects_and_merged_ones_are_no_mistake(source_text: SourceTexts) -> None:
    assert parse(source_text(b'{"a": {"b": 1}, "b": {"b": 1}, "c": [{"b": 1e99, "d": -2}]}'))
    merged = parse(source_text(b"a: &a {b: 1}\nc:\n  <<: *a\n  b: 2\nd:\n  b: 3\n  <<: *a\n", "given.yaml"))
    assert (merged["c"], merged["d"]) == ({"b": 2}, {"b": 3})


def test_a_yaml_file_may_hold_json_or_begin_with_a_brace(source_text: SourceTexts) -> None:
    assert parse(source_text(b'{"a": [1]}', "given.yaml")) == {"a": [1]}
    assert parse(source_text(b"{a: [1]}", "given.yaml")) == {"a": [1]}


def test_json_nested_without_end_is_refused(source_text: SourceTexts) -> None:
    with pytest.raises(ReadError, match="no valid JSON"):
        parse(source_text(b'{"a":' * 100_000))


@pytest.mark.parametrize(
    ("ref", "found"),
    [
        ("#", {"$": 0}),
        ("#/$", 0),
        ("#/a~1b/c~0d", 1),
        ("#/paths/~1users~1%7Bid%7D/get", 2),
        ("#/list/1", "second"),
        ("#/alias/get", 2),
        ("#/list/2", MISSING),
        ("#/list/-1", MISSING),
        ("#/nowhere", MISSING),
        ("#/$/deeper", MISSING),
        ("#/loop/x", MISSING),
        ("other.json#/a", MISSING),
        ("", MISSING),
    ],
)
def test_pointers_are_followed_as_uri_fragments(ref: str, found: object) -> None:
    root = {
        "$": 0,
        "a/b": {"c~d": 1},
        "paths": {"/users/{id}": {"get": 2}},
        "list": ["first", "second"],
        "alias": {"$ref": "#/paths/~1users~1{id}"},
        "loop": {"$ref": "#/loop/x"},
    }
    expected = root if ref == "#" else found
    assert Document(root).find(ref) == expected


def test_a_ref_to_an_object_is_followed_through_other_refs() -> None:
    document = Document({"a": {"$ref": "#/b"}, "b": {"$ref": "#/c"}, "c": {"in": "query"}})
    assert document.follow({"$ref": "#/a"}) == {"in": "query"}


def test_keys_beside_a_ref_stand_on_top_of_its_target() -> None:
    document = Document({"c": {"in": "query", "name": "x"}})
    assert document.follow({"$ref": "#/c", "name": "y"}) == {"in": "query", "name": "y"}


def test_refs_in_a_circle_mean_nothing() -> None:
    assert Document({"a": {"$ref": "#/b"}, "b": {"$ref": "#/a"}}).follow({"$ref": "#/a"}) == {}


def test_a_lost_ref_is_noted_with_its_place() -> None:
    root = {"paths": {"/a": {"get": {"$ref": "#/gone"}}}}
    document = Document(root)
    assert document.follow(root["paths"]["/a"]["get"]) == {}
    (note,) = document.finish("given.json")
    assert (note.where, note.what) == ("#/paths/~1a/get", "the ref '#/gone' leads nowhere")


def test_refs_to_other_files_are_refused_with_the_first_place_and_their_number() -> None:
    first, second = {"$ref": "common.yaml#/A"}, {"$ref": "https://x.example/b.json"}
    document = Document({"a": {"x": first}, "b": second})
    document.follow(first)
    document.follow(second)
    with pytest.raises(ReadError) as caught:
        document.finish("given.json")
    assert caught.value.where == "given.json #/a/x"
    assert caught.value.what == "refers to another file, 'common.yaml#/A' (and 1 more such refs)"
    assert "bundle" in caught.value.hint
