import json
import re
import shutil
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import jsonschema_rs
import pytest

from client.errors import ClientError
from client.records import Task, Trajectory, read_tasks, read_trajectories, tasks_path
from client.replay import replay
from client.session import load
from generator.emit import render, write
from generator.synthesize import Summary, synthesize
from servers.farm import catalog
from servers.farm.catalog import Emitted
from tests.generator.dialogues.conftest import environment

COUNT = 12
Run = Callable[..., Summary]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> list[Emitted]:
    root = tmp_path_factory.mktemp("farm")
    folders = [write(render(environment(name)), root / name) for name in ("bikes", "desk")]
    return [catalog.open_folder(folder) for folder in folders]


@pytest.fixture(scope="module")
def made(servers: list[Emitted], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    out = tmp_path_factory.mktemp("dialogues") / "dialogues.jsonl"
    return out, synthesize(servers, count=COUNT, seed=3, out=out, advance=lambda _: None)


def test_as_many_certified_dialogues_as_were_asked_for(made: tuple[Path, Summary]) -> None:
    out, summary = made
    assert (summary.trajectories, summary.certified) == (COUNT, COUNT)
    trajectories, tasks = list(read_trajectories(out)), list(read_tasks(tasks_path(out)))
    assert [item.task_id for item in trajectories] == [item.id for item in tasks]
    assert len({item.id for item in tasks}) == COUNT
    assert all(item.certificate.gold == 1.0 and item.certificate.replay_identical for item in tasks)
    assert all(item.reward.passed for item in trajectories)


def test_the_summary_tells_what_the_issue_asks_for(made: tuple[Path, Summary]) -> None:
    told = made[1].as_json()
    assert list(told) == ["trajectories", "certified", "dropped", "seconds"]
    assert json.loads(json.dumps(told)) == told
    assert all(isinstance(count, int) and count > 0 for count in told["dropped"].values())


def test_most_dialogues_are_plain_and_several_kinds_are_there(made: tuple[Path, Summary]) -> None:
    kinds = made[1].kinds
    assert sum(kinds.values()) == COUNT
    assert kinds["plain"] >= 0.6 * COUNT
    assert len(kinds) >= 3


def test_the_tools_that_were_used_are_counted(made: tuple[Path, Summary], servers: list[Emitted]) -> None:
    out, summary = made
    used = {(step.environment, step.name) for item in read_trajectories(out) for step in item.steps}
    assert summary.tools_used == len(used)
    assert summary.tools == sum(len(item.environment.tools) for item in servers)


def test_the_same_seed_gives_the_same_bytes_whatever_the_order(
    made: tuple[Path, Summary], servers: list[Emitted], tmp_path: Path
) -> None:
    out = tmp_path / "again.jsonl"
    synthesize([*reversed(servers), servers[0]], count=COUNT, seed=3, out=out, advance=lambda _: None)
    assert out.read_bytes() == made[0].read_bytes()
    assert tasks_path(out).read_bytes() == tasks_path(made[0]).read_bytes()


def test_a_dialogue_is_what_it_says(made: tuple[Path, Summary]) -> None:
    for item in read_trajectories(made[0]):
        roles = [message.role for message in item.messages]
        assert roles[:2] == ["system", "user"]
        assert roles[-1] == "assistant"
        assert not item.messages[-1].tool_calls
        assert [message.train for message in item.messages] == [role == "assistant" for role in roles]
        assert roles.count("tool") == len(item.steps)
        for message in item.messages:
            if message.role == "tool":
                assert message.structured == (None if message.is_error else json.loads(message.content or ""))


def test_what_the_server_did_is_what_a_replay_does(made: tuple[Path, Summary], servers: list[Emitted]) -> None:
    loaded = {item.name: load(item.path) for item in servers}
    assert all(replay(item, loaded) is None for item in read_trajectories(made[0]))


def test_an_interrupted_run_leaves_the_files_of_the_last_one(servers: list[Emitted], tmp_path: Path) -> None:
    out = tmp_path / "dialogues.jsonl"
    out.write_text("the last run\n", encoding="utf-8")

    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        synthesize(servers[:1], count=2, seed=1, out=out, advance=interrupted)
    assert [item.name for item in tmp_path.iterdir()] == ["dialogues.jsonl"]
    assert out.read_text(encoding="utf-8") == "the last run\n"


def test_another_version_of_a_server_is_not_replayed(
    made: tuple[Path, Summary], servers: list[Emitted], tmp_path: Path
) -> None:
    trajectory = next(item for item in read_trajectories(made[0]) if item.environments[0].name == "bikes")
    bikes = next(item for item in servers if item.name == "bikes")
    copy = Path(shutil.copytree(bikes.path, tmp_path / "bikes", ignore=shutil.ignore_patterns("__pycache__")))
    (copy / "seed.sql").write_text((copy / "seed.sql").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(ClientError, match="other bytes"):
        replay(trajectory, {"bikes": load(copy)})


def test_users_never_see_how_tools_are_called(made: tuple[Path, Summary]) -> None:
    for item in read_trajectories(made[0]):
        names = [str(tool["name"]) for tool in item.tools if "_" in str(tool["name"])]
        for message in item.messages:
            if message.role == "user":
                assert not any(name in (message.content or "") for name in names)
                assert not re.search(r"[{}\[\]]", message.content or "")


def test_every_written_line_holds_to_its_published_schema_and_leaves_no_field_out(made: tuple[Path, Summary]) -> None:
    for kind, path in ((Trajectory, made[0]), (Task, tasks_path(made[0]))):
        schema = kind.model_json_schema(by_alias=True)
        valid = jsonschema_rs.validator_for(schema)
        for text in path.read_text(encoding="utf-8").splitlines():
            written = json.loads(text)
            valid.validate(written)
            assert set(written) == set(schema["properties"])
            assert not valid.is_valid({**written, "surprise": 1})


def test_tools_stand_in_a_trajectory_as_the_agent_saw_them(made: tuple[Path, Summary], servers: list[Emitted]) -> None:
    listed = {item.name: json.loads((item.path / "tools.json").read_text(encoding="utf-8")) for item in servers}
    for item in read_trajectories(made[0]):
        assert item.tools == listed[item.environments[0].name]["tools"]


def test_no_two_dialogues_of_a_server_tell_the_same_story(made: tuple[Path, Summary]) -> None:
    stories = [
        (item.environments[0].name, {(call.turn, call.name, json.dumps(call.arguments)) for call in item.oracle})
        for item in read_tasks(tasks_path(made[0]))
    ]
    for (name, story), (other, another) in combinations(stories, 2):
        assert name != other or len(story & another) < 0.9 * len(story | another)


def test_another_seed_tells_other_stories(made: tuple[Path, Summary], servers: list[Emitted], tmp_path: Path) -> None:
    out = tmp_path / "other.jsonl"
    synthesize(servers, count=COUNT, seed=4, out=out, advance=lambda _: None)
    texts = [{turn.text for item in read_tasks(tasks_path(path)) for turn in item.turns} for path in (made[0], out)]
    assert len(texts[0] & texts[1]) <= 0.2 * len(texts[0])


def test_a_server_that_can_tell_little_says_how_much_it_told_and_stops(tmp_path: Path) -> None:
    bikes = environment("bikes")
    few = {name: bikes.tools[name] for name in ("list_stations",)}
    folder = write(render(bikes.model_copy(update={"name": "few", "tools": few})), tmp_path / "few")
    out = tmp_path / "few.jsonl"
    summary = synthesize([catalog.open_folder(folder)], count=60, seed=1, out=out, advance=lambda _: None)
    assert 0 < summary.trajectories == summary.certified < 60
    assert len(list(read_tasks(tasks_path(out)))) == summary.trajectories
    assert summary.dropped["much like one that was made"] > 0
