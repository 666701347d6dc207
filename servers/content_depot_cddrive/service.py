"""ContentDepot: cddrive: keeps folders, files, batches and cd drive items."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail

INSTRUCTIONS = """\
ContentDepot: cddrive. Keeps folders, files, batches and cd drive items.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a folder can be refused: the folders can lie at most 4 levels deep.
- Deleting a folder can be refused: the folder still holds folders and cd drive items.
- Creating a batch can be refused: the name must not be blank.
- Two folders cannot have the same parent and name.
- Deleting a folder also deletes its cd drive items and the folders whose parent it is.
- Deleting a folder keeps the files that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class File(Table, table=True):
    """A file."""

    __tablename__ = "files"

    file_id: int = Field(primary_key=True)
    name: str | None = None
    parent_folder_id: int | None = Field(default=None, foreign_key="folders.folder_id", ondelete="SET NULL", index=True)
    size: int | None = None
    created_date: str
    last_modified_date: str


class Folder(Table, table=True):
    """A folder."""

    __tablename__ = "folders"
    __table_args__ = (UniqueConstraint("parent_id", "name"),)

    folder_id: int = Field(primary_key=True)
    name: str
    parent_id: int | None = Field(default=None, foreign_key="folders.folder_id", ondelete="CASCADE", index=True)
    created_date: str
    last_modified_date: str


class CdDriveItem(Table, table=True):
    """A cd drive item of a folder."""

    __tablename__ = "cd_drive_items"
    __table_args__ = (CheckConstraint("type IN ('file', 'folder')"),)

    cd_drive_item_id: int = Field(primary_key=True)
    folder_id: int = Field(foreign_key="folders.folder_id", ondelete="CASCADE", index=True)
    name: str | None = None
    type: str | None = None


class Batch(Table, table=True):
    """A batch."""

    __tablename__ = "batches"
    __table_args__ = (CheckConstraint("status IN ('queued', 'processing', 'failed', 'successful')"),)

    batch_id: int = Field(primary_key=True)
    name: str
    finished_date: str | None = None
    message: str | None = None
    program_air_date: str | None = None
    program_title: str | None = None
    status: str
    created_date: str


# --- views --------------------------------------------------------------------------------------------------------


class FileShort(TypedDict):
    """A file in the view `short`."""

    file_id: int
    name: str | None
    parent_folder_id: int | None
    size: int | None
    created_date: str
    last_modified_date: str


