"""Magento B2B: children: keeps media, bundle option interfaces, products, children, link overview and more."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Magento B2B: children. Keeps media, bundle option interfaces, products, children, link overview and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a child can be refused: there is already a child with that child SKU.
- Deleting a bundle option interface also deletes its bundle option interface children.
- Deleting a child also deletes its bundle option interface children.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class LinkOverview(Table, table=True):
    """The link overview."""

    __tablename__ = "link_overviews"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    initialization_vector: str


class OptionType(Table, table=True):
    """An option type."""

    __tablename__ = "option_types"

    option_type_id: str = Field(primary_key=True)
    label: str | None = None
    code: str | None = None
    group: str | None = None


class BundleProductChild(Table, table=True):
    """A bundle product child."""

    __tablename__ = "bundle_product_children"

    bundle_product_child_id: str = Field(primary_key=True)
    sku: str | None = None
    can_change_quantity: int | None = None
    position: int
    price: Decimal | None = Field(default=None, sa_type=Money(2))
    price_type: int | None = None
    qty: float | None = None


class BundleOptionInterface(Table, table=True):
    """A bundle option interface."""

    __tablename__ = "bundle_option_interfaces"

    bundle_option_interface_id: int = Field(primary_key=True)
    title: str | None = None
    position: int
    required: bool
    sku: str | None = None


class Product(Table, table=True):
    """A product."""

    __tablename__ = "products"

    product_id: int = Field(primary_key=True)
    name: str | None = None
    option_titles: list[str] = Field(sa_type=JsonList())
    price: Decimal | None = Field(default=None, sa_type=Money(2))
    sku: str
    status: int | None = None
    visibility: int | None = None
    weight: float | None = None


class Child(Table, table=True):
    """A child."""

    __tablename__ = "children"

    child_sku: str = Field(primary_key=True)
    name: str | None = None
    price: Decimal | None = Field(default=None, sa_type=Money(2))
    sku: str | None = None
    created_at: str
    updated_at: str


class LinkType(Table, table=True):
    """A link type."""

    __tablename__ = "link_types"

    link_type_id: str = Field(primary_key=True)
    name: str | None = None
    code: int | None = None


class Media(Table, table=True):
    """Media of a product."""

    __tablename__ = "media"

    media_id: int = Field(primary_key=True)
    product_id: int = Field(foreign_key="products.product_id", ondelete="CASCADE", index=True)
    label: str
    content_base64_encoded_data: str | None = None
    content_name: str | None = None
    content_type: str | None = None
    disabled: bool
    file: str | None = None
    media_type: str
    position: int
    types: list[str] = Field(sa_type=JsonList())


class BundleOptionInterfaceChild(Table, table=True):
    """A bundle option interface child of a bundle option interface."""

    __tablename__ = "bundle_option_interface_children"

    bundle_option_interface_child_id: str = Field(primary_key=True)
    bundle_option_interface_id: int = Field(
        foreign_key="bundle_option_interfaces.bundle_option_interface_id", ondelete="CASCADE", index=True
    )
    child_id: str = Field(foreign_key="children.child_sku", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class LinkOverviewFull(TypedDict):
    """A link overview in the view `full`."""

    initialization_vector: str


def link_overview_full(link_overview: LinkOverview) -> LinkOverviewFull:
    """A link overview in the view `full`."""
    return {"initialization_vector": link_overview.initialization_vector}


class OptionTypeShort(TypedDict):
    """An option type in the view `short`."""

    option_type_id: str
    label: str | None
    code: str | None
    group: str | None


def option_type_short(option_type: OptionType) -> OptionTypeShort:
    """An option type in the view `short`."""
    return {
        "option_type_id": option_type.option_type_id,
        "label": option_type.label,
        "code": option_type.code,
        "group": option_type.group,
    }


class OptionTypeFull(OptionTypeShort):
    """An option type in the view `full`."""


def option_type_full(option_type: OptionType) -> OptionTypeFull:
    """An option type in the view `full`."""
    return option_type_short(option_type)


class BundleProductChildShort(TypedDict):
    """A bundle product child in the view `short`."""

    bundle_product_child_id: str
    sku: str | None
    can_change_quantity: int | None
    position: int
    price: Decimal | None
    price_type: int | None
    qty: float | None


def bundle_product_child_short(bundle_product_child: BundleProductChild) -> BundleProductChildShort:
    """A bundle product child in the view `short`."""
    return {
        "bundle_product_child_id": bundle_product_child.bundle_product_child_id,
        "sku": bundle_product_child.sku,
        "can_change_quantity": bundle_product_child.can_change_quantity,
        "position": bundle_product_child.position,
        "price": bundle_product_child.price,
        "price_type": bundle_product_child.price_type,
        "qty": bundle_product_child.qty,
    }


class BundleProductChildFull(BundleProductChildShort):
    """A bundle product child in the view `full`."""


def bundle_product_child_full(bundle_product_child: BundleProductChild) -> BundleProductChildFull:
    """A bundle product child in the view `full`."""
    return bundle_product_child_short(bundle_product_child)


class BundleOptionInterfaceShort(TypedDict):
    """A bundle option interface in the view `short`."""

    bundle_option_interface_id: int
    title: str | None
    position: int
    required: bool
    sku: str | None


def bundle_option_interface_short(bundle_option_interface: BundleOptionInterface) -> BundleOptionInterfaceShort:
    """A bundle option interface in the view `short`."""
    return {
        "bundle_option_interface_id": bundle_option_interface.bundle_option_interface_id,
        "title": bundle_option_interface.title,
        "position": bundle_option_interface.position,
        "required": bundle_option_interface.required,
        "sku": bundle_option_interface.sku,
    }


class BundleOptionInterfaceChildShort(TypedDict):
    """A bundle option interface child in the view `short`."""

    child_id: str
    child_name: str | None


def bundle_option_interface_child_short(
    db: Database, bundle_option_interface_child: BundleOptionInterfaceChild
) -> BundleOptionInterfaceChildShort:
    """A bundle option interface child in the view `short`."""
    child = db.get(Child, bundle_option_interface_child.child_id)
    return {"child_id": bundle_option_interface_child.child_id, "child_name": child.name}


class BundleOptionInterfaceFull(BundleOptionInterfaceShort):
    """A bundle option interface in the view `full`."""

    children: list[BundleOptionInterfaceChildShort]


def bundle_option_interface_full(
    db: Database, bundle_option_interface: BundleOptionInterface
) -> BundleOptionInterfaceFull:
    """A bundle option interface in the view `full`."""
    return {
        **bundle_option_interface_short(bundle_option_interface),
        "children": [
            bundle_option_interface_child_short(db, bundle_option_interface_child)
            for bundle_option_interface_child in db.query(BundleOptionInterfaceChild)
            .where("bundle_option_interface_id = ?", bundle_option_interface.bundle_option_interface_id)
            .page(limit=20)
            .rows
        ],
    }


class ProductShort(TypedDict):
    """A product in the view `short`."""

    product_id: int
    name: str | None
    price: Decimal | None
    sku: str
    status: int | None
    visibility: int | None
    weight: float | None


def product_short(product: Product) -> ProductShort:
    """A product in the view `short`."""
    return {
        "product_id": product.product_id,
        "name": product.name,
        "price": product.price,
        "sku": product.sku,
        "status": product.status,
        "visibility": product.visibility,
        "weight": product.weight,
    }


class ProductFull(ProductShort):
    """A product in the view `full`."""

    option_titles: list[str]


def product_full(product: Product) -> ProductFull:
    """A product in the view `full`."""
    return {**product_short(product), "option_titles": product.option_titles}


class ChildShort(TypedDict):
    """A child in the view `short`."""

    child_sku: str
    name: str | None
    price: Decimal | None
    sku: str | None
    created_at: str
    updated_at: str


def child_short(child: Child) -> ChildShort:
    """A child in the view `short`."""
    return {
        "child_sku": child.child_sku,
        "name": child.name,
        "price": child.price,
        "sku": child.sku,
        "created_at": child.created_at,
        "updated_at": child.updated_at,
    }


class ChildFull(ChildShort):
    """A child in the view `full`."""


def child_full(child: Child) -> ChildFull:
    """A child in the view `full`."""
    return child_short(child)


class LinkTypeShort(TypedDict):
    """A link type in the view `short`."""

    link_type_id: str
    name: str | None
    code: int | None


def link_type_short(link_type: LinkType) -> LinkTypeShort:
    """A link type in the view `short`."""
    return {"link_type_id": link_type.link_type_id, "name": link_type.name, "code": link_type.code}


class LinkTypeFull(LinkTypeShort):
    """A link type in the view `full`."""


def link_type_full(link_type: LinkType) -> LinkTypeFull:
    """A link type in the view `full`."""
    return link_type_short(link_type)


class MediaShort(TypedDict):
    """Media in the view `short`."""

    media_id: int
    product_id: int
    label: str
    content_base64_encoded_data: str | None
    disabled: bool
    media_type: str
    position: int


def media_short(media: Media) -> MediaShort:
    """Media in the view `short`."""
    return {
        "media_id": media.media_id,
        "product_id": media.product_id,
        "label": media.label,
        "content_base64_encoded_data": media.content_base64_encoded_data,
        "disabled": media.disabled,
        "media_type": media.media_type,
        "position": media.position,
    }


class MediaFull(MediaShort):
    """Media in the view `full`."""

    content_name: str | None
    content_type: str | None
    file: str | None
    types: list[str]


def media_full(media: Media) -> MediaFull:
    """Media in the view `full`."""
    return {
        **media_short(media),
        "content_name": media.content_name,
        "content_type": media.content_type,
        "file": media.file,
        "types": media.types,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class GetLinkOverview(TypedDict):
    """What `get_link_overview` returns."""

    link_overview: LinkOverviewFull


def get_link_overview(db: Database, /) -> GetLinkOverview:
    """Show the link overview."""
    link_overview = db.get(LinkOverview, 1)
    return {"link_overview": link_overview_full(link_overview)}


class ListOptionTypes(TypedDict):
    """What `list_option_types` returns."""

    option_types: list[OptionTypeFull]
    next_cursor: str | None


def list_option_types(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListOptionTypes:
    """List the option types."""
    page = db.query(OptionType).page("label", limit=limit, cursor=cursor)
    return {
        "option_types": [option_type_full(option_type) for option_type in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListBundleProductChildren(TypedDict):
    """What `list_bundle_product_children` returns."""

    bundle_product_children: list[BundleProductChildFull]
    next_cursor: str | None


def list_bundle_product_children(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListBundleProductChildren:
    """List the bundle product children."""
    page = db.query(BundleProductChild).page("position", limit=limit, cursor=cursor)
    return {
        "bundle_product_children": [
            bundle_product_child_full(bundle_product_child) for bundle_product_child in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class ListBundleOptionInterfaces(TypedDict):
    """What `list_bundle_option_interfaces` returns."""

    bundle_option_interfaces: list[BundleOptionInterfaceShort]
    next_cursor: str | None


def list_bundle_option_interfaces(
    db: Database, /, *, child_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListBundleOptionInterfaces:
    """List the bundle option interfaces, optionally by child."""
    query = db.query(BundleOptionInterface)
    if child_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM bundle_option_interface_children AS item"
            " WHERE item.bundle_option_interface_id = "
            "bundle_option_interfaces.bundle_option_interface_id"
            " AND item.child_id = ?)",
            child_id,
        )
    page = query.page("position", limit=limit, cursor=cursor)
    return {
        "bundle_option_interfaces": [
            bundle_option_interface_short(bundle_option_interface) for bundle_option_interface in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class BundleOptionInterfaceResult(TypedDict):
    """What `get_bundle_option_interface` and `remove_child_from_bundle_option_interface` return."""

    bundle_option_interface: BundleOptionInterfaceFull


def get_bundle_option_interface(db: Database, /, *, bundle_option_interface_id: int) -> BundleOptionInterfaceResult:
    """Show a bundle option interface with all its details."""
    bundle_option_interface = db.find(BundleOptionInterface, bundle_option_interface_id)
    if bundle_option_interface is None:
        fail("bundle_option_interface_not_found", bundle_option_interface_id=bundle_option_interface_id)
    return {"bundle_option_interface": bundle_option_interface_full(db, bundle_option_interface)}


def remove_child_from_bundle_option_interface(
    db: Database, /, *, bundle_option_interface_id: int, child_id: str
) -> BundleOptionInterfaceResult:
    """Remove a child from a bundle option interface."""
    bundle_option_interface = db.find(BundleOptionInterface, bundle_option_interface_id)
    if bundle_option_interface is None:
        fail("bundle_option_interface_not_found", bundle_option_interface_id=bundle_option_interface_id)
    bundle_option_interface_child = (
        db.query(BundleOptionInterfaceChild)
        .where(
            "bundle_option_interface_id = ? AND child_id = ?",
            bundle_option_interface.bundle_option_interface_id,
            child_id,
        )
        .first()
    )
    if bundle_option_interface_child is None:
        fail(
            "bundle_option_interface_without_child",
            bundle_option_interface_id=bundle_option_interface_id,
            child_id=child_id,
        )
    db.delete(bundle_option_interface_child)
    return {"bundle_option_interface": bundle_option_interface_full(db, bundle_option_interface)}


class DeleteBundleOptionInterface(TypedDict):
    """What `delete_bundle_option_interface` returns."""

    bundle_option_interface_id: int


def delete_bundle_option_interface(db: Database, /, *, bundle_option_interface_id: int) -> DeleteBundleOptionInterface:
    """Delete a bundle option interface."""
    bundle_option_interface = db.find(BundleOptionInterface, bundle_option_interface_id)
    if bundle_option_interface is None:
        fail("bundle_option_interface_not_found", bundle_option_interface_id=bundle_option_interface_id)
    db.delete(bundle_option_interface)
    return {"bundle_option_interface_id": bundle_option_interface_id}


class ListProducts(TypedDict):
    """What `list_products` returns."""

    products: list[ProductShort]
    next_cursor: str | None


def list_products(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListProducts:
    """List the products."""
    page = db.query(Product).page("name", limit=limit, cursor=cursor)
    return {"products": [product_short(product) for product in page.rows], "next_cursor": page.next_cursor}


class GetProduct(TypedDict):
    """What `get_product` returns."""

    product: ProductFull


def get_product(db: Database, /, *, product_id: int) -> GetProduct:
    """Show a product with all its details."""
    product = db.find(Product, product_id) or fail("product_not_found", product_id=product_id)
    return {"product": product_full(product)}


class ListChildren(TypedDict):
    """What `list_children` returns."""

    children: list[ChildFull]
    next_cursor: str | None


def list_children(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListChildren:
    """List the children."""
    page = db.query(Child).page("-created_at", limit=limit, cursor=cursor)
    return {"children": [child_full(child) for child in page.rows], "next_cursor": page.next_cursor}


class CreateChild(TypedDict):
    """What `create_child` returns."""

    child: ChildFull


def create_child(db: Database, /, *, child_sku: str) -> CreateChild:
    """Create a child."""
    if db.query(Child).where("child_sku = ?", child_sku).exists():
        fail("child_exists", child_sku=child_sku)
    child = db.insert(Child, child_sku=child_sku, created_at=db.now(), updated_at=db.now())
    return {"child": child_full(child)}


class DeleteChild(TypedDict):
    """What `delete_child` returns."""

    child_sku: str


def delete_child(db: Database, /, *, child_sku: str) -> DeleteChild:
    """Delete a child."""
    child = db.find(Child, child_sku) or fail("child_not_found", child_sku=child_sku)
    db.delete(child)
    return {"child_sku": child_sku}


class ListLinkTypes(TypedDict):
    """What `list_link_types` returns."""

    link_types: list[LinkTypeFull]
    next_cursor: str | None


def list_link_types(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListLinkTypes:
    """List the link types."""
    page = db.query(LinkType).page("name", limit=limit, cursor=cursor)
    return {"link_types": [link_type_full(link_type) for link_type in page.rows], "next_cursor": page.next_cursor}


class ListMedia(TypedDict):
    """What `list_media` returns."""

    media: list[MediaShort]
    next_cursor: str | None


def list_media(db: Database, /, *, product_id: int, limit: int = 20, cursor: str | None = None) -> ListMedia:
    """List the media of a product."""
    product = db.find(Product, product_id) or fail("product_not_found", product_id=product_id)
    page = db.query(Media).where("product_id = ?", product.product_id).page("label", limit=limit, cursor=cursor)
    return {"media": [media_short(media) for media in page.rows], "next_cursor": page.next_cursor}


class MediaResult(TypedDict):
    """What `get_media` and 2 other tools return."""

    media: MediaFull


def get_media(db: Database, /, *, media_id: int) -> MediaResult:
    """Show media with all its details."""
    media = db.find(Media, media_id) or fail("media_not_found", media_id=media_id)
    return {"media": media_full(media)}


def create_media(
    db: Database,
    /,
    *,
    product_id: int,
    label: str,
    disabled: bool,
    media_type: str,
    position: int | None = None,
    types: list[str],
    content_name: str | None = None,
    file: str | None = None,
) -> MediaResult:
    """Create media in a product."""
    if db.find(Product, product_id) is None:
        fail("product_not_found", product_id=product_id)
    media_count = db.query(Media).where("product_id = ?", product_id).count()
    if position is not None and position > media_count:
        fail("media_position_out_of_range", media_count=media_count)
    media = db.insert(
        Media,
        media_id=db.next_number("media"),
        product_id=product_id,
        label=label,
        content_name=content_name,
        disabled=disabled,
        file=file,
        media_type=media_type,
        position=db.next_position(Media, "position", "product_id", product_id),
        types=types,
    )
    if position is not None and position < media.position:
        for sibling in (
            db.query(Media)
            .where("product_id = ? AND position >= ? AND media_id <> ?", product_id, position, media.media_id)
            .all()
        ):
            db.update(sibling, position=sibling.position + 1)
        db.update(media, position=position)
    return {"media": media_full(media)}


def update_media(
    db: Database,
    /,
    *,
    media_id: int,
    label: str | None = None,
    content_name: str | None = None,
    content_type: str | None = None,
    disabled: bool | None = None,
    file: str | None = None,
    media_type: str | None = None,
    position: int | None = None,
    types: list[str] | None = None,
    clear: list[Literal["content_name", "content_type", "file"]] | None = None,
) -> MediaResult:
    """Change media, for example its label, position, types or media type."""
    changes = given(
        clear,
        label=label,
        content_name=content_name,
        content_type=content_type,
        disabled=disabled,
        file=file,
        media_type=media_type,
        position=position,
        types=types,
    )
    media = db.find(Media, media_id) or fail("media_not_found", media_id=media_id)
    media_count = db.query(Media).where("product_id = ?", media.product_id).count()
    if position is not None and position >= media_count:
        fail("media_position_out_of_range", media_count=media_count)
    if position is not None:
        for sibling in (
            db.query(Media)
            .where("product_id = ? AND position > ? AND position <= ?", media.product_id, media.position, position)
            .all()
        ):
            db.update(sibling, position=sibling.position - 1)
        for sibling in (
            db.query(Media)
            .where("product_id = ? AND position >= ? AND position < ?", media.product_id, position, media.position)
            .all()
        ):
            db.update(sibling, position=sibling.position + 1)
    if not changes:
        fail("nothing_to_change")
    db.update(media, **changes)
    return {"media": media_full(media)}


class DeleteMedia(TypedDict):
    """What `delete_media` returns."""

    media_id: int


def delete_media(db: Database, /, *, media_id: int) -> DeleteMedia:
    """Delete media."""
    media = db.find(Media, media_id) or fail("media_not_found", media_id=media_id)
    for sibling in db.query(Media).where("product_id = ? AND position > ?", media.product_id, media.position).all():
        db.update(sibling, position=sibling.position - 1)
    db.delete(media)
    return {"media_id": media_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "bundle_option_interface_not_found": (
        "There is no bundle option interface {bundle_option_interface_id}. List the bundle "
        "option interfaces to see which there are."
    ),
    "bundle_option_interface_without_child": (
        "Bundle option interface {bundle_option_interface_id} has no child {child_id}."
    ),
    "child_exists": "There is already a child with the child SKU {child_sku}. Choose another one.",
    "child_not_found": "There is no child {child_sku}. List the children to see which there are.",
    "media_not_found": "There is no media {media_id}. List the media to see which there are.",
    "product_not_found": "There is no product {product_id}. List the products to see which there are.",
    "media_position_out_of_range": (
        "There are {media_count} media of the product, the first has the position 0. Choose a position among them."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="magento_b2b_children",
    folder=Path(__file__).parent,
    tables=[
        LinkOverview,
        OptionType,
        BundleProductChild,
        BundleOptionInterface,
        Product,
        Child,
        LinkType,
        Media,
        BundleOptionInterfaceChild,
    ],
    tools={
        "get_link_overview": Tool(get_link_overview, read_only=True),
        "list_option_types": Tool(list_option_types, read_only=True),
        "list_bundle_product_children": Tool(list_bundle_product_children, read_only=True),
        "list_bundle_option_interfaces": Tool(list_bundle_option_interfaces, read_only=True),
        "get_bundle_option_interface": Tool(get_bundle_option_interface, read_only=True),
        "remove_child_from_bundle_option_interface": Tool(remove_child_from_bundle_option_interface),
        "delete_bundle_option_interface": Tool(delete_bundle_option_interface),
        "list_products": Tool(list_products, read_only=True),
        "get_product": Tool(get_product, read_only=True),
        "list_children": Tool(list_children, read_only=True),
        "create_child": Tool(create_child),
        "delete_child": Tool(delete_child),
        "list_link_types": Tool(list_link_types, read_only=True),
        "list_media": Tool(list_media, read_only=True),
        "get_media": Tool(get_media, read_only=True),
        "create_media": Tool(create_media),
        "update_media": Tool(update_media),
        "delete_media": Tool(delete_media),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
