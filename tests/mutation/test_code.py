import ast
from pathlib import Path

import pytest

from client.mutation.code import CODE_OPERATORS, CodeMutant, CodeOperator, mutants, parsed
from client.mutation.code.queries import sql_variants
from client.mutation.drawing import drawn
from client.mutation.running import Judge

from .conftest import NAMES, Benches, Folders, environment

TRIED = 2


class Anything(frozenset[tuple[str, str]]):
    """Every write to every table."""

    def __contains__(self, _: object) -> bool:
        return True


ANYTHING = Anything()


def made(operator: CodeOperator, folder: Path) -> list[CodeMutant]:
    return list(drawn(mutants(folder, [operator], ANYTHING), seed=1))


@pytest.mark.parametrize("operator", CODE_OPERATORS, ids=[operator.name for operator in CODE_OPERATORS])
def test_each_operator_makes_a_mutant_that_is_noticed(
    operator: CodeOperator, unmutated: Folders, bench: Benches
) -> None:
    assert any("killed" in fates(operator, unmutated(name), name, bench) for name in NAMES)


def fates(operator: CodeOperator, folder: Path, name: str, bench: Benches) -> list[str]:
    """What becomes of a few of its mutants of one environment."""
    bugs = made(operator, folder)
    found = Judge(bench(name), jobs=2).first(bugs, most=TRIED) if bugs else []
    assert all(one.operator == operator.name for one in found)
    return [one.fate for one in found]


def test_operators_have_names_of_their_own_and_a_sentence_each() -> None:
    assert len({operator.name for operator in CODE_OPERATORS}) == len(CODE_OPERATORS) >= 8
    assert all((type(operator).__doc__ or "").strip().endswith(".") for operator in CODE_OPERATORS)


def test_a_mutant_differs_from_the_original_in_one_file_and_is_code(unmutated: Folders) -> None:
    folder = unmutated("bikes")
    originals = {operator.file: ast.dump(parsed(folder, operator.file)) for operator in CODE_OPERATORS}
    for operator in CODE_OPERATORS:
        found = made(operator, folder)
        assert len({mutant.where for mutant in found}) == len(found)
        for mutant in found[:2]:
            ((file, tree),) = mutant.trees().items()
            assert file == operator.file
            assert ast.dump(tree) != originals[file], mutant
            compile(tree, file, "exec")


def test_a_mutant_says_the_line_that_it_is_in(unmutated: Folders) -> None:
    folder = unmutated("bikes")
    operator = next(operator for operator in CODE_OPERATORS if operator.name == "code_order")
    lines = (folder / operator.file).read_text(encoding="utf-8").splitlines()
    for mutant in made(operator, folder):
        number = int(mutant.where.split(":")[1])
        assert "db.query(" in lines[number - 1] or "query." in lines[number - 1], mutant.where


def test_a_mutant_in_a_function_of_one_tool_is_that_tools(unmutated: Folders) -> None:
    operator = next(operator for operator in CODE_OPERATORS if operator.name == "code_deleted_statement")
    tools = {mutant.tool for mutant in made(operator, unmutated("bikes"))}
    assert {"rent_bike", "move_bikes"} <= tools <= {*environment("bikes").tools, ""}


def test_parameters_and_docstrings_stay_as_they_are(unmutated: Folders) -> None:
    folder = unmutated("bikes")
    original = signatures(parsed(folder, "service.py"))
    for operator in CODE_OPERATORS[:8]:
        for mutant in made(operator, folder)[:2]:
            assert signatures(mutant.trees()["service.py"]) == original, mutant


def signatures(tree: ast.Module) -> list[tuple[str, str, str | None]]:
    """Every function's name, parameters and docstring."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [(node.name, ast.unparse(node.args), ast.get_docstring(node)) for node in functions]


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("a <= ?", ["a < ?"]),
        ("a = 'b <= c AND d'", ["a <> 'b <= c AND d'"]),
        ("a IS NOT NULL AND b > ?", ["a IS NOT NULL AND b >= ?", "a IS NOT NULL OR b > ?", "a IS NULL AND b > ?"]),
        ("NOT hidden", ["hidden"]),
        ("a IS ?", ["a IS NOT ?"]),
        ("a <> ?", ["a = ?"]),
    ],
)
def test_conditions_in_sql_have_one_thing_changed(text: str, variants: list[str]) -> None:
    assert list(sql_variants(text)) == variants


def test_what_no_tool_deletes_is_not_deleted_wrongly(unmutated: Folders) -> None:
    folder = unmutated("notebook")
    operator = next(operator for operator in CODE_OPERATORS if operator.name == "code_deletion")
    some = list(mutants(folder, [operator], {("delete", "folders")}))
    assert 0 < len(some) < len(made(operator, folder))
    assert list(mutants(folder, [operator], {("insert", "folders")})) == []


def test_only_a_service_that_can_refuse_late_can_keep_what_was_refused() -> None:
    operator = next(operator for operator in CODE_OPERATORS if operator.name == "code_kept_writes")
    early = "def a(db):\n    fail('x')\n    db.update(row, b=1)\n"
    late = "def a(db):\n    db.update(row, b=1)\n    fail('x')\n"
    loop = "def a(db):\n    for row in rows:\n        if row.x:\n            fail('x')\n        db.update(row, b=1)\n"
    assert [operator.applies(ast.parse(text)) for text in (early, late, loop)] == [False, True, True]
