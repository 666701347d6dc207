"""The measurement's own sums: tables, figures, and the twenty environments that it is about."""

import pytest

from client.mutation.result import Fate, Judged
from tests.at_hand import FOLDERS

from .corpus import LIST, listed
from .mutation import EXPLORED, Run, committed, figures, mechanics_of, report


def run(seed: int, operator: str, killed: int, survived: int, equivalent: int = 0) -> Run:
    """A run with so many mutants of each fate."""
    counts: dict[Fate, int] = {"killed": killed, "survived": survived, "equivalent": equivalent}
    fates = [fate for fate, count in counts.items() for _ in range(count)]
    judged = tuple(Judged(operator, "lend", f"step {number}", fate, "why") for number, fate in enumerate(fates))
    return Run("library", "behaviour", seed, judged, 90.0)


def test_twenty_committed_environments_cover_every_mechanic_that_is_at_work_in_any() -> None:
    drawn = committed()
    assert len(drawn) == len(set(drawn)) == 20
    assert set().union(*map(mechanics_of, drawn)) == set().union(*map(mechanics_of, FOLDERS))
    assert set(EXPLORED) <= {item.id for item in listed(LIST.read_text(encoding="utf-8")) if not item.refused}


def test_figures_that_hold_hold() -> None:
    assert all(one.holds for one in figures([run(1, "skip_write", 96, 4), run(2, "skip_write", 100, 0, 5)]))


@pytest.mark.parametrize(
    ("runs", "missed"),
    [
        ([run(1, "skip_write", 94, 6)], "behaviour, seed 1: score"),
        ([run(1, "skip_write", 900, 0), run(1, "first_only", 8, 2)], "behaviour, seed 1: worst operator"),
        ([run(2, "skip_write", 94, 0, 6)], "behaviour, seed 2: equivalent"),
        ([run(1, "skip_write", 100, 0)] * 21, "behaviour, seed 1: minutes"),
    ],
)
def test_a_figure_that_is_missed_is_named(runs: list[Run], missed: str) -> None:
    assert [one.name for one in figures(runs) if not one.holds] == [missed]


def test_the_report_has_a_cell_for_each_seed_and_names_survivors_with_the_reason() -> None:
    told = report([run(1, "skip_write", 2, 1), run(2, "skip_write", 3, 0, 1)])
    assert "| library | 2 / 3, 0.6667 | 3 / 3 (+1 equivalent), 1.0000 |" in told
    assert "- library, skip_write, lend: `step 2`: why" in told
