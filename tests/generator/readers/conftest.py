"""Makes descriptions out of small documents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from generator.description import Description
from generator.readers import read
from generator.readers.document import Document
from generator.readers.schemas import Schemas
from generator.sources import SourceText

DATA = Path(__file__).parent / "data"


def source_text(data: bytes, document: str = "given.json") -> SourceText:
    return SourceText(name=document, document=document, data=data, sha256=hashlib.sha256(data).hexdigest())


@pytest.fixture(name="source_text")
def _source_text() -> Callable[..., SourceText]:
    return source_text


@pytest.fixture(scope="session")
def library() -> Description:
    return read(source_text((DATA / "library.yaml").read_bytes(), "library.yaml"))


@pytest.fixture(scope="session")
def clinic() -> Description:
    return read(source_text((DATA / "clinic.json").read_bytes(), "clinic.json"))


@pytest.fixture(scope="session")
def bike_hire() -> Description:
    return read(source_text((DATA / "bike_hire.json").read_bytes(), "bike_hire.json"))


@pytest.fixture
def describe() -> Callable[..., Description]:
    """A description from paths and component schemas, as OpenAPI 3.1."""

    def make(paths: object = None, schemas: object = None, **more: object) -> Description:
        some_path: dict[str, object] = {"/things": {"get": {"responses": {}}}}
        document = {"openapi": "3.1.0", "paths": paths or some_path, "components": {"schemas": schemas or {}}, **more}
        return read(source_text(orjson.dumps(document)))

    return make


@pytest.fixture
def schemas_of() -> Callable[[dict[str, object]], Schemas]:
    """A reader of the given component schemas."""

    def make(components: dict[str, object]) -> Schemas:
        return Schemas(Document({"components": {"schemas": components}}))

    return make
