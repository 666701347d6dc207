"""Bugs in rules: not checked, the wrong way round, answered with the wrong code."""

from collections.abc import Iterator

from client.mutation.operator import Edit, Spot, StepOperator, changed, spots
from servers.farm.model import NONE, FindStep, RequireStep, Step


class DropRequire(StepOperator):
    """A rule is not checked."""

    name = "drop_require"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """No step at all."""
        if isinstance(spot.step, RequireStep):
            yield "", ()


class NegateRequire(StepOperator):
    """A rule refuses what it should let pass, and the other way round."""

    name = "negate_require"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The opposite rule."""
        if isinstance(spot.step, RequireStep):
            yield "", (changed(spot.step, {"that": f"not ({spot.step.require.that})"}),)


class WrongFault(StepOperator):
    """A rule or a miss is answered with another of the tool's fault codes."""

    name = "wrong_fault"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The step with the next code of the tool."""
        own = _code(spot.step)
        if own is None:
            return
        codes = list(dict.fromkeys(code for one in spots(spot.environment, spot.tool) if (code := _code(one.step))))
        if len(codes) > 1:
            other = codes[(codes.index(own) + 1) % len(codes)]
            yield other, (changed(spot.step, {"else_": other}),)


def _code(step: Step) -> str | None:
    """The fault that a step itself answers with, if it does."""
    if isinstance(step, RequireStep):
        return step.require.else_
    found = step.find.else_ if isinstance(step, FindStep) else None
    return found if isinstance(found, str) and found != NONE else None
