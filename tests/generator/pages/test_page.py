"""The page: one file, the same bytes for the same reports, small, and deaf to what strangers' texts ask for."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from client.verify import Report
from client.verify.report import Share
from generator.pages.page import OPEN, Verified, anchors, page
from servers.farm import catalog
from servers.farm.model import Environment
from tests.generator.pages.conftest import HOSTILE, failing, report

SERVERS = Path(__file__).parents[3] / "servers"
MOST_BYTES = 30_000
"""What one environment may add to a page."""
FRAME = 20_000
"""What the page weighs without any."""


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text outside of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_the_same_reports_give_the_same_bytes_and_no_time(verified: Verified, broken: Verified) -> None:
    timed = verified.report.model_copy(update={"seconds": 99.0})
    assert page([verified, broken]) == page([Verified(verified.environment, timed, verified.where), broken])


def test_nothing_is_loaded_from_anywhere(broken: Verified) -> None:
    text = page([broken])
    found = Elements(text)
    assert [
        attributes for name, attributes in found.found if {"src", "srcset", "data", "action"} & attributes.keys()
    ] == []
    assert all((link["href"] or "").startswith("#") for link in found.of("a"))
    assert found.of("link") == []
    assert re.findall(r"url\((?!#)", text) == re.findall(r"@import", text) == []
    (policy,) = [one["content"] for one in found.of("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    assert (policy or "").startswith("default-src 'none'")


def test_texts_of_strangers_stay_texts(verified: Verified, hostile: Verified) -> None:
    tame, wild = Elements(page([verified])), Elements(page([hostile]))
    assert {name for name, _ in wild.found} <= {name for name, _ in tame.found} | {"article", "h5", "section", "ol"}
    assert len(wild.of("script")) == 1
    assert not [key for _, attributes in wild.found for key in attributes if key.startswith("on")]
    assert "onerror=alert(1)" in "".join(wild.text)
    assert not re.search("[\x00-\x08\x0e-\x1f\u202e]", page([hostile]))
    assert "{{ 7 * 7 }}" in "".join(wild.text)


def test_an_identity_stands_once_in_a_page(verified: Verified, broken: Verified, hostile: Verified) -> None:
    found = Elements(page([verified, broken, verified, hostile]))
    names = [attributes["id"] for _, attributes in found.found if "id" in attributes]
    assert len(set(names)) == len(names)
    assert anchors(["bikes", "desk", "bikes", "bikes"]) == ["bikes", "desk", "bikes-2", "bikes-3"]


def test_each_failure_stands_there_with_its_calls_and_the_command_that_repeats_it(broken: Verified) -> None:
    found = Elements(page([broken]))
    text = "".join(found.text)
    tool = next(iter(broken.environment.tools))
    for number in range(6):
        assert f"mcpfarm verify farm/bikes --case success/{tool}/{number}" in text
    assert text.count(tool + ' {"text": "is wrong"}') == 6
    assert f"{6 - OPEN} more cases" in text


def test_a_huge_call_is_cut_and_many_failing_environments_stay_folded(bikes: Environment) -> None:
    huge = Verified(bikes, report(bikes, failing(bikes, "x" * 1_900)), "farm/bikes")
    text = page([huge])
    assert "x" * 700 not in text.replace(failing(bikes, "x" * 1_900)[0].what[:1_000], "")
    assert " characters)" in text
    folded = [len(re.findall(r"<details class=\"env\"[^>]* open>", page([huge] * number))) for number in (1, 3, 4)]
    assert folded == [1, 3, 0]


def test_the_headline_counts_what_is_not_verified(verified: Verified, broken: Verified) -> None:
    said = [page(some) for some in ([], [verified], [broken], [verified, verified], [verified, broken])]
    heads = [re.findall(r"<h1[^>]*>(.*)</h1>", text) for text in said]
    assert heads == [
        ["Nothing was verified"],
        ["Verified"],
        ["Not verified"],
        ["All verified"],
        ["1 of 2 not verified"],
    ]


def test_branches_that_were_not_taken_are_named_and_no_alarm(verified: Verified) -> None:
    branches = Share(done=19, total=20, missing=("service.py:7",))
    covered = verified.report.coverage.model_copy(update={"branches": branches})
    found = Elements(
        page([Verified(verified.environment, verified.report.model_copy(update={"coverage": covered}), "")])
    )
    assert "service.py:7" in found.text
    assert "19" in found.text
    assert not [attributes for _, attributes in found.found if "bad" in (attributes.get("class") or "").split()]


def test_more_failures_than_are_shown_are_counted(verified: Verified) -> None:
    found = report(verified.environment, failing(verified.environment, number=25))
    assert "15 more failed checks" in page([Verified(verified.environment, found, "farm/bikes")])


@pytest.mark.parametrize("word", ["All verified", "2 of 2"])
def test_what_is_whole_is_said_to_be(verified: Verified, word: str) -> None:
    text = " ".join("".join(Elements(page([verified, verified])).text).split())
    assert word in text
    assert "What did not hold" not in text


def test_a_page_of_the_committed_servers_is_small() -> None:
    verified = [Verified(one.environment, Report.read(one.path), one.name) for one in catalog.find([SERVERS])]
    assert len(page([]).encode()) < FRAME
    for one in verified:
        assert len(page([one]).encode()) - len(page([]).encode()) < MOST_BYTES
    assert HOSTILE not in page(verified)
