"""Supysonic: users: keeps users, client preferences, rating folders, chat messages, playlists and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Supysonic: users. Keeps users, client preferences, rating folders, chat messages, playlists and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Deleting a user is refused while client prefs, rating folders, chat messages or playlists refer to the user.
- The name must not be blank.
- When creating or updating a user, Write one such as name@example.com.
- Creating a client pref can be refused: there is already a client pref with the same user and client name.
- Two client prefs cannot have the same user and client name.
- A user and a rated can be linked only once.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Folder(Table, table=True):
    """A folder."""

    __tablename__ = "folders"

    folder_id: int = Field(primary_key=True)
    name: str
    root: bool
    path: str
    created_at: str
    cover_art: str | None = None
    last_scan: int
    parent_id: int | None = Field(default=None, foreign_key="folders.folder_id", ondelete="SET NULL", index=True)


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"

    user_id: str = Field(primary_key=True)
    name: str
    mail: str | None = None
    salt: str
    admin: bool
    jukebox: bool
    listenbrainz_session: str | None = None
    listenbrainz_status: bool
    lastfm_session: str | None = None
    lastfm_status: bool
    last_play_date: str | None = None


class ClientPref(Table, table=True):
    """A client pref."""

    __tablename__ = "client_prefs"
    __table_args__ = (UniqueConstraint("user_id", "client_name"),)

    client_pref_id: int = Field(primary_key=True)
    client_name: str
    user_id: str = Field(foreign_key="users.user_id", ondelete="RESTRICT", index=True)
    format: str | None = None
    bitrate: int | None = None


class RatingFolder(Table, table=True):
    """A rating folder."""

    __tablename__ = "rating_folders"
    __table_args__ = (UniqueConstraint("user_id", "rated_id"),)

    rating_folder_id: int = Field(primary_key=True)
    user_id: str = Field(foreign_key="users.user_id", ondelete="RESTRICT", index=True)
    rated_id: int = Field(foreign_key="folders.folder_id", ondelete="CASCADE", index=True)
    rating: int


class ChatMessage(Table, table=True):
    """A chat message."""

    __tablename__ = "chat_messages"

    chat_message_id: str = Field(primary_key=True)
    message: str
    user_id: str = Field(foreign_key="users.user_id", ondelete="RESTRICT", index=True)
    time: int


class Playlist(Table, table=True):
    """A playlist."""

    __tablename__ = "playlists"

    playlist_id: str = Field(primary_key=True)
    name: str
    user_id: str = Field(foreign_key="users.user_id", ondelete="RESTRICT", index=True)
    comment: str | None = None
    public: bool
    created_at: str
    tracks: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class FolderShort(TypedDict):
    """A folder in the view `short`."""

    folder_id: int
    name: str
    root: bool
    path: str
    created_at: str
    last_scan: int
    parent_id: int | None


def folder_short(folder: Folder) -> FolderShort:
    """A folder in the view `short`."""
    return {
        "folder_id": folder.folder_id,
        "name": folder.name,
        "root": folder.root,
        "path": folder.path,
        "created_at": folder.created_at,
        "last_scan": folder.last_scan,
        "parent_id": folder.parent_id,
    }


class FolderFull(FolderShort):
    """A folder in the view `full`."""

    cover_art: str | None


def folder_full(folder: Folder) -> FolderFull:
    """A folder in the view `full`."""
    return {**folder_short(folder), "cover_art": folder.cover_art}


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    name: str
    admin: bool
    jukebox: bool
    listenbrainz_status: bool
    lastfm_status: bool
    last_play_date: str | None


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "name": user.name,
        "admin": user.admin,
        "jukebox": user.jukebox,
        "listenbrainz_status": user.listenbrainz_status,
        "lastfm_status": user.lastfm_status,
        "last_play_date": user.last_play_date,
    }


class UserFull(UserShort):
    """A user in the view `full`."""

    mail: str | None
    salt: str
    listenbrainz_session: str | None
    lastfm_session: str | None


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return {
        **user_short(user),
        "mail": user.mail,
        "salt": user.salt,
        "listenbrainz_session": user.listenbrainz_session,
        "lastfm_session": user.lastfm_session,
    }


class ClientPrefShort(TypedDict):
    """A client pref in the view `short`."""

    client_pref_id: int
    client_name: str
    user_id: str
    format: str | None
    bitrate: int | None


def client_pref_short(client_pref: ClientPref) -> ClientPrefShort:
    """A client pref in the view `short`."""
    return {
        "client_pref_id": client_pref.client_pref_id,
        "client_name": client_pref.client_name,
        "user_id": client_pref.user_id,
        "format": client_pref.format,
        "bitrate": client_pref.bitrate,
    }


class ClientPrefFull(ClientPrefShort):
    """A client pref in the view `full`."""


def client_pref_full(client_pref: ClientPref) -> ClientPrefFull:
    """A client pref in the view `full`."""
    return client_pref_short(client_pref)


class RatingFolderShort(TypedDict):
    """A rating folder in the view `short`."""

    rating_folder_id: int
    user_id: str
    rated_id: int
    rating: int


def rating_folder_short(rating_folder: RatingFolder) -> RatingFolderShort:
    """A rating folder in the view `short`."""
    return {
        "rating_folder_id": rating_folder.rating_folder_id,
        "user_id": rating_folder.user_id,
        "rated_id": rating_folder.rated_id,
        "rating": rating_folder.rating,
    }


class RatingFolderFull(RatingFolderShort):
    """A rating folder in the view `full`."""


def rating_folder_full(rating_folder: RatingFolder) -> RatingFolderFull:
    """A rating folder in the view `full`."""
    return rating_folder_short(rating_folder)


class ChatMessageShort(TypedDict):
    """A chat message in the view `short`."""

    chat_message_id: str
    message: str
    user_id: str
    time: int


def chat_message_short(chat_message: ChatMessage) -> ChatMessageShort:
    """A chat message in the view `short`."""
    return {
        "chat_message_id": chat_message.chat_message_id,
        "message": chat_message.message,
        "user_id": chat_message.user_id,
        "time": chat_message.time,
    }


class ChatMessageFull(ChatMessageShort):
    """A chat message in the view `full`."""


def chat_message_full(chat_message: ChatMessage) -> ChatMessageFull:
    """A chat message in the view `full`."""
    return chat_message_short(chat_message)


class PlaylistShort(TypedDict):
    """A playlist in the view `short`."""

    playlist_id: str
    name: str
    user_id: str
    comment: str | None
    public: bool
    created_at: str
    tracks: str | None


def playlist_short(playlist: Playlist) -> PlaylistShort:
    """A playlist in the view `short`."""
    return {
        "playlist_id": playlist.playlist_id,
        "name": playlist.name,
        "user_id": playlist.user_id,
        "comment": playlist.comment,
        "public": playlist.public,
        "created_at": playlist.created_at,
        "tracks": playlist.tracks,
    }


class PlaylistFull(PlaylistShort):
    """A playlist in the view `full`."""


def playlist_full(playlist: Playlist) -> PlaylistFull:
    """A playlist in the view `full`."""
    return playlist_short(playlist)


# --- tools --------------------------------------------------------------------------------------------------------


class ListFolders(TypedDict):
    """What `list_folders` returns."""

    folders: list[FolderShort]
    next_cursor: str | None


def list_folders(
    db: Database,
    /,
    *,
    root: bool | None = None,
    parent_id: int | None = None,
    created_after: str | None = None,
    created_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListFolders:
    """List the folders, optionally by root, parent or created time."""
    query = db.query(Folder)
    if root is not None:
        query.where("root = ?", root)
    if parent_id is not None:
        query.where("parent_id IS ?", parent_id)
    if created_after is not None:
        query.where("created_at >= ?", created_after)
    if created_before is not None:
        query.where("created_at <= ?", created_before)
    page = query.page("created_at", limit=limit, cursor=cursor)
    return {"folders": [folder_short(folder) for folder in page.rows], "next_cursor": page.next_cursor}


class GetFolder(TypedDict):
    """What `get_folder` returns."""

    folder: FolderFull


def get_folder(db: Database, /, *, folder_id: int) -> GetFolder:
    """Show a folder with all its details."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    return {"folder": folder_full(folder)}


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(
    db: Database,
    /,
    *,
    admin: bool | None = None,
    jukebox: bool | None = None,
    listenbrainz_status: bool | None = None,
    lastfm_status: bool | None = None,
    last_play_after: str | None = None,
    last_play_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListUsers:
    """List the users, optionally by admin, jukebox, listenbrainz status, lastfm status or last play date."""
    query = db.query(User)
    if admin is not None:
        query.where("admin = ?", admin)
    if jukebox is not None:
        query.where("jukebox = ?", jukebox)
    if listenbrainz_status is not None:
        query.where("listenbrainz_status = ?", listenbrainz_status)
    if lastfm_status is not None:
        query.where("lastfm_status = ?", lastfm_status)
    if last_play_after is not None:
        query.where("last_play_date IS NOT NULL AND last_play_date >= ?", last_play_after)
    if last_play_before is not None:
        query.where("last_play_date IS NOT NULL AND last_play_date <= ?", last_play_before)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class UserResult(TypedDict):
    """What `get_user` and 2 other tools return."""

    user: UserFull


def get_user(db: Database, /, *, user_id: str) -> UserResult:
    """Show a user with all its details."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    return {"user": user_full(user)}


def create_user(
    db: Database,
    /,
    *,
    name: str,
    salt: str,
    admin: bool,
    jukebox: bool,
    listenbrainz_status: bool,
    lastfm_status: bool,
    mail: str | None = None,
    last_play_date: str | None = None,
) -> UserResult:
    """Create a user."""
    if len(words(name)) <= 0:
        fail("name_blank")
    if not (mail is None or valid_email(mail)):
        fail("mail_invalid", mail=mail)
    user = db.insert(
        User,
        user_id=f"USER-{db.next_number('users'):04d}",
        name=name,
        mail=mail,
        salt=salt,
        admin=admin,
        jukebox=jukebox,
        listenbrainz_status=listenbrainz_status,
        lastfm_status=lastfm_status,
        last_play_date=last_play_date,
    )
    return {"user": user_full(user)}


def update_user(
    db: Database,
    /,
    *,
    user_id: str,
    name: str | None = None,
    mail: str | None = None,
    salt: str | None = None,
    admin: bool | None = None,
    jukebox: bool | None = None,
    listenbrainz_status: bool | None = None,
    lastfm_status: bool | None = None,
    last_play_date: str | None = None,
    clear: list[Literal["mail", "last_play_date"]] | None = None,
) -> UserResult:
    """Change a user, for example its name, salt, mail or last play date."""
    changes = given(
        clear,
        name=name,
        mail=mail,
        salt=salt,
        admin=admin,
        jukebox=jukebox,
        listenbrainz_status=listenbrainz_status,
        lastfm_status=lastfm_status,
        last_play_date=last_play_date,
    )
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not (mail is None or valid_email(mail)):
        fail("mail_invalid", mail=mail)
    if not changes:
        fail("nothing_to_change")
    db.update(user, **changes)
    return {"user": user_full(user)}


class DeleteUser(TypedDict):
    """What `delete_user` returns."""

    user_id: str


def delete_user(db: Database, /, *, user_id: str) -> DeleteUser:
    """Delete a user; one that still has client preferences, rating folders or chat messages stays."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    if db.query(ClientPref).where("user_id = ?", user.user_id).exists():
        fail("user_has_client_prefs", user_id=user.user_id)
    if db.query(RatingFolder).where("user_id = ?", user.user_id).exists():
        fail("user_has_rating_folders", user_id=user.user_id)
    if db.query(ChatMessage).where("user_id = ?", user.user_id).exists():
        fail("user_has_chat_messages", user_id=user.user_id)
    if db.query(Playlist).where("user_id = ?", user.user_id).exists():
        fail("user_has_playlists", user_id=user.user_id)
    db.delete(user)
    return {"user_id": user_id}


class ListClientPrefs(TypedDict):
    """What `list_client_prefs` returns."""

    client_prefs: list[ClientPrefShort]
    next_cursor: str | None


def list_client_prefs(
    db: Database, /, *, user_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListClientPrefs:
    """List the client preferences, optionally by user."""
    query = db.query(ClientPref)
    if user_id is not None:
        query.where("user_id = ?", user_id)
    page = query.page("client_name", limit=limit, cursor=cursor)
    return {
        "client_prefs": [client_pref_short(client_pref) for client_pref in page.rows],
        "next_cursor": page.next_cursor,
    }


class ClientPrefResult(TypedDict):
    """What `get_client_pref` and 2 other tools return."""

    client_pref: ClientPrefFull


def get_client_pref(db: Database, /, *, client_pref_id: int) -> ClientPrefResult:
    """Show a client pref with all its details."""
    client_pref = db.find(ClientPref, client_pref_id)
    if client_pref is None:
        fail("client_pref_not_found", client_pref_id=client_pref_id)
    return {"client_pref": client_pref_full(client_pref)}


def create_client_pref(
    db: Database, /, *, client_name: str, user_id: str, format_: str | None = None, bitrate: int | None = None
) -> ClientPrefResult:
    """Create a client pref."""
    if db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    if db.query(ClientPref).where("same_text(client_name, ?) AND user_id = ?", client_name, user_id).exists():
        fail("client_pref_client_name_taken")
    client_pref = db.insert(
        ClientPref,
        client_pref_id=db.next_number("client_prefs"),
        client_name=client_name,
        user_id=user_id,
        format=format_,
        bitrate=bitrate,
    )
    return {"client_pref": client_pref_full(client_pref)}


def update_client_pref(
    db: Database,
    /,
    *,
    client_pref_id: int,
    format_: str | None = None,
    bitrate: int | None = None,
    clear: list[Literal["format", "bitrate"]] | None = None,
) -> ClientPrefResult:
    """Change the bitrate or format of a client pref."""
    changes = given(clear, format=format_, bitrate=bitrate)
    client_pref = db.find(ClientPref, client_pref_id)
    if client_pref is None:
        fail("client_pref_not_found", client_pref_id=client_pref_id)
    if not changes:
        fail("nothing_to_change")
    db.update(client_pref, **changes)
    return {"client_pref": client_pref_full(client_pref)}


class DeleteClientPref(TypedDict):
    """What `delete_client_pref` returns."""

    client_pref_id: int


def delete_client_pref(db: Database, /, *, client_pref_id: int) -> DeleteClientPref:
    """Delete a client pref."""
    client_pref = db.find(ClientPref, client_pref_id)
    if client_pref is None:
        fail("client_pref_not_found", client_pref_id=client_pref_id)
    db.delete(client_pref)
    return {"client_pref_id": client_pref_id}


class ListRatingFolders(TypedDict):
    """What `list_rating_folders` returns."""

    rating_folders: list[RatingFolderShort]
    next_cursor: str | None


def list_rating_folders(
    db: Database,
    /,
    *,
    user_id: str | None = None,
    rated_id: int | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListRatingFolders:
    """List the rating folders, optionally by user or rated."""
    query = db.query(RatingFolder)
    if user_id is not None:
        query.where("user_id = ?", user_id)
    if rated_id is not None:
        query.where("rated_id = ?", rated_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "rating_folders": [rating_folder_short(rating_folder) for rating_folder in page.rows],
        "next_cursor": page.next_cursor,
    }


class RatingFolderResult(TypedDict):
    """What `get_rating_folder` and 2 other tools return."""

    rating_folder: RatingFolderFull


def get_rating_folder(db: Database, /, *, rating_folder_id: int) -> RatingFolderResult:
    """Show a rating folder with all its details."""
    rating_folder = db.find(RatingFolder, rating_folder_id)
    if rating_folder is None:
        fail("rating_folder_not_found", rating_folder_id=rating_folder_id)
    return {"rating_folder": rating_folder_full(rating_folder)}


def create_rating_folder(db: Database, /, *, user_id: str, rated_id: int, rating: int) -> RatingFolderResult:
    """Create a rating folder."""
    if db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    if db.find(Folder, rated_id) is None:
        fail("rated_not_found", rated_id=rated_id)
    rating_folder = db.insert(
        RatingFolder,
        rating_folder_id=db.next_number("rating_folders"),
        user_id=user_id,
        rated_id=rated_id,
        rating=rating,
    )
    return {"rating_folder": rating_folder_full(rating_folder)}


def update_rating_folder(db: Database, /, *, rating_folder_id: int, rating: int | None = None) -> RatingFolderResult:
    """Change the rating of a rating folder."""
    changes = given(None, rating=rating)
    rating_folder = db.find(RatingFolder, rating_folder_id)
    if rating_folder is None:
        fail("rating_folder_not_found", rating_folder_id=rating_folder_id)
    if not changes:
        fail("nothing_to_change")
    db.update(rating_folder, **changes)
    return {"rating_folder": rating_folder_full(rating_folder)}


class DeleteRatingFolder(TypedDict):
    """What `delete_rating_folder` returns."""

    rating_folder_id: int


def delete_rating_folder(db: Database, /, *, rating_folder_id: int) -> DeleteRatingFolder:
    """Delete a rating folder."""
    rating_folder = db.find(RatingFolder, rating_folder_id)
    if rating_folder is None:
        fail("rating_folder_not_found", rating_folder_id=rating_folder_id)
    db.delete(rating_folder)
    return {"rating_folder_id": rating_folder_id}


class ListChatMessages(TypedDict):
    """What `list_chat_messages` returns."""

    chat_messages: list[ChatMessageShort]
    next_cursor: str | None


def list_chat_messages(
    db: Database, /, *, user_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListChatMessages:
    """List the chat messages, optionally by user."""
    query = db.query(ChatMessage)
    if user_id is not None:
        query.where("user_id = ?", user_id)
    page = query.page("message", limit=limit, cursor=cursor)
    return {
        "chat_messages": [chat_message_short(chat_message) for chat_message in page.rows],
        "next_cursor": page.next_cursor,
    }


class ChatMessageResult(TypedDict):
    """What `get_chat_message` and 2 other tools return."""

    chat_message: ChatMessageFull


def get_chat_message(db: Database, /, *, chat_message_id: str) -> ChatMessageResult:
    """Show a chat message with all its details."""
    chat_message = db.find(ChatMessage, chat_message_id)
    if chat_message is None:
        fail("chat_message_not_found", chat_message_id=chat_message_id)
    return {"chat_message": chat_message_full(chat_message)}


def create_chat_message(db: Database, /, *, message: str, user_id: str, time: int) -> ChatMessageResult:
    """Create a chat message."""
    if db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    chat_message = db.insert(
        ChatMessage,
        chat_message_id=f"CM-{db.next_number('chat_messages'):04d}",
        message=message,
        user_id=user_id,
        time=time,
    )
    return {"chat_message": chat_message_full(chat_message)}


def update_chat_message(
    db: Database,
    /,
    *,
    chat_message_id: str,
    message: str | None = None,
    user_id: str | None = None,
    time: int | None = None,
) -> ChatMessageResult:
    """Change the message, user or time of a chat message."""
    changes = given(None, message=message, user_id=user_id, time=time)
    chat_message = db.find(ChatMessage, chat_message_id)
    if chat_message is None:
        fail("chat_message_not_found", chat_message_id=chat_message_id)
    if user_id is not None and db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    if not changes:
        fail("nothing_to_change")
    db.update(chat_message, **changes)
    return {"chat_message": chat_message_full(chat_message)}


class DeleteChatMessage(TypedDict):
    """What `delete_chat_message` returns."""

    chat_message_id: str


def delete_chat_message(db: Database, /, *, chat_message_id: str) -> DeleteChatMessage:
    """Delete a chat message."""
    chat_message = db.find(ChatMessage, chat_message_id)
    if chat_message is None:
        fail("chat_message_not_found", chat_message_id=chat_message_id)
    db.delete(chat_message)
    return {"chat_message_id": chat_message_id}


class ListPlaylists(TypedDict):
    """What `list_playlists` returns."""

    playlists: list[PlaylistShort]
    next_cursor: str | None


def list_playlists(
    db: Database,
    /,
    *,
    user_id: str | None = None,
    public: bool | None = None,
    created_after: str | None = None,
    created_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListPlaylists:
    """List the playlists, optionally by user, public or created time."""
    query = db.query(Playlist)
    if user_id is not None:
        query.where("user_id = ?", user_id)
    if public is not None:
        query.where("public = ?", public)
    if created_after is not None:
        query.where("created_at >= ?", created_after)
    if created_before is not None:
        query.where("created_at <= ?", created_before)
    page = query.page("created_at", limit=limit, cursor=cursor)
    return {"playlists": [playlist_short(playlist) for playlist in page.rows], "next_cursor": page.next_cursor}


class PlaylistResult(TypedDict):
    """What `get_playlist` and 2 other tools return."""

    playlist: PlaylistFull


def get_playlist(db: Database, /, *, playlist_id: str) -> PlaylistResult:
    """Show a playlist with all its details."""
    playlist = db.find(Playlist, playlist_id) or fail("playlist_not_found", playlist_id=playlist_id)
    return {"playlist": playlist_full(playlist)}


def create_playlist(
    db: Database,
    /,
    *,
    name: str,
    user_id: str,
    public: bool,
    created_at: str,
    comment: str | None = None,
    tracks: str | None = None,
) -> PlaylistResult:
    """Create a playlist."""
    if db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    playlist = db.insert(
        Playlist,
        playlist_id=f"PLA-{db.next_number('playlists'):04d}",
        name=name,
        user_id=user_id,
        comment=comment,
        public=public,
        created_at=created_at,
        tracks=tracks,
    )
    return {"playlist": playlist_full(playlist)}


def update_playlist(
    db: Database,
    /,
    *,
    playlist_id: str,
    name: str | None = None,
    user_id: str | None = None,
    comment: str | None = None,
    public: bool | None = None,
    created_at: str | None = None,
    tracks: str | None = None,
    clear: list[Literal["comment", "tracks"]] | None = None,
) -> PlaylistResult:
    """Change a playlist, for example its name, user, created time or comment."""
    changes = given(
        clear, name=name, user_id=user_id, comment=comment, public=public, created_at=created_at, tracks=tracks
    )
    playlist = db.find(Playlist, playlist_id) or fail("playlist_not_found", playlist_id=playlist_id)
    if user_id is not None and db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    if not changes:
        fail("nothing_to_change")
    db.update(playlist, **changes)
    return {"playlist": playlist_full(playlist)}


class DeletePlaylist(TypedDict):
    """What `delete_playlist` returns."""

    playlist_id: str


def delete_playlist(db: Database, /, *, playlist_id: str) -> DeletePlaylist:
    """Delete a playlist."""
    playlist = db.find(Playlist, playlist_id) or fail("playlist_not_found", playlist_id=playlist_id)
    db.delete(playlist)
    return {"playlist_id": playlist_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "chat_message_not_found": (
        "There is no chat message {chat_message_id}. List the chat messages to see which there are."
    ),
    "client_pref_client_name_taken": (
        "There is already a client pref with the same user and client name. Choose others."
    ),
    "client_pref_not_found": (
        "There is no client pref {client_pref_id}. List the client preferences to see which there are."
    ),
    "folder_not_found": "There is no folder {folder_id}. List the folders to see which there are.",
    "playlist_not_found": "There is no playlist {playlist_id}. List the playlists to see which there are.",
    "rated_not_found": "There is no rated {rated_id}. List the folders to see which there are.",
    "rating_folder_not_found": (
        "There is no rating folder {rating_folder_id}. List the rating folders to see which there are."
    ),
    "rating_folder_rated_taken": "There is already a rating folder with the same user and rated. Choose others.",
    "user_has_chat_messages": "User {user_id} still has chat messages. Remove or move them first.",
    "user_has_client_prefs": "User {user_id} still has client preferences. Remove or move them first.",
    "user_has_playlists": "User {user_id} still has playlists. Remove or move them first.",
    "user_has_rating_folders": "User {user_id} still has rating folders. Remove or move them first.",
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "mail_invalid": "{mail} is no email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="supysonic_users",
    folder=Path(__file__).parent,
    tables=[Folder, User, ClientPref, RatingFolder, ChatMessage, Playlist],
    tools={
        "list_folders": Tool(list_folders, read_only=True),
        "get_folder": Tool(get_folder, read_only=True),
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "create_user": Tool(create_user),
        "update_user": Tool(update_user),
        "delete_user": Tool(delete_user),
        "list_client_prefs": Tool(list_client_prefs, read_only=True),
        "get_client_pref": Tool(get_client_pref, read_only=True),
        "create_client_pref": Tool(create_client_pref),
        "update_client_pref": Tool(update_client_pref),
        "delete_client_pref": Tool(delete_client_pref),
        "list_rating_folders": Tool(list_rating_folders, read_only=True),
        "get_rating_folder": Tool(get_rating_folder, read_only=True),
        "create_rating_folder": Tool(create_rating_folder),
        "update_rating_folder": Tool(update_rating_folder),
        "delete_rating_folder": Tool(delete_rating_folder),
        "list_chat_messages": Tool(list_chat_messages, read_only=True),
        "get_chat_message": Tool(get_chat_message, read_only=True),
        "create_chat_message": Tool(create_chat_message),
        "update_chat_message": Tool(update_chat_message),
        "delete_chat_message": Tool(delete_chat_message),
        "list_playlists": Tool(list_playlists, read_only=True),
        "get_playlist": Tool(get_playlist, read_only=True),
        "create_playlist": Tool(create_playlist),
        "update_playlist": Tool(update_playlist),
        "delete_playlist": Tool(delete_playlist),
    },
    faults=FAULTS,
    unique_faults={
        "client_prefs.user_id, client_prefs.client_name": "client_pref_client_name_taken",
        "rating_folders.user_id, rating_folders.rated_id": "rating_folder_rated_taken",
    },
    instructions=INSTRUCTIONS,
)
