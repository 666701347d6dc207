from pathlib import Path
from typing import Any

import pytest

from client.session import Session
from generator.emit import render, write
from servers.farm.interpreter import Interpreter
from servers.farm.model import from_data
from servers.farm.state import State

DATA: dict[str, Any] = {
    "name": "jars",
    "title": "Jars",
    "description": "Jars of beans.",
    "clock": {"start": "2026-03-02T09:00:00Z"},
    "entities": {
        "jar": {
            "plural": "jars",
            "key": {"column": "jar_id", "kind": "integer", "sequence": "{n}"},
            "columns": {"beans": {"kind": "integer"}},
            "views": {"summary": ["jar_id", "beans"]},
        }
    },
    "tools": {
        "outnumbered": {
            "title": "Count jars",
            "description": "Count the jars that have fewer beans than the others together.",
            "steps": [
                {
                    "search": {
                        "entity": "jar",
                        "as": "jars",
                        "where": ["total(other.beans for other in jar if other.jar_id != jar.jar_id) > jar.beans"],
                    }
                },
                {"return": {"jars": "len(jars)"}},
            ],
        },
        "all_beans": {
            "title": "Count beans",
            "description": "Count all beans.",
            "steps": [{"return": {"beans": "total(jar.beans for jar in jar)"}}],
        },
    },
}


@pytest.mark.parametrize(
    ("tool", "expected", "answer"),
    [
        ("outnumbered", {"jars": 3}, "beyond what can be kept"),
        ("all_beans", {"beans": 3 * 2**62}, str(3 * 2**62)),
    ],
)
def test_a_total_beyond_64_bits_is_refused_in_a_predicate_only_and_by_the_server_only(
    tool: str, expected: dict[str, int], answer: str, tmp_path: Path
) -> None:
    environment = from_data(DATA)
    rows = {(number,): {"jar_id": number, "beans": 2**62} for number in (1, 2, 3)}
    state = State("2026-03-02T09:00:00Z", {"jar": rows}, {"jar": 3})  # type: ignore[dict-item]
    assert Interpreter(environment).call(state, tool, {}).result == expected
    with Session.open(write(render(environment, state), tmp_path / "jars")) as session:
        assert answer in session.call(tool, {}).text
