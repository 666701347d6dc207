"""Sinao: attachments: keeps apps, attachments and app rules."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail

INSTRUCTIONS = """\
Sinao: attachments. Keeps apps, attachments and app rules.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class App(Table, table=True):
    """An app."""

    __tablename__ = "apps"

    app_id: int = Field(primary_key=True)
    admin_email: str | None = None
    hostname_alias: str | None = None
    last_access_at: str | None = None
    last_user_email: str | None = None
    organization_name: str
    reconciled: bool


class Attachment(Table, table=True):
    """An attachment of an app."""

    __tablename__ = "attachments"
    __table_args__ = (
        CheckConstraint("type IN ('none', 'purchase', 'invoice', 'quote', 'transaction', 'relationship')"),
    )

    attachment_id: int = Field(primary_key=True)
    app_id: int = Field(foreign_key="apps.app_id", ondelete="CASCADE", index=True)
    name: str | None = None
    attachable_type: str | None = None
    type: str


class AppRule(Table, table=True):
    """An app rule of an app."""

    __tablename__ = "app_rules"

    app_rule_id: int = Field(primary_key=True)
    app_id: int = Field(foreign_key="apps.app_id", ondelete="CASCADE", index=True)
    value: str
    on_event: str | None = None
    parameter: str | None = None
    priority: int | None = None


# --- views --------------------------------------------------------------------------------------------------------


class AppShort(TypedDict):
    """An app in the view `short`."""

    app_id: int
    admin_email: str | None
    hostname_alias: str | None
    last_access_at: str | None
    last_user_email: str | None
    organization_name: str
    reconciled: bool


def app_short(app: App) -> AppShort:
    """An app in the view `short`."""
    return {
        "app_id": app.app_id,
        "admin_email": app.admin_email,
        "hostname_alias": app.hostname_alias,
        "last_access_at": app.last_access_at,
        "last_user_email": app.last_user_email,
        "organization_name": app.organization_name,
        "reconciled": app.reconciled,
    }


class AppFull(AppShort):
    """An app in the view `full`."""


def app_full(app: App) -> AppFull:
    """An app in the view `full`."""
    return app_short(app)


class AttachmentShort(TypedDict):
    """An attachment in the view `short`."""

    attachment_id: int
    app_id: int
    name: str | None
    attachable_type: str | None
    type: str


def attachment_short(attachment: Attachment) -> AttachmentShort:
    """An attachment in the view `short`."""
    return {
        "attachment_id": attachment.attachment_id,
        "app_id": attachment.app_id,
        "name": attachment.name,
        "attachable_type": attachment.attachable_type,
        "type": attachment.type,
    }


class AttachmentFull(AttachmentShort):
    """An attachment in the view `full`."""


def attachment_full(attachment: Attachment) -> AttachmentFull:
    """An attachment in the view `full`."""
    return attachment_short(attachment)


class AppRuleShort(TypedDict):
    """An app rule in the view `short`."""

    app_rule_id: int
    app_id: int
    value: str
    on_event: str | None
    parameter: str | None
    priority: int | None


def app_rule_short(app_rule: AppRule) -> AppRuleShort:
    """An app rule in the view `short`."""
    return {
        "app_rule_id": app_rule.app_rule_id,
        "app_id": app_rule.app_id,
        "value": app_rule.value,
        "on_event": app_rule.on_event,
        "parameter": app_rule.parameter,
        "priority": app_rule.priority,
    }


class AppRuleFull(AppRuleShort):
    """An app rule in the view `full`."""


def app_rule_full(app_rule: AppRule) -> AppRuleFull:
    """An app rule in the view `full`."""
    return app_rule_short(app_rule)


# --- tools --------------------------------------------------------------------------------------------------------


class ListApps(TypedDict):
    """What `list_apps` returns."""

    apps: list[AppShort]
    next_cursor: str | None


