"""Rumble: account: keeps groups, organizations, SSO groups and license."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import coalesce, valid_email
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Rumble: account. Keeps groups, organizations, SSO groups and license.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Deleting a group is refused while SSO groups refer to it.
- The expiry cannot lie in the past.
- Creating or updating an organization can be refused: the organizations can lie at most 4 levels deep.
- Updating an organization can be refused: an organization cannot lie in itself or in what lies in it.
- Creating or updating an SSO group can be refused: that created by email is not an email address.
- Two groups cannot have the same name.
- Deleting an org also deletes the orgs whose parent it is.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Group(Table, table=True):
    """A group."""

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("name"),)

    group_id: str = Field(primary_key=True)
    name: str
    created_by_email: str | None = None
    description: str | None = None
    expires_at: str | None = None
    org_default_role: str | None = None
    role_summary: str | None = None
    created_at: str
    updated_at: str


class License(Table, table=True):
    """The license."""

    __tablename__ = "licenses"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    name: str
    activated_at: str
    address_city: str
    address_country: str
    license_expiration_time: str
    partner: str
    phone: str
    created_at: str
    updated_at: str


class Org(Table, table=True):
    """An organization."""

    __tablename__ = "orgs"

    org_id: str = Field(primary_key=True)
    name: str
    deactivated_at: str | None = None
    description: str | None = None
    expiration_assets_offline: int | None = None
    expiration_assets_stale: int | None = None
    expiration_scans: int | None = None
    inactive: bool
    parent_id: str | None = Field(default=None, foreign_key="orgs.org_id", ondelete="CASCADE", index=True)
    permanent: bool
    project: bool
    created_at: str
    updated_at: str


class SsoGroup(Table, table=True):
    """An SSO group."""

    __tablename__ = "sso_groups"

    sso_group_id: str = Field(primary_key=True)
    group_name: str | None = None
    created_by_email: str | None = None
    description: str | None = None
    group_id: str = Field(foreign_key="groups.group_id", ondelete="RESTRICT", index=True)
    sso_attribute: str
    sso_value: str
    created_at: str
    updated_at: str


# --- views --------------------------------------------------------------------------------------------------------


class GroupShort(TypedDict):
    """A group in the view `short`."""

    group_id: str
    name: str
    created_by_email: str | None
    description: str | None
    expires_at: str | None
    org_default_role: str | None
    role_summary: str | None


def group_short(group: Group) -> GroupShort:
    """A group in the view `short`."""
    return {
        "group_id": group.group_id,
        "name": group.name,
        "created_by_email": group.created_by_email,
        "description": group.description,
        "expires_at": group.expires_at,
        "org_default_role": group.org_default_role,
        "role_summary": group.role_summary,
    }


class GroupFull(GroupShort):
    """A group in the view `full`."""

    created_at: str
    updated_at: str


def group_full(group: Group) -> GroupFull:
    """A group in the view `full`."""
    return {**group_short(group), "created_at": group.created_at, "updated_at": group.updated_at}


class LicenseFull(TypedDict):
    """A license in the view `full`."""

    name: str
    activated_at: str
    address_city: str
    address_country: str
    license_expiration_time: str
    partner: str
    phone: str
    created_at: str
    updated_at: str


def license_full(license: License) -> LicenseFull:
    """A license in the view `full`."""
    return {
        "name": license.name,
        "activated_at": license.activated_at,
        "address_city": license.address_city,
        "address_country": license.address_country,
        "license_expiration_time": license.license_expiration_time,
        "partner": license.partner,
        "phone": license.phone,
        "created_at": license.created_at,
        "updated_at": license.updated_at,
    }


class OrgShort(TypedDict):
    """An org in the view `short`."""

    org_id: str
    name: str
    deactivated_at: str | None
    inactive: bool
    parent_id: str | None
    permanent: bool
    project: bool


def org_short(org: Org) -> OrgShort:
    """An org in the view `short`."""
    return {
        "org_id": org.org_id,
        "name": org.name,
        "deactivated_at": org.deactivated_at,
        "inactive": org.inactive,
        "parent_id": org.parent_id,
        "permanent": org.permanent,
        "project": org.project,
    }


class OrgFull(OrgShort):
    """An org in the view `full`."""

    description: str | None
    expiration_assets_offline: int | None
    expiration_assets_stale: int | None
    expiration_scans: int | None
    created_at: str
    updated_at: str


def org_full(org: Org) -> OrgFull:
    """An org in the view `full`."""
    return {
        **org_short(org),
        "description": org.description,
        "expiration_assets_offline": org.expiration_assets_offline,
        "expiration_assets_stale": org.expiration_assets_stale,
        "expiration_scans": org.expiration_scans,
        "created_at": org.created_at,
        "updated_at": org.updated_at,
    }


class SsoGroupShort(TypedDict):
    """A sso group in the view `short`."""

    sso_group_id: str
    group_name: str | None
    created_by_email: str | None
    description: str | None
    group_id: str
    sso_attribute: str
    sso_value: str


def sso_group_short(sso_group: SsoGroup) -> SsoGroupShort:
    """A sso group in the view `short`."""
    return {
        "sso_group_id": sso_group.sso_group_id,
        "group_name": sso_group.group_name,
        "created_by_email": sso_group.created_by_email,
        "description": sso_group.description,
        "group_id": sso_group.group_id,
        "sso_attribute": sso_group.sso_attribute,
        "sso_value": sso_group.sso_value,
    }


class SsoGroupFull(SsoGroupShort):
    """A sso group in the view `full`."""

    created_at: str
    updated_at: str


def sso_group_full(sso_group: SsoGroup) -> SsoGroupFull:
    """A sso group in the view `full`."""
    return {**sso_group_short(sso_group), "created_at": sso_group.created_at, "updated_at": sso_group.updated_at}


# --- tools --------------------------------------------------------------------------------------------------------


class ListGroups(TypedDict):
    """What `list_groups` returns."""

    groups: list[GroupShort]
    next_cursor: str | None


def list_groups(
    db: Database,
    /,
    *,
    expires_after: str | None = None,
    expires_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListGroups:
    """List the groups, optionally by expires time."""
    query = db.query(Group)
    if expires_after is not None:
        query.where("expires_at IS NOT NULL AND expires_at >= ?", expires_after)
    if expires_before is not None:
        query.where("expires_at IS NOT NULL AND expires_at <= ?", expires_before)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"groups": [group_short(group) for group in page.rows], "next_cursor": page.next_cursor}


class GroupResult(TypedDict):
    """What `get_group` and 2 other tools return."""

    group: GroupFull


def get_group(db: Database, /, *, group_id: str) -> GroupResult:
    """Show a group with all its details."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    return {"group": group_full(group)}


