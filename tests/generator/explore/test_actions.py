"""What verbs do to rows."""

from dataclasses import replace
from typing import Any

import pytest

from generator.description import Operation, Schema
from generator.explore import explore
from generator.statuses import class_of
from generator.verbs import PAIRS, VERBS
from servers.farm.model import Environment, dump
from tests.generator.explore.small import call, crud, describe, shop, thing


def _environment(*operations: Operation | tuple[Operation, ...], **schemas: Schema) -> Environment:
    found = explore(describe(*operations, **schemas))
    assert found.environments, found.refused
    return found.environments[0]


def _steps(environment: Environment, tool: str) -> list[dict[str, Any]]:
    return [step.model_dump(by_alias=True, exclude_defaults=True) for step in environment.tools[tool].steps]


def test_the_table_has_many_verbs_and_its_pairs_undo_verbs_of_the_table() -> None:
    assert len(VERBS) >= 60
    assert set(PAIRS.values()) <= set(VERBS) | {"delete"}


def test_cancelling_moves_the_status_from_where_that_makes_sense() -> None:
    shown = explore(shop()).environments[0]
    steps = _steps(shown, "cancel_order")
    assert [step["require"] for step in steps if "require" in step] == [
        {"that": "order.status != 'cancelled'", "else": "order_already_cancelled"},
        {"that": "order.status in ('pending', 'paid')", "else": "order_not_pending_or_paid"},
    ]
    assert {"update": {"row": "order", "set": {"status": "'cancelled'", "updated_at": "now()"}}} in steps


def test_what_the_description_says_of_when_goes_before_what_the_verb_lets_one_expect() -> None:
    told = "Only refunds with the `requires_action` status can be cancelled."
    shown = _environment(
        crud("/refunds", "Refund"),
        replace(call("POST /refunds/{id}/cancel", "Refund"), description=told),
        Refund=thing(id="string", name="string", status="pending|requires_action|succeeded|canceled"),
    )
    asked = [step["require"]["that"] for step in _steps(shown, "cancel_refund") if "require" in step]
    assert asked == ["refund.status != 'canceled'", "refund.status == 'requires_action'"]


def test_what_is_said_of_every_other_state_forbids_nothing_more() -> None:
    """A second condition that holds wherever the first one does would be no condition, and the tool be dropped."""
    shown = _environment(
        crud("/refunds", "Refund"),
        replace(call("POST /refunds/{id}/cancel", "Refund"), description="Only refunds that are `open` or `paid`."),
        Refund=thing(id="string", name="string", status="open|paid|canceled"),
    )
    assert "cancel_refund" in shown.tools


def test_a_status_keeps_the_time_at_which_it_was_reached() -> None:
    steps = _steps(explore(shop()).environments[0], "ship_order")
    assert {
        "update": {"row": "order", "set": {"shipped_at": "now()", "status": "'shipped'", "updated_at": "now()"}}
    } in steps


@pytest.mark.parametrize(
    ("verb", "columns", "expected"),
    [
        ("complete", {"status": "open|completed"}, "'completed'"),
        ("archive", {"archived": "boolean"}, "True"),
        ("unlock", {"locked": "boolean"}, "False"),
        ("publish", {"published_at": "datetime"}, "now()"),
        ("reopen", {"state": "open|closed"}, "'open'"),
        ("hide", {"hidden": "boolean"}, "True"),
    ],
)
def test_a_verb_finds_its_status_flag_or_time(verb: str, columns: dict[str, str], expected: str) -> None:
    shown = _environment(
        crud("/posts", "Post"),
        call(f"POST /posts/{{id}}/{verb}", "Post"),
        Post=thing(id="string", title="string!", **columns),
    )
    updates = [step["update"]["set"] for step in _steps(shown, f"{verb}_post") if "update" in step]
    assert expected in updates[0].values()


def test_two_verbs_that_undo_each_other_are_evidence_of_a_flag_and_one_alone_is_not() -> None:
    post = thing(id="string", title="string!")
    both = _environment(crud("/posts", "Post"), call("POST /posts/{id}/pin"), call("POST /posts/{id}/unpin"), Post=post)
    assert both.entities["post"].columns["pinned"].kind == "boolean"
    alone = explore(describe(crud("/posts", "Post"), call("POST /posts/{id}/pin"), Post=post))
    assert "pinned" not in alone.environments[0].entities["post"].columns
    assert [item.operation for item in alone.left_out] == ["POST /posts/{id}/pin"]


