"""GitHub: tokens: keeps tokens, grants, templates and meta."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail

INSTRUCTIONS = """\
GitHub: tokens. Keeps tokens, grants, templates and meta.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Token(Table, table=True):
    """A token."""

    __tablename__ = "tokens"
    __table_args__ = (CheckConstraint("installation_repository_selection IN ('all', 'selected')"),)

    token_id: int = Field(primary_key=True)
    note: str | None = None
    app_name: str | None = None
    installation_has_multiple_single_files: bool
    installation_repository_selection: str | None = None
    installation_single_file_name: str | None = None
    created_at: str
    updated_at: str


class Grant(Table, table=True):
    """A grant."""

    __tablename__ = "grants"

    grant_id: int = Field(primary_key=True)
    app_name: str | None = None
    created_at: str
    updated_at: str


class Template(Table, table=True):
    """A template."""

    __tablename__ = "templates"

    template_id: str = Field(primary_key=True)
    name: str | None = None
    source: str | None = None


class Meta(Table, table=True):
    """The meta."""

    __tablename__ = "metas"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    dependabot: list[str] = Field(sa_type=JsonList())
    packages: list[str] = Field(sa_type=JsonList())
    verifiable_password_authentication: bool


# --- views --------------------------------------------------------------------------------------------------------


class TokenShort(TypedDict):
    """A token in the view `short`."""

    token_id: int
    note: str | None
    app_name: str | None
    installation_has_multiple_single_files: bool
    installation_repository_selection: str | None
    installation_single_file_name: str | None
    created_at: str


def token_short(token: Token) -> TokenShort:
    """A token in the view `short`."""
    return {
        "token_id": token.token_id,
        "note": token.note,
        "app_name": token.app_name,
        "installation_has_multiple_single_files": token.installation_has_multiple_single_files,
        "installation_repository_selection": token.installation_repository_selection,
        "installation_single_file_name": token.installation_single_file_name,
        "created_at": token.created_at,
    }


class TokenFull(TokenShort):
    """A token in the view `full`."""

    updated_at: str


def token_full(token: Token) -> TokenFull:
    """A token in the view `full`."""
    return {**token_short(token), "updated_at": token.updated_at}


class GrantShort(TypedDict):
    """A grant in the view `short`."""

    grant_id: int
    app_name: str | None
    created_at: str
    updated_at: str


def grant_short(grant: Grant) -> GrantShort:
    """A grant in the view `short`."""
    return {
        "grant_id": grant.grant_id,
        "app_name": grant.app_name,
        "created_at": grant.created_at,
        "updated_at": grant.updated_at,
    }


class GrantFull(GrantShort):
    """A grant in the view `full`."""


def grant_full(grant: Grant) -> GrantFull:
    """A grant in the view `full`."""
    return grant_short(grant)


class TemplateShort(TypedDict):
    """A template in the view `short`."""

    template_id: str
    name: str | None
    source: str | None


def template_short(template: Template) -> TemplateShort:
    """A template in the view `short`."""
    return {"template_id": template.template_id, "name": template.name, "source": template.source}


class TemplateFull(TemplateShort):
    """A template in the view `full`."""


def template_full(template: Template) -> TemplateFull:
    """A template in the view `full`."""
    return template_short(template)


class MetaFull(TypedDict):
    """A meta in the view `full`."""

    dependabot: list[str]
    packages: list[str]
    verifiable_password_authentication: bool


def meta_full(meta: Meta) -> MetaFull:
    """A meta in the view `full`."""
    return {
        "dependabot": meta.dependabot,
        "packages": meta.packages,
        "verifiable_password_authentication": meta.verifiable_password_authentication,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListTokens(TypedDict):
    """What `list_tokens` returns."""

    tokens: list[TokenShort]
    next_cursor: str | None


def list_tokens(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTokens:
    """List the tokens."""
    page = db.query(Token).page("-created_at", limit=limit, cursor=cursor)
    return {"tokens": [token_short(token) for token in page.rows], "next_cursor": page.next_cursor}


class GetToken(TypedDict):
    """What `get_token` returns."""

    token: TokenFull


def get_token(db: Database, /, *, token_id: int) -> GetToken:
    """Show a token with all its details."""
    token = db.find(Token, token_id) or fail("token_not_found", token_id=token_id)
    return {"token": token_full(token)}


class DeleteToken(TypedDict):
    """What `delete_token` returns."""

    token_id: int


def delete_token(db: Database, /, *, token_id: int) -> DeleteToken:
    """Delete a token."""
    token = db.find(Token, token_id) or fail("token_not_found", token_id=token_id)
    db.delete(token)
    return {"token_id": token_id}


class ListGrants(TypedDict):
    """What `list_grants` returns."""

    grants: list[GrantShort]
    next_cursor: str | None


def list_grants(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListGrants:
    """List the grants."""
    page = db.query(Grant).page("-created_at", limit=limit, cursor=cursor)
    return {"grants": [grant_short(grant) for grant in page.rows], "next_cursor": page.next_cursor}


class GetGrant(TypedDict):
    """What `get_grant` returns."""

    grant: GrantFull


def get_grant(db: Database, /, *, grant_id: int) -> GetGrant:
    """Show a grant with all its details."""
    grant = db.find(Grant, grant_id) or fail("grant_not_found", grant_id=grant_id)
    return {"grant": grant_full(grant)}


class DeleteGrant(TypedDict):
    """What `delete_grant` returns."""

    grant_id: int


def delete_grant(db: Database, /, *, grant_id: int) -> DeleteGrant:
    """Delete a grant."""
    grant = db.find(Grant, grant_id) or fail("grant_not_found", grant_id=grant_id)
    db.delete(grant)
    return {"grant_id": grant_id}


class ListTemplates(TypedDict):
    """What `list_templates` returns."""

    templates: list[TemplateShort]
    next_cursor: str | None


def list_templates(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTemplates:
    """List the templates."""
    page = db.query(Template).page("name", limit=limit, cursor=cursor)
    return {"templates": [template_short(template) for template in page.rows], "next_cursor": page.next_cursor}


class GetTemplate(TypedDict):
    """What `get_template` returns."""

    template: TemplateFull


def get_template(db: Database, /, *, template_id: str) -> GetTemplate:
    """Show a template with all its details."""
    template = db.find(Template, template_id) or fail("template_not_found", template_id=template_id)
    return {"template": template_full(template)}


class GetMeta(TypedDict):
    """What `get_meta` returns."""

    meta: MetaFull


def get_meta(db: Database, /) -> GetMeta:
    """Show the meta."""
    meta = db.get(Meta, 1)
    return {"meta": meta_full(meta)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "grant_not_found": "There is no grant {grant_id}. List the grants to see which there are.",
    "template_not_found": "There is no template {template_id}. List the templates to see which there are.",
    "token_not_found": "There is no token {token_id}. List the tokens to see which there are.",
}

SERVICE = Service(
    name="github_tokens",
    folder=Path(__file__).parent,
    tables=[Token, Grant, Template, Meta],
    tools={
        "list_tokens": Tool(list_tokens, read_only=True),
        "get_token": Tool(get_token, read_only=True),
        "delete_token": Tool(delete_token),
        "list_grants": Tool(list_grants, read_only=True),
        "get_grant": Tool(get_grant, read_only=True),
        "delete_grant": Tool(delete_grant),
        "list_templates": Tool(list_templates, read_only=True),
        "get_template": Tool(get_template, read_only=True),
        "get_meta": Tool(get_meta, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
