"""Rules (a), (h), (i) and (v) on faults: declared and raised, one meaning each, messages that can be filled."""

from collections import defaultdict
from collections.abc import Iterator

from servers.farm import facts, types
from servers.farm.checks.columns import Columns, columns_of
from servers.farm.checks.rule import Subject, ToolPlace
from servers.farm.effects import target
from servers.farm.expressions import Compare, Comprehension, Constant, Expr, IsNone, Name, parse, walk
from servers.farm.faults import NOT_AUTHENTICATED, NOTHING_TO_CHANGE, FaultUse, details, message
from servers.farm.inference import infer
from servers.farm.model import (
    NONE,
    DeleteStep,
    FindStep,
    ReferenceColumn,
    RequireStep,
)
from servers.farm.problems import Problem, did_you_mean
from servers.farm.written import assignments

_DERIVED = frozenset({NOTHING_TO_CHANGE, NOT_AUTHENTICATED})


def undeclared(subject: Subject) -> Iterator[Problem]:
    """Every fault that a step or an entity names is declared."""
    known = subject.environment.faults
    for where, code in _named(subject):
        if code not in known and code not in _DERIVED:
            yield Problem(where, f"unknown fault '{code}'", did_you_mean(code, known))


def _named(subject: Subject) -> Iterator[tuple[str, str]]:
    for name, entity in subject.environment.entities.items():
        yield from ((f"entity '{name}', unique", unique.fault) for unique in entity.unique)
        for column_name, column in entity.columns.items():
            if isinstance(column, ReferenceColumn) and column.fault is not None:
                yield f"entity '{name}', column '{column_name}'", column.fault
    for place in subject.places:
        if isinstance(place.step, RequireStep):
            yield place.where, place.step.require.else_
        if isinstance(place.step, FindStep):
            miss = place.step.find.else_
            if isinstance(miss, str) and miss != NONE:
                yield place.where, miss


def never_raised(subject: Subject) -> Iterator[Problem]:
    """Every declared fault can be met by some call, or guards what no tool happens to write."""
    raised = {use.code for uses in subject.fault_uses.values() for use in uses}
    raised |= {code for where, code in _named(subject) if where.startswith("entity")}
    for code in subject.environment.faults:
        if code not in raised:
            yield Problem(f"fault '{code}'", "no tool can raise it", "remove it, or use it in a require or find")


def unreachable(subject: Subject) -> Iterator[Problem]:
    """No require asks what is known to hold already, and none asks the impossible."""
    for place in subject.places:
        if isinstance(place.step, RequireStep):
            asked = facts.conjuncts(parse(place.step.require.that))
            if all(_holds(item, place) for item in asked):
                hint = "remove it, or ask for something that can fail"
                yield Problem(place.where, f"the fault '{place.step.require.else_}' is unreachable", hint)
            elif any(_holds(facts.negation(item), place) for item in asked):
                yield Problem(place.where, "can never hold, so no call succeeds", "ask for something that can hold")


def _holds(asked: Expr, place: ToolPlace) -> bool:
    """Whether the facts before a require, or the types alone, prove a condition."""
    if asked == Constant(True) or asked in place.known:
        return True
    if not isinstance(asked, Compare):
        return isinstance(asked, IsNone) and asked.negated and IsNone(asked.operand, True) in place.known
    if asked.op == "!=" and isinstance(asked.right, Constant):
        return facts.excludes(place.known, asked.left, asked.right.value)
    return asked.op in ("==", "in") and _only(asked, place)


def _only(asked: Compare, place: ToolPlace) -> bool:
    """Whether an enum can only have values that are asked for."""
    wanted = (asked.right.value,) if isinstance(asked.right, Constant) else facts.constants(asked.right)
    found = infer(asked.left, place.scope)
    if wanted is None or found.kind != "enum" or found.nullable:
        return False
    return set(facts.allowed_values(place.known, asked.left, found.values)) <= set(wanted)


def two_meanings(subject: Subject) -> Iterator[Problem]:
    """One code stands for one condition: its message cannot be right for two."""
    first: dict[str, tuple[ToolPlace, FaultUse, Columns]] = {}
    for place, use in _uses(subject):
        about = _about(place, use)
        known = first.setdefault(use.code, (place, use, about))
        if not _agree(known[1], known[2], use, about):
            what = f"the fault '{use.code}' means something else than in {known[0].where}"
            yield Problem(place.where, what, "give it a code and a message of its own")


