"""Vimeo: projects: keeps projects, videos, watchlaters and project videos."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Vimeo: projects. Keeps projects, videos, watchlaters and project videos.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- A project and a video can be linked only once.
- Deleting a project also removes its links to videos.
- Deleting a project keeps the watchlaters that refer to it; they lose the reference.
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
    description: str | None = None
    license: str | None = None
    privacy_comments: str | None = None
    status: str
    upload_approach: str


class Project(Table, table=True):
    """A project."""

    __tablename__ = "projects"

    project_id: str = Field(primary_key=True)
    name: str
    resource_key: str | None = None
    created_time: str
    modified_time: str


class Watchlater(Table, table=True):
    """A watchlater."""

    __tablename__ = "watchlaters"
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

    watchlater_id: str = Field(primary_key=True)
    name: str | None = None
    context_action: str | None = None
    description: str | None = None
    watchlater_language: str | None = None
    license: str | None = None
    parent_folder_id: str | None = Field(
        default=None, foreign_key="projects.project_id", ondelete="SET NULL", index=True
    )
    privacy_comments: str | None = None
    privacy_embed: str | None = None
    status: str
    created_time: str
    modified_time: str


class ProjectVideo(Table, table=True):
    """A project video of a project."""

    __tablename__ = "project_videos"
    __table_args__ = (UniqueConstraint("project_id", "video_id"),)

    project_video_id: str = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    video_id: str = Field(foreign_key="videos.video_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class VideoShort(TypedDict):
    """A video in the view `short`."""

    video_id: str
    name: str | None
    description: str | None
    license: str | None
    privacy_comments: str | None
    status: str
    upload_approach: str


def video_short(video: Video) -> VideoShort:
    """A video in the view `short`."""
    return {
        "video_id": video.video_id,
        "name": video.name,
        "description": video.description,
        "license": video.license,
        "privacy_comments": video.privacy_comments,
        "status": video.status,
        "upload_approach": video.upload_approach,
    }


class VideoFull(VideoShort):
    """A video in the view `full`."""


def video_full(video: Video) -> VideoFull:
    """A video in the view `full`."""
    return video_short(video)


class ProjectShort(TypedDict):
    """A project in the view `short`."""

    project_id: str
    name: str
    resource_key: str | None
    created_time: str
    modified_time: str


def project_short(project: Project) -> ProjectShort:
    """A project in the view `short`."""
    return {
        "project_id": project.project_id,
        "name": project.name,
        "resource_key": project.resource_key,
        "created_time": project.created_time,
        "modified_time": project.modified_time,
    }


class ProjectVideoShort(TypedDict):
    """A project video in the view `short`."""

    video_id: str
    video_name: str | None


def project_video_short(db: Database, project_video: ProjectVideo) -> ProjectVideoShort:
    """A project video in the view `short`."""
    video = db.get(Video, project_video.video_id)
    return {"video_id": project_video.video_id, "video_name": video.name}


class ProjectFull(ProjectShort):
    """A project in the view `full`."""

    videos: list[ProjectVideoShort]


def project_full(db: Database, project: Project) -> ProjectFull:
    """A project in the view `full`."""
    return {
        **project_short(project),
        "videos": [
            project_video_short(db, project_video)
            for project_video in db.query(ProjectVideo).where("project_id = ?", project.project_id).page(limit=20).rows
        ],
    }


class WatchlaterShort(TypedDict):
    """A watchlater in the view `short`."""

    watchlater_id: str
    name: str | None
    context_action: str | None
    license: str | None
    privacy_comments: str | None
    privacy_embed: str | None
    status: str


def watchlater_short(watchlater: Watchlater) -> WatchlaterShort:
    """A watchlater in the view `short`."""
    return {
        "watchlater_id": watchlater.watchlater_id,
        "name": watchlater.name,
        "context_action": watchlater.context_action,
        "license": watchlater.license,
        "privacy_comments": watchlater.privacy_comments,
        "privacy_embed": watchlater.privacy_embed,
        "status": watchlater.status,
    }


class WatchlaterFull(WatchlaterShort):
    """A watchlater in the view `full`."""

    description: str | None
    watchlater_language: str | None
    parent_folder_id: str | None
    created_time: str
    modified_time: str


def watchlater_full(watchlater: Watchlater) -> WatchlaterFull:
    """A watchlater in the view `full`."""
    return {
        **watchlater_short(watchlater),
        "description": watchlater.description,
        "watchlater_language": watchlater.watchlater_language,
        "parent_folder_id": watchlater.parent_folder_id,
        "created_time": watchlater.created_time,
        "modified_time": watchlater.modified_time,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListVideos(TypedDict):
    """What `list_videos` and `list_project_videos` return."""

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
    limit: int = 20,
    cursor: str | None = None,
) -> ListVideos:
    """List the videos, optionally by text or status."""
    query = db.query(Video)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"videos": [video_short(video) for video in page.rows], "next_cursor": page.next_cursor}


class GetVideo(TypedDict):
    """What `get_video` returns."""

    video: VideoFull


def get_video(db: Database, /, *, video_id: str) -> GetVideo:
    """Show a video with all its details."""
    video = db.find(Video, video_id) or fail("video_not_found", video_id=video_id)
    return {"video": video_full(video)}


class ListProjects(TypedDict):
    """What `list_projects` returns."""

    projects: list[ProjectShort]
    next_cursor: str | None


def list_projects(
    db: Database, /, *, video_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListProjects:
    """List the projects, optionally by video."""
    query = db.query(Project)
    if video_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM project_videos AS item WHERE item.project_id = projects.project_id"
            " AND item.video_id = ?)",
            video_id,
        )
    page = query.page("-created_time", limit=limit, cursor=cursor)
    return {"projects": [project_short(project) for project in page.rows], "next_cursor": page.next_cursor}


class ProjectResult(TypedDict):
    """What `get_project` and 4 other tools return."""

    project: ProjectFull


def get_project(db: Database, /, *, project_id: str) -> ProjectResult:
    """Show a project with all its details."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    return {"project": project_full(db, project)}