def test_an_action_whose_inputs_are_columns_sets_them() -> None:
    shown = _environment(
        crud("/posts", "Post"),
        call("POST /posts/{id}/rename", "Post", thing(title="string!")),
        Post=thing(id="string", title="string"),
    )
    assert {"update": {"row": "post", "set": {"title": "title"}}} in _steps(shown, "rename_post")


def test_removing_is_not_setting() -> None:
    found = explore(
        describe(
            crud("/posts", "Post"),
            call("POST /posts/{id}/removeTitle", "", thing(title="string!")),
            Post=thing(id="string", title="string!"),
        )
    )
    assert [item.operation for item in found.left_out] == ["POST /posts/{id}/removeTitle"]


def test_a_copy_is_a_new_row_with_the_same_facts() -> None:
    shown = _environment(
        crud("/posts", "Post"),
        call("POST /posts/{id}/copy", "Post"),
        Post=thing(id="string", title="string!", text="string"),
    )
    inserts = [step["insert"]["set"] for step in _steps(shown, "copy_post") if "insert" in step]
    assert inserts == [{"title": "coalesce(title, post.title)", "text": "post.text"}]


def test_moving_brings_a_row_elsewhere_and_clearing_removes_what_lies_in_one() -> None:
    shown = _environment(
        crud("/boards", "Board"),
        crud("/boards/{board_id}/cards", "Card"),
        call("POST /boards/{board_id}/cards/{id}/move", "Card", query="destination!"),
        call("POST /boards/{board_id}/clear", told="Deletes all cards of a board."),
        Board=thing(id="string", name="string!"),
        Card=thing(id="string", title="string!"),
    )
    assert shown.tools["move_card"].parameters.keys() == {"card_id", "board_id"}
    assert "card_already_there" in shown.faults
    assert "delete" in dump(shown.model_copy(update={"tools": {"clear_board": shown.tools["clear_board"]}}))


def test_a_move_may_name_where_to_go_by_the_last_word_of_what_it_lies_in() -> None:
    shown = _environment(
        crud("/service_plans", "ServicePlan"),
        crud("/service_plans/{plan_id}/seats", "Seat"),
        call("POST /service_plans/{plan_id}/seats/{id}/move", "Seat", thing(destinationPlanId="string")),
        ServicePlan=thing(id="string", name="string!"),
        Seat=thing(id="string", title="string!"),
    )
    assert shown.tools["move_seat"].parameters.keys() == {"seat_id", "service_plan_id"}


def test_sending_a_draft_makes_a_message_of_it() -> None:
    message = thing(id="string", subject="string!", text="string!")
    shown = _environment(
        crud("/drafts", "Draft"),
        crud("/messages", "Message"),
        call("POST /drafts/send", "Message", "Draft"),
        Draft=thing(id="string", message="Message"),
        Message=message,
    )
    kinds = [next(iter(step)) for step in _steps(shown, "send_draft")]
    assert kinds == ["find", "insert", "delete", "return"]


@pytest.mark.parametrize(
    ("operation", "set_"),
    [
        (call("PUT /items/{id}/access", "Item", thing(access="string")), True),
        (call("POST /items/{id}/rename", "Item", thing(name="string")), True),
        (call("POST /items/{id}/getByFilter", "Item", thing(name="string")), False),
        (call("POST /items/{id}/batchUpdate", "Item", thing(name="string")), False),
        (call("GET /items/{id}:render", "Item", query="name"), False),
    ],
)
def test_only_verbs_that_set_something_set_columns(operation: Operation, set_: bool) -> None:
    item = thing(id="string", name="string", access="string", color="string")
    left_out = explore(describe(crud("/items", "Item"), operation, Item=item)).left_out
    assert (operation.id not in {item.operation for item in left_out}) is set_


def test_an_end_that_says_more_is_an_end() -> None:
    assert [class_of(value) for value in ("completed_with_errors", "timed_out", "CANCELING", "asset_created")] == [
        "done",
        "dead",
        "dead",
        "",
    ]


def test_an_action_that_changes_something_is_called_so() -> None:
    change = call("POST /items/{id}/changePlan", "Item", thing(plan_name="string!"))
    rest = [item for item in crud("/items", "Item") if item.method != "PATCH"]
    shown = _environment(*rest, change, Item=thing(id="string", title="string", plan_name="string"))
    assert "change_item_plan" in shown.tools
