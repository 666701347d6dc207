"""Admin SDK: directory: keeps groups, features, group members, domain aliases, domains and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Admin SDK: directory. Keeps groups, features, group members, domain aliases, domains and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a domain alias can be refused: the domain alias name must not be blank.
- Creating a domain can be refused: the domain name must not be blank.
- The name must not be blank.
- Two groups cannot have the same email.
- Two group members cannot have the same email.
- Deleting a group also deletes its group members and members has members.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class DomainAlias(Table, table=True):
    """A domain alias."""

    __tablename__ = "domain_aliases"

    domain_alias_id: str = Field(primary_key=True)
    domain_alias_name: str
    parent_domain_name: str | None = None
    verified: bool
    creation_time: str


class Domain(Table, table=True):
    """A domain."""

    __tablename__ = "domains"

    domain_id: str = Field(primary_key=True)
    domain_name: str
    is_primary: bool
    verified: bool
    creation_time: str


class Group(Table, table=True):
    """A group."""

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("email"),)

    group_id: str = Field(primary_key=True)
    name: str | None = None
    admin_created: bool
    description: str | None = None
    email: str


class GroupMember(Table, table=True):
    """A group member of a group."""

    __tablename__ = "group_members"
    __table_args__ = (UniqueConstraint("email"),)

    group_member_id: str = Field(primary_key=True)
    group_id: str = Field(foreign_key="groups.group_id", ondelete="CASCADE", index=True)
    email: str
    delivery_settings: str | None = None
    role_name: str | None = None
    status: str | None = None
    type: str | None = None


class MembersHasMember(Table, table=True):
    """A members has member of a group."""

    __tablename__ = "members_has_members"

    members_has_member_id: str = Field(primary_key=True)
    group_id: str = Field(foreign_key="groups.group_id", ondelete="CASCADE", index=True)
    is_member: bool


class Mobile(Table, table=True):
    """A mobile."""

    __tablename__ = "mobiles"

    mobile_id: str = Field(primary_key=True)
    brand: str | None = None
    hardware: str | None = None
    imei: str | None = None
    manufacturer: str | None = None
    meid: str | None = None
    model: str | None = None
    os: str | None = None
    privilege_name: str | None = None
    status: str | None = None


class Feature(Table, table=True):
    """A feature."""

    __tablename__ = "features"

    feature_id: str = Field(primary_key=True)
    name: str
    etags: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class DomainAliasShort(TypedDict):
    """A domain alias in the view `short`."""

    domain_alias_id: str
    domain_alias_name: str
    parent_domain_name: str | None
    verified: bool
    creation_time: str


def domain_alias_short(domain_alias: DomainAlias) -> DomainAliasShort:
    """A domain alias in the view `short`."""
    return {
        "domain_alias_id": domain_alias.domain_alias_id,
        "domain_alias_name": domain_alias.domain_alias_name,
        "parent_domain_name": domain_alias.parent_domain_name,
        "verified": domain_alias.verified,
        "creation_time": domain_alias.creation_time,
    }


class DomainAliasFull(DomainAliasShort):
    """A domain alias in the view `full`."""


def domain_alias_full(domain_alias: DomainAlias) -> DomainAliasFull:
    """A domain alias in the view `full`."""
    return domain_alias_short(domain_alias)


class DomainShort(TypedDict):
    """A domain in the view `short`."""

    domain_id: str
    domain_name: str
    is_primary: bool
    verified: bool
    creation_time: str


def domain_short(domain: Domain) -> DomainShort:
    """A domain in the view `short`."""
    return {
        "domain_id": domain.domain_id,
        "domain_name": domain.domain_name,
        "is_primary": domain.is_primary,
        "verified": domain.verified,
        "creation_time": domain.creation_time,
    }


class DomainFull(DomainShort):
    """A domain in the view `full`."""


def domain_full(domain: Domain) -> DomainFull:
    """A domain in the view `full`."""
    return domain_short(domain)


class GroupShort(TypedDict):
    """A group in the view `short`."""

    group_id: str
    name: str | None
    admin_created: bool
    description: str | None
    email: str


def group_short(group: Group) -> GroupShort:
    """A group in the view `short`."""
    return {
        "group_id": group.group_id,
        "name": group.name,
        "admin_created": group.admin_created,
        "description": group.description,
        "email": group.email,
    }


class GroupFull(GroupShort):
    """A group in the view `full`."""


def group_full(group: Group) -> GroupFull:
    """A group in the view `full`."""
    return group_short(group)


class GroupMemberShort(TypedDict):
    """A group member in the view `short`."""

    group_member_id: str
    group_id: str
    email: str
    delivery_settings: str | None
    role_name: str | None
    status: str | None
    type: str | None


def group_member_short(group_member: GroupMember) -> GroupMemberShort:
    """A group member in the view `short`."""
    return {
        "group_member_id": group_member.group_member_id,
        "group_id": group_member.group_id,
        "email": group_member.email,
        "delivery_settings": group_member.delivery_settings,
        "role_name": group_member.role_name,
        "status": group_member.status,
        "type": group_member.type,
    }


class GroupMemberFull(GroupMemberShort):
    """A group member in the view `full`."""


def group_member_full(group_member: GroupMember) -> GroupMemberFull:
    """A group member in the view `full`."""
    return group_member_short(group_member)


class MembersHasMemberShort(TypedDict):
    """A members has member in the view `short`."""

    members_has_member_id: str
    group_id: str
    is_member: bool


def members_has_member_short(members_has_member: MembersHasMember) -> MembersHasMemberShort:
    """A members has member in the view `short`."""
    return {
        "members_has_member_id": members_has_member.members_has_member_id,
        "group_id": members_has_member.group_id,
        "is_member": members_has_member.is_member,
    }


class MembersHasMemberFull(MembersHasMemberShort):
    """A members has member in the view `full`."""


def members_has_member_full(members_has_member: MembersHasMember) -> MembersHasMemberFull:
    """A members has member in the view `full`."""
    return members_has_member_short(members_has_member)


class MobileShort(TypedDict):
    """A mobile in the view `short`."""

    mobile_id: str
    brand: str | None
    hardware: str | None
    imei: str | None
    manufacturer: str | None
    meid: str | None
    model: str | None


def mobile_short(mobile: Mobile) -> MobileShort:
    """A mobile in the view `short`."""
    return {
        "mobile_id": mobile.mobile_id,
        "brand": mobile.brand,
        "hardware": mobile.hardware,
        "imei": mobile.imei,
        "manufacturer": mobile.manufacturer,
        "meid": mobile.meid,
        "model": mobile.model,
    }


class MobileFull(MobileShort):
    """A mobile in the view `full`."""

    os: str | None
    privilege_name: str | None
    status: str | None


def mobile_full(mobile: Mobile) -> MobileFull:
    """A mobile in the view `full`."""
    return {**mobile_short(mobile), "os": mobile.os, "privilege_name": mobile.privilege_name, "status": mobile.status}


class FeatureShort(TypedDict):
    """A feature in the view `short`."""

    feature_id: str
    name: str
    etags: str | None


def feature_short(feature: Feature) -> FeatureShort:
    """A feature in the view `short`."""
    return {"feature_id": feature.feature_id, "name": feature.name, "etags": feature.etags}


class FeatureFull(FeatureShort):
    """A feature in the view `full`."""


def feature_full(feature: Feature) -> FeatureFull:
    """A feature in the view `full`."""
    return feature_short(feature)


# --- tools --------------------------------------------------------------------------------------------------------


class ListDomainAliases(TypedDict):
    """What `list_domain_aliases` returns."""

    domain_aliases: list[DomainAliasShort]
    next_cursor: str | None


def list_domain_aliases(
    db: Database, /, *, parent_domain_name: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListDomainAliases:
    """List the domain aliases, optionally by parent domain name."""
    query = db.query(DomainAlias)
    if parent_domain_name is not None:
        query.where("same_text(parent_domain_name, ?)", parent_domain_name)
    page = query.page("-creation_time", limit=limit, cursor=cursor)
    return {
        "domain_aliases": [domain_alias_short(domain_alias) for domain_alias in page.rows],
        "next_cursor": page.next_cursor,
    }


class DomainAliasResult(TypedDict):
    """What `get_domain_alias` and `create_domain_alias` return."""

    domain_alias: DomainAliasFull


def get_domain_alias(db: Database, /, *, domain_alias_id: str) -> DomainAliasResult:
    """Show a domain alias with all its details."""
    domain_alias = db.find(DomainAlias, domain_alias_id)
    if domain_alias is None:
        fail("domain_alias_not_found", domain_alias_id=domain_alias_id)
    return {"domain_alias": domain_alias_full(domain_alias)}


def create_domain_alias(
    db: Database, /, *, domain_alias_name: str, parent_domain_name: str | None = None
) -> DomainAliasResult:
    """Create a domain alias."""
    if len(words(domain_alias_name)) <= 0:
        fail("domain_alias_name_blank")
    domain_alias = db.insert(
        DomainAlias,
        domain_alias_id=f"DA-{db.next_number('domain_aliases'):04d}",
        domain_alias_name=domain_alias_name,
        parent_domain_name=parent_domain_name,
        verified=False,
        creation_time=db.now(),
    )
    return {"domain_alias": domain_alias_full(domain_alias)}


class DeleteDomainAlias(TypedDict):
    """What `delete_domain_alias` returns."""

    domain_alias_id: str


def delete_domain_alias(db: Database, /, *, domain_alias_id: str) -> DeleteDomainAlias:
    """Delete a domain alias."""
    domain_alias = db.find(DomainAlias, domain_alias_id)
    if domain_alias is None:
        fail("domain_alias_not_found", domain_alias_id=domain_alias_id)
    db.delete(domain_alias)
    return {"domain_alias_id": domain_alias_id}


class ListDomains(TypedDict):
    """What `list_domains` returns."""

    domains: list[DomainShort]
    next_cursor: str | None


def list_domains(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDomains:
    """List the domains."""
    page = db.query(Domain).page("-creation_time", limit=limit, cursor=cursor)
    return {"domains": [domain_short(domain) for domain in page.rows], "next_cursor": page.next_cursor}


class DomainResult(TypedDict):
    """What `get_domain` and `create_domain` return."""

    domain: DomainFull


def get_domain(db: Database, /, *, domain_id: str) -> DomainResult:
    """Show a domain with all its details."""
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    return {"domain": domain_full(domain)}


def create_domain(db: Database, /, *, domain_name: str) -> DomainResult:
    """Create a domain."""
    if len(words(domain_name)) <= 0:
        fail("domain_name_blank")
    domain = db.insert(
        Domain,
        domain_id=f"DOM-{db.next_number('domains'):04d}",
        domain_name=domain_name,
        is_primary=False,
        verified=False,
        creation_time=db.now(),
    )
    return {"domain": domain_full(domain)}


class DeleteDomain(TypedDict):
    """What `delete_domain` returns."""

    domain_id: str


def delete_domain(db: Database, /, *, domain_id: str) -> DeleteDomain:
    """Delete a domain."""
    domain = db.find(Domain, domain_id) or fail("domain_not_found", domain_id=domain_id)
    db.delete(domain)
    return {"domain_id": domain_id}


class ListGroups(TypedDict):
    """What `list_groups` returns."""

    groups: list[GroupShort]
    next_cursor: str | None


def list_groups(
    db: Database, /, *, query_: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListGroups:
    """List the groups, optionally by text."""
    query = db.query(Group)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"groups": [group_short(group) for group in page.rows], "next_cursor": page.next_cursor}


class GroupResult(TypedDict):
    """What `get_group` and 2 other tools return."""

    group: GroupFull


def get_group(db: Database, /, *, group_id: str) -> GroupResult:
    """Show a group with all its details."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    return {"group": group_full(group)}


