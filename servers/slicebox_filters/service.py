"""Slicebox: filters: keeps filters, associations, tag paths, forwardingrules, sources and more."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail

INSTRUCTIONS = """\
Slicebox: filters. Keeps filters, associations, tag paths, forwardingrules, sources and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a filter can be refused: the name must not be blank.
- Deleting a filter also deletes its tag paths.
- Deleting a filter keeps the associations that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Destination(Table, table=True):
    """A destination."""

    __tablename__ = "destinations"

    destination_id: str = Field(primary_key=True)
    destination_name: str | None = None
    destination_type: str | None = None


class Association(Table, table=True):
    """An association."""

    __tablename__ = "associations"

    association_id: int = Field(primary_key=True)
    source_id: str = Field(foreign_key="sources.source_id", ondelete="CASCADE", index=True)
    source_type: str | None = None
    tag_filter_id: int | None = Field(default=None, foreign_key="filters.filter_id", ondelete="SET NULL", index=True)


class Filter(Table, table=True):
    """A filter."""

    __tablename__ = "filters"

    filter_id: int = Field(primary_key=True)
    name: str
    tag_filter_type: str | None = None


class TagPath(Table, table=True):
    """A tag path of a filter."""

    __tablename__ = "tag_paths"

    tag_path_id: int = Field(primary_key=True)
    filter_id: int = Field(foreign_key="filters.filter_id", ondelete="CASCADE", index=True)
    previous_item: str | None = None
    previous_tag: int | None = None
    tag: int | None = None


class Forwardingrule(Table, table=True):
    """A forwardingrule."""

    __tablename__ = "forwardingrules"

    forwardingrule_id: int = Field(primary_key=True)
    destination_id: str = Field(foreign_key="destinations.destination_id", ondelete="CASCADE", index=True)
    keep_images: bool
    source_id: str | None = Field(default=None, foreign_key="sources.source_id", ondelete="SET NULL", index=True)


class Source(Table, table=True):
    """A source."""

    __tablename__ = "sources"

    source_id: str = Field(primary_key=True)
    source_name: str | None = None
    source_type: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class DestinationShort(TypedDict):
    """A destination in the view `short`."""

    destination_id: str
    destination_name: str | None
    destination_type: str | None


def destination_short(destination: Destination) -> DestinationShort:
    """A destination in the view `short`."""
    return {
        "destination_id": destination.destination_id,
        "destination_name": destination.destination_name,
        "destination_type": destination.destination_type,
    }


class DestinationFull(DestinationShort):
    """A destination in the view `full`."""


def destination_full(destination: Destination) -> DestinationFull:
    """A destination in the view `full`."""
    return destination_short(destination)


class AssociationShort(TypedDict):
    """An association in the view `short`."""

    association_id: int
    source_id: str
    source_type: str | None
    tag_filter_id: int | None


def association_short(association: Association) -> AssociationShort:
    """An association in the view `short`."""
    return {
        "association_id": association.association_id,
        "source_id": association.source_id,
        "source_type": association.source_type,
        "tag_filter_id": association.tag_filter_id,
    }


class AssociationFull(AssociationShort):
    """An association in the view `full`."""


def association_full(association: Association) -> AssociationFull:
    """An association in the view `full`."""
    return association_short(association)


class FilterShort(TypedDict):
    """A filter in the view `short`."""

    filter_id: int
    name: str
    tag_filter_type: str | None


def filter_short(filter_: Filter) -> FilterShort:
    """A filter in the view `short`."""
    return {"filter_id": filter_.filter_id, "name": filter_.name, "tag_filter_type": filter_.tag_filter_type}


class FilterFull(FilterShort):
    """A filter in the view `full`."""


def filter_full(filter_: Filter) -> FilterFull:
    """A filter in the view `full`."""
    return filter_short(filter_)


class TagPathShort(TypedDict):
    """A tag path in the view `short`."""

    tag_path_id: int
    filter_id: int
    previous_item: str | None
    previous_tag: int | None
    tag: int | None


def tag_path_short(tag_path: TagPath) -> TagPathShort:
    """A tag path in the view `short`."""
    return {
        "tag_path_id": tag_path.tag_path_id,
        "filter_id": tag_path.filter_id,
        "previous_item": tag_path.previous_item,
        "previous_tag": tag_path.previous_tag,
        "tag": tag_path.tag,
    }


class TagPathFull(TagPathShort):
    """A tag path in the view `full`."""


def tag_path_full(tag_path: TagPath) -> TagPathFull:
    """A tag path in the view `full`."""
    return tag_path_short(tag_path)


class ForwardingruleShort(TypedDict):
    """A forwardingrule in the view `short`."""

    forwardingrule_id: int
    destination_id: str
    keep_images: bool
    source_id: str | None


def forwardingrule_short(forwardingrule: Forwardingrule) -> ForwardingruleShort:
    """A forwardingrule in the view `short`."""
    return {
        "forwardingrule_id": forwardingrule.forwardingrule_id,
        "destination_id": forwardingrule.destination_id,
        "keep_images": forwardingrule.keep_images,
        "source_id": forwardingrule.source_id,
    }


