"""Brain Web: keys: keeps keys, kvpairs, users and authinfo."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Brain Web: keys. Keeps keys, kvpairs, users and authinfo.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The label must not be blank.
- Creating or updating a user can be refused: there is already a user with that email.
- When creating or updating a user, Write one such as name@example.com.
- Two users cannot have the same email.
- Deleting a key keeps the authinfos and kvpairs that refer to it; they lose the reference.
- Deleting a user keeps the authinfos that refer to the user; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Authinfo(Table, table=True):
    """The authinfo."""

    __tablename__ = "authinfos"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("auth_method IN ('user_session', 'internal', 'static_api_key')"),
    )

    id: int = Field(primary_key=True)
    api_key_id: str | None = Field(default=None, foreign_key="keys.key_id", ondelete="SET NULL", index=True)
    auth_method: str
    authenticated: bool
    permissions_mutate: bool
    user_id: str | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)


class Key(Table, table=True):
    """A key."""

    __tablename__ = "keys"

    key_id: str = Field(primary_key=True)
    label: str
    is_read_only: bool
    time_created_at: str | None = None
    time_updated_at: str | None = None


class Kvpair(Table, table=True):
    """A kvpair."""

    __tablename__ = "kvpairs"

    kvpair_id: str = Field(primary_key=True)
    kv_value: str
    kv_key_id: str | None = Field(default=None, foreign_key="keys.key_id", ondelete="SET NULL", index=True)
    time_created_at: str | None = None
    time_updated_at: str | None = None


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("email"),)

    user_id: str = Field(primary_key=True)
    first_name: str
    email: str | None = None
    is_admin: bool
    is_locked: bool
    last_name: str | None = None
    time_created_at: str | None = None
    time_updated_at: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class AuthinfoFull(TypedDict):
    """An authinfo in the view `full`."""

    api_key_id: str | None
    auth_method: str
    authenticated: bool
    permissions_mutate: bool
    user_id: str | None


def authinfo_full(authinfo: Authinfo) -> AuthinfoFull:
    """An authinfo in the view `full`."""
    return {
        "api_key_id": authinfo.api_key_id,
        "auth_method": authinfo.auth_method,
        "authenticated": authinfo.authenticated,
        "permissions_mutate": authinfo.permissions_mutate,
        "user_id": authinfo.user_id,
    }


class KeyShort(TypedDict):
    """A key in the view `short`."""

    key_id: str
    label: str
    is_read_only: bool
    time_created_at: str | None
    time_updated_at: str | None


def key_short(key: Key) -> KeyShort:
    """A key in the view `short`."""
    return {
        "key_id": key.key_id,
        "label": key.label,
        "is_read_only": key.is_read_only,
        "time_created_at": key.time_created_at,
        "time_updated_at": key.time_updated_at,
    }


class KeyFull(KeyShort):
    """A key in the view `full`."""


def key_full(key: Key) -> KeyFull:
    """A key in the view `full`."""
    return key_short(key)


class KvpairShort(TypedDict):
    """A kvpair in the view `short`."""

    kvpair_id: str
    kv_value: str
    kv_key_id: str | None
    time_created_at: str | None
    time_updated_at: str | None


def kvpair_short(kvpair: Kvpair) -> KvpairShort:
    """A kvpair in the view `short`."""
    return {
        "kvpair_id": kvpair.kvpair_id,
        "kv_value": kvpair.kv_value,
        "kv_key_id": kvpair.kv_key_id,
        "time_created_at": kvpair.time_created_at,
        "time_updated_at": kvpair.time_updated_at,
    }


class KvpairFull(KvpairShort):
    """A kvpair in the view `full`."""


def kvpair_full(kvpair: Kvpair) -> KvpairFull:
    """A kvpair in the view `full`."""
    return kvpair_short(kvpair)


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    first_name: str
    email: str | None
    is_admin: bool
    is_locked: bool
    time_created_at: str | None
    time_updated_at: str | None


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "first_name": user.first_name,
        "email": user.email,
        "is_admin": user.is_admin,
        "is_locked": user.is_locked,
        "time_created_at": user.time_created_at,
        "time_updated_at": user.time_updated_at,
    }


class UserFull(UserShort):
    """A user in the view `full`."""

    last_name: str | None


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return {**user_short(user), "last_name": user.last_name}


# --- tools --------------------------------------------------------------------------------------------------------


class GetAuthinfo(TypedDict):
    """What `get_authinfo` returns."""

    authinfo: AuthinfoFull


def get_authinfo(db: Database, /) -> GetAuthinfo:
    """Show the authinfo."""
    authinfo = db.get(Authinfo, 1)
    return {"authinfo": authinfo_full(authinfo)}


class ListKeys(TypedDict):
    """What `list_keys` returns."""

    keys: list[KeyShort]
    next_cursor: str | None


def list_keys(
    db: Database,
    /,
    *,
    label: str | None = None,
    is_read_only: bool | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListKeys:
    """List the keys, optionally by label or is read only."""
    query = db.query(Key)
    if label is not None:
        query.where("contains(label, ?)", label)
    if is_read_only is not None:
        query.where("is_read_only = ?", is_read_only)
    page = query.page("label", limit=limit, cursor=cursor)
    return {"keys": [key_short(key) for key in page.rows], "next_cursor": page.next_cursor}


class KeyResult(TypedDict):
    """What `get_key` and 2 other tools return."""

    key: KeyFull


def get_key(db: Database, /, *, key_id: str) -> KeyResult:
    """Show a key with all its details."""
    key = db.find(Key, key_id) or fail("key_not_found", key_id=key_id)
    return {"key": key_full(key)}


def create_key(db: Database, /, *, label: str, is_read_only: bool = False) -> KeyResult:
    """Create a key."""
    if len(words(label)) <= 0:
        fail("label_blank")
    key = db.insert(Key, key_id=f"KEY-{db.next_number('keys'):04d}", label=label, is_read_only=is_read_only)
    return {"key": key_full(key)}


def update_key(
    db: Database, /, *, key_id: str, label: str | None = None, is_read_only: bool | None = None
) -> KeyResult:
    """Change the label of a key."""
    changes = given(None, label=label, is_read_only=is_read_only)
    key = db.find(Key, key_id) or fail("key_not_found", key_id=key_id)
    if label is not None and len(words(label)) <= 0:
        fail("label_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(key, **changes)
    return {"key": key_full(key)}


class DeleteKey(TypedDict):
    """What `delete_key` returns."""

    key_id: str


def delete_key(db: Database, /, *, key_id: str) -> DeleteKey:
    """Delete a key."""
    key = db.find(Key, key_id) or fail("key_not_found", key_id=key_id)
    db.delete(key)
    return {"key_id": key_id}


class ListKvpairs(TypedDict):
    """What `list_kvpairs` returns."""

    kvpairs: list[KvpairShort]
    next_cursor: str | None


def list_kvpairs(
    db: Database, /, *, kv_key_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListKvpairs:
    """List the kvpairs, optionally by kv key."""
    query = db.query(Kvpair)
    if kv_key_id is not None:
        query.where("kv_key_id IS ?", kv_key_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"kvpairs": [kvpair_short(kvpair) for kvpair in page.rows], "next_cursor": page.next_cursor}


class KvpairResult(TypedDict):
    """What `get_kvpair` and 2 other tools return."""

    kvpair: KvpairFull


def get_kvpair(db: Database, /, *, kvpair_id: str) -> KvpairResult:
    """Show a kvpair with all its details."""
    kvpair = db.find(Kvpair, kvpair_id) or fail("kvpair_not_found", kvpair_id=kvpair_id)
    return {"kvpair": kvpair_full(kvpair)}


def create_kvpair(db: Database, /, *, kv_value: str, kv_key_id: str | None = None) -> KvpairResult:
    """Create a kvpair."""
    if kv_key_id is not None and db.find(Key, kv_key_id) is None:
        fail("kv_key_not_found", kv_key_id=kv_key_id)
    kvpair = db.insert(Kvpair, kvpair_id=f"KVP-{db.next_number('kvpairs'):04d}", kv_value=kv_value, kv_key_id=kv_key_id)
    return {"kvpair": kvpair_full(kvpair)}


def update_kvpair(db: Database, /, *, kvpair_id: str, kv_value: str | None = None) -> KvpairResult:
    """Change the kv value of a kvpair."""
    changes = given(None, kv_value=kv_value)
    kvpair = db.find(Kvpair, kvpair_id) or fail("kvpair_not_found", kvpair_id=kvpair_id)
    if not changes:
        fail("nothing_to_change")
    db.update(kvpair, **changes)
    return {"kvpair": kvpair_full(kvpair)}


class DeleteKvpair(TypedDict):
    """What `delete_kvpair` returns."""

    kvpair_id: str


def delete_kvpair(db: Database, /, *, kvpair_id: str) -> DeleteKvpair:
    """Delete a kvpair."""
    kvpair = db.find(Kvpair, kvpair_id) or fail("kvpair_not_found", kvpair_id=kvpair_id)
    db.delete(kvpair)
    return {"kvpair_id": kvpair_id}


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(
    db: Database,
    /,
    *,
    email: str | None = None,
    first_name: str | None = None,
    last_name: str | None = None,
    is_admin: bool | None = None,
    is_locked: bool | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListUsers:
    """List the users, optionally by email, first name, last name, is admin or is locked."""
    query = db.query(User)
    if email is not None:
        query.where("same_text(email, ?)", email)
    if first_name is not None:
        query.where("contains(first_name, ?)", first_name)
    if last_name is not None:
        query.where("same_text(last_name, ?)", last_name)
    if is_admin is not None:
        query.where("is_admin = ?", is_admin)
    if is_locked is not None:
        query.where("is_locked = ?", is_locked)
    page = query.page("first_name", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class UserResult(TypedDict):
    """What `get_user` and 2 other tools return."""

    user: UserFull


def get_user(db: Database, /, *, user_id: str) -> UserResult:
    """Show a user with all its details."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    return {"user": user_full(user)}


