"""ShipEngine: warehouses: keeps images, warehouses and account settings."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
ShipEngine: warehouses. Keeps images, warehouses and account settings.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- When creating or updating a warehouse, Write one such as name@example.com.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class AccountSettings(Table, table=True):
    """The account settings."""

    __tablename__ = "account_settings"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("default_label_layout IN ('4x6', 'Letter')"),
    )

    id: int = Field(primary_key=True)
    default_label_layout: str


class Image(Table, table=True):
    """An image."""

    __tablename__ = "images"
    __table_args__ = (CheckConstraint("image_content_type IN ('image/png', 'image/jpeg')"),)

    image_id: str = Field(primary_key=True)
    name: str
    image_content_type: str
    image_data: str
    is_default: bool
    created_at: str
    modified_at: str


class Warehouse(Table, table=True):
    """A warehouse."""

    __tablename__ = "warehouses"

    warehouse_id: str = Field(primary_key=True)
    name: str
    is_default: bool
    origin_address_email: str
    return_address_email: str | None = None
    created_at: str


# --- views --------------------------------------------------------------------------------------------------------


class AccountSettingsFull(TypedDict):
    """An account settings in the view `full`."""

    default_label_layout: str


def account_settings_full(account_settings: AccountSettings) -> AccountSettingsFull:
    """An account settings in the view `full`."""
    return {"default_label_layout": account_settings.default_label_layout}


class ImageShort(TypedDict):
    """An image in the view `short`."""

    image_id: str
    name: str
    image_content_type: str
    image_data: str
    is_default: bool
    created_at: str
    modified_at: str


def image_short(image: Image) -> ImageShort:
    """An image in the view `short`."""
    return {
        "image_id": image.image_id,
        "name": image.name,
        "image_content_type": image.image_content_type,
        "image_data": image.image_data,
        "is_default": image.is_default,
        "created_at": image.created_at,
        "modified_at": image.modified_at,
    }


class ImageFull(ImageShort):
    """An image in the view `full`."""


def image_full(image: Image) -> ImageFull:
    """An image in the view `full`."""
    return image_short(image)


class WarehouseShort(TypedDict):
    """A warehouse in the view `short`."""

    warehouse_id: str
    name: str
    is_default: bool
    origin_address_email: str
    return_address_email: str | None
    created_at: str


def warehouse_short(warehouse: Warehouse) -> WarehouseShort:
    """A warehouse in the view `short`."""
    return {
        "warehouse_id": warehouse.warehouse_id,
        "name": warehouse.name,
        "is_default": warehouse.is_default,
        "origin_address_email": warehouse.origin_address_email,
        "return_address_email": warehouse.return_address_email,
        "created_at": warehouse.created_at,
    }


class WarehouseFull(WarehouseShort):
    """A warehouse in the view `full`."""


def warehouse_full(warehouse: Warehouse) -> WarehouseFull:
    """A warehouse in the view `full`."""
    return warehouse_short(warehouse)


# --- tools --------------------------------------------------------------------------------------------------------


class GetAccountSettings(TypedDict):
    """What `get_account_settings` returns."""

    account_settings: AccountSettingsFull


def get_account_settings(db: Database, /) -> GetAccountSettings:
    """Show the account settings."""
    account_settings = db.get(AccountSettings, 1)
    return {"account_settings": account_settings_full(account_settings)}


class ListImages(TypedDict):
    """What `list_images` returns."""

    images: list[ImageShort]
    next_cursor: str | None


def list_images(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListImages:
    """List the images."""
    page = db.query(Image).page("-created_at", limit=limit, cursor=cursor)
    return {"images": [image_short(image) for image in page.rows], "next_cursor": page.next_cursor}


class ImageResult(TypedDict):
    """What `get_image` and 2 other tools return."""

    image: ImageFull


def get_image(db: Database, /, *, image_id: str) -> ImageResult:
    """Show an image with all its details."""
    image = db.find(Image, image_id) or fail("image_not_found", image_id=image_id)
    return {"image": image_full(image)}


def create_image(
    db: Database,
    /,
    *,
    name: str,
    image_content_type: Literal["image/png", "image/jpeg"],
    image_data: str,
    is_default: bool = False,
) -> ImageResult:
    """Create an image."""
    if len(words(name)) <= 0:
        fail("name_blank")
    image = db.insert(
        Image,
        image_id=f"IMAGE-{db.next_number('images'):04d}",
        name=name,
        image_content_type=image_content_type,
        image_data=image_data,
        is_default=is_default,
        created_at=db.now(),
        modified_at=db.now(),
    )
    return {"image": image_full(image)}


def update_image(
    db: Database,
    /,
    *,
    image_id: str,
    name: str | None = None,
    image_content_type: Literal["image/png", "image/jpeg"] | None = None,
    image_data: str | None = None,
    is_default: bool | None = None,
) -> ImageResult:
    """Change the name, image content type or image data of an image."""
    changes = given(
        None, name=name, image_content_type=image_content_type, image_data=image_data, is_default=is_default
    )
    image = db.find(Image, image_id) or fail("image_not_found", image_id=image_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(image, **changes, modified_at=db.now())
    return {"image": image_full(image)}


class DeleteImage(TypedDict):
    """What `delete_image` returns."""

    image_id: str


def delete_image(db: Database, /, *, image_id: str) -> DeleteImage:
    """Delete an image."""
    image = db.find(Image, image_id) or fail("image_not_found", image_id=image_id)
    db.delete(image)
    return {"image_id": image_id}


class ListWarehouses(TypedDict):
    """What `list_warehouses` returns."""

    warehouses: list[WarehouseShort]
    next_cursor: str | None


def list_warehouses(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListWarehouses:
    """List the warehouses."""
    page = db.query(Warehouse).page("-created_at", limit=limit, cursor=cursor)
    return {"warehouses": [warehouse_short(warehouse) for warehouse in page.rows], "next_cursor": page.next_cursor}


class WarehouseResult(TypedDict):
    """What `get_warehouse` and 2 other tools return."""

    warehouse: WarehouseFull


def get_warehouse(db: Database, /, *, warehouse_id: str) -> WarehouseResult:
    """Show a warehouse with all its details."""
    warehouse = db.find(Warehouse, warehouse_id) or fail("warehouse_not_found", warehouse_id=warehouse_id)
    return {"warehouse": warehouse_full(warehouse)}


def create_warehouse(
    db: Database,
    /,
    *,
    name: str,
    origin_address_email: str,
    is_default: bool = False,
    return_address_email: str | None = None,
) -> WarehouseResult:
    """Create a warehouse."""
    if len(words(name)) <= 0:
        fail("name_blank")
    if not valid_email(origin_address_email):
        fail("origin_address_email_invalid", origin_address_email=origin_address_email)
    if not (return_address_email is None or valid_email(return_address_email)):
        fail("return_address_email_invalid", return_address_email=return_address_email)
    warehouse = db.insert(
        Warehouse,
        warehouse_id=f"WAR-{db.next_number('warehouses'):04d}",
        name=name,
        is_default=is_default,
        origin_address_email=origin_address_email,
        return_address_email=return_address_email,
        created_at=db.now(),
    )
    return {"warehouse": warehouse_full(warehouse)}


def update_warehouse(
    db: Database,
    /,
    *,
    warehouse_id: str,
    name: str | None = None,
    is_default: bool | None = None,
    origin_address_email: str | None = None,
    return_address_email: str | None = None,
    clear: list[Literal["return_address_email"]] | None = None,
) -> WarehouseResult:
    """Change the name, origin address email or return address email of a warehouse."""
    changes = given(
        clear,
        name=name,
        is_default=is_default,
        origin_address_email=origin_address_email,
        return_address_email=return_address_email,
    )
    warehouse = db.find(Warehouse, warehouse_id) or fail("warehouse_not_found", warehouse_id=warehouse_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not (origin_address_email is None or valid_email(origin_address_email)):
        fail("origin_address_email_invalid", origin_address_email=origin_address_email)
    if not (return_address_email is None or valid_email(return_address_email)):
        fail("return_address_email_invalid", return_address_email=return_address_email)
    if not changes:
        fail("nothing_to_change")
    db.update(warehouse, **changes)
    return {"warehouse": warehouse_full(warehouse)}


class DeleteWarehouse(TypedDict):
    """What `delete_warehouse` returns."""

    warehouse_id: str


def delete_warehouse(db: Database, /, *, warehouse_id: str) -> DeleteWarehouse:
    """Delete a warehouse."""
    warehouse = db.find(Warehouse, warehouse_id) or fail("warehouse_not_found", warehouse_id=warehouse_id)
    db.delete(warehouse)
    return {"warehouse_id": warehouse_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "image_not_found": "There is no image {image_id}. List the images to see which there are.",
    "warehouse_not_found": "There is no warehouse {warehouse_id}. List the warehouses to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "origin_address_email_invalid": "{origin_address_email} is no email address. Write one such as name@example.com.",
    "return_address_email_invalid": "{return_address_email} is no email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="shipengine_warehouses",
    folder=Path(__file__).parent,
    tables=[AccountSettings, Image, Warehouse],
    tools={
        "get_account_settings": Tool(get_account_settings, read_only=True),
        "list_images": Tool(list_images, read_only=True),
        "get_image": Tool(get_image, read_only=True),
        "create_image": Tool(create_image),
        "update_image": Tool(update_image),
        "delete_image": Tool(delete_image),
        "list_warehouses": Tool(list_warehouses, read_only=True),
        "get_warehouse": Tool(get_warehouse, read_only=True),
        "create_warehouse": Tool(create_warehouse),
        "update_warehouse": Tool(update_warehouse),
        "delete_warehouse": Tool(delete_warehouse),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
