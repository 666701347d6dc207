import pytest

from client.records import AllowedWrite, ChangeRecord, ExpectedChange, Matcher, ResponseCheck, VerifySpec
from client.rewards import Episode, grade

CHANGE = ChangeRecord(
    environment="shop",
    entity="order",
    op="update",
    key=["O1"],
    before={"order_id": "O1", "status": "open", "seen": 1},
    after={"order_id": "O1", "status": "closed", "seen": 1},
)
EXPECTED = ExpectedChange(
    environment="shop",
    entity="order",
    op="update",
    key=["O1"],
    values={"status": Matcher(kind="equals", value="closed")},
)
OTHER = CHANGE.model_copy(update={"key": ["O2"]})
FACT = ResponseCheck(turn=0, kind="fact", value="closed")
SPEC = VerifySpec(expected=[EXPECTED], responses=[FACT])
RESULT = '{"order":{"status":"closed"}}'
GOOD = Episode(changes=[CHANGE], replies=["The order is closed now."], calls=["close_order"], results=[RESULT])


def but(**changes: object) -> Episode:
    return Episode(**{**GOOD.__dict__, **changes})


def test_everything_expected_and_said_is_one() -> None:
    reward = grade(SPEC, GOOD)
    assert (reward.total, reward.passed) == (1.0, True)


@pytest.mark.parametrize(
    ("episode", "broken"),
    [
        (Episode(changes=[], replies=[]), "state"),
        (but(changes=[]), "state"),
        (but(replies=["Done."]), "responses"),
        (but(changes=[CHANGE, OTHER]), "no_unintended_writes"),
        (but(finished=False), "finished"),
        (but(results=[]), "facts_obtained"),
    ],
)
def test_anything_missing_or_besides_is_zero(episode: Episode, broken: str) -> None:
    reward = grade(SPEC, episode)
    assert reward.total == 0.0
    assert {**reward.gates, **reward.components}[broken] in (False, 0.0)


def test_a_forbidden_call_is_zero() -> None:
    spec = SPEC.model_copy(update={"forbidden": ["close_order"]})
    assert grade(spec, GOOD).total == 0.0


def test_an_allowed_write_costs_nothing_and_only_in_its_columns() -> None:
    seen = OTHER.model_copy(update={"after": {"order_id": "O1", "status": "open", "seen": 2}})
    spec = SPEC.model_copy(update={"allowed": [AllowedWrite(environment="shop", entity="order", columns=["seen"])]})
    assert grade(spec, but(changes=[CHANGE, seen])).total == 1.0
    assert grade(spec, but(changes=[CHANGE, OTHER])).total == 0.0


def test_the_graded_score_of_doing_nothing_is_exactly_zero_and_partial_stays_below_one() -> None:
    two = SPEC.model_copy(update={"expected": [EXPECTED, EXPECTED.model_copy(update={"key": ["O2"]})]})
    assert grade(two, Episode(changes=[], replies=[]), graded=True).total == 0.0
    assert 0.0 < grade(two, GOOD, graded=True).total <= 0.8
    assert grade(two, but(changes=[CHANGE, OTHER]), graded=True).total == 1.0


def test_a_refusal_earns_nothing_where_only_the_reply_counts() -> None:
    spec = VerifySpec(responses=[FACT])
    assert grade(spec, Episode(changes=[], replies=["I cannot help."]), graded=True).total == 0.0


def test_a_spec_that_nothing_can_fail_is_refused() -> None:
    with pytest.raises(ValueError, match="vacuous"):
        grade(VerifySpec(), GOOD)
