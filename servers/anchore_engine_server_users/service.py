"""Anchore Engine Server: users: keeps accounts, users, policies, registries, subscriptions and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Anchore Engine Server: users. Keeps accounts, users, policies, registries, subscriptions and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating an account can be refused: there is already an account with that name; there is already an account with \
that email.
- When creating an account, Write one such as name@example.com.
- Creating a user can be refused: there is already a user with that username.
- Creating a policy can be refused: the name must not be blank.
- Creating a registry can be refused: the registry name must not be blank.
- Creating a subscription can be refused: the subscription key must not be blank.
- Two accounts cannot have the same name.
- Two accounts cannot have the same email.
- Two users cannot have the same username.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Account(Table, table=True):
    """An account."""

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("state IN ('enabled', 'disabled', 'deleting')"),
        CheckConstraint("type IN ('user', 'admin', 'service')"),
        UniqueConstraint("name"),
        UniqueConstraint("email"),
    )

    account_id: str = Field(primary_key=True)
    name: str
    email: str | None = None
    state: str
    type: str | None = None
    created_at: str
    last_updated_at: str


class User(Table, table=True):
    """A user of an account."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("type IN ('native', 'internal', 'external')"),
        UniqueConstraint("username"),
    )

    user_id: str = Field(primary_key=True)
    account_id: str = Field(foreign_key="accounts.account_id", ondelete="CASCADE", index=True)
    username: str
    source: str | None = None
    type: str | None = None
    created_at: str
    last_updated_at: str


class Credential(Table, table=True):
    """A credential."""

    __tablename__ = "credentials"

    credential_id: str = Field(primary_key=True)
    value: str
    user_id: str | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)
    created_at: str


class Event(Table, table=True):
    """An event."""

    __tablename__ = "events"

    event_id: str = Field(primary_key=True)
    user_id: str | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)
    event_category: str | None = None
    event_level: str | None = None
    event_message: str | None = None
    event_timestamp: str | None = None
    event_type_name: str | None = None
    created_at: str


class Policy(Table, table=True):
    """A policy."""

    __tablename__ = "policies"

    policy_id: str = Field(primary_key=True)
    name: str | None = None
    active: bool
    policy_source: str | None = None
    comment: str | None = None
    version: str
    user_id: str | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)
    mapping_names: list[str] = Field(sa_type=JsonList())
    policy_names: list[str] = Field(sa_type=JsonList())
    created_at: str
    last_updated_at: str


class Registry(Table, table=True):
    """A registry."""

    __tablename__ = "registries"

    registry_id: str = Field(primary_key=True)
    registry_name: str
    last_upated_at: str | None = None
    registry_text: str | None = None
    registry_type: str | None = None
    registry_user: str | None = None
    registry_verify: bool
    user_id: str | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)
    registry_pass: str | None = None
    created_at: str


class Subscription(Table, table=True):
    """A subscription."""

    __tablename__ = "subscriptions"

    subscription_id: str = Field(primary_key=True)
    active: bool
    subscription_key: str
    subscription_type: str | None = None
    subscription_value: str | None = None
    user_id: str | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class AccountShort(TypedDict):
    """An account in the view `short`."""

    account_id: str
    name: str
    email: str | None
    state: str
    type: str | None
    created_at: str
    last_updated_at: str


def account_short(account: Account) -> AccountShort:
    """An account in the view `short`."""
    return {
        "account_id": account.account_id,
        "name": account.name,
        "email": account.email,
        "state": account.state,
        "type": account.type,
        "created_at": account.created_at,
        "last_updated_at": account.last_updated_at,
    }


class AccountFull(AccountShort):
    """An account in the view `full`."""


def account_full(account: Account) -> AccountFull:
    """An account in the view `full`."""
    return account_short(account)


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    account_id: str
    username: str
    source: str | None
    type: str | None
    created_at: str
    last_updated_at: str


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "account_id": user.account_id,
        "username": user.username,
        "source": user.source,
        "type": user.type,
        "created_at": user.created_at,
        "last_updated_at": user.last_updated_at,
    }


class UserFull(UserShort):
    """A user in the view `full`."""


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return user_short(user)


class CredentialShort(TypedDict):
    """A credential in the view `short`."""

    credential_id: str
    value: str
    user_id: str | None
    created_at: str


