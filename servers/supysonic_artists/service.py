"""Supysonic: artists: keeps artists, folders, albums, tracks, starred artists and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Supysonic: artists. Keeps artists, folders, albums, tracks, starred artists and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Deleting a folder is refused while tracks refer to it.
- Deleting an artist is refused while albums, tracks or starred artists refer to it.
- Deleting an album is refused while tracks refer to it.
- Deleting a track is refused while users refer to it.
- The name must not be blank.
- Two folders cannot have the same name.
- A user and a starred can be linked only once.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Folder(Table, table=True):
    """A folder."""

    __tablename__ = "folders"
    __table_args__ = (UniqueConstraint("name"),)

    folder_id: int = Field(primary_key=True)
    name: str
    root: bool
    path: str
    created_at: str
    cover_art: str | None = None
    last_scan: int


class Artist(Table, table=True):
    """An artist."""

    __tablename__ = "artists"

    artist_id: str = Field(primary_key=True)
    name: str


class Album(Table, table=True):
    """An album."""

    __tablename__ = "albums"

    album_id: str = Field(primary_key=True)
    name: str
    artist_id: str = Field(foreign_key="artists.artist_id", ondelete="RESTRICT", index=True)


class Track(Table, table=True):
    """A track."""

    __tablename__ = "tracks"

    track_id: str = Field(primary_key=True)
    title: str
    disc: int
    number: int
    year: int | None = None
    duration: int
    album_id: str = Field(foreign_key="albums.album_id", ondelete="RESTRICT", index=True)
    artist_id: str = Field(foreign_key="artists.artist_id", ondelete="RESTRICT", index=True)
    bitrate: int
    path: str
    created_at: str
    last_modification: int
    play_count: int
    root_folder_id: int = Field(foreign_key="folders.folder_id", ondelete="RESTRICT", index=True)
    folder_id: int = Field(foreign_key="folders.folder_id", ondelete="RESTRICT", index=True)


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"

    user_id: str = Field(primary_key=True)
    name: str
    salt: str
    admin: bool
    jukebox: bool
    listenbrainz_status: bool
    lastfm_status: bool
    last_play_id: str | None = Field(default=None, foreign_key="tracks.track_id", ondelete="RESTRICT", index=True)


class StarredArtist(Table, table=True):
    """A starred artist."""

    __tablename__ = "starred_artists"
    __table_args__ = (UniqueConstraint("user_id", "starred_id"),)

    starred_artist_id: int = Field(primary_key=True)
    user_id: str = Field(foreign_key="users.user_id", ondelete="CASCADE", index=True)
    starred_id: str = Field(foreign_key="artists.artist_id", ondelete="RESTRICT", index=True)
    date: str


# --- views --------------------------------------------------------------------------------------------------------


class FolderShort(TypedDict):
    """A folder in the view `short`."""

    folder_id: int
    name: str
    root: bool
    path: str
    created_at: str
    cover_art: str | None
    last_scan: int


def folder_short(folder: Folder) -> FolderShort:
    """A folder in the view `short`."""
    return {
        "folder_id": folder.folder_id,
        "name": folder.name,
        "root": folder.root,
        "path": folder.path,
        "created_at": folder.created_at,
        "cover_art": folder.cover_art,
        "last_scan": folder.last_scan,
    }


class FolderFull(FolderShort):
    """A folder in the view `full`."""


def folder_full(folder: Folder) -> FolderFull:
    """A folder in the view `full`."""
    return folder_short(folder)


class ArtistShort(TypedDict):
    """An artist in the view `short`."""

    artist_id: str
    name: str


def artist_short(artist: Artist) -> ArtistShort:
    """An artist in the view `short`."""
    return {"artist_id": artist.artist_id, "name": artist.name}


class ArtistFull(ArtistShort):
    """An artist in the view `full`."""


def artist_full(artist: Artist) -> ArtistFull:
    """An artist in the view `full`."""
    return artist_short(artist)


class AlbumShort(TypedDict):
    """An album in the view `short`."""

    album_id: str
    name: str
    artist_id: str


def album_short(album: Album) -> AlbumShort:
    """An album in the view `short`."""
    return {"album_id": album.album_id, "name": album.name, "artist_id": album.artist_id}


class AlbumFull(AlbumShort):
    """An album in the view `full`."""


def album_full(album: Album) -> AlbumFull:
    """An album in the view `full`."""
    return album_short(album)


class TrackShort(TypedDict):
    """A track in the view `short`."""

    track_id: str
    title: str
    album_id: str
    artist_id: str
    created_at: str
    root_folder_id: int
    folder_id: int


def track_short(track: Track) -> TrackShort:
    """A track in the view `short`."""
    return {
        "track_id": track.track_id,
        "title": track.title,
        "album_id": track.album_id,
        "artist_id": track.artist_id,
        "created_at": track.created_at,
        "root_folder_id": track.root_folder_id,
        "folder_id": track.folder_id,
    }


class TrackFull(TrackShort):
    """A track in the view `full`."""

    disc: int
    number: int
    year: int | None
    duration: int
    bitrate: int
    path: str
    last_modification: int
    play_count: int


def track_full(track: Track) -> TrackFull:
    """A track in the view `full`."""
    return {
        **track_short(track),
        "disc": track.disc,
        "number": track.number,
        "year": track.year,
        "duration": track.duration,
        "bitrate": track.bitrate,
        "path": track.path,
        "last_modification": track.last_modification,
        "play_count": track.play_count,
    }


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    name: str
    admin: bool
    jukebox: bool
    listenbrainz_status: bool
    lastfm_status: bool
    last_play_id: str | None


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "name": user.name,
        "admin": user.admin,
        "jukebox": user.jukebox,
        "listenbrainz_status": user.listenbrainz_status,
        "lastfm_status": user.lastfm_status,
        "last_play_id": user.last_play_id,
    }


class UserFull(UserShort):
    """A user in the view `full`."""

    salt: str


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return {**user_short(user), "salt": user.salt}


class StarredArtistShort(TypedDict):
    """A starred artist in the view `short`."""

    starred_artist_id: int
    user_id: str
    starred_id: str
    date: str


def starred_artist_short(starred_artist: StarredArtist) -> StarredArtistShort:
    """A starred artist in the view `short`."""
    return {
        "starred_artist_id": starred_artist.starred_artist_id,
        "user_id": starred_artist.user_id,
        "starred_id": starred_artist.starred_id,
        "date": starred_artist.date,
    }


class StarredArtistFull(StarredArtistShort):
    """A starred artist in the view `full`."""


def starred_artist_full(starred_artist: StarredArtist) -> StarredArtistFull:
    """A starred artist in the view `full`."""
    return starred_artist_short(starred_artist)


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
    created_after: str | None = None,
    created_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListFolders:
    """List the folders, optionally by root or created time."""
    query = db.query(Folder)
    if root is not None:
        query.where("root = ?", root)
    if created_after is not None:
        query.where("created_at >= ?", created_after)
    if created_before is not None:
        query.where("created_at <= ?", created_before)
    page = query.page("created_at", limit=limit, cursor=cursor)
    return {"folders": [folder_short(folder) for folder in page.rows], "next_cursor": page.next_cursor}


class FolderResult(TypedDict):
    """What `get_folder` and 2 other tools return."""

    folder: FolderFull


def get_folder(db: Database, /, *, folder_id: int) -> FolderResult:
    """Show a folder with all its details."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    return {"folder": folder_full(folder)}


