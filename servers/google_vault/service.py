"""Google Vault: keeps matters, holds, saved queries, exports and accounts."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Google Vault. Keeps matters, holds, saved queries, exports and accounts.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can close a matter only while it is open.
- You can undelete a matter only while it is deleted.
- The name must not be blank.
- Updating a matter can be refused: what is deleted cannot get another state.
- Creating an export can be refused: that requester email is not an email address.
- Creating an account can be refused: that email is not an email address.
- Two accounts cannot have the same email.
- Deleting an export also deletes the exports whose parent it is.
- Deleting a hold also deletes its accounts.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Matter(Table, table=True):
    """A matter."""

    __tablename__ = "matters"
    __table_args__ = (CheckConstraint("state IN ('OPEN', 'CLOSED', 'DELETED')"),)

    matter_id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    state: str


class Export(Table, table=True):
    """An export of a matter."""

    __tablename__ = "exports"
    __table_args__ = (
        CheckConstraint("export_options_region IN ('ANY', 'US', 'EUROPE')"),
        CheckConstraint("status IN ('COMPLETED', 'FAILED', 'IN_PROGRESS')"),
    )

    export_id: str = Field(primary_key=True)
    matter_id: str = Field(foreign_key="matters.matter_id", ondelete="CASCADE", index=True)
    name: str
    export_options_region: str | None = None
    parent_id: str | None = Field(default=None, foreign_key="exports.export_id", ondelete="CASCADE", index=True)
    query_id: str | None = Field(
        default=None, foreign_key="saved_queries.saved_query_id", ondelete="SET NULL", index=True
    )
    requester_email: str | None = None
    stats_size_in_bytes: int | None = None
    status: str
    create_time: str


class Hold(Table, table=True):
    """A hold of a matter."""

    __tablename__ = "holds"
    __table_args__ = (CheckConstraint("corpus IN ('DRIVE', 'MAIL', 'GROUPS', 'HANGOUTS_CHAT', 'VOICE', 'CALENDAR')"),)

    hold_id: str = Field(primary_key=True)
    matter_id: str = Field(foreign_key="matters.matter_id", ondelete="CASCADE", index=True)
    name: str
    corpus: str | None = None
    org_unit_hold_time: str | None = None
    update_time: str


class Account(Table, table=True):
    """An account of a hold."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("email"),)

    account_id: str = Field(primary_key=True)
    hold_id: str = Field(foreign_key="holds.hold_id", ondelete="CASCADE", index=True)
    first_name: str | None = None
    email: str | None = None
    hold_time: str | None = None
    last_name: str | None = None


class SavedQuery(Table, table=True):
    """A saved query of a matter."""

    __tablename__ = "saved_queries"
    __table_args__ = (
        CheckConstraint("corpus IN ('DRIVE', 'MAIL', 'GROUPS', 'HANGOUTS_CHAT', 'VOICE', 'CALENDAR')"),
        CheckConstraint("data_scope IN ('ALL_DATA', 'HELD_DATA', 'UNPROCESSED_DATA')"),
        CheckConstraint(
            "method IN ('ACCOUNT', 'ORG_UNIT', 'TEAM_DRIVE', 'ENTIRE_ORG', 'ROOM', 'SITES_URL', 'SHARED_DRIVE')"
        ),
    )

    saved_query_id: str = Field(primary_key=True)
    matter_id: str = Field(foreign_key="matters.matter_id", ondelete="CASCADE", index=True)
    display_name: str
    corpus: str | None = None
    data_scope: str | None = None
    drive_options_include_shared_drives: bool
    drive_options_include_team_drives: bool
    end_time: str | None = None
    hangouts_chat_options_include_rooms: bool
    mail_options_exclude_drafts: bool
    method: str | None = None
    start_time: str | None = None
    terms: str | None = None
    time_zone: str | None = None
    create_time: str


# --- views --------------------------------------------------------------------------------------------------------


class MatterShort(TypedDict):
    """A matter in the view `short`."""

    matter_id: str
    name: str
    description: str | None
    state: str


def matter_short(matter: Matter) -> MatterShort:
    """A matter in the view `short`."""
    return {
        "matter_id": matter.matter_id,
        "name": matter.name,
        "description": matter.description,
        "state": matter.state,
    }


