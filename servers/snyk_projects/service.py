"""Snyk: projects: keeps projects, ignores, organizations, users, histories and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import coalesce
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Snyk: projects. Keeps projects, ignores, organizations, users, histories and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You act for one user, who is logged in already.
- Creating an ignore can be refused: the expiry cannot lie in the past.
- Deleting a project also deletes its histories and ignores.
- You can deactivate a project only while it is not deactivated.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Org(Table, table=True):
    """An organization."""

    __tablename__ = "orgs"
    __table_args__ = (
        CheckConstraint("new_issues_remediations_issue_severity IN ('all', 'high')"),
        CheckConstraint("new_issues_remediations_issue_type IN ('all', 'vuln', 'license', 'none')"),
    )

    org_id: str = Field(primary_key=True)
    name: str
    slug: str | None = None
    source_org_id: str | None = Field(default=None, foreign_key="orgs.org_id", ondelete="SET NULL", index=True)
    new_issues_remediations_enabled: bool
    new_issues_remediations_issue_severity: str | None = None
    new_issues_remediations_issue_type: str | None = None
    project_imported_enabled: bool


class Project(Table, table=True):
    """A project of an organization."""

    __tablename__ = "projects"

    project_id: str = Field(primary_key=True)
    org_id: str = Field(foreign_key="orgs.org_id", ondelete="CASCADE", index=True)
    branch: str | None = None
    owner_id: str | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)
    auto_dep_upgrade_enabled: bool
    auto_dep_upgrade_limit: float | None = None
    backlog_prs_enabled: bool
    fresh_prs_enabled: bool
    pull_request_assignment_enabled: bool
    dockerfile_scm_enabled: bool
    deactivated: bool


class History(Table, table=True):
    """A history of a project."""

    __tablename__ = "histories"
    __table_args__ = (CheckConstraint("method IN ('api', 'cli', 'recurring', 'web', 'web-test', 'wizard')"),)

    history_id: str = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    created: str | None = None
    image_platform: str | None = None
    method: str | None = None
    total_dependencies: float | None = None


class Ignore(Table, table=True):
    """An ignore of a project."""

    __tablename__ = "ignores"
    __table_args__ = (CheckConstraint("reason_type IN ('not-vulnerable', 'wont-fix', 'temporary-ignore')"),)

    ignore_id: str = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    disregard_if_fixable: bool
    expires_time: str | None = None
    ignore_path: str | None = None
    reason: str | None = None
    reason_type: str


class CurrentUser(Table, table=True):
    """The current user."""

    __tablename__ = "current_users"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    username: str
    email: str
    orgs: str


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"

    user_id: str = Field(primary_key=True)
    name: str | None = None
    email: str | None = None
    username: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class OrgShort(TypedDict):
    """An org in the view `short`."""

    org_id: str
    name: str
    source_org_id: str | None
    new_issues_remediations_enabled: bool
    new_issues_remediations_issue_severity: str | None
    new_issues_remediations_issue_type: str | None
    project_imported_enabled: bool


def org_short(org: Org) -> OrgShort:
    """An org in the view `short`."""
    return {
        "org_id": org.org_id,
        "name": org.name,
        "source_org_id": org.source_org_id,
        "new_issues_remediations_enabled": org.new_issues_remediations_enabled,
        "new_issues_remediations_issue_severity": org.new_issues_remediations_issue_severity,
        "new_issues_remediations_issue_type": org.new_issues_remediations_issue_type,
        "project_imported_enabled": org.project_imported_enabled,
    }


class OrgFull(OrgShort):
    """An org in the view `full`."""

    slug: str | None


def org_full(org: Org) -> OrgFull:
    """An org in the view `full`."""
    return {**org_short(org), "slug": org.slug}


class ProjectShort(TypedDict):
    """A project in the view `short`."""

    project_id: str
    org_id: str
    owner_id: str | None
    auto_dep_upgrade_enabled: bool
    backlog_prs_enabled: bool
    fresh_prs_enabled: bool
    pull_request_assignment_enabled: bool


def project_short(project: Project) -> ProjectShort:
    """A project in the view `short`."""
    return {
        "project_id": project.project_id,
        "org_id": project.org_id,
        "owner_id": project.owner_id,
        "auto_dep_upgrade_enabled": project.auto_dep_upgrade_enabled,
        "backlog_prs_enabled": project.backlog_prs_enabled,
        "fresh_prs_enabled": project.fresh_prs_enabled,
        "pull_request_assignment_enabled": project.pull_request_assignment_enabled,
    }


class ProjectFull(ProjectShort):
    """A project in the view `full`."""

    branch: str | None
    auto_dep_upgrade_limit: float | None
    dockerfile_scm_enabled: bool
    deactivated: bool


def project_full(project: Project) -> ProjectFull:
    """A project in the view `full`."""
    return {
        **project_short(project),
        "branch": project.branch,
        "auto_dep_upgrade_limit": project.auto_dep_upgrade_limit,
        "dockerfile_scm_enabled": project.dockerfile_scm_enabled,
        "deactivated": project.deactivated,
    }


class ProjectSettings(TypedDict):
    """A project in the view `settings`."""

    project_id: str
    auto_dep_upgrade_enabled: bool
    auto_dep_upgrade_limit: float | None
    backlog_prs_enabled: bool
    fresh_prs_enabled: bool
    pull_request_assignment_enabled: bool
    dockerfile_scm_enabled: bool


def project_settings(project: Project) -> ProjectSettings:
    """A project in the view `settings`."""
    return {
        "project_id": project.project_id,
        "auto_dep_upgrade_enabled": project.auto_dep_upgrade_enabled,
        "auto_dep_upgrade_limit": project.auto_dep_upgrade_limit,
        "backlog_prs_enabled": project.backlog_prs_enabled,
        "fresh_prs_enabled": project.fresh_prs_enabled,
        "pull_request_assignment_enabled": project.pull_request_assignment_enabled,
        "dockerfile_scm_enabled": project.dockerfile_scm_enabled,
    }


class HistoryShort(TypedDict):
    """A history in the view `short`."""

    history_id: str
    project_id: str
    created: str | None
    image_platform: str | None
    method: str | None
    total_dependencies: float | None


def history_short(history: History) -> HistoryShort:
    """A history in the view `short`."""
    return {
        "history_id": history.history_id,
        "project_id": history.project_id,
        "created": history.created,
        "image_platform": history.image_platform,
        "method": history.method,
        "total_dependencies": history.total_dependencies,
    }


class HistoryFull(HistoryShort):
    """A history in the view `full`."""


def history_full(history: History) -> HistoryFull:
    """A history in the view `full`."""
    return history_short(history)


class IgnoreShort(TypedDict):
    """An ignore in the view `short`."""

    ignore_id: str
    project_id: str
    disregard_if_fixable: bool
    expires_time: str | None
    ignore_path: str | None
    reason: str | None
    reason_type: str


def ignore_short(ignore: Ignore) -> IgnoreShort:
    """An ignore in the view `short`."""
    return {
        "ignore_id": ignore.ignore_id,
        "project_id": ignore.project_id,
        "disregard_if_fixable": ignore.disregard_if_fixable,
        "expires_time": ignore.expires_time,
        "ignore_path": ignore.ignore_path,
        "reason": ignore.reason,
        "reason_type": ignore.reason_type,
    }


class IgnoreFull(IgnoreShort):
    """An ignore in the view `full`."""


def ignore_full(ignore: Ignore) -> IgnoreFull:
    """An ignore in the view `full`."""
    return ignore_short(ignore)


class CurrentUserFull(TypedDict):
    """A current user in the view `full`."""

    username: str
    email: str
    orgs: str


def current_user_full(current_user: CurrentUser) -> CurrentUserFull:
    """A current user in the view `full`."""
    return {"username": current_user.username, "email": current_user.email, "orgs": current_user.orgs}


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    name: str | None
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


# --- computed columns and guards ----------------------------------------------------------------------------------


def current_actor(db: Database) -> User:
    """The user whose account this is."""
    return coalesce(db.query(User).first())


# --- tools --------------------------------------------------------------------------------------------------------


class ListOrgs(TypedDict):
    """What `list_orgs` returns."""

    orgs: list[OrgFull]
    next_cursor: str | None


def list_orgs(
    db: Database, /, *, source_org_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListOrgs:
    """List the organizations, optionally by source organization."""
    query = db.query(Org)
    if source_org_id is not None:
        query.where("source_org_id IS ?", source_org_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"orgs": [org_full(org) for org in page.rows], "next_cursor": page.next_cursor}


class ListProjects(TypedDict):
    """What `list_projects` returns."""

    projects: list[ProjectShort]
    next_cursor: str | None


def list_projects(
    db: Database, /, *, org_id: str, owner_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListProjects:
    """List the projects of an organization, optionally by owner."""
    org = db.find(Org, org_id) or fail("org_not_found", org_id=org_id)
    query = db.query(Project).where("org_id = ?", org.org_id)
    if owner_id is not None:
        query.where("owner_id IS ?", owner_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"projects": [project_short(project) for project in page.rows], "next_cursor": page.next_cursor}


class ProjectResult(TypedDict):
    """What `get_project` and 3 other tools return."""

    project: ProjectFull


def get_project(db: Database, /, *, project_id: str) -> ProjectResult:
    """Show a project with all its details."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    return {"project": project_full(project)}


