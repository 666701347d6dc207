"""Ritc: apps: keeps apps, credentials and us."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Ritc: apps. Keeps apps, credentials and us.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class App(Table, table=True):
    """An app."""

    __tablename__ = "apps"
    __table_args__ = (CheckConstraint("status IN ('active', 'inactive')"),)

    app_id: str = Field(primary_key=True)
    name: str
    api_key: str | None = None
    description: str | None = None
    status: str
    desc: str | None = None
    created_date: str
    modified_date: str


class Credential(Table, table=True):
    """A credential."""

    __tablename__ = "credentials"
    __table_args__ = (CheckConstraint("auth_type IN ('apikey', 'basic', 'none', 'oauth2')"),)

    credential_id: str = Field(primary_key=True)
    name: str
    auth_type: str | None = None


class Me(Table, table=True):
    """A me."""

    __tablename__ = "us"
    __table_args__ = (CheckConstraint("\"plan\" IN ('free', 'basic')"),)

    me_id: str = Field(primary_key=True)
    name: str | None = None
    plan: str | None = None
    status: str | None = None
    created_date: str
    modified_date: str


# --- views --------------------------------------------------------------------------------------------------------


class AppShort(TypedDict):
    """An app in the view `short`."""

    app_id: str
    name: str
    api_key: str | None
    description: str | None
    status: str
    desc: str | None
    created_date: str


def app_short(app: App) -> AppShort:
    """An app in the view `short`."""
    return {
        "app_id": app.app_id,
        "name": app.name,
        "api_key": app.api_key,
        "description": app.description,
        "status": app.status,
        "desc": app.desc,
        "created_date": app.created_date,
    }


class AppFull(AppShort):
    """An app in the view `full`."""

    modified_date: str


def app_full(app: App) -> AppFull:
    """An app in the view `full`."""
    return {**app_short(app), "modified_date": app.modified_date}


class CredentialShort(TypedDict):
    """A credential in the view `short`."""

    credential_id: str
    name: str
    auth_type: str | None


def credential_short(credential: Credential) -> CredentialShort:
    """A credential in the view `short`."""
    return {"credential_id": credential.credential_id, "name": credential.name, "auth_type": credential.auth_type}


class CredentialFull(CredentialShort):
    """A credential in the view `full`."""


def credential_full(credential: Credential) -> CredentialFull:
    """A credential in the view `full`."""
    return credential_short(credential)


class MeShort(TypedDict):
    """A me in the view `short`."""

    me_id: str
    name: str | None
    plan: str | None
    status: str | None
    created_date: str
    modified_date: str


def me_short(me: Me) -> MeShort:
    """A me in the view `short`."""
    return {
        "me_id": me.me_id,
        "name": me.name,
        "plan": me.plan,
        "status": me.status,
        "created_date": me.created_date,
        "modified_date": me.modified_date,
    }


class MeFull(MeShort):
    """A me in the view `full`."""


def me_full(me: Me) -> MeFull:
    """A me in the view `full`."""
    return me_short(me)


# --- tools --------------------------------------------------------------------------------------------------------


class ListApps(TypedDict):
    """What `list_apps` returns."""

    apps: list[AppShort]
    next_cursor: str | None


def list_apps(
    db: Database, /, *, status: Literal["active", "inactive"] | None = None, limit: int = 20, cursor: str | None = None
) -> ListApps:
    """List the apps, optionally by status."""
    query = db.query(App)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-created_date", limit=limit, cursor=cursor)
    return {"apps": [app_short(app) for app in page.rows], "next_cursor": page.next_cursor}


class AppResult(TypedDict):
    """What `get_app` and 2 other tools return."""

    app: AppFull


def get_app(db: Database, /, *, app_id: str) -> AppResult:
    """Show an app with all its details."""
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    return {"app": app_full(app)}


def create_app(db: Database, /, *, name: str, desc: str | None = None) -> AppResult:
    """Create an app."""
    if len(words(name)) <= 0:
        fail("name_blank")
    app = db.insert(
        App,
        app_id=f"APP-{db.next_number('apps'):04d}",
        name=name,
        status="active",
        desc=desc,
        created_date=db.today(),
        modified_date=db.today(),
    )
    return {"app": app_full(app)}


def update_app(
    db: Database,
    /,
    *,
    app_id: str,
    name: str | None = None,
    desc: str | None = None,
    clear: list[Literal["desc"]] | None = None,
) -> AppResult:
    """Change the name or description of an app."""
    changes = given(clear, name=name, desc=desc)
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(app, **changes, modified_date=db.today())
    return {"app": app_full(app)}


class DeleteApp(TypedDict):
    """What `delete_app` returns."""

    app_id: str


def delete_app(db: Database, /, *, app_id: str) -> DeleteApp:
    """Delete an app."""
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    db.delete(app)
    return {"app_id": app_id}


class ListCredentials(TypedDict):
    """What `list_credentials` returns."""

    credentials: list[CredentialShort]
    next_cursor: str | None


def list_credentials(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCredentials:
    """List the credentials."""
    page = db.query(Credential).page("name", limit=limit, cursor=cursor)
    return {"credentials": [credential_short(credential) for credential in page.rows], "next_cursor": page.next_cursor}


class CredentialResult(TypedDict):
    """What `get_credential` and 2 other tools return."""

    credential: CredentialFull


def get_credential(db: Database, /, *, credential_id: str) -> CredentialResult:
    """Show a credential with all its details."""
    credential = db.find(Credential, credential_id) or fail("credential_not_found", credential_id=credential_id)
    return {"credential": credential_full(credential)}


def create_credential(
    db: Database, /, *, name: str, auth_type: Literal["apikey", "basic", "none", "oauth2"] | None = None
) -> CredentialResult:
    """Create a credential."""
    if len(words(name)) <= 0:
        fail("name_blank")
    credential = db.insert(
        Credential, credential_id=f"CRE-{db.next_number('credentials'):04d}", name=name, auth_type=auth_type
    )
    return {"credential": credential_full(credential)}


def update_credential(
    db: Database,
    /,
    *,
    credential_id: str,
    name: str | None = None,
    auth_type: Literal["apikey", "basic", "none", "oauth2"] | None = None,
    clear: list[Literal["auth_type"]] | None = None,
) -> CredentialResult:
    """Change the name or authentication type of a credential."""
    changes = given(clear, name=name, auth_type=auth_type)
    credential = db.find(Credential, credential_id) or fail("credential_not_found", credential_id=credential_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(credential, **changes)
    return {"credential": credential_full(credential)}


class DeleteCredential(TypedDict):
    """What `delete_credential` returns."""

    credential_id: str


def delete_credential(db: Database, /, *, credential_id: str) -> DeleteCredential:
    """Delete a credential."""
    credential = db.find(Credential, credential_id) or fail("credential_not_found", credential_id=credential_id)
    db.delete(credential)
    return {"credential_id": credential_id}


class ListUs(TypedDict):
    """What `list_us` returns."""

    us: list[MeFull]
    next_cursor: str | None


def list_us(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListUs:
    """List the us."""
    page = db.query(Me).page("-created_date", limit=limit, cursor=cursor)
    return {"us": [me_full(me) for me in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "app_not_found": "There is no app {app_id}. List the apps to see which there are.",
    "credential_not_found": "There is no credential {credential_id}. List the credentials to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="ritc_apps",
    folder=Path(__file__).parent,
    tables=[App, Credential, Me],
    tools={
        "list_apps": Tool(list_apps, read_only=True),
        "get_app": Tool(get_app, read_only=True),
        "create_app": Tool(create_app),
        "update_app": Tool(update_app),
        "delete_app": Tool(delete_app),
        "list_credentials": Tool(list_credentials, read_only=True),
        "get_credential": Tool(get_credential, read_only=True),
        "create_credential": Tool(create_credential),
        "update_credential": Tool(update_credential),
        "delete_credential": Tool(delete_credential),
        "list_us": Tool(list_us, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
