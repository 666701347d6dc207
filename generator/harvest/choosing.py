"""Which documents are explored first, and which environments are taken. Pure: the same facts, the same choice.

Documents: each vendor's most promising one before anybody's second, and within such a round one of each domain in turn.

Environments: the best one next, again and again, where the best has most value for its neighbourhood,

    value / ((1 + taken of its vendor) · √(1 + taken of its domain))

unless it is nearly one that is taken already, its vendor has its share, or it is a cloud vendor's and they have theirs.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt

from generator.harvest.candidates import Candidate, Surveyed, likeness
from generator.harvest.vendors import CLOUDS

ALIKE = 0.8
"""Environments of which more than this share of entity and tool names is the same count once."""
VENDOR_SHARE, CLOUD_SHARE = 0.05, 0.5

NEAR = "nearly the same as one that was taken"
VENDOR_FULL = "its vendor has its share of the farm"
CLOUD_FULL = "cloud vendors have their share of the farm"
NOT_NEEDED = "not needed: there are enough without it"
NOT_EXPLORED = "not explored: there are enough without it"


def in_order(documents: Iterable[Surveyed]) -> list[Surveyed]:
    """The documents in the order in which they are explored."""
    rounds: list[tuple[int, Surveyed]] = []
    of_vendor: Counter[str] = Counter()
    for document in sorted(documents, key=_promise):
        rounds.append((of_vendor[document.vendor], document))
        of_vendor[document.vendor] += 1
    turns: list[tuple[int, int, Surveyed]] = []
    of_domain: Counter[tuple[int, str]] = Counter()
    for turn, document in rounds:
        turns.append((turn, of_domain[turn, document.domain], document))
        of_domain[turn, document.domain] += 1
    return [item for _, _, item in sorted(turns, key=lambda item: (*item[:2], _promise(item[2])))]


def _promise(document: Surveyed) -> tuple[float, int, str]:
    """The more promising first; of those that promise as much, the smaller."""
    return -document.worth, document.reads + document.writes, document.source


@dataclass(frozen=True, slots=True)
class Shares:
    """What part of a farm a vendor, and all cloud vendors, may have."""

    vendor: float = VENDOR_SHARE
    cloud: float = CLOUD_SHARE


@dataclass(frozen=True, slots=True)
class Limits:
    """How many a vendor, and all cloud vendors, may have of a farm of so many."""

    count: int
    vendor: int
    cloud: int


def limits(count: int, vendors: Iterable[str], shares: Shares) -> Limits:
    """What shares mean for a farm of `count` from these vendors: where there are so few that their shares make no
    whole farm, each has an even one; where all are cloud vendors, that is no reason to have none."""
    known = set(vendors)
    even = -(-count // max(1, len(known)))
    return Limits(
        count, max(1, int(shares.vendor * count), even), count if known <= CLOUDS else int(shares.cloud * count)
    )


@dataclass(slots=True)
class Choice:
    """What was taken, in this order, and why each other one was not."""

    taken: list[Candidate] = field(default_factory=list)
    left: dict[tuple[str, int], str] = field(default_factory=dict)


def choose(candidates: Sequence[Candidate], kept: Sequence[Candidate], allowed: Limits) -> Choice:
    """Those that are `kept`, and as many of the others as there is room for, the best first."""
    taken = _Taken(allowed)
    for one in kept:
        taken.add(one)
    choice = Choice(list(kept))
    known = {one.key for one in kept}
    for one in taken.best(one for one in candidates if one.key not in known):
        why = taken.why_not(one)
        if why:
            choice.left[one.key] = why
            continue
        taken.add(one)
        choice.taken.append(one)
    return choice


def fair(verified: Sequence[Candidate], vendors: Iterable[str], shares: Shares, count: int) -> list[Candidate]:
    """Those of a farm that became smaller than the `count` that was wished: shares are of what there is."""
    known, kept = set(vendors), list(verified)
    while len(kept) < count:
        count = len(kept)
        kept = choose(kept, (), limits(count, known, shares)).taken
    return kept


class _Taken:
    """What is taken so far."""

    def __init__(self, allowed: Limits) -> None:
        self._allowed, self._all = allowed, list[Candidate]()
        self._vendors, self._domains = Counter[str](), Counter[str]()
        self._having: dict[str, list[int]] = {}

    def add(self, one: Candidate) -> None:
        for name in one.names:
            self._having.setdefault(name, []).append(len(self._all))
        self._all.append(one)
        self._vendors[one.vendor] += 1
        self._domains[one.domain] += 1

    def why_not(self, one: Candidate) -> str:
        """Why one cannot be taken; "" if it can."""
        if len(self._all) >= self._allowed.count:
            return NOT_NEEDED
        if self._is_near(one):
            return NEAR
        if self._vendors[one.vendor] >= self._allowed.vendor:
            return VENDOR_FULL
        if one.vendor in CLOUDS and self._clouds() >= self._allowed.cloud:
            return CLOUD_FULL
        return ""

    def best(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """Each one once, the best first as things stand. What is taken makes others worth less, never more, so that
        only the first need be asked again."""
        heap = [(self._rank(one), one) for one in candidates]
        heapq.heapify(heap)
        while heap:
            _, one = heapq.heappop(heap)
            now = self._rank(one)
            if heap and now > heap[0][0]:
                heapq.heappush(heap, (now, one))
            else:
                yield one

    def _rank(self, one: Candidate) -> tuple[float, tuple[str, int]]:
        worth = one.value / ((1 + self._vendors[one.vendor]) * sqrt(1 + self._domains[one.domain]))
        return -worth, one.key

    def _is_near(self, one: Candidate) -> bool:
        shared = Counter(number for name in one.names for number in self._having.get(name, ()))
        near = (number for number, count in shared.items() if count > ALIKE * len(one.names))
        return any(likeness(one, self._all[number]) > ALIKE for number in near)

    def _clouds(self) -> int:
        return sum(count for vendor, count in self._vendors.items() if vendor in CLOUDS)
