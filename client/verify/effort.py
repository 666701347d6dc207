"""How much a verification tries. What makes something new happen in a tool's steps is tried in any case."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """What is tried for each tool, whether it is new or not, and how much is looked at for something new."""

    values: int
    """How many values of one argument are tried alone at each end of those that are worth it: the most usual ones, and
    what its schema ends at."""
    pairs: int
    """How many pairs of optional arguments are tried side by side."""
    equal: int
    """How many pairs of arguments get one value."""
    crossings: int
    """In how many calls several values of an argument stand beside several of another."""
    drawn: int
    """How many argument lists are drawn by chance."""
    novel: int
    """How many of those are kept that only give a result unlike the others."""
    worlds: int
    """How many worlds of a kind are looked at, each with a little changed."""
    alike: bool
    """Whether cases are kept that have others like them in the same tool."""
    walk: int
    """How many calls a random walk has."""
    everywhere: bool
    """Whether every tool gets every kind of hostile argument, not every kind some tool."""


FULL = Effort(
    values=3, pairs=10, equal=60, crossings=400, drawn=40, novel=4, worlds=40, alike=True, walk=200, everywhere=True
)
QUICK = Effort(
    values=1, pairs=0, equal=20, crossings=0, drawn=24, novel=0, worlds=0, alike=False, walk=100, everywhere=False
)
