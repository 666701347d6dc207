"""Appwrite: users: keeps teams, users, memberships, sessions and logs."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, valid_email
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Appwrite: users. Keeps teams, users, memberships, sessions and logs.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a membership or a user can be refused: that email is not an email address.
- Creating a membership can be refused: that URL is not the address of a web page.
- Two teams cannot have the same name.
- Two memberships cannot have the same team and email.
- Two users cannot have the same email.
- Deleting a team also deletes its memberships.
- Deleting a user keeps the logs, sessions and memberships that refer to the user; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Log(Table, table=True):
    """A log."""

    __tablename__ = "logs"

    log_id: str = Field(primary_key=True)
    client_name: str | None = None
    user_id: str | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)
    client_code: str | None = None
    client_engine: str | None = None
    client_type: str | None = None
    country_code: str | None = None
    country_name: str | None = None
    event: str | None = None
    time: str | None = None


class Session(Table, table=True):
    """A session."""

    __tablename__ = "sessions"

    session_id: str = Field(primary_key=True)
    client_name: str | None = None
    client_code: str | None = None
    client_engine: str | None = None
    client_type: str | None = None
    country_code: str | None = None
    current: bool
    expire: int | None = None
    provider: str | None = None
    user_id: str | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)


class Team(Table, table=True):
    """A team."""

    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("name"),)

    team_id: str = Field(primary_key=True)
    name: str
    roles: list[str] = Field(sa_type=JsonList())
    created_at: str


class Membership(Table, table=True):
    """A membership of a team."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("team_id", "email"),)

    membership_id: str = Field(primary_key=True)
    team_id: str = Field(foreign_key="teams.team_id", ondelete="CASCADE", index=True)
    name: str | None = None
    confirm: bool
    email: str
    joined_at: str | None = None
    roles: list[str] = Field(sa_type=JsonList())
    user_id: str | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)
    url: str


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("email"),)

    user_id: str = Field(primary_key=True)
    name: str | None = None
    email: str
    email_verification: bool


# --- views --------------------------------------------------------------------------------------------------------


class LogShort(TypedDict):
    """A log in the view `short`."""

    log_id: str
    client_name: str | None
    user_id: str | None
    client_code: str | None
    client_engine: str | None
    client_type: str | None
    time: str | None


def log_short(log: Log) -> LogShort:
    """A log in the view `short`."""
    return {
        "log_id": log.log_id,
        "client_name": log.client_name,
        "user_id": log.user_id,
        "client_code": log.client_code,
        "client_engine": log.client_engine,
        "client_type": log.client_type,
        "time": log.time,
    }


class LogFull(LogShort):
    """A log in the view `full`."""

    country_code: str | None
    country_name: str | None
    event: str | None


def log_full(log: Log) -> LogFull:
    """A log in the view `full`."""
    return {**log_short(log), "country_code": log.country_code, "country_name": log.country_name, "event": log.event}


class SessionShort(TypedDict):
    """A session in the view `short`."""

    session_id: str
    client_name: str | None
    client_code: str | None
    client_engine: str | None
    client_type: str | None
    current: bool
    user_id: str | None


def session_short(session: Session) -> SessionShort:
    """A session in the view `short`."""
    return {
        "session_id": session.session_id,
        "client_name": session.client_name,
        "client_code": session.client_code,
        "client_engine": session.client_engine,
        "client_type": session.client_type,
        "current": session.current,
        "user_id": session.user_id,
    }


class SessionFull(SessionShort):
    """A session in the view `full`."""

    country_code: str | None
    expire: int | None
    provider: str | None


def session_full(session: Session) -> SessionFull:
    """A session in the view `full`."""
    return {
        **session_short(session),
        "country_code": session.country_code,
        "expire": session.expire,
        "provider": session.provider,
    }


class TeamShort(TypedDict):
    """A team in the view `short`."""

    team_id: str
    name: str
    roles: list[str]
    created_at: str


def team_short(team: Team) -> TeamShort:
    """A team in the view `short`."""
    return {"team_id": team.team_id, "name": team.name, "roles": team.roles, "created_at": team.created_at}


class TeamFull(TeamShort):
    """A team in the view `full`."""


def team_full(team: Team) -> TeamFull:
    """A team in the view `full`."""
    return team_short(team)


class MembershipShort(TypedDict):
    """A membership in the view `short`."""

    membership_id: str
    team_id: str
    name: str | None
    confirm: bool
    email: str
    joined_at: str | None
    user_id: str | None


def membership_short(membership: Membership) -> MembershipShort:
    """A membership in the view `short`."""
    return {
        "membership_id": membership.membership_id,
        "team_id": membership.team_id,
        "name": membership.name,
        "confirm": membership.confirm,
        "email": membership.email,
        "joined_at": membership.joined_at,
        "user_id": membership.user_id,
    }


class MembershipFull(MembershipShort):
    """A membership in the view `full`."""

    roles: list[str]
    url: str


