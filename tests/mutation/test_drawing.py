from collections import Counter
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from client.mutation.drawing import drawn


@dataclass(frozen=True)
class Bug:
    operator: str
    number: int


COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 9), min_size=1)


def bugs(counts: dict[str, int]) -> list[Bug]:
    return [Bug(name, number) for name, count in counts.items() for number in range(count)]


@given(COUNTS, st.integers(0, 99))
def test_every_bug_comes_once(counts: dict[str, int], seed: int) -> None:
    found = list(drawn(bugs(counts), seed))
    assert sorted(found, key=repr) == sorted(bugs(counts), key=repr)


@given(COUNTS, st.integers(0, 99), st.integers(1, 40))
def test_any_beginning_is_even_over_the_operators(counts: dict[str, int], seed: int, most: int) -> None:
    taken = Counter(bug.operator for bug in list(drawn(bugs(counts), seed))[:most])
    unexhausted = [taken[name] for name, count in counts.items() if taken[name] < count]
    assert not unexhausted or max(taken.values()) - min(unexhausted) <= 1


@given(COUNTS, st.integers(0, 99))
def test_the_same_seed_gives_the_same_order(counts: dict[str, int], seed: int) -> None:
    assert list(drawn(bugs(counts), seed)) == list(drawn(bugs(counts), seed))


def test_another_seed_gives_another_choice() -> None:
    many = bugs({"a": 40, "b": 40})
    assert list(drawn(many, 1))[:20] != list(drawn(many, 2))[:20]
