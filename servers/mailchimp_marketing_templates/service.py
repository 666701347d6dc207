"""Mailchimp Marketing: templates: keeps template folders, templates and landing pages."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Mailchimp Marketing: templates. Keeps template folders, templates and landing pages.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Two template folders cannot have the same name.
- Two templates cannot have the same name.
- Deleting a template folder keeps the templates that refer to it; they lose the reference.
- Deleting a template keeps the landing pages that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class LandingPage(Table, table=True):
    """A landing page."""

    __tablename__ = "landing_pages"
    __table_args__ = (
        CheckConstraint("status IN ('published', 'unpublished', 'draft')"),
        CheckConstraint("type IN ('signup', 'product')"),
    )

    landing_page_id: str = Field(primary_key=True)
    title: str
    description: str | None = None
    name: str | None = None
    published_at: str | None = None
    status: str
    template_id: int | None = Field(default=None, foreign_key="templates.template_id", ondelete="SET NULL", index=True)
    unpublished_at: str | None = None
    ecommerce_total_orders: Decimal | None = Field(default=None, sa_type=Money(2))
    ecommerce_total_revenue: Decimal | None = Field(default=None, sa_type=Money(2))
    type: str | None = None
    created_at: str
    updated_at: str


class TemplateFolder(Table, table=True):
    """A template folder."""

    __tablename__ = "template_folders"
    __table_args__ = (UniqueConstraint("name"),)

    template_folder_id: str = Field(primary_key=True)
    name: str


class Template(Table, table=True):
    """A template."""

    __tablename__ = "templates"
    __table_args__ = (
        CheckConstraint("content_type IN ('template', 'multichannel', 'html')"),
        UniqueConstraint("name"),
    )

    template_id: int = Field(primary_key=True)
    name: str
    active: bool
    category: str | None = None
    content_type: str | None = None
    created_by: str | None = None
    drag_and_drop: bool
    edited_by: str | None = None
    folder_id: str | None = Field(
        default=None, foreign_key="template_folders.template_folder_id", ondelete="SET NULL", index=True
    )
    responsive: bool
    html: str
    created_at: str
    edited_at: str


# --- views --------------------------------------------------------------------------------------------------------


class LandingPageShort(TypedDict):
    """A landing page in the view `short`."""

    landing_page_id: str
    title: str
    published_at: str | None
    status: str
    unpublished_at: str | None
    ecommerce_total_orders: Decimal | None
    ecommerce_total_revenue: Decimal | None


def landing_page_short(landing_page: LandingPage) -> LandingPageShort:
    """A landing page in the view `short`."""
    return {
        "landing_page_id": landing_page.landing_page_id,
        "title": landing_page.title,
        "published_at": landing_page.published_at,
        "status": landing_page.status,
        "unpublished_at": landing_page.unpublished_at,
        "ecommerce_total_orders": landing_page.ecommerce_total_orders,
        "ecommerce_total_revenue": landing_page.ecommerce_total_revenue,
    }


class LandingPageFull(LandingPageShort):
    """A landing page in the view `full`."""

    description: str | None
    name: str | None
    template_id: int | None
    type: str | None
    created_at: str
    updated_at: str


def landing_page_full(landing_page: LandingPage) -> LandingPageFull:
    """A landing page in the view `full`."""
    return {
        **landing_page_short(landing_page),
        "description": landing_page.description,
        "name": landing_page.name,
        "template_id": landing_page.template_id,
        "type": landing_page.type,
        "created_at": landing_page.created_at,
        "updated_at": landing_page.updated_at,
    }


class TemplateFolderShort(TypedDict):
    """A template folder in the view `short`."""

    template_folder_id: str
    name: str


def template_folder_short(template_folder: TemplateFolder) -> TemplateFolderShort:
    """A template folder in the view `short`."""
    return {"template_folder_id": template_folder.template_folder_id, "name": template_folder.name}


class TemplateFolderFull(TemplateFolderShort):
    """A template folder in the view `full`."""


def template_folder_full(template_folder: TemplateFolder) -> TemplateFolderFull:
    """A template folder in the view `full`."""
    return template_folder_short(template_folder)


class TemplateShort(TypedDict):
    """A template in the view `short`."""

    template_id: int
    name: str
    active: bool
    content_type: str | None
    drag_and_drop: bool
    folder_id: str | None
    responsive: bool


def template_short(template: Template) -> TemplateShort:
    """A template in the view `short`."""
    return {
        "template_id": template.template_id,
        "name": template.name,
        "active": template.active,
        "content_type": template.content_type,
        "drag_and_drop": template.drag_and_drop,
        "folder_id": template.folder_id,
        "responsive": template.responsive,
    }


class TemplateFull(TemplateShort):
    """A template in the view `full`."""

    category: str | None
    created_by: str | None
    edited_by: str | None
    html: str
    created_at: str
    edited_at: str


def template_full(template: Template) -> TemplateFull:
    """A template in the view `full`."""
    return {
        **template_short(template),
        "category": template.category,
        "created_by": template.created_by,
        "edited_by": template.edited_by,
        "html": template.html,
        "created_at": template.created_at,
        "edited_at": template.edited_at,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListLandingPages(TypedDict):
    """What `list_landing_pages` returns."""

    landing_pages: list[LandingPageShort]
    next_cursor: str | None


def list_landing_pages(
    db: Database,
    /,
    *,
    status: Literal["published", "unpublished", "draft"] | None = None,
    template_id: int | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListLandingPages:
    """List the landing pages, optionally by status or template."""
    query = db.query(LandingPage)
    if status is not None:
        query.where("status = ?", status)
    if template_id is not None:
        query.where("template_id IS ?", template_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {
        "landing_pages": [landing_page_short(landing_page) for landing_page in page.rows],
        "next_cursor": page.next_cursor,
    }


class LandingPageResult(TypedDict):
    """What `get_landing_page` and 2 other tools return."""

    landing_page: LandingPageFull


def get_landing_page(db: Database, /, *, landing_page_id: str) -> LandingPageResult:
    """Show a landing page with all its details."""
    landing_page = db.find(LandingPage, landing_page_id)
    if landing_page is None:
        fail("landing_page_not_found", landing_page_id=landing_page_id)
    return {"landing_page": landing_page_full(landing_page)}


def create_landing_page(
    db: Database,
    /,
    *,
    title: str,
    description: str | None = None,
    name: str | None = None,
    template_id: int | None = None,
    type_: Literal["signup", "product"] | None = None,
) -> LandingPageResult:
    """Create a landing page."""
    if template_id is not None and db.find(Template, template_id) is None:
        fail("template_not_found", template_id=template_id)
    landing_page = db.insert(
        LandingPage,
        landing_page_id=f"LP-{db.next_number('landing_pages'):04d}",
        title=title,
        description=description,
        name=name,
        status="draft",
        template_id=template_id,
        type=type_,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"landing_page": landing_page_full(landing_page)}


def update_landing_page(
    db: Database,
    /,
    *,
    landing_page_id: str,
    title: str | None = None,
    description: str | None = None,
    name: str | None = None,
    clear: list[Literal["description", "name"]] | None = None,
) -> LandingPageResult:
    """Change the title, description or name of a landing page."""
    changes = given(clear, title=title, description=description, name=name)
    landing_page = db.find(LandingPage, landing_page_id)
    if landing_page is None:
        fail("landing_page_not_found", landing_page_id=landing_page_id)
    if not changes:
        fail("nothing_to_change")
    db.update(landing_page, **changes, updated_at=db.now())
    return {"landing_page": landing_page_full(landing_page)}


class DeleteLandingPage(TypedDict):
    """What `delete_landing_page` returns."""

    landing_page_id: str


def delete_landing_page(db: Database, /, *, landing_page_id: str) -> DeleteLandingPage:
    """Delete a landing page."""
    landing_page = db.find(LandingPage, landing_page_id)
    if landing_page is None:
        fail("landing_page_not_found", landing_page_id=landing_page_id)
    db.delete(landing_page)
    return {"landing_page_id": landing_page_id}


class ListTemplateFolders(TypedDict):
    """What `list_template_folders` returns."""

    template_folders: list[TemplateFolderShort]
    next_cursor: str | None


def list_template_folders(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTemplateFolders:
    """List the template folders."""
    page = db.query(TemplateFolder).page("name", limit=limit, cursor=cursor)
    return {
        "template_folders": [template_folder_short(template_folder) for template_folder in page.rows],
        "next_cursor": page.next_cursor,
    }


class TemplateFolderResult(TypedDict):
    """What `get_template_folder` and 2 other tools return."""

    template_folder: TemplateFolderFull


def get_template_folder(db: Database, /, *, template_folder_id: str) -> TemplateFolderResult:
    """Show a template folder with all its details."""
    template_folder = db.find(TemplateFolder, template_folder_id)
    if template_folder is None:
        fail("template_folder_not_found", template_folder_id=template_folder_id)
    return {"template_folder": template_folder_full(template_folder)}


def create_template_folder(db: Database, /, *, name: str) -> TemplateFolderResult:
    """Create a template folder."""
    if db.query(TemplateFolder).where("same_text(name, ?)", name).exists():
        fail("template_folder_name_taken", name=name)
    template_folder = db.insert(
        TemplateFolder, template_folder_id=f"TF-{db.next_number('template_folders'):04d}", name=name
    )
    return {"template_folder": template_folder_full(template_folder)}


def update_template_folder(
    db: Database, /, *, template_folder_id: str, name: str | None = None
) -> TemplateFolderResult:
    """Change the name of a template folder."""
    changes = given(None, name=name)
    template_folder = db.find(TemplateFolder, template_folder_id)
    if template_folder is None:
        fail("template_folder_not_found", template_folder_id=template_folder_id)
    if (
        name is not None
        and db.query(TemplateFolder)
        .where("same_text(name, ?) AND template_folder_id <> ?", name, template_folder.template_folder_id)
        .exists()
    ):
        fail("template_folder_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(template_folder, **changes)
    return {"template_folder": template_folder_full(template_folder)}


class DeleteTemplateFolder(TypedDict):
    """What `delete_template_folder` returns."""

    template_folder_id: str


def delete_template_folder(db: Database, /, *, template_folder_id: str) -> DeleteTemplateFolder:
    """Delete a template folder."""
    template_folder = db.find(TemplateFolder, template_folder_id)
    if template_folder is None:
        fail("template_folder_not_found", template_folder_id=template_folder_id)
    db.delete(template_folder)
    return {"template_folder_id": template_folder_id}


class ListTemplates(TypedDict):
    """What `list_templates` returns."""

    templates: list[TemplateShort]
    next_cursor: str | None


def list_templates(
    db: Database,
    /,
    *,
    created_by: str | None = None,
    category: str | None = None,
    folder_id: str | None = None,
    content_type: Literal["template", "multichannel", "html"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListTemplates:
    """List the templates, optionally by creator, category, folder or content type."""
    query = db.query(Template)
    if created_by is not None:
        query.where("same_text(created_by, ?)", created_by)
    if category is not None:
        query.where("same_text(category, ?)", category)
    if folder_id is not None:
        query.where("folder_id IS ?", folder_id)
    if content_type is not None:
        query.where("content_type IS ?", content_type)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"templates": [template_short(template) for template in page.rows], "next_cursor": page.next_cursor}


class TemplateResult(TypedDict):
    """What `get_template` and 2 other tools return."""

    template: TemplateFull


def get_template(db: Database, /, *, template_id: int) -> TemplateResult:
    """Show a template with all its details."""
    template = db.find(Template, template_id) or fail("template_not_found", template_id=template_id)
    return {"template": template_full(template)}


def create_template(db: Database, /, *, name: str, html: str, folder_id: str | None = None) -> TemplateResult:
    """Create a template."""
    if folder_id is not None and db.find(TemplateFolder, folder_id) is None:
        fail("folder_not_found", folder_id=folder_id)
    if db.query(Template).where("same_text(name, ?)", name).exists():
        fail("template_name_taken", name=name)
    template = db.insert(
        Template,
        template_id=db.next_number("templates"),
        name=name,
        active=True,
        drag_and_drop=False,
        folder_id=folder_id,
        responsive=False,
        html=html,
        created_at=db.now(),
        edited_at=db.now(),
    )
    return {"template": template_full(template)}


def update_template(
    db: Database,
    /,
    *,
    template_id: int,
    name: str | None = None,
    folder_id: str | None = None,
    html: str | None = None,
    clear: list[Literal["folder_id"]] | None = None,
) -> TemplateResult:
    """Change the name, HTML or folder of a template."""
    changes = given(clear, name=name, folder_id=folder_id, html=html)
    template = db.find(Template, template_id) or fail("template_not_found", template_id=template_id)
    if folder_id is not None and db.find(TemplateFolder, folder_id) is None:
        fail("folder_not_found", folder_id=folder_id)
    if (
        name is not None
        and db.query(Template).where("same_text(name, ?) AND template_id <> ?", name, template.template_id).exists()
    ):
        fail("template_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(template, **changes, edited_at=db.now())
    return {"template": template_full(template)}


class DeleteTemplate(TypedDict):
    """What `delete_template` returns."""

    template_id: int


def delete_template(db: Database, /, *, template_id: int) -> DeleteTemplate:
    """Delete a template."""
    template = db.find(Template, template_id) or fail("template_not_found", template_id=template_id)
    db.delete(template)
    return {"template_id": template_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "folder_not_found": "There is no folder {folder_id}. List the template folders to see which there are.",
    "landing_page_not_found": (
        "There is no landing page {landing_page_id}. List the landing pages to see which there are."
    ),
    "template_folder_name_taken": "There is already a template folder with the name {name}. Choose another name.",
    "template_folder_not_found": (
        "There is no template folder {template_folder_id}. List the template folders to see which there are."
    ),
    "template_name_taken": "There is already a template with the name {name}. Choose another name.",
    "template_not_found": "There is no template {template_id}. List the templates to see which there are.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="mailchimp_marketing_templates",
    folder=Path(__file__).parent,
    tables=[LandingPage, TemplateFolder, Template],
    tools={
        "list_landing_pages": Tool(list_landing_pages, read_only=True),
        "get_landing_page": Tool(get_landing_page, read_only=True),
        "create_landing_page": Tool(create_landing_page),
        "update_landing_page": Tool(update_landing_page),
        "delete_landing_page": Tool(delete_landing_page),
        "list_template_folders": Tool(list_template_folders, read_only=True),
        "get_template_folder": Tool(get_template_folder, read_only=True),
        "create_template_folder": Tool(create_template_folder),
        "update_template_folder": Tool(update_template_folder),
        "delete_template_folder": Tool(delete_template_folder),
        "list_templates": Tool(list_templates, read_only=True),
        "get_template": Tool(get_template, read_only=True),
        "create_template": Tool(create_template),
        "update_template": Tool(update_template),
        "delete_template": Tool(delete_template),
    },
    faults=FAULTS,
    unique_faults={
        "template_folders.name": "template_folder_name_taken",
        "templates.name": "template_name_taken",
    },
    instructions=INSTRUCTIONS,
)
