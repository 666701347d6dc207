"""LaunchDarkly: integrations: keeps destinations, integrations and flag statuses."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
LaunchDarkly: integrations. Keeps destinations, integrations and flag statuses.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Two destinations cannot have the same name.
- Two integrations cannot have the same name.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Destination(Table, table=True):
    """A destination."""

    __tablename__ = "destinations"
    __table_args__ = (
        CheckConstraint("kind IN ('google-pubsub', 'kinesis', 'mparticle', 'segment')"),
        UniqueConstraint("name"),
    )

    destination_id: str = Field(primary_key=True)
    name: str
    on: bool
    kind: str
    op: str | None = None
    path: str | None = None


class FlagStatus(Table, table=True):
    """A flag status."""

    __tablename__ = "flag_statuses"

    flag_status_id: str = Field(primary_key=True)
    key: str | None = None


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


class DestinationShort(TypedDict):
    """A destination in the view `short`."""

    destination_id: str
    name: str
    on: bool
    kind: str
    op: str | None
    path: str | None


def destination_short(destination: Destination) -> DestinationShort:
    """A destination in the view `short`."""
    return {
        "destination_id": destination.destination_id,
        "name": destination.name,
        "on": destination.on,
        "kind": destination.kind,
        "op": destination.op,
        "path": destination.path,
    }


class DestinationFull(DestinationShort):
    """A destination in the view `full`."""


def destination_full(destination: Destination) -> DestinationFull:
    """A destination in the view `full`."""
    return destination_short(destination)


class FlagStatusShort(TypedDict):
    """A flag status in the view `short`."""

    flag_status_id: str
    key: str | None


def flag_status_short(flag_status: FlagStatus) -> FlagStatusShort:
    """A flag status in the view `short`."""
    return {"flag_status_id": flag_status.flag_status_id, "key": flag_status.key}


class FlagStatusFull(FlagStatusShort):
    """A flag status in the view `full`."""


def flag_status_full(flag_status: FlagStatus) -> FlagStatusFull:
    """A flag status in the view `full`."""
    return flag_status_short(flag_status)


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


class ListDestinations(TypedDict):
    """What `list_destinations` returns."""

    destinations: list[DestinationShort]
    next_cursor: str | None


def list_destinations(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDestinations:
    """List the destinations."""
    page = db.query(Destination).page("name", limit=limit, cursor=cursor)
    return {
        "destinations": [destination_short(destination) for destination in page.rows],
        "next_cursor": page.next_cursor,
    }


class DestinationResult(TypedDict):
    """What `get_destination` and 2 other tools return."""

    destination: DestinationFull


def get_destination(db: Database, /, *, destination_id: str) -> DestinationResult:
    """Show a destination with all its details."""
    destination = db.find(Destination, destination_id)
    if destination is None:
        fail("destination_not_found", destination_id=destination_id)
    return {"destination": destination_full(destination)}


def create_destination(
    db: Database, /, *, name: str, kind: Literal["google-pubsub", "kinesis", "mparticle", "segment"], on: bool = False
) -> DestinationResult:
    """Create a destination."""
    if db.query(Destination).where("same_text(name, ?)", name).exists():
        fail("destination_name_taken", name=name)
    destination = db.insert(
        Destination, destination_id=f"DES-{db.next_number('destinations'):04d}", name=name, on=on, kind=kind
    )
    return {"destination": destination_full(destination)}


def update_destination(
    db: Database,
    /,
    *,
    destination_id: str,
    op: str | None = None,
    path: str | None = None,
    clear: list[Literal["op", "path"]] | None = None,
) -> DestinationResult:
    """Change the op or path of a destination."""
    changes = given(clear, op=op, path=path)
    destination = db.find(Destination, destination_id)
    if destination is None:
        fail("destination_not_found", destination_id=destination_id)
    if not changes:
        fail("nothing_to_change")
    db.update(destination, **changes)
    return {"destination": destination_full(destination)}


class DeleteDestination(TypedDict):
    """What `delete_destination` returns."""

    destination_id: str


def delete_destination(db: Database, /, *, destination_id: str) -> DeleteDestination:
    """Delete a destination."""
    destination = db.find(Destination, destination_id)
    if destination is None:
        fail("destination_not_found", destination_id=destination_id)
    db.delete(destination)
    return {"destination_id": destination_id}


class ListFlagStatuses(TypedDict):
    """What `list_flag_statuses` returns."""

    flag_statuses: list[FlagStatusShort]
    next_cursor: str | None


def list_flag_statuses(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListFlagStatuses:
    """List the flag statuses."""
    page = db.query(FlagStatus).page("key", limit=limit, cursor=cursor)
    return {
        "flag_statuses": [flag_status_short(flag_status) for flag_status in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetFlagStatus(TypedDict):
    """What `get_flag_status` returns."""

    flag_status: FlagStatusFull


def get_flag_status(db: Database, /, *, flag_status_id: str) -> GetFlagStatus:
    """Show a flag status with all its details."""
    flag_status = db.find(FlagStatus, flag_status_id)
    if flag_status is None:
        fail("flag_status_not_found", flag_status_id=flag_status_id)
    return {"flag_status": flag_status_full(flag_status)}


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
    "destination_name_taken": "There is already a destination with the name {name}. Choose another name.",
    "destination_not_found": "There is no destination {destination_id}. List the destinations to see which there are.",
    "flag_status_not_found": "There is no flag status {flag_status_id}. List the flag statuses to see which there are.",
    "integration_name_taken": "There is already an integration with the name {name}. Choose another name.",
    "integration_not_found": "There is no integration {integration_id}. List the integrations to see which there are.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="launchdarkly_integrations",
    folder=Path(__file__).parent,
    tables=[Destination, FlagStatus, Integration],
    tools={
        "list_destinations": Tool(list_destinations, read_only=True),
        "get_destination": Tool(get_destination, read_only=True),
        "create_destination": Tool(create_destination),
        "update_destination": Tool(update_destination),
        "delete_destination": Tool(delete_destination),
        "list_flag_statuses": Tool(list_flag_statuses, read_only=True),
        "get_flag_status": Tool(get_flag_status, read_only=True),
        "list_integrations": Tool(list_integrations, read_only=True),
        "get_integration": Tool(get_integration, read_only=True),
        "create_integration": Tool(create_integration),
        "update_integration": Tool(update_integration),
        "delete_integration": Tool(delete_integration),
    },
    faults=FAULTS,
    unique_faults={
        "destinations.name": "destination_name_taken",
        "integrations.name": "integration_name_taken",
    },
    instructions=INSTRUCTIONS,
)
