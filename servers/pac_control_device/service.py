"""PAC Control: device: keeps int64s, int32s, int32 indexes, indexes, strings and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
PAC Control: device. Keeps int64s, int32s, int32 indexes, indexes, strings and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Strategy(Table, table=True):
    """The strategy."""

    __tablename__ = "strategies"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    strategy_name: str
    crc: str
    date: str
    running_charts: int
    time: str


class Int32(Table, table=True):
    """An int32."""

    __tablename__ = "int32s"

    int32_id: str = Field(primary_key=True)
    name: str | None = None
    value: int | None = None


class Int32Index(Table, table=True):
    """An int32 index of an int32."""

    __tablename__ = "int32_indexes"

    int32_index_id: int = Field(primary_key=True)
    int32_id: str = Field(foreign_key="int32s.int32_id", ondelete="CASCADE", index=True)
    value: int | None = None


class Int64(Table, table=True):
    """An int64."""

    __tablename__ = "int64s"

    int64_id: str = Field(primary_key=True)
    name: str | None = None
    value: int | None = None
    string_overview_value: str | None = None


class Index(Table, table=True):
    """An index of an int64."""

    __tablename__ = "indexes"

    index_id: int = Field(primary_key=True)
    int64_id: str = Field(foreign_key="int64s.int64_id", ondelete="CASCADE", index=True)
    value: int | None = None


class String(Table, table=True):
    """A string."""

    __tablename__ = "strings"

    string_id: str = Field(primary_key=True)
    name: str | None = None
    value: str | None = None


class StringIndex(Table, table=True):
    """A string index of a string."""

    __tablename__ = "string_indexes"

    string_index_id: int = Field(primary_key=True)
    string_id: str = Field(foreign_key="strings.string_id", ondelete="CASCADE", index=True)
    value: str | None = None


class UpTimer(Table, table=True):
    """An up timer."""

    __tablename__ = "up_timers"

    up_timer_id: str = Field(primary_key=True)
    name: str | None = None
    value: float | None = None


# --- views --------------------------------------------------------------------------------------------------------


class StrategyFull(TypedDict):
    """A strategy in the view `full`."""

    strategy_name: str
    crc: str
    date: str
    running_charts: int
    time: str


def strategy_full(strategy: Strategy) -> StrategyFull:
    """A strategy in the view `full`."""
    return {
        "strategy_name": strategy.strategy_name,
        "crc": strategy.crc,
        "date": strategy.date,
        "running_charts": strategy.running_charts,
        "time": strategy.time,
    }


class Int32Short(TypedDict):
    """An int32 in the view `short`."""

    int32_id: str
    name: str | None
    value: int | None


def int32_short(int32: Int32) -> Int32Short:
    """An int32 in the view `short`."""
    return {"int32_id": int32.int32_id, "name": int32.name, "value": int32.value}


class Int32Full(Int32Short):
    """An int32 in the view `full`."""


def int32_full(int32: Int32) -> Int32Full:
    """An int32 in the view `full`."""
    return int32_short(int32)


class Int32IndexShort(TypedDict):
    """An int32 index in the view `short`."""

    int32_index_id: int
    int32_id: str
    value: int | None


def int32_index_short(int32_index: Int32Index) -> Int32IndexShort:
    """An int32 index in the view `short`."""
    return {"int32_index_id": int32_index.int32_index_id, "int32_id": int32_index.int32_id, "value": int32_index.value}


class Int32IndexFull(Int32IndexShort):
    """An int32 index in the view `full`."""


def int32_index_full(int32_index: Int32Index) -> Int32IndexFull:
    """An int32 index in the view `full`."""
    return int32_index_short(int32_index)


class Int64Short(TypedDict):
    """An int64 in the view `short`."""

    int64_id: str
    name: str | None
    value: int | None
    string_overview_value: str | None


def int64_short(int64: Int64) -> Int64Short:
    """An int64 in the view `short`."""
    return {
        "int64_id": int64.int64_id,
        "name": int64.name,
        "value": int64.value,
        "string_overview_value": int64.string_overview_value,
    }


class Int64Full(Int64Short):
    """An int64 in the view `full`."""


def int64_full(int64: Int64) -> Int64Full:
    """An int64 in the view `full`."""
    return int64_short(int64)


class Int64StringOverview(TypedDict):
    """An int64 in the view `string_overview`."""

    int64_id: str
    string_overview_value: str | None


def int64_string_overview(int64: Int64) -> Int64StringOverview:
    """An int64 in the view `string_overview`."""
    return {"int64_id": int64.int64_id, "string_overview_value": int64.string_overview_value}


class IndexShort(TypedDict):
    """An index in the view `short`."""

    index_id: int
    int64_id: str
    value: int | None


def index_short(index: Index) -> IndexShort:
    """An index in the view `short`."""
    return {"index_id": index.index_id, "int64_id": index.int64_id, "value": index.value}


class IndexFull(IndexShort):
    """An index in the view `full`."""


def index_full(index: Index) -> IndexFull:
    """An index in the view `full`."""
    return index_short(index)


class StringShort(TypedDict):
    """A string in the view `short`."""

    string_id: str
    name: str | None
    value: str | None


def string_short(string: String) -> StringShort:
    """A string in the view `short`."""
    return {"string_id": string.string_id, "name": string.name, "value": string.value}


class StringFull(StringShort):
    """A string in the view `full`."""


def string_full(string: String) -> StringFull:
    """A string in the view `full`."""
    return string_short(string)


class StringIndexShort(TypedDict):
    """A string index in the view `short`."""

    string_index_id: int
    string_id: str
    value: str | None


def string_index_short(string_index: StringIndex) -> StringIndexShort:
    """A string index in the view `short`."""
    return {
        "string_index_id": string_index.string_index_id,
        "string_id": string_index.string_id,
        "value": string_index.value,
    }


class StringIndexFull(StringIndexShort):
    """A string index in the view `full`."""


def string_index_full(string_index: StringIndex) -> StringIndexFull:
    """A string index in the view `full`."""
    return string_index_short(string_index)


class UpTimerShort(TypedDict):
    """An up timer in the view `short`."""

    up_timer_id: str
    name: str | None
    value: float | None


def up_timer_short(up_timer: UpTimer) -> UpTimerShort:
    """An up timer in the view `short`."""
    return {"up_timer_id": up_timer.up_timer_id, "name": up_timer.name, "value": up_timer.value}


class UpTimerFull(UpTimerShort):
    """An up timer in the view `full`."""


def up_timer_full(up_timer: UpTimer) -> UpTimerFull:
    """An up timer in the view `full`."""
    return up_timer_short(up_timer)


# --- tools --------------------------------------------------------------------------------------------------------


class GetStrategy(TypedDict):
    """What `get_strategy` returns."""

    strategy: StrategyFull


def get_strategy(db: Database, /) -> GetStrategy:
    """Show the strategy."""
    strategy = db.get(Strategy, 1)
    return {"strategy": strategy_full(strategy)}


class ListInt32s(TypedDict):
    """What `list_int32s` returns."""

    int32s: list[Int32Short]
    next_cursor: str | None


def list_int32s(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListInt32s:
    """List the int32s."""
    page = db.query(Int32).page("name", limit=limit, cursor=cursor)
    return {"int32s": [int32_short(int32) for int32 in page.rows], "next_cursor": page.next_cursor}


class Int32Result(TypedDict):
    """What `get_int32` and `update_int32` return."""

    int32: Int32Full


def get_int32(db: Database, /, *, int32_id: str) -> Int32Result:
    """Show an int32 with all its details."""
    int32 = db.find(Int32, int32_id) or fail("int32_not_found", int32_id=int32_id)
    return {"int32": int32_full(int32)}


def update_int32(
    db: Database, /, *, int32_id: str, value: int | None = None, clear: list[Literal["value"]] | None = None
) -> Int32Result:
    """Change the value of an int32."""
    changes = given(clear, value=value)
    int32 = db.find(Int32, int32_id) or fail("int32_not_found", int32_id=int32_id)
    if not changes:
        fail("nothing_to_change")
    db.update(int32, **changes)
    return {"int32": int32_full(int32)}


class ListInt32Indexes(TypedDict):
    """What `list_int32_indexes` returns."""

    int32_indexes: list[Int32IndexShort]
    next_cursor: str | None


def list_int32_indexes(
    db: Database, /, *, int32_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListInt32Indexes:
    """List the int32 indexes, optionally by int32."""
    query = db.query(Int32Index)
    if int32_id is not None:
        query.where("int32_id = ?", int32_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "int32_indexes": [int32_index_short(int32_index) for int32_index in page.rows],
        "next_cursor": page.next_cursor,
    }


class Int32IndexResult(TypedDict):
    """What `get_int32_index` and `update_int32_index` return."""

    int32_index: Int32IndexFull


def get_int32_index(db: Database, /, *, int32_index_id: int) -> Int32IndexResult:
    """Show an int32 index with all its details."""
    int32_index = db.find(Int32Index, int32_index_id)
    if int32_index is None:
        fail("int32_index_not_found", int32_index_id=int32_index_id)
    return {"int32_index": int32_index_full(int32_index)}


def update_int32_index(
    db: Database, /, *, int32_index_id: int, value: int | None = None, clear: list[Literal["value"]] | None = None
) -> Int32IndexResult:
    """Change the value of an int32 index."""
    changes = given(clear, value=value)
    int32_index = db.find(Int32Index, int32_index_id)
    if int32_index is None:
        fail("int32_index_not_found", int32_index_id=int32_index_id)
    if not changes:
        fail("nothing_to_change")
    db.update(int32_index, **changes)
    return {"int32_index": int32_index_full(int32_index)}


class ListInt64s(TypedDict):
    """What `list_int64s` returns."""

    int64s: list[Int64Short]
    next_cursor: str | None


def list_int64s(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListInt64s:
    """List the int64s."""
    page = db.query(Int64).page("name", limit=limit, cursor=cursor)
    return {"int64s": [int64_short(int64) for int64 in page.rows], "next_cursor": page.next_cursor}


class Int64Result(TypedDict):
    """What `get_int64` and `update_int64` return."""

    int64: Int64Full


def get_int64(db: Database, /, *, int64_id: str) -> Int64Result:
    """Show an int64 with all its details."""
    int64 = db.find(Int64, int64_id) or fail("int64_not_found", int64_id=int64_id)
    return {"int64": int64_full(int64)}


class Int64ResultResult(TypedDict):
    """What `get_int64_string_overview` and `update_int64_string_overview` return."""

    int64: Int64StringOverview


def get_int64_string_overview(db: Database, /, *, int64_id: str) -> Int64ResultResult:
    """Show the string overview of an int64."""
    int64 = db.find(Int64, int64_id) or fail("int64_not_found", int64_id=int64_id)
    return {"int64": int64_string_overview(int64)}


def update_int64_string_overview(
    db: Database,
    /,
    *,
    int64_id: str,
    string_overview_value: str | None = None,
    clear: list[Literal["string_overview_value"]] | None = None,
) -> Int64ResultResult:
    """Change the string overview of an int64, for example string overview value."""
    changes = given(clear, string_overview_value=string_overview_value)
    int64 = db.find(Int64, int64_id) or fail("int64_not_found", int64_id=int64_id)
    if not changes:
        fail("nothing_to_change")
    db.update(int64, **changes)
    return {"int64": int64_string_overview(int64)}


def update_int64(
    db: Database,
    /,
    *,
    int64_id: str,
    value: int | None = None,
    string_overview_value: str | None = None,
    clear: list[Literal["value", "string_overview_value"]] | None = None,
) -> Int64Result:
    """Change the value or string overview value of an int64."""
    changes = given(clear, value=value, string_overview_value=string_overview_value)
    int64 = db.find(Int64, int64_id) or fail("int64_not_found", int64_id=int64_id)
    if not changes:
        fail("nothing_to_change")
    db.update(int64, **changes)
    return {"int64": int64_full(int64)}


class ListIndexes(TypedDict):
    """What `list_indexes` returns."""

    indexes: list[IndexShort]
    next_cursor: str | None


def list_indexes(
    db: Database, /, *, int64_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListIndexes:
    """List the indexes, optionally by int64."""
    query = db.query(Index)
    if int64_id is not None:
        query.where("int64_id = ?", int64_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"indexes": [index_short(index) for index in page.rows], "next_cursor": page.next_cursor}


class IndexResult(TypedDict):
    """What `get_index` and `update_index` return."""

    index: IndexFull


def get_index(db: Database, /, *, index_id: int) -> IndexResult:
    """Show an index with all its details."""
    index = db.find(Index, index_id) or fail("index_not_found", index_id=index_id)
    return {"index": index_full(index)}


def update_index(
    db: Database, /, *, index_id: int, value: int | None = None, clear: list[Literal["value"]] | None = None
) -> IndexResult:
    """Change the value of an index."""
    changes = given(clear, value=value)
    index = db.find(Index, index_id) or fail("index_not_found", index_id=index_id)
    if not changes:
        fail("nothing_to_change")
    db.update(index, **changes)
    return {"index": index_full(index)}


class ListStrings(TypedDict):
    """What `list_strings` returns."""

    strings: list[StringShort]
    next_cursor: str | None


def list_strings(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListStrings:
    """List the strings."""
    page = db.query(String).page("name", limit=limit, cursor=cursor)
    return {"strings": [string_short(string) for string in page.rows], "next_cursor": page.next_cursor}


class StringResult(TypedDict):
    """What `get_string` and `update_string` return."""

    string: StringFull


def get_string(db: Database, /, *, string_id: str) -> StringResult:
    """Show a string with all its details."""
    string = db.find(String, string_id) or fail("string_not_found", string_id=string_id)
    return {"string": string_full(string)}


def update_string(
    db: Database, /, *, string_id: str, value: str | None = None, clear: list[Literal["value"]] | None = None
) -> StringResult:
    """Change the value of a string."""
    changes = given(clear, value=value)
    string = db.find(String, string_id) or fail("string_not_found", string_id=string_id)
    if not changes:
        fail("nothing_to_change")
    db.update(string, **changes)
    return {"string": string_full(string)}


class ListStringIndexes(TypedDict):
    """What `list_string_indexes` returns."""

    string_indexes: list[StringIndexShort]
    next_cursor: str | None


def list_string_indexes(
    db: Database, /, *, string_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListStringIndexes:
    """List the string indexes, optionally by string."""
    query = db.query(StringIndex)
    if string_id is not None:
        query.where("string_id = ?", string_id)
    page = query.page("value", limit=limit, cursor=cursor)
    return {
        "string_indexes": [string_index_short(string_index) for string_index in page.rows],
        "next_cursor": page.next_cursor,
    }


class StringIndexResult(TypedDict):
    """What `get_string_index` and `update_string_index` return."""

    string_index: StringIndexFull


def get_string_index(db: Database, /, *, string_index_id: int) -> StringIndexResult:
    """Show a string index with all its details."""
    string_index = db.find(StringIndex, string_index_id)
    if string_index is None:
        fail("string_index_not_found", string_index_id=string_index_id)
    return {"string_index": string_index_full(string_index)}


def update_string_index(
    db: Database, /, *, string_index_id: int, value: str | None = None, clear: list[Literal["value"]] | None = None
) -> StringIndexResult:
    """Change the value of a string index."""
    changes = given(clear, value=value)
    string_index = db.find(StringIndex, string_index_id)
    if string_index is None:
        fail("string_index_not_found", string_index_id=string_index_id)
    if not changes:
        fail("nothing_to_change")
    db.update(string_index, **changes)
    return {"string_index": string_index_full(string_index)}


class ListUpTimers(TypedDict):
    """What `list_up_timers` returns."""

    up_timers: list[UpTimerFull]
    next_cursor: str | None


def list_up_timers(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListUpTimers:
    """List the up timers."""
    page = db.query(UpTimer).page("name", limit=limit, cursor=cursor)
    return {"up_timers": [up_timer_full(up_timer) for up_timer in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "index_not_found": "There is no index {index_id}. List the indexes to see which there are.",
    "int32_index_not_found": "There is no int32 index {int32_index_id}. List the int32 indexes to see which there are.",
    "int32_not_found": "There is no int32 {int32_id}. List the int32s to see which there are.",
    "int64_not_found": "There is no int64 {int64_id}. List the int64s to see which there are.",
    "string_index_not_found": (
        "There is no string index {string_index_id}. List the string indexes to see which there are."
    ),
    "string_not_found": "There is no string {string_id}. List the strings to see which there are.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="pac_control_device",
    folder=Path(__file__).parent,
    tables=[Strategy, Int32, Int32Index, Int64, Index, String, StringIndex, UpTimer],
    tools={
        "get_strategy": Tool(get_strategy, read_only=True),
        "list_int32s": Tool(list_int32s, read_only=True),
        "get_int32": Tool(get_int32, read_only=True),
        "update_int32": Tool(update_int32),
        "list_int32_indexes": Tool(list_int32_indexes, read_only=True),
        "get_int32_index": Tool(get_int32_index, read_only=True),
        "update_int32_index": Tool(update_int32_index),
        "list_int64s": Tool(list_int64s, read_only=True),
        "get_int64": Tool(get_int64, read_only=True),
        "get_int64_string_overview": Tool(get_int64_string_overview, read_only=True),
        "update_int64_string_overview": Tool(update_int64_string_overview),
        "update_int64": Tool(update_int64),
        "list_indexes": Tool(list_indexes, read_only=True),
        "get_index": Tool(get_index, read_only=True),
        "update_index": Tool(update_index),
        "list_strings": Tool(list_strings, read_only=True),
        "get_string": Tool(get_string, read_only=True),
        "update_string": Tool(update_string),
        "list_string_indexes": Tool(list_string_indexes, read_only=True),
        "get_string_index": Tool(get_string_index, read_only=True),
        "update_string_index": Tool(update_string_index),
        "list_up_timers": Tool(list_up_timers, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
