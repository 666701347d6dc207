"""Yodlee Core: events: keeps API keys, events, config public key, holdings, asset classification lists and more."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, words
from .runtime import Database, JsonList, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Yodlee Core: events. Keeps API keys, events, config public key, holdings, asset classification lists and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating an API key can be refused: the public key name must not be blank.
- When updating an event, Write one that begins with https://.
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


class ConfigPublicKey(Table, table=True):
    """The configuration public key."""

    __tablename__ = "config_public_keys"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    key: str
    alias: str


class Holding(Table, table=True):
    """A holding."""

    __tablename__ = "holdings"

    holding_id: int = Field(primary_key=True)
    description: str | None = None
    accrued_income: Decimal | None = Field(default=None, sa_type=Money(2))
    accrued_interest: Decimal | None = Field(default=None, sa_type=Money(2))
    price: Decimal | None = Field(default=None, sa_type=Money(2))
    quantity: float | None = None
    spread: Decimal | None = Field(default=None, sa_type=Money(2))
    created_date: str


class AssetClassificationList(Table, table=True):
    """An asset classification list."""

    __tablename__ = "asset_classification_lists"

    asset_classification_list_id: str = Field(primary_key=True)
    classification_type: str | None = None
    classification_value: list[str] = Field(sa_type=JsonList())


class HoldingTypeList(Table, table=True):
    """The holding type list."""

    __tablename__ = "holding_type_lists"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    holding_type: list[str] = Field(sa_type=JsonList())


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


class ConfigPublicKeyFull(TypedDict):
    """A config public key in the view `full`."""

    key: str
    alias: str


def config_public_key_full(config_public_key: ConfigPublicKey) -> ConfigPublicKeyFull:
    """A config public key in the view `full`."""
    return {"key": config_public_key.key, "alias": config_public_key.alias}


class HoldingShort(TypedDict):
    """A holding in the view `short`."""

    holding_id: int
    description: str | None
    accrued_income: Decimal | None
    accrued_interest: Decimal | None
    price: Decimal | None
    quantity: float | None
    spread: Decimal | None


def holding_short(holding: Holding) -> HoldingShort:
    """A holding in the view `short`."""
    return {
        "holding_id": holding.holding_id,
        "description": holding.description,
        "accrued_income": holding.accrued_income,
        "accrued_interest": holding.accrued_interest,
        "price": holding.price,
        "quantity": holding.quantity,
        "spread": holding.spread,
    }


class HoldingFull(HoldingShort):
    """A holding in the view `full`."""

    created_date: str


def holding_full(holding: Holding) -> HoldingFull:
    """A holding in the view `full`."""
    return {**holding_short(holding), "created_date": holding.created_date}


class AssetClassificationListShort(TypedDict):
    """An asset classification list in the view `short`."""

    asset_classification_list_id: str
    classification_type: str | None
    classification_value: list[str]


def asset_classification_list_short(asset_classification_list: AssetClassificationList) -> AssetClassificationListShort:
    """An asset classification list in the view `short`."""
    return {
        "asset_classification_list_id": asset_classification_list.asset_classification_list_id,
        "classification_type": asset_classification_list.classification_type,
        "classification_value": asset_classification_list.classification_value,
    }


class AssetClassificationListFull(AssetClassificationListShort):
    """An asset classification list in the view `full`."""


def asset_classification_list_full(asset_classification_list: AssetClassificationList) -> AssetClassificationListFull:
    """An asset classification list in the view `full`."""
    return asset_classification_list_short(asset_classification_list)


class HoldingTypeListFull(TypedDict):
    """A holding type list in the view `full`."""

    holding_type: list[str]


def holding_type_list_full(holding_type_list: HoldingTypeList) -> HoldingTypeListFull:
    """A holding type list in the view `full`."""
    return {"holding_type": holding_type_list.holding_type}


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


class GetConfigPublicKey(TypedDict):
    """What `get_config_public_key` returns."""

    config_public_key: ConfigPublicKeyFull


def get_config_public_key(db: Database, /) -> GetConfigPublicKey:
    """Show the configuration public key."""
    config_public_key = db.get(ConfigPublicKey, 1)
    return {"config_public_key": config_public_key_full(config_public_key)}


class ListHoldings(TypedDict):
    """What `list_holdings` returns."""

    holdings: list[HoldingFull]
    next_cursor: str | None


def list_holdings(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListHoldings:
    """List the holdings."""
    page = db.query(Holding).page("-created_date", limit=limit, cursor=cursor)
    return {"holdings": [holding_full(holding) for holding in page.rows], "next_cursor": page.next_cursor}


class ListAssetClassificationLists(TypedDict):
    """What `list_asset_classification_lists` returns."""

    asset_classification_lists: list[AssetClassificationListFull]
    next_cursor: str | None


def list_asset_classification_lists(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListAssetClassificationLists:
    """List the asset classification lists."""
    page = db.query(AssetClassificationList).page(limit=limit, cursor=cursor)
    return {
        "asset_classification_lists": [
            asset_classification_list_full(asset_classification_list) for asset_classification_list in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class GetHoldingTypeList(TypedDict):
    """What `get_holding_type_list` returns."""

    holding_type_list: HoldingTypeListFull


def get_holding_type_list(db: Database, /) -> GetHoldingTypeList:
    """Show the holding type list."""
    holding_type_list = db.get(HoldingTypeList, 1)
    return {"holding_type_list": holding_type_list_full(holding_type_list)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "api_key_not_found": "There is no API key {api_key_id}. List the API keys to see which there are.",
    "event_not_found": "There is no event {event_id}. List the events to see which there are.",
    "public_key_name_blank": "The public key name must not be blank. Give it some words.",
    "callback_url_invalid": "{callback_url} is no address of a page. Write one that begins with https://.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="yodlee_core_events",
    folder=Path(__file__).parent,
    tables=[ApiKey, Event, ConfigPublicKey, Holding, AssetClassificationList, HoldingTypeList],
    tools={
        "list_api_keys": Tool(list_api_keys, read_only=True),
        "create_api_key": Tool(create_api_key),
        "delete_api_key": Tool(delete_api_key),
        "list_events": Tool(list_events, read_only=True),
        "update_event": Tool(update_event),
        "delete_event": Tool(delete_event),
        "get_config_public_key": Tool(get_config_public_key, read_only=True),
        "list_holdings": Tool(list_holdings, read_only=True),
        "list_asset_classification_lists": Tool(list_asset_classification_lists, read_only=True),
        "get_holding_type_list": Tool(get_holding_type_list, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
