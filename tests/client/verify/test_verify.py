import json
import shutil
import tempfile
from pathlib import Path

import pytest

from client.errors import ClientError, NotAServerError, ServerExitedError, ServerGarbledError, ServerSilentError
from client.servers import Limits
from client.session import Session
from client.verify import Contract, Report, kill, verify
from client.verify.findings import FAMILIES
from client.verify.report import Share
from client.verify.runner import cases
from generator.seed import start_state
from servers.farm.model import Environment
from tests.client.verify.conftest import Break

QUICK = Limits(start=1.0, call=1.0, stop=0.2)


def test_an_emitted_server_is_verified_and_its_report_counts_the_same_every_time(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "bikes"))
    steps: list[tuple[int, int]] = []
    report = verify(copy, progress=lambda done, total, what: steps.append((done, total)))
    assert report.failures == ()
    assert report.verified
    assert report.coverage.tools == Share(done=len(report.matrix.tools), total=len(report.matrix.tools))
    assert report.coverage.faults.missing == ()
    assert all(report.checks[family].passed for family in FAMILIES)
    assert steps[-1][0] == steps[-1][1] == len(steps) - 1
    written = (copy / "report.json").read_bytes()
    assert b"seconds" not in written
    assert len(written) < 700 + 170 * report.coverage.tools.total
    assert Report.read(copy).summary() == {**report.summary(), "seconds": 0.0}
    again = verify(copy, only=["schema", "success"])
    assert again.checks["success"] == report.checks["success"]


def test_another_start_state_by_the_same_rules_is_verified_and_leaves_no_report(
    folder: Path, bikes: Environment
) -> None:
    report = verify(folder, start=start_state(bikes, 2))
    assert report.failures == ()
    assert report.verified
    assert not (folder / "report.json").exists()


def test_a_third_start_state_passes_in_this_process(folder: Path, bikes: Environment, contract: Contract) -> None:
    start = start_state(bikes, 3)
    with Session.open(folder) as session:
        session.write_state(start)
        assert kill(contract, cases(contract, start, seed=3), session) is None


def test_a_server_that_dies_of_a_call_is_reported_with_the_case_that_killed_it(broken: Break) -> None:
    folder = broken("service.py", "    db.delete(station)\n", "    import os\n\n    os._exit(3)\n")
    report = verify(folder, only=["success"], write=False)
    assert not report.verified
    assert "ended with status 3" in report.failures[-1].what
    assert report.failures[-1].case.startswith("success/delete_station")


def test_a_call_that_hangs_ends_the_verification_within_the_limit_and_leaves_no_process(
    broken: Break, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = broken("service.py", "    db.delete(station)\n", "    import time\n\n    time.sleep(600)\n")
    report = verify(folder, only=["success"], limits=Limits(start=60, call=1.0, stop=0.2))
    assert "no answer within 1 seconds" in report.failures[-1].what
    assert not [path for path in Path("/proc").glob("[0-9]*/cmdline") if str(tmp_path).encode() in _read(path)]
    assert not list(tmp_path.glob("mcpfarm-*"))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_paths_of_this_machine_stay_out_of_the_report(broken: Break) -> None:
    broken("service.py", "    db.delete(station)\n", "    raise ValueError(__file__)\n")
    folder = broken("runtime.py", "The service could not do this", "See {__import__('traceback').format_exc()}")
    runtime = (folder / "runtime.py").read_text()
    (folder / "runtime.py").write_text(runtime.replace('"See {', 'f"See {'))
    text = verify(folder, only=["success", "hostile"]).text()
    assert "an error shows" in text
    assert "/tmp" not in text
    assert str(folder) not in text


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("import sys\nsys.exit('no licence')", ServerExitedError),
        ("import time\ntime.sleep(600)", ServerSilentError),
        ("print('Server running on http://127.0.0.1', flush=True)\nimport time\ntime.sleep(600)", ServerGarbledError),
    ],
    ids=["exits at once", "hangs", "prints to stdout"],
)
def test_a_server_that_does_not_start_is_a_clear_error(
    source: str, kind: type[ClientError], folder: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "bikes"))
    (copy / "server.py").write_text(source)
    with pytest.raises(kind) as caught:
        verify(copy, limits=QUICK)
    assert caught.value.where == "bikes"
    assert caught.value.hint
    assert not (copy / "report.json").exists()


def test_a_folder_that_is_no_server_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(NotAServerError, match=r"environment\.json"):
        verify(tmp_path)
    with pytest.raises(NotAServerError, match="not a folder"):
        verify(tmp_path / "missing")


@pytest.mark.parametrize(
    ("file", "text", "what"),
    [
        ("environment.json", "{", "environment"),
        ("environment.json", "\xff\xfe", "environment"),
        ("tools.json", "[]", "tools.json"),
        ("tools.json", '{"tools": [1]}', "tools.json"),
    ],
)
def test_a_damaged_folder_is_a_clear_error(file: str, text: str, what: str, folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "bikes"))
    (copy / file).write_text(text, encoding="latin-1")
    with pytest.raises(NotAServerError):
        verify(copy)


def test_an_environment_that_declares_what_the_database_does_not_have_is_a_clear_error(
    folder: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "bikes"))
    data = json.loads((copy / "environment.json").read_text())
    data["entities"]["rider"]["columns"]["shoe_size"] = {"kind": "integer"}
    (copy / "environment.json").write_text(json.dumps(data))
    with pytest.raises(NotAServerError, match="shoe_size"):
        verify(copy)
