"""Google Drive: team drives: keeps team drives, apps and about."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Google Drive: team drives. Keeps team drives, apps and about.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class About(Table, table=True):
    """The about."""

    __tablename__ = "abouts"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    app_installed: bool
    can_create_drives: bool
    max_upload_size: int
    storage_quota_limit: int
    storage_quota_usage: int
    storage_quota_usage_in_drive: int
    storage_quota_usage_in_drive_trash: int
    user_email_address: str


class App(Table, table=True):
    """An app."""

    __tablename__ = "apps"

    app_id: str = Field(primary_key=True)
    name: str | None = None
    authorized: bool
    installed: bool
    long_description: str | None = None
    object_type: str | None = None
    primary_file_extensions: list[str] = Field(sa_type=JsonList())
    short_description: str | None = None
    supports_create: bool
    supports_import: bool


class TeamDrive(Table, table=True):
    """A team drive."""

    __tablename__ = "team_drives"

    team_drive_id: str = Field(primary_key=True)
    name: str
    admin_managed_restrictions: bool
    restrictions_domain_users_only: bool
    restrictions_sharing_folders_requires_organizer: bool
    restrictions_team_members_only: bool
    created_time: str


# --- views --------------------------------------------------------------------------------------------------------


class AboutFull(TypedDict):
    """An about in the view `full`."""

    app_installed: bool
    can_create_drives: bool
    max_upload_size: int
    storage_quota_limit: int
    storage_quota_usage: int
    storage_quota_usage_in_drive: int
    storage_quota_usage_in_drive_trash: int
    user_email_address: str


def about_full(about: About) -> AboutFull:
    """An about in the view `full`."""
    return {
        "app_installed": about.app_installed,
        "can_create_drives": about.can_create_drives,
        "max_upload_size": about.max_upload_size,
        "storage_quota_limit": about.storage_quota_limit,
        "storage_quota_usage": about.storage_quota_usage,
        "storage_quota_usage_in_drive": about.storage_quota_usage_in_drive,
        "storage_quota_usage_in_drive_trash": about.storage_quota_usage_in_drive_trash,
        "user_email_address": about.user_email_address,
    }


class AppShort(TypedDict):
    """An app in the view `short`."""

    app_id: str
    name: str | None
    authorized: bool
    installed: bool
    long_description: str | None
    supports_create: bool
    supports_import: bool


def app_short(app: App) -> AppShort:
    """An app in the view `short`."""
    return {
        "app_id": app.app_id,
        "name": app.name,
        "authorized": app.authorized,
        "installed": app.installed,
        "long_description": app.long_description,
        "supports_create": app.supports_create,
        "supports_import": app.supports_import,
    }


class AppFull(AppShort):
    """An app in the view `full`."""

    object_type: str | None
    primary_file_extensions: list[str]
    short_description: str | None


def app_full(app: App) -> AppFull:
    """An app in the view `full`."""
    return {
        **app_short(app),
        "object_type": app.object_type,
        "primary_file_extensions": app.primary_file_extensions,
        "short_description": app.short_description,
    }


class TeamDriveShort(TypedDict):
    """A team drive in the view `short`."""

    team_drive_id: str
    name: str
    admin_managed_restrictions: bool
    restrictions_domain_users_only: bool
    restrictions_sharing_folders_requires_organizer: bool
    restrictions_team_members_only: bool
    created_time: str


def team_drive_short(team_drive: TeamDrive) -> TeamDriveShort:
    """A team drive in the view `short`."""
    return {
        "team_drive_id": team_drive.team_drive_id,
        "name": team_drive.name,
        "admin_managed_restrictions": team_drive.admin_managed_restrictions,
        "restrictions_domain_users_only": team_drive.restrictions_domain_users_only,
        "restrictions_sharing_folders_requires_organizer": team_drive.restrictions_sharing_folders_requires_organizer,
        "restrictions_team_members_only": team_drive.restrictions_team_members_only,
        "created_time": team_drive.created_time,
    }


class TeamDriveFull(TeamDriveShort):
    """A team drive in the view `full`."""


def team_drive_full(team_drive: TeamDrive) -> TeamDriveFull:
    """A team drive in the view `full`."""
    return team_drive_short(team_drive)


# --- tools --------------------------------------------------------------------------------------------------------


class GetAbout(TypedDict):
    """What `get_about` returns."""

    about: AboutFull


def get_about(db: Database, /) -> GetAbout:
    """Show the about."""
    about = db.get(About, 1)
    return {"about": about_full(about)}


class ListApps(TypedDict):
    """What `list_apps` returns."""

    apps: list[AppShort]
    next_cursor: str | None


def list_apps(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListApps:
    """List the apps."""
    page = db.query(App).page("name", limit=limit, cursor=cursor)
    return {"apps": [app_short(app) for app in page.rows], "next_cursor": page.next_cursor}


class GetApp(TypedDict):
    """What `get_app` returns."""

    app: AppFull


def get_app(db: Database, /, *, app_id: str) -> GetApp:
    """Show an app with all its details."""
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    return {"app": app_full(app)}


class ListTeamDrives(TypedDict):
    """What `list_team_drives` returns."""

    team_drives: list[TeamDriveShort]
    next_cursor: str | None


def list_team_drives(
    db: Database, /, *, query_: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListTeamDrives:
    """List the team drives, optionally by text."""
    query = db.query(TeamDrive)
    if query_ is not None:
        query.where("contains(name, ?)", query_)
    page = query.page("-created_time", limit=limit, cursor=cursor)
    return {"team_drives": [team_drive_short(team_drive) for team_drive in page.rows], "next_cursor": page.next_cursor}


class TeamDriveResult(TypedDict):
    """What `get_team_drive` and 2 other tools return."""

    team_drive: TeamDriveFull


def get_team_drive(db: Database, /, *, team_drive_id: str) -> TeamDriveResult:
    """Show a team drive with all its details."""
    team_drive = db.find(TeamDrive, team_drive_id) or fail("team_drive_not_found", team_drive_id=team_drive_id)
    return {"team_drive": team_drive_full(team_drive)}


def create_team_drive(
    db: Database,
    /,
    *,
    name: str,
    admin_managed_restrictions: bool = False,
    restrictions_domain_users_only: bool = False,
    restrictions_sharing_folders_requires_organizer: bool = False,
    restrictions_team_members_only: bool = False,
) -> TeamDriveResult:
    """Create a team drive."""
    if len(words(name)) <= 0:
        fail("name_blank")
    team_drive = db.insert(
        TeamDrive,
        team_drive_id=f"TD-{db.next_number('team_drives'):04d}",
        name=name,
        admin_managed_restrictions=admin_managed_restrictions,
        restrictions_domain_users_only=restrictions_domain_users_only,
        restrictions_sharing_folders_requires_organizer=restrictions_sharing_folders_requires_organizer,
        restrictions_team_members_only=restrictions_team_members_only,
        created_time=db.now(),
    )
    return {"team_drive": team_drive_full(team_drive)}


def update_team_drive(
    db: Database,
    /,
    *,
    team_drive_id: str,
    name: str | None = None,
    admin_managed_restrictions: bool | None = None,
    restrictions_domain_users_only: bool | None = None,
    restrictions_sharing_folders_requires_organizer: bool | None = None,
    restrictions_team_members_only: bool | None = None,
) -> TeamDriveResult:
    """Change a team drive, for example its name."""
    changes = given(
        None,
        name=name,
        admin_managed_restrictions=admin_managed_restrictions,
        restrictions_domain_users_only=restrictions_domain_users_only,
        restrictions_sharing_folders_requires_organizer=restrictions_sharing_folders_requires_organizer,
        restrictions_team_members_only=restrictions_team_members_only,
    )
    team_drive = db.find(TeamDrive, team_drive_id) or fail("team_drive_not_found", team_drive_id=team_drive_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(team_drive, **changes)
    return {"team_drive": team_drive_full(team_drive)}


class DeleteTeamDrive(TypedDict):
    """What `delete_team_drive` returns."""

    team_drive_id: str


def delete_team_drive(db: Database, /, *, team_drive_id: str) -> DeleteTeamDrive:
    """Delete a team drive."""
    team_drive = db.find(TeamDrive, team_drive_id) or fail("team_drive_not_found", team_drive_id=team_drive_id)
    db.delete(team_drive)
    return {"team_drive_id": team_drive_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "app_not_found": "There is no app {app_id}. List the apps to see which there are.",
    "team_drive_not_found": "There is no team drive {team_drive_id}. List the team drives to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="drive_team_drives",
    folder=Path(__file__).parent,
    tables=[About, App, TeamDrive],
    tools={
        "get_about": Tool(get_about, read_only=True),
        "list_apps": Tool(list_apps, read_only=True),
        "get_app": Tool(get_app, read_only=True),
        "list_team_drives": Tool(list_team_drives, read_only=True),
        "get_team_drive": Tool(get_team_drive, read_only=True),
        "create_team_drive": Tool(create_team_drive),
        "update_team_drive": Tool(update_team_drive),
        "delete_team_drive": Tool(delete_team_drive),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
