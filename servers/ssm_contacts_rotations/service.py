"""AWS Systems Manager Incident Manager Contacts: rotations: keeps contacts, rotations, rotation overrides, rotation
contacts, rotation override new contacts and more.
"""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
AWS Systems Manager Incident Manager Contacts: rotations. Keeps contacts, rotations, rotation overrides, rotation \
contacts, rotation override new contacts and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a rotation override can be refused: the end time cannot be before the start time.
- Two contacts cannot have the same alias.
- These can be linked only once: a rotation and a contact; a rotation override and a new contact.
- Deleting a rotation also deletes its rotation overrides and rotation shifts, and removes its links to contacts.
- Deleting a contact also removes their links to rotations and rotation overrides.
- Deleting a rotation override also removes its links to contacts.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Contact(Table, table=True):
    """A contact."""

    __tablename__ = "contacts"
    __table_args__ = (
        CheckConstraint("type IN ('PERSONAL', 'ESCALATION', 'ONCALL_SCHEDULE')"),
        UniqueConstraint("alias"),
    )

    contact_id: str = Field(primary_key=True)
    display_name: str | None = None
    alias: str
    type: str
    policy: str | None = None


class Rotation(Table, table=True):
    """A rotation."""

    __tablename__ = "rotations"

    rotation_id: str = Field(primary_key=True)
    name: str
    start_time: str | None = None
    time_zone_id: str
    recurrence_number_of_on_calls: int
    recurrence_multiplier: int


class RotationOverride(Table, table=True):
    """A rotation override of a rotation."""

    __tablename__ = "rotation_overrides"

    rotation_override_id: str = Field(primary_key=True)
    rotation_id: str = Field(foreign_key="rotations.rotation_id", ondelete="CASCADE", index=True)
    start_time: str
    end_time: str
    create_time: str


class RotationShift(Table, table=True):
    """A rotation shift of a rotation."""

    __tablename__ = "rotation_shifts"
    __table_args__ = (CheckConstraint("type IN ('REGULAR', 'OVERRIDDEN')"),)

    rotation_shift_id: str = Field(primary_key=True)
    rotation_id: str = Field(foreign_key="rotations.rotation_id", ondelete="CASCADE", index=True)
    start_time: str | None = None
    end_time: str | None = None
    type: str | None = None


class RotationContact(Table, table=True):
    """A rotation contact of a rotation."""

    __tablename__ = "rotation_contacts"
    __table_args__ = (UniqueConstraint("rotation_id", "contact_id"),)

    rotation_contact_id: str = Field(primary_key=True)
    rotation_id: str = Field(foreign_key="rotations.rotation_id", ondelete="CASCADE", index=True)
    contact_id: str = Field(foreign_key="contacts.contact_id", ondelete="CASCADE", index=True)


