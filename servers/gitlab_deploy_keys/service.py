"""Gitlab: deploy keys: keeps deploy keys, projects and keys."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail

INSTRUCTIONS = """\
Gitlab: deploy keys. Keeps deploy keys, projects and keys.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can enable a deploy key only while it is disabled.
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


class Key(Table, table=True):
    """A key."""

    __tablename__ = "keys"

    key_id: int = Field(primary_key=True)
    title: str | None = None
    can_push: str | None = None
    key_text: str | None = None
    created_at: str


class DeployKey(Table, table=True):
    """A deploy key of a project."""

    __tablename__ = "deploy_keys"

    deploy_key_id: int = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    title: str
    can_push: str | None = None
    deploy_key_key: str
    created_at: str
    disabled: bool


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


class KeyShort(TypedDict):
    """A key in the view `short`."""

    key_id: int
    title: str | None
    can_push: str | None
    key_text: str | None
    created_at: str


def key_short(key: Key) -> KeyShort:
    """A key in the view `short`."""
    return {
        "key_id": key.key_id,
        "title": key.title,
        "can_push": key.can_push,
        "key_text": key.key_text,
        "created_at": key.created_at,
    }


class KeyFull(KeyShort):
    """A key in the view `full`."""


def key_full(key: Key) -> KeyFull:
    """A key in the view `full`."""
    return key_short(key)


class DeployKeyShort(TypedDict):
    """A deploy key in the view `short`."""

    deploy_key_id: int
    project_id: str
    title: str
    can_push: str | None
    deploy_key_key: str
    created_at: str
    disabled: bool


def deploy_key_short(deploy_key: DeployKey) -> DeployKeyShort:
    """A deploy key in the view `short`."""
    return {
        "deploy_key_id": deploy_key.deploy_key_id,
        "project_id": deploy_key.project_id,
        "title": deploy_key.title,
        "can_push": deploy_key.can_push,
        "deploy_key_key": deploy_key.deploy_key_key,
        "created_at": deploy_key.created_at,
        "disabled": deploy_key.disabled,
    }


class DeployKeyFull(DeployKeyShort):
    """A deploy key in the view `full`."""


def deploy_key_full(deploy_key: DeployKey) -> DeployKeyFull:
    """A deploy key in the view `full`."""
    return deploy_key_short(deploy_key)


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


class ListKeys(TypedDict):
    """What `list_keys` returns."""

    keys: list[KeyShort]
    next_cursor: str | None


def list_keys(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListKeys:
    """List the keys."""
    page = db.query(Key).page("-created_at", limit=limit, cursor=cursor)
    return {"keys": [key_short(key) for key in page.rows], "next_cursor": page.next_cursor}


class GetKey(TypedDict):
    """What `get_key` returns."""

    key: KeyFull


def get_key(db: Database, /, *, key_id: int) -> GetKey:
    """Show a key with all its details."""
    key = db.find(Key, key_id) or fail("key_not_found", key_id=key_id)
    return {"key": key_full(key)}


class ListDeployKeys(TypedDict):
    """What `list_deploy_keys` returns."""

    deploy_keys: list[DeployKeyShort]
    next_cursor: str | None


def list_deploy_keys(db: Database, /, *, project_id: str, limit: int = 20, cursor: str | None = None) -> ListDeployKeys:
    """List the deploy keys of a project."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    page = (
        db.query(DeployKey).where("project_id = ?", project.project_id).page("-created_at", limit=limit, cursor=cursor)
    )
    return {"deploy_keys": [deploy_key_short(deploy_key) for deploy_key in page.rows], "next_cursor": page.next_cursor}


class DeployKeyResult(TypedDict):
    """What `get_deploy_key` and 2 other tools return."""

    deploy_key: DeployKeyFull


def get_deploy_key(db: Database, /, *, deploy_key_id: int) -> DeployKeyResult:
    """Show a deploy key with all its details."""
    deploy_key = db.find(DeployKey, deploy_key_id) or fail("deploy_key_not_found", deploy_key_id=deploy_key_id)
    return {"deploy_key": deploy_key_full(deploy_key)}


def create_deploy_key(db: Database, /, *, project_id: str, title: str, deploy_key_key: str) -> DeployKeyResult:
    """Create a deploy key in a project."""
    if db.find(Project, project_id) is None:
        fail("project_not_found", project_id=project_id)
    deploy_key = db.insert(
        DeployKey,
        deploy_key_id=db.next_number("deploy_keys"),
        project_id=project_id,
        title=title,
        deploy_key_key=deploy_key_key,
        created_at=db.now(),
        disabled=False,
    )
    return {"deploy_key": deploy_key_full(deploy_key)}


class DeleteDeployKey(TypedDict):
    """What `delete_deploy_key` returns."""

    deploy_key_id: int


def delete_deploy_key(db: Database, /, *, deploy_key_id: int) -> DeleteDeployKey:
    """Delete a deploy key."""
    deploy_key = db.find(DeployKey, deploy_key_id) or fail("deploy_key_not_found", deploy_key_id=deploy_key_id)
    db.delete(deploy_key)
    return {"deploy_key_id": deploy_key_id}


def enable_deploy_key(db: Database, /, *, deploy_key_id: int) -> DeployKeyResult:
    """Enable a deploy key."""
    deploy_key = db.find(DeployKey, deploy_key_id) or fail("deploy_key_not_found", deploy_key_id=deploy_key_id)
    if not deploy_key.disabled:
        fail("deploy_key_not_disabled", deploy_key_id=deploy_key.deploy_key_id)
    db.update(deploy_key, disabled=False)
    return {"deploy_key": deploy_key_full(deploy_key)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "deploy_key_not_disabled": "Deploy key {deploy_key_id} is not disabled.",
    "deploy_key_not_found": "There is no deploy key {deploy_key_id}. List the deploy keys to see which there are.",
    "key_not_found": "There is no key {key_id}. List the keys to see which there are.",
    "project_not_found": "There is no project {project_id}. List the projects to see which there are.",
}

SERVICE = Service(
    name="gitlab_deploy_keys",
    folder=Path(__file__).parent,
    tables=[Project, Key, DeployKey],
    tools={
        "list_projects": Tool(list_projects, read_only=True),
        "get_project": Tool(get_project, read_only=True),
        "list_keys": Tool(list_keys, read_only=True),
        "get_key": Tool(get_key, read_only=True),
        "list_deploy_keys": Tool(list_deploy_keys, read_only=True),
        "get_deploy_key": Tool(get_deploy_key, read_only=True),
        "create_deploy_key": Tool(create_deploy_key),
        "delete_deploy_key": Tool(delete_deploy_key),
        "enable_deploy_key": Tool(enable_deploy_key),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
