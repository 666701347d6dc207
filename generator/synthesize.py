"""Certified multi-turn dialogues from emitted servers: plan, speak, execute over MCP, certify, record.

The same servers, count and seed give the same bytes. A draw that leads to nothing is dropped with its reason and drawn
again, a bounded number of times.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from client.records import Task, Trajectory, stable_id, tasks_path, write_records
from client.replay import replay
from client.rewards import grade
from client.session import Loaded, load
from generator.dialogues.certificate import Refused, certify, run
from generator.dialogues.planning import Coverage, DialogueKind, Plan, Planner
from generator.dialogues.recording import task_record, trajectory_record
from generator.dialogues.script import Unspeakable, script
from generator.dialogues.spec import verify_spec
from generator.dialogues.stage import Performed, Stage, stage
from generator.seed import start_state
from servers.farm.catalog import Emitted
from servers.farm.interpreter import Interpreter
from servers.farm.schemas import listing
from servers.farm.state import difference

NATURAL_SEED = 7_919
"""The start state that new values are taken from is made from another seed than the world's own."""
DRAWS_PER_DIALOGUE = 12
RECOVERY_SHARE = 5
"""Every fifth dialogue is one of error recovery."""


@dataclass
class Summary:
    """What a run made: trajectories and how many are certified, what was dropped and why, and the wall time."""

    trajectories: int = 0
    certified: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    tools_used: int = 0
    tools: int = 0

    def as_json(self) -> dict[str, Any]:
        """The JSON object of `mcpfarm synthesize`."""
        dropped = dict(sorted(self.dropped.items()))
        return {
            "trajectories": self.trajectories,
            "certified": self.certified,
            "dropped": dropped,
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True)
class Dialogue:
    """One certified dialogue."""

    task: Task
    trajectory: Trajectory


class Troupe:
    """Everything that is needed to make dialogues of one server."""

    def __init__(self, emitted: Emitted, on: Stage, loaded: Loaded) -> None:
        self.emitted, self._stage, self._loaded = emitted, on, loaded
        natural = start_state(emitted.environment, emitted.environment.seed + NATURAL_SEED)
        self._planner = Planner(Interpreter(emitted.environment), natural)
        self._tools = listing(emitted.environment)
        self.coverage = Coverage()

    def dialogue(self, kind: DialogueKind, seed: int, random: Random) -> Dialogue:
        """One dialogue from these draws. Raises Refused or Unspeakable."""
        plan = self._planner.plan(self._stage.start, kind, self.coverage, random)
        if plan is None:
            raise Refused(f"no {kind.replace('_', ' ')} dialogue came of the draws")
        lines = script(plan, random)
        performed = self._stage.perform([(call.tool, call.arguments) for call in plan.context.calls])  # type: ignore[misc]
        _agree(plan, performed)
        environment = self.emitted.environment
        net = difference(environment, plan.start, plan.context.state)
        spec = verify_spec(environment, net, [check for line in lines for check in line.checks])
        certificate = certify(self._loaded, plan, lines, spec, performed)
        task = task_record(self.emitted, plan, lines, spec, certificate, seed)
        reward = grade(spec, run(self._loaded, performed, [line.assistant for line in lines]))
        trajectory = trajectory_record(
            self.emitted, task, lines, performed, self._tools, self._stage.initial_digest, reward, seed
        )
        if replay(trajectory, {self.emitted.name: self._loaded}) is not None:
            raise Refused("a replay differs")
        self.coverage.add(plan)
        return Dialogue(task, trajectory)


def _agree(plan: Plan, performed: Sequence[Performed]) -> None:
    """The server has done what the interpreter computed, or the dialogue is refused."""
    for call, done in zip(plan.context.calls, performed, strict=True):
        if done.is_error != (call.outcome.result is None):
            raise Refused(f"the server and the interpreter disagree about {call.tool}")


def synthesize(
    servers: Sequence[Emitted], *, count: int, seed: int, out: Path, advance: Callable[[str], None]
) -> Summary:
    """Write `count` dialogues to `out` and their tasks beside it, evenly over the servers."""
    began = time.perf_counter()
    summary = Summary()
    made: list[Dialogue] = []
    with ExitStack() as stack:
        troupes = [Troupe(item, stack.enter_context(stage(item)), load(item.path)) for item in servers]
        for dialogue in _dialogues(troupes, count, seed, summary):
            made.append(dialogue)
            advance(dialogue.task.environments[0].name)
    write_records(tasks_path(out), (item.task for item in made))
    summary.trajectories = write_records(out, (item.trajectory for item in made))
    summary.certified = sum(item.trajectory.reward.passed for item in made)
    summary.tools = sum(len(item.emitted.environment.tools) for item in troupes)
    summary.tools_used = sum(len(item.coverage.tools) for item in troupes)
    summary.seconds = time.perf_counter() - began
    return summary


def _dialogues(troupes: Sequence[Troupe], count: int, seed: int, summary: Summary) -> Iterator[Dialogue]:
    """Dialogues of the servers in turn; the same text is not made twice."""
    seen: set[str] = set()
    for number in range(count):
        for draw in range(DRAWS_PER_DIALOGUE):
            troupe = troupes[(number + draw // 4) % len(troupes)]
            random = Random(stable_id(seed, troupe.emitted.name, number, draw))  # noqa: S311 - draws, not secrets
            kind: DialogueKind = "error_recovery" if number % RECOVERY_SHARE == RECOVERY_SHARE - 1 else "plain"
            try:
                dialogue = troupe.dialogue(kind, seed, random)
            except Refused as refused:
                summary.dropped[refused.reason] += 1
                continue
            except Unspeakable as unspeakable:
                summary.dropped[f"a turn has {unspeakable}"] += 1
                continue
            if dialogue.task.id in seen:
                summary.dropped["made twice"] += 1
                continue
            seen.add(dialogue.task.id)
            yield dialogue
            break
