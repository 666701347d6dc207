"""Bugs in what a service declares: its tables, which tools only read, its messages."""

import ast
from collections.abc import Callable, Iterator

from client.mutation.code.operator import CodeOperator, Site


class Deletion(CodeOperator):
    """The database does something else with the rows that refer to a deleted one."""

    name = "code_deletion"

    def sites(self, tree: ast.Module) -> Iterator[Site]:
        """Every reference that cascades or is cleared."""
        for table in _tables(tree):
            for node in ast.walk(table):
                options = _options(node)
                done = options.get("ondelete")
                if done is not None and isinstance(done.value, ast.Constant) and done.value.value in _INSTEAD:
                    new = ast.Constant(_INSTEAD[str(done.value.value)])
                    what, at = f"ondelete={new.value!r}", done.value
                    parent = ast.literal_eval(options["foreign_key"].value).partition(".")[0]
                    yield Site(
                        table.name, what, at.lineno, at.col_offset, _setting(done, new), parent, frozenset({"delete"})
                    )


_INSTEAD = {"CASCADE": "SET NULL", "SET NULL": "CASCADE"}


class Uniqueness(CodeOperator):
    """The database takes two rows that must differ."""

    name = "code_uniqueness"

    def sites(self, tree: ast.Module) -> Iterator[Site]:
        """Every set of columns that must differ."""
        for table in _tables(tree):
            for node in ast.walk(table):
                for index, item in enumerate(node.elts if isinstance(node, ast.Tuple) else ()):
                    if isinstance(item, ast.Call) and _called(item) == "UniqueConstraint":
                        what, removed = f"no {ast.unparse(item)}", _removing(node, index)
                        name, by = _table_name(table), frozenset({"insert", "update"})
                        yield Site(table.name, what, item.lineno, item.col_offset, removed, name, by)


def _tables(tree: ast.Module) -> Iterator[ast.ClassDef]:
    yield from (node for node in tree.body if isinstance(node, ast.ClassDef) and node.keywords)


def _table_name(table: ast.ClassDef) -> str:
    """The name of a table in the database."""
    named = (node for node in table.body if isinstance(node, ast.Assign))
    return next(str(ast.literal_eval(node.value)) for node in named if ast.unparse(node.targets[0]) == "__tablename__")


def _options(node: ast.AST) -> dict[str, ast.keyword]:
    """The named arguments of a call."""
    return {item.arg: item for item in node.keywords if item.arg} if isinstance(node, ast.Call) else {}


class ReadOnly(CodeOperator):
    """A tool that writes is taken for one that reads, and the other way round."""

    name = "code_read_only"

    def sites(self, tree: ast.Module) -> Iterator[Site]:
        """Every tool of the service's table."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _called(node) == "Tool" and node.args:
                told = next((item for item in node.keywords if item.arg == "read_only"), None)
                function = ast.unparse(node.args[0])
                if told is None:
                    yield Site(function, "read_only=True", node.lineno, node.col_offset, _adding(node))
                else:
                    yield Site(
                        function, "read_only=False", node.lineno, node.col_offset, _setting(told, ast.Constant(False))
                    )


class Message(CodeOperator):
    """A fault tells what another should tell."""

    name = "code_message"

    def sites(self, tree: ast.Module) -> Iterator[Site]:
        """Every two neighbours in the table of faults."""
        for node in tree.body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "FAULTS":
                assert isinstance(node.value, ast.Dict)
                for index in range(0, len(node.value.values) - 1, 2):
                    at, what = node.value.values[index], f"messages {index + 1} and {index + 2}"
                    yield Site("FAULTS", what, at.lineno, at.col_offset, _swapping(node.value, index))


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _setting(node: ast.keyword, value: ast.expr) -> Callable[[], None]:
    def apply() -> None:
        node.value = value

    return apply


def _removing(node: ast.AST, index: int) -> Callable[[], None]:
    assert isinstance(node, ast.Tuple)

    def apply() -> None:
        del node.elts[index]

    return apply


def _adding(node: ast.Call) -> Callable[[], None]:
    return lambda: node.keywords.append(ast.keyword("read_only", ast.Constant(True)))


def _swapping(node: ast.Dict, index: int) -> Callable[[], None]:
    def apply() -> None:
        node.values[index : index + 2] = reversed(node.values[index : index + 2])

    return apply
