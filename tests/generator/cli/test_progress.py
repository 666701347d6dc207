"""Progress on stderr."""

import io
import sys

import pytest

from generator.cli.progress import board, progress, remaining


def test_without_a_terminal_a_line_is_written_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("making", 200) as advance:
        for number in range(200):
            advance(f"thing {number}")
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[0] == "making 0/200"
    assert err.splitlines()[-1] == "making 200/200 thing 199"
    assert len(err.splitlines()) == 11


def test_parts_of_the_work_are_shown_on_terminals_only(capsys: pytest.CaptureFixture[str]) -> None:
    with board() as shown:
        part = shown.bar("part", 10, small=True)
        part.at(5, 10)
        part.close()
    assert capsys.readouterr() == ("", "")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_bars_show_what_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(sys, "stderr", stream)
    with board() as shown:
        whole, part = shown.bar("verifying", 2), shown.bar("tasks", 10, small=True)
        part.at(7, 10)
        part.close()
        whole.at(2, 2, "tasks")
    assert "verifying" in stream.getvalue()
    assert "2/2" in stream.getvalue()


def test_without_stderr_nothing_is_shown_and_nothing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with progress("making", 1) as advance:
        advance("it")


@pytest.mark.parametrize(
    ("done", "seconds", "told"),
    [(0, 500, ""), (50, 20, ""), (99, 500, ""), (50, 40, "about 1 min left"), (10, 300, "about 45 min left")],
)
def test_work_that_takes_long_says_how_long_the_rest_will_take(done: int, seconds: float, told: str) -> None:
    assert remaining(done, 100, seconds) == told
    assert remaining(100, 100, seconds) == ""


def test_hours_are_told_as_hours() -> None:
    assert remaining(1, 1_000, 60) == "about 17 h left"


def test_an_estimate_stands_behind_what_was_done_last(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([0.0, 0.0, 120.0])
    monkeypatch.setattr("time.monotonic", lambda: next(times))
    with board() as shown:
        bar = shown.bar("making", 3)
        bar.at(0, 3)
        bar.at(1, 3, "a lamp")
    assert capsys.readouterr().err.splitlines() == ["making 0/3", "making 1/3 a lamp (about 4 min left)"]
