"""ShipEngine: warehouses: keeps webhooks, warehouses and service points."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, valid_email, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
ShipEngine: warehouses. Keeps webhooks, warehouses and service points.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating or updating a webhook can be refused: that URL is not the address of a web page.
- The name must not be blank.
- Creating or updating a warehouse can be refused: that origin address email is not an email address; that return \
address email is not an email address.
- Two webhooks cannot have the same URL.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Webhook(Table, table=True):
    """A webhook."""

    __tablename__ = "webhooks"
    __table_args__ = (
        CheckConstraint(
            "event IN ('batch', 'carrier_connected', 'order_source_refresh_complete', 'rate', "
            "'report_complete', 'sales_orders_imported', 'track')"
        ),
        UniqueConstraint("url"),
    )

    webhook_id: str = Field(primary_key=True)
    url: str
    event: str


class ServicePoint(Table, table=True):
    """A service point."""

    __tablename__ = "service_points"
    __table_args__ = (CheckConstraint("type IN ('pudo', 'locker')"),)

    service_point_id: str = Field(primary_key=True)
    company_name: str | None = None
    address_line1: str | None = None
    carrier_code: str | None = None
    city_locality: str | None = None
    features: list[str] = Field(sa_type=JsonList())
    lat: float | None = None
    long: float | None = None
    phone_number: str | None = None
    type: str


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


class WebhookShort(TypedDict):
    """A webhook in the view `short`."""

    webhook_id: str
    url: str
    event: str


def webhook_short(webhook: Webhook) -> WebhookShort:
    """A webhook in the view `short`."""
    return {"webhook_id": webhook.webhook_id, "url": webhook.url, "event": webhook.event}


class WebhookFull(WebhookShort):
    """A webhook in the view `full`."""


def webhook_full(webhook: Webhook) -> WebhookFull:
    """A webhook in the view `full`."""
    return webhook_short(webhook)


class ServicePointShort(TypedDict):
    """A service point in the view `short`."""

    service_point_id: str
    company_name: str | None
    address_line1: str | None
    carrier_code: str | None
    city_locality: str | None
    lat: float | None
    type: str


def service_point_short(service_point: ServicePoint) -> ServicePointShort:
    """A service point in the view `short`."""
    return {
        "service_point_id": service_point.service_point_id,
        "company_name": service_point.company_name,
        "address_line1": service_point.address_line1,
        "carrier_code": service_point.carrier_code,
        "city_locality": service_point.city_locality,
        "lat": service_point.lat,
        "type": service_point.type,
    }


class ServicePointFull(ServicePointShort):
    """A service point in the view `full`."""

    features: list[str]
    long: float | None
    phone_number: str | None


def service_point_full(service_point: ServicePoint) -> ServicePointFull:
    """A service point in the view `full`."""
    return {
        **service_point_short(service_point),
        "features": service_point.features,
        "long": service_point.long,
        "phone_number": service_point.phone_number,
    }


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


class ListWebhooks(TypedDict):
    """What `list_webhooks` returns."""

    webhooks: list[WebhookShort]
    next_cursor: str | None


def list_webhooks(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListWebhooks:
    """List the webhooks."""
    page = db.query(Webhook).page("url", limit=limit, cursor=cursor)
    return {"webhooks": [webhook_short(webhook) for webhook in page.rows], "next_cursor": page.next_cursor}


class WebhookResult(TypedDict):
    """What `get_webhook` and 2 other tools return."""

    webhook: WebhookFull


def get_webhook(db: Database, /, *, webhook_id: str) -> WebhookResult:
    """Show a webhook with all its details."""
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    return {"webhook": webhook_full(webhook)}


def create_webhook(
    db: Database,
    /,
    *,
    url: str,
    event: Literal[
        "batch",
        "carrier_connected",
        "order_source_refresh_complete",
        "rate",
        "report_complete",
        "sales_orders_imported",
        "track",
    ],
) -> WebhookResult:
    """Create a webhook."""
    if not (starts_with(url, "https://") or starts_with(url, "http://")):
        fail("url_invalid", url=url)
    webhook = db.insert(Webhook, webhook_id=f"WEB-{db.next_number('webhooks'):04d}", url=url, event=event)
    return {"webhook": webhook_full(webhook)}


def update_webhook(db: Database, /, *, webhook_id: str, url: str | None = None) -> WebhookResult:
    """Change the URL of a webhook."""
    changes = given(None, url=url)
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    if not (url is None or (starts_with(url, "https://") or starts_with(url, "http://"))):
        fail("url_invalid", url=url)
    if not changes:
        fail("nothing_to_change")
    db.update(webhook, **changes)
    return {"webhook": webhook_full(webhook)}


class DeleteWebhook(TypedDict):
    """What `delete_webhook` returns."""

    webhook_id: str


def delete_webhook(db: Database, /, *, webhook_id: str) -> DeleteWebhook:
    """Delete a webhook."""
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    db.delete(webhook)
    return {"webhook_id": webhook_id}


class ListServicePoints(TypedDict):
    """What `list_service_points` returns."""

    service_points: list[ServicePointShort]
    next_cursor: str | None


def list_service_points(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListServicePoints:
    """List the service points."""
    page = db.query(ServicePoint).page("company_name", limit=limit, cursor=cursor)
    return {
        "service_points": [service_point_short(service_point) for service_point in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetServicePoint(TypedDict):
    """What `get_service_point` returns."""

    service_point: ServicePointFull


def get_service_point(db: Database, /, *, service_point_id: str) -> GetServicePoint:
    """Show a service point with all its details."""
    service_point = db.find(ServicePoint, service_point_id)
    if service_point is None:
        fail("service_point_not_found", service_point_id=service_point_id)
    return {"service_point": service_point_full(service_point)}


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
    "service_point_not_found": (
        "There is no service point {service_point_id}. List the service points to see which there are."
    ),
    "warehouse_not_found": "There is no warehouse {warehouse_id}. List the warehouses to see which there are.",
    "webhook_not_found": "There is no webhook {webhook_id}. List the webhooks to see which there are.",
    "webhook_url_taken": "There is already a webhook with the URL {url}. Choose another URL.",
    "url_invalid": "The URL {url} is not the address of a web page. Write one that begins with https://.",
    "name_blank": "The name must not be blank. Give it some words.",
    "origin_address_email_invalid": (
        "The origin address email {origin_address_email} is not an email address. Write one such as name@example.com."
    ),
    "return_address_email_invalid": (
        "The return address email {return_address_email} is not an email address. Write one such as name@example.com."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="shipengine_warehouses",
    folder=Path(__file__).parent,
    tables=[Webhook, ServicePoint, Warehouse],
    tools={
        "list_webhooks": Tool(list_webhooks, read_only=True),
        "get_webhook": Tool(get_webhook, read_only=True),
        "create_webhook": Tool(create_webhook),
        "update_webhook": Tool(update_webhook),
        "delete_webhook": Tool(delete_webhook),
        "list_service_points": Tool(list_service_points, read_only=True),
        "get_service_point": Tool(get_service_point, read_only=True),
        "list_warehouses": Tool(list_warehouses, read_only=True),
        "get_warehouse": Tool(get_warehouse, read_only=True),
        "create_warehouse": Tool(create_warehouse),
        "update_warehouse": Tool(update_warehouse),
        "delete_warehouse": Tool(delete_warehouse),
    },
    faults=FAULTS,
    unique_faults={
        "webhooks.url": "webhook_url_taken",
    },
    instructions=INSTRUCTIONS,
)
