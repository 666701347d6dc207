"""Apacta: time entry types: keeps time entry types, time entry intervals, time entry value types and time entry unit
types.
"""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Apacta: time entry types. Keeps time entry types, time entry intervals, time entry value types and time entry unit \
types.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class TimeEntryInterval(Table, table=True):
    """A time entry interval."""

    __tablename__ = "time_entry_intervals"

    time_entry_interval_id: str = Field(primary_key=True)
    name: str | None = None
    deleted_at: str | None = None
    description: str | None = None
    identifier: str | None = None
    created_at: str
    modified_at: str


class TimeEntryType(Table, table=True):
    """A time entry type."""

    __tablename__ = "time_entry_types"

    time_entry_type_id: str = Field(primary_key=True)
    name: str
    deleted_at: str | None = None
    description: str | None = None
    time_entry_interval_id: str = Field(
        foreign_key="time_entry_intervals.time_entry_interval_id", ondelete="CASCADE", index=True
    )
    time_entry_value_type_id: str = Field(
        foreign_key="time_entry_value_types.time_entry_value_type_id", ondelete="CASCADE", index=True
    )
    created_at: str
    modified_at: str


class TimeEntryUnitType(Table, table=True):
    """A time entry unit type."""

    __tablename__ = "time_entry_unit_types"

    time_entry_unit_type_id: str = Field(primary_key=True)
    name: str | None = None
    abbreviation: str | None = None
    deleted_at: str | None = None
    description: str | None = None
    identifier: str | None = None
    created_at: str
    modified_at: str


class TimeEntryValueType(Table, table=True):
    """A time entry value type."""

    __tablename__ = "time_entry_value_types"

    time_entry_value_type_id: str = Field(primary_key=True)
    name: str | None = None
    deleted_at: str | None = None
    description: str | None = None
    identifier: str | None = None
    time_entry_unit_type_id: str | None = Field(
        default=None, foreign_key="time_entry_unit_types.time_entry_unit_type_id", ondelete="SET NULL", index=True
    )
    created_at: str
    modified_at: str


# --- views --------------------------------------------------------------------------------------------------------


class TimeEntryIntervalShort(TypedDict):
    """A time entry interval in the view `short`."""

    time_entry_interval_id: str
    name: str | None
    deleted_at: str | None
    description: str | None
    identifier: str | None
    created_at: str
    modified_at: str


def time_entry_interval_short(time_entry_interval: TimeEntryInterval) -> TimeEntryIntervalShort:
    """A time entry interval in the view `short`."""
    return {
        "time_entry_interval_id": time_entry_interval.time_entry_interval_id,
        "name": time_entry_interval.name,
        "deleted_at": time_entry_interval.deleted_at,
        "description": time_entry_interval.description,
        "identifier": time_entry_interval.identifier,
        "created_at": time_entry_interval.created_at,
        "modified_at": time_entry_interval.modified_at,
    }


class TimeEntryIntervalFull(TimeEntryIntervalShort):
    """A time entry interval in the view `full`."""


def time_entry_interval_full(time_entry_interval: TimeEntryInterval) -> TimeEntryIntervalFull:
    """A time entry interval in the view `full`."""
    return time_entry_interval_short(time_entry_interval)


class TimeEntryTypeShort(TypedDict):
    """A time entry type in the view `short`."""

    time_entry_type_id: str
    name: str
    deleted_at: str | None
    description: str | None
    time_entry_interval_id: str
    time_entry_value_type_id: str
    created_at: str


def time_entry_type_short(time_entry_type: TimeEntryType) -> TimeEntryTypeShort:
    """A time entry type in the view `short`."""
    return {
        "time_entry_type_id": time_entry_type.time_entry_type_id,
        "name": time_entry_type.name,
        "deleted_at": time_entry_type.deleted_at,
        "description": time_entry_type.description,
        "time_entry_interval_id": time_entry_type.time_entry_interval_id,
        "time_entry_value_type_id": time_entry_type.time_entry_value_type_id,
        "created_at": time_entry_type.created_at,
    }


class TimeEntryTypeFull(TimeEntryTypeShort):
    """A time entry type in the view `full`."""

    modified_at: str


def time_entry_type_full(time_entry_type: TimeEntryType) -> TimeEntryTypeFull:
    """A time entry type in the view `full`."""
    return {**time_entry_type_short(time_entry_type), "modified_at": time_entry_type.modified_at}


