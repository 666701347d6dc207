"""Trello: webhooks: keeps webhooks, actions and notifications."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Trello: webhooks. Keeps webhooks, actions and notifications.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The description must not be blank.
- When creating or updating a webhook, Write one that begins with https://.
- You can mark a notification as unread only while the notification is not unread.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Action(Table, table=True):
    """An action."""

    __tablename__ = "actions"

    action_id: str = Field(primary_key=True)
    text: str | None = None


class Notification(Table, table=True):
    """A notification."""

    __tablename__ = "notifications"

    notification_id: str = Field(primary_key=True)
    unread: bool


class Webhook(Table, table=True):
    """A webhook."""

    __tablename__ = "webhooks"

    webhook_id: str = Field(primary_key=True)
    description: str
    active: bool
    callback_url: str | None = None
    id_model: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class ActionShort(TypedDict):
    """An action in the view `short`."""

    action_id: str
    text: str | None


def action_short(action: Action) -> ActionShort:
    """An action in the view `short`."""
    return {"action_id": action.action_id, "text": action.text}


class ActionFull(ActionShort):
    """An action in the view `full`."""


def action_full(action: Action) -> ActionFull:
    """An action in the view `full`."""
    return action_short(action)


class NotificationShort(TypedDict):
    """A notification in the view `short`."""

    notification_id: str
    unread: bool


def notification_short(notification: Notification) -> NotificationShort:
    """A notification in the view `short`."""
    return {"notification_id": notification.notification_id, "unread": notification.unread}


class NotificationFull(NotificationShort):
    """A notification in the view `full`."""


def notification_full(notification: Notification) -> NotificationFull:
    """A notification in the view `full`."""
    return notification_short(notification)


class WebhookShort(TypedDict):
    """A webhook in the view `short`."""

    webhook_id: str
    description: str
    active: bool
    callback_url: str | None
    id_model: str | None


def webhook_short(webhook: Webhook) -> WebhookShort:
    """A webhook in the view `short`."""
    return {
        "webhook_id": webhook.webhook_id,
        "description": webhook.description,
        "active": webhook.active,
        "callback_url": webhook.callback_url,
        "id_model": webhook.id_model,
    }


class WebhookFull(WebhookShort):
    """A webhook in the view `full`."""


def webhook_full(webhook: Webhook) -> WebhookFull:
    """A webhook in the view `full`."""
    return webhook_short(webhook)


# --- tools --------------------------------------------------------------------------------------------------------


class ListActions(TypedDict):
    """What `list_actions` returns."""

    actions: list[ActionShort]
    next_cursor: str | None


def list_actions(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListActions:
    """List the actions."""
    page = db.query(Action).page("text", limit=limit, cursor=cursor)
    return {"actions": [action_short(action) for action in page.rows], "next_cursor": page.next_cursor}


class ActionResult(TypedDict):
    """What `get_action` and `update_action` return."""

    action: ActionFull


def get_action(db: Database, /, *, action_id: str) -> ActionResult:
    """Show an action with all its details."""
    action = db.find(Action, action_id) or fail("action_not_found", action_id=action_id)
    return {"action": action_full(action)}


def update_action(
    db: Database, /, *, action_id: str, text: str | None = None, clear: list[Literal["text"]] | None = None
) -> ActionResult:
    """Change the text of an action."""
    changes = given(clear, text=text)
    action = db.find(Action, action_id) or fail("action_not_found", action_id=action_id)
    if not changes:
        fail("nothing_to_change")
    db.update(action, **changes)
    return {"action": action_full(action)}


class DeleteAction(TypedDict):
    """What `delete_action` returns."""

    action_id: str


def delete_action(db: Database, /, *, action_id: str) -> DeleteAction:
    """Delete an action."""
    action = db.find(Action, action_id) or fail("action_not_found", action_id=action_id)
    db.delete(action)
    return {"action_id": action_id}


class ListNotifications(TypedDict):
    """What `list_notifications` returns."""

    notifications: list[NotificationShort]
    next_cursor: str | None


def list_notifications(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListNotifications:
    """List the notifications."""
    page = db.query(Notification).page(limit=limit, cursor=cursor)
    return {
        "notifications": [notification_short(notification) for notification in page.rows],
        "next_cursor": page.next_cursor,
    }


class NotificationResult(TypedDict):
    """What `get_notification` and 2 other tools return."""

    notification: NotificationFull


def get_notification(db: Database, /, *, notification_id: str) -> NotificationResult:
    """Show a notification with all its details."""
    notification = db.find(Notification, notification_id)
    if notification is None:
        fail("notification_not_found", notification_id=notification_id)
    return {"notification": notification_full(notification)}


def update_notification(db: Database, /, *, notification_id: str, unread: bool | None = None) -> NotificationResult:
    """Change whether a notification is unread."""
    changes = given(None, unread=unread)
    notification = db.find(Notification, notification_id)
    if notification is None:
        fail("notification_not_found", notification_id=notification_id)
    if not changes:
        fail("nothing_to_change")
    db.update(notification, **changes)
    return {"notification": notification_full(notification)}


def mark_notification_as_unread(db: Database, /, *, notification_id: str) -> NotificationResult:
    """Mark a notification as unread."""
    notification = db.find(Notification, notification_id)
    if notification is None:
        fail("notification_not_found", notification_id=notification_id)
    if notification.unread:
        fail("notification_already_unread", notification_id=notification.notification_id)
    db.update(notification, unread=True)
    return {"notification": notification_full(notification)}


class ListWebhooks(TypedDict):
    """What `list_webhooks` returns."""

    webhooks: list[WebhookShort]
    next_cursor: str | None


def list_webhooks(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListWebhooks:
    """List the webhooks."""
    page = db.query(Webhook).page("description", limit=limit, cursor=cursor)
    return {"webhooks": [webhook_short(webhook) for webhook in page.rows], "next_cursor": page.next_cursor}


class WebhookResult(TypedDict):
    """What `get_webhook` and 2 other tools return."""

    webhook: WebhookFull


def get_webhook(db: Database, /, *, webhook_id: str) -> WebhookResult:
    """Show a webhook with all its details."""
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    return {"webhook": webhook_full(webhook)}


def create_webhook(
    db: Database,
    /,
    *,
    description: str,
    active: bool = True,
    callback_url: str | None = None,
    id_model: str | None = None,
) -> WebhookResult:
    """Create a webhook."""
    if len(words(description)) <= 0:
        fail("description_blank")
    if not (callback_url is None or (starts_with(callback_url, "https://") or starts_with(callback_url, "http://"))):
        fail("callback_url_invalid", callback_url=callback_url)
    webhook = db.insert(
        Webhook,
        webhook_id=f"WEB-{db.next_number('webhooks'):04d}",
        description=description,
        active=active,
        callback_url=callback_url,
        id_model=id_model,
    )
    return {"webhook": webhook_full(webhook)}


def update_webhook(
    db: Database,
    /,
    *,
    webhook_id: str,
    description: str | None = None,
    active: bool | None = None,
    callback_url: str | None = None,
    id_model: str | None = None,
    clear: list[Literal["callback_url", "id_model"]] | None = None,
) -> WebhookResult:
    """Change the description, ID model or callback URL of a webhook."""
    changes = given(clear, description=description, active=active, callback_url=callback_url, id_model=id_model)
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    if description is not None and len(words(description)) <= 0:
        fail("description_blank")
    if not (callback_url is None or (starts_with(callback_url, "https://") or starts_with(callback_url, "http://"))):
        fail("callback_url_invalid", callback_url=callback_url)
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
    "action_not_found": "There is no action {action_id}. List the actions to see which there are.",
    "notification_already_unread": "Notification {notification_id} is already unread.",
    "notification_not_found": (
        "There is no notification {notification_id}. List the notifications to see which there are."
    ),
    "webhook_not_found": "There is no webhook {webhook_id}. List the webhooks to see which there are.",
    "description_blank": "The description must not be blank. Give it some words.",
    "callback_url_invalid": "{callback_url} is no address of a page. Write one that begins with https://.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="trello_webhooks",
    folder=Path(__file__).parent,
    tables=[Action, Notification, Webhook],
    tools={
        "list_actions": Tool(list_actions, read_only=True),
        "get_action": Tool(get_action, read_only=True),
        "update_action": Tool(update_action),
        "delete_action": Tool(delete_action),
        "list_notifications": Tool(list_notifications, read_only=True),
        "get_notification": Tool(get_notification, read_only=True),
        "update_notification": Tool(update_notification),
        "mark_notification_as_unread": Tool(mark_notification_as_unread),
        "list_webhooks": Tool(list_webhooks, read_only=True),
        "get_webhook": Tool(get_webhook, read_only=True),
        "create_webhook": Tool(create_webhook),
        "update_webhook": Tool(update_webhook),
        "delete_webhook": Tool(delete_webhook),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
