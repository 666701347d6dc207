"""AWS IoT: dimensions: keeps dimensions and provisioning template versions."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
AWS IoT: dimensions. Keeps dimensions and provisioning template versions.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a dimension can be refused: there is already a dimension with that name.
- Creating a provisioning template version can be refused: there is already a provisioning template version with that \
template name.
- Two dimensions cannot have the same name.
- Two provisioning template versions cannot have the same template name.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Dimension(Table, table=True):
    """A dimension."""

    __tablename__ = "dimensions"
    __table_args__ = (UniqueConstraint("name"),)

    dimension_id: str = Field(primary_key=True)
    name: str
    arn: str | None = None
    string_values: list[str] = Field(sa_type=JsonList())
    creation_date: str
    last_modified_date: str


class ProvisioningTemplateVersion(Table, table=True):
    """A provisioning template version."""

    __tablename__ = "provisioning_template_versions"
    __table_args__ = (UniqueConstraint("template_name"),)

    provisioning_template_version_id: int = Field(primary_key=True)
    template_body: str
    template_name: str
    set_as_default: bool
    creation_date: str


# --- views --------------------------------------------------------------------------------------------------------


class DimensionShort(TypedDict):
    """A dimension in the view `short`."""

    dimension_id: str
    name: str
    arn: str | None
    string_values: list[str]
    creation_date: str
    last_modified_date: str


def dimension_short(dimension: Dimension) -> DimensionShort:
    """A dimension in the view `short`."""
    return {
        "dimension_id": dimension.dimension_id,
        "name": dimension.name,
        "arn": dimension.arn,
        "string_values": dimension.string_values,
        "creation_date": dimension.creation_date,
        "last_modified_date": dimension.last_modified_date,
    }


class DimensionFull(DimensionShort):
    """A dimension in the view `full`."""


def dimension_full(dimension: Dimension) -> DimensionFull:
    """A dimension in the view `full`."""
    return dimension_short(dimension)


class ProvisioningTemplateVersionShort(TypedDict):
    """A provisioning template version in the view `short`."""

    provisioning_template_version_id: int
    template_body: str
    template_name: str
    set_as_default: bool
    creation_date: str


def provisioning_template_version_short(
    provisioning_template_version: ProvisioningTemplateVersion,
) -> ProvisioningTemplateVersionShort:
    """A provisioning template version in the view `short`."""
    return {
        "provisioning_template_version_id": provisioning_template_version.provisioning_template_version_id,
        "template_body": provisioning_template_version.template_body,
        "template_name": provisioning_template_version.template_name,
        "set_as_default": provisioning_template_version.set_as_default,
        "creation_date": provisioning_template_version.creation_date,
    }


class ProvisioningTemplateVersionFull(ProvisioningTemplateVersionShort):
    """A provisioning template version in the view `full`."""


def provisioning_template_version_full(
    provisioning_template_version: ProvisioningTemplateVersion,
) -> ProvisioningTemplateVersionFull:
    """A provisioning template version in the view `full`."""
    return provisioning_template_version_short(provisioning_template_version)


# --- tools --------------------------------------------------------------------------------------------------------


class ListDimensions(TypedDict):
    """What `list_dimensions` returns."""

    dimensions: list[DimensionShort]
    next_cursor: str | None


def list_dimensions(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDimensions:
    """List the dimensions."""
    page = db.query(Dimension).page("-creation_date", limit=limit, cursor=cursor)
    return {"dimensions": [dimension_short(dimension) for dimension in page.rows], "next_cursor": page.next_cursor}


class DimensionResult(TypedDict):
    """What `get_dimension` and 2 other tools return."""

    dimension: DimensionFull


def get_dimension(db: Database, /, *, dimension_id: str) -> DimensionResult:
    """Show a dimension with all its details."""
    dimension = db.find(Dimension, dimension_id) or fail("dimension_not_found", dimension_id=dimension_id)
    return {"dimension": dimension_full(dimension)}


def create_dimension(db: Database, /, *, name: str, string_values: list[str]) -> DimensionResult:
    """Create a dimension."""
    if db.query(Dimension).where("same_text(name, ?)", name).exists():
        fail("dimension_name_taken", name=name)
    dimension = db.insert(
        Dimension,
        dimension_id=f"DIM-{db.next_number('dimensions'):04d}",
        name=name,
        string_values=string_values,
        creation_date=db.now(),
        last_modified_date=db.now(),
    )
    return {"dimension": dimension_full(dimension)}


def update_dimension(db: Database, /, *, dimension_id: str, string_values: list[str] | None = None) -> DimensionResult:
    """Change the string values of a dimension."""
    changes = given(None, string_values=string_values)
    dimension = db.find(Dimension, dimension_id) or fail("dimension_not_found", dimension_id=dimension_id)
    if not changes:
        fail("nothing_to_change")
    db.update(dimension, **changes, last_modified_date=db.now())
    return {"dimension": dimension_full(dimension)}


class DeleteDimension(TypedDict):
    """What `delete_dimension` returns."""

    dimension_id: str


def delete_dimension(db: Database, /, *, dimension_id: str) -> DeleteDimension:
    """Delete a dimension."""
    dimension = db.find(Dimension, dimension_id) or fail("dimension_not_found", dimension_id=dimension_id)
    db.delete(dimension)
    return {"dimension_id": dimension_id}


class ListProvisioningTemplateVersions(TypedDict):
    """What `list_provisioning_template_versions` returns."""

    provisioning_template_versions: list[ProvisioningTemplateVersionShort]
    next_cursor: str | None


def list_provisioning_template_versions(
    db: Database, /, *, template_name: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListProvisioningTemplateVersions:
    """List the provisioning template versions, optionally by template name."""
    query = db.query(ProvisioningTemplateVersion)
    if template_name is not None:
        query.where("same_text(template_name, ?)", template_name)
    page = query.page("-creation_date", limit=limit, cursor=cursor)
    return {
        "provisioning_template_versions": [
            provisioning_template_version_short(provisioning_template_version)
            for provisioning_template_version in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class ProvisioningTemplateVersionResult(TypedDict):
    """What `get_provisioning_template_version` and `create_provisioning_template_version` return."""

    provisioning_template_version: ProvisioningTemplateVersionFull


def get_provisioning_template_version(
    db: Database, /, *, provisioning_template_version_id: int
) -> ProvisioningTemplateVersionResult:
    """Show a provisioning template version with all its details."""
    provisioning_template_version = db.find(ProvisioningTemplateVersion, provisioning_template_version_id)
    if provisioning_template_version is None:
        fail(
            "provisioning_template_version_not_found", provisioning_template_version_id=provisioning_template_version_id
        )
    return {"provisioning_template_version": provisioning_template_version_full(provisioning_template_version)}


def create_provisioning_template_version(
    db: Database, /, *, template_body: str, template_name: str, set_as_default: bool = False
) -> ProvisioningTemplateVersionResult:
    """Create a provisioning template version."""
    if db.query(ProvisioningTemplateVersion).where("same_text(template_name, ?)", template_name).exists():
        fail("provisioning_template_version_template_taken", template_name=template_name)
    provisioning_template_version = db.insert(
        ProvisioningTemplateVersion,
        provisioning_template_version_id=db.next_number("provisioning_template_versions"),
        template_body=template_body,
        template_name=template_name,
        set_as_default=set_as_default,
        creation_date=db.now(),
    )
    return {"provisioning_template_version": provisioning_template_version_full(provisioning_template_version)}


class DeleteProvisioningTemplateVersion(TypedDict):
    """What `delete_provisioning_template_version` returns."""

    provisioning_template_version_id: int


def delete_provisioning_template_version(
    db: Database, /, *, provisioning_template_version_id: int
) -> DeleteProvisioningTemplateVersion:
    """Delete a provisioning template version."""
    provisioning_template_version = db.find(ProvisioningTemplateVersion, provisioning_template_version_id)
    if provisioning_template_version is None:
        fail(
            "provisioning_template_version_not_found", provisioning_template_version_id=provisioning_template_version_id
        )
    db.delete(provisioning_template_version)
    return {"provisioning_template_version_id": provisioning_template_version_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "dimension_name_taken": "There is already a dimension with the name {name}. Choose another name.",
    "dimension_not_found": "There is no dimension {dimension_id}. List the dimensions to see which there are.",
    "provisioning_template_version_not_found": (
        "There is no provisioning template version {provisioning_template_version_id}. List the "
        "provisioning template versions to see which there are."
    ),
    "provisioning_template_version_template_taken": (
        "There is already a provisioning template version with the template name "
        "{template_name}. Choose another template name."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="io_t_dimensions",
    folder=Path(__file__).parent,
    tables=[Dimension, ProvisioningTemplateVersion],
    tools={
        "list_dimensions": Tool(list_dimensions, read_only=True),
        "get_dimension": Tool(get_dimension, read_only=True),
        "create_dimension": Tool(create_dimension),
        "update_dimension": Tool(update_dimension),
        "delete_dimension": Tool(delete_dimension),
        "list_provisioning_template_versions": Tool(list_provisioning_template_versions, read_only=True),
        "get_provisioning_template_version": Tool(get_provisioning_template_version, read_only=True),
        "create_provisioning_template_version": Tool(create_provisioning_template_version),
        "delete_provisioning_template_version": Tool(delete_provisioning_template_version),
    },
    faults=FAULTS,
    unique_faults={
        "dimensions.name": "dimension_name_taken",
        "provisioning_template_versions.template_name": "provisioning_template_version_template_taken",
    },
    instructions=INSTRUCTIONS,
)
