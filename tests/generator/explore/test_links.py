"""Many of one thing with many of another, and singles inside items."""

from generator.explore import explore
from tests.generator.explore.small import call, crud, describe, shop, thing

LABELLED = describe(
    crud("/messages", "Message"),
    crud("/labels", "Label"),
    call("POST /messages/{id}/modify", "Message", thing(addLabelIds="[string]", removeLabelIds="[string]")),
    Message=thing(id="string", subject="string!", labelIds="[string]"),
    Label=thing(id="string", name="string!"),
)


def test_adding_and_removing_is_a_link_with_a_fault_for_what_is_there_already() -> None:
    shown = explore(shop()).environments[0]
    assert shown.entities["product_tag"].unique[0].columns == ("product_id", "tag_id")
    assert {"add_tag_to_product", "remove_tag_from_product"} <= shown.tools.keys()
    assert {"product_has_tag_already", "product_without_tag"} <= shown.faults.keys()


def test_lists_of_ids_to_add_and_to_remove_are_one_tool() -> None:
    shown = explore(LABELLED).environments[0]
    assert list(shown.tools["change_message_labels"].parameters) == ["message_id", "add_label_ids", "remove_label_ids"]


def test_ids_of_others_can_be_given_at_once_and_filter_a_list() -> None:
    shown = explore(LABELLED).environments[0]
    assert "label_ids" in shown.tools["create_message"].parameters
    assert "label_id" in shown.tools["list_messages"].parameters


def test_a_link_goes_with_either_of_its_rows() -> None:
    columns = explore(LABELLED).environments[0].entities["message_label"].columns
    assert {getattr(column, "on_delete", "") for column in columns.values()} == {"cascade"}


def test_a_single_thing_inside_an_item_is_a_section_of_its_row() -> None:
    description = describe(
        crud("/repos", "Repo"),
        call("GET /repos/{id}/protection", "Protection"),
        call("PUT /repos/{id}/protection", "Protection", "Protection"),
        Repo=thing(id="string", name="string!"),
        Protection=thing(strict="boolean", reviewers="integer"),
    )
    shown = explore(description).environments[0]
    assert list(shown.tools["update_repo_protection"].parameters) == ["repo_id", "strict", "reviewers"]
    assert shown.entities["repo"].views["protection"] == ("repo_id", "strict", "reviewers")


MEMBERS = (
    crud("/teams", "Team"),
    crud("/people", "Person"),
    call("GET /teams/{id}/helpers", "[Person]"),
    call("POST /teams/{id}/helpers", "", thing(person_id="string!")),
    call("DELETE /teams/{id}/helpers/{person}"),
)
NOUNS = {"Team": thing(id="string", title="string!"), "Person": thing(id="string", name="string!", age="integer")}


def test_posting_the_id_of_what_has_a_place_of_its_own_links_the_two() -> None:
    [shown] = explore(describe(*MEMBERS, **NOUNS)).environments
    assert {"add_helper_to_team", "remove_helper_from_team", "list_team_helpers"} <= shown.tools.keys()
    assert not [name for name in shown.tools if name in ("create_helper", "delete_helper")]


def test_posting_more_than_an_id_makes_a_thing() -> None:
    more = call("POST /teams/{id}/helpers", "", thing(person_id="string!", hours="integer"))
    operations = [more if item == MEMBERS[3] else item for item in MEMBERS]
    found = explore(describe(*operations, **NOUNS)).environments
    assert not [name for item in found for name in item.tools if name == "add_helper_to_team"]
