"""Cloud Logging: sinks: keeps sinks, exclusions and sink exclusions."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Cloud Logging: sinks. Keeps sinks, exclusions and sink exclusions.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating an exclusion can be refused: this service takes no more than 10 exclusions.
- A sink and an exclusion can be linked only once.
- Deleting a sink also removes its links to exclusions.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Exclusion(Table, table=True):
    """An exclusion."""

    __tablename__ = "exclusions"

    exclusion_id: str = Field(primary_key=True)
    name: str | None = None
    description: str | None = None
    disabled: bool
    filter: str
    create_time: str
    update_time: str


class Sink(Table, table=True):
    """A sink."""

    __tablename__ = "sinks"

    sink_id: str = Field(primary_key=True)
    name: str | None = None
    big_query_options_use_partitioned_tables: bool
    big_query_options_uses_timestamp_column: bool
    description: str | None = None
    destination: str
    disabled: bool
    filter: str | None = None
    include_children: bool
    writer_identity: str | None = None
    create_time: str
    update_time: str


class SinkExclusion(Table, table=True):
    """A sink exclusion of a sink."""

    __tablename__ = "sink_exclusions"
    __table_args__ = (UniqueConstraint("sink_id", "exclusion_id"),)

    sink_exclusion_id: str = Field(primary_key=True)
    sink_id: str = Field(foreign_key="sinks.sink_id", ondelete="CASCADE", index=True)
    exclusion_id: str = Field(foreign_key="exclusions.exclusion_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class ExclusionShort(TypedDict):
    """An exclusion in the view `short`."""

    exclusion_id: str
    name: str | None
    description: str | None
    disabled: bool
    filter: str
    create_time: str
    update_time: str


def exclusion_short(exclusion: Exclusion) -> ExclusionShort:
    """An exclusion in the view `short`."""
    return {
        "exclusion_id": exclusion.exclusion_id,
        "name": exclusion.name,
        "description": exclusion.description,
        "disabled": exclusion.disabled,
        "filter": exclusion.filter,
        "create_time": exclusion.create_time,
        "update_time": exclusion.update_time,
    }


class ExclusionFull(ExclusionShort):
    """An exclusion in the view `full`."""


def exclusion_full(exclusion: Exclusion) -> ExclusionFull:
    """An exclusion in the view `full`."""
    return exclusion_short(exclusion)


class SinkShort(TypedDict):
    """A sink in the view `short`."""

    sink_id: str
    name: str | None
    big_query_options_use_partitioned_tables: bool
    big_query_options_uses_timestamp_column: bool
    destination: str
    disabled: bool
    include_children: bool


def sink_short(sink: Sink) -> SinkShort:
    """A sink in the view `short`."""
    return {
        "sink_id": sink.sink_id,
        "name": sink.name,
        "big_query_options_use_partitioned_tables": sink.big_query_options_use_partitioned_tables,
        "big_query_options_uses_timestamp_column": sink.big_query_options_uses_timestamp_column,
        "destination": sink.destination,
        "disabled": sink.disabled,
        "include_children": sink.include_children,
    }


class SinkExclusionShort(TypedDict):
    """A sink exclusion in the view `short`."""

    exclusion_id: str
    exclusion_name: str | None


def sink_exclusion_short(db: Database, sink_exclusion: SinkExclusion) -> SinkExclusionShort:
    """A sink exclusion in the view `short`."""
    exclusion = db.get(Exclusion, sink_exclusion.exclusion_id)
    return {"exclusion_id": sink_exclusion.exclusion_id, "exclusion_name": exclusion.name}


class SinkFull(SinkShort):
    """A sink in the view `full`."""

    description: str | None
    filter: str | None
    writer_identity: str | None
    create_time: str
    update_time: str
    exclusions: list[SinkExclusionShort]


def sink_full(db: Database, sink: Sink) -> SinkFull:
    """A sink in the view `full`."""
    return {
        **sink_short(sink),
        "description": sink.description,
        "filter": sink.filter,
        "writer_identity": sink.writer_identity,
        "create_time": sink.create_time,
        "update_time": sink.update_time,
        "exclusions": [
            sink_exclusion_short(db, sink_exclusion)
            for sink_exclusion in db.query(SinkExclusion).where("sink_id = ?", sink.sink_id).page(limit=20).rows
        ],
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListExclusions(TypedDict):
    """What `list_exclusions` returns."""

    exclusions: list[ExclusionFull]
    next_cursor: str | None


def list_exclusions(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListExclusions:
    """List the exclusions."""
    page = db.query(Exclusion).page("-create_time", limit=limit, cursor=cursor)
    return {"exclusions": [exclusion_full(exclusion) for exclusion in page.rows], "next_cursor": page.next_cursor}


class CreateExclusion(TypedDict):
    """What `create_exclusion` returns."""

    exclusion: ExclusionFull


def create_exclusion(
    db: Database, /, *, filter_: str, description: str | None = None, disabled: bool = False
) -> CreateExclusion:
    """Create an exclusion."""
    if db.query(Exclusion).count() >= 10:
        fail("exclusion_limit_reached")
    exclusion = db.insert(
        Exclusion,
        exclusion_id=f"EXC-{db.next_number('exclusions'):04d}",
        description=description,
        disabled=disabled,
        filter=filter_,
        create_time=db.now(),
        update_time=db.now(),
    )
    return {"exclusion": exclusion_full(exclusion)}


class ListSinks(TypedDict):
    """What `list_sinks` returns."""

    sinks: list[SinkShort]
    next_cursor: str | None


def list_sinks(
    db: Database, /, *, exclusion_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListSinks:
    """List the sinks, optionally by exclusion."""
    query = db.query(Sink)
    if exclusion_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM sink_exclusions AS item WHERE item.sink_id = sinks.sink_id"
            " AND item.exclusion_id = ?)",
            exclusion_id,
        )
    page = query.page("-create_time", limit=limit, cursor=cursor)
    return {"sinks": [sink_short(sink) for sink in page.rows], "next_cursor": page.next_cursor}


class SinkResult(TypedDict):
    """What `get_sink` and 4 other tools return."""

    sink: SinkFull


def get_sink(db: Database, /, *, sink_id: str) -> SinkResult:
    """Show a sink with all its details."""
    sink = db.find(Sink, sink_id) or fail("sink_not_found", sink_id=sink_id)
    return {"sink": sink_full(db, sink)}


def add_exclusion_to_sink(db: Database, /, *, sink_id: str, exclusion_id: str) -> SinkResult:
    """Add an exclusion to a sink."""
    sink = db.find(Sink, sink_id) or fail("sink_not_found", sink_id=sink_id)
    exclusion = db.find(Exclusion, exclusion_id) or fail("exclusion_not_found", exclusion_id=exclusion_id)
    db.insert(
        SinkExclusion,
        sink_exclusion_id=f"SIEXL-{db.next_number('sink_exclusions'):04d}",
        sink_id=sink.sink_id,
        exclusion_id=exclusion.exclusion_id,
    )
    return {"sink": sink_full(db, sink)}


def remove_exclusion_from_sink(db: Database, /, *, sink_id: str, exclusion_id: str) -> SinkResult:
    """Remove an exclusion from a sink."""
    sink = db.find(Sink, sink_id) or fail("sink_not_found", sink_id=sink_id)
    sink_exclusion = (
        db.query(SinkExclusion).where("sink_id = ? AND exclusion_id = ?", sink.sink_id, exclusion_id).first()
    )
    if sink_exclusion is None:
        fail("sink_without_exclusion", sink_id=sink_id, exclusion_id=exclusion_id)
    db.delete(sink_exclusion)
    return {"sink": sink_full(db, sink)}


def create_sink(
    db: Database,
    /,
    *,
    destination: str,
    big_query_options_use_partitioned_tables: bool = False,
    description: str | None = None,
    disabled: bool = False,
    filter_: str | None = None,
    include_children: bool = False,
    exclusion_ids: list[str],
) -> SinkResult:
    """Create a sink."""
    sink = db.insert(
        Sink,
        sink_id=f"SINK-{db.next_number('sinks'):04d}",
        big_query_options_use_partitioned_tables=big_query_options_use_partitioned_tables,
        big_query_options_uses_timestamp_column=False,
        description=description,
        destination=destination,
        disabled=disabled,
        filter=filter_,
        include_children=include_children,
        create_time=db.now(),
        update_time=db.now(),
    )
    for exclusion_id in exclusion_ids:
        exclusion = db.find(Exclusion, exclusion_id) or fail("exclusion_not_found", exclusion_id=exclusion_id)
        if (
            not db.query(SinkExclusion)
            .where("sink_id = ? AND exclusion_id = ?", sink.sink_id, exclusion.exclusion_id)
            .exists()
        ):
            db.insert(
                SinkExclusion,
                sink_exclusion_id=f"SIEXL-{db.next_number('sink_exclusions'):04d}",
                sink_id=sink.sink_id,
                exclusion_id=exclusion.exclusion_id,
            )
    return {"sink": sink_full(db, sink)}


def update_sink(
    db: Database,
    /,
    *,
    sink_id: str,
    big_query_options_use_partitioned_tables: bool | None = None,
    description: str | None = None,
    destination: str | None = None,
    disabled: bool | None = None,
    filter_: str | None = None,
    include_children: bool | None = None,
    clear: list[Literal["description", "filter"]] | None = None,
) -> SinkResult:
    """Change a sink, for example its destination, description or filter."""
    changes = given(
        clear,
        big_query_options_use_partitioned_tables=big_query_options_use_partitioned_tables,
        description=description,
        destination=destination,
        disabled=disabled,
        filter=filter_,
        include_children=include_children,
    )
    sink = db.find(Sink, sink_id) or fail("sink_not_found", sink_id=sink_id)
    if not changes:
        fail("nothing_to_change")
    db.update(sink, **changes, update_time=db.now())
    return {"sink": sink_full(db, sink)}


class DeleteSink(TypedDict):
    """What `delete_sink` returns."""

    sink_id: str


def delete_sink(db: Database, /, *, sink_id: str) -> DeleteSink:
    """Delete a sink."""
    sink = db.find(Sink, sink_id) or fail("sink_not_found", sink_id=sink_id)
    db.delete(sink)
    return {"sink_id": sink_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "exclusion_not_found": "There is no exclusion {exclusion_id}. List the exclusions to see which there are.",
    "sink_has_exclusion_already": "The sink has the exclusion {exclusion_id} already. Choose another exclusion.",
    "sink_not_found": "There is no sink {sink_id}. List the sinks to see which there are.",
    "sink_without_exclusion": "Sink {sink_id} has no exclusion {exclusion_id}.",
    "exclusion_limit_reached": "This service takes no more than 10 exclusions. Remove one first.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="cloud_logging_sinks",
    folder=Path(__file__).parent,
    tables=[Exclusion, Sink, SinkExclusion],
    tools={
        "list_exclusions": Tool(list_exclusions, read_only=True),
        "create_exclusion": Tool(create_exclusion),
        "list_sinks": Tool(list_sinks, read_only=True),
        "get_sink": Tool(get_sink, read_only=True),
        "add_exclusion_to_sink": Tool(add_exclusion_to_sink),
        "remove_exclusion_from_sink": Tool(remove_exclusion_from_sink),
        "create_sink": Tool(create_sink),
        "update_sink": Tool(update_sink),
        "delete_sink": Tool(delete_sink),
    },
    faults=FAULTS,
    unique_faults={
        "sink_exclusions.sink_id, sink_exclusions.exclusion_id": "sink_has_exclusion_already",
    },
    instructions=INSTRUCTIONS,
)
