import ast
from pathlib import Path

import pytest

from client.mutation.code import CODE_OPERATORS, CodeMutant, CodeOperator, mutants, parsed
from client.mutation.code.queries import sql_variants
from client.mutation.drawing import drawn
from client.mutation.running import Bench, Judge

from .conftest import NAMES, Benches

TRIED = 2


class Anything(frozenset[tuple[str, str]]):
    """Every write to every table."""

    def __contains__(self, _: object) -> bool:
        return True


ANYTHING = Anything()


def made(operator: CodeOperator, folder: Path) -> list[CodeMutant]:
    return list(drawn(mutants(folder, [operator], ANYTHING), seed=1))


@pytest.mark.parametrize("operator", CODE_OPERATORS, ids=[operator.name for operator in CODE_OPERATORS])
def test_each_operator_makes_a_mutant_that_is_noticed(operator: CodeOperator, bench: Benches) -> None:
    assert any("killed" in fates(operator, bench(name)) for name in NAMES)


def fates(operator: CodeOperator, original: Bench) -> list[str]:
    """What becomes of a few of its mutants."""
    found = Judge(original, jobs=2).first(made(operator, original.loaded.emitted.path), most=TRIED)
    assert all(one.operator == operator.name for one in found)
    return [one.fate for one in found]


def test_operators_have_names_of_their_own_and_a_sentence_each() -> None:
    assert len({operator.name for operator in CODE_OPERATORS}) == len(CODE_OPERATORS) >= 8
    assert all((type(operator).__doc__ or "").strip().endswith(".") for operator in CODE_OPERATORS)


def test_a_mutant_differs_from_the_original_in_one_file_and_is_code(bench: Benches) -> None:
    folder = bench("bikes").loaded.emitted.path
    originals = {operator.file: ast.dump(parsed(folder, operator.file)) for operator in CODE_OPERATORS}
    for operator in CODE_OPERATORS:
        found = made(operator, folder)
        assert len({mutant.where for mutant in found}) == len(found)
        for mutant in found[:2]:
            ((file, tree),) = mutant.trees().items()
            assert file == operator.file
            assert ast.dump(tree) != originals[file], mutant
            compile(tree, file, "exec")


def test_a_mutant_says_the_line_that_it_is_in(bench: Benches) -> None:
    folder = bench("bikes").loaded.emitted.path
    operator = next(operator for operator in CODE_OPERATORS if operator.name == "code_order")
    lines = (folder / operator.file).read_text(encoding="utf-8").splitlines()
    for mutant in made(operator, folder):
        number = int(mutant.where.split(":")[1])
        assert "db.query(" in lines[number - 1] or "query." in lines[number - 1], mutant.where


def test_a_mutant_in_a_function_of_one_tool_is_that_tools(bench: Benches) -> None:
    found = bench("bikes")
    operator = next(operator for operator in CODE_OPERATORS if operator.name == "code_deleted_statement")
    tools = {mutant.tool for mutant in made(operator, found.loaded.emitted.path)}
    assert {"rent_bike", "move_bikes"} <= tools <= {*found.contract.environment.tools, ""}


def test_parameters_and_docstrings_stay_as_they_are(bench: Benches) -> None:
    folder = bench("bikes").loaded.emitted.path
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


def test_what_no_tool_deletes_is_not_deleted_wrongly(bench: Benches) -> None:
    folder = bench("notebook").loaded.emitted.path
    operator = next(operator for operator in CODE_OPERATORS if operator.name == "code_deletion")
    some = list(mutants(folder, [operator], {("delete", "folders")}))
    assert 0 < len(some) < len(made(operator, folder))
    assert list(mutants(folder, [operator], {("insert", "folders")})) == []


def test_only_a_service_that_can_refuse_late_can_keep_what_was_refused(bench: Benches) -> None:
    operator = next(operator for operator in CODE_OPERATORS if operator.name == "code_kept_writes")
    early = "def a(db):\n    fail('x')\n    db.update(row, b=1)\n"
    late = "def a(db):\n    db.update(row, b=1)\n    fail('x')\n"
    loop = "def a(db):\n    for row in rows:\n        if row.x:\n            fail('x')\n        db.update(row, b=1)\n"
    assert [operator.applies(ast.parse(text)) for text in (early, late, loop)] == [False, True, True]
