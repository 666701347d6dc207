"""The quality card counts what an environment declares, and of mechanics only what the report has seen."""

import json
import shutil
from pathlib import Path

import pytest

from client.verify import Report
from client.verify.card import Card
from client.verify.report import Share
from generator.quality import card_of, mechanics_of
from servers.farm.catalog import Emitted, open_folder
from servers.farm.effects import is_read_only

SERVERS = Path(__file__).parents[2] / "servers"


@pytest.fixture(scope="module")
def server() -> Emitted:
    """One that has a mechanic."""
    return open_folder(SERVERS / "gmail_messages")


@pytest.fixture(scope="module")
def report(server: Emitted) -> Report:
    return Report.read(server.path)


@pytest.fixture(scope="module")
def card(server: Emitted, report: Report) -> Card:
    return card_of(server.environment, report, server.path)


def test_tools_entities_and_rows_are_those_of_the_folder(server: Emitted, card: Card) -> None:
    environment = server.environment
    reads = sum(is_read_only(environment, name) for name in environment.tools)
    assert (card.tools, card.entities) == (len(environment.tools), len(environment.entities))
    assert (card.reads, card.writes) == (reads, card.tools - reads)
    seed = (server.path / "seed.sql").read_text(encoding="utf-8").splitlines()
    assert card.rows == sum(line.startswith("INSERT") and not line.startswith("INSERT INTO _") for line in seed) > 20


def test_errors_about_arguments_are_no_faults(server: Emitted, report: Report, card: Card) -> None:
    rows = report.matrix.tools.items()
    declared = sum(row.faults.total for name, row in rows if not is_read_only(server.environment, name))
    assert 0 < card.faults < declared
    assert card.faults_per_write == card.faults / card.writes


def test_a_writing_tool_without_a_fault_is_named(card: Card, server: Emitted, report: Report) -> None:
    for name in card.faultless:
        assert not is_read_only(server.environment, name)
        assert report.matrix.tools[name].faults.total <= 1


def test_a_mechanic_counts_only_where_success_and_refusal_were_seen(server: Emitted, report: Report) -> None:
    found = mechanics_of(server.environment, report)
    assert found["uniqueness"] > 0
    coverage = report.coverage
    faults = tuple(f"{tool}/{code}" for tool in server.environment.tools for code in server.environment.faults)
    unprovoked = coverage.model_copy(update={"faults": Share(done=0, total=1, missing=faults)})
    assert mechanics_of(server.environment, report.model_copy(update={"coverage": unprovoked})) == {}
    failing = coverage.model_copy(update={"tools": Share(done=0, total=1, missing=tuple(server.environment.tools))})
    assert mechanics_of(server.environment, report.model_copy(update={"coverage": failing})) == {}


def test_a_tool_costs_what_its_entry_in_the_list_has_of_bytes(tmp_path: Path, server: Emitted, report: Report) -> None:
    folder = shutil.copytree(server.path, tmp_path / "copy")
    listed = [{"name": "x" * 388}, {"name": "y"}, {"name": "z" * 5000}]
    (folder / "tools.json").write_text(json.dumps(listed), encoding="utf-8")
    assert card_of(server.environment, report, folder).tokens == 100


def test_ids_are_references_and_what_looks_like_one(server: Emitted, card: Card) -> None:
    kinds = [column.kind for entity in server.environment.entities.values() for column in entity.columns.values()]
    assert card.references == kinds.count("reference") <= card.ids


def test_the_share_of_operations_is_of_its_own_part_of_the_source(card: Card) -> None:
    assert 0 < card.used <= card.operations
