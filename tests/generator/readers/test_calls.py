"""Paths of calls that have names only."""

from __future__ import annotations

import re

import pytest

from generator.description import Schema
from generator.readers.calls import Call, Place, placed
from generator.readers.calls.words import without_prefix, words

TEXT, TEXTS = Schema(kind="string"), Schema(kind="array", items=Schema(kind="string"))


def call(
    name: str, required: str = "", optional: str = "", many: bool | None = None, reads: bool | None = None
) -> Call:
    """A call that takes texts; a name with a star takes many."""
    given = {item.rstrip("*"): TEXTS if item.endswith("*") else TEXT for item in (*required.split(), *optional.split())}
    needed = frozenset(item.rstrip("*") for item in required.split())
    return Call(id=name, words=words(name), inputs=given, required=needed, many=many, reads=reads)


HARBOUR = (
    call("CreatePier", "PierName", "Length"),
    call("DescribePiers", "", "PierIds*"),
    call("DeletePier", "PierId"),
    call("CreateBerth", "PierId Width"),
    call("ListBerths", "PierId"),
    call("GetBerth", "PierId BerthNumber"),
    call("UpdateBerth", "PierId BerthNumber", "Width"),
    call("CloseBerth", "PierId BerthNumber"),
    call("ListBoats"),
    call("GetBoat", "BoatId"),
    call("RegisterBoat", "Name"),
    call("DeregisterBoat", "BoatId"),
    call("AttachBoatToPier", "PierId BoatId"),
    call("DetachBoatFromPier", "PierId BoatId"),
    call("GetPierLighting", "PierId"),
    call("PutPierLighting", "PierId Mode"),
    call("StartInspection", "BoatId"),
    call("ListInspections", "", "BoatId"),
    call("StopInspection", "InspectionId"),
    call("BatchDeleteBoat", "BoatIds*"),
    call("ForecastTides"),
)


@pytest.fixture(scope="module")
def harbour() -> dict[str, Place]:
    return placed(HARBOUR)


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("CreatePier", "POST /piers"),
        ("DescribePiers", "GET /piers"),
        ("DeletePier", "DELETE /piers/{PierId}"),
        ("CreateBerth", "POST /piers/{PierId}/berths"),
        ("ListBerths", "GET /piers/{PierId}/berths"),
        ("GetBerth", "GET /piers/{PierId}/berths/{BerthNumber}"),
        ("UpdateBerth", "PATCH /piers/{PierId}/berths/{BerthNumber}"),
        ("CloseBerth", "POST /piers/{PierId}/berths/{BerthNumber}:close"),
        ("RegisterBoat", "POST /boats"),
        ("DeregisterBoat", "DELETE /boats/{BoatId}"),
        ("AttachBoatToPier", "PUT /piers/{PierId}/boats/{BoatId}"),
        ("DetachBoatFromPier", "DELETE /piers/{PierId}/boats/{BoatId}"),
        ("GetPierLighting", "GET /piers/{PierId}/pier_lighting"),
        ("PutPierLighting", "PUT /piers/{PierId}/pier_lighting"),
        ("StartInspection", "POST /inspections"),
        ("StopInspection", "POST /inspections/{InspectionId}:stop"),
        ("BatchDeleteBoat", "POST /boats:delete_many"),
    ],
)
def test_a_call_stands_where_its_name_and_inputs_say(harbour: dict[str, Place], name: str, where: str) -> None:
    assert f"{harbour[name].method} {harbour[name].path}" == where


def test_what_no_rule_knows_stands_alone(harbour: dict[str, Place]) -> None:
    assert harbour["ForecastTides"].family == "act"


def test_the_variables_of_every_path_are_inputs_of_its_call(harbour: dict[str, Place]) -> None:
    for item in HARBOUR:
        assert set(re.findall(r"\{(\w+)\}", harbour[item.id].path)) <= item.inputs.keys(), item.id


def test_inputs_that_name_rows_of_other_things_are_known(harbour: dict[str, Place]) -> None:
    assert harbour["StartInspection"].names == {"BoatId": ("boat",)}


def test_the_order_of_calls_does_not_matter() -> None:
    assert placed(reversed(HARBOUR)) == placed(HARBOUR)


