"""clarify.io: keeps bundles, tracks and insights."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
clarify.io. Keeps bundles, tracks and insights.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Updating the metadata of a bundle or a bundle can be refused: the bundle was changed meanwhile.
- The name must not be blank.
- When creating or updating a track, Write one that begins with https://.
- Deleting a bundle also deletes its insights and tracks.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Bundle(Table, table=True):
    """A bundle."""

    __tablename__ = "bundles"
    __table_args__ = (
        CheckConstraint("audio_channel IN ('left', 'right')"),
        CheckConstraint("audio_language IN ('en-US', 'en-UK', 'es', 'fr')"),
    )

    bundle_id: str = Field(primary_key=True)
    name: str
    audio_channel: str | None = None
    audio_language: str | None = None
    start_time: float | None = None
    parts_pending: bool
    label: str | None = None
    data: str | None = None
    version: int


class Insight(Table, table=True):
    """An insight of a bundle."""

    __tablename__ = "insights"
    __table_args__ = (
        CheckConstraint(
            "insight_value IN ('transcript_r9', 'captions_r9', 'spoken_keywords', 'spoken_topics', 'spoken_words')"
        ),
    )

    insight_id: str = Field(primary_key=True)
    bundle_id: str = Field(foreign_key="bundles.bundle_id", ondelete="CASCADE", index=True)
    insight_value: str


class Track(Table, table=True):
    """A track of a bundle."""

    __tablename__ = "tracks"
    __table_args__ = (
        CheckConstraint("audio_channel IN ('left', 'right')"),
        CheckConstraint("audio_language IN ('en-US', 'en-UK', 'es', 'fr')"),
    )

    track_id: str = Field(primary_key=True)
    bundle_id: str = Field(foreign_key="bundles.bundle_id", ondelete="CASCADE", index=True)
    label: str | None = None
    media_url: str
    audio_channel: str | None = None
    audio_language: str | None = None
    start_time: float | None = None
    parts_pending: bool
    track_value: int | None = None


# --- views --------------------------------------------------------------------------------------------------------


class BundleShort(TypedDict):
    """A bundle in the view `short`."""

    bundle_id: str
    name: str
    audio_channel: str | None
    audio_language: str | None
    start_time: float | None
    parts_pending: bool
    label: str | None


def bundle_short(bundle: Bundle) -> BundleShort:
    """A bundle in the view `short`."""
    return {
        "bundle_id": bundle.bundle_id,
        "name": bundle.name,
        "audio_channel": bundle.audio_channel,
        "audio_language": bundle.audio_language,
        "start_time": bundle.start_time,
        "parts_pending": bundle.parts_pending,
        "label": bundle.label,
    }


class BundleFull(BundleShort):
    """A bundle in the view `full`."""

    data: str | None
    version: int


def bundle_full(bundle: Bundle) -> BundleFull:
    """A bundle in the view `full`."""
    return {**bundle_short(bundle), "data": bundle.data, "version": bundle.version}


class BundleMetadata(TypedDict):
    """A bundle in the view `metadata`."""

    bundle_id: str
    data: str | None
    version: int


def bundle_metadata(bundle: Bundle) -> BundleMetadata:
    """A bundle in the view `metadata`."""
    return {"bundle_id": bundle.bundle_id, "data": bundle.data, "version": bundle.version}


class InsightShort(TypedDict):
    """An insight in the view `short`."""

    insight_id: str
    bundle_id: str
    insight_value: str


def insight_short(insight: Insight) -> InsightShort:
    """An insight in the view `short`."""
    return {"insight_id": insight.insight_id, "bundle_id": insight.bundle_id, "insight_value": insight.insight_value}


class InsightFull(InsightShort):
    """An insight in the view `full`."""


def insight_full(insight: Insight) -> InsightFull:
    """An insight in the view `full`."""
    return insight_short(insight)


class TrackShort(TypedDict):
    """A track in the view `short`."""

    track_id: str
    bundle_id: str
    label: str | None
    media_url: str
    audio_channel: str | None
    audio_language: str | None
    parts_pending: bool


def track_short(track: Track) -> TrackShort:
    """A track in the view `short`."""
    return {
        "track_id": track.track_id,
        "bundle_id": track.bundle_id,
        "label": track.label,
        "media_url": track.media_url,
        "audio_channel": track.audio_channel,
        "audio_language": track.audio_language,
        "parts_pending": track.parts_pending,
    }


class TrackFull(TrackShort):
    """A track in the view `full`."""

    start_time: float | None
    track_value: int | None


def track_full(track: Track) -> TrackFull:
    """A track in the view `full`."""
    return {**track_short(track), "start_time": track.start_time, "track_value": track.track_value}


# --- tools --------------------------------------------------------------------------------------------------------


class ListBundles(TypedDict):
    """What `list_bundles` returns."""

    bundles: list[BundleShort]
    next_cursor: str | None


def list_bundles(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListBundles:
    """List the bundles."""
    page = db.query(Bundle).page("name", limit=limit, cursor=cursor)
    return {"bundles": [bundle_short(bundle) for bundle in page.rows], "next_cursor": page.next_cursor}


class BundleResult(TypedDict):
    """What `get_bundle` and 2 other tools return."""

    bundle: BundleFull


def get_bundle(db: Database, /, *, bundle_id: str) -> BundleResult:
    """Show a bundle with all its details."""
    bundle = db.find(Bundle, bundle_id) or fail("bundle_not_found", bundle_id=bundle_id)
    return {"bundle": bundle_full(bundle)}


class BundleResultResult(TypedDict):
    """What `get_bundle_metadata` and `update_bundle_metadata` return."""

    bundle: BundleMetadata


def get_bundle_metadata(db: Database, /, *, bundle_id: str) -> BundleResultResult:
    """Show the metadata of a bundle."""
    bundle = db.find(Bundle, bundle_id) or fail("bundle_not_found", bundle_id=bundle_id)
    return {"bundle": bundle_metadata(bundle)}


def update_bundle_metadata(
    db: Database,
    /,
    *,
    bundle_id: str,
    data: str | None = None,
    version: int | None = None,
    clear: list[Literal["data"]] | None = None,
) -> BundleResultResult:
    """Change the metadata of a bundle, for example data or version."""
    changes = given(clear, data=data)
    bundle = db.find(Bundle, bundle_id) or fail("bundle_not_found", bundle_id=bundle_id)
    if version is not None and version != bundle.version:
        fail("bundle_changed_meanwhile", bundle_id=bundle.bundle_id, version=version, bundle_version=bundle.version)
    if not changes:
        fail("nothing_to_change")
    db.update(bundle, **changes, version=bundle.version + 1)
    return {"bundle": bundle_metadata(bundle)}


def create_bundle(
    db: Database,
    /,
    *,
    name: str,
    audio_channel: Literal["left", "right"] | None = None,
    audio_language: Literal["en-US", "en-UK", "es", "fr"] | None = None,
    start_time: float | None = None,
    parts_pending: bool = False,
    label: str | None = None,
) -> BundleResult:
    """Create a bundle."""
    if len(words(name)) <= 0:
        fail("name_blank")
    bundle = db.insert(
        Bundle,
        bundle_id=f"BUN-{db.next_number('bundles'):04d}",
        name=name,
        audio_channel=audio_channel,
        audio_language=audio_language,
        start_time=start_time,
        parts_pending=parts_pending,
        label=label,
        version=1,
    )
    return {"bundle": bundle_full(bundle)}


def update_bundle(
    db: Database,
    /,
    *,
    bundle_id: str,
    name: str | None = None,
    data: str | None = None,
    version: int | None = None,
    clear: list[Literal["data"]] | None = None,
) -> BundleResult:
    """Change the name, data or version of a bundle."""
    changes = given(clear, name=name, data=data)
    bundle = db.find(Bundle, bundle_id) or fail("bundle_not_found", bundle_id=bundle_id)
    if version is not None and version != bundle.version:
        fail("bundle_changed_meanwhile", bundle_id=bundle.bundle_id, version=version, bundle_version=bundle.version)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(bundle, **changes, version=bundle.version + 1)
    return {"bundle": bundle_full(bundle)}


class DeleteBundle(TypedDict):
    """What `delete_bundle` returns."""

    bundle_id: str


def delete_bundle(db: Database, /, *, bundle_id: str) -> DeleteBundle:
    """Delete a bundle together with its insights and tracks."""
    bundle = db.find(Bundle, bundle_id) or fail("bundle_not_found", bundle_id=bundle_id)
    db.delete(bundle)
    return {"bundle_id": bundle_id}


class ListInsights(TypedDict):
    """What `list_insights` returns."""

    insights: list[InsightShort]
    next_cursor: str | None


def list_insights(db: Database, /, *, bundle_id: str, limit: int = 20, cursor: str | None = None) -> ListInsights:
    """List the insights of a bundle."""
    bundle = db.find(Bundle, bundle_id) or fail("bundle_not_found", bundle_id=bundle_id)
    page = db.query(Insight).where("bundle_id = ?", bundle.bundle_id).page(limit=limit, cursor=cursor)
    return {"insights": [insight_short(insight) for insight in page.rows], "next_cursor": page.next_cursor}


class InsightResult(TypedDict):
    """What `get_insight` and `create_insight` return."""

    insight: InsightFull


def get_insight(db: Database, /, *, insight_id: str) -> InsightResult:
    """Show an insight with all its details."""
    insight = db.find(Insight, insight_id) or fail("insight_not_found", insight_id=insight_id)
    return {"insight": insight_full(insight)}


def create_insight(
    db: Database,
    /,
    *,
    bundle_id: str,
    insight_value: Literal["transcript_r9", "captions_r9", "spoken_keywords", "spoken_topics", "spoken_words"],
) -> InsightResult:
    """Create an insight in a bundle."""
    if db.find(Bundle, bundle_id) is None:
        fail("bundle_not_found", bundle_id=bundle_id)
    insight = db.insert(
        Insight, insight_id=f"INS-{db.next_number('insights'):04d}", bundle_id=bundle_id, insight_value=insight_value
    )
    return {"insight": insight_full(insight)}


class ListTracks(TypedDict):
    """What `list_tracks` returns."""

    tracks: list[TrackShort]
    next_cursor: str | None


def list_tracks(db: Database, /, *, bundle_id: str, limit: int = 20, cursor: str | None = None) -> ListTracks:
    """List the tracks of a bundle."""
    bundle = db.find(Bundle, bundle_id) or fail("bundle_not_found", bundle_id=bundle_id)
    page = db.query(Track).where("bundle_id = ?", bundle.bundle_id).page("label", limit=limit, cursor=cursor)
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
    bundle_id: str,
    media_url: str,
    label: str | None = None,
    audio_channel: Literal["left", "right"] | None = None,
    audio_language: Literal["en-US", "en-UK", "es", "fr"] | None = None,
    start_time: float | None = None,
    parts_pending: bool = False,
    track_value: int | None = None,
) -> TrackResult:
    """Create a track in a bundle."""
    if db.find(Bundle, bundle_id) is None:
        fail("bundle_not_found", bundle_id=bundle_id)
    if not (starts_with(media_url, "https://") or starts_with(media_url, "http://")):
        fail("media_url_invalid", media_url=media_url)
    track = db.insert(
        Track,
        track_id=f"TRACK-{db.next_number('tracks'):04d}",
        bundle_id=bundle_id,
        label=label,
        media_url=media_url,
        audio_channel=audio_channel,
        audio_language=audio_language,
        start_time=start_time,
        parts_pending=parts_pending,
        track_value=track_value,
    )
    return {"track": track_full(track)}


def update_track(
    db: Database,
    /,
    *,
    track_id: str,
    media_url: str | None = None,
    audio_channel: Literal["left", "right"] | None = None,
    audio_language: Literal["en-US", "en-UK", "es", "fr"] | None = None,
    start_time: float | None = None,
    parts_pending: bool | None = None,
    clear: list[Literal["audio_channel", "audio_language", "start_time"]] | None = None,
) -> TrackResult:
    """Change a track, for example its media URL, start time, audio channel or audio language."""
    changes = given(
        clear,
        media_url=media_url,
        audio_channel=audio_channel,
        audio_language=audio_language,
        start_time=start_time,
        parts_pending=parts_pending,
    )
    track = db.find(Track, track_id) or fail("track_not_found", track_id=track_id)
    if not (media_url is None or (starts_with(media_url, "https://") or starts_with(media_url, "http://"))):
        fail("media_url_invalid", media_url=media_url)
    if not changes:
        fail("nothing_to_change")
    db.update(track, **changes)
    return {"track": track_full(track)}


class DeleteTrack(TypedDict):
    """What `delete_track` returns."""

    track_id: str


def delete_track(db: Database, /, *, track_id: str) -> DeleteTrack:
    """Delete a track."""
    track = db.find(Track, track_id) or fail("track_not_found", track_id=track_id)
    db.delete(track)
    return {"track_id": track_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "bundle_not_found": "There is no bundle {bundle_id}. List the bundles to see which there are.",
    "insight_not_found": "There is no insight {insight_id}. List the insights to see which there are.",
    "track_not_found": "There is no track {track_id}. List the tracks to see which there are.",
    "bundle_changed_meanwhile": (
        "Bundle {bundle_id} was changed meanwhile. It is not at version {version} any more, but "
        "at {bundle_version}. Read it again, and repeat the change if it still makes sense."
    ),
    "name_blank": "The name must not be blank. Give it some words.",
    "media_url_invalid": "{media_url} is no address of a page. Write one that begins with https://.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="clarify_io",
    folder=Path(__file__).parent,
    tables=[Bundle, Insight, Track],
    tools={
        "list_bundles": Tool(list_bundles, read_only=True),
        "get_bundle": Tool(get_bundle, read_only=True),
        "get_bundle_metadata": Tool(get_bundle_metadata, read_only=True),
        "update_bundle_metadata": Tool(update_bundle_metadata),
        "create_bundle": Tool(create_bundle),
        "update_bundle": Tool(update_bundle),
        "delete_bundle": Tool(delete_bundle),
        "list_insights": Tool(list_insights, read_only=True),
        "get_insight": Tool(get_insight, read_only=True),
        "create_insight": Tool(create_insight),
        "list_tracks": Tool(list_tracks, read_only=True),
        "get_track": Tool(get_track, read_only=True),
        "create_track": Tool(create_track),
        "update_track": Tool(update_track),
        "delete_track": Tool(delete_track),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
