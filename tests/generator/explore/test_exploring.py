"""From descriptions to environments: what must hold whatever is described."""

import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.description import Description, Schema
from generator.explore import explore
from generator.explore.assembling import MAX_CONTEXT, referred_to
from generator.explore.exploring import drawn_plans
from generator.explore.mending import Mended, mended
from generator.explore.plans import Plan
from generator.explore.split import MAX_TOOLS
from generator.readers import read
from generator.sources import load
from servers.farm.checks import check
from servers.farm.effects import is_read_only
from servers.farm.faults import fault_uses
from servers.farm.model import dump
from tests.generator.explore.small import call, crud, describe, shop, thing, titled

DATA = sorted((Path(__file__).parent.parent / "readers" / "data").glob("*.*"))


def _wide() -> Description:
    """Thirty collections in three families that refer to each other."""
    operations, schemas = [], {}
    for number in range(30):
        name = f"Thing{chr(65 + number % 26)}{chr(65 + number // 26)}x"
        family = f"/{('alpha', 'beta', 'gamma')[number % 3]}/{name.lower()}s"
        operations.append(crud(family, name))
        schemas[name] = thing(id="string", title="string!")
    return titled("Wide", *operations, **schemas)


DESCRIPTIONS = {path.stem: read(load(str(path))) for path in DATA} | {"shop": shop(), "wide": _wide()}


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_every_environment_passes_the_checks_and_keeps_to_its_size(name: str) -> None:
    for environment in explore(DESCRIPTIONS[name]).environments:
        assert check(environment) == []
        assert len(environment.tools) <= MAX_TOOLS


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_every_operation_is_used_or_left_out_with_a_reason(name: str) -> None:
    description = DESCRIPTIONS[name]
    found = explore(description)
    assert found.operations == len(description.operations)
    assert found.used + len(found.left_out) == found.operations
    assert all(item.reason for item in found.left_out)
    assert len({item.operation for item in found.left_out}) == len(found.left_out)


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_exploring_twice_gives_the_same_bytes(name: str) -> None:
    first, second = (explore(DESCRIPTIONS[name]) for _ in range(2))
    assert [dump(item) for item in first.environments] == [dump(item) for item in second.environments]


def test_a_description_without_operations_is_refused_with_the_reason() -> None:
    found = explore(describe())
    assert (found.environments, found.refused) == ((), "not stateful: it describes no operation")


@pytest.mark.parametrize("answer", ["", "Said"])
def test_answers_of_which_nothing_is_said_hold_what_is_written(answer: str) -> None:
    body = thing(title="string!", pages="integer", isbn="string")
    several = f"[{answer}]" if answer else ""
    found = explore(
        describe(
            call("GET /books", several),
            call("POST /books", answer, body),
            call("GET /books/{book_id}", answer),
            call("PUT /books/{book_id}", answer, body),
            call("DELETE /books/{book_id}"),
            Said=Schema(kind="object"),
        )
    )
    [environment] = found.environments
    assert {"title", "pages", "isbn"} <= set(environment.entities["book"].columns)


def test_the_order_of_schemas_does_not_matter() -> None:
    description = shop()
    names = list(description.schemas)
    random.Random(1).shuffle(names)
    mixed = replace(description, schemas={name: description.schemas[name] for name in names})
    assert [dump(item) for item in explore(mixed).environments] == [
        dump(item) for item in explore(description).environments
    ]


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_no_text_of_the_description_is_copied(name: str) -> None:
    description = DESCRIPTIONS[name]
    told = {text.strip() for operation in description.operations for text in (operation.summary, operation.description)}
    sentences = {text for text in told if len(text.split()) > 5}
    for environment in explore(description).environments:
        written = dump(environment.model_copy(update={"provenance": None}))
        assert not [text for text in sentences if text in written]


