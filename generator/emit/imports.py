"""What a service may import, and the import block for what a text uses."""

import ast
from collections.abc import Iterable

_SOURCES: dict[str, tuple[str, ...]] = {
    "collections.abc": ("Sequence",),
    "decimal": ("Decimal",),
    "pathlib": ("Path",),
    "typing": ("Literal", "TypedDict"),
    "sqlalchemy": ("CheckConstraint", "UniqueConstraint"),
    "sqlalchemy.orm": ("registry",),
    "sqlmodel": ("Field", "SQLModel"),
    ".functions": (
        "add_days", "add_hours", "add_months", "average", "coalesce", "contains", "count", "date_of", "days_between",
        "end_of_month", "exact", "floor", "glob_match", "hours_between", "join_path", "lines", "minor_units", "money",
        "percentile", "ratio", "replace", "round_half_up", "same_text", "start_of_month", "starts_with", "total",
        "valid_email", "valid_file_name", "valid_phone", "words",
    ),
    ".runtime": ("Database", "JsonList", "Money", "Service", "Tool", "fail", "given", "ordered", "same_length"),
}  # fmt: skip
_GROUPS = (("collections.abc", "decimal", "pathlib", "typing"), ("sqlalchemy", "sqlalchemy.orm", "sqlmodel"))
_OWN = (".functions", ".runtime")

IMPORTS: dict[str, str] = {name: source for source, names in _SOURCES.items() for name in names}
"""Name → module, of everything that emitted code may import."""


def import_block(body: str) -> str:
    """The import statements for what `body` (Python source) loads, sorted as ruff sorts them."""
    names = [node for node in ast.walk(ast.parse(body)) if isinstance(node, ast.Name)]
    used = {node.id for node in names if isinstance(node.ctx, ast.Load)} & IMPORTS.keys()
    groups = [_lines(group, used) for group in (*_GROUPS, _OWN)]
    return "\n\n".join("\n".join(lines) for lines in groups if lines)


def _lines(sources: Iterable[str], used: set[str]) -> list[str]:
    wanted = {source: [name for name in _SOURCES[source] if name in used] for source in sources}
    return [f"from {source} import {', '.join(sorted(names, key=_rank))}" for source, names in wanted.items() if names]


def _rank(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, as isort has them."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)
