"""Gmail: messages: keeps messages, threads, labels, drafts, attachments and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Gmail: messages. Keeps messages, threads, labels, drafts, attachments and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The subject must not be blank.
- Only the system makes labels of the type system.
- Updating or deleting a label can be refused: the label is one of the system.
- Changing the labels of a message or the labels of a thread can be refused: one label is to be added and removed.
- When changing the labels of a message or the labels of a thread, give at least one label to add or to remove.
- Two labels cannot have the same name.
- Deleting a label also deletes its message labels and thread labels.
- Deleting a message also deletes its attachments and message labels.
- Deleting a thread also deletes its thread labels.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Draft(Table, table=True):
    """A draft."""

    __tablename__ = "drafts"

    draft_id: str = Field(primary_key=True)
    subject: str
    sender: str | None = None
    recipients: list[str] = Field(sa_type=JsonList())
    body: str | None = None


class Label(Table, table=True):
    """A label."""

    __tablename__ = "labels"
    __table_args__ = (
        CheckConstraint("label_list_visibility IN ('labelShow', 'labelShowIfUnread', 'labelHide')"),
        CheckConstraint("message_list_visibility IN ('show', 'hide')"),
        CheckConstraint("type IN ('system', 'user')"),
        UniqueConstraint("name"),
    )

    label_id: str = Field(primary_key=True)
    name: str
    text_color: str | None = None
    label_list_visibility: str
    message_list_visibility: str
    type: str | None = None


class Message(Table, table=True):
    """A message."""

    __tablename__ = "messages"

    message_id: str = Field(primary_key=True)
    subject: str
    thread_id: str | None = Field(default=None, foreign_key="threads.thread_id", ondelete="SET NULL", index=True)
    sender: str | None = None
    recipients: list[str] = Field(sa_type=JsonList())
    body: str | None = None
    trashed: bool


class Attachment(Table, table=True):
    """An attachment of a message."""

    __tablename__ = "attachments"

    attachment_id: str = Field(primary_key=True)
    message_id: str = Field(foreign_key="messages.message_id", ondelete="CASCADE", index=True)
    size: int | None = None


class Thread(Table, table=True):
    """A thread."""

    __tablename__ = "threads"

    thread_id: str = Field(primary_key=True)
    snippet: str | None = None
    trashed: bool


class MessageLabel(Table, table=True):
    """A message label of a message."""

    __tablename__ = "message_labels"

    message_label_id: str = Field(primary_key=True)
    message_id: str = Field(foreign_key="messages.message_id", ondelete="CASCADE", index=True)
    label_id: str = Field(foreign_key="labels.label_id", ondelete="CASCADE", index=True)


class ThreadLabel(Table, table=True):
    """A thread label of a thread."""

    __tablename__ = "thread_labels"

    thread_label_id: str = Field(primary_key=True)
    thread_id: str = Field(foreign_key="threads.thread_id", ondelete="CASCADE", index=True)
    label_id: str = Field(foreign_key="labels.label_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class DraftShort(TypedDict):
    """A draft in the view `short`."""

    draft_id: str
    subject: str
    sender: str | None
    recipients: list[str]
    body: str | None


def draft_short(draft: Draft) -> DraftShort:
    """A draft in the view `short`."""
    return {
        "draft_id": draft.draft_id,
        "subject": draft.subject,
        "sender": draft.sender,
        "recipients": draft.recipients,
        "body": draft.body,
    }


class DraftFull(DraftShort):
    """A draft in the view `full`."""


def draft_full(draft: Draft) -> DraftFull:
    """A draft in the view `full`."""
    return draft_short(draft)


class LabelShort(TypedDict):
    """A label in the view `short`."""

    label_id: str
    name: str
    text_color: str | None
    label_list_visibility: str
    message_list_visibility: str
    type: str | None


def label_short(label: Label) -> LabelShort:
    """A label in the view `short`."""
    return {
        "label_id": label.label_id,
        "name": label.name,
        "text_color": label.text_color,
        "label_list_visibility": label.label_list_visibility,
        "message_list_visibility": label.message_list_visibility,
        "type": label.type,
    }


class LabelFull(LabelShort):
    """A label in the view `full`."""


def label_full(label: Label) -> LabelFull:
    """A label in the view `full`."""
    return label_short(label)


class MessageShort(TypedDict):
    """A message in the view `short`."""

    message_id: str
    subject: str
    thread_id: str | None
    sender: str | None
    recipients: list[str]
    body: str | None
    trashed: bool


def message_short(message: Message) -> MessageShort:
    """A message in the view `short`."""
    return {
        "message_id": message.message_id,
        "subject": message.subject,
        "thread_id": message.thread_id,
        "sender": message.sender,
        "recipients": message.recipients,
        "body": message.body,
        "trashed": message.trashed,
    }


class MessageLabelShort(TypedDict):
    """A message label in the view `short`."""

    label_id: str
    label_name: str


def message_label_short(db: Database, message_label: MessageLabel) -> MessageLabelShort:
    """A message label in the view `short`."""
    label = db.get(Label, message_label.label_id)
    return {"label_id": message_label.label_id, "label_name": label.name}


class MessageFull(MessageShort):
    """A message in the view `full`."""

    labels: list[MessageLabelShort]


def message_full(db: Database, message: Message) -> MessageFull:
    """A message in the view `full`."""
    return {
        **message_short(message),
        "labels": [
            message_label_short(db, message_label)
            for message_label in db.query(MessageLabel).where("message_id = ?", message.message_id).page(limit=20).rows
        ],
    }


class AttachmentShort(TypedDict):
    """An attachment in the view `short`."""

    attachment_id: str
    message_id: str
    size: int | None


def attachment_short(attachment: Attachment) -> AttachmentShort:
    """An attachment in the view `short`."""
    return {"attachment_id": attachment.attachment_id, "message_id": attachment.message_id, "size": attachment.size}


class AttachmentFull(AttachmentShort):
    """An attachment in the view `full`."""


def attachment_full(attachment: Attachment) -> AttachmentFull:
    """An attachment in the view `full`."""
    return attachment_short(attachment)


class ThreadShort(TypedDict):
    """A thread in the view `short`."""

    thread_id: str
    snippet: str | None
    trashed: bool


def thread_short(thread: Thread) -> ThreadShort:
    """A thread in the view `short`."""
    return {"thread_id": thread.thread_id, "snippet": thread.snippet, "trashed": thread.trashed}


class ThreadLabelShort(TypedDict):
    """A thread label in the view `short`."""

    label_id: str
    label_name: str


def thread_label_short(db: Database, thread_label: ThreadLabel) -> ThreadLabelShort:
    """A thread label in the view `short`."""
    label = db.get(Label, thread_label.label_id)
    return {"label_id": thread_label.label_id, "label_name": label.name}


class ThreadFull(ThreadShort):
    """A thread in the view `full`."""

    labels: list[ThreadLabelShort]


def thread_full(db: Database, thread: Thread) -> ThreadFull:
    """A thread in the view `full`."""
    return {
        **thread_short(thread),
        "labels": [
            thread_label_short(db, thread_label)
            for thread_label in db.query(ThreadLabel).where("thread_id = ?", thread.thread_id).page(limit=20).rows
        ],
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListDrafts(TypedDict):
    """What `list_drafts` returns."""

    drafts: list[DraftShort]
    next_cursor: str | None


def list_drafts(
    db: Database, /, *, query_: str | None = None, sender: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListDrafts:
    """List the drafts, optionally by text or sender."""
    query = db.query(Draft)
    if query_ is not None:
        query.where("contains(subject, ?) OR contains(body, ?)", query_, query_)
    if sender is not None:
        query.where("contains(sender, ?)", sender)
    page = query.page("subject", limit=limit, cursor=cursor)
    return {"drafts": [draft_short(draft) for draft in page.rows], "next_cursor": page.next_cursor}


class DraftResult(TypedDict):
    """What `get_draft` and 2 other tools return."""

    draft: DraftFull


def get_draft(db: Database, /, *, draft_id: str) -> DraftResult:
    """Show a draft with all its details."""
    draft = db.find(Draft, draft_id) or fail("draft_not_found", draft_id=draft_id)
    return {"draft": draft_full(draft)}


def create_draft(
    db: Database, /, *, subject: str, recipients: list[str], sender: str | None = None, body: str | None = None
) -> DraftResult:
    """Create a draft."""
    if len(words(subject)) <= 0:
        fail("subject_blank")
    draft = db.insert(
        Draft,
        draft_id=f"DRAFT-{db.next_number('drafts'):04d}",
        subject=subject,
        sender=sender,
        recipients=recipients,
        body=body,
    )
    return {"draft": draft_full(draft)}


def update_draft(
    db: Database,
    /,
    *,
    draft_id: str,
    subject: str | None = None,
    sender: str | None = None,
    recipients: list[str] | None = None,
    body: str | None = None,
    clear: list[Literal["sender", "body"]] | None = None,
) -> DraftResult:
    """Change the subject, recipients, sender or body of a draft."""
    changes = given(clear, subject=subject, sender=sender, recipients=recipients, body=body)
    draft = db.find(Draft, draft_id) or fail("draft_not_found", draft_id=draft_id)
    if subject is not None and len(words(subject)) <= 0:
        fail("subject_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(draft, **changes)
    return {"draft": draft_full(draft)}


class DeleteDraft(TypedDict):
    """What `delete_draft` returns."""

    draft_id: str


def delete_draft(db: Database, /, *, draft_id: str) -> DeleteDraft:
    """Delete a draft."""
    draft = db.find(Draft, draft_id) or fail("draft_not_found", draft_id=draft_id)
    db.delete(draft)
    return {"draft_id": draft_id}


class MessageResult(TypedDict):
    """What `send_draft` and 6 other tools return."""

    message: MessageFull


def send_draft(db: Database, /, *, draft_id: str) -> MessageResult:
    """Send a draft, which makes a message of it."""
    draft = db.find(Draft, draft_id) or fail("draft_not_found", draft_id=draft_id)
    message = db.insert(
        Message,
        message_id=f"MES-{db.next_number('messages'):04d}",
        subject=draft.subject,
        sender=draft.sender,
        recipients=draft.recipients,
        body=draft.body,
        trashed=False,
    )
    db.delete(draft)
    return {"message": message_full(db, message)}


class ListLabels(TypedDict):
    """What `list_labels` returns."""

    labels: list[LabelShort]
    next_cursor: str | None


def list_labels(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListLabels:
    """List the labels."""
    page = db.query(Label).page("name", limit=limit, cursor=cursor)
    return {"labels": [label_short(label) for label in page.rows], "next_cursor": page.next_cursor}


class LabelResult(TypedDict):
    """What `get_label` and 2 other tools return."""

    label: LabelFull


def get_label(db: Database, /, *, label_id: str) -> LabelResult:
    """Show a label with all its details."""
    label = db.find(Label, label_id) or fail("label_not_found", label_id=label_id)
    return {"label": label_full(label)}


def create_label(
    db: Database,
    /,
    *,
    name: str,
    label_list_visibility: Literal["labelShow", "labelShowIfUnread", "labelHide"],
    message_list_visibility: Literal["show", "hide"],
    text_color: str | None = None,
    type_: Literal["system", "user"] | None = None,
) -> LabelResult:
    """Create a label."""
    if db.query(Label).where("same_text(name, ?)", name).exists():
        fail("label_name_taken", name=name)
    if type_ is not None and type_ == "system":
        fail("label_type_reserved")
    label = db.insert(
        Label,
        label_id=f"LABEL-{db.next_number('labels'):04d}",
        name=name,
        text_color=text_color,
        label_list_visibility=label_list_visibility,
        message_list_visibility=message_list_visibility,
        type=type_,
    )
    return {"label": label_full(label)}


def update_label(
    db: Database,
    /,
    *,
    label_id: str,
    name: str | None = None,
    text_color: str | None = None,
    label_list_visibility: Literal["labelShow", "labelShowIfUnread", "labelHide"] | None = None,
    message_list_visibility: Literal["show", "hide"] | None = None,
    type_: Literal["system", "user"] | None = None,
    clear: list[Literal["text_color", "type"]] | None = None,
) -> LabelResult:
    """Change a label, for example its name, label list visibility, message list visibility or type."""
    changes = given(
        clear,
        name=name,
        text_color=text_color,
        label_list_visibility=label_list_visibility,
        message_list_visibility=message_list_visibility,
        type=type_,
    )
    label = db.find(Label, label_id) or fail("label_not_found", label_id=label_id)
    if (
        name is not None
        and db.query(Label).where("same_text(name, ?) AND label_id <> ?", name, label.label_id).exists()
    ):
        fail("label_name_taken", name=name)
    if label.type is not None and label.type == "system":
        fail("system_label", label_id=label.label_id)
    if type_ is not None and type_ == "system":
        fail("label_type_reserved")
    if not changes:
        fail("nothing_to_change")
    db.update(label, **changes)
    return {"label": label_full(label)}


class DeleteLabel(TypedDict):
    """What `delete_label` returns."""

    label_id: str


def delete_label(db: Database, /, *, label_id: str) -> DeleteLabel:
    """Delete a label."""
    label = db.find(Label, label_id) or fail("label_not_found", label_id=label_id)
    if label.type is not None and label.type == "system":
        fail("system_label", label_id=label.label_id)
    db.delete(label)
    return {"label_id": label_id}


class ListMessages(TypedDict):
    """What `list_messages` returns."""

    messages: list[MessageShort]
    next_cursor: str | None


def list_messages(
    db: Database,
    /,
    *,
    query_: str | None = None,
    thread_id: str | None = None,
    sender: str | None = None,
    label_id: str | None = None,
    trashed: bool = False,
    limit: int = 20,
    cursor: str | None = None,
) -> ListMessages:
    """List the messages, optionally by text, thread, sender or label."""
    query = db.query(Message).where("trashed = ?", trashed)
    if query_ is not None:
        query.where("contains(subject, ?) OR contains(body, ?)", query_, query_)
    if thread_id is not None:
        query.where("thread_id IS ?", thread_id)
    if sender is not None:
        query.where("contains(sender, ?)", sender)
    if label_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM message_labels AS item WHERE item.message_id = messages.message_id"
            " AND item.label_id = ?)",
            label_id,
        )
    page = query.page("subject", limit=limit, cursor=cursor)
    return {"messages": [message_short(message) for message in page.rows], "next_cursor": page.next_cursor}


def get_message(db: Database, /, *, message_id: str) -> MessageResult:
    """Show a message with all its details."""
    message = db.find(Message, message_id) or fail("message_not_found", message_id=message_id)
    return {"message": message_full(db, message)}


def change_message_labels(
    db: Database, /, *, message_id: str, add_label_ids: list[str], remove_label_ids: list[str]
) -> MessageResult:
    """Add labels to a message and remove others."""
    if any(item in remove_label_ids for item in add_label_ids):
        fail("label_added_and_removed")
    if len(add_label_ids) + len(remove_label_ids) <= 0:
        fail("no_labels_given")
    message = db.find(Message, message_id) or fail("message_not_found", message_id=message_id)
    for label_id in add_label_ids:
        label = db.find(Label, label_id) or fail("label_not_found", label_id=label_id)
        message_label = (
            db.query(MessageLabel).where("message_id = ? AND label_id = ?", message.message_id, label.label_id).first()
        )
        if message_label is None:
            message_label = db.insert(
                MessageLabel,
                message_label_id=f"MELAL-{db.next_number('message_labels'):04d}",
                message_id=message.message_id,
                label_id=label.label_id,
            )
    for label_id in remove_label_ids:
        label = db.find(Label, label_id) or fail("label_not_found", label_id=label_id)
        message_label_2 = (
            db.query(MessageLabel).where("message_id = ? AND label_id = ?", message.message_id, label.label_id).first()
        )
        if message_label_2 is not None:
            db.delete(message_label_2)
    return {"message": message_full(db, message)}


def create_message(
    db: Database,
    /,
    *,
    subject: str,
    recipients: list[str],
    thread_id: str | None = None,
    sender: str | None = None,
    body: str | None = None,
    label_ids: list[str],
) -> MessageResult:
    """Create a message."""
    if thread_id is not None and db.find(Thread, thread_id) is None:
        fail("thread_not_found", thread_id=thread_id)
    message = db.insert(
        Message,
        message_id=f"MES-{db.next_number('messages'):04d}",
        subject=subject,
        thread_id=thread_id,
        sender=sender,
        recipients=recipients,
        body=body,
        trashed=False,
    )
    for label_id in label_ids:
        label = db.find(Label, label_id) or fail("label_not_found", label_id=label_id)
        if (
            not db.query(MessageLabel)
            .where("message_id = ? AND label_id = ?", message.message_id, label.label_id)
            .exists()
        ):
            db.insert(
                MessageLabel,
                message_label_id=f"MELAL-{db.next_number('message_labels'):04d}",
                message_id=message.message_id,
                label_id=label.label_id,
            )
    return {"message": message_full(db, message)}


class DeleteMessage(TypedDict):
    """What `delete_message` returns."""

    message_id: str


def delete_message(db: Database, /, *, message_id: str) -> DeleteMessage:
    """Delete a message together with its attachments."""
    message = db.find(Message, message_id) or fail("message_not_found", message_id=message_id)
    db.delete(message)
    return {"message_id": message_id}


def trash_message(db: Database, /, *, message_id: str) -> MessageResult:
    """Trash a message."""
    message = db.find(Message, message_id) or fail("message_not_found", message_id=message_id)
    if message.trashed:
        fail("message_already_trashed", message_id=message.message_id)
    db.update(message, trashed=True)
    return {"message": message_full(db, message)}


def untrash_message(db: Database, /, *, message_id: str) -> MessageResult:
    """Untrash a message."""
    message = db.find(Message, message_id) or fail("message_not_found", message_id=message_id)
    if not message.trashed:
        fail("message_not_trashed", message_id=message.message_id)
    db.update(message, trashed=False)
    return {"message": message_full(db, message)}


class DeleteSeveralMessages(TypedDict):
    """What `delete_several_messages` returns."""

    deleted: int


def delete_several_messages(db: Database, /, *, message_ids: list[str]) -> DeleteSeveralMessages:
    """Delete several messages."""
    for message_id in message_ids:
        message = db.find(Message, message_id) or fail("message_not_found", message_id=message_id)
        db.delete(message)
    return {"deleted": len(message_ids)}


def send_message(
    db: Database,
    /,
    *,
    subject: str,
    recipients: list[str],
    thread_id: str | None = None,
    sender: str | None = None,
    body: str | None = None,
    label_ids: list[str],
) -> MessageResult:
    """Send a message."""
    if thread_id is not None and db.find(Thread, thread_id) is None:
        fail("thread_not_found", thread_id=thread_id)
    message = db.insert(
        Message,
        message_id=f"MES-{db.next_number('messages'):04d}",
        subject=subject,
        thread_id=thread_id,
        sender=sender,
        recipients=recipients,
        body=body,
        trashed=False,
    )
    for label_id in label_ids:
        label = db.find(Label, label_id) or fail("label_not_found", label_id=label_id)
        if (
            not db.query(MessageLabel)
            .where("message_id = ? AND label_id = ?", message.message_id, label.label_id)
            .exists()
        ):
            db.insert(
                MessageLabel,
                message_label_id=f"MELAL-{db.next_number('message_labels'):04d}",
                message_id=message.message_id,
                label_id=label.label_id,
            )
    return {"message": message_full(db, message)}


class ListAttachments(TypedDict):
    """What `list_attachments` returns."""

    attachments: list[AttachmentShort]
    next_cursor: str | None


def list_attachments(
    db: Database, /, *, message_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListAttachments:
    """List the attachments, optionally by message."""
    query = db.query(Attachment)
    if message_id is not None:
        query.where("message_id = ?", message_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"attachments": [attachment_short(attachment) for attachment in page.rows], "next_cursor": page.next_cursor}


class GetAttachment(TypedDict):
    """What `get_attachment` returns."""

    attachment: AttachmentFull


def get_attachment(db: Database, /, *, attachment_id: str) -> GetAttachment:
    """Show an attachment with all its details."""
    attachment = db.find(Attachment, attachment_id) or fail("attachment_not_found", attachment_id=attachment_id)
    return {"attachment": attachment_full(attachment)}


class ListThreads(TypedDict):
    """What `list_threads` returns."""

    threads: list[ThreadShort]
    next_cursor: str | None


def list_threads(
    db: Database, /, *, label_id: str | None = None, trashed: bool = False, limit: int = 20, cursor: str | None = None
) -> ListThreads:
    """List the threads, optionally by label."""
    query = db.query(Thread).where("trashed = ?", trashed)
    if label_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM thread_labels AS item WHERE item.thread_id = threads.thread_id"
            " AND item.label_id = ?)",
            label_id,
        )
    page = query.page(limit=limit, cursor=cursor)
    return {"threads": [thread_short(thread) for thread in page.rows], "next_cursor": page.next_cursor}


class ThreadResult(TypedDict):
    """What `get_thread` and 3 other tools return."""

    thread: ThreadFull


def get_thread(db: Database, /, *, thread_id: str) -> ThreadResult:
    """Show a thread with all its details."""
    thread = db.find(Thread, thread_id) or fail("thread_not_found", thread_id=thread_id)
    return {"thread": thread_full(db, thread)}


def change_thread_labels(
    db: Database, /, *, thread_id: str, add_label_ids: list[str], remove_label_ids: list[str]
) -> ThreadResult:
    """Add labels to a thread and remove others."""
    if any(item in remove_label_ids for item in add_label_ids):
        fail("label_added_and_removed")
    if len(add_label_ids) + len(remove_label_ids) <= 0:
        fail("no_labels_given")
    thread = db.find(Thread, thread_id) or fail("thread_not_found", thread_id=thread_id)
    for label_id in add_label_ids:
        label = db.find(Label, label_id) or fail("label_not_found", label_id=label_id)
        thread_label = (
            db.query(ThreadLabel).where("thread_id = ? AND label_id = ?", thread.thread_id, label.label_id).first()
        )
        if thread_label is None:
            thread_label = db.insert(
                ThreadLabel,
                thread_label_id=f"THLAL-{db.next_number('thread_labels'):04d}",
                thread_id=thread.thread_id,
                label_id=label.label_id,
            )
    for label_id in remove_label_ids:
        label = db.find(Label, label_id) or fail("label_not_found", label_id=label_id)
        thread_label_2 = (
            db.query(ThreadLabel).where("thread_id = ? AND label_id = ?", thread.thread_id, label.label_id).first()
        )
        if thread_label_2 is not None:
            db.delete(thread_label_2)
    return {"thread": thread_full(db, thread)}


class DeleteThread(TypedDict):
    """What `delete_thread` returns."""

    thread_id: str


def delete_thread(db: Database, /, *, thread_id: str) -> DeleteThread:
    """Delete a thread."""
    thread = db.find(Thread, thread_id) or fail("thread_not_found", thread_id=thread_id)
    db.delete(thread)
    return {"thread_id": thread_id}


def trash_thread(db: Database, /, *, thread_id: str) -> ThreadResult:
    """Trash a thread."""
    thread = db.find(Thread, thread_id) or fail("thread_not_found", thread_id=thread_id)
    if thread.trashed:
        fail("thread_already_trashed", thread_id=thread.thread_id)
    db.update(thread, trashed=True)
    return {"thread": thread_full(db, thread)}


def untrash_thread(db: Database, /, *, thread_id: str) -> ThreadResult:
    """Untrash a thread."""
    thread = db.find(Thread, thread_id) or fail("thread_not_found", thread_id=thread_id)
    if not thread.trashed:
        fail("thread_not_trashed", thread_id=thread.thread_id)
    db.update(thread, trashed=False)
    return {"thread": thread_full(db, thread)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "attachment_not_found": "There is no attachment {attachment_id}. List the attachments to see which there are.",
    "draft_not_found": "There is no draft {draft_id}. List the drafts to see which there are.",
    "label_name_taken": "There is already a label with the name {name}. Choose another name.",
    "label_not_found": "There is no label {label_id}. List the labels to see which there are.",
    "message_already_trashed": "Message {message_id} is already trashed.",
    "message_not_found": "There is no message {message_id}. List the messages to see which there are.",
    "message_not_trashed": "Message {message_id} is not trashed.",
    "no_labels_given": "Give at least one label to add or to remove.",
    "thread_already_trashed": "Thread {thread_id} is already trashed.",
    "thread_not_found": "There is no thread {thread_id}. List the threads to see which there are.",
    "thread_not_trashed": "Thread {thread_id} is not trashed.",
    "label_added_and_removed": "One label is to be added and removed. Name each in one of the lists.",
    "system_label": "Label {label_id} is one of the system. Choose one that people made.",
    "label_type_reserved": "Only the system makes labels of the type system. Choose another one.",
    "subject_blank": "The subject must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="gmail_messages",
    folder=Path(__file__).parent,
    tables=[Draft, Label, Message, Attachment, Thread, MessageLabel, ThreadLabel],
    tools={
        "list_drafts": Tool(list_drafts, read_only=True),
        "get_draft": Tool(get_draft, read_only=True),
        "create_draft": Tool(create_draft),
        "update_draft": Tool(update_draft),
        "delete_draft": Tool(delete_draft),
        "send_draft": Tool(send_draft),
        "list_labels": Tool(list_labels, read_only=True),
        "get_label": Tool(get_label, read_only=True),
        "create_label": Tool(create_label),
        "update_label": Tool(update_label),
        "delete_label": Tool(delete_label),
        "list_messages": Tool(list_messages, read_only=True),
        "get_message": Tool(get_message, read_only=True),
        "change_message_labels": Tool(change_message_labels),
        "create_message": Tool(create_message),
        "delete_message": Tool(delete_message),
        "trash_message": Tool(trash_message),
        "untrash_message": Tool(untrash_message),
        "delete_several_messages": Tool(delete_several_messages),
        "send_message": Tool(send_message),
        "list_attachments": Tool(list_attachments, read_only=True),
        "get_attachment": Tool(get_attachment, read_only=True),
        "list_threads": Tool(list_threads, read_only=True),
        "get_thread": Tool(get_thread, read_only=True),
        "change_thread_labels": Tool(change_thread_labels),
        "delete_thread": Tool(delete_thread),
        "trash_thread": Tool(trash_thread),
        "untrash_thread": Tool(untrash_thread),
    },
    faults=FAULTS,
    unique_faults={
        "labels.name": "label_name_taken",
    },
    instructions=INSTRUCTIONS,
)
