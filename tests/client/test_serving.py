"""A server that is started to listen: it says where, or how it ended is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from client.errors import ServerExitedError, ServerSilentError
from client.serving import serving
from tests.client.fakes import FAST, launch

SAYS = "import sys\nsys.stderr.buffer.write(b'\\xff up on http://127.0.0.1:8123/mcp now\\n')\n"
WAITS = "import sys\nsys.stdin.read()\n"


def test_a_server_says_where_it_listens_whatever_else_it_writes(tmp_path: Path) -> None:
    source = SAYS + "sys.stderr.flush()\n" + WAITS
    with serving(launch(tmp_path, source), FAST) as served:
        assert served.url() == "http://127.0.0.1:8123/mcp"


def test_a_server_that_ends_before_it_listens_is_told_with_its_last_words(tmp_path: Path) -> None:
    with (
        serving(launch(tmp_path, "import sys; sys.exit('the port is taken')"), FAST) as served,
        pytest.raises(ServerExitedError, match="ended with status 1; it said: the port is taken"),
    ):
        served.url()


def test_a_server_that_ends_without_a_word_is_told_so(tmp_path: Path) -> None:
    with (
        serving(launch(tmp_path, "raise SystemExit(3)"), FAST) as served,
        pytest.raises(ServerExitedError, match="ended with status 3; it said nothing on stderr"),
    ):
        served.url()


def test_a_server_that_never_says_where_it_listens_is_given_up(tmp_path: Path) -> None:
    with (
        serving(launch(tmp_path, WAITS), replace(FAST, start=0.2)) as served,
        pytest.raises(ServerSilentError, match=r"0\.2 seconds where it listens"),
    ):
        served.url()
