"""Planning one turn: arguments are drawn, their rows put into words, looked up and refined, the call is computed."""

from collections.abc import Callable, Iterator
from random import Random

from generator.dialogues.context import Context
from generator.dialogues.drawing import Draw, Drawer, entities_of
from generator.dialogues.goals import Goal
from generator.dialogues.lookups import Lookups, Named
from generator.dialogues.naming import reference_words, references_words
from generator.dialogues.plans import MAX_CALLS, TurnPlan
from generator.dialogues.reference import Path, Reference, Referrer
from generator.dialogues.refinement import SEVERAL, Step, refine, superlative
from generator.dialogues.requests import Request
from generator.dialogues.spec import clock_columns
from generator.dialogues.tellable import asked_columns, names_in
from generator.dialogues.titles import Thing
from generator.dialogues.traits import happening, noun
from generator.dialogues.words import value_words
from servers.farm.faults import fault_uses
from servers.farm.interpreter import Interpreter
from servers.farm.names import spoken
from servers.farm.scopes import root_of
from servers.farm.state import Row, RowChange, RowKey, State, Value, difference, plain

TRIES = 40
SUPERLATIVE_SHARE = 0.15
ANNOUNCED = frozenset({"enum", "date", "money"})
"""Kinds of columns whose new values an assistant tells of itself."""
MAX_HOPS = 2
"""A reply to a comment on a file: more is not said in one breath."""
Wanted = Callable[[TurnPlan], bool]


