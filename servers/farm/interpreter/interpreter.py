"""The interpreter: one call, one expression, one view, computed on a state that is never changed."""

from collections.abc import Mapping
from decimal import Decimal, DecimalException

from servers.farm import types
from servers.farm.expressions import parse
from servers.farm.interpreter.bindings import Bindings, Evaluate
from servers.farm.interpreter.evaluation import compile_expression
from servers.farm.interpreter.outcome import Outcome
from servers.farm.interpreter.plans import Plans, find_actor
from servers.farm.interpreter.results import Views
from servers.farm.interpreter.rows import Rows
from servers.farm.interpreter.tools import CompiledTool, compile_tool
from servers.farm.interpreter.trace import Trace
from servers.farm.model import ComputedColumn, Environment
from servers.farm.scopes import Scope
from servers.farm.state import RowKey, State, Value, key_of
from servers.farm.surface import ArgumentProblem


class Interpreter:
    """Computes what calls of an environment's tools do. Everything is compiled once, when it is first needed."""

    def __init__(self, environment: Environment, trace: Trace | None = None) -> None:
        """`trace` collects what happens in the calls; it makes them slower."""
        self.environment = environment
        self._plans = Plans(environment, trace)
        self._views = Views(self._plans)
        self._tools: dict[str, CompiledTool] = {}
        self._values: dict[tuple[str, tuple[tuple[str, types.Type], ...]], Evaluate] = {}

    def call(self, state: State, tool: str, arguments: Mapping[str, object]) -> Outcome:
        """What the tool does with these JSON arguments. Raises KeyError for an unknown tool.

        `BrokenRule` means that the environment is wrong: a write that the database would refuse without a fault.
        """
        compiled = self._tool(tool)
        try:
            return compiled.call(state, arguments, Rows(self._plans.tables, state, compiled.changing))
        except ArgumentProblem as problem:
            return Outcome(state, invalid=str(problem))
        except (OverflowError, DecimalException):
            return Outcome(state, invalid="A number or date of this call is beyond what can be kept.")

    def value(
        self,
        state: State,
        expression_text: str,
        names: Mapping[str, object],
        entities: Mapping[str, str] | None = None,
    ) -> Value:
        """The value of an expression. `names` are scalars, tuples and rows; `entities` names the entity of a row that
        is not called by it. The actor and singletons are known."""
        kinds = tuple((name, _type_of(name, value, self.environment, entities or {})) for name, value in names.items())
        known = self._values.get((expression_text, kinds))
        if known is None:
            known = compile_expression(parse(expression_text), Scope(self.environment, dict(kinds)), self._plans)
            self._values[expression_text, kinds] = known
        found: Value = known(self._bindings(state, names))
        return tuple(found) if isinstance(found, list) else found

    def view(self, state: State, entity: str, row: Mapping[str, Value], view: str) -> dict[str, object]:
        """A row as a view shows it, JSON values by field."""
        return self._views.show(entity, view)(self._bindings(state, {}), dict(row))

    def invariants(self, state: State) -> list[tuple[str, RowKey, str]]:
        """Every broken invariant: the entity, the row's key, and the text of the invariant."""
        return [
            (name, key_of(entity, row), text)
            for name, entity in self.environment.entities.items()
            for row in state.ordered(name)
            for text in entity.invariants
            if not self.value(state, text, {name: row})
        ]

    def computed(self, state: State, entity: str, row: Mapping[str, Value]) -> dict[str, Value]:
        """The computed columns of a row."""
        names, columns = self._bindings(state, {}), self.environment.entities[entity].columns
        wanted = [name for name, column in columns.items() if isinstance(column, ComputedColumn)]
        return {name: self._plans.computed(entity, name)(dict(row), names) for name in wanted}

    def _tool(self, name: str) -> CompiledTool:
        if name not in self._tools:
            self._tools[name] = compile_tool(name, self._plans, self._views)
        return self._tools[name]

    def _bindings(self, state: State, names: Mapping[str, object]) -> Bindings:
        rows = Rows(self._plans.tables, state, frozenset())
        return Bindings(rows, find_actor(self.environment, rows), names)


def _type_of(name: str, value: object, environment: Environment, entities: Mapping[str, str]) -> types.Type:
    """The type of a value that was handed in from outside."""
    if isinstance(value, Mapping):
        entity = entities.get(name, name)
        known = entity in environment.entities
        return types.row(entity) if known else types.record({str(key): _scalar_type(one) for key, one in value.items()})
    if isinstance(value, tuple | list):
        element = _type_of("", value[0], environment, entities) if value else None
        return types.Type("list", of=element)
    return _scalar_type(value)


def _scalar_type(value: object) -> types.Type:
    for kind, found in _KINDS:
        if isinstance(value, kind):
            return found
    return types.NULL


_KINDS: tuple[tuple[type, types.Type], ...] = (
    (bool, types.BOOLEAN),
    (int, types.INTEGER),
    (float, types.NUMBER),
    (Decimal, types.MONEY),
    (str, types.TEXT),
)