def credential_short(credential: Credential) -> CredentialShort:
    """A credential in the view `short`."""
    return {
        "credential_id": credential.credential_id,
        "value": credential.value,
        "user_id": credential.user_id,
        "created_at": credential.created_at,
    }


class CredentialFull(CredentialShort):
    """A credential in the view `full`."""


def credential_full(credential: Credential) -> CredentialFull:
    """A credential in the view `full`."""
    return credential_short(credential)


class EventShort(TypedDict):
    """An event in the view `short`."""

    event_id: str
    user_id: str | None
    event_category: str | None
    event_level: str | None
    event_message: str | None
    event_timestamp: str | None
    event_type_name: str | None


def event_short(event: Event) -> EventShort:
    """An event in the view `short`."""
    return {
        "event_id": event.event_id,
        "user_id": event.user_id,
        "event_category": event.event_category,
        "event_level": event.event_level,
        "event_message": event.event_message,
        "event_timestamp": event.event_timestamp,
        "event_type_name": event.event_type_name,
    }


class EventFull(EventShort):
    """An event in the view `full`."""

    created_at: str


def event_full(event: Event) -> EventFull:
    """An event in the view `full`."""
    return {**event_short(event), "created_at": event.created_at}


class PolicyShort(TypedDict):
    """A policy in the view `short`."""

    policy_id: str
    name: str | None
    active: bool
    policy_source: str | None
    comment: str | None
    version: str
    user_id: str | None


def policy_short(policy: Policy) -> PolicyShort:
    """A policy in the view `short`."""
    return {
        "policy_id": policy.policy_id,
        "name": policy.name,
        "active": policy.active,
        "policy_source": policy.policy_source,
        "comment": policy.comment,
        "version": policy.version,
        "user_id": policy.user_id,
    }


class PolicyFull(PolicyShort):
    """A policy in the view `full`."""

    mapping_names: list[str]
    policy_names: list[str]
    created_at: str
    last_updated_at: str


def policy_full(policy: Policy) -> PolicyFull:
    """A policy in the view `full`."""
    return {
        **policy_short(policy),
        "mapping_names": policy.mapping_names,
        "policy_names": policy.policy_names,
        "created_at": policy.created_at,
        "last_updated_at": policy.last_updated_at,
    }


class RegistryShort(TypedDict):
    """A registry in the view `short`."""

    registry_id: str
    registry_name: str
    last_upated_at: str | None
    registry_text: str | None
    registry_type: str | None
    registry_verify: bool
    user_id: str | None


def registry_short(registry_: Registry) -> RegistryShort:
    """A registry in the view `short`."""
    return {
        "registry_id": registry_.registry_id,
        "registry_name": registry_.registry_name,
        "last_upated_at": registry_.last_upated_at,
        "registry_text": registry_.registry_text,
        "registry_type": registry_.registry_type,
        "registry_verify": registry_.registry_verify,
        "user_id": registry_.user_id,
    }


class RegistryFull(RegistryShort):
    """A registry in the view `full`."""

    registry_user: str | None
    registry_pass: str | None
    created_at: str


def registry_full(registry_: Registry) -> RegistryFull:
    """A registry in the view `full`."""
    return {
        **registry_short(registry_),
        "registry_user": registry_.registry_user,
        "registry_pass": registry_.registry_pass,
        "created_at": registry_.created_at,
    }


class SubscriptionShort(TypedDict):
    """A subscription in the view `short`."""

    subscription_id: str
    active: bool
    subscription_key: str
    subscription_type: str | None
    subscription_value: str | None
    user_id: str | None


def subscription_short(subscription: Subscription) -> SubscriptionShort:
    """A subscription in the view `short`."""
    return {
        "subscription_id": subscription.subscription_id,
        "active": subscription.active,
        "subscription_key": subscription.subscription_key,
        "subscription_type": subscription.subscription_type,
        "subscription_value": subscription.subscription_value,
        "user_id": subscription.user_id,
    }


class SubscriptionFull(SubscriptionShort):
    """A subscription in the view `full`."""


def subscription_full(subscription: Subscription) -> SubscriptionFull:
    """A subscription in the view `full`."""
    return subscription_short(subscription)


# --- tools --------------------------------------------------------------------------------------------------------


