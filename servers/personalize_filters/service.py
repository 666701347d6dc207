"""Amazon Personalize: filters: keeps filters, dataset groups, tags and filter tags."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail

INSTRUCTIONS = """\
Amazon Personalize: filters. Keeps filters, dataset groups, tags and filter tags.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- A filter and a tag can be linked only once.
- Deleting a filter also removes its links to tags.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class DatasetGroup(Table, table=True):
    """A dataset group."""

    __tablename__ = "dataset_groups"
    __table_args__ = (CheckConstraint("domain IN ('ECOMMERCE', 'VIDEO_ON_DEMAND')"),)

    dataset_group_id: str = Field(primary_key=True)
    name: str
    status: str | None = None
    role_arn: str | None = None
    kms_key_arn: str | None = None
    last_updated_date_time: str | None = None
    failure_reason: str | None = None
    domain: str | None = None
    creation_date_time: str


class Filter(Table, table=True):
    """A filter."""

    __tablename__ = "filters"

    filter_id: str = Field(primary_key=True)
    name: str
    last_updated_date_time: str | None = None
    dataset_group_id: str = Field(foreign_key="dataset_groups.dataset_group_id", ondelete="CASCADE", index=True)
    failure_reason: str | None = None
    filter_expression: str
    status: str | None = None
    creation_date_time: str


class Tag(Table, table=True):
    """A tag."""

    __tablename__ = "tags"

    tag_id: str = Field(primary_key=True)
    tag_key: str | None = None
    tag_value: str | None = None


