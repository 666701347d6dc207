"""ClickMeter: guests: keeps guests, permissions, domain whitelists, ipblacklists and account."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, valid_phone, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
ClickMeter: guests. Keeps guests, permissions, domain whitelists, ipblacklists and account.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Updating the account or creating or updating a guest can be refused: that email is not an email address.
- Updating the account can be refused: that phone is not a telephone number.
- Creating a domain whitelist can be refused: the name must not be blank.
- Creating an ipblacklist can be refused: the IP must not be blank.
- Deleting a guest also deletes their permissions.
- Deleting a permission keeps the guests that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Account(Table, table=True):
    """The account."""

    __tablename__ = "accounts"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    first_name: str | None = None
    bo_go_val: str | None = None
    bonus_clicks: int | None = None
    company_name: str | None = None
    company_role: str | None = None
    email: str | None = None
    last_name: str | None = None
    phone: str | None = None
    redirect_only: bool
    registration_date: str | None = None
    timeframe_min_date: str | None = None
    timezone: int | None = None
    timezonename: str | None = None


class DomainWhitelist(Table, table=True):
    """A domain whitelist."""

    __tablename__ = "domain_whitelists"

    domain_whitelist_id: str = Field(primary_key=True)
    name: str


class Guest(Table, table=True):
    """A guest."""

    __tablename__ = "guests"

    guest_id: int = Field(primary_key=True)
    name: str
    current_grant_id: str | None = Field(
        default=None, foreign_key="permissions.permission_id", ondelete="SET NULL", index=True
    )
    decimal_separator: str | None = None
    email: str | None = None
    group_grants: int | None = None
    key: str | None = None
    language: str | None = None
    login_count: int | None = None
    notes: str | None = None
    time_zone: int | None = None
    timeframe_min_date: str | None = None
    timezonename: str | None = None
    tl_grants: int | None = None
    tp_grants: int | None = None


class Permission(Table, table=True):
    """A permission of a guest."""

    __tablename__ = "permissions"

    permission_id: str = Field(primary_key=True)
    guest_id: int = Field(foreign_key="guests.guest_id", ondelete="CASCADE", index=True)
    entity_name: str | None = None
    datapoint_type: str | None = None
    entity_type: str | None = None


class Ipblacklist(Table, table=True):
    """An ipblacklist."""

    __tablename__ = "ipblacklists"

    ipblacklist_id: str = Field(primary_key=True)
    ip: str


# --- views --------------------------------------------------------------------------------------------------------


class AccountFull(TypedDict):
    """An account in the view `full`."""

    first_name: str | None
    bo_go_val: str | None
    bonus_clicks: int | None
    company_name: str | None
    company_role: str | None
    email: str | None
    last_name: str | None
    phone: str | None
    redirect_only: bool
    registration_date: str | None
    timeframe_min_date: str | None
    timezone: int | None
    timezonename: str | None


def account_full(account: Account) -> AccountFull:
    """An account in the view `full`."""
    return {
        "first_name": account.first_name,
        "bo_go_val": account.bo_go_val,
        "bonus_clicks": account.bonus_clicks,
        "company_name": account.company_name,
        "company_role": account.company_role,
        "email": account.email,
        "last_name": account.last_name,
        "phone": account.phone,
        "redirect_only": account.redirect_only,
        "registration_date": account.registration_date,
        "timeframe_min_date": account.timeframe_min_date,
        "timezone": account.timezone,
        "timezonename": account.timezonename,
    }


class DomainWhitelistShort(TypedDict):
    """A domain whitelist in the view `short`."""

    domain_whitelist_id: str
    name: str


def domain_whitelist_short(domain_whitelist: DomainWhitelist) -> DomainWhitelistShort:
    """A domain whitelist in the view `short`."""
    return {"domain_whitelist_id": domain_whitelist.domain_whitelist_id, "name": domain_whitelist.name}


class DomainWhitelistFull(DomainWhitelistShort):
    """A domain whitelist in the view `full`."""


def domain_whitelist_full(domain_whitelist: DomainWhitelist) -> DomainWhitelistFull:
    """A domain whitelist in the view `full`."""
    return domain_whitelist_short(domain_whitelist)


class GuestShort(TypedDict):
    """A guest in the view `short`."""

    guest_id: int
    name: str
    current_grant_id: str | None
    decimal_separator: str | None
    email: str | None
    group_grants: int | None
    timeframe_min_date: str | None


def guest_short(guest: Guest) -> GuestShort:
    """A guest in the view `short`."""
    return {
        "guest_id": guest.guest_id,
        "name": guest.name,
        "current_grant_id": guest.current_grant_id,
        "decimal_separator": guest.decimal_separator,
        "email": guest.email,
        "group_grants": guest.group_grants,
        "timeframe_min_date": guest.timeframe_min_date,
    }


class GuestFull(GuestShort):
    """A guest in the view `full`."""

    key: str | None
    language: str | None
    login_count: int | None
    notes: str | None
    time_zone: int | None
    timezonename: str | None
    tl_grants: int | None
    tp_grants: int | None


def guest_full(guest: Guest) -> GuestFull:
    """A guest in the view `full`."""
    return {
        **guest_short(guest),
        "key": guest.key,
        "language": guest.language,
        "login_count": guest.login_count,
        "notes": guest.notes,
        "time_zone": guest.time_zone,
        "timezonename": guest.timezonename,
        "tl_grants": guest.tl_grants,
        "tp_grants": guest.tp_grants,
    }


class PermissionShort(TypedDict):
    """A permission in the view `short`."""

    permission_id: str
    guest_id: int
    entity_name: str | None
    datapoint_type: str | None
    entity_type: str | None


def permission_short(permission: Permission) -> PermissionShort:
    """A permission in the view `short`."""
    return {
        "permission_id": permission.permission_id,
        "guest_id": permission.guest_id,
        "entity_name": permission.entity_name,
        "datapoint_type": permission.datapoint_type,
        "entity_type": permission.entity_type,
    }


class PermissionFull(PermissionShort):
    """A permission in the view `full`."""


def permission_full(permission: Permission) -> PermissionFull:
    """A permission in the view `full`."""
    return permission_short(permission)


class IpblacklistShort(TypedDict):
    """An ipblacklist in the view `short`."""

    ipblacklist_id: str
    ip: str


def ipblacklist_short(ipblacklist: Ipblacklist) -> IpblacklistShort:
    """An ipblacklist in the view `short`."""
    return {"ipblacklist_id": ipblacklist.ipblacklist_id, "ip": ipblacklist.ip}


class IpblacklistFull(IpblacklistShort):
    """An ipblacklist in the view `full`."""


def ipblacklist_full(ipblacklist: Ipblacklist) -> IpblacklistFull:
    """An ipblacklist in the view `full`."""
    return ipblacklist_short(ipblacklist)


# --- tools --------------------------------------------------------------------------------------------------------


class AccountResult(TypedDict):
    """What `get_account` and `update_account` return."""

    account: AccountFull


def get_account(db: Database, /) -> AccountResult:
    """Show the account."""
    account = db.get(Account, 1)
    return {"account": account_full(account)}


def update_account(
    db: Database,
    /,
    *,
    first_name: str | None = None,
    company_name: str | None = None,
    email: str | None = None,
    last_name: str | None = None,
    phone: str | None = None,
    registration_date: str | None = None,
    timeframe_min_date: str | None = None,
    timezone: int | None = None,
    clear: list[
        Literal[
            "first_name",
            "company_name",
            "email",
            "last_name",
            "phone",
            "registration_date",
            "timeframe_min_date",
            "timezone",
        ]
    ]
    | None = None,
) -> AccountResult:
    """Change the account, for example the first name, email, phone or company name."""
    changes = given(
        clear,
        first_name=first_name,
        company_name=company_name,
        email=email,
        last_name=last_name,
        phone=phone,
        registration_date=registration_date,
        timeframe_min_date=timeframe_min_date,
        timezone=timezone,
    )
    account = db.get(Account, 1)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not (phone is None or valid_phone(phone)):
        fail("phone_invalid", phone=phone)
    if not changes:
        fail("nothing_to_change")
    db.update(account, **changes)
    return {"account": account_full(account)}


class ListDomainWhitelists(TypedDict):
    """What `list_domain_whitelists` returns."""

    domain_whitelists: list[DomainWhitelistFull]
    next_cursor: str | None


def list_domain_whitelists(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDomainWhitelists:
    """List the domain whitelists."""
    page = db.query(DomainWhitelist).page("name", limit=limit, cursor=cursor)
    return {
        "domain_whitelists": [domain_whitelist_full(domain_whitelist) for domain_whitelist in page.rows],
        "next_cursor": page.next_cursor,
    }


class CreateDomainWhitelist(TypedDict):
    """What `create_domain_whitelist` returns."""

    domain_whitelist: DomainWhitelistFull


def create_domain_whitelist(db: Database, /, *, name: str) -> CreateDomainWhitelist:
    """Create a domain whitelist."""
    if len(words(name)) <= 0:
        fail("name_blank")
    domain_whitelist = db.insert(
        DomainWhitelist, domain_whitelist_id=f"DW-{db.next_number('domain_whitelists'):04d}", name=name
    )
    return {"domain_whitelist": domain_whitelist_full(domain_whitelist)}


class DeleteDomainWhitelist(TypedDict):
    """What `delete_domain_whitelist` returns."""

    domain_whitelist_id: str


def delete_domain_whitelist(db: Database, /, *, domain_whitelist_id: str) -> DeleteDomainWhitelist:
    """Delete a domain whitelist."""
    domain_whitelist = db.find(DomainWhitelist, domain_whitelist_id)
    if domain_whitelist is None:
        fail("domain_whitelist_not_found", domain_whitelist_id=domain_whitelist_id)
    db.delete(domain_whitelist)
    return {"domain_whitelist_id": domain_whitelist_id}


class ListGuests(TypedDict):
    """What `list_guests` returns."""

    guests: list[GuestShort]
    next_cursor: str | None


def list_guests(
    db: Database,
    /,
    *,
    current_grant_id: str | None = None,
    timeframe_min_after: str | None = None,
    timeframe_min_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListGuests:
    """List the guests, optionally by current grant or timeframe minimum date."""
    query = db.query(Guest)
    if current_grant_id is not None:
        query.where("current_grant_id IS ?", current_grant_id)
    if timeframe_min_after is not None:
        query.where("timeframe_min_date IS NOT NULL AND timeframe_min_date >= ?", timeframe_min_after)
    if timeframe_min_before is not None:
        query.where("timeframe_min_date IS NOT NULL AND timeframe_min_date <= ?", timeframe_min_before)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"guests": [guest_short(guest) for guest in page.rows], "next_cursor": page.next_cursor}


class GuestResult(TypedDict):
    """What `get_guest` and 2 other tools return."""

    guest: GuestFull


def get_guest(db: Database, /, *, guest_id: int) -> GuestResult:
    """Show a guest with all its details."""
    guest = db.find(Guest, guest_id) or fail("guest_not_found", guest_id=guest_id)
    return {"guest": guest_full(guest)}


class TotalResult(TypedDict):
    """What `count_guests` and `count_permissions` return."""

    total: int


def count_guests(db: Database, /) -> TotalResult:
    """Count the guests."""
    total_ = db.query(Guest).count()
    return {"total": total_}


def create_guest(
    db: Database,
    /,
    *,
    name: str,
    current_grant_id: str | None = None,
    email: str | None = None,
    key: str | None = None,
    language: str | None = None,
    notes: str | None = None,
    timeframe_min_date: str | None = None,
    timezonename: str | None = None,
) -> GuestResult:
    """Create a guest."""
    if current_grant_id is not None and db.find(Permission, current_grant_id) is None:
        fail("current_grant_not_found", current_grant_id=current_grant_id)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    guest = db.insert(
        Guest,
        guest_id=db.next_number("guests"),
        name=name,
        current_grant_id=current_grant_id,
        email=email,
        key=key,
        language=language,
        notes=notes,
        timeframe_min_date=timeframe_min_date,
        timezonename=timezonename,
    )
    return {"guest": guest_full(guest)}


def update_guest(
    db: Database,
    /,
    *,
    guest_id: int,
    name: str | None = None,
    current_grant_id: str | None = None,
    email: str | None = None,
    key: str | None = None,
    language: str | None = None,
    notes: str | None = None,
    timeframe_min_date: str | None = None,
    timezonename: str | None = None,
    clear: list[Literal["current_grant_id", "email", "key", "language", "notes", "timeframe_min_date", "timezonename"]]
    | None = None,
) -> GuestResult:
    """Change a guest, for example its name, email, language or notes."""
    changes = given(
        clear,
        name=name,
        current_grant_id=current_grant_id,
        email=email,
        key=key,
        language=language,
        notes=notes,
        timeframe_min_date=timeframe_min_date,
        timezonename=timezonename,
    )
    guest = db.find(Guest, guest_id) or fail("guest_not_found", guest_id=guest_id)
    if current_grant_id is not None and db.find(Permission, current_grant_id) is None:
        fail("current_grant_not_found", current_grant_id=current_grant_id)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not changes:
        fail("nothing_to_change")
    db.update(guest, **changes)
    return {"guest": guest_full(guest)}


class DeleteGuest(TypedDict):
    """What `delete_guest` returns."""

    guest_id: int


def delete_guest(db: Database, /, *, guest_id: int) -> DeleteGuest:
    """Delete a guest together with its permissions."""
    guest = db.find(Guest, guest_id) or fail("guest_not_found", guest_id=guest_id)
    db.delete(guest)
    return {"guest_id": guest_id}


class ListPermissions(TypedDict):
    """What `list_permissions` returns."""

    permissions: list[PermissionFull]
    next_cursor: str | None


def list_permissions(
    db: Database, /, *, guest_id: int, entity_type: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListPermissions:
    """List the permissions of a guest, optionally by entity type."""
    guest = db.find(Guest, guest_id) or fail("guest_not_found", guest_id=guest_id)
    query = db.query(Permission).where("guest_id = ?", guest.guest_id)
    if entity_type is not None:
        query.where("same_text(entity_type, ?)", entity_type)
    page = query.page("entity_name", limit=limit, cursor=cursor)
    return {"permissions": [permission_full(permission) for permission in page.rows], "next_cursor": page.next_cursor}


def count_permissions(db: Database, /, *, guest_id: int) -> TotalResult:
    """Count the permissions of a guest."""
    guest = db.find(Guest, guest_id) or fail("guest_not_found", guest_id=guest_id)
    total_ = db.query(Permission).where("guest_id = ?", guest.guest_id).count()
    return {"total": total_}


class ListIpblacklists(TypedDict):
    """What `list_ipblacklists` returns."""

    ipblacklists: list[IpblacklistFull]
    next_cursor: str | None


def list_ipblacklists(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListIpblacklists:
    """List the ipblacklists."""
    page = db.query(Ipblacklist).page(limit=limit, cursor=cursor)
    return {
        "ipblacklists": [ipblacklist_full(ipblacklist) for ipblacklist in page.rows],
        "next_cursor": page.next_cursor,
    }


class CreateIpblacklist(TypedDict):
    """What `create_ipblacklist` returns."""

    ipblacklist: IpblacklistFull


def create_ipblacklist(db: Database, /, *, ip: str) -> CreateIpblacklist:
    """Create an ipblacklist."""
    if len(words(ip)) <= 0:
        fail("ip_blank")
    ipblacklist = db.insert(Ipblacklist, ipblacklist_id=f"IPB-{db.next_number('ipblacklists'):04d}", ip=ip)
    return {"ipblacklist": ipblacklist_full(ipblacklist)}


class DeleteIpblacklist(TypedDict):
    """What `delete_ipblacklist` returns."""

    ipblacklist_id: str


def delete_ipblacklist(db: Database, /, *, ipblacklist_id: str) -> DeleteIpblacklist:
    """Delete an ipblacklist."""
    ipblacklist = db.find(Ipblacklist, ipblacklist_id)
    if ipblacklist is None:
        fail("ipblacklist_not_found", ipblacklist_id=ipblacklist_id)
    db.delete(ipblacklist)
    return {"ipblacklist_id": ipblacklist_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "current_grant_not_found": (
        "There is no current grant {current_grant_id}. List the permissions to see which there are."
    ),
    "domain_whitelist_not_found": (
        "There is no domain whitelist {domain_whitelist_id}. List the domain whitelists to see which there are."
    ),
    "guest_not_found": "There is no guest {guest_id}. List the guests to see which there are.",
    "ipblacklist_not_found": "There is no ipblacklist {ipblacklist_id}. List the ipblacklists to see which there are.",
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "phone_invalid": "The phone {phone} is not a telephone number. Write one such as +1 555 0100.",
    "name_blank": "The name must not be blank. Give it some words.",
    "ip_blank": "The IP must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="clickmeter_guests",
    folder=Path(__file__).parent,
    tables=[Account, DomainWhitelist, Guest, Permission, Ipblacklist],
    tools={
        "get_account": Tool(get_account, read_only=True),
        "update_account": Tool(update_account),
        "list_domain_whitelists": Tool(list_domain_whitelists, read_only=True),
        "create_domain_whitelist": Tool(create_domain_whitelist),
        "delete_domain_whitelist": Tool(delete_domain_whitelist),
        "list_guests": Tool(list_guests, read_only=True),
        "get_guest": Tool(get_guest, read_only=True),
        "count_guests": Tool(count_guests, read_only=True),
        "create_guest": Tool(create_guest),
        "update_guest": Tool(update_guest),
        "delete_guest": Tool(delete_guest),
        "list_permissions": Tool(list_permissions, read_only=True),
        "count_permissions": Tool(count_permissions, read_only=True),
        "list_ipblacklists": Tool(list_ipblacklists, read_only=True),
        "create_ipblacklist": Tool(create_ipblacklist),
        "delete_ipblacklist": Tool(delete_ipblacklist),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
