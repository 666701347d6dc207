"""The measurement of the corpus: what it counts, and (marked) the corpus itself, emitted but not verified."""

from collections import Counter
from pathlib import Path

import pytest

from generator.description import Operation

from .corpus import LIST, Expected, Measured, figures, listed, measure, problems, table
from .corpus_one import path_crud

GOOD = {"name": "shop", "verified": True, "accepts_unknown_parameter": 0, "failures": []}
BAD = {
    "name": "shop",
    "verified": False,
    "accepts_unknown_parameter": 1,
    "failures": ["[fault] buy: nothing happens"],
    "tools": 3,
    "tools_succeeded": 2,
    "faults": 5,
    "faults_provoked": 5,
}


def good(name: str) -> Measured:
    return Measured(
        name, cpu=1.0, operations=10, used=9, path_crud=8, path_crud_used=6, environments=["shop"], sizes=[9], tools=9,
        writing_tools=4, faults=6, servers=[GOOD],
    )  # fmt: skip


def missed(measured: list[Measured], chosen: list[Expected]) -> list[str]:
    return [one.name for one in figures(measured, chosen, verified=True) if not one.holds]


def test_the_corpus_has_fifty_ids_of_seven_areas_and_four_to_refuse() -> None:
    known = listed(LIST.read_text(encoding="utf-8"))
    assert len({item.id for item in known}) == len(known) == 50
    assert len(Counter(item.area for item in known)) == 7
    refused = {"googleapis.com/places", "transavia.com", "tfl.gov.uk", "art19.com"}
    assert {item.id for item in known if item.refused} == refused


def test_path_crud_is_judged_by_paths_and_methods_alone() -> None:
    calls = {
        "GET /orders": True,
        "POST /orders": True,
        "DELETE /orders": False,
        "GET /orders/{id}": True,
        "PATCH /orders/{id}": True,
        "DELETE /orders/{id}": True,
        "POST /orders/{id}/cancel": False,
        "POST /orders/{id}:refund": False,
        "GET /orders/{id}/settings": True,
        "PUT /orders/{id}/settings": True,
        "GET /orders/{id}/lines": True,
        "DELETE /orders/{id}/lines/{line}": True,
        "POST /estimate": False,
    }
    operations = [Operation(id=call, method=call.split()[0], path=call.split()[1]) for call in calls]
    assert {item.id for item in path_crud(operations)} == {call for call, counts in calls.items() if counts}


def test_all_figures_hold_for_a_corpus_that_is_good() -> None:
    chosen = [Expected("a", f"api{number}", False) for number in range(36)] + [Expected("a", "closed", True)]
    measured = [good(item.id) for item in chosen[:-1]] + [Measured("closed", refused="not stateful")]
    assert missed(measured, chosen) == []
    assert "0.75" in table(measured)


def test_each_figure_is_missed_by_what_it_is_about() -> None:
    chosen = [Expected("a", "closed", True)]
    bad = Measured(
        "closed", cpu=9.0, operations=10, used=1, path_crud=8, path_crud_used=1, environments=["shop"], sizes=[3],
        tools=3, writing_tools=2, faults=1, servers=[BAD], accepts_unknown_key=["shop.buy(id)"], broken=["shop: no"],
    )  # fmt: skip
    everything = [one.name for one in figures([bad], chosen, verified=True)]
    gone = Measured("gone", crash="status 1", path_crud=8)
    assert missed([bad, gone], chosen) == everything
    told = problems([bad])
    assert "closed: shop is not verified (2/3 tools, 5/5 faults)" in told
    assert "[fault] buy: nothing happens" in told
    assert "closed: not 6 to 40 tools: shop has 3" in told
    assert "accepts an unknown key: shop.buy(id)" in told


@pytest.mark.corpus
def test_the_development_corpus_meets_its_figures_before_verification(tmp_path: Path) -> None:
    chosen = listed(LIST.read_text(encoding="utf-8"))
    measured = measure(chosen, tmp_path, "none")
    print("\n" + table(measured) + "\n" + problems(measured))
    assert [one for one in figures(measured, chosen, verified=False) if not one.holds] == []
