"""Adafruit IO: groups: keeps feeds, groups, feed data, triggers and throttle."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Adafruit IO: groups. Keeps feeds, groups, feed data, triggers and throttle.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating or updating feed data can be refused: that lat is outside of -90 to 90; that lon is outside of -180 to 180.
- Creating or updating a group can be refused: there is already a group with that name.
- The name must not be blank.
- Two groups cannot have the same name.
- Deleting a feed also deletes its feed data.
- Deleting a group keeps the feeds that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Feed(Table, table=True):
    """A feed."""

    __tablename__ = "feeds"
    __table_args__ = (CheckConstraint("visibility IN ('private', 'public')"),)

    feed_id: str = Field(primary_key=True)
    name: str
    group_id: str | None = Field(default=None, foreign_key="groups.group_id", ondelete="SET NULL", index=True)
    description: str | None = None
    enabled: bool
    history: bool
    key: str | None = None
    last_value: str | None = None
    license: str | None = None
    status: str | None = None
    status_notify: bool
    unit_symbol: str | None = None
    visibility: str
    created_at: str
    updated_at: str


class FeedData(Table, table=True):
    """Feed data of a feed."""

    __tablename__ = "feed_data"

    feed_data_id: str = Field(primary_key=True)
    feed_id: str = Field(foreign_key="feeds.feed_id", ondelete="CASCADE", index=True)
    value: str
    completed_at: str | None = None
    ele: float | None = None
    expiration: str | None = None
    lat: float | None = None
    lon: float | None = None
    epoch: float | None = None
    created_at: str
    updated_at: str


class Group(Table, table=True):
    """A group."""

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("name"),)

    group_id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    key: str | None = None
    created_at: str
    updated_at: str


class Throttle(Table, table=True):
    """The throttle."""

    __tablename__ = "throttles"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    active_data_rate: int
    data_rate_limit: int


class Trigger(Table, table=True):
    """A trigger."""

    __tablename__ = "triggers"

    trigger_id: str = Field(primary_key=True)
    name: str


# --- views --------------------------------------------------------------------------------------------------------


class FeedShort(TypedDict):
    """A feed in the view `short`."""

    feed_id: str
    name: str
    group_id: str | None
    enabled: bool
    history: bool
    status_notify: bool
    visibility: str


def feed_short(feed: Feed) -> FeedShort:
    """A feed in the view `short`."""
    return {
        "feed_id": feed.feed_id,
        "name": feed.name,
        "group_id": feed.group_id,
        "enabled": feed.enabled,
        "history": feed.history,
        "status_notify": feed.status_notify,
        "visibility": feed.visibility,
    }


class FeedFull(FeedShort):
    """A feed in the view `full`."""

    description: str | None
    key: str | None
    last_value: str | None
    license: str | None
    status: str | None
    unit_symbol: str | None
    created_at: str
    updated_at: str


def feed_full(feed: Feed) -> FeedFull:
    """A feed in the view `full`."""
    return {
        **feed_short(feed),
        "description": feed.description,
        "key": feed.key,
        "last_value": feed.last_value,
        "license": feed.license,
        "status": feed.status,
        "unit_symbol": feed.unit_symbol,
        "created_at": feed.created_at,
        "updated_at": feed.updated_at,
    }


class FeedDataShort(TypedDict):
    """A feed data in the view `short`."""

    feed_data_id: str
    feed_id: str
    value: str
    completed_at: str | None
    ele: float | None
    expiration: str | None
    lat: float | None


def feed_data_short(feed_data: FeedData) -> FeedDataShort:
    """A feed data in the view `short`."""
    return {
        "feed_data_id": feed_data.feed_data_id,
        "feed_id": feed_data.feed_id,
        "value": feed_data.value,
        "completed_at": feed_data.completed_at,
        "ele": feed_data.ele,
        "expiration": feed_data.expiration,
        "lat": feed_data.lat,
    }


class FeedDataFull(FeedDataShort):
    """A feed data in the view `full`."""

    lon: float | None
    epoch: float | None
    created_at: str
    updated_at: str


def feed_data_full(feed_data: FeedData) -> FeedDataFull:
    """A feed data in the view `full`."""
    return {
        **feed_data_short(feed_data),
        "lon": feed_data.lon,
        "epoch": feed_data.epoch,
        "created_at": feed_data.created_at,
        "updated_at": feed_data.updated_at,
    }


class GroupShort(TypedDict):
    """A group in the view `short`."""

    group_id: str
    name: str
    description: str | None
    key: str | None
    created_at: str
    updated_at: str


def group_short(group: Group) -> GroupShort:
    """A group in the view `short`."""
    return {
        "group_id": group.group_id,
        "name": group.name,
        "description": group.description,
        "key": group.key,
        "created_at": group.created_at,
        "updated_at": group.updated_at,
    }


class GroupFull(GroupShort):
    """A group in the view `full`."""


def group_full(group: Group) -> GroupFull:
    """A group in the view `full`."""
    return group_short(group)


class ThrottleFull(TypedDict):
    """A throttle in the view `full`."""

    active_data_rate: int
    data_rate_limit: int


def throttle_full(throttle: Throttle) -> ThrottleFull:
    """A throttle in the view `full`."""
    return {"active_data_rate": throttle.active_data_rate, "data_rate_limit": throttle.data_rate_limit}


class TriggerShort(TypedDict):
    """A trigger in the view `short`."""

    trigger_id: str
    name: str


def trigger_short(trigger: Trigger) -> TriggerShort:
    """A trigger in the view `short`."""
    return {"trigger_id": trigger.trigger_id, "name": trigger.name}


class TriggerFull(TriggerShort):
    """A trigger in the view `full`."""


def trigger_full(trigger: Trigger) -> TriggerFull:
    """A trigger in the view `full`."""
    return trigger_short(trigger)


# --- tools --------------------------------------------------------------------------------------------------------


class ListFeeds(TypedDict):
    """What `list_feeds` returns."""

    feeds: list[FeedShort]
    next_cursor: str | None


def list_feeds(
    db: Database, /, *, group_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListFeeds:
    """List the feeds, optionally by group."""
    query = db.query(Feed)
    if group_id is not None:
        query.where("group_id IS ?", group_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"feeds": [feed_short(feed) for feed in page.rows], "next_cursor": page.next_cursor}


class FeedResult(TypedDict):
    """What `get_feed` and 2 other tools return."""

    feed: FeedFull


def get_feed(db: Database, /, *, feed_id: str) -> FeedResult:
    """Show a feed with all its details."""
    feed = db.find(Feed, feed_id) or fail("feed_not_found", feed_id=feed_id)
    return {"feed": feed_full(feed)}


def create_feed(
    db: Database,
    /,
    *,
    name: str,
    group_id: str | None = None,
    description: str | None = None,
    key: str | None = None,
    license: str | None = None,
) -> FeedResult:
    """Create a feed."""
    if group_id is not None and db.find(Group, group_id) is None:
        fail("group_not_found", group_id=group_id)
    feed = db.insert(
        Feed,
        feed_id=f"FEED-{db.next_number('feeds'):04d}",
        name=name,
        group_id=group_id,
        description=description,
        enabled=True,
        history=False,
        key=key,
        license=license,
        status_notify=False,
        visibility="private",
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"feed": feed_full(feed)}


def update_feed(
    db: Database,
    /,
    *,
    feed_id: str,
    name: str | None = None,
    description: str | None = None,
    key: str | None = None,
    license: str | None = None,
    clear: list[Literal["description", "key", "license"]] | None = None,
) -> FeedResult:
    """Change the name, description, key or license of a feed."""
    changes = given(clear, name=name, description=description, key=key, license=license)
    feed = db.find(Feed, feed_id) or fail("feed_not_found", feed_id=feed_id)
    if not changes:
        fail("nothing_to_change")
    db.update(feed, **changes, updated_at=db.now())
    return {"feed": feed_full(feed)}


class DeleteFeed(TypedDict):
    """What `delete_feed` returns."""

    feed_id: str


def delete_feed(db: Database, /, *, feed_id: str) -> DeleteFeed:
    """Delete a feed together with its feed data."""
    feed = db.find(Feed, feed_id) or fail("feed_not_found", feed_id=feed_id)
    db.delete(feed)
    return {"feed_id": feed_id}


class ListFeedData(TypedDict):
    """What `list_feed_data` returns."""

    feed_data: list[FeedDataShort]
    next_cursor: str | None


def list_feed_data(
    db: Database,
    /,
    *,
    feed_id: str,
    start_time: str | None = None,
    end_time: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListFeedData:
    """List the feed data of a feed, optionally by created time."""
    feed = db.find(Feed, feed_id) or fail("feed_not_found", feed_id=feed_id)
    query = db.query(FeedData).where("feed_id = ?", feed.feed_id)
    if start_time is not None:
        query.where("created_at >= ?", start_time)
    if end_time is not None:
        query.where("created_at <= ?", end_time)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"feed_data": [feed_data_short(feed_data) for feed_data in page.rows], "next_cursor": page.next_cursor}


class FeedDataResult(TypedDict):
    """What `get_feed_data` and 2 other tools return."""

    feed_data: FeedDataFull


def get_feed_data(db: Database, /, *, feed_data_id: str) -> FeedDataResult:
    """Show feed data with all its details."""
    feed_data = db.find(FeedData, feed_data_id) or fail("feed_data_not_found", feed_data_id=feed_data_id)
    return {"feed_data": feed_data_full(feed_data)}


def create_feed_data(
    db: Database,
    /,
    *,
    feed_id: str,
    value: str,
    ele: float | None = None,
    lat: float | None = None,
    lon: float | None = None,
    epoch: float | None = None,
) -> FeedDataResult:
    """Create feed data in a feed."""
    if db.find(Feed, feed_id) is None:
        fail("feed_not_found", feed_id=feed_id)
    if lat is not None and abs(lat) > 90:
        fail("lat_outside", lat=lat)
    if lon is not None and abs(lon) > 180:
        fail("lon_outside", lon=lon)
    feed_data = db.insert(
        FeedData,
        feed_data_id=f"FD-{db.next_number('feed_data'):04d}",
        feed_id=feed_id,
        value=value,
        ele=ele,
        lat=lat,
        lon=lon,
        epoch=epoch,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"feed_data": feed_data_full(feed_data)}


def update_feed_data(
    db: Database,
    /,
    *,
    feed_data_id: str,
    value: str | None = None,
    ele: float | None = None,
    lat: float | None = None,
    lon: float | None = None,
    epoch: float | None = None,
    clear: list[Literal["ele", "lat", "lon", "epoch"]] | None = None,
) -> FeedDataResult:
    """Change feed data, for example its value, ele, lat or lon."""
    changes = given(clear, value=value, ele=ele, lat=lat, lon=lon, epoch=epoch)
    feed_data = db.find(FeedData, feed_data_id) or fail("feed_data_not_found", feed_data_id=feed_data_id)
    if lat is not None and abs(lat) > 90:
        fail("lat_outside", lat=lat)
    if lon is not None and abs(lon) > 180:
        fail("lon_outside", lon=lon)
    if not changes:
        fail("nothing_to_change")
    db.update(feed_data, **changes, updated_at=db.now())
    return {"feed_data": feed_data_full(feed_data)}


class DeleteFeedData(TypedDict):
    """What `delete_feed_data` returns."""

    feed_data_id: str


def delete_feed_data(db: Database, /, *, feed_data_id: str) -> DeleteFeedData:
    """Delete feed data."""
    feed_data = db.find(FeedData, feed_data_id) or fail("feed_data_not_found", feed_data_id=feed_data_id)
    db.delete(feed_data)
    return {"feed_data_id": feed_data_id}


class ListGroups(TypedDict):
    """What `list_groups` returns."""

    groups: list[GroupShort]
    next_cursor: str | None


def list_groups(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListGroups:
    """List the groups."""
    page = db.query(Group).page("-created_at", limit=limit, cursor=cursor)
    return {"groups": [group_short(group) for group in page.rows], "next_cursor": page.next_cursor}


class GroupResult(TypedDict):
    """What `get_group` and 2 other tools return."""

    group: GroupFull


def get_group(db: Database, /, *, group_id: str) -> GroupResult:
    """Show a group with all its details."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    return {"group": group_full(group)}


