"""VictorOps: overrides: keeps overrides, assignments, currents and contacts."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
VictorOps: overrides. Keeps overrides, assignments, currents and contacts.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating an override can be refused: the end time cannot be before the start time.
- Two overrides cannot have the same username.
- Deleting an override also deletes its assignments.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Current(Table, table=True):
    """A current."""

    __tablename__ = "currents"

    current_id: str = Field(primary_key=True)
    name: str | None = None
    slug: str | None = None


class Override(Table, table=True):
    """An override."""

    __tablename__ = "overrides"
    __table_args__ = (UniqueConstraint("username"),)

    override_id: str = Field(primary_key=True)
    end_time: str
    start_time: str | None = None
    timezone: str | None = None
    user_username: str | None = None
    username: str | None = None


class Assignment(Table, table=True):
    """An assignment of an override."""

    __tablename__ = "assignments"

    assignment_id: str = Field(primary_key=True)
    override_id: str = Field(foreign_key="overrides.override_id", ondelete="CASCADE", index=True)
    assigned: bool
    policy_name: str | None = None
    team_name: str | None = None
    user_name: str | None = None
    username: str | None = None


class Contact(Table, table=True):
    """A contact."""

    __tablename__ = "contacts"
    __table_args__ = (
        CheckConstraint("description IN ('Email Address', 'Phone Number')"),
        CheckConstraint("type IN ('email', 'phone')"),
    )

    contact_id: str = Field(primary_key=True)
    description: str | None = None
    type: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class CurrentShort(TypedDict):
    """A current in the view `short`."""

    current_id: str
    name: str | None
    slug: str | None


def current_short(current: Current) -> CurrentShort:
    """A current in the view `short`."""
    return {"current_id": current.current_id, "name": current.name, "slug": current.slug}


class CurrentFull(CurrentShort):
    """A current in the view `full`."""


def current_full(current: Current) -> CurrentFull:
    """A current in the view `full`."""
    return current_short(current)


class OverrideShort(TypedDict):
    """An override in the view `short`."""

    override_id: str
    end_time: str
    start_time: str | None
    timezone: str | None
    user_username: str | None
    username: str | None


def override_short(override: Override) -> OverrideShort:
    """An override in the view `short`."""
    return {
        "override_id": override.override_id,
        "end_time": override.end_time,
        "start_time": override.start_time,
        "timezone": override.timezone,
        "user_username": override.user_username,
        "username": override.username,
    }


class OverrideFull(OverrideShort):
    """An override in the view `full`."""


def override_full(override: Override) -> OverrideFull:
    """An override in the view `full`."""
    return override_short(override)


class AssignmentShort(TypedDict):
    """An assignment in the view `short`."""

    assignment_id: str
    override_id: str
    assigned: bool
    policy_name: str | None
    team_name: str | None
    user_name: str | None
    username: str | None


def assignment_short(assignment: Assignment) -> AssignmentShort:
    """An assignment in the view `short`."""
    return {
        "assignment_id": assignment.assignment_id,
        "override_id": assignment.override_id,
        "assigned": assignment.assigned,
        "policy_name": assignment.policy_name,
        "team_name": assignment.team_name,
        "user_name": assignment.user_name,
        "username": assignment.username,
    }


class AssignmentFull(AssignmentShort):
    """An assignment in the view `full`."""


def assignment_full(assignment: Assignment) -> AssignmentFull:
    """An assignment in the view `full`."""
    return assignment_short(assignment)


class ContactShort(TypedDict):
    """A contact in the view `short`."""

    contact_id: str
    description: str | None
    type: str | None


def contact_short(contact: Contact) -> ContactShort:
    """A contact in the view `short`."""
    return {"contact_id": contact.contact_id, "description": contact.description, "type": contact.type}


class ContactFull(ContactShort):
    """A contact in the view `full`."""


def contact_full(contact: Contact) -> ContactFull:
    """A contact in the view `full`."""
    return contact_short(contact)


# --- tools --------------------------------------------------------------------------------------------------------


class ListCurrents(TypedDict):
    """What `list_currents` returns."""

    currents: list[CurrentFull]
    next_cursor: str | None


def list_currents(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCurrents:
    """List the currents."""
    page = db.query(Current).page("name", limit=limit, cursor=cursor)
    return {"currents": [current_full(current) for current in page.rows], "next_cursor": page.next_cursor}


class ListOverrides(TypedDict):
    """What `list_overrides` returns."""

    overrides: list[OverrideShort]
    next_cursor: str | None


def list_overrides(
    db: Database,
    /,
    *,
    end_after: str | None = None,
    end_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListOverrides:
    """List the overrides, optionally by end time."""
    query = db.query(Override)
    if end_after is not None:
        query.where("end_time >= ?", end_after)
    if end_before is not None:
        query.where("end_time <= ?", end_before)
    page = query.page("end_time", limit=limit, cursor=cursor)
    return {"overrides": [override_short(override) for override in page.rows], "next_cursor": page.next_cursor}


class OverrideResult(TypedDict):
    """What `get_override` and `create_override` return."""

    override: OverrideFull


def get_override(db: Database, /, *, override_id: str) -> OverrideResult:
    """Show an override with all its details."""
    override = db.find(Override, override_id) or fail("override_not_found", override_id=override_id)
    return {"override": override_full(override)}


def create_override(
    db: Database,
    /,
    *,
    end_time: str,
    start_time: str | None = None,
    timezone: str | None = None,
    username: str | None = None,
) -> OverrideResult:
    """Create an override."""
    if start_time is not None and start_time > end_time:
        fail("end_time_before_start_time")
    if username is not None and db.query(Override).where("same_text(username, ?)", username).exists():
        fail("override_username_taken", username=username)
    override = db.insert(
        Override,
        override_id=f"OVE-{db.next_number('overrides'):04d}",
        end_time=end_time,
        start_time=start_time,
        timezone=timezone,
        username=username,
    )
    return {"override": override_full(override)}


class DeleteOverride(TypedDict):
    """What `delete_override` returns."""

    override_id: str


def delete_override(db: Database, /, *, override_id: str) -> DeleteOverride:
    """Delete an override together with its assignments."""
    override = db.find(Override, override_id) or fail("override_not_found", override_id=override_id)
    db.delete(override)
    return {"override_id": override_id}


class ListAssignments(TypedDict):
    """What `list_assignments` returns."""

    assignments: list[AssignmentShort]
    next_cursor: str | None


def list_assignments(
    db: Database, /, *, override_id: str, limit: int = 20, cursor: str | None = None
) -> ListAssignments:
    """List the assignments of an override."""
    override = db.find(Override, override_id) or fail("override_not_found", override_id=override_id)
    page = db.query(Assignment).where("override_id = ?", override.override_id).page(limit=limit, cursor=cursor)
    return {"assignments": [assignment_short(assignment) for assignment in page.rows], "next_cursor": page.next_cursor}


class AssignmentResult(TypedDict):
    """What `get_assignment` and `update_assignment` return."""

    assignment: AssignmentFull


def get_assignment(db: Database, /, *, assignment_id: str) -> AssignmentResult:
    """Show an assignment with all its details."""
    assignment = db.find(Assignment, assignment_id) or fail("assignment_not_found", assignment_id=assignment_id)
    return {"assignment": assignment_full(assignment)}


def update_assignment(
    db: Database,
    /,
    *,
    assignment_id: str,
    policy_name: str | None = None,
    username: str | None = None,
    clear: list[Literal["policy_name", "username"]] | None = None,
) -> AssignmentResult:
    """Change the policy name or username of an assignment."""
    changes = given(clear, policy_name=policy_name, username=username)
    assignment = db.find(Assignment, assignment_id) or fail("assignment_not_found", assignment_id=assignment_id)
    if not changes:
        fail("nothing_to_change")
    db.update(assignment, **changes)
    return {"assignment": assignment_full(assignment)}


class DeleteAssignment(TypedDict):
    """What `delete_assignment` returns."""

    assignment_id: str


def delete_assignment(db: Database, /, *, assignment_id: str) -> DeleteAssignment:
    """Delete an assignment."""
    assignment = db.find(Assignment, assignment_id) or fail("assignment_not_found", assignment_id=assignment_id)
    db.delete(assignment)
    return {"assignment_id": assignment_id}


class ListContacts(TypedDict):
    """What `list_contacts` returns."""

    contacts: list[ContactFull]
    next_cursor: str | None


def list_contacts(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListContacts:
    """List the contacts."""
    page = db.query(Contact).page(limit=limit, cursor=cursor)
    return {"contacts": [contact_full(contact) for contact in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "assignment_not_found": "There is no assignment {assignment_id}. List the assignments to see which there are.",
    "end_time_before_start_time": "The end time cannot be before the start time. Give a later end or an earlier start.",
    "override_not_found": "There is no override {override_id}. List the overrides to see which there are.",
    "override_username_taken": "There is already an override with the username {username}. Choose another username.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="victor_ops_overrides",
    folder=Path(__file__).parent,
    tables=[Current, Override, Assignment, Contact],
    tools={
        "list_currents": Tool(list_currents, read_only=True),
        "list_overrides": Tool(list_overrides, read_only=True),
        "get_override": Tool(get_override, read_only=True),
        "create_override": Tool(create_override),
        "delete_override": Tool(delete_override),
        "list_assignments": Tool(list_assignments, read_only=True),
        "get_assignment": Tool(get_assignment, read_only=True),
        "update_assignment": Tool(update_assignment),
        "delete_assignment": Tool(delete_assignment),
        "list_contacts": Tool(list_contacts, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "overrides.username": "override_username_taken",
    },
    instructions=INSTRUCTIONS,
)
