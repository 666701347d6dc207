"""Names that are allowed, and the one renaming rule for words that Python, SQL, SQLAlchemy or pydantic reserve."""

import keyword
import re
from typing import Annotated

from pydantic import AfterValidator

RESERVED_TOOLS = frozenset(
    "reset step state close verify done run setup mcp seed_session close_session aggregate_metrics get_reward "
    "snapshot restore load_scenario save_scenario list_tools call_tool".split()
)
"""What training frameworks take for themselves (training-ecosystem.md §6)."""

RESERVED_ROWS = frozenset(["actor", "true", "false", "none", "and", "or", "not", "if", "else", "for", "in", "is"])
"""Words that an entity, parameter or bound name cannot be, since expressions give them another meaning."""

_WORD = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
_RESERVED_ATTRIBUTES = frozenset(
    "metadata registry query copy json dict schema validate construct fields config self cls db sys "
    "str int float bool list from_orm parse_obj parse_raw parse_file schema_json sqlmodel_update "
    "update_forward_refs".split()
)


def identifier(text: str) -> str:
    """A lower-case word with single underscores, at most 48 characters."""
    if len(text) > 48 or not _WORD.match(text):
        raise ValueError(f"'{text}' is not a name: lower-case letters, digits and single underscores, at most 48")
    return text


def _row_name(text: str) -> str:
    if text in RESERVED_ROWS:
        raise ValueError(f"'{text}' means something else in expressions")
    return identifier(text)


def _table_name(text: str) -> str:
    if text.startswith("sqlite_"):
        raise ValueError(f"'{text}' is a name that SQLite keeps for itself")
    return identifier(text)


def _tool_name(text: str) -> str:
    if text in RESERVED_TOOLS:
        raise ValueError(f"'{text}' is reserved by training frameworks")
    return identifier(text)


Identifier = Annotated[str, AfterValidator(identifier)]
EntityName = Annotated[str, AfterValidator(_row_name)]
TableName = Annotated[str, AfterValidator(_table_name)]
ColumnName = Annotated[str, AfterValidator(identifier)]
ToolName = Annotated[str, AfterValidator(_tool_name)]
FaultCode = Annotated[str, AfterValidator(identifier)]
EnvironmentName = Annotated[str, AfterValidator(identifier)]


def attribute(name: str) -> str:
    """The Python attribute or variable for a JSON name: reserved words get a trailing underscore (MODEL.md §4 (8))."""
    clashes = keyword.iskeyword(name) or keyword.issoftkeyword(name) or name in _RESERVED_ATTRIBUTES
    return name + "_" if clashes or name.startswith("model_") else name


def class_name(name: str) -> str:
    """`order_line` → `OrderLine`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def reference_name(column: str) -> str:
    """What a reference column is called when it is followed: `plan_id` → `plan`, `owner` → `owner`."""
    return column.removesuffix("_id") if column != "_id" else column


def spoken(name: str) -> str:
    """`order_line` → `order line`: the name as a person says it."""
    return name.replace("_", " ")
