"""Vercel: edge configurations: keeps edge configurations, edge configuration tokens and edge configuration items."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Vercel: edge configurations. Keeps edge configurations, edge configuration tokens and edge configuration items.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Two edge configs cannot have the same slug.
- Deleting an edge config also deletes its edge config items and edge config tokens.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class EdgeConfig(Table, table=True):
    """An edge configuration."""

    __tablename__ = "edge_configs"
    __table_args__ = (
        CheckConstraint("record_type IN ('A', 'AAAA', 'ALIAS', 'CAA', 'CNAME', 'MX', 'SRV', 'TXT', 'NS')"),
        CheckConstraint("type IN ('record', 'record-sys')"),
        UniqueConstraint("slug"),
    )

    edge_config_id: str = Field(primary_key=True)
    name: str | None = None
    creator: str | None = None
    edge_config_domain: str | None = None
    record_type: str | None = None
    type: str | None = None
    value: str | None = None
    slug: str


class EdgeConfigItem(Table, table=True):
    """An edge configuration item of an edge configuration."""

    __tablename__ = "edge_config_items"

    edge_config_item_id: str = Field(primary_key=True)
    edge_config_id: str = Field(foreign_key="edge_configs.edge_config_id", ondelete="CASCADE", index=True)
    key: str | None = None
    created_at: float | None = None
    updated_at: float | None = None
    value: str | None = None


class EdgeConfigToken(Table, table=True):
    """An edge configuration token of an edge configuration."""

    __tablename__ = "edge_config_tokens"

    edge_config_token_id: str = Field(primary_key=True)
    edge_config_id: str = Field(foreign_key="edge_configs.edge_config_id", ondelete="CASCADE", index=True)
    label: str


# --- views --------------------------------------------------------------------------------------------------------


class EdgeConfigShort(TypedDict):
    """An edge config in the view `short`."""

    edge_config_id: str
    name: str | None
    creator: str | None
    edge_config_domain: str | None
    record_type: str | None
    type: str | None
    slug: str


def edge_config_short(edge_config: EdgeConfig) -> EdgeConfigShort:
    """An edge config in the view `short`."""
    return {
        "edge_config_id": edge_config.edge_config_id,
        "name": edge_config.name,
        "creator": edge_config.creator,
        "edge_config_domain": edge_config.edge_config_domain,
        "record_type": edge_config.record_type,
        "type": edge_config.type,
        "slug": edge_config.slug,
    }


class EdgeConfigFull(EdgeConfigShort):
    """An edge config in the view `full`."""

    value: str | None


def edge_config_full(edge_config: EdgeConfig) -> EdgeConfigFull:
    """An edge config in the view `full`."""
    return {**edge_config_short(edge_config), "value": edge_config.value}


class EdgeConfigItemShort(TypedDict):
    """An edge config item in the view `short`."""

    edge_config_item_id: str
    edge_config_id: str
    key: str | None
    created_at: float | None
    updated_at: float | None
    value: str | None


def edge_config_item_short(edge_config_item: EdgeConfigItem) -> EdgeConfigItemShort:
    """An edge config item in the view `short`."""
    return {
        "edge_config_item_id": edge_config_item.edge_config_item_id,
        "edge_config_id": edge_config_item.edge_config_id,
        "key": edge_config_item.key,
        "created_at": edge_config_item.created_at,
        "updated_at": edge_config_item.updated_at,
        "value": edge_config_item.value,
    }


class EdgeConfigItemFull(EdgeConfigItemShort):
    """An edge config item in the view `full`."""


def edge_config_item_full(edge_config_item: EdgeConfigItem) -> EdgeConfigItemFull:
    """An edge config item in the view `full`."""
    return edge_config_item_short(edge_config_item)


class EdgeConfigTokenShort(TypedDict):
    """An edge config token in the view `short`."""

    edge_config_token_id: str
    edge_config_id: str
    label: str


def edge_config_token_short(edge_config_token: EdgeConfigToken) -> EdgeConfigTokenShort:
    """An edge config token in the view `short`."""
    return {
        "edge_config_token_id": edge_config_token.edge_config_token_id,
        "edge_config_id": edge_config_token.edge_config_id,
        "label": edge_config_token.label,
    }


class EdgeConfigTokenFull(EdgeConfigTokenShort):
    """An edge config token in the view `full`."""


def edge_config_token_full(edge_config_token: EdgeConfigToken) -> EdgeConfigTokenFull:
    """An edge config token in the view `full`."""
    return edge_config_token_short(edge_config_token)


# --- tools --------------------------------------------------------------------------------------------------------


class ListEdgeConfigs(TypedDict):
    """What `list_edge_configs` returns."""

    edge_configs: list[EdgeConfigShort]
    next_cursor: str | None


def list_edge_configs(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListEdgeConfigs:
    """List the edge configurations."""
    page = db.query(EdgeConfig).page("name", limit=limit, cursor=cursor)
    return {
        "edge_configs": [edge_config_short(edge_config) for edge_config in page.rows],
        "next_cursor": page.next_cursor,
    }


class EdgeConfigResult(TypedDict):
    """What `get_edge_config` and 2 other tools return."""

    edge_config: EdgeConfigFull


def get_edge_config(db: Database, /, *, edge_config_id: str) -> EdgeConfigResult:
    """Show an edge configuration with all its details."""
    edge_config = db.find(EdgeConfig, edge_config_id)
    if edge_config is None:
        fail("edge_config_not_found", edge_config_id=edge_config_id)
    return {"edge_config": edge_config_full(edge_config)}


def create_edge_config(db: Database, /, *, slug: str) -> EdgeConfigResult:
    """Create an edge configuration."""
    if db.query(EdgeConfig).where("same_text(slug, ?)", slug).exists():
        fail("edge_config_slug_taken", slug=slug)
    edge_config = db.insert(EdgeConfig, edge_config_id=f"EC-{db.next_number('edge_configs'):04d}", slug=slug)
    return {"edge_config": edge_config_full(edge_config)}


def update_edge_config(db: Database, /, *, edge_config_id: str, slug: str | None = None) -> EdgeConfigResult:
    """Change the slug of an edge configuration."""
    changes = given(None, slug=slug)
    edge_config = db.find(EdgeConfig, edge_config_id)
    if edge_config is None:
        fail("edge_config_not_found", edge_config_id=edge_config_id)
    if (
        slug is not None
        and db.query(EdgeConfig)
        .where("same_text(slug, ?) AND edge_config_id <> ?", slug, edge_config.edge_config_id)
        .exists()
    ):
        fail("edge_config_slug_taken", slug=slug)
    if not changes:
        fail("nothing_to_change")
    db.update(edge_config, **changes)
    return {"edge_config": edge_config_full(edge_config)}


class DeleteEdgeConfig(TypedDict):
    """What `delete_edge_config` returns."""

    edge_config_id: str


def delete_edge_config(db: Database, /, *, edge_config_id: str) -> DeleteEdgeConfig:
    """Delete an edge configuration together with its edge configuration items and edge configuration tokens."""
    edge_config = db.find(EdgeConfig, edge_config_id)
    if edge_config is None:
        fail("edge_config_not_found", edge_config_id=edge_config_id)
    db.delete(edge_config)
    return {"edge_config_id": edge_config_id}


class ListEdgeConfigItems(TypedDict):
    """What `list_edge_config_items` returns."""

    edge_config_items: list[EdgeConfigItemShort]
    next_cursor: str | None


def list_edge_config_items(
    db: Database, /, *, edge_config_id: str, limit: int = 20, cursor: str | None = None
) -> ListEdgeConfigItems:
    """List the edge configuration items of an edge configuration."""
    edge_config = db.find(EdgeConfig, edge_config_id)
    if edge_config is None:
        fail("edge_config_not_found", edge_config_id=edge_config_id)
    page = (
        db.query(EdgeConfigItem)
        .where("edge_config_id = ?", edge_config.edge_config_id)
        .page("key", limit=limit, cursor=cursor)
    )
    return {
        "edge_config_items": [edge_config_item_short(edge_config_item) for edge_config_item in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetEdgeConfigItem(TypedDict):
    """What `get_edge_config_item` returns."""

    edge_config_item: EdgeConfigItemFull


def get_edge_config_item(db: Database, /, *, edge_config_item_id: str) -> GetEdgeConfigItem:
    """Show an edge configuration item with all its details."""
    edge_config_item = db.find(EdgeConfigItem, edge_config_item_id)
    if edge_config_item is None:
        fail("edge_config_item_not_found", edge_config_item_id=edge_config_item_id)
    return {"edge_config_item": edge_config_item_full(edge_config_item)}


class ListEdgeConfigTokens(TypedDict):
    """What `list_edge_config_tokens` returns."""

    edge_config_tokens: list[EdgeConfigTokenShort]
    next_cursor: str | None


def list_edge_config_tokens(
    db: Database, /, *, edge_config_id: str, limit: int = 20, cursor: str | None = None
) -> ListEdgeConfigTokens:
    """List the edge configuration tokens of an edge configuration."""
    edge_config = db.find(EdgeConfig, edge_config_id)
    if edge_config is None:
        fail("edge_config_not_found", edge_config_id=edge_config_id)
    page = (
        db.query(EdgeConfigToken)
        .where("edge_config_id = ?", edge_config.edge_config_id)
        .page("label", limit=limit, cursor=cursor)
    )
    return {
        "edge_config_tokens": [edge_config_token_short(edge_config_token) for edge_config_token in page.rows],
        "next_cursor": page.next_cursor,
    }


class EdgeConfigTokenResult(TypedDict):
    """What `get_edge_config_token` and `create_edge_config_token` return."""

    edge_config_token: EdgeConfigTokenFull


def get_edge_config_token(db: Database, /, *, edge_config_token_id: str) -> EdgeConfigTokenResult:
    """Show an edge configuration token with all its details."""
    edge_config_token = db.find(EdgeConfigToken, edge_config_token_id)
    if edge_config_token is None:
        fail("edge_config_token_not_found", edge_config_token_id=edge_config_token_id)
    return {"edge_config_token": edge_config_token_full(edge_config_token)}


def create_edge_config_token(db: Database, /, *, edge_config_id: str, label: str) -> EdgeConfigTokenResult:
    """Create an edge configuration token in an edge configuration."""
    if db.find(EdgeConfig, edge_config_id) is None:
        fail("edge_config_not_found", edge_config_id=edge_config_id)
    edge_config_token = db.insert(
        EdgeConfigToken,
        edge_config_token_id=f"ECT-{db.next_number('edge_config_tokens'):04d}",
        edge_config_id=edge_config_id,
        label=label,
    )
    return {"edge_config_token": edge_config_token_full(edge_config_token)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "edge_config_item_not_found": (
        "There is no edge configuration item {edge_config_item_id}. List the edge configuration "
        "items to see which there are."
    ),
    "edge_config_not_found": (
        "There is no edge configuration {edge_config_id}. List the edge configurations to see which there are."
    ),
    "edge_config_slug_taken": "There is already an edge configuration with the slug {slug}. Choose another slug.",
    "edge_config_token_not_found": (
        "There is no edge configuration token {edge_config_token_id}. List the edge "
        "configuration tokens to see which there are."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="vercel_edge_configs",
    folder=Path(__file__).parent,
    tables=[EdgeConfig, EdgeConfigItem, EdgeConfigToken],
    tools={
        "list_edge_configs": Tool(list_edge_configs, read_only=True),
        "get_edge_config": Tool(get_edge_config, read_only=True),
        "create_edge_config": Tool(create_edge_config),
        "update_edge_config": Tool(update_edge_config),
        "delete_edge_config": Tool(delete_edge_config),
        "list_edge_config_items": Tool(list_edge_config_items, read_only=True),
        "get_edge_config_item": Tool(get_edge_config_item, read_only=True),
        "list_edge_config_tokens": Tool(list_edge_config_tokens, read_only=True),
        "get_edge_config_token": Tool(get_edge_config_token, read_only=True),
        "create_edge_config_token": Tool(create_edge_config_token),
    },
    faults=FAULTS,
    unique_faults={
        "edge_configs.slug": "edge_config_slug_taken",
    },
    instructions=INSTRUCTIONS,
)
