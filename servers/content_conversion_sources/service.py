"""Content for Shopping: conversion sources: keeps conversion sources, collections, account taxes, account statuses,
collection statuses and more.
"""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Content for Shopping: conversion sources. Keeps conversion sources, collections, account taxes, account statuses, \
collection statuses and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can undelete a conversion source only while it is archived.
- Creating a collection can be refused: the custom label0 must not be blank.
- The merchant center destination display name must not be blank.
- Updating the check-out settings can be refused: the cart URI template must not be blank.
- A conversion source's state goes from active to archived, from archived to active, and from pending to archived.
- You can update or archive a conversion source only while it is not archived.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class AccountStatus(Table, table=True):
    """An account status."""

    __tablename__ = "account_statuses"

    account_status_id: str = Field(primary_key=True)
    account_level_issue_titles: list[str] = Field(sa_type=JsonList())
    account_management: str | None = None
    website_claimed: bool


class AccountTax(Table, table=True):
    """An account tax."""

    __tablename__ = "account_taxes"

    account_tax_id: str = Field(primary_key=True)
    country: str | None = None
    rate_percent: str | None = None
    shipping_taxed: bool
    use_global_rate: bool


class Collection(Table, table=True):
    """A collection."""

    __tablename__ = "collections"

    collection_id: str = Field(primary_key=True)
    custom_label0: str
    custom_label1: str | None = None
    custom_label2: str | None = None
    custom_label3: str | None = None
    custom_label4: str | None = None
    headline: list[str] = Field(sa_type=JsonList())
    language: str | None = None
    product_country: str | None = None


class CollectionStatus(Table, table=True):
    """A collection status."""

    __tablename__ = "collection_statuses"

    collection_status_id: str = Field(primary_key=True)
    collection_level_issuse_codes: list[str] = Field(sa_type=JsonList())
    creation_date: str
    last_update_date: str


class ConversionSource(Table, table=True):
    """A conversion source."""

    __tablename__ = "conversion_sources"
    __table_args__ = (CheckConstraint("state IN ('ACTIVE', 'ARCHIVED', 'PENDING')"),)

    conversion_source_id: str = Field(primary_key=True)
    expire_time: str | None = None
    google_analytics_link_property_id: int
    google_analytics_link_property_name: str | None = None
    merchant_center_destination_display_name: str
    state: str


class CheckoutSettings(Table, table=True):
    """The check-out settings."""

    __tablename__ = "checkout_settings"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("effective_enrollment_state IN ('INACTIVE', 'ENROLLED', 'OPT_OUT')"),
        CheckConstraint("effective_review_state IN ('IN_REVIEW', 'APPROVED', 'DISAPPROVED')"),
        CheckConstraint("enrollment_state IN ('INACTIVE', 'ENROLLED', 'OPT_OUT')"),
        CheckConstraint("review_state IN ('IN_REVIEW', 'APPROVED', 'DISAPPROVED')"),
    )

    id: int = Field(primary_key=True)
    effective_enrollment_state: str
    effective_review_state: str
    enrollment_state: str
    review_state: str
    cart_uri_template: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class AccountStatusShort(TypedDict):
    """An account status in the view `short`."""

    account_status_id: str
    account_level_issue_titles: list[str]
    account_management: str | None
    website_claimed: bool


def account_status_short(account_status: AccountStatus) -> AccountStatusShort:
    """An account status in the view `short`."""
    return {
        "account_status_id": account_status.account_status_id,
        "account_level_issue_titles": account_status.account_level_issue_titles,
        "account_management": account_status.account_management,
        "website_claimed": account_status.website_claimed,
    }


class AccountStatusFull(AccountStatusShort):
    """An account status in the view `full`."""


def account_status_full(account_status: AccountStatus) -> AccountStatusFull:
    """An account status in the view `full`."""
    return account_status_short(account_status)


class AccountTaxShort(TypedDict):
    """An account tax in the view `short`."""

    account_tax_id: str
    country: str | None
    rate_percent: str | None
    shipping_taxed: bool
    use_global_rate: bool


def account_tax_short(account_tax: AccountTax) -> AccountTaxShort:
    """An account tax in the view `short`."""
    return {
        "account_tax_id": account_tax.account_tax_id,
        "country": account_tax.country,
        "rate_percent": account_tax.rate_percent,
        "shipping_taxed": account_tax.shipping_taxed,
        "use_global_rate": account_tax.use_global_rate,
    }


