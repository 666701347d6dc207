"""Yodlee Core: categories: keeps categories, transaction categorization rules and transactions."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Yodlee Core: categories. Keeps categories, transaction categorization rules and transactions.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a category can be refused: the categories can lie at most 4 levels deep.
- Updating or deleting a category can be refused: the category is one of the system.
- Updating a category can be refused: only the system makes categories of the source SYSTEM.
- Creating a transaction categorization rule can be refused: the action must not be blank.
- Deleting a category also deletes the categories whose parent it is.
- Deleting a category keeps the transactions and transaction categorization rules that refer to it; they lose the \
reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Transaction(Table, table=True):
    """A transaction."""

    __tablename__ = "transactions"
    __table_args__ = (
        CheckConstraint(
            "container IN ('bank', 'creditCard', 'investment', 'insurance', 'loan', 'reward', "
            "'realEstate', 'otherAssets', 'otherLiabilities')"
        ),
        CheckConstraint("category_source IN ('SYSTEM', 'USER')"),
        CheckConstraint("status IN ('POSTED', 'PENDING', 'SCHEDULED', 'FAILED', 'CLEARED')"),
    )

    transaction_id: int = Field(primary_key=True)
    memo: str | None = None
    container: str | None = None
    amount: Decimal | None = Field(default=None, sa_type=Money(2))
    category_name: str | None = None
    category_id: int | None = Field(default=None, foreign_key="categories.category_id", ondelete="SET NULL", index=True)
    category_source: str | None = None
    commission: Decimal | None = Field(default=None, sa_type=Money(2))
    description_consumer: str | None = None
    detail_category_id: int | None = Field(
        default=None, foreign_key="categories.category_id", ondelete="SET NULL", index=True
    )
    parent_category_id: int | None = Field(
        default=None, foreign_key="categories.category_id", ondelete="SET NULL", index=True
    )
    price: Decimal | None = Field(default=None, sa_type=Money(2))
    status: str
    created_date: str


class Category(Table, table=True):
    """A category."""

    __tablename__ = "categories"
    __table_args__ = (
        CheckConstraint("classification IN ('PERSONAL', 'BUSINESS')"),
        CheckConstraint("source IN ('SYSTEM', 'USER')"),
        CheckConstraint("type IN ('TRANSFER', 'DEFERRED_COMPENSATION', 'UNCATEGORIZE', 'INCOME', 'EXPENSE')"),
    )

    category_id: int = Field(primary_key=True)
    default_category_name: str | None = None
    category_text: str | None = None
    classification: str | None = None
    high_level_category_name: str | None = None
    source: str | None = None
    type: str | None = None
    category_name: str | None = None
    parent_id: int | None = Field(default=None, foreign_key="categories.category_id", ondelete="CASCADE", index=True)


class TransactionCategorizationRule(Table, table=True):
    """A transaction categorization rule."""

    __tablename__ = "transaction_categorization_rules"
    __table_args__ = (CheckConstraint("source IN ('SYSTEM', 'USER')"),)

    transaction_categorization_rule_id: int = Field(primary_key=True)
    action: str
    rule_param: str | None = None
    category_id: int | None = Field(default=None, foreign_key="categories.category_id", ondelete="SET NULL", index=True)
    priority: int | None = None
    source: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class TransactionShort(TypedDict):
    """A transaction in the view `short`."""

    transaction_id: int
    memo: str | None
    container: str | None
    amount: Decimal | None
    commission: Decimal | None
    price: Decimal | None
    status: str


def transaction_short(transaction: Transaction) -> TransactionShort:
    """A transaction in the view `short`."""
    return {
        "transaction_id": transaction.transaction_id,
        "memo": transaction.memo,
        "container": transaction.container,
        "amount": transaction.amount,
        "commission": transaction.commission,
        "price": transaction.price,
        "status": transaction.status,
    }


class TransactionFull(TransactionShort):
    """A transaction in the view `full`."""

    category_name: str | None
    category_id: int | None
    category_source: str | None
    description_consumer: str | None
    detail_category_id: int | None
    parent_category_id: int | None
    created_date: str


def transaction_full(transaction: Transaction) -> TransactionFull:
    """A transaction in the view `full`."""
    return {
        **transaction_short(transaction),
        "category_name": transaction.category_name,
        "category_id": transaction.category_id,
        "category_source": transaction.category_source,
        "description_consumer": transaction.description_consumer,
        "detail_category_id": transaction.detail_category_id,
        "parent_category_id": transaction.parent_category_id,
        "created_date": transaction.created_date,
    }


class CategoryShort(TypedDict):
    """A category in the view `short`."""

    category_id: int
    default_category_name: str | None
    category_text: str | None
    classification: str | None
    source: str | None
    type: str | None
    parent_id: int | None


def category_short(category: Category) -> CategoryShort:
    """A category in the view `short`."""
    return {
        "category_id": category.category_id,
        "default_category_name": category.default_category_name,
        "category_text": category.category_text,
        "classification": category.classification,
        "source": category.source,
        "type": category.type,
        "parent_id": category.parent_id,
    }


class CategoryFull(CategoryShort):
    """A category in the view `full`."""

    high_level_category_name: str | None
    category_name: str | None


def category_full(category: Category) -> CategoryFull:
    """A category in the view `full`."""
    return {
        **category_short(category),
        "high_level_category_name": category.high_level_category_name,
        "category_name": category.category_name,
    }


class TransactionCategorizationRuleShort(TypedDict):
    """A transaction categorization rule in the view `short`."""

    transaction_categorization_rule_id: int
    action: str
    rule_param: str | None
    category_id: int | None
    priority: int | None
    source: str | None


def transaction_categorization_rule_short(
    transaction_categorization_rule: TransactionCategorizationRule,
) -> TransactionCategorizationRuleShort:
    """A transaction categorization rule in the view `short`."""
    return {
        "transaction_categorization_rule_id": transaction_categorization_rule.transaction_categorization_rule_id,
        "action": transaction_categorization_rule.action,
        "rule_param": transaction_categorization_rule.rule_param,
        "category_id": transaction_categorization_rule.category_id,
        "priority": transaction_categorization_rule.priority,
        "source": transaction_categorization_rule.source,
    }


class TransactionCategorizationRuleFull(TransactionCategorizationRuleShort):
    """A transaction categorization rule in the view `full`."""


def transaction_categorization_rule_full(
    transaction_categorization_rule: TransactionCategorizationRule,
) -> TransactionCategorizationRuleFull:
    """A transaction categorization rule in the view `full`."""
    return transaction_categorization_rule_short(transaction_categorization_rule)


# --- tools --------------------------------------------------------------------------------------------------------


class ListTransactions(TypedDict):
    """What `list_transactions` returns."""

    transactions: list[TransactionFull]
    next_cursor: str | None


def list_transactions(
    db: Database,
    /,
    *,
    category_id: int | None = None,
    container: Literal[
        "bank",
        "creditCard",
        "investment",
        "insurance",
        "loan",
        "reward",
        "realEstate",
        "otherAssets",
        "otherLiabilities",
    ]
    | None = None,
    detail_category_id: int | None = None,
    from_date: str | None = None,
    query_: str | None = None,
    to_date: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListTransactions:
    """List the transactions, optionally by category, container, detail category, created date or text."""
    query = db.query(Transaction)
    if category_id is not None:
        query.where("category_id IS ?", category_id)
    if container is not None:
        query.where("container IS ?", container)
    if detail_category_id is not None:
        query.where("detail_category_id IS ?", detail_category_id)
    if from_date is not None:
        query.where("created_date >= ?", from_date)
    if query_ is not None:
        query.where("contains(memo, ?)", query_)
    if to_date is not None:
        query.where("created_date <= ?", to_date)
    page = query.page("-created_date", limit=limit, cursor=cursor)
    return {
        "transactions": [transaction_full(transaction) for transaction in page.rows],
        "next_cursor": page.next_cursor,
    }


class UpdateTransaction(TypedDict):
    """What `update_transaction` returns."""

    transaction: TransactionFull


def update_transaction(
    db: Database,
    /,
    *,
    transaction_id: int,
    memo: str | None = None,
    container: Literal[
        "bank",
        "creditCard",
        "investment",
        "insurance",
        "loan",
        "reward",
        "realEstate",
        "otherAssets",
        "otherLiabilities",
    ]
    | None = None,
    category_id: int | None = None,
    category_source: Literal["SYSTEM", "USER"] | None = None,
    description_consumer: str | None = None,
    clear: list[Literal["memo", "container", "category_id", "category_source", "description_consumer"]] | None = None,
) -> UpdateTransaction:
    """Change a transaction, for example its memo, category, container or category source."""
    changes = given(
        clear,
        memo=memo,
        container=container,
        category_id=category_id,
        category_source=category_source,
        description_consumer=description_consumer,
    )
    transaction = db.find(Transaction, transaction_id)
    if transaction is None:
        fail("transaction_not_found", transaction_id=transaction_id)
    if category_id is not None and db.find(Category, category_id) is None:
        fail("category_not_found", category_id=category_id)
    if not changes:
        fail("nothing_to_change")
    db.update(transaction, **changes)
    return {"transaction": transaction_full(transaction)}


class ListCategories(TypedDict):
    """What `list_categories` returns."""

    categories: list[CategoryFull]
    next_cursor: str | None


def list_categories(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCategories:
    """List the categories."""
    page = db.query(Category).page("default_category_name", limit=limit, cursor=cursor)
    return {"categories": [category_full(category) for category in page.rows], "next_cursor": page.next_cursor}


class CategoryResult(TypedDict):
    """What `create_category` and `update_category` return."""

    category: CategoryFull


def create_category(db: Database, /, *, parent_id: int, category_name: str | None = None) -> CategoryResult:
    """Create a category."""
    parent = db.find(Category, parent_id) or fail("parent_category_not_found", parent_id=parent_id)
    if (
        parent.parent_id is not None
        and db.get(Category, parent.parent_id).parent_id is not None
        and db.get(Category, db.get(Category, parent.parent_id).parent_id).parent_id is not None
    ):
        fail("category_too_deep")
    category = db.insert(
        Category, category_id=db.next_number("categories"), category_name=category_name, parent_id=parent_id
    )
    return {"category": category_full(category)}


def update_category(
    db: Database,
    /,
    *,
    category_id: int,
    high_level_category_name: str | None = None,
    source: Literal["SYSTEM", "USER"] | None = None,
    category_name: str | None = None,
    clear: list[Literal["high_level_category_name", "source", "category_name"]] | None = None,
) -> CategoryResult:
    """Change the source, category name or high level category name of a category."""
    changes = given(
        clear, high_level_category_name=high_level_category_name, source=source, category_name=category_name
    )
    category = db.find(Category, category_id) or fail("category_not_found", category_id=category_id)
    if category.source is not None and category.source == "SYSTEM":
        fail("system_category", category_id=category.category_id)
    if source is not None and source == "SYSTEM":
        fail("category_source_reserved")
    if not changes:
        fail("nothing_to_change")
    db.update(category, **changes)
    return {"category": category_full(category)}


class DeleteCategory(TypedDict):
    """What `delete_category` returns."""

    category_id: int


def delete_category(db: Database, /, *, category_id: int) -> DeleteCategory:
    """Delete a category."""
    category = db.find(Category, category_id) or fail("category_not_found", category_id=category_id)
    if category.source is not None and category.source == "SYSTEM":
        fail("system_category", category_id=category.category_id)
    db.delete(category)
    return {"category_id": category_id}


class ListTransactionCategorizationRules(TypedDict):
    """What `list_transaction_categorization_rules` returns."""

    transaction_categorization_rules: list[TransactionCategorizationRuleFull]
    next_cursor: str | None


def list_transaction_categorization_rules(
    db: Database, /, *, category_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListTransactionCategorizationRules:
    """List the transaction categorization rules, optionally by category."""
    query = db.query(TransactionCategorizationRule)
    if category_id is not None:
        query.where("category_id IS ?", category_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "transaction_categorization_rules": [
            transaction_categorization_rule_full(transaction_categorization_rule)
            for transaction_categorization_rule in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class TransactionCategorizationRuleResult(TypedDict):
    """What `create_transaction_categorization_rule` and `update_transaction_categorization_rule` return."""

    transaction_categorization_rule: TransactionCategorizationRuleFull


def create_transaction_categorization_rule(
    db: Database, /, *, action: str, rule_param: str | None = None
) -> TransactionCategorizationRuleResult:
    """Create a transaction categorization rule."""
    if len(words(action)) <= 0:
        fail("action_blank")
    transaction_categorization_rule = db.insert(
        TransactionCategorizationRule,
        transaction_categorization_rule_id=db.next_number("transaction_categorization_rules"),
        action=action,
        rule_param=rule_param,
    )
    return {"transaction_categorization_rule": transaction_categorization_rule_full(transaction_categorization_rule)}


def update_transaction_categorization_rule(
    db: Database,
    /,
    *,
    transaction_categorization_rule_id: int,
    category_id: int | None = None,
    priority: int | None = None,
    source: Literal["SYSTEM", "USER"] | None = None,
    clear: list[Literal["category_id", "priority", "source"]] | None = None,
) -> TransactionCategorizationRuleResult:
    """Change the priority, category or source of a transaction categorization rule."""
    changes = given(clear, category_id=category_id, priority=priority, source=source)
    transaction_categorization_rule = db.find(TransactionCategorizationRule, transaction_categorization_rule_id)
    if transaction_categorization_rule is None:
        fail(
            "transaction_categorization_rule_not_found",
            transaction_categorization_rule_id=transaction_categorization_rule_id,
        )
    if category_id is not None and db.find(Category, category_id) is None:
        fail("category_not_found", category_id=category_id)
    if not changes:
        fail("nothing_to_change")
    db.update(transaction_categorization_rule, **changes)
    return {"transaction_categorization_rule": transaction_categorization_rule_full(transaction_categorization_rule)}


class DeleteTransactionCategorizationRule(TypedDict):
    """What `delete_transaction_categorization_rule` returns."""

    transaction_categorization_rule_id: int


def delete_transaction_categorization_rule(
    db: Database, /, *, transaction_categorization_rule_id: int
) -> DeleteTransactionCategorizationRule:
    """Delete a transaction categorization rule."""
    transaction_categorization_rule = db.find(TransactionCategorizationRule, transaction_categorization_rule_id)
    if transaction_categorization_rule is None:
        fail(
            "transaction_categorization_rule_not_found",
            transaction_categorization_rule_id=transaction_categorization_rule_id,
        )
    db.delete(transaction_categorization_rule)
    return {"transaction_categorization_rule_id": transaction_categorization_rule_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "category_not_found": "There is no category {category_id}. List the categories to see which there are.",
    "parent_category_not_found": "There is no parent category {parent_id}. List the categories to see which there are.",
    "transaction_categorization_rule_not_found": (
        "There is no transaction categorization rule {transaction_categorization_rule_id}. List "
        "the transaction categorization rules to see which there are."
    ),
    "transaction_not_found": "There is no transaction {transaction_id}. List the transactions to see which there are.",
    "category_too_deep": "The categories can lie at most 4 levels deep. Choose a parent nearer to the top.",
    "system_category": "Category {category_id} is one of the system. Choose one that people made.",
    "category_source_reserved": "Only the system makes categories of the source SYSTEM. Choose another one.",
    "action_blank": "The action must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="yodlee_core_categories",
    folder=Path(__file__).parent,
    tables=[Transaction, Category, TransactionCategorizationRule],
    tools={
        "list_transactions": Tool(list_transactions, read_only=True),
        "update_transaction": Tool(update_transaction),
        "list_categories": Tool(list_categories, read_only=True),
        "create_category": Tool(create_category),
        "update_category": Tool(update_category),
        "delete_category": Tool(delete_category),
        "list_transaction_categorization_rules": Tool(list_transaction_categorization_rules, read_only=True),
        "create_transaction_categorization_rule": Tool(create_transaction_categorization_rule),
        "update_transaction_categorization_rule": Tool(update_transaction_categorization_rule),
        "delete_transaction_categorization_rule": Tool(delete_transaction_categorization_rule),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
