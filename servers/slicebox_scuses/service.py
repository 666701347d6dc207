"""Slicebox: scuses: keeps directorywatches, scps and scuses."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail

INSTRUCTIONS = """\
Slicebox: scuses. Keeps directorywatches, scps and scuses.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a directorywatch can be refused: the path must not be blank.
- The name must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Directorywatch(Table, table=True):
    """A directorywatch."""

    __tablename__ = "directorywatches"

    directorywatch_id: int = Field(primary_key=True)
    path: str


class Scp(Table, table=True):
    """A scp."""

    __tablename__ = "scps"

    scp_id: int = Field(primary_key=True)
    name: str
    ae_title: str | None = None
    port: int | None = None


class Scus(Table, table=True):
    """A scus."""

    __tablename__ = "scuses"

    scus_id: int = Field(primary_key=True)
    name: str
    ae_title: str | None = None
    host: str | None = None
    port: int | None = None


# --- views --------------------------------------------------------------------------------------------------------


class DirectorywatchShort(TypedDict):
    """A directorywatch in the view `short`."""

    directorywatch_id: int
    path: str


def directorywatch_short(directorywatch: Directorywatch) -> DirectorywatchShort:
    """A directorywatch in the view `short`."""
    return {"directorywatch_id": directorywatch.directorywatch_id, "path": directorywatch.path}


class DirectorywatchFull(DirectorywatchShort):
    """A directorywatch in the view `full`."""


def directorywatch_full(directorywatch: Directorywatch) -> DirectorywatchFull:
    """A directorywatch in the view `full`."""
    return directorywatch_short(directorywatch)


class ScpShort(TypedDict):
    """A scp in the view `short`."""

    scp_id: int
    name: str
    ae_title: str | None
    port: int | None


def scp_short(scp: Scp) -> ScpShort:
    """A scp in the view `short`."""
    return {"scp_id": scp.scp_id, "name": scp.name, "ae_title": scp.ae_title, "port": scp.port}


class ScpFull(ScpShort):
    """A scp in the view `full`."""


def scp_full(scp: Scp) -> ScpFull:
    """A scp in the view `full`."""
    return scp_short(scp)


class ScusShort(TypedDict):
    """A scus in the view `short`."""

    scus_id: int
    name: str
    ae_title: str | None
    host: str | None
    port: int | None


def scus_short(scus: Scus) -> ScusShort:
    """A scus in the view `short`."""
    return {"scus_id": scus.scus_id, "name": scus.name, "ae_title": scus.ae_title, "host": scus.host, "port": scus.port}


class ScusFull(ScusShort):
    """A scus in the view `full`."""


def scus_full(scus: Scus) -> ScusFull:
    """A scus in the view `full`."""
    return scus_short(scus)


# --- tools --------------------------------------------------------------------------------------------------------


class ListDirectorywatches(TypedDict):
    """What `list_directorywatches` returns."""

    directorywatches: list[DirectorywatchFull]
    next_cursor: str | None


