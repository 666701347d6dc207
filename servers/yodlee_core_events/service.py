"""Yodlee Core: events: keeps API keys, events, public key, config public key and access tokens."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Yodlee Core: events. Keeps API keys, events, public key, config public key and access tokens.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating an API key can be refused: the public key name must not be blank.
- Updating an event can be refused: that callback URL is not the address of a web page.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class ApiKey(Table, table=True):
    """An API key."""

    __tablename__ = "api_keys"

    api_key_id: str = Field(primary_key=True)
    key: str | None = None
    public_key_name: str
    created_date: str


class Event(Table, table=True):
    """An event."""

    __tablename__ = "events"
    __table_args__ = (CheckConstraint("name IN ('REFRESH', 'DATA_UPDATES', 'AUTO_REFRESH_UPDATES')"),)

    event_id: str = Field(primary_key=True)
    callback_url: str | None = None
    name: str | None = None


class PublicKey(Table, table=True):
    """The public key."""

    __tablename__ = "public_keys"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    key_alias: str


class ConfigPublicKey(Table, table=True):
    """The configuration public key."""

    __tablename__ = "config_public_keys"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    key: str
    alias: str


class AccessToken(Table, table=True):
    """An access token."""

    __tablename__ = "access_tokens"

    access_token_id: str = Field(primary_key=True)
    value: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class ApiKeyShort(TypedDict):
    """An api key in the view `short`."""

    api_key_id: str
    key: str | None
    public_key_name: str
    created_date: str


def api_key_short(api_key: ApiKey) -> ApiKeyShort:
    """An api key in the view `short`."""
    return {
        "api_key_id": api_key.api_key_id,
        "key": api_key.key,
        "public_key_name": api_key.public_key_name,
        "created_date": api_key.created_date,
    }


class ApiKeyFull(ApiKeyShort):
    """An api key in the view `full`."""


def api_key_full(api_key: ApiKey) -> ApiKeyFull:
    """An api key in the view `full`."""
    return api_key_short(api_key)


class EventShort(TypedDict):
    """An event in the view `short`."""

    event_id: str
    callback_url: str | None
    name: str | None


def event_short(event: Event) -> EventShort:
    """An event in the view `short`."""
    return {"event_id": event.event_id, "callback_url": event.callback_url, "name": event.name}


class EventFull(EventShort):
    """An event in the view `full`."""


def event_full(event: Event) -> EventFull:
    """An event in the view `full`."""
    return event_short(event)


class PublicKeyFull(TypedDict):
    """A public key in the view `full`."""

    key_alias: str


def public_key_full(public_key: PublicKey) -> PublicKeyFull:
    """A public key in the view `full`."""
    return {"key_alias": public_key.key_alias}


class ConfigPublicKeyFull(TypedDict):
    """A config public key in the view `full`."""

    key: str
    alias: str


def config_public_key_full(config_public_key: ConfigPublicKey) -> ConfigPublicKeyFull:
    """A config public key in the view `full`."""
    return {"key": config_public_key.key, "alias": config_public_key.alias}


class AccessTokenShort(TypedDict):
    """An access token in the view `short`."""

    access_token_id: str
    value: str | None


def access_token_short(access_token: AccessToken) -> AccessTokenShort:
    """An access token in the view `short`."""
    return {"access_token_id": access_token.access_token_id, "value": access_token.value}


class AccessTokenFull(AccessTokenShort):
    """An access token in the view `full`."""


def access_token_full(access_token: AccessToken) -> AccessTokenFull:
    """An access token in the view `full`."""
    return access_token_short(access_token)


# --- tools --------------------------------------------------------------------------------------------------------


class ListApiKeys(TypedDict):
    """What `list_api_keys` returns."""

    api_keys: list[ApiKeyFull]
    next_cursor: str | None


def list_api_keys(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListApiKeys:
    """List the API keys."""
    page = db.query(ApiKey).page("-created_date", limit=limit, cursor=cursor)
    return {"api_keys": [api_key_full(api_key) for api_key in page.rows], "next_cursor": page.next_cursor}


class CreateApiKey(TypedDict):
    """What `create_api_key` returns."""

    api_key: ApiKeyFull


def create_api_key(db: Database, /, *, public_key_name: str) -> CreateApiKey:
    """Create an API key."""
    if len(words(public_key_name)) <= 0:
        fail("public_key_name_blank")
    api_key = db.insert(
        ApiKey,
        api_key_id=f"AK-{db.next_number('api_keys'):04d}",
        public_key_name=public_key_name,
        created_date=db.today(),
    )
    return {"api_key": api_key_full(api_key)}


class DeleteApiKey(TypedDict):
    """What `delete_api_key` returns."""

    api_key_id: str


def delete_api_key(db: Database, /, *, api_key_id: str) -> DeleteApiKey:
    """Delete an API key."""
    api_key = db.find(ApiKey, api_key_id) or fail("api_key_not_found", api_key_id=api_key_id)
    db.delete(api_key)
    return {"api_key_id": api_key_id}


class ListEvents(TypedDict):
    """What `list_events` returns."""

    events: list[EventFull]
    next_cursor: str | None


def list_events(
    db: Database,
    /,
    *,
    name: Literal["REFRESH", "DATA_UPDATES", "AUTO_REFRESH_UPDATES"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListEvents:
    """List the events, optionally by name."""
    query = db.query(Event)
    if name is not None:
        query.where("name IS ?", name)
    page = query.page(limit=limit, cursor=cursor)
    return {"events": [event_full(event) for event in page.rows], "next_cursor": page.next_cursor}


class UpdateEvent(TypedDict):
    """What `update_event` returns."""

    event: EventFull


def update_event(
    db: Database,
    /,
    *,
    event_id: str,
    callback_url: str | None = None,
    clear: list[Literal["callback_url"]] | None = None,
) -> UpdateEvent:
    """Change the callback URL of an event."""
    changes = given(clear, callback_url=callback_url)
    event = db.find(Event, event_id) or fail("event_not_found", event_id=event_id)
    if not (callback_url is None or (starts_with(callback_url, "https://") or starts_with(callback_url, "http://"))):
        fail("callback_url_invalid", callback_url=callback_url)
    if not changes:
        fail("nothing_to_change")
    db.update(event, **changes)
    return {"event": event_full(event)}


class DeleteEvent(TypedDict):
    """What `delete_event` returns."""

    event_id: str


def delete_event(db: Database, /, *, event_id: str) -> DeleteEvent:
    """Delete an event."""
    event = db.find(Event, event_id) or fail("event_not_found", event_id=event_id)
    db.delete(event)
    return {"event_id": event_id}


class GetPublicKey(TypedDict):
    """What `get_public_key` returns."""

    public_key: PublicKeyFull


def get_public_key(db: Database, /) -> GetPublicKey:
    """Show the public key."""
    public_key = db.get(PublicKey, 1)
    return {"public_key": public_key_full(public_key)}


class GetConfigPublicKey(TypedDict):
    """What `get_config_public_key` returns."""

    config_public_key: ConfigPublicKeyFull


def get_config_public_key(db: Database, /) -> GetConfigPublicKey:
    """Show the configuration public key."""
    config_public_key = db.get(ConfigPublicKey, 1)
    return {"config_public_key": config_public_key_full(config_public_key)}


class ListAccessTokens(TypedDict):
    """What `list_access_tokens` returns."""

    access_tokens: list[AccessTokenFull]
    next_cursor: str | None


def list_access_tokens(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListAccessTokens:
    """List the access tokens."""
    page = db.query(AccessToken).page(limit=limit, cursor=cursor)
    return {
        "access_tokens": [access_token_full(access_token) for access_token in page.rows],
        "next_cursor": page.next_cursor,
    }


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "api_key_not_found": "There is no API key {api_key_id}. List the API keys to see which there are.",
    "event_not_found": "There is no event {event_id}. List the events to see which there are.",
    "public_key_name_blank": "The public key name must not be blank. Give it some words.",
    "callback_url_invalid": (
        "The callback URL {callback_url} is not the address of a web page. Write one that begins with https://."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="yodlee_core_events",
    folder=Path(__file__).parent,
    tables=[ApiKey, Event, PublicKey, ConfigPublicKey, AccessToken],
    tools={
        "list_api_keys": Tool(list_api_keys, read_only=True),
        "create_api_key": Tool(create_api_key),
        "delete_api_key": Tool(delete_api_key),
        "list_events": Tool(list_events, read_only=True),
        "update_event": Tool(update_event),
        "delete_event": Tool(delete_event),
        "get_public_key": Tool(get_public_key, read_only=True),
        "get_config_public_key": Tool(get_config_public_key, read_only=True),
        "list_access_tokens": Tool(list_access_tokens, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
