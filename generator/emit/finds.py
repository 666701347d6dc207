"""The steps that read: find and search."""

from generator.emit.bindings import Bindings
from generator.emit.details import fail
from generator.emit.groups import grouped
from generator.emit.negation import conjuncts, negated
from generator.emit.orders import chosen, columns, order_of
from generator.emit.place import Place
from generator.emit.python import python, python_text, write
from generator.emit.queries import query, where
from generator.emit.sql import predicate
from generator.emit.sql_parts import Sql
from generator.emit.text import indented, literal
from generator.emit.writes import insert_call
from servers.farm import flow
from servers.farm.expressions import Attribute, CaseMap, Compare, Constant, Expr, Logic, Name, names, parse
from servers.farm.model import NONE, Find, FindStep, InsertElse, OrderChoices, Search, SearchStep
from servers.farm.state import key_columns
from servers.farm.types import row

Written = tuple[list[str], Place]
"""The lines of a step, and the place after it."""


def find(step: FindStep, place: Place, tool: Bindings) -> Written:
    """One row: `x = db.find(…) or fail(…)`, and its other outcomes."""
    found = step.find
    after = flow.after(step, place.scope)
    variable = tool.python(found.name, after.names[found.name])
    used = found.name in tool.used
    lines = _outcome(found, variable, used, place, variable in tool.repeated)
    return lines, place.moved(after).called(found.name, variable)


def _outcome(found: Find, variable: str, used: bool, place: Place, repeated: bool) -> list[str]:
    if isinstance(found.else_, InsertElse):
        return _or_insert(found.else_, found, variable if used else None, place, repeated)
    if found.else_ is None or found.else_ == NONE:
        known = found.else_ is None
        return [f"{variable} = {_known(found, place) if known else _lookup(found, place)}"] if used else []
    refusal = fail(found.else_, place)
    if not used:
        return [f"if {_missing(found, place)}:", *indented([refusal])]
    line = f"{variable} = {_lookup(found, place)} or {refusal}"
    if repeated or len(line) <= _ONE_LINE:
        return [line]
    return [f"{variable} = {_lookup(found, place)}", f"if {variable} is None:", *indented([refusal])]


_ONE_LINE = 108


def _missing(found: Find, place: Place) -> str:
    """The test that there is no such row."""
    keys = _keys(found, place)
    if keys is not None:
        return f"{_lookup(found, place)} is None"
    return f"not {_query(found, place)}.exists()"


def _or_insert(other: InsertElse, found: Find, variable: str | None, place: Place, repeated: bool) -> list[str]:
    made = insert_call(found.entity, other.insert, place)
    if variable is None:
        return [f"if {_missing(found, place)}:", *indented([made])]
    if repeated:
        return [f"{variable} = {_lookup(found, place)} or {made}"]
    return [f"{variable} = {_lookup(found, place)}", f"if {variable} is None:", *indented([f"{variable} = {made}"])]


def _known(found: Find, place: Place) -> str:
    """A row that is known to be there."""
    if found.key is not None:
        return f"db.get({place.module.entity(found.entity)}, {python_text(found.key, place)})"
    return f"coalesce({_lookup(found, place)})"


def _lookup(found: Find, place: Place) -> str:
    """The expression that gives the row or None."""
    keys = _keys(found, place)
    if keys is not None:
        return f"db.find({place.module.entity(found.entity)}, {', '.join(keys)})"
    order = columns(found.order, place.scope.environment.entities[found.entity])
    return f"{_query(found, place)}.first({', '.join(map(literal, order))})"


def _query(found: Find, place: Place) -> str:
    """The query whose first row is wanted."""
    inner = place.bind(found.name, row(found.entity), place.module.local(found.name))
    tests = [part for text in found.where for part in conjuncts(parse(text))]
    if found.key is not None:
        key = key_columns(place.scope.environment.entities[found.entity])[-1]
        tests = [Compare("==", Attribute(Name(found.name), key), parse(found.key))]
    return query(place, found.entity, _predicates(tests, found.name, inner))


def _keys(found: Find, place: Place) -> list[str] | None:
    """The key's values, if the find names the whole key and nothing else."""
    wanted = key_columns(place.scope.environment.entities[found.entity])
    if found.key is not None:
        return [python_text(found.key, place)] if len(wanted) == 1 else None
    tests = [_equality(part, found.name) for text in found.where for part in conjuncts(parse(text))]
    values = {test[0]: test[1] for test in tests if test is not None}
    if None in tests or len(tests) != len(wanted) or values.keys() != set(wanted):
        return None
    return [python(values[name], place) for name in wanted]


