"""Planning a dialogue: a chain of goals along the tool graph, each grounded on the interpreter (DESIGN §8).

The first goal is the least covered one, writing tools first; the next ones follow the graph's edges or stay with what
is being talked about, again the least covered first. A turn is tried several times with other draws; a dialogue has two
to ten calls in one to five turns, or is given up.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Literal

import networkx

from generator.dialogues.context import Context
from generator.dialogues.drawing import MAX_WORDS, Draw, Drawer, entities_of, sayable
from generator.dialogues.goals import Goal, goals
from generator.dialogues.lookups import Lookups
from generator.dialogues.reference import Reference, Referrer
from generator.dialogues.refinement import Focus, Step, refine
from generator.dialogues.replies import label_of
from generator.dialogues.requests import Request, Thing
from generator.dialogues.spec import clock_columns
from generator.dialogues.words import is_plain, noun, reference_words, trait
from generator.english import listing
from generator.graph import tool_graph
from servers.farm.faults import fault_uses
from servers.farm.interpreter import Interpreter
from servers.farm.state import RowChange, RowKey, State, difference
from servers.farm.views import result_fields, view_fields

DialogueKind = Literal["plain", "error_recovery"]
MAX_CALLS = 10
TRIES = 40


@dataclass(frozen=True)
class TurnPlan:
    """One user turn: what is asked for, which calls answer it (a slice of the dialogue's), how it was refined."""

    request: Request
    calls: slice
    refinements: tuple[Step, ...]
    focus: Focus
    """What the turn before was about."""
    state: State
    """The state when the turn began."""
    changes: tuple[RowChange, ...]
    failed: bool = False
    """Whether its last call answers with a fault, which the next turn recovers from."""


@dataclass(frozen=True)
class Plan:
    """A whole dialogue, not yet in words."""

    kind: DialogueKind
    context: Context
    start: State
    turns: tuple[TurnPlan, ...]


@dataclass
class Coverage:
    """How often each tool and each step from tool to tool was used in a batch."""

    tools: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, plan: Plan) -> None:
        """Count a dialogue that was kept."""
        used = [call.tool for call in plan.context.calls]
        self.tools.update(used)
        self.pairs.update(pairwise(used))


