import json

import pytest

from client.errors import ClientError
from client.records import EnvironmentRef, Message, Reward, StepRecord, ToolCall, Trajectory
from client.replay import Divergence, replay
from client.session import Loaded, Session

CALLS: list[tuple[str, dict[str, object]]] = [
    ("list_stations", {}),
    ("create_station", {"name": "Quay", "city": "Bergen", "docks": 4}),
    ("get_station", {"station_id": "nowhere"}),
    ("top_up", {"rider_id": "R1", "amount": 12.5}),
]


@pytest.fixture
def recorded(bike_hire: Loaded) -> Trajectory:
    """What a session does, as a trajectory."""
    emitted, messages, steps = bike_hire.emitted, [Message(role="user", content="Do it.")], []
    with Session.on(bike_hire) as session:
        initial = session.digest()
        for number, (name, arguments) in enumerate(CALLS):
            result = session.call(name, arguments)
            call = ToolCall.model_validate({"id": f"call_{number}", "name": name, "arguments": arguments})
            messages.append(Message(role="assistant", tool_calls=[call]))
            messages.append(Message(role="tool", content=result.text, tool_call_id=call.id, is_error=result.is_error))
            steps.append(StepRecord(call_id=call.id, environment=emitted.name, name=name, digest=session.digest()))
    return Trajectory(
        id="t", task_id="t", kind="plain", seed=1, messages=messages, tools=[], initial_digest=initial, steps=steps,
        environments=[EnvironmentRef(name=emitted.name, version=bike_hire.environment.version, digest=emitted.digest)],
        reward=Reward(total=1.0, passed=True, components={}, gates={}),
    )  # fmt: skip


def test_what_was_recorded_happens_again(recorded: Trajectory, bike_hire: Loaded) -> None:
    assert replay(recorded, {"bikes": bike_hire}) is None


def test_the_first_other_result_is_told(recorded: Trajectory, bike_hire: Loaded) -> None:
    messages = list(recorded.messages)
    told = json.loads(messages[4].content or "")
    told["station"]["docks"] = 5
    messages[4] = messages[4].model_copy(update={"content": json.dumps(told)})
    found = replay(recorded.model_copy(update={"messages": messages}), {"bikes": bike_hire})
    assert isinstance(found, Divergence)
    assert (found.id, found.step, found.expected) == ("t", 2, json.dumps(told))


def test_a_state_that_differs_is_told(recorded: Trajectory, bike_hire: Loaded) -> None:
    steps = [
        step.model_copy(update={"digest": "0" * 64}) if index == 3 else step
        for index, step in enumerate(recorded.steps)
    ]
    found = replay(recorded.model_copy(update={"steps": steps}), {"bikes": bike_hire})
    assert found is not None
    assert (found.step, found.expected) == (4, "0" * 64)


def test_another_start_is_told_before_anything_is_called(recorded: Trajectory, bike_hire: Loaded) -> None:
    found = replay(recorded.model_copy(update={"initial_digest": "0" * 64}), {"bikes": bike_hire})
    assert found is not None
    assert found.step == 0


def test_an_environment_that_is_not_there_is_named(recorded: Trajectory) -> None:
    with pytest.raises(ClientError, match="needs the environment 'bikes'") as error:
        replay(recorded, {})
    assert "--servers" in error.value.hint


def test_an_environment_of_other_bytes_is_refused(recorded: Trajectory, bike_hire: Loaded) -> None:
    reference = recorded.environments[0].model_copy(update={"digest": "0" * 64})
    with pytest.raises(ClientError, match="other bytes of 'bikes'"):
        replay(recorded.model_copy(update={"environments": [reference]}), {"bikes": bike_hire})
