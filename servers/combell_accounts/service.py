"""Public: accounts: keeps mailboxes, mysql databases, accounts and users."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Public: accounts. Keeps mailboxes, mysql databases, accounts and users.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating an account can be refused: the identifier must not be blank.
- When creating a mailbox, Write one such as name@example.com.
- Deleting a mysql database also deletes its users.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Account(Table, table=True):
    """An account."""

    __tablename__ = "accounts"

    account_id: int = Field(primary_key=True)
    identifier: str


class Mailbox(Table, table=True):
    """A mailbox."""

    __tablename__ = "mailboxes"

    mailbox_id: str = Field(primary_key=True)
    name: str | None = None
    auto_forward_enabled: bool
    auto_reply_enabled: bool
    auto_reply_message: str | None = None
    auto_reply_subject: str | None = None
    login: str | None = None
    account_id: int = Field(foreign_key="accounts.account_id", ondelete="CASCADE", index=True)
    email_address: str | None = None


class MysqlDatabase(Table, table=True):
    """A mysql database."""

    __tablename__ = "mysql_databases"

    mysql_database_id: str = Field(primary_key=True)
    name: str | None = None
    account_id: int = Field(foreign_key="accounts.account_id", ondelete="CASCADE", index=True)
    hostname: str | None = None
    database_name: str | None = None


class User(Table, table=True):
    """A user of a mysql database."""

    __tablename__ = "users"
    __table_args__ = (CheckConstraint("rights IN ('read_and_write', 'read_only')"),)

    user_id: str = Field(primary_key=True)
    mysql_database_id: str = Field(foreign_key="mysql_databases.mysql_database_id", ondelete="CASCADE", index=True)
    name: str | None = None
    enabled: bool
    rights: str | None = None
    database_name: str


# --- views --------------------------------------------------------------------------------------------------------


class AccountShort(TypedDict):
    """An account in the view `short`."""

    account_id: int
    identifier: str


def account_short(account: Account) -> AccountShort:
    """An account in the view `short`."""
    return {"account_id": account.account_id, "identifier": account.identifier}


class AccountFull(AccountShort):
    """An account in the view `full`."""


def account_full(account: Account) -> AccountFull:
    """An account in the view `full`."""
    return account_short(account)


class MailboxShort(TypedDict):
    """A mailbox in the view `short`."""

    mailbox_id: str
    name: str | None
    auto_forward_enabled: bool
    auto_reply_enabled: bool
    auto_reply_message: str | None
    auto_reply_subject: str | None
    account_id: int


def mailbox_short(mailbox: Mailbox) -> MailboxShort:
    """A mailbox in the view `short`."""
    return {
        "mailbox_id": mailbox.mailbox_id,
        "name": mailbox.name,
        "auto_forward_enabled": mailbox.auto_forward_enabled,
        "auto_reply_enabled": mailbox.auto_reply_enabled,
        "auto_reply_message": mailbox.auto_reply_message,
        "auto_reply_subject": mailbox.auto_reply_subject,
        "account_id": mailbox.account_id,
    }


class MailboxFull(MailboxShort):
    """A mailbox in the view `full`."""

    login: str | None
    email_address: str | None


def mailbox_full(mailbox: Mailbox) -> MailboxFull:
    """A mailbox in the view `full`."""
    return {**mailbox_short(mailbox), "login": mailbox.login, "email_address": mailbox.email_address}


class MysqlDatabaseShort(TypedDict):
    """A mysql database in the view `short`."""

    mysql_database_id: str
    name: str | None
    account_id: int
    hostname: str | None
    database_name: str | None


def mysql_database_short(mysql_database: MysqlDatabase) -> MysqlDatabaseShort:
    """A mysql database in the view `short`."""
    return {
        "mysql_database_id": mysql_database.mysql_database_id,
        "name": mysql_database.name,
        "account_id": mysql_database.account_id,
        "hostname": mysql_database.hostname,
        "database_name": mysql_database.database_name,
    }


class MysqlDatabaseFull(MysqlDatabaseShort):
    """A mysql database in the view `full`."""


def mysql_database_full(mysql_database: MysqlDatabase) -> MysqlDatabaseFull:
    """A mysql database in the view `full`."""
    return mysql_database_short(mysql_database)


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    mysql_database_id: str
    name: str | None
    enabled: bool
    rights: str | None
    database_name: str


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "mysql_database_id": user.mysql_database_id,
        "name": user.name,
        "enabled": user.enabled,
        "rights": user.rights,
        "database_name": user.database_name,
    }


class UserFull(UserShort):
    """A user in the view `full`."""


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return user_short(user)


# --- tools --------------------------------------------------------------------------------------------------------


class ListAccounts(TypedDict):
    """What `list_accounts` returns."""

    accounts: list[AccountShort]
    next_cursor: str | None


def list_accounts(
    db: Database, /, *, identifier: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListAccounts:
    """List the accounts, optionally by identifier."""
    query = db.query(Account)
    if identifier is not None:
        query.where("same_text(identifier, ?)", identifier)
    page = query.page(limit=limit, cursor=cursor)
    return {"accounts": [account_short(account) for account in page.rows], "next_cursor": page.next_cursor}


class AccountResult(TypedDict):
    """What `get_account` and `create_account` return."""

    account: AccountFull


def get_account(db: Database, /, *, account_id: int) -> AccountResult:
    """Show an account with all its details."""
    account = db.find(Account, account_id) or fail("account_not_found", account_id=account_id)
    return {"account": account_full(account)}


def create_account(db: Database, /, *, identifier: str) -> AccountResult:
    """Create an account."""
    if len(words(identifier)) <= 0:
        fail("identifier_blank")
    account = db.insert(Account, account_id=db.next_number("accounts"), identifier=identifier)
    return {"account": account_full(account)}


class ListMailboxes(TypedDict):
    """What `list_mailboxes` returns."""

    mailboxes: list[MailboxShort]
    next_cursor: str | None


def list_mailboxes(
    db: Database, /, *, account_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListMailboxes:
    """List the mailboxes, optionally by account."""
    query = db.query(Mailbox)
    if account_id is not None:
        query.where("account_id = ?", account_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"mailboxes": [mailbox_short(mailbox) for mailbox in page.rows], "next_cursor": page.next_cursor}


class MailboxResult(TypedDict):
    """What `get_mailbox` and 3 other tools return."""

    mailbox: MailboxFull


def get_mailbox(db: Database, /, *, mailbox_id: str) -> MailboxResult:
    """Show a mailbox with all its details."""
    mailbox = db.find(Mailbox, mailbox_id) or fail("mailbox_not_found", mailbox_id=mailbox_id)
    return {"mailbox": mailbox_full(mailbox)}


def create_mailbox(db: Database, /, *, account_id: int, email_address: str | None = None) -> MailboxResult:
    """Create a mailbox."""
    if db.find(Account, account_id) is None:
        fail("account_not_found", account_id=account_id)
    if not (email_address is None or valid_email(email_address)):
        fail("email_address_invalid", email_address=email_address)
    mailbox = db.insert(
        Mailbox,
        mailbox_id=f"MAI-{db.next_number('mailboxes'):04d}",
        auto_forward_enabled=False,
        auto_reply_enabled=False,
        account_id=account_id,
        email_address=email_address,
    )
    return {"mailbox": mailbox_full(mailbox)}


class DeleteMailbox(TypedDict):
    """What `delete_mailbox` returns."""

    mailbox_id: str


def delete_mailbox(db: Database, /, *, mailbox_id: str) -> DeleteMailbox:
    """Delete a mailbox."""
    mailbox = db.find(Mailbox, mailbox_id) or fail("mailbox_not_found", mailbox_id=mailbox_id)
    db.delete(mailbox)
    return {"mailbox_id": mailbox_id}


def set_mailbox_auto_forward(db: Database, /, *, mailbox_id: str, auto_forward_enabled: bool) -> MailboxResult:
    """Set whether to automatically forward enabled, for a mailbox."""
    mailbox = db.find(Mailbox, mailbox_id) or fail("mailbox_not_found", mailbox_id=mailbox_id)
    db.update(mailbox, auto_forward_enabled=auto_forward_enabled)
    return {"mailbox": mailbox_full(mailbox)}


def set_mailbox_auto_reply(
    db: Database,
    /,
    *,
    mailbox_id: str,
    auto_reply_enabled: bool | None = None,
    auto_reply_message: str | None = None,
    auto_reply_subject: str | None = None,
    clear: list[Literal["auto_reply_message", "auto_reply_subject"]] | None = None,
) -> MailboxResult:
    """Set the auto reply enabled, auto reply message and auto reply subject of a mailbox."""
    changes = given(
        clear,
        auto_reply_enabled=auto_reply_enabled,
        auto_reply_message=auto_reply_message,
        auto_reply_subject=auto_reply_subject,
    )
    mailbox = db.find(Mailbox, mailbox_id) or fail("mailbox_not_found", mailbox_id=mailbox_id)
    if not changes:
        fail("nothing_to_change")
    db.update(mailbox, **changes)
    return {"mailbox": mailbox_full(mailbox)}


class ListMysqlDatabases(TypedDict):
    """What `list_mysql_databases` returns."""

    mysql_databases: list[MysqlDatabaseShort]
    next_cursor: str | None


def list_mysql_databases(
    db: Database, /, *, account_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListMysqlDatabases:
    """List the mysql databases, optionally by account."""
    query = db.query(MysqlDatabase)
    if account_id is not None:
        query.where("account_id = ?", account_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "mysql_databases": [mysql_database_short(mysql_database) for mysql_database in page.rows],
        "next_cursor": page.next_cursor,
    }


class MysqlDatabaseResult(TypedDict):
    """What `get_mysql_database` and `create_mysql_database` return."""

    mysql_database: MysqlDatabaseFull


def get_mysql_database(db: Database, /, *, mysql_database_id: str) -> MysqlDatabaseResult:
    """Show a mysql database with all its details."""
    mysql_database = db.find(MysqlDatabase, mysql_database_id)
    if mysql_database is None:
        fail("mysql_database_not_found", mysql_database_id=mysql_database_id)
    return {"mysql_database": mysql_database_full(mysql_database)}


def create_mysql_database(db: Database, /, *, account_id: int, database_name: str | None = None) -> MysqlDatabaseResult:
    """Create a mysql database."""
    if db.find(Account, account_id) is None:
        fail("account_not_found", account_id=account_id)
    mysql_database = db.insert(
        MysqlDatabase,
        mysql_database_id=f"MD-{db.next_number('mysql_databases'):04d}",
        account_id=account_id,
        database_name=database_name,
    )
    return {"mysql_database": mysql_database_full(mysql_database)}


class DeleteMysqlDatabase(TypedDict):
    """What `delete_mysql_database` returns."""

    mysql_database_id: str


def delete_mysql_database(db: Database, /, *, mysql_database_id: str) -> DeleteMysqlDatabase:
    """Delete a mysql database together with its users."""
    mysql_database = db.find(MysqlDatabase, mysql_database_id)
    if mysql_database is None:
        fail("mysql_database_not_found", mysql_database_id=mysql_database_id)
    db.delete(mysql_database)
    return {"mysql_database_id": mysql_database_id}


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserFull]
    next_cursor: str | None


def list_users(
    db: Database,
    /,
    *,
    mysql_database_id: str,
    database_name: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListUsers:
    """List the users of a mysql database, optionally by database name."""
    mysql_database = db.find(MysqlDatabase, mysql_database_id)
    if mysql_database is None:
        fail("mysql_database_not_found", mysql_database_id=mysql_database_id)
    query = db.query(User).where("mysql_database_id = ?", mysql_database.mysql_database_id)
    if database_name is not None:
        query.where("same_text(database_name, ?)", database_name)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"users": [user_full(user) for user in page.rows], "next_cursor": page.next_cursor}


class UserResult(TypedDict):
    """What `create_user` and 2 other tools return."""

    user: UserFull


def create_user(db: Database, /, *, mysql_database_id: str, database_name: str, name: str | None = None) -> UserResult:
    """Create a user in a mysql database."""
    if db.find(MysqlDatabase, mysql_database_id) is None:
        fail("mysql_database_not_found", mysql_database_id=mysql_database_id)
    user = db.insert(
        User,
        user_id=f"USER-{db.next_number('users'):04d}",
        mysql_database_id=mysql_database_id,
        name=name,
        enabled=True,
        database_name=database_name,
    )
    return {"user": user_full(user)}


class DeleteUser(TypedDict):
    """What `delete_user` returns."""

    user_id: str


def delete_user(db: Database, /, *, user_id: str) -> DeleteUser:
    """Delete a user."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    db.delete(user)
    return {"user_id": user_id}


