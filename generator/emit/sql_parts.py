"""Pieces of SQL, the rows that they are about, and the values that Python computes and binds."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.emit.place import MONEY, Place
from generator.emit.text import Code
from servers.farm.expressions import Constant, Expr, Name, names
from servers.farm.inference import infer
from servers.farm.scopes import Scope

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
    """What the names of rows are in SQL; a table is "" where columns need no qualifier."""

    place: Place
    write: Writer
    rules: Callable[[Expr, "Rows"], Sql]
    """Writes an expression that has row columns."""
    tables: Mapping[str, str]
    certain: frozenset[str]
    """Paths that Python knows not to be None, whatever the row."""
    aliases: frozenset[str] = frozenset()

    def moved(self, scope: Scope) -> "Rows":
        """The same rows in another scope."""
        return replace(self, place=self.place.moved(scope))

    def narrowed(self, condition: Expr, holds: bool) -> "Rows":
        """The same rows where `condition` is known to be `holds`."""
        return self.moved(self.scope.narrowed(condition, holds))

    @property
    def scope(self) -> Scope:
        """The types of names here."""
        return self.place.scope

    def sql(self, expr: Expr, scale: int | None = None) -> Sql:
        """The SQL of an expression; with a scale, amounts and numbers beside them are taken in minor units of it."""
        if not names(expr) & self.tables.keys():
            return bound(expr, self, scale)
        found, own = self.rules(expr, self), self.scale(expr)
        if scale is None or own is None or own == scale:
            return found
        return Sql(f"{found.at(MULTIPLY)} * {10 ** (scale - own)}", MULTIPLY, found.values)

    def scale(self, *parts: Expr) -> int | None:
        """The finest scale of those that are money."""
        found = [infer(part, self.scope) for part in parts]
        return max((item.scale for item in found if item.kind in MONEY), default=None)


def listing(parts: Sequence[Sql]) -> Sql:
    """The pieces with commas between them."""
    return Sql(", ".join(part.text for part in parts), ATOM, values_of(*parts))


def values_of(*parts: Sql) -> tuple[str, ...]:
    """What the pieces bind, in order."""
    return tuple(value for part in parts for value in part.values)


def bound(expr: Expr, rows: Rows, scale: int | None = None) -> Sql:
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
        text = f"[minor_units(item{scale_argument(found.element.scale)}) for item in {code.text}]"
    elif scale is not None or found.kind == "money":
        text = f"minor_units({code.text}{scale_argument(found.scale if scale is None else scale)})"
    unsafe = _unsafe(expr, rows)
    return f"{text} if {' and '.join(f'{name} is not None' for name in unsafe)} else None" if unsafe else text


def _unsafe(expr: Expr, rows: Rows) -> list[str]:
    """The optional parameters that only SQL's own `or` and `and` keep from being computed with while None."""
    if isinstance(expr, Name | Constant):
        return []
    solid = rows.scope.solid & names(expr) - rows.certain
    return sorted(rows.place.text(name) for name in solid if rows.scope.names[name].nullable)


def scale_argument(scale: int) -> str:
    """The last argument of `money` and `minor_units`, left out where it is two."""
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