class MatterFull(MatterShort):
    """A matter in the view `full`."""


def matter_full(matter: Matter) -> MatterFull:
    """A matter in the view `full`."""
    return matter_short(matter)


class ExportShort(TypedDict):
    """An export in the view `short`."""

    export_id: str
    matter_id: str
    name: str
    export_options_region: str | None
    parent_id: str | None
    query_id: str | None
    status: str


def export_short(export: Export) -> ExportShort:
    """An export in the view `short`."""
    return {
        "export_id": export.export_id,
        "matter_id": export.matter_id,
        "name": export.name,
        "export_options_region": export.export_options_region,
        "parent_id": export.parent_id,
        "query_id": export.query_id,
        "status": export.status,
    }


class ExportFull(ExportShort):
    """An export in the view `full`."""

    requester_email: str | None
    stats_size_in_bytes: int | None
    create_time: str


def export_full(export: Export) -> ExportFull:
    """An export in the view `full`."""
    return {
        **export_short(export),
        "requester_email": export.requester_email,
        "stats_size_in_bytes": export.stats_size_in_bytes,
        "create_time": export.create_time,
    }


class HoldShort(TypedDict):
    """A hold in the view `short`."""

    hold_id: str
    matter_id: str
    name: str
    corpus: str | None
    org_unit_hold_time: str | None
    update_time: str


def hold_short(hold: Hold) -> HoldShort:
    """A hold in the view `short`."""
    return {
        "hold_id": hold.hold_id,
        "matter_id": hold.matter_id,
        "name": hold.name,
        "corpus": hold.corpus,
        "org_unit_hold_time": hold.org_unit_hold_time,
        "update_time": hold.update_time,
    }


class HoldFull(HoldShort):
    """A hold in the view `full`."""


def hold_full(hold: Hold) -> HoldFull:
    """A hold in the view `full`."""
    return hold_short(hold)


class AccountShort(TypedDict):
    """An account in the view `short`."""

    account_id: str
    hold_id: str
    first_name: str | None
    email: str | None
    hold_time: str | None
    last_name: str | None


def account_short(account: Account) -> AccountShort:
    """An account in the view `short`."""
    return {
        "account_id": account.account_id,
        "hold_id": account.hold_id,
        "first_name": account.first_name,
        "email": account.email,
        "hold_time": account.hold_time,
        "last_name": account.last_name,
    }


class AccountFull(AccountShort):
    """An account in the view `full`."""


def account_full(account: Account) -> AccountFull:
    """An account in the view `full`."""
    return account_short(account)


class SavedQueryShort(TypedDict):
    """A saved query in the view `short`."""

    saved_query_id: str
    matter_id: str
    display_name: str
    corpus: str | None
    data_scope: str | None
    end_time: str | None
    start_time: str | None


def saved_query_short(saved_query: SavedQuery) -> SavedQueryShort:
    """A saved query in the view `short`."""
    return {
        "saved_query_id": saved_query.saved_query_id,
        "matter_id": saved_query.matter_id,
        "display_name": saved_query.display_name,
        "corpus": saved_query.corpus,
        "data_scope": saved_query.data_scope,
        "end_time": saved_query.end_time,
        "start_time": saved_query.start_time,
    }


class SavedQueryFull(SavedQueryShort):
    """A saved query in the view `full`."""

    drive_options_include_shared_drives: bool
    drive_options_include_team_drives: bool
    hangouts_chat_options_include_rooms: bool
    mail_options_exclude_drafts: bool
    method: str | None
    terms: str | None
    time_zone: str | None
    create_time: str


