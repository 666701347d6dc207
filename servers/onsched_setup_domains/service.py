"""OnSched Setup: domains: keeps domains, regions, companies overview and timezones overview."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, valid_email, valid_phone, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
OnSched Setup: domains. Keeps domains, regions, companies overview and timezones overview.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Updating the companies overview can be refused: that email is not an email address; that fax is not a telephone \
number; that phone is not a telephone number; that website is not the address of a web page.
- The domain text must not be blank.
- The name must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class CompaniesOverview(Table, table=True):
    """The companies overview."""

    __tablename__ = "companies_overviews"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    name: str | None = None
    address_line1: str | None = None
    address_line2: str | None = None
    city: str | None = None
    country: str | None = None
    email: str | None = None
    fax: str | None = None
    notification_from_name: str | None = None
    phone: str | None = None
    postal_code: str | None = None
    registration_email: str | None = None
    state: str | None = None
    timezone_name: str | None = None
    website: str | None = None


class Domain(Table, table=True):
    """A domain."""

    __tablename__ = "domains"

    domain_id: str = Field(primary_key=True)
    domain_text: str


class Region(Table, table=True):
    """A region."""

    __tablename__ = "regions"

    region_id: str = Field(primary_key=True)
    name: str


class TimezonesOverview(Table, table=True):
    """The timezones overview."""

    __tablename__ = "timezones_overviews"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    display_name: str
    daylight_name: str
    standard_name: str
    supports_daylight_saving_time: bool
    timezone_iana: str


# --- views --------------------------------------------------------------------------------------------------------


class CompaniesOverviewFull(TypedDict):
    """A companies overview in the view `full`."""

    name: str | None
    address_line1: str | None
    address_line2: str | None
    city: str | None
    country: str | None
    email: str | None
    fax: str | None
    notification_from_name: str | None
    phone: str | None
    postal_code: str | None
    registration_email: str | None
    state: str | None
    timezone_name: str | None
    website: str | None


def companies_overview_full(companies_overview: CompaniesOverview) -> CompaniesOverviewFull:
    """A companies overview in the view `full`."""
    return {
        "name": companies_overview.name,
        "address_line1": companies_overview.address_line1,
        "address_line2": companies_overview.address_line2,
        "city": companies_overview.city,
        "country": companies_overview.country,
        "email": companies_overview.email,
        "fax": companies_overview.fax,
        "notification_from_name": companies_overview.notification_from_name,
        "phone": companies_overview.phone,
        "postal_code": companies_overview.postal_code,
        "registration_email": companies_overview.registration_email,
        "state": companies_overview.state,
        "timezone_name": companies_overview.timezone_name,
        "website": companies_overview.website,
    }


class DomainShort(TypedDict):
    """A domain in the view `short`."""

    domain_id: str
    domain_text: str


def domain_short(domain: Domain) -> DomainShort:
    """A domain in the view `short`."""
    return {"domain_id": domain.domain_id, "domain_text": domain.domain_text}


class DomainFull(DomainShort):
    """A domain in the view `full`."""


def domain_full(domain: Domain) -> DomainFull:
    """A domain in the view `full`."""
    return domain_short(domain)


class RegionShort(TypedDict):
    """A region in the view `short`."""

    region_id: str
    name: str


def region_short(region: Region) -> RegionShort:
    """A region in the view `short`."""
    return {"region_id": region.region_id, "name": region.name}


class RegionFull(RegionShort):
    """A region in the view `full`."""


def region_full(region: Region) -> RegionFull:
    """A region in the view `full`."""
    return region_short(region)


class TimezonesOverviewFull(TypedDict):
    """A timezones overview in the view `full`."""

    display_name: str
    daylight_name: str
    standard_name: str
    supports_daylight_saving_time: bool
    timezone_iana: str


def timezones_overview_full(timezones_overview: TimezonesOverview) -> TimezonesOverviewFull:
    """A timezones overview in the view `full`."""
    return {
        "display_name": timezones_overview.display_name,
        "daylight_name": timezones_overview.daylight_name,
        "standard_name": timezones_overview.standard_name,
        "supports_daylight_saving_time": timezones_overview.supports_daylight_saving_time,
        "timezone_iana": timezones_overview.timezone_iana,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class CompaniesOverviewResult(TypedDict):
    """What `get_companies_overview` and `update_companies_overview` return."""

    companies_overview: CompaniesOverviewFull


def get_companies_overview(db: Database, /) -> CompaniesOverviewResult:
    """Show the companies overview."""
    companies_overview = db.get(CompaniesOverview, 1)
    return {"companies_overview": companies_overview_full(companies_overview)}


def update_companies_overview(
    db: Database,
    /,
    *,
    name: str | None = None,
    city: str | None = None,
    country: str | None = None,
    email: str | None = None,
    fax: str | None = None,
    phone: str | None = None,
    state: str | None = None,
    website: str | None = None,
    clear: list[Literal["name", "city", "country", "email", "fax", "phone", "state", "website"]] | None = None,
) -> CompaniesOverviewResult:
    """Change the companies overview, for example the name, city, country or email."""
    changes = given(
        clear, name=name, city=city, country=country, email=email, fax=fax, phone=phone, state=state, website=website
    )
    companies_overview = db.get(CompaniesOverview, 1)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not (fax is None or valid_phone(fax)):
        fail("fax_invalid", fax=fax)
    if not (phone is None or valid_phone(phone)):
        fail("phone_invalid", phone=phone)
    if not (website is None or (starts_with(website, "https://") or starts_with(website, "http://"))):
        fail("website_invalid", website=website)
    if not changes:
        fail("nothing_to_change")
    db.update(companies_overview, **changes)
    return {"companies_overview": companies_overview_full(companies_overview)}


class ListDomains(TypedDict):
    """What `list_domains` returns."""

    domains: list[DomainShort]
    next_cursor: str | None


def list_domains(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDomains:
    """List the domains."""
    page = db.query(Domain).page(limit=limit, cursor=cursor)
    return {"domains": [domain_short(domain) for domain in page.rows], "next_cursor": page.next_cursor}


class DomainResult(TypedDict):
    """What `get_domain` and 2 other tools return."""

    domain: DomainFull


def get_domain(db: Database, /, *, domain_id: str) -> DomainResult:
    """Show a domain with all its details."""
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    return {"domain": domain_full(domain)}


def create_domain(db: Database, /, *, domain_text: str) -> DomainResult:
    """Create a domain."""
    if len(words(domain_text)) <= 0:
        fail("domain_text_blank")
    domain = db.insert(Domain, domain_id=f"DOM-{db.next_number('domains'):04d}", domain_text=domain_text)
    return {"domain": domain_full(domain)}


def update_domain(db: Database, /, *, domain_id: str, domain_text: str | None = None) -> DomainResult:
    """Change the domain text of a domain."""
    changes = given(None, domain_text=domain_text)
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    if domain_text is not None and len(words(domain_text)) <= 0:
        fail("domain_text_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(domain, **changes)
    return {"domain": domain_full(domain)}


class DeleteDomain(TypedDict):
    """What `delete_domain` returns."""

    domain_id: str


def delete_domain(db: Database, /, *, domain_id: str) -> DeleteDomain:
    """Delete a domain."""
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    db.delete(domain)
    return {"domain_id": domain_id}


class ListRegions(TypedDict):
    """What `list_regions` returns."""

    regions: list[RegionShort]
    next_cursor: str | None


def list_regions(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRegions:
    """List the regions."""
    page = db.query(Region).page("name", limit=limit, cursor=cursor)
    return {"regions": [region_short(region) for region in page.rows], "next_cursor": page.next_cursor}


class RegionResult(TypedDict):
    """What `get_region` and 2 other tools return."""

    region: RegionFull


def get_region(db: Database, /, *, region_id: str) -> RegionResult:
    """Show a region with all its details."""
    region = db.find(Region, region_id) or fail("region_not_found", region_id=region_id)
    return {"region": region_full(region)}


def create_region(db: Database, /, *, name: str) -> RegionResult:
    """Create a region."""
    if len(words(name)) <= 0:
        fail("name_blank")
    region = db.insert(Region, region_id=f"REG-{db.next_number('regions'):04d}", name=name)
    return {"region": region_full(region)}


def update_region(db: Database, /, *, region_id: str, name: str | None = None) -> RegionResult:
    """Change the name of a region."""
    changes = given(None, name=name)
    region = db.find(Region, region_id) or fail("region_not_found", region_id=region_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(region, **changes)
    return {"region": region_full(region)}


class DeleteRegion(TypedDict):
    """What `delete_region` returns."""

    region_id: str


def delete_region(db: Database, /, *, region_id: str) -> DeleteRegion:
    """Delete a region."""
    region = db.find(Region, region_id) or fail("region_not_found", region_id=region_id)
    db.delete(region)
    return {"region_id": region_id}


class GetTimezonesOverview(TypedDict):
    """What `get_timezones_overview` returns."""

    timezones_overview: TimezonesOverviewFull


def get_timezones_overview(db: Database, /) -> GetTimezonesOverview:
    """Show the timezones overview."""
    timezones_overview = db.get(TimezonesOverview, 1)
    return {"timezones_overview": timezones_overview_full(timezones_overview)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "domain_not_found": "There is no domain {domain_id}. List the domains to see which there are.",
    "region_not_found": "There is no region {region_id}. List the regions to see which there are.",
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "fax_invalid": "The fax {fax} is not a telephone number. Write one such as +1 555 0100.",
    "phone_invalid": "The phone {phone} is not a telephone number. Write one such as +1 555 0100.",
    "website_invalid": "The website {website} is not the address of a web page. Write one that begins with https://.",
    "domain_text_blank": "The domain text must not be blank. Give it some words.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="onsched_setup_domains",
    folder=Path(__file__).parent,
    tables=[CompaniesOverview, Domain, Region, TimezonesOverview],
    tools={
        "get_companies_overview": Tool(get_companies_overview, read_only=True),
        "update_companies_overview": Tool(update_companies_overview),
        "list_domains": Tool(list_domains, read_only=True),
        "get_domain": Tool(get_domain, read_only=True),
        "create_domain": Tool(create_domain),
        "update_domain": Tool(update_domain),
        "delete_domain": Tool(delete_domain),
        "list_regions": Tool(list_regions, read_only=True),
        "get_region": Tool(get_region, read_only=True),
        "create_region": Tool(create_region),
        "update_region": Tool(update_region),
        "delete_region": Tool(delete_region),
        "get_timezones_overview": Tool(get_timezones_overview, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
