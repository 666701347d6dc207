"""App Store Connect: users: keeps beta build localizations and users."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
App Store Connect: users. Keeps beta build localizations and users.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a beta build localization can be refused: the locale must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class BetaBuildLocalization(Table, table=True):
    """A beta build localization."""

    __tablename__ = "beta_build_localizations"

    beta_build_localization_id: str = Field(primary_key=True)
    locale: str
    whats_new: str | None = None


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"

    user_id: str = Field(primary_key=True)
    first_name: str | None = None
    all_apps_visible: bool
    last_name: str | None = None
    provisioning_allowed: bool
    roles: list[str] = Field(sa_type=JsonList())
    username: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class BetaBuildLocalizationShort(TypedDict):
    """A beta build localization in the view `short`."""

    beta_build_localization_id: str
    locale: str
    whats_new: str | None


def beta_build_localization_short(beta_build_localization: BetaBuildLocalization) -> BetaBuildLocalizationShort:
    """A beta build localization in the view `short`."""
    return {
        "beta_build_localization_id": beta_build_localization.beta_build_localization_id,
        "locale": beta_build_localization.locale,
        "whats_new": beta_build_localization.whats_new,
    }


class BetaBuildLocalizationFull(BetaBuildLocalizationShort):
    """A beta build localization in the view `full`."""


def beta_build_localization_full(beta_build_localization: BetaBuildLocalization) -> BetaBuildLocalizationFull:
    """A beta build localization in the view `full`."""
    return beta_build_localization_short(beta_build_localization)


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    first_name: str | None
    all_apps_visible: bool
    last_name: str | None
    provisioning_allowed: bool
    roles: list[str]
    username: str | None


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "first_name": user.first_name,
        "all_apps_visible": user.all_apps_visible,
        "last_name": user.last_name,
        "provisioning_allowed": user.provisioning_allowed,
        "roles": user.roles,
        "username": user.username,
    }


class UserFull(UserShort):
    """A user in the view `full`."""


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return user_short(user)


# --- tools --------------------------------------------------------------------------------------------------------


class ListBetaBuildLocalizations(TypedDict):
    """What `list_beta_build_localizations` returns."""

    beta_build_localizations: list[BetaBuildLocalizationShort]
    next_cursor: str | None


def list_beta_build_localizations(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListBetaBuildLocalizations:
    """List the beta build localizations."""
    page = db.query(BetaBuildLocalization).page(limit=limit, cursor=cursor)
    return {
        "beta_build_localizations": [
            beta_build_localization_short(beta_build_localization) for beta_build_localization in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class BetaBuildLocalizationResult(TypedDict):
    """What `get_beta_build_localization` and 2 other tools return."""

    beta_build_localization: BetaBuildLocalizationFull


def get_beta_build_localization(db: Database, /, *, beta_build_localization_id: str) -> BetaBuildLocalizationResult:
    """Show a beta build localization with all its details."""
    beta_build_localization = db.find(BetaBuildLocalization, beta_build_localization_id)
    if beta_build_localization is None:
        fail("beta_build_localization_not_found", beta_build_localization_id=beta_build_localization_id)
    return {"beta_build_localization": beta_build_localization_full(beta_build_localization)}


def create_beta_build_localization(
    db: Database, /, *, locale: str, whats_new: str | None = None
) -> BetaBuildLocalizationResult:
    """Create a beta build localization."""
    if len(words(locale)) <= 0:
        fail("locale_blank")
    beta_build_localization = db.insert(
        BetaBuildLocalization,
        beta_build_localization_id=f"BBL-{db.next_number('beta_build_localizations'):04d}",
        locale=locale,
        whats_new=whats_new,
    )
    return {"beta_build_localization": beta_build_localization_full(beta_build_localization)}


def update_beta_build_localization(
    db: Database,
    /,
    *,
    beta_build_localization_id: str,
    whats_new: str | None = None,
    clear: list[Literal["whats_new"]] | None = None,
) -> BetaBuildLocalizationResult:
    """Change the whats new of a beta build localization."""
    changes = given(clear, whats_new=whats_new)
    beta_build_localization = db.find(BetaBuildLocalization, beta_build_localization_id)
    if beta_build_localization is None:
        fail("beta_build_localization_not_found", beta_build_localization_id=beta_build_localization_id)
    if not changes:
        fail("nothing_to_change")
    db.update(beta_build_localization, **changes)
    return {"beta_build_localization": beta_build_localization_full(beta_build_localization)}


class DeleteBetaBuildLocalization(TypedDict):
    """What `delete_beta_build_localization` returns."""

    beta_build_localization_id: str


def delete_beta_build_localization(db: Database, /, *, beta_build_localization_id: str) -> DeleteBetaBuildLocalization:
    """Delete a beta build localization."""
    beta_build_localization = db.find(BetaBuildLocalization, beta_build_localization_id)
    if beta_build_localization is None:
        fail("beta_build_localization_not_found", beta_build_localization_id=beta_build_localization_id)
    db.delete(beta_build_localization)
    return {"beta_build_localization_id": beta_build_localization_id}


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListUsers:
    """List the users."""
    page = db.query(User).page("first_name", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class UserResult(TypedDict):
    """What `get_user` and `update_user` return."""

    user: UserFull


def get_user(db: Database, /, *, user_id: str) -> UserResult:
    """Show a user with all its details."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    return {"user": user_full(user)}


def update_user(
    db: Database,
    /,
    *,
    user_id: str,
    all_apps_visible: bool | None = None,
    provisioning_allowed: bool | None = None,
    roles: list[str] | None = None,
) -> UserResult:
    """Change the roles of a user."""
    changes = given(None, all_apps_visible=all_apps_visible, provisioning_allowed=provisioning_allowed, roles=roles)
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
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
    "beta_build_localization_not_found": (
        "There is no beta build localization {beta_build_localization_id}. List the beta build "
        "localizations to see which there are."
    ),
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "locale_blank": "The locale must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="app_store_connect_users",
    folder=Path(__file__).parent,
    tables=[BetaBuildLocalization, User],
    tools={
        "list_beta_build_localizations": Tool(list_beta_build_localizations, read_only=True),
        "get_beta_build_localization": Tool(get_beta_build_localization, read_only=True),
        "create_beta_build_localization": Tool(create_beta_build_localization),
        "update_beta_build_localization": Tool(update_beta_build_localization),
        "delete_beta_build_localization": Tool(delete_beta_build_localization),
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "update_user": Tool(update_user),
        "delete_user": Tool(delete_user),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
