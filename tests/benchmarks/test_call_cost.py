"""What a call costs in-process, in CPU time. Prints a table and asserts no time: `pytest -n 0 -m benchmark -s`.

Aims (DESIGN): read at most 150 µs, write at most 250 µs in the median. The ratio to a tool that does nothing is the
firmer number: it does not depend on the machine.
"""

import importlib.util
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any

import pytest

from servers.farm.frame import FILES, FOLDER

pytestmark = pytest.mark.benchmark
EXAMPLE = Path(__file__).parent.parent / "servers" / "farm" / "frame" / "example"
ROUNDS, CALLS = 30, 50


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("benchmark") / "library"
    shutil.copytree(EXAMPLE, folder)
    for name in FILES:
        shutil.copyfile(FOLDER / name, folder / name)
    name = "benchmarked_library"
    spec = importlib.util.spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec is not None
    sys.modules[name] = importlib.util.module_from_spec(spec)
    yield importlib.import_module(f"{name}.service")
    for module in [one for one in sys.modules if one.partition(".")[0] == name]:
        del sys.modules[module]


def with_an_empty_tool(library: ModuleType) -> Any:
    def nothing(_: object, /, book_id: str) -> Mapping[str, object]:
        return {"book_id": book_id}

    return replace(
        library.SERVICE, tools={**library.SERVICE.tools, "delete_book": library.Tool(nothing, read_only=True)}
    )


def cost(world: Any, name: str, arguments: Callable[[int], dict[str, object]], rewind: bytes) -> float:
    """Median CPU microseconds of a call, over rounds that start from one state."""
    rounds = []
    for _ in range(ROUNDS):
        world.restore(rewind)
        sent = [arguments(number) for number in range(CALLS)]
        start = time.process_time_ns()
        for one in sent:
            result = world.call(name, one)
        rounds.append((time.process_time_ns() - start) / CALLS / 1000)
        assert not result.is_error, result.text
    return median(rounds)


def test_the_cost_of_calls_in_process(library: ModuleType, tmp_path: Path) -> None:
    service = with_an_empty_tool(library)
    measured: dict[str, tuple[str, Callable[[int], dict[str, object]]]] = {
        "nothing": ("delete_book", lambda _: {"book_id": "BK-0001"}),
        "read: a row by key": ("get_member_account", lambda _: {"member_id": "MB-0001"}),
        "read: a row with children": ("get_book", lambda _: {"book_id": "BK-0001"}),
        "read: 20 rows of a list": ("list_books", lambda _: {"limit": 20, "sort": "newest"}),
        "write: insert": ("register_member", lambda n: {"name": "N", "email": f"n{n}@example.org"}),
        "write: update": ("update_book", lambda n: {"book_id": "BK-0001", "price": n}),
        "write: several rows": ("add_copies", copies),
    }
    for where, path in (("memory", None), ("file", tmp_path / "state.db")):
        with closing(service.open(path)) as world:
            for number in range(20):
                book = {
                    "isbn": f"97800000001{number:02d}",
                    "title": f"Book {number}",
                    "year": 2000 + number,
                    "price": 10.5,
                }
                assert not world.call("add_book", {**book, "tags": ["new"]}).is_error or number < 13
            rewind = world.snapshot()
            print(f"\n{'in ' + where:28}{'CPU µs':>8}{'ratio':>8}")
            empty = 0.0
            for title, (name, arguments) in measured.items():
                microseconds = cost(world, name, arguments, rewind)
                empty = empty or microseconds
                print(f"{title:28}{microseconds:8.1f}{microseconds / empty:8.1f}")


def copies(_: int) -> dict[str, object]:
    return {"book_id": "BK-0001", "copies_branch_id": ["BR-1", "BR-2"], "copies_status": ["available", "available"]}
