"""DigitalOcean: domains: keeps domains and domain records."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
DigitalOcean: domains. Keeps domains and domain records.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a domain can be refused: the name must not be blank.
- Deleting a domain also deletes its domain records.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Domain(Table, table=True):
    """A domain."""

    __tablename__ = "domains"

    domain_id: str = Field(primary_key=True)
    name: str
    ip_address: str | None = None
    zone_file: str | None = None


class DomainRecord(Table, table=True):
    """A domain record of a domain."""

    __tablename__ = "domain_records"

    domain_record_id: int = Field(primary_key=True)
    domain_id: str = Field(foreign_key="domains.domain_id", ondelete="CASCADE", index=True)
    name: str | None = None
    data: str | None = None
    flags: int | None = None
    port: int | None = None
    priority: int | None = None
    domain_record_tag: str | None = None
    ttl: int | None = None
    type: str
    weight: int | None = None


# --- views --------------------------------------------------------------------------------------------------------


class DomainShort(TypedDict):
    """A domain in the view `short`."""

    domain_id: str
    name: str
    ip_address: str | None
    zone_file: str | None


def domain_short(domain: Domain) -> DomainShort:
    """A domain in the view `short`."""
    return {
        "domain_id": domain.domain_id,
        "name": domain.name,
        "ip_address": domain.ip_address,
        "zone_file": domain.zone_file,
    }


class DomainFull(DomainShort):
    """A domain in the view `full`."""


def domain_full(domain: Domain) -> DomainFull:
    """A domain in the view `full`."""
    return domain_short(domain)


class DomainRecordShort(TypedDict):
    """A domain record in the view `short`."""

    domain_record_id: int
    domain_id: str
    name: str | None
    data: str | None
    flags: int | None
    port: int | None
    type: str


def domain_record_short(domain_record: DomainRecord) -> DomainRecordShort:
    """A domain record in the view `short`."""
    return {
        "domain_record_id": domain_record.domain_record_id,
        "domain_id": domain_record.domain_id,
        "name": domain_record.name,
        "data": domain_record.data,
        "flags": domain_record.flags,
        "port": domain_record.port,
        "type": domain_record.type,
    }


class DomainRecordFull(DomainRecordShort):
    """A domain record in the view `full`."""

    priority: int | None
    domain_record_tag: str | None
    ttl: int | None
    weight: int | None


def domain_record_full(domain_record: DomainRecord) -> DomainRecordFull:
    """A domain record in the view `full`."""
    return {
        **domain_record_short(domain_record),
        "priority": domain_record.priority,
        "domain_record_tag": domain_record.domain_record_tag,
        "ttl": domain_record.ttl,
        "weight": domain_record.weight,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListDomains(TypedDict):
    """What `list_domains` returns."""

    domains: list[DomainShort]
    next_cursor: str | None


def list_domains(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDomains:
    """List the domains."""
    page = db.query(Domain).page("name", limit=limit, cursor=cursor)
    return {"domains": [domain_short(domain) for domain in page.rows], "next_cursor": page.next_cursor}


class DomainResult(TypedDict):
    """What `get_domain` and `create_domain` return."""

    domain: DomainFull


def get_domain(db: Database, /, *, domain_id: str) -> DomainResult:
    """Show a domain with all its details."""
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    return {"domain": domain_full(domain)}


def create_domain(db: Database, /, *, name: str, ip_address: str | None = None) -> DomainResult:
    """Create a domain."""
    if len(words(name)) <= 0:
        fail("name_blank")
    domain = db.insert(Domain, domain_id=f"DOM-{db.next_number('domains'):04d}", name=name, ip_address=ip_address)
    return {"domain": domain_full(domain)}


class DeleteDomain(TypedDict):
    """What `delete_domain` returns."""

    domain_id: str


def delete_domain(db: Database, /, *, domain_id: str) -> DeleteDomain:
    """Delete a domain together with its domain records."""
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    db.delete(domain)
    return {"domain_id": domain_id}


class ListDomainRecords(TypedDict):
    """What `list_domain_records` returns."""

    domain_records: list[DomainRecordShort]
    next_cursor: str | None


def list_domain_records(
    db: Database,
    /,
    *,
    domain_id: str,
    name: str | None = None,
    type_: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListDomainRecords:
    """List the domain records of a domain, optionally by name or type."""
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    query = db.query(DomainRecord).where("domain_id = ?", domain.domain_id)
    if name is not None:
        query.where("contains(name, ?)", name)
    if type_ is not None:
        query.where("same_text(type, ?)", type_)
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "domain_records": [domain_record_short(domain_record) for domain_record in page.rows],
        "next_cursor": page.next_cursor,
    }


class DomainRecordResult(TypedDict):
    """What `get_domain_record` and 2 other tools return."""

    domain_record: DomainRecordFull


def get_domain_record(db: Database, /, *, domain_record_id: int) -> DomainRecordResult:
    """Show a domain record with all its details."""
    domain_record = db.find(DomainRecord, domain_record_id)
    if domain_record is None:
        fail("domain_record_not_found", domain_record_id=domain_record_id)
    return {"domain_record": domain_record_full(domain_record)}


def create_domain_record(
    db: Database,
    /,
    *,
    domain_id: str,
    type_: str,
    name: str | None = None,
    data: str | None = None,
    flags: int | None = None,
    port: int | None = None,
    priority: int | None = None,
    ttl: int | None = None,
) -> DomainRecordResult:
    """Create a domain record in a domain."""
    if db.find(Domain, domain_id) is None:
        fail("domain_not_found", domain_id=domain_id)
    domain_record = db.insert(
        DomainRecord,
        domain_record_id=db.next_number("domain_records"),
        domain_id=domain_id,
        name=name,
        data=data,
        flags=flags,
        port=port,
        priority=priority,
        ttl=ttl,
        type=type_,
    )
    return {"domain_record": domain_record_full(domain_record)}


def update_domain_record(
    db: Database,
    /,
    *,
    domain_record_id: int,
    name: str | None = None,
    data: str | None = None,
    flags: int | None = None,
    port: int | None = None,
    priority: int | None = None,
    ttl: int | None = None,
    type_: str | None = None,
    weight: int | None = None,
    clear: list[Literal["name", "data", "flags", "port", "priority", "ttl", "weight"]] | None = None,
) -> DomainRecordResult:
    """Change a domain record, for example its name, type, priority or flags."""
    changes = given(
        clear, name=name, data=data, flags=flags, port=port, priority=priority, ttl=ttl, type=type_, weight=weight
    )
    domain_record = db.find(DomainRecord, domain_record_id)
    if domain_record is None:
        fail("domain_record_not_found", domain_record_id=domain_record_id)
    if not changes:
        fail("nothing_to_change")
    db.update(domain_record, **changes)
    return {"domain_record": domain_record_full(domain_record)}


class DeleteDomainRecord(TypedDict):
    """What `delete_domain_record` returns."""

    domain_record_id: int


def delete_domain_record(db: Database, /, *, domain_record_id: int) -> DeleteDomainRecord:
    """Delete a domain record."""
    domain_record = db.find(DomainRecord, domain_record_id)
    if domain_record is None:
        fail("domain_record_not_found", domain_record_id=domain_record_id)
    db.delete(domain_record)
    return {"domain_record_id": domain_record_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "domain_not_found": "There is no domain {domain_id}. List the domains to see which there are.",
    "domain_record_not_found": (
        "There is no domain record {domain_record_id}. List the domain records to see which there are."
    ),
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="digitalocean_domains",
    folder=Path(__file__).parent,
    tables=[Domain, DomainRecord],
    tools={
        "list_domains": Tool(list_domains, read_only=True),
        "get_domain": Tool(get_domain, read_only=True),
        "create_domain": Tool(create_domain),
        "delete_domain": Tool(delete_domain),
        "list_domain_records": Tool(list_domain_records, read_only=True),
        "get_domain_record": Tool(get_domain_record, read_only=True),
        "create_domain_record": Tool(create_domain_record),
        "update_domain_record": Tool(update_domain_record),
        "delete_domain_record": Tool(delete_domain_record),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
