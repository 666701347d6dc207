"""SQL DDL: what a table, its columns and its constraints become."""

from collections.abc import Callable
from time import process_time

import pytest

from generator.description import Description, Operation, Refers, Schema
from generator.readers import ReadError, read
from generator.sources import SourceText

SourceTexts = Callable[..., SourceText]
Described = Callable[[str], Description]


@pytest.fixture(name="described")
def _described(source_text: SourceTexts) -> Described:
    return lambda script: read(source_text(script.encode(), "farm.sql"))


def properties(description: Description, table: str) -> dict[str, Schema]:
    return dict(description.schemas[table].properties)


def operation(description: Description, name: str) -> Operation:
    return next(item for item in description.operations if item.id == name)


STABLE = """
create table stalls (id serial primary key, name text not null);
create table horses (
  id serial primary key,
  name varchar(40) not null unique,
  stall_id int references stalls (id) on delete set null,
  coat text not null check (coat in ('bay', 'grey', 'black')) default 'bay',
  born date,
  calm boolean not null default true,
  fed_at timestamp not null default now()
);
"""


def test_a_table_is_a_collection_with_five_operations(described: Described) -> None:
    found = described(STABLE)
    assert [(item.id, item.method, item.path) for item in found.operations if item.tags == ("horses",)] == [
        ("horses.list", "GET", "/tables/horses"),
        ("horses.create", "POST", "/tables/horses"),
        ("horses.get", "GET", "/tables/horses/{id}"),
        ("horses.update", "PATCH", "/tables/horses/{id}"),
        ("horses.delete", "DELETE", "/tables/horses/{id}"),
    ]
    assert found.origin.kind == "sql"
    assert found.stored


def test_a_create_takes_what_the_database_does_not_fill_and_requires_what_has_no_default(described: Described) -> None:
    request = operation(described(STABLE), "horses.create").request
    assert request is not None
    assert list(request.properties) == ["name", "stall_id", "coat", "born", "calm"]
    assert request.required == {"name"}
    assert operation(described(STABLE), "horses.create").error_statuses == (409,)


def test_a_list_is_narrowed_by_references_choices_flags_and_what_is_unique(described: Described) -> None:
    parameters = operation(described(STABLE), "horses.list").parameters
    assert [item.name for item in parameters] == ["name", "stall_id", "coat", "calm"]


def test_keys_uniques_and_foreign_keys_are_known_and_not_guessed(described: Described) -> None:
    found = described(STABLE)
    assert found.schemas["horses"].key == ("id",)
    assert found.schemas["horses"].unique == (("name",),)
    assert properties(found, "horses")["stall_id"].refers == Refers(
        to="stalls", on_delete="clear", told="stall_id references stalls (id) on delete set null"
    )
    assert properties(found, "horses")["fed_at"].stamped == "created"
    assert properties(found, "horses")["id"].read_only


@pytest.mark.parametrize(
    ("written", "kind", "form", "length"),
    [
        ("bigint", "integer", "int64", None),
        ("NUMBER(9)", "integer", None, None),
        ("number(9,2)", "number", "decimal", None),
        ("decimal(5,1)", "number", None, None),
        ("double precision", "number", "double", None),
        ("money", "number", "money", None),
        ("tinyint(1)", "boolean", None, None),
        ("bit", "boolean", None, None),
        ("bit varying(9)", "string", None, None),
        ("character varying(20)", "string", None, 20),
        ("VARCHAR2(20 CHAR)", "string", None, 20),
        ("national character varying(20)", "string", None, 20),
        ("nvarchar(max)", "string", None, None),
        ("timestamp(6) with time zone", "string", "date-time", None),
        ("datetime2(7)", "string", "date-time", None),
        ("uniqueidentifier", "string", "uuid", None),
        ("mediumblob", "string", "binary", None),
        ("jsonb", "object", None, None),
        ("UNSIGNED BIG INT", "integer", None, None),
        ("enum('a','b')", "string", None, None),
    ],
)
def test_types_of_all_dialects_become_kinds(
    described: Described, written: str, kind: str, form: str | None, length: int | None
) -> None:
    schema = properties(described(f"create table t (id int primary key, x {written})"), "t")["x"]
    assert (schema.kind, schema.format, schema.max_length) == (kind, form, length)
    assert schema.nullable