class ProjectResultResult(TypedDict):
    """What `get_project_settings` and `update_project_settings` return."""

    project: ProjectSettings


def get_project_settings(db: Database, /, *, project_id: str) -> ProjectResultResult:
    """Show the settings of a project."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    return {"project": project_settings(project)}


def update_project_settings(
    db: Database,
    /,
    *,
    project_id: str,
    auto_dep_upgrade_enabled: bool | None = None,
    auto_dep_upgrade_limit: float | None = None,
    backlog_prs_enabled: bool | None = None,
    fresh_prs_enabled: bool | None = None,
    pull_request_assignment_enabled: bool | None = None,
    dockerfile_scm_enabled: bool | None = None,
    clear: list[Literal["auto_dep_upgrade_limit"]] | None = None,
) -> ProjectResultResult:
    """Change the settings of a project, for example auto dep upgrade enabled, auto dep upgrade limit or backlog prs
    enabled.
    """
    changes = given(
        clear,
        auto_dep_upgrade_enabled=auto_dep_upgrade_enabled,
        auto_dep_upgrade_limit=auto_dep_upgrade_limit,
        backlog_prs_enabled=backlog_prs_enabled,
        fresh_prs_enabled=fresh_prs_enabled,
        pull_request_assignment_enabled=pull_request_assignment_enabled,
        dockerfile_scm_enabled=dockerfile_scm_enabled,
    )
    actor = current_actor(db)
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    if project.owner_id != actor.user_id:
        fail("project_not_yours", project_id=project.project_id)
    if not changes:
        fail("nothing_to_change")
    db.update(project, **changes)
    return {"project": project_settings(project)}


def update_project(
    db: Database,
    /,
    *,
    project_id: str,
    branch: str | None = None,
    owner_id: str | None = None,
    auto_dep_upgrade_enabled: bool | None = None,
    auto_dep_upgrade_limit: float | None = None,
    backlog_prs_enabled: bool | None = None,
    fresh_prs_enabled: bool | None = None,
    pull_request_assignment_enabled: bool | None = None,
    dockerfile_scm_enabled: bool | None = None,
    clear: list[Literal["branch", "owner_id", "auto_dep_upgrade_limit"]] | None = None,
) -> ProjectResult:
    """Change a project, for example its owner, branch or auto dep upgrade limit."""
    changes = given(
        clear,
        branch=branch,
        owner_id=owner_id,
        auto_dep_upgrade_enabled=auto_dep_upgrade_enabled,
        auto_dep_upgrade_limit=auto_dep_upgrade_limit,
        backlog_prs_enabled=backlog_prs_enabled,
        fresh_prs_enabled=fresh_prs_enabled,
        pull_request_assignment_enabled=pull_request_assignment_enabled,
        dockerfile_scm_enabled=dockerfile_scm_enabled,
    )
    actor = current_actor(db)
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    if owner_id is not None and db.find(User, owner_id) is None:
        fail("owner_not_found", owner_id=owner_id)
    if project.owner_id != actor.user_id:
        fail("project_not_yours", project_id=project.project_id)
    if not changes:
        fail("nothing_to_change")
    db.update(project, **changes)
    return {"project": project_full(project)}


class DeleteProject(TypedDict):
    """What `delete_project` returns."""

    project_id: str


def delete_project(db: Database, /, *, project_id: str) -> DeleteProject:
    """Delete a project together with its histories and ignores."""
    actor = current_actor(db)
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    if project.owner_id != actor.user_id:
        fail("project_not_yours", project_id=project.project_id)
    db.delete(project)
    return {"project_id": project_id}


def deactivate_project(db: Database, /, *, project_id: str) -> ProjectResult:
    """Deactivate a project."""
    actor = current_actor(db)
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    if project.deactivated:
        fail("project_already_deactivated", project_id=project.project_id)
    if project.owner_id != actor.user_id:
        fail("project_not_yours", project_id=project.project_id)
    db.update(project, deactivated=True)
    return {"project": project_full(project)}


def move_project(db: Database, /, *, project_id: str, org_id: str) -> ProjectResult:
    """Move a project to another organization."""
    actor = current_actor(db)
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    if db.find(Org, org_id) is None:
        fail("org_not_found", org_id=org_id)
    if project.org_id == org_id:
        fail("project_already_there", org_id=org_id)
    if project.owner_id != actor.user_id:
        fail("project_not_yours", project_id=project.project_id)
    db.update(project, org_id=org_id)
    return {"project": project_full(project)}


class ListHistories(TypedDict):
    """What `list_histories` returns."""

    histories: list[HistoryFull]
    next_cursor: str | None


def list_histories(db: Database, /, *, project_id: str, limit: int = 20, cursor: str | None = None) -> ListHistories:
    """List the histories of a project."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    page = db.query(History).where("project_id = ?", project.project_id).page(limit=limit, cursor=cursor)
    return {"histories": [history_full(history) for history in page.rows], "next_cursor": page.next_cursor}


