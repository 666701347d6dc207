"""Asana: sections: keeps sections, tasks, projects and section tasks."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Asana: sections. Keeps sections, tasks, projects and section tasks.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Deleting a section can be refused: this is the last section, which stays.
- A section and a task can be linked only once.
- Deleting a section also removes its links to tasks.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Project(Table, table=True):
    """A project."""

    __tablename__ = "projects"
    __table_args__ = (
        CheckConstraint(
            "color IN ('dark-pink', 'dark-green', 'dark-blue', 'dark-red', 'dark-teal', "
            "'dark-brown', 'dark-orange', 'dark-purple', 'dark-warm-gray', 'light-pink', "
            "'light-green', 'light-blue', 'light-red', 'light-teal', 'light-brown', 'light-orange', "
            "'light-purple', 'light-warm-gray')"
        ),
    )

    project_id: str = Field(primary_key=True)
    name: str
    archived: bool
    color: str | None = None
    due_date: str | None = None
    due_on: str | None = None
    notes: str | None = None
    start_on: str | None = None


class Section(Table, table=True):
    """A section of a project."""

    __tablename__ = "sections"

    section_id: str = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    name: str
    project_name: str | None = None
    created_at: str


class Task(Table, table=True):
    """A task."""

    __tablename__ = "tasks"
    __table_args__ = (CheckConstraint("approval_status IN ('pending', 'approved', 'rejected', 'changes_requested')"),)

    task_id: str = Field(primary_key=True)
    name: str
    approval_status: str
    due_at: str | None = None
    due_on: str | None = None
    notes: str | None = None
    start_at: str | None = None
    parent_id: str | None = Field(default=None, foreign_key="tasks.task_id", ondelete="CASCADE", index=True)


class SectionTask(Table, table=True):
    """A section task of a section."""

    __tablename__ = "section_tasks"
    __table_args__ = (UniqueConstraint("section_id", "task_id"),)

    section_task_id: str = Field(primary_key=True)
    section_id: str = Field(foreign_key="sections.section_id", ondelete="CASCADE", index=True)
    task_id: str = Field(foreign_key="tasks.task_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class ProjectShort(TypedDict):
    """A project in the view `short`."""

    project_id: str
    name: str
    archived: bool
    color: str | None
    due_date: str | None
    due_on: str | None
    start_on: str | None


def project_short(project: Project) -> ProjectShort:
    """A project in the view `short`."""
    return {
        "project_id": project.project_id,
        "name": project.name,
        "archived": project.archived,
        "color": project.color,
        "due_date": project.due_date,
        "due_on": project.due_on,
        "start_on": project.start_on,
    }


class ProjectFull(ProjectShort):
    """A project in the view `full`."""

    notes: str | None
    is_overdue: bool


def project_full(db: Database, project: Project) -> ProjectFull:
    """A project in the view `full`."""
    return {**project_short(project), "notes": project.notes, "is_overdue": project_is_overdue(db, project)}


class SectionShort(TypedDict):
    """A section in the view `short`."""

    section_id: str
    project_id: str
    name: str
    project_name: str | None
    created_at: str


def section_short(section: Section) -> SectionShort:
    """A section in the view `short`."""
    return {
        "section_id": section.section_id,
        "project_id": section.project_id,
        "name": section.name,
        "project_name": section.project_name,
        "created_at": section.created_at,
    }


class SectionTaskShort(TypedDict):
    """A section task in the view `short`."""

    task_id: str
    task_name: str


def section_task_short(db: Database, section_task: SectionTask) -> SectionTaskShort:
    """A section task in the view `short`."""
    task = db.get(Task, section_task.task_id)
    return {"task_id": section_task.task_id, "task_name": task.name}


class SectionFull(SectionShort):
    """A section in the view `full`."""

    tasks: list[SectionTaskShort]


def section_full(db: Database, section: Section) -> SectionFull:
    """A section in the view `full`."""
    return {
        **section_short(section),
        "tasks": [
            section_task_short(db, section_task)
            for section_task in db.query(SectionTask).where("section_id = ?", section.section_id).page(limit=20).rows
        ],
    }


class TaskShort(TypedDict):
    """A task in the view `short`."""

    task_id: str
    name: str
    approval_status: str
    due_at: str | None
    due_on: str | None
    start_at: str | None
    parent_id: str | None


def task_short(task: Task) -> TaskShort:
    """A task in the view `short`."""
    return {
        "task_id": task.task_id,
        "name": task.name,
        "approval_status": task.approval_status,
        "due_at": task.due_at,
        "due_on": task.due_on,
        "start_at": task.start_at,
        "parent_id": task.parent_id,
    }


class TaskFull(TaskShort):
    """A task in the view `full`."""

    notes: str | None
    is_overdue: bool


def task_full(db: Database, task: Task) -> TaskFull:
    """A task in the view `full`."""
    return {**task_short(task), "notes": task.notes, "is_overdue": task_is_overdue(db, task)}


# --- computed columns and guards ----------------------------------------------------------------------------------


def project_is_overdue(db: Database, project: Project) -> bool:
    """Whether the due date has passed and it is still open."""
    return project.due_date is not None and project.due_date < db.now() and not project.archived


def task_is_overdue(db: Database, task: Task) -> bool:
    """Whether the due at has passed and it is still open."""
    return task.due_at is not None and task.due_at < db.today() and task.approval_status != "rejected"


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
    due_after: str | None = None,
    due_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListProjects:
    """List the projects, optionally by archived or due date."""
    query = db.query(Project)
    if archived is not None:
        query.where("archived = ?", archived)
    if due_after is not None:
        query.where("due_date IS NOT NULL AND due_date >= ?", due_after)
    if due_before is not None:
        query.where("due_date IS NOT NULL AND due_date <= ?", due_before)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"projects": [project_short(project) for project in page.rows], "next_cursor": page.next_cursor}


class GetProject(TypedDict):
    """What `get_project` returns."""

    project: ProjectFull


def get_project(db: Database, /, *, project_id: str) -> GetProject:
    """Show a project with all its details."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    return {"project": project_full(db, project)}


