"""Every step of a tool with its place: how to name it to its author, which names and facts hold there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from servers.farm import facts, flow, scopes
from servers.farm.expressions import Compare, Constant, Name, parse
from servers.farm.facts import Facts
from servers.farm.model import EachStep, Environment, FindStep, IfStep, RequireStep, Step, Tool
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
        name for entity in environment.entities.values() for name, column in entity.columns.items()
        if column.kind == "computed"
    )  # fmt: skip
    start = Place("", tool.steps[0], scopes.start(environment, tool), known=_bounds(tool))
    yield from _block(tool.steps, start, "step", computed)


def _bounds(tool: Tool) -> Facts:
    """What the input schema guarantees about numbers that are always there."""
    always = {name: item for name, item in tool.parameters.items() if not item.optional and item.kind in _NUMBERS}
    lower = [Compare(">=", Name(name), Constant(item.minimum)) for name, item in always.items()]
    upper = [Compare("<=", Name(name), Constant(item.maximum)) for name, item in always.items()]
    return tuple(fact for fact in lower + upper if fact.right != Constant(None))


_NUMBERS = frozenset({"integer", "number", "money"})


def _block(steps: tuple[Step, ...], outer: Place, word: str, computed: frozenset[str]) -> Iterator[Place]:
    scope, known = outer.scope, outer.known
    for number, step in enumerate(steps, 1):
        prefix = f"{outer.path}, " if outer.path else ""
        here = replace(outer, path=f"{prefix}{word} {number} ({tag_of(step)})", step=step, scope=scope, known=known)
        yield here
        for inner, block, label in _inner(here, computed):
            yield from _block(block, inner, label, computed)
        scope = flow.after(step, scope)
        known = _known_after(step, known, computed)


def _inner(here: Place, computed: frozenset[str]) -> Iterator[tuple[Place, tuple[Step, ...], str]]:
    """The nested blocks of a step, each with the place at its start and what its steps are called."""
    blocks = flow.blocks(here.step, here.scope)
    if isinstance(here.step, EachStep):
        each = here.step.each
        known = facts.forget(here.known, each.do, computed)
        yield replace(here, scope=blocks[0][1], loops=(*here.loops, (each.as_, each.of)), known=known), each.do, "do"
    if isinstance(here.step, IfStep):
        condition, text = parse(here.step.if_.that), here.step.if_.that
        outcomes = ((condition, text, "then"), (facts.negation(condition), f"not ({text})", "else"))
        for (block, scope), (holds, when, label) in zip(blocks, outcomes, strict=True):
            known = here.known + facts.conjuncts(holds)
            yield replace(here, scope=scope, when=(*here.when, when), known=known), block, label


def _known_after(step: Step, known: Facts, computed: frozenset[str]) -> Facts:
    known = facts.forget(known, [step], computed)
    if isinstance(step, RequireStep):
        return known + facts.conjuncts(parse(step.require.that))
    return known + facts.found_facts(step) if isinstance(step, FindStep) else known