def create_group(
    db: Database, /, *, email: str, name: str | None = None, description: str | None = None
) -> GroupResult:
    """Create a group."""
    if db.query(Group).where("same_text(email, ?)", email).exists():
        fail("group_email_taken", email=email)
    if not valid_email(email):
        fail("email_invalid", email=email)
    group = db.insert(
        Group,
        group_id=f"GROUP-{db.next_number('groups'):04d}",
        name=name,
        admin_created=False,
        description=description,
        email=email,
    )
    return {"group": group_full(group)}


def update_group(
    db: Database,
    /,
    *,
    group_id: str,
    name: str | None = None,
    description: str | None = None,
    email: str | None = None,
    clear: list[Literal["name", "description"]] | None = None,
) -> GroupResult:
    """Change the name, email or description of a group."""
    changes = given(clear, name=name, description=description, email=email)
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    if (
        email is not None
        and db.query(Group).where("same_text(email, ?) AND group_id <> ?", email, group.group_id).exists()
    ):
        fail("group_email_taken", email=email)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not changes:
        fail("nothing_to_change")
    db.update(group, **changes)
    return {"group": group_full(group)}


class DeleteGroup(TypedDict):
    """What `delete_group` returns."""

    group_id: str


def delete_group(db: Database, /, *, group_id: str) -> DeleteGroup:
    """Delete a group together with its group members and members has members."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    db.delete(group)
    return {"group_id": group_id}


class ListGroupMembers(TypedDict):
    """What `list_group_members` returns."""

    group_members: list[GroupMemberShort]
    next_cursor: str | None


def list_group_members(
    db: Database, /, *, group_id: str, limit: int = 20, cursor: str | None = None
) -> ListGroupMembers:
    """List the group members of a group."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    page = db.query(GroupMember).where("group_id = ?", group.group_id).page("email", limit=limit, cursor=cursor)
    return {
        "group_members": [group_member_short(group_member) for group_member in page.rows],
        "next_cursor": page.next_cursor,
    }


