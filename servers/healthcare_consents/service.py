"""Cloud Healthcare: consents: keeps consents, consent stores, locations and datasets."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Cloud Healthcare: consents. Keeps consents, consent stores, locations and datasets.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can reject a consent only while its state is draft.
- You can revoke a consent only while its state is active or draft.
- The expiry cannot lie in the past.
- A consent's state can become any other, but from revoked only active.
- You can update a consent only while it is not revoked.
- You can activate a consent only while it is not active.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Location(Table, table=True):
    """A location."""

    __tablename__ = "locations"

    location_id: str = Field(primary_key=True)
    name: str | None = None
    display_name: str | None = None


class Dataset(Table, table=True):
    """A dataset of a location."""

    __tablename__ = "datasets"

    dataset_id: str = Field(primary_key=True)
    location_id: str = Field(foreign_key="locations.location_id", ondelete="CASCADE", index=True)
    name: str | None = None
    encryption_spec_kms_key_name: str
    satisfies_pzi: bool
    satisfies_pzs: bool
    time_zone: str | None = None


class ConsentStore(Table, table=True):
    """A consent store of a dataset."""

    __tablename__ = "consent_stores"

    consent_store_id: str = Field(primary_key=True)
    dataset_id: str = Field(foreign_key="datasets.dataset_id", ondelete="CASCADE", index=True)
    name: str
    default_consent_ttl: str | None = None
    enable_consent_create_on_update: bool


class Consent(Table, table=True):
    """A consent of a consent store."""

    __tablename__ = "consents"
    __table_args__ = (CheckConstraint("state IN ('ACTIVE', 'ARCHIVED', 'REVOKED', 'DRAFT', 'REJECTED')"),)

    consent_id: str = Field(primary_key=True)
    consent_store_id: str = Field(foreign_key="consent_stores.consent_store_id", ondelete="CASCADE", index=True)
    name: str | None = None
    consent_artifact_name: str
    expire_time: str | None = None
    state: str
    ttl: str | None = None
    user_id: str


# --- views --------------------------------------------------------------------------------------------------------


class LocationShort(TypedDict):
    """A location in the view `short`."""

    location_id: str
    name: str | None
    display_name: str | None


def location_short(location: Location) -> LocationShort:
    """A location in the view `short`."""
    return {"location_id": location.location_id, "name": location.name, "display_name": location.display_name}


class LocationFull(LocationShort):
    """A location in the view `full`."""


def location_full(location: Location) -> LocationFull:
    """A location in the view `full`."""
    return location_short(location)


class DatasetShort(TypedDict):
    """A dataset in the view `short`."""

    dataset_id: str
    location_id: str
    name: str | None
    encryption_spec_kms_key_name: str
    satisfies_pzi: bool
    satisfies_pzs: bool
    time_zone: str | None


def dataset_short(dataset: Dataset) -> DatasetShort:
    """A dataset in the view `short`."""
    return {
        "dataset_id": dataset.dataset_id,
        "location_id": dataset.location_id,
        "name": dataset.name,
        "encryption_spec_kms_key_name": dataset.encryption_spec_kms_key_name,
        "satisfies_pzi": dataset.satisfies_pzi,
        "satisfies_pzs": dataset.satisfies_pzs,
        "time_zone": dataset.time_zone,
    }


class DatasetFull(DatasetShort):
    """A dataset in the view `full`."""


def dataset_full(dataset: Dataset) -> DatasetFull:
    """A dataset in the view `full`."""
    return dataset_short(dataset)


class ConsentStoreShort(TypedDict):
    """A consent store in the view `short`."""

    consent_store_id: str
    dataset_id: str
    name: str
    default_consent_ttl: str | None
    enable_consent_create_on_update: bool


def consent_store_short(consent_store: ConsentStore) -> ConsentStoreShort:
    """A consent store in the view `short`."""
    return {
        "consent_store_id": consent_store.consent_store_id,
        "dataset_id": consent_store.dataset_id,
        "name": consent_store.name,
        "default_consent_ttl": consent_store.default_consent_ttl,
        "enable_consent_create_on_update": consent_store.enable_consent_create_on_update,
    }


class ConsentStoreFull(ConsentStoreShort):
    """A consent store in the view `full`."""


def consent_store_full(consent_store: ConsentStore) -> ConsentStoreFull:
    """A consent store in the view `full`."""
    return consent_store_short(consent_store)


class ConsentShort(TypedDict):
    """A consent in the view `short`."""

    consent_id: str
    consent_store_id: str
    name: str | None
    consent_artifact_name: str
    expire_time: str | None
    state: str
    user_id: str


def consent_short(consent: Consent) -> ConsentShort:
    """A consent in the view `short`."""
    return {
        "consent_id": consent.consent_id,
        "consent_store_id": consent.consent_store_id,
        "name": consent.name,
        "consent_artifact_name": consent.consent_artifact_name,
        "expire_time": consent.expire_time,
        "state": consent.state,
        "user_id": consent.user_id,
    }


class ConsentFull(ConsentShort):
    """A consent in the view `full`."""

    ttl: str | None


def consent_full(consent: Consent) -> ConsentFull:
    """A consent in the view `full`."""
    return {**consent_short(consent), "ttl": consent.ttl}


# --- tools --------------------------------------------------------------------------------------------------------


class ListLocations(TypedDict):
    """What `list_locations` returns."""

    locations: list[LocationShort]
    next_cursor: str | None


def list_locations(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListLocations:
    """List the locations."""
    page = db.query(Location).page("name", limit=limit, cursor=cursor)
    return {"locations": [location_short(location) for location in page.rows], "next_cursor": page.next_cursor}


class GetLocation(TypedDict):
    """What `get_location` returns."""

    location: LocationFull


def get_location(db: Database, /, *, location_id: str) -> GetLocation:
    """Show a location with all its details."""
    location = db.find(Location, location_id) or fail("location_not_found", location_id=location_id)
    return {"location": location_full(location)}


class ListDatasets(TypedDict):
    """What `list_datasets` returns."""

    datasets: list[DatasetShort]
    next_cursor: str | None


def list_datasets(db: Database, /, *, location_id: str, limit: int = 20, cursor: str | None = None) -> ListDatasets:
    """List the datasets of a location."""
    location = db.find(Location, location_id) or fail("location_not_found", location_id=location_id)
    page = db.query(Dataset).where("location_id = ?", location.location_id).page("name", limit=limit, cursor=cursor)
    return {"datasets": [dataset_short(dataset) for dataset in page.rows], "next_cursor": page.next_cursor}


class GetDataset(TypedDict):
    """What `get_dataset` returns."""

    dataset: DatasetFull


def get_dataset(db: Database, /, *, dataset_id: str) -> GetDataset:
    """Show a dataset with all its details."""
    dataset = db.find(Dataset, dataset_id) or fail("dataset_not_found", dataset_id=dataset_id)
    return {"dataset": dataset_full(dataset)}


class ListConsentStores(TypedDict):
    """What `list_consent_stores` returns."""

    consent_stores: list[ConsentStoreShort]
    next_cursor: str | None


def list_consent_stores(
    db: Database, /, *, dataset_id: str, limit: int = 20, cursor: str | None = None
) -> ListConsentStores:
    """List the consent stores of a dataset."""
    dataset = db.find(Dataset, dataset_id) or fail("dataset_not_found", dataset_id=dataset_id)
    page = db.query(ConsentStore).where("dataset_id = ?", dataset.dataset_id).page("name", limit=limit, cursor=cursor)
    return {
        "consent_stores": [consent_store_short(consent_store) for consent_store in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetConsentStore(TypedDict):
    """What `get_consent_store` returns."""

    consent_store: ConsentStoreFull


def get_consent_store(db: Database, /, *, consent_store_id: str) -> GetConsentStore:
    """Show a consent store with all its details."""
    consent_store = db.find(ConsentStore, consent_store_id)
    if consent_store is None:
        fail("consent_store_not_found", consent_store_id=consent_store_id)
    return {"consent_store": consent_store_full(consent_store)}


class ListConsents(TypedDict):
    """What `list_consents` returns."""

    consents: list[ConsentShort]
    next_cursor: str | None


def list_consents(
    db: Database,
    /,
    *,
    consent_store_id: str,
    state: Literal["ACTIVE", "ARCHIVED", "REVOKED", "DRAFT", "REJECTED"] | None = None,
    expire_after: str | None = None,
    expire_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListConsents:
    """List the consents of a consent store, optionally by state or expire time."""
    consent_store = db.find(ConsentStore, consent_store_id)
    if consent_store is None:
        fail("consent_store_not_found", consent_store_id=consent_store_id)
    query = db.query(Consent).where("consent_store_id = ?", consent_store.consent_store_id)
    if state is not None:
        query.where("state = ?", state)
    if expire_after is not None:
        query.where("expire_time IS NOT NULL AND expire_time >= ?", expire_after)
    if expire_before is not None:
        query.where("expire_time IS NOT NULL AND expire_time <= ?", expire_before)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"consents": [consent_short(consent) for consent in page.rows], "next_cursor": page.next_cursor}


class ConsentResult(TypedDict):
    """What `get_consent` and 5 other tools return."""

    consent: ConsentFull


def get_consent(db: Database, /, *, consent_id: str) -> ConsentResult:
    """Show a consent with all its details."""
    consent = db.find(Consent, consent_id) or fail("consent_not_found", consent_id=consent_id)
    return {"consent": consent_full(consent)}


def create_consent(
    db: Database,
    /,
    *,
    consent_store_id: str,
    consent_artifact_name: str,
    state: Literal["ACTIVE", "ARCHIVED", "REVOKED", "DRAFT", "REJECTED"],
    user_id: str,
    name: str | None = None,
    expire_time: str | None = None,
    ttl: str | None = None,
) -> ConsentResult:
    """Create a consent in a consent store."""
    if db.find(ConsentStore, consent_store_id) is None:
        fail("consent_store_not_found", consent_store_id=consent_store_id)
    if expire_time is not None and expire_time < db.now():
        fail("expiry_in_past")
    consent = db.insert(
        Consent,
        consent_id=f"CON-{db.next_number('consents'):04d}",
        consent_store_id=consent_store_id,
        name=name,
        consent_artifact_name=consent_artifact_name,
        expire_time=expire_time,
        state=state,
        ttl=ttl,
        user_id=user_id,
    )
    return {"consent": consent_full(consent)}


def update_consent(
    db: Database,
    /,
    *,
    consent_id: str,
    name: str | None = None,
    consent_artifact_name: str | None = None,
    expire_time: str | None = None,
    state: Literal["ACTIVE", "ARCHIVED", "REVOKED", "DRAFT", "REJECTED"] | None = None,
    ttl: str | None = None,
    user_id: str | None = None,
    clear: list[Literal["name", "expire_time", "ttl"]] | None = None,
) -> ConsentResult:
    """Change a consent, for example its name, state, consent artifact name or user."""
    changes = given(
        clear,
        name=name,
        consent_artifact_name=consent_artifact_name,
        expire_time=expire_time,
        state=state,
        ttl=ttl,
        user_id=user_id,
    )
    consent = db.find(Consent, consent_id) or fail("consent_not_found", consent_id=consent_id)
    if consent.state not in ("ACTIVE", "ARCHIVED", "DRAFT", "REJECTED"):
        fail("consent_is_revoked", consent_id=consent.consent_id, state=consent.state)
    if expire_time is not None and expire_time < db.now():
        fail("expiry_in_past")
    if not changes:
        fail("nothing_to_change")
    db.update(consent, **changes)
    return {"consent": consent_full(consent)}


class DeleteConsent(TypedDict):
    """What `delete_consent` returns."""

    consent_id: str


def delete_consent(db: Database, /, *, consent_id: str) -> DeleteConsent:
    """Delete a consent."""
    consent = db.find(Consent, consent_id) or fail("consent_not_found", consent_id=consent_id)
    db.delete(consent)
    return {"consent_id": consent_id}


def activate_consent(
    db: Database, /, *, consent_id: str, expire_time: str | None = None, ttl: str | None = None
) -> ConsentResult:
    """Activate a consent."""
    consent = db.find(Consent, consent_id) or fail("consent_not_found", consent_id=consent_id)
    if consent.state == "ACTIVE":
        fail("consent_already_active", consent_id=consent.consent_id)
    db.update(
        consent,
        state="ACTIVE",
        expire_time=expire_time if expire_time is not None else consent.expire_time,
        ttl=ttl if ttl is not None else consent.ttl,
    )
    return {"consent": consent_full(consent)}


def reject_consent(db: Database, /, *, consent_id: str) -> ConsentResult:
    """Reject a consent that is a draft."""
    consent = db.find(Consent, consent_id) or fail("consent_not_found", consent_id=consent_id)
    if consent.state == "REJECTED":
        fail("consent_already_rejected", consent_id=consent.consent_id)
    if consent.state != "DRAFT":
        fail("consent_not_draft", consent_id=consent.consent_id, state=consent.state)
    db.update(consent, state="REJECTED")
    return {"consent": consent_full(consent)}


def revoke_consent(db: Database, /, *, consent_id: str) -> ConsentResult:
    """Revoke a consent that is active or a draft."""
    consent = db.find(Consent, consent_id) or fail("consent_not_found", consent_id=consent_id)
    if consent.state == "REVOKED":
        fail("consent_already_revoked", consent_id=consent.consent_id)
    if consent.state not in ("ACTIVE", "DRAFT"):
        fail("consent_not_active_or_draft", consent_id=consent.consent_id, state=consent.state)
    db.update(consent, state="REVOKED")
    return {"consent": consent_full(consent)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "consent_already_active": "Consent {consent_id} is already active.",
    "consent_already_rejected": "Consent {consent_id} is already rejected.",
    "consent_already_revoked": "Consent {consent_id} is already revoked.",
    "consent_not_active_or_draft": "Consent {consent_id} is {state}. This needs a consent that is active or a draft.",
    "consent_not_draft": "Consent {consent_id} is {state}. This needs a consent that is a draft.",
    "consent_not_found": "There is no consent {consent_id}. List the consents to see which there are.",
    "consent_store_not_found": (
        "There is no consent store {consent_store_id}. List the consent stores to see which there are."
    ),
    "dataset_not_found": "There is no dataset {dataset_id}. List the datasets to see which there are.",
    "location_not_found": "There is no location {location_id}. List the locations to see which there are.",
    "consent_is_revoked": "Consent {consent_id} is {state}. This needs a consent that is not revoked.",
    "expiry_in_past": "The expiry cannot lie in the past. Give a later time.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="healthcare_consents",
    folder=Path(__file__).parent,
    tables=[Location, Dataset, ConsentStore, Consent],
    tools={
        "list_locations": Tool(list_locations, read_only=True),
        "get_location": Tool(get_location, read_only=True),
        "list_datasets": Tool(list_datasets, read_only=True),
        "get_dataset": Tool(get_dataset, read_only=True),
        "list_consent_stores": Tool(list_consent_stores, read_only=True),
        "get_consent_store": Tool(get_consent_store, read_only=True),
        "list_consents": Tool(list_consents, read_only=True),
        "get_consent": Tool(get_consent, read_only=True),
        "create_consent": Tool(create_consent),
        "update_consent": Tool(update_consent),
        "delete_consent": Tool(delete_consent),
        "activate_consent": Tool(activate_consent),
        "reject_consent": Tool(reject_consent),
        "revoke_consent": Tool(revoke_consent),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
