"""Vimeo: videos: keeps videos, users, tags, presets, video users and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import coalesce
from .runtime import Database, JsonList, Service, Tool, fail

INSTRUCTIONS = """\
Vimeo: videos. Keeps videos, users, tags, presets, video users and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You act for one user, who is logged in already.
- Creating a video can be refused: you act for that user only, and make nothing for another one.
- Deleting a video can be refused: the video belongs to another user.
- These can be linked only once: a video and a user; a video and a tag; a video and a preset.
- Deleting a video also deletes its domains and timelinethumbnails, and removes its links to users, tags and presets.
- Deleting a video keeps the purchases that refer to it; they lose the reference.
- Deleting a tag also removes its links to videos.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Video(Table, table=True):
    """A video."""

    __tablename__ = "videos"
    __table_args__ = (
        CheckConstraint("license IN ('by', 'by-nc', 'by-nc-nd', 'by-nc-sa', 'by-nd', 'by-sa', 'cc0')"),
        CheckConstraint("privacy_comments IN ('anybody', 'contacts', 'nobody')"),
        CheckConstraint(
            "status IN ('available', 'quota_exceeded', 'total_cap_exceeded', 'transcode_starting', "
            "'transcoding', 'transcoding_error', 'unavailable', 'uploading', 'uploading_error')"
        ),
        CheckConstraint("upload_approach IN ('post', 'pull', 'streaming', 'tus')"),
    )

    video_id: str = Field(primary_key=True)
    name: str | None = None
    user_id: str | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)
    description: str | None = None
    license: str | None = None
    privacy_comments: str | None = None
    status: str
    upload_approach: str


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint(
            "account IN ('basic', 'business', 'live_business', 'live_premium', 'live_pro', 'plus', "
            "'pro', 'pro_unlimited', 'producer')"
        ),
    )

    user_id: str = Field(primary_key=True)
    name: str | None = None
    account: str | None = None
    bio: str | None = None
    content_filter: list[str] = Field(sa_type=JsonList())
    email: str | None = None
    location: str | None = None
    resource_key: str | None = None
    created_time: str


class Tag(Table, table=True):
    """A tag."""

    __tablename__ = "tags"

    tag_id: str = Field(primary_key=True)
    name: str | None = None
    canonical: str | None = None
    resource_key: str | None = None


class Purchase(Table, table=True):
    """A purchase."""

    __tablename__ = "purchases"
    __table_args__ = (CheckConstraint("type IN ('film', 'series')"),)

    purchase_id: str = Field(primary_key=True)
    name: str | None = None
    description: str | None = None
    film_id: str | None = Field(default=None, foreign_key="videos.video_id", ondelete="SET NULL", index=True)
    trailer_id: str | None = Field(default=None, foreign_key="videos.video_id", ondelete="SET NULL", index=True)
    type: str | None = None
    created_time: str


class Preset(Table, table=True):
    """A preset."""

    __tablename__ = "presets"

    preset_id: str = Field(primary_key=True)
    name: str | None = None


class Domain(Table, table=True):
    """A domain of a video."""

    __tablename__ = "domains"

    domain_id: str = Field(primary_key=True)
    video_id: str = Field(foreign_key="videos.video_id", ondelete="CASCADE", index=True)
    allow_hd: bool
    domain_text: str | None = None


class Timelinethumbnail(Table, table=True):
    """A timelinethumbnail of a video."""

    __tablename__ = "timelinethumbnails"
    __table_args__ = (CheckConstraint("type IN ('caution', 'custom', 'default')"),)

    timelinethumbnail_id: str = Field(primary_key=True)
    video_id: str = Field(foreign_key="videos.video_id", ondelete="CASCADE", index=True)
    active: bool
    resource_key: str | None = None
    type: str | None = None


class VideoUser(Table, table=True):
    """A video user of a video."""

    __tablename__ = "video_users"
    __table_args__ = (UniqueConstraint("video_id", "user_id"),)

    video_user_id: str = Field(primary_key=True)
    video_id: str = Field(foreign_key="videos.video_id", ondelete="CASCADE", index=True)
    user_id: str = Field(foreign_key="users.user_id", ondelete="CASCADE", index=True)


class VideoTag(Table, table=True):
    """A video tag of a video."""

    __tablename__ = "video_tags"
    __table_args__ = (UniqueConstraint("video_id", "tag_id"),)

    video_tag_id: str = Field(primary_key=True)
    video_id: str = Field(foreign_key="videos.video_id", ondelete="CASCADE", index=True)
    tag_id: str = Field(foreign_key="tags.tag_id", ondelete="CASCADE", index=True)


