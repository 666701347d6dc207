"""How an agent comes by a key: from an earlier result, else by a tool that shows it (DESIGN §8).

A lookup is a reading tool whose result holds the key. Its own keys are looked up first, to a depth of four; a text
filter on what the row is called is used when the tool has one; pages are turned at most twice.
"""

from collections.abc import Iterator
from random import Random

from generator.dialogues.context import Context, Seen, Source
from generator.dialogues.drawing import Draw
from generator.dialogues.goals import Goal, goals, key_entity
from generator.graph import outputs
from servers.farm.model import Environment, ReferenceColumn
from servers.farm.state import RowKey

MAX_DEPTH = 4
MAX_PAGES = 4
FILTER_SHARE = 0.5
Named = frozenset[tuple[str, str]]
"""(entity, label) of the things that a person calls by their names."""


class Lookups:
    """Plans lookups in one environment."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._goals = goals(environment)
        self._named: Named = frozenset()
        self._open: frozenset[tuple[str, RowKey]] = frozenset()
        self._shows: dict[str, list[str]] = {}
        for name, goal in self._goals.items():
            if goal.kind in ("list", "show"):
                for root in {output.root for output in outputs(environment, environment.tools[name])}:
                    self._shows.setdefault(root, []).append(name)

    def nested(self, entity: str) -> str | None:
        """The reference column to what one has to know to list an entity: a comment's file; None if there is none."""
        lists = [goal for goal in self._goals.values() if goal.kind == "list" and goal.subject == entity]
        wanted = [self._required(goal) for goal in lists]
        if not wanted or [] in wanted:
            return None
        parents = {parent for names in wanted for parent in names}
        columns = self._environment.entities[entity].columns.items()
        found = (name for name, item in columns if isinstance(item, ReferenceColumn) and item.to in parents)
        return next(found, None)

    def _required(self, goal: Goal) -> list[str]:
        """The entities whose keys a tool requires."""
        tool = self._environment.tools[goal.tool]
        return [key_entity(self._environment, tool, name) for name in goal.parents if tool.parameters[name].required]

    def obtain(
        self,
        goal: Goal,
        draw: Draw,
        named: Named,
        open_rows: frozenset[tuple[str, RowKey]],
        context: Context,
        random: Random,
    ) -> dict[str, Source] | None:
        """Make every key of a draw known, with calls on the context where needed; the source of each, or None.

        `named` holds what the user calls things in this turn: an agent can search for nothing else. `open_rows` are the
        rows that the user has named or that were talked about: an agent looks into no others by luck.
        """
        sources: dict[str, Source] = {}
        self._named, self._open = named, open_rows
        for name, rows in draw.rows.items():
            if name in goal.names:
                seen = self._known(*rows[0], context) if rows[0] in context.focus else None
                sources[name] = f"result:{seen.call}:{seen.path}" if seen is not None else "user"
                continue
            for entity, key in rows:
                seen = self.reach(entity, key, context, random)
                if seen is None:
                    return None
                sources[name] = f"result:{seen.call}:{seen.path}"
        return sources

    def reach(self, entity: str, key: RowKey, context: Context, random: Random) -> Seen | None:
        """Where a key was shown, after a lookup if it was not; None if no lookup shows it."""
        return self._known(entity, key, context) or self._look(entity, key, context, random, 0)

    def _known(self, entity: str, key: RowKey, context: Context) -> Seen | None:
        return context.seen.get((self._root(entity), key[-1]))

    def _root(self, entity: str) -> str:
        declared = self._environment.entities[entity].key
        return f"{entity}.{declared.column}" if declared else entity

    def _look(self, entity: str, key: RowKey, context: Context, random: Random, depth: int) -> Seen | None:
        """Try the tools that show the key, those that list its entity first, until one does."""
        if depth >= MAX_DEPTH:
            return None
        for name in self._candidates(entity, random):
            trial = context.copy()
            found = self._through(self._goals[name], entity, key, trial, random, depth)
            if found is not None:
                context.__dict__.update(trial.__dict__)
                return found
        return None

    def _candidates(self, entity: str, random: Random) -> list[str]:
        names = list(self._shows.get(self._root(entity), ()))
        random.shuffle(names)
        return sorted(names, key=lambda name: (self._goals[name].subject != entity, self._goals[name].kind != "list"))

    def _through(
        self, goal: Goal, entity: str, key: RowKey, context: Context, random: Random, depth: int
    ) -> Seen | None:
        """Call one tool, page by page, until it has shown the key."""
        arguments: dict[str, object] = {}
        sources: dict[str, Source] = {}
        if not self._own_keys(goal, entity, key, context, random, depth, arguments, sources):
            return None
        self._filter(goal, entity, key, context, random, arguments, sources)
        for _ in range(MAX_PAGES):
            number = context.already(goal.tool, arguments)
            if number is None:
                context.call(goal.tool, dict(arguments), sources)
                number = len(context.calls)
            result = context.calls[number - 1].outcome.result
            found = self._known(entity, key, context)
            if result is None or found is not None or result.get("next_cursor") is None:
                return found if result is not None else None
            arguments["cursor"] = result["next_cursor"]
            sources = {**sources, "cursor": f"result:{number}:next_cursor"}
        return None

    def _own_keys(
        self,
        goal: Goal,
        entity: str,
        key: RowKey,
        context: Context,
        random: Random,
        depth: int,
        arguments: dict[str, object],
        sources: dict[str, Source],
    ) -> bool:
        """Give the tool the keys that it requires; False if it asks for what is looked for or for what nobody knows."""
        tool = self._environment.tools[goal.tool]
        for name, parameter in tool.parameters.items():
            if not parameter.required:
                continue
            wanted = key_entity(self._environment, tool, name)
            if not wanted or wanted == entity:
                return False
            parent = self._parent(entity, key, wanted, context)
            if parent is None or not self._is_open(wanted, parent, context):
                return False
            seen = self._known(wanted, parent, context) or self._look(wanted, parent, context, random, depth + 1)
            if seen is None:
                return False
            arguments[name], sources[name] = parent[-1], f"result:{seen.call}:{seen.path}"
        return True

    def _is_open(self, entity: str, key: RowKey, context: Context) -> bool:
        return (entity, key) in self._open or len(context.state.rows[entity]) == 1

    def _parent(self, entity: str, key: RowKey, wanted: str, context: Context) -> RowKey | None:
        """The row of `wanted` that this row refers to, or that refers to this row."""
        row = context.state.rows[entity].get(key, {})
        for name, column in self._environment.entities[entity].columns.items():
            if isinstance(column, ReferenceColumn) and column.to == wanted and row.get(name) is not None:
                return (row[name],)  # type: ignore[return-value]
        return next(self._children(entity, key, wanted, context), None)

    def _children(self, entity: str, key: RowKey, wanted: str, context: Context) -> Iterator[RowKey]:
        references = self._environment.entities[wanted].columns.items()
        names = [name for name, column in references if isinstance(column, ReferenceColumn) and column.to == entity]
        for child, row in sorted(context.state.rows[wanted].items()):
            if any(row.get(name) == key[-1] for name in names):
                yield child

    def _filter(
        self,
        goal: Goal,
        entity: str,
        key: RowKey,
        context: Context,
        random: Random,
        arguments: dict[str, object],
        sources: dict[str, Source],
    ) -> None:
        """Use a text filter on what the row is called, if the tool has one."""
        label = self._environment.entities[entity].label
        called = context.state.rows[entity].get(key, {}).get(label or "")
        for name in goal.details:
            parameter = self._environment.tools[goal.tool].parameters[name]
            fits = parameter.kind == "text" and parameter.column == f"{entity}.{label}" and isinstance(called, str)
            said = (entity, called) in self._named
            if fits and said and not arguments.get(name) and random.random() < FILTER_SHARE:
                arguments[name], sources[name] = called, "user"
