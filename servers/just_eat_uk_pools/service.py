"""Just Eat UK: pools: keeps pools and communication preferences."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Just Eat UK: pools. Keeps pools and communication preferences.
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


class CommunicationPreference(Table, table=True):
    """A communication preference."""

    __tablename__ = "communication_preferences"

    communication_preference_id: str = Field(primary_key=True)
    is_default: bool
    subscribed_channels: list[str] = Field(sa_type=JsonList())


class Pool(Table, table=True):
    """A pool."""

    __tablename__ = "pools"

    pool_id: str = Field(primary_key=True)
    name: str
    restaurants: list[int] = Field(sa_type=JsonList())
    best_guess: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class CommunicationPreferenceShort(TypedDict):
    """A communication preference in the view `short`."""

    communication_preference_id: str
    is_default: bool
    subscribed_channels: list[str]


def communication_preference_short(communication_preference: CommunicationPreference) -> CommunicationPreferenceShort:
    """A communication preference in the view `short`."""
    return {
        "communication_preference_id": communication_preference.communication_preference_id,
        "is_default": communication_preference.is_default,
        "subscribed_channels": communication_preference.subscribed_channels,
    }


class CommunicationPreferenceFull(CommunicationPreferenceShort):
    """A communication preference in the view `full`."""


def communication_preference_full(communication_preference: CommunicationPreference) -> CommunicationPreferenceFull:
    """A communication preference in the view `full`."""
    return communication_preference_short(communication_preference)


class PoolShort(TypedDict):
    """A pool in the view `short`."""

    pool_id: str
    name: str
    restaurants: list[int]
    best_guess: str | None


def pool_short(pool: Pool) -> PoolShort:
    """A pool in the view `short`."""
    return {"pool_id": pool.pool_id, "name": pool.name, "restaurants": pool.restaurants, "best_guess": pool.best_guess}


class PoolFull(PoolShort):
    """A pool in the view `full`."""


def pool_full(pool: Pool) -> PoolFull:
    """A pool in the view `full`."""
    return pool_short(pool)


class PoolRelative(TypedDict):
    """A pool in the view `relative`."""

    pool_id: str
    best_guess: str | None


def pool_relative(pool: Pool) -> PoolRelative:
    """A pool in the view `relative`."""
    return {"pool_id": pool.pool_id, "best_guess": pool.best_guess}


# --- tools --------------------------------------------------------------------------------------------------------


class ListCommunicationPreferences(TypedDict):
    """What `list_communication_preferences` returns."""

    communication_preferences: list[CommunicationPreferenceShort]
    next_cursor: str | None


def list_communication_preferences(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListCommunicationPreferences:
    """List the communication preferences."""
    page = db.query(CommunicationPreference).page(limit=limit, cursor=cursor)
    return {
        "communication_preferences": [
            communication_preference_short(communication_preference) for communication_preference in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class CommunicationPreferenceResult(TypedDict):
    """What `get_communication_preference` and `update_communication_preference` return."""

    communication_preference: CommunicationPreferenceFull


def get_communication_preference(db: Database, /, *, communication_preference_id: str) -> CommunicationPreferenceResult:
    """Show a communication preference with all its details."""
    communication_preference = db.find(CommunicationPreference, communication_preference_id)
    if communication_preference is None:
        fail("communication_preference_not_found", communication_preference_id=communication_preference_id)
    return {"communication_preference": communication_preference_full(communication_preference)}


def update_communication_preference(
    db: Database, /, *, communication_preference_id: str, subscribed_channels: list[str] | None = None
) -> CommunicationPreferenceResult:
    """Change the subscribed channels of a communication preference."""
    changes = given(None, subscribed_channels=subscribed_channels)
    communication_preference = db.find(CommunicationPreference, communication_preference_id)
    if communication_preference is None:
        fail("communication_preference_not_found", communication_preference_id=communication_preference_id)
    if not changes:
        fail("nothing_to_change")
    db.update(communication_preference, **changes)
    return {"communication_preference": communication_preference_full(communication_preference)}


class ListPools(TypedDict):
    """What `list_pools` returns."""

    pools: list[PoolShort]
    next_cursor: str | None


def list_pools(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListPools:
    """List the pools."""
    page = db.query(Pool).page("name", limit=limit, cursor=cursor)
    return {"pools": [pool_short(pool) for pool in page.rows], "next_cursor": page.next_cursor}


class PoolResult(TypedDict):
    """What `get_pool` and 2 other tools return."""

    pool: PoolFull


def get_pool(db: Database, /, *, pool_id: str) -> PoolResult:
    """Show a pool with all its details."""
    pool = db.find(Pool, pool_id) or fail("pool_not_found", pool_id=pool_id)
    return {"pool": pool_full(pool)}


class PoolResultResult(TypedDict):
    """What `get_pool_relative` and `update_pool_relative` return."""

    pool: PoolRelative


def get_pool_relative(db: Database, /, *, pool_id: str) -> PoolResultResult:
    """Show the relative of a pool."""
    pool = db.find(Pool, pool_id) or fail("pool_not_found", pool_id=pool_id)
    return {"pool": pool_relative(pool)}


def update_pool_relative(
    db: Database, /, *, pool_id: str, best_guess: str | None = None, clear: list[Literal["best_guess"]] | None = None
) -> PoolResultResult:
    """Change the relative of a pool, for example best guess."""
    changes = given(clear, best_guess=best_guess)
    pool = db.find(Pool, pool_id) or fail("pool_not_found", pool_id=pool_id)
    if not changes:
        fail("nothing_to_change")
    db.update(pool, **changes)
    return {"pool": pool_relative(pool)}


def create_pool(db: Database, /, *, name: str, restaurants: list[int]) -> PoolResult:
    """Create a pool."""
    if len(words(name)) <= 0:
        fail("name_blank")
    pool = db.insert(Pool, pool_id=f"POOL-{db.next_number('pools'):04d}", name=name, restaurants=restaurants)
    return {"pool": pool_full(pool)}


def update_pool(
    db: Database,
    /,
    *,
    pool_id: str,
    name: str | None = None,
    restaurants: list[int] | None = None,
    best_guess: str | None = None,
    clear: list[Literal["best_guess"]] | None = None,
) -> PoolResult:
    """Change the name, restaurants or best guess of a pool."""
    changes = given(clear, name=name, restaurants=restaurants, best_guess=best_guess)
    pool = db.find(Pool, pool_id) or fail("pool_not_found", pool_id=pool_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(pool, **changes)
    return {"pool": pool_full(pool)}


class DeletePool(TypedDict):
    """What `delete_pool` returns."""

    pool_id: str


def delete_pool(db: Database, /, *, pool_id: str) -> DeletePool:
    """Delete a pool."""
    pool = db.find(Pool, pool_id) or fail("pool_not_found", pool_id=pool_id)
    db.delete(pool)
    return {"pool_id": pool_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "communication_preference_not_found": (
        "There is no communication preference {communication_preference_id}. List the "
        "communication preferences to see which there are."
    ),
    "pool_not_found": "There is no pool {pool_id}. List the pools to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="just_eat_uk_pools",
    folder=Path(__file__).parent,
    tables=[CommunicationPreference, Pool],
    tools={
        "list_communication_preferences": Tool(list_communication_preferences, read_only=True),
        "get_communication_preference": Tool(get_communication_preference, read_only=True),
        "update_communication_preference": Tool(update_communication_preference),
        "list_pools": Tool(list_pools, read_only=True),
        "get_pool": Tool(get_pool, read_only=True),
        "get_pool_relative": Tool(get_pool_relative, read_only=True),
        "update_pool_relative": Tool(update_pool_relative),
        "create_pool": Tool(create_pool),
        "update_pool": Tool(update_pool),
        "delete_pool": Tool(delete_pool),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
