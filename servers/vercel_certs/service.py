"""Vercel: certs: keeps v4 domains, certs and events."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Money, Service, Tool, fail

INSTRUCTIONS = """\
Vercel: certs. Keeps v4 domains, certs and events.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a v4 domain can be refused: there is already a v4 domain with that name.
- Creating a cert can be refused: the CNs must not be empty.
- Two v4 domains cannot have the same name.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Event(Table, table=True):
    """An event."""

    __tablename__ = "events"

    event_id: str = Field(primary_key=True)
    text: str | None = None
    created_at: float | None = None
    entity_types: list[str] = Field(sa_type=JsonList())
    user_email: str | None = None


class V4Domain(Table, table=True):
    """A v4 domain."""

    __tablename__ = "v4_domains"
    __table_args__ = (
        CheckConstraint("service_type IN ('zeit.world', 'external', 'na')"),
        CheckConstraint("method IN ('add', 'transfer-in')"),
        UniqueConstraint("name"),
    )

    v4_domain_id: str = Field(primary_key=True)
    name: str
    creator_email: str | None = None
    renew: bool
    service_type: str | None = None
    suffix: bool
    verified: bool
    method: str | None = None
    auth_code: str | None = None
    expected_price: Decimal | None = Field(default=None, sa_type=Money(2))
    cdn_enabled: bool
    zone: bool


class Cert(Table, table=True):
    """A cert."""

    __tablename__ = "certs"

    cert_id: str = Field(primary_key=True)
    auto_renew: bool
    cns: list[str] = Field(sa_type=JsonList())


# --- views --------------------------------------------------------------------------------------------------------


class EventShort(TypedDict):
    """An event in the view `short`."""

    event_id: str
    text: str | None
    created_at: float | None
    entity_types: list[str]
    user_email: str | None


def event_short(event: Event) -> EventShort:
    """An event in the view `short`."""
    return {
        "event_id": event.event_id,
        "text": event.text,
        "created_at": event.created_at,
        "entity_types": event.entity_types,
        "user_email": event.user_email,
    }


class EventFull(EventShort):
    """An event in the view `full`."""


def event_full(event: Event) -> EventFull:
    """An event in the view `full`."""
    return event_short(event)


class V4DomainShort(TypedDict):
    """A v4 domain in the view `short`."""

    v4_domain_id: str
    name: str
    renew: bool
    service_type: str | None
    suffix: bool
    method: str | None
    expected_price: Decimal | None


def v4_domain_short(v4_domain: V4Domain) -> V4DomainShort:
    """A v4 domain in the view `short`."""
    return {
        "v4_domain_id": v4_domain.v4_domain_id,
        "name": v4_domain.name,
        "renew": v4_domain.renew,
        "service_type": v4_domain.service_type,
        "suffix": v4_domain.suffix,
        "method": v4_domain.method,
        "expected_price": v4_domain.expected_price,
    }


class V4DomainFull(V4DomainShort):
    """A v4 domain in the view `full`."""

    creator_email: str | None
    verified: bool
    auth_code: str | None
    cdn_enabled: bool
    zone: bool


def v4_domain_full(v4_domain: V4Domain) -> V4DomainFull:
    """A v4 domain in the view `full`."""
    return {
        **v4_domain_short(v4_domain),
        "creator_email": v4_domain.creator_email,
        "verified": v4_domain.verified,
        "auth_code": v4_domain.auth_code,
        "cdn_enabled": v4_domain.cdn_enabled,
        "zone": v4_domain.zone,
    }


class CertShort(TypedDict):
    """A cert in the view `short`."""

    cert_id: str
    auto_renew: bool
    cns: list[str]


def cert_short(cert: Cert) -> CertShort:
    """A cert in the view `short`."""
    return {"cert_id": cert.cert_id, "auto_renew": cert.auto_renew, "cns": cert.cns}


class CertFull(CertShort):
    """A cert in the view `full`."""


def cert_full(cert: Cert) -> CertFull:
    """A cert in the view `full`."""
    return cert_short(cert)


# --- tools --------------------------------------------------------------------------------------------------------


class ListEvents(TypedDict):
    """What `list_events` returns."""

    events: list[EventFull]
    next_cursor: str | None


