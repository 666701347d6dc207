"""IX: role assignments: keeps mac address partials, role assignments and POPs."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail

INSTRUCTIONS = """\
IX: role assignments. Keeps mac address partials, role assignments and POPs.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a mac address partial can be refused: the address must not be blank.
- Creating a role assignment can be refused: the contact name must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class MacAddressPartial(Table, table=True):
    """A mac address partial."""

    __tablename__ = "mac_address_partials"

    mac_address_partial_id: str = Field(primary_key=True)
    address: str
    consuming_account: str
    managing_account: str
    valid_not_after_time: str | None = None
    valid_not_before_time: str | None = None


class Pop(Table, table=True):
    """A POP."""

    __tablename__ = "pops"

    pop_id: str = Field(primary_key=True)
    name: str | None = None
    devices: list[str] = Field(sa_type=JsonList())
    facility_name: str | None = None
    metro_area_network_name: str | None = None


class RoleAssignment(Table, table=True):
    """A role assignment."""

    __tablename__ = "role_assignments"

    role_assignment_id: str = Field(primary_key=True)
    contact_name: str
    role_name: str


# --- views --------------------------------------------------------------------------------------------------------


class MacAddressPartialShort(TypedDict):
    """A mac address partial in the view `short`."""

    mac_address_partial_id: str
    address: str
    consuming_account: str
    managing_account: str
    valid_not_after_time: str | None
    valid_not_before_time: str | None


def mac_address_partial_short(mac_address_partial: MacAddressPartial) -> MacAddressPartialShort:
    """A mac address partial in the view `short`."""
    return {
        "mac_address_partial_id": mac_address_partial.mac_address_partial_id,
        "address": mac_address_partial.address,
        "consuming_account": mac_address_partial.consuming_account,
        "managing_account": mac_address_partial.managing_account,
        "valid_not_after_time": mac_address_partial.valid_not_after_time,
        "valid_not_before_time": mac_address_partial.valid_not_before_time,
    }


class MacAddressPartialFull(MacAddressPartialShort):
    """A mac address partial in the view `full`."""


def mac_address_partial_full(mac_address_partial: MacAddressPartial) -> MacAddressPartialFull:
    """A mac address partial in the view `full`."""
    return mac_address_partial_short(mac_address_partial)


class PopShort(TypedDict):
    """A pop in the view `short`."""

    pop_id: str
    name: str | None
    devices: list[str]
    facility_name: str | None
    metro_area_network_name: str | None


def pop_short(pop: Pop) -> PopShort:
    """A pop in the view `short`."""
    return {
        "pop_id": pop.pop_id,
        "name": pop.name,
        "devices": pop.devices,
        "facility_name": pop.facility_name,
        "metro_area_network_name": pop.metro_area_network_name,
    }


class PopFull(PopShort):
    """A pop in the view `full`."""


def pop_full(pop: Pop) -> PopFull:
    """A pop in the view `full`."""
    return pop_short(pop)


class RoleAssignmentShort(TypedDict):
    """A role assignment in the view `short`."""

    role_assignment_id: str
    contact_name: str
    role_name: str


def role_assignment_short(role_assignment: RoleAssignment) -> RoleAssignmentShort:
    """A role assignment in the view `short`."""
    return {
        "role_assignment_id": role_assignment.role_assignment_id,
        "contact_name": role_assignment.contact_name,
        "role_name": role_assignment.role_name,
    }


class RoleAssignmentFull(RoleAssignmentShort):
    """A role assignment in the view `full`."""


def role_assignment_full(role_assignment: RoleAssignment) -> RoleAssignmentFull:
    """A role assignment in the view `full`."""
    return role_assignment_short(role_assignment)


# --- tools --------------------------------------------------------------------------------------------------------


class ListMacAddressPartials(TypedDict):
    """What `list_mac_address_partials` returns."""

    mac_address_partials: list[MacAddressPartialShort]
    next_cursor: str | None


def list_mac_address_partials(
    db: Database,
    /,
    *,
    managing_account: str | None = None,
    consuming_account: str | None = None,
    address: str | None = None,
    valid_not_after_after: str | None = None,
    valid_not_after_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListMacAddressPartials:
    """List the mac address partials, optionally by managing account, consuming account, address or valid not after
    time.
    """
    query = db.query(MacAddressPartial)
    if managing_account is not None:
        query.where("same_text(managing_account, ?)", managing_account)
    if consuming_account is not None:
        query.where("same_text(consuming_account, ?)", consuming_account)
    if address is not None:
        query.where("same_text(address, ?)", address)
    if valid_not_after_after is not None:
        query.where("valid_not_after_time IS NOT NULL AND valid_not_after_time >= ?", valid_not_after_after)
    if valid_not_after_before is not None:
        query.where("valid_not_after_time IS NOT NULL AND valid_not_after_time <= ?", valid_not_after_before)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "mac_address_partials": [mac_address_partial_short(mac_address_partial) for mac_address_partial in page.rows],
        "next_cursor": page.next_cursor,
    }


class MacAddressPartialResult(TypedDict):
    """What `get_mac_address_partial` and `create_mac_address_partial` return."""

    mac_address_partial: MacAddressPartialFull


def get_mac_address_partial(db: Database, /, *, mac_address_partial_id: str) -> MacAddressPartialResult:
    """Show a mac address partial with all its details."""
    mac_address_partial = db.find(MacAddressPartial, mac_address_partial_id)
    if mac_address_partial is None:
        fail("mac_address_partial_not_found", mac_address_partial_id=mac_address_partial_id)
    return {"mac_address_partial": mac_address_partial_full(mac_address_partial)}