def list_directorywatches(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDirectorywatches:
    """List the directorywatches."""
    page = db.query(Directorywatch).page(limit=limit, cursor=cursor)
    return {
        "directorywatches": [directorywatch_full(directorywatch) for directorywatch in page.rows],
        "next_cursor": page.next_cursor,
    }


class CreateDirectorywatch(TypedDict):
    """What `create_directorywatch` returns."""

    directorywatch: DirectorywatchFull


def create_directorywatch(db: Database, /, *, path: str) -> CreateDirectorywatch:
    """Create a directorywatch."""
    if len(words(path)) <= 0:
        fail("path_blank")
    directorywatch = db.insert(Directorywatch, directorywatch_id=db.next_number("directorywatches"), path=path)
    return {"directorywatch": directorywatch_full(directorywatch)}


class DeleteDirectorywatch(TypedDict):
    """What `delete_directorywatch` returns."""

    directorywatch_id: int


def delete_directorywatch(db: Database, /, *, directorywatch_id: int) -> DeleteDirectorywatch:
    """Delete a directorywatch."""
    directorywatch = db.find(Directorywatch, directorywatch_id)
    if directorywatch is None:
        fail("directorywatch_not_found", directorywatch_id=directorywatch_id)
    db.delete(directorywatch)
    return {"directorywatch_id": directorywatch_id}


class ListScps(TypedDict):
    """What `list_scps` returns."""

    scps: list[ScpFull]
    next_cursor: str | None


def list_scps(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListScps:
    """List the scps."""
    page = db.query(Scp).page("name", limit=limit, cursor=cursor)
    return {"scps": [scp_full(scp) for scp in page.rows], "next_cursor": page.next_cursor}


class CreateScp(TypedDict):
    """What `create_scp` returns."""

    scp: ScpFull


def create_scp(db: Database, /, *, name: str, ae_title: str | None = None, port: int | None = None) -> CreateScp:
    """Create a scp."""
    if len(words(name)) <= 0:
        fail("name_blank")
    scp = db.insert(Scp, scp_id=db.next_number("scps"), name=name, ae_title=ae_title, port=port)
    return {"scp": scp_full(scp)}


class DeleteScp(TypedDict):
    """What `delete_scp` returns."""

    scp_id: int


def delete_scp(db: Database, /, *, scp_id: int) -> DeleteScp:
    """Delete a scp."""
    scp = db.find(Scp, scp_id) or fail("scp_not_found", scp_id=scp_id)
    db.delete(scp)
    return {"scp_id": scp_id}


class ListScuses(TypedDict):
    """What `list_scuses` returns."""

    scuses: list[ScusFull]
    next_cursor: str | None


def list_scuses(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListScuses:
    """List the scuses."""
    page = db.query(Scus).page("name", limit=limit, cursor=cursor)
    return {"scuses": [scus_full(scus) for scus in page.rows], "next_cursor": page.next_cursor}


class CreateScus(TypedDict):
    """What `create_scus` returns."""

    scus: ScusFull


def create_scus(
    db: Database, /, *, name: str, ae_title: str | None = None, host: str | None = None, port: int | None = None
) -> CreateScus:
    """Create a scus."""
    if len(words(name)) <= 0:
        fail("name_blank")
    scus = db.insert(Scus, scus_id=db.next_number("scuses"), name=name, ae_title=ae_title, host=host, port=port)
    return {"scus": scus_full(scus)}


class DeleteScus(TypedDict):
    """What `delete_scus` returns."""

    scus_id: int


def delete_scus(db: Database, /, *, scus_id: int) -> DeleteScus:
    """Delete a scus."""
    scus = db.find(Scus, scus_id) or fail("scus_not_found", scus_id=scus_id)
    db.delete(scus)
    return {"scus_id": scus_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "directorywatch_not_found": (
        "There is no directorywatch {directorywatch_id}. List the directorywatches to see which there are."
    ),
    "scp_not_found": "There is no scp {scp_id}. List the scps to see which there are.",
    "scus_not_found": "There is no scus {scus_id}. List the scuses to see which there are.",
    "path_blank": "The path must not be blank. Give it some words.",
    "name_blank": "The name must not be blank. Give it some words.",
}

SERVICE = Service(
    name="slicebox_scuses",
    folder=Path(__file__).parent,
    tables=[Directorywatch, Scp, Scus],
    tools={
        "list_directorywatches": Tool(list_directorywatches, read_only=True),
        "create_directorywatch": Tool(create_directorywatch),
        "delete_directorywatch": Tool(delete_directorywatch),
        "list_scps": Tool(list_scps, read_only=True),
        "create_scp": Tool(create_scp),
        "delete_scp": Tool(delete_scp),
        "list_scuses": Tool(list_scuses, read_only=True),
        "create_scus": Tool(create_scus),
        "delete_scus": Tool(delete_scus),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
