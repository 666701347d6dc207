"""Amazon Personalize: dataset groups: keeps dataset groups, tags, event trackers, data deletion jobs, metric
attributions and more.
"""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Amazon Personalize: dataset groups. Keeps dataset groups, tags, event trackers, data deletion jobs, metric \
attributions and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Deleting a dataset group is refused while data deletion jobs or event trackers refer to it.
- Creating a dataset group can be refused: there is already a dataset group with that name.
- The event type must not be blank.
- Two dataset groups cannot have the same name.
- These can be linked only once: a data deletion job and a tag; a dataset group and a tag; an event tracker and a tag.
- Deleting a dataset group also removes its links to tags.
- Deleting a dataset group keeps the metric attributions that refer to it; they lose the reference.
- Deleting an event tracker also removes its links to tags.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class DataDeletionJob(Table, table=True):
    """A data deletion job."""

    __tablename__ = "data_deletion_jobs"

    data_deletion_job_id: str = Field(primary_key=True)
    job_name: str
    dataset_group_id: str = Field(foreign_key="dataset_groups.dataset_group_id", ondelete="RESTRICT", index=True)
    data_source_data_location: str | None = None
    role_arn: str
    status: str | None = None
    last_updated_date_time: str | None = None
    failure_reason: str | None = None
    creation_date_time: str


class DatasetGroup(Table, table=True):
    """A dataset group."""

    __tablename__ = "dataset_groups"
    __table_args__ = (
        CheckConstraint("domain IN ('ECOMMERCE', 'VIDEO_ON_DEMAND')"),
        UniqueConstraint("name"),
    )

    dataset_group_id: str = Field(primary_key=True)
    name: str
    status: str | None = None
    role_arn: str | None = None
    kms_key_arn: str | None = None
    last_updated_date_time: str | None = None
    failure_reason: str | None = None
    domain: str | None = None
    creation_date_time: str


class EventTracker(Table, table=True):
    """An event tracker."""

    __tablename__ = "event_trackers"

    event_tracker_id: str = Field(primary_key=True)
    name: str
    dataset_group_id: str = Field(foreign_key="dataset_groups.dataset_group_id", ondelete="RESTRICT", index=True)
    status: str | None = None
    last_updated_date_time: str | None = None
    creation_date_time: str


class MetricAttribution(Table, table=True):
    """A metric attribution."""

    __tablename__ = "metric_attributions"

    metric_attribution_id: str = Field(primary_key=True)
    name: str | None = None
    dataset_group_id: str | None = Field(
        default=None, foreign_key="dataset_groups.dataset_group_id", ondelete="SET NULL", index=True
    )
    metrics_output_config_role_arn: str | None = None
    status: str | None = None
    last_updated_date_time: str | None = None
    failure_reason: str | None = None
    event_type: str
    metric_name: str
    expression: str
    creation_date_time: str


class Tag(Table, table=True):
    """A tag."""

    __tablename__ = "tags"

    tag_id: str = Field(primary_key=True)
    tag_key: str | None = None
    tag_value: str | None = None


class DataDeletionJobTag(Table, table=True):
    """A data deletion job tag of a data deletion job."""

    __tablename__ = "data_deletion_job_tags"
    __table_args__ = (UniqueConstraint("data_deletion_job_id", "tag_id"),)

    data_deletion_job_tag_id: str = Field(primary_key=True)
    data_deletion_job_id: str = Field(
        foreign_key="data_deletion_jobs.data_deletion_job_id", ondelete="CASCADE", index=True
    )
    tag_id: str = Field(foreign_key="tags.tag_id", ondelete="CASCADE", index=True)


class DatasetGroupTag(Table, table=True):
    """A dataset group tag of a dataset group."""

    __tablename__ = "dataset_group_tags"
    __table_args__ = (UniqueConstraint("dataset_group_id", "tag_id"),)

    dataset_group_tag_id: str = Field(primary_key=True)
    dataset_group_id: str = Field(foreign_key="dataset_groups.dataset_group_id", ondelete="CASCADE", index=True)
    tag_id: str = Field(foreign_key="tags.tag_id", ondelete="CASCADE", index=True)