def _uses(subject: Subject) -> Iterator[tuple[ToolPlace, FaultUse]]:
    for tool_name, uses in subject.fault_uses.items():
        yield from ((subject.place(tool_name, use.path), use) for use in uses if use.code not in _DERIVED)


def _about(place: ToolPlace, use: FaultUse) -> Columns:
    """The columns that a fault is about; `entity.*` where it is about whether a row exists."""
    if use.kind == "require":
        expr = parse(use.condition)
        sources = {f"{name}.*" for name in _existence(expr, place)}
        return columns_of(expr, place.scope) | sources
    if use.kind == "unique":
        return frozenset(f"{use.entity}.{name}" for name in use.condition.split(", "))
    return frozenset({f"{use.entity}.*"})


def _existence(expr: Expr, place: ToolPlace) -> Iterator[str]:
    """The entities that a condition asks for rows of: by any or count, or by `row is not None`."""
    for node in walk(expr):
        if isinstance(node, Comprehension) and isinstance(node.source, Name):
            yield node.source.id
        if isinstance(node, IsNone) and isinstance(node.operand, Name):
            found = place.scope.lookup(node.operand.id) or types.UNKNOWN
            if found.kind == "row":
                yield found.entity


def _agree(first: FaultUse, about: Columns, second: FaultUse, other: Columns) -> bool:
    if {first.kind, second.kind} == {"unique", "require"}:
        return bool({item.partition(".")[0] for item in about} & {item.partition(".")[0] for item in other})
    if first.kind == second.kind == "unique":
        return about == other
    return bool(about & other) or (first.kind == second.kind == "require" and not about and not other)


def two_codes(subject: Subject) -> Iterator[Problem]:
    """One condition has one code."""
    codes: defaultdict[tuple[str, str, str, str], dict[str, str]] = defaultdict(dict)
    for place, use in _uses(subject):
        if use.kind in ("miss", "require"):
            condition = repr(parse(use.condition))
            tool = "" if columns_of(parse(use.condition), place.scope) or use.kind == "miss" else place.tool_name
            codes[use.kind, use.entity or "", condition, tool].setdefault(use.code, place.where)
    for found in codes.values():
        for code, where in list(found.items())[1:]:
            same = next(iter(found))
            yield Problem(where, f"'{code}' is raised for what '{same}' already stands for", f"use '{same}'")


def unknown_details(subject: Subject) -> Iterator[Problem]:
    """A message names only what is at hand where the fault is raised."""
    for place, use in _uses(subject):
        for _, text in details(message(subject.environment, use.code)):
            known = _at_hand(place, use)
            root = text.partition(".")[0]
            if text not in known and not (root in known and "." in text and _is_value(place, use, text)):
                what = f"the message of '{use.code}' names {{{text}}}, which is not known there"
                yield Problem(place.where, what, did_you_mean(text, known))


def _at_hand(place: ToolPlace, use: FaultUse) -> frozenset[str]:
    """Single values, and the names of rows."""
    if use.kind == "unique":
        own = frozenset(use.condition.split(", "))
        return own | {column for entity, column, _ in assignments(place) if entity == use.entity}
    if use.kind == "refuse":
        step = place.step
        bound = step.delete.row if isinstance(step, DeleteStep) else None
        entity = target(place, step.delete.row, step.delete.entity) if isinstance(step, DeleteStep) else ""
        return frozenset({use.entity or "", *([bound] if bound and entity == use.entity else [])})
    return frozenset(name for name in place.scope.known() if (place.scope.lookup(name) or types.UNKNOWN).kind in _SHOWN)


_SHOWN = types.SCALARS | {"row", "record"}


def _is_value(place: ToolPlace, use: FaultUse, text: str) -> bool:
    """Whether a dotted placeholder leads to one value that is shown to people."""
    scope = place.scope
    if use.kind == "refuse" and use.entity is not None and scope.lookup(text.partition(".")[0]) is None:
        scope = scope.bind(use.entity, types.row(use.entity))
    found: list[str] = []
    kind = infer(parse(text), scope, lambda what, _hint: found.append(what)).kind
    return not found and kind in types.SCALARS
