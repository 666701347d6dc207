"""ShipEngine: webhooks: keeps webhooks, settings, service points and balance."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, valid_email
from .runtime import Database, JsonList, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
ShipEngine: webhooks. Keeps webhooks, settings, service points and balance.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- When updating the settings, Write one such as name@example.com.
- When creating or updating a webhook, Write one that begins with https://.
- Two webhooks cannot have the same URL.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Settings(Table, table=True):
    """The settings."""

    __tablename__ = "settings"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint(
            "pickup_type IN ('none', 'regular_pickup', 'request_courier', 'drop_box', "
            "'business_service_center', 'station')"
        ),
        CheckConstraint(
            "smart_post_endorsement IN ('none', 'return_service_requested', "
            "'forwarding_service_requested', 'address_service_requested', "
            "'change_service_requested', 'leave_if_no_response')"
        ),
        CheckConstraint(
            "mail_innovations_endorsement IN ('none', 'return_service_requested', "
            "'forwarding_service_requested', 'address_service_requested', "
            "'change_service_requested', 'leave_if_no_response')"
        ),
    )

    id: int = Field(primary_key=True)
    is_primary_account: bool
    nickname: str | None = None
    pickup_type: str | None = None
    smart_post_endorsement: str | None = None
    smart_post_hub: str | None = None
    account_postal_code: str | None = None
    invoice_amount: Decimal | None = Field(default=None, sa_type=Money(2))
    invoice_currency_code: str | None = None
    invoice_date: str | None = None
    invoice_number: str | None = None
    mail_innovations_cost_center: Decimal | None = Field(default=None, sa_type=Money(2))
    mail_innovations_endorsement: str | None = None
    use_consolidation_services: bool
    email: str | None = None


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


class Balance(Table, table=True):
    """The balance."""

    __tablename__ = "balances"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    amount: Decimal = Field(sa_type=Money(2))
    currency: str


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


# --- views --------------------------------------------------------------------------------------------------------


class SettingsFull(TypedDict):
    """A settings in the view `full`."""

    is_primary_account: bool
    nickname: str | None
    pickup_type: str | None
    smart_post_endorsement: str | None
    smart_post_hub: str | None
    account_postal_code: str | None
    invoice_amount: Decimal | None
    invoice_currency_code: str | None
    invoice_date: str | None
    invoice_number: str | None
    mail_innovations_cost_center: Decimal | None
    mail_innovations_endorsement: str | None
    use_consolidation_services: bool
    email: str | None


def settings_full(settings: Settings) -> SettingsFull:
    """A settings in the view `full`."""
    return {
        "is_primary_account": settings.is_primary_account,
        "nickname": settings.nickname,
        "pickup_type": settings.pickup_type,
        "smart_post_endorsement": settings.smart_post_endorsement,
        "smart_post_hub": settings.smart_post_hub,
        "account_postal_code": settings.account_postal_code,
        "invoice_amount": settings.invoice_amount,
        "invoice_currency_code": settings.invoice_currency_code,
        "invoice_date": settings.invoice_date,
        "invoice_number": settings.invoice_number,
        "mail_innovations_cost_center": settings.mail_innovations_cost_center,
        "mail_innovations_endorsement": settings.mail_innovations_endorsement,
        "use_consolidation_services": settings.use_consolidation_services,
        "email": settings.email,
    }


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


class BalanceFull(TypedDict):
    """A balance in the view `full`."""

    amount: Decimal
    currency: str


def balance_full(balance: Balance) -> BalanceFull:
    """A balance in the view `full`."""
    return {"amount": balance.amount, "currency": balance.currency}


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


# --- tools --------------------------------------------------------------------------------------------------------


class SettingsResult(TypedDict):
    """What `get_settings` and `update_settings` return."""

    settings: SettingsFull


def get_settings(db: Database, /) -> SettingsResult:
    """Show the settings."""
    settings = db.get(Settings, 1)
    return {"settings": settings_full(settings)}


def update_settings(
    db: Database,
    /,
    *,
    nickname: str | None = None,
    pickup_type: Literal["none", "regular_pickup", "request_courier", "drop_box", "business_service_center", "station"]
    | None = None,
    smart_post_endorsement: Literal[
        "none",
        "return_service_requested",
        "forwarding_service_requested",
        "address_service_requested",
        "change_service_requested",
        "leave_if_no_response",
    ]
    | None = None,
    invoice_amount: Decimal | None = None,
    invoice_date: str | None = None,
    mail_innovations_cost_center: Decimal | None = None,
    mail_innovations_endorsement: Literal[
        "none",
        "return_service_requested",
        "forwarding_service_requested",
        "address_service_requested",
        "change_service_requested",
        "leave_if_no_response",
    ]
    | None = None,
    email: str | None = None,
    clear: list[
        Literal[
            "nickname",
            "pickup_type",
            "smart_post_endorsement",
            "invoice_amount",
            "invoice_date",
            "mail_innovations_cost_center",
            "mail_innovations_endorsement",
            "email",
        ]
    ]
    | None = None,
) -> SettingsResult:
    """Change the settings, for example the invoice amount, pickup type, email or nickname."""
    changes = given(
        clear,
        nickname=nickname,
        pickup_type=pickup_type,
        smart_post_endorsement=smart_post_endorsement,
        invoice_amount=invoice_amount,
        invoice_date=invoice_date,
        mail_innovations_cost_center=mail_innovations_cost_center,
        mail_innovations_endorsement=mail_innovations_endorsement,
        email=email,
    )
    settings = db.get(Settings, 1)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not changes:
        fail("nothing_to_change")
    db.update(settings, **changes)
    return {"settings": settings_full(settings)}


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


class GetBalance(TypedDict):
    """What `get_balance` returns."""

    balance: BalanceFull


def get_balance(db: Database, /) -> GetBalance:
    """Show the balance."""
    balance = db.get(Balance, 1)
    return {"balance": balance_full(balance)}


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


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "service_point_not_found": (
        "There is no service point {service_point_id}. List the service points to see which there are."
    ),
    "webhook_not_found": "There is no webhook {webhook_id}. List the webhooks to see which there are.",
    "webhook_url_taken": "There is already a webhook with the URL {url}. Choose another URL.",
    "email_invalid": "{email} is no email address. Write one such as name@example.com.",
    "url_invalid": "{url} is no address of a page. Write one that begins with https://.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="shipengine_webhooks",
    folder=Path(__file__).parent,
    tables=[Settings, Webhook, Balance, ServicePoint],
    tools={
        "get_settings": Tool(get_settings, read_only=True),
        "update_settings": Tool(update_settings, money={"invoice_amount": 2, "mail_innovations_cost_center": 2}),
        "list_webhooks": Tool(list_webhooks, read_only=True),
        "get_webhook": Tool(get_webhook, read_only=True),
        "create_webhook": Tool(create_webhook),
        "update_webhook": Tool(update_webhook),
        "delete_webhook": Tool(delete_webhook),
        "get_balance": Tool(get_balance, read_only=True),
        "list_service_points": Tool(list_service_points, read_only=True),
        "get_service_point": Tool(get_service_point, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "webhooks.url": "webhook_url_taken",
    },
    instructions=INSTRUCTIONS,
)
