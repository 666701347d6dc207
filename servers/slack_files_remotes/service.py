"""Slack Web: files remotes: keeps files remotes, admin emojis and calls."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Slack Web: files remotes. Keeps files remotes, admin emojis and calls.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- Creating an admin emoji can be refused: that URL is not the address of a web page.
- Creating or updating a call can be refused: that join URL is not the address of a web page.
- Creating a files remote can be refused: the external ID must not be blank.
- Two calls cannot have the same external unique.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class AdminEmoji(Table, table=True):
    """An admin emoji."""

    __tablename__ = "admin_emojis"

    admin_emoji_id: str = Field(primary_key=True)
    name: str
    url: str


class Call(Table, table=True):
    """A call."""

    __tablename__ = "calls"
    __table_args__ = (UniqueConstraint("external_unique_id"),)

    call_id: str = Field(primary_key=True)
    date_start_time: str | None = None
    external_unique_id: str
    join_url: str
    title: str | None = None
    users: str | None = None


class FilesRemote(Table, table=True):
    """A files remote."""

    __tablename__ = "files_remotes"

    files_remote_id: str = Field(primary_key=True)
    external_id: str
    filetype: str | None = None
    indexable_file_contents: str | None = None
    title: str | None = None
    files_remote_file: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class AdminEmojiShort(TypedDict):
    """An admin emoji in the view `short`."""

    admin_emoji_id: str
    name: str
    url: str


def admin_emoji_short(admin_emoji: AdminEmoji) -> AdminEmojiShort:
    """An admin emoji in the view `short`."""
    return {"admin_emoji_id": admin_emoji.admin_emoji_id, "name": admin_emoji.name, "url": admin_emoji.url}


class AdminEmojiFull(AdminEmojiShort):
    """An admin emoji in the view `full`."""


def admin_emoji_full(admin_emoji: AdminEmoji) -> AdminEmojiFull:
    """An admin emoji in the view `full`."""
    return admin_emoji_short(admin_emoji)


class CallShort(TypedDict):
    """A call in the view `short`."""

    call_id: str
    date_start_time: str | None
    external_unique_id: str
    join_url: str
    title: str | None
    users: str | None


def call_short(call: Call) -> CallShort:
    """A call in the view `short`."""
    return {
        "call_id": call.call_id,
        "date_start_time": call.date_start_time,
        "external_unique_id": call.external_unique_id,
        "join_url": call.join_url,
        "title": call.title,
        "users": call.users,
    }


class CallFull(CallShort):
    """A call in the view `full`."""


def call_full(call: Call) -> CallFull:
    """A call in the view `full`."""
    return call_short(call)


class FilesRemoteShort(TypedDict):
    """A files remote in the view `short`."""

    files_remote_id: str
    external_id: str
    filetype: str | None
    indexable_file_contents: str | None
    title: str | None
    files_remote_file: str | None


def files_remote_short(files_remote: FilesRemote) -> FilesRemoteShort:
    """A files remote in the view `short`."""
    return {
        "files_remote_id": files_remote.files_remote_id,
        "external_id": files_remote.external_id,
        "filetype": files_remote.filetype,
        "indexable_file_contents": files_remote.indexable_file_contents,
        "title": files_remote.title,
        "files_remote_file": files_remote.files_remote_file,
    }


class FilesRemoteFull(FilesRemoteShort):
    """A files remote in the view `full`."""


def files_remote_full(files_remote: FilesRemote) -> FilesRemoteFull:
    """A files remote in the view `full`."""
    return files_remote_short(files_remote)


# --- tools --------------------------------------------------------------------------------------------------------


class ListAdminEmojis(TypedDict):
    """What `list_admin_emojis` returns."""

    admin_emojis: list[AdminEmojiFull]
    next_cursor: str | None


def list_admin_emojis(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListAdminEmojis:
    """List the admin emojis."""
    page = db.query(AdminEmoji).page(limit=limit, cursor=cursor)
    return {
        "admin_emojis": [admin_emoji_full(admin_emoji) for admin_emoji in page.rows],
        "next_cursor": page.next_cursor,
    }


class AdminEmojiResult(TypedDict):
    """What `create_admin_emoji` and `rename_admin_emoji` return."""

    admin_emoji: AdminEmojiFull


def create_admin_emoji(db: Database, /, *, name: str, url: str) -> AdminEmojiResult:
    """Create an admin emoji."""
    if len(words(name)) <= 0:
        fail("name_blank")
    if not (starts_with(url, "https://") or starts_with(url, "http://")):
        fail("url_invalid", url=url)
    admin_emoji = db.insert(AdminEmoji, admin_emoji_id=f"AE-{db.next_number('admin_emojis'):04d}", name=name, url=url)
    return {"admin_emoji": admin_emoji_full(admin_emoji)}


class DeleteAdminEmoji(TypedDict):
    """What `delete_admin_emoji` returns."""

    admin_emoji_id: str


def delete_admin_emoji(db: Database, /, *, admin_emoji_id: str) -> DeleteAdminEmoji:
    """Delete an admin emoji."""
    admin_emoji = db.find(AdminEmoji, admin_emoji_id)
    if admin_emoji is None:
        fail("admin_emoji_not_found", admin_emoji_id=admin_emoji_id)
    db.delete(admin_emoji)
    return {"admin_emoji_id": admin_emoji_id}


def rename_admin_emoji(db: Database, /, *, admin_emoji_id: str, name: str) -> AdminEmojiResult:
    """Set the name of an admin emoji."""
    admin_emoji = db.find(AdminEmoji, admin_emoji_id)
    if admin_emoji is None:
        fail("admin_emoji_not_found", admin_emoji_id=admin_emoji_id)
    if len(words(name)) <= 0:
        fail("name_blank")
    db.update(admin_emoji, name=name)
    return {"admin_emoji": admin_emoji_full(admin_emoji)}


class ListCalls(TypedDict):
    """What `list_calls` returns."""

    calls: list[CallShort]
    next_cursor: str | None


def list_calls(
    db: Database,
    /,
    *,
    date_start_after: str | None = None,
    date_start_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListCalls:
    """List the calls, optionally by date start time."""
    query = db.query(Call)
    if date_start_after is not None:
        query.where("date_start_time IS NOT NULL AND date_start_time >= ?", date_start_after)
    if date_start_before is not None:
        query.where("date_start_time IS NOT NULL AND date_start_time <= ?", date_start_before)
    page = query.page(limit=limit, cursor=cursor)
    return {"calls": [call_short(call) for call in page.rows], "next_cursor": page.next_cursor}


class CallResult(TypedDict):
    """What `get_call` and 2 other tools return."""

    call: CallFull


def get_call(db: Database, /, *, call_id: str) -> CallResult:
    """Show a call with all its details."""
    call = db.find(Call, call_id) or fail("call_not_found", call_id=call_id)
    return {"call": call_full(call)}


def create_call(
    db: Database,
    /,
    *,
    external_unique_id: str,
    join_url: str,
    date_start_time: str | None = None,
    title: str | None = None,
    users: str | None = None,
) -> CallResult:
    """Create a call."""
    if not (starts_with(join_url, "https://") or starts_with(join_url, "http://")):
        fail("join_url_invalid", join_url=join_url)
    call = db.insert(
        Call,
        call_id=f"CALL-{db.next_number('calls'):04d}",
        date_start_time=date_start_time,
        external_unique_id=external_unique_id,
        join_url=join_url,
        title=title,
        users=users,
    )
    return {"call": call_full(call)}


def update_call(
    db: Database,
    /,
    *,
    call_id: str,
    join_url: str | None = None,
    title: str | None = None,
    clear: list[Literal["title"]] | None = None,
) -> CallResult:
    """Change the join URL or title of a call."""
    changes = given(clear, join_url=join_url, title=title)
    call = db.find(Call, call_id) or fail("call_not_found", call_id=call_id)
    if not (join_url is None or (starts_with(join_url, "https://") or starts_with(join_url, "http://"))):
        fail("join_url_invalid", join_url=join_url)
    if not changes:
        fail("nothing_to_change")
    db.update(call, **changes)
    return {"call": call_full(call)}


class ListFilesRemotes(TypedDict):
    """What `list_files_remotes` returns."""

    files_remotes: list[FilesRemoteShort]
    next_cursor: str | None


def list_files_remotes(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListFilesRemotes:
    """List the files remotes."""
    page = db.query(FilesRemote).page(limit=limit, cursor=cursor)
    return {
        "files_remotes": [files_remote_short(files_remote) for files_remote in page.rows],
        "next_cursor": page.next_cursor,
    }


class FilesRemoteResult(TypedDict):
    """What `get_files_remote` and 2 other tools return."""

    files_remote: FilesRemoteFull


def get_files_remote(db: Database, /, *, files_remote_id: str) -> FilesRemoteResult:
    """Show a files remote with all its details."""
    files_remote = db.find(FilesRemote, files_remote_id)
    if files_remote is None:
        fail("files_remote_not_found", files_remote_id=files_remote_id)
    return {"files_remote": files_remote_full(files_remote)}


def create_files_remote(
    db: Database,
    /,
    *,
    external_id: str,
    filetype: str | None = None,
    indexable_file_contents: str | None = None,
    title: str | None = None,
) -> FilesRemoteResult:
    """Create a files remote."""
    if len(words(external_id)) <= 0:
        fail("external_id_blank")
    files_remote = db.insert(
        FilesRemote,
        files_remote_id=f"FR-{db.next_number('files_remotes'):04d}",
        external_id=external_id,
        filetype=filetype,
        indexable_file_contents=indexable_file_contents,
        title=title,
    )
    return {"files_remote": files_remote_full(files_remote)}


def update_files_remote(
    db: Database,
    /,
    *,
    files_remote_id: str,
    filetype: str | None = None,
    indexable_file_contents: str | None = None,
    title: str | None = None,
    files_remote_file: str | None = None,
    clear: list[Literal["filetype", "indexable_file_contents", "title", "files_remote_file"]] | None = None,
) -> FilesRemoteResult:
    """Change the title, filetype, indexable file contents or files remote file of a files remote."""
    changes = given(
        clear,
        filetype=filetype,
        indexable_file_contents=indexable_file_contents,
        title=title,
        files_remote_file=files_remote_file,
    )
    files_remote = db.find(FilesRemote, files_remote_id)
    if files_remote is None:
        fail("files_remote_not_found", files_remote_id=files_remote_id)
    if not changes:
        fail("nothing_to_change")
    db.update(files_remote, **changes)
    return {"files_remote": files_remote_full(files_remote)}


class DeleteFilesRemote(TypedDict):
    """What `delete_files_remote` returns."""

    files_remote_id: str


def delete_files_remote(db: Database, /, *, files_remote_id: str) -> DeleteFilesRemote:
    """Delete a files remote."""
    files_remote = db.find(FilesRemote, files_remote_id)
    if files_remote is None:
        fail("files_remote_not_found", files_remote_id=files_remote_id)
    db.delete(files_remote)
    return {"files_remote_id": files_remote_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "admin_emoji_not_found": "There is no admin emoji {admin_emoji_id}. List the admin emojis to see which there are.",
    "call_external_unique_id_taken": (
        "There is already a call with the external unique ID {external_unique_id}. Choose another external unique ID."
    ),
    "call_not_found": "There is no call {call_id}. List the calls to see which there are.",
    "files_remote_not_found": (
        "There is no files remote {files_remote_id}. List the files remotes to see which there are."
    ),
    "name_blank": "The name must not be blank. Give it some words.",
    "url_invalid": "The URL {url} is not the address of a web page. Write one that begins with https://.",
    "join_url_invalid": (
        "The join URL {join_url} is not the address of a web page. Write one that begins with https://."
    ),
    "external_id_blank": "The external ID must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="slack_files_remotes",
    folder=Path(__file__).parent,
    tables=[AdminEmoji, Call, FilesRemote],
    tools={
        "list_admin_emojis": Tool(list_admin_emojis, read_only=True),
        "create_admin_emoji": Tool(create_admin_emoji),
        "delete_admin_emoji": Tool(delete_admin_emoji),
        "rename_admin_emoji": Tool(rename_admin_emoji),
        "list_calls": Tool(list_calls, read_only=True),
        "get_call": Tool(get_call, read_only=True),
        "create_call": Tool(create_call),
        "update_call": Tool(update_call),
        "list_files_remotes": Tool(list_files_remotes, read_only=True),
        "get_files_remote": Tool(get_files_remote, read_only=True),
        "create_files_remote": Tool(create_files_remote),
        "update_files_remote": Tool(update_files_remote),
        "delete_files_remote": Tool(delete_files_remote),
    },
    faults=FAULTS,
    unique_faults={
        "calls.external_unique_id": "call_external_unique_id_taken",
    },
    instructions=INSTRUCTIONS,
)
