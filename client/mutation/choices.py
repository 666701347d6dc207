"""Walking a tree of choices without building it: a run asks for choices one after another, and is run again.

Every run that meets the same choices in the same way must ask for the same ones: then `runs` visits each leaf of the
tree once, in order, and `probes` a few of them by chance, each with an estimate of how many leaves there are.
"""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Protocol, TypeVar

Option = TypeVar("Option")


class Choices(Protocol):
    """Where a run gets its decisions from."""

    def pick(self, options: Sequence[Option]) -> Option:
        """One of the options, of which there is at least one."""


class Path:
    """One way through the tree: it takes what is decided, and beyond it the first option."""

    def __init__(self, decided: Sequence[int] = ()) -> None:
        self._decided = decided
        self.taken: list[tuple[int, int]] = []
        """Which option was taken, of how many."""

    def pick(self, options: Sequence[Option]) -> Option:
        """The decided option, else the first. A choice of one is none."""
        if len(options) == 1:
            return options[0]
        index = self._decided[len(self.taken)] if len(self.taken) < len(self._decided) else 0
        self.taken.append((index, len(options)))
        return options[index]

    def next(self) -> "Path | None":
        """The way to the next leaf: the last choice that has options left takes its next one."""
        for place in range(len(self.taken) - 1, -1, -1):
            index, size = self.taken[place]
            if index + 1 < size:
                return Path([*(taken for taken, _ in self.taken[:place]), index + 1])
        return None


def runs() -> Iterator[Path]:
    """A path to each leaf, in order. Each has to be walked before the next is asked for."""
    path: Path | None = Path()
    while path is not None:
        yield path
        path = path.next()


class Probe:
    """A way through the tree by chance. `leaves` estimates how many the tree has (Knuth 1975): its mean is exact."""

    def __init__(self, random: Random, sparse: float = 0) -> None:
        """`sparse` is how often None is taken at once where it is among the options."""
        self._random, self._sparse = random, sparse
        self.leaves = 1.0

    def pick(self, options: Sequence[Option]) -> Option:
        """One of the options, but for None each as likely as the others."""
        at_once = self._sparse if None in options else 0
        taken = options.index(None) if self._random.random() < at_once else self._random.randrange(len(options))
        chance = (1 - at_once) / len(options) + (at_once if options[taken] is None else 0)
        self.leaves /= chance
        return options[taken]


def probes(number: int, seed: str) -> Iterator[Probe]:
    """So many paths by chance; the same seed gives the same ones.

    Every other one takes None for most that may be None: a filter that is given often leaves nothing to look at.
    """
    random = Random(seed)  # noqa: S311 - reproducible
    for turn in range(number):
        yield Probe(random, SPARSE if turn % 2 else 0)


SPARSE = 0.8
"""How often a sparse probe takes None at once."""
