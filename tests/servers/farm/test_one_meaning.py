"""One meaning: interpreter, emitted Python and emitted SQL answer alike, for generated expressions over generated rows.

Each example draws rows and a batch of typed expressions over two entities with every kind of column, nullable ones too.
Every expression is computed by a tool for one row (Python) and, where it is a condition of the SQL subset, searched by
(SQL). The tools are emitted, loaded and called; their texts are compared with the interpreter's, byte for byte.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from client.session import Session
from generator.emit import render
from servers.farm.expressions import parse
from servers.farm.inference import infer
from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment
from servers.farm.schemas import output_schema
from servers.farm.sql_subset import in_sql_subset
from tests.servers.farm.typed_expressions import FIND, SCOPE, Case, cases, environment_of


def tools_of(expressions: Sequence[str]) -> dict[str, list[Any]]:
    """Tools that compute expressions for one row, and tools that search by conditions; ten in each."""
    conditions = [index for index, text in enumerate(expressions) if _is_condition(text)]
    tools: dict[str, list[Any]] = {}
    for some in _tens(range(len(expressions))):
        fields = {f"e{index}": expressions[index] for index in some}
        tools[f"compute_{some[0]}"] = [FIND, {"let": fields}, {"return": {name: name for name in fields}}]
    for some in _tens(conditions):
        searches = [{"search": {"entity": "item", "as": f"s{index}", "where": [expressions[index]]}} for index in some]
        found = {f"e{index}": f"[i.item_id for i in s{index}]" for index in some}
        tools[f"search_{some[0]}"] = [*searches, {"return": found}]
    return tools


def _is_condition(text: str) -> bool:
    return infer(parse(text), SCOPE).kind == "boolean" and in_sql_subset(parse(text), SCOPE, "item")


def _tens(indices: Sequence[int]) -> Iterator[Sequence[int]]:
    yield from (indices[start : start + 10] for start in range(0, len(indices), 10))


def answers(environment: Environment, case: Case) -> dict[str, str]:
    """What the interpreter answers to each call."""
    interpreter, found = Interpreter(environment), {}
    for tool, key in _calls(environment, case):
        outcome = interpreter.call(case.state, tool, case.arguments | {"item_id": key})
        found[f"{tool} {key}"] = _text(outcome.result) if outcome.succeeded else f"{outcome.invalid and 'invalid'}"
    return found


def emitted_answers(environment: Environment, case: Case, folder: Path) -> dict[str, str]:
    """What the emitted server answers."""
    found = {}
    for name, text in render(environment, case.state).items():
        (folder / name).write_text(text, encoding="utf-8")
    with Session.open(folder) as session:
        for tool, key in _calls(environment, case):
            text = session.call(tool, case.arguments | {"item_id": key}).text
            found[f"{tool} {key}"] = "invalid" if text.startswith('{"error":"invalid_argument"') else text
    return found


def _calls(environment: Environment, case: Case) -> Iterator[tuple[str, str]]:
    for tool in environment.tools:
        keys = [str(key) for (key,) in sorted(case.state.rows["item"])]
        yield from ((tool, key) for key in (keys if tool.startswith("compute") else keys[:1]))


def _text(result: object) -> str:
    return json.dumps(result, ensure_ascii=False, separators=(",", ":"))


def differences(case: Case, ours: str, theirs: str) -> Iterator[str]:
    """The expressions that two answers differ in, with both values; the answers as such if they are no results."""
    try:
        first, second = json.loads(ours), json.loads(theirs)
        for name in first:
            if _text(first[name]) != _text(second[name]):
                yield f"{case.expressions[int(name[1:])]}: {_text(first[name])} is {_text(second[name])}"
    except (ValueError, KeyError):
        yield f"{ours} is {theirs}"


@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(case=cases())
def test_python_and_sql_answer_as_the_interpreter_does(case: Case, tmp_path_factory: pytest.TempPathFactory) -> None:
    environment = environment_of(tools_of(case.expressions))
    expected = answers(environment, case)
    found = emitted_answers(environment, case, tmp_path_factory.mktemp("meaning"))
    different = [
        f"{call}: {item}"
        for call, text in expected.items()
        if text != found[call]
        for item in differences(case, text, found[call])
    ]
    assert not different, "\n".join(different)


GROUPED = {
    "search": {
        "entity": "item",
        "as": "groups",
        "group": {
            "by": ["status"],
            "select": {
                "least": "min(item.refund)",
                "most": "max(item.limit)",
                "latest": "max(item.seen_at)",
                "sum": "total(item.refund)",
                "mean": "average(item.rate)",
                "cheapest": "min(item.price)",
            },
        },
        "order": ["-least"],
    }
}


def test_the_smallest_of_values_that_may_be_none_may_be_none() -> None:
    environment = environment_of({"group": [GROUPED, {"return": {"groups": "groups"}}]})
    schema: Any = output_schema(environment, "group")
    fields = schema["properties"]["groups"]["items"]["properties"]
    nullable = {name: "null" in field["type"] for name, field in fields.items()}
    assert nullable == {
        "status": False, "least": True, "most": True, "latest": True, "sum": False, "mean": False, "cheapest": False,
    }  # fmt: skip


@settings(max_examples=3, deadline=None, phases=[Phase.generate], derandomize=True)
@given(case=cases())
def test_groups_of_values_that_may_be_none_answer_alike(case: Case, tmp_path_factory: pytest.TempPathFactory) -> None:
    for row in case.state.rows["item"].values():
        row.update({"refund": None, "limit": None, "seen_at": None, "rate": None} if row["status"] == "new" else {})
    first = next(iter(case.state.rows["item"].values()))
    first.update(status="new", refund=None, limit=None, seen_at=None, rate=None)
    environment = environment_of({"search_groups": [GROUPED, {"return": {"groups": "groups"}}]})
    expected = answers(environment, case)
    assert emitted_answers(environment, case, tmp_path_factory.mktemp("groups")) == expected
    assert all('"least":null' in text for text in expected.values())
