"""Schemas: keeps registries, discoverers, schemas, resource policy and schema versions."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Schemas. Keeps registries, discoverers, schemas, resource policy and schema versions.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can start a discoverer only while it is stopped.
- You can stop a discoverer only while it is started.
- The description must not be blank.
- Two registries cannot have the same registry name.
- Deleting a registry also deletes its schemas.
- Deleting a schema also deletes its schema versions.
- Deleting a registry keeps the resource policies that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Discoverer(Table, table=True):
    """A discoverer."""

    __tablename__ = "discoverers"
    __table_args__ = (CheckConstraint("state IN ('STARTED', 'STOPPED')"),)

    discoverer_id: str = Field(primary_key=True)
    description: str | None = None
    source_arn: str
    state: str
    cross_account: bool


class Registry(Table, table=True):
    """A registry."""

    __tablename__ = "registries"
    __table_args__ = (UniqueConstraint("registry_name"),)

    registry_id: str = Field(primary_key=True)
    registry_name: str
    description: str | None = None


class Schema(Table, table=True):
    """A schema of a registry."""

    __tablename__ = "schemas"
    __table_args__ = (CheckConstraint("type IN ('OpenApi3', 'JSONSchemaDraft4')"),)

    schema_id: str = Field(primary_key=True)
    registry_id: str = Field(foreign_key="registries.registry_id", ondelete="CASCADE", index=True)
    schema_name: str
    content: str
    description: str | None = None
    type: str
    last_modified_at: str


class ResourcePolicy(Table, table=True):
    """The resource policy."""

    __tablename__ = "resource_policies"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    policy: str | None = None
    registry_id: str | None = Field(default=None, foreign_key="registries.registry_id", ondelete="SET NULL", index=True)


class SchemaVersion(Table, table=True):
    """A schema version of a schema."""

    __tablename__ = "schema_versions"
    __table_args__ = (CheckConstraint("type IN ('OpenApi3', 'JSONSchemaDraft4')"),)

    schema_version_id: str = Field(primary_key=True)
    schema_id: str = Field(foreign_key="schemas.schema_id", ondelete="CASCADE", index=True)
    schema_name: str | None = None
    type: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class DiscovererShort(TypedDict):
    """A discoverer in the view `short`."""

    discoverer_id: str
    description: str | None
    source_arn: str
    state: str
    cross_account: bool


def discoverer_short(discoverer: Discoverer) -> DiscovererShort:
    """A discoverer in the view `short`."""
    return {
        "discoverer_id": discoverer.discoverer_id,
        "description": discoverer.description,
        "source_arn": discoverer.source_arn,
        "state": discoverer.state,
        "cross_account": discoverer.cross_account,
    }


class DiscovererFull(DiscovererShort):
    """A discoverer in the view `full`."""


def discoverer_full(discoverer: Discoverer) -> DiscovererFull:
    """A discoverer in the view `full`."""
    return discoverer_short(discoverer)


class RegistryShort(TypedDict):
    """A registry in the view `short`."""

    registry_id: str
    registry_name: str
    description: str | None


def registry_short(registry_: Registry) -> RegistryShort:
    """A registry in the view `short`."""
    return {
        "registry_id": registry_.registry_id,
        "registry_name": registry_.registry_name,
        "description": registry_.description,
    }


class RegistryFull(RegistryShort):
    """A registry in the view `full`."""


def registry_full(registry_: Registry) -> RegistryFull:
    """A registry in the view `full`."""
    return registry_short(registry_)


class SchemaShort(TypedDict):
    """A schema in the view `short`."""

    schema_id: str
    registry_id: str
    schema_name: str
    content: str
    description: str | None
    type: str
    last_modified_at: str


def schema_short(schema_: Schema) -> SchemaShort:
    """A schema in the view `short`."""
    return {
        "schema_id": schema_.schema_id,
        "registry_id": schema_.registry_id,
        "schema_name": schema_.schema_name,
        "content": schema_.content,
        "description": schema_.description,
        "type": schema_.type,
        "last_modified_at": schema_.last_modified_at,
    }


class SchemaFull(SchemaShort):
    """A schema in the view `full`."""


def schema_full(schema_: Schema) -> SchemaFull:
    """A schema in the view `full`."""
    return schema_short(schema_)


class ResourcePolicyFull(TypedDict):
    """A resource policy in the view `full`."""

    policy: str | None
    registry_id: str | None


def resource_policy_full(resource_policy: ResourcePolicy) -> ResourcePolicyFull:
    """A resource policy in the view `full`."""
    return {"policy": resource_policy.policy, "registry_id": resource_policy.registry_id}


class SchemaVersionShort(TypedDict):
    """A schema version in the view `short`."""

    schema_version_id: str
    schema_id: str
    schema_name: str | None
    type: str | None


def schema_version_short(schema_version: SchemaVersion) -> SchemaVersionShort:
    """A schema version in the view `short`."""
    return {
        "schema_version_id": schema_version.schema_version_id,
        "schema_id": schema_version.schema_id,
        "schema_name": schema_version.schema_name,
        "type": schema_version.type,
    }


class SchemaVersionFull(SchemaVersionShort):
    """A schema version in the view `full`."""


def schema_version_full(schema_version: SchemaVersion) -> SchemaVersionFull:
    """A schema version in the view `full`."""
    return schema_version_short(schema_version)


# --- tools --------------------------------------------------------------------------------------------------------


class ListDiscoverers(TypedDict):
    """What `list_discoverers` returns."""

    discoverers: list[DiscovererShort]
    next_cursor: str | None


def list_discoverers(
    db: Database, /, *, state: Literal["STARTED", "STOPPED"] | None = None, limit: int = 20, cursor: str | None = None
) -> ListDiscoverers:
    """List the discoverers, optionally by state."""
    query = db.query(Discoverer)
    if state is not None:
        query.where("state = ?", state)
    page = query.page("description", limit=limit, cursor=cursor)
    return {"discoverers": [discoverer_short(discoverer) for discoverer in page.rows], "next_cursor": page.next_cursor}


class DiscovererResult(TypedDict):
    """What `get_discoverer` and 4 other tools return."""

    discoverer: DiscovererFull


def get_discoverer(db: Database, /, *, discoverer_id: str) -> DiscovererResult:
    """Show a discoverer with all its details."""
    discoverer = db.find(Discoverer, discoverer_id) or fail("discoverer_not_found", discoverer_id=discoverer_id)
    return {"discoverer": discoverer_full(discoverer)}


def create_discoverer(
    db: Database, /, *, source_arn: str, description: str | None = None, cross_account: bool = False
) -> DiscovererResult:
    """Create a discoverer."""
    if description is not None and len(words(description)) <= 0:
        fail("description_blank")
    discoverer = db.insert(
        Discoverer,
        discoverer_id=f"DIS-{db.next_number('discoverers'):04d}",
        description=description,
        source_arn=source_arn,
        state="STARTED",
        cross_account=cross_account,
    )
    return {"discoverer": discoverer_full(discoverer)}


def update_discoverer(
    db: Database,
    /,
    *,
    discoverer_id: str,
    description: str | None = None,
    cross_account: bool | None = None,
    clear: list[Literal["description"]] | None = None,
) -> DiscovererResult:
    """Change the description of a discoverer."""
    changes = given(clear, description=description, cross_account=cross_account)
    discoverer = db.find(Discoverer, discoverer_id) or fail("discoverer_not_found", discoverer_id=discoverer_id)
    if description is not None and len(words(description)) <= 0:
        fail("description_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(discoverer, **changes)
    return {"discoverer": discoverer_full(discoverer)}


class DeleteDiscoverer(TypedDict):
    """What `delete_discoverer` returns."""

    discoverer_id: str


def delete_discoverer(db: Database, /, *, discoverer_id: str) -> DeleteDiscoverer:
    """Delete a discoverer."""
    discoverer = db.find(Discoverer, discoverer_id) or fail("discoverer_not_found", discoverer_id=discoverer_id)
    db.delete(discoverer)
    return {"discoverer_id": discoverer_id}


def start_discoverer(db: Database, /, *, discoverer_id: str) -> DiscovererResult:
    """Start a discoverer."""
    discoverer = db.find(Discoverer, discoverer_id) or fail("discoverer_not_found", discoverer_id=discoverer_id)
    if discoverer.state == "STARTED":
        fail("discoverer_already_started", discoverer_id=discoverer.discoverer_id)
    db.update(discoverer, state="STARTED")
    return {"discoverer": discoverer_full(discoverer)}


def stop_discoverer(db: Database, /, *, discoverer_id: str) -> DiscovererResult:
    """Stop a discoverer."""
    discoverer = db.find(Discoverer, discoverer_id) or fail("discoverer_not_found", discoverer_id=discoverer_id)
    if discoverer.state == "STOPPED":
        fail("discoverer_already_stopped", discoverer_id=discoverer.discoverer_id)
    db.update(discoverer, state="STOPPED")
    return {"discoverer": discoverer_full(discoverer)}


class ListRegistries(TypedDict):
    """What `list_registries` returns."""

    registries: list[RegistryShort]
    next_cursor: str | None


def list_registries(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRegistries:
    """List the registries."""
    page = db.query(Registry).page("registry_name", limit=limit, cursor=cursor)
    return {"registries": [registry_short(registry_) for registry_ in page.rows], "next_cursor": page.next_cursor}


class RegistryResult(TypedDict):
    """What `get_registry` and 2 other tools return."""

    registry: RegistryFull


def get_registry(db: Database, /, *, registry_id: str) -> RegistryResult:
    """Show a registry with all its details."""
    registry_ = db.find(Registry, registry_id) or fail("registry_not_found", registry_id=registry_id)
    return {"registry": registry_full(registry_)}


def create_registry(db: Database, /, *, registry_name: str, description: str | None = None) -> RegistryResult:
    """Create a registry."""
    if db.query(Registry).where("same_text(registry_name, ?)", registry_name).exists():
        fail("registry_name_taken", registry_name=registry_name)
    registry_ = db.insert(
        Registry,
        registry_id=f"REG-{db.next_number('registries'):04d}",
        registry_name=registry_name,
        description=description,
    )
    return {"registry": registry_full(registry_)}


def update_registry(
    db: Database,
    /,
    *,
    registry_id: str,
    description: str | None = None,
    clear: list[Literal["description"]] | None = None,
) -> RegistryResult:
    """Change the description of a registry."""
    changes = given(clear, description=description)
    registry_ = db.find(Registry, registry_id) or fail("registry_not_found", registry_id=registry_id)
    if not changes:
        fail("nothing_to_change")
    db.update(registry_, **changes)
    return {"registry": registry_full(registry_)}


class DeleteRegistry(TypedDict):
    """What `delete_registry` returns."""

    registry_id: str


def delete_registry(db: Database, /, *, registry_id: str) -> DeleteRegistry:
    """Delete a registry together with its schemas."""
    registry_ = db.find(Registry, registry_id) or fail("registry_not_found", registry_id=registry_id)
    db.delete(registry_)
    return {"registry_id": registry_id}


class ListSchemas(TypedDict):
    """What `list_schemas` returns."""

    schemas: list[SchemaShort]
    next_cursor: str | None


def list_schemas(
    db: Database, /, *, registry_id: str, query_: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListSchemas:
    """List the schemas of a registry, optionally by text."""
    registry_ = db.find(Registry, registry_id) or fail("registry_not_found", registry_id=registry_id)
    query = db.query(Schema).where("registry_id = ?", registry_.registry_id)
    if query_ is not None:
        query.where("contains(schema_name, ?) OR contains(content, ?)", query_, query_)
    page = query.page("schema_name", limit=limit, cursor=cursor)
    return {"schemas": [schema_short(schema_) for schema_ in page.rows], "next_cursor": page.next_cursor}


class SchemaResult(TypedDict):
    """What `get_schema` and 2 other tools return."""

    schema: SchemaFull


def get_schema(db: Database, /, *, schema_id: str) -> SchemaResult:
    """Show a schema with all its details."""
    schema_ = db.find(Schema, schema_id) or fail("schema_not_found", schema_id=schema_id)
    return {"schema": schema_full(schema_)}


def create_schema(
    db: Database,
    /,
    *,
    registry_id: str,
    schema_name: str,
    content: str,
    type_: Literal["OpenApi3", "JSONSchemaDraft4"],
    description: str | None = None,
) -> SchemaResult:
    """Create a schema in a registry."""
    if db.find(Registry, registry_id) is None:
        fail("registry_not_found", registry_id=registry_id)
    schema_ = db.insert(
        Schema,
        schema_id=f"SCH-{db.next_number('schemas'):04d}",
        registry_id=registry_id,
        schema_name=schema_name,
        content=content,
        description=description,
        type=type_,
        last_modified_at=db.now(),
    )
    return {"schema": schema_full(schema_)}


def update_schema(
    db: Database,
    /,
    *,
    schema_id: str,
    content: str | None = None,
    description: str | None = None,
    type_: Literal["OpenApi3", "JSONSchemaDraft4"] | None = None,
    clear: list[Literal["description"]] | None = None,
) -> SchemaResult:
    """Change the type, content or description of a schema."""
    changes = given(clear, content=content, description=description, type=type_)
    schema_ = db.find(Schema, schema_id) or fail("schema_not_found", schema_id=schema_id)
    if not changes:
        fail("nothing_to_change")
    db.update(schema_, **changes, last_modified_at=db.now())
    return {"schema": schema_full(schema_)}


class DeleteSchema(TypedDict):
    """What `delete_schema` returns."""

    schema_id: str


def delete_schema(db: Database, /, *, schema_id: str) -> DeleteSchema:
    """Delete a schema together with its schema versions."""
    schema_ = db.find(Schema, schema_id) or fail("schema_not_found", schema_id=schema_id)
    db.delete(schema_)
    return {"schema_id": schema_id}


class ResourcePolicyResult(TypedDict):
    """What `get_resource_policy` and `update_resource_policy` return."""

    resource_policy: ResourcePolicyFull


def get_resource_policy(db: Database, /) -> ResourcePolicyResult:
    """Show the resource policy."""
    resource_policy = db.get(ResourcePolicy, 1)
    return {"resource_policy": resource_policy_full(resource_policy)}


def update_resource_policy(
    db: Database,
    /,
    *,
    policy: str | None = None,
    registry_id: str | None = None,
    clear: list[Literal["policy", "registry_id"]] | None = None,
) -> ResourcePolicyResult:
    """Change the resource policy, for example the registry or policy."""
    changes = given(clear, policy=policy, registry_id=registry_id)
    resource_policy = db.get(ResourcePolicy, 1)
    if registry_id is not None and db.find(Registry, registry_id) is None:
        fail("registry_not_found", registry_id=registry_id)
    if not changes:
        fail("nothing_to_change")
    db.update(resource_policy, **changes)
    return {"resource_policy": resource_policy_full(resource_policy)}


class ListSchemaVersions(TypedDict):
    """What `list_schema_versions` returns."""

    schema_versions: list[SchemaVersionFull]
    next_cursor: str | None


def list_schema_versions(
    db: Database, /, *, schema_id: str, limit: int = 20, cursor: str | None = None
) -> ListSchemaVersions:
    """List the schema versions of a schema."""
    schema_ = db.find(Schema, schema_id) or fail("schema_not_found", schema_id=schema_id)
    page = (
        db.query(SchemaVersion)
        .where("schema_id = ?", schema_.schema_id)
        .page("schema_name", limit=limit, cursor=cursor)
    )
    return {
        "schema_versions": [schema_version_full(schema_version) for schema_version in page.rows],
        "next_cursor": page.next_cursor,
    }


class DeleteSchemaVersion(TypedDict):
    """What `delete_schema_version` returns."""

    schema_version_id: str


def delete_schema_version(db: Database, /, *, schema_version_id: str) -> DeleteSchemaVersion:
    """Delete a schema version."""
    schema_version = db.find(SchemaVersion, schema_version_id)
    if schema_version is None:
        fail("schema_version_not_found", schema_version_id=schema_version_id)
    db.delete(schema_version)
    return {"schema_version_id": schema_version_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "discoverer_already_started": "Discoverer {discoverer_id} is already started.",
    "discoverer_already_stopped": "Discoverer {discoverer_id} is already stopped.",
    "discoverer_not_found": "There is no discoverer {discoverer_id}. List the discoverers to see which there are.",
    "registry_name_taken": (
        "There is already a registry with the registry name {registry_name}. Choose another registry name."
    ),
    "registry_not_found": "There is no registry {registry_id}. List the registries to see which there are.",
    "schema_not_found": "There is no schema {schema_id}. List the schemas to see which there are.",
    "schema_version_not_found": (
        "There is no schema version {schema_version_id}. List the schema versions to see which there are."
    ),
    "description_blank": "The description must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="schemas",
    folder=Path(__file__).parent,
    tables=[Discoverer, Registry, Schema, ResourcePolicy, SchemaVersion],
    tools={
        "list_discoverers": Tool(list_discoverers, read_only=True),
        "get_discoverer": Tool(get_discoverer, read_only=True),
        "create_discoverer": Tool(create_discoverer),
        "update_discoverer": Tool(update_discoverer),
        "delete_discoverer": Tool(delete_discoverer),
        "start_discoverer": Tool(start_discoverer),
        "stop_discoverer": Tool(stop_discoverer),
        "list_registries": Tool(list_registries, read_only=True),
        "get_registry": Tool(get_registry, read_only=True),
        "create_registry": Tool(create_registry),
        "update_registry": Tool(update_registry),
        "delete_registry": Tool(delete_registry),
        "list_schemas": Tool(list_schemas, read_only=True),
        "get_schema": Tool(get_schema, read_only=True),
        "create_schema": Tool(create_schema),
        "update_schema": Tool(update_schema),
        "delete_schema": Tool(delete_schema),
        "get_resource_policy": Tool(get_resource_policy, read_only=True),
        "update_resource_policy": Tool(update_resource_policy),
        "list_schema_versions": Tool(list_schema_versions, read_only=True),
        "delete_schema_version": Tool(delete_schema_version),
    },
    faults=FAULTS,
    unique_faults={
        "registries.registry_name": "registry_name_taken",
    },
    instructions=INSTRUCTIONS,
)
