"""Cloud Healthcare: studies: keeps dicom stores, user data mappings, studies, datasets, consent stores and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Cloud Healthcare: studies. Keeps dicom stores, user data mappings, studies, datasets, consent stores and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Two dicom stores cannot have the same dataset and notification config pubsub topic.
- Deleting a dicom store also deletes its studies.
- Deleting a study also deletes its series.
- Deleting a series also deletes its instances.
- You can archive a user data mapping only while it is not archived.
- Deleting an instance keeps the studies that refer to it; they lose the reference.
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


class UserDataMapping(Table, table=True):
    """A user data mapping of a consent store."""

    __tablename__ = "user_data_mappings"

    user_data_mapping_id: str = Field(primary_key=True)
    consent_store_id: str = Field(foreign_key="consent_stores.consent_store_id", ondelete="CASCADE", index=True)
    name: str | None = None
    archive_time: str | None = None
    archived: bool
    data_id: str
    user_id: str


class DicomStore(Table, table=True):
    """A dicom store of a dataset."""

    __tablename__ = "dicom_stores"
    __table_args__ = (UniqueConstraint("dataset_id", "notification_config_pubsub_topic"),)

    dicom_store_id: str = Field(primary_key=True)
    dataset_id: str = Field(foreign_key="datasets.dataset_id", ondelete="CASCADE", index=True)
    name: str
    notification_config_pubsub_topic: str | None = None
    notification_config_send_for_bulk_import: bool


class Study(Table, table=True):
    """A study of a dicom store."""

    __tablename__ = "studies"

    study_id: str = Field(primary_key=True)
    dicom_store_id: str = Field(foreign_key="dicom_stores.dicom_store_id", ondelete="CASCADE", index=True)
    instance_id: str | None = Field(default=None, foreign_key="instances.instance_id", ondelete="SET NULL", index=True)
    content_type: str | None = None


class Series(Table, table=True):
    """A series of a study."""

    __tablename__ = "series"

    series_id: str = Field(primary_key=True)
    study_id: str = Field(foreign_key="studies.study_id", ondelete="CASCADE", index=True)
    content_type: str | None = None


class Instance(Table, table=True):
    """An instance of a series."""

    __tablename__ = "instances"

    instance_id: str = Field(primary_key=True)
    series_id: str = Field(foreign_key="series.series_id", ondelete="CASCADE", index=True)
    content_type: str | None = None


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


class UserDataMappingShort(TypedDict):
    """A user data mapping in the view `short`."""

    user_data_mapping_id: str
    consent_store_id: str
    name: str | None
    archive_time: str | None
    archived: bool
    data_id: str
    user_id: str


def user_data_mapping_short(user_data_mapping: UserDataMapping) -> UserDataMappingShort:
    """A user data mapping in the view `short`."""
    return {
        "user_data_mapping_id": user_data_mapping.user_data_mapping_id,
        "consent_store_id": user_data_mapping.consent_store_id,
        "name": user_data_mapping.name,
        "archive_time": user_data_mapping.archive_time,
        "archived": user_data_mapping.archived,
        "data_id": user_data_mapping.data_id,
        "user_id": user_data_mapping.user_id,
    }


class UserDataMappingFull(UserDataMappingShort):
    """A user data mapping in the view `full`."""


def user_data_mapping_full(user_data_mapping: UserDataMapping) -> UserDataMappingFull:
    """A user data mapping in the view `full`."""
    return user_data_mapping_short(user_data_mapping)


class DicomStoreShort(TypedDict):
    """A dicom store in the view `short`."""

    dicom_store_id: str
    dataset_id: str
    name: str
    notification_config_pubsub_topic: str | None
    notification_config_send_for_bulk_import: bool


def dicom_store_short(dicom_store: DicomStore) -> DicomStoreShort:
    """A dicom store in the view `short`."""
    return {
        "dicom_store_id": dicom_store.dicom_store_id,
        "dataset_id": dicom_store.dataset_id,
        "name": dicom_store.name,
        "notification_config_pubsub_topic": dicom_store.notification_config_pubsub_topic,
        "notification_config_send_for_bulk_import": dicom_store.notification_config_send_for_bulk_import,
    }


class DicomStoreFull(DicomStoreShort):
    """A dicom store in the view `full`."""


def dicom_store_full(dicom_store: DicomStore) -> DicomStoreFull:
    """A dicom store in the view `full`."""
    return dicom_store_short(dicom_store)


class StudyShort(TypedDict):
    """A study in the view `short`."""

    study_id: str
    dicom_store_id: str
    instance_id: str | None
    content_type: str | None


def study_short(study: Study) -> StudyShort:
    """A study in the view `short`."""
    return {
        "study_id": study.study_id,
        "dicom_store_id": study.dicom_store_id,
        "instance_id": study.instance_id,
        "content_type": study.content_type,
    }


class StudyFull(StudyShort):
    """A study in the view `full`."""


def study_full(study: Study) -> StudyFull:
    """A study in the view `full`."""
    return study_short(study)


class SeriesShort(TypedDict):
    """A series in the view `short`."""

    series_id: str
    study_id: str
    content_type: str | None


def series_short(series: Series) -> SeriesShort:
    """A series in the view `short`."""
    return {"series_id": series.series_id, "study_id": series.study_id, "content_type": series.content_type}


class SeriesFull(SeriesShort):
    """A series in the view `full`."""


def series_full(series: Series) -> SeriesFull:
    """A series in the view `full`."""
    return series_short(series)


class InstanceShort(TypedDict):
    """An instance in the view `short`."""

    instance_id: str
    series_id: str
    content_type: str | None


def instance_short(instance: Instance) -> InstanceShort:
    """An instance in the view `short`."""
    return {"instance_id": instance.instance_id, "series_id": instance.series_id, "content_type": instance.content_type}


class InstanceFull(InstanceShort):
    """An instance in the view `full`."""


def instance_full(instance: Instance) -> InstanceFull:
    """An instance in the view `full`."""
    return instance_short(instance)


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


class ListUserDataMappings(TypedDict):
    """What `list_user_data_mappings` returns."""

    user_data_mappings: list[UserDataMappingShort]
    next_cursor: str | None


def list_user_data_mappings(
    db: Database, /, *, consent_store_id: str, limit: int = 20, cursor: str | None = None
) -> ListUserDataMappings:
    """List the user data mappings of a consent store."""
    consent_store = db.find(ConsentStore, consent_store_id)
    if consent_store is None:
        fail("consent_store_not_found", consent_store_id=consent_store_id)
    page = (
        db.query(UserDataMapping)
        .where("consent_store_id = ?", consent_store.consent_store_id)
        .page("name", limit=limit, cursor=cursor)
    )
    return {
        "user_data_mappings": [user_data_mapping_short(user_data_mapping) for user_data_mapping in page.rows],
        "next_cursor": page.next_cursor,
    }


class UserDataMappingResult(TypedDict):
    """What `get_user_data_mapping` and 3 other tools return."""

    user_data_mapping: UserDataMappingFull


def get_user_data_mapping(db: Database, /, *, user_data_mapping_id: str) -> UserDataMappingResult:
    """Show a user data mapping with all its details."""
    user_data_mapping = db.find(UserDataMapping, user_data_mapping_id)
    if user_data_mapping is None:
        fail("user_data_mapping_not_found", user_data_mapping_id=user_data_mapping_id)
    return {"user_data_mapping": user_data_mapping_full(user_data_mapping)}


def create_user_data_mapping(
    db: Database, /, *, consent_store_id: str, data_id: str, user_id: str, name: str | None = None
) -> UserDataMappingResult:
    """Create a user data mapping in a consent store."""
    if db.find(ConsentStore, consent_store_id) is None:
        fail("consent_store_not_found", consent_store_id=consent_store_id)
    user_data_mapping = db.insert(
        UserDataMapping,
        user_data_mapping_id=f"UDM-{db.next_number('user_data_mappings'):04d}",
        consent_store_id=consent_store_id,
        name=name,
        archived=False,
        data_id=data_id,
        user_id=user_id,
    )
    return {"user_data_mapping": user_data_mapping_full(user_data_mapping)}


def update_user_data_mapping(
    db: Database,
    /,
    *,
    user_data_mapping_id: str,
    name: str | None = None,
    data_id: str | None = None,
    user_id: str | None = None,
    clear: list[Literal["name"]] | None = None,
) -> UserDataMappingResult:
    """Change the name, data or user of a user data mapping."""
    changes = given(clear, name=name, data_id=data_id, user_id=user_id)
    user_data_mapping = db.find(UserDataMapping, user_data_mapping_id)
    if user_data_mapping is None:
        fail("user_data_mapping_not_found", user_data_mapping_id=user_data_mapping_id)
    if not changes:
        fail("nothing_to_change")
    db.update(user_data_mapping, **changes)
    return {"user_data_mapping": user_data_mapping_full(user_data_mapping)}


class DeleteUserDataMapping(TypedDict):
    """What `delete_user_data_mapping` returns."""

    user_data_mapping_id: str


def delete_user_data_mapping(db: Database, /, *, user_data_mapping_id: str) -> DeleteUserDataMapping:
    """Delete a user data mapping."""
    user_data_mapping = db.find(UserDataMapping, user_data_mapping_id)
    if user_data_mapping is None:
        fail("user_data_mapping_not_found", user_data_mapping_id=user_data_mapping_id)
    db.delete(user_data_mapping)
    return {"user_data_mapping_id": user_data_mapping_id}


def archive_user_data_mapping(db: Database, /, *, user_data_mapping_id: str) -> UserDataMappingResult:
    """Archive a user data mapping."""
    user_data_mapping = db.find(UserDataMapping, user_data_mapping_id)
    if user_data_mapping is None:
        fail("user_data_mapping_not_found", user_data_mapping_id=user_data_mapping_id)
    if user_data_mapping.archived:
        fail("user_data_mapping_already_archived", user_data_mapping_id=user_data_mapping.user_data_mapping_id)
    db.update(user_data_mapping, archived=True)
    return {"user_data_mapping": user_data_mapping_full(user_data_mapping)}


class ListDicomStores(TypedDict):
    """What `list_dicom_stores` returns."""

    dicom_stores: list[DicomStoreShort]
    next_cursor: str | None


def list_dicom_stores(
    db: Database, /, *, dataset_id: str, limit: int = 20, cursor: str | None = None
) -> ListDicomStores:
    """List the dicom stores of a dataset."""
    dataset = db.find(Dataset, dataset_id) or fail("dataset_not_found", dataset_id=dataset_id)
    page = db.query(DicomStore).where("dataset_id = ?", dataset.dataset_id).page("name", limit=limit, cursor=cursor)
    return {
        "dicom_stores": [dicom_store_short(dicom_store) for dicom_store in page.rows],
        "next_cursor": page.next_cursor,
    }


class DicomStoreResult(TypedDict):
    """What `get_dicom_store` and 2 other tools return."""

    dicom_store: DicomStoreFull


def get_dicom_store(db: Database, /, *, dicom_store_id: str) -> DicomStoreResult:
    """Show a dicom store with all its details."""
    dicom_store = db.find(DicomStore, dicom_store_id)
    if dicom_store is None:
        fail("dicom_store_not_found", dicom_store_id=dicom_store_id)
    return {"dicom_store": dicom_store_full(dicom_store)}


def create_dicom_store(
    db: Database,
    /,
    *,
    dataset_id: str,
    name: str,
    notification_config_pubsub_topic: str | None = None,
    notification_config_send_for_bulk_import: bool = False,
) -> DicomStoreResult:
    """Create a dicom store in a dataset."""
    if db.find(Dataset, dataset_id) is None:
        fail("dataset_not_found", dataset_id=dataset_id)
    dicom_store = db.insert(
        DicomStore,
        dicom_store_id=f"DS-{db.next_number('dicom_stores'):04d}",
        dataset_id=dataset_id,
        name=name,
        notification_config_pubsub_topic=notification_config_pubsub_topic,
        notification_config_send_for_bulk_import=notification_config_send_for_bulk_import,
    )
    return {"dicom_store": dicom_store_full(dicom_store)}


def update_dicom_store(
    db: Database,
    /,
    *,
    dicom_store_id: str,
    name: str | None = None,
    notification_config_pubsub_topic: str | None = None,
    notification_config_send_for_bulk_import: bool | None = None,
    clear: list[Literal["notification_config_pubsub_topic"]] | None = None,
) -> DicomStoreResult:
    """Change the name or notification configuration pubsub topic of a dicom store."""
    changes = given(
        clear,
        name=name,
        notification_config_pubsub_topic=notification_config_pubsub_topic,
        notification_config_send_for_bulk_import=notification_config_send_for_bulk_import,
    )
    dicom_store = db.find(DicomStore, dicom_store_id)
    if dicom_store is None:
        fail("dicom_store_not_found", dicom_store_id=dicom_store_id)
    if not changes:
        fail("nothing_to_change")
    db.update(dicom_store, **changes)
    return {"dicom_store": dicom_store_full(dicom_store)}


class DeleteDicomStore(TypedDict):
    """What `delete_dicom_store` returns."""

    dicom_store_id: str


def delete_dicom_store(db: Database, /, *, dicom_store_id: str) -> DeleteDicomStore:
    """Delete a dicom store together with its studies."""
    dicom_store = db.find(DicomStore, dicom_store_id)
    if dicom_store is None:
        fail("dicom_store_not_found", dicom_store_id=dicom_store_id)
    db.delete(dicom_store)
    return {"dicom_store_id": dicom_store_id}


class ListStudies(TypedDict):
    """What `list_studies` returns."""

    studies: list[StudyShort]
    next_cursor: str | None


def list_studies(
    db: Database, /, *, dicom_store_id: str, instance_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListStudies:
    """List the studies of a dicom store, optionally by instance."""
    dicom_store = db.find(DicomStore, dicom_store_id)
    if dicom_store is None:
        fail("dicom_store_not_found", dicom_store_id=dicom_store_id)
    query = db.query(Study).where("dicom_store_id = ?", dicom_store.dicom_store_id)
    if instance_id is not None:
        query.where("instance_id IS ?", instance_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"studies": [study_short(study) for study in page.rows], "next_cursor": page.next_cursor}


class StudyResult(TypedDict):
    """What `get_study` and 2 other tools return."""

    study: StudyFull


def get_study(db: Database, /, *, study_id: str) -> StudyResult:
    """Show a study with all its details."""
    study = db.find(Study, study_id) or fail("study_not_found", study_id=study_id)
    return {"study": study_full(study)}


def create_study(
    db: Database, /, *, dicom_store_id: str, instance_id: str | None = None, content_type: str | None = None
) -> StudyResult:
    """Create a study in a dicom store."""
    if db.find(DicomStore, dicom_store_id) is None:
        fail("dicom_store_not_found", dicom_store_id=dicom_store_id)
    if instance_id is not None and db.find(Instance, instance_id) is None:
        fail("instance_not_found", instance_id=instance_id)
    study = db.insert(
        Study,
        study_id=f"STUDY-{db.next_number('studies'):04d}",
        dicom_store_id=dicom_store_id,
        instance_id=instance_id,
        content_type=content_type,
    )
    return {"study": study_full(study)}


def update_study(
    db: Database,
    /,
    *,
    study_id: str,
    content_type: str | None = None,
    clear: list[Literal["content_type"]] | None = None,
) -> StudyResult:
    """Change the content type of a study."""
    changes = given(clear, content_type=content_type)
    study = db.find(Study, study_id) or fail("study_not_found", study_id=study_id)
    if not changes:
        fail("nothing_to_change")
    db.update(study, **changes)
    return {"study": study_full(study)}


class DeleteStudy(TypedDict):
    """What `delete_study` returns."""

    study_id: str


def delete_study(db: Database, /, *, study_id: str) -> DeleteStudy:
    """Delete a study together with its series."""
    study = db.find(Study, study_id) or fail("study_not_found", study_id=study_id)
    db.delete(study)
    return {"study_id": study_id}


class ListSeries(TypedDict):
    """What `list_series` returns."""

    series: list[SeriesShort]
    next_cursor: str | None


def list_series(db: Database, /, *, study_id: str, limit: int = 20, cursor: str | None = None) -> ListSeries:
    """List the series of a study."""
    study = db.find(Study, study_id) or fail("study_not_found", study_id=study_id)
    page = db.query(Series).where("study_id = ?", study.study_id).page(limit=limit, cursor=cursor)
    return {"series": [series_short(series) for series in page.rows], "next_cursor": page.next_cursor}


class GetSeries(TypedDict):
    """What `get_series` returns."""

    series: SeriesFull


def get_series(db: Database, /, *, series_id: str) -> GetSeries:
    """Show a series with all its details."""
    series = db.find(Series, series_id) or fail("series_not_found", series_id=series_id)
    return {"series": series_full(series)}


class DeleteSeries(TypedDict):
    """What `delete_series` returns."""

    series_id: str


def delete_series(db: Database, /, *, series_id: str) -> DeleteSeries:
    """Delete a series together with its instances."""
    series = db.find(Series, series_id) or fail("series_not_found", series_id=series_id)
    db.delete(series)
    return {"series_id": series_id}


class ListInstances(TypedDict):
    """What `list_instances` returns."""

    instances: list[InstanceShort]
    next_cursor: str | None


def list_instances(db: Database, /, *, series_id: str, limit: int = 20, cursor: str | None = None) -> ListInstances:
    """List the instances of a series."""
    series = db.find(Series, series_id) or fail("series_not_found", series_id=series_id)
    page = db.query(Instance).where("series_id = ?", series.series_id).page(limit=limit, cursor=cursor)
    return {"instances": [instance_short(instance) for instance in page.rows], "next_cursor": page.next_cursor}


class GetInstance(TypedDict):
    """What `get_instance` returns."""

    instance: InstanceFull


def get_instance(db: Database, /, *, instance_id: str) -> GetInstance:
    """Show an instance with all its details."""
    instance = db.find(Instance, instance_id) or fail("instance_not_found", instance_id=instance_id)
    return {"instance": instance_full(instance)}


class DeleteInstance(TypedDict):
    """What `delete_instance` returns."""

    instance_id: str


def delete_instance(db: Database, /, *, instance_id: str) -> DeleteInstance:
    """Delete an instance."""
    instance = db.find(Instance, instance_id) or fail("instance_not_found", instance_id=instance_id)
    db.delete(instance)
    return {"instance_id": instance_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "consent_store_not_found": (
        "There is no consent store {consent_store_id}. List the consent stores to see which there are."
    ),
    "dataset_not_found": "There is no dataset {dataset_id}. List the datasets to see which there are.",
    "dicom_store_not_found": "There is no dicom store {dicom_store_id}. List the dicom stores to see which there are.",
    "dicom_store_notification_config_pubsub_topic": (
        "There is already a dicom store with the notification configuration pubsub topic "
        "{notification_config_pubsub_topic}. Choose another notification configuration pubsub "
        "topic."
    ),
    "instance_not_found": "There is no instance {instance_id}. List the instances to see which there are.",
    "location_not_found": "There is no location {location_id}. List the locations to see which there are.",
    "series_not_found": "There is no series {series_id}. List the series to see which there are.",
    "study_not_found": "There is no study {study_id}. List the studies to see which there are.",
    "user_data_mapping_already_archived": "User data mapping {user_data_mapping_id} is already archived.",
    "user_data_mapping_not_found": (
        "There is no user data mapping {user_data_mapping_id}. List the user data mappings to see which there are."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="healthcare_studies",
    folder=Path(__file__).parent,
    tables=[Location, Dataset, ConsentStore, UserDataMapping, DicomStore, Study, Series, Instance],
    tools={
        "list_locations": Tool(list_locations, read_only=True),
        "get_location": Tool(get_location, read_only=True),
        "list_datasets": Tool(list_datasets, read_only=True),
        "get_dataset": Tool(get_dataset, read_only=True),
        "list_consent_stores": Tool(list_consent_stores, read_only=True),
        "get_consent_store": Tool(get_consent_store, read_only=True),
        "list_user_data_mappings": Tool(list_user_data_mappings, read_only=True),
        "get_user_data_mapping": Tool(get_user_data_mapping, read_only=True),
        "create_user_data_mapping": Tool(create_user_data_mapping),
        "update_user_data_mapping": Tool(update_user_data_mapping),
        "delete_user_data_mapping": Tool(delete_user_data_mapping),
        "archive_user_data_mapping": Tool(archive_user_data_mapping),
        "list_dicom_stores": Tool(list_dicom_stores, read_only=True),
        "get_dicom_store": Tool(get_dicom_store, read_only=True),
        "create_dicom_store": Tool(create_dicom_store),
        "update_dicom_store": Tool(update_dicom_store),
        "delete_dicom_store": Tool(delete_dicom_store),
        "list_studies": Tool(list_studies, read_only=True),
        "get_study": Tool(get_study, read_only=True),
        "create_study": Tool(create_study),
        "update_study": Tool(update_study),
        "delete_study": Tool(delete_study),
        "list_series": Tool(list_series, read_only=True),
        "get_series": Tool(get_series, read_only=True),
        "delete_series": Tool(delete_series),
        "list_instances": Tool(list_instances, read_only=True),
        "get_instance": Tool(get_instance, read_only=True),
        "delete_instance": Tool(delete_instance),
    },
    faults=FAULTS,
    unique_faults={
        "dicom_stores.dataset_id, dicom_stores.notification_config_pubsub_topic": (
            "dicom_store_notification_config_pubsub_topic"
        ),
    },
    instructions=INSTRUCTIONS,
)
