"""Amazon QuickSight: folders: keeps folders, tags, folder members and folder tags."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Amazon QuickSight: folders. Keeps folders, tags, folder members and folder tags.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a folder can be refused: the folders can lie at most 4 levels deep.
- Deleting a folder can be refused: the folder still holds folders and folder members.
- Two folders cannot have the same parent and name.
- A folder and a tag can be linked only once.
- Deleting a folder also deletes its folder members and the folders whose parent it is, and removes its links to tags.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Folder(Table, table=True):
    """A folder."""

    __tablename__ = "folders"
    __table_args__ = (UniqueConstraint("parent_id", "name"),)

    folder_id: str = Field(primary_key=True)
    name: str
    arn: str | None = None
    parent_id: str | None = Field(default=None, foreign_key="folders.folder_id", ondelete="CASCADE", index=True)
    created_time: str
    last_updated_time: str


class FolderMember(Table, table=True):
    """A folder member of a folder."""

    __tablename__ = "folder_members"

    folder_member_id: str = Field(primary_key=True)
    folder_id: str = Field(foreign_key="folders.folder_id", ondelete="CASCADE", index=True)
    member_arn: str | None = None


class Tag(Table, table=True):
    """A tag."""

    __tablename__ = "tags"

    tag_id: str = Field(primary_key=True)
    key: str
    value: str


class FolderTag(Table, table=True):
    """A folder tag of a folder."""

    __tablename__ = "folder_tags"
    __table_args__ = (UniqueConstraint("folder_id", "tag_id"),)

    folder_tag_id: str = Field(primary_key=True)
    folder_id: str = Field(foreign_key="folders.folder_id", ondelete="CASCADE", index=True)
    tag_id: str = Field(foreign_key="tags.tag_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class FolderShort(TypedDict):
    """A folder in the view `short`."""

    folder_id: str
    name: str
    arn: str | None
    parent_id: str | None
    created_time: str
    last_updated_time: str


def folder_short(folder: Folder) -> FolderShort:
    """A folder in the view `short`."""
    return {
        "folder_id": folder.folder_id,
        "name": folder.name,
        "arn": folder.arn,
        "parent_id": folder.parent_id,
        "created_time": folder.created_time,
        "last_updated_time": folder.last_updated_time,
    }


class FolderTagShort(TypedDict):
    """A folder tag in the view `short`."""

    tag_id: str
    tag_key: str


def folder_tag_short(db: Database, folder_tag: FolderTag) -> FolderTagShort:
    """A folder tag in the view `short`."""
    tag = db.get(Tag, folder_tag.tag_id)
    return {"tag_id": folder_tag.tag_id, "tag_key": tag.key}


class FolderFull(FolderShort):
    """A folder in the view `full`."""

    tags: list[FolderTagShort]


def folder_full(db: Database, folder: Folder) -> FolderFull:
    """A folder in the view `full`."""
    return {
        **folder_short(folder),
        "tags": [
            folder_tag_short(db, folder_tag)
            for folder_tag in db.query(FolderTag).where("folder_id = ?", folder.folder_id).page(limit=20).rows
        ],
    }


class FolderMemberShort(TypedDict):
    """A folder member in the view `short`."""

    folder_member_id: str
    folder_id: str
    member_arn: str | None


def folder_member_short(folder_member: FolderMember) -> FolderMemberShort:
    """A folder member in the view `short`."""
    return {
        "folder_member_id": folder_member.folder_member_id,
        "folder_id": folder_member.folder_id,
        "member_arn": folder_member.member_arn,
    }


class FolderMemberFull(FolderMemberShort):
    """A folder member in the view `full`."""


def folder_member_full(folder_member: FolderMember) -> FolderMemberFull:
    """A folder member in the view `full`."""
    return folder_member_short(folder_member)


class TagShort(TypedDict):
    """A tag in the view `short`."""

    tag_id: str
    key: str
    value: str


def tag_short(tag: Tag) -> TagShort:
    """A tag in the view `short`."""
    return {"tag_id": tag.tag_id, "key": tag.key, "value": tag.value}


class TagFull(TagShort):
    """A tag in the view `full`."""


def tag_full(tag: Tag) -> TagFull:
    """A tag in the view `full`."""
    return tag_short(tag)


# --- tools --------------------------------------------------------------------------------------------------------


class ListFolders(TypedDict):
    """What `list_folders` returns."""

    folders: list[FolderShort]
    next_cursor: str | None


def list_folders(
    db: Database, /, *, name: str | None = None, tag_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListFolders:
    """List the folders, optionally by name or tag."""
    query = db.query(Folder)
    if name is not None:
        query.where("contains(name, ?)", name)
    if tag_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM folder_tags AS item WHERE item.folder_id = folders.folder_id AND item.tag_id = ?)",
            tag_id,
        )
    page = query.page("-created_time", limit=limit, cursor=cursor)
    return {"folders": [folder_short(folder) for folder in page.rows], "next_cursor": page.next_cursor}


class FolderResult(TypedDict):
    """What `get_folder` and 4 other tools return."""

    folder: FolderFull


def get_folder(db: Database, /, *, folder_id: str) -> FolderResult:
    """Show a folder with all its details."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    return {"folder": folder_full(db, folder)}


