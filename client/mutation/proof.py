"""Equivalence of mutants, proved with the interpreter in every small world (MODEL.md §4).

A mutant is equivalent if no call in any small world tells it from the original: not by its result, its fault with
message and details, nor by the state afterwards, bookkeeping included. A small world has two rows an entity, three
where a tool looks at three of them at once, and three values a column besides None, more where it meets more constants
(`small`, `pools`, `crowd`); its keys differ, its references lead somewhere, and it breaks no unique set and no declared
invariant, since a world that does is none that a service can be in.

Nothing is proved, and the mutant counts as a survivor, beyond `LIMIT` worlds (calls are counted with them), where a
tool looks at more rows at once, where it never succeeds, and where small worlds are too small for what was changed: the
versions never did anything different, not even with all that they share out of their way (`bare`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from client.mutation.bare import bared
from client.mutation.changes import changed_tools, same_meaning
from client.mutation.hunt import Difference, Hunt
from client.mutation.implied import only_drops_what_requires_keep
from client.mutation.mutant import Mutant
from client.mutation.stillness import only_moves_values
from servers.farm.model import Environment

__all__ = ["LIMIT", "Difference", "Verdict", "difference_witness", "equivalent"]

LIMIT = 100_000
"""How many worlds and calls are looked at, for one mutant."""
_PROBES = 400
"""How many worlds are drawn by chance before all are gone through: most differences are seen there."""
_HOPELESS = 2
"""How many times the limit the probes' estimate has to be for a proof not to be tried; they underestimate."""
_MORE_PROBES = 4_000
"""How many worlds are drawn where there is no proof, for a difference all the same."""


@dataclass(frozen=True)
class Verdict:
    """Whether a mutant is equivalent, and why or why not. `worlds` is how many were looked at."""

    equivalent: bool
    why: str
    worlds: int
    difference: Difference | None = None


def equivalent(original: Environment, mutant: Mutant, limit: int = LIMIT) -> Verdict:
    """Whether no small world tells a mutant from the original. The same arguments give the same verdict."""
    if same_meaning(original, mutant.environment):
        return Verdict(True, "it says the same", 0)
    if only_drops_what_requires_keep(original, mutant.environment):
        return Verdict(True, "requires refuse it before the unique set is asked", 0)
    try:
        tools = changed_tools(original, mutant.environment)
    except ValueError as reason:
        return Verdict(False, f"not proved: {reason}", 0)
    if not tools:
        return Verdict(True, "no tool reads or writes what was changed", 0)
    hunts = [Hunt(original, mutant.environment, tool) for tool in tools]
    found = _first(hunts, limit)
    seen = sum(hunt.worlds for hunt in hunts)
    if found is not None:
        return Verdict(False, found if isinstance(found, str) else str(found), seen, _as_difference(found))
    if not _can_tell(original, mutant.environment, hunts):
        return Verdict(False, "not proved: small worlds are too small for what was changed", seen)
    return Verdict(True, f"no difference in any of {seen} small worlds of {', '.join(tools)}", seen)


def difference_witness(original: Environment, mutant: Mutant) -> Difference | None:
    """A small world and a call in it that tell a mutant from the original, None if none was found."""
    return equivalent(original, mutant).difference


def _as_difference(found: Difference | str) -> Difference | None:
    return found if isinstance(found, Difference) else None


def _first(hunts: Sequence[Hunt], limit: int) -> Difference | str | None:
    """The first difference, or why there is no proof; None where there is one."""
    for hunt in hunts:
        if (found := hunt.probe(min(_PROBES, limit))) is not None:
            return found
    left, reason = limit, ""
    for hunt in hunts:
        difference, why = _searched(hunt, left)
        left -= hunt.worlds
        if difference is not None:
            return difference
        reason = reason or why
    return reason or None


def _searched(hunt: Hunt, limit: int) -> tuple[Difference | None, str]:
    """A difference in all small worlds of a tool, or why there is no proof that there is none."""
    if hunt.crowded:
        return hunt.probe(
            min(_MORE_PROBES, limit)
        ), f"not proved: {hunt.tool} looks at many rows of {hunt.crowded} at once"
    if hunt.leaves > _HOPELESS * limit:
        many = f"not proved: {hunt.tool} has about {hunt.leaves:.0e} small worlds"
        return hunt.probe(min(_MORE_PROBES, limit)), many
    found, whole = hunt.all(limit)
    if found is None and not whole:
        return None, f"not proved: {hunt.tool} has more than {limit} small worlds"
    return found, "" if hunt.succeeded else f"not proved: {hunt.tool} succeeds in no small world"


def _can_tell(original: Environment, mutant: Environment, hunts: Sequence[Hunt]) -> bool:
    """Whether small worlds are big enough for the change to do anything at all."""
    if any(hunt.acted or only_moves_values(original, mutant, hunt.tool) for hunt in hunts):
        return True
    pairs = ((*pair, hunt.tool) for hunt in hunts for pair in bared(original, mutant, hunt.tool))
    return any(Hunt(*pair).sees(_PROBES) for pair in pairs)