def create_group(
    db: Database,
    /,
    *,
    name: str,
    description: str | None = None,
    expires_at: str | None = None,
    org_default_role: str | None = None,
) -> GroupResult:
    """Create a group."""
    if db.query(Group).where("same_text(name, ?)", name).exists():
        fail("group_name_taken", name=name)
    if expires_at is not None and expires_at < db.now():
        fail("expiry_in_past")
    group = db.insert(
        Group,
        group_id=f"GROUP-{db.next_number('groups'):04d}",
        name=name,
        description=description,
        expires_at=expires_at,
        org_default_role=org_default_role,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"group": group_full(group)}


def update_group(
    db: Database,
    /,
    *,
    group_id: str,
    name: str | None = None,
    description: str | None = None,
    expires_at: str | None = None,
    org_default_role: str | None = None,
    clear: list[Literal["description", "expires_at", "org_default_role"]] | None = None,
) -> GroupResult:
    """Change the name, description, expires time or organization default role of a group."""
    changes = given(clear, name=name, description=description, expires_at=expires_at, org_default_role=org_default_role)
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    if (
        name is not None
        and db.query(Group).where("same_text(name, ?) AND group_id <> ?", name, group.group_id).exists()
    ):
        fail("group_name_taken", name=name)
    if expires_at is not None and expires_at < db.now():
        fail("expiry_in_past")
    if not changes:
        fail("nothing_to_change")
    db.update(group, **changes, updated_at=db.now())
    return {"group": group_full(group)}


