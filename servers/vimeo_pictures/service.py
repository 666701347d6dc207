"""Vimeo: pictures: keeps groups, videos, pictures, users, likes and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import coalesce, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Vimeo: pictures. Keeps groups, videos, pictures, users, likes and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You act for one user, who is logged in already.
- Creating or updating a group can be refused: there is already a group with that name.
- Creating a picture can be refused: you act for that user only, and make nothing for another one.
- Updating or deleting a picture can be refused: the picture belongs to another user.
- Updating the current user can be refused: the name must not be blank.
- Two groups cannot have the same name.
- A group and a video can be linked only once.
- Deleting a group also removes its links to videos.
- Deleting a picture keeps the groups, users, current users and likes that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Group(Table, table=True):
    """A group."""

    __tablename__ = "groups"
    __table_args__ = (
        CheckConstraint("privacy_comment IN ('all', 'members')"),
        CheckConstraint("privacy_invite IN ('all', 'members')"),
        CheckConstraint("privacy_join IN ('anybody', 'members')"),
        CheckConstraint("privacy_videos IN ('all', 'members')"),
        CheckConstraint("privacy_view IN ('anybody', 'members')"),
        UniqueConstraint("name"),
    )

    group_id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    pictures_id: str | None = Field(default=None, foreign_key="pictures.picture_id", ondelete="SET NULL", index=True)
    privacy_comment: str | None = None
    privacy_invite: str | None = None
    privacy_join: str | None = None
    privacy_videos: str | None = None
    privacy_view: str | None = None
    resource_key: str | None = None
    created_time: str
    modified_time: str


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
    pictures_id: str | None = Field(default=None, foreign_key="pictures.picture_id", ondelete="SET NULL", index=True)
    resource_key: str | None = None
    created_time: str


class Picture(Table, table=True):
    """A picture."""

    __tablename__ = "pictures"
    __table_args__ = (CheckConstraint("type IN ('caution', 'custom', 'default')"),)

    picture_id: str = Field(primary_key=True)
    user_id: str = Field(foreign_key="users.user_id", ondelete="CASCADE", index=True)
    video_id: str | None = Field(default=None, foreign_key="videos.video_id", ondelete="SET NULL", index=True)
    active: bool
    resource_key: str | None = None
    type: str | None = None
    time: float | None = None


class CurrentUser(Table, table=True):
    """The current user."""

    __tablename__ = "current_users"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint(
            "account IN ('basic', 'business', 'live_business', 'live_premium', 'live_pro', 'plus', "
            "'pro', 'pro_unlimited', 'producer')"
        ),
    )

    id: int = Field(primary_key=True)
    name: str | None = None
    account: str
    bio: str | None = None
    content_filter: list[str] = Field(sa_type=JsonList())
    email: str
    location: str | None = None
    pictures_id: str | None = Field(default=None, foreign_key="pictures.picture_id", ondelete="SET NULL", index=True)
    resource_key: str
    created_time: str


class Like(Table, table=True):
    """A like."""

    __tablename__ = "likes"
    __table_args__ = (
        CheckConstraint("context_action IN ('Added to', 'Appearance by', 'Liked by', 'Uploaded by')"),
        CheckConstraint("license IN ('by', 'by-nc', 'by-nc-nd', 'by-nc-sa', 'by-nd', 'by-sa', 'cc0')"),
        CheckConstraint("privacy_comments IN ('anybody', 'contacts', 'nobody')"),
        CheckConstraint("privacy_embed IN ('private', 'public')"),
        CheckConstraint(
            "status IN ('available', 'quota_exceeded', 'total_cap_exceeded', 'transcode_starting', "
            "'transcoding', 'transcoding_error', 'unavailable', 'uploading', 'uploading_error')"
        ),
    )

    like_id: str = Field(primary_key=True)
    name: str | None = None
    context_action: str | None = None
    description: str | None = None
    like_language: str | None = None
    license: str | None = None
    pictures_id: str | None = Field(default=None, foreign_key="pictures.picture_id", ondelete="SET NULL", index=True)
    privacy_comments: str | None = None
    privacy_embed: str | None = None
    status: str
    created_time: str
    modified_time: str


class GroupVideo(Table, table=True):
    """A group video of a group."""

    __tablename__ = "group_videos"
    __table_args__ = (UniqueConstraint("group_id", "video_id"),)

    group_video_id: str = Field(primary_key=True)
    group_id: str = Field(foreign_key="groups.group_id", ondelete="CASCADE", index=True)
    video_id: str = Field(foreign_key="videos.video_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class GroupShort(TypedDict):
    """A group in the view `short`."""

    group_id: str
    name: str
    privacy_comment: str | None
    privacy_invite: str | None
    privacy_join: str | None
    privacy_videos: str | None
    privacy_view: str | None


def group_short(group: Group) -> GroupShort:
    """A group in the view `short`."""
    return {
        "group_id": group.group_id,
        "name": group.name,
        "privacy_comment": group.privacy_comment,
        "privacy_invite": group.privacy_invite,
        "privacy_join": group.privacy_join,
        "privacy_videos": group.privacy_videos,
        "privacy_view": group.privacy_view,
    }


class GroupVideoShort(TypedDict):
    """A group video in the view `short`."""

    video_id: str
    video_name: str | None


def group_video_short(db: Database, group_video: GroupVideo) -> GroupVideoShort:
    """A group video in the view `short`."""
    video = db.get(Video, group_video.video_id)
    return {"video_id": group_video.video_id, "video_name": video.name}


class GroupFull(GroupShort):
    """A group in the view `full`."""

    description: str | None
    pictures_id: str | None
    resource_key: str | None
    created_time: str
    modified_time: str
    videos: list[GroupVideoShort]


def group_full(db: Database, group: Group) -> GroupFull:
    """A group in the view `full`."""
    return {
        **group_short(group),
        "description": group.description,
        "pictures_id": group.pictures_id,
        "resource_key": group.resource_key,
        "created_time": group.created_time,
        "modified_time": group.modified_time,
        "videos": [
            group_video_short(db, group_video)
            for group_video in db.query(GroupVideo).where("group_id = ?", group.group_id).page(limit=20).rows
        ],
    }


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


class VideoFull(VideoShort):
    """A video in the view `full`."""

    description: str | None


def video_full(video: Video) -> VideoFull:
    """A video in the view `full`."""
    return {**video_short(video), "description": video.description}


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    name: str | None
    account: str | None
    bio: str | None
    email: str | None
    location: str | None
    pictures_id: str | None


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "name": user.name,
        "account": user.account,
        "bio": user.bio,
        "email": user.email,
        "location": user.location,
        "pictures_id": user.pictures_id,
    }


class UserFull(UserShort):
    """A user in the view `full`."""

    content_filter: list[str]
    resource_key: str | None
    created_time: str


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return {
        **user_short(user),
        "content_filter": user.content_filter,
        "resource_key": user.resource_key,
        "created_time": user.created_time,
    }


class PictureShort(TypedDict):
    """A picture in the view `short`."""

    picture_id: str
    user_id: str
    video_id: str | None
    active: bool
    resource_key: str | None
    type: str | None
    time: float | None


def picture_short(picture: Picture) -> PictureShort:
    """A picture in the view `short`."""
    return {
        "picture_id": picture.picture_id,
        "user_id": picture.user_id,
        "video_id": picture.video_id,
        "active": picture.active,
        "resource_key": picture.resource_key,
        "type": picture.type,
        "time": picture.time,
    }


class PictureFull(PictureShort):
    """A picture in the view `full`."""


def picture_full(picture: Picture) -> PictureFull:
    """A picture in the view `full`."""
    return picture_short(picture)


class CurrentUserFull(TypedDict):
    """A current user in the view `full`."""

    name: str | None
    account: str
    bio: str | None
    content_filter: list[str]
    email: str
    location: str | None
    pictures_id: str | None
    resource_key: str
    created_time: str


def current_user_full(current_user: CurrentUser) -> CurrentUserFull:
    """A current user in the view `full`."""
    return {
        "name": current_user.name,
        "account": current_user.account,
        "bio": current_user.bio,
        "content_filter": current_user.content_filter,
        "email": current_user.email,
        "location": current_user.location,
        "pictures_id": current_user.pictures_id,
        "resource_key": current_user.resource_key,
        "created_time": current_user.created_time,
    }


class LikeShort(TypedDict):
    """A like in the view `short`."""

    like_id: str
    name: str | None
    context_action: str | None
    license: str | None
    privacy_comments: str | None
    privacy_embed: str | None
    status: str


def like_short(like: Like) -> LikeShort:
    """A like in the view `short`."""
    return {
        "like_id": like.like_id,
        "name": like.name,
        "context_action": like.context_action,
        "license": like.license,
        "privacy_comments": like.privacy_comments,
        "privacy_embed": like.privacy_embed,
        "status": like.status,
    }


class LikeFull(LikeShort):
    """A like in the view `full`."""

    description: str | None
    like_language: str | None
    pictures_id: str | None
    created_time: str
    modified_time: str


def like_full(like: Like) -> LikeFull:
    """A like in the view `full`."""
    return {
        **like_short(like),
        "description": like.description,
        "like_language": like.like_language,
        "pictures_id": like.pictures_id,
        "created_time": like.created_time,
        "modified_time": like.modified_time,
    }


# --- computed columns and guards ----------------------------------------------------------------------------------


def current_actor(db: Database) -> User:
    """The user whose account this is."""
    return coalesce(db.query(User).first())


# --- tools --------------------------------------------------------------------------------------------------------


class ListGroups(TypedDict):
    """What `list_groups` returns."""

    groups: list[GroupShort]
    next_cursor: str | None


def list_groups(
    db: Database,
    /,
    *,
    query_: str | None = None,
    pictures_id: str | None = None,
    video_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListGroups:
    """List the groups, optionally by text, pictures or video."""
    query = db.query(Group)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    if pictures_id is not None:
        query.where("pictures_id IS ?", pictures_id)
    if video_id is not None:
        query.where(
            'EXISTS (SELECT 1 FROM group_videos AS item WHERE item.group_id = "groups".group_id AND item.video_id = ?)',
            video_id,
        )
    page = query.page("-created_time", limit=limit, cursor=cursor)
    return {"groups": [group_short(group) for group in page.rows], "next_cursor": page.next_cursor}


class GroupResult(TypedDict):
    """What `get_group` and 4 other tools return."""

    group: GroupFull


def get_group(db: Database, /, *, group_id: str) -> GroupResult:
    """Show a group with all its details."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    return {"group": group_full(db, group)}


