"""CHECK conditions as facts about single columns: the values that one may have, bounds, lengths.

`status IN ('open', 'done')`, `rating BETWEEN 1 AND 5`, `price >= 0 AND price < 100`, `length(code) <= 8`, and the ways
in which dumps write the same, such as `(kind)::text = ANY ((ARRAY['a'::character varying])::text[])` and
`[State]='a' OR [State]='b'`. What compares columns with each other or computes says nothing of one column and is left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.readers.lenient import number, scalar_text
from generator.readers.sql.cursor import Cursor, commas
from generator.readers.sql.tokens import Token

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Limits:
    """What is known of the values of a column. Bounds are inclusive unless `above` or `below` says otherwise."""

    values: tuple[Value, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    above: bool = False
    below: bool = False
    min_length: int | None = None
    max_length: int | None = None


Condition = Mapping[str, Limits]
"""What must hold, by column in lower case; "value" is the value of a domain."""


@dataclass(frozen=True, slots=True)
class _Operand:
    """One side of a comparison: a column, a literal, several literals, or a function of a column."""

    column: str = ""
    value: Value | None = None
    values: tuple[Value, ...] = ()
    function: str = ""


_Found = _Operand | Condition | None
"""An operand, a condition, or something that tells nothing."""
_NULL: Condition = {}
"""What "is null" says: nothing that matters, for an empty column fulfils every check."""
_COMPARISONS = frozenset({"=", "==", "<", ">", "<=", ">=", "<>", "!="})
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_LENGTHS = frozenset("length char_length character_length len datalength octet_length".split())
_PLAIN = frozenset("lower upper trim btrim ltrim rtrim coalesce nvl isnull".split())
"""Functions that leave the values of a column what they are, as far as this is concerned."""
_MAX_DEPTH = 40


def limits(condition: Sequence[Token]) -> Condition:
    """What a condition says of single columns; empty if nothing."""
    found = _either(Cursor(condition), 0)
    return found if isinstance(found, Mapping) else {}


def both(one: Limits, other: Limits) -> Limits:
    """Both hold."""
    values = tuple(value for value in one.values if value in other.values) if one.values and other.values else ()
    return Limits(
        values=values or one.values or other.values,
        minimum=_most(one.minimum, other.minimum),
        maximum=_least(one.maximum, other.maximum),
        above=one.above or other.above,
        below=one.below or other.below,
        min_length=_whole(_most(one.min_length, other.min_length)),
        max_length=_whole(_least(one.max_length, other.max_length)),
    )


def _most(one: float | None, other: float | None) -> float | None:
    return other if one is None else one if other is None else max(one, other)


def _least(one: float | None, other: float | None) -> float | None:
    return other if one is None else one if other is None else min(one, other)


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _either(cursor: Cursor, depth: int) -> _Found:
    if depth > _MAX_DEPTH:
        cursor.at = len(cursor.tokens)
        return None
    found = [_all(cursor, depth)]
    while cursor.accept("OR"):
        found.append(_all(cursor, depth))
    return found[0] if len(found) == 1 else _any_of(found)


def _any_of(found: Sequence[_Found]) -> Condition | None:
    """One of several holds: the values of all, if all are about the values of one column."""
    conditions = [item for item in found if isinstance(item, Mapping)]
    if len(conditions) < len(found):
        return None
    told = [item for item in conditions if item]
    if len(told) == 1:
        return told[0]
    columns = {tuple(item) for item in told}
    if len(columns) != 1 or len(column := columns.pop()) != 1:
        return None
    each = [item[column[0]] for item in told]
    if not all(item.values for item in each):
        return None
    return {column[0]: Limits(tuple(dict.fromkeys(value for item in each for value in item.values)))}


def _all(cursor: Cursor, depth: int) -> _Found:
    first = _one(cursor, depth)
    if not cursor.ahead("AND"):
        return first
    found = [first]
    while cursor.accept("AND"):
        found.append(_one(cursor, depth))
    merged: dict[str, Limits] = {}
    for item in found:
        for column, known in item.items() if isinstance(item, Mapping) else ():
            merged[column] = both(merged[column], known) if column in merged else known
    return merged


def _one(cursor: Cursor, depth: int) -> _Found:
    if cursor.accept("NOT"):
        _one(cursor, depth + 1)
        return None
    left = _operand(cursor, depth)
    negated = cursor.accept("NOT")
    found = _told(cursor, left, depth)
    return None if negated else found


def _told(cursor: Cursor, left: _Found, depth: int) -> _Found:
    """What stands behind the left side."""
    if cursor.accept("IN"):
        return _among(left, _literals(cursor.group()))
    if cursor.accept("BETWEEN"):
        low, _, high = _operand(cursor, depth), cursor.accept("AND"), _operand(cursor, depth)
        least, most = _compared(">=", left, low), _compared("<=", left, high)
        return {column: both(least[column], most[column]) for column in least} if least and most else None
    if cursor.accept("IS"):
        negated = cursor.accept("NOT")
        return _NULL if cursor.accept("NULL") and not negated else None
    if cursor.peek().upper in _COMPARISONS:
        sign = cursor.take().upper
        if cursor.accept_any("ANY", "SOME"):
            right = _operand(cursor, depth)
            return _among(left, right.values) if isinstance(right, _Operand) and sign == "=" else None
        return _compared(sign, left, _operand(cursor, depth))
    if cursor.done or cursor.peek().upper in ("AND", "OR", ",", ""):
        return left
    while not cursor.done and cursor.peek().upper not in ("AND", "OR"):  # LIKE, "~", "+": nothing that is read.
        if not cursor.group():
            cursor.at += 1
    return None


def _operand(cursor: Cursor, depth: int) -> _Found:
    found = _primary(cursor, depth)
    while True:
        if cursor.accept("::"):
            _skip_type(cursor)
        elif cursor.accept("COLLATE"):
            cursor.names()
        else:
            return found


def _skip_type(cursor: Cursor) -> None:
    """What a value is cast to: `character varying(20)[]`."""
    cursor.names()
    while cursor.peek().upper in ("VARYING", "PRECISION", "WITH", "WITHOUT", "TIME", "ZONE"):
        cursor.at += 1
    cursor.group()
    while cursor.accept("["):
        while not cursor.done and cursor.take().upper != "]":
            pass


def _primary(cursor: Cursor, depth: int) -> _Found:
    if cursor.ahead("("):
        return _either(Cursor(cursor.group()), depth + 1)
    if cursor.accept("-"):
        found = _primary(cursor, depth)
        value = found.value if isinstance(found, _Operand) else None
        return _Operand(value=-value) if isinstance(value, int | float) else None
    if cursor.accept("ARRAY"):
        return _Operand(values=_literals(_bracketed(cursor)))
    if cursor.accept("CAST") or cursor.accept("CONVERT"):
        parts = cursor.group()
        return _operand(Cursor(parts), depth + 1) if depth < _MAX_DEPTH else None
    token = cursor.peek()
    if (value := _literal(token)) is not None:
        cursor.at += 1
        return _Operand(value=value)
    names = cursor.names()
    if not names:
        cursor.at += 1
        return None
    return _called(names[-1].lower(), cursor.group(), depth) if cursor.ahead("(") else _Operand(names[-1].lower())


def _called(name: str, arguments: Sequence[Token], depth: int) -> _Found:
    if name not in _LENGTHS | _PLAIN or depth > _MAX_DEPTH:
        return None
    first = commas(arguments)[:1]
    inner = _operand(Cursor(first[0]), depth + 1) if first else None
    if not isinstance(inner, _Operand):
        return None
    return replace(inner, function="length") if name in _LENGTHS else inner


def _bracketed(cursor: Cursor) -> tuple[Token, ...]:
    if not cursor.accept("["):
        return cursor.group()
    start = cursor.at
    while not cursor.done and not cursor.ahead("]"):
        cursor.at += 1
    cursor.at += 1
    return tuple(cursor.tokens[start : cursor.at - 1])


def _literals(tokens: Sequence[Token]) -> tuple[Value, ...]:
    """The literals of a list; empty if anything else stands in it."""
    found: list[Value] = []
    for part in commas(tokens):
        operand = _operand(Cursor(part), _MAX_DEPTH)
        if not isinstance(operand, _Operand) or operand.value is None:
            return ()
        found.append(operand.value)
    return tuple(found)


def _literal(token: Token) -> Value | None:
    if token.kind == "text":
        return token.value
    if token.kind == "number":
        return number(token.value)
    return {"TRUE": True, "FALSE": False}.get(token.upper)


def _among(left: _Found, values: tuple[Value, ...]) -> Condition | None:
    plain = isinstance(left, _Operand) and left.column and not left.function
    return {left.column: Limits(values)} if plain and isinstance(left, _Operand) and values else None


def _compared(sign: str, left: _Found, right: _Found) -> Condition | None:
    if not isinstance(left, _Operand) or not isinstance(right, _Operand):
        return None
    if right.column and not left.column:
        left, right, sign = right, left, _MIRRORED.get(sign, sign)
    if not left.column or right.value is None:
        return None
    if sign in ("=", "==") and not left.function:
        return {left.column: Limits((right.value,))}
    bound = number(right.value)
    known = _bound(sign, bound, left.function == "length") if bound is not None else None
    return {left.column: known} if known is not None else None


def _bound(sign: str, bound: float, of_length: bool) -> Limits | None:
    if of_length:
        least = {">": int(bound) + 1, ">=": int(bound)}.get(sign)
        most = {"<": int(bound) - 1, "<=": int(bound), "=": int(bound)}.get(sign)
        return Limits(min_length=least, max_length=most)
    if sign in (">", ">="):
        return Limits(minimum=bound, above=sign == ">")
    return Limits(maximum=bound, below=sign == "<") if sign in ("<", "<=") else None


def texts(values: Sequence[Value]) -> tuple[str, ...]:
    """Values as texts, each once."""
    return tuple(dict.fromkeys(scalar_text(value) for value in values))
