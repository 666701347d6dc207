"""What reads show: which tools get one row, which list rows, and which columns stand where in their results."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from client.servers import Json, Object
from client.verify.cases import Case
from client.verify.laws.selecting import Bound, equality, selectors
from servers.farm.effects import effects
from servers.farm.expressions import Attribute, Call, Expr, parse, walk
from servers.farm.facts import conjuncts
from servers.farm.model import (
    NONE,
    ComputedColumn,
    Environment,
    Find,
    FindStep,
    LetStep,
    ReturnStep,
    Search,
    SearchStep,
    Tool,
)
from servers.farm.scopes import reference_of
from servers.farm.state import key_columns
from servers.farm.views import result_fields, view_fields

Path = tuple[str, ...]
"""Columns from a row on: `("price",)`, or `("customer", "name")` over a reference."""
Key = tuple[Json, ...]
R = TypeVar("R", bound="Reader")


@dataclass(frozen=True)
class Shown:
    """One row as an answer shows it."""

    entity: str
    key: Key
    values: Mapping[Path, Json]


@dataclass(frozen=True)
class Reader:
    """A tool that only reads: it gets one row or, as a `Lister`, several."""

    tool: str
    entity: str
    field: str
    """Where in the result the row or the rows are."""
    view: str
    by: Bound
    """What the row, or every row, has in common with the arguments."""


@dataclass(frozen=True)
class Lister(Reader):
    """A tool that lists rows."""

    search: Search
    rest: tuple[Expr, ...]
    """The conditions that always apply, beside `by`."""


class Reading:
    """The reads of an environment, and how their answers are taken apart."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.chosen: dict[str, Case] = {}
        """By tool, which of several lists the laws look at: the longest, found once for all of them."""

    @cached_property
    def getters(self) -> tuple[Reader, ...]:
        """Tools that answer with the one row of a given key or with a fault, on no other condition."""
        return tuple(self._readers(_getters))

    @cached_property
    def listers(self) -> tuple[Lister, ...]:
        """Tools that answer with rows of one entity, on no condition beside those of the search."""
        return tuple(self._readers(_listers))

    def _readers(self, find: Callable[[Environment, str, Tool], Iterator[R]]) -> Iterator[R]:
        for name, tool in self.environment.tools.items():
            plain = all(isinstance(step, FindStep | SearchStep | LetStep | ReturnStep) for step in tool.steps)
            if plain and not effects(self.environment, name):
                yield from find(self.environment, name, tool)

    def arguments(self, reader: Reader, known: Mapping[str, Json], context: Mapping[str, Json]) -> Object | None:
        """The required arguments by which a reader shows a row with these columns; None if one of them is unknown.

        `context` has values by the column that a parameter addresses, for parents of parents.
        """
        found: Object = {}
        for name, parameter in self.environment.tools[reader.tool].parameters.items():
            if not parameter.required:
                continue
            column = next((column for column, source in reader.by.items() if source == name), None)
            value = known.get(column) if column is not None else context.get(parameter.column or "")
            if value is None:
                return None
            found[name] = value
        return found

    def context(self, tool: str, arguments: Object) -> dict[str, Json]:
        """The values of a call by the column that their parameter addresses, if only one does."""
        columns = [(item.column, arguments.get(name)) for name, item in self.environment.tools[tool].parameters.items()]
        once = [column for column, _ in columns]
        return {column: value for column, value in columns if column is not None and once.count(column) == 1}

    # --- answers ---------------------------------------------------------------------------------------------------

    def rows(self, reader: Reader, answer: Object | None) -> list[Shown]:
        """The rows that a reader's answer shows at its field, in their order."""
        found = (answer or {}).get(reader.field)
        items = found if isinstance(found, list) else [found]
        return [row for item in items if (row := self.row(reader.entity, reader.view, item)) is not None]

    def row(self, entity: str, view: str, item: Json) -> Shown | None:
        """A row in a view; None if it does not show its key, as a text or a number."""
        if not isinstance(item, dict):
            return None
        fields = view_fields(self.environment, entity, view)
        values = {field.path: item[field.name] for field in fields if field.path and field.name in item}
        columns = key_columns(self.environment.entities[entity])
        if not columns or any((column,) not in values for column in columns):
            return None
        key = tuple(values[(column,)] for column in columns)
        return Shown(entity, key, values) if all(isinstance(part, str | int) for part in key) else None

    # --- columns ---------------------------------------------------------------------------------------------------

    def stored(self, entity: str, path: Path) -> bool:
        """Whether a path is a column that the row itself keeps."""
        return len(path) == 1 and not isinstance(self.environment.entities[entity].columns.get(path[0]), ComputedColumn)

    def timeless(self, entity: str, path: Path) -> bool:
        """Whether a value stays the same while only the clock moves."""
        *hops, last = path
        for hop in hops:
            reference = reference_of(self.environment, entity, hop)
            entity = reference[1].to if reference is not None else entity
        return not self._tells_time(entity, last, set())

    def _tells_time(self, entity: str, name: str, seen: set[str]) -> bool:
        column = self.environment.entities[entity].columns.get(name)
        if not isinstance(column, ComputedColumn) or name in seen:
            return False
        nodes = list(walk(parse(column.computed)))
        clock = any(isinstance(node, Call) and node.function in ("now", "today") for node in nodes)
        inner = {node.name for node in nodes if isinstance(node, Attribute)}
        others = [(other, item) for other, one in self.environment.entities.items() for item in inner & {*one.columns}]
        return clock or any(self._tells_time(other, item, seen | {name}) for other, item in others)


def _getters(environment: Environment, name: str, tool: Tool) -> Iterator[Reader]:
    bound = selectors(environment, tool)
    finds = {step.find.name: step.find for step in tool.steps if isinstance(step, FindStep)}
    for field in result_fields(environment, tool):
        find = finds.get(field.source) if field.kind == "row" else None
        if find is None or not isinstance(find.else_, str) or find.else_ == NONE:
            continue
        by, keys = bound[find.name], key_columns(environment.entities[find.entity])
        if keys and set(keys) <= set(by) and _nothing_else(find, by):
            yield Reader(name, find.entity, field.name, field.view, by)


def _nothing_else(find: Find, by: Bound) -> bool:
    """Whether a find asks for nothing but columns that equal arguments."""
    wanted = [fact for text in find.where for fact in conjuncts(parse(text))]
    return find.key is not None or len(wanted) == len(by)


def _listers(environment: Environment, name: str, tool: Tool) -> Iterator[Lister]:
    bound = selectors(environment, tool)
    searches = {step.search.as_: step.search for step in tool.steps if isinstance(step, SearchStep)}
    for field in result_fields(environment, tool):
        search = searches.get(field.source) if field.kind == "rows" else None
        if search is None or search.group is not None or len(searches) > 1:
            continue
        facts = [fact for text in search.where for fact in conjuncts(parse(text))]
        pairs = [equality(fact, search.entity, tool, bound) for fact in facts]
        rest = tuple(fact for fact, pair in zip(facts, pairs, strict=True) if pair is None)
        by = dict(pair for pair in pairs if pair is not None)
        yield Lister(name, search.entity, field.name, field.view, by, search, rest)
