import json
from typing import Any, cast

import pytest

from client.records import Trajectory, read_trajectories
from generator.export.openai import row
from generator.synthesize import synthesize
from servers.farm.catalog import Emitted

from .test_synthesize import servers

__all__ = ["servers"]


@pytest.fixture(scope="module")
def trajectories(servers: list[Emitted], tmp_path_factory: pytest.TempPathFactory) -> list[Trajectory]:
    out = tmp_path_factory.mktemp("dialogues") / "dialogues.jsonl"
    synthesize(servers, count=8, seed=5, out=out, advance=lambda _: None)
    return list(read_trajectories(out))


def test_every_call_is_answered_before_anybody_speaks_again(trajectories: list[Trajectory]) -> None:
    for item in trajectories:
        waiting: list[str] = []
        for message in messages(item):
            assert (message["role"] == "tool") == bool(waiting)
            if message["role"] == "tool":
                assert message["tool_call_id"] == waiting.pop(0)
            waiting += [call["id"] for call in message.get("tool_calls", [])]
        assert not waiting


def test_users_and_assistants_take_turns_after_one_system_message(trajectories: list[Trajectory]) -> None:
    for item in trajectories:
        roles = [message["role"] for message in messages(item)]
        spoken = [message["role"] for message in messages(item)[1:] if message["content"] and message["role"] != "tool"]
        assert roles.count("system") == 1
        assert spoken == ["user", "assistant"] * (len(spoken) // 2)
        assert spoken[-1] == "assistant"


def test_arguments_are_texts_of_objects_and_ids_are_unique(trajectories: list[Trajectory]) -> None:
    for item in trajectories:
        calls = [call for message in messages(item) for call in message.get("tool_calls", [])]
        assert len({call["id"] for call in calls}) == len(calls) >= 2
        assert all(isinstance(json.loads(call["function"]["arguments"]), dict) for call in calls)
        assert all(set(call) == {"id", "type", "function"} and call["type"] == "function" for call in calls)


def test_only_tools_that_are_listed_are_called(trajectories: list[Trajectory]) -> None:
    for item in trajectories:
        tools = [tool["function"] for tool in data(item)["tools"]]
        called = {call["function"]["name"] for message in messages(item) for call in message.get("tool_calls", [])}
        assert called <= {tool["name"] for tool in tools}
        assert all(set(tool) == {"name", "description", "parameters"} for tool in tools)
        assert all(tool["parameters"]["type"] == "object" for tool in tools)


def test_messages_have_the_fields_that_the_format_knows(trajectories: list[Trajectory]) -> None:
    known = {"role", "content", "tool_calls", "tool_call_id", "weight"}
    assert all(set(message) <= known for item in trajectories for message in messages(item))


def data(item: Trajectory) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(json.dumps(row(item))))


def messages(item: Trajectory) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", data(item)["messages"])
