"""Certified multi-turn dialogues from emitted servers: plan, speak, execute over MCP, certify, record.

The same servers (in any order), count and seed give the same bytes. A draw that leads to nothing is dropped with its
reason and drawn again, a bounded number of times.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from client.records import Task, Trajectory, stable_id, tasks_path, write_together
from client.replay import replay
from client.rewards import grade
from client.session import Loaded, load
from generator.dialogues.certificate import Refused, certify, run
from generator.dialogues.context import PlannedCall
from generator.dialogues.planning import Planner
from generator.dialogues.plans import Coverage, DialogueKind, Plan
from generator.dialogues.recording import task_record, trajectory_record
from generator.dialogues.script import Unspeakable, script
from generator.dialogues.spec import verify_spec
from generator.dialogues.stage import Performed, Stage, stages
from generator.seed import start_state
from servers.farm.catalog import Emitted
from servers.farm.interpreter import Interpreter
from servers.farm.policy import instructions
from servers.farm.schemas import listing
from servers.farm.state import difference

NATURAL_SEED = 7_919
"""The start state that new values are taken from is made from another seed than the world's own."""
DRAWS_PER_DIALOGUE = 16
DRAWS_PER_SERVER = 4
"""After so many draws the next server has its turn; after half of all draws a special dialogue becomes a plain one."""
SAME_SHARE = 0.7
"""Two dialogues of a server that share so much of their calls, lookups aside, tell the same story."""
IN_VAIN = 8
DRAWS_IN_VAIN = 8
"""After so many dialogues in a row that nothing came of, or so many draws in vain for each in the mean, the servers are
taken to have told all that they can."""
PATIENCE = 6
"""A server that failed so often to give a kind of dialogue is not asked for it again."""
KINDS: tuple[DialogueKind, ...] = (
    "plain", "plain", "error_recovery", "plain", "missing_parameter", "plain", "plain", "impossible", "plain",
    "error_recovery",
)  # fmt: skip
"""The kinds of ten dialogues in turn: six of them plain."""


@dataclass
class Summary:
    """What a run made: trajectories and how many are certified, what was dropped and why, and the wall time."""

    trajectories: int = 0
    certified: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
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

    def __init__(self, emitted: Emitted, on: Stage) -> None:
        self.emitted, self._stage, self._loaded = emitted, on, load(emitted.path)
        natural = start_state(emitted.environment, emitted.environment.seed + NATURAL_SEED)
        self._planner = Planner(Interpreter(emitted.environment), natural)
        self._tools, self._instructions = listing(emitted.environment), instructions(emitted.environment)
        self.coverage = Coverage()
        self._stories: list[frozenset[str]] = []
        self._outlines: set[str] = set()
        self.made = 0
        self.failed: Counter[str] = Counter()

    @property
    def loaded(self) -> Loaded:
        """The server in this process."""
        return self._loaded

    def dialogue(self, kind: DialogueKind, seed: int, random: Random, *, strict: bool) -> Dialogue:
        """One dialogue from these draws, unlike those that were kept; a strict one has another outline too.

        Raises Refused or Unspeakable.
        """
        plan = self._planner.plan(self._stage.start, kind, self.coverage, random)
        if plan is None:
            self.failed[kind] += 1
            raise Refused(f"no {kind.replace('_', ' ')} dialogue came of the draws")
        story, outline = _story(plan), _outline(plan)
        if (strict and outline in self._outlines) or any(_alike(story, other) for other in self._stories):
            raise Refused("much like one that was made")
        lines = script(plan, random)
        performed = self._stage.perform([(call.tool, call.arguments) for call in plan.context.calls])  # type: ignore[misc]
        _agree(plan, performed)
        environment = self.emitted.environment
        net = difference(environment, plan.start, plan.context.state)
        spec = verify_spec(environment, net, [check for line in lines for check in line.checks])
        certificate = certify(self._loaded, plan, lines, spec, performed)
        task = task_record(self.emitted, self._instructions, plan, lines, spec, certificate, seed)
        reward = grade(spec, run(self._loaded, performed, [line.assistant for line in lines]))
        trajectory = trajectory_record(
            self.emitted, task, lines, performed, self._tools, self._stage.initial_digest, reward, seed
        )
        if replay(trajectory, {self.emitted.name: self._loaded}) is not None:
            raise Refused("a replay differs")
        self.coverage.add([call.tool for call in plan.context.calls])
        self._stories.append(story)
        self._outlines.add(outline)
        self.made += 1
        return Dialogue(task, trajectory)

    def can(self, kind: DialogueKind) -> bool:
        """Whether this server may give a dialogue of the kind: until too many draws of it have led nowhere."""
        return self._planner.can(kind) and self.failed[kind] < PATIENCE

    def need(self, number: int, tools: int) -> float:
        """How far this server is behind its share of `number` dialogues over servers with so many tools."""
        return number * len(self.emitted.environment.tools) / tools - self.made


