"""Columns as schemas: what a type, its default and its checks say of a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.description import Kind, Scalar, Schema, Stamped
from generator.readers.lenient import number
from generator.readers.sql.checks import Limits, both, limits, texts
from generator.readers.sql.database import Column, Database, Table, Type

Known = tuple[Kind, str | None]


def _named(kind: Kind, form: str | None, names: str) -> dict[str, Known]:
    return dict.fromkeys(names.split(), (kind, form))


_SCALARS: Mapping[str, Known] = {
    **_named("integer", "int64", "bigint int8 bigserial serial8 uint64"),
    **_named("integer", "int32", "int integer int4 serial serial4 mediumint uint32"),
    **_named("integer", None, "smallint int2 smallserial serial2 tinyint year int1 middleint"),
    **_named("boolean", None, "boolean bool logical yesno"),
    **_named("number", "double", "real float float4 float8 double binary_float binary_double single"),
    **_named("number", "money", "money smallmoney"),
    **_named("string", "date", "date"),
    **_named("string", "date-time", "timestamp timestamptz datetime datetime2 smalldatetime datetimeoffset datetime64"),
    **_named("string", "time", "time timetz"),
    **_named("string", "duration", "interval"),
    **_named("string", "uuid", "uuid uniqueidentifier guid"),
    **_named("string", "binary", "blob tinyblob mediumblob longblob bytea binary varbinary image raw bfile rowversion"),
    **_named("string", None, "text tinytext mediumtext longtext clob nclob ntext dbclob citext sysname name long"),
    **_named("string", None, "inet cidr macaddr macaddr8 ltree bpchar string xid oid refcursor rowid urowid"),
    **_named("object", None, "json jsonb xml xmltype hstore geometry geography point polygon line lseg box path"),
    **_named("object", None, "circle linestring multipoint multilinestring multipolygon geometrycollection"),
    **_named("object", None, "tsvector tsquery sdo_geometry sql_variant hierarchyid vector int4range int8range"),
    **_named("object", None, "numrange tsrange tstzrange daterange map struct variant record"),
}
"""Types without arguments that matter → kind and format; "object" is what has parts, as a table has no place for."""
_SIZED = frozenset("char character varchar varchar2 nvarchar nvarchar2 nchar varcharacter".split())
"""First words of types with a length."""
_DECIMALS = frozenset("decimal numeric number dec fixed".split())
_AFFINITIES: tuple[tuple[str, Known], ...] = (
    ("int", ("integer", None)), ("char", ("string", None)), ("clob", ("string", None)), ("text", ("string", None)),
    ("blob", ("string", "binary")), ("real", ("number", "double")), ("floa", ("number", "double")),
    ("doub", ("number", "double")), ("bool", ("boolean", None)), ("datetime", ("string", "date-time")),
    ("timestamp", ("string", "date-time")), ("date", ("string", "date")), ("dec", ("number", None)),
)  # fmt: skip
"""What parts of names say of types that nobody knows (SQLite takes any name, https://sqlite.org/datatype3.html)."""
_MAX_DOMAINS = 8


def column_schema(column: Column, table: Table, database: Database, whole: bool) -> Schema:
    """What the values of a column are. `whole`: a number without a stated fraction has none, for it is a key."""
    kind, form, found = _typed(column.type, database, table, whole)
    known = _limits(_conditions(column, table), column.name.lower())
    for domain in _domains(column.type, database):
        known = both(known, _limits((limits(check) for check in domain.checks), "value"))
    schema = _limited(replace(found, kind=kind, format=form), known)
    schema = replace(schema, nullable=column.nullable, description=column.comment, default=_default(column, schema))
    if column.type.unsigned and schema.minimum is None and kind in ("integer", "number"):
        schema = replace(schema, minimum=0)
    if column.type.array:
        return Schema(kind="array", items=replace(schema, description=""), description=column.comment)
    return replace(schema, read_only=column.identity or column.computed, stamped=_stamped(column, schema))


def _domains(type_: Type, database: Database) -> Iterable[Column]:
    """The enum or domain that a type names, and those that these are of."""
    for _ in range(_MAX_DOMAINS):
        known = database.type(type_.names)
        if known is None:
            return
        yield known
        type_ = known.type


def _typed(type_: Type, database: Database, table: Table, whole: bool) -> tuple[Kind, str | None, Schema]:
    """Kind, format and what else the type says."""
    for domain in _domains(type_, database):
        type_ = replace(domain.type, array=type_.array)
    if type_.name == "enum":
        return "string", None, Schema(enum=tuple(dict.fromkeys(type_.values)))
    if type_.name == "set":
        return "array", None, Schema(items=Schema(kind="string", enum=tuple(dict.fromkeys(type_.values))))
    first, size = type_.name.partition(" ")[0], _size(type_)
    if first in _SIZED and not type_.name.endswith("large object"):
        return "string", None, Schema(max_length=size)
    if first == "national":
        return "string", None, Schema(max_length=size)
    if first in ("bit", "tinyint") and (size == 1 or (first == "bit" and size is None and "varying" not in type_.name)):
        return "boolean", None, Schema()
    if first in _DECIMALS:
        return (*_decimal(type_, whole), Schema())
    return (*_scalar(type_, first, database, table), Schema())


def _decimal(type_: Type, whole: bool) -> Known:
    """With a stated precision and no scale it has no fraction; with two to four digits it may be money."""
    scale = type_.arguments[1] if len(type_.arguments) > 1 else ""
    has_fraction = scale not in ("", "0") if type_.arguments else not whole
    return ("number", "decimal" if scale in ("2", "3", "4") else None) if has_fraction else ("integer", None)


def _scalar(type_: Type, first: str, database: Database, table: Table) -> Known:
    known = _SCALARS.get(type_.name) or _SCALARS.get(first)
    if known is not None:
        return known
    if not type_.name:
        return "any", None
    for part, found in _AFFINITIES:
        if part in type_.name:
            return found
    database.note(table.line, f"the type '{type_.name}' in '{table.name}' is not known and taken for text")
    return "string", None


def _size(type_: Type) -> int | None:
    found = number(type_.arguments[0]) if type_.arguments else None
    return int(found) if found is not None and found > 0 else None


def _conditions(column: Column, table: Table) -> Iterable[Mapping[str, Limits]]:
    return (limits(check) for check in (*column.checks, *table.checks))


def _limits(conditions: Iterable[Mapping[str, Limits]], name: str) -> Limits:
    """What all conditions say of one column."""
    known = Limits()
    for condition in conditions:
        for told in (condition.get(name), condition.get("value") if name == "value" else None):
            known = both(known, told) if told is not None else known
    return known


def _limited(schema: Schema, known: Limits) -> Schema:
    """The schema with what checks say: values of a text, and bounds; 0 and 1 alone are no and yes."""
    step = 1 if schema.kind == "integer" else 0
    minimum = known.minimum + step * known.above if known.minimum is not None else None
    maximum = known.maximum - step * known.below if known.maximum is not None else None
    if schema.kind in ("integer", "number") and known.values:
        if {number(value) for value in known.values} == {0, 1}:
            return replace(schema, kind="boolean", format=None)
        numbers = [found for value in known.values if (found := number(value)) is not None]
        minimum, maximum = (min(numbers), max(numbers)) if numbers else (minimum, maximum)
    if schema.kind in ("integer", "number"):
        return replace(schema, minimum=minimum, maximum=maximum)
    if schema.kind in ("string", "any") and known.values:
        return replace(schema, kind="string", enum=texts(known.values))
    return replace(
        schema,
        min_length=known.min_length,
        max_length=min((size for size in (known.max_length, schema.max_length) if size is not None), default=None),
    )


def _default(column: Column, schema: Schema) -> Scalar | None:
    """The default, if it is a value of the kind that the column has."""
    value = column.default.value if column.default is not None else None
    if value is None:
        return None
    if schema.kind == "boolean":
        return str(value).lower() in ("1", "true", "t", "y", "yes", "on")
    if schema.kind in ("integer", "number"):
        return number(value)
    return str(value) if schema.kind == "string" else None


_PLANNED = re.compile(r"start|begin|due|valid|from|effective|scheduled|publish|available|expir|until|end", re.I)
"""Times that people choose, though a database may begin with the present one."""


def _stamped(column: Column, schema: Schema) -> Stamped:
    if schema.format not in ("date", "date-time") or _PLANNED.search(column.name):
        return ""
    if column.renewed:
        return "updated"
    return "created" if column.default is not None and column.default.kind == "now" and not column.nullable else ""
