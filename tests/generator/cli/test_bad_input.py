"""Bad input: a one-line error that says what to do, no traceback, nothing half-written, the right exit status."""

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Runner, refuses
from .shelf import SHELF, document

HALF_A_YAML = "openapi: 3.0.3\ninfo: {title: Shelf, version: '1'}\npaths:\n  /books:\n    get: {responses: {'200': {des"
READ_ONLY = {
    "openapi": "3.0.3",
    "info": {"title": "Weather", "version": "1"},
    "paths": {
        "/forecasts": {
            "get": {
                "operationId": "listForecasts",
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {
                            "application/json": {
                                "schema": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "properties": {"id": {"type": "string"}, "degrees": {"type": "number"}},
                                    },
                                }
                            }
                        },
                    }
                },
            }
        }
    },
}


# --- descriptions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("half.yaml", HALF_A_YAML, "half.yaml"),
        ("half.json", json.dumps(SHELF)[:700], "half.json"),
        ("notes.md", "# Notes\n\nNothing that is an API.\n", "notes.md"),
        ("list.json", "[1, 2, 3]", "list.json"),
        ("empty.json", "", "is empty"),
        ("other.json", '{"name": "shelf", "private": true}', "other.json"),
        ("binary.json", "\x00\x01\x02", "binary.json"),
    ],
)
def test_a_file_that_is_no_description_is_named(run: Runner, tmp_path: Path, name: str, text: str, said: str) -> None:
    file = tmp_path / name
    file.write_text(text)
    assert said in refuses(run, "explore", file, "--out", tmp_path / "farm")
    assert not (tmp_path / "farm").exists()


def test_a_half_yaml_is_told_with_its_place(run: Runner, tmp_path: Path) -> None:
    file = tmp_path / "half.yaml"
    file.write_text(HALF_A_YAML)
    assert "line 6" in refuses(run, "explore", file, "--out", tmp_path / "farm")


def test_a_missing_file_is_named_with_the_one_that_was_meant(run: Runner, shelf_file: Path, tmp_path: Path) -> None:
    assert "did you mean shelf.json" in refuses(
        run, "explore", shelf_file.with_name("shelv.json"), "--out", tmp_path / "farm"
    )


def test_a_folder_is_no_description(run: Runner, tmp_path: Path) -> None:
    assert "is a folder" in refuses(run, "explore", tmp_path, "--out", tmp_path / "farm")


def test_a_package_that_is_not_installed_is_named(run: Runner, tmp_path: Path) -> None:
    assert "pip install" in refuses(run, "explore", "pypi:no-such-package-of-ours#x", "--out", tmp_path / "farm")


def test_a_cyclic_reference_is_no_obstacle(run: Runner, tmp_path: Path) -> None:
    data = json.loads(json.dumps(SHELF))
    schemas = data["components"]["schemas"]
    schemas["Book"]["properties"]["sequels"] = {"type": "array", "items": {"$ref": "#/components/schemas/Book"}}
    schemas["Book"]["properties"]["loop"] = {"$ref": "#/components/schemas/Here"}
    schemas["Here"] = {"$ref": "#/components/schemas/There"}
    schemas["There"] = {"$ref": "#/components/schemas/Here"}
    file = tmp_path / "cyclic.json"
    file.write_text(json.dumps(data))
    told = run("explore", file, "--out", tmp_path / "farm", "--json")
    assert told.status == 0
    assert told.data["resources"][0]["used"] == 10


def test_a_description_of_1200_operations_is_read_within_a_minute(run: Runner, tmp_path: Path) -> None:
    letters = "bdfgklmnprtvz"
    nouns = [f"{a}o{b}a{c}" for a in letters for b in letters for c in "kmnpt"][:240]
    file = tmp_path / "many.json"
    file.write_text(json.dumps(document({f"{noun}s": noun for noun in nouns})))
    began = time.process_time()
    told = run("explore", file, "--out", tmp_path / "farm", "--json")
    assert time.process_time() - began < 60
    (resource,) = told.data["resources"]
    assert told.status == 0
    assert resource["operations"] == 1200 == resource["used"] + len(resource["left_out"])
    assert all(6 <= item["tools"] <= 40 for item in resource["environments"])


def test_what_is_not_stateful_is_status_1_with_the_reason_and_emits_nothing(run: Runner, tmp_path: Path) -> None:
    file = tmp_path / "weather.json"
    file.write_text(json.dumps(READ_ONLY))
    told = run("explore", file, "--out", tmp_path / "farm", "--json")
    (resource,) = told.data["resources"]
    assert told.status == 1
    assert resource["refused"].startswith("not stateful: ")
    assert resource["environments"] == []
    assert not (tmp_path / "farm").exists()
    assert "not stateful: " in run("explore", file, "--out", tmp_path / "farm").out


