"""Apacta: events: keeps events and invoice line text templates."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Apacta: events. Keeps events and invoice line text templates.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The end time cannot be before the start time.
- The HTML must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Event(Table, table=True):
    """An event."""

    __tablename__ = "events"

    event_id: str = Field(primary_key=True)
    name: str
    deleted_at: str | None = None
    description: str | None = None
    end_time: str | None = None
    start_time: str | None = None
    created_at: str
    modified_at: str


class InvoiceLineTextTemplate(Table, table=True):
    """An invoice line text template."""

    __tablename__ = "invoice_line_text_templates"

    invoice_line_text_template_id: str = Field(primary_key=True)
    deleted_at: str | None = None
    html: str
    image: str | None = None
    created_at: str
    modified_at: str


# --- views --------------------------------------------------------------------------------------------------------


class EventShort(TypedDict):
    """An event in the view `short`."""

    event_id: str
    name: str
    deleted_at: str | None
    description: str | None
    end_time: str | None
    start_time: str | None
    created_at: str


def event_short(event: Event) -> EventShort:
    """An event in the view `short`."""
    return {
        "event_id": event.event_id,
        "name": event.name,
        "deleted_at": event.deleted_at,
        "description": event.description,
        "end_time": event.end_time,
        "start_time": event.start_time,
        "created_at": event.created_at,
    }


class EventFull(EventShort):
    """An event in the view `full`."""

    modified_at: str


def event_full(event: Event) -> EventFull:
    """An event in the view `full`."""
    return {**event_short(event), "modified_at": event.modified_at}


class InvoiceLineTextTemplateShort(TypedDict):
    """An invoice line text template in the view `short`."""

    invoice_line_text_template_id: str
    deleted_at: str | None
    html: str
    image: str | None
    created_at: str
    modified_at: str


def invoice_line_text_template_short(
    invoice_line_text_template: InvoiceLineTextTemplate,
) -> InvoiceLineTextTemplateShort:
    """An invoice line text template in the view `short`."""
    return {
        "invoice_line_text_template_id": invoice_line_text_template.invoice_line_text_template_id,
        "deleted_at": invoice_line_text_template.deleted_at,
        "html": invoice_line_text_template.html,
        "image": invoice_line_text_template.image,
        "created_at": invoice_line_text_template.created_at,
        "modified_at": invoice_line_text_template.modified_at,
    }


class InvoiceLineTextTemplateFull(InvoiceLineTextTemplateShort):
    """An invoice line text template in the view `full`."""


def invoice_line_text_template_full(invoice_line_text_template: InvoiceLineTextTemplate) -> InvoiceLineTextTemplateFull:
    """An invoice line text template in the view `full`."""
    return invoice_line_text_template_short(invoice_line_text_template)


# --- tools --------------------------------------------------------------------------------------------------------


class ListEvents(TypedDict):
    """What `list_events` returns."""

    events: list[EventShort]
    next_cursor: str | None


def list_events(
    db: Database, /, *, end_gt: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListEvents:
    """List the events, optionally by end time."""
    query = db.query(Event)
    if end_gt is not None:
        query.where("end_time IS NOT NULL AND end_time >= ?", end_gt)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"events": [event_short(event) for event in page.rows], "next_cursor": page.next_cursor}


class EventResult(TypedDict):
    """What `get_event` and 2 other tools return."""

    event: EventFull


def get_event(db: Database, /, *, event_id: str) -> EventResult:
    """Show an event with all its details."""
    event = db.find(Event, event_id) or fail("event_not_found", event_id=event_id)
    return {"event": event_full(event)}


def create_event(
    db: Database,
    /,
    *,
    name: str,
    description: str | None = None,
    end_time: str | None = None,
    start_time: str | None = None,
) -> EventResult:
    """Create an event."""
    if start_time is not None and end_time is not None and start_time > end_time:
        fail("end_time_before_start_time")
    event = db.insert(
        Event,
        event_id=f"EVENT-{db.next_number('events'):04d}",
        name=name,
        description=description,
        end_time=end_time,
        start_time=start_time,
        created_at=db.now(),
        modified_at=db.now(),
    )
    return {"event": event_full(event)}


def update_event(
    db: Database,
    /,
    *,
    event_id: str,
    name: str | None = None,
    description: str | None = None,
    end_time: str | None = None,
    start_time: str | None = None,
    clear: list[Literal["description", "end_time", "start_time"]] | None = None,
) -> EventResult:
    """Change the name, end time, start time or description of an event."""
    changes = given(clear, name=name, description=description, end_time=end_time, start_time=start_time)
    event = db.find(Event, event_id) or fail("event_not_found", event_id=event_id)
    new_start_time = start_time if start_time is not None else event.start_time
    new_end_time = end_time if end_time is not None else event.end_time
    if new_start_time is not None and new_end_time is not None and new_start_time > new_end_time:
        fail("end_time_before_start_time")
    if not changes:
        fail("nothing_to_change")
    db.update(event, **changes, modified_at=db.now())
    return {"event": event_full(event)}


class DeleteEvent(TypedDict):
    """What `delete_event` returns."""

    event_id: str


def delete_event(db: Database, /, *, event_id: str) -> DeleteEvent:
    """Delete an event."""
    event = db.find(Event, event_id) or fail("event_not_found", event_id=event_id)
    db.delete(event)
    return {"event_id": event_id}


class ListInvoiceLineTextTemplates(TypedDict):
    """What `list_invoice_line_text_templates` returns."""

    invoice_line_text_templates: list[InvoiceLineTextTemplateShort]
    next_cursor: str | None


def list_invoice_line_text_templates(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListInvoiceLineTextTemplates:
    """List the invoice line text templates."""
    page = db.query(InvoiceLineTextTemplate).page("-created_at", limit=limit, cursor=cursor)
    return {
        "invoice_line_text_templates": [
            invoice_line_text_template_short(invoice_line_text_template) for invoice_line_text_template in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class InvoiceLineTextTemplateResult(TypedDict):
    """What `get_invoice_line_text_template` and 2 other tools return."""

    invoice_line_text_template: InvoiceLineTextTemplateFull


def get_invoice_line_text_template(
    db: Database, /, *, invoice_line_text_template_id: str
) -> InvoiceLineTextTemplateResult:
    """Show an invoice line text template with all its details."""
    invoice_line_text_template = db.find(InvoiceLineTextTemplate, invoice_line_text_template_id)
    if invoice_line_text_template is None:
        fail("invoice_line_text_template_not_found", invoice_line_text_template_id=invoice_line_text_template_id)
    return {"invoice_line_text_template": invoice_line_text_template_full(invoice_line_text_template)}


def create_invoice_line_text_template(
    db: Database, /, *, html: str, image: str | None = None
) -> InvoiceLineTextTemplateResult:
    """Create an invoice line text template."""
    if len(words(html)) <= 0:
        fail("html_blank")
    invoice_line_text_template = db.insert(
        InvoiceLineTextTemplate,
        invoice_line_text_template_id=f"ILTT-{db.next_number('invoice_line_text_templates'):04d}",
        html=html,
        image=image,
        created_at=db.now(),
        modified_at=db.now(),
    )
    return {"invoice_line_text_template": invoice_line_text_template_full(invoice_line_text_template)}


def update_invoice_line_text_template(
    db: Database,
    /,
    *,
    invoice_line_text_template_id: str,
    html: str | None = None,
    image: str | None = None,
    clear: list[Literal["image"]] | None = None,
) -> InvoiceLineTextTemplateResult:
    """Change the HTML or image of an invoice line text template."""
    changes = given(clear, html=html, image=image)
    invoice_line_text_template = db.find(InvoiceLineTextTemplate, invoice_line_text_template_id)
    if invoice_line_text_template is None:
        fail("invoice_line_text_template_not_found", invoice_line_text_template_id=invoice_line_text_template_id)
    if html is not None and len(words(html)) <= 0:
        fail("html_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(invoice_line_text_template, **changes, modified_at=db.now())
    return {"invoice_line_text_template": invoice_line_text_template_full(invoice_line_text_template)}


class DeleteInvoiceLineTextTemplate(TypedDict):
    """What `delete_invoice_line_text_template` returns."""

    invoice_line_text_template_id: str


def delete_invoice_line_text_template(
    db: Database, /, *, invoice_line_text_template_id: str
) -> DeleteInvoiceLineTextTemplate:
    """Delete an invoice line text template."""
    invoice_line_text_template = db.find(InvoiceLineTextTemplate, invoice_line_text_template_id)
    if invoice_line_text_template is None:
        fail("invoice_line_text_template_not_found", invoice_line_text_template_id=invoice_line_text_template_id)
    db.delete(invoice_line_text_template)
    return {"invoice_line_text_template_id": invoice_line_text_template_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "end_time_before_start_time": "The end time cannot be before the start time. Give a later end or an earlier start.",
    "event_not_found": "There is no event {event_id}. List the events to see which there are.",
    "invoice_line_text_template_not_found": (
        "There is no invoice line text template {invoice_line_text_template_id}. List the "
        "invoice line text templates to see which there are."
    ),
    "html_blank": "The HTML must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="apacta_events",
    folder=Path(__file__).parent,
    tables=[Event, InvoiceLineTextTemplate],
    tools={
        "list_events": Tool(list_events, read_only=True),
        "get_event": Tool(get_event, read_only=True),
        "create_event": Tool(create_event),
        "update_event": Tool(update_event),
        "delete_event": Tool(delete_event),
        "list_invoice_line_text_templates": Tool(list_invoice_line_text_templates, read_only=True),
        "get_invoice_line_text_template": Tool(get_invoice_line_text_template, read_only=True),
        "create_invoice_line_text_template": Tool(create_invoice_line_text_template),
        "update_invoice_line_text_template": Tool(update_invoice_line_text_template),
        "delete_invoice_line_text_template": Tool(delete_invoice_line_text_template),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
