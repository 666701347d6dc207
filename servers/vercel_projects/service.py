"""Vercel: projects: keeps projects, webhooks, domains, envs, secrets and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Vercel: projects. Keeps projects, webhooks, domains, envs, secrets and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- When creating a webhook, Write one that begins with https://.
- Creating a domain can be refused: there is already a domain with that name.
- Creating a secret can be refused: the value must not be blank.
- Creating or updating a project can be refused: there is already a project with that name.
- Two envs cannot have the same project and key.
- Two domains cannot have the same project and name.
- Two projects cannot have the same name.
- A webhook and a project can be linked only once.
- Deleting a project also deletes its envs and domains, and removes its links to webhooks.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Env(Table, table=True):
    """An environment of a project."""

    __tablename__ = "envs"
    __table_args__ = (
        CheckConstraint("type IN ('secret', 'system', 'encrypted', 'plain', 'sensitive')"),
        UniqueConstraint("project_id", "key"),
    )

    env_id: str = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    key: str
    created_by: str | None = None
    decrypted: bool
    git_branch: str | None = None
    target: list[str] = Field(sa_type=JsonList())
    type: str
    updated_by: str | None = None
    value: str
    system: bool


class Webhook(Table, table=True):
    """A webhook."""

    __tablename__ = "webhooks"

    webhook_id: str = Field(primary_key=True)
    url: str
    events: list[str] = Field(sa_type=JsonList())


class Domain(Table, table=True):
    """A domain of a project."""

    __tablename__ = "domains"
    __table_args__ = (UniqueConstraint("project_id", "name"),)

    domain_id: str = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    name: str
    apex_name: str | None = None
    git_branch: str | None = None
    redirect: str | None = None
    redirect_status_code: float | None = None
    verified: bool


class Secret(Table, table=True):
    """A secret."""

    __tablename__ = "secrets"

    secret_id: str = Field(primary_key=True)
    name: str | None = None
    decryptable: bool
    project_id: str | None = Field(default=None, foreign_key="projects.project_id", ondelete="SET NULL", index=True)
    value: str
    created_at: str


class Project(Table, table=True):
    """A project."""

    __tablename__ = "projects"
    __table_args__ = (
        CheckConstraint(
            "last_rollback_target_job_status IN ('succeeded', 'failed', 'skipped', 'pending', 'in-progress')"
        ),
        UniqueConstraint("name"),
    )

    project_id: str = Field(primary_key=True)
    name: str
    build_command: str | None = None
    command_for_ignoring_build_step: str | None = None
    dev_command: str | None = None
    directory_listing: bool
    framework: str | None = None
    git_lfs: bool
    install_command: str | None = None
    last_rollback_target_job_status: str
    output_directory: str | None = None
    public_source: bool
    root_directory: str | None = None
    serverless_function_region: str | None = None


class WebhookProject(Table, table=True):
    """A webhook project of a webhook."""

    __tablename__ = "webhook_projects"
    __table_args__ = (UniqueConstraint("webhook_id", "project_id"),)

    webhook_project_id: str = Field(primary_key=True)
    webhook_id: str = Field(foreign_key="webhooks.webhook_id", ondelete="CASCADE", index=True)
    project_id: str = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class EnvShort(TypedDict):
    """An env in the view `short`."""

    env_id: str
    project_id: str
    key: str
    decrypted: bool
    type: str
    value: str
    system: bool


def env_short(env: Env) -> EnvShort:
    """An env in the view `short`."""
    return {
        "env_id": env.env_id,
        "project_id": env.project_id,
        "key": env.key,
        "decrypted": env.decrypted,
        "type": env.type,
        "value": env.value,
        "system": env.system,
    }


class EnvFull(EnvShort):
    """An env in the view `full`."""

    created_by: str | None
    git_branch: str | None
    target: list[str]
    updated_by: str | None


def env_full(env: Env) -> EnvFull:
    """An env in the view `full`."""
    return {
        **env_short(env),
        "created_by": env.created_by,
        "git_branch": env.git_branch,
        "target": env.target,
        "updated_by": env.updated_by,
    }


class WebhookShort(TypedDict):
    """A webhook in the view `short`."""

    webhook_id: str
    url: str
    events: list[str]


def webhook_short(webhook: Webhook) -> WebhookShort:
    """A webhook in the view `short`."""
    return {"webhook_id": webhook.webhook_id, "url": webhook.url, "events": webhook.events}


class WebhookProjectShort(TypedDict):
    """A webhook project in the view `short`."""

    project_id: str
    project_name: str


def webhook_project_short(db: Database, webhook_project: WebhookProject) -> WebhookProjectShort:
    """A webhook project in the view `short`."""
    project = db.get(Project, webhook_project.project_id)
    return {"project_id": webhook_project.project_id, "project_name": project.name}


class WebhookFull(WebhookShort):
    """A webhook in the view `full`."""

    projects: list[WebhookProjectShort]


def webhook_full(db: Database, webhook: Webhook) -> WebhookFull:
    """A webhook in the view `full`."""
    return {
        **webhook_short(webhook),
        "projects": [
            webhook_project_short(db, webhook_project)
            for webhook_project in db.query(WebhookProject)
            .where("webhook_id = ?", webhook.webhook_id)
            .page(limit=20)
            .rows
        ],
    }


class DomainShort(TypedDict):
    """A domain in the view `short`."""

    domain_id: str
    project_id: str
    name: str
    apex_name: str | None
    git_branch: str | None
    redirect: str | None
    verified: bool


def domain_short(domain: Domain) -> DomainShort:
    """A domain in the view `short`."""
    return {
        "domain_id": domain.domain_id,
        "project_id": domain.project_id,
        "name": domain.name,
        "apex_name": domain.apex_name,
        "git_branch": domain.git_branch,
        "redirect": domain.redirect,
        "verified": domain.verified,
    }


class DomainFull(DomainShort):
    """A domain in the view `full`."""

    redirect_status_code: float | None


def domain_full(domain: Domain) -> DomainFull:
    """A domain in the view `full`."""
    return {**domain_short(domain), "redirect_status_code": domain.redirect_status_code}


class SecretShort(TypedDict):
    """A secret in the view `short`."""

    secret_id: str
    name: str | None
    decryptable: bool
    project_id: str | None
    value: str
    created_at: str


def secret_short(secret: Secret) -> SecretShort:
    """A secret in the view `short`."""
    return {
        "secret_id": secret.secret_id,
        "name": secret.name,
        "decryptable": secret.decryptable,
        "project_id": secret.project_id,
        "value": secret.value,
        "created_at": secret.created_at,
    }


class SecretFull(SecretShort):
    """A secret in the view `full`."""


def secret_full(secret: Secret) -> SecretFull:
    """A secret in the view `full`."""
    return secret_short(secret)


class ProjectShort(TypedDict):
    """A project in the view `short`."""

    project_id: str
    name: str
    build_command: str | None
    directory_listing: bool
    git_lfs: bool
    last_rollback_target_job_status: str
    public_source: bool


def project_short(project: Project) -> ProjectShort:
    """A project in the view `short`."""
    return {
        "project_id": project.project_id,
        "name": project.name,
        "build_command": project.build_command,
        "directory_listing": project.directory_listing,
        "git_lfs": project.git_lfs,
        "last_rollback_target_job_status": project.last_rollback_target_job_status,
        "public_source": project.public_source,
    }


class ProjectFull(ProjectShort):
    """A project in the view `full`."""

    command_for_ignoring_build_step: str | None
    dev_command: str | None
    framework: str | None
    install_command: str | None
    output_directory: str | None
    root_directory: str | None
    serverless_function_region: str | None


def project_full(project: Project) -> ProjectFull:
    """A project in the view `full`."""
    return {
        **project_short(project),
        "command_for_ignoring_build_step": project.command_for_ignoring_build_step,
        "dev_command": project.dev_command,
        "framework": project.framework,
        "install_command": project.install_command,
        "output_directory": project.output_directory,
        "root_directory": project.root_directory,
        "serverless_function_region": project.serverless_function_region,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListEnvs(TypedDict):
    """What `list_envs` returns."""

    envs: list[EnvShort]
    next_cursor: str | None


def list_envs(
    db: Database, /, *, project_id: str, git_branch: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListEnvs:
    """List the envs of a project, optionally by git branch."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    query = db.query(Env).where("project_id = ?", project.project_id)
    if git_branch is not None:
        query.where("same_text(git_branch, ?)", git_branch)
    page = query.page("key", limit=limit, cursor=cursor)
    return {"envs": [env_short(env) for env in page.rows], "next_cursor": page.next_cursor}


