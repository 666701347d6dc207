"""What each command prints under `--json`: the keys and types that programs rely on."""

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from client.verify.findings import FAMILIES

from .conftest import Runner

ENVIRONMENT = ["name", "path", "tools", "entities", "reads", "writes", "faults"]
SERVER = ["name", "verified", "tools", "tools_succeeded", "faults", "faults_provoked", "coverage", "checks", "seconds"]


def are_counts(data: dict[str, Any], *names: str) -> bool:
    """Whether these are integers from 0 on, and no booleans."""
    return all(type(data[name]) is int and data[name] >= 0 for name in names)


def test_explore_gives_the_resources_with_their_environments(run: Runner, shelf_file: Path, tmp_path: Path) -> None:
    told = run("explore", shelf_file, "--out", tmp_path / "farm", "--json")
    assert told.status == 0
    assert list(told.data) == ["resources"]
    (resource,) = told.data["resources"]
    assert list(resource) == ["source", "environments", "refused", "operations", "used", "left_out"]
    assert resource["source"] == str(shelf_file)
    assert resource["refused"] is None
    assert (resource["operations"], resource["used"], resource["left_out"]) == (10, 10, [])
    assert are_counts(resource, "operations", "used")
    (environment,) = resource["environments"]
    assert list(environment) == ENVIRONMENT
    assert are_counts(environment, *ENVIRONMENT[2:])
    assert environment["reads"] + environment["writes"] == environment["tools"]
    assert environment["path"] == str(tmp_path.resolve() / "farm" / environment["name"])
    assert (Path(environment["path"]) / "server.py").is_file()


def test_explore_names_what_was_left_out_and_why(run: Runner, tmp_path: Path, shelf_file: Path) -> None:
    document = json.loads(shelf_file.read_text())
    document["paths"]["/guess"] = {"post": {"operationId": "guess", "responses": {"204": {"description": "done"}}}}
    file = tmp_path / "more.json"
    file.write_text(json.dumps(document))
    (resource,) = run("explore", file, "--out", tmp_path, "--json").data["resources"]
    (left,) = resource["left_out"]
    assert list(left) == ["operation", "reason"]
    assert left["operation"] == "guess"
    assert left["reason"]
    assert resource["operations"] == resource["used"] + len(resource["left_out"]) == 11