def membership_full(membership: Membership) -> MembershipFull:
    """A membership in the view `full`."""
    return {**membership_short(membership), "roles": membership.roles, "url": membership.url}


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    name: str | None
    email: str
    email_verification: bool


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "name": user.name,
        "email": user.email,
        "email_verification": user.email_verification,
    }


class UserFull(UserShort):
    """A user in the view `full`."""


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return user_short(user)


# --- tools --------------------------------------------------------------------------------------------------------


class ListLogs(TypedDict):
    """What `list_logs` returns."""

    logs: list[LogFull]
    next_cursor: str | None


def list_logs(db: Database, /, *, user_id: str | None = None, limit: int = 20, cursor: str | None = None) -> ListLogs:
    """List the logs, optionally by user."""
    query = db.query(Log)
    if user_id is not None:
        query.where("user_id IS ?", user_id)
    page = query.page("client_name", limit=limit, cursor=cursor)
    return {"logs": [log_full(log) for log in page.rows], "next_cursor": page.next_cursor}


class ListSessions(TypedDict):
    """What `list_sessions` returns."""

    sessions: list[SessionShort]
    next_cursor: str | None


def list_sessions(
    db: Database, /, *, user_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListSessions:
    """List the sessions, optionally by user."""
    query = db.query(Session)
    if user_id is not None:
        query.where("user_id IS ?", user_id)
    page = query.page("client_name", limit=limit, cursor=cursor)
    return {"sessions": [session_short(session) for session in page.rows], "next_cursor": page.next_cursor}


class GetSession(TypedDict):
    """What `get_session` returns."""

    session: SessionFull


def get_session(db: Database, /, *, session_id: str) -> GetSession:
    """Show a session with all its details."""
    session = db.find(Session, session_id) or fail("session_not_found", session_id=session_id)
    return {"session": session_full(session)}


class DeleteSession(TypedDict):
    """What `delete_session` returns."""

    session_id: str


def delete_session(db: Database, /, *, session_id: str) -> DeleteSession:
    """Delete a session."""
    session = db.find(Session, session_id) or fail("session_not_found", session_id=session_id)
    db.delete(session)
    return {"session_id": session_id}


class ListTeams(TypedDict):
    """What `list_teams` returns."""

    teams: list[TeamShort]
    next_cursor: str | None


def list_teams(db: Database, /, *, query_: str | None = None, limit: int = 20, cursor: str | None = None) -> ListTeams:
    """List the teams, optionally by text."""
    query = db.query(Team)
    if query_ is not None:
        query.where("contains(name, ?)", query_)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"teams": [team_short(team) for team in page.rows], "next_cursor": page.next_cursor}


class TeamResult(TypedDict):
    """What `get_team` and 2 other tools return."""

    team: TeamFull


def get_team(db: Database, /, *, team_id: str) -> TeamResult:
    """Show a team with all its details."""
    team = db.find(Team, team_id) or fail("team_not_found", team_id=team_id)
    return {"team": team_full(team)}


def create_team(db: Database, /, *, name: str, roles: list[str]) -> TeamResult:
    """Create a team."""
    if db.query(Team).where("same_text(name, ?)", name).exists():
        fail("team_name_taken", name=name)
    team = db.insert(Team, team_id=f"TEAM-{db.next_number('teams'):04d}", name=name, roles=roles, created_at=db.now())
    return {"team": team_full(team)}


