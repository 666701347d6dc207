"""Email Activity (beta: marketing lists: keeps marketing lists, field definitions and import jobs."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Email Activity (beta: marketing lists. Keeps marketing lists, field definitions and import jobs.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class ImportJob(Table, table=True):
    """An import job."""

    __tablename__ = "import_jobs"
    __table_args__ = (
        CheckConstraint("job_type IN ('upsert', 'delete')"),
        CheckConstraint("status IN ('pending', 'completed', 'errored', 'failed')"),
    )

    import_job_id: str = Field(primary_key=True)
    finished_at: str | None = None
    job_type: str | None = None
    results_created_count: float | None = None
    results_deleted_count: float | None = None
    results_errored_count: float | None = None
    results_requested_count: float | None = None
    results_updated_count: float | None = None
    started_at: str | None = None
    status: str


class FieldDefinition(Table, table=True):
    """A field definition."""

    __tablename__ = "field_definitions"
    __table_args__ = (CheckConstraint("field_type IN ('Text', 'Number', 'Date')"),)

    field_definition_id: str = Field(primary_key=True)
    field_type: str
    name: str


class MarketingList(Table, table=True):
    """A marketing list."""

    __tablename__ = "marketing_lists"

    marketing_list_id: str = Field(primary_key=True)
    name: str


# --- views --------------------------------------------------------------------------------------------------------


class ImportJobShort(TypedDict):
    """An import job in the view `short`."""

    import_job_id: str
    finished_at: str | None
    job_type: str | None
    results_created_count: float | None
    results_deleted_count: float | None
    started_at: str | None
    status: str


def import_job_short(import_job: ImportJob) -> ImportJobShort:
    """An import job in the view `short`."""
    return {
        "import_job_id": import_job.import_job_id,
        "finished_at": import_job.finished_at,
        "job_type": import_job.job_type,
        "results_created_count": import_job.results_created_count,
        "results_deleted_count": import_job.results_deleted_count,
        "started_at": import_job.started_at,
        "status": import_job.status,
    }


class ImportJobFull(ImportJobShort):
    """An import job in the view `full`."""

    results_errored_count: float | None
    results_requested_count: float | None
    results_updated_count: float | None


def import_job_full(import_job: ImportJob) -> ImportJobFull:
    """An import job in the view `full`."""
    return {
        **import_job_short(import_job),
        "results_errored_count": import_job.results_errored_count,
        "results_requested_count": import_job.results_requested_count,
        "results_updated_count": import_job.results_updated_count,
    }


class FieldDefinitionShort(TypedDict):
    """A field definition in the view `short`."""

    field_definition_id: str
    field_type: str
    name: str


def field_definition_short(field_definition: FieldDefinition) -> FieldDefinitionShort:
    """A field definition in the view `short`."""
    return {
        "field_definition_id": field_definition.field_definition_id,
        "field_type": field_definition.field_type,
        "name": field_definition.name,
    }


class FieldDefinitionFull(FieldDefinitionShort):
    """A field definition in the view `full`."""


def field_definition_full(field_definition: FieldDefinition) -> FieldDefinitionFull:
    """A field definition in the view `full`."""
    return field_definition_short(field_definition)


class MarketingListShort(TypedDict):
    """A marketing list in the view `short`."""

    marketing_list_id: str
    name: str


def marketing_list_short(marketing_list: MarketingList) -> MarketingListShort:
    """A marketing list in the view `short`."""
    return {"marketing_list_id": marketing_list.marketing_list_id, "name": marketing_list.name}


class MarketingListFull(MarketingListShort):
    """A marketing list in the view `full`."""


def marketing_list_full(marketing_list: MarketingList) -> MarketingListFull:
    """A marketing list in the view `full`."""
    return marketing_list_short(marketing_list)


# --- tools --------------------------------------------------------------------------------------------------------


class ListImportJobs(TypedDict):
    """What `list_import_jobs` returns."""

    import_jobs: list[ImportJobShort]
    next_cursor: str | None


def list_import_jobs(
    db: Database,
    /,
    *,
    status: Literal["pending", "completed", "errored", "failed"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListImportJobs:
    """List the import jobs, optionally by status."""
    query = db.query(ImportJob)
    if status is not None:
        query.where("status = ?", status)
    page = query.page(limit=limit, cursor=cursor)
    return {"import_jobs": [import_job_short(import_job) for import_job in page.rows], "next_cursor": page.next_cursor}


class GetImportJob(TypedDict):
    """What `get_import_job` returns."""

    import_job: ImportJobFull


def get_import_job(db: Database, /, *, import_job_id: str) -> GetImportJob:
    """Show an import job with all its details."""
    import_job = db.find(ImportJob, import_job_id) or fail("import_job_not_found", import_job_id=import_job_id)
    return {"import_job": import_job_full(import_job)}


class ListFieldDefinitions(TypedDict):
    """What `list_field_definitions` returns."""

    field_definitions: list[FieldDefinitionFull]
    next_cursor: str | None


def list_field_definitions(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListFieldDefinitions:
    """List the field definitions."""
    page = db.query(FieldDefinition).page(limit=limit, cursor=cursor)
    return {
        "field_definitions": [field_definition_full(field_definition) for field_definition in page.rows],
        "next_cursor": page.next_cursor,
    }


class FieldDefinitionResult(TypedDict):
    """What `create_field_definition` and `update_field_definition` return."""

    field_definition: FieldDefinitionFull


def create_field_definition(
    db: Database, /, *, field_type: Literal["Text", "Number", "Date"], name: str
) -> FieldDefinitionResult:
    """Create a field definition."""
    if len(words(name)) <= 0:
        fail("name_blank")
    field_definition = db.insert(
        FieldDefinition,
        field_definition_id=f"FD-{db.next_number('field_definitions'):04d}",
        field_type=field_type,
        name=name,
    )
    return {"field_definition": field_definition_full(field_definition)}


def update_field_definition(
    db: Database, /, *, field_definition_id: str, name: str | None = None
) -> FieldDefinitionResult:
    """Change the name of a field definition."""
    changes = given(None, name=name)
    field_definition = db.find(FieldDefinition, field_definition_id)
    if field_definition is None:
        fail("field_definition_not_found", field_definition_id=field_definition_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(field_definition, **changes)
    return {"field_definition": field_definition_full(field_definition)}


class DeleteFieldDefinition(TypedDict):
    """What `delete_field_definition` returns."""

    field_definition_id: str


def delete_field_definition(db: Database, /, *, field_definition_id: str) -> DeleteFieldDefinition:
    """Delete a field definition."""
    field_definition = db.find(FieldDefinition, field_definition_id)
    if field_definition is None:
        fail("field_definition_not_found", field_definition_id=field_definition_id)
    db.delete(field_definition)
    return {"field_definition_id": field_definition_id}


class ListMarketingLists(TypedDict):
    """What `list_marketing_lists` returns."""

    marketing_lists: list[MarketingListShort]
    next_cursor: str | None


def list_marketing_lists(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListMarketingLists:
    """List the marketing lists."""
    page = db.query(MarketingList).page("name", limit=limit, cursor=cursor)
    return {
        "marketing_lists": [marketing_list_short(marketing_list) for marketing_list in page.rows],
        "next_cursor": page.next_cursor,
    }


class MarketingListResult(TypedDict):
    """What `get_marketing_list` and 2 other tools return."""

    marketing_list: MarketingListFull


def get_marketing_list(db: Database, /, *, marketing_list_id: str) -> MarketingListResult:
    """Show a marketing list with all its details."""
    marketing_list = db.find(MarketingList, marketing_list_id)
    if marketing_list is None:
        fail("marketing_list_not_found", marketing_list_id=marketing_list_id)
    return {"marketing_list": marketing_list_full(marketing_list)}


def create_marketing_list(db: Database, /, *, name: str) -> MarketingListResult:
    """Create a marketing list."""
    if len(words(name)) <= 0:
        fail("name_blank")
    marketing_list = db.insert(
        MarketingList, marketing_list_id=f"ML-{db.next_number('marketing_lists'):04d}", name=name
    )
    return {"marketing_list": marketing_list_full(marketing_list)}


def update_marketing_list(db: Database, /, *, marketing_list_id: str, name: str | None = None) -> MarketingListResult:
    """Change the name of a marketing list."""
    changes = given(None, name=name)
    marketing_list = db.find(MarketingList, marketing_list_id)
    if marketing_list is None:
        fail("marketing_list_not_found", marketing_list_id=marketing_list_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(marketing_list, **changes)
    return {"marketing_list": marketing_list_full(marketing_list)}


class DeleteMarketingList(TypedDict):
    """What `delete_marketing_list` returns."""

    marketing_list_id: str


def delete_marketing_list(db: Database, /, *, marketing_list_id: str) -> DeleteMarketingList:
    """Delete a marketing list."""
    marketing_list = db.find(MarketingList, marketing_list_id)
    if marketing_list is None:
        fail("marketing_list_not_found", marketing_list_id=marketing_list_id)
    db.delete(marketing_list)
    return {"marketing_list_id": marketing_list_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "field_definition_not_found": (
        "There is no field definition {field_definition_id}. List the field definitions to see which there are."
    ),
    "import_job_not_found": "There is no import job {import_job_id}. List the import jobs to see which there are.",
    "marketing_list_not_found": (
        "There is no marketing list {marketing_list_id}. List the marketing lists to see which there are."
    ),
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="email_activity_beta_marketing_lists",
    folder=Path(__file__).parent,
    tables=[ImportJob, FieldDefinition, MarketingList],
    tools={
        "list_import_jobs": Tool(list_import_jobs, read_only=True),
        "get_import_job": Tool(get_import_job, read_only=True),
        "list_field_definitions": Tool(list_field_definitions, read_only=True),
        "create_field_definition": Tool(create_field_definition),
        "update_field_definition": Tool(update_field_definition),
        "delete_field_definition": Tool(delete_field_definition),
        "list_marketing_lists": Tool(list_marketing_lists, read_only=True),
        "get_marketing_list": Tool(get_marketing_list, read_only=True),
        "create_marketing_list": Tool(create_marketing_list),
        "update_marketing_list": Tool(update_marketing_list),
        "delete_marketing_list": Tool(delete_marketing_list),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
