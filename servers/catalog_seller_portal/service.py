"""Catalog - Seller Portal: keeps products, brands, categories, category tree and product categories."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Catalog - Seller Portal. Keeps products, brands, categories, category tree and product categories.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- Creating a category can be refused: the categories can lie at most 4 levels deep.
- Creating or updating a product can be refused: one of the image URLs is not the address of a web page.
- Two categories cannot have the same parent and name.
- Two products cannot have the same slug.
- A product and a category can be linked only once.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Brand(Table, table=True):
    """A brand."""

    __tablename__ = "brands"

    brand_id: str = Field(primary_key=True)
    name: str
    is_active: bool
    created_at: str
    updated_at: str


class CategoryTree(Table, table=True):
    """The category tree."""

    __tablename__ = "category_trees"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    is_active: bool
    name: str | None = None
    created_at: str
    updated_at: str


class Category(Table, table=True):
    """A category."""

    __tablename__ = "categories"
    __table_args__ = (UniqueConstraint("parent_id", "name"),)

    category_id: str = Field(primary_key=True)
    name: str
    is_active: bool
    parent_id: str | None = Field(default=None, foreign_key="categories.category_id", ondelete="CASCADE", index=True)


class Product(Table, table=True):
    """A product."""

    __tablename__ = "products"
    __table_args__ = (
        CheckConstraint("status IN ('active', 'inactive')"),
        UniqueConstraint("slug"),
    )

    product_id: str = Field(primary_key=True)
    name: str
    attribute_names: list[str] = Field(sa_type=JsonList())
    brand_id: str = Field(foreign_key="brands.brand_id", ondelete="CASCADE", index=True)
    image_urls: list[str] = Field(sa_type=JsonList())
    origin: str
    slug: str
    spec_names: list[str] = Field(sa_type=JsonList())
    status: str
    tax_code: str | None = None
    transport_modal: str | None = None
    description: str | None = None
    skus_names: list[str] = Field(sa_type=JsonList())
    created_at: str


class ProductCategory(Table, table=True):
    """A product category of a product."""

    __tablename__ = "product_categories"
    __table_args__ = (UniqueConstraint("product_id", "category_id"),)

    product_category_id: str = Field(primary_key=True)
    product_id: str = Field(foreign_key="products.product_id", ondelete="CASCADE", index=True)
    category_id: str = Field(foreign_key="categories.category_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class BrandShort(TypedDict):
    """A brand in the view `short`."""

    brand_id: str
    name: str
    is_active: bool
    created_at: str
    updated_at: str


def brand_short(brand: Brand) -> BrandShort:
    """A brand in the view `short`."""
    return {
        "brand_id": brand.brand_id,
        "name": brand.name,
        "is_active": brand.is_active,
        "created_at": brand.created_at,
        "updated_at": brand.updated_at,
    }


class BrandFull(BrandShort):
    """A brand in the view `full`."""


def brand_full(brand: Brand) -> BrandFull:
    """A brand in the view `full`."""
    return brand_short(brand)


class CategoryTreeFull(TypedDict):
    """A category tree in the view `full`."""

    is_active: bool
    name: str | None
    created_at: str
    updated_at: str


def category_tree_full(category_tree: CategoryTree) -> CategoryTreeFull:
    """A category tree in the view `full`."""
    return {
        "is_active": category_tree.is_active,
        "name": category_tree.name,
        "created_at": category_tree.created_at,
        "updated_at": category_tree.updated_at,
    }


class CategoryShort(TypedDict):
    """A category in the view `short`."""

    category_id: str
    name: str
    is_active: bool
    parent_id: str | None


def category_short(category: Category) -> CategoryShort:
    """A category in the view `short`."""
    return {
        "category_id": category.category_id,
        "name": category.name,
        "is_active": category.is_active,
        "parent_id": category.parent_id,
    }


class CategoryFull(CategoryShort):
    """A category in the view `full`."""


def category_full(category: Category) -> CategoryFull:
    """A category in the view `full`."""
    return category_short(category)


class ProductShort(TypedDict):
    """A product in the view `short`."""

    product_id: str
    name: str
    brand_id: str
    origin: str
    slug: str
    status: str
    tax_code: str | None


def product_short(product: Product) -> ProductShort:
    """A product in the view `short`."""
    return {
        "product_id": product.product_id,
        "name": product.name,
        "brand_id": product.brand_id,
        "origin": product.origin,
        "slug": product.slug,
        "status": product.status,
        "tax_code": product.tax_code,
    }


class ProductCategoryShort(TypedDict):
    """A product category in the view `short`."""

    category_id: str
    category_name: str


def product_category_short(db: Database, product_category: ProductCategory) -> ProductCategoryShort:
    """A product category in the view `short`."""
    category = db.get(Category, product_category.category_id)
    return {"category_id": product_category.category_id, "category_name": category.name}


class ProductFull(ProductShort):
    """A product in the view `full`."""

    attribute_names: list[str]
    image_urls: list[str]
    spec_names: list[str]
    transport_modal: str | None
    description: str | None
    skus_names: list[str]
    created_at: str
    categories: list[ProductCategoryShort]


def product_full(db: Database, product: Product) -> ProductFull:
    """A product in the view `full`."""
    return {
        **product_short(product),
        "attribute_names": product.attribute_names,
        "image_urls": product.image_urls,
        "spec_names": product.spec_names,
        "transport_modal": product.transport_modal,
        "description": product.description,
        "skus_names": product.skus_names,
        "created_at": product.created_at,
        "categories": [
            product_category_short(db, product_category)
            for product_category in db.query(ProductCategory)
            .where("product_id = ?", product.product_id)
            .page(limit=20)
            .rows
        ],
    }


class ProductDescriptionPart(TypedDict):
    """A product in the view `description_part`."""

    product_id: str
    description: str | None


def product_description_part(product: Product) -> ProductDescriptionPart:
    """A product in the view `description_part`."""
    return {"product_id": product.product_id, "description": product.description}


# --- tools --------------------------------------------------------------------------------------------------------


class ListBrands(TypedDict):
    """What `list_brands` returns."""

    brands: list[BrandShort]
    next_cursor: str | None


def list_brands(
    db: Database, /, *, query_: str | None = None, name: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListBrands:
    """List the brands, optionally by text or name."""
    query = db.query(Brand)
    if query_ is not None:
        query.where("contains(name, ?)", query_)
    if name is not None:
        query.where("contains(name, ?)", name)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"brands": [brand_short(brand) for brand in page.rows], "next_cursor": page.next_cursor}


class BrandResult(TypedDict):
    """What `get_brand` and 2 other tools return."""

    brand: BrandFull


def get_brand(db: Database, /, *, brand_id: str) -> BrandResult:
    """Show a brand with all its details."""
    brand = db.find(Brand, brand_id) or fail("brand_not_found", brand_id=brand_id)
    return {"brand": brand_full(brand)}


def create_brand(db: Database, /, *, name: str, is_active: bool) -> BrandResult:
    """Create a brand."""
    if len(words(name)) <= 0:
        fail("name_blank")
    brand = db.insert(
        Brand,
        brand_id=f"BRAND-{db.next_number('brands'):04d}",
        name=name,
        is_active=is_active,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"brand": brand_full(brand)}


def update_brand(
    db: Database, /, *, brand_id: str, name: str | None = None, is_active: bool | None = None
) -> BrandResult:
    """Change the name of a brand."""
    changes = given(None, name=name, is_active=is_active)
    brand = db.find(Brand, brand_id) or fail("brand_not_found", brand_id=brand_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(brand, **changes, updated_at=db.now())
    return {"brand": brand_full(brand)}


class CategoryTreeResult(TypedDict):
    """What `get_category_tree` and `update_category_tree` return."""

    category_tree: CategoryTreeFull


def get_category_tree(db: Database, /) -> CategoryTreeResult:
    """Show the category tree."""
    category_tree = db.get(CategoryTree, 1)
    return {"category_tree": category_tree_full(category_tree)}


def update_category_tree(
    db: Database,
    /,
    *,
    is_active: bool | None = None,
    name: str | None = None,
    clear: list[Literal["name"]] | None = None,
) -> CategoryTreeResult:
    """Change the category tree, for example the name."""
    changes = given(clear, is_active=is_active, name=name)
    category_tree = db.get(CategoryTree, 1)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(category_tree, **changes, updated_at=db.now())
    return {"category_tree": category_tree_full(category_tree)}


class ListCategories(TypedDict):
    """What `list_categories` returns."""

    categories: list[CategoryShort]
    next_cursor: str | None


def list_categories(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCategories:
    """List the categories."""
    page = db.query(Category).page("name", limit=limit, cursor=cursor)
    return {"categories": [category_short(category) for category in page.rows], "next_cursor": page.next_cursor}


class CategoryResult(TypedDict):
    """What `get_category` and `create_category` return."""

    category: CategoryFull


def get_category(db: Database, /, *, category_id: str) -> CategoryResult:
    """Show a category with all its details."""
    category = db.find(Category, category_id) or fail("category_not_found", category_id=category_id)
    return {"category": category_full(category)}


def create_category(db: Database, /, *, name: str, parent_id: str) -> CategoryResult:
    """Create a category."""
    parent = db.find(Category, parent_id) or fail("parent_category_not_found", parent_id=parent_id)
    if (
        parent.parent_id is not None
        and db.get(Category, parent.parent_id).parent_id is not None
        and db.get(Category, db.get(Category, parent.parent_id).parent_id).parent_id is not None
    ):
        fail("category_too_deep")
    if db.query(Category).where("same_text(name, ?) AND parent_id IS ?", name, parent_id).exists():
        fail("category_name_taken")
    category = db.insert(
        Category, category_id=f"CAT-{db.next_number('categories'):04d}", name=name, is_active=True, parent_id=parent_id
    )
    return {"category": category_full(category)}


class ListProducts(TypedDict):
    """What `list_products` returns."""

    products: list[ProductShort]
    next_cursor: str | None


def list_products(
    db: Database,
    /,
    *,
    status: Literal["active", "inactive"] | None = None,
    brand_id: str | None = None,
    category_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListProducts:
    """List the products, optionally by status, brand or category."""
    query = db.query(Product)
    if status is not None:
        query.where("status = ?", status)
    if brand_id is not None:
        query.where("brand_id = ?", brand_id)
    if category_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM product_categories AS item"
            " WHERE item.product_id = products.product_id AND item.category_id = ?)",
            category_id,
        )
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"products": [product_short(product) for product in page.rows], "next_cursor": page.next_cursor}


class ProductResult(TypedDict):
    """What `get_product` and 4 other tools return."""

    product: ProductFull


def get_product(db: Database, /, *, product_id: str) -> ProductResult:
    """Show a product with all its details."""
    product = db.find(Product, product_id) or fail("product_not_found", product_id=product_id)
    return {"product": product_full(db, product)}


def add_category_to_product(db: Database, /, *, product_id: str, category_id: str) -> ProductResult:
    """Add a category to a product."""
    product = db.find(Product, product_id) or fail("product_not_found", product_id=product_id)
    category = db.find(Category, category_id) or fail("category_not_found", category_id=category_id)
    db.insert(
        ProductCategory,
        product_category_id=f"PRCAL-{db.next_number('product_categories'):04d}",
        product_id=product.product_id,
        category_id=category.category_id,
    )
    return {"product": product_full(db, product)}


def remove_category_from_product(db: Database, /, *, product_id: str, category_id: str) -> ProductResult:
    """Remove a category from a product."""
    product = db.find(Product, product_id) or fail("product_not_found", product_id=product_id)
    product_category = (
        db.query(ProductCategory).where("product_id = ? AND category_id = ?", product.product_id, category_id).first()
    )
    if product_category is None:
        fail("product_without_category", product_id=product_id, category_id=category_id)
    db.delete(product_category)
    return {"product": product_full(db, product)}


class ProductResultResult(TypedDict):
    """What `get_product_description` and `update_product_description` return."""

    product: ProductDescriptionPart


def get_product_description(db: Database, /, *, product_id: str) -> ProductResultResult:
    """Show the description of a product."""
    product = db.find(Product, product_id) or fail("product_not_found", product_id=product_id)
    return {"product": product_description_part(product)}


def update_product_description(
    db: Database,
    /,
    *,
    product_id: str,
    description: str | None = None,
    clear: list[Literal["description"]] | None = None,
) -> ProductResultResult:
    """Change the description of a product, for example description."""
    changes = given(clear, description=description)
    product = db.find(Product, product_id) or fail("product_not_found", product_id=product_id)
    if not changes:
        fail("nothing_to_change")
    db.update(product, **changes)
    return {"product": product_description_part(product)}


def create_product(
    db: Database,
    /,
    *,
    name: str,
    attribute_names: list[str],
    brand_id: str,
    image_urls: list[str],
    origin: str,
    slug: str,
    spec_names: list[str],
    status: Literal["active", "inactive"],
    skus_names: list[str],
    category_ids: list[str],
) -> ProductResult:
    """Create a product."""
    if db.find(Brand, brand_id) is None:
        fail("brand_not_found", brand_id=brand_id)
    if db.query(Product).where("same_text(slug, ?)", slug).exists():
        fail("product_slug_taken", slug=slug)
    if not all(starts_with(item, "https://") or starts_with(item, "http://") for item in image_urls):
        fail("image_urls_invalid")
    product = db.insert(
        Product,
        product_id=f"PRO-{db.next_number('products'):04d}",
        name=name,
        attribute_names=attribute_names,
        brand_id=brand_id,
        image_urls=image_urls,
        origin=origin,
        slug=slug,
        spec_names=spec_names,
        status=status,
        skus_names=skus_names,
        created_at=db.now(),
    )
    for category_id in category_ids:
        category = db.find(Category, category_id) or fail("category_not_found", category_id=category_id)
        if (
            not db.query(ProductCategory)
            .where("product_id = ? AND category_id = ?", product.product_id, category.category_id)
            .exists()
        ):
            db.insert(
                ProductCategory,
                product_category_id=f"PRCAL-{db.next_number('product_categories'):04d}",
                product_id=product.product_id,
                category_id=category.category_id,
            )
    return {"product": product_full(db, product)}


def update_product(
    db: Database,
    /,
    *,
    product_id: str,
    name: str | None = None,
    attribute_names: list[str] | None = None,
    brand_id: str | None = None,
    image_urls: list[str] | None = None,
    origin: str | None = None,
    slug: str | None = None,
    spec_names: list[str] | None = None,
    status: Literal["active", "inactive"] | None = None,
    skus_names: list[str] | None = None,
) -> ProductResult:
    """Change a product, for example its name, status, slug or brand."""
    changes = given(
        None,
        name=name,
        attribute_names=attribute_names,
        brand_id=brand_id,
        image_urls=image_urls,
        origin=origin,
        slug=slug,
        spec_names=spec_names,
        status=status,
        skus_names=skus_names,
    )
    product = db.find(Product, product_id) or fail("product_not_found", product_id=product_id)
    if brand_id is not None and db.find(Brand, brand_id) is None:
        fail("brand_not_found", brand_id=brand_id)
    if (
        slug is not None
        and db.query(Product).where("same_text(slug, ?) AND product_id <> ?", slug, product.product_id).exists()
    ):
        fail("product_slug_taken", slug=slug)
    if not (
        image_urls is None or all(starts_with(item, "https://") or starts_with(item, "http://") for item in image_urls)
    ):
        fail("image_urls_invalid")
    if not changes:
        fail("nothing_to_change")
    db.update(product, **changes)
    return {"product": product_full(db, product)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "brand_not_found": "There is no brand {brand_id}. List the brands to see which there are.",
    "category_name_taken": "There is already a category with the same parent and name. Choose others.",
    "category_not_found": "There is no category {category_id}. List the categories to see which there are.",
    "parent_category_not_found": "There is no parent category {parent_id}. List the categories to see which there are.",
    "product_has_category_already": "The product has the category {category_id} already. Choose another category.",
    "product_not_found": "There is no product {product_id}. List the products to see which there are.",
    "product_slug_taken": "There is already a product with the slug {slug}. Choose another slug.",
    "product_without_category": "Product {product_id} has no category {category_id}.",
    "category_too_deep": "The categories can lie at most 4 levels deep. Choose a parent nearer to the top.",
    "name_blank": "The name must not be blank. Give it some words.",
    "image_urls_invalid": (
        "One of the image URLs is not the address of a web page. Write one that begins with https://."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="catalog_seller_portal",
    folder=Path(__file__).parent,
    tables=[Brand, CategoryTree, Category, Product, ProductCategory],
    tools={
        "list_brands": Tool(list_brands, read_only=True),
        "get_brand": Tool(get_brand, read_only=True),
        "create_brand": Tool(create_brand),
        "update_brand": Tool(update_brand),
        "get_category_tree": Tool(get_category_tree, read_only=True),
        "update_category_tree": Tool(update_category_tree),
        "list_categories": Tool(list_categories, read_only=True),
        "get_category": Tool(get_category, read_only=True),
        "create_category": Tool(create_category),
        "list_products": Tool(list_products, read_only=True),
        "get_product": Tool(get_product, read_only=True),
        "add_category_to_product": Tool(add_category_to_product),
        "remove_category_from_product": Tool(remove_category_from_product),
        "get_product_description": Tool(get_product_description, read_only=True),
        "update_product_description": Tool(update_product_description),
        "create_product": Tool(create_product),
        "update_product": Tool(update_product),
    },
    faults=FAULTS,
    unique_faults={
        "categories.parent_id, categories.name": "category_name_taken",
        "products.slug": "product_slug_taken",
        "product_categories.product_id, product_categories.category_id": "product_has_category_already",
    },
    instructions=INSTRUCTIONS,
)
