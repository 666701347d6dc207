"""Cloud Dataproc: workflow templates: keeps workflow templates, session templates and sessions."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Cloud Dataproc: workflow templates. Keeps workflow templates, session templates and sessions.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can terminate a session only while it is creating or active.
- The dag timeout must not be blank.
- Updating a workflow template can be refused: the workflow template was changed meanwhile.
- Creating a session can be refused: the name must not be blank.
- Two session templates cannot have the same name.
- A session's state goes from creating to terminated, and from active to terminated.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class WorkflowTemplate(Table, table=True):
    """A workflow template."""

    __tablename__ = "workflow_templates"

    workflow_template_id: str = Field(primary_key=True)
    name: str | None = None
    dag_timeout: str
    encryption_config_kms_key: str | None = None
    parameter_names: list[str] = Field(sa_type=JsonList())
    version: int
    create_time: str
    update_time: str


class SessionTemplate(Table, table=True):
    """A session template."""

    __tablename__ = "session_templates"
    __table_args__ = (UniqueConstraint("name"),)

    session_template_id: str = Field(primary_key=True)
    name: str
    creator: str | None = None
    description: str | None = None
    jupyter_session_display_name: str | None = None
    runtime_config_version: str | None = None
    create_time: str
    update_time: str


class Session(Table, table=True):
    """A session."""

    __tablename__ = "sessions"
    __table_args__ = (CheckConstraint("state IN ('CREATING', 'ACTIVE', 'TERMINATING', 'TERMINATED', 'FAILED')"),)

    session_id: str = Field(primary_key=True)
    name: str
    creator: str | None = None
    jupyter_session_display_name: str | None = None
    session_template_name: str | None = None
    state: str
    state_message: str | None = None
    state_time: str | None = None
    user: str | None = None
    create_time: str


# --- views --------------------------------------------------------------------------------------------------------


class WorkflowTemplateShort(TypedDict):
    """A workflow template in the view `short`."""

    workflow_template_id: str
    name: str | None
    dag_timeout: str
    encryption_config_kms_key: str | None
    version: int
    create_time: str
    update_time: str


def workflow_template_short(workflow_template: WorkflowTemplate) -> WorkflowTemplateShort:
    """A workflow template in the view `short`."""
    return {
        "workflow_template_id": workflow_template.workflow_template_id,
        "name": workflow_template.name,
        "dag_timeout": workflow_template.dag_timeout,
        "encryption_config_kms_key": workflow_template.encryption_config_kms_key,
        "version": workflow_template.version,
        "create_time": workflow_template.create_time,
        "update_time": workflow_template.update_time,
    }


class WorkflowTemplateFull(WorkflowTemplateShort):
    """A workflow template in the view `full`."""

    parameter_names: list[str]


def workflow_template_full(workflow_template: WorkflowTemplate) -> WorkflowTemplateFull:
    """A workflow template in the view `full`."""
    return {**workflow_template_short(workflow_template), "parameter_names": workflow_template.parameter_names}


class SessionTemplateShort(TypedDict):
    """A session template in the view `short`."""

    session_template_id: str
    name: str
    creator: str | None
    description: str | None
    jupyter_session_display_name: str | None
    runtime_config_version: str | None
    create_time: str


def session_template_short(session_template: SessionTemplate) -> SessionTemplateShort:
    """A session template in the view `short`."""
    return {
        "session_template_id": session_template.session_template_id,
        "name": session_template.name,
        "creator": session_template.creator,
        "description": session_template.description,
        "jupyter_session_display_name": session_template.jupyter_session_display_name,
        "runtime_config_version": session_template.runtime_config_version,
        "create_time": session_template.create_time,
    }


class SessionTemplateFull(SessionTemplateShort):
    """A session template in the view `full`."""

    update_time: str


def session_template_full(session_template: SessionTemplate) -> SessionTemplateFull:
    """A session template in the view `full`."""
    return {**session_template_short(session_template), "update_time": session_template.update_time}


class SessionShort(TypedDict):
    """A session in the view `short`."""

    session_id: str
    name: str
    creator: str | None
    jupyter_session_display_name: str | None
    session_template_name: str | None
    state: str
    state_time: str | None


def session_short(session: Session) -> SessionShort:
    """A session in the view `short`."""
    return {
        "session_id": session.session_id,
        "name": session.name,
        "creator": session.creator,
        "jupyter_session_display_name": session.jupyter_session_display_name,
        "session_template_name": session.session_template_name,
        "state": session.state,
        "state_time": session.state_time,
    }


class SessionFull(SessionShort):
    """A session in the view `full`."""

    state_message: str | None
    user: str | None
    create_time: str


def session_full(session: Session) -> SessionFull:
    """A session in the view `full`."""
    return {
        **session_short(session),
        "state_message": session.state_message,
        "user": session.user,
        "create_time": session.create_time,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListWorkflowTemplates(TypedDict):
    """What `list_workflow_templates` returns."""

    workflow_templates: list[WorkflowTemplateShort]
    next_cursor: str | None


def list_workflow_templates(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListWorkflowTemplates:
    """List the workflow templates."""
    page = db.query(WorkflowTemplate).page("-create_time", limit=limit, cursor=cursor)
    return {
        "workflow_templates": [workflow_template_short(workflow_template) for workflow_template in page.rows],
        "next_cursor": page.next_cursor,
    }


class WorkflowTemplateResult(TypedDict):
    """What `get_workflow_template` and 2 other tools return."""

    workflow_template: WorkflowTemplateFull


def get_workflow_template(db: Database, /, *, workflow_template_id: str) -> WorkflowTemplateResult:
    """Show a workflow template with all its details."""
    workflow_template = db.find(WorkflowTemplate, workflow_template_id)
    if workflow_template is None:
        fail("workflow_template_not_found", workflow_template_id=workflow_template_id)
    return {"workflow_template": workflow_template_full(workflow_template)}


def create_workflow_template(
    db: Database, /, *, dag_timeout: str, encryption_config_kms_key: str | None = None, parameter_names: list[str]
) -> WorkflowTemplateResult:
    """Create a workflow template."""
    if len(words(dag_timeout)) <= 0:
        fail("dag_timeout_blank")
    workflow_template = db.insert(
        WorkflowTemplate,
        workflow_template_id=f"WT-{db.next_number('workflow_templates'):04d}",
        dag_timeout=dag_timeout,
        encryption_config_kms_key=encryption_config_kms_key,
        parameter_names=parameter_names,
        version=1,
        create_time=db.now(),
        update_time=db.now(),
    )
    return {"workflow_template": workflow_template_full(workflow_template)}


def update_workflow_template(
    db: Database,
    /,
    *,
    workflow_template_id: str,
    dag_timeout: str | None = None,
    encryption_config_kms_key: str | None = None,
    parameter_names: list[str] | None = None,
    version: int | None = None,
    clear: list[Literal["encryption_config_kms_key"]] | None = None,
) -> WorkflowTemplateResult:
    """Change the dag timeout, parameter names, encryption configuration kms key or version of a workflow template."""
    changes = given(
        clear,
        dag_timeout=dag_timeout,
        encryption_config_kms_key=encryption_config_kms_key,
        parameter_names=parameter_names,
    )
    workflow_template = db.find(WorkflowTemplate, workflow_template_id)
    if workflow_template is None:
        fail("workflow_template_not_found", workflow_template_id=workflow_template_id)
    if version is not None and version != workflow_template.version:
        fail(
            "workflow_template_changed_meanwhile",
            workflow_template_id=workflow_template.workflow_template_id,
            version=version,
            workflow_template_version=workflow_template.version,
        )
    if dag_timeout is not None and len(words(dag_timeout)) <= 0:
        fail("dag_timeout_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(workflow_template, **changes, update_time=db.now(), version=workflow_template.version + 1)
    return {"workflow_template": workflow_template_full(workflow_template)}


class DeleteWorkflowTemplate(TypedDict):
    """What `delete_workflow_template` returns."""

    workflow_template_id: str


def delete_workflow_template(db: Database, /, *, workflow_template_id: str) -> DeleteWorkflowTemplate:
    """Delete a workflow template."""
    workflow_template = db.find(WorkflowTemplate, workflow_template_id)
    if workflow_template is None:
        fail("workflow_template_not_found", workflow_template_id=workflow_template_id)
    db.delete(workflow_template)
    return {"workflow_template_id": workflow_template_id}


class ListSessionTemplates(TypedDict):
    """What `list_session_templates` returns."""

    session_templates: list[SessionTemplateFull]
    next_cursor: str | None


def list_session_templates(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListSessionTemplates:
    """List the session templates."""
    page = db.query(SessionTemplate).page("-create_time", limit=limit, cursor=cursor)
    return {
        "session_templates": [session_template_full(session_template) for session_template in page.rows],
        "next_cursor": page.next_cursor,
    }


class SessionTemplateResult(TypedDict):
    """What `create_session_template` and `update_session_template` return."""

    session_template: SessionTemplateFull


def create_session_template(
    db: Database,
    /,
    *,
    name: str,
    description: str | None = None,
    jupyter_session_display_name: str | None = None,
    runtime_config_version: str | None = None,
) -> SessionTemplateResult:
    """Create a session template."""
    if db.query(SessionTemplate).where("same_text(name, ?)", name).exists():
        fail("session_template_name_taken", name=name)
    session_template = db.insert(
        SessionTemplate,
        session_template_id=f"ST-{db.next_number('session_templates'):04d}",
        name=name,
        description=description,
        jupyter_session_display_name=jupyter_session_display_name,
        runtime_config_version=runtime_config_version,
        create_time=db.now(),
        update_time=db.now(),
    )
    return {"session_template": session_template_full(session_template)}


def update_session_template(
    db: Database,
    /,
    *,
    session_template_id: str,
    description: str | None = None,
    jupyter_session_display_name: str | None = None,
    runtime_config_version: str | None = None,
    clear: list[Literal["description", "jupyter_session_display_name", "runtime_config_version"]] | None = None,
) -> SessionTemplateResult:
    """Change the description, jupyter session display name or run time configuration version of a session template."""
    changes = given(
        clear,
        description=description,
        jupyter_session_display_name=jupyter_session_display_name,
        runtime_config_version=runtime_config_version,
    )
    session_template = db.find(SessionTemplate, session_template_id)
    if session_template is None:
        fail("session_template_not_found", session_template_id=session_template_id)
    if not changes:
        fail("nothing_to_change")
    db.update(session_template, **changes, update_time=db.now())
    return {"session_template": session_template_full(session_template)}


class ListSessions(TypedDict):
    """What `list_sessions` returns."""

    sessions: list[SessionFull]
    next_cursor: str | None


def list_sessions(
    db: Database,
    /,
    *,
    state: Literal["CREATING", "ACTIVE", "TERMINATING", "TERMINATED", "FAILED"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListSessions:
    """List the sessions, optionally by state."""
    query = db.query(Session)
    if state is not None:
        query.where("state = ?", state)
    page = query.page("-create_time", limit=limit, cursor=cursor)
    return {"sessions": [session_full(session) for session in page.rows], "next_cursor": page.next_cursor}


class SessionResult(TypedDict):
    """What `create_session` and `terminate_session` return."""

    session: SessionFull


def create_session(
    db: Database,
    /,
    *,
    name: str,
    jupyter_session_display_name: str | None = None,
    session_template_name: str | None = None,
    user: str | None = None,
) -> SessionResult:
    """Create a session."""
    if len(words(name)) <= 0:
        fail("name_blank")
    session = db.insert(
        Session,
        session_id=f"SES-{db.next_number('sessions'):04d}",
        name=name,
        jupyter_session_display_name=jupyter_session_display_name,
        session_template_name=session_template_name,
        state="ACTIVE",
        user=user,
        create_time=db.now(),
    )
    return {"session": session_full(session)}


def terminate_session(db: Database, /, *, session_id: str) -> SessionResult:
    """Terminate a session that is creating or active."""
    session = db.find(Session, session_id) or fail("session_not_found", session_id=session_id)
    if session.state == "TERMINATED":
        fail("session_already_terminated", session_id=session.session_id)
    if session.state not in ("CREATING", "ACTIVE"):
        fail("session_not_creating_or_active", session_id=session.session_id, state=session.state)
    db.update(session, state="TERMINATED")
    return {"session": session_full(session)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "session_already_terminated": "Session {session_id} is already terminated.",
    "session_not_creating_or_active": (
        "Session {session_id} is {state}. This needs a session that is creating or active."
    ),
    "session_not_found": "There is no session {session_id}. List the sessions to see which there are.",
    "session_template_name_taken": "There is already a session template with the name {name}. Choose another name.",
    "session_template_not_found": (
        "There is no session template {session_template_id}. List the session templates to see which there are."
    ),
    "workflow_template_not_found": (
        "There is no workflow template {workflow_template_id}. List the workflow templates to see which there are."
    ),
    "workflow_template_changed_meanwhile": (
        "Workflow template {workflow_template_id} was changed meanwhile. It is not at version "
        "{version} any more, but at {workflow_template_version}. Read it again, and repeat the "
        "change if it still makes sense."
    ),
    "dag_timeout_blank": "The dag timeout must not be blank. Give it some words.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="cloud_dataproc_workflow_templates",
    folder=Path(__file__).parent,
    tables=[WorkflowTemplate, SessionTemplate, Session],
    tools={
        "list_workflow_templates": Tool(list_workflow_templates, read_only=True),
        "get_workflow_template": Tool(get_workflow_template, read_only=True),
        "create_workflow_template": Tool(create_workflow_template),
        "update_workflow_template": Tool(update_workflow_template),
        "delete_workflow_template": Tool(delete_workflow_template),
        "list_session_templates": Tool(list_session_templates, read_only=True),
        "create_session_template": Tool(create_session_template),
        "update_session_template": Tool(update_session_template),
        "list_sessions": Tool(list_sessions, read_only=True),
        "create_session": Tool(create_session),
        "terminate_session": Tool(terminate_session),
    },
    faults=FAULTS,
    unique_faults={
        "session_templates.name": "session_template_name_taken",
    },
    instructions=INSTRUCTIONS,
)
