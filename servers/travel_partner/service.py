"""Travel Partner: keeps account links, reconciliation reports, brands, icons, hotel views and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_file_name, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Travel Partner. Keeps account links, reconciliation reports, brands, icons, hotel views and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- The display name texts must not be empty.
- Creating a reconciliation report can be refused: that file name cannot name a file.
- Creating an icon can be refused: the reference must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class AccountLink(Table, table=True):
    """An account link."""

    __tablename__ = "account_links"
    __table_args__ = (
        CheckConstraint(
            "status IN ('ACCOUNT_LINK_STATUS_UNKNOWN', 'REQUESTED_FROM_HOTEL_CENTER', "
            "'REQUESTED_FROM_GOOGLE_ADS', 'APPROVED')"
        ),
    )

    account_link_id: str = Field(primary_key=True)
    name: str
    account_link_target_all_hotels: bool
    google_ads_customer_name: str | None = None
    status: str


class ReconciliationReport(Table, table=True):
    """A reconciliation report."""

    __tablename__ = "reconciliation_reports"

    reconciliation_report_id: str = Field(primary_key=True)
    name: str | None = None
    contents: str
    file_name: str


class Brand(Table, table=True):
    """A brand."""

    __tablename__ = "brands"
    __table_args__ = (
        CheckConstraint("display_name_state IN ('REVIEW_STATE_NEW', 'APPROVED', 'REJECTED')"),
        CheckConstraint("icon_state IN ('REVIEW_STATE_NEW', 'APPROVED', 'REJECTED')"),
    )

    brand_id: str = Field(primary_key=True)
    name: str | None = None
    display_name_state: str
    display_name_texts: list[str] = Field(sa_type=JsonList())
    brand_icon: str
    icon_state: str | None = None


class HotelView(Table, table=True):
    """A hotel view."""

    __tablename__ = "hotel_views"
    __table_args__ = (
        CheckConstraint("match_status IN ('MATCH_STATUS_UNKNOWN', 'NOT_MATCHED', 'MATCHED', 'MAP_OVERLAP')"),
    )

    hotel_view_id: str = Field(primary_key=True)
    google_hotel_display_name: str | None = None
    data_issues: list[str] = Field(sa_type=JsonList())
    live_on_google: bool
    match_status: str
    partner_hotel_display_name: str | None = None
    property_details: str | None = None


class Icon(Table, table=True):
    """An icon."""

    __tablename__ = "icons"
    __table_args__ = (CheckConstraint("state IN ('NEW', 'APPROVED', 'REJECTED')"),)

    icon_id: str = Field(primary_key=True)
    name: str | None = None
    reference: str
    state: str


class PriceAccuracyView(Table, table=True):
    """A price accuracy view."""

    __tablename__ = "price_accuracy_views"

    price_accuracy_view_id: str = Field(primary_key=True)
    name: str | None = None
    result_urls: list[str] = Field(sa_type=JsonList())


class PriceCoverageView(Table, table=True):
    """A price coverage view."""

    __tablename__ = "price_coverage_views"

    price_coverage_view_id: str = Field(primary_key=True)
    calculation_date_day: int | None = None
    calculation_date_month: int | None = None
    calculation_date_year: int | None = None
    matched_property_count: int | None = None
    price_coverage_binary_percent: float | None = None
    price_coverage_percent: float | None = None


# --- views --------------------------------------------------------------------------------------------------------


class AccountLinkShort(TypedDict):
    """An account link in the view `short`."""

    account_link_id: str
    name: str
    account_link_target_all_hotels: bool
    google_ads_customer_name: str | None
    status: str


def account_link_short(account_link: AccountLink) -> AccountLinkShort:
    """An account link in the view `short`."""
    return {
        "account_link_id": account_link.account_link_id,
        "name": account_link.name,
        "account_link_target_all_hotels": account_link.account_link_target_all_hotels,
        "google_ads_customer_name": account_link.google_ads_customer_name,
        "status": account_link.status,
    }


class AccountLinkFull(AccountLinkShort):
    """An account link in the view `full`."""


def account_link_full(account_link: AccountLink) -> AccountLinkFull:
    """An account link in the view `full`."""
    return account_link_short(account_link)


class ReconciliationReportShort(TypedDict):
    """A reconciliation report in the view `short`."""

    reconciliation_report_id: str
    name: str | None
    contents: str
    file_name: str


def reconciliation_report_short(reconciliation_report: ReconciliationReport) -> ReconciliationReportShort:
    """A reconciliation report in the view `short`."""
    return {
        "reconciliation_report_id": reconciliation_report.reconciliation_report_id,
        "name": reconciliation_report.name,
        "contents": reconciliation_report.contents,
        "file_name": reconciliation_report.file_name,
    }


class ReconciliationReportFull(ReconciliationReportShort):
    """A reconciliation report in the view `full`."""


def reconciliation_report_full(reconciliation_report: ReconciliationReport) -> ReconciliationReportFull:
    """A reconciliation report in the view `full`."""
    return reconciliation_report_short(reconciliation_report)


class BrandShort(TypedDict):
    """A brand in the view `short`."""

    brand_id: str
    name: str | None
    display_name_state: str
    display_name_texts: list[str]
    brand_icon: str
    icon_state: str | None


def brand_short(brand: Brand) -> BrandShort:
    """A brand in the view `short`."""
    return {
        "brand_id": brand.brand_id,
        "name": brand.name,
        "display_name_state": brand.display_name_state,
        "display_name_texts": brand.display_name_texts,
        "brand_icon": brand.brand_icon,
        "icon_state": brand.icon_state,
    }


class BrandFull(BrandShort):
    """A brand in the view `full`."""


def brand_full(brand: Brand) -> BrandFull:
    """A brand in the view `full`."""
    return brand_short(brand)


class HotelViewShort(TypedDict):
    """A hotel view in the view `short`."""

    hotel_view_id: str
    google_hotel_display_name: str | None
    data_issues: list[str]
    live_on_google: bool
    match_status: str
    partner_hotel_display_name: str | None
    property_details: str | None


def hotel_view_short(hotel_view: HotelView) -> HotelViewShort:
    """A hotel view in the view `short`."""
    return {
        "hotel_view_id": hotel_view.hotel_view_id,
        "google_hotel_display_name": hotel_view.google_hotel_display_name,
        "data_issues": hotel_view.data_issues,
        "live_on_google": hotel_view.live_on_google,
        "match_status": hotel_view.match_status,
        "partner_hotel_display_name": hotel_view.partner_hotel_display_name,
        "property_details": hotel_view.property_details,
    }


class HotelViewFull(HotelViewShort):
    """A hotel view in the view `full`."""


def hotel_view_full(hotel_view: HotelView) -> HotelViewFull:
    """A hotel view in the view `full`."""
    return hotel_view_short(hotel_view)


class IconShort(TypedDict):
    """An icon in the view `short`."""

    icon_id: str
    name: str | None
    reference: str
    state: str


def icon_short(icon: Icon) -> IconShort:
    """An icon in the view `short`."""
    return {"icon_id": icon.icon_id, "name": icon.name, "reference": icon.reference, "state": icon.state}


class IconFull(IconShort):
    """An icon in the view `full`."""


def icon_full(icon: Icon) -> IconFull:
    """An icon in the view `full`."""
    return icon_short(icon)


class PriceAccuracyViewShort(TypedDict):
    """A price accuracy view in the view `short`."""

    price_accuracy_view_id: str
    name: str | None
    result_urls: list[str]


def price_accuracy_view_short(price_accuracy_view: PriceAccuracyView) -> PriceAccuracyViewShort:
    """A price accuracy view in the view `short`."""
    return {
        "price_accuracy_view_id": price_accuracy_view.price_accuracy_view_id,
        "name": price_accuracy_view.name,
        "result_urls": price_accuracy_view.result_urls,
    }


class PriceAccuracyViewFull(PriceAccuracyViewShort):
    """A price accuracy view in the view `full`."""


def price_accuracy_view_full(price_accuracy_view: PriceAccuracyView) -> PriceAccuracyViewFull:
    """A price accuracy view in the view `full`."""
    return price_accuracy_view_short(price_accuracy_view)


class PriceCoverageViewShort(TypedDict):
    """A price coverage view in the view `short`."""

    price_coverage_view_id: str
    calculation_date_day: int | None
    calculation_date_month: int | None
    calculation_date_year: int | None
    matched_property_count: int | None
    price_coverage_binary_percent: float | None
    price_coverage_percent: float | None


def price_coverage_view_short(price_coverage_view: PriceCoverageView) -> PriceCoverageViewShort:
    """A price coverage view in the view `short`."""
    return {
        "price_coverage_view_id": price_coverage_view.price_coverage_view_id,
        "calculation_date_day": price_coverage_view.calculation_date_day,
        "calculation_date_month": price_coverage_view.calculation_date_month,
        "calculation_date_year": price_coverage_view.calculation_date_year,
        "matched_property_count": price_coverage_view.matched_property_count,
        "price_coverage_binary_percent": price_coverage_view.price_coverage_binary_percent,
        "price_coverage_percent": price_coverage_view.price_coverage_percent,
    }


class PriceCoverageViewFull(PriceCoverageViewShort):
    """A price coverage view in the view `full`."""


def price_coverage_view_full(price_coverage_view: PriceCoverageView) -> PriceCoverageViewFull:
    """A price coverage view in the view `full`."""
    return price_coverage_view_short(price_coverage_view)


# --- tools --------------------------------------------------------------------------------------------------------


class ListAccountLinks(TypedDict):
    """What `list_account_links` returns."""

    account_links: list[AccountLinkFull]
    next_cursor: str | None


def list_account_links(
    db: Database,
    /,
    *,
    status: Literal[
        "ACCOUNT_LINK_STATUS_UNKNOWN", "REQUESTED_FROM_HOTEL_CENTER", "REQUESTED_FROM_GOOGLE_ADS", "APPROVED"
    ]
    | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListAccountLinks:
    """List the account links, optionally by status."""
    query = db.query(AccountLink)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "account_links": [account_link_full(account_link) for account_link in page.rows],
        "next_cursor": page.next_cursor,
    }


class CreateAccountLink(TypedDict):
    """What `create_account_link` returns."""

    account_link: AccountLinkFull


def create_account_link(
    db: Database,
    /,
    *,
    name: str,
    account_link_target_all_hotels: bool = False,
    google_ads_customer_name: str | None = None,
    status: Literal[
        "ACCOUNT_LINK_STATUS_UNKNOWN", "REQUESTED_FROM_HOTEL_CENTER", "REQUESTED_FROM_GOOGLE_ADS", "APPROVED"
    ] = "ACCOUNT_LINK_STATUS_UNKNOWN",
) -> CreateAccountLink:
    """Create an account link."""
    if len(words(name)) <= 0:
        fail("name_blank")
    account_link = db.insert(
        AccountLink,
        account_link_id=f"AL-{db.next_number('account_links'):04d}",
        name=name,
        account_link_target_all_hotels=account_link_target_all_hotels,
        google_ads_customer_name=google_ads_customer_name,
        status=status,
    )
    return {"account_link": account_link_full(account_link)}


class DeleteAccountLink(TypedDict):
    """What `delete_account_link` returns."""

    account_link_id: str


def delete_account_link(db: Database, /, *, account_link_id: str) -> DeleteAccountLink:
    """Delete an account link."""
    account_link = db.find(AccountLink, account_link_id)
    if account_link is None:
        fail("account_link_not_found", account_link_id=account_link_id)
    db.delete(account_link)
    return {"account_link_id": account_link_id}


class ListReconciliationReports(TypedDict):
    """What `list_reconciliation_reports` returns."""

    reconciliation_reports: list[ReconciliationReportShort]
    next_cursor: str | None


def list_reconciliation_reports(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListReconciliationReports:
    """List the reconciliation reports."""
    page = db.query(ReconciliationReport).page("name", limit=limit, cursor=cursor)
    return {
        "reconciliation_reports": [
            reconciliation_report_short(reconciliation_report) for reconciliation_report in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class ReconciliationReportResult(TypedDict):
    """What `get_reconciliation_report` and `create_reconciliation_report` return."""

    reconciliation_report: ReconciliationReportFull


def get_reconciliation_report(db: Database, /, *, reconciliation_report_id: str) -> ReconciliationReportResult:
    """Show a reconciliation report with all its details."""
    reconciliation_report = db.find(ReconciliationReport, reconciliation_report_id)
    if reconciliation_report is None:
        fail("reconciliation_report_not_found", reconciliation_report_id=reconciliation_report_id)
    return {"reconciliation_report": reconciliation_report_full(reconciliation_report)}


def create_reconciliation_report(
    db: Database, /, *, contents: str, file_name: str, name: str | None = None
) -> ReconciliationReportResult:
    """Create a reconciliation report."""
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not valid_file_name(file_name):
        fail("file_name_invalid", file_name=file_name)
    reconciliation_report = db.insert(
        ReconciliationReport,
        reconciliation_report_id=f"RR-{db.next_number('reconciliation_reports'):04d}",
        name=name,
        contents=contents,
        file_name=file_name,
    )
    return {"reconciliation_report": reconciliation_report_full(reconciliation_report)}


class ListBrands(TypedDict):
    """What `list_brands` returns."""

    brands: list[BrandFull]
    next_cursor: str | None


def list_brands(
    db: Database,
    /,
    *,
    display_name_state: Literal["REVIEW_STATE_NEW", "APPROVED", "REJECTED"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListBrands:
    """List the brands, optionally by display name state."""
    query = db.query(Brand)
    if display_name_state is not None:
        query.where("display_name_state = ?", display_name_state)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"brands": [brand_full(brand) for brand in page.rows], "next_cursor": page.next_cursor}


class BrandResult(TypedDict):
    """What `create_brand` and `update_brand` return."""

    brand: BrandFull


def create_brand(db: Database, /, *, brand_icon: str, display_name_texts: list[str]) -> BrandResult:
    """Create a brand."""
    if len(display_name_texts) <= 0:
        fail("display_name_texts_empty")
    brand = db.insert(
        Brand,
        brand_id=f"BRAND-{db.next_number('brands'):04d}",
        display_name_state="REVIEW_STATE_NEW",
        display_name_texts=display_name_texts,
        brand_icon=brand_icon,
    )
    return {"brand": brand_full(brand)}


def update_brand(
    db: Database, /, *, brand_id: str, display_name_texts: list[str] | None = None, brand_icon: str | None = None
) -> BrandResult:
    """Change the brand icon or display name texts of a brand."""
    changes = given(None, display_name_texts=display_name_texts, brand_icon=brand_icon)
    brand = db.find(Brand, brand_id) or fail("brand_not_found", brand_id=brand_id)
    if display_name_texts is not None and len(display_name_texts) <= 0:
        fail("display_name_texts_empty")
    if not changes:
        fail("nothing_to_change")
    db.update(brand, **changes)
    return {"brand": brand_full(brand)}


class ListHotelViews(TypedDict):
    """What `list_hotel_views` returns."""

    hotel_views: list[HotelViewFull]
    next_cursor: str | None


def list_hotel_views(
    db: Database,
    /,
    *,
    match_status: Literal["MATCH_STATUS_UNKNOWN", "NOT_MATCHED", "MATCHED", "MAP_OVERLAP"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListHotelViews:
    """List the hotel views, optionally by match status."""
    query = db.query(HotelView)
    if match_status is not None:
        query.where("match_status = ?", match_status)
    page = query.page("google_hotel_display_name", limit=limit, cursor=cursor)
    return {"hotel_views": [hotel_view_full(hotel_view) for hotel_view in page.rows], "next_cursor": page.next_cursor}


class ListIcons(TypedDict):
    """What `list_icons` returns."""

    icons: list[IconFull]
    next_cursor: str | None


def list_icons(
    db: Database,
    /,
    *,
    state: Literal["NEW", "APPROVED", "REJECTED"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListIcons:
    """List the icons, optionally by state."""
    query = db.query(Icon)
    if state is not None:
        query.where("state = ?", state)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"icons": [icon_full(icon) for icon in page.rows], "next_cursor": page.next_cursor}


class CreateIcon(TypedDict):
    """What `create_icon` returns."""

    icon: IconFull


def create_icon(db: Database, /, *, reference: str) -> CreateIcon:
    """Create an icon."""
    if len(words(reference)) <= 0:
        fail("reference_blank")
    icon = db.insert(Icon, icon_id=f"ICON-{db.next_number('icons'):04d}", reference=reference, state="NEW")
    return {"icon": icon_full(icon)}


class ListPriceAccuracyViews(TypedDict):
    """What `list_price_accuracy_views` returns."""

    price_accuracy_views: list[PriceAccuracyViewFull]
    next_cursor: str | None


def list_price_accuracy_views(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListPriceAccuracyViews:
    """List the price accuracy views."""
    page = db.query(PriceAccuracyView).page("name", limit=limit, cursor=cursor)
    return {
        "price_accuracy_views": [price_accuracy_view_full(price_accuracy_view) for price_accuracy_view in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListPriceCoverageViews(TypedDict):
    """What `list_price_coverage_views` returns."""

    price_coverage_views: list[PriceCoverageViewFull]
    next_cursor: str | None


def list_price_coverage_views(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListPriceCoverageViews:
    """List the price coverage views."""
    page = db.query(PriceCoverageView).page(limit=limit, cursor=cursor)
    return {
        "price_coverage_views": [price_coverage_view_full(price_coverage_view) for price_coverage_view in page.rows],
        "next_cursor": page.next_cursor,
    }


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "account_link_not_found": (
        "There is no account link {account_link_id}. List the account links to see which there are."
    ),
    "brand_not_found": "There is no brand {brand_id}. List the brands to see which there are.",
    "reconciliation_report_not_found": (
        "There is no reconciliation report {reconciliation_report_id}. List the reconciliation "
        "reports to see which there are."
    ),
    "name_blank": "The name must not be blank. Give it some words.",
    "file_name_invalid": "The file name {file_name} cannot name a file. Choose a name without slashes.",
    "display_name_texts_empty": "The display name texts must not be empty. Name one at least.",
    "reference_blank": "The reference must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="travel_partner",
    folder=Path(__file__).parent,
    tables=[AccountLink, ReconciliationReport, Brand, HotelView, Icon, PriceAccuracyView, PriceCoverageView],
    tools={
        "list_account_links": Tool(list_account_links, read_only=True),
        "create_account_link": Tool(create_account_link),
        "delete_account_link": Tool(delete_account_link),
        "list_reconciliation_reports": Tool(list_reconciliation_reports, read_only=True),
        "get_reconciliation_report": Tool(get_reconciliation_report, read_only=True),
        "create_reconciliation_report": Tool(create_reconciliation_report),
        "list_brands": Tool(list_brands, read_only=True),
        "create_brand": Tool(create_brand),
        "update_brand": Tool(update_brand),
        "list_hotel_views": Tool(list_hotel_views, read_only=True),
        "list_icons": Tool(list_icons, read_only=True),
        "create_icon": Tool(create_icon),
        "list_price_accuracy_views": Tool(list_price_accuracy_views, read_only=True),
        "list_price_coverage_views": Tool(list_price_coverage_views, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
