from client.records import ChangeRecord, ExpectedChange, VerifySpec, change_record
from client.rewards import Episode, grade
from generator.dialogues.spec import clock_columns, verify_spec
from generator.seed import start_state
from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment
from servers.farm.state import RowChange, State, difference

from .conftest import Told

Calls = list[tuple[str, dict[str, object]]]


def changes(environment: Environment, calls: Calls) -> tuple[State, list[RowChange]]:
    interpreter, start = Interpreter(environment), start_state(environment)
    state = start
    for tool, arguments in calls:
        outcome = interpreter.call(state, tool, arguments)
        assert outcome.result is not None, (outcome.message, outcome.invalid)
        state = outcome.state
    return state, difference(environment, start, state)


def renting(environment: Environment, extra: int) -> Calls:
    """The same wish after `extra` other riders came and went."""
    state = start_state(environment)
    number = len(state.rows["rider"]) + 1 + extra
    bike = next(key[-1] for key, row in sorted(state.rows["bike"].items()) if row["status"] == "available")
    before: Calls = []
    for index in range(extra):
        before.append(("register_rider", {"name": "X", "email": f"x{index}@example.com"}))
        before.append(("delete_rider", {"rider_id": f"R{number - extra + index}"}))
    return [
        *before,
        ("register_rider", {"name": "Zoe", "email": "zoe@example.com"}),
        ("top_up", {"rider_id": f"R{number}", "amount": 500.0}),
        ("rent_bike", {"rider_id": f"R{number}", "bike_id": bike}),
    ]


def test_generated_keys_may_be_others_if_they_are_so_everywhere(bikes: Environment) -> None:
    _, gold = changes(bikes, renting(bikes, 0))
    _, other = changes(bikes, renting(bikes, 2))
    spec = verify_spec(bikes, gold, [])
    assert [str(change.key) for change in gold] != [str(change.key) for change in other]
    assert passes(spec.expected, records(other))


def test_a_reference_to_another_row_than_the_new_one_is_wrong(bikes: Environment) -> None:
    _, gold = changes(bikes, renting(bikes, 0))
    spec = verify_spec(bikes, gold, [])
    wrong = [
        record.model_copy(update={"after": {**(record.after or {}), "rider_id": "R1"}})
        if record.entity == "rental"
        else record
        for record in records(gold)
    ]
    assert not passes(spec.expected, wrong)


def test_what_the_clock_gives_may_differ_and_what_was_asked_may_not(bikes: Environment) -> None:
    _, gold = changes(bikes, renting(bikes, 0))
    spec = verify_spec(bikes, gold, [])
    rental = next(item for item in spec.expected if item.entity == "rental")
    assert rental.values["started_at"].kind == "clock"
    assert rental.values["rental_id"].kind == "generated"
    assert rental.values["rider_id"].kind == "generated"
    assert rental.values["bike_id"].kind == "equals"
    later = [with_values(record, "rental", started_at="2027-01-01T00:00:00Z") for record in records(gold)]
    assert passes(spec.expected, later)
    assert not passes(spec.expected, [with_values(record, "rider", email="z@example.com") for record in records(gold)])


def test_clock_columns_are_those_that_steps_and_defaults_fill(bikes: Environment) -> None:
    assert clock_columns(bikes) >= {("rental", "started_at"), ("rental", "ended_at"), ("rider", "joined_on")}


def test_every_spec_expects_exactly_what_gold_changes(told: list[Told]) -> None:
    for item in told:
        net = difference(item.loaded.environment, item.plan.start, item.plan.context.state)
        assert len(item.spec.expected) == len(net)
        assert [change.op for change in item.spec.expected] == [change.op for change in net]


def records(found: list[RowChange]) -> list[ChangeRecord]:
    return [change_record("bikes", change) for change in found]


def with_values(record: ChangeRecord, entity: str, **values: str) -> ChangeRecord:
    return (
        record.model_copy(update={"after": {**(record.after or {}), **values}}) if record.entity == entity else record
    )


def passes(expected: list[ExpectedChange], observed: list[ChangeRecord]) -> bool:
    return grade(VerifySpec(expected=expected), Episode(changes=observed, replies=[])).passed