class VideoPreset(Table, table=True):
    """A video preset of a video."""

    __tablename__ = "video_presets"
    __table_args__ = (UniqueConstraint("video_id", "preset_id"),)

    video_preset_id: str = Field(primary_key=True)
    video_id: str = Field(foreign_key="videos.video_id", ondelete="CASCADE", index=True)
    preset_id: str = Field(foreign_key="presets.preset_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class VideoShort(TypedDict):
    """A video in the view `short`."""

    video_id: str
    name: str | None
    user_id: str | None
    license: str | None
    privacy_comments: str | None
    status: str
    upload_approach: str


def video_short(video: Video) -> VideoShort:
    """A video in the view `short`."""
    return {
        "video_id": video.video_id,
        "name": video.name,
        "user_id": video.user_id,
        "license": video.license,
        "privacy_comments": video.privacy_comments,
        "status": video.status,
        "upload_approach": video.upload_approach,
    }


class VideoUserShort(TypedDict):
    """A video user in the view `short`."""

    user_id: str
    user_name: str | None


def video_user_short(db: Database, video_user: VideoUser) -> VideoUserShort:
    """A video user in the view `short`."""
    user = db.get(User, video_user.user_id)
    return {"user_id": video_user.user_id, "user_name": user.name}


class VideoTagShort(TypedDict):
    """A video tag in the view `short`."""

    tag_id: str
    tag_name: str | None


def video_tag_short(db: Database, video_tag: VideoTag) -> VideoTagShort:
    """A video tag in the view `short`."""
    tag = db.get(Tag, video_tag.tag_id)
    return {"tag_id": video_tag.tag_id, "tag_name": tag.name}


class VideoPresetShort(TypedDict):
    """A video preset in the view `short`."""

    preset_id: str
    preset_name: str | None


def video_preset_short(db: Database, video_preset: VideoPreset) -> VideoPresetShort:
    """A video preset in the view `short`."""
    preset = db.get(Preset, video_preset.preset_id)
    return {"preset_id": video_preset.preset_id, "preset_name": preset.name}


class VideoFull(VideoShort):
    """A video in the view `full`."""

    description: str | None
    users: list[VideoUserShort]
    tags: list[VideoTagShort]
    presets: list[VideoPresetShort]


def video_full(db: Database, video: Video) -> VideoFull:
    """A video in the view `full`."""
    return {
        **video_short(video),
        "description": video.description,
        "users": [
            video_user_short(db, video_user)
            for video_user in db.query(VideoUser).where("video_id = ?", video.video_id).page(limit=20).rows
        ],
        "tags": [
            video_tag_short(db, video_tag)
            for video_tag in db.query(VideoTag).where("video_id = ?", video.video_id).page(limit=20).rows
        ],
        "presets": [
            video_preset_short(db, video_preset)
            for video_preset in db.query(VideoPreset).where("video_id = ?", video.video_id).page(limit=20).rows
        ],
    }


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    name: str | None
    account: str | None
    bio: str | None
    email: str | None
    location: str | None
    resource_key: str | None


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "name": user.name,
        "account": user.account,
        "bio": user.bio,
        "email": user.email,
        "location": user.location,
        "resource_key": user.resource_key,
    }


class UserFull(UserShort):
    """A user in the view `full`."""

    content_filter: list[str]
    created_time: str


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return {**user_short(user), "content_filter": user.content_filter, "created_time": user.created_time}


class TagShort(TypedDict):
    """A tag in the view `short`."""

    tag_id: str
    name: str | None
    canonical: str | None
    resource_key: str | None


def tag_short(tag: Tag) -> TagShort:
    """A tag in the view `short`."""
    return {"tag_id": tag.tag_id, "name": tag.name, "canonical": tag.canonical, "resource_key": tag.resource_key}


class TagFull(TagShort):
    """A tag in the view `full`."""


def tag_full(tag: Tag) -> TagFull:
    """A tag in the view `full`."""
    return tag_short(tag)


class PurchaseShort(TypedDict):
    """A purchase in the view `short`."""

    purchase_id: str
    name: str | None
    description: str | None
    film_id: str | None
    trailer_id: str | None
    type: str | None
    created_time: str


def purchase_short(purchase: Purchase) -> PurchaseShort:
    """A purchase in the view `short`."""
    return {
        "purchase_id": purchase.purchase_id,
        "name": purchase.name,
        "description": purchase.description,
        "film_id": purchase.film_id,
        "trailer_id": purchase.trailer_id,
        "type": purchase.type,
        "created_time": purchase.created_time,
    }


