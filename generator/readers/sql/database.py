"""What statements build up: a database with its tables, until all of them are read. Names keep their spelling.

A table is found by its name in any case, with or without the schema that it lies in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.description import Note, OnDelete
from generator.readers.sql.tokens import Token

Names = tuple[str, ...]
"""A name with those of what it lies in: ("shop", "orders")."""


@dataclass(frozen=True, slots=True)
class Type:
    """A type as it is written: "character varying" with ("120",). `values` are those of an `enum(…)` or `set(…)`."""

    name: str
    arguments: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    unsigned: bool = False
    array: bool = False
    names: Names = ()


@dataclass(frozen=True, slots=True)
class Default:
    """The value that a column gets when none is given: a literal, the time, a number of a sequence, a new id, or what
    an expression gives that is not read."""

    kind: Literal["literal", "now", "sequence", "id", "null", "expression"]
    value: str | int | float | bool | None = None


@dataclass
class Column:
    """One column. `checks` are the tokens of its CHECK conditions."""

    name: str
    type: Type
    nullable: bool = True
    default: Default | None = None
    identity: bool = False
    computed: bool = False
    repeated: bool = False
    """Whether it only repeats a part of the key of what another column refers to."""
    renewed: bool = False
    """Whether an update sets it to the time."""
    comment: str = ""
    checks: list[tuple[Token, ...]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns that hold the key of a row of another table; `targets` is empty where its primary key is meant."""

    columns: tuple[str, ...]
    table: Names
    targets: tuple[str, ...]
    on_delete: OnDelete | Literal["default"]
    told: str


@dataclass
class Table:
    """One table or view. Columns stand under their names in lower case; sets of columns hold these."""

    names: Names
    line: int
    view: bool = False
    columns: dict[str, Column] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    uniques: list[tuple[str, ...]] = field(default_factory=list)
    foreign: list[ForeignKey] = field(default_factory=list)
    checks: list[tuple[Token, ...]] = field(default_factory=list)
    comment: str = ""

    @property
    def name(self) -> str:
        """Its own name, as it is written."""
        return self.names[-1]

    def column(self, name: str) -> Column | None:
        """The column of a name in any case."""
        return self.columns.get(name.lower())


@dataclass
class Database:
    """All that was read. `types` are enums and domains by name; `skipped` counts statements by their first words."""

    name: str = ""
    tables: dict[Names, Table] = field(default_factory=dict)
    types: dict[str, Column] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def note(self, line: int, what: str) -> None:
        """Remember what was read around."""
        self.notes.append(Note(where=f"line {line}", what=what))

    def table(self, names: Names) -> Table | None:
        """The table that is meant: by its whole name, else the first with its own name."""
        wanted = lowered(names)
        if wanted in self.tables:
            return self.tables[wanted]
        return next((table for key, table in self.tables.items() if key[-1:] == wanted[-1:]), None)

    def type(self, names: Names) -> Column | None:
        """The enum or domain of a name, as a column that has it."""
        return self.types.get(names[-1].lower()) if names else None


def lowered(names: Names) -> Names:
    """Names by which tables are found."""
    return tuple(name.lower() for name in names)


ON_DELETE: Mapping[str, OnDelete] = {
    "CASCADE": "cascade", "SET NULL": "clear", "RESTRICT": "refuse", "NO ACTION": "refuse",
}  # fmt: skip
