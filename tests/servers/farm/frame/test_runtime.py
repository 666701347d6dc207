"""Calls on a world: one transaction each, faults that leave no trace, a state that can be copied and compared."""

import json
import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from .conftest import EXAMPLE, Load, assemble

LEND = ("lend_copy", {"copy_id": "CP-00001", "member_id": "MB-0005"})


@pytest.fixture
def world(library: ModuleType) -> Iterator[Any]:
    with closing(library.SERVICE.open()) as opened:
        yield opened


def error_of(result: Any) -> Any:
    assert result.is_error
    assert result.structured is None
    return json.loads(result.text)


def test_a_result_is_compact_json_and_the_same_as_an_object(world: Any) -> None:
    result = world.call("get_book", {"book_id": "BK-0005"})
    assert result.text.startswith('{"book":{"book_id":"BK-0005","isbn":"9780000000059","title":"Étude in Winter",')
    assert '"subtitle":null,"year":2019,"price":16.5,"tags":["fiction","music"]' in result.text
    assert result.structured == json.loads(result.text)
    assert not result.is_error


def test_a_fault_says_code_message_and_details(world: Any) -> None:
    assert error_of(world.call("get_book", {"book_id": "BK-9"})) == {
        "error": "book_not_found",
        "message": "There is no book BK-9; list_books shows what there is.",
        "details": {"book_id": "BK-9"},
    }


def test_an_unknown_tool_and_an_unknown_argument_are_answered_with_a_suggestion(world: Any) -> None:
    assert error_of(world.call("get_bok"))["message"].endswith("did you mean get_book?")
    assert "did you mean book_id" in error_of(world.call("get_book", {"bookid": "BK-0001"}))["message"]


def test_only_a_writing_call_that_succeeds_advances_the_clock(world: Any) -> None:
    lent = world.call(*LEND)
    assert lent.structured["loan"]["lent_at"] == "2026-03-02T09:00:00Z"
    world.call("list_books")
    world.call(*LEND)
    added = world.call("add_book", {"isbn": "9780000000134", "title": "T", "year": 2000, "price": 1})
    assert added.structured["book"]["added_at"] == "2026-03-02T09:01:00Z"