def test_arrays_sets_enums_and_domains_keep_their_values(described: Described) -> None:
    found = properties(
        described(
            """create type mood as enum ('calm', 'wild'); alter type mood add value 'tired' before 'wild';
            create domain age as integer check (value between 0 and 40);
            create table t (id int primary key, tags text[], many set('x','y'), m mood, a age not null,
              n integer array)"""
        ),
        "t",
    )
    assert found["tags"].items is not None
    assert found["tags"].items.kind == "string"
    assert found["n"].kind == "array"
    assert found["many"].items is not None
    assert found["many"].items.enum == ("x", "y")
    assert found["m"].enum == ("calm", "tired", "wild")
    assert (found["a"].kind, found["a"].minimum, found["a"].maximum) == ("integer", 0, 40)


@pytest.mark.parametrize(
    ("column", "condition", "wanted"),
    [
        ("x text", "x in ('a', 'b')", {"enum": ("a", "b")}),
        ("x text", "x = 'a' or x = 'b' or x is null", {"enum": ("a", "b")}),
        ("x text", "(x)::text = any ((array['a'::varchar, 'b'::varchar])::text[])", {"enum": ("a", "b")}),
        ("x text", "x = 'a' or y = 'b'", {"enum": ()}),
        ("x text", "x not in ('a', 'b')", {"enum": ()}),
        ("x text", "length(x) <= 8 and char_length(x) > 2", {"min_length": 3, "max_length": 8}),
        ("x int", "x > 0 and x < 100", {"minimum": 1, "maximum": 99}),
        ("x int", "x between 1 and 5", {"minimum": 1, "maximum": 5}),
        ("x int", "0 <= x", {"minimum": 0, "maximum": None}),
        ("x int", "x in (1, 2, 3)", {"minimum": 1, "maximum": 3}),
        ("x int", "x in (0, 1)", {"kind": "boolean"}),
        ("x int", "x >= -5", {"minimum": -5}),
        ("x int", "x + y > 5", {"minimum": None}),
        ("x int", "x > y", {"minimum": None}),
        ("x decimal(6,2)", "x >= 0.5", {"minimum": 0.5}),
        ("x int", "not (x > 5)", {"minimum": None, "maximum": None}),
        ("x int", "((((x >= 3))))", {"minimum": 3}),
    ],
)
def test_checks_are_facts_about_single_columns(
    described: Described, column: str, condition: str, wanted: dict[str, object]
) -> None:
    schema = properties(described(f"create table t (id int primary key, y int, {column}, check ({condition}))"), "t")[
        "x"
    ]
    assert {name: getattr(schema, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("written", "default"),
    [
        ("text default 'it''s'", "it's"),
        ("text default 'en'::bpchar not null", "en"),
        ("int default '7'", 7),
        ("int default ((20))", 20),
        ("int default -3", -3),
        ("boolean default b'1'", True),
        ("text default upper('a')", None),
        ("text default null", None),
        ("decimal(4,2) default 1.5", 1.5),
    ],
)
def test_defaults_are_values_of_the_kind_of_their_column(described: Described, written: str, default: object) -> None:
    assert properties(described(f"create table t (id int primary key, x {written})"), "t")["x"].default == default


@pytest.mark.parametrize(
    ("clause", "nullable", "on_delete"),
    [
        ("on delete cascade", True, "cascade"),
        ("on update cascade on delete set null", True, "clear"),
        ("on delete restrict", True, "refuse"),
        ("on delete no action", True, "refuse"),
        ("match full deferrable initially deferred", True, "refuse"),
        ("on delete set default", True, "clear"),
        ("on delete set null", False, "refuse"),
        ("", False, "refuse"),
    ],
)
def test_what_becomes_of_rows_that_refer_is_as_stated(
    described: Described, clause: str, nullable: bool, on_delete: str
) -> None:
    column = f"a_id int {'' if nullable else 'not null'} references a {clause}"
    found = described(f"create table a (id int primary key); create table b (id int primary key, {column});")
    refers = properties(found, "b")["a_id"].refers
    assert refers is not None
    assert refers.on_delete == on_delete
    assert any("SET NULL of a column that is NOT NULL" in note.what for note in found.notes) == (
        not nullable and "set null" in clause
    )


def test_a_table_that_joins_two_others_links_them(described: Described) -> None:
    found = described(
        STABLE
        + """create table riders (id serial primary key, name text not null);
        create table horse_riders (horse_id int references horses on delete cascade, rider_id int references riders,
          primary key (horse_id, rider_id));
        create table races (horse_id int references horses, rider_id int references riders, place int not null,
          primary key (horse_id, rider_id));"""
    )
    path = "/tables/horses/{horse_id}/riders/{rider_id}"
    assert [(item.method, item.path) for item in found.operations if item.tags == ("horse_riders",)] == [
        ("PUT", path),
        ("DELETE", path),
    ]
    assert found.schemas["races"].unique == (("horse_id", "rider_id"),)
    assert operation(found, "races.get").path == "/tables/races/{race_id}"
    assert "horse_id" not in (operation(found, "races.update").request or Schema()).properties


def test_a_row_without_a_key_can_only_be_listed_and_added(described: Described) -> None:
    found = described("create table log (at timestamp, line text not null)")
    assert [item.id for item in found.operations] == ["log.list", "log.create"]


def test_a_key_that_people_choose_is_given_and_one_that_the_database_makes_is_not(described: Described) -> None:
    found = described(
        """create table breeds (code char(3) primary key, label text not null);
        create table visits (id char(36) primary key, breed_code char(3) references breeds(code));
        create table notes (id uuid primary key default gen_random_uuid(), note text);"""
    )
    assert "code" in (operation(found, "breeds.create").request or Schema()).properties
    assert list((operation(found, "visits.create").request or Schema()).properties) == ["breed_id"]
    assert list((operation(found, "notes.create").request or Schema()).properties) == ["note"]


def test_columns_of_a_composite_foreign_key_are_one_reference(described: Described) -> None:
    found = described(
        """create table races (day date, no int, name text, primary key (day, no));
        create table starts (id int primary key, race_day date, race_no int, lane int,
          foreign key (race_day, race_no) references races (day, no) on delete cascade)"""
    )
    assert list(properties(found, "starts")) == ["id", "race_id", "lane"]
    refers = properties(found, "starts")["race_id"].refers
    assert refers is not None
    assert (refers.to, refers.on_delete) == ("races", "cascade")


def test_names_in_other_scripts_are_spelled_in_latin_letters_and_told(described: Described) -> None:
    found = described(
        """create table "заказы" ("ид" int primary key, "名前" text not null, "order" int, "2fa" boolean, "🚀" int);
        comment on column "заказы"."名前" is 'Who ordered';"""
    )
    assert list(found.schemas) == ["zakazy"]
    assert list(properties(found, "zakazy")) == ["id", "MingQian", "order", "value_2fa", "rocket"]
    assert properties(found, "zakazy")["MingQian"].description == "Who ordered (名前)"
    assert found.schemas["zakazy"].description == "заказы"


def test_prefixes_that_only_say_table_are_no_part_of_the_name(described: Described) -> None:
    for prefix in ("tbl_", "acme_", ""):
        script = "".join(f"create table {prefix}{name} (id int);" for name in ("cows", "pens", "barns"))
        assert list(described(script).schemas) == ["cows", "pens", "barns"]


@pytest.mark.parametrize(
    ("script", "what"),
    [
        ("insert into t values (1); insert into t values (2);", "creates no table: it holds 2 INSERT"),
        ("-- nothing", "creates no table"),
        ("create temporary table t (id int);", "creates no table"),
        ("select 'open", "a quote is opened and not closed"),
        ("create table t ()", "creates no table"),
        ("create table schema_migrations (version int)", "creates nothing but 'schema_migrations'"),
    ],
)
def test_a_script_that_makes_no_table_is_refused_with_what_it_holds(
    described: Described, script: str, what: str
) -> None:
    with pytest.raises(ReadError) as caught:
        described(script)
    assert what in caught.value.what


def test_what_contradicts_itself_is_noted_and_the_rest_is_read(described: Described) -> None:
    found = described(
        """create table a (id int primary key, b_id int references nowhere, foreign key (zz) references a (id),
             foreign key (b_id) references a (nothing));
        create table A (other text);
        create table b (x int, primary key (y));
        alter table c add column d int;"""
    )
    told = " | ".join(note.what for note in found.notes)
    for part in (
        "refers to the table 'nowhere', which is not there",
        "names 'zz', which is no column of it",
        "names a column that 'a' does not have",
        "'A' is created a second time",
        "the primary key of 'b' names 'y'",
        "changes the table 'c', which is not there",
    ):
        assert part in told
    assert list(found.schemas) == ["a", "b"]


def test_an_open_quote_loses_nothing_but_itself(described: Described) -> None:
    found = described("create table a (id int primary key, t text default 'oops, n int);\ncreate table b (id int);")
    assert list(found.schemas) == ["a", "b"]
    assert [(note.where, note.what) for note in found.notes] == [("line 1", "a quote is opened and not closed")]


def test_views_are_listed_and_their_answers_are_not_described(described: Described) -> None:
    script = "create view v as select 1; create materialized view w as select 2;"
    found = described(f"{script} create table a (id int, x int);")
    assert [(item.id, item.response) for item in found.operations[:2]] == [("v.list", None), ("w.list", None)]
    assert set(found.schemas) == {"a"}
    with pytest.raises(ReadError, match="creates no table: it holds 2 CREATE VIEW; give"):
        described(script)


def test_migrations_change_tables(described: Described) -> None:
    found = described(
        """create table a (id int primary key, x int, gone text, n varchar(9));
        alter table a add column y text not null, add z int; alter table a drop column gone;
        alter table a rename column x to xx; alter table a modify n varchar(20) not null;
        alter table a alter column z set default 4; alter table a rename to kept;
        create table b (id int); drop table if exists b;"""
    )
    assert list(found.schemas) == ["kept"]
    assert list(properties(found, "kept")) == ["id", "xx", "n", "y", "z"]
    assert properties(found, "kept")["n"].max_length == 20
    assert not properties(found, "kept")["y"].nullable
    assert properties(found, "kept")["z"].default == 4


def test_a_dump_of_many_megabytes_is_read_in_seconds(described: Described) -> None:
    rows = "INSERT INTO `a` VALUES " + ",".join(f"({n},'it\\'s; \"so\"',NULL)" for n in range(120_000)) + ";\n"
    copied = "COPY b FROM stdin;\n" + "\n".join(f"{n}\tit's" for n in range(100_000)) + "\n\\.\n"
    assert len(rows) > 2_000_000
    before = process_time()
    found = described(
        f"CREATE TABLE `a` (id int) ENGINE=x;\n{rows}CREATE TABLE b (id int);\n{copied}CREATE TABLE c (id int);"
    )
    assert list(found.schemas) == ["a", "b", "c"]
    assert process_time() - before < 20


@pytest.mark.parametrize(
    "junk", ["'" * 300_001, "(" * 200_000, "/*" * 100_000, " ".join(f"$a{n}$" for n in range(5000))]
)
def test_junk_takes_no_longer_than_its_length_asks_for(described: Described, junk: str) -> None:
    before = process_time()
    assert list(described(f"create table a (id int); {junk}").schemas)[:1] == ["a"]
    assert process_time() - before < 20
