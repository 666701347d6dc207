"""Server mutants: environments with an injected bug, to measure how good the verifier is (MODEL.md §4 (4)).

An operator edits the declared behaviour and nothing else. Whoever calls emits a server from the mutant and puts the
original's environment.json, tools.json and start state beside it; `client.verify.kill` then holds that server to cases
that were frozen from the original. One class per operator; `OPERATORS` is the table.
"""

import ast
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from client.mutation.mutant import Mutant
from servers.farm.expressions import parse, path
from servers.farm.flow import walk
from servers.farm.model import (
    DeleteStep,
    Each,
    EachStep,
    Entity,
    Environment,
    If,
    IfStep,
    InsertStep,
    ReferenceColumn,
    RequireStep,
    SearchStep,
    Step,
    Tool,
    Update,
    UpdateStep,
)
from servers.farm.model.base import tag_of
from servers.farm.scopes import column_of, start
from servers.farm.types import assignable

Steps = tuple[Step, ...]


class Operator(ABC):
    """One kind of bug."""

    name: ClassVar[str]

    @abstractmethod
    def mutate(self, environment: Environment) -> Iterator[Mutant]:
        """Every way to make this bug, in the order of declaration."""


class StepOperator(Operator):
    """A bug in one step of one tool."""

    def mutate(self, environment: Environment) -> Iterator[Mutant]:
        """Each edit of each step of each tool."""
        for tool_name, tool in environment.tools.items():
            for spot in _spots(tool.steps):
                for new in self.edits(spot.step, Context(environment, tool)):
                    steps = spot.put(new)
                    if steps is not None:
                        yield Mutant(self.name, tool_name, spot.where, _with_steps(environment, tool_name, steps))

    @abstractmethod
    def edits(self, step: Step, context: "Context") -> Iterator[Steps]:
        """What may stand in the step's place; nothing if the operator does not apply."""


@dataclass(frozen=True)
class Context:
    """Where a step stands."""

    environment: Environment
    tool: Tool

    def entity_of(self, row: str) -> str:
        """The entity of a row that is bound anywhere in the tool, empty if there is none."""
        for _, scope in walk(self.tool.steps, start(self.environment, self.tool)):
            found = scope.lookup(row)
            if found is not None and found.kind == "row":
                return found.entity
        return ""


class DropRequire(StepOperator):
    """A rule is not checked."""

    name = "drop_require"

    def edits(self, step: Step, context: Context) -> Iterator[Steps]:  # noqa: ARG002
        """No step at all."""
        if isinstance(step, RequireStep):
            yield ()


class WeakenComparison(StepOperator):
    """`<` becomes `<=`, `>` becomes `>=`, and the other way round."""

    name = "weaken_comparison"

    def edits(self, step: Step, context: Context) -> Iterator[Steps]:  # noqa: ARG002
        """One comparison of a rule, predicate or filter changed."""
        if isinstance(step, RequireStep):
            for text in _compared(step.require.that):
                yield (RequireStep(require=step.require.model_copy(update={"that": text})),)
        if isinstance(step, SearchStep):
            for field in ("where", "given"):
                for texts in _one_changed(getattr(step.search, field), _compared):
                    yield (SearchStep(search=step.search.model_copy(update={field: texts})),)


class SkipWrite(StepOperator):
    """An update or delete does not happen."""

    name = "skip_write"

    def edits(self, step: Step, context: Context) -> Iterator[Steps]:  # noqa: ARG002
        """No step at all."""
        if isinstance(step, UpdateStep | DeleteStep):
            yield ()


class DropColumn(StepOperator):
    """An update leaves out one of its columns."""

    name = "drop_column"

    def edits(self, step: Step, context: Context) -> Iterator[Steps]:  # noqa: ARG002
        """The update without one column."""
        if not isinstance(step, UpdateStep) or len(step.update.set) + len(step.update.given) < 2:
            return
        for column in step.update.set:
            left = {name: text for name, text in step.update.set.items() if name != column}
            yield (UpdateStep(update=step.update.model_copy(update={"set": left})),)
        for column in step.update.given:
            rest = tuple(name for name in step.update.given if name != column)
            yield (UpdateStep(update=step.update.model_copy(update={"given": rest})),)


