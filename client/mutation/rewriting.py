"""Edits of a syntax tree: what can stand in the place of one of its nodes."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping

Rule = Callable[[ast.AST], Iterable[ast.AST]]
"""What may stand in a node's place; nothing if the node stays as it is."""


def rewritten(text: str, rule: Rule) -> Iterator[str]:
    """An expression with one of its nodes replaced, once for each node and replacement."""
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except SyntaxError:
        return  # a path over a word of Python, which the language allows and Python does not
    for put, new in edits(tree, rule):
        undo = put(new)
        yield ast.unparse(tree)
        undo()


Put = Callable[[ast.AST], Callable[[], None]]
"""Puts a node into its place in the tree, and gives what takes it out again."""


def edits(tree: ast.AST, rule: Rule) -> Iterator[tuple[Put, ast.AST]]:
    """Every place of the tree that the rule knows a replacement for, with each replacement."""
    for parent in list(ast.walk(tree)):
        for field, value in ast.iter_fields(parent):
            for index, node in enumerate(value) if isinstance(value, list) else [(-1, value)]:
                if isinstance(node, ast.AST):
                    yield from ((_putting(parent, field, index), new) for new in rule(node))


def _putting(parent: ast.AST, field: str, index: int) -> Put:
    def put(new: ast.AST) -> Callable[[], None]:
        if index < 0:
            old = getattr(parent, field)
            setattr(parent, field, ast.copy_location(new, old))
            return lambda: setattr(parent, field, old)
        listed = getattr(parent, field)
        old = listed[index]
        listed[index] = ast.copy_location(new, old)
        return lambda: listed.__setitem__(index, old)

    return put


_BOUNDS: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}


def weakened(node: ast.AST) -> Iterator[ast.AST]:
    """`<` for `<=`, `>` for `>=`, and the other way round."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _BOUNDS:
        yield ast.Compare(node.left, [_BOUNDS[type(node.ops[0])]()], node.comparators)


def swapped_logic(node: ast.AST) -> Iterator[ast.AST]:
    """`and` for `or`, and the other way round."""
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add}


def swapped_arithmetic(node: ast.AST) -> Iterator[ast.AST]:
    """`+` for `-` and `*`, `-` for `+`."""
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        yield ast.BinOp(node.left, _ARITHMETIC[type(node.op)](), node.right)


def called_otherwise(names: Mapping[str, str]) -> Rule:
    """A rule that calls one function in the place of another."""

    def rule(node: ast.AST) -> Iterator[ast.AST]:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield ast.Call(ast.Name(names[node.func.id], ast.Load()), node.args, node.keywords)

    return rule


def without_condition(node: ast.AST) -> Iterator[ast.AST]:
    """A comprehension over every element."""
    if isinstance(node, ast.comprehension) and node.ifs:
        yield ast.comprehension(node.target, node.iter, [], node.is_async)


def swapped_choice(node: ast.AST) -> Iterator[ast.AST]:
    """`a if c else b` with its two values swapped."""
    if isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