class EnvResult(TypedDict):
    """What `get_env` and 2 other tools return."""

    env: EnvFull


def get_env(db: Database, /, *, env_id: str) -> EnvResult:
    """Show an environment with all its details."""
    env = db.find(Env, env_id) or fail("env_not_found", env_id=env_id)
    return {"env": env_full(env)}


def create_env(
    db: Database,
    /,
    *,
    project_id: str,
    key: str,
    target: list[str],
    type_: Literal["secret", "system", "encrypted", "plain", "sensitive"],
    value: str,
    git_branch: str | None = None,
) -> EnvResult:
    """Create an environment in a project."""
    if db.find(Project, project_id) is None:
        fail("project_not_found", project_id=project_id)
    env = db.insert(
        Env,
        env_id=f"ENV-{db.next_number('envs'):04d}",
        project_id=project_id,
        key=key,
        decrypted=False,
        git_branch=git_branch,
        target=target,
        type=type_,
        value=value,
        system=False,
    )
    return {"env": env_full(env)}


def update_env(
    db: Database,
    /,
    *,
    env_id: str,
    key: str | None = None,
    git_branch: str | None = None,
    target: list[str] | None = None,
    type_: Literal["secret", "system", "encrypted", "plain", "sensitive"] | None = None,
    value: str | None = None,
    clear: list[Literal["git_branch"]] | None = None,
) -> EnvResult:
    """Change an environment, for example its key, type, target or value."""
    changes = given(clear, key=key, git_branch=git_branch, target=target, type=type_, value=value)
    env = db.find(Env, env_id) or fail("env_not_found", env_id=env_id)
    if not changes:
        fail("nothing_to_change")
    db.update(env, **changes)
    return {"env": env_full(env)}


