from servers.farm.mentions import own_row
from servers.farm.model import (
    Delete,
    DeleteStep,
    Find,
    FindStep,
    Insert,
    InsertStep,
    Search,
    SearchStep,
    Update,
    UpdateStep,
)


def test_predicates_are_about_a_row_that_has_a_name_and_an_entity() -> None:
    where = ("other.name == 'Ada'",)
    assert own_row(FindStep(find=Find(entity="rider", key="rider_id", else_="none"))) == ("rider", "rider")
    assert own_row(DeleteStep(delete=Delete(entity="rider", as_="other", where=where))) == ("other", "rider")
    update = Update(entity="rider", as_="other", where=where, set={"name": "'Bo'"})
    assert own_row(UpdateStep(update=update)) == ("other", "rider")


def test_the_rows_of_a_search_go_by_their_entity_inside_it() -> None:
    assert own_row(SearchStep(search=Search(entity="rider", as_="riders"))) == ("rider", "rider")


def test_what_has_no_predicates_is_about_no_row_of_its_own() -> None:
    assert own_row(UpdateStep(update=Update(row="rider", set={"name": "'Bo'"}))) is None
    assert own_row(DeleteStep(delete=Delete(row="rider"))) is None
    assert own_row(InsertStep(insert=Insert(entity="rider", set={"name": "'Bo'"}))) is None
