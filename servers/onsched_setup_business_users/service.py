"""OnSched Setup: business users: keeps business users, service groups, permissions and companies."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
OnSched Setup: business users. Keeps business users, service groups, permissions and companies.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating or updating a business user can be refused: that email is not an email address.
- Two business users cannot have the same email.
- Two service groups cannot have the same name.
- Deleting a business user also deletes their companies.
- Deleting a company keeps the service groups that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class BusinessUser(Table, table=True):
    """A business user."""

    __tablename__ = "business_users"
    __table_args__ = (UniqueConstraint("email"),)

    business_user_id: str = Field(primary_key=True)
    name: str
    business_name: str | None = None
    email: str | None = None
    identity_account: bool
    resource_name: str | None = None
    role: str | None = None


class Permission(Table, table=True):
    """A permission."""

    __tablename__ = "permissions"

    permission_id: str = Field(primary_key=True)
    access: str | None = None
    function: str | None = None
    role: str | None = None


class Company(Table, table=True):
    """A company of a business user."""

    __tablename__ = "companies"

    company_id: str = Field(primary_key=True)
    business_user_id: str = Field(foreign_key="business_users.business_user_id", ondelete="CASCADE", index=True)
    name: str | None = None


class ServiceGroup(Table, table=True):
    """A service group."""

    __tablename__ = "service_groups"
    __table_args__ = (UniqueConstraint("name"),)

    service_group_id: int = Field(primary_key=True)
    name: str
    company_id: str | None = Field(default=None, foreign_key="companies.company_id", ondelete="SET NULL", index=True)
    description: str | None = None
    is_deleted: bool
    type: int | None = None


# --- views --------------------------------------------------------------------------------------------------------


class BusinessUserShort(TypedDict):
    """A business user in the view `short`."""

    business_user_id: str
    name: str
    business_name: str | None
    email: str | None
    identity_account: bool
    resource_name: str | None
    role: str | None


def business_user_short(business_user: BusinessUser) -> BusinessUserShort:
    """A business user in the view `short`."""
    return {
        "business_user_id": business_user.business_user_id,
        "name": business_user.name,
        "business_name": business_user.business_name,
        "email": business_user.email,
        "identity_account": business_user.identity_account,
        "resource_name": business_user.resource_name,
        "role": business_user.role,
    }


class BusinessUserFull(BusinessUserShort):
    """A business user in the view `full`."""


def business_user_full(business_user: BusinessUser) -> BusinessUserFull:
    """A business user in the view `full`."""
    return business_user_short(business_user)


class PermissionShort(TypedDict):
    """A permission in the view `short`."""

    permission_id: str
    access: str | None
    function: str | None
    role: str | None


def permission_short(permission: Permission) -> PermissionShort:
    """A permission in the view `short`."""
    return {
        "permission_id": permission.permission_id,
        "access": permission.access,
        "function": permission.function,
        "role": permission.role,
    }


class PermissionFull(PermissionShort):
    """A permission in the view `full`."""


def permission_full(permission: Permission) -> PermissionFull:
    """A permission in the view `full`."""
    return permission_short(permission)


class CompanyShort(TypedDict):
    """A company in the view `short`."""

    company_id: str
    business_user_id: str
    name: str | None


def company_short(company: Company) -> CompanyShort:
    """A company in the view `short`."""
    return {"company_id": company.company_id, "business_user_id": company.business_user_id, "name": company.name}


class CompanyFull(CompanyShort):
    """A company in the view `full`."""


def company_full(company: Company) -> CompanyFull:
    """A company in the view `full`."""
    return company_short(company)


class ServiceGroupShort(TypedDict):
    """A service group in the view `short`."""

    service_group_id: int
    name: str
    company_id: str | None
    description: str | None
    is_deleted: bool
    type: int | None


def service_group_short(service_group: ServiceGroup) -> ServiceGroupShort:
    """A service group in the view `short`."""
    return {
        "service_group_id": service_group.service_group_id,
        "name": service_group.name,
        "company_id": service_group.company_id,
        "description": service_group.description,
        "is_deleted": service_group.is_deleted,
        "type": service_group.type,
    }


class ServiceGroupFull(ServiceGroupShort):
    """A service group in the view `full`."""


def service_group_full(service_group: ServiceGroup) -> ServiceGroupFull:
    """A service group in the view `full`."""
    return service_group_short(service_group)


# --- tools --------------------------------------------------------------------------------------------------------


class ListBusinessUsers(TypedDict):
    """What `list_business_users` returns."""

    business_users: list[BusinessUserShort]
    next_cursor: str | None


def list_business_users(
    db: Database, /, *, email: str | None = None, role: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListBusinessUsers:
    """List the business users, optionally by email or role."""
    query = db.query(BusinessUser)
    if email is not None:
        query.where("same_text(email, ?)", email)
    if role is not None:
        query.where("same_text(role, ?)", role)
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "business_users": [business_user_short(business_user) for business_user in page.rows],
        "next_cursor": page.next_cursor,
    }


class BusinessUserResult(TypedDict):
    """What `get_business_user` and 2 other tools return."""

    business_user: BusinessUserFull


def get_business_user(db: Database, /, *, business_user_id: str) -> BusinessUserResult:
    """Show a business user with all its details."""
    business_user = db.find(BusinessUser, business_user_id)
    if business_user is None:
        fail("business_user_not_found", business_user_id=business_user_id)
    return {"business_user": business_user_full(business_user)}


def create_business_user(
    db: Database, /, *, name: str, email: str | None = None, role: str | None = None
) -> BusinessUserResult:
    """Create a business user."""
    if email is not None and db.query(BusinessUser).where("same_text(email, ?)", email).exists():
        fail("business_user_email_taken", email=email)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    business_user = db.insert(
        BusinessUser,
        business_user_id=f"BU-{db.next_number('business_users'):04d}",
        name=name,
        email=email,
        identity_account=False,
        role=role,
    )
    return {"business_user": business_user_full(business_user)}


def update_business_user(
    db: Database,
    /,
    *,
    business_user_id: str,
    name: str | None = None,
    email: str | None = None,
    role: str | None = None,
    clear: list[Literal["email", "role"]] | None = None,
) -> BusinessUserResult:
    """Change the name, email or role of a business user."""
    changes = given(clear, name=name, email=email, role=role)
    business_user = db.find(BusinessUser, business_user_id)
    if business_user is None:
        fail("business_user_not_found", business_user_id=business_user_id)
    if (
        email is not None
        and db.query(BusinessUser)
        .where("same_text(email, ?) AND business_user_id <> ?", email, business_user.business_user_id)
        .exists()
    ):
        fail("business_user_email_taken", email=email)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not changes:
        fail("nothing_to_change")
    db.update(business_user, **changes)
    return {"business_user": business_user_full(business_user)}


class DeleteBusinessUser(TypedDict):
    """What `delete_business_user` returns."""

    business_user_id: str


def delete_business_user(db: Database, /, *, business_user_id: str) -> DeleteBusinessUser:
    """Delete a business user together with its companies."""
    business_user = db.find(BusinessUser, business_user_id)
    if business_user is None:
        fail("business_user_not_found", business_user_id=business_user_id)
    db.delete(business_user)
    return {"business_user_id": business_user_id}


class ListPermissions(TypedDict):
    """What `list_permissions` returns."""

    permissions: list[PermissionFull]
    next_cursor: str | None


def list_permissions(
    db: Database, /, *, role: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListPermissions:
    """List the permissions, optionally by role."""
    query = db.query(Permission)
    if role is not None:
        query.where("same_text(role, ?)", role)
    page = query.page(limit=limit, cursor=cursor)
    return {"permissions": [permission_full(permission) for permission in page.rows], "next_cursor": page.next_cursor}


class ListCompanies(TypedDict):
    """What `list_companies` returns."""

    companies: list[CompanyFull]
    next_cursor: str | None


def list_companies(
    db: Database, /, *, business_user_id: str, query_: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListCompanies:
    """List the companies of a business user, optionally by text."""
    business_user = db.find(BusinessUser, business_user_id)
    if business_user is None:
        fail("business_user_not_found", business_user_id=business_user_id)
    query = db.query(Company).where("business_user_id = ?", business_user.business_user_id)
    if query_ is not None:
        query.where("contains(name, ?)", query_)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"companies": [company_full(company) for company in page.rows], "next_cursor": page.next_cursor}


class ListServiceGroups(TypedDict):
    """What `list_service_groups` returns."""

    service_groups: list[ServiceGroupShort]
    next_cursor: str | None


def list_service_groups(
    db: Database, /, *, company_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListServiceGroups:
    """List the service groups, optionally by company."""
    query = db.query(ServiceGroup)
    if company_id is not None:
        query.where("company_id IS ?", company_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "service_groups": [service_group_short(service_group) for service_group in page.rows],
        "next_cursor": page.next_cursor,
    }


class ServiceGroupResult(TypedDict):
    """What `get_service_group` and 2 other tools return."""

    service_group: ServiceGroupFull


def get_service_group(db: Database, /, *, service_group_id: int) -> ServiceGroupResult:
    """Show a service group with all its details."""
    service_group = db.find(ServiceGroup, service_group_id)
    if service_group is None:
        fail("service_group_not_found", service_group_id=service_group_id)
    return {"service_group": service_group_full(service_group)}


def create_service_group(
    db: Database, /, *, name: str, description: str | None = None, type_: int | None = None
) -> ServiceGroupResult:
    """Create a service group."""
    if db.query(ServiceGroup).where("same_text(name, ?)", name).exists():
        fail("service_group_name_taken", name=name)
    service_group = db.insert(
        ServiceGroup,
        service_group_id=db.next_number("service_groups"),
        name=name,
        description=description,
        is_deleted=False,
        type=type_,
    )
    return {"service_group": service_group_full(service_group)}


def update_service_group(
    db: Database,
    /,
    *,
    service_group_id: int,
    name: str | None = None,
    description: str | None = None,
    type_: int | None = None,
    clear: list[Literal["description", "type"]] | None = None,
) -> ServiceGroupResult:
    """Change the name, type or description of a service group."""
    changes = given(clear, name=name, description=description, type=type_)
    service_group = db.find(ServiceGroup, service_group_id)
    if service_group is None:
        fail("service_group_not_found", service_group_id=service_group_id)
    if (
        name is not None
        and db.query(ServiceGroup)
        .where("same_text(name, ?) AND service_group_id <> ?", name, service_group.service_group_id)
        .exists()
    ):
        fail("service_group_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(service_group, **changes)
    return {"service_group": service_group_full(service_group)}


class DeleteServiceGroup(TypedDict):
    """What `delete_service_group` returns."""

    service_group_id: int


def delete_service_group(db: Database, /, *, service_group_id: int) -> DeleteServiceGroup:
    """Delete a service group."""
    service_group = db.find(ServiceGroup, service_group_id)
    if service_group is None:
        fail("service_group_not_found", service_group_id=service_group_id)
    db.delete(service_group)
    return {"service_group_id": service_group_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "business_user_email_taken": "There is already a business user with the email {email}. Choose another email.",
    "business_user_not_found": (
        "There is no business user {business_user_id}. List the business users to see which there are."
    ),
    "service_group_name_taken": "There is already a service group with the name {name}. Choose another name.",
    "service_group_not_found": (
        "There is no service group {service_group_id}. List the service groups to see which there are."
    ),
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="onsched_setup_business_users",
    folder=Path(__file__).parent,
    tables=[BusinessUser, Permission, Company, ServiceGroup],
    tools={
        "list_business_users": Tool(list_business_users, read_only=True),
        "get_business_user": Tool(get_business_user, read_only=True),
        "create_business_user": Tool(create_business_user),
        "update_business_user": Tool(update_business_user),
        "delete_business_user": Tool(delete_business_user),
        "list_permissions": Tool(list_permissions, read_only=True),
        "list_companies": Tool(list_companies, read_only=True),
        "list_service_groups": Tool(list_service_groups, read_only=True),
        "get_service_group": Tool(get_service_group, read_only=True),
        "create_service_group": Tool(create_service_group),
        "update_service_group": Tool(update_service_group),
        "delete_service_group": Tool(delete_service_group),
    },
    faults=FAULTS,
    unique_faults={
        "business_users.email": "business_user_email_taken",
        "service_groups.name": "service_group_name_taken",
    },
    instructions=INSTRUCTIONS,
)
