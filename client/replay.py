"""Replay: execute a recorded trajectory again on fresh worlds and compare every result and every state digest."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from client.errors import ClientError
from client.records import ChangeRecord, Message, StepRecord, ToolCall, Trajectory
from client.session import Loaded, Session
from servers.farm.model import Environment
from servers.farm.state import RowChange, row_from_json


@dataclass(frozen=True)
class Divergence:
    """The first place where a replay differs: the step (0 is the start state), what was recorded, what came."""

    id: str
    step: int
    expected: str
    observed: str


def replay(trajectory: Trajectory, loaded: Mapping[str, Loaded]) -> Divergence | None:
    """None if every result is identical byte for byte and so is the state digest after every call.

    `loaded` holds the environments by name; one that is missing or has other bytes is a `ClientError`.
    """
    with ExitStack() as stack:
        sessions = {name: stack.enter_context(session) for name, session in open_sessions(trajectory, loaded).items()}
        observed = "+".join(sessions[name].digest() for name in sorted(sessions))
        if observed != trajectory.initial_digest:
            return Divergence(trajectory.id, 0, trajectory.initial_digest, observed)
        for number, (call, step, recorded) in enumerate(_executed(trajectory), start=1):
            session = sessions[step.environment]
            text = session.call(call.name, call.arguments).text
            if text != recorded.content:
                return Divergence(trajectory.id, number, str(recorded.content), text)
            if session.digest() != step.digest:
                return Divergence(trajectory.id, number, step.digest, session.digest())
    return None


def open_sessions(trajectory: Trajectory, loaded: Mapping[str, Loaded]) -> dict[str, Session]:
    """A session per environment of the trajectory, on its start state."""
    sessions = {}
    for reference in trajectory.environments:
        found = loaded.get(reference.name)
        if found is None:
            hint = "name the folder that holds it with --servers"
            raise ClientError(f"trajectory {trajectory.id}", f"needs the environment '{reference.name}'", hint)
        if found.emitted.digest != reference.digest:
            what = f"was made with other bytes of '{reference.name}' ({reference.digest[:12]}…)"
            hint = f"{found.emitted.path} has {found.emitted.digest[:12]}…; replay with the folder it was made with"
            raise ClientError(f"trajectory {trajectory.id}", what, hint)
        changes = [change for change in trajectory.start if change.environment == reference.name]
        sessions[reference.name] = Session.on(found, row_changes(found.environment, changes))
    return sessions


def row_changes(environment: Environment, records: Iterable[ChangeRecord]) -> list[RowChange]:
    """Change records as row changes with canonical values."""
    return [
        RowChange(
            record.entity,
            tuple(record.key),
            record.op,
            None if record.before is None else row_from_json(environment, record.entity, record.before),
            None if record.after is None else row_from_json(environment, record.entity, record.after),
        )
        for record in records
    ]


def _executed(trajectory: Trajectory) -> Iterator[tuple[ToolCall, StepRecord, Message]]:
    """Each call with its step and its recorded result, in order."""
    results = {message.tool_call_id: message for message in trajectory.messages if message.role == "tool"}
    calls = {call.id: call for message in trajectory.messages for call in message.tool_calls}
    for step in trajectory.steps:
        yield calls[step.call_id], step, results[step.call_id]