def add_video_to_group(db: Database, /, *, group_id: str, video_id: str) -> GroupResult:
    """Add a video to a group."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    video = db.find(Video, video_id) or fail("video_not_found", video_id=video_id)
    db.insert(
        GroupVideo,
        group_video_id=f"GRVIL-{db.next_number('group_videos'):04d}",
        group_id=group.group_id,
        video_id=video.video_id,
    )
    return {"group": group_full(db, group)}


def remove_video_from_group(db: Database, /, *, group_id: str, video_id: str) -> GroupResult:
    """Remove a video from a group."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    group_video = db.query(GroupVideo).where("group_id = ? AND video_id = ?", group.group_id, video_id).first()
    if group_video is None:
        fail("group_without_video", group_id=group_id, video_id=video_id)
    db.delete(group_video)
    return {"group": group_full(db, group)}


class ListGroupVideos(TypedDict):
    """What `list_group_videos` and `list_videos` return."""

    videos: list[VideoShort]
    next_cursor: str | None


def list_group_videos(db: Database, /, *, group_id: str, limit: int = 20, cursor: str | None = None) -> ListGroupVideos:
    """List the videos of a group."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    page = (
        db.query(Video)
        .where(
            "EXISTS (SELECT 1 FROM group_videos AS item WHERE item.video_id = videos.video_id AND item.group_id = ?)",
            group.group_id,
        )
        .page("name", limit=limit, cursor=cursor)
    )
    return {"videos": [video_short(video) for video in page.rows], "next_cursor": page.next_cursor}


def create_group(db: Database, /, *, name: str, description: str | None = None) -> GroupResult:
    """Create a group."""
    if db.query(Group).where("same_text(name, ?)", name).exists():
        fail("group_name_taken", name=name)
    group = db.insert(
        Group,
        group_id=f"GROUP-{db.next_number('groups'):04d}",
        name=name,
        description=description,
        created_time=db.now(),
        modified_time=db.now(),
    )
    return {"group": group_full(db, group)}


def update_group(
    db: Database,
    /,
    *,
    group_id: str,
    name: str | None = None,
    description: str | None = None,
    clear: list[Literal["description"]] | None = None,
) -> GroupResult:
    """Change the name or description of a group."""
    changes = given(clear, name=name, description=description)
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    if (
        name is not None
        and db.query(Group).where("same_text(name, ?) AND group_id <> ?", name, group.group_id).exists()
    ):
        fail("group_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(group, **changes, modified_time=db.now())
    return {"group": group_full(db, group)}


class DeleteGroup(TypedDict):
    """What `delete_group` returns."""

    group_id: str


def delete_group(db: Database, /, *, group_id: str) -> DeleteGroup:
    """Delete a group."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    db.delete(group)
    return {"group_id": group_id}


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
    limit: int = 20,
    cursor: str | None = None,
) -> ListGroupVideos:
    """List the videos, optionally by text, status or user."""
    query = db.query(Video)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    if status is not None:
        query.where("status = ?", status)
    if user_id is not None:
        query.where("user_id IS ?", user_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"videos": [video_short(video) for video in page.rows], "next_cursor": page.next_cursor}


