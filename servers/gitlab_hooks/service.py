"""Gitlab: hooks: keeps hooks, environments and projects."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Gitlab: hooks. Keeps hooks, environments and projects.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating or updating an environment can be refused: there is already an environment with that slug.
- Two environments cannot have the same slug.
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
    container_registry_enabled: bool
    description: str | None = None
    issues_enabled: bool
    lfs_enabled: bool
    merge_requests_enabled: bool
    path: str | None = None
    public_value: bool
    public_builds: bool
    snippets_enabled: bool
    visibility_level: int | None = None
    wiki_enabled: bool
    color: str | None = None
    priority: int | None = None
    new_name: str | None = None
    archived: bool
    starred: bool


class Hook(Table, table=True):
    """A hook."""

    __tablename__ = "hooks"

    hook_id: int = Field(primary_key=True)
    url: str
    build_events: bool
    enable_ssl_verification: bool
    issues_events: bool
    merge_requests_events: bool
    note_events: bool
    pipeline_events: bool
    project_id: str | None = Field(default=None, foreign_key="projects.project_id", ondelete="SET NULL", index=True)
    push_events: bool
    tag_push_events: bool
    wiki_page_events: bool
    created_at: str


class Environment(Table, table=True):
    """An environment of a project."""

    __tablename__ = "environments"
    __table_args__ = (UniqueConstraint("slug"),)

    environment_id: int = Field(primary_key=True)
    name: str
    external_url: str | None = None
    slug: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class ProjectShort(TypedDict):
    """A project in the view `short`."""

    project_id: str
    name: str
    builds_enabled: bool
    container_registry_enabled: bool
    issues_enabled: bool
    lfs_enabled: bool
    merge_requests_enabled: bool


def project_short(project: Project) -> ProjectShort:
    """A project in the view `short`."""
    return {
        "project_id": project.project_id,
        "name": project.name,
        "builds_enabled": project.builds_enabled,
        "container_registry_enabled": project.container_registry_enabled,
        "issues_enabled": project.issues_enabled,
        "lfs_enabled": project.lfs_enabled,
        "merge_requests_enabled": project.merge_requests_enabled,
    }


class ProjectFull(ProjectShort):
    """A project in the view `full`."""

    description: str | None
    path: str | None
    public_value: bool
    public_builds: bool
    snippets_enabled: bool
    visibility_level: int | None
    wiki_enabled: bool
    color: str | None
    priority: int | None
    new_name: str | None
    archived: bool
    starred: bool


def project_full(project: Project) -> ProjectFull:
    """A project in the view `full`."""
    return {
        **project_short(project),
        "description": project.description,
        "path": project.path,
        "public_value": project.public_value,
        "public_builds": project.public_builds,
        "snippets_enabled": project.snippets_enabled,
        "visibility_level": project.visibility_level,
        "wiki_enabled": project.wiki_enabled,
        "color": project.color,
        "priority": project.priority,
        "new_name": project.new_name,
        "archived": project.archived,
        "starred": project.starred,
    }


class HookShort(TypedDict):
    """A hook in the view `short`."""

    hook_id: int
    url: str
    build_events: bool
    enable_ssl_verification: bool
    issues_events: bool
    merge_requests_events: bool
    project_id: str | None


def hook_short(hook: Hook) -> HookShort:
    """A hook in the view `short`."""
    return {
        "hook_id": hook.hook_id,
        "url": hook.url,
        "build_events": hook.build_events,
        "enable_ssl_verification": hook.enable_ssl_verification,
        "issues_events": hook.issues_events,
        "merge_requests_events": hook.merge_requests_events,
        "project_id": hook.project_id,
    }


class HookFull(HookShort):
    """A hook in the view `full`."""

    note_events: bool
    pipeline_events: bool
    push_events: bool
    tag_push_events: bool
    wiki_page_events: bool
    created_at: str


def hook_full(hook: Hook) -> HookFull:
    """A hook in the view `full`."""
    return {
        **hook_short(hook),
        "note_events": hook.note_events,
        "pipeline_events": hook.pipeline_events,
        "push_events": hook.push_events,
        "tag_push_events": hook.tag_push_events,
        "wiki_page_events": hook.wiki_page_events,
        "created_at": hook.created_at,
    }


class EnvironmentShort(TypedDict):
    """An environment in the view `short`."""

    environment_id: int
    name: str
    external_url: str | None
    slug: str | None


def environment_short(environment: Environment) -> EnvironmentShort:
    """An environment in the view `short`."""
    return {
        "environment_id": environment.environment_id,
        "name": environment.name,
        "external_url": environment.external_url,
        "slug": environment.slug,
    }


class EnvironmentFull(EnvironmentShort):
    """An environment in the view `full`."""


def environment_full(environment: Environment) -> EnvironmentFull:
    """An environment in the view `full`."""
    return environment_short(environment)


# --- tools --------------------------------------------------------------------------------------------------------


class ListProjects(TypedDict):
    """What `list_projects` returns."""

    projects: list[ProjectShort]
    next_cursor: str | None


def list_projects(
    db: Database,
    /,
    *,
    archived: bool | None = None,
    query_: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListProjects:
    """List the projects, optionally by archived or text."""
    query = db.query(Project)
    if archived is not None:
        query.where("archived = ?", archived)
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


class ListHooks(TypedDict):
    """What `list_hooks` returns."""

    hooks: list[HookShort]
    next_cursor: str | None


def list_hooks(
    db: Database, /, *, project_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListHooks:
    """List the hooks, optionally by project."""
    query = db.query(Hook)
    if project_id is not None:
        query.where("project_id IS ?", project_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"hooks": [hook_short(hook) for hook in page.rows], "next_cursor": page.next_cursor}


class HookResult(TypedDict):
    """What `get_hook` and 2 other tools return."""

    hook: HookFull


def get_hook(db: Database, /, *, hook_id: int) -> HookResult:
    """Show a hook with all its details."""
    hook = db.find(Hook, hook_id) or fail("hook_not_found", hook_id=hook_id)
    return {"hook": hook_full(hook)}


def create_hook(
    db: Database,
    /,
    *,
    url: str,
    build_events: bool = False,
    enable_ssl_verification: bool = False,
    issues_events: bool = False,
    merge_requests_events: bool = False,
    note_events: bool = False,
    pipeline_events: bool = False,
    push_events: bool = False,
) -> HookResult:
    """Create a hook."""
    if not (starts_with(url, "https://") or starts_with(url, "http://")):
        fail("url_invalid", url=url)
    hook = db.insert(
        Hook,
        hook_id=db.next_number("hooks"),
        url=url,
        build_events=build_events,
        enable_ssl_verification=enable_ssl_verification,
        issues_events=issues_events,
        merge_requests_events=merge_requests_events,
        note_events=note_events,
        pipeline_events=pipeline_events,
        push_events=push_events,
        tag_push_events=False,
        wiki_page_events=False,
        created_at=db.now(),
    )
    return {"hook": hook_full(hook)}


def update_hook(
    db: Database,
    /,
    *,
    hook_id: int,
    url: str | None = None,
    build_events: bool | None = None,
    enable_ssl_verification: bool | None = None,
    issues_events: bool | None = None,
    merge_requests_events: bool | None = None,
    note_events: bool | None = None,
    pipeline_events: bool | None = None,
    push_events: bool | None = None,
) -> HookResult:
    """Change a hook, for example its URL."""
    changes = given(
        None,
        url=url,
        build_events=build_events,
        enable_ssl_verification=enable_ssl_verification,
        issues_events=issues_events,
        merge_requests_events=merge_requests_events,
        note_events=note_events,
        pipeline_events=pipeline_events,
        push_events=push_events,
    )
    hook = db.find(Hook, hook_id) or fail("hook_not_found", hook_id=hook_id)
    if not (url is None or (starts_with(url, "https://") or starts_with(url, "http://"))):
        fail("url_invalid", url=url)
    if not changes:
        fail("nothing_to_change")
    db.update(hook, **changes)
    return {"hook": hook_full(hook)}


class DeleteHook(TypedDict):
    """What `delete_hook` returns."""

    hook_id: int


def delete_hook(db: Database, /, *, hook_id: int) -> DeleteHook:
    """Delete a hook."""
    hook = db.find(Hook, hook_id) or fail("hook_not_found", hook_id=hook_id)
    db.delete(hook)
    return {"hook_id": hook_id}


class ListEnvironments(TypedDict):
    """What `list_environments` returns."""

    environments: list[EnvironmentFull]
    next_cursor: str | None


def list_environments(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListEnvironments:
    """List the environments."""
    page = db.query(Environment).page("name", limit=limit, cursor=cursor)
    return {
        "environments": [environment_full(environment) for environment in page.rows],
        "next_cursor": page.next_cursor,
    }


class EnvironmentResult(TypedDict):
    """What `create_environment` and `update_environment` return."""

    environment: EnvironmentFull


def create_environment(
    db: Database, /, *, name: str, external_url: str | None = None, slug: str | None = None
) -> EnvironmentResult:
    """Create an environment in a project."""
    if slug is not None and db.query(Environment).where("same_text(slug, ?)", slug).exists():
        fail("environment_slug_taken", slug=slug)
    if not (external_url is None or (starts_with(external_url, "https://") or starts_with(external_url, "http://"))):
        fail("external_url_invalid", external_url=external_url)
    environment = db.insert(
        Environment, environment_id=db.next_number("environments"), name=name, external_url=external_url, slug=slug
    )
    return {"environment": environment_full(environment)}


def update_environment(
    db: Database,
    /,
    *,
    environment_id: int,
    name: str | None = None,
    external_url: str | None = None,
    slug: str | None = None,
    clear: list[Literal["external_url", "slug"]] | None = None,
) -> EnvironmentResult:
    """Change the name, slug or external URL of an environment."""
    changes = given(clear, name=name, external_url=external_url, slug=slug)
    environment = db.find(Environment, environment_id)
    if environment is None:
        fail("environment_not_found", environment_id=environment_id)
    if (
        slug is not None
        and db.query(Environment)
        .where("same_text(slug, ?) AND environment_id <> ?", slug, environment.environment_id)
        .exists()
    ):
        fail("environment_slug_taken", slug=slug)
    if not (external_url is None or (starts_with(external_url, "https://") or starts_with(external_url, "http://"))):
        fail("external_url_invalid", external_url=external_url)
    if not changes:
        fail("nothing_to_change")
    db.update(environment, **changes)
    return {"environment": environment_full(environment)}


class DeleteEnvironment(TypedDict):
    """What `delete_environment` returns."""

    environment_id: int


def delete_environment(db: Database, /, *, environment_id: int) -> DeleteEnvironment:
    """Delete an environment."""
    environment = db.find(Environment, environment_id)
    if environment is None:
        fail("environment_not_found", environment_id=environment_id)
    db.delete(environment)
    return {"environment_id": environment_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "environment_not_found": "There is no environment {environment_id}. List the environments to see which there are.",
    "environment_slug_taken": "There is already an environment with the slug {slug}. Choose another slug.",
    "hook_not_found": "There is no hook {hook_id}. List the hooks to see which there are.",
    "project_not_found": "There is no project {project_id}. List the projects to see which there are.",
    "url_invalid": "{url} is no address of a page. Write one that begins with https://.",
    "external_url_invalid": "{external_url} is no address of a page. Write one that begins with https://.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="gitlab_hooks",
    folder=Path(__file__).parent,
    tables=[Project, Hook, Environment],
    tools={
        "list_projects": Tool(list_projects, read_only=True),
        "get_project": Tool(get_project, read_only=True),
        "list_hooks": Tool(list_hooks, read_only=True),
        "get_hook": Tool(get_hook, read_only=True),
        "create_hook": Tool(create_hook),
        "update_hook": Tool(update_hook),
        "delete_hook": Tool(delete_hook),
        "list_environments": Tool(list_environments, read_only=True),
        "create_environment": Tool(create_environment),
        "update_environment": Tool(update_environment),
        "delete_environment": Tool(delete_environment),
    },
    faults=FAULTS,
    unique_faults={
        "environments.slug": "environment_slug_taken",
    },
    instructions=INSTRUCTIONS,
)