class GroupMemberResult(TypedDict):
    """What `get_group_member` and 2 other tools return."""

    group_member: GroupMemberFull


def get_group_member(db: Database, /, *, group_member_id: str) -> GroupMemberResult:
    """Show a group member with all its details."""
    group_member = db.find(GroupMember, group_member_id)
    if group_member is None:
        fail("group_member_not_found", group_member_id=group_member_id)
    return {"group_member": group_member_full(group_member)}


def create_group_member(
    db: Database,
    /,
    *,
    group_id: str,
    email: str,
    delivery_settings: str | None = None,
    role_name: str | None = None,
    status: str | None = None,
    type_: str | None = None,
) -> GroupMemberResult:
    """Create a group member in a group."""
    if db.find(Group, group_id) is None:
        fail("group_not_found", group_id=group_id)
    if db.query(GroupMember).where("same_text(email, ?)", email).exists():
        fail("group_member_email_taken", email=email)
    if not valid_email(email):
        fail("email_invalid", email=email)
    group_member = db.insert(
        GroupMember,
        group_member_id=f"GM-{db.next_number('group_members'):04d}",
        group_id=group_id,
        email=email,
        delivery_settings=delivery_settings,
        role_name=role_name,
        status=status,
        type=type_,
    )
    return {"group_member": group_member_full(group_member)}