def test_one_bad_description_among_others_is_refused_and_the_others_are_built(
    run: Runner, shelf_file: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    told = run("explore", bad, shelf_file, "--out", tmp_path / "farm", "--json")
    first, second = told.data["resources"]
    assert told.status == 1
    assert first["refused"]
    assert [item["name"] for item in second["environments"]] == ["shelf"]


def test_the_same_name_twice_gets_a_number(run: Runner, shelf_file: Path, tmp_path: Path) -> None:
    told = run("explore", shelf_file, shelf_file, "--out", tmp_path / "farm", "--json")
    names = [item["name"] for one in told.data["resources"] for item in one["environments"]]
    assert names == ["shelf", "shelf_2"]


# --- where to write -------------------------------------------------------------------------------------------------


def test_an_out_folder_that_is_a_file_is_refused(run: Runner, shelf_file: Path, tmp_path: Path) -> None:
    (tmp_path / "farm").write_text("a file")
    assert "is a file" in refuses(run, "explore", shelf_file, "--out", tmp_path / "farm")
    assert "is a file" in refuses(run, "explore", shelf_file, "--out", tmp_path / "farm" / "below")
    assert (tmp_path / "farm").read_text() == "a file"


def test_a_folder_with_somebodys_files_is_left_alone(run: Runner, shelf_file: Path, tmp_path: Path) -> None:
    mine = tmp_path / "farm" / "shelf" / "thesis.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    assert "holds other files" in refuses(run, "explore", shelf_file, "--out", tmp_path / "farm")
    assert [item.name for item in mine.parent.iterdir()] == ["thesis.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_an_out_folder_that_cannot_be_written_is_refused(run: Runner, shelf_file: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert "cannot be written" in refuses(run, "explore", shelf_file, "--out", tmp_path / "farm")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("command", ["seed", "synthesize", "export"])
def test_an_out_file_is_checked_before_the_work(
    run: Runner, shelf: Path, dialogues: Path, tmp_path: Path, command: str
) -> None:
    name = {"seed": "start.db", "synthesize": "some.jsonl", "export": "chat.jsonl"}[command]
    given: dict[str, list[str | Path]] = {
        "seed": [shelf],
        "synthesize": [shelf],
        "export": [dialogues, "--to", "openai"],
    }
    before = given[command]
    assert "there is no folder" in refuses(run, command, *before, "--out", tmp_path / "nowhere" / name)
    (tmp_path / name).mkdir()
    assert "is a folder" in refuses(run, command, *before, "--out", tmp_path / name)


def test_a_server_whose_report_cannot_be_written_is_told_before_the_work(
    run: Runner, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    assert "with --quick, which writes none" in refuses(run, "verify", shelf)


# --- folders that are none ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["verify", "show", "call", "seed", "synthesize", "serve", "list"])
def test_a_folder_that_is_no_server_is_refused(run: Runner, tmp_path: Path, command: str) -> None:
    given: dict[str, list[str | Path]] = {
        "call": ["list_books"],
        "seed": ["--out", tmp_path / "x.db"],
        "synthesize": ["--out", tmp_path / "x.jsonl"],
    }
    after = given.get(command, [])
    plain = run(command, tmp_path, *after)
    assert plain.status == 2
    assert "is not an emitted server" in plain.complaint
    assert "mcpfarm explore" in plain.complaint
    assert "is not a folder" in run(command, tmp_path / "missing", *after).complaint


def test_a_damaged_environment_tells_every_problem(run: Runner, shelf: Path, tmp_path: Path) -> None:
    folder = damaged(shelf, tmp_path, lambda data: data["tools"]["get_book"].update(color="red", title=5))
    plain = run("verify", folder)
    assert (plain.status, plain.out) == (2, "")
    told = [line for line in plain.err.splitlines() if line.startswith("mcpfarm: ")]
    assert len(told) == 2
    assert "color" in plain.err
    assert "title" in plain.err
    assert "(and 1 more)" in told[-1]
    assert run("verify", folder, "--json").error["hint"]


def damaged(shelf: Path, where: Path, edit: Callable[[dict[str, dict[str, dict[str, object]]]], object]) -> Path:
    """A copy of the folder whose environment.json was edited."""
    folder = Path(shutil.copytree(shelf, where / "copy"))
    data = json.loads((folder / "environment.json").read_text())
    edit(data)
    (folder / "environment.json").write_text(json.dumps(data))
    return folder


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe\x00", b'{"schema": "mcpfarm.environment/9"}'])
@pytest.mark.parametrize("command", ["show", "list"])
def test_an_environment_that_is_none_is_one_line(
    run: Runner, shelf: Path, tmp_path: Path, command: str, content: bytes
) -> None:
    folder = Path(shutil.copytree(shelf, tmp_path / "copy"))
    (folder / "environment.json").write_bytes(content)
    told = run(command, folder)
    assert (told.status, told.out) == (2, "")
    assert "Traceback" not in told.err
    assert "defect of mcpfarm" not in told.err
    assert str(folder) in told.err


def test_a_server_whose_code_is_broken_is_not_verified(run: Runner, shelf: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shelf, tmp_path / "copy"))
    (folder / "service.py").write_text("this is no Python\n")
    told = run("verify", folder, "--json")
    (server,) = told.data["servers"]
    assert told.status == 1
    assert server["verified"] is False
    assert "does not import" in run("call", folder, "list_books").complaint


# --- databases ------------------------------------------------------------------------------------------------------


def test_a_file_that_is_no_database_is_refused_and_kept(run: Runner, shelf: Path, tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("these are my notes, " * 100)
    assert "notes.db" in refuses(run, "call", shelf, "list_books", "--db", file)
    assert file.read_text() == "these are my notes, " * 100


def test_a_database_of_another_environment_is_refused_and_kept(run: Runner, shelf: Path, tmp_path: Path) -> None:
    data = document({"plants": "plant"})
    data["info"]["title"] = "Garden"
    (tmp_path / "garden.json").write_text(json.dumps(data))
    run("explore", tmp_path / "garden.json", "--out", tmp_path)
    file = tmp_path / "garden.db"
    assert run("seed", tmp_path / "garden", "--out", file).status == 0
    before = file.read_bytes()
    assert "of 'garden'" in refuses(run, "call", shelf, "list_books", "--db", file)
    assert file.read_bytes() == before


def test_a_folder_is_no_database(run: Runner, shelf: Path, tmp_path: Path) -> None:
    assert str(tmp_path) in refuses(run, "call", shelf, "list_books", "--db", tmp_path)


# --- words of single commands ---------------------------------------------------------------------------------------


def test_a_tool_that_is_not_there_is_named_with_the_one_that_was_meant(run: Runner, shelf: Path) -> None:
    assert "did you mean 'list_books'" in refuses(run, "call", shelf, "list_book")


@pytest.mark.parametrize("words", [["name"], ["name=a", "name=b"], ["{name"], ['{"a": NaN}']])
def test_arguments_that_are_none_are_refused(run: Runner, shelf: Path, words: list[str]) -> None:
    refuses(run, "call", shelf, "create_book", *words)


def test_an_argument_that_the_tool_does_not_take_is_its_own_answer(run: Runner, shelf: Path) -> None:
    told = run("call", shelf, "list_books", "colour=red", "--json")
    assert told.status == 1
    assert told.data["result"]["error"] == "invalid_argument"


@pytest.mark.parametrize("text", ["{}\n", "no JSON\n", '{"schema": "mcpfarm.task/1"}\n'])
def test_a_file_that_holds_no_trajectories_is_told_with_its_line(
    run: Runner, shelf: Path, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "some.jsonl"
    file.write_text(text)
    assert "some.jsonl:1" in refuses(run, "replay", file, "--servers", shelf)
    assert "some.jsonl:1" in refuses(run, "export", file, "--to", "openai", "--out", tmp_path / "x.jsonl")
    assert not (tmp_path / "x.jsonl").exists()


def test_trajectories_are_never_replaced_by_their_export(run: Runner, dialogues: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(dialogues, tmp_path / "some.jsonl"))
    (tmp_path / "link.jsonl").symlink_to(file)
    for out in (file, tmp_path / "link.jsonl"):
        assert "the file of trajectories itself" in refuses(run, "export", file, "--to", "openai", "--out", out)
    assert file.read_bytes() == dialogues.read_bytes()


def test_a_missing_file_of_trajectories_is_refused(run: Runner, shelf: Path, tmp_path: Path) -> None:
    assert "missing.jsonl" in refuses(run, "replay", tmp_path / "missing.jsonl", "--servers", shelf)


def test_a_replay_without_its_environment_is_status_1(run: Runner, dialogues: Path, tmp_path: Path) -> None:
    data = document({"plants": "plant"})
    data["info"]["title"] = "Garden"
    (tmp_path / "garden.json").write_text(json.dumps(data))
    run("explore", tmp_path / "garden.json", "--out", tmp_path / "farm")
    told = refuses(run, "replay", dialogues, "--servers", tmp_path / "farm", status=1)
    assert "needs the environment 'shelf'" in told


def test_a_replay_on_other_bytes_is_status_1(run: Runner, shelf: Path, dialogues: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shelf, tmp_path / "copy"))
    with (folder / "seed.sql").open("a") as file:
        file.write("\n")
    assert "was made with other bytes" in refuses(run, "replay", dialogues, "--servers", folder, status=1)
