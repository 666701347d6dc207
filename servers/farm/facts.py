"""What is known to hold at a place of a tool, as a list of conditions, and when a write makes it forgotten.

Facts come from requires, from the conditions of enclosing `if`s and from the predicates of finds that cannot miss
afterwards. They are used to prove things (a value differs, a fault is unreachable, a guard implies an invariant), so
everything that may have changed is forgotten rather than kept.
"""

from collections.abc import Iterable, Iterator, Mapping

from servers.farm.expressions import (
    Attribute,
    Call,
    Compare,
    Comprehension,
    Constant,
    Expr,
    IsNone,
    Items,
    Logic,
    Name,
    Not,
    Slot,
    parse,
    walk,
)
from servers.farm.model import (
    NONE,
    DeleteStep,
    EachStep,
    Find,
    FindStep,
    IfStep,
    InsertElse,
    InsertStep,
    Step,
    UpdateStep,
)
from servers.farm.names import reference_name

Facts = tuple[Expr, ...]

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", "<=": ">", ">": "<=", "in": "not in", "not in": "in"}
_MIRROR = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def conjuncts(expr: Expr) -> Facts:
    """The conditions that all hold when `expr` does: `not (a or b)` gives `not a` and `not b`."""
    if isinstance(expr, Logic) and expr.op == "and":
        return tuple(item for operand in expr.operands for item in conjuncts(operand))
    if isinstance(expr, Not):
        opposite = negation(expr.operand)
        return (expr,) if opposite == expr else conjuncts(opposite)
    return (_oriented(expr),)


def disjuncts(expr: Expr) -> Facts:
    """The alternatives of which at least one holds when `expr` does."""
    if isinstance(expr, Logic) and expr.op == "or":
        return tuple(item for operand in expr.operands for item in disjuncts(operand))
    return (_oriented(expr),)


def negation(expr: Expr) -> Expr:
    """The opposite condition, pushed inwards as far as it goes."""
    if isinstance(expr, Not):
        return expr.operand
    if isinstance(expr, Compare):
        return Compare(_OPPOSITE[expr.op], expr.left, expr.right)
    if isinstance(expr, IsNone):
        return IsNone(expr.operand, not expr.negated)
    if isinstance(expr, Logic):
        return Logic("or" if expr.op == "and" else "and", tuple(negation(item) for item in expr.operands))
    return Not(expr)


def _oriented(expr: Expr) -> Expr:
    """Comparisons with a constant have it on the right."""
    if isinstance(expr, Compare) and isinstance(expr.left, Constant) and expr.op in _MIRROR:
        return Compare(_MIRROR[expr.op], expr.right, expr.left)
    return expr


def excludes(facts: Facts, subject: Expr, value: str | int | float | bool | None) -> bool:
    """Whether the facts prove that `subject` is not `value`."""
    return any(_excludes(fact, subject, value) for fact in facts)


def _excludes(fact: Expr, subject: Expr, value: str | int | float | bool | None) -> bool:
    if fact in (subject, Not(subject)):
        return value is (fact != subject)
    if isinstance(fact, IsNone) and fact.operand == subject:
        return (value is None) == fact.negated
    if isinstance(fact, Logic) and fact.op == "or":
        return all(excludes(conjuncts(item), subject, value) for item in fact.operands)
    if not isinstance(fact, Compare) or fact.left != subject:
        return False
    if isinstance(fact.right, Constant):
        return (fact.op == "==" and fact.right.value != value) or (fact.op == "!=" and fact.right.value == value)
    values = constants(fact.right)
    return values is not None and fact.op in ("in", "not in") and (value in values) == (fact.op == "not in")


def constants(expr: Expr) -> tuple[str | int | float | bool | None, ...] | None:
    """The values of a tuple of constants, None for anything else."""
    if not isinstance(expr, Items):
        return None
    values = tuple(item.value for item in expr.elements if isinstance(item, Constant))
    return values if len(values) == len(expr.elements) else None


def allowed_values(facts: Facts, subject: Expr, values: Iterable[str]) -> tuple[str, ...]:
    """Which of an enum's values `subject` can still have."""
    return tuple(value for value in values if not excludes(facts, subject, value))


def positive(facts: Facts, expr: Expr) -> bool:
    """Whether the facts prove that a number is above zero."""
    bounds = [isinstance(fact, Compare) and fact.op == ">" and least(fact, expr) == 0 for fact in facts]
    return any(bounds) or at_least(facts, expr, 1e-9)


def at_least(facts: Facts, expr: Expr, bound: float) -> bool:
    """Whether the facts prove that a number is `bound` or more."""
    if isinstance(expr, Constant):
        return isinstance(expr.value, int | float) and expr.value >= bound
    return any(low >= bound for fact in facts if (low := least(fact, expr)) is not None)


def least(fact: Expr, expr: Expr) -> float | None:
    """The number that `expr` cannot be below if the fact holds (`x > 2` says 2: it may be fractional)."""
    fact = _oriented(fact)
    if not isinstance(fact, Compare) or fact.left != expr or fact.op not in (">", ">=", "=="):
        return None
    value = fact.right.value if isinstance(fact.right, Constant) else None
    return value if isinstance(value, int | float) else None


def pins(known: Iterable[Expr], row: str) -> dict[str, Expr]:
    """The columns of a row that the facts compare for equality, with what each must equal."""
    found: dict[str, Expr] = {}
    for fact in known:
        for own, other in sides(fact):
            if isinstance(own, Attribute) and own.base == Name(row):
                found.setdefault(own.name, other)
    return found


def sides(fact: Expr) -> tuple[tuple[Expr, Expr], ...]:
    """Both sides of an equality, each with the other; nothing for anything else."""
    if isinstance(fact, Compare) and fact.op == "==":
        return ((fact.left, fact.right), (fact.right, fact.left))
    return ()


