"""Every step of a tool with its place: how to name it to its author, which names and facts hold there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from servers.farm import facts, flow, scopes
from servers.farm.expressions import Attribute, Compare, Constant, Expr, Name, parse
from servers.farm.facts import Facts
from servers.farm.model import (
    NONE,
    Each,
    EachStep,
    Environment,
    FindStep,
    IfStep,
    Parameter,
    RequireStep,
    RowField,
    Step,
    Tool,
)
from servers.farm.model.base import tag_of
from servers.farm.scopes import Scope


@dataclass(frozen=True)
class Place:
    """One step and what surrounds it."""

    path: str
    """`step 4 (each), do 1 (find)`: counted from 1 in each block."""
    step: Step
    scope: Scope
    when: tuple[str, ...] = ()
    """The conditions of the enclosing `if`s, outermost first; an else branch has `not (…)`."""
    loops: tuple[tuple[str, str], ...] = ()
    """The enclosing `each`s, outermost first: the element's name and the list's expression."""
    known: Facts = ()
    """Conditions that hold before the step."""

    @property
    def lists(self) -> tuple[str, ...]:
        """What the enclosing `each`s run over, outermost first."""
        return tuple(text for _, text in self.loops)

    @property
    def certain(self) -> bool:
        """Whether every successful call comes by here."""
        return not self.when and not self.loops


def places(environment: Environment, tool: Tool) -> Iterator[Place]:
    """Every step of a tool, nested ones too, in order."""
    computed = frozenset(
        name
        for entity in environment.entities.values()
        for name, column in entity.columns.items()
        if column.kind == "computed"
    )
    always = {name: item for name, item in tool.parameters.items() if not item.optional}
    known = tuple(fact for name, item in always.items() for fact in _bounds(Name(name), item))
    start = Place("", tool.steps[0], scopes.start(environment, tool), known=known)
    yield from _Walk(tool, computed).block(tool.steps, start, "step")


def _bounds(subject: Expr, item: Parameter | RowField) -> Facts:
    """What the input schema guarantees about a number that is always there."""
    if item.kind not in ("integer", "number", "money"):
        return ()
    bounds = ((">=", item.minimum), ("<=", item.maximum))
    return tuple(Compare(op, subject, Constant(bound)) for op, bound in bounds if bound is not None)


@dataclass(frozen=True)
class _Walk:
    tool: Tool
    computed: frozenset[str]

    def block(self, steps: tuple[Step, ...], outer: Place, word: str) -> Iterator[Place]:
        scope, known = outer.scope, outer.known
        for number, step in enumerate(steps, 1):
            prefix = f"{outer.path}, " if outer.path else ""
            path = f"{prefix}{word} {number} ({tag_of(step)})"
            here = replace(outer, path=path, step=step, scope=scope, known=known)
            yield here
            for inner, block, label in self._inner(here):
                yield from self.block(block, inner, label)
            scope = flow.after(step, scope)
            known = _known_after(here, self.computed)

    def _inner(self, here: Place) -> Iterator[tuple[Place, tuple[Step, ...], str]]:
        """The nested blocks of a step, each with the place at its start and what its steps are called."""
        blocks = flow.blocks(here.step, here.scope)
        if isinstance(here.step, EachStep):
            yield self._turn(here, here.step.each, blocks[0][1]), here.step.each.do, "do"
        if isinstance(here.step, IfStep):
            condition, text = parse(here.step.if_.that), here.step.if_.that
            outcomes = ((condition, text, "then"), (facts.negation(condition), f"not ({text})", "else"))
            for (block, scope), (holds, when, label) in zip(blocks, outcomes, strict=True):
                known = facts.learn(here.known, facts.conjuncts(holds))
                yield replace(here, scope=scope, when=(*here.when, when), known=known), block, label

    def _turn(self, here: Place, each: Each, scope: Scope) -> Place:
        """The start of one turn of an `each`: what an earlier turn may have changed is forgotten."""
        rows = self.tool.parameters[each.of].rows if each.of in self.tool.parameters else {}
        bounds = [fact for name, field in rows.items() for fact in _bounds(Attribute(Name(each.as_), name), field)]
        known = (*facts.forget(here.known, each.do, self.computed), *bounds)
        return replace(here, scope=scope, loops=(*here.loops, (each.as_, each.of)), known=known)


def _known_after(here: Place, computed: frozenset[str]) -> Facts:
    known = facts.forget(here.known, [here.step], computed)
    if isinstance(here.step, RequireStep):
        return facts.learn(known, facts.conjuncts(parse(here.step.require.that)))
    if not isinstance(here.step, FindStep):
        return known
    find = here.step.find
    entity = here.scope.environment.entities.get(find.entity)
    if find.else_ == NONE and entity is not None and entity.key is not None:
        return facts.learn(known, (facts.missed(find, entity.key.column),))
    return facts.learn(known, facts.found_facts(here.step))