class ListSections(TypedDict):
    """What `list_sections` returns."""

    sections: list[SectionShort]
    next_cursor: str | None


def list_sections(
    db: Database, /, *, project_id: str, task_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListSections:
    """List the sections of a project, optionally by task."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    query = db.query(Section).where("project_id = ?", project.project_id)
    if task_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM section_tasks AS item WHERE item.section_id = sections.section_id"
            " AND item.task_id = ?)",
            task_id,
        )
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"sections": [section_short(section) for section in page.rows], "next_cursor": page.next_cursor}


class SectionResult(TypedDict):
    """What `get_section` and 4 other tools return."""

    section: SectionFull


def get_section(db: Database, /, *, section_id: str) -> SectionResult:
    """Show a section with all its details."""
    section = db.find(Section, section_id) or fail("section_not_found", section_id=section_id)
    return {"section": section_full(db, section)}


def add_task_to_section(db: Database, /, *, section_id: str, task_id: str) -> SectionResult:
    """Add a task to a section."""
    section = db.find(Section, section_id) or fail("section_not_found", section_id=section_id)
    task = db.find(Task, task_id) or fail("task_not_found", task_id=task_id)
    db.insert(
        SectionTask,
        section_task_id=f"SETAL-{db.next_number('section_tasks'):04d}",
        section_id=section.section_id,
        task_id=task.task_id,
    )
    return {"section": section_full(db, section)}


def remove_task_from_section(db: Database, /, *, section_id: str, task_id: str) -> SectionResult:
    """Remove a task from a section."""
    section = db.find(Section, section_id) or fail("section_not_found", section_id=section_id)
    section_task = db.query(SectionTask).where("section_id = ? AND task_id = ?", section.section_id, task_id).first()
    if section_task is None:
        fail("section_without_task", section_id=section_id, task_id=task_id)
    db.delete(section_task)
    return {"section": section_full(db, section)}


class ListSectionTasks(TypedDict):
    """What `list_section_tasks` and `list_tasks` return."""

    tasks: list[TaskShort]
    next_cursor: str | None


def list_section_tasks(
    db: Database, /, *, section_id: str, limit: int = 20, cursor: str | None = None
) -> ListSectionTasks:
    """List the tasks of a section."""
    section = db.find(Section, section_id) or fail("section_not_found", section_id=section_id)
    page = (
        db.query(Task)
        .where(
            "EXISTS (SELECT 1 FROM section_tasks AS item WHERE item.task_id = tasks.task_id AND item.section_id = ?)",
            section.section_id,
        )
        .page("name", limit=limit, cursor=cursor)
    )
    return {"tasks": [task_short(task) for task in page.rows], "next_cursor": page.next_cursor}


def create_section(db: Database, /, *, project_id: str, name: str) -> SectionResult:
    """Create a section in a project."""
    if db.find(Project, project_id) is None:
        fail("project_not_found", project_id=project_id)
    section = db.insert(
        Section,
        section_id=f"SEC-{db.next_number('sections'):04d}",
        project_id=project_id,
        name=name,
        created_at=db.now(),
    )
    return {"section": section_full(db, section)}


def update_section(db: Database, /, *, section_id: str, name: str | None = None) -> SectionResult:
    """Change the name of a section."""
    changes = given(None, name=name)
    section = db.find(Section, section_id) or fail("section_not_found", section_id=section_id)
    if not changes:
        fail("nothing_to_change")
    db.update(section, **changes)
    return {"section": section_full(db, section)}


class DeleteSection(TypedDict):
    """What `delete_section` returns."""

    section_id: str


def delete_section(db: Database, /, *, section_id: str) -> DeleteSection:
    """Delete a section."""
    section = db.find(Section, section_id) or fail("section_not_found", section_id=section_id)
    if db.query(Section).where("project_id = ?", section.project_id).count() <= 1:
        fail("last_section")
    db.delete(section)
    return {"section_id": section_id}


def list_tasks(
    db: Database,
    /,
    *,
    approval_status: Literal["pending", "approved", "rejected", "changes_requested"] | None = None,
    due_after: str | None = None,
    due_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListSectionTasks:
    """List the tasks, optionally by approval status or due time."""
    query = db.query(Task)
    if approval_status is not None:
        query.where("approval_status = ?", approval_status)
    if due_after is not None:
        query.where("due_at IS NOT NULL AND due_at >= ?", due_after)
    if due_before is not None:
        query.where("due_at IS NOT NULL AND due_at <= ?", due_before)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"tasks": [task_short(task) for task in page.rows], "next_cursor": page.next_cursor}


class GetTask(TypedDict):
    """What `get_task` returns."""

    task: TaskFull


def get_task(db: Database, /, *, task_id: str) -> GetTask:
    """Show a task with all its details."""
    task = db.find(Task, task_id) or fail("task_not_found", task_id=task_id)
    return {"task": task_full(db, task)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "project_not_found": "There is no project {project_id}. List the projects to see which there are.",
    "section_has_task_already": "The section has the task {task_id} already. Choose another task.",
    "section_not_found": "There is no section {section_id}. List the sections to see which there are.",
    "section_without_task": "Section {section_id} has no task {task_id}.",
    "task_not_found": "There is no task {task_id}. List the tasks to see which there are.",
    "last_section": "This is the last section, which stays. Add another one first.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="asana_sections",
    folder=Path(__file__).parent,
    tables=[Project, Section, Task, SectionTask],
    tools={
        "list_projects": Tool(list_projects, read_only=True),
        "get_project": Tool(get_project, read_only=True),
        "list_sections": Tool(list_sections, read_only=True),
        "get_section": Tool(get_section, read_only=True),
        "add_task_to_section": Tool(add_task_to_section),
        "remove_task_from_section": Tool(remove_task_from_section),
        "list_section_tasks": Tool(list_section_tasks, read_only=True),
        "create_section": Tool(create_section),
        "update_section": Tool(update_section),
        "delete_section": Tool(delete_section),
        "list_tasks": Tool(list_tasks, read_only=True),
        "get_task": Tool(get_task, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "section_tasks.section_id, section_tasks.task_id": "section_has_task_already",
    },
    instructions=INSTRUCTIONS,
)