def _agree(plan: Plan, performed: Sequence[Performed]) -> None:
    """The server has done what the interpreter computed, or the dialogue is refused."""
    for call, done in zip(plan.context.calls, performed, strict=True):
        if done.is_error != (call.outcome.result is None):
            raise Refused(f"the server and the interpreter disagree about {call.tool}")


def synthesize(
    servers: Sequence[Emitted], *, count: int, seed: int, out: Path, advance: Callable[[str], None]
) -> Summary:
    """Write `count` dialogues to `out` and their tasks beside it, over the servers by their numbers of tools."""
    began = time.perf_counter()
    summary = Summary()
    made: list[Dialogue] = []
    distinct = {item.digest: item for item in servers}.values()
    with ExitStack() as stack:
        ordered = sorted(distinct, key=lambda item: (item.name, item.digest))
        troupes = [Troupe(item, on) for item, on in zip(ordered, stack.enter_context(stages(ordered)), strict=True)]
        for dialogue in _dialogues(troupes, count, seed, summary):
            made.append(dialogue)
            summary.kinds[dialogue.task.kind] += 1
            advance(dialogue.task.environments[0].name)
    tasks, trajectories = [item.task for item in made], [item.trajectory for item in made]
    summary.trajectories = write_together({tasks_path(out): tasks, out: trajectories})[out]
    summary.certified = sum(item.trajectory.reward.passed for item in made)
    summary.tools = sum(len(item.emitted.environment.tools) for item in troupes)
    summary.tools_used = sum(len(item.coverage.tools) for item in troupes)
    summary.seconds = time.perf_counter() - began
    return summary


def _dialogues(troupes: Sequence[Troupe], count: int, seed: int, summary: Summary) -> Iterator[Dialogue]:
    """Dialogues of the server that is most behind its share; the same story is not told twice, and the same outline
    (which tools with which arguments) only where draws run out."""
    tools = sum(len(item.emitted.environment.tools) for item in troupes)
    in_vain = 0
    for number in range(count):
        in_vain += 1
        if in_vain > IN_VAIN or summary.dropped.total() > DRAWS_IN_VAIN * (IN_VAIN + number):
            return
        for draw in range(DRAWS_PER_DIALOGUE):
            kind = KINDS[number % len(KINDS)] if draw < DRAWS_PER_DIALOGUE // 2 else "plain"
            ranked = sorted(troupes, key=lambda item: -item.need(number + 1, tools))
            able = [item for item in ranked if item.can(kind)] or ranked
            troupe = able[draw // DRAWS_PER_SERVER % len(able)]
            strict = draw < DRAWS_PER_DIALOGUE // 2
            dialogue = _drawn(troupe, kind, seed, (number, draw), summary, strict=strict)
            if dialogue is not None:
                in_vain = 0
                yield dialogue
                break


def _wishes(plan: Plan) -> list[PlannedCall]:
    """The calls of a plan that somebody wished for: the last one of each turn; what comes before are lookups."""
    return [calls[-1] for turn in plan.turns if (calls := plan.context.calls[turn.calls])]


def _story(plan: Plan) -> frozenset[str]:
    """What happens in a dialogue: what was wished for, each with its arguments."""
    return frozenset(stable_id(call.tool, call.arguments) for call in _wishes(plan))


def _outline(plan: Plan) -> str:
    """The same without the values of arguments."""
    return stable_id([(call.tool, sorted(call.arguments)) for call in _wishes(plan)])


def _alike(story: frozenset[str], other: frozenset[str]) -> bool:
    return len(story & other) >= SAME_SHARE * len(story | other)


def _drawn(
    troupe: Troupe, kind: DialogueKind, seed: int, number: tuple[int, int], summary: Summary, *, strict: bool
) -> Dialogue | None:
    """One draw; None, with the reason counted, if it was dropped."""
    random = Random(stable_id(seed, troupe.emitted.name, *number))  # noqa: S311 - draws, not secrets
    try:
        return troupe.dialogue(kind, seed, random, strict=strict)
    except Refused as refused:
        summary.dropped[refused.reason] += 1
    except Unspeakable as unspeakable:
        summary.dropped[f"a turn has {unspeakable}"] += 1
    return None
