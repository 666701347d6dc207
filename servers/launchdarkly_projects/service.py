"""LaunchDarkly: projects: keeps projects, members, environments, approval requests, scheduled changes and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
LaunchDarkly: projects. Keeps projects, members, environments, approval requests, scheduled changes and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a member can be refused: there is already a member with that email.
- When creating a member, Write one such as name@example.com.
- Deleting a member can be refused: this is the last owner of the account.
- Creating a project can be refused: there is already a project with that name.
- Creating an environment can be refused: there is already an environment with that name.
- Two members cannot have the same email.
- Two projects cannot have the same name.
- Two projects cannot have the same key.
- Two environments cannot have the same project and name.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Member(Table, table=True):
    """A member."""

    __tablename__ = "members"
    __table_args__ = (
        CheckConstraint("role_value IN ('writer', 'reader', 'admin', 'owner')"),
        UniqueConstraint("email"),
    )

    member_id: str = Field(primary_key=True)
    first_name: str | None = None
    pending_invite: bool
    verified: bool
    custom_roles: list[str] = Field(sa_type=JsonList())
    email: str
    is_beta: bool
    last_name: str | None = None
    role_value: str | None = None
    op: str | None = None
    path: str | None = None


class Project(Table, table=True):
    """A project."""

    __tablename__ = "projects"
    __table_args__ = (
        UniqueConstraint("name"),
        UniqueConstraint("key"),
    )

    project_id: str = Field(primary_key=True)
    name: str
    key: str
    tags: list[str] = Field(sa_type=JsonList())
    environment_names: list[str] = Field(sa_type=JsonList())
    op: str | None = None
    path: str | None = None


class Environment(Table, table=True):
    """An environment of a project."""

    __tablename__ = "environments"
    __table_args__ = (
        CheckConstraint("approval_settings_service_kind IN ('launchdarkly', 'service-now')"),
        UniqueConstraint("project_id", "name"),
        UniqueConstraint("project_id", "key"),
    )

    environment_id: str = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    name: str
    api_key: str | None = None
    approval_settings_required: bool
    approval_settings_service_kind: str | None = None
    color: str
    confirm_changes: bool
    key: str
    mobile_key: str | None = None
    require_comments: bool
    secure_mode: bool
    tags: list[str] = Field(sa_type=JsonList())
    op: str | None = None
    path: str | None = None


class ApprovalRequest(Table, table=True):
    """An approval request of a project."""

    __tablename__ = "approval_requests"
    __table_args__ = (
        CheckConstraint("review_status IN ('pending', 'approved', 'declined')"),
        CheckConstraint("status IN ('pending', 'completed', 'scheduled', 'failed')"),
    )

    approval_request_id: str = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    applied_by_member_id: str | None = Field(
        default=None, foreign_key="members.member_id", ondelete="SET NULL", index=True
    )
    applied_date: str | None = None
    execution_date: str | None = None
    review_status: str | None = None
    status: str
    comment: str | None = None
    description: str
    creation_date: str


class ScheduledChange(Table, table=True):
    """A scheduled change of a project."""

    __tablename__ = "scheduled_changes"

    scheduled_change_id: str = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    execution_date: str | None = None
    comment: str | None = None


class ApprovalRequestNotifyMember(Table, table=True):
    """An approval request notify member of an approval request."""

    __tablename__ = "approval_request_notify_members"
    __table_args__ = (UniqueConstraint("approval_request_id", "notify_member_id"),)

    approval_request_notify_member_id: str = Field(primary_key=True)
    approval_request_id: str = Field(
        foreign_key="approval_requests.approval_request_id", ondelete="CASCADE", index=True
    )
    notify_member_id: str = Field(foreign_key="members.member_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class MemberShort(TypedDict):
    """A member in the view `short`."""

    member_id: str
    first_name: str | None
    pending_invite: bool
    verified: bool
    email: str
    is_beta: bool
    role_value: str | None


def member_short(member: Member) -> MemberShort:
    """A member in the view `short`."""
    return {
        "member_id": member.member_id,
        "first_name": member.first_name,
        "pending_invite": member.pending_invite,
        "verified": member.verified,
        "email": member.email,
        "is_beta": member.is_beta,
        "role_value": member.role_value,
    }


class MemberFull(MemberShort):
    """A member in the view `full`."""

    custom_roles: list[str]
    last_name: str | None
    op: str | None
    path: str | None


def member_full(member: Member) -> MemberFull:
    """A member in the view `full`."""
    return {
        **member_short(member),
        "custom_roles": member.custom_roles,
        "last_name": member.last_name,
        "op": member.op,
        "path": member.path,
    }


class ProjectShort(TypedDict):
    """A project in the view `short`."""

    project_id: str
    name: str
    key: str
    tags: list[str]
    environment_names: list[str]
    op: str | None
    path: str | None


def project_short(project: Project) -> ProjectShort:
    """A project in the view `short`."""
    return {
        "project_id": project.project_id,
        "name": project.name,
        "key": project.key,
        "tags": project.tags,
        "environment_names": project.environment_names,
        "op": project.op,
        "path": project.path,
    }


class ProjectFull(ProjectShort):
    """A project in the view `full`."""


def project_full(project: Project) -> ProjectFull:
    """A project in the view `full`."""
    return project_short(project)


class EnvironmentShort(TypedDict):
    """An environment in the view `short`."""

    environment_id: str
    project_id: str
    name: str
    approval_settings_required: bool
    approval_settings_service_kind: str | None
    confirm_changes: bool
    require_comments: bool


def environment_short(environment: Environment) -> EnvironmentShort:
    """An environment in the view `short`."""
    return {
        "environment_id": environment.environment_id,
        "project_id": environment.project_id,
        "name": environment.name,
        "approval_settings_required": environment.approval_settings_required,
        "approval_settings_service_kind": environment.approval_settings_service_kind,
        "confirm_changes": environment.confirm_changes,
        "require_comments": environment.require_comments,
    }


class EnvironmentFull(EnvironmentShort):
    """An environment in the view `full`."""

    api_key: str | None
    color: str
    key: str
    mobile_key: str | None
    secure_mode: bool
    tags: list[str]
    op: str | None
    path: str | None


def environment_full(environment: Environment) -> EnvironmentFull:
    """An environment in the view `full`."""
    return {
        **environment_short(environment),
        "api_key": environment.api_key,
        "color": environment.color,
        "key": environment.key,
        "mobile_key": environment.mobile_key,
        "secure_mode": environment.secure_mode,
        "tags": environment.tags,
        "op": environment.op,
        "path": environment.path,
    }


class ApprovalRequestShort(TypedDict):
    """An approval request in the view `short`."""

    approval_request_id: str
    project_id: str
    applied_by_member_id: str | None
    applied_date: str | None
    execution_date: str | None
    review_status: str | None
    status: str


def approval_request_short(approval_request: ApprovalRequest) -> ApprovalRequestShort:
    """An approval request in the view `short`."""
    return {
        "approval_request_id": approval_request.approval_request_id,
        "project_id": approval_request.project_id,
        "applied_by_member_id": approval_request.applied_by_member_id,
        "applied_date": approval_request.applied_date,
        "execution_date": approval_request.execution_date,
        "review_status": approval_request.review_status,
        "status": approval_request.status,
    }


class ApprovalRequestNotifyMemberShort(TypedDict):
    """An approval request notify member in the view `short`."""

    notify_member_id: str
    notify_member_first_name: str | None


def approval_request_notify_member_short(
    db: Database, approval_request_notify_member: ApprovalRequestNotifyMember
) -> ApprovalRequestNotifyMemberShort:
    """An approval request notify member in the view `short`."""
    notify_member = db.get(Member, approval_request_notify_member.notify_member_id)
    return {
        "notify_member_id": approval_request_notify_member.notify_member_id,
        "notify_member_first_name": notify_member.first_name,
    }


class ApprovalRequestFull(ApprovalRequestShort):
    """An approval request in the view `full`."""

    comment: str | None
    description: str
    creation_date: str
    notify_members: list[ApprovalRequestNotifyMemberShort]


def approval_request_full(db: Database, approval_request: ApprovalRequest) -> ApprovalRequestFull:
    """An approval request in the view `full`."""
    return {
        **approval_request_short(approval_request),
        "comment": approval_request.comment,
        "description": approval_request.description,
        "creation_date": approval_request.creation_date,
        "notify_members": [
            approval_request_notify_member_short(db, approval_request_notify_member)
            for approval_request_notify_member in db.query(ApprovalRequestNotifyMember)
            .where("approval_request_id = ?", approval_request.approval_request_id)
            .page(limit=20)
            .rows
        ],
    }


class ScheduledChangeShort(TypedDict):
    """A scheduled change in the view `short`."""

    scheduled_change_id: str
    project_id: str
    execution_date: str | None
    comment: str | None


def scheduled_change_short(scheduled_change: ScheduledChange) -> ScheduledChangeShort:
    """A scheduled change in the view `short`."""
    return {
        "scheduled_change_id": scheduled_change.scheduled_change_id,
        "project_id": scheduled_change.project_id,
        "execution_date": scheduled_change.execution_date,
        "comment": scheduled_change.comment,
    }


class ScheduledChangeFull(ScheduledChangeShort):
    """A scheduled change in the view `full`."""


def scheduled_change_full(scheduled_change: ScheduledChange) -> ScheduledChangeFull:
    """A scheduled change in the view `full`."""
    return scheduled_change_short(scheduled_change)


# --- tools --------------------------------------------------------------------------------------------------------


class ListMembers(TypedDict):
    """What `list_members` returns."""

    members: list[MemberShort]
    next_cursor: str | None


def list_members(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListMembers:
    """List the members."""
    page = db.query(Member).page("first_name", limit=limit, cursor=cursor)
    return {"members": [member_short(member) for member in page.rows], "next_cursor": page.next_cursor}


class MemberResult(TypedDict):
    """What `create_member` and `update_member` return."""

    member: MemberFull


def create_member(
    db: Database,
    /,
    *,
    email: str,
    first_name: str | None = None,
    custom_roles: list[str],
    last_name: str | None = None,
    role_value: Literal["writer", "reader", "admin", "owner"] | None = None,
) -> MemberResult:
    """Create a member."""
    if db.query(Member).where("same_text(email, ?)", email).exists():
        fail("member_email_taken", email=email)
    if not valid_email(email):
        fail("email_invalid", email=email)
    member = db.insert(
        Member,
        member_id=f"MEM-{db.next_number('members'):04d}",
        first_name=first_name,
        pending_invite=False,
        verified=False,
        custom_roles=custom_roles,
        email=email,
        is_beta=False,
        last_name=last_name,
        role_value=role_value,
    )
    return {"member": member_full(member)}


def update_member(
    db: Database,
    /,
    *,
    member_id: str,
    op: str | None = None,
    path: str | None = None,
    clear: list[Literal["op", "path"]] | None = None,
) -> MemberResult:
    """Change the op or path of a member."""
    changes = given(clear, op=op, path=path)
    member = db.find(Member, member_id) or fail("member_not_found", member_id=member_id)
    if not changes:
        fail("nothing_to_change")
    db.update(member, **changes)
    return {"member": member_full(member)}


class DeleteMember(TypedDict):
    """What `delete_member` returns."""

    member_id: str


def delete_member(db: Database, /, *, member_id: str) -> DeleteMember:
    """Delete a member."""
    member = db.find(Member, member_id) or fail("member_not_found", member_id=member_id)
    if not (
        member.role_value != "owner"
        or db.query(Member).where("role_value IS 'owner' AND member_id <> ?", member.member_id).exists()
    ):
        fail("last_member_owner")
    db.delete(member)
    return {"member_id": member_id}


class ListProjects(TypedDict):
    """What `list_projects` returns."""

    projects: list[ProjectShort]
    next_cursor: str | None


def list_projects(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListProjects:
    """List the projects."""
    page = db.query(Project).page("name", limit=limit, cursor=cursor)
    return {"projects": [project_short(project) for project in page.rows], "next_cursor": page.next_cursor}


class ProjectResult(TypedDict):
    """What `create_project` and `update_project` return."""

    project: ProjectFull


def create_project(
    db: Database, /, *, name: str, key: str, tags: list[str], environment_names: list[str]
) -> ProjectResult:
    """Create a project."""
    if db.query(Project).where("same_text(name, ?)", name).exists():
        fail("project_name_taken", name=name)
    project = db.insert(
        Project,
        project_id=f"PRO-{db.next_number('projects'):04d}",
        name=name,
        key=key,
        tags=tags,
        environment_names=environment_names,
    )
    return {"project": project_full(project)}


def update_project(
    db: Database,
    /,
    *,
    project_id: str,
    op: str | None = None,
    path: str | None = None,
    clear: list[Literal["op", "path"]] | None = None,
) -> ProjectResult:
    """Change the op or path of a project."""
    changes = given(clear, op=op, path=path)
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    if not changes:
        fail("nothing_to_change")
    db.update(project, **changes)
    return {"project": project_full(project)}


class DeleteProject(TypedDict):
    """What `delete_project` returns."""

    project_id: str


def delete_project(db: Database, /, *, project_id: str) -> DeleteProject:
    """Delete a project together with its environments, approval requests and scheduled changes."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    db.delete(project)
    return {"project_id": project_id}


