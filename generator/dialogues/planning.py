"""Planning a dialogue: a chain of goals along the tool graph, each grounded on the interpreter (DESIGN §8).

The next goal is near the last one in the graph, is little covered yet, or comes by chance. A turn is tried several
times with other draws; a dialogue has two to ten calls in one to five turns, or is given up.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import networkx

from generator.dialogues.context import Context
from generator.dialogues.goals import Goal, goals, key_entity
from generator.dialogues.plans import MAX_CALLS, Consolation, Coverage, DialogueKind, Plan, TurnPlan
from generator.dialogues.refusals import facts_in
from generator.dialogues.spec import clock_columns
from generator.dialogues.tellable import shown_row, worth_telling
from generator.dialogues.titles import Thing
from generator.dialogues.traits import is_thing, trait
from generator.dialogues.turns import Turns, Wanted
from generator.dialogues.words import enum_words
from generator.graph import tool_graph
from servers.farm.faults import fault_uses, login_tool
from servers.farm.interpreter import Interpreter
from servers.farm.state import RowKey, State

MAX_TURNS = 5
MIN_CALLS = 2
TRIED_GOALS = 8
TAKE_UP_SHARE = 0.85
"""How often the next turn goes on with what the last one was about."""
TURNS: dict[DialogueKind, tuple[int, ...]] = {
    "plain": (1, 2, 2, 3, 3, 3, 4, 4, 5),
    "error_recovery": (2, 3, 3, 4),
    "missing_parameter": (2, 3, 3, 4),
    "impossible": (1, 2, 2, 3),
}
"""How many turns a dialogue of a kind may have; one of them is drawn."""


class Planner:
    """Plans dialogues in one environment."""

    def __init__(self, interpreter: Interpreter, natural: State) -> None:
        self._interpreter = interpreter
        self._environment = interpreter.environment
        self._graph = tool_graph(self._environment)
        self._goals = {name: goal for name, goal in goals(self._environment).items() if _speakable(goal)}
        self._faults = {name: fault_uses(self._environment, name) for name in self._goals}
        self._turns = Turns(interpreter, natural)
        self._takes = {name: frozenset(self._entities_taken(goal)) for name, goal in self._goals.items()}
        self._clock = clock_columns(self._environment)
        self._login = login_tool(self._environment)

    def _entities_taken(self, goal: Goal) -> Iterator[str]:
        """The entities whose rows a goal is about or needs."""
        tool = self._environment.tools[goal.tool]
        for name in (*goal.targets, *goal.parents):
            if name in goal.targets or tool.parameters[name].required:
                yield key_entity(self._environment, tool, name)
        if goal.names:
            yield goal.subject

    def plan(self, start: State, kind: DialogueKind, coverage: Coverage, random: Random) -> Plan | None:
        """One dialogue, or None when the draws led nowhere."""
        context = Context(self._interpreter, start)
        turns: list[TurnPlan] = []
        wanted = random.choice(TURNS[kind])
        special = {"plain": wanted, "impossible": wanted - 1}.get(kind, random.choice((0, 0, min(1, wanted - 2))))
        while (len(turns) < wanted or len(context.calls) < MIN_CALLS) and len(context.calls) < MAX_CALLS:
            found = self._part(kind if len(turns) == special else "plain", context, turns, coverage, random)
            if not found:
                break
            turns += found
        good = MIN_CALLS <= len(context.calls) <= MAX_CALLS and 1 <= len(turns) <= MAX_TURNS
        return Plan(kind, context, start, tuple(turns)) if good and _is(kind, turns) else None

    def _part(
        self, kind: DialogueKind, context: Context, turns: list[TurnPlan], coverage: Coverage, random: Random
    ) -> list[TurnPlan]:
        """The next turns: one plain turn, or those that make the kind; none if nothing came of it."""
        ranked = [goal for goal in self._ranked(turns, context, coverage, random) if self._suits(kind, goal)]
        for goal in ranked[:TRIED_GOALS]:
            trial = context.copy()
            found = self._kinds(kind, goal, trial, random)
            if found and not self._undoes(found, turns):
                context.__dict__.update(trial.__dict__)
                return found
        return []

    def _kinds(self, kind: DialogueKind, goal: Goal, context: Context, random: Random) -> list[TurnPlan]:
        if kind == "error_recovery":
            return self._recovery(goal, context, random)
        if kind == "missing_parameter":
            return self._missing(goal, context, random)
        if kind == "impossible":
            return self._impossible(goal, context, random)
        turn = self._turns.plan(goal, context, random, _succeeds)
        return [turn] if turn is not None else []

    def _undoes(self, found: list[TurnPlan], turns: list[TurnPlan]) -> bool:
        """Whether later turns make an earlier write count for nothing: the row goes, or the same columns change."""
        before = [change for turn in turns for change in turn.changes]
        after = [change for turn in found for change in turn.changes]
        return any(
            (old.entity, old.key) == (new.entity, new.key)
            and (new.op == "delete" or (old.op == "update" and old.columns - self._timed(new.entity) <= new.columns))
            for old in before
            for new in after
        )

    def _timed(self, entity: str) -> frozenset[str]:
        return frozenset(name for other, name in self._clock if other == entity)

    def can(self, kind: DialogueKind) -> bool:
        """Whether any tool could give a dialogue of the kind."""
        return any(self._suits(kind, goal) for goal in self._goals.values())

    def _suits(self, kind: DialogueKind, goal: Goal) -> bool:
        """Whether the kind can come of the goal: only what a rule can refuse is refused, only wishes are incomplete."""
        if kind == "plain":
            return True
        wishes = goal.kind in ("create", "change", "act", "remove")
        return wishes and (kind == "missing_parameter" or self._refuses(goal))

    def _refuses(self, goal: Goal) -> bool:
        return any(use.kind in ("require", "unique", "refuse") for use in self._faults[goal.tool])

    def _ranked(self, turns: list[TurnPlan], context: Context, coverage: Coverage, random: Random) -> list[Goal]:
        """The goals to try, best first: what takes up what was talked about, near the last one in the graph, little
        covered, then by chance. Now and then a person changes the subject."""
        about = self._about(context) if turns and random.random() < TAKE_UP_SHARE else frozenset()
        last = turns[-1].request.goal if turns else None
        near = self._near(last)
        done = Counter(turn.request.goal.tool for turn in turns)
        drawn = {name: random.random() for name in self._goals}

        def rank(goal: Goal) -> float:
            far = last is not None and goal.tool not in near
            pair = coverage.pairs[last.tool, goal.tool] if last is not None else 0
            used = coverage.tools[goal.tool]
            first = 5 * (not turns and goal.tool == self._login)
            first += 4 * bool(about & self._takes[goal.tool])
            return 8 * done[goal.tool] - first + 2 * far + 2.2 * bool(used) + 0.4 * pair + 0.3 * used + drawn[goal.tool]

        return sorted(self._goals.values(), key=rank)

    def _about(self, context: Context) -> frozenset[str]:
        """The entities of the rows that were talked about or listed, and are still there."""
        rows = {*context.focus, *context.listed}
        return frozenset(entity for entity, key in rows if key in context.state.rows.get(entity, ()))

    def _near(self, last: Goal | None) -> set[str]:
        if last is None:
            return set()
        graph: networkx.MultiDiGraph[str] = self._graph
        same = {name for name, goal in self._goals.items() if goal.subject == last.subject}
        return set(graph.successors(last.tool)) | same

    def _recovery(self, goal: Goal, context: Context, random: Random) -> list[TurnPlan]:
        """A request that a rule refuses, and the same wish in a way that succeeds."""
        trial = context.copy()
        failed = self._turns.plan(goal, trial, random, _fails, clashing=True)
        if failed is None:
            return []
        second = self._turns.retry(failed, trial, random, _differs_from(failed))
        if second is None:
            return []
        context.__dict__.update(trial.__dict__)
        return [failed, replace(second, part="retry")]

    def _missing(self, goal: Goal, context: Context, random: Random) -> list[TurnPlan]:
        """A request that lacks what only the user knows, and the user's answer to the question for it."""
        trial = context.copy()
        turn = self._turns.plan(goal, trial, random, _succeeds)
        name = self._left_out(turn, random) if turn is not None else None
        if turn is None or name is None:
            return []
        context.__dict__.update(trial.__dict__)
        whole = turn.request
        values = {item: value for item, value in whole.values.items() if item != name}
        things = tuple(thing for thing in whole.things if thing.parameter != name)
        asking = replace(whole, values=values, things=things, open=name)
        given = {name: whole.values[name]} if name in whole.values else {}
        named = tuple(thing for thing in whole.things if thing.parameter == name)
        answer = replace(whole, values=given, things=named, open=name)
        before = slice(turn.calls.start, turn.calls.start)
        steps = tuple(step for step in turn.refinements if step.parameter != name)
        first = replace(turn, request=asking, calls=before, refinements=steps, changes=(), part="open")
        kept = tuple(step for step in turn.refinements if step.parameter == name)
        return [first, replace(turn, request=answer, refinements=kept, part="answer")]

    def _left_out(self, turn: TurnPlan, random: Random) -> str | None:
        """A parameter that the request cannot do without and that only the user can tell."""
        goal, tool = turn.request.goal, self._environment.tools[turn.request.goal.tool]
        if not turn.changes:
            return None
        values = turn.request.values
        only = goal.kind == "change" and len(values) == 1
        needed = [name for name in values if tool.parameters[name].required or only]
        names = [name for name in needed if not isinstance(values[name], bool)]
        names += [thing.parameter for thing in turn.request.things if self._only_user_knows(thing, turn)]
        return random.choice(names) if names else None

    def _only_user_knows(self, thing: Thing, turn: TurnPlan) -> bool:
        """Whether it is open which row is meant when the thing is not named."""
        refined = {step.parameter for step in turn.refinements}
        near = {entity for entity, _ in turn.focus}
        one = len(turn.draw.rows[thing.parameter]) == 1 < len(turn.state.rows[thing.entity])
        goal = turn.request.goal
        meant = goal.kind in ("act", "remove") and thing.parameter in goal.targets and thing.parameter not in refined
        return one and meant and thing.entity not in near

    def _impossible(self, goal: Goal, context: Context, random: Random) -> list[TurnPlan]:
        """A request that a rule refuses, with something that only the tools can tell about why or instead."""
        trial = context.copy()
        failed = self._turns.plan(goal, trial, random, _fails)
        if failed is None:
            return []
        consolation = self._evidence(failed, trial, random)
        if consolation is None:
            return []
        context.__dict__.update(trial.__dict__)
        return [
            replace(failed, part="refused", calls=slice(failed.calls.start, len(trial.calls)), consolation=consolation)
        ]

    def _evidence(self, failed: TurnPlan, context: Context, random: Random) -> Consolation | None:
        """A fact about the refused row which the user has not said: shown by a lookup, or by one more call."""
        rows = [row for name in failed.request.goal.targets for row in failed.draw.rows.get(name, ())]
        if len(rows) != 1:
            return None
        entity, key = rows[0]
        offers = self._offers(failed, context, entity, key)
        if not offers and self._look_at(entity, key, context):
            offers = self._offers(failed, context, entity, key)
        return Consolation(entity, *random.choice(offers)) if offers else None

    def _offers(self, failed: TurnPlan, context: Context, entity: str, key: RowKey) -> list[tuple[str, object]]:
        said = " ".join(thing.text for thing in failed.request.things).casefold()
        message = context.calls[failed.calls.stop - 1].outcome.message.casefold()
        known = set(map(str, facts_in(failed.draw.arguments, set())))
        return [
            (name, value)
            for name, value in shown_row(context, entity, key).items()
            if worth_telling(value)
            and str(value) not in known
            and trait(name, entity).casefold() not in said
            and enum_words(str(value)) not in message
            and (entity, key, name) not in context.told
            and not isinstance(value, bool)
        ]

    def _look_at(self, entity: str, key: RowKey, context: Context) -> bool:
        """Call the tool that shows the row, if there is one."""
        for goal in self._goals.values():
            if goal.kind == "show" and goal.subject == entity and len(goal.targets) == 1 and not goal.parents:
                seen = context.seen.get((f"{entity}.{self._key(entity)}", key[-1]))
                if seen is not None and not goal.details:
                    source = f"result:{seen.call}:{seen.path}"
                    context.call(goal.tool, {goal.targets[0]: key[-1]}, {goal.targets[0]: source})
                    return True
        return False

    def _key(self, entity: str) -> str:
        declared = self._environment.entities[entity].key
        return declared.column if declared else ""


def _speakable(goal: Goal) -> bool:
    return goal.kind != "compute" and is_thing(goal.subject)


def _fails(turn: TurnPlan) -> bool:
    return turn.failed


def _succeeds(turn: TurnPlan) -> bool:
    return not turn.failed and (turn.request.goal.kind != "show" or bool(turn.request.asked))


def _differs_from(failed: TurnPlan) -> Wanted:
    """Whether a second try names something else and comes out well."""
    before = failed.request

    def differs(turn: TurnPlan) -> bool:
        changed = [name for name, value in turn.request.values.items() if before.values.get(name) != value]
        moved = {thing.text for thing in turn.request.things} != {thing.text for thing in before.things}
        return _succeeds(turn) and (bool(changed) or moved)

    return differs


def _is(kind: DialogueKind, turns: list[TurnPlan]) -> bool:
    """Whether the turns make a dialogue of the kind."""
    parts = {"error_recovery": "retry", "missing_parameter": "answer", "impossible": "refused"}
    return kind == "plain" or any(turn.part == parts[kind] for turn in turns)
