"""Scripts and dumps as the tools of each dialect write them, and what the explorer makes of them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.description import Description
from generator.explore import explore
from generator.readers import NoDescription, read
from generator.readers.sql import looks_like_sql
from generator.sources import SourceText

SourceTexts = Callable[..., SourceText]
DATA = Path(__file__).parent / "data" / "sql"


def described(source_text: SourceTexts, name: str) -> Description:
    return read(source_text((DATA / f"{name}.sql").read_bytes(), f"{name}.sql"))


TABLES = {
    "shop": "customers categories products order order_items coupons wishlist reviews",
    "clinic": "patient doctor specialty appointment prescription invoice",
    "library": "Author Book Copy Member Loan BookTag Tag",
    "school": "Student Teacher Course Enrollment Homework Submission",
    "tracker": "users projects project_members milestones issues labels issue_labels comments watchers",
    "hotel": "HOTELS ROOM_TYPES ROOMS GUESTS BOOKINGS SERVICES BOOKING_SERVICES",
}


@pytest.mark.parametrize(
    ("name", "dialect"),
    [
        ("shop", "PostgreSQL"),
        ("clinic", "MySQL"),
        ("library", "SQLite"),
        ("school", "SQL Server"),
        ("tracker", "PostgreSQL"),
        ("hotel", "Oracle"),
    ],
)
def test_every_table_is_found_and_nothing_that_is_none(source_text: SourceTexts, name: str, dialect: str) -> None:
    found = described(source_text, name)
    assert found.origin.version == dialect
    assert list(found.schemas) == TABLES[name].split()
    assert found.name == name


@pytest.mark.parametrize("name", ["shop", "clinic", "library", "school", "tracker", "hotel"])
def test_the_explorer_makes_environments_with_the_stated_references(source_text: SourceTexts, name: str) -> None:
    found = described(source_text, name)
    explored = explore(found)
    assert explored.refused is None
    tools = [tool for environment in explored.environments for tool in environment.tools.values()]
    assert len(tools) >= 20
    stated = [
        item.because
        for environment in explored.environments
        if environment.provenance is not None
        for item in environment.provenance.evidence
    ]
    assert any("references" in because.lower() for because in stated)
    lost = [item.operation for item in explored.left_out if "not sound" in item.reason]
    assert lost == []


def test_what_a_dump_of_postgresql_adds_later_is_read(source_text: SourceTexts) -> None:
    products = described(source_text, "shop").schemas["products"]
    assert products.key == ("id",)
    assert products.unique == (("sku",),)
    assert products.properties["weight_grams"].maximum == 50_000
    assert products.properties["unit_price"].minimum == 0
    assert products.properties["tags"].kind == "array"
    order = described(source_text, "shop").schemas["order"].properties
    assert order["status"].enum == ("cart", "placed", "paid", "shipped", "delivered", "cancelled")
    assert order["status"].default == "cart"
    coupons = described(source_text, "shop").schemas["coupons"].properties
    assert coupons["kind"].enum == ("percent", "fixed")


def test_comments_say_what_tables_and_columns_are(source_text: SourceTexts) -> None:
    assert described(source_text, "clinic").schemas["patient"].description == "Everybody who was ever treated here"
    assert "'maiden'" in described(source_text, "clinic").schemas["patient"].properties["last_name"].description
    school = described(source_text, "school").schemas
    assert school["Student"].description == "Everyone who studies here"
    assert school["Course"].properties["Seats"].description == "How many can take part"


def test_a_script_for_sql_server_keeps_defaults_that_come_later(source_text: SourceTexts) -> None:
    found = described(source_text, "school")
    student = found.schemas["Student"].properties
    assert student["IsActive"].default is True
    assert student["ModifiedDate"].stamped == "created"
    assert found.schemas["Student"].unique == (("Email",),)
    assert any("'Label' of 'Course' is computed" in note.what for note in found.notes)


def test_what_is_passed_over_is_counted(source_text: SourceTexts) -> None:
    told = next(note.what for note in described(source_text, "clinic").notes if note.where == "statements")
    assert "1 CREATE TRIGGER" in told
    assert "1 CREATE PROCEDURE" in told
    assert "1 INSERT" in told


SCRIPTS = (
    ("a_b c d", "CREATE TABLE [a b]([id] [int])\nGO\nCREATE TABLE c(id int)\nCREATE TABLE d(id int)\nGO 5\n"),
    ("a b", "IF NOT EXISTS (SELECT 1)\nBEGIN\nCREATE TABLE a(id int)\nEND\nGO\nCREATE TABLE b(id int)"),
    ("a", "DELIMITER //\nCREATE PROCEDURE p() BEGIN CREATE TABLE x (i); END//\nDELIMITER ;\nCREATE TABLE a (i int)"),
    ("a", "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; END;\nCREATE TABLE a (id int);"),
    ("a", "CREATE FUNCTION f() RETURNS int AS $x$ CREATE TABLE no (i int); $x$ LANGUAGE sql; CREATE TABLE a (i int);"),
    ("a b", "\\restrict abc\nSET DEFINE OFF\nPROMPT It's here\nCREATE TABLE a (i int)\n/\nCREATE TABLE b (i int)\n/\n"),
    ("a", "CREATE PROCEDURE p IS n NUMBER; BEGIN IF n = 1 THEN NULL; END IF; END;\n/\nCREATE TABLE a (id NUMBER);"),
    ("a", "INSERT INTO x VALUES (q'[it's; CREATE TABLE no (id int)]');\nCREATE TABLE a (id int);"),
    ("a", "/*!40101 CREATE TABLE `a` (`id` int) */;\n# CREATE TABLE b (id int);\n-- CREATE TABLE c (id int);"),
    ("a b", "create table a (id int, t text default 'C:\\');\ncreate table b (id int);"),
    ("a", "create table a (key varchar(8), index_no int, `check_in` date, KEY `k` (`key`)) ENGINE=x;"),
    ("a", "create table a (i int); create table a1 partition of a default; create table a2 (i int);\n"
          "alter table only a attach partition a2 for values in (1);"),
    ("a b", "create table django_migrations (i int); create table a (i int) inherits (c); create table b like a;"),
)  # fmt: skip
"""The tables that are to be found, and a script."""


@pytest.mark.parametrize(("tables", "script"), SCRIPTS)
def test_statements_end_where_their_dialect_ends_them(source_text: SourceTexts, tables: str, script: str) -> None:
    assert list(read(source_text(script.encode(), "x.sql")).schemas) == tables.split()


def test_a_script_in_utf_16_or_with_pictures_in_it_is_read(source_text: SourceTexts) -> None:
    script = "CREATE TABLE a (id int, b varchar(5));\nINSERT INTO a VALUES (1, 'x');"
    assert list(read(source_text(script.encode("utf-16"), "x.sql")).schemas) == ["a"]
    found = read(source_text(script.encode().replace(b"'x'", b"'\xff\xd8'"), "x.sql"))
    assert list(found.schemas) == ["a"]
    assert "such bytes are not read" in found.notes[0].what


@pytest.mark.parametrize(
    ("document", "package", "title"),
    [
        ("horse_farm.sql", None, "Horse farm"),
        ("schema.sql", None, "schema"),
        ("stables/postgres.sql", "horse-farm", "Horse farm"),
        ("0001_init.sql", "@farm/horses", "Horses"),
        ("riders.sql", "horse-farm", "Riders"),
    ],
)
def test_a_script_whose_name_says_nothing_is_called_like_its_package(
    source_text: SourceTexts, document: str, package: str | None, title: str
) -> None:
    source = replace(source_text(b"CREATE TABLE a (id int, b varchar(5));", document), package=package)
    assert read(source).title == title


def test_a_script_that_makes_no_table_is_sound_and_describes_nothing(source_text: SourceTexts) -> None:
    with pytest.raises(NoDescription, match="changes the table 'a', which is not there"):
        read(source_text(b"ALTER TABLE a ADD b int;", "x.sql"))


def test_a_file_without_a_telling_name_is_told_by_its_content(source_text: SourceTexts) -> None:
    assert read(source_text(b"-- mine\nCREATE TABLE a (id int);", "dump")).origin.kind == "sql"
    assert not looks_like_sql('{"description": "\nCREATE TABLE a (id int)"}')
    assert not looks_like_sql("openapi: 3.0.0\ninfo: {title: create table}\n")


def test_reading_a_script_twice_gives_equal_descriptions(source_text: SourceTexts) -> None:
    assert described(source_text, "shop") == described(source_text, "shop")
