"""AWS IoT: jobs: keeps jobs, ota updates, tags, job tags and ota update tags."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
AWS IoT: jobs. Keeps jobs, ota updates, tags, job tags and ota update tags.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can cancel a job only while its status is in progress, “deletion in progress” or scheduled.
- Creating a job can be refused: the scheduling configuration end time cannot be before the scheduling configuration \
start time.
- Two jobs cannot have the same name.
- Two tags cannot have the same key.
- These can be linked only once: a job and a tag; an ota update and a tag.
- A job's status goes from in progress to canceled, from deletion in progress to canceled, and from scheduled to \
canceled.
- You can update a job only while it is not canceled.
- You can set the targets of a job only while it is not canceled.
- Deleting a job also removes its links to tags.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Job(Table, table=True):
    """A job."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("target_selection IN ('CONTINUOUS', 'SNAPSHOT')"),
        CheckConstraint("status IN ('IN_PROGRESS', 'CANCELED', 'COMPLETED', 'DELETION_IN_PROGRESS', 'SCHEDULED')"),
        UniqueConstraint("name"),
    )

    job_id: str = Field(primary_key=True)
    description: str | None = None
    target_selection: str | None = None
    status: str
    comment: str | None = None
    targets: list[str] = Field(sa_type=JsonList())
    job_executions_rollout_config_maximum_per_minute: int | None = None
    scheduling_config_start_time: str | None = None
    scheduling_config_end_time: str | None = None
    destination_package_versions: list[str] = Field(sa_type=JsonList())
    name: str
    created_at: str


class OtaUpdate(Table, table=True):
    """An ota update."""

    __tablename__ = "ota_updates"
    __table_args__ = (
        CheckConstraint("target_selection IN ('CONTINUOUS', 'SNAPSHOT')"),
        CheckConstraint(
            "ota_update_status IN ('CREATE_PENDING', 'CREATE_IN_PROGRESS', 'CREATE_COMPLETE', "
            "'CREATE_FAILED', 'DELETE_IN_PROGRESS', 'DELETE_FAILED')"
        ),
    )

    ota_update_id: str = Field(primary_key=True)
    description: str | None = None
    targets: list[str] = Field(sa_type=JsonList())
    protocols: list[str] = Field(sa_type=JsonList())
    aws_job_executions_rollout_config_maximum_per: int | None = None
    target_selection: str | None = None
    ota_update_status: str
    aws_iot_job_id: str | None = Field(default=None, foreign_key="jobs.job_id", ondelete="SET NULL", index=True)
    error_code: str | None = None
    error_message: str | None = None
    aws_job_timeout_config_in_progress_timeout_in: int | None = None
    role_arn: str
    creation_date: str
    last_modified_date: str


class Tag(Table, table=True):
    """A tag."""

    __tablename__ = "tags"
    __table_args__ = (UniqueConstraint("key"),)

    tag_id: str = Field(primary_key=True)
    key: str
    value: str | None = None


class JobTag(Table, table=True):
    """A job tag of a job."""

    __tablename__ = "job_tags"
    __table_args__ = (UniqueConstraint("job_id", "tag_id"),)

    job_tag_id: str = Field(primary_key=True)
    job_id: str = Field(foreign_key="jobs.job_id", ondelete="CASCADE", index=True)
    tag_id: str = Field(foreign_key="tags.tag_id", ondelete="CASCADE", index=True)


