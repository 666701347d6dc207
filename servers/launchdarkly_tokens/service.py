"""LaunchDarkly: tokens: keeps roles, tokens, token custom roles and current member."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
LaunchDarkly: tokens. Keeps roles, tokens, token custom roles and current member.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Two roles cannot have the same name.
- Two roles cannot have the same key.
- Two tokens cannot have the same name.
- A token and a custom role can be linked only once.
- Deleting a role also removes its links to tokens.
- Deleting a token also removes its links to roles.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class CurrentMember(Table, table=True):
    """The current member."""

    __tablename__ = "current_members"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("role_value IN ('writer', 'reader', 'admin', 'owner')"),
    )

    id: int = Field(primary_key=True)
    first_name: str
    last_seen: int
    pending_invite: bool
    verified: bool
    custom_roles: list[str] = Field(sa_type=JsonList())
    email: str
    is_beta: bool
    last_name: str
    role_value: str


class Role(Table, table=True):
    """A role."""

    __tablename__ = "roles"
    __table_args__ = (
        UniqueConstraint("name"),
        UniqueConstraint("key"),
    )

    role_id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    key: str
    op: str | None = None
    path: str | None = None


class Token(Table, table=True):
    """A token."""

    __tablename__ = "tokens"
    __table_args__ = (UniqueConstraint("name"),)

    token_id: str = Field(primary_key=True)
    name: str
    role_name: str | None = None
    op: str | None = None
    path: str | None = None
    creation_date: str
    last_modified_at: str


class TokenCustomRole(Table, table=True):
    """A token custom role of a token."""

    __tablename__ = "token_custom_roles"
    __table_args__ = (UniqueConstraint("token_id", "custom_role_id"),)

    token_custom_role_id: str = Field(primary_key=True)
    token_id: str = Field(foreign_key="tokens.token_id", ondelete="CASCADE", index=True)
    custom_role_id: str = Field(foreign_key="roles.role_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class CurrentMemberFull(TypedDict):
    """A current member in the view `full`."""

    first_name: str
    last_seen: int
    pending_invite: bool
    verified: bool
    custom_roles: list[str]
    email: str
    is_beta: bool
    last_name: str
    role_value: str


def current_member_full(current_member: CurrentMember) -> CurrentMemberFull:
    """A current member in the view `full`."""
    return {
        "first_name": current_member.first_name,
        "last_seen": current_member.last_seen,
        "pending_invite": current_member.pending_invite,
        "verified": current_member.verified,
        "custom_roles": current_member.custom_roles,
        "email": current_member.email,
        "is_beta": current_member.is_beta,
        "last_name": current_member.last_name,
        "role_value": current_member.role_value,
    }


class RoleShort(TypedDict):
    """A role in the view `short`."""

    role_id: str
    name: str
    description: str | None
    key: str
    op: str | None
    path: str | None


def role_short(role: Role) -> RoleShort:
    """A role in the view `short`."""
    return {
        "role_id": role.role_id,
        "name": role.name,
        "description": role.description,
        "key": role.key,
        "op": role.op,
        "path": role.path,
    }


class RoleFull(RoleShort):
    """A role in the view `full`."""


def role_full(role: Role) -> RoleFull:
    """A role in the view `full`."""
    return role_short(role)


class TokenShort(TypedDict):
    """A token in the view `short`."""

    token_id: str
    name: str
    role_name: str | None
    op: str | None
    path: str | None
    creation_date: str
    last_modified_at: str


def token_short(token: Token) -> TokenShort:
    """A token in the view `short`."""
    return {
        "token_id": token.token_id,
        "name": token.name,
        "role_name": token.role_name,
        "op": token.op,
        "path": token.path,
        "creation_date": token.creation_date,
        "last_modified_at": token.last_modified_at,
    }


class TokenCustomRoleShort(TypedDict):
    """A token custom role in the view `short`."""

    custom_role_id: str
    custom_role_name: str


def token_custom_role_short(db: Database, token_custom_role: TokenCustomRole) -> TokenCustomRoleShort:
    """A token custom role in the view `short`."""
    custom_role = db.get(Role, token_custom_role.custom_role_id)
    return {"custom_role_id": token_custom_role.custom_role_id, "custom_role_name": custom_role.name}


class TokenFull(TokenShort):
    """A token in the view `full`."""

    custom_roles: list[TokenCustomRoleShort]


def token_full(db: Database, token: Token) -> TokenFull:
    """A token in the view `full`."""
    return {
        **token_short(token),
        "custom_roles": [
            token_custom_role_short(db, token_custom_role)
            for token_custom_role in db.query(TokenCustomRole).where("token_id = ?", token.token_id).page(limit=20).rows
        ],
    }


# --- tools --------------------------------------------------------------------------------------------------------


class GetCurrentMember(TypedDict):
    """What `get_current_member` returns."""

    current_member: CurrentMemberFull


def get_current_member(db: Database, /) -> GetCurrentMember:
    """Show the current member."""
    current_member = db.get(CurrentMember, 1)
    return {"current_member": current_member_full(current_member)}


class ListRoles(TypedDict):
    """What `list_roles` returns."""

    roles: list[RoleShort]
    next_cursor: str | None


def list_roles(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRoles:
    """List the roles."""
    page = db.query(Role).page("name", limit=limit, cursor=cursor)
    return {"roles": [role_short(role) for role in page.rows], "next_cursor": page.next_cursor}


class RoleResult(TypedDict):
    """What `get_role` and 2 other tools return."""

    role: RoleFull


def get_role(db: Database, /, *, role_id: str) -> RoleResult:
    """Show a role with all its details."""
    role = db.find(Role, role_id) or fail("role_not_found", role_id=role_id)
    return {"role": role_full(role)}


def create_role(db: Database, /, *, name: str, key: str, description: str | None = None) -> RoleResult:
    """Create a role."""
    if db.query(Role).where("same_text(name, ?)", name).exists():
        fail("role_name_taken", name=name)
    role = db.insert(Role, role_id=f"ROLE-{db.next_number('roles'):04d}", name=name, description=description, key=key)
    return {"role": role_full(role)}


def update_role(
    db: Database,
    /,
    *,
    role_id: str,
    op: str | None = None,
    path: str | None = None,
    clear: list[Literal["op", "path"]] | None = None,
) -> RoleResult:
    """Change the op or path of a role."""
    changes = given(clear, op=op, path=path)
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


class ListTokens(TypedDict):
    """What `list_tokens` returns."""

    tokens: list[TokenShort]
    next_cursor: str | None


def list_tokens(
    db: Database, /, *, custom_role_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListTokens:
    """List the tokens, optionally by custom role."""
    query = db.query(Token)
    if custom_role_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM token_custom_roles AS item WHERE item.token_id = tokens.token_id"
            " AND item.custom_role_id = ?)",
            custom_role_id,
        )
    page = query.page("-creation_date", limit=limit, cursor=cursor)
    return {"tokens": [token_short(token) for token in page.rows], "next_cursor": page.next_cursor}


class TokenResult(TypedDict):
    """What `get_token` and 4 other tools return."""

    token: TokenFull


def get_token(db: Database, /, *, token_id: str) -> TokenResult:
    """Show a token with all its details."""
    token = db.find(Token, token_id) or fail("token_not_found", token_id=token_id)
    return {"token": token_full(db, token)}


def add_custom_role_to_token(db: Database, /, *, token_id: str, custom_role_id: str) -> TokenResult:
    """Add a custom role to a token."""
    token = db.find(Token, token_id) or fail("token_not_found", token_id=token_id)
    custom_role = db.find(Role, custom_role_id) or fail("custom_role_not_found", custom_role_id=custom_role_id)
    db.insert(
        TokenCustomRole,
        token_custom_role_id=f"TOCUROL-{db.next_number('token_custom_roles'):04d}",
        token_id=token.token_id,
        custom_role_id=custom_role.role_id,
    )
    return {"token": token_full(db, token)}


def remove_custom_role_from_token(db: Database, /, *, token_id: str, custom_role_id: str) -> TokenResult:
    """Remove a custom role from a token."""
    token = db.find(Token, token_id) or fail("token_not_found", token_id=token_id)
    token_custom_role = (
        db.query(TokenCustomRole).where("token_id = ? AND custom_role_id = ?", token.token_id, custom_role_id).first()
    )
    if token_custom_role is None:
        fail("token_without_custom_role", token_id=token_id, custom_role_id=custom_role_id)
    db.delete(token_custom_role)
    return {"token": token_full(db, token)}


def create_token(
    db: Database, /, *, name: str, role_name: str | None = None, custom_role_ids: list[str]
) -> TokenResult:
    """Create a token."""
    if db.query(Token).where("same_text(name, ?)", name).exists():
        fail("token_name_taken", name=name)
    token = db.insert(
        Token,
        token_id=f"TOKEN-{db.next_number('tokens'):04d}",
        name=name,
        role_name=role_name,
        creation_date=db.now(),
        last_modified_at=db.now(),
    )
    for custom_role_id in custom_role_ids:
        custom_role = db.find(Role, custom_role_id) or fail("custom_role_not_found", custom_role_id=custom_role_id)
        if (
            not db.query(TokenCustomRole)
            .where("token_id = ? AND custom_role_id = ?", token.token_id, custom_role.role_id)
            .exists()
        ):
            db.insert(
                TokenCustomRole,
                token_custom_role_id=f"TOCUROL-{db.next_number('token_custom_roles'):04d}",
                token_id=token.token_id,
                custom_role_id=custom_role.role_id,
            )
    return {"token": token_full(db, token)}


def update_token(
    db: Database,
    /,
    *,
    token_id: str,
    op: str | None = None,
    path: str | None = None,
    clear: list[Literal["op", "path"]] | None = None,
) -> TokenResult:
    """Change the op or path of a token."""
    changes = given(clear, op=op, path=path)
    token = db.find(Token, token_id) or fail("token_not_found", token_id=token_id)
    if not changes:
        fail("nothing_to_change")
    db.update(token, **changes, last_modified_at=db.now())
    return {"token": token_full(db, token)}


class DeleteToken(TypedDict):
    """What `delete_token` returns."""

    token_id: str


def delete_token(db: Database, /, *, token_id: str) -> DeleteToken:
    """Delete a token."""
    token = db.find(Token, token_id) or fail("token_not_found", token_id=token_id)
    db.delete(token)
    return {"token_id": token_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "custom_role_not_found": "There is no custom role {custom_role_id}. List the roles to see which there are.",
    "role_key_taken": "There is already a role with the key {key}. Choose another key.",
    "role_name_taken": "There is already a role with the name {name}. Choose another name.",
    "role_not_found": "There is no role {role_id}. List the roles to see which there are.",
    "token_has_custom_role_already": (
        "The token has the custom role {custom_role_id} already. Choose another custom role."
    ),
    "token_name_taken": "There is already a token with the name {name}. Choose another name.",
    "token_not_found": "There is no token {token_id}. List the tokens to see which there are.",
    "token_without_custom_role": "Token {token_id} has no custom role {custom_role_id}.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="launchdarkly_tokens",
    folder=Path(__file__).parent,
    tables=[CurrentMember, Role, Token, TokenCustomRole],
    tools={
        "get_current_member": Tool(get_current_member, read_only=True),
        "list_roles": Tool(list_roles, read_only=True),
        "get_role": Tool(get_role, read_only=True),
        "create_role": Tool(create_role),
        "update_role": Tool(update_role),
        "delete_role": Tool(delete_role),
        "list_tokens": Tool(list_tokens, read_only=True),
        "get_token": Tool(get_token, read_only=True),
        "add_custom_role_to_token": Tool(add_custom_role_to_token),
        "remove_custom_role_from_token": Tool(remove_custom_role_from_token),
        "create_token": Tool(create_token),
        "update_token": Tool(update_token),
        "delete_token": Tool(delete_token),
    },
    faults=FAULTS,
    unique_faults={
        "roles.name": "role_name_taken",
        "roles.key": "role_key_taken",
        "tokens.name": "token_name_taken",
        "token_custom_roles.token_id, token_custom_roles.custom_role_id": "token_has_custom_role_already",
    },
    instructions=INSTRUCTIONS,
)
