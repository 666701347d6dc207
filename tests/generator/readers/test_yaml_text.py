import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.yaml_text import MAX_DEPTH, YamlError, load_yaml


def test_dates_and_yes_and_times_stay_text() -> None:
    text = "{a: 2020-01-02, b: yes, c: 12:30:45, d: off, e: 2020-01-02T03:04:05Z, f: 1_000}"
    assert load_yaml(text) == {
        "a": "2020-01-02",
        "b": "yes",
        "c": "12:30:45",
        "d": "off",
        "e": "2020-01-02T03:04:05Z",
        "f": "1_000",
    }


def test_numbers_booleans_and_null_are_those_of_yaml_1_2() -> None:
    text = "{a: 010, b: 0x1F, c: 0o17, d: -1.5e3, e: true, f: ~, g: , h: +3, i: .5, j: 'true'}"
    loaded = {"a": 10, "b": 31, "c": 15, "d": -1500.0, "e": True, "f": None, "g": None, "h": 3, "i": 0.5, "j": "true"}
    assert load_yaml(text) == loaded


def test_keys_are_the_text_as_written() -> None:
    assert load_yaml("{200: a, 1.10: b, true: c, ~: d, 'x': e}") == {
        "200": "a",
        "1.10": "b",
        "true": "c",
        "~": "d",
        "x": "e",
    }


def test_a_number_of_thousands_of_digits_is_a_text() -> None:
    assert load_yaml("9" * 5000) == "9" * 5000


def test_anchors_and_merge_keys_work() -> None:
    text = "base: &base {a: 1, b: 2}\nmore: {<<: *base, b: 3}\nagain: *base\n"
    assert load_yaml(text) == {"base": {"a": 1, "b": 2}, "more": {"a": 1, "b": 3}, "again": {"a": 1, "b": 2}}


@pytest.mark.parametrize("line", ["{name}: &{name} [{old}]", "{name}: &{name}\n  <<: [{old}]"])
def test_anchors_that_expand_without_end_are_refused_before_they_expand(line: str) -> None:
    lines = ["a: &a {x: 1}"]
    for old, name in zip("abcdefghijklm", "bcdefghijklmn", strict=True):
        lines.append(line.format(name=name, old=", ".join([f"*{old}"] * 9)))
    with pytest.raises(YamlError, match="anchors expand to more than") as caught:
        load_yaml("\n".join(lines))
    assert caught.value.line


def test_an_anchor_inside_itself_is_refused() -> None:
    with pytest.raises(YamlError, match="contains itself"):
        load_yaml("a: &a [1, *a]")


@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 50_000, "- " * 50_000])
def test_endless_nesting_is_refused_and_does_not_end_the_process(text: str) -> None:
    with pytest.raises(YamlError, match="nested more than") as caught:
        load_yaml(text)
    assert caught.value.line == 1


def test_nesting_up_to_the_limit_is_read() -> None:
    value = load_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    for _ in range(MAX_DEPTH):
        assert isinstance(value, list)
        value = value[0] if value else None
    assert value is None


@pytest.mark.parametrize(
    ("text", "what", "line", "column"),
    [
        ("a: 1\nb: !!python/object/apply:os.getcwd []", "unknown tag 'tag:yaml.org,2002:python/object", 2, 4),
        ("a: !!timestamp 2020-01-01", "unknown tag", 1, 4),
        ("a: !include other.yaml", "unknown tag '!include'", 1, 4),
        ("a: !shop {b: 1}", "unknown tag '!shop'", 1, 4),
        ("a: 1\n<<: 5\n", "must be a mapping", 3, 1),
        ("a: &a [1]\n*a : 2", "key must be a text", 2, 1),
        ("? [a, b]\n: c", "key must be a text", 1, 3),
        ("a: 1\n---\nb: 2", "another document", 2, 1),
        ("a:\n\tb: 1", "cannot start any token", 2, 1),
        ("a: *unknown", "undefined alias", 1, 4),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_place(text: str, what: str, line: int, column: int) -> None:
    with pytest.raises(YamlError, match=what) as caught:
        load_yaml(text)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_control_characters_are_refused_without_a_place() -> None:
    with pytest.raises(YamlError, match="control characters") as caught:
        load_yaml("a: \x01")
    assert caught.value.line is None


def test_tags_of_the_core_schema_are_known() -> None:
    text = "{a: !!str 5, b: !!int '5', c: ! 5, d: !!map {}, e: !!seq [], f: !!null ''}"
    assert load_yaml(text) == {"a": "5", "b": 5, "c": "5", "d": {}, "e": [], "f": None}


def test_of_merged_mappings_the_earlier_wins_and_own_keys_win_over_all() -> None:
    text = "[&a {x: 1, y: 1}, &b {x: 2, z: 2}, {<<: [*a, *b], y: 3}]"
    loaded = load_yaml(text)
    assert isinstance(loaded, list)
    assert loaded[2] == {"x": 1, "y": 3, "z": 2}


def test_an_alias_may_be_a_key_and_an_anchor_may_stand_on_a_key() -> None:
    assert load_yaml("{&k name: &v shop, other: *k, *v : 1}") == {"name": "shop", "other": "name", "shop": 1}


TEXT = st.text("abcé :#-[]{},&*!|>'\"%@`\\\n", max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_every_json_value_is_read_as_json_means_it(value: object) -> None:
    assert load_yaml(json.dumps(value, allow_nan=True).replace("Infinity", ".inf")) == value


@given(JSON)
def test_what_another_writer_writes_in_block_style_is_read_back(value: object) -> None:
    assert load_yaml(yaml.safe_dump(value, allow_unicode=True)) == value


def test_an_empty_text_is_nothing() -> None:
    assert load_yaml("") is None
