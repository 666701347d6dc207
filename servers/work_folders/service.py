"""Amazon WorkDocs: folders: keeps folders, resource permissions, notification subscriptions, folder content, user
overview and more.
"""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import coalesce, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Amazon WorkDocs: folders. Keeps folders, resource permissions, notification subscriptions, folder content, user \
overview and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Deleting a resource permission can be refused: this is the last owner of the folder.
- Creating or updating a folder can be refused: the folders can lie at most 4 levels deep.
- Updating a folder can be refused: a folder cannot lie in itself or in what lies in it.
- Creating a notification subscription can be refused: the organization ID must not be blank.
- Deleting a folder also deletes its resource permissions, folder content, folder paths and the folders whose parent \
it is.
- Deleting a folder keeps the user overviews that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class ResourcePermission(Table, table=True):
    """A resource permission of a folder."""

    __tablename__ = "resource_permissions"
    __table_args__ = (
        CheckConstraint("type IN ('USER', 'GROUP', 'INVITE', 'ANONYMOUS', 'ORGANIZATION')"),
        CheckConstraint("role IN ('VIEWER', 'CONTRIBUTOR', 'OWNER', 'COOWNER')"),
    )

    resource_permission_id: str = Field(primary_key=True)
    folder_id: str = Field(foreign_key="folders.folder_id", ondelete="CASCADE", index=True)
    type: str
    role: str


class Folder(Table, table=True):
    """A folder."""

    __tablename__ = "folders"
    __table_args__ = (CheckConstraint("resource_state IN ('ACTIVE', 'RESTORING', 'RECYCLING', 'RECYCLED')"),)

    folder_id: str = Field(primary_key=True)
    name: str | None = None
    parent_id: str | None = Field(default=None, foreign_key="folders.folder_id", ondelete="CASCADE", index=True)
    modified_timestamp: str | None = None
    resource_state: str
    created_timestamp: str


class NotificationSubscription(Table, table=True):
    """A notification subscription."""

    __tablename__ = "notification_subscriptions"
    __table_args__ = (CheckConstraint("protocol IN ('HTTPS', 'SQS')"),)

    notification_subscription_id: str = Field(primary_key=True)
    end_point: str | None = None
    protocol: str
    organization_id: str
    endpoint: str


class FolderContent(Table, table=True):
    """Folder content of a folder."""

    __tablename__ = "folder_content"
    __table_args__ = (CheckConstraint("resource_state IN ('ACTIVE', 'RESTORING', 'RECYCLING', 'RECYCLED')"),)

    folder_content_id: str = Field(primary_key=True)
    folder_id: str = Field(foreign_key="folders.folder_id", ondelete="CASCADE", index=True)
    name: str | None = None
    parent_folder_id: str | None = Field(default=None, foreign_key="folders.folder_id", ondelete="SET NULL", index=True)
    modified_timestamp: str | None = None
    resource_state: str
    labels: list[str] = Field(sa_type=JsonList())
    size: int | None = None
    created_timestamp: str


class UserOverview(Table, table=True):
    """The user overview."""

    __tablename__ = "user_overviews"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("status IN ('ACTIVE', 'INACTIVE', 'PENDING')"),
        CheckConstraint("type IN ('USER', 'ADMIN', 'POWERUSER', 'MINIMALUSER', 'WORKSPACESUSER')"),
    )

    id: int = Field(primary_key=True)
    username: str
    email_address: str
    surname: str
    root_folder_id: str | None = Field(default=None, foreign_key="folders.folder_id", ondelete="SET NULL", index=True)
    recycle_bin_folder_id: str | None = Field(
        default=None, foreign_key="folders.folder_id", ondelete="SET NULL", index=True
    )
    status: str
    type: str
    modified_timestamp: str
    created_timestamp: str


class FolderPath(Table, table=True):
    """A folder path of a folder."""

    __tablename__ = "folder_paths"

    folder_path_id: str = Field(primary_key=True)
    folder_id: str = Field(foreign_key="folders.folder_id", ondelete="CASCADE", index=True)
    name: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class ResourcePermissionShort(TypedDict):
    """A resource permission in the view `short`."""

    resource_permission_id: str
    folder_id: str
    type: str
    role: str


