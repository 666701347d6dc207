"""AGCO: agents: keeps agents, users and current agent."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
AGCO: agents. Keeps agents, users and current agent.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- What is cancelled cannot get another status.
- Deleting an agent keeps the current agents that refer to the agent; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"

    user_id: int = Field(primary_key=True)
    name: str
    email: str | None = None
    username: str | None = None


class Agent(Table, table=True):
    """An agent."""

    __tablename__ = "agents"
    __table_args__ = (CheckConstraint("status IN ('Ready', 'InProgress', 'Succeeded', 'Cancelled', 'Failed')"),)

    agent_id: int = Field(primary_key=True)
    machine_name: str
    keep_alive_interval: int
    last_status_update_time: str | None = None
    status_online: bool
    user_id: int = Field(foreign_key="users.user_id", ondelete="CASCADE", index=True)
    status_current_step: int | None = None
    status: str | None = None
    status_step_progress: int | None = None
    step_status: str | None = None


class CurrentAgent(Table, table=True):
    """The current agent."""

    __tablename__ = "current_agents"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    machine_name: str
    agent_id: int | None = Field(default=None, foreign_key="agents.agent_id", ondelete="SET NULL", index=True)
    keep_alive_interval: int
    last_status_update_time: str
    status_online: bool
    user_id: int | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: int
    name: str
    email: str | None
    username: str | None


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {"user_id": user.user_id, "name": user.name, "email": user.email, "username": user.username}


class UserFull(UserShort):
    """A user in the view `full`."""


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return user_short(user)


class AgentShort(TypedDict):
    """An agent in the view `short`."""

    agent_id: int
    machine_name: str
    keep_alive_interval: int
    last_status_update_time: str | None
    status_online: bool
    user_id: int
    status: str | None


def agent_short(agent: Agent) -> AgentShort:
    """An agent in the view `short`."""
    return {
        "agent_id": agent.agent_id,
        "machine_name": agent.machine_name,
        "keep_alive_interval": agent.keep_alive_interval,
        "last_status_update_time": agent.last_status_update_time,
        "status_online": agent.status_online,
        "user_id": agent.user_id,
        "status": agent.status,
    }


class AgentFull(AgentShort):
    """An agent in the view `full`."""

    status_current_step: int | None
    status_step_progress: int | None
    step_status: str | None


def agent_full(agent: Agent) -> AgentFull:
    """An agent in the view `full`."""
    return {
        **agent_short(agent),
        "status_current_step": agent.status_current_step,
        "status_step_progress": agent.status_step_progress,
        "step_status": agent.step_status,
    }


class AgentActivityRunOverview(TypedDict):
    """An agent in the view `activity_run_overview`."""

    agent_id: int
    status_current_step: int | None
    status: str | None
    status_step_progress: int | None
    step_status: str | None


def agent_activity_run_overview(agent: Agent) -> AgentActivityRunOverview:
    """An agent in the view `activity_run_overview`."""
    return {
        "agent_id": agent.agent_id,
        "status_current_step": agent.status_current_step,
        "status": agent.status,
        "status_step_progress": agent.status_step_progress,
        "step_status": agent.step_status,
    }


class CurrentAgentFull(TypedDict):
    """A current agent in the view `full`."""

    machine_name: str
    agent_id: int | None
    keep_alive_interval: int
    last_status_update_time: str
    status_online: bool
    user_id: int | None


def current_agent_full(current_agent: CurrentAgent) -> CurrentAgentFull:
    """A current agent in the view `full`."""
    return {
        "machine_name": current_agent.machine_name,
        "agent_id": current_agent.agent_id,
        "keep_alive_interval": current_agent.keep_alive_interval,
        "last_status_update_time": current_agent.last_status_update_time,
        "status_online": current_agent.status_online,
        "user_id": current_agent.user_id,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(
    db: Database,
    /,
    *,
    username: str | None = None,
    email: str | None = None,
    name: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListUsers:
    """List the users, optionally by username, email or name."""
    query = db.query(User)
    if username is not None:
        query.where("same_text(username, ?)", username)
    if email is not None:
        query.where("same_text(email, ?)", email)
    if name is not None:
        query.where("contains(name, ?)", name)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class GetUser(TypedDict):
    """What `get_user` returns."""

    user: UserFull


def get_user(db: Database, /, *, user_id: int) -> GetUser:
    """Show a user with all its details."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    return {"user": user_full(user)}


class ListAgents(TypedDict):
    """What `list_agents` returns."""

    agents: list[AgentShort]
    next_cursor: str | None