class OtaUpdateTag(Table, table=True):
    """An ota update tag of an ota update."""

    __tablename__ = "ota_update_tags"
    __table_args__ = (UniqueConstraint("ota_update_id", "tag_id"),)

    ota_update_tag_id: str = Field(primary_key=True)
    ota_update_id: str = Field(foreign_key="ota_updates.ota_update_id", ondelete="CASCADE", index=True)
    tag_id: str = Field(foreign_key="tags.tag_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class JobShort(TypedDict):
    """A job in the view `short`."""

    job_id: str
    description: str | None
    target_selection: str | None
    status: str
    scheduling_config_start_time: str | None
    scheduling_config_end_time: str | None
    name: str


def job_short(job: Job) -> JobShort:
    """A job in the view `short`."""
    return {
        "job_id": job.job_id,
        "description": job.description,
        "target_selection": job.target_selection,
        "status": job.status,
        "scheduling_config_start_time": job.scheduling_config_start_time,
        "scheduling_config_end_time": job.scheduling_config_end_time,
        "name": job.name,
    }


class JobTagShort(TypedDict):
    """A job tag in the view `short`."""

    tag_id: str
    tag_key: str


def job_tag_short(db: Database, job_tag: JobTag) -> JobTagShort:
    """A job tag in the view `short`."""
    tag = db.get(Tag, job_tag.tag_id)
    return {"tag_id": job_tag.tag_id, "tag_key": tag.key}


class JobFull(JobShort):
    """A job in the view `full`."""

    comment: str | None
    targets: list[str]
    job_executions_rollout_config_maximum_per_minute: int | None
    destination_package_versions: list[str]
    created_at: str
    tags: list[JobTagShort]


def job_full(db: Database, job: Job) -> JobFull:
    """A job in the view `full`."""
    return {
        **job_short(job),
        "comment": job.comment,
        "targets": job.targets,
        "job_executions_rollout_config_maximum_per_minute": job.job_executions_rollout_config_maximum_per_minute,
        "destination_package_versions": job.destination_package_versions,
        "created_at": job.created_at,
        "tags": [
            job_tag_short(db, job_tag)
            for job_tag in db.query(JobTag).where("job_id = ?", job.job_id).page(limit=20).rows
        ],
    }


class OtaUpdateShort(TypedDict):
    """An ota update in the view `short`."""

    ota_update_id: str
    description: str | None
    aws_job_executions_rollout_config_maximum_per: int | None
    target_selection: str | None
    ota_update_status: str
    aws_iot_job_id: str | None
    role_arn: str


def ota_update_short(ota_update: OtaUpdate) -> OtaUpdateShort:
    """An ota update in the view `short`."""
    return {
        "ota_update_id": ota_update.ota_update_id,
        "description": ota_update.description,
        "aws_job_executions_rollout_config_maximum_per": ota_update.aws_job_executions_rollout_config_maximum_per,
        "target_selection": ota_update.target_selection,
        "ota_update_status": ota_update.ota_update_status,
        "aws_iot_job_id": ota_update.aws_iot_job_id,
        "role_arn": ota_update.role_arn,
    }


class OtaUpdateTagShort(TypedDict):
    """An ota update tag in the view `short`."""

    tag_id: str
    tag_key: str


def ota_update_tag_short(db: Database, ota_update_tag: OtaUpdateTag) -> OtaUpdateTagShort:
    """An ota update tag in the view `short`."""
    tag = db.get(Tag, ota_update_tag.tag_id)
    return {"tag_id": ota_update_tag.tag_id, "tag_key": tag.key}


class OtaUpdateFull(OtaUpdateShort):
    """An ota update in the view `full`."""

    targets: list[str]
    protocols: list[str]
    error_code: str | None
    error_message: str | None
    aws_job_timeout_config_in_progress_timeout_in: int | None
    creation_date: str
    last_modified_date: str
    tags: list[OtaUpdateTagShort]


def ota_update_full(db: Database, ota_update: OtaUpdate) -> OtaUpdateFull:
    """An ota update in the view `full`."""
    return {
        **ota_update_short(ota_update),
        "targets": ota_update.targets,
        "protocols": ota_update.protocols,
        "error_code": ota_update.error_code,
        "error_message": ota_update.error_message,
        "aws_job_timeout_config_in_progress_timeout_in": ota_update.aws_job_timeout_config_in_progress_timeout_in,
        "creation_date": ota_update.creation_date,
        "last_modified_date": ota_update.last_modified_date,
        "tags": [
            ota_update_tag_short(db, ota_update_tag)
            for ota_update_tag in db.query(OtaUpdateTag)
            .where("ota_update_id = ?", ota_update.ota_update_id)
            .page(limit=20)
            .rows
        ],
    }


class TagShort(TypedDict):
    """A tag in the view `short`."""

    tag_id: str
    key: str
    value: str | None


def tag_short(tag: Tag) -> TagShort:
    """A tag in the view `short`."""
    return {"tag_id": tag.tag_id, "key": tag.key, "value": tag.value}


class TagFull(TagShort):
    """A tag in the view `full`."""


def tag_full(tag: Tag) -> TagFull:
    """A tag in the view `full`."""
    return tag_short(tag)


# --- tools --------------------------------------------------------------------------------------------------------


class ListJobs(TypedDict):
    """What `list_jobs` returns."""

    jobs: list[JobShort]
    next_cursor: str | None


def list_jobs(
    db: Database,
    /,
    *,
    status: Literal["IN_PROGRESS", "CANCELED", "COMPLETED", "DELETION_IN_PROGRESS", "SCHEDULED"] | None = None,
    target_selection: Literal["CONTINUOUS", "SNAPSHOT"] | None = None,
    scheduling_config_start_after: str | None = None,
    scheduling_config_start_before: str | None = None,
    tag_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListJobs:
    """List the jobs, optionally by status, target selection, scheduling configuration start time or tag."""
    query = db.query(Job)
    if status is not None:
        query.where("status = ?", status)
    if target_selection is not None:
        query.where("target_selection IS ?", target_selection)
    if scheduling_config_start_after is not None:
        query.where(
            "scheduling_config_start_time IS NOT NULL AND scheduling_config_start_time >= ?",
            scheduling_config_start_after,
        )
    if scheduling_config_start_before is not None:
        query.where(
            "scheduling_config_start_time IS NOT NULL AND scheduling_config_start_time <= ?",
            scheduling_config_start_before,
        )
    if tag_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM job_tags AS item WHERE item.job_id = jobs.job_id AND item.tag_id = ?)", tag_id
        )
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"jobs": [job_short(job) for job in page.rows], "next_cursor": page.next_cursor}


