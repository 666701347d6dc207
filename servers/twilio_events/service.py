"""Twilio - Events: keeps sinks, subscriptions, subscribed events, schemas and event types."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Twilio - Events. Keeps sinks, subscriptions, subscribed events, schemas and event types.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Deleting a sink is refused while subscriptions refer to it.
- The description must not be blank.
- Deleting a subscription also deletes its subscribed events.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Schema(Table, table=True):
    """A schema."""

    __tablename__ = "schemas"

    schema_id: str = Field(primary_key=True)
    latest_version_date_created_at: str | None = None


class Sink(Table, table=True):
    """A sink."""

    __tablename__ = "sinks"
    __table_args__ = (
        CheckConstraint("sink_type IN ('kinesis', 'webhook', 'segment')"),
        CheckConstraint("status IN ('initialized', 'validating', 'active', 'failed')"),
    )

    sink_id: str = Field(primary_key=True)
    description: str
    sink_configuration: str
    sink_type: str
    status: str
    created_at: str
    updated_at: str


class Subscription(Table, table=True):
    """A subscription."""

    __tablename__ = "subscriptions"

    subscription_id: str = Field(primary_key=True)
    description: str
    sink_id: str = Field(foreign_key="sinks.sink_id", ondelete="RESTRICT", index=True)
    created_at: str
    updated_at: str


class SubscribedEvent(Table, table=True):
    """A subscribed event of a subscription."""

    __tablename__ = "subscribed_events"

    subscribed_event_id: str = Field(primary_key=True)
    subscription_id: str = Field(foreign_key="subscriptions.subscription_id", ondelete="CASCADE", index=True)
    type: str


class EventType(Table, table=True):
    """An event type."""

    __tablename__ = "event_types"

    event_type_id: str = Field(primary_key=True)
    description: str | None = None
    schema_id: str | None = Field(default=None, foreign_key="schemas.schema_id", ondelete="SET NULL", index=True)
    created_at: str
    updated_at: str


# --- views --------------------------------------------------------------------------------------------------------


class SchemaShort(TypedDict):
    """A schema in the view `short`."""

    schema_id: str
    latest_version_date_created_at: str | None


def schema_short(schema_: Schema) -> SchemaShort:
    """A schema in the view `short`."""
    return {"schema_id": schema_.schema_id, "latest_version_date_created_at": schema_.latest_version_date_created_at}


class SchemaFull(SchemaShort):
    """A schema in the view `full`."""


def schema_full(schema_: Schema) -> SchemaFull:
    """A schema in the view `full`."""
    return schema_short(schema_)


class SinkShort(TypedDict):
    """A sink in the view `short`."""

    sink_id: str
    description: str
    sink_configuration: str
    sink_type: str
    status: str
    created_at: str
    updated_at: str


def sink_short(sink: Sink) -> SinkShort:
    """A sink in the view `short`."""
    return {
        "sink_id": sink.sink_id,
        "description": sink.description,
        "sink_configuration": sink.sink_configuration,
        "sink_type": sink.sink_type,
        "status": sink.status,
        "created_at": sink.created_at,
        "updated_at": sink.updated_at,
    }


class SinkFull(SinkShort):
    """A sink in the view `full`."""


def sink_full(sink: Sink) -> SinkFull:
    """A sink in the view `full`."""
    return sink_short(sink)


class SubscriptionShort(TypedDict):
    """A subscription in the view `short`."""

    subscription_id: str
    description: str
    sink_id: str
    created_at: str
    updated_at: str


def subscription_short(subscription: Subscription) -> SubscriptionShort:
    """A subscription in the view `short`."""
    return {
        "subscription_id": subscription.subscription_id,
        "description": subscription.description,
        "sink_id": subscription.sink_id,
        "created_at": subscription.created_at,
        "updated_at": subscription.updated_at,
    }


class SubscriptionFull(SubscriptionShort):
    """A subscription in the view `full`."""


def subscription_full(subscription: Subscription) -> SubscriptionFull:
    """A subscription in the view `full`."""
    return subscription_short(subscription)


class SubscribedEventShort(TypedDict):
    """A subscribed event in the view `short`."""

    subscribed_event_id: str
    subscription_id: str
    type: str


def subscribed_event_short(subscribed_event: SubscribedEvent) -> SubscribedEventShort:
    """A subscribed event in the view `short`."""
    return {
        "subscribed_event_id": subscribed_event.subscribed_event_id,
        "subscription_id": subscribed_event.subscription_id,
        "type": subscribed_event.type,
    }


class SubscribedEventFull(SubscribedEventShort):
    """A subscribed event in the view `full`."""


def subscribed_event_full(subscribed_event: SubscribedEvent) -> SubscribedEventFull:
    """A subscribed event in the view `full`."""
    return subscribed_event_short(subscribed_event)


class EventTypeShort(TypedDict):
    """An event type in the view `short`."""

    event_type_id: str
    description: str | None
    schema_id: str | None
    created_at: str
    updated_at: str


def event_type_short(event_type: EventType) -> EventTypeShort:
    """An event type in the view `short`."""
    return {
        "event_type_id": event_type.event_type_id,
        "description": event_type.description,
        "schema_id": event_type.schema_id,
        "created_at": event_type.created_at,
        "updated_at": event_type.updated_at,
    }


class EventTypeFull(EventTypeShort):
    """An event type in the view `full`."""


def event_type_full(event_type: EventType) -> EventTypeFull:
    """An event type in the view `full`."""
    return event_type_short(event_type)


# --- tools --------------------------------------------------------------------------------------------------------


class ListSchemas(TypedDict):
    """What `list_schemas` returns."""

    schemas: list[SchemaShort]
    next_cursor: str | None


def list_schemas(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListSchemas:
    """List the schemas."""
    page = db.query(Schema).page(limit=limit, cursor=cursor)
    return {"schemas": [schema_short(schema_) for schema_ in page.rows], "next_cursor": page.next_cursor}


class GetSchema(TypedDict):
    """What `get_schema` returns."""

    schema: SchemaFull


def get_schema(db: Database, /, *, schema_id: str) -> GetSchema:
    """Show a schema with all its details."""
    schema_ = db.find(Schema, schema_id) or fail("schema_not_found", schema_id=schema_id)
    return {"schema": schema_full(schema_)}


class ListSinks(TypedDict):
    """What `list_sinks` returns."""

    sinks: list[SinkShort]
    next_cursor: str | None


def list_sinks(
    db: Database,
    /,
    *,
    status: Literal["initialized", "validating", "active", "failed"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListSinks:
    """List the sinks, optionally by status."""
    query = db.query(Sink)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"sinks": [sink_short(sink) for sink in page.rows], "next_cursor": page.next_cursor}


class SinkResult(TypedDict):
    """What `get_sink` and 2 other tools return."""

    sink: SinkFull


def get_sink(db: Database, /, *, sink_id: str) -> SinkResult:
    """Show a sink with all its details."""
    sink = db.find(Sink, sink_id) or fail("sink_not_found", sink_id=sink_id)
    return {"sink": sink_full(sink)}


def create_sink(
    db: Database, /, *, description: str, sink_configuration: str, sink_type: Literal["kinesis", "webhook", "segment"]
) -> SinkResult:
    """Create a sink."""
    if len(words(description)) <= 0:
        fail("description_blank")
    sink = db.insert(
        Sink,
        sink_id=f"SINK-{db.next_number('sinks'):04d}",
        description=description,
        sink_configuration=sink_configuration,
        sink_type=sink_type,
        status="active",
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"sink": sink_full(sink)}


def update_sink(db: Database, /, *, sink_id: str, description: str | None = None) -> SinkResult:
    """Change the description of a sink."""
    changes = given(None, description=description)
    sink = db.find(Sink, sink_id) or fail("sink_not_found", sink_id=sink_id)
    if description is not None and len(words(description)) <= 0:
        fail("description_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(sink, **changes, updated_at=db.now())
    return {"sink": sink_full(sink)}


class DeleteSink(TypedDict):
    """What `delete_sink` returns."""

    sink_id: str


def delete_sink(db: Database, /, *, sink_id: str) -> DeleteSink:
    """Delete a sink; one that still has subscriptions stays."""
    sink = db.find(Sink, sink_id) or fail("sink_not_found", sink_id=sink_id)
    if db.query(Subscription).where("sink_id = ?", sink.sink_id).exists():
        fail("sink_has_subscriptions", sink_id=sink.sink_id)
    db.delete(sink)
    return {"sink_id": sink_id}


class ListSubscriptions(TypedDict):
    """What `list_subscriptions` returns."""

    subscriptions: list[SubscriptionShort]
    next_cursor: str | None


def list_subscriptions(
    db: Database, /, *, sink_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListSubscriptions:
    """List the subscriptions, optionally by sink."""
    query = db.query(Subscription)
    if sink_id is not None:
        query.where("sink_id = ?", sink_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {
        "subscriptions": [subscription_short(subscription) for subscription in page.rows],
        "next_cursor": page.next_cursor,
    }


class SubscriptionResult(TypedDict):
    """What `get_subscription` and 2 other tools return."""

    subscription: SubscriptionFull


def get_subscription(db: Database, /, *, subscription_id: str) -> SubscriptionResult:
    """Show a subscription with all its details."""
    subscription = db.find(Subscription, subscription_id)
    if subscription is None:
        fail("subscription_not_found", subscription_id=subscription_id)
    return {"subscription": subscription_full(subscription)}


def create_subscription(db: Database, /, *, description: str, sink_id: str) -> SubscriptionResult:
    """Create a subscription."""
    if db.find(Sink, sink_id) is None:
        fail("sink_not_found", sink_id=sink_id)
    subscription = db.insert(
        Subscription,
        subscription_id=f"SUB-{db.next_number('subscriptions'):04d}",
        description=description,
        sink_id=sink_id,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"subscription": subscription_full(subscription)}


def update_subscription(
    db: Database, /, *, subscription_id: str, description: str | None = None, sink_id: str | None = None
) -> SubscriptionResult:
    """Change the description or sink of a subscription."""
    changes = given(None, description=description, sink_id=sink_id)
    subscription = db.find(Subscription, subscription_id)
    if subscription is None:
        fail("subscription_not_found", subscription_id=subscription_id)
    if sink_id is not None and db.find(Sink, sink_id) is None:
        fail("sink_not_found", sink_id=sink_id)
    if not changes:
        fail("nothing_to_change")
    db.update(subscription, **changes, updated_at=db.now())
    return {"subscription": subscription_full(subscription)}


class DeleteSubscription(TypedDict):
    """What `delete_subscription` returns."""

    subscription_id: str


def delete_subscription(db: Database, /, *, subscription_id: str) -> DeleteSubscription:
    """Delete a subscription together with its subscribed events."""
    subscription = db.find(Subscription, subscription_id)
    if subscription is None:
        fail("subscription_not_found", subscription_id=subscription_id)
    db.delete(subscription)
    return {"subscription_id": subscription_id}


class ListSubscribedEvents(TypedDict):
    """What `list_subscribed_events` returns."""

    subscribed_events: list[SubscribedEventShort]
    next_cursor: str | None


def list_subscribed_events(
    db: Database, /, *, subscription_id: str, limit: int = 20, cursor: str | None = None
) -> ListSubscribedEvents:
    """List the subscribed events of a subscription."""
    subscription = db.find(Subscription, subscription_id)
    if subscription is None:
        fail("subscription_not_found", subscription_id=subscription_id)
    page = (
        db.query(SubscribedEvent)
        .where("subscription_id = ?", subscription.subscription_id)
        .page(limit=limit, cursor=cursor)
    )
    return {
        "subscribed_events": [subscribed_event_short(subscribed_event) for subscribed_event in page.rows],
        "next_cursor": page.next_cursor,
    }


class SubscribedEventResult(TypedDict):
    """What `get_subscribed_event` and `create_subscribed_event` return."""

    subscribed_event: SubscribedEventFull


def get_subscribed_event(db: Database, /, *, subscribed_event_id: str) -> SubscribedEventResult:
    """Show a subscribed event with all its details."""
    subscribed_event = db.find(SubscribedEvent, subscribed_event_id)
    if subscribed_event is None:
        fail("subscribed_event_not_found", subscribed_event_id=subscribed_event_id)
    return {"subscribed_event": subscribed_event_full(subscribed_event)}


def create_subscribed_event(db: Database, /, *, subscription_id: str, type_: str) -> SubscribedEventResult:
    """Create a subscribed event in a subscription."""
    if db.find(Subscription, subscription_id) is None:
        fail("subscription_not_found", subscription_id=subscription_id)
    subscribed_event = db.insert(
        SubscribedEvent,
        subscribed_event_id=f"SE-{db.next_number('subscribed_events'):04d}",
        subscription_id=subscription_id,
        type=type_,
    )
    return {"subscribed_event": subscribed_event_full(subscribed_event)}


class DeleteSubscribedEvent(TypedDict):
    """What `delete_subscribed_event` returns."""

    subscribed_event_id: str


def delete_subscribed_event(db: Database, /, *, subscribed_event_id: str) -> DeleteSubscribedEvent:
    """Delete a subscribed event."""
    subscribed_event = db.find(SubscribedEvent, subscribed_event_id)
    if subscribed_event is None:
        fail("subscribed_event_not_found", subscribed_event_id=subscribed_event_id)
    db.delete(subscribed_event)
    return {"subscribed_event_id": subscribed_event_id}


class ListEventTypes(TypedDict):
    """What `list_event_types` returns."""

    event_types: list[EventTypeShort]
    next_cursor: str | None


def list_event_types(
    db: Database, /, *, schema_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListEventTypes:
    """List the event types, optionally by schema."""
    query = db.query(EventType)
    if schema_id is not None:
        query.where("schema_id IS ?", schema_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"event_types": [event_type_short(event_type) for event_type in page.rows], "next_cursor": page.next_cursor}


class GetEventType(TypedDict):
    """What `get_event_type` returns."""

    event_type: EventTypeFull


def get_event_type(db: Database, /, *, event_type_id: str) -> GetEventType:
    """Show an event type with all its details."""
    event_type = db.find(EventType, event_type_id) or fail("event_type_not_found", event_type_id=event_type_id)
    return {"event_type": event_type_full(event_type)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "event_type_not_found": "There is no event type {event_type_id}. List the event types to see which there are.",
    "schema_not_found": "There is no schema {schema_id}. List the schemas to see which there are.",
    "sink_has_subscriptions": "Sink {sink_id} still has subscriptions. Remove or move them first.",
    "sink_not_found": "There is no sink {sink_id}. List the sinks to see which there are.",
    "subscribed_event_not_found": (
        "There is no subscribed event {subscribed_event_id}. List the subscribed events to see which there are."
    ),
    "subscription_not_found": (
        "There is no subscription {subscription_id}. List the subscriptions to see which there are."
    ),
    "description_blank": "The description must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="twilio_events",
    folder=Path(__file__).parent,
    tables=[Schema, Sink, Subscription, SubscribedEvent, EventType],
    tools={
        "list_schemas": Tool(list_schemas, read_only=True),
        "get_schema": Tool(get_schema, read_only=True),
        "list_sinks": Tool(list_sinks, read_only=True),
        "get_sink": Tool(get_sink, read_only=True),
        "create_sink": Tool(create_sink),
        "update_sink": Tool(update_sink),
        "delete_sink": Tool(delete_sink),
        "list_subscriptions": Tool(list_subscriptions, read_only=True),
        "get_subscription": Tool(get_subscription, read_only=True),
        "create_subscription": Tool(create_subscription),
        "update_subscription": Tool(update_subscription),
        "delete_subscription": Tool(delete_subscription),
        "list_subscribed_events": Tool(list_subscribed_events, read_only=True),
        "get_subscribed_event": Tool(get_subscribed_event, read_only=True),
        "create_subscribed_event": Tool(create_subscribed_event),
        "delete_subscribed_event": Tool(delete_subscribed_event),
        "list_event_types": Tool(list_event_types, read_only=True),
        "get_event_type": Tool(get_event_type, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
