"""The expression language: what loads is closed under its node classes, what is outside never loads."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servers.farm.expressions import (
    FORMAT_SPECS,
    MAX_DEPTH,
    Attribute,
    Call,
    CaseMap,
    Comprehension,
    Constant,
    Expr,
    ExpressionError,
    IsNone,
    Name,
    Negate,
    Slot,
    children,
    names,
    parse,
    path,
    walk,
)

NODES = (*get_args(Expr), Slot)

IDENTIFIERS = st.sampled_from(["a", "row", "order", "status", "count", "x1"])
LITERALS = st.one_of(
    st.integers(-1000, 1000).map(str),
    st.floats(-1e6, 1e6, allow_nan=False).map(repr),
    st.sampled_from(["True", "False", "'text'", '"it\'s"', "''"]),
)


def _combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts of the language one level deeper."""
    operator = st.sampled_from(["+", "-", "*", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or"])
    return st.one_of(
        st.tuples(inner, operator, inner).map(lambda parts: f"({parts[0]}) {parts[1]} ({parts[2]})"),
        st.tuples(inner, st.sampled_from(["/ 2", "% 5", "is not None"])).map(lambda parts: f"({parts[0]}) {parts[1]}"),
        st.tuples(inner, inner, inner).map(lambda parts: f"({parts[0]}) if ({parts[1]}) else ({parts[2]})"),
        st.tuples(inner, inner).map(lambda parts: f"coalesce({parts[0]}, {parts[1]})"),
        inner.map(lambda text: f"not ({text})"),
        inner.map(lambda text: f"({text},)"),
        inner.map(lambda text: f"({text})[1:2]"),
        inner.map(lambda text: "{'a': 1, 'b': " + text + "}[kind]"),
    )


LEAVES = st.one_of(LITERALS, IDENTIFIERS, IDENTIFIERS.map(lambda name: f"{name}.plan.price"))
LANGUAGE = st.recursive(LEAVES, _combined, max_leaves=8)


@given(LANGUAGE)
def test_every_text_of_the_language_loads_into_nodes_of_the_language(text: str) -> None:
    assert all(isinstance(node, NODES) for node in walk(parse(text)))


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_any_text_either_loads_or_is_refused(text: str) -> None:
    try:
        found = parse(text)
    except ExpressionError:
        return
    assert all(isinstance(node, NODES) for node in walk(found))


TOKENS = st.sampled_from(
    "a b . ( ) [ ] { } , : = == < + - * ** / // % @ ~ lambda : if else for in not is None True 'x' 1 1.5 f'{a}' := "
    "await yield async __class__ _x import * ** ... \\ ; # \n \t 1e999 1j b'x' é ünder del print eval exec open".split(
        " "
    )
)


@given(st.lists(TOKENS, max_size=12))
@settings(max_examples=500)
def test_any_row_of_python_tokens_either_loads_or_is_refused(tokens: list[str]) -> None:
    try:
        found = parse(" ".join(tokens))
    except ExpressionError:
        return
    assert all(isinstance(node, NODES) for node in walk(found))
    assert not any(name.startswith("_") for name in names(found))


OUTSIDE = {
    "attribute of a call": "f(a).b",
    "attribute of a literal": "'x'.join",
    "method call": "row.delete()",
    "call of an attribute": "row.name.upper()",
    "dunder name": "__import__",
    "dunder attribute": "row.__class__",
    "private attribute": "row._secret",
    "call of a dunder": "__import__('os')",
    "call of a call": "f(a)(b)",
    "keyword argument": "round_half_up(a, digits=2)",
    "unpacked list": "max(*a)",
    "unpacked mapping": "max(**a)",
    "starred tuple": "(*a, b)",
    "power": "2 ** 100000",
    "power of a name": "a ** b",
    "floor division": "a // 2",
    "matrix product": "a @ b",
    "shift": "1 << 100000",
    "bit operation": "a | b",
    "inversion": "~a",
    "unary plus": "+a",
    "division by a name": "a / b",
    "division by zero": "a / 0",
    "modulo by a name": "a % b",
    "modulo by zero": "a % 0",
    "text formatting by percent of a tuple": "'%s' % (a,)",
    "lambda": "lambda: a",
    "walrus": "(a := 1)",
    "await": "await a",
    "yield": "(yield a)",
    "index": "a[0]",
    "index by name": "a[b]",
    "step of a slice": "a[::2]",
    "several slices": "a[1:2, 3:4]",
    "plain dictionary": "{'a': 1}",
    "dictionary of numbers": "{1: 2}[a]",
    "dictionary with unpacking": "{**a}[b]",
    "dictionary with equal keys": "{'a': 1, 'a': 2}[b]",
    "empty dictionary": "{}[a]",
    "set": "{1, 2}",
    "set comprehension": "{x for x in a}",
    "dictionary comprehension": "{x: x for x in a}",
    "nested comprehension": "[[y for y in x] for x in a]",
    "comprehension inside a condition": "[x for x in a if any(y for y in x)]",
    "comprehension as a source": "[x for x in [y for y in a]]",
    "two loops": "[x for x in a for y in b]",
    "two conditions": "[x for x in a if x if not x]",
    "tuple as a target": "[x for x, y in a]",
    "private target": "[_x for _x in a]",
    "asynchronous loop": "[x async for x in a]",
    "chained comparison": "1 < a < 3",
    "equality with None": "a == None",
    "is with another value": "a is 1",
    "conversion": "f'{a!r}'",
    "unknown format": "f'{a:>100000}'",
    "computed format": "f'{a:{b}}'",
    "debugging slot": "f'{a=}'",
    "bytes": "b'x'",
    "imaginary number": "1j",
    "ellipsis": "...",
    "huge integer": "9007199254740993",
    "infinite number": "1e999",
    "not a number": "nan_is_a_name.__float__",
    "statement": "a = 1",
    "import": "import os",
    "two lines": "a\nb",
    "empty": "",
    "three references": "a.b.c.d.e",
    "letter outside ASCII": "größe",
    "division by a boolean": "a / True",
    "modulo by a text": "a % 'x'",
    "a text with a NUL": "'a\\x00b'",
    "a text with half a character": "'\\ud800'",
    "a formatted text with a NUL": "f'{a}\\x00'",
    "an escape that Python warns of": "'\\d'",
    "a number that runs into a word": "1if a else 2",
    "a private name in other letters": "\uff3f\uff3fclass\uff3f\uff3f",
    "a part too deep to be written down": "lambda: " + "-" * 1500 + "1",
}


@pytest.mark.parametrize("text", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_what_is_outside_the_language_does_not_load(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text)


def test_too_deep_an_expression_is_refused_and_not_followed() -> None:
    with pytest.raises(ExpressionError, match="nested deeper"):
        parse("not " * (MAX_DEPTH + 2) + "a")
    with pytest.raises(ExpressionError):
        parse("(" * 900 + "a" + ")" * 900)


def test_too_long_an_expression_is_refused() -> None:
    with pytest.raises(ExpressionError, match="longer than"):
        parse("a + " * 1_000 + "a")


def test_a_null_character_is_refused() -> None:
    with pytest.raises(ExpressionError):
        parse("a\0b")


def test_equal_texts_have_equal_nodes() -> None:
    assert parse("row.status=='open'  and not row.late") == parse("row.status == 'open' and not row.late")


def test_a_negative_number_is_a_constant() -> None:
    assert parse("-3") == Constant(-3)


def test_the_opposite_of_a_truth_is_no_number() -> None:
    assert parse("-True") == Negate(Constant(True))


def test_a_case_map_keeps_its_keys_in_order() -> None:
    found = parse("{'b': 1, 'a': 2}[kind]")
    assert isinstance(found, CaseMap)
    assert found.keys == ("b", "a")


def test_the_format_specs_of_the_language_load() -> None:
    for spec in FORMAT_SPECS:
        assert parse(f"f'{{a:{spec}}}'") is not None


def test_free_names_leave_out_the_variable_of_a_comprehension() -> None:
    assert names(parse("count(x for x in orders if x.total > least)")) == {"orders", "least"}


def test_children_of_a_call_are_its_arguments_in_order() -> None:
    assert list(children(Call("max", (Name("a"), Constant(1))))) == [Name("a"), Constant(1)]


def test_the_path_of_an_attribute_is_written_with_dots() -> None:
    assert path(parse("order.plan.price")) == "order.plan.price"
    assert path(parse("len(a)")) is None


def test_is_not_none_is_a_node_of_its_own() -> None:
    assert parse("a is not None") == IsNone(Name("a"), negated=True)


def test_a_comprehension_holds_source_condition_and_element() -> None:
    assert parse("[x.a for x in b if x.c]") == Comprehension(
        Attribute(Name("x"), "a"), "x", Name("b"), Attribute(Name("x"), "c")
    )
