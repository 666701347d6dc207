"""Figshare: account: keeps projects, notes, collaborators and item types."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Figshare: account. Keeps projects, notes, collaborators and item types.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can publish a project only while it is not yet published.
- The title must not be blank.
- Creating a collaborator can be refused: that email is not an email address.
- Two collaborators cannot have the same email.
- Deleting a project also deletes its collaborators and notes.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Project(Table, table=True):
    """A project."""

    __tablename__ = "projects"
    __table_args__ = (
        CheckConstraint("role_value IN ('Owner', 'Collaborator', 'Viewer')"),
        CheckConstraint("storage IN ('individual', 'group')"),
    )

    project_id: int = Field(primary_key=True)
    title: str
    published_date: str | None = None
    role_value: str | None = None
    storage: str | None = None
    description: str | None = None
    funding: str | None = None
    funding_list_titles: list[str] = Field(sa_type=JsonList())
    custom_fields_list_names: list[str] = Field(sa_type=JsonList())
    created_date: str
    modified_date: str


class Collaborator(Table, table=True):
    """A collaborator of a project."""

    __tablename__ = "collaborators"
    __table_args__ = (
        CheckConstraint("role_name IN ('viewer', 'collaborator')"),
        UniqueConstraint("email"),
    )

    collaborator_id: int = Field(primary_key=True)
    project_id: int = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    name: str | None = None
    role_name: str
    status: str | None = None
    comment: str | None = None
    email: str | None = None


class Note(Table, table=True):
    """A note of a project."""

    __tablename__ = "notes"

    note_id: int = Field(primary_key=True)
    project_id: int = Field(foreign_key="projects.project_id", ondelete="CASCADE", index=True)
    text: str
    abstract: str | None = None
    user_name: str | None = None
    created_date: str
    modified_date: str


class ItemType(Table, table=True):
    """An item type."""

    __tablename__ = "item_types"

    item_type_id: int = Field(primary_key=True)
    name: str | None = None
    icon: str | None = None
    is_selectable: bool
    public_description: str | None = None
    url_name: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class ProjectShort(TypedDict):
    """A project in the view `short`."""

    project_id: int
    title: str
    published_date: str | None
    role_value: str | None
    storage: str | None
    description: str | None
    funding: str | None


def project_short(project: Project) -> ProjectShort:
    """A project in the view `short`."""
    return {
        "project_id": project.project_id,
        "title": project.title,
        "published_date": project.published_date,
        "role_value": project.role_value,
        "storage": project.storage,
        "description": project.description,
        "funding": project.funding,
    }


class ProjectFull(ProjectShort):
    """A project in the view `full`."""

    funding_list_titles: list[str]
    custom_fields_list_names: list[str]
    created_date: str
    modified_date: str


def project_full(project: Project) -> ProjectFull:
    """A project in the view `full`."""
    return {
        **project_short(project),
        "funding_list_titles": project.funding_list_titles,
        "custom_fields_list_names": project.custom_fields_list_names,
        "created_date": project.created_date,
        "modified_date": project.modified_date,
    }


class CollaboratorShort(TypedDict):
    """A collaborator in the view `short`."""

    collaborator_id: int
    project_id: int
    name: str | None
    role_name: str
    status: str | None
    comment: str | None
    email: str | None


def collaborator_short(collaborator: Collaborator) -> CollaboratorShort:
    """A collaborator in the view `short`."""
    return {
        "collaborator_id": collaborator.collaborator_id,
        "project_id": collaborator.project_id,
        "name": collaborator.name,
        "role_name": collaborator.role_name,
        "status": collaborator.status,
        "comment": collaborator.comment,
        "email": collaborator.email,
    }


class CollaboratorFull(CollaboratorShort):
    """A collaborator in the view `full`."""


def collaborator_full(collaborator: Collaborator) -> CollaboratorFull:
    """A collaborator in the view `full`."""
    return collaborator_short(collaborator)


class NoteShort(TypedDict):
    """A note in the view `short`."""

    note_id: int
    project_id: int
    text: str
    abstract: str | None
    user_name: str | None
    created_date: str
    modified_date: str


def note_short(note: Note) -> NoteShort:
    """A note in the view `short`."""
    return {
        "note_id": note.note_id,
        "project_id": note.project_id,
        "text": note.text,
        "abstract": note.abstract,
        "user_name": note.user_name,
        "created_date": note.created_date,
        "modified_date": note.modified_date,
    }


class NoteFull(NoteShort):
    """A note in the view `full`."""


def note_full(note: Note) -> NoteFull:
    """A note in the view `full`."""
    return note_short(note)


class ItemTypeShort(TypedDict):
    """An item type in the view `short`."""

    item_type_id: int
    name: str | None
    icon: str | None
    is_selectable: bool
    public_description: str | None
    url_name: str | None


def item_type_short(item_type: ItemType) -> ItemTypeShort:
    """An item type in the view `short`."""
    return {
        "item_type_id": item_type.item_type_id,
        "name": item_type.name,
        "icon": item_type.icon,
        "is_selectable": item_type.is_selectable,
        "public_description": item_type.public_description,
        "url_name": item_type.url_name,
    }


class ItemTypeFull(ItemTypeShort):
    """An item type in the view `full`."""


def item_type_full(item_type: ItemType) -> ItemTypeFull:
    """An item type in the view `full`."""
    return item_type_short(item_type)


# --- tools --------------------------------------------------------------------------------------------------------


class ListProjects(TypedDict):
    """What `list_projects` returns."""

    projects: list[ProjectShort]
    next_cursor: str | None


def list_projects(
    db: Database,
    /,
    *,
    storage: Literal["individual", "group"] | None = None,
    modified_since: str | None = None,
    published_since: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListProjects:
    """List the projects, optionally by storage, modified date or published date."""
    query = db.query(Project)
    if storage is not None:
        query.where("storage IS ?", storage)
    if modified_since is not None:
        query.where("modified_date >= ?", modified_since)
    if published_since is not None:
        query.where("published_date IS NOT NULL AND published_date >= ?", published_since)
    page = query.page("-created_date", limit=limit, cursor=cursor)
    return {"projects": [project_short(project) for project in page.rows], "next_cursor": page.next_cursor}


class ProjectResult(TypedDict):
    """What `get_project` and 3 other tools return."""

    project: ProjectFull


def get_project(db: Database, /, *, project_id: int) -> ProjectResult:
    """Show a project with all its details."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    return {"project": project_full(project)}


