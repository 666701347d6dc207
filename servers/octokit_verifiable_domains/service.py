"""schema: verifiable domains: keeps verifiable domains and team discussion comments."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
schema: verifiable domains. Keeps verifiable domains and team discussion comments.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a verifiable domain can be refused: the domain must not be blank.
- The body must not be blank.
- You can approve a verifiable domain only while it is not approved.
- You can verify a verifiable domain only while it is not verified.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class VerifiableDomain(Table, table=True):
    """A verifiable domain."""

    __tablename__ = "verifiable_domains"

    verifiable_domain_id: str = Field(primary_key=True)
    dns_host_name: str | None = None
    domain: str
    has_found_host_name: bool
    is_approved: bool
    is_required_for_policy_enforcement: bool
    is_verified: bool
    punycode_encoded_domain: str | None = None
    created_at: str
    updated_at: str


class TeamDiscussionComment(Table, table=True):
    """A team discussion comment."""

    __tablename__ = "team_discussion_comments"

    team_discussion_comment_id: str = Field(primary_key=True)
    body: str
    author_login: str | None = None
    body_text: str | None = None
    created_via_email: bool
    editor_login: str | None = None
    includes_created_edit: bool
    published_at: str | None = None
    viewer_can_delete: bool
    viewer_can_react: bool
    viewer_can_update: bool
    created_at: str
    last_edited_at: str
    updated_at: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class VerifiableDomainShort(TypedDict):
    """A verifiable domain in the view `short`."""

    verifiable_domain_id: str
    dns_host_name: str | None
    domain: str
    has_found_host_name: bool
    is_approved: bool
    is_required_for_policy_enforcement: bool
    is_verified: bool


def verifiable_domain_short(verifiable_domain: VerifiableDomain) -> VerifiableDomainShort:
    """A verifiable domain in the view `short`."""
    return {
        "verifiable_domain_id": verifiable_domain.verifiable_domain_id,
        "dns_host_name": verifiable_domain.dns_host_name,
        "domain": verifiable_domain.domain,
        "has_found_host_name": verifiable_domain.has_found_host_name,
        "is_approved": verifiable_domain.is_approved,
        "is_required_for_policy_enforcement": verifiable_domain.is_required_for_policy_enforcement,
        "is_verified": verifiable_domain.is_verified,
    }


class VerifiableDomainFull(VerifiableDomainShort):
    """A verifiable domain in the view `full`."""

    punycode_encoded_domain: str | None
    created_at: str
    updated_at: str


def verifiable_domain_full(verifiable_domain: VerifiableDomain) -> VerifiableDomainFull:
    """A verifiable domain in the view `full`."""
    return {
        **verifiable_domain_short(verifiable_domain),
        "punycode_encoded_domain": verifiable_domain.punycode_encoded_domain,
        "created_at": verifiable_domain.created_at,
        "updated_at": verifiable_domain.updated_at,
    }


class TeamDiscussionCommentShort(TypedDict):
    """A team discussion comment in the view `short`."""

    team_discussion_comment_id: str
    body: str
    created_via_email: bool
    includes_created_edit: bool
    published_at: str | None
    viewer_can_delete: bool
    viewer_can_react: bool


def team_discussion_comment_short(team_discussion_comment: TeamDiscussionComment) -> TeamDiscussionCommentShort:
    """A team discussion comment in the view `short`."""
    return {
        "team_discussion_comment_id": team_discussion_comment.team_discussion_comment_id,
        "body": team_discussion_comment.body,
        "created_via_email": team_discussion_comment.created_via_email,
        "includes_created_edit": team_discussion_comment.includes_created_edit,
        "published_at": team_discussion_comment.published_at,
        "viewer_can_delete": team_discussion_comment.viewer_can_delete,
        "viewer_can_react": team_discussion_comment.viewer_can_react,
    }


class TeamDiscussionCommentFull(TeamDiscussionCommentShort):
    """A team discussion comment in the view `full`."""

    author_login: str | None
    body_text: str | None
    editor_login: str | None
    viewer_can_update: bool
    created_at: str
    last_edited_at: str
    updated_at: str | None


def team_discussion_comment_full(team_discussion_comment: TeamDiscussionComment) -> TeamDiscussionCommentFull:
    """A team discussion comment in the view `full`."""
    return {
        **team_discussion_comment_short(team_discussion_comment),
        "author_login": team_discussion_comment.author_login,
        "body_text": team_discussion_comment.body_text,
        "editor_login": team_discussion_comment.editor_login,
        "viewer_can_update": team_discussion_comment.viewer_can_update,
        "created_at": team_discussion_comment.created_at,
        "last_edited_at": team_discussion_comment.last_edited_at,
        "updated_at": team_discussion_comment.updated_at,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListVerifiableDomains(TypedDict):
    """What `list_verifiable_domains` returns."""

    verifiable_domains: list[VerifiableDomainShort]
    next_cursor: str | None


def list_verifiable_domains(
    db: Database,
    /,
    *,
    is_approved: bool | None = None,
    is_verified: bool | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListVerifiableDomains:
    """List the verifiable domains, optionally by is approved or is verified."""
    query = db.query(VerifiableDomain)
    if is_approved is not None:
        query.where("is_approved = ?", is_approved)
    if is_verified is not None:
        query.where("is_verified = ?", is_verified)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {
        "verifiable_domains": [verifiable_domain_short(verifiable_domain) for verifiable_domain in page.rows],
        "next_cursor": page.next_cursor,
    }


class VerifiableDomainResult(TypedDict):
    """What `get_verifiable_domain` and 3 other tools return."""

    verifiable_domain: VerifiableDomainFull


def get_verifiable_domain(db: Database, /, *, verifiable_domain_id: str) -> VerifiableDomainResult:
    """Show a verifiable domain with all its details."""
    verifiable_domain = db.find(VerifiableDomain, verifiable_domain_id)
    if verifiable_domain is None:
        fail("verifiable_domain_not_found", verifiable_domain_id=verifiable_domain_id)
    return {"verifiable_domain": verifiable_domain_full(verifiable_domain)}


def create_verifiable_domain(db: Database, /, *, domain: str) -> VerifiableDomainResult:
    """Create a verifiable domain."""
    if len(words(domain)) <= 0:
        fail("domain_blank")
    verifiable_domain = db.insert(
        VerifiableDomain,
        verifiable_domain_id=f"VD-{db.next_number('verifiable_domains'):04d}",
        domain=domain,
        has_found_host_name=False,
        is_approved=False,
        is_required_for_policy_enforcement=False,
        is_verified=False,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"verifiable_domain": verifiable_domain_full(verifiable_domain)}


class DeleteVerifiableDomain(TypedDict):
    """What `delete_verifiable_domain` returns."""

    verifiable_domain_id: str


def delete_verifiable_domain(db: Database, /, *, verifiable_domain_id: str) -> DeleteVerifiableDomain:
    """Delete a verifiable domain."""
    verifiable_domain = db.find(VerifiableDomain, verifiable_domain_id)
    if verifiable_domain is None:
        fail("verifiable_domain_not_found", verifiable_domain_id=verifiable_domain_id)
    db.delete(verifiable_domain)
    return {"verifiable_domain_id": verifiable_domain_id}


def approve_verifiable_domain(db: Database, /, *, verifiable_domain_id: str) -> VerifiableDomainResult:
    """Approve a verifiable domain."""
    verifiable_domain = db.find(VerifiableDomain, verifiable_domain_id)
    if verifiable_domain is None:
        fail("verifiable_domain_not_found", verifiable_domain_id=verifiable_domain_id)
    if verifiable_domain.is_approved:
        fail("verifiable_domain_already_approved", verifiable_domain_id=verifiable_domain.verifiable_domain_id)
    db.update(verifiable_domain, is_approved=True, updated_at=db.now())
    return {"verifiable_domain": verifiable_domain_full(verifiable_domain)}


def verify_verifiable_domain(db: Database, /, *, verifiable_domain_id: str) -> VerifiableDomainResult:
    """Verify a verifiable domain."""
    verifiable_domain = db.find(VerifiableDomain, verifiable_domain_id)
    if verifiable_domain is None:
        fail("verifiable_domain_not_found", verifiable_domain_id=verifiable_domain_id)
    if verifiable_domain.is_verified:
        fail("verifiable_domain_already_verified", verifiable_domain_id=verifiable_domain.verifiable_domain_id)
    db.update(verifiable_domain, is_verified=True, updated_at=db.now())
    return {"verifiable_domain": verifiable_domain_full(verifiable_domain)}


class ListTeamDiscussionComments(TypedDict):
    """What `list_team_discussion_comments` returns."""

    team_discussion_comments: list[TeamDiscussionCommentShort]
    next_cursor: str | None


def list_team_discussion_comments(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListTeamDiscussionComments:
    """List the team discussion comments."""
    page = db.query(TeamDiscussionComment).page("-created_at", limit=limit, cursor=cursor)
    return {
        "team_discussion_comments": [
            team_discussion_comment_short(team_discussion_comment) for team_discussion_comment in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class TeamDiscussionCommentResult(TypedDict):
    """What `get_team_discussion_comment` and 2 other tools return."""

    team_discussion_comment: TeamDiscussionCommentFull


def get_team_discussion_comment(db: Database, /, *, team_discussion_comment_id: str) -> TeamDiscussionCommentResult:
    """Show a team discussion comment with all its details."""
    team_discussion_comment = db.find(TeamDiscussionComment, team_discussion_comment_id)
    if team_discussion_comment is None:
        fail("team_discussion_comment_not_found", team_discussion_comment_id=team_discussion_comment_id)
    return {"team_discussion_comment": team_discussion_comment_full(team_discussion_comment)}


def create_team_discussion_comment(db: Database, /, *, body: str) -> TeamDiscussionCommentResult:
    """Create a team discussion comment."""
    if len(words(body)) <= 0:
        fail("body_blank")
    team_discussion_comment = db.insert(
        TeamDiscussionComment,
        team_discussion_comment_id=f"TDC-{db.next_number('team_discussion_comments'):04d}",
        body=body,
        created_via_email=False,
        includes_created_edit=False,
        viewer_can_delete=False,
        viewer_can_react=False,
        viewer_can_update=False,
        created_at=db.now(),
        last_edited_at=db.now(),
    )
    return {"team_discussion_comment": team_discussion_comment_full(team_discussion_comment)}


def update_team_discussion_comment(
    db: Database, /, *, team_discussion_comment_id: str, body: str | None = None
) -> TeamDiscussionCommentResult:
    """Change the body of a team discussion comment."""
    changes = given(None, body=body)
    team_discussion_comment = db.find(TeamDiscussionComment, team_discussion_comment_id)
    if team_discussion_comment is None:
        fail("team_discussion_comment_not_found", team_discussion_comment_id=team_discussion_comment_id)
    if body is not None and len(words(body)) <= 0:
        fail("body_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(team_discussion_comment, **changes, last_edited_at=db.now())
    return {"team_discussion_comment": team_discussion_comment_full(team_discussion_comment)}


class DeleteTeamDiscussionComment(TypedDict):
    """What `delete_team_discussion_comment` returns."""

    team_discussion_comment_id: str


def delete_team_discussion_comment(db: Database, /, *, team_discussion_comment_id: str) -> DeleteTeamDiscussionComment:
    """Delete a team discussion comment."""
    team_discussion_comment = db.find(TeamDiscussionComment, team_discussion_comment_id)
    if team_discussion_comment is None:
        fail("team_discussion_comment_not_found", team_discussion_comment_id=team_discussion_comment_id)
    db.delete(team_discussion_comment)
    return {"team_discussion_comment_id": team_discussion_comment_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "team_discussion_comment_not_found": (
        "There is no team discussion comment {team_discussion_comment_id}. List the team "
        "discussion comments to see which there are."
    ),
    "verifiable_domain_already_approved": "Verifiable domain {verifiable_domain_id} is already approved.",
    "verifiable_domain_already_verified": "Verifiable domain {verifiable_domain_id} is already verified.",
    "verifiable_domain_not_found": (
        "There is no verifiable domain {verifiable_domain_id}. List the verifiable domains to see which there are."
    ),
    "domain_blank": "The domain must not be blank. Give it some words.",
    "body_blank": "The body must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="octokit_verifiable_domains",
    folder=Path(__file__).parent,
    tables=[VerifiableDomain, TeamDiscussionComment],
    tools={
        "list_verifiable_domains": Tool(list_verifiable_domains, read_only=True),
        "get_verifiable_domain": Tool(get_verifiable_domain, read_only=True),
        "create_verifiable_domain": Tool(create_verifiable_domain),
        "delete_verifiable_domain": Tool(delete_verifiable_domain),
        "approve_verifiable_domain": Tool(approve_verifiable_domain),
        "verify_verifiable_domain": Tool(verify_verifiable_domain),
        "list_team_discussion_comments": Tool(list_team_discussion_comments, read_only=True),
        "get_team_discussion_comment": Tool(get_team_discussion_comment, read_only=True),
        "create_team_discussion_comment": Tool(create_team_discussion_comment),
        "update_team_discussion_comment": Tool(update_team_discussion_comment),
        "delete_team_discussion_comment": Tool(delete_team_discussion_comment),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
