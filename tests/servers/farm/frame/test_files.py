"""A world in a file: made from the seed, kept, rewound from outside, and refused when it is something else."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

LEND = ("lend_copy", {"copy_id": "CP-00001", "member_id": "MB-0005"})


def test_a_file_is_made_from_the_seed_and_keeps_what_was_done(library: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    with closing(library.SERVICE.open(path)) as world, closing(library.SERVICE.open()) as fresh:
        assert world.digest() == fresh.digest()
        assert world.call(*LEND) == fresh.call(*LEND)
        after = world.digest()
        assert fresh.digest() == after
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with closing(library.SERVICE.open(path)) as world:
        assert world.digest() == after


def test_snapshots_go_between_a_file_and_memory_either_way(library: ModuleType, tmp_path: Path) -> None:
    with closing(library.SERVICE.open(tmp_path / "a.db")) as file, closing(library.SERVICE.open()) as memory:
        start = memory.snapshot()
        file.call(*LEND)
        memory.restore(file.snapshot())
        assert memory.digest() == file.digest()
        file.restore(start)
        assert file.difference(start) == []
        assert file.call(*LEND) != memory.call(*LEND)


def test_a_fault_leaves_the_file_byte_for_byte(library: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    with closing(library.SERVICE.open(path)) as world:
        world.call(*LEND)
        files = {one.name: one.read_bytes() for one in tmp_path.iterdir() if not one.name.endswith("-shm")}
        assert world.call(*LEND).is_error
        assert world.call("register_member", {"name": "A", "email": "ana.reyes@example.org"}).is_error
        world.call("list_books")
        assert {one.name: one.read_bytes() for one in tmp_path.iterdir() if not one.name.endswith("-shm")} == files


def test_a_harness_may_rewind_the_open_file_between_two_calls(library: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    with closing(library.SERVICE.open(path)) as world, closing(sqlite3.connect(":memory:")) as kept:
        with closing(sqlite3.connect(path)) as harness:
            harness.backup(kept)
        first = world.call(*LEND)
        for _ in range(3):
            with closing(sqlite3.connect(path)) as harness:
                kept.backup(harness)
            assert world.call("get_book", {"book_id": "BK-0001"}).structured["book"]["available"] == 1
            assert world.call(*LEND) == first
            assert world.call(*LEND).is_error


def test_a_file_of_another_environment_is_refused_in_one_line_and_stays_as_it_was(
    library: ModuleType, tmp_path: Path, refused: type[Exception]
) -> None:
    path = tmp_path / "state.db"
    replace(library.SERVICE, name="archive").open(path).close()
    before = path.read_bytes()
    with pytest.raises(refused, match="is not a database of 'library' but of 'archive'; name another file") as error:
        library.SERVICE.open(path)
    assert "\n" not in str(error.value)
    assert path.read_bytes() == before


def test_a_database_of_something_else_is_refused(library: ModuleType, tmp_path: Path, refused: type[Exception]) -> None:
    path = tmp_path / "notes.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE notes (text)")
    with pytest.raises(refused, match="is not a database of 'library': no such table"):
        library.SERVICE.open(path)


@pytest.mark.parametrize("content", [b"hello", b"x" * 5000])
def test_a_file_that_is_no_database_is_refused_and_stays_as_it_was(
    library: ModuleType, tmp_path: Path, content: bytes, refused: type[Exception]
) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(refused, match="file is not a database"):
        library.SERVICE.open(path)
    assert path.read_bytes() == content


def test_a_file_in_a_folder_that_does_not_exist_is_refused(
    library: ModuleType, tmp_path: Path, refused: type[Exception]
) -> None:
    with pytest.raises(refused, match="cannot be opened: unable to open database file"):
        library.SERVICE.open(tmp_path / "nowhere" / "state.db")
    with pytest.raises(refused, match="cannot be opened"):
        library.SERVICE.open(tmp_path)


def test_many_may_start_on_one_absent_file_and_none_loses_a_write(library: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    ready = threading.Barrier(6)

    def register(number: int) -> None:
        ready.wait()
        with closing(library.SERVICE.open(path)) as world:
            assert not world.call("register_member", {"name": "N", "email": f"n{number}@example.org"}).is_error

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(register, range(6)))
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM members").fetchone() == (12,)