def saved_query_full(saved_query: SavedQuery) -> SavedQueryFull:
    """A saved query in the view `full`."""
    return {
        **saved_query_short(saved_query),
        "drive_options_include_shared_drives": saved_query.drive_options_include_shared_drives,
        "drive_options_include_team_drives": saved_query.drive_options_include_team_drives,
        "hangouts_chat_options_include_rooms": saved_query.hangouts_chat_options_include_rooms,
        "mail_options_exclude_drafts": saved_query.mail_options_exclude_drafts,
        "method": saved_query.method,
        "terms": saved_query.terms,
        "time_zone": saved_query.time_zone,
        "create_time": saved_query.create_time,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListMatters(TypedDict):
    """What `list_matters` returns."""

    matters: list[MatterShort]
    next_cursor: str | None


def list_matters(
    db: Database,
    /,
    *,
    state: Literal["OPEN", "CLOSED", "DELETED"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListMatters:
    """List the matters, optionally by state."""
    query = db.query(Matter)
    if state is not None:
        query.where("state = ?", state)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"matters": [matter_short(matter) for matter in page.rows], "next_cursor": page.next_cursor}


class MatterResult(TypedDict):
    """What `get_matter` and 5 other tools return."""

    matter: MatterFull


def get_matter(db: Database, /, *, matter_id: str) -> MatterResult:
    """Show a matter with all its details."""
    matter = db.find(Matter, matter_id) or fail("matter_not_found", matter_id=matter_id)
    return {"matter": matter_full(matter)}


def create_matter(
    db: Database, /, *, name: str, description: str | None = None, state: Literal["OPEN", "CLOSED", "DELETED"] = "OPEN"
) -> MatterResult:
    """Create a matter."""
    if len(words(name)) <= 0:
        fail("name_blank")
    matter = db.insert(
        Matter, matter_id=f"MAT-{db.next_number('matters'):04d}", name=name, description=description, state=state
    )
    return {"matter": matter_full(matter)}


def update_matter(
    db: Database,
    /,
    *,
    matter_id: str,
    name: str | None = None,
    description: str | None = None,
    state: Literal["OPEN", "CLOSED", "DELETED"] | None = None,
    clear: list[Literal["description"]] | None = None,
) -> MatterResult:
    """Change the name, state or description of a matter."""
    changes = given(clear, name=name, description=description, state=state)
    matter = db.find(Matter, matter_id) or fail("matter_not_found", matter_id=matter_id)
    if state is not None and state != matter.state and matter.state == "DELETED":
        fail("matter_state_is_final", matter_id=matter.matter_id, state=matter.state)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(matter, **changes)
    return {"matter": matter_full(matter)}


class DeleteMatter(TypedDict):
    """What `delete_matter` returns."""

    matter_id: str


def delete_matter(db: Database, /, *, matter_id: str) -> DeleteMatter:
    """Delete a matter together with its exports, holds and saved queries. undelete_matter brings it back."""
    matter = db.find(Matter, matter_id) or fail("matter_not_found", matter_id=matter_id)
    if matter.state == "DELETED":
        fail("matter_already_deleted", matter_id=matter.matter_id)
    db.update(matter, state="DELETED")
    return {"matter_id": matter_id}


def close_matter(db: Database, /, *, matter_id: str) -> MatterResult:
    """Close a matter that is open."""
    matter = db.find(Matter, matter_id) or fail("matter_not_found", matter_id=matter_id)
    if matter.state == "CLOSED":
        fail("matter_already_closed", matter_id=matter.matter_id)
    if matter.state != "OPEN":
        fail("matter_not_open", matter_id=matter.matter_id, state=matter.state)
    db.update(matter, state="CLOSED")
    return {"matter": matter_full(matter)}


def reopen_matter(db: Database, /, *, matter_id: str) -> MatterResult:
    """Reopen a matter."""
    matter = db.find(Matter, matter_id) or fail("matter_not_found", matter_id=matter_id)
    if matter.state == "OPEN":
        fail("matter_already_open", matter_id=matter.matter_id)
    db.update(matter, state="OPEN")
    return {"matter": matter_full(matter)}


def undelete_matter(db: Database, /, *, matter_id: str) -> MatterResult:
    """Undelete a matter that is deleted."""
    matter = db.find(Matter, matter_id) or fail("matter_not_found", matter_id=matter_id)
    if matter.state == "OPEN":
        fail("matter_already_open", matter_id=matter.matter_id)
    if matter.state != "DELETED":
        fail("matter_not_deleted", matter_id=matter.matter_id, state=matter.state)
    db.update(matter, state="OPEN")
    return {"matter": matter_full(matter)}


class ListExports(TypedDict):
    """What `list_exports` returns."""

    exports: list[ExportShort]
    next_cursor: str | None


def list_exports(
    db: Database,
    /,
    *,
    matter_id: str,
    status: Literal["COMPLETED", "FAILED", "IN_PROGRESS"] | None = None,
    query_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListExports:
    """List the exports of a matter, optionally by status or query."""
    matter = db.find(Matter, matter_id) or fail("matter_not_found", matter_id=matter_id)
    query = db.query(Export).where("matter_id = ?", matter.matter_id)
    if status is not None:
        query.where("status = ?", status)
    if query_id is not None:
        query.where("query_id IS ?", query_id)
    page = query.page("-create_time", limit=limit, cursor=cursor)
    return {"exports": [export_short(export) for export in page.rows], "next_cursor": page.next_cursor}


class ExportResult(TypedDict):
    """What `get_export` and `create_export` return."""

    export: ExportFull


def get_export(db: Database, /, *, export_id: str) -> ExportResult:
    """Show an export with all its details."""
    export = db.find(Export, export_id) or fail("export_not_found", export_id=export_id)
    return {"export": export_full(export)}


def create_export(
    db: Database,
    /,
    *,
    matter_id: str,
    name: str,
    export_options_region: Literal["ANY", "US", "EUROPE"] | None = None,
    query_id: str | None = None,
    requester_email: str | None = None,
    stats_size_in_bytes: int | None = None,
) -> ExportResult:
    """Create an export in a matter."""
    matter = db.find(Matter, matter_id) or fail("matter_not_found", matter_id=matter_id)
    if query_id is not None and db.find(SavedQuery, query_id) is None:
        fail("query_not_found", query_id=query_id)
    if matter.state == "DELETED":
        fail("matter_already_deleted", matter_id=matter.matter_id)
    if not (requester_email is None or valid_email(requester_email)):
        fail("requester_email_invalid", requester_email=requester_email)
    export = db.insert(
        Export,
        export_id=f"EXP-{db.next_number('exports'):04d}",
        matter_id=matter_id,
        name=name,
        export_options_region=export_options_region,
        query_id=query_id,
        requester_email=requester_email,
        stats_size_in_bytes=stats_size_in_bytes,
        status="COMPLETED",
        create_time=db.now(),
    )
    return {"export": export_full(export)}


class DeleteExport(TypedDict):
    """What `delete_export` returns."""

    export_id: str


def delete_export(db: Database, /, *, export_id: str) -> DeleteExport:
    """Delete an export."""
    export = db.find(Export, export_id) or fail("export_not_found", export_id=export_id)
    db.delete(export)
    return {"export_id": export_id}


class ListHolds(TypedDict):
    """What `list_holds` returns."""

    holds: list[HoldShort]
    next_cursor: str | None


def list_holds(
    db: Database,
    /,
    *,
    matter_id: str,
    org_unit_hold_after: str | None = None,
    org_unit_hold_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListHolds:
    """List the holds of a matter, optionally by organization unit hold time."""
    matter = db.find(Matter, matter_id) or fail("matter_not_found", matter_id=matter_id)
    query = db.query(Hold).where("matter_id = ?", matter.matter_id)
    if org_unit_hold_after is not None:
        query.where("org_unit_hold_time IS NOT NULL AND org_unit_hold_time >= ?", org_unit_hold_after)
    if org_unit_hold_before is not None:
        query.where("org_unit_hold_time IS NOT NULL AND org_unit_hold_time <= ?", org_unit_hold_before)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"holds": [hold_short(hold) for hold in page.rows], "next_cursor": page.next_cursor}


class HoldResult(TypedDict):
    """What `get_hold` and 2 other tools return."""

    hold: HoldFull


def get_hold(db: Database, /, *, hold_id: str) -> HoldResult:
    """Show a hold with all its details."""
    hold = db.find(Hold, hold_id) or fail("hold_not_found", hold_id=hold_id)
    return {"hold": hold_full(hold)}


def create_hold(
    db: Database,
    /,
    *,
    matter_id: str,
    name: str,
    corpus: Literal["DRIVE", "MAIL", "GROUPS", "HANGOUTS_CHAT", "VOICE", "CALENDAR"] | None = None,
    org_unit_hold_time: str | None = None,
) -> HoldResult:
    """Create a hold in a matter."""
    matter = db.find(Matter, matter_id) or fail("matter_not_found", matter_id=matter_id)
    if matter.state == "DELETED":
        fail("matter_already_deleted", matter_id=matter.matter_id)
    hold = db.insert(
        Hold,
        hold_id=f"HOLD-{db.next_number('holds'):04d}",
        matter_id=matter_id,
        name=name,
        corpus=corpus,
        org_unit_hold_time=org_unit_hold_time,
        update_time=db.now(),
    )
    return {"hold": hold_full(hold)}


def update_hold(
    db: Database,
    /,
    *,
    hold_id: str,
    name: str | None = None,
    corpus: Literal["DRIVE", "MAIL", "GROUPS", "HANGOUTS_CHAT", "VOICE", "CALENDAR"] | None = None,
    org_unit_hold_time: str | None = None,
    clear: list[Literal["corpus", "org_unit_hold_time"]] | None = None,
) -> HoldResult:
    """Change the name, corpus or organization unit hold time of a hold."""
    changes = given(clear, name=name, corpus=corpus, org_unit_hold_time=org_unit_hold_time)
    hold = db.find(Hold, hold_id) or fail("hold_not_found", hold_id=hold_id)
    if not changes:
        fail("nothing_to_change")
    db.update(hold, **changes, update_time=db.now())
    return {"hold": hold_full(hold)}


class DeleteHold(TypedDict):
    """What `delete_hold` returns."""

    hold_id: str


def delete_hold(db: Database, /, *, hold_id: str) -> DeleteHold:
    """Delete a hold together with its accounts."""
    hold = db.find(Hold, hold_id) or fail("hold_not_found", hold_id=hold_id)
    db.delete(hold)
    return {"hold_id": hold_id}


class ListAccounts(TypedDict):
    """What `list_accounts` returns."""

    accounts: list[AccountFull]
    next_cursor: str | None


def list_accounts(db: Database, /, *, hold_id: str, limit: int = 20, cursor: str | None = None) -> ListAccounts:
    """List the accounts of a hold."""
    hold = db.find(Hold, hold_id) or fail("hold_not_found", hold_id=hold_id)
    page = db.query(Account).where("hold_id = ?", hold.hold_id).page("first_name", limit=limit, cursor=cursor)
    return {"accounts": [account_full(account) for account in page.rows], "next_cursor": page.next_cursor}


class CreateAccount(TypedDict):
    """What `create_account` returns."""

    account: AccountFull


def create_account(db: Database, /, *, hold_id: str, email: str | None = None) -> CreateAccount:
    """Create an account in a hold."""
    if db.find(Hold, hold_id) is None:
        fail("hold_not_found", hold_id=hold_id)
    if email is not None and db.query(Account).where("same_text(email, ?)", email).exists():
        fail("account_email_taken", email=email)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    account = db.insert(Account, account_id=f"ACC-{db.next_number('accounts'):04d}", hold_id=hold_id, email=email)
    return {"account": account_full(account)}


class DeleteAccount(TypedDict):
    """What `delete_account` returns."""

    account_id: str


def delete_account(db: Database, /, *, account_id: str) -> DeleteAccount:
    """Delete an account."""
    account = db.find(Account, account_id) or fail("account_not_found", account_id=account_id)
    db.delete(account)
    return {"account_id": account_id}


class ListSavedQueries(TypedDict):
    """What `list_saved_queries` returns."""

    saved_queries: list[SavedQueryShort]
    next_cursor: str | None


def list_saved_queries(
    db: Database, /, *, matter_id: str, limit: int = 20, cursor: str | None = None
) -> ListSavedQueries:
    """List the saved queries of a matter."""
    matter = db.find(Matter, matter_id) or fail("matter_not_found", matter_id=matter_id)
    page = (
        db.query(SavedQuery).where("matter_id = ?", matter.matter_id).page("-create_time", limit=limit, cursor=cursor)
    )
    return {
        "saved_queries": [saved_query_short(saved_query) for saved_query in page.rows],
        "next_cursor": page.next_cursor,
    }


class SavedQueryResult(TypedDict):
    """What `get_saved_query` and `create_saved_query` return."""

    saved_query: SavedQueryFull


def get_saved_query(db: Database, /, *, saved_query_id: str) -> SavedQueryResult:
    """Show a saved query with all its details."""
    saved_query = db.find(SavedQuery, saved_query_id)
    if saved_query is None:
        fail("saved_query_not_found", saved_query_id=saved_query_id)
    return {"saved_query": saved_query_full(saved_query)}


def create_saved_query(db: Database, /, *, matter_id: str, display_name: str) -> SavedQueryResult:
    """Create a saved query in a matter."""
    matter = db.find(Matter, matter_id) or fail("matter_not_found", matter_id=matter_id)
    if matter.state == "DELETED":
        fail("matter_already_deleted", matter_id=matter.matter_id)
    saved_query = db.insert(
        SavedQuery,
        saved_query_id=f"SQ-{db.next_number('saved_queries'):04d}",
        matter_id=matter_id,
        display_name=display_name,
        drive_options_include_shared_drives=False,
        drive_options_include_team_drives=False,
        hangouts_chat_options_include_rooms=False,
        mail_options_exclude_drafts=False,
        create_time=db.now(),
    )
    return {"saved_query": saved_query_full(saved_query)}


class DeleteSavedQuery(TypedDict):
    """What `delete_saved_query` returns."""

    saved_query_id: str


def delete_saved_query(db: Database, /, *, saved_query_id: str) -> DeleteSavedQuery:
    """Delete a saved query."""
    saved_query = db.find(SavedQuery, saved_query_id)
    if saved_query is None:
        fail("saved_query_not_found", saved_query_id=saved_query_id)
    db.delete(saved_query)
    return {"saved_query_id": saved_query_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "account_email_taken": "There is already an account with the email {email}. Choose another email.",
    "account_not_found": "There is no account {account_id}. List the accounts to see which there are.",
    "export_not_found": "There is no export {export_id}. List the exports to see which there are.",
    "hold_not_found": "There is no hold {hold_id}. List the holds to see which there are.",
    "matter_already_closed": "Matter {matter_id} is already closed.",
    "matter_already_open": "Matter {matter_id} is already open.",
    "matter_not_deleted": "Matter {matter_id} is {state}. This needs a matter that is deleted.",
    "matter_not_found": "There is no matter {matter_id}. List the matters to see which there are.",
    "matter_not_open": "Matter {matter_id} is {state}. This needs a matter that is open.",
    "query_not_found": "There is no query {query_id}. List the saved queries to see which there are.",
    "saved_query_not_found": "There is no saved query {saved_query_id}. List the saved queries to see which there are.",
    "matter_state_is_final": "Matter {matter_id} is {state}. What is deleted cannot get another state. Leave it out.",
    "matter_already_deleted": (
        "Matter {matter_id} is already deleted. Bring it back with undelete_matter to work on it."
    ),
    "name_blank": "The name must not be blank. Give it some words.",
    "requester_email_invalid": (
        "The requester email {requester_email} is not an email address. Write one such as name@example.com."
    ),
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="google_vault",
    folder=Path(__file__).parent,
    tables=[Matter, Export, Hold, Account, SavedQuery],
    tools={
        "list_matters": Tool(list_matters, read_only=True),
        "get_matter": Tool(get_matter, read_only=True),
        "create_matter": Tool(create_matter),
        "update_matter": Tool(update_matter),
        "delete_matter": Tool(delete_matter),
        "close_matter": Tool(close_matter),
        "reopen_matter": Tool(reopen_matter),
        "undelete_matter": Tool(undelete_matter),
        "list_exports": Tool(list_exports, read_only=True),
        "get_export": Tool(get_export, read_only=True),
        "create_export": Tool(create_export),
        "delete_export": Tool(delete_export),
        "list_holds": Tool(list_holds, read_only=True),
        "get_hold": Tool(get_hold, read_only=True),
        "create_hold": Tool(create_hold),
        "update_hold": Tool(update_hold),
        "delete_hold": Tool(delete_hold),
        "list_accounts": Tool(list_accounts, read_only=True),
        "create_account": Tool(create_account),
        "delete_account": Tool(delete_account),
        "list_saved_queries": Tool(list_saved_queries, read_only=True),
        "get_saved_query": Tool(get_saved_query, read_only=True),
        "create_saved_query": Tool(create_saved_query),
        "delete_saved_query": Tool(delete_saved_query),
    },
    faults=FAULTS,
    unique_faults={
        "accounts.email": "account_email_taken",
    },
    instructions=INSTRUCTIONS,
)
