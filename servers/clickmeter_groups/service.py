"""ClickMeter: groups: keeps groups, tags and group tags."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
ClickMeter: groups. Keeps groups, tags and group tags.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Two groups cannot have the same name.
- Two tags cannot have the same name.
- A group and a tag can be linked only once.
- Deleting a group also removes its links to tags.
- Deleting a tag also removes its links to groups.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Group(Table, table=True):
    """A group."""

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("name"),)

    group_id: int = Field(primary_key=True)
    name: str
    is_public: bool
    notes: str | None = None
    preferred: bool
    redirect_only: bool
    write_permited: bool
    creation_date: str


class Tag(Table, table=True):
    """A tag."""

    __tablename__ = "tags"
    __table_args__ = (UniqueConstraint("name"),)

    tag_id: int = Field(primary_key=True)
    name: str
    datapoints: list[int] = Field(sa_type=JsonList())
    groups: list[int] = Field(sa_type=JsonList())


class GroupTag(Table, table=True):
    """A group tag of a group."""

    __tablename__ = "group_tags"
    __table_args__ = (UniqueConstraint("group_id", "tag_id"),)

    group_tag_id: str = Field(primary_key=True)
    group_id: int = Field(foreign_key="groups.group_id", ondelete="CASCADE", index=True)
    tag_id: int = Field(foreign_key="tags.tag_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class GroupShort(TypedDict):
    """A group in the view `short`."""

    group_id: int
    name: str
    is_public: bool
    notes: str | None
    preferred: bool
    redirect_only: bool
    write_permited: bool


def group_short(group: Group) -> GroupShort:
    """A group in the view `short`."""
    return {
        "group_id": group.group_id,
        "name": group.name,
        "is_public": group.is_public,
        "notes": group.notes,
        "preferred": group.preferred,
        "redirect_only": group.redirect_only,
        "write_permited": group.write_permited,
    }


class GroupTagShort(TypedDict):
    """A group tag in the view `short`."""

    tag_id: int
    tag_name: str


def group_tag_short(db: Database, group_tag: GroupTag) -> GroupTagShort:
    """A group tag in the view `short`."""
    tag = db.get(Tag, group_tag.tag_id)
    return {"tag_id": group_tag.tag_id, "tag_name": tag.name}


class GroupFull(GroupShort):
    """A group in the view `full`."""

    creation_date: str
    tags: list[GroupTagShort]


def group_full(db: Database, group: Group) -> GroupFull:
    """A group in the view `full`."""
    return {
        **group_short(group),
        "creation_date": group.creation_date,
        "tags": [
            group_tag_short(db, group_tag)
            for group_tag in db.query(GroupTag).where("group_id = ?", group.group_id).page(limit=20).rows
        ],
    }


class TagShort(TypedDict):
    """A tag in the view `short`."""

    tag_id: int
    name: str
    datapoints: list[int]
    groups: list[int]


def tag_short(tag: Tag) -> TagShort:
    """A tag in the view `short`."""
    return {"tag_id": tag.tag_id, "name": tag.name, "datapoints": tag.datapoints, "groups": tag.groups}


class TagFull(TagShort):
    """A tag in the view `full`."""


def tag_full(tag: Tag) -> TagFull:
    """A tag in the view `full`."""
    return tag_short(tag)


# --- tools --------------------------------------------------------------------------------------------------------


class ListGroups(TypedDict):
    """What `list_groups` returns."""

    groups: list[GroupShort]
    next_cursor: str | None


def list_groups(
    db: Database, /, *, tag_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListGroups:
    """List the groups, optionally by tag."""
    query = db.query(Group)
    if tag_id is not None:
        query.where(
            'EXISTS (SELECT 1 FROM group_tags AS item WHERE item.group_id = "groups".group_id AND item.tag_id = ?)',
            tag_id,
        )
    page = query.page("-creation_date", limit=limit, cursor=cursor)
    return {"groups": [group_short(group) for group in page.rows], "next_cursor": page.next_cursor}


class GroupResult(TypedDict):
    """What `get_group` and 4 other tools return."""

    group: GroupFull


def get_group(db: Database, /, *, group_id: int) -> GroupResult:
    """Show a group with all its details."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    return {"group": group_full(db, group)}


class TotalResult(TypedDict):
    """What `count_groups` and `count_tags` return."""

    total: int


def count_groups(db: Database, /) -> TotalResult:
    """Count the groups."""
    total_ = db.query(Group).count()
    return {"total": total_}


def add_tag_to_group(db: Database, /, *, group_id: int, tag_id: int) -> GroupResult:
    """Add a tag to a group."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    db.insert(
        GroupTag, group_tag_id=f"GRTAL-{db.next_number('group_tags'):04d}", group_id=group.group_id, tag_id=tag.tag_id
    )
    return {"group": group_full(db, group)}


def remove_tag_from_group(db: Database, /, *, group_id: int, tag_id: int) -> GroupResult:
    """Remove a tag from a group."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    group_tag = db.query(GroupTag).where("group_id = ? AND tag_id = ?", group.group_id, tag_id).first()
    if group_tag is None:
        fail("group_without_tag", group_id=group_id, tag_id=tag_id)
    db.delete(group_tag)
    return {"group": group_full(db, group)}


