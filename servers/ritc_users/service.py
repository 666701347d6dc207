"""Ritc: users: keeps users, admins, user channels and user rules."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Ritc: users. Keeps users, admins, user channels and user rules.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- Creating or updating an admin can be refused: there is already an admin with that email.
- When creating or updating an admin, Write one such as name@example.com.
- Two admins cannot have the same email.
- Deleting a user also deletes their user channels and user rules.
- Deleting a user channel keeps the users that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"
    __table_args__ = (CheckConstraint("status IN ('active', 'inactive')"),)

    user_id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    status: str
    channel_id: str | None = Field(
        default=None, foreign_key="user_channels.user_channel_id", ondelete="SET NULL", index=True
    )
    created_date: str
    modified_date: str


class Admin(Table, table=True):
    """An admin."""

    __tablename__ = "admins"
    __table_args__ = (
        CheckConstraint("status IN ('active', 'inactive')"),
        CheckConstraint("type IN ('admin', 'guest')"),
        UniqueConstraint("email"),
    )

    admin_id: int = Field(primary_key=True)
    name: str | None = None
    email: str
    status: str
    type: str | None = None
    created_date: str
    modified_date: str


class UserChannel(Table, table=True):
    """A user channel of a user."""

    __tablename__ = "user_channels"

    user_channel_id: str = Field(primary_key=True)
    user_id: str = Field(foreign_key="users.user_id", ondelete="CASCADE", index=True)


class UserRule(Table, table=True):
    """A user rule of a user."""

    __tablename__ = "user_rules"
    __table_args__ = (CheckConstraint("status IN ('active', 'inactive')"),)

    user_rule_id: int = Field(primary_key=True)
    user_id: str = Field(foreign_key="users.user_id", ondelete="CASCADE", index=True)
    name: str | None = None
    description: str | None = None
    status: str
    created_date: str
    modified_date: str


# --- views --------------------------------------------------------------------------------------------------------


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    name: str
    description: str | None
    status: str
    channel_id: str | None
    created_date: str
    modified_date: str


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "name": user.name,
        "description": user.description,
        "status": user.status,
        "channel_id": user.channel_id,
        "created_date": user.created_date,
        "modified_date": user.modified_date,
    }


class UserFull(UserShort):
    """A user in the view `full`."""


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return user_short(user)


class AdminShort(TypedDict):
    """An admin in the view `short`."""

    admin_id: int
    name: str | None
    email: str
    status: str
    type: str | None
    created_date: str
    modified_date: str


def admin_short(admin: Admin) -> AdminShort:
    """An admin in the view `short`."""
    return {
        "admin_id": admin.admin_id,
        "name": admin.name,
        "email": admin.email,
        "status": admin.status,
        "type": admin.type,
        "created_date": admin.created_date,
        "modified_date": admin.modified_date,
    }


class AdminFull(AdminShort):
    """An admin in the view `full`."""


def admin_full(admin: Admin) -> AdminFull:
    """An admin in the view `full`."""
    return admin_short(admin)


class UserChannelShort(TypedDict):
    """A user channel in the view `short`."""

    user_channel_id: str
    user_id: str


def user_channel_short(user_channel: UserChannel) -> UserChannelShort:
    """A user channel in the view `short`."""
    return {"user_channel_id": user_channel.user_channel_id, "user_id": user_channel.user_id}


class UserChannelFull(UserChannelShort):
    """A user channel in the view `full`."""


def user_channel_full(user_channel: UserChannel) -> UserChannelFull:
    """A user channel in the view `full`."""
    return user_channel_short(user_channel)


class UserRuleShort(TypedDict):
    """A user rule in the view `short`."""

    user_rule_id: int
    user_id: str
    name: str | None
    description: str | None
    status: str
    created_date: str
    modified_date: str


def user_rule_short(user_rule: UserRule) -> UserRuleShort:
    """A user rule in the view `short`."""
    return {
        "user_rule_id": user_rule.user_rule_id,
        "user_id": user_rule.user_id,
        "name": user_rule.name,
        "description": user_rule.description,
        "status": user_rule.status,
        "created_date": user_rule.created_date,
        "modified_date": user_rule.modified_date,
    }


class UserRuleFull(UserRuleShort):
    """A user rule in the view `full`."""


def user_rule_full(user_rule: UserRule) -> UserRuleFull:
    """A user rule in the view `full`."""
    return user_rule_short(user_rule)


# --- tools --------------------------------------------------------------------------------------------------------


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(
    db: Database,
    /,
    *,
    status: Literal["active", "inactive"] | None = None,
    channel_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListUsers:
    """List the users, optionally by status or channel."""
    query = db.query(User)
    if status is not None:
        query.where("status = ?", status)
    if channel_id is not None:
        query.where("channel_id IS ?", channel_id)
    page = query.page("-created_date", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class UserResult(TypedDict):
    """What `get_user` and 2 other tools return."""

    user: UserFull


def get_user(db: Database, /, *, user_id: str) -> UserResult:
    """Show a user with all its details."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    return {"user": user_full(user)}