class ForwardingruleFull(ForwardingruleShort):
    """A forwardingrule in the view `full`."""


def forwardingrule_full(forwardingrule: Forwardingrule) -> ForwardingruleFull:
    """A forwardingrule in the view `full`."""
    return forwardingrule_short(forwardingrule)


class SourceShort(TypedDict):
    """A source in the view `short`."""

    source_id: str
    source_name: str | None
    source_type: str | None


def source_short(source: Source) -> SourceShort:
    """A source in the view `short`."""
    return {"source_id": source.source_id, "source_name": source.source_name, "source_type": source.source_type}


class SourceFull(SourceShort):
    """A source in the view `full`."""


def source_full(source: Source) -> SourceFull:
    """A source in the view `full`."""
    return source_short(source)


# --- tools --------------------------------------------------------------------------------------------------------


class ListDestinations(TypedDict):
    """What `list_destinations` returns."""

    destinations: list[DestinationFull]
    next_cursor: str | None


def list_destinations(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDestinations:
    """List the destinations."""
    page = db.query(Destination).page("destination_name", limit=limit, cursor=cursor)
    return {
        "destinations": [destination_full(destination) for destination in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListAssociations(TypedDict):
    """What `list_associations` returns."""

    associations: list[AssociationFull]
    next_cursor: str | None


def list_associations(
    db: Database,
    /,
    *,
    source_id: str | None = None,
    tag_filter_id: int | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListAssociations:
    """List the associations, optionally by source or tag filter."""
    query = db.query(Association)
    if source_id is not None:
        query.where("source_id = ?", source_id)
    if tag_filter_id is not None:
        query.where("tag_filter_id IS ?", tag_filter_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "associations": [association_full(association) for association in page.rows],
        "next_cursor": page.next_cursor,
    }


class CreateAssociation(TypedDict):
    """What `create_association` returns."""

    association: AssociationFull


def create_association(
    db: Database, /, *, source_id: str, source_type: str | None = None, tag_filter_id: int | None = None
) -> CreateAssociation:
    """Create an association."""
    if db.find(Source, source_id) is None:
        fail("source_not_found", source_id=source_id)
    if tag_filter_id is not None and db.find(Filter, tag_filter_id) is None:
        fail("tag_filter_not_found", tag_filter_id=tag_filter_id)
    association = db.insert(
        Association,
        association_id=db.next_number("associations"),
        source_id=source_id,
        source_type=source_type,
        tag_filter_id=tag_filter_id,
    )
    return {"association": association_full(association)}


class DeleteAssociation(TypedDict):
    """What `delete_association` returns."""

    association_id: int


def delete_association(db: Database, /, *, association_id: int) -> DeleteAssociation:
    """Delete an association."""
    association = db.find(Association, association_id)
    if association is None:
        fail("association_not_found", association_id=association_id)
    db.delete(association)
    return {"association_id": association_id}


class ListFilters(TypedDict):
    """What `list_filters` returns."""

    filters: list[FilterFull]
    next_cursor: str | None


def list_filters(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListFilters:
    """List the filters."""
    page = db.query(Filter).page("name", limit=limit, cursor=cursor)
    return {"filters": [filter_full(filter_) for filter_ in page.rows], "next_cursor": page.next_cursor}


class CreateFilter(TypedDict):
    """What `create_filter` returns."""

    filter: FilterFull


def create_filter(db: Database, /, *, name: str, tag_filter_type: str | None = None) -> CreateFilter:
    """Create a filter."""
    if len(words(name)) <= 0:
        fail("name_blank")
    filter_ = db.insert(Filter, filter_id=db.next_number("filters"), name=name, tag_filter_type=tag_filter_type)
    return {"filter": filter_full(filter_)}


class DeleteFilter(TypedDict):
    """What `delete_filter` returns."""

    filter_id: int


def delete_filter(db: Database, /, *, filter_id: int) -> DeleteFilter:
    """Delete a filter together with its tag paths."""
    filter_ = db.find(Filter, filter_id) or fail("filter_not_found", filter_id=filter_id)
    db.delete(filter_)
    return {"filter_id": filter_id}


class ListTagPaths(TypedDict):
    """What `list_tag_paths` returns."""

    tag_paths: list[TagPathFull]
    next_cursor: str | None


def list_tag_paths(db: Database, /, *, filter_id: int, limit: int = 20, cursor: str | None = None) -> ListTagPaths:
    """List the tag paths of a filter."""
    filter_ = db.find(Filter, filter_id) or fail("filter_not_found", filter_id=filter_id)
    page = db.query(TagPath).where("filter_id = ?", filter_.filter_id).page(limit=limit, cursor=cursor)
    return {"tag_paths": [tag_path_full(tag_path) for tag_path in page.rows], "next_cursor": page.next_cursor}


class CreateTagPath(TypedDict):
    """What `create_tag_path` returns."""

    tag_path: TagPathFull


def create_tag_path(
    db: Database,
    /,
    *,
    filter_id: int,
    previous_item: str | None = None,
    previous_tag: int | None = None,
    tag: int | None = None,
) -> CreateTagPath:
    """Create a tag path in a filter."""
    if db.find(Filter, filter_id) is None:
        fail("filter_not_found", filter_id=filter_id)
    tag_path = db.insert(
        TagPath,
        tag_path_id=db.next_number("tag_paths"),
        filter_id=filter_id,
        previous_item=previous_item,
        previous_tag=previous_tag,
        tag=tag,
    )
    return {"tag_path": tag_path_full(tag_path)}


class DeleteTagPath(TypedDict):
    """What `delete_tag_path` returns."""

    tag_path_id: int


def delete_tag_path(db: Database, /, *, tag_path_id: int) -> DeleteTagPath:
    """Delete a tag path."""
    tag_path = db.find(TagPath, tag_path_id) or fail("tag_path_not_found", tag_path_id=tag_path_id)
    db.delete(tag_path)
    return {"tag_path_id": tag_path_id}


class ListForwardingrules(TypedDict):
    """What `list_forwardingrules` returns."""

    forwardingrules: list[ForwardingruleFull]
    next_cursor: str | None


def list_forwardingrules(
    db: Database,
    /,
    *,
    destination_id: str | None = None,
    source_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListForwardingrules:
    """List the forwardingrules, optionally by destination or source."""
    query = db.query(Forwardingrule)
    if destination_id is not None:
        query.where("destination_id = ?", destination_id)
    if source_id is not None:
        query.where("source_id IS ?", source_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "forwardingrules": [forwardingrule_full(forwardingrule) for forwardingrule in page.rows],
        "next_cursor": page.next_cursor,
    }


class CreateForwardingrule(TypedDict):
    """What `create_forwardingrule` returns."""

    forwardingrule: ForwardingruleFull


def create_forwardingrule(
    db: Database, /, *, destination_id: str, keep_images: bool = False, source_id: str | None = None
) -> CreateForwardingrule:
    """Create a forwardingrule."""
    if db.find(Destination, destination_id) is None:
        fail("destination_not_found", destination_id=destination_id)
    if source_id is not None and db.find(Source, source_id) is None:
        fail("source_not_found", source_id=source_id)
    forwardingrule = db.insert(
        Forwardingrule,
        forwardingrule_id=db.next_number("forwardingrules"),
        destination_id=destination_id,
        keep_images=keep_images,
        source_id=source_id,
    )
    return {"forwardingrule": forwardingrule_full(forwardingrule)}


class DeleteForwardingrule(TypedDict):
    """What `delete_forwardingrule` returns."""

    forwardingrule_id: int


def delete_forwardingrule(db: Database, /, *, forwardingrule_id: int) -> DeleteForwardingrule:
    """Delete a forwardingrule."""
    forwardingrule = db.find(Forwardingrule, forwardingrule_id)
    if forwardingrule is None:
        fail("forwardingrule_not_found", forwardingrule_id=forwardingrule_id)
    db.delete(forwardingrule)
    return {"forwardingrule_id": forwardingrule_id}


class ListSources(TypedDict):
    """What `list_sources` returns."""

    sources: list[SourceFull]
    next_cursor: str | None


def list_sources(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListSources:
    """List the sources."""
    page = db.query(Source).page("source_name", limit=limit, cursor=cursor)
    return {"sources": [source_full(source) for source in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "association_not_found": "There is no association {association_id}. List the associations to see which there are.",
    "destination_not_found": "There is no destination {destination_id}. List the destinations to see which there are.",
    "filter_not_found": "There is no filter {filter_id}. List the filters to see which there are.",
    "forwardingrule_not_found": (
        "There is no forwardingrule {forwardingrule_id}. List the forwardingrules to see which there are."
    ),
    "source_not_found": "There is no source {source_id}. List the sources to see which there are.",
    "tag_filter_not_found": "There is no tag filter {tag_filter_id}. List the filters to see which there are.",
    "tag_path_not_found": "There is no tag path {tag_path_id}. List the tag paths to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
}

SERVICE = Service(
    name="slicebox_filters",
    folder=Path(__file__).parent,
    tables=[Destination, Association, Filter, TagPath, Forwardingrule, Source],
    tools={
        "list_destinations": Tool(list_destinations, read_only=True),
        "list_associations": Tool(list_associations, read_only=True),
        "create_association": Tool(create_association),
        "delete_association": Tool(delete_association),
        "list_filters": Tool(list_filters, read_only=True),
        "create_filter": Tool(create_filter),
        "delete_filter": Tool(delete_filter),
        "list_tag_paths": Tool(list_tag_paths, read_only=True),
        "create_tag_path": Tool(create_tag_path),
        "delete_tag_path": Tool(delete_tag_path),
        "list_forwardingrules": Tool(list_forwardingrules, read_only=True),
        "create_forwardingrule": Tool(create_forwardingrule),
        "delete_forwardingrule": Tool(delete_forwardingrule),
        "list_sources": Tool(list_sources, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
