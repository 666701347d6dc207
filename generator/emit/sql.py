"""Predicates over rows as SQL with bound values (MODEL.md §1, "One meaning").

Parts without row columns are Python expressions, bound to a `?`; short constants of the environment stand in the text.
What has row columns is in the subset of `servers.farm.sql_subset`. Money is compared in minor units. `==` and `!=` of
what may be None are `IS` and `IS NOT`; `in` never answers NULL. A comprehension is a correlated subquery, a reference
a subselect, a computed column the expression behind it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.emit.negation import negated
from generator.emit.place import MONEY, Place
from generator.emit.sql_names import quoted
from generator.emit.text import Code
from servers.farm import types
from servers.farm.expressions import (
    Arithmetic,
    Attribute,
    Call,
    CaseMap,
    Compare,
    Comprehension,
    Conditional,
    Constant,
    Expr,
    IsNone,
    Items,
    Logic,
    Name,
    Negate,
    Not,
    names,
)
from servers.farm.inference import comprehension_scope, infer, source_type
from servers.farm.names import attribute
from servers.farm.scopes import Scope, reference_of
from servers.farm.sql_subset import computed_expression, row_type

Writer = Callable[[Expr, Place], Code]
"""The Python writer, for the parts that are bound."""

OR, AND, NOT, COMPARE, ADD, MULTIPLY, JOIN, ATOM = range(1, 9)
_INLINE = re.compile(r"[\w .,:;@+/*#-]{0,40}")


@dataclass(frozen=True)
class Sql:
    """A piece of SQL, how tightly it binds, and the Python texts of what its `?` are bound to."""

    text: str
    level: int = ATOM
    values: tuple[str, ...] = ()

    def at(self, level: int) -> str:
        """The text, in parentheses if it binds less tightly than `level`."""
        return self.text if self.level >= level else f"({self.text})"


@dataclass(frozen=True)
class Rows:
    """What the names of rows are in SQL; `table` is "" where columns need no qualifier."""

    place: Place
    write: Writer
    tables: Mapping[str, str]
    certain: frozenset[str]
    """Paths that Python knows not to be None, whatever the row."""
    aliases: frozenset[str] = frozenset()

    def moved(self, scope: Scope) -> "Rows":
        """The same rows in another scope."""
        return replace(self, place=self.place.moved(scope))

    @property
    def scope(self) -> Scope:
        """The types of names here."""
        return self.place.scope


def predicate(expr: Expr, row: str, place: Place, write: Writer) -> Sql:
    """The SQL of a condition over the row called `row`, whose scope binds it."""
    return sql(expr, Rows(place, write, {row: ""}, place.scope.solid))


def sql(expr: Expr, rows: Rows) -> Sql:
    """The SQL of an expression."""
    if not names(expr) & rows.tables.keys():
        return _bound(expr, rows)
    return _RULES[type(expr)](expr, rows)


def _bound(expr: Expr, rows: Rows, scale: int | None = None) -> Sql:
    """A value that Python computes; a constant stands in the text where that is readable."""
    if isinstance(expr, Constant):
        inline = _inline(expr.value, scale)
        if inline is not None:
            return Sql(inline)
    code = rows.write(expr, rows.place)
    return Sql("?", ATOM, (_bindable(expr, code, rows, scale),))


def _bindable(expr: Expr, code: Code, rows: Rows, scale: int | None) -> str:
    text = code.text
    found = infer(expr, rows.scope)
    if found.kind == "list" and found.element.kind == "money":
        text = f"[minor_units(item{_scale(found.element.scale)}) for item in {code.text}]"
    elif scale is not None or found.kind == "money":
        text = f"minor_units({code.text}{_scale(found.scale if scale is None else scale)})"
    unsafe = _unsafe(expr, rows)
    return f"{text} if {' and '.join(f'{name} is not None' for name in unsafe)} else None" if unsafe else text


def _unsafe(expr: Expr, rows: Rows) -> list[str]:
    """The optional parameters that only SQL's own `or` and `and` keep from being computed with while None."""
    if isinstance(expr, Name | Constant):
        return []
    solid = rows.scope.solid & names(expr) - rows.certain
    return sorted(rows.place.text(name) for name in solid if rows.scope.names[name].nullable)


def _scale(scale: int) -> str:
    return "" if scale == 2 else f", {scale}"


