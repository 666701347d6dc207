"""Drawing arguments for a goal: a target row, what follows from it, and values that a person would give.

New values come from a start state of another seed, so that a title, its notes and its due date belong together; filters
come from values that exist. A draw is only a try: the interpreter says whether it succeeds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from generator.dialogues.context import Context
from generator.dialogues.details import bounds
from generator.dialogues.goals import Goal, key_entity
from generator.dialogues.traits import MAX_WORDS, happening, is_odd, is_state, is_technical
from servers.farm.model import Environment, Parameter, ReferenceColumn, RowField, Tool
from servers.farm.names import spoken
from servers.farm.scopes import root_of
from servers.farm.state import Row, RowKey, State, Value, plain

MAX_TEXT = 160
OPTIONAL_SHARE = 0.35
NEAR_SHARE = 0.9
"""How often a row that is being talked about, or that was just listed, is taken up again."""


_GOING = frozenset("assign forward move reassign relocate transfer".split())
"""Verbs that ask where to or to whom, though a tool may do without."""


@dataclass
class Draw:
    """Arguments of one try, the rows behind its keys, and which values the user says."""

    arguments: dict[str, object] = field(default_factory=dict)
    rows: dict[str, list[tuple[str, RowKey]]] = field(default_factory=dict)
    """Key parameter → (entity, key) of each row it names."""
    said: list[str] = field(default_factory=list)
    """Parameters whose value the user says, in the tool's order."""