class EnvironmentResult(TypedDict):
    """What `get_environment` and 2 other tools return."""

    environment: EnvironmentFull


def get_environment(db: Database, /, *, environment_id: str) -> EnvironmentResult:
    """Show an environment with all its details."""
    environment = db.find(Environment, environment_id)
    if environment is None:
        fail("environment_not_found", environment_id=environment_id)
    return {"environment": environment_full(environment)}


def create_environment(
    db: Database,
    /,
    *,
    project_id: str,
    name: str,
    color: str,
    key: str,
    confirm_changes: bool = False,
    require_comments: bool = False,
    secure_mode: bool = False,
    tags: list[str],
) -> EnvironmentResult:
    """Create an environment in a project."""
    if db.find(Project, project_id) is None:
        fail("project_not_found", project_id=project_id)
    if db.query(Environment).where("same_text(name, ?) AND project_id = ?", name, project_id).exists():
        fail("environment_name_taken", name=name)
    environment = db.insert(
        Environment,
        environment_id=f"ENV-{db.next_number('environments'):04d}",
        project_id=project_id,
        name=name,
        approval_settings_required=False,
        color=color,
        confirm_changes=confirm_changes,
        key=key,
        require_comments=require_comments,
        secure_mode=secure_mode,
        tags=tags,
    )
    return {"environment": environment_full(environment)}