def list_agents(
    db: Database, /, *, user_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListAgents:
    """List the agents, optionally by user."""
    query = db.query(Agent)
    if user_id is not None:
        query.where("user_id = ?", user_id)
    page = query.page("machine_name", limit=limit, cursor=cursor)
    return {"agents": [agent_short(agent) for agent in page.rows], "next_cursor": page.next_cursor}


class AgentResult(TypedDict):
    """What `get_agent` and 2 other tools return."""

    agent: AgentFull


def get_agent(db: Database, /, *, agent_id: int) -> AgentResult:
    """Show an agent with all its details."""
    agent = db.find(Agent, agent_id) or fail("agent_not_found", agent_id=agent_id)
    return {"agent": agent_full(agent)}


class AgentResultResult(TypedDict):
    """What `get_agent_activity_run_overview` and `update_agent_activity_run_overview` return."""

    agent: AgentActivityRunOverview


def get_agent_activity_run_overview(db: Database, /, *, agent_id: int) -> AgentResultResult:
    """Show the activity run overview of an agent."""
    agent = db.find(Agent, agent_id) or fail("agent_not_found", agent_id=agent_id)
    return {"agent": agent_activity_run_overview(agent)}


def update_agent_activity_run_overview(
    db: Database,
    /,
    *,
    agent_id: int,
    status_current_step: int | None = None,
    status: Literal["Ready", "InProgress", "Succeeded", "Cancelled", "Failed"] | None = None,
    status_step_progress: int | None = None,
    step_status: str | None = None,
    clear: list[Literal["status_current_step", "status", "status_step_progress", "step_status"]] | None = None,
) -> AgentResultResult:
    """Change the activity run overview of an agent, for example status current step, status or status step progress."""
    changes = given(
        clear,
        status_current_step=status_current_step,
        status=status,
        status_step_progress=status_step_progress,
        step_status=step_status,
    )
    agent = db.find(Agent, agent_id) or fail("agent_not_found", agent_id=agent_id)
    if status is not None and status != agent.status and agent.status == "Cancelled":
        fail("agent_status_is_final", agent_id=agent.agent_id, status=agent.status)
    if not changes:
        fail("nothing_to_change")
    db.update(agent, **changes)
    return {"agent": agent_activity_run_overview(agent)}


def create_agent(
    db: Database, /, *, machine_name: str, keep_alive_interval: int, status_online: bool, user_id: int
) -> AgentResult:
    """Create an agent."""
    if db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    agent = db.insert(
        Agent,
        agent_id=db.next_number("agents"),
        machine_name=machine_name,
        keep_alive_interval=keep_alive_interval,
        status_online=status_online,
        user_id=user_id,
    )
    return {"agent": agent_full(agent)}


def update_agent(
    db: Database,
    /,
    *,
    agent_id: int,
    machine_name: str | None = None,
    keep_alive_interval: int | None = None,
    status_online: bool | None = None,
    user_id: int | None = None,
    status_current_step: int | None = None,
    status: Literal["Ready", "InProgress", "Succeeded", "Cancelled", "Failed"] | None = None,
    status_step_progress: int | None = None,
    step_status: str | None = None,
    clear: list[Literal["status_current_step", "status", "status_step_progress", "step_status"]] | None = None,
) -> AgentResult:
    """Change an agent, for example its machine name, user, keep alive interval or status current step."""
    changes = given(
        clear,
        machine_name=machine_name,
        keep_alive_interval=keep_alive_interval,
        status_online=status_online,
        user_id=user_id,
        status_current_step=status_current_step,
        status=status,
        status_step_progress=status_step_progress,
        step_status=step_status,
    )
    agent = db.find(Agent, agent_id) or fail("agent_not_found", agent_id=agent_id)
    if user_id is not None and db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    if status is not None and status != agent.status and agent.status == "Cancelled":
        fail("agent_status_is_final", agent_id=agent.agent_id, status=agent.status)
    if not changes:
        fail("nothing_to_change")
    db.update(agent, **changes)
    return {"agent": agent_full(agent)}


class DeleteAgent(TypedDict):
    """What `delete_agent` returns."""

    agent_id: int


def delete_agent(db: Database, /, *, agent_id: int) -> DeleteAgent:
    """Delete an agent."""
    agent = db.find(Agent, agent_id) or fail("agent_not_found", agent_id=agent_id)
    db.delete(agent)
    return {"agent_id": agent_id}


class GetCurrentAgent(TypedDict):
    """What `get_current_agent` returns."""

    current_agent: CurrentAgentFull


def get_current_agent(db: Database, /) -> GetCurrentAgent:
    """Show the current agent."""
    current_agent = db.get(CurrentAgent, 1)
    return {"current_agent": current_agent_full(current_agent)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "agent_not_found": "There is no agent {agent_id}. List the agents to see which there are.",
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "agent_status_is_final": "Agent {agent_id} is {status}. What is cancelled cannot get another status. Leave it out.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="agco_agents",
    folder=Path(__file__).parent,
    tables=[User, Agent, CurrentAgent],
    tools={
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "list_agents": Tool(list_agents, read_only=True),
        "get_agent": Tool(get_agent, read_only=True),
        "get_agent_activity_run_overview": Tool(get_agent_activity_run_overview, read_only=True),
        "update_agent_activity_run_overview": Tool(update_agent_activity_run_overview),
        "create_agent": Tool(create_agent),
        "update_agent": Tool(update_agent),
        "delete_agent": Tool(delete_agent),
        "get_current_agent": Tool(get_current_agent, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
