"""mcp-digitalocean: uptimechecks: keeps genai inference routers and uptimechecks."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
mcp-digitalocean: uptimechecks. Keeps genai inference routers and uptimechecks.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class GenaiInferenceRouter(Table, table=True):
    """A genai inference router."""

    __tablename__ = "genai_inference_routers"

    genai_inference_router_id: str = Field(primary_key=True)
    name: str
    description: str | None = None


class Uptimecheck(Table, table=True):
    """An uptimecheck."""

    __tablename__ = "uptimechecks"

    uptimecheck_id: str = Field(primary_key=True)
    name: str
    enabled: bool
    regions: list[str] = Field(sa_type=JsonList())
    target: str
    type: str


# --- views --------------------------------------------------------------------------------------------------------


class GenaiInferenceRouterShort(TypedDict):
    """A genai inference router in the view `short`."""

    genai_inference_router_id: str
    name: str
    description: str | None


def genai_inference_router_short(genai_inference_router: GenaiInferenceRouter) -> GenaiInferenceRouterShort:
    """A genai inference router in the view `short`."""
    return {
        "genai_inference_router_id": genai_inference_router.genai_inference_router_id,
        "name": genai_inference_router.name,
        "description": genai_inference_router.description,
    }


class GenaiInferenceRouterFull(GenaiInferenceRouterShort):
    """A genai inference router in the view `full`."""


def genai_inference_router_full(genai_inference_router: GenaiInferenceRouter) -> GenaiInferenceRouterFull:
    """A genai inference router in the view `full`."""
    return genai_inference_router_short(genai_inference_router)


class UptimecheckShort(TypedDict):
    """An uptimecheck in the view `short`."""

    uptimecheck_id: str
    name: str
    enabled: bool
    regions: list[str]
    target: str
    type: str


def uptimecheck_short(uptimecheck: Uptimecheck) -> UptimecheckShort:
    """An uptimecheck in the view `short`."""
    return {
        "uptimecheck_id": uptimecheck.uptimecheck_id,
        "name": uptimecheck.name,
        "enabled": uptimecheck.enabled,
        "regions": uptimecheck.regions,
        "target": uptimecheck.target,
        "type": uptimecheck.type,
    }


class UptimecheckFull(UptimecheckShort):
    """An uptimecheck in the view `full`."""


def uptimecheck_full(uptimecheck: Uptimecheck) -> UptimecheckFull:
    """An uptimecheck in the view `full`."""
    return uptimecheck_short(uptimecheck)


# --- tools --------------------------------------------------------------------------------------------------------


class ListGenaiInferenceRouters(TypedDict):
    """What `list_genai_inference_routers` returns."""

    genai_inference_routers: list[GenaiInferenceRouterShort]
    next_cursor: str | None


def list_genai_inference_routers(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListGenaiInferenceRouters:
    """List the genai inference routers."""
    page = db.query(GenaiInferenceRouter).page("name", limit=limit, cursor=cursor)
    return {
        "genai_inference_routers": [
            genai_inference_router_short(genai_inference_router) for genai_inference_router in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class GenaiInferenceRouterResult(TypedDict):
    """What `get_genai_inference_router` and 2 other tools return."""

    genai_inference_router: GenaiInferenceRouterFull


def get_genai_inference_router(db: Database, /, *, genai_inference_router_id: str) -> GenaiInferenceRouterResult:
    """Show a genai inference router with all its details."""
    genai_inference_router = db.find(GenaiInferenceRouter, genai_inference_router_id)
    if genai_inference_router is None:
        fail("genai_inference_router_not_found", genai_inference_router_id=genai_inference_router_id)
    return {"genai_inference_router": genai_inference_router_full(genai_inference_router)}


def create_genai_inference_router(db: Database, /, *, name: str) -> GenaiInferenceRouterResult:
    """Create a genai inference router."""
    if len(words(name)) <= 0:
        fail("name_blank")
    genai_inference_router = db.insert(
        GenaiInferenceRouter,
        genai_inference_router_id=f"GIR-{db.next_number('genai_inference_routers'):04d}",
        name=name,
    )
    return {"genai_inference_router": genai_inference_router_full(genai_inference_router)}


def update_genai_inference_router(
    db: Database,
    /,
    *,
    genai_inference_router_id: str,
    name: str | None = None,
    description: str | None = None,
    clear: list[Literal["description"]] | None = None,
) -> GenaiInferenceRouterResult:
    """Change the name or description of a genai inference router."""
    changes = given(clear, name=name, description=description)
    genai_inference_router = db.find(GenaiInferenceRouter, genai_inference_router_id)
    if genai_inference_router is None:
        fail("genai_inference_router_not_found", genai_inference_router_id=genai_inference_router_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(genai_inference_router, **changes)
    return {"genai_inference_router": genai_inference_router_full(genai_inference_router)}


class DeleteGenaiInferenceRouter(TypedDict):
    """What `delete_genai_inference_router` returns."""

    genai_inference_router_id: str


def delete_genai_inference_router(db: Database, /, *, genai_inference_router_id: str) -> DeleteGenaiInferenceRouter:
    """Delete a genai inference router."""
    genai_inference_router = db.find(GenaiInferenceRouter, genai_inference_router_id)
    if genai_inference_router is None:
        fail("genai_inference_router_not_found", genai_inference_router_id=genai_inference_router_id)
    db.delete(genai_inference_router)
    return {"genai_inference_router_id": genai_inference_router_id}


class ListUptimechecks(TypedDict):
    """What `list_uptimechecks` returns."""

    uptimechecks: list[UptimecheckShort]
    next_cursor: str | None


def list_uptimechecks(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListUptimechecks:
    """List the uptimechecks."""
    page = db.query(Uptimecheck).page("name", limit=limit, cursor=cursor)
    return {
        "uptimechecks": [uptimecheck_short(uptimecheck) for uptimecheck in page.rows],
        "next_cursor": page.next_cursor,
    }


class UptimecheckResult(TypedDict):
    """What `get_uptimecheck` and 2 other tools return."""

    uptimecheck: UptimecheckFull


def get_uptimecheck(db: Database, /, *, uptimecheck_id: str) -> UptimecheckResult:
    """Show an uptimecheck with all its details."""
    uptimecheck = db.find(Uptimecheck, uptimecheck_id)
    if uptimecheck is None:
        fail("uptimecheck_not_found", uptimecheck_id=uptimecheck_id)
    return {"uptimecheck": uptimecheck_full(uptimecheck)}


def create_uptimecheck(
    db: Database, /, *, name: str, enabled: bool, target: str, type_: str, regions: list[str]
) -> UptimecheckResult:
    """Create an uptimecheck."""
    if len(words(name)) <= 0:
        fail("name_blank")
    uptimecheck = db.insert(
        Uptimecheck,
        uptimecheck_id=f"UPT-{db.next_number('uptimechecks'):04d}",
        name=name,
        enabled=enabled,
        regions=regions,
        target=target,
        type=type_,
    )
    return {"uptimecheck": uptimecheck_full(uptimecheck)}


def update_uptimecheck(
    db: Database,
    /,
    *,
    uptimecheck_id: str,
    name: str | None = None,
    enabled: bool | None = None,
    regions: list[str] | None = None,
    target: str | None = None,
    type_: str | None = None,
) -> UptimecheckResult:
    """Change an uptimecheck, for example its name, type, target or regions."""
    changes = given(None, name=name, enabled=enabled, regions=regions, target=target, type=type_)
    uptimecheck = db.find(Uptimecheck, uptimecheck_id)
    if uptimecheck is None:
        fail("uptimecheck_not_found", uptimecheck_id=uptimecheck_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(uptimecheck, **changes)
    return {"uptimecheck": uptimecheck_full(uptimecheck)}


class DeleteUptimecheck(TypedDict):
    """What `delete_uptimecheck` returns."""

    uptimecheck_id: str


def delete_uptimecheck(db: Database, /, *, uptimecheck_id: str) -> DeleteUptimecheck:
    """Delete an uptimecheck."""
    uptimecheck = db.find(Uptimecheck, uptimecheck_id)
    if uptimecheck is None:
        fail("uptimecheck_not_found", uptimecheck_id=uptimecheck_id)
    db.delete(uptimecheck)
    return {"uptimecheck_id": uptimecheck_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "genai_inference_router_not_found": (
        "There is no genai inference router {genai_inference_router_id}. List the genai "
        "inference routers to see which there are."
    ),
    "uptimecheck_not_found": "There is no uptimecheck {uptimecheck_id}. List the uptimechecks to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="digitalocean_uptimechecks",
    folder=Path(__file__).parent,
    tables=[GenaiInferenceRouter, Uptimecheck],
    tools={
        "list_genai_inference_routers": Tool(list_genai_inference_routers, read_only=True),
        "get_genai_inference_router": Tool(get_genai_inference_router, read_only=True),
        "create_genai_inference_router": Tool(create_genai_inference_router),
        "update_genai_inference_router": Tool(update_genai_inference_router),
        "delete_genai_inference_router": Tool(delete_genai_inference_router),
        "list_uptimechecks": Tool(list_uptimechecks, read_only=True),
        "get_uptimecheck": Tool(get_uptimecheck, read_only=True),
        "create_uptimecheck": Tool(create_uptimecheck),
        "update_uptimecheck": Tool(update_uptimecheck),
        "delete_uptimecheck": Tool(delete_uptimecheck),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
