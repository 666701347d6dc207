"""Steps as statements: each test is one tool over the bike hire, and the body that is written for it."""

import ast
from typing import Any

import pytest
import yaml

from generator.emit import EmitError
from generator.emit.formatting import formatted
from generator.emit.service import service
from servers.farm.model import from_data
from tests.generator.emit import golden

Steps = list[dict[str, Any]]
BIKE: dict[str, Any] = {"find": {"entity": "bike", "key": "bike_id", "else": "bike_not_found"}}
DONE = {"return": {"bike_id": "bike.bike_id"}}


def source(steps: Steps, parameters: dict[str, Any] | None = None, **changes: Any) -> str:
    """The formatted service of the bike hire with the tool `act` alone."""
    data = yaml.safe_load(golden.SOURCES["bikes"].read_text(encoding="utf-8"))
    tool = {"title": "Act", "description": "Act.", "parameters": parameters or {"bike_id": "text"}, "steps": steps}
    return formatted("service.py", service(from_data(data | changes | {"tools": {"act": tool}})))


def body(steps: Steps, parameters: dict[str, Any] | None = None, name: str = "act", **changes: Any) -> str:
    """The statements of a function, without its docstring."""
    text = source(steps, parameters, **changes)
    found = next(one for one in ast.parse(text).body if isinstance(one, ast.FunctionDef) and one.name == name)
    lines = text.splitlines()[found.body[1].lineno - 1 : found.end_lineno]
    return "\n".join(line.removeprefix("    ") for line in lines)


def test_a_row_that_is_only_looked_for_gets_no_name() -> None:
    assert body([BIKE, {"return": {"bike_id": "bike_id"}}]).startswith(
        'if db.find(Bike, bike_id) is None:\n    fail("bike_not_found", bike_id=bike_id)\n'
    )


def test_a_find_by_other_columns_asks_whether_there_is_one() -> None:
    find = {"entity": "bike", "where": ["bike.status == 'rented'"], "order": ["bike_id"], "else": "bike_not_found"}
    written = body([{"find": find}, {"return": {"bike_id": "bike_id"}}])
    assert written.startswith("if not db.query(Bike).where(\"status = 'rented'\").exists():\n")


def test_a_find_of_the_whole_key_is_a_find_by_key() -> None:
    find = {"entity": "bike", "where": ["bike_id == bike.bike_id"], "else": "bike_not_found"}
    assert body([{"find": find}, DONE]).startswith("bike = db.find(Bike, bike_id) or fail(")


def test_a_find_that_may_miss_gives_none() -> None:
    steps = [{"find": BIKE["find"] | {"else": "none"}}, {"return": {"found": "bike is not None"}}]
    assert body(steps) == 'bike = db.find(Bike, bike_id)\nreturn {"found": bike is not None}'


def test_a_find_without_a_fault_is_known_to_succeed() -> None:
    rental = {"find": {"entity": "rental", "key": "bike_id", "else": "rental_not_found"}}
    steps = [rental, {"find": {"entity": "bike", "key": "rental.bike_id"}}, DONE]
    assert "bike = db.get(Bike, rental.bike_id)\n" in body(steps)


def test_a_find_that_inserts_reads_like_a_default() -> None:
    made = {"insert": {"name": "text", "email": "text"}}
    find = {"find": {"entity": "rider", "where": ["rider.email == text"], "else": made}}
    written = body([find, {"return": {"rider_id": "rider.rider_id"}}], {"text": "text"})
    assert written.startswith(
        'rider = db.query(Rider).where("email = ?", text).first()\nif rider is None:\n    rider = '
    )


def test_the_key_at_the_end_of_an_order_is_left_to_the_runtime() -> None:
    search = {"entity": "bike", "as": "bikes", "order": ["-slot", "bike_id"]}
    written = body([{"search": search}, {"return": {"bikes": {"rows": "bikes", "view": "summary"}}}])
    assert written.startswith('bikes = db.query(Bike).all("-slot")\n')


def test_what_python_can_decide_about_a_filter_is_an_if() -> None:
    search = {
        "entity": "bike", "as": "bikes",
        "where": [
            "flag or bike.slot > 0",
            "{'all': True, 'free': bike.status == 'available', 'none': False}[kind]",
        ],
    }  # fmt: skip
    parameters = {"flag": "boolean", "kind": "enum all|free|none"}
    written = body([{"search": search}, {"return": {"bikes": {"rows": "bikes", "view": "summary"}}}], parameters)
    assert written.splitlines()[:7] == [
        "query = db.query(Bike)",
        "if not flag:",
        '    query.where("slot > 0")',
        'if kind == "free":',
        "    query.where(\"status = 'available'\")",
        'if kind == "none":',
        '    query.where("FALSE")',
    ]


