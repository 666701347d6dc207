"""What conditions tell, what follows from them, and when a write makes it forgotten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from servers.farm import facts
from servers.farm.expressions import Logic, Name, Not, parse
from servers.farm.model import Environment, RequireStep, Step, UpdateStep
from servers.farm.places import Place, places

STATUS = parse("row.status")


def _facts(*texts: str) -> facts.Facts:
    return tuple(item for text in texts for item in facts.conjuncts(parse(text)))


def _steps(*steps: object) -> list[Step]:
    return TypeAdapter(list[Step]).validate_python(list(steps))


def test_a_conjunction_tells_each_of_its_parts() -> None:
    assert facts.conjuncts(parse("a and (b and c)")) == (Name("a"), Name("b"), Name("c"))


def test_the_opposite_of_an_alternative_tells_the_opposite_of_each() -> None:
    assert facts.conjuncts(parse("not (a or b == 1)")) == _facts("not a", "b != 1")


def test_a_comparison_has_its_constant_on_the_right() -> None:
    assert facts.conjuncts(parse("3 < a")) == _facts("a > 3")


CONDITIONS = st.recursive(
    st.sampled_from(["a", "b", "c"]),
    lambda inner: st.one_of(
        inner.map(lambda text: f"not ({text})"),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
            lambda parts: f"({parts[0]}) {parts[1]} ({parts[2]})"
        ),
    ),
    max_leaves=6,
)


VALUES = st.fixed_dictionaries({name: st.booleans() for name in "abc"})


def _truth(fact: object, values: dict[str, bool]) -> bool:
    match fact:
        case Name(id=name):
            return values[name]
        case Not(operand=operand):
            return not _truth(operand, values)
        case Logic(op=op, operands=operands):
            return (all if op == "and" else any)(_truth(item, values) for item in operands)
    raise AssertionError(fact)


@given(CONDITIONS, VALUES)
def test_the_parts_of_a_condition_all_hold_exactly_when_it_does(text: str, values: dict[str, bool]) -> None:
    parts = facts.conjuncts(parse(text))
    assert all(_truth(fact, values) for fact in parts) == _truth(parse(text), values)


@given(CONDITIONS, VALUES)
def test_one_of_the_alternatives_holds_exactly_when_the_condition_does(text: str, values: dict[str, bool]) -> None:
    sides = facts.disjuncts(parse(text))
    assert any(_truth(fact, values) for fact in sides) == _truth(parse(text), values)


@given(st.lists(CONDITIONS, max_size=4), VALUES)
def test_what_is_learnt_holds_whenever_its_sources_do(texts: list[str], values: dict[str, bool]) -> None:
    known: facts.Facts = ()
    for text in texts:
        known = facts.learn(known, facts.conjuncts(parse(text)))
    if all(_truth(parse(text), values) for text in texts):
        assert all(_truth(fact, values) for fact in known)


EXCLUDED = {
    "row.status == 'open'": {"done", "lost"},
    "row.status != 'open'": {"open"},
    "row.status in ('open', 'done')": {"lost"},
    "row.status not in ('open', 'done')": {"open", "done"},
    "row.status == 'open' or row.status == 'done'": {"lost"},
    "not (row.status == 'open')": {"open"},
    "other.status == 'open'": set(),
    "row.status == kind": set(),
}


@pytest.mark.parametrize(("text", "excluded"), EXCLUDED.items())
def test_facts_exclude_values(text: str, excluded: set[str]) -> None:
    left = facts.allowed_values(_facts(text), STATUS, ("open", "done", "lost"))
    assert {"open", "done", "lost"} - set(left) == excluded


def test_a_flag_excludes_its_opposite() -> None:
    assert facts.excludes(_facts("row.open"), parse("row.open"), False)
    assert facts.excludes(_facts("not row.open"), parse("row.open"), True)
    assert not facts.excludes(_facts("row.open"), parse("row.open"), True)


def test_a_test_for_none_excludes_none_and_its_opposite_every_value() -> None:
    assert facts.excludes(_facts("row.note is not None"), parse("row.note"), None)
    assert facts.excludes(_facts("row.note is None"), parse("row.note"), "x")
    assert not facts.excludes(_facts("row.note is None"), parse("row.note"), None)


BOUNDS = {"a > 0": (True, 0), "a >= 0": (False, 0), "a >= 1": (True, 1), "a == 2": (True, 2), "0 < a": (True, 0)}


@pytest.mark.parametrize(("text", "expected"), BOUNDS.items())
def test_bounds_tell_signs(text: str, expected: tuple[bool, int]) -> None:
    positive, least = expected
    assert facts.positive(_facts(text), Name("a")) is positive
    assert facts.least(_facts(text)[0], Name("a")) == least


@pytest.mark.parametrize("text", ["a < 5", "a != 0", "a <= 0", "b > 0", "a > b"])
def test_other_comparisons_tell_no_least_value(text: str) -> None:
    assert facts.least(_facts(text)[0], Name("a")) is None


ABSENT = {
    "not any(x.sku == sku for x in part)": True,
    "not any(x.sku == sku and x.name == name for x in part)": True,
    "not any(x.name == name for x in part if x.sku == sku)": True,
    "count(x for x in part if x.sku == sku) == 0": True,
    "count(x for x in part if x.sku == sku) < 1": True,
    "not any(x.sku == other for x in part)": False,
    "not any(x.sku == sku for x in item)": False,
    "not any(x.sku == sku and x.price > 3 for x in part)": False,
    "any(x.sku == sku for x in part)": False,
    "count(x for x in part if x.sku == sku) == 1": False,
    "not all(x.sku == sku for x in part)": False,
}


@pytest.mark.parametrize(("text", "absent"), ABSENT.items())
def test_conditions_over_an_entity_tell_that_a_row_is_absent(text: str, absent: bool) -> None:
    assert facts.absent(_facts(text), "part", {"sku": Name("sku"), "name": Name("name")}) is absent


UPDATE = {"update": {"row": "row", "set": {"status": "'done'"}}}
FORGOTTEN = {
    "row.status == 'open'": True,
    "other.status == 'open'": True,
    "row.name == 'x'": False,
    "amount > 0": False,
    "row.late": True,
    "not any(x.name == name for x in part)": True,
}


@pytest.mark.parametrize(("text", "forgotten"), FORGOTTEN.items())
def test_a_write_makes_forgotten_what_it_may_have_changed(text: str, forgotten: bool) -> None:
    known = _facts(text)
    assert (facts.forget(known, _steps(UPDATE), frozenset({"late"})) == ()) is forgotten


def test_a_write_inside_a_block_counts_too() -> None:
    block = {"each": {"of": "xs", "as": "x", "do": [{"if": {"that": "flag", "then": [UPDATE]}}]}}
    assert facts.forget(_facts("row.status == 'open'"), _steps(block), frozenset()) == ()


def test_an_insert_makes_forgotten_what_was_absent() -> None:
    insert = {"insert": {"entity": "part", "set": {}}}
    assert facts.forget(_facts("not any(x.name == name for x in part)"), _steps(insert), frozenset()) == ()


def test_a_reference_that_changes_takes_what_it_leads_to_with_it() -> None:
    move = {"update": {"row": "row", "set": {"station_id": "'S1'"}}}
    assert facts.forget(_facts("row.station.open"), _steps(move), frozenset()) == ()


def _place(environment: Environment, tool: str, path: str) -> Place:
    return next(place for place in places(environment, environment.tools[tool]) if place.path == path)


def test_a_place_is_named_by_block_number_and_step(workshop: Environment) -> None:
    paths = [place.path for place in places(workshop, workshop.tools["label_job"])]
    assert paths == [
        "step 1 (find)",
        "step 2 (each)",
        "step 2 (each), do 1 (find)",
        "step 2 (each), do 2 (if)",
        "step 2 (each), do 2 (if), then 1 (insert)",
        "step 2 (each), do 2 (if), then 2 (collect)",
        "step 2 (each), do 2 (if), else 1 (collect)",
        "step 3 (return)",
    ]


def test_a_place_knows_what_was_required_before(workshop: Environment) -> None:
    place = _place(workshop, "start_job", "step 3 (update)")
    assert isinstance(place.step, UpdateStep)
    assert _facts("job.status == 'open'")[0] in place.known


def test_a_place_knows_the_predicates_of_a_find_that_cannot_be_missed(workshop: Environment) -> None:
    assert _facts("job.member_id == actor.member_id")[0] in _place(workshop, "start_job", "step 2 (require)").known


def test_the_else_branch_knows_the_opposite(workshop: Environment) -> None:
    place = _place(workshop, "label_job", "step 2 (each), do 2 (if), else 1 (collect)")
    assert place.when == ("not (known is None)",)
    assert _facts("known is not None")[0] in place.known


def test_a_find_that_missed_tells_that_no_such_row_exists(workshop: Environment) -> None:
    place = _place(workshop, "label_job", "step 2 (each), do 2 (if), then 1 (insert)")
    assert facts.absent(place.known, "label", {"job_id": parse("job.job_id"), "name": Name("name")})


def test_a_turn_of_a_loop_forgets_what_an_earlier_turn_may_have_changed(workshop: Environment) -> None:
    place = _place(workshop, "open_job", "step 4 (each), do 2 (require)")
    assert isinstance(place.step, RequireStep)
    assert not any(fact == parse("part.stock >= item.quantity") for fact in place.known)


def test_a_place_knows_the_bounds_of_arguments(workshop: Environment) -> None:
    assert facts.at_least(_place(workshop, "finish_job", "step 1 (find)").known, Name("hours"), 0)


def test_an_optional_argument_has_no_bounds_that_hold(workshop: Environment) -> None:
    tool = workshop.tools["finish_job"]
    hours = tool.parameters["hours"].model_copy(update={"optional": True})
    changed = tool.model_copy(update={"parameters": {**tool.parameters, "hours": hours}})
    first = next(places(workshop, changed))
    assert not facts.at_least(first.known, Name("hours"), 0)