class DeleteEnvironment(TypedDict):
    """What `delete_environment` returns."""

    environment_id: str


def delete_environment(db: Database, /, *, environment_id: str) -> DeleteEnvironment:
    """Delete an environment."""
    environment = db.find(Environment, environment_id)
    if environment is None:
        fail("environment_not_found", environment_id=environment_id)
    db.delete(environment)
    return {"environment_id": environment_id}


def set_environment_api_key(db: Database, /, *, environment_id: str, api_key: str) -> EnvironmentResult:
    """Set the API key of an environment."""
    environment = db.find(Environment, environment_id)
    if environment is None:
        fail("environment_not_found", environment_id=environment_id)
    db.update(environment, api_key=api_key)
    return {"environment": environment_full(environment)}


class ListApprovalRequests(TypedDict):
    """What `list_approval_requests` returns."""

    approval_requests: list[ApprovalRequestShort]
    next_cursor: str | None


def list_approval_requests(
    db: Database,
    /,
    *,
    project_id: str,
    status: Literal["pending", "completed", "scheduled", "failed"] | None = None,
    applied_by_member_id: str | None = None,
    notify_member_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListApprovalRequests:
    """List the approval requests of a project, optionally by status, applied by member or notify member."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    query = db.query(ApprovalRequest).where("project_id = ?", project.project_id)
    if status is not None:
        query.where("status = ?", status)
    if applied_by_member_id is not None:
        query.where("applied_by_member_id IS ?", applied_by_member_id)
    if notify_member_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM approval_request_notify_members AS item"
            " WHERE item.approval_request_id = approval_requests.approval_request_id"
            " AND item.notify_member_id = ?)",
            notify_member_id,
        )
    page = query.page("-creation_date", limit=limit, cursor=cursor)
    return {
        "approval_requests": [approval_request_short(approval_request) for approval_request in page.rows],
        "next_cursor": page.next_cursor,
    }


class ApprovalRequestResult(TypedDict):
    """What `add_notify_member_to_approval_request` and `create_approval_request` return."""

    approval_request: ApprovalRequestFull


def add_notify_member_to_approval_request(
    db: Database, /, *, approval_request_id: str, notify_member_id: str
) -> ApprovalRequestResult:
    """Add a notify member to an approval request."""
    approval_request = db.find(ApprovalRequest, approval_request_id)
    if approval_request is None:
        fail("approval_request_not_found", approval_request_id=approval_request_id)
    notify_member = db.find(Member, notify_member_id)
    if notify_member is None:
        fail("notify_member_not_found", notify_member_id=notify_member_id)
    db.insert(
        ApprovalRequestNotifyMember,
        approval_request_notify_member_id=f"APRENOL-{db.next_number('approval_request_notify_members'):04d}",
        approval_request_id=approval_request.approval_request_id,
        notify_member_id=notify_member.member_id,
    )
    return {"approval_request": approval_request_full(db, approval_request)}


def create_approval_request(
    db: Database,
    /,
    *,
    project_id: str,
    description: str,
    execution_date: str | None = None,
    comment: str | None = None,
    notify_member_ids: list[str],
) -> ApprovalRequestResult:
    """Create an approval request in a project."""
    if db.find(Project, project_id) is None:
        fail("project_not_found", project_id=project_id)
    approval_request = db.insert(
        ApprovalRequest,
        approval_request_id=f"AR-{db.next_number('approval_requests'):04d}",
        project_id=project_id,
        execution_date=execution_date,
        status="pending",
        comment=comment,
        description=description,
        creation_date=db.now(),
    )
    for notify_member_id in notify_member_ids:
        notify_member = db.find(Member, notify_member_id)
        if notify_member is None:
            fail("notify_member_not_found", notify_member_id=notify_member_id)
        if (
            not db.query(ApprovalRequestNotifyMember)
            .where(
                "approval_request_id = ? AND notify_member_id = ?",
                approval_request.approval_request_id,
                notify_member.member_id,
            )
            .exists()
        ):
            db.insert(
                ApprovalRequestNotifyMember,
                approval_request_notify_member_id=f"APRENOL-{db.next_number('approval_request_notify_members'):04d}",
                approval_request_id=approval_request.approval_request_id,
                notify_member_id=notify_member.member_id,
            )
    return {"approval_request": approval_request_full(db, approval_request)}


class DeleteApprovalRequest(TypedDict):
    """What `delete_approval_request` returns."""

    approval_request_id: str


def delete_approval_request(db: Database, /, *, approval_request_id: str) -> DeleteApprovalRequest:
    """Delete an approval request."""
    approval_request = db.find(ApprovalRequest, approval_request_id)
    if approval_request is None:
        fail("approval_request_not_found", approval_request_id=approval_request_id)
    db.delete(approval_request)
    return {"approval_request_id": approval_request_id}


class ListScheduledChanges(TypedDict):
    """What `list_scheduled_changes` returns."""

    scheduled_changes: list[ScheduledChangeShort]
    next_cursor: str | None


def list_scheduled_changes(
    db: Database,
    /,
    *,
    project_id: str,
    execution_after: str | None = None,
    execution_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListScheduledChanges:
    """List the scheduled changes of a project, optionally by execution date."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    query = db.query(ScheduledChange).where("project_id = ?", project.project_id)
    if execution_after is not None:
        query.where("execution_date IS NOT NULL AND execution_date >= ?", execution_after)
    if execution_before is not None:
        query.where("execution_date IS NOT NULL AND execution_date <= ?", execution_before)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "scheduled_changes": [scheduled_change_short(scheduled_change) for scheduled_change in page.rows],
        "next_cursor": page.next_cursor,
    }


