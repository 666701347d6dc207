"""Twilio - Supersim: networks: keeps fleets, network access profiles and networks."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Twilio - Supersim: networks. Keeps fleets, network access profiles and networks.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating or updating a fleet can be refused: there is already a fleet with that network access profile name.
- The unique name must not be blank.
- Two fleets cannot have the same network access profile name.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Fleet(Table, table=True):
    """A fleet."""

    __tablename__ = "fleets"
    __table_args__ = (
        CheckConstraint("sms_commands_method IN ('HEAD', 'GET', 'POST', 'PATCH', 'PUT', 'DELETE')"),
        UniqueConstraint("network_access_profile_name"),
    )

    fleet_id: str = Field(primary_key=True)
    data_enabled: bool
    data_limit: int | None = None
    network_access_profile_id: str | None = Field(
        default=None, foreign_key="network_access_profiles.network_access_profile_id", ondelete="SET NULL", index=True
    )
    sms_commands_enabled: bool
    sms_commands_method: str
    unique_name: str | None = None
    network_access_profile_name: str
    created_at: str
    updated_at: str


class NetworkAccessProfile(Table, table=True):
    """A network access profile."""

    __tablename__ = "network_access_profiles"

    network_access_profile_id: str = Field(primary_key=True)
    unique_name: str
    networks: list[str] = Field(sa_type=JsonList())
    created_at: str
    updated_at: str


class Network(Table, table=True):
    """A network of a network access profile."""

    __tablename__ = "networks"

    network_id: str = Field(primary_key=True)
    network_access_profile_id: str = Field(
        foreign_key="network_access_profiles.network_access_profile_id", ondelete="CASCADE", index=True
    )
    friendly_name: str | None = None
    iso_country: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class FleetShort(TypedDict):
    """A fleet in the view `short`."""

    fleet_id: str
    data_enabled: bool
    data_limit: int | None
    network_access_profile_id: str | None
    sms_commands_enabled: bool
    sms_commands_method: str
    network_access_profile_name: str


def fleet_short(fleet: Fleet) -> FleetShort:
    """A fleet in the view `short`."""
    return {
        "fleet_id": fleet.fleet_id,
        "data_enabled": fleet.data_enabled,
        "data_limit": fleet.data_limit,
        "network_access_profile_id": fleet.network_access_profile_id,
        "sms_commands_enabled": fleet.sms_commands_enabled,
        "sms_commands_method": fleet.sms_commands_method,
        "network_access_profile_name": fleet.network_access_profile_name,
    }


class FleetFull(FleetShort):
    """A fleet in the view `full`."""

    unique_name: str | None
    created_at: str
    updated_at: str


def fleet_full(fleet: Fleet) -> FleetFull:
    """A fleet in the view `full`."""
    return {
        **fleet_short(fleet),
        "unique_name": fleet.unique_name,
        "created_at": fleet.created_at,
        "updated_at": fleet.updated_at,
    }


class NetworkAccessProfileShort(TypedDict):
    """A network access profile in the view `short`."""

    network_access_profile_id: str
    unique_name: str
    networks: list[str]
    created_at: str
    updated_at: str


def network_access_profile_short(network_access_profile: NetworkAccessProfile) -> NetworkAccessProfileShort:
    """A network access profile in the view `short`."""
    return {
        "network_access_profile_id": network_access_profile.network_access_profile_id,
        "unique_name": network_access_profile.unique_name,
        "networks": network_access_profile.networks,
        "created_at": network_access_profile.created_at,
        "updated_at": network_access_profile.updated_at,
    }


class NetworkAccessProfileFull(NetworkAccessProfileShort):
    """A network access profile in the view `full`."""


def network_access_profile_full(network_access_profile: NetworkAccessProfile) -> NetworkAccessProfileFull:
    """A network access profile in the view `full`."""
    return network_access_profile_short(network_access_profile)


class NetworkShort(TypedDict):
    """A network in the view `short`."""

    network_id: str
    network_access_profile_id: str
    friendly_name: str | None
    iso_country: str | None


def network_short(network: Network) -> NetworkShort:
    """A network in the view `short`."""
    return {
        "network_id": network.network_id,
        "network_access_profile_id": network.network_access_profile_id,
        "friendly_name": network.friendly_name,
        "iso_country": network.iso_country,
    }


class NetworkFull(NetworkShort):
    """A network in the view `full`."""


def network_full(network: Network) -> NetworkFull:
    """A network in the view `full`."""
    return network_short(network)


# --- tools --------------------------------------------------------------------------------------------------------


class ListFleets(TypedDict):
    """What `list_fleets` returns."""

    fleets: list[FleetShort]
    next_cursor: str | None


def list_fleets(
    db: Database, /, *, network_access_profile_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListFleets:
    """List the fleets, optionally by network access profile."""
    query = db.query(Fleet)
    if network_access_profile_id is not None:
        query.where("network_access_profile_id IS ?", network_access_profile_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"fleets": [fleet_short(fleet) for fleet in page.rows], "next_cursor": page.next_cursor}


class FleetResult(TypedDict):
    """What `get_fleet` and 2 other tools return."""

    fleet: FleetFull


def get_fleet(db: Database, /, *, fleet_id: str) -> FleetResult:
    """Show a fleet with all its details."""
    fleet = db.find(Fleet, fleet_id) or fail("fleet_not_found", fleet_id=fleet_id)
    return {"fleet": fleet_full(fleet)}


def create_fleet(
    db: Database,
    /,
    *,
    network_access_profile_name: str,
    data_enabled: bool = True,
    data_limit: int | None = None,
    sms_commands_enabled: bool = False,
    sms_commands_method: Literal["HEAD", "GET", "POST", "PATCH", "PUT", "DELETE"] = "POST",
    unique_name: str | None = None,
) -> FleetResult:
    """Create a fleet."""
    if db.query(Fleet).where("same_text(network_access_profile_name, ?)", network_access_profile_name).exists():
        fail("fleet_network_access_profile_name_taken", network_access_profile_name=network_access_profile_name)
    fleet = db.insert(
        Fleet,
        fleet_id=f"FLEET-{db.next_number('fleets'):04d}",
        data_enabled=data_enabled,
        data_limit=data_limit,
        sms_commands_enabled=sms_commands_enabled,
        sms_commands_method=sms_commands_method,
        unique_name=unique_name,
        network_access_profile_name=network_access_profile_name,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"fleet": fleet_full(fleet)}


def update_fleet(
    db: Database,
    /,
    *,
    fleet_id: str,
    data_limit: int | None = None,
    sms_commands_method: Literal["HEAD", "GET", "POST", "PATCH", "PUT", "DELETE"] | None = None,
    unique_name: str | None = None,
    network_access_profile_name: str | None = None,
    clear: list[Literal["data_limit", "unique_name"]] | None = None,
) -> FleetResult:
    """Change the network access profile name, SMS commands method, data limit or unique name of a fleet."""
    changes = given(
        clear,
        data_limit=data_limit,
        sms_commands_method=sms_commands_method,
        unique_name=unique_name,
        network_access_profile_name=network_access_profile_name,
    )
    fleet = db.find(Fleet, fleet_id) or fail("fleet_not_found", fleet_id=fleet_id)
    if (
        network_access_profile_name is not None
        and db.query(Fleet)
        .where(
            "same_text(network_access_profile_name, ?) AND fleet_id <> ?", network_access_profile_name, fleet.fleet_id
        )
        .exists()
    ):
        fail("fleet_network_access_profile_name_taken", network_access_profile_name=network_access_profile_name)
    if not changes:
        fail("nothing_to_change")
    db.update(fleet, **changes, updated_at=db.now())
    return {"fleet": fleet_full(fleet)}


class ListNetworkAccessProfiles(TypedDict):
    """What `list_network_access_profiles` returns."""

    network_access_profiles: list[NetworkAccessProfileShort]
    next_cursor: str | None


def list_network_access_profiles(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListNetworkAccessProfiles:
    """List the network access profiles."""
    page = db.query(NetworkAccessProfile).page("-created_at", limit=limit, cursor=cursor)
    return {
        "network_access_profiles": [
            network_access_profile_short(network_access_profile) for network_access_profile in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class NetworkAccessProfileResult(TypedDict):
    """What `get_network_access_profile` and 2 other tools return."""

    network_access_profile: NetworkAccessProfileFull


def get_network_access_profile(db: Database, /, *, network_access_profile_id: str) -> NetworkAccessProfileResult:
    """Show a network access profile with all its details."""
    network_access_profile = db.find(NetworkAccessProfile, network_access_profile_id)
    if network_access_profile is None:
        fail("network_access_profile_not_found", network_access_profile_id=network_access_profile_id)
    return {"network_access_profile": network_access_profile_full(network_access_profile)}


def create_network_access_profile(
    db: Database, /, *, unique_name: str, networks: list[str]
) -> NetworkAccessProfileResult:
    """Create a network access profile."""
    if len(words(unique_name)) <= 0:
        fail("unique_name_blank")
    network_access_profile = db.insert(
        NetworkAccessProfile,
        network_access_profile_id=f"NAP-{db.next_number('network_access_profiles'):04d}",
        unique_name=unique_name,
        networks=networks,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"network_access_profile": network_access_profile_full(network_access_profile)}


def update_network_access_profile(
    db: Database, /, *, network_access_profile_id: str, unique_name: str | None = None
) -> NetworkAccessProfileResult:
    """Change the unique name of a network access profile."""
    changes = given(None, unique_name=unique_name)
    network_access_profile = db.find(NetworkAccessProfile, network_access_profile_id)
    if network_access_profile is None:
        fail("network_access_profile_not_found", network_access_profile_id=network_access_profile_id)
    if unique_name is not None and len(words(unique_name)) <= 0:
        fail("unique_name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(network_access_profile, **changes, updated_at=db.now())
    return {"network_access_profile": network_access_profile_full(network_access_profile)}


class ListNetworks(TypedDict):
    """What `list_networks` returns."""

    networks: list[NetworkShort]
    next_cursor: str | None


def list_networks(
    db: Database,
    /,
    *,
    iso_country: str | None = None,
    network_access_profile_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListNetworks:
    """List the networks, optionally by ISO country or network access profile."""
    query = db.query(Network)
    if iso_country is not None:
        query.where("same_text(iso_country, ?)", iso_country)
    if network_access_profile_id is not None:
        query.where("network_access_profile_id = ?", network_access_profile_id)
    page = query.page("friendly_name", limit=limit, cursor=cursor)
    return {"networks": [network_short(network) for network in page.rows], "next_cursor": page.next_cursor}


class GetNetwork(TypedDict):
    """What `get_network` returns."""

    network: NetworkFull


def get_network(db: Database, /, *, network_id: str) -> GetNetwork:
    """Show a network with all its details."""
    network = db.find(Network, network_id) or fail("network_not_found", network_id=network_id)
    return {"network": network_full(network)}


class DeleteNetwork(TypedDict):
    """What `delete_network` returns."""

    network_id: str


def delete_network(db: Database, /, *, network_id: str) -> DeleteNetwork:
    """Delete a network."""
    network = db.find(Network, network_id) or fail("network_not_found", network_id=network_id)
    db.delete(network)
    return {"network_id": network_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "fleet_network_access_profile_name_taken": (
        "There is already a fleet with the network access profile name "
        "{network_access_profile_name}. Choose another network access profile name."
    ),
    "fleet_not_found": "There is no fleet {fleet_id}. List the fleets to see which there are.",
    "network_access_profile_not_found": (
        "There is no network access profile {network_access_profile_id}. List the network access "
        "profiles to see which there are."
    ),
    "network_not_found": "There is no network {network_id}. List the networks to see which there are.",
    "unique_name_blank": "The unique name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="twilio_supersim_networks",
    folder=Path(__file__).parent,
    tables=[Fleet, NetworkAccessProfile, Network],
    tools={
        "list_fleets": Tool(list_fleets, read_only=True),
        "get_fleet": Tool(get_fleet, read_only=True),
        "create_fleet": Tool(create_fleet),
        "update_fleet": Tool(update_fleet),
        "list_network_access_profiles": Tool(list_network_access_profiles, read_only=True),
        "get_network_access_profile": Tool(get_network_access_profile, read_only=True),
        "create_network_access_profile": Tool(create_network_access_profile),
        "update_network_access_profile": Tool(update_network_access_profile),
        "list_networks": Tool(list_networks, read_only=True),
        "get_network": Tool(get_network, read_only=True),
        "delete_network": Tool(delete_network),
    },
    faults=FAULTS,
    unique_faults={
        "fleets.network_access_profile_name": "fleet_network_access_profile_name_taken",
    },
    instructions=INSTRUCTIONS,
)
