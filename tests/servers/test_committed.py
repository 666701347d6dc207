"""Every committed environment: rendered again byte for byte, verified, small, and free of third parties' sentences."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from client.session import Session
from generator.description import Description, Schema
from generator.emit import render
from generator.readers import read
from generator.sources import SourceError
from servers.farm import catalog
from servers.farm.checks import check
from servers.farm.model import load as load_environment
from tests.at_hand import FOLDERS, text_of

MOST_BYTES = 200_000
SENTENCE_WORDS = 8
"""A run of so many words that stands in a description too is somebody else's sentence."""


def test_the_servers_of_the_demo_are_committed() -> None:
    sources = {json.loads((folder / "environment.json").read_text())["provenance"]["source"] for folder in FOLDERS}
    assert {source.rpartition("#")[2] for source in sources} >= {"calendar.v3", "tasks.v1", "gmail.v1", "drive.v3"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_committed_environment_renders_to_the_same_bytes(folder: Path) -> None:
    environment = load_environment((folder / "environment.json").read_text(encoding="utf-8"))
    rendered = render(environment)
    committed = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.is_file()}
    committed.pop("report.json")
    assert sorted(rendered) == sorted(committed)
    assert [name for name in rendered if rendered[name] != committed[name]] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_committed_environment_has_no_problems_and_a_report_of_these_bytes(folder: Path) -> None:
    emitted = catalog.open_folder(folder)
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert check(emitted.environment) == []
    assert (report["digest"], report["verified"]) == (emitted.digest, True)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_committed_folder_is_small_and_answers_in_process(folder: Path) -> None:
    assert sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) <= MOST_BYTES
    with Session.open(folder) as session:
        names = [tool["name"] for tool in session.tools()]
        assert 6 <= len(names) <= 40
        unknown = session.call(str(names[0]), {"no_such_parameter": 1})
    assert json.loads(unknown.text)["error"] == "invalid_argument"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_sentence_of_the_description_is_committed(folder: Path) -> None:
    environment = catalog.open_folder(folder).environment
    assert environment.provenance is not None
    try:
        foreign = _sentences_of(environment.provenance.source)
    except SourceError as error:
        pytest.skip(f"the description is not at hand: {error}")
    ours = " ".join(
        path.read_text(encoding="utf-8") for path in folder.iterdir() if path.suffix in {".json", ".py", ".md"}
    )
    assert sorted(foreign & set(_runs(ours))) == []


@cache
def _sentences_of(source: str) -> frozenset[str]:
    """The runs of words of a description. Raises SourceError."""
    return frozenset(run for text in _texts(read(text_of(source))) for run in _runs(text))


def _texts(description: Description) -> list[str]:
    operations = [text for item in description.operations for text in (item.summary, item.description)]
    parameters = [one.description for item in description.operations for one in item.parameters]
    schemas = [text for schema in description.schemas.values() for text in _schema_texts(schema)]
    return [text for text in (description.summary, *operations, *parameters, *schemas) if text]


def _schema_texts(schema: Schema) -> list[str]:
    inner = [text for item in schema.properties.values() for text in _schema_texts(item)]
    return [schema.description, *schema.enum_descriptions, *inner]


def _runs(text: str) -> list[str]:
    """Every run of so many words inside one sentence, in lower case."""
    found = []
    for sentence in re.split(r"[.!?;:\n\"{}\[\]|]+", text.lower()):
        words = re.findall(r"[a-z0-9']+", sentence)
        found += [" ".join(words[index : index + SENTENCE_WORDS]) for index in range(len(words) - SENTENCE_WORDS + 1)]
    return found