class Drawer:
    """Draws arguments for the tools of one environment."""

    def __init__(self, environment: Environment, natural: State) -> None:
        self._environment = environment
        self._natural = natural

    def draw(self, goal: Goal, context: Context, random: Random, *, clashing: bool = False) -> Draw | None:
        """One try; None if some required value cannot be made. A clashing one takes values that are taken."""
        tool = self._environment.tools[goal.tool]
        draw = Draw()
        if not self._keys(goal, tool, context, random, draw) or not self._names(goal, tool, context, random, draw):
            return None
        state = context.state if clashing else self._natural
        made = self._details(goal, tool, context, random, draw, state)
        return draw if made and not _goes_nowhere(goal, tool, draw) else None

    def _keys(self, goal: Goal, tool: Tool, context: Context, random: Random, draw: Draw) -> bool:
        """Choose the rows behind key parameters: the deepest first, its parents from it."""
        names = [*goal.targets, *goal.parents]
        depth = {name: self._depth(key_entity(self._environment, tool, name)) for name in names}
        for name in sorted(names, key=lambda item: (item not in goal.targets, -depth[item])):
            parameter = tool.parameters[name]
            if not parameter.required and name not in goal.targets and not self._takes_up(goal, random):
                continue
            entity = key_entity(self._environment, tool, name)
            where_to = goal.kind in ("act", "change") and not parameter.required
            most = 2 if parameter.kind == "list" else 1
            found = self._choose(entity, context, random, draw, most, elsewhere=where_to)
            if not found:
                if parameter.required:
                    return False
                continue
            draw.rows[name] = [(entity, key) for key in found]
            keys = [key[-1] for key in found]
            draw.arguments[name] = keys if parameter.kind == "list" else keys[0]
        return True

    def _names(self, goal: Goal, tool: Tool, context: Context, random: Random, draw: Draw) -> bool:
        """Choose the row that a person names by a key that people know."""
        for name in goal.names:
            column = (tool.parameters[name].column or "").partition(".")[2]
            found = self._choose(goal.subject, context, random, draw, 1)
            if not found:
                return False
            draw.rows[name] = [(goal.subject, found[0])]
            draw.arguments[name] = plain(context.state.rows[goal.subject][found[0]][column])
        return True

    def again(self, goal: Goal, draw: Draw, context: Context, random: Random, changed: str) -> Draw | None:
        """The same arguments, with only one detail (or, for the empty name, the rows) drawn anew."""
        if changed:
            tool = self._environment.tools[goal.tool]
            subject = _any_row(context.state if goal.kind == "act" else self._natural, goal.subject, random)
            value = self._value(goal, changed, tool.parameters[changed], subject, context, random)
            return None if value is None else Draw({**draw.arguments, changed: value}, draw.rows, list(draw.said))
        fresh = self.draw(goal, context, random)
        if fresh is not None:
            kept = {name: draw.arguments[name] for name in draw.said}
            rows = {name: fresh.arguments[name] for name in fresh.rows}
            return Draw({**rows, **kept}, fresh.rows, list(draw.said))
        return None

    def _takes_up(self, goal: Goal, random: Random) -> bool:
        """Whether an optional key is given: never among changes, where it would be a value and not a thing."""
        return goal.kind != "change" and random.random() < OPTIONAL_SHARE

    def _choose(
        self, entity: str, context: Context, random: Random, draw: Draw, most: int, *, elsewhere: bool = False
    ) -> list[RowKey]:
        """Rows of an entity: what the rows chosen so far refer to, what is talked about, or any.

        `elsewhere` is where something goes, so never where it is.
        """
        taken = {row for chosen in draw.rows.values() for row in chosen}
        implied = self._implied(entity, context.state, draw)
        beside = elsewhere or any(entity == other for other, _ in taken)
        taken |= {(entity, implied)} if elsewhere and implied is not None else set()
        if implied is not None and not beside and random.random() < 0.9:
            return [implied]
        keys = [key for key in sorted(context.state.rows.get(entity, {})) if (entity, key) not in taken]
        near = [key for other, key in context.focus if other == entity and key in keys]
        listed = [key for key in keys if (entity, key) in context.listed]
        if (near or listed) and random.random() < NEAR_SHARE:
            return near[:1] or random.sample(listed, 1)
        return random.sample(keys, min(len(keys), random.randint(1, most))) if keys else []

    def _implied(self, entity: str, state: State, draw: Draw) -> RowKey | None:
        for chosen in draw.rows.values():
            for child, key in chosen:
                row = state.rows[child].get(key, {})
                for name, column in self._environment.entities[child].columns.items():
                    if isinstance(column, ReferenceColumn) and column.to == entity and row.get(name) is not None:
                        return (row[name],)  # type: ignore[return-value]
        return None

    def _depth(self, entity: str, seen: frozenset[str] = frozenset()) -> int:
        columns = self._environment.entities[entity].columns.values()
        parents = {column.to for column in columns if isinstance(column, ReferenceColumn)} - seen - {entity}
        return 1 + max((self._depth(parent, seen | {entity}) for parent in parents), default=0)

    def _details(self, goal: Goal, tool: Tool, context: Context, random: Random, draw: Draw, state: State) -> bool:
        subject = _any_row(context.state if goal.kind == "act" else state, goal.subject, random)
        wanted = self._wanted(goal, tool, random)
        for name in goal.details:
            parameter = tool.parameters[name]
            if name not in wanted:
                continue
            if self._completes_key(goal, parameter):
                row = context.state.rows[goal.subject][draw.rows[goal.names[0]][0][1]]
                key = self._environment.entities[goal.subject].key
                draw.arguments[name] = plain(row[key.per if key is not None and key.per else ""])
                draw.said.append(name)
                continue
            value = self._value(goal, name, parameter, subject, context, random)
            if value is None:
                if parameter.required:
                    return False
                continue
            draw.arguments[name] = value
            draw.said.append(name)
        return True

    def _completes_key(self, goal: Goal, parameter: Parameter) -> bool:
        """Whether a parameter is the parent's part of the key by which a person names the subject."""
        key = self._environment.entities[goal.subject].key if goal.names else None
        if key is None or key.per is None or parameter.column is None:
            return False
        own = root_of(self._environment, f"{goal.subject}.{key.per}")
        return root_of(self._environment, parameter.column) == own

    def _wanted(self, goal: Goal, tool: Tool, random: Random) -> set[str]:
        """The details to give: all required ones, and some of the others."""
        required = {name for name in goal.details if tool.parameters[name].required}
        others = [name for name in goal.details if name not in required and _offered(goal, tool, name)]
        if goal.kind == "change":
            most = 2 if not required else 1
            chosen = random.sample(others, min(len(others), random.randint(0 if required else 1, most)))
        elif goal.kind == "list":
            chosen = random.sample(others, min(len(others), random.choice((0, 0, 1))))
        else:
            chosen = [name for name in others if random.random() < OPTIONAL_SHARE][:3]
        if goal.kind == "create" and not required and not chosen and others:
            chosen = random.sample(others, min(len(others), 2))
        return required | set(chosen)

    def _value(
        self, goal: Goal, name: str, parameter: Parameter, subject: Row, context: Context, random: Random
    ) -> object:
        entity, _, column = (parameter.column or "").partition(".")
        if parameter.kind == "rows":
            return None
        if parameter.values:
            chosen = random.choice(parameter.values)
            return [chosen] if parameter.kind == "list" else chosen
        if column and entity in self._environment.entities:
            source = self._source(goal, entity, subject, context, random)
            rounded = _rounded(source.get(column), parameter.kind, to_day=goal.kind == "list" and bounds(name))
            found = self._fitting(parameter, rounded)
            technical = isinstance(found, str) and is_technical(found)
            return None if technical and not parameter.required else found
        return self._free(parameter, random)

    def _source(self, goal: Goal, entity: str, subject: Row, context: Context, random: Random) -> Row:
        """The row to take a value from: an existing one to filter by, a natural one to write."""
        if goal.kind in ("list", "show", "compute"):
            rows = context.state.ordered(entity)
            return random.choice(rows) if rows else {}
        return subject if entity == goal.subject else _any_row(context.state, entity, random)

    def _fitting(self, parameter: Parameter | RowField, value: Value) -> object:
        """The value if the parameter takes it and a person would say it."""
        if value is None or value == () or (isinstance(value, str) and not _speakable(parameter, value)):
            return None
        shown = plain(value)
        if parameter.kind == "date" and isinstance(shown, str):
            return shown[:10]
        if isinstance(shown, int | float) and not isinstance(shown, bool) and not _within(parameter, shown):
            return None
        if (parameter.kind == "list") != isinstance(shown, list):
            return [shown] if parameter.kind == "list" else None
        return shown

    def _free(self, parameter: Parameter, random: Random) -> object:
        """A value for a parameter that addresses no column."""
        low = int(parameter.minimum if parameter.minimum is not None else 1)
        high = int(parameter.maximum if parameter.maximum is not None else low + 9)
        makers: dict[str, Callable[[], object]] = {
            "boolean": lambda: random.random() < 0.5,
            "integer": lambda: random.randint(low, min(high, low + 9)),
            "number": lambda: float(random.randint(low, min(high, low + 9))),
            "money": lambda: float(random.randint(max(low, 1), max(min(high, low + 49), low))),
        }
        return makers[parameter.kind]() if parameter.kind in makers else None


