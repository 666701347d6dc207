"""What a database states is known: keys, what is unique, what becomes of rows that refer, defaults."""

import hashlib

import pytest

from generator.description import Description
from generator.explore import explore
from generator.readers import read
from generator.sources import SourceText
from servers.farm.model import Environment

SCRIPT = """
create table keepers (id serial primary key, name text not null, email text not null unique);
create table species (code char(4) primary key, label text not null);
create table cages (
  id int primary key,
  label varchar(10) not null,
  keeper_id int references keepers on delete set null,
  area decimal(8,2) not null default 12.5
);
create table animals (
  id int primary key,
  kind text not null,
  species_code char(4) not null references species (code),
  cage_id int not null references cages on delete cascade,
  client_id int references keepers,
  mother int references animals on delete set null,
  url text not null,
  weighed_at timestamp not null default now(),
  unique (cage_id, kind)
);
create table foods (
  id int primary key,
  name text not null,
  note text not null default 'Nobody has told us yet what this is made of',
  unit text not null default 'kg'
);
create table animal_foods (
  animal_id int not null references animals on delete cascade,
  food_id int not null references foods on delete restrict,
  primary key (animal_id, food_id)
);
"""


def described(script: str) -> Description:
    data = script.encode()
    return read(SourceText(name="zoo.sql", document="zoo.sql", data=data, sha256=hashlib.sha256(data).hexdigest()))


@pytest.fixture(scope="module", name="zoo")
def _zoo() -> Environment:
    explored = explore(described(SCRIPT))
    assert explored.refused is None
    (environment,) = explored.environments
    return environment


def test_stated_references_keep_what_becomes_of_them(zoo: Environment) -> None:
    animal, cage = zoo.entities["animal"].columns, zoo.entities["cage"].columns
    rules = {name: getattr(column, "on_delete", None) for name, column in {**animal, **cage}.items()}
    assert rules["cage_id"] == "cascade"
    assert rules["species_id"] == "refuse"
    assert rules["client_id"] == "refuse"
    assert rules["mother_id"] == "clear"
    assert rules["keeper_id"] == "clear"


def test_deleting_what_is_referred_to_is_refused_with_a_fault(zoo: Environment) -> None:
    assert {"species_has_animals", "keeper_has_animals"} <= set(zoo.faults)


def test_a_join_table_keeps_what_its_foreign_keys_state(zoo: Environment) -> None:
    link = zoo.entities["animal_food"].columns
    assert getattr(link["animal_id"], "on_delete", None) == "cascade"
    assert getattr(link["food_id"], "on_delete", None) == "refuse"
    assert {"add_food_to_animal", "remove_food_from_animal"} <= set(zoo.tools)


def test_the_stated_key_is_given_or_made(zoo: Environment) -> None:
    species, animal = zoo.entities["species"].key, zoo.entities["animal"].key
    assert species is not None
    assert animal is not None
    assert (species.column, species.sequence) == ("code", None)
    assert (animal.column, animal.sequence) == ("animal_id", "{n}")
    assert "code" in zoo.tools["create_species"].parameters


def test_only_what_is_stated_is_unique(zoo: Environment) -> None:
    unique = {name: [item.columns for item in entity.unique] for name, entity in zoo.entities.items()}
    assert unique["keeper"] == [("email",)]
    assert unique["animal"] == [("cage_id", "kind")]
    assert unique["cage"] == []


def test_no_column_is_taken_for_transport(zoo: Environment) -> None:
    assert {"kind", "url", "client_id"} <= set(zoo.tools["create_animal"].parameters)


def test_a_column_that_is_never_empty_begins_with_its_default(zoo: Environment) -> None:
    area = zoo.entities["cage"].columns["area"]
    assert getattr(area, "nullable", None) is False
    assert zoo.tools["create_cage"].parameters["area"].default == 12.5


def test_a_default_that_is_a_sentence_is_not_copied(zoo: Environment) -> None:
    parameters = zoo.tools["create_food"].parameters
    assert (parameters["note"].default, parameters["unit"].default) == (None, "kg")


def test_times_that_the_database_writes_are_nobody_elses(zoo: Environment) -> None:
    assert getattr(zoo.entities["animal"].columns["weighed_at"], "default", None) == "now()"
    assert "weighed_at" not in zoo.tools["create_animal"].parameters


def test_the_evidence_are_the_words_of_the_script(zoo: Environment) -> None:
    assert zoo.provenance is not None
    told = {item.because: item.confidence for item in zoo.provenance.evidence}
    assert told["cage_id references cages on delete cascade"] == 1.0


def test_tables_that_refer_to_nothing_make_environments_of_many_tools() -> None:
    names = [f"{group}_{name}" for group in ("feed", "ride") for name in ("plans", "rules", "notes", "costs", "marks")]
    script = "".join(f"create table {name} (id serial primary key, name text not null, kind text);\n" for name in names)
    environments = explore(described(script)).environments
    assert all(len(environment.tools) >= 15 for environment in environments)
    together = [{name.split("_")[0] for name in environment.entities} for environment in environments]
    assert together == [{"feed"}, {"ride"}]


def test_what_hangs_on_the_same_row_is_together_where_that_row_has_no_room() -> None:
    columns = "".join(f", note_{index} text" for index in range(40))
    loose = "".join(
        f"create table {name} (horse_id int not null references horses (id), id serial primary key{columns});\n"
        for name in ("baths", "meals", "naps", "rides", "swims", "walks")
    )
    script = f"create table horses (id serial primary key, name text not null{columns});\n{loose}"
    environments = explore(described(script)).environments
    assert len(environments) > 1
    assert all(len(environment.tools) >= 10 for environment in environments)
