"""mcp-digitalocean: firewalls: keeps firewalls, droplets, droplet kernels, firewall droplets, regions and more."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail

INSTRUCTIONS = """\
mcp-digitalocean: firewalls. Keeps firewalls, droplets, droplet kernels, firewall droplets, regions and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a firewall can be refused: the name must not be blank.
- A firewall and a droplet can be linked only once.
- Deleting a firewall also removes its links to droplets.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Droplet(Table, table=True):
    """A droplet."""

    __tablename__ = "droplets"

    droplet_id: str = Field(primary_key=True)
    name: str
    size_id: str = Field(foreign_key="sizes.size_id", ondelete="CASCADE", index=True)
    backup: bool
    monitoring: bool
    region_id: str = Field(foreign_key="regions.region_id", ondelete="CASCADE", index=True)
    ssh_keys: list[str] = Field(sa_type=JsonList())
    tags: list[str] = Field(sa_type=JsonList())


class DropletKernel(Table, table=True):
    """A droplet kernel."""

    __tablename__ = "droplet_kernels"

    droplet_kernel_id: str = Field(primary_key=True)
    name: str | None = None


class Firewall(Table, table=True):
    """A firewall."""

    __tablename__ = "firewalls"

    firewall_id: str = Field(primary_key=True)
    name: str
    inbound_port_range: str
    inbound_protocol: str
    inbound_source: str
    outbound_destination: str
    outbound_port_range: str
    outbound_protocol: str
    tags: list[str] = Field(sa_type=JsonList())


class Region(Table, table=True):
    """A region."""

    __tablename__ = "regions"

    region_id: str = Field(primary_key=True)
    region_text: str | None = None


class Size(Table, table=True):
    """A size."""

    __tablename__ = "sizes"

    size_id: str = Field(primary_key=True)
    size_text: str | None = None


