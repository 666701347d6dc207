"""A database as a `Description`: its tables as schemas, and what can be done with their rows as operations.

SQL names no operations, because all of them are there: rows of every table can be listed, shown, added, changed and
removed. So a table is described as the collection of a plain web service, which is what the explorer reads:

    TABLE.list    GET     /tables/TABLE           narrowed by references, values of enums, yes and no, what is unique
    TABLE.create  POST    /tables/TABLE           the columns that the database does not fill itself
    TABLE.get     GET     /tables/TABLE/{KEY}
    TABLE.update  PATCH   /tables/TABLE/{KEY}     all of these but the primary key
    TABLE.delete  DELETE  /tables/TABLE/{KEY}

Ids and paths have the table's own name, in Latin letters and without prefixes that all tables share. A row of a table
without a key can be listed and added, and nothing more. A table that only joins two others gives

    JOIN.link     PUT     /tables/ONE/{ONE_ID}/OTHERS/{OTHER_ID}
    JOIN.unlink   DELETE  the same

A view is listed; what it shows is a question to the tables, which nobody asks here, so its answer is not described.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.description import Operation, Parameter, Refers, Schema
from generator.english import plural, singular
from generator.readers.sql.database import Column, Database, Table
from generator.readers.sql.names import legal_names, without_notation
from generator.readers.sql.relations import Join, Relation, is_addressed, is_bookkeeping, is_kept, joins, relations
from generator.readers.sql.values import column_schema

_KEY_WORDS = frozenset("id ids code no nr num number key uuid guid ref pk fk iso".split())
"""Last words by which a column says that it holds a key."""
_ID_LENGTHS = (22, 24, 26, 32, 36)
"""Lengths of texts that programs make as ids."""


@dataclass(frozen=True, slots=True)
class _Made:
    """One table as it is described. `properties` are its columns by their names there; `key` is what a path names."""

    name: str
    table: Table
    schema: Schema
    properties: dict[str, str]
    key: str


class Resources:
    """Operations and schemas of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        tables = [table for table in database.tables.values() if not is_bookkeeping(table)]
        self._names = _table_names(tables)
        by_name = {self._names[id(table)]: table for table in tables}
        self._related = {name: relations(table, database) for name, table in by_name.items()}
        self._joins = joins(by_name, self._related)
        self._made = {name: self._make(name, table) for name, table in by_name.items()}

    @property
    def schemas(self) -> dict[str, Schema]:
        """The tables' rows by the tables' names."""
        return {name: made.schema for name, made in self._made.items() if not made.table.view}

    def operations(self) -> Iterator[Operation]:
        """All operations, table by table."""
        for name, made in self._made.items():
            if made.table.view:
                yield Operation(id=f"{name}.list", method="GET", path=f"/tables/{name}", summary="List the view.")
            elif name in self._joins:
                yield from self._linking(made, self._joins[name])
            else:
                yield from _of_table(made)

    def _make(self, name: str, table: Table) -> _Made:
        related = self._related[name]
        for column in [item for item in table.columns.values() if not is_kept(item)]:
            why = "is computed from others" if column.computed else "repeats a part of a key that is referred to"
            self._database.note(table.line, f"the column '{column.name}' of '{table.name}' {why} and is left out")
        kept = {key: column for key, column in table.columns.items() if is_kept(column)}
        spelled = self._spelled(kept, related, name)
        key = _key(table, related)
        properties = {spelled[column]: self._property(column, table, related, column == key) for column in kept}
        schema = Schema(
            kind="object",
            description=_told(table.name, table.comment),
            properties=properties,
            required=frozenset(spelled[column] for column in kept if not kept[column].nullable),
            key=(spelled[key],) if key else (),
            unique=_uniques(table, spelled, key),
        )
        addressed = spelled[key] if key else f"{singular(name)}_id" if is_addressed(table) else ""
        return _Made(name, table, schema, spelled, addressed)

    def _spelled(self, kept: dict[str, Column], related: dict[str, Relation], own: str) -> dict[str, str]:
        """A name for each column: its own; a reference ends with "id", so that "lang_code" is "lang_id"."""
        plain = legal_names((column.name for column in kept.values()), "column")
        names = {key: plain[column.name] for key, column in kept.items()}
        for key in [item for item in kept if item in related]:
            target = self._names[id(related[key].target)]
            wanted = _reference_name(names[key], singular(target))
            if target == own and wanted.lower() == f"{singular(own).lower()}_id":
                wanted = f"other_{wanted}"  # Of its own kind: the name is that of its key.
            others = {name.lower() for other, name in names.items() if other != key}
            names[key] = wanted if wanted.lower() not in others else names[key]
        return names

    def _property(self, key: str, table: Table, related: dict[str, Relation], is_key: bool) -> Schema:
        column = table.columns[key]
        relation = related.get(key)
        schema = column_schema(column, table, self._database, whole=is_key or relation is not None)
        schema = replace(schema, description=_told(column.name, column.comment))
        if relation is not None and schema.kind != "array":
            refers = Refers(to=self._names[id(relation.target)], on_delete=relation.on_delete, told=relation.told)
            return replace(schema, refers=refers, enum=(), minimum=None, maximum=None)
        return replace(schema, read_only=True, minimum=None) if is_key and _is_made(column, schema) else schema

    def _linking(self, made: _Made, join: Join) -> Iterator[Operation]:
        outer, inner = (self._names[id(relation.target)] for relation in (join.outer, join.inner))
        path = f"/tables/{outer}/{{{singular(outer)}_id}}/{_role(made.name, outer, inner)}/{{{singular(inner)}_id}}"
        parameters = tuple(
            _path_parameter(f"{singular(name)}_id", made.schema.properties[made.properties[relation.column]])
            for name, relation in ((outer, join.outer), (inner, join.inner))
        )
        common = Operation(id="", method="", path=path, parameters=parameters, tags=(made.name,))
        row = Schema(kind="ref", ref=made.name)
        told = f"two that go together in {made.name}."
        yield replace(common, id=f"{made.name}.link", method="PUT", summary=f"Put {told}", response=row)
        yield replace(common, id=f"{made.name}.unlink", method="DELETE", summary=f"Part {told}")