class AccountTaxFull(AccountTaxShort):
    """An account tax in the view `full`."""


def account_tax_full(account_tax: AccountTax) -> AccountTaxFull:
    """An account tax in the view `full`."""
    return account_tax_short(account_tax)


class CollectionShort(TypedDict):
    """A collection in the view `short`."""

    collection_id: str
    custom_label0: str
    custom_label1: str | None
    custom_label2: str | None
    custom_label3: str | None
    custom_label4: str | None
    language: str | None


def collection_short(collection: Collection) -> CollectionShort:
    """A collection in the view `short`."""
    return {
        "collection_id": collection.collection_id,
        "custom_label0": collection.custom_label0,
        "custom_label1": collection.custom_label1,
        "custom_label2": collection.custom_label2,
        "custom_label3": collection.custom_label3,
        "custom_label4": collection.custom_label4,
        "language": collection.language,
    }


class CollectionFull(CollectionShort):
    """A collection in the view `full`."""

    headline: list[str]
    product_country: str | None


def collection_full(collection: Collection) -> CollectionFull:
    """A collection in the view `full`."""
    return {
        **collection_short(collection),
        "headline": collection.headline,
        "product_country": collection.product_country,
    }


class CollectionStatusShort(TypedDict):
    """A collection status in the view `short`."""

    collection_status_id: str
    collection_level_issuse_codes: list[str]
    creation_date: str
    last_update_date: str


def collection_status_short(collection_status: CollectionStatus) -> CollectionStatusShort:
    """A collection status in the view `short`."""
    return {
        "collection_status_id": collection_status.collection_status_id,
        "collection_level_issuse_codes": collection_status.collection_level_issuse_codes,
        "creation_date": collection_status.creation_date,
        "last_update_date": collection_status.last_update_date,
    }


class CollectionStatusFull(CollectionStatusShort):
    """A collection status in the view `full`."""


def collection_status_full(collection_status: CollectionStatus) -> CollectionStatusFull:
    """A collection status in the view `full`."""
    return collection_status_short(collection_status)


class ConversionSourceShort(TypedDict):
    """A conversion source in the view `short`."""

    conversion_source_id: str
    expire_time: str | None
    google_analytics_link_property_id: int
    google_analytics_link_property_name: str | None
    merchant_center_destination_display_name: str
    state: str


def conversion_source_short(conversion_source: ConversionSource) -> ConversionSourceShort:
    """A conversion source in the view `short`."""
    return {
        "conversion_source_id": conversion_source.conversion_source_id,
        "expire_time": conversion_source.expire_time,
        "google_analytics_link_property_id": conversion_source.google_analytics_link_property_id,
        "google_analytics_link_property_name": conversion_source.google_analytics_link_property_name,
        "merchant_center_destination_display_name": conversion_source.merchant_center_destination_display_name,
        "state": conversion_source.state,
    }


class ConversionSourceFull(ConversionSourceShort):
    """A conversion source in the view `full`."""


def conversion_source_full(conversion_source: ConversionSource) -> ConversionSourceFull:
    """A conversion source in the view `full`."""
    return conversion_source_short(conversion_source)


class CheckoutSettingsFull(TypedDict):
    """A checkout settings in the view `full`."""

    effective_enrollment_state: str
    effective_review_state: str
    enrollment_state: str
    review_state: str
    cart_uri_template: str | None