def set_user_password(db: Database, /, *, user_id: str, database_name: str) -> UserResult:
    """Set the database name of a user."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    db.update(user, database_name=database_name)
    return {"user": user_full(user)}


def set_user_status(
    db: Database, /, *, user_id: str, enabled: bool | None = None, database_name: str | None = None
) -> UserResult:
    """Set the enabled and database name of a user."""
    changes = given(None, enabled=enabled, database_name=database_name)
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    if not changes:
        fail("nothing_to_change")
    db.update(user, **changes)
    return {"user": user_full(user)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "account_not_found": "There is no account {account_id}. List the accounts to see which there are.",
    "mailbox_not_found": "There is no mailbox {mailbox_id}. List the mailboxes to see which there are.",
    "mysql_database_not_found": (
        "There is no mysql database {mysql_database_id}. List the mysql databases to see which there are."
    ),
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "identifier_blank": "The identifier must not be blank. Give it some words.",
    "email_address_invalid": "{email_address} is no email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="combell_accounts",
    folder=Path(__file__).parent,
    tables=[Account, Mailbox, MysqlDatabase, User],
    tools={
        "list_accounts": Tool(list_accounts, read_only=True),
        "get_account": Tool(get_account, read_only=True),
        "create_account": Tool(create_account),
        "list_mailboxes": Tool(list_mailboxes, read_only=True),
        "get_mailbox": Tool(get_mailbox, read_only=True),
        "create_mailbox": Tool(create_mailbox),
        "delete_mailbox": Tool(delete_mailbox),
        "set_mailbox_auto_forward": Tool(set_mailbox_auto_forward),
        "set_mailbox_auto_reply": Tool(set_mailbox_auto_reply),
        "list_mysql_databases": Tool(list_mysql_databases, read_only=True),
        "get_mysql_database": Tool(get_mysql_database, read_only=True),
        "create_mysql_database": Tool(create_mysql_database),
        "delete_mysql_database": Tool(delete_mysql_database),
        "list_users": Tool(list_users, read_only=True),
        "create_user": Tool(create_user),
        "delete_user": Tool(delete_user),
        "set_user_password": Tool(set_user_password),
        "set_user_status": Tool(set_user_status),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