def create_user(
    db: Database,
    /,
    *,
    first_name: str,
    email: str | None = None,
    is_admin: bool = False,
    is_locked: bool = False,
    last_name: str | None = None,
) -> UserResult:
    """Create a user."""
    if email is not None and db.query(User).where("same_text(email, ?)", email).exists():
        fail("user_email_taken", email=email)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    user = db.insert(
        User,
        user_id=f"USER-{db.next_number('users'):04d}",
        first_name=first_name,
        email=email,
        is_admin=is_admin,
        is_locked=is_locked,
        last_name=last_name,
    )
    return {"user": user_full(user)}


def update_user(
    db: Database,
    /,
    *,
    user_id: str,
    first_name: str | None = None,
    email: str | None = None,
    is_admin: bool | None = None,
    is_locked: bool | None = None,
    last_name: str | None = None,
    clear: list[Literal["email", "last_name"]] | None = None,
) -> UserResult:
    """Change a user, for example its first name, email or last name."""
    changes = given(
        clear, first_name=first_name, email=email, is_admin=is_admin, is_locked=is_locked, last_name=last_name
    )
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    if email is not None and db.query(User).where("same_text(email, ?) AND user_id <> ?", email, user.user_id).exists():
        fail("user_email_taken", email=email)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not changes:
        fail("nothing_to_change")
    db.update(user, **changes)
    return {"user": user_full(user)}


