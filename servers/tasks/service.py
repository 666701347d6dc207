"""Google Tasks: keeps task lists and tasks."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import coalesce, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Google Tasks. Keeps task lists and tasks.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The title must not be blank.
- Clearing completed tasks can be refused: there are no tasks to clear.
- Moving a task can be refused: the parent task is in another task list; a task cannot lie in itself or in what lies \
in it; the tasks can lie at most 4 levels deep; the previous task is in another task list; a task cannot come after \
itself.
- Deleting a task list also deletes its tasks.
- Deleting a task also deletes the tasks whose parent it is.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class TaskList(Table, table=True):
    """A task list."""

    __tablename__ = "task_lists"

    task_list_id: str = Field(primary_key=True)
    title: str
    updated_at: str


class Task(Table, table=True):
    """A task of a task list."""

    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint("assignment_surface_type IN ('GMAIL', 'DOCUMENT', 'SPACE')"),
        CheckConstraint("status IN ('needsAction', 'completed')"),
    )

    task_id: str = Field(primary_key=True)
    task_list_id: str = Field(foreign_key="task_lists.task_list_id", ondelete="CASCADE", index=True)
    title: str
    assignment_surface_type: str | None = None
    completed_at: str | None = None
    due_date: str | None = None
    hidden: bool
    notes: str | None = None
    parent_id: str | None = Field(default=None, foreign_key="tasks.task_id", ondelete="CASCADE", index=True)
    position: int
    status: str
    updated_at: str


# --- views --------------------------------------------------------------------------------------------------------


class TaskListShort(TypedDict):
    """A task list in the view `short`."""

    task_list_id: str
    title: str
    updated_at: str


def task_list_short(task_list: TaskList) -> TaskListShort:
    """A task list in the view `short`."""
    return {"task_list_id": task_list.task_list_id, "title": task_list.title, "updated_at": task_list.updated_at}


class TaskListFull(TaskListShort):
    """A task list in the view `full`."""


def task_list_full(task_list: TaskList) -> TaskListFull:
    """A task list in the view `full`."""
    return task_list_short(task_list)


class TaskShort(TypedDict):
    """A task in the view `short`."""

    task_id: str
    task_list_id: str
    title: str
    assignment_surface_type: str | None
    completed_at: str | None
    due_date: str | None
    status: str


def task_short(task: Task) -> TaskShort:
    """A task in the view `short`."""
    return {
        "task_id": task.task_id,
        "task_list_id": task.task_list_id,
        "title": task.title,
        "assignment_surface_type": task.assignment_surface_type,
        "completed_at": task.completed_at,
        "due_date": task.due_date,
        "status": task.status,
    }


class TaskFull(TaskShort):
    """A task in the view `full`."""

    hidden: bool
    notes: str | None
    parent_id: str | None
    position: int
    updated_at: str
    is_overdue: bool


def task_full(db: Database, task: Task) -> TaskFull:
    """A task in the view `full`."""
    return {
        **task_short(task),
        "hidden": task.hidden,
        "notes": task.notes,
        "parent_id": task.parent_id,
        "position": task.position,
        "updated_at": task.updated_at,
        "is_overdue": task_is_overdue(db, task),
    }


# --- computed columns and guards ----------------------------------------------------------------------------------


def task_is_overdue(db: Database, task: Task) -> bool:
    """Whether the due date has passed and it is still open."""
    return task.due_date is not None and task.due_date < db.today() and task.completed_at is None


# --- tools --------------------------------------------------------------------------------------------------------


class ListTaskLists(TypedDict):
    """What `list_task_lists` returns."""

    task_lists: list[TaskListShort]
    next_cursor: str | None


def list_task_lists(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTaskLists:
    """List the task lists."""
    page = db.query(TaskList).page("title", limit=limit, cursor=cursor)
    return {"task_lists": [task_list_short(task_list) for task_list in page.rows], "next_cursor": page.next_cursor}


class TaskListResult(TypedDict):
    """What `get_task_list` and 2 other tools return."""

    task_list: TaskListFull


def get_task_list(db: Database, /, *, task_list_id: str) -> TaskListResult:
    """Show a task list with all its details."""
    task_list = db.find(TaskList, task_list_id) or fail("task_list_not_found", task_list_id=task_list_id)
    return {"task_list": task_list_full(task_list)}


def create_task_list(db: Database, /, *, title: str) -> TaskListResult:
    """Create a task list."""
    if len(words(title)) <= 0:
        fail("title_blank")
    task_list = db.insert(
        TaskList, task_list_id=f"TL-{db.next_number('task_lists'):04d}", title=title, updated_at=db.now()
    )
    return {"task_list": task_list_full(task_list)}


def update_task_list(db: Database, /, *, task_list_id: str, title: str | None = None) -> TaskListResult:
    """Change the title of a task list."""
    changes = given(None, title=title)
    task_list = db.find(TaskList, task_list_id) or fail("task_list_not_found", task_list_id=task_list_id)
    if title is not None and len(words(title)) <= 0:
        fail("title_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(task_list, **changes, updated_at=db.now())
    return {"task_list": task_list_full(task_list)}


class DeleteTaskList(TypedDict):
    """What `delete_task_list` returns."""

    task_list_id: str


def delete_task_list(db: Database, /, *, task_list_id: str) -> DeleteTaskList:
    """Delete a task list together with its tasks."""
    task_list = db.find(TaskList, task_list_id) or fail("task_list_not_found", task_list_id=task_list_id)
    db.delete(task_list)
    return {"task_list_id": task_list_id}


class ClearCompletedTasks(TypedDict):
    """What `clear_completed_tasks` returns."""

    task_list_id: str
    cleared: int


def clear_completed_tasks(db: Database, /, *, task_list_id: str) -> ClearCompletedTasks:
    """Hide all completed tasks of a task list."""
    task_list = db.find(TaskList, task_list_id) or fail("task_list_not_found", task_list_id=task_list_id)
    cleared = (
        db.query(Task).where("task_list_id = ? AND status = 'completed' AND NOT hidden", task_list.task_list_id).count()
    )
    if cleared <= 0:
        fail("no_tasks_to_clear")
    for task in (
        db.query(Task).where("task_list_id = ? AND status = 'completed' AND NOT hidden", task_list.task_list_id).all()
    ):
        db.update(task, hidden=True)
    return {"task_list_id": task_list_id, "cleared": cleared}


class ListTasks(TypedDict):
    """What `list_tasks` returns."""

    tasks: list[TaskShort]
    next_cursor: str | None


def list_tasks(
    db: Database,
    /,
    *,
    task_list_id: str,
    completed_max: str | None = None,
    completed_min: str | None = None,
    due_max: str | None = None,
    due_min: str | None = None,
    show_completed: bool = True,
    show_hidden: bool = False,
    limit: int = 20,
    cursor: str | None = None,
) -> ListTasks:
    """List the tasks of a task list, optionally by completed time or due date."""
    task_list = db.find(TaskList, task_list_id) or fail("task_list_not_found", task_list_id=task_list_id)
    query = db.query(Task).where("task_list_id = ?", task_list.task_list_id)
    if not show_completed:
        query.where("status <> 'completed'")
    if not show_hidden:
        query.where("NOT hidden")
    if completed_max is not None:
        query.where("completed_at IS NOT NULL AND completed_at <= ?", completed_max)
    if completed_min is not None:
        query.where("completed_at IS NOT NULL AND completed_at >= ?", completed_min)
    if due_max is not None:
        query.where("due_date IS NOT NULL AND due_date <= ?", due_max)
    if due_min is not None:
        query.where("due_date IS NOT NULL AND due_date >= ?", due_min)
    page = query.page("position", limit=limit, cursor=cursor)
    return {"tasks": [task_short(task) for task in page.rows], "next_cursor": page.next_cursor}


class TaskResult(TypedDict):
    """What `get_task` and 3 other tools return."""

    task: TaskFull


def get_task(db: Database, /, *, task_id: str) -> TaskResult:
    """Show a task with all its details."""
    task = db.find(Task, task_id) or fail("task_not_found", task_id=task_id)
    return {"task": task_full(db, task)}


def create_task(
    db: Database,
    /,
    *,
    task_list_id: str,
    title: str,
    due_date: str | None = None,
    notes: str | None = None,
    status: Literal["needsAction", "completed"] = "needsAction",
) -> TaskResult:
    """Create a task in a task list."""
    if db.find(TaskList, task_list_id) is None:
        fail("task_list_not_found", task_list_id=task_list_id)
    task = db.insert(
        Task,
        task_id=f"TASK-{db.next_number('tasks'):04d}",
        task_list_id=task_list_id,
        title=title,
        completed_at=db.now() if status == "completed" else None,
        due_date=due_date,
        hidden=False,
        notes=notes,
        position=db.next_position(Task, "position", "task_list_id", task_list_id),
        status=status,
        updated_at=db.now(),
    )
    return {"task": task_full(db, task)}


def update_task(
    db: Database,
    /,
    *,
    task_id: str,
    title: str | None = None,
    due_date: str | None = None,
    notes: str | None = None,
    status: Literal["needsAction", "completed"] | None = None,
    clear: list[Literal["due_date", "notes"]] | None = None,
) -> TaskResult:
    """Change the title, status, due date or notes of a task."""
    changes = given(clear, title=title, due_date=due_date, notes=notes, status=status)
    task = db.find(Task, task_id) or fail("task_not_found", task_id=task_id)
    if not changes:
        fail("nothing_to_change")
    db.update(task, **changes, updated_at=db.now())
    if status is not None:
        db.update(
            task,
            completed_at=(task.completed_at if task.completed_at is not None else db.now())
            if status == "completed"
            else None,
        )
    return {"task": task_full(db, task)}


class DeleteTask(TypedDict):
    """What `delete_task` returns."""

    task_id: str


def delete_task(db: Database, /, *, task_id: str) -> DeleteTask:
    """Delete a task."""
    task = db.find(Task, task_id) or fail("task_not_found", task_id=task_id)
    db.delete(task)
    return {"task_id": task_id}


def move_task(
    db: Database,
    /,
    *,
    task_id: str,
    task_list_id: str | None = None,
    parent_id: str | None = None,
    previous_id: str | None = None,
) -> TaskResult:
    """Move a task to another task list, under another one or after a sibling."""
    task = db.find(Task, task_id) or fail("task_not_found", task_id=task_id)
    if task_list_id is not None and db.find(TaskList, task_list_id) is None:
        fail("task_list_not_found", task_list_id=task_list_id)
    goal = task_list_id if task_list_id is not None else task.task_list_id
    if parent_id is not None:
        parent_row = db.find(Task, parent_id) or fail("parent_task_not_found", parent_id=parent_id)
        if parent_row.task_list_id != goal:
            fail("parent_task_elsewhere")
        if not (
            parent_row.task_id != task.task_id
            and (
                parent_row.parent_id is None
                or parent_row.parent_id != task.task_id
                and (
                    db.get(Task, parent_row.parent_id).parent_id is None
                    or coalesce(db.get(Task, parent_row.parent_id).parent_id) != task.task_id
                    and (
                        db.get(Task, db.get(Task, parent_row.parent_id).parent_id).parent_id is None
                        or coalesce(db.get(Task, db.get(Task, parent_row.parent_id).parent_id).parent_id)
                        != task.task_id
                    )
                )
            )
        ):
            fail("task_inside_itself")
        if not (
            not db.query(Task)
            .where("parent_id IS NOT NULL")
            .where("(SELECT task.parent_id FROM tasks AS task WHERE task.task_id = tasks.parent_id) IS NOT NULL")
            .where(
                "(SELECT task_.parent_id FROM tasks AS task"
                " JOIN tasks AS task_ ON task_.task_id = task.parent_id"
                " WHERE task.task_id = tasks.parent_id) IS ?",
                task.task_id,
            )
            .exists()
            if parent_row.parent_id is None
            else not db.query(Task)
            .where("parent_id IS NOT NULL")
            .where("(SELECT task.parent_id FROM tasks AS task WHERE task.task_id = tasks.parent_id) IS ?", task.task_id)
            .exists()
            if db.get(Task, parent_row.parent_id).parent_id is None
            else db.get(Task, db.get(Task, parent_row.parent_id).parent_id).parent_id is None
            and not db.query(Task).where("parent_id IS ?", task.task_id).exists()
        ):
            fail("task_too_deep")
    if previous_id is not None:
        previous_row = db.find(Task, previous_id) or fail("previous_task_not_found", previous_id=previous_id)
        if previous_row.task_list_id != goal:
            fail("previous_task_elsewhere")
        if previous_row.task_id == task.task_id:
            fail("task_after_itself")
        for sibling in db.query(Task).where("task_list_id = ? AND position > ?", goal, previous_row.position).all():
            db.update(sibling, position=sibling.position + 1)
        db.update(task, position=previous_row.position + 1)
    else:
        for sibling in db.query(Task).where("task_list_id = ?", goal).all():
            db.update(sibling, position=sibling.position + 1)
        db.update(task, position=0)
    db.update(task, task_list_id=goal, parent_id=parent_id, updated_at=db.now())
    for under in db.query(Task).where("parent_id IS ?", task.task_id).all():
        db.update(under, task_list_id=task.task_list_id)
    for under in (
        db.query(Task)
        .where("parent_id IS NOT NULL")
        .where("(SELECT task.parent_id FROM tasks AS task WHERE task.task_id = tasks.parent_id) IS ?", task.task_id)
        .all()
    ):
        db.update(under, task_list_id=task.task_list_id)
    for under in (
        db.query(Task)
        .where("parent_id IS NOT NULL")
        .where("(SELECT task.parent_id FROM tasks AS task WHERE task.task_id = tasks.parent_id) IS NOT NULL")
        .where(
            "(SELECT task_.parent_id FROM tasks AS task"
            " JOIN tasks AS task_ ON task_.task_id = task.parent_id"
            " WHERE task.task_id = tasks.parent_id) IS ?",
            task.task_id,
        )
        .all()
    ):
        db.update(under, task_list_id=task.task_list_id)
    return {"task": task_full(db, task)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "no_tasks_to_clear": "There are no tasks to clear.",
    "parent_task_elsewhere": "The parent task is in another task list. Choose one of the same task list.",
    "parent_task_not_found": "There is no parent task {parent_id}. List the tasks to see which there are.",
    "previous_task_elsewhere": "The previous task is in another task list. Choose one of the same task list.",
    "previous_task_not_found": "There is no previous task {previous_id}. List the tasks to see which there are.",
    "task_after_itself": "A task cannot come after itself. Choose another task.",
    "task_inside_itself": "A task cannot lie in itself or in what lies in it. Choose another parent.",
    "task_list_not_found": "There is no task list {task_list_id}. List the task lists to see which there are.",
    "task_not_found": "There is no task {task_id}. List the tasks to see which there are.",
    "task_too_deep": "The tasks can lie at most 4 levels deep. Choose a parent nearer to the top.",
    "title_blank": "The title must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="tasks",
    folder=Path(__file__).parent,
    tables=[TaskList, Task],
    tools={
        "list_task_lists": Tool(list_task_lists, read_only=True),
        "get_task_list": Tool(get_task_list, read_only=True),
        "create_task_list": Tool(create_task_list),
        "update_task_list": Tool(update_task_list),
        "delete_task_list": Tool(delete_task_list),
        "clear_completed_tasks": Tool(clear_completed_tasks),
        "list_tasks": Tool(list_tasks, read_only=True),
        "get_task": Tool(get_task, read_only=True),
        "create_task": Tool(create_task),
        "update_task": Tool(update_task),
        "delete_task": Tool(delete_task),
        "move_task": Tool(move_task),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
