"""A folder's code with some of its files replaced in memory: its contract and start state stay the folder's own."""

import importlib
import sys
from collections.abc import Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import CodeType, ModuleType

from client.session import Loaded


def replaced(loaded: Loaded, codes: Mapping[str, CodeType]) -> Loaded:
    """The folder with other code in some files (`service.py` → its code). Raises whatever the code does at import.

    The process's own modules are replaced, so this is for a process that ends afterwards.
    """
    service = loaded.module.__name__
    package = service.rpartition(".")[0]
    keep = set(codes) == {"service.py"}
    for name in [name for name in sys.modules if name.startswith(f"{package}.")]:
        if name == service or not keep:
            del sys.modules[name]
    folder = str(loaded.emitted.path)
    sources = {f"{package}.{file.removesuffix('.py')}": (code, f"{folder}/{file}") for file, code in codes.items()}
    sys.meta_path.insert(0, _Finder(sources))
    return Loaded(loaded.emitted, importlib.import_module(service))


class _Finder(MetaPathFinder):
    """Finds the modules whose code is replaced."""

    def __init__(self, sources: Mapping[str, tuple[CodeType, str]]) -> None:
        self._sources = sources

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """The module, if it is one of them."""
        if name not in self._sources:
            return None
        code, path = self._sources[name]
        spec = spec_from_loader(name, _Loader(code), origin=path)
        if spec is not None:
            spec.has_location = True
        return spec


class _Loader(Loader):
    """Runs code that is there already."""

    def __init__(self, code: CodeType) -> None:
        self._code = code

    def exec_module(self, module: ModuleType) -> None:
        """Run it."""
        exec(self._code, module.__dict__)  # noqa: S102 - emitted code, which we sign, with one bug