def _equality(part: Expr, name: str) -> tuple[str, Expr] | None:
    """(column, value) of `row.column == value`, whichever way round."""
    if not isinstance(part, Compare) or part.op != "==":
        return None
    for column, value in ((part.left, part.right), (part.right, part.left)):
        if isinstance(column, Attribute) and column.base == Name(name) and name not in names(value):
            return column.name, value
    return None


def _predicates(tests: list[Expr], name: str, inner: Place) -> list[Sql]:
    found: list[Sql] = []
    for test in tests:
        found.append(predicate(test, name, inner, write))
        inner = inner.narrowed(test, True)
    return found


def search(step: SearchStep, place: Place, tool: Bindings) -> Written:
    """Many rows: a query, narrowed by what was given, read whole or by the page."""
    found = step.search
    after = flow.after(step, place.scope)
    variable = tool.python(found.as_, after.names[found.as_])
    lines, source = _narrowed(found, place, tool)
    return _read(found, lines, source, place.moved(after), variable, tool)


def _read(found: Search, lines: list[str], source: str, after: Place, variable: str, tool: Bindings) -> Written:
    if found.group is not None:
        return [*lines, *grouped(found, source, after, variable, tool)], after.called(found.as_, variable)
    choices, order = order_of(found, after, tool)
    lines = [*lines, *choices]
    if found.page is None:
        return [*lines, f"{variable} = {source}.all({', '.join(order)})"], after.called(found.as_, variable)
    page = tool.temporary("page")
    choice = [f"choice={chosen(found.order, after)}"] if isinstance(found.order, OrderChoices) else []
    paged = ", ".join([*order, "limit=limit", "cursor=cursor", *choice])
    return [*lines, f"{page} = {source}.page({paged})"], after.called(found.as_, f"{page}.rows")


def _narrowed(found: Search, place: Place, tool: Bindings) -> tuple[list[str], str]:
    """(statements, the query's text) with every `where` and `given`."""
    inner = place.bind(found.entity, row(found.entity), place.module.local(found.entity))
    always, guarded = _sorted_tests(found, inner)
    source = query(place, found.entity, always)
    if not guarded:
        return [], source
    name = tool.temporary("query")
    lines = [f"{name} = {source}"]
    for guard, test in guarded:
        lines += [f"if {guard}:", *indented([f"{name}{where([test])}"])]
    return lines, name


def _sorted_tests(found: Search, inner: Place) -> tuple[list[Sql], list[tuple[str, Sql]]]:
    """(what always holds, (Python condition, what holds under it))."""
    always: list[Sql] = []
    guarded: list[tuple[str, Sql]] = []
    for test in (part for text in found.where for part in conjuncts(parse(text))):
        guards = _guards(test, found.entity)
        if not guards:
            always.append(predicate(test, found.entity, inner, write))
        for guard, rest in guards:
            guarded.append((python(guard, inner), predicate(rest, found.entity, inner.narrowed(guard, True), write)))
        inner = inner.narrowed(test, True)
    return always, [*guarded, *(_given(parse(text), found, inner) for text in found.given)]


def _guards(test: Expr, row_name: str) -> list[tuple[Expr, Expr]]:
    """(condition that Python decides, the test of the row that it calls for); empty if SQL decides alone."""
    if isinstance(test, CaseMap) and row_name not in names(test.subject):
        cases = zip(test.keys, test.results, strict=True)
        return [(Compare("==", test.subject, Constant(key)), rest) for key, rest in cases if rest != Constant(True)]
    guard, rest = _guard(test, row_name)
    return [] if guard is None else [(guard, rest)]


def _guard(test: Expr, row_name: str) -> tuple[Expr | None, Expr]:
    """`not all_of_them or row.x`: the test of the row matters only if the rest is false, which Python decides."""
    if not isinstance(test, Logic) or test.op != "or":
        return None, test
    free = [part for part in test.operands if row_name not in names(part)]
    tied = [part for part in test.operands if row_name in names(part)]
    if not free or not tied:
        return None, test
    opposite = [negated(part) for part in free]
    guard = opposite[0] if len(opposite) == 1 else Logic("and", tuple(opposite))
    return guard, tied[0] if len(tied) == 1 else Logic("or", tuple(tied))


def _given(test: Expr, found: Search, inner: Place) -> tuple[str, Sql]:
    """A filter that applies if its optional parameters were given."""
    optional = [name for name in sorted(names(test)) if inner.scope.names.get(name, row("")).nullable]
    guard = " and ".join(f"{inner.text(name)} is not None" for name in optional) or "True"
    known = inner.moved(inner.scope.assume(optional))
    return guard, predicate(test, found.entity, known, write)
