from client.matching import match
from client.records import ChangeRecord, ExpectedChange, Matcher


def insert(key: str, **row: object) -> ChangeRecord:
    return ChangeRecord.model_validate(
        {"environment": "shop", "entity": "order", "op": "insert", "key": [key], "after": {"order_id": key, **row}}
    )


def expected(gold: str, **values: object) -> ExpectedChange:
    matchers = {name: Matcher.model_validate({"kind": "equals", "value": value}) for name, value in values.items()}
    key = {"order_id": Matcher(kind="generated", value=gold)}
    return ExpectedChange(environment="shop", entity="order", op="insert", values={**key, **matchers})


def test_inserted_rows_match_whatever_keys_were_generated() -> None:
    found = match(
        [expected("O1", title="a"), expected("O2", title="b")], [insert("O9", title="b"), insert("O8", title="a")]
    )
    assert (found.count, found.rest) == (2, ())


def test_a_row_that_nothing_explains_is_left_over() -> None:
    stray = insert("O3", title="c")
    assert match([expected("O1", title="a")], [insert("O1", title="a"), stray]).rest == (stray,)


def test_a_wrong_value_does_not_match() -> None:
    assert match([expected("O1", title="a")], [insert("O1", title="z")]).count == 0


def test_generated_keys_are_renamed_consistently() -> None:
    def line(key: str, order: str) -> ChangeRecord:
        row = {"line_id": key, "order_id": order}
        return ChangeRecord(environment="shop", entity="line", op="insert", key=[key], after=row)

    wanted = ExpectedChange(
        environment="shop",
        entity="line",
        op="insert",
        values={"line_id": Matcher(kind="generated", value="L1"), "order_id": Matcher(kind="generated", value="O1")},
    )
    orders = [expected("O1", title="a"), expected("O2", title="b")]
    right = [insert("O5", title="a"), insert("O6", title="b"), line("L7", "O5")]
    wrong = [insert("O5", title="a"), insert("O6", title="b"), line("L7", "O6")]
    assert match([*orders, wanted], right).count == 3
    assert match([*orders, wanted], wrong).count == 2


def test_equal_rows_match_one_to_one() -> None:
    found = match([expected("O1", title="a")], [insert("O1", title="a"), insert("O2", title="a")])
    assert (found.count, len(found.rest)) == (1, 1)


def test_an_update_that_changes_another_column_too_does_not_match() -> None:
    wanted = ExpectedChange(
        environment="shop", entity="order", op="update", key=["O1"], values={"title": Matcher(kind="equals", value="b")}
    )
    before, after = {"order_id": "O1", "title": "a", "note": None}, {"order_id": "O1", "title": "b", "note": None}
    change = ChangeRecord(environment="shop", entity="order", op="update", key=["O1"], before=before, after=after)
    other = change.model_copy(update={"after": {**after, "note": "x"}})
    assert match([wanted], [change]).count == 1
    assert match([wanted], [other]).count == 0