def add_tag_to_folder(db: Database, /, *, folder_id: str, tag_id: str) -> FolderResult:
    """Add a tag to a folder."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    db.insert(
        FolderTag,
        folder_tag_id=f"FOTAL-{db.next_number('folder_tags'):04d}",
        folder_id=folder.folder_id,
        tag_id=tag.tag_id,
    )
    return {"folder": folder_full(db, folder)}


def remove_tag_from_folder(db: Database, /, *, folder_id: str, tag_id: str) -> FolderResult:
    """Remove a tag from a folder."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    folder_tag = db.query(FolderTag).where("folder_id = ? AND tag_id = ?", folder.folder_id, tag_id).first()
    if folder_tag is None:
        fail("folder_without_tag", folder_id=folder_id, tag_id=tag_id)
    db.delete(folder_tag)
    return {"folder": folder_full(db, folder)}


def create_folder(db: Database, /, *, name: str, parent_id: str | None = None, tag_ids: list[str]) -> FolderResult:
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
        folder_id=f"FOL-{db.next_number('folders'):04d}",
        name=name,
        parent_id=parent_id,
        created_time=db.now(),
        last_updated_time=db.now(),
    )
    for tag_id in tag_ids:
        tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
        if not db.query(FolderTag).where("folder_id = ? AND tag_id = ?", folder.folder_id, tag.tag_id).exists():
            db.insert(
                FolderTag,
                folder_tag_id=f"FOTAL-{db.next_number('folder_tags'):04d}",
                folder_id=folder.folder_id,
                tag_id=tag.tag_id,
            )
    return {"folder": folder_full(db, folder)}


def update_folder(db: Database, /, *, folder_id: str, name: str | None = None) -> FolderResult:
    """Change the name of a folder."""
    changes = given(None, name=name)
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    if (
        name is not None
        and db.query(Folder)
        .where("same_text(name, ?) AND parent_id IS ? AND folder_id <> ?", name, folder.parent_id, folder.folder_id)
        .exists()
    ):
        fail("folder_name_taken")
    if not changes:
        fail("nothing_to_change")
    db.update(folder, **changes, last_updated_time=db.now())
    return {"folder": folder_full(db, folder)}


class DeleteFolder(TypedDict):
    """What `delete_folder` returns."""

    folder_id: str


def delete_folder(db: Database, /, *, folder_id: str) -> DeleteFolder:
    """Delete a folder together with its folder members."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    if (
        db.query(Folder).where("parent_id IS ?", folder.folder_id).exists()
        or db.query(FolderMember).where("folder_id = ?", folder.folder_id).exists()
    ):
        fail("folder_not_empty", folder_id=folder.folder_id)
    db.delete(folder)
    return {"folder_id": folder_id}


class ListFolderMembers(TypedDict):
    """What `list_folder_members` returns."""

    folder_members: list[FolderMemberFull]
    next_cursor: str | None


def list_folder_members(
    db: Database, /, *, folder_id: str, limit: int = 20, cursor: str | None = None
) -> ListFolderMembers:
    """List the folder members of a folder."""
    folder = db.find(Folder, folder_id) or fail("folder_not_found", folder_id=folder_id)
    page = db.query(FolderMember).where("folder_id = ?", folder.folder_id).page(limit=limit, cursor=cursor)
    return {
        "folder_members": [folder_member_full(folder_member) for folder_member in page.rows],
        "next_cursor": page.next_cursor,
    }


class DeleteFolderMember(TypedDict):
    """What `delete_folder_member` returns."""

    folder_member_id: str


def delete_folder_member(db: Database, /, *, folder_member_id: str) -> DeleteFolderMember:
    """Delete a folder member."""
    folder_member = db.find(FolderMember, folder_member_id)
    if folder_member is None:
        fail("folder_member_not_found", folder_member_id=folder_member_id)
    db.delete(folder_member)
    return {"folder_member_id": folder_member_id}


class ListTags(TypedDict):
    """What `list_tags` returns."""

    tags: list[TagFull]
    next_cursor: str | None


def list_tags(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTags:
    """List the tags."""
    page = db.query(Tag).page("key", limit=limit, cursor=cursor)
    return {"tags": [tag_full(tag) for tag in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "folder_has_tag_already": "The folder has the tag {tag_id} already. Choose another tag.",
    "folder_member_not_found": (
        "There is no folder member {folder_member_id}. List the folder members to see which there are."
    ),
    "folder_name_taken": "There is already a folder with the same parent and name. Choose others.",
    "folder_not_found": "There is no folder {folder_id}. List the folders to see which there are.",
    "folder_too_deep": "The folders can lie at most 4 levels deep. Choose a parent nearer to the top.",
    "folder_without_tag": "Folder {folder_id} has no tag {tag_id}.",
    "parent_folder_not_found": "There is no parent folder {parent_id}. List the folders to see which there are.",
    "tag_not_found": "There is no tag {tag_id}. List the tags to see which there are.",
    "folder_not_empty": "Folder {folder_id} still holds folders and folder members. Delete or move them first.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="amazon_quicksight_folders",
    folder=Path(__file__).parent,
    tables=[Folder, FolderMember, Tag, FolderTag],
    tools={
        "list_folders": Tool(list_folders, read_only=True),
        "get_folder": Tool(get_folder, read_only=True),
        "add_tag_to_folder": Tool(add_tag_to_folder),
        "remove_tag_from_folder": Tool(remove_tag_from_folder),
        "create_folder": Tool(create_folder),
        "update_folder": Tool(update_folder),
        "delete_folder": Tool(delete_folder),
        "list_folder_members": Tool(list_folder_members, read_only=True),
        "delete_folder_member": Tool(delete_folder_member),
        "list_tags": Tool(list_tags, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "folders.parent_id, folders.name": "folder_name_taken",
        "folder_tags.folder_id, folder_tags.tag_id": "folder_has_tag_already",
    },
    instructions=INSTRUCTIONS,
)