def resource_permission_short(resource_permission: ResourcePermission) -> ResourcePermissionShort:
    """A resource permission in the view `short`."""
    return {
        "resource_permission_id": resource_permission.resource_permission_id,
        "folder_id": resource_permission.folder_id,
        "type": resource_permission.type,
        "role": resource_permission.role,
    }


class ResourcePermissionFull(ResourcePermissionShort):
    """A resource permission in the view `full`."""


def resource_permission_full(resource_permission: ResourcePermission) -> ResourcePermissionFull:
    """A resource permission in the view `full`."""
    return resource_permission_short(resource_permission)


class FolderShort(TypedDict):
    """A folder in the view `short`."""

    folder_id: str
    name: str | None
    parent_id: str | None
    modified_timestamp: str | None
    resource_state: str
    created_timestamp: str


def folder_short(folder: Folder) -> FolderShort:
    """A folder in the view `short`."""
    return {
        "folder_id": folder.folder_id,
        "name": folder.name,
        "parent_id": folder.parent_id,
        "modified_timestamp": folder.modified_timestamp,
        "resource_state": folder.resource_state,
        "created_timestamp": folder.created_timestamp,
    }


class FolderFull(FolderShort):
    """A folder in the view `full`."""


def folder_full(folder: Folder) -> FolderFull:
    """A folder in the view `full`."""
    return folder_short(folder)


class NotificationSubscriptionShort(TypedDict):
    """A notification subscription in the view `short`."""

    notification_subscription_id: str
    end_point: str | None
    protocol: str
    organization_id: str
    endpoint: str


def notification_subscription_short(
    notification_subscription: NotificationSubscription,
) -> NotificationSubscriptionShort:
    """A notification subscription in the view `short`."""
    return {
        "notification_subscription_id": notification_subscription.notification_subscription_id,
        "end_point": notification_subscription.end_point,
        "protocol": notification_subscription.protocol,
        "organization_id": notification_subscription.organization_id,
        "endpoint": notification_subscription.endpoint,
    }


class NotificationSubscriptionFull(NotificationSubscriptionShort):
    """A notification subscription in the view `full`."""


def notification_subscription_full(notification_subscription: NotificationSubscription) -> NotificationSubscriptionFull:
    """A notification subscription in the view `full`."""
    return notification_subscription_short(notification_subscription)


class FolderContentShort(TypedDict):
    """A folder content in the view `short`."""

    folder_content_id: str
    folder_id: str
    name: str | None
    parent_folder_id: str | None
    modified_timestamp: str | None
    resource_state: str
    size: int | None


def folder_content_short(folder_content: FolderContent) -> FolderContentShort:
    """A folder content in the view `short`."""
    return {
        "folder_content_id": folder_content.folder_content_id,
        "folder_id": folder_content.folder_id,
        "name": folder_content.name,
        "parent_folder_id": folder_content.parent_folder_id,
        "modified_timestamp": folder_content.modified_timestamp,
        "resource_state": folder_content.resource_state,
        "size": folder_content.size,
    }


class FolderContentFull(FolderContentShort):
    """A folder content in the view `full`."""

    labels: list[str]
    created_timestamp: str


def folder_content_full(folder_content: FolderContent) -> FolderContentFull:
    """A folder content in the view `full`."""
    return {
        **folder_content_short(folder_content),
        "labels": folder_content.labels,
        "created_timestamp": folder_content.created_timestamp,
    }


class UserOverviewFull(TypedDict):
    """A user overview in the view `full`."""

    username: str
    email_address: str
    surname: str
    root_folder_id: str | None
    recycle_bin_folder_id: str | None
    status: str
    type: str
    modified_timestamp: str
    created_timestamp: str


def user_overview_full(user_overview: UserOverview) -> UserOverviewFull:
    """A user overview in the view `full`."""
    return {
        "username": user_overview.username,
        "email_address": user_overview.email_address,
        "surname": user_overview.surname,
        "root_folder_id": user_overview.root_folder_id,
        "recycle_bin_folder_id": user_overview.recycle_bin_folder_id,
        "status": user_overview.status,
        "type": user_overview.type,
        "modified_timestamp": user_overview.modified_timestamp,
        "created_timestamp": user_overview.created_timestamp,
    }


class FolderPathShort(TypedDict):
    """A folder path in the view `short`."""

    folder_path_id: str
    folder_id: str
    name: str | None