class DeleteEnv(TypedDict):
    """What `delete_env` returns."""

    env_id: str


def delete_env(db: Database, /, *, env_id: str) -> DeleteEnv:
    """Delete an environment."""
    env = db.find(Env, env_id) or fail("env_not_found", env_id=env_id)
    db.delete(env)
    return {"env_id": env_id}


class ListWebhooks(TypedDict):
    """What `list_webhooks` returns."""

    webhooks: list[WebhookShort]
    next_cursor: str | None


def list_webhooks(
    db: Database, /, *, project_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListWebhooks:
    """List the webhooks, optionally by project."""
    query = db.query(Webhook)
    if project_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM webhook_projects AS item"
            " WHERE item.webhook_id = webhooks.webhook_id AND item.project_id = ?)",
            project_id,
        )
    page = query.page("url", limit=limit, cursor=cursor)
    return {"webhooks": [webhook_short(webhook) for webhook in page.rows], "next_cursor": page.next_cursor}


class WebhookResult(TypedDict):
    """What `get_webhook` and 3 other tools return."""

    webhook: WebhookFull


def get_webhook(db: Database, /, *, webhook_id: str) -> WebhookResult:
    """Show a webhook with all its details."""
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    return {"webhook": webhook_full(db, webhook)}


def add_project_to_webhook(db: Database, /, *, webhook_id: str, project_id: str) -> WebhookResult:
    """Add a project to a webhook."""
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    db.insert(
        WebhookProject,
        webhook_project_id=f"WEPRL-{db.next_number('webhook_projects'):04d}",
        webhook_id=webhook.webhook_id,
        project_id=project.project_id,
    )
    return {"webhook": webhook_full(db, webhook)}