class WrongColumn(StepOperator):
    """A value lands in another column of the same kind."""

    name = "wrong_column"

    def edits(self, step: Step, context: Context) -> Iterator[Steps]:
        """An update of another column, or an insert with two values swapped."""
        if isinstance(step, UpdateStep):
            entity = step.update.entity or context.entity_of(step.update.row or "")
            for one, other in _alike(context.environment, entity, step.update.set):
                if other not in step.update.set:
                    moved = {other if name == one else name: text for name, text in step.update.set.items()}
                    yield (UpdateStep(update=step.update.model_copy(update={"set": moved})),)
        if isinstance(step, InsertStep):
            values = step.insert.set
            for one, other in _alike(context.environment, step.insert.entity, values):
                if other in values and one < other and values[one] != values[other]:
                    swapped = {**values, one: values[other], other: values[one]}
                    yield (InsertStep(insert=step.insert.model_copy(update={"set": swapped})),)


class WrongRow(StepOperator):
    """The other rows of the entity are written instead of the one that was meant."""

    name = "wrong_row"

    def edits(self, step: Step, context: Context) -> Iterator[Steps]:
        """The update of every row but the right one."""
        if not isinstance(step, UpdateStep) or step.update.row is None or not step.update.set:
            return
        entity = context.entity_of(step.update.row)
        key = context.environment.entities[entity].key if entity else None
        if key is not None:
            where = (f"other_row.{key.column} != {step.update.row}.{key.column}",)
            yield (UpdateStep(update=Update(entity=entity, as_="other_row", where=where, set=step.update.set)),)


class IgnoreFilter(StepOperator):
    """A search takes no notice of one of its predicates."""

    name = "ignore_filter"

    def edits(self, step: Step, context: Context) -> Iterator[Steps]:  # noqa: ARG002
        """The search without one of them."""
        if isinstance(step, SearchStep):
            for field in ("where", "given"):
                texts = getattr(step.search, field)
                for left in (texts[:index] + texts[index + 1 :] for index in range(len(texts))):
                    yield (SearchStep(search=step.search.model_copy(update={field: left})),)


class FlipOrder(StepOperator):
    """A search runs backwards in its first column."""

    name = "flip_order"

    def edits(self, step: Step, context: Context) -> Iterator[Steps]:  # noqa: ARG002
        """The search in the other direction."""
        if isinstance(step, SearchStep) and isinstance(step.search.order, tuple) and step.search.order:
            first, *rest = step.search.order
            flipped = (first[1:] if first.startswith("-") else f"-{first.lstrip('+')}", *rest)
            yield (SearchStep(search=step.search.model_copy(update={"order": flipped})),)


class WrongFault(StepOperator):
    """A rule answers with another of the tool's fault codes."""

    name = "wrong_fault"

    def edits(self, step: Step, context: Context) -> Iterator[Steps]:
        """The rule with the next code of the tool."""
        codes = [item.require.else_ for item in context.tool.steps if isinstance(item, RequireStep)]
        if isinstance(step, RequireStep) and len(set(codes)) > 1:
            other = next(code for code in codes if code != step.require.else_)
            yield (RequireStep(require=step.require.model_copy(update={"else_": other})),)


class FirstOnly(StepOperator):
    """An `each` stops after the first element."""

    name = "first_only"

    def edits(self, step: Step, context: Context) -> Iterator[Steps]:  # noqa: ARG002
        """The loop over a list of one."""
        if isinstance(step, EachStep) and path(parse(step.each.of)) is not None:
            yield (EachStep(each=step.each.model_copy(update={"of": f"{step.each.of}[0:1]"})),)


class AlwaysThen(StepOperator):
    """An `if` without an else does not look at its condition."""

    name = "always_then"

    def edits(self, step: Step, context: Context) -> Iterator[Steps]:  # noqa: ARG002
        """The block itself."""
        if isinstance(step, IfStep) and not step.if_.else_:
            yield step.if_.then


class DropUnique(Operator):
    """What must occur once may occur twice."""

    name = "drop_unique"

    def mutate(self, environment: Environment) -> Iterator[Mutant]:
        """Each entity without one of its unique sets."""
        for name, entity in environment.entities.items():
            for index, unique in enumerate(entity.unique):
                left = entity.unique[:index] + entity.unique[index + 1 :]
                changed = _with_entity(environment, name, entity.model_copy(update={"unique": left}))
                yield Mutant(self.name, "", f"{name}: {', '.join(unique.columns)}", changed)