def create_folder(
    db: Database, /, *, name: str, root: bool, path: str, created_at: str, last_scan: int, cover_art: str | None = None
) -> FolderResult:
    """Create a folder."""
    if db.query(Folder).where("same_text(name, ?)", name).exists():
        fail("folder_name_taken", name=name)
    folder = db.insert(
        Folder,
        folder_id=db.next_number("folders"),
        name=name,
        root=root,
        path=path,
        created_at=created_at,
        cover_art=cover_art,
        last_scan=last_scan,
    )
    return {"folder": folder_full(folder)}


def update_folder(
    db: Database,
    /,
    *,
    folder_id: int,
    name: str | None = None,
    root: bool | None = None,
    path: str | None = None,
    created_at: str | None = None,
    cover_art: str | None = None,
    last_scan: int | None = None,
    clear: list[Literal["cover_art"]] | None = None,
) -> FolderResult:
    """Change a folder, for example its name, created time, path or last scan."""
    changes = given(
        clear, name=name, root=root, path=path, created_at=created_at, cover_art=cover_art, last_scan=last_scan
    )
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    if (
        name is not None
        and db.query(Folder).where("same_text(name, ?) AND folder_id <> ?", name, folder.folder_id).exists()
    ):
        fail("folder_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(folder, **changes)
    return {"folder": folder_full(folder)}


class DeleteFolder(TypedDict):
    """What `delete_folder` returns."""

    folder_id: int


def delete_folder(db: Database, /, *, folder_id: int) -> DeleteFolder:
    """Delete a folder; one that still has tracks stays."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    if db.query(Track).where("root_folder_id = ?", folder.folder_id).exists():
        fail("folder_has_tracks", folder_id=folder.folder_id)
    if db.query(Track).where("folder_id = ?", folder.folder_id).exists():
        fail("folder_has_tracks", folder_id=folder.folder_id)
    db.delete(folder)
    return {"folder_id": folder_id}


class ListArtists(TypedDict):
    """What `list_artists` returns."""

    artists: list[ArtistShort]
    next_cursor: str | None


def list_artists(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListArtists:
    """List the artists."""
    page = db.query(Artist).page("name", limit=limit, cursor=cursor)
    return {"artists": [artist_short(artist) for artist in page.rows], "next_cursor": page.next_cursor}


class ArtistResult(TypedDict):
    """What `get_artist` and 2 other tools return."""

    artist: ArtistFull


def get_artist(db: Database, /, *, artist_id: str) -> ArtistResult:
    """Show an artist with all its details."""
    artist = db.find(Artist, artist_id) or fail("artist_not_found", artist_id=artist_id)
    return {"artist": artist_full(artist)}


def create_artist(db: Database, /, *, name: str) -> ArtistResult:
    """Create an artist."""
    if len(words(name)) <= 0:
        fail("name_blank")
    artist = db.insert(Artist, artist_id=f"ART-{db.next_number('artists'):04d}", name=name)
    return {"artist": artist_full(artist)}


def update_artist(db: Database, /, *, artist_id: str, name: str | None = None) -> ArtistResult:
    """Change the name of an artist."""
    changes = given(None, name=name)
    artist = db.find(Artist, artist_id) or fail("artist_not_found", artist_id=artist_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(artist, **changes)
    return {"artist": artist_full(artist)}


class DeleteArtist(TypedDict):
    """What `delete_artist` returns."""

    artist_id: str


def delete_artist(db: Database, /, *, artist_id: str) -> DeleteArtist:
    """Delete an artist; one that still has albums, tracks or starred artists stays."""
    artist = db.find(Artist, artist_id) or fail("artist_not_found", artist_id=artist_id)
    if db.query(Album).where("artist_id = ?", artist.artist_id).exists():
        fail("artist_has_albums", artist_id=artist.artist_id)
    if db.query(Track).where("artist_id = ?", artist.artist_id).exists():
        fail("artist_has_tracks", artist_id=artist.artist_id)
    if db.query(StarredArtist).where("starred_id = ?", artist.artist_id).exists():
        fail("artist_has_starred_artists", artist_id=artist.artist_id)
    db.delete(artist)
    return {"artist_id": artist_id}


class ListAlbums(TypedDict):
    """What `list_albums` returns."""

    albums: list[AlbumShort]
    next_cursor: str | None


def list_albums(
    db: Database, /, *, artist_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListAlbums:
    """List the albums, optionally by artist."""
    query = db.query(Album)
    if artist_id is not None:
        query.where("artist_id = ?", artist_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"albums": [album_short(album) for album in page.rows], "next_cursor": page.next_cursor}


class AlbumResult(TypedDict):
    """What `get_album` and 2 other tools return."""

    album: AlbumFull


def get_album(db: Database, /, *, album_id: str) -> AlbumResult:
    """Show an album with all its details."""
    album = db.find(Album, album_id) or fail("album_not_found", album_id=album_id)
    return {"album": album_full(album)}


def create_album(db: Database, /, *, name: str, artist_id: str) -> AlbumResult:
    """Create an album."""
    if db.find(Artist, artist_id) is None:
        fail("artist_not_found", artist_id=artist_id)
    album = db.insert(Album, album_id=f"ALBUM-{db.next_number('albums'):04d}", name=name, artist_id=artist_id)
    return {"album": album_full(album)}


def update_album(
    db: Database, /, *, album_id: str, name: str | None = None, artist_id: str | None = None
) -> AlbumResult:
    """Change the name or artist of an album."""
    changes = given(None, name=name, artist_id=artist_id)
    album = db.find(Album, album_id) or fail("album_not_found", album_id=album_id)
    if artist_id is not None and db.find(Artist, artist_id) is None:
        fail("artist_not_found", artist_id=artist_id)
    if not changes:
        fail("nothing_to_change")
    db.update(album, **changes)
    return {"album": album_full(album)}


class DeleteAlbum(TypedDict):
    """What `delete_album` returns."""

    album_id: str


def delete_album(db: Database, /, *, album_id: str) -> DeleteAlbum:
    """Delete an album; one that still has tracks stays."""
    album = db.find(Album, album_id) or fail("album_not_found", album_id=album_id)
    if db.query(Track).where("album_id = ?", album.album_id).exists():
        fail("album_has_tracks", album_id=album.album_id)
    db.delete(album)
    return {"album_id": album_id}


class ListTracks(TypedDict):
    """What `list_tracks` returns."""

    tracks: list[TrackShort]
    next_cursor: str | None


def list_tracks(
    db: Database,
    /,
    *,
    album_id: str | None = None,
    artist_id: str | None = None,
    root_folder_id: int | None = None,
    folder_id: int | None = None,
    created_after: str | None = None,
    created_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListTracks:
    """List the tracks, optionally by album, artist, root folder, folder or created time."""
    query = db.query(Track)
    if album_id is not None:
        query.where("album_id = ?", album_id)
    if artist_id is not None:
        query.where("artist_id = ?", artist_id)
    if root_folder_id is not None:
        query.where("root_folder_id = ?", root_folder_id)
    if folder_id is not None:
        query.where("folder_id = ?", folder_id)
    if created_after is not None:
        query.where("created_at >= ?", created_after)
    if created_before is not None:
        query.where("created_at <= ?", created_before)
    page = query.page("created_at", limit=limit, cursor=cursor)
    return {"tracks": [track_short(track) for track in page.rows], "next_cursor": page.next_cursor}


class TrackResult(TypedDict):
    """What `get_track` and 2 other tools return."""

    track: TrackFull


def get_track(db: Database, /, *, track_id: str) -> TrackResult:
    """Show a track with all its details."""
    track = db.find(Track, track_id) or fail("track_not_found", track_id=track_id)
    return {"track": track_full(track)}


def create_track(
    db: Database,
    /,
    *,
    title: str,
    disc: int,
    number: int,
    duration: int,
    album_id: str,
    artist_id: str,
    bitrate: int,
    path: str,
    created_at: str,
    last_modification: int,
    play_count: int,
    root_folder_id: int,
    folder_id: int,
) -> TrackResult:
    """Create a track."""
    if db.find(Album, album_id) is None:
        fail("album_not_found", album_id=album_id)
    if db.find(Artist, artist_id) is None:
        fail("artist_not_found", artist_id=artist_id)
    if db.find(Folder, root_folder_id) is None:
        fail("root_folder_not_found", root_folder_id=root_folder_id)
    if db.find(Folder, folder_id) is None:
        fail("folder_not_found", folder_id=folder_id)
    track = db.insert(
        Track,
        track_id=f"TRACK-{db.next_number('tracks'):04d}",
        title=title,
        disc=disc,
        number=number,
        duration=duration,
        album_id=album_id,
        artist_id=artist_id,
        bitrate=bitrate,
        path=path,
        created_at=created_at,
        last_modification=last_modification,
        play_count=play_count,
        root_folder_id=root_folder_id,
        folder_id=folder_id,
    )
    return {"track": track_full(track)}


def update_track(
    db: Database,
    /,
    *,
    track_id: str,
    title: str | None = None,
    disc: int | None = None,
    number: int | None = None,
    duration: int | None = None,
    album_id: str | None = None,
    artist_id: str | None = None,
    bitrate: int | None = None,
    path: str | None = None,
    created_at: str | None = None,
    last_modification: int | None = None,
    play_count: int | None = None,
    root_folder_id: int | None = None,
    folder_id: int | None = None,
) -> TrackResult:
    """Change a track, for example its title, album, artist or folder."""
    changes = given(
        None,
        title=title,
        disc=disc,
        number=number,
        duration=duration,
        album_id=album_id,
        artist_id=artist_id,
        bitrate=bitrate,
        path=path,
        created_at=created_at,
        last_modification=last_modification,
        play_count=play_count,
        root_folder_id=root_folder_id,
        folder_id=folder_id,
    )
    track = db.find(Track, track_id) or fail("track_not_found", track_id=track_id)
    if album_id is not None and db.find(Album, album_id) is None:
        fail("album_not_found", album_id=album_id)
    if artist_id is not None and db.find(Artist, artist_id) is None:
        fail("artist_not_found", artist_id=artist_id)
    if root_folder_id is not None and db.find(Folder, root_folder_id) is None:
        fail("root_folder_not_found", root_folder_id=root_folder_id)
    if folder_id is not None and db.find(Folder, folder_id) is None:
        fail("folder_not_found", folder_id=folder_id)
    if not changes:
        fail("nothing_to_change")
    db.update(track, **changes)
    return {"track": track_full(track)}


class DeleteTrack(TypedDict):
    """What `delete_track` returns."""

    track_id: str


def delete_track(db: Database, /, *, track_id: str) -> DeleteTrack:
    """Delete a track; one that still has users stays."""
    track = db.find(Track, track_id) or fail("track_not_found", track_id=track_id)
    if db.query(User).where("last_play_id = ?", track.track_id).exists():
        fail("track_has_users", track_id=track.track_id)
    db.delete(track)
    return {"track_id": track_id}


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
    last_play_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListUsers:
    """List the users, optionally by admin, jukebox, listenbrainz status, lastfm status or last play."""
    query = db.query(User)
    if admin is not None:
        query.where("admin = ?", admin)
    if jukebox is not None:
        query.where("jukebox = ?", jukebox)
    if listenbrainz_status is not None:
        query.where("listenbrainz_status = ?", listenbrainz_status)
    if lastfm_status is not None:
        query.where("lastfm_status = ?", lastfm_status)
    if last_play_id is not None:
        query.where("last_play_id IS ?", last_play_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class GetUser(TypedDict):
    """What `get_user` returns."""

    user: UserFull


def get_user(db: Database, /, *, user_id: str) -> GetUser:
    """Show a user with all its details."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    return {"user": user_full(user)}


class ListStarredArtists(TypedDict):
    """What `list_starred_artists` returns."""

    starred_artists: list[StarredArtistShort]
    next_cursor: str | None


def list_starred_artists(
    db: Database,
    /,
    *,
    user_id: str | None = None,
    starred_id: str | None = None,
    date_after: str | None = None,
    date_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListStarredArtists:
    """List the starred artists, optionally by user, starred or date."""
    query = db.query(StarredArtist)
    if user_id is not None:
        query.where("user_id = ?", user_id)
    if starred_id is not None:
        query.where("starred_id = ?", starred_id)
    if date_after is not None:
        query.where("date >= ?", date_after)
    if date_before is not None:
        query.where("date <= ?", date_before)
    page = query.page("date", limit=limit, cursor=cursor)
    return {
        "starred_artists": [starred_artist_short(starred_artist) for starred_artist in page.rows],
        "next_cursor": page.next_cursor,
    }


class StarredArtistResult(TypedDict):
    """What `get_starred_artist` and 2 other tools return."""

    starred_artist: StarredArtistFull


def get_starred_artist(db: Database, /, *, starred_artist_id: int) -> StarredArtistResult:
    """Show a starred artist with all its details."""
    starred_artist = db.find(StarredArtist, starred_artist_id)
    if starred_artist is None:
        fail("starred_artist_not_found", starred_artist_id=starred_artist_id)
    return {"starred_artist": starred_artist_full(starred_artist)}


def create_starred_artist(db: Database, /, *, user_id: str, starred_id: str, date: str) -> StarredArtistResult:
    """Create a starred artist."""
    if db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    if db.find(Artist, starred_id) is None:
        fail("starred_not_found", starred_id=starred_id)
    starred_artist = db.insert(
        StarredArtist,
        starred_artist_id=db.next_number("starred_artists"),
        user_id=user_id,
        starred_id=starred_id,
        date=date,
    )
    return {"starred_artist": starred_artist_full(starred_artist)}


def update_starred_artist(db: Database, /, *, starred_artist_id: int, date: str | None = None) -> StarredArtistResult:
    """Change the date of a starred artist."""
    changes = given(None, date=date)
    starred_artist = db.find(StarredArtist, starred_artist_id)
    if starred_artist is None:
        fail("starred_artist_not_found", starred_artist_id=starred_artist_id)
    if not changes:
        fail("nothing_to_change")
    db.update(starred_artist, **changes)
    return {"starred_artist": starred_artist_full(starred_artist)}


class DeleteStarredArtist(TypedDict):
    """What `delete_starred_artist` returns."""

    starred_artist_id: int


def delete_starred_artist(db: Database, /, *, starred_artist_id: int) -> DeleteStarredArtist:
    """Delete a starred artist."""
    starred_artist = db.find(StarredArtist, starred_artist_id)
    if starred_artist is None:
        fail("starred_artist_not_found", starred_artist_id=starred_artist_id)
    db.delete(starred_artist)
    return {"starred_artist_id": starred_artist_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "album_has_tracks": "Album {album_id} still has tracks. Remove or move them first.",
    "album_not_found": "There is no album {album_id}. List the albums to see which there are.",
    "artist_has_albums": "Artist {artist_id} still has albums. Remove or move them first.",
    "artist_has_starred_artists": "Artist {artist_id} still has starred artists. Remove or move them first.",
    "artist_has_tracks": "Artist {artist_id} still has tracks. Remove or move them first.",
    "artist_not_found": "There is no artist {artist_id}. List the artists to see which there are.",
    "folder_has_tracks": "Folder {folder_id} still has tracks. Remove or move them first.",
    "folder_not_found": "There is no folder {folder_id}. List the folders to see which there are.",
    "root_folder_not_found": "There is no root folder {root_folder_id}. List the folders to see which there are.",
    "starred_artist_not_found": (
        "There is no starred artist {starred_artist_id}. List the starred artists to see which there are."
    ),
    "starred_artist_starred_taken": "There is already a starred artist with the same user and starred. Choose others.",
    "starred_not_found": "There is no starred {starred_id}. List the artists to see which there are.",
    "track_has_users": "Track {track_id} still has users. Remove or move them first.",
    "track_not_found": "There is no track {track_id}. List the tracks to see which there are.",
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "folder_name_taken": "There is already a folder with the name {name}. Choose another name.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="supysonic_artists",
    folder=Path(__file__).parent,
    tables=[Folder, Artist, Album, Track, User, StarredArtist],
    tools={
        "list_folders": Tool(list_folders, read_only=True),
        "get_folder": Tool(get_folder, read_only=True),
        "create_folder": Tool(create_folder),
        "update_folder": Tool(update_folder),
        "delete_folder": Tool(delete_folder),
        "list_artists": Tool(list_artists, read_only=True),
        "get_artist": Tool(get_artist, read_only=True),
        "create_artist": Tool(create_artist),
        "update_artist": Tool(update_artist),
        "delete_artist": Tool(delete_artist),
        "list_albums": Tool(list_albums, read_only=True),
        "get_album": Tool(get_album, read_only=True),
        "create_album": Tool(create_album),
        "update_album": Tool(update_album),
        "delete_album": Tool(delete_album),
        "list_tracks": Tool(list_tracks, read_only=True),
        "get_track": Tool(get_track, read_only=True),
        "create_track": Tool(create_track),
        "update_track": Tool(update_track),
        "delete_track": Tool(delete_track),
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "list_starred_artists": Tool(list_starred_artists, read_only=True),
        "get_starred_artist": Tool(get_starred_artist, read_only=True),
        "create_starred_artist": Tool(create_starred_artist),
        "update_starred_artist": Tool(update_starred_artist),
        "delete_starred_artist": Tool(delete_starred_artist),
    },
    faults=FAULTS,
    unique_faults={
        "folders.name": "folder_name_taken",
        "starred_artists.user_id, starred_artists.starred_id": "starred_artist_starred_taken",
    },
    instructions=INSTRUCTIONS,
)