class CreateScheduledChange(TypedDict):
    """What `create_scheduled_change` returns."""

    scheduled_change: ScheduledChangeFull


def create_scheduled_change(
    db: Database, /, *, project_id: str, execution_date: str | None = None, comment: str | None = None
) -> CreateScheduledChange:
    """Create a scheduled change in a project."""
    if db.find(Project, project_id) is None:
        fail("project_not_found", project_id=project_id)
    scheduled_change = db.insert(
        ScheduledChange,
        scheduled_change_id=f"SC-{db.next_number('scheduled_changes'):04d}",
        project_id=project_id,
        execution_date=execution_date,
        comment=comment,
    )
    return {"scheduled_change": scheduled_change_full(scheduled_change)}


class DeleteScheduledChange(TypedDict):
    """What `delete_scheduled_change` returns."""

    scheduled_change_id: str


def delete_scheduled_change(db: Database, /, *, scheduled_change_id: str) -> DeleteScheduledChange:
    """Delete a scheduled change."""
    scheduled_change = db.find(ScheduledChange, scheduled_change_id)
    if scheduled_change is None:
        fail("scheduled_change_not_found", scheduled_change_id=scheduled_change_id)
    db.delete(scheduled_change)
    return {"scheduled_change_id": scheduled_change_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "approval_request_has_notify_member_already": (
        "The approval request has the notify member {notify_member_id} already. Choose another notify member."
    ),
    "approval_request_not_found": (
        "There is no approval request {approval_request_id}. List the approval requests to see which there are."
    ),
    "environment_key_taken": "There is already an environment with the key {key}. Choose another key.",
    "environment_name_taken": "There is already an environment with the name {name}. Choose another name.",
    "environment_not_found": "There is no environment {environment_id}. List the environments to see which there are.",
    "member_email_taken": "There is already a member with the email {email}. Choose another email.",
    "member_not_found": "There is no member {member_id}. List the members to see which there are.",
    "notify_member_not_found": "There is no notify member {notify_member_id}. List the members to see which there are.",
    "project_key_taken": "There is already a project with the key {key}. Choose another key.",
    "project_name_taken": "There is already a project with the name {name}. Choose another name.",
    "project_not_found": "There is no project {project_id}. List the projects to see which there are.",
    "scheduled_change_not_found": (
        "There is no scheduled change {scheduled_change_id}. List the scheduled changes to see which there are."
    ),
    "last_member_owner": "This is the last owner of the account. Make somebody else an owner first.",
    "email_invalid": "{email} is no email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="launchdarkly_projects",
    folder=Path(__file__).parent,
    tables=[Member, Project, Environment, ApprovalRequest, ScheduledChange, ApprovalRequestNotifyMember],
    tools={
        "list_members": Tool(list_members, read_only=True),
        "create_member": Tool(create_member),
        "update_member": Tool(update_member),
        "delete_member": Tool(delete_member),
        "list_projects": Tool(list_projects, read_only=True),
        "create_project": Tool(create_project),
        "update_project": Tool(update_project),
        "delete_project": Tool(delete_project),
        "get_environment": Tool(get_environment, read_only=True),
        "create_environment": Tool(create_environment),
        "delete_environment": Tool(delete_environment),
        "set_environment_api_key": Tool(set_environment_api_key),
        "list_approval_requests": Tool(list_approval_requests, read_only=True),
        "add_notify_member_to_approval_request": Tool(add_notify_member_to_approval_request),
        "create_approval_request": Tool(create_approval_request),
        "delete_approval_request": Tool(delete_approval_request),
        "list_scheduled_changes": Tool(list_scheduled_changes, read_only=True),
        "create_scheduled_change": Tool(create_scheduled_change),
        "delete_scheduled_change": Tool(delete_scheduled_change),
    },
    faults=FAULTS,
    unique_faults={
        "members.email": "member_email_taken",
        "projects.name": "project_name_taken",
        "projects.key": "project_key_taken",
        "environments.project_id, environments.name": "environment_name_taken",
        "environments.project_id, environments.key": "environment_key_taken",
        "approval_request_notify_members.approval_request_id, approval_request_notify_members.notify_member_id": (
            "approval_request_has_notify_member_already"
        ),
    },
    instructions=INSTRUCTIONS,
)