def folder_path_short(folder_path: FolderPath) -> FolderPathShort:
    """A folder path in the view `short`."""
    return {"folder_path_id": folder_path.folder_path_id, "folder_id": folder_path.folder_id, "name": folder_path.name}


class FolderPathFull(FolderPathShort):
    """A folder path in the view `full`."""


def folder_path_full(folder_path: FolderPath) -> FolderPathFull:
    """A folder path in the view `full`."""
    return folder_path_short(folder_path)


# --- tools --------------------------------------------------------------------------------------------------------


class ListResourcePermissions(TypedDict):
    """What `list_resource_permissions` returns."""

    resource_permissions: list[ResourcePermissionFull]
    next_cursor: str | None


def list_resource_permissions(
    db: Database, /, *, folder_id: str, limit: int = 20, cursor: str | None = None
) -> ListResourcePermissions:
    """List the resource permissions of a folder."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    page = db.query(ResourcePermission).where("folder_id = ?", folder.folder_id).page(limit=limit, cursor=cursor)
    return {
        "resource_permissions": [resource_permission_full(resource_permission) for resource_permission in page.rows],
        "next_cursor": page.next_cursor,
    }


class CreateResourcePermission(TypedDict):
    """What `create_resource_permission` returns."""

    resource_permission: ResourcePermissionFull


def create_resource_permission(
    db: Database,
    /,
    *,
    folder_id: str,
    type_: Literal["USER", "GROUP", "INVITE", "ANONYMOUS", "ORGANIZATION"],
    role: Literal["VIEWER", "CONTRIBUTOR", "OWNER", "COOWNER"],
) -> CreateResourcePermission:
    """Create a resource permission in a folder."""
    if db.find(Folder, folder_id) is None:
        fail("folder_not_found", folder_id=folder_id)
    resource_permission = db.insert(
        ResourcePermission,
        resource_permission_id=f"RP-{db.next_number('resource_permissions'):04d}",
        folder_id=folder_id,
        type=type_,
        role=role,
    )
    return {"resource_permission": resource_permission_full(resource_permission)}


class DeleteResourcePermission(TypedDict):
    """What `delete_resource_permission` returns."""

    resource_permission_id: str


def delete_resource_permission(db: Database, /, *, resource_permission_id: str) -> DeleteResourcePermission:
    """Delete a resource permission."""
    resource_permission = db.find(ResourcePermission, resource_permission_id)
    if resource_permission is None:
        fail("resource_permission_not_found", resource_permission_id=resource_permission_id)
    if not (
        resource_permission.role != "OWNER"
        or db.query(ResourcePermission)
        .where(
            "role = 'OWNER' AND folder_id = ? AND resource_permission_id <> ?",
            resource_permission.folder_id,
            resource_permission.resource_permission_id,
        )
        .exists()
    ):
        fail("last_resource_permission_owner")
    db.delete(resource_permission)
    return {"resource_permission_id": resource_permission_id}


class ListFolders(TypedDict):
    """What `list_folders` returns."""

    folders: list[FolderShort]
    next_cursor: str | None


def list_folders(
    db: Database,
    /,
    *,
    resource_state: Literal["ACTIVE", "RESTORING", "RECYCLING", "RECYCLED"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListFolders:
    """List the folders, optionally by resource state."""
    query = db.query(Folder)
    if resource_state is not None:
        query.where("resource_state = ?", resource_state)
    page = query.page("-created_timestamp", limit=limit, cursor=cursor)
    return {"folders": [folder_short(folder) for folder in page.rows], "next_cursor": page.next_cursor}


class FolderResult(TypedDict):
    """What `get_folder` and 2 other tools return."""

    folder: FolderFull


def get_folder(db: Database, /, *, folder_id: str) -> FolderResult:
    """Show a folder with all its details."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    return {"folder": folder_full(folder)}


def create_folder(db: Database, /, *, parent_id: str, name: str | None = None) -> FolderResult:
    """Create a folder."""
    parent = db.find(Folder, parent_id) or fail("parent_folder_not_found", parent_id=parent_id)
    if (
        parent.parent_id is not None
        and db.get(Folder, parent.parent_id).parent_id is not None
        and db.get(Folder, db.get(Folder, parent.parent_id).parent_id).parent_id is not None
    ):
        fail("folder_too_deep")
    folder = db.insert(
        Folder,
        folder_id=f"FOL-{db.next_number('folders'):04d}",
        name=name,
        parent_id=parent_id,
        resource_state="ACTIVE",
        created_timestamp=db.now(),
    )
    return {"folder": folder_full(folder)}


