"""Adafruit IO: dashboards: keeps dashboards, blocks, ACLs, activities and user."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Adafruit IO: dashboards. Keeps dashboards, blocks, ACLs, activities and user.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- The scope value must not be blank.
- Deleting a dashboard also deletes its blocks.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class User(Table, table=True):
    """The user."""

    __tablename__ = "users"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    name: str
    color: str
    time_zone: str
    username: str
    created_at: str
    updated_at: str


class Activity(Table, table=True):
    """An activity."""

    __tablename__ = "activities"

    activity_id: str = Field(primary_key=True)
    action: str | None = None
    model: str | None = None
    created_at: str
    updated_at: str


class Dashboard(Table, table=True):
    """A dashboard."""

    __tablename__ = "dashboards"

    dashboard_id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    key: str | None = None


class Block(Table, table=True):
    """A block of a dashboard."""

    __tablename__ = "blocks"

    block_id: str = Field(primary_key=True)
    dashboard_id: str = Field(foreign_key="dashboards.dashboard_id", ondelete="CASCADE", index=True)
    name: str
    column: float | None = None
    description: str | None = None
    key: str | None = None
    row: float | None = None
    size_x: float | None = None
    size_y: float | None = None
    visual_type: str | None = None


class Acl(Table, table=True):
    """An ACL."""

    __tablename__ = "acls"
    __table_args__ = (
        CheckConstraint("model IN ('feed', 'group', 'dashboard')"),
        CheckConstraint("scope IN ('secret', 'public', 'user', 'organization')"),
        CheckConstraint("mode IN ('r', 'w', 'rw')"),
    )

    acl_id: str = Field(primary_key=True)
    model: str
    scope: str
    scope_value: str
    mode: str
    created_at: str
    updated_at: str


# --- views --------------------------------------------------------------------------------------------------------


class UserFull(TypedDict):
    """A user in the view `full`."""

    name: str
    color: str
    time_zone: str
    username: str
    created_at: str
    updated_at: str


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return {
        "name": user.name,
        "color": user.color,
        "time_zone": user.time_zone,
        "username": user.username,
        "created_at": user.created_at,
        "updated_at": user.updated_at,
    }


class ActivityShort(TypedDict):
    """An activity in the view `short`."""

    activity_id: str
    action: str | None
    model: str | None
    created_at: str
    updated_at: str


def activity_short(activity: Activity) -> ActivityShort:
    """An activity in the view `short`."""
    return {
        "activity_id": activity.activity_id,
        "action": activity.action,
        "model": activity.model,
        "created_at": activity.created_at,
        "updated_at": activity.updated_at,
    }


class ActivityFull(ActivityShort):
    """An activity in the view `full`."""


def activity_full(activity: Activity) -> ActivityFull:
    """An activity in the view `full`."""
    return activity_short(activity)


class DashboardShort(TypedDict):
    """A dashboard in the view `short`."""

    dashboard_id: str
    name: str
    description: str | None
    key: str | None


def dashboard_short(dashboard: Dashboard) -> DashboardShort:
    """A dashboard in the view `short`."""
    return {
        "dashboard_id": dashboard.dashboard_id,
        "name": dashboard.name,
        "description": dashboard.description,
        "key": dashboard.key,
    }


class DashboardFull(DashboardShort):
    """A dashboard in the view `full`."""


def dashboard_full(dashboard: Dashboard) -> DashboardFull:
    """A dashboard in the view `full`."""
    return dashboard_short(dashboard)


class BlockShort(TypedDict):
    """A block in the view `short`."""

    block_id: str
    dashboard_id: str
    name: str
    column: float | None
    description: str | None
    key: str | None
    row: float | None


def block_short(block: Block) -> BlockShort:
    """A block in the view `short`."""
    return {
        "block_id": block.block_id,
        "dashboard_id": block.dashboard_id,
        "name": block.name,
        "column": block.column,
        "description": block.description,
        "key": block.key,
        "row": block.row,
    }


class BlockFull(BlockShort):
    """A block in the view `full`."""

    size_x: float | None
    size_y: float | None
    visual_type: str | None


def block_full(block: Block) -> BlockFull:
    """A block in the view `full`."""
    return {**block_short(block), "size_x": block.size_x, "size_y": block.size_y, "visual_type": block.visual_type}


class AclShort(TypedDict):
    """An acl in the view `short`."""

    acl_id: str
    model: str
    scope: str
    scope_value: str
    mode: str
    created_at: str
    updated_at: str


def acl_short(acl: Acl) -> AclShort:
    """An acl in the view `short`."""
    return {
        "acl_id": acl.acl_id,
        "model": acl.model,
        "scope": acl.scope,
        "scope_value": acl.scope_value,
        "mode": acl.mode,
        "created_at": acl.created_at,
        "updated_at": acl.updated_at,
    }


class AclFull(AclShort):
    """An acl in the view `full`."""


def acl_full(acl: Acl) -> AclFull:
    """An acl in the view `full`."""
    return acl_short(acl)


# --- tools --------------------------------------------------------------------------------------------------------


class GetUser(TypedDict):
    """What `get_user` returns."""

    user: UserFull


def get_user(db: Database, /) -> GetUser:
    """Show the user."""
    user = db.get(User, 1)
    return {"user": user_full(user)}


class ListActivities(TypedDict):
    """What `list_activities` returns."""

    activities: list[ActivityShort]
    next_cursor: str | None


def list_activities(
    db: Database,
    /,
    *,
    start_time: str | None = None,
    end_time: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListActivities:
    """List the activities, optionally by created time."""
    query = db.query(Activity)
    if start_time is not None:
        query.where("created_at >= ?", start_time)
    if end_time is not None:
        query.where("created_at <= ?", end_time)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"activities": [activity_short(activity) for activity in page.rows], "next_cursor": page.next_cursor}


class GetActivity(TypedDict):
    """What `get_activity` returns."""

    activity: ActivityFull


def get_activity(db: Database, /, *, activity_id: str) -> GetActivity:
    """Show an activity with all its details."""
    activity = db.find(Activity, activity_id) or fail("activity_not_found", activity_id=activity_id)
    return {"activity": activity_full(activity)}


class ListDashboards(TypedDict):
    """What `list_dashboards` returns."""

    dashboards: list[DashboardShort]
    next_cursor: str | None


def list_dashboards(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDashboards:
    """List the dashboards."""
    page = db.query(Dashboard).page("name", limit=limit, cursor=cursor)
    return {"dashboards": [dashboard_short(dashboard) for dashboard in page.rows], "next_cursor": page.next_cursor}


class DashboardResult(TypedDict):
    """What `get_dashboard` and 2 other tools return."""

    dashboard: DashboardFull


def get_dashboard(db: Database, /, *, dashboard_id: str) -> DashboardResult:
    """Show a dashboard with all its details."""
    dashboard = db.find(Dashboard, dashboard_id) or fail("dashboard_not_found", dashboard_id=dashboard_id)
    return {"dashboard": dashboard_full(dashboard)}


def create_dashboard(
    db: Database, /, *, name: str, description: str | None = None, key: str | None = None
) -> DashboardResult:
    """Create a dashboard."""
    if len(words(name)) <= 0:
        fail("name_blank")
    dashboard = db.insert(
        Dashboard, dashboard_id=f"DAS-{db.next_number('dashboards'):04d}", name=name, description=description, key=key
    )
    return {"dashboard": dashboard_full(dashboard)}


def update_dashboard(
    db: Database,
    /,
    *,
    dashboard_id: str,
    name: str | None = None,
    description: str | None = None,
    key: str | None = None,
    clear: list[Literal["description", "key"]] | None = None,
) -> DashboardResult:
    """Change the name, description or key of a dashboard."""
    changes = given(clear, name=name, description=description, key=key)
    dashboard = db.find(Dashboard, dashboard_id) or fail("dashboard_not_found", dashboard_id=dashboard_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(dashboard, **changes)
    return {"dashboard": dashboard_full(dashboard)}


class DeleteDashboard(TypedDict):
    """What `delete_dashboard` returns."""

    dashboard_id: str


def delete_dashboard(db: Database, /, *, dashboard_id: str) -> DeleteDashboard:
    """Delete a dashboard together with its blocks."""
    dashboard = db.find(Dashboard, dashboard_id) or fail("dashboard_not_found", dashboard_id=dashboard_id)
    db.delete(dashboard)
    return {"dashboard_id": dashboard_id}


class ListBlocks(TypedDict):
    """What `list_blocks` returns."""

    blocks: list[BlockShort]
    next_cursor: str | None


def list_blocks(db: Database, /, *, dashboard_id: str, limit: int = 20, cursor: str | None = None) -> ListBlocks:
    """List the blocks of a dashboard."""
    dashboard = db.find(Dashboard, dashboard_id) or fail("dashboard_not_found", dashboard_id=dashboard_id)
    page = db.query(Block).where("dashboard_id = ?", dashboard.dashboard_id).page("name", limit=limit, cursor=cursor)
    return {"blocks": [block_short(block) for block in page.rows], "next_cursor": page.next_cursor}


class BlockResult(TypedDict):
    """What `get_block` and 2 other tools return."""

    block: BlockFull


def get_block(db: Database, /, *, block_id: str) -> BlockResult:
    """Show a block with all its details."""
    block = db.find(Block, block_id) or fail("block_not_found", block_id=block_id)
    return {"block": block_full(block)}


def create_block(
    db: Database,
    /,
    *,
    dashboard_id: str,
    name: str,
    column: float | None = None,
    description: str | None = None,
    key: str | None = None,
    row: float | None = None,
    size_x: float | None = None,
    size_y: float | None = None,
) -> BlockResult:
    """Create a block in a dashboard."""
    if db.find(Dashboard, dashboard_id) is None:
        fail("dashboard_not_found", dashboard_id=dashboard_id)
    block = db.insert(
        Block,
        block_id=f"BLOCK-{db.next_number('blocks'):04d}",
        dashboard_id=dashboard_id,
        name=name,
        column=column,
        description=description,
        key=key,
        row=row,
        size_x=size_x,
        size_y=size_y,
    )
    return {"block": block_full(block)}


def update_block(
    db: Database,
    /,
    *,
    block_id: str,
    name: str | None = None,
    column: float | None = None,
    description: str | None = None,
    key: str | None = None,
    row: float | None = None,
    size_x: float | None = None,
    size_y: float | None = None,
    visual_type: str | None = None,
    clear: list[Literal["column", "description", "key", "row", "size_x", "size_y", "visual_type"]] | None = None,
) -> BlockResult:
    """Change a block, for example its name, description, column or key."""
    changes = given(
        clear,
        name=name,
        column=column,
        description=description,
        key=key,
        row=row,
        size_x=size_x,
        size_y=size_y,
        visual_type=visual_type,
    )
    block = db.find(Block, block_id) or fail("block_not_found", block_id=block_id)
    if not changes:
        fail("nothing_to_change")
    db.update(block, **changes)
    return {"block": block_full(block)}


class DeleteBlock(TypedDict):
    """What `delete_block` returns."""

    block_id: str


def delete_block(db: Database, /, *, block_id: str) -> DeleteBlock:
    """Delete a block."""
    block = db.find(Block, block_id) or fail("block_not_found", block_id=block_id)
    db.delete(block)
    return {"block_id": block_id}


class ListAcls(TypedDict):
    """What `list_acls` returns."""

    acls: list[AclShort]
    next_cursor: str | None


def list_acls(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListAcls:
    """List the ACLs."""
    page = db.query(Acl).page("-created_at", limit=limit, cursor=cursor)
    return {"acls": [acl_short(acl) for acl in page.rows], "next_cursor": page.next_cursor}


class AclResult(TypedDict):
    """What `get_acl` and 2 other tools return."""

    acl: AclFull


def get_acl(db: Database, /, *, acl_id: str) -> AclResult:
    """Show an ACL with all its details."""
    acl = db.find(Acl, acl_id) or fail("acl_not_found", acl_id=acl_id)
    return {"acl": acl_full(acl)}


def create_acl(
    db: Database,
    /,
    *,
    scope_value: str,
    scope: Literal["secret", "public", "user", "organization"] = "public",
    mode: Literal["r", "w", "rw"] = "r",
) -> AclResult:
    """Create an ACL."""
    if len(words(scope_value)) <= 0:
        fail("scope_value_blank")
    acl = db.insert(
        Acl,
        acl_id=f"ACL-{db.next_number('acls'):04d}",
        model="feed",
        scope=scope,
        scope_value=scope_value,
        mode=mode,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"acl": acl_full(acl)}


def update_acl(
    db: Database,
    /,
    *,
    acl_id: str,
    scope: Literal["secret", "public", "user", "organization"] | None = None,
    scope_value: str | None = None,
    mode: Literal["r", "w", "rw"] | None = None,
) -> AclResult:
    """Change the scope value, scope or mode of an ACL."""
    changes = given(None, scope=scope, scope_value=scope_value, mode=mode)
    acl = db.find(Acl, acl_id) or fail("acl_not_found", acl_id=acl_id)
    if scope_value is not None and len(words(scope_value)) <= 0:
        fail("scope_value_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(acl, **changes, updated_at=db.now())
    return {"acl": acl_full(acl)}


class DeleteAcl(TypedDict):
    """What `delete_acl` returns."""

    acl_id: str


def delete_acl(db: Database, /, *, acl_id: str) -> DeleteAcl:
    """Delete an ACL."""
    acl = db.find(Acl, acl_id) or fail("acl_not_found", acl_id=acl_id)
    db.delete(acl)
    return {"acl_id": acl_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "acl_not_found": "There is no ACL {acl_id}. List the ACLs to see which there are.",
    "activity_not_found": "There is no activity {activity_id}. List the activities to see which there are.",
    "block_not_found": "There is no block {block_id}. List the blocks to see which there are.",
    "dashboard_not_found": "There is no dashboard {dashboard_id}. List the dashboards to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "scope_value_blank": "The scope value must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="adafruit_io_dashboards",
    folder=Path(__file__).parent,
    tables=[User, Activity, Dashboard, Block, Acl],
    tools={
        "get_user": Tool(get_user, read_only=True),
        "list_activities": Tool(list_activities, read_only=True),
        "get_activity": Tool(get_activity, read_only=True),
        "list_dashboards": Tool(list_dashboards, read_only=True),
        "get_dashboard": Tool(get_dashboard, read_only=True),
        "create_dashboard": Tool(create_dashboard),
        "update_dashboard": Tool(update_dashboard),
        "delete_dashboard": Tool(delete_dashboard),
        "list_blocks": Tool(list_blocks, read_only=True),
        "get_block": Tool(get_block, read_only=True),
        "create_block": Tool(create_block),
        "update_block": Tool(update_block),
        "delete_block": Tool(delete_block),
        "list_acls": Tool(list_acls, read_only=True),
        "get_acl": Tool(get_acl, read_only=True),
        "create_acl": Tool(create_acl),
        "update_acl": Tool(update_acl),
        "delete_acl": Tool(delete_acl),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
