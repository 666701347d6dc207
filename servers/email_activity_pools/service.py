"""Email Activity: pools: keeps pools, warmups, IPs, IP assigneds and remainings."""

from decimal import Decimal
from pathlib import Path
from typing import TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Email Activity: pools. Keeps pools, warmups, IPs, IP assigneds and remainings.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating an IP can be refused: the subusers must not be empty.
- The name must not be blank.
- Creating a warmup can be refused: the IP name must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Ip(Table, table=True):
    """An IP."""

    __tablename__ = "ips"

    ip_id: str = Field(primary_key=True)
    rdns: str | None = None
    subusers: list[str] = Field(sa_type=JsonList())
    warmup_value: bool
    whitelabeled: bool
    assigned_at: str | None = None
    count_value: int


class IpAssigned(Table, table=True):
    """An IP assigned."""

    __tablename__ = "ip_assigneds"

    ip_assigned_id: str = Field(primary_key=True)
    ip_name: str | None = None
    pools: list[str] = Field(sa_type=JsonList())
    start_date: int | None = None
    warmup_value: bool


class Pool(Table, table=True):
    """A pool."""

    __tablename__ = "pools"

    pool_id: str = Field(primary_key=True)
    name: str
    pool_name: str | None = None


class Remaining(Table, table=True):
    """A remaining."""

    __tablename__ = "remainings"

    remaining_id: str = Field(primary_key=True)
    period: str | None = None
    price_per_ip: Decimal | None = Field(default=None, sa_type=Money(2))
    remaining_value: int | None = None


class Warmup(Table, table=True):
    """A warmup."""

    __tablename__ = "warmups"

    warmup_id: str = Field(primary_key=True)
    ip_name: str
    start_date: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class IpShort(TypedDict):
    """An ip in the view `short`."""

    ip_id: str
    rdns: str | None
    subusers: list[str]
    warmup_value: bool
    whitelabeled: bool
    assigned_at: str | None
    count_value: int


def ip_short(ip: Ip) -> IpShort:
    """An ip in the view `short`."""
    return {
        "ip_id": ip.ip_id,
        "rdns": ip.rdns,
        "subusers": ip.subusers,
        "warmup_value": ip.warmup_value,
        "whitelabeled": ip.whitelabeled,
        "assigned_at": ip.assigned_at,
        "count_value": ip.count_value,
    }


class IpFull(IpShort):
    """An ip in the view `full`."""


def ip_full(ip: Ip) -> IpFull:
    """An ip in the view `full`."""
    return ip_short(ip)


class IpAssignedShort(TypedDict):
    """An ip assigned in the view `short`."""

    ip_assigned_id: str
    ip_name: str | None
    pools: list[str]
    start_date: int | None
    warmup_value: bool


def ip_assigned_short(ip_assigned: IpAssigned) -> IpAssignedShort:
    """An ip assigned in the view `short`."""
    return {
        "ip_assigned_id": ip_assigned.ip_assigned_id,
        "ip_name": ip_assigned.ip_name,
        "pools": ip_assigned.pools,
        "start_date": ip_assigned.start_date,
        "warmup_value": ip_assigned.warmup_value,
    }


class IpAssignedFull(IpAssignedShort):
    """An ip assigned in the view `full`."""


def ip_assigned_full(ip_assigned: IpAssigned) -> IpAssignedFull:
    """An ip assigned in the view `full`."""
    return ip_assigned_short(ip_assigned)


class PoolShort(TypedDict):
    """A pool in the view `short`."""

    pool_id: str
    name: str
    pool_name: str | None


def pool_short(pool: Pool) -> PoolShort:
    """A pool in the view `short`."""
    return {"pool_id": pool.pool_id, "name": pool.name, "pool_name": pool.pool_name}


class PoolFull(PoolShort):
    """A pool in the view `full`."""


def pool_full(pool: Pool) -> PoolFull:
    """A pool in the view `full`."""
    return pool_short(pool)


class RemainingShort(TypedDict):
    """A remaining in the view `short`."""

    remaining_id: str
    period: str | None
    price_per_ip: Decimal | None
    remaining_value: int | None


def remaining_short(remaining: Remaining) -> RemainingShort:
    """A remaining in the view `short`."""
    return {
        "remaining_id": remaining.remaining_id,
        "period": remaining.period,
        "price_per_ip": remaining.price_per_ip,
        "remaining_value": remaining.remaining_value,
    }


class RemainingFull(RemainingShort):
    """A remaining in the view `full`."""


def remaining_full(remaining: Remaining) -> RemainingFull:
    """A remaining in the view `full`."""
    return remaining_short(remaining)


class WarmupShort(TypedDict):
    """A warmup in the view `short`."""

    warmup_id: str
    ip_name: str
    start_date: str | None


def warmup_short(warmup: Warmup) -> WarmupShort:
    """A warmup in the view `short`."""
    return {"warmup_id": warmup.warmup_id, "ip_name": warmup.ip_name, "start_date": warmup.start_date}


class WarmupFull(WarmupShort):
    """A warmup in the view `full`."""


def warmup_full(warmup: Warmup) -> WarmupFull:
    """A warmup in the view `full`."""
    return warmup_short(warmup)


# --- tools --------------------------------------------------------------------------------------------------------


class ListIps(TypedDict):
    """What `list_ips` returns."""

    ips: list[IpShort]
    next_cursor: str | None


