"""POS: tenders: keeps order types and tenders."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
POS: tenders. Keeps order types and tenders.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- The label must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class OrderType(Table, table=True):
    """An order type."""

    __tablename__ = "order_types"

    order_type_id: str = Field(primary_key=True)
    name: str
    created_by: str | None = None
    default: bool
    updated_by: str | None = None
    created_at: str
    updated_at: str


class Tender(Table, table=True):
    """A tender."""

    __tablename__ = "tenders"

    tender_id: str = Field(primary_key=True)
    label: str
    active: bool
    allows_tipping: bool
    created_by: str | None = None
    editable: bool
    hidden: bool
    key: str | None = None
    opens_cash_drawer: bool
    updated_by: str | None = None
    created_at: str
    updated_at: str


# --- views --------------------------------------------------------------------------------------------------------


class OrderTypeShort(TypedDict):
    """An order type in the view `short`."""

    order_type_id: str
    name: str
    created_by: str | None
    default: bool
    updated_by: str | None
    created_at: str
    updated_at: str


def order_type_short(order_type: OrderType) -> OrderTypeShort:
    """An order type in the view `short`."""
    return {
        "order_type_id": order_type.order_type_id,
        "name": order_type.name,
        "created_by": order_type.created_by,
        "default": order_type.default,
        "updated_by": order_type.updated_by,
        "created_at": order_type.created_at,
        "updated_at": order_type.updated_at,
    }


class OrderTypeFull(OrderTypeShort):
    """An order type in the view `full`."""


def order_type_full(order_type: OrderType) -> OrderTypeFull:
    """An order type in the view `full`."""
    return order_type_short(order_type)


class TenderShort(TypedDict):
    """A tender in the view `short`."""

    tender_id: str
    label: str
    active: bool
    allows_tipping: bool
    editable: bool
    hidden: bool
    opens_cash_drawer: bool


def tender_short(tender: Tender) -> TenderShort:
    """A tender in the view `short`."""
    return {
        "tender_id": tender.tender_id,
        "label": tender.label,
        "active": tender.active,
        "allows_tipping": tender.allows_tipping,
        "editable": tender.editable,
        "hidden": tender.hidden,
        "opens_cash_drawer": tender.opens_cash_drawer,
    }


class TenderFull(TenderShort):
    """A tender in the view `full`."""

    created_by: str | None
    key: str | None
    updated_by: str | None
    created_at: str
    updated_at: str


def tender_full(tender: Tender) -> TenderFull:
    """A tender in the view `full`."""
    return {
        **tender_short(tender),
        "created_by": tender.created_by,
        "key": tender.key,
        "updated_by": tender.updated_by,
        "created_at": tender.created_at,
        "updated_at": tender.updated_at,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListOrderTypes(TypedDict):
    """What `list_order_types` returns."""

    order_types: list[OrderTypeShort]
    next_cursor: str | None


def list_order_types(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListOrderTypes:
    """List the order types."""
    page = db.query(OrderType).page("-created_at", limit=limit, cursor=cursor)
    return {"order_types": [order_type_short(order_type) for order_type in page.rows], "next_cursor": page.next_cursor}


class OrderTypeResult(TypedDict):
    """What `get_order_type` and 2 other tools return."""

    order_type: OrderTypeFull


def get_order_type(db: Database, /, *, order_type_id: str) -> OrderTypeResult:
    """Show an order type with all its details."""
    order_type = db.find(OrderType, order_type_id) or fail("order_type_not_found", order_type_id=order_type_id)
    return {"order_type": order_type_full(order_type)}


def create_order_type(db: Database, /, *, name: str, default: bool = False) -> OrderTypeResult:
    """Create an order type."""
    if len(words(name)) <= 0:
        fail("name_blank")
    order_type = db.insert(
        OrderType,
        order_type_id=f"OT-{db.next_number('order_types'):04d}",
        name=name,
        default=default,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"order_type": order_type_full(order_type)}


def update_order_type(
    db: Database, /, *, order_type_id: str, name: str | None = None, default: bool | None = None
) -> OrderTypeResult:
    """Change the name of an order type."""
    changes = given(None, name=name, default=default)
    order_type = db.find(OrderType, order_type_id) or fail("order_type_not_found", order_type_id=order_type_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(order_type, **changes, updated_at=db.now())
    return {"order_type": order_type_full(order_type)}


class DeleteOrderType(TypedDict):
    """What `delete_order_type` returns."""

    order_type_id: str


def delete_order_type(db: Database, /, *, order_type_id: str) -> DeleteOrderType:
    """Delete an order type."""
    order_type = db.find(OrderType, order_type_id) or fail("order_type_not_found", order_type_id=order_type_id)
    db.delete(order_type)
    return {"order_type_id": order_type_id}


class ListTenders(TypedDict):
    """What `list_tenders` returns."""

    tenders: list[TenderShort]
    next_cursor: str | None


def list_tenders(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTenders:
    """List the tenders."""
    page = db.query(Tender).page("-created_at", limit=limit, cursor=cursor)
    return {"tenders": [tender_short(tender) for tender in page.rows], "next_cursor": page.next_cursor}


class TenderResult(TypedDict):
    """What `get_tender` and 2 other tools return."""

    tender: TenderFull


def get_tender(db: Database, /, *, tender_id: str) -> TenderResult:
    """Show a tender with all its details."""
    tender = db.find(Tender, tender_id) or fail("tender_not_found", tender_id=tender_id)
    return {"tender": tender_full(tender)}


def create_tender(
    db: Database,
    /,
    *,
    label: str,
    active: bool = True,
    allows_tipping: bool = True,
    editable: bool = False,
    hidden: bool = False,
    key: str | None = None,
    opens_cash_drawer: bool = True,
) -> TenderResult:
    """Create a tender."""
    if len(words(label)) <= 0:
        fail("label_blank")
    tender = db.insert(
        Tender,
        tender_id=f"TEN-{db.next_number('tenders'):04d}",
        label=label,
        active=active,
        allows_tipping=allows_tipping,
        editable=editable,
        hidden=hidden,
        key=key,
        opens_cash_drawer=opens_cash_drawer,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"tender": tender_full(tender)}


def update_tender(
    db: Database,
    /,
    *,
    tender_id: str,
    label: str | None = None,
    active: bool | None = None,
    allows_tipping: bool | None = None,
    editable: bool | None = None,
    hidden: bool | None = None,
    key: str | None = None,
    opens_cash_drawer: bool | None = None,
    clear: list[Literal["key"]] | None = None,
) -> TenderResult:
    """Change a tender, for example its label or key."""
    changes = given(
        clear,
        label=label,
        active=active,
        allows_tipping=allows_tipping,
        editable=editable,
        hidden=hidden,
        key=key,
        opens_cash_drawer=opens_cash_drawer,
    )
    tender = db.find(Tender, tender_id) or fail("tender_not_found", tender_id=tender_id)
    if label is not None and len(words(label)) <= 0:
        fail("label_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(tender, **changes, updated_at=db.now())
    return {"tender": tender_full(tender)}


class DeleteTender(TypedDict):
    """What `delete_tender` returns."""

    tender_id: str


def delete_tender(db: Database, /, *, tender_id: str) -> DeleteTender:
    """Delete a tender."""
    tender = db.find(Tender, tender_id) or fail("tender_not_found", tender_id=tender_id)
    db.delete(tender)
    return {"tender_id": tender_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "order_type_not_found": "There is no order type {order_type_id}. List the order types to see which there are.",
    "tender_not_found": "There is no tender {tender_id}. List the tenders to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "label_blank": "The label must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="pos_tenders",
    folder=Path(__file__).parent,
    tables=[OrderType, Tender],
    tools={
        "list_order_types": Tool(list_order_types, read_only=True),
        "get_order_type": Tool(get_order_type, read_only=True),
        "create_order_type": Tool(create_order_type),
        "update_order_type": Tool(update_order_type),
        "delete_order_type": Tool(delete_order_type),
        "list_tenders": Tool(list_tenders, read_only=True),
        "get_tender": Tool(get_tender, read_only=True),
        "create_tender": Tool(create_tender),
        "update_tender": Tool(update_tender),
        "delete_tender": Tool(delete_tender),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