class ForgetCascade(Operator):
    """Deleting a row takes rows with it that should have refused the deletion."""

    name = "forget_refusal"

    def mutate(self, environment: Environment) -> Iterator[Mutant]:
        """Each reference that refuses, made to cascade."""
        for name, entity in environment.entities.items():
            for column_name, column in entity.columns.items():
                if isinstance(column, ReferenceColumn) and column.on_delete == "refuse":
                    loose = column.model_copy(update={"on_delete": "cascade", "fault": None})
                    columns = {**entity.columns, column_name: loose}
                    changed = _with_entity(environment, name, entity.model_copy(update={"columns": columns}))
                    yield Mutant(self.name, "", f"{name}.{column_name}", changed)


OPERATORS: tuple[Operator, ...] = (
    DropRequire(),
    WeakenComparison(),
    SkipWrite(),
    DropColumn(),
    WrongColumn(),
    WrongRow(),
    IgnoreFilter(),
    FlipOrder(),
    WrongFault(),
    FirstOnly(),
    AlwaysThen(),
    DropUnique(),
    ForgetCascade(),
)


def mutants(environment: Environment, operators: Sequence[Operator] = OPERATORS) -> Iterator[Mutant]:
    """Every mutant of an environment, by operator."""
    for operator in operators:
        yield from operator.mutate(environment)


@dataclass(frozen=True)
class _Spot:
    """One step, and the tool's steps with something else in its place (None if a block would be left empty)."""

    where: str
    step: Step
    put: Callable[[Steps], Steps | None]


def _spots(steps: Steps) -> Iterator[_Spot]:
    for index, step in enumerate(steps):
        put = _replacing(steps, index)
        where = f"step {index + 1} ({tag_of(step)})"
        yield _Spot(where, step, put)
        for name, block, rebuilt in _blocks(step):
            for inner in _spots(block):
                nested = _nested(inner.put, rebuilt, put)
                yield _Spot(f"{where}, {name} {inner.where.removeprefix('step ')}", inner.step, nested)


def _replacing(steps: Steps, index: int) -> Callable[[Steps], Steps | None]:
    return lambda new: (steps[:index] + new + steps[index + 1 :]) or None


def _nested(
    inner: Callable[[Steps], Steps | None], rebuilt: Callable[[Steps], Step], outer: Callable[[Steps], Steps | None]
) -> Callable[[Steps], Steps | None]:
    def put(new: Steps) -> Steps | None:
        block = inner(new)
        return None if block is None else outer((rebuilt(block),))

    return put


def _blocks(step: Step) -> Iterator[tuple[str, Steps, Callable[[Steps], Step]]]:
    if isinstance(step, EachStep):
        each: Each = step.each
        yield "do", each.do, lambda block: EachStep(each=each.model_copy(update={"do": block}))
    if isinstance(step, IfStep):
        test: If = step.if_
        yield "then", test.then, lambda block: IfStep(if_=test.model_copy(update={"then": block}))
        yield "else", test.else_, lambda block: IfStep(if_=test.model_copy(update={"else_": block}))


def _with_steps(environment: Environment, tool: str, steps: Steps) -> Environment:
    changed = environment.tools[tool].model_copy(update={"steps": steps})
    return environment.model_copy(update={"tools": {**environment.tools, tool: changed}})


def _with_entity(environment: Environment, name: str, entity: Entity) -> Environment:
    return environment.model_copy(update={"entities": {**environment.entities, name: entity}})


_SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}


def _compared(text: str) -> Iterator[str]:
    """The expression with one of its comparisons a little stronger or weaker."""
    for index in range(len(_comparisons(ast.parse(text, mode="eval")))):
        tree = ast.parse(text, mode="eval")
        node = _comparisons(tree)[index]
        node.ops = [_SWAPPED[type(node.ops[0])]()]
        yield ast.unparse(tree)


def _comparisons(tree: ast.AST) -> list[ast.Compare]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Compare) and type(node.ops[0]) in _SWAPPED]


def _one_changed(texts: tuple[str, ...], change: Callable[[str], Iterator[str]]) -> Iterator[tuple[str, ...]]:
    for index, text in enumerate(texts):
        for new in change(text):
            yield (*texts[:index], new, *texts[index + 1 :])


def _alike(environment: Environment, entity: str, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of a written column and another column of the entity that takes the same values."""
    if not entity:
        return
    columns = {name: column_of(environment, entity, name) for name in environment.entities[entity].columns}
    for one in names:
        for other, kind in columns.items():
            found = columns.get(one)
            if other != one and found is not None and kind is not None and assignable(found, kind):
                yield one, other
