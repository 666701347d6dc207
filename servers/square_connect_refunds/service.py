"""Square Connect: refunds: keeps locations, orders, adjustments, refunds and payments."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import money, total
from .runtime import Database, JsonList, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Square Connect: refunds. Keeps locations, orders, adjustments, refunds and payments.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can cancel a refund only while it is pending or in progress.
- Creating a refund can be refused: that is more than what is left to be refunded of the order; that is more than what \
is left to be refunded of the payment.
- Updating an order can be refused: the order has refunds of more than that.
- A refund's status goes from pending to canceled, and from in progress to canceled.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Adjustment(Table, table=True):
    """An adjustment."""

    __tablename__ = "adjustments"
    __table_args__ = (CheckConstraint("adjustment_group_from_state IN ('IN_STOCK', 'SOLD', 'COMPOSED')"),)

    adjustment_id: str = Field(primary_key=True)
    name: str | None = None
    adjustment_group_from_state: str
    location_id: str | None = Field(default=None, foreign_key="locations.location_id", ondelete="SET NULL", index=True)
    quantity: str | None = None
    refund_id: str | None = Field(default=None, foreign_key="refunds.refund_id", ondelete="SET NULL", index=True)
    created_at: str


class Location(Table, table=True):
    """A location."""

    __tablename__ = "locations"

    location_id: str = Field(primary_key=True)
    name: str
    capabilities: list[str] = Field(sa_type=JsonList())
    country: str | None = None
    currency: str | None = None
    description: str | None = None
    phone_number: str | None = None
    type: str | None = None


class Refund(Table, table=True):
    """A refund."""

    __tablename__ = "refunds"
    __table_args__ = (CheckConstraint("status IN ('PENDING', 'IN_PROGRESS', 'CANCELED', 'COMPLETED')"),)

    refund_id: str = Field(primary_key=True)
    amount_money: Decimal = Field(sa_type=Money(2))
    cancel_reason: str | None = None
    deadline_duration: str | None = None
    location_id: str | None = Field(default=None, foreign_key="locations.location_id", ondelete="SET NULL", index=True)
    order_id: str | None = Field(default=None, foreign_key="orders.order_id", ondelete="SET NULL", index=True)
    payment_id: str = Field(foreign_key="payments.payment_id", ondelete="CASCADE", index=True)
    reason: str | None = None
    status: str
    app_fee_money: Decimal | None = Field(default=None, sa_type=Money(2))
    processing_fee_money: Decimal | None = Field(default=None, sa_type=Money(2))
    created_at: str
    updated_at: str


class Order(Table, table=True):
    """An order."""

    __tablename__ = "orders"

    order_id: str = Field(primary_key=True)
    discount_names: list[str] = Field(sa_type=JsonList())
    fulfillment_types: list[str] = Field(sa_type=JsonList())
    location_id: str = Field(foreign_key="locations.location_id", ondelete="CASCADE", index=True)
    reference_id: str | None = None
    rounding_adjustment_id: str | None = Field(
        default=None, foreign_key="adjustments.adjustment_id", ondelete="SET NULL", index=True
    )
    state: str | None = None
    total_discount_money: Decimal | None = Field(default=None, sa_type=Money(2))
    total_money: Decimal | None = Field(default=None, sa_type=Money(2))
    total_service_charge_money: Decimal | None = Field(default=None, sa_type=Money(2))
    total_tax_money: Decimal | None = Field(default=None, sa_type=Money(2))
    total_tip_money: Decimal | None = Field(default=None, sa_type=Money(2))


class Payment(Table, table=True):
    """A payment."""

    __tablename__ = "payments"
    __table_args__ = (CheckConstraint("card_avs_status IN ('AVS_ACCEPTED', 'AVS_REJECTED', 'AVS_NOT_CHECKED')"),)

    payment_id: str = Field(primary_key=True)
    note: str | None = None
    amount_money: Decimal = Field(sa_type=Money(2))
    card_avs_status: str
    location_id: str | None = Field(default=None, foreign_key="locations.location_id", ondelete="SET NULL", index=True)
    order_id: str | None = Field(default=None, foreign_key="orders.order_id", ondelete="SET NULL", index=True)
    tip_money: Decimal | None = Field(default=None, sa_type=Money(2))
    source_id: str


# --- views --------------------------------------------------------------------------------------------------------


class AdjustmentShort(TypedDict):
    """An adjustment in the view `short`."""

    adjustment_id: str
    name: str | None
    adjustment_group_from_state: str
    location_id: str | None
    quantity: str | None
    refund_id: str | None
    created_at: str


def adjustment_short(adjustment: Adjustment) -> AdjustmentShort:
    """An adjustment in the view `short`."""
    return {
        "adjustment_id": adjustment.adjustment_id,
        "name": adjustment.name,
        "adjustment_group_from_state": adjustment.adjustment_group_from_state,
        "location_id": adjustment.location_id,
        "quantity": adjustment.quantity,
        "refund_id": adjustment.refund_id,
        "created_at": adjustment.created_at,
    }


class AdjustmentFull(AdjustmentShort):
    """An adjustment in the view `full`."""


def adjustment_full(adjustment: Adjustment) -> AdjustmentFull:
    """An adjustment in the view `full`."""
    return adjustment_short(adjustment)


class LocationShort(TypedDict):
    """A location in the view `short`."""

    location_id: str
    name: str
    country: str | None
    currency: str | None
    description: str | None
    phone_number: str | None
    type: str | None


def location_short(location: Location) -> LocationShort:
    """A location in the view `short`."""
    return {
        "location_id": location.location_id,
        "name": location.name,
        "country": location.country,
        "currency": location.currency,
        "description": location.description,
        "phone_number": location.phone_number,
        "type": location.type,
    }


class LocationFull(LocationShort):
    """A location in the view `full`."""

    capabilities: list[str]


def location_full(location: Location) -> LocationFull:
    """A location in the view `full`."""
    return {**location_short(location), "capabilities": location.capabilities}


class RefundShort(TypedDict):
    """A refund in the view `short`."""

    refund_id: str
    amount_money: Decimal
    location_id: str | None
    payment_id: str
    status: str
    app_fee_money: Decimal | None
    processing_fee_money: Decimal | None


def refund_short(refund: Refund) -> RefundShort:
    """A refund in the view `short`."""
    return {
        "refund_id": refund.refund_id,
        "amount_money": refund.amount_money,
        "location_id": refund.location_id,
        "payment_id": refund.payment_id,
        "status": refund.status,
        "app_fee_money": refund.app_fee_money,
        "processing_fee_money": refund.processing_fee_money,
    }


class RefundFull(RefundShort):
    """A refund in the view `full`."""

    cancel_reason: str | None
    deadline_duration: str | None
    order_id: str | None
    reason: str | None
    created_at: str
    updated_at: str


def refund_full(refund: Refund) -> RefundFull:
    """A refund in the view `full`."""
    return {
        **refund_short(refund),
        "cancel_reason": refund.cancel_reason,
        "deadline_duration": refund.deadline_duration,
        "order_id": refund.order_id,
        "reason": refund.reason,
        "created_at": refund.created_at,
        "updated_at": refund.updated_at,
    }


class OrderShort(TypedDict):
    """An order in the view `short`."""

    order_id: str
    location_id: str
    total_discount_money: Decimal | None
    total_money: Decimal | None
    total_service_charge_money: Decimal | None
    total_tax_money: Decimal | None
    total_tip_money: Decimal | None


def order_short(order: Order) -> OrderShort:
    """An order in the view `short`."""
    return {
        "order_id": order.order_id,
        "location_id": order.location_id,
        "total_discount_money": order.total_discount_money,
        "total_money": order.total_money,
        "total_service_charge_money": order.total_service_charge_money,
        "total_tax_money": order.total_tax_money,
        "total_tip_money": order.total_tip_money,
    }


class OrderFull(OrderShort):
    """An order in the view `full`."""

    discount_names: list[str]
    fulfillment_types: list[str]
    reference_id: str | None
    rounding_adjustment_id: str | None
    state: str | None


def order_full(order: Order) -> OrderFull:
    """An order in the view `full`."""
    return {
        **order_short(order),
        "discount_names": order.discount_names,
        "fulfillment_types": order.fulfillment_types,
        "reference_id": order.reference_id,
        "rounding_adjustment_id": order.rounding_adjustment_id,
        "state": order.state,
    }


class PaymentShort(TypedDict):
    """A payment in the view `short`."""

    payment_id: str
    note: str | None
    amount_money: Decimal
    card_avs_status: str
    location_id: str | None
    order_id: str | None
    tip_money: Decimal | None


def payment_short(payment: Payment) -> PaymentShort:
    """A payment in the view `short`."""
    return {
        "payment_id": payment.payment_id,
        "note": payment.note,
        "amount_money": payment.amount_money,
        "card_avs_status": payment.card_avs_status,
        "location_id": payment.location_id,
        "order_id": payment.order_id,
        "tip_money": payment.tip_money,
    }


class PaymentFull(PaymentShort):
    """A payment in the view `full`."""

    source_id: str


def payment_full(payment: Payment) -> PaymentFull:
    """A payment in the view `full`."""
    return {**payment_short(payment), "source_id": payment.source_id}


# --- tools --------------------------------------------------------------------------------------------------------


class ListAdjustments(TypedDict):
    """What `list_adjustments` returns."""

    adjustments: list[AdjustmentShort]
    next_cursor: str | None


def list_adjustments(
    db: Database,
    /,
    *,
    adjustment_group_from_state: Literal["IN_STOCK", "SOLD", "COMPOSED"] | None = None,
    location_id: str | None = None,
    refund_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListAdjustments:
    """List the adjustments, optionally by adjustment group from state, location or refund."""
    query = db.query(Adjustment)
    if adjustment_group_from_state is not None:
        query.where("adjustment_group_from_state = ?", adjustment_group_from_state)
    if location_id is not None:
        query.where("location_id IS ?", location_id)
    if refund_id is not None:
        query.where("refund_id IS ?", refund_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"adjustments": [adjustment_short(adjustment) for adjustment in page.rows], "next_cursor": page.next_cursor}


class GetAdjustment(TypedDict):
    """What `get_adjustment` returns."""

    adjustment: AdjustmentFull


def get_adjustment(db: Database, /, *, adjustment_id: str) -> GetAdjustment:
    """Show an adjustment with all its details."""
    adjustment = db.find(Adjustment, adjustment_id) or fail("adjustment_not_found", adjustment_id=adjustment_id)
    return {"adjustment": adjustment_full(adjustment)}


class ListLocations(TypedDict):
    """What `list_locations` returns."""

    locations: list[LocationShort]
    next_cursor: str | None


def list_locations(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListLocations:
    """List the locations."""
    page = db.query(Location).page("name", limit=limit, cursor=cursor)
    return {"locations": [location_short(location) for location in page.rows], "next_cursor": page.next_cursor}


class GetLocation(TypedDict):
    """What `get_location` returns."""

    location: LocationFull


def get_location(db: Database, /, *, location_id: str) -> GetLocation:
    """Show a location with all its details."""
    location = db.find(Location, location_id) or fail("location_not_found", location_id=location_id)
    return {"location": location_full(location)}


class ListRefunds(TypedDict):
    """What `list_refunds` returns."""

    refunds: list[RefundShort]
    next_cursor: str | None


def list_refunds(
    db: Database,
    /,
    *,
    status: Literal["PENDING", "IN_PROGRESS", "CANCELED", "COMPLETED"] | None = None,
    end_time: str | None = None,
    location_id: str | None = None,
    order_id: str | None = None,
    payment_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListRefunds:
    """List the refunds, optionally by status, created time, location, order or payment."""
    query = db.query(Refund)
    if status is not None:
        query.where("status = ?", status)
    if end_time is not None:
        query.where("created_at <= ?", end_time)
    if location_id is not None:
        query.where("location_id IS ?", location_id)
    if order_id is not None:
        query.where("order_id IS ?", order_id)
    if payment_id is not None:
        query.where("payment_id = ?", payment_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"refunds": [refund_short(refund) for refund in page.rows], "next_cursor": page.next_cursor}


class RefundResult(TypedDict):
    """What `get_refund` and 2 other tools return."""

    refund: RefundFull


def get_refund(db: Database, /, *, refund_id: str) -> RefundResult:
    """Show a refund with all its details."""
    refund = db.find(Refund, refund_id) or fail("refund_not_found", refund_id=refund_id)
    return {"refund": refund_full(refund)}


def create_refund(
    db: Database,
    /,
    *,
    amount_money: Decimal,
    payment_id: str,
    cancel_reason: str | None = None,
    location_id: str | None = None,
    order_id: str | None = None,
    reason: str | None = None,
    status: Literal["PENDING", "IN_PROGRESS", "CANCELED", "COMPLETED"] = "PENDING",
    app_fee_money: Decimal | None = None,
) -> RefundResult:
    """Create a refund."""
    if location_id is not None and db.find(Location, location_id) is None:
        fail("location_not_found", location_id=location_id)
    if order_id is not None:
        order = db.find(Order, order_id) or fail("order_not_found", order_id=order_id)
    payment = db.find(Payment, payment_id) or fail("payment_not_found", payment_id=payment_id)
    amount_money_left = money(
        total(
            order.total_money if order.total_money is not None else money(0)
            for order in db.query(Order).where("order_id IS ?", order_id).all()
        )
    ) - money(
        total(
            refund.amount_money
            for refund in db.query(Refund).where("order_id IS ? AND status <> 'CANCELED'", order_id).all()
        )
    )
    if order_id is not None and amount_money > amount_money_left:
        fail("refund_exceeds_order")
    amount_money_left_of_payment = payment.amount_money - money(
        total(
            refund.amount_money
            for refund in db.query(Refund).where("payment_id = ? AND status <> 'CANCELED'", payment.payment_id).all()
        )
    )
    if amount_money > amount_money_left_of_payment:
        fail("refund_exceeds_payment")
    refund = db.insert(
        Refund,
        refund_id=f"REF-{db.next_number('refunds'):04d}",
        amount_money=amount_money,
        cancel_reason=cancel_reason,
        location_id=location_id,
        order_id=order_id,
        payment_id=payment_id,
        reason=reason,
        status=status,
        app_fee_money=app_fee_money,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"refund": refund_full(refund)}


def cancel_refund(db: Database, /, *, refund_id: str) -> RefundResult:
    """Cancel a refund that is pending or in progress."""
    refund = db.find(Refund, refund_id) or fail("refund_not_found", refund_id=refund_id)
    if refund.status == "CANCELED":
        fail("refund_already_cancelled", refund_id=refund.refund_id)
    if refund.status not in ("PENDING", "IN_PROGRESS"):
        fail("refund_not_pending_or_in_progress", refund_id=refund.refund_id, status=refund.status)
    db.update(refund, status="CANCELED", updated_at=db.now())
    return {"refund": refund_full(refund)}


class ListOrders(TypedDict):
    """What `list_orders` returns."""

    orders: list[OrderShort]
    next_cursor: str | None


def list_orders(
    db: Database,
    /,
    *,
    location_id: str | None = None,
    rounding_adjustment_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListOrders:
    """List the orders, optionally by location or rounding adjustment."""
    query = db.query(Order)
    if location_id is not None:
        query.where("location_id = ?", location_id)
    if rounding_adjustment_id is not None:
        query.where("rounding_adjustment_id IS ?", rounding_adjustment_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"orders": [order_short(order) for order in page.rows], "next_cursor": page.next_cursor}


class OrderResult(TypedDict):
    """What `get_order` and `update_order` return."""

    order: OrderFull


def get_order(db: Database, /, *, order_id: str) -> OrderResult:
    """Show an order with all its details."""
    order = db.find(Order, order_id) or fail("order_not_found", order_id=order_id)
    return {"order": order_full(order)}


def update_order(
    db: Database,
    /,
    *,
    order_id: str,
    discount_names: list[str] | None = None,
    location_id: str | None = None,
    rounding_adjustment_id: str | None = None,
    state: str | None = None,
    total_discount_money: Decimal | None = None,
    total_money: Decimal | None = None,
    total_tax_money: Decimal | None = None,
    total_tip_money: Decimal | None = None,
    clear: list[
        Literal[
            "rounding_adjustment_id",
            "state",
            "total_discount_money",
            "total_money",
            "total_tax_money",
            "total_tip_money",
        ]
    ]
    | None = None,
) -> OrderResult:
    """Change an order, for example its location, rounding adjustment, total money or total discount money."""
    changes = given(
        clear,
        discount_names=discount_names,
        location_id=location_id,
        rounding_adjustment_id=rounding_adjustment_id,
        state=state,
        total_discount_money=total_discount_money,
        total_money=total_money,
        total_tax_money=total_tax_money,
        total_tip_money=total_tip_money,
    )
    order = db.find(Order, order_id) or fail("order_not_found", order_id=order_id)
    if location_id is not None and db.find(Location, location_id) is None:
        fail("location_not_found", location_id=location_id)
    if rounding_adjustment_id is not None and db.find(Adjustment, rounding_adjustment_id) is None:
        fail("rounding_adjustment_not_found", rounding_adjustment_id=rounding_adjustment_id)
    if (
        total_money is not None
        and money(
            total(
                refund.amount_money
                for refund in db.query(Refund).where("order_id IS ? AND status <> 'CANCELED'", order.order_id).all()
            )
        )
        > total_money
    ):
        fail("order_below_refunds", order_id=order.order_id)
    if not changes:
        fail("nothing_to_change")
    db.update(order, **changes)
    return {"order": order_full(order)}


class ListPayments(TypedDict):
    """What `list_payments` returns."""

    payments: list[PaymentShort]
    next_cursor: str | None


def list_payments(
    db: Database,
    /,
    *,
    location_id: str | None = None,
    card_avs_status: Literal["AVS_ACCEPTED", "AVS_REJECTED", "AVS_NOT_CHECKED"] | None = None,
    order_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListPayments:
    """List the payments, optionally by location, card avs status or order."""
    query = db.query(Payment)
    if location_id is not None:
        query.where("location_id IS ?", location_id)
    if card_avs_status is not None:
        query.where("card_avs_status = ?", card_avs_status)
    if order_id is not None:
        query.where("order_id IS ?", order_id)
    page = query.page("note", limit=limit, cursor=cursor)
    return {"payments": [payment_short(payment) for payment in page.rows], "next_cursor": page.next_cursor}


class GetPayment(TypedDict):
    """What `get_payment` returns."""

    payment: PaymentFull


def get_payment(db: Database, /, *, payment_id: str) -> GetPayment:
    """Show a payment with all its details."""
    payment = db.find(Payment, payment_id) or fail("payment_not_found", payment_id=payment_id)
    return {"payment": payment_full(payment)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "adjustment_not_found": "There is no adjustment {adjustment_id}. List the adjustments to see which there are.",
    "location_not_found": "There is no location {location_id}. List the locations to see which there are.",
    "order_not_found": "There is no order {order_id}. List the orders to see which there are.",
    "payment_not_found": "There is no payment {payment_id}. List the payments to see which there are.",
    "refund_already_cancelled": "Refund {refund_id} is already cancelled.",
    "refund_not_found": "There is no refund {refund_id}. List the refunds to see which there are.",
    "refund_not_pending_or_in_progress": (
        "Refund {refund_id} is {status}. This needs a refund that is pending or in progress."
    ),
    "rounding_adjustment_not_found": (
        "There is no rounding adjustment {rounding_adjustment_id}. List the adjustments to see which there are."
    ),
    "refund_exceeds_order": (
        "That is more than what is left to be refunded of the order. Give a smaller amount "
        "money, or look at what has been refunded already."
    ),
    "order_below_refunds": "Order {order_id} has refunds of more than that. Give a larger total money.",
    "refund_exceeds_payment": (
        "That is more than what is left to be refunded of the payment. Give a smaller amount "
        "money, or look at what has been refunded already."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="square_connect_refunds",
    folder=Path(__file__).parent,
    tables=[Adjustment, Location, Refund, Order, Payment],
    tools={
        "list_adjustments": Tool(list_adjustments, read_only=True),
        "get_adjustment": Tool(get_adjustment, read_only=True),
        "list_locations": Tool(list_locations, read_only=True),
        "get_location": Tool(get_location, read_only=True),
        "list_refunds": Tool(list_refunds, read_only=True),
        "get_refund": Tool(get_refund, read_only=True),
        "create_refund": Tool(create_refund, money={"amount_money": 2, "app_fee_money": 2}),
        "cancel_refund": Tool(cancel_refund),
        "list_orders": Tool(list_orders, read_only=True),
        "get_order": Tool(get_order, read_only=True),
        "update_order": Tool(
            update_order,
            money={"total_discount_money": 2, "total_money": 2, "total_tax_money": 2, "total_tip_money": 2},
        ),
        "list_payments": Tool(list_payments, read_only=True),
        "get_payment": Tool(get_payment, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