def test_an_unexpected_failure_is_undone_logged_and_not_told(
    library: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(db: Any, /) -> Mapping[str, object]:
        library.register_member(db, name="Zoe", email="zoe@example.org")
        raise RuntimeError("secret /path")

    tools = {**library.SERVICE.tools, "delete_book": library.Tool(lambda db, /, book_id: broken(db))}
    with closing(replace(library.SERVICE, tools=tools).open()) as world:
        before = world.snapshot()
        with caplog.at_level(logging.ERROR):
            error = error_of(world.call("delete_book", {"book_id": "BK-0001"}))
        assert world.snapshot() == before
    assert error["error"] == "internal_error"
    assert "secret" not in str(error)
    assert "secret" in caplog.text


def test_a_fault_that_nobody_declared_is_an_internal_error(
    library: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(replace(library.SERVICE, faults={}).open()) as world:
        assert error_of(world.call("get_book", {"book_id": "BK-9"}))["error"] == "internal_error"
    assert "book_not_found" in caplog.text


def test_a_fault_shows_only_what_its_message_names(library: ModuleType) -> None:
    faults = {**library.FAULTS, "email_taken": "{email} is taken, {other} too."}
    with closing(replace(library.SERVICE, faults=faults).open()) as world:
        error = error_of(world.call("register_member", {"name": "A", "email": "ana.reyes@example.org"}))
    assert error["message"] == "ana.reyes@example.org is taken, None too."
    assert error["details"] == {"email": "ana.reyes@example.org", "other": None}


def test_a_column_cannot_be_given_and_cleared_at_once(world: Any, library: ModuleType) -> None:
    error = error_of(world.call("update_book", {"book_id": "BK-0002", "subtitle": "S", "clear": ["subtitle"]}))
    assert error["message"] == "clear names subtitle, which is also given; send one of the two."
    assert library.given(["b", "from"], a=1, b=None, from_=None) == {"a": 1, "b": None, "from_": None}


def test_parallel_lists_must_be_equally_long(world: Any) -> None:
    error = error_of(
        world.call("add_copies", {"book_id": "BK-1", "copies_branch_id": ["BR-1", "BR-2"], "copies_status": ["lent"]})
    )
    assert error["message"].endswith("the same number of elements; found copies_branch_id 2, copies_status 1.")


@pytest.mark.parametrize(
    ("stored", "shown"), [(10**400, 1), (1, float("inf")), (1, float("nan")), (1, Decimal("1e999999")), (2**63, 1)]
)
def test_a_number_that_json_or_sqlite_cannot_hold_is_an_argument_error(
    library: ModuleType, stored: int, shown: object
) -> None:
    def overflow(db: Any, /, book_id: str) -> Mapping[str, object]:
        db.update(db.get(library.Book, book_id), year=stored)
        return {"year": shown}

    tools = {**library.SERVICE.tools, "delete_book": library.Tool(overflow)}
    with closing(replace(library.SERVICE, tools=tools).open()) as world:
        before = world.snapshot()
        assert error_of(world.call("delete_book", {"book_id": "BK-0001"}))["error"] == "invalid_argument"
        assert world.snapshot() == before


def test_a_read_only_tool_cannot_write(library: ModuleType) -> None:
    tools = {**library.SERVICE.tools, "delete_book": library.Tool(library.delete_book, read_only=True)}
    with closing(replace(library.SERVICE, tools=tools).open()) as world:
        before = world.snapshot()
        assert not world.call("delete_book", {"book_id": "BK-0002"}).is_error
        assert world.snapshot() == before


def test_the_difference_is_by_row_and_leaves_bookkeeping_and_sessions_aside(library: ModuleType) -> None:
    with closing(replace(library.SERVICE, sessions=[library.Copy]).open()) as world:
        before = world.snapshot()
        world.call(*LEND)
        world.call("delete_book", {"book_id": "BK-0002"})
        world.call("update_book", {"book_id": "BK-0001", "price": 24.5})
        world.call("update_book", {"book_id": "BK-0003", "price": 9.99})
        changes = world.difference(before)
        assert [(change.table, change.key, change.op) for change in changes] == [
            ("books", ("BK-0002",), "delete"),
            ("books", ("BK-0003",), "update"),
            ("loans", ("LN-00008",), "insert"),
        ]
        assert (changes[1].before["price"], changes[1].after["price"]) == (2200, 999)
        assert (changes[0].after, changes[2].before) == (None, None)
        assert world.difference(world.snapshot()) == []


def test_restoring_a_snapshot_undoes_everything_the_sequences_too(world: Any) -> None:
    before, digest = world.snapshot(), world.digest()
    first = world.call(*LEND)
    assert world.digest() != digest
    world.restore(before)
    assert (world.digest(), world.difference(before)) == (digest, [])
    assert world.call(*LEND) == first


def test_an_image_of_something_else_is_refused_and_changes_nothing(
    world: Any, library: ModuleType, refused: type[Exception]
) -> None:
    digest = world.digest()
    other = replace(library.SERVICE, name="archive").start_image
    for image, reason in [(other, "'archive'"), (b"no database" * 1000, "not a database")]:
        with pytest.raises(refused, match=reason):
            world.restore(image)
    assert world.digest() == digest


def test_a_seed_that_refers_to_nothing_is_refused(library: ModuleType, refused: type[Exception]) -> None:
    seed = (EXAMPLE / "seed.sql").read_text().replace("'BR-3', 'Hillside'", "'BR-4', 'Hillside'")
    with pytest.raises(refused, match="refers to no row in branches"):
        library.SERVICE.image(seed)


def test_two_worlds_of_one_service_do_not_see_each_other(library: ModuleType) -> None:
    with closing(library.SERVICE.open()) as one, closing(library.SERVICE.open()) as other:
        one.call(*LEND)
        assert other.call(*LEND).structured["loan"]["loan_id"] == "LN-00008"


def test_two_versions_of_an_environment_live_in_one_process_and_refuse_each_others_state(
    tmp_path: Path, library: ModuleType, load: Load
) -> None:
    newer = assemble(tmp_path / "newer")
    text = (newer / "service.py").read_text(encoding="utf-8")
    changed = text.replace('CheckConstraint("id = 1"),', 'CheckConstraint("id = 1"), CheckConstraint("loan_days > 0"),')
    (newer / "service.py").write_text(changed, encoding="utf-8")
    new = load(newer, "newer_library")
    with closing(library.SERVICE.open()) as first, closing(new.SERVICE.open()) as second:
        assert first.call(*LEND).text == second.call(*LEND).text
        with pytest.raises(Exception, match="is not a database of 'library' but of another version of it"):
            second.restore(first.snapshot())


def test_threads_take_turns(world: Any) -> None:
    def add(number: int) -> None:
        world.call("register_member", {"name": "N", "email": f"n{number}@example.org"})

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [world.call("get_member_account", {"member_id": f"MB-{number:04d}"}) for number in range(7, 15)]
    assert len({one.structured["member"]["email"] for one in found}) == 8
