"""Just Eat UK: menus: keeps menus, customerclaims, deal groups, fees, order times and more."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Just Eat UK: menus. Keeps menus, customerclaims, deal groups, fees, order times and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Updating the fees can be refused: the description must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Category(Table, table=True):
    """A category."""

    __tablename__ = "categories"

    category_id: str = Field(primary_key=True)
    name: str | None = None
    description: str | None = None


class Menu(Table, table=True):
    """A menu."""

    __tablename__ = "menus"
    __table_args__ = (CheckConstraint("type IN ('menuItem', 'deal')"),)

    menu_id: str = Field(primary_key=True)
    name: str | None = None
    description: str | None = None
    labels: list[str] = Field(sa_type=JsonList())
    require_other_products: bool
    type: str | None = None


class DealGroup(Table, table=True):
    """A deal group of a menu."""

    __tablename__ = "deal_groups"

    deal_group_id: str = Field(primary_key=True)
    menu_id: str = Field(foreign_key="menus.menu_id", ondelete="CASCADE", index=True)
    name: str | None = None
    number_of_choices: int | None = None


class DealItemVariation(Table, table=True):
    """A deal item variation of a deal group."""

    __tablename__ = "deal_item_variations"

    deal_item_variation_id: str = Field(primary_key=True)
    deal_group_id: str = Field(foreign_key="deal_groups.deal_group_id", ondelete="CASCADE", index=True)
    addition_price: Decimal | None = Field(default=None, sa_type=Money(2))
    max_choices: int | None = None
    min_choices: int | None = None


class ModifierGroup(Table, table=True):
    """A modifier group of a menu."""

    __tablename__ = "modifier_groups"

    modifier_group_id: str = Field(primary_key=True)
    menu_id: str = Field(foreign_key="menus.menu_id", ondelete="CASCADE", index=True)
    name: str | None = None
    max_choices: int | None = None
    min_choices: int | None = None
    modifier_names: list[str] = Field(sa_type=JsonList())


class Variation(Table, table=True):
    """A variation of a menu."""

    __tablename__ = "variations"
    __table_args__ = (CheckConstraint("type IN ('noVariation', 'variation')"),)

    variation_id: str = Field(primary_key=True)
    menu_id: str = Field(foreign_key="menus.menu_id", ondelete="CASCADE", index=True)
    name: str | None = None
    base_price: Decimal | None = Field(default=None, sa_type=Money(2))
    deal_only: bool
    kitchen_number: str | None = None
    type: str | None = None


class Customerclaim(Table, table=True):
    """A customerclaim."""

    __tablename__ = "customerclaims"
    __table_args__ = (
        CheckConstraint("issue_type IN ('Missing', 'Damaged', 'Cold', 'LateOrder', 'FoodNotArrived')"),
        CheckConstraint("resolution_decision IN ('Accepted', 'PartiallyAccepted', 'Rejected')"),
        CheckConstraint("restaurant_response_decision IN ('Accepted', 'Rejected', 'PartiallyAccepted')"),
        CheckConstraint("state IN ('Open', 'Closed')"),
    )

    customerclaim_id: str = Field(primary_key=True)
    currency: str | None = None
    expiration_date: str | None = None
    issue_type: str | None = None
    resolution_decision: str | None = None
    resolution_total_claimed_accepted: Decimal | None = Field(default=None, sa_type=Money(2))
    restaurant_response_decision: str | None = None
    state: str
    submitted_date: str | None = None
    total_claimed: Decimal | None = Field(default=None, sa_type=Money(2))


class Fees(Table, table=True):
    """The fees."""

    __tablename__ = "fees"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    description: str | None = None


class OrderTime(Table, table=True):
    """An order time."""

    __tablename__ = "order_times"
    __table_args__ = (
        CheckConstraint(
            "day_of_week IN ('Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday')"
        ),
        CheckConstraint("service_type IN ('Delivery', 'Collection')"),
    )

    order_time_id: str = Field(primary_key=True)
    day_of_week: str | None = None
    lower_bound_minutes: int | None = None
    service_type: str | None = None
    upper_bound_minutes: int | None = None


# --- views --------------------------------------------------------------------------------------------------------


class CategoryShort(TypedDict):
    """A category in the view `short`."""

    category_id: str
    name: str | None
    description: str | None


def category_short(category: Category) -> CategoryShort:
    """A category in the view `short`."""
    return {"category_id": category.category_id, "name": category.name, "description": category.description}


class CategoryFull(CategoryShort):
    """A category in the view `full`."""


def category_full(category: Category) -> CategoryFull:
    """A category in the view `full`."""
    return category_short(category)


class MenuShort(TypedDict):
    """A menu in the view `short`."""

    menu_id: str
    name: str | None
    description: str | None
    labels: list[str]
    require_other_products: bool
    type: str | None


def menu_short(menu: Menu) -> MenuShort:
    """A menu in the view `short`."""
    return {
        "menu_id": menu.menu_id,
        "name": menu.name,
        "description": menu.description,
        "labels": menu.labels,
        "require_other_products": menu.require_other_products,
        "type": menu.type,
    }


class MenuFull(MenuShort):
    """A menu in the view `full`."""


def menu_full(menu: Menu) -> MenuFull:
    """A menu in the view `full`."""
    return menu_short(menu)


class DealGroupShort(TypedDict):
    """A deal group in the view `short`."""

    deal_group_id: str
    menu_id: str
    name: str | None
    number_of_choices: int | None


def deal_group_short(deal_group: DealGroup) -> DealGroupShort:
    """A deal group in the view `short`."""
    return {
        "deal_group_id": deal_group.deal_group_id,
        "menu_id": deal_group.menu_id,
        "name": deal_group.name,
        "number_of_choices": deal_group.number_of_choices,
    }


class DealGroupFull(DealGroupShort):
    """A deal group in the view `full`."""


def deal_group_full(deal_group: DealGroup) -> DealGroupFull:
    """A deal group in the view `full`."""
    return deal_group_short(deal_group)


class DealItemVariationShort(TypedDict):
    """A deal item variation in the view `short`."""

    deal_item_variation_id: str
    deal_group_id: str
    addition_price: Decimal | None
    max_choices: int | None
    min_choices: int | None


def deal_item_variation_short(deal_item_variation: DealItemVariation) -> DealItemVariationShort:
    """A deal item variation in the view `short`."""
    return {
        "deal_item_variation_id": deal_item_variation.deal_item_variation_id,
        "deal_group_id": deal_item_variation.deal_group_id,
        "addition_price": deal_item_variation.addition_price,
        "max_choices": deal_item_variation.max_choices,
        "min_choices": deal_item_variation.min_choices,
    }


class DealItemVariationFull(DealItemVariationShort):
    """A deal item variation in the view `full`."""


def deal_item_variation_full(deal_item_variation: DealItemVariation) -> DealItemVariationFull:
    """A deal item variation in the view `full`."""
    return deal_item_variation_short(deal_item_variation)


class ModifierGroupShort(TypedDict):
    """A modifier group in the view `short`."""

    modifier_group_id: str
    menu_id: str
    name: str | None
    max_choices: int | None
    min_choices: int | None
    modifier_names: list[str]


def modifier_group_short(modifier_group: ModifierGroup) -> ModifierGroupShort:
    """A modifier group in the view `short`."""
    return {
        "modifier_group_id": modifier_group.modifier_group_id,
        "menu_id": modifier_group.menu_id,
        "name": modifier_group.name,
        "max_choices": modifier_group.max_choices,
        "min_choices": modifier_group.min_choices,
        "modifier_names": modifier_group.modifier_names,
    }


class ModifierGroupFull(ModifierGroupShort):
    """A modifier group in the view `full`."""


def modifier_group_full(modifier_group: ModifierGroup) -> ModifierGroupFull:
    """A modifier group in the view `full`."""
    return modifier_group_short(modifier_group)


class VariationShort(TypedDict):
    """A variation in the view `short`."""

    variation_id: str
    menu_id: str
    name: str | None
    base_price: Decimal | None
    deal_only: bool
    kitchen_number: str | None
    type: str | None


def variation_short(variation: Variation) -> VariationShort:
    """A variation in the view `short`."""
    return {
        "variation_id": variation.variation_id,
        "menu_id": variation.menu_id,
        "name": variation.name,
        "base_price": variation.base_price,
        "deal_only": variation.deal_only,
        "kitchen_number": variation.kitchen_number,
        "type": variation.type,
    }


class VariationFull(VariationShort):
    """A variation in the view `full`."""


def variation_full(variation: Variation) -> VariationFull:
    """A variation in the view `full`."""
    return variation_short(variation)


class CustomerclaimShort(TypedDict):
    """A customerclaim in the view `short`."""

    customerclaim_id: str
    expiration_date: str | None
    issue_type: str | None
    resolution_total_claimed_accepted: Decimal | None
    state: str
    submitted_date: str | None
    total_claimed: Decimal | None


def customerclaim_short(customerclaim: Customerclaim) -> CustomerclaimShort:
    """A customerclaim in the view `short`."""
    return {
        "customerclaim_id": customerclaim.customerclaim_id,
        "expiration_date": customerclaim.expiration_date,
        "issue_type": customerclaim.issue_type,
        "resolution_total_claimed_accepted": customerclaim.resolution_total_claimed_accepted,
        "state": customerclaim.state,
        "submitted_date": customerclaim.submitted_date,
        "total_claimed": customerclaim.total_claimed,
    }


class CustomerclaimFull(CustomerclaimShort):
    """A customerclaim in the view `full`."""

    currency: str | None
    resolution_decision: str | None
    restaurant_response_decision: str | None


def customerclaim_full(customerclaim: Customerclaim) -> CustomerclaimFull:
    """A customerclaim in the view `full`."""
    return {
        **customerclaim_short(customerclaim),
        "currency": customerclaim.currency,
        "resolution_decision": customerclaim.resolution_decision,
        "restaurant_response_decision": customerclaim.restaurant_response_decision,
    }


class FeesFull(TypedDict):
    """A fees in the view `full`."""

    description: str | None


def fees_full(fees: Fees) -> FeesFull:
    """A fees in the view `full`."""
    return {"description": fees.description}


class OrderTimeShort(TypedDict):
    """An order time in the view `short`."""

    order_time_id: str
    day_of_week: str | None
    lower_bound_minutes: int | None
    service_type: str | None
    upper_bound_minutes: int | None


def order_time_short(order_time: OrderTime) -> OrderTimeShort:
    """An order time in the view `short`."""
    return {
        "order_time_id": order_time.order_time_id,
        "day_of_week": order_time.day_of_week,
        "lower_bound_minutes": order_time.lower_bound_minutes,
        "service_type": order_time.service_type,
        "upper_bound_minutes": order_time.upper_bound_minutes,
    }


class OrderTimeFull(OrderTimeShort):
    """An order time in the view `full`."""


def order_time_full(order_time: OrderTime) -> OrderTimeFull:
    """An order time in the view `full`."""
    return order_time_short(order_time)


# --- tools --------------------------------------------------------------------------------------------------------


class ListCategories(TypedDict):
    """What `list_categories` returns."""

    categories: list[CategoryFull]
    next_cursor: str | None


def list_categories(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCategories:
    """List the categories."""
    page = db.query(Category).page("name", limit=limit, cursor=cursor)
    return {"categories": [category_full(category) for category in page.rows], "next_cursor": page.next_cursor}


class ListMenus(TypedDict):
    """What `list_menus` returns."""

    menus: list[MenuFull]
    next_cursor: str | None


def list_menus(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListMenus:
    """List the menus."""
    page = db.query(Menu).page("name", limit=limit, cursor=cursor)
    return {"menus": [menu_full(menu) for menu in page.rows], "next_cursor": page.next_cursor}


class ListDealGroups(TypedDict):
    """What `list_deal_groups` returns."""

    deal_groups: list[DealGroupFull]
    next_cursor: str | None


def list_deal_groups(db: Database, /, *, menu_id: str, limit: int = 20, cursor: str | None = None) -> ListDealGroups:
    """List the deal groups of a menu."""
    menu = db.find(Menu, menu_id) or fail("menu_not_found", menu_id=menu_id)
    page = db.query(DealGroup).where("menu_id = ?", menu.menu_id).page("name", limit=limit, cursor=cursor)
    return {"deal_groups": [deal_group_full(deal_group) for deal_group in page.rows], "next_cursor": page.next_cursor}


class ListDealItemVariations(TypedDict):
    """What `list_deal_item_variations` returns."""

    deal_item_variations: list[DealItemVariationFull]
    next_cursor: str | None


def list_deal_item_variations(
    db: Database, /, *, deal_group_id: str, limit: int = 20, cursor: str | None = None
) -> ListDealItemVariations:
    """List the deal item variations of a deal group."""
    deal_group = db.find(DealGroup, deal_group_id) or fail("deal_group_not_found", deal_group_id=deal_group_id)
    page = (
        db.query(DealItemVariation)
        .where("deal_group_id = ?", deal_group.deal_group_id)
        .page(limit=limit, cursor=cursor)
    )
    return {
        "deal_item_variations": [deal_item_variation_full(deal_item_variation) for deal_item_variation in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListModifierGroups(TypedDict):
    """What `list_modifier_groups` returns."""

    modifier_groups: list[ModifierGroupFull]
    next_cursor: str | None


def list_modifier_groups(
    db: Database, /, *, menu_id: str, limit: int = 20, cursor: str | None = None
) -> ListModifierGroups:
    """List the modifier groups of a menu."""
    menu = db.find(Menu, menu_id) or fail("menu_not_found", menu_id=menu_id)
    page = db.query(ModifierGroup).where("menu_id = ?", menu.menu_id).page("name", limit=limit, cursor=cursor)
    return {
        "modifier_groups": [modifier_group_full(modifier_group) for modifier_group in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListVariations(TypedDict):
    """What `list_variations` returns."""

    variations: list[VariationFull]
    next_cursor: str | None


def list_variations(db: Database, /, *, menu_id: str, limit: int = 20, cursor: str | None = None) -> ListVariations:
    """List the variations of a menu."""
    menu = db.find(Menu, menu_id) or fail("menu_not_found", menu_id=menu_id)
    page = db.query(Variation).where("menu_id = ?", menu.menu_id).page("name", limit=limit, cursor=cursor)
    return {"variations": [variation_full(variation) for variation in page.rows], "next_cursor": page.next_cursor}


class ListCustomerclaims(TypedDict):
    """What `list_customerclaims` returns."""

    customerclaims: list[CustomerclaimShort]
    next_cursor: str | None


def list_customerclaims(
    db: Database, /, *, state: Literal["Open", "Closed"] | None = None, limit: int = 20, cursor: str | None = None
) -> ListCustomerclaims:
    """List the customerclaims, optionally by state."""
    query = db.query(Customerclaim)
    if state is not None:
        query.where("state = ?", state)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "customerclaims": [customerclaim_short(customerclaim) for customerclaim in page.rows],
        "next_cursor": page.next_cursor,
    }


class CustomerclaimResult(TypedDict):
    """What `get_customerclaim` and `set_customerclaim_restaurant_response` return."""

    customerclaim: CustomerclaimFull


def get_customerclaim(db: Database, /, *, customerclaim_id: str) -> CustomerclaimResult:
    """Show a customerclaim with all its details."""
    customerclaim = db.find(Customerclaim, customerclaim_id)
    if customerclaim is None:
        fail("customerclaim_not_found", customerclaim_id=customerclaim_id)
    return {"customerclaim": customerclaim_full(customerclaim)}


def set_customerclaim_restaurant_response(
    db: Database,
    /,
    *,
    customerclaim_id: str,
    restaurant_response_decision: Literal["Accepted", "Rejected", "PartiallyAccepted"],
) -> CustomerclaimResult:
    """Set the restaurant response decision of a customerclaim."""
    customerclaim = db.find(Customerclaim, customerclaim_id)
    if customerclaim is None:
        fail("customerclaim_not_found", customerclaim_id=customerclaim_id)
    db.update(customerclaim, restaurant_response_decision=restaurant_response_decision)
    return {"customerclaim": customerclaim_full(customerclaim)}


class FeesResult(TypedDict):
    """What `get_fees` and `update_fees` return."""

    fees: FeesFull


def get_fees(db: Database, /) -> FeesResult:
    """Show the fees."""
    fees = db.get(Fees, 1)
    return {"fees": fees_full(fees)}


def update_fees(
    db: Database, /, *, description: str | None = None, clear: list[Literal["description"]] | None = None
) -> FeesResult:
    """Change the fees, for example the description."""
    changes = given(clear, description=description)
    fees = db.get(Fees, 1)
    if description is not None and len(words(description)) <= 0:
        fail("description_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(fees, **changes)
    return {"fees": fees_full(fees)}


class ListOrderTimes(TypedDict):
    """What `list_order_times` returns."""

    order_times: list[OrderTimeFull]
    next_cursor: str | None


def list_order_times(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListOrderTimes:
    """List the order times."""
    page = db.query(OrderTime).page(limit=limit, cursor=cursor)
    return {"order_times": [order_time_full(order_time) for order_time in page.rows], "next_cursor": page.next_cursor}


class UpdateOrderTime(TypedDict):
    """What `update_order_time` returns."""

    order_time: OrderTimeFull


def update_order_time(
    db: Database,
    /,
    *,
    order_time_id: str,
    lower_bound_minutes: int | None = None,
    upper_bound_minutes: int | None = None,
    clear: list[Literal["lower_bound_minutes", "upper_bound_minutes"]] | None = None,
) -> UpdateOrderTime:
    """Change the lower bound minutes or upper bound minutes of an order time."""
    changes = given(clear, lower_bound_minutes=lower_bound_minutes, upper_bound_minutes=upper_bound_minutes)
    order_time = db.find(OrderTime, order_time_id) or fail("order_time_not_found", order_time_id=order_time_id)
    if not changes:
        fail("nothing_to_change")
    db.update(order_time, **changes)
    return {"order_time": order_time_full(order_time)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "customerclaim_not_found": (
        "There is no customerclaim {customerclaim_id}. List the customerclaims to see which there are."
    ),
    "deal_group_not_found": "There is no deal group {deal_group_id}. List the deal groups to see which there are.",
    "menu_not_found": "There is no menu {menu_id}. List the menus to see which there are.",
    "order_time_not_found": "There is no order time {order_time_id}. List the order times to see which there are.",
    "description_blank": "The description must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="just_eat_uk_menus",
    folder=Path(__file__).parent,
    tables=[Category, Menu, DealGroup, DealItemVariation, ModifierGroup, Variation, Customerclaim, Fees, OrderTime],
    tools={
        "list_categories": Tool(list_categories, read_only=True),
        "list_menus": Tool(list_menus, read_only=True),
        "list_deal_groups": Tool(list_deal_groups, read_only=True),
        "list_deal_item_variations": Tool(list_deal_item_variations, read_only=True),
        "list_modifier_groups": Tool(list_modifier_groups, read_only=True),
        "list_variations": Tool(list_variations, read_only=True),
        "list_customerclaims": Tool(list_customerclaims, read_only=True),
        "get_customerclaim": Tool(get_customerclaim, read_only=True),
        "set_customerclaim_restaurant_response": Tool(set_customerclaim_restaurant_response),
        "get_fees": Tool(get_fees, read_only=True),
        "update_fees": Tool(update_fees),
        "list_order_times": Tool(list_order_times, read_only=True),
        "update_order_time": Tool(update_order_time),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
