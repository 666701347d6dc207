"""The page in a real browser: no complaint, nothing wider than the window, and everything works by keyboard too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.pages.page import Verified, page
from tests.generator.pages import chromium
from tests.generator.pages.chromium import Tab, browsing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium.PROGRAM is None, reason="needs Chromium on the PATH (Debian's package `chromium`)"),
]
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"
SHOWN = "[...document.querySelectorAll('.env')].filter((one) => !one.hidden).map((one) => one.id)"
WIDTHS = [1280, 390]
ENTER, SPACE = 13, 32


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """One browser for all tests here."""
    with browsing(tmp_path_factory.mktemp("profile")) as opened:
        yield opened
    assert opened.complaints == []


@pytest.fixture(scope="module")
def farm(verified: Verified, broken: Verified, hostile: Verified, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a good server, two bad ones, and one whose texts attack it."""
    file = tmp_path_factory.mktemp("page") / "farm.html"
    file.write_text(page([verified, broken, hostile, verified]), encoding="utf-8")
    return file


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window_whether_closed_or_open(tab: Tab, farm: Path, width: int, dark: bool) -> None:
    tab.open(farm, width, dark=dark)
    assert tab.ask(OVERFLOW) <= 0
    tab.ask("document.querySelector('[data-open=\"1\"]').click()")
    assert tab.ask("document.querySelectorAll('.env[open]').length") == 4
    assert tab.ask(OVERFLOW) <= 0


def test_the_page_shows_what_it_is_for_and_complains_of_nothing(tab: Tab, farm: Path) -> None:
    tab.open(farm, 1280)
    for wanted in (
        "h1",
        ".tiles meter",
        ".alarm a",
        ".controls:not([hidden])",
        ".failure .repeat",
        "table",
        ".entity",
        ".tool",
    ):
        assert tab.ask(f"document.querySelectorAll({wanted!r}).length") > 0, wanted
    assert tab.ask("document.querySelector('h1').textContent") == "2 of 4 not verified"
    assert tab.ask("document.images.length") == 0
    assert tab.complaints == []


def test_a_browser_has_something_to_complain_of_when_there_is(tab: Tab, tmp_path: Path, verified: Verified) -> None:
    injected = page([verified]).replace(
        "</body>", "<script>console.log(1)</script><img src='http://127.0.0.1:9/x'></body>"
    )
    file = tmp_path / "injected.html"
    file.write_text(injected, encoding="utf-8")
    tab.open(file, 1280)
    texts = str(tab.complaints)
    assert "Content Security Policy" in texts
    assert "console.log" not in texts
    tab.complaints.clear()


def test_environments_are_found_by_name_by_tool_and_by_verdict(tab: Tab, farm: Path, verified: Verified) -> None:
    tab.open(farm, 1280)
    everything = tab.ask(SHOWN)
    for words, wanted in [
        (next(iter(verified.environment.tools)), everything),
        ("no such thing", []),
        ("onerror", [everything[2]]),
        ("", everything),
    ]:
        tab.ask("document.querySelector('input[type=search]').select()")
        tab.ask("document.querySelector('input[type=search]').focus()")
        tab.call("Input.insertText", text=words) if words else tab.press("Backspace", 8)
        assert tab.ask(SHOWN) == wanted, words
        assert tab.ask("document.querySelector('.nothing').hidden") is bool(wanted)
    tab.ask("document.querySelector('input[value=bad]').click()")
    assert tab.ask(SHOWN) == everything[1:3]
    assert tab.ask("document.querySelector('output').textContent") == "2 of 4 shown"


def test_a_person_without_a_mouse_reaches_and_opens_an_environment(tab: Tab, farm: Path) -> None:
    tab.open(farm, 1280)
    assert tab.ask("document.querySelector('.env').open") is False
    for _ in range(30):
        tab.press("Tab", 9)
        if tab.ask("document.activeElement.parentElement === document.querySelector('.env')"):
            break
    assert tab.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tab.press("Enter", ENTER)
    assert tab.ask("document.querySelector('.env').open") is True


def test_a_link_opens_the_environment_that_it_leads_to(tab: Tab, farm: Path) -> None:
    tab.open(farm, 1280)
    tab.ask("document.querySelector('[data-open=\"\"]').click()")
    assert tab.ask("document.querySelectorAll('.env[open]').length") == 0
    tab.ask("document.querySelector('.alarm a').click()")
    tab.ask("new Promise((done) => setTimeout(done, 0))")
    assert tab.ask("document.querySelector('.env[open]').id") == "bikes-2"


def test_text_and_background_differ_enough_to_be_read(tab: Tab, farm: Path) -> None:
    for dark in (False, True):
        tab.open(farm, 1280, dark=dark)
        tab.ask("document.querySelector('[data-open=\"1\"]').click()")
        assert tab.ask(FAINTEST) >= 4.5, f"dark={dark}"


FAINTEST = """
(() => {
  const channels = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (colour) => channels(colour).slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0) return colour;
    }
  };
  const ratios = [...document.querySelectorAll("body *")]
    .filter((one) => !one.closest("svg") && [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .filter((one) => one.getClientRects().length && !["SCRIPT", "STYLE"].includes(one.tagName))
    .map((one) => [light(getComputedStyle(one).color), light(ground(one))].sort((a, b) => b - a))
    .map(([high, low]) => (high + 0.05) / (low + 0.05));
  return Math.min(...ratios);
})()
"""
