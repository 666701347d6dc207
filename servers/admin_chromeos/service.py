"""Admin SDK: chromeos: keeps buildings, calendars, chromeos and commands."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Admin SDK: chromeos. Keeps buildings, calendars, chromeos and commands.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating or updating a building can be refused: that coordinates latitude is outside of -90 to 90.
- Two buildings cannot have the same building name.
- Deleting a building keeps the calendars that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Chromeo(Table, table=True):
    """A chromeo."""

    __tablename__ = "chromeos"
    __table_args__ = (
        CheckConstraint("boot_mode IN ('Verified', 'Dev')"),
        CheckConstraint(
            "os_update_status_state IN ('updateStateNotStarted', 'updateStateDownloadInProgress', "
            "'updateStateNeedReboot')"
        ),
    )

    chromeo_id: str = Field(primary_key=True)
    notes: str | None = None
    annotated_location: str | None = None
    annotated_user: str | None = None
    boot_mode: str | None = None
    ethernet_mac_address: str | None = None
    first_enrollment_time: str | None = None
    mac_address: str | None = None
    meid: str | None = None
    model: str | None = None
    order_number: str | None = None
    os_update_status_state: str
    serial_number: str | None = None
    status: str | None = None


class Command(Table, table=True):
    """A command of a chromeo."""

    __tablename__ = "commands"
    __table_args__ = (
        CheckConstraint("command_result_result IN ('IGNORED', 'FAILURE', 'SUCCESS')"),
        CheckConstraint(
            "state IN ('PENDING', 'EXPIRED', 'CANCELLED', 'SENT_TO_CLIENT', 'ACKED_BY_CLIENT', 'EXECUTED_BY_CLIENT')"
        ),
        CheckConstraint(
            "type IN ('REBOOT', 'TAKE_A_SCREENSHOT', 'SET_VOLUME', 'WIPE_USERS', 'REMOTE_POWERWASH', "
            "'DEVICE_START_CRD_SESSION', 'CAPTURE_LOGS', 'FETCH_CRD_AVAILABILITY_INFO', "
            "'FETCH_SUPPORT_PACKET')"
        ),
    )

    command_id: str = Field(primary_key=True)
    chromeo_id: str = Field(foreign_key="chromeos.chromeo_id", ondelete="CASCADE", index=True)
    command_expire_time: str | None = None
    command_result_payload: str | None = None
    command_result_error_message: str | None = None
    command_result_execute_time: str | None = None
    command_result_result: str | None = None
    issue_time: str | None = None
    state: str
    type: str | None = None


class Building(Table, table=True):
    """A building."""

    __tablename__ = "buildings"
    __table_args__ = (UniqueConstraint("building_name"),)

    building_id: str = Field(primary_key=True)
    building_name: str | None = None
    address_administrative_area: str | None = None
    address_language_code: str | None = None
    address_locality: str | None = None
    address_postal_code: str | None = None
    address_region_code: str
    address_sublocality: str | None = None
    coordinates_latitude: float | None = None
    coordinates_longitude: float | None = None
    description: str | None = None
    etags: str | None = None
    floor_names: list[str] = Field(sa_type=JsonList())


class Calendar(Table, table=True):
    """A calendar."""

    __tablename__ = "calendars"

    calendar_id: str = Field(primary_key=True)
    floor_name: str | None = None
    building_id: str | None = Field(default=None, foreign_key="buildings.building_id", ondelete="SET NULL", index=True)
    capacity: int | None = None
    etags: str | None = None
    feature_instances: str | None = None
    floor_section: str | None = None
    generated_resource_name: str | None = None
    resource_category: str | None = None
    resource_description: str | None = None
    resource_email: str | None = None
    resource_id: str
    resource_name: str
    user_visible_description: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class ChromeoShort(TypedDict):
    """A chromeo in the view `short`."""

    chromeo_id: str
    notes: str | None
    annotated_location: str | None
    annotated_user: str | None
    boot_mode: str | None
    first_enrollment_time: str | None
    os_update_status_state: str


def chromeo_short(chromeo: Chromeo) -> ChromeoShort:
    """A chromeo in the view `short`."""
    return {
        "chromeo_id": chromeo.chromeo_id,
        "notes": chromeo.notes,
        "annotated_location": chromeo.annotated_location,
        "annotated_user": chromeo.annotated_user,
        "boot_mode": chromeo.boot_mode,
        "first_enrollment_time": chromeo.first_enrollment_time,
        "os_update_status_state": chromeo.os_update_status_state,
    }


class ChromeoFull(ChromeoShort):
    """A chromeo in the view `full`."""

    ethernet_mac_address: str | None
    mac_address: str | None
    meid: str | None
    model: str | None
    order_number: str | None
    serial_number: str | None
    status: str | None


def chromeo_full(chromeo: Chromeo) -> ChromeoFull:
    """A chromeo in the view `full`."""
    return {
        **chromeo_short(chromeo),
        "ethernet_mac_address": chromeo.ethernet_mac_address,
        "mac_address": chromeo.mac_address,
        "meid": chromeo.meid,
        "model": chromeo.model,
        "order_number": chromeo.order_number,
        "serial_number": chromeo.serial_number,
        "status": chromeo.status,
    }


class CommandShort(TypedDict):
    """A command in the view `short`."""

    command_id: str
    chromeo_id: str
    command_expire_time: str | None
    command_result_execute_time: str | None
    command_result_result: str | None
    issue_time: str | None
    state: str


def command_short(command: Command) -> CommandShort:
    """A command in the view `short`."""
    return {
        "command_id": command.command_id,
        "chromeo_id": command.chromeo_id,
        "command_expire_time": command.command_expire_time,
        "command_result_execute_time": command.command_result_execute_time,
        "command_result_result": command.command_result_result,
        "issue_time": command.issue_time,
        "state": command.state,
    }


class CommandFull(CommandShort):
    """A command in the view `full`."""

    command_result_payload: str | None
    command_result_error_message: str | None
    type: str | None


def command_full(command: Command) -> CommandFull:
    """A command in the view `full`."""
    return {
        **command_short(command),
        "command_result_payload": command.command_result_payload,
        "command_result_error_message": command.command_result_error_message,
        "type": command.type,
    }


class BuildingShort(TypedDict):
    """A building in the view `short`."""

    building_id: str
    building_name: str | None
    address_administrative_area: str | None
    address_language_code: str | None
    address_locality: str | None
    address_postal_code: str | None
    address_region_code: str


def building_short(building: Building) -> BuildingShort:
    """A building in the view `short`."""
    return {
        "building_id": building.building_id,
        "building_name": building.building_name,
        "address_administrative_area": building.address_administrative_area,
        "address_language_code": building.address_language_code,
        "address_locality": building.address_locality,
        "address_postal_code": building.address_postal_code,
        "address_region_code": building.address_region_code,
    }


class BuildingFull(BuildingShort):
    """A building in the view `full`."""

    address_sublocality: str | None
    coordinates_latitude: float | None
    coordinates_longitude: float | None
    description: str | None
    etags: str | None
    floor_names: list[str]


def building_full(building: Building) -> BuildingFull:
    """A building in the view `full`."""
    return {
        **building_short(building),
        "address_sublocality": building.address_sublocality,
        "coordinates_latitude": building.coordinates_latitude,
        "coordinates_longitude": building.coordinates_longitude,
        "description": building.description,
        "etags": building.etags,
        "floor_names": building.floor_names,
    }


class CalendarShort(TypedDict):
    """A calendar in the view `short`."""

    calendar_id: str
    floor_name: str | None
    building_id: str | None
    capacity: int | None
    etags: str | None
    resource_id: str
    resource_name: str


def calendar_short(calendar: Calendar) -> CalendarShort:
    """A calendar in the view `short`."""
    return {
        "calendar_id": calendar.calendar_id,
        "floor_name": calendar.floor_name,
        "building_id": calendar.building_id,
        "capacity": calendar.capacity,
        "etags": calendar.etags,
        "resource_id": calendar.resource_id,
        "resource_name": calendar.resource_name,
    }


class CalendarFull(CalendarShort):
    """A calendar in the view `full`."""

    feature_instances: str | None
    floor_section: str | None
    generated_resource_name: str | None
    resource_category: str | None
    resource_description: str | None
    resource_email: str | None
    user_visible_description: str | None


def calendar_full(calendar: Calendar) -> CalendarFull:
    """A calendar in the view `full`."""
    return {
        **calendar_short(calendar),
        "feature_instances": calendar.feature_instances,
        "floor_section": calendar.floor_section,
        "generated_resource_name": calendar.generated_resource_name,
        "resource_category": calendar.resource_category,
        "resource_description": calendar.resource_description,
        "resource_email": calendar.resource_email,
        "user_visible_description": calendar.user_visible_description,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListChromeos(TypedDict):
    """What `list_chromeos` returns."""

    chromeos: list[ChromeoShort]
    next_cursor: str | None


def list_chromeos(
    db: Database,
    /,
    *,
    query_: str | None = None,
    os_update_status_state: Literal["updateStateNotStarted", "updateStateDownloadInProgress", "updateStateNeedReboot"]
    | None = None,
    first_enrollment_after: str | None = None,
    first_enrollment_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListChromeos:
    """List the chromeos, optionally by text, OS update status state or first enrollment time."""
    query = db.query(Chromeo)
    if query_ is not None:
        query.where("contains(notes, ?)", query_)
    if os_update_status_state is not None:
        query.where("os_update_status_state = ?", os_update_status_state)
    if first_enrollment_after is not None:
        query.where("first_enrollment_time IS NOT NULL AND first_enrollment_time >= ?", first_enrollment_after)
    if first_enrollment_before is not None:
        query.where("first_enrollment_time IS NOT NULL AND first_enrollment_time <= ?", first_enrollment_before)
    page = query.page("notes", limit=limit, cursor=cursor)
    return {"chromeos": [chromeo_short(chromeo) for chromeo in page.rows], "next_cursor": page.next_cursor}


class ChromeoResult(TypedDict):
    """What `get_chromeo` and `update_chromeo` return."""

    chromeo: ChromeoFull


def get_chromeo(db: Database, /, *, chromeo_id: str) -> ChromeoResult:
    """Show a chromeo with all its details."""
    chromeo = db.find(Chromeo, chromeo_id) or fail("chromeo_not_found", chromeo_id=chromeo_id)
    return {"chromeo": chromeo_full(chromeo)}


def update_chromeo(
    db: Database,
    /,
    *,
    chromeo_id: str,
    notes: str | None = None,
    annotated_location: str | None = None,
    boot_mode: Literal["Verified", "Dev"] | None = None,
    first_enrollment_time: str | None = None,
    meid: str | None = None,
    model: str | None = None,
    os_update_status_state: Literal["updateStateNotStarted", "updateStateDownloadInProgress", "updateStateNeedReboot"]
    | None = None,
    status: str | None = None,
    clear: list[Literal["notes", "annotated_location", "boot_mode", "first_enrollment_time", "meid", "model", "status"]]
    | None = None,
) -> ChromeoResult:
    """Change a chromeo, for example its notes, OS update status state, boot mode or meid."""
    changes = given(
        clear,
        notes=notes,
        annotated_location=annotated_location,
        boot_mode=boot_mode,
        first_enrollment_time=first_enrollment_time,
        meid=meid,
        model=model,
        os_update_status_state=os_update_status_state,
        status=status,
    )
    chromeo = db.find(Chromeo, chromeo_id) or fail("chromeo_not_found", chromeo_id=chromeo_id)
    if not changes:
        fail("nothing_to_change")
    db.update(chromeo, **changes)
    return {"chromeo": chromeo_full(chromeo)}


class ListCommands(TypedDict):
    """What `list_commands` returns."""

    commands: list[CommandShort]
    next_cursor: str | None


def list_commands(
    db: Database,
    /,
    *,
    state: Literal["PENDING", "EXPIRED", "CANCELLED", "SENT_TO_CLIENT", "ACKED_BY_CLIENT", "EXECUTED_BY_CLIENT"]
    | None = None,
    chromeo_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListCommands:
    """List the commands, optionally by state or chromeo."""
    query = db.query(Command)
    if state is not None:
        query.where("state = ?", state)
    if chromeo_id is not None:
        query.where("chromeo_id = ?", chromeo_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"commands": [command_short(command) for command in page.rows], "next_cursor": page.next_cursor}


class GetCommand(TypedDict):
    """What `get_command` returns."""

    command: CommandFull


def get_command(db: Database, /, *, command_id: str) -> GetCommand:
    """Show a command with all its details."""
    command = db.find(Command, command_id) or fail("command_not_found", command_id=command_id)
    return {"command": command_full(command)}


class ListBuildings(TypedDict):
    """What `list_buildings` returns."""

    buildings: list[BuildingShort]
    next_cursor: str | None


def list_buildings(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListBuildings:
    """List the buildings."""
    page = db.query(Building).page("building_name", limit=limit, cursor=cursor)
    return {"buildings": [building_short(building) for building in page.rows], "next_cursor": page.next_cursor}


class BuildingResult(TypedDict):
    """What `get_building` and 2 other tools return."""

    building: BuildingFull


def get_building(db: Database, /, *, building_id: str) -> BuildingResult:
    """Show a building with all its details."""
    building = db.find(Building, building_id) or fail("building_not_found", building_id=building_id)
    return {"building": building_full(building)}


def create_building(
    db: Database,
    /,
    *,
    address_region_code: str,
    building_name: str | None = None,
    address_locality: str | None = None,
    address_sublocality: str | None = None,
    coordinates_latitude: float | None = None,
    description: str | None = None,
    etags: str | None = None,
    floor_names: list[str],
) -> BuildingResult:
    """Create a building."""
    if building_name is not None and db.query(Building).where("same_text(building_name, ?)", building_name).exists():
        fail("building_name_taken", building_name=building_name)
    if coordinates_latitude is not None and abs(coordinates_latitude) > 90:
        fail("coordinates_latitude_outside", coordinates_latitude=coordinates_latitude)
    building = db.insert(
        Building,
        building_id=f"BUI-{db.next_number('buildings'):04d}",
        building_name=building_name,
        address_locality=address_locality,
        address_region_code=address_region_code,
        address_sublocality=address_sublocality,
        coordinates_latitude=coordinates_latitude,
        description=description,
        etags=etags,
        floor_names=floor_names,
    )
    return {"building": building_full(building)}


def update_building(
    db: Database,
    /,
    *,
    building_id: str,
    building_name: str | None = None,
    address_locality: str | None = None,
    address_region_code: str | None = None,
    address_sublocality: str | None = None,
    coordinates_latitude: float | None = None,
    description: str | None = None,
    etags: str | None = None,
    floor_names: list[str] | None = None,
    clear: list[
        Literal[
            "building_name", "address_locality", "address_sublocality", "coordinates_latitude", "description", "etags"
        ]
    ]
    | None = None,
) -> BuildingResult:
    """Change a building, for example its building name, address region code, description or ETags."""
    changes = given(
        clear,
        building_name=building_name,
        address_locality=address_locality,
        address_region_code=address_region_code,
        address_sublocality=address_sublocality,
        coordinates_latitude=coordinates_latitude,
        description=description,
        etags=etags,
        floor_names=floor_names,
    )
    building = db.find(Building, building_id) or fail("building_not_found", building_id=building_id)
    if (
        building_name is not None
        and db.query(Building)
        .where("same_text(building_name, ?) AND building_id <> ?", building_name, building.building_id)
        .exists()
    ):
        fail("building_name_taken", building_name=building_name)
    if coordinates_latitude is not None and abs(coordinates_latitude) > 90:
        fail("coordinates_latitude_outside", coordinates_latitude=coordinates_latitude)
    if not changes:
        fail("nothing_to_change")
    db.update(building, **changes)
    return {"building": building_full(building)}


class DeleteBuilding(TypedDict):
    """What `delete_building` returns."""

    building_id: str


def delete_building(db: Database, /, *, building_id: str) -> DeleteBuilding:
    """Delete a building."""
    building = db.find(Building, building_id) or fail("building_not_found", building_id=building_id)
    db.delete(building)
    return {"building_id": building_id}


class ListCalendars(TypedDict):
    """What `list_calendars` returns."""

    calendars: list[CalendarShort]
    next_cursor: str | None


def list_calendars(
    db: Database,
    /,
    *,
    query_: str | None = None,
    building_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListCalendars:
    """List the calendars, optionally by text or building."""
    query = db.query(Calendar)
    if query_ is not None:
        query.where("contains(floor_name, ?)", query_)
    if building_id is not None:
        query.where("building_id IS ?", building_id)
    page = query.page("floor_name", limit=limit, cursor=cursor)
    return {"calendars": [calendar_short(calendar) for calendar in page.rows], "next_cursor": page.next_cursor}


class CalendarResult(TypedDict):
    """What `get_calendar` and 2 other tools return."""

    calendar: CalendarFull


def get_calendar(db: Database, /, *, calendar_id: str) -> CalendarResult:
    """Show a calendar with all its details."""
    calendar = db.find(Calendar, calendar_id) or fail("calendar_not_found", calendar_id=calendar_id)
    return {"calendar": calendar_full(calendar)}


def create_calendar(
    db: Database,
    /,
    *,
    resource_id: str,
    resource_name: str,
    floor_name: str | None = None,
    building_id: str | None = None,
    capacity: int | None = None,
    etags: str | None = None,
    feature_instances: str | None = None,
    floor_section: str | None = None,
) -> CalendarResult:
    """Create a calendar."""
    if building_id is not None and db.find(Building, building_id) is None:
        fail("building_not_found", building_id=building_id)
    calendar = db.insert(
        Calendar,
        calendar_id=f"CAL-{db.next_number('calendars'):04d}",
        floor_name=floor_name,
        building_id=building_id,
        capacity=capacity,
        etags=etags,
        feature_instances=feature_instances,
        floor_section=floor_section,
        resource_id=resource_id,
        resource_name=resource_name,
    )
    return {"calendar": calendar_full(calendar)}


def update_calendar(
    db: Database,
    /,
    *,
    calendar_id: str,
    floor_name: str | None = None,
    building_id: str | None = None,
    capacity: int | None = None,
    etags: str | None = None,
    feature_instances: str | None = None,
    floor_section: str | None = None,
    resource_id: str | None = None,
    resource_name: str | None = None,
    clear: list[Literal["floor_name", "building_id", "capacity", "etags", "feature_instances", "floor_section"]]
    | None = None,
) -> CalendarResult:
    """Change a calendar, for example its floor name, resource, resource name or building."""
    changes = given(
        clear,
        floor_name=floor_name,
        building_id=building_id,
        capacity=capacity,
        etags=etags,
        feature_instances=feature_instances,
        floor_section=floor_section,
        resource_id=resource_id,
        resource_name=resource_name,
    )
    calendar = db.find(Calendar, calendar_id) or fail("calendar_not_found", calendar_id=calendar_id)
    if building_id is not None and db.find(Building, building_id) is None:
        fail("building_not_found", building_id=building_id)
    if not changes:
        fail("nothing_to_change")
    db.update(calendar, **changes)
    return {"calendar": calendar_full(calendar)}


class DeleteCalendar(TypedDict):
    """What `delete_calendar` returns."""

    calendar_id: str


def delete_calendar(db: Database, /, *, calendar_id: str) -> DeleteCalendar:
    """Delete a calendar."""
    calendar = db.find(Calendar, calendar_id) or fail("calendar_not_found", calendar_id=calendar_id)
    db.delete(calendar)
    return {"calendar_id": calendar_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "building_name_taken": (
        "There is already a building with the building name {building_name}. Choose another building name."
    ),
    "building_not_found": "There is no building {building_id}. List the buildings to see which there are.",
    "calendar_not_found": "There is no calendar {calendar_id}. List the calendars to see which there are.",
    "chromeo_not_found": "There is no chromeo {chromeo_id}. List the chromeos to see which there are.",
    "command_not_found": "There is no command {command_id}. List the commands to see which there are.",
    "coordinates_latitude_outside": "The coordinates latitude {coordinates_latitude} is outside of -90 to 90.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="admin_chromeos",
    folder=Path(__file__).parent,
    tables=[Chromeo, Command, Building, Calendar],
    tools={
        "list_chromeos": Tool(list_chromeos, read_only=True),
        "get_chromeo": Tool(get_chromeo, read_only=True),
        "update_chromeo": Tool(update_chromeo),
        "list_commands": Tool(list_commands, read_only=True),
        "get_command": Tool(get_command, read_only=True),
        "list_buildings": Tool(list_buildings, read_only=True),
        "get_building": Tool(get_building, read_only=True),
        "create_building": Tool(create_building),
        "update_building": Tool(update_building),
        "delete_building": Tool(delete_building),
        "list_calendars": Tool(list_calendars, read_only=True),
        "get_calendar": Tool(get_calendar, read_only=True),
        "create_calendar": Tool(create_calendar),
        "update_calendar": Tool(update_calendar),
        "delete_calendar": Tool(delete_calendar),
    },
    faults=FAULTS,
    unique_faults={
        "buildings.building_name": "building_name_taken",
    },
    instructions=INSTRUCTIONS,
)