def _inline(value: str | int | float | bool | None, scale: int | None) -> str | None:
    if scale is not None and isinstance(value, int) and not isinstance(value, bool):
        return str(value * 10**scale)
    if scale is not None:
        return None
    if value is None or isinstance(value, bool):
        return {None: "NULL", True: "TRUE", False: "FALSE"}[value]
    if isinstance(value, str):
        return f"'{value}'" if value.isascii() and _INLINE.fullmatch(value) else None
    return repr(value)


def _amount(expr: Expr, rows: Rows, scale: int | None) -> Sql:
    """An operand beside money: numbers are taken in minor units."""
    if names(expr) & rows.tables.keys():
        return sql(expr, rows)
    return _bound(expr, rows, scale)


def _money_scale(rows: Rows, *parts: Expr) -> int | None:
    found = [infer(part, rows.scope) for part in parts]
    return next((item.scale for item in found if item.kind in MONEY), None)


def _name(expr: Name, rows: Rows) -> Sql:
    return Sql(f"{rows.tables[expr.id]}.value")  # an element of a list that json_each reads


def _attribute(expr: Attribute, rows: Rows) -> Sql:
    computed = computed_expression(expr, rows.scope)
    if computed is not None:
        return _computed(expr, computed, rows)
    if isinstance(expr.base, Name):
        table = rows.tables[expr.base.id]
        column = quoted(attribute(expr.name))
        return Sql(f"{table}.{column}" if table else column)
    return _referred(expr, rows)


def _computed(expr: Attribute, computed: tuple[str, Expr], rows: Rows) -> Sql:
    entity, value = computed
    scope = Scope(rows.scope.environment, {entity: types.row(entity)})
    if isinstance(expr.base, Name):
        inner = replace(rows, place=Place(rows.place.module, scope), tables={entity: rows.tables[expr.base.id]})
        return sql(value, inner)
    source, alias = _join(expr.base, rows)
    inner = replace(rows, place=Place(rows.place.module, scope), tables={entity: alias}, aliases=rows.aliases | {alias})
    found = sql(value, inner)
    return Sql(f"(SELECT {found.text} {source})", ATOM, found.values)


def _referred(expr: Attribute, rows: Rows) -> Sql:
    source, alias = _join(expr.base, rows)
    return Sql(f"(SELECT {alias}.{quoted(attribute(expr.name))} {source})")


def _join(base: Expr, rows: Rows) -> tuple[str, str]:
    """(FROM … WHERE …, alias of the row that the path of references ends at)."""
    hops: list[str] = []
    while isinstance(base, Attribute):
        hops.append(base.name)
        base = base.base
    start = row_type(base, rows.scope).entity
    owner = rows.tables[base.id] if isinstance(base, Name) else ""
    owner = owner or quoted(_table(start, rows))
    found = [_hop(start, hops[-1], owner, rows)]
    for name in reversed(hops[:-1]):
        found.append(_hop(found[-1][0], name, found[-1][1], rows))
    condition = found[0][3]
    joins = "".join(f" JOIN {source} ON {match}" for _, _, source, match in found[1:])
    return f"FROM {found[0][2]}{joins} WHERE {condition}", found[-1][1]


def _hop(entity: str, name: str, owner: str, rows: Rows) -> tuple[str, str, str, str]:
    """(entity, alias, source, match) of the row that a reference of `owner` names."""
    reference = reference_of(rows.scope.environment, entity, name)
    if reference is None:
        raise KeyError(f"{entity}.{name} is no reference")
    column, target = reference
    alias = _alias(target.to, rows)
    key = rows.scope.environment.entities[target.to].key
    key_column = quoted(attribute(key.column if key else "id"))
    source = f"{quoted(_table(target.to, rows))} AS {alias}"
    return target.to, alias, source, f"{alias}.{key_column} = {owner}.{quoted(attribute(column))}"


def _alias(wanted: str, rows: Rows) -> str:
    """A name for a table inside a subquery, which no table around it has."""
    tables = {entity.plural for entity in rows.scope.environment.entities.values()}
    taken = tables | rows.aliases | {table for table in rows.tables.values() if table}
    name = attribute(wanted)
    while name in taken or quoted(name) != name:
        name += "_"
    return name


def _table(entity: str, rows: Rows) -> str:
    return rows.scope.environment.entities[entity].plural


def _negate(expr: Negate, rows: Rows) -> Sql:
    operand = sql(expr.operand, rows)
    return Sql(f"-{operand.at(ATOM)}", ATOM, operand.values)