class JobResult(TypedDict):
    """What `get_job` and 6 other tools return."""

    job: JobFull


def get_job(db: Database, /, *, job_id: str) -> JobResult:
    """Show a job with all its details."""
    job = db.find(Job, job_id) or fail("job_not_found", job_id=job_id)
    return {"job": job_full(db, job)}


def add_tag_to_job(db: Database, /, *, job_id: str, tag_id: str) -> JobResult:
    """Add a tag to a job."""
    job = db.find(Job, job_id) or fail("job_not_found", job_id=job_id)
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    db.insert(JobTag, job_tag_id=f"JOTAL-{db.next_number('job_tags'):04d}", job_id=job.job_id, tag_id=tag.tag_id)
    return {"job": job_full(db, job)}


def remove_tag_from_job(db: Database, /, *, job_id: str, tag_id: str) -> JobResult:
    """Remove a tag from a job."""
    job = db.find(Job, job_id) or fail("job_not_found", job_id=job_id)
    job_tag = db.query(JobTag).where("job_id = ? AND tag_id = ?", job.job_id, tag_id).first()
    if job_tag is None:
        fail("job_without_tag", job_id=job_id, tag_id=tag_id)
    db.delete(job_tag)
    return {"job": job_full(db, job)}


def create_job(
    db: Database,
    /,
    *,
    targets: list[str],
    name: str,
    description: str | None = None,
    target_selection: Literal["CONTINUOUS", "SNAPSHOT"] | None = None,
    job_executions_rollout_config_maximum_per_minute: int | None = None,
    scheduling_config_start_time: str | None = None,
    scheduling_config_end_time: str | None = None,
    destination_package_versions: list[str],
    tag_ids: list[str],
) -> JobResult:
    """Create a job."""
    if (
        scheduling_config_start_time is not None
        and scheduling_config_end_time is not None
        and scheduling_config_start_time > scheduling_config_end_time
    ):
        fail("scheduling_config_before_scheduling_config")
    if db.query(Job).where("same_text(name, ?)", name).exists():
        fail("job_name_taken", name=name)
    job = db.insert(
        Job,
        job_id=f"JOB-{db.next_number('jobs'):04d}",
        description=description,
        target_selection=target_selection,
        status="SCHEDULED",
        targets=targets,
        job_executions_rollout_config_maximum_per_minute=job_executions_rollout_config_maximum_per_minute,
        scheduling_config_start_time=scheduling_config_start_time,
        scheduling_config_end_time=scheduling_config_end_time,
        destination_package_versions=destination_package_versions,
        name=name,
        created_at=db.now(),
    )
    for tag_id in tag_ids:
        tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
        if not db.query(JobTag).where("job_id = ? AND tag_id = ?", job.job_id, tag.tag_id).exists():
            db.insert(
                JobTag, job_tag_id=f"JOTAL-{db.next_number('job_tags'):04d}", job_id=job.job_id, tag_id=tag.tag_id
            )
    return {"job": job_full(db, job)}


