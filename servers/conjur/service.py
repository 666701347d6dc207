"""Conjur: keeps roles, secrets, resources, kinds, identifiers and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Conjur. Keeps roles, secrets, resources, kinds, identifiers and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a secret can be refused: the expirations must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Authenticators(Table, table=True):
    """The authenticators."""

    __tablename__ = "authenticators"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    configured: list[str] = Field(sa_type=JsonList())
    enabled: list[str] = Field(sa_type=JsonList())


class Info(Table, table=True):
    """The information."""

    __tablename__ = "info"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    container: str
    release: str
    role_name: str


class Resource(Table, table=True):
    """A resource."""

    __tablename__ = "resources"

    resource_id: str = Field(primary_key=True)
    annotations: list[str] = Field(sa_type=JsonList())
    owner: str | None = None
    policy: str | None = None
    restricted_to: list[str] = Field(sa_type=JsonList())
    created_at: str


class Kind(Table, table=True):
    """A kind of a resource."""

    __tablename__ = "kinds"

    kind_id: str = Field(primary_key=True)
    resource_id: str = Field(foreign_key="resources.resource_id", ondelete="CASCADE", index=True)
    annotations: list[str] = Field(sa_type=JsonList())
    owner: str | None = None
    policy: str | None = None
    restricted_to: list[str] = Field(sa_type=JsonList())
    created_at: str


class Identifier(Table, table=True):
    """An identifier of a kind."""

    __tablename__ = "identifiers"

    identifier_id: str = Field(primary_key=True)
    kind_id: str = Field(foreign_key="kinds.kind_id", ondelete="CASCADE", index=True)
    annotations: list[str] = Field(sa_type=JsonList())
    owner: str | None = None
    policy: str | None = None
    restricted_to: list[str] = Field(sa_type=JsonList())
    created_at: str


class Role(Table, table=True):
    """A role."""

    __tablename__ = "roles"

    role_id: str = Field(primary_key=True)
    members: str | None = None
    member: str | None = None
    created_at: str


class Secret(Table, table=True):
    """A secret."""

    __tablename__ = "secrets"

    secret_id: str = Field(primary_key=True)
    myorg_variable_secret1: str | None = None
    myorg_variable_secret2: str | None = None
    expirations: str


class CurrentUser(Table, table=True):
    """The current user."""

    __tablename__ = "current_users"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    username: str
    account: str
    client_ip: str
    token_issued_at: str
    user_agent: str


# --- views --------------------------------------------------------------------------------------------------------


class AuthenticatorsFull(TypedDict):
    """An authenticators in the view `full`."""

    configured: list[str]
    enabled: list[str]


def authenticators_full(authenticators: Authenticators) -> AuthenticatorsFull:
    """An authenticators in the view `full`."""
    return {"configured": authenticators.configured, "enabled": authenticators.enabled}


class InfoFull(TypedDict):
    """An info in the view `full`."""

    container: str
    release: str
    role_name: str


def info_full(info: Info) -> InfoFull:
    """An info in the view `full`."""
    return {"container": info.container, "release": info.release, "role_name": info.role_name}


class ResourceShort(TypedDict):
    """A resource in the view `short`."""

    resource_id: str
    annotations: list[str]
    owner: str | None
    policy: str | None
    restricted_to: list[str]
    created_at: str


def resource_short(resource: Resource) -> ResourceShort:
    """A resource in the view `short`."""
    return {
        "resource_id": resource.resource_id,
        "annotations": resource.annotations,
        "owner": resource.owner,
        "policy": resource.policy,
        "restricted_to": resource.restricted_to,
        "created_at": resource.created_at,
    }


class ResourceFull(ResourceShort):
    """A resource in the view `full`."""


def resource_full(resource: Resource) -> ResourceFull:
    """A resource in the view `full`."""
    return resource_short(resource)


class KindShort(TypedDict):
    """A kind in the view `short`."""

    kind_id: str
    resource_id: str
    annotations: list[str]
    owner: str | None
    policy: str | None
    restricted_to: list[str]
    created_at: str


def kind_short(kind: Kind) -> KindShort:
    """A kind in the view `short`."""
    return {
        "kind_id": kind.kind_id,
        "resource_id": kind.resource_id,
        "annotations": kind.annotations,
        "owner": kind.owner,
        "policy": kind.policy,
        "restricted_to": kind.restricted_to,
        "created_at": kind.created_at,
    }


class KindFull(KindShort):
    """A kind in the view `full`."""


def kind_full(kind: Kind) -> KindFull:
    """A kind in the view `full`."""
    return kind_short(kind)


class IdentifierShort(TypedDict):
    """An identifier in the view `short`."""

    identifier_id: str
    kind_id: str
    annotations: list[str]
    owner: str | None
    policy: str | None
    restricted_to: list[str]
    created_at: str


def identifier_short(identifier: Identifier) -> IdentifierShort:
    """An identifier in the view `short`."""
    return {
        "identifier_id": identifier.identifier_id,
        "kind_id": identifier.kind_id,
        "annotations": identifier.annotations,
        "owner": identifier.owner,
        "policy": identifier.policy,
        "restricted_to": identifier.restricted_to,
        "created_at": identifier.created_at,
    }


class IdentifierFull(IdentifierShort):
    """An identifier in the view `full`."""


def identifier_full(identifier: Identifier) -> IdentifierFull:
    """An identifier in the view `full`."""
    return identifier_short(identifier)


class RoleShort(TypedDict):
    """A role in the view `short`."""

    role_id: str
    members: str | None
    member: str | None
    created_at: str


def role_short(role: Role) -> RoleShort:
    """A role in the view `short`."""
    return {"role_id": role.role_id, "members": role.members, "member": role.member, "created_at": role.created_at}


class RoleFull(RoleShort):
    """A role in the view `full`."""


def role_full(role: Role) -> RoleFull:
    """A role in the view `full`."""
    return role_short(role)


class SecretShort(TypedDict):
    """A secret in the view `short`."""

    secret_id: str
    myorg_variable_secret1: str | None
    myorg_variable_secret2: str | None
    expirations: str


def secret_short(secret: Secret) -> SecretShort:
    """A secret in the view `short`."""
    return {
        "secret_id": secret.secret_id,
        "myorg_variable_secret1": secret.myorg_variable_secret1,
        "myorg_variable_secret2": secret.myorg_variable_secret2,
        "expirations": secret.expirations,
    }


class SecretFull(SecretShort):
    """A secret in the view `full`."""


def secret_full(secret: Secret) -> SecretFull:
    """A secret in the view `full`."""
    return secret_short(secret)


class CurrentUserFull(TypedDict):
    """A current user in the view `full`."""

    username: str
    account: str
    client_ip: str
    token_issued_at: str
    user_agent: str


def current_user_full(current_user: CurrentUser) -> CurrentUserFull:
    """A current user in the view `full`."""
    return {
        "username": current_user.username,
        "account": current_user.account,
        "client_ip": current_user.client_ip,
        "token_issued_at": current_user.token_issued_at,
        "user_agent": current_user.user_agent,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class GetAuthenticators(TypedDict):
    """What `get_authenticators` returns."""

    authenticators: AuthenticatorsFull


def get_authenticators(db: Database, /) -> GetAuthenticators:
    """Show the authenticators."""
    authenticators = db.get(Authenticators, 1)
    return {"authenticators": authenticators_full(authenticators)}


class GetInfo(TypedDict):
    """What `get_info` returns."""

    info: InfoFull


def get_info(db: Database, /) -> GetInfo:
    """Show the information."""
    info = db.get(Info, 1)
    return {"info": info_full(info)}


class ListResources(TypedDict):
    """What `list_resources` returns."""

    resources: list[ResourceShort]
    next_cursor: str | None


def list_resources(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListResources:
    """List the resources."""
    page = db.query(Resource).page("-created_at", limit=limit, cursor=cursor)
    return {"resources": [resource_short(resource) for resource in page.rows], "next_cursor": page.next_cursor}


class GetResource(TypedDict):
    """What `get_resource` returns."""

    resource: ResourceFull


def get_resource(db: Database, /, *, resource_id: str) -> GetResource:
    """Show a resource with all its details."""
    resource = db.find(Resource, resource_id) or fail("resource_not_found", resource_id=resource_id)
    return {"resource": resource_full(resource)}


class ListKinds(TypedDict):
    """What `list_kinds` returns."""

    kinds: list[KindShort]
    next_cursor: str | None


def list_kinds(
    db: Database, /, *, resource_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListKinds:
    """List the kinds, optionally by resource."""
    query = db.query(Kind)
    if resource_id is not None:
        query.where("resource_id = ?", resource_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"kinds": [kind_short(kind) for kind in page.rows], "next_cursor": page.next_cursor}


class GetKind(TypedDict):
    """What `get_kind` returns."""

    kind: KindFull


def get_kind(db: Database, /, *, kind_id: str) -> GetKind:
    """Show a kind with all its details."""
    kind = db.find(Kind, kind_id) or fail("kind_not_found", kind_id=kind_id)
    return {"kind": kind_full(kind)}


class ListIdentifiers(TypedDict):
    """What `list_identifiers` returns."""

    identifiers: list[IdentifierShort]
    next_cursor: str | None


def list_identifiers(
    db: Database, /, *, kind_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListIdentifiers:
    """List the identifiers, optionally by kind."""
    query = db.query(Identifier)
    if kind_id is not None:
        query.where("kind_id = ?", kind_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"identifiers": [identifier_short(identifier) for identifier in page.rows], "next_cursor": page.next_cursor}


class GetIdentifier(TypedDict):
    """What `get_identifier` returns."""

    identifier: IdentifierFull


def get_identifier(db: Database, /, *, identifier_id: str) -> GetIdentifier:
    """Show an identifier with all its details."""
    identifier = db.find(Identifier, identifier_id) or fail("identifier_not_found", identifier_id=identifier_id)
    return {"identifier": identifier_full(identifier)}


class ListRoles(TypedDict):
    """What `list_roles` returns."""

    roles: list[RoleShort]
    next_cursor: str | None


def list_roles(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRoles:
    """List the roles."""
    page = db.query(Role).page("-created_at", limit=limit, cursor=cursor)
    return {"roles": [role_short(role) for role in page.rows], "next_cursor": page.next_cursor}


class RoleResult(TypedDict):
    """What `get_role` and `update_role` return."""

    role: RoleFull


def get_role(db: Database, /, *, role_id: str) -> RoleResult:
    """Show a role with all its details."""
    role = db.find(Role, role_id) or fail("role_not_found", role_id=role_id)
    return {"role": role_full(role)}


def update_role(
    db: Database,
    /,
    *,
    role_id: str,
    members: str | None = None,
    member: str | None = None,
    clear: list[Literal["members", "member"]] | None = None,
) -> RoleResult:
    """Change the members or member of a role."""
    changes = given(clear, members=members, member=member)
    role = db.find(Role, role_id) or fail("role_not_found", role_id=role_id)
    if not changes:
        fail("nothing_to_change")
    db.update(role, **changes)
    return {"role": role_full(role)}


class DeleteRole(TypedDict):
    """What `delete_role` returns."""

    role_id: str


def delete_role(db: Database, /, *, role_id: str) -> DeleteRole:
    """Delete a role."""
    role = db.find(Role, role_id) or fail("role_not_found", role_id=role_id)
    db.delete(role)
    return {"role_id": role_id}


class ListSecrets(TypedDict):
    """What `list_secrets` returns."""

    secrets: list[SecretShort]
    next_cursor: str | None


def list_secrets(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListSecrets:
    """List the secrets."""
    page = db.query(Secret).page(limit=limit, cursor=cursor)
    return {"secrets": [secret_short(secret) for secret in page.rows], "next_cursor": page.next_cursor}


class SecretResult(TypedDict):
    """What `get_secret` and `create_secret` return."""

    secret: SecretFull


def get_secret(db: Database, /, *, secret_id: str) -> SecretResult:
    """Show a secret with all its details."""
    secret = db.find(Secret, secret_id) or fail("secret_not_found", secret_id=secret_id)
    return {"secret": secret_full(secret)}


def create_secret(db: Database, /, *, expirations: str) -> SecretResult:
    """Create a secret."""
    if len(words(expirations)) <= 0:
        fail("expirations_blank")
    secret = db.insert(Secret, secret_id=f"SEC-{db.next_number('secrets'):04d}", expirations=expirations)
    return {"secret": secret_full(secret)}


class GetCurrentUser(TypedDict):
    """What `get_current_user` returns."""

    current_user: CurrentUserFull


def get_current_user(db: Database, /) -> GetCurrentUser:
    """Show the current user."""
    current_user = db.get(CurrentUser, 1)
    return {"current_user": current_user_full(current_user)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "identifier_not_found": "There is no identifier {identifier_id}. List the identifiers to see which there are.",
    "kind_not_found": "There is no kind {kind_id}. List the kinds to see which there are.",
    "resource_not_found": "There is no resource {resource_id}. List the resources to see which there are.",
    "role_not_found": "There is no role {role_id}. List the roles to see which there are.",
    "secret_not_found": "There is no secret {secret_id}. List the secrets to see which there are.",
    "expirations_blank": "The expirations must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="conjur",
    folder=Path(__file__).parent,
    tables=[Authenticators, Info, Resource, Kind, Identifier, Role, Secret, CurrentUser],
    tools={
        "get_authenticators": Tool(get_authenticators, read_only=True),
        "get_info": Tool(get_info, read_only=True),
        "list_resources": Tool(list_resources, read_only=True),
        "get_resource": Tool(get_resource, read_only=True),
        "list_kinds": Tool(list_kinds, read_only=True),
        "get_kind": Tool(get_kind, read_only=True),
        "list_identifiers": Tool(list_identifiers, read_only=True),
        "get_identifier": Tool(get_identifier, read_only=True),
        "list_roles": Tool(list_roles, read_only=True),
        "get_role": Tool(get_role, read_only=True),
        "update_role": Tool(update_role),
        "delete_role": Tool(delete_role),
        "list_secrets": Tool(list_secrets, read_only=True),
        "get_secret": Tool(get_secret, read_only=True),
        "create_secret": Tool(create_secret),
        "get_current_user": Tool(get_current_user, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