class ListAccounts(TypedDict):
    """What `list_accounts` returns."""

    accounts: list[AccountShort]
    next_cursor: str | None


def list_accounts(
    db: Database,
    /,
    *,
    state: Literal["enabled", "disabled", "deleting"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListAccounts:
    """List the accounts, optionally by state."""
    query = db.query(Account)
    if state is not None:
        query.where("state = ?", state)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"accounts": [account_short(account) for account in page.rows], "next_cursor": page.next_cursor}


class AccountResult(TypedDict):
    """What `create_account` and `set_account_state` return."""

    account: AccountFull


def create_account(db: Database, /, *, name: str, email: str | None = None) -> AccountResult:
    """Create an account."""
    if db.query(Account).where("same_text(name, ?)", name).exists():
        fail("account_name_taken", name=name)
    if email is not None and db.query(Account).where("same_text(email, ?)", email).exists():
        fail("account_email_taken", email=email)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    account = db.insert(
        Account,
        account_id=f"ACC-{db.next_number('accounts'):04d}",
        name=name,
        email=email,
        state="enabled",
        created_at=db.now(),
        last_updated_at=db.now(),
    )
    return {"account": account_full(account)}


class DeleteAccount(TypedDict):
    """What `delete_account` returns."""

    account_id: str


def delete_account(db: Database, /, *, account_id: str) -> DeleteAccount:
    """Delete an account together with its users."""
    account = db.find(Account, account_id) or fail("account_not_found", account_id=account_id)
    db.delete(account)
    return {"account_id": account_id}


def set_account_state(
    db: Database, /, *, account_id: str, state: Literal["enabled", "disabled", "deleting"]
) -> AccountResult:
    """Set the state of an account."""
    account = db.find(Account, account_id) or fail("account_not_found", account_id=account_id)
    db.update(account, state=state, last_updated_at=db.now())
    return {"account": account_full(account)}


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(db: Database, /, *, account_id: str, limit: int = 20, cursor: str | None = None) -> ListUsers:
    """List the users of an account."""
    account = db.find(Account, account_id) or fail("account_not_found", account_id=account_id)
    page = db.query(User).where("account_id = ?", account.account_id).page("-created_at", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class CreateUser(TypedDict):
    """What `create_user` returns."""

    user: UserFull


def create_user(db: Database, /, *, account_id: str, username: str) -> CreateUser:
    """Create a user in an account."""
    if db.find(Account, account_id) is None:
        fail("account_not_found", account_id=account_id)
    if db.query(User).where("same_text(username, ?)", username).exists():
        fail("username_taken", username=username)
    user = db.insert(
        User,
        user_id=f"USER-{db.next_number('users'):04d}",
        account_id=account_id,
        username=username,
        created_at=db.now(),
        last_updated_at=db.now(),
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


class ListCredentials(TypedDict):
    """What `list_credentials` returns."""

    credentials: list[CredentialFull]
    next_cursor: str | None


def list_credentials(
    db: Database, /, *, user_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListCredentials:
    """List the credentials, optionally by user."""
    query = db.query(Credential)
    if user_id is not None:
        query.where("user_id IS ?", user_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"credentials": [credential_full(credential) for credential in page.rows], "next_cursor": page.next_cursor}


class CreateCredential(TypedDict):
    """What `create_credential` returns."""

    credential: CredentialFull


def create_credential(db: Database, /, *, value: str, user_id: str | None = None) -> CreateCredential:
    """Create a credential."""
    if user_id is not None and db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    credential = db.insert(
        Credential,
        credential_id=f"CRE-{db.next_number('credentials'):04d}",
        value=value,
        user_id=user_id,
        created_at=db.now(),
    )
    return {"credential": credential_full(credential)}


class ListEvents(TypedDict):
    """What `list_events` returns."""

    events: list[EventShort]
    next_cursor: str | None


def list_events(
    db: Database,
    /,
    *,
    event_level: str | None = None,
    user_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListEvents:
    """List the events, optionally by event level or user."""
    query = db.query(Event)
    if event_level is not None:
        query.where("same_text(event_level, ?)", event_level)
    if user_id is not None:
        query.where("user_id IS ?", user_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"events": [event_short(event) for event in page.rows], "next_cursor": page.next_cursor}


class DeleteEvent(TypedDict):
    """What `delete_event` returns."""

    event_id: str


def delete_event(db: Database, /, *, event_id: str) -> DeleteEvent:
    """Delete an event."""
    event = db.find(Event, event_id) or fail("event_not_found", event_id=event_id)
    db.delete(event)
    return {"event_id": event_id}


class ListPolicies(TypedDict):
    """What `list_policies` returns."""

    policies: list[PolicyShort]
    next_cursor: str | None


def list_policies(
    db: Database, /, *, user_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListPolicies:
    """List the policies, optionally by user."""
    query = db.query(Policy)
    if user_id is not None:
        query.where("user_id IS ?", user_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"policies": [policy_short(policy) for policy in page.rows], "next_cursor": page.next_cursor}


class CreatePolicy(TypedDict):
    """What `create_policy` returns."""

    policy: PolicyFull


def create_policy(
    db: Database,
    /,
    *,
    version: str,
    mapping_names: list[str],
    policy_names: list[str],
    name: str | None = None,
    comment: str | None = None,
) -> CreatePolicy:
    """Create a policy."""
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    policy = db.insert(
        Policy,
        policy_id=f"POL-{db.next_number('policies'):04d}",
        name=name,
        active=True,
        comment=comment,
        version=version,
        mapping_names=mapping_names,
        policy_names=policy_names,
        created_at=db.now(),
        last_updated_at=db.now(),
    )
    return {"policy": policy_full(policy)}


class DeletePolicy(TypedDict):
    """What `delete_policy` returns."""

    policy_id: str


def delete_policy(db: Database, /, *, policy_id: str) -> DeletePolicy:
    """Delete a policy."""
    policy = db.find(Policy, policy_id) or fail("policy_not_found", policy_id=policy_id)
    db.delete(policy)
    return {"policy_id": policy_id}


class ListRegistries(TypedDict):
    """What `list_registries` returns."""

    registries: list[RegistryShort]
    next_cursor: str | None


def list_registries(
    db: Database, /, *, user_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListRegistries:
    """List the registries, optionally by user."""
    query = db.query(Registry)
    if user_id is not None:
        query.where("user_id IS ?", user_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"registries": [registry_short(registry_) for registry_ in page.rows], "next_cursor": page.next_cursor}


class CreateRegistry(TypedDict):
    """What `create_registry` returns."""

    registry: RegistryFull


def create_registry(
    db: Database,
    /,
    *,
    registry_name: str,
    registry_text: str | None = None,
    registry_type: str | None = None,
    registry_user: str | None = None,
    registry_verify: bool = False,
    registry_pass: str | None = None,
) -> CreateRegistry:
    """Create a registry."""
    if len(words(registry_name)) <= 0:
        fail("registry_name_blank")
    registry_ = db.insert(
        Registry,
        registry_id=f"REG-{db.next_number('registries'):04d}",
        registry_name=registry_name,
        registry_text=registry_text,
        registry_type=registry_type,
        registry_user=registry_user,
        registry_verify=registry_verify,
        registry_pass=registry_pass,
        created_at=db.now(),
    )
    return {"registry": registry_full(registry_)}


class DeleteRegistry(TypedDict):
    """What `delete_registry` returns."""

    registry_id: str


def delete_registry(db: Database, /, *, registry_id: str) -> DeleteRegistry:
    """Delete a registry."""
    registry_ = db.find(Registry, registry_id) or fail("registry_not_found", registry_id=registry_id)
    db.delete(registry_)
    return {"registry_id": registry_id}


class ListSubscriptions(TypedDict):
    """What `list_subscriptions` returns."""

    subscriptions: list[SubscriptionShort]
    next_cursor: str | None


def list_subscriptions(
    db: Database,
    /,
    *,
    subscription_key: str | None = None,
    subscription_type: str | None = None,
    user_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListSubscriptions:
    """List the subscriptions, optionally by subscription key, subscription type or user."""
    query = db.query(Subscription)
    if subscription_key is not None:
        query.where("same_text(subscription_key, ?)", subscription_key)
    if subscription_type is not None:
        query.where("same_text(subscription_type, ?)", subscription_type)
    if user_id is not None:
        query.where("user_id IS ?", user_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "subscriptions": [subscription_short(subscription) for subscription in page.rows],
        "next_cursor": page.next_cursor,
    }


class SubscriptionResult(TypedDict):
    """What `create_subscription` and `update_subscription` return."""

    subscription: SubscriptionFull


def create_subscription(
    db: Database,
    /,
    *,
    subscription_key: str,
    subscription_type: str | None = None,
    subscription_value: str | None = None,
) -> SubscriptionResult:
    """Create a subscription."""
    if len(words(subscription_key)) <= 0:
        fail("subscription_key_blank")
    subscription = db.insert(
        Subscription,
        subscription_id=f"SUB-{db.next_number('subscriptions'):04d}",
        active=True,
        subscription_key=subscription_key,
        subscription_type=subscription_type,
        subscription_value=subscription_value,
    )
    return {"subscription": subscription_full(subscription)}


def update_subscription(
    db: Database,
    /,
    *,
    subscription_id: str,
    active: bool | None = None,
    subscription_value: str | None = None,
    clear: list[Literal["subscription_value"]] | None = None,
) -> SubscriptionResult:
    """Change the subscription value of a subscription."""
    changes = given(clear, active=active, subscription_value=subscription_value)
    subscription = db.find(Subscription, subscription_id)
    if subscription is None:
        fail("subscription_not_found", subscription_id=subscription_id)
    if not changes:
        fail("nothing_to_change")
    db.update(subscription, **changes)
    return {"subscription": subscription_full(subscription)}


class DeleteSubscription(TypedDict):
    """What `delete_subscription` returns."""

    subscription_id: str


def delete_subscription(db: Database, /, *, subscription_id: str) -> DeleteSubscription:
    """Delete a subscription."""
    subscription = db.find(Subscription, subscription_id)
    if subscription is None:
        fail("subscription_not_found", subscription_id=subscription_id)
    db.delete(subscription)
    return {"subscription_id": subscription_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "account_email_taken": "There is already an account with the email {email}. Choose another email.",
    "account_name_taken": "There is already an account with the name {name}. Choose another name.",
    "account_not_found": "There is no account {account_id}. List the accounts to see which there are.",
    "event_not_found": "There is no event {event_id}. List the events to see which there are.",
    "policy_not_found": "There is no policy {policy_id}. List the policies to see which there are.",
    "registry_not_found": "There is no registry {registry_id}. List the registries to see which there are.",
    "subscription_not_found": (
        "There is no subscription {subscription_id}. List the subscriptions to see which there are."
    ),
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "username_taken": "There is already a user with the username {username}. Choose another username.",
    "email_invalid": "{email} is no email address. Write one such as name@example.com.",
    "name_blank": "The name must not be blank. Give it some words.",
    "registry_name_blank": "The registry name must not be blank. Give it some words.",
    "subscription_key_blank": "The subscription key must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="anchore_engine_server_users",
    folder=Path(__file__).parent,
    tables=[Account, User, Credential, Event, Policy, Registry, Subscription],
    tools={
        "list_accounts": Tool(list_accounts, read_only=True),
        "create_account": Tool(create_account),
        "delete_account": Tool(delete_account),
        "set_account_state": Tool(set_account_state),
        "list_users": Tool(list_users, read_only=True),
        "create_user": Tool(create_user),
        "delete_user": Tool(delete_user),
        "list_credentials": Tool(list_credentials, read_only=True),
        "create_credential": Tool(create_credential),
        "list_events": Tool(list_events, read_only=True),
        "delete_event": Tool(delete_event),
        "list_policies": Tool(list_policies, read_only=True),
        "create_policy": Tool(create_policy),
        "delete_policy": Tool(delete_policy),
        "list_registries": Tool(list_registries, read_only=True),
        "create_registry": Tool(create_registry),
        "delete_registry": Tool(delete_registry),
        "list_subscriptions": Tool(list_subscriptions, read_only=True),
        "create_subscription": Tool(create_subscription),
        "update_subscription": Tool(update_subscription),
        "delete_subscription": Tool(delete_subscription),
    },
    faults=FAULTS,
    unique_faults={
        "accounts.name": "account_name_taken",
        "accounts.email": "account_email_taken",
        "users.username": "username_taken",
    },
    instructions=INSTRUCTIONS,
)