class GetVideo(TypedDict):
    """What `get_video` returns."""

    video: VideoFull


def get_video(db: Database, /, *, video_id: str) -> GetVideo:
    """Show a video with all its details."""
    video = db.find(Video, video_id) or fail("video_not_found", video_id=video_id)
    return {"video": video_full(video)}


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(
    db: Database,
    /,
    *,
    query_: str | None = None,
    pictures_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListUsers:
    """List the users, optionally by text or pictures."""
    query = db.query(User)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(email, ?)", query_, query_)
    if pictures_id is not None:
        query.where("pictures_id IS ?", pictures_id)
    page = query.page("-created_time", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class GetUser(TypedDict):
    """What `get_user` returns."""

    user: UserFull


def get_user(db: Database, /, *, user_id: str) -> GetUser:
    """Show a user with all its details."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    return {"user": user_full(user)}


class ListPictures(TypedDict):
    """What `list_pictures` returns."""

    pictures: list[PictureShort]
    next_cursor: str | None


def list_pictures(
    db: Database,
    /,
    *,
    user_id: str | None = None,
    video_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListPictures:
    """List the pictures, optionally by user or video."""
    query = db.query(Picture)
    if user_id is not None:
        query.where("user_id = ?", user_id)
    if video_id is not None:
        query.where("video_id IS ?", video_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"pictures": [picture_short(picture) for picture in page.rows], "next_cursor": page.next_cursor}


class PictureResult(TypedDict):
    """What `get_picture` and 2 other tools return."""

    picture: PictureFull


def get_picture(db: Database, /, *, picture_id: str) -> PictureResult:
    """Show a picture with all its details."""
    picture = db.find(Picture, picture_id) or fail("picture_not_found", picture_id=picture_id)
    return {"picture": picture_full(picture)}


def create_picture(
    db: Database, /, *, user_id: str, video_id: str | None = None, active: bool = True, time: float | None = None
) -> PictureResult:
    """Create a picture."""
    actor = current_actor(db)
    if db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    if video_id is not None and db.find(Video, video_id) is None:
        fail("video_not_found", video_id=video_id)
    if user_id != actor.user_id:
        fail("user_not_you", user_id=actor.user_id)
    picture = db.insert(
        Picture,
        picture_id=f"PIC-{db.next_number('pictures'):04d}",
        user_id=user_id,
        video_id=video_id,
        active=active,
        time=time,
    )
    return {"picture": picture_full(picture)}


def update_picture(db: Database, /, *, picture_id: str, active: bool | None = None) -> PictureResult:
    """Change whether a picture is active."""
    changes = given(None, active=active)
    actor = current_actor(db)
    picture = db.find(Picture, picture_id) or fail("picture_not_found", picture_id=picture_id)
    if picture.user_id != actor.user_id:
        fail("picture_not_yours", picture_id=picture.picture_id)
    if not changes:
        fail("nothing_to_change")
    db.update(picture, **changes)
    return {"picture": picture_full(picture)}


class DeletePicture(TypedDict):
    """What `delete_picture` returns."""

    picture_id: str


def delete_picture(db: Database, /, *, picture_id: str) -> DeletePicture:
    """Delete a picture."""
    actor = current_actor(db)
    picture = db.find(Picture, picture_id) or fail("picture_not_found", picture_id=picture_id)
    if picture.user_id != actor.user_id:
        fail("picture_not_yours", picture_id=picture.picture_id)
    db.delete(picture)
    return {"picture_id": picture_id}


class CurrentUserResult(TypedDict):
    """What `get_current_user` and `update_current_user` return."""

    current_user: CurrentUserFull


def get_current_user(db: Database, /) -> CurrentUserResult:
    """Show the current user."""
    current_user = db.get(CurrentUser, 1)
    return {"current_user": current_user_full(current_user)}


def update_current_user(
    db: Database,
    /,
    *,
    name: str | None = None,
    bio: str | None = None,
    content_filter: list[str] | None = None,
    location: str | None = None,
    clear: list[Literal["name", "bio", "location"]] | None = None,
) -> CurrentUserResult:
    """Change the current user, for example the name, location, bio or content filter."""
    changes = given(clear, name=name, bio=bio, content_filter=content_filter, location=location)
    current_user = db.get(CurrentUser, 1)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(current_user, **changes)
    return {"current_user": current_user_full(current_user)}


class ListLikes(TypedDict):
    """What `list_likes` returns."""

    likes: list[LikeShort]
    next_cursor: str | None


def list_likes(
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
    pictures_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListLikes:
    """List the likes, optionally by text, status or pictures."""
    query = db.query(Like)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    if status is not None:
        query.where("status = ?", status)
    if pictures_id is not None:
        query.where("pictures_id IS ?", pictures_id)
    page = query.page("-created_time", limit=limit, cursor=cursor)
    return {"likes": [like_short(like) for like in page.rows], "next_cursor": page.next_cursor}


class GetLike(TypedDict):
    """What `get_like` returns."""

    like: LikeFull


def get_like(db: Database, /, *, like_id: str) -> GetLike:
    """Show a like with all its details."""
    like = db.find(Like, like_id) or fail("like_not_found", like_id=like_id)
    return {"like": like_full(like)}


class DeleteLike(TypedDict):
    """What `delete_like` returns."""

    like_id: str


def delete_like(db: Database, /, *, like_id: str) -> DeleteLike:
    """Delete a like."""
    like = db.find(Like, like_id) or fail("like_not_found", like_id=like_id)
    db.delete(like)
    return {"like_id": like_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "group_has_video_already": "The group has the video {video_id} already. Choose another video.",
    "group_name_taken": "There is already a group with the name {name}. Choose another name.",
    "group_not_found": "There is no group {group_id}. List the groups to see which there are.",
    "group_without_video": "Group {group_id} has no video {video_id}.",
    "like_not_found": "There is no like {like_id}. List the likes to see which there are.",
    "picture_not_found": "There is no picture {picture_id}. List the pictures to see which there are.",
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "video_not_found": "There is no video {video_id}. List the videos to see which there are.",
    "user_not_you": "You act for user {user_id} only, and make nothing for another one.",
    "picture_not_yours": "Picture {picture_id} belongs to another user. You can change only pictures of your own.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="vimeo_pictures",
    folder=Path(__file__).parent,
    tables=[Group, Video, User, Picture, CurrentUser, Like, GroupVideo],
    tools={
        "list_groups": Tool(list_groups, read_only=True),
        "get_group": Tool(get_group, read_only=True),
        "add_video_to_group": Tool(add_video_to_group),
        "remove_video_from_group": Tool(remove_video_from_group),
        "list_group_videos": Tool(list_group_videos, read_only=True),
        "create_group": Tool(create_group),
        "update_group": Tool(update_group),
        "delete_group": Tool(delete_group),
        "list_videos": Tool(list_videos, read_only=True),
        "get_video": Tool(get_video, read_only=True),
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "list_pictures": Tool(list_pictures, read_only=True),
        "get_picture": Tool(get_picture, read_only=True),
        "create_picture": Tool(create_picture),
        "update_picture": Tool(update_picture),
        "delete_picture": Tool(delete_picture),
        "get_current_user": Tool(get_current_user, read_only=True),
        "update_current_user": Tool(update_current_user),
        "list_likes": Tool(list_likes, read_only=True),
        "get_like": Tool(get_like, read_only=True),
        "delete_like": Tool(delete_like),
    },
    faults=FAULTS,
    unique_faults={
        "groups.name": "group_name_taken",
        "group_videos.group_id, group_videos.video_id": "group_has_video_already",
    },
    instructions=INSTRUCTIONS,
)
