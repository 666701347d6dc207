"""Google Drive: comments: keeps comments, replies and files."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Google Drive: comments. Keeps comments, replies and files.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Deleting a comment also deletes its replies.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Comment(Table, table=True):
    """A comment of a file."""

    __tablename__ = "comments"

    comment_id: str = Field(primary_key=True)
    file_id: str = Field(foreign_key="files.file_id", ondelete="CASCADE", index=True)
    content: str
    anchor: str | None = None
    assignee_email_address: str | None = None
    author_email_address: str | None = None
    html_content: str | None = None
    quoted_file_content_mime_type: str | None = None
    quoted_file_content_value: str | None = None
    resolved: bool
    created_time: str
    modified_time: str


class File(Table, table=True):
    """A file."""

    __tablename__ = "files"

    file_id: str = Field(primary_key=True)
    name: str
    client_encryption_state: str | None = None
    content_hints_indexable_text: str | None = None
    content_restriction_types: list[str] = Field(sa_type=JsonList())
    description: str | None = None
    inherited_permissions_disabled: bool
    mime_type: str | None = None
    modified_by_me_time: str | None = None
    parents: list[str] = Field(sa_type=JsonList())
    shared_with_me_time: str | None = None
    starred: bool
    trashed: bool
    viewed_by_me_time: str | None = None
    writers_can_share: bool


class Reply(Table, table=True):
    """A reply of a comment."""

    __tablename__ = "replies"

    reply_id: str = Field(primary_key=True)
    comment_id: str = Field(foreign_key="comments.comment_id", ondelete="CASCADE", index=True)
    content: str
    action: str | None = None
    assignee_email_address: str | None = None
    author_email_address: str | None = None
    html_content: str | None = None
    created_time: str
    modified_time: str


# --- views --------------------------------------------------------------------------------------------------------


class CommentShort(TypedDict):
    """A comment in the view `short`."""

    comment_id: str
    file_id: str
    content: str
    anchor: str | None
    assignee_email_address: str | None
    author_email_address: str | None
    resolved: bool


def comment_short(comment: Comment) -> CommentShort:
    """A comment in the view `short`."""
    return {
        "comment_id": comment.comment_id,
        "file_id": comment.file_id,
        "content": comment.content,
        "anchor": comment.anchor,
        "assignee_email_address": comment.assignee_email_address,
        "author_email_address": comment.author_email_address,
        "resolved": comment.resolved,
    }


class CommentFull(CommentShort):
    """A comment in the view `full`."""

    html_content: str | None
    quoted_file_content_mime_type: str | None
    quoted_file_content_value: str | None
    created_time: str
    modified_time: str


def comment_full(comment: Comment) -> CommentFull:
    """A comment in the view `full`."""
    return {
        **comment_short(comment),
        "html_content": comment.html_content,
        "quoted_file_content_mime_type": comment.quoted_file_content_mime_type,
        "quoted_file_content_value": comment.quoted_file_content_value,
        "created_time": comment.created_time,
        "modified_time": comment.modified_time,
    }


class FileShort(TypedDict):
    """A file in the view `short`."""

    file_id: str
    name: str
    inherited_permissions_disabled: bool
    modified_by_me_time: str | None
    shared_with_me_time: str | None
    starred: bool
    viewed_by_me_time: str | None


def file_short(file: File) -> FileShort:
    """A file in the view `short`."""
    return {
        "file_id": file.file_id,
        "name": file.name,
        "inherited_permissions_disabled": file.inherited_permissions_disabled,
        "modified_by_me_time": file.modified_by_me_time,
        "shared_with_me_time": file.shared_with_me_time,
        "starred": file.starred,
        "viewed_by_me_time": file.viewed_by_me_time,
    }


class FileFull(FileShort):
    """A file in the view `full`."""

    client_encryption_state: str | None
    content_hints_indexable_text: str | None
    content_restriction_types: list[str]
    description: str | None
    mime_type: str | None
    parents: list[str]
    trashed: bool
    writers_can_share: bool


def file_full(file: File) -> FileFull:
    """A file in the view `full`."""
    return {
        **file_short(file),
        "client_encryption_state": file.client_encryption_state,
        "content_hints_indexable_text": file.content_hints_indexable_text,
        "content_restriction_types": file.content_restriction_types,
        "description": file.description,
        "mime_type": file.mime_type,
        "parents": file.parents,
        "trashed": file.trashed,
        "writers_can_share": file.writers_can_share,
    }


class ReplyShort(TypedDict):
    """A reply in the view `short`."""

    reply_id: str
    comment_id: str
    content: str
    action: str | None
    assignee_email_address: str | None
    author_email_address: str | None
    html_content: str | None


def reply_short(reply: Reply) -> ReplyShort:
    """A reply in the view `short`."""
    return {
        "reply_id": reply.reply_id,
        "comment_id": reply.comment_id,
        "content": reply.content,
        "action": reply.action,
        "assignee_email_address": reply.assignee_email_address,
        "author_email_address": reply.author_email_address,
        "html_content": reply.html_content,
    }


class ReplyFull(ReplyShort):
    """A reply in the view `full`."""

    created_time: str
    modified_time: str


def reply_full(reply: Reply) -> ReplyFull:
    """A reply in the view `full`."""
    return {**reply_short(reply), "created_time": reply.created_time, "modified_time": reply.modified_time}


# --- tools --------------------------------------------------------------------------------------------------------


class ListComments(TypedDict):
    """What `list_comments` returns."""

    comments: list[CommentShort]
    next_cursor: str | None


def list_comments(
    db: Database, /, *, file_id: str, start_modified_time: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListComments:
    """List the comments of a file, optionally by modified time."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    query = db.query(Comment).where("file_id = ?", file.file_id)
    if start_modified_time is not None:
        query.where("modified_time >= ?", start_modified_time)
    page = query.page("-created_time", limit=limit, cursor=cursor)
    return {"comments": [comment_short(comment) for comment in page.rows], "next_cursor": page.next_cursor}


