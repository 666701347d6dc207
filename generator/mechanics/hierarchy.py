"""Hierarchy: rows under rows of their kind make no circle, and what still holds something is not deleted by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.description import Operation
from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.edits import Steps, with_fault, with_invariant, with_parameter, with_steps
from generator.mechanics.guarding import Guard, guards
from generator.mechanics.lookups import behind_find, found_by
from generator.mechanics.relations import contents, free, key_of, references
from generator.mechanics.trees import LEVELS, Tree
from generator.mechanics.wording import a, capital, code, listing, spoken
from generator.mechanics.writing import Write, deletes, inserts, require, updates
from servers.farm.expressions import Attribute, Compare, Comprehension, Expr, IsNone, Name, names, parse, path, walk
from servers.farm.faults import FaultUse, fault_uses
from servers.farm.model import Environment
from servers.farm.names import reference_name
from servers.farm.nodes import Slot
from servers.farm.problems import InvalidEnvironment, Problem

_PARENT = re.compile(
    r"^(?!.*(recurr|original|template|forked|copied))(.*_)?(parent|superior|enclosing|containing)(_|$)"
)
_CONTAINERS = frozenset(
    "folder directory category collection album bucket container cabinet department library catalog vault shelf "
    "section node group".split()
)
_EMPTY = re.compile(
    r"\b(must|has to|have to|needs? to) be empty\b|\b(is|are)(n't| not) empty\b|\bnon-?empty\b|\bnot[ -]empty\b|"
    r"\bonly empty\b|\bempty (folder|director|categor|collection|group|section|bucket|project)|"
    r"\b(still )?(has|have|contains?) (any |some )?(children|subfolders|sub-folders)\b",
    re.I,
)
_EVEN_SO = re.compile(
    r"\beven (if|when|though)\b|\bregardless\b|\bwhether or not\b|\bneed not\b|\btogether with\b", re.I
)
_RECURSIVE = frozenset("recursive recurse recursively".split())
_FORCING = frozenset("force cascade delete_contents delete_children".split())


class Hierarchy(Mechanic):
    """Folders in folders, subtasks, categories: no circles, no endless depth, no full one deleted by mistake."""

    name = "hierarchy"
    law = "No row lies in itself or deeper than allowed, and what still holds something is not deleted by mistake."
    operators = ("one_level_up", "forget_refusal")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Tools that refuse circles, depth and parents elsewhere, and those that refuse to delete what is not empty."""
        parents = {entity: found for entity in environment.entities if (found := _own(environment, entity))}
        for guard in guards(environment):
            for entity, columns in parents.items():
                if any(_is_guard(environment, guard, entity, column) for column in columns):
                    yield Use(self.name, entity, guard.tool, guard.fault)
        for entity in environment.entities:
            yield from self._kept(environment, entity)

    def _kept(self, environment: Environment, entity: str) -> Iterator[Use]:
        """Deletes of rows that are refused for what lies in them."""
        inside = {name for name, _ in contents(environment, entity)}
        for write in deletes(environment, entity):
            for guard in guards(environment) if inside else ():
                if guard.tool == write.tool and any(_asks_for(node, write.row, inside) for node in walk(guard.that)):
                    yield Use(self.name, entity, write.tool, guard.fault)
            for use in fault_uses(environment, write.tool):
                if use.kind == "refuse" and use.entity == entity and _holds(environment, entity, use):
                    yield Use(self.name, entity, write.tool, use.code)

    def places(self, subject: Subject) -> Iterator[Place]:
        """References to a parent of the same kind that a tool writes unchecked; deletes said to need what is empty."""
        environment = subject.environment
        for entity in environment.entities:
            for tree in _trees(environment, entity):
                because = f"{tree.parent} names another {spoken(entity)} that it lies under"
                writes = list(_writes(environment, tree))
                for write in writes:
                    if not _is_guarded(environment, tree, write):
                        yield Place(entity, (tree.parent,), write.tool, because, 0.85)
                if writes:
                    yield Place(entity, (tree.parent,), "", because, 0.85)
            for write in deletes(environment, entity):
                yield from _deletions(environment, entity, write.tool, subject.operations.get(write.tool, ()))

    def woven(self, environment: Environment, place: Place) -> Environment:
        """Guards of one tool; the promise that a tree is one, if every tool keeps it; or a delete that looks first."""
        if place.tool and place.columns and place.columns[0] in environment.entities[place.entity].columns:
            tree = _tree(environment, place.entity, place.columns[0])
            write = next(item for item in _writes(environment, tree) if item.tool == place.tool)
            return _guarded(environment, tree, write)
        if place.tool:
            return _looking(environment, place)
        return _promised(environment, _tree(environment, place.entity, place.columns[0]))


