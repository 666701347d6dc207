"""Gitlab: branches: keeps projects, board lists and branches."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Gitlab: branches. Keeps projects, board lists and branches.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Two branches cannot have the same project and branch name.
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


class BoardList(Table, table=True):
    """A board list of a project."""

    __tablename__ = "board_lists"

    board_list_id: int = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    label_description: str | None = None
    label_id: int
    label_name: str | None = None
    position: int


class Branch(Table, table=True):
    """A branch of a project."""

    __tablename__ = "branches"
    __table_args__ = (UniqueConstraint("project_id", "branch_name"),)

    branch_id: str = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    name: str | None = None
    commit_name: str | None = None
    developers_can_merge: str | None = None
    developers_can_push: str | None = None
    merged: str | None = None
    protected: str | None = None
    branch_name: str
    ref: str


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


class BoardListShort(TypedDict):
    """A board list in the view `short`."""

    board_list_id: int
    project_id: str
    label_description: str | None
    label_id: int
    label_name: str | None
    position: int


def board_list_short(board_list: BoardList) -> BoardListShort:
    """A board list in the view `short`."""
    return {
        "board_list_id": board_list.board_list_id,
        "project_id": board_list.project_id,
        "label_description": board_list.label_description,
        "label_id": board_list.label_id,
        "label_name": board_list.label_name,
        "position": board_list.position,
    }


class BoardListFull(BoardListShort):
    """A board list in the view `full`."""


def board_list_full(board_list: BoardList) -> BoardListFull:
    """A board list in the view `full`."""
    return board_list_short(board_list)


class BranchShort(TypedDict):
    """A branch in the view `short`."""

    branch_id: str
    project_id: str
    name: str | None
    commit_name: str | None
    developers_can_merge: str | None
    branch_name: str
    ref: str


def branch_short(branch: Branch) -> BranchShort:
    """A branch in the view `short`."""
    return {
        "branch_id": branch.branch_id,
        "project_id": branch.project_id,
        "name": branch.name,
        "commit_name": branch.commit_name,
        "developers_can_merge": branch.developers_can_merge,
        "branch_name": branch.branch_name,
        "ref": branch.ref,
    }


class BranchFull(BranchShort):
    """A branch in the view `full`."""

    developers_can_push: str | None
    merged: str | None
    protected: str | None


def branch_full(branch: Branch) -> BranchFull:
    """A branch in the view `full`."""
    return {
        **branch_short(branch),
        "developers_can_push": branch.developers_can_push,
        "merged": branch.merged,
        "protected": branch.protected,
    }


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


class ListBoardLists(TypedDict):
    """What `list_board_lists` returns."""

    board_lists: list[BoardListShort]
    next_cursor: str | None


def list_board_lists(db: Database, /, *, project_id: str, limit: int = 20, cursor: str | None = None) -> ListBoardLists:
    """List the board lists of a project."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    page = db.query(BoardList).where("project_id = ?", project.project_id).page(limit=limit, cursor=cursor)
    return {"board_lists": [board_list_short(board_list) for board_list in page.rows], "next_cursor": page.next_cursor}


class BoardListResult(TypedDict):
    """What `get_board_list` and 2 other tools return."""

    board_list: BoardListFull


def get_board_list(db: Database, /, *, board_list_id: int) -> BoardListResult:
    """Show a board list with all its details."""
    board_list = db.find(BoardList, board_list_id) or fail("board_list_not_found", board_list_id=board_list_id)
    return {"board_list": board_list_full(board_list)}


def create_board_list(db: Database, /, *, project_id: str, label_id: int) -> BoardListResult:
    """Create a board list in a project."""
    if db.find(Project, project_id) is None:
        fail("project_not_found", project_id=project_id)
    board_list = db.insert(
        BoardList,
        board_list_id=db.next_number("board_lists"),
        project_id=project_id,
        label_id=label_id,
        position=db.next_position(BoardList, "position", "project_id", project_id),
    )
    return {"board_list": board_list_full(board_list)}


def update_board_list(db: Database, /, *, board_list_id: int, position: int | None = None) -> BoardListResult:
    """Change the position of a board list."""
    changes = given(None, position=position)
    board_list = db.find(BoardList, board_list_id) or fail("board_list_not_found", board_list_id=board_list_id)
    board_list_count = db.query(BoardList).where("project_id = ?", board_list.project_id).count()
    if position is not None and position >= board_list_count:
        fail("board_list_position_out_of_range", board_list_count=board_list_count)
    if position is not None:
        for sibling in (
            db.query(BoardList)
            .where(
                "project_id = ? AND position > ? AND position <= ?",
                board_list.project_id,
                board_list.position,
                position,
            )
            .all()
        ):
            db.update(sibling, position=sibling.position - 1)
        for sibling in (
            db.query(BoardList)
            .where(
                "project_id = ? AND position >= ? AND position < ?",
                board_list.project_id,
                position,
                board_list.position,
            )
            .all()
        ):
            db.update(sibling, position=sibling.position + 1)
    if not changes:
        fail("nothing_to_change")
    db.update(board_list, **changes)
    return {"board_list": board_list_full(board_list)}


