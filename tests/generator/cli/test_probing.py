import shlex
import sys
from pathlib import Path

import pytest

from .conftest import Runner, refuses

PLANTED = Path(__file__).parents[2] / "probe" / "planted.py"


def _command(defect: str, *more: str) -> str:
    return shlex.join([sys.executable, str(PLANTED), defect, *more])


def test_a_good_server_from_outside_leaves_with_0_and_one_with_an_error_with_1(run: Runner) -> None:
    good = run("verify", "--command", _command("nothing"), "--json")
    assert good.status == 0
    assert good.data["schema"] == "mcpfarm.probe/1"
    (server,) = good.data["servers"]
    assert (server["name"], server["findings"], server["failed"]) == ("notes", [], False)
    assert server["tools"] == server["answered"]
    bad = run("verify", "--command", _command("prints to stdout"))
    assert bad.status == 1
    assert "ERROR stdout: the server wrote" in bad.out


def test_a_server_that_ends_at_once_does_not_keep_the_next_from_being_examined(run: Runner) -> None:
    dead = shlex.join([sys.executable, "-c", "raise SystemExit('no database')"])
    told = run("verify", "--command", dead, "--command", _command("nothing"), "--timeout", "30", "--json")
    assert told.status == 1
    first, second = told.data["servers"]
    assert "ended with status 1" in first["findings"][0]["what"]
    assert "no database" in first["findings"][0]["advice"]
    assert second["failed"] is False


def test_variables_reach_the_server_and_warnings_alone_are_no_failure(run: Runner) -> None:
    source = "import os, runpy, sys; sys.argv = ['planted', os.environ['DEFECT']]; "
    source += f"runpy.run_path({str(PLANTED)!r}, run_name='__main__')"
    told = run(
        "verify", "--command", shlex.join([sys.executable, "-c", source]), "--env", "DEFECT=accepts unknown keys"
    )
    assert told.status == 0
    assert "WARNING unknown arguments: list_notes takes an argument that its own schema forbids" in told.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--command", "no-such-program-here --x"], "there is no program 'no-such-program-here'"),
        (["--command", ""], "--command: is empty"),
        (["--command", "sh 'x"], "cannot be read: No closing quotation"),
        (["--url", "localhost:8000"], "'localhost:8000' is no URL of HTTP"),
        (["--command", "sh", "--env", "KEY"], "--env: 'KEY' is no NAME=VALUE"),
        (["--url", "http://127.0.0.1:9/mcp", "--header", "=x"], "--header: '=x' is no NAME=VALUE"),
        (["--command", "sh", "--timeout", "0"], "--timeout"),
        (["--command", "sh", "--limit", "0"], "--limit"),
        ([], "takes either folders, or --command and --url"),
        (["folder", "--command", "sh"], "takes either folders, or --command and --url"),
        (["--command", "sh", "--quick"], "--quick: does not go with --command and --url"),
        (["--command", "sh", "--junit", "x.xml"], "--junit: does not go with --command and --url"),
        (["folder", "--env", "A=b"], "--env: does not go with folders"),
        (["folder", "--read-only"], "--read-only: does not go with folders"),
    ],
)
def test_wrong_words_are_refused_in_one_line(run: Runner, words: list[str], told: str) -> None:
    assert told in refuses(run, "verify", *words)


def test_a_url_where_nobody_listens_is_a_finding_and_not_a_crash(run: Runner) -> None:
    told = run("verify", "--url", "http://127.0.0.1:9/mcp", "--timeout", "5", "--json")
    assert told.status == 1
    assert "cannot be reached" in told.data["servers"][0]["findings"][0]["what"]
