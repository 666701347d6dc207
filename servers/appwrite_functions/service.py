"""Appwrite: functions: keeps functions, tags and executions."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Appwrite: functions. Keeps functions, tags and executions.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- Two tags cannot have the same function and code.
- Deleting a function also deletes its executions and tags.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Function(Table, table=True):
    """A function."""

    __tablename__ = "functions"
    __table_args__ = (CheckConstraint("status IN ('disabled', 'enabled')"),)

    function_id: str = Field(primary_key=True)
    name: str
    events: list[str] = Field(sa_type=JsonList())
    runtime: str
    schedule: str | None = None
    status: str
    function_tag: str | None = None
    timeout: int | None = None
    vars: str | None = None
    execute: list[str] = Field(sa_type=JsonList())
    created_at: str
    updated_at: str


class Execution(Table, table=True):
    """An execution of a function."""

    __tablename__ = "executions"
    __table_args__ = (CheckConstraint("status IN ('waiting', 'processing', 'completed', 'failed')"),)

    execution_id: str = Field(primary_key=True)
    function_id: str = Field(foreign_key="functions.function_id", ondelete="CASCADE", index=True)
    status: str
    stderr: str | None = None
    stdout: str | None = None
    trigger: str | None = None
    data: str | None = None
    created_at: str


class Tag(Table, table=True):
    """A tag of a function."""

    __tablename__ = "tags"
    __table_args__ = (UniqueConstraint("function_id", "code"),)

    tag_id: str = Field(primary_key=True)
    function_id: str = Field(foreign_key="functions.function_id", ondelete="CASCADE", index=True)
    command: str
    size: str | None = None
    code: str
    created_at: str


# --- views --------------------------------------------------------------------------------------------------------


class FunctionShort(TypedDict):
    """A function in the view `short`."""

    function_id: str
    name: str
    runtime: str
    schedule: str | None
    status: str
    function_tag: str | None
    timeout: int | None


def function_short(function: Function) -> FunctionShort:
    """A function in the view `short`."""
    return {
        "function_id": function.function_id,
        "name": function.name,
        "runtime": function.runtime,
        "schedule": function.schedule,
        "status": function.status,
        "function_tag": function.function_tag,
        "timeout": function.timeout,
    }


class FunctionFull(FunctionShort):
    """A function in the view `full`."""

    events: list[str]
    vars: str | None
    execute: list[str]
    created_at: str
    updated_at: str


def function_full(function: Function) -> FunctionFull:
    """A function in the view `full`."""
    return {
        **function_short(function),
        "events": function.events,
        "vars": function.vars,
        "execute": function.execute,
        "created_at": function.created_at,
        "updated_at": function.updated_at,
    }


class ExecutionShort(TypedDict):
    """An execution in the view `short`."""

    execution_id: str
    function_id: str
    status: str
    stderr: str | None
    stdout: str | None
    trigger: str | None
    data: str | None


def execution_short(execution: Execution) -> ExecutionShort:
    """An execution in the view `short`."""
    return {
        "execution_id": execution.execution_id,
        "function_id": execution.function_id,
        "status": execution.status,
        "stderr": execution.stderr,
        "stdout": execution.stdout,
        "trigger": execution.trigger,
        "data": execution.data,
    }


class ExecutionFull(ExecutionShort):
    """An execution in the view `full`."""

    created_at: str


def execution_full(execution: Execution) -> ExecutionFull:
    """An execution in the view `full`."""
    return {**execution_short(execution), "created_at": execution.created_at}


class TagShort(TypedDict):
    """A tag in the view `short`."""

    tag_id: str
    function_id: str
    command: str
    size: str | None
    code: str
    created_at: str


def tag_short(tag: Tag) -> TagShort:
    """A tag in the view `short`."""
    return {
        "tag_id": tag.tag_id,
        "function_id": tag.function_id,
        "command": tag.command,
        "size": tag.size,
        "code": tag.code,
        "created_at": tag.created_at,
    }


class TagFull(TagShort):
    """A tag in the view `full`."""


def tag_full(tag: Tag) -> TagFull:
    """A tag in the view `full`."""
    return tag_short(tag)


# --- tools --------------------------------------------------------------------------------------------------------


class ListFunctions(TypedDict):
    """What `list_functions` returns."""

    functions: list[FunctionShort]
    next_cursor: str | None


def list_functions(
    db: Database,
    /,
    *,
    query_: str | None = None,
    status: Literal["disabled", "enabled"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListFunctions:
    """List the functions, optionally by text or status."""
    query = db.query(Function)
    if query_ is not None:
        query.where("contains(name, ?)", query_)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"functions": [function_short(function) for function in page.rows], "next_cursor": page.next_cursor}


class FunctionResult(TypedDict):
    """What `get_function` and 2 other tools return."""

    function: FunctionFull


def get_function(db: Database, /, *, function_id: str) -> FunctionResult:
    """Show a function with all its details."""
    function = db.find(Function, function_id) or fail("function_not_found", function_id=function_id)
    return {"function": function_full(function)}


def create_function(
    db: Database,
    /,
    *,
    name: str,
    runtime: str,
    execute: list[str],
    events: list[str],
    schedule: str | None = None,
    timeout: int | None = None,
) -> FunctionResult:
    """Create a function."""
    if len(words(name)) <= 0:
        fail("name_blank")
    function = db.insert(
        Function,
        function_id=f"FUN-{db.next_number('functions'):04d}",
        name=name,
        events=events,
        runtime=runtime,
        schedule=schedule,
        status="enabled",
        timeout=timeout,
        execute=execute,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"function": function_full(function)}


def update_function(
    db: Database,
    /,
    *,
    function_id: str,
    name: str | None = None,
    events: list[str] | None = None,
    schedule: str | None = None,
    timeout: int | None = None,
    execute: list[str] | None = None,
    clear: list[Literal["schedule", "timeout"]] | None = None,
) -> FunctionResult:
    """Change a function, for example its name, execute, events or timeout."""
    changes = given(clear, name=name, events=events, schedule=schedule, timeout=timeout, execute=execute)
    function = db.find(Function, function_id) or fail("function_not_found", function_id=function_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(function, **changes, updated_at=db.now())
    return {"function": function_full(function)}


class DeleteFunction(TypedDict):
    """What `delete_function` returns."""

    function_id: str


def delete_function(db: Database, /, *, function_id: str) -> DeleteFunction:
    """Delete a function together with its executions and tags."""
    function = db.find(Function, function_id) or fail("function_not_found", function_id=function_id)
    db.delete(function)
    return {"function_id": function_id}


class ListExecutions(TypedDict):
    """What `list_executions` returns."""

    executions: list[ExecutionShort]
    next_cursor: str | None


def list_executions(
    db: Database,
    /,
    *,
    function_id: str,
    status: Literal["waiting", "processing", "completed", "failed"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListExecutions:
    """List the executions of a function, optionally by status."""
    function = db.find(Function, function_id) or fail("function_not_found", function_id=function_id)
    query = db.query(Execution).where("function_id = ?", function.function_id)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"executions": [execution_short(execution) for execution in page.rows], "next_cursor": page.next_cursor}


class ExecutionResult(TypedDict):
    """What `get_execution` and `create_execution` return."""

    execution: ExecutionFull


def get_execution(db: Database, /, *, execution_id: str) -> ExecutionResult:
    """Show an execution with all its details."""
    execution = db.find(Execution, execution_id) or fail("execution_not_found", execution_id=execution_id)
    return {"execution": execution_full(execution)}


def create_execution(db: Database, /, *, function_id: str, data: str | None = None) -> ExecutionResult:
    """Create an execution in a function."""
    if db.find(Function, function_id) is None:
        fail("function_not_found", function_id=function_id)
    execution = db.insert(
        Execution,
        execution_id=f"EXE-{db.next_number('executions'):04d}",
        function_id=function_id,
        status="waiting",
        data=data,
        created_at=db.now(),
    )
    return {"execution": execution_full(execution)}


class ListTags(TypedDict):
    """What `list_tags` returns."""

    tags: list[TagShort]
    next_cursor: str | None


def list_tags(db: Database, /, *, function_id: str, limit: int = 20, cursor: str | None = None) -> ListTags:
    """List the tags of a function."""
    function = db.find(Function, function_id) or fail("function_not_found", function_id=function_id)
    page = db.query(Tag).where("function_id = ?", function.function_id).page("-created_at", limit=limit, cursor=cursor)
    return {"tags": [tag_short(tag) for tag in page.rows], "next_cursor": page.next_cursor}


class TagResult(TypedDict):
    """What `get_tag` and `create_tag` return."""

    tag: TagFull


def get_tag(db: Database, /, *, tag_id: str) -> TagResult:
    """Show a tag with all its details."""
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    return {"tag": tag_full(tag)}


def create_tag(db: Database, /, *, function_id: str, command: str, code: str) -> TagResult:
    """Create a tag in a function."""
    if db.find(Function, function_id) is None:
        fail("function_not_found", function_id=function_id)
    tag = db.insert(
        Tag,
        tag_id=f"TAG-{db.next_number('tags'):04d}",
        function_id=function_id,
        command=command,
        code=code,
        created_at=db.now(),
    )
    return {"tag": tag_full(tag)}


class DeleteTag(TypedDict):
    """What `delete_tag` returns."""

    tag_id: str


def delete_tag(db: Database, /, *, tag_id: str) -> DeleteTag:
    """Delete a tag."""
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    db.delete(tag)
    return {"tag_id": tag_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "execution_not_found": "There is no execution {execution_id}. List the executions to see which there are.",
    "function_not_found": "There is no function {function_id}. List the functions to see which there are.",
    "tag_code_taken": "There is already a tag with the code {code}. Choose another code.",
    "tag_not_found": "There is no tag {tag_id}. List the tags to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="appwrite_functions",
    folder=Path(__file__).parent,
    tables=[Function, Execution, Tag],
    tools={
        "list_functions": Tool(list_functions, read_only=True),
        "get_function": Tool(get_function, read_only=True),
        "create_function": Tool(create_function),
        "update_function": Tool(update_function),
        "delete_function": Tool(delete_function),
        "list_executions": Tool(list_executions, read_only=True),
        "get_execution": Tool(get_execution, read_only=True),
        "create_execution": Tool(create_execution),
        "list_tags": Tool(list_tags, read_only=True),
        "get_tag": Tool(get_tag, read_only=True),
        "create_tag": Tool(create_tag),
        "delete_tag": Tool(delete_tag),
    },
    faults=FAULTS,
    unique_faults={
        "tags.function_id, tags.code": "tag_code_taken",
    },
    instructions=INSTRUCTIONS,
)