class DeleteBoardList(TypedDict):
    """What `delete_board_list` returns."""

    board_list_id: int


def delete_board_list(db: Database, /, *, board_list_id: int) -> DeleteBoardList:
    """Delete a board list."""
    board_list = db.find(BoardList, board_list_id) or fail("board_list_not_found", board_list_id=board_list_id)
    for sibling in (
        db.query(BoardList).where("project_id = ? AND position > ?", board_list.project_id, board_list.position).all()
    ):
        db.update(sibling, position=sibling.position - 1)
    db.delete(board_list)
    return {"board_list_id": board_list_id}


class ListBranches(TypedDict):
    """What `list_branches` returns."""

    branches: list[BranchShort]
    next_cursor: str | None


def list_branches(db: Database, /, *, project_id: str, limit: int = 20, cursor: str | None = None) -> ListBranches:
    """List the branches of a project."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    page = db.query(Branch).where("project_id = ?", project.project_id).page("name", limit=limit, cursor=cursor)
    return {"branches": [branch_short(branch) for branch in page.rows], "next_cursor": page.next_cursor}


class BranchResult(TypedDict):
    """What `get_branch` and 2 other tools return."""

    branch: BranchFull


def get_branch(db: Database, /, *, branch_id: str) -> BranchResult:
    """Show a branch with all its details."""
    branch = db.find(Branch, branch_id) or fail("branch_not_found", branch_id=branch_id)
    return {"branch": branch_full(branch)}


def create_branch(db: Database, /, *, project_id: str, branch_name: str, ref: str) -> BranchResult:
    """Create a branch in a project."""
    if db.find(Project, project_id) is None:
        fail("project_not_found", project_id=project_id)
    if db.query(Branch).where("same_text(branch_name, ?) AND project_id = ?", branch_name, project_id).exists():
        fail("branch_name_taken", branch_name=branch_name)
    branch = db.insert(
        Branch,
        branch_id=f"BRA-{db.next_number('branches'):04d}",
        project_id=project_id,
        branch_name=branch_name,
        ref=ref,
    )
    return {"branch": branch_full(branch)}


class DeleteBranch(TypedDict):
    """What `delete_branch` returns."""

    branch_id: str


def delete_branch(db: Database, /, *, branch_id: str) -> DeleteBranch:
    """Delete a branch."""
    branch = db.find(Branch, branch_id) or fail("branch_not_found", branch_id=branch_id)
    db.delete(branch)
    return {"branch_id": branch_id}


def set_branch_protect(
    db: Database,
    /,
    *,
    branch_id: str,
    developers_can_push: str | None = None,
    developers_can_merge: str | None = None,
    clear: list[Literal["developers_can_push", "developers_can_merge"]] | None = None,
) -> BranchResult:
    """Set the developers can push and developers can merge of a branch."""
    changes = given(clear, developers_can_push=developers_can_push, developers_can_merge=developers_can_merge)
    branch = db.find(Branch, branch_id) or fail("branch_not_found", branch_id=branch_id)
    if not changes:
        fail("nothing_to_change")
    db.update(branch, **changes)
    return {"branch": branch_full(branch)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "board_list_not_found": "There is no board list {board_list_id}. List the board lists to see which there are.",
    "branch_name_taken": "There is already a branch with the branch name {branch_name}. Choose another branch name.",
    "branch_not_found": "There is no branch {branch_id}. List the branches to see which there are.",
    "project_not_found": "There is no project {project_id}. List the projects to see which there are.",
    "board_list_position_out_of_range": (
        "There are {board_list_count} board lists of the project, the first has the position 0. "
        "Choose a position among them."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="gitlab_branches",
    folder=Path(__file__).parent,
    tables=[Project, BoardList, Branch],
    tools={
        "list_projects": Tool(list_projects, read_only=True),
        "get_project": Tool(get_project, read_only=True),
        "list_board_lists": Tool(list_board_lists, read_only=True),
        "get_board_list": Tool(get_board_list, read_only=True),
        "create_board_list": Tool(create_board_list),
        "update_board_list": Tool(update_board_list),
        "delete_board_list": Tool(delete_board_list),
        "list_branches": Tool(list_branches, read_only=True),
        "get_branch": Tool(get_branch, read_only=True),
        "create_branch": Tool(create_branch),
        "delete_branch": Tool(delete_branch),
        "set_branch_protect": Tool(set_branch_protect),
    },
    faults=FAULTS,
    unique_faults={
        "branches.project_id, branches.branch_name": "branch_name_taken",
    },
    instructions=INSTRUCTIONS,
)