class RotationOverrideNewContact(Table, table=True):
    """A rotation override new contact of a rotation override."""

    __tablename__ = "rotation_override_new_contacts"
    __table_args__ = (UniqueConstraint("rotation_override_id", "new_contact_id"),)

    rotation_override_new_contact_id: str = Field(primary_key=True)
    rotation_override_id: str = Field(
        foreign_key="rotation_overrides.rotation_override_id", ondelete="CASCADE", index=True
    )
    new_contact_id: str = Field(foreign_key="contacts.contact_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class ContactShort(TypedDict):
    """A contact in the view `short`."""

    contact_id: str
    display_name: str | None
    alias: str
    type: str
    policy: str | None


def contact_short(contact: Contact) -> ContactShort:
    """A contact in the view `short`."""
    return {
        "contact_id": contact.contact_id,
        "display_name": contact.display_name,
        "alias": contact.alias,
        "type": contact.type,
        "policy": contact.policy,
    }


class ContactFull(ContactShort):
    """A contact in the view `full`."""


def contact_full(contact: Contact) -> ContactFull:
    """A contact in the view `full`."""
    return contact_short(contact)


class ContactContactPolicy(TypedDict):
    """A contact in the view `contact_policy`."""

    contact_id: str
    policy: str | None


def contact_contact_policy(contact: Contact) -> ContactContactPolicy:
    """A contact in the view `contact_policy`."""
    return {"contact_id": contact.contact_id, "policy": contact.policy}


class RotationShort(TypedDict):
    """A rotation in the view `short`."""

    rotation_id: str
    name: str
    start_time: str | None
    time_zone_id: str
    recurrence_number_of_on_calls: int
    recurrence_multiplier: int


def rotation_short(rotation: Rotation) -> RotationShort:
    """A rotation in the view `short`."""
    return {
        "rotation_id": rotation.rotation_id,
        "name": rotation.name,
        "start_time": rotation.start_time,
        "time_zone_id": rotation.time_zone_id,
        "recurrence_number_of_on_calls": rotation.recurrence_number_of_on_calls,
        "recurrence_multiplier": rotation.recurrence_multiplier,
    }


class RotationContactShort(TypedDict):
    """A rotation contact in the view `short`."""

    contact_id: str
    contact_display_name: str | None


def rotation_contact_short(db: Database, rotation_contact: RotationContact) -> RotationContactShort:
    """A rotation contact in the view `short`."""
    contact = db.get(Contact, rotation_contact.contact_id)
    return {"contact_id": rotation_contact.contact_id, "contact_display_name": contact.display_name}


class RotationFull(RotationShort):
    """A rotation in the view `full`."""

    contacts: list[RotationContactShort]


def rotation_full(db: Database, rotation: Rotation) -> RotationFull:
    """A rotation in the view `full`."""
    return {
        **rotation_short(rotation),
        "contacts": [
            rotation_contact_short(db, rotation_contact)
            for rotation_contact in db.query(RotationContact)
            .where("rotation_id = ?", rotation.rotation_id)
            .page(limit=20)
            .rows
        ],
    }


class RotationOverrideShort(TypedDict):
    """A rotation override in the view `short`."""

    rotation_override_id: str
    rotation_id: str
    start_time: str
    end_time: str
    create_time: str


def rotation_override_short(rotation_override: RotationOverride) -> RotationOverrideShort:
    """A rotation override in the view `short`."""
    return {
        "rotation_override_id": rotation_override.rotation_override_id,
        "rotation_id": rotation_override.rotation_id,
        "start_time": rotation_override.start_time,
        "end_time": rotation_override.end_time,
        "create_time": rotation_override.create_time,
    }


class RotationOverrideNewContactShort(TypedDict):
    """A rotation override new contact in the view `short`."""

    new_contact_id: str
    new_contact_display_name: str | None


def rotation_override_new_contact_short(
    db: Database, rotation_override_new_contact: RotationOverrideNewContact
) -> RotationOverrideNewContactShort:
    """A rotation override new contact in the view `short`."""
    new_contact = db.get(Contact, rotation_override_new_contact.new_contact_id)
    return {
        "new_contact_id": rotation_override_new_contact.new_contact_id,
        "new_contact_display_name": new_contact.display_name,
    }


class RotationOverrideFull(RotationOverrideShort):
    """A rotation override in the view `full`."""

    new_contacts: list[RotationOverrideNewContactShort]


def rotation_override_full(db: Database, rotation_override: RotationOverride) -> RotationOverrideFull:
    """A rotation override in the view `full`."""
    return {
        **rotation_override_short(rotation_override),
        "new_contacts": [
            rotation_override_new_contact_short(db, rotation_override_new_contact)
            for rotation_override_new_contact in db.query(RotationOverrideNewContact)
            .where("rotation_override_id = ?", rotation_override.rotation_override_id)
            .page(limit=20)
            .rows
        ],
    }


class RotationShiftShort(TypedDict):
    """A rotation shift in the view `short`."""

    rotation_shift_id: str
    rotation_id: str
    start_time: str | None
    end_time: str | None
    type: str | None


def rotation_shift_short(rotation_shift: RotationShift) -> RotationShiftShort:
    """A rotation shift in the view `short`."""
    return {
        "rotation_shift_id": rotation_shift.rotation_shift_id,
        "rotation_id": rotation_shift.rotation_id,
        "start_time": rotation_shift.start_time,
        "end_time": rotation_shift.end_time,
        "type": rotation_shift.type,
    }


class RotationShiftFull(RotationShiftShort):
    """A rotation shift in the view `full`."""


def rotation_shift_full(rotation_shift: RotationShift) -> RotationShiftFull:
    """A rotation shift in the view `full`."""
    return rotation_shift_short(rotation_shift)


# --- tools --------------------------------------------------------------------------------------------------------


class ListContacts(TypedDict):
    """What `list_contacts` returns."""

    contacts: list[ContactShort]
    next_cursor: str | None


def list_contacts(
    db: Database,
    /,
    *,
    type_: Literal["PERSONAL", "ESCALATION", "ONCALL_SCHEDULE"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListContacts:
    """List the contacts, optionally by type."""
    query = db.query(Contact)
    if type_ is not None:
        query.where("type = ?", type_)
    page = query.page("display_name", limit=limit, cursor=cursor)
    return {"contacts": [contact_short(contact) for contact in page.rows], "next_cursor": page.next_cursor}


class ContactResult(TypedDict):
    """What `get_contact` and 2 other tools return."""

    contact: ContactFull


def get_contact(db: Database, /, *, contact_id: str) -> ContactResult:
    """Show a contact with all its details."""
    contact = db.find(Contact, contact_id) or fail("contact_not_found", contact_id=contact_id)
    return {"contact": contact_full(contact)}


class ContactResultResult(TypedDict):
    """What `get_contact_policy` and `update_contact_policy` return."""

    contact: ContactContactPolicy


def get_contact_policy(db: Database, /, *, contact_id: str) -> ContactResultResult:
    """Show the contact policy of a contact."""
    contact = db.find(Contact, contact_id) or fail("contact_not_found", contact_id=contact_id)
    return {"contact": contact_contact_policy(contact)}


def update_contact_policy(
    db: Database, /, *, contact_id: str, policy: str | None = None, clear: list[Literal["policy"]] | None = None
) -> ContactResultResult:
    """Change the contact policy of a contact, for example policy."""
    changes = given(clear, policy=policy)
    contact = db.find(Contact, contact_id) or fail("contact_not_found", contact_id=contact_id)
    if not changes:
        fail("nothing_to_change")
    db.update(contact, **changes)
    return {"contact": contact_contact_policy(contact)}


def create_contact(
    db: Database,
    /,
    *,
    alias: str,
    type_: Literal["PERSONAL", "ESCALATION", "ONCALL_SCHEDULE"],
    display_name: str | None = None,
) -> ContactResult:
    """Create a contact."""
    contact = db.insert(
        Contact, contact_id=f"CON-{db.next_number('contacts'):04d}", display_name=display_name, alias=alias, type=type_
    )
    return {"contact": contact_full(contact)}


def update_contact(
    db: Database,
    /,
    *,
    contact_id: str,
    display_name: str | None = None,
    policy: str | None = None,
    clear: list[Literal["display_name", "policy"]] | None = None,
) -> ContactResult:
    """Change the display name or policy of a contact."""
    changes = given(clear, display_name=display_name, policy=policy)
    contact = db.find(Contact, contact_id) or fail("contact_not_found", contact_id=contact_id)
    if not changes:
        fail("nothing_to_change")
    db.update(contact, **changes)
    return {"contact": contact_full(contact)}


class DeleteContact(TypedDict):
    """What `delete_contact` returns."""

    contact_id: str


def delete_contact(db: Database, /, *, contact_id: str) -> DeleteContact:
    """Delete a contact."""
    contact = db.find(Contact, contact_id) or fail("contact_not_found", contact_id=contact_id)
    db.delete(contact)
    return {"contact_id": contact_id}


class ListRotations(TypedDict):
    """What `list_rotations` returns."""

    rotations: list[RotationShort]
    next_cursor: str | None


def list_rotations(
    db: Database,
    /,
    *,
    start_after: str | None = None,
    start_before: str | None = None,
    contact_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListRotations:
    """List the rotations, optionally by start time or contact."""
    query = db.query(Rotation)
    if start_after is not None:
        query.where("start_time IS NOT NULL AND start_time >= ?", start_after)
    if start_before is not None:
        query.where("start_time IS NOT NULL AND start_time <= ?", start_before)
    if contact_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM rotation_contacts AS item"
            " WHERE item.rotation_id = rotations.rotation_id AND item.contact_id = ?)",
            contact_id,
        )
    page = query.page("name", limit=limit, cursor=cursor)
    return {"rotations": [rotation_short(rotation) for rotation in page.rows], "next_cursor": page.next_cursor}


class RotationResult(TypedDict):
    """What `get_rotation` and 4 other tools return."""

    rotation: RotationFull


def get_rotation(db: Database, /, *, rotation_id: str) -> RotationResult:
    """Show a rotation with all its details."""
    rotation = db.find(Rotation, rotation_id) or fail("rotation_not_found", rotation_id=rotation_id)
    return {"rotation": rotation_full(db, rotation)}


def add_contact_to_rotation(db: Database, /, *, rotation_id: str, contact_id: str) -> RotationResult:
    """Add a contact to a rotation."""
    rotation = db.find(Rotation, rotation_id) or fail("rotation_not_found", rotation_id=rotation_id)
    contact = db.find(Contact, contact_id) or fail("contact_not_found", contact_id=contact_id)
    db.insert(
        RotationContact,
        rotation_contact_id=f"ROCOL-{db.next_number('rotation_contacts'):04d}",
        rotation_id=rotation.rotation_id,
        contact_id=contact.contact_id,
    )
    return {"rotation": rotation_full(db, rotation)}


def remove_contact_from_rotation(db: Database, /, *, rotation_id: str, contact_id: str) -> RotationResult:
    """Remove a contact from a rotation."""
    rotation = db.find(Rotation, rotation_id) or fail("rotation_not_found", rotation_id=rotation_id)
    rotation_contact = (
        db.query(RotationContact).where("rotation_id = ? AND contact_id = ?", rotation.rotation_id, contact_id).first()
    )
    if rotation_contact is None:
        fail("rotation_without_contact", rotation_id=rotation_id, contact_id=contact_id)
    db.delete(rotation_contact)
    return {"rotation": rotation_full(db, rotation)}


def create_rotation(
    db: Database,
    /,
    *,
    name: str,
    time_zone_id: str,
    recurrence_number_of_on_calls: int,
    recurrence_multiplier: int,
    start_time: str | None = None,
    contact_ids: list[str],
) -> RotationResult:
    """Create a rotation."""
    rotation = db.insert(
        Rotation,
        rotation_id=f"ROT-{db.next_number('rotations'):04d}",
        name=name,
        start_time=start_time,
        time_zone_id=time_zone_id,
        recurrence_number_of_on_calls=recurrence_number_of_on_calls,
        recurrence_multiplier=recurrence_multiplier,
    )
    for contact_id in contact_ids:
        contact = db.find(Contact, contact_id) or fail("contact_not_found", contact_id=contact_id)
        if (
            not db.query(RotationContact)
            .where("rotation_id = ? AND contact_id = ?", rotation.rotation_id, contact.contact_id)
            .exists()
        ):
            db.insert(
                RotationContact,
                rotation_contact_id=f"ROCOL-{db.next_number('rotation_contacts'):04d}",
                rotation_id=rotation.rotation_id,
                contact_id=contact.contact_id,
            )
    return {"rotation": rotation_full(db, rotation)}


def update_rotation(
    db: Database,
    /,
    *,
    rotation_id: str,
    start_time: str | None = None,
    time_zone_id: str | None = None,
    recurrence_number_of_on_calls: int | None = None,
    recurrence_multiplier: int | None = None,
    clear: list[Literal["start_time"]] | None = None,
) -> RotationResult:
    """Change the recurrence multiplier, time zone, recurrence number of on calls or start time of a rotation."""
    changes = given(
        clear,
        start_time=start_time,
        time_zone_id=time_zone_id,
        recurrence_number_of_on_calls=recurrence_number_of_on_calls,
        recurrence_multiplier=recurrence_multiplier,
    )
    rotation = db.find(Rotation, rotation_id) or fail("rotation_not_found", rotation_id=rotation_id)
    if not changes:
        fail("nothing_to_change")
    db.update(rotation, **changes)
    return {"rotation": rotation_full(db, rotation)}


class DeleteRotation(TypedDict):
    """What `delete_rotation` returns."""

    rotation_id: str


def delete_rotation(db: Database, /, *, rotation_id: str) -> DeleteRotation:
    """Delete a rotation together with its rotation overrides and rotation shifts."""
    rotation = db.find(Rotation, rotation_id) or fail("rotation_not_found", rotation_id=rotation_id)
    db.delete(rotation)
    return {"rotation_id": rotation_id}


class ListRotationOverrides(TypedDict):
    """What `list_rotation_overrides` returns."""

    rotation_overrides: list[RotationOverrideShort]
    next_cursor: str | None


def list_rotation_overrides(
    db: Database,
    /,
    *,
    rotation_id: str,
    start_after: str | None = None,
    start_before: str | None = None,
    new_contact_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListRotationOverrides:
    """List the rotation overrides of a rotation, optionally by start time or new contact."""
    rotation = db.find(Rotation, rotation_id) or fail("rotation_not_found", rotation_id=rotation_id)
    query = db.query(RotationOverride).where("rotation_id = ?", rotation.rotation_id)
    if start_after is not None:
        query.where("start_time >= ?", start_after)
    if start_before is not None:
        query.where("start_time <= ?", start_before)
    if new_contact_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM rotation_override_new_contacts AS item"
            " WHERE item.rotation_override_id = rotation_overrides.rotation_override_id"
            " AND item.new_contact_id = ?)",
            new_contact_id,
        )
    page = query.page("start_time", limit=limit, cursor=cursor)
    return {
        "rotation_overrides": [rotation_override_short(rotation_override) for rotation_override in page.rows],
        "next_cursor": page.next_cursor,
    }


class RotationOverrideResult(TypedDict):
    """What `get_rotation_override` and 3 other tools return."""

    rotation_override: RotationOverrideFull


def get_rotation_override(db: Database, /, *, rotation_override_id: str) -> RotationOverrideResult:
    """Show a rotation override with all its details."""
    rotation_override = db.find(RotationOverride, rotation_override_id)
    if rotation_override is None:
        fail("rotation_override_not_found", rotation_override_id=rotation_override_id)
    return {"rotation_override": rotation_override_full(db, rotation_override)}


def add_new_contact_to_rotation_override(
    db: Database, /, *, rotation_override_id: str, new_contact_id: str
) -> RotationOverrideResult:
    """Add a new contact to a rotation override."""
    rotation_override = db.find(RotationOverride, rotation_override_id)
    if rotation_override is None:
        fail("rotation_override_not_found", rotation_override_id=rotation_override_id)
    new_contact = db.find(Contact, new_contact_id)
    if new_contact is None:
        fail("new_contact_not_found", new_contact_id=new_contact_id)
    db.insert(
        RotationOverrideNewContact,
        rotation_override_new_contact_id=f"ROOVNEL-{db.next_number('rotation_override_new_contacts'):04d}",
        rotation_override_id=rotation_override.rotation_override_id,
        new_contact_id=new_contact.contact_id,
    )
    return {"rotation_override": rotation_override_full(db, rotation_override)}


def remove_new_contact_from_rotation_override(
    db: Database, /, *, rotation_override_id: str, new_contact_id: str
) -> RotationOverrideResult:
    """Remove a new contact from a rotation override."""
    rotation_override = db.find(RotationOverride, rotation_override_id)
    if rotation_override is None:
        fail("rotation_override_not_found", rotation_override_id=rotation_override_id)
    rotation_override_new_contact = (
        db.query(RotationOverrideNewContact)
        .where(
            "rotation_override_id = ? AND new_contact_id = ?", rotation_override.rotation_override_id, new_contact_id
        )
        .first()
    )
    if rotation_override_new_contact is None:
        fail(
            "rotation_override_without_new_contact",
            rotation_override_id=rotation_override_id,
            new_contact_id=new_contact_id,
        )
    db.delete(rotation_override_new_contact)
    return {"rotation_override": rotation_override_full(db, rotation_override)}


def create_rotation_override(
    db: Database, /, *, rotation_id: str, start_time: str, end_time: str, new_contact_ids: list[str]
) -> RotationOverrideResult:
    """Create a rotation override in a rotation."""
    if db.find(Rotation, rotation_id) is None:
        fail("rotation_not_found", rotation_id=rotation_id)
    if start_time > end_time:
        fail("end_time_before_start_time")
    rotation_override = db.insert(
        RotationOverride,
        rotation_override_id=f"RO-{db.next_number('rotation_overrides'):04d}",
        rotation_id=rotation_id,
        start_time=start_time,
        end_time=end_time,
        create_time=db.now(),
    )
    for new_contact_id in new_contact_ids:
        new_contact = db.find(Contact, new_contact_id)
        if new_contact is None:
            fail("new_contact_not_found", new_contact_id=new_contact_id)
        if (
            not db.query(RotationOverrideNewContact)
            .where(
                "rotation_override_id = ? AND new_contact_id = ?",
                rotation_override.rotation_override_id,
                new_contact.contact_id,
            )
            .exists()
        ):
            db.insert(
                RotationOverrideNewContact,
                rotation_override_new_contact_id=f"ROOVNEL-{db.next_number('rotation_override_new_contacts'):04d}",
                rotation_override_id=rotation_override.rotation_override_id,
                new_contact_id=new_contact.contact_id,
            )
    return {"rotation_override": rotation_override_full(db, rotation_override)}


class DeleteRotationOverride(TypedDict):
    """What `delete_rotation_override` returns."""

    rotation_override_id: str


def delete_rotation_override(db: Database, /, *, rotation_override_id: str) -> DeleteRotationOverride:
    """Delete a rotation override."""
    rotation_override = db.find(RotationOverride, rotation_override_id)
    if rotation_override is None:
        fail("rotation_override_not_found", rotation_override_id=rotation_override_id)
    db.delete(rotation_override)
    return {"rotation_override_id": rotation_override_id}


class ListRotationShifts(TypedDict):
    """What `list_rotation_shifts` returns."""

    rotation_shifts: list[RotationShiftFull]
    next_cursor: str | None


def list_rotation_shifts(
    db: Database, /, *, rotation_id: str, limit: int = 20, cursor: str | None = None
) -> ListRotationShifts:
    """List the rotation shifts of a rotation."""
    rotation = db.find(Rotation, rotation_id) or fail("rotation_not_found", rotation_id=rotation_id)
    page = db.query(RotationShift).where("rotation_id = ?", rotation.rotation_id).page(limit=limit, cursor=cursor)
    return {
        "rotation_shifts": [rotation_shift_full(rotation_shift) for rotation_shift in page.rows],
        "next_cursor": page.next_cursor,
    }


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "contact_alias_taken": "There is already a contact with the alias {alias}. Choose another alias.",
    "contact_not_found": "There is no contact {contact_id}. List the contacts to see which there are.",
    "end_time_before_start_time": "The end time cannot be before the start time. Give a later end or an earlier start.",
    "new_contact_not_found": "There is no new contact {new_contact_id}. List the contacts to see which there are.",
    "rotation_has_contact_already": "The rotation has the contact {contact_id} already. Choose another contact.",
    "rotation_not_found": "There is no rotation {rotation_id}. List the rotations to see which there are.",
    "rotation_override_has_new_contact_already": (
        "The rotation override has the new contact {new_contact_id} already. Choose another new contact."
    ),
    "rotation_override_not_found": (
        "There is no rotation override {rotation_override_id}. List the rotation overrides to see which there are."
    ),
    "rotation_override_without_new_contact": (
        "Rotation override {rotation_override_id} has no new contact {new_contact_id}."
    ),
    "rotation_without_contact": "Rotation {rotation_id} has no contact {contact_id}.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="ssm_contacts_rotations",
    folder=Path(__file__).parent,
    tables=[Contact, Rotation, RotationOverride, RotationShift, RotationContact, RotationOverrideNewContact],
    tools={
        "list_contacts": Tool(list_contacts, read_only=True),
        "get_contact": Tool(get_contact, read_only=True),
        "get_contact_policy": Tool(get_contact_policy, read_only=True),
        "update_contact_policy": Tool(update_contact_policy),
        "create_contact": Tool(create_contact),
        "update_contact": Tool(update_contact),
        "delete_contact": Tool(delete_contact),
        "list_rotations": Tool(list_rotations, read_only=True),
        "get_rotation": Tool(get_rotation, read_only=True),
        "add_contact_to_rotation": Tool(add_contact_to_rotation),
        "remove_contact_from_rotation": Tool(remove_contact_from_rotation),
        "create_rotation": Tool(create_rotation),
        "update_rotation": Tool(update_rotation),
        "delete_rotation": Tool(delete_rotation),
        "list_rotation_overrides": Tool(list_rotation_overrides, read_only=True),
        "get_rotation_override": Tool(get_rotation_override, read_only=True),
        "add_new_contact_to_rotation_override": Tool(add_new_contact_to_rotation_override),
        "remove_new_contact_from_rotation_override": Tool(remove_new_contact_from_rotation_override),
        "create_rotation_override": Tool(create_rotation_override),
        "delete_rotation_override": Tool(delete_rotation_override),
        "list_rotation_shifts": Tool(list_rotation_shifts, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "contacts.alias": "contact_alias_taken",
        "rotation_contacts.rotation_id, rotation_contacts.contact_id": "rotation_has_contact_already",
        "rotation_override_new_contacts.rotation_override_id, rotation_override_new_contacts.new_contact_id": (
            "rotation_override_has_new_contact_already"
        ),
    },
    instructions=INSTRUCTIONS,
)