def _table_names(tables: list[Table]) -> dict[int, str]:
    """A name for each table, with its schema's before it where two tables have the same."""
    own = [table.name.lower() for table in tables]
    whole = {id(table): table.name if own.count(table.name.lower()) == 1 else "_".join(table.names) for table in tables}
    short = without_notation(list(whole.values()))
    legal = legal_names((_as_path(short[name]) for name in whole.values()), "table")
    return {key: legal[_as_path(short[name])] for key, name in whole.items()}


_NOT_IN_PATHS = re.compile(r"v\d+(alpha|beta)?\d*|me|self|my|mine|current", re.I)
"""What a path says of the service's version, or of who asks, and of no collection."""


def _as_path(name: str) -> str:
    return f"{name}_record" if _NOT_IN_PATHS.fullmatch(name) else name


def _told(original: str, comment: str) -> str:
    """The comment, and what the database calls it where that is spelled otherwise here."""
    if original.isascii():
        return comment
    return f"{comment} ({original})" if comment else original


def _key(table: Table, related: dict[str, Relation]) -> str:
    """The one column that tells rows apart and is no reference; "" if there is no such."""
    choices = [table.key] if table.key else [names for names in table.uniques if len(names) == 1]
    for names in choices:
        column = table.columns.get(names[0])
        if len(names) == 1 and names[0] not in related and column is not None and (table.key or not column.nullable):
            return names[0]
    return ""


def _uniques(table: Table, spelled: dict[str, str], key: str) -> tuple[tuple[str, ...], ...]:
    """What is unique beside the key: the primary key itself where it is several columns or a reference."""
    sets = [names for names in (table.key, *table.uniques) if names and names != (key,)]
    known = [names for names in sets if all(name in spelled for name in names)]
    return tuple(dict.fromkeys(tuple(spelled[name] for name in names) for names in known))


def _is_made(column: Column, schema: Schema) -> bool:
    """Whether the database makes the key: a number, a new id, or a text that is as long as ids are."""
    made = column.identity or (column.default is not None and column.default.kind in ("id", "sequence", "expression"))
    named = _words(column.name)[-1:] in (["id"], ["uuid"], ["guid"], ["ulid"])
    is_id = schema.kind == "string" and named and (schema.max_length in _ID_LENGTHS or schema.format == "binary")
    return made or schema.kind == "integer" or schema.format == "uuid" or is_id