class FirewallDroplet(Table, table=True):
    """A firewall droplet of a firewall."""

    __tablename__ = "firewall_droplets"
    __table_args__ = (UniqueConstraint("firewall_id", "droplet_id"),)

    firewall_droplet_id: str = Field(primary_key=True)
    firewall_id: str = Field(foreign_key="firewalls.firewall_id", ondelete="CASCADE", index=True)
    droplet_id: str = Field(foreign_key="droplets.droplet_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class DropletShort(TypedDict):
    """A droplet in the view `short`."""

    droplet_id: str
    name: str
    size_id: str
    backup: bool
    monitoring: bool
    region_id: str
    ssh_keys: list[str]


def droplet_short(droplet: Droplet) -> DropletShort:
    """A droplet in the view `short`."""
    return {
        "droplet_id": droplet.droplet_id,
        "name": droplet.name,
        "size_id": droplet.size_id,
        "backup": droplet.backup,
        "monitoring": droplet.monitoring,
        "region_id": droplet.region_id,
        "ssh_keys": droplet.ssh_keys,
    }


class DropletFull(DropletShort):
    """A droplet in the view `full`."""

    tags: list[str]


def droplet_full(droplet: Droplet) -> DropletFull:
    """A droplet in the view `full`."""
    return {**droplet_short(droplet), "tags": droplet.tags}


class DropletKernelShort(TypedDict):
    """A droplet kernel in the view `short`."""

    droplet_kernel_id: str
    name: str | None


def droplet_kernel_short(droplet_kernel: DropletKernel) -> DropletKernelShort:
    """A droplet kernel in the view `short`."""
    return {"droplet_kernel_id": droplet_kernel.droplet_kernel_id, "name": droplet_kernel.name}


class DropletKernelFull(DropletKernelShort):
    """A droplet kernel in the view `full`."""


def droplet_kernel_full(droplet_kernel: DropletKernel) -> DropletKernelFull:
    """A droplet kernel in the view `full`."""
    return droplet_kernel_short(droplet_kernel)


class FirewallShort(TypedDict):
    """A firewall in the view `short`."""

    firewall_id: str
    name: str
    inbound_port_range: str
    inbound_protocol: str
    inbound_source: str
    outbound_destination: str
    outbound_port_range: str


def firewall_short(firewall: Firewall) -> FirewallShort:
    """A firewall in the view `short`."""
    return {
        "firewall_id": firewall.firewall_id,
        "name": firewall.name,
        "inbound_port_range": firewall.inbound_port_range,
        "inbound_protocol": firewall.inbound_protocol,
        "inbound_source": firewall.inbound_source,
        "outbound_destination": firewall.outbound_destination,
        "outbound_port_range": firewall.outbound_port_range,
    }


class FirewallDropletShort(TypedDict):
    """A firewall droplet in the view `short`."""

    droplet_id: str
    droplet_name: str


def firewall_droplet_short(db: Database, firewall_droplet: FirewallDroplet) -> FirewallDropletShort:
    """A firewall droplet in the view `short`."""
    droplet = db.get(Droplet, firewall_droplet.droplet_id)
    return {"droplet_id": firewall_droplet.droplet_id, "droplet_name": droplet.name}


class FirewallFull(FirewallShort):
    """A firewall in the view `full`."""

    outbound_protocol: str
    tags: list[str]
    droplets: list[FirewallDropletShort]


def firewall_full(db: Database, firewall: Firewall) -> FirewallFull:
    """A firewall in the view `full`."""
    return {
        **firewall_short(firewall),
        "outbound_protocol": firewall.outbound_protocol,
        "tags": firewall.tags,
        "droplets": [
            firewall_droplet_short(db, firewall_droplet)
            for firewall_droplet in db.query(FirewallDroplet)
            .where("firewall_id = ?", firewall.firewall_id)
            .page(limit=20)
            .rows
        ],
    }


class RegionShort(TypedDict):
    """A region in the view `short`."""

    region_id: str
    region_text: str | None


def region_short(region: Region) -> RegionShort:
    """A region in the view `short`."""
    return {"region_id": region.region_id, "region_text": region.region_text}


class RegionFull(RegionShort):
    """A region in the view `full`."""


def region_full(region: Region) -> RegionFull:
    """A region in the view `full`."""
    return region_short(region)


class SizeShort(TypedDict):
    """A size in the view `short`."""

    size_id: str
    size_text: str | None


def size_short(size: Size) -> SizeShort:
    """A size in the view `short`."""
    return {"size_id": size.size_id, "size_text": size.size_text}


class SizeFull(SizeShort):
    """A size in the view `full`."""


def size_full(size: Size) -> SizeFull:
    """A size in the view `full`."""
    return size_short(size)


# --- tools --------------------------------------------------------------------------------------------------------


class ListDroplets(TypedDict):
    """What `list_droplets` returns."""

    droplets: list[DropletShort]
    next_cursor: str | None


def list_droplets(
    db: Database,
    /,
    *,
    size_id: str | None = None,
    region_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListDroplets:
    """List the droplets, optionally by size or region."""
    query = db.query(Droplet)
    if size_id is not None:
        query.where("size_id = ?", size_id)
    if region_id is not None:
        query.where("region_id = ?", region_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"droplets": [droplet_short(droplet) for droplet in page.rows], "next_cursor": page.next_cursor}


class GetDroplet(TypedDict):
    """What `get_droplet` returns."""

    droplet: DropletFull


def get_droplet(db: Database, /, *, droplet_id: str) -> GetDroplet:
    """Show a droplet with all its details."""
    droplet = db.find(Droplet, droplet_id) or fail("droplet_not_found", droplet_id=droplet_id)
    return {"droplet": droplet_full(droplet)}


class ListDropletKernels(TypedDict):
    """What `list_droplet_kernels` returns."""

    droplet_kernels: list[DropletKernelShort]
    next_cursor: str | None


def list_droplet_kernels(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDropletKernels:
    """List the droplet kernels."""
    page = db.query(DropletKernel).page("name", limit=limit, cursor=cursor)
    return {
        "droplet_kernels": [droplet_kernel_short(droplet_kernel) for droplet_kernel in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetDropletKernel(TypedDict):
    """What `get_droplet_kernel` returns."""

    droplet_kernel: DropletKernelFull


def get_droplet_kernel(db: Database, /, *, droplet_kernel_id: str) -> GetDropletKernel:
    """Show a droplet kernel with all its details."""
    droplet_kernel = db.find(DropletKernel, droplet_kernel_id)
    if droplet_kernel is None:
        fail("droplet_kernel_not_found", droplet_kernel_id=droplet_kernel_id)
    return {"droplet_kernel": droplet_kernel_full(droplet_kernel)}


class ListFirewalls(TypedDict):
    """What `list_firewalls` returns."""

    firewalls: list[FirewallShort]
    next_cursor: str | None


def list_firewalls(
    db: Database, /, *, droplet_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListFirewalls:
    """List the firewalls, optionally by droplet."""
    query = db.query(Firewall)
    if droplet_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM firewall_droplets AS item"
            " WHERE item.firewall_id = firewalls.firewall_id AND item.droplet_id = ?)",
            droplet_id,
        )
    page = query.page("name", limit=limit, cursor=cursor)
    return {"firewalls": [firewall_short(firewall) for firewall in page.rows], "next_cursor": page.next_cursor}


class FirewallResult(TypedDict):
    """What `get_firewall` and 3 other tools return."""

    firewall: FirewallFull


def get_firewall(db: Database, /, *, firewall_id: str) -> FirewallResult:
    """Show a firewall with all its details."""
    firewall = db.find(Firewall, firewall_id) or fail("firewall_not_found", firewall_id=firewall_id)
    return {"firewall": firewall_full(db, firewall)}


def add_droplet_to_firewall(db: Database, /, *, firewall_id: str, droplet_id: str) -> FirewallResult:
    """Add a droplet to a firewall."""
    firewall = db.find(Firewall, firewall_id) or fail("firewall_not_found", firewall_id=firewall_id)
    droplet = db.find(Droplet, droplet_id) or fail("droplet_not_found", droplet_id=droplet_id)
    db.insert(
        FirewallDroplet,
        firewall_droplet_id=f"FIDRL-{db.next_number('firewall_droplets'):04d}",
        firewall_id=firewall.firewall_id,
        droplet_id=droplet.droplet_id,
    )
    return {"firewall": firewall_full(db, firewall)}


def remove_droplet_from_firewall(db: Database, /, *, firewall_id: str, droplet_id: str) -> FirewallResult:
    """Remove a droplet from a firewall."""
    firewall = db.find(Firewall, firewall_id) or fail("firewall_not_found", firewall_id=firewall_id)
    firewall_droplet = (
        db.query(FirewallDroplet).where("firewall_id = ? AND droplet_id = ?", firewall.firewall_id, droplet_id).first()
    )
    if firewall_droplet is None:
        fail("firewall_without_droplet", firewall_id=firewall_id, droplet_id=droplet_id)
    db.delete(firewall_droplet)
    return {"firewall": firewall_full(db, firewall)}


def create_firewall(
    db: Database,
    /,
    *,
    name: str,
    inbound_port_range: str,
    inbound_protocol: str,
    inbound_source: str,
    outbound_destination: str,
    outbound_port_range: str,
    outbound_protocol: str,
    tags: list[str],
) -> FirewallResult:
    """Create a firewall."""
    if len(words(name)) <= 0:
        fail("name_blank")
    firewall = db.insert(
        Firewall,
        firewall_id=f"FIR-{db.next_number('firewalls'):04d}",
        name=name,
        inbound_port_range=inbound_port_range,
        inbound_protocol=inbound_protocol,
        inbound_source=inbound_source,
        outbound_destination=outbound_destination,
        outbound_port_range=outbound_port_range,
        outbound_protocol=outbound_protocol,
        tags=tags,
    )
    return {"firewall": firewall_full(db, firewall)}


class DeleteFirewall(TypedDict):
    """What `delete_firewall` returns."""

    firewall_id: str


def delete_firewall(db: Database, /, *, firewall_id: str) -> DeleteFirewall:
    """Delete a firewall."""
    firewall = db.find(Firewall, firewall_id) or fail("firewall_not_found", firewall_id=firewall_id)
    db.delete(firewall)
    return {"firewall_id": firewall_id}


class ListRegions(TypedDict):
    """What `list_regions` returns."""

    regions: list[RegionFull]
    next_cursor: str | None


def list_regions(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRegions:
    """List the regions."""
    page = db.query(Region).page(limit=limit, cursor=cursor)
    return {"regions": [region_full(region) for region in page.rows], "next_cursor": page.next_cursor}


class ListSizes(TypedDict):
    """What `list_sizes` returns."""

    sizes: list[SizeFull]
    next_cursor: str | None


def list_sizes(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListSizes:
    """List the sizes."""
    page = db.query(Size).page(limit=limit, cursor=cursor)
    return {"sizes": [size_full(size) for size in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "droplet_kernel_not_found": (
        "There is no droplet kernel {droplet_kernel_id}. List the droplet kernels to see which there are."
    ),
    "droplet_not_found": "There is no droplet {droplet_id}. List the droplets to see which there are.",
    "firewall_has_droplet_already": "The firewall has the droplet {droplet_id} already. Choose another droplet.",
    "firewall_not_found": "There is no firewall {firewall_id}. List the firewalls to see which there are.",
    "firewall_without_droplet": "Firewall {firewall_id} has no droplet {droplet_id}.",
    "name_blank": "The name must not be blank. Give it some words.",
}

SERVICE = Service(
    name="digitalocean_firewalls",
    folder=Path(__file__).parent,
    tables=[Droplet, DropletKernel, Firewall, Region, Size, FirewallDroplet],
    tools={
        "list_droplets": Tool(list_droplets, read_only=True),
        "get_droplet": Tool(get_droplet, read_only=True),
        "list_droplet_kernels": Tool(list_droplet_kernels, read_only=True),
        "get_droplet_kernel": Tool(get_droplet_kernel, read_only=True),
        "list_firewalls": Tool(list_firewalls, read_only=True),
        "get_firewall": Tool(get_firewall, read_only=True),
        "add_droplet_to_firewall": Tool(add_droplet_to_firewall),
        "remove_droplet_from_firewall": Tool(remove_droplet_from_firewall),
        "create_firewall": Tool(create_firewall),
        "delete_firewall": Tool(delete_firewall),
        "list_regions": Tool(list_regions, read_only=True),
        "list_sizes": Tool(list_sizes, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "firewall_droplets.firewall_id, firewall_droplets.droplet_id": "firewall_has_droplet_already",
    },
    instructions=INSTRUCTIONS,
)
