"""What expressions mean, one node after the other."""

from decimal import Decimal

import pytest

from servers.farm.interpreter import Interpreter
from servers.farm.state import State, Value

NAMES = {"n": 7, "x": 0.1, "amount": Decimal("10.05"), "text": "héllo", "items": ("b", "a"), "kind": "task"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-7 % 5", 3),
        ("7 / 2", 3.5),
        ("n - 10", -3),
        ("'a' + 'b'", "ab"),
        ("amount + amount", Decimal("20.10")),
        ("amount * 3", Decimal("30.15")),
        ("money(amount * x)", Decimal("1.01")),
        ("amount / 3 > 3.35", False),
        ("amount == 10.05", True),
        ("amount > 0", True),
        ("x + 0.2", 0.1 + 0.2),
        ("'ll' in text", True),
        ("'b' not in items", False),
        ("kind in ('task', 'bill')", True),
        ("n > 1 and n < 7", False),
        ("not (n > 1) or n == 7", True),
        ("'big' if n > 5 else 'small'", "big"),
        ("amount if n > 9 else 0", Decimal(0)),
        ("f'{n:03d} {amount} {amount:.1f} {x} {n > 1} {{}}'", "007 10.05 10.0 0.1 True {}"),
        ("text[1:3]", "él"),
        ("text[-2:]", "lo"),
        ("items[:1]", ("b",)),
        ("items == ['b', 'a']", True),
        ("{'idea': 1, 'task': 2, 'bill': 3}[kind]", 2),
        ("[i + '!' for i in items if i != 'a']", ("b!",)),
        ("coalesce(None, n)", 7),
        ("max(0, n, 3)", 7),
        ("min(amount, 20)", Decimal("10.05")),
        ("len(text) + len(items)", 7),
        ("now()", "2026-03-02T09:00:00Z"),
        ("today()", "2026-03-02"),
        ("settings.theme", "dark"),
        ("actor.user_id", "ada"),
        ("count(f for f in folder if f.owner_id == 'ada')", 2),
        ("any(f.parent_id is None for f in folder)", True),
        ("all(f.parent_id is None for f in folder)", False),
        ("all(f.name == '' for f in folder if f.name == '?')", True),
        ("total(u.credit for u in user)", Decimal("15.00")),
        ("total(u.credit for u in user if u.name == '?')", Decimal("0.00")),
        ("average(n.stars for n in note if n.stars is not None)", 3.0),
        ("percentile([n.stars for n in note if n.stars is not None], 50)", 3.0),
        ("[n.title for n in note if n.folder.owner.user_id == 'bo']", ("Poem", "Gas")),
        ("[n.folder.parent.name for n in note if n.folder.parent_id is not None]", ("Work", "Work")),
        ("[f.label for f in folder if f.mine]", ("Work (1 notes)", "Bills (2 notes)")),
    ],
)
def test_an_expression_has_its_python_meaning(notebooks: Interpreter, notes: State, text: str, value: Value) -> None:
    found = notebooks.value(notes, text, NAMES)
    assert found == value
    assert type(found) is type(value)


def test_a_comprehensions_variable_hides_an_outer_name_only_inside(notebooks: Interpreter, notes: State) -> None:
    text = "f'{n} {count(n for n in note)} {n}'"
    assert notebooks.value(notes, text, {"n": 7}) == "7 5 7"


def test_sums_run_in_key_order_whatever_order_the_rows_are_in(notebooks: Interpreter, notes: State) -> None:
    scores = [1e16, 1.0, -1e16, 3.0, 1.0]
    for row, score in zip(notes.ordered("note"), scores, strict=True):
        row["score"] = score
    expected = (((1e16 + 1.0) + -1e16) + 3.0) + 1.0
    table = notes.rows["note"]
    notes.rows["note"] = {key: table[key] for key in reversed(table)}
    assert notebooks.value(notes, "total(n.score for n in note if n.score is not None)", {}) == expected