def test_an_if_alone_in_an_if_joins_its_test() -> None:
    inner = {"if": {"that": "flag or bike.slot > 1", "then": [{"update": {"row": "bike", "set": {"model": "'x'"}}}]}}
    outer = {"if": {"that": "bike.weight is not None", "then": [inner]}}
    written = body([BIKE, outer, DONE], {"bike_id": "text", "flag": "boolean"})
    assert 'if bike.weight is not None and (flag or bike.slot > 1):\n    db.update(bike, model="x")' in written


def test_an_if_alone_in_an_else_is_an_elif() -> None:
    update = {"update": {"row": "bike", "set": {"model": "'x'"}}}
    inner = {"if": {"that": "bike.slot > 1", "then": [update], "else": [update]}}
    written = body([BIKE, {"if": {"that": "flag", "then": [update], "else": [inner]}}, DONE], _FLAG)
    assert [line for line in written.splitlines() if not line.startswith(" ")][1:-1] == [
        "if flag:", "elif bike.slot > 1:", "else:",
    ]  # fmt: skip


_FLAG = {"bike_id": "text", "flag": "boolean"}


def test_one_name_of_two_kinds_of_rows_becomes_two_variables() -> None:
    then: Steps = [{"find": {"entity": "bike", "as": "thing", "key": "bike_id", "else": "bike_not_found"}}]
    then += [{"update": {"row": "thing", "set": {"model": "'x'"}}}]
    other: Steps = [{"find": {"entity": "rider", "as": "thing", "key": "bike_id", "else": "rider_not_found"}}]
    other += [{"update": {"row": "thing", "set": {"name": "'x'"}}}]
    written = body([{"if": {"that": "flag", "then": then, "else": other}}, {"return": {"flag": "flag"}}], _FLAG)
    assert "thing = db.find(Bike, bike_id)" in written
    assert "thing_2 = db.find(Rider, bike_id)" in written


def test_a_loop_whose_element_nobody_reads_says_so() -> None:
    longer = {"update": {"row": "bike", "set": {"model": "bike.model + '!'"}}}
    loop = {"each": {"of": "texts", "as": "word", "do": [longer]}}
    assert "for _word in texts:" in body([BIKE, loop, DONE], {"bike_id": "text", "texts": "list text"})


def test_a_patch_is_put_together_before_anything_is_read() -> None:
    written = body(
        [BIKE, {"update": {"row": "bike", "given": ["model"], "set": {"serial": "'new'"}}}, DONE],
        {"bike_id": "text", "model": "text or none"},
    )
    assert written.splitlines()[0] == "changes = given(None, model=model)"
    assert 'db.update(bike, **changes, serial="new")' in written


def test_a_patch_that_always_has_something_is_never_empty() -> None:
    written = body([BIKE, {"update": {"row": "bike", "given": ["model"]}}, DONE], {"bike_id": "text", "model": "text"})
    assert "if not changes" not in written


def test_rows_that_would_go_along_are_asked_too() -> None:
    data = yaml.safe_load(golden.SOURCES["bikes"].read_text(encoding="utf-8"))
    station = data["entities"]["bike"]["columns"]["station_id"]
    station |= {"on_delete": "cascade"}
    del station["fault"]
    find = {"find": {"entity": "station", "as": "bike", "key": "station_id", "else": "station_not_found"}}
    steps = [find, {"delete": {"row": "bike"}}, {"return": {"station_id": "station_id"}}]
    written = body(steps, {"station_id": "text"}, entities=data["entities"])
    assert (
        'for child_bike in db.query(Bike).where("station_id = ?", bike.station_id).all():\n'
        "    check_bike_unused(db, child_bike)\n"
        "db.delete(bike)\n"
    ) in written
    guard = body(steps, {"station_id": "text"}, "check_bike_unused", entities=data["entities"])
    assert guard.startswith(
        'if db.query(Rental).where("bike_id = ?", bike.bike_id).exists():\n    fail("bike_has_rentals"'
    )


def test_rows_that_would_go_along_in_a_circle_are_asked_once() -> None:
    data = yaml.safe_load(golden.SOURCES["bikes"].read_text(encoding="utf-8"))
    data["entities"]["bike"]["columns"]["beside_id"] = {
        "kind": "reference",
        "to": "bike",
        "nullable": True,
        "on_delete": "cascade",
    }
    steps = [BIKE, {"delete": {"row": "bike"}}, {"return": {"bike_id": "bike_id"}}]
    asked = body(steps, {"bike_id": "text"}, "check_bike_unused", entities=data["entities"])
    assert (
        'for child_bike in db.query(Bike).where("beside_id = ?", bike.bike_id).all():\n'
        "    if child_bike not in (bike, *above):\n"
        "        check_bike_unused(db, child_bike, (bike, *above))"
    ) in asked


