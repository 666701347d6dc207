"""How names split into words."""

from generator.description import Schema
from generator.explore.lexicon import lexicon, plain_words
from tests.generator.explore.small import describe


def test_case_and_punctuation_split_names() -> None:
    names = ["taskListId", "task-list", "HTTPServer", "X-Rate_limit", "OAuthToken", "line2"]
    expected = [
        ("task", "list", "id"),
        ("task", "list"),
        ("http", "server"),
        ("x", "rate", "limit"),
        ("oauth", "token"),
        ("line2",),
    ]
    assert [plain_words(name) for name in names] == expected


def test_an_abbreviation_stays_whole_where_there_are_many_of_it() -> None:
    names = ["groupIDs", "dedicatedHSMs", "VMsRunning", "SSLIsOn", "HTMLAsText", "DBSnapshots"]
    expected = ["group ids", "dedicated hsms", "vms running", "ssl is on", "html as text", "db snapshots"]
    assert [" ".join(plain_words(name)) for name in names] == expected


def test_a_schema_that_marks_its_words_teaches_a_compound_and_its_plural() -> None:
    words = lexicon(describe(TaskList=Schema(kind="object")))
    assert words.words("tasklist") == ("task", "list")
    assert words.words("tasklists") == ("task", "lists")


def test_words_that_people_write_in_one_stay_whole() -> None:
    assert lexicon(describe(WebHook=Schema(kind="object"))).words("webhooks") == ("webhooks",)
