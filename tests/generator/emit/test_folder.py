"""Writing a folder: whole, or not at all."""

import errno
from pathlib import Path

import pytest

from generator.emit import EmitError, write

FILES = {"environment.json": "{}\n", "service.py": "pass\n", "server.py": "é\r\n"}


def held(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_folder_holds_exactly_the_files(tmp_path: Path) -> None:
    written = write(FILES, tmp_path / "new" / "service")
    assert written == (tmp_path / "new" / "service").resolve()
    assert held(written) == {name: text.encode() for name, text in FILES.items()}


def test_an_emitted_folder_is_replaced_whole(tmp_path: Path) -> None:
    write(FILES | {"old.py": ""}, tmp_path / "service")
    (tmp_path / "service" / "__pycache__").mkdir()
    write(FILES, tmp_path / "service")
    assert sorted(held(tmp_path / "service")) == sorted(FILES)
    assert [one.name for one in tmp_path.iterdir()] == ["service"]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_what_fails_half_way_leaves_the_old_folder(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(FILES, tmp_path / "service")
    before, opened = held(tmp_path / "service"), Path.open

    def failing(path: Path, *arguments: object, **options: object) -> object:
        if path.name == "server.py":
            raise error
        return opened(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", failing)
    with pytest.raises((EmitError, KeyboardInterrupt)):
        write(dict.fromkeys(FILES, "other\n"), tmp_path / "service")
    monkeypatch.undo()
    assert held(tmp_path / "service") == before
    assert [one.name for one in tmp_path.iterdir()] == ["service"]


def test_a_full_disk_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(EmitError) as caught:
        write(FILES, tmp_path / "service")
    assert caught.value.what == "cannot be written: No space left on device"
    assert list(tmp_path.iterdir()) == []


def test_a_failing_rename_brings_the_old_folder_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(FILES, tmp_path / "service")
    before, renamed = held(tmp_path / "service"), Path.rename

    def failing(path: Path, target: Path) -> Path:
        if target.name == "service" and not path.name.endswith("-old"):
            raise OSError(errno.EACCES, "Permission denied")
        return renamed(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(EmitError, match="Permission denied"):
        write(dict.fromkeys(FILES, "other\n"), tmp_path / "service")
    assert held(tmp_path / "service") == before


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(EmitError, match="holds other files"):
        write(FILES, tmp_path)
    assert held(tmp_path) == {"mine.txt": b"mine"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(EmitError, match="is a file"):
        write(FILES, tmp_path / "file")