def list_apps(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListApps:
    """List the apps."""
    page = db.query(App).page(limit=limit, cursor=cursor)
    return {"apps": [app_short(app) for app in page.rows], "next_cursor": page.next_cursor}


class GetApp(TypedDict):
    """What `get_app` returns."""

    app: AppFull


def get_app(db: Database, /, *, app_id: int) -> GetApp:
    """Show an app with all its details."""
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    return {"app": app_full(app)}


class ListAttachments(TypedDict):
    """What `list_attachments` returns."""

    attachments: list[AttachmentShort]
    next_cursor: str | None


def list_attachments(
    db: Database, /, *, app_id: int, query_: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListAttachments:
    """List the attachments of an app, optionally by text."""
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    query = db.query(Attachment).where("app_id = ?", app.app_id)
    if query_ is not None:
        query.where("contains(name, ?)", query_)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"attachments": [attachment_short(attachment) for attachment in page.rows], "next_cursor": page.next_cursor}


class AttachmentResult(TypedDict):
    """What `get_attachment` and `create_attachment` return."""

    attachment: AttachmentFull


def get_attachment(db: Database, /, *, attachment_id: int) -> AttachmentResult:
    """Show an attachment with all its details."""
    attachment = db.find(Attachment, attachment_id) or fail("attachment_not_found", attachment_id=attachment_id)
    return {"attachment": attachment_full(attachment)}


def create_attachment(
    db: Database,
    /,
    *,
    app_id: int,
    type_: Literal["none", "purchase", "invoice", "quote", "transaction", "relationship"],
) -> AttachmentResult:
    """Create an attachment in an app."""
    if db.find(App, app_id) is None:
        fail("app_not_found", app_id=app_id)
    attachment = db.insert(Attachment, attachment_id=db.next_number("attachments"), app_id=app_id, type=type_)
    return {"attachment": attachment_full(attachment)}


class DeleteAttachment(TypedDict):
    """What `delete_attachment` returns."""

    attachment_id: int


def delete_attachment(db: Database, /, *, attachment_id: int) -> DeleteAttachment:
    """Delete an attachment."""
    attachment = db.find(Attachment, attachment_id) or fail("attachment_not_found", attachment_id=attachment_id)
    db.delete(attachment)
    return {"attachment_id": attachment_id}


class ListAppRules(TypedDict):
    """What `list_app_rules` returns."""

    app_rules: list[AppRuleShort]
    next_cursor: str | None


def list_app_rules(
    db: Database, /, *, app_id: int, query_: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListAppRules:
    """List the app rules of an app, optionally by text."""
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    query = db.query(AppRule).where("app_id = ?", app.app_id)
    if query_ is not None:
        query.where("contains(value, ?)", query_)
    page = query.page("value", limit=limit, cursor=cursor)
    return {"app_rules": [app_rule_short(app_rule) for app_rule in page.rows], "next_cursor": page.next_cursor}


class AppRuleResult(TypedDict):
    """What `get_app_rule` and `create_app_rule` return."""

    app_rule: AppRuleFull


def get_app_rule(db: Database, /, *, app_rule_id: int) -> AppRuleResult:
    """Show an app rule with all its details."""
    app_rule = db.find(AppRule, app_rule_id) or fail("app_rule_not_found", app_rule_id=app_rule_id)
    return {"app_rule": app_rule_full(app_rule)}


def create_app_rule(
    db: Database,
    /,
    *,
    app_id: int,
    value: str,
    on_event: str | None = None,
    parameter: str | None = None,
    priority: int | None = None,
) -> AppRuleResult:
    """Create an app rule in an app."""
    if db.find(App, app_id) is None:
        fail("app_not_found", app_id=app_id)
    app_rule = db.insert(
        AppRule,
        app_rule_id=db.next_number("app_rules"),
        app_id=app_id,
        value=value,
        on_event=on_event,
        parameter=parameter,
        priority=priority,
    )
    return {"app_rule": app_rule_full(app_rule)}


class DeleteAppRule(TypedDict):
    """What `delete_app_rule` returns."""

    app_rule_id: int


def delete_app_rule(db: Database, /, *, app_rule_id: int) -> DeleteAppRule:
    """Delete an app rule."""
    app_rule = db.find(AppRule, app_rule_id) or fail("app_rule_not_found", app_rule_id=app_rule_id)
    db.delete(app_rule)
    return {"app_rule_id": app_rule_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "app_not_found": "There is no app {app_id}. List the apps to see which there are.",
    "app_rule_not_found": "There is no app rule {app_rule_id}. List the app rules to see which there are.",
    "attachment_not_found": "There is no attachment {attachment_id}. List the attachments to see which there are.",
}

SERVICE = Service(
    name="sinao_attachments",
    folder=Path(__file__).parent,
    tables=[App, Attachment, AppRule],
    tools={
        "list_apps": Tool(list_apps, read_only=True),
        "get_app": Tool(get_app, read_only=True),
        "list_attachments": Tool(list_attachments, read_only=True),
        "get_attachment": Tool(get_attachment, read_only=True),
        "create_attachment": Tool(create_attachment),
        "delete_attachment": Tool(delete_attachment),
        "list_app_rules": Tool(list_app_rules, read_only=True),
        "get_app_rule": Tool(get_app_rule, read_only=True),
        "create_app_rule": Tool(create_app_rule),
        "delete_app_rule": Tool(delete_app_rule),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
