"""Square Connect: customers: keeps customers, groups, gift cards, cards, segments and more."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, valid_phone, words
from .runtime import Database, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Square Connect: customers. Keeps customers, groups, gift cards, cards, segments and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a card can be refused: the source ID must not be blank.
- Creating or updating a customer can be refused: that email address is not an email address; that phone number is not \
a telephone number.
- Updating or deleting a customer can be refused: the customer was changed meanwhile.
- Two groups cannot have the same name.
- These can be linked only once: a customer and a group; a gift card and a customer.
- You can disable a card only while it is enabled.
- Deleting a customer also removes their links to groups and gift cards.
- Deleting a customer keeps the cards that refer to the customer; they lose the reference.
- Deleting a group also removes its links to customers.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Card(Table, table=True):
    """A card."""

    __tablename__ = "cards"

    card_id: str = Field(primary_key=True)
    cardholder_name: str | None = None
    bin: str | None = None
    card_brand: str | None = None
    card_type: str | None = None
    customer_id: str | None = Field(default=None, foreign_key="customers.customer_id", ondelete="SET NULL", index=True)
    enabled: bool
    last_4: str | None = None
    prepaid_type: str | None = None
    reference_id: str | None = None
    source_id: str


class Customer(Table, table=True):
    """A customer."""

    __tablename__ = "customers"

    customer_id: str = Field(primary_key=True)
    email_address: str
    birthday: str | None = None
    company_name: str | None = None
    creation_source: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    nickname: str | None = None
    note: str | None = None
    phone_number: str | None = None
    preferences_email_unsubscribed: bool
    reference_id: str | None = None
    created_at: str
    updated_at: str
    revision: int


class Group(Table, table=True):
    """A group."""

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("name"),)

    group_id: str = Field(primary_key=True)
    name: str
    created_at: str
    updated_at: str


class Segment(Table, table=True):
    """A segment."""

    __tablename__ = "segments"

    segment_id: str = Field(primary_key=True)
    name: str | None = None
    created_at: str
    updated_at: str


class GiftCard(Table, table=True):
    """A gift card."""

    __tablename__ = "gift_cards"

    gift_card_id: str = Field(primary_key=True)
    balance_money: Decimal = Field(sa_type=Money(2))
    gan: str | None = None
    created_at: str


class CustomerGroup(Table, table=True):
    """A customer group of a customer."""

    __tablename__ = "customer_groups"
    __table_args__ = (UniqueConstraint("customer_id", "group_id"),)

    customer_group_id: str = Field(primary_key=True)
    customer_id: str = Field(foreign_key="customers.customer_id", ondelete="CASCADE", index=True)
    group_id: str = Field(foreign_key="groups.group_id", ondelete="CASCADE", index=True)


class GiftCardCustomer(Table, table=True):
    """A gift card customer of a gift card."""

    __tablename__ = "gift_card_customers"
    __table_args__ = (UniqueConstraint("gift_card_id", "customer_id"),)

    gift_card_customer_id: str = Field(primary_key=True)
    gift_card_id: str = Field(foreign_key="gift_cards.gift_card_id", ondelete="CASCADE", index=True)
    customer_id: str = Field(foreign_key="customers.customer_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class CardShort(TypedDict):
    """A card in the view `short`."""

    card_id: str
    cardholder_name: str | None
    bin: str | None
    card_brand: str | None
    customer_id: str | None
    enabled: bool
    source_id: str


def card_short(card: Card) -> CardShort:
    """A card in the view `short`."""
    return {
        "card_id": card.card_id,
        "cardholder_name": card.cardholder_name,
        "bin": card.bin,
        "card_brand": card.card_brand,
        "customer_id": card.customer_id,
        "enabled": card.enabled,
        "source_id": card.source_id,
    }


class CardFull(CardShort):
    """A card in the view `full`."""

    card_type: str | None
    last_4: str | None
    prepaid_type: str | None
    reference_id: str | None


def card_full(card: Card) -> CardFull:
    """A card in the view `full`."""
    return {
        **card_short(card),
        "card_type": card.card_type,
        "last_4": card.last_4,
        "prepaid_type": card.prepaid_type,
        "reference_id": card.reference_id,
    }


class CustomerShort(TypedDict):
    """A customer in the view `short`."""

    customer_id: str
    email_address: str
    birthday: str | None
    company_name: str | None
    creation_source: str | None
    family_name: str | None
    preferences_email_unsubscribed: bool


def customer_short(customer: Customer) -> CustomerShort:
    """A customer in the view `short`."""
    return {
        "customer_id": customer.customer_id,
        "email_address": customer.email_address,
        "birthday": customer.birthday,
        "company_name": customer.company_name,
        "creation_source": customer.creation_source,
        "family_name": customer.family_name,
        "preferences_email_unsubscribed": customer.preferences_email_unsubscribed,
    }


class CustomerGroupShort(TypedDict):
    """A customer group in the view `short`."""

    group_id: str
    group_name: str


def customer_group_short(db: Database, customer_group: CustomerGroup) -> CustomerGroupShort:
    """A customer group in the view `short`."""
    group = db.get(Group, customer_group.group_id)
    return {"group_id": customer_group.group_id, "group_name": group.name}


class CustomerFull(CustomerShort):
    """A customer in the view `full`."""

    given_name: str | None
    nickname: str | None
    note: str | None
    phone_number: str | None
    reference_id: str | None
    created_at: str
    updated_at: str
    groups: list[CustomerGroupShort]
    revision: int


def customer_full(db: Database, customer: Customer) -> CustomerFull:
    """A customer in the view `full`."""
    return {
        **customer_short(customer),
        "given_name": customer.given_name,
        "nickname": customer.nickname,
        "note": customer.note,
        "phone_number": customer.phone_number,
        "reference_id": customer.reference_id,
        "created_at": customer.created_at,
        "updated_at": customer.updated_at,
        "groups": [
            customer_group_short(db, customer_group)
            for customer_group in db.query(CustomerGroup)
            .where("customer_id = ?", customer.customer_id)
            .page(limit=20)
            .rows
        ],
        "revision": customer.revision,
    }


class GroupShort(TypedDict):
    """A group in the view `short`."""

    group_id: str
    name: str
    created_at: str
    updated_at: str


def group_short(group: Group) -> GroupShort:
    """A group in the view `short`."""
    return {
        "group_id": group.group_id,
        "name": group.name,
        "created_at": group.created_at,
        "updated_at": group.updated_at,
    }


class GroupFull(GroupShort):
    """A group in the view `full`."""


def group_full(group: Group) -> GroupFull:
    """A group in the view `full`."""
    return group_short(group)


class SegmentShort(TypedDict):
    """A segment in the view `short`."""

    segment_id: str
    name: str | None
    created_at: str
    updated_at: str


def segment_short(segment: Segment) -> SegmentShort:
    """A segment in the view `short`."""
    return {
        "segment_id": segment.segment_id,
        "name": segment.name,
        "created_at": segment.created_at,
        "updated_at": segment.updated_at,
    }


class SegmentFull(SegmentShort):
    """A segment in the view `full`."""


def segment_full(segment: Segment) -> SegmentFull:
    """A segment in the view `full`."""
    return segment_short(segment)


class GiftCardShort(TypedDict):
    """A gift card in the view `short`."""

    gift_card_id: str
    balance_money: Decimal
    gan: str | None
    created_at: str


def gift_card_short(gift_card: GiftCard) -> GiftCardShort:
    """A gift card in the view `short`."""
    return {
        "gift_card_id": gift_card.gift_card_id,
        "balance_money": gift_card.balance_money,
        "gan": gift_card.gan,
        "created_at": gift_card.created_at,
    }


class GiftCardCustomerShort(TypedDict):
    """A gift card customer in the view `short`."""

    customer_id: str
    customer_email_address: str


def gift_card_customer_short(db: Database, gift_card_customer: GiftCardCustomer) -> GiftCardCustomerShort:
    """A gift card customer in the view `short`."""
    customer = db.get(Customer, gift_card_customer.customer_id)
    return {"customer_id": gift_card_customer.customer_id, "customer_email_address": customer.email_address}


class GiftCardFull(GiftCardShort):
    """A gift card in the view `full`."""

    customers: list[GiftCardCustomerShort]


def gift_card_full(db: Database, gift_card: GiftCard) -> GiftCardFull:
    """A gift card in the view `full`."""
    return {
        **gift_card_short(gift_card),
        "customers": [
            gift_card_customer_short(db, gift_card_customer)
            for gift_card_customer in db.query(GiftCardCustomer)
            .where("gift_card_id = ?", gift_card.gift_card_id)
            .page(limit=20)
            .rows
        ],
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListCards(TypedDict):
    """What `list_cards` returns."""

    cards: list[CardShort]
    next_cursor: str | None


def list_cards(
    db: Database,
    /,
    *,
    customer_id: str | None = None,
    reference_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListCards:
    """List the cards, optionally by customer or reference."""
    query = db.query(Card)
    if customer_id is not None:
        query.where("customer_id IS ?", customer_id)
    if reference_id is not None:
        query.where("same_text(reference_id, ?)", reference_id)
    page = query.page("cardholder_name", limit=limit, cursor=cursor)
    return {"cards": [card_short(card) for card in page.rows], "next_cursor": page.next_cursor}


class CardResult(TypedDict):
    """What `get_card` and 2 other tools return."""

    card: CardFull


def get_card(db: Database, /, *, card_id: str) -> CardResult:
    """Show a card with all its details."""
    card = db.find(Card, card_id) or fail("card_not_found", card_id=card_id)
    return {"card": card_full(card)}


def create_card(db: Database, /, *, source_id: str) -> CardResult:
    """Create a card."""
    if len(words(source_id)) <= 0:
        fail("source_id_blank")
    card = db.insert(Card, card_id=f"CARD-{db.next_number('cards'):04d}", enabled=True, source_id=source_id)
    return {"card": card_full(card)}


def disable_card(db: Database, /, *, card_id: str) -> CardResult:
    """Disable a card."""
    card = db.find(Card, card_id) or fail("card_not_found", card_id=card_id)
    if not card.enabled:
        fail("card_not_enabled", card_id=card.card_id)
    db.update(card, enabled=False)
    return {"card": card_full(card)}


class ListCustomers(TypedDict):
    """What `list_customers` returns."""

    customers: list[CustomerShort]
    next_cursor: str | None


def list_customers(
    db: Database,
    /,
    *,
    creation_source: str | None = None,
    email_address: str | None = None,
    phone_number: str | None = None,
    reference_id: str | None = None,
    birthday_after: str | None = None,
    birthday_before: str | None = None,
    group_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListCustomers:
    """List the customers, optionally by creation source, email address, phone number, reference, birthday or group."""
    query = db.query(Customer)
    if creation_source is not None:
        query.where("same_text(creation_source, ?)", creation_source)
    if email_address is not None:
        query.where("contains(email_address, ?)", email_address)
    if phone_number is not None:
        query.where("same_text(phone_number, ?)", phone_number)
    if reference_id is not None:
        query.where("same_text(reference_id, ?)", reference_id)
    if birthday_after is not None:
        query.where("birthday IS NOT NULL AND birthday >= ?", birthday_after)
    if birthday_before is not None:
        query.where("birthday IS NOT NULL AND birthday <= ?", birthday_before)
    if group_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM customer_groups AS item"
            " WHERE item.customer_id = customers.customer_id AND item.group_id = ?)",
            group_id,
        )
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"customers": [customer_short(customer) for customer in page.rows], "next_cursor": page.next_cursor}


class CustomerResult(TypedDict):
    """What `get_customer` and 4 other tools return."""

    customer: CustomerFull


def get_customer(db: Database, /, *, customer_id: str) -> CustomerResult:
    """Show a customer with all its details."""
    customer = db.find(Customer, customer_id) or fail("customer_not_found", customer_id=customer_id)
    return {"customer": customer_full(db, customer)}


def add_group_to_customer(db: Database, /, *, customer_id: str, group_id: str) -> CustomerResult:
    """Add a group to a customer."""
    customer = db.find(Customer, customer_id) or fail("customer_not_found", customer_id=customer_id)
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    db.insert(
        CustomerGroup,
        customer_group_id=f"CUGRL-{db.next_number('customer_groups'):04d}",
        customer_id=customer.customer_id,
        group_id=group.group_id,
    )
    return {"customer": customer_full(db, customer)}


def remove_group_from_customer(db: Database, /, *, customer_id: str, group_id: str) -> CustomerResult:
    """Remove a group from a customer."""
    customer = db.find(Customer, customer_id) or fail("customer_not_found", customer_id=customer_id)
    customer_group = (
        db.query(CustomerGroup).where("customer_id = ? AND group_id = ?", customer.customer_id, group_id).first()
    )
    if customer_group is None:
        fail("customer_without_group", customer_id=customer_id, group_id=group_id)
    db.delete(customer_group)
    return {"customer": customer_full(db, customer)}


def create_customer(
    db: Database,
    /,
    *,
    email_address: str,
    birthday: str | None = None,
    company_name: str | None = None,
    family_name: str | None = None,
    given_name: str | None = None,
    nickname: str | None = None,
    note: str | None = None,
    phone_number: str | None = None,
) -> CustomerResult:
    """Create a customer."""
    if not valid_email(email_address):
        fail("email_address_invalid", email_address=email_address)
    if not (phone_number is None or valid_phone(phone_number)):
        fail("phone_number_invalid", phone_number=phone_number)
    customer = db.insert(
        Customer,
        customer_id=f"CUS-{db.next_number('customers'):04d}",
        email_address=email_address,
        birthday=birthday,
        company_name=company_name,
        family_name=family_name,
        given_name=given_name,
        nickname=nickname,
        note=note,
        phone_number=phone_number,
        preferences_email_unsubscribed=False,
        created_at=db.now(),
        updated_at=db.now(),
        revision=1,
    )
    return {"customer": customer_full(db, customer)}


def update_customer(
    db: Database,
    /,
    *,
    customer_id: str,
    email_address: str | None = None,
    birthday: str | None = None,
    company_name: str | None = None,
    family_name: str | None = None,
    given_name: str | None = None,
    nickname: str | None = None,
    note: str | None = None,
    phone_number: str | None = None,
    revision: int | None = None,
    clear: list[Literal["birthday", "company_name", "family_name", "given_name", "nickname", "note", "phone_number"]]
    | None = None,
) -> CustomerResult:
    """Change a customer, for example its email address, birthday, note or company name."""
    changes = given(
        clear,
        email_address=email_address,
        birthday=birthday,
        company_name=company_name,
        family_name=family_name,
        given_name=given_name,
        nickname=nickname,
        note=note,
        phone_number=phone_number,
    )
    customer = db.find(Customer, customer_id) or fail("customer_not_found", customer_id=customer_id)
    if revision is not None and revision != customer.revision:
        fail(
            "customer_changed_meanwhile",
            customer_id=customer.customer_id,
            revision=revision,
            customer_revision=customer.revision,
        )
    if not (email_address is None or valid_email(email_address)):
        fail("email_address_invalid", email_address=email_address)
    if not (phone_number is None or valid_phone(phone_number)):
        fail("phone_number_invalid", phone_number=phone_number)
    if not changes:
        fail("nothing_to_change")
    db.update(customer, **changes, updated_at=db.now(), revision=customer.revision + 1)
    return {"customer": customer_full(db, customer)}


class DeleteCustomer(TypedDict):
    """What `delete_customer` returns."""

    customer_id: str


def delete_customer(db: Database, /, *, customer_id: str, revision: int | None = None) -> DeleteCustomer:
    """Delete a customer."""
    customer = db.find(Customer, customer_id) or fail("customer_not_found", customer_id=customer_id)
    if revision is not None and revision != customer.revision:
        fail(
            "customer_changed_meanwhile",
            customer_id=customer.customer_id,
            revision=revision,
            customer_revision=customer.revision,
        )
    db.delete(customer)
    return {"customer_id": customer_id}


class ListGroups(TypedDict):
    """What `list_groups` returns."""

    groups: list[GroupShort]
    next_cursor: str | None


def list_groups(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListGroups:
    """List the groups."""
    page = db.query(Group).page("-created_at", limit=limit, cursor=cursor)
    return {"groups": [group_short(group) for group in page.rows], "next_cursor": page.next_cursor}


class GroupResult(TypedDict):
    """What `get_group` and 2 other tools return."""

    group: GroupFull


def get_group(db: Database, /, *, group_id: str) -> GroupResult:
    """Show a group with all its details."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    return {"group": group_full(group)}


