"""AWS IoT: packages: keeps packages and package versions."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
AWS IoT: packages. Keeps packages and package versions.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Two package versions cannot have the same package and version name.
- Two packages cannot have the same package name.
- Deleting a package also deletes its package versions.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class PackageVersion(Table, table=True):
    """A package version of a package."""

    __tablename__ = "package_versions"
    __table_args__ = (
        CheckConstraint("status IN ('DRAFT', 'PUBLISHED', 'DEPRECATED')"),
        CheckConstraint("\"action\" IN ('PUBLISH', 'DEPRECATE')"),
        UniqueConstraint("package_id", "version_name"),
    )

    package_version_id: str = Field(primary_key=True)
    package_id: str = Field(foreign_key="packages.package_id", ondelete="CASCADE", index=True)
    version_name: str
    package_name: str | None = None
    status: str
    description: str | None = None
    recipe: str | None = None
    action: str | None = None
    creation_date: str
    last_modified_date: str


class Package(Table, table=True):
    """A package."""

    __tablename__ = "packages"
    __table_args__ = (UniqueConstraint("package_name"),)

    package_id: str = Field(primary_key=True)
    package_name: str
    description: str | None = None
    default_version_name: str | None = None
    creation_date: str
    last_modified_date: str


# --- views --------------------------------------------------------------------------------------------------------


class PackageVersionShort(TypedDict):
    """A package version in the view `short`."""

    package_version_id: str
    package_id: str
    version_name: str
    package_name: str | None
    status: str
    description: str | None
    action: str | None


def package_version_short(package_version: PackageVersion) -> PackageVersionShort:
    """A package version in the view `short`."""
    return {
        "package_version_id": package_version.package_version_id,
        "package_id": package_version.package_id,
        "version_name": package_version.version_name,
        "package_name": package_version.package_name,
        "status": package_version.status,
        "description": package_version.description,
        "action": package_version.action,
    }


class PackageVersionFull(PackageVersionShort):
    """A package version in the view `full`."""

    recipe: str | None
    creation_date: str
    last_modified_date: str


def package_version_full(package_version: PackageVersion) -> PackageVersionFull:
    """A package version in the view `full`."""
    return {
        **package_version_short(package_version),
        "recipe": package_version.recipe,
        "creation_date": package_version.creation_date,
        "last_modified_date": package_version.last_modified_date,
    }


class PackageShort(TypedDict):
    """A package in the view `short`."""

    package_id: str
    package_name: str
    description: str | None
    default_version_name: str | None
    creation_date: str
    last_modified_date: str


def package_short(package: Package) -> PackageShort:
    """A package in the view `short`."""
    return {
        "package_id": package.package_id,
        "package_name": package.package_name,
        "description": package.description,
        "default_version_name": package.default_version_name,
        "creation_date": package.creation_date,
        "last_modified_date": package.last_modified_date,
    }


class PackageFull(PackageShort):
    """A package in the view `full`."""


def package_full(package: Package) -> PackageFull:
    """A package in the view `full`."""
    return package_short(package)


# --- tools --------------------------------------------------------------------------------------------------------


class ListPackageVersions(TypedDict):
    """What `list_package_versions` returns."""

    package_versions: list[PackageVersionShort]
    next_cursor: str | None


def list_package_versions(
    db: Database,
    /,
    *,
    package_id: str,
    status: Literal["DRAFT", "PUBLISHED", "DEPRECATED"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListPackageVersions:
    """List the package versions of a package, optionally by status."""
    package = db.find(Package, package_id) or fail("package_not_found", package_id=package_id)
    query = db.query(PackageVersion).where("package_id = ?", package.package_id)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-creation_date", limit=limit, cursor=cursor)
    return {
        "package_versions": [package_version_short(package_version) for package_version in page.rows],
        "next_cursor": page.next_cursor,
    }


class PackageVersionResult(TypedDict):
    """What `get_package_version` and 2 other tools return."""

    package_version: PackageVersionFull


def get_package_version(db: Database, /, *, package_version_id: str) -> PackageVersionResult:
    """Show a package version with all its details."""
    package_version = db.find(PackageVersion, package_version_id)
    if package_version is None:
        fail("package_version_not_found", package_version_id=package_version_id)
    return {"package_version": package_version_full(package_version)}


def create_package_version(
    db: Database, /, *, package_id: str, version_name: str, description: str | None = None, recipe: str | None = None
) -> PackageVersionResult:
    """Create a package version in a package."""
    if db.find(Package, package_id) is None:
        fail("package_not_found", package_id=package_id)
    if (
        db.query(PackageVersion)
        .where("same_text(version_name, ?) AND package_id = ?", version_name, package_id)
        .exists()
    ):
        fail("package_version_version_name_taken", version_name=version_name)
    package_version = db.insert(
        PackageVersion,
        package_version_id=f"PV-{db.next_number('package_versions'):04d}",
        package_id=package_id,
        version_name=version_name,
        status="DRAFT",
        description=description,
        recipe=recipe,
        creation_date=db.now(),
        last_modified_date=db.now(),
    )
    return {"package_version": package_version_full(package_version)}


def update_package_version(
    db: Database,
    /,
    *,
    package_version_id: str,
    description: str | None = None,
    recipe: str | None = None,
    action: Literal["PUBLISH", "DEPRECATE"] | None = None,
    clear: list[Literal["description", "recipe", "action"]] | None = None,
) -> PackageVersionResult:
    """Change the description, recipe or action of a package version."""
    changes = given(clear, description=description, recipe=recipe, action=action)
    package_version = db.find(PackageVersion, package_version_id)
    if package_version is None:
        fail("package_version_not_found", package_version_id=package_version_id)
    if not changes:
        fail("nothing_to_change")
    db.update(package_version, **changes, last_modified_date=db.now())
    return {"package_version": package_version_full(package_version)}


class DeletePackageVersion(TypedDict):
    """What `delete_package_version` returns."""

    package_version_id: str


def delete_package_version(db: Database, /, *, package_version_id: str) -> DeletePackageVersion:
    """Delete a package version."""
    package_version = db.find(PackageVersion, package_version_id)
    if package_version is None:
        fail("package_version_not_found", package_version_id=package_version_id)
    db.delete(package_version)
    return {"package_version_id": package_version_id}


class ListPackages(TypedDict):
    """What `list_packages` returns."""

    packages: list[PackageShort]
    next_cursor: str | None


def list_packages(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListPackages:
    """List the packages."""
    page = db.query(Package).page("-creation_date", limit=limit, cursor=cursor)
    return {"packages": [package_short(package) for package in page.rows], "next_cursor": page.next_cursor}


class PackageResult(TypedDict):
    """What `get_package` and 2 other tools return."""

    package: PackageFull


def get_package(db: Database, /, *, package_id: str) -> PackageResult:
    """Show a package with all its details."""
    package = db.find(Package, package_id) or fail("package_not_found", package_id=package_id)
    return {"package": package_full(package)}


def create_package(db: Database, /, *, package_name: str, description: str | None = None) -> PackageResult:
    """Create a package."""
    if db.query(Package).where("same_text(package_name, ?)", package_name).exists():
        fail("package_name_taken", package_name=package_name)
    package = db.insert(
        Package,
        package_id=f"PAC-{db.next_number('packages'):04d}",
        package_name=package_name,
        description=description,
        creation_date=db.now(),
        last_modified_date=db.now(),
    )
    return {"package": package_full(package)}


def update_package(
    db: Database,
    /,
    *,
    package_id: str,
    description: str | None = None,
    default_version_name: str | None = None,
    clear: list[Literal["description", "default_version_name"]] | None = None,
) -> PackageResult:
    """Change the description or default version name of a package."""
    changes = given(clear, description=description, default_version_name=default_version_name)
    package = db.find(Package, package_id) or fail("package_not_found", package_id=package_id)
    if not changes:
        fail("nothing_to_change")
    db.update(package, **changes, last_modified_date=db.now())
    return {"package": package_full(package)}


class DeletePackage(TypedDict):
    """What `delete_package` returns."""

    package_id: str


def delete_package(db: Database, /, *, package_id: str) -> DeletePackage:
    """Delete a package together with its package versions."""
    package = db.find(Package, package_id) or fail("package_not_found", package_id=package_id)
    db.delete(package)
    return {"package_id": package_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "package_name_taken": (
        "There is already a package with the package name {package_name}. Choose another package name."
    ),
    "package_not_found": "There is no package {package_id}. List the packages to see which there are.",
    "package_version_not_found": (
        "There is no package version {package_version_id}. List the package versions to see which there are."
    ),
    "package_version_version_name_taken": (
        "There is already a package version with the version name {version_name}. Choose another version name."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="iot_packages",
    folder=Path(__file__).parent,
    tables=[PackageVersion, Package],
    tools={
        "list_package_versions": Tool(list_package_versions, read_only=True),
        "get_package_version": Tool(get_package_version, read_only=True),
        "create_package_version": Tool(create_package_version),
        "update_package_version": Tool(update_package_version),
        "delete_package_version": Tool(delete_package_version),
        "list_packages": Tool(list_packages, read_only=True),
        "get_package": Tool(get_package, read_only=True),
        "create_package": Tool(create_package),
        "update_package": Tool(update_package),
        "delete_package": Tool(delete_package),
    },
    faults=FAULTS,
    unique_faults={
        "package_versions.package_id, package_versions.version_name": "package_version_version_name_taken",
        "packages.package_name": "package_name_taken",
    },
    instructions=INSTRUCTIONS,
)
