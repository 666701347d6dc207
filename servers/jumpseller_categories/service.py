"""Jumpseller: categories: keeps categories and tax fields."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import coalesce
from .runtime import Database, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Jumpseller: categories. Keeps categories and tax fields.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating or updating a category can be refused: the categories can lie at most 4 levels deep.
- Updating a category can be refused: a category cannot lie in itself or in what lies in it.
- Two categories cannot have the same parent and name.
- Two tax fields cannot have the same name.
- Deleting a category also deletes the categories whose parent it is.
- Deleting a category keeps the tax fields that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Category(Table, table=True):
    """A category."""

    __tablename__ = "categories"
    __table_args__ = (UniqueConstraint("parent_id", "name"),)

    category_id: int = Field(primary_key=True)
    name: str
    parent_id: int | None = Field(default=None, foreign_key="categories.category_id", ondelete="CASCADE", index=True)


class TaxField(Table, table=True):
    """A tax field."""

    __tablename__ = "tax_fields"
    __table_args__ = (UniqueConstraint("name"),)

    tax_field_id: int = Field(primary_key=True)
    name: str
    category_id: int | None = Field(default=None, foreign_key="categories.category_id", ondelete="SET NULL", index=True)
    tax_field_country: str | None = None
    fixed: bool
    region_name: str | None = None
    shipping: bool
    tax_amount: Decimal | None = Field(default=None, sa_type=Money(2))
    tax_id: int | None = Field(default=None, foreign_key="tax_fields.tax_field_id", ondelete="SET NULL", index=True)
    tax: float | None = None


# --- views --------------------------------------------------------------------------------------------------------


class CategoryShort(TypedDict):
    """A category in the view `short`."""

    category_id: int
    name: str
    parent_id: int | None


def category_short(category: Category) -> CategoryShort:
    """A category in the view `short`."""
    return {"category_id": category.category_id, "name": category.name, "parent_id": category.parent_id}


class CategoryFull(CategoryShort):
    """A category in the view `full`."""


def category_full(category: Category) -> CategoryFull:
    """A category in the view `full`."""
    return category_short(category)


class TaxFieldShort(TypedDict):
    """A tax field in the view `short`."""

    tax_field_id: int
    name: str
    category_id: int | None
    fixed: bool
    shipping: bool
    tax_amount: Decimal | None
    tax_id: int | None


def tax_field_short(tax_field: TaxField) -> TaxFieldShort:
    """A tax field in the view `short`."""
    return {
        "tax_field_id": tax_field.tax_field_id,
        "name": tax_field.name,
        "category_id": tax_field.category_id,
        "fixed": tax_field.fixed,
        "shipping": tax_field.shipping,
        "tax_amount": tax_field.tax_amount,
        "tax_id": tax_field.tax_id,
    }


class TaxFieldFull(TaxFieldShort):
    """A tax field in the view `full`."""

    tax_field_country: str | None
    region_name: str | None
    tax: float | None


def tax_field_full(tax_field: TaxField) -> TaxFieldFull:
    """A tax field in the view `full`."""
    return {
        **tax_field_short(tax_field),
        "tax_field_country": tax_field.tax_field_country,
        "region_name": tax_field.region_name,
        "tax": tax_field.tax,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListCategories(TypedDict):
    """What `list_categories` returns."""

    categories: list[CategoryShort]
    next_cursor: str | None


def list_categories(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCategories:
    """List the categories."""
    page = db.query(Category).page("name", limit=limit, cursor=cursor)
    return {"categories": [category_short(category) for category in page.rows], "next_cursor": page.next_cursor}


class CategoryResult(TypedDict):
    """What `get_category` and 2 other tools return."""

    category: CategoryFull


def get_category(db: Database, /, *, category_id: int) -> CategoryResult:
    """Show a category with all its details."""
    category = db.find(Category, category_id) or fail("category_not_found", category_id=category_id)
    return {"category": category_full(category)}


class CountCategories(TypedDict):
    """What `count_categories` returns."""

    total: int


def count_categories(db: Database, /) -> CountCategories:
    """Count the categories."""
    total_ = db.query(Category).count()
    return {"total": total_}


def create_category(db: Database, /, *, name: str, parent_id: int | None = None) -> CategoryResult:
    """Create a category."""
    if parent_id is not None:
        parent = db.find(Category, parent_id) or fail("parent_category_not_found", parent_id=parent_id)
        if (
            parent.parent_id is not None
            and db.get(Category, parent.parent_id).parent_id is not None
            and db.get(Category, db.get(Category, parent.parent_id).parent_id).parent_id is not None
        ):
            fail("category_too_deep")
    category = db.insert(Category, category_id=db.next_number("categories"), name=name, parent_id=parent_id)
    return {"category": category_full(category)}


def update_category(
    db: Database,
    /,
    *,
    category_id: int,
    name: str | None = None,
    parent_id: int | None = None,
    clear: list[Literal["parent_id"]] | None = None,
) -> CategoryResult:
    """Change the name or parent of a category."""
    changes = given(clear, name=name, parent_id=parent_id)
    category = db.find(Category, category_id) or fail("category_not_found", category_id=category_id)
    if parent_id is not None:
        parent = db.find(Category, parent_id) or fail("parent_category_not_found", parent_id=parent_id)
        if not (
            parent.category_id != category.category_id
            and (
                parent.parent_id is None
                or parent.parent_id != category.category_id
                and (
                    db.get(Category, parent.parent_id).parent_id is None
                    or coalesce(db.get(Category, parent.parent_id).parent_id) != category.category_id
                    and (
                        db.get(Category, db.get(Category, parent.parent_id).parent_id).parent_id is None
                        or coalesce(db.get(Category, db.get(Category, parent.parent_id).parent_id).parent_id)
                        != category.category_id
                    )
                )
            )
        ):
            fail("category_inside_itself")
        if not (
            not db.query(Category)
            .where("parent_id IS NOT NULL")
            .where(
                "(SELECT category.parent_id FROM categories AS category"
                " WHERE category.category_id = categories.parent_id) IS NOT NULL"
            )
            .where(
                "(SELECT category_.parent_id FROM categories AS category"
                " JOIN categories AS category_ ON category_.category_id = category.parent_id"
                " WHERE category.category_id = categories.parent_id) IS ?",
                category.category_id,
            )
            .exists()
            if parent.parent_id is None
            else not db.query(Category)
            .where("parent_id IS NOT NULL")
            .where(
                "(SELECT category.parent_id FROM categories AS category"
                " WHERE category.category_id = categories.parent_id) IS ?",
                category.category_id,
            )
            .exists()
            if db.get(Category, parent.parent_id).parent_id is None
            else db.get(Category, db.get(Category, parent.parent_id).parent_id).parent_id is None
            and not db.query(Category).where("parent_id IS ?", category.category_id).exists()
        ):
            fail("category_too_deep")
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
    db.delete(category)
    return {"category_id": category_id}


class ListTaxFields(TypedDict):
    """What `list_tax_fields` returns."""

    tax_fields: list[TaxFieldShort]
    next_cursor: str | None


def list_tax_fields(
    db: Database,
    /,
    *,
    category_id: int | None = None,
    tax_id: int | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListTaxFields:
    """List the tax fields, optionally by category or tax."""
    query = db.query(TaxField)
    if category_id is not None:
        query.where("category_id IS ?", category_id)
    if tax_id is not None:
        query.where("tax_id IS ?", tax_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"tax_fields": [tax_field_short(tax_field) for tax_field in page.rows], "next_cursor": page.next_cursor}


class TaxFieldResult(TypedDict):
    """What `get_tax_field` and `create_tax_field` return."""

    tax_field: TaxFieldFull


def get_tax_field(db: Database, /, *, tax_field_id: int) -> TaxFieldResult:
    """Show a tax field with all its details."""
    tax_field = db.find(TaxField, tax_field_id) or fail("tax_field_not_found", tax_field_id=tax_field_id)
    return {"tax_field": tax_field_full(tax_field)}


def create_tax_field(
    db: Database,
    /,
    *,
    name: str,
    category_id: int | None = None,
    tax_field_country: str | None = None,
    fixed: bool = False,
    region_name: str | None = None,
    shipping: bool = False,
    tax: float | None = None,
) -> TaxFieldResult:
    """Create a tax field."""
    if category_id is not None and db.find(Category, category_id) is None:
        fail("category_not_found", category_id=category_id)
    if db.query(TaxField).where("same_text(name, ?)", name).exists():
        fail("tax_field_name_taken", name=name)
    tax_field = db.insert(
        TaxField,
        tax_field_id=db.next_number("tax_fields"),
        name=name,
        category_id=category_id,
        tax_field_country=tax_field_country,
        fixed=fixed,
        region_name=region_name,
        shipping=shipping,
        tax=tax,
    )
    return {"tax_field": tax_field_full(tax_field)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "category_inside_itself": "A category cannot lie in itself or in what lies in it. Choose another parent.",
    "category_name_taken": "There is already a category with the same parent and name. Choose others.",
    "category_not_found": "There is no category {category_id}. List the categories to see which there are.",
    "category_too_deep": "The categories can lie at most 4 levels deep. Choose a parent nearer to the top.",
    "parent_category_not_found": "There is no parent category {parent_id}. List the categories to see which there are.",
    "tax_field_name_taken": "There is already a tax field with the name {name}. Choose another name.",
    "tax_field_not_found": "There is no tax field {tax_field_id}. List the tax fields to see which there are.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="jumpseller_categories",
    folder=Path(__file__).parent,
    tables=[Category, TaxField],
    tools={
        "list_categories": Tool(list_categories, read_only=True),
        "get_category": Tool(get_category, read_only=True),
        "count_categories": Tool(count_categories, read_only=True),
        "create_category": Tool(create_category),
        "update_category": Tool(update_category),
        "delete_category": Tool(delete_category),
        "list_tax_fields": Tool(list_tax_fields, read_only=True),
        "get_tax_field": Tool(get_tax_field, read_only=True),
        "create_tax_field": Tool(create_tax_field),
    },
    faults=FAULTS,
    unique_faults={
        "categories.parent_id, categories.name": "category_name_taken",
        "tax_fields.name": "tax_field_name_taken",
    },
    instructions=INSTRUCTIONS,
)
