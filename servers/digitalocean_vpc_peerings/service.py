"""mcp-digitalocean: VPC peerings: keeps db cluster topics and VPC peerings."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
mcp-digitalocean: VPC peerings. Keeps db cluster topics and VPC peerings.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating or updating a db cluster topic can be refused: there is already a db cluster topic with that name.
- Creating a VPC peering can be refused: the name must not be blank.
- Two db cluster topics cannot have the same name.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class DbClusterTopic(Table, table=True):
    """A db cluster topic."""

    __tablename__ = "db_cluster_topics"
    __table_args__ = (UniqueConstraint("name"),)

    db_cluster_topic_id: str = Field(primary_key=True)
    name: str
    partition_count: str | None = None
    replication_factor: str | None = None


class VpcPeering(Table, table=True):
    """A VPC peering."""

    __tablename__ = "vpc_peerings"

    vpc_peering_id: str = Field(primary_key=True)
    name: str
    vpc1: str
    vpc2: str


# --- views --------------------------------------------------------------------------------------------------------


class DbClusterTopicShort(TypedDict):
    """A db cluster topic in the view `short`."""

    db_cluster_topic_id: str
    name: str
    partition_count: str | None
    replication_factor: str | None


def db_cluster_topic_short(db_cluster_topic: DbClusterTopic) -> DbClusterTopicShort:
    """A db cluster topic in the view `short`."""
    return {
        "db_cluster_topic_id": db_cluster_topic.db_cluster_topic_id,
        "name": db_cluster_topic.name,
        "partition_count": db_cluster_topic.partition_count,
        "replication_factor": db_cluster_topic.replication_factor,
    }


class DbClusterTopicFull(DbClusterTopicShort):
    """A db cluster topic in the view `full`."""


def db_cluster_topic_full(db_cluster_topic: DbClusterTopic) -> DbClusterTopicFull:
    """A db cluster topic in the view `full`."""
    return db_cluster_topic_short(db_cluster_topic)


class VpcPeeringShort(TypedDict):
    """A vpc peering in the view `short`."""

    vpc_peering_id: str
    name: str
    vpc1: str
    vpc2: str


def vpc_peering_short(vpc_peering: VpcPeering) -> VpcPeeringShort:
    """A vpc peering in the view `short`."""
    return {
        "vpc_peering_id": vpc_peering.vpc_peering_id,
        "name": vpc_peering.name,
        "vpc1": vpc_peering.vpc1,
        "vpc2": vpc_peering.vpc2,
    }


class VpcPeeringFull(VpcPeeringShort):
    """A vpc peering in the view `full`."""


def vpc_peering_full(vpc_peering: VpcPeering) -> VpcPeeringFull:
    """A vpc peering in the view `full`."""
    return vpc_peering_short(vpc_peering)


# --- tools --------------------------------------------------------------------------------------------------------


class ListDbClusterTopics(TypedDict):
    """What `list_db_cluster_topics` returns."""

    db_cluster_topics: list[DbClusterTopicShort]
    next_cursor: str | None


def list_db_cluster_topics(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDbClusterTopics:
    """List the db cluster topics."""
    page = db.query(DbClusterTopic).page("name", limit=limit, cursor=cursor)
    return {
        "db_cluster_topics": [db_cluster_topic_short(db_cluster_topic) for db_cluster_topic in page.rows],
        "next_cursor": page.next_cursor,
    }


class DbClusterTopicResult(TypedDict):
    """What `get_db_cluster_topic` and 2 other tools return."""

    db_cluster_topic: DbClusterTopicFull


def get_db_cluster_topic(db: Database, /, *, db_cluster_topic_id: str) -> DbClusterTopicResult:
    """Show a db cluster topic with all its details."""
    db_cluster_topic = db.find(DbClusterTopic, db_cluster_topic_id)
    if db_cluster_topic is None:
        fail("db_cluster_topic_not_found", db_cluster_topic_id=db_cluster_topic_id)
    return {"db_cluster_topic": db_cluster_topic_full(db_cluster_topic)}


def create_db_cluster_topic(
    db: Database, /, *, name: str, partition_count: str | None = None, replication_factor: str | None = None
) -> DbClusterTopicResult:
    """Create a db cluster topic."""
    if db.query(DbClusterTopic).where("same_text(name, ?)", name).exists():
        fail("db_cluster_topic_name_taken", name=name)
    db_cluster_topic = db.insert(
        DbClusterTopic,
        db_cluster_topic_id=f"DCT-{db.next_number('db_cluster_topics'):04d}",
        name=name,
        partition_count=partition_count,
        replication_factor=replication_factor,
    )
    return {"db_cluster_topic": db_cluster_topic_full(db_cluster_topic)}


def update_db_cluster_topic(
    db: Database,
    /,
    *,
    db_cluster_topic_id: str,
    name: str | None = None,
    partition_count: str | None = None,
    replication_factor: str | None = None,
    clear: list[Literal["partition_count", "replication_factor"]] | None = None,
) -> DbClusterTopicResult:
    """Change the name, partition count or replication factor of a db cluster topic."""
    changes = given(clear, name=name, partition_count=partition_count, replication_factor=replication_factor)
    db_cluster_topic = db.find(DbClusterTopic, db_cluster_topic_id)
    if db_cluster_topic is None:
        fail("db_cluster_topic_not_found", db_cluster_topic_id=db_cluster_topic_id)
    if (
        name is not None
        and db.query(DbClusterTopic)
        .where("same_text(name, ?) AND db_cluster_topic_id <> ?", name, db_cluster_topic.db_cluster_topic_id)
        .exists()
    ):
        fail("db_cluster_topic_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(db_cluster_topic, **changes)
    return {"db_cluster_topic": db_cluster_topic_full(db_cluster_topic)}


class DeleteDbClusterTopic(TypedDict):
    """What `delete_db_cluster_topic` returns."""

    db_cluster_topic_id: str


def delete_db_cluster_topic(db: Database, /, *, db_cluster_topic_id: str) -> DeleteDbClusterTopic:
    """Delete a db cluster topic."""
    db_cluster_topic = db.find(DbClusterTopic, db_cluster_topic_id)
    if db_cluster_topic is None:
        fail("db_cluster_topic_not_found", db_cluster_topic_id=db_cluster_topic_id)
    db.delete(db_cluster_topic)
    return {"db_cluster_topic_id": db_cluster_topic_id}


class ListVpcPeerings(TypedDict):
    """What `list_vpc_peerings` returns."""

    vpc_peerings: list[VpcPeeringShort]
    next_cursor: str | None


def list_vpc_peerings(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListVpcPeerings:
    """List the VPC peerings."""
    page = db.query(VpcPeering).page("name", limit=limit, cursor=cursor)
    return {
        "vpc_peerings": [vpc_peering_short(vpc_peering) for vpc_peering in page.rows],
        "next_cursor": page.next_cursor,
    }


class VpcPeeringResult(TypedDict):
    """What `get_vpc_peering` and `create_vpc_peering` return."""

    vpc_peering: VpcPeeringFull


def get_vpc_peering(db: Database, /, *, vpc_peering_id: str) -> VpcPeeringResult:
    """Show a VPC peering with all its details."""
    vpc_peering = db.find(VpcPeering, vpc_peering_id)
    if vpc_peering is None:
        fail("vpc_peering_not_found", vpc_peering_id=vpc_peering_id)
    return {"vpc_peering": vpc_peering_full(vpc_peering)}


def create_vpc_peering(db: Database, /, *, name: str, vpc1: str, vpc2: str) -> VpcPeeringResult:
    """Create a VPC peering."""
    if len(words(name)) <= 0:
        fail("name_blank")
    vpc_peering = db.insert(
        VpcPeering, vpc_peering_id=f"VP-{db.next_number('vpc_peerings'):04d}", name=name, vpc1=vpc1, vpc2=vpc2
    )
    return {"vpc_peering": vpc_peering_full(vpc_peering)}


class DeleteVpcPeering(TypedDict):
    """What `delete_vpc_peering` returns."""

    vpc_peering_id: str


def delete_vpc_peering(db: Database, /, *, vpc_peering_id: str) -> DeleteVpcPeering:
    """Delete a VPC peering."""
    vpc_peering = db.find(VpcPeering, vpc_peering_id)
    if vpc_peering is None:
        fail("vpc_peering_not_found", vpc_peering_id=vpc_peering_id)
    db.delete(vpc_peering)
    return {"vpc_peering_id": vpc_peering_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "db_cluster_topic_name_taken": "There is already a db cluster topic with the name {name}. Choose another name.",
    "db_cluster_topic_not_found": (
        "There is no db cluster topic {db_cluster_topic_id}. List the db cluster topics to see which there are."
    ),
    "vpc_peering_not_found": "There is no VPC peering {vpc_peering_id}. List the VPC peerings to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="digitalocean_vpc_peerings",
    folder=Path(__file__).parent,
    tables=[DbClusterTopic, VpcPeering],
    tools={
        "list_db_cluster_topics": Tool(list_db_cluster_topics, read_only=True),
        "get_db_cluster_topic": Tool(get_db_cluster_topic, read_only=True),
        "create_db_cluster_topic": Tool(create_db_cluster_topic),
        "update_db_cluster_topic": Tool(update_db_cluster_topic),
        "delete_db_cluster_topic": Tool(delete_db_cluster_topic),
        "list_vpc_peerings": Tool(list_vpc_peerings, read_only=True),
        "get_vpc_peering": Tool(get_vpc_peering, read_only=True),
        "create_vpc_peering": Tool(create_vpc_peering),
        "delete_vpc_peering": Tool(delete_vpc_peering),
    },
    faults=FAULTS,
    unique_faults={
        "db_cluster_topics.name": "db_cluster_topic_name_taken",
    },
    instructions=INSTRUCTIONS,
)
