import ast

import pytest

from client.mutation.source import Source

TEXT = '''
"""A service."""

LIMIT = 3
INSTRUCTIONS = """Read."""


class Told(TypedDict):
    """A shape."""

    name: str


class Row(Table, table=True):
    """A row."""

    name: str


def shown(row):
    """Show."""
    return {"name": row.name}


def other(row):
    return row


def read(db):
    return shown(db.first(Row))


def write(db):
    return other(db.first(Row))


SERVICE = Service(name="x", tools={"read": Tool(read, read_only=True), "write": Tool(write)})
'''


@pytest.mark.parametrize(
    ("old", "new", "tools"),
    [
        ("", "", set()),
        ('"""Show."""', '"""Show it."""', set()),
        ('"""Read."""', '"""Write."""', set()),
        ('    """A shape."""\n\n    name: str', "    name: int", set()),
        ('{"name": row.name}', "{}", {"read"}),
        ("return other(db", "return shown(db", {"write"}),
        ("return row\n", "return row.name\n", {"write"}),
        ("Tool(write)", "Tool(write, read_only=True)", {"write"}),
        ("LIMIT = 3", "LIMIT = 4", {"read", "write"}),
        ('    """A row."""\n\n    name: str', "    name: int", {"read", "write"}),
        ('name="x"', 'name="y"', {"read", "write"}),
    ],
)
def test_the_tools_that_may_differ_are_those_that_reach_what_changed(old: str, new: str, tools: set[str]) -> None:
    original, mutant = (Source.of(ast.parse(text)) for text in (TEXT, TEXT.replace(old, new, 1)))
    assert original.affected(mutant) == tools
    assert mutant.affected(original) == tools
