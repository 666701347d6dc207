"""AWS Glue: sessions: keeps sessions and statements."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail

INSTRUCTIONS = """\
AWS Glue: sessions. Keeps sessions and statements.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can cancel a statement only while it is waiting, running or available.
- You can stop a session only while it is ready.
- Creating a session can be refused: the description must not be blank.
- Deleting a session also deletes its statements.
- A statement's state goes from waiting to cancelled, from running to cancelled, and from available to cancelled.
- A session's status goes from ready to stopped.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Statement(Table, table=True):
    """A statement of a session."""

    __tablename__ = "statements"
    __table_args__ = (
        CheckConstraint("state IN ('WAITING', 'RUNNING', 'AVAILABLE', 'CANCELLING', 'CANCELLED', 'ERROR')"),
        CheckConstraint("output_status IN ('WAITING', 'RUNNING', 'AVAILABLE', 'CANCELLING', 'CANCELLED', 'ERROR')"),
    )

    statement_id: int = Field(primary_key=True)
    session_id: str = Field(foreign_key="sessions.session_id", ondelete="CASCADE", index=True)
    code: str
    state: str
    output_status: str | None = None
    output_error_name: str | None = None
    output_error_value: str | None = None
    started_on: str | None = None
    completed_on: str | None = None
    request_origin: str | None = None


class Session(Table, table=True):
    """A session."""

    __tablename__ = "sessions"
    __table_args__ = (
        CheckConstraint("status IN ('PROVISIONING', 'READY', 'FAILED', 'TIMEOUT', 'STOPPING', 'STOPPED')"),
        CheckConstraint(
            "worker_type IN ('Standard', 'G.1X', 'G.2X', 'G.4X', 'G.8X', 'G.025X', 'Z.2X', 'G.12X', "
            "'G.16X', 'R.1X', 'R.2X', 'R.4X', 'R.8X')"
        ),
        CheckConstraint("session_type IN ('LIVY', 'SPARK_CONNECT')"),
    )

    session_id: str = Field(primary_key=True)
    description: str | None = None
    status: str
    error_message: str | None = None
    role: str
    command_name: str | None = None
    max_capacity: float | None = None
    worker_type: str | None = None
    completed_on: str | None = None
    idle_timeout: int | None = None
    session_type: str | None = None
    timeout: int | None = None
    request_origin: str | None = None
    created_on: str


# --- views --------------------------------------------------------------------------------------------------------


class StatementShort(TypedDict):
    """A statement in the view `short`."""

    statement_id: int
    session_id: str
    code: str
    state: str
    output_status: str | None
    started_on: str | None
    completed_on: str | None


def statement_short(statement: Statement) -> StatementShort:
    """A statement in the view `short`."""
    return {
        "statement_id": statement.statement_id,
        "session_id": statement.session_id,
        "code": statement.code,
        "state": statement.state,
        "output_status": statement.output_status,
        "started_on": statement.started_on,
        "completed_on": statement.completed_on,
    }


class StatementFull(StatementShort):
    """A statement in the view `full`."""

    output_error_name: str | None
    output_error_value: str | None
    request_origin: str | None


def statement_full(statement: Statement) -> StatementFull:
    """A statement in the view `full`."""
    return {
        **statement_short(statement),
        "output_error_name": statement.output_error_name,
        "output_error_value": statement.output_error_value,
        "request_origin": statement.request_origin,
    }


class SessionShort(TypedDict):
    """A session in the view `short`."""

    session_id: str
    description: str | None
    status: str
    role: str
    worker_type: str | None
    completed_on: str | None
    session_type: str | None


def session_short(session: Session) -> SessionShort:
    """A session in the view `short`."""
    return {
        "session_id": session.session_id,
        "description": session.description,
        "status": session.status,
        "role": session.role,
        "worker_type": session.worker_type,
        "completed_on": session.completed_on,
        "session_type": session.session_type,
    }


class SessionFull(SessionShort):
    """A session in the view `full`."""

    error_message: str | None
    command_name: str | None
    max_capacity: float | None
    idle_timeout: int | None
    timeout: int | None
    request_origin: str | None
    created_on: str


