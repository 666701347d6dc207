"""Amazon QuickSight: topics: keeps topics, schedules, settings, refreshes and session embed url."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Amazon QuickSight: topics. Keeps topics, schedules, settings, refreshes and session embed url.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Updating the settings can be refused: that notification email is not an email address.
- Two topics cannot have the same name.
- Deleting a topic also deletes its schedules and refreshes.
- Deleting a schedule keeps the schedules that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Topic(Table, table=True):
    """A topic."""

    __tablename__ = "topics"
    __table_args__ = (UniqueConstraint("name"),)

    topic_id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    arn: str | None = None


class Schedule(Table, table=True):
    """A schedule of a topic."""

    __tablename__ = "schedules"
    __table_args__ = (CheckConstraint("topic_schedule_type IN ('HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY')"),)

    schedule_id: str = Field(primary_key=True)
    topic_id: str = Field(foreign_key="topics.topic_id", ondelete="CASCADE", index=True)
    dataset_name: str | None = None
    is_enabled: bool
    based_on_spice_schedule: bool
    starting_at: str | None = None
    timezone: str | None = None
    repeat_at: str | None = None
    topic_schedule_type: str | None = None
    dataset_arn: str | None = None
    refresh_schedule_id: str | None = Field(
        default=None, foreign_key="schedules.schedule_id", ondelete="SET NULL", index=True
    )


class Settings(Table, table=True):
    """The settings."""

    __tablename__ = "settings"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("edition IN ('STANDARD', 'ENTERPRISE', 'ENTERPRISE_AND_Q')"),
    )

    id: int = Field(primary_key=True)
    account_name: str
    edition: str
    default_namespace: str | None = None
    notification_email: str | None = None
    public_sharing_enabled: bool
    termination_protection_enabled: bool


class Refresh(Table, table=True):
    """A refresh of a topic."""

    __tablename__ = "refreshes"
    __table_args__ = (
        CheckConstraint("refresh_status IN ('INITIALIZED', 'RUNNING', 'FAILED', 'COMPLETED', 'CANCELLED')"),
    )

    refresh_id: str = Field(primary_key=True)
    topic_id: str = Field(foreign_key="topics.topic_id", ondelete="CASCADE", index=True)
    refresh_status: str


class SessionEmbedUrl(Table, table=True):
    """The session embed URL."""

    __tablename__ = "session_embed_urls"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    status: int


# --- views --------------------------------------------------------------------------------------------------------


class TopicShort(TypedDict):
    """A topic in the view `short`."""

    topic_id: str
    name: str
    description: str | None
    arn: str | None


def topic_short(topic: Topic) -> TopicShort:
    """A topic in the view `short`."""
    return {"topic_id": topic.topic_id, "name": topic.name, "description": topic.description, "arn": topic.arn}


class TopicFull(TopicShort):
    """A topic in the view `full`."""


def topic_full(topic: Topic) -> TopicFull:
    """A topic in the view `full`."""
    return topic_short(topic)


class ScheduleShort(TypedDict):
    """A schedule in the view `short`."""

    schedule_id: str
    topic_id: str
    dataset_name: str | None
    starting_at: str | None
    repeat_at: str | None
    topic_schedule_type: str | None
    refresh_schedule_id: str | None


def schedule_short(schedule: Schedule) -> ScheduleShort:
    """A schedule in the view `short`."""
    return {
        "schedule_id": schedule.schedule_id,
        "topic_id": schedule.topic_id,
        "dataset_name": schedule.dataset_name,
        "starting_at": schedule.starting_at,
        "repeat_at": schedule.repeat_at,
        "topic_schedule_type": schedule.topic_schedule_type,
        "refresh_schedule_id": schedule.refresh_schedule_id,
    }


class ScheduleFull(ScheduleShort):
    """A schedule in the view `full`."""

    is_enabled: bool
    based_on_spice_schedule: bool
    timezone: str | None
    dataset_arn: str | None


def schedule_full(schedule: Schedule) -> ScheduleFull:
    """A schedule in the view `full`."""
    return {
        **schedule_short(schedule),
        "is_enabled": schedule.is_enabled,
        "based_on_spice_schedule": schedule.based_on_spice_schedule,
        "timezone": schedule.timezone,
        "dataset_arn": schedule.dataset_arn,
    }


class SettingsFull(TypedDict):
    """A settings in the view `full`."""

    account_name: str
    edition: str
    default_namespace: str | None
    notification_email: str | None
    public_sharing_enabled: bool
    termination_protection_enabled: bool


def settings_full(settings: Settings) -> SettingsFull:
    """A settings in the view `full`."""
    return {
        "account_name": settings.account_name,
        "edition": settings.edition,
        "default_namespace": settings.default_namespace,
        "notification_email": settings.notification_email,
        "public_sharing_enabled": settings.public_sharing_enabled,
        "termination_protection_enabled": settings.termination_protection_enabled,
    }


class RefreshShort(TypedDict):
    """A refresh in the view `short`."""

    refresh_id: str
    topic_id: str
    refresh_status: str


def refresh_short(refresh: Refresh) -> RefreshShort:
    """A refresh in the view `short`."""
    return {"refresh_id": refresh.refresh_id, "topic_id": refresh.topic_id, "refresh_status": refresh.refresh_status}


class RefreshFull(RefreshShort):
    """A refresh in the view `full`."""


def refresh_full(refresh: Refresh) -> RefreshFull:
    """A refresh in the view `full`."""
    return refresh_short(refresh)


class SessionEmbedUrlFull(TypedDict):
    """A session embed url in the view `full`."""

    status: int


def session_embed_url_full(session_embed_url: SessionEmbedUrl) -> SessionEmbedUrlFull:
    """A session embed url in the view `full`."""
    return {"status": session_embed_url.status}


# --- tools --------------------------------------------------------------------------------------------------------


class ListTopics(TypedDict):
    """What `list_topics` returns."""

    topics: list[TopicShort]
    next_cursor: str | None


def list_topics(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTopics:
    """List the topics."""
    page = db.query(Topic).page("name", limit=limit, cursor=cursor)
    return {"topics": [topic_short(topic) for topic in page.rows], "next_cursor": page.next_cursor}


class TopicResult(TypedDict):
    """What `get_topic` and 2 other tools return."""

    topic: TopicFull


def get_topic(db: Database, /, *, topic_id: str) -> TopicResult:
    """Show a topic with all its details."""
    topic = db.find(Topic, topic_id) or fail("topic_not_found", topic_id=topic_id)
    return {"topic": topic_full(topic)}


def create_topic(db: Database, /, *, name: str, description: str | None = None) -> TopicResult:
    """Create a topic."""
    if db.query(Topic).where("same_text(name, ?)", name).exists():
        fail("topic_name_taken", name=name)
    topic = db.insert(Topic, topic_id=f"TOPIC-{db.next_number('topics'):04d}", name=name, description=description)
    return {"topic": topic_full(topic)}


def update_topic(
    db: Database,
    /,
    *,
    topic_id: str,
    name: str | None = None,
    description: str | None = None,
    clear: list[Literal["description"]] | None = None,
) -> TopicResult:
    """Change the name or description of a topic."""
    changes = given(clear, name=name, description=description)
    topic = db.find(Topic, topic_id) or fail("topic_not_found", topic_id=topic_id)
    if (
        name is not None
        and db.query(Topic).where("same_text(name, ?) AND topic_id <> ?", name, topic.topic_id).exists()
    ):
        fail("topic_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(topic, **changes)
    return {"topic": topic_full(topic)}


class DeleteTopic(TypedDict):
    """What `delete_topic` returns."""

    topic_id: str


def delete_topic(db: Database, /, *, topic_id: str) -> DeleteTopic:
    """Delete a topic together with its schedules and refreshes."""
    topic = db.find(Topic, topic_id) or fail("topic_not_found", topic_id=topic_id)
    db.delete(topic)
    return {"topic_id": topic_id}


class ListSchedules(TypedDict):
    """What `list_schedules` returns."""

    schedules: list[ScheduleShort]
    next_cursor: str | None


def list_schedules(
    db: Database,
    /,
    *,
    topic_id: str,
    refresh_schedule_id: str | None = None,
    starting_after: str | None = None,
    starting_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListSchedules:
    """List the schedules of a topic, optionally by refresh schedule or starting time."""
    topic = db.find(Topic, topic_id) or fail("topic_not_found", topic_id=topic_id)
    query = db.query(Schedule).where("topic_id = ?", topic.topic_id)
    if refresh_schedule_id is not None:
        query.where("refresh_schedule_id IS ?", refresh_schedule_id)
    if starting_after is not None:
        query.where("starting_at IS NOT NULL AND starting_at >= ?", starting_after)
    if starting_before is not None:
        query.where("starting_at IS NOT NULL AND starting_at <= ?", starting_before)
    page = query.page("dataset_name", limit=limit, cursor=cursor)
    return {"schedules": [schedule_short(schedule) for schedule in page.rows], "next_cursor": page.next_cursor}


class ScheduleResult(TypedDict):
    """What `get_schedule` and 2 other tools return."""

    schedule: ScheduleFull


def get_schedule(db: Database, /, *, schedule_id: str) -> ScheduleResult:
    """Show a schedule with all its details."""
    schedule = db.find(Schedule, schedule_id) or fail("schedule_not_found", schedule_id=schedule_id)
    return {"schedule": schedule_full(schedule)}


def create_schedule(
    db: Database,
    /,
    *,
    topic_id: str,
    is_enabled: bool = True,
    based_on_spice_schedule: bool = False,
    starting_at: str | None = None,
    timezone: str | None = None,
    repeat_at: str | None = None,
    topic_schedule_type: Literal["HOURLY", "DAILY", "WEEKLY", "MONTHLY"] | None = None,
) -> ScheduleResult:
    """Create a schedule in a topic."""
    if db.find(Topic, topic_id) is None:
        fail("topic_not_found", topic_id=topic_id)
    schedule = db.insert(
        Schedule,
        schedule_id=f"SCH-{db.next_number('schedules'):04d}",
        topic_id=topic_id,
        is_enabled=is_enabled,
        based_on_spice_schedule=based_on_spice_schedule,
        starting_at=starting_at,
        timezone=timezone,
        repeat_at=repeat_at,
        topic_schedule_type=topic_schedule_type,
    )
    return {"schedule": schedule_full(schedule)}


def update_schedule(
    db: Database,
    /,
    *,
    schedule_id: str,
    is_enabled: bool | None = None,
    based_on_spice_schedule: bool | None = None,
    starting_at: str | None = None,
    timezone: str | None = None,
    repeat_at: str | None = None,
    topic_schedule_type: Literal["HOURLY", "DAILY", "WEEKLY", "MONTHLY"] | None = None,
    clear: list[Literal["starting_at", "timezone", "repeat_at", "topic_schedule_type"]] | None = None,
) -> ScheduleResult:
    """Change a schedule, for example its starting time, repeat time, time zone or topic schedule type."""
    changes = given(
        clear,
        is_enabled=is_enabled,
        based_on_spice_schedule=based_on_spice_schedule,
        starting_at=starting_at,
        timezone=timezone,
        repeat_at=repeat_at,
        topic_schedule_type=topic_schedule_type,
    )
    schedule = db.find(Schedule, schedule_id) or fail("schedule_not_found", schedule_id=schedule_id)
    if not changes:
        fail("nothing_to_change")
    db.update(schedule, **changes)
    return {"schedule": schedule_full(schedule)}


class DeleteSchedule(TypedDict):
    """What `delete_schedule` returns."""

    schedule_id: str


def delete_schedule(db: Database, /, *, schedule_id: str) -> DeleteSchedule:
    """Delete a schedule."""
    schedule = db.find(Schedule, schedule_id) or fail("schedule_not_found", schedule_id=schedule_id)
    db.delete(schedule)
    return {"schedule_id": schedule_id}


class SettingsResult(TypedDict):
    """What `get_settings` and `update_settings` return."""

    settings: SettingsFull


def get_settings(db: Database, /) -> SettingsResult:
    """Show the settings."""
    settings = db.get(Settings, 1)
    return {"settings": settings_full(settings)}


def update_settings(
    db: Database,
    /,
    *,
    default_namespace: str | None = None,
    notification_email: str | None = None,
    termination_protection_enabled: bool | None = None,
    clear: list[Literal["default_namespace", "notification_email"]] | None = None,
) -> SettingsResult:
    """Change the settings, for example the notification email or default namespace."""
    changes = given(
        clear,
        default_namespace=default_namespace,
        notification_email=notification_email,
        termination_protection_enabled=termination_protection_enabled,
    )
    settings = db.get(Settings, 1)
    if not (notification_email is None or valid_email(notification_email)):
        fail("notification_email_invalid", notification_email=notification_email)
    if not changes:
        fail("nothing_to_change")
    db.update(settings, **changes)
    return {"settings": settings_full(settings)}


class ListRefreshes(TypedDict):
    """What `list_refreshes` returns."""

    refreshes: list[RefreshShort]
    next_cursor: str | None


def list_refreshes(
    db: Database,
    /,
    *,
    refresh_status: Literal["INITIALIZED", "RUNNING", "FAILED", "COMPLETED", "CANCELLED"] | None = None,
    topic_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListRefreshes:
    """List the refreshes, optionally by refresh status or topic."""
    query = db.query(Refresh)
    if refresh_status is not None:
        query.where("refresh_status = ?", refresh_status)
    if topic_id is not None:
        query.where("topic_id = ?", topic_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"refreshes": [refresh_short(refresh) for refresh in page.rows], "next_cursor": page.next_cursor}


class GetRefresh(TypedDict):
    """What `get_refresh` returns."""

    refresh: RefreshFull


def get_refresh(db: Database, /, *, refresh_id: str) -> GetRefresh:
    """Show a refresh with all its details."""
    refresh = db.find(Refresh, refresh_id) or fail("refresh_not_found", refresh_id=refresh_id)
    return {"refresh": refresh_full(refresh)}


class GetSessionEmbedUrl(TypedDict):
    """What `get_session_embed_url` returns."""

    session_embed_url: SessionEmbedUrlFull


def get_session_embed_url(db: Database, /) -> GetSessionEmbedUrl:
    """Show the session embed URL."""
    session_embed_url = db.get(SessionEmbedUrl, 1)
    return {"session_embed_url": session_embed_url_full(session_embed_url)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "refresh_not_found": "There is no refresh {refresh_id}. List the refreshes to see which there are.",
    "schedule_not_found": "There is no schedule {schedule_id}. List the schedules to see which there are.",
    "topic_name_taken": "There is already a topic with the name {name}. Choose another name.",
    "topic_not_found": "There is no topic {topic_id}. List the topics to see which there are.",
    "notification_email_invalid": (
        "The notification email {notification_email} is not an email address. Write one such as name@example.com."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="amazon_quicksight_topics",
    folder=Path(__file__).parent,
    tables=[Topic, Schedule, Settings, Refresh, SessionEmbedUrl],
    tools={
        "list_topics": Tool(list_topics, read_only=True),
        "get_topic": Tool(get_topic, read_only=True),
        "create_topic": Tool(create_topic),
        "update_topic": Tool(update_topic),
        "delete_topic": Tool(delete_topic),
        "list_schedules": Tool(list_schedules, read_only=True),
        "get_schedule": Tool(get_schedule, read_only=True),
        "create_schedule": Tool(create_schedule),
        "update_schedule": Tool(update_schedule),
        "delete_schedule": Tool(delete_schedule),
        "get_settings": Tool(get_settings, read_only=True),
        "update_settings": Tool(update_settings),
        "list_refreshes": Tool(list_refreshes, read_only=True),
        "get_refresh": Tool(get_refresh, read_only=True),
        "get_session_embed_url": Tool(get_session_embed_url, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "topics.name": "topic_name_taken",
    },
    instructions=INSTRUCTIONS,
)
