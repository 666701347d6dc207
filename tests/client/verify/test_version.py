"""The digest that names the verifier: over all that it is made of, over nothing of this machine."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from client.verify import version

ROOT = Path(__file__).parents[3]
LOADED = """
import json, sys
import client.verify.runner, client.verify.repeating
print(json.dumps([module.__file__ for module in list(sys.modules.values()) if getattr(module, "__file__", None)]))
"""


def test_every_module_of_ours_that_a_verification_imports_is_in_the_digest_and_nothing_of_another_room() -> None:
    answer = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, check=True, cwd=ROOT, timeout=60)
    loaded = {Path(name) for name in json.loads(answer.stdout)}
    ours = {path for path in loaded if path.is_relative_to(ROOT / "client") or path.is_relative_to(ROOT / "servers")}
    found = set(version.sources())
    assert ours - found == {ROOT / "client" / "__init__.py", ROOT / "servers" / "__init__.py"}
    assert not found & {ROOT / "client" / "rewards.py", ROOT / "client" / "mutation" / "proof.py"}


def test_an_edit_gives_another_digest_and_line_ends_and_places_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in version.sources():
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = version.verifier()
    monkeypatch.setattr(version, "_ROOT", tmp_path)
    version.verifier.cache_clear()
    assert version.verifier() == before
    with (tmp_path / "client" / "verify" / "play.py").open("a") as file:
        file.write("# one comment more\n")
    version.verifier.cache_clear()
    assert version.verifier() != before
    monkeypatch.undo()
    version.verifier.cache_clear()
    assert version.verifier() == before
