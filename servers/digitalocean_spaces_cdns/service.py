"""mcp-digitalocean: spaces CDNs: keeps db cluster users and spaces CDNs."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
mcp-digitalocean: spaces CDNs. Keeps db cluster users and spaces CDNs.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a db cluster user can be refused: the name must not be blank.
- Creating a spaces CDN can be refused: the origin must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class DbClusterUser(Table, table=True):
    """A db cluster user."""

    __tablename__ = "db_cluster_users"

    db_cluster_user_id: str = Field(primary_key=True)
    name: str
    user: str | None = None
    mysql_auth_plugin: str | None = None


class SpacesCdn(Table, table=True):
    """A spaces CDN."""

    __tablename__ = "spaces_cdns"

    spaces_cdn_id: str = Field(primary_key=True)
    origin: str
    ttl: float


# --- views --------------------------------------------------------------------------------------------------------


class DbClusterUserShort(TypedDict):
    """A db cluster user in the view `short`."""

    db_cluster_user_id: str
    name: str
    user: str | None
    mysql_auth_plugin: str | None


def db_cluster_user_short(db_cluster_user: DbClusterUser) -> DbClusterUserShort:
    """A db cluster user in the view `short`."""
    return {
        "db_cluster_user_id": db_cluster_user.db_cluster_user_id,
        "name": db_cluster_user.name,
        "user": db_cluster_user.user,
        "mysql_auth_plugin": db_cluster_user.mysql_auth_plugin,
    }


class DbClusterUserFull(DbClusterUserShort):
    """A db cluster user in the view `full`."""


def db_cluster_user_full(db_cluster_user: DbClusterUser) -> DbClusterUserFull:
    """A db cluster user in the view `full`."""
    return db_cluster_user_short(db_cluster_user)


class SpacesCdnShort(TypedDict):
    """A spaces cdn in the view `short`."""

    spaces_cdn_id: str
    origin: str
    ttl: float


def spaces_cdn_short(spaces_cdn: SpacesCdn) -> SpacesCdnShort:
    """A spaces cdn in the view `short`."""
    return {"spaces_cdn_id": spaces_cdn.spaces_cdn_id, "origin": spaces_cdn.origin, "ttl": spaces_cdn.ttl}


class SpacesCdnFull(SpacesCdnShort):
    """A spaces cdn in the view `full`."""


def spaces_cdn_full(spaces_cdn: SpacesCdn) -> SpacesCdnFull:
    """A spaces cdn in the view `full`."""
    return spaces_cdn_short(spaces_cdn)


# --- tools --------------------------------------------------------------------------------------------------------


class ListDbClusterUsers(TypedDict):
    """What `list_db_cluster_users` returns."""

    db_cluster_users: list[DbClusterUserShort]
    next_cursor: str | None


def list_db_cluster_users(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDbClusterUsers:
    """List the db cluster users."""
    page = db.query(DbClusterUser).page("name", limit=limit, cursor=cursor)
    return {
        "db_cluster_users": [db_cluster_user_short(db_cluster_user) for db_cluster_user in page.rows],
        "next_cursor": page.next_cursor,
    }


class DbClusterUserResult(TypedDict):
    """What `get_db_cluster_user` and 2 other tools return."""

    db_cluster_user: DbClusterUserFull


def get_db_cluster_user(db: Database, /, *, db_cluster_user_id: str) -> DbClusterUserResult:
    """Show a db cluster user with all its details."""
    db_cluster_user = db.find(DbClusterUser, db_cluster_user_id)
    if db_cluster_user is None:
        fail("db_cluster_user_not_found", db_cluster_user_id=db_cluster_user_id)
    return {"db_cluster_user": db_cluster_user_full(db_cluster_user)}


def create_db_cluster_user(db: Database, /, *, name: str, mysql_auth_plugin: str | None = None) -> DbClusterUserResult:
    """Create a db cluster user."""
    if len(words(name)) <= 0:
        fail("name_blank")
    db_cluster_user = db.insert(
        DbClusterUser,
        db_cluster_user_id=f"DCU-{db.next_number('db_cluster_users'):04d}",
        name=name,
        mysql_auth_plugin=mysql_auth_plugin,
    )
    return {"db_cluster_user": db_cluster_user_full(db_cluster_user)}


def update_db_cluster_user(
    db: Database, /, *, db_cluster_user_id: str, user: str | None = None, clear: list[Literal["user"]] | None = None
) -> DbClusterUserResult:
    """Change the user of a db cluster user."""
    changes = given(clear, user=user)
    db_cluster_user = db.find(DbClusterUser, db_cluster_user_id)
    if db_cluster_user is None:
        fail("db_cluster_user_not_found", db_cluster_user_id=db_cluster_user_id)
    if not changes:
        fail("nothing_to_change")
    db.update(db_cluster_user, **changes)
    return {"db_cluster_user": db_cluster_user_full(db_cluster_user)}


class DeleteDbClusterUser(TypedDict):
    """What `delete_db_cluster_user` returns."""

    db_cluster_user_id: str


def delete_db_cluster_user(db: Database, /, *, db_cluster_user_id: str) -> DeleteDbClusterUser:
    """Delete a db cluster user."""
    db_cluster_user = db.find(DbClusterUser, db_cluster_user_id)
    if db_cluster_user is None:
        fail("db_cluster_user_not_found", db_cluster_user_id=db_cluster_user_id)
    db.delete(db_cluster_user)
    return {"db_cluster_user_id": db_cluster_user_id}


class ListSpacesCdns(TypedDict):
    """What `list_spaces_cdns` returns."""

    spaces_cdns: list[SpacesCdnShort]
    next_cursor: str | None


def list_spaces_cdns(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListSpacesCdns:
    """List the spaces CDNs."""
    page = db.query(SpacesCdn).page(limit=limit, cursor=cursor)
    return {"spaces_cdns": [spaces_cdn_short(spaces_cdn) for spaces_cdn in page.rows], "next_cursor": page.next_cursor}


class SpacesCdnResult(TypedDict):
    """What `get_spaces_cdn` and `create_spaces_cdn` return."""

    spaces_cdn: SpacesCdnFull


def get_spaces_cdn(db: Database, /, *, spaces_cdn_id: str) -> SpacesCdnResult:
    """Show a spaces CDN with all its details."""
    spaces_cdn = db.find(SpacesCdn, spaces_cdn_id) or fail("spaces_cdn_not_found", spaces_cdn_id=spaces_cdn_id)
    return {"spaces_cdn": spaces_cdn_full(spaces_cdn)}


def create_spaces_cdn(db: Database, /, *, origin: str, ttl: float) -> SpacesCdnResult:
    """Create a spaces CDN."""
    if len(words(origin)) <= 0:
        fail("origin_blank")
    spaces_cdn = db.insert(SpacesCdn, spaces_cdn_id=f"SC-{db.next_number('spaces_cdns'):04d}", origin=origin, ttl=ttl)
    return {"spaces_cdn": spaces_cdn_full(spaces_cdn)}


class DeleteSpacesCdn(TypedDict):
    """What `delete_spaces_cdn` returns."""

    spaces_cdn_id: str


def delete_spaces_cdn(db: Database, /, *, spaces_cdn_id: str) -> DeleteSpacesCdn:
    """Delete a spaces CDN."""
    spaces_cdn = db.find(SpacesCdn, spaces_cdn_id) or fail("spaces_cdn_not_found", spaces_cdn_id=spaces_cdn_id)
    db.delete(spaces_cdn)
    return {"spaces_cdn_id": spaces_cdn_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "db_cluster_user_not_found": (
        "There is no db cluster user {db_cluster_user_id}. List the db cluster users to see which there are."
    ),
    "spaces_cdn_not_found": "There is no spaces CDN {spaces_cdn_id}. List the spaces CDNs to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "origin_blank": "The origin must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="digitalocean_spaces_cdns",
    folder=Path(__file__).parent,
    tables=[DbClusterUser, SpacesCdn],
    tools={
        "list_db_cluster_users": Tool(list_db_cluster_users, read_only=True),
        "get_db_cluster_user": Tool(get_db_cluster_user, read_only=True),
        "create_db_cluster_user": Tool(create_db_cluster_user),
        "update_db_cluster_user": Tool(update_db_cluster_user),
        "delete_db_cluster_user": Tool(delete_db_cluster_user),
        "list_spaces_cdns": Tool(list_spaces_cdns, read_only=True),
        "get_spaces_cdn": Tool(get_spaces_cdn, read_only=True),
        "create_spaces_cdn": Tool(create_spaces_cdn),
        "delete_spaces_cdn": Tool(delete_spaces_cdn),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
