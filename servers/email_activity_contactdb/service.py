"""Email Activity: contactdb: keeps recipients, contactdb lists, contactdb segments, custom fields, contactdb list
recipients and more.
"""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Email Activity: contactdb. Keeps recipients, contactdb lists, contactdb segments, custom fields, contactdb list \
recipients and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a recipient can be refused: the first name must not be blank; that recipient email is not an email address.
- The name must not be blank.
- Two custom fields cannot have the same name.
- Two contactdb lists cannot have the same name.
- A contactdb list and a recipient can be linked only once.
- Deleting a contactdb segment also deletes its segment recipients.
- Deleting a contactdb list also removes its links to recipients.
- Deleting a recipient also removes their links to contactdb lists.
- Deleting a recipient keeps the contactdb lists that refer to the recipient; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class CustomField(Table, table=True):
    """A custom field."""

    __tablename__ = "custom_fields"
    __table_args__ = (
        CheckConstraint("type IN ('date', 'text', 'number')"),
        UniqueConstraint("name"),
    )

    custom_field_id: int = Field(primary_key=True)
    name: str
    type: str | None = None


class ContactdbList(Table, table=True):
    """A contactdb list."""

    __tablename__ = "contactdb_lists"
    __table_args__ = (UniqueConstraint("name"),)

    contactdb_list_id: int = Field(primary_key=True)
    name: str
    recipient_id: str | None = Field(
        default=None, foreign_key="recipients.recipient_id", ondelete="SET NULL", index=True
    )


class Recipient(Table, table=True):
    """A recipient."""

    __tablename__ = "recipients"

    recipient_id: str = Field(primary_key=True)
    first_name: str | None = None
    recipient_email: str
    last_name: str | None = None
    age: int | None = None


class ReservedField(Table, table=True):
    """A reserved field."""

    __tablename__ = "reserved_fields"

    reserved_field_id: str = Field(primary_key=True)
    name: str | None = None


class ContactdbSegment(Table, table=True):
    """A contactdb segment."""

    __tablename__ = "contactdb_segments"

    contactdb_segment_id: str = Field(primary_key=True)
    name: str
    condition_values: list[str] = Field(sa_type=JsonList())


class SegmentRecipient(Table, table=True):
    """A segment recipient of a contactdb segment."""

    __tablename__ = "segment_recipients"

    segment_recipient_id: str = Field(primary_key=True)
    contactdb_segment_id: str = Field(
        foreign_key="contactdb_segments.contactdb_segment_id", ondelete="CASCADE", index=True
    )
    recipient_emails: list[str] = Field(sa_type=JsonList())