def _own(environment: Environment, entity: str) -> list[str]:
    """The references of an entity to itself that may be empty."""
    found = references(environment, entity)
    return [name for name, column in found.items() if column.to == entity and column.nullable]


def _trees(environment: Environment, entity: str) -> list[Tree]:
    if not key_of(environment, entity):
        return []
    names = [name for name in _own(environment, entity) if _PARENT.search(name) or name == f"{entity}_id"]
    return [_tree(environment, entity, name) for name in names[:1]]


def _tree(environment: Environment, entity: str, parent: str) -> Tree:
    """The tree of an entity. Its container is the one thing of another kind that its rows cannot be without."""
    around = [
        name
        for name, column in references(environment, entity).items()
        if column.to != entity and not column.nullable and column.on_delete == "cascade" and name == f"{column.to}_id"
    ]
    container = around[0] if len(around) == 1 else ""
    key = key_of(environment, entity)
    return Tree(entity, key, parent, container, free(environment, "under"))


def _writes(environment: Environment, tree: Tree) -> Iterator[Write]:
    """The writes that give a row another parent than it or its model had."""
    for write in (*inserts(environment, tree.entity), *updates(environment, tree.entity)):
        source = write.values.get(tree.parent, "")
        if source not in ("", "None") and not source.endswith(f".{tree.parent}"):
            yield write


def _is_new(environment: Environment, write: Write) -> bool:
    return any(write == other for entity in environment.entities for other in inserts(environment, entity))


def _is_guarded(environment: Environment, tree: Tree, write: Write) -> bool:
    test = _is_depth if _is_new(environment, write) else _is_circle
    found = (guard for guard in guards(environment) if guard.tool == write.tool)
    return any(test(guard, tree.entity, tree.parent, tree.key) for guard in found)


def _guarded(environment: Environment, tree: Tree, write: Write) -> Environment:
    """The environment in which a tool refuses parents that are too deep, elsewhere, or in the row itself."""
    tool, source = environment.tools[write.tool], write.values.get(tree.parent, "")
    row = found_by(tool, tree.entity, source)
    if not row or source not in tool.parameters or _is_guarded(environment, tree, write):
        raise _unsuited(tree.entity, "the parent is not looked up by a parameter, or is checked already")
    new = _is_new(environment, write)
    deep, inside, elsewhere = _codes(tree.entity)
    steps: Steps = []
    if tree.container and (
        goal := write.values.get(tree.container, "") or ("" if new else f"{write.row}.{tree.container}")
    ):
        steps.append(require(f"{row}.{tree.container} == {goal}", elsewhere))
        environment = with_fault(environment, elsewhere, _elsewhere(environment, tree))
    if not new:
        steps.append(require(tree.is_apart(row, write.row), inside))
        told = f"{capital(a(tree.entity))} cannot lie in itself or in what lies in it. "
        environment = with_fault(environment, inside, f"{told}Choose another parent.")
    steps.append(require(tree.takes_new(row) if new else tree.takes(row, write.row), deep))
    plural = spoken(environment.entities[tree.entity].plural)
    told = f"The {plural} can lie at most {LEVELS} levels deep. Choose a parent nearer to the top."
    environment = with_fault(environment, deep, told)
    return behind_find(environment, write.tool, tree.entity, source, steps)


