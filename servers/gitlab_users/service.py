"""Gitlab: users: keeps users, projects, SSH keys, project members, emails and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Gitlab: users. Keeps users, projects, SSH keys, project members, emails and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Deleting a user is refused while project members refer to the user.
- The expiry cannot lie in the past.
- Creating or updating a user can be refused: that user email is not an email address.
- Two users cannot have the same username.
- A project and a user can be linked only once.
- You can enable an SSH key only while it is disabled.
- You can block a user only while they are not blocked.
- You can unblock a user only while they are blocked.
- Deleting a user keeps the searches, SSH keys, publics and emails that refer to the user; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Project(Table, table=True):
    """A project."""

    __tablename__ = "projects"

    project_id: str = Field(primary_key=True)
    name: str
    builds_enabled: bool
    description: str | None = None
    issues_enabled: bool
    path: str | None = None
    public_value: bool
    visibility_level: int | None = None


class Search(Table, table=True):
    """A search."""

    __tablename__ = "searches"

    search_id: str = Field(primary_key=True)
    name: str | None = None
    archived: str | None = None
    creator_id: int | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)
    description: str | None = None
    forked_from_project_id: str | None = Field(
        default=None, foreign_key="projects.project_id", ondelete="SET NULL", index=True
    )
    owner_id: int | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)
    path: str | None = None
    created_at: str
    last_activity_at: str


class SshKey(Table, table=True):
    """An SSH key."""

    __tablename__ = "ssh_keys"

    ssh_key_id: int = Field(primary_key=True)
    title: str
    project_id: str | None = Field(default=None, foreign_key="projects.project_id", ondelete="SET NULL", index=True)
    user_id: int | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)
    can_push: str | None = None
    ssh_key_key: str
    created_at: str
    disabled: bool


class ProjectMember(Table, table=True):
    """A project member of a project."""

    __tablename__ = "project_members"
    __table_args__ = (UniqueConstraint("project_id", "user_id"),)

    project_member_id: int = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    name: str | None = None
    access_level: int
    expires_at: str | None = None
    state: str | None = None
    username: str | None = None
    user_id: int = Field(foreign_key="users.user_id", ondelete="RESTRICT", index=True)


class Public(Table, table=True):
    """The public."""

    __tablename__ = "publics"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    title: str
    author_id: int | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)
    file_name: str
    created_at: str
    updated_at: str


class Email(Table, table=True):
    """An email."""

    __tablename__ = "emails"

    email_id: int = Field(primary_key=True)
    email_text: str
    user_id: int | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("username"),)

    user_id: int = Field(primary_key=True)
    name: str
    username: str
    user_email: str
    skype: str | None = None
    linkedin: str | None = None
    twitter: str | None = None
    organization: str | None = None
    projects_limit: int | None = None
    provider: str | None = None
    bio: str | None = None
    location: str | None = None
    admin: bool
    can_create_group: bool
    confirm: bool
    blocked: bool


# --- views --------------------------------------------------------------------------------------------------------


class ProjectShort(TypedDict):
    """A project in the view `short`."""

    project_id: str
    name: str
    builds_enabled: bool
    description: str | None
    issues_enabled: bool
    path: str | None
    public_value: bool


def project_short(project: Project) -> ProjectShort:
    """A project in the view `short`."""
    return {
        "project_id": project.project_id,
        "name": project.name,
        "builds_enabled": project.builds_enabled,
        "description": project.description,
        "issues_enabled": project.issues_enabled,
        "path": project.path,
        "public_value": project.public_value,
    }


class ProjectFull(ProjectShort):
    """A project in the view `full`."""

    visibility_level: int | None


def project_full(project: Project) -> ProjectFull:
    """A project in the view `full`."""
    return {**project_short(project), "visibility_level": project.visibility_level}


class SearchShort(TypedDict):
    """A search in the view `short`."""

    search_id: str
    name: str | None
    archived: str | None
    creator_id: int | None
    description: str | None
    forked_from_project_id: str | None
    owner_id: int | None


def search_short(search: Search) -> SearchShort:
    """A search in the view `short`."""
    return {
        "search_id": search.search_id,
        "name": search.name,
        "archived": search.archived,
        "creator_id": search.creator_id,
        "description": search.description,
        "forked_from_project_id": search.forked_from_project_id,
        "owner_id": search.owner_id,
    }


class SearchFull(SearchShort):
    """A search in the view `full`."""

    path: str | None
    created_at: str
    last_activity_at: str


def search_full(search: Search) -> SearchFull:
    """A search in the view `full`."""
    return {
        **search_short(search),
        "path": search.path,
        "created_at": search.created_at,
        "last_activity_at": search.last_activity_at,
    }


class SshKeyShort(TypedDict):
    """A ssh key in the view `short`."""

    ssh_key_id: int
    title: str
    project_id: str | None
    user_id: int | None
    can_push: str | None
    ssh_key_key: str
    disabled: bool


def ssh_key_short(ssh_key: SshKey) -> SshKeyShort:
    """A ssh key in the view `short`."""
    return {
        "ssh_key_id": ssh_key.ssh_key_id,
        "title": ssh_key.title,
        "project_id": ssh_key.project_id,
        "user_id": ssh_key.user_id,
        "can_push": ssh_key.can_push,
        "ssh_key_key": ssh_key.ssh_key_key,
        "disabled": ssh_key.disabled,
    }


class SshKeyFull(SshKeyShort):
    """A ssh key in the view `full`."""

    created_at: str


def ssh_key_full(ssh_key: SshKey) -> SshKeyFull:
    """A ssh key in the view `full`."""
    return {**ssh_key_short(ssh_key), "created_at": ssh_key.created_at}


class ProjectMemberShort(TypedDict):
    """A project member in the view `short`."""

    project_member_id: int
    project_id: str
    name: str | None
    access_level: int
    expires_at: str | None
    state: str | None
    user_id: int


def project_member_short(project_member: ProjectMember) -> ProjectMemberShort:
    """A project member in the view `short`."""
    return {
        "project_member_id": project_member.project_member_id,
        "project_id": project_member.project_id,
        "name": project_member.name,
        "access_level": project_member.access_level,
        "expires_at": project_member.expires_at,
        "state": project_member.state,
        "user_id": project_member.user_id,
    }


class ProjectMemberFull(ProjectMemberShort):
    """A project member in the view `full`."""

    username: str | None


def project_member_full(project_member: ProjectMember) -> ProjectMemberFull:
    """A project member in the view `full`."""
    return {**project_member_short(project_member), "username": project_member.username}


class PublicFull(TypedDict):
    """A public in the view `full`."""

    title: str
    author_id: int | None
    file_name: str
    created_at: str
    updated_at: str


def public_full(public: Public) -> PublicFull:
    """A public in the view `full`."""
    return {
        "title": public.title,
        "author_id": public.author_id,
        "file_name": public.file_name,
        "created_at": public.created_at,
        "updated_at": public.updated_at,
    }


class EmailShort(TypedDict):
    """An email in the view `short`."""

    email_id: int
    email_text: str
    user_id: int | None


def email_short(email: Email) -> EmailShort:
    """An email in the view `short`."""
    return {"email_id": email.email_id, "email_text": email.email_text, "user_id": email.user_id}


class EmailFull(EmailShort):
    """An email in the view `full`."""


def email_full(email: Email) -> EmailFull:
    """An email in the view `full`."""
    return email_short(email)


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: int
    name: str
    username: str
    admin: bool
    can_create_group: bool
    confirm: bool
    blocked: bool


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "name": user.name,
        "username": user.username,
        "admin": user.admin,
        "can_create_group": user.can_create_group,
        "confirm": user.confirm,
        "blocked": user.blocked,
    }


class UserFull(UserShort):
    """A user in the view `full`."""

    user_email: str
    skype: str | None
    linkedin: str | None
    twitter: str | None
    organization: str | None
    projects_limit: int | None
    provider: str | None
    bio: str | None
    location: str | None


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return {
        **user_short(user),
        "user_email": user.user_email,
        "skype": user.skype,
        "linkedin": user.linkedin,
        "twitter": user.twitter,
        "organization": user.organization,
        "projects_limit": user.projects_limit,
        "provider": user.provider,
        "bio": user.bio,
        "location": user.location,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListProjects(TypedDict):
    """What `list_projects` returns."""

    projects: list[ProjectShort]
    next_cursor: str | None


def list_projects(
    db: Database, /, *, query_: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListProjects:
    """List the projects, optionally by text."""
    query = db.query(Project)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"projects": [project_short(project) for project in page.rows], "next_cursor": page.next_cursor}


class GetProject(TypedDict):
    """What `get_project` returns."""

    project: ProjectFull


def get_project(db: Database, /, *, project_id: str) -> GetProject:
    """Show a project with all its details."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    return {"project": project_full(project)}


