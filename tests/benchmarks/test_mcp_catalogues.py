"""The measurement of MCP catalogues: what it says, without installing anything."""

import subprocess
from pathlib import Path

import pytest

from generator.sources import SourceText

from . import mcp_catalogues
from .mcp_catalogues import CATALOGUES, Catalogue, Measured, main, measured

LISTING = b"""{"serverInfo": {"name": "garden"}, "tools": [
  {"name": "list_beds"},
  {"name": "get_bed", "inputSchema": {"properties": {"bedId": {"type": "string"}}, "required": ["bedId"]}},
  {"name": "create_bed", "inputSchema": {"properties": {"name": {"type": "string"}}, "required": ["name"]}},
  {"name": "update_bed", "inputSchema":
    {"properties": {"bedId": {"type": "string"}, "name": {"type": "string"}}, "required": ["bedId"]}},
  {"name": "delete_bed", "inputSchema": {"properties": {"bedId": {"type": "string"}}, "required": ["bedId"]}}]}"""


def test_without_npm_it_says_that_it_is_skipped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert main([]) == 0
    assert capsys.readouterr().out.startswith("skipped: there is no npm")


def test_every_server_is_pinned_and_has_a_name_of_its_own() -> None:
    assert len({item.name for item in CATALOGUES}) == len(CATALOGUES) == 15
    assert all(
        item.package.removeprefix("pypi:").rpartition("@")[2].split("==")[-1][0].isdigit() for item in CATALOGUES
    )


def test_a_server_is_explored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(mcp_catalogues, "installed", lambda item, cache: tmp_path / "server")
    text = SourceText(name="mcp:x", document="tools.json", data=LISTING, sha256="0" * 64)
    monkeypatch.setattr(mcp_catalogues, "load", lambda source: text)
    found = measured(Catalogue("garden", "garden@1.0.0", "garden"), tmp_path)
    assert (found.listed, found.environments, found.used, found.share) == (5, 1, 5, 1.0)


def test_a_server_that_cannot_be_installed_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(item: Catalogue, cache: Path) -> Path:
        raise subprocess.CalledProcessError(1, "npm")

    monkeypatch.setattr(mcp_catalogues, "installed", fail)
    assert measured(CATALOGUES[0], tmp_path).refused.startswith("cannot be listed: ")


@pytest.mark.parametrize(("good", "status"), [(9, 1), (10, 0)])
def test_fewer_than_ten_environments_fail(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, good: int, status: int
) -> None:
    names = [item.name for item in CATALOGUES]
    monkeypatch.setattr("shutil.which", lambda name: "/npm")
    monkeypatch.setattr(
        mcp_catalogues,
        "measured",
        lambda item, cache: Measured(item.name, 9, int(names.index(item.name) < good), used=6),
    )
    assert main(["--cache", str(tmp_path)]) == status
