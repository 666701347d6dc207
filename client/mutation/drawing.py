"""Which mutants are tried: as many of each kind as there are, as far as a number goes."""

from collections.abc import Iterable, Iterator
from random import Random
from typing import Protocol, TypeVar


class Bug(Protocol):
    """Something that one operator made."""

    @property
    def operator(self) -> str:
        """The name of the operator."""


B = TypeVar("B", bound=Bug)


def drawn(bugs: Iterable[B], seed: int) -> Iterator[B]:
    """All of them, one of each operator in turn, until those with few are used up; the same seed, the same order.

    A prefix of any length is drawn evenly: no operator has two more than another that had more to give.
    """
    kinds: dict[str, list[B]] = {}
    for bug in bugs:
        kinds.setdefault(bug.operator, []).append(bug)
    for name, found in kinds.items():
        Random(f"{seed}/{name}").shuffle(found)  # noqa: S311 - reproducible
    names = sorted(kinds)
    Random(seed).shuffle(names)  # noqa: S311
    for turn in range(max(map(len, kinds.values()), default=0)):
        yield from (kinds[name][turn] for name in names if turn < len(kinds[name]))
