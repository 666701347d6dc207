"""Up: keeps webhooks, accounts, transactions, categories and logs."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with
from .runtime import Database, Money, Service, Tool, fail

INSTRUCTIONS = """\
Up. Keeps webhooks, accounts, transactions, categories and logs.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a webhook can be refused: this service takes no more than 10 webhooks; that URL is not the address of a web \
page.
- Deleting a webhook also deletes its logs.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Account(Table, table=True):
    """An account."""

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("account_type IN ('SAVER', 'TRANSACTIONAL')"),
        CheckConstraint("ownership_type IN ('INDIVIDUAL', 'JOINT')"),
    )

    account_id: str = Field(primary_key=True)
    display_name: str | None = None
    account_type: str | None = None
    balance_currency_code: str | None = None
    balance_value: Decimal | None = Field(default=None, sa_type=Money(2))
    balance_value_in_base_units: int | None = None
    ownership_type: str | None = None
    created_at: str


class Transaction(Table, table=True):
    """A transaction."""

    __tablename__ = "transactions"
    __table_args__ = (CheckConstraint("status IN ('HELD', 'SETTLED')"),)

    transaction_id: str = Field(primary_key=True)
    description: str | None = None
    account_id: str | None = Field(default=None, foreign_key="accounts.account_id", ondelete="SET NULL", index=True)
    amount_value: Decimal | None = Field(default=None, sa_type=Money(2))
    cashback_description: str | None = None
    foreign_amount_value: Decimal | None = Field(default=None, sa_type=Money(2))
    message: str | None = None
    settled_at: str | None = None
    status: str
    created_at: str


class Category(Table, table=True):
    """A category."""

    __tablename__ = "categories"

    category_id: str = Field(primary_key=True)
    name: str | None = None


class Webhook(Table, table=True):
    """A webhook."""

    __tablename__ = "webhooks"

    webhook_id: str = Field(primary_key=True)
    description: str | None = None
    url: str
    created_at: str


class Log(Table, table=True):
    """A log of a webhook."""

    __tablename__ = "logs"
    __table_args__ = (CheckConstraint("delivery_status IN ('DELIVERED', 'UNDELIVERABLE', 'BAD_RESPONSE_CODE')"),)

    log_id: str = Field(primary_key=True)
    webhook_id: str = Field(foreign_key="webhooks.webhook_id", ondelete="CASCADE", index=True)
    delivery_status: str
    request_body: str | None = None
    response_body: str | None = None
    response_status_code: int | None = None
    created_at: str


# --- views --------------------------------------------------------------------------------------------------------


class AccountShort(TypedDict):
    """An account in the view `short`."""

    account_id: str
    display_name: str | None
    account_type: str | None
    balance_currency_code: str | None
    balance_value: Decimal | None
    balance_value_in_base_units: int | None
    ownership_type: str | None


def account_short(account: Account) -> AccountShort:
    """An account in the view `short`."""
    return {
        "account_id": account.account_id,
        "display_name": account.display_name,
        "account_type": account.account_type,
        "balance_currency_code": account.balance_currency_code,
        "balance_value": account.balance_value,
        "balance_value_in_base_units": account.balance_value_in_base_units,
        "ownership_type": account.ownership_type,
    }


class AccountFull(AccountShort):
    """An account in the view `full`."""

    created_at: str


def account_full(account: Account) -> AccountFull:
    """An account in the view `full`."""
    return {**account_short(account), "created_at": account.created_at}


class TransactionShort(TypedDict):
    """A transaction in the view `short`."""

    transaction_id: str
    description: str | None
    account_id: str | None
    amount_value: Decimal | None
    foreign_amount_value: Decimal | None
    settled_at: str | None
    status: str


def transaction_short(transaction: Transaction) -> TransactionShort:
    """A transaction in the view `short`."""
    return {
        "transaction_id": transaction.transaction_id,
        "description": transaction.description,
        "account_id": transaction.account_id,
        "amount_value": transaction.amount_value,
        "foreign_amount_value": transaction.foreign_amount_value,
        "settled_at": transaction.settled_at,
        "status": transaction.status,
    }


