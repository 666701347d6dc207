"""From sources to folders: what one bad item of a batch does to the others, and to a single one."""

import json
from pathlib import Path

import pytest

from generator import building, fitting
from generator.building import build, build_all
from generator.description import Description
from generator.emit import EmitError, render
from generator.explore import Exploration, explore
from generator.readers import ReadError
from servers.farm.model import Environment

from .cli.shelf import document


def described(folder: Path, *nouns: str) -> list[str]:
    """A description file for each noun."""
    files = [folder / f"{noun}.json" for noun in nouns]
    for noun, file in zip(nouns, files, strict=True):
        data = document({f"{noun}s": noun, "notes": "note"})
        data["info"]["title"] = noun
        file.write_text(json.dumps(data))
    return list(map(str, files))


def test_a_defect_in_one_description_of_several_is_its_own_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = explore

    def surprised(description: Description) -> Exploration:
        if description.title == "lamp":
            raise ZeroDivisionError("a lamp")
        return real(description)

    monkeypatch.setattr(building, "explore", surprised)
    seen: list[str] = []
    built = build_all(described(tmp_path, "lamp", "chair"), tmp_path / "farm", seen.append)
    assert [one.refused for one in built] == ["a defect of mcpfarm: ZeroDivisionError: a lamp", None]
    assert [item.name for item in (tmp_path / "farm").iterdir()] == ["chair"]
    assert seen == [one.source for one in built]
    with pytest.raises(ZeroDivisionError):
        build_all(described(tmp_path, "lamp"), tmp_path / "farm", seen.append)


def test_a_single_source_that_cannot_be_read_raises(tmp_path: Path) -> None:
    (tmp_path / "half.json").write_text("{")
    with pytest.raises(ReadError):
        build(str(tmp_path / "half.json"), tmp_path / "farm")


def test_a_folder_that_cannot_be_written_ends_the_whole_batch(tmp_path: Path) -> None:
    (tmp_path / "farm").write_text("a file")
    seen: list[str] = []
    with pytest.raises(EmitError):
        build_all(described(tmp_path, "lamp", "chair"), tmp_path / "farm", seen.append)
    assert seen == []


def test_nothing_is_written_of_a_description_one_of_whose_environments_cannot_be_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nouns = {f"{letter}o{end}": f"{letter}o{end[:-1]}" for letter in "bdfgklmnpr" for end in ("tas", "kas")}
    file = tmp_path / "many.json"
    file.write_text(json.dumps(document(nouns)))
    rendered: list[str] = []
    real = render

    def second_fails(environment: Environment) -> dict[str, str]:
        rendered.append(environment.name)
        if len(rendered) == 2:
            raise EmitError(environment.name, "cannot be code", "report it")
        return real(environment)

    monkeypatch.setattr(fitting, "render", second_fails)
    with pytest.raises(EmitError):
        build(str(file), tmp_path / "farm")
    assert len(rendered) == 2
    assert not (tmp_path / "farm").exists()


def test_a_summary_counts_reads_writes_and_fault_codes(tmp_path: Path) -> None:
    (source,) = described(tmp_path, "lamp")
    summary = build(source, tmp_path / "farm").summary()
    (environment,) = summary["environments"]
    assert (environment["tools"], environment["reads"], environment["writes"]) == (10, 4, 6)
    assert environment["faults"] == len({"lamp_not_found", "note_not_found", "name_blank", "nothing_to_change"})
