"""What compiling needs to know of an environment's entities, each worked out once."""

from collections.abc import Callable
from typing import Any

from servers.farm import types
from servers.farm.expressions import parse
from servers.farm.interpreter.bindings import Bindings
from servers.farm.interpreter.evaluation import compile_expression
from servers.farm.interpreter.rows import Rows, Table, tables_of
from servers.farm.interpreter.trace import Trace
from servers.farm.model import ComputedColumn, Environment
from servers.farm.scopes import Scope
from servers.farm.state import Row


class Plans:
    """The plans of all entities and their computed columns; the `Tables` of `evaluation`."""

    def __init__(self, environment: Environment, trace: Trace | None = None) -> None:
        self.environment, self.trace = environment, trace
        self.untraced = self if trace is None else Plans(environment)
        self.tables = tables_of(environment)
        self._computed: dict[tuple[str, str], Callable[[Row, Bindings], Any]] = {}

    def table(self, entity: str) -> Table:
        """The plan of an entity."""
        return self.tables[entity]

    def computed(self, entity: str, column: str) -> Callable[[Row, Bindings], Any]:
        """How a computed column gets its value from a row."""
        known = self._computed.get((entity, column))
        if known is None:
            known = self._computed[entity, column] = self._compiled(entity, column)
        return known

    def _compiled(self, entity: str, column: str) -> Callable[[Row, Bindings], Any]:
        declared = self.environment.entities[entity].columns[column]
        if not isinstance(declared, ComputedColumn):
            raise LookupError(f"{entity}.{column} is stored")
        scope = Scope(self.environment, {entity: types.row(entity)})
        value = compile_expression(parse(declared.computed), scope, self)
        return lambda row, names: value(Bindings(names.rows, names.actor, {entity: row}))


def find_actor(environment: Environment, rows: Rows) -> Row | None:
    """Whose account it is: the first row of the actor's entity, or the one that the session names, if any."""
    actor = environment.actor
    if actor is None:
        return None
    table = rows.tables[actor.entity]
    if actor.session is None:
        found = table[min(table)] if table else None
    else:
        session = rows.tables[actor.session].get((), {})
        found = table.get((session.get("actor_id"),))  # type: ignore[arg-type]
    return rows.own(actor.entity, found) if found is not None and actor.entity in rows.changing else found