def test_writing_tools_have_at_least_one_fault_each_in_the_mean() -> None:
    shown = explore(shop()).environments[0]
    writing = [name for name in shown.tools if not is_read_only(shown, name)]
    faults = [len({use.code for use in fault_uses(shown, name)}) for name in writing]
    assert sum(faults) / len(faults) >= 1.0


def test_what_is_only_read_is_refused_with_the_reason() -> None:
    found = explore(
        describe(
            call("GET /places", "[Place]"), call("GET /places/{id}", "Place"), Place=thing(id="string", name="string")
        )
    )
    assert found.environments == ()
    assert found.refused is not None
    assert found.refused.startswith("not stateful")
    assert len(found.left_out) == 2


def test_computing_an_answer_is_not_state() -> None:
    found = explore(
        describe(
            call("POST /analyze", "Result", thing(text="string!")),
            call("POST /verify", "Result"),
            Result=thing(score="number"),
        )
    )
    assert found.refused is not None


def test_a_description_without_operations_is_refused() -> None:
    assert explore(describe()).refused is not None


def test_a_recursive_schema_is_explored() -> None:
    folder = thing(id="string", name="string!", parent="Folder", children="[Folder]")
    shown = explore(describe(crud("/folders", "Folder"), Folder=folder)).environments[0]
    assert shown.entities["folder"].columns["parent_id"].kind == "reference"


def test_a_wide_description_becomes_several_environments_with_different_names() -> None:
    names = [environment.name for environment in explore(_wide()).environments]
    assert len(names) == len(set(names)) > 1


def test_ends_before_starts_and_missing_references_are_faults() -> None:
    shown = explore(shop()).environments[0]
    codes = {use.code for use in fault_uses(shown, "create_order")}
    assert codes == {"customer_not_found", "ends_on_before_starts_on"}


def test_deleting_what_others_refer_to_is_refused() -> None:
    shown = explore(shop()).environments[0]
    assert {use.code for use in fault_uses(shown, "delete_customer")} == {"customer_not_found", "customer_has_orders"}


def test_evidence_stands_in_the_provenance() -> None:
    provenance = explore(shop()).environments[0].provenance
    assert provenance is not None
    assert any(item.fact == "order.customer_id refers to customer" for item in provenance.evidence)
    assert any(item.operation == "POST /quote" for item in provenance.left_out)


def test_a_schema_of_anything_does_no_harm() -> None:
    odd = Schema(
        kind="object",
        properties={
            "id": Schema(),
            "": Schema(kind="string"),
            "é è": Schema(kind="string"),
            "1st": Schema(kind="string"),
        },
    )
    explore(describe(crud("/odd", "Odd"), Odd=odd))


def test_what_is_too_small_alone_joins_others_until_it_is_not() -> None:
    nouns = [f"{letter}ot" for letter in "abcdefghijklm"]
    pairs = [(call(f"GET /{noun}s", f"[{noun}]"), call(f"POST /{noun}s", noun, noun)) for noun in nouns]
    description = describe(*pairs, **{noun: thing(id="string", name="string!", text="string") for noun in nouns})
    found = explore(description)
    assert found.used == found.operations


def test_what_is_only_read_comes_with_what_is_written() -> None:
    logs = ("audit", "access", "error")
    reads = [
        (call(f"GET /journals/{name}-logs", f"[{name}_log]"), call(f"GET /journals/{name}-logs/{{id}}", f"{name}_log"))
        for name in logs
    ]
    schemas = {f"{name}_log": thing(id="string", message="string!", level="low|high") for name in logs}
    wide = _wide()
    found = explore(
        replace(
            wide,
            operations=(*wide.operations, *(item for pair in reads for item in pair)),
            schemas={**wide.schemas, **schemas},
        )
    )
    assert [item.operation for item in found.left_out if "-logs" in item.operation] == []


