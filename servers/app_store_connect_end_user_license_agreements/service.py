"""App Store Connect: end user license agreements: keeps end user license agreements, routing app coverages and
territories.
"""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_file_name, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
App Store Connect: end user license agreements. Keeps end user license agreements, routing app coverages and \
territories.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The agreement text must not be blank.
- Deleting an end user license agreement keeps the territories that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class EndUserLicenseAgreement(Table, table=True):
    """An end user license agreement."""

    __tablename__ = "end_user_license_agreements"

    end_user_license_agreement_id: str = Field(primary_key=True)
    agreement_text: str


class Territory(Table, table=True):
    """A territory."""

    __tablename__ = "territories"

    territory_id: str = Field(primary_key=True)
    end_user_license_agreement_id: str | None = Field(
        default=None,
        foreign_key="end_user_license_agreements.end_user_license_agreement_id",
        ondelete="SET NULL",
        index=True,
    )
    currency: str | None = None


class RoutingAppCoverage(Table, table=True):
    """A routing app coverage."""

    __tablename__ = "routing_app_coverages"
    __table_args__ = (
        CheckConstraint("asset_delivery_state_state IN ('AWAITING_UPLOAD', 'UPLOAD_COMPLETE', 'COMPLETE', 'FAILED')"),
    )

    routing_app_coverage_id: str = Field(primary_key=True)
    file_name: str
    asset_delivery_state_state: str
    file_size: int
    uploaded: bool


# --- views --------------------------------------------------------------------------------------------------------


class EndUserLicenseAgreementShort(TypedDict):
    """An end user license agreement in the view `short`."""

    end_user_license_agreement_id: str
    agreement_text: str


def end_user_license_agreement_short(
    end_user_license_agreement: EndUserLicenseAgreement,
) -> EndUserLicenseAgreementShort:
    """An end user license agreement in the view `short`."""
    return {
        "end_user_license_agreement_id": end_user_license_agreement.end_user_license_agreement_id,
        "agreement_text": end_user_license_agreement.agreement_text,
    }


class EndUserLicenseAgreementFull(EndUserLicenseAgreementShort):
    """An end user license agreement in the view `full`."""


def end_user_license_agreement_full(end_user_license_agreement: EndUserLicenseAgreement) -> EndUserLicenseAgreementFull:
    """An end user license agreement in the view `full`."""
    return end_user_license_agreement_short(end_user_license_agreement)


class TerritoryShort(TypedDict):
    """A territory in the view `short`."""

    territory_id: str
    end_user_license_agreement_id: str | None
    currency: str | None


def territory_short(territory: Territory) -> TerritoryShort:
    """A territory in the view `short`."""
    return {
        "territory_id": territory.territory_id,
        "end_user_license_agreement_id": territory.end_user_license_agreement_id,
        "currency": territory.currency,
    }


class TerritoryFull(TerritoryShort):
    """A territory in the view `full`."""


def territory_full(territory: Territory) -> TerritoryFull:
    """A territory in the view `full`."""
    return territory_short(territory)


class RoutingAppCoverageShort(TypedDict):
    """A routing app coverage in the view `short`."""

    routing_app_coverage_id: str
    file_name: str
    asset_delivery_state_state: str
    file_size: int
    uploaded: bool


def routing_app_coverage_short(routing_app_coverage: RoutingAppCoverage) -> RoutingAppCoverageShort:
    """A routing app coverage in the view `short`."""
    return {
        "routing_app_coverage_id": routing_app_coverage.routing_app_coverage_id,
        "file_name": routing_app_coverage.file_name,
        "asset_delivery_state_state": routing_app_coverage.asset_delivery_state_state,
        "file_size": routing_app_coverage.file_size,
        "uploaded": routing_app_coverage.uploaded,
    }


class RoutingAppCoverageFull(RoutingAppCoverageShort):
    """A routing app coverage in the view `full`."""


def routing_app_coverage_full(routing_app_coverage: RoutingAppCoverage) -> RoutingAppCoverageFull:
    """A routing app coverage in the view `full`."""
    return routing_app_coverage_short(routing_app_coverage)


# --- tools --------------------------------------------------------------------------------------------------------


class ListEndUserLicenseAgreements(TypedDict):
    """What `list_end_user_license_agreements` returns."""

    end_user_license_agreements: list[EndUserLicenseAgreementShort]
    next_cursor: str | None


