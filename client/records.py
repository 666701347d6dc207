"""The canonical records: `mcpfarm.task/1` and `mcpfarm.trajectory/1`, one JSON object per line.

Structured values are native JSON (arguments are objects, never texts), nothing derived is stored, and every export is
a pure function of these records (DESIGN §9).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from client.errors import ClientError
from servers.farm.files import write_whole
from servers.farm.state import RowChange, plain

TASK = "mcpfarm.task/1"
TRAJECTORY = "mcpfarm.trajectory/1"
Json = str | int | float | bool | None | list[Any] | dict[str, Any]


class Record(BaseModel):
    """Unknown fields are mistakes; records are never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class EnvironmentRef(Record):
    """Which environment, and the digest of the bytes that it was made with."""

    name: str
    version: str
    digest: str


class ChangeRecord(Record):
    """One changed row: `key` by column, whole rows before and after as JSON values."""

    environment: str
    entity: str
    op: Literal["insert", "update", "delete"]
    key: list[str | int]
    before: dict[str, Json] | None = None
    after: dict[str, Json] | None = None


class CallRecord(Record):
    """One call of the gold solution; `turn` counts user turns from 0."""

    turn: int
    environment: str
    name: str
    arguments: dict[str, Json]
    sources: dict[str, str] = Field(default_factory=dict)
    """Where each argument's value came from: `user`, `result:STEP:PATH`, `default` or `clock`."""


class Matcher(Record):
    """What one column of a changed row must hold.

    `equals`: this canonical value; `generated`: any key that a sequence makes, renamed consistently; `clock`: any
    time the environment's clock gives; `any`: anything.
    """

    kind: Literal["equals", "generated", "clock", "any"]
    value: Json = None


class ExpectedChange(Record):
    """A row change that must be observed. `key` is absent where the key is generated."""

    environment: str
    entity: str
    op: Literal["insert", "update", "delete"]
    key: list[str | int] | None = None
    values: dict[str, Matcher] = Field(default_factory=dict)
    gold_key: list[str | int] = Field(default_factory=list)
    """The key in the gold run, by which other expected rows refer to this one."""


class AllowedWrite(Record):
    """Rows of this entity may change besides (only these columns, if any are named)."""

    environment: str
    entity: str
    columns: list[str] = Field(default_factory=list)


class ResponseCheck(Record):
    """Something that the assistant must have said in a turn."""

    turn: int
    kind: Literal["fact", "number", "date", "set", "abstain"]
    value: Json = None
    tolerance: float = 0.0
    absent: list[str] = Field(default_factory=list)
    """Names that the reply must not have, letter by letter: an answer that recites every row answers nothing."""


class VerifySpec(Record):
    """What must hold at the end, as data that one trusted engine judges (`client.rewards`)."""

    expected: list[ExpectedChange] = Field(default_factory=list)
    allowed: list[AllowedWrite] = Field(default_factory=list)
    responses: list[ResponseCheck] = Field(default_factory=list)
    forbidden: list[str] = Field(default_factory=list)
    """Tools that must not be called."""


class Refinement(Record):
    """One step from the over-specified request to what a person says, with what a machine checked."""

    turn: int
    kind: str
    argument: str
    said: str
    justification: str


class Certificate(Record):
    """The proof that belongs to a task; each is a score that the same engine gave."""

    gold: float
    nothing: float
    words_only: float
    """The score of the gold replies without any call: what was not looked up is not known."""
    dropped: list[float]
    """The score of the gold solution without its n-th writing call."""
    replay_identical: bool


class Turn(Record):
    """What the user says."""

    text: str


class Limits(Record):
    """When an episode ends without an answer."""

    max_steps: int = 30


class Difficulty(Record):
    """What can be counted of a task."""

    calls: int
    tools: int
    turns: int
    writes: int
    refinements: int


class Task(Record):
    """An instruction in turns, a start state, and what must hold at the end."""

    schema_: Literal["mcpfarm.task/1"] = Field(default="mcpfarm.task/1", alias="schema")
    id: str
    kind: str
    environments: list[EnvironmentRef]
    seed: int
    clock: str
    start: list[ChangeRecord] = Field(default_factory=list)
    """What differs from the environment's own start state."""
    instructions: str
    """The policy that the agent is given."""
    turns: list[Turn]
    oracle: list[CallRecord]
    verify: VerifySpec
    refinements: list[Refinement] = Field(default_factory=list)
    limits: Limits = Field(default_factory=Limits)
    difficulty: Difficulty
    certificate: Certificate


