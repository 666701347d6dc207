"""Conditions in English: `bike.status == 'available'` is "the bike is available"; what has no good phrase is None."""

from collections.abc import Callable, Iterable

from servers.farm import facts
from servers.farm.expressions import (
    Attribute,
    Call,
    Compare,
    Comprehension,
    Constant,
    Expr,
    IsNone,
    Logic,
    Name,
    Not,
)
from servers.farm.inference import infer
from servers.farm.names import reference_name, spoken
from servers.farm.scopes import Scope
from servers.farm.types import SCALARS, UNKNOWN, row

_STATES = frozenset({"status", "state", "stage", "phase"})


def condition(expr: Expr, scope: Scope) -> str | None:
    """The condition as a clause: "the rider's balance is at least the bike's price per hour"."""
    rule = _RULES.get(type(expr))
    return rule(expr, scope) if rule else None


def article(noun: str) -> str:
    """The noun with a or an."""
    silent = noun.startswith(("hour", "honest", "heir"))
    spoken_as_you = noun.startswith(("uni", "use", "usa", "eu", "one", "once", "uti"))
    vowel = noun[:1].lower() in "aeiou" and not spoken_as_you
    return f"{'an' if vowel or silent else 'a'} {noun}"


def joined(parts: Iterable[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    items = list(parts)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}"


def column_phrase(name: str) -> str:
    """A column's name in a sentence: what refers to a row is called by the row, `start_at` is the start time."""
    for suffix, noun in (("_at", " time"), ("_on", " date")):
        if name.endswith(suffix):
            return spoken(name.removesuffix(suffix)) + noun
    return spoken(reference_name(name))


def _value(expr: Expr, scope: Scope) -> str | None:
    """A value as a noun phrase."""
    if isinstance(expr, Constant):
        return _constant(expr)
    if isinstance(expr, Name):
        return "you" if expr.id == "actor" else f"the {column_phrase(expr.id)}"
    if isinstance(expr, Attribute):
        return _column(expr, scope)
    if isinstance(expr, Call):
        return _call(expr, scope)
    return None


def _constant(expr: Constant) -> str | None:
    if isinstance(expr.value, bool) or expr.value is None:
        return None
    return spoken_value(expr.value) if isinstance(expr.value, str) else f"{expr.value}"


def spoken_value(value: str) -> str:
    """An enum's value as a word: `IN_PROGRESS` as "in progress"."""
    return spoken(value.lower() if value.isupper() else value)


def _column(expr: Attribute, scope: Scope) -> str | None:
    owner = _owner(expr.base, scope)
    name = column_phrase(expr.name)
    if owner is None:
        return None
    if _is_key(expr, scope):
        return owner
    return f"your {name}" if owner == "you" else f"{owner}'s {name}"


def _is_key(expr: Attribute, scope: Scope) -> bool:
    """Whether a column is the key of its row, which stands for the row itself."""
    base = infer(expr.base, scope)
    entity = scope.environment.entities.get(base.entity)
    return entity is not None and entity.key is not None and entity.key.column == expr.name


def _owner(expr: Expr, scope: Scope) -> str | None:
    if isinstance(expr, Name):
        return _value(expr, scope)
    outer = _owner(expr.base, scope) if isinstance(expr, Attribute) else None
    name = column_phrase(expr.name) if isinstance(expr, Attribute) else ""
    return None if outer is None else f"your {name}" if outer == "you" else f"{outer}'s {name}"


def _call(expr: Call, scope: Scope) -> str | None:
    first = expr.arguments[0] if expr.arguments else None
    if expr.function in ("now", "today"):
        return {"now": "the current time", "today": "today"}[expr.function]
    if expr.function in ("coalesce", "date_of") and first is not None:
        return _value(first, scope)
    if expr.function == "len" and isinstance(first, Name):
        return f"the number of {_many(first, scope)}"
    return None


def _many(expr: Name, scope: Scope) -> str:
    """What a list holds: rows by their plural, ids by what they name."""
    element = (scope.lookup(expr.id) or UNKNOWN).element
    entity = scope.environment.entities.get(element.entity)
    if entity is not None:
        return f"matching {spoken(entity.plural)}"
    ids = expr.id.endswith("_ids")
    return spoken(expr.id.removesuffix("_ids")) + "s" if ids else spoken(expr.id)


def _compare(expr: Compare, scope: Scope) -> str | None:
    oriented = facts.conjuncts(expr)[0]
    expr = oriented if isinstance(oriented, Compare) else expr
    nothing = _no_rows(expr, scope)
    if nothing is not None:
        return nothing
    if expr.op in ("in", "not in"):
        return _membership(expr, scope)
    left, right = _value(expr.left, scope), _value(expr.right, scope)
    if left is None or right is None:
        return None
    if expr.op in ("==", "!="):
        return _equality(expr, left, right, scope)
    return f"{left} {_be(left)} {_ORDER[_is_moment(expr.left, scope)][expr.op]} {right}"


_ORDER = {
    False: {"<": "below", "<=": "at most", ">": "above", ">=": "at least"},
    True: {"<": "before", "<=": "no later than", ">": "after", ">=": "no earlier than"},
}


def _is_moment(expr: Expr, scope: Scope) -> bool:
    return infer(expr, scope).kind in ("date", "datetime")


def _be(subject: str) -> str:
    return "are" if subject == "you" else "is"


def _equality(expr: Compare, left: str, right: str, scope: Scope) -> str:
    negation = " not" if expr.op == "!=" else ""
    if isinstance(expr.right, Constant) and isinstance(expr.right.value, str):
        return f"{_state(expr.left, left, scope)}{negation} {right}"
    if infer(expr.left, scope).root and not isinstance(expr.right, Constant) and expr.op == "==":
        return f"{left} is {right}"
    return f"{left} {_be(left)}{negation} {right}"


def _state(expr: Expr, phrase: str, scope: Scope) -> str:
    """`the order is` for a status, `the order's kind is` for any other column."""
    if isinstance(expr, Attribute) and expr.name in _STATES:
        owner = _owner(expr.base, scope)
        return f"{owner} {_be(owner or '')}"
    return f"{phrase} is"


def _membership(expr: Compare, scope: Scope) -> str | None:
    values, left = facts.constants(expr.right), _value(expr.left, scope)
    if values is None or left is None or not all(isinstance(value, str) for value in values):
        return None
    words = [spoken_value(str(value)) for value in values]
    if expr.op == "in":
        return f"{_state(expr.left, left, scope)} {joined(words, 'or')}"
    return f"{_state(expr.left, left, scope)} neither {joined(words, 'nor')}" if len(words) > 1 else None


def _is_none(expr: IsNone, scope: Scope) -> str | None:
    if isinstance(expr.operand, Name):
        found = scope.lookup(expr.operand.id)
        noun = column_phrase(expr.operand.id)
        if found is not None and found.kind in SCALARS | {"list"}:
            return f"the {noun} is {'given' if expr.negated else 'left out'}"
        return f"there is such {article(noun)}" if expr.negated else f"there is no such {noun}"
    if not isinstance(expr.operand, Attribute):
        return None
    owner, name = _owner(expr.operand.base, scope), expr.operand.name
    if owner is None:
        return None
    done = name.removesuffix("_at").removesuffix("_on")
    if done != name and done.endswith(("ed", "en", "id", "nt", "un")):
        return f"{owner} is {'already' if expr.negated else 'not yet'} {spoken(done)}"
    noun = column_phrase(name)
    return f"{owner} has {article(noun) if expr.negated else 'no ' + noun}"


def _not(expr: Not, scope: Scope) -> str | None:
    nothing = _no_rows(expr, scope)
    if nothing is not None:
        return nothing
    inner = expr.operand
    if isinstance(inner, Attribute):
        return _flag(inner, scope, negated=True)
    if isinstance(inner, Name):
        return f"{column_phrase(inner.id)} is off"
    opposite = facts.negation(inner)
    return condition(opposite, scope) if not isinstance(opposite, Not) else None


def _attribute(expr: Attribute, scope: Scope) -> str | None:
    return _flag(expr, scope, negated=False)


def _flag(expr: Attribute, scope: Scope, *, negated: bool) -> str | None:
    """A boolean column: `is_open`, `has_lift`, `open`."""
    owner, no = _owner(expr.base, scope), "not " if negated else ""
    if owner is None:
        return None
    for prefix, verb in (("is_", _be(owner)), ("has_", "have" if owner == "you" else "has"), ("can_", "can")):
        if expr.name.startswith(prefix):
            rest = spoken(expr.name.removeprefix(prefix))
            return f"{owner} {verb} {'no ' if negated and prefix == 'has_' else no}{rest}"
    return f"{owner} {_be(owner)} {no}{spoken(expr.name)}"


def _logic(expr: Logic, scope: Scope) -> str | None:
    asked = [item for item in expr.operands if not _is_left_out(item)]
    if expr.op == "or" and len(asked) == 1 < len(expr.operands):
        rest = condition(asked[0], scope)
        return f"{rest} (where given)" if rest else None
    parts = [condition(operand, scope) for operand in expr.operands]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return joined(known) if expr.op == "and" else "either " + joined(known, "or")


def _is_left_out(expr: Expr) -> bool:
    return isinstance(expr, IsNone) and isinstance(expr.operand, Name) and not expr.negated


def _no_rows(expr: Expr, scope: Scope) -> str | None:
    """`not any(b.station_id == station.station_id for b in bike)` as "the station has no bikes"."""
    comprehension = facts.none_of(expr)
    if comprehension is None or not isinstance(comprehension.source, Name):
        return None
    asked = () if comprehension.condition is None else facts.conjuncts(comprehension.condition)
    if isinstance(expr, Not):
        asked = (*asked, *facts.conjuncts(comprehension.element))
    entity = scope.environment.entities.get(comprehension.source.id)
    owners = [_owner_of(fact, comprehension) for fact in asked]
    known = [owner for owner in owners if owner is not None]
    if entity is None or len(known) != 1:
        return None
    inner = scope.bind(comprehension.variable, row(comprehension.source.id))
    rest = [_that(fact, comprehension, inner) for fact, owner in zip(asked, owners, strict=True) if owner is None]
    if None in rest:
        return None
    which = f" that are {joined([str(item) for item in rest])}" if rest else ""
    owner = "you" if known[0] == "actor" else f"the {spoken(known[0])}"
    return f"{owner} {'have' if owner == 'you' else 'has'} no {spoken(entity.plural)}{which}"


def _owner_of(fact: Expr, comprehension: Comprehension) -> str | None:
    """The bound row that the rows must refer to."""
    for own, other in facts.sides(fact):
        refers = isinstance(own, Attribute) and own.base == Name(comprehension.variable)
        if refers and isinstance(other, Attribute) and isinstance(other.base, Name):
            return other.base.id
    return None


def _that(fact: Expr, comprehension: Comprehension, scope: Scope) -> str | None:
    """The state that the rows must not be in."""
    if not isinstance(fact, Compare) or fact.op != "==" or not isinstance(fact.left, Attribute):
        return None
    is_state = fact.left.base == Name(comprehension.variable) and fact.left.name in _STATES
    return _value(fact.right, scope) if is_state else None


_RULES: dict[type, Callable[..., str | None]] = {
    Compare: _compare,
    IsNone: _is_none,
    Not: _not,
    Attribute: _attribute,
    Logic: _logic,
}
