"""Traccar: devices: keeps calendars, devices, geofences, groups, positions and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_phone, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Traccar: devices. Keeps calendars, devices, geofences, groups, positions and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- Creating or updating a device can be refused: that phone is not a telephone number.
- Two groups cannot have the same name.
- A device and a geofence can be linked only once.
- Deleting a calendar keeps the geofences that refer to it; they lose the reference.
- Deleting a device also removes its links to geofences.
- Deleting a device keeps the positions that refer to it; they lose the reference.
- Deleting a geofence also removes its links to devices.
- Deleting a group keeps the devices that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Calendar(Table, table=True):
    """A calendar."""

    __tablename__ = "calendars"

    calendar_id: int = Field(primary_key=True)
    name: str
    data: str | None = None


class Device(Table, table=True):
    """A device."""

    __tablename__ = "devices"

    device_id: int = Field(primary_key=True)
    name: str
    category: str | None = None
    contact: str | None = None
    disabled: bool
    group_id: int | None = Field(default=None, foreign_key="groups.group_id", ondelete="SET NULL", index=True)
    model: str | None = None
    phone: str | None = None
    position_id: int | None = Field(default=None, foreign_key="positions.position_id", ondelete="SET NULL", index=True)
    status: str | None = None
    last_update_time: str


class Geofence(Table, table=True):
    """A geofence."""

    __tablename__ = "geofences"

    geofence_id: int = Field(primary_key=True)
    name: str
    area: str | None = None
    calendar_id: int | None = Field(default=None, foreign_key="calendars.calendar_id", ondelete="SET NULL", index=True)
    description: str | None = None


class Group(Table, table=True):
    """A group."""

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("name"),)

    group_id: int = Field(primary_key=True)
    name: str


class Position(Table, table=True):
    """A position."""

    __tablename__ = "positions"

    position_id: int = Field(primary_key=True)
    accuracy: float | None = None
    address: str | None = None
    altitude: float | None = None
    course: float | None = None
    device_id: int | None = Field(default=None, foreign_key="devices.device_id", ondelete="SET NULL", index=True)
    device_time: str | None = None
    fix_time: str | None = None
    latitude: float | None = None
    server_time: str | None = None


class DeviceGeofence(Table, table=True):
    """A device geofence of a device."""

    __tablename__ = "device_geofences"
    __table_args__ = (UniqueConstraint("device_id", "geofence_id"),)

    device_geofence_id: str = Field(primary_key=True)
    device_id: int = Field(foreign_key="devices.device_id", ondelete="CASCADE", index=True)
    geofence_id: int = Field(foreign_key="geofences.geofence_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class CalendarShort(TypedDict):
    """A calendar in the view `short`."""

    calendar_id: int
    name: str
    data: str | None


def calendar_short(calendar: Calendar) -> CalendarShort:
    """A calendar in the view `short`."""
    return {"calendar_id": calendar.calendar_id, "name": calendar.name, "data": calendar.data}


class CalendarFull(CalendarShort):
    """A calendar in the view `full`."""


def calendar_full(calendar: Calendar) -> CalendarFull:
    """A calendar in the view `full`."""
    return calendar_short(calendar)


class DeviceShort(TypedDict):
    """A device in the view `short`."""

    device_id: int
    name: str
    category: str | None
    contact: str | None
    disabled: bool
    group_id: int | None
    position_id: int | None


def device_short(device: Device) -> DeviceShort:
    """A device in the view `short`."""
    return {
        "device_id": device.device_id,
        "name": device.name,
        "category": device.category,
        "contact": device.contact,
        "disabled": device.disabled,
        "group_id": device.group_id,
        "position_id": device.position_id,
    }


class DeviceGeofenceShort(TypedDict):
    """A device geofence in the view `short`."""

    geofence_id: int
    geofence_name: str


def device_geofence_short(db: Database, device_geofence: DeviceGeofence) -> DeviceGeofenceShort:
    """A device geofence in the view `short`."""
    geofence = db.get(Geofence, device_geofence.geofence_id)
    return {"geofence_id": device_geofence.geofence_id, "geofence_name": geofence.name}


class DeviceFull(DeviceShort):
    """A device in the view `full`."""

    model: str | None
    phone: str | None
    status: str | None
    last_update_time: str
    geofences: list[DeviceGeofenceShort]


def device_full(db: Database, device: Device) -> DeviceFull:
    """A device in the view `full`."""
    return {
        **device_short(device),
        "model": device.model,
        "phone": device.phone,
        "status": device.status,
        "last_update_time": device.last_update_time,
        "geofences": [
            device_geofence_short(db, device_geofence)
            for device_geofence in db.query(DeviceGeofence).where("device_id = ?", device.device_id).page(limit=20).rows
        ],
    }


class GeofenceShort(TypedDict):
    """A geofence in the view `short`."""

    geofence_id: int
    name: str
    area: str | None
    calendar_id: int | None
    description: str | None


def geofence_short(geofence: Geofence) -> GeofenceShort:
    """A geofence in the view `short`."""
    return {
        "geofence_id": geofence.geofence_id,
        "name": geofence.name,
        "area": geofence.area,
        "calendar_id": geofence.calendar_id,
        "description": geofence.description,
    }


class GeofenceFull(GeofenceShort):
    """A geofence in the view `full`."""


def geofence_full(geofence: Geofence) -> GeofenceFull:
    """A geofence in the view `full`."""
    return geofence_short(geofence)


class GroupShort(TypedDict):
    """A group in the view `short`."""

    group_id: int
    name: str


def group_short(group: Group) -> GroupShort:
    """A group in the view `short`."""
    return {"group_id": group.group_id, "name": group.name}


class GroupFull(GroupShort):
    """A group in the view `full`."""


def group_full(group: Group) -> GroupFull:
    """A group in the view `full`."""
    return group_short(group)


class PositionShort(TypedDict):
    """A position in the view `short`."""

    position_id: int
    accuracy: float | None
    address: str | None
    device_id: int | None
    device_time: str | None
    fix_time: str | None
    server_time: str | None


def position_short(position: Position) -> PositionShort:
    """A position in the view `short`."""
    return {
        "position_id": position.position_id,
        "accuracy": position.accuracy,
        "address": position.address,
        "device_id": position.device_id,
        "device_time": position.device_time,
        "fix_time": position.fix_time,
        "server_time": position.server_time,
    }


class PositionFull(PositionShort):
    """A position in the view `full`."""

    altitude: float | None
    course: float | None
    latitude: float | None


def position_full(position: Position) -> PositionFull:
    """A position in the view `full`."""
    return {
        **position_short(position),
        "altitude": position.altitude,
        "course": position.course,
        "latitude": position.latitude,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListCalendars(TypedDict):
    """What `list_calendars` returns."""

    calendars: list[CalendarFull]
    next_cursor: str | None


def list_calendars(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCalendars:
    """List the calendars."""
    page = db.query(Calendar).page("name", limit=limit, cursor=cursor)
    return {"calendars": [calendar_full(calendar) for calendar in page.rows], "next_cursor": page.next_cursor}


class CalendarResult(TypedDict):
    """What `create_calendar` and `update_calendar` return."""

    calendar: CalendarFull


def create_calendar(db: Database, /, *, name: str, data: str | None = None) -> CalendarResult:
    """Create a calendar."""
    if len(words(name)) <= 0:
        fail("name_blank")
    calendar = db.insert(Calendar, calendar_id=db.next_number("calendars"), name=name, data=data)
    return {"calendar": calendar_full(calendar)}


def update_calendar(
    db: Database,
    /,
    *,
    calendar_id: int,
    name: str | None = None,
    data: str | None = None,
    clear: list[Literal["data"]] | None = None,
) -> CalendarResult:
    """Change the name or data of a calendar."""
    changes = given(clear, name=name, data=data)
    calendar = db.find(Calendar, calendar_id) or fail("calendar_not_found", calendar_id=calendar_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(calendar, **changes)
    return {"calendar": calendar_full(calendar)}


class DeleteCalendar(TypedDict):
    """What `delete_calendar` returns."""

    calendar_id: int


def delete_calendar(db: Database, /, *, calendar_id: int) -> DeleteCalendar:
    """Delete a calendar."""
    calendar = db.find(Calendar, calendar_id) or fail("calendar_not_found", calendar_id=calendar_id)
    db.delete(calendar)
    return {"calendar_id": calendar_id}


class ListDevices(TypedDict):
    """What `list_devices` returns."""

    devices: list[DeviceFull]
    next_cursor: str | None


def list_devices(
    db: Database,
    /,
    *,
    group_id: int | None = None,
    position_id: int | None = None,
    geofence_id: int | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListDevices:
    """List the devices, optionally by group, position or geofence."""
    query = db.query(Device)
    if group_id is not None:
        query.where("group_id IS ?", group_id)
    if position_id is not None:
        query.where("position_id IS ?", position_id)
    if geofence_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM device_geofences AS item WHERE item.device_id = devices.device_id"
            " AND item.geofence_id = ?)",
            geofence_id,
        )
    page = query.page("name", limit=limit, cursor=cursor)
    return {"devices": [device_full(db, device) for device in page.rows], "next_cursor": page.next_cursor}


class DeviceResult(TypedDict):
    """What `add_geofence_to_device` and 3 other tools return."""

    device: DeviceFull


def add_geofence_to_device(db: Database, /, *, device_id: int, geofence_id: int) -> DeviceResult:
    """Add a geofence to a device."""
    device = db.find(Device, device_id) or fail("device_not_found", device_id=device_id)
    geofence = db.find(Geofence, geofence_id) or fail("geofence_not_found", geofence_id=geofence_id)
    db.insert(
        DeviceGeofence,
        device_geofence_id=f"DEGEL-{db.next_number('device_geofences'):04d}",
        device_id=device.device_id,
        geofence_id=geofence.geofence_id,
    )
    return {"device": device_full(db, device)}


def remove_geofence_from_device(db: Database, /, *, device_id: int, geofence_id: int) -> DeviceResult:
    """Remove a geofence from a device."""
    device = db.find(Device, device_id) or fail("device_not_found", device_id=device_id)
    device_geofence = (
        db.query(DeviceGeofence).where("device_id = ? AND geofence_id = ?", device.device_id, geofence_id).first()
    )
    if device_geofence is None:
        fail("device_without_geofence", device_id=device_id, geofence_id=geofence_id)
    db.delete(device_geofence)
    return {"device": device_full(db, device)}


def create_device(
    db: Database,
    /,
    *,
    name: str,
    category: str | None = None,
    contact: str | None = None,
    disabled: bool = False,
    group_id: int | None = None,
    model: str | None = None,
    phone: str | None = None,
    position_id: int | None = None,
    geofence_ids: list[int],
) -> DeviceResult:
    """Create a device."""
    if group_id is not None and db.find(Group, group_id) is None:
        fail("group_not_found", group_id=group_id)
    if position_id is not None and db.find(Position, position_id) is None:
        fail("position_not_found", position_id=position_id)
    if not (phone is None or valid_phone(phone)):
        fail("phone_invalid", phone=phone)
    device = db.insert(
        Device,
        device_id=db.next_number("devices"),
        name=name,
        category=category,
        contact=contact,
        disabled=disabled,
        group_id=group_id,
        model=model,
        phone=phone,
        position_id=position_id,
        last_update_time=db.now(),
    )
    for geofence_id in geofence_ids:
        geofence = db.find(Geofence, geofence_id) or fail("geofence_not_found", geofence_id=geofence_id)
        if (
            not db.query(DeviceGeofence)
            .where("device_id = ? AND geofence_id = ?", device.device_id, geofence.geofence_id)
            .exists()
        ):
            db.insert(
                DeviceGeofence,
                device_geofence_id=f"DEGEL-{db.next_number('device_geofences'):04d}",
                device_id=device.device_id,
                geofence_id=geofence.geofence_id,
            )
    return {"device": device_full(db, device)}


def update_device(
    db: Database,
    /,
    *,
    device_id: int,
    name: str | None = None,
    category: str | None = None,
    contact: str | None = None,
    disabled: bool | None = None,
    group_id: int | None = None,
    model: str | None = None,
    phone: str | None = None,
    position_id: int | None = None,
    clear: list[Literal["category", "contact", "group_id", "model", "phone", "position_id"]] | None = None,
) -> DeviceResult:
    """Change a device, for example its name, category, phone or group."""
    changes = given(
        clear,
        name=name,
        category=category,
        contact=contact,
        disabled=disabled,
        group_id=group_id,
        model=model,
        phone=phone,
        position_id=position_id,
    )
    device = db.find(Device, device_id) or fail("device_not_found", device_id=device_id)
    if group_id is not None and db.find(Group, group_id) is None:
        fail("group_not_found", group_id=group_id)
    if position_id is not None and db.find(Position, position_id) is None:
        fail("position_not_found", position_id=position_id)
    if not (phone is None or valid_phone(phone)):
        fail("phone_invalid", phone=phone)
    if not changes:
        fail("nothing_to_change")
    db.update(device, **changes, last_update_time=db.now())
    return {"device": device_full(db, device)}


class DeleteDevice(TypedDict):
    """What `delete_device` returns."""

    device_id: int


def delete_device(db: Database, /, *, device_id: int) -> DeleteDevice:
    """Delete a device."""
    device = db.find(Device, device_id) or fail("device_not_found", device_id=device_id)
    db.delete(device)
    return {"device_id": device_id}


class ListGeofences(TypedDict):
    """What `list_geofences` returns."""

    geofences: list[GeofenceFull]
    next_cursor: str | None


def list_geofences(
    db: Database, /, *, calendar_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListGeofences:
    """List the geofences, optionally by calendar."""
    query = db.query(Geofence)
    if calendar_id is not None:
        query.where("calendar_id IS ?", calendar_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"geofences": [geofence_full(geofence) for geofence in page.rows], "next_cursor": page.next_cursor}


class GeofenceResult(TypedDict):
    """What `create_geofence` and `update_geofence` return."""

    geofence: GeofenceFull


def create_geofence(
    db: Database,
    /,
    *,
    name: str,
    area: str | None = None,
    calendar_id: int | None = None,
    description: str | None = None,
) -> GeofenceResult:
    """Create a geofence."""
    if calendar_id is not None and db.find(Calendar, calendar_id) is None:
        fail("calendar_not_found", calendar_id=calendar_id)
    geofence = db.insert(
        Geofence,
        geofence_id=db.next_number("geofences"),
        name=name,
        area=area,
        calendar_id=calendar_id,
        description=description,
    )
    return {"geofence": geofence_full(geofence)}


def update_geofence(
    db: Database,
    /,
    *,
    geofence_id: int,
    name: str | None = None,
    area: str | None = None,
    calendar_id: int | None = None,
    description: str | None = None,
    clear: list[Literal["area", "calendar_id", "description"]] | None = None,
) -> GeofenceResult:
    """Change the name, description, calendar or area of a geofence."""
    changes = given(clear, name=name, area=area, calendar_id=calendar_id, description=description)
    geofence = db.find(Geofence, geofence_id) or fail("geofence_not_found", geofence_id=geofence_id)
    if calendar_id is not None and db.find(Calendar, calendar_id) is None:
        fail("calendar_not_found", calendar_id=calendar_id)
    if not changes:
        fail("nothing_to_change")
    db.update(geofence, **changes)
    return {"geofence": geofence_full(geofence)}


class DeleteGeofence(TypedDict):
    """What `delete_geofence` returns."""

    geofence_id: int


def delete_geofence(db: Database, /, *, geofence_id: int) -> DeleteGeofence:
    """Delete a geofence."""
    geofence = db.find(Geofence, geofence_id) or fail("geofence_not_found", geofence_id=geofence_id)
    db.delete(geofence)
    return {"geofence_id": geofence_id}


class ListGroups(TypedDict):
    """What `list_groups` returns."""

    groups: list[GroupFull]
    next_cursor: str | None


def list_groups(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListGroups:
    """List the groups."""
    page = db.query(Group).page("name", limit=limit, cursor=cursor)
    return {"groups": [group_full(group) for group in page.rows], "next_cursor": page.next_cursor}


class GroupResult(TypedDict):
    """What `create_group` and `update_group` return."""

    group: GroupFull


def create_group(db: Database, /, *, name: str) -> GroupResult:
    """Create a group."""
    if db.query(Group).where("same_text(name, ?)", name).exists():
        fail("group_name_taken", name=name)
    group = db.insert(Group, group_id=db.next_number("groups"), name=name)
    return {"group": group_full(group)}


def update_group(db: Database, /, *, group_id: int, name: str | None = None) -> GroupResult:
    """Change the name of a group."""
    changes = given(None, name=name)
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    if (
        name is not None
        and db.query(Group).where("same_text(name, ?) AND group_id <> ?", name, group.group_id).exists()
    ):
        fail("group_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(group, **changes)
    return {"group": group_full(group)}


class DeleteGroup(TypedDict):
    """What `delete_group` returns."""

    group_id: int


def delete_group(db: Database, /, *, group_id: int) -> DeleteGroup:
    """Delete a group."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    db.delete(group)
    return {"group_id": group_id}


