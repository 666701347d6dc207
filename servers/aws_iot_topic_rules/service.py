"""AWS IoT: topic rules: keeps topic rules and indexes."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
AWS IoT: topic rules. Keeps topic rules and indexes.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The SQL must not be blank.
- You can disable a topic rule only while it is not disabled.
- You can enable a topic rule only while it is disabled.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class TopicRule(Table, table=True):
    """A topic rule."""

    __tablename__ = "topic_rules"

    topic_rule_id: str = Field(primary_key=True)
    rule_name: str | None = None
    sql: str
    description: str | None = None
    rule_disabled: bool
    topic_pattern: str | None = None
    created_at: str
    disabled: bool


class Index(Table, table=True):
    """An index."""

    __tablename__ = "indexes"
    __table_args__ = (CheckConstraint("index_status IN ('ACTIVE', 'BUILDING', 'REBUILDING')"),)

    index_id: str = Field(primary_key=True)
    index_name: str | None = None
    index_status: str
    schema_: str | None = None
    index_names: list[str] = Field(sa_type=JsonList())


# --- views --------------------------------------------------------------------------------------------------------


class TopicRuleShort(TypedDict):
    """A topic rule in the view `short`."""

    topic_rule_id: str
    rule_name: str | None
    sql: str
    description: str | None
    rule_disabled: bool
    topic_pattern: str | None
    disabled: bool


def topic_rule_short(topic_rule: TopicRule) -> TopicRuleShort:
    """A topic rule in the view `short`."""
    return {
        "topic_rule_id": topic_rule.topic_rule_id,
        "rule_name": topic_rule.rule_name,
        "sql": topic_rule.sql,
        "description": topic_rule.description,
        "rule_disabled": topic_rule.rule_disabled,
        "topic_pattern": topic_rule.topic_pattern,
        "disabled": topic_rule.disabled,
    }


class TopicRuleFull(TopicRuleShort):
    """A topic rule in the view `full`."""

    created_at: str


def topic_rule_full(topic_rule: TopicRule) -> TopicRuleFull:
    """A topic rule in the view `full`."""
    return {**topic_rule_short(topic_rule), "created_at": topic_rule.created_at}


class IndexShort(TypedDict):
    """An index in the view `short`."""

    index_id: str
    index_name: str | None
    index_status: str
    schema: str | None
    index_names: list[str]


def index_short(index: Index) -> IndexShort:
    """An index in the view `short`."""
    return {
        "index_id": index.index_id,
        "index_name": index.index_name,
        "index_status": index.index_status,
        "schema": index.schema_,
        "index_names": index.index_names,
    }


class IndexFull(IndexShort):
    """An index in the view `full`."""


def index_full(index: Index) -> IndexFull:
    """An index in the view `full`."""
    return index_short(index)


# --- tools --------------------------------------------------------------------------------------------------------


class ListTopicRules(TypedDict):
    """What `list_topic_rules` returns."""

    topic_rules: list[TopicRuleShort]
    next_cursor: str | None


def list_topic_rules(
    db: Database, /, *, rule_disabled: bool | None = None, limit: int = 20, cursor: str | None = None
) -> ListTopicRules:
    """List the topic rules, optionally by rule disabled."""
    query = db.query(TopicRule)
    if rule_disabled is not None:
        query.where("rule_disabled = ?", rule_disabled)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"topic_rules": [topic_rule_short(topic_rule) for topic_rule in page.rows], "next_cursor": page.next_cursor}


class TopicRuleResult(TypedDict):
    """What `get_topic_rule` and 4 other tools return."""

    topic_rule: TopicRuleFull


def get_topic_rule(db: Database, /, *, topic_rule_id: str) -> TopicRuleResult:
    """Show a topic rule with all its details."""
    topic_rule = db.find(TopicRule, topic_rule_id) or fail("topic_rule_not_found", topic_rule_id=topic_rule_id)
    return {"topic_rule": topic_rule_full(topic_rule)}


def create_topic_rule(
    db: Database, /, *, sql: str, description: str | None = None, rule_disabled: bool = False
) -> TopicRuleResult:
    """Create a topic rule."""
    if len(words(sql)) <= 0:
        fail("sql_blank")
    topic_rule = db.insert(
        TopicRule,
        topic_rule_id=f"TR-{db.next_number('topic_rules'):04d}",
        sql=sql,
        description=description,
        rule_disabled=rule_disabled,
        created_at=db.now(),
        disabled=False,
    )
    return {"topic_rule": topic_rule_full(topic_rule)}


def update_topic_rule(
    db: Database,
    /,
    *,
    topic_rule_id: str,
    sql: str | None = None,
    description: str | None = None,
    rule_disabled: bool | None = None,
    clear: list[Literal["description"]] | None = None,
) -> TopicRuleResult:
    """Change the SQL or description of a topic rule."""
    changes = given(clear, sql=sql, description=description, rule_disabled=rule_disabled)
    topic_rule = db.find(TopicRule, topic_rule_id) or fail("topic_rule_not_found", topic_rule_id=topic_rule_id)
    if sql is not None and len(words(sql)) <= 0:
        fail("sql_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(topic_rule, **changes)
    return {"topic_rule": topic_rule_full(topic_rule)}


class DeleteTopicRule(TypedDict):
    """What `delete_topic_rule` returns."""

    topic_rule_id: str


def delete_topic_rule(db: Database, /, *, topic_rule_id: str) -> DeleteTopicRule:
    """Delete a topic rule."""
    topic_rule = db.find(TopicRule, topic_rule_id) or fail("topic_rule_not_found", topic_rule_id=topic_rule_id)
    db.delete(topic_rule)
    return {"topic_rule_id": topic_rule_id}


def disable_topic_rule(db: Database, /, *, topic_rule_id: str) -> TopicRuleResult:
    """Disable a topic rule."""
    topic_rule = db.find(TopicRule, topic_rule_id) or fail("topic_rule_not_found", topic_rule_id=topic_rule_id)
    if topic_rule.disabled:
        fail("topic_rule_already_disabled", topic_rule_id=topic_rule.topic_rule_id)
    db.update(topic_rule, disabled=True)
    return {"topic_rule": topic_rule_full(topic_rule)}


def enable_topic_rule(db: Database, /, *, topic_rule_id: str) -> TopicRuleResult:
    """Enable a topic rule."""
    topic_rule = db.find(TopicRule, topic_rule_id) or fail("topic_rule_not_found", topic_rule_id=topic_rule_id)
    if not topic_rule.disabled:
        fail("topic_rule_not_disabled", topic_rule_id=topic_rule.topic_rule_id)
    db.update(topic_rule, disabled=False)
    return {"topic_rule": topic_rule_full(topic_rule)}


class ListIndexes(TypedDict):
    """What `list_indexes` returns."""

    indexes: list[IndexShort]
    next_cursor: str | None


def list_indexes(
    db: Database,
    /,
    *,
    index_status: Literal["ACTIVE", "BUILDING", "REBUILDING"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListIndexes:
    """List the indexes, optionally by index status."""
    query = db.query(Index)
    if index_status is not None:
        query.where("index_status = ?", index_status)
    page = query.page("index_name", limit=limit, cursor=cursor)
    return {"indexes": [index_short(index) for index in page.rows], "next_cursor": page.next_cursor}


class GetIndex(TypedDict):
    """What `get_index` returns."""

    index: IndexFull


def get_index(db: Database, /, *, index_id: str) -> GetIndex:
    """Show an index with all its details."""
    index = db.find(Index, index_id) or fail("index_not_found", index_id=index_id)
    return {"index": index_full(index)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "index_not_found": "There is no index {index_id}. List the indexes to see which there are.",
    "topic_rule_already_disabled": "Topic rule {topic_rule_id} is already disabled.",
    "topic_rule_not_disabled": "Topic rule {topic_rule_id} is not disabled.",
    "topic_rule_not_found": "There is no topic rule {topic_rule_id}. List the topic rules to see which there are.",
    "sql_blank": "The SQL must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="aws_iot_topic_rules",
    folder=Path(__file__).parent,
    tables=[TopicRule, Index],
    tools={
        "list_topic_rules": Tool(list_topic_rules, read_only=True),
        "get_topic_rule": Tool(get_topic_rule, read_only=True),
        "create_topic_rule": Tool(create_topic_rule),
        "update_topic_rule": Tool(update_topic_rule),
        "delete_topic_rule": Tool(delete_topic_rule),
        "disable_topic_rule": Tool(disable_topic_rule),
        "enable_topic_rule": Tool(enable_topic_rule),
        "list_indexes": Tool(list_indexes, read_only=True),
        "get_index": Tool(get_index, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
