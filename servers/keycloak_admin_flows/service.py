"""Keycloak Admin: flows: keeps flows and executions."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Keycloak Admin: flows. Keeps flows and executions.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The description must not be blank.
- Deleting a flow keeps the executions that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Execution(Table, table=True):
    """An execution."""

    __tablename__ = "executions"

    execution_id: str = Field(primary_key=True)
    authenticator: str
    authenticator_config: str | None = None
    authenticator_flow: bool
    autheticator_flow: bool
    flow_id: str | None = Field(default=None, foreign_key="flows.flow_id", ondelete="SET NULL", index=True)
    parent_flow: str | None = None
    priority: int | None = None
    requirement: str | None = None


class Flow(Table, table=True):
    """A flow."""

    __tablename__ = "flows"

    flow_id: str = Field(primary_key=True)
    description: str
    alias: str | None = None
    built_in: bool
    top_level: bool


# --- views --------------------------------------------------------------------------------------------------------


class ExecutionShort(TypedDict):
    """An execution in the view `short`."""

    execution_id: str
    authenticator: str
    authenticator_config: str | None
    authenticator_flow: bool
    autheticator_flow: bool
    flow_id: str | None
    parent_flow: str | None


def execution_short(execution: Execution) -> ExecutionShort:
    """An execution in the view `short`."""
    return {
        "execution_id": execution.execution_id,
        "authenticator": execution.authenticator,
        "authenticator_config": execution.authenticator_config,
        "authenticator_flow": execution.authenticator_flow,
        "autheticator_flow": execution.autheticator_flow,
        "flow_id": execution.flow_id,
        "parent_flow": execution.parent_flow,
    }


class ExecutionFull(ExecutionShort):
    """An execution in the view `full`."""

    priority: int | None
    requirement: str | None


def execution_full(execution: Execution) -> ExecutionFull:
    """An execution in the view `full`."""
    return {**execution_short(execution), "priority": execution.priority, "requirement": execution.requirement}


class FlowShort(TypedDict):
    """A flow in the view `short`."""

    flow_id: str
    description: str
    alias: str | None
    built_in: bool
    top_level: bool


def flow_short(flow: Flow) -> FlowShort:
    """A flow in the view `short`."""
    return {
        "flow_id": flow.flow_id,
        "description": flow.description,
        "alias": flow.alias,
        "built_in": flow.built_in,
        "top_level": flow.top_level,
    }


class FlowFull(FlowShort):
    """A flow in the view `full`."""


def flow_full(flow: Flow) -> FlowFull:
    """A flow in the view `full`."""
    return flow_short(flow)


# --- tools --------------------------------------------------------------------------------------------------------


class ListExecutions(TypedDict):
    """What `list_executions` returns."""

    executions: list[ExecutionShort]
    next_cursor: str | None


def list_executions(
    db: Database, /, *, flow_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListExecutions:
    """List the executions, optionally by flow."""
    query = db.query(Execution)
    if flow_id is not None:
        query.where("flow_id IS ?", flow_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"executions": [execution_short(execution) for execution in page.rows], "next_cursor": page.next_cursor}


class ExecutionResult(TypedDict):
    """What `get_execution` and `create_execution` return."""

    execution: ExecutionFull


def get_execution(db: Database, /, *, execution_id: str) -> ExecutionResult:
    """Show an execution with all its details."""
    execution = db.find(Execution, execution_id) or fail("execution_not_found", execution_id=execution_id)
    return {"execution": execution_full(execution)}


def create_execution(
    db: Database,
    /,
    *,
    authenticator: str,
    authenticator_config: str | None = None,
    authenticator_flow: bool = False,
    autheticator_flow: bool = False,
    flow_id: str | None = None,
    parent_flow: str | None = None,
    priority: int | None = None,
    requirement: str | None = None,
) -> ExecutionResult:
    """Create an execution."""
    if flow_id is not None and db.find(Flow, flow_id) is None:
        fail("flow_not_found", flow_id=flow_id)
    execution = db.insert(
        Execution,
        execution_id=f"EXE-{db.next_number('executions'):04d}",
        authenticator=authenticator,
        authenticator_config=authenticator_config,
        authenticator_flow=authenticator_flow,
        autheticator_flow=autheticator_flow,
        flow_id=flow_id,
        parent_flow=parent_flow,
        priority=priority,
        requirement=requirement,
    )
    return {"execution": execution_full(execution)}


class DeleteExecution(TypedDict):
    """What `delete_execution` returns."""

    execution_id: str


def delete_execution(db: Database, /, *, execution_id: str) -> DeleteExecution:
    """Delete an execution."""
    execution = db.find(Execution, execution_id) or fail("execution_not_found", execution_id=execution_id)
    db.delete(execution)
    return {"execution_id": execution_id}


class ListFlows(TypedDict):
    """What `list_flows` returns."""

    flows: list[FlowShort]
    next_cursor: str | None


def list_flows(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListFlows:
    """List the flows."""
    page = db.query(Flow).page("description", limit=limit, cursor=cursor)
    return {"flows": [flow_short(flow) for flow in page.rows], "next_cursor": page.next_cursor}


class FlowResult(TypedDict):
    """What `get_flow` and 3 other tools return."""

    flow: FlowFull


def get_flow(db: Database, /, *, flow_id: str) -> FlowResult:
    """Show a flow with all its details."""
    flow = db.find(Flow, flow_id) or fail("flow_not_found", flow_id=flow_id)
    return {"flow": flow_full(flow)}


def create_flow(
    db: Database, /, *, description: str, alias: str | None = None, built_in: bool = False, top_level: bool = False
) -> FlowResult:
    """Create a flow."""
    if len(words(description)) <= 0:
        fail("description_blank")
    flow = db.insert(
        Flow,
        flow_id=f"FLOW-{db.next_number('flows'):04d}",
        description=description,
        alias=alias,
        built_in=built_in,
        top_level=top_level,
    )
    return {"flow": flow_full(flow)}


def update_flow(
    db: Database,
    /,
    *,
    flow_id: str,
    description: str | None = None,
    alias: str | None = None,
    built_in: bool | None = None,
    top_level: bool | None = None,
    clear: list[Literal["alias"]] | None = None,
) -> FlowResult:
    """Change the description or alias of a flow."""
    changes = given(clear, description=description, alias=alias, built_in=built_in, top_level=top_level)
    flow = db.find(Flow, flow_id) or fail("flow_not_found", flow_id=flow_id)
    if description is not None and len(words(description)) <= 0:
        fail("description_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(flow, **changes)
    return {"flow": flow_full(flow)}


class DeleteFlow(TypedDict):
    """What `delete_flow` returns."""

    flow_id: str


def delete_flow(db: Database, /, *, flow_id: str) -> DeleteFlow:
    """Delete a flow."""
    flow = db.find(Flow, flow_id) or fail("flow_not_found", flow_id=flow_id)
    db.delete(flow)
    return {"flow_id": flow_id}


def copy_flow(db: Database, /, *, flow_id: str, description: str | None = None) -> FlowResult:
    """Make a copy of a flow."""
    flow = db.find(Flow, flow_id) or fail("flow_not_found", flow_id=flow_id)
    copy_ = db.insert(
        Flow,
        flow_id=f"FLOW-{db.next_number('flows'):04d}",
        description=description if description is not None else flow.description,
        alias=flow.alias,
        built_in=flow.built_in,
        top_level=flow.top_level,
    )
    return {"flow": flow_full(copy_)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "execution_not_found": "There is no execution {execution_id}. List the executions to see which there are.",
    "flow_not_found": "There is no flow {flow_id}. List the flows to see which there are.",
    "description_blank": "The description must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="keycloak_admin_flows",
    folder=Path(__file__).parent,
    tables=[Execution, Flow],
    tools={
        "list_executions": Tool(list_executions, read_only=True),
        "get_execution": Tool(get_execution, read_only=True),
        "create_execution": Tool(create_execution),
        "delete_execution": Tool(delete_execution),
        "list_flows": Tool(list_flows, read_only=True),
        "get_flow": Tool(get_flow, read_only=True),
        "create_flow": Tool(create_flow),
        "update_flow": Tool(update_flow),
        "delete_flow": Tool(delete_flow),
        "copy_flow": Tool(copy_flow),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