def list_events(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListEvents:
    """List the events."""
    page = db.query(Event).page("text", limit=limit, cursor=cursor)
    return {"events": [event_full(event) for event in page.rows], "next_cursor": page.next_cursor}


class ListV4Domains(TypedDict):
    """What `list_v4_domains` returns."""

    v4_domains: list[V4DomainShort]
    next_cursor: str | None


def list_v4_domains(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListV4Domains:
    """List the v4 domains."""
    page = db.query(V4Domain).page("name", limit=limit, cursor=cursor)
    return {"v4_domains": [v4_domain_short(v4_domain) for v4_domain in page.rows], "next_cursor": page.next_cursor}


class V4DomainResult(TypedDict):
    """What `get_v4_domain` and `create_v4_domain` return."""

    v4_domain: V4DomainFull


def get_v4_domain(db: Database, /, *, v4_domain_id: str) -> V4DomainResult:
    """Show a v4 domain with all its details."""
    v4_domain = db.find(V4Domain, v4_domain_id) or fail("v4_domain_not_found", v4_domain_id=v4_domain_id)
    return {"v4_domain": v4_domain_full(v4_domain)}


def create_v4_domain(
    db: Database,
    /,
    *,
    name: str,
    method: Literal["add", "transfer-in"] | None = None,
    auth_code: str | None = None,
    expected_price: Decimal | None = None,
    cdn_enabled: bool = False,
    zone: bool = False,
) -> V4DomainResult:
    """Create a v4 domain."""
    if db.query(V4Domain).where("same_text(name, ?)", name).exists():
        fail("v4_domain_name_taken", name=name)
    v4_domain = db.insert(
        V4Domain,
        v4_domain_id=f"VD-{db.next_number('v4_domains'):04d}",
        name=name,
        renew=False,
        suffix=False,
        verified=False,
        method=method,
        auth_code=auth_code,
        expected_price=expected_price,
        cdn_enabled=cdn_enabled,
        zone=zone,
    )
    return {"v4_domain": v4_domain_full(v4_domain)}


class DeleteV4Domain(TypedDict):
    """What `delete_v4_domain` returns."""

    v4_domain_id: str


def delete_v4_domain(db: Database, /, *, v4_domain_id: str) -> DeleteV4Domain:
    """Delete a v4 domain."""
    v4_domain = db.find(V4Domain, v4_domain_id) or fail("v4_domain_not_found", v4_domain_id=v4_domain_id)
    db.delete(v4_domain)
    return {"v4_domain_id": v4_domain_id}


class ListCerts(TypedDict):
    """What `list_certs` returns."""

    certs: list[CertShort]
    next_cursor: str | None


def list_certs(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCerts:
    """List the certs."""
    page = db.query(Cert).page(limit=limit, cursor=cursor)
    return {"certs": [cert_short(cert) for cert in page.rows], "next_cursor": page.next_cursor}


class CertResult(TypedDict):
    """What `get_cert` and `create_cert` return."""

    cert: CertFull


def get_cert(db: Database, /, *, cert_id: str) -> CertResult:
    """Show a cert with all its details."""
    cert = db.find(Cert, cert_id) or fail("cert_not_found", cert_id=cert_id)
    return {"cert": cert_full(cert)}


def create_cert(db: Database, /, *, cns: list[str]) -> CertResult:
    """Create a cert."""
    if len(cns) <= 0:
        fail("cns_empty")
    cert = db.insert(Cert, cert_id=f"CERT-{db.next_number('certs'):04d}", auto_renew=False, cns=cns)
    return {"cert": cert_full(cert)}


class DeleteCert(TypedDict):
    """What `delete_cert` returns."""

    cert_id: str


def delete_cert(db: Database, /, *, cert_id: str) -> DeleteCert:
    """Delete a cert."""
    cert = db.find(Cert, cert_id) or fail("cert_not_found", cert_id=cert_id)
    db.delete(cert)
    return {"cert_id": cert_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "cert_not_found": "There is no cert {cert_id}. List the certs to see which there are.",
    "v4_domain_name_taken": "There is already a v4 domain with the name {name}. Choose another name.",
    "v4_domain_not_found": "There is no v4 domain {v4_domain_id}. List the v4 domains to see which there are.",
    "cns_empty": "The CNs must not be empty. Name one at least.",
}

SERVICE = Service(
    name="vercel_certs",
    folder=Path(__file__).parent,
    tables=[Event, V4Domain, Cert],
    tools={
        "list_events": Tool(list_events, read_only=True),
        "list_v4_domains": Tool(list_v4_domains, read_only=True),
        "get_v4_domain": Tool(get_v4_domain, read_only=True),
        "create_v4_domain": Tool(create_v4_domain, money={"expected_price": 2}),
        "delete_v4_domain": Tool(delete_v4_domain),
        "list_certs": Tool(list_certs, read_only=True),
        "get_cert": Tool(get_cert, read_only=True),
        "create_cert": Tool(create_cert),
        "delete_cert": Tool(delete_cert),
    },
    faults=FAULTS,
    unique_faults={
        "v4_domains.name": "v4_domain_name_taken",
    },
    instructions=INSTRUCTIONS,
)
