"""Email Activity: whitelabel: keeps domains, links, whitelabel IPs and default."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Email Activity: whitelabel. Keeps domains, links, whitelabel IPs and default.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a domain can be refused: the username name must not be blank.
- Creating a whitelabel IP can be refused: the whitelabel IP domain must not be blank.
- Creating a link can be refused: the link domain must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Domain(Table, table=True):
    """A domain."""

    __tablename__ = "domains"

    domain_id: str = Field(primary_key=True)
    username_name: str | None = None
    automatic_security: bool
    custom_spf: bool
    domain_text: str
    ips: list[str] = Field(sa_type=JsonList())
    subdomain: str | None = None
    valid: bool
    last_validation_attempt_at: str | None = None
    custom_dkim_selector: str | None = None


class WhitelabelIp(Table, table=True):
    """A whitelabel IP."""

    __tablename__ = "whitelabel_ips"

    whitelabel_ip_id: int = Field(primary_key=True)
    a_record_data: str | None = None
    a_record_host: str | None = None
    a_record_type: str | None = None
    a_record_valid: bool
    whitelabel_ip_domain: str
    ip_name: str
    last_validation_attempt_at: str | None = None
    rdns: str | None = None
    subdomain: str | None = None
    valid: bool


class Link(Table, table=True):
    """A link."""

    __tablename__ = "links"

    link_id: int = Field(primary_key=True)
    username_name: str | None = None
    default_value: bool
    link_domain: str
    subdomain: str | None = None
    valid: bool


class Default(Table, table=True):
    """The default."""

    __tablename__ = "defaults"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    username_name: str
    default_value: bool
    default_domain: str
    subdomain: str
    valid: bool


# --- views --------------------------------------------------------------------------------------------------------


class DomainShort(TypedDict):
    """A domain in the view `short`."""

    domain_id: str
    username_name: str | None
    automatic_security: bool
    custom_spf: bool
    domain_text: str
    valid: bool
    last_validation_attempt_at: str | None


def domain_short(domain: Domain) -> DomainShort:
    """A domain in the view `short`."""
    return {
        "domain_id": domain.domain_id,
        "username_name": domain.username_name,
        "automatic_security": domain.automatic_security,
        "custom_spf": domain.custom_spf,
        "domain_text": domain.domain_text,
        "valid": domain.valid,
        "last_validation_attempt_at": domain.last_validation_attempt_at,
    }


class DomainFull(DomainShort):
    """A domain in the view `full`."""

    ips: list[str]
    subdomain: str | None
    custom_dkim_selector: str | None


def domain_full(domain: Domain) -> DomainFull:
    """A domain in the view `full`."""
    return {
        **domain_short(domain),
        "ips": domain.ips,
        "subdomain": domain.subdomain,
        "custom_dkim_selector": domain.custom_dkim_selector,
    }


class WhitelabelIpShort(TypedDict):
    """A whitelabel ip in the view `short`."""

    whitelabel_ip_id: int
    a_record_data: str | None
    a_record_valid: bool
    whitelabel_ip_domain: str
    ip_name: str
    last_validation_attempt_at: str | None
    valid: bool


def whitelabel_ip_short(whitelabel_ip: WhitelabelIp) -> WhitelabelIpShort:
    """A whitelabel ip in the view `short`."""
    return {
        "whitelabel_ip_id": whitelabel_ip.whitelabel_ip_id,
        "a_record_data": whitelabel_ip.a_record_data,
        "a_record_valid": whitelabel_ip.a_record_valid,
        "whitelabel_ip_domain": whitelabel_ip.whitelabel_ip_domain,
        "ip_name": whitelabel_ip.ip_name,
        "last_validation_attempt_at": whitelabel_ip.last_validation_attempt_at,
        "valid": whitelabel_ip.valid,
    }


class WhitelabelIpFull(WhitelabelIpShort):
    """A whitelabel ip in the view `full`."""

    a_record_host: str | None
    a_record_type: str | None
    rdns: str | None
    subdomain: str | None


def whitelabel_ip_full(whitelabel_ip: WhitelabelIp) -> WhitelabelIpFull:
    """A whitelabel ip in the view `full`."""
    return {
        **whitelabel_ip_short(whitelabel_ip),
        "a_record_host": whitelabel_ip.a_record_host,
        "a_record_type": whitelabel_ip.a_record_type,
        "rdns": whitelabel_ip.rdns,
        "subdomain": whitelabel_ip.subdomain,
    }


class LinkShort(TypedDict):
    """A link in the view `short`."""

    link_id: int
    username_name: str | None
    default_value: bool
    link_domain: str
    subdomain: str | None
    valid: bool


def link_short(link: Link) -> LinkShort:
    """A link in the view `short`."""
    return {
        "link_id": link.link_id,
        "username_name": link.username_name,
        "default_value": link.default_value,
        "link_domain": link.link_domain,
        "subdomain": link.subdomain,
        "valid": link.valid,
    }


class LinkFull(LinkShort):
    """A link in the view `full`."""


def link_full(link: Link) -> LinkFull:
    """A link in the view `full`."""
    return link_short(link)


class DefaultFull(TypedDict):
    """A default in the view `full`."""

    username_name: str
    default_value: bool
    default_domain: str
    subdomain: str
    valid: bool


def default_full(default: Default) -> DefaultFull:
    """A default in the view `full`."""
    return {
        "username_name": default.username_name,
        "default_value": default.default_value,
        "default_domain": default.default_domain,
        "subdomain": default.subdomain,
        "valid": default.valid,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListDomains(TypedDict):
    """What `list_domains` returns."""

    domains: list[DomainShort]
    next_cursor: str | None


def list_domains(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDomains:
    """List the domains."""
    page = db.query(Domain).page("username_name", limit=limit, cursor=cursor)
    return {"domains": [domain_short(domain) for domain in page.rows], "next_cursor": page.next_cursor}


class DomainResult(TypedDict):
    """What `get_domain` and 2 other tools return."""

    domain: DomainFull


def get_domain(db: Database, /, *, domain_id: str) -> DomainResult:
    """Show a domain with all its details."""
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    return {"domain": domain_full(domain)}


def create_domain(
    db: Database,
    /,
    *,
    domain_text: str,
    username_name: str | None = None,
    automatic_security: bool = False,
    custom_spf: bool = False,
    ips: list[str],
    subdomain: str | None = None,
    custom_dkim_selector: str | None = None,
) -> DomainResult:
    """Create a domain."""
    if username_name is not None and len(words(username_name)) <= 0:
        fail("username_name_blank")
    domain = db.insert(
        Domain,
        domain_id=f"DOM-{db.next_number('domains'):04d}",
        username_name=username_name,
        automatic_security=automatic_security,
        custom_spf=custom_spf,
        domain_text=domain_text,
        ips=ips,
        subdomain=subdomain,
        valid=False,
        custom_dkim_selector=custom_dkim_selector,
    )
    return {"domain": domain_full(domain)}


def update_domain(db: Database, /, *, domain_id: str, custom_spf: bool | None = None) -> DomainResult:
    """Change whether a domain is custom SPF."""
    changes = given(None, custom_spf=custom_spf)
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
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


class ListWhitelabelIps(TypedDict):
    """What `list_whitelabel_ips` returns."""

    whitelabel_ips: list[WhitelabelIpShort]
    next_cursor: str | None


def list_whitelabel_ips(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListWhitelabelIps:
    """List the whitelabel IPs."""
    page = db.query(WhitelabelIp).page(limit=limit, cursor=cursor)
    return {
        "whitelabel_ips": [whitelabel_ip_short(whitelabel_ip) for whitelabel_ip in page.rows],
        "next_cursor": page.next_cursor,
    }


class WhitelabelIpResult(TypedDict):
    """What `get_whitelabel_ip` and `create_whitelabel_ip` return."""

    whitelabel_ip: WhitelabelIpFull


def get_whitelabel_ip(db: Database, /, *, whitelabel_ip_id: int) -> WhitelabelIpResult:
    """Show a whitelabel IP with all its details."""
    whitelabel_ip = db.find(WhitelabelIp, whitelabel_ip_id)
    if whitelabel_ip is None:
        fail("whitelabel_ip_not_found", whitelabel_ip_id=whitelabel_ip_id)
    return {"whitelabel_ip": whitelabel_ip_full(whitelabel_ip)}


def create_whitelabel_ip(
    db: Database, /, *, whitelabel_ip_domain: str, ip_name: str, subdomain: str | None = None
) -> WhitelabelIpResult:
    """Create a whitelabel IP."""
    if len(words(whitelabel_ip_domain)) <= 0:
        fail("whitelabel_ip_domain_blank")
    whitelabel_ip = db.insert(
        WhitelabelIp,
        whitelabel_ip_id=db.next_number("whitelabel_ips"),
        a_record_valid=False,
        whitelabel_ip_domain=whitelabel_ip_domain,
        ip_name=ip_name,
        subdomain=subdomain,
        valid=False,
    )
    return {"whitelabel_ip": whitelabel_ip_full(whitelabel_ip)}


class DeleteWhitelabelIp(TypedDict):
    """What `delete_whitelabel_ip` returns."""

    whitelabel_ip_id: int


def delete_whitelabel_ip(db: Database, /, *, whitelabel_ip_id: int) -> DeleteWhitelabelIp:
    """Delete a whitelabel IP."""
    whitelabel_ip = db.find(WhitelabelIp, whitelabel_ip_id)
    if whitelabel_ip is None:
        fail("whitelabel_ip_not_found", whitelabel_ip_id=whitelabel_ip_id)
    db.delete(whitelabel_ip)
    return {"whitelabel_ip_id": whitelabel_ip_id}


class ListLinks(TypedDict):
    """What `list_links` returns."""

    links: list[LinkShort]
    next_cursor: str | None


def list_links(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListLinks:
    """List the links."""
    page = db.query(Link).page("username_name", limit=limit, cursor=cursor)
    return {"links": [link_short(link) for link in page.rows], "next_cursor": page.next_cursor}


class LinkResult(TypedDict):
    """What `get_link` and 2 other tools return."""

    link: LinkFull


def get_link(db: Database, /, *, link_id: int) -> LinkResult:
    """Show a link with all its details."""
    link = db.find(Link, link_id) or fail("link_not_found", link_id=link_id)
    return {"link": link_full(link)}


def create_link(
    db: Database, /, *, link_domain: str, default_value: bool = False, subdomain: str | None = None
) -> LinkResult:
    """Create a link."""
    if len(words(link_domain)) <= 0:
        fail("link_domain_blank")
    link = db.insert(
        Link,
        link_id=db.next_number("links"),
        default_value=default_value,
        link_domain=link_domain,
        subdomain=subdomain,
        valid=False,
    )
    return {"link": link_full(link)}


def update_link(db: Database, /, *, link_id: int, default_value: bool | None = None) -> LinkResult:
    """Change whether a link is default value."""
    changes = given(None, default_value=default_value)
    link = db.find(Link, link_id) or fail("link_not_found", link_id=link_id)
    if not changes:
        fail("nothing_to_change")
    db.update(link, **changes)
    return {"link": link_full(link)}


class DeleteLink(TypedDict):
    """What `delete_link` returns."""

    link_id: int


def delete_link(db: Database, /, *, link_id: int) -> DeleteLink:
    """Delete a link."""
    link = db.find(Link, link_id) or fail("link_not_found", link_id=link_id)
    db.delete(link)
    return {"link_id": link_id}


class GetDefault(TypedDict):
    """What `get_default` returns."""

    default: DefaultFull


def get_default(db: Database, /) -> GetDefault:
    """Show the default."""
    default = db.get(Default, 1)
    return {"default": default_full(default)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "domain_not_found": "There is no domain {domain_id}. List the domains to see which there are.",
    "link_not_found": "There is no link {link_id}. List the links to see which there are.",
    "whitelabel_ip_not_found": (
        "There is no whitelabel IP {whitelabel_ip_id}. List the whitelabel IPs to see which there are."
    ),
    "username_name_blank": "The username name must not be blank. Give it some words.",
    "whitelabel_ip_domain_blank": "The whitelabel IP domain must not be blank. Give it some words.",
    "link_domain_blank": "The link domain must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="email_activity_whitelabel",
    folder=Path(__file__).parent,
    tables=[Domain, WhitelabelIp, Link, Default],
    tools={
        "list_domains": Tool(list_domains, read_only=True),
        "get_domain": Tool(get_domain, read_only=True),
        "create_domain": Tool(create_domain),
        "update_domain": Tool(update_domain),
        "delete_domain": Tool(delete_domain),
        "list_whitelabel_ips": Tool(list_whitelabel_ips, read_only=True),
        "get_whitelabel_ip": Tool(get_whitelabel_ip, read_only=True),
        "create_whitelabel_ip": Tool(create_whitelabel_ip),
        "delete_whitelabel_ip": Tool(delete_whitelabel_ip),
        "list_links": Tool(list_links, read_only=True),
        "get_link": Tool(get_link, read_only=True),
        "create_link": Tool(create_link),
        "update_link": Tool(update_link),
        "delete_link": Tool(delete_link),
        "get_default": Tool(get_default, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
