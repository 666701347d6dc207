"""The golden folders: what two environments become, kept as files so that a change of the emitter is read like code.

    python tests/generator/emit/golden.py              writes them again, on the start states they have
    python tests/generator/emit/golden.py --new-state  with start states that the seed room makes anew

Only what varies is kept; the frame is copied verbatim, as another test shows. The start states are read from the
goldens' own seed.sql, so that a change of the seed room changes no golden.
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import yaml

from generator.emit import render
from generator.emit.tables import table_columns
from generator.seed import start_state
from servers.farm import frame
from servers.farm.model import Environment, from_data
from servers.farm.names import attribute
from servers.farm.state import State
from servers.farm.witness import read_state

HERE = Path(__file__).parent
FOLDER = HERE / "golden"
SOURCES = {
    "bikes": HERE.parents[1] / "servers/farm/data/bikes.yaml",
    "garage": HERE / "data/garage.yaml",
}


def environment(name: str) -> Environment:
    """The environment that a golden is made from."""
    return from_data(yaml.safe_load(SOURCES[name].read_text(encoding="utf-8")))


def kept(name: str) -> dict[str, str]:
    """The files of a golden, by name."""
    return {file.name: file.read_text(encoding="utf-8") for file in sorted((FOLDER / name).iterdir())}


def state(name: str) -> State:
    """The start state of a golden, out of its seed.sql."""
    declared = environment(name)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE _clock (id, now, tick_seconds)")
        connection.execute("CREATE TABLE _sequences (name, parent, last)")
        for entity in declared.entities.values():
            columns = [*(["id"] if entity.singleton else []), *map(attribute, table_columns(entity))]
            listed = ", ".join(f'"{column}"' for column in columns)
            connection.execute(f'CREATE TABLE "{entity.plural}" ({listed})')
        connection.executescript(kept(name)["seed.sql"])
        return read_state(connection, declared)


def varying(files: dict[str, str]) -> dict[str, str]:
    """What a golden keeps of a rendered folder."""
    return {name: text for name, text in files.items() if name not in frame.FILES}


def main() -> None:
    """Write every golden again."""
    for name in SOURCES:
        start = start_state(environment(name)) if "--new-state" in sys.argv else state(name)
        (FOLDER / name).mkdir(parents=True, exist_ok=True)
        for file, text in varying(render(environment(name), start)).items():
            (FOLDER / name / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
