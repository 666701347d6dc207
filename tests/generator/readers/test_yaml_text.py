import pytest

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
        ("a: 1\nb: !!python/object/apply:os.getcwd []", "constructor", 2, 4),
        ("a: !!timestamp 2020-01-01", "constructor", 1, 4),
        ("a: !include other.yaml", "constructor", 1, 4),
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


def test_an_empty_text_is_nothing() -> None:
    assert load_yaml("") is None