def _codes(entity: str) -> tuple[str, str, str]:
    return (
        code(f"{entity}_too_deep"),
        code(f"{entity}_inside_itself"),
        code(f"parent_{entity}_elsewhere"),
    )


def _elsewhere(environment: Environment, tree: Tree) -> str:
    around = spoken(references(environment, tree.entity)[tree.container].to)
    return f"The parent {spoken(tree.entity)} is in another {around}. Choose one of the same {around}."


def _promised(environment: Environment, tree: Tree) -> Environment:
    """With the invariants of the tree, if every tool that writes its parent is guarded."""
    writes = list(_writes(environment, tree))
    if not writes or not all(_is_guarded(environment, tree, write) for write in writes):
        raise _unsuited(tree.entity, "a tool gives rows a parent unchecked, or none does")
    depth, *together = tree.invariants()
    environment = with_invariant(environment, tree.entity, depth)
    moves = [write for write in updates(environment, tree.entity) if write.values.get(tree.container, "")]
    kept = all(_checks_container(environment, tree, write) for write in writes) and all(
        _brings_below(environment, tree, write.tool) for write in moves
    )
    for text in together if kept else ():
        environment = with_invariant(environment, tree.entity, text)
    return environment


def _checks_container(environment: Environment, tree: Tree, write: Write) -> bool:
    tool, mentioned = environment.tools[write.tool], names(parse(write.values.get(tree.parent, "")))
    rows = {row for name in mentioned if (row := found_by(tool, tree.entity, name))}
    own = {f"{row}.{tree.container}" for row in rows}
    found = (node for guard in guards(environment) if guard.tool == write.tool for node in walk(guard.that))
    return any(isinstance(node, Compare) and own & {path(node.left), path(node.right)} for node in found)


def _brings_below(environment: Environment, tree: Tree, tool: str) -> bool:
    """Whether a tool that changes the container of a row changes that of other rows, too."""
    data = environment.tools[tool].model_dump(mode="json", by_alias=True, exclude_defaults=True)
    many = [step["update"] for step in data["steps"] if step.get("update", {}).get("entity") == tree.entity]
    return any(tree.container in update.get("set", {}) for update in many)


def _deletions(environment: Environment, entity: str, tool: str, operations: Sequence[Operation]) -> Iterator[Place]:
    """A delete of which the description says that it takes what is empty only, or all with a flag."""
    if not contents(environment, entity):
        return
    for operation in operations:
        told = f"{operation.summary}. {operation.description}"
        flag = _flag(operation)
        if flag:
            because = f"{operation.id} takes '{flag}'"
            yield Place(entity, (), tool, because, 0.85)
            return
        if _EMPTY.search(told) and not _EVEN_SO.search(told):
            yield Place(entity, (), tool, f"{operation.id} is said to delete what is empty", 0.8)
            return


def _flag(operation: Operation) -> str:
    for item in operation.parameters:
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", item.name).lower()
        told = item.description or item.schema.description
        full = _EMPTY.search(told) or re.search(r"\b(content|children|recursive)", told, re.I)
        if name in _RECURSIVE or (name in _FORCING and full):
            return item.name
    return ""


def _looking(environment: Environment, place: Place) -> Environment:
    """With a delete that refuses what is not empty; with `recursive`, where the description has such a flag."""
    entity, tool = place.entity, place.tool
    write = next(item for item in deletes(environment, entity) if item.tool == tool)
    inside, key = free(environment, "inside"), key_of(environment, entity)
    held = contents(environment, entity)
    tests = [f"not any({inside}.{name} == {write.row}.{key} for {inside} in {other})" for other, name in held]
    flagged = " takes '" in place.because
    that = " and ".join(tests)
    if flagged:
        that = f"recursive or ({that})" if len(tests) > 1 else f"recursive or {that}"
        given = {"kind": "boolean", "default": False, "description": "Whether to delete what lies in it, too."}
        environment = with_parameter(environment, tool, "recursive", given)
    full = code(entity, "not_empty")
    what = listing([spoken(environment.entities[other].plural) for other in dict.fromkeys(name for name, _ in held)])
    advice = "Delete or move them first" + (", or set recursive." if flagged else ".")
    told = f"{capital(spoken(entity))} {{{write.row}.{key}}} still holds {what}. {advice}"
    environment = with_fault(environment, full, told)
    return with_steps(environment, tool, [require(that, full)], before="delete", at=write.at)


