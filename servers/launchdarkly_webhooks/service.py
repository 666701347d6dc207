"""LaunchDarkly: webhooks: keeps destinations and webhooks."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
LaunchDarkly: webhooks. Keeps destinations and webhooks.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a destination can be refused: there is already a destination with that name.
- Creating a webhook can be refused: the name must not be blank.
- When creating a webhook, Write one that begins with https://.
- Two destinations cannot have the same name.
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


class Webhook(Table, table=True):
    """A webhook."""

    __tablename__ = "webhooks"

    webhook_id: str = Field(primary_key=True)
    name: str | None = None
    on: bool
    tags: list[str] = Field(sa_type=JsonList())
    url: str
    sign: bool
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


class WebhookShort(TypedDict):
    """A webhook in the view `short`."""

    webhook_id: str
    name: str | None
    on: bool
    url: str
    sign: bool
    op: str | None
    path: str | None


def webhook_short(webhook: Webhook) -> WebhookShort:
    """A webhook in the view `short`."""
    return {
        "webhook_id": webhook.webhook_id,
        "name": webhook.name,
        "on": webhook.on,
        "url": webhook.url,
        "sign": webhook.sign,
        "op": webhook.op,
        "path": webhook.path,
    }


class WebhookFull(WebhookShort):
    """A webhook in the view `full`."""

    tags: list[str]


def webhook_full(webhook: Webhook) -> WebhookFull:
    """A webhook in the view `full`."""
    return {**webhook_short(webhook), "tags": webhook.tags}


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


class ListWebhooks(TypedDict):
    """What `list_webhooks` returns."""

    webhooks: list[WebhookShort]
    next_cursor: str | None


def list_webhooks(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListWebhooks:
    """List the webhooks."""
    page = db.query(Webhook).page("name", limit=limit, cursor=cursor)
    return {"webhooks": [webhook_short(webhook) for webhook in page.rows], "next_cursor": page.next_cursor}


class WebhookResult(TypedDict):
    """What `get_webhook` and 2 other tools return."""

    webhook: WebhookFull


def get_webhook(db: Database, /, *, webhook_id: str) -> WebhookResult:
    """Show a webhook with all its details."""
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    return {"webhook": webhook_full(webhook)}


def create_webhook(
    db: Database, /, *, on: bool, url: str, sign: bool, name: str | None = None, tags: list[str]
) -> WebhookResult:
    """Create a webhook."""
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not (starts_with(url, "https://") or starts_with(url, "http://")):
        fail("url_invalid", url=url)
    webhook = db.insert(
        Webhook, webhook_id=f"WEB-{db.next_number('webhooks'):04d}", name=name, on=on, tags=tags, url=url, sign=sign
    )
    return {"webhook": webhook_full(webhook)}


def update_webhook(
    db: Database,
    /,
    *,
    webhook_id: str,
    op: str | None = None,
    path: str | None = None,
    clear: list[Literal["op", "path"]] | None = None,
) -> WebhookResult:
    """Change the op or path of a webhook."""
    changes = given(clear, op=op, path=path)
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    if not changes:
        fail("nothing_to_change")
    db.update(webhook, **changes)
    return {"webhook": webhook_full(webhook)}


class DeleteWebhook(TypedDict):
    """What `delete_webhook` returns."""

    webhook_id: str


def delete_webhook(db: Database, /, *, webhook_id: str) -> DeleteWebhook:
    """Delete a webhook."""
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    db.delete(webhook)
    return {"webhook_id": webhook_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "destination_name_taken": "There is already a destination with the name {name}. Choose another name.",
    "destination_not_found": "There is no destination {destination_id}. List the destinations to see which there are.",
    "webhook_not_found": "There is no webhook {webhook_id}. List the webhooks to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "url_invalid": "{url} is no address of a page. Write one that begins with https://.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="launchdarkly_webhooks",
    folder=Path(__file__).parent,
    tables=[Destination, Webhook],
    tools={
        "list_destinations": Tool(list_destinations, read_only=True),
        "get_destination": Tool(get_destination, read_only=True),
        "create_destination": Tool(create_destination),
        "update_destination": Tool(update_destination),
        "delete_destination": Tool(delete_destination),
        "list_webhooks": Tool(list_webhooks, read_only=True),
        "get_webhook": Tool(get_webhook, read_only=True),
        "create_webhook": Tool(create_webhook),
        "update_webhook": Tool(update_webhook),
        "delete_webhook": Tool(delete_webhook),
    },
    faults=FAULTS,
    unique_faults={
        "destinations.name": "destination_name_taken",
    },
    instructions=INSTRUCTIONS,
)
