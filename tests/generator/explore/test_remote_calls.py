"""Descriptions in the style of remote calls, read as paths."""

from dataclasses import replace

from generator.explore.endpoints import endpoints
from generator.explore.lexicon import lexicon
from generator.explore.remote_calls import remote_calls
from tests.generator.explore.small import call, crud, describe, thing

CHAT = describe(
    call("GET /rooms.list", "[Room]"),
    call("GET /rooms.info", "Room", query="room"),
    call("POST /rooms.create", "Room", thing(name="string!")),
    call("POST /rooms.rename", "Room", thing(room="string!", name="string!")),
    call("POST /rooms.archive", "", thing(room="string!")),
    call("POST /rooms.delete", "", thing(room="string!")),
    call("GET /rooms.members", "[Member]", query="room"),
    Room=thing(id="string", name="string"),
    Member=thing(id="string", name="string"),
)


def test_verbs_give_the_roles_and_the_input_that_names_a_row_its_place() -> None:
    found = {endpoint.id: endpoint for endpoint in endpoints(CHAT, lexicon(CHAT))}
    roles = [found[operation.id].role for operation in CHAT.operations]
    assert roles == ["list", "get", "create", "action", "action", "delete", "list"]
    assert found["GET /rooms.members"].place == ("rooms", "{}", "members")


def test_the_input_that_names_the_row_is_no_input_any_more() -> None:
    found = {endpoint.id: endpoint for endpoint in endpoints(CHAT, lexicon(CHAT))}
    assert [item.name for item in found["POST /rooms.rename"].inputs] == ["name"]


def test_descriptions_with_variables_in_their_paths_are_no_remote_calls() -> None:
    description = describe(crud("/rooms", "Room"), Room=thing(id="string"))
    assert remote_calls(description, lexicon(description)) == {}


def test_paths_without_variables_and_without_verbs_are_no_remote_calls() -> None:
    description = describe(
        call("GET /videos", "[Video]"),
        call("PUT /videos", "Video", "Video"),
        call("DELETE /videos", query="id!"),
        Video=thing(id="string", title="string!"),
    )
    roles = [endpoint.role for endpoint in endpoints(description, lexicon(description))]
    assert roles == ["list", "update", "delete"]


def test_a_verb_with_an_object_acts_on_the_noun_before_it() -> None:
    topic = call("POST /rooms.setTopic", "", thing(room="string!", topic="string!"))
    description = describe(*CHAT.operations, topic, **CHAT.schemas)
    found = {endpoint.id: endpoint for endpoint in endpoints(description, lexicon(description))}
    assert (found[topic.id].role, found[topic.id].verb, found[topic.id].place) == (
        "action",
        ("set", "topic"),
        ("rooms",),
    )


def test_a_get_that_is_called_by_a_doing_verb_does_it() -> None:
    leave = call("GET /rooms.leave", "Room", query="room")
    description = describe(*CHAT.operations, leave, **CHAT.schemas)
    found = {endpoint.id: endpoint for endpoint in endpoints(description, lexicon(description))}
    assert (found[leave.id].role, found[leave.id].verb) == ("action", ("leave",))


def test_a_verb_in_one_word_with_a_part_of_a_known_noun_acts_on_the_whole() -> None:
    description = describe(
        call("POST /getRoom", "Room", thing(room_id="string!")),
        call("POST /setRoomTopic", "", thing(room_id="string!", topic="string!")),
        call("POST /leaveRoom", "", thing(room_id="string!")),
        Room=thing(id="string", topic="string"),
    )
    found = {endpoint.id: endpoint for endpoint in endpoints(description, lexicon(description))}
    assert [(item.place, item.verb) for item in found.values()] == [
        (("rooms",), ()),
        (("rooms",), ("set", "topic")),
        (("rooms",), ("leave",)),
    ]