class ToolCall(Record):
    """One call inside an assistant message."""

    id: str
    name: str
    arguments: dict[str, Json]


class Message(Record):
    """One message of a dialogue; `structured` is a tool result as JSON, `train` marks what is learned from."""

    role: Literal["system", "user", "assistant", "tool"]
    content: str | None = None
    tool_calls: list[ToolCall] = Field(default_factory=list)
    tool_call_id: str | None = None
    name: str | None = None
    is_error: bool | None = None
    structured: Json = None
    train: bool = True


class StepRecord(Record):
    """What one call did: the state digest after it, its row changes, where its arguments came from."""

    call_id: str
    environment: str
    name: str
    digest: str
    changes: list[ChangeRecord] = Field(default_factory=list)
    sources: dict[str, str] = Field(default_factory=dict)


class Reward(Record):
    """A score with its parts; `gates` must all hold for anything above 0."""

    total: float
    passed: bool
    components: dict[str, float]
    gates: dict[str, bool]


class Trajectory(Record):
    """A full dialogue with everything that was executed."""

    schema_: Literal["mcpfarm.trajectory/1"] = Field(default="mcpfarm.trajectory/1", alias="schema")
    id: str
    task_id: str
    kind: str
    environments: list[EnvironmentRef]
    policy: str = "oracle"
    """Who acted: `oracle`, or the name of a model."""
    seed: int
    messages: list[Message]
    tools: list[dict[str, Any]]
    """The tools as the agent saw them, in order, with their MCP field names."""
    start: list[ChangeRecord] = Field(default_factory=list)
    initial_digest: str
    steps: list[StepRecord]
    reward: Reward
    stop_reason: Literal["finished", "max_steps", "agent_error", "environment_error"] = "finished"


def line(record: Record) -> str:
    """One record as its line (without the newline): every field in order, since readers know no defaults; no spaces."""
    data = record.model_dump(mode="json", by_alias=True)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def read_trajectories(path: Path) -> Iterator[Trajectory]:
    """The trajectories of a JSONL file; `ClientError` names the line that is none."""
    yield from (_parse(Trajectory, text, path, number) for number, text in _lines(path))


def read_tasks(path: Path) -> Iterator[Task]:
    """The tasks of a JSONL file; `ClientError` names the line that is none."""
    yield from (_parse(Task, text, path, number) for number, text in _lines(path))


def tasks_path(path: Path) -> Path:
    """Where the tasks of a trajectory file stand: `dialogues.jsonl` → `dialogues.tasks.jsonl`."""
    return path.with_name(path.name.removesuffix(".jsonl") + ".tasks.jsonl")


def write_records(path: Path, records: Iterable[Record]) -> int:
    """Write the records whole or not at all; how many there were."""
    return write_together({path: records})[path]


def write_together(files: Mapping[Path, Iterable[Record]]) -> dict[Path, int]:
    """Write several files of records, all of them whole or none; how many records each has. Raises NotWritten."""
    counts = dict.fromkeys(files, 0)

    def lines(path: Path, records: Iterable[Record]) -> Iterator[bytes]:
        for record in records:
            counts[path] += 1
            yield (line(record) + "\n").encode()

    write_whole({path: lines(path, records) for path, records in files.items()})
    return counts


def stable_id(*parts: object) -> str:
    """The first 16 hex digits of a hash of the parts: the same on every machine."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:16]


def change_record(environment: str, change: RowChange) -> ChangeRecord:
    """A row change as its record."""
    before, after = (
        None if row is None else {name: plain(value) for name, value in row.items()}
        for row in (change.before, change.after)
    )
    return ChangeRecord.model_validate(
        {
            "environment": environment,
            "entity": change.entity,
            "op": change.op,
            "key": list(change.key),
            "before": before,
            "after": after,
        }
    )


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, text in enumerate(file, start=1):
                if text.strip():
                    yield number, text
    except (OSError, UnicodeDecodeError) as error:
        raise ClientError(str(path), f"cannot be read: {error}", "give a JSONL file that mcpfarm wrote") from error


R = TypeVar("R", bound=Record)


def _parse(kind: type[R], text: str, path: Path, number: int) -> R:
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the record"
        what = f"is no {kind.__name__.lower()} record: {place}: {first['msg']}"
        raise ClientError(f"{path}:{number}", what, "make the file again with `mcpfarm synthesize`") from error
