"""The environment: the declarative model of one service, and the single source of truth of its emitted folder."""

import json
import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, Field, ValidationError, model_validator

from servers.farm.json_text import json_text
from servers.farm.model.base import Strict
from servers.farm.model.entities import Entity
from servers.farm.model.mistakes import problems_of
from servers.farm.model.parameters import Parameter
from servers.farm.model.steps import Step
from servers.farm.names import EntityName, EnvironmentName, FaultCode, Identifier, ToolName
from servers.farm.problems import InvalidEnvironment, Problem

SCHEMA: Literal["mcpfarm.environment/1"] = "mcpfarm.environment/1"


def _moment(text: str) -> str:
    if not "1000" <= text[:4] <= "9000":
        raise ValueError(f"'{text}' leaves no room around it; start between the years 1000 and 9000")
    try:
        datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise ValueError(f"'{text}' is no time of the calendar") from error
    return text


class Clock(Strict):
    """`now()` starts at `start` (`YYYY-MM-DDTHH:MM:SSZ`) and moves by `tick_seconds` with each successful write."""

    start: Annotated[str, AfterValidator(_moment)] = Field(pattern=r"^[0-9]{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
    """The time before the first call."""
    tick_seconds: int = Field(default=60, ge=1, le=86_400)
    """How far one successful write moves the time."""


class Actor(Strict):
    """Whose account this is: `actor` names that row of `entity` in expressions.

    Without a `session` the actor is the first row of the entity in key order. With one, `session` is a singleton
    whose column `actor_id` holds the key, and a tool that updates it is a login.
    """

    entity: EntityName
    """The entity of whom the account belongs to."""
    session: EntityName | None = None
    """The singleton that holds who is logged in; None if the account is always the same."""


PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*){0,3})\}")
"""What a message names: `{order_id}`, `{order.user.name}`."""


class Fault(Strict):
    """A declared domain error. `message` tells an agent what it can do; `{name}` and `{row.column}` are details."""

    message: str = Field(min_length=1, max_length=300)
    """What the agent reads: `There is no order {order_id}.`"""

    @model_validator(mode="after")
    def _braces_are_placeholders(self) -> Self:
        rest = PLACEHOLDER.sub("", self.message)
        if "{" in rest or "}" in rest:
            raise ValueError("a message has braces only around a name or path: {order_id}, {order.user.name}")
        return self


class OperationRef(Strict):
    """The operation of the resource that a tool stands for."""

    operation: str
    """Its id in the description."""
    method: str = ""
    """Its HTTP method, if it has one."""
    path: str = ""
    """Its path, if it has one."""


class Tool(Strict):
    """One thing an agent can do."""

    title: str
    """A short command that a person reads: `Cancel an order`."""
    description: str
    """What it does, in a sentence or two that an agent chooses it by."""
    parameters: dict[Identifier, Parameter] = Field(default_factory=dict)
    """Parameter name → parameter."""
    steps: tuple[Step, ...] = Field(min_length=1)
    """What a call does, in order; the last one, and no other, is the `return`."""
    origin: OperationRef | None = None
    """The operation that it stands for; None for one that was written by hand."""


class Evidence(Strict):
    """Why a fact was inferred: what of the description says so, and how sure the rule is (0 to 1)."""

    fact: str
    """What was inferred."""
    because: str
    """What of the description says so."""
    confidence: float = Field(ge=0, le=1)
    """How sure the rule is, 0 to 1."""


class LeftOut(Strict):
    """An operation of the resource that no tool stands for, and the reason."""

    operation: str
    """The id of the operation."""
    reason: str
    """Why there is no tool for it."""


class Repair(Strict):
    """What did not hold in one verification of the environment, and what its author did about it."""

    round: int = Field(ge=1)
    """After which verification it was done; the first is 1."""
    where: str
    """What it was about: `tool 'lend_book', step 2 (require)`."""
    what: str
    """What did not hold."""
    done: str
    """What the author did: `left out tool 'lend_book'`."""


DomainName = Literal[
    "office", "commerce", "finance", "travel", "communication", "development", "cloud", "health", "media", "education",
    "real_estate", "logistics", "people", "government", "marketing", "security", "data", "food", "devices", "leisure",
    "other",
]  # fmt: skip
DOMAINS: tuple[DomainName, ...] = get_args(DomainName)
"""What environments can be about; `other` is what nothing tells."""


class Domain(Strict):
    """What an environment is about, and what tells it."""

    name: DomainName
    """One of `DOMAINS`."""
    because: str
    """What of its names or its description says so."""
    confidence: float = Field(ge=0, le=1)
    """How sure the rule is, 0 to 1."""


class Provenance(Strict):
    """Where an environment comes from and what made it."""

    source: str
    """Where the description was read from."""
    kind: str
    """The format of the description."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """The digest of its bytes."""
    version: str = ""
    """The version that it states."""
    licence: str = ""
    """The licence that it states."""
    author: str = "rules"
    """Who made the environment: `rules` or a model."""
    made_with: dict[str, str] = Field(default_factory=dict)
    """The pinned packages that reach emitted bytes, name to version."""
    operations: int = Field(default=0, ge=0)
    """How many operations the description has."""
    evidence: tuple[Evidence, ...] = ()
    """The inferred facts, and why."""
    left_out: tuple[LeftOut, ...] = ()
    """The operations without a tool."""
    repairs: tuple[Repair, ...] = ()
    """What verifications found wrong and what was done about it; none if the first one held."""
    repaired_from: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    """With repairs: the digest of the environment.json that they began with."""


class Environment(Strict):
    """One service, declared. `load` gives one that is structurally sound; `checks.check` says whether it is right."""

    schema_: Literal["mcpfarm.environment/1"] = Field(default=SCHEMA, alias="schema")
    """The version of this form."""
    name: EnvironmentName
    """The name of the folder and the package: `bike_hire`."""
    title: str
    """The name that people read."""
    description: str
    """What the service keeps and is for, in a sentence or two."""
    version: str = "1.0.0"
    """The version of the environment."""
    domain: Domain | None = None
    """What it is about; None where nobody has said it."""
    clock: Clock
    """The time of the service."""
    seed: int = 1
    """The seed of the committed start state."""
    actor: Actor | None = None
    """Whose account it is; None if it is nobody's."""
    entities: dict[EntityName, Entity] = Field(min_length=1)
    """Entity name, singular → entity."""
    faults: dict[FaultCode, Fault] = Field(default_factory=dict)
    """Fault code → message."""
    tools: dict[ToolName, Tool] = Field(min_length=1)
    """Tool name → tool."""
    provenance: Provenance | None = None
    """Where it comes from; None for one that was written by hand."""


def dump(environment: Environment) -> str:
    """`environment.json`: fields in the model's order, defaults left out; the same bytes every time.

    What fits on a line stands on one, so that a folder stays small and a difference stays readable.
    """
    data = environment.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json_text({"schema": SCHEMA, **data})


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
        raise InvalidEnvironment(name, problems_of(error)) from error


def json_schema() -> dict[str, Any]:
    """The JSON Schema of `environment.json` (2020-12)."""
    schema = Environment.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