class DeleteUser(TypedDict):
    """What `delete_user` returns."""

    user_id: str


def delete_user(db: Database, /, *, user_id: str) -> DeleteUser:
    """Delete a user."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    db.delete(user)
    return {"user_id": user_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "key_not_found": "There is no key {key_id}. List the keys to see which there are.",
    "kv_key_not_found": "There is no kv key {kv_key_id}. List the keys to see which there are.",
    "kvpair_not_found": "There is no kvpair {kvpair_id}. List the kvpairs to see which there are.",
    "user_email_taken": "There is already a user with the email {email}. Choose another email.",
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "label_blank": "The label must not be blank. Give it some words.",
    "email_invalid": "{email} is no email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="brain_keys",
    folder=Path(__file__).parent,
    tables=[Authinfo, Key, Kvpair, User],
    tools={
        "get_authinfo": Tool(get_authinfo, read_only=True),
        "list_keys": Tool(list_keys, read_only=True),
        "get_key": Tool(get_key, read_only=True),
        "create_key": Tool(create_key),
        "update_key": Tool(update_key),
        "delete_key": Tool(delete_key),
        "list_kvpairs": Tool(list_kvpairs, read_only=True),
        "get_kvpair": Tool(get_kvpair, read_only=True),
        "create_kvpair": Tool(create_kvpair),
        "update_kvpair": Tool(update_kvpair),
        "delete_kvpair": Tool(delete_kvpair),
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "create_user": Tool(create_user),
        "update_user": Tool(update_user),
        "delete_user": Tool(delete_user),
    },
    faults=FAULTS,
    unique_faults={
        "users.email": "user_email_taken",
    },
    instructions=INSTRUCTIONS,
)