def session_full(session: Session) -> SessionFull:
    """A session in the view `full`."""
    return {
        **session_short(session),
        "error_message": session.error_message,
        "command_name": session.command_name,
        "max_capacity": session.max_capacity,
        "idle_timeout": session.idle_timeout,
        "timeout": session.timeout,
        "request_origin": session.request_origin,
        "created_on": session.created_on,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListStatements(TypedDict):
    """What `list_statements` returns."""

    statements: list[StatementShort]
    next_cursor: str | None


def list_statements(
    db: Database,
    /,
    *,
    session_id: str,
    request_origin: str | None = None,
    state: Literal["WAITING", "RUNNING", "AVAILABLE", "CANCELLING", "CANCELLED", "ERROR"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListStatements:
    """List the statements of a session, optionally by request origin or state."""
    session = db.find(Session, session_id) or fail("session_not_found", session_id=session_id)
    query = db.query(Statement).where("session_id = ?", session.session_id)
    if request_origin is not None:
        query.where("same_text(request_origin, ?)", request_origin)
    if state is not None:
        query.where("state = ?", state)
    page = query.page("code", limit=limit, cursor=cursor)
    return {"statements": [statement_short(statement) for statement in page.rows], "next_cursor": page.next_cursor}


class StatementResult(TypedDict):
    """What `get_statement` and 2 other tools return."""

    statement: StatementFull


def get_statement(db: Database, /, *, statement_id: int) -> StatementResult:
    """Show a statement with all its details."""
    statement = db.find(Statement, statement_id) or fail("statement_not_found", statement_id=statement_id)
    return {"statement": statement_full(statement)}


def create_statement(
    db: Database, /, *, session_id: str, code: str, request_origin: str | None = None
) -> StatementResult:
    """Create a statement in a session."""
    if db.find(Session, session_id) is None:
        fail("session_not_found", session_id=session_id)
    statement = db.insert(
        Statement,
        statement_id=db.next_number("statements"),
        session_id=session_id,
        code=code,
        state="AVAILABLE",
        request_origin=request_origin,
    )
    return {"statement": statement_full(statement)}


def cancel_statement(db: Database, /, *, statement_id: int, request_origin: str | None = None) -> StatementResult:
    """Cancel a statement that is waiting, running or available."""
    statement = db.find(Statement, statement_id) or fail("statement_not_found", statement_id=statement_id)
    if statement.state == "CANCELLED":
        fail("statement_already_cancelled", statement_id=statement.statement_id)
    if statement.state not in ("WAITING", "RUNNING", "AVAILABLE"):
        fail(
            "statement_not_waiting_or_running_or_available", statement_id=statement.statement_id, state=statement.state
        )
    db.update(
        statement,
        state="CANCELLED",
        request_origin=request_origin if request_origin is not None else statement.request_origin,
    )
    return {"statement": statement_full(statement)}


class ListSessions(TypedDict):
    """What `list_sessions` returns."""

    sessions: list[SessionShort]
    next_cursor: str | None


def list_sessions(
    db: Database,
    /,
    *,
    request_origin: str | None = None,
    status: Literal["PROVISIONING", "READY", "FAILED", "TIMEOUT", "STOPPING", "STOPPED"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListSessions:
    """List the sessions, optionally by request origin or status."""
    query = db.query(Session)
    if request_origin is not None:
        query.where("same_text(request_origin, ?)", request_origin)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-created_on", limit=limit, cursor=cursor)
    return {"sessions": [session_short(session) for session in page.rows], "next_cursor": page.next_cursor}


class SessionResult(TypedDict):
    """What `get_session` and 2 other tools return."""

    session: SessionFull


def get_session(db: Database, /, *, session_id: str) -> SessionResult:
    """Show a session with all its details."""
    session = db.find(Session, session_id) or fail("session_not_found", session_id=session_id)
    return {"session": session_full(session)}


def create_session(
    db: Database,
    /,
    *,
    role: str,
    description: str | None = None,
    command_name: str | None = None,
    max_capacity: float | None = None,
    worker_type: Literal[
        "Standard", "G.1X", "G.2X", "G.4X", "G.8X", "G.025X", "Z.2X", "G.12X", "G.16X", "R.1X", "R.2X", "R.4X", "R.8X"
    ]
    | None = None,
    idle_timeout: int | None = None,
    session_type: Literal["LIVY", "SPARK_CONNECT"] | None = None,
    timeout: int | None = None,
) -> SessionResult:
    """Create a session."""
    if description is not None and len(words(description)) <= 0:
        fail("description_blank")
    session = db.insert(
        Session,
        session_id=f"SES-{db.next_number('sessions'):04d}",
        description=description,
        status="PROVISIONING",
        role=role,
        command_name=command_name,
        max_capacity=max_capacity,
        worker_type=worker_type,
        idle_timeout=idle_timeout,
        session_type=session_type,
        timeout=timeout,
        created_on=db.now(),
    )
    return {"session": session_full(session)}


class DeleteSession(TypedDict):
    """What `delete_session` returns."""

    session_id: str


def delete_session(db: Database, /, *, session_id: str) -> DeleteSession:
    """Delete a session together with its statements."""
    session = db.find(Session, session_id) or fail("session_not_found", session_id=session_id)
    db.delete(session)
    return {"session_id": session_id}


def stop_session(db: Database, /, *, session_id: str, request_origin: str | None = None) -> SessionResult:
    """Stop a session that is ready."""
    session = db.find(Session, session_id) or fail("session_not_found", session_id=session_id)
    if session.status == "STOPPED":
        fail("session_already_stopped", session_id=session.session_id)
    if session.status != "READY":
        fail("session_not_ready", session_id=session.session_id, status=session.status)
    db.update(
        session,
        status="STOPPED",
        request_origin=request_origin if request_origin is not None else session.request_origin,
    )
    return {"session": session_full(session)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "session_already_stopped": "Session {session_id} is already stopped.",
    "session_not_found": "There is no session {session_id}. List the sessions to see which there are.",
    "session_not_ready": "Session {session_id} is {status}. This needs a session that is ready.",
    "statement_already_cancelled": "Statement {statement_id} is already cancelled.",
    "statement_not_found": "There is no statement {statement_id}. List the statements to see which there are.",
    "statement_not_waiting_or_running_or_available": (
        "Statement {statement_id} is {state}. This needs a statement that is waiting, running or available."
    ),
    "description_blank": "The description must not be blank. Give it some words.",
}

SERVICE = Service(
    name="glue_sessions",
    folder=Path(__file__).parent,
    tables=[Statement, Session],
    tools={
        "list_statements": Tool(list_statements, read_only=True),
        "get_statement": Tool(get_statement, read_only=True),
        "create_statement": Tool(create_statement),
        "cancel_statement": Tool(cancel_statement),
        "list_sessions": Tool(list_sessions, read_only=True),
        "get_session": Tool(get_session, read_only=True),
        "create_session": Tool(create_session),
        "delete_session": Tool(delete_session),
        "stop_session": Tool(stop_session),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
