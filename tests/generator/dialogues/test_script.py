import re

import pytest

from generator.dialogues.certificate import said_by_user, unsupported_replies
from generator.dialogues.problems import problems
from servers.farm.model import Environment

from .conftest import Told

QUOTED = re.compile(r'"[^"]*"')


def test_users_speak_plain_english(told: list[Told]) -> None:
    for item in told:
        environment = item.plan.context.environment
        parameters = {name for tool in environment.tools.values() for name in tool.parameters}
        odd = {name for name in parameters if not name.isalpha()}
        for line in item.lines:
            bare = re.sub(r"[\w.+-]+@[\w.-]+", "", QUOTED.sub('""', line.user))
            assert not re.search(r"[{}\[\]_]|\b[a-z]+[A-Z]", bare), line.user
            assert not any(re.search(rf"\b{re.escape(name)}\b", bare) for name in odd), line.user
            assert not any("_" in name and name in line.user for name in environment.tools), line.user


def test_what_another_thing_is_called_is_not_said_to_be_its_id(told: list[Told]) -> None:
    assert not any(re.search(r"\bIDs?\b", QUOTED.sub("", line.user)) for item in told for line in item.lines)


def test_users_name_no_key_that_only_tools_know(told: list[Told]) -> None:
    for item in told:
        environment = item.plan.context.environment
        for entity, table in item.plan.start.rows.items():
            key = environment.entities[entity].key
            if key is None or key.sequence is None or key.sequence[:1] == "{":
                continue
            for row in table:
                assert all(str(row[-1]) not in re.findall(r"[\w-]+", line.user) for line in item.lines)


def test_every_turn_begins_like_a_sentence_and_ends_like_one(told: list[Told]) -> None:
    for item in told:
        for line in item.lines:
            for text in (line.user, line.assistant):
                assert text[0].isupper() or text[0] in '"+' or "@" in text.split()[0] or text[0].isdigit(), text
                assert text.endswith((".", "?", '."', '?"', '!"')), text
                assert '.".' not in text, text
                assert "  " not in text, text


def test_what_the_user_gives_is_in_the_users_words(told: list[Told]) -> None:
    assert all(said_by_user(item.plan, item.lines) for item in told)


def test_replies_state_only_what_tools_gave_or_users_said(told: list[Told]) -> None:
    wrong = [found for item in told if (found := unsupported_replies(item.plan, item.lines, item.performed))]
    assert len(wrong) <= 0.02 * len(told)


def test_an_assistant_asks_for_what_is_missing(told: list[Told]) -> None:
    for item in told:
        for turn, line in zip(item.plan.turns, item.lines, strict=True):
            assert line.assistant.endswith("?") == (turn.part == "open")


def test_replies_tell_no_key_that_the_user_has_not_said(told: list[Told]) -> None:
    for item in told:
        parts = {str(part) for table in item.plan.start.rows.values() for key in table for part in key}
        keys = {part for part in parts if not part.isdigit() and any(sign.isdigit() for sign in part)}
        said = " ".join(line.user for line in item.lines)
        for line in item.lines:
            told_keys = keys & set(re.findall(r"[\w-]+", QUOTED.sub("", line.assistant)))
            assert all(key in said for key in told_keys), line.assistant


def test_refusals_are_explained_with_a_fact_that_had_to_be_looked_up(told: list[Told]) -> None:
    refused = [item for item in told if item.plan.kind == "impossible"]
    assert refused
    for item in refused:
        kinds = [check.kind for check in item.lines[-1].checks]
        assert kinds[0] == "abstain"
        assert len(kinds) == 2


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Please call delete_bike for the old one.", "tool name"),
        ("Set price_per_hour to 5.", "odd word"),
        ("Show me pricePerHour.", "odd word"),
        ("Remove B0007, please.", "key"),
        ('{"bike": 1}', "odd word"),
    ],
)
def test_what_no_person_would_say_is_found(bikes: Environment, text: str, wrong: str) -> None:
    assert any(wrong in problem for problem in problems(text, bikes, {"B0007"}))


def test_a_persons_own_words_are_left_alone(bikes: Environment) -> None:
    assert problems('Rename it to "snake_case and camelCase" for a_b@example.com.', bikes, {"B0007"}) == []
