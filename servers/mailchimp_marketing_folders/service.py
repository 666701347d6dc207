"""Mailchimp Marketing: folders: keeps folders and files."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Mailchimp Marketing: folders. Keeps folders and files.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Two folders cannot have the same name.
- Deleting a folder keeps the files that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class File(Table, table=True):
    """A file."""

    __tablename__ = "files"
    __table_args__ = (CheckConstraint("type IN ('image', 'file')"),)

    file_id: int = Field(primary_key=True)
    name: str
    created_by: str | None = None
    folder_id: int | None = Field(default=None, foreign_key="folders.folder_id", ondelete="SET NULL", index=True)
    type: str | None = None
    file_data: str
    created_at: str


class Folder(Table, table=True):
    """A folder."""

    __tablename__ = "folders"
    __table_args__ = (UniqueConstraint("name"),)

    folder_id: int = Field(primary_key=True)
    name: str
    created_by: str | None = None
    created_at: str


# --- views --------------------------------------------------------------------------------------------------------


class FileShort(TypedDict):
    """A file in the view `short`."""

    file_id: int
    name: str
    created_by: str | None
    folder_id: int | None
    type: str | None
    file_data: str
    created_at: str


def file_short(file: File) -> FileShort:
    """A file in the view `short`."""
    return {
        "file_id": file.file_id,
        "name": file.name,
        "created_by": file.created_by,
        "folder_id": file.folder_id,
        "type": file.type,
        "file_data": file.file_data,
        "created_at": file.created_at,
    }


class FileFull(FileShort):
    """A file in the view `full`."""


def file_full(file: File) -> FileFull:
    """A file in the view `full`."""
    return file_short(file)


class FolderShort(TypedDict):
    """A folder in the view `short`."""

    folder_id: int
    name: str
    created_by: str | None
    created_at: str


def folder_short(folder: Folder) -> FolderShort:
    """A folder in the view `short`."""
    return {
        "folder_id": folder.folder_id,
        "name": folder.name,
        "created_by": folder.created_by,
        "created_at": folder.created_at,
    }


class FolderFull(FolderShort):
    """A folder in the view `full`."""


def folder_full(folder: Folder) -> FolderFull:
    """A folder in the view `full`."""
    return folder_short(folder)


# --- tools --------------------------------------------------------------------------------------------------------


class ListFiles(TypedDict):
    """What `list_files` returns."""

    files: list[FileShort]
    next_cursor: str | None


def list_files(
    db: Database,
    /,
    *,
    type_: Literal["image", "file"] | None = None,
    created_by: str | None = None,
    before_created_at: str | None = None,
    since_created_at: str | None = None,
    folder_id: int | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListFiles:
    """List the files, optionally by type, creator, created time or folder."""
    query = db.query(File)
    if type_ is not None:
        query.where("type IS ?", type_)
    if created_by is not None:
        query.where("same_text(created_by, ?)", created_by)
    if before_created_at is not None:
        query.where("created_at <= ?", before_created_at)
    if since_created_at is not None:
        query.where("created_at >= ?", since_created_at)
    if folder_id is not None:
        query.where("folder_id IS ?", folder_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"files": [file_short(file) for file in page.rows], "next_cursor": page.next_cursor}


class FileResult(TypedDict):
    """What `get_file` and 2 other tools return."""

    file: FileFull


def get_file(db: Database, /, *, file_id: int) -> FileResult:
    """Show a file with all its details."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    return {"file": file_full(file)}


def create_file(db: Database, /, *, name: str, file_data: str, folder_id: int | None = None) -> FileResult:
    """Create a file."""
    if folder_id is not None and db.find(Folder, folder_id) is None:
        fail("folder_not_found", folder_id=folder_id)
    file = db.insert(
        File, file_id=db.next_number("files"), name=name, folder_id=folder_id, file_data=file_data, created_at=db.now()
    )
    return {"file": file_full(file)}


def update_file(
    db: Database,
    /,
    *,
    file_id: int,
    name: str | None = None,
    folder_id: int | None = None,
    clear: list[Literal["folder_id"]] | None = None,
) -> FileResult:
    """Change the name or folder of a file."""
    changes = given(clear, name=name, folder_id=folder_id)
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    if folder_id is not None and db.find(Folder, folder_id) is None:
        fail("folder_not_found", folder_id=folder_id)
    if not changes:
        fail("nothing_to_change")
    db.update(file, **changes)
    return {"file": file_full(file)}


class DeleteFile(TypedDict):
    """What `delete_file` returns."""

    file_id: int


def delete_file(db: Database, /, *, file_id: int) -> DeleteFile:
    """Delete a file."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    db.delete(file)
    return {"file_id": file_id}


class ListFolders(TypedDict):
    """What `list_folders` returns."""

    folders: list[FolderShort]
    next_cursor: str | None


def list_folders(
    db: Database,
    /,
    *,
    created_by: str | None = None,
    before_created_at: str | None = None,
    since_created_at: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListFolders:
    """List the folders, optionally by creator or created time."""
    query = db.query(Folder)
    if created_by is not None:
        query.where("same_text(created_by, ?)", created_by)
    if before_created_at is not None:
        query.where("created_at <= ?", before_created_at)
    if since_created_at is not None:
        query.where("created_at >= ?", since_created_at)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"folders": [folder_short(folder) for folder in page.rows], "next_cursor": page.next_cursor}


class FolderResult(TypedDict):
    """What `get_folder` and 2 other tools return."""

    folder: FolderFull


def get_folder(db: Database, /, *, folder_id: int) -> FolderResult:
    """Show a folder with all its details."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    return {"folder": folder_full(folder)}


def create_folder(db: Database, /, *, name: str) -> FolderResult:
    """Create a folder."""
    if db.query(Folder).where("same_text(name, ?)", name).exists():
        fail("folder_name_taken", name=name)
    folder = db.insert(Folder, folder_id=db.next_number("folders"), name=name, created_at=db.now())
    return {"folder": folder_full(folder)}


def update_folder(db: Database, /, *, folder_id: int, name: str | None = None) -> FolderResult:
    """Change the name of a folder."""
    changes = given(None, name=name)
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    if (
        name is not None
        and db.query(Folder).where("same_text(name, ?) AND folder_id <> ?", name, folder.folder_id).exists()
    ):
        fail("folder_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(folder, **changes)
    return {"folder": folder_full(folder)}


class DeleteFolder(TypedDict):
    """What `delete_folder` returns."""

    folder_id: int


def delete_folder(db: Database, /, *, folder_id: int) -> DeleteFolder:
    """Delete a folder."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    db.delete(folder)
    return {"folder_id": folder_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "file_not_found": "There is no file {file_id}. List the files to see which there are.",
    "folder_name_taken": "There is already a folder with the name {name}. Choose another name.",
    "folder_not_found": "There is no folder {folder_id}. List the folders to see which there are.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="mailchimp_marketing_folders",
    folder=Path(__file__).parent,
    tables=[File, Folder],
    tools={
        "list_files": Tool(list_files, read_only=True),
        "get_file": Tool(get_file, read_only=True),
        "create_file": Tool(create_file),
        "update_file": Tool(update_file),
        "delete_file": Tool(delete_file),
        "list_folders": Tool(list_folders, read_only=True),
        "get_folder": Tool(get_folder, read_only=True),
        "create_folder": Tool(create_folder),
        "update_folder": Tool(update_folder),
        "delete_folder": Tool(delete_folder),
    },
    faults=FAULTS,
    unique_faults={
        "folders.name": "folder_name_taken",
    },
    instructions=INSTRUCTIONS,
)