def checkout_settings_full(checkout_settings: CheckoutSettings) -> CheckoutSettingsFull:
    """A checkout settings in the view `full`."""
    return {
        "effective_enrollment_state": checkout_settings.effective_enrollment_state,
        "effective_review_state": checkout_settings.effective_review_state,
        "enrollment_state": checkout_settings.enrollment_state,
        "review_state": checkout_settings.review_state,
        "cart_uri_template": checkout_settings.cart_uri_template,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListAccountStatuses(TypedDict):
    """What `list_account_statuses` returns."""

    account_statuses: list[AccountStatusShort]
    next_cursor: str | None


def list_account_statuses(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListAccountStatuses:
    """List the account statuses."""
    page = db.query(AccountStatus).page(limit=limit, cursor=cursor)
    return {
        "account_statuses": [account_status_short(account_status) for account_status in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetAccountStatus(TypedDict):
    """What `get_account_status` returns."""

    account_status: AccountStatusFull


def get_account_status(db: Database, /, *, account_status_id: str) -> GetAccountStatus:
    """Show an account status with all its details."""
    account_status = db.find(AccountStatus, account_status_id)
    if account_status is None:
        fail("account_status_not_found", account_status_id=account_status_id)
    return {"account_status": account_status_full(account_status)}


class ListAccountTaxes(TypedDict):
    """What `list_account_taxes` returns."""

    account_taxes: list[AccountTaxShort]
    next_cursor: str | None


def list_account_taxes(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListAccountTaxes:
    """List the account taxes."""
    page = db.query(AccountTax).page(limit=limit, cursor=cursor)
    return {
        "account_taxes": [account_tax_short(account_tax) for account_tax in page.rows],
        "next_cursor": page.next_cursor,
    }


class AccountTaxResult(TypedDict):
    """What `get_account_tax` and `update_account_tax` return."""

    account_tax: AccountTaxFull


def get_account_tax(db: Database, /, *, account_tax_id: str) -> AccountTaxResult:
    """Show an account tax with all its details."""
    account_tax = db.find(AccountTax, account_tax_id)
    if account_tax is None:
        fail("account_tax_not_found", account_tax_id=account_tax_id)
    return {"account_tax": account_tax_full(account_tax)}


def update_account_tax(
    db: Database,
    /,
    *,
    account_tax_id: str,
    country: str | None = None,
    rate_percent: str | None = None,
    shipping_taxed: bool | None = None,
    use_global_rate: bool | None = None,
    clear: list[Literal["country", "rate_percent"]] | None = None,
) -> AccountTaxResult:
    """Change the country or rate percent of an account tax."""
    changes = given(
        clear,
        country=country,
        rate_percent=rate_percent,
        shipping_taxed=shipping_taxed,
        use_global_rate=use_global_rate,
    )
    account_tax = db.find(AccountTax, account_tax_id)
    if account_tax is None:
        fail("account_tax_not_found", account_tax_id=account_tax_id)
    if not changes:
        fail("nothing_to_change")
    db.update(account_tax, **changes)
    return {"account_tax": account_tax_full(account_tax)}


class ListCollections(TypedDict):
    """What `list_collections` returns."""

    collections: list[CollectionShort]
    next_cursor: str | None


def list_collections(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCollections:
    """List the collections."""
    page = db.query(Collection).page(limit=limit, cursor=cursor)
    return {"collections": [collection_short(collection) for collection in page.rows], "next_cursor": page.next_cursor}


class CollectionResult(TypedDict):
    """What `get_collection` and `create_collection` return."""

    collection: CollectionFull


def get_collection(db: Database, /, *, collection_id: str) -> CollectionResult:
    """Show a collection with all its details."""
    collection = db.find(Collection, collection_id) or fail("collection_not_found", collection_id=collection_id)
    return {"collection": collection_full(collection)}


def create_collection(
    db: Database,
    /,
    *,
    custom_label0: str,
    custom_label1: str | None = None,
    custom_label2: str | None = None,
    custom_label3: str | None = None,
    custom_label4: str | None = None,
    headline: list[str],
    language: str | None = None,
    product_country: str | None = None,
) -> CollectionResult:
    """Create a collection."""
    if len(words(custom_label0)) <= 0:
        fail("custom_label0_blank")
    collection = db.insert(
        Collection,
        collection_id=f"COL-{db.next_number('collections'):04d}",
        custom_label0=custom_label0,
        custom_label1=custom_label1,
        custom_label2=custom_label2,
        custom_label3=custom_label3,
        custom_label4=custom_label4,
        headline=headline,
        language=language,
        product_country=product_country,
    )
    return {"collection": collection_full(collection)}


class DeleteCollection(TypedDict):
    """What `delete_collection` returns."""

    collection_id: str


def delete_collection(db: Database, /, *, collection_id: str) -> DeleteCollection:
    """Delete a collection."""
    collection = db.find(Collection, collection_id) or fail("collection_not_found", collection_id=collection_id)
    db.delete(collection)
    return {"collection_id": collection_id}


class ListCollectionStatuses(TypedDict):
    """What `list_collection_statuses` returns."""

    collection_statuses: list[CollectionStatusShort]
    next_cursor: str | None


def list_collection_statuses(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCollectionStatuses:
    """List the collection statuses."""
    page = db.query(CollectionStatus).page("-creation_date", limit=limit, cursor=cursor)
    return {
        "collection_statuses": [collection_status_short(collection_status) for collection_status in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetCollectionStatus(TypedDict):
    """What `get_collection_status` returns."""

    collection_status: CollectionStatusFull


def get_collection_status(db: Database, /, *, collection_status_id: str) -> GetCollectionStatus:
    """Show a collection status with all its details."""
    collection_status = db.find(CollectionStatus, collection_status_id)
    if collection_status is None:
        fail("collection_status_not_found", collection_status_id=collection_status_id)
    return {"collection_status": collection_status_full(collection_status)}


class ListConversionSources(TypedDict):
    """What `list_conversion_sources` returns."""

    conversion_sources: list[ConversionSourceShort]
    next_cursor: str | None


def list_conversion_sources(
    db: Database,
    /,
    *,
    state: Literal["ACTIVE", "ARCHIVED", "PENDING"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListConversionSources:
    """List the conversion sources, optionally by state."""
    query = db.query(ConversionSource)
    if state is not None:
        query.where("state = ?", state)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "conversion_sources": [conversion_source_short(conversion_source) for conversion_source in page.rows],
        "next_cursor": page.next_cursor,
    }


class ConversionSourceResult(TypedDict):
    """What `get_conversion_source` and 4 other tools return."""

    conversion_source: ConversionSourceFull


def get_conversion_source(db: Database, /, *, conversion_source_id: str) -> ConversionSourceResult:
    """Show a conversion source with all its details."""
    conversion_source = db.find(ConversionSource, conversion_source_id)
    if conversion_source is None:
        fail("conversion_source_not_found", conversion_source_id=conversion_source_id)
    return {"conversion_source": conversion_source_full(conversion_source)}


def create_conversion_source(
    db: Database, /, *, google_analytics_link_property_id: int, merchant_center_destination_display_name: str
) -> ConversionSourceResult:
    """Create a conversion source."""
    if len(words(merchant_center_destination_display_name)) <= 0:
        fail("merchant_center_destination_display_name_blank")
    conversion_source = db.insert(
        ConversionSource,
        conversion_source_id=f"COSO-{db.next_number('conversion_sources'):04d}",
        google_analytics_link_property_id=google_analytics_link_property_id,
        merchant_center_destination_display_name=merchant_center_destination_display_name,
        state="PENDING",
    )
    return {"conversion_source": conversion_source_full(conversion_source)}


def update_conversion_source(
    db: Database,
    /,
    *,
    conversion_source_id: str,
    google_analytics_link_property_id: int | None = None,
    merchant_center_destination_display_name: str | None = None,
) -> ConversionSourceResult:
    """Change the merchant center destination display name or google analytics link property of a conversion source."""
    changes = given(
        None,
        google_analytics_link_property_id=google_analytics_link_property_id,
        merchant_center_destination_display_name=merchant_center_destination_display_name,
    )
    conversion_source = db.find(ConversionSource, conversion_source_id)
    if conversion_source is None:
        fail("conversion_source_not_found", conversion_source_id=conversion_source_id)
    if conversion_source.state == "ARCHIVED":
        fail("conversion_source_already_archived", conversion_source_id=conversion_source.conversion_source_id)
    if (
        merchant_center_destination_display_name is not None
        and len(words(merchant_center_destination_display_name)) <= 0
    ):
        fail("merchant_center_destination_display_name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(conversion_source, **changes)
    return {"conversion_source": conversion_source_full(conversion_source)}


def archive_conversion_source(db: Database, /, *, conversion_source_id: str) -> ConversionSourceResult:
    """Archive a conversion source."""
    conversion_source = db.find(ConversionSource, conversion_source_id)
    if conversion_source is None:
        fail("conversion_source_not_found", conversion_source_id=conversion_source_id)
    if conversion_source.state == "ARCHIVED":
        fail("conversion_source_already_archived", conversion_source_id=conversion_source.conversion_source_id)
    db.update(conversion_source, state="ARCHIVED")
    return {"conversion_source": conversion_source_full(conversion_source)}


def undelete_conversion_source(db: Database, /, *, conversion_source_id: str) -> ConversionSourceResult:
    """Undelete a conversion source that is archived."""
    conversion_source = db.find(ConversionSource, conversion_source_id)
    if conversion_source is None:
        fail("conversion_source_not_found", conversion_source_id=conversion_source_id)
    if conversion_source.state == "ACTIVE":
        fail("conversion_source_already_active", conversion_source_id=conversion_source.conversion_source_id)
    if conversion_source.state != "ARCHIVED":
        fail(
            "conversion_source_not_archived",
            conversion_source_id=conversion_source.conversion_source_id,
            state=conversion_source.state,
        )
    db.update(conversion_source, state="ACTIVE")
    return {"conversion_source": conversion_source_full(conversion_source)}


class CheckoutSettingsResult(TypedDict):
    """What `get_checkout_settings` and `update_checkout_settings` return."""

    checkout_settings: CheckoutSettingsFull


def get_checkout_settings(db: Database, /) -> CheckoutSettingsResult:
    """Show the check-out settings."""
    checkout_settings = db.get(CheckoutSettings, 1)
    return {"checkout_settings": checkout_settings_full(checkout_settings)}


def update_checkout_settings(
    db: Database, /, *, cart_uri_template: str | None = None, clear: list[Literal["cart_uri_template"]] | None = None
) -> CheckoutSettingsResult:
    """Change the check-out settings, for example the cart URI template."""
    changes = given(clear, cart_uri_template=cart_uri_template)
    checkout_settings = db.get(CheckoutSettings, 1)
    if cart_uri_template is not None and len(words(cart_uri_template)) <= 0:
        fail("cart_uri_template_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(checkout_settings, **changes)
    return {"checkout_settings": checkout_settings_full(checkout_settings)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "account_status_not_found": (
        "There is no account status {account_status_id}. List the account statuses to see which there are."
    ),
    "account_tax_not_found": "There is no account tax {account_tax_id}. List the account taxes to see which there are.",
    "collection_not_found": "There is no collection {collection_id}. List the collections to see which there are.",
    "collection_status_not_found": (
        "There is no collection status {collection_status_id}. List the collection statuses to see which there are."
    ),
    "conversion_source_already_active": "Conversion source {conversion_source_id} is already active.",
    "conversion_source_already_archived": (
        "Conversion source {conversion_source_id} is already archived. Bring it back with "
        "undelete_conversion_source to work on it."
    ),
    "conversion_source_not_archived": (
        "Conversion source {conversion_source_id} is {state}. This needs a conversion source that is archived."
    ),
    "conversion_source_not_found": (
        "There is no conversion source {conversion_source_id}. List the conversion sources to see which there are."
    ),
    "custom_label0_blank": "The custom label0 must not be blank. Give it some words.",
    "merchant_center_destination_display_name_blank": (
        "The merchant center destination display name must not be blank. Give it some words."
    ),
    "cart_uri_template_blank": "The cart URI template must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="content_conversion_sources",
    folder=Path(__file__).parent,
    tables=[AccountStatus, AccountTax, Collection, CollectionStatus, ConversionSource, CheckoutSettings],
    tools={
        "list_account_statuses": Tool(list_account_statuses, read_only=True),
        "get_account_status": Tool(get_account_status, read_only=True),
        "list_account_taxes": Tool(list_account_taxes, read_only=True),
        "get_account_tax": Tool(get_account_tax, read_only=True),
        "update_account_tax": Tool(update_account_tax),
        "list_collections": Tool(list_collections, read_only=True),
        "get_collection": Tool(get_collection, read_only=True),
        "create_collection": Tool(create_collection),
        "delete_collection": Tool(delete_collection),
        "list_collection_statuses": Tool(list_collection_statuses, read_only=True),
        "get_collection_status": Tool(get_collection_status, read_only=True),
        "list_conversion_sources": Tool(list_conversion_sources, read_only=True),
        "get_conversion_source": Tool(get_conversion_source, read_only=True),
        "create_conversion_source": Tool(create_conversion_source),
        "update_conversion_source": Tool(update_conversion_source),
        "archive_conversion_source": Tool(archive_conversion_source),
        "undelete_conversion_source": Tool(undelete_conversion_source),
        "get_checkout_settings": Tool(get_checkout_settings, read_only=True),
        "update_checkout_settings": Tool(update_checkout_settings),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