def update_job(
    db: Database,
    /,
    *,
    job_id: str,
    description: str | None = None,
    job_executions_rollout_config_maximum_per_minute: int | None = None,
    clear: list[Literal["description", "job_executions_rollout_config_maximum_per_minute"]] | None = None,
) -> JobResult:
    """Change the description or job executions rollout configuration maximum per minute of a job."""
    changes = given(
        clear,
        description=description,
        job_executions_rollout_config_maximum_per_minute=job_executions_rollout_config_maximum_per_minute,
    )
    job = db.find(Job, job_id) or fail("job_not_found", job_id=job_id)
    if job.status not in ("IN_PROGRESS", "COMPLETED", "DELETION_IN_PROGRESS", "SCHEDULED"):
        fail("job_is_cancelled", job_id=job.job_id, status=job.status)
    if not changes:
        fail("nothing_to_change")
    db.update(job, **changes)
    return {"job": job_full(db, job)}


class DeleteJob(TypedDict):
    """What `delete_job` returns."""

    job_id: str


def delete_job(db: Database, /, *, job_id: str) -> DeleteJob:
    """Delete a job."""
    job = db.find(Job, job_id) or fail("job_not_found", job_id=job_id)
    db.delete(job)
    return {"job_id": job_id}


def set_job_targets(
    db: Database,
    /,
    *,
    job_id: str,
    targets: list[str] | None = None,
    comment: str | None = None,
    clear: list[Literal["comment"]] | None = None,
) -> JobResult:
    """Set the targets and comment of a job."""
    changes = given(clear, targets=targets, comment=comment)
    job = db.find(Job, job_id) or fail("job_not_found", job_id=job_id)
    if job.status not in ("IN_PROGRESS", "COMPLETED", "DELETION_IN_PROGRESS", "SCHEDULED"):
        fail("job_is_cancelled", job_id=job.job_id, status=job.status)
    if not changes:
        fail("nothing_to_change")
    db.update(job, **changes)
    return {"job": job_full(db, job)}


def cancel_job(db: Database, /, *, job_id: str, comment: str | None = None) -> JobResult:
    """Cancel a job that is in progress, deletion in progress or scheduled."""
    job = db.find(Job, job_id) or fail("job_not_found", job_id=job_id)
    if job.status == "CANCELED":
        fail("job_already_cancelled", job_id=job.job_id)
    if job.status not in ("IN_PROGRESS", "DELETION_IN_PROGRESS", "SCHEDULED"):
        fail("job_is_cancelled_or_completed", job_id=job.job_id, status=job.status)
    db.update(job, status="CANCELED", comment=comment if comment is not None else job.comment)
    return {"job": job_full(db, job)}


class ListOtaUpdates(TypedDict):
    """What `list_ota_updates` returns."""

    ota_updates: list[OtaUpdateShort]
    next_cursor: str | None


