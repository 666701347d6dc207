"""Rudder: secrets: keeps datasources and secrets."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Rudder: secrets. Keeps datasources and secrets.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- Two secrets cannot have the same name.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Datasource(Table, table=True):
    """A datasource."""

    __tablename__ = "datasources"

    datasource_id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    enabled: bool
    run_parameters_on_generation: bool
    run_parameters_on_new_node: bool
    update_timeout: int | None = None


class Secret(Table, table=True):
    """A secret."""

    __tablename__ = "secrets"
    __table_args__ = (UniqueConstraint("name"),)

    secret_id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    value: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class DatasourceShort(TypedDict):
    """A datasource in the view `short`."""

    datasource_id: str
    name: str
    description: str | None
    enabled: bool
    run_parameters_on_generation: bool
    run_parameters_on_new_node: bool
    update_timeout: int | None


def datasource_short(datasource: Datasource) -> DatasourceShort:
    """A datasource in the view `short`."""
    return {
        "datasource_id": datasource.datasource_id,
        "name": datasource.name,
        "description": datasource.description,
        "enabled": datasource.enabled,
        "run_parameters_on_generation": datasource.run_parameters_on_generation,
        "run_parameters_on_new_node": datasource.run_parameters_on_new_node,
        "update_timeout": datasource.update_timeout,
    }


class DatasourceFull(DatasourceShort):
    """A datasource in the view `full`."""


def datasource_full(datasource: Datasource) -> DatasourceFull:
    """A datasource in the view `full`."""
    return datasource_short(datasource)


class SecretShort(TypedDict):
    """A secret in the view `short`."""

    secret_id: str
    name: str
    description: str | None
    value: str | None


def secret_short(secret: Secret) -> SecretShort:
    """A secret in the view `short`."""
    return {
        "secret_id": secret.secret_id,
        "name": secret.name,
        "description": secret.description,
        "value": secret.value,
    }


class SecretFull(SecretShort):
    """A secret in the view `full`."""


def secret_full(secret: Secret) -> SecretFull:
    """A secret in the view `full`."""
    return secret_short(secret)


# --- tools --------------------------------------------------------------------------------------------------------


class ListDatasources(TypedDict):
    """What `list_datasources` returns."""

    datasources: list[DatasourceShort]
    next_cursor: str | None


def list_datasources(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDatasources:
    """List the datasources."""
    page = db.query(Datasource).page("name", limit=limit, cursor=cursor)
    return {"datasources": [datasource_short(datasource) for datasource in page.rows], "next_cursor": page.next_cursor}


class DatasourceResult(TypedDict):
    """What `get_datasource` and 2 other tools return."""

    datasource: DatasourceFull


def get_datasource(db: Database, /, *, datasource_id: str) -> DatasourceResult:
    """Show a datasource with all its details."""
    datasource = db.find(Datasource, datasource_id) or fail("datasource_not_found", datasource_id=datasource_id)
    return {"datasource": datasource_full(datasource)}


def create_datasource(
    db: Database,
    /,
    *,
    name: str,
    description: str | None = None,
    enabled: bool = True,
    run_parameters_on_generation: bool = False,
    run_parameters_on_new_node: bool = False,
    update_timeout: int | None = None,
) -> DatasourceResult:
    """Create a datasource."""
    if len(words(name)) <= 0:
        fail("name_blank")
    datasource = db.insert(
        Datasource,
        datasource_id=f"DAT-{db.next_number('datasources'):04d}",
        name=name,
        description=description,
        enabled=enabled,
        run_parameters_on_generation=run_parameters_on_generation,
        run_parameters_on_new_node=run_parameters_on_new_node,
        update_timeout=update_timeout,
    )
    return {"datasource": datasource_full(datasource)}


def update_datasource(
    db: Database,
    /,
    *,
    datasource_id: str,
    name: str | None = None,
    description: str | None = None,
    enabled: bool | None = None,
    run_parameters_on_generation: bool | None = None,
    run_parameters_on_new_node: bool | None = None,
    update_timeout: int | None = None,
    clear: list[Literal["description", "update_timeout"]] | None = None,
) -> DatasourceResult:
    """Change a datasource, for example its name, description or update timeout."""
    changes = given(
        clear,
        name=name,
        description=description,
        enabled=enabled,
        run_parameters_on_generation=run_parameters_on_generation,
        run_parameters_on_new_node=run_parameters_on_new_node,
        update_timeout=update_timeout,
    )
    datasource = db.find(Datasource, datasource_id) or fail("datasource_not_found", datasource_id=datasource_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(datasource, **changes)
    return {"datasource": datasource_full(datasource)}


class DeleteDatasource(TypedDict):
    """What `delete_datasource` returns."""

    datasource_id: str


def delete_datasource(db: Database, /, *, datasource_id: str) -> DeleteDatasource:
    """Delete a datasource."""
    datasource = db.find(Datasource, datasource_id) or fail("datasource_not_found", datasource_id=datasource_id)
    db.delete(datasource)
    return {"datasource_id": datasource_id}


class ListSecrets(TypedDict):
    """What `list_secrets` returns."""

    secrets: list[SecretShort]
    next_cursor: str | None


def list_secrets(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListSecrets:
    """List the secrets."""
    page = db.query(Secret).page("name", limit=limit, cursor=cursor)
    return {"secrets": [secret_short(secret) for secret in page.rows], "next_cursor": page.next_cursor}


class SecretResult(TypedDict):
    """What `get_secret` and `create_secret` return."""

    secret: SecretFull


def get_secret(db: Database, /, *, secret_id: str) -> SecretResult:
    """Show a secret with all its details."""
    secret = db.find(Secret, secret_id) or fail("secret_not_found", secret_id=secret_id)
    return {"secret": secret_full(secret)}


def create_secret(
    db: Database, /, *, name: str, description: str | None = None, value: str | None = None
) -> SecretResult:
    """Create a secret."""
    if db.query(Secret).where("same_text(name, ?)", name).exists():
        fail("secret_name_taken", name=name)
    secret = db.insert(
        Secret, secret_id=f"SEC-{db.next_number('secrets'):04d}", name=name, description=description, value=value
    )
    return {"secret": secret_full(secret)}


class DeleteSecret(TypedDict):
    """What `delete_secret` returns."""

    secret_id: str


def delete_secret(db: Database, /, *, secret_id: str) -> DeleteSecret:
    """Delete a secret."""
    secret = db.find(Secret, secret_id) or fail("secret_not_found", secret_id=secret_id)
    db.delete(secret)
    return {"secret_id": secret_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "datasource_not_found": "There is no datasource {datasource_id}. List the datasources to see which there are.",
    "secret_name_taken": "There is already a secret with the name {name}. Choose another name.",
    "secret_not_found": "There is no secret {secret_id}. List the secrets to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="rudder_secrets",
    folder=Path(__file__).parent,
    tables=[Datasource, Secret],
    tools={
        "list_datasources": Tool(list_datasources, read_only=True),
        "get_datasource": Tool(get_datasource, read_only=True),
        "create_datasource": Tool(create_datasource),
        "update_datasource": Tool(update_datasource),
        "delete_datasource": Tool(delete_datasource),
        "list_secrets": Tool(list_secrets, read_only=True),
        "get_secret": Tool(get_secret, read_only=True),
        "create_secret": Tool(create_secret),
        "delete_secret": Tool(delete_secret),
    },
    faults=FAULTS,
    unique_faults={
        "secrets.name": "secret_name_taken",
    },
    instructions=INSTRUCTIONS,
)