def create_mac_address_partial(
    db: Database,
    /,
    *,
    address: str,
    consuming_account: str,
    managing_account: str,
    valid_not_after_time: str | None = None,
    valid_not_before_time: str | None = None,
) -> MacAddressPartialResult:
    """Create a mac address partial."""
    if len(words(address)) <= 0:
        fail("address_blank")
    mac_address_partial = db.insert(
        MacAddressPartial,
        mac_address_partial_id=f"MAP-{db.next_number('mac_address_partials'):04d}",
        address=address,
        consuming_account=consuming_account,
        managing_account=managing_account,
        valid_not_after_time=valid_not_after_time,
        valid_not_before_time=valid_not_before_time,
    )
    return {"mac_address_partial": mac_address_partial_full(mac_address_partial)}


class DeleteMacAddressPartial(TypedDict):
    """What `delete_mac_address_partial` returns."""

    mac_address_partial_id: str


def delete_mac_address_partial(db: Database, /, *, mac_address_partial_id: str) -> DeleteMacAddressPartial:
    """Delete a mac address partial."""
    mac_address_partial = db.find(MacAddressPartial, mac_address_partial_id)
    if mac_address_partial is None:
        fail("mac_address_partial_not_found", mac_address_partial_id=mac_address_partial_id)
    db.delete(mac_address_partial)
    return {"mac_address_partial_id": mac_address_partial_id}


class ListPops(TypedDict):
    """What `list_pops` returns."""

    pops: list[PopShort]
    next_cursor: str | None


def list_pops(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListPops:
    """List the POPs."""
    page = db.query(Pop).page("name", limit=limit, cursor=cursor)
    return {"pops": [pop_short(pop) for pop in page.rows], "next_cursor": page.next_cursor}


class GetPop(TypedDict):
    """What `get_pop` returns."""

    pop: PopFull


def get_pop(db: Database, /, *, pop_id: str) -> GetPop:
    """Show a POP with all its details."""
    pop = db.find(Pop, pop_id) or fail("pop_not_found", pop_id=pop_id)
    return {"pop": pop_full(pop)}


class ListRoleAssignments(TypedDict):
    """What `list_role_assignments` returns."""

    role_assignments: list[RoleAssignmentShort]
    next_cursor: str | None


def list_role_assignments(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRoleAssignments:
    """List the role assignments."""
    page = db.query(RoleAssignment).page(limit=limit, cursor=cursor)
    return {
        "role_assignments": [role_assignment_short(role_assignment) for role_assignment in page.rows],
        "next_cursor": page.next_cursor,
    }


class RoleAssignmentResult(TypedDict):
    """What `get_role_assignment` and `create_role_assignment` return."""

    role_assignment: RoleAssignmentFull


def get_role_assignment(db: Database, /, *, role_assignment_id: str) -> RoleAssignmentResult:
    """Show a role assignment with all its details."""
    role_assignment = db.find(RoleAssignment, role_assignment_id)
    if role_assignment is None:
        fail("role_assignment_not_found", role_assignment_id=role_assignment_id)
    return {"role_assignment": role_assignment_full(role_assignment)}


def create_role_assignment(db: Database, /, *, contact_name: str, role_name: str) -> RoleAssignmentResult:
    """Create a role assignment."""
    if len(words(contact_name)) <= 0:
        fail("contact_name_blank")
    role_assignment = db.insert(
        RoleAssignment,
        role_assignment_id=f"RA-{db.next_number('role_assignments'):04d}",
        contact_name=contact_name,
        role_name=role_name,
    )
    return {"role_assignment": role_assignment_full(role_assignment)}


class DeleteRoleAssignment(TypedDict):
    """What `delete_role_assignment` returns."""

    role_assignment_id: str


def delete_role_assignment(db: Database, /, *, role_assignment_id: str) -> DeleteRoleAssignment:
    """Delete a role assignment."""
    role_assignment = db.find(RoleAssignment, role_assignment_id)
    if role_assignment is None:
        fail("role_assignment_not_found", role_assignment_id=role_assignment_id)
    db.delete(role_assignment)
    return {"role_assignment_id": role_assignment_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "mac_address_partial_not_found": (
        "There is no mac address partial {mac_address_partial_id}. List the mac address partials "
        "to see which there are."
    ),
    "pop_not_found": "There is no POP {pop_id}. List the POPs to see which there are.",
    "role_assignment_not_found": (
        "There is no role assignment {role_assignment_id}. List the role assignments to see which there are."
    ),
    "address_blank": "The address must not be blank. Give it some words.",
    "contact_name_blank": "The contact name must not be blank. Give it some words.",
}

SERVICE = Service(
    name="ix_role_assignments",
    folder=Path(__file__).parent,
    tables=[MacAddressPartial, Pop, RoleAssignment],
    tools={
        "list_mac_address_partials": Tool(list_mac_address_partials, read_only=True),
        "get_mac_address_partial": Tool(get_mac_address_partial, read_only=True),
        "create_mac_address_partial": Tool(create_mac_address_partial),
        "delete_mac_address_partial": Tool(delete_mac_address_partial),
        "list_pops": Tool(list_pops, read_only=True),
        "get_pop": Tool(get_pop, read_only=True),
        "list_role_assignments": Tool(list_role_assignments, read_only=True),
        "get_role_assignment": Tool(get_role_assignment, read_only=True),
        "create_role_assignment": Tool(create_role_assignment),
        "delete_role_assignment": Tool(delete_role_assignment),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
