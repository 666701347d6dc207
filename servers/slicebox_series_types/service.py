"""Slicebox: series types: keeps series types, series, seriestyperules, attributes, series tags and more."""

from decimal import Decimal
from pathlib import Path
from typing import TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Slicebox: series types. Keeps series types, series, seriestyperules, attributes, series tags and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Deleting a series type is refused while seriestyperules refer to it.
- The name must not be blank.
- Two series tags cannot have the same series and name.
- A series and a series type can be linked only once.
- Deleting a seriestyperule also deletes its attributes.
- Deleting a series type also removes its links to series.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Attribute(Table, table=True):
    """An attribute of a seriestyperule."""

    __tablename__ = "attributes"

    attribute_id: int = Field(primary_key=True)
    seriestyperule_id: int = Field(foreign_key="seriestyperules.seriestyperule_id", ondelete="CASCADE", index=True)
    name: str | None = None
    element: int
    group: int
    path: str | None = None
    series_type_rule_id: int
    value: str
    vr: str | None = None


class Series(Table, table=True):
    """A series."""

    __tablename__ = "series"

    series_id: int = Field(primary_key=True)
    body_part_examined: Decimal | None = Field(default=None, sa_type=Money(2))
    manufacturer: Decimal | None = Field(default=None, sa_type=Money(2))
    modality: Decimal | None = Field(default=None, sa_type=Money(2))
    protocol_name: Decimal | None = Field(default=None, sa_type=Money(2))
    series_date: Decimal | None = Field(default=None, sa_type=Money(2))
    series_description: Decimal | None = Field(default=None, sa_type=Money(2))
    station_name: Decimal | None = Field(default=None, sa_type=Money(2))


class SeriesTag(Table, table=True):
    """A series tag of a series."""

    __tablename__ = "series_tags"
    __table_args__ = (UniqueConstraint("series_id", "name"),)

    series_tag_id: int = Field(primary_key=True)
    series_id: int = Field(foreign_key="series.series_id", ondelete="CASCADE", index=True)
    name: str


class SeriesType(Table, table=True):
    """A series type."""

    __tablename__ = "series_types"

    series_type_id: int = Field(primary_key=True)
    name: str


class Seriestyperule(Table, table=True):
    """A seriestyperule."""

    __tablename__ = "seriestyperules"

    seriestyperule_id: int = Field(primary_key=True)
    series_type_id: int = Field(foreign_key="series_types.series_type_id", ondelete="RESTRICT", index=True)


class Updatestatus(Table, table=True):
    """The updatestatus."""

    __tablename__ = "updatestatuses"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    running: bool