class FilterTag(Table, table=True):
    """A filter tag of a filter."""

    __tablename__ = "filter_tags"
    __table_args__ = (UniqueConstraint("filter_id", "tag_id"),)

    filter_tag_id: str = Field(primary_key=True)
    filter_id: str = Field(foreign_key="filters.filter_id", ondelete="CASCADE", index=True)
    tag_id: str = Field(foreign_key="tags.tag_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


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


class DatasetGroupFull(DatasetGroupShort):
    """A dataset group in the view `full`."""

    failure_reason: str | None
    creation_date_time: str


def dataset_group_full(dataset_group: DatasetGroup) -> DatasetGroupFull:
    """A dataset group in the view `full`."""
    return {
        **dataset_group_short(dataset_group),
        "failure_reason": dataset_group.failure_reason,
        "creation_date_time": dataset_group.creation_date_time,
    }


class FilterShort(TypedDict):
    """A filter in the view `short`."""

    filter_id: str
    name: str
    last_updated_date_time: str | None
    dataset_group_id: str
    failure_reason: str | None
    filter_expression: str
    status: str | None


def filter_short(filter_: Filter) -> FilterShort:
    """A filter in the view `short`."""
    return {
        "filter_id": filter_.filter_id,
        "name": filter_.name,
        "last_updated_date_time": filter_.last_updated_date_time,
        "dataset_group_id": filter_.dataset_group_id,
        "failure_reason": filter_.failure_reason,
        "filter_expression": filter_.filter_expression,
        "status": filter_.status,
    }


class FilterTagShort(TypedDict):
    """A filter tag in the view `short`."""

    tag_id: str


def filter_tag_short(filter_tag: FilterTag) -> FilterTagShort:
    """A filter tag in the view `short`."""
    return {"tag_id": filter_tag.tag_id}


class FilterFull(FilterShort):
    """A filter in the view `full`."""

    creation_date_time: str
    tags: list[FilterTagShort]


def filter_full(db: Database, filter_: Filter) -> FilterFull:
    """A filter in the view `full`."""
    return {
        **filter_short(filter_),
        "creation_date_time": filter_.creation_date_time,
        "tags": [
            filter_tag_short(filter_tag)
            for filter_tag in db.query(FilterTag).where("filter_id = ?", filter_.filter_id).page(limit=20).rows
        ],
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


class ListDatasetGroups(TypedDict):
    """What `list_dataset_groups` returns."""

    dataset_groups: list[DatasetGroupShort]
    next_cursor: str | None


def list_dataset_groups(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDatasetGroups:
    """List the dataset groups."""
    page = db.query(DatasetGroup).page("-creation_date_time", limit=limit, cursor=cursor)
    return {
        "dataset_groups": [dataset_group_short(dataset_group) for dataset_group in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetDatasetGroup(TypedDict):
    """What `get_dataset_group` returns."""

    dataset_group: DatasetGroupFull


def get_dataset_group(db: Database, /, *, dataset_group_id: str) -> GetDatasetGroup:
    """Show a dataset group with all its details."""
    dataset_group = db.find(DatasetGroup, dataset_group_id)
    if dataset_group is None:
        fail("dataset_group_not_found", dataset_group_id=dataset_group_id)
    return {"dataset_group": dataset_group_full(dataset_group)}


class ListFilters(TypedDict):
    """What `list_filters` returns."""

    filters: list[FilterShort]
    next_cursor: str | None


def list_filters(
    db: Database,
    /,
    *,
    dataset_group_id: str | None = None,
    tag_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListFilters:
    """List the filters, optionally by dataset group or tag."""
    query = db.query(Filter)
    if dataset_group_id is not None:
        query.where("dataset_group_id = ?", dataset_group_id)
    if tag_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM filter_tags AS item WHERE item.filter_id = filters.filter_id AND item.tag_id = ?)",
            tag_id,
        )
    page = query.page("-creation_date_time", limit=limit, cursor=cursor)
    return {"filters": [filter_short(filter_) for filter_ in page.rows], "next_cursor": page.next_cursor}


class FilterResult(TypedDict):
    """What `get_filter` and 3 other tools return."""

    filter: FilterFull


def get_filter(db: Database, /, *, filter_id: str) -> FilterResult:
    """Show a filter with all its details."""
    filter_ = db.find(Filter, filter_id) or fail("filter_not_found", filter_id=filter_id)
    return {"filter": filter_full(db, filter_)}


def add_tag_to_filter(db: Database, /, *, filter_id: str, tag_id: str) -> FilterResult:
    """Add a tag to a filter."""
    filter_ = db.find(Filter, filter_id) or fail("filter_not_found", filter_id=filter_id)
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    db.insert(
        FilterTag,
        filter_tag_id=f"FITAL-{db.next_number('filter_tags'):04d}",
        filter_id=filter_.filter_id,
        tag_id=tag.tag_id,
    )
    return {"filter": filter_full(db, filter_)}


def remove_tag_from_filter(db: Database, /, *, filter_id: str, tag_id: str) -> FilterResult:
    """Remove a tag from a filter."""
    filter_ = db.find(Filter, filter_id) or fail("filter_not_found", filter_id=filter_id)
    filter_tag = db.query(FilterTag).where("filter_id = ? AND tag_id = ?", filter_.filter_id, tag_id).first()
    if filter_tag is None:
        fail("filter_without_tag", filter_id=filter_id, tag_id=tag_id)
    db.delete(filter_tag)
    return {"filter": filter_full(db, filter_)}


def create_filter(
    db: Database, /, *, name: str, dataset_group_id: str, filter_expression: str, tag_ids: list[str]
) -> FilterResult:
    """Create a filter."""
    if db.find(DatasetGroup, dataset_group_id) is None:
        fail("dataset_group_not_found", dataset_group_id=dataset_group_id)
    filter_ = db.insert(
        Filter,
        filter_id=f"FIL-{db.next_number('filters'):04d}",
        name=name,
        dataset_group_id=dataset_group_id,
        filter_expression=filter_expression,
        creation_date_time=db.now(),
    )
    for tag_id in tag_ids:
        tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
        if not db.query(FilterTag).where("filter_id = ? AND tag_id = ?", filter_.filter_id, tag.tag_id).exists():
            db.insert(
                FilterTag,
                filter_tag_id=f"FITAL-{db.next_number('filter_tags'):04d}",
                filter_id=filter_.filter_id,
                tag_id=tag.tag_id,
            )
    return {"filter": filter_full(db, filter_)}


class DeleteFilter(TypedDict):
    """What `delete_filter` returns."""

    filter_id: str


def delete_filter(db: Database, /, *, filter_id: str) -> DeleteFilter:
    """Delete a filter."""
    filter_ = db.find(Filter, filter_id) or fail("filter_not_found", filter_id=filter_id)
    db.delete(filter_)
    return {"filter_id": filter_id}


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
    "dataset_group_not_found": (
        "There is no dataset group {dataset_group_id}. List the dataset groups to see which there are."
    ),
    "filter_has_tag_already": "The filter has the tag {tag_id} already. Choose another tag.",
    "filter_not_found": "There is no filter {filter_id}. List the filters to see which there are.",
    "filter_without_tag": "Filter {filter_id} has no tag {tag_id}.",
    "tag_not_found": "There is no tag {tag_id}. List the tags to see which there are.",
}

SERVICE = Service(
    name="personalize_filters",
    folder=Path(__file__).parent,
    tables=[DatasetGroup, Filter, Tag, FilterTag],
    tools={
        "list_dataset_groups": Tool(list_dataset_groups, read_only=True),
        "get_dataset_group": Tool(get_dataset_group, read_only=True),
        "list_filters": Tool(list_filters, read_only=True),
        "get_filter": Tool(get_filter, read_only=True),
        "add_tag_to_filter": Tool(add_tag_to_filter),
        "remove_tag_from_filter": Tool(remove_tag_from_filter),
        "create_filter": Tool(create_filter),
        "delete_filter": Tool(delete_filter),
        "list_tags": Tool(list_tags, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "filter_tags.filter_id, filter_tags.tag_id": "filter_has_tag_already",
    },
    instructions=INSTRUCTIONS,
)