class ListIgnores(TypedDict):
    """What `list_ignores` returns."""

    ignores: list[IgnoreShort]
    next_cursor: str | None


def list_ignores(
    db: Database,
    /,
    *,
    project_id: str,
    expires_after: str | None = None,
    expires_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListIgnores:
    """List the ignores of a project, optionally by expires time."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    query = db.query(Ignore).where("project_id = ?", project.project_id)
    if expires_after is not None:
        query.where("expires_time IS NOT NULL AND expires_time >= ?", expires_after)
    if expires_before is not None:
        query.where("expires_time IS NOT NULL AND expires_time <= ?", expires_before)
    page = query.page(limit=limit, cursor=cursor)
    return {"ignores": [ignore_short(ignore) for ignore in page.rows], "next_cursor": page.next_cursor}


class IgnoreResult(TypedDict):
    """What `get_ignore` and `create_ignore` return."""

    ignore: IgnoreFull


def get_ignore(db: Database, /, *, ignore_id: str) -> IgnoreResult:
    """Show an ignore with all its details."""
    ignore = db.find(Ignore, ignore_id) or fail("ignore_not_found", ignore_id=ignore_id)
    return {"ignore": ignore_full(ignore)}


def create_ignore(
    db: Database,
    /,
    *,
    project_id: str,
    disregard_if_fixable: bool,
    reason_type: Literal["not-vulnerable", "wont-fix", "temporary-ignore"],
    expires_time: str | None = None,
    ignore_path: str | None = None,
    reason: str | None = None,
) -> IgnoreResult:
    """Create an ignore in a project."""
    actor = current_actor(db)
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    if expires_time is not None and expires_time < db.now():
        fail("expiry_in_past")
    if project.owner_id != actor.user_id:
        fail("project_not_yours", project_id=project.project_id)
    ignore = db.insert(
        Ignore,
        ignore_id=f"IGN-{db.next_number('ignores'):04d}",
        project_id=project_id,
        disregard_if_fixable=disregard_if_fixable,
        expires_time=expires_time,
        ignore_path=ignore_path,
        reason=reason,
        reason_type=reason_type,
    )
    return {"ignore": ignore_full(ignore)}


class DeleteIgnore(TypedDict):
    """What `delete_ignore` returns."""

    ignore_id: str


def delete_ignore(db: Database, /, *, ignore_id: str) -> DeleteIgnore:
    """Delete an ignore."""
    ignore = db.find(Ignore, ignore_id) or fail("ignore_not_found", ignore_id=ignore_id)
    db.delete(ignore)
    return {"ignore_id": ignore_id}


class GetCurrentUser(TypedDict):
    """What `get_current_user` returns."""

    current_user: CurrentUserFull


def get_current_user(db: Database, /) -> GetCurrentUser:
    """Show the current user."""
    current_user = db.get(CurrentUser, 1)
    return {"current_user": current_user_full(current_user)}


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListUsers:
    """List the users."""
    page = db.query(User).page("name", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class GetUser(TypedDict):
    """What `get_user` returns."""

    user: UserFull


def get_user(db: Database, /, *, user_id: str) -> GetUser:
    """Show a user with all its details."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    return {"user": user_full(user)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "ignore_not_found": "There is no ignore {ignore_id}. List the ignores to see which there are.",
    "org_not_found": "There is no organization {org_id}. List the organizations to see which there are.",
    "owner_not_found": "There is no owner {owner_id}. List the users to see which there are.",
    "project_already_deactivated": "Project {project_id} is already deactivated.",
    "project_already_there": "It is in organization {org_id} already. Choose another organization.",
    "project_not_found": "There is no project {project_id}. List the projects to see which there are.",
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "expiry_in_past": "The expiry cannot lie in the past. Give a later time.",
    "project_not_yours": "Project {project_id} belongs to another user. You can change only projects of your own.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="snyk_projects",
    folder=Path(__file__).parent,
    tables=[Org, Project, History, Ignore, CurrentUser, User],
    tools={
        "list_orgs": Tool(list_orgs, read_only=True),
        "list_projects": Tool(list_projects, read_only=True),
        "get_project": Tool(get_project, read_only=True),
        "get_project_settings": Tool(get_project_settings, read_only=True),
        "update_project_settings": Tool(update_project_settings),
        "update_project": Tool(update_project),
        "delete_project": Tool(delete_project),
        "deactivate_project": Tool(deactivate_project),
        "move_project": Tool(move_project),
        "list_histories": Tool(list_histories, read_only=True),
        "list_ignores": Tool(list_ignores, read_only=True),
        "get_ignore": Tool(get_ignore, read_only=True),
        "create_ignore": Tool(create_ignore),
        "delete_ignore": Tool(delete_ignore),
        "get_current_user": Tool(get_current_user, read_only=True),
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
