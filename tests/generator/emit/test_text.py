"""Texts in code: whatever they hold, they mean themselves and stay within the line length."""

import ast
import re

from hypothesis import given
from hypothesis import strategies as st

from generator.emit.service import quotable
from generator.emit.text import WIDTH, Code, docstring, entry, literal, sql_argument

pieces = st.sampled_from(["word", '"""', "\\", "'", "{x}", "AND", "a" * 150])
texts = st.one_of(st.text(), st.lists(pieces).map(" ".join))


@given(texts)
def test_a_literal_means_its_text(text: str) -> None:
    assert ast.literal_eval(literal(text)) == text


@given(texts)
def test_an_sql_text_is_only_cut(text: str) -> None:
    assert ast.literal_eval(f"({sql_argument(text)})") == text


@given(texts, texts)
def test_an_entry_means_its_key_and_value(key: str, value: str) -> None:
    assert ast.literal_eval("{" + entry(key, value, 4) + "}") == {key: value}


@given(texts)
def test_a_docstring_is_one_string_whatever_it_says(text: str) -> None:
    (statement,) = ast.parse(f'def f():\n    """{docstring(text)}"""').body
    assert isinstance(statement, ast.FunctionDef)
    assert len(statement.body) == 1


@given(st.text("ab .", min_size=100, max_size=400))
def test_the_lines_of_a_docstring_fit(text: str) -> None:
    lines = f'    """{docstring(text)}"""'.split("\n")
    assert all(len(line) <= WIDTH for line in lines if not re.search(r"\S{100}", line))


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])), min_size=1, max_size=60))
def test_instructions_mean_themselves(words: list[str]) -> None:
    text = " ".join(" ".join(words).split()) or "x"
    assert ast.literal_eval(f'"""\\\n{quotable(text)}\n"""') == text + "\n"


def test_parentheses_stand_where_they_must() -> None:
    assert [Code("a + b", 6).at(level) for level in (6, 7)] == ["a + b", "(a + b)"]