class TransactionFull(TransactionShort):
    """A transaction in the view `full`."""

    cashback_description: str | None
    message: str | None
    created_at: str


def transaction_full(transaction: Transaction) -> TransactionFull:
    """A transaction in the view `full`."""
    return {
        **transaction_short(transaction),
        "cashback_description": transaction.cashback_description,
        "message": transaction.message,
        "created_at": transaction.created_at,
    }


class CategoryShort(TypedDict):
    """A category in the view `short`."""

    category_id: str
    name: str | None


def category_short(category: Category) -> CategoryShort:
    """A category in the view `short`."""
    return {"category_id": category.category_id, "name": category.name}


class CategoryFull(CategoryShort):
    """A category in the view `full`."""


def category_full(category: Category) -> CategoryFull:
    """A category in the view `full`."""
    return category_short(category)


class WebhookShort(TypedDict):
    """A webhook in the view `short`."""

    webhook_id: str
    description: str | None
    url: str
    created_at: str


def webhook_short(webhook: Webhook) -> WebhookShort:
    """A webhook in the view `short`."""
    return {
        "webhook_id": webhook.webhook_id,
        "description": webhook.description,
        "url": webhook.url,
        "created_at": webhook.created_at,
    }


class WebhookFull(WebhookShort):
    """A webhook in the view `full`."""


def webhook_full(webhook: Webhook) -> WebhookFull:
    """A webhook in the view `full`."""
    return webhook_short(webhook)


class LogShort(TypedDict):
    """A log in the view `short`."""

    log_id: str
    webhook_id: str
    delivery_status: str
    request_body: str | None
    response_body: str | None
    response_status_code: int | None
    created_at: str


def log_short(log: Log) -> LogShort:
    """A log in the view `short`."""
    return {
        "log_id": log.log_id,
        "webhook_id": log.webhook_id,
        "delivery_status": log.delivery_status,
        "request_body": log.request_body,
        "response_body": log.response_body,
        "response_status_code": log.response_status_code,
        "created_at": log.created_at,
    }


class LogFull(LogShort):
    """A log in the view `full`."""


def log_full(log: Log) -> LogFull:
    """A log in the view `full`."""
    return log_short(log)


# --- tools --------------------------------------------------------------------------------------------------------


class ListAccounts(TypedDict):
    """What `list_accounts` returns."""

    accounts: list[AccountShort]
    next_cursor: str | None


