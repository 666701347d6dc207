"""Supysonic: metas: keeps starred folders, metas, radio stations, folders, users and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Supysonic: metas. Keeps starred folders, metas, radio stations, folders, users and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a meta can be refused: there is already a meta with that key.
- The name must not be blank.
- Creating or updating a radio station can be refused: that stream URL is not the address of a web page; that homepage \
URL is not the address of a web page.
- A user and a starred can be linked only once.
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
    artist_id: str = Field(foreign_key="artists.artist_id", ondelete="CASCADE", index=True)


class Track(Table, table=True):
    """A track."""

    __tablename__ = "tracks"

    track_id: str = Field(primary_key=True)
    title: str
    disc: int
    number: int
    album_id: str = Field(foreign_key="albums.album_id", ondelete="CASCADE", index=True)
    artist_id: str = Field(foreign_key="artists.artist_id", ondelete="CASCADE", index=True)
    root_folder_id: int = Field(foreign_key="folders.folder_id", ondelete="CASCADE", index=True)
    folder_id: int = Field(foreign_key="folders.folder_id", ondelete="CASCADE", index=True)


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
    last_play_id: str | None = Field(default=None, foreign_key="tracks.track_id", ondelete="SET NULL", index=True)


class StarredFolder(Table, table=True):
    """A starred folder."""

    __tablename__ = "starred_folders"
    __table_args__ = (UniqueConstraint("user_id", "starred_id"),)

    starred_folder_id: int = Field(primary_key=True)
    user_id: str = Field(foreign_key="users.user_id", ondelete="CASCADE", index=True)
    starred_id: int = Field(foreign_key="folders.folder_id", ondelete="CASCADE", index=True)
    date: str


class Meta(Table, table=True):
    """A meta."""

    __tablename__ = "metas"

    key: str = Field(primary_key=True)
    value: str


class RadioStation(Table, table=True):
    """A radio station."""

    __tablename__ = "radio_stations"

    radio_station_id: str = Field(primary_key=True)
    name: str
    stream_url: str
    homepage_url: str | None = None
    created_at: str


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
    disc: int
    album_id: str
    artist_id: str
    root_folder_id: int
    folder_id: int


def track_short(track: Track) -> TrackShort:
    """A track in the view `short`."""
    return {
        "track_id": track.track_id,
        "title": track.title,
        "disc": track.disc,
        "album_id": track.album_id,
        "artist_id": track.artist_id,
        "root_folder_id": track.root_folder_id,
        "folder_id": track.folder_id,
    }


class TrackFull(TrackShort):
    """A track in the view `full`."""

    number: int


def track_full(track: Track) -> TrackFull:
    """A track in the view `full`."""
    return {**track_short(track), "number": track.number}


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


class StarredFolderShort(TypedDict):
    """A starred folder in the view `short`."""

    starred_folder_id: int
    user_id: str
    starred_id: int
    date: str


def starred_folder_short(starred_folder: StarredFolder) -> StarredFolderShort:
    """A starred folder in the view `short`."""
    return {
        "starred_folder_id": starred_folder.starred_folder_id,
        "user_id": starred_folder.user_id,
        "starred_id": starred_folder.starred_id,
        "date": starred_folder.date,
    }


class StarredFolderFull(StarredFolderShort):
    """A starred folder in the view `full`."""


def starred_folder_full(starred_folder: StarredFolder) -> StarredFolderFull:
    """A starred folder in the view `full`."""
    return starred_folder_short(starred_folder)


class MetaShort(TypedDict):
    """A meta in the view `short`."""

    key: str
    value: str


def meta_short(meta: Meta) -> MetaShort:
    """A meta in the view `short`."""
    return {"key": meta.key, "value": meta.value}


class MetaFull(MetaShort):
    """A meta in the view `full`."""


def meta_full(meta: Meta) -> MetaFull:
    """A meta in the view `full`."""
    return meta_short(meta)


class RadioStationShort(TypedDict):
    """A radio station in the view `short`."""

    radio_station_id: str
    name: str
    stream_url: str
    homepage_url: str | None
    created_at: str


def radio_station_short(radio_station: RadioStation) -> RadioStationShort:
    """A radio station in the view `short`."""
    return {
        "radio_station_id": radio_station.radio_station_id,
        "name": radio_station.name,
        "stream_url": radio_station.stream_url,
        "homepage_url": radio_station.homepage_url,
        "created_at": radio_station.created_at,
    }


class RadioStationFull(RadioStationShort):
    """A radio station in the view `full`."""


def radio_station_full(radio_station: RadioStation) -> RadioStationFull:
    """A radio station in the view `full`."""
    return radio_station_short(radio_station)


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


class ListArtists(TypedDict):
    """What `list_artists` returns."""

    artists: list[ArtistShort]
    next_cursor: str | None


def list_artists(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListArtists:
    """List the artists."""
    page = db.query(Artist).page("name", limit=limit, cursor=cursor)
    return {"artists": [artist_short(artist) for artist in page.rows], "next_cursor": page.next_cursor}


class GetArtist(TypedDict):
    """What `get_artist` returns."""

    artist: ArtistFull


def get_artist(db: Database, /, *, artist_id: str) -> GetArtist:
    """Show an artist with all its details."""
    artist = db.find(Artist, artist_id) or fail("artist_not_found", artist_id=artist_id)
    return {"artist": artist_full(artist)}


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


class GetAlbum(TypedDict):
    """What `get_album` returns."""

    album: AlbumFull


def get_album(db: Database, /, *, album_id: str) -> GetAlbum:
    """Show an album with all its details."""
    album = db.find(Album, album_id) or fail("album_not_found", album_id=album_id)
    return {"album": album_full(album)}


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
    limit: int = 20,
    cursor: str | None = None,
) -> ListTracks:
    """List the tracks, optionally by album, artist, root folder or folder."""
    query = db.query(Track)
    if album_id is not None:
        query.where("album_id = ?", album_id)
    if artist_id is not None:
        query.where("artist_id = ?", artist_id)
    if root_folder_id is not None:
        query.where("root_folder_id = ?", root_folder_id)
    if folder_id is not None:
        query.where("folder_id = ?", folder_id)
    page = query.page("title", limit=limit, cursor=cursor)
    return {"tracks": [track_short(track) for track in page.rows], "next_cursor": page.next_cursor}


class GetTrack(TypedDict):
    """What `get_track` returns."""

    track: TrackFull


def get_track(db: Database, /, *, track_id: str) -> GetTrack:
    """Show a track with all its details."""
    track = db.find(Track, track_id) or fail("track_not_found", track_id=track_id)
    return {"track": track_full(track)}


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


class ListStarredFolders(TypedDict):
    """What `list_starred_folders` returns."""

    starred_folders: list[StarredFolderShort]
    next_cursor: str | None


def list_starred_folders(
    db: Database,
    /,
    *,
    user_id: str | None = None,
    starred_id: int | None = None,
    date_after: str | None = None,
    date_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListStarredFolders:
    """List the starred folders, optionally by user, starred or date."""
    query = db.query(StarredFolder)
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
        "starred_folders": [starred_folder_short(starred_folder) for starred_folder in page.rows],
        "next_cursor": page.next_cursor,
    }


class StarredFolderResult(TypedDict):
    """What `get_starred_folder` and 2 other tools return."""

    starred_folder: StarredFolderFull


def get_starred_folder(db: Database, /, *, starred_folder_id: int) -> StarredFolderResult:
    """Show a starred folder with all its details."""
    starred_folder = db.find(StarredFolder, starred_folder_id)
    if starred_folder is None:
        fail("starred_folder_not_found", starred_folder_id=starred_folder_id)
    return {"starred_folder": starred_folder_full(starred_folder)}


def create_starred_folder(db: Database, /, *, user_id: str, starred_id: int, date: str) -> StarredFolderResult:
    """Create a starred folder."""
    if db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    if db.find(Folder, starred_id) is None:
        fail("starred_not_found", starred_id=starred_id)
    starred_folder = db.insert(
        StarredFolder,
        starred_folder_id=db.next_number("starred_folders"),
        user_id=user_id,
        starred_id=starred_id,
        date=date,
    )
    return {"starred_folder": starred_folder_full(starred_folder)}


def update_starred_folder(db: Database, /, *, starred_folder_id: int, date: str | None = None) -> StarredFolderResult:
    """Change the date of a starred folder."""
    changes = given(None, date=date)
    starred_folder = db.find(StarredFolder, starred_folder_id)
    if starred_folder is None:
        fail("starred_folder_not_found", starred_folder_id=starred_folder_id)
    if not changes:
        fail("nothing_to_change")
    db.update(starred_folder, **changes)
    return {"starred_folder": starred_folder_full(starred_folder)}


class DeleteStarredFolder(TypedDict):
    """What `delete_starred_folder` returns."""

    starred_folder_id: int


def delete_starred_folder(db: Database, /, *, starred_folder_id: int) -> DeleteStarredFolder:
    """Delete a starred folder."""
    starred_folder = db.find(StarredFolder, starred_folder_id)
    if starred_folder is None:
        fail("starred_folder_not_found", starred_folder_id=starred_folder_id)
    db.delete(starred_folder)
    return {"starred_folder_id": starred_folder_id}


class ListMetas(TypedDict):
    """What `list_metas` returns."""

    metas: list[MetaShort]
    next_cursor: str | None


def list_metas(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListMetas:
    """List the metas."""
    page = db.query(Meta).page(limit=limit, cursor=cursor)
    return {"metas": [meta_short(meta) for meta in page.rows], "next_cursor": page.next_cursor}


class MetaResult(TypedDict):
    """What `get_meta` and 2 other tools return."""

    meta: MetaFull


def get_meta(db: Database, /, *, key: str) -> MetaResult:
    """Show a meta with all its details."""
    meta = db.find(Meta, key) or fail("meta_not_found", key=key)
    return {"meta": meta_full(meta)}


def create_meta(db: Database, /, *, value: str, key: str) -> MetaResult:
    """Create a meta."""
    if db.query(Meta).where('"key" = ?', key).exists():
        fail("meta_exists", key=key)
    meta = db.insert(Meta, key=key, value=value)
    return {"meta": meta_full(meta)}


def update_meta(db: Database, /, *, key: str, value: str | None = None) -> MetaResult:
    """Change the value of a meta."""
    changes = given(None, value=value)
    meta = db.find(Meta, key) or fail("meta_not_found", key=key)
    if not changes:
        fail("nothing_to_change")
    db.update(meta, **changes)
    return {"meta": meta_full(meta)}


class DeleteMeta(TypedDict):
    """What `delete_meta` returns."""

    key: str


def delete_meta(db: Database, /, *, key: str) -> DeleteMeta:
    """Delete a meta."""
    meta = db.find(Meta, key) or fail("meta_not_found", key=key)
    db.delete(meta)
    return {"key": key}


class ListRadioStations(TypedDict):
    """What `list_radio_stations` returns."""

    radio_stations: list[RadioStationShort]
    next_cursor: str | None


def list_radio_stations(
    db: Database,
    /,
    *,
    created_after: str | None = None,
    created_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListRadioStations:
    """List the radio stations, optionally by created time."""
    query = db.query(RadioStation)
    if created_after is not None:
        query.where("created_at >= ?", created_after)
    if created_before is not None:
        query.where("created_at <= ?", created_before)
    page = query.page("created_at", limit=limit, cursor=cursor)
    return {
        "radio_stations": [radio_station_short(radio_station) for radio_station in page.rows],
        "next_cursor": page.next_cursor,
    }


class RadioStationResult(TypedDict):
    """What `get_radio_station` and 2 other tools return."""

    radio_station: RadioStationFull


def get_radio_station(db: Database, /, *, radio_station_id: str) -> RadioStationResult:
    """Show a radio station with all its details."""
    radio_station = db.find(RadioStation, radio_station_id)
    if radio_station is None:
        fail("radio_station_not_found", radio_station_id=radio_station_id)
    return {"radio_station": radio_station_full(radio_station)}


def create_radio_station(
    db: Database, /, *, name: str, stream_url: str, created_at: str, homepage_url: str | None = None
) -> RadioStationResult:
    """Create a radio station."""
    if len(words(name)) <= 0:
        fail("name_blank")
    if not (starts_with(stream_url, "https://") or starts_with(stream_url, "http://")):
        fail("stream_url_invalid", stream_url=stream_url)
    if not (homepage_url is None or (starts_with(homepage_url, "https://") or starts_with(homepage_url, "http://"))):
        fail("homepage_url_invalid", homepage_url=homepage_url)
    radio_station = db.insert(
        RadioStation,
        radio_station_id=f"RS-{db.next_number('radio_stations'):04d}",
        name=name,
        stream_url=stream_url,
        homepage_url=homepage_url,
        created_at=created_at,
    )
    return {"radio_station": radio_station_full(radio_station)}


def update_radio_station(
    db: Database,
    /,
    *,
    radio_station_id: str,
    name: str | None = None,
    stream_url: str | None = None,
    homepage_url: str | None = None,
    created_at: str | None = None,
    clear: list[Literal["homepage_url"]] | None = None,
) -> RadioStationResult:
    """Change the name, created time, stream URL or homepage URL of a radio station."""
    changes = given(clear, name=name, stream_url=stream_url, homepage_url=homepage_url, created_at=created_at)
    radio_station = db.find(RadioStation, radio_station_id)
    if radio_station is None:
        fail("radio_station_not_found", radio_station_id=radio_station_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not (stream_url is None or (starts_with(stream_url, "https://") or starts_with(stream_url, "http://"))):
        fail("stream_url_invalid", stream_url=stream_url)
    if not (homepage_url is None or (starts_with(homepage_url, "https://") or starts_with(homepage_url, "http://"))):
        fail("homepage_url_invalid", homepage_url=homepage_url)
    if not changes:
        fail("nothing_to_change")
    db.update(radio_station, **changes)
    return {"radio_station": radio_station_full(radio_station)}


class DeleteRadioStation(TypedDict):
    """What `delete_radio_station` returns."""

    radio_station_id: str


def delete_radio_station(db: Database, /, *, radio_station_id: str) -> DeleteRadioStation:
    """Delete a radio station."""
    radio_station = db.find(RadioStation, radio_station_id)
    if radio_station is None:
        fail("radio_station_not_found", radio_station_id=radio_station_id)
    db.delete(radio_station)
    return {"radio_station_id": radio_station_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "album_not_found": "There is no album {album_id}. List the albums to see which there are.",
    "artist_not_found": "There is no artist {artist_id}. List the artists to see which there are.",
    "folder_not_found": "There is no folder {folder_id}. List the folders to see which there are.",
    "meta_exists": "There is already a meta with the key {key}. Choose another one.",
    "meta_not_found": "There is no meta {key}. List the metas to see which there are.",
    "radio_station_not_found": (
        "There is no radio station {radio_station_id}. List the radio stations to see which there are."
    ),
    "starred_folder_not_found": (
        "There is no starred folder {starred_folder_id}. List the starred folders to see which there are."
    ),
    "starred_folder_starred_taken": "There is already a starred folder with the same user and starred. Choose others.",
    "starred_not_found": "There is no starred {starred_id}. List the folders to see which there are.",
    "track_not_found": "There is no track {track_id}. List the tracks to see which there are.",
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "stream_url_invalid": (
        "The stream URL {stream_url} is not the address of a web page. Write one that begins with https://."
    ),
    "homepage_url_invalid": (
        "The homepage URL {homepage_url} is not the address of a web page. Write one that begins with https://."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="supysonic_metas",
    folder=Path(__file__).parent,
    tables=[Folder, Artist, Album, Track, User, StarredFolder, Meta, RadioStation],
    tools={
        "list_folders": Tool(list_folders, read_only=True),
        "get_folder": Tool(get_folder, read_only=True),
        "list_artists": Tool(list_artists, read_only=True),
        "get_artist": Tool(get_artist, read_only=True),
        "list_albums": Tool(list_albums, read_only=True),
        "get_album": Tool(get_album, read_only=True),
        "list_tracks": Tool(list_tracks, read_only=True),
        "get_track": Tool(get_track, read_only=True),
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "list_starred_folders": Tool(list_starred_folders, read_only=True),
        "get_starred_folder": Tool(get_starred_folder, read_only=True),
        "create_starred_folder": Tool(create_starred_folder),
        "update_starred_folder": Tool(update_starred_folder),
        "delete_starred_folder": Tool(delete_starred_folder),
        "list_metas": Tool(list_metas, read_only=True),
        "get_meta": Tool(get_meta, read_only=True),
        "create_meta": Tool(create_meta),
        "update_meta": Tool(update_meta),
        "delete_meta": Tool(delete_meta),
        "list_radio_stations": Tool(list_radio_stations, read_only=True),
        "get_radio_station": Tool(get_radio_station, read_only=True),
        "create_radio_station": Tool(create_radio_station),
        "update_radio_station": Tool(update_radio_station),
        "delete_radio_station": Tool(delete_radio_station),
    },
    faults=FAULTS,
    unique_faults={
        "starred_folders.user_id, starred_folders.starred_id": "starred_folder_starred_taken",
    },
    instructions=INSTRUCTIONS,
)
