"""Rows and queries on one connection: identity, order, paging, sequences, positions, unique sets, cascades."""

import sqlite3
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import registry
from sqlalchemy.schema import CreateTable
from sqlmodel import Field, Session, SQLModel, create_engine

from servers.farm.frame.arguments import InvalidArgument
from servers.farm.frame.database import Database, Fault, ordered
from servers.farm.frame.tables import JsonList, Money, layout_of

from .conftest import UNHURRIED


class Table(SQLModel, registry=registry()):
    """Base of the tables below."""


class Shelf(Table, table=True):
    __tablename__ = "shelves"

    shelf_id: str = Field(primary_key=True)
    name: str | None = None
    height: float
    price: Decimal = Field(sa_type=Money(3))
    open: bool
    tags: list[str] = Field(sa_type=JsonList())


class Item(Table, table=True):
    __tablename__ = "items"
    __table_args__ = (UniqueConstraint("shelf_id", "name"),)

    shelf_id: str = Field(primary_key=True, foreign_key="shelves.shelf_id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    name: str
    position: int
    twin_id: str | None = Field(default=None, foreign_key="shelves.shelf_id", ondelete="SET NULL")


TABLES: list[type[SQLModel]] = [Shelf, Item]


@pytest.fixture
def database() -> Iterator[Database]:
    with closing(empty()) as connection:
        yield opened(connection)


def empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for table in TABLES:
        declared = table.metadata.tables[layout_of(table).name]
        connection.execute(str(CreateTable(declared).compile(dialect=sqlite.dialect())))
    connection.execute("CREATE TABLE _sequences (name TEXT, parent TEXT, last INTEGER, PRIMARY KEY (name, parent))")
    return connection


def opened(connection: sqlite3.Connection) -> Database:
    return Database(connection, {"items.shelf_id, items.name": "name_taken", "shelves.shelf_id": "shelf_exists"})


def shelf(database: Database, key: str, name: str | None = None, height: float = 1.0) -> Shelf:
    return database.insert(
        Shelf, shelf_id=key, name=name, height=height, price=Decimal("0.005"), open=True, tags=["a", "É"]
    )


def item(database: Database, parent: str, name: str, twin: str | None = None) -> Item:
    number = database.next_number("items", per=parent)
    position = database.next_position(Item, "position", "shelf_id", parent)
    return database.insert(Item, shelf_id=parent, number=number, name=name, position=position, twin_id=twin)


def test_a_row_comes_back_with_the_values_and_types_it_was_stored_with(database: Database) -> None:
    stored = database.insert(Shelf, shelf_id="s", height=2, price=Decimal("1.5"), open=False, tags=[])
    shown = stored.model_dump()
    database.begin(writes=False)
    found = database.get(Shelf, "s")
    assert found is not stored
    assert (found.model_dump(), type(found.height), type(found.open)) == (shown, float, bool)
    assert shown == {"shelf_id": "s", "name": None, "height": 2.0, "price": Decimal("1.500"), "open": False, "tags": []}
    assert isinstance(found, Shelf)
    assert repr(found) == f"Shelf(shelf_id='s', name=None, height=2.0, price={Decimal('1.500')!r}, open=False, tags=[])"


def test_a_row_read_twice_is_one_object_that_shows_later_writes(database: Database) -> None:
    row = shelf(database, "s")
    assert database.find(Shelf, "s") is database.query(Shelf).first() is row
    database.update(row, name="new", price=Decimal(2), tags=["b"], open=False)
    assert (row.name, row.price, row.tags, row.open) == ("new", Decimal("2.000"), ["b"], False)
    database.execute("UPDATE shelves SET name = 'newer'")
    assert database.query(Shelf).all() == [row]
    assert row.name == "newer"


def test_a_column_cannot_be_set_past_the_database(database: Database) -> None:
    row = shelf(database, "s")
    with pytest.raises(AttributeError, match=r"db.update\(row, name='x'\)"):
        row.name = "x"
    assert row.name is None


def test_an_absent_row_is_none_to_find_and_an_error_to_get(database: Database) -> None:
    assert database.find(Shelf, "s") is None
    assert database.find(Shelf, None) is None
    with pytest.raises(LookupError, match="Shelf"):
        database.get(Shelf, "s")


def test_a_fraction_of_a_minor_unit_is_never_stored(database: Database) -> None:
    with pytest.raises(ValueError, match="more than 3 decimals"):
        database.update(shelf(database, "s"), price=Decimal("0.0005"))


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_is_not_finite_is_never_stored(database: Database, number: float) -> None:
    with pytest.raises(OverflowError):
        database.update(shelf(database, "s"), height=number)


def test_a_decimal_cannot_be_bound_to_a_condition(database: Database) -> None:
    with pytest.raises(sqlite3.ProgrammingError):
        database.query(Shelf).where("price < ?", Decimal(1)).exists()


def test_conditions_are_joined_by_and_and_lists_bind_as_json(database: Database) -> None:
    for key in "abc":
        shelf(database, key)
    chosen = database.query(Shelf).where("shelf_id IN (SELECT value FROM json_each(?))", ["a", "c"])
    assert chosen.where("shelf_id = 'a' OR shelf_id = 'b'").count() == 1
    assert database.query(Shelf).where("? IN (SELECT value FROM json_each(shelves.tags))", "É").count() == 3
    assert not database.query(Shelf).where("shelf_id = ?", "d").exists()


def test_a_unique_set_that_breaks_is_its_fault_with_the_new_values(database: Database) -> None:
    shelf(database, "s")
    item(database, "s", "cup")
    bowl = item(database, "s", "bowl")
    with pytest.raises(Fault) as inserted:
        item(database, "s", "cup")
    with pytest.raises(Fault) as updated:
        database.update(bowl, name="cup")
    with pytest.raises(Fault) as keyed:
        shelf(database, "s")
    for fault, code, values in (
        (inserted.value, "name_taken", {"shelf_id": "s", "name": "cup"}),
        (updated.value, "name_taken", {"shelf_id": "s", "name": "cup"}),
        (keyed.value, "shelf_exists", {"shelf_id": "s"}),
    ):
        assert fault.code == code
        assert values.items() <= fault.details.items()
    assert bowl.name == "bowl"


def test_a_broken_reference_is_no_fault_but_an_error(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        item(database, "nowhere", "cup")


def test_a_deletion_takes_its_children_along_and_clears_what_the_call_has_already_read(database: Database) -> None:
    for key in "ab":
        shelf(database, key)
    lost, kept = item(database, "a", "cup"), item(database, "b", "cup", twin="a")
    database.delete(database.get(Shelf, "a"))
    assert database.find(Item, "a", lost.number) is None
    assert kept.twin_id is None
    assert database.query(Item).all() == [kept]


def test_a_key_that_was_deleted_can_be_inserted_again_in_the_same_call(database: Database) -> None:
    first = shelf(database, "s", name="first")
    database.delete(first)
    second = shelf(database, "s", name="second")
    assert database.find(Shelf, "s") is second
    assert first.name == "first"


@UNHURRIED
@given(st.lists(st.tuples(st.sampled_from("ab"), st.booleans()), max_size=20))
def test_numbers_are_never_given_twice_and_positions_always_follow_the_last(steps: list[tuple[str, bool]]) -> None:
    with closing(empty()) as connection:
        database = opened(connection)
        given: dict[str, int] = {"a": 0, "b": 0}
        for key in given:
            shelf(database, key)
        for turn, (parent, deletes) in enumerate(steps):
            rows = database.query(Item).where("shelf_id = ?", parent).all("position")
            last = rows[-1].position if rows else -1
            if deletes and rows:
                database.delete(rows[0])
                continue
            given[parent] += 1
            added = item(database, parent, str(turn))
            assert (added.number, added.position) == (given[parent], last + 1)


NAMES = st.none() | st.text(st.sampled_from("aBé"), max_size=2)
ROWS = st.lists(st.tuples(NAMES, st.sampled_from([0.0, -1.5, 2.25])), max_size=12)
ORDERS = st.permutations(["name", "height"]).flatmap(
    lambda names: st.tuples(*[st.sampled_from([name, f"-{name}"]) for name in names[:2]])
)


@UNHURRIED
@given(rows=ROWS, order=ORDERS, limit=st.integers(1, 5), key_descends=st.booleans())
def test_pages_put_together_are_the_whole_in_its_total_order(
    rows: list[tuple[str | None, float]], order: tuple[str, ...], limit: int, key_descends: bool
) -> None:
    with closing(empty()) as connection:
        database = opened(connection)
        for number, (name, height) in enumerate(rows):
            shelf(database, f"{number:02d}", name, height)
        order = (*order, "-shelf_id") if key_descends else order
        expected = database.query(Shelf).all()
        for column in reversed((*order, *([] if key_descends else ["shelf_id"]))):
            named = column.removeprefix("-")
            expected.sort(
                key=lambda row: (getattr(row, named) is not None, getattr(row, named)), reverse=column[0] == "-"
            )
        found: list[Shelf] = []
        cursor = None
        while True:
            page = database.query(Shelf).page(*order, limit=limit, cursor=cursor)
            found += page.rows
            assert len(page.rows) == limit or page.next_cursor is None
            cursor = page.next_cursor
            if cursor is None:
                break
        assert found == expected == database.query(Shelf).all(*order)


def test_a_row_that_goes_between_two_pages_shifts_nothing(database: Database) -> None:
    for key in "abcdef":
        shelf(database, key)
    first = database.query(Shelf).page(limit=2)
    database.delete(first.rows[1])
    second = database.query(Shelf).page(limit=2, cursor=first.next_cursor)
    assert [row.shelf_id for row in second.rows] == ["c", "d"]


def test_a_cursor_of_one_chosen_order_fits_no_other(database: Database) -> None:
    for key in "abc":
        shelf(database, key, name=key)
    first = database.query(Shelf).page("name", limit=1, choice="by name")
    assert database.query(Shelf).page("name", limit=1, choice="by name", cursor=first.next_cursor).rows[0].name == "b"
    for other in ("by height", None):
        with pytest.raises(InvalidArgument, match="same order"):
            database.query(Shelf).page("-name", limit=1, choice=other, cursor=first.next_cursor)


def test_records_are_ordered_as_rows_are() -> None:
    sizes: dict[str, int | None] = {"b": 1, "c": None, "a": 1, "d": 2}
    records: list[dict[str, object]] = [{"size": size, "name": name} for name, size in sizes.items()]
    ascending, descending = ordered(records, "size", "name"), ordered(records, "-size", "-name")
    assert "".join(str(one["name"]) for one in ascending) == "cabd"
    assert "".join(str(one["name"]) for one in descending) == "dbac"


def test_of_two_unique_sets_that_break_the_one_declared_first_is_the_fault() -> None:
    for first, second in permutations(["items.shelf_id, items.name", "items.shelf_id, items.number"]):
        with closing(empty()) as connection:
            database = Database(connection, {first: "first", second: "second"})
            shelf(database, "s")
            cup = item(database, "s", "cup")
            with pytest.raises(Fault) as error:
                database.insert(Item, shelf_id="s", number=cup.number, name=cup.name, position=9)
            assert error.value.code == "first"


def cursor(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "é",
        "%%%",
        cursor("{}"),
        cursor("[]"),
        cursor('["a"]'),
        cursor('["a", 1.0]'),
        cursor('[NaN,"a"]'),
        cursor('["x","a"]'),
        cursor('[true,"a"]'),
        cursor('[null,"a"]'),
        cursor('[1.0,"\\ud800"]'),
        cursor('[1.0,["a"]]'),
        cursor("[" * 5000),
        cursor('[1.0,"a"]') + "=",
    ],
)
def test_a_cursor_that_no_page_gave_is_refused(database: Database, bad: str) -> None:
    shelf(database, "s")
    with pytest.raises(InvalidArgument, match="next_cursor"):
        database.query(Shelf).page("height", limit=1, cursor=bad)


@UNHURRIED
@given(st.text(st.sampled_from("ABCWwIiLCJdWyJ-_"), max_size=24))
def test_no_text_sent_as_a_cursor_does_more_than_be_refused(text: str) -> None:
    with closing(empty()) as connection:
        database = opened(connection)
        try:
            page = database.query(Shelf).page("-name", limit=1, cursor=text)
        except InvalidArgument:
            return
        assert page.rows == []


def test_the_same_tables_serve_a_sqlmodel_session(database: Database) -> None:
    row = shelf(database, "s")
    engine = create_engine("sqlite://", creator=lambda: database.connection)
    with Session(engine) as session:
        found = session.get_one(Shelf, "s")
        assert (found.price, found.tags, found.open) == (row.price, row.tags, row.open)
        session.expunge_all()
    engine.dispose()


def test_an_integer_beyond_64_bits_is_compared_with_those_that_are_stored(database: Database) -> None:
    database.insert(Shelf, shelf_id="A", height=1.0, price=Decimal(1), open=True, tags=[])
    database.insert(Item, shelf_id="A", number=2**53, name="a", position=-(2**63))
    assert database.query(Item).where("number < ? AND position > ?", 2**70, -(2**70)).count() == 1
    assert not database.query(Item).where("number = ?", 2**70).exists()
    assert not database.query(Item).where("number IN (SELECT value FROM json_each(?))", [2**70]).exists()


def test_an_integer_beyond_64_bits_is_not_stored(database: Database) -> None:
    database.insert(Shelf, shelf_id="A", height=1.0, price=Decimal(1), open=True, tags=[])
    with pytest.raises(OverflowError):
        database.insert(Item, shelf_id="A", number=1, name="a", position=2**63)


def test_a_sum_beyond_64_bits_overflows(database: Database) -> None:
    database.insert(Shelf, shelf_id="A", height=1.0, price=Decimal(1), open=True, tags=[])
    for number in (1, 2):
        database.insert(Item, shelf_id="A", number=number, name=f"{number}", position=2**62)
    with pytest.raises(OverflowError):
        database.query(Item).where("(SELECT sum(position) FROM items) > ?", 0).count()
