"""The example service, assembled into a folder as the emitter does it and imported as a package."""

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

from servers.farm.frame import FILES, FOLDER

EXAMPLE = Path(__file__).parent / "example"
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
"""For properties: a busy machine is no failure, and the fixtures they use hold no state."""
Load = Callable[[Path, str], ModuleType]


def assemble(folder: Path) -> Path:
    """Write the example and the frame into a new folder."""
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__", "README.md"))
    for name in FILES:
        shutil.copyfile(FOLDER / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assembled folder."""
    return assemble(tmp_path_factory.mktemp("emitted") / "library")


@pytest.fixture(scope="session")
def load() -> Iterator[Load]:
    """Imports a folder as a package of a given name and gives its `service` module."""
    loaded = []

    def load_folder(folder: Path, name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(
            name, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        assert spec is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        loaded.append(name)
        return importlib.import_module(f"{name}.service")

    yield load_folder
    for module in [one for one in sys.modules if one.partition(".")[0] in loaded]:
        del sys.modules[module]


@pytest.fixture(scope="session")
def library(folder: Path, load: Load) -> ModuleType:
    """The example's `service` module, imported from the assembled folder."""
    return load(folder, "assembled_library")


@pytest.fixture
def refused(library: ModuleType) -> type[Exception]:
    """The error of a state that does not fit, as the assembled folder has it."""
    error: type[Exception] = sys.modules[library.Service.__module__].StateRefused
    return error