class PurchaseFull(PurchaseShort):
    """A purchase in the view `full`."""


def purchase_full(purchase: Purchase) -> PurchaseFull:
    """A purchase in the view `full`."""
    return purchase_short(purchase)


class PresetShort(TypedDict):
    """A preset in the view `short`."""

    preset_id: str
    name: str | None


def preset_short(preset: Preset) -> PresetShort:
    """A preset in the view `short`."""
    return {"preset_id": preset.preset_id, "name": preset.name}


class PresetFull(PresetShort):
    """A preset in the view `full`."""


def preset_full(preset: Preset) -> PresetFull:
    """A preset in the view `full`."""
    return preset_short(preset)


class DomainShort(TypedDict):
    """A domain in the view `short`."""

    domain_id: str
    video_id: str
    allow_hd: bool
    domain_text: str | None


def domain_short(domain: Domain) -> DomainShort:
    """A domain in the view `short`."""
    return {
        "domain_id": domain.domain_id,
        "video_id": domain.video_id,
        "allow_hd": domain.allow_hd,
        "domain_text": domain.domain_text,
    }


class DomainFull(DomainShort):
    """A domain in the view `full`."""


def domain_full(domain: Domain) -> DomainFull:
    """A domain in the view `full`."""
    return domain_short(domain)


class TimelinethumbnailShort(TypedDict):
    """A timelinethumbnail in the view `short`."""

    timelinethumbnail_id: str
    video_id: str
    active: bool
    resource_key: str | None
    type: str | None


def timelinethumbnail_short(timelinethumbnail: Timelinethumbnail) -> TimelinethumbnailShort:
    """A timelinethumbnail in the view `short`."""
    return {
        "timelinethumbnail_id": timelinethumbnail.timelinethumbnail_id,
        "video_id": timelinethumbnail.video_id,
        "active": timelinethumbnail.active,
        "resource_key": timelinethumbnail.resource_key,
        "type": timelinethumbnail.type,
    }


class TimelinethumbnailFull(TimelinethumbnailShort):
    """A timelinethumbnail in the view `full`."""


def timelinethumbnail_full(timelinethumbnail: Timelinethumbnail) -> TimelinethumbnailFull:
    """A timelinethumbnail in the view `full`."""
    return timelinethumbnail_short(timelinethumbnail)


# --- computed columns and guards ----------------------------------------------------------------------------------


def current_actor(db: Database) -> User:
    """The user whose account this is."""
    return coalesce(db.query(User).first())


# --- tools --------------------------------------------------------------------------------------------------------


class ListVideos(TypedDict):
    """What `list_videos` returns."""

    videos: list[VideoShort]
    next_cursor: str | None


def list_videos(
    db: Database,
    /,
    *,
    query_: str | None = None,
    status: Literal[
        "available",
        "quota_exceeded",
        "total_cap_exceeded",
        "transcode_starting",
        "transcoding",
        "transcoding_error",
        "unavailable",
        "uploading",
        "uploading_error",
    ]
    | None = None,
    user_id: str | None = None,
    tag_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListVideos:
    """List the videos, optionally by text, status, user or tag."""
    query = db.query(Video)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    if status is not None:
        query.where("status = ?", status)
    if user_id is not None:
        query.where("user_id IS ?", user_id)
    if user_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM video_users AS item WHERE item.video_id = videos.video_id AND item.user_id = ?)",
            user_id,
        )
    if tag_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM video_tags AS item WHERE item.video_id = videos.video_id AND item.tag_id = ?)",
            tag_id,
        )
    page = query.page("name", limit=limit, cursor=cursor)
    return {"videos": [video_short(video) for video in page.rows], "next_cursor": page.next_cursor}


class VideoResult(TypedDict):
    """What `get_video` and 4 other tools return."""

    video: VideoFull


def get_video(db: Database, /, *, video_id: str) -> VideoResult:
    """Show a video with all its details."""
    video = db.find(Video, video_id) or fail("video_not_found", video_id=video_id)
    return {"video": video_full(db, video)}


def add_user_to_video(db: Database, /, *, video_id: str, user_id: str) -> VideoResult:
    """Add a user to a video."""
    video = db.find(Video, video_id) or fail("video_not_found", video_id=video_id)
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    db.insert(
        VideoUser,
        video_user_id=f"VIUSL-{db.next_number('video_users'):04d}",
        video_id=video.video_id,
        user_id=user.user_id,
    )
    return {"video": video_full(db, video)}


class ListVideoUsers(TypedDict):
    """What `list_video_users` and `list_users` return."""

    users: list[UserShort]
    next_cursor: str | None