class CommentResult(TypedDict):
    """What `get_comment` and 2 other tools return."""

    comment: CommentFull


def get_comment(db: Database, /, *, comment_id: str) -> CommentResult:
    """Show a comment with all its details."""
    comment = db.find(Comment, comment_id) or fail("comment_not_found", comment_id=comment_id)
    return {"comment": comment_full(comment)}


def create_comment(
    db: Database,
    /,
    *,
    file_id: str,
    content: str,
    anchor: str | None = None,
    quoted_file_content_mime_type: str | None = None,
    quoted_file_content_value: str | None = None,
) -> CommentResult:
    """Create a comment in a file."""
    if db.find(File, file_id) is None:
        fail("file_not_found", file_id=file_id)
    comment = db.insert(
        Comment,
        comment_id=f"COM-{db.next_number('comments'):04d}",
        file_id=file_id,
        content=content,
        anchor=anchor,
        quoted_file_content_mime_type=quoted_file_content_mime_type,
        quoted_file_content_value=quoted_file_content_value,
        resolved=False,
        created_time=db.now(),
        modified_time=db.now(),
    )
    return {"comment": comment_full(comment)}


def update_comment(
    db: Database,
    /,
    *,
    comment_id: str,
    content: str | None = None,
    anchor: str | None = None,
    quoted_file_content_mime_type: str | None = None,
    quoted_file_content_value: str | None = None,
    clear: list[Literal["anchor", "quoted_file_content_mime_type", "quoted_file_content_value"]] | None = None,
) -> CommentResult:
    """Change the content, anchor, quoted file content value or quoted file content MIME type of a comment."""
    changes = given(
        clear,
        content=content,
        anchor=anchor,
        quoted_file_content_mime_type=quoted_file_content_mime_type,
        quoted_file_content_value=quoted_file_content_value,
    )
    comment = db.find(Comment, comment_id) or fail("comment_not_found", comment_id=comment_id)
    if not changes:
        fail("nothing_to_change")
    db.update(comment, **changes, modified_time=db.now())
    return {"comment": comment_full(comment)}


class DeleteComment(TypedDict):
    """What `delete_comment` returns."""

    comment_id: str


def delete_comment(db: Database, /, *, comment_id: str) -> DeleteComment:
    """Delete a comment together with its replies."""
    comment = db.find(Comment, comment_id) or fail("comment_not_found", comment_id=comment_id)
    db.delete(comment)
    return {"comment_id": comment_id}


class ListFiles(TypedDict):
    """What `list_files` returns."""

    files: list[FileShort]
    next_cursor: str | None


