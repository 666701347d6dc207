"""schema: issues: keeps issues, labels, repositories, users, issue assignees and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
schema: issues. Keeps issues, labels, repositories, users, issue assignees and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can close an issue only while it is open.
- You can reopen an issue only while it is closed.
- Creating or updating a label can be refused: there is already a label with that name.
- Creating an issue can be refused: the issues can lie at most 4 levels deep.
- Two labels cannot have the same name.
- These can be linked only once: an issue and an assignee; an issue and a label.
- Deleting an issue also deletes the issues whose parent it is, and removes its links to users and labels.
- You can pin an issue only while it is not pinned.
- You can unpin an issue only while it is pinned.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Repository(Table, table=True):
    """A repository."""

    __tablename__ = "repositories"
    __table_args__ = (CheckConstraint("visibility IN ('INTERNAL', 'PRIVATE', 'PUBLIC')"),)

    repository_id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    has_discussions_enabled: bool
    has_issues_enabled: bool
    has_projects_enabled: bool
    has_sponsorships_enabled: bool
    has_wiki_enabled: bool
    parent_id: str | None = Field(
        default=None, foreign_key="repositories.repository_id", ondelete="CASCADE", index=True
    )
    visibility: str
    created_at: str
    archived: bool


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"

    login: str = Field(primary_key=True)
    name: str | None = None
    bio: str | None = None
    company: str | None = None
    email: str | None = None
    location: str | None = None
    created_at: str
    updated_at: str
    followed: bool


class Label(Table, table=True):
    """A label."""

    __tablename__ = "labels"
    __table_args__ = (UniqueConstraint("name"),)

    label_id: str = Field(primary_key=True)
    name: str
    color: str
    description: str | None = None
    repository_id: str = Field(foreign_key="repositories.repository_id", ondelete="CASCADE", index=True)
    created_at: str
    updated_at: str


class Issue(Table, table=True):
    """An issue."""

    __tablename__ = "issues"
    __table_args__ = (
        CheckConstraint(
            "author_association IN ('COLLABORATOR', 'CONTRIBUTOR', 'FIRST_TIMER', "
            "'FIRST_TIME_CONTRIBUTOR', 'MANNEQUIN', 'MEMBER', 'NONE', 'OWNER')"
        ),
        CheckConstraint("state IN ('CLOSED', 'OPEN')"),
        CheckConstraint("state_reason IN ('COMPLETED', 'DUPLICATE', 'NOT_PLANNED', 'REOPENED')"),
    )

    issue_id: str = Field(primary_key=True)
    title: str
    author_association: str | None = None
    body: str | None = None
    closed_at: str | None = None
    parent_id: str | None = Field(default=None, foreign_key="issues.issue_id", ondelete="CASCADE", index=True)
    repository_id: str = Field(foreign_key="repositories.repository_id", ondelete="CASCADE", index=True)
    state: str
    state_reason: str | None = None
    created_at: str
    last_edited_at: str
    updated_at: str | None = None
    pinned: bool


class IssueAssignee(Table, table=True):
    """An issue assignee of an issue."""

    __tablename__ = "issue_assignees"
    __table_args__ = (UniqueConstraint("issue_id", "assignee_id"),)

    issue_assignee_id: str = Field(primary_key=True)
    issue_id: str = Field(foreign_key="issues.issue_id", ondelete="CASCADE", index=True)
    assignee_id: str = Field(foreign_key="users.login", ondelete="CASCADE", index=True)


class IssueLabel(Table, table=True):
    """An issue label of an issue."""

    __tablename__ = "issue_labels"
    __table_args__ = (UniqueConstraint("issue_id", "label_id"),)

    issue_label_id: str = Field(primary_key=True)
    issue_id: str = Field(foreign_key="issues.issue_id", ondelete="CASCADE", index=True)
    label_id: str = Field(foreign_key="labels.label_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class RepositoryShort(TypedDict):
    """A repository in the view `short`."""

    repository_id: str
    name: str
    has_discussions_enabled: bool
    has_issues_enabled: bool
    has_projects_enabled: bool
    parent_id: str | None
    visibility: str


def repository_short(repository: Repository) -> RepositoryShort:
    """A repository in the view `short`."""
    return {
        "repository_id": repository.repository_id,
        "name": repository.name,
        "has_discussions_enabled": repository.has_discussions_enabled,
        "has_issues_enabled": repository.has_issues_enabled,
        "has_projects_enabled": repository.has_projects_enabled,
        "parent_id": repository.parent_id,
        "visibility": repository.visibility,
    }


class RepositoryFull(RepositoryShort):
    """A repository in the view `full`."""

    description: str | None
    has_sponsorships_enabled: bool
    has_wiki_enabled: bool
    created_at: str
    archived: bool


def repository_full(repository: Repository) -> RepositoryFull:
    """A repository in the view `full`."""
    return {
        **repository_short(repository),
        "description": repository.description,
        "has_sponsorships_enabled": repository.has_sponsorships_enabled,
        "has_wiki_enabled": repository.has_wiki_enabled,
        "created_at": repository.created_at,
        "archived": repository.archived,
    }


class UserShort(TypedDict):
    """A user in the view `short`."""

    login: str
    name: str | None
    bio: str | None
    company: str | None
    email: str | None
    location: str | None
    followed: bool


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "login": user.login,
        "name": user.name,
        "bio": user.bio,
        "company": user.company,
        "email": user.email,
        "location": user.location,
        "followed": user.followed,
    }


class UserFull(UserShort):
    """A user in the view `full`."""

    created_at: str
    updated_at: str


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return {**user_short(user), "created_at": user.created_at, "updated_at": user.updated_at}


class LabelShort(TypedDict):
    """A label in the view `short`."""

    label_id: str
    name: str
    color: str
    description: str | None
    repository_id: str
    created_at: str
    updated_at: str


def label_short(label: Label) -> LabelShort:
    """A label in the view `short`."""
    return {
        "label_id": label.label_id,
        "name": label.name,
        "color": label.color,
        "description": label.description,
        "repository_id": label.repository_id,
        "created_at": label.created_at,
        "updated_at": label.updated_at,
    }


class LabelFull(LabelShort):
    """A label in the view `full`."""


def label_full(label: Label) -> LabelFull:
    """A label in the view `full`."""
    return label_short(label)


class IssueShort(TypedDict):
    """An issue in the view `short`."""

    issue_id: str
    title: str
    author_association: str | None
    closed_at: str | None
    repository_id: str
    state: str
    state_reason: str | None


def issue_short(issue: Issue) -> IssueShort:
    """An issue in the view `short`."""
    return {
        "issue_id": issue.issue_id,
        "title": issue.title,
        "author_association": issue.author_association,
        "closed_at": issue.closed_at,
        "repository_id": issue.repository_id,
        "state": issue.state,
        "state_reason": issue.state_reason,
    }


class IssueAssigneeShort(TypedDict):
    """An issue assignee in the view `short`."""

    assignee_id: str
    assignee_name: str | None


def issue_assignee_short(db: Database, issue_assignee: IssueAssignee) -> IssueAssigneeShort:
    """An issue assignee in the view `short`."""
    assignee = db.get(User, issue_assignee.assignee_id)
    return {"assignee_id": issue_assignee.assignee_id, "assignee_name": assignee.name}


class IssueLabelShort(TypedDict):
    """An issue label in the view `short`."""

    label_id: str
    label_name: str


def issue_label_short(db: Database, issue_label: IssueLabel) -> IssueLabelShort:
    """An issue label in the view `short`."""
    label = db.get(Label, issue_label.label_id)
    return {"label_id": issue_label.label_id, "label_name": label.name}


class IssueFull(IssueShort):
    """An issue in the view `full`."""

    body: str | None
    parent_id: str | None
    created_at: str
    last_edited_at: str
    updated_at: str | None
    pinned: bool
    assignees: list[IssueAssigneeShort]
    labels: list[IssueLabelShort]


def issue_full(db: Database, issue: Issue) -> IssueFull:
    """An issue in the view `full`."""
    return {
        **issue_short(issue),
        "body": issue.body,
        "parent_id": issue.parent_id,
        "created_at": issue.created_at,
        "last_edited_at": issue.last_edited_at,
        "updated_at": issue.updated_at,
        "pinned": issue.pinned,
        "assignees": [
            issue_assignee_short(db, issue_assignee)
            for issue_assignee in db.query(IssueAssignee).where("issue_id = ?", issue.issue_id).page(limit=20).rows
        ],
        "labels": [
            issue_label_short(db, issue_label)
            for issue_label in db.query(IssueLabel).where("issue_id = ?", issue.issue_id).page(limit=20).rows
        ],
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListRepositories(TypedDict):
    """What `list_repositories` returns."""

    repositories: list[RepositoryShort]
    next_cursor: str | None


def list_repositories(
    db: Database, /, *, query_: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListRepositories:
    """List the repositories, optionally by text."""
    query = db.query(Repository)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"repositories": [repository_short(repository) for repository in page.rows], "next_cursor": page.next_cursor}


class GetRepository(TypedDict):
    """What `get_repository` returns."""

    repository: RepositoryFull


def get_repository(db: Database, /, *, repository_id: str) -> GetRepository:
    """Show a repository with all its details."""
    repository = db.find(Repository, repository_id) or fail("repository_not_found", repository_id=repository_id)
    return {"repository": repository_full(repository)}


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(db: Database, /, *, query_: str | None = None, limit: int = 20, cursor: str | None = None) -> ListUsers:
    """List the users, optionally by text."""
    query = db.query(User)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(email, ?)", query_, query_)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class GetUser(TypedDict):
    """What `get_user` returns."""

    user: UserFull


def get_user(db: Database, /, *, login: str) -> GetUser:
    """Show a user with all its details."""
    user = db.find(User, login) or fail("user_not_found", login=login)
    return {"user": user_full(user)}


class ListLabels(TypedDict):
    """What `list_labels` returns."""

    labels: list[LabelShort]
    next_cursor: str | None


def list_labels(
    db: Database,
    /,
    *,
    repository_id: str | None = None,
    query_: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListLabels:
    """List the labels, optionally by repository or text."""
    query = db.query(Label)
    if repository_id is not None:
        query.where("repository_id = ?", repository_id)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"labels": [label_short(label) for label in page.rows], "next_cursor": page.next_cursor}


class LabelResult(TypedDict):
    """What `get_label` and 2 other tools return."""

    label: LabelFull


def get_label(db: Database, /, *, label_id: str) -> LabelResult:
    """Show a label with all its details."""
    label = db.find(Label, label_id) or fail("label_not_found", label_id=label_id)
    return {"label": label_full(label)}


def create_label(
    db: Database, /, *, name: str, color: str, repository_id: str, description: str | None = None
) -> LabelResult:
    """Create a label."""
    if db.find(Repository, repository_id) is None:
        fail("repository_not_found", repository_id=repository_id)
    if db.query(Label).where("same_text(name, ?)", name).exists():
        fail("label_name_taken", name=name)
    label = db.insert(
        Label,
        label_id=f"LABEL-{db.next_number('labels'):04d}",
        name=name,
        color=color,
        description=description,
        repository_id=repository_id,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"label": label_full(label)}


def update_label(
    db: Database,
    /,
    *,
    label_id: str,
    name: str | None = None,
    color: str | None = None,
    description: str | None = None,
    clear: list[Literal["description"]] | None = None,
) -> LabelResult:
    """Change the name, color or description of a label."""
    changes = given(clear, name=name, color=color, description=description)
    label = db.find(Label, label_id) or fail("label_not_found", label_id=label_id)
    if (
        name is not None
        and db.query(Label).where("same_text(name, ?) AND label_id <> ?", name, label.label_id).exists()
    ):
        fail("label_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(label, **changes, updated_at=db.now())
    return {"label": label_full(label)}


class DeleteLabel(TypedDict):
    """What `delete_label` returns."""

    label_id: str


def delete_label(db: Database, /, *, label_id: str) -> DeleteLabel:
    """Delete a label."""
    label = db.find(Label, label_id) or fail("label_not_found", label_id=label_id)
    db.delete(label)
    return {"label_id": label_id}


class ListIssues(TypedDict):
    """What `list_issues` returns."""

    issues: list[IssueShort]
    next_cursor: str | None


def list_issues(
    db: Database,
    /,
    *,
    state: Literal["CLOSED", "OPEN"] | None = None,
    repository_id: str | None = None,
    assignee_id: str | None = None,
    label_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListIssues:
    """List the issues, optionally by state, repository, assignee or label."""
    query = db.query(Issue)
    if state is not None:
        query.where("state = ?", state)
    if repository_id is not None:
        query.where("repository_id = ?", repository_id)
    if assignee_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM issue_assignees AS item WHERE item.issue_id = issues.issue_id"
            " AND item.assignee_id = ?)",
            assignee_id,
        )
    if label_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM issue_labels AS item WHERE item.issue_id = issues.issue_id AND item.label_id = ?)",
            label_id,
        )
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"issues": [issue_short(issue) for issue in page.rows], "next_cursor": page.next_cursor}


class IssueResult(TypedDict):
    """What `get_issue` and 11 other tools return."""

    issue: IssueFull


def get_issue(db: Database, /, *, issue_id: str) -> IssueResult:
    """Show an issue with all its details."""
    issue = db.find(Issue, issue_id) or fail("issue_not_found", issue_id=issue_id)
    return {"issue": issue_full(db, issue)}


def add_assignee_to_issue(db: Database, /, *, issue_id: str, assignee_id: str) -> IssueResult:
    """Add an assignee to an issue."""
    issue = db.find(Issue, issue_id) or fail("issue_not_found", issue_id=issue_id)
    assignee = db.find(User, assignee_id) or fail("assignee_not_found", assignee_id=assignee_id)
    db.insert(
        IssueAssignee,
        issue_assignee_id=f"ISASL-{db.next_number('issue_assignees'):04d}",
        issue_id=issue.issue_id,
        assignee_id=assignee.login,
    )
    return {"issue": issue_full(db, issue)}


def remove_assignee_from_issue(db: Database, /, *, issue_id: str, assignee_id: str) -> IssueResult:
    """Remove an assignee from an issue."""
    issue = db.find(Issue, issue_id) or fail("issue_not_found", issue_id=issue_id)
    issue_assignee = (
        db.query(IssueAssignee).where("issue_id = ? AND assignee_id = ?", issue.issue_id, assignee_id).first()
    )
    if issue_assignee is None:
        fail("issue_without_assignee", issue_id=issue_id, assignee_id=assignee_id)
    db.delete(issue_assignee)
    return {"issue": issue_full(db, issue)}


def add_label_to_issue(db: Database, /, *, issue_id: str, label_id: str) -> IssueResult:
    """Add a label to an issue."""
    issue = db.find(Issue, issue_id) or fail("issue_not_found", issue_id=issue_id)
    label = db.find(Label, label_id) or fail("label_not_found", label_id=label_id)
    db.insert(
        IssueLabel,
        issue_label_id=f"ISLAL-{db.next_number('issue_labels'):04d}",
        issue_id=issue.issue_id,
        label_id=label.label_id,
    )
    return {"issue": issue_full(db, issue)}


def remove_label_from_issue(db: Database, /, *, issue_id: str, label_id: str) -> IssueResult:
    """Remove a label from an issue."""
    issue = db.find(Issue, issue_id) or fail("issue_not_found", issue_id=issue_id)
    issue_label = db.query(IssueLabel).where("issue_id = ? AND label_id = ?", issue.issue_id, label_id).first()
    if issue_label is None:
        fail("issue_without_label", issue_id=issue_id, label_id=label_id)
    db.delete(issue_label)
    return {"issue": issue_full(db, issue)}


def create_issue(
    db: Database,
    /,
    *,
    title: str,
    repository_id: str,
    body: str | None = None,
    parent_id: str | None = None,
    assignee_ids: list[str],
    label_ids: list[str],
) -> IssueResult:
    """Create an issue."""
    if parent_id is not None:
        parent = db.find(Issue, parent_id) or fail("parent_issue_not_found", parent_id=parent_id)
        if (
            parent.parent_id is not None
            and db.get(Issue, parent.parent_id).parent_id is not None
            and db.get(Issue, db.get(Issue, parent.parent_id).parent_id).parent_id is not None
        ):
            fail("issue_too_deep")
    if db.find(Repository, repository_id) is None:
        fail("repository_not_found", repository_id=repository_id)
    issue = db.insert(
        Issue,
        issue_id=f"ISSUE-{db.next_number('issues'):04d}",
        title=title,
        body=body,
        parent_id=parent_id,
        repository_id=repository_id,
        state="OPEN",
        created_at=db.now(),
        last_edited_at=db.now(),
        pinned=False,
    )
    for assignee_id in assignee_ids:
        assignee = db.find(User, assignee_id) or fail("assignee_not_found", assignee_id=assignee_id)
        if (
            not db.query(IssueAssignee)
            .where("issue_id = ? AND assignee_id = ?", issue.issue_id, assignee.login)
            .exists()
        ):
            db.insert(
                IssueAssignee,
                issue_assignee_id=f"ISASL-{db.next_number('issue_assignees'):04d}",
                issue_id=issue.issue_id,
                assignee_id=assignee.login,
            )
    for label_id in label_ids:
        label = db.find(Label, label_id) or fail("label_not_found", label_id=label_id)
        if not db.query(IssueLabel).where("issue_id = ? AND label_id = ?", issue.issue_id, label.label_id).exists():
            db.insert(
                IssueLabel,
                issue_label_id=f"ISLAL-{db.next_number('issue_labels'):04d}",
                issue_id=issue.issue_id,
                label_id=label.label_id,
            )
    return {"issue": issue_full(db, issue)}


def update_issue(
    db: Database,
    /,
    *,
    issue_id: str,
    title: str | None = None,
    body: str | None = None,
    state: Literal["CLOSED", "OPEN"] | None = None,
    clear: list[Literal["body"]] | None = None,
) -> IssueResult:
    """Change the title, state or body of an issue."""
    changes = given(clear, title=title, body=body, state=state)
    issue = db.find(Issue, issue_id) or fail("issue_not_found", issue_id=issue_id)
    if not changes:
        fail("nothing_to_change")
    db.update(issue, **changes, last_edited_at=db.now())
    if state is not None:
        db.update(
            issue,
            closed_at=(issue.closed_at if issue.closed_at is not None else db.now()) if state == "CLOSED" else None,
        )
    return {"issue": issue_full(db, issue)}


class DeleteIssue(TypedDict):
    """What `delete_issue` returns."""

    issue_id: str


def delete_issue(db: Database, /, *, issue_id: str) -> DeleteIssue:
    """Delete an issue."""
    issue = db.find(Issue, issue_id) or fail("issue_not_found", issue_id=issue_id)
    db.delete(issue)
    return {"issue_id": issue_id}


def close_issue(
    db: Database,
    /,
    *,
    issue_id: str,
    state_reason: Literal["COMPLETED", "DUPLICATE", "NOT_PLANNED", "REOPENED"] | None = None,
) -> IssueResult:
    """Close an issue."""
    issue = db.find(Issue, issue_id) or fail("issue_not_found", issue_id=issue_id)
    if issue.state == "CLOSED":
        fail("issue_already_closed", issue_id=issue.issue_id)
    db.update(
        issue,
        state="CLOSED",
        closed_at=db.now(),
        state_reason=state_reason if state_reason is not None else issue.state_reason,
        last_edited_at=db.now(),
    )
    return {"issue": issue_full(db, issue)}


def pin_issue(db: Database, /, *, issue_id: str) -> IssueResult:
    """Pin an issue."""
    issue = db.find(Issue, issue_id) or fail("issue_not_found", issue_id=issue_id)
    if issue.pinned:
        fail("issue_already_pinned", issue_id=issue.issue_id)
    db.update(issue, pinned=True, last_edited_at=db.now())
    return {"issue": issue_full(db, issue)}


def reopen_issue(db: Database, /, *, issue_id: str) -> IssueResult:
    """Reopen an issue."""
    issue = db.find(Issue, issue_id) or fail("issue_not_found", issue_id=issue_id)
    if issue.state == "OPEN":
        fail("issue_already_open", issue_id=issue.issue_id)
    db.update(issue, state="OPEN", closed_at=None, last_edited_at=db.now())
    return {"issue": issue_full(db, issue)}


def transfer_issue(db: Database, /, *, issue_id: str, repository_id: str) -> IssueResult:
    """Set the repository of an issue."""
    issue = db.find(Issue, issue_id) or fail("issue_not_found", issue_id=issue_id)
    if db.find(Repository, repository_id) is None:
        fail("repository_not_found", repository_id=repository_id)
    db.update(issue, repository_id=repository_id, last_edited_at=db.now())
    return {"issue": issue_full(db, issue)}


def unpin_issue(db: Database, /, *, issue_id: str) -> IssueResult:
    """Unpin an issue."""
    issue = db.find(Issue, issue_id) or fail("issue_not_found", issue_id=issue_id)
    if not issue.pinned:
        fail("issue_not_pinned", issue_id=issue.issue_id)
    db.update(issue, pinned=False, last_edited_at=db.now())
    return {"issue": issue_full(db, issue)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "assignee_not_found": "There is no assignee {assignee_id}. List the users to see which there are.",
    "issue_already_closed": "Issue {issue_id} is already closed.",
    "issue_already_open": "Issue {issue_id} is already open.",
    "issue_already_pinned": "Issue {issue_id} is already pinned.",
    "issue_has_assignee_already": "The issue has the assignee {assignee_id} already. Choose another assignee.",
    "issue_has_label_already": "The issue has the label {label_id} already. Choose another label.",
    "issue_not_found": "There is no issue {issue_id}. List the issues to see which there are.",
    "issue_not_pinned": "Issue {issue_id} is not pinned.",
    "issue_too_deep": "The issues can lie at most 4 levels deep. Choose a parent nearer to the top.",
    "issue_without_assignee": "Issue {issue_id} has no assignee {assignee_id}.",
    "issue_without_label": "Issue {issue_id} has no label {label_id}.",
    "label_name_taken": "There is already a label with the name {name}. Choose another name.",
    "label_not_found": "There is no label {label_id}. List the labels to see which there are.",
    "parent_issue_not_found": "There is no parent issue {parent_id}. List the issues to see which there are.",
    "repository_not_found": "There is no repository {repository_id}. List the repositories to see which there are.",
    "user_not_found": "There is no user {login}. List the users to see which there are.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="octokit_issues",
    folder=Path(__file__).parent,
    tables=[Repository, User, Label, Issue, IssueAssignee, IssueLabel],
    tools={
        "list_repositories": Tool(list_repositories, read_only=True),
        "get_repository": Tool(get_repository, read_only=True),
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "list_labels": Tool(list_labels, read_only=True),
        "get_label": Tool(get_label, read_only=True),
        "create_label": Tool(create_label),
        "update_label": Tool(update_label),
        "delete_label": Tool(delete_label),
        "list_issues": Tool(list_issues, read_only=True),
        "get_issue": Tool(get_issue, read_only=True),
        "add_assignee_to_issue": Tool(add_assignee_to_issue),
        "remove_assignee_from_issue": Tool(remove_assignee_from_issue),
        "add_label_to_issue": Tool(add_label_to_issue),
        "remove_label_from_issue": Tool(remove_label_from_issue),
        "create_issue": Tool(create_issue),
        "update_issue": Tool(update_issue),
        "delete_issue": Tool(delete_issue),
        "close_issue": Tool(close_issue),
        "pin_issue": Tool(pin_issue),
        "reopen_issue": Tool(reopen_issue),
        "transfer_issue": Tool(transfer_issue),
        "unpin_issue": Tool(unpin_issue),
    },
    faults=FAULTS,
    unique_faults={
        "labels.name": "label_name_taken",
        "issue_assignees.issue_id, issue_assignees.assignee_id": "issue_has_assignee_already",
        "issue_labels.issue_id, issue_labels.label_id": "issue_has_label_already",
    },
    instructions=INSTRUCTIONS,
)
