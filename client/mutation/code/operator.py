"""Bugs in emitted code, made on its syntax tree, so that mistakes of the emitter and the frame are covered too."""

import ast
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import ClassVar

from client.mutation.result import Told
from client.mutation.rewriting import Put, Rule, edits
from client.mutation.source import Source

SERVICE = "service.py"


@dataclass(frozen=True)
class Site:
    """One place of a tree where a bug can be made."""

    function: str
    """The function or class that it is in, or the name of what else it is in."""
    what: str
    """The bug in words or code: `task.position > 0`."""
    line: int
    column: int
    apply: Callable[[], object]
    """Makes the bug in the tree."""
    table: str = ""
    """The table that a tool must write for the bug to be felt; empty if it does not depend on one."""
    by: frozenset[str] = frozenset()
    """The kinds of write that count: insert, update, delete."""


class CodeOperator(ABC):
    """One kind of bug in one of a folder's files."""

    name: ClassVar[str]
    file: ClassVar[str] = SERVICE

    @abstractmethod
    def sites(self, tree: ast.Module) -> Iterator[Site]:
        """Every place of the file where the bug can be made, in order; the same each time."""

    def applies(self, service: ast.Module) -> bool:  # noqa: ARG002 - what a service does without matters to some only
        """Whether the service makes use of what the bug is in."""
        return True


class RuleOperator(CodeOperator):
    """A bug that one rule makes in the functions of the service."""

    functions: ClassVar[frozenset[str]] = frozenset()
    """The functions in which it is made (`Query.page`); all if there are none."""

    def sites(self, tree: ast.Module) -> Iterator[Site]:
        """Each place that the rule knows a replacement for."""
        for name, function in _functions(tree):
            if not self.functions or name in self.functions:
                rule = _inside(function, self.rule(function))
                yield from (_site(name, put, new) for put, new in edits(function, rule))

    @abstractmethod
    def rule(self, function: ast.FunctionDef) -> Rule:
        """What may stand in the place of one of the function's nodes."""


def _inside(function: ast.FunctionDef, rule: Rule) -> Rule:
    """The rule for what the function does; its parameters and its docstring stay as they are."""
    told = [function.args, *([function.returns] if function.returns else []), *function.decorator_list]
    if ast.get_docstring(function) is not None:
        told.append(function.body[0])
    outside = {id(node) for part in told for node in ast.walk(part)}
    return lambda node: () if id(node) in outside else rule(node)


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions of a module and the methods of its classes, with their names."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        if isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{one.name}", one) for one in node.body if isinstance(one, ast.FunctionDef))


def _site(name: str, put: Put, new: ast.AST) -> Site:
    undo = put(new)
    undo()
    return Site(name, _told(new), getattr(new, "lineno", 0), getattr(new, "col_offset", 0), lambda: put(new))


def _told(node: ast.AST) -> str:
    """The beginning of the code on one line."""
    if isinstance(node, ast.keyword):
        return f"{node.arg}={_told(node.value)}"
    if isinstance(node, ast.If):
        return f"if {_told(node.test)}"
    return " ".join(ast.unparse(node).split())[:120]


@dataclass(frozen=True)
class CodeMutant:
    """A folder with one bug in the code of one file."""

    operator: str
    tool: str
    where: str
    folder: Path
    maker: CodeOperator
    number: int
    """Which of the operator's sites it is."""

    def trees(self) -> Mapping[str, ast.Module]:
        """The file with the bug in it."""
        tree = parsed(self.folder, self.maker.file)
        site = next(islice(self.maker.sites(tree), self.number, None))
        site.apply()
        return {self.maker.file: ast.fix_missing_locations(tree)}

    def proof(self) -> tuple[Told, str]:
        """Nothing is proven of code."""
        return "survived", "nothing is proved of code"


def parsed(folder: Path, file: str) -> ast.Module:
    """A file of a folder as a syntax tree."""
    return ast.parse((folder / file).read_text(encoding="utf-8"))


def mutants(
    folder: Path, operators: Collection[CodeOperator], writes: Collection[tuple[str, str]]
) -> Iterator[CodeMutant]:
    """Every bug that the operators can make in a folder and that may be felt.

    `writes` are the kinds of write (insert, update, delete) and the tables that any tool makes them to.
    """
    trees = {file: parsed(folder, file) for file in sorted({SERVICE, *(operator.file for operator in operators)})}
    source = Source.of(trees[SERVICE])
    for operator in operators:
        if operator.applies(trees[SERVICE]):
            told = Counter[str]()
            for number, site in enumerate(operator.sites(trees[operator.file])):
                if site.table and not any((kind, site.table) in writes for kind in site.by):
                    continue
                place = f"{operator.file}:{site.line}:{site.column} {site.function}: {site.what}"
                told[place] += 1
                place += f" ({told[place]})" if told[place] > 1 else ""
                users = source.users(site.function) if operator.file == SERVICE else frozenset()
                tool = next(iter(users)) if len(users) == 1 else ""
                yield CodeMutant(operator.name, tool, place, folder, operator, number)
