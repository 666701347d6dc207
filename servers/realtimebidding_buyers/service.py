"""Real-time Bidding: buyers: keeps buyers, user lists and creatives."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with
from .runtime import Database, JsonList, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Real-time Bidding: buyers. Keeps buyers, user lists and creatives.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can close a user list only while it is open.
- You can open a user list only while it is closed.
- Creating or updating a user list can be refused: there is already a user list with that display name.
- When creating or updating a user list, Write one that begins with https://.
- Two user lists cannot have the same buyer and display name.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Creative(Table, table=True):
    """A creative of a buyer."""

    __tablename__ = "creatives"

    creative_id: str = Field(primary_key=True)
    buyer_id: str = Field(foreign_key="buyers.buyer_id", ondelete="CASCADE", index=True)
    name: str | None = None
    advertiser_name: str | None = None
    declared_attributes: list[str] = Field(sa_type=JsonList())
    declared_click_through_urls: list[str] = Field(sa_type=JsonList())
    html_height: int | None = None
    html_width: int | None = None
    native_advertiser_name: str | None = None
    native_body: str | None = None
    native_call_to_action: str | None = None
    native_headline: str | None = None
    native_price_display_text: Decimal | None = Field(default=None, sa_type=Money(2))
    native_star_rating: float | None = None


class Buyer(Table, table=True):
    """A buyer."""

    __tablename__ = "buyers"

    buyer_id: str = Field(primary_key=True)
    name: str | None = None
    active_creative_count: int | None = None
    bidder_name: str | None = None
    display_name: str | None = None
    maximum_active_creative_count: int | None = None


class UserList(Table, table=True):
    """A user list of a buyer."""

    __tablename__ = "user_lists"
    __table_args__ = (
        CheckConstraint("status IN ('OPEN', 'CLOSED')"),
        UniqueConstraint("buyer_id", "display_name"),
    )

    user_list_id: str = Field(primary_key=True)
    buyer_id: str = Field(foreign_key="buyers.buyer_id", ondelete="CASCADE", index=True)
    name: str | None = None
    description: str | None = None
    display_name: str
    membership_duration_days: int
    status: str
    url_restriction_url: str


# --- views --------------------------------------------------------------------------------------------------------


class CreativeShort(TypedDict):
    """A creative in the view `short`."""

    creative_id: str
    buyer_id: str
    name: str | None
    advertiser_name: str | None
    html_height: int | None
    html_width: int | None
    native_price_display_text: Decimal | None


def creative_short(creative: Creative) -> CreativeShort:
    """A creative in the view `short`."""
    return {
        "creative_id": creative.creative_id,
        "buyer_id": creative.buyer_id,
        "name": creative.name,
        "advertiser_name": creative.advertiser_name,
        "html_height": creative.html_height,
        "html_width": creative.html_width,
        "native_price_display_text": creative.native_price_display_text,
    }


class CreativeFull(CreativeShort):
    """A creative in the view `full`."""

    declared_attributes: list[str]
    declared_click_through_urls: list[str]
    native_advertiser_name: str | None
    native_body: str | None
    native_call_to_action: str | None
    native_headline: str | None
    native_star_rating: float | None


def creative_full(creative: Creative) -> CreativeFull:
    """A creative in the view `full`."""
    return {
        **creative_short(creative),
        "declared_attributes": creative.declared_attributes,
        "declared_click_through_urls": creative.declared_click_through_urls,
        "native_advertiser_name": creative.native_advertiser_name,
        "native_body": creative.native_body,
        "native_call_to_action": creative.native_call_to_action,
        "native_headline": creative.native_headline,
        "native_star_rating": creative.native_star_rating,
    }


class BuyerShort(TypedDict):
    """A buyer in the view `short`."""

    buyer_id: str
    name: str | None
    active_creative_count: int | None
    bidder_name: str | None
    display_name: str | None
    maximum_active_creative_count: int | None


def buyer_short(buyer: Buyer) -> BuyerShort:
    """A buyer in the view `short`."""
    return {
        "buyer_id": buyer.buyer_id,
        "name": buyer.name,
        "active_creative_count": buyer.active_creative_count,
        "bidder_name": buyer.bidder_name,
        "display_name": buyer.display_name,
        "maximum_active_creative_count": buyer.maximum_active_creative_count,
    }


class BuyerFull(BuyerShort):
    """A buyer in the view `full`."""


def buyer_full(buyer: Buyer) -> BuyerFull:
    """A buyer in the view `full`."""
    return buyer_short(buyer)


class UserListShort(TypedDict):
    """A user list in the view `short`."""

    user_list_id: str
    buyer_id: str
    name: str | None
    display_name: str
    membership_duration_days: int
    status: str
    url_restriction_url: str


def user_list_short(user_list: UserList) -> UserListShort:
    """A user list in the view `short`."""
    return {
        "user_list_id": user_list.user_list_id,
        "buyer_id": user_list.buyer_id,
        "name": user_list.name,
        "display_name": user_list.display_name,
        "membership_duration_days": user_list.membership_duration_days,
        "status": user_list.status,
        "url_restriction_url": user_list.url_restriction_url,
    }


class UserListFull(UserListShort):
    """A user list in the view `full`."""

    description: str | None


def user_list_full(user_list: UserList) -> UserListFull:
    """A user list in the view `full`."""
    return {**user_list_short(user_list), "description": user_list.description}


# --- tools --------------------------------------------------------------------------------------------------------


class ListCreatives(TypedDict):
    """What `list_creatives` returns."""

    creatives: list[CreativeShort]
    next_cursor: str | None


def list_creatives(db: Database, /, *, buyer_id: str, limit: int = 20, cursor: str | None = None) -> ListCreatives:
    """List the creatives of a buyer."""
    buyer = db.find(Buyer, buyer_id) or fail("buyer_not_found", buyer_id=buyer_id)
    page = db.query(Creative).where("buyer_id = ?", buyer.buyer_id).page("name", limit=limit, cursor=cursor)
    return {"creatives": [creative_short(creative) for creative in page.rows], "next_cursor": page.next_cursor}


class CreativeResult(TypedDict):
    """What `get_creative` and 2 other tools return."""

    creative: CreativeFull


def get_creative(db: Database, /, *, creative_id: str) -> CreativeResult:
    """Show a creative with all its details."""
    creative = db.find(Creative, creative_id) or fail("creative_not_found", creative_id=creative_id)
    return {"creative": creative_full(creative)}


def create_creative(
    db: Database,
    /,
    *,
    buyer_id: str,
    advertiser_name: str | None = None,
    declared_attributes: list[str],
    html_height: int | None = None,
    html_width: int | None = None,
    native_body: str | None = None,
    native_headline: str | None = None,
    native_price_display_text: Decimal | None = None,
) -> CreativeResult:
    """Create a creative in a buyer."""
    if db.find(Buyer, buyer_id) is None:
        fail("buyer_not_found", buyer_id=buyer_id)
    creative = db.insert(
        Creative,
        creative_id=f"CRE-{db.next_number('creatives'):04d}",
        buyer_id=buyer_id,
        advertiser_name=advertiser_name,
        declared_attributes=declared_attributes,
        declared_click_through_urls=[],
        html_height=html_height,
        html_width=html_width,
        native_body=native_body,
        native_headline=native_headline,
        native_price_display_text=native_price_display_text,
    )
    return {"creative": creative_full(creative)}


def update_creative(
    db: Database,
    /,
    *,
    creative_id: str,
    advertiser_name: str | None = None,
    declared_attributes: list[str] | None = None,
    html_height: int | None = None,
    html_width: int | None = None,
    native_advertiser_name: str | None = None,
    native_body: str | None = None,
    native_headline: str | None = None,
    native_price_display_text: Decimal | None = None,
    clear: list[
        Literal[
            "advertiser_name",
            "html_height",
            "html_width",
            "native_advertiser_name",
            "native_body",
            "native_headline",
            "native_price_display_text",
        ]
    ]
    | None = None,
) -> CreativeResult:
    """Change a creative, for example its declared attributes, native price display text, HTML height or HTML width."""
    changes = given(
        clear,
        advertiser_name=advertiser_name,
        declared_attributes=declared_attributes,
        html_height=html_height,
        html_width=html_width,
        native_advertiser_name=native_advertiser_name,
        native_body=native_body,
        native_headline=native_headline,
        native_price_display_text=native_price_display_text,
    )
    creative = db.find(Creative, creative_id) or fail("creative_not_found", creative_id=creative_id)
    if not changes:
        fail("nothing_to_change")
    db.update(creative, **changes)
    return {"creative": creative_full(creative)}


class ListBuyers(TypedDict):
    """What `list_buyers` returns."""

    buyers: list[BuyerShort]
    next_cursor: str | None


def list_buyers(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListBuyers:
    """List the buyers."""
    page = db.query(Buyer).page("name", limit=limit, cursor=cursor)
    return {"buyers": [buyer_short(buyer) for buyer in page.rows], "next_cursor": page.next_cursor}


class GetBuyer(TypedDict):
    """What `get_buyer` returns."""

    buyer: BuyerFull


def get_buyer(db: Database, /, *, buyer_id: str) -> GetBuyer:
    """Show a buyer with all its details."""
    buyer = db.find(Buyer, buyer_id) or fail("buyer_not_found", buyer_id=buyer_id)
    return {"buyer": buyer_full(buyer)}


class ListUserLists(TypedDict):
    """What `list_user_lists` returns."""

    user_lists: list[UserListShort]
    next_cursor: str | None


def list_user_lists(
    db: Database,
    /,
    *,
    buyer_id: str,
    status: Literal["OPEN", "CLOSED"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListUserLists:
    """List the user lists of a buyer, optionally by status."""
    buyer = db.find(Buyer, buyer_id) or fail("buyer_not_found", buyer_id=buyer_id)
    query = db.query(UserList).where("buyer_id = ?", buyer.buyer_id)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"user_lists": [user_list_short(user_list) for user_list in page.rows], "next_cursor": page.next_cursor}


class UserListResult(TypedDict):
    """What `get_user_list` and 4 other tools return."""

    user_list: UserListFull


def get_user_list(db: Database, /, *, user_list_id: str) -> UserListResult:
    """Show a user list with all its details."""
    user_list = db.find(UserList, user_list_id) or fail("user_list_not_found", user_list_id=user_list_id)
    return {"user_list": user_list_full(user_list)}


def create_user_list(
    db: Database,
    /,
    *,
    buyer_id: str,
    display_name: str,
    membership_duration_days: int,
    url_restriction_url: str,
    description: str | None = None,
) -> UserListResult:
    """Create a user list in a buyer."""
    if db.find(Buyer, buyer_id) is None:
        fail("buyer_not_found", buyer_id=buyer_id)
    if db.query(UserList).where("same_text(display_name, ?) AND buyer_id = ?", display_name, buyer_id).exists():
        fail("user_list_display_name_taken", display_name=display_name)
    if not (starts_with(url_restriction_url, "https://") or starts_with(url_restriction_url, "http://")):
        fail("url_restriction_url_invalid", url_restriction_url=url_restriction_url)
    user_list = db.insert(
        UserList,
        user_list_id=f"UL-{db.next_number('user_lists'):04d}",
        buyer_id=buyer_id,
        description=description,
        display_name=display_name,
        membership_duration_days=membership_duration_days,
        status="OPEN",
        url_restriction_url=url_restriction_url,
    )
    return {"user_list": user_list_full(user_list)}


def update_user_list(
    db: Database,
    /,
    *,
    user_list_id: str,
    description: str | None = None,
    display_name: str | None = None,
    membership_duration_days: int | None = None,
    url_restriction_url: str | None = None,
    clear: list[Literal["description"]] | None = None,
) -> UserListResult:
    """Change the display name, membership duration days, URL restriction URL or description of a user list."""
    changes = given(
        clear,
        description=description,
        display_name=display_name,
        membership_duration_days=membership_duration_days,
        url_restriction_url=url_restriction_url,
    )
    user_list = db.find(UserList, user_list_id) or fail("user_list_not_found", user_list_id=user_list_id)
    if (
        display_name is not None
        and db.query(UserList)
        .where(
            "same_text(display_name, ?) AND buyer_id = ? AND user_list_id <> ?",
            display_name,
            user_list.buyer_id,
            user_list.user_list_id,
        )
        .exists()
    ):
        fail("user_list_display_name_taken", display_name=display_name)
    if not (
        url_restriction_url is None
        or (starts_with(url_restriction_url, "https://") or starts_with(url_restriction_url, "http://"))
    ):
        fail("url_restriction_url_invalid", url_restriction_url=url_restriction_url)
    if not changes:
        fail("nothing_to_change")
    db.update(user_list, **changes)
    return {"user_list": user_list_full(user_list)}


def close_user_list(db: Database, /, *, user_list_id: str) -> UserListResult:
    """Close a user list."""
    user_list = db.find(UserList, user_list_id) or fail("user_list_not_found", user_list_id=user_list_id)
    if user_list.status == "CLOSED":
        fail("user_list_already_closed", user_list_id=user_list.user_list_id)
    db.update(user_list, status="CLOSED")
    return {"user_list": user_list_full(user_list)}


def open_user_list(db: Database, /, *, user_list_id: str) -> UserListResult:
    """Open a user list."""
    user_list = db.find(UserList, user_list_id) or fail("user_list_not_found", user_list_id=user_list_id)
    if user_list.status == "OPEN":
        fail("user_list_already_open", user_list_id=user_list.user_list_id)
    db.update(user_list, status="OPEN")
    return {"user_list": user_list_full(user_list)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "buyer_not_found": "There is no buyer {buyer_id}. List the buyers to see which there are.",
    "creative_not_found": "There is no creative {creative_id}. List the creatives to see which there are.",
    "user_list_already_closed": "User list {user_list_id} is already closed.",
    "user_list_already_open": "User list {user_list_id} is already open.",
    "user_list_display_name_taken": (
        "There is already a user list with the display name {display_name}. Choose another display name."
    ),
    "user_list_not_found": "There is no user list {user_list_id}. List the user lists to see which there are.",
    "url_restriction_url_invalid": (
        "{url_restriction_url} is no address of a page. Write one that begins with https://."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="realtimebidding_buyers",
    folder=Path(__file__).parent,
    tables=[Creative, Buyer, UserList],
    tools={
        "list_creatives": Tool(list_creatives, read_only=True),
        "get_creative": Tool(get_creative, read_only=True),
        "create_creative": Tool(create_creative, money={"native_price_display_text": 2}),
        "update_creative": Tool(update_creative, money={"native_price_display_text": 2}),
        "list_buyers": Tool(list_buyers, read_only=True),
        "get_buyer": Tool(get_buyer, read_only=True),
        "list_user_lists": Tool(list_user_lists, read_only=True),
        "get_user_list": Tool(get_user_list, read_only=True),
        "create_user_list": Tool(create_user_list),
        "update_user_list": Tool(update_user_list),
        "close_user_list": Tool(close_user_list),
        "open_user_list": Tool(open_user_list),
    },
    faults=FAULTS,
    unique_faults={
        "user_lists.buyer_id, user_lists.display_name": "user_list_display_name_taken",
    },
    instructions=INSTRUCTIONS,
)
