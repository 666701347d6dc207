"""DigitalOcean: namespaces: keeps namespaces, account keys, triggers and account."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
DigitalOcean: namespaces. Keeps namespaces, account keys, triggers and account.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- Creating a namespace can be refused: there is already a namespace with that label.
- Creating a trigger can be refused: there is already a trigger with that name.
- Two namespaces cannot have the same label.
- Two triggers cannot have the same namespace and name.
- Deleting a namespace also deletes its triggers.
- Deleting an account key keeps the namespaces that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Account(Table, table=True):
    """The account."""

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("status IN ('active', 'warning', 'locked')"),
    )

    id: int = Field(primary_key=True)
    name: str
    droplet_limit: int
    email: str
    email_verified: bool
    status: str
    status_message: str


class AccountKey(Table, table=True):
    """An account key."""

    __tablename__ = "account_keys"

    account_key_id: int = Field(primary_key=True)
    name: str
    fingerprint: str | None = None
    public_key: str


class Namespace(Table, table=True):
    """A namespace."""

    __tablename__ = "namespaces"
    __table_args__ = (UniqueConstraint("label"),)

    namespace_id: str = Field(primary_key=True)
    label: str
    api_host: str | None = None
    key_id: int | None = Field(default=None, foreign_key="account_keys.account_key_id", ondelete="SET NULL", index=True)
    region_name: str
    created_at: str
    updated_at: str


class Trigger(Table, table=True):
    """A trigger of a namespace."""

    __tablename__ = "triggers"
    __table_args__ = (UniqueConstraint("namespace_id", "name"),)

    trigger_id: str = Field(primary_key=True)
    namespace_id: str = Field(foreign_key="namespaces.namespace_id", ondelete="CASCADE", index=True)
    name: str
    function: str
    is_enabled: bool
    scheduled_cron: str
    scheduled_runs_last_run_at: str | None = None
    scheduled_runs_next_run_at: str | None = None
    type: str
    created_at: str
    updated_at: str


# --- views --------------------------------------------------------------------------------------------------------


class AccountFull(TypedDict):
    """An account in the view `full`."""

    name: str
    droplet_limit: int
    email: str
    email_verified: bool
    status: str
    status_message: str


def account_full(account: Account) -> AccountFull:
    """An account in the view `full`."""
    return {
        "name": account.name,
        "droplet_limit": account.droplet_limit,
        "email": account.email,
        "email_verified": account.email_verified,
        "status": account.status,
        "status_message": account.status_message,
    }


class AccountKeyShort(TypedDict):
    """An account key in the view `short`."""

    account_key_id: int
    name: str
    fingerprint: str | None
    public_key: str


def account_key_short(account_key: AccountKey) -> AccountKeyShort:
    """An account key in the view `short`."""
    return {
        "account_key_id": account_key.account_key_id,
        "name": account_key.name,
        "fingerprint": account_key.fingerprint,
        "public_key": account_key.public_key,
    }


class AccountKeyFull(AccountKeyShort):
    """An account key in the view `full`."""


def account_key_full(account_key: AccountKey) -> AccountKeyFull:
    """An account key in the view `full`."""
    return account_key_short(account_key)


class NamespaceShort(TypedDict):
    """A namespace in the view `short`."""

    namespace_id: str
    label: str
    api_host: str | None
    key_id: int | None
    region_name: str
    created_at: str
    updated_at: str


def namespace_short(namespace: Namespace) -> NamespaceShort:
    """A namespace in the view `short`."""
    return {
        "namespace_id": namespace.namespace_id,
        "label": namespace.label,
        "api_host": namespace.api_host,
        "key_id": namespace.key_id,
        "region_name": namespace.region_name,
        "created_at": namespace.created_at,
        "updated_at": namespace.updated_at,
    }


class NamespaceFull(NamespaceShort):
    """A namespace in the view `full`."""


def namespace_full(namespace: Namespace) -> NamespaceFull:
    """A namespace in the view `full`."""
    return namespace_short(namespace)


class TriggerShort(TypedDict):
    """A trigger in the view `short`."""

    trigger_id: str
    namespace_id: str
    name: str
    function: str
    is_enabled: bool
    scheduled_runs_last_run_at: str | None
    scheduled_runs_next_run_at: str | None


def trigger_short(trigger: Trigger) -> TriggerShort:
    """A trigger in the view `short`."""
    return {
        "trigger_id": trigger.trigger_id,
        "namespace_id": trigger.namespace_id,
        "name": trigger.name,
        "function": trigger.function,
        "is_enabled": trigger.is_enabled,
        "scheduled_runs_last_run_at": trigger.scheduled_runs_last_run_at,
        "scheduled_runs_next_run_at": trigger.scheduled_runs_next_run_at,
    }


class TriggerFull(TriggerShort):
    """A trigger in the view `full`."""

    scheduled_cron: str
    type: str
    created_at: str
    updated_at: str


def trigger_full(trigger: Trigger) -> TriggerFull:
    """A trigger in the view `full`."""
    return {
        **trigger_short(trigger),
        "scheduled_cron": trigger.scheduled_cron,
        "type": trigger.type,
        "created_at": trigger.created_at,
        "updated_at": trigger.updated_at,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class GetAccount(TypedDict):
    """What `get_account` returns."""

    account: AccountFull


def get_account(db: Database, /) -> GetAccount:
    """Show the account."""
    account = db.get(Account, 1)
    return {"account": account_full(account)}


class ListAccountKeys(TypedDict):
    """What `list_account_keys` returns."""

    account_keys: list[AccountKeyShort]
    next_cursor: str | None


def list_account_keys(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListAccountKeys:
    """List the account keys."""
    page = db.query(AccountKey).page("name", limit=limit, cursor=cursor)
    return {
        "account_keys": [account_key_short(account_key) for account_key in page.rows],
        "next_cursor": page.next_cursor,
    }


class AccountKeyResult(TypedDict):
    """What `get_account_key` and 2 other tools return."""

    account_key: AccountKeyFull


def get_account_key(db: Database, /, *, account_key_id: int) -> AccountKeyResult:
    """Show an account key with all its details."""
    account_key = db.find(AccountKey, account_key_id)
    if account_key is None:
        fail("account_key_not_found", account_key_id=account_key_id)
    return {"account_key": account_key_full(account_key)}


def create_account_key(db: Database, /, *, name: str, public_key: str) -> AccountKeyResult:
    """Create an account key."""
    if len(words(name)) <= 0:
        fail("name_blank")
    account_key = db.insert(AccountKey, account_key_id=db.next_number("account_keys"), name=name, public_key=public_key)
    return {"account_key": account_key_full(account_key)}


def update_account_key(db: Database, /, *, account_key_id: int, name: str | None = None) -> AccountKeyResult:
    """Change the name of an account key."""
    changes = given(None, name=name)
    account_key = db.find(AccountKey, account_key_id)
    if account_key is None:
        fail("account_key_not_found", account_key_id=account_key_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(account_key, **changes)
    return {"account_key": account_key_full(account_key)}


class DeleteAccountKey(TypedDict):
    """What `delete_account_key` returns."""

    account_key_id: int


def delete_account_key(db: Database, /, *, account_key_id: int) -> DeleteAccountKey:
    """Delete an account key."""
    account_key = db.find(AccountKey, account_key_id)
    if account_key is None:
        fail("account_key_not_found", account_key_id=account_key_id)
    db.delete(account_key)
    return {"account_key_id": account_key_id}


class ListNamespaces(TypedDict):
    """What `list_namespaces` returns."""

    namespaces: list[NamespaceShort]
    next_cursor: str | None


def list_namespaces(
    db: Database, /, *, key_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListNamespaces:
    """List the namespaces, optionally by key."""
    query = db.query(Namespace)
    if key_id is not None:
        query.where("key_id IS ?", key_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"namespaces": [namespace_short(namespace) for namespace in page.rows], "next_cursor": page.next_cursor}


class NamespaceResult(TypedDict):
    """What `get_namespace` and `create_namespace` return."""

    namespace: NamespaceFull


def get_namespace(db: Database, /, *, namespace_id: str) -> NamespaceResult:
    """Show a namespace with all its details."""
    namespace = db.find(Namespace, namespace_id) or fail("namespace_not_found", namespace_id=namespace_id)
    return {"namespace": namespace_full(namespace)}


def create_namespace(db: Database, /, *, label: str, region_name: str) -> NamespaceResult:
    """Create a namespace."""
    if db.query(Namespace).where("same_text(label, ?)", label).exists():
        fail("namespace_label_taken", label=label)
    namespace = db.insert(
        Namespace,
        namespace_id=f"NAM-{db.next_number('namespaces'):04d}",
        label=label,
        region_name=region_name,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"namespace": namespace_full(namespace)}


class DeleteNamespace(TypedDict):
    """What `delete_namespace` returns."""

    namespace_id: str


def delete_namespace(db: Database, /, *, namespace_id: str) -> DeleteNamespace:
    """Delete a namespace together with its triggers."""
    namespace = db.find(Namespace, namespace_id) or fail("namespace_not_found", namespace_id=namespace_id)
    db.delete(namespace)
    return {"namespace_id": namespace_id}


class ListTriggers(TypedDict):
    """What `list_triggers` returns."""

    triggers: list[TriggerShort]
    next_cursor: str | None


def list_triggers(db: Database, /, *, namespace_id: str, limit: int = 20, cursor: str | None = None) -> ListTriggers:
    """List the triggers of a namespace."""
    namespace = db.find(Namespace, namespace_id) or fail("namespace_not_found", namespace_id=namespace_id)
    page = (
        db.query(Trigger)
        .where("namespace_id = ?", namespace.namespace_id)
        .page("-created_at", limit=limit, cursor=cursor)
    )
    return {"triggers": [trigger_short(trigger) for trigger in page.rows], "next_cursor": page.next_cursor}


class TriggerResult(TypedDict):
    """What `get_trigger` and 2 other tools return."""

    trigger: TriggerFull


def get_trigger(db: Database, /, *, trigger_id: str) -> TriggerResult:
    """Show a trigger with all its details."""
    trigger = db.find(Trigger, trigger_id) or fail("trigger_not_found", trigger_id=trigger_id)
    return {"trigger": trigger_full(trigger)}


def create_trigger(
    db: Database, /, *, namespace_id: str, name: str, function: str, is_enabled: bool, scheduled_cron: str, type_: str
) -> TriggerResult:
    """Create a trigger in a namespace."""
    if db.find(Namespace, namespace_id) is None:
        fail("namespace_not_found", namespace_id=namespace_id)
    if db.query(Trigger).where("same_text(name, ?) AND namespace_id = ?", name, namespace_id).exists():
        fail("trigger_name_taken", name=name)
    trigger = db.insert(
        Trigger,
        trigger_id=f"TRI-{db.next_number('triggers'):04d}",
        namespace_id=namespace_id,
        name=name,
        function=function,
        is_enabled=is_enabled,
        scheduled_cron=scheduled_cron,
        type=type_,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"trigger": trigger_full(trigger)}


def update_trigger(
    db: Database, /, *, trigger_id: str, is_enabled: bool | None = None, scheduled_cron: str | None = None
) -> TriggerResult:
    """Change the scheduled cron of a trigger."""
    changes = given(None, is_enabled=is_enabled, scheduled_cron=scheduled_cron)
    trigger = db.find(Trigger, trigger_id) or fail("trigger_not_found", trigger_id=trigger_id)
    if not changes:
        fail("nothing_to_change")
    db.update(trigger, **changes, updated_at=db.now())
    return {"trigger": trigger_full(trigger)}


class DeleteTrigger(TypedDict):
    """What `delete_trigger` returns."""

    trigger_id: str


def delete_trigger(db: Database, /, *, trigger_id: str) -> DeleteTrigger:
    """Delete a trigger."""
    trigger = db.find(Trigger, trigger_id) or fail("trigger_not_found", trigger_id=trigger_id)
    db.delete(trigger)
    return {"trigger_id": trigger_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "account_key_not_found": "There is no account key {account_key_id}. List the account keys to see which there are.",
    "namespace_label_taken": "There is already a namespace with the label {label}. Choose another label.",
    "namespace_not_found": "There is no namespace {namespace_id}. List the namespaces to see which there are.",
    "trigger_name_taken": "There is already a trigger with the name {name}. Choose another name.",
    "trigger_not_found": "There is no trigger {trigger_id}. List the triggers to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="digitalocean_namespaces",
    folder=Path(__file__).parent,
    tables=[Account, AccountKey, Namespace, Trigger],
    tools={
        "get_account": Tool(get_account, read_only=True),
        "list_account_keys": Tool(list_account_keys, read_only=True),
        "get_account_key": Tool(get_account_key, read_only=True),
        "create_account_key": Tool(create_account_key),
        "update_account_key": Tool(update_account_key),
        "delete_account_key": Tool(delete_account_key),
        "list_namespaces": Tool(list_namespaces, read_only=True),
        "get_namespace": Tool(get_namespace, read_only=True),
        "create_namespace": Tool(create_namespace),
        "delete_namespace": Tool(delete_namespace),
        "list_triggers": Tool(list_triggers, read_only=True),
        "get_trigger": Tool(get_trigger, read_only=True),
        "create_trigger": Tool(create_trigger),
        "update_trigger": Tool(update_trigger),
        "delete_trigger": Tool(delete_trigger),
    },
    faults=FAULTS,
    unique_faults={
        "namespaces.label": "namespace_label_taken",
        "triggers.namespace_id, triggers.name": "trigger_name_taken",
    },
    instructions=INSTRUCTIONS,
)
