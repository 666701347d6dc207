import json
from pathlib import Path

import pytest

from client.errors import ClientError
from client.records import (
    ChangeRecord,
    EnvironmentRef,
    Message,
    Reward,
    Trajectory,
    change_record,
    line,
    read_tasks,
    read_trajectories,
    stable_id,
    tasks_path,
    write_records,
    write_together,
)
from servers.farm.state import RowChange


def trajectory(name: str) -> Trajectory:
    return Trajectory(
        id=name, task_id=name, kind="plain", seed=1, tools=[], steps=[], initial_digest="0",
        environments=[EnvironmentRef(name="bikes", version="1.0.0", digest="0")],
        messages=[Message(role="user", content="Grüße 🚲\nSecond line")],
        reward=Reward(total=1.0, passed=True, components={}, gates={}),
    )  # fmt: skip


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    records = [trajectory("a"), trajectory("b")]
    assert write_records(tmp_path / "t.jsonl", records) == 2
    assert list(read_trajectories(tmp_path / "t.jsonl")) == records


def test_a_record_is_one_line_that_begins_with_its_schema() -> None:
    text = line(trajectory("a"))
    assert "\n" not in text
    assert text.startswith('{"schema":"mcpfarm.trajectory/1","id":"a"')
    assert "🚲" in text


def test_several_files_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text("old", encoding="utf-8")

    def broken() -> list[Trajectory]:
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        write_together({first: [trajectory("a")], second: (broken()[0] for _ in range(1))})
    assert first.read_text(encoding="utf-8") == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["a.jsonl"]


def test_tasks_stand_beside_their_trajectories() -> None:
    assert tasks_path(Path("x/dialogues.jsonl")) == Path("x/dialogues.tasks.jsonl")


@pytest.mark.parametrize(
    ("text", "what"),
    [("{}", "id"), ("not json", "JSON"), ('{"schema":"mcpfarm.task/1"}', "schema"), ("[]", "object")],
)
def test_a_line_that_is_no_record_is_named_with_its_number(tmp_path: Path, text: str, what: str) -> None:
    file = tmp_path / "t.jsonl"
    file.write_text(line(trajectory("a")) + "\n\n" + text + "\n", encoding="utf-8")
    with pytest.raises(ClientError, match=what) as error:
        list(read_trajectories(file))
    assert error.value.where == f"{file}:3"


def test_an_unknown_field_is_a_mistake(tmp_path: Path) -> None:
    file = tmp_path / "t.jsonl"
    file.write_text(json.dumps({**json.loads(line(trajectory("a"))), "extra": 1}) + "\n", encoding="utf-8")
    with pytest.raises(ClientError, match="extra"):
        list(read_trajectories(file))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ClientError, match="cannot be read"):
        list(read_tasks(tmp_path / "nothing.jsonl"))
    (tmp_path / "latin.jsonl").write_bytes(b"\xff\xfe\n")
    with pytest.raises(ClientError, match="cannot be read"):
        list(read_tasks(tmp_path / "latin.jsonl"))


def test_ids_are_the_same_on_every_machine_and_differ_with_their_parts() -> None:
    assert stable_id("bikes", 1, ["a"]) == "e6d3e4df366c260f"
    assert len({stable_id("bikes", 1), stable_id("bikes", 2), stable_id("bikes", "1"), stable_id("bike", "s1")}) == 4


def test_a_row_change_is_recorded_whole() -> None:
    change = RowChange("bike", ("B1",), "update", {"price": 1, "tags": ("a",)}, {"price": 2, "tags": ("a",)})
    assert change_record("bikes", change) == ChangeRecord(
        environment="bikes", entity="bike", op="update", key=["B1"],
        before={"price": 1, "tags": ["a"]}, after={"price": 2, "tags": ["a"]},
    )  # fmt: skip
