"""Xero Files: keeps files, folders, associations and inbox."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, valid_file_name, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Xero Files. Keeps files, folders, associations and inbox.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- Creating or updating a folder can be refused: there is already a folder with that name.
- When creating or updating a folder, Write one such as name@example.com.
- Two folders cannot have the same name.
- Deleting a file also deletes its associations.
- Deleting a folder keeps the files that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Association(Table, table=True):
    """An association of a file."""

    __tablename__ = "associations"
    __table_args__ = (
        CheckConstraint(
            "object_group IN ('Account', 'BankTransaction', 'Contact', 'CreditNote', 'Invoice', "
            "'Item', 'ManualJournal', 'Overpayment', 'Payment', 'Prepayment', 'Receipt')"
        ),
    )

    association_id: str = Field(primary_key=True)
    file_id: str = Field(foreign_key="files.file_id", ondelete="CASCADE", index=True)
    object_group: str | None = None
    object_type: str | None = None


class File(Table, table=True):
    """A file."""

    __tablename__ = "files"

    file_id: str = Field(primary_key=True)
    name: str
    folder_id: str | None = Field(default=None, foreign_key="folders.folder_id", ondelete="SET NULL", index=True)
    mime_type: str | None = None
    size: int | None = None
    user_full_name: str | None = None
    filename: str | None = None
    created_date: str
    updated_date: str


class Folder(Table, table=True):
    """A folder."""

    __tablename__ = "folders"
    __table_args__ = (UniqueConstraint("name"),)

    folder_id: str = Field(primary_key=True)
    name: str
    email: str | None = None
    is_inbox: bool


class Inbox(Table, table=True):
    """The inbox."""

    __tablename__ = "inboxes"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    name: str
    email: str
    is_inbox: bool


# --- views --------------------------------------------------------------------------------------------------------


class AssociationShort(TypedDict):
    """An association in the view `short`."""

    association_id: str
    file_id: str
    object_group: str | None
    object_type: str | None


def association_short(association: Association) -> AssociationShort:
    """An association in the view `short`."""
    return {
        "association_id": association.association_id,
        "file_id": association.file_id,
        "object_group": association.object_group,
        "object_type": association.object_type,
    }


class AssociationFull(AssociationShort):
    """An association in the view `full`."""


def association_full(association: Association) -> AssociationFull:
    """An association in the view `full`."""
    return association_short(association)


class FileShort(TypedDict):
    """A file in the view `short`."""

    file_id: str
    name: str
    folder_id: str | None
    mime_type: str | None
    size: int | None
    user_full_name: str | None
    filename: str | None


def file_short(file: File) -> FileShort:
    """A file in the view `short`."""
    return {
        "file_id": file.file_id,
        "name": file.name,
        "folder_id": file.folder_id,
        "mime_type": file.mime_type,
        "size": file.size,
        "user_full_name": file.user_full_name,
        "filename": file.filename,
    }


class FileFull(FileShort):
    """A file in the view `full`."""

    created_date: str
    updated_date: str


def file_full(file: File) -> FileFull:
    """A file in the view `full`."""
    return {**file_short(file), "created_date": file.created_date, "updated_date": file.updated_date}


class FolderShort(TypedDict):
    """A folder in the view `short`."""

    folder_id: str
    name: str
    email: str | None
    is_inbox: bool


def folder_short(folder: Folder) -> FolderShort:
    """A folder in the view `short`."""
    return {"folder_id": folder.folder_id, "name": folder.name, "email": folder.email, "is_inbox": folder.is_inbox}


class FolderFull(FolderShort):
    """A folder in the view `full`."""


def folder_full(folder: Folder) -> FolderFull:
    """A folder in the view `full`."""
    return folder_short(folder)


class InboxFull(TypedDict):
    """An inbox in the view `full`."""

    name: str
    email: str
    file_count: int
    is_inbox: bool


def inbox_full(db: Database, inbox: Inbox) -> InboxFull:
    """An inbox in the view `full`."""
    return {
        "name": inbox.name,
        "email": inbox.email,
        "file_count": inbox_file_count(db, inbox),
        "is_inbox": inbox.is_inbox,
    }


# --- computed columns and guards ----------------------------------------------------------------------------------


def inbox_file_count(db: Database, inbox: Inbox) -> int:
    """How many files there are."""
    return db.query(File).count()


# --- tools --------------------------------------------------------------------------------------------------------


class ListAssociations(TypedDict):
    """What `list_associations` returns."""

    associations: list[AssociationShort]
    next_cursor: str | None


def list_associations(db: Database, /, *, file_id: str, limit: int = 20, cursor: str | None = None) -> ListAssociations:
    """List the associations of a file."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    page = db.query(Association).where("file_id = ?", file.file_id).page(limit=limit, cursor=cursor)
    return {
        "associations": [association_short(association) for association in page.rows],
        "next_cursor": page.next_cursor,
    }


