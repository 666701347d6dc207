"""From a planned, spoken and executed dialogue to its records: the task, and the trajectory of the gold solution."""

import json
from collections.abc import Mapping, Sequence

from client.records import (
    CallRecord,
    Certificate,
    ChangeRecord,
    Difficulty,
    EnvironmentRef,
    Message,
    Refinement,
    Reward,
    StepRecord,
    Task,
    ToolCall,
    Trajectory,
    Turn,
    VerifySpec,
    change_record,
    stable_id,
)
from client.rewards import Episode
from generator.dialogues.plans import Plan
from generator.dialogues.script import Line
from generator.dialogues.stage import Performed
from servers.farm.catalog import Emitted
from servers.farm.state import RowChange


def task_record(
    emitted: Emitted,
    instructions: str,
    plan: Plan,
    lines: Sequence[Line],
    spec: VerifySpec,
    certificate: Certificate,
    seed: int,
) -> Task:
    """The task of a dialogue; `instructions` is the policy that the server gives."""
    oracle = _oracle(emitted, plan)
    refinements = [
        Refinement(
            turn=number, kind=step.kind, argument=step.parameter, said=step.said, justification=step.justification
        )
        for number, turn in enumerate(plan.turns)
        for step in turn.refinements
    ]
    texts = [line.user for line in lines]
    return Task(
        id=stable_id(emitted.name, emitted.digest, seed, plan.kind, texts, [call.model_dump() for call in oracle]),
        kind=plan.kind,
        environments=[_reference(emitted)],
        seed=emitted.environment.seed,
        clock=plan.start.clock,
        instructions=instructions,
        turns=[Turn(text=text) for text in texts],
        oracle=oracle,
        verify=spec,
        refinements=refinements,
        difficulty=Difficulty(
            calls=len(oracle),
            tools=len({call.name for call in oracle}),
            turns=len(texts),
            writes=sum(bool(turn.changes) for turn in plan.turns),
            refinements=len(refinements),
        ),
        certificate=certificate,
    )


def _reference(emitted: Emitted) -> EnvironmentRef:
    return EnvironmentRef(name=emitted.name, version=emitted.environment.version, digest=emitted.digest)


def _oracle(emitted: Emitted, plan: Plan) -> list[CallRecord]:
    return [
        CallRecord.model_validate(
            {
                "turn": number,
                "environment": emitted.name,
                "name": call.tool,
                "arguments": call.arguments,
                "sources": call.sources,
            }
        )
        for number, turn in enumerate(plan.turns)
        for call in plan.context.calls[turn.calls]
    ]


def trajectory_record(
    emitted: Emitted,
    task: Task,
    lines: Sequence[Line],
    performed: Sequence[Performed],
    tools: Sequence[Mapping[str, object]],
    initial_digest: str,
    reward: Reward,
    seed: int,
) -> Trajectory:
    """The trajectory of the gold solution: each turn's calls and its reply."""
    turns = [[index for index, call in enumerate(task.oracle) if call.turn == number] for number in range(len(lines))]
    messages = [Message(role="system", content=task.instructions, train=False)]
    for line, indexes in zip(lines, turns, strict=True):
        messages.append(Message(role="user", content=line.user, train=False))
        for index in indexes:
            messages.extend(_exchange(index, performed[index]))
        messages.append(Message(role="assistant", content=line.assistant))
    return Trajectory(
        id=stable_id(task.id, "oracle", seed),
        task_id=task.id,
        kind=task.kind,
        environments=task.environments,
        seed=seed,
        messages=messages,
        tools=[dict(tool) for tool in tools],
        initial_digest=initial_digest,
        steps=[_step(emitted, index, task.oracle[index], done) for index, done in enumerate(performed)],
        reward=reward,
    )


def call_id(index: int) -> str:
    """The id of the n-th call of a dialogue, from 0."""
    return f"call_{index + 1}"


def _exchange(index: int, done: Performed) -> list[Message]:
    call = ToolCall.model_validate({"id": call_id(index), "name": done.name, "arguments": done.arguments})
    structured = None if done.is_error else json.loads(done.text)
    return [
        Message(role="assistant", tool_calls=[call]),
        Message(
            role="tool",
            content=done.text,
            tool_call_id=call.id,
            name=done.name,
            is_error=done.is_error,
            structured=structured,
            train=False,
        ),
    ]


def _step(emitted: Emitted, index: int, call: CallRecord, done: Performed) -> StepRecord:
    return StepRecord(
        call_id=call_id(index),
        environment=emitted.name,
        name=done.name,
        digest=done.digest,
        changes=change_records(emitted, done.changes),
        sources=call.sources,
    )


def change_records(emitted: Emitted, changes: Sequence[RowChange]) -> list[ChangeRecord]:
    """Row changes as records."""
    return [change_record(emitted.name, change) for change in changes]


def episode(emitted: Emitted, net: Sequence[RowChange], replies: Sequence[str], done: Sequence[Performed]) -> Episode:
    """What a run amounts to, for the reward."""
    return Episode(
        changes=change_records(emitted, net),
        replies=list(replies),
        calls=[call.name for call in done],
        results=[call.text for call in done],
    )