class ListPositions(TypedDict):
    """What `list_positions` returns."""

    positions: list[PositionFull]
    next_cursor: str | None


def list_positions(
    db: Database, /, *, device_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListPositions:
    """List the positions, optionally by device."""
    query = db.query(Position)
    if device_id is not None:
        query.where("device_id IS ?", device_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"positions": [position_full(position) for position in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "calendar_not_found": "There is no calendar {calendar_id}. List the calendars to see which there are.",
    "device_has_geofence_already": "The device has the geofence {geofence_id} already. Choose another geofence.",
    "device_not_found": "There is no device {device_id}. List the devices to see which there are.",
    "device_without_geofence": "Device {device_id} has no geofence {geofence_id}.",
    "geofence_not_found": "There is no geofence {geofence_id}. List the geofences to see which there are.",
    "group_name_taken": "There is already a group with the name {name}. Choose another name.",
    "group_not_found": "There is no group {group_id}. List the groups to see which there are.",
    "position_not_found": "There is no position {position_id}. List the positions to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "phone_invalid": "The phone {phone} is not a telephone number. Write one such as +1 555 0100.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="traccar_devices",
    folder=Path(__file__).parent,
    tables=[Calendar, Device, Geofence, Group, Position, DeviceGeofence],
    tools={
        "list_calendars": Tool(list_calendars, read_only=True),
        "create_calendar": Tool(create_calendar),
        "update_calendar": Tool(update_calendar),
        "delete_calendar": Tool(delete_calendar),
        "list_devices": Tool(list_devices, read_only=True),
        "add_geofence_to_device": Tool(add_geofence_to_device),
        "remove_geofence_from_device": Tool(remove_geofence_from_device),
        "create_device": Tool(create_device),
        "update_device": Tool(update_device),
        "delete_device": Tool(delete_device),
        "list_geofences": Tool(list_geofences, read_only=True),
        "create_geofence": Tool(create_geofence),
        "update_geofence": Tool(update_geofence),
        "delete_geofence": Tool(delete_geofence),
        "list_groups": Tool(list_groups, read_only=True),
        "create_group": Tool(create_group),
        "update_group": Tool(update_group),
        "delete_group": Tool(delete_group),
        "list_positions": Tool(list_positions, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "groups.name": "group_name_taken",
        "device_geofences.device_id, device_geofences.geofence_id": "device_has_geofence_already",
    },
    instructions=INSTRUCTIONS,
)