def test_what_a_thing_is_listed_in_comes_along_from_another_environment() -> None:
    operations, schemas = [crud("/comments", "Comment")], {"Comment": thing(id="string", text="string!")}
    for root in ("House", "Garden"):
        place = f"/{root.lower()}s"
        operations += [crud(place, root), (call(f"GET {place}/{{id}}/comments", "[Comment]"),)]
        schemas[root] = thing(id="string", name="string!")
        for part in ("Gate", "Wall", "Lamp", "Bench", "Tap", "Drain", "Meter"):
            operations.append(crud(f"{place}/{{{root}_id}}/{root.lower()}-{part.lower()}s", f"{root}{part}"))
            schemas[f"{root}{part}"] = thing(id="string", name="string!")
    found = explore(describe(*operations, **schemas))
    assert found.left_out == ()
    home = next(item for item in found.environments if "create_comment" in item.tools)
    assert {"house_id", "garden_id"} <= set(home.tools["list_comments"].parameters)
    assert set(home.entities) == {"comment", "house", "garden"}
    assert not {"update_house", "update_garden"} & set(home.tools)


def test_what_only_comes_along_has_the_columns_that_tell_most() -> None:
    columns = {f"note_{letter}": "string" for letter in "abcdefghij"}
    customer = thing(id="string", name="string!", **columns)
    description = describe(
        crud("/customers", "Customer"), Customer=customer, Order=thing(id="string", customer_id="string!")
    )
    plan = drawn_plans(description).plans["customer"]
    guest = referred_to(plan)
    assert "name" in guest.fields
    assert len(guest.fields) == MAX_CONTEXT < len(plan.fields)
    assert {endpoint.role for endpoint in guest.thing.endpoints} == {"list", "get"}


def test_a_list_may_call_a_thing_by_the_end_of_its_name() -> None:
    description = describe(
        crud("/tasks", "Task"),
        crud("/task_assignments", "TaskAssignment"),
        call("GET /tasks/{id}/assignments", "[TaskAssignment]"),
        Task=thing(id="string", title="string!"),
        TaskAssignment=thing(id="string", task_id="string!", text="string!"),
    )
    assert explore(description).left_out == ()


def test_counts_count_what_stands_where_they_do() -> None:
    room = thing(id="string", name="string!")
    description = describe(
        crud("/rooms", "Room"),
        crud("/rooms/{room_id}/books", "Book"),
        call("GET /rooms/count", "Total"),
        call("GET /rooms/{room_id}/books/count", "Total"),
        call("GET /rooms/{room_id}/count", "Total"),
        Room=room,
        Book=thing(id="string", title="string!"),
        Total=thing(count="integer!"),
    )
    found = explore(description)
    [environment] = found.environments
    assert found.stands_for[0]["count_rooms"] == ("GET /rooms/count",)
    assert found.stands_for[0]["count_books"] == ("GET /rooms/{room_id}/books/count",)
    assert not environment.tools["count_rooms"].parameters
    assert {use.code for use in fault_uses(environment, "count_books")} == {"room_not_found"}
    assert [item.operation for item in found.left_out] == ["GET /rooms/{room_id}/count"]


def test_of_what_is_not_sound_nobody_says_that_it_was_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(description: Description, name: str, title: str, plans: Mapping[str, Plan]) -> Mended | None:
        return None if name == "wide_beta" else mended(description, name, title, plans)

    monkeypatch.setattr("generator.explore.exploring.mended", failing)
    reasons = [item.reason for item in explore(_wide()).left_out]
    assert reasons
    assert {reason.partition(":")[0] for reason in reasons} == {"too little of what it belongs to is sound"}


def test_what_a_put_names_in_its_path_is_unique_and_listed_in_every_scope() -> None:
    disk = thing(name="string", size_gb="integer!")
    place = "/tenants/{tenant}/zones/{zone}/disks"
    description = describe(
        call("GET /tenants/{tenant}/disks", "[Disk]"),
        call(f"GET {place}", "[Disk]"),
        call(f"GET {place}/{{disk}}", "Disk"),
        call(f"PUT {place}/{{disk}}", "Disk", "Disk", told="Creates or updates a disk."),
        call(f"DELETE {place}/{{disk}}"),
        Disk=disk,
    )
    found = explore(description)
    assert found.left_out == ()
    [environment] = found.environments
    assert [list(item.columns) for item in environment.entities["disk"].unique] == [["name"]]
    assert "name" in environment.tools["create_or_update_disk"].parameters
    assert "GET /tenants/{tenant}/disks" in found.stands_for[0]["list_disks"]


