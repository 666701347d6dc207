"""Counters: numbers and totals are true after every call, nothing empty goes on, the last one stays."""

import random
from decimal import Decimal

import pytest

from generator.description import Operation
from generator.mechanics import Subject
from generator.mechanics.counters import Counters
from generator.mechanics.counting import count_of, counted_rows
from generator.mechanics.totals import amount_of
from servers.farm.model import Environment
from tests.generator.mechanics.conftest import World
from tests.generator.mechanics.sound import environment, stands, used, with_all

SHOP = """
entities:
  order:
    plural: orders
    key: {column: order_id, sequence: "O{n}"}
    columns:
      customer: {kind: text}
      status: {kind: enum, values: [draft, placed], default: "'draft'"}
      line_count: {kind: integer, default: "0", description: "How many lines."}
      open_claims: {kind: integer, default: "0"}
      subtotal: {kind: money, default: "0"}
      shipping: {kind: money, default: "money(5)"}
      total: {kind: money, default: "0"}
      amount_paid: {kind: money, default: "0"}
      amount_due: {kind: money, default: "0"}
    views:
      full: [order_id, customer, status, line_count, open_claims, subtotal, shipping, total, amount_paid, amount_due]
  order_line:
    plural: order_lines
    key: {column: order_line_id, sequence: "L{n}"}
    columns:
      order_id: {kind: reference, to: order, on_delete: cascade}
      unit_price: {kind: money}
      quantity: {kind: integer, minimum: 1}
      line_total: {kind: money, default: "0"}
    views: {full: [order_line_id, order_id, unit_price, quantity, line_total]}
  claim:
    plural: claims
    key: {column: claim_id, sequence: "R{n}"}
    columns:
      order_id: {kind: reference, to: order, on_delete: cascade}
      closed: {kind: boolean, default: "False"}
    views: {full: [claim_id, order_id, closed]}
faults:
  order_not_found: {message: "There is no order {order_id}."}
  order_line_not_found: {message: "There is no line {order_line_id}."}
  claim_not_found: {message: "There is no claim {claim_id}."}
tools:
  list_orders:
    title: L
    description: L.
    parameters: {line_count: {kind: integer, optional: true, column: order.line_count}}
    steps:
      - search: {entity: order, as: orders, given: [order.line_count == line_count], page: {size: 20}}
      - return: {orders: {rows: orders, view: full}}
  list_lines:
    title: L
    description: L.
    steps: [{search: {entity: order_line, as: lines, page: {size: 20}}}, {return: {lines: {rows: lines, view: full}}}]
  list_claims:
    title: L
    description: L.
    steps: [{search: {entity: claim, as: claims, page: {size: 20}}}, {return: {claims: {rows: claims, view: full}}}]
  create_order:
    title: C
    description: C.
    parameters: {customer: text}
    steps:
      - insert: {entity: order, set: {customer: customer, line_count: "0"}}
      - return: {order: {row: order, view: full}}
  add_line:
    title: A
    description: A.
    parameters:
      order_id: {kind: text, column: order.order_id}
      unit_price: {kind: money, minimum: 0}
      quantity: {kind: integer, minimum: 1, maximum: 9}
    steps:
      - find: {entity: order, key: order_id, else: order_not_found}
      - insert: {entity: order_line, set: {order_id: order_id, unit_price: unit_price, quantity: quantity}}
      - return: {line: {row: order_line, view: full}}
  delete_line:
    title: D
    description: D.
    parameters: {order_line_id: {kind: text, column: order_line.order_line_id}}
    steps:
      - find: {entity: order_line, key: order_line_id, else: order_line_not_found}
      - delete: {row: order_line}
      - return: {order_line_id: order_line_id}
  VERB_order:
    title: V
    description: V.
    parameters: {order_id: {kind: text, column: order.order_id}}
    steps:
      - find: {entity: order, key: order_id, else: order_not_found}
      - update: {row: order, set: {status: "'placed'"}}
      - return: {order: {row: order, view: full}}
  create_claim:
    title: C
    description: C.
    parameters: {order_id: {kind: text, column: order.order_id}}
    steps:
      - find: {entity: order, key: order_id, else: order_not_found}
      - insert: {entity: claim, set: {order_id: order_id}}
      - return: {claim: {row: claim, view: full}}
  close_claim:
    title: C
    description: C.
    parameters: {claim_id: {kind: text, column: claim.claim_id}}
    steps:
      - find: {entity: claim, key: claim_id, else: claim_not_found}
      - update: {row: claim, set: {closed: "True"}}
      - return: {claim: {row: claim, view: full}}
"""


