"""What a column says given its neighbours: parts of an address, statuses said twice, names of firms and of people."""

from typing import Any

from generator.seed import raw_state
from servers.farm.state import Row, Scalar, Value
from tests.generator.seed.conftest import of

TEXT = {"kind": "text"}
MAYBE = {"kind": "text", "nullable": True}
MOMENT = {"kind": "datetime"}


def rows(entity: str, columns: dict[str, Any], **more: Any) -> list[Row]:
    return raw_state(of({entity: {"columns": columns, "seed": {"rows": 24}, **more}})).ordered(entity)


def test_an_address_is_there_as_a_whole_or_not_at_all() -> None:
    names = ("address_line1", "address_city", "address_country")
    found = rows("branch_office", {**dict.fromkeys(names, MAYBE), "address_line2": MAYBE})
    assert any(row["address_city"] is None for row in found)
    for row in found:
        assert len({row[name] is None for name in names}) == 1
        assert row["address_line1"] is not None or row["address_line2"] is None


def test_people_have_both_names_and_a_title_that_is_a_job() -> None:
    found = rows("employee", {"first_name": MAYBE, "last_name": MAYBE, "title": TEXT, "name": TEXT})
    assert all(row["name"] == f"{row['first_name']} {row['last_name']}" for row in found)
    assert all(row["title"] != row["name"] for row in found)


def test_a_row_with_both_names_is_called_after_them_whatever_its_noun() -> None:
    for row in rows("flurb", {"first_name": TEXT, "last_name": TEXT, "name": TEXT}):
        assert row["name"] == f"{row['first_name']} {row['last_name']}"


def test_moments_and_statuses_that_are_said_twice_agree() -> None:
    status = {"kind": "enum", "values": ["open", "paid"]}
    columns = {"created_date": {"kind": "date"}, "created_time": MOMENT, "status": status, "status_desc": TEXT}
    for row in rows("gadget", columns):
        assert str(row["created_time"])[:10] == row["created_date"]
        assert row["status_desc"] == row["status"]


def test_what_must_be_there_repeats_nothing_that_may_be_missing() -> None:
    found = rows("gadget", {"published_at": {**MOMENT, "nullable": True}, "published_timestamp": MOMENT})
    assert all(row["published_timestamp"] is not None for row in found)


def test_firms_are_not_called_like_people_and_say_nothing_about_themselves() -> None:
    for row in rows("organization", {"name": TEXT, "username": TEXT, "bio": TEXT, "summary": TEXT}):
        assert str(row["username"])[:3] == str(row["name"]).lower()[:3]
        assert row["summary"] != row["name"]


def test_paths_of_pages_are_not_those_of_files() -> None:
    assert all("." not in str(row["path"]) for row in rows("article", {"title": TEXT, "path": TEXT}))
    assert all("." in str(row["path"]) for row in rows("document", {"title": TEXT, "path": TEXT}))


def test_states_of_things_without_an_address_are_no_regions() -> None:
    assert {row["state_code"] for row in rows("gadget", {"state_code": TEXT})} <= {
        "active",
        "pending",
        "inactive",
        "completed",
    }


def test_ends_in_seconds_come_after_their_starts() -> None:
    number = {"kind": "number"}
    for row in rows("gadget", {"start_time": number, "end_time": number}):
        assert float(str(row["start_time"])) < float(str(row["end_time"]))


def test_refunds_are_parts_of_what_was_paid_and_payments_no_sums_of_refunds() -> None:
    money, number = {"kind": "money"}, {"kind": "text"}
    state = raw_state(
        of(
            {
                "payment": {"columns": {"amount": money, "net_amount": money, "reference": number}},
                "refund": {
                    "columns": {
                        "payment_id": {"kind": "reference", "to": "payment", "on_delete": "cascade"},
                        "amount": money,
                        "note": TEXT,
                    }
                },
            }
        )
    )
    for row in state.ordered("payment"):
        back = [float(str(one["amount"])) for one in state.ordered("refund") if one["payment_id"] == row["payment_id"]]
        assert float(str(row["amount"])) > 0
        assert sum(back) <= float(str(row["amount"]))
        assert float(str(row["net_amount"])) <= float(str(row["amount"]))


def test_lists_hold_what_their_names_say() -> None:
    lists = {name: {"kind": "list", "of": "text"} for name in ("notes", "addresses_full", "phones", "tags")}
    found = rows("gadget", lists)
    held = {name: [str(item) for row in found for item in _listed(row[name])] for name in lists}
    assert all(" " in item for item in held["notes"])
    assert all(item.startswith("+") for item in held["phones"])


def _listed(value: Value) -> tuple[Scalar, ...]:
    assert isinstance(value, tuple)
    return value


def test_people_leave_after_they_came() -> None:
    date = {"kind": "date"}
    columns = {"first_name": TEXT, "hire_date": date, "leaving_date": {**date, "nullable": True}}
    found = rows("employee", columns)
    assert sum(row["leaving_date"] is not None for row in found) <= 8
    assert all(row["leaving_date"] is None or str(row["leaving_date"]) > str(row["hire_date"]) for row in found)
