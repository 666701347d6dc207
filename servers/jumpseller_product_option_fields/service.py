"""Jumpseller: product option fields: keeps product option fields, option values and products."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Jumpseller: product option fields. Keeps product option fields, option values and products.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Two product option fields cannot have the same product and name.
- Deleting a product option field also deletes its option values.
- Deleting a product option field keeps the product option fields that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Product(Table, table=True):
    """A product."""

    __tablename__ = "products"
    __table_args__ = (CheckConstraint("status IN ('available', 'not-available', 'disabled')"),)

    product_id: int = Field(primary_key=True)
    name: str
    barcode: str | None = None
    description: str | None = None
    diameter: float | None = None
    price: Decimal = Field(sa_type=Money(2))
    sku: str | None = None
    status: str


class ProductOptionField(Table, table=True):
    """A product option field of a product."""

    __tablename__ = "product_option_fields"
    __table_args__ = (
        CheckConstraint("option_type IN ('option', 'input', 'text', 'file')"),
        UniqueConstraint("product_id", "name"),
    )

    product_option_field_id: int = Field(primary_key=True)
    product_id: int = Field(foreign_key="products.product_id", ondelete="CASCADE", index=True)
    name: str
    option_type: str | None = None
    position: int
    option_id: int | None = Field(
        default=None, foreign_key="product_option_fields.product_option_field_id", ondelete="SET NULL", index=True
    )


class OptionValue(Table, table=True):
    """An option value of a product option field."""

    __tablename__ = "option_values"

    option_value_id: int = Field(primary_key=True)
    product_option_field_id: int = Field(
        foreign_key="product_option_fields.product_option_field_id", ondelete="CASCADE", index=True
    )
    name: str
    position: int


# --- views --------------------------------------------------------------------------------------------------------


class ProductShort(TypedDict):
    """A product in the view `short`."""

    product_id: int
    name: str
    barcode: str | None
    description: str | None
    diameter: float | None
    price: Decimal
    status: str


def product_short(product: Product) -> ProductShort:
    """A product in the view `short`."""
    return {
        "product_id": product.product_id,
        "name": product.name,
        "barcode": product.barcode,
        "description": product.description,
        "diameter": product.diameter,
        "price": product.price,
        "status": product.status,
    }


class ProductFull(ProductShort):
    """A product in the view `full`."""

    sku: str | None


def product_full(product: Product) -> ProductFull:
    """A product in the view `full`."""
    return {**product_short(product), "sku": product.sku}


class ProductOptionFieldShort(TypedDict):
    """A product option field in the view `short`."""

    product_option_field_id: int
    product_id: int
    name: str
    option_type: str | None
    position: int
    option_id: int | None


def product_option_field_short(product_option_field: ProductOptionField) -> ProductOptionFieldShort:
    """A product option field in the view `short`."""
    return {
        "product_option_field_id": product_option_field.product_option_field_id,
        "product_id": product_option_field.product_id,
        "name": product_option_field.name,
        "option_type": product_option_field.option_type,
        "position": product_option_field.position,
        "option_id": product_option_field.option_id,
    }


class ProductOptionFieldFull(ProductOptionFieldShort):
    """A product option field in the view `full`."""


def product_option_field_full(product_option_field: ProductOptionField) -> ProductOptionFieldFull:
    """A product option field in the view `full`."""
    return product_option_field_short(product_option_field)


class OptionValueShort(TypedDict):
    """An option value in the view `short`."""

    option_value_id: int
    product_option_field_id: int
    name: str
    position: int


def option_value_short(option_value: OptionValue) -> OptionValueShort:
    """An option value in the view `short`."""
    return {
        "option_value_id": option_value.option_value_id,
        "product_option_field_id": option_value.product_option_field_id,
        "name": option_value.name,
        "position": option_value.position,
    }


class OptionValueFull(OptionValueShort):
    """An option value in the view `full`."""


def option_value_full(option_value: OptionValue) -> OptionValueFull:
    """An option value in the view `full`."""
    return option_value_short(option_value)


# --- tools --------------------------------------------------------------------------------------------------------


class ListProducts(TypedDict):
    """What `list_products` returns."""

    products: list[ProductShort]
    next_cursor: str | None


def list_products(
    db: Database,
    /,
    *,
    status: Literal["available", "not-available", "disabled"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListProducts:
    """List the products, optionally by status."""
    query = db.query(Product)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"products": [product_short(product) for product in page.rows], "next_cursor": page.next_cursor}


class GetProduct(TypedDict):
    """What `get_product` returns."""

    product: ProductFull


def get_product(db: Database, /, *, product_id: int) -> GetProduct:
    """Show a product with all its details."""
    product = db.find(Product, product_id) or fail("product_not_found", product_id=product_id)
    return {"product": product_full(product)}


class ListProductOptionFields(TypedDict):
    """What `list_product_option_fields` returns."""

    product_option_fields: list[ProductOptionFieldShort]
    next_cursor: str | None


def list_product_option_fields(
    db: Database, /, *, product_id: int, option_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListProductOptionFields:
    """List the product option fields of a product, optionally by option."""
    product = db.find(Product, product_id) or fail("product_not_found", product_id=product_id)
    query = db.query(ProductOptionField).where("product_id = ?", product.product_id)
    if option_id is not None:
        query.where("option_id IS ?", option_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "product_option_fields": [
            product_option_field_short(product_option_field) for product_option_field in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class ProductOptionFieldResult(TypedDict):
    """What `get_product_option_field` and 2 other tools return."""

    product_option_field: ProductOptionFieldFull


def get_product_option_field(db: Database, /, *, product_option_field_id: int) -> ProductOptionFieldResult:
    """Show a product option field with all its details."""
    product_option_field = db.find(ProductOptionField, product_option_field_id)
    if product_option_field is None:
        fail("product_option_field_not_found", product_option_field_id=product_option_field_id)
    return {"product_option_field": product_option_field_full(product_option_field)}


class TotalResult(TypedDict):
    """What `count_product_option_fields` and `count_option_values` return."""

    total: int


def count_product_option_fields(db: Database, /, *, product_id: int) -> TotalResult:
    """Count the product option fields of a product."""
    product = db.find(Product, product_id) or fail("product_not_found", product_id=product_id)
    total_ = db.query(ProductOptionField).where("product_id = ?", product.product_id).count()
    return {"total": total_}


def create_product_option_field(
    db: Database,
    /,
    *,
    product_id: int,
    name: str,
    option_type: Literal["option", "input", "text", "file"] | None = None,
    position: int | None = None,
) -> ProductOptionFieldResult:
    """Create a product option field in a product."""
    if db.find(Product, product_id) is None:
        fail("product_not_found", product_id=product_id)
    if db.query(ProductOptionField).where("same_text(name, ?) AND product_id = ?", name, product_id).exists():
        fail("product_option_field_name_taken", name=name)
    product_option_field_count = db.query(ProductOptionField).where("product_id = ?", product_id).count()
    if position is not None and position > product_option_field_count:
        fail("product_option_field_position_out_of_range", product_option_field_count=product_option_field_count)
    product_option_field = db.insert(
        ProductOptionField,
        product_option_field_id=db.next_number("product_option_fields"),
        product_id=product_id,
        name=name,
        option_type=option_type,
        position=db.next_position(ProductOptionField, "position", "product_id", product_id),
    )
    if position is not None and position < product_option_field.position:
        for sibling in (
            db.query(ProductOptionField)
            .where(
                "product_id = ? AND position >= ? AND product_option_field_id <> ?",
                product_id,
                position,
                product_option_field.product_option_field_id,
            )
            .all()
        ):
            db.update(sibling, position=sibling.position + 1)
        db.update(product_option_field, position=position)
    return {"product_option_field": product_option_field_full(product_option_field)}


def update_product_option_field(
    db: Database,
    /,
    *,
    product_option_field_id: int,
    name: str | None = None,
    option_type: Literal["option", "input", "text", "file"] | None = None,
    position: int | None = None,
    clear: list[Literal["option_type"]] | None = None,
) -> ProductOptionFieldResult:
    """Change the name, option type or position of a product option field."""
    changes = given(clear, name=name, option_type=option_type, position=position)
    product_option_field = db.find(ProductOptionField, product_option_field_id)
    if product_option_field is None:
        fail("product_option_field_not_found", product_option_field_id=product_option_field_id)
    if (
        name is not None
        and db.query(ProductOptionField)
        .where(
            "same_text(name, ?) AND product_id = ? AND product_option_field_id <> ?",
            name,
            product_option_field.product_id,
            product_option_field.product_option_field_id,
        )
        .exists()
    ):
        fail("product_option_field_name_taken", name=name)
    product_option_field_count = (
        db.query(ProductOptionField).where("product_id = ?", product_option_field.product_id).count()
    )
    if position is not None and position >= product_option_field_count:
        fail("product_option_field_position_out_of_range", product_option_field_count=product_option_field_count)
    if position is not None:
        for sibling in (
            db.query(ProductOptionField)
            .where(
                "product_id = ? AND position > ? AND position <= ?",
                product_option_field.product_id,
                product_option_field.position,
                position,
            )
            .all()
        ):
            db.update(sibling, position=sibling.position - 1)
        for sibling in (
            db.query(ProductOptionField)
            .where(
                "product_id = ? AND position >= ? AND position < ?",
                product_option_field.product_id,
                position,
                product_option_field.position,
            )
            .all()
        ):
            db.update(sibling, position=sibling.position + 1)
    if not changes:
        fail("nothing_to_change")
    db.update(product_option_field, **changes)
    return {"product_option_field": product_option_field_full(product_option_field)}


class DeleteProductOptionField(TypedDict):
    """What `delete_product_option_field` returns."""

    product_option_field_id: int


def delete_product_option_field(db: Database, /, *, product_option_field_id: int) -> DeleteProductOptionField:
    """Delete a product option field together with its option values."""
    product_option_field = db.find(ProductOptionField, product_option_field_id)
    if product_option_field is None:
        fail("product_option_field_not_found", product_option_field_id=product_option_field_id)
    for sibling in (
        db.query(ProductOptionField)
        .where("product_id = ? AND position > ?", product_option_field.product_id, product_option_field.position)
        .all()
    ):
        db.update(sibling, position=sibling.position - 1)
    db.delete(product_option_field)
    return {"product_option_field_id": product_option_field_id}


class ListOptionValues(TypedDict):
    """What `list_option_values` returns."""

    option_values: list[OptionValueShort]
    next_cursor: str | None


def list_option_values(
    db: Database, /, *, product_option_field_id: int, limit: int = 20, cursor: str | None = None
) -> ListOptionValues:
    """List the option values of a product option field."""
    product_option_field = db.find(ProductOptionField, product_option_field_id)
    if product_option_field is None:
        fail("product_option_field_not_found", product_option_field_id=product_option_field_id)
    page = (
        db.query(OptionValue)
        .where("product_option_field_id = ?", product_option_field.product_option_field_id)
        .page("name", limit=limit, cursor=cursor)
    )
    return {
        "option_values": [option_value_short(option_value) for option_value in page.rows],
        "next_cursor": page.next_cursor,
    }


class OptionValueResult(TypedDict):
    """What `get_option_value` and 2 other tools return."""

    option_value: OptionValueFull


def get_option_value(db: Database, /, *, option_value_id: int) -> OptionValueResult:
    """Show an option value with all its details."""
    option_value = db.find(OptionValue, option_value_id)
    if option_value is None:
        fail("option_value_not_found", option_value_id=option_value_id)
    return {"option_value": option_value_full(option_value)}


def count_option_values(db: Database, /, *, product_option_field_id: int) -> TotalResult:
    """Count the option values of a product option field."""
    product_option_field = db.find(ProductOptionField, product_option_field_id)
    if product_option_field is None:
        fail("product_option_field_not_found", product_option_field_id=product_option_field_id)
    total_ = (
        db.query(OptionValue).where("product_option_field_id = ?", product_option_field.product_option_field_id).count()
    )
    return {"total": total_}


def create_option_value(
    db: Database, /, *, product_option_field_id: int, name: str, position: int | None = None
) -> OptionValueResult:
    """Create an option value in a product option field."""
    if db.find(ProductOptionField, product_option_field_id) is None:
        fail("product_option_field_not_found", product_option_field_id=product_option_field_id)
    option_value_count = db.query(OptionValue).where("product_option_field_id = ?", product_option_field_id).count()
    if position is not None and position > option_value_count:
        fail("option_value_position_out_of_range", option_value_count=option_value_count)
    option_value = db.insert(
        OptionValue,
        option_value_id=db.next_number("option_values"),
        product_option_field_id=product_option_field_id,
        name=name,
        position=db.next_position(OptionValue, "position", "product_option_field_id", product_option_field_id),
    )
    if position is not None and position < option_value.position:
        for sibling in (
            db.query(OptionValue)
            .where(
                "product_option_field_id = ? AND position >= ? AND option_value_id <> ?",
                product_option_field_id,
                position,
                option_value.option_value_id,
            )
            .all()
        ):
            db.update(sibling, position=sibling.position + 1)
        db.update(option_value, position=position)
    return {"option_value": option_value_full(option_value)}


def update_option_value(
    db: Database, /, *, option_value_id: int, name: str | None = None, position: int | None = None
) -> OptionValueResult:
    """Change the name or position of an option value."""
    changes = given(None, name=name, position=position)
    option_value = db.find(OptionValue, option_value_id)
    if option_value is None:
        fail("option_value_not_found", option_value_id=option_value_id)
    option_value_count = (
        db.query(OptionValue).where("product_option_field_id = ?", option_value.product_option_field_id).count()
    )
    if position is not None and position >= option_value_count:
        fail("option_value_position_out_of_range", option_value_count=option_value_count)
    if position is not None:
        for sibling in (
            db.query(OptionValue)
            .where(
                "product_option_field_id = ? AND position > ? AND position <= ?",
                option_value.product_option_field_id,
                option_value.position,
                position,
            )
            .all()
        ):
            db.update(sibling, position=sibling.position - 1)
        for sibling in (
            db.query(OptionValue)
            .where(
                "product_option_field_id = ? AND position >= ? AND position < ?",
                option_value.product_option_field_id,
                position,
                option_value.position,
            )
            .all()
        ):
            db.update(sibling, position=sibling.position + 1)
    if not changes:
        fail("nothing_to_change")
    db.update(option_value, **changes)
    return {"option_value": option_value_full(option_value)}


class DeleteOptionValue(TypedDict):
    """What `delete_option_value` returns."""

    option_value_id: int


def delete_option_value(db: Database, /, *, option_value_id: int) -> DeleteOptionValue:
    """Delete an option value."""
    option_value = db.find(OptionValue, option_value_id)
    if option_value is None:
        fail("option_value_not_found", option_value_id=option_value_id)
    for sibling in (
        db.query(OptionValue)
        .where(
            "product_option_field_id = ? AND position > ?", option_value.product_option_field_id, option_value.position
        )
        .all()
    ):
        db.update(sibling, position=sibling.position - 1)
    db.delete(option_value)
    return {"option_value_id": option_value_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "option_value_not_found": (
        "There is no option value {option_value_id}. List the option values to see which there are."
    ),
    "product_not_found": "There is no product {product_id}. List the products to see which there are.",
    "product_option_field_name_taken": (
        "There is already a product option field with the name {name}. Choose another name."
    ),
    "product_option_field_not_found": (
        "There is no product option field {product_option_field_id}. List the product option "
        "fields to see which there are."
    ),
    "product_option_field_position_out_of_range": (
        "There are {product_option_field_count} product option fields of the product, the first "
        "has the position 0. Choose a position among them."
    ),
    "option_value_position_out_of_range": (
        "There are {option_value_count} option values of the product option field, the first has "
        "the position 0. Choose a position among them."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="jumpseller_product_option_fields",
    folder=Path(__file__).parent,
    tables=[Product, ProductOptionField, OptionValue],
    tools={
        "list_products": Tool(list_products, read_only=True),
        "get_product": Tool(get_product, read_only=True),
        "list_product_option_fields": Tool(list_product_option_fields, read_only=True),
        "get_product_option_field": Tool(get_product_option_field, read_only=True),
        "count_product_option_fields": Tool(count_product_option_fields, read_only=True),
        "create_product_option_field": Tool(create_product_option_field),
        "update_product_option_field": Tool(update_product_option_field),
        "delete_product_option_field": Tool(delete_product_option_field),
        "list_option_values": Tool(list_option_values, read_only=True),
        "get_option_value": Tool(get_option_value, read_only=True),
        "count_option_values": Tool(count_option_values, read_only=True),
        "create_option_value": Tool(create_option_value),
        "update_option_value": Tool(update_option_value),
        "delete_option_value": Tool(delete_option_value),
    },
    faults=FAULTS,
    unique_faults={
        "product_option_fields.product_id, product_option_fields.name": "product_option_field_name_taken",
    },
    instructions=INSTRUCTIONS,
)
