"""Gmail: filters: keeps delegates, filters, forwarding addresses, auto forwarding settings and profile."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Gmail: filters. Keeps delegates, filters, forwarding addresses, auto forwarding settings and profile.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a delegate can be refused: there is already a delegate with that delegate email.
- Creating a forwarding address can be refused: there is already a forwarding address with that forwarding email.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Profile(Table, table=True):
    """The profile."""

    __tablename__ = "profiles"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    email_address: str
    messages_total: int
    threads_total: int


class AutoForwardingSettings(Table, table=True):
    """The auto forwarding settings."""

    __tablename__ = "auto_forwarding_settings"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("disposition IN ('leaveInInbox', 'archive', 'trash', 'markRead')"),
    )

    id: int = Field(primary_key=True)
    email_address: str | None = None
    disposition: str | None = None
    enabled: bool


class Delegate(Table, table=True):
    """A delegate."""

    __tablename__ = "delegates"
    __table_args__ = (CheckConstraint("verification_status IN ('accepted', 'pending', 'rejected', 'expired')"),)

    delegate_email: str = Field(primary_key=True)
    verification_status: str


class Filter(Table, table=True):
    """A filter."""

    __tablename__ = "filters"
    __table_args__ = (CheckConstraint("criteria_size_comparison IN ('smaller', 'larger')"),)

    filter_id: str = Field(primary_key=True)
    action_forward: str
    criteria_exclude_chats: bool
    criteria_from: str | None = None
    criteria_has_attachment: bool
    criteria_negated_query: str | None = None
    criteria_query: str | None = None
    criteria_size: int | None = None
    criteria_size_comparison: str | None = None
    criteria_subject: str | None = None
    criteria_to: str | None = None


class ForwardingAddress(Table, table=True):
    """A forwarding address."""

    __tablename__ = "forwarding_addresses"
    __table_args__ = (CheckConstraint("verification_status IN ('accepted', 'pending')"),)

    forwarding_email: str = Field(primary_key=True)
    verification_status: str


# --- views --------------------------------------------------------------------------------------------------------


class ProfileFull(TypedDict):
    """A profile in the view `full`."""

    email_address: str
    messages_total: int
    threads_total: int


def profile_full(profile: Profile) -> ProfileFull:
    """A profile in the view `full`."""
    return {
        "email_address": profile.email_address,
        "messages_total": profile.messages_total,
        "threads_total": profile.threads_total,
    }


class AutoForwardingSettingsFull(TypedDict):
    """An auto forwarding settings in the view `full`."""

    email_address: str | None
    disposition: str | None
    enabled: bool


def auto_forwarding_settings_full(auto_forwarding_settings: AutoForwardingSettings) -> AutoForwardingSettingsFull:
    """An auto forwarding settings in the view `full`."""
    return {
        "email_address": auto_forwarding_settings.email_address,
        "disposition": auto_forwarding_settings.disposition,
        "enabled": auto_forwarding_settings.enabled,
    }


class DelegateShort(TypedDict):
    """A delegate in the view `short`."""

    delegate_email: str
    verification_status: str


def delegate_short(delegate: Delegate) -> DelegateShort:
    """A delegate in the view `short`."""
    return {"delegate_email": delegate.delegate_email, "verification_status": delegate.verification_status}


class DelegateFull(TypedDict):
    """A delegate in the view `full`."""

    delegate_email: str
    verification_status: str


def delegate_full(delegate: Delegate) -> DelegateFull:
    """A delegate in the view `full`."""
    return {"delegate_email": delegate.delegate_email, "verification_status": delegate.verification_status}


class FilterShort(TypedDict):
    """A filter in the view `short`."""

    filter_id: str
    action_forward: str
    criteria_exclude_chats: bool
    criteria_from: str | None
    criteria_has_attachment: bool
    criteria_negated_query: str | None
    criteria_size_comparison: str | None


def filter_short(filter_: Filter) -> FilterShort:
    """A filter in the view `short`."""
    return {
        "filter_id": filter_.filter_id,
        "action_forward": filter_.action_forward,
        "criteria_exclude_chats": filter_.criteria_exclude_chats,
        "criteria_from": filter_.criteria_from,
        "criteria_has_attachment": filter_.criteria_has_attachment,
        "criteria_negated_query": filter_.criteria_negated_query,
        "criteria_size_comparison": filter_.criteria_size_comparison,
    }


class FilterFull(TypedDict):
    """A filter in the view `full`."""

    filter_id: str
    action_forward: str
    criteria_exclude_chats: bool
    criteria_from: str | None
    criteria_has_attachment: bool
    criteria_negated_query: str | None
    criteria_size_comparison: str | None
    criteria_query: str | None
    criteria_size: int | None
    criteria_subject: str | None
    criteria_to: str | None


def filter_full(filter_: Filter) -> FilterFull:
    """A filter in the view `full`."""
    return {
        "filter_id": filter_.filter_id,
        "action_forward": filter_.action_forward,
        "criteria_exclude_chats": filter_.criteria_exclude_chats,
        "criteria_from": filter_.criteria_from,
        "criteria_has_attachment": filter_.criteria_has_attachment,
        "criteria_negated_query": filter_.criteria_negated_query,
        "criteria_size_comparison": filter_.criteria_size_comparison,
        "criteria_query": filter_.criteria_query,
        "criteria_size": filter_.criteria_size,
        "criteria_subject": filter_.criteria_subject,
        "criteria_to": filter_.criteria_to,
    }


class ForwardingAddressShort(TypedDict):
    """A forwarding address in the view `short`."""

    forwarding_email: str
    verification_status: str


def forwarding_address_short(forwarding_address: ForwardingAddress) -> ForwardingAddressShort:
    """A forwarding address in the view `short`."""
    return {
        "forwarding_email": forwarding_address.forwarding_email,
        "verification_status": forwarding_address.verification_status,
    }


class ForwardingAddressFull(TypedDict):
    """A forwarding address in the view `full`."""

    forwarding_email: str
    verification_status: str


def forwarding_address_full(forwarding_address: ForwardingAddress) -> ForwardingAddressFull:
    """A forwarding address in the view `full`."""
    return {
        "forwarding_email": forwarding_address.forwarding_email,
        "verification_status": forwarding_address.verification_status,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class GetProfile(TypedDict):
    """What `get_profile` returns."""

    profile: ProfileFull


def get_profile(db: Database, /) -> GetProfile:
    """Show the profile."""
    profile = db.get(Profile, 1)
    return {"profile": profile_full(profile)}


class AutoForwardingSettingsResult(TypedDict):
    """What `get_auto_forwarding_settings` and `update_auto_forwarding_settings` return."""

    auto_forwarding_settings: AutoForwardingSettingsFull


def get_auto_forwarding_settings(db: Database, /) -> AutoForwardingSettingsResult:
    """Show the auto forwarding settings."""
    auto_forwarding_settings = db.get(AutoForwardingSettings, 1)
    return {"auto_forwarding_settings": auto_forwarding_settings_full(auto_forwarding_settings)}


def update_auto_forwarding_settings(
    db: Database,
    /,
    *,
    email_address: str | None = None,
    disposition: Literal["leaveInInbox", "archive", "trash", "markRead"] | None = None,
    enabled: bool | None = None,
    clear: list[Literal["email_address", "disposition"]] | None = None,
) -> AutoForwardingSettingsResult:
    """Change the auto forwarding settings, for example the email address or disposition."""
    changes = given(clear, email_address=email_address, disposition=disposition, enabled=enabled)
    auto_forwarding_settings = db.get(AutoForwardingSettings, 1)
    if not changes:
        fail("nothing_to_change")
    db.update(auto_forwarding_settings, **changes)
    return {"auto_forwarding_settings": auto_forwarding_settings_full(auto_forwarding_settings)}


class ListDelegates(TypedDict):
    """What `list_delegates` returns."""

    delegates: list[DelegateShort]
    next_cursor: str | None


def list_delegates(
    db: Database,
    /,
    *,
    verification_status: Literal["accepted", "pending", "rejected", "expired"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListDelegates:
    """List the delegates, optionally by verification status."""
    query = db.query(Delegate)
    if verification_status is not None:
        query.where("verification_status = ?", verification_status)
    page = query.page(limit=limit, cursor=cursor)
    return {"delegates": [delegate_short(delegate) for delegate in page.rows], "next_cursor": page.next_cursor}


class DelegateResult(TypedDict):
    """What `get_delegate` and `create_delegate` return."""

    delegate: DelegateFull


def get_delegate(db: Database, /, *, delegate_email: str) -> DelegateResult:
    """Show a delegate with all its details."""
    delegate = db.find(Delegate, delegate_email) or fail("delegate_not_found", delegate_email=delegate_email)
    return {"delegate": delegate_full(delegate)}


def create_delegate(
    db: Database,
    /,
    *,
    verification_status: Literal["accepted", "pending", "rejected", "expired"] = "pending",
    delegate_email: str,
) -> DelegateResult:
    """Create a delegate."""
    if db.query(Delegate).where("delegate_email = ?", delegate_email).exists():
        fail("delegate_exists", delegate_email=delegate_email)
    delegate = db.insert(Delegate, delegate_email=delegate_email, verification_status=verification_status)
    return {"delegate": delegate_full(delegate)}


class DeleteDelegate(TypedDict):
    """What `delete_delegate` returns."""

    delegate_email: str


def delete_delegate(db: Database, /, *, delegate_email: str) -> DeleteDelegate:
    """Delete a delegate."""
    delegate = db.find(Delegate, delegate_email) or fail("delegate_not_found", delegate_email=delegate_email)
    db.delete(delegate)
    return {"delegate_email": delegate_email}


class ListFilters(TypedDict):
    """What `list_filters` returns."""

    filters: list[FilterShort]
    next_cursor: str | None


def list_filters(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListFilters:
    """List the filters."""
    page = db.query(Filter).page(limit=limit, cursor=cursor)
    return {"filters": [filter_short(filter_) for filter_ in page.rows], "next_cursor": page.next_cursor}


class FilterResult(TypedDict):
    """What `get_filter` and `create_filter` return."""

    filter: FilterFull


def get_filter(db: Database, /, *, filter_id: str) -> FilterResult:
    """Show a filter with all its details."""
    filter_ = db.find(Filter, filter_id) or fail("filter_not_found", filter_id=filter_id)
    return {"filter": filter_full(filter_)}


def create_filter(
    db: Database,
    /,
    *,
    action_forward: str,
    criteria_exclude_chats: bool = False,
    criteria_from: str | None = None,
    criteria_query: str | None = None,
    criteria_size: int | None = None,
    criteria_size_comparison: Literal["smaller", "larger"] | None = None,
    criteria_subject: str | None = None,
    criteria_to: str | None = None,
) -> FilterResult:
    """Create a filter."""
    filter_ = db.insert(
        Filter,
        filter_id=f"FIL-{db.next_number('filters'):04d}",
        action_forward=action_forward,
        criteria_exclude_chats=criteria_exclude_chats,
        criteria_from=criteria_from,
        criteria_has_attachment=False,
        criteria_query=criteria_query,
        criteria_size=criteria_size,
        criteria_size_comparison=criteria_size_comparison,
        criteria_subject=criteria_subject,
        criteria_to=criteria_to,
    )
    return {"filter": filter_full(filter_)}


class DeleteFilter(TypedDict):
    """What `delete_filter` returns."""

    filter_id: str


def delete_filter(db: Database, /, *, filter_id: str) -> DeleteFilter:
    """Delete a filter."""
    filter_ = db.find(Filter, filter_id) or fail("filter_not_found", filter_id=filter_id)
    db.delete(filter_)
    return {"filter_id": filter_id}


class ListForwardingAddresses(TypedDict):
    """What `list_forwarding_addresses` returns."""

    forwarding_addresses: list[ForwardingAddressShort]
    next_cursor: str | None


def list_forwarding_addresses(
    db: Database,
    /,
    *,
    verification_status: Literal["accepted", "pending"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListForwardingAddresses:
    """List the forwarding addresses, optionally by verification status."""
    query = db.query(ForwardingAddress)
    if verification_status is not None:
        query.where("verification_status = ?", verification_status)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "forwarding_addresses": [forwarding_address_short(forwarding_address) for forwarding_address in page.rows],
        "next_cursor": page.next_cursor,
    }


class ForwardingAddressResult(TypedDict):
    """What `get_forwarding_address` and `create_forwarding_address` return."""

    forwarding_address: ForwardingAddressFull


def get_forwarding_address(db: Database, /, *, forwarding_email: str) -> ForwardingAddressResult:
    """Show a forwarding address with all its details."""
    forwarding_address = db.find(ForwardingAddress, forwarding_email)
    if forwarding_address is None:
        fail("forwarding_address_not_found", forwarding_email=forwarding_email)
    return {"forwarding_address": forwarding_address_full(forwarding_address)}


def create_forwarding_address(
    db: Database, /, *, verification_status: Literal["accepted", "pending"] = "pending", forwarding_email: str
) -> ForwardingAddressResult:
    """Create a forwarding address."""
    if db.query(ForwardingAddress).where("forwarding_email = ?", forwarding_email).exists():
        fail("forwarding_address_exists", forwarding_email=forwarding_email)
    forwarding_address = db.insert(
        ForwardingAddress, forwarding_email=forwarding_email, verification_status=verification_status
    )
    return {"forwarding_address": forwarding_address_full(forwarding_address)}


class DeleteForwardingAddress(TypedDict):
    """What `delete_forwarding_address` returns."""

    forwarding_email: str


def delete_forwarding_address(db: Database, /, *, forwarding_email: str) -> DeleteForwardingAddress:
    """Delete a forwarding address."""
    forwarding_address = db.find(ForwardingAddress, forwarding_email)
    if forwarding_address is None:
        fail("forwarding_address_not_found", forwarding_email=forwarding_email)
    db.delete(forwarding_address)
    return {"forwarding_email": forwarding_email}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "delegate_exists": "There is already a delegate with the delegate email {delegate_email}. Choose another one.",
    "delegate_not_found": "There is no delegate {delegate_email}. List the delegates to see which there are.",
    "filter_not_found": "There is no filter {filter_id}. List the filters to see which there are.",
    "forwarding_address_exists": (
        "There is already a forwarding address with the forwarding email {forwarding_email}. Choose another one."
    ),
    "forwarding_address_not_found": (
        "There is no forwarding address {forwarding_email}. List the forwarding addresses to see which there are."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="gmail_filters",
    folder=Path(__file__).parent,
    tables=[Profile, AutoForwardingSettings, Delegate, Filter, ForwardingAddress],
    tools={
        "get_profile": Tool(get_profile, read_only=True),
        "get_auto_forwarding_settings": Tool(get_auto_forwarding_settings, read_only=True),
        "update_auto_forwarding_settings": Tool(update_auto_forwarding_settings),
        "list_delegates": Tool(list_delegates, read_only=True),
        "get_delegate": Tool(get_delegate, read_only=True),
        "create_delegate": Tool(create_delegate),
        "delete_delegate": Tool(delete_delegate),
        "list_filters": Tool(list_filters, read_only=True),
        "get_filter": Tool(get_filter, read_only=True),
        "create_filter": Tool(create_filter),
        "delete_filter": Tool(delete_filter),
        "list_forwarding_addresses": Tool(list_forwarding_addresses, read_only=True),
        "get_forwarding_address": Tool(get_forwarding_address, read_only=True),
        "create_forwarding_address": Tool(create_forwarding_address),
        "delete_forwarding_address": Tool(delete_forwarding_address),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