def list_video_users(db: Database, /, *, video_id: str, limit: int = 20, cursor: str | None = None) -> ListVideoUsers:
    """List the users of a video."""
    video = db.find(Video, video_id) or fail("video_not_found", video_id=video_id)
    page = (
        db.query(User)
        .where(
            "EXISTS (SELECT 1 FROM video_users AS item WHERE item.user_id = users.user_id AND item.video_id = ?)",
            video.video_id,
        )
        .page("-created_time", limit=limit, cursor=cursor)
    )
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


def add_tag_to_video(db: Database, /, *, video_id: str, tag_id: str) -> VideoResult:
    """Add a tag to a video."""
    video = db.find(Video, video_id) or fail("video_not_found", video_id=video_id)
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    db.insert(
        VideoTag, video_tag_id=f"VITAL-{db.next_number('video_tags'):04d}", video_id=video.video_id, tag_id=tag.tag_id
    )
    return {"video": video_full(db, video)}


class ListVideoTags(TypedDict):
    """What `list_video_tags` returns."""

    tags: list[TagShort]
    next_cursor: str | None


def list_video_tags(db: Database, /, *, video_id: str, limit: int = 20, cursor: str | None = None) -> ListVideoTags:
    """List the tags of a video."""
    video = db.find(Video, video_id) or fail("video_not_found", video_id=video_id)
    page = (
        db.query(Tag)
        .where(
            "EXISTS (SELECT 1 FROM video_tags AS item WHERE item.tag_id = tags.tag_id AND item.video_id = ?)",
            video.video_id,
        )
        .page("name", limit=limit, cursor=cursor)
    )
    return {"tags": [tag_short(tag) for tag in page.rows], "next_cursor": page.next_cursor}


def add_preset_to_video(db: Database, /, *, video_id: str, preset_id: str) -> VideoResult:
    """Add a preset to a video."""
    video = db.find(Video, video_id) or fail("video_not_found", video_id=video_id)
    preset = db.find(Preset, preset_id) or fail("preset_not_found", preset_id=preset_id)
    db.insert(
        VideoPreset,
        video_preset_id=f"VIPRL-{db.next_number('video_presets'):04d}",
        video_id=video.video_id,
        preset_id=preset.preset_id,
    )
    return {"video": video_full(db, video)}


def create_video(
    db: Database,
    /,
    *,
    upload_approach: Literal["post", "pull", "streaming", "tus"],
    name: str | None = None,
    user_id: str | None = None,
    description: str | None = None,
    license: Literal["by", "by-nc", "by-nc-nd", "by-nc-sa", "by-nd", "by-sa", "cc0"] | None = None,
    privacy_comments: Literal["anybody", "contacts", "nobody"] | None = None,
) -> VideoResult:
    """Create a video."""
    actor = current_actor(db)
    if user_id is not None and db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    if user_id != actor.user_id:
        fail("user_not_you", user_id=actor.user_id)
    video = db.insert(
        Video,
        video_id=f"VIDEO-{db.next_number('videos'):04d}",
        name=name,
        user_id=user_id,
        description=description,
        license=license,
        privacy_comments=privacy_comments,
        status="available",
        upload_approach=upload_approach,
    )
    return {"video": video_full(db, video)}


class DeleteVideo(TypedDict):
    """What `delete_video` returns."""

    video_id: str


def delete_video(db: Database, /, *, video_id: str) -> DeleteVideo:
    """Delete a video together with its domains and timelinethumbnails."""
    actor = current_actor(db)
    video = db.find(Video, video_id) or fail("video_not_found", video_id=video_id)
    if video.user_id != actor.user_id:
        fail("video_not_yours", video_id=video.video_id)
    db.delete(video)
    return {"video_id": video_id}


