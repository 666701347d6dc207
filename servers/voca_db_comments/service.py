"""VocaDbWeb: comments: keeps comments, topics, artists, folders, entries and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
VocaDbWeb: comments. Keeps comments, topics, artists, folders, entries and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a folder can be refused: there is already a folder with that name.
- Creating or updating a topic can be refused: there is already a topic with that name.
- Two folders cannot have the same name.
- Two topics cannot have the same folder and name.
- A topic and a comment can be linked only once.
- You can add a comment to a topic only while it is not locked.
- Deleting an artist keeps the comments that refer to it; they lose the reference.
- Deleting a topic also removes its links to comments.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class ActivityEntry(Table, table=True):
    """An activity entry."""

    __tablename__ = "activity_entries"
    __table_args__ = (
        CheckConstraint("archived_version_status IN ('Draft', 'Finished', 'Approved', 'Locked')"),
        CheckConstraint("edit_event IN ('Created', 'Updated', 'Deleted', 'Restored')"),
    )

    activity_entry_id: str = Field(primary_key=True)
    archived_version_status: str
    edit_event: str | None = None
    entry_id: int | None = Field(default=None, foreign_key="entries.entry_id", ondelete="SET NULL", index=True)
    create_date: str


class Comment(Table, table=True):
    """A comment."""

    __tablename__ = "comments"

    comment_id: int = Field(primary_key=True)
    comment_message: str
    artist_id: int | None = Field(default=None, foreign_key="artists.artist_id", ondelete="SET NULL", index=True)
    author_name: str | None = None
    entry_id: int | None = Field(default=None, foreign_key="entries.entry_id", ondelete="SET NULL", index=True)
    created_at: str


class Artist(Table, table=True):
    """An artist."""

    __tablename__ = "artists"
    __table_args__ = (
        CheckConstraint(
            "artist_type IN ('Unknown', 'Circle', 'Label', 'Producer', 'Animator', 'Illustrator', "
            "'Lyricist', 'Vocaloid', 'UTAU', 'CeVIO', 'OtherVoiceSynthesizer', 'OtherVocalist', "
            "'OtherGroup', 'OtherIndividual', 'Utaite', 'Band', 'Vocalist', 'Character', "
            "'SynthesizerV', 'CoverArtist')"
        ),
        CheckConstraint(
            "base_voicebank_artist_type IN ('Unknown', 'Circle', 'Label', 'Producer', 'Animator', "
            "'Illustrator', 'Lyricist', 'Vocaloid', 'UTAU', 'CeVIO', 'OtherVoiceSynthesizer', "
            "'OtherVocalist', 'OtherGroup', 'OtherIndividual', 'Utaite', 'Band', 'Vocalist', "
            "'Character', 'SynthesizerV', 'CoverArtist')"
        ),
        CheckConstraint("base_voicebank_status IN ('Draft', 'Finished', 'Approved', 'Locked')"),
        CheckConstraint("status IN ('Draft', 'Finished', 'Approved', 'Locked')"),
    )

    artist_id: int = Field(primary_key=True)
    name: str | None = None
    artist_type: str | None = None
    base_voicebank_artist_type: str | None = None
    base_voicebank_status: str | None = None
    description: str | None = None
    merged_to: int | None = None
    release_date: str | None = None
    status: str
    create_date: str


class Folder(Table, table=True):
    """A folder."""

    __tablename__ = "folders"
    __table_args__ = (UniqueConstraint("name"),)

    folder_id: int = Field(primary_key=True)
    name: str
    description: str | None = None
    last_topic_date: str | None = None
    topic_count: int | None = None


class Topic(Table, table=True):
    """A topic of a folder."""

    __tablename__ = "topics"
    __table_args__ = (UniqueConstraint("folder_id", "name"),)

    topic_id: int = Field(primary_key=True)
    folder_id: int = Field(foreign_key="folders.folder_id", ondelete="CASCADE", index=True)
    name: str
    comment_count: int | None = None
    content: str | None = None
    last_comment_id: int | None = Field(
        default=None, foreign_key="comments.comment_id", ondelete="SET NULL", index=True
    )
    locked: bool
    created_at: str


class Entry(Table, table=True):
    """An entry."""

    __tablename__ = "entries"
    __table_args__ = (
        CheckConstraint(
            "artist_type IN ('Unknown', 'Circle', 'Label', 'Producer', 'Animator', 'Illustrator', "
            "'Lyricist', 'Vocaloid', 'UTAU', 'CeVIO', 'OtherVoiceSynthesizer', 'OtherVocalist', "
            "'OtherGroup', 'OtherIndividual', 'Utaite', 'Band', 'Vocalist', 'Character', "
            "'SynthesizerV', 'CoverArtist')"
        ),
        CheckConstraint(
            "disc_type IN ('Unknown', 'Album', 'Single', 'EP', 'SplitAlbum', 'Compilation', 'Video', "
            "'Artbook', 'Game', 'Fanmade', 'Instrumental', 'Other')"
        ),
        CheckConstraint(
            "entry_type IN ('Album', 'Artist', 'DiscussionTopic', 'PV', 'ReleaseEvent', "
            "'ReleaseEventSeries', 'Song', 'SongList', 'Tag', 'User', 'Venue')"
        ),
        CheckConstraint(
            "event_category IN ('AlbumRelease', 'Anniversary', 'Club', 'Concert', 'Contest', "
            "'Convention', 'Other', 'Festival')"
        ),
        CheckConstraint("status IN ('Draft', 'Finished', 'Approved', 'Locked')"),
    )

    entry_id: int = Field(primary_key=True)
    name: str | None = None
    activity_date: str | None = None
    artist_type: str | None = None
    description: str | None = None
    disc_type: str | None = None
    entry_type: str | None = None
    event_category: str | None = None
    status: str
    create_date: str


class TopicComment(Table, table=True):
    """A topic comment of a topic."""

    __tablename__ = "topic_comments"
    __table_args__ = (UniqueConstraint("topic_id", "comment_id"),)

    topic_comment_id: str = Field(primary_key=True)
    topic_id: int = Field(foreign_key="topics.topic_id", ondelete="CASCADE", index=True)
    comment_id: int = Field(foreign_key="comments.comment_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class ActivityEntryShort(TypedDict):
    """An activity entry in the view `short`."""

    activity_entry_id: str
    archived_version_status: str
    edit_event: str | None
    entry_id: int | None
    create_date: str


def activity_entry_short(activity_entry: ActivityEntry) -> ActivityEntryShort:
    """An activity entry in the view `short`."""
    return {
        "activity_entry_id": activity_entry.activity_entry_id,
        "archived_version_status": activity_entry.archived_version_status,
        "edit_event": activity_entry.edit_event,
        "entry_id": activity_entry.entry_id,
        "create_date": activity_entry.create_date,
    }


class ActivityEntryFull(ActivityEntryShort):
    """An activity entry in the view `full`."""


def activity_entry_full(activity_entry: ActivityEntry) -> ActivityEntryFull:
    """An activity entry in the view `full`."""
    return activity_entry_short(activity_entry)


class CommentShort(TypedDict):
    """A comment in the view `short`."""

    comment_id: int
    comment_message: str
    artist_id: int | None
    author_name: str | None
    entry_id: int | None
    created_at: str


def comment_short(comment: Comment) -> CommentShort:
    """A comment in the view `short`."""
    return {
        "comment_id": comment.comment_id,
        "comment_message": comment.comment_message,
        "artist_id": comment.artist_id,
        "author_name": comment.author_name,
        "entry_id": comment.entry_id,
        "created_at": comment.created_at,
    }


class CommentFull(CommentShort):
    """A comment in the view `full`."""


def comment_full(comment: Comment) -> CommentFull:
    """A comment in the view `full`."""
    return comment_short(comment)


class ArtistShort(TypedDict):
    """An artist in the view `short`."""

    artist_id: int
    name: str | None
    artist_type: str | None
    base_voicebank_artist_type: str | None
    base_voicebank_status: str | None
    release_date: str | None
    status: str


def artist_short(artist: Artist) -> ArtistShort:
    """An artist in the view `short`."""
    return {
        "artist_id": artist.artist_id,
        "name": artist.name,
        "artist_type": artist.artist_type,
        "base_voicebank_artist_type": artist.base_voicebank_artist_type,
        "base_voicebank_status": artist.base_voicebank_status,
        "release_date": artist.release_date,
        "status": artist.status,
    }


class ArtistFull(ArtistShort):
    """An artist in the view `full`."""

    description: str | None
    merged_to: int | None
    create_date: str


def artist_full(artist: Artist) -> ArtistFull:
    """An artist in the view `full`."""
    return {
        **artist_short(artist),
        "description": artist.description,
        "merged_to": artist.merged_to,
        "create_date": artist.create_date,
    }


class FolderShort(TypedDict):
    """A folder in the view `short`."""

    folder_id: int
    name: str
    description: str | None
    last_topic_date: str | None
    topic_count: int | None


def folder_short(folder: Folder) -> FolderShort:
    """A folder in the view `short`."""
    return {
        "folder_id": folder.folder_id,
        "name": folder.name,
        "description": folder.description,
        "last_topic_date": folder.last_topic_date,
        "topic_count": folder.topic_count,
    }


class FolderFull(FolderShort):
    """A folder in the view `full`."""


def folder_full(folder: Folder) -> FolderFull:
    """A folder in the view `full`."""
    return folder_short(folder)


class TopicShort(TypedDict):
    """A topic in the view `short`."""

    topic_id: int
    folder_id: int
    name: str
    comment_count: int | None
    content: str | None
    last_comment_id: int | None
    locked: bool


def topic_short(topic: Topic) -> TopicShort:
    """A topic in the view `short`."""
    return {
        "topic_id": topic.topic_id,
        "folder_id": topic.folder_id,
        "name": topic.name,
        "comment_count": topic.comment_count,
        "content": topic.content,
        "last_comment_id": topic.last_comment_id,
        "locked": topic.locked,
    }


class TopicCommentShort(TypedDict):
    """A topic comment in the view `short`."""

    comment_id: int
    comment_comment_message: str


def topic_comment_short(db: Database, topic_comment: TopicComment) -> TopicCommentShort:
    """A topic comment in the view `short`."""
    comment = db.get(Comment, topic_comment.comment_id)
    return {"comment_id": topic_comment.comment_id, "comment_comment_message": comment.comment_message}


class TopicFull(TopicShort):
    """A topic in the view `full`."""

    created_at: str
    comments: list[TopicCommentShort]


def topic_full(db: Database, topic: Topic) -> TopicFull:
    """A topic in the view `full`."""
    return {
        **topic_short(topic),
        "created_at": topic.created_at,
        "comments": [
            topic_comment_short(db, topic_comment)
            for topic_comment in db.query(TopicComment).where("topic_id = ?", topic.topic_id).page(limit=20).rows
        ],
    }


class EntryShort(TypedDict):
    """An entry in the view `short`."""

    entry_id: int
    name: str | None
    activity_date: str | None
    artist_type: str | None
    disc_type: str | None
    entry_type: str | None
    status: str


def entry_short(entry: Entry) -> EntryShort:
    """An entry in the view `short`."""
    return {
        "entry_id": entry.entry_id,
        "name": entry.name,
        "activity_date": entry.activity_date,
        "artist_type": entry.artist_type,
        "disc_type": entry.disc_type,
        "entry_type": entry.entry_type,
        "status": entry.status,
    }


class EntryFull(EntryShort):
    """An entry in the view `full`."""

    description: str | None
    event_category: str | None
    create_date: str


def entry_full(entry: Entry) -> EntryFull:
    """An entry in the view `full`."""
    return {
        **entry_short(entry),
        "description": entry.description,
        "event_category": entry.event_category,
        "create_date": entry.create_date,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListActivityEntries(TypedDict):
    """What `list_activity_entries` returns."""

    activity_entries: list[ActivityEntryFull]
    next_cursor: str | None


def list_activity_entries(
    db: Database,
    /,
    *,
    edit_event: Literal["Created", "Updated", "Deleted", "Restored"] | None = None,
    archived_version_status: Literal["Draft", "Finished", "Approved", "Locked"] | None = None,
    entry_id: int | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListActivityEntries:
    """List the activity entries, optionally by edit event, archived version status or entry."""
    query = db.query(ActivityEntry)
    if edit_event is not None:
        query.where("edit_event IS ?", edit_event)
    if archived_version_status is not None:
        query.where("archived_version_status = ?", archived_version_status)
    if entry_id is not None:
        query.where("entry_id IS ?", entry_id)
    page = query.page("-create_date", limit=limit, cursor=cursor)
    return {
        "activity_entries": [activity_entry_full(activity_entry) for activity_entry in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListComments(TypedDict):
    """What `list_comments` returns."""

    comments: list[CommentShort]
    next_cursor: str | None


def list_comments(
    db: Database,
    /,
    *,
    artist_id: int | None = None,
    entry_id: int | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListComments:
    """List the comments, optionally by artist or entry."""
    query = db.query(Comment)
    if artist_id is not None:
        query.where("artist_id IS ?", artist_id)
    if entry_id is not None:
        query.where("entry_id IS ?", entry_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"comments": [comment_short(comment) for comment in page.rows], "next_cursor": page.next_cursor}


class CommentResult(TypedDict):
    """What `get_comment` and 2 other tools return."""

    comment: CommentFull


def get_comment(db: Database, /, *, comment_id: int) -> CommentResult:
    """Show a comment with all its details."""
    comment = db.find(Comment, comment_id) or fail("comment_not_found", comment_id=comment_id)
    return {"comment": comment_full(comment)}


def create_comment(
    db: Database,
    /,
    *,
    comment_message: str,
    artist_id: int | None = None,
    author_name: str | None = None,
    entry_id: int | None = None,
) -> CommentResult:
    """Create a comment."""
    if artist_id is not None and db.find(Artist, artist_id) is None:
        fail("artist_not_found", artist_id=artist_id)
    if entry_id is not None and db.find(Entry, entry_id) is None:
        fail("entry_not_found", entry_id=entry_id)
    comment = db.insert(
        Comment,
        comment_id=db.next_number("comments"),
        comment_message=comment_message,
        artist_id=artist_id,
        author_name=author_name,
        entry_id=entry_id,
        created_at=db.now(),
    )
    return {"comment": comment_full(comment)}


def update_comment(
    db: Database,
    /,
    *,
    comment_id: int,
    comment_message: str | None = None,
    author_name: str | None = None,
    entry_id: int | None = None,
    clear: list[Literal["author_name", "entry_id"]] | None = None,
) -> CommentResult:
    """Change the comment message, entry or author name of a comment."""
    changes = given(clear, comment_message=comment_message, author_name=author_name, entry_id=entry_id)
    comment = db.find(Comment, comment_id) or fail("comment_not_found", comment_id=comment_id)
    if entry_id is not None and db.find(Entry, entry_id) is None:
        fail("entry_not_found", entry_id=entry_id)
    if not changes:
        fail("nothing_to_change")
    db.update(comment, **changes)
    return {"comment": comment_full(comment)}


class ListArtists(TypedDict):
    """What `list_artists` returns."""

    artists: list[ArtistShort]
    next_cursor: str | None


def list_artists(
    db: Database,
    /,
    *,
    query_: str | None = None,
    artist_type: Literal[
        "Unknown",
        "Circle",
        "Label",
        "Producer",
        "Animator",
        "Illustrator",
        "Lyricist",
        "Vocaloid",
        "UTAU",
        "CeVIO",
        "OtherVoiceSynthesizer",
        "OtherVocalist",
        "OtherGroup",
        "OtherIndividual",
        "Utaite",
        "Band",
        "Vocalist",
        "Character",
        "SynthesizerV",
        "CoverArtist",
    ]
    | None = None,
    status: Literal["Draft", "Finished", "Approved", "Locked"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListArtists:
    """List the artists, optionally by text, artist type or status."""
    query = db.query(Artist)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    if artist_type is not None:
        query.where("artist_type IS ?", artist_type)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-create_date", limit=limit, cursor=cursor)
    return {"artists": [artist_short(artist) for artist in page.rows], "next_cursor": page.next_cursor}


class GetArtist(TypedDict):
    """What `get_artist` returns."""

    artist: ArtistFull


def get_artist(db: Database, /, *, artist_id: int) -> GetArtist:
    """Show an artist with all its details."""
    artist = db.find(Artist, artist_id) or fail("artist_not_found", artist_id=artist_id)
    return {"artist": artist_full(artist)}


class DeleteArtist(TypedDict):
    """What `delete_artist` returns."""

    artist_id: int


def delete_artist(db: Database, /, *, artist_id: int) -> DeleteArtist:
    """Delete an artist."""
    artist = db.find(Artist, artist_id) or fail("artist_not_found", artist_id=artist_id)
    db.delete(artist)
    return {"artist_id": artist_id}


class ListFolders(TypedDict):
    """What `list_folders` returns."""

    folders: list[FolderFull]
    next_cursor: str | None


def list_folders(
    db: Database,
    /,
    *,
    last_topic_after: str | None = None,
    last_topic_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListFolders:
    """List the folders, optionally by last topic date."""
    query = db.query(Folder)
    if last_topic_after is not None:
        query.where("last_topic_date IS NOT NULL AND last_topic_date >= ?", last_topic_after)
    if last_topic_before is not None:
        query.where("last_topic_date IS NOT NULL AND last_topic_date <= ?", last_topic_before)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"folders": [folder_full(folder) for folder in page.rows], "next_cursor": page.next_cursor}


class CreateFolder(TypedDict):
    """What `create_folder` returns."""

    folder: FolderFull


def create_folder(
    db: Database,
    /,
    *,
    name: str,
    description: str | None = None,
    last_topic_date: str | None = None,
    topic_count: int | None = None,
) -> CreateFolder:
    """Create a folder."""
    if db.query(Folder).where("same_text(name, ?)", name).exists():
        fail("folder_name_taken", name=name)
    folder = db.insert(
        Folder,
        folder_id=db.next_number("folders"),
        name=name,
        description=description,
        last_topic_date=last_topic_date,
        topic_count=topic_count,
    )
    return {"folder": folder_full(folder)}


class ListTopics(TypedDict):
    """What `list_topics` returns."""

    topics: list[TopicShort]
    next_cursor: str | None


def list_topics(
    db: Database,
    /,
    *,
    folder_id: int | None = None,
    last_comment_id: int | None = None,
    comment_id: int | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListTopics:
    """List the topics, optionally by folder, last comment or comment."""
    query = db.query(Topic)
    if folder_id is not None:
        query.where("folder_id = ?", folder_id)
    if last_comment_id is not None:
        query.where("last_comment_id IS ?", last_comment_id)
    if comment_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM topic_comments AS item WHERE item.topic_id = topics.topic_id"
            " AND item.comment_id = ?)",
            comment_id,
        )
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"topics": [topic_short(topic) for topic in page.rows], "next_cursor": page.next_cursor}


class TopicResult(TypedDict):
    """What `get_topic` and 4 other tools return."""

    topic: TopicFull


def get_topic(db: Database, /, *, topic_id: int) -> TopicResult:
    """Show a topic with all its details."""
    topic = db.find(Topic, topic_id) or fail("topic_not_found", topic_id=topic_id)
    return {"topic": topic_full(db, topic)}


def add_comment_to_topic(db: Database, /, *, topic_id: int, comment_id: int) -> TopicResult:
    """Add a comment to a topic."""
    topic = db.find(Topic, topic_id) or fail("topic_not_found", topic_id=topic_id)
    if topic.locked:
        fail("topic_locked", topic_id=topic.topic_id)
    comment = db.find(Comment, comment_id) or fail("comment_not_found", comment_id=comment_id)
    db.insert(
        TopicComment,
        topic_comment_id=f"TOCOL-{db.next_number('topic_comments'):04d}",
        topic_id=topic.topic_id,
        comment_id=comment.comment_id,
    )
    return {"topic": topic_full(db, topic)}


def remove_comment_from_topic(db: Database, /, *, topic_id: int, comment_id: int) -> TopicResult:
    """Remove a comment from a topic."""
    topic = db.find(Topic, topic_id) or fail("topic_not_found", topic_id=topic_id)
    topic_comment = db.query(TopicComment).where("topic_id = ? AND comment_id = ?", topic.topic_id, comment_id).first()
    if topic_comment is None:
        fail("topic_without_comment", topic_id=topic_id, comment_id=comment_id)
    db.delete(topic_comment)
    return {"topic": topic_full(db, topic)}


def create_topic(
    db: Database,
    /,
    *,
    folder_id: int,
    name: str,
    comment_count: int | None = None,
    content: str | None = None,
    last_comment_id: int | None = None,
    locked: bool = False,
    comment_ids: list[int],
) -> TopicResult:
    """Create a topic in a folder."""
    if db.find(Folder, folder_id) is None:
        fail("folder_not_found", folder_id=folder_id)
    if last_comment_id is not None and db.find(Comment, last_comment_id) is None:
        fail("last_comment_not_found", last_comment_id=last_comment_id)
    if db.query(Topic).where("same_text(name, ?) AND folder_id = ?", name, folder_id).exists():
        fail("topic_name_taken", name=name)
    topic = db.insert(
        Topic,
        topic_id=db.next_number("topics"),
        folder_id=folder_id,
        name=name,
        comment_count=comment_count,
        content=content,
        last_comment_id=last_comment_id,
        locked=locked,
        created_at=db.now(),
    )
    for comment_id in comment_ids:
        comment = db.find(Comment, comment_id) or fail("comment_not_found", comment_id=comment_id)
        if (
            not db.query(TopicComment)
            .where("topic_id = ? AND comment_id = ?", topic.topic_id, comment.comment_id)
            .exists()
        ):
            db.insert(
                TopicComment,
                topic_comment_id=f"TOCOL-{db.next_number('topic_comments'):04d}",
                topic_id=topic.topic_id,
                comment_id=comment.comment_id,
            )
    return {"topic": topic_full(db, topic)}


def update_topic(
    db: Database,
    /,
    *,
    topic_id: int,
    name: str | None = None,
    comment_count: int | None = None,
    content: str | None = None,
    last_comment_id: int | None = None,
    locked: bool | None = None,
    clear: list[Literal["comment_count", "content", "last_comment_id"]] | None = None,
) -> TopicResult:
    """Change a topic, for example its name, content, last comment or comment count."""
    changes = given(
        clear, name=name, comment_count=comment_count, content=content, last_comment_id=last_comment_id, locked=locked
    )
    topic = db.find(Topic, topic_id) or fail("topic_not_found", topic_id=topic_id)
    if last_comment_id is not None and db.find(Comment, last_comment_id) is None:
        fail("last_comment_not_found", last_comment_id=last_comment_id)
    if (
        name is not None
        and db.query(Topic)
        .where("same_text(name, ?) AND folder_id = ? AND topic_id <> ?", name, topic.folder_id, topic.topic_id)
        .exists()
    ):
        fail("topic_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(topic, **changes)
    return {"topic": topic_full(db, topic)}


class DeleteTopic(TypedDict):
    """What `delete_topic` returns."""

    topic_id: int


def delete_topic(db: Database, /, *, topic_id: int) -> DeleteTopic:
    """Delete a topic."""
    topic = db.find(Topic, topic_id) or fail("topic_not_found", topic_id=topic_id)
    db.delete(topic)
    return {"topic_id": topic_id}


class ListEntries(TypedDict):
    """What `list_entries` returns."""

    entries: list[EntryFull]
    next_cursor: str | None


def list_entries(
    db: Database,
    /,
    *,
    query_: str | None = None,
    entry_type: Literal[
        "Album",
        "Artist",
        "DiscussionTopic",
        "PV",
        "ReleaseEvent",
        "ReleaseEventSeries",
        "Song",
        "SongList",
        "Tag",
        "User",
        "Venue",
    ]
    | None = None,
    status: Literal["Draft", "Finished", "Approved", "Locked"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListEntries:
    """List the entries, optionally by text, entry type or status."""
    query = db.query(Entry)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    if entry_type is not None:
        query.where("entry_type IS ?", entry_type)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-create_date", limit=limit, cursor=cursor)
    return {"entries": [entry_full(entry) for entry in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "artist_not_found": "There is no artist {artist_id}. List the artists to see which there are.",
    "comment_not_found": "There is no comment {comment_id}. List the comments to see which there are.",
    "entry_not_found": "There is no entry {entry_id}. List the entries to see which there are.",
    "folder_name_taken": "There is already a folder with the name {name}. Choose another name.",
    "folder_not_found": "There is no folder {folder_id}. List the folders to see which there are.",
    "last_comment_not_found": "There is no last comment {last_comment_id}. List the comments to see which there are.",
    "topic_has_comment_already": "The topic has the comment {comment_id} already. Choose another comment.",
    "topic_name_taken": "There is already a topic with the name {name}. Choose another name.",
    "topic_not_found": "There is no topic {topic_id}. List the topics to see which there are.",
    "topic_without_comment": "Topic {topic_id} has no comment {comment_id}.",
    "topic_locked": "Topic {topic_id} is locked: it takes no topic comments any more. Choose another topic.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="voca_db_comments",
    folder=Path(__file__).parent,
    tables=[ActivityEntry, Comment, Artist, Folder, Topic, Entry, TopicComment],
    tools={
        "list_activity_entries": Tool(list_activity_entries, read_only=True),
        "list_comments": Tool(list_comments, read_only=True),
        "get_comment": Tool(get_comment, read_only=True),
        "create_comment": Tool(create_comment),
        "update_comment": Tool(update_comment),
        "list_artists": Tool(list_artists, read_only=True),
        "get_artist": Tool(get_artist, read_only=True),
        "delete_artist": Tool(delete_artist),
        "list_folders": Tool(list_folders, read_only=True),
        "create_folder": Tool(create_folder),
        "list_topics": Tool(list_topics, read_only=True),
        "get_topic": Tool(get_topic, read_only=True),
        "add_comment_to_topic": Tool(add_comment_to_topic),
        "remove_comment_from_topic": Tool(remove_comment_from_topic),
        "create_topic": Tool(create_topic),
        "update_topic": Tool(update_topic),
        "delete_topic": Tool(delete_topic),
        "list_entries": Tool(list_entries, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "folders.name": "folder_name_taken",
        "topics.folder_id, topics.name": "topic_name_taken",
        "topic_comments.topic_id, topic_comments.comment_id": "topic_has_comment_already",
    },
    instructions=INSTRUCTIONS,
)