def shop(verb: str = "place", *changes: tuple[str, str]) -> Environment:
    text = SHOP.replace("VERB", verb)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return environment(text)


def told(found: Environment, tool: str, text: str) -> Subject:
    return Subject(found, {tool: [Operation(id=tool, method="POST", path=f"/{tool}", description=text)]})


def world() -> World:
    made = World(with_all(Counters(), shop()))
    for entity in ("claim", "order_line", "order"):
        made.empty(entity)
    assert made.call("create_order", customer="Ada") == ""
    return made


def test_numbers_and_totals_follow_from_the_rows() -> None:
    shown = world()
    order = str(shown.last("order")["order_id"])
    for price, quantity in ((2.5, 2), (1, 3)):
        assert shown.call("add_line", order_id=order, unit_price=price, quantity=quantity) == ""
    row = shown.row("order", order)
    assert (row["line_count"], row["subtotal"], row["total"]) == (2, Decimal(8), Decimal(13))
    assert row["amount_due"] == Decimal(13)
    shown.put("order", order, amount_paid=Decimal(20))
    assert shown.row("order", order)["amount_due"] == Decimal(0)
    last = shown.last("order_line")
    assert shown.row("order_line", str(last["order_line_id"]))["line_total"] == Decimal(3)
    assert shown.call("delete_line", order_line_id=last["order_line_id"]) == ""
    assert shown.row("order", order)["line_count"] == 1
    assert shown.row("order", order)["subtotal"] == Decimal(5)


def test_a_number_of_rows_in_a_state_moves_with_their_state() -> None:
    shown = world()
    order = str(shown.last("order")["order_id"])
    for _ in range(2):
        assert shown.call("create_claim", order_id=order) == ""
    assert shown.row("order", order)["open_claims"] == 2
    assert shown.call("close_claim", claim_id=shown.last("claim")["claim_id"]) == ""
    assert shown.row("order", order)["open_claims"] == 1


def test_numbers_are_true_after_any_order_of_calls() -> None:
    shown, chance = world(), random.Random(3)
    for _ in range(120):
        lines = [str(row["order_line_id"]) for row in shown.state.ordered("order_line")]
        orders = [str(row["order_id"]) for row in shown.state.ordered("order")]
        tool = chance.choice(["create_order", "add_line", "add_line", *(["delete_line"] if lines else [])])
        if tool == "create_order":
            shown.call(tool, customer="B")
        elif tool == "add_line":
            shown.call(tool, order_id=chance.choice(orders), unit_price=chance.randint(1, 5), quantity=1)
        else:
            shown.call(tool, order_line_id=chance.choice(lines))
        for order in orders:
            own = [row for row in shown.state.ordered("order_line") if row["order_id"] == order]
            row = shown.row("order", order)
            assert row["line_count"] == len(own)
            assert row["subtotal"] == sum((Decimal(str(line["unit_price"])) for line in own), Decimal(0))


def test_nothing_empty_goes_on() -> None:
    found = with_all(Counters(), shop())
    assert used(Counters(), found) == {("place_order", "order_without_line")}
    stands(found)
    shown = world()
    order = shown.last("order")["order_id"]
    assert shown.call("place_order", order_id=order) == "order_without_line"
    assert shown.call("add_line", order_id=order, unit_price=1, quantity=1) == ""
    assert shown.call("place_order", order_id=order) == ""


@pytest.mark.parametrize("verb", ["archive", "cancel", "rename", "tag"])
def test_other_verbs_say_nothing_of_parts(verb: str) -> None:
    assert used(Counters(), with_all(Counters(), shop(verb))) == set()


def test_parts_that_nobody_can_add_are_not_asked_for() -> None:
    found = shop("place", ("      - insert: {entity: order_line, set: {order_id: order_id, unit_price: unit_price, "
                           "quantity: quantity}}\n      - return: {line: {row: order_line, view: full}}",
                           "      - update: {row: order, set: {customer: \"f'{unit_price} {quantity}'\"}}\n"
                           "      - return: {order: {row: order, view: full}}"))  # fmt: skip
    assert used(Counters(), with_all(Counters(), found)) == set()