class TimeEntryUnitTypeShort(TypedDict):
    """A time entry unit type in the view `short`."""

    time_entry_unit_type_id: str
    name: str | None
    abbreviation: str | None
    deleted_at: str | None
    description: str | None
    identifier: str | None
    created_at: str


def time_entry_unit_type_short(time_entry_unit_type: TimeEntryUnitType) -> TimeEntryUnitTypeShort:
    """A time entry unit type in the view `short`."""
    return {
        "time_entry_unit_type_id": time_entry_unit_type.time_entry_unit_type_id,
        "name": time_entry_unit_type.name,
        "abbreviation": time_entry_unit_type.abbreviation,
        "deleted_at": time_entry_unit_type.deleted_at,
        "description": time_entry_unit_type.description,
        "identifier": time_entry_unit_type.identifier,
        "created_at": time_entry_unit_type.created_at,
    }


class TimeEntryUnitTypeFull(TimeEntryUnitTypeShort):
    """A time entry unit type in the view `full`."""

    modified_at: str


def time_entry_unit_type_full(time_entry_unit_type: TimeEntryUnitType) -> TimeEntryUnitTypeFull:
    """A time entry unit type in the view `full`."""
    return {**time_entry_unit_type_short(time_entry_unit_type), "modified_at": time_entry_unit_type.modified_at}


class TimeEntryValueTypeShort(TypedDict):
    """A time entry value type in the view `short`."""

    time_entry_value_type_id: str
    name: str | None
    deleted_at: str | None
    description: str | None
    identifier: str | None
    time_entry_unit_type_id: str | None
    created_at: str


def time_entry_value_type_short(time_entry_value_type: TimeEntryValueType) -> TimeEntryValueTypeShort:
    """A time entry value type in the view `short`."""
    return {
        "time_entry_value_type_id": time_entry_value_type.time_entry_value_type_id,
        "name": time_entry_value_type.name,
        "deleted_at": time_entry_value_type.deleted_at,
        "description": time_entry_value_type.description,
        "identifier": time_entry_value_type.identifier,
        "time_entry_unit_type_id": time_entry_value_type.time_entry_unit_type_id,
        "created_at": time_entry_value_type.created_at,
    }


class TimeEntryValueTypeFull(TimeEntryValueTypeShort):
    """A time entry value type in the view `full`."""

    modified_at: str


def time_entry_value_type_full(time_entry_value_type: TimeEntryValueType) -> TimeEntryValueTypeFull:
    """A time entry value type in the view `full`."""
    return {**time_entry_value_type_short(time_entry_value_type), "modified_at": time_entry_value_type.modified_at}


# --- tools --------------------------------------------------------------------------------------------------------


class ListTimeEntryIntervals(TypedDict):
    """What `list_time_entry_intervals` returns."""

    time_entry_intervals: list[TimeEntryIntervalShort]
    next_cursor: str | None