def update_group_member(
    db: Database,
    /,
    *,
    group_member_id: str,
    email: str | None = None,
    delivery_settings: str | None = None,
    role_name: str | None = None,
    status: str | None = None,
    type_: str | None = None,
    clear: list[Literal["delivery_settings", "role_name", "status", "type"]] | None = None,
) -> GroupMemberResult:
    """Change a group member, for example its email, type, role name or status."""
    changes = given(
        clear, email=email, delivery_settings=delivery_settings, role_name=role_name, status=status, type=type_
    )
    group_member = db.find(GroupMember, group_member_id)
    if group_member is None:
        fail("group_member_not_found", group_member_id=group_member_id)
    if (
        email is not None
        and db.query(GroupMember)
        .where("same_text(email, ?) AND group_member_id <> ?", email, group_member.group_member_id)
        .exists()
    ):
        fail("group_member_email_taken", email=email)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not changes:
        fail("nothing_to_change")
    db.update(group_member, **changes)
    return {"group_member": group_member_full(group_member)}


class DeleteGroupMember(TypedDict):
    """What `delete_group_member` returns."""

    group_member_id: str


def delete_group_member(db: Database, /, *, group_member_id: str) -> DeleteGroupMember:
    """Delete a group member."""
    group_member = db.find(GroupMember, group_member_id)
    if group_member is None:
        fail("group_member_not_found", group_member_id=group_member_id)
    db.delete(group_member)
    return {"group_member_id": group_member_id}