def test_where_one_address_serves_all_calls_their_names_stand_in_the_fragment() -> None:
    key = thing(BasinName="string!")
    description = describe(
        call("POST /#X-Target=Water_2020.CreateBasin", "Basin", thing(BasinName="string!", depth="integer")),
        call("POST /#X-Target=Water_2020.DescribeBasin", "Basin", key),
        call("POST /#X-Target=Water_2020.ListBasins", "[Basin]"),
        call("POST /#X-Target=Water_2020.DeleteBasin", "", key),
        call("POST /#X-Target=Water_2020.DrainBasin", "", key),
        call("POST /#X-Target=Water_2020.AddGaugesToBasin", "", thing(BasinName="string!", gauges="[string]")),
        call("POST /#X-Target=Water_2020.ListGaugesForBasin", "[Gauge]", key),
        call("POST /#X-Target=Water_2020.IncreaseBasinDepth", "", thing(BasinName="string!", depth="integer!")),
        Basin=thing(BasinName="string", depth="integer"),
        Gauge=thing(serial="string"),
    )
    found = [(item.role, item.place, "_".join(item.verb)) for item in endpoints(description, lexicon(description))]
    assert found == [
        ("create", ("basins",), ""),
        ("get", ("basins",), ""),
        ("list", ("basins",), ""),
        ("delete", ("basins",), ""),
        ("action", ("basins",), "drain"),
        ("action", ("basins",), "add_gauges"),
        ("list", ("basins", "{}", "gauges"), ""),
        ("action", ("basins",), "increase_depth"),
    ]


def test_the_id_of_another_noun_is_no_key() -> None:
    description = describe(
        call("POST /#Action=CreateStream", "Stream", thing(StreamName="string!")),
        call("POST /#Action=DeleteStream", "", thing(StreamName="string!")),
        call("POST /#Action=ListStreams", "[Stream]"),
        call("POST /#Action=PutRecord", "Record", thing(StreamName="string!", data="string!")),
        call("POST /#Action=GetRecords", "[Record]", thing(StreamName="string!")),
        Stream=thing(StreamName="string", shards="integer"),
        Record=thing(data="string", number="string"),
    )
    found = {item.id: (item.role, item.place) for item in endpoints(description, lexicon(description))}
    assert found["POST /#Action=PutRecord"] == ("create", ("records",))
    assert found["POST /#Action=GetRecords"] == ("list", ("records",))


NAMED = {
    "ListBasins": call("POST /basins", "[Basin]"),
    "CreateBasin": call("PUT /basin/fresh", "Basin", thing(BasinName="string!", depth="integer")),
    "GetBasin": call("POST /basin/one", "Basin", thing(BasinName="string!")),
    "DeleteBasin": call("PUT /basin/gone", "", thing(BasinName="string!")),
    "DrainBasin": call("PUT /basin/outflow", "", thing(BasinName="string!")),
}


def test_where_paths_do_not_tell_the_calls_the_ids_of_the_operations_do() -> None:
    named = [replace(operation, id=key) for key, operation in NAMED.items()]
    description = describe(*named, Basin=thing(BasinName="string", depth="integer"))
    found = [(item.role, item.place, item.verb) for item in endpoints(description, lexicon(description))]
    assert found == [
        ("list", ("basins",), ()),
        ("create", ("basins",), ()),
        ("get", ("basins",), ()),
        ("delete", ("basins",), ()),
        ("action", ("basins",), ("drain",)),
    ]


def test_paths_that_serve_several_methods_tell_more_than_ids() -> None:
    named = [replace(call(f"{method} /basin", "Basin"), id=f"{verb}Basin") for method, verb in
             (("GET", "Get"), ("POST", "Create"), ("DELETE", "Delete"))]  # fmt: skip
    description = describe(*named, Basin=thing(BasinName="string"))
    assert remote_calls(description, lexicon(description)) == {}


def test_a_few_paths_with_variables_do_not_hide_what_ids_tell() -> None:
    named = [replace(operation, id=key) for key, operation in NAMED.items()]
    tagged = [replace(call("GET /tags/{arn}", "Tags"), id="ListTags")]
    description = describe(*named, *tagged, Basin=thing(BasinName="string", depth="integer"), Tags=thing(a="string"))
    assert remote_calls(description, lexicon(description)).keys() == NAMED.keys()