def create_group(
    db: Database,
    /,
    *,
    name: str,
    is_public: bool = False,
    notes: str | None = None,
    preferred: bool = False,
    redirect_only: bool = False,
    write_permited: bool = False,
    tag_ids: list[int],
) -> GroupResult:
    """Create a group."""
    if db.query(Group).where("same_text(name, ?)", name).exists():
        fail("group_name_taken", name=name)
    group = db.insert(
        Group,
        group_id=db.next_number("groups"),
        name=name,
        is_public=is_public,
        notes=notes,
        preferred=preferred,
        redirect_only=redirect_only,
        write_permited=write_permited,
        creation_date=db.today(),
    )
    for tag_id in tag_ids:
        tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
        if not db.query(GroupTag).where("group_id = ? AND tag_id = ?", group.group_id, tag.tag_id).exists():
            db.insert(
                GroupTag,
                group_tag_id=f"GRTAL-{db.next_number('group_tags'):04d}",
                group_id=group.group_id,
                tag_id=tag.tag_id,
            )
    return {"group": group_full(db, group)}


def update_group(
    db: Database,
    /,
    *,
    group_id: int,
    name: str | None = None,
    is_public: bool | None = None,
    notes: str | None = None,
    preferred: bool | None = None,
    redirect_only: bool | None = None,
    write_permited: bool | None = None,
    clear: list[Literal["notes"]] | None = None,
) -> GroupResult:
    """Change a group, for example its name or notes."""
    changes = given(
        clear,
        name=name,
        is_public=is_public,
        notes=notes,
        preferred=preferred,
        redirect_only=redirect_only,
        write_permited=write_permited,
    )
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    if (
        name is not None
        and db.query(Group).where("same_text(name, ?) AND group_id <> ?", name, group.group_id).exists()
    ):
        fail("group_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(group, **changes)
    return {"group": group_full(db, group)}


class DeleteGroup(TypedDict):
    """What `delete_group` returns."""

    group_id: int


def delete_group(db: Database, /, *, group_id: int) -> DeleteGroup:
    """Delete a group."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    db.delete(group)
    return {"group_id": group_id}


class ListTags(TypedDict):
    """What `list_tags` returns."""

    tags: list[TagShort]
    next_cursor: str | None


def list_tags(db: Database, /, *, name: str | None = None, limit: int = 20, cursor: str | None = None) -> ListTags:
    """List the tags, optionally by name."""
    query = db.query(Tag)
    if name is not None:
        query.where("contains(name, ?)", name)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"tags": [tag_short(tag) for tag in page.rows], "next_cursor": page.next_cursor}


class TagResult(TypedDict):
    """What `get_tag` and 2 other tools return."""

    tag: TagFull


def get_tag(db: Database, /, *, tag_id: int) -> TagResult:
    """Show a tag with all its details."""
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    return {"tag": tag_full(tag)}


def count_tags(db: Database, /) -> TotalResult:
    """Count the tags."""
    total_ = db.query(Tag).count()
    return {"total": total_}


def create_tag(db: Database, /, *, name: str, datapoints: list[int], groups: list[int]) -> TagResult:
    """Create a tag."""
    if db.query(Tag).where("same_text(name, ?)", name).exists():
        fail("tag_name_taken", name=name)
    tag = db.insert(Tag, tag_id=db.next_number("tags"), name=name, datapoints=datapoints, groups=groups)
    return {"tag": tag_full(tag)}


class DeleteTag(TypedDict):
    """What `delete_tag` returns."""

    tag_id: int


def delete_tag(db: Database, /, *, tag_id: int) -> DeleteTag:
    """Delete a tag."""
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    db.delete(tag)
    return {"tag_id": tag_id}


def set_tag_name(db: Database, /, *, tag_id: int, name: str) -> TagResult:
    """Set the name of a tag."""
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    if db.query(Tag).where("same_text(name, ?) AND tag_id <> ?", name, tag.tag_id).exists():
        fail("tag_name_taken", name=name)
    db.update(tag, name=name)
    return {"tag": tag_full(tag)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "group_has_tag_already": "The group has the tag {tag_id} already. Choose another tag.",
    "group_name_taken": "There is already a group with the name {name}. Choose another name.",
    "group_not_found": "There is no group {group_id}. List the groups to see which there are.",
    "group_without_tag": "Group {group_id} has no tag {tag_id}.",
    "tag_name_taken": "There is already a tag with the name {name}. Choose another name.",
    "tag_not_found": "There is no tag {tag_id}. List the tags to see which there are.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="clickmeter_groups",
    folder=Path(__file__).parent,
    tables=[Group, Tag, GroupTag],
    tools={
        "list_groups": Tool(list_groups, read_only=True),
        "get_group": Tool(get_group, read_only=True),
        "count_groups": Tool(count_groups, read_only=True),
        "add_tag_to_group": Tool(add_tag_to_group),
        "remove_tag_from_group": Tool(remove_tag_from_group),
        "create_group": Tool(create_group),
        "update_group": Tool(update_group),
        "delete_group": Tool(delete_group),
        "list_tags": Tool(list_tags, read_only=True),
        "get_tag": Tool(get_tag, read_only=True),
        "count_tags": Tool(count_tags, read_only=True),
        "create_tag": Tool(create_tag),
        "delete_tag": Tool(delete_tag),
        "set_tag_name": Tool(set_tag_name),
    },
    faults=FAULTS,
    unique_faults={
        "groups.name": "group_name_taken",
        "tags.name": "tag_name_taken",
        "group_tags.group_id, group_tags.tag_id": "group_has_tag_already",
    },
    instructions=INSTRUCTIONS,
)
