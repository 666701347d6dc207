"""Start rows that lie in rows of their own entity never lie in themselves, planted ones included."""

from pathlib import Path

import pytest

from generator.seed import seeded
from generator.seed.references import depth, references_of
from servers.farm.model import Environment, load

TASKS = Path(__file__).parents[3] / "servers" / "tasks" / "environment.json"


@pytest.fixture(scope="module")
def tasks() -> Environment:
    """Tasks lie in tasks, at most four levels deep, and a fault says so."""
    return load(TASKS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_start_row_lies_in_itself_though_a_fault_asks_for_deep_ones(tasks: Environment, seed: int) -> None:
    found = seeded(tasks, seed)
    assert "task_too_deep" in tasks.faults
    assert found.unmet == ()
    own = [name for name, column in references_of(tasks.entities["task"]).items() if column.to == "task"]
    assert own
    for row in found.state.ordered("task"):
        assert all(depth(tasks, found.state, "task", name, row) is not None for name in own)