class AssociationResult(TypedDict):
    """What `get_association` and `create_association` return."""

    association: AssociationFull


def get_association(db: Database, /, *, association_id: str) -> AssociationResult:
    """Show an association with all its details."""
    association = db.find(Association, association_id)
    if association is None:
        fail("association_not_found", association_id=association_id)
    return {"association": association_full(association)}


def create_association(
    db: Database,
    /,
    *,
    file_id: str,
    object_group: Literal[
        "Account",
        "BankTransaction",
        "Contact",
        "CreditNote",
        "Invoice",
        "Item",
        "ManualJournal",
        "Overpayment",
        "Payment",
        "Prepayment",
        "Receipt",
    ]
    | None = None,
    object_type: str | None = None,
) -> AssociationResult:
    """Create an association in a file."""
    if db.find(File, file_id) is None:
        fail("file_not_found", file_id=file_id)
    association = db.insert(
        Association,
        association_id=f"ASS-{db.next_number('associations'):04d}",
        file_id=file_id,
        object_group=object_group,
        object_type=object_type,
    )
    return {"association": association_full(association)}


class DeleteAssociation(TypedDict):
    """What `delete_association` returns."""

    association_id: str


def delete_association(db: Database, /, *, association_id: str) -> DeleteAssociation:
    """Delete an association."""
    association = db.find(Association, association_id)
    if association is None:
        fail("association_not_found", association_id=association_id)
    db.delete(association)
    return {"association_id": association_id}


class ListFiles(TypedDict):
    """What `list_files` returns."""

    files: list[FileShort]
    next_cursor: str | None