def add_video_to_project(db: Database, /, *, project_id: str, video_id: str) -> ProjectResult:
    """Add a video to a project."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    video = db.find(Video, video_id) or fail("video_not_found", video_id=video_id)
    db.insert(
        ProjectVideo,
        project_video_id=f"PRVIL-{db.next_number('project_videos'):04d}",
        project_id=project.project_id,
        video_id=video.video_id,
    )
    return {"project": project_full(db, project)}


def remove_video_from_project(db: Database, /, *, project_id: str, video_id: str) -> ProjectResult:
    """Remove a video from a project."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    project_video = (
        db.query(ProjectVideo).where("project_id = ? AND video_id = ?", project.project_id, video_id).first()
    )
    if project_video is None:
        fail("project_without_video", project_id=project_id, video_id=video_id)
    db.delete(project_video)
    return {"project": project_full(db, project)}


def list_project_videos(db: Database, /, *, project_id: str, limit: int = 20, cursor: str | None = None) -> ListVideos:
    """List the videos of a project."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    page = (
        db.query(Video)
        .where(
            "EXISTS (SELECT 1 FROM project_videos AS item WHERE item.video_id = videos.video_id"
            " AND item.project_id = ?)",
            project.project_id,
        )
        .page("name", limit=limit, cursor=cursor)
    )
    return {"videos": [video_short(video) for video in page.rows], "next_cursor": page.next_cursor}


def create_project(db: Database, /, *, name: str) -> ProjectResult:
    """Create a project."""
    if len(words(name)) <= 0:
        fail("name_blank")
    project = db.insert(
        Project,
        project_id=f"PRO-{db.next_number('projects'):04d}",
        name=name,
        created_time=db.now(),
        modified_time=db.now(),
    )
    return {"project": project_full(db, project)}


def update_project(db: Database, /, *, project_id: str, name: str | None = None) -> ProjectResult:
    """Change the name of a project."""
    changes = given(None, name=name)
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(project, **changes, modified_time=db.now())
    return {"project": project_full(db, project)}


class DeleteProject(TypedDict):
    """What `delete_project` returns."""

    project_id: str


def delete_project(db: Database, /, *, project_id: str) -> DeleteProject:
    """Delete a project."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    db.delete(project)
    return {"project_id": project_id}


class ListWatchlaters(TypedDict):
    """What `list_watchlaters` returns."""

    watchlaters: list[WatchlaterShort]
    next_cursor: str | None


def list_watchlaters(
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
    parent_folder_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListWatchlaters:
    """List the watchlaters, optionally by text, status or parent folder."""
    query = db.query(Watchlater)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    if status is not None:
        query.where("status = ?", status)
    if parent_folder_id is not None:
        query.where("parent_folder_id IS ?", parent_folder_id)
    page = query.page("-created_time", limit=limit, cursor=cursor)
    return {"watchlaters": [watchlater_short(watchlater) for watchlater in page.rows], "next_cursor": page.next_cursor}


class GetWatchlater(TypedDict):
    """What `get_watchlater` returns."""

    watchlater: WatchlaterFull


def get_watchlater(db: Database, /, *, watchlater_id: str) -> GetWatchlater:
    """Show a watchlater with all its details."""
    watchlater = db.find(Watchlater, watchlater_id) or fail("watchlater_not_found", watchlater_id=watchlater_id)
    return {"watchlater": watchlater_full(watchlater)}


class DeleteWatchlater(TypedDict):
    """What `delete_watchlater` returns."""

    watchlater_id: str


def delete_watchlater(db: Database, /, *, watchlater_id: str) -> DeleteWatchlater:
    """Delete a watchlater."""
    watchlater = db.find(Watchlater, watchlater_id) or fail("watchlater_not_found", watchlater_id=watchlater_id)
    db.delete(watchlater)
    return {"watchlater_id": watchlater_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "project_has_video_already": "The project has the video {video_id} already. Choose another video.",
    "project_not_found": "There is no project {project_id}. List the projects to see which there are.",
    "project_without_video": "Project {project_id} has no video {video_id}.",
    "video_not_found": "There is no video {video_id}. List the videos to see which there are.",
    "watchlater_not_found": "There is no watchlater {watchlater_id}. List the watchlaters to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="vimeo_projects",
    folder=Path(__file__).parent,
    tables=[Video, Project, Watchlater, ProjectVideo],
    tools={
        "list_videos": Tool(list_videos, read_only=True),
        "get_video": Tool(get_video, read_only=True),
        "list_projects": Tool(list_projects, read_only=True),
        "get_project": Tool(get_project, read_only=True),
        "add_video_to_project": Tool(add_video_to_project),
        "remove_video_from_project": Tool(remove_video_from_project),
        "list_project_videos": Tool(list_project_videos, read_only=True),
        "create_project": Tool(create_project),
        "update_project": Tool(update_project),
        "delete_project": Tool(delete_project),
        "list_watchlaters": Tool(list_watchlaters, read_only=True),
        "get_watchlater": Tool(get_watchlater, read_only=True),
        "delete_watchlater": Tool(delete_watchlater),
    },
    faults=FAULTS,
    unique_faults={
        "project_videos.project_id, project_videos.video_id": "project_has_video_already",
    },
    instructions=INSTRUCTIONS,
)
