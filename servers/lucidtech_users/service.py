"""Lucidtech: users: keeps app clients, users and profiles."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, valid_email, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Lucidtech: users. Keeps app clients, users and profiles.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- Creating an app client can be refused: one of the callback URLs is no address of a page.
- Creating or updating an app client can be refused: one of the login URLs is no address of a page.
- Creating a user can be refused: there is already a user with that email.
- When creating a user, Write one such as name@example.com.
- Two users cannot have the same email.
- Deleting an app client keeps the users that refer to the app client; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class AppClient(Table, table=True):
    """An app client."""

    __tablename__ = "app_clients"

    app_client_id: str = Field(primary_key=True)
    name: str
    callback_urls: list[str] = Field(sa_type=JsonList())
    created_by: str | None = None
    description: str | None = None
    login_urls: list[str] = Field(sa_type=JsonList())
    updated_by: str | None = None
    created_time: str
    updated_time: str


class Profile(Table, table=True):
    """A profile."""

    __tablename__ = "profiles"

    profile_id: str = Field(primary_key=True)
    name: str | None = None
    email: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    picture: str | None = None
    created_time: str
    updated_time: str


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("email"),)

    user_id: str = Field(primary_key=True)
    name: str | None = None
    avatar: str | None = None
    created_by: str | None = None
    email: str
    profile_id: str | None = Field(default=None, foreign_key="profiles.profile_id", ondelete="SET NULL", index=True)
    updated_by: str | None = None
    app_client_id: str | None = Field(
        default=None, foreign_key="app_clients.app_client_id", ondelete="SET NULL", index=True
    )
    created_time: str
    updated_time: str


# --- views --------------------------------------------------------------------------------------------------------


class AppClientShort(TypedDict):
    """An app client in the view `short`."""

    app_client_id: str
    name: str
    created_by: str | None
    description: str | None
    updated_by: str | None
    created_time: str
    updated_time: str


def app_client_short(app_client: AppClient) -> AppClientShort:
    """An app client in the view `short`."""
    return {
        "app_client_id": app_client.app_client_id,
        "name": app_client.name,
        "created_by": app_client.created_by,
        "description": app_client.description,
        "updated_by": app_client.updated_by,
        "created_time": app_client.created_time,
        "updated_time": app_client.updated_time,
    }


class AppClientFull(AppClientShort):
    """An app client in the view `full`."""

    callback_urls: list[str]
    login_urls: list[str]


def app_client_full(app_client: AppClient) -> AppClientFull:
    """An app client in the view `full`."""
    return {
        **app_client_short(app_client),
        "callback_urls": app_client.callback_urls,
        "login_urls": app_client.login_urls,
    }


class ProfileShort(TypedDict):
    """A profile in the view `short`."""

    profile_id: str
    name: str | None
    email: str | None
    family_name: str | None
    given_name: str | None
    picture: str | None
    created_time: str


def profile_short(profile: Profile) -> ProfileShort:
    """A profile in the view `short`."""
    return {
        "profile_id": profile.profile_id,
        "name": profile.name,
        "email": profile.email,
        "family_name": profile.family_name,
        "given_name": profile.given_name,
        "picture": profile.picture,
        "created_time": profile.created_time,
    }


class ProfileFull(ProfileShort):
    """A profile in the view `full`."""

    updated_time: str


def profile_full(profile: Profile) -> ProfileFull:
    """A profile in the view `full`."""
    return {**profile_short(profile), "updated_time": profile.updated_time}


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    name: str | None
    avatar: str | None
    created_by: str | None
    email: str
    profile_id: str | None
    app_client_id: str | None


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "name": user.name,
        "avatar": user.avatar,
        "created_by": user.created_by,
        "email": user.email,
        "profile_id": user.profile_id,
        "app_client_id": user.app_client_id,
    }


class UserFull(UserShort):
    """A user in the view `full`."""

    updated_by: str | None
    created_time: str
    updated_time: str


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return {
        **user_short(user),
        "updated_by": user.updated_by,
        "created_time": user.created_time,
        "updated_time": user.updated_time,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListAppClients(TypedDict):
    """What `list_app_clients` returns."""

    app_clients: list[AppClientFull]
    next_cursor: str | None


def list_app_clients(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListAppClients:
    """List the app clients."""
    page = db.query(AppClient).page("-created_time", limit=limit, cursor=cursor)
    return {"app_clients": [app_client_full(app_client) for app_client in page.rows], "next_cursor": page.next_cursor}


class AppClientResult(TypedDict):
    """What `create_app_client` and `update_app_client` return."""

    app_client: AppClientFull


def create_app_client(
    db: Database, /, *, name: str, callback_urls: list[str], description: str | None = None, login_urls: list[str]
) -> AppClientResult:
    """Create an app client."""
    if len(words(name)) <= 0:
        fail("name_blank")
    if not all(starts_with(item, "https://") or starts_with(item, "http://") for item in callback_urls):
        fail("callback_urls_invalid")
    if not all(starts_with(item, "https://") or starts_with(item, "http://") for item in login_urls):
        fail("login_urls_invalid")
    app_client = db.insert(
        AppClient,
        app_client_id=f"AC-{db.next_number('app_clients'):04d}",
        name=name,
        callback_urls=callback_urls,
        description=description,
        login_urls=login_urls,
        created_time=db.now(),
        updated_time=db.now(),
    )
    return {"app_client": app_client_full(app_client)}


def update_app_client(
    db: Database,
    /,
    *,
    app_client_id: str,
    name: str | None = None,
    description: str | None = None,
    login_urls: list[str] | None = None,
    clear: list[Literal["description"]] | None = None,
) -> AppClientResult:
    """Change the name, description or login URLs of an app client."""
    changes = given(clear, name=name, description=description, login_urls=login_urls)
    app_client = db.find(AppClient, app_client_id) or fail("app_client_not_found", app_client_id=app_client_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not (
        login_urls is None or all(starts_with(item, "https://") or starts_with(item, "http://") for item in login_urls)
    ):
        fail("login_urls_invalid")
    if not changes:
        fail("nothing_to_change")
    db.update(app_client, **changes, updated_time=db.now())
    return {"app_client": app_client_full(app_client)}


class DeleteAppClient(TypedDict):
    """What `delete_app_client` returns."""

    app_client_id: str


def delete_app_client(db: Database, /, *, app_client_id: str) -> DeleteAppClient:
    """Delete an app client."""
    app_client = db.find(AppClient, app_client_id) or fail("app_client_not_found", app_client_id=app_client_id)
    db.delete(app_client)
    return {"app_client_id": app_client_id}


class ListProfiles(TypedDict):
    """What `list_profiles` returns."""

    profiles: list[ProfileShort]
    next_cursor: str | None


def list_profiles(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListProfiles:
    """List the profiles."""
    page = db.query(Profile).page("-created_time", limit=limit, cursor=cursor)
    return {"profiles": [profile_short(profile) for profile in page.rows], "next_cursor": page.next_cursor}


class GetProfile(TypedDict):
    """What `get_profile` returns."""

    profile: ProfileFull


def get_profile(db: Database, /, *, profile_id: str) -> GetProfile:
    """Show a profile with all its details."""
    profile = db.find(Profile, profile_id) or fail("profile_not_found", profile_id=profile_id)
    return {"profile": profile_full(profile)}


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(
    db: Database,
    /,
    *,
    profile_id: str | None = None,
    app_client_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListUsers:
    """List the users, optionally by profile or app client."""
    query = db.query(User)
    if profile_id is not None:
        query.where("profile_id IS ?", profile_id)
    if app_client_id is not None:
        query.where("app_client_id IS ?", app_client_id)
    page = query.page("-created_time", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class UserResult(TypedDict):
    """What `get_user` and 2 other tools return."""

    user: UserFull


def get_user(db: Database, /, *, user_id: str) -> UserResult:
    """Show a user with all its details."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    return {"user": user_full(user)}