def _words(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)]


def _reference_name(name: str, target: str) -> str:
    """ "customer_id" and "CustomerID" stay; "customer", "customer_code", "fk_customer" and "id_customer" become it."""
    words = _words(name)
    if words[-1:] == ["id"] and len(words) > 1 and words[0] not in ("fk", "id"):
        return name
    stem = words[1:] if words[0] in ("fk", "id") and len(words) > 1 else words
    while len(stem) > 1 and stem[-1] in _KEY_WORDS:
        stem = stem[:-1]
    return "_".join([*stem, "id"]) if stem and stem[-1] not in _KEY_WORDS else f"{target}_id"


_AGENTS = re.compile(r"(ers|ors|ees|ants|ents|ists)$")


def _role(join: str, outer: str, inner: str) -> str:
    """What the joined ones are called: `issue_labels` → "labels", `watchers` → "watchers", `wishlist` →
    "wishlist_products"."""
    words, before = _words(join), _words(outer)
    begins = words[: len(before)] in (before, [*before[:-1], singular(before[-1])])
    if begins:
        return plural("_".join(words[len(before) :])) if words[len(before) :] else inner
    agent = len(words) == 1 and _AGENTS.search(words[-1])
    return plural("_".join(words)) if agent else "_".join([*words[:2], *_words(inner)])


def _of_table(made: _Made) -> Iterator[Operation]:
    name, row = made.name, Schema(kind="ref", ref=made.name)
    common = Operation(id="", method="", path=f"/tables/{name}", description=made.table.comment, tags=(name,))
    created = _given(made, updating=False)
    yield replace(
        common,
        id=f"{name}.list",
        method="GET",
        summary=f"List the rows of {name}.",
        parameters=_filters(made),
        response=Schema(kind="array", items=row),
        response_status=200,
    )
    if created.properties:
        conflict = (409,) if made.schema.unique else ()
        yield replace(
            common,
            id=f"{name}.create",
            method="POST",
            summary=f"Add a row to {name}.",
            request=created,
            request_required=True,
            response=row,
            response_status=201,
            error_statuses=conflict,
        )
    if made.key:
        yield from _of_row(made, common, row)


def _of_row(made: _Made, common: Operation, row: Schema) -> Iterator[Operation]:
    name = made.name
    value = made.schema.properties.get(made.key, Schema(kind="integer"))
    one = replace(common, path=f"/tables/{name}/{{{made.key}}}", parameters=(_path_parameter(made.key, value),))
    updated = _given(made, updating=True)
    yield replace(one, id=f"{name}.get", method="GET", summary=f"Show a row of {name}.", response=row)
    if updated.properties:
        yield replace(
            one,
            id=f"{name}.update",
            method="PATCH",
            summary=f"Change a row of {name}.",
            request=updated,
            request_required=True,
            response=row,
        )
    yield replace(one, id=f"{name}.delete", method="DELETE", summary=f"Delete a row of {name}.", response_status=204)


def _given(made: _Made, *, updating: bool) -> Schema:
    """What a caller gives: the columns that the database does not fill, and to change a row not those of its key."""
    fixed = {made.properties[name] for name in made.table.key if name in made.properties} if updating else set()
    given = {
        name: schema
        for name, schema in made.schema.properties.items()
        if not (schema.read_only or schema.stamped or name in fixed)
    }
    columns = {name: made.table.columns[key] for key, name in made.properties.items()}
    required = frozenset(
        name for name in given if not updating and not columns[name].nullable and columns[name].default is None
    )
    return Schema(kind="object", properties=given, required=required)


def _filters(made: _Made) -> tuple[Parameter, ...]:
    """The columns by which people narrow a list: what rows belong to, what state they are in, what names one."""
    alone = {names[0] for names in made.schema.unique if len(names) == 1}
    return tuple(
        Parameter(name=name, location="query", schema=schema, description=schema.description)
        for name, schema in made.schema.properties.items()
        if schema.refers is not None or schema.enum or schema.kind == "boolean" or name in alone
    )


def _path_parameter(name: str, schema: Schema) -> Parameter:
    plain = Schema(kind=schema.kind, format=schema.format)
    return Parameter(name=name, location="path", required=True, schema=plain)