class ListMembersHasMembers(TypedDict):
    """What `list_members_has_members` returns."""

    members_has_members: list[MembersHasMemberShort]
    next_cursor: str | None


def list_members_has_members(
    db: Database, /, *, group_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListMembersHasMembers:
    """List the members has members, optionally by group."""
    query = db.query(MembersHasMember)
    if group_id is not None:
        query.where("group_id = ?", group_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "members_has_members": [members_has_member_short(members_has_member) for members_has_member in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetMembersHasMember(TypedDict):
    """What `get_members_has_member` returns."""

    members_has_member: MembersHasMemberFull


def get_members_has_member(db: Database, /, *, members_has_member_id: str) -> GetMembersHasMember:
    """Show a members has member with all its details."""
    members_has_member = db.find(MembersHasMember, members_has_member_id)
    if members_has_member is None:
        fail("members_has_member_not_found", members_has_member_id=members_has_member_id)
    return {"members_has_member": members_has_member_full(members_has_member)}


class ListMobiles(TypedDict):
    """What `list_mobiles` returns."""

    mobiles: list[MobileShort]
    next_cursor: str | None


def list_mobiles(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListMobiles:
    """List the mobiles."""
    page = db.query(Mobile).page(limit=limit, cursor=cursor)
    return {"mobiles": [mobile_short(mobile) for mobile in page.rows], "next_cursor": page.next_cursor}


class GetMobile(TypedDict):
    """What `get_mobile` returns."""

    mobile: MobileFull


def get_mobile(db: Database, /, *, mobile_id: str) -> GetMobile:
    """Show a mobile with all its details."""
    mobile = db.find(Mobile, mobile_id) or fail("mobile_not_found", mobile_id=mobile_id)
    return {"mobile": mobile_full(mobile)}


class DeleteMobile(TypedDict):
    """What `delete_mobile` returns."""

    mobile_id: str


def delete_mobile(db: Database, /, *, mobile_id: str) -> DeleteMobile:
    """Delete a mobile."""
    mobile = db.find(Mobile, mobile_id) or fail("mobile_not_found", mobile_id=mobile_id)
    db.delete(mobile)
    return {"mobile_id": mobile_id}


class ListFeatures(TypedDict):
    """What `list_features` returns."""

    features: list[FeatureShort]
    next_cursor: str | None


def list_features(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListFeatures:
    """List the features."""
    page = db.query(Feature).page("name", limit=limit, cursor=cursor)
    return {"features": [feature_short(feature) for feature in page.rows], "next_cursor": page.next_cursor}


class FeatureResult(TypedDict):
    """What `get_feature` and 3 other tools return."""

    feature: FeatureFull


def get_feature(db: Database, /, *, feature_id: str) -> FeatureResult:
    """Show a feature with all its details."""
    feature = db.find(Feature, feature_id) or fail("feature_not_found", feature_id=feature_id)
    return {"feature": feature_full(feature)}


def create_feature(db: Database, /, *, name: str, etags: str | None = None) -> FeatureResult:
    """Create a feature."""
    if len(words(name)) <= 0:
        fail("name_blank")
    feature = db.insert(Feature, feature_id=f"FEA-{db.next_number('features'):04d}", name=name, etags=etags)
    return {"feature": feature_full(feature)}


def update_feature(
    db: Database,
    /,
    *,
    feature_id: str,
    name: str | None = None,
    etags: str | None = None,
    clear: list[Literal["etags"]] | None = None,
) -> FeatureResult:
    """Change the name or ETags of a feature."""
    changes = given(clear, name=name, etags=etags)
    feature = db.find(Feature, feature_id) or fail("feature_not_found", feature_id=feature_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(feature, **changes)
    return {"feature": feature_full(feature)}


class DeleteFeature(TypedDict):
    """What `delete_feature` returns."""

    feature_id: str


def delete_feature(db: Database, /, *, feature_id: str) -> DeleteFeature:
    """Delete a feature."""
    feature = db.find(Feature, feature_id) or fail("feature_not_found", feature_id=feature_id)
    db.delete(feature)
    return {"feature_id": feature_id}


def rename_feature(db: Database, /, *, feature_id: str, name: str) -> FeatureResult:
    """Set the name of a feature."""
    feature = db.find(Feature, feature_id) or fail("feature_not_found", feature_id=feature_id)
    if len(words(name)) <= 0:
        fail("name_blank")
    db.update(feature, name=name)
    return {"feature": feature_full(feature)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "domain_alias_not_found": (
        "There is no domain alias {domain_alias_id}. List the domain aliases to see which there are."
    ),
    "domain_not_found": "There is no domain {domain_id}. List the domains to see which there are.",
    "feature_not_found": "There is no feature {feature_id}. List the features to see which there are.",
    "group_email_taken": "There is already a group with the email {email}. Choose another email.",
    "group_member_email_taken": "There is already a group member with the email {email}. Choose another email.",
    "group_member_not_found": (
        "There is no group member {group_member_id}. List the group members to see which there are."
    ),
    "group_not_found": "There is no group {group_id}. List the groups to see which there are.",
    "members_has_member_not_found": (
        "There is no members has member {members_has_member_id}. List the members has members to see which there are."
    ),
    "mobile_not_found": "There is no mobile {mobile_id}. List the mobiles to see which there are.",
    "domain_alias_name_blank": "The domain alias name must not be blank. Give it some words.",
    "domain_name_blank": "The domain name must not be blank. Give it some words.",
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="admin_directory",
    folder=Path(__file__).parent,
    tables=[DomainAlias, Domain, Group, GroupMember, MembersHasMember, Mobile, Feature],
    tools={
        "list_domain_aliases": Tool(list_domain_aliases, read_only=True),
        "get_domain_alias": Tool(get_domain_alias, read_only=True),
        "create_domain_alias": Tool(create_domain_alias),
        "delete_domain_alias": Tool(delete_domain_alias),
        "list_domains": Tool(list_domains, read_only=True),
        "get_domain": Tool(get_domain, read_only=True),
        "create_domain": Tool(create_domain),
        "delete_domain": Tool(delete_domain),
        "list_groups": Tool(list_groups, read_only=True),
        "get_group": Tool(get_group, read_only=True),
        "create_group": Tool(create_group),
        "update_group": Tool(update_group),
        "delete_group": Tool(delete_group),
        "list_group_members": Tool(list_group_members, read_only=True),
        "get_group_member": Tool(get_group_member, read_only=True),
        "create_group_member": Tool(create_group_member),
        "update_group_member": Tool(update_group_member),
        "delete_group_member": Tool(delete_group_member),
        "list_members_has_members": Tool(list_members_has_members, read_only=True),
        "get_members_has_member": Tool(get_members_has_member, read_only=True),
        "list_mobiles": Tool(list_mobiles, read_only=True),
        "get_mobile": Tool(get_mobile, read_only=True),
        "delete_mobile": Tool(delete_mobile),
        "list_features": Tool(list_features, read_only=True),
        "get_feature": Tool(get_feature, read_only=True),
        "create_feature": Tool(create_feature),
        "update_feature": Tool(update_feature),
        "delete_feature": Tool(delete_feature),
        "rename_feature": Tool(rename_feature),
    },
    faults=FAULTS,
    unique_faults={
        "groups.email": "group_email_taken",
        "group_members.email": "group_member_email_taken",
    },
    instructions=INSTRUCTIONS,
)
