"""What holds for every call of every sequence: random walks over the example, with sane and with hostile arguments."""

import json
from contextlib import closing
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import validator_for

from .conftest import EXAMPLE, UNHURRIED

TOOLS = {tool["name"]: tool for tool in json.loads((EXAMPLE / "tools.json").read_text(encoding="utf-8"))["tools"]}
KEYS = {"book_id": "BK-{:04d}", "copy_id": "CP-{:05d}", "member_id": "MB-{:04d}", "loan_id": "LN-{:05d}"}
HOSTILE = st.one_of(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    st.sampled_from(
        ["'; DROP TABLE books; --", "../../etc/passwd", "\0", "\ud800", "x" * 200_000, "{loan_id.__class__}", "%s"]
    ),
    st.lists(st.integers() | st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def value_of(name: str, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Arguments that a caller in good faith might send."""
    if name in KEYS:
        return st.integers(1, 15).map(KEYS[name].format)
    if "branch_id" in name and schema["type"] == "string":
        return st.sampled_from(["BR-1", "BR-2", "BR-9"])
    match schema:
        case {"enum": values}:
            return st.sampled_from(values)
        case {"type": "array", "items": items}:
            return st.lists(value_of(name, items), min_size=1, max_size=3)
        case {"type": "integer" | "number", "maximum": most}:
            return st.integers(0, int(most)).map(lambda one: one / 4 if schema["type"] == "number" else one)
        case {"pattern": _}:
            return st.integers(10, 17).map(lambda one: f"97800000000{one}")
        case {"format": "email"}:
            return st.sampled_from(["ana.reyes@example.org", "new@example.org"])
        case {"format": "date"}:
            return st.dates().map(str)
    return st.text(max_size=5)


def call_of(name: str, value: Any) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    schema = TOOLS[name]["inputSchema"]
    one = {key: value(key, schema["properties"][key]) for key in schema["properties"]}
    needed = {key: one.pop(key) for key in schema["required"]}
    return st.tuples(st.just(name), st.fixed_dictionaries(needed, optional=one))


SANE = st.sampled_from(sorted(TOOLS)).flatmap(lambda name: call_of(name, value_of))
WILD = st.sampled_from(sorted(TOOLS)).flatmap(lambda name: call_of(name, lambda key, schema: HOSTILE))


@UNHURRIED
@given(st.lists(SANE, max_size=25))
def test_faults_and_reads_change_nothing_and_two_runs_are_identical(
    library: ModuleType, calls: list[tuple[str, dict[str, Any]]]
) -> None:
    with closing(library.SERVICE.open()) as one, closing(library.SERVICE.open()) as other:
        for name, arguments in calls:
            before = one.snapshot()
            result = one.call(name, arguments)
            assert other.call(name, arguments) == result
            if result.is_error:
                code = json.loads(result.text)["error"]
                assert code == "invalid_argument" or code in library.FAULTS
            else:
                validator_for(TOOLS[name]["outputSchema"]).validate(result.structured)
            stays = result.is_error or TOOLS[name]["annotations"]["readOnlyHint"]
            assert (one.snapshot() == before) is stays
        assert one.digest() == other.digest()


@UNHURRIED
@given(calls=st.lists(WILD, max_size=10))
def test_hostile_arguments_get_a_clear_error_and_change_nothing(
    library: ModuleType, calls: list[tuple[str, dict[str, Any]]], caplog: pytest.LogCaptureFixture
) -> None:
    with closing(library.SERVICE.open()) as world:
        for name, arguments in calls:
            before = world.snapshot()
            result = world.call(name, arguments)
            error = json.loads(result.text).get("error")
            assert error != "internal_error"
            assert "Traceback" not in result.text
            if result.is_error:
                assert world.snapshot() == before
    assert caplog.text == ""


@pytest.mark.parametrize("arguments", [[], "x", 3, {1: 2}, {"book_id": object()}])
def test_arguments_of_an_impossible_type_are_refused(library: ModuleType, arguments: Any) -> None:
    with closing(library.SERVICE.open()) as world:
        assert json.loads(world.call("get_book", arguments).text)["error"] == "invalid_argument"
