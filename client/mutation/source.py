"""What of a service.py differs from another, and which tools can notice."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One statement of the module: its text without comments and docstrings, and the names that it reads."""

    text: str
    names: frozenset[str]
    is_function: bool


@dataclass(frozen=True)
class Source:
    """A service.py, read."""

    parts: Mapping[str, Part]
    """Name → what defines it. What does nothing is no part: imports, shapes of results, the instructions."""
    tools: Mapping[str, Part]
    """Tool → its entry in the service's table."""

    @classmethod
    def of(cls, tree: ast.Module) -> "Source":
        """The parts of a module."""
        parts = {name: _part(node) for node in tree.body if (name := _name(node)) and not _is_told(node)}
        tools = dict(_entries(tree))
        if tools:
            service = parts["SERVICE"]
            for entry in tools.values():
                service = Part(service.text.replace(entry.text, ""), frozenset(), False)
            parts["SERVICE"] = service
        return cls(parts, tools)

    def affected(self, other: "Source") -> frozenset[str]:
        """The tools that can behave differently in the other; none if it is the same."""
        changed = {name for name in self.parts.keys() | other.parts.keys() if self._differs(other, name)}
        tools = self.tools.keys() | other.tools.keys()
        if any(not part.is_function for name in changed for part in self._both(other, name)):
            return frozenset(tools)
        reached = self._reached(other, changed)
        return frozenset(
            tool for tool in tools if self.tools.get(tool) != other.tools.get(tool) or self.tools[tool].names & reached
        )

    def users(self, name: str) -> frozenset[str]:
        """The tools that make use of a function, or of whatever has this name."""
        reached = self._reached(self, {name})
        return frozenset(tool for tool, entry in self.tools.items() if entry.names & reached)

    def _differs(self, other: "Source", name: str) -> bool:
        return self.parts.get(name) != other.parts.get(name)

    def _both(self, other: "Source", name: str) -> Iterator[Part]:
        yield from (source.parts[name] for source in (self, other) if name in source.parts)

    def _reached(self, other: "Source", changed: set[str]) -> frozenset[str]:
        """What reads something that changed, directly or not."""
        found: set[str] = set()
        new = changed
        while new:
            found |= new
            new = {name for name in self.parts if any(part.names & new for part in self._both(other, name))} - found
        return frozenset(found)


def _name(node: ast.stmt) -> str:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return ""


def _is_told(node: ast.stmt) -> bool:
    """Whether a statement only says something: to agents, as the contract does, or to a type checker."""
    if isinstance(node, ast.ClassDef):
        return any(isinstance(base, ast.Name) and base.id == "TypedDict" for base in node.bases)
    return _name(node) == "INSTRUCTIONS"


def _part(node: ast.AST) -> Part:
    names = frozenset(item.id for item in ast.walk(node) if isinstance(item, ast.Name))
    return Part(_dump(node), names, isinstance(node, ast.FunctionDef))


def _dump(node: ast.AST) -> str:
    """The node as a text, its docstring aside."""
    if not isinstance(node, ast.FunctionDef | ast.ClassDef) or ast.get_docstring(node) is None:
        return ast.dump(node)
    kept, node.body = node.body, node.body[1:]
    text = ast.dump(node)
    node.body = kept
    return text


def _entries(tree: ast.Module) -> Iterator[tuple[str, Part]]:
    """The entries of `SERVICE = Service(tools={…})`."""
    for node in tree.body:
        if _name(node) == "SERVICE" and isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            table = next((item.value for item in node.value.keywords if item.arg == "tools"), None)
            if isinstance(table, ast.Dict):
                for key, value in zip(table.keys, table.values, strict=True):
                    if isinstance(key, ast.Constant):
                        yield str(key.value), _part(value)
