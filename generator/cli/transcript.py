"""One dialogue of a file, readable and in full."""

import json
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

from client.records import Message, Trajectory, read_trajectories
from generator.cli.output import say

WIDTH = 110


def show_dialogue(file: Path) -> None:
    """Print the dialogue of the file that shows most in the fewest words: several turns, tools, and a write."""
    shown = min(read_trajectories(file), key=_tediousness)
    say(f"One dialogue of {shown.environments[0].name} ({shown.kind.replace('_', ' ')}), in full:")
    for message in shown.messages:
        for line in _lines(message):
            say(line)
    say(f"  reward {shown.reward.total:g}")


def _tediousness(trajectory: Trajectory) -> tuple[bool, bool, bool, int]:
    turns = sum(message.role == "user" for message in trajectory.messages)
    tools = {call.name for message in trajectory.messages for call in message.tool_calls}
    writes = any(step.changes for step in trajectory.steps)
    length = sum(len(message.content or "") for message in trajectory.messages if message.role != "system")
    return turns < 3, len(tools) < 4, not writes, length


def _lines(message: Message) -> Iterator[str]:
    if message.role == "system":
        return
    for call in message.tool_calls:
        arguments = json.dumps(call.arguments, ensure_ascii=False)
        yield _folded(f"{call.name} {arguments}", "      → ")
    if message.content and message.role == "tool":
        yield _folded(message.content, "      ← ")
    elif message.content:
        yield _folded(message.content, f"  {message.role}: ")


def _folded(text: str, lead: str) -> str:
    return fill(
        " ".join(text.split()), WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_long_words=False
    )
