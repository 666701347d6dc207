"""Files.com: message comments: keeps message comments and message comment reactions."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Files.com: message comments. Keeps message comments and message comment reactions.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a message comment reaction can be refused: the emoji must not be blank.
- The body must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class MessageCommentReaction(Table, table=True):
    """A message comment reaction."""

    __tablename__ = "message_comment_reactions"

    message_comment_reaction_id: int = Field(primary_key=True)
    emoji: str


class MessageComment(Table, table=True):
    """A message comment."""

    __tablename__ = "message_comments"

    message_comment_id: int = Field(primary_key=True)
    body: str


# --- views --------------------------------------------------------------------------------------------------------


class MessageCommentReactionShort(TypedDict):
    """A message comment reaction in the view `short`."""

    message_comment_reaction_id: int
    emoji: str


def message_comment_reaction_short(message_comment_reaction: MessageCommentReaction) -> MessageCommentReactionShort:
    """A message comment reaction in the view `short`."""
    return {
        "message_comment_reaction_id": message_comment_reaction.message_comment_reaction_id,
        "emoji": message_comment_reaction.emoji,
    }


class MessageCommentReactionFull(MessageCommentReactionShort):
    """A message comment reaction in the view `full`."""


def message_comment_reaction_full(message_comment_reaction: MessageCommentReaction) -> MessageCommentReactionFull:
    """A message comment reaction in the view `full`."""
    return message_comment_reaction_short(message_comment_reaction)


class MessageCommentShort(TypedDict):
    """A message comment in the view `short`."""

    message_comment_id: int
    body: str


def message_comment_short(message_comment: MessageComment) -> MessageCommentShort:
    """A message comment in the view `short`."""
    return {"message_comment_id": message_comment.message_comment_id, "body": message_comment.body}


class MessageCommentFull(MessageCommentShort):
    """A message comment in the view `full`."""


def message_comment_full(message_comment: MessageComment) -> MessageCommentFull:
    """A message comment in the view `full`."""
    return message_comment_short(message_comment)


# --- tools --------------------------------------------------------------------------------------------------------


class ListMessageCommentReactions(TypedDict):
    """What `list_message_comment_reactions` returns."""

    message_comment_reactions: list[MessageCommentReactionShort]
    next_cursor: str | None


def list_message_comment_reactions(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListMessageCommentReactions:
    """List the message comment reactions."""
    page = db.query(MessageCommentReaction).page(limit=limit, cursor=cursor)
    return {
        "message_comment_reactions": [
            message_comment_reaction_short(message_comment_reaction) for message_comment_reaction in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class MessageCommentReactionResult(TypedDict):
    """What `get_message_comment_reaction` and `create_message_comment_reaction` return."""

    message_comment_reaction: MessageCommentReactionFull


def get_message_comment_reaction(db: Database, /, *, message_comment_reaction_id: int) -> MessageCommentReactionResult:
    """Show a message comment reaction with all its details."""
    message_comment_reaction = db.find(MessageCommentReaction, message_comment_reaction_id)
    if message_comment_reaction is None:
        fail("message_comment_reaction_not_found", message_comment_reaction_id=message_comment_reaction_id)
    return {"message_comment_reaction": message_comment_reaction_full(message_comment_reaction)}


def create_message_comment_reaction(db: Database, /, *, emoji: str) -> MessageCommentReactionResult:
    """Create a message comment reaction."""
    if len(words(emoji)) <= 0:
        fail("emoji_blank")
    message_comment_reaction = db.insert(
        MessageCommentReaction, message_comment_reaction_id=db.next_number("message_comment_reactions"), emoji=emoji
    )
    return {"message_comment_reaction": message_comment_reaction_full(message_comment_reaction)}


class DeleteMessageCommentReaction(TypedDict):
    """What `delete_message_comment_reaction` returns."""

    message_comment_reaction_id: int


def delete_message_comment_reaction(
    db: Database, /, *, message_comment_reaction_id: int
) -> DeleteMessageCommentReaction:
    """Delete a message comment reaction."""
    message_comment_reaction = db.find(MessageCommentReaction, message_comment_reaction_id)
    if message_comment_reaction is None:
        fail("message_comment_reaction_not_found", message_comment_reaction_id=message_comment_reaction_id)
    db.delete(message_comment_reaction)
    return {"message_comment_reaction_id": message_comment_reaction_id}


class ListMessageComments(TypedDict):
    """What `list_message_comments` returns."""

    message_comments: list[MessageCommentShort]
    next_cursor: str | None


def list_message_comments(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListMessageComments:
    """List the message comments."""
    page = db.query(MessageComment).page("body", limit=limit, cursor=cursor)
    return {
        "message_comments": [message_comment_short(message_comment) for message_comment in page.rows],
        "next_cursor": page.next_cursor,
    }


class MessageCommentResult(TypedDict):
    """What `get_message_comment` and 2 other tools return."""

    message_comment: MessageCommentFull


def get_message_comment(db: Database, /, *, message_comment_id: int) -> MessageCommentResult:
    """Show a message comment with all its details."""
    message_comment = db.find(MessageComment, message_comment_id)
    if message_comment is None:
        fail("message_comment_not_found", message_comment_id=message_comment_id)
    return {"message_comment": message_comment_full(message_comment)}


def create_message_comment(db: Database, /, *, body: str) -> MessageCommentResult:
    """Create a message comment."""
    if len(words(body)) <= 0:
        fail("body_blank")
    message_comment = db.insert(MessageComment, message_comment_id=db.next_number("message_comments"), body=body)
    return {"message_comment": message_comment_full(message_comment)}


def update_message_comment(
    db: Database, /, *, message_comment_id: int, body: str | None = None
) -> MessageCommentResult:
    """Change the body of a message comment."""
    changes = given(None, body=body)
    message_comment = db.find(MessageComment, message_comment_id)
    if message_comment is None:
        fail("message_comment_not_found", message_comment_id=message_comment_id)
    if body is not None and len(words(body)) <= 0:
        fail("body_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(message_comment, **changes)
    return {"message_comment": message_comment_full(message_comment)}


class DeleteMessageComment(TypedDict):
    """What `delete_message_comment` returns."""

    message_comment_id: int


def delete_message_comment(db: Database, /, *, message_comment_id: int) -> DeleteMessageComment:
    """Delete a message comment."""
    message_comment = db.find(MessageComment, message_comment_id)
    if message_comment is None:
        fail("message_comment_not_found", message_comment_id=message_comment_id)
    db.delete(message_comment)
    return {"message_comment_id": message_comment_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "message_comment_not_found": (
        "There is no message comment {message_comment_id}. List the message comments to see which there are."
    ),
    "message_comment_reaction_not_found": (
        "There is no message comment reaction {message_comment_reaction_id}. List the message "
        "comment reactions to see which there are."
    ),
    "emoji_blank": "The emoji must not be blank. Give it some words.",
    "body_blank": "The body must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="files_com_message_comments",
    folder=Path(__file__).parent,
    tables=[MessageCommentReaction, MessageComment],
    tools={
        "list_message_comment_reactions": Tool(list_message_comment_reactions, read_only=True),
        "get_message_comment_reaction": Tool(get_message_comment_reaction, read_only=True),
        "create_message_comment_reaction": Tool(create_message_comment_reaction),
        "delete_message_comment_reaction": Tool(delete_message_comment_reaction),
        "list_message_comments": Tool(list_message_comments, read_only=True),
        "get_message_comment": Tool(get_message_comment, read_only=True),
        "create_message_comment": Tool(create_message_comment),
        "update_message_comment": Tool(update_message_comment),
        "delete_message_comment": Tool(delete_message_comment),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