def absent(known: Facts, entity: str, values: dict[str, Expr]) -> bool:
    """Whether the facts prove that no row of `entity` has all these column values."""
    for fact in known:
        comprehension = none_of(fact)
        if comprehension is None or comprehension.source != Name(entity):
            continue
        condition = () if comprehension.condition is None else conjuncts(comprehension.condition)
        whole = (*condition, *_tested(fact, comprehension))
        own = pins(whole, comprehension.variable)
        if len(own) == len(whole) and all(values.get(name) == value for name, value in own.items()):
            return True
    return False


def none_of(fact: Expr) -> Comprehension | None:
    """The comprehension of `not any(…)` or `count(…) == 0`; None for anything else."""
    call = fact.operand if isinstance(fact, Not) else fact.left if isinstance(fact, Compare) else None
    if not isinstance(call, Call) or not isinstance(call.arguments[0], Comprehension):
        return None
    if isinstance(fact, Not):
        return call.arguments[0] if call.function == "any" else None
    none = isinstance(fact, Compare) and (fact.op, fact.right) in (("==", Constant(0)), ("<", Constant(1)))
    return call.arguments[0] if none and call.function == "count" else None


def _tested(fact: Expr, comprehension: Comprehension) -> Facts:
    """What `any` asks of each element; `count` asks nothing."""
    return conjuncts(comprehension.element) if isinstance(fact, Not) else ()


def learn(known: Facts, new: Facts) -> Facts:
    """The facts with new ones, and what follows from an `or` all of whose other sides are known to be false."""
    known = (*known, *(fact for fact in new if fact not in known))
    for fact in known:
        open_sides = [side for side in disjuncts(fact) if _oriented(negation(side)) not in known]
        if isinstance(fact, Logic) and len(open_sides) == 1 and not set(conjuncts(open_sides[0])) <= set(known):
            return learn(known, conjuncts(open_sides[0]))
    return known


def missed(find: Find, key_column: str) -> Expr:
    """What a find with `else: none` establishes: the row is there, or no row of the entity meets its predicates."""
    asked = [parse(text) for text in find.where]
    if find.key is not None:
        asked = [Compare("==", Attribute(Name(find.name), key_column), parse(find.key))]
    element = asked[0] if len(asked) == 1 else Logic("and", tuple(asked))
    nothing = Not(Call("any", (Comprehension(element, find.name, Name(find.entity), None),)))
    return Logic("or", (IsNone(Name(find.name), negated=True), nothing))


def found_facts(step: FindStep) -> Facts:
    """What a find establishes about the row it binds: its predicates, unless it may give None or a new row."""
    if isinstance(step.find.else_, InsertElse) or step.find.else_ == NONE:
        return ()
    return tuple(item for text in step.find.where for item in conjuncts(parse(text)))


def forget(facts: Facts, steps: Iterable[Step], computed: frozenset[str]) -> Facts:
    """The facts that survive these steps (nested ones too). `computed` holds the names of all computed columns."""
    for write in _writes(steps):
        facts = tuple(fact for fact in facts if not _touched(fact, *write, computed))
    return facts


def _writes(steps: Iterable[Step]) -> Iterator[tuple[str, frozenset[str]]]:
    """Entity (or row name) and columns of every write."""
    for step in steps:
        match step:
            case UpdateStep(update=update):
                columns = {*update.set, *update.given}
                yield update.entity or update.name, frozenset(columns | {reference_name(name) for name in columns})
            case DeleteStep(delete=delete):
                yield delete.entity or delete.name, frozenset()
            case InsertStep(insert=insert):
                yield insert.entity, frozenset()
            case FindStep(find=find) if isinstance(find.else_, InsertElse):
                yield find.entity, frozenset()
            case EachStep(each=each):
                yield from _writes(each.do)
            case IfStep(if_=if_):
                yield from _writes((*if_.then, *if_.else_))


def _touched(fact: Expr, _entity: str, columns: frozenset[str], computed: frozenset[str]) -> bool:
    """Whether a write may change the truth of a fact: a column of that name, or anything computed over rows."""
    return any(_mentions(node, columns, computed) for node in walk(fact))


def _mentions(node: "Expr | Slot", columns: frozenset[str], computed: frozenset[str]) -> bool:
    if isinstance(node, Attribute):
        return node.name in columns or node.name in computed
    return isinstance(node, Comprehension) and isinstance(node.source, Name)


def refuted(facts: Facts, values: Mapping[Expr, Constant]) -> bool:
    """Whether a fact is certainly false where these expressions have these values: the situation cannot be."""
    return any(_truth(fact, values) is False for fact in facts)


def _truth(expr: Expr, values: Mapping[Expr, Constant]) -> bool | None:
    """Whether a condition holds with the values put in; None where they do not settle it."""
    match expr:
        case Not(operand=operand):
            inner = _truth(operand, values)
            return None if inner is None else not inner
        case Logic(op=op, operands=operands):
            found = [_truth(item, values) for item in operands]
            settling = op == "or"
            return settling if settling in found else None if None in found else not settling
        case IsNone(operand=operand, negated=negated):
            known = values.get(operand)
            return None if known is None else (known.value is None) != negated
        case Compare(op=op, left=left, right=right):
            return _compared(op, values.get(left, left), values.get(right, right))
        case _:
            return None


def _compared(op: str, left: Expr, right: Expr) -> bool | None:
    if not isinstance(left, Constant):
        return None
    if op in ("==", "!="):
        return (left == right) == (op == "==") if isinstance(right, Constant) else None
    among = constants(right)
    return (left.value in among) == (op == "in") if op in ("in", "not in") and among is not None else None