def list_users(
    db: Database, /, *, query_: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListVideoUsers:
    """List the users, optionally by text."""
    query = db.query(User)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(email, ?)", query_, query_)
    page = query.page("-created_time", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class GetUser(TypedDict):
    """What `get_user` returns."""

    user: UserFull


def get_user(db: Database, /, *, user_id: str) -> GetUser:
    """Show a user with all its details."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    return {"user": user_full(user)}


class DeleteTag(TypedDict):
    """What `delete_tag` returns."""

    tag_id: str


def delete_tag(db: Database, /, *, tag_id: str) -> DeleteTag:
    """Delete a tag."""
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    db.delete(tag)
    return {"tag_id": tag_id}


class ListPurchases(TypedDict):
    """What `list_purchases` returns."""

    purchases: list[PurchaseShort]
    next_cursor: str | None


def list_purchases(
    db: Database,
    /,
    *,
    film_id: str | None = None,
    trailer_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListPurchases:
    """List the purchases, optionally by film or trailer."""
    query = db.query(Purchase)
    if film_id is not None:
        query.where("film_id IS ?", film_id)
    if trailer_id is not None:
        query.where("trailer_id IS ?", trailer_id)
    page = query.page("-created_time", limit=limit, cursor=cursor)
    return {"purchases": [purchase_short(purchase) for purchase in page.rows], "next_cursor": page.next_cursor}


class ListPresets(TypedDict):
    """What `list_presets` returns."""

    presets: list[PresetShort]
    next_cursor: str | None


def list_presets(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListPresets:
    """List the presets."""
    page = db.query(Preset).page("name", limit=limit, cursor=cursor)
    return {"presets": [preset_short(preset) for preset in page.rows], "next_cursor": page.next_cursor}


class ListDomains(TypedDict):
    """What `list_domains` returns."""

    domains: list[DomainFull]
    next_cursor: str | None


def list_domains(db: Database, /, *, video_id: str, limit: int = 20, cursor: str | None = None) -> ListDomains:
    """List the domains of a video."""
    video = db.find(Video, video_id) or fail("video_not_found", video_id=video_id)
    page = db.query(Domain).where("video_id = ?", video.video_id).page(limit=limit, cursor=cursor)
    return {"domains": [domain_full(domain) for domain in page.rows], "next_cursor": page.next_cursor}


class DeleteDomain(TypedDict):
    """What `delete_domain` returns."""

    domain_id: str


def delete_domain(db: Database, /, *, domain_id: str) -> DeleteDomain:
    """Delete a domain."""
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    db.delete(domain)
    return {"domain_id": domain_id}


class ListTimelinethumbnails(TypedDict):
    """What `list_timelinethumbnails` returns."""

    timelinethumbnails: list[TimelinethumbnailShort]
    next_cursor: str | None


def list_timelinethumbnails(
    db: Database, /, *, video_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListTimelinethumbnails:
    """List the timelinethumbnails, optionally by video."""
    query = db.query(Timelinethumbnail)
    if video_id is not None:
        query.where("video_id = ?", video_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "timelinethumbnails": [timelinethumbnail_short(timelinethumbnail) for timelinethumbnail in page.rows],
        "next_cursor": page.next_cursor,
    }


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "domain_not_found": "There is no domain {domain_id}. List the domains to see which there are.",
    "preset_not_found": "There is no preset {preset_id}. List the presets to see which there are.",
    "tag_not_found": "There is no tag {tag_id}. List the tags to see which there are.",
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "video_has_preset_already": "The video has the preset {preset_id} already. Choose another preset.",
    "video_has_tag_already": "The video has the tag {tag_id} already. Choose another tag.",
    "video_has_user_already": "The video has the user {user_id} already. Choose another user.",
    "video_not_found": "There is no video {video_id}. List the videos to see which there are.",
    "video_not_yours": "Video {video_id} belongs to another user. You can change only videos of your own.",
    "user_not_you": "You act for user {user_id} only, and make nothing for another one.",
}

SERVICE = Service(
    name="vimeo_videos",
    folder=Path(__file__).parent,
    tables=[Video, User, Tag, Purchase, Preset, Domain, Timelinethumbnail, VideoUser, VideoTag, VideoPreset],
    tools={
        "list_videos": Tool(list_videos, read_only=True),
        "get_video": Tool(get_video, read_only=True),
        "add_user_to_video": Tool(add_user_to_video),
        "list_video_users": Tool(list_video_users, read_only=True),
        "add_tag_to_video": Tool(add_tag_to_video),
        "list_video_tags": Tool(list_video_tags, read_only=True),
        "add_preset_to_video": Tool(add_preset_to_video),
        "create_video": Tool(create_video),
        "delete_video": Tool(delete_video),
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "delete_tag": Tool(delete_tag),
        "list_purchases": Tool(list_purchases, read_only=True),
        "list_presets": Tool(list_presets, read_only=True),
        "list_domains": Tool(list_domains, read_only=True),
        "delete_domain": Tool(delete_domain),
        "list_timelinethumbnails": Tool(list_timelinethumbnails, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "video_users.video_id, video_users.user_id": "video_has_user_already",
        "video_tags.video_id, video_tags.tag_id": "video_has_tag_already",
        "video_presets.video_id, video_presets.preset_id": "video_has_preset_already",
    },
    instructions=INSTRUCTIONS,
)