def test_a_description_that_asks_for_parts_is_believed_whatever_the_verb() -> None:
    found = shop("audit")
    subject = told(found, "audit_order", "Audits an order. It must have at least one order line.")
    assert used(Counters(), with_all(Counters(), found, subject)) == {("audit_order", "order_without_line")}


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("The last remaining line cannot be deleted.", True),
        ("You cannot delete the only line.", True),
        ("An order must keep at least one line.", True),
        ("Deletes the last line that was added.", False),
        ("Deletes a line. Shipping cannot be changed.", False),
    ],
)
def test_the_last_one_stays_where_the_description_says_so(text: str, stays: bool) -> None:
    found = shop("archive")
    changed = with_all(Counters(), found, told(found, "delete_line", text))
    assert used(Counters(), changed) == ({("delete_line", "last_order_line")} if stays else set())
    stands(changed)


def test_the_last_line_of_an_order_stays_while_others_have_more() -> None:
    found = shop("archive")
    shown = World(with_all(Counters(), found, told(found, "delete_line", "You cannot delete the last line.")))
    shown.empty("order_line")
    orders = [str(row["order_id"]) for row in shown.state.ordered("order")][:2]
    for order in (orders[0], orders[1], orders[1]):
        assert shown.call("add_line", order_id=order, unit_price=1, quantity=1) == ""
    first, second, third = (str(row["order_line_id"]) for row in shown.state.ordered("order_line"))
    assert shown.call("delete_line", order_line_id=first) == "last_order_line"
    assert shown.call("delete_line", order_line_id=second) == ""
    assert shown.call("delete_line", order_line_id=third) == "last_order_line"


def test_what_callers_write_is_left_alone() -> None:
    given = ("{customer: text}", "{customer: text, line_count: integer}")
    found = shop("archive", given, ('line_count: "0"}}', "line_count: line_count}}"))
    assert with_all(Counters(), found).entities["order"].columns["line_count"].kind == "integer"


@pytest.mark.parametrize(
    "extra", ["credit: {kind: money, default: money(0)}", "discount: {kind: money, nullable: true}"]
)
def test_a_total_beside_amounts_that_nobody_can_place_is_left_alone(extra: str) -> None:
    name = extra.partition(":")[0]
    found = shop(
        "archive",
        ("      amount_paid:", f"      {extra}\n      amount_paid:"),
        ("total, amount", f"total, {name}, amount"),
    )
    assert amount_of(found, "order", "total") == ""
    assert amount_of(found, "order", "subtotal") != ""


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("order_line_count", "order_line"), ("lines_count", "order_line"), ("number_of_lines", "order_line"),
        ("total_claims", "claim"), ("claims", "claim"), ("claims_open", "claim"),
        ("closed_claim_count", "claim"),
        ("line", ""), ("count", ""), ("latest_line_size", ""), ("lost_claims", ""), ("line_limit", ""),
    ],
)  # fmt: skip
def test_a_number_says_by_its_name_what_it_counts(name: str, counts: str) -> None:
    text = count_of(shop(), "order", name)
    assert (f" in {counts} if " in text) if counts else text == ""


def test_of_two_ways_to_count_none_is_taken() -> None:
    other = "      other_id: {kind: reference, to: order, nullable: true, on_delete: clear}\n"
    found = shop(
        "place",
        ("      closed: {kind", f"{other}      closed: {{kind"),
        ("order_id, closed]", "order_id, other_id, closed]"),
    )
    assert count_of(found, "order", "claim_count") == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [("comment_count", "comments"), ("issues_open", "open issues"), ("open_issues", "open issues"),
     ("pages_total_items", "pages"), ("number_of_team_members", "team members"), ("likes", "likes")],
)  # fmt: skip
def test_a_number_without_words_of_its_own_says_what_it_counts(name: str, said: str) -> None:
    assert counted_rows(name) == said


def test_what_a_description_says_of_a_number_is_kept() -> None:
    columns = with_all(Counters(), shop()).entities["order"].columns
    assert columns["line_count"].description == "How many lines."
    assert columns["open_claims"].description == "How many open claims there are."
