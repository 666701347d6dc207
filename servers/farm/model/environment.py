"""The environment: the declarative model of one service, and the single source of truth of its emitted folder."""

import json
from typing import Any, Literal

from pydantic import Field, ValidationError

from servers.farm.model.base import Strict
from servers.farm.model.entities import Entity
from servers.farm.model.parameters import Parameter
from servers.farm.model.steps import Step
from servers.farm.names import EntityName, EnvironmentName, FaultCode, Identifier, ToolName
from servers.farm.problems import InvalidEnvironment, Problem

SCHEMA: Literal["mcpfarm.environment/1"] = "mcpfarm.environment/1"


class Clock(Strict):
    """`now()` starts at `start` (`YYYY-MM-DDTHH:MM:SSZ`) and moves by `tick_seconds` with each successful write."""

    start: str = Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
    tick_seconds: int = Field(default=60, ge=1, le=86_400)


class Actor(Strict):
    """Whose account this is: `actor` names that row of `entity` in expressions.

    Without a `session` the actor is the first row of the entity in key order. With one, `session` is a singleton
    whose column `actor_id` holds the key, and a tool that updates it is a login.
    """

    entity: EntityName
    session: EntityName | None = None


class Fault(Strict):
    """A declared domain error. `message` tells an agent what it can do; `{name}` and `{row.column}` are details."""

    message: str = Field(min_length=1, max_length=300)


class OperationRef(Strict):
    """The operation of the resource that a tool stands for."""

    operation: str
    method: str = ""
    path: str = ""


class Tool(Strict):
    """One thing an agent can do."""

    title: str
    description: str
    parameters: dict[Identifier, Parameter] = Field(default_factory=dict)
    steps: tuple[Step, ...] = Field(min_length=1)
    origin: OperationRef | None = None


class Evidence(Strict):
    """Why a fact was inferred: what of the description says so, and how sure the rule is (0 to 1)."""

    fact: str
    because: str
    confidence: float = Field(ge=0, le=1)


class LeftOut(Strict):
    """An operation of the resource that no tool stands for, and the reason."""

    operation: str
    reason: str


class Provenance(Strict):
    """Where an environment comes from and what made it."""

    source: str
    kind: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    version: str = ""
    licence: str = ""
    author: str = "rules"
    made_with: dict[str, str] = Field(default_factory=dict)
    """The pinned packages that reach emitted bytes, name to version."""
    operations: int = Field(default=0, ge=0)
    evidence: tuple[Evidence, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class Environment(Strict):
    """One service, declared. `load` gives one that is structurally sound; `checks.check` says whether it is right."""

    schema_: Literal["mcpfarm.environment/1"] = Field(default=SCHEMA, alias="schema")
    name: EnvironmentName
    title: str
    description: str
    version: str = "1.0.0"
    clock: Clock
    seed: int = 1
    """The seed of the committed start state."""
    actor: Actor | None = None
    entities: dict[EntityName, Entity] = Field(min_length=1)
    faults: dict[FaultCode, Fault] = Field(default_factory=dict)
    tools: dict[ToolName, Tool] = Field(min_length=1)
    provenance: Provenance | None = None


def dump(environment: Environment) -> str:
    """`environment.json`: two spaces, fields in the model's order, defaults left out; the same bytes every time."""
    data = environment.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps({"schema": SCHEMA, **data}, indent=2, ensure_ascii=False) + "\n"


def load(text: str, name: str = "environment.json") -> Environment:
    """The environment that `text` (JSON) holds; `InvalidEnvironment` with every structural problem otherwise."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        problem = Problem(f"line {error.lineno} column {error.colno}", error.msg, "the file must be JSON")
        raise InvalidEnvironment(name, [problem]) from error
    return from_data(data, name)


def from_data(data: Any, name: str = "environment") -> Environment:
    """The environment in already parsed JSON or YAML data."""
    try:
        return Environment.model_validate(data)
    except ValidationError as error:
        raise InvalidEnvironment(name, [_problem(dict(item)) for item in error.errors()]) from error


def _problem(item: dict[str, Any]) -> Problem:
    where = ".".join(str(part) for part in item["loc"]) or "environment"
    return Problem(where, str(item["msg"]).removeprefix("Value error, "), _HINTS.get(item["type"], _LOOK_UP))


_LOOK_UP = "look the form up with `mcpfarm schema environment`"
_HINTS = {
    "extra_forbidden": "remove it, or look the spelling up with `mcpfarm schema environment`",
    "missing": "add it",
    "union_tag_invalid": "use one of the names that the message lists",
}


def json_schema() -> dict[str, Any]:
    """The JSON Schema of `environment.json` (2020-12)."""
    schema = Environment.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
