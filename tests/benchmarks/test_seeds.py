"""The checks of start states see what they are for, and leave alone what is good."""

from typing import Any

import pytest

from servers.farm.state import Row, RowKey, State
from tests.benchmarks.seeds_defects import defects
from tests.generator.seed.conftest import of

CLOCK = "2026-03-02T09:00:00Z"
MOMENT = "2026-01-{:02d}T10:00:00Z"

BAD: list[tuple[str, str, dict[str, Any], list[Any]]] = [
    ("never_varies", "mood", {"kind": "text"}, ["calm"] * 8),
    ("says_nothing", "mood", {"kind": "text"}, ["standard", "custom", "basic", "manual"] * 2),
    ("says_nothing", "mood", {"kind": "text"}, ["B4", "A1", "C7", "D2"] * 2),
    ("holds_a_place", "title", {"kind": "text"}, ["Lorem ipsum", *"abcdefg"]),
    ("has_another_form", "email", {"kind": "text"}, ["Maya Haddad", *(f"{name}@mail.example" for name in "abcdefg")]),
    ("is_cut", "country", {"kind": "text", "max_length": 2}, ["It", "Si", "Un", "Ja", "Ge", "Fr", "Po", "Sp"]),
    ("speaks_of_errors_as_people_do", "error_message", {"kind": "text"}, ["Thanks, that was it.", *"abcdefg"]),
    ("comes_before_it_was_made", "updated_at", {"kind": "datetime"}, ["2026-03-03T10:00:00Z"] * 8),
    ("is_mostly_gone", "deleted_at", {"kind": "datetime"}, [MOMENT.format(day) for day in range(1, 9)]),
    ("is_mostly_gone", "status", {"kind": "enum", "values": ["open", "done", "failed"]}, ["failed"] * 6 + ["open"] * 2),
    ("is_mostly_missing", "mood", {"kind": "text", "nullable": True}, [None] * 7 + ["calm"]),
    ("lists_tags", "markets", {"kind": "list"}, [("urgent",), ("home",)] * 4),
    ("is_beyond_belief", "vat_percentage", {"kind": "number"}, [float(5 * place) for place in range(8)]),
    ("does_not_add_up", "tax_amount", {"kind": "integer"}, [900] + [1] * 7),
]


def found(name: str, column: dict[str, Any], values: list[Any]) -> set[str]:
    """The defects of one column of eight rows, beside the columns `total` and `label`."""
    kinds = {"total": {"kind": "integer"}, "label": {"kind": "text"}}
    environment = of({"thing": {"columns": {**kinds, name: column}}})
    rows: dict[RowKey, Row] = {
        (f"TH-{place:03d}",): {
            "thing_id": f"TH-{place:03d}",
            "total": 10 + place,
            "label": f"Thing of {place}",
            name: value,
        }
        for place, value in enumerate(values)
    }
    counted = defects(environment, State(CLOCK, {"thing": rows}))
    return {defect for defect, count in counted.items() if count}


@pytest.mark.parametrize(("defect", "name", "column", "values"), BAD)
def test_a_defect_is_seen(defect: str, name: str, column: dict[str, Any], values: list[Any]) -> None:
    assert defect in found(name, column, values)


def test_good_columns_have_none() -> None:
    assert found("email", {"kind": "text"}, [f"{name}@mail.example" for name in "abcdefgh"]) == set()
    assert found("vat_percentage", {"kind": "number"}, [0.0, 7.0, 19.0, 21.0] * 2) == set()
    assert found("tax_amount", {"kind": "integer"}, [1, 2, 3, 4, 1, 2, 3, 4]) == set()


def test_two_entities_with_one_list_are_seen() -> None:
    environment = of({name: {"columns": {"title": {"kind": "text"}}} for name in ("task", "duty")})
    titles = [f"Call the {name}" for name in ("baker", "mayor", "school", "garage", "dentist", "choir")]
    rows: dict[str, dict[RowKey, Row]] = {
        name: {(f"{place}",): {f"{name}_id": f"{place}", "title": title} for place, title in enumerate(titles)}
        for name in ("task", "duty")
    }
    assert defects(environment, State(CLOCK, rows))["shares_its_list"] == 1
