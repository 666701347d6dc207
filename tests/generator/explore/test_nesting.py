"""Rows under rows of their kind: no order of calls makes one lie in itself."""

import json
import random
from pathlib import Path

from client.session import Session
from generator.description import Description, Operation, Parameter, Schema
from generator.emit import render, write
from generator.explore import explore
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
