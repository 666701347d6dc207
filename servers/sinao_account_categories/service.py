"""Sinao: account categories: keeps apps, account categories, apikeys, current user and refresh."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Sinao: account categories. Keeps apps, account categories, apikeys, current user and refresh.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Updating the current user can be refused: that email is not an email address.
- Two account categories cannot have the same app and name.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class App(Table, table=True):
    """An app."""

    __tablename__ = "apps"

    app_id: int = Field(primary_key=True)
    admin_email: str | None = None
    hostname_alias: str | None = None
    last_access_at: str | None = None
    last_user_email: str | None = None
    organization_name: str
    reconciled: bool


class AccountCategory(Table, table=True):
    """An account category of an app."""

    __tablename__ = "account_categories"
    __table_args__ = (UniqueConstraint("app_id", "name"),)

    account_category_id: int = Field(primary_key=True)
    app_id: int = Field(foreign_key="apps.app_id", ondelete="CASCADE", index=True)
    name: str
    description: str | None = None
    type: str | None = None


class Apikey(Table, table=True):
    """An apikey of an app."""

    __tablename__ = "apikeys"

    apikey_id: str = Field(primary_key=True)
    app_id: int = Field(foreign_key="apps.app_id", ondelete="CASCADE", index=True)
    name: str


class CurrentUser(Table, table=True):
    """The current user."""

    __tablename__ = "current_users"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    email: str | None = None
    civility: str | None = None
    firstname: str | None = None
    lastname: str | None = None
    last_access_at: str
    password_is_undefined: bool
    created_at: str
    updated_at: str


class Refresh(Table, table=True):
    """The refresh."""

    __tablename__ = "refreshes"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    expires_in: int


# --- views --------------------------------------------------------------------------------------------------------


class AppShort(TypedDict):
    """An app in the view `short`."""

    app_id: int
    admin_email: str | None
    hostname_alias: str | None
    last_access_at: str | None
    last_user_email: str | None
    organization_name: str
    reconciled: bool


def app_short(app: App) -> AppShort:
    """An app in the view `short`."""
    return {
        "app_id": app.app_id,
        "admin_email": app.admin_email,
        "hostname_alias": app.hostname_alias,
        "last_access_at": app.last_access_at,
        "last_user_email": app.last_user_email,
        "organization_name": app.organization_name,
        "reconciled": app.reconciled,
    }


class AppFull(AppShort):
    """An app in the view `full`."""


def app_full(app: App) -> AppFull:
    """An app in the view `full`."""
    return app_short(app)


class AccountCategoryShort(TypedDict):
    """An account category in the view `short`."""

    account_category_id: int
    app_id: int
    name: str
    description: str | None
    type: str | None


def account_category_short(account_category: AccountCategory) -> AccountCategoryShort:
    """An account category in the view `short`."""
    return {
        "account_category_id": account_category.account_category_id,
        "app_id": account_category.app_id,
        "name": account_category.name,
        "description": account_category.description,
        "type": account_category.type,
    }


class AccountCategoryFull(AccountCategoryShort):
    """An account category in the view `full`."""


def account_category_full(account_category: AccountCategory) -> AccountCategoryFull:
    """An account category in the view `full`."""
    return account_category_short(account_category)


class ApikeyShort(TypedDict):
    """An apikey in the view `short`."""

    apikey_id: str
    app_id: int
    name: str


def apikey_short(apikey: Apikey) -> ApikeyShort:
    """An apikey in the view `short`."""
    return {"apikey_id": apikey.apikey_id, "app_id": apikey.app_id, "name": apikey.name}


class ApikeyFull(ApikeyShort):
    """An apikey in the view `full`."""


def apikey_full(apikey: Apikey) -> ApikeyFull:
    """An apikey in the view `full`."""
    return apikey_short(apikey)


class CurrentUserFull(TypedDict):
    """A current user in the view `full`."""

    email: str | None
    civility: str | None
    firstname: str | None
    lastname: str | None
    last_access_at: str
    password_is_undefined: bool
    created_at: str
    updated_at: str


def current_user_full(current_user: CurrentUser) -> CurrentUserFull:
    """A current user in the view `full`."""
    return {
        "email": current_user.email,
        "civility": current_user.civility,
        "firstname": current_user.firstname,
        "lastname": current_user.lastname,
        "last_access_at": current_user.last_access_at,
        "password_is_undefined": current_user.password_is_undefined,
        "created_at": current_user.created_at,
        "updated_at": current_user.updated_at,
    }


class RefreshFull(TypedDict):
    """A refresh in the view `full`."""

    expires_in: int


def refresh_full(refresh: Refresh) -> RefreshFull:
    """A refresh in the view `full`."""
    return {"expires_in": refresh.expires_in}


# --- tools --------------------------------------------------------------------------------------------------------


class ListApps(TypedDict):
    """What `list_apps` returns."""

    apps: list[AppShort]
    next_cursor: str | None


def list_apps(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListApps:
    """List the apps."""
    page = db.query(App).page(limit=limit, cursor=cursor)
    return {"apps": [app_short(app) for app in page.rows], "next_cursor": page.next_cursor}


class GetApp(TypedDict):
    """What `get_app` returns."""

    app: AppFull


def get_app(db: Database, /, *, app_id: int) -> GetApp:
    """Show an app with all its details."""
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    return {"app": app_full(app)}


class ListAccountCategories(TypedDict):
    """What `list_account_categories` returns."""

    account_categories: list[AccountCategoryShort]
    next_cursor: str | None


def list_account_categories(
    db: Database, /, *, app_id: int, query_: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListAccountCategories:
    """List the account categories of an app, optionally by text."""
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    query = db.query(AccountCategory).where("app_id = ?", app.app_id)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "account_categories": [account_category_short(account_category) for account_category in page.rows],
        "next_cursor": page.next_cursor,
    }


class AccountCategoryResult(TypedDict):
    """What `get_account_category` and `create_account_category` return."""

    account_category: AccountCategoryFull


def get_account_category(db: Database, /, *, account_category_id: int) -> AccountCategoryResult:
    """Show an account category with all its details."""
    account_category = db.find(AccountCategory, account_category_id)
    if account_category is None:
        fail("account_category_not_found", account_category_id=account_category_id)
    return {"account_category": account_category_full(account_category)}


def create_account_category(
    db: Database, /, *, app_id: int, name: str, description: str | None = None, type_: str | None = None
) -> AccountCategoryResult:
    """Create an account category in an app."""
    if db.find(App, app_id) is None:
        fail("app_not_found", app_id=app_id)
    if db.query(AccountCategory).where("same_text(name, ?) AND app_id = ?", name, app_id).exists():
        fail("account_category_name_taken", name=name)
    account_category = db.insert(
        AccountCategory,
        account_category_id=db.next_number("account_categories"),
        app_id=app_id,
        name=name,
        description=description,
        type=type_,
    )
    return {"account_category": account_category_full(account_category)}


class DeleteAccountCategory(TypedDict):
    """What `delete_account_category` returns."""

    account_category_id: int


def delete_account_category(db: Database, /, *, account_category_id: int) -> DeleteAccountCategory:
    """Delete an account category."""
    account_category = db.find(AccountCategory, account_category_id)
    if account_category is None:
        fail("account_category_not_found", account_category_id=account_category_id)
    db.delete(account_category)
    return {"account_category_id": account_category_id}


class ListApikeys(TypedDict):
    """What `list_apikeys` returns."""

    apikeys: list[ApikeyFull]
    next_cursor: str | None


def list_apikeys(
    db: Database, /, *, app_id: int, query_: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListApikeys:
    """List the apikeys of an app, optionally by text."""
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    query = db.query(Apikey).where("app_id = ?", app.app_id)
    if query_ is not None:
        query.where("contains(name, ?)", query_)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"apikeys": [apikey_full(apikey) for apikey in page.rows], "next_cursor": page.next_cursor}


class CreateApikey(TypedDict):
    """What `create_apikey` returns."""

    apikey: ApikeyFull


def create_apikey(db: Database, /, *, app_id: int, name: str) -> CreateApikey:
    """Create an apikey in an app."""
    if db.find(App, app_id) is None:
        fail("app_not_found", app_id=app_id)
    apikey = db.insert(Apikey, apikey_id=f"API-{db.next_number('apikeys'):04d}", app_id=app_id, name=name)
    return {"apikey": apikey_full(apikey)}


class DeleteApikey(TypedDict):
    """What `delete_apikey` returns."""

    apikey_id: str


def delete_apikey(db: Database, /, *, apikey_id: str) -> DeleteApikey:
    """Delete an apikey."""
    apikey = db.find(Apikey, apikey_id) or fail("apikey_not_found", apikey_id=apikey_id)
    db.delete(apikey)
    return {"apikey_id": apikey_id}


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
    email: str | None = None,
    civility: str | None = None,
    firstname: str | None = None,
    lastname: str | None = None,
    clear: list[Literal["email", "civility", "firstname", "lastname"]] | None = None,
) -> CurrentUserResult:
    """Change the current user, for example the email, civility, first name or last name."""
    changes = given(clear, email=email, civility=civility, firstname=firstname, lastname=lastname)
    current_user = db.get(CurrentUser, 1)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not changes:
        fail("nothing_to_change")
    db.update(current_user, **changes, updated_at=db.now())
    return {"current_user": current_user_full(current_user)}


class GetRefresh(TypedDict):
    """What `get_refresh` returns."""

    refresh: RefreshFull


def get_refresh(db: Database, /) -> GetRefresh:
    """Show the refresh."""
    refresh = db.get(Refresh, 1)
    return {"refresh": refresh_full(refresh)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "account_category_name_taken": "There is already an account category with the name {name}. Choose another name.",
    "account_category_not_found": (
        "There is no account category {account_category_id}. List the account categories to see which there are."
    ),
    "apikey_not_found": "There is no apikey {apikey_id}. List the apikeys to see which there are.",
    "app_not_found": "There is no app {app_id}. List the apps to see which there are.",
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="sinao_account_categories",
    folder=Path(__file__).parent,
    tables=[App, AccountCategory, Apikey, CurrentUser, Refresh],
    tools={
        "list_apps": Tool(list_apps, read_only=True),
        "get_app": Tool(get_app, read_only=True),
        "list_account_categories": Tool(list_account_categories, read_only=True),
        "get_account_category": Tool(get_account_category, read_only=True),
        "create_account_category": Tool(create_account_category),
        "delete_account_category": Tool(delete_account_category),
        "list_apikeys": Tool(list_apikeys, read_only=True),
        "create_apikey": Tool(create_apikey),
        "delete_apikey": Tool(delete_apikey),
        "get_current_user": Tool(get_current_user, read_only=True),
        "update_current_user": Tool(update_current_user),
        "get_refresh": Tool(get_refresh, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "account_categories.app_id, account_categories.name": "account_category_name_taken",
    },
    instructions=INSTRUCTIONS,
)