def update_folder(
    db: Database,
    /,
    *,
    folder_id: str,
    name: str | None = None,
    parent_id: str | None = None,
    resource_state: Literal["ACTIVE", "RESTORING", "RECYCLING", "RECYCLED"] | None = None,
    clear: list[Literal["name", "parent_id"]] | None = None,
) -> FolderResult:
    """Change the name, parent or resource state of a folder."""
    changes = given(clear, name=name, parent_id=parent_id, resource_state=resource_state)
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    if parent_id is not None:
        parent = db.find(Folder, parent_id) or fail("parent_folder_not_found", parent_id=parent_id)
        if not (
            parent.folder_id != folder.folder_id
            and (
                parent.parent_id is None
                or parent.parent_id != folder.folder_id
                and (
                    db.get(Folder, parent.parent_id).parent_id is None
                    or coalesce(db.get(Folder, parent.parent_id).parent_id) != folder.folder_id
                    and (
                        db.get(Folder, db.get(Folder, parent.parent_id).parent_id).parent_id is None
                        or coalesce(db.get(Folder, db.get(Folder, parent.parent_id).parent_id).parent_id)
                        != folder.folder_id
                    )
                )
            )
        ):
            fail("folder_inside_itself")
        if not (
            not db.query(Folder)
            .where("parent_id IS NOT NULL")
            .where(
                "(SELECT folder.parent_id FROM folders AS folder"
                " WHERE folder.folder_id = folders.parent_id) IS NOT NULL"
            )
            .where(
                "(SELECT folder_.parent_id FROM folders AS folder"
                " JOIN folders AS folder_ ON folder_.folder_id = folder.parent_id"
                " WHERE folder.folder_id = folders.parent_id) IS ?",
                folder.folder_id,
            )
            .exists()
            if parent.parent_id is None
            else not db.query(Folder)
            .where("parent_id IS NOT NULL")
            .where(
                "(SELECT folder.parent_id FROM folders AS folder WHERE folder.folder_id = folders.parent_id) IS ?",
                folder.folder_id,
            )
            .exists()
            if db.get(Folder, parent.parent_id).parent_id is None
            else db.get(Folder, db.get(Folder, parent.parent_id).parent_id).parent_id is None
            and not db.query(Folder).where("parent_id IS ?", folder.folder_id).exists()
        ):
            fail("folder_too_deep")
    if not changes:
        fail("nothing_to_change")
    db.update(folder, **changes)
    return {"folder": folder_full(folder)}


class DeleteFolder(TypedDict):
    """What `delete_folder` returns."""

    folder_id: str


