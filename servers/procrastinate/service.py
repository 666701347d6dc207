"""Procrastinate: keeps jobs, periodic defers and events."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Procrastinate. Keeps jobs, periodic defers and events.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Deleting a job is refused while periodic defers refer to it.
- The scheduled time cannot lie in the past.
- Updating a job can be refused: what is cancelled or aborted cannot get another status.
- Deleting a job also deletes its events.
- A job's status can become any other, but stays cancelled or aborted once it is so.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Job(Table, table=True):
    """A job."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("status IN ('todo', 'doing', 'succeeded', 'failed', 'cancelled', 'aborting', 'aborted')"),
    )

    job_id: int = Field(primary_key=True)
    queue_name: str
    task_name: str
    priority: int
    lock: str | None = None
    queueing_lock: str | None = None
    status: str
    scheduled_at: str | None = None
    attempts: int
    abort_requested: bool


class PeriodicDefer(Table, table=True):
    """A periodic defer."""

    __tablename__ = "periodic_defers"

    periodic_defer_id: int = Field(primary_key=True)
    task_name: str
    defer_timestamp: str | None = None
    job_id: int | None = Field(default=None, foreign_key="jobs.job_id", ondelete="RESTRICT", index=True)


class Event(Table, table=True):
    """An event."""

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint(
            "type IN ('deferred', 'started', 'deferred_for_retry', 'failed', 'succeeded', "
            "'cancelled', 'abort_requested', 'aborted', 'scheduled', 'retried')"
        ),
    )

    event_id: int = Field(primary_key=True)
    job_id: int = Field(foreign_key="jobs.job_id", ondelete="CASCADE", index=True)
    type: str | None = None
    at: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class JobShort(TypedDict):
    """A job in the view `short`."""

    job_id: int
    queue_name: str
    task_name: str
    priority: int
    status: str
    scheduled_at: str | None
    abort_requested: bool


def job_short(job: Job) -> JobShort:
    """A job in the view `short`."""
    return {
        "job_id": job.job_id,
        "queue_name": job.queue_name,
        "task_name": job.task_name,
        "priority": job.priority,
        "status": job.status,
        "scheduled_at": job.scheduled_at,
        "abort_requested": job.abort_requested,
    }


class JobFull(JobShort):
    """A job in the view `full`."""

    lock: str | None
    queueing_lock: str | None
    attempts: int


def job_full(job: Job) -> JobFull:
    """A job in the view `full`."""
    return {**job_short(job), "lock": job.lock, "queueing_lock": job.queueing_lock, "attempts": job.attempts}


class PeriodicDeferShort(TypedDict):
    """A periodic defer in the view `short`."""

    periodic_defer_id: int
    task_name: str
    defer_timestamp: str | None
    job_id: int | None


def periodic_defer_short(periodic_defer: PeriodicDefer) -> PeriodicDeferShort:
    """A periodic defer in the view `short`."""
    return {
        "periodic_defer_id": periodic_defer.periodic_defer_id,
        "task_name": periodic_defer.task_name,
        "defer_timestamp": periodic_defer.defer_timestamp,
        "job_id": periodic_defer.job_id,
    }


class PeriodicDeferFull(PeriodicDeferShort):
    """A periodic defer in the view `full`."""


def periodic_defer_full(periodic_defer: PeriodicDefer) -> PeriodicDeferFull:
    """A periodic defer in the view `full`."""
    return periodic_defer_short(periodic_defer)


class EventShort(TypedDict):
    """An event in the view `short`."""

    event_id: int
    job_id: int
    type: str | None
    at: str | None


def event_short(event: Event) -> EventShort:
    """An event in the view `short`."""
    return {"event_id": event.event_id, "job_id": event.job_id, "type": event.type, "at": event.at}


class EventFull(EventShort):
    """An event in the view `full`."""


def event_full(event: Event) -> EventFull:
    """An event in the view `full`."""
    return event_short(event)


# --- tools --------------------------------------------------------------------------------------------------------


class ListJobs(TypedDict):
    """What `list_jobs` returns."""

    jobs: list[JobShort]
    next_cursor: str | None