def list_ota_updates(
    db: Database,
    /,
    *,
    ota_update_status: Literal[
        "CREATE_PENDING",
        "CREATE_IN_PROGRESS",
        "CREATE_COMPLETE",
        "CREATE_FAILED",
        "DELETE_IN_PROGRESS",
        "DELETE_FAILED",
    ]
    | None = None,
    aws_iot_job_id: str | None = None,
    tag_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListOtaUpdates:
    """List the ota updates, optionally by ota update status, AWS iot job or tag."""
    query = db.query(OtaUpdate)
    if ota_update_status is not None:
        query.where("ota_update_status = ?", ota_update_status)
    if aws_iot_job_id is not None:
        query.where("aws_iot_job_id IS ?", aws_iot_job_id)
    if tag_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM ota_update_tags AS item"
            " WHERE item.ota_update_id = ota_updates.ota_update_id AND item.tag_id = ?)",
            tag_id,
        )
    page = query.page("-creation_date", limit=limit, cursor=cursor)
    return {"ota_updates": [ota_update_short(ota_update) for ota_update in page.rows], "next_cursor": page.next_cursor}


class OtaUpdateResult(TypedDict):
    """What `get_ota_update` and 3 other tools return."""

    ota_update: OtaUpdateFull


def get_ota_update(db: Database, /, *, ota_update_id: str) -> OtaUpdateResult:
    """Show an ota update with all its details."""
    ota_update = db.find(OtaUpdate, ota_update_id) or fail("ota_update_not_found", ota_update_id=ota_update_id)
    return {"ota_update": ota_update_full(db, ota_update)}


def add_tag_to_ota_update(db: Database, /, *, ota_update_id: str, tag_id: str) -> OtaUpdateResult:
    """Add a tag to an ota update."""
    ota_update = db.find(OtaUpdate, ota_update_id) or fail("ota_update_not_found", ota_update_id=ota_update_id)
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    db.insert(
        OtaUpdateTag,
        ota_update_tag_id=f"OTUPTAL-{db.next_number('ota_update_tags'):04d}",
        ota_update_id=ota_update.ota_update_id,
        tag_id=tag.tag_id,
    )
    return {"ota_update": ota_update_full(db, ota_update)}


def remove_tag_from_ota_update(db: Database, /, *, ota_update_id: str, tag_id: str) -> OtaUpdateResult:
    """Remove a tag from an ota update."""
    ota_update = db.find(OtaUpdate, ota_update_id) or fail("ota_update_not_found", ota_update_id=ota_update_id)
    ota_update_tag = (
        db.query(OtaUpdateTag).where("ota_update_id = ? AND tag_id = ?", ota_update.ota_update_id, tag_id).first()
    )
    if ota_update_tag is None:
        fail("ota_update_without_tag", ota_update_id=ota_update_id, tag_id=tag_id)
    db.delete(ota_update_tag)
    return {"ota_update": ota_update_full(db, ota_update)}


def create_ota_update(
    db: Database,
    /,
    *,
    targets: list[str],
    role_arn: str,
    description: str | None = None,
    protocols: list[str],
    aws_job_executions_rollout_config_maximum_per: int | None = None,
    target_selection: Literal["CONTINUOUS", "SNAPSHOT"] | None = None,
    aws_job_timeout_config_in_progress_timeout_in: int | None = None,
    tag_ids: list[str],
) -> OtaUpdateResult:
    """Create an ota update."""
    ota_update = db.insert(
        OtaUpdate,
        ota_update_id=f"OU-{db.next_number('ota_updates'):04d}",
        description=description,
        targets=targets,
        protocols=protocols,
        aws_job_executions_rollout_config_maximum_per=aws_job_executions_rollout_config_maximum_per,
        target_selection=target_selection,
        ota_update_status="CREATE_PENDING",
        aws_job_timeout_config_in_progress_timeout_in=aws_job_timeout_config_in_progress_timeout_in,
        role_arn=role_arn,
        creation_date=db.now(),
        last_modified_date=db.now(),
    )
    for tag_id in tag_ids:
        tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
        if (
            not db.query(OtaUpdateTag)
            .where("ota_update_id = ? AND tag_id = ?", ota_update.ota_update_id, tag.tag_id)
            .exists()
        ):
            db.insert(
                OtaUpdateTag,
                ota_update_tag_id=f"OTUPTAL-{db.next_number('ota_update_tags'):04d}",
                ota_update_id=ota_update.ota_update_id,
                tag_id=tag.tag_id,
            )
    return {"ota_update": ota_update_full(db, ota_update)}