def create_group(db: Database, /, *, name: str) -> GroupResult:
    """Create a group."""
    if db.query(Group).where("same_text(name, ?)", name).exists():
        fail("group_name_taken", name=name)
    group = db.insert(
        Group, group_id=f"GROUP-{db.next_number('groups'):04d}", name=name, created_at=db.now(), updated_at=db.now()
    )
    return {"group": group_full(group)}


def update_group(db: Database, /, *, group_id: str, name: str | None = None) -> GroupResult:
    """Change the name of a group."""
    changes = given(None, name=name)
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    if (
        name is not None
        and db.query(Group).where("same_text(name, ?) AND group_id <> ?", name, group.group_id).exists()
    ):
        fail("group_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(group, **changes, updated_at=db.now())
    return {"group": group_full(group)}


class DeleteGroup(TypedDict):
    """What `delete_group` returns."""

    group_id: str


def delete_group(db: Database, /, *, group_id: str) -> DeleteGroup:
    """Delete a group."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    db.delete(group)
    return {"group_id": group_id}


class ListSegments(TypedDict):
    """What `list_segments` returns."""

    segments: list[SegmentShort]
    next_cursor: str | None


def list_segments(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListSegments:
    """List the segments."""
    page = db.query(Segment).page("-created_at", limit=limit, cursor=cursor)
    return {"segments": [segment_short(segment) for segment in page.rows], "next_cursor": page.next_cursor}


class GetSegment(TypedDict):
    """What `get_segment` returns."""

    segment: SegmentFull


def get_segment(db: Database, /, *, segment_id: str) -> GetSegment:
    """Show a segment with all its details."""
    segment = db.find(Segment, segment_id) or fail("segment_not_found", segment_id=segment_id)
    return {"segment": segment_full(segment)}


class ListGiftCards(TypedDict):
    """What `list_gift_cards` returns."""

    gift_cards: list[GiftCardShort]
    next_cursor: str | None


def list_gift_cards(
    db: Database, /, *, customer_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListGiftCards:
    """List the gift cards, optionally by customer."""
    query = db.query(GiftCard)
    if customer_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM gift_card_customers AS item"
            " WHERE item.gift_card_id = gift_cards.gift_card_id AND item.customer_id = ?)",
            customer_id,
        )
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"gift_cards": [gift_card_short(gift_card) for gift_card in page.rows], "next_cursor": page.next_cursor}


class GiftCardResult(TypedDict):
    """What `get_gift_card` and 3 other tools return."""

    gift_card: GiftCardFull


def get_gift_card(db: Database, /, *, gift_card_id: str) -> GiftCardResult:
    """Show a gift card with all its details."""
    gift_card = db.find(GiftCard, gift_card_id) or fail("gift_card_not_found", gift_card_id=gift_card_id)
    return {"gift_card": gift_card_full(db, gift_card)}


def add_customer_to_gift_card(db: Database, /, *, gift_card_id: str, customer_id: str) -> GiftCardResult:
    """Add a customer to a gift card."""
    gift_card = db.find(GiftCard, gift_card_id) or fail("gift_card_not_found", gift_card_id=gift_card_id)
    customer = db.find(Customer, customer_id) or fail("customer_not_found", customer_id=customer_id)
    db.insert(
        GiftCardCustomer,
        gift_card_customer_id=f"GICACUL-{db.next_number('gift_card_customers'):04d}",
        gift_card_id=gift_card.gift_card_id,
        customer_id=customer.customer_id,
    )
    return {"gift_card": gift_card_full(db, gift_card)}


def remove_customer_from_gift_card(db: Database, /, *, gift_card_id: str, customer_id: str) -> GiftCardResult:
    """Remove a customer from a gift card."""
    gift_card = db.find(GiftCard, gift_card_id) or fail("gift_card_not_found", gift_card_id=gift_card_id)
    gift_card_customer = (
        db.query(GiftCardCustomer)
        .where("gift_card_id = ? AND customer_id = ?", gift_card.gift_card_id, customer_id)
        .first()
    )
    if gift_card_customer is None:
        fail("gift_card_without_customer", gift_card_id=gift_card_id, customer_id=customer_id)
    db.delete(gift_card_customer)
    return {"gift_card": gift_card_full(db, gift_card)}


def create_gift_card(
    db: Database, /, *, balance_money: Decimal, gan: str | None = None, customer_ids: list[str]
) -> GiftCardResult:
    """Create a gift card."""
    gift_card = db.insert(
        GiftCard,
        gift_card_id=f"GC-{db.next_number('gift_cards'):04d}",
        balance_money=balance_money,
        gan=gan,
        created_at=db.now(),
    )
    for customer_id in customer_ids:
        customer = db.find(Customer, customer_id) or fail("customer_not_found", customer_id=customer_id)
        if (
            not db.query(GiftCardCustomer)
            .where("gift_card_id = ? AND customer_id = ?", gift_card.gift_card_id, customer.customer_id)
            .exists()
        ):
            db.insert(
                GiftCardCustomer,
                gift_card_customer_id=f"GICACUL-{db.next_number('gift_card_customers'):04d}",
                gift_card_id=gift_card.gift_card_id,
                customer_id=customer.customer_id,
            )
    return {"gift_card": gift_card_full(db, gift_card)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "card_not_enabled": "Card {card_id} is not enabled.",
    "card_not_found": "There is no card {card_id}. List the cards to see which there are.",
    "customer_has_group_already": "The customer has the group {group_id} already. Choose another group.",
    "customer_not_found": "There is no customer {customer_id}. List the customers to see which there are.",
    "customer_without_group": "Customer {customer_id} has no group {group_id}.",
    "gift_card_has_customer_already": "The gift card has the customer {customer_id} already. Choose another customer.",
    "gift_card_not_found": "There is no gift card {gift_card_id}. List the gift cards to see which there are.",
    "gift_card_without_customer": "Gift card {gift_card_id} has no customer {customer_id}.",
    "group_name_taken": "There is already a group with the name {name}. Choose another name.",
    "group_not_found": "There is no group {group_id}. List the groups to see which there are.",
    "segment_not_found": "There is no segment {segment_id}. List the segments to see which there are.",
    "customer_changed_meanwhile": (
        "Customer {customer_id} was changed meanwhile. It is not at revision {revision} any "
        "more, but at {customer_revision}. Read it again, and repeat the change if it still "
        "makes sense."
    ),
    "source_id_blank": "The source ID must not be blank. Give it some words.",
    "email_address_invalid": (
        "The email address {email_address} is not an email address. Write one such as name@example.com."
    ),
    "phone_number_invalid": "The phone number {phone_number} is not a telephone number. Write one such as +1 555 0100.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="square_connect_customers",
    folder=Path(__file__).parent,
    tables=[Card, Customer, Group, Segment, GiftCard, CustomerGroup, GiftCardCustomer],
    tools={
        "list_cards": Tool(list_cards, read_only=True),
        "get_card": Tool(get_card, read_only=True),
        "create_card": Tool(create_card),
        "disable_card": Tool(disable_card),
        "list_customers": Tool(list_customers, read_only=True),
        "get_customer": Tool(get_customer, read_only=True),
        "add_group_to_customer": Tool(add_group_to_customer),
        "remove_group_from_customer": Tool(remove_group_from_customer),
        "create_customer": Tool(create_customer),
        "update_customer": Tool(update_customer),
        "delete_customer": Tool(delete_customer),
        "list_groups": Tool(list_groups, read_only=True),
        "get_group": Tool(get_group, read_only=True),
        "create_group": Tool(create_group),
        "update_group": Tool(update_group),
        "delete_group": Tool(delete_group),
        "list_segments": Tool(list_segments, read_only=True),
        "get_segment": Tool(get_segment, read_only=True),
        "list_gift_cards": Tool(list_gift_cards, read_only=True),
        "get_gift_card": Tool(get_gift_card, read_only=True),
        "add_customer_to_gift_card": Tool(add_customer_to_gift_card),
        "remove_customer_from_gift_card": Tool(remove_customer_from_gift_card),
        "create_gift_card": Tool(create_gift_card, money={"balance_money": 2}),
    },
    faults=FAULTS,
    unique_faults={
        "groups.name": "group_name_taken",
        "customer_groups.customer_id, customer_groups.group_id": "customer_has_group_already",
        "gift_card_customers.gift_card_id, gift_card_customers.customer_id": "gift_card_has_customer_already",
    },
    instructions=INSTRUCTIONS,
)
