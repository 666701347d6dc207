"""Arguments that are drawn for goals."""

from pathlib import Path
from random import Random

from generator.dialogues.context import Context
from generator.dialogues.drawing import Drawer
from generator.dialogues.goals import goal
from generator.seed import start_state
from servers.farm.interpreter import Interpreter
from servers.farm.model import load

TASKS = Path(__file__).parents[3] / "servers" / "tasks" / "environment.json"


def test_what_is_moved_goes_somewhere_though_the_tool_could_do_without() -> None:
    tasks = load(TASKS.read_text(encoding="utf-8"))
    assert [name for name, item in tasks.tools["move_task"].parameters.items() if item.required] == ["task_id"]
    start = start_state(tasks)
    context, drawer = Context(Interpreter(tasks), start), Drawer(tasks, start)
    drawn = [drawer.draw(goal(tasks, "move_task"), context, Random(seed)) for seed in range(40)]
    made = [draw for draw in drawn if draw is not None]
    assert made
    assert all(len(draw.arguments) > 1 for draw in made)