class DeleteOtaUpdate(TypedDict):
    """What `delete_ota_update` returns."""

    ota_update_id: str


def delete_ota_update(db: Database, /, *, ota_update_id: str) -> DeleteOtaUpdate:
    """Delete an ota update."""
    ota_update = db.find(OtaUpdate, ota_update_id) or fail("ota_update_not_found", ota_update_id=ota_update_id)
    db.delete(ota_update)
    return {"ota_update_id": ota_update_id}


class ListTags(TypedDict):
    """What `list_tags` returns."""

    tags: list[TagFull]
    next_cursor: str | None


def list_tags(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTags:
    """List the tags."""
    page = db.query(Tag).page("key", limit=limit, cursor=cursor)
    return {"tags": [tag_full(tag) for tag in page.rows], "next_cursor": page.next_cursor}


class CreateTag(TypedDict):
    """What `create_tag` returns."""

    tag: TagFull


def create_tag(db: Database, /, *, key: str, value: str | None = None) -> CreateTag:
    """Create a tag."""
    tag = db.insert(Tag, tag_id=f"TAG-{db.next_number('tags'):04d}", key=key, value=value)
    return {"tag": tag_full(tag)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "job_already_cancelled": "Job {job_id} is already cancelled.",
    "job_has_tag_already": "The job has the tag {tag_id} already. Choose another tag.",
    "job_is_cancelled_or_completed": (
        "Job {job_id} is {status}. This needs a job that is in progress, deletion in progress or scheduled."
    ),
    "job_name_taken": "There is already a job with the name {name}. Choose another name.",
    "job_not_found": "There is no job {job_id}. List the jobs to see which there are.",
    "job_without_tag": "Job {job_id} has no tag {tag_id}.",
    "ota_update_has_tag_already": "The ota update has the tag {tag_id} already. Choose another tag.",
    "ota_update_not_found": "There is no ota update {ota_update_id}. List the ota updates to see which there are.",
    "ota_update_without_tag": "Ota update {ota_update_id} has no tag {tag_id}.",
    "scheduling_config_before_scheduling_config": (
        "The scheduling configuration end time cannot be before the scheduling configuration "
        "start time. Give a later end or an earlier start."
    ),
    "tag_key_taken": "There is already a tag with the key {key}. Choose another key.",
    "tag_not_found": "There is no tag {tag_id}. List the tags to see which there are.",
    "job_is_cancelled": "Job {job_id} is {status}. This needs a job that is not canceled.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="aws_iot_jobs",
    folder=Path(__file__).parent,
    tables=[Job, OtaUpdate, Tag, JobTag, OtaUpdateTag],
    tools={
        "list_jobs": Tool(list_jobs, read_only=True),
        "get_job": Tool(get_job, read_only=True),
        "add_tag_to_job": Tool(add_tag_to_job),
        "remove_tag_from_job": Tool(remove_tag_from_job),
        "create_job": Tool(create_job),
        "update_job": Tool(update_job),
        "delete_job": Tool(delete_job),
        "set_job_targets": Tool(set_job_targets),
        "cancel_job": Tool(cancel_job),
        "list_ota_updates": Tool(list_ota_updates, read_only=True),
        "get_ota_update": Tool(get_ota_update, read_only=True),
        "add_tag_to_ota_update": Tool(add_tag_to_ota_update),
        "remove_tag_from_ota_update": Tool(remove_tag_from_ota_update),
        "create_ota_update": Tool(create_ota_update),
        "delete_ota_update": Tool(delete_ota_update),
        "list_tags": Tool(list_tags, read_only=True),
        "create_tag": Tool(create_tag),
    },
    faults=FAULTS,
    unique_faults={
        "jobs.name": "job_name_taken",
        "tags.key": "tag_key_taken",
        "job_tags.job_id, job_tags.tag_id": "job_has_tag_already",
        "ota_update_tags.ota_update_id, ota_update_tags.tag_id": "ota_update_has_tag_already",
    },
    instructions=INSTRUCTIONS,
)