def update_team(db: Database, /, *, team_id: str, name: str | None = None) -> TeamResult:
    """Change the name of a team."""
    changes = given(None, name=name)
    team = db.find(Team, team_id) or fail("team_not_found", team_id=team_id)
    if name is not None and db.query(Team).where("same_text(name, ?) AND team_id <> ?", name, team.team_id).exists():
        fail("team_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(team, **changes)
    return {"team": team_full(team)}


class DeleteTeam(TypedDict):
    """What `delete_team` returns."""

    team_id: str


def delete_team(db: Database, /, *, team_id: str) -> DeleteTeam:
    """Delete a team together with its memberships."""
    team = db.find(Team, team_id) or fail("team_not_found", team_id=team_id)
    db.delete(team)
    return {"team_id": team_id}


class ListMemberships(TypedDict):
    """What `list_memberships` returns."""

    memberships: list[MembershipFull]
    next_cursor: str | None


def list_memberships(
    db: Database,
    /,
    *,
    team_id: str,
    query_: str | None = None,
    user_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListMemberships:
    """List the memberships of a team, optionally by text or user."""
    team = db.find(Team, team_id) or fail("team_not_found", team_id=team_id)
    query = db.query(Membership).where("team_id = ?", team.team_id)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(email, ?)", query_, query_)
    if user_id is not None:
        query.where("user_id IS ?", user_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"memberships": [membership_full(membership) for membership in page.rows], "next_cursor": page.next_cursor}


class MembershipResult(TypedDict):
    """What `create_membership` and 2 other tools return."""

    membership: MembershipFull


def create_membership(
    db: Database, /, *, team_id: str, email: str, roles: list[str], url: str, name: str | None = None
) -> MembershipResult:
    """Create a membership in a team."""
    if db.find(Team, team_id) is None:
        fail("team_not_found", team_id=team_id)
    if not valid_email(email):
        fail("email_invalid", email=email)
    if not (starts_with(url, "https://") or starts_with(url, "http://")):
        fail("url_invalid", url=url)
    membership = db.insert(
        Membership,
        membership_id=f"MEM-{db.next_number('memberships'):04d}",
        team_id=team_id,
        name=name,
        confirm=False,
        email=email,
        roles=roles,
        url=url,
    )
    return {"membership": membership_full(membership)}


def update_membership(db: Database, /, *, membership_id: str, roles: list[str] | None = None) -> MembershipResult:
    """Change the roles of a membership."""
    changes = given(None, roles=roles)
    membership = db.find(Membership, membership_id) or fail("membership_not_found", membership_id=membership_id)
    if not changes:
        fail("nothing_to_change")
    db.update(membership, **changes)
    return {"membership": membership_full(membership)}


class DeleteMembership(TypedDict):
    """What `delete_membership` returns."""

    membership_id: str


def delete_membership(db: Database, /, *, membership_id: str) -> DeleteMembership:
    """Delete a membership."""
    membership = db.find(Membership, membership_id) or fail("membership_not_found", membership_id=membership_id)
    db.delete(membership)
    return {"membership_id": membership_id}


def set_membership_status(db: Database, /, *, membership_id: str, user_id: str) -> MembershipResult:
    """Set the user of a membership."""
    membership = db.find(Membership, membership_id) or fail("membership_not_found", membership_id=membership_id)
    if db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    db.update(membership, user_id=user_id)
    return {"membership": membership_full(membership)}


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(db: Database, /, *, query_: str | None = None, limit: int = 20, cursor: str | None = None) -> ListUsers:
    """List the users, optionally by text."""
    query = db.query(User)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(email, ?)", query_, query_)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class UserResult(TypedDict):
    """What `get_user` and 2 other tools return."""

    user: UserFull


def get_user(db: Database, /, *, user_id: str) -> UserResult:
    """Show a user with all its details."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    return {"user": user_full(user)}


def create_user(db: Database, /, *, email: str, name: str | None = None) -> UserResult:
    """Create a user."""
    if db.query(User).where("same_text(email, ?)", email).exists():
        fail("user_email_taken", email=email)
    if not valid_email(email):
        fail("email_invalid", email=email)
    user = db.insert(
        User, user_id=f"USER-{db.next_number('users'):04d}", name=name, email=email, email_verification=False
    )
    return {"user": user_full(user)}


class DeleteUser(TypedDict):
    """What `delete_user` returns."""

    user_id: str


def delete_user(db: Database, /, *, user_id: str) -> DeleteUser:
    """Delete a user."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    db.delete(user)
    return {"user_id": user_id}


def set_user_verification(db: Database, /, *, user_id: str, email_verification: bool) -> UserResult:
    """Set whether a user is email verification."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    db.update(user, email_verification=email_verification)
    return {"user": user_full(user)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "membership_not_found": "There is no membership {membership_id}. List the memberships to see which there are.",
    "session_not_found": "There is no session {session_id}. List the sessions to see which there are.",
    "team_name_taken": "There is already a team with the name {name}. Choose another name.",
    "team_not_found": "There is no team {team_id}. List the teams to see which there are.",
    "user_email_taken": "There is already a user with the email {email}. Choose another email.",
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "team_has_email_already": "The team has the email {email} already. Choose another email.",
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "url_invalid": "The URL {url} is not the address of a web page. Write one that begins with https://.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="appwrite_users",
    folder=Path(__file__).parent,
    tables=[Log, Session, Team, Membership, User],
    tools={
        "list_logs": Tool(list_logs, read_only=True),
        "list_sessions": Tool(list_sessions, read_only=True),
        "get_session": Tool(get_session, read_only=True),
        "delete_session": Tool(delete_session),
        "list_teams": Tool(list_teams, read_only=True),
        "get_team": Tool(get_team, read_only=True),
        "create_team": Tool(create_team),
        "update_team": Tool(update_team),
        "delete_team": Tool(delete_team),
        "list_memberships": Tool(list_memberships, read_only=True),
        "create_membership": Tool(create_membership),
        "update_membership": Tool(update_membership),
        "delete_membership": Tool(delete_membership),
        "set_membership_status": Tool(set_membership_status),
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "create_user": Tool(create_user),
        "delete_user": Tool(delete_user),
        "set_user_verification": Tool(set_user_verification),
    },
    faults=FAULTS,
    unique_faults={
        "teams.name": "team_name_taken",
        "memberships.team_id, memberships.email": "team_has_email_already",
        "users.email": "user_email_taken",
    },
    instructions=INSTRUCTIONS,
)