def list_end_user_license_agreements(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListEndUserLicenseAgreements:
    """List the end user license agreements."""
    page = db.query(EndUserLicenseAgreement).page(limit=limit, cursor=cursor)
    return {
        "end_user_license_agreements": [
            end_user_license_agreement_short(end_user_license_agreement) for end_user_license_agreement in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class EndUserLicenseAgreementResult(TypedDict):
    """What `get_end_user_license_agreement` and 2 other tools return."""

    end_user_license_agreement: EndUserLicenseAgreementFull


def get_end_user_license_agreement(
    db: Database, /, *, end_user_license_agreement_id: str
) -> EndUserLicenseAgreementResult:
    """Show an end user license agreement with all its details."""
    end_user_license_agreement = db.find(EndUserLicenseAgreement, end_user_license_agreement_id)
    if end_user_license_agreement is None:
        fail("end_user_license_agreement_not_found", end_user_license_agreement_id=end_user_license_agreement_id)
    return {"end_user_license_agreement": end_user_license_agreement_full(end_user_license_agreement)}


def create_end_user_license_agreement(db: Database, /, *, agreement_text: str) -> EndUserLicenseAgreementResult:
    """Create an end user license agreement."""
    if len(words(agreement_text)) <= 0:
        fail("agreement_text_blank")
    end_user_license_agreement = db.insert(
        EndUserLicenseAgreement,
        end_user_license_agreement_id=f"EULA-{db.next_number('end_user_license_agreements'):04d}",
        agreement_text=agreement_text,
    )
    return {"end_user_license_agreement": end_user_license_agreement_full(end_user_license_agreement)}


def update_end_user_license_agreement(
    db: Database, /, *, end_user_license_agreement_id: str, agreement_text: str | None = None
) -> EndUserLicenseAgreementResult:
    """Change the agreement text of an end user license agreement."""
    changes = given(None, agreement_text=agreement_text)
    end_user_license_agreement = db.find(EndUserLicenseAgreement, end_user_license_agreement_id)
    if end_user_license_agreement is None:
        fail("end_user_license_agreement_not_found", end_user_license_agreement_id=end_user_license_agreement_id)
    if agreement_text is not None and len(words(agreement_text)) <= 0:
        fail("agreement_text_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(end_user_license_agreement, **changes)
    return {"end_user_license_agreement": end_user_license_agreement_full(end_user_license_agreement)}


class DeleteEndUserLicenseAgreement(TypedDict):
    """What `delete_end_user_license_agreement` returns."""

    end_user_license_agreement_id: str


def delete_end_user_license_agreement(
    db: Database, /, *, end_user_license_agreement_id: str
) -> DeleteEndUserLicenseAgreement:
    """Delete an end user license agreement."""
    end_user_license_agreement = db.find(EndUserLicenseAgreement, end_user_license_agreement_id)
    if end_user_license_agreement is None:
        fail("end_user_license_agreement_not_found", end_user_license_agreement_id=end_user_license_agreement_id)
    db.delete(end_user_license_agreement)
    return {"end_user_license_agreement_id": end_user_license_agreement_id}


class ListTerritories(TypedDict):
    """What `list_territories` returns."""

    territories: list[TerritoryFull]
    next_cursor: str | None


def list_territories(
    db: Database, /, *, end_user_license_agreement_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListTerritories:
    """List the territories, optionally by end user license agreement."""
    query = db.query(Territory)
    if end_user_license_agreement_id is not None:
        query.where("end_user_license_agreement_id IS ?", end_user_license_agreement_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"territories": [territory_full(territory) for territory in page.rows], "next_cursor": page.next_cursor}


class ListRoutingAppCoverages(TypedDict):
    """What `list_routing_app_coverages` returns."""

    routing_app_coverages: list[RoutingAppCoverageShort]
    next_cursor: str | None


def list_routing_app_coverages(
    db: Database,
    /,
    *,
    asset_delivery_state_state: Literal["AWAITING_UPLOAD", "UPLOAD_COMPLETE", "COMPLETE", "FAILED"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListRoutingAppCoverages:
    """List the routing app coverages, optionally by asset delivery state."""
    query = db.query(RoutingAppCoverage)
    if asset_delivery_state_state is not None:
        query.where("asset_delivery_state_state = ?", asset_delivery_state_state)
    page = query.page("file_name", limit=limit, cursor=cursor)
    return {
        "routing_app_coverages": [
            routing_app_coverage_short(routing_app_coverage) for routing_app_coverage in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class RoutingAppCoverageResult(TypedDict):
    """What `get_routing_app_coverage` and 2 other tools return."""

    routing_app_coverage: RoutingAppCoverageFull


def get_routing_app_coverage(db: Database, /, *, routing_app_coverage_id: str) -> RoutingAppCoverageResult:
    """Show a routing app coverage with all its details."""
    routing_app_coverage = db.find(RoutingAppCoverage, routing_app_coverage_id)
    if routing_app_coverage is None:
        fail("routing_app_coverage_not_found", routing_app_coverage_id=routing_app_coverage_id)
    return {"routing_app_coverage": routing_app_coverage_full(routing_app_coverage)}


def create_routing_app_coverage(db: Database, /, *, file_name: str, file_size: int) -> RoutingAppCoverageResult:
    """Create a routing app coverage."""
    if not valid_file_name(file_name):
        fail("file_name_invalid", file_name=file_name)
    routing_app_coverage = db.insert(
        RoutingAppCoverage,
        routing_app_coverage_id=f"RAC-{db.next_number('routing_app_coverages'):04d}",
        file_name=file_name,
        asset_delivery_state_state="AWAITING_UPLOAD",
        file_size=file_size,
        uploaded=False,
    )
    return {"routing_app_coverage": routing_app_coverage_full(routing_app_coverage)}


def update_routing_app_coverage(
    db: Database, /, *, routing_app_coverage_id: str, uploaded: bool | None = None
) -> RoutingAppCoverageResult:
    """Change whether a routing app coverage is uploaded."""
    changes = given(None, uploaded=uploaded)
    routing_app_coverage = db.find(RoutingAppCoverage, routing_app_coverage_id)
    if routing_app_coverage is None:
        fail("routing_app_coverage_not_found", routing_app_coverage_id=routing_app_coverage_id)
    if not changes:
        fail("nothing_to_change")
    db.update(routing_app_coverage, **changes)
    return {"routing_app_coverage": routing_app_coverage_full(routing_app_coverage)}


class DeleteRoutingAppCoverage(TypedDict):
    """What `delete_routing_app_coverage` returns."""

    routing_app_coverage_id: str


def delete_routing_app_coverage(db: Database, /, *, routing_app_coverage_id: str) -> DeleteRoutingAppCoverage:
    """Delete a routing app coverage."""
    routing_app_coverage = db.find(RoutingAppCoverage, routing_app_coverage_id)
    if routing_app_coverage is None:
        fail("routing_app_coverage_not_found", routing_app_coverage_id=routing_app_coverage_id)
    db.delete(routing_app_coverage)
    return {"routing_app_coverage_id": routing_app_coverage_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "end_user_license_agreement_not_found": (
        "There is no end user license agreement {end_user_license_agreement_id}. List the end "
        "user license agreements to see which there are."
    ),
    "routing_app_coverage_not_found": (
        "There is no routing app coverage {routing_app_coverage_id}. List the routing app "
        "coverages to see which there are."
    ),
    "agreement_text_blank": "The agreement text must not be blank. Give it some words.",
    "file_name_invalid": "{file_name} cannot name a file. Choose a name without slashes.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="app_store_connect_end_user_license_agreements",
    folder=Path(__file__).parent,
    tables=[EndUserLicenseAgreement, Territory, RoutingAppCoverage],
    tools={
        "list_end_user_license_agreements": Tool(list_end_user_license_agreements, read_only=True),
        "get_end_user_license_agreement": Tool(get_end_user_license_agreement, read_only=True),
        "create_end_user_license_agreement": Tool(create_end_user_license_agreement),
        "update_end_user_license_agreement": Tool(update_end_user_license_agreement),
        "delete_end_user_license_agreement": Tool(delete_end_user_license_agreement),
        "list_territories": Tool(list_territories, read_only=True),
        "list_routing_app_coverages": Tool(list_routing_app_coverages, read_only=True),
        "get_routing_app_coverage": Tool(get_routing_app_coverage, read_only=True),
        "create_routing_app_coverage": Tool(create_routing_app_coverage),
        "update_routing_app_coverage": Tool(update_routing_app_coverage),
        "delete_routing_app_coverage": Tool(delete_routing_app_coverage),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