def list_files(
    db: Database,
    /,
    *,
    query_: str | None = None,
    modified_by_me_after: str | None = None,
    modified_by_me_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListFiles:
    """List the files, optionally by text or modified by me time."""
    query = db.query(File)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    if modified_by_me_after is not None:
        query.where("modified_by_me_time IS NOT NULL AND modified_by_me_time >= ?", modified_by_me_after)
    if modified_by_me_before is not None:
        query.where("modified_by_me_time IS NOT NULL AND modified_by_me_time <= ?", modified_by_me_before)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"files": [file_short(file) for file in page.rows], "next_cursor": page.next_cursor}


class GetFile(TypedDict):
    """What `get_file` returns."""

    file: FileFull


def get_file(db: Database, /, *, file_id: str) -> GetFile:
    """Show a file with all its details."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    return {"file": file_full(file)}


class ListReplies(TypedDict):
    """What `list_replies` returns."""

    replies: list[ReplyShort]
    next_cursor: str | None


def list_replies(db: Database, /, *, comment_id: str, limit: int = 20, cursor: str | None = None) -> ListReplies:
    """List the replies of a comment."""
    comment = db.find(Comment, comment_id) or fail("comment_not_found", comment_id=comment_id)
    page = db.query(Reply).where("comment_id = ?", comment.comment_id).page("-created_time", limit=limit, cursor=cursor)
    return {"replies": [reply_short(reply) for reply in page.rows], "next_cursor": page.next_cursor}


class ReplyResult(TypedDict):
    """What `get_reply` and 2 other tools return."""

    reply: ReplyFull


def get_reply(db: Database, /, *, reply_id: str) -> ReplyResult:
    """Show a reply with all its details."""
    reply = db.find(Reply, reply_id) or fail("reply_not_found", reply_id=reply_id)
    return {"reply": reply_full(reply)}


def create_reply(db: Database, /, *, comment_id: str, content: str, action: str | None = None) -> ReplyResult:
    """Create a reply in a comment."""
    if db.find(Comment, comment_id) is None:
        fail("comment_not_found", comment_id=comment_id)
    reply = db.insert(
        Reply,
        reply_id=f"REPLY-{db.next_number('replies'):04d}",
        comment_id=comment_id,
        content=content,
        action=action,
        created_time=db.now(),
        modified_time=db.now(),
    )
    return {"reply": reply_full(reply)}


def update_reply(
    db: Database,
    /,
    *,
    reply_id: str,
    content: str | None = None,
    action: str | None = None,
    clear: list[Literal["action"]] | None = None,
) -> ReplyResult:
    """Change the content or action of a reply."""
    changes = given(clear, content=content, action=action)
    reply = db.find(Reply, reply_id) or fail("reply_not_found", reply_id=reply_id)
    if not changes:
        fail("nothing_to_change")
    db.update(reply, **changes, modified_time=db.now())
    return {"reply": reply_full(reply)}


class DeleteReply(TypedDict):
    """What `delete_reply` returns."""

    reply_id: str


def delete_reply(db: Database, /, *, reply_id: str) -> DeleteReply:
    """Delete a reply."""
    reply = db.find(Reply, reply_id) or fail("reply_not_found", reply_id=reply_id)
    db.delete(reply)
    return {"reply_id": reply_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "comment_not_found": "There is no comment {comment_id}. List the comments to see which there are.",
    "file_not_found": "There is no file {file_id}. List the files to see which there are.",
    "reply_not_found": "There is no reply {reply_id}. List the replies to see which there are.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="drive_comments",
    folder=Path(__file__).parent,
    tables=[Comment, File, Reply],
    tools={
        "list_comments": Tool(list_comments, read_only=True),
        "get_comment": Tool(get_comment, read_only=True),
        "create_comment": Tool(create_comment),
        "update_comment": Tool(update_comment),
        "delete_comment": Tool(delete_comment),
        "list_files": Tool(list_files, read_only=True),
        "get_file": Tool(get_file, read_only=True),
        "list_replies": Tool(list_replies, read_only=True),
        "get_reply": Tool(get_reply, read_only=True),
        "create_reply": Tool(create_reply),
        "update_reply": Tool(update_reply),
        "delete_reply": Tool(delete_reply),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
