"""schema: reactions: keeps pull request review threads and reactions."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail

INSTRUCTIONS = """\
schema: reactions. Keeps pull request review threads and reactions.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a pull request review thread can be refused: the path must not be blank.
- You can resolve a pull request review thread only while it is not resolved.
- You can unresolve a pull request review thread only while it is resolved.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class PullRequestReviewThread(Table, table=True):
    """A pull request review thread."""

    __tablename__ = "pull_request_review_threads"
    __table_args__ = (
        CheckConstraint("diff_side IN ('LEFT', 'RIGHT')"),
        CheckConstraint("start_diff_side IN ('LEFT', 'RIGHT')"),
        CheckConstraint("subject_type IN ('FILE', 'LINE')"),
        CheckConstraint("side IN ('LEFT', 'RIGHT')"),
        CheckConstraint("start_side IN ('LEFT', 'RIGHT')"),
    )

    pull_request_review_thread_id: str = Field(primary_key=True)
    diff_side: str | None = None
    is_collapsed: bool
    line: int | None = None
    path: str
    start_diff_side: str | None = None
    start_line: int | None = None
    subject_type: str | None = None
    body: str
    side: str
    start_side: str
    resolved: bool


class Reaction(Table, table=True):
    """A reaction."""

    __tablename__ = "reactions"
    __table_args__ = (
        CheckConstraint(
            "content IN ('CONFUSED', 'EYES', 'HEART', 'HOORAY', 'LAUGH', 'ROCKET', 'THUMBS_DOWN', 'THUMBS_UP')"
        ),
    )

    subject_id: str = Field(primary_key=True)
    content: str
    reactable_viewer_can_react: bool
    created_at: str


# --- views --------------------------------------------------------------------------------------------------------


class PullRequestReviewThreadShort(TypedDict):
    """A pull request review thread in the view `short`."""

    pull_request_review_thread_id: str
    diff_side: str | None
    is_collapsed: bool
    start_diff_side: str | None
    subject_type: str | None
    side: str
    start_side: str


def pull_request_review_thread_short(
    pull_request_review_thread: PullRequestReviewThread,
) -> PullRequestReviewThreadShort:
    """A pull request review thread in the view `short`."""
    return {
        "pull_request_review_thread_id": pull_request_review_thread.pull_request_review_thread_id,
        "diff_side": pull_request_review_thread.diff_side,
        "is_collapsed": pull_request_review_thread.is_collapsed,
        "start_diff_side": pull_request_review_thread.start_diff_side,
        "subject_type": pull_request_review_thread.subject_type,
        "side": pull_request_review_thread.side,
        "start_side": pull_request_review_thread.start_side,
    }


class PullRequestReviewThreadFull(PullRequestReviewThreadShort):
    """A pull request review thread in the view `full`."""

    line: int | None
    path: str
    start_line: int | None
    body: str
    resolved: bool


def pull_request_review_thread_full(pull_request_review_thread: PullRequestReviewThread) -> PullRequestReviewThreadFull:
    """A pull request review thread in the view `full`."""
    return {
        **pull_request_review_thread_short(pull_request_review_thread),
        "line": pull_request_review_thread.line,
        "path": pull_request_review_thread.path,
        "start_line": pull_request_review_thread.start_line,
        "body": pull_request_review_thread.body,
        "resolved": pull_request_review_thread.resolved,
    }


class ReactionShort(TypedDict):
    """A reaction in the view `short`."""

    subject_id: str
    content: str
    reactable_viewer_can_react: bool
    created_at: str


def reaction_short(reaction: Reaction) -> ReactionShort:
    """A reaction in the view `short`."""
    return {
        "subject_id": reaction.subject_id,
        "content": reaction.content,
        "reactable_viewer_can_react": reaction.reactable_viewer_can_react,
        "created_at": reaction.created_at,
    }


class ReactionFull(ReactionShort):
    """A reaction in the view `full`."""


def reaction_full(reaction: Reaction) -> ReactionFull:
    """A reaction in the view `full`."""
    return reaction_short(reaction)


# --- tools --------------------------------------------------------------------------------------------------------


class ListPullRequestReviewThreads(TypedDict):
    """What `list_pull_request_review_threads` returns."""

    pull_request_review_threads: list[PullRequestReviewThreadShort]
    next_cursor: str | None