def file_short(file: File) -> FileShort:
    """A file in the view `short`."""
    return {
        "file_id": file.file_id,
        "name": file.name,
        "parent_folder_id": file.parent_folder_id,
        "size": file.size,
        "created_date": file.created_date,
        "last_modified_date": file.last_modified_date,
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
    parent_id: int | None
    created_date: str
    last_modified_date: str


def folder_short(folder: Folder) -> FolderShort:
    """A folder in the view `short`."""
    return {
        "folder_id": folder.folder_id,
        "name": folder.name,
        "parent_id": folder.parent_id,
        "created_date": folder.created_date,
        "last_modified_date": folder.last_modified_date,
    }


class FolderFull(FolderShort):
    """A folder in the view `full`."""


def folder_full(folder: Folder) -> FolderFull:
    """A folder in the view `full`."""
    return folder_short(folder)


class CdDriveItemShort(TypedDict):
    """A cd drive item in the view `short`."""

    cd_drive_item_id: int
    folder_id: int
    name: str | None
    type: str | None


def cd_drive_item_short(cd_drive_item: CdDriveItem) -> CdDriveItemShort:
    """A cd drive item in the view `short`."""
    return {
        "cd_drive_item_id": cd_drive_item.cd_drive_item_id,
        "folder_id": cd_drive_item.folder_id,
        "name": cd_drive_item.name,
        "type": cd_drive_item.type,
    }


class CdDriveItemFull(CdDriveItemShort):
    """A cd drive item in the view `full`."""


def cd_drive_item_full(cd_drive_item: CdDriveItem) -> CdDriveItemFull:
    """A cd drive item in the view `full`."""
    return cd_drive_item_short(cd_drive_item)


class BatchShort(TypedDict):
    """A batch in the view `short`."""

    batch_id: int
    name: str
    finished_date: str | None
    message: str | None
    program_air_date: str | None
    program_title: str | None
    status: str


def batch_short(batch: Batch) -> BatchShort:
    """A batch in the view `short`."""
    return {
        "batch_id": batch.batch_id,
        "name": batch.name,
        "finished_date": batch.finished_date,
        "message": batch.message,
        "program_air_date": batch.program_air_date,
        "program_title": batch.program_title,
        "status": batch.status,
    }


class BatchFull(BatchShort):
    """A batch in the view `full`."""

    created_date: str


def batch_full(batch: Batch) -> BatchFull:
    """A batch in the view `full`."""
    return {**batch_short(batch), "created_date": batch.created_date}


# --- tools --------------------------------------------------------------------------------------------------------


class ListFiles(TypedDict):
    """What `list_files` returns."""

    files: list[FileShort]
    next_cursor: str | None


def list_files(
    db: Database, /, *, parent_folder_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListFiles:
    """List the files, optionally by parent folder."""
    query = db.query(File)
    if parent_folder_id is not None:
        query.where("parent_folder_id IS ?", parent_folder_id)
    page = query.page("-created_date", limit=limit, cursor=cursor)
    return {"files": [file_short(file) for file in page.rows], "next_cursor": page.next_cursor}


class GetFile(TypedDict):
    """What `get_file` returns."""

    file: FileFull


def get_file(db: Database, /, *, file_id: int) -> GetFile:
    """Show a file with all its details."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
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


def list_folders(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListFolders:
    """List the folders."""
    page = db.query(Folder).page("-created_date", limit=limit, cursor=cursor)
    return {"folders": [folder_short(folder) for folder in page.rows], "next_cursor": page.next_cursor}


class FolderResult(TypedDict):
    """What `get_folder` and `create_folder` return."""

    folder: FolderFull


def get_folder(db: Database, /, *, folder_id: int) -> FolderResult:
    """Show a folder with all its details."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    return {"folder": folder_full(folder)}


def create_folder(db: Database, /, *, name: str, parent_id: int | None = None) -> FolderResult:
    """Create a folder."""
    if parent_id is not None:
        parent = db.find(Folder, parent_id) or fail("parent_folder_not_found", parent_id=parent_id)
        if (
            parent.parent_id is not None
            and db.get(Folder, parent.parent_id).parent_id is not None
            and db.get(Folder, db.get(Folder, parent.parent_id).parent_id).parent_id is not None
        ):
            fail("folder_too_deep")
    if db.query(Folder).where("same_text(name, ?) AND parent_id IS ?", name, parent_id).exists():
        fail("folder_name_taken")
    folder = db.insert(
        Folder,
        folder_id=db.next_number("folders"),
        name=name,
        parent_id=parent_id,
        created_date=db.now(),
        last_modified_date=db.now(),
    )
    return {"folder": folder_full(folder)}


class DeleteFolder(TypedDict):
    """What `delete_folder` returns."""

    folder_id: int


def delete_folder(db: Database, /, *, folder_id: int, recursive: bool = False) -> DeleteFolder:
    """Delete a folder together with its cd drive items."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    if not (
        recursive
        or not db.query(Folder).where("parent_id IS ?", folder.folder_id).exists()
        and not db.query(CdDriveItem).where("folder_id = ?", folder.folder_id).exists()
    ):
        fail("folder_not_empty", folder_id=folder.folder_id)
    db.delete(folder)
    return {"folder_id": folder_id}


class ListCdDriveItems(TypedDict):
    """What `list_cd_drive_items` returns."""

    cd_drive_items: list[CdDriveItemFull]
    next_cursor: str | None


def list_cd_drive_items(
    db: Database, /, *, folder_id: int, limit: int = 20, cursor: str | None = None
) -> ListCdDriveItems:
    """List the cd drive items of a folder."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    page = db.query(CdDriveItem).where("folder_id = ?", folder.folder_id).page("name", limit=limit, cursor=cursor)
    return {
        "cd_drive_items": [cd_drive_item_full(cd_drive_item) for cd_drive_item in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListBatches(TypedDict):
    """What `list_batches` returns."""

    batches: list[BatchShort]
    next_cursor: str | None


def list_batches(
    db: Database,
    /,
    *,
    status: Literal["queued", "processing", "failed", "successful"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListBatches:
    """List the batches, optionally by status."""
    query = db.query(Batch)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-created_date", limit=limit, cursor=cursor)
    return {"batches": [batch_short(batch) for batch in page.rows], "next_cursor": page.next_cursor}


class BatchResult(TypedDict):
    """What `get_batch` and `create_batch` return."""

    batch: BatchFull


def get_batch(db: Database, /, *, batch_id: int) -> BatchResult:
    """Show a batch with all its details."""
    batch = db.find(Batch, batch_id) or fail("batch_not_found", batch_id=batch_id)
    return {"batch": batch_full(batch)}


def create_batch(
    db: Database, /, *, name: str, program_air_date: str | None = None, program_title: str | None = None
) -> BatchResult:
    """Create a batch."""
    if len(words(name)) <= 0:
        fail("name_blank")
    batch = db.insert(
        Batch,
        batch_id=db.next_number("batches"),
        name=name,
        program_air_date=program_air_date,
        program_title=program_title,
        status="queued",
        created_date=db.now(),
    )
    return {"batch": batch_full(batch)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "batch_not_found": "There is no batch {batch_id}. List the batches to see which there are.",
    "file_not_found": "There is no file {file_id}. List the files to see which there are.",
    "folder_name_taken": "There is already a folder with the same parent and name. Choose others.",
    "folder_not_found": "There is no folder {folder_id}. List the folders to see which there are.",
    "folder_too_deep": "The folders can lie at most 4 levels deep. Choose a parent nearer to the top.",
    "parent_folder_not_found": "There is no parent folder {parent_id}. List the folders to see which there are.",
    "folder_not_empty": (
        "Folder {folder_id} still holds folders and cd drive items. Delete or move them first, or set recursive."
    ),
    "name_blank": "The name must not be blank. Give it some words.",
}

SERVICE = Service(
    name="content_depot_cddrive",
    folder=Path(__file__).parent,
    tables=[File, Folder, CdDriveItem, Batch],
    tools={
        "list_files": Tool(list_files, read_only=True),
        "get_file": Tool(get_file, read_only=True),
        "delete_file": Tool(delete_file),
        "list_folders": Tool(list_folders, read_only=True),
        "get_folder": Tool(get_folder, read_only=True),
        "create_folder": Tool(create_folder),
        "delete_folder": Tool(delete_folder),
        "list_cd_drive_items": Tool(list_cd_drive_items, read_only=True),
        "list_batches": Tool(list_batches, read_only=True),
        "get_batch": Tool(get_batch, read_only=True),
        "create_batch": Tool(create_batch),
    },
    faults=FAULTS,
    unique_faults={
        "folders.parent_id, folders.name": "folder_name_taken",
    },
    instructions=INSTRUCTIONS,
)