class ListSearches(TypedDict):
    """What `list_searches` returns."""

    searches: list[SearchShort]
    next_cursor: str | None


def list_searches(
    db: Database,
    /,
    *,
    creator_id: int | None = None,
    forked_from_project_id: str | None = None,
    owner_id: int | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListSearches:
    """List the searches, optionally by creator, forked from project or owner."""
    query = db.query(Search)
    if creator_id is not None:
        query.where("creator_id IS ?", creator_id)
    if forked_from_project_id is not None:
        query.where("forked_from_project_id IS ?", forked_from_project_id)
    if owner_id is not None:
        query.where("owner_id IS ?", owner_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"searches": [search_short(search) for search in page.rows], "next_cursor": page.next_cursor}


class GetSearch(TypedDict):
    """What `get_search` returns."""

    search: SearchFull


def get_search(db: Database, /, *, search_id: str) -> GetSearch:
    """Show a search with all its details."""
    search = db.find(Search, search_id) or fail("search_not_found", search_id=search_id)
    return {"search": search_full(search)}


class ListSshKeys(TypedDict):
    """What `list_ssh_keys` returns."""

    ssh_keys: list[SshKeyShort]
    next_cursor: str | None


def list_ssh_keys(
    db: Database,
    /,
    *,
    project_id: str | None = None,
    user_id: int | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListSshKeys:
    """List the SSH keys, optionally by project or user."""
    query = db.query(SshKey)
    if project_id is not None:
        query.where("project_id IS ?", project_id)
    if user_id is not None:
        query.where("user_id IS ?", user_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"ssh_keys": [ssh_key_short(ssh_key) for ssh_key in page.rows], "next_cursor": page.next_cursor}


class SshKeyResult(TypedDict):
    """What `get_ssh_key` and 2 other tools return."""

    ssh_key: SshKeyFull


def get_ssh_key(db: Database, /, *, ssh_key_id: int) -> SshKeyResult:
    """Show an SSH key with all its details."""
    ssh_key = db.find(SshKey, ssh_key_id) or fail("ssh_key_not_found", ssh_key_id=ssh_key_id)
    return {"ssh_key": ssh_key_full(ssh_key)}


def create_ssh_key(
    db: Database, /, *, title: str, ssh_key_key: str, project_id: str | None = None, user_id: int | None = None
) -> SshKeyResult:
    """Create an SSH key."""
    if project_id is not None and db.find(Project, project_id) is None:
        fail("project_not_found", project_id=project_id)
    if user_id is not None and db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    ssh_key = db.insert(
        SshKey,
        ssh_key_id=db.next_number("ssh_keys"),
        title=title,
        project_id=project_id,
        user_id=user_id,
        ssh_key_key=ssh_key_key,
        created_at=db.now(),
        disabled=False,
    )
    return {"ssh_key": ssh_key_full(ssh_key)}


class DeleteSshKey(TypedDict):
    """What `delete_ssh_key` returns."""

    ssh_key_id: int


def delete_ssh_key(db: Database, /, *, ssh_key_id: int) -> DeleteSshKey:
    """Delete an SSH key."""
    ssh_key = db.find(SshKey, ssh_key_id) or fail("ssh_key_not_found", ssh_key_id=ssh_key_id)
    db.delete(ssh_key)
    return {"ssh_key_id": ssh_key_id}


def enable_ssh_key(db: Database, /, *, ssh_key_id: int) -> SshKeyResult:
    """Enable an SSH key."""
    ssh_key = db.find(SshKey, ssh_key_id) or fail("ssh_key_not_found", ssh_key_id=ssh_key_id)
    if not ssh_key.disabled:
        fail("ssh_key_not_disabled", ssh_key_id=ssh_key.ssh_key_id)
    db.update(ssh_key, disabled=False)
    return {"ssh_key": ssh_key_full(ssh_key)}


class ListProjectMembers(TypedDict):
    """What `list_project_members` returns."""

    project_members: list[ProjectMemberShort]
    next_cursor: str | None


def list_project_members(
    db: Database,
    /,
    *,
    project_id: str,
    query_: str | None = None,
    user_id: int | None = None,
    expires_after: str | None = None,
    expires_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListProjectMembers:
    """List the project members of a project, optionally by text, user or expires time."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    query = db.query(ProjectMember).where("project_id = ?", project.project_id)
    if query_ is not None:
        query.where("contains(name, ?)", query_)
    if user_id is not None:
        query.where("user_id = ?", user_id)
    if expires_after is not None:
        query.where("expires_at IS NOT NULL AND expires_at >= ?", expires_after)
    if expires_before is not None:
        query.where("expires_at IS NOT NULL AND expires_at <= ?", expires_before)
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "project_members": [project_member_short(project_member) for project_member in page.rows],
        "next_cursor": page.next_cursor,
    }


class ProjectMemberResult(TypedDict):
    """What `get_project_member` and 2 other tools return."""

    project_member: ProjectMemberFull


def get_project_member(db: Database, /, *, project_member_id: int) -> ProjectMemberResult:
    """Show a project member with all its details."""
    project_member = db.find(ProjectMember, project_member_id)
    if project_member is None:
        fail("project_member_not_found", project_member_id=project_member_id)
    return {"project_member": project_member_full(project_member)}


def create_project_member(
    db: Database, /, *, project_id: str, access_level: int, user_id: int, expires_at: str | None = None
) -> ProjectMemberResult:
    """Create a project member in a project."""
    if db.find(Project, project_id) is None:
        fail("project_not_found", project_id=project_id)
    if db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    if expires_at is not None and expires_at < db.now():
        fail("expiry_in_past")
    project_member = db.insert(
        ProjectMember,
        project_member_id=db.next_number("project_members"),
        project_id=project_id,
        access_level=access_level,
        expires_at=expires_at,
        user_id=user_id,
    )
    return {"project_member": project_member_full(project_member)}


def update_project_member(
    db: Database,
    /,
    *,
    project_member_id: int,
    access_level: int | None = None,
    expires_at: str | None = None,
    clear: list[Literal["expires_at"]] | None = None,
) -> ProjectMemberResult:
    """Change the access level or expires time of a project member."""
    changes = given(clear, access_level=access_level, expires_at=expires_at)
    project_member = db.find(ProjectMember, project_member_id)
    if project_member is None:
        fail("project_member_not_found", project_member_id=project_member_id)
    if expires_at is not None and expires_at < db.now():
        fail("expiry_in_past")
    if not changes:
        fail("nothing_to_change")
    db.update(project_member, **changes)
    return {"project_member": project_member_full(project_member)}


class DeleteProjectMember(TypedDict):
    """What `delete_project_member` returns."""

    project_member_id: int


def delete_project_member(db: Database, /, *, project_member_id: int) -> DeleteProjectMember:
    """Delete a project member."""
    project_member = db.find(ProjectMember, project_member_id)
    if project_member is None:
        fail("project_member_not_found", project_member_id=project_member_id)
    db.delete(project_member)
    return {"project_member_id": project_member_id}


class GetPublic(TypedDict):
    """What `get_public` returns."""

    public: PublicFull


def get_public(db: Database, /) -> GetPublic:
    """Show the public."""
    public = db.get(Public, 1)
    return {"public": public_full(public)}


class ListEmails(TypedDict):
    """What `list_emails` returns."""

    emails: list[EmailShort]
    next_cursor: str | None


def list_emails(
    db: Database, /, *, user_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListEmails:
    """List the emails, optionally by user."""
    query = db.query(Email)
    if user_id is not None:
        query.where("user_id IS ?", user_id)
    page = query.page("email_text", limit=limit, cursor=cursor)
    return {"emails": [email_short(email) for email in page.rows], "next_cursor": page.next_cursor}


class EmailResult(TypedDict):
    """What `get_email` and `create_email` return."""

    email: EmailFull


def get_email(db: Database, /, *, email_id: int) -> EmailResult:
    """Show an email with all its details."""
    email = db.find(Email, email_id) or fail("email_not_found", email_id=email_id)
    return {"email": email_full(email)}


def create_email(db: Database, /, *, email_text: str, user_id: int | None = None) -> EmailResult:
    """Create an email."""
    if user_id is not None and db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    email = db.insert(Email, email_id=db.next_number("emails"), email_text=email_text, user_id=user_id)
    return {"email": email_full(email)}


class DeleteEmail(TypedDict):
    """What `delete_email` returns."""

    email_id: int


def delete_email(db: Database, /, *, email_id: int) -> DeleteEmail:
    """Delete an email."""
    email = db.find(Email, email_id) or fail("email_not_found", email_id=email_id)
    db.delete(email)
    return {"email_id": email_id}


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(
    db: Database,
    /,
    *,
    username: str | None = None,
    query_: str | None = None,
    blocked: bool | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListUsers:
    """List the users, optionally by username, text or blocked."""
    query = db.query(User)
    if username is not None:
        query.where("same_text(username, ?)", username)
    if query_ is not None:
        query.where("contains(name, ?)", query_)
    if blocked is not None:
        query.where("blocked = ?", blocked)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class UserResult(TypedDict):
    """What `get_user` and 4 other tools return."""

    user: UserFull


def get_user(db: Database, /, *, user_id: int) -> UserResult:
    """Show a user with all its details."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    return {"user": user_full(user)}


def create_user(
    db: Database,
    /,
    *,
    name: str,
    username: str,
    user_email: str,
    skype: str | None = None,
    linkedin: str | None = None,
    twitter: str | None = None,
    organization: str | None = None,
    location: str | None = None,
) -> UserResult:
    """Create a user."""
    if db.query(User).where("same_text(username, ?)", username).exists():
        fail("username_taken", username=username)
    if not valid_email(user_email):
        fail("user_email_invalid", user_email=user_email)
    user = db.insert(
        User,
        user_id=db.next_number("users"),
        name=name,
        username=username,
        user_email=user_email,
        skype=skype,
        linkedin=linkedin,
        twitter=twitter,
        organization=organization,
        location=location,
        admin=False,
        can_create_group=False,
        confirm=False,
        blocked=False,
    )
    return {"user": user_full(user)}


def update_user(
    db: Database,
    /,
    *,
    user_id: int,
    name: str | None = None,
    username: str | None = None,
    user_email: str | None = None,
    skype: str | None = None,
    linkedin: str | None = None,
    twitter: str | None = None,
    organization: str | None = None,
    location: str | None = None,
    clear: list[Literal["skype", "linkedin", "twitter", "organization", "location"]] | None = None,
) -> UserResult:
    """Change a user, for example its name, username, user email or location."""
    changes = given(
        clear,
        name=name,
        username=username,
        user_email=user_email,
        skype=skype,
        linkedin=linkedin,
        twitter=twitter,
        organization=organization,
        location=location,
    )
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    if (
        username is not None
        and db.query(User).where("same_text(username, ?) AND user_id <> ?", username, user.user_id).exists()
    ):
        fail("username_taken", username=username)
    if not (user_email is None or valid_email(user_email)):
        fail("user_email_invalid", user_email=user_email)
    if not changes:
        fail("nothing_to_change")
    db.update(user, **changes)
    return {"user": user_full(user)}


class DeleteUser(TypedDict):
    """What `delete_user` returns."""

    user_id: int


def delete_user(db: Database, /, *, user_id: int) -> DeleteUser:
    """Delete a user; one that still has project members stays."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    if db.query(ProjectMember).where("user_id = ?", user.user_id).exists():
        fail("user_has_project_members", user_id=user.user_id)
    db.delete(user)
    return {"user_id": user_id}


def block_user(db: Database, /, *, user_id: int) -> UserResult:
    """Block a user."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    if user.blocked:
        fail("user_already_blocked", user_id=user.user_id)
    db.update(user, blocked=True)
    return {"user": user_full(user)}


def unblock_user(db: Database, /, *, user_id: int) -> UserResult:
    """Unblock a user."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    if not user.blocked:
        fail("user_not_blocked", user_id=user.user_id)
    db.update(user, blocked=False)
    return {"user": user_full(user)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "email_not_found": "There is no email {email_id}. List the emails to see which there are.",
    "project_member_not_found": (
        "There is no project member {project_member_id}. List the project members to see which there are."
    ),
    "project_not_found": "There is no project {project_id}. List the projects to see which there are.",
    "search_not_found": "There is no search {search_id}. List the searches to see which there are.",
    "ssh_key_not_disabled": "SSH key {ssh_key_id} is not disabled.",
    "ssh_key_not_found": "There is no SSH key {ssh_key_id}. List the SSH keys to see which there are.",
    "user_already_blocked": "User {user_id} is already blocked.",
    "user_has_project_members": "User {user_id} still has project members. Remove or move them first.",
    "user_not_blocked": "User {user_id} is not blocked.",
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "username_taken": "There is already a user with the username {username}. Choose another username.",
    "expiry_in_past": "The expiry cannot lie in the past. Give a later time.",
    "project_has_user_already": "The project has the user {user_id} already. Choose another user.",
    "user_email_invalid": "The user email {user_email} is not an email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="gitlab_users",
    folder=Path(__file__).parent,
    tables=[Project, Search, SshKey, ProjectMember, Public, Email, User],
    tools={
        "list_projects": Tool(list_projects, read_only=True),
        "get_project": Tool(get_project, read_only=True),
        "list_searches": Tool(list_searches, read_only=True),
        "get_search": Tool(get_search, read_only=True),
        "list_ssh_keys": Tool(list_ssh_keys, read_only=True),
        "get_ssh_key": Tool(get_ssh_key, read_only=True),
        "create_ssh_key": Tool(create_ssh_key),
        "delete_ssh_key": Tool(delete_ssh_key),
        "enable_ssh_key": Tool(enable_ssh_key),
        "list_project_members": Tool(list_project_members, read_only=True),
        "get_project_member": Tool(get_project_member, read_only=True),
        "create_project_member": Tool(create_project_member),
        "update_project_member": Tool(update_project_member),
        "delete_project_member": Tool(delete_project_member),
        "get_public": Tool(get_public, read_only=True),
        "list_emails": Tool(list_emails, read_only=True),
        "get_email": Tool(get_email, read_only=True),
        "create_email": Tool(create_email),
        "delete_email": Tool(delete_email),
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "create_user": Tool(create_user),
        "update_user": Tool(update_user),
        "delete_user": Tool(delete_user),
        "block_user": Tool(block_user),
        "unblock_user": Tool(unblock_user),
    },
    faults=FAULTS,
    unique_faults={
        "project_members.project_id, project_members.user_id": "project_has_user_already",
        "users.username": "username_taken",
    },
    instructions=INSTRUCTIONS,
)