def list_jobs(
    db: Database,
    /,
    *,
    status: Literal["todo", "doing", "succeeded", "failed", "cancelled", "aborting", "aborted"] | None = None,
    abort_requested: bool | None = None,
    scheduled_after: str | None = None,
    scheduled_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListJobs:
    """List the jobs, optionally by status, abort requested or scheduled time."""
    query = db.query(Job)
    if status is not None:
        query.where("status = ?", status)
    if abort_requested is not None:
        query.where("abort_requested = ?", abort_requested)
    if scheduled_after is not None:
        query.where("scheduled_at IS NOT NULL AND scheduled_at >= ?", scheduled_after)
    if scheduled_before is not None:
        query.where("scheduled_at IS NOT NULL AND scheduled_at <= ?", scheduled_before)
    page = query.page("queue_name", limit=limit, cursor=cursor)
    return {"jobs": [job_short(job) for job in page.rows], "next_cursor": page.next_cursor}


class JobResult(TypedDict):
    """What `get_job` and 2 other tools return."""

    job: JobFull


def get_job(db: Database, /, *, job_id: int) -> JobResult:
    """Show a job with all its details."""
    job = db.find(Job, job_id) or fail("job_not_found", job_id=job_id)
    return {"job": job_full(job)}


def create_job(
    db: Database,
    /,
    *,
    queue_name: str,
    task_name: str,
    priority: int = 0,
    lock: str | None = None,
    queueing_lock: str | None = None,
    status: Literal["todo", "doing", "succeeded", "failed", "cancelled", "aborting", "aborted"] = "todo",
    scheduled_at: str | None = None,
    attempts: int = 0,
) -> JobResult:
    """Create a job."""
    if scheduled_at is not None and scheduled_at < db.now():
        fail("scheduled_time_in_past")
    job = db.insert(
        Job,
        job_id=db.next_number("jobs"),
        queue_name=queue_name,
        task_name=task_name,
        priority=priority,
        lock=lock,
        queueing_lock=queueing_lock,
        status=status,
        scheduled_at=scheduled_at,
        attempts=attempts,
        abort_requested=False,
    )
    return {"job": job_full(job)}


def update_job(
    db: Database,
    /,
    *,
    job_id: int,
    queue_name: str | None = None,
    task_name: str | None = None,
    priority: int | None = None,
    lock: str | None = None,
    queueing_lock: str | None = None,
    status: Literal["todo", "doing", "succeeded", "failed", "cancelled", "aborting", "aborted"] | None = None,
    scheduled_at: str | None = None,
    attempts: int | None = None,
    clear: list[Literal["lock", "queueing_lock", "scheduled_at"]] | None = None,
) -> JobResult:
    """Change a job, for example its queue name, status, task name or priority."""
    changes = given(
        clear,
        queue_name=queue_name,
        task_name=task_name,
        priority=priority,
        lock=lock,
        queueing_lock=queueing_lock,
        status=status,
        scheduled_at=scheduled_at,
        attempts=attempts,
    )
    job = db.find(Job, job_id) or fail("job_not_found", job_id=job_id)
    if status is not None and status != job.status and job.status in ("cancelled", "aborted"):
        fail("job_status_is_final", job_id=job.job_id, status=job.status)
    if scheduled_at is not None and scheduled_at < db.now():
        fail("scheduled_time_in_past")
    if not changes:
        fail("nothing_to_change")
    db.update(job, **changes)
    return {"job": job_full(job)}


class DeleteJob(TypedDict):
    """What `delete_job` returns."""

    job_id: int


def delete_job(db: Database, /, *, job_id: int) -> DeleteJob:
    """Delete a job together with its events; one that still has periodic defers stays."""
    job = db.find(Job, job_id) or fail("job_not_found", job_id=job_id)
    if db.query(PeriodicDefer).where("job_id = ?", job.job_id).exists():
        fail("job_has_periodic_defers", job_id=job.job_id)
    db.delete(job)
    return {"job_id": job_id}


class ListPeriodicDefers(TypedDict):
    """What `list_periodic_defers` returns."""

    periodic_defers: list[PeriodicDeferShort]
    next_cursor: str | None


def list_periodic_defers(
    db: Database,
    /,
    *,
    job_id: int | None = None,
    defer_timestamp_after: str | None = None,
    defer_timestamp_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListPeriodicDefers:
    """List the periodic defers, optionally by job or defer timestamp."""
    query = db.query(PeriodicDefer)
    if job_id is not None:
        query.where("job_id IS ?", job_id)
    if defer_timestamp_after is not None:
        query.where("defer_timestamp IS NOT NULL AND defer_timestamp >= ?", defer_timestamp_after)
    if defer_timestamp_before is not None:
        query.where("defer_timestamp IS NOT NULL AND defer_timestamp <= ?", defer_timestamp_before)
    page = query.page("task_name", limit=limit, cursor=cursor)
    return {
        "periodic_defers": [periodic_defer_short(periodic_defer) for periodic_defer in page.rows],
        "next_cursor": page.next_cursor,
    }


class PeriodicDeferResult(TypedDict):
    """What `get_periodic_defer` and 2 other tools return."""

    periodic_defer: PeriodicDeferFull


def get_periodic_defer(db: Database, /, *, periodic_defer_id: int) -> PeriodicDeferResult:
    """Show a periodic defer with all its details."""
    periodic_defer = db.find(PeriodicDefer, periodic_defer_id)
    if periodic_defer is None:
        fail("periodic_defer_not_found", periodic_defer_id=periodic_defer_id)
    return {"periodic_defer": periodic_defer_full(periodic_defer)}


def create_periodic_defer(
    db: Database, /, *, task_name: str, defer_timestamp: str | None = None, job_id: int | None = None
) -> PeriodicDeferResult:
    """Create a periodic defer."""
    if job_id is not None and db.find(Job, job_id) is None:
        fail("job_not_found", job_id=job_id)
    periodic_defer = db.insert(
        PeriodicDefer,
        periodic_defer_id=db.next_number("periodic_defers"),
        task_name=task_name,
        defer_timestamp=defer_timestamp,
        job_id=job_id,
    )
    return {"periodic_defer": periodic_defer_full(periodic_defer)}


def update_periodic_defer(
    db: Database,
    /,
    *,
    periodic_defer_id: int,
    task_name: str | None = None,
    defer_timestamp: str | None = None,
    job_id: int | None = None,
    clear: list[Literal["defer_timestamp", "job_id"]] | None = None,
) -> PeriodicDeferResult:
    """Change the task name, job or defer timestamp of a periodic defer."""
    changes = given(clear, task_name=task_name, defer_timestamp=defer_timestamp, job_id=job_id)
    periodic_defer = db.find(PeriodicDefer, periodic_defer_id)
    if periodic_defer is None:
        fail("periodic_defer_not_found", periodic_defer_id=periodic_defer_id)
    if job_id is not None and db.find(Job, job_id) is None:
        fail("job_not_found", job_id=job_id)
    if not changes:
        fail("nothing_to_change")
    db.update(periodic_defer, **changes)
    return {"periodic_defer": periodic_defer_full(periodic_defer)}


class DeletePeriodicDefer(TypedDict):
    """What `delete_periodic_defer` returns."""

    periodic_defer_id: int


def delete_periodic_defer(db: Database, /, *, periodic_defer_id: int) -> DeletePeriodicDefer:
    """Delete a periodic defer."""
    periodic_defer = db.find(PeriodicDefer, periodic_defer_id)
    if periodic_defer is None:
        fail("periodic_defer_not_found", periodic_defer_id=periodic_defer_id)
    db.delete(periodic_defer)
    return {"periodic_defer_id": periodic_defer_id}


class ListEvents(TypedDict):
    """What `list_events` returns."""

    events: list[EventShort]
    next_cursor: str | None


def list_events(
    db: Database,
    /,
    *,
    job_id: int | None = None,
    type_: Literal[
        "deferred",
        "started",
        "deferred_for_retry",
        "failed",
        "succeeded",
        "cancelled",
        "abort_requested",
        "aborted",
        "scheduled",
        "retried",
    ]
    | None = None,
    at_after: str | None = None,
    at_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListEvents:
    """List the events, optionally by job, type or at."""
    query = db.query(Event)
    if job_id is not None:
        query.where("job_id = ?", job_id)
    if type_ is not None:
        query.where("type IS ?", type_)
    if at_after is not None:
        query.where("at IS NOT NULL AND at >= ?", at_after)
    if at_before is not None:
        query.where("at IS NOT NULL AND at <= ?", at_before)
    page = query.page(limit=limit, cursor=cursor)
    return {"events": [event_short(event) for event in page.rows], "next_cursor": page.next_cursor}


class EventResult(TypedDict):
    """What `get_event` and 2 other tools return."""

    event: EventFull


def get_event(db: Database, /, *, event_id: int) -> EventResult:
    """Show an event with all its details."""
    event = db.find(Event, event_id) or fail("event_not_found", event_id=event_id)
    return {"event": event_full(event)}


def create_event(
    db: Database,
    /,
    *,
    job_id: int,
    type_: Literal[
        "deferred",
        "started",
        "deferred_for_retry",
        "failed",
        "succeeded",
        "cancelled",
        "abort_requested",
        "aborted",
        "scheduled",
        "retried",
    ]
    | None = None,
    at: str | None = None,
) -> EventResult:
    """Create an event."""
    if db.find(Job, job_id) is None:
        fail("job_not_found", job_id=job_id)
    event = db.insert(Event, event_id=db.next_number("events"), job_id=job_id, type=type_, at=at)
    return {"event": event_full(event)}


def update_event(
    db: Database,
    /,
    *,
    event_id: int,
    job_id: int | None = None,
    type_: Literal[
        "deferred",
        "started",
        "deferred_for_retry",
        "failed",
        "succeeded",
        "cancelled",
        "abort_requested",
        "aborted",
        "scheduled",
        "retried",
    ]
    | None = None,
    at: str | None = None,
    clear: list[Literal["type", "at"]] | None = None,
) -> EventResult:
    """Change the job, type or at of an event."""
    changes = given(clear, job_id=job_id, type=type_, at=at)
    event = db.find(Event, event_id) or fail("event_not_found", event_id=event_id)
    if job_id is not None and db.find(Job, job_id) is None:
        fail("job_not_found", job_id=job_id)
    if not changes:
        fail("nothing_to_change")
    db.update(event, **changes)
    return {"event": event_full(event)}


class DeleteEvent(TypedDict):
    """What `delete_event` returns."""

    event_id: int


def delete_event(db: Database, /, *, event_id: int) -> DeleteEvent:
    """Delete an event."""
    event = db.find(Event, event_id) or fail("event_not_found", event_id=event_id)
    db.delete(event)
    return {"event_id": event_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "event_not_found": "There is no event {event_id}. List the events to see which there are.",
    "job_has_periodic_defers": "Job {job_id} still has periodic defers. Remove or move them first.",
    "job_not_found": "There is no job {job_id}. List the jobs to see which there are.",
    "periodic_defer_not_found": (
        "There is no periodic defer {periodic_defer_id}. List the periodic defers to see which there are."
    ),
    "job_status_is_final": (
        "Job {job_id} is {status}. What is cancelled or aborted cannot get another status. Leave it out."
    ),
    "scheduled_time_in_past": "The scheduled time cannot lie in the past. Give a later time.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="procrastinate",
    folder=Path(__file__).parent,
    tables=[Job, PeriodicDefer, Event],
    tools={
        "list_jobs": Tool(list_jobs, read_only=True),
        "get_job": Tool(get_job, read_only=True),
        "create_job": Tool(create_job),
        "update_job": Tool(update_job),
        "delete_job": Tool(delete_job),
        "list_periodic_defers": Tool(list_periodic_defers, read_only=True),
        "get_periodic_defer": Tool(get_periodic_defer, read_only=True),
        "create_periodic_defer": Tool(create_periodic_defer),
        "update_periodic_defer": Tool(update_periodic_defer),
        "delete_periodic_defer": Tool(delete_periodic_defer),
        "list_events": Tool(list_events, read_only=True),
        "get_event": Tool(get_event, read_only=True),
        "create_event": Tool(create_event),
        "update_event": Tool(update_event),
        "delete_event": Tool(delete_event),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
