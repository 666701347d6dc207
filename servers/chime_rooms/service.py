"""Amazon Chime: rooms: keeps rooms, accounts and room memberships."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Amazon Chime: rooms. Keeps rooms, accounts and room memberships.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Two room memberships cannot have the same room and member.
- Deleting a room also deletes its room memberships.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Account(Table, table=True):
    """An account."""

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("account_type IN ('Team', 'EnterpriseDirectory', 'EnterpriseLWA', 'EnterpriseOIDC')"),
        CheckConstraint("default_license IN ('Basic', 'Plus', 'Pro', 'ProTrial')"),
        CheckConstraint("account_status IN ('Suspended', 'Active')"),
    )

    account_id: str = Field(primary_key=True)
    name: str
    account_type: str | None = None
    default_license: str | None = None
    account_status: str
    created_timestamp: str
    outbound_events_https_endpoint: str | None = None
    lambda_function_arn: str | None = None


class RoomMembership(Table, table=True):
    """A room membership of a room."""

    __tablename__ = "room_memberships"
    __table_args__ = (
        CheckConstraint("role IN ('Administrator', 'Member')"),
        UniqueConstraint("room_id", "member_id"),
    )

    room_membership_id: str = Field(primary_key=True)
    room_id: str = Field(foreign_key="rooms.room_id", ondelete="CASCADE", index=True)
    member_email: str | None = None
    role: str | None = None
    member_id: str
    updated_timestamp: str


class Room(Table, table=True):
    """A room of an account."""

    __tablename__ = "rooms"

    room_id: str = Field(primary_key=True)
    account_id: str = Field(foreign_key="accounts.account_id", ondelete="CASCADE", index=True)
    name: str
    created_timestamp: str
    updated_timestamp: str


# --- views --------------------------------------------------------------------------------------------------------


class AccountShort(TypedDict):
    """An account in the view `short`."""

    account_id: str
    name: str
    account_type: str | None
    default_license: str | None
    account_status: str
    created_timestamp: str
    outbound_events_https_endpoint: str | None


def account_short(account: Account) -> AccountShort:
    """An account in the view `short`."""
    return {
        "account_id": account.account_id,
        "name": account.name,
        "account_type": account.account_type,
        "default_license": account.default_license,
        "account_status": account.account_status,
        "created_timestamp": account.created_timestamp,
        "outbound_events_https_endpoint": account.outbound_events_https_endpoint,
    }


class AccountFull(AccountShort):
    """An account in the view `full`."""

    lambda_function_arn: str | None


def account_full(account: Account) -> AccountFull:
    """An account in the view `full`."""
    return {**account_short(account), "lambda_function_arn": account.lambda_function_arn}


class RoomMembershipShort(TypedDict):
    """A room membership in the view `short`."""

    room_membership_id: str
    room_id: str
    member_email: str | None
    role: str | None
    member_id: str
    updated_timestamp: str


def room_membership_short(room_membership: RoomMembership) -> RoomMembershipShort:
    """A room membership in the view `short`."""
    return {
        "room_membership_id": room_membership.room_membership_id,
        "room_id": room_membership.room_id,
        "member_email": room_membership.member_email,
        "role": room_membership.role,
        "member_id": room_membership.member_id,
        "updated_timestamp": room_membership.updated_timestamp,
    }


class RoomMembershipFull(RoomMembershipShort):
    """A room membership in the view `full`."""


def room_membership_full(room_membership: RoomMembership) -> RoomMembershipFull:
    """A room membership in the view `full`."""
    return room_membership_short(room_membership)


class RoomShort(TypedDict):
    """A room in the view `short`."""

    room_id: str
    account_id: str
    name: str
    created_timestamp: str
    updated_timestamp: str


def room_short(room: Room) -> RoomShort:
    """A room in the view `short`."""
    return {
        "room_id": room.room_id,
        "account_id": room.account_id,
        "name": room.name,
        "created_timestamp": room.created_timestamp,
        "updated_timestamp": room.updated_timestamp,
    }


class RoomFull(RoomShort):
    """A room in the view `full`."""


def room_full(room: Room) -> RoomFull:
    """A room in the view `full`."""
    return room_short(room)


# --- tools --------------------------------------------------------------------------------------------------------


class ListAccounts(TypedDict):
    """What `list_accounts` returns."""

    accounts: list[AccountShort]
    next_cursor: str | None


def list_accounts(
    db: Database,
    /,
    *,
    name: str | None = None,
    account_status: Literal["Suspended", "Active"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListAccounts:
    """List the accounts, optionally by name or account status."""
    query = db.query(Account)
    if name is not None:
        query.where("contains(name, ?)", name)
    if account_status is not None:
        query.where("account_status = ?", account_status)
    page = query.page("-created_timestamp", limit=limit, cursor=cursor)
    return {"accounts": [account_short(account) for account in page.rows], "next_cursor": page.next_cursor}


class GetAccount(TypedDict):
    """What `get_account` returns."""

    account: AccountFull


def get_account(db: Database, /, *, account_id: str) -> GetAccount:
    """Show an account with all its details."""
    account = db.find(Account, account_id) or fail("account_not_found", account_id=account_id)
    return {"account": account_full(account)}


class ListRoomMemberships(TypedDict):
    """What `list_room_memberships` returns."""

    room_memberships: list[RoomMembershipFull]
    next_cursor: str | None


def list_room_memberships(
    db: Database, /, *, room_id: str, limit: int = 20, cursor: str | None = None
) -> ListRoomMemberships:
    """List the room memberships of a room."""
    room = db.find(Room, room_id) or fail("room_not_found", room_id=room_id)
    page = db.query(RoomMembership).where("room_id = ?", room.room_id).page(limit=limit, cursor=cursor)
    return {
        "room_memberships": [room_membership_full(room_membership) for room_membership in page.rows],
        "next_cursor": page.next_cursor,
    }


class RoomMembershipResult(TypedDict):
    """What `create_room_membership` and `update_room_membership` return."""

    room_membership: RoomMembershipFull


def create_room_membership(
    db: Database, /, *, room_id: str, member_id: str, role: Literal["Administrator", "Member"] | None = None
) -> RoomMembershipResult:
    """Create a room membership in a room."""
    if db.find(Room, room_id) is None:
        fail("room_not_found", room_id=room_id)
    room_membership = db.insert(
        RoomMembership,
        room_membership_id=f"RM-{db.next_number('room_memberships'):04d}",
        room_id=room_id,
        role=role,
        member_id=member_id,
        updated_timestamp=db.now(),
    )
    return {"room_membership": room_membership_full(room_membership)}


def update_room_membership(
    db: Database,
    /,
    *,
    room_membership_id: str,
    role: Literal["Administrator", "Member"] | None = None,
    clear: list[Literal["role"]] | None = None,
) -> RoomMembershipResult:
    """Change the role of a room membership."""
    changes = given(clear, role=role)
    room_membership = db.find(RoomMembership, room_membership_id)
    if room_membership is None:
        fail("room_membership_not_found", room_membership_id=room_membership_id)
    if not changes:
        fail("nothing_to_change")
    db.update(room_membership, **changes, updated_timestamp=db.now())
    return {"room_membership": room_membership_full(room_membership)}


class DeleteRoomMembership(TypedDict):
    """What `delete_room_membership` returns."""

    room_membership_id: str


def delete_room_membership(db: Database, /, *, room_membership_id: str) -> DeleteRoomMembership:
    """Delete a room membership."""
    room_membership = db.find(RoomMembership, room_membership_id)
    if room_membership is None:
        fail("room_membership_not_found", room_membership_id=room_membership_id)
    db.delete(room_membership)
    return {"room_membership_id": room_membership_id}


class ListRooms(TypedDict):
    """What `list_rooms` returns."""

    rooms: list[RoomShort]
    next_cursor: str | None


def list_rooms(db: Database, /, *, account_id: str, limit: int = 20, cursor: str | None = None) -> ListRooms:
    """List the rooms of an account."""
    account = db.find(Account, account_id) or fail("account_not_found", account_id=account_id)
    page = (
        db.query(Room)
        .where("account_id = ?", account.account_id)
        .page("-created_timestamp", limit=limit, cursor=cursor)
    )
    return {"rooms": [room_short(room) for room in page.rows], "next_cursor": page.next_cursor}


class RoomResult(TypedDict):
    """What `get_room` and 2 other tools return."""

    room: RoomFull


def get_room(db: Database, /, *, room_id: str) -> RoomResult:
    """Show a room with all its details."""
    room = db.find(Room, room_id) or fail("room_not_found", room_id=room_id)
    return {"room": room_full(room)}


def create_room(db: Database, /, *, account_id: str, name: str) -> RoomResult:
    """Create a room in an account."""
    if db.find(Account, account_id) is None:
        fail("account_not_found", account_id=account_id)
    room = db.insert(
        Room,
        room_id=f"ROOM-{db.next_number('rooms'):04d}",
        account_id=account_id,
        name=name,
        created_timestamp=db.now(),
        updated_timestamp=db.now(),
    )
    return {"room": room_full(room)}


def update_room(db: Database, /, *, room_id: str, name: str | None = None) -> RoomResult:
    """Change the name of a room."""
    changes = given(None, name=name)
    room = db.find(Room, room_id) or fail("room_not_found", room_id=room_id)
    if not changes:
        fail("nothing_to_change")
    db.update(room, **changes, updated_timestamp=db.now())
    return {"room": room_full(room)}


class DeleteRoom(TypedDict):
    """What `delete_room` returns."""

    room_id: str


def delete_room(db: Database, /, *, room_id: str) -> DeleteRoom:
    """Delete a room together with its room memberships."""
    room = db.find(Room, room_id) or fail("room_not_found", room_id=room_id)
    db.delete(room)
    return {"room_id": room_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "account_not_found": "There is no account {account_id}. List the accounts to see which there are.",
    "room_membership_not_found": (
        "There is no room membership {room_membership_id}. List the room memberships to see which there are."
    ),
    "room_not_found": "There is no room {room_id}. List the rooms to see which there are.",
    "room_has_member_already": "The room has the member {member_id} already. Choose another member.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="chime_rooms",
    folder=Path(__file__).parent,
    tables=[Account, RoomMembership, Room],
    tools={
        "list_accounts": Tool(list_accounts, read_only=True),
        "get_account": Tool(get_account, read_only=True),
        "list_room_memberships": Tool(list_room_memberships, read_only=True),
        "create_room_membership": Tool(create_room_membership),
        "update_room_membership": Tool(update_room_membership),
        "delete_room_membership": Tool(delete_room_membership),
        "list_rooms": Tool(list_rooms, read_only=True),
        "get_room": Tool(get_room, read_only=True),
        "create_room": Tool(create_room),
        "update_room": Tool(update_room),
        "delete_room": Tool(delete_room),
    },
    faults=FAULTS,
    unique_faults={
        "room_memberships.room_id, room_memberships.member_id": "room_has_member_already",
    },
    instructions=INSTRUCTIONS,
)