def _arithmetic(expr: Arithmetic, rows: Rows) -> Sql:
    scale = _money_scale(rows, expr.left, expr.right)
    textual = infer(expr, rows.scope).kind == "text"
    level = JOIN if textual else ADD if expr.op in "+-" else MULTIPLY
    left, right = (_factor(side, expr.op, scale, rows) for side in (expr.left, expr.right))
    op = "||" if textual else expr.op
    return Sql(f"{left.at(level)} {op} {right.at(level + 1)}", level, left.values + right.values)


def _factor(expr: Expr, op: str, scale: int | None, rows: Rows) -> Sql:
    counted = op == "*" and infer(expr, rows.scope).kind == "integer"
    return _amount(expr, rows, None if counted else scale)


def _compare(expr: Compare, rows: Rows) -> Sql:
    if expr.op in ("in", "not in"):
        return _contained(expr, rows)
    if isinstance(expr.right, Constant) and isinstance(expr.right.value, bool):
        return _compare_boolean(expr, rows)
    scale = _money_scale(rows, expr.left, expr.right)
    left, right = _amount(expr.left, rows, scale), _amount(expr.right, rows, scale)
    nullable = any(infer(side, rows.scope).nullable for side in (expr.left, expr.right))
    op = (_NULLABLE_OPS if nullable else _OPS).get(expr.op, expr.op)
    return Sql(f"{left.at(COMPARE + 1)} {op} {right.at(COMPARE + 1)}", COMPARE, left.values + right.values)


_OPS = {"==": "=", "!=": "<>"}
_NULLABLE_OPS = {"==": "IS", "!=": "IS NOT"}


def _compare_boolean(expr: Compare, rows: Rows) -> Sql:
    operand = sql(expr.left, rows)
    if infer(expr.left, rows.scope).nullable:
        value = "TRUE" if expr.right == Constant(True) else "FALSE"
        op = _NULLABLE_OPS[expr.op]
        return Sql(f"{operand.at(COMPARE + 1)} {op} {value}", COMPARE, operand.values)
    return operand if expr.right == Constant(expr.op == "==") else Sql(f"NOT {operand.at(NOT)}", NOT, operand.values)


def _contained(expr: Compare, rows: Rows) -> Sql:
    left, right = infer(expr.left, rows.scope), infer(expr.right, rows.scope)
    found = _in_list(expr, rows) if right.kind == "list" else _in_text(expr, rows)
    if not left.nullable:
        return found
    known = sql(IsNone(expr.left, negated=expr.op == "in"), rows)
    word, level = ("AND", AND) if expr.op == "in" else ("OR", OR)
    return Sql(f"{known.text} {word} {found.at(level + 1)}", level, known.values + found.values)


def _in_list(expr: Compare, rows: Rows) -> Sql:
    scale = _money_scale(rows, expr.left)
    left = _amount(expr.left, rows, scale)
    if isinstance(expr.right, Items):
        parts = [_amount(part, rows, scale) for part in expr.right.elements]
        inside = listing(parts)
    else:
        listed = sql(expr.right, rows)
        inside = Sql(f"SELECT value FROM json_each({listed.text})", ATOM, listed.values)  # noqa: S608
    word = "IN" if expr.op == "in" else "NOT IN"
    return Sql(f"{left.at(COMPARE + 1)} {word} ({inside.text})", COMPARE, left.values + inside.values)


def listing(parts: Sequence[Sql]) -> Sql:
    """The pieces with commas between them."""
    return Sql(", ".join(part.text for part in parts), ATOM, tuple(text for part in parts for text in part.values))


def _in_text(expr: Compare, rows: Rows) -> Sql:
    text, part = sql(expr.right, rows), sql(expr.left, rows)
    op = ">" if expr.op == "in" else "="
    return Sql(f"instr({text.text}, {part.text}) {op} 0", COMPARE, text.values + part.values)


def _is_none(expr: IsNone, rows: Rows) -> Sql:
    operand = sql(expr.operand, rows)
    return Sql(f"{operand.at(COMPARE + 1)} IS {'NOT ' if expr.negated else ''}NULL", COMPARE, operand.values)


def _logic(expr: Logic, rows: Rows) -> Sql:
    level = AND if expr.op == "and" else OR
    parts: list[Sql] = []
    for operand in expr.operands:
        parts.append(sql(operand, rows))
        rows = rows.moved(rows.scope.narrowed(operand, expr.op == "and"))
    text = f" {expr.op.upper()} ".join(part.at(level + 1) for part in parts)
    return Sql(text, level, tuple(value for part in parts for value in part.values))


