"""How far down the items of a layered drawing's columns stand: near what they are linked with, and never too close."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from generator.pages.ordering import Columns, Lane, Lanes, neighbours

ROUNDS = 16

Middles = dict[Lane, float]


def settled(columns: Columns, lanes: Lanes, height: Callable[[Lane], int], apart: int) -> Middles:
    """The middle of every item; items of a column keep their order and are at least `apart` pixels from each other."""
    before, after = neighbours(lanes)
    middles: Middles = {}
    for column in columns:
        middles.update(_spread([0.0] * len(column), column, height, apart))
    for turn in range(ROUNDS):
        numbers = range(len(columns)) if turn % 2 == 0 else range(len(columns) - 1, -1, -1)
        for number in numbers:
            column = columns[number]
            wanted = [_wanted(item, middles, before, after, turn) for item in column]
            middles.update(_spread(wanted, column, height, apart))
    return middles


def _wanted(
    item: Lane,
    middles: Middles,
    before: Mapping[Lane, Sequence[Lane]],
    after: Mapping[Lane, Sequence[Lane]],
    turn: int,
) -> float:
    """Where an item would like to be: with those before it, then with those after it, at last with both."""
    both = turn >= ROUNDS - 4
    linked = [
        *(before.get(item, ()) if both or turn % 2 == 0 else ()),
        *(after.get(item, ()) if both or turn % 2 else ()),
    ]
    return sum(middles[other] for other in linked) / len(linked) if linked else middles[item]


def _spread(wanted: Sequence[float], column: Sequence[Lane], height: Callable[[Lane], int], apart: int) -> Middles:
    """The places next to the wanted ones, by least squares, that keep order and distance (pool adjacent violators)."""
    offsets = [0.0]
    for upper, lower in pairwise(column):
        offsets.append(offsets[-1] + (height(upper) + height(lower)) / 2 + apart)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        pools.append((want - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (first, above), (second, below) = pools[-2:]
            pools[-2:] = [((first * above + second * below) / (above + below), above + below)]
    flat = [mean for mean, count in pools for _ in range(count)]
    return {item: mean + offset for item, mean, offset in zip(column, flat, offsets, strict=True)}