def create_group(db: Database, /, *, name: str, description: str | None = None, key: str | None = None) -> GroupResult:
    """Create a group."""
    if db.query(Group).where("same_text(name, ?)", name).exists():
        fail("group_name_taken", name=name)
    group = db.insert(
        Group,
        group_id=f"GROUP-{db.next_number('groups'):04d}",
        name=name,
        description=description,
        key=key,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"group": group_full(group)}


def update_group(
    db: Database,
    /,
    *,
    group_id: str,
    name: str | None = None,
    description: str | None = None,
    key: str | None = None,
    clear: list[Literal["description", "key"]] | None = None,
) -> GroupResult:
    """Change the name, description or key of a group."""
    changes = given(clear, name=name, description=description, key=key)
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    if (
        name is not None
        and db.query(Group).where("same_text(name, ?) AND group_id <> ?", name, group.group_id).exists()
    ):
        fail("group_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(group, **changes, updated_at=db.now())
    return {"group": group_full(group)}


class DeleteGroup(TypedDict):
    """What `delete_group` returns."""

    group_id: str


def delete_group(db: Database, /, *, group_id: str) -> DeleteGroup:
    """Delete a group."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    db.delete(group)
    return {"group_id": group_id}


class GetThrottle(TypedDict):
    """What `get_throttle` returns."""

    throttle: ThrottleFull


def get_throttle(db: Database, /) -> GetThrottle:
    """Show the throttle."""
    throttle = db.get(Throttle, 1)
    return {"throttle": throttle_full(throttle)}


class ListTriggers(TypedDict):
    """What `list_triggers` returns."""

    triggers: list[TriggerShort]
    next_cursor: str | None


def list_triggers(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTriggers:
    """List the triggers."""
    page = db.query(Trigger).page("name", limit=limit, cursor=cursor)
    return {"triggers": [trigger_short(trigger) for trigger in page.rows], "next_cursor": page.next_cursor}


class TriggerResult(TypedDict):
    """What `get_trigger` and 2 other tools return."""

    trigger: TriggerFull


def get_trigger(db: Database, /, *, trigger_id: str) -> TriggerResult:
    """Show a trigger with all its details."""
    trigger = db.find(Trigger, trigger_id) or fail("trigger_not_found", trigger_id=trigger_id)
    return {"trigger": trigger_full(trigger)}


def create_trigger(db: Database, /, *, name: str) -> TriggerResult:
    """Create a trigger."""
    if len(words(name)) <= 0:
        fail("name_blank")
    trigger = db.insert(Trigger, trigger_id=f"TRI-{db.next_number('triggers'):04d}", name=name)
    return {"trigger": trigger_full(trigger)}


def update_trigger(db: Database, /, *, trigger_id: str, name: str | None = None) -> TriggerResult:
    """Change the name of a trigger."""
    changes = given(None, name=name)
    trigger = db.find(Trigger, trigger_id) or fail("trigger_not_found", trigger_id=trigger_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(trigger, **changes)
    return {"trigger": trigger_full(trigger)}


class DeleteTrigger(TypedDict):
    """What `delete_trigger` returns."""

    trigger_id: str


def delete_trigger(db: Database, /, *, trigger_id: str) -> DeleteTrigger:
    """Delete a trigger."""
    trigger = db.find(Trigger, trigger_id) or fail("trigger_not_found", trigger_id=trigger_id)
    db.delete(trigger)
    return {"trigger_id": trigger_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "feed_data_not_found": "There is no feed data {feed_data_id}. List the feed data to see which there are.",
    "feed_not_found": "There is no feed {feed_id}. List the feeds to see which there are.",
    "group_name_taken": "There is already a group with the name {name}. Choose another name.",
    "group_not_found": "There is no group {group_id}. List the groups to see which there are.",
    "trigger_not_found": "There is no trigger {trigger_id}. List the triggers to see which there are.",
    "lat_outside": "The lat {lat} is outside of -90 to 90.",
    "lon_outside": "The lon {lon} is outside of -180 to 180.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="adafruit_io_groups",
    folder=Path(__file__).parent,
    tables=[Feed, FeedData, Group, Throttle, Trigger],
    tools={
        "list_feeds": Tool(list_feeds, read_only=True),
        "get_feed": Tool(get_feed, read_only=True),
        "create_feed": Tool(create_feed),
        "update_feed": Tool(update_feed),
        "delete_feed": Tool(delete_feed),
        "list_feed_data": Tool(list_feed_data, read_only=True),
        "get_feed_data": Tool(get_feed_data, read_only=True),
        "create_feed_data": Tool(create_feed_data),
        "update_feed_data": Tool(update_feed_data),
        "delete_feed_data": Tool(delete_feed_data),
        "list_groups": Tool(list_groups, read_only=True),
        "get_group": Tool(get_group, read_only=True),
        "create_group": Tool(create_group),
        "update_group": Tool(update_group),
        "delete_group": Tool(delete_group),
        "get_throttle": Tool(get_throttle, read_only=True),
        "list_triggers": Tool(list_triggers, read_only=True),
        "get_trigger": Tool(get_trigger, read_only=True),
        "create_trigger": Tool(create_trigger),
        "update_trigger": Tool(update_trigger),
        "delete_trigger": Tool(delete_trigger),
    },
    faults=FAULTS,
    unique_faults={
        "groups.name": "group_name_taken",
    },
    instructions=INSTRUCTIONS,
)
