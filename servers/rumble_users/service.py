"""Rumble: users: keeps users, credentials and account keys."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Rumble: users. Keeps users, credentials and account keys.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a credential can be refused: the name must not be blank.
- Creating an account key can be refused: the comment must not be blank.
- Creating or updating a user can be refused: that email is not an email address.
- Two users cannot have the same email.
- Deleting a user keeps the credentials that refer to the user; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Credential(Table, table=True):
    """A credential."""

    __tablename__ = "credentials"
    __table_args__ = (
        CheckConstraint(
            "type IN ('miradore_api_key_v1', 'aws_access_secret', 'crowdstrike_api_key', "
            "'azure_client_secret', 'azure_username_password', 'censys_search_api_key', "
            "'snmpv2_community', 'snmpv3_credential', 'vmware_username_password')"
        ),
    )

    credential_id: str = Field(primary_key=True)
    name: str
    cidrs: list[str] = Field(sa_type=JsonList())
    created_by_email: str | None = None
    created_by_id: str | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)
    is_global: bool
    last_used_at: str | None = None
    type: str | None = None
    created_at: str


class AccountKey(Table, table=True):
    """An account key."""

    __tablename__ = "account_keys"

    account_key_id: str = Field(primary_key=True)
    comment: str
    created_by: str | None = None
    inactive: bool
    last_used_at: str | None = None
    last_used_ua: str | None = None
    created_at: str


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("email"),)

    user_id: str = Field(primary_key=True)
    first_name: str
    client_admin: bool
    email: str | None = None
    last_login_at: str | None = None
    last_login_ua: str | None = None
    last_name: str | None = None
    sso_only: bool
    message: str | None = None
    subject: str | None = None
    created_at: str
    updated_at: str


# --- views --------------------------------------------------------------------------------------------------------


class CredentialShort(TypedDict):
    """A credential in the view `short`."""

    credential_id: str
    name: str
    created_by_email: str | None
    created_by_id: str | None
    is_global: bool
    last_used_at: str | None
    type: str | None


def credential_short(credential: Credential) -> CredentialShort:
    """A credential in the view `short`."""
    return {
        "credential_id": credential.credential_id,
        "name": credential.name,
        "created_by_email": credential.created_by_email,
        "created_by_id": credential.created_by_id,
        "is_global": credential.is_global,
        "last_used_at": credential.last_used_at,
        "type": credential.type,
    }


class CredentialFull(CredentialShort):
    """A credential in the view `full`."""

    cidrs: list[str]
    created_at: str


def credential_full(credential: Credential) -> CredentialFull:
    """A credential in the view `full`."""
    return {**credential_short(credential), "cidrs": credential.cidrs, "created_at": credential.created_at}


class AccountKeyShort(TypedDict):
    """An account key in the view `short`."""

    account_key_id: str
    comment: str
    created_by: str | None
    inactive: bool
    last_used_at: str | None
    last_used_ua: str | None
    created_at: str


def account_key_short(account_key: AccountKey) -> AccountKeyShort:
    """An account key in the view `short`."""
    return {
        "account_key_id": account_key.account_key_id,
        "comment": account_key.comment,
        "created_by": account_key.created_by,
        "inactive": account_key.inactive,
        "last_used_at": account_key.last_used_at,
        "last_used_ua": account_key.last_used_ua,
        "created_at": account_key.created_at,
    }


class AccountKeyFull(AccountKeyShort):
    """An account key in the view `full`."""


def account_key_full(account_key: AccountKey) -> AccountKeyFull:
    """An account key in the view `full`."""
    return account_key_short(account_key)


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    first_name: str
    client_admin: bool
    email: str | None
    last_login_at: str | None
    last_login_ua: str | None
    sso_only: bool


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "first_name": user.first_name,
        "client_admin": user.client_admin,
        "email": user.email,
        "last_login_at": user.last_login_at,
        "last_login_ua": user.last_login_ua,
        "sso_only": user.sso_only,
    }


class UserFull(UserShort):
    """A user in the view `full`."""

    last_name: str | None
    message: str | None
    subject: str | None
    created_at: str
    updated_at: str


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return {
        **user_short(user),
        "last_name": user.last_name,
        "message": user.message,
        "subject": user.subject,
        "created_at": user.created_at,
        "updated_at": user.updated_at,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListCredentials(TypedDict):
    """What `list_credentials` returns."""

    credentials: list[CredentialShort]
    next_cursor: str | None


def list_credentials(
    db: Database,
    /,
    *,
    query_: str | None = None,
    created_by_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListCredentials:
    """List the credentials, optionally by text or creator."""
    query = db.query(Credential)
    if query_ is not None:
        query.where("contains(name, ?)", query_)
    if created_by_id is not None:
        query.where("created_by_id IS ?", created_by_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"credentials": [credential_short(credential) for credential in page.rows], "next_cursor": page.next_cursor}


class CredentialResult(TypedDict):
    """What `get_credential` and `create_credential` return."""

    credential: CredentialFull


def get_credential(db: Database, /, *, credential_id: str) -> CredentialResult:
    """Show a credential with all its details."""
    credential = db.find(Credential, credential_id) or fail("credential_not_found", credential_id=credential_id)
    return {"credential": credential_full(credential)}


def create_credential(
    db: Database,
    /,
    *,
    name: str,
    cidrs: list[str],
    is_global: bool = False,
    type_: Literal[
        "miradore_api_key_v1",
        "aws_access_secret",
        "crowdstrike_api_key",
        "azure_client_secret",
        "azure_username_password",
        "censys_search_api_key",
        "snmpv2_community",
        "snmpv3_credential",
        "vmware_username_password",
    ]
    | None = None,
) -> CredentialResult:
    """Create a credential."""
    if len(words(name)) <= 0:
        fail("name_blank")
    credential = db.insert(
        Credential,
        credential_id=f"CRE-{db.next_number('credentials'):04d}",
        name=name,
        cidrs=cidrs,
        is_global=is_global,
        type=type_,
        created_at=db.now(),
    )
    return {"credential": credential_full(credential)}


class DeleteCredential(TypedDict):
    """What `delete_credential` returns."""

    credential_id: str


def delete_credential(db: Database, /, *, credential_id: str) -> DeleteCredential:
    """Delete a credential."""
    credential = db.find(Credential, credential_id) or fail("credential_not_found", credential_id=credential_id)
    db.delete(credential)
    return {"credential_id": credential_id}


class ListAccountKeys(TypedDict):
    """What `list_account_keys` returns."""

    account_keys: list[AccountKeyShort]
    next_cursor: str | None


def list_account_keys(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListAccountKeys:
    """List the account keys."""
    page = db.query(AccountKey).page("-created_at", limit=limit, cursor=cursor)
    return {
        "account_keys": [account_key_short(account_key) for account_key in page.rows],
        "next_cursor": page.next_cursor,
    }


class AccountKeyResult(TypedDict):
    """What `get_account_key` and `create_account_key` return."""

    account_key: AccountKeyFull


def get_account_key(db: Database, /, *, account_key_id: str) -> AccountKeyResult:
    """Show an account key with all its details."""
    account_key = db.find(AccountKey, account_key_id)
    if account_key is None:
        fail("account_key_not_found", account_key_id=account_key_id)
    return {"account_key": account_key_full(account_key)}


def create_account_key(db: Database, /, *, comment: str) -> AccountKeyResult:
    """Create an account key."""
    if len(words(comment)) <= 0:
        fail("comment_blank")
    account_key = db.insert(
        AccountKey,
        account_key_id=f"AK-{db.next_number('account_keys'):04d}",
        comment=comment,
        inactive=False,
        created_at=db.now(),
    )
    return {"account_key": account_key_full(account_key)}


class DeleteAccountKey(TypedDict):
    """What `delete_account_key` returns."""

    account_key_id: str


def delete_account_key(db: Database, /, *, account_key_id: str) -> DeleteAccountKey:
    """Delete an account key."""
    account_key = db.find(AccountKey, account_key_id)
    if account_key is None:
        fail("account_key_not_found", account_key_id=account_key_id)
    db.delete(account_key)
    return {"account_key_id": account_key_id}


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListUsers:
    """List the users."""
    page = db.query(User).page("-created_at", limit=limit, cursor=cursor)
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
    client_admin: bool = False,
    email: str | None = None,
    last_name: str | None = None,
    message: str | None = None,
    subject: str | None = None,
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
        client_admin=client_admin,
        email=email,
        last_name=last_name,
        sso_only=False,
        message=message,
        subject=subject,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"user": user_full(user)}


def update_user(
    db: Database,
    /,
    *,
    user_id: str,
    first_name: str | None = None,
    client_admin: bool | None = None,
    email: str | None = None,
    last_name: str | None = None,
    clear: list[Literal["email", "last_name"]] | None = None,
) -> UserResult:
    """Change the first name, email or last name of a user."""
    changes = given(clear, first_name=first_name, client_admin=client_admin, email=email, last_name=last_name)
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    if email is not None and db.query(User).where("same_text(email, ?) AND user_id <> ?", email, user.user_id).exists():
        fail("user_email_taken", email=email)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not changes:
        fail("nothing_to_change")
    db.update(user, **changes, updated_at=db.now())
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
    "account_key_not_found": "There is no account key {account_key_id}. List the account keys to see which there are.",
    "credential_not_found": "There is no credential {credential_id}. List the credentials to see which there are.",
    "user_email_taken": "There is already a user with the email {email}. Choose another email.",
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "comment_blank": "The comment must not be blank. Give it some words.",
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="rumble_users",
    folder=Path(__file__).parent,
    tables=[Credential, AccountKey, User],
    tools={
        "list_credentials": Tool(list_credentials, read_only=True),
        "get_credential": Tool(get_credential, read_only=True),
        "create_credential": Tool(create_credential),
        "delete_credential": Tool(delete_credential),
        "list_account_keys": Tool(list_account_keys, read_only=True),
        "get_account_key": Tool(get_account_key, read_only=True),
        "create_account_key": Tool(create_account_key),
        "delete_account_key": Tool(delete_account_key),
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
