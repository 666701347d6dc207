"""The invariants of a start state while it grows: each is asked as soon as the rows it looks at are there.

An invariant of one row is asked of the row alone. One that looks at other rows (`not any(other … overlap …)`, a total,
a capacity) is asked of a new row given the rows before it, and again of the rows that a new row may break: those that
it refers to and those of its own entity. Values that follow from other rows (`sum`, `count`, `worked_out`) are brought
up to date first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.seed.sums import SETTLED, settled_value
from servers.farm.expressions import Attribute, Comprehension, Expr, Name, parse, walk
from servers.farm.interpreter import BrokenRule, Interpreter
from servers.farm.model import ComputedColumn, Environment, ReferenceColumn, SeedRule
from servers.farm.scopes import reference_of
from servers.farm.state import Row, RowKey, State, key_of

_ROUNDS = 2
"""How often values that follow from each other are worked out again at most."""


@dataclass(frozen=True)
class _Promise:
    """One invariant of an entity, and the entities whose rows it looks at besides its own row."""

    text: str
    reads: frozenset[str]


@dataclass
class Keeper:
    """A start state that grows row by row. `environment` has its seed rules."""

    environment: Environment
    state: State = field(init=False)
    done: set[str] = field(default_factory=set)
    """The entities that have all their rows."""

    def __post_init__(self) -> None:
        self.state = State(self.environment.clock.start, {name: {} for name in self.environment.entities})
        self.interpreter = Interpreter(self.environment)
        self._known: dict[tuple[str, str], frozenset[str]] = {}
        self._settled = {name: _settled(self.environment, name) for name in self.environment.entities}
        self._promises = {
            name: [_Promise(text, self.reads(name, text)) for text in entity.invariants]
            for name, entity in self.environment.entities.items()
        }

    def take(self, entity: str, row: Row) -> bool:
        """Add a row if every invariant that can be asked now holds with it; else the state stays as it was."""
        table, key = self.state.rows[entity], key_of(self.environment.entities[entity], row)
        touched = [(name, other) for name, other in self._touched(entity, row) if self._asked(name, entity)]
        before = {id(other): self._broken(name, other, entity) for name, other in touched}
        table[key] = row
        self.settle(entity, row)
        if self._all_hold(entity, row) and all(
            self._broken(name, other, entity) <= before[id(other)] for name, other in touched
        ):
            return True
        del table[key]
        for name, other in touched:
            self.settle(name, other)
        return False

    def settle(self, entity: str, row: Row) -> None:
        """Bring the row's columns that follow from other rows up to date."""
        for _ in range(_ROUNDS):
            for name, rule in self._settled[entity].items():
                row[name] = settled_value(self.interpreter, self.state, entity, name, rule, row)

    def settled(self, state: State, entity: str, key: RowKey) -> State:
        """A state in which a row was changed, with what follows from it up to date: in the row and in those that
        it refers to. The state's other rows are shared."""
        self.state = state
        row = state.rows[entity][key]
        for name, other in ((entity, row), *self._above(entity, row)):
            if self._settled[name]:
                again = dict(other)
                self.settle(name, again)
                table = {**self.state.rows[name], key_of(self.environment.entities[name], again): again}
                self.state = State(state.clock, {**self.state.rows, name: table}, self.state.sequences)
        return self.state

    def settle_all(self) -> None:
        """Bring every row up to date, entities with rows below them last."""
        for _ in range(_ROUNDS):
            for name, columns in reversed(self._settled.items()):
                for row in self.state.rows[name].values() if columns else ():
                    self.settle(name, row)

    def reads(self, entity: str, text: str) -> frozenset[str]:
        """The entities whose rows an expression about a row of the entity looks at, columns that follow included."""
        known = self._known.get((entity, text))
        if known is None:
            self._known[entity, text] = frozenset()  # a circle adds nothing
            known = self._known[entity, text] = frozenset(self._looked_at(entity, parse(text)))
        return known

    # --- asking -----------------------------------------------------------------------------------------------------

    def _all_hold(self, entity: str, row: Row) -> bool:
        ready = self.done | {entity}
        return all(self._holds(entity, row, item) for item in self._promises[entity] if item.reads <= ready)

    def _asked(self, name: str, making: str) -> list[_Promise]:
        """The invariants of an entity that a new row of the entity at hand may break."""
        ready = self.done | {making}
        return [item for item in self._promises[name] if making in item.reads and item.reads <= ready]

    def _broken(self, name: str, row: Row, making: str) -> frozenset[str]:
        self.settle(name, row)
        return frozenset(item.text for item in self._asked(name, making) if not self._holds(name, row, item))

    def _holds(self, entity: str, row: Row, promise: _Promise) -> bool:
        try:
            return bool(self.interpreter.value(self.state, promise.text, {entity: row}))
        except BrokenRule:  # it looks at a row that comes later
            return True

    def _touched(self, entity: str, row: Row) -> Iterator[tuple[str, Row]]:
        """The rows that the row refers to, and the other rows of its entity."""
        yield from self._above(entity, row)
        if self._asked(entity, entity):
            for other in self.state.rows[entity].values():
                yield entity, other

    def _above(self, entity: str, row: Row) -> Iterator[tuple[str, Row]]:
        """The rows of other entities that the row refers to."""
        for name, column in self.environment.entities[entity].columns.items():
            if isinstance(column, ReferenceColumn) and row.get(name) is not None:
                parent = self.state.rows[column.to].get((row[name],))  # type: ignore[arg-type]
                if parent is not None and column.to != entity:
                    yield column.to, parent

    # --- what an expression looks at --------------------------------------------------------------------------------

    def _looked_at(self, entity: str, expr: Expr) -> Iterator[str]:
        nodes = list(walk(expr))
        owners = {item.variable: item.source.id for item in nodes
                  if isinstance(item, Comprehension) and isinstance(item.source, Name)}  # fmt: skip
        yield from (name for name in owners.values() if name in self.environment.entities)
        for node in nodes:
            if isinstance(node, Name) and (named := self._owner(node, owners)) and named != entity:
                yield named
            elif isinstance(node, Attribute):
                owner = self._owner(node.base, owners)
                yield from ([owner] if owner and isinstance(node.base, Attribute) else [])
                yield from self._behind(owner, node.name)

    def _owner(self, expr: Expr, owners: Mapping[str, str]) -> str:
        """The entity of the row that an expression stands for; "" for one that stands for none."""
        if isinstance(expr, Name):
            actor = self.environment.actor.entity if self.environment.actor and expr.id == "actor" else ""
            found = actor or owners.get(expr.id, expr.id)
            return found if found in self.environment.entities else ""
        if isinstance(expr, Attribute):
            column = reference_of(self.environment, self._owner(expr.base, owners), expr.name)
            return column[1].to if column is not None else ""
        return ""

    def _behind(self, owner: str, name: str) -> Iterable[str]:
        """The entities from whose rows a column follows."""
        column = self.environment.entities[owner].columns.get(name) if owner else None
        if isinstance(column, ComputedColumn):
            return self.reads(owner, column.computed)
        rule = self._settled[owner].get(name) if owner else None
        if rule is None:
            return ()
        return (
            self.reads(owner, str(rule.options["value"]))
            if rule.make == "worked_out"
            else (str(rule.options["entity"]),)
        )


def _settled(environment: Environment, entity: str) -> dict[str, SeedRule]:
    """The columns of an entity that follow from other rows."""
    declared = environment.entities[entity]
    return {
        name: rule for name, rule in declared.seed.columns.items() if rule.make in SETTLED and name in declared.columns
    }
