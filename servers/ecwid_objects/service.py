"""ecwid: objects: keeps objects, child objects, jobs, docs and metadata."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
ecwid: objects. Keeps objects, child objects, jobs, docs and metadata.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Deleting an object also deletes its child objects.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Jobs(Table, table=True):
    """The jobs."""

    __tablename__ = "jobs"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    object_name: str
    completion_time: int
    created_date: int
    error_count: int
    job_direction: str
    job_query: str
    job_state: str
    record_count: int
    status: str


class Docs(Table, table=True):
    """The docs."""

    __tablename__ = "docs"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    title: str
    base_path: str
    host: str
    schemes: list[str] = Field(sa_type=JsonList())
    swagger: str
    tag_names: list[str] = Field(sa_type=JsonList())


class Metadata(Table, table=True):
    """Metadata."""

    __tablename__ = "metadata"

    metadata_id: str = Field(primary_key=True)
    vendor_display_name: str | None = None
    mask: str | None = None
    vendor_path: str | None = None
    vendor_read_only: bool
    vendor_required: bool


class Object(Table, table=True):
    """An object."""

    __tablename__ = "objects"

    object_id: str = Field(primary_key=True)
    object_field: str | None = None


class ChildObject(Table, table=True):
    """A child object of an object."""

    __tablename__ = "child_objects"

    child_object_id: str = Field(primary_key=True)
    object_id: str = Field(foreign_key="objects.object_id", ondelete="CASCADE", index=True)
    object_field: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class JobsFull(TypedDict):
    """A jobs in the view `full`."""

    object_name: str
    completion_time: int
    created_date: int
    error_count: int
    job_direction: str
    job_query: str
    job_state: str
    record_count: int
    status: str


def jobs_full(jobs: Jobs) -> JobsFull:
    """A jobs in the view `full`."""
    return {
        "object_name": jobs.object_name,
        "completion_time": jobs.completion_time,
        "created_date": jobs.created_date,
        "error_count": jobs.error_count,
        "job_direction": jobs.job_direction,
        "job_query": jobs.job_query,
        "job_state": jobs.job_state,
        "record_count": jobs.record_count,
        "status": jobs.status,
    }


class DocsFull(TypedDict):
    """A docs in the view `full`."""

    title: str
    base_path: str
    host: str
    schemes: list[str]
    swagger: str
    tag_names: list[str]


def docs_full(docs: Docs) -> DocsFull:
    """A docs in the view `full`."""
    return {
        "title": docs.title,
        "base_path": docs.base_path,
        "host": docs.host,
        "schemes": docs.schemes,
        "swagger": docs.swagger,
        "tag_names": docs.tag_names,
    }


class MetadataShort(TypedDict):
    """A metadata in the view `short`."""

    metadata_id: str
    vendor_display_name: str | None
    mask: str | None
    vendor_path: str | None
    vendor_read_only: bool
    vendor_required: bool


def metadata_short(metadata_: Metadata) -> MetadataShort:
    """A metadata in the view `short`."""
    return {
        "metadata_id": metadata_.metadata_id,
        "vendor_display_name": metadata_.vendor_display_name,
        "mask": metadata_.mask,
        "vendor_path": metadata_.vendor_path,
        "vendor_read_only": metadata_.vendor_read_only,
        "vendor_required": metadata_.vendor_required,
    }


class MetadataFull(MetadataShort):
    """A metadata in the view `full`."""


def metadata_full(metadata_: Metadata) -> MetadataFull:
    """A metadata in the view `full`."""
    return metadata_short(metadata_)


class ObjectShort(TypedDict):
    """An object in the view `short`."""

    object_id: str
    object_field: str | None


def object_short(object_: Object) -> ObjectShort:
    """An object in the view `short`."""
    return {"object_id": object_.object_id, "object_field": object_.object_field}


class ObjectFull(ObjectShort):
    """An object in the view `full`."""


def object_full(object_: Object) -> ObjectFull:
    """An object in the view `full`."""
    return object_short(object_)


class ChildObjectShort(TypedDict):
    """A child object in the view `short`."""

    child_object_id: str
    object_id: str
    object_field: str | None


def child_object_short(child_object: ChildObject) -> ChildObjectShort:
    """A child object in the view `short`."""
    return {
        "child_object_id": child_object.child_object_id,
        "object_id": child_object.object_id,
        "object_field": child_object.object_field,
    }


class ChildObjectFull(ChildObjectShort):
    """A child object in the view `full`."""


def child_object_full(child_object: ChildObject) -> ChildObjectFull:
    """A child object in the view `full`."""
    return child_object_short(child_object)


# --- tools --------------------------------------------------------------------------------------------------------


class GetJobs(TypedDict):
    """What `get_jobs` returns."""

    jobs: JobsFull


def get_jobs(db: Database, /) -> GetJobs:
    """Show the jobs."""
    jobs = db.get(Jobs, 1)
    return {"jobs": jobs_full(jobs)}


class GetDocs(TypedDict):
    """What `get_docs` returns."""

    docs: DocsFull


def get_docs(db: Database, /) -> GetDocs:
    """Show the docs."""
    docs = db.get(Docs, 1)
    return {"docs": docs_full(docs)}


class ListMetadata(TypedDict):
    """What `list_metadata` returns."""

    metadata: list[MetadataFull]
    next_cursor: str | None


def list_metadata(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListMetadata:
    """List the metadata."""
    page = db.query(Metadata).page("vendor_display_name", limit=limit, cursor=cursor)
    return {"metadata": [metadata_full(metadata_) for metadata_ in page.rows], "next_cursor": page.next_cursor}


class ListObjects(TypedDict):
    """What `list_objects` returns."""

    objects: list[ObjectShort]
    next_cursor: str | None


def list_objects(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListObjects:
    """List the objects."""
    page = db.query(Object).page(limit=limit, cursor=cursor)
    return {"objects": [object_short(object_) for object_ in page.rows], "next_cursor": page.next_cursor}


class ObjectResult(TypedDict):
    """What `get_object` and `update_object` return."""

    object: ObjectFull


def get_object(db: Database, /, *, object_id: str) -> ObjectResult:
    """Show an object with all its details."""
    object_ = db.find(Object, object_id) or fail("object_not_found", object_id=object_id)
    return {"object": object_full(object_)}


def update_object(
    db: Database,
    /,
    *,
    object_id: str,
    object_field: str | None = None,
    clear: list[Literal["object_field"]] | None = None,
) -> ObjectResult:
    """Change the object field of an object."""
    changes = given(clear, object_field=object_field)
    object_ = db.find(Object, object_id) or fail("object_not_found", object_id=object_id)
    if not changes:
        fail("nothing_to_change")
    db.update(object_, **changes)
    return {"object": object_full(object_)}


class DeleteObject(TypedDict):
    """What `delete_object` returns."""

    object_id: str


def delete_object(db: Database, /, *, object_id: str) -> DeleteObject:
    """Delete an object together with its child objects."""
    object_ = db.find(Object, object_id) or fail("object_not_found", object_id=object_id)
    db.delete(object_)
    return {"object_id": object_id}


class ListChildObjects(TypedDict):
    """What `list_child_objects` returns."""

    child_objects: list[ChildObjectShort]
    next_cursor: str | None


def list_child_objects(
    db: Database, /, *, object_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListChildObjects:
    """List the child objects, optionally by object."""
    query = db.query(ChildObject)
    if object_id is not None:
        query.where("object_id = ?", object_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "child_objects": [child_object_short(child_object) for child_object in page.rows],
        "next_cursor": page.next_cursor,
    }


class ChildObjectResult(TypedDict):
    """What `get_child_object` and 2 other tools return."""

    child_object: ChildObjectFull


def get_child_object(db: Database, /, *, child_object_id: str) -> ChildObjectResult:
    """Show a child object with all its details."""
    child_object = db.find(ChildObject, child_object_id)
    if child_object is None:
        fail("child_object_not_found", child_object_id=child_object_id)
    return {"child_object": child_object_full(child_object)}


def create_child_object(db: Database, /, *, object_id: str, object_field: str | None = None) -> ChildObjectResult:
    """Create a child object in an object."""
    if db.find(Object, object_id) is None:
        fail("object_not_found", object_id=object_id)
    child_object = db.insert(
        ChildObject,
        child_object_id=f"CO-{db.next_number('child_objects'):04d}",
        object_id=object_id,
        object_field=object_field,
    )
    return {"child_object": child_object_full(child_object)}


def update_child_object(
    db: Database,
    /,
    *,
    child_object_id: str,
    object_field: str | None = None,
    clear: list[Literal["object_field"]] | None = None,
) -> ChildObjectResult:
    """Change the object field of a child object."""
    changes = given(clear, object_field=object_field)
    child_object = db.find(ChildObject, child_object_id)
    if child_object is None:
        fail("child_object_not_found", child_object_id=child_object_id)
    if not changes:
        fail("nothing_to_change")
    db.update(child_object, **changes)
    return {"child_object": child_object_full(child_object)}


class DeleteChildObject(TypedDict):
    """What `delete_child_object` returns."""

    child_object_id: str


def delete_child_object(db: Database, /, *, child_object_id: str) -> DeleteChildObject:
    """Delete a child object."""
    child_object = db.find(ChildObject, child_object_id)
    if child_object is None:
        fail("child_object_not_found", child_object_id=child_object_id)
    db.delete(child_object)
    return {"child_object_id": child_object_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "child_object_not_found": (
        "There is no child object {child_object_id}. List the child objects to see which there are."
    ),
    "object_not_found": "There is no object {object_id}. List the objects to see which there are.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="ecwid_objects",
    folder=Path(__file__).parent,
    tables=[Jobs, Docs, Metadata, Object, ChildObject],
    tools={
        "get_jobs": Tool(get_jobs, read_only=True),
        "get_docs": Tool(get_docs, read_only=True),
        "list_metadata": Tool(list_metadata, read_only=True),
        "list_objects": Tool(list_objects, read_only=True),
        "get_object": Tool(get_object, read_only=True),
        "update_object": Tool(update_object),
        "delete_object": Tool(delete_object),
        "list_child_objects": Tool(list_child_objects, read_only=True),
        "get_child_object": Tool(get_child_object, read_only=True),
        "create_child_object": Tool(create_child_object),
        "update_child_object": Tool(update_child_object),
        "delete_child_object": Tool(delete_child_object),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
