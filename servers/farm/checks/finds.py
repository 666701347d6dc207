"""Rules (e) and (h) on finds: which row is found is certain, and whether it can be missed is declared."""

from collections.abc import Iterator

from servers.farm import facts
from servers.farm.checks.rule import Subject, ToolPlace
from servers.farm.expressions import Attribute, Compare, Expr, Name, parse
from servers.farm.inference import infer
from servers.farm.model import Environment, Find, FindStep
from servers.farm.problems import Problem
from servers.farm.scopes import key_type, reference_of
from servers.farm.state import key_columns


def ambiguous_finds(subject: Subject) -> Iterator[Problem]:
    """A find hits one row: by key, by a unique set of columns, or the first in a declared order."""
    for place in subject.places:
        if not isinstance(place.step, FindStep):
            continue
        find = place.step.find
        entity = subject.environment.entities.get(find.entity)
        if entity is None or find.order:
            continue
        if find.key is not None and entity.key is not None and entity.key.per is not None:
            what = f"'{find.entity}' is numbered per parent, so its key alone names no row"
            yield Problem(place.where, what, f"write where: with {entity.key.per} and {entity.key.column}")
        elif find.key is None and not pins_one(subject.environment, find.entity, find_facts(find), find.name):
            hint = "compare a unique set of columns, or add `order:` to take the first"
            yield Problem(place.where, f"several rows of '{find.entity}' may match", hint)


def find_facts(find: Find) -> tuple[Expr, ...]:
    """What the predicates of a find ask, one by one."""
    return tuple(item for text in find.where for item in facts.conjuncts(parse(text)))


def pins_one(environment: Environment, entity: str, known: tuple[Expr, ...], row: str) -> bool:
    """Whether equalities of a row's columns leave one row at most; references may be pinned by their row's columns."""
    return _pins(environment, entity, [_relative(fact, row) for fact in known])


def _relative(fact: Expr, row: str) -> tuple[str, ...]:
    """The column path from the row that a fact compares for equality; empty if it does not."""
    if isinstance(fact, Compare) and fact.op == "==":
        for side in (fact.left, fact.right):
            path = _path(side)
            if path[:1] == (row,):
                return path[1:]
    return ()


def _path(expr: Expr) -> tuple[str, ...]:
    if isinstance(expr, Attribute):
        outer = _path(expr.base)
        return (*outer, expr.name) if outer else ()
    return (expr.id,) if isinstance(expr, Name) else ()


def _pins(environment: Environment, entity: str, paths: list[tuple[str, ...]]) -> bool:
    declared = environment.entities.get(entity)
    if declared is None:
        return True
    pinned = {path[0] for path in paths if len(path) == 1}
    for hop in {path[0] for path in paths if len(path) > 1}:
        reference = reference_of(environment, entity, hop)
        inner = [path[1:] for path in paths if len(path) > 1 and path[0] == hop]
        if reference is not None and _pins(environment, reference[1].to, inner):
            pinned.add(reference[0])
    sets = [set(key_columns(declared)), *(set(unique.columns) for unique in declared.unique)]
    return any(columns and columns <= pinned for columns in sets)


def wrong_misses(subject: Subject) -> Iterator[Problem]:
    """A find that cannot miss has no `else`; one that can has one."""
    for place in subject.places:
        if not isinstance(place.step, FindStep) or place.step.find.entity not in subject.environment.entities:
            continue
        find = place.step.find
        if cannot_miss(place, find):
            if find.else_ is not None:
                what = f"the {find.entity} is always there, since {find.key} refers to it"
                yield Problem(place.where, what, "remove `else`")
        elif find.else_ is None:
            hint = "add `else:` with a fault, none or an insert"
            yield Problem(place.where, f"there may be no such {find.entity}", hint)


def cannot_miss(place: ToolPlace, find: Find) -> bool:
    """Whether the key is taken from a row that refers to the wanted one and cannot be None."""
    key = parse(find.key) if find.key is not None else None
    if not isinstance(key, Attribute) or infer(key.base, place.scope).kind == "record":
        return False
    found = infer(key, place.scope)
    return found.root == key_type(place.scope.environment, find.entity).root != "" and not found.nullable
