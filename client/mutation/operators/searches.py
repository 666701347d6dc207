"""Bugs in searches and other selections of rows: a filter that is ignored, a wrong order, rows of other people."""

import ast
from collections.abc import Iterator

from client.mutation.mutant import Mutant
from client.mutation.operator import Edit, Operator, Spot, StepOperator, changed
from client.mutation.operators.orders import flipped
from client.mutation.slots import slots
from servers.farm.expressions import names, parse
from servers.farm.model import Delete, DeleteStep, Environment, OrderChoices, Search, SearchStep, Update, UpdateStep


def _about_actor(text: str) -> bool:
    return "actor" in names(parse(text))


class IgnoreFilter(StepOperator):
    """A search, or a write of many rows, takes no notice of one of its predicates."""

    name = "ignore_filter"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The step without one of them."""
        selection = _selection(spot)
        for field in ("where", "given"):
            texts: tuple[str, ...] = getattr(selection, field, ())
            for index, text in enumerate(texts):
                if not _about_actor(text):
                    yield text, (changed(spot.step, {field: texts[:index] + texts[index + 1 :]}),)


def _selection(spot: Spot) -> Search | Update | Delete | None:
    match spot.step:
        case SearchStep(search=search):
            return search
        case UpdateStep(update=update):
            return update
        case DeleteStep(delete=delete):
            return delete
        case _:
            return None


class IgnoreActor(Operator):
    """Nobody asks whose row it is: rows of others are seen or written."""

    name = "ignore_actor"

    def mutate(self, environment: Environment) -> Iterator[Mutant]:
        """Each condition about the actor, made true."""
        for slot in slots(environment):
            if slot.role in ("require", "where", "given", "condition") and _about_actor(slot.text):
                for text in _without_actor(slot.text):
                    yield Mutant(self.name, slot.tool, f"{slot.where}: {text}", slot.put(text))


def _without_actor(text: str) -> Iterator[str]:
    """The condition without the operand that is about the actor; `1 == 1` if it is all about them."""
    tree = ast.parse(text, mode="eval").body
    if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And):
        left = [operand for operand in tree.values if not _about_actor(ast.unparse(operand))]
        if left:
            yield ast.unparse(left[0] if len(left) == 1 else ast.BoolOp(ast.And(), left))
            return
    yield "1 == 1"


class FlipOrder(StepOperator):
    """A search runs backwards in its first column."""

    name = "flip_order"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The search in the other direction, for each choice of order if there are several."""
        order = spot.step.search.order if isinstance(spot.step, SearchStep) else ()
        if isinstance(order, OrderChoices):
            for value, columns in order.choices.items():
                if columns:
                    choices = {**order.choices, value: flipped(columns)}
                    yield value, (changed(spot.step, {"order": order.model_copy(update={"choices": choices})}),)
        elif order:
            yield "", (changed(spot.step, {"order": flipped(order)}),)
