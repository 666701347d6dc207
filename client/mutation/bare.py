"""Two versions of a tool without what they share and what could hide how they differ.

If small worlds cannot tell even these apart, they are too small, and that they see no difference proves nothing.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from servers.farm.model import (
    DeleteStep,
    Each,
    EachStep,
    Environment,
    FindStep,
    If,
    IfStep,
    LetStep,
    RequireStep,
    SearchStep,
    Step,
    UpdateStep,
)

Steps = tuple[Step, ...]


def bared(original: Environment, mutant: Environment, tool: str) -> Iterator[tuple[Environment, Environment]]:
    """Both versions without the guards, predicates, unique sets and invariants that they share.

    Twice: the second time also with both branches of every `if`, one after the other.
    """
    for flat in (False, True):
        yield _pair(original, mutant, tool, flat)


def _pair(original: Environment, mutant: Environment, tool: str, flat: bool) -> tuple[Environment, Environment]:
    both = (original, mutant)
    guards = [Counter(map(_key, _guards(one.tools[tool].steps))) for one in both]
    predicates = [Counter(_predicates(one.tools[tool].steps)) for one in both]
    shared = guards[0] & guards[1], predicates[0] & predicates[1]
    first, second = (
        _bare(one, beside, tool, _Stripping(Counter(shared[0]), Counter(shared[1]), flat))
        for one, beside in (both, both[::-1])
    )
    return first, second


def _bare(environment: Environment, beside: Environment, tool: str, strip: "_Stripping") -> Environment:
    entities = {}
    for name, entity in environment.entities.items():
        own = tuple(unique for unique in entity.unique if unique not in beside.entities[name].unique)
        entities[name] = entity.model_copy(update={"invariants": (), "unique": own})
    found = environment.tools[tool]
    left = found.model_copy(update={"steps": strip.block(found.steps)})
    return environment.model_copy(update={"entities": entities, "tools": {**environment.tools, tool: left}})


class _Stripping:
    """Leaves out so many of each guard and predicate; `flat` puts the branches of an `if` in its place."""

    def __init__(self, guards: Counter[str], predicates: Counter[str], flat: bool) -> None:
        self._guards, self._predicates, self._flat = guards, predicates, flat

    def block(self, steps: Steps) -> Steps:
        """The steps that are left; one that does nothing if there would be none."""
        left = tuple(one for step in steps for one in self._step(step))
        return left or (LetStep(let={"nothing_left": "0"}),)

    def _step(self, step: Step) -> Iterator[Step]:
        match step:
            case RequireStep():
                if not _taken(self._guards, _key(step)):
                    yield step
            case EachStep(each=each):
                yield EachStep(each=each.model_copy(update={"do": self.block(each.do)}))
            case IfStep(if_=if_) if self._flat:
                yield from self.block(if_.then)
                yield from self.block(if_.else_) if if_.else_ else ()
            case IfStep(if_=if_):
                yield IfStep(if_=self._branches(if_))
            case SearchStep(search=search):
                parts = {field: self._left(getattr(search, field)) for field in ("where", "given")}
                yield SearchStep(search=search.model_copy(update=parts))
            case UpdateStep(update=update):
                yield UpdateStep(update=update.model_copy(update={"where": self._left(update.where)}))
            case DeleteStep(delete=delete):
                yield DeleteStep(delete=delete.model_copy(update={"where": self._left(delete.where)}))
            case FindStep(find=find):
                where = self._left(find.where) or (("True",) if find.where else ())
                yield FindStep(find=find.model_copy(update={"where": where}))
            case _:
                yield step

    def _branches(self, if_: If) -> If:
        otherwise = self.block(if_.else_) if if_.else_ else ()
        return if_.model_copy(update={"then": self.block(if_.then), "else_": otherwise})

    def _left(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text for text in texts if not _taken(self._predicates, text))


def _taken(counted: Counter[str], item: str) -> bool:
    if counted[item] == 0:
        return False
    counted[item] -= 1
    return True


def _key(step: Step) -> str:
    return step.model_dump_json()


def _guards(steps: Steps) -> Iterator[Step]:
    for step in _all(steps):
        if isinstance(step, RequireStep):
            yield step


def _predicates(steps: Steps) -> Iterator[str]:
    for step in _all(steps):
        match step:
            case SearchStep(search=search):
                yield from (*search.where, *search.given)
            case UpdateStep(update=part) | DeleteStep(delete=part):
                yield from part.where
            case FindStep(find=find):
                yield from find.where


def _all(steps: Steps) -> Iterator[Step]:
    for step in steps:
        yield step
        blocks: list[Any] = []
        if isinstance(step, EachStep):
            each: Each = step.each
            blocks = [each.do]
        if isinstance(step, IfStep):
            blocks = [step.if_.then, step.if_.else_]
        for block in blocks:
            yield from _all(block)