def test_verify_gives_every_family_of_every_server(run: Runner, shelf: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(shelf, tmp_path / "copy")
    told = run("verify", folder, "--json")
    assert list(told.data) == ["servers"]
    (server,) = told.data["servers"]
    assert list(server) == SERVER
    assert server["name"] == "shelf"
    assert server["verified"] is True
    assert told.status == 0
    assert are_counts(server, "tools", "tools_succeeded", "faults", "faults_provoked")
    assert list(server["checks"]) == list(FAMILIES)
    assert all(list(count) == ["passed", "failed"] for count in server["checks"].values())
    assert all(are_counts(count, "passed", "failed") for count in server["checks"].values())
    assert type(server["seconds"]) is float
    assert "verifying 1/1" in told.err
    assert run("list", folder, "--json").data["servers"][0]["verdict"] == "yes"


def test_the_families_are_those_of_the_issue() -> None:
    named = "protocol schema success fault effect readonly output integrity determinism isolation hostile"
    assert [family for family in FAMILIES if family != "laws"] == named.split()


def test_synthesize_counts_what_it_made_and_dropped(run: Runner, shelf: Path, tmp_path: Path) -> None:
    file = tmp_path / "dialogues.jsonl"
    told = run("synthesize", shelf, "--count", "2", "--seed", "3", "--out", file, "--json")
    assert told.status == 0
    assert list(told.data) == ["trajectories", "certified", "dropped", "seconds"]
    assert (told.data["trajectories"], told.data["certified"]) == (2, 2)
    assert are_counts(told.data, "trajectories", "certified")
    assert are_counts(told.data["dropped"], *told.data["dropped"])
    assert type(told.data["seconds"]) is float
    assert len(file.read_text().splitlines()) == 2
    assert len((tmp_path / "dialogues.tasks.jsonl").read_text().splitlines()) == 2


def test_the_same_seed_gives_the_same_dialogues_and_another_gives_others(
    run: Runner, shelf: Path, tmp_path: Path
) -> None:
    for name, seed in (("one", 3), ("two", 3), ("three", 4)):
        run("synthesize", shelf, "--count", "2", "--seed", str(seed), "--out", tmp_path / f"{name}.jsonl")
    one, two, three = ((tmp_path / f"{name}.jsonl").read_bytes() for name in ("one", "two", "three"))
    assert one == two != three


def test_replay_counts_what_is_identical(run: Runner, shelf: Path, dialogues: Path) -> None:
    told = run("replay", dialogues, "--servers", shelf.parent, "--json")
    assert told.status == 0
    assert told.data == {"replayed": 3, "identical": 3, "diverged": []}
    assert are_counts(told.data, "replayed", "identical")


def test_replay_names_the_step_that_diverges(run: Runner, shelf: Path, dialogues: Path, tmp_path: Path) -> None:
    lines = dialogues.read_text().splitlines()
    record = json.loads(lines[0])
    step = record["steps"][-1]
    step["digest"] = "0" * len(step["digest"])
    file = tmp_path / "changed.jsonl"
    file.write_text("\n".join([json.dumps(record), *lines[1:]]) + "\n")
    told = run("replay", file, "--servers", shelf.parent, "--json")
    assert told.status == 1
    assert (told.data["replayed"], told.data["identical"]) == (3, 2)
    (difference,) = told.data["diverged"]
    assert list(difference) == ["id", "step", "expected", "observed"]
    assert (difference["id"], difference["step"]) == (record["id"], len(record["steps"]))
    assert difference["expected"] == step["digest"] != difference["observed"]


def test_replay_takes_several_folders_after_one_option(
    run: Runner, shelf: Path, dialogues: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    run("explore", _other(tmp_path), "--out", other)
    told = run("replay", dialogues, "--servers", other, shelf.parent, "--json")
    assert (told.status, told.data["identical"]) == (0, 3)


def _other(folder: Path) -> Path:
    from .shelf import document

    file = folder / "garden.json"
    data = document({"plants": "plant"})
    data["info"]["title"] = "Garden"
    file.write_text(json.dumps(data))
    return file


def test_call_gives_the_result_and_the_row_difference(run: Runner, shelf: Path) -> None:
    told = run("call", shelf, "create_book", "name=1984", "pages=300", "status=lent", "--json")
    assert told.status == 0
    assert list(told.data) == ["result", "is_error", "changes"]
    assert told.data["is_error"] is False
    assert told.data["result"]["book"]["name"] == "1984"  # a text stays one, whatever it looks like
    (change,) = told.data["changes"]
    assert (change["entity"], change["op"], change["before"]) == ("book", "insert", None)
    assert change["after"]["pages"] == 300


def test_call_of_a_fault_is_status_1_and_changes_nothing(run: Runner, shelf: Path) -> None:
    told = run("call", shelf, "delete_book", '{"book_id": "nothing"}', "--json")
    assert told.status == 1
    assert told.data["is_error"] is True
    assert list(told.data["result"]) == ["error", "message", "details"]
    assert told.data["changes"] == []


def test_call_keeps_the_state_in_the_file_that_is_named(run: Runner, shelf: Path, tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    first = run("call", shelf, "create_book", "name=One", "pages=1", "status=lent", "--db", file, "--json").data
    (change,) = first["changes"]
    found = run("call", shelf, "get_book", f"book_id={change['key'][0]}", "--db", file, "--json").data
    assert found["result"]["book"]["name"] == "One"


def test_seed_makes_sql_and_databases_that_differ_by_seed(run: Runner, shelf: Path, tmp_path: Path) -> None:
    told = run("seed", shelf, "--seed", "7", "--rows", "12", "--out", tmp_path / "start.db", "--json")
    assert told.status == 0
    assert list(told.data) == ["path", "seed", "rows"]
    assert told.data["path"] == str(tmp_path.resolve() / "start.db")
    assert told.data["rows"].keys() == {"book", "reader"}
    with sqlite3.connect(tmp_path / "start.db") as connection:
        assert connection.execute("SELECT count(*) FROM books").fetchone() == (told.data["rows"]["book"],)
    connection.close()
    texts = []
    for seed in (7, 7, 8):
        run("seed", shelf, "--seed", str(seed), "--rows", "12", "--out", tmp_path / "start.sql")
        texts.append((tmp_path / "start.sql").read_text())
    assert texts[0] == texts[1] != texts[2]


def test_a_start_state_serves_as_the_database_of_a_call(run: Runner, shelf: Path, tmp_path: Path) -> None:
    run("seed", shelf, "--seed", "9", "--rows", "12", "--out", tmp_path / "start.db")
    (tmp_path / "start.db-wal").write_bytes(b"left by a server that was killed")
    run("seed", shelf, "--seed", "9", "--rows", "12", "--out", tmp_path / "start.db")
    assert not (tmp_path / "start.db-wal").exists()
    assert run("call", shelf, "list_books", "--db", tmp_path / "start.db").status == 0


def test_list_says_what_is_verified(run: Runner, shelf: Path) -> None:
    (server,) = run("list", shelf.parent, "--json").data["servers"]
    assert list(server) == ["name", "path", "title", "tools", "entities", "digest", "verified", "verdict"]
    assert server["path"] == str(shelf.resolve())
    assert are_counts(server, "tools", "entities")


def test_list_takes_a_report_of_other_bytes_for_none(run: Runner, shelf_file: Path, tmp_path: Path) -> None:
    run("explore", shelf_file, "--out", tmp_path)
    assert run("list", tmp_path, "--json").data["servers"][0]["verdict"] == "not yet"
    report = tmp_path / "shelf" / "report.json"
    report.write_text(json.dumps({"verified": True, "digest": "of other bytes"}))
    (server,) = run("list", tmp_path, "--json").data["servers"]
    assert (server["verified"], server["verdict"]) == (False, "changed since")
    report.write_text(json.dumps({"verified": True, "digest": server["digest"]}))
    assert run("list", tmp_path, "--json").data["servers"][0]["verified"] is True


def test_show_tells_what_was_left_out_and_what_was_repaired(run: Runner, shelf: Path, tmp_path: Path) -> None:
    found = run("show", shelf, "--json").data
    assert (found["operations"], found["left_out"], found["repairs"]) == (10, 0, [])
    assert "Repaired" not in run("show", shelf).out
    copy = shutil.copytree(shelf, tmp_path / "copy")
    data = json.loads((copy / "environment.json").read_text())
    repair = {"round": 1, "where": "tool 'get_pen'", "what": "the result differs", "done": "left out tool 'get_pen'"}
    data["provenance"] |= {"repairs": [repair], "left_out": [{"operation": "getPen", "reason": "it did not verify"}]}
    (copy / "environment.json").write_text(json.dumps(data))
    found = run("show", copy, "--json").data
    assert (found["left_out"], found["repairs"]) == (1, [repair])
    lines = run("show", copy).out.splitlines()
    assert "Repaired after verification 1: left out tool 'get_pen' (tool 'get_pen': the result differs)" in lines


def test_show_gives_tools_with_their_faults(run: Runner, shelf: Path) -> None:
    found = run("show", shelf, "--json").data
    origin = ["source", "operations", "left_out", "repairs"]
    assert list(found) == ["name", "path", "title", "description", *origin, "tools", "entities", "instructions"]
    tool = next(item for item in found["tools"] if item["name"] == "delete_book")
    assert list(tool) == ["name", "description", "parameters", "read_only", "faults"]
    assert (tool["read_only"], tool["faults"]) == (False, ["book_not_found"])


def test_export_writes_a_row_for_each_dialogue(run: Runner, dialogues: Path, tmp_path: Path) -> None:
    told = run("export", dialogues, "--to", "openai", "--out", tmp_path / "chat.jsonl", "--json")
    assert told.data == {"path": str(tmp_path.resolve() / "chat.jsonl"), "format": "openai", "rows": 3}
    rows = [json.loads(line) for line in (tmp_path / "chat.jsonl").read_text().splitlines()]
    assert all(row["messages"] and row["tools"] for row in rows)


@pytest.mark.parametrize("name", ["environment", "task", "trajectory", "report"])
def test_schema_prints_a_json_schema(run: Runner, name: str) -> None:
    found = run("schema", name, "--json").data
    assert found["type"] == "object"
    assert found["additionalProperties"] is False
    assert json.loads(run("schema", name).out) == found
