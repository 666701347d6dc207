"""vRealize Network Insight: tiers: keeps applications, tiers and vcenter managers."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail

INSTRUCTIONS = """\
vRealize Network Insight: tiers. Keeps applications, tiers and vcenter managers.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating an application can be refused: the name must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class VcenterManager(Table, table=True):
    """A vcenter manager."""

    __tablename__ = "vcenter_managers"

    vcenter_manager_id: str = Field(primary_key=True)
    entity_type: str | None = None
    time: int | None = None


class Application(Table, table=True):
    """An application."""

    __tablename__ = "applications"

    application_id: str = Field(primary_key=True)
    name_name: str
    entity_type: str | None = None
    created_by: str | None = None
    last_modified_by: str | None = None


class Tier(Table, table=True):
    """A tier of an application."""

    __tablename__ = "tiers"
    __table_args__ = (
        CheckConstraint("membership_type IN ('SearchMembershipCriteria', 'IPAddressMembershipCriteria')"),
    )

    tier_id: str = Field(primary_key=True)
    application_id: str = Field(foreign_key="vcenter_managers.vcenter_manager_id", ondelete="CASCADE", index=True)
    name_name: str | None = None
    entity_type: str | None = None
    membership_type: str | None = None
    search_membership_criteria_entity_type: str | None = None
    search_membership_criteria_filter: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class VcenterManagerShort(TypedDict):
    """A vcenter manager in the view `short`."""

    vcenter_manager_id: str
    entity_type: str | None
    time: int | None


def vcenter_manager_short(vcenter_manager: VcenterManager) -> VcenterManagerShort:
    """A vcenter manager in the view `short`."""
    return {
        "vcenter_manager_id": vcenter_manager.vcenter_manager_id,
        "entity_type": vcenter_manager.entity_type,
        "time": vcenter_manager.time,
    }


class VcenterManagerFull(VcenterManagerShort):
    """A vcenter manager in the view `full`."""


def vcenter_manager_full(vcenter_manager: VcenterManager) -> VcenterManagerFull:
    """A vcenter manager in the view `full`."""
    return vcenter_manager_short(vcenter_manager)


class ApplicationShort(TypedDict):
    """An application in the view `short`."""

    application_id: str
    name_name: str
    entity_type: str | None
    created_by: str | None
    last_modified_by: str | None


def application_short(application: Application) -> ApplicationShort:
    """An application in the view `short`."""
    return {
        "application_id": application.application_id,
        "name_name": application.name_name,
        "entity_type": application.entity_type,
        "created_by": application.created_by,
        "last_modified_by": application.last_modified_by,
    }


class ApplicationFull(ApplicationShort):
    """An application in the view `full`."""


def application_full(application: Application) -> ApplicationFull:
    """An application in the view `full`."""
    return application_short(application)


class TierShort(TypedDict):
    """A tier in the view `short`."""

    tier_id: str
    application_id: str
    name_name: str | None
    entity_type: str | None
    membership_type: str | None
    search_membership_criteria_entity_type: str | None
    search_membership_criteria_filter: str | None


def tier_short(tier: Tier) -> TierShort:
    """A tier in the view `short`."""
    return {
        "tier_id": tier.tier_id,
        "application_id": tier.application_id,
        "name_name": tier.name_name,
        "entity_type": tier.entity_type,
        "membership_type": tier.membership_type,
        "search_membership_criteria_entity_type": tier.search_membership_criteria_entity_type,
        "search_membership_criteria_filter": tier.search_membership_criteria_filter,
    }


class TierFull(TierShort):
    """A tier in the view `full`."""


def tier_full(tier: Tier) -> TierFull:
    """A tier in the view `full`."""
    return tier_short(tier)


# --- tools --------------------------------------------------------------------------------------------------------


class ListVcenterManagers(TypedDict):
    """What `list_vcenter_managers` returns."""

    vcenter_managers: list[VcenterManagerShort]
    next_cursor: str | None


