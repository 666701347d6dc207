"""Rows under rows of their kind: no order of calls makes one lie in itself."""

import json
import random
from pathlib import Path

from client.session import Session
from generator.description import Description, Operation, Parameter, Schema
from generator.emit import render, write
from generator.explore import explore
from generator.seed import start_state
from servers.farm.interpreter import Interpreter
from tests.generator.explore.small import crud, thing, titled


def _tree() -> Description:
    text = Schema(kind="string")
    given = (
        Parameter(name="id", location="path", required=True, schema=text),
        Parameter(name="parent", location="query", schema=text, description="Left out, it has no parent."),
    )
    move = Operation(id="move", method="POST", path="/tasks/{id}/move", parameters=given)
    task = thing(id="string", title="string!", parent_id="string", status="open|completed")
    return titled("Tree", crud("/tasks", "Task"), move, Task=task)


def test_moving_and_updating_at_random_never_makes_a_circle(tmp_path: Path) -> None:
    folder = write(render(explore(_tree()).environments[0]), tmp_path / "tree")
    chance = random.Random(7)
    refused: set[str] = set()
    with Session.open(folder) as session:
        ids = [f"TASK-{number:04d}" for number in range(1, 9)]
        for _ in range(400):
            tool = chance.choice(["move_task", "update_task"])
            result = session.call(tool, {"task_id": chance.choice(ids), "parent_id": chance.choice(ids)})
            refused |= {code for code in ("task_inside_itself", "task_too_deep") if code in result.text}
            parents = {key: _parent(session, key) for key in ids}
            assert all(_ends(key, parents) for key in ids)
    assert refused == {"task_inside_itself", "task_too_deep"}


def _parent(session: Session, key: str) -> str | None:
    shown = json.loads(session.call("get_task", {"task_id": key}).text)["task"]["parent_id"]
    return None if shown is None else str(shown)


def _ends(key: str, parents: dict[str, str | None]) -> bool:
    """Whether going up from a row comes to an end."""
    seen: set[str] = set()
    at: str | None = key
    while at is not None and at not in seen:
        seen.add(at)
        at = parents.get(at)
    return at is None


def _lists() -> Description:
    """Tasks in lists; a move may change the list, the parent or both."""
    text = Schema(kind="string")
    given = (
        Parameter(name="list_id", location="path", required=True, schema=text),
        Parameter(name="id", location="path", required=True, schema=text),
        Parameter(name="destination_list", location="query", schema=text),
        Parameter(name="parent", location="query", schema=text),
    )
    move = Operation(id="move", method="POST", path="/lists/{list_id}/tasks/{id}/move", parameters=given)
    task = thing(id="string", title="string!", parent_id="string", status="open|completed")
    lists = thing(id="string", title="string!")
    calls = (*crud("/lists", "List"), *crud("/lists/{list_id}/tasks", "Task"))
    return titled("Lists", calls, move, Task=task, List=lists)


def test_whatever_moves_takes_along_all_that_lies_below_it() -> None:
    (found,) = explore(_lists()).environments
    assert len(found.entities["task"].invariants) == 2
    interpreter, state, chance = Interpreter(found), start_state(found), random.Random(3)
    heads: set[str] = set()
    for _ in range(600):
        tool = chance.choice(["move_task", "move_task", "update_task", "create_task"])
        tasks = [str(row["task_id"]) for row in state.ordered("task")]
        lists = [str(row["list_id"]) for row in state.ordered("list")]
        choices: dict[str, dict[str, str | None]] = {
            "move_task": {"task_id": chance.choice(tasks), "list_id": chance.choice([*lists, None])},
            "update_task": {"task_id": chance.choice(tasks)},
            "create_task": {"title": "One more", "list_id": chance.choice(lists)},
        }
        given = choices[tool]
        given["parent_id"] = chance.choice([*tasks, None])
        outcome = interpreter.call(state, tool, {name: value for name, value in given.items() if value is not None})
        state = outcome.state
        heads.add(f"{tool}: {outcome.fault or outcome.invalid or 'done'}")
        assert interpreter.invariants(state) == [], (tool, given)
    assert {"move_task: done", "update_task: done", "create_task: done"} <= heads
    assert {"move_task: task_too_deep", "move_task: task_inside_itself", "move_task: parent_task_elsewhere"} <= heads