class Turns:
    """Plans turns in one environment."""

    def __init__(self, interpreter: Interpreter, natural: State) -> None:
        self._interpreter = interpreter
        self._environment = interpreter.environment
        self.drawer = Drawer(self._environment, natural)
        self._lookups = Lookups(self._environment)
        self._referrer = Referrer(self._environment)
        self._timed = clock_columns(self._environment)

    def plan(
        self, goal: Goal, context: Context, random: Random, wanted: Wanted, *, clashing: bool = False
    ) -> TurnPlan | None:
        """Draw arguments until the goal's call comes out as wanted; the context then has its calls."""

        def draw(trial: Context) -> Draw | None:
            return self.drawer.draw(goal, trial, random, clashing=clashing and random.random() < 0.5)

        return self._first(goal, context, random, wanted, draw, TRIES)

    def retry(self, failed: TurnPlan, context: Context, random: Random, wanted: Wanted) -> TurnPlan | None:
        """The same wish with as little changed as makes it succeed: one detail (what the refusal speaks of first), else
        the rows, else all."""
        goal = failed.request.goal
        why = context.calls[failed.calls.stop - 1].outcome.message.casefold()
        names = random.sample(failed.draw.said, len(failed.draw.said))
        for changed in (*sorted(names, key=lambda name: spoken(name) not in why), ""):

            def draw(trial: Context, name: str = changed) -> Draw | None:
                return self.drawer.again(goal, failed.draw, trial, random, name)

            turn = self._first(goal, context, random, wanted, draw, TRIES // 2)
            if turn is not None:
                return turn
        return self.plan(goal, context, random, wanted)

    def _first(
        self,
        goal: Goal,
        context: Context,
        random: Random,
        wanted: Wanted,
        draw: Callable[[Context], Draw | None],
        tries: int,
    ) -> TurnPlan | None:
        for _ in range(tries):
            trial = context.copy()
            drawn = draw(trial)
            turn = self._grounded(goal, drawn, trial, random) if drawn is not None else None
            if turn is not None and wanted(turn) and len(trial.calls) <= MAX_CALLS:
                context.__dict__.update(trial.__dict__)
                return turn
        return None

    def _grounded(self, goal: Goal, draw: Draw, context: Context, random: Random) -> TurnPlan | None:
        if not self._interpreter_answers(goal, draw, context):
            return None
        state, focus, first = context.state, tuple(context.focus), len(context.calls)
        named = self._named_things(goal, draw, context, random)
        if named is None:
            return None
        things, references, steps = named
        open_rows = self._open_rows(draw, references, context)
        sources = self._lookups.obtain(goal, draw, _labels(references), open_rows, context, random)
        if sources is None or not self._by_sight(references, state, context, random):
            return None
        outcome = context.call(goal.tool, draw.arguments, {**sources, **dict.fromkeys(draw.said, "user")})
        changes = tuple(difference(self._environment, state, outcome.state))
        kept = [thing for thing in things if thing.parameter not in {step.parameter for step in steps}]
        said, more = refine(self._environment, goal, kept, draw.rows, focus, state, random)
        spoken = [*(Thing(step.parameter, step.entity, step.said) for step in steps), *said]
        request = Request(goal, tuple(spoken), {name: draw.arguments[name] for name in draw.said})
        request = self._asking(request, draw, references, outcome.result, context, random)
        context.listed = frozenset(self._rows_listed(goal, outcome.result))
        one = list(context.listed) if len(context.listed) == 1 else [SEVERAL] if goal.kind == "list" else []
        context.focus = [*one, *self._focus(goal, draw, changes)]
        self._tell(request, draw, changes, context)
        calls = slice(first, len(context.calls))
        return TurnPlan(
            request, draw, calls, (*steps, *more), references, focus, state, changes, outcome.fault is not None
        )

    def _interpreter_answers(self, goal: Goal, draw: Draw, context: Context) -> bool:
        """Whether the call is worth its lookups: it succeeds and does or shows something, or fails as a rule says."""
        outcome = self._interpreter.call(context.state, goal.tool, draw.arguments)
        if outcome.invalid is not None:
            return False
        if outcome.fault is not None:
            kinds = {use.kind for use in fault_uses(self._environment, goal.tool) if use.code == outcome.fault}
            return bool(kinds & {"require", "unique", "refuse"})
        if goal.kind == "list":
            return bool(names_in(self._environment, goal, outcome.result or {}))
        if goal.kind == "show":
            return True
        changed = difference(self._environment, context.state, outcome.state)
        if goal.kind == "change" and not self._all_new(goal, draw, changed):
            return False
        session = not changed and goal.kind == "act" and outcome.state is not context.state
        return session or any(change.op != "update" or self._tells(change) for change in changed)

    def _all_new(self, goal: Goal, draw: Draw, changes: list[RowChange]) -> bool:
        """Whether every value that is given for a column of the subject differs from what it was."""
        addressed = {self._environment.tools[goal.tool].parameters[name].column or "" for name in draw.said}
        wanted = {text.partition(".")[2] for text in addressed if text.partition(".")[0] == goal.subject}
        changed = {column for change in changes if change.entity == goal.subject for column in change.columns}
        return wanted <= changed or any(change.op != "update" for change in changes)

    def _tells(self, change: RowChange) -> bool:
        """Whether an update changes more than what the clock says."""
        return any((change.entity, name) not in self._timed for name in change.columns)

    def _named_things(
        self, goal: Goal, draw: Draw, context: Context, random: Random
    ) -> tuple[list[Thing], tuple[tuple[Reference, RowKey], ...], list[Step]] | None:
        """The rows behind the keys in words; None if one cannot be told apart. A parent that is said once is enough."""
        state = context.state
        found: list[Thing] = []
        known: list[tuple[Reference, RowKey]] = []
        steps: list[Step] = []
        implied: set[tuple[str, object]] = set()
        for name in sorted(draw.rows, key=lambda item: item not in goal.targets):
            entity = draw.rows[name][0][0]
            if name in goal.names:
                found.append(Thing(name, entity, self._by_key(goal, name, draw)))
                continue
            references = [
                self._referrer.to(state, entity, key, self._within(entity, key, draw, context))
                for entity, key in draw.rows[name]
            ]
            good = [reference for reference in references if reference is not None]
            if len(good) < len(references):
                return None
            said_already = len(good) == 1 and good[0].conditions and (entity, good[0].conditions[0].value) in implied
            if said_already and goal.kind not in ("change", "act"):
                continue
            thing = Thing(name, entity, references_words(self._environment, good))
            best = self._superlative(goal, thing, draw, context, random)
            if best is not None and best.reference is not None:
                steps.append(best)
                good = [best.reference]
            found.append(thing)
            known += zip(good, [key for _, key in draw.rows[name]], strict=True)
            implied |= {pair for reference in good for pair in self._said_parents(reference)}
        return found, tuple(known), steps

    def _by_key(self, goal: Goal, name: str, draw: Draw) -> str:
        """A thing by a key that people know: `the delegate ana@example.com`."""
        return f"the {noun(goal.subject)} {value_words(draw.arguments[name])}"

    def _superlative(self, goal: Goal, thing: Thing, draw: Draw, context: Context, random: Random) -> Step | None:
        """Now and then a target is called "the newest …" instead of by its name."""
        rows = draw.rows[thing.parameter]
        if thing.parameter not in goal.targets or len(rows) != 1 or random.random() >= SUPERLATIVE_SHARE:
            return None
        entity, key = rows[0]
        within = self._within(entity, key, draw, context)
        reference = self._referrer.superlative(context.state, entity, key, within)
        return superlative(self._environment, thing, key, reference) if reference is not None else None

    def _said_parents(self, reference: Reference) -> set[tuple[str, object]]:
        columns = self._environment.entities[reference.entity].columns
        deep = [item for item in reference.conditions if len(item.path) > 1]
        return {(getattr(columns[item.path[0]], "to", ""), item.value) for item in deep}

    def _within(self, entity: str, key: RowKey, draw: Draw, context: Context) -> tuple[Path, ...]:
        """What has to be said of a row that no result has shown yet: what it lies in, where one cannot look around."""
        paths: list[Path] = []
        path: Path = ()
        row: Row | None = context.state.rows[entity].get(key)
        while row is not None and self._unseen(entity, key, context):
            column = self._lookups.nested(entity)
            target = getattr(self._environment.entities[entity].columns.get(column or ""), "to", "")
            label = self._environment.entities[target].label if target else None
            if column is None or label is None or row.get(column) is None or len(paths) == MAX_HOPS:
                break
            entity, key, path = target, (row[column],), (*path, column)  # type: ignore[assignment]
            if (entity, key) in context.focus or (entity, key) in entities_of(draw.rows, list(draw.rows)):
                break
            paths.append((*path, label))
            row = context.state.rows[entity].get(key)
        return tuple(paths)

    def _unseen(self, entity: str, key: RowKey, context: Context) -> bool:
        declared = self._environment.entities[entity].key
        return declared is not None and bool(key) and (f"{entity}.{declared.column}", key[-1]) not in context.seen

    def _open_rows(
        self, draw: Draw, references: tuple[tuple[Reference, RowKey], ...], context: Context
    ) -> frozenset[tuple[str, RowKey]]:
        """The rows that the user names in this turn, and those that were talked about."""
        found = {*context.focus, *entities_of(draw.rows, list(draw.rows))}
        for reference, key in references:
            row = context.state.rows[reference.entity][key]
            for condition in reference.conditions:
                found |= self._on_the_way(reference.entity, row, condition.path, context.state)
        return frozenset(found)

    def _on_the_way(self, entity: str, row: Row, path: Path, state: State) -> set[tuple[str, RowKey]]:
        found: set[tuple[str, RowKey]] = set()
        for column in path[:-1]:
            target = getattr(self._environment.entities[entity].columns[column], "to", entity)
            key: RowKey = (row.get(column),)  # type: ignore[assignment]
            if key not in state.rows[target]:
                return found
            found.add((target, key))
            entity, row = target, state.rows[target][key]
        return found

    def _by_sight(
        self, references: tuple[tuple[Reference, RowKey], ...], state: State, context: Context, random: Random
    ) -> bool:
        """Whether the results so far show all that tells the rows apart, so that an agent can find them by sight."""
        for reference, key in references:
            row = state.rows[reference.entity][key]
            for item in reference.conditions:
                value = self._referrer.follow(state, reference.entity, row, item.path)
                if not self._seen(reference.entity, item.path, value, context):
                    return False
            if reference.extreme is not None and not self._rivals_seen(reference, state, context, random):
                return False
        return True

    def _rivals_seen(self, reference: Reference, state: State, context: Context, random: Random) -> bool:
        """An extreme is known only by who has seen all that compete."""
        column = reference.extreme.column if reference.extreme else ""
        for key in self._referrer.rivals(state, reference):
            if self._lookups.reach(reference.entity, key, context, random) is None or len(context.calls) >= MAX_CALLS:
                return False
            if not self._seen(reference.entity, (column,), state.rows[reference.entity][key][column], context):
                return False
        return True

    def _seen(self, entity: str, path: tuple[str, ...], value: Value, context: Context) -> bool:
        for name in path[:-1]:
            entity = getattr(self._environment.entities[entity].columns[name], "to", entity)
        shown = plain(value)
        return isinstance(shown, list) or (root_of(self._environment, f"{entity}.{path[-1]}"), shown) in context.seen

    def _asking(
        self,
        request: Request,
        draw: Draw,
        references: tuple[tuple[Reference, RowKey], ...],
        result: dict[str, object] | None,
        context: Context,
        random: Random,
    ) -> Request:
        """The request with what a question about one row asks for."""
        if request.goal.kind != "show" or result is None:
            return request
        subject = request.goal.subject
        key = next((key for rows in draw.rows.values() for entity, key in rows if entity == subject), ())
        known = {column for entity, row, column in context.told if (entity, row) == (subject, key)}
        known |= {item.path[0] for reference, _ in references for item in reference.conditions}
        known |= {reference.extreme.column for reference, _ in references if reference.extreme is not None}
        offers = [name for name in asked_columns(self._environment, request.goal, result) if name not in known]
        said = {word for reference, _ in references for word in reference_words(self._environment, reference).split()}
        names = [name for name in offers if not said & set((happening(name) or "").split())]
        asked = tuple(random.sample(names, min(len(names), random.choice((1, 1, 1, 2)))))
        asked = asked[:1] if any(happening(name) for name in asked) else asked
        return Request(request.goal, request.things, request.values, asked)

    def _tell(self, request: Request, draw: Draw, changes: tuple[RowChange, ...], context: Context) -> None:
        """Remember which columns of which rows have been spoken of."""
        tool = self._environment.tools[request.goal.tool]
        given = {(tool.parameters[name].column or "").partition(".")[2] for name in request.values}
        rows = {row for name in (*request.goal.targets, *request.goal.names) for row in draw.rows.get(name, ())}
        if self._environment.entities[request.goal.subject].singleton if request.goal.subject else False:
            rows.add((request.goal.subject, ()))
        rows |= {(change.entity, change.key) for change in changes if change.op == "insert"}
        context.told |= {(*row, column) for row in rows for column in {*given, *request.asked}}
        context.told |= {
            (change.entity, change.key, name)
            for change in changes
            for name in (change.after or {})
            if name in change.columns or change.op == "insert"
            if getattr(self._environment.entities[change.entity].columns.get(name), "kind", "") in ANNOUNCED
        }

    def _rows_listed(self, goal: Goal, result: dict[str, object] | None) -> Iterator[tuple[str, RowKey]]:
        """The rows that a list shows, as far as their keys are in it."""
        key = self._environment.entities[goal.subject].key if goal.kind == "list" else None
        if key is not None and not key.per:
            rows = [row for shown in (result or {}).values() if isinstance(shown, list) for row in shown]
            yield from ((goal.subject, (row[key.column],)) for row in rows if key.column in row)

    def _focus(self, goal: Goal, draw: Draw, changes: tuple[RowChange, ...]) -> list[tuple[str, RowKey]]:
        """What the turn was about: what it made, its targets, then the rest."""
        made = [
            (change.entity, change.key) for change in changes if change.op == "insert" and change.entity == goal.subject
        ]
        return list(dict.fromkeys([*made, *entities_of(draw.rows, [*goal.targets, *goal.names, *goal.parents])]))


def _labels(references: tuple[tuple[Reference, RowKey], ...]) -> Named:
    """What the user calls things, by which an agent may search."""
    return frozenset(
        (reference.entity, str(reference.conditions[0].value)) for reference, _ in references if reference.label
    )
