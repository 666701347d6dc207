"""Rules (o), (p) and (w) on predicates: optional arguments are guarded, growing lists page, SQL can compute them."""

from collections.abc import Iterator

from servers.farm.checks.columns import looking
from servers.farm.checks.rule import Subject, ToolPlace
from servers.farm.expressions import Call, Expr, IsNone, Name, Slot, children, names, parse, walk
from servers.farm.model import DeleteStep, FindStep, ReturnStep, RowsResult, SearchStep, UpdateStep
from servers.farm.problems import Problem
from servers.farm.sql_subset import outside


def unguarded_options(subject: Subject) -> Iterator[Problem]:
    """`given` names an optional parameter; elsewhere an optional parameter is tested or has a substitute."""
    for place in subject.places:
        if isinstance(place.step, SearchStep):
            for text in place.step.search.given:
                if not any(_is_optional(name, place) for name in names(parse(text))):
                    what = f"'{text}' is given by no optional parameter"
                    yield Problem(place.where, what, "move it to where, or make the parameter optional")
        for text in _where(place):
            for name in sorted(names(parse(text))):
                if _is_optional(name, place) and not _is_handled(parse(text), name):
                    what = f"'{name}' may be left out, and then '{text}' asks for None"
                    yield Problem(place.where, what, "move it to given, or test 'is not None'")


def _where(place: ToolPlace) -> tuple[str, ...]:
    match place.step:
        case FindStep(find=find):
            return find.where
        case SearchStep(search=search):
            return search.where
        case UpdateStep(update=update):
            return update.where
        case DeleteStep(delete=delete):
            return delete.where
        case _:
            return ()


def _is_optional(name: str, place: ToolPlace) -> bool:
    parameter = place.tool.parameters.get(name) if place.tool else None
    return parameter is not None and parameter.optional and parameter.kind != "rows" and name not in place.scope.solid


def _is_handled(expr: "Expr | Slot", name: str) -> bool:
    """Whether None is tested for, or every use stands inside coalesce(…)."""
    if any(isinstance(node, IsNone) and node.operand == Name(name) for node in walk(expr)):
        return True
    if isinstance(expr, Call) and expr.function == "coalesce":
        return True
    return expr != Name(name) and all(_is_handled(child, name) for child in children(expr))


def endless_lists(subject: Subject) -> Iterator[Problem]:
    """A search of rows that tools add to pages when its rows are returned."""
    growing = {effect.entity for effects in subject.effects.values() for effect in effects if effect.kind == "insert"}
    for places in subject.tools.values():
        last = places[-1].step
        fields = last.return_.values() if isinstance(last, ReturnStep) else ()
        shown = {field.rows for field in fields if isinstance(field, RowsResult)}
        for place in places:
            if isinstance(place.step, SearchStep):
                search = place.step.search
                if search.entity in growing and search.as_ in shown and search.page is None:
                    hint = "add `page: {size: 20}`"
                    yield Problem(place.where, f"returns all rows of '{search.entity}', which grows", hint)


def outside_sql(subject: Subject) -> Iterator[Problem]:
    """The parts of a predicate that look at rows are in the SQL subset."""
    for place in subject.places:
        scope, row = looking(place)
        texts = place.step.search.given if isinstance(place.step, SearchStep) else ()
        for text in (*_where(place), *texts):
            wrong = outside(parse(text), scope, frozenset({row}))
            if wrong is not None:
                hint = "compute it in a let, or compare stored columns"
                yield Problem(place.where, f"'{text}' has a part that SQL cannot compute", hint)