def _not(expr: Not, rows: Rows) -> Sql:
    opposite = negated(expr.operand)
    if not isinstance(opposite, Not):
        return sql(opposite, rows)
    operand = sql(expr.operand, rows)
    return Sql(f"NOT {operand.at(NOT)}", NOT, operand.values)


def _conditional(expr: Conditional, rows: Rows) -> Sql:
    scale = _money_scale(rows, expr)
    test = sql(expr.test, rows)
    then = _amount(expr.then, rows.moved(rows.scope.narrowed(expr.test, True)), scale)
    other = _amount(expr.otherwise, rows.moved(rows.scope.narrowed(expr.test, False)), scale)
    values = test.values + then.values + other.values
    return Sql(f"CASE WHEN {test.text} THEN {then.text} ELSE {other.text} END", ATOM, values)


def _case_map(expr: CaseMap, rows: Rows) -> Sql:
    scale = _money_scale(rows, expr)
    subject = sql(expr.subject, rows)
    keys = [_bound(Constant(key), rows) for key in expr.keys]
    results = [_amount(result, rows, scale) for result in expr.results]
    cases = [f"WHEN {key.text} THEN {result.text}" for key, result in zip(keys, results, strict=True)]
    values = tuple(value for pair in zip(keys, results, strict=True) for part in pair for value in part.values)
    return Sql(f"CASE {subject.at(COMPARE + 1)} {' '.join(cases)} END", ATOM, subject.values + values)


def _call(expr: Call, rows: Rows) -> Sql:
    argument = expr.arguments[0] if expr.arguments else expr
    if isinstance(argument, Comprehension):
        return _over_rows(expr.function, argument, rows)
    inside = listing([sql(item, rows) for item in expr.arguments])
    return Sql(f"{expr.function}({inside.text})", ATOM, inside.values)


def _over_rows(function: str, expr: Comprehension, rows: Rows) -> Sql:
    """any, all, count or total over another table's rows, or over a bound list's elements."""
    alias = _alias(expr.variable, rows)
    outer = {
        name: table or quoted(_table(row_type(Name(name), rows.scope).entity, rows))
        for name, table in rows.tables.items()
    }
    element = source_type(expr.source, rows.scope)
    source, first = _source(expr.source, element.entity, alias, rows)
    inner = rows.place.moved(comprehension_scope(expr, rows.scope))
    within = replace(rows, place=inner, tables={**outer, expr.variable: alias}, aliases=rows.aliases | {alias})
    conditions = [] if expr.condition is None else [sql(expr.condition, within)]
    if expr.condition is not None:
        within = within.moved(within.scope.narrowed(expr.condition, True))
    return _question(function, expr.element, source, first, conditions, within)


def _source(source: Expr, entity: str, alias: str, rows: Rows) -> tuple[str, tuple[str, ...]]:
    if entity:
        return f"{quoted(_table(entity, rows))} AS {alias}", ()
    listed = _bound(source, rows)
    return f"json_each({listed.text}) AS {alias}", listed.values


def _question(
    function: str, element: Expr, source: str, first: tuple[str, ...], conditions: list[Sql], within: Rows
) -> Sql:
    if function in ("any", "all"):
        conditions = [*conditions, sql(element if function == "any" else Not(element), within)]
    selected = sql(element, within) if function == "total" else Sql("1" if function != "count" else "*")
    where = (
        f" WHERE {' AND '.join(item.at(AND if len(conditions) == 1 else NOT) for item in conditions)}"
        if conditions
        else ""
    )
    values = selected.values + first + tuple(value for item in conditions for value in item.values)
    query = f"FROM {source}{where}"
    return {
        "any": Sql(f"EXISTS (SELECT 1 {query})", ATOM, values),
        "all": Sql(f"NOT EXISTS (SELECT 1 {query})", NOT, values),
        "count": Sql(f"(SELECT count(*) {query})", ATOM, values),
        "total": Sql(f"(SELECT coalesce(sum({selected.text}), 0) {query})", ATOM, values),
    }[function]


_RULES: dict[type, Callable[..., Sql]] = {
    Name: _name,
    Attribute: _attribute,
    Negate: _negate,
    Arithmetic: _arithmetic,
    Compare: _compare,
    IsNone: _is_none,
    Logic: _logic,
    Not: _not,
    Conditional: _conditional,
    CaseMap: _case_map,
    Call: _call,
}
