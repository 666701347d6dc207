"""Walking the steps of a tool with an aim: the drafts of calls that succeed, or that meet one fault at one step.

Every step that decides something (which row a find hits, which side of a require, which branch) is a choice point.
The walk is depth first over these choices and lazy; writes are not carried out, so that what a later query would see
of them stays unknown. The interpreter has the last word on every call.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from servers.farm.expressions import Expr, Name, parse
from servers.farm.model import (
    NONE,
    Collect,
    CollectStep,
    DeleteStep,
    Each,
    EachStep,
    Find,
    FindStep,
    If,
    IfStep,
    InsertElse,
    InsertStep,
    LetStep,
    RequireStep,
    SearchStep,
    Step,
    UpdateStep,
)
from servers.farm.scopes import Scope
from servers.farm.situations.drafts import Draft, Pending
from servers.farm.situations.finding import Finding
from servers.farm.situations.ground import Ground, Undecided
from servers.farm.situations.plans import ANY_PATH, Aim, Plan
from servers.farm.situations.solving import Solver
from servers.farm.situations.writing import Writing


class Walk:
    """One walk of a plan on one ground towards one aim."""

    def __init__(self, plan: Plan, ground: Ground, solver: Solver, aim: Aim = ANY_PATH, shift: int = 0) -> None:
        self.plan, self.ground, self.solver, self.aim = plan, ground, solver, aim
        self.finding = Finding(plan, ground, solver, shift)
        self.writing = Writing(plan, ground, solver, self.finding, aim)

    def drafts(self, draft: Draft) -> Iterator[Draft]:
        """Drafts of calls that reach the aim, or the end when the aim is success; what is open does not matter."""
        for found in self._block(self.plan.steps, draft):
            if found.reached == self.aim.is_fault:
                yield found

    def _block(self, steps: tuple[Step, ...], draft: Draft) -> Iterator[Draft]:
        if not steps or draft.reached:
            yield draft
            return
        for after in self._step(steps[0], draft):
            yield from self._block(steps[1:], after)

    def _step(self, step: Step, draft: Draft) -> Iterator[Draft]:
        self.ground.spend()
        scope = self.plan.at(step).scope
        match step:
            case FindStep(find=find):
                yield from self._find(step, find, draft, scope)
            case SearchStep(search=search):
                yield from self.finding.searched(search, draft, scope)
            case RequireStep(require=require):
                yield from self._require(step, parse(require.that), draft, scope)
            case InsertStep(insert=insert):
                yield from self.writing.insert(step, insert, draft, scope)
            case UpdateStep(update=update):
                yield from self.writing.update(step, update, draft, scope)
            case DeleteStep(delete=delete):
                yield from self.writing.delete(step, delete, draft, scope)
            case EachStep(each=each):
                yield from self._each(step, each, draft, scope)
            case IfStep(if_=if_):
                yield from self._if(step, if_, draft, scope)
            case LetStep(let=let):
                yield self._let(let, draft, scope)
            case CollectStep(collect=collect):
                yield self._collect(collect, draft, scope)
            case _:
                yield draft

    def _aimed(self, step: Step) -> bool:
        return self.plan.at(step).path == self.aim.path

    def _require(self, step: Step, expr: Expr, draft: Draft, scope: Scope) -> Iterator[Draft]:
        aimed = self._aimed(step)
        for found in self.solver.solve(expr, not aimed, draft, scope):
            yield found.done() if aimed else found

    def _find(self, step: Step, find: Find, draft: Draft, scope: Scope) -> Iterator[Draft]:
        if self._aimed(step) and self.aim.kind == "miss":
            yield from (found.done() for found in self.finding.misses(find, draft, scope))
            return
        hits = self.finding.hits(find, draft, scope)
        if self._aimed(step) and self.aim.kind == "unique":
            hits = iter(())
        if find.else_ == NONE or isinstance(find.else_, InsertElse):
            # The first hit, then a miss, then the other hits: both outcomes come early.
            yield from islice(hits, 1)
            yield from self._without_row(step, find, draft, scope)
        yield from hits

    def _without_row(self, step: Step, find: Find, draft: Draft, scope: Scope) -> Iterator[Draft]:
        for found in islice(self.finding.misses(find, draft, scope), 6):
            if isinstance(find.else_, InsertElse):
                yield from self.writing.inserted(step, find.entity, find.name, find.else_.insert, found, scope)
            else:
                yield found.bind(find.name, None)

    def _each(self, step: Step, each: Each, draft: Draft, scope: Scope) -> Iterator[Draft]:
        expr = parse(each.of)
        inside = self.aim.inside(self.plan.at(step).path)
        if isinstance(expr, Name) and self._is_open_list(expr.id, draft):
            yield from self._block(each.do, self._element(each, expr.id, draft))
            return
        try:
            items = list(self.ground.value(expr, scope, draft))
        except (Undecided, TypeError):
            items = []
        if not items and not inside:
            yield draft
        for item in items[: 6 if inside else 1]:
            yield from self._block(each.do, draft.bind(each.as_, item))

    def _is_open_list(self, name: str, draft: Draft) -> bool:
        return name in draft.open or any(item.startswith(name + ".") for item in draft.open)

    def _element(self, each: Each, parameter: str, draft: Draft) -> Draft:
        """The draft in which a list has one element, still to be made up, under the name that the block uses."""
        names = [name for name in self.plan.variables if name == parameter or name.startswith(parameter + ".")]
        opened = {each.as_ + name[len(parameter) :] for name in names}
        is_rows = parameter not in self.plan.variables
        return replace(
            draft.bind(each.as_, {}) if is_rows else draft,
            open=(draft.open - set(names)) | opened,
            elements={**draft.elements, each.as_: parameter},
        )

    def _if(self, step: Step, if_: If, draft: Draft, scope: Scope) -> Iterator[Draft]:
        path, condition = self.plan.at(step).path, parse(if_.that)
        branches = [(True, "then", "else", if_.then), (False, "else", "then", if_.else_)]
        if not self._usually(condition, draft, scope):
            branches.reverse()
        for holds, own, other, steps in branches:
            elsewhere = self.aim.path.startswith(f"{path}, {other} ")
            if elsewhere or (self._aimed(step) and self.aim.kind != own):
                continue
            for found in self.solver.solve(condition, holds, draft, scope):
                yield from self._block(steps, found)

    def _usually(self, condition: Expr, draft: Draft, scope: Scope) -> bool:
        """Whether the condition holds when what may be left out is; true where that does not tell."""
        without = self.solver.without(draft.undecided(condition), draft)
        try:
            return without is None or bool(self.ground.value(condition, scope, without))
        except Undecided:
            return True

    def _let(self, let: Mapping[str, str], draft: Draft, scope: Scope) -> Draft:
        for name, text in let.items():
            draft = replace(draft, pending=(*draft.pending, Pending(name, parse(text), scope)))
            scope = self.plan.after_let(scope, name, text)
        return self.ground.settled(draft)

    def _collect(self, collect: Collect, draft: Draft, scope: Scope) -> Draft:
        value = collect.value
        try:
            if isinstance(value, str):
                made = self.ground.value(parse(value), scope, draft)
            else:
                made = {name: self.ground.value(parse(text), scope, draft) for name, text in value.items()}
        except (Undecided, LookupError):
            return draft
        return draft.bind(collect.into, [*draft.names.get(collect.into, []), made])
