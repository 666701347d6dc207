"""AWS IoT: fleet metrics: keeps fleet metrics, custom metrics, tags and fleet metric tags."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
AWS IoT: fleet metrics. Keeps fleet metrics, custom metrics, tags and fleet metric tags.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Two fleet metrics cannot have the same name.
- A fleet metric and a tag can be linked only once.
- Deleting a fleet metric also removes its links to tags.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class CustomMetric(Table, table=True):
    """A custom metric."""

    __tablename__ = "custom_metrics"
    __table_args__ = (CheckConstraint("metric_type IN ('string-list', 'ip-address-list', 'number-list', 'number')"),)

    custom_metric_id: str = Field(primary_key=True)
    metric_name: str | None = None
    metric_arn: str | None = None
    metric_type: str | None = None
    display_name: str | None = None
    creation_date: str
    last_modified_date: str


class FleetMetric(Table, table=True):
    """A fleet metric."""

    __tablename__ = "fleet_metrics"
    __table_args__ = (
        CheckConstraint("aggregation_type_name IN ('Statistics', 'Percentiles', 'Cardinality')"),
        UniqueConstraint("name"),
    )

    fleet_metric_id: str = Field(primary_key=True)
    metric_name: str | None = None
    query_string: str
    aggregation_type_name: str | None = None
    period: int
    aggregation_field: str
    description: str | None = None
    index_name: str | None = None
    unit: str | None = None
    metric_arn: str | None = None
    name: str
    creation_date: str
    last_modified_date: str


class Tag(Table, table=True):
    """A tag."""

    __tablename__ = "tags"

    tag_id: str = Field(primary_key=True)
    key: str
    value: str | None = None


class FleetMetricTag(Table, table=True):
    """A fleet metric tag of a fleet metric."""

    __tablename__ = "fleet_metric_tags"
    __table_args__ = (UniqueConstraint("fleet_metric_id", "tag_id"),)

    fleet_metric_tag_id: str = Field(primary_key=True)
    fleet_metric_id: str = Field(foreign_key="fleet_metrics.fleet_metric_id", ondelete="CASCADE", index=True)
    tag_id: str = Field(foreign_key="tags.tag_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class CustomMetricShort(TypedDict):
    """A custom metric in the view `short`."""

    custom_metric_id: str
    metric_name: str | None
    metric_arn: str | None
    metric_type: str | None
    display_name: str | None
    creation_date: str
    last_modified_date: str


def custom_metric_short(custom_metric: CustomMetric) -> CustomMetricShort:
    """A custom metric in the view `short`."""
    return {
        "custom_metric_id": custom_metric.custom_metric_id,
        "metric_name": custom_metric.metric_name,
        "metric_arn": custom_metric.metric_arn,
        "metric_type": custom_metric.metric_type,
        "display_name": custom_metric.display_name,
        "creation_date": custom_metric.creation_date,
        "last_modified_date": custom_metric.last_modified_date,
    }


class CustomMetricFull(CustomMetricShort):
    """A custom metric in the view `full`."""


def custom_metric_full(custom_metric: CustomMetric) -> CustomMetricFull:
    """A custom metric in the view `full`."""
    return custom_metric_short(custom_metric)


class FleetMetricShort(TypedDict):
    """A fleet metric in the view `short`."""

    fleet_metric_id: str
    metric_name: str | None
    query_string: str
    aggregation_type_name: str | None
    period: int
    aggregation_field: str
    name: str


def fleet_metric_short(fleet_metric: FleetMetric) -> FleetMetricShort:
    """A fleet metric in the view `short`."""
    return {
        "fleet_metric_id": fleet_metric.fleet_metric_id,
        "metric_name": fleet_metric.metric_name,
        "query_string": fleet_metric.query_string,
        "aggregation_type_name": fleet_metric.aggregation_type_name,
        "period": fleet_metric.period,
        "aggregation_field": fleet_metric.aggregation_field,
        "name": fleet_metric.name,
    }


class FleetMetricTagShort(TypedDict):
    """A fleet metric tag in the view `short`."""

    tag_id: str
    tag_key: str


def fleet_metric_tag_short(db: Database, fleet_metric_tag: FleetMetricTag) -> FleetMetricTagShort:
    """A fleet metric tag in the view `short`."""
    tag = db.get(Tag, fleet_metric_tag.tag_id)
    return {"tag_id": fleet_metric_tag.tag_id, "tag_key": tag.key}


class FleetMetricFull(FleetMetricShort):
    """A fleet metric in the view `full`."""

    description: str | None
    index_name: str | None
    unit: str | None
    metric_arn: str | None
    creation_date: str
    last_modified_date: str
    tags: list[FleetMetricTagShort]


def fleet_metric_full(db: Database, fleet_metric: FleetMetric) -> FleetMetricFull:
    """A fleet metric in the view `full`."""
    return {
        **fleet_metric_short(fleet_metric),
        "description": fleet_metric.description,
        "index_name": fleet_metric.index_name,
        "unit": fleet_metric.unit,
        "metric_arn": fleet_metric.metric_arn,
        "creation_date": fleet_metric.creation_date,
        "last_modified_date": fleet_metric.last_modified_date,
        "tags": [
            fleet_metric_tag_short(db, fleet_metric_tag)
            for fleet_metric_tag in db.query(FleetMetricTag)
            .where("fleet_metric_id = ?", fleet_metric.fleet_metric_id)
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


class ListCustomMetrics(TypedDict):
    """What `list_custom_metrics` returns."""

    custom_metrics: list[CustomMetricShort]
    next_cursor: str | None


def list_custom_metrics(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCustomMetrics:
    """List the custom metrics."""
    page = db.query(CustomMetric).page("-creation_date", limit=limit, cursor=cursor)
    return {
        "custom_metrics": [custom_metric_short(custom_metric) for custom_metric in page.rows],
        "next_cursor": page.next_cursor,
    }


class CustomMetricResult(TypedDict):
    """What `get_custom_metric` and `update_custom_metric` return."""

    custom_metric: CustomMetricFull


def get_custom_metric(db: Database, /, *, custom_metric_id: str) -> CustomMetricResult:
    """Show a custom metric with all its details."""
    custom_metric = db.find(CustomMetric, custom_metric_id)
    if custom_metric is None:
        fail("custom_metric_not_found", custom_metric_id=custom_metric_id)
    return {"custom_metric": custom_metric_full(custom_metric)}


def update_custom_metric(
    db: Database,
    /,
    *,
    custom_metric_id: str,
    display_name: str | None = None,
    clear: list[Literal["display_name"]] | None = None,
) -> CustomMetricResult:
    """Change the display name of a custom metric."""
    changes = given(clear, display_name=display_name)
    custom_metric = db.find(CustomMetric, custom_metric_id)
    if custom_metric is None:
        fail("custom_metric_not_found", custom_metric_id=custom_metric_id)
    if not changes:
        fail("nothing_to_change")
    db.update(custom_metric, **changes, last_modified_date=db.now())
    return {"custom_metric": custom_metric_full(custom_metric)}


class DeleteCustomMetric(TypedDict):
    """What `delete_custom_metric` returns."""

    custom_metric_id: str


def delete_custom_metric(db: Database, /, *, custom_metric_id: str) -> DeleteCustomMetric:
    """Delete a custom metric."""
    custom_metric = db.find(CustomMetric, custom_metric_id)
    if custom_metric is None:
        fail("custom_metric_not_found", custom_metric_id=custom_metric_id)
    db.delete(custom_metric)
    return {"custom_metric_id": custom_metric_id}


class ListFleetMetrics(TypedDict):
    """What `list_fleet_metrics` returns."""

    fleet_metrics: list[FleetMetricShort]
    next_cursor: str | None


def list_fleet_metrics(
    db: Database, /, *, tag_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListFleetMetrics:
    """List the fleet metrics, optionally by tag."""
    query = db.query(FleetMetric)
    if tag_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM fleet_metric_tags AS item"
            " WHERE item.fleet_metric_id = fleet_metrics.fleet_metric_id AND item.tag_id = ?)",
            tag_id,
        )
    page = query.page("-creation_date", limit=limit, cursor=cursor)
    return {
        "fleet_metrics": [fleet_metric_short(fleet_metric) for fleet_metric in page.rows],
        "next_cursor": page.next_cursor,
    }


class FleetMetricResult(TypedDict):
    """What `get_fleet_metric` and 4 other tools return."""

    fleet_metric: FleetMetricFull


def get_fleet_metric(db: Database, /, *, fleet_metric_id: str) -> FleetMetricResult:
    """Show a fleet metric with all its details."""
    fleet_metric = db.find(FleetMetric, fleet_metric_id)
    if fleet_metric is None:
        fail("fleet_metric_not_found", fleet_metric_id=fleet_metric_id)
    return {"fleet_metric": fleet_metric_full(db, fleet_metric)}


def add_tag_to_fleet_metric(db: Database, /, *, fleet_metric_id: str, tag_id: str) -> FleetMetricResult:
    """Add a tag to a fleet metric."""
    fleet_metric = db.find(FleetMetric, fleet_metric_id)
    if fleet_metric is None:
        fail("fleet_metric_not_found", fleet_metric_id=fleet_metric_id)
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    db.insert(
        FleetMetricTag,
        fleet_metric_tag_id=f"FLMETAL-{db.next_number('fleet_metric_tags'):04d}",
        fleet_metric_id=fleet_metric.fleet_metric_id,
        tag_id=tag.tag_id,
    )
    return {"fleet_metric": fleet_metric_full(db, fleet_metric)}


def remove_tag_from_fleet_metric(db: Database, /, *, fleet_metric_id: str, tag_id: str) -> FleetMetricResult:
    """Remove a tag from a fleet metric."""
    fleet_metric = db.find(FleetMetric, fleet_metric_id)
    if fleet_metric is None:
        fail("fleet_metric_not_found", fleet_metric_id=fleet_metric_id)
    fleet_metric_tag = (
        db.query(FleetMetricTag)
        .where("fleet_metric_id = ? AND tag_id = ?", fleet_metric.fleet_metric_id, tag_id)
        .first()
    )
    if fleet_metric_tag is None:
        fail("fleet_metric_without_tag", fleet_metric_id=fleet_metric_id, tag_id=tag_id)
    db.delete(fleet_metric_tag)
    return {"fleet_metric": fleet_metric_full(db, fleet_metric)}


def create_fleet_metric(
    db: Database,
    /,
    *,
    query_string: str,
    period: int,
    aggregation_field: str,
    name: str,
    aggregation_type_name: Literal["Statistics", "Percentiles", "Cardinality"] | None = None,
    description: str | None = None,
    index_name: str | None = None,
    unit: str | None = None,
    tag_ids: list[str],
) -> FleetMetricResult:
    """Create a fleet metric."""
    if db.query(FleetMetric).where("same_text(name, ?)", name).exists():
        fail("fleet_metric_name_taken", name=name)
    fleet_metric = db.insert(
        FleetMetric,
        fleet_metric_id=f"FM-{db.next_number('fleet_metrics'):04d}",
        query_string=query_string,
        aggregation_type_name=aggregation_type_name,
        period=period,
        aggregation_field=aggregation_field,
        description=description,
        index_name=index_name,
        unit=unit,
        name=name,
        creation_date=db.now(),
        last_modified_date=db.now(),
    )
    for tag_id in tag_ids:
        tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
        if (
            not db.query(FleetMetricTag)
            .where("fleet_metric_id = ? AND tag_id = ?", fleet_metric.fleet_metric_id, tag.tag_id)
            .exists()
        ):
            db.insert(
                FleetMetricTag,
                fleet_metric_tag_id=f"FLMETAL-{db.next_number('fleet_metric_tags'):04d}",
                fleet_metric_id=fleet_metric.fleet_metric_id,
                tag_id=tag.tag_id,
            )
    return {"fleet_metric": fleet_metric_full(db, fleet_metric)}


def update_fleet_metric(
    db: Database,
    /,
    *,
    fleet_metric_id: str,
    query_string: str | None = None,
    aggregation_type_name: Literal["Statistics", "Percentiles", "Cardinality"] | None = None,
    period: int | None = None,
    aggregation_field: str | None = None,
    description: str | None = None,
    index_name: str | None = None,
    unit: str | None = None,
    clear: list[Literal["aggregation_type_name", "description", "index_name", "unit"]] | None = None,
) -> FleetMetricResult:
    """Change a fleet metric, for example its period, query string, aggregation field or description."""
    changes = given(
        clear,
        query_string=query_string,
        aggregation_type_name=aggregation_type_name,
        period=period,
        aggregation_field=aggregation_field,
        description=description,
        index_name=index_name,
        unit=unit,
    )
    fleet_metric = db.find(FleetMetric, fleet_metric_id)
    if fleet_metric is None:
        fail("fleet_metric_not_found", fleet_metric_id=fleet_metric_id)
    if not changes:
        fail("nothing_to_change")
    db.update(fleet_metric, **changes, last_modified_date=db.now())
    return {"fleet_metric": fleet_metric_full(db, fleet_metric)}


class DeleteFleetMetric(TypedDict):
    """What `delete_fleet_metric` returns."""

    fleet_metric_id: str


def delete_fleet_metric(db: Database, /, *, fleet_metric_id: str) -> DeleteFleetMetric:
    """Delete a fleet metric."""
    fleet_metric = db.find(FleetMetric, fleet_metric_id)
    if fleet_metric is None:
        fail("fleet_metric_not_found", fleet_metric_id=fleet_metric_id)
    db.delete(fleet_metric)
    return {"fleet_metric_id": fleet_metric_id}


class ListTags(TypedDict):
    """What `list_tags` returns."""

    tags: list[TagFull]
    next_cursor: str | None


def list_tags(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTags:
    """List the tags."""
    page = db.query(Tag).page("key", limit=limit, cursor=cursor)
    return {"tags": [tag_full(tag) for tag in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "custom_metric_not_found": (
        "There is no custom metric {custom_metric_id}. List the custom metrics to see which there are."
    ),
    "fleet_metric_has_tag_already": "The fleet metric has the tag {tag_id} already. Choose another tag.",
    "fleet_metric_name_taken": "There is already a fleet metric with the name {name}. Choose another name.",
    "fleet_metric_not_found": (
        "There is no fleet metric {fleet_metric_id}. List the fleet metrics to see which there are."
    ),
    "fleet_metric_without_tag": "Fleet metric {fleet_metric_id} has no tag {tag_id}.",
    "tag_not_found": "There is no tag {tag_id}. List the tags to see which there are.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="aws_iot_fleet_metrics",
    folder=Path(__file__).parent,
    tables=[CustomMetric, FleetMetric, Tag, FleetMetricTag],
    tools={
        "list_custom_metrics": Tool(list_custom_metrics, read_only=True),
        "get_custom_metric": Tool(get_custom_metric, read_only=True),
        "update_custom_metric": Tool(update_custom_metric),
        "delete_custom_metric": Tool(delete_custom_metric),
        "list_fleet_metrics": Tool(list_fleet_metrics, read_only=True),
        "get_fleet_metric": Tool(get_fleet_metric, read_only=True),
        "add_tag_to_fleet_metric": Tool(add_tag_to_fleet_metric),
        "remove_tag_from_fleet_metric": Tool(remove_tag_from_fleet_metric),
        "create_fleet_metric": Tool(create_fleet_metric),
        "update_fleet_metric": Tool(update_fleet_metric),
        "delete_fleet_metric": Tool(delete_fleet_metric),
        "list_tags": Tool(list_tags, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "fleet_metrics.name": "fleet_metric_name_taken",
        "fleet_metric_tags.fleet_metric_id, fleet_metric_tags.tag_id": "fleet_metric_has_tag_already",
    },
    instructions=INSTRUCTIONS,
)