def list_pull_request_review_threads(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListPullRequestReviewThreads:
    """List the pull request review threads."""
    page = db.query(PullRequestReviewThread).page(limit=limit, cursor=cursor)
    return {
        "pull_request_review_threads": [
            pull_request_review_thread_short(pull_request_review_thread) for pull_request_review_thread in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class PullRequestReviewThreadResult(TypedDict):
    """What `get_pull_request_review_thread` and 3 other tools return."""

    pull_request_review_thread: PullRequestReviewThreadFull


def get_pull_request_review_thread(
    db: Database, /, *, pull_request_review_thread_id: str
) -> PullRequestReviewThreadResult:
    """Show a pull request review thread with all its details."""
    pull_request_review_thread = db.find(PullRequestReviewThread, pull_request_review_thread_id)
    if pull_request_review_thread is None:
        fail("pull_request_review_thread_not_found", pull_request_review_thread_id=pull_request_review_thread_id)
    return {"pull_request_review_thread": pull_request_review_thread_full(pull_request_review_thread)}


def create_pull_request_review_thread(
    db: Database,
    /,
    *,
    path: str,
    body: str,
    line: int | None = None,
    start_line: int | None = None,
    subject_type: Literal["FILE", "LINE"] | None = None,
    side: Literal["LEFT", "RIGHT"] = "RIGHT",
    start_side: Literal["LEFT", "RIGHT"] = "RIGHT",
) -> PullRequestReviewThreadResult:
    """Create a pull request review thread."""
    if len(words(path)) <= 0:
        fail("path_blank")
    pull_request_review_thread = db.insert(
        PullRequestReviewThread,
        pull_request_review_thread_id=f"PRRT-{db.next_number('pull_request_review_threads'):04d}",
        is_collapsed=False,
        line=line,
        path=path,
        start_line=start_line,
        subject_type=subject_type,
        body=body,
        side=side,
        start_side=start_side,
        resolved=False,
    )
    return {"pull_request_review_thread": pull_request_review_thread_full(pull_request_review_thread)}


def resolve_pull_request_review_thread(
    db: Database, /, *, pull_request_review_thread_id: str
) -> PullRequestReviewThreadResult:
    """Resolve a pull request review thread."""
    pull_request_review_thread = db.find(PullRequestReviewThread, pull_request_review_thread_id)
    if pull_request_review_thread is None:
        fail("pull_request_review_thread_not_found", pull_request_review_thread_id=pull_request_review_thread_id)
    if pull_request_review_thread.resolved:
        fail(
            "pull_request_review_thread_already_resolved",
            pull_request_review_thread_id=pull_request_review_thread.pull_request_review_thread_id,
        )
    db.update(pull_request_review_thread, resolved=True)
    return {"pull_request_review_thread": pull_request_review_thread_full(pull_request_review_thread)}


def unresolve_pull_request_review_thread(
    db: Database, /, *, pull_request_review_thread_id: str
) -> PullRequestReviewThreadResult:
    """Unresolve a pull request review thread."""
    pull_request_review_thread = db.find(PullRequestReviewThread, pull_request_review_thread_id)
    if pull_request_review_thread is None:
        fail("pull_request_review_thread_not_found", pull_request_review_thread_id=pull_request_review_thread_id)
    if not pull_request_review_thread.resolved:
        fail(
            "pull_request_review_thread_not_resolved",
            pull_request_review_thread_id=pull_request_review_thread.pull_request_review_thread_id,
        )
    db.update(pull_request_review_thread, resolved=False)
    return {"pull_request_review_thread": pull_request_review_thread_full(pull_request_review_thread)}


class ListReactions(TypedDict):
    """What `list_reactions` returns."""

    reactions: list[ReactionShort]
    next_cursor: str | None


def list_reactions(
    db: Database,
    /,
    *,
    content: Literal["CONFUSED", "EYES", "HEART", "HOORAY", "LAUGH", "ROCKET", "THUMBS_DOWN", "THUMBS_UP"]
    | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListReactions:
    """List the reactions, optionally by content."""
    query = db.query(Reaction)
    if content is not None:
        query.where("content = ?", content)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"reactions": [reaction_short(reaction) for reaction in page.rows], "next_cursor": page.next_cursor}


class ReactionResult(TypedDict):
    """What `get_reaction` and `create_reaction` return."""

    reaction: ReactionFull


def get_reaction(db: Database, /, *, subject_id: str) -> ReactionResult:
    """Show a reaction with all its details."""
    reaction = db.find(Reaction, subject_id) or fail("reaction_not_found", subject_id=subject_id)
    return {"reaction": reaction_full(reaction)}


def create_reaction(
    db: Database,
    /,
    *,
    content: Literal["CONFUSED", "EYES", "HEART", "HOORAY", "LAUGH", "ROCKET", "THUMBS_DOWN", "THUMBS_UP"],
    subject_id: str,
) -> ReactionResult:
    """Create a reaction."""
    if db.query(Reaction).where("subject_id = ?", subject_id).exists():
        fail("reaction_exists", subject_id=subject_id)
    reaction = db.insert(
        Reaction, subject_id=subject_id, content=content, reactable_viewer_can_react=False, created_at=db.now()
    )
    return {"reaction": reaction_full(reaction)}


class DeleteReaction(TypedDict):
    """What `delete_reaction` returns."""

    subject_id: str


def delete_reaction(db: Database, /, *, subject_id: str) -> DeleteReaction:
    """Delete a reaction."""
    reaction = db.find(Reaction, subject_id) or fail("reaction_not_found", subject_id=subject_id)
    db.delete(reaction)
    return {"subject_id": subject_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "pull_request_review_thread_already_resolved": (
        "Pull request review thread {pull_request_review_thread_id} is already resolved."
    ),
    "pull_request_review_thread_not_found": (
        "There is no pull request review thread {pull_request_review_thread_id}. List the pull "
        "request review threads to see which there are."
    ),
    "pull_request_review_thread_not_resolved": (
        "Pull request review thread {pull_request_review_thread_id} is not resolved."
    ),
    "reaction_exists": "There is already a reaction with the subject ID {subject_id}. Choose another one.",
    "reaction_not_found": "There is no reaction {subject_id}. List the reactions to see which there are.",
    "path_blank": "The path must not be blank. Give it some words.",
}

SERVICE = Service(
    name="octokit_reactions",
    folder=Path(__file__).parent,
    tables=[PullRequestReviewThread, Reaction],
    tools={
        "list_pull_request_review_threads": Tool(list_pull_request_review_threads, read_only=True),
        "get_pull_request_review_thread": Tool(get_pull_request_review_thread, read_only=True),
        "create_pull_request_review_thread": Tool(create_pull_request_review_thread),
        "resolve_pull_request_review_thread": Tool(resolve_pull_request_review_thread),
        "unresolve_pull_request_review_thread": Tool(unresolve_pull_request_review_thread),
        "list_reactions": Tool(list_reactions, read_only=True),
        "get_reaction": Tool(get_reaction, read_only=True),
        "create_reaction": Tool(create_reaction),
        "delete_reaction": Tool(delete_reaction),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
