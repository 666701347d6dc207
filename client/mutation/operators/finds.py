"""Bugs in finds: another row than the one that was meant, or none."""

from collections.abc import Iterator

from client.mutation.operator import Edit, Spot, StepOperator, changed
from client.mutation.operators.orders import flipped
from servers.farm import flow, scopes
from servers.farm.expressions import Name, parse
from servers.farm.mentions import mentioned, own_row
from servers.farm.model import NONE, FindStep, Insert, InsertElse, InsertStep, Step
from servers.farm.types import assignable


class MissAsNone(StepOperator):
    """A row that is not there is no fault."""

    name = "miss_as_none"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The find that goes on without a row."""
        if isinstance(spot.step, FindStep) and isinstance(spot.step.find.else_, str) and spot.step.find.else_ != NONE:
            yield "", (changed(spot.step, {"else_": NONE}),)


class NeverInsert(StepOperator):
    """A row that should be made when it is not there is not made."""

    name = "never_insert"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The find that goes on without a row."""
        if isinstance(spot.step, FindStep) and isinstance(spot.step.find.else_, InsertElse):
            yield "", (changed(spot.step, {"else_": NONE}),)


class AlwaysInsert(StepOperator):
    """A row is made although it is there."""

    name = "always_insert"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The insert without the find."""
        if isinstance(spot.step, FindStep) and isinstance(spot.step.find.else_, InsertElse):
            find, made = spot.step.find, spot.step.find.else_.insert
            yield "", (InsertStep(insert=Insert(entity=find.entity, as_=find.name, set=made)),)


class DropPredicate(StepOperator):
    """A find takes no notice of one of its predicates."""

    name = "drop_predicate"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The find without one of several."""
        where = spot.step.find.where if isinstance(spot.step, FindStep) else ()
        for index in range(len(where) if len(where) > 1 else 0):
            yield where[index], (changed(spot.step, {"where": where[:index] + where[index + 1 :]}),)


class TakeLast(StepOperator):
    """Of several rows the last one is taken."""

    name = "take_last"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The find in the other direction, unless nobody asks which row it is."""
        if isinstance(spot.step, FindStep) and spot.step.find.order and _is_asked_for(spot, spot.step.find.name):
            yield "", (changed(spot.step, {"order": flipped(spot.step.find.order)}),)


class WrongKey(StepOperator):
    """A row is looked up by another of the tool's parameters."""

    name = "wrong_key"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The find by the next parameter that could be meant."""
        if not isinstance(spot.step, FindStep) or spot.step.find.key is None:
            return
        used, names = parse(spot.step.find.key), list(spot.tool.parameters)
        own = spot.scope.lookup(used.id) if isinstance(used, Name) else None
        if own is None or not isinstance(used, Name):
            return
        for name in names:
            other = spot.scope.lookup(name)
            if name != used.id and other is not None and assignable(other.plain(), own.plain()):
                yield name, (changed(spot.step, {"key": name}),)
                return


def _is_asked_for(spot: Spot, row: str) -> bool:
    """Whether a later step mentions the row that a find binds: under another name it would be missed."""
    steps = spot.put((changed(spot.step, {"as_": "nobody"}),))
    walked = flow.walk(steps, scopes.start(spot.environment, spot.tool))
    return any(row in _asked_of_others(step) and scope.lookup(row) is None for step, scope in walked)


def _asked_of_others(step: Step) -> frozenset[str]:
    """What a step mentions beside the row that its own predicates are about, as they call it or did before."""
    return mentioned(step) - frozenset(own_row(step) or ())