class DeleteGroup(TypedDict):
    """What `delete_group` returns."""

    group_id: str


def delete_group(db: Database, /, *, group_id: str) -> DeleteGroup:
    """Delete a group; one that still has SSO groups stays."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    if db.query(SsoGroup).where("group_id = ?", group.group_id).exists():
        fail("group_has_sso_groups", group_id=group.group_id)
    db.delete(group)
    return {"group_id": group_id}


class GetLicense(TypedDict):
    """What `get_license` returns."""

    license: LicenseFull


def get_license(db: Database, /) -> GetLicense:
    """Show the license."""
    license = db.get(License, 1)
    return {"license": license_full(license)}


class ListOrgs(TypedDict):
    """What `list_orgs` returns."""

    orgs: list[OrgShort]
    next_cursor: str | None


def list_orgs(db: Database, /, *, query_: str | None = None, limit: int = 20, cursor: str | None = None) -> ListOrgs:
    """List the organizations, optionally by text."""
    query = db.query(Org)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"orgs": [org_short(org) for org in page.rows], "next_cursor": page.next_cursor}


class OrgResult(TypedDict):
    """What `get_org` and 2 other tools return."""

    org: OrgFull


def get_org(db: Database, /, *, org_id: str) -> OrgResult:
    """Show an organization with all its details."""
    org = db.find(Org, org_id) or fail("org_not_found", org_id=org_id)
    return {"org": org_full(org)}


def create_org(
    db: Database,
    /,
    *,
    name: str,
    description: str | None = None,
    expiration_assets_offline: int | None = None,
    expiration_assets_stale: int | None = None,
    expiration_scans: int | None = None,
    parent_id: str | None = None,
    project: bool = False,
) -> OrgResult:
    """Create an organization."""
    if parent_id is not None:
        parent = db.find(Org, parent_id) or fail("parent_org_not_found", parent_id=parent_id)
        if (
            parent.parent_id is not None
            and db.get(Org, parent.parent_id).parent_id is not None
            and db.get(Org, db.get(Org, parent.parent_id).parent_id).parent_id is not None
        ):
            fail("org_too_deep")
    org = db.insert(
        Org,
        org_id=f"ORG-{db.next_number('orgs'):04d}",
        name=name,
        description=description,
        expiration_assets_offline=expiration_assets_offline,
        expiration_assets_stale=expiration_assets_stale,
        expiration_scans=expiration_scans,
        inactive=False,
        parent_id=parent_id,
        permanent=False,
        project=project,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"org": org_full(org)}


def update_org(
    db: Database,
    /,
    *,
    org_id: str,
    name: str | None = None,
    description: str | None = None,
    expiration_assets_offline: int | None = None,
    expiration_assets_stale: int | None = None,
    expiration_scans: int | None = None,
    parent_id: str | None = None,
    project: bool | None = None,
    clear: list[
        Literal["description", "expiration_assets_offline", "expiration_assets_stale", "expiration_scans", "parent_id"]
    ]
    | None = None,
) -> OrgResult:
    """Change an organization, for example its name, parent, description or expiration scans."""
    changes = given(
        clear,
        name=name,
        description=description,
        expiration_assets_offline=expiration_assets_offline,
        expiration_assets_stale=expiration_assets_stale,
        expiration_scans=expiration_scans,
        parent_id=parent_id,
        project=project,
    )
    org = db.find(Org, org_id) or fail("org_not_found", org_id=org_id)
    if parent_id is not None:
        parent = db.find(Org, parent_id) or fail("parent_org_not_found", parent_id=parent_id)
        if not (
            parent.org_id != org.org_id
            and (
                parent.parent_id is None
                or parent.parent_id != org.org_id
                and (
                    db.get(Org, parent.parent_id).parent_id is None
                    or coalesce(db.get(Org, parent.parent_id).parent_id) != org.org_id
                    and (
                        db.get(Org, db.get(Org, parent.parent_id).parent_id).parent_id is None
                        or coalesce(db.get(Org, db.get(Org, parent.parent_id).parent_id).parent_id) != org.org_id
                    )
                )
            )
        ):
            fail("org_inside_itself")
        if not (
            not db.query(Org)
            .where("parent_id IS NOT NULL")
            .where("(SELECT org.parent_id FROM orgs AS org WHERE org.org_id = orgs.parent_id) IS NOT NULL")
            .where(
                "(SELECT org_.parent_id FROM orgs AS org JOIN orgs AS org_ ON org_.org_id = org.parent_id"
                " WHERE org.org_id = orgs.parent_id) IS ?",
                org.org_id,
            )
            .exists()
            if parent.parent_id is None
            else not db.query(Org)
            .where("parent_id IS NOT NULL")
            .where("(SELECT org.parent_id FROM orgs AS org WHERE org.org_id = orgs.parent_id) IS ?", org.org_id)
            .exists()
            if db.get(Org, parent.parent_id).parent_id is None
            else db.get(Org, db.get(Org, parent.parent_id).parent_id).parent_id is None
            and not db.query(Org).where("parent_id IS ?", org.org_id).exists()
        ):
            fail("org_too_deep")
    if not changes:
        fail("nothing_to_change")
    db.update(org, **changes, updated_at=db.now())
    return {"org": org_full(org)}


class DeleteOrg(TypedDict):
    """What `delete_org` returns."""

    org_id: str


def delete_org(db: Database, /, *, org_id: str) -> DeleteOrg:
    """Delete an organization."""
    org = db.find(Org, org_id) or fail("org_not_found", org_id=org_id)
    db.delete(org)
    return {"org_id": org_id}


class ListSsoGroups(TypedDict):
    """What `list_sso_groups` returns."""

    sso_groups: list[SsoGroupShort]
    next_cursor: str | None


def list_sso_groups(
    db: Database, /, *, group_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListSsoGroups:
    """List the SSO groups, optionally by group."""
    query = db.query(SsoGroup)
    if group_id is not None:
        query.where("group_id = ?", group_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"sso_groups": [sso_group_short(sso_group) for sso_group in page.rows], "next_cursor": page.next_cursor}


class SsoGroupResult(TypedDict):
    """What `get_sso_group` and 2 other tools return."""

    sso_group: SsoGroupFull


def get_sso_group(db: Database, /, *, sso_group_id: str) -> SsoGroupResult:
    """Show an SSO group with all its details."""
    sso_group = db.find(SsoGroup, sso_group_id) or fail("sso_group_not_found", sso_group_id=sso_group_id)
    return {"sso_group": sso_group_full(sso_group)}


def create_sso_group(
    db: Database,
    /,
    *,
    group_id: str,
    sso_attribute: str,
    sso_value: str,
    group_name: str | None = None,
    created_by_email: str | None = None,
    description: str | None = None,
) -> SsoGroupResult:
    """Create an SSO group."""
    if db.find(Group, group_id) is None:
        fail("group_not_found", group_id=group_id)
    if not (created_by_email is None or valid_email(created_by_email)):
        fail("created_by_email_invalid", created_by_email=created_by_email)
    sso_group = db.insert(
        SsoGroup,
        sso_group_id=f"SG-{db.next_number('sso_groups'):04d}",
        group_name=group_name,
        created_by_email=created_by_email,
        description=description,
        group_id=group_id,
        sso_attribute=sso_attribute,
        sso_value=sso_value,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"sso_group": sso_group_full(sso_group)}


def update_sso_group(
    db: Database,
    /,
    *,
    sso_group_id: str,
    group_name: str | None = None,
    created_by_email: str | None = None,
    description: str | None = None,
    group_id: str | None = None,
    sso_attribute: str | None = None,
    sso_value: str | None = None,
    clear: list[Literal["group_name", "created_by_email", "description"]] | None = None,
) -> SsoGroupResult:
    """Change an SSO group, for example its group name, group, SSO attribute or SSO value."""
    changes = given(
        clear,
        group_name=group_name,
        created_by_email=created_by_email,
        description=description,
        group_id=group_id,
        sso_attribute=sso_attribute,
        sso_value=sso_value,
    )
    sso_group = db.find(SsoGroup, sso_group_id) or fail("sso_group_not_found", sso_group_id=sso_group_id)
    if group_id is not None and db.find(Group, group_id) is None:
        fail("group_not_found", group_id=group_id)
    if not (created_by_email is None or valid_email(created_by_email)):
        fail("created_by_email_invalid", created_by_email=created_by_email)
    if not changes:
        fail("nothing_to_change")
    db.update(sso_group, **changes, updated_at=db.now())
    return {"sso_group": sso_group_full(sso_group)}


class DeleteSsoGroup(TypedDict):
    """What `delete_sso_group` returns."""

    sso_group_id: str


def delete_sso_group(db: Database, /, *, sso_group_id: str) -> DeleteSsoGroup:
    """Delete an SSO group."""
    sso_group = db.find(SsoGroup, sso_group_id) or fail("sso_group_not_found", sso_group_id=sso_group_id)
    db.delete(sso_group)
    return {"sso_group_id": sso_group_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "group_has_sso_groups": "Group {group_id} still has SSO groups. Remove or move them first.",
    "group_name_taken": "There is already a group with the name {name}. Choose another name.",
    "group_not_found": "There is no group {group_id}. List the groups to see which there are.",
    "org_inside_itself": "An organization cannot lie in itself or in what lies in it. Choose another parent.",
    "org_not_found": "There is no organization {org_id}. List the organizations to see which there are.",
    "org_too_deep": "The organizations can lie at most 4 levels deep. Choose a parent nearer to the top.",
    "parent_org_not_found": (
        "There is no parent organization {parent_id}. List the organizations to see which there are."
    ),
    "sso_group_not_found": "There is no SSO group {sso_group_id}. List the SSO groups to see which there are.",
    "expiry_in_past": "The expiry cannot lie in the past. Give a later time.",
    "created_by_email_invalid": (
        "The created by email {created_by_email} is not an email address. Write one such as name@example.com."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="rumble_account",
    folder=Path(__file__).parent,
    tables=[Group, License, Org, SsoGroup],
    tools={
        "list_groups": Tool(list_groups, read_only=True),
        "get_group": Tool(get_group, read_only=True),
        "create_group": Tool(create_group),
        "update_group": Tool(update_group),
        "delete_group": Tool(delete_group),
        "get_license": Tool(get_license, read_only=True),
        "list_orgs": Tool(list_orgs, read_only=True),
        "get_org": Tool(get_org, read_only=True),
        "create_org": Tool(create_org),
        "update_org": Tool(update_org),
        "delete_org": Tool(delete_org),
        "list_sso_groups": Tool(list_sso_groups, read_only=True),
        "get_sso_group": Tool(get_sso_group, read_only=True),
        "create_sso_group": Tool(create_sso_group),
        "update_sso_group": Tool(update_sso_group),
        "delete_sso_group": Tool(delete_sso_group),
    },
    faults=FAULTS,
    unique_faults={
        "groups.name": "group_name_taken",
    },
    instructions=INSTRUCTIONS,
)