def list_vcenter_managers(
    db: Database,
    /,
    *,
    start_time: int | None = None,
    end_time: int | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListVcenterManagers:
    """List the vcenter managers, optionally by time."""
    query = db.query(VcenterManager)
    if start_time is not None:
        query.where("time IS NOT NULL AND time >= ?", start_time)
    if end_time is not None:
        query.where("time IS NOT NULL AND time <= ?", end_time)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "vcenter_managers": [vcenter_manager_short(vcenter_manager) for vcenter_manager in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetVcenterManager(TypedDict):
    """What `get_vcenter_manager` returns."""

    vcenter_manager: VcenterManagerFull


def get_vcenter_manager(db: Database, /, *, vcenter_manager_id: str) -> GetVcenterManager:
    """Show a vcenter manager with all its details."""
    vcenter_manager = db.find(VcenterManager, vcenter_manager_id)
    if vcenter_manager is None:
        fail("vcenter_manager_not_found", vcenter_manager_id=vcenter_manager_id)
    return {"vcenter_manager": vcenter_manager_full(vcenter_manager)}


class ListApplications(TypedDict):
    """What `list_applications` returns."""

    applications: list[ApplicationShort]
    next_cursor: str | None


def list_applications(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListApplications:
    """List the applications."""
    page = db.query(Application).page("name_name", limit=limit, cursor=cursor)
    return {
        "applications": [application_short(application) for application in page.rows],
        "next_cursor": page.next_cursor,
    }


class ApplicationResult(TypedDict):
    """What `get_application` and `create_application` return."""

    application: ApplicationFull


def get_application(db: Database, /, *, application_id: str) -> ApplicationResult:
    """Show an application with all its details."""
    application = db.find(Application, application_id)
    if application is None:
        fail("application_not_found", application_id=application_id)
    return {"application": application_full(application)}


def create_application(db: Database, /, *, name_name: str) -> ApplicationResult:
    """Create an application."""
    if len(words(name_name)) <= 0:
        fail("name_name_blank")
    application = db.insert(
        Application, application_id=f"APP-{db.next_number('applications'):04d}", name_name=name_name
    )
    return {"application": application_full(application)}


class DeleteApplication(TypedDict):
    """What `delete_application` returns."""

    application_id: str


def delete_application(db: Database, /, *, application_id: str) -> DeleteApplication:
    """Delete an application."""
    application = db.find(Application, application_id)
    if application is None:
        fail("application_not_found", application_id=application_id)
    db.delete(application)
    return {"application_id": application_id}


class ListTiers(TypedDict):
    """What `list_tiers` returns."""

    tiers: list[TierShort]
    next_cursor: str | None


def list_tiers(
    db: Database, /, *, application_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListTiers:
    """List the tiers, optionally by application."""
    query = db.query(Tier)
    if application_id is not None:
        query.where("application_id = ?", application_id)
    page = query.page("name_name", limit=limit, cursor=cursor)
    return {"tiers": [tier_short(tier) for tier in page.rows], "next_cursor": page.next_cursor}


class GetTier(TypedDict):
    """What `get_tier` returns."""

    tier: TierFull


def get_tier(db: Database, /, *, tier_id: str) -> GetTier:
    """Show a tier with all its details."""
    tier = db.find(Tier, tier_id) or fail("tier_not_found", tier_id=tier_id)
    return {"tier": tier_full(tier)}


class DeleteTier(TypedDict):
    """What `delete_tier` returns."""

    tier_id: str


def delete_tier(db: Database, /, *, tier_id: str) -> DeleteTier:
    """Delete a tier."""
    tier = db.find(Tier, tier_id) or fail("tier_not_found", tier_id=tier_id)
    db.delete(tier)
    return {"tier_id": tier_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "application_not_found": "There is no application {application_id}. List the applications to see which there are.",
    "tier_not_found": "There is no tier {tier_id}. List the tiers to see which there are.",
    "vcenter_manager_not_found": (
        "There is no vcenter manager {vcenter_manager_id}. List the vcenter managers to see which there are."
    ),
    "name_name_blank": "The name must not be blank. Give it some words.",
}

SERVICE = Service(
    name="vrealize_network_insight_tiers",
    folder=Path(__file__).parent,
    tables=[VcenterManager, Application, Tier],
    tools={
        "list_vcenter_managers": Tool(list_vcenter_managers, read_only=True),
        "get_vcenter_manager": Tool(get_vcenter_manager, read_only=True),
        "list_applications": Tool(list_applications, read_only=True),
        "get_application": Tool(get_application, read_only=True),
        "create_application": Tool(create_application),
        "delete_application": Tool(delete_application),
        "list_tiers": Tool(list_tiers, read_only=True),
        "get_tier": Tool(get_tier, read_only=True),
        "delete_tier": Tool(delete_tier),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
