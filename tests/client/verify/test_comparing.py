import json

import pytest

from client.answers import Answer
from client.verify.cases import Expected
from client.verify.comparing import first_difference, identical, mismatch


def answer(data: object, is_error: bool = False) -> Answer:
    structured = data if isinstance(data, dict) and not is_error else None
    return Answer(is_error, structured, (json.dumps(data),))


def fault(code: str, message: str = "No.", **details: object) -> Answer:
    return answer({"error": code, "message": message, "details": details}, is_error=True)


FOUND = Expected("success", "", result={"bike": {"id": "B1", "price": 12.5}})
MISSED = Expected("fault", "", fault="bike_not_found", message="No.", details={"bike_id": "B9"})
REFUSED = Expected("invalid", "", names="docks")


@pytest.mark.parametrize(
    ("expected", "observed"),
    [
        (FOUND, answer({"bike": {"id": "B1", "price": 12.5}})),
        (MISSED, fault("bike_not_found", bike_id="B9")),
        (REFUSED, fault("invalid_argument", "docks must be an integer.", parameter="docks")),
    ],
)
def test_what_was_expected_is_no_mismatch(expected: Expected, observed: Answer) -> None:
    assert mismatch(expected, observed) == ""


@pytest.mark.parametrize(
    ("expected", "observed", "what"),
    [
        (FOUND, answer({"bike": {"id": "B1", "price": 12}}), "bike.price: expected 12.5, got 12"),
        (FOUND, answer({"bike": {"price": 12.5, "id": "B1"}}), 'bike: expected ["id", "price"], got ["price", "id"]'),
        (FOUND, fault("bike_not_found"), "expected a result, got error"),
        (FOUND, Answer.none("JSON-RPC error -32603: broken"), "expected a result, got JSON-RPC error -32603"),
        (MISSED, answer({"bike": None}), "expected bike_not_found, got a result"),
        (MISSED, fault("rider_not_found"), "expected bike_not_found, got error"),
        (MISSED, fault("bike_not_found", bike_id="B8"), 'details.bike_id: expected "B9", got "B8"'),
        (MISSED, fault("bike_not_found", "Nein.", bike_id="B9"), 'message: expected "No.", got "Nein."'),
        (REFUSED, answer({}), "expected invalid_argument, got {}"),
        (REFUSED, fault("internal_error"), "expected invalid_argument, got error"),
        (REFUSED, fault("invalid_argument", "Something is wrong."), "does not name 'docks'"),
        (Expected("broken", "", message="NOT NULL"), answer({}), "breaks a rule that no fault guards: NOT NULL"),
    ],
)
def test_a_mismatch_says_where_and_what(expected: Expected, observed: Answer, what: str) -> None:
    assert what in mismatch(expected, observed)


def test_kinds_of_number_and_the_order_of_members_count() -> None:
    assert identical({"a": [1, 2.0]}, {"a": [1, 2.0]})
    assert not identical(1, 1.0)
    assert not identical(1, True)
    assert not identical({"a": 1, "b": 2}, {"b": 2, "a": 1})


def test_the_first_difference_is_named_by_its_path() -> None:
    left = {"bikes": [{"id": 1}, {"id": 2}], "next_cursor": None}
    right = {"bikes": [{"id": 1}, {"id": "2"}], "next_cursor": None}
    assert first_difference(left, right) == 'bikes[1].id: expected 2, got "2"'
    assert first_difference(left, {**left, "bikes": []}).startswith("bikes: expected [")
    assert first_difference(left, left) == ""
