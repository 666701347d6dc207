"""SQL DDL as a `Description`: scripts and dumps of PostgreSQL, MySQL, SQLite, SQL Server and Oracle.

    tokens, statements          the text as statements, whatever the dialect
    cursor                      a place in a statement
    tables, columns, references, alterations, definitions   statements as a `database`
    checks                      CHECK conditions as facts about columns
    relations, values, names, resources                     the database as schemas and operations

The parser is our own. sqlglot, tried on a dump of each dialect, stops at the rows behind PostgreSQL's COPY, loses every
table of a script for SQL Server, takes tables from bodies of procedures, and needs 15 seconds for 1.5 MB of INSERTs;
this one takes what it knows, passes over the rest, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.description import Description, Note, Origin
from generator.readers.document import decode_leniently
from generator.readers.errors import NoDescription, ReadError
from generator.readers.naming import short_name
from generator.readers.sql.database import Database
from generator.readers.sql.definitions import read_database
from generator.readers.sql.resources import Resources
from generator.sources import SourceText

ENDINGS = (".sql", ".ddl", ".psql", ".pgsql", ".mysql")
_LOOKS = re.compile(
    r"^[ \t]*(create\s+(or\s+replace\s+)?((global\s+)?temp(orary)?\s+|unlogged\s+|external\s+)?"
    r"(table|type|schema|view|domain|database|(unique\s+)?index)\b|insert\s+into\b|alter\s+table\b)",
    re.I | re.M,
)
_HEAD = 200_000
_HINT = "give a script or dump that holds CREATE TABLE statements"


def looks_like_sql(content: str) -> bool:
    """Whether a text without a telling name holds statements of SQL."""
    return content.lstrip()[:1] not in ("{", "[", "<") and bool(_LOOKS.search(content, 0, _HEAD))


def read_sql(source: SourceText) -> Description:
    """The description of the tables that a script makes. Raises ReadError if it makes none."""
    content, notes = decode_leniently(source)
    database = read_database(content)
    if all(table.view for table in database.tables.values()):
        raise NoDescription(source.name, _emptiness(database), _HINT)
    resources = Resources(database)
    operations = tuple(resources.operations())
    if not operations:
        names = ", ".join(f"'{table.name}'" for table in list(database.tables.values())[:3])
        raise ReadError(source.name, f"creates nothing but {names}, in which tools keep what they have done", _HINT)
    title = _title(database, source)
    return Description(
        title=title,
        name=short_name(title, source.document),
        version="",
        summary="",
        origin=_origin(source, content),
        operations=operations,
        schemas=resources.schemas,
        notes=(*notes, *database.notes, *_passed_over(database)),
    )


def _emptiness(database: Database) -> str:
    views = {"CREATE VIEW": len(database.tables)} if database.tables else {}
    told = _told({**views, **database.skipped}, most=5)
    lost = f"; {database.notes[0].where}: {database.notes[0].what}" if database.notes else ""
    return (f"creates no table: it holds {told}" if told else "creates no table") + lost


def _told(counted: Mapping[str, int], most: int | None = None) -> str:
    """How many of which statements; what begins with no word may be anything, and is shown as far as it can be."""
    shown = {words: "".join(sign if sign.isprintable() else "?" for sign in words[:40]) for words in counted}
    return ", ".join(f"{counted[words]} {shown[words]}" for words in list(counted)[:most])


def _passed_over(database: Database) -> tuple[Note, ...]:
    told = _told(database.skipped)
    return (Note(where="statements", what=f"passed over, for they define no table: {told}"),) if told else ()


_UNTELLING = frozenset(
    "schema dump structure init database db ddl tables create setup backup seed data main sql export script "
    "migration migrations public dbo model full latest initial ddls all test base baseline application app core "
    "postgres postgresql pgsql mysql mariadb sqlite sqlite3 mssql sqlserver oracle".split()
)
"""Names of files, databases and schemas that say nothing of what they hold."""


def _title(database: Database, source: SourceText) -> str:
    schemas = {table.names[-2] for table in database.tables.values() if len(table.names) > 1}
    stem = PurePosixPath(source.document).name.split(".")[0]
    package = (source.package or "").rpartition("/")[2]
    for name in (database.name, stem, *(schemas if len(schemas) == 1 else ()), package):
        words = [word for word in re.split(r"[^A-Za-z0-9]+", name) if word and not re.fullmatch(r"[vV]?\d+", word)]
        told = [word for word in words if word.lower() not in _UNTELLING]
        if told:
            return " ".join([told[0][:1].upper() + told[0][1:], *told[1:]])
    return stem or "Database"


_DIALECTS: Mapping[str, re.Pattern[str]] = {
    "PostgreSQL": re.compile(
        r"postgres|\bserial\b|\btimestamptz\b|\bjsonb\b|\$\$|::\w|\bplpgsql\b|AS\s+ENUM\s*\(|\bcharacter varying\b",
        re.I,
    ),
    "MySQL": re.compile(r"`|\bENGINE\s*=|\bAUTO_INCREMENT\b", re.I),
    "SQL Server": re.compile(r"^\s*GO\s*$|\[dbo\]|\bNVARCHAR\s*\(|\bIDENTITY\s*\(\s*\d", re.I | re.M),
    "Oracle": re.compile(r"\bVARCHAR2\b|\bNUMBER\s*\(|\bSYSDATE\b", re.I),
    "SQLite": re.compile(r"\bPRAGMA\b|\bAUTOINCREMENT\b|\bWITHOUT\s+ROWID\b|\bsqlite_", re.I),
}


def _origin(source: SourceText, content: str) -> Origin:
    counted = {name: len(pattern.findall(content, 0, _HEAD)) for name, pattern in _DIALECTS.items()}
    dialect = max(counted, key=lambda name: counted[name])
    return Origin(
        source=source.name,
        kind="sql",
        version=dialect if counted[dialect] else "SQL",
        sha256=source.sha256,
        package=source.package,
        package_version=source.package_version,
        package_licence=source.licence,
        package_integrity=source.integrity,
    )
