"""What the places of an API are about."""

from dataclasses import replace

from generator.description import Operation, Schema
from generator.explore import explore
from generator.explore.endpoints import endpoints
from generator.explore.lexicon import lexicon
from generator.explore.things import Thing, things
from tests.generator.explore.small import call, crud, describe, thing


def _things(*operations: Operation | tuple[Operation, ...], **schemas: Schema) -> dict[str, Thing]:
    description = describe(*operations, **schemas)
    words = lexicon(description)
    return {found.name: found for found in things(description, endpoints(description, words), words)}


def test_a_schema_says_more_than_a_noun_that_says_little() -> None:
    found = _things(
        crud("/lists", "TaskList"),
        crud("/orders", "OrderResponseDto"),
        TaskList=thing(id="string"),
        OrderResponseDto=thing(id="string"),
    )
    assert list(found) == ["task_list", "order"]


def test_a_thing_knows_what_it_lies_in() -> None:
    found = _things(
        crud("/orders", "Order"), crud("/orders/{id}/lines", "Line"), Order=thing(id="string"), Line=thing(id="string")
    )
    assert found["order_line"].parents == {("orders", "{}", "lines"): "order"}


def test_two_places_with_one_noun_and_alike_properties_are_one_thing() -> None:
    full, short = thing(id="string", name="string", notes="string"), thing(id="string", name="string")
    found = _things(crud("/tasks", "Task"), call("GET /projects/{id}/tasks", "[TaskShort]"), Task=full, TaskShort=short)
    assert found["task"].places == (("tasks",), ("projects", "{}", "tasks"))


def test_a_place_that_only_lists_what_another_keeps_is_another_way_to_it() -> None:
    found = _things(crud("/builds", "Build"), call("GET /recent-builds", "[Build]"), Build=thing(id="string"))
    assert list(found) == ["build"]


def test_equal_nouns_of_different_things_get_the_word_before() -> None:
    customer, file = thing(id="string", discount="number"), thing(id="string", bytes="integer", owner="string")
    found = _things(
        crud("/customers", "Customer"),
        crud("/customers/groups", "CustomerGroup"),
        crud("/files", "File"),
        crud("/files/groups", "FileGroup"),
        Customer=customer,
        CustomerGroup=customer,
        File=file,
        FileGroup=file,
    )
    assert len(found) == 4


def test_what_a_place_of_its_own_is_called_has_the_plain_name_and_what_lies_elsewhere_the_longer_one() -> None:
    found = _things(
        crud("/users", "User"),
        call("GET /flags", "[Flag]"),
        call("GET /flags/{id}", "Flag"),
        crud("/users/{id}/flags", "UserFlagSetting"),
        User=thing(id="string", name="string"),
        Flag=thing(id="string", variations="integer"),
        UserFlagSetting=thing(id="string", override="boolean"),
    )
    assert found["flag"].schema_name == "Flag"
    assert found["user_flag"].schema_name == "UserFlagSetting"


def test_names_that_python_or_the_farm_reserve_are_spelled_otherwise() -> None:
    found = _things(
        crud("/imports", "Import"), crud("/counts", "Count"), Import=thing(id="string"), Count=thing(id="string")
    )
    assert list(found) == ["import_job", "count_record"]


def test_what_is_only_written_can_be_known_from_what_is_given() -> None:
    found = _things(call("GET /cards/{id}"), call("POST /cards", "", thing(name="string!", due="date")))
    assert set(found["card"].schema.properties) == {"name", "due"}


def test_the_caller_s_own_account_is_the_current_user() -> None:
    found = _things(call("GET /me", "User"), User=thing(name="string", email="string"))
    assert list(found) == ["current_user"]


def test_versions_of_two_things_whose_schemas_are_named_after_them_are_two_things() -> None:
    found = _things(
        crud("/parameters", "Parameter"),
        crud("/templates", "Template"),
        crud("/parameters/{parameter}/versions", "ParameterVersion"),
        crud("/templates/{template}/versions", "TemplateVersion"),
        Parameter=thing(id="string", name="string"),
        Template=thing(id="string", text="string"),
        ParameterVersion=thing(id="string", data="string", enabled="boolean"),
        TemplateVersion=thing(id="string", data="string", enabled="boolean"),
    )
    assert set(found) == {"parameter", "template", "version", "template_version"}


def test_what_is_kept_in_a_place_of_its_own_and_named_after_it_is_another_thing() -> None:
    alike = {"id": "string", "amount": "integer", "reason": "string"}
    found = _things(
        crud("/refunds", "refund"),
        crud("/platform_fees", "platform_fee"),
        crud("/platform_fees/{id}/refunds", "fee_refund", "refund"),
        crud("/charges", "charge"),
        crud("/charges/{id}/refunds", "refund", "refund"),
        refund=thing(**alike),
        fee_refund=thing(**alike),
        platform_fee=thing(id="string", rate="number"),
        charge=thing(id="string", card="string"),
    )
    assert found["refund"].places == (("refunds",), ("charges", "{}", "refunds"))
    assert found["platform_fee_refund"].schema_name == "fee_refund"


def test_a_view_named_after_its_place_is_another_way_to_the_thing() -> None:
    alike = thing(id="string", title="string", done="boolean")
    found = _things(
        crud("/tasks", "Task"),
        crud("/projects", "Project"),
        call("GET /projects/{id}/tasks", "[ProjectTask]"),
        Task=alike,
        ProjectTask=alike,
        Project=thing(id="string", name="string"),
    )
    assert set(found) == {"task", "project"}


def test_a_thing_named_after_its_ids_loses_that_word() -> None:
    assert "playback" in _things(crud("/playback-ids", "Id"), Id=thing(id="string", policy="string"))


def test_things_whose_long_names_begin_alike_get_numbers_that_are_not_cut_off() -> None:
    long = "interbank_settlement_reconciliations"
    calls = [
        replace(call(f"GET /{long}_{what}/{{id}}"), response=thing(id="string", **{f"{what}_note": "string"}))
        for what in ("firms", "banks", "funds")
    ]
    found = _things(*calls)
    assert len(found) == 3
    assert all(len(name) <= 36 for name in found)


def test_a_noun_that_only_a_variable_spells_is_called_as_its_schema() -> None:
    place = "/zones/{zone}/{kind}/{relativeMarkName}"
    description = describe(
        crud("/zones", "Zone", "zone"),
        call("GET /zones/{zone}/all", "[Mark]"),
        call(f"GET {place}", "Mark"),
        call(f"PATCH {place}", "Mark", "Mark"),
        Zone=thing(id="string", title="string!"),
        Mark=thing(title="string", ttl="integer!"),
    )
    [environment] = explore(description).environments
    assert {"get_mark", "update_mark"} <= environment.tools.keys()