def list_time_entry_intervals(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTimeEntryIntervals:
    """List the time entry intervals."""
    page = db.query(TimeEntryInterval).page("-created_at", limit=limit, cursor=cursor)
    return {
        "time_entry_intervals": [time_entry_interval_short(time_entry_interval) for time_entry_interval in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetTimeEntryInterval(TypedDict):
    """What `get_time_entry_interval` returns."""

    time_entry_interval: TimeEntryIntervalFull


def get_time_entry_interval(db: Database, /, *, time_entry_interval_id: str) -> GetTimeEntryInterval:
    """Show a time entry interval with all its details."""
    time_entry_interval = db.find(TimeEntryInterval, time_entry_interval_id)
    if time_entry_interval is None:
        fail("time_entry_interval_not_found", time_entry_interval_id=time_entry_interval_id)
    return {"time_entry_interval": time_entry_interval_full(time_entry_interval)}


class ListTimeEntryTypes(TypedDict):
    """What `list_time_entry_types` returns."""

    time_entry_types: list[TimeEntryTypeShort]
    next_cursor: str | None


def list_time_entry_types(
    db: Database,
    /,
    *,
    time_entry_interval_id: str | None = None,
    time_entry_value_type_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListTimeEntryTypes:
    """List the time entry types, optionally by time entry interval or time entry value type."""
    query = db.query(TimeEntryType)
    if time_entry_interval_id is not None:
        query.where("time_entry_interval_id = ?", time_entry_interval_id)
    if time_entry_value_type_id is not None:
        query.where("time_entry_value_type_id = ?", time_entry_value_type_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {
        "time_entry_types": [time_entry_type_short(time_entry_type) for time_entry_type in page.rows],
        "next_cursor": page.next_cursor,
    }


class TimeEntryTypeResult(TypedDict):
    """What `get_time_entry_type` and 2 other tools return."""

    time_entry_type: TimeEntryTypeFull


def get_time_entry_type(db: Database, /, *, time_entry_type_id: str) -> TimeEntryTypeResult:
    """Show a time entry type with all its details."""
    time_entry_type = db.find(TimeEntryType, time_entry_type_id)
    if time_entry_type is None:
        fail("time_entry_type_not_found", time_entry_type_id=time_entry_type_id)
    return {"time_entry_type": time_entry_type_full(time_entry_type)}


def create_time_entry_type(
    db: Database,
    /,
    *,
    name: str,
    time_entry_interval_id: str,
    time_entry_value_type_id: str,
    description: str | None = None,
) -> TimeEntryTypeResult:
    """Create a time entry type."""
    if db.find(TimeEntryInterval, time_entry_interval_id) is None:
        fail("time_entry_interval_not_found", time_entry_interval_id=time_entry_interval_id)
    if db.find(TimeEntryValueType, time_entry_value_type_id) is None:
        fail("time_entry_value_type_not_found", time_entry_value_type_id=time_entry_value_type_id)
    time_entry_type = db.insert(
        TimeEntryType,
        time_entry_type_id=f"TET-{db.next_number('time_entry_types'):04d}",
        name=name,
        description=description,
        time_entry_interval_id=time_entry_interval_id,
        time_entry_value_type_id=time_entry_value_type_id,
        created_at=db.now(),
        modified_at=db.now(),
    )
    return {"time_entry_type": time_entry_type_full(time_entry_type)}


def update_time_entry_type(
    db: Database,
    /,
    *,
    time_entry_type_id: str,
    name: str | None = None,
    description: str | None = None,
    time_entry_interval_id: str | None = None,
    time_entry_value_type_id: str | None = None,
    clear: list[Literal["description"]] | None = None,
) -> TimeEntryTypeResult:
    """Change the name, time entry interval, time entry value type or description of a time entry type."""
    changes = given(
        clear,
        name=name,
        description=description,
        time_entry_interval_id=time_entry_interval_id,
        time_entry_value_type_id=time_entry_value_type_id,
    )
    time_entry_type = db.find(TimeEntryType, time_entry_type_id)
    if time_entry_type is None:
        fail("time_entry_type_not_found", time_entry_type_id=time_entry_type_id)
    if time_entry_interval_id is not None and db.find(TimeEntryInterval, time_entry_interval_id) is None:
        fail("time_entry_interval_not_found", time_entry_interval_id=time_entry_interval_id)
    if time_entry_value_type_id is not None and db.find(TimeEntryValueType, time_entry_value_type_id) is None:
        fail("time_entry_value_type_not_found", time_entry_value_type_id=time_entry_value_type_id)
    if not changes:
        fail("nothing_to_change")
    db.update(time_entry_type, **changes, modified_at=db.now())
    return {"time_entry_type": time_entry_type_full(time_entry_type)}


class DeleteTimeEntryType(TypedDict):
    """What `delete_time_entry_type` returns."""

    time_entry_type_id: str


def delete_time_entry_type(db: Database, /, *, time_entry_type_id: str) -> DeleteTimeEntryType:
    """Delete a time entry type."""
    time_entry_type = db.find(TimeEntryType, time_entry_type_id)
    if time_entry_type is None:
        fail("time_entry_type_not_found", time_entry_type_id=time_entry_type_id)
    db.delete(time_entry_type)
    return {"time_entry_type_id": time_entry_type_id}


class DeleteTimeEntryTypes(TypedDict):
    """What `delete_time_entry_types` returns."""

    deleted: int


def delete_time_entry_types(db: Database, /, *, time_entry_type_ids: list[str]) -> DeleteTimeEntryTypes:
    """Delete several time entry types."""
    for time_entry_type_id in time_entry_type_ids:
        time_entry_type = db.find(TimeEntryType, time_entry_type_id)
        if time_entry_type is None:
            fail("time_entry_type_not_found", time_entry_type_id=time_entry_type_id)
        db.delete(time_entry_type)
    return {"deleted": len(time_entry_type_ids)}


class ListTimeEntryUnitTypes(TypedDict):
    """What `list_time_entry_unit_types` returns."""

    time_entry_unit_types: list[TimeEntryUnitTypeShort]
    next_cursor: str | None


def list_time_entry_unit_types(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListTimeEntryUnitTypes:
    """List the time entry unit types."""
    page = db.query(TimeEntryUnitType).page("-created_at", limit=limit, cursor=cursor)
    return {
        "time_entry_unit_types": [
            time_entry_unit_type_short(time_entry_unit_type) for time_entry_unit_type in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class GetTimeEntryUnitType(TypedDict):
    """What `get_time_entry_unit_type` returns."""

    time_entry_unit_type: TimeEntryUnitTypeFull


def get_time_entry_unit_type(db: Database, /, *, time_entry_unit_type_id: str) -> GetTimeEntryUnitType:
    """Show a time entry unit type with all its details."""
    time_entry_unit_type = db.find(TimeEntryUnitType, time_entry_unit_type_id)
    if time_entry_unit_type is None:
        fail("time_entry_unit_type_not_found", time_entry_unit_type_id=time_entry_unit_type_id)
    return {"time_entry_unit_type": time_entry_unit_type_full(time_entry_unit_type)}


class ListTimeEntryValueTypes(TypedDict):
    """What `list_time_entry_value_types` returns."""

    time_entry_value_types: list[TimeEntryValueTypeShort]
    next_cursor: str | None


def list_time_entry_value_types(
    db: Database, /, *, time_entry_unit_type_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListTimeEntryValueTypes:
    """List the time entry value types, optionally by time entry unit type."""
    query = db.query(TimeEntryValueType)
    if time_entry_unit_type_id is not None:
        query.where("time_entry_unit_type_id IS ?", time_entry_unit_type_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {
        "time_entry_value_types": [
            time_entry_value_type_short(time_entry_value_type) for time_entry_value_type in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class GetTimeEntryValueType(TypedDict):
    """What `get_time_entry_value_type` returns."""

    time_entry_value_type: TimeEntryValueTypeFull


def get_time_entry_value_type(db: Database, /, *, time_entry_value_type_id: str) -> GetTimeEntryValueType:
    """Show a time entry value type with all its details."""
    time_entry_value_type = db.find(TimeEntryValueType, time_entry_value_type_id)
    if time_entry_value_type is None:
        fail("time_entry_value_type_not_found", time_entry_value_type_id=time_entry_value_type_id)
    return {"time_entry_value_type": time_entry_value_type_full(time_entry_value_type)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "time_entry_interval_not_found": (
        "There is no time entry interval {time_entry_interval_id}. List the time entry intervals "
        "to see which there are."
    ),
    "time_entry_type_not_found": (
        "There is no time entry type {time_entry_type_id}. List the time entry types to see which there are."
    ),
    "time_entry_unit_type_not_found": (
        "There is no time entry unit type {time_entry_unit_type_id}. List the time entry unit "
        "types to see which there are."
    ),
    "time_entry_value_type_not_found": (
        "There is no time entry value type {time_entry_value_type_id}. List the time entry value "
        "types to see which there are."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="apacta_time_entry_types",
    folder=Path(__file__).parent,
    tables=[TimeEntryInterval, TimeEntryType, TimeEntryUnitType, TimeEntryValueType],
    tools={
        "list_time_entry_intervals": Tool(list_time_entry_intervals, read_only=True),
        "get_time_entry_interval": Tool(get_time_entry_interval, read_only=True),
        "list_time_entry_types": Tool(list_time_entry_types, read_only=True),
        "get_time_entry_type": Tool(get_time_entry_type, read_only=True),
        "create_time_entry_type": Tool(create_time_entry_type),
        "update_time_entry_type": Tool(update_time_entry_type),
        "delete_time_entry_type": Tool(delete_time_entry_type),
        "delete_time_entry_types": Tool(delete_time_entry_types),
        "list_time_entry_unit_types": Tool(list_time_entry_unit_types, read_only=True),
        "get_time_entry_unit_type": Tool(get_time_entry_unit_type, read_only=True),
        "list_time_entry_value_types": Tool(list_time_entry_value_types, read_only=True),
        "get_time_entry_value_type": Tool(get_time_entry_value_type, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
