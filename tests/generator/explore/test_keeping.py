"""Which things are kept, and what is only computed."""

from generator.description import Operation, Schema
from generator.explore.endpoints import endpoints
from generator.explore.keeping import has_identity, why_not
from generator.explore.lexicon import lexicon
from generator.explore.things import Thing, things
from tests.generator.explore.small import call, crud, describe, thing


def _reasons(*operations: Operation | tuple[Operation, ...], **schemas: Schema) -> dict[str, str]:
    description = describe(*operations, **schemas)
    words = lexicon(description)
    return {found.name: why_not(found) for found in things(description, endpoints(description, words), words)}


def test_a_question_that_is_asked_by_get_and_by_post_is_computed() -> None:
    found = _reasons(
        call("GET /verdicts", "[Verdict]", query="text! language"),
        call("POST /verdicts", "[Verdict]", thing(text="string", language="string")),
        Verdict=thing(verdict="string", sure="number"),
    )
    assert list(found.values()) == ["computes an answer to what it is asked"]


def test_what_is_read_by_the_id_of_its_owner_and_made_with_more_is_kept() -> None:
    found = _reasons(
        call("GET /notes", "[Note]", query="owner_id!"),
        call("POST /notes", "Note", thing(owner_id="string", text="string")),
        Note=thing(id="string", owner_id="string", text="string"),
    )
    assert found == {"note": ""}


def test_what_can_be_deleted_is_kept_however_it_is_read() -> None:
    found = _reasons(
        call("GET /labels", "[Label]", query="name!"),
        call("POST /labels", "Label", thing(name="string")),
        call("DELETE /labels/{id}"),
        crud("/boards", "Board"),
        Label=thing(id="string", name="string"),
        Board=thing(id="string", title="string"),
    )
    assert found["label"] == ""


def test_what_is_looked_up_by_something_is_computed() -> None:
    found = _reasons(
        crud("/notes", "Note"),
        call("GET /query/by_topic", "[Hit]", query="topic_id!"),
        Note=thing(id="string", text="string"),
        Hit=thing(note="string", rank="integer"),
    )
    assert found["by_topic"] == "computes an answer"


def test_only_what_can_be_told_apart_can_be_referred_to() -> None:
    rules = call("GET /rules", "[Rule]")
    found = {
        name: has_identity(item)
        for shape in (thing(actions="[string]"), thing(actions="[string]", name="string"))
        for name, item in [(str(len(shape.properties)), _only(rules, Rule=shape))]
    }
    assert found == {"1": False, "2": True}


def _only(*operations: Operation, **schemas: Schema) -> Thing:
    description = describe(*operations, **schemas)
    words = lexicon(description)
    [found] = things(description, endpoints(description, words), words)
    return found