class Planner:
    """Plans dialogues in one environment."""

    def __init__(self, interpreter: Interpreter, natural: State) -> None:
        self._interpreter = interpreter
        self._environment = interpreter.environment
        self._graph = tool_graph(self._environment)
        self._goals = {name: goal for name, goal in goals(self._environment).items() if goal.kind != "compute"}
        self._drawer = Drawer(self._environment, natural)
        self._lookups = Lookups(self._environment)
        self._referrer = Referrer(interpreter)
        self._timed = clock_columns(self._environment)

    def plan(self, start: State, kind: DialogueKind, coverage: Coverage, random: Random) -> Plan | None:
        """One dialogue, or None when the draws led nowhere."""
        context = Context(self._interpreter, start)
        turns: list[TurnPlan] = []
        wanted = random.choice((2, 2, 3, 3, 4, 5)) if kind == "plain" else random.choice((2, 2, 3))
        failing = kind == "error_recovery"
        while len(turns) < wanted and len(context.calls) < MAX_CALLS:
            turn = self._next(context, turns, coverage, random, failing=failing and not turns)
            if turn is None:
                break
            turns.append(turn)
            if turn.failed:
                recovered = self._recovery(context, turn, random)
                if recovered is None:
                    return None
                turns.append(recovered)
        good = 2 <= len(context.calls) <= MAX_CALLS and 2 <= len(turns) <= 5
        return Plan(kind, context, start, tuple(turns)) if good else None

    def _next(
        self, context: Context, turns: list[TurnPlan], coverage: Coverage, random: Random, *, failing: bool
    ) -> TurnPlan | None:
        for goal in self._ranked(turns, coverage, random)[:8]:
            turn = self._turn(goal, context, random, _fails if failing else _succeeds)
            if turn is not None:
                return turn
        return None

    def _ranked(self, turns: list[TurnPlan], coverage: Coverage, random: Random) -> list[Goal]:
        """The goals to try, best first: near the last one in the graph, then little covered, then by chance."""
        last = turns[-1].request.goal if turns else None
        near = self._near(last)
        done = Counter(turn.request.goal.tool for turn in turns)
        drawn = {name: random.random() for name in self._goals}

        def rank(goal: Goal) -> tuple[float, ...]:
            pair = coverage.pairs[last.tool, goal.tool] if last is not None else 0
            used = coverage.tools[goal.tool] + (2 * done[goal.tool])
            return (done[goal.tool], goal.tool not in near if last else 0, pair, used + drawn[goal.tool] * 2)

        return sorted(self._goals.values(), key=rank)

    def _near(self, last: Goal | None) -> set[str]:
        if last is None:
            return set()
        graph: networkx.MultiDiGraph[str] = self._graph
        same = {name for name, goal in self._goals.items() if goal.subject == last.subject}
        return set(graph.successors(last.tool)) | same

    def _recovery(self, context: Context, failed: TurnPlan, random: Random) -> TurnPlan | None:
        """The same wish with other words: it has to succeed, and to name something else."""
        before = failed.request

        def differs(turn: TurnPlan) -> bool:
            request = turn.request
            changed = [name for name, value in request.values.items() if before.values.get(name) != value]
            moved = {thing.text for thing in request.things} != {thing.text for thing in before.things}
            return _succeeds(turn) and (bool(changed) or moved)

        return self._turn(before.goal, context, random, differs)

    def _turn(
        self, goal: Goal, context: Context, random: Random, wanted: Callable[[TurnPlan], bool]
    ) -> TurnPlan | None:
        """Draw arguments until the goal's call comes out as wanted; the context then has its calls."""
        for _ in range(TRIES):
            trial = context.copy()
            draw = self._drawer.draw(goal, trial, random, clashing=wanted is _fails and random.random() < 0.5)
            turn = self._grounded(goal, draw, trial, random) if draw is not None else None
            if turn is not None and wanted(turn) and len(trial.calls) <= MAX_CALLS:
                context.__dict__.update(trial.__dict__)
                return turn
        return None

    def _grounded(self, goal: Goal, draw: Draw, context: Context, random: Random) -> TurnPlan | None:
        if not self._interpreter_answers(goal, draw, context):
            return None
        state, focus, first = context.state, tuple(context.focus), len(context.calls)
        things = self._things(goal, draw, state)
        if things is None:
            return None
        sources = self._lookups.obtain(draw, context, random)
        if sources is None:
            return None
        outcome = context.call(goal.tool, draw.arguments, {**sources, **dict.fromkeys(draw.said, "user")})
        changes = tuple(difference(self._environment, state, outcome.state))
        said, steps = refine(goal, things, draw.rows, focus, state, self._environment.tools[goal.tool].title, random)
        values = {name: draw.arguments[name] for name in draw.said}
        request = Request(goal, tuple(said), values, self._asked(goal, outcome.result, things, random))
        context.focus = self._focus(goal, draw, changes)
        context.before.append(state)
        calls = slice(first, len(context.calls))
        return TurnPlan(request, calls, tuple(steps), focus, state, changes, outcome.fault is not None)

    def _interpreter_answers(self, goal: Goal, draw: Draw, context: Context) -> bool:
        """Whether the call is worth its lookups: it succeeds and does or shows something, or fails as a rule says."""
        outcome = self._interpreter.call(context.state, goal.tool, draw.arguments)
        if outcome.invalid is not None:
            return False
        if outcome.fault is not None:
            kinds = {use.kind for use in fault_uses(self._environment, goal.tool) if use.code == outcome.fault}
            return bool(kinds & {"require", "unique", "refuse"})
        if goal.kind == "list":
            return self._has_names(goal, outcome.result or {})
        if goal.kind == "show":
            return True
        changed = difference(self._environment, context.state, outcome.state)
        return any(change.op != "update" or self._tells(change) for change in changed)

    def _tells(self, change: RowChange) -> bool:
        """Whether an update changes more than what the clock says."""
        return any((change.entity, name) not in self._timed for name in change.columns)

    def _has_names(self, goal: Goal, result: dict[str, object]) -> bool:
        """Whether every row of a list has a name that can be told."""
        for item in result_fields(self._environment, self._environment.tools[goal.tool]):
            rows = result.get(item.name)
            if item.kind == "rows" and isinstance(rows, list):
                labels = [label_of(self._environment, item.type.element.entity, item.view, row) for row in rows]
                return bool(labels) and all(label is not None and is_plain(label) for label in labels)
        return False

    def _things(self, goal: Goal, draw: Draw, state: State) -> list[Thing] | None:
        """The rows behind the keys in words; None if one cannot be told apart. A parent that is said once is enough."""
        found: list[Thing] = []
        implied: set[tuple[str, object]] = set()
        for name in sorted(draw.rows, key=lambda item: item not in goal.targets):
            references = [self._referrer.to(state, entity, key) for entity, key in draw.rows[name]]
            if any(reference is None for reference in references):
                return None
            known = [reference for reference in references if reference is not None]
            entity = draw.rows[name][0][0]
            if len(known) == 1 and (entity, known[0].conditions[0].value) in implied:
                continue
            implied |= {pair for reference in known for pair in self._said_parents(reference)}
            found.append(Thing(name, entity, self._words(known)))
        return found

    def _said_parents(self, reference: Reference) -> set[tuple[str, object]]:
        columns = self._environment.entities[reference.entity].columns
        deep = [item for item in reference.conditions if len(item.path) > 1]
        return {(getattr(columns[item.path[0]], "to", ""), item.value) for item in deep}

    def _words(self, references: list[Reference]) -> str:
        texts = [reference_words(self._environment, reference) for reference in references]
        if len(texts) == 1:
            return texts[0]
        one = f"the {noun(references[0].entity)} "
        many = [text.removeprefix(one) for text in texts]
        return f"the {noun(references[0].entity)}s {listing(many)}"

    def _asked(
        self, goal: Goal, result: dict[str, object] | None, things: list[Thing], random: Random
    ) -> tuple[str, ...]:
        """What a question about one row asks for: one or two columns that have a value worth telling."""
        if goal.kind != "show" or result is None:
            return ()
        for item in result_fields(self._environment, self._environment.tools[goal.tool]):
            row = result.get(item.name)
            if item.kind == "row" and item.type.entity == goal.subject and isinstance(row, dict):
                said = " ".join(thing.text for thing in things)
                offers = [name for name in self._tellable(goal.subject, item.view) if _worth_telling(row.get(name))]
                names = [name for name in offers if trait(name) not in said]
                return tuple(random.sample(names, min(len(names), random.choice((1, 1, 2)))))
        return ()

    def _tellable(self, entity: str, view: str) -> list[str]:
        declared = self._environment.entities[entity]
        fields = [field for field in view_fields(self._environment, entity, view) if len(field.path) == 1]
        kinds = {
            field.name: declared.columns[field.path[0]].kind for field in fields if field.path[0] in declared.columns
        }
        good = {"text", "enum", "date", "datetime", "money", "integer", "number"}
        spoken_well = [name for name in kinds if sayable(name) and len(name.split("_")) <= MAX_WORDS]
        return [name for name in spoken_well if kinds[name] in good and name != declared.label]

    def _focus(self, goal: Goal, draw: Draw, changes: tuple[RowChange, ...]) -> list[tuple[str, RowKey]]:
        """What the turn was about: what it made, its targets, then the rest."""
        made = [
            (change.entity, change.key) for change in changes if change.op == "insert" and change.entity == goal.subject
        ]
        return list(dict.fromkeys([*made, *entities_of(draw.rows, [*goal.targets, *goal.parents])]))


def _worth_telling(value: object) -> bool:
    return value is not None and (not isinstance(value, str) or (is_plain(value) and len(value) <= 120))


def _fails(turn: TurnPlan) -> bool:
    return turn.failed


def _succeeds(turn: TurnPlan) -> bool:
    return not turn.failed and (turn.request.goal.kind != "show" or bool(turn.request.asked))
