"""A headless Chromium, spoken to in the DevTools protocol over two pipes: no port, no driver, no package."""

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Data = dict[str, Any]
PROGRAM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --remote-debugging-pipe"
).split()
PATIENCE = 60.0
MOVED = """
import fcntl, os, sys
pipes = [fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3]]
for place, pipe in enumerate(pipes, start=3):
    os.dup2(pipe, place)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Becomes the browser, with the pipes where it looks for them: 3 and 4."""
COMPLAINTS = ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled")


@dataclass
class Tab:
    """One page in the browser."""

    wire: "_Wire"
    session: str
    complaints: list[Data] = field(default_factory=list)
    """What the page has written to its console, and exceptions that it threw."""

    def call(self, method: str, **params: Any) -> Data:
        """One command of the protocol."""
        return self.wire.call(method, self.session, self.complaints, **params)

    def open(self, file: Path, width: int, *, dark: bool = False, height: int = 900) -> None:
        """Load a file in a window of this width and wait until it is there."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.call("Page.navigate", url=file.as_uri())
        deadline = time.monotonic() + PATIENCE
        while self.ask("document.readyState + ' ' + location.protocol") != "complete file:":
            assert time.monotonic() < deadline, "the page does not load"

    def ask(self, expression: str) -> Any:
        """The value of an expression; promises are waited for."""
        told = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def press(self, key: str, code: int) -> None:
        """Press and release a key."""
        for kind in ("keyDown", "keyUp"):
            text = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text)

    def shoot(self, file: Path, *, whole: bool = False) -> None:
        """Write a picture of what is seen, or of the whole page."""
        clip: Data = {}
        if whole:
            size = self.call("Page.getLayoutMetrics")["cssContentSize"]
            clip = {"captureBeyondViewport": True, "clip": {**size, "scale": 1}}
        file.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png", **clip)["data"]))


@contextmanager
def browsing(scratch: Path) -> Iterator[Tab]:
    """A browser with one tab, for as long as the block runs."""
    assert PROGRAM is not None
    commands, answers = os.pipe(), os.pipe()
    moved = [sys.executable, "-c", MOVED, str(commands[0]), str(answers[1])]
    process = subprocess.Popen(
        [*moved, PROGRAM, *FLAGS, f"--user-data-dir={scratch}", "about:blank"],
        pass_fds=(commands[0], answers[1]),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(commands[0])
    os.close(answers[1])
    try:
        yield _tab(_Wire(commands[1], answers[0]))
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)
        os.close(commands[1])
        os.close(answers[0])


def _tab(wire: "_Wire") -> Tab:
    target = wire.call("Target.createTarget", "", [], url="about:blank")["targetId"]
    session = wire.call("Target.attachToTarget", "", [], targetId=target, flatten=True)["sessionId"]
    tab = Tab(wire, session)
    for domain in ("Page", "Runtime", "Log"):
        tab.call(f"{domain}.enable")
    return tab


class _Wire:
    """Messages in JSON, each ended by a zero byte."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers, self._number, self._rest = commands, answers, 0, b""

    def call(self, method: str, session: str, complaints: list[Data], **params: Any) -> Data:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        os.write(
            self._commands, json.dumps({**message, **({"sessionId": session} if session else {})}).encode() + b"\0"
        )
        while True:
            answer = self._next()
            if answer.get("method") in COMPLAINTS:
                complaints.append(answer)
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: Data = answer["result"]
                return result

    def _next(self) -> Data:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._answers], [], [], PATIENCE)
            chunk = os.read(self._answers, 1 << 20) if ready else b""
            assert chunk, "the browser says nothing"
            self._rest += chunk
        line, _, self._rest = self._rest.partition(b"\0")
        message: Data = json.loads(line)
        return message
