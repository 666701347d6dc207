"""The state that a search stands on: evaluates expressions of drafts, looks rows up, counts its work."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from servers.farm.expressions import Expr
from servers.farm.interpreter.bindings import Bindings, Evaluate
from servers.farm.interpreter.evaluation import compile_expression
from servers.farm.interpreter.plans import Plans, find_actor
from servers.farm.interpreter.rows import Refused, Rows
from servers.farm.scopes import Scope
from servers.farm.situations.drafts import Draft
from servers.farm.state import Row, State


class Undecided(Exception):
    """An expression that depends on something that the draft does not know."""


class Meaningless(Undecided):
    """An expression that has no value here: it compares or computes with None."""


class Exhausted(Exception):
    """The search has done all the work that it may."""


class Budget:
    """How much work a search may still do, shared by all its walks; one unit is about one evaluation."""

    def __init__(self, work: int) -> None:
        self.left = work

    def spend(self) -> None:
        """Count one unit; `Exhausted` when none is left."""
        self.left -= 1
        if self.left < 0:
            raise Exhausted


class Expressions:
    """Compiled expressions of one environment, kept while the objects that they were compiled from live."""

    def __init__(self, plans: Plans) -> None:
        self.plans = plans
        self._known: dict[tuple[int, int], tuple[Expr, Scope, Evaluate]] = {}

    def compiled(self, expr: Expr, scope: Scope) -> Evaluate:
        """The closure of an expression."""
        found = self._known.get((id(expr), id(scope)))
        if found is None:
            found = (expr, scope, compile_expression(expr, scope, self.plans))
            self._known[id(expr), id(scope)] = found
        return found[2]


class Ground:
    """One state and a budget of evaluations; nothing here changes the state."""

    def __init__(self, expressions: Expressions, state: State, budget: Budget, share: int | None = None) -> None:
        """`share` bounds what this ground may take of the budget."""
        self.expressions, self.state, self._budget = expressions, state, budget
        self._own = Budget(budget.left if share is None else share)
        self.environment = expressions.plans.environment
        self.rows = Rows(expressions.plans.tables, state, frozenset())
        self.actor = find_actor(self.environment, self.rows)

    def spend(self) -> None:
        """Count one unit of work."""
        self._budget.spend()
        self._own.spend()

    def value(self, expr: Expr, scope: Scope, draft: Draft) -> Any:
        """The value of an expression; `Undecided` if the draft does not know all of it."""
        return self.run(self.expressions.compiled(expr, scope), draft.names)

    def run(self, evaluate: Callable[[Bindings], Any], names: Mapping[str, Any]) -> Any:
        """The value that a closure gives; `Undecided` where it misses a name or a column."""
        self.spend()
        try:
            return evaluate(Bindings(self.rows, self.actor, names))
        except LookupError as error:
            raise Undecided from error
        except (TypeError, ValueError, ArithmeticError, AttributeError) as error:
            raise Meaningless from error

    def settled(self, draft: Draft) -> Draft:
        """The draft with every waiting let computed that can be."""
        for item in draft.pending:
            if draft.undecided(item.expr):
                continue
            draft = _without(draft, item.name)
            try:
                draft = draft.bind(item.name, self.value(item.expr, item.scope, draft))
            except Undecided:
                continue
        return draft

    def table(self, entity: str) -> list[Row]:
        """The rows of an entity in key order."""
        return self.rows.ordered(entity)

    def refusal(self, entity: str, row: Row) -> str | None:
        """The fault with which deleting a row would be refused; None if it would not."""
        self.spend()
        try:
            Rows(self.expressions.plans.tables, self.state, frozenset()).delete(entity, row)
        except Refused as refused:
            return refused.code
        except KeyError:
            return None
        return None


def _without(draft: Draft, name: str) -> Draft:
    return replace(draft, pending=tuple(item for item in draft.pending if item.name != name))
