"""LaunchDarkly: integrations: keeps relay auto configurations and integrations."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
LaunchDarkly: integrations. Keeps relay auto configurations and integrations.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a relay auto configuration can be refused: the actions must not be empty.
- Creating an integration can be refused: there is already an integration with that name.
- Two integrations cannot have the same name.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class RelayAutoConfig(Table, table=True):
    """A relay auto configuration."""

    __tablename__ = "relay_auto_configs"

    relay_auto_config_id: str = Field(primary_key=True)
    name: str | None = None
    display_key: str | None = None
    full_key: str | None = None
    actions: list[str] = Field(sa_type=JsonList())
    effect: str
    resources: list[str] = Field(sa_type=JsonList())
    op: str | None = None
    path: str | None = None
    creation_date: str
    last_modified_at: str


class Integration(Table, table=True):
    """An integration."""

    __tablename__ = "integrations"
    __table_args__ = (UniqueConstraint("name"),)

    integration_id: str = Field(primary_key=True)
    name: str
    on: bool
    tags: list[str] = Field(sa_type=JsonList())
    op: str | None = None
    path: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class RelayAutoConfigShort(TypedDict):
    """A relay auto config in the view `short`."""

    relay_auto_config_id: str
    name: str | None
    display_key: str | None
    full_key: str | None
    effect: str
    op: str | None
    path: str | None


def relay_auto_config_short(relay_auto_config: RelayAutoConfig) -> RelayAutoConfigShort:
    """A relay auto config in the view `short`."""
    return {
        "relay_auto_config_id": relay_auto_config.relay_auto_config_id,
        "name": relay_auto_config.name,
        "display_key": relay_auto_config.display_key,
        "full_key": relay_auto_config.full_key,
        "effect": relay_auto_config.effect,
        "op": relay_auto_config.op,
        "path": relay_auto_config.path,
    }


class RelayAutoConfigFull(RelayAutoConfigShort):
    """A relay auto config in the view `full`."""

    actions: list[str]
    resources: list[str]
    creation_date: str
    last_modified_at: str


def relay_auto_config_full(relay_auto_config: RelayAutoConfig) -> RelayAutoConfigFull:
    """A relay auto config in the view `full`."""
    return {
        **relay_auto_config_short(relay_auto_config),
        "actions": relay_auto_config.actions,
        "resources": relay_auto_config.resources,
        "creation_date": relay_auto_config.creation_date,
        "last_modified_at": relay_auto_config.last_modified_at,
    }


class IntegrationShort(TypedDict):
    """An integration in the view `short`."""

    integration_id: str
    name: str
    on: bool
    tags: list[str]
    op: str | None
    path: str | None


def integration_short(integration: Integration) -> IntegrationShort:
    """An integration in the view `short`."""
    return {
        "integration_id": integration.integration_id,
        "name": integration.name,
        "on": integration.on,
        "tags": integration.tags,
        "op": integration.op,
        "path": integration.path,
    }


class IntegrationFull(IntegrationShort):
    """An integration in the view `full`."""


def integration_full(integration: Integration) -> IntegrationFull:
    """An integration in the view `full`."""
    return integration_short(integration)


# --- tools --------------------------------------------------------------------------------------------------------


class ListRelayAutoConfigs(TypedDict):
    """What `list_relay_auto_configs` returns."""

    relay_auto_configs: list[RelayAutoConfigShort]
    next_cursor: str | None


def list_relay_auto_configs(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRelayAutoConfigs:
    """List the relay auto configurations."""
    page = db.query(RelayAutoConfig).page("-creation_date", limit=limit, cursor=cursor)
    return {
        "relay_auto_configs": [relay_auto_config_short(relay_auto_config) for relay_auto_config in page.rows],
        "next_cursor": page.next_cursor,
    }


class RelayAutoConfigResult(TypedDict):
    """What `get_relay_auto_config` and 2 other tools return."""

    relay_auto_config: RelayAutoConfigFull


def get_relay_auto_config(db: Database, /, *, relay_auto_config_id: str) -> RelayAutoConfigResult:
    """Show a relay auto configuration with all its details."""
    relay_auto_config = db.find(RelayAutoConfig, relay_auto_config_id)
    if relay_auto_config is None:
        fail("relay_auto_config_not_found", relay_auto_config_id=relay_auto_config_id)
    return {"relay_auto_config": relay_auto_config_full(relay_auto_config)}


def create_relay_auto_config(
    db: Database, /, *, effect: str, actions: list[str], resources: list[str]
) -> RelayAutoConfigResult:
    """Create a relay auto configuration."""
    if len(actions) <= 0:
        fail("actions_empty")
    relay_auto_config = db.insert(
        RelayAutoConfig,
        relay_auto_config_id=f"RAC-{db.next_number('relay_auto_configs'):04d}",
        actions=actions,
        effect=effect,
        resources=resources,
        creation_date=db.now(),
        last_modified_at=db.now(),
    )
    return {"relay_auto_config": relay_auto_config_full(relay_auto_config)}


def update_relay_auto_config(
    db: Database,
    /,
    *,
    relay_auto_config_id: str,
    op: str | None = None,
    path: str | None = None,
    clear: list[Literal["op", "path"]] | None = None,
) -> RelayAutoConfigResult:
    """Change the op or path of a relay auto configuration."""
    changes = given(clear, op=op, path=path)
    relay_auto_config = db.find(RelayAutoConfig, relay_auto_config_id)
    if relay_auto_config is None:
        fail("relay_auto_config_not_found", relay_auto_config_id=relay_auto_config_id)
    if not changes:
        fail("nothing_to_change")
    db.update(relay_auto_config, **changes, last_modified_at=db.now())
    return {"relay_auto_config": relay_auto_config_full(relay_auto_config)}


class DeleteRelayAutoConfig(TypedDict):
    """What `delete_relay_auto_config` returns."""

    relay_auto_config_id: str


def delete_relay_auto_config(db: Database, /, *, relay_auto_config_id: str) -> DeleteRelayAutoConfig:
    """Delete a relay auto configuration."""
    relay_auto_config = db.find(RelayAutoConfig, relay_auto_config_id)
    if relay_auto_config is None:
        fail("relay_auto_config_not_found", relay_auto_config_id=relay_auto_config_id)
    db.delete(relay_auto_config)
    return {"relay_auto_config_id": relay_auto_config_id}


class ListIntegrations(TypedDict):
    """What `list_integrations` returns."""

    integrations: list[IntegrationShort]
    next_cursor: str | None


def list_integrations(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListIntegrations:
    """List the integrations."""
    page = db.query(Integration).page("name", limit=limit, cursor=cursor)
    return {
        "integrations": [integration_short(integration) for integration in page.rows],
        "next_cursor": page.next_cursor,
    }


class IntegrationResult(TypedDict):
    """What `get_integration` and 2 other tools return."""

    integration: IntegrationFull


def get_integration(db: Database, /, *, integration_id: str) -> IntegrationResult:
    """Show an integration with all its details."""
    integration = db.find(Integration, integration_id)
    if integration is None:
        fail("integration_not_found", integration_id=integration_id)
    return {"integration": integration_full(integration)}


def create_integration(db: Database, /, *, name: str, on: bool = False, tags: list[str]) -> IntegrationResult:
    """Create an integration."""
    if db.query(Integration).where("same_text(name, ?)", name).exists():
        fail("integration_name_taken", name=name)
    integration = db.insert(
        Integration, integration_id=f"INT-{db.next_number('integrations'):04d}", name=name, on=on, tags=tags
    )
    return {"integration": integration_full(integration)}


def update_integration(
    db: Database,
    /,
    *,
    integration_id: str,
    op: str | None = None,
    path: str | None = None,
    clear: list[Literal["op", "path"]] | None = None,
) -> IntegrationResult:
    """Change the op or path of an integration."""
    changes = given(clear, op=op, path=path)
    integration = db.find(Integration, integration_id)
    if integration is None:
        fail("integration_not_found", integration_id=integration_id)
    if not changes:
        fail("nothing_to_change")
    db.update(integration, **changes)
    return {"integration": integration_full(integration)}


class DeleteIntegration(TypedDict):
    """What `delete_integration` returns."""

    integration_id: str


def delete_integration(db: Database, /, *, integration_id: str) -> DeleteIntegration:
    """Delete an integration."""
    integration = db.find(Integration, integration_id)
    if integration is None:
        fail("integration_not_found", integration_id=integration_id)
    db.delete(integration)
    return {"integration_id": integration_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "integration_name_taken": "There is already an integration with the name {name}. Choose another name.",
    "integration_not_found": "There is no integration {integration_id}. List the integrations to see which there are.",
    "relay_auto_config_not_found": (
        "There is no relay auto configuration {relay_auto_config_id}. List the relay auto "
        "configurations to see which there are."
    ),
    "actions_empty": "The actions must not be empty. Name one at least.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="launchdarkly_integrations",
    folder=Path(__file__).parent,
    tables=[RelayAutoConfig, Integration],
    tools={
        "list_relay_auto_configs": Tool(list_relay_auto_configs, read_only=True),
        "get_relay_auto_config": Tool(get_relay_auto_config, read_only=True),
        "create_relay_auto_config": Tool(create_relay_auto_config),
        "update_relay_auto_config": Tool(update_relay_auto_config),
        "delete_relay_auto_config": Tool(delete_relay_auto_config),
        "list_integrations": Tool(list_integrations, read_only=True),
        "get_integration": Tool(get_integration, read_only=True),
        "create_integration": Tool(create_integration),
        "update_integration": Tool(update_integration),
        "delete_integration": Tool(delete_integration),
    },
    faults=FAULTS,
    unique_faults={
        "integrations.name": "integration_name_taken",
    },
    instructions=INSTRUCTIONS,
)
