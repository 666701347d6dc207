from itertools import product
from statistics import mean

from hypothesis import given
from hypothesis import strategies as st

from client.mutation.choices import Choices, Path, probes, runs

SIZES = st.lists(st.integers(1, 3), min_size=1, max_size=4)


def walked(choices: Choices, sizes: list[int]) -> tuple[int, ...]:
    """A run that asks for so many options each time, and for one more after it has taken the first one."""
    found = [choices.pick(range(size)) for size in sizes]
    return (*found, choices.pick(["a", "b"]) == "b") if found[0] == 0 else tuple(found)


def leaves(sizes: list[int]) -> list[tuple[int, ...]]:
    found = product(*(range(size) for size in sizes))
    return [leaf for item in found for leaf in ([(*item, False), (*item, True)] if item[0] == 0 else [item])]


@given(SIZES)
def test_runs_come_to_every_leaf_once_and_in_order(sizes: list[int]) -> None:
    assert [walked(path, sizes) for path in runs()] == leaves(sizes)


@given(SIZES)
def test_the_next_of_the_last_path_is_none(sizes: list[int]) -> None:
    path = Path([size - 1 for size in sizes if size > 1])
    walked(path, sizes)
    assert path.next() is None or sizes[0] == 1


def test_probes_estimate_how_many_leaves_there_are() -> None:
    sizes, seen = [2, 3, 1, 3], []
    for probe in probes(20_000, "leaves"):
        walked(probe, sizes)
        probe.pick([None, 1, 2])
        seen.append(probe.leaves)
    assert abs(mean(seen) / (3 * len(leaves(sizes))) - 1) < 0.05


def test_every_other_probe_leaves_out_most_that_may_be_left_out() -> None:
    left_out = [probe.pick([1, 2, None]) is None for probe in probes(1_000, "sparse")]
    assert sum(left_out[1::2]) > 400 > 2 * sum(left_out[::2])


def test_equal_seeds_give_equal_probes() -> None:
    first, second = ([walked(probe, [3, 3, 3]) for probe in probes(20, "same")] for _ in range(2))
    assert first == second
