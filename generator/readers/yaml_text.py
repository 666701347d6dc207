"""YAML as OpenAPI means it (YAML 1.2, core schema; https://yaml.org/spec/1.2.2/#103-core-schema), loaded safely.

Only plain values are made: dates stay text, `on` and `no` stay text, keys are the text as written (200 is "200").
Anchors cannot blow up: the size of the document with every alias written out is computed before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Hashable

import yaml

MAX_NODES = 3_000_000
"""Values that a document may have once its aliases are written out; the largest known description has 0.4 million."""

MAX_DEPTH = 200
"""Collections inside each other; libyaml's composer recurses in C and would end the process."""

_PREFIX = "tag:yaml.org,2002:"
_PATTERNS = {
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "bool": (r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    "int": (r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    "float": (
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        list("-+.0123456789"),
    ),
    "merge": (r"<<", ["<"]),
}


class YamlError(Exception):
    """What is wrong, and the line and column (from 1) if they are known."""

    def __init__(self, what: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(what)
        self.what, self.line, self.column = what, line, column


def load_yaml(text: str) -> object:
    """The one document in the text. Raises YamlError."""
    loader = _Loader(text)
    try:
        _check_depth(text)
        root = loader.get_single_node()
        if root is None:
            return None
        _check_size(root)
        return loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise YamlError(error.problem or str(error.context), *place) from None
    except yaml.YAMLError as error:
        raise YamlError(str(error).splitlines()[0]) from None
    finally:
        loader.dispose()


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # libyaml may be missing
    """SafeLoader with the scalars of YAML 1.2 and text keys."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  PyYAML wants it so.
    yaml_constructors: dict[str | None, object] = {}  # noqa: RUF012

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        self.flatten_mapping(node)
        return {_key(key): self.construct_object(value, deep=deep) for key, value in node.value}

    def construct_whole(self, node: yaml.ScalarNode) -> int | str:
        try:
            return int(node.value, 0) if node.value[:2] in ("0x", "0o") else int(node.value)
        except ValueError:  # Python refuses thousands of digits; so they are a text.
            return str(node.value)


def _key(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    raise yaml.constructor.ConstructorError(None, None, "a key must be a text", node.start_mark)


for _name, (_pattern, _first) in _PATTERNS.items():
    _Loader.add_implicit_resolver(_PREFIX + _name, re.compile(f"(?:{_pattern})$"), _first)
for _name in ("null", "bool", "float", "str", "seq", "map"):
    _Loader.add_constructor(_PREFIX + _name, yaml.SafeLoader.yaml_constructors[_PREFIX + _name])
_Loader.add_constructor(_PREFIX + "int", _Loader.construct_whole)
_Loader.add_constructor(None, yaml.SafeLoader.construct_undefined)


def _check_depth(text: str) -> None:
    """Raise if values are nested too deeply. The parser's events come without recursion and cost a fifth of a load."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _refusal(event, f"values are nested more than {MAX_DEPTH} deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _check_size(root: yaml.Node) -> None:
    """Raise if the document with its aliases written out is too large or endless. Iterative: depth is no limit."""
    sizes: dict[int, int] = {}  # 0 while the node is being counted
    stack = [root]
    while stack:
        node = stack[-1]
        children = _children(node)
        if id(node) not in sizes:
            sizes[id(node)] = 0
            if any(sizes.get(id(child)) == 0 for child in children):
                raise _refusal(node, "an anchor contains itself")
            stack.extend(child for child in children if id(child) not in sizes)
            continue
        stack.pop()
        sizes[id(node)] = sizes[id(node)] or 1 + sum(sizes[id(child)] for child in children)
        if sizes[id(node)] > MAX_NODES:
            raise _refusal(node, f"its anchors expand to more than {MAX_NODES:,} values")


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _refusal(place: yaml.Node | yaml.Event, what: str) -> YamlError:
    mark = place.start_mark
    return YamlError(what, mark.line + 1, mark.column + 1) if mark else YamlError(what)