def list_accounts(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListAccounts:
    """List the accounts."""
    page = db.query(Account).page("-created_at", limit=limit, cursor=cursor)
    return {"accounts": [account_short(account) for account in page.rows], "next_cursor": page.next_cursor}


class GetAccount(TypedDict):
    """What `get_account` returns."""

    account: AccountFull


def get_account(db: Database, /, *, account_id: str) -> GetAccount:
    """Show an account with all its details."""
    account = db.find(Account, account_id) or fail("account_not_found", account_id=account_id)
    return {"account": account_full(account)}


class ListTransactions(TypedDict):
    """What `list_transactions` returns."""

    transactions: list[TransactionShort]
    next_cursor: str | None


def list_transactions(
    db: Database,
    /,
    *,
    status: Literal["HELD", "SETTLED"] | None = None,
    account_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListTransactions:
    """List the transactions, optionally by status or account."""
    query = db.query(Transaction)
    if status is not None:
        query.where("status = ?", status)
    if account_id is not None:
        query.where("account_id IS ?", account_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {
        "transactions": [transaction_short(transaction) for transaction in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetTransaction(TypedDict):
    """What `get_transaction` returns."""

    transaction: TransactionFull


def get_transaction(db: Database, /, *, transaction_id: str) -> GetTransaction:
    """Show a transaction with all its details."""
    transaction = db.find(Transaction, transaction_id)
    if transaction is None:
        fail("transaction_not_found", transaction_id=transaction_id)
    return {"transaction": transaction_full(transaction)}


class ListCategories(TypedDict):
    """What `list_categories` returns."""

    categories: list[CategoryShort]
    next_cursor: str | None


def list_categories(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCategories:
    """List the categories."""
    page = db.query(Category).page("name", limit=limit, cursor=cursor)
    return {"categories": [category_short(category) for category in page.rows], "next_cursor": page.next_cursor}


class GetCategory(TypedDict):
    """What `get_category` returns."""

    category: CategoryFull


def get_category(db: Database, /, *, category_id: str) -> GetCategory:
    """Show a category with all its details."""
    category = db.find(Category, category_id) or fail("category_not_found", category_id=category_id)
    return {"category": category_full(category)}


class ListWebhooks(TypedDict):
    """What `list_webhooks` returns."""

    webhooks: list[WebhookShort]
    next_cursor: str | None


def list_webhooks(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListWebhooks:
    """List the webhooks."""
    page = db.query(Webhook).page("-created_at", limit=limit, cursor=cursor)
    return {"webhooks": [webhook_short(webhook) for webhook in page.rows], "next_cursor": page.next_cursor}


class WebhookResult(TypedDict):
    """What `get_webhook` and `create_webhook` return."""

    webhook: WebhookFull


def get_webhook(db: Database, /, *, webhook_id: str) -> WebhookResult:
    """Show a webhook with all its details."""
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    return {"webhook": webhook_full(webhook)}


def create_webhook(db: Database, /, *, url: str, description: str | None = None) -> WebhookResult:
    """Create a webhook."""
    if db.query(Webhook).count() >= 10:
        fail("webhook_limit_reached")
    if not (starts_with(url, "https://") or starts_with(url, "http://")):
        fail("url_invalid", url=url)
    webhook = db.insert(
        Webhook,
        webhook_id=f"WEB-{db.next_number('webhooks'):04d}",
        description=description,
        url=url,
        created_at=db.now(),
    )
    return {"webhook": webhook_full(webhook)}


class DeleteWebhook(TypedDict):
    """What `delete_webhook` returns."""

    webhook_id: str


def delete_webhook(db: Database, /, *, webhook_id: str) -> DeleteWebhook:
    """Delete a webhook together with its logs."""
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    db.delete(webhook)
    return {"webhook_id": webhook_id}


class ListLogs(TypedDict):
    """What `list_logs` returns."""

    logs: list[LogFull]
    next_cursor: str | None


def list_logs(
    db: Database,
    /,
    *,
    webhook_id: str,
    delivery_status: Literal["DELIVERED", "UNDELIVERABLE", "BAD_RESPONSE_CODE"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListLogs:
    """List the logs of a webhook, optionally by delivery status."""
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    query = db.query(Log).where("webhook_id = ?", webhook.webhook_id)
    if delivery_status is not None:
        query.where("delivery_status = ?", delivery_status)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"logs": [log_full(log) for log in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "account_not_found": "There is no account {account_id}. List the accounts to see which there are.",
    "category_not_found": "There is no category {category_id}. List the categories to see which there are.",
    "transaction_not_found": "There is no transaction {transaction_id}. List the transactions to see which there are.",
    "webhook_not_found": "There is no webhook {webhook_id}. List the webhooks to see which there are.",
    "webhook_limit_reached": "This service takes no more than 10 webhooks. Remove one first.",
    "url_invalid": "The URL {url} is not the address of a web page. Write one that begins with https://.",
}

SERVICE = Service(
    name="up",
    folder=Path(__file__).parent,
    tables=[Account, Transaction, Category, Webhook, Log],
    tools={
        "list_accounts": Tool(list_accounts, read_only=True),
        "get_account": Tool(get_account, read_only=True),
        "list_transactions": Tool(list_transactions, read_only=True),
        "get_transaction": Tool(get_transaction, read_only=True),
        "list_categories": Tool(list_categories, read_only=True),
        "get_category": Tool(get_category, read_only=True),
        "list_webhooks": Tool(list_webhooks, read_only=True),
        "get_webhook": Tool(get_webhook, read_only=True),
        "create_webhook": Tool(create_webhook),
        "delete_webhook": Tool(delete_webhook),
        "list_logs": Tool(list_logs, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