def _unsuited(entity: str, why: str) -> InvalidEnvironment:
    return InvalidEnvironment(entity, [Problem(f"entity '{entity}'", why, "leave it as it is")])


def _is_guard(environment: Environment, guard: Guard, entity: str, parent: str) -> bool:
    key = key_of(environment, entity)
    return (
        _is_circle(guard, entity, parent, key)
        or _is_depth(guard, entity, parent, key)
        or _is_elsewhere(environment, guard, entity, parent)
    )


def _is_circle(guard: Guard, entity: str, parent: str, key: str) -> bool:
    """Whether a condition compares what lies above one row with the key of another."""
    for node in walk(guard.that):
        if isinstance(node, Compare) and node.op == "!=":
            for one, other in ((node.left, node.right), (node.right, node.left)):
                own = isinstance(other, Attribute) and other.name == key and _entity(guard, other.base) == entity
                if own and _climbs(guard, one, entity, parent):
                    return True
    return False


def _is_depth(guard: Guard, entity: str, parent: str, _key: str) -> bool:
    """Whether a condition asks for an end of the rows above a row, two levels up or more."""
    nodes = [node for node in walk(guard.that) if isinstance(node, IsNone) and not node.negated]
    return any(_climbs(guard, node.operand, entity, parent, least=2) for node in nodes)


def _is_elsewhere(environment: Environment, guard: Guard, entity: str, parent: str) -> bool:
    """Whether a condition asks for the container of the row that becomes the parent."""
    node, tool = guard.that, environment.tools[guard.tool]
    if not isinstance(node, Compare) or node.op != "==" or not isinstance(node.left, Attribute):
        return False
    column = references(environment, entity).get(node.left.name)
    rows = {found_by(tool, entity, given) for given in (parent, f"new_{parent}") if given in tool.parameters}
    return column is not None and column.to != entity and isinstance(node.left.base, Name) and node.left.base.id in rows


def _climbs(guard: Guard, expr: Expr | Slot, entity: str, parent: str, least: int = 0) -> bool:
    """Whether a path goes from a row of the entity up to the key of a row above it, over `least` rows between."""
    if not isinstance(expr, Attribute) or expr.name != parent:
        return False
    hops, base = 0, expr.base
    while isinstance(base, Attribute) and base.name == reference_name(parent):
        hops, base = hops + 1, base.base
    return hops >= least and _entity(guard, base) == entity


def _entity(guard: Guard, expr: Expr) -> str:
    """The entity of the row that a name stands for; "" for anything else."""
    found = guard.place.scope.lookup(expr.id) if isinstance(expr, Name) else None
    return found.entity if found is not None and found.kind == "row" else ""


def _asks_for(node: object, row: str, inside: set[str]) -> bool:
    """Whether a part of a condition looks among the rows `inside` for those that refer to a row."""
    if not isinstance(node, Comprehension) or not isinstance(node.source, Name) or node.source.id not in inside:
        return False
    tests = [item for part in (node.element, node.condition) if part is not None for item in walk(part)]
    sides = [{path(item.left), path(item.right)} for item in tests if isinstance(item, Compare) and item.op == "=="]
    return any(str(side).partition(".")[0] == row for pair in sides for side in pair)


def _holds(environment: Environment, entity: str, use: FaultUse) -> bool:
    """Whether a refusal is for rows of the same kind, or the row is of a tree or called after what holds others."""
    sources = {node.source for node in walk(parse(use.condition)) if isinstance(node, Comprehension)}
    named = entity.split("_")[-1] in _CONTAINERS
    return Name(entity) in sources or named or bool(_trees(environment, entity))
