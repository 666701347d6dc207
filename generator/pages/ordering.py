"""The order of boxes and lanes in the columns of a layered drawing, so that few edges cross."""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence

Lane = tuple[str, int]
"""A box, or the lane of an edge, and its column."""
Lanes = Sequence[tuple[Lane, Lane]]
"""Pieces of edges, each from one column to the next."""
Ranks = Mapping[str, int]
Columns = list[list[Lane]]
SWEEPS = 24


def ordered(boxes: Sequence[Lane], lanes: Lanes) -> Columns:
    """The columns from left to right, each from top to bottom: the best of some sweeps in both directions."""
    columns = _first(boxes, lanes)
    best, fewest = [list(column) for column in columns], crossings(columns, lanes)
    before, after = neighbours(lanes)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        numbers = range(1, len(columns)) if forth else range(len(columns) - 2, -1, -1)
        for number in numbers:
            _sort(columns, number, number - 1 if forth else number + 1, before if forth else after)
        found = crossings(columns, lanes)
        if found < fewest:
            best, fewest = [list(column) for column in columns], found
    return best


def neighbours(lanes: Lanes) -> tuple[dict[Lane, list[Lane]], dict[Lane, list[Lane]]]:
    """What stands before and after each item."""
    before: dict[Lane, list[Lane]] = {}
    after: dict[Lane, list[Lane]] = {}
    for left, right in lanes:
        before.setdefault(right, []).append(left)
        after.setdefault(left, []).append(right)
    return before, after


def crossings(columns: Columns, lanes: Lanes) -> int:
    """How many pairs of pieces cross."""
    place = {item: number for column in columns for number, item in enumerate(column)}
    total = 0
    for number in range(len(columns) - 1):
        pieces = sorted((place[left], place[right]) for left, right in lanes if left[1] == number)
        seen: list[int] = []
        for _, right in pieces:
            total += len(seen) - bisect_right(seen, right)
            insort(seen, right)
    return total


def _first(boxes: Sequence[Lane], lanes: Lanes) -> Columns:
    """Boxes and lanes in the order in which they are given."""
    items = dict.fromkeys([*boxes, *(item for pair in lanes for item in pair)])
    columns: Columns = [[] for _ in range(max(number for _, number in items) + 1)]
    for item in items:
        columns[item[1]].append(item)
    return columns


def _sort(columns: Columns, number: int, fixed: int, linked: Mapping[Lane, Sequence[Lane]]) -> None:
    """Sort a column by the mean place of what its items are linked with in the fixed one."""
    place = {item: index for index, item in enumerate(columns[fixed])}
    mean = {item: float(index) for index, item in enumerate(columns[number])}
    for item in columns[number]:
        if places := [place[other] for other in linked.get(item, ())]:
            mean[item] = sum(places) / len(places)
    columns[number].sort(key=mean.__getitem__)