def create_user(
    db: Database, /, *, email: str, name: str | None = None, avatar: str | None = None, app_client_id: str | None = None
) -> UserResult:
    """Create a user."""
    if app_client_id is not None and db.find(AppClient, app_client_id) is None:
        fail("app_client_not_found", app_client_id=app_client_id)
    if db.query(User).where("same_text(email, ?)", email).exists():
        fail("user_email_taken", email=email)
    if not valid_email(email):
        fail("email_invalid", email=email)
    user = db.insert(
        User,
        user_id=f"USER-{db.next_number('users'):04d}",
        name=name,
        avatar=avatar,
        email=email,
        app_client_id=app_client_id,
        created_time=db.now(),
        updated_time=db.now(),
    )
    return {"user": user_full(user)}


def update_user(
    db: Database,
    /,
    *,
    user_id: str,
    name: str | None = None,
    avatar: str | None = None,
    clear: list[Literal["name", "avatar"]] | None = None,
) -> UserResult:
    """Change the name or avatar of a user."""
    changes = given(clear, name=name, avatar=avatar)
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    if not changes:
        fail("nothing_to_change")
    db.update(user, **changes, updated_time=db.now())
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
    "app_client_not_found": "There is no app client {app_client_id}. List the app clients to see which there are.",
    "profile_not_found": "There is no profile {profile_id}. List the profiles to see which there are.",
    "user_email_taken": "There is already a user with the email {email}. Choose another email.",
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "callback_urls_invalid": "One of the callback URLs is no address of a page. Write one that begins with https://.",
    "login_urls_invalid": "One of the login URLs is no address of a page. Write one that begins with https://.",
    "email_invalid": "{email} is no email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="lucidtech_users",
    folder=Path(__file__).parent,
    tables=[AppClient, Profile, User],
    tools={
        "list_app_clients": Tool(list_app_clients, read_only=True),
        "create_app_client": Tool(create_app_client),
        "update_app_client": Tool(update_app_client),
        "delete_app_client": Tool(delete_app_client),
        "list_profiles": Tool(list_profiles, read_only=True),
        "get_profile": Tool(get_profile, read_only=True),
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