def test_a_long_loop_becomes_a_function() -> None:
    moves = [{"update": {"row": "bike", "set": {"model": f"'{number}'"}}} for number in range(26)]
    loop = {"each": {"of": "texts", "as": "word", "do": [BIKE, *moves, {"collect": {"into": "seen", "value": "word"}}]}}
    parameters = {"bike_id": "text", "texts": "list text"}
    steps: Steps = [loop, {"return": {"seen": "seen"}}]
    assert body(steps, parameters) == (
        'seen: list[str] = []\nfor word in texts:\n    _act_word(db, bike_id, seen, word)\nreturn {"seen": seen}'
    )
    assert "def _act_word(db: Database, bike_id: str, seen: list[str], word: str) -> None:" in source(steps, parameters)
    assert body(steps, parameters, "_act_word").endswith("seen.append(word)")


def test_a_long_loop_that_knows_something_is_not_none_stays() -> None:
    moves = [{"update": {"row": "bike", "set": {"model": f"note + '{number}'"}}} for number in range(26)]
    loop = {"each": {"of": "texts", "as": "word", "do": [BIKE, *moves, {"collect": {"into": "seen", "value": "word"}}]}}
    parameters = {"bike_id": "text", "texts": "list text", "note": "text or none"}
    known = {"require": {"that": "note is not None", "else": "bike_rented"}}
    assert "def _act_word" not in source([known, loop, {"return": {"seen": "seen"}}], parameters)


FIRST: dict[str, Any] = {"find": {"entity": "bike", "where": ["bike.slot > 0"], "order": ["slot"], "else": "none"}}


@pytest.mark.parametrize("swapped", [False, True], ids=["first", "second"])
def test_a_row_that_may_be_missing_in_one_branch_has_one_variable_afterwards(swapped: bool) -> None:
    then, other = ([BIKE], [FIRST]) if swapped else ([FIRST], [BIKE])
    last = {"return": {"model": "bike.model if bike is not None else None"}}
    found = body([{"if": {"that": "flag", "then": then, "else": other}}, last], {"flag": "boolean", "bike_id": "text"})
    copied = "bike_2: Bike | None = bike" if swapped else "bike = bike_2"
    assert f"    {copied}\n" in found
    used = "bike_2" if swapped else "bike"
    assert found.endswith(f'return {{"model": {used}.model if {used} is not None else None}}')


def test_a_row_found_or_made_in_one_of_two_branches_is_never_none_in_between() -> None:
    values = {"model": "'x'", "price_per_hour": "money(1)", "slot": "1"}
    made = {"find": {"entity": "bike", "where": ["bike.model == 'x'"], "order": ["slot"], "else": {"insert": values}}}
    steps: Steps = [{"if": {"that": "flag", "then": [BIKE], "else": [made]}}, {"return": {"model": "bike.model"}}]
    found = body(steps, {"flag": "boolean", "bike_id": "text"})
    assert 'bike = db.query(Bike).where("model = \'x\'").first("slot") or db.insert(' in found
    assert "is None" not in found


def test_a_column_computed_over_its_own_entity_gets_the_database() -> None:
    data = yaml.safe_load(golden.SOURCES["bikes"].read_text(encoding="utf-8"))["entities"]
    data["bike"]["columns"]["same"] = {"computed": "count(o for o in bike if o.model == bike.model)"}
    assert "bike_same(db, bike)" in body([BIKE, {"return": {"same": "bike.same"}}], entities=data)


def test_the_total_of_a_group_keeps_the_decimals_of_its_money() -> None:
    data = yaml.safe_load(golden.SOURCES["bikes"].read_text(encoding="utf-8"))["entities"]
    data["bike"]["columns"]["price_per_hour"]["scale"] = 3
    group = {"by": ["model"], "select": {"sum": "total(bike.price_per_hour)"}}
    search = {"search": {"entity": "bike", "as": "sums", "group": group}}
    found = body([search, {"return": {"sums": "sums"}}], {"x": "text"}, entities=data)
    assert "money(total(bike.price_per_hour for bike in rows), 3)" in found


def test_a_message_that_names_what_is_not_known_gets_none() -> None:
    steps = [{"require": {"that": "flag", "else": "rental_ended"}}, {"return": {"flag": "flag"}}]
    assert 'fail("rental_ended", rental_id=None)' in body(steps, {"flag": "boolean"})


def test_a_grouped_search_that_pages_is_refused() -> None:
    search = {
        "entity": "rental", "as": "bikes", "page": {"size": 3},
        "group": {"by": ["bike_id"], "select": {"rentals": "count()"}},
    }  # fmt: skip
    with pytest.raises(EmitError, match="tool 'act': a grouped search cannot page"):
        body([{"search": search}, {"return": {"bikes": "bikes"}}])