def delete_folder(db: Database, /, *, folder_id: str) -> DeleteFolder:
    """Delete a folder together with its resource permissions, folder content and folder paths."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    db.delete(folder)
    return {"folder_id": folder_id}


class ListNotificationSubscriptions(TypedDict):
    """What `list_notification_subscriptions` returns."""

    notification_subscriptions: list[NotificationSubscriptionFull]
    next_cursor: str | None


def list_notification_subscriptions(
    db: Database, /, *, organization_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListNotificationSubscriptions:
    """List the notification subscriptions, optionally by organization."""
    query = db.query(NotificationSubscription)
    if organization_id is not None:
        query.where("same_text(organization_id, ?)", organization_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "notification_subscriptions": [
            notification_subscription_full(notification_subscription) for notification_subscription in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class CreateNotificationSubscription(TypedDict):
    """What `create_notification_subscription` returns."""

    notification_subscription: NotificationSubscriptionFull


def create_notification_subscription(
    db: Database, /, *, protocol: Literal["HTTPS", "SQS"], organization_id: str, endpoint: str
) -> CreateNotificationSubscription:
    """Create a notification subscription."""
    if len(words(organization_id)) <= 0:
        fail("organization_id_blank")
    notification_subscription = db.insert(
        NotificationSubscription,
        notification_subscription_id=f"NS-{db.next_number('notification_subscriptions'):04d}",
        protocol=protocol,
        organization_id=organization_id,
        endpoint=endpoint,
    )
    return {"notification_subscription": notification_subscription_full(notification_subscription)}


class DeleteNotificationSubscription(TypedDict):
    """What `delete_notification_subscription` returns."""

    notification_subscription_id: str


def delete_notification_subscription(
    db: Database, /, *, notification_subscription_id: str
) -> DeleteNotificationSubscription:
    """Delete a notification subscription."""
    notification_subscription = db.find(NotificationSubscription, notification_subscription_id)
    if notification_subscription is None:
        fail("notification_subscription_not_found", notification_subscription_id=notification_subscription_id)
    db.delete(notification_subscription)
    return {"notification_subscription_id": notification_subscription_id}


class ListFolderContent(TypedDict):
    """What `list_folder_content` returns."""

    folder_content: list[FolderContentFull]
    next_cursor: str | None


def list_folder_content(
    db: Database,
    /,
    *,
    folder_id: str,
    resource_state: Literal["ACTIVE", "RESTORING", "RECYCLING", "RECYCLED"] | None = None,
    parent_folder_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListFolderContent:
    """List the folder content of a folder, optionally by resource state or parent folder."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    query = db.query(FolderContent).where("folder_id = ?", folder.folder_id)
    if resource_state is not None:
        query.where("resource_state = ?", resource_state)
    if parent_folder_id is not None:
        query.where("parent_folder_id IS ?", parent_folder_id)
    page = query.page("-created_timestamp", limit=limit, cursor=cursor)
    return {
        "folder_content": [folder_content_full(folder_content) for folder_content in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetUserOverview(TypedDict):
    """What `get_user_overview` returns."""

    user_overview: UserOverviewFull


def get_user_overview(db: Database, /) -> GetUserOverview:
    """Show the user overview."""
    user_overview = db.get(UserOverview, 1)
    return {"user_overview": user_overview_full(user_overview)}


class ListFolderPaths(TypedDict):
    """What `list_folder_paths` returns."""

    folder_paths: list[FolderPathFull]
    next_cursor: str | None


def list_folder_paths(
    db: Database, /, *, folder_id: str, limit: int = 20, cursor: str | None = None
) -> ListFolderPaths:
    """List the folder paths of a folder."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    page = db.query(FolderPath).where("folder_id = ?", folder.folder_id).page("name", limit=limit, cursor=cursor)
    return {
        "folder_paths": [folder_path_full(folder_path) for folder_path in page.rows],
        "next_cursor": page.next_cursor,
    }


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "folder_inside_itself": "A folder cannot lie in itself or in what lies in it. Choose another parent.",
    "folder_not_found": "There is no folder {folder_id}. List the folders to see which there are.",
    "folder_too_deep": "The folders can lie at most 4 levels deep. Choose a parent nearer to the top.",
    "notification_subscription_not_found": (
        "There is no notification subscription {notification_subscription_id}. List the "
        "notification subscriptions to see which there are."
    ),
    "parent_folder_not_found": "There is no parent folder {parent_id}. List the folders to see which there are.",
    "resource_permission_not_found": (
        "There is no resource permission {resource_permission_id}. List the resource permissions "
        "to see which there are."
    ),
    "last_resource_permission_owner": "This is the last owner of the folder. Make somebody else an owner first.",
    "organization_id_blank": "The organization ID must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="work_folders",
    folder=Path(__file__).parent,
    tables=[ResourcePermission, Folder, NotificationSubscription, FolderContent, UserOverview, FolderPath],
    tools={
        "list_resource_permissions": Tool(list_resource_permissions, read_only=True),
        "create_resource_permission": Tool(create_resource_permission),
        "delete_resource_permission": Tool(delete_resource_permission),
        "list_folders": Tool(list_folders, read_only=True),
        "get_folder": Tool(get_folder, read_only=True),
        "create_folder": Tool(create_folder),
        "update_folder": Tool(update_folder),
        "delete_folder": Tool(delete_folder),
        "list_notification_subscriptions": Tool(list_notification_subscriptions, read_only=True),
        "create_notification_subscription": Tool(create_notification_subscription),
        "delete_notification_subscription": Tool(delete_notification_subscription),
        "list_folder_content": Tool(list_folder_content, read_only=True),
        "get_user_overview": Tool(get_user_overview, read_only=True),
        "list_folder_paths": Tool(list_folder_paths, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