def test_a_list_of_rows_by_required_keys_looks_rows_up() -> None:
    found = placed([call("ListShips"), call("DescribeShips", "ships*"), call("DeleteShip", "ship")])
    assert (found["DescribeShips"].method, found["DescribeShips"].path) == ("GET", "/ships/{ships}")


def test_a_noun_may_stand_before_its_verb() -> None:
    found = placed(
        [call("issueCreate", "title"), call("issueArchive", "issueId"), call("issues", many=True, reads=True)]
    )
    assert found["issueCreate"].path == "/issues"
    assert found["issueArchive"].path == "/issues/{issueId}:archive"


def test_a_word_that_stands_for_any_thing_names_none() -> None:
    found = placed([call("GetResourcePolicy", "resourceArn"), call("PutResourcePolicy", "resourceArn policy")])
    assert "{" not in found["GetResourcePolicy"].path


def test_a_verb_without_a_noun_makes_what_it_is_called_after() -> None:
    found = placed([call("ListSubscriptions"), call("Subscribe", "Endpoint"), call("Unsubscribe", "SubscriptionId")])
    assert (found["Subscribe"].method, found["Subscribe"].path) == ("POST", "/subscriptions")


def test_two_things_that_each_seem_to_lie_in_the_other_do_not_go_round() -> None:
    calls = [
        call("ListPorts"), call("ListShips"), call("GetPort", "shipId portId"), call("GetShip", "shipId portId"),
    ]  # fmt: skip
    assert {found.path.count("/ports") for found in placed(calls).values()} <= {0, 1}


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("DescribeDBInstances", "describe db instances"),
        ("ListACLs", "list acls"),
        ("API-post-page", "api post page"),
        ("get_ipv4_pools", "get ipv4 pools"),
        ("GetEC2Quota", "get ec2 quota"),
        ("createGraphQLApi", "create graphql api"),
    ],
)
def test_names_split_into_words(name: str, spelled: str) -> None:
    assert " ".join(words(name)) == spelled


def _call(name: str, inputs: str, required: str = "") -> Call:
    given = {item: Schema(kind="string") for item in inputs.split()}
    return Call(id=name, words=words(name), inputs=given, required=frozenset(required.split()))


def test_a_word_before_id_that_tells_which_id_is_no_part_of_the_noun() -> None:
    found = placed([_call("listTrees", ""), _call("getTree", "treePublicId", "treePublicId")])
    assert found["getTree"].path == "/trees/{treePublicId}"


@pytest.mark.parametrize(
    ("name", "inputs", "where"),
    [
        ("updateTreePosition", "treeId position", "PATCH /trees/{treeId}"),
        ("setTreeDueDate", "treeId dueDate", "PATCH /trees/{treeId}"),
        ("updateTreePosition", "treeId", "POST /trees/{treeId}:update_position"),
    ],
)
def test_changing_a_part_that_is_given_changes_the_thing(name: str, inputs: str, where: str) -> None:
    found = placed([_call("listTrees", ""), _call("getTree", "treeId", "treeId"), _call(name, inputs, "treeId")])
    assert f"{found[name].method} {found[name].path}" == where


def test_names_in_other_scripts_are_spelled_in_latin_letters() -> None:
    assert words("createГрядка") == ("create", "gryadka")
    assert without_prefix(["本", "日本", "-", "list_beds"], ())["-"] == ()


@pytest.mark.parametrize("name", ["bed/id", "{bed_id", ""])
def test_an_input_that_a_path_cannot_hold_is_not_in_it(name: str) -> None:
    call = Call(id="x", words=("get", "bed"), inputs={name: Schema(kind="string")}, required=frozenset({name}))
    assert placed([call, Call(id="y", words=("list", "beds"), many=True)])["x"].variables == ()


def test_what_most_names_begin_with_is_dropped_unless_it_is_a_verb() -> None:
    shop = without_prefix(["shop_add_card", "shop_list_cards", "shop_get_card", "version"], {"add", "list", "get"})
    assert shop["shop_add_card"] == ("add", "card")
    gets = without_prefix(["get_card", "get_list", "get_board"], {"get"})
    assert gets["get_card"] == ("get", "card")