def create_user(db: Database, /, *, name: str) -> UserResult:
    """Create a user."""
    if len(words(name)) <= 0:
        fail("name_blank")
    user = db.insert(
        User,
        user_id=f"USER-{db.next_number('users'):04d}",
        name=name,
        status="active",
        created_date=db.today(),
        modified_date=db.today(),
    )
    return {"user": user_full(user)}


def update_user(db: Database, /, *, user_id: str, name: str | None = None) -> UserResult:
    """Change the name of a user."""
    changes = given(None, name=name)
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(user, **changes, modified_date=db.today())
    return {"user": user_full(user)}


class DeleteUser(TypedDict):
    """What `delete_user` returns."""

    user_id: str


def delete_user(db: Database, /, *, user_id: str) -> DeleteUser:
    """Delete a user together with its user channels and user rules."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    db.delete(user)
    return {"user_id": user_id}


class ListAdmins(TypedDict):
    """What `list_admins` returns."""

    admins: list[AdminShort]
    next_cursor: str | None


def list_admins(
    db: Database, /, *, status: Literal["active", "inactive"] | None = None, limit: int = 20, cursor: str | None = None
) -> ListAdmins:
    """List the admins, optionally by status."""
    query = db.query(Admin)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-created_date", limit=limit, cursor=cursor)
    return {"admins": [admin_short(admin) for admin in page.rows], "next_cursor": page.next_cursor}


class AdminResult(TypedDict):
    """What `get_admin` and 2 other tools return."""

    admin: AdminFull


def get_admin(db: Database, /, *, admin_id: int) -> AdminResult:
    """Show an admin with all its details."""
    admin = db.find(Admin, admin_id) or fail("admin_not_found", admin_id=admin_id)
    return {"admin": admin_full(admin)}


def create_admin(db: Database, /, *, email: str, type_: Literal["admin", "guest"] | None = None) -> AdminResult:
    """Create an admin."""
    if db.query(Admin).where("same_text(email, ?)", email).exists():
        fail("admin_email_taken", email=email)
    if not valid_email(email):
        fail("email_invalid", email=email)
    admin = db.insert(
        Admin,
        admin_id=db.next_number("admins"),
        email=email,
        status="active",
        type=type_,
        created_date=db.today(),
        modified_date=db.today(),
    )
    return {"admin": admin_full(admin)}


def update_admin(
    db: Database,
    /,
    *,
    admin_id: int,
    email: str | None = None,
    type_: Literal["admin", "guest"] | None = None,
    clear: list[Literal["type"]] | None = None,
) -> AdminResult:
    """Change the email or type of an admin."""
    changes = given(clear, email=email, type=type_)
    admin = db.find(Admin, admin_id) or fail("admin_not_found", admin_id=admin_id)
    if (
        email is not None
        and db.query(Admin).where("same_text(email, ?) AND admin_id <> ?", email, admin.admin_id).exists()
    ):
        fail("admin_email_taken", email=email)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not changes:
        fail("nothing_to_change")
    db.update(admin, **changes, modified_date=db.today())
    return {"admin": admin_full(admin)}


class DeleteAdmin(TypedDict):
    """What `delete_admin` returns."""

    admin_id: int


def delete_admin(db: Database, /, *, admin_id: int) -> DeleteAdmin:
    """Delete an admin."""
    admin = db.find(Admin, admin_id) or fail("admin_not_found", admin_id=admin_id)
    db.delete(admin)
    return {"admin_id": admin_id}


class ListUserChannels(TypedDict):
    """What `list_user_channels` returns."""

    user_channels: list[UserChannelShort]
    next_cursor: str | None


def list_user_channels(
    db: Database, /, *, user_id: str, limit: int = 20, cursor: str | None = None
) -> ListUserChannels:
    """List the user channels of a user."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    page = db.query(UserChannel).where("user_id = ?", user.user_id).page(limit=limit, cursor=cursor)
    return {
        "user_channels": [user_channel_short(user_channel) for user_channel in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetUserChannel(TypedDict):
    """What `get_user_channel` returns."""

    user_channel: UserChannelFull


def get_user_channel(db: Database, /, *, user_channel_id: str) -> GetUserChannel:
    """Show a user channel with all its details."""
    user_channel = db.find(UserChannel, user_channel_id)
    if user_channel is None:
        fail("user_channel_not_found", user_channel_id=user_channel_id)
    return {"user_channel": user_channel_full(user_channel)}


class DeleteUserChannel(TypedDict):
    """What `delete_user_channel` returns."""

    user_channel_id: str


def delete_user_channel(db: Database, /, *, user_channel_id: str) -> DeleteUserChannel:
    """Delete a user channel."""
    user_channel = db.find(UserChannel, user_channel_id)
    if user_channel is None:
        fail("user_channel_not_found", user_channel_id=user_channel_id)
    db.delete(user_channel)
    return {"user_channel_id": user_channel_id}


class ListUserRules(TypedDict):
    """What `list_user_rules` returns."""

    user_rules: list[UserRuleShort]
    next_cursor: str | None


def list_user_rules(
    db: Database,
    /,
    *,
    user_id: str,
    status: Literal["active", "inactive"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListUserRules:
    """List the user rules of a user, optionally by status."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    query = db.query(UserRule).where("user_id = ?", user.user_id)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-created_date", limit=limit, cursor=cursor)
    return {"user_rules": [user_rule_short(user_rule) for user_rule in page.rows], "next_cursor": page.next_cursor}


class GetUserRule(TypedDict):
    """What `get_user_rule` returns."""

    user_rule: UserRuleFull


def get_user_rule(db: Database, /, *, user_rule_id: int) -> GetUserRule:
    """Show a user rule with all its details."""
    user_rule = db.find(UserRule, user_rule_id) or fail("user_rule_not_found", user_rule_id=user_rule_id)
    return {"user_rule": user_rule_full(user_rule)}


class DeleteUserRule(TypedDict):
    """What `delete_user_rule` returns."""

    user_rule_id: int


def delete_user_rule(db: Database, /, *, user_rule_id: int) -> DeleteUserRule:
    """Delete a user rule."""
    user_rule = db.find(UserRule, user_rule_id) or fail("user_rule_not_found", user_rule_id=user_rule_id)
    db.delete(user_rule)
    return {"user_rule_id": user_rule_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "admin_email_taken": "There is already an admin with the email {email}. Choose another email.",
    "admin_not_found": "There is no admin {admin_id}. List the admins to see which there are.",
    "user_channel_not_found": (
        "There is no user channel {user_channel_id}. List the user channels to see which there are."
    ),
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "user_rule_not_found": "There is no user rule {user_rule_id}. List the user rules to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "email_invalid": "{email} is no email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="ritc_users",
    folder=Path(__file__).parent,
    tables=[User, Admin, UserChannel, UserRule],
    tools={
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "create_user": Tool(create_user),
        "update_user": Tool(update_user),
        "delete_user": Tool(delete_user),
        "list_admins": Tool(list_admins, read_only=True),
        "get_admin": Tool(get_admin, read_only=True),
        "create_admin": Tool(create_admin),
        "update_admin": Tool(update_admin),
        "delete_admin": Tool(delete_admin),
        "list_user_channels": Tool(list_user_channels, read_only=True),
        "get_user_channel": Tool(get_user_channel, read_only=True),
        "delete_user_channel": Tool(delete_user_channel),
        "list_user_rules": Tool(list_user_rules, read_only=True),
        "get_user_rule": Tool(get_user_rule, read_only=True),
        "delete_user_rule": Tool(delete_user_rule),
    },
    faults=FAULTS,
    unique_faults={
        "admins.email": "admin_email_taken",
    },
    instructions=INSTRUCTIONS,
)