def remove_project_from_webhook(db: Database, /, *, webhook_id: str, project_id: str) -> WebhookResult:
    """Remove a project from a webhook."""
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    webhook_project = (
        db.query(WebhookProject).where("webhook_id = ? AND project_id = ?", webhook.webhook_id, project_id).first()
    )
    if webhook_project is None:
        fail("webhook_without_project", webhook_id=webhook_id, project_id=project_id)
    db.delete(webhook_project)
    return {"webhook": webhook_full(db, webhook)}


def create_webhook(db: Database, /, *, url: str, events: list[str], project_ids: list[str]) -> WebhookResult:
    """Create a webhook."""
    if not (starts_with(url, "https://") or starts_with(url, "http://")):
        fail("url_invalid", url=url)
    webhook = db.insert(Webhook, webhook_id=f"WEB-{db.next_number('webhooks'):04d}", url=url, events=events)
    for project_id in project_ids:
        project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
        if (
            not db.query(WebhookProject)
            .where("webhook_id = ? AND project_id = ?", webhook.webhook_id, project.project_id)
            .exists()
        ):
            db.insert(
                WebhookProject,
                webhook_project_id=f"WEPRL-{db.next_number('webhook_projects'):04d}",
                webhook_id=webhook.webhook_id,
                project_id=project.project_id,
            )
    return {"webhook": webhook_full(db, webhook)}


class DeleteWebhook(TypedDict):
    """What `delete_webhook` returns."""

    webhook_id: str


def delete_webhook(db: Database, /, *, webhook_id: str) -> DeleteWebhook:
    """Delete a webhook."""
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    db.delete(webhook)
    return {"webhook_id": webhook_id}


class ListDomains(TypedDict):
    """What `list_domains` returns."""

    domains: list[DomainShort]
    next_cursor: str | None