def list_files(
    db: Database, /, *, folder_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListFiles:
    """List the files, optionally by folder."""
    query = db.query(File)
    if folder_id is not None:
        query.where("folder_id IS ?", folder_id)
    page = query.page("-created_date", limit=limit, cursor=cursor)
    return {"files": [file_short(file) for file in page.rows], "next_cursor": page.next_cursor}


class FileResult(TypedDict):
    """What `get_file` and 2 other tools return."""

    file: FileFull


def get_file(db: Database, /, *, file_id: str) -> FileResult:
    """Show a file with all its details."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    return {"file": file_full(file)}


def create_file(db: Database, /, *, name: str, mime_type: str | None = None, filename: str | None = None) -> FileResult:
    """Create a file."""
    if len(words(name)) <= 0:
        fail("name_blank")
    if not (filename is None or valid_file_name(filename)):
        fail("filename_invalid", filename=filename)
    file = db.insert(
        File,
        file_id=f"FILE-{db.next_number('files'):04d}",
        name=name,
        mime_type=mime_type,
        filename=filename,
        created_date=db.now(),
        updated_date=db.now(),
    )
    return {"file": file_full(file)}


def update_file(
    db: Database,
    /,
    *,
    file_id: str,
    name: str | None = None,
    folder_id: str | None = None,
    mime_type: str | None = None,
    size: int | None = None,
    user_full_name: str | None = None,
    clear: list[Literal["folder_id", "mime_type", "size", "user_full_name"]] | None = None,
) -> FileResult:
    """Change a file, for example its name, folder, MIME type or size."""
    changes = given(
        clear, name=name, folder_id=folder_id, mime_type=mime_type, size=size, user_full_name=user_full_name
    )
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    if folder_id is not None and db.find(Folder, folder_id) is None:
        fail("folder_not_found", folder_id=folder_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(file, **changes, updated_date=db.now())
    return {"file": file_full(file)}


class DeleteFile(TypedDict):
    """What `delete_file` returns."""

    file_id: str


def delete_file(db: Database, /, *, file_id: str) -> DeleteFile:
    """Delete a file together with its associations."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    db.delete(file)
    return {"file_id": file_id}


class ListFolders(TypedDict):
    """What `list_folders` returns."""

    folders: list[FolderShort]
    next_cursor: str | None


def list_folders(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListFolders:
    """List the folders."""
    page = db.query(Folder).page("name", limit=limit, cursor=cursor)
    return {"folders": [folder_short(folder) for folder in page.rows], "next_cursor": page.next_cursor}


class FolderResult(TypedDict):
    """What `get_folder` and 2 other tools return."""

    folder: FolderFull


def get_folder(db: Database, /, *, folder_id: str) -> FolderResult:
    """Show a folder with all its details."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    return {"folder": folder_full(folder)}


def create_folder(db: Database, /, *, name: str, email: str | None = None, is_inbox: bool = False) -> FolderResult:
    """Create a folder."""
    if db.query(Folder).where("same_text(name, ?)", name).exists():
        fail("folder_name_taken", name=name)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    folder = db.insert(
        Folder, folder_id=f"FOL-{db.next_number('folders'):04d}", name=name, email=email, is_inbox=is_inbox
    )
    return {"folder": folder_full(folder)}


def update_folder(
    db: Database,
    /,
    *,
    folder_id: str,
    name: str | None = None,
    email: str | None = None,
    is_inbox: bool | None = None,
    clear: list[Literal["email"]] | None = None,
) -> FolderResult:
    """Change the name or email of a folder."""
    changes = given(clear, name=name, email=email, is_inbox=is_inbox)
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    if (
        name is not None
        and db.query(Folder).where("same_text(name, ?) AND folder_id <> ?", name, folder.folder_id).exists()
    ):
        fail("folder_name_taken", name=name)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not changes:
        fail("nothing_to_change")
    db.update(folder, **changes)
    return {"folder": folder_full(folder)}


class DeleteFolder(TypedDict):
    """What `delete_folder` returns."""

    folder_id: str


def delete_folder(db: Database, /, *, folder_id: str) -> DeleteFolder:
    """Delete a folder."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    db.delete(folder)
    return {"folder_id": folder_id}


class GetInbox(TypedDict):
    """What `get_inbox` returns."""

    inbox: InboxFull


def get_inbox(db: Database, /) -> GetInbox:
    """Show the inbox."""
    inbox = db.get(Inbox, 1)
    return {"inbox": inbox_full(db, inbox)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "association_not_found": "There is no association {association_id}. List the associations to see which there are.",
    "file_not_found": "There is no file {file_id}. List the files to see which there are.",
    "folder_name_taken": "There is already a folder with the name {name}. Choose another name.",
    "folder_not_found": "There is no folder {folder_id}. List the folders to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "filename_invalid": "{filename} cannot name a file. Choose a name without slashes.",
    "email_invalid": "{email} is no email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="xero_files",
    folder=Path(__file__).parent,
    tables=[Association, File, Folder, Inbox],
    tools={
        "list_associations": Tool(list_associations, read_only=True),
        "get_association": Tool(get_association, read_only=True),
        "create_association": Tool(create_association),
        "delete_association": Tool(delete_association),
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
        "get_inbox": Tool(get_inbox, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "folders.name": "folder_name_taken",
    },
    instructions=INSTRUCTIONS,
)
