"""Swagger API2Cart: categories: keeps categories and scripts."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import coalesce, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Swagger API2Cart: categories. Keeps categories and scripts.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a script can be refused: the name must not be blank.
- Creating or updating a category can be refused: the categories can lie at most 4 levels deep.
- Updating a category can be refused: a category cannot lie in itself or in what lies in it.
- Two categories cannot have the same parent and name.
- Deleting a category also deletes the categories whose parent it is.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Script(Table, table=True):
    """A script."""

    __tablename__ = "scripts"

    script_id: str = Field(primary_key=True)
    name: str
    created_time_value: str | None = None
    description: str | None = None
    event_name: str | None = None
    html: str | None = None
    load_method: str | None = None
    modified_time_value: str | None = None
    scope: str | None = None
    src: str | None = None


class Category(Table, table=True):
    """A category."""

    __tablename__ = "categories"
    __table_args__ = (UniqueConstraint("parent_id", "name"),)

    category_id: str = Field(primary_key=True)
    name: str
    avail: bool
    created_at_value: str | None = None
    description: str | None = None
    keywords: str | None = None
    meta_description: str | None = None
    meta_title: str | None = None
    modified_at_value: str | None = None
    parent_id: str | None = Field(default=None, foreign_key="categories.category_id", ondelete="CASCADE", index=True)
    path: str | None = None
    short_description: str | None = None
    sort_order: int
    meta_keywords: str | None = None
    created_time: str


# --- views --------------------------------------------------------------------------------------------------------


class ScriptShort(TypedDict):
    """A script in the view `short`."""

    script_id: str
    name: str
    created_time_value: str | None
    description: str | None
    event_name: str | None
    html: str | None
    load_method: str | None


def script_short(script: Script) -> ScriptShort:
    """A script in the view `short`."""
    return {
        "script_id": script.script_id,
        "name": script.name,
        "created_time_value": script.created_time_value,
        "description": script.description,
        "event_name": script.event_name,
        "html": script.html,
        "load_method": script.load_method,
    }


class ScriptFull(ScriptShort):
    """A script in the view `full`."""

    modified_time_value: str | None
    scope: str | None
    src: str | None


def script_full(script: Script) -> ScriptFull:
    """A script in the view `full`."""
    return {
        **script_short(script),
        "modified_time_value": script.modified_time_value,
        "scope": script.scope,
        "src": script.src,
    }


class CategoryShort(TypedDict):
    """A category in the view `short`."""

    category_id: str
    name: str
    avail: bool
    created_at_value: str | None
    description: str | None
    keywords: str | None
    parent_id: str | None


def category_short(category: Category) -> CategoryShort:
    """A category in the view `short`."""
    return {
        "category_id": category.category_id,
        "name": category.name,
        "avail": category.avail,
        "created_at_value": category.created_at_value,
        "description": category.description,
        "keywords": category.keywords,
        "parent_id": category.parent_id,
    }


class CategoryFull(CategoryShort):
    """A category in the view `full`."""

    meta_description: str | None
    meta_title: str | None
    modified_at_value: str | None
    path: str | None
    short_description: str | None
    sort_order: int
    meta_keywords: str | None
    created_time: str


def category_full(category: Category) -> CategoryFull:
    """A category in the view `full`."""
    return {
        **category_short(category),
        "meta_description": category.meta_description,
        "meta_title": category.meta_title,
        "modified_at_value": category.modified_at_value,
        "path": category.path,
        "short_description": category.short_description,
        "sort_order": category.sort_order,
        "meta_keywords": category.meta_keywords,
        "created_time": category.created_time,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListScripts(TypedDict):
    """What `list_scripts` returns."""

    scripts: list[ScriptFull]
    next_cursor: str | None


def list_scripts(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListScripts:
    """List the scripts."""
    page = db.query(Script).page("name", limit=limit, cursor=cursor)
    return {"scripts": [script_full(script) for script in page.rows], "next_cursor": page.next_cursor}


class CreateScript(TypedDict):
    """What `create_script` returns."""

    script: ScriptFull


def create_script(
    db: Database,
    /,
    *,
    name: str,
    description: str | None = None,
    html: str | None = None,
    load_method: str | None = None,
    scope: str | None = None,
    src: str | None = None,
) -> CreateScript:
    """Create a script."""
    if len(words(name)) <= 0:
        fail("name_blank")
    script = db.insert(
        Script,
        script_id=f"SCR-{db.next_number('scripts'):04d}",
        name=name,
        description=description,
        html=html,
        load_method=load_method,
        scope=scope,
        src=src,
    )
    return {"script": script_full(script)}


class DeleteScript(TypedDict):
    """What `delete_script` returns."""

    script_id: str


def delete_script(db: Database, /, *, script_id: str) -> DeleteScript:
    """Delete a script."""
    script = db.find(Script, script_id) or fail("script_not_found", script_id=script_id)
    db.delete(script)
    return {"script_id": script_id}


class ListCategories(TypedDict):
    """What `list_categories` returns."""

    categories: list[CategoryShort]
    next_cursor: str | None


def list_categories(
    db: Database,
    /,
    *,
    parent_id: str | None = None,
    created_from: str | None = None,
    created_to: str | None = None,
    avail: bool | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListCategories:
    """List the categories, optionally by parent, created time or avail."""
    query = db.query(Category)
    if parent_id is not None:
        query.where("parent_id IS ?", parent_id)
    if created_from is not None:
        query.where("created_time >= ?", created_from)
    if created_to is not None:
        query.where("created_time <= ?", created_to)
    if avail is not None:
        query.where("avail = ?", avail)
    page = query.page("-created_time", limit=limit, cursor=cursor)
    return {"categories": [category_short(category) for category in page.rows], "next_cursor": page.next_cursor}


class CategoryResult(TypedDict):
    """What `get_category` and 2 other tools return."""

    category: CategoryFull


def get_category(db: Database, /, *, category_id: str) -> CategoryResult:
    """Show a category with all its details."""
    category = db.find(Category, category_id) or fail("category_not_found", category_id=category_id)
    return {"category": category_full(category)}


class CountCategories(TypedDict):
    """What `count_categories` returns."""

    total: int


def count_categories(db: Database, /) -> CountCategories:
    """Count the categories."""
    total_ = db.query(Category).count()
    return {"total": total_}


def create_category(
    db: Database,
    /,
    *,
    name: str,
    avail: bool = False,
    description: str | None = None,
    meta_description: str | None = None,
    meta_title: str | None = None,
    parent_id: str | None = None,
    sort_order: int | None = None,
    meta_keywords: str | None = None,
) -> CategoryResult:
    """Create a category."""
    if parent_id is not None:
        parent = db.find(Category, parent_id) or fail("parent_category_not_found", parent_id=parent_id)
        if (
            parent.parent_id is not None
            and db.get(Category, parent.parent_id).parent_id is not None
            and db.get(Category, db.get(Category, parent.parent_id).parent_id).parent_id is not None
        ):
            fail("category_too_deep")
    category_count = db.query(Category).count()
    if sort_order is not None and sort_order > category_count:
        fail("category_sort_order_out_of_range", category_count=category_count)
    category = db.insert(
        Category,
        category_id=f"CAT-{db.next_number('categories'):04d}",
        name=name,
        avail=avail,
        description=description,
        meta_description=meta_description,
        meta_title=meta_title,
        parent_id=parent_id,
        sort_order=db.next_position(Category, "sort_order"),
        meta_keywords=meta_keywords,
        created_time=db.now(),
    )
    if sort_order is not None and sort_order < category.sort_order:
        for sibling in (
            db.query(Category).where("sort_order >= ? AND category_id <> ?", sort_order, category.category_id).all()
        ):
            db.update(sibling, sort_order=sibling.sort_order + 1)
        db.update(category, sort_order=sort_order)
    return {"category": category_full(category)}


def update_category(
    db: Database,
    /,
    *,
    category_id: str,
    name: str | None = None,
    avail: bool | None = None,
    description: str | None = None,
    meta_description: str | None = None,
    meta_title: str | None = None,
    parent_id: str | None = None,
    sort_order: int | None = None,
    meta_keywords: str | None = None,
    clear: list[Literal["description", "meta_description", "meta_title", "parent_id", "meta_keywords"]] | None = None,
) -> CategoryResult:
    """Change a category, for example its name, parent, description or sort order."""
    changes = given(
        clear,
        name=name,
        avail=avail,
        description=description,
        meta_description=meta_description,
        meta_title=meta_title,
        parent_id=parent_id,
        sort_order=sort_order,
        meta_keywords=meta_keywords,
    )
    category = db.find(Category, category_id) or fail("category_not_found", category_id=category_id)
    if parent_id is not None:
        parent = db.find(Category, parent_id) or fail("parent_category_not_found", parent_id=parent_id)
        if not (
            parent.category_id != category.category_id
            and (
                parent.parent_id is None
                or parent.parent_id != category.category_id
                and (
                    db.get(Category, parent.parent_id).parent_id is None
                    or coalesce(db.get(Category, parent.parent_id).parent_id) != category.category_id
                    and (
                        db.get(Category, db.get(Category, parent.parent_id).parent_id).parent_id is None
                        or coalesce(db.get(Category, db.get(Category, parent.parent_id).parent_id).parent_id)
                        != category.category_id
                    )
                )
            )
        ):
            fail("category_inside_itself")
        if not (
            not db.query(Category)
            .where("parent_id IS NOT NULL")
            .where(
                "(SELECT category.parent_id FROM categories AS category"
                " WHERE category.category_id = categories.parent_id) IS NOT NULL"
            )
            .where(
                "(SELECT category_.parent_id FROM categories AS category"
                " JOIN categories AS category_ ON category_.category_id = category.parent_id"
                " WHERE category.category_id = categories.parent_id) IS ?",
                category.category_id,
            )
            .exists()
            if parent.parent_id is None
            else not db.query(Category)
            .where("parent_id IS NOT NULL")
            .where(
                "(SELECT category.parent_id FROM categories AS category"
                " WHERE category.category_id = categories.parent_id) IS ?",
                category.category_id,
            )
            .exists()
            if db.get(Category, parent.parent_id).parent_id is None
            else db.get(Category, db.get(Category, parent.parent_id).parent_id).parent_id is None
            and not db.query(Category).where("parent_id IS ?", category.category_id).exists()
        ):
            fail("category_too_deep")
    category_count = db.query(Category).count()
    if sort_order is not None and sort_order >= category_count:
        fail("category_sort_order_out_of_range", category_count=category_count)
    if sort_order is not None:
        for sibling in (
            db.query(Category).where("sort_order > ? AND sort_order <= ?", category.sort_order, sort_order).all()
        ):
            db.update(sibling, sort_order=sibling.sort_order - 1)
        for sibling in (
            db.query(Category).where("sort_order >= ? AND sort_order < ?", sort_order, category.sort_order).all()
        ):
            db.update(sibling, sort_order=sibling.sort_order + 1)
    if not changes:
        fail("nothing_to_change")
    db.update(category, **changes)
    return {"category": category_full(category)}


class DeleteCategory(TypedDict):
    """What `delete_category` returns."""

    category_id: str


def delete_category(db: Database, /, *, category_id: str) -> DeleteCategory:
    """Delete a category."""
    category = db.find(Category, category_id) or fail("category_not_found", category_id=category_id)
    for sibling in db.query(Category).where("sort_order > ?", category.sort_order).all():
        db.update(sibling, sort_order=sibling.sort_order - 1)
    db.delete(category)
    return {"category_id": category_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "category_inside_itself": "A category cannot lie in itself or in what lies in it. Choose another parent.",
    "category_name_taken": "There is already a category with the same parent and name. Choose others.",
    "category_not_found": "There is no category {category_id}. List the categories to see which there are.",
    "category_too_deep": "The categories can lie at most 4 levels deep. Choose a parent nearer to the top.",
    "parent_category_not_found": "There is no parent category {parent_id}. List the categories to see which there are.",
    "script_not_found": "There is no script {script_id}. List the scripts to see which there are.",
    "category_sort_order_out_of_range": (
        "There are {category_count} categories, the first has the sort order 0. Choose a sort order among them."
    ),
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="api2cart_categories",
    folder=Path(__file__).parent,
    tables=[Script, Category],
    tools={
        "list_scripts": Tool(list_scripts, read_only=True),
        "create_script": Tool(create_script),
        "delete_script": Tool(delete_script),
        "list_categories": Tool(list_categories, read_only=True),
        "get_category": Tool(get_category, read_only=True),
        "count_categories": Tool(count_categories, read_only=True),
        "create_category": Tool(create_category),
        "update_category": Tool(update_category),
        "delete_category": Tool(delete_category),
    },
    faults=FAULTS,
    unique_faults={
        "categories.parent_id, categories.name": "category_name_taken",
    },
    instructions=INSTRUCTIONS,
)