def create_project(
    db: Database,
    /,
    *,
    title: str,
    description: str | None = None,
    funding: str | None = None,
    funding_list_titles: list[str],
    custom_fields_list_names: list[str],
) -> ProjectResult:
    """Create a project."""
    if len(words(title)) <= 0:
        fail("title_blank")
    project = db.insert(
        Project,
        project_id=db.next_number("projects"),
        title=title,
        description=description,
        funding=funding,
        funding_list_titles=funding_list_titles,
        custom_fields_list_names=custom_fields_list_names,
        created_date=db.now(),
        modified_date=db.now(),
    )
    return {"project": project_full(project)}


def update_project(
    db: Database,
    /,
    *,
    project_id: int,
    title: str | None = None,
    description: str | None = None,
    funding: str | None = None,
    funding_list_titles: list[str] | None = None,
    custom_fields_list_names: list[str] | None = None,
    clear: list[Literal["description", "funding"]] | None = None,
) -> ProjectResult:
    """Change a project, for example its title, description, funding or funding list titles."""
    changes = given(
        clear,
        title=title,
        description=description,
        funding=funding,
        funding_list_titles=funding_list_titles,
        custom_fields_list_names=custom_fields_list_names,
    )
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    if title is not None and len(words(title)) <= 0:
        fail("title_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(project, **changes, modified_date=db.now())
    return {"project": project_full(project)}


class DeleteProject(TypedDict):
    """What `delete_project` returns."""

    project_id: int


def delete_project(db: Database, /, *, project_id: int) -> DeleteProject:
    """Delete a project together with its collaborators and notes."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    db.delete(project)
    return {"project_id": project_id}


def publish_project(db: Database, /, *, project_id: int) -> ProjectResult:
    """Publish a project."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    if project.published_date is not None:
        fail("project_already_published", project_id=project.project_id)
    db.update(project, published_date=db.now(), modified_date=db.now())
    return {"project": project_full(project)}


class ListCollaborators(TypedDict):
    """What `list_collaborators` returns."""

    collaborators: list[CollaboratorFull]
    next_cursor: str | None


def list_collaborators(
    db: Database, /, *, project_id: int, limit: int = 20, cursor: str | None = None
) -> ListCollaborators:
    """List the collaborators of a project."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    page = db.query(Collaborator).where("project_id = ?", project.project_id).page("name", limit=limit, cursor=cursor)
    return {
        "collaborators": [collaborator_full(collaborator) for collaborator in page.rows],
        "next_cursor": page.next_cursor,
    }


class CreateCollaborator(TypedDict):
    """What `create_collaborator` returns."""

    collaborator: CollaboratorFull


def create_collaborator(
    db: Database,
    /,
    *,
    project_id: int,
    role_name: Literal["viewer", "collaborator"],
    comment: str | None = None,
    email: str | None = None,
) -> CreateCollaborator:
    """Create a collaborator in a project."""
    if db.find(Project, project_id) is None:
        fail("project_not_found", project_id=project_id)
    if email is not None and db.query(Collaborator).where("same_text(email, ?)", email).exists():
        fail("collaborator_email_taken", email=email)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    collaborator = db.insert(
        Collaborator,
        collaborator_id=db.next_number("collaborators"),
        project_id=project_id,
        role_name=role_name,
        comment=comment,
        email=email,
    )
    return {"collaborator": collaborator_full(collaborator)}


class DeleteCollaborator(TypedDict):
    """What `delete_collaborator` returns."""

    collaborator_id: int


def delete_collaborator(db: Database, /, *, collaborator_id: int) -> DeleteCollaborator:
    """Delete a collaborator."""
    collaborator = db.find(Collaborator, collaborator_id)
    if collaborator is None:
        fail("collaborator_not_found", collaborator_id=collaborator_id)
    db.delete(collaborator)
    return {"collaborator_id": collaborator_id}


class ListNotes(TypedDict):
    """What `list_notes` returns."""

    notes: list[NoteShort]
    next_cursor: str | None


def list_notes(db: Database, /, *, project_id: int, limit: int = 20, cursor: str | None = None) -> ListNotes:
    """List the notes of a project."""
    project = db.find(Project, project_id) or fail("project_not_found", project_id=project_id)
    page = db.query(Note).where("project_id = ?", project.project_id).page("-created_date", limit=limit, cursor=cursor)
    return {"notes": [note_short(note) for note in page.rows], "next_cursor": page.next_cursor}


class NoteResult(TypedDict):
    """What `get_note` and 2 other tools return."""

    note: NoteFull


def get_note(db: Database, /, *, note_id: int) -> NoteResult:
    """Show a note with all its details."""
    note = db.find(Note, note_id) or fail("note_not_found", note_id=note_id)
    return {"note": note_full(note)}


def create_note(db: Database, /, *, project_id: int, text: str) -> NoteResult:
    """Create a note in a project."""
    if db.find(Project, project_id) is None:
        fail("project_not_found", project_id=project_id)
    note = db.insert(
        Note,
        note_id=db.next_number("notes"),
        project_id=project_id,
        text=text,
        created_date=db.now(),
        modified_date=db.now(),
    )
    return {"note": note_full(note)}


def update_note(db: Database, /, *, note_id: int, text: str | None = None) -> NoteResult:
    """Change the text of a note."""
    changes = given(None, text=text)
    note = db.find(Note, note_id) or fail("note_not_found", note_id=note_id)
    if not changes:
        fail("nothing_to_change")
    db.update(note, **changes, modified_date=db.now())
    return {"note": note_full(note)}


class DeleteNote(TypedDict):
    """What `delete_note` returns."""

    note_id: int


def delete_note(db: Database, /, *, note_id: int) -> DeleteNote:
    """Delete a note."""
    note = db.find(Note, note_id) or fail("note_not_found", note_id=note_id)
    db.delete(note)
    return {"note_id": note_id}


class ListItemTypes(TypedDict):
    """What `list_item_types` returns."""

    item_types: list[ItemTypeFull]
    next_cursor: str | None


def list_item_types(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListItemTypes:
    """List the item types."""
    page = db.query(ItemType).page("name", limit=limit, cursor=cursor)
    return {"item_types": [item_type_full(item_type) for item_type in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "collaborator_email_taken": "There is already a collaborator with the email {email}. Choose another email.",
    "collaborator_not_found": (
        "There is no collaborator {collaborator_id}. List the collaborators to see which there are."
    ),
    "note_not_found": "There is no note {note_id}. List the notes to see which there are.",
    "project_already_published": "Project {project_id} is already published.",
    "project_not_found": "There is no project {project_id}. List the projects to see which there are.",
    "title_blank": "The title must not be blank. Give it some words.",
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="figshare_account",
    folder=Path(__file__).parent,
    tables=[Project, Collaborator, Note, ItemType],
    tools={
        "list_projects": Tool(list_projects, read_only=True),
        "get_project": Tool(get_project, read_only=True),
        "create_project": Tool(create_project),
        "update_project": Tool(update_project),
        "delete_project": Tool(delete_project),
        "publish_project": Tool(publish_project),
        "list_collaborators": Tool(list_collaborators, read_only=True),
        "create_collaborator": Tool(create_collaborator),
        "delete_collaborator": Tool(delete_collaborator),
        "list_notes": Tool(list_notes, read_only=True),
        "get_note": Tool(get_note, read_only=True),
        "create_note": Tool(create_note),
        "update_note": Tool(update_note),
        "delete_note": Tool(delete_note),
        "list_item_types": Tool(list_item_types, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "collaborators.email": "collaborator_email_taken",
    },
    instructions=INSTRUCTIONS,
)
