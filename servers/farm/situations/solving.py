"""Deciding open variables so that a condition holds, or does not: exactly where it can be read off, else by trying."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from itertools import islice, product
from typing import Any

from servers.farm.expressions import (
    Call,
    Compare,
    Constant,
    Expr,
    IsNone,
    Logic,
    Name,
    Not,
    Slot,
    children,
    path,
    walk,
)
from servers.farm.scopes import Scope
from servers.farm.situations.drafts import Draft
from servers.farm.situations.ground import Ground, Meaningless, Undecided
from servers.farm.situations.values import as_long, beside, domain, fits, junk
from servers.farm.situations.variables import Variable

_TRIES = 160
_EQUATIONS = (("==", True), ("!=", False))


class Solver:
    """Solves conditions of one tool on one state."""

    def __init__(
        self,
        ground: Ground,
        variables: dict[str, Variable],
        invent: Callable[[str, str], Sequence[object]] | None = None,
        must: frozenset[str] = frozenset(),
    ) -> None:
        """`must` names optional variables that are not to be left out."""
        self.ground, self.variables, self._invent, self._must = ground, variables, invent, must
        self._domains: dict[str, list[Any]] = {}

    def solve(self, expr: Expr, wanted: bool, draft: Draft, scope: Scope) -> Iterator[Draft]:
        """Drafts with as few more decisions as needed under which `expr` is `wanted`, or cannot be told."""
        if isinstance(expr, Not):
            yield from self.solve(expr.operand, not wanted, draft, scope)
        elif not draft.undecided(expr):
            if self._holds(expr, wanted, draft, scope):
                yield draft
        elif isinstance(expr, Logic):
            yield from self._logic(expr, wanted, draft, scope)
        elif isinstance(expr, Compare) and (expr.op, wanted) in _EQUATIONS and self._sides(expr, draft) is not None:
            yield from self._equation(expr, draft, scope)
        else:
            yield from self._atom(expr, wanted, draft, scope)

    def solve_all(self, exprs: tuple[Expr, ...], draft: Draft, scope: Scope) -> Iterator[Draft]:
        """Drafts under which every expression holds."""
        if not exprs:
            yield draft
            return
        for solved in self.solve(exprs[0], True, draft, scope):
            yield from self.solve_all(exprs[1:], solved, scope)

    def _sides(self, expr: Compare, draft: Draft) -> tuple[str, Expr] | None:
        """The open variable on one side and what stands on the other, if that is known."""
        for own, other in ((expr.left, expr.right), (expr.right, expr.left)):
            name = path(own) or ""
            if name in draft.open and not draft.undecided(other):
                return name, other
        return None

    def _equation(self, expr: Compare, draft: Draft, scope: Scope) -> Iterator[Draft]:
        """The draft in which a variable is what the condition says outright."""
        name, other = self._sides(expr, draft) or ("", expr)
        variable = self.variables[draft.parameter(name)]
        try:
            value = self.ground.value(other, scope, draft)
        except Undecided:
            return
        if (value is None and variable.optional) or (value is not None and fits(variable, value)):
            yield self.ground.settled(draft.decide(name, value))

    def _logic(self, expr: Logic, wanted: bool, draft: Draft, scope: Scope) -> Iterator[Draft]:
        if (expr.op == "and") == wanted:
            operands = expr.operands if wanted else tuple(Not(item) for item in expr.operands)
            yield from self.solve_all(tuple(sorted(operands, key=_is_loose)), draft, scope)
            return
        for operand in expr.operands:
            for solved in self.solve(operand, wanted, draft, scope):
                # The other operands may name what is still open; a value for it must not undo this one.
                yield from islice(self._trying(expr, wanted, solved, scope), 4)

    def _trying(self, expr: Expr, wanted: bool, draft: Draft, scope: Scope) -> Iterator[Draft]:
        """The draft itself if the whole condition can already be told, else drafts with the rest decided."""
        if draft.undecided(expr) or self._holds(expr, wanted, draft, scope):
            yield draft

    def _atom(self, expr: Expr, wanted: bool, draft: Draft, scope: Scope) -> Iterator[Draft]:
        names = draft.undecided(expr)
        yield from self._left_out(names, expr, wanted, draft, scope)
        choices = [self._choices(name, expr, wanted, draft, scope) for name in names]
        for values in islice(product(*choices), _TRIES):
            tried = draft
            for name, value in zip(names, values, strict=True):
                tried = tried.decide(name, value)
            tried = self.ground.settled(tried)
            if self._holds(expr, wanted, tried, scope):
                yield tried

    def _left_out(
        self, names: tuple[str, ...], expr: Expr, wanted: bool, draft: Draft, scope: Scope
    ) -> Iterator[Draft]:
        """The draft without these variables, if all are optional and that is enough."""
        without = self.without(names, draft)
        if without is not None and self._holds(expr, wanted, without, scope):
            yield without

    def without(self, names: tuple[str, ...], draft: Draft) -> Draft | None:
        """The draft without these variables; None if one of them has to be given."""
        if not all(self.may_miss(draft, name) for name in names):
            return None
        for name in names:
            draft = draft.decide(name, None)
        return self.ground.settled(draft)

    def may_miss(self, draft: Draft, name: str) -> bool:
        """Whether a call may leave a variable out."""
        variable = self.variables[draft.parameter(name)]
        return variable.optional and variable.name not in self._must

    def _holds(self, expr: Expr, wanted: bool, draft: Draft, scope: Scope) -> bool:
        """Whether it is `wanted`; also true where the draft cannot tell, since the interpreter has the last word."""
        try:
            return bool(self.ground.value(expr, scope, draft)) == wanted
        except Meaningless:
            return False
        except Undecided:
            return True

    def _choices(self, name: str, expr: Expr, wanted: bool, draft: Draft, scope: Scope) -> list[Any]:
        """Values worth trying for one open variable of a condition, the exact ones first."""
        variable = self.variables[draft.parameter(name)]
        if isinstance(expr, IsNone):
            leave_out = expr.negated != wanted
            return [None] if leave_out and self.may_miss(draft, name) else self.domain(draft, name)
        hints = self._hints(variable, expr, draft, scope)
        if isinstance(expr, Call) and expr.function == "same_text" and wanted and hints:
            return hints[:1]
        usual = self.domain(draft, name)
        if wanted and _is_compared_alike(name, expr):  # letter for letter would show less
            usual = _once([*(in_other_case(value) for value in usual if isinstance(value, str)), *usual])
        likely = [*usual, *hints] if wanted else [*hints, *usual]
        left_out = [None] if self.may_miss(draft, name) else []
        odd = junk(variable)
        return _once([*likely, *([(item,) for item in odd] if _is_list(draft, variable) else odd), *left_out])

    def domain(self, draft: Draft, name: str) -> list[Any]:
        """The plausible values of a variable; of an element's variable single values."""
        parameter = draft.parameter(name)
        if parameter not in self._domains:
            variable = self.variables[parameter]
            found = domain(variable, self.ground, self._invented(variable))
            if variable.default is not None:
                default = variable.default
                found = [Decimal(str(default)) if variable.kind == "money" else default, *found]
            self._domains[parameter] = _once(found)
        values = self._domains[parameter]
        is_element = name.partition(".")[0] in draft.elements
        return (
            [item[0] for item in values if len(item) == 1] if is_element and self.variables[parameter].many else values
        )

    def _invented(self, variable: Variable) -> Sequence[object]:
        if self._invent is None or variable.key_of or not variable.written:
            return ()
        return self._invent(*variable.written[0])

    def _hints(self, variable: Variable, expr: Expr, draft: Draft, scope: Scope) -> list[Any]:
        """Values at and beside everything in the condition that is already known."""
        is_list = _is_list(draft, variable)
        found: list[Any] = []
        for value in self._known_parts(expr, draft, scope):
            for item in value if isinstance(value, tuple | list) else (value,):
                found += as_long(variable, item, self.ground) if is_list else []
                near = [one for one in beside(variable, item) if fits(variable, one)]
                found += [(one,) for one in near] if is_list else near
        return _once(found)

    def _known_parts(self, expr: Expr | Slot, draft: Draft, scope: Scope) -> Iterator[Any]:
        """The values of the largest sub-expressions without open variables."""
        for child in children(expr):
            if isinstance(child, Constant):
                yield child.value
            elif isinstance(child, Slot) or draft.undecided(child):
                yield from self._known_parts(child, draft, scope)
            else:
                with suppress(Undecided, LookupError):
                    yield self.ground.value(child, scope, draft)


def _is_list(draft: Draft, variable: Variable) -> bool:
    """Whether the variable is open as a list rather than as an element of one."""
    head = variable.name.partition(".")[0]
    return variable.many and head not in draft.elements.values()


def _is_loose(expr: Expr) -> bool:
    """Whether nearly every value will do: such conditions are looked at last."""
    return isinstance(expr.operand if isinstance(expr, Not) else expr, IsNone)


def _is_compared_alike(name: str, expr: Expr) -> bool:
    """Whether a condition over rows compares a variable with their texts without regard to case."""
    calls = (node for node in walk(expr) if isinstance(node, Call) and node.function == "same_text")
    return any(Name(name) in call.arguments for call in calls)


def in_other_case(text: str) -> str:
    """A text with small letters for capitals and capitals for small letters, unless that makes it another text."""
    return text.swapcase() if text.isascii() else text


def _once(items: Any) -> list[Any]:
    return list({(type(item).__name__, item): item for item in items}.values())