class SeriesSeriesType(Table, table=True):
    """A series type of a series."""

    __tablename__ = "series_series_types"
    __table_args__ = (UniqueConstraint("series_id", "series_type_id"),)

    series_series_type_id: str = Field(primary_key=True)
    series_id: int = Field(foreign_key="series.series_id", ondelete="CASCADE", index=True)
    series_type_id: int = Field(foreign_key="series_types.series_type_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class AttributeShort(TypedDict):
    """An attribute in the view `short`."""

    attribute_id: int
    seriestyperule_id: int
    name: str | None
    element: int
    group: int
    series_type_rule_id: int
    value: str


def attribute_short(attribute: Attribute) -> AttributeShort:
    """An attribute in the view `short`."""
    return {
        "attribute_id": attribute.attribute_id,
        "seriestyperule_id": attribute.seriestyperule_id,
        "name": attribute.name,
        "element": attribute.element,
        "group": attribute.group,
        "series_type_rule_id": attribute.series_type_rule_id,
        "value": attribute.value,
    }


class AttributeFull(AttributeShort):
    """An attribute in the view `full`."""

    path: str | None
    vr: str | None


def attribute_full(attribute: Attribute) -> AttributeFull:
    """An attribute in the view `full`."""
    return {**attribute_short(attribute), "path": attribute.path, "vr": attribute.vr}


class SeriesShort(TypedDict):
    """A series in the view `short`."""

    series_id: int
    body_part_examined: Decimal | None
    manufacturer: Decimal | None
    modality: Decimal | None
    protocol_name: Decimal | None
    series_date: Decimal | None
    series_description: Decimal | None


def series_short(series: Series) -> SeriesShort:
    """A series in the view `short`."""
    return {
        "series_id": series.series_id,
        "body_part_examined": series.body_part_examined,
        "manufacturer": series.manufacturer,
        "modality": series.modality,
        "protocol_name": series.protocol_name,
        "series_date": series.series_date,
        "series_description": series.series_description,
    }


class SeriesSeriesTypeShort(TypedDict):
    """A series series type in the view `short`."""

    series_type_id: int
    series_type_name: str


def series_series_type_short(db: Database, series_series_type: SeriesSeriesType) -> SeriesSeriesTypeShort:
    """A series series type in the view `short`."""
    series_type = db.get(SeriesType, series_series_type.series_type_id)
    return {"series_type_id": series_series_type.series_type_id, "series_type_name": series_type.name}


class SeriesFull(SeriesShort):
    """A series in the view `full`."""

    station_name: Decimal | None
    series_types: list[SeriesSeriesTypeShort]


def series_full(db: Database, series: Series) -> SeriesFull:
    """A series in the view `full`."""
    return {
        **series_short(series),
        "station_name": series.station_name,
        "series_types": [
            series_series_type_short(db, series_series_type)
            for series_series_type in db.query(SeriesSeriesType)
            .where("series_id = ?", series.series_id)
            .page(limit=20)
            .rows
        ],
    }


class SeriesTagShort(TypedDict):
    """A series tag in the view `short`."""

    series_tag_id: int
    series_id: int
    name: str


def series_tag_short(series_tag: SeriesTag) -> SeriesTagShort:
    """A series tag in the view `short`."""
    return {"series_tag_id": series_tag.series_tag_id, "series_id": series_tag.series_id, "name": series_tag.name}


class SeriesTagFull(SeriesTagShort):
    """A series tag in the view `full`."""


def series_tag_full(series_tag: SeriesTag) -> SeriesTagFull:
    """A series tag in the view `full`."""
    return series_tag_short(series_tag)


class SeriesTypeShort(TypedDict):
    """A series type in the view `short`."""

    series_type_id: int
    name: str


def series_type_short(series_type: SeriesType) -> SeriesTypeShort:
    """A series type in the view `short`."""
    return {"series_type_id": series_type.series_type_id, "name": series_type.name}


class SeriesTypeFull(SeriesTypeShort):
    """A series type in the view `full`."""


def series_type_full(series_type: SeriesType) -> SeriesTypeFull:
    """A series type in the view `full`."""
    return series_type_short(series_type)


class SeriestyperuleShort(TypedDict):
    """A seriestyperule in the view `short`."""

    seriestyperule_id: int
    series_type_id: int


def seriestyperule_short(seriestyperule: Seriestyperule) -> SeriestyperuleShort:
    """A seriestyperule in the view `short`."""
    return {"seriestyperule_id": seriestyperule.seriestyperule_id, "series_type_id": seriestyperule.series_type_id}


class SeriestyperuleFull(SeriestyperuleShort):
    """A seriestyperule in the view `full`."""


def seriestyperule_full(seriestyperule: Seriestyperule) -> SeriestyperuleFull:
    """A seriestyperule in the view `full`."""
    return seriestyperule_short(seriestyperule)


class UpdatestatusFull(TypedDict):
    """An updatestatus in the view `full`."""

    running: bool


def updatestatus_full(updatestatus: Updatestatus) -> UpdatestatusFull:
    """An updatestatus in the view `full`."""
    return {"running": updatestatus.running}


# --- tools --------------------------------------------------------------------------------------------------------


class ListAttributes(TypedDict):
    """What `list_attributes` returns."""

    attributes: list[AttributeFull]
    next_cursor: str | None


def list_attributes(
    db: Database, /, *, seriestyperule_id: int, limit: int = 20, cursor: str | None = None
) -> ListAttributes:
    """List the attributes of a seriestyperule."""
    seriestyperule = db.find(Seriestyperule, seriestyperule_id)
    if seriestyperule is None:
        fail("seriestyperule_not_found", seriestyperule_id=seriestyperule_id)
    page = (
        db.query(Attribute)
        .where("seriestyperule_id = ?", seriestyperule.seriestyperule_id)
        .page("name", limit=limit, cursor=cursor)
    )
    return {"attributes": [attribute_full(attribute) for attribute in page.rows], "next_cursor": page.next_cursor}


class CreateAttribute(TypedDict):
    """What `create_attribute` returns."""

    attribute: AttributeFull


def create_attribute(
    db: Database,
    /,
    *,
    seriestyperule_id: int,
    element: int,
    group: int,
    series_type_rule_id: int,
    value: str,
    path: str | None = None,
) -> CreateAttribute:
    """Create an attribute in a seriestyperule."""
    if db.find(Seriestyperule, seriestyperule_id) is None:
        fail("seriestyperule_not_found", seriestyperule_id=seriestyperule_id)
    attribute = db.insert(
        Attribute,
        attribute_id=db.next_number("attributes"),
        seriestyperule_id=seriestyperule_id,
        element=element,
        group=group,
        path=path,
        series_type_rule_id=series_type_rule_id,
        value=value,
    )
    return {"attribute": attribute_full(attribute)}


class DeleteAttribute(TypedDict):
    """What `delete_attribute` returns."""

    attribute_id: int


def delete_attribute(db: Database, /, *, attribute_id: int) -> DeleteAttribute:
    """Delete an attribute."""
    attribute = db.find(Attribute, attribute_id) or fail("attribute_not_found", attribute_id=attribute_id)
    db.delete(attribute)
    return {"attribute_id": attribute_id}


class ListSeries(TypedDict):
    """What `list_series` returns."""

    series: list[SeriesShort]
    next_cursor: str | None


def list_series(
    db: Database, /, *, series_type_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListSeries:
    """List the series, optionally by series type."""
    query = db.query(Series)
    if series_type_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM series_series_types AS item"
            " WHERE item.series_id = series.series_id AND item.series_type_id = ?)",
            series_type_id,
        )
    page = query.page(limit=limit, cursor=cursor)
    return {"series": [series_short(series) for series in page.rows], "next_cursor": page.next_cursor}


class SeriesResult(TypedDict):
    """What `get_series` and 2 other tools return."""

    series: SeriesFull


def get_series(db: Database, /, *, series_id: int) -> SeriesResult:
    """Show a series with all its details."""
    series = db.find(Series, series_id) or fail("series_not_found", series_id=series_id)
    return {"series": series_full(db, series)}


def add_series_type_to_series(db: Database, /, *, series_id: int, series_type_id: int) -> SeriesResult:
    """Add a series type to a series."""
    series = db.find(Series, series_id) or fail("series_not_found", series_id=series_id)
    series_type = db.find(SeriesType, series_type_id)
    if series_type is None:
        fail("series_type_not_found", series_type_id=series_type_id)
    db.insert(
        SeriesSeriesType,
        series_series_type_id=f"SESETYL-{db.next_number('series_series_types'):04d}",
        series_id=series.series_id,
        series_type_id=series_type.series_type_id,
    )
    return {"series": series_full(db, series)}


def remove_series_type_from_series(db: Database, /, *, series_id: int, series_type_id: int) -> SeriesResult:
    """Remove a series type from a series."""
    series = db.find(Series, series_id) or fail("series_not_found", series_id=series_id)
    series_series_type = (
        db.query(SeriesSeriesType)
        .where("series_id = ? AND series_type_id = ?", series.series_id, series_type_id)
        .first()
    )
    if series_series_type is None:
        fail("series_without_series_type", series_id=series_id, series_type_id=series_type_id)
    db.delete(series_series_type)
    return {"series": series_full(db, series)}


class ListSeriesSeriesTypes(TypedDict):
    """What `list_series_series_types` and `list_series_types` return."""

    series_types: list[SeriesTypeFull]
    next_cursor: str | None


def list_series_series_types(
    db: Database, /, *, series_id: int, limit: int = 20, cursor: str | None = None
) -> ListSeriesSeriesTypes:
    """List the series types of a series."""
    series = db.find(Series, series_id) or fail("series_not_found", series_id=series_id)
    page = (
        db.query(SeriesType)
        .where(
            "EXISTS (SELECT 1 FROM series_series_types AS item"
            " WHERE item.series_type_id = series_types.series_type_id AND item.series_id = ?)",
            series.series_id,
        )
        .page("name", limit=limit, cursor=cursor)
    )
    return {
        "series_types": [series_type_full(series_type) for series_type in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListSeriesTags(TypedDict):
    """What `list_series_tags` returns."""

    series_tags: list[SeriesTagFull]
    next_cursor: str | None


def list_series_tags(
    db: Database, /, *, series_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListSeriesTags:
    """List the series tags, optionally by series."""
    query = db.query(SeriesTag)
    if series_id is not None:
        query.where("series_id = ?", series_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"series_tags": [series_tag_full(series_tag) for series_tag in page.rows], "next_cursor": page.next_cursor}


class CreateSeriesTag(TypedDict):
    """What `create_series_tag` returns."""

    series_tag: SeriesTagFull


def create_series_tag(db: Database, /, *, series_id: int, name: str) -> CreateSeriesTag:
    """Create a series tag in a series."""
    if db.find(Series, series_id) is None:
        fail("series_not_found", series_id=series_id)
    if db.query(SeriesTag).where("same_text(name, ?) AND series_id = ?", name, series_id).exists():
        fail("series_tag_name_taken", name=name)
    series_tag = db.insert(SeriesTag, series_tag_id=db.next_number("series_tags"), series_id=series_id, name=name)
    return {"series_tag": series_tag_full(series_tag)}


class DeleteSeriesTag(TypedDict):
    """What `delete_series_tag` returns."""

    series_tag_id: int


def delete_series_tag(db: Database, /, *, series_tag_id: int) -> DeleteSeriesTag:
    """Delete a series tag."""
    series_tag = db.find(SeriesTag, series_tag_id) or fail("series_tag_not_found", series_tag_id=series_tag_id)
    db.delete(series_tag)
    return {"series_tag_id": series_tag_id}


def list_series_types(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListSeriesSeriesTypes:
    """List the series types."""
    page = db.query(SeriesType).page("name", limit=limit, cursor=cursor)
    return {
        "series_types": [series_type_full(series_type) for series_type in page.rows],
        "next_cursor": page.next_cursor,
    }


class SeriesTypeResult(TypedDict):
    """What `create_series_type` and `update_series_type` return."""

    series_type: SeriesTypeFull


def create_series_type(db: Database, /, *, name: str) -> SeriesTypeResult:
    """Create a series type."""
    if len(words(name)) <= 0:
        fail("name_blank")
    series_type = db.insert(SeriesType, series_type_id=db.next_number("series_types"), name=name)
    return {"series_type": series_type_full(series_type)}


def update_series_type(db: Database, /, *, series_type_id: int, name: str | None = None) -> SeriesTypeResult:
    """Change the name of a series type."""
    changes = given(None, name=name)
    series_type = db.find(SeriesType, series_type_id)
    if series_type is None:
        fail("series_type_not_found", series_type_id=series_type_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(series_type, **changes)
    return {"series_type": series_type_full(series_type)}


class DeleteSeriesType(TypedDict):
    """What `delete_series_type` returns."""

    series_type_id: int


def delete_series_type(db: Database, /, *, series_type_id: int) -> DeleteSeriesType:
    """Delete a series type; one that still has seriestyperules stays."""
    series_type = db.find(SeriesType, series_type_id)
    if series_type is None:
        fail("series_type_not_found", series_type_id=series_type_id)
    if db.query(Seriestyperule).where("series_type_id = ?", series_type.series_type_id).exists():
        fail("series_type_has_seriestyperules", series_type_id=series_type.series_type_id)
    db.delete(series_type)
    return {"series_type_id": series_type_id}


class ListSeriestyperules(TypedDict):
    """What `list_seriestyperules` returns."""

    seriestyperules: list[SeriestyperuleFull]
    next_cursor: str | None


def list_seriestyperules(
    db: Database, /, *, series_type_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListSeriestyperules:
    """List the seriestyperules, optionally by series type."""
    query = db.query(Seriestyperule)
    if series_type_id is not None:
        query.where("series_type_id = ?", series_type_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "seriestyperules": [seriestyperule_full(seriestyperule) for seriestyperule in page.rows],
        "next_cursor": page.next_cursor,
    }


class CreateSeriestyperule(TypedDict):
    """What `create_seriestyperule` returns."""

    seriestyperule: SeriestyperuleFull


def create_seriestyperule(db: Database, /, *, series_type_id: int) -> CreateSeriestyperule:
    """Create a seriestyperule."""
    if db.find(SeriesType, series_type_id) is None:
        fail("series_type_not_found", series_type_id=series_type_id)
    seriestyperule = db.insert(
        Seriestyperule, seriestyperule_id=db.next_number("seriestyperules"), series_type_id=series_type_id
    )
    return {"seriestyperule": seriestyperule_full(seriestyperule)}


class DeleteSeriestyperule(TypedDict):
    """What `delete_seriestyperule` returns."""

    seriestyperule_id: int


def delete_seriestyperule(db: Database, /, *, seriestyperule_id: int) -> DeleteSeriestyperule:
    """Delete a seriestyperule together with its attributes."""
    seriestyperule = db.find(Seriestyperule, seriestyperule_id)
    if seriestyperule is None:
        fail("seriestyperule_not_found", seriestyperule_id=seriestyperule_id)
    db.delete(seriestyperule)
    return {"seriestyperule_id": seriestyperule_id}


class GetUpdatestatus(TypedDict):
    """What `get_updatestatus` returns."""

    updatestatus: UpdatestatusFull


def get_updatestatus(db: Database, /) -> GetUpdatestatus:
    """Show the updatestatus."""
    updatestatus = db.get(Updatestatus, 1)
    return {"updatestatus": updatestatus_full(updatestatus)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "attribute_not_found": "There is no attribute {attribute_id}. List the attributes to see which there are.",
    "series_has_series_type_already": (
        "The series has the series type {series_type_id} already. Choose another series type."
    ),
    "series_not_found": "There is no series {series_id}. List the series to see which there are.",
    "series_tag_name_taken": "There is already a series tag with the name {name}. Choose another name.",
    "series_tag_not_found": "There is no series tag {series_tag_id}. List the series tags to see which there are.",
    "series_type_has_seriestyperules": (
        "Series type {series_type_id} still has seriestyperules. Remove or move them first."
    ),
    "series_type_not_found": "There is no series type {series_type_id}. List the series types to see which there are.",
    "series_without_series_type": "Series {series_id} has no series type {series_type_id}.",
    "seriestyperule_not_found": (
        "There is no seriestyperule {seriestyperule_id}. List the seriestyperules to see which there are."
    ),
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="slicebox_series_types",
    folder=Path(__file__).parent,
    tables=[Attribute, Series, SeriesTag, SeriesType, Seriestyperule, Updatestatus, SeriesSeriesType],
    tools={
        "list_attributes": Tool(list_attributes, read_only=True),
        "create_attribute": Tool(create_attribute),
        "delete_attribute": Tool(delete_attribute),
        "list_series": Tool(list_series, read_only=True),
        "get_series": Tool(get_series, read_only=True),
        "add_series_type_to_series": Tool(add_series_type_to_series),
        "remove_series_type_from_series": Tool(remove_series_type_from_series),
        "list_series_series_types": Tool(list_series_series_types, read_only=True),
        "list_series_tags": Tool(list_series_tags, read_only=True),
        "create_series_tag": Tool(create_series_tag),
        "delete_series_tag": Tool(delete_series_tag),
        "list_series_types": Tool(list_series_types, read_only=True),
        "create_series_type": Tool(create_series_type),
        "update_series_type": Tool(update_series_type),
        "delete_series_type": Tool(delete_series_type),
        "list_seriestyperules": Tool(list_seriestyperules, read_only=True),
        "create_seriestyperule": Tool(create_seriestyperule),
        "delete_seriestyperule": Tool(delete_seriestyperule),
        "get_updatestatus": Tool(get_updatestatus, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "series_tags.series_id, series_tags.name": "series_tag_name_taken",
        "series_series_types.series_id, series_series_types.series_type_id": "series_has_series_type_already",
    },
    instructions=INSTRUCTIONS,
)
