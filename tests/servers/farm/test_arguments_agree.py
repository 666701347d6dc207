"""The interpreter's door and the frame's door, written apart, take and refuse the same arguments."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servers.farm.frame.arguments import Arguments, InputSchema, InvalidArgument
from servers.farm.model import Environment
from servers.farm.schemas import input_schema
from servers.farm.surface import ArgumentProblem, inner, surface

MOMENTS = ["2026-03-01", "2026-02-30", "2026-03-01T10:00:00Z"]
WORDS = ["available", "price", "weight", "x" * 81, "", "a\0", "\ud83d", *MOMENTS]
NUMBERS = [0, 1, -1, 5, 5.0, 5.5, 100, 0.001, 12.34, 1e15, 2**53, 2**53 + 1, 2.0**60, float("nan"), float("inf"), True]
SCALARS = st.one_of(st.none(), st.sampled_from(WORDS), st.sampled_from(NUMBERS), st.text(max_size=5), st.floats())
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=6), st.dictionaries(st.text(max_size=2), SCALARS, max_size=1))


def _tool(**arguments: Any) -> None:
    """The frame asks a tool's function which of its parameters are renamed: none."""


def _doors(environment: Environment, tool: str, arguments: dict[str, Any]) -> tuple[dict[str, Any] | None, ...]:
    """What each door lets through, None where it refuses; `inner` without rows and without what was left out."""
    scales = {item.name: item.scale for item in surface(environment, tool) if item.scale is not None}
    try:
        schema = InputSchema.model_validate(input_schema(environment, tool))
        frame: dict[str, Any] | None = dict(Arguments(schema, scales, _tool).check(arguments))
    except InvalidArgument:
        frame = None
    try:
        farm = {name: value for name, value in inner(environment, tool, arguments).items() if value is not None}
    except ArgumentProblem:
        return frame, None
    return frame, {name: list(value) if isinstance(value, tuple) else value for name, value in farm.items()}


@given(data=st.data())
@settings(max_examples=400, deadline=None)
def test_both_doors_let_the_same_through(data: st.DataObject, bikes: Environment) -> None:
    tool = data.draw(st.sampled_from(sorted(bikes.tools)))
    names = [item.name for item in surface(bikes, tool)]
    required = {item.name: data.draw(VALUES) for item in surface(bikes, tool) if item.required}
    arguments = required | data.draw(st.dictionaries(st.sampled_from([*names, "other"]), VALUES, max_size=3))
    frame, farm = _doors(bikes, tool, arguments)
    if frame is None or farm is None or "clear" in names:
        assert (frame is None) == (farm is None) or "clear" in arguments
    else:
        assert {name: (value, type(value)) for name, value in frame.items()} == {
            name: (value, type(value)) for name, value in farm.items()
        }


@pytest.mark.parametrize(
    "moment",
    [
        "2026-03-02T01:30:00Z",
        "2026-03-02T01:30:00.999+02:00",
        "0001-01-01T00:00:00+01:00",
        "2026-03-02T24:00:00Z",
        "2026-03-02",
    ],
)
def test_both_doors_read_times_alike(moment: str, edited: Any) -> None:
    since = {"kind": "datetime", "description": "Since when."}
    environment = edited("bikes", lambda data: data["tools"]["list_rentals"]["parameters"].update(since=since))
    frame, farm = _doors(environment, "list_rentals", {"since": moment})
    assert (frame or {}).get("since") == (farm or {}).get("since")
