"""Bugs in loops and branches."""

from collections.abc import Iterator

from client.mutation.operator import Edit, Spot, StepOperator, changed
from servers.farm.expressions import parse, path
from servers.farm.model import CollectStep, EachStep, If, IfStep


class FirstOnly(StepOperator):
    """An `each` stops after the first element."""

    name = "first_only"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The loop over a list of one."""
        if isinstance(spot.step, EachStep) and path(parse(spot.step.each.of)) is not None:
            yield "", (changed(spot.step, {"of": f"{spot.step.each.of}[0:1]"}),)


class SkipLast(StepOperator):
    """An `each` leaves out the last element."""

    name = "skip_last"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The loop over all but one."""
        if isinstance(spot.step, EachStep) and path(parse(spot.step.each.of)) is not None:
            yield "", (changed(spot.step, {"of": f"{spot.step.each.of}[0:-1]"}),)


class AlwaysThen(StepOperator):
    """An `if` does not look at its condition."""

    name = "always_then"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The first block itself."""
        if isinstance(spot.step, IfStep):
            yield "", spot.step.if_.then


class NeverThen(StepOperator):
    """The block of an `if` is never done."""

    name = "never_then"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The other block, which may be none."""
        if isinstance(spot.step, IfStep):
            yield "", spot.step.if_.else_


class SwapBranches(StepOperator):
    """An `if` does what it should do in the other case."""

    name = "swap_branches"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The opposite condition."""
        if isinstance(spot.step, IfStep):
            yield "", (changed(spot.step, {"that": f"not ({spot.step.if_.that})"}),)


class SkipCollect(StepOperator):
    """Nothing is appended to a list."""

    name = "skip_collect"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The step under a condition that never holds, so that the list is there all the same."""
        if isinstance(spot.step, CollectStep):
            yield "", (IfStep(if_=If(that="1 == 2", then=(spot.step,))),)
