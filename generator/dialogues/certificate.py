"""The certificate of a task: gold earns 1, doing nothing 0, each dropped write less than 1, a replay is identical.

Everything is executed again, in-process and from a fresh world, by the same engine that will judge an agent; the MCP
run that was recorded has to agree with it byte for byte. Refinements are checked again too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from client.records import Certificate, VerifySpec
from client.rewards import Episode, grade
from client.session import Loaded, Session
from generator.dialogues.planning import Plan
from generator.dialogues.recording import episode
from generator.dialogues.refinement import check
from generator.dialogues.script import Line
from generator.dialogues.stage import Performed


@dataclass(frozen=True)
class Refused(Exception):
    """A task that cannot be certified, and why."""

    reason: str


def certify(
    loaded: Loaded, plan: Plan, lines: Sequence[Line], spec: VerifySpec, performed: Sequence[Performed]
) -> Certificate:
    """The certificate; `replay_identical` is filled in by whoever replays the finished trajectory. Raises Refused."""
    if not spec.expected and not spec.responses:
        raise Refused("nothing to check")
    if not refinements_hold(plan):
        raise Refused("a refinement is not justified")
    replies = [line.assistant for line in lines]
    gold = grade(spec, run(loaded, performed, replies)).total
    nothing = grade(spec, Episode(changes=[], replies=[""] * len(replies))).total
    dropped = [
        grade(spec, run(loaded, [*performed[:index], *performed[index + 1 :]], replies)).total
        for index, call in enumerate(performed)
        if call.changes
    ]
    if gold != 1.0:
        raise Refused("the gold solution does not earn 1")
    if nothing != 0.0:
        raise Refused("doing nothing earns something")
    if any(score >= 1.0 for score in dropped):
        raise Refused("a dropped write costs nothing")
    return Certificate(gold=gold, nothing=nothing, dropped=dropped, replay_identical=True)


def refinements_hold(plan: Plan) -> bool:
    """Whether what every refinement leaves out resolves to exactly the row that was meant."""
    return all(check(step, turn.focus, turn.state) for turn in plan.turns for step in turn.refinements)


def run(loaded: Loaded, calls: Sequence[Performed], replies: Sequence[str]) -> Episode:
    """Execute calls in a fresh world and give what they amount to, with these replies."""
    done = []
    with Session.on(loaded) as session:
        before = session.snapshot()
        for call in calls:
            result = session.call(call.name, call.arguments)
            done.append(Performed(call.name, call.arguments, result.text, result.is_error, (), ""))
        net = session.difference(before)
    return episode(loaded.emitted, net, replies, done)