def _offered(goal: Goal, tool: Tool, name: str) -> bool:
    """Whether a person would give an optional detail: said in few ordinary words, and a switch only to be switched."""
    if not sayable(name) or len(name.split("_")) > MAX_WORDS or is_odd(name):
        return False
    if goal.kind == "create" and name.split("_")[-1] in ("status", "state"):
        return False
    if tool.parameters[name].kind in ("date", "datetime") and goal.kind != "list":
        return happening(name) is None
    if tool.parameters[name].kind != "boolean":
        return True
    return goal.kind == "change" or (
        goal.kind == "list" and is_state(name) and tool.parameters[name].column is not None
    )


def _any_row(state: State, entity: str, random: Random) -> Row:
    rows = state.ordered(entity) if entity else []
    return random.choice(rows) if rows else {}


def _rounded(value: Value, kind: str, *, to_day: bool) -> Value:
    """A time as people give it: to the minute; to the day where it only bounds a list."""
    if kind != "datetime" or not isinstance(value, str) or len(value) < 20:
        return value
    return value[:10] + "T00:00:00Z" if to_day else value[:16] + ":00Z"


def sayable(name: str) -> bool:
    """Whether a parameter's name, spoken, consists of ordinary words."""
    return all(part.isalpha() for part in spoken(name).split())


def _speakable(parameter: Parameter | RowField, value: str) -> bool:
    limit = min(parameter.max_length or MAX_TEXT, MAX_TEXT)
    return bool(value.strip()) and len(value) <= limit and "\n" not in value and '"' not in value


def _within(parameter: Parameter | RowField, value: float) -> bool:
    low, high = parameter.minimum, parameter.maximum
    return (low is None or value >= low) and (high is None or value <= high)


def entities_of(rows: dict[str, list[tuple[str, RowKey]]], names: Sequence[str]) -> list[tuple[str, RowKey]]:
    """The rows behind some key parameters, in their order."""
    return [row for name in names for row in rows.get(name, ())]


def _goes_nowhere(goal: Goal, tool: Tool, draw: Draw) -> bool:
    """Whether something would be moved or assigned, and nothing says where to."""
    going = goal.kind == "act" and goal.tool.split("_")[0] in _GOING
    return going and set(draw.arguments) <= set(goal.targets) and set(tool.parameters) > set(goal.targets)
