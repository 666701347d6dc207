"""Calendar: keeps calendars, events, ACL rules, calendar list entries and settings."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Calendar. Keeps calendars, events, ACL rules, calendar list entries and settings.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Updating or deleting an ACL rule can be refused: this is the last owner of the calendar.
- The background color must not be blank.
- The summary must not be blank.
- The end time cannot be before the start time.
- Clearing a calendar can be refused: there are no events to clear.
- Creating or updating an event can be refused: one of the attendee emails is not an email address.
- Updating an event can be refused: what is cancelled cannot get another status.
- Moving an event can be refused: it is in that calendar already.
- Deleting a calendar also deletes its ACL rules and events.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class AclRule(Table, table=True):
    """An ACL rule of a calendar."""

    __tablename__ = "acl_rules"
    __table_args__ = (
        CheckConstraint(
            "role IN ('none', 'freeBusyReader', 'reader', 'writerWithoutPrivateAccess', 'writer', 'owner')"
        ),
        CheckConstraint("scope_type IN ('default', 'user', 'group', 'domain')"),
    )

    acl_rule_id: str = Field(primary_key=True)
    calendar_id: str = Field(foreign_key="calendars.calendar_id", ondelete="CASCADE", index=True)
    role: str
    scope_type: str | None = None
    scope_value: str | None = None


class CalendarListEntry(Table, table=True):
    """A calendar list entry."""

    __tablename__ = "calendar_list_entries"
    __table_args__ = (
        CheckConstraint("access_role IN ('freeBusyReader', 'reader', 'writerWithoutPrivateAccess', 'writer', 'owner')"),
    )

    calendar_list_entry_id: str = Field(primary_key=True)
    summary: str | None = None
    access_role: str | None = None
    auto_accept_invitations: bool
    background_color: str
    data_owner: str | None = None
    description: str | None = None
    hidden: bool
    location: str | None = None
    primary: bool
    selected: bool
    time_zone: str | None = None


class Calendar(Table, table=True):
    """A calendar."""

    __tablename__ = "calendars"

    calendar_id: str = Field(primary_key=True)
    summary: str
    auto_accept_invitations: bool
    data_owner: str | None = None
    description: str | None = None
    location: str | None = None
    time_zone: str | None = None
    working_hours_enabled: bool


class Event(Table, table=True):
    """An event of a calendar."""

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("birthday_type IN ('anniversary', 'birthday', 'custom', 'other', 'self')"),
        CheckConstraint(
            "event_type IN ('birthday', 'default', 'focusTime', 'fromGmail', 'outOfOffice', 'workingLocation')"
        ),
        CheckConstraint("status IN ('confirmed', 'tentative', 'cancelled')"),
        CheckConstraint("transparency IN ('opaque', 'transparent')"),
        CheckConstraint("visibility IN ('default', 'public', 'private', 'confidential')"),
    )

    event_id: str = Field(primary_key=True)
    calendar_id: str = Field(foreign_key="calendars.calendar_id", ondelete="CASCADE", index=True)
    summary: str | None = None
    attachment_titles: list[str] = Field(sa_type=JsonList())
    attendee_emails: list[str] = Field(sa_type=JsonList())
    birthday_type: str
    conference_notes: str | None = None
    description: str | None = None
    end_time: str
    event_type: str
    location: str | None = None
    start_time: str
    status: str
    transparency: str
    visibility: str


class Setting(Table, table=True):
    """A setting."""

    __tablename__ = "settings"

    setting_id: str = Field(primary_key=True)
    value: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class AclRuleShort(TypedDict):
    """An acl rule in the view `short`."""

    acl_rule_id: str
    calendar_id: str
    role: str
    scope_type: str | None
    scope_value: str | None


def acl_rule_short(acl_rule: AclRule) -> AclRuleShort:
    """An acl rule in the view `short`."""
    return {
        "acl_rule_id": acl_rule.acl_rule_id,
        "calendar_id": acl_rule.calendar_id,
        "role": acl_rule.role,
        "scope_type": acl_rule.scope_type,
        "scope_value": acl_rule.scope_value,
    }


class AclRuleFull(AclRuleShort):
    """An acl rule in the view `full`."""


def acl_rule_full(acl_rule: AclRule) -> AclRuleFull:
    """An acl rule in the view `full`."""
    return acl_rule_short(acl_rule)


class CalendarListEntryShort(TypedDict):
    """A calendar list entry in the view `short`."""

    calendar_list_entry_id: str
    summary: str | None
    access_role: str | None
    auto_accept_invitations: bool
    hidden: bool
    primary: bool
    selected: bool


def calendar_list_entry_short(calendar_list_entry: CalendarListEntry) -> CalendarListEntryShort:
    """A calendar list entry in the view `short`."""
    return {
        "calendar_list_entry_id": calendar_list_entry.calendar_list_entry_id,
        "summary": calendar_list_entry.summary,
        "access_role": calendar_list_entry.access_role,
        "auto_accept_invitations": calendar_list_entry.auto_accept_invitations,
        "hidden": calendar_list_entry.hidden,
        "primary": calendar_list_entry.primary,
        "selected": calendar_list_entry.selected,
    }


class CalendarListEntryFull(CalendarListEntryShort):
    """A calendar list entry in the view `full`."""

    background_color: str
    data_owner: str | None
    description: str | None
    location: str | None
    time_zone: str | None


def calendar_list_entry_full(calendar_list_entry: CalendarListEntry) -> CalendarListEntryFull:
    """A calendar list entry in the view `full`."""
    return {
        **calendar_list_entry_short(calendar_list_entry),
        "background_color": calendar_list_entry.background_color,
        "data_owner": calendar_list_entry.data_owner,
        "description": calendar_list_entry.description,
        "location": calendar_list_entry.location,
        "time_zone": calendar_list_entry.time_zone,
    }


class CalendarShort(TypedDict):
    """A calendar in the view `short`."""

    calendar_id: str
    summary: str
    auto_accept_invitations: bool
    data_owner: str | None
    description: str | None
    location: str | None
    working_hours_enabled: bool


def calendar_short(calendar: Calendar) -> CalendarShort:
    """A calendar in the view `short`."""
    return {
        "calendar_id": calendar.calendar_id,
        "summary": calendar.summary,
        "auto_accept_invitations": calendar.auto_accept_invitations,
        "data_owner": calendar.data_owner,
        "description": calendar.description,
        "location": calendar.location,
        "working_hours_enabled": calendar.working_hours_enabled,
    }


class CalendarFull(CalendarShort):
    """A calendar in the view `full`."""

    time_zone: str | None


def calendar_full(calendar: Calendar) -> CalendarFull:
    """A calendar in the view `full`."""
    return {**calendar_short(calendar), "time_zone": calendar.time_zone}


class EventShort(TypedDict):
    """An event in the view `short`."""

    event_id: str
    calendar_id: str
    summary: str | None
    birthday_type: str
    end_time: str
    start_time: str
    status: str


def event_short(event: Event) -> EventShort:
    """An event in the view `short`."""
    return {
        "event_id": event.event_id,
        "calendar_id": event.calendar_id,
        "summary": event.summary,
        "birthday_type": event.birthday_type,
        "end_time": event.end_time,
        "start_time": event.start_time,
        "status": event.status,
    }


class EventFull(EventShort):
    """An event in the view `full`."""

    attachment_titles: list[str]
    attendee_emails: list[str]
    conference_notes: str | None
    description: str | None
    event_type: str
    location: str | None
    transparency: str
    visibility: str


def event_full(event: Event) -> EventFull:
    """An event in the view `full`."""
    return {
        **event_short(event),
        "attachment_titles": event.attachment_titles,
        "attendee_emails": event.attendee_emails,
        "conference_notes": event.conference_notes,
        "description": event.description,
        "event_type": event.event_type,
        "location": event.location,
        "transparency": event.transparency,
        "visibility": event.visibility,
    }


class SettingShort(TypedDict):
    """A setting in the view `short`."""

    setting_id: str
    value: str | None


def setting_short(setting: Setting) -> SettingShort:
    """A setting in the view `short`."""
    return {"setting_id": setting.setting_id, "value": setting.value}


class SettingFull(SettingShort):
    """A setting in the view `full`."""


def setting_full(setting: Setting) -> SettingFull:
    """A setting in the view `full`."""
    return setting_short(setting)


# --- tools --------------------------------------------------------------------------------------------------------


class ListAclRules(TypedDict):
    """What `list_acl_rules` returns."""

    acl_rules: list[AclRuleShort]
    next_cursor: str | None


def list_acl_rules(db: Database, /, *, calendar_id: str, limit: int = 20, cursor: str | None = None) -> ListAclRules:
    """List the ACL rules of a calendar."""
    calendar = db.find(Calendar, calendar_id) or fail("calendar_not_found", calendar_id=calendar_id)
    page = db.query(AclRule).where("calendar_id = ?", calendar.calendar_id).page(limit=limit, cursor=cursor)
    return {"acl_rules": [acl_rule_short(acl_rule) for acl_rule in page.rows], "next_cursor": page.next_cursor}


class AclRuleResult(TypedDict):
    """What `get_acl_rule` and 2 other tools return."""

    acl_rule: AclRuleFull


def get_acl_rule(db: Database, /, *, acl_rule_id: str) -> AclRuleResult:
    """Show an ACL rule with all its details."""
    acl_rule = db.find(AclRule, acl_rule_id) or fail("acl_rule_not_found", acl_rule_id=acl_rule_id)
    return {"acl_rule": acl_rule_full(acl_rule)}


def create_acl_rule(
    db: Database,
    /,
    *,
    calendar_id: str,
    role: Literal["none", "freeBusyReader", "reader", "writerWithoutPrivateAccess", "writer", "owner"],
    scope_type: Literal["default", "user", "group", "domain"] | None = None,
    scope_value: str | None = None,
) -> AclRuleResult:
    """Create an ACL rule in a calendar."""
    if db.find(Calendar, calendar_id) is None:
        fail("calendar_not_found", calendar_id=calendar_id)
    acl_rule = db.insert(
        AclRule,
        acl_rule_id=f"AR-{db.next_number('acl_rules'):04d}",
        calendar_id=calendar_id,
        role=role,
        scope_type=scope_type,
        scope_value=scope_value,
    )
    return {"acl_rule": acl_rule_full(acl_rule)}


def update_acl_rule(
    db: Database,
    /,
    *,
    acl_rule_id: str,
    role: Literal["none", "freeBusyReader", "reader", "writerWithoutPrivateAccess", "writer", "owner"] | None = None,
    scope_type: Literal["default", "user", "group", "domain"] | None = None,
    scope_value: str | None = None,
    clear: list[Literal["scope_type", "scope_value"]] | None = None,
) -> AclRuleResult:
    """Change the role, scope type or scope value of an ACL rule."""
    changes = given(clear, role=role, scope_type=scope_type, scope_value=scope_value)
    acl_rule = db.find(AclRule, acl_rule_id) or fail("acl_rule_not_found", acl_rule_id=acl_rule_id)
    if not (
        role is None
        or role == "owner"
        or acl_rule.role != "owner"
        or db.query(AclRule)
        .where("role = 'owner' AND calendar_id = ? AND acl_rule_id <> ?", acl_rule.calendar_id, acl_rule.acl_rule_id)
        .exists()
    ):
        fail("last_acl_rule_owner")
    if not changes:
        fail("nothing_to_change")
    db.update(acl_rule, **changes)
    return {"acl_rule": acl_rule_full(acl_rule)}


class DeleteAclRule(TypedDict):
    """What `delete_acl_rule` returns."""

    acl_rule_id: str


def delete_acl_rule(db: Database, /, *, acl_rule_id: str) -> DeleteAclRule:
    """Delete an ACL rule."""
    acl_rule = db.find(AclRule, acl_rule_id) or fail("acl_rule_not_found", acl_rule_id=acl_rule_id)
    if not (
        acl_rule.role != "owner"
        or db.query(AclRule)
        .where("role = 'owner' AND calendar_id = ? AND acl_rule_id <> ?", acl_rule.calendar_id, acl_rule.acl_rule_id)
        .exists()
    ):
        fail("last_acl_rule_owner")
    db.delete(acl_rule)
    return {"acl_rule_id": acl_rule_id}


class ListCalendarListEntries(TypedDict):
    """What `list_calendar_list_entries` returns."""

    calendar_list_entries: list[CalendarListEntryShort]
    next_cursor: str | None


def list_calendar_list_entries(
    db: Database, /, *, show_hidden: bool = False, limit: int = 20, cursor: str | None = None
) -> ListCalendarListEntries:
    """List the calendar list entries."""
    query = db.query(CalendarListEntry)
    if not show_hidden:
        query.where("NOT hidden")
    page = query.page("summary", limit=limit, cursor=cursor)
    return {
        "calendar_list_entries": [calendar_list_entry_short(calendar_list_entry) for calendar_list_entry in page.rows],
        "next_cursor": page.next_cursor,
    }


class CalendarListEntryResult(TypedDict):
    """What `get_calendar_list_entry` and 2 other tools return."""

    calendar_list_entry: CalendarListEntryFull


def get_calendar_list_entry(db: Database, /, *, calendar_list_entry_id: str) -> CalendarListEntryResult:
    """Show a calendar list entry with all its details."""
    calendar_list_entry = db.find(CalendarListEntry, calendar_list_entry_id)
    if calendar_list_entry is None:
        fail("calendar_list_entry_not_found", calendar_list_entry_id=calendar_list_entry_id)
    return {"calendar_list_entry": calendar_list_entry_full(calendar_list_entry)}


def create_calendar_list_entry(
    db: Database, /, *, background_color: str, hidden: bool = False, selected: bool = False
) -> CalendarListEntryResult:
    """Create a calendar list entry."""
    if len(words(background_color)) <= 0:
        fail("background_color_blank")
    calendar_list_entry = db.insert(
        CalendarListEntry,
        calendar_list_entry_id=f"CLE-{db.next_number('calendar_list_entries'):04d}",
        auto_accept_invitations=False,
        background_color=background_color,
        hidden=hidden,
        primary=False,
        selected=selected,
    )
    return {"calendar_list_entry": calendar_list_entry_full(calendar_list_entry)}


def update_calendar_list_entry(
    db: Database,
    /,
    *,
    calendar_list_entry_id: str,
    background_color: str | None = None,
    hidden: bool | None = None,
    selected: bool | None = None,
) -> CalendarListEntryResult:
    """Change the background color of a calendar list entry."""
    changes = given(None, background_color=background_color, hidden=hidden, selected=selected)
    calendar_list_entry = db.find(CalendarListEntry, calendar_list_entry_id)
    if calendar_list_entry is None:
        fail("calendar_list_entry_not_found", calendar_list_entry_id=calendar_list_entry_id)
    if background_color is not None and len(words(background_color)) <= 0:
        fail("background_color_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(calendar_list_entry, **changes)
    return {"calendar_list_entry": calendar_list_entry_full(calendar_list_entry)}


class DeleteCalendarListEntry(TypedDict):
    """What `delete_calendar_list_entry` returns."""

    calendar_list_entry_id: str


def delete_calendar_list_entry(db: Database, /, *, calendar_list_entry_id: str) -> DeleteCalendarListEntry:
    """Delete a calendar list entry."""
    calendar_list_entry = db.find(CalendarListEntry, calendar_list_entry_id)
    if calendar_list_entry is None:
        fail("calendar_list_entry_not_found", calendar_list_entry_id=calendar_list_entry_id)
    db.delete(calendar_list_entry)
    return {"calendar_list_entry_id": calendar_list_entry_id}


class ListCalendars(TypedDict):
    """What `list_calendars` returns."""

    calendars: list[CalendarShort]
    next_cursor: str | None


def list_calendars(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCalendars:
    """List the calendars."""
    page = db.query(Calendar).page("summary", limit=limit, cursor=cursor)
    return {"calendars": [calendar_short(calendar) for calendar in page.rows], "next_cursor": page.next_cursor}


class CalendarResult(TypedDict):
    """What `get_calendar` and 3 other tools return."""

    calendar: CalendarFull


def get_calendar(db: Database, /, *, calendar_id: str) -> CalendarResult:
    """Show a calendar with all its details."""
    calendar = db.find(Calendar, calendar_id) or fail("calendar_not_found", calendar_id=calendar_id)
    return {"calendar": calendar_full(calendar)}


def create_calendar(
    db: Database,
    /,
    *,
    summary: str,
    auto_accept_invitations: bool = False,
    description: str | None = None,
    location: str | None = None,
    time_zone: str | None = None,
    working_hours_enabled: bool = False,
) -> CalendarResult:
    """Create a calendar."""
    if len(words(summary)) <= 0:
        fail("summary_blank")
    calendar = db.insert(
        Calendar,
        calendar_id=f"CAL-{db.next_number('calendars'):04d}",
        summary=summary,
        auto_accept_invitations=auto_accept_invitations,
        description=description,
        location=location,
        time_zone=time_zone,
        working_hours_enabled=working_hours_enabled,
    )
    return {"calendar": calendar_full(calendar)}


def update_calendar(
    db: Database,
    /,
    *,
    calendar_id: str,
    summary: str | None = None,
    auto_accept_invitations: bool | None = None,
    description: str | None = None,
    location: str | None = None,
    time_zone: str | None = None,
    working_hours_enabled: bool | None = None,
    clear: list[Literal["description", "location", "time_zone"]] | None = None,
) -> CalendarResult:
    """Change a calendar, for example its summary, description, location or time zone."""
    changes = given(
        clear,
        summary=summary,
        auto_accept_invitations=auto_accept_invitations,
        description=description,
        location=location,
        time_zone=time_zone,
        working_hours_enabled=working_hours_enabled,
    )
    calendar = db.find(Calendar, calendar_id) or fail("calendar_not_found", calendar_id=calendar_id)
    if summary is not None and len(words(summary)) <= 0:
        fail("summary_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(calendar, **changes)
    return {"calendar": calendar_full(calendar)}


class DeleteCalendar(TypedDict):
    """What `delete_calendar` returns."""

    calendar_id: str


def delete_calendar(db: Database, /, *, calendar_id: str) -> DeleteCalendar:
    """Delete a calendar together with its ACL rules and events."""
    calendar = db.find(Calendar, calendar_id) or fail("calendar_not_found", calendar_id=calendar_id)
    db.delete(calendar)
    return {"calendar_id": calendar_id}


class ClearCalendar(TypedDict):
    """What `clear_calendar` returns."""

    calendar_id: str
    cleared: int


def clear_calendar(db: Database, /, *, calendar_id: str) -> ClearCalendar:
    """Delete all events of a calendar."""
    calendar = db.find(Calendar, calendar_id) or fail("calendar_not_found", calendar_id=calendar_id)
    cleared = db.query(Event).where("calendar_id = ?", calendar.calendar_id).count()
    if cleared <= 0:
        fail("no_events_to_clear")
    for event in db.query(Event).where("calendar_id = ?", calendar.calendar_id).all():
        db.delete(event)
    return {"calendar_id": calendar_id, "cleared": cleared}


def transfer_calendar_ownership(db: Database, /, *, calendar_id: str, data_owner: str) -> CalendarResult:
    """Set the data owner of a calendar."""
    calendar = db.find(Calendar, calendar_id) or fail("calendar_not_found", calendar_id=calendar_id)
    db.update(calendar, data_owner=data_owner)
    return {"calendar": calendar_full(calendar)}


class ListEvents(TypedDict):
    """What `list_events` returns."""

    events: list[EventShort]
    next_cursor: str | None


def list_events(
    db: Database,
    /,
    *,
    calendar_id: str,
    event_type: Literal["birthday", "default", "focusTime", "fromGmail", "outOfOffice", "workingLocation"]
    | None = None,
    query_: str | None = None,
    time_max: str | None = None,
    time_min: str | None = None,
    status: Literal["confirmed", "tentative", "cancelled"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListEvents:
    """List the events of a calendar, optionally by event type, text, end time or status."""
    calendar = db.find(Calendar, calendar_id) or fail("calendar_not_found", calendar_id=calendar_id)
    query = db.query(Event).where("calendar_id = ?", calendar.calendar_id)
    if event_type is not None:
        query.where("event_type = ?", event_type)
    if query_ is not None:
        query.where("contains(summary, ?) OR contains(description, ?)", query_, query_)
    if time_max is not None:
        query.where("end_time <= ?", time_max)
    if time_min is not None:
        query.where("end_time >= ?", time_min)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("end_time", limit=limit, cursor=cursor)
    return {"events": [event_short(event) for event in page.rows], "next_cursor": page.next_cursor}


class EventResult(TypedDict):
    """What `get_event` and 3 other tools return."""

    event: EventFull


def get_event(db: Database, /, *, event_id: str) -> EventResult:
    """Show an event with all its details."""
    event = db.find(Event, event_id) or fail("event_not_found", event_id=event_id)
    return {"event": event_full(event)}


def create_event(
    db: Database,
    /,
    *,
    calendar_id: str,
    end_time: str,
    start_time: str,
    summary: str | None = None,
    attendee_emails: list[str],
    description: str | None = None,
    location: str | None = None,
    status: Literal["confirmed", "tentative", "cancelled"] = "confirmed",
) -> EventResult:
    """Create an event in a calendar."""
    if db.find(Calendar, calendar_id) is None:
        fail("calendar_not_found", calendar_id=calendar_id)
    if start_time > end_time:
        fail("end_time_before_start_time")
    if not all(valid_email(item) for item in attendee_emails):
        fail("attendee_emails_invalid")
    event = db.insert(
        Event,
        event_id=f"EVENT-{db.next_number('events'):04d}",
        calendar_id=calendar_id,
        summary=summary,
        attachment_titles=[],
        attendee_emails=attendee_emails,
        birthday_type="birthday",
        description=description,
        end_time=end_time,
        event_type="default",
        location=location,
        start_time=start_time,
        status=status,
        transparency="opaque",
        visibility="default",
    )
    return {"event": event_full(event)}


def update_event(
    db: Database,
    /,
    *,
    event_id: str,
    summary: str | None = None,
    attendee_emails: list[str] | None = None,
    description: str | None = None,
    end_time: str | None = None,
    location: str | None = None,
    start_time: str | None = None,
    status: Literal["confirmed", "tentative", "cancelled"] | None = None,
    transparency: Literal["opaque", "transparent"] | None = None,
    clear: list[Literal["summary", "description", "location"]] | None = None,
) -> EventResult:
    """Change an event, for example its summary, end time, start time or status."""
    changes = given(
        clear,
        summary=summary,
        attendee_emails=attendee_emails,
        description=description,
        end_time=end_time,
        location=location,
        start_time=start_time,
        status=status,
        transparency=transparency,
    )
    event = db.find(Event, event_id) or fail("event_not_found", event_id=event_id)
    new_start_time = start_time if start_time is not None else event.start_time
    new_end_time = end_time if end_time is not None else event.end_time
    if new_start_time > new_end_time:
        fail("end_time_before_start_time")
    if status is not None and status != event.status and event.status == "cancelled":
        fail("event_status_is_final", event_id=event.event_id, status=event.status)
    if not (attendee_emails is None or all(valid_email(item) for item in attendee_emails)):
        fail("attendee_emails_invalid")
    if not changes:
        fail("nothing_to_change")
    db.update(event, **changes)
    return {"event": event_full(event)}


class DeleteEvent(TypedDict):
    """What `delete_event` returns."""

    event_id: str


def delete_event(db: Database, /, *, event_id: str) -> DeleteEvent:
    """Delete an event."""
    event = db.find(Event, event_id) or fail("event_not_found", event_id=event_id)
    db.delete(event)
    return {"event_id": event_id}


def move_event(db: Database, /, *, event_id: str, calendar_id: str) -> EventResult:
    """Move an event to another calendar."""
    event = db.find(Event, event_id) or fail("event_not_found", event_id=event_id)
    if db.find(Calendar, calendar_id) is None:
        fail("calendar_not_found", calendar_id=calendar_id)
    if event.calendar_id == calendar_id:
        fail("event_already_there", calendar_id=calendar_id)
    db.update(event, calendar_id=calendar_id)
    return {"event": event_full(event)}


class ListSettings(TypedDict):
    """What `list_settings` returns."""

    settings: list[SettingShort]
    next_cursor: str | None


def list_settings(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListSettings:
    """List the settings."""
    page = db.query(Setting).page("value", limit=limit, cursor=cursor)
    return {"settings": [setting_short(setting) for setting in page.rows], "next_cursor": page.next_cursor}


class GetSetting(TypedDict):
    """What `get_setting` returns."""

    setting: SettingFull


def get_setting(db: Database, /, *, setting_id: str) -> GetSetting:
    """Show a setting with all its details."""
    setting = db.find(Setting, setting_id) or fail("setting_not_found", setting_id=setting_id)
    return {"setting": setting_full(setting)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "acl_rule_not_found": "There is no ACL rule {acl_rule_id}. List the ACL rules to see which there are.",
    "calendar_list_entry_not_found": (
        "There is no calendar list entry {calendar_list_entry_id}. List the calendar list "
        "entries to see which there are."
    ),
    "calendar_not_found": "There is no calendar {calendar_id}. List the calendars to see which there are.",
    "end_time_before_start_time": "The end time cannot be before the start time. Give a later end or an earlier start.",
    "event_already_there": "It is in calendar {calendar_id} already. Choose another calendar.",
    "event_not_found": "There is no event {event_id}. List the events to see which there are.",
    "no_events_to_clear": "There are no events to clear.",
    "setting_not_found": "There is no setting {setting_id}. List the settings to see which there are.",
    "event_status_is_final": "Event {event_id} is {status}. What is cancelled cannot get another status. Leave it out.",
    "last_acl_rule_owner": "This is the last owner of the calendar. Make somebody else an owner first.",
    "background_color_blank": "The background color must not be blank. Give it some words.",
    "summary_blank": "The summary must not be blank. Give it some words.",
    "attendee_emails_invalid": (
        "One of the attendee emails is not an email address. Write one such as name@example.com."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="calendar",
    folder=Path(__file__).parent,
    tables=[AclRule, CalendarListEntry, Calendar, Event, Setting],
    tools={
        "list_acl_rules": Tool(list_acl_rules, read_only=True),
        "get_acl_rule": Tool(get_acl_rule, read_only=True),
        "create_acl_rule": Tool(create_acl_rule),
        "update_acl_rule": Tool(update_acl_rule),
        "delete_acl_rule": Tool(delete_acl_rule),
        "list_calendar_list_entries": Tool(list_calendar_list_entries, read_only=True),
        "get_calendar_list_entry": Tool(get_calendar_list_entry, read_only=True),
        "create_calendar_list_entry": Tool(create_calendar_list_entry),
        "update_calendar_list_entry": Tool(update_calendar_list_entry),
        "delete_calendar_list_entry": Tool(delete_calendar_list_entry),
        "list_calendars": Tool(list_calendars, read_only=True),
        "get_calendar": Tool(get_calendar, read_only=True),
        "create_calendar": Tool(create_calendar),
        "update_calendar": Tool(update_calendar),
        "delete_calendar": Tool(delete_calendar),
        "clear_calendar": Tool(clear_calendar),
        "transfer_calendar_ownership": Tool(transfer_calendar_ownership),
        "list_events": Tool(list_events, read_only=True),
        "get_event": Tool(get_event, read_only=True),
        "create_event": Tool(create_event),
        "update_event": Tool(update_event),
        "delete_event": Tool(delete_event),
        "move_event": Tool(move_event),
        "list_settings": Tool(list_settings, read_only=True),
        "get_setting": Tool(get_setting, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
