"""Vercel: domains: keeps tokens, domains, git namespaces and user."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Money, Service, Tool, fail

INSTRUCTIONS = """\
Vercel: domains. Keeps tokens, domains, git namespaces and user.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a token can be refused: the name must not be blank.
- Two domains cannot have the same name.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class GitNamespace(Table, table=True):
    """A git namespace."""

    __tablename__ = "git_namespaces"

    git_namespace_id: str = Field(primary_key=True)
    name: str | None = None
    owner_type: str | None = None
    provider: str | None = None
    slug: str | None = None


class User(Table, table=True):
    """The user."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("import_flow_git_provider IN ('github', 'gitlab', 'bitbucket')"),
        CheckConstraint(
            "soft_block_reason IN ('FAIR_USE_LIMITS_EXCEEDED', 'ENTERPRISE_TRIAL_ENDED', "
            "'BLOCKED_FOR_PLATFORM_ABUSE', 'UNPAID_INVOICE', 'SUBSCRIPTION_EXPIRED', "
            "'SUBSCRIPTION_CANCELED')"
        ),
    )

    id: int = Field(primary_key=True)
    name: str
    created_at: float
    email: str
    import_flow_git_namespace_id: str | None = Field(
        default=None, foreign_key="git_namespaces.git_namespace_id", ondelete="SET NULL", index=True
    )
    import_flow_git_provider: str
    soft_block_reason: str
    staging_prefix: str
    username: str
    limited: bool


class Token(Table, table=True):
    """A token."""

    __tablename__ = "tokens"

    token_id: str = Field(primary_key=True)
    name: str
    expires_at: float | None = None
    origin: str | None = None
    type: str | None = None


class Domain(Table, table=True):
    """A domain."""

    __tablename__ = "domains"
    __table_args__ = (
        CheckConstraint("service_type IN ('zeit.world', 'external', 'na')"),
        CheckConstraint("method IN ('add', 'transfer-in')"),
        UniqueConstraint("name"),
    )

    domain_id: str = Field(primary_key=True)
    name: str
    creator_email: str | None = None
    renew: bool
    service_type: str | None = None
    suffix: bool
    verified: bool
    method: str | None = None
    auth_code: str | None = None
    expected_price: Decimal | None = Field(default=None, sa_type=Money(2))
    cdn_enabled: bool
    zone: bool


# --- views --------------------------------------------------------------------------------------------------------


class GitNamespaceShort(TypedDict):
    """A git namespace in the view `short`."""

    git_namespace_id: str
    name: str | None
    owner_type: str | None
    provider: str | None
    slug: str | None


def git_namespace_short(git_namespace: GitNamespace) -> GitNamespaceShort:
    """A git namespace in the view `short`."""
    return {
        "git_namespace_id": git_namespace.git_namespace_id,
        "name": git_namespace.name,
        "owner_type": git_namespace.owner_type,
        "provider": git_namespace.provider,
        "slug": git_namespace.slug,
    }


class GitNamespaceFull(GitNamespaceShort):
    """A git namespace in the view `full`."""


def git_namespace_full(git_namespace: GitNamespace) -> GitNamespaceFull:
    """A git namespace in the view `full`."""
    return git_namespace_short(git_namespace)


class UserFull(TypedDict):
    """A user in the view `full`."""

    name: str
    created_at: float
    email: str
    import_flow_git_namespace_id: str | None
    import_flow_git_provider: str
    soft_block_reason: str
    staging_prefix: str
    username: str
    limited: bool


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return {
        "name": user.name,
        "created_at": user.created_at,
        "email": user.email,
        "import_flow_git_namespace_id": user.import_flow_git_namespace_id,
        "import_flow_git_provider": user.import_flow_git_provider,
        "soft_block_reason": user.soft_block_reason,
        "staging_prefix": user.staging_prefix,
        "username": user.username,
        "limited": user.limited,
    }


class TokenShort(TypedDict):
    """A token in the view `short`."""

    token_id: str
    name: str
    expires_at: float | None
    origin: str | None
    type: str | None


def token_short(token: Token) -> TokenShort:
    """A token in the view `short`."""
    return {
        "token_id": token.token_id,
        "name": token.name,
        "expires_at": token.expires_at,
        "origin": token.origin,
        "type": token.type,
    }


class TokenFull(TokenShort):
    """A token in the view `full`."""


def token_full(token: Token) -> TokenFull:
    """A token in the view `full`."""
    return token_short(token)


class DomainShort(TypedDict):
    """A domain in the view `short`."""

    domain_id: str
    name: str
    renew: bool
    service_type: str | None
    suffix: bool
    method: str | None
    expected_price: Decimal | None


def domain_short(domain: Domain) -> DomainShort:
    """A domain in the view `short`."""
    return {
        "domain_id": domain.domain_id,
        "name": domain.name,
        "renew": domain.renew,
        "service_type": domain.service_type,
        "suffix": domain.suffix,
        "method": domain.method,
        "expected_price": domain.expected_price,
    }


class DomainFull(DomainShort):
    """A domain in the view `full`."""

    creator_email: str | None
    verified: bool
    auth_code: str | None
    cdn_enabled: bool
    zone: bool


def domain_full(domain: Domain) -> DomainFull:
    """A domain in the view `full`."""
    return {
        **domain_short(domain),
        "creator_email": domain.creator_email,
        "verified": domain.verified,
        "auth_code": domain.auth_code,
        "cdn_enabled": domain.cdn_enabled,
        "zone": domain.zone,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListGitNamespaces(TypedDict):
    """What `list_git_namespaces` returns."""

    git_namespaces: list[GitNamespaceFull]
    next_cursor: str | None


def list_git_namespaces(
    db: Database, /, *, provider: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListGitNamespaces:
    """List the git namespaces, optionally by provider."""
    query = db.query(GitNamespace)
    if provider is not None:
        query.where("same_text(provider, ?)", provider)
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "git_namespaces": [git_namespace_full(git_namespace) for git_namespace in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetUser(TypedDict):
    """What `get_user` returns."""

    user: UserFull


def get_user(db: Database, /) -> GetUser:
    """Show the user."""
    user = db.get(User, 1)
    return {"user": user_full(user)}


class ListTokens(TypedDict):
    """What `list_tokens` returns."""

    tokens: list[TokenShort]
    next_cursor: str | None


def list_tokens(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTokens:
    """List the tokens."""
    page = db.query(Token).page("name", limit=limit, cursor=cursor)
    return {"tokens": [token_short(token) for token in page.rows], "next_cursor": page.next_cursor}


class TokenResult(TypedDict):
    """What `get_token` and `create_token` return."""

    token: TokenFull


def get_token(db: Database, /, *, token_id: str) -> TokenResult:
    """Show a token with all its details."""
    token = db.find(Token, token_id) or fail("token_not_found", token_id=token_id)
    return {"token": token_full(token)}


def create_token(
    db: Database, /, *, name: str, expires_at: float | None = None, type_: str | None = None
) -> TokenResult:
    """Create a token."""
    if len(words(name)) <= 0:
        fail("name_blank")
    token = db.insert(
        Token, token_id=f"TOKEN-{db.next_number('tokens'):04d}", name=name, expires_at=expires_at, type=type_
    )
    return {"token": token_full(token)}


class DeleteToken(TypedDict):
    """What `delete_token` returns."""

    token_id: str


def delete_token(db: Database, /, *, token_id: str) -> DeleteToken:
    """Delete a token."""
    token = db.find(Token, token_id) or fail("token_not_found", token_id=token_id)
    db.delete(token)
    return {"token_id": token_id}


class ListDomains(TypedDict):
    """What `list_domains` returns."""

    domains: list[DomainShort]
    next_cursor: str | None


def list_domains(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDomains:
    """List the domains."""
    page = db.query(Domain).page("name", limit=limit, cursor=cursor)
    return {"domains": [domain_short(domain) for domain in page.rows], "next_cursor": page.next_cursor}


class DomainResult(TypedDict):
    """What `get_domain` and `create_domain` return."""

    domain: DomainFull


def get_domain(db: Database, /, *, domain_id: str) -> DomainResult:
    """Show a domain with all its details."""
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    return {"domain": domain_full(domain)}


def create_domain(
    db: Database,
    /,
    *,
    name: str,
    method: Literal["add", "transfer-in"] | None = None,
    auth_code: str | None = None,
    expected_price: Decimal | None = None,
    cdn_enabled: bool = False,
    zone: bool = False,
) -> DomainResult:
    """Create a domain."""
    if db.query(Domain).where("same_text(name, ?)", name).exists():
        fail("domain_name_taken", name=name)
    domain = db.insert(
        Domain,
        domain_id=f"DOM-{db.next_number('domains'):04d}",
        name=name,
        renew=False,
        suffix=False,
        verified=False,
        method=method,
        auth_code=auth_code,
        expected_price=expected_price,
        cdn_enabled=cdn_enabled,
        zone=zone,
    )
    return {"domain": domain_full(domain)}


class DeleteDomain(TypedDict):
    """What `delete_domain` returns."""

    domain_id: str


def delete_domain(db: Database, /, *, domain_id: str) -> DeleteDomain:
    """Delete a domain."""
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    db.delete(domain)
    return {"domain_id": domain_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "domain_name_taken": "There is already a domain with the name {name}. Choose another name.",
    "domain_not_found": "There is no domain {domain_id}. List the domains to see which there are.",
    "token_not_found": "There is no token {token_id}. List the tokens to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
}

SERVICE = Service(
    name="vercel_domains",
    folder=Path(__file__).parent,
    tables=[GitNamespace, User, Token, Domain],
    tools={
        "list_git_namespaces": Tool(list_git_namespaces, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "list_tokens": Tool(list_tokens, read_only=True),
        "get_token": Tool(get_token, read_only=True),
        "create_token": Tool(create_token),
        "delete_token": Tool(delete_token),
        "list_domains": Tool(list_domains, read_only=True),
        "get_domain": Tool(get_domain, read_only=True),
        "create_domain": Tool(create_domain, money={"expected_price": 2}),
        "delete_domain": Tool(delete_domain),
    },
    faults=FAULTS,
    unique_faults={
        "domains.name": "domain_name_taken",
    },
    instructions=INSTRUCTIONS,
)
