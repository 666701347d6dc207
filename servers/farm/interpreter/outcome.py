"""What a call gives, and how a declared fault becomes its code, message and details."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from servers.farm import faults, types
from servers.farm.expressions import Attribute, Expr, Name, parse
from servers.farm.interpreter.bindings import Bindings, Evaluate, Tables
from servers.farm.interpreter.evaluation import compile_expression
from servers.farm.scopes import Scope, column_of
from servers.farm.state import Row, State, plain


@dataclass(frozen=True)
class Outcome:
    """What one call gives: a result, a fault or, in `invalid`, what is wrong with its arguments.

    `result` is JSON-ready, its fields in the order of `return`. `state` is the state afterwards, and the very
    object that was given if nothing was written.
    """

    state: State
    result: dict[str, object] | None = None
    fault: str | None = None
    message: str = ""
    details: dict[str, object] = field(default_factory=dict)
    invalid: str | None = None

    @property
    def succeeded(self) -> bool:
        """Whether the call did what it was asked to."""
        return self.result is not None


class Fault(Exception):
    """A declared fault on its way out of the steps."""

    def __init__(self, code: str, message: str, details: Mapping[str, object]) -> None:
        super().__init__(code)
        self.code, self.message, self.details = code, message, dict(details)


RaiseFault = Callable[[Bindings, Row | None], Fault]
"""Makes a fault from the names of the call and, where a write was refused, the row that was to be written."""


def compile_fault(code: str, scope: Scope, tables: Tables, entity: str = "", name: str = "") -> RaiseFault:
    """The fault of a code at one place. `entity` is that of the row that a refused write hands in, bound as `name`."""
    template = faults.message(scope.environment, code)
    values = {text: (key, _detail(parse(text), scope, tables, entity, name)) for key, text in faults.details(template)}

    def fault(names: Bindings, row: Row | None = None) -> Fault:
        bound = names if row is None else Bindings(names.rows, names.actor, {**names, _ROW: row})
        found = {text: value(bound) for text, (_, value) in values.items()}
        message = _PLACEHOLDER.sub(lambda match: str(found.get(match[1], match[0])), template)
        return Fault(code, message, {key: plain(found[text]) for text, (key, _) in values.items()})

    return fault


def _detail(expr: Expr, scope: Scope, tables: Tables, entity: str, name: str) -> Evaluate:
    """One value of a message: of the refused row (`{email}`, `{station.name}`), else of a name in scope, else None."""
    inner = scope.bind(_ROW, types.row(entity)) if entity else scope
    if entity and isinstance(expr, Name) and column_of(scope.environment, entity, expr.id) is not None:
        return compile_expression(Attribute(Name(_ROW), expr.id), inner, tables)
    head = _head(expr)
    if entity and head in (entity, name) and expr != Name(head):
        return compile_expression(_moved(expr), inner, tables)
    if scope.lookup(head) is None:
        return lambda _: None
    return compile_expression(expr, scope, tables)


def _head(expr: Expr) -> str:
    while isinstance(expr, Attribute):
        expr = expr.base
    return expr.id if isinstance(expr, Name) else ""


def _moved(expr: Expr) -> Name | Attribute:
    """The same path, starting at the refused row."""
    if isinstance(expr, Attribute):
        return Attribute(_moved(expr.base), expr.name)
    return Name(_ROW)


_ROW = "refused row"
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_.]*)\}")
