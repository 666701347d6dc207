"""Google Drive: drives: keeps drives, apps, about and changes."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Google Drive: drives. Keeps drives, apps, about and changes.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- You can hide a drive only while it is not hidden.
- You can unhide a drive only while it is hidden.
- Deleting a drive keeps the changes that refer to it; they lose the reference.
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


class Change(Table, table=True):
    """A change."""

    __tablename__ = "changes"
    __table_args__ = (CheckConstraint("change_type IN ('file', 'drive')"),)

    change_id: str = Field(primary_key=True)
    change_type: str | None = None
    drive_id: str | None = Field(default=None, foreign_key="drives.drive_id", ondelete="SET NULL", index=True)
    time: str | None = None


class Drive(Table, table=True):
    """A drive."""

    __tablename__ = "drives"

    drive_id: str = Field(primary_key=True)
    name: str
    hidden: bool
    admin_managed_restrictions: bool
    restrictions_domain_users_only: bool
    restrictions_drive_members_only: bool
    restrictions_sharing_folders_requires_organizer: bool
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


class ChangeShort(TypedDict):
    """A change in the view `short`."""

    change_id: str
    change_type: str | None
    drive_id: str | None
    time: str | None


def change_short(change: Change) -> ChangeShort:
    """A change in the view `short`."""
    return {
        "change_id": change.change_id,
        "change_type": change.change_type,
        "drive_id": change.drive_id,
        "time": change.time,
    }


class ChangeFull(ChangeShort):
    """A change in the view `full`."""


def change_full(change: Change) -> ChangeFull:
    """A change in the view `full`."""
    return change_short(change)


class DriveShort(TypedDict):
    """A drive in the view `short`."""

    drive_id: str
    name: str
    hidden: bool
    admin_managed_restrictions: bool
    restrictions_domain_users_only: bool
    restrictions_drive_members_only: bool
    restrictions_sharing_folders_requires_organizer: bool


def drive_short(drive: Drive) -> DriveShort:
    """A drive in the view `short`."""
    return {
        "drive_id": drive.drive_id,
        "name": drive.name,
        "hidden": drive.hidden,
        "admin_managed_restrictions": drive.admin_managed_restrictions,
        "restrictions_domain_users_only": drive.restrictions_domain_users_only,
        "restrictions_drive_members_only": drive.restrictions_drive_members_only,
        "restrictions_sharing_folders_requires_organizer": drive.restrictions_sharing_folders_requires_organizer,
    }


class DriveFull(DriveShort):
    """A drive in the view `full`."""

    created_time: str


def drive_full(drive: Drive) -> DriveFull:
    """A drive in the view `full`."""
    return {**drive_short(drive), "created_time": drive.created_time}


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


class ListChanges(TypedDict):
    """What `list_changes` returns."""

    changes: list[ChangeFull]
    next_cursor: str | None


def list_changes(
    db: Database, /, *, drive_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListChanges:
    """List the changes, optionally by drive."""
    query = db.query(Change)
    if drive_id is not None:
        query.where("drive_id IS ?", drive_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"changes": [change_full(change) for change in page.rows], "next_cursor": page.next_cursor}


class ListDrives(TypedDict):
    """What `list_drives` returns."""

    drives: list[DriveShort]
    next_cursor: str | None


def list_drives(
    db: Database, /, *, query_: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListDrives:
    """List the drives, optionally by text."""
    query = db.query(Drive)
    if query_ is not None:
        query.where("contains(name, ?)", query_)
    page = query.page("-created_time", limit=limit, cursor=cursor)
    return {"drives": [drive_short(drive) for drive in page.rows], "next_cursor": page.next_cursor}


class DriveResult(TypedDict):
    """What `get_drive` and 4 other tools return."""

    drive: DriveFull


def get_drive(db: Database, /, *, drive_id: str) -> DriveResult:
    """Show a drive with all its details."""
    drive = db.find(Drive, drive_id) or fail("drive_not_found", drive_id=drive_id)
    return {"drive": drive_full(drive)}


def create_drive(
    db: Database,
    /,
    *,
    name: str,
    hidden: bool = False,
    admin_managed_restrictions: bool = False,
    restrictions_domain_users_only: bool = False,
    restrictions_drive_members_only: bool = False,
    restrictions_sharing_folders_requires_organizer: bool = False,
) -> DriveResult:
    """Create a drive."""
    if len(words(name)) <= 0:
        fail("name_blank")
    drive = db.insert(
        Drive,
        drive_id=f"DRIVE-{db.next_number('drives'):04d}",
        name=name,
        hidden=hidden,
        admin_managed_restrictions=admin_managed_restrictions,
        restrictions_domain_users_only=restrictions_domain_users_only,
        restrictions_drive_members_only=restrictions_drive_members_only,
        restrictions_sharing_folders_requires_organizer=restrictions_sharing_folders_requires_organizer,
        created_time=db.now(),
    )
    return {"drive": drive_full(drive)}


def update_drive(
    db: Database,
    /,
    *,
    drive_id: str,
    name: str | None = None,
    hidden: bool | None = None,
    admin_managed_restrictions: bool | None = None,
    restrictions_domain_users_only: bool | None = None,
    restrictions_drive_members_only: bool | None = None,
    restrictions_sharing_folders_requires_organizer: bool | None = None,
) -> DriveResult:
    """Change a drive, for example its name."""
    changes = given(
        None,
        name=name,
        hidden=hidden,
        admin_managed_restrictions=admin_managed_restrictions,
        restrictions_domain_users_only=restrictions_domain_users_only,
        restrictions_drive_members_only=restrictions_drive_members_only,
        restrictions_sharing_folders_requires_organizer=restrictions_sharing_folders_requires_organizer,
    )
    drive = db.find(Drive, drive_id) or fail("drive_not_found", drive_id=drive_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(drive, **changes)
    return {"drive": drive_full(drive)}


class DeleteDrive(TypedDict):
    """What `delete_drive` returns."""

    drive_id: str


def delete_drive(db: Database, /, *, drive_id: str) -> DeleteDrive:
    """Delete a drive."""
    drive = db.find(Drive, drive_id) or fail("drive_not_found", drive_id=drive_id)
    db.delete(drive)
    return {"drive_id": drive_id}


def hide_drive(db: Database, /, *, drive_id: str) -> DriveResult:
    """Hide a drive."""
    drive = db.find(Drive, drive_id) or fail("drive_not_found", drive_id=drive_id)
    if drive.hidden:
        fail("drive_already_hidden", drive_id=drive.drive_id)
    db.update(drive, hidden=True)
    return {"drive": drive_full(drive)}


def unhide_drive(db: Database, /, *, drive_id: str) -> DriveResult:
    """Unhide a drive."""
    drive = db.find(Drive, drive_id) or fail("drive_not_found", drive_id=drive_id)
    if not drive.hidden:
        fail("drive_not_hidden", drive_id=drive.drive_id)
    db.update(drive, hidden=False)
    return {"drive": drive_full(drive)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "app_not_found": "There is no app {app_id}. List the apps to see which there are.",
    "drive_already_hidden": "Drive {drive_id} is already hidden.",
    "drive_not_found": "There is no drive {drive_id}. List the drives to see which there are.",
    "drive_not_hidden": "Drive {drive_id} is not hidden.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="google_drive_drives",
    folder=Path(__file__).parent,
    tables=[About, App, Change, Drive],
    tools={
        "get_about": Tool(get_about, read_only=True),
        "list_apps": Tool(list_apps, read_only=True),
        "get_app": Tool(get_app, read_only=True),
        "list_changes": Tool(list_changes, read_only=True),
        "list_drives": Tool(list_drives, read_only=True),
        "get_drive": Tool(get_drive, read_only=True),
        "create_drive": Tool(create_drive),
        "update_drive": Tool(update_drive),
        "delete_drive": Tool(delete_drive),
        "hide_drive": Tool(hide_drive),
        "unhide_drive": Tool(unhide_drive),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