def list_ips(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListIps:
    """List the IPs."""
    page = db.query(Ip).page(limit=limit, cursor=cursor)
    return {"ips": [ip_short(ip) for ip in page.rows], "next_cursor": page.next_cursor}


class IpResult(TypedDict):
    """What `get_ip` and `create_ip` return."""

    ip: IpFull


def get_ip(db: Database, /, *, ip_id: str) -> IpResult:
    """Show an IP with all its details."""
    ip = db.find(Ip, ip_id) or fail("ip_not_found", ip_id=ip_id)
    return {"ip": ip_full(ip)}


def create_ip(db: Database, /, *, count_value: int, subusers: list[str], warmup_value: bool = False) -> IpResult:
    """Create an IP."""
    if len(subusers) <= 0:
        fail("subusers_empty")
    ip = db.insert(
        Ip,
        ip_id=f"IP-{db.next_number('ips'):04d}",
        subusers=subusers,
        warmup_value=warmup_value,
        whitelabeled=False,
        count_value=count_value,
    )
    return {"ip": ip_full(ip)}


class ListIpAssigneds(TypedDict):
    """What `list_ip_assigneds` returns."""

    ip_assigneds: list[IpAssignedFull]
    next_cursor: str | None


def list_ip_assigneds(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListIpAssigneds:
    """List the IP assigneds."""
    page = db.query(IpAssigned).page(limit=limit, cursor=cursor)
    return {
        "ip_assigneds": [ip_assigned_full(ip_assigned) for ip_assigned in page.rows],
        "next_cursor": page.next_cursor,
    }


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


def create_pool(db: Database, /, *, name: str) -> PoolResult:
    """Create a pool."""
    if len(words(name)) <= 0:
        fail("name_blank")
    pool = db.insert(Pool, pool_id=f"POOL-{db.next_number('pools'):04d}", name=name)
    return {"pool": pool_full(pool)}


def update_pool(db: Database, /, *, pool_id: str, name: str | None = None) -> PoolResult:
    """Change the name of a pool."""
    changes = given(None, name=name)
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


class ListRemainings(TypedDict):
    """What `list_remainings` returns."""

    remainings: list[RemainingFull]
    next_cursor: str | None


def list_remainings(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRemainings:
    """List the remainings."""
    page = db.query(Remaining).page(limit=limit, cursor=cursor)
    return {"remainings": [remaining_full(remaining) for remaining in page.rows], "next_cursor": page.next_cursor}


class ListWarmups(TypedDict):
    """What `list_warmups` returns."""

    warmups: list[WarmupShort]
    next_cursor: str | None


def list_warmups(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListWarmups:
    """List the warmups."""
    page = db.query(Warmup).page(limit=limit, cursor=cursor)
    return {"warmups": [warmup_short(warmup) for warmup in page.rows], "next_cursor": page.next_cursor}


class WarmupResult(TypedDict):
    """What `get_warmup` and `create_warmup` return."""

    warmup: WarmupFull


def get_warmup(db: Database, /, *, warmup_id: str) -> WarmupResult:
    """Show a warmup with all its details."""
    warmup = db.find(Warmup, warmup_id) or fail("warmup_not_found", warmup_id=warmup_id)
    return {"warmup": warmup_full(warmup)}


def create_warmup(db: Database, /, *, ip_name: str) -> WarmupResult:
    """Create a warmup."""
    if len(words(ip_name)) <= 0:
        fail("ip_name_blank")
    warmup = db.insert(Warmup, warmup_id=f"WAR-{db.next_number('warmups'):04d}", ip_name=ip_name)
    return {"warmup": warmup_full(warmup)}


class DeleteWarmup(TypedDict):
    """What `delete_warmup` returns."""

    warmup_id: str


def delete_warmup(db: Database, /, *, warmup_id: str) -> DeleteWarmup:
    """Delete a warmup."""
    warmup = db.find(Warmup, warmup_id) or fail("warmup_not_found", warmup_id=warmup_id)
    db.delete(warmup)
    return {"warmup_id": warmup_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "ip_not_found": "There is no IP {ip_id}. List the IPs to see which there are.",
    "pool_not_found": "There is no pool {pool_id}. List the pools to see which there are.",
    "warmup_not_found": "There is no warmup {warmup_id}. List the warmups to see which there are.",
    "subusers_empty": "The subusers must not be empty. Name one at least.",
    "name_blank": "The name must not be blank. Give it some words.",
    "ip_name_blank": "The IP name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="email_activity_pools",
    folder=Path(__file__).parent,
    tables=[Ip, IpAssigned, Pool, Remaining, Warmup],
    tools={
        "list_ips": Tool(list_ips, read_only=True),
        "get_ip": Tool(get_ip, read_only=True),
        "create_ip": Tool(create_ip),
        "list_ip_assigneds": Tool(list_ip_assigneds, read_only=True),
        "list_pools": Tool(list_pools, read_only=True),
        "get_pool": Tool(get_pool, read_only=True),
        "create_pool": Tool(create_pool),
        "update_pool": Tool(update_pool),
        "delete_pool": Tool(delete_pool),
        "list_remainings": Tool(list_remainings, read_only=True),
        "list_warmups": Tool(list_warmups, read_only=True),
        "get_warmup": Tool(get_warmup, read_only=True),
        "create_warmup": Tool(create_warmup),
        "delete_warmup": Tool(delete_warmup),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