class ContactdbListRecipient(Table, table=True):
    """A contactdb list recipient of a contactdb list."""

    __tablename__ = "contactdb_list_recipients"
    __table_args__ = (UniqueConstraint("contactdb_list_id", "recipient_id"),)

    contactdb_list_recipient_id: str = Field(primary_key=True)
    contactdb_list_id: int = Field(foreign_key="contactdb_lists.contactdb_list_id", ondelete="CASCADE", index=True)
    recipient_id: str = Field(foreign_key="recipients.recipient_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class CustomFieldShort(TypedDict):
    """A custom field in the view `short`."""

    custom_field_id: int
    name: str
    type: str | None


def custom_field_short(custom_field: CustomField) -> CustomFieldShort:
    """A custom field in the view `short`."""
    return {"custom_field_id": custom_field.custom_field_id, "name": custom_field.name, "type": custom_field.type}


class CustomFieldFull(CustomFieldShort):
    """A custom field in the view `full`."""


def custom_field_full(custom_field: CustomField) -> CustomFieldFull:
    """A custom field in the view `full`."""
    return custom_field_short(custom_field)


class ContactdbListShort(TypedDict):
    """A contactdb list in the view `short`."""

    contactdb_list_id: int
    name: str
    recipient_id: str | None


def contactdb_list_short(contactdb_list: ContactdbList) -> ContactdbListShort:
    """A contactdb list in the view `short`."""
    return {
        "contactdb_list_id": contactdb_list.contactdb_list_id,
        "name": contactdb_list.name,
        "recipient_id": contactdb_list.recipient_id,
    }


class ContactdbListRecipientShort(TypedDict):
    """A contactdb list recipient in the view `short`."""

    recipient_id: str
    recipient_first_name: str | None


def contactdb_list_recipient_short(
    db: Database, contactdb_list_recipient: ContactdbListRecipient
) -> ContactdbListRecipientShort:
    """A contactdb list recipient in the view `short`."""
    recipient = db.get(Recipient, contactdb_list_recipient.recipient_id)
    return {"recipient_id": contactdb_list_recipient.recipient_id, "recipient_first_name": recipient.first_name}


class ContactdbListFull(ContactdbListShort):
    """A contactdb list in the view `full`."""

    recipients: list[ContactdbListRecipientShort]


def contactdb_list_full(db: Database, contactdb_list: ContactdbList) -> ContactdbListFull:
    """A contactdb list in the view `full`."""
    return {
        **contactdb_list_short(contactdb_list),
        "recipients": [
            contactdb_list_recipient_short(db, contactdb_list_recipient)
            for contactdb_list_recipient in db.query(ContactdbListRecipient)
            .where("contactdb_list_id = ?", contactdb_list.contactdb_list_id)
            .page(limit=20)
            .rows
        ],
    }


class RecipientShort(TypedDict):
    """A recipient in the view `short`."""

    recipient_id: str
    first_name: str | None
    recipient_email: str
    last_name: str | None
    age: int | None


def recipient_short(recipient: Recipient) -> RecipientShort:
    """A recipient in the view `short`."""
    return {
        "recipient_id": recipient.recipient_id,
        "first_name": recipient.first_name,
        "recipient_email": recipient.recipient_email,
        "last_name": recipient.last_name,
        "age": recipient.age,
    }


class RecipientFull(RecipientShort):
    """A recipient in the view `full`."""


def recipient_full(recipient: Recipient) -> RecipientFull:
    """A recipient in the view `full`."""
    return recipient_short(recipient)


class ReservedFieldShort(TypedDict):
    """A reserved field in the view `short`."""

    reserved_field_id: str
    name: str | None


def reserved_field_short(reserved_field: ReservedField) -> ReservedFieldShort:
    """A reserved field in the view `short`."""
    return {"reserved_field_id": reserved_field.reserved_field_id, "name": reserved_field.name}


class ReservedFieldFull(ReservedFieldShort):
    """A reserved field in the view `full`."""


def reserved_field_full(reserved_field: ReservedField) -> ReservedFieldFull:
    """A reserved field in the view `full`."""
    return reserved_field_short(reserved_field)


class ContactdbSegmentShort(TypedDict):
    """A contactdb segment in the view `short`."""

    contactdb_segment_id: str
    name: str
    condition_values: list[str]


def contactdb_segment_short(contactdb_segment: ContactdbSegment) -> ContactdbSegmentShort:
    """A contactdb segment in the view `short`."""
    return {
        "contactdb_segment_id": contactdb_segment.contactdb_segment_id,
        "name": contactdb_segment.name,
        "condition_values": contactdb_segment.condition_values,
    }


class ContactdbSegmentFull(ContactdbSegmentShort):
    """A contactdb segment in the view `full`."""


def contactdb_segment_full(contactdb_segment: ContactdbSegment) -> ContactdbSegmentFull:
    """A contactdb segment in the view `full`."""
    return contactdb_segment_short(contactdb_segment)


class SegmentRecipientShort(TypedDict):
    """A segment recipient in the view `short`."""

    segment_recipient_id: str
    contactdb_segment_id: str
    recipient_emails: list[str]


def segment_recipient_short(segment_recipient: SegmentRecipient) -> SegmentRecipientShort:
    """A segment recipient in the view `short`."""
    return {
        "segment_recipient_id": segment_recipient.segment_recipient_id,
        "contactdb_segment_id": segment_recipient.contactdb_segment_id,
        "recipient_emails": segment_recipient.recipient_emails,
    }


class SegmentRecipientFull(SegmentRecipientShort):
    """A segment recipient in the view `full`."""


def segment_recipient_full(segment_recipient: SegmentRecipient) -> SegmentRecipientFull:
    """A segment recipient in the view `full`."""
    return segment_recipient_short(segment_recipient)


# --- tools --------------------------------------------------------------------------------------------------------


class ListCustomFields(TypedDict):
    """What `list_custom_fields` returns."""

    custom_fields: list[CustomFieldShort]
    next_cursor: str | None


def list_custom_fields(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCustomFields:
    """List the custom fields."""
    page = db.query(CustomField).page("name", limit=limit, cursor=cursor)
    return {
        "custom_fields": [custom_field_short(custom_field) for custom_field in page.rows],
        "next_cursor": page.next_cursor,
    }


class CustomFieldResult(TypedDict):
    """What `get_custom_field` and `create_custom_field` return."""

    custom_field: CustomFieldFull


def get_custom_field(db: Database, /, *, custom_field_id: int) -> CustomFieldResult:
    """Show a custom field with all its details."""
    custom_field = db.find(CustomField, custom_field_id)
    if custom_field is None:
        fail("custom_field_not_found", custom_field_id=custom_field_id)
    return {"custom_field": custom_field_full(custom_field)}


def create_custom_field(
    db: Database, /, *, name: str, type_: Literal["date", "text", "number"] | None = None
) -> CustomFieldResult:
    """Create a custom field."""
    if db.query(CustomField).where("same_text(name, ?)", name).exists():
        fail("custom_field_name_taken", name=name)
    custom_field = db.insert(CustomField, custom_field_id=db.next_number("custom_fields"), name=name, type=type_)
    return {"custom_field": custom_field_full(custom_field)}


class DeleteCustomField(TypedDict):
    """What `delete_custom_field` returns."""

    custom_field_id: int


def delete_custom_field(db: Database, /, *, custom_field_id: int) -> DeleteCustomField:
    """Delete a custom field."""
    custom_field = db.find(CustomField, custom_field_id)
    if custom_field is None:
        fail("custom_field_not_found", custom_field_id=custom_field_id)
    db.delete(custom_field)
    return {"custom_field_id": custom_field_id}


class ListContactdbLists(TypedDict):
    """What `list_contactdb_lists` returns."""

    contactdb_lists: list[ContactdbListShort]
    next_cursor: str | None


def list_contactdb_lists(
    db: Database, /, *, recipient_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListContactdbLists:
    """List the contactdb lists, optionally by recipient."""
    query = db.query(ContactdbList)
    if recipient_id is not None:
        query.where("recipient_id IS ?", recipient_id)
    if recipient_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM contactdb_list_recipients AS item"
            " WHERE item.contactdb_list_id = contactdb_lists.contactdb_list_id"
            " AND item.recipient_id = ?)",
            recipient_id,
        )
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "contactdb_lists": [contactdb_list_short(contactdb_list) for contactdb_list in page.rows],
        "next_cursor": page.next_cursor,
    }


class ContactdbListResult(TypedDict):
    """What `get_contactdb_list` and 4 other tools return."""

    contactdb_list: ContactdbListFull


def get_contactdb_list(db: Database, /, *, contactdb_list_id: int) -> ContactdbListResult:
    """Show a contactdb list with all its details."""
    contactdb_list = db.find(ContactdbList, contactdb_list_id)
    if contactdb_list is None:
        fail("contactdb_list_not_found", contactdb_list_id=contactdb_list_id)
    return {"contactdb_list": contactdb_list_full(db, contactdb_list)}


def add_recipient_to_contactdb_list(
    db: Database, /, *, contactdb_list_id: int, recipient_id: str
) -> ContactdbListResult:
    """Add a recipient to a contactdb list."""
    contactdb_list = db.find(ContactdbList, contactdb_list_id)
    if contactdb_list is None:
        fail("contactdb_list_not_found", contactdb_list_id=contactdb_list_id)
    recipient = db.find(Recipient, recipient_id) or fail("recipient_not_found", recipient_id=recipient_id)
    db.insert(
        ContactdbListRecipient,
        contactdb_list_recipient_id=f"COLIREL-{db.next_number('contactdb_list_recipients'):04d}",
        contactdb_list_id=contactdb_list.contactdb_list_id,
        recipient_id=recipient.recipient_id,
    )
    return {"contactdb_list": contactdb_list_full(db, contactdb_list)}


def remove_recipient_from_contactdb_list(
    db: Database, /, *, contactdb_list_id: int, recipient_id: str
) -> ContactdbListResult:
    """Remove a recipient from a contactdb list."""
    contactdb_list = db.find(ContactdbList, contactdb_list_id)
    if contactdb_list is None:
        fail("contactdb_list_not_found", contactdb_list_id=contactdb_list_id)
    contactdb_list_recipient = (
        db.query(ContactdbListRecipient)
        .where("contactdb_list_id = ? AND recipient_id = ?", contactdb_list.contactdb_list_id, recipient_id)
        .first()
    )
    if contactdb_list_recipient is None:
        fail("contactdb_list_without_recipient", contactdb_list_id=contactdb_list_id, recipient_id=recipient_id)
    db.delete(contactdb_list_recipient)
    return {"contactdb_list": contactdb_list_full(db, contactdb_list)}


def create_contactdb_list(db: Database, /, *, name: str, recipient_id: str | None = None) -> ContactdbListResult:
    """Create a contactdb list."""
    if recipient_id is not None and db.find(Recipient, recipient_id) is None:
        fail("recipient_not_found", recipient_id=recipient_id)
    if db.query(ContactdbList).where("same_text(name, ?)", name).exists():
        fail("contactdb_list_name_taken", name=name)
    contactdb_list = db.insert(
        ContactdbList, contactdb_list_id=db.next_number("contactdb_lists"), name=name, recipient_id=recipient_id
    )
    return {"contactdb_list": contactdb_list_full(db, contactdb_list)}


def update_contactdb_list(db: Database, /, *, contactdb_list_id: int, name: str | None = None) -> ContactdbListResult:
    """Change the name of a contactdb list."""
    changes = given(None, name=name)
    contactdb_list = db.find(ContactdbList, contactdb_list_id)
    if contactdb_list is None:
        fail("contactdb_list_not_found", contactdb_list_id=contactdb_list_id)
    if (
        name is not None
        and db.query(ContactdbList)
        .where("same_text(name, ?) AND contactdb_list_id <> ?", name, contactdb_list.contactdb_list_id)
        .exists()
    ):
        fail("contactdb_list_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(contactdb_list, **changes)
    return {"contactdb_list": contactdb_list_full(db, contactdb_list)}


class DeleteContactdbList(TypedDict):
    """What `delete_contactdb_list` returns."""

    contactdb_list_id: int


def delete_contactdb_list(db: Database, /, *, contactdb_list_id: int) -> DeleteContactdbList:
    """Delete a contactdb list."""
    contactdb_list = db.find(ContactdbList, contactdb_list_id)
    if contactdb_list is None:
        fail("contactdb_list_not_found", contactdb_list_id=contactdb_list_id)
    db.delete(contactdb_list)
    return {"contactdb_list_id": contactdb_list_id}


class ListRecipients(TypedDict):
    """What `list_recipients` returns."""

    recipients: list[RecipientShort]
    next_cursor: str | None


def list_recipients(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRecipients:
    """List the recipients."""
    page = db.query(Recipient).page("first_name", limit=limit, cursor=cursor)
    return {"recipients": [recipient_short(recipient) for recipient in page.rows], "next_cursor": page.next_cursor}


class RecipientResult(TypedDict):
    """What `get_recipient` and `create_recipient` return."""

    recipient: RecipientFull


def get_recipient(db: Database, /, *, recipient_id: str) -> RecipientResult:
    """Show a recipient with all its details."""
    recipient = db.find(Recipient, recipient_id) or fail("recipient_not_found", recipient_id=recipient_id)
    return {"recipient": recipient_full(recipient)}


class CountRecipients(TypedDict):
    """What `count_recipients` returns."""

    total: int


def count_recipients(db: Database, /) -> CountRecipients:
    """Count the recipients."""
    total_ = db.query(Recipient).count()
    return {"total": total_}


def create_recipient(
    db: Database,
    /,
    *,
    recipient_email: str,
    first_name: str | None = None,
    last_name: str | None = None,
    age: int | None = None,
) -> RecipientResult:
    """Create a recipient."""
    if first_name is not None and len(words(first_name)) <= 0:
        fail("first_name_blank")
    if not valid_email(recipient_email):
        fail("recipient_email_invalid", recipient_email=recipient_email)
    recipient = db.insert(
        Recipient,
        recipient_id=f"REC-{db.next_number('recipients'):04d}",
        first_name=first_name,
        recipient_email=recipient_email,
        last_name=last_name,
        age=age,
    )
    return {"recipient": recipient_full(recipient)}


class DeleteRecipient(TypedDict):
    """What `delete_recipient` returns."""

    recipient_id: str


def delete_recipient(db: Database, /, *, recipient_id: str) -> DeleteRecipient:
    """Delete a recipient."""
    recipient = db.find(Recipient, recipient_id) or fail("recipient_not_found", recipient_id=recipient_id)
    db.delete(recipient)
    return {"recipient_id": recipient_id}


class ListReservedFields(TypedDict):
    """What `list_reserved_fields` returns."""

    reserved_fields: list[ReservedFieldFull]
    next_cursor: str | None


def list_reserved_fields(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListReservedFields:
    """List the reserved fields."""
    page = db.query(ReservedField).page("name", limit=limit, cursor=cursor)
    return {
        "reserved_fields": [reserved_field_full(reserved_field) for reserved_field in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListContactdbSegments(TypedDict):
    """What `list_contactdb_segments` returns."""

    contactdb_segments: list[ContactdbSegmentShort]
    next_cursor: str | None


def list_contactdb_segments(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListContactdbSegments:
    """List the contactdb segments."""
    page = db.query(ContactdbSegment).page("name", limit=limit, cursor=cursor)
    return {
        "contactdb_segments": [contactdb_segment_short(contactdb_segment) for contactdb_segment in page.rows],
        "next_cursor": page.next_cursor,
    }


class ContactdbSegmentResult(TypedDict):
    """What `get_contactdb_segment` and 2 other tools return."""

    contactdb_segment: ContactdbSegmentFull


def get_contactdb_segment(db: Database, /, *, contactdb_segment_id: str) -> ContactdbSegmentResult:
    """Show a contactdb segment with all its details."""
    contactdb_segment = db.find(ContactdbSegment, contactdb_segment_id)
    if contactdb_segment is None:
        fail("contactdb_segment_not_found", contactdb_segment_id=contactdb_segment_id)
    return {"contactdb_segment": contactdb_segment_full(contactdb_segment)}


def create_contactdb_segment(db: Database, /, *, name: str, condition_values: list[str]) -> ContactdbSegmentResult:
    """Create a contactdb segment."""
    if len(words(name)) <= 0:
        fail("name_blank")
    contactdb_segment = db.insert(
        ContactdbSegment,
        contactdb_segment_id=f"CS-{db.next_number('contactdb_segments'):04d}",
        name=name,
        condition_values=condition_values,
    )
    return {"contactdb_segment": contactdb_segment_full(contactdb_segment)}


def update_contactdb_segment(
    db: Database, /, *, contactdb_segment_id: str, name: str | None = None, condition_values: list[str] | None = None
) -> ContactdbSegmentResult:
    """Change the name or condition values of a contactdb segment."""
    changes = given(None, name=name, condition_values=condition_values)
    contactdb_segment = db.find(ContactdbSegment, contactdb_segment_id)
    if contactdb_segment is None:
        fail("contactdb_segment_not_found", contactdb_segment_id=contactdb_segment_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(contactdb_segment, **changes)
    return {"contactdb_segment": contactdb_segment_full(contactdb_segment)}


class DeleteContactdbSegment(TypedDict):
    """What `delete_contactdb_segment` returns."""

    contactdb_segment_id: str


def delete_contactdb_segment(db: Database, /, *, contactdb_segment_id: str) -> DeleteContactdbSegment:
    """Delete a contactdb segment together with its segment recipients."""
    contactdb_segment = db.find(ContactdbSegment, contactdb_segment_id)
    if contactdb_segment is None:
        fail("contactdb_segment_not_found", contactdb_segment_id=contactdb_segment_id)
    db.delete(contactdb_segment)
    return {"contactdb_segment_id": contactdb_segment_id}


class ListSegmentRecipients(TypedDict):
    """What `list_segment_recipients` returns."""

    segment_recipients: list[SegmentRecipientFull]
    next_cursor: str | None


def list_segment_recipients(
    db: Database, /, *, contactdb_segment_id: str, limit: int = 20, cursor: str | None = None
) -> ListSegmentRecipients:
    """List the segment recipients of a contactdb segment."""
    contactdb_segment = db.find(ContactdbSegment, contactdb_segment_id)
    if contactdb_segment is None:
        fail("contactdb_segment_not_found", contactdb_segment_id=contactdb_segment_id)
    page = (
        db.query(SegmentRecipient)
        .where("contactdb_segment_id = ?", contactdb_segment.contactdb_segment_id)
        .page(limit=limit, cursor=cursor)
    )
    return {
        "segment_recipients": [segment_recipient_full(segment_recipient) for segment_recipient in page.rows],
        "next_cursor": page.next_cursor,
    }


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "contactdb_list_has_recipient_already": (
        "The contactdb list has the recipient {recipient_id} already. Choose another recipient."
    ),
    "contactdb_list_name_taken": "There is already a contactdb list with the name {name}. Choose another name.",
    "contactdb_list_not_found": (
        "There is no contactdb list {contactdb_list_id}. List the contactdb lists to see which there are."
    ),
    "contactdb_list_without_recipient": "Contactdb list {contactdb_list_id} has no recipient {recipient_id}.",
    "contactdb_segment_not_found": (
        "There is no contactdb segment {contactdb_segment_id}. List the contactdb segments to see which there are."
    ),
    "custom_field_name_taken": "There is already a custom field with the name {name}. Choose another name.",
    "custom_field_not_found": (
        "There is no custom field {custom_field_id}. List the custom fields to see which there are."
    ),
    "recipient_not_found": "There is no recipient {recipient_id}. List the recipients to see which there are.",
    "first_name_blank": "The first name must not be blank. Give it some words.",
    "recipient_email_invalid": (
        "The recipient email {recipient_email} is not an email address. Write one such as name@example.com."
    ),
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="email_activity_contactdb",
    folder=Path(__file__).parent,
    tables=[
        CustomField,
        ContactdbList,
        Recipient,
        ReservedField,
        ContactdbSegment,
        SegmentRecipient,
        ContactdbListRecipient,
    ],
    tools={
        "list_custom_fields": Tool(list_custom_fields, read_only=True),
        "get_custom_field": Tool(get_custom_field, read_only=True),
        "create_custom_field": Tool(create_custom_field),
        "delete_custom_field": Tool(delete_custom_field),
        "list_contactdb_lists": Tool(list_contactdb_lists, read_only=True),
        "get_contactdb_list": Tool(get_contactdb_list, read_only=True),
        "add_recipient_to_contactdb_list": Tool(add_recipient_to_contactdb_list),
        "remove_recipient_from_contactdb_list": Tool(remove_recipient_from_contactdb_list),
        "create_contactdb_list": Tool(create_contactdb_list),
        "update_contactdb_list": Tool(update_contactdb_list),
        "delete_contactdb_list": Tool(delete_contactdb_list),
        "list_recipients": Tool(list_recipients, read_only=True),
        "get_recipient": Tool(get_recipient, read_only=True),
        "count_recipients": Tool(count_recipients, read_only=True),
        "create_recipient": Tool(create_recipient),
        "delete_recipient": Tool(delete_recipient),
        "list_reserved_fields": Tool(list_reserved_fields, read_only=True),
        "list_contactdb_segments": Tool(list_contactdb_segments, read_only=True),
        "get_contactdb_segment": Tool(get_contactdb_segment, read_only=True),
        "create_contactdb_segment": Tool(create_contactdb_segment),
        "update_contactdb_segment": Tool(update_contactdb_segment),
        "delete_contactdb_segment": Tool(delete_contactdb_segment),
        "list_segment_recipients": Tool(list_segment_recipients, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "custom_fields.name": "custom_field_name_taken",
        "contactdb_lists.name": "contactdb_list_name_taken",
        "contactdb_list_recipients.contactdb_list_id, contactdb_list_recipients.recipient_id": (
            "contactdb_list_has_recipient_already"
        ),
    },
    instructions=INSTRUCTIONS,
)
