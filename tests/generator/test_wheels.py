"""Real pip fetches from a folder of wheels, its index being off."""

import base64
import hashlib
import os
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from generator.members import members
from generator.sources import SourceError, load
from generator.wheels import WheelError, wheel

TABLES = b"CREATE TABLE shops (id integer PRIMARY KEY, name text NOT NULL);\n"
FILES = {"shop_tables/schema/shops.sql": TABLES, "shop_tables/__init__.py": b"raise SystemExit('nothing is run')\n"}
PACKAGE = "google-api-python-client"
SOURCE = "pypi:shop-tables==1.2.0"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    pack(folder / "shop_tables-1.2.0-py3-none-any.whl")
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def pack(path: Path) -> None:
    about = "shop_tables-1.2.0.dist-info"
    files = FILES | {
        f"{about}/METADATA": b"Metadata-Version: 2.1\nName: shop-tables\nVersion: 1.2.0\nLicense: MIT\n",
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    lines = [f"{name},sha256={digest(data)},{len(data)}" for name, data in files.items()]
    files[f"{about}/RECORD"] = "\n".join([*lines, f"{about}/RECORD,,"]).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")


@pytest.mark.parametrize("wanted", ["shop_tables/schema/shops.sql", "shops.sql", "shops"])
def test_a_document_of_a_package_that_is_not_installed_comes_from_its_wheel(
    shelf: Path, tmp_path: Path, wanted: str
) -> None:
    found = load(f"{SOURCE}#{wanted}", tmp_path / "cache")
    assert (found.document, found.data) == ("shop_tables/schema/shops.sql", TABLES)
    assert (found.package, found.package_version, found.licence) == ("shop-tables", "1.2.0", "MIT")


def test_a_package_is_fetched_once(shelf: Path, tmp_path: Path) -> None:
    first = load(f"{SOURCE}#shops", tmp_path / "cache")
    (shelf / "shop_tables-1.2.0-py3-none-any.whl").unlink()
    assert load(f"{SOURCE}#shops", tmp_path / "cache") == first
    assert [path.name for path in (tmp_path / "cache/pypi").iterdir()] == ["shop-tables==1.2.0"]


def test_the_documents_of_such_a_package_are_listed(shelf: Path, tmp_path: Path) -> None:
    listed = members(SOURCE, (".sql",), tmp_path / "cache")
    assert listed == (f"{SOURCE}#shop_tables/schema/shops.sql",)


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("pypi:shop-tables==9.9#shops", "pip finds no wheel of shop-tables==9.9"),
        ("pypi:shop-tables==new#shops", "'new' is not an exact version"),
        ("pypi:shop-tables==#shops", "the version is missing"),
        ("pypi:==1.0#shops", "'' is not the name of a Python package"),
        ("pypi:--upgrade==1.0#shops", "'--upgrade' is not the name of a Python package"),
    ],
)
def test_a_wheel_that_is_not_there_is_refused_in_one_line(shelf: Path, tmp_path: Path, source: str, what: str) -> None:
    with pytest.raises(SourceError) as caught:
        load(source, tmp_path / "cache")
    assert (caught.value.where, caught.value.what) == (source, what)
    assert "\n" not in str(caught.value)


def test_a_source_distribution_is_not_built(shelf: Path, tmp_path: Path) -> None:
    (shelf / "shop_tables-1.2.0-py3-none-any.whl").unlink()
    (shelf / "shop_tables-1.2.0.tar.gz").write_bytes(b"\x1f\x8bnothing")
    with pytest.raises(SourceError, match="pip finds no wheel"):
        load(f"{SOURCE}#shops", tmp_path / "cache")


def test_a_fetched_package_needs_a_cache() -> None:
    with pytest.raises(SourceError, match="needs a cache folder"):
        load(f"{SOURCE}#shops")


@pytest.mark.skipif(not list(metadata.distributions(name=PACKAGE)), reason="the extra `resources` is not installed")
def test_the_installed_version_is_read_where_it_is_that_one() -> None:
    assert load(f"pypi:{PACKAGE}=={metadata.version(PACKAGE)}#tasks.v1").data == load(f"pypi:{PACKAGE}#tasks.v1").data


def test_a_damaged_wheel_in_the_cache_is_told_with_what_to_delete(shelf: Path, tmp_path: Path) -> None:
    wheel("shop-tables", "1.2.0", tmp_path)
    folder = tmp_path / "pypi/shop-tables==1.2.0"
    next(folder.glob("*.whl")).write_bytes(b"not a zip")
    with pytest.raises(WheelError, match="is damaged") as caught:
        wheel("shop-tables", "1.2.0", tmp_path)
    assert str(folder) in caught.value.hint
