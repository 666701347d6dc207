"""mcp-digitalocean: keys: keeps keys, spaces CDNs and spaces keys."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
mcp-digitalocean: keys. Keeps keys, spaces CDNs and spaces keys.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- Creating a spaces CDN can be refused: the origin must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Key(Table, table=True):
    """A key."""

    __tablename__ = "keys"

    key_id: str = Field(primary_key=True)
    name: str
    public_key: str


class SpacesCdn(Table, table=True):
    """A spaces CDN."""

    __tablename__ = "spaces_cdns"

    spaces_cdn_id: str = Field(primary_key=True)
    origin: str
    ttl: float


class SpacesKey(Table, table=True):
    """A spaces key."""

    __tablename__ = "spaces_keys"

    spaces_key_id: str = Field(primary_key=True)
    name: str
    access_key: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class KeyShort(TypedDict):
    """A key in the view `short`."""

    key_id: str
    name: str
    public_key: str


def key_short(key: Key) -> KeyShort:
    """A key in the view `short`."""
    return {"key_id": key.key_id, "name": key.name, "public_key": key.public_key}


class KeyFull(KeyShort):
    """A key in the view `full`."""


def key_full(key: Key) -> KeyFull:
    """A key in the view `full`."""
    return key_short(key)


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


class SpacesKeyShort(TypedDict):
    """A spaces key in the view `short`."""

    spaces_key_id: str
    name: str
    access_key: str | None


def spaces_key_short(spaces_key: SpacesKey) -> SpacesKeyShort:
    """A spaces key in the view `short`."""
    return {"spaces_key_id": spaces_key.spaces_key_id, "name": spaces_key.name, "access_key": spaces_key.access_key}


class SpacesKeyFull(SpacesKeyShort):
    """A spaces key in the view `full`."""


def spaces_key_full(spaces_key: SpacesKey) -> SpacesKeyFull:
    """A spaces key in the view `full`."""
    return spaces_key_short(spaces_key)


# --- tools --------------------------------------------------------------------------------------------------------


class ListKeys(TypedDict):
    """What `list_keys` returns."""

    keys: list[KeyShort]
    next_cursor: str | None


def list_keys(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListKeys:
    """List the keys."""
    page = db.query(Key).page("name", limit=limit, cursor=cursor)
    return {"keys": [key_short(key) for key in page.rows], "next_cursor": page.next_cursor}


class KeyResult(TypedDict):
    """What `get_key` and `create_key` return."""

    key: KeyFull


def get_key(db: Database, /, *, key_id: str) -> KeyResult:
    """Show a key with all its details."""
    key = db.find(Key, key_id) or fail("key_not_found", key_id=key_id)
    return {"key": key_full(key)}


def create_key(db: Database, /, *, name: str, public_key: str) -> KeyResult:
    """Create a key."""
    if len(words(name)) <= 0:
        fail("name_blank")
    key = db.insert(Key, key_id=f"KEY-{db.next_number('keys'):04d}", name=name, public_key=public_key)
    return {"key": key_full(key)}


class DeleteKey(TypedDict):
    """What `delete_key` returns."""

    key_id: str


def delete_key(db: Database, /, *, key_id: str) -> DeleteKey:
    """Delete a key."""
    key = db.find(Key, key_id) or fail("key_not_found", key_id=key_id)
    db.delete(key)
    return {"key_id": key_id}


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


class ListSpacesKeys(TypedDict):
    """What `list_spaces_keys` returns."""

    spaces_keys: list[SpacesKeyFull]
    next_cursor: str | None


def list_spaces_keys(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListSpacesKeys:
    """List the spaces keys."""
    page = db.query(SpacesKey).page("name", limit=limit, cursor=cursor)
    return {"spaces_keys": [spaces_key_full(spaces_key) for spaces_key in page.rows], "next_cursor": page.next_cursor}


class SpacesKeyResult(TypedDict):
    """What `create_spaces_key` and `update_spaces_key` return."""

    spaces_key: SpacesKeyFull


def create_spaces_key(db: Database, /, *, name: str) -> SpacesKeyResult:
    """Create a spaces key."""
    if len(words(name)) <= 0:
        fail("name_blank")
    spaces_key = db.insert(SpacesKey, spaces_key_id=f"SK-{db.next_number('spaces_keys'):04d}", name=name)
    return {"spaces_key": spaces_key_full(spaces_key)}


def update_spaces_key(
    db: Database,
    /,
    *,
    spaces_key_id: str,
    access_key: str | None = None,
    clear: list[Literal["access_key"]] | None = None,
) -> SpacesKeyResult:
    """Change the access key of a spaces key."""
    changes = given(clear, access_key=access_key)
    spaces_key = db.find(SpacesKey, spaces_key_id) or fail("spaces_key_not_found", spaces_key_id=spaces_key_id)
    if not changes:
        fail("nothing_to_change")
    db.update(spaces_key, **changes)
    return {"spaces_key": spaces_key_full(spaces_key)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "key_not_found": "There is no key {key_id}. List the keys to see which there are.",
    "spaces_cdn_not_found": "There is no spaces CDN {spaces_cdn_id}. List the spaces CDNs to see which there are.",
    "spaces_key_not_found": "There is no spaces key {spaces_key_id}. List the spaces keys to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "origin_blank": "The origin must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="digitalocean_keys",
    folder=Path(__file__).parent,
    tables=[Key, SpacesCdn, SpacesKey],
    tools={
        "list_keys": Tool(list_keys, read_only=True),
        "get_key": Tool(get_key, read_only=True),
        "create_key": Tool(create_key),
        "delete_key": Tool(delete_key),
        "list_spaces_cdns": Tool(list_spaces_cdns, read_only=True),
        "get_spaces_cdn": Tool(get_spaces_cdn, read_only=True),
        "create_spaces_cdn": Tool(create_spaces_cdn),
        "delete_spaces_cdn": Tool(delete_spaces_cdn),
        "list_spaces_keys": Tool(list_spaces_keys, read_only=True),
        "create_spaces_key": Tool(create_spaces_key),
        "update_spaces_key": Tool(update_spaces_key),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