def list_domains(
    db: Database,
    /,
    *,
    project_id: str,
    git_branch: str | None = None,
    redirect: str | None = None,
    verified: bool | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListDomains:
    """List the domains of a project, optionally by git branch, redirect or verified."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    query = db.query(Domain).where("project_id = ?", project.project_id)
    if git_branch is not None:
        query.where("same_text(git_branch, ?)", git_branch)
    if redirect is not None:
        query.where("same_text(redirect, ?)", redirect)
    if verified is not None:
        query.where("verified = ?", verified)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"domains": [domain_short(domain) for domain in page.rows], "next_cursor": page.next_cursor}


class DomainResult(TypedDict):
    """What `get_domain` and 3 other tools return."""

    domain: DomainFull


def get_domain(db: Database, /, *, domain_id: str) -> DomainResult:
    """Show a domain with all its details."""
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    return {"domain": domain_full(domain)}


def create_domain(
    db: Database,
    /,
    *,
    project_id: str,
    name: str,
    git_branch: str | None = None,
    redirect: str | None = None,
    redirect_status_code: float | None = None,
) -> DomainResult:
    """Create a domain in a project."""
    if db.find(Project, project_id) is None:
        fail("project_not_found", project_id=project_id)
    if db.query(Domain).where("same_text(name, ?) AND project_id = ?", name, project_id).exists():
        fail("domain_name_taken", name=name)
    domain = db.insert(
        Domain,
        domain_id=f"DOM-{db.next_number('domains'):04d}",
        project_id=project_id,
        name=name,
        git_branch=git_branch,
        redirect=redirect,
        redirect_status_code=redirect_status_code,
        verified=False,
    )
    return {"domain": domain_full(domain)}


def update_domain(
    db: Database,
    /,
    *,
    domain_id: str,
    git_branch: str | None = None,
    redirect: str | None = None,
    redirect_status_code: float | None = None,
    clear: list[Literal["git_branch", "redirect", "redirect_status_code"]] | None = None,
) -> DomainResult:
    """Change the redirect, git branch or redirect status code of a domain."""
    changes = given(clear, git_branch=git_branch, redirect=redirect, redirect_status_code=redirect_status_code)
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    if not changes:
        fail("nothing_to_change")
    db.update(domain, **changes)
    return {"domain": domain_full(domain)}


class DeleteDomain(TypedDict):
    """What `delete_domain` returns."""

    domain_id: str


def delete_domain(db: Database, /, *, domain_id: str) -> DeleteDomain:
    """Delete a domain."""
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    db.delete(domain)
    return {"domain_id": domain_id}


def verify_domain(db: Database, /, *, domain_id: str) -> DomainResult:
    """Verify a domain."""
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    if domain.verified:
        fail("domain_already_verified", domain_id=domain.domain_id)
    db.update(domain, verified=True)
    return {"domain": domain_full(domain)}


class ListSecrets(TypedDict):
    """What `list_secrets` returns."""

    secrets: list[SecretShort]
    next_cursor: str | None


def list_secrets(
    db: Database, /, *, project_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListSecrets:
    """List the secrets, optionally by project."""
    query = db.query(Secret)
    if project_id is not None:
        query.where("project_id IS ?", project_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"secrets": [secret_short(secret) for secret in page.rows], "next_cursor": page.next_cursor}


class SecretResult(TypedDict):
    """What `get_secret` and `create_secret` return."""

    secret: SecretFull


def get_secret(db: Database, /, *, secret_id: str) -> SecretResult:
    """Show a secret with all its details."""
    secret = db.find(Secret, secret_id) or fail("secret_not_found", secret_id=secret_id)
    return {"secret": secret_full(secret)}


def create_secret(db: Database, /, *, value: str, decryptable: bool = False) -> SecretResult:
    """Create a secret."""
    if len(words(value)) <= 0:
        fail("value_blank")
    secret = db.insert(
        Secret,
        secret_id=f"SEC-{db.next_number('secrets'):04d}",
        decryptable=decryptable,
        value=value,
        created_at=db.now(),
    )
    return {"secret": secret_full(secret)}


class DeleteSecret(TypedDict):
    """What `delete_secret` returns."""

    secret_id: str


def delete_secret(db: Database, /, *, secret_id: str) -> DeleteSecret:
    """Delete a secret."""
    secret = db.find(Secret, secret_id) or fail("secret_not_found", secret_id=secret_id)
    db.delete(secret)
    return {"secret_id": secret_id}


class ListProjects(TypedDict):
    """What `list_projects` returns."""

    projects: list[ProjectShort]
    next_cursor: str | None


def list_projects(
    db: Database,
    /,
    *,
    query_: str | None = None,
    last_rollback_target_job_status: Literal["succeeded", "failed", "skipped", "pending", "in-progress"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListProjects:
    """List the projects, optionally by text or last rollback target job status."""
    query = db.query(Project)
    if query_ is not None:
        query.where("contains(name, ?)", query_)
    if last_rollback_target_job_status is not None:
        query.where("last_rollback_target_job_status = ?", last_rollback_target_job_status)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"projects": [project_short(project) for project in page.rows], "next_cursor": page.next_cursor}


class ProjectResult(TypedDict):
    """What `get_project` and 2 other tools return."""

    project: ProjectFull


def get_project(db: Database, /, *, project_id: str) -> ProjectResult:
    """Show a project with all its details."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    return {"project": project_full(project)}


def create_project(
    db: Database,
    /,
    *,
    name: str,
    build_command: str | None = None,
    dev_command: str | None = None,
    framework: str | None = None,
    install_command: str | None = None,
    output_directory: str | None = None,
    public_source: bool = False,
    root_directory: str | None = None,
) -> ProjectResult:
    """Create a project."""
    if db.query(Project).where("same_text(name, ?)", name).exists():
        fail("project_name_taken", name=name)
    project = db.insert(
        Project,
        project_id=f"PRO-{db.next_number('projects'):04d}",
        name=name,
        build_command=build_command,
        dev_command=dev_command,
        directory_listing=False,
        framework=framework,
        git_lfs=False,
        install_command=install_command,
        last_rollback_target_job_status="pending",
        output_directory=output_directory,
        public_source=public_source,
        root_directory=root_directory,
    )
    return {"project": project_full(project)}


def update_project(
    db: Database,
    /,
    *,
    project_id: str,
    name: str | None = None,
    build_command: str | None = None,
    dev_command: str | None = None,
    framework: str | None = None,
    install_command: str | None = None,
    output_directory: str | None = None,
    public_source: bool | None = None,
    root_directory: str | None = None,
    clear: list[
        Literal["build_command", "dev_command", "framework", "install_command", "output_directory", "root_directory"]
    ]
    | None = None,
) -> ProjectResult:
    """Change a project, for example its name, framework, build command or dev command."""
    changes = given(
        clear,
        name=name,
        build_command=build_command,
        dev_command=dev_command,
        framework=framework,
        install_command=install_command,
        output_directory=output_directory,
        public_source=public_source,
        root_directory=root_directory,
    )
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    if (
        name is not None
        and db.query(Project).where("same_text(name, ?) AND project_id <> ?", name, project.project_id).exists()
    ):
        fail("project_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(project, **changes)
    return {"project": project_full(project)}


class DeleteProject(TypedDict):
    """What `delete_project` returns."""

    project_id: str


def delete_project(db: Database, /, *, project_id: str) -> DeleteProject:
    """Delete a project together with its envs and domains."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    db.delete(project)
    return {"project_id": project_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "domain_already_verified": "Domain {domain_id} is already verified.",
    "domain_name_taken": "There is already a domain with the name {name}. Choose another name.",
    "domain_not_found": "There is no domain {domain_id}. List the domains to see which there are.",
    "env_key_taken": "There is already an environment with the key {key}. Choose another key.",
    "env_not_found": "There is no environment {env_id}. List the envs to see which there are.",
    "project_name_taken": "There is already a project with the name {name}. Choose another name.",
    "project_not_found": "There is no project {project_id}. List the projects to see which there are.",
    "secret_not_found": "There is no secret {secret_id}. List the secrets to see which there are.",
    "webhook_has_project_already": "The webhook has the project {project_id} already. Choose another project.",
    "webhook_not_found": "There is no webhook {webhook_id}. List the webhooks to see which there are.",
    "webhook_without_project": "Webhook {webhook_id} has no project {project_id}.",
    "url_invalid": "{url} is no address of a page. Write one that begins with https://.",
    "value_blank": "The value must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="vercel_projects",
    folder=Path(__file__).parent,
    tables=[Env, Webhook, Domain, Secret, Project, WebhookProject],
    tools={
        "list_envs": Tool(list_envs, read_only=True),
        "get_env": Tool(get_env, read_only=True),
        "create_env": Tool(create_env),
        "update_env": Tool(update_env),
        "delete_env": Tool(delete_env),
        "list_webhooks": Tool(list_webhooks, read_only=True),
        "get_webhook": Tool(get_webhook, read_only=True),
        "add_project_to_webhook": Tool(add_project_to_webhook),
        "remove_project_from_webhook": Tool(remove_project_from_webhook),
        "create_webhook": Tool(create_webhook),
        "delete_webhook": Tool(delete_webhook),
        "list_domains": Tool(list_domains, read_only=True),
        "get_domain": Tool(get_domain, read_only=True),
        "create_domain": Tool(create_domain),
        "update_domain": Tool(update_domain),
        "delete_domain": Tool(delete_domain),
        "verify_domain": Tool(verify_domain),
        "list_secrets": Tool(list_secrets, read_only=True),
        "get_secret": Tool(get_secret, read_only=True),
        "create_secret": Tool(create_secret),
        "delete_secret": Tool(delete_secret),
        "list_projects": Tool(list_projects, read_only=True),
        "get_project": Tool(get_project, read_only=True),
        "create_project": Tool(create_project),
        "update_project": Tool(update_project),
        "delete_project": Tool(delete_project),
    },
    faults=FAULTS,
    unique_faults={
        "envs.project_id, envs.key": "env_key_taken",
        "domains.project_id, domains.name": "domain_name_taken",
        "projects.name": "project_name_taken",
        "webhook_projects.webhook_id, webhook_projects.project_id": "webhook_has_project_already",
    },
    instructions=INSTRUCTIONS,
)