def test_a_post_that_is_described_by_its_answer_alone_takes_what_it_answers_with() -> None:
    """Some descriptions repeat the filters of the list at every operation and describe no body."""
    query = "since site"
    description = describe(
        call("GET /samples", "[Sample]", query=query),
        call("POST /samples", "Sample", query=query),
        call("GET /samples/{id}", "Sample", query=query),
        call("PATCH /samples/{id}", query=query),
        call("GET /doctors", "[Doctor]"),
        call("GET /doctors/{id}", "Doctor"),
        Sample=thing(id="integer", site="string!", doctor="integer", taken_at="datetime"),
        Doctor=thing(id="integer", name="string"),
    )
    [environment] = explore(description).environments
    assert "since" not in environment.entities["sample"].columns
    assert set(environment.tools["create_sample"].parameters) == {"site", "doctor_id", "taken_at"}
    assert "site" in environment.tools["update_sample"].parameters


def test_a_text_that_is_said_not_to_be_unique_is_not() -> None:
    def unique(told: str) -> bool:
        file = thing(id="string", name=f"string! = {told}", size="integer")
        description = describe(crud("/files", "File"), File=file)
        return bool(explore(description).environments[0].entities["file"].unique)

    assert unique("Must be unique within the folder.")
    assert not unique("It is not necessarily unique within the folder.")


def test_mechanics_see_what_is_said_of_the_properties_of_a_body_that_the_document_refers_to() -> None:
    paths = call("GET /pages", "[Page]"), call("GET /pages/{id}", "Page"), call("POST /pages", "Page", "Page")
    changes = call("PATCH /pages/{id}", "Page", "Page"), call("DELETE /pages/{id}")
    told = "string = The checksum of what you have read, for optimistic concurrency control."
    page = thing(id="string", title="string!", size="integer", etag=told)
    (found,) = explore(titled("Pages", *paths, *changes, Page=page)).environments
    assert "page_changed_meanwhile" in found.faults
    (found,) = explore(titled("Pages", *paths, *changes, Page=thing(id="string", title="string!"))).environments
    assert "page_changed_meanwhile" not in found.faults


def test_all_of_a_thing_is_listed_where_a_path_ends_with_all() -> None:
    description = describe(
        crud("/zones", "Zone"),
        crud("/zones/{zone}/marks", "Mark"),
        call("GET /zones/{zone}/all", "[Mark]"),
        call("GET /zones/all", "[Zone]"),
        call("GET /zones/near/all", "[Zone]"),
        Zone=thing(id="string", title="string!"),
        Mark=thing(id="string", name="string!", ttl="integer!"),
    )
    [stands_for] = explore(description).stands_for
    assert set(stands_for["list_marks"]) == {"GET /zones/{zone}/marks", "GET /zones/{zone}/all"}
    assert set(stands_for["list_zones"]) == {"GET /zones", "GET /zones/all"}


def test_errors_that_an_answer_tells_are_no_inputs_and_no_names() -> None:
    description = describe(
        crud("/feeds", "Feed"),
        Feed=thing(id="string", currency="string", account="string", error="Problem"),
        Problem=thing(title="string", detail="string"),
    )
    [environment] = explore(description).environments
    assert not [name for name in environment.tools["create_feed"].parameters if "title" in name or "detail" in name]


def test_an_address_that_the_service_calls_is_not_what_must_be_given() -> None:
    description = describe(crud("/feeds", "Feed"), Feed=thing(id="string", status_callback="string", size="integer"))
    [environment] = explore(description).environments
    assert environment.tools["create_feed"].parameters["status_callback"].optional
