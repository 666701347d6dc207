import traceback

import pytest

from client.leaks import LEAKS, PATH, TRACEBACK, leak

NODE = "Error: no such note\n    at Notes.get (/srv/app/notes.js:12:9)\n    at async file:///srv/app/index.js:40:5"
JAVA = "java.lang.IllegalStateException\n\tat com.example.Notes.get(Notes.java:12)"
GO = "panic: nil map\n\ngoroutine 1 [running]:\nmain.main()"
RUST = "thread 'main' panicked at src/main.rs:4:5"


def _python() -> str:
    try:
        raise LookupError("no such note")
    except LookupError:
        return traceback.format_exc()


@pytest.mark.parametrize("text", [_python(), NODE, JAVA, GO, RUST])
def test_a_traceback_of_any_common_language_is_seen(text: str) -> None:
    assert leak(TRACEBACK, text)
    assert leak(LEAKS, text)


@pytest.mark.parametrize("text", ["ENOENT: open '/home/ada/notes.db'", r"C:\Users\ada\notes.db", "/tmp/x/1"])
def test_a_path_of_the_machine_is_seen(text: str) -> None:
    assert leak(PATH, text)


@pytest.mark.parametrize(
    "text",
    [
        "no note 17; list_notes shows those that exist",
        "the meeting starts at 10:30:00",
        "see https://example.com/home/page and docs/usr/guide",
        "GET /users/{id} is read-only",
    ],
)
def test_an_ordinary_error_shows_nothing(text: str) -> None:
    assert not leak(LEAKS, text)


def test_what_was_sent_may_come_back() -> None:
    assert not leak(PATH, "no file /tmp/secret", sent="{'path': '/tmp/secret'}")