class EventTrackerTag(Table, table=True):
    """An event tracker tag of an event tracker."""

    __tablename__ = "event_tracker_tags"
    __table_args__ = (UniqueConstraint("event_tracker_id", "tag_id"),)

    event_tracker_tag_id: str = Field(primary_key=True)
    event_tracker_id: str = Field(foreign_key="event_trackers.event_tracker_id", ondelete="CASCADE", index=True)
    tag_id: str = Field(foreign_key="tags.tag_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class DataDeletionJobShort(TypedDict):
    """A data deletion job in the view `short`."""

    data_deletion_job_id: str
    job_name: str
    dataset_group_id: str
    data_source_data_location: str | None
    role_arn: str
    status: str | None
    last_updated_date_time: str | None


def data_deletion_job_short(data_deletion_job: DataDeletionJob) -> DataDeletionJobShort:
    """A data deletion job in the view `short`."""
    return {
        "data_deletion_job_id": data_deletion_job.data_deletion_job_id,
        "job_name": data_deletion_job.job_name,
        "dataset_group_id": data_deletion_job.dataset_group_id,
        "data_source_data_location": data_deletion_job.data_source_data_location,
        "role_arn": data_deletion_job.role_arn,
        "status": data_deletion_job.status,
        "last_updated_date_time": data_deletion_job.last_updated_date_time,
    }


class DataDeletionJobTagShort(TypedDict):
    """A data deletion job tag in the view `short`."""

    tag_id: str


def data_deletion_job_tag_short(data_deletion_job_tag: DataDeletionJobTag) -> DataDeletionJobTagShort:
    """A data deletion job tag in the view `short`."""
    return {"tag_id": data_deletion_job_tag.tag_id}


class DataDeletionJobFull(DataDeletionJobShort):
    """A data deletion job in the view `full`."""

    failure_reason: str | None
    creation_date_time: str
    tags: list[DataDeletionJobTagShort]


def data_deletion_job_full(db: Database, data_deletion_job: DataDeletionJob) -> DataDeletionJobFull:
    """A data deletion job in the view `full`."""
    return {
        **data_deletion_job_short(data_deletion_job),
        "failure_reason": data_deletion_job.failure_reason,
        "creation_date_time": data_deletion_job.creation_date_time,
        "tags": [
            data_deletion_job_tag_short(data_deletion_job_tag)
            for data_deletion_job_tag in db.query(DataDeletionJobTag)
            .where("data_deletion_job_id = ?", data_deletion_job.data_deletion_job_id)
            .page(limit=20)
            .rows
        ],
    }


class DatasetGroupShort(TypedDict):
    """A dataset group in the view `short`."""

    dataset_group_id: str
    name: str
    status: str | None
    role_arn: str | None
    kms_key_arn: str | None
    last_updated_date_time: str | None
    domain: str | None


def dataset_group_short(dataset_group: DatasetGroup) -> DatasetGroupShort:
    """A dataset group in the view `short`."""
    return {
        "dataset_group_id": dataset_group.dataset_group_id,
        "name": dataset_group.name,
        "status": dataset_group.status,
        "role_arn": dataset_group.role_arn,
        "kms_key_arn": dataset_group.kms_key_arn,
        "last_updated_date_time": dataset_group.last_updated_date_time,
        "domain": dataset_group.domain,
    }


class DatasetGroupTagShort(TypedDict):
    """A dataset group tag in the view `short`."""

    tag_id: str


def dataset_group_tag_short(dataset_group_tag: DatasetGroupTag) -> DatasetGroupTagShort:
    """A dataset group tag in the view `short`."""
    return {"tag_id": dataset_group_tag.tag_id}


class DatasetGroupFull(DatasetGroupShort):
    """A dataset group in the view `full`."""

    failure_reason: str | None
    creation_date_time: str
    tags: list[DatasetGroupTagShort]


def dataset_group_full(db: Database, dataset_group: DatasetGroup) -> DatasetGroupFull:
    """A dataset group in the view `full`."""
    return {
        **dataset_group_short(dataset_group),
        "failure_reason": dataset_group.failure_reason,
        "creation_date_time": dataset_group.creation_date_time,
        "tags": [
            dataset_group_tag_short(dataset_group_tag)
            for dataset_group_tag in db.query(DatasetGroupTag)
            .where("dataset_group_id = ?", dataset_group.dataset_group_id)
            .page(limit=20)
            .rows
        ],
    }


class EventTrackerShort(TypedDict):
    """An event tracker in the view `short`."""

    event_tracker_id: str
    name: str
    dataset_group_id: str
    status: str | None
    last_updated_date_time: str | None
    creation_date_time: str


def event_tracker_short(event_tracker: EventTracker) -> EventTrackerShort:
    """An event tracker in the view `short`."""
    return {
        "event_tracker_id": event_tracker.event_tracker_id,
        "name": event_tracker.name,
        "dataset_group_id": event_tracker.dataset_group_id,
        "status": event_tracker.status,
        "last_updated_date_time": event_tracker.last_updated_date_time,
        "creation_date_time": event_tracker.creation_date_time,
    }


class EventTrackerTagShort(TypedDict):
    """An event tracker tag in the view `short`."""

    tag_id: str


def event_tracker_tag_short(event_tracker_tag: EventTrackerTag) -> EventTrackerTagShort:
    """An event tracker tag in the view `short`."""
    return {"tag_id": event_tracker_tag.tag_id}


class EventTrackerFull(EventTrackerShort):
    """An event tracker in the view `full`."""

    tags: list[EventTrackerTagShort]


def event_tracker_full(db: Database, event_tracker: EventTracker) -> EventTrackerFull:
    """An event tracker in the view `full`."""
    return {
        **event_tracker_short(event_tracker),
        "tags": [
            event_tracker_tag_short(event_tracker_tag)
            for event_tracker_tag in db.query(EventTrackerTag)
            .where("event_tracker_id = ?", event_tracker.event_tracker_id)
            .page(limit=20)
            .rows
        ],
    }


class MetricAttributionShort(TypedDict):
    """A metric attribution in the view `short`."""

    metric_attribution_id: str
    name: str | None
    dataset_group_id: str | None
    last_updated_date_time: str | None
    event_type: str
    metric_name: str
    expression: str


def metric_attribution_short(metric_attribution: MetricAttribution) -> MetricAttributionShort:
    """A metric attribution in the view `short`."""
    return {
        "metric_attribution_id": metric_attribution.metric_attribution_id,
        "name": metric_attribution.name,
        "dataset_group_id": metric_attribution.dataset_group_id,
        "last_updated_date_time": metric_attribution.last_updated_date_time,
        "event_type": metric_attribution.event_type,
        "metric_name": metric_attribution.metric_name,
        "expression": metric_attribution.expression,
    }


class MetricAttributionFull(MetricAttributionShort):
    """A metric attribution in the view `full`."""

    metrics_output_config_role_arn: str | None
    status: str | None
    failure_reason: str | None
    creation_date_time: str


def metric_attribution_full(metric_attribution: MetricAttribution) -> MetricAttributionFull:
    """A metric attribution in the view `full`."""
    return {
        **metric_attribution_short(metric_attribution),
        "metrics_output_config_role_arn": metric_attribution.metrics_output_config_role_arn,
        "status": metric_attribution.status,
        "failure_reason": metric_attribution.failure_reason,
        "creation_date_time": metric_attribution.creation_date_time,
    }


class TagShort(TypedDict):
    """A tag in the view `short`."""

    tag_id: str
    tag_key: str | None
    tag_value: str | None


def tag_short(tag: Tag) -> TagShort:
    """A tag in the view `short`."""
    return {"tag_id": tag.tag_id, "tag_key": tag.tag_key, "tag_value": tag.tag_value}


class TagFull(TagShort):
    """A tag in the view `full`."""


def tag_full(tag: Tag) -> TagFull:
    """A tag in the view `full`."""
    return tag_short(tag)


# --- tools --------------------------------------------------------------------------------------------------------


class ListDataDeletionJobs(TypedDict):
    """What `list_data_deletion_jobs` returns."""

    data_deletion_jobs: list[DataDeletionJobShort]
    next_cursor: str | None


def list_data_deletion_jobs(
    db: Database,
    /,
    *,
    dataset_group_id: str | None = None,
    tag_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListDataDeletionJobs:
    """List the data deletion jobs, optionally by dataset group or tag."""
    query = db.query(DataDeletionJob)
    if dataset_group_id is not None:
        query.where("dataset_group_id = ?", dataset_group_id)
    if tag_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM data_deletion_job_tags AS item"
            " WHERE item.data_deletion_job_id = data_deletion_jobs.data_deletion_job_id"
            " AND item.tag_id = ?)",
            tag_id,
        )
    page = query.page("-creation_date_time", limit=limit, cursor=cursor)
    return {
        "data_deletion_jobs": [data_deletion_job_short(data_deletion_job) for data_deletion_job in page.rows],
        "next_cursor": page.next_cursor,
    }


class DataDeletionJobResult(TypedDict):
    """What `get_data_deletion_job` and 2 other tools return."""

    data_deletion_job: DataDeletionJobFull


def get_data_deletion_job(db: Database, /, *, data_deletion_job_id: str) -> DataDeletionJobResult:
    """Show a data deletion job with all its details."""
    data_deletion_job = db.find(DataDeletionJob, data_deletion_job_id)
    if data_deletion_job is None:
        fail("data_deletion_job_not_found", data_deletion_job_id=data_deletion_job_id)
    return {"data_deletion_job": data_deletion_job_full(db, data_deletion_job)}


def add_tag_to_data_deletion_job(db: Database, /, *, data_deletion_job_id: str, tag_id: str) -> DataDeletionJobResult:
    """Add a tag to a data deletion job."""
    data_deletion_job = db.find(DataDeletionJob, data_deletion_job_id)
    if data_deletion_job is None:
        fail("data_deletion_job_not_found", data_deletion_job_id=data_deletion_job_id)
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    db.insert(
        DataDeletionJobTag,
        data_deletion_job_tag_id=f"DADEJOL-{db.next_number('data_deletion_job_tags'):04d}",
        data_deletion_job_id=data_deletion_job.data_deletion_job_id,
        tag_id=tag.tag_id,
    )
    return {"data_deletion_job": data_deletion_job_full(db, data_deletion_job)}


def create_data_deletion_job(
    db: Database,
    /,
    *,
    job_name: str,
    dataset_group_id: str,
    role_arn: str,
    data_source_data_location: str | None = None,
    tag_ids: list[str],
) -> DataDeletionJobResult:
    """Create a data deletion job."""
    if db.find(DatasetGroup, dataset_group_id) is None:
        fail("dataset_group_not_found", dataset_group_id=dataset_group_id)
    data_deletion_job = db.insert(
        DataDeletionJob,
        data_deletion_job_id=f"DDJ-{db.next_number('data_deletion_jobs'):04d}",
        job_name=job_name,
        dataset_group_id=dataset_group_id,
        data_source_data_location=data_source_data_location,
        role_arn=role_arn,
        creation_date_time=db.now(),
    )
    for tag_id in tag_ids:
        tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
        if (
            not db.query(DataDeletionJobTag)
            .where("data_deletion_job_id = ? AND tag_id = ?", data_deletion_job.data_deletion_job_id, tag.tag_id)
            .exists()
        ):
            db.insert(
                DataDeletionJobTag,
                data_deletion_job_tag_id=f"DADEJOL-{db.next_number('data_deletion_job_tags'):04d}",
                data_deletion_job_id=data_deletion_job.data_deletion_job_id,
                tag_id=tag.tag_id,
            )
    return {"data_deletion_job": data_deletion_job_full(db, data_deletion_job)}


class ListDatasetGroups(TypedDict):
    """What `list_dataset_groups` returns."""

    dataset_groups: list[DatasetGroupShort]
    next_cursor: str | None


def list_dataset_groups(
    db: Database, /, *, tag_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListDatasetGroups:
    """List the dataset groups, optionally by tag."""
    query = db.query(DatasetGroup)
    if tag_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM dataset_group_tags AS item"
            " WHERE item.dataset_group_id = dataset_groups.dataset_group_id AND item.tag_id = ?)",
            tag_id,
        )
    page = query.page("-creation_date_time", limit=limit, cursor=cursor)
    return {
        "dataset_groups": [dataset_group_short(dataset_group) for dataset_group in page.rows],
        "next_cursor": page.next_cursor,
    }


class DatasetGroupResult(TypedDict):
    """What `get_dataset_group` and 2 other tools return."""

    dataset_group: DatasetGroupFull


def get_dataset_group(db: Database, /, *, dataset_group_id: str) -> DatasetGroupResult:
    """Show a dataset group with all its details."""
    dataset_group = db.find(DatasetGroup, dataset_group_id)
    if dataset_group is None:
        fail("dataset_group_not_found", dataset_group_id=dataset_group_id)
    return {"dataset_group": dataset_group_full(db, dataset_group)}


def add_tag_to_dataset_group(db: Database, /, *, dataset_group_id: str, tag_id: str) -> DatasetGroupResult:
    """Add a tag to a dataset group."""
    dataset_group = db.find(DatasetGroup, dataset_group_id)
    if dataset_group is None:
        fail("dataset_group_not_found", dataset_group_id=dataset_group_id)
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    db.insert(
        DatasetGroupTag,
        dataset_group_tag_id=f"DAGRTAL-{db.next_number('dataset_group_tags'):04d}",
        dataset_group_id=dataset_group.dataset_group_id,
        tag_id=tag.tag_id,
    )
    return {"dataset_group": dataset_group_full(db, dataset_group)}


def create_dataset_group(
    db: Database,
    /,
    *,
    name: str,
    role_arn: str | None = None,
    kms_key_arn: str | None = None,
    domain: Literal["ECOMMERCE", "VIDEO_ON_DEMAND"] | None = None,
    tag_ids: list[str],
) -> DatasetGroupResult:
    """Create a dataset group."""
    if db.query(DatasetGroup).where("same_text(name, ?)", name).exists():
        fail("dataset_group_name_taken", name=name)
    dataset_group = db.insert(
        DatasetGroup,
        dataset_group_id=f"DG-{db.next_number('dataset_groups'):04d}",
        name=name,
        role_arn=role_arn,
        kms_key_arn=kms_key_arn,
        domain=domain,
        creation_date_time=db.now(),
    )
    for tag_id in tag_ids:
        tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
        if (
            not db.query(DatasetGroupTag)
            .where("dataset_group_id = ? AND tag_id = ?", dataset_group.dataset_group_id, tag.tag_id)
            .exists()
        ):
            db.insert(
                DatasetGroupTag,
                dataset_group_tag_id=f"DAGRTAL-{db.next_number('dataset_group_tags'):04d}",
                dataset_group_id=dataset_group.dataset_group_id,
                tag_id=tag.tag_id,
            )
    return {"dataset_group": dataset_group_full(db, dataset_group)}


class DeleteDatasetGroup(TypedDict):
    """What `delete_dataset_group` returns."""

    dataset_group_id: str


def delete_dataset_group(db: Database, /, *, dataset_group_id: str) -> DeleteDatasetGroup:
    """Delete a dataset group; one that still has data deletion jobs or event trackers stays."""
    dataset_group = db.find(DatasetGroup, dataset_group_id)
    if dataset_group is None:
        fail("dataset_group_not_found", dataset_group_id=dataset_group_id)
    if db.query(DataDeletionJob).where("dataset_group_id = ?", dataset_group.dataset_group_id).exists():
        fail("dataset_group_has_data_deletion_jobs", dataset_group_id=dataset_group.dataset_group_id)
    if db.query(EventTracker).where("dataset_group_id = ?", dataset_group.dataset_group_id).exists():
        fail("dataset_group_has_event_trackers", dataset_group_id=dataset_group.dataset_group_id)
    db.delete(dataset_group)
    return {"dataset_group_id": dataset_group_id}


class ListEventTrackers(TypedDict):
    """What `list_event_trackers` returns."""

    event_trackers: list[EventTrackerShort]
    next_cursor: str | None


def list_event_trackers(
    db: Database,
    /,
    *,
    dataset_group_id: str | None = None,
    tag_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListEventTrackers:
    """List the event trackers, optionally by dataset group or tag."""
    query = db.query(EventTracker)
    if dataset_group_id is not None:
        query.where("dataset_group_id = ?", dataset_group_id)
    if tag_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM event_tracker_tags AS item"
            " WHERE item.event_tracker_id = event_trackers.event_tracker_id AND item.tag_id = ?)",
            tag_id,
        )
    page = query.page("-creation_date_time", limit=limit, cursor=cursor)
    return {
        "event_trackers": [event_tracker_short(event_tracker) for event_tracker in page.rows],
        "next_cursor": page.next_cursor,
    }


class EventTrackerResult(TypedDict):
    """What `get_event_tracker` and 2 other tools return."""

    event_tracker: EventTrackerFull


def get_event_tracker(db: Database, /, *, event_tracker_id: str) -> EventTrackerResult:
    """Show an event tracker with all its details."""
    event_tracker = db.find(EventTracker, event_tracker_id)
    if event_tracker is None:
        fail("event_tracker_not_found", event_tracker_id=event_tracker_id)
    return {"event_tracker": event_tracker_full(db, event_tracker)}


def add_tag_to_event_tracker(db: Database, /, *, event_tracker_id: str, tag_id: str) -> EventTrackerResult:
    """Add a tag to an event tracker."""
    event_tracker = db.find(EventTracker, event_tracker_id)
    if event_tracker is None:
        fail("event_tracker_not_found", event_tracker_id=event_tracker_id)
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    db.insert(
        EventTrackerTag,
        event_tracker_tag_id=f"EVTRTAL-{db.next_number('event_tracker_tags'):04d}",
        event_tracker_id=event_tracker.event_tracker_id,
        tag_id=tag.tag_id,
    )
    return {"event_tracker": event_tracker_full(db, event_tracker)}


def create_event_tracker(
    db: Database, /, *, name: str, dataset_group_id: str, tag_ids: list[str]
) -> EventTrackerResult:
    """Create an event tracker."""
    if db.find(DatasetGroup, dataset_group_id) is None:
        fail("dataset_group_not_found", dataset_group_id=dataset_group_id)
    event_tracker = db.insert(
        EventTracker,
        event_tracker_id=f"ET-{db.next_number('event_trackers'):04d}",
        name=name,
        dataset_group_id=dataset_group_id,
        creation_date_time=db.now(),
    )
    for tag_id in tag_ids:
        tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
        if (
            not db.query(EventTrackerTag)
            .where("event_tracker_id = ? AND tag_id = ?", event_tracker.event_tracker_id, tag.tag_id)
            .exists()
        ):
            db.insert(
                EventTrackerTag,
                event_tracker_tag_id=f"EVTRTAL-{db.next_number('event_tracker_tags'):04d}",
                event_tracker_id=event_tracker.event_tracker_id,
                tag_id=tag.tag_id,
            )
    return {"event_tracker": event_tracker_full(db, event_tracker)}


class DeleteEventTracker(TypedDict):
    """What `delete_event_tracker` returns."""

    event_tracker_id: str


def delete_event_tracker(db: Database, /, *, event_tracker_id: str) -> DeleteEventTracker:
    """Delete an event tracker."""
    event_tracker = db.find(EventTracker, event_tracker_id)
    if event_tracker is None:
        fail("event_tracker_not_found", event_tracker_id=event_tracker_id)
    db.delete(event_tracker)
    return {"event_tracker_id": event_tracker_id}


class ListMetricAttributions(TypedDict):
    """What `list_metric_attributions` returns."""

    metric_attributions: list[MetricAttributionShort]
    next_cursor: str | None


def list_metric_attributions(
    db: Database, /, *, dataset_group_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListMetricAttributions:
    """List the metric attributions, optionally by dataset group."""
    query = db.query(MetricAttribution)
    if dataset_group_id is not None:
        query.where("dataset_group_id IS ?", dataset_group_id)
    page = query.page("-creation_date_time", limit=limit, cursor=cursor)
    return {
        "metric_attributions": [metric_attribution_short(metric_attribution) for metric_attribution in page.rows],
        "next_cursor": page.next_cursor,
    }


class MetricAttributionResult(TypedDict):
    """What `get_metric_attribution` and 2 other tools return."""

    metric_attribution: MetricAttributionFull


def get_metric_attribution(db: Database, /, *, metric_attribution_id: str) -> MetricAttributionResult:
    """Show a metric attribution with all its details."""
    metric_attribution = db.find(MetricAttribution, metric_attribution_id)
    if metric_attribution is None:
        fail("metric_attribution_not_found", metric_attribution_id=metric_attribution_id)
    return {"metric_attribution": metric_attribution_full(metric_attribution)}


def create_metric_attribution(
    db: Database, /, *, event_type: str, metric_name: str, expression: str
) -> MetricAttributionResult:
    """Create a metric attribution."""
    if len(words(event_type)) <= 0:
        fail("event_type_blank")
    metric_attribution = db.insert(
        MetricAttribution,
        metric_attribution_id=f"MA-{db.next_number('metric_attributions'):04d}",
        event_type=event_type,
        metric_name=metric_name,
        expression=expression,
        creation_date_time=db.now(),
    )
    return {"metric_attribution": metric_attribution_full(metric_attribution)}


def update_metric_attribution(
    db: Database,
    /,
    *,
    metric_attribution_id: str,
    event_type: str | None = None,
    metric_name: str | None = None,
    expression: str | None = None,
) -> MetricAttributionResult:
    """Change the expression, event type or metric name of a metric attribution."""
    changes = given(None, event_type=event_type, metric_name=metric_name, expression=expression)
    metric_attribution = db.find(MetricAttribution, metric_attribution_id)
    if metric_attribution is None:
        fail("metric_attribution_not_found", metric_attribution_id=metric_attribution_id)
    if event_type is not None and len(words(event_type)) <= 0:
        fail("event_type_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(metric_attribution, **changes)
    return {"metric_attribution": metric_attribution_full(metric_attribution)}


class DeleteMetricAttribution(TypedDict):
    """What `delete_metric_attribution` returns."""

    metric_attribution_id: str


def delete_metric_attribution(db: Database, /, *, metric_attribution_id: str) -> DeleteMetricAttribution:
    """Delete a metric attribution."""
    metric_attribution = db.find(MetricAttribution, metric_attribution_id)
    if metric_attribution is None:
        fail("metric_attribution_not_found", metric_attribution_id=metric_attribution_id)
    db.delete(metric_attribution)
    return {"metric_attribution_id": metric_attribution_id}


class ListTags(TypedDict):
    """What `list_tags` returns."""

    tags: list[TagFull]
    next_cursor: str | None


def list_tags(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTags:
    """List the tags."""
    page = db.query(Tag).page(limit=limit, cursor=cursor)
    return {"tags": [tag_full(tag) for tag in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "data_deletion_job_has_tag_already": "The data deletion job has the tag {tag_id} already. Choose another tag.",
    "data_deletion_job_not_found": (
        "There is no data deletion job {data_deletion_job_id}. List the data deletion jobs to see which there are."
    ),
    "dataset_group_has_data_deletion_jobs": (
        "Dataset group {dataset_group_id} still has data deletion jobs. Remove or move them first."
    ),
    "dataset_group_has_event_trackers": (
        "Dataset group {dataset_group_id} still has event trackers. Remove or move them first."
    ),
    "dataset_group_has_tag_already": "The dataset group has the tag {tag_id} already. Choose another tag.",
    "dataset_group_name_taken": "There is already a dataset group with the name {name}. Choose another name.",
    "dataset_group_not_found": (
        "There is no dataset group {dataset_group_id}. List the dataset groups to see which there are."
    ),
    "event_tracker_has_tag_already": "The event tracker has the tag {tag_id} already. Choose another tag.",
    "event_tracker_not_found": (
        "There is no event tracker {event_tracker_id}. List the event trackers to see which there are."
    ),
    "metric_attribution_not_found": (
        "There is no metric attribution {metric_attribution_id}. List the metric attributions to see which there are."
    ),
    "tag_not_found": "There is no tag {tag_id}. List the tags to see which there are.",
    "event_type_blank": "The event type must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="personalize_dataset_groups",
    folder=Path(__file__).parent,
    tables=[
        DataDeletionJob,
        DatasetGroup,
        EventTracker,
        MetricAttribution,
        Tag,
        DataDeletionJobTag,
        DatasetGroupTag,
        EventTrackerTag,
    ],
    tools={
        "list_data_deletion_jobs": Tool(list_data_deletion_jobs, read_only=True),
        "get_data_deletion_job": Tool(get_data_deletion_job, read_only=True),
        "add_tag_to_data_deletion_job": Tool(add_tag_to_data_deletion_job),
        "create_data_deletion_job": Tool(create_data_deletion_job),
        "list_dataset_groups": Tool(list_dataset_groups, read_only=True),
        "get_dataset_group": Tool(get_dataset_group, read_only=True),
        "add_tag_to_dataset_group": Tool(add_tag_to_dataset_group),
        "create_dataset_group": Tool(create_dataset_group),
        "delete_dataset_group": Tool(delete_dataset_group),
        "list_event_trackers": Tool(list_event_trackers, read_only=True),
        "get_event_tracker": Tool(get_event_tracker, read_only=True),
        "add_tag_to_event_tracker": Tool(add_tag_to_event_tracker),
        "create_event_tracker": Tool(create_event_tracker),
        "delete_event_tracker": Tool(delete_event_tracker),
        "list_metric_attributions": Tool(list_metric_attributions, read_only=True),
        "get_metric_attribution": Tool(get_metric_attribution, read_only=True),
        "create_metric_attribution": Tool(create_metric_attribution),
        "update_metric_attribution": Tool(update_metric_attribution),
        "delete_metric_attribution": Tool(delete_metric_attribution),
        "list_tags": Tool(list_tags, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "dataset_groups.name": "dataset_group_name_taken",
        "data_deletion_job_tags.data_deletion_job_id, data_deletion_job_tags.tag_id": (
            "data_deletion_job_has_tag_already"
        ),
        "dataset_group_tags.dataset_group_id, dataset_group_tags.tag_id": "dataset_group_has_tag_already",
        "event_tracker_tags.event_tracker_id, event_tracker_tags.tag_id": "event_tracker_has_tag_already",
    },
    instructions=INSTRUCTIONS,
)
