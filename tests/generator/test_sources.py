import gzip
import hashlib
import re
from importlib import metadata
from pathlib import Path

import pytest

from generator import sources
from generator.sources import SourceError, default_cache, load

PACKAGE = "google-api-python-client"


def refusal(source: str, cache: Path | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        load(source, cache)
    error = caught.value
    assert error.where == source
    assert str(error) == f"{source}: {error.what}; {error.hint}"
    assert error.hint
    assert "\n" not in str(error)
    return error


def test_a_file_is_loaded_with_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "shop.json"
    path.write_bytes(b'{"a": 1}')
    loaded = load(str(path))
    assert (loaded.name, loaded.document, loaded.data) == (str(path), "shop.json", b'{"a": 1}')
    assert loaded.sha256 == hashlib.sha256(b'{"a": 1}').hexdigest()
    assert loaded.package is None


def test_a_file_whose_name_looks_like_a_scheme_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pypi:shop").write_text("a: 1")
    assert load("pypi:shop").data == b"a: 1"


def test_a_missing_file_is_refused_with_the_closest_name(tmp_path: Path) -> None:
    (tmp_path / "shop.json").write_text("{}")
    error = refusal(str(tmp_path / "shpo.json"))
    assert (error.what, error.hint) == ("no such file", "did you mean shop.json?")


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(str(tmp_path / "no" / "shop.json")).what == "no such file"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(str(tmp_path)).what == "is a folder"


@pytest.mark.parametrize("data", [b"", b" \n\t"])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "shop.json").write_bytes(data)
    assert refusal(str(tmp_path / "shop.json")).what == "is empty"


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "shop.json.gz").write_bytes(gzip.compress(b'{"a": 1}'))
    loaded = load(str(tmp_path / "shop.json.gz"))
    assert (loaded.data, loaded.sha256) == (b'{"a": 1}', hashlib.sha256(b'{"a": 1}').hexdigest())


@pytest.mark.parametrize("cut", [3, 12, -6])
def test_half_a_packed_file_is_refused(tmp_path: Path, cut: int) -> None:
    (tmp_path / "shop.json.gz").write_bytes(gzip.compress(b'{"a": 1, "b": 2}')[:cut])
    assert "cannot be unpacked" in refusal(str(tmp_path / "shop.json.gz")).what


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 1024 * 1024)
    (tmp_path / "shop.json.gz").write_bytes(gzip.compress(b" " * 1024 * 1024 + b"{}"))
    assert refusal(str(tmp_path / "shop.json.gz")).what == "unpacks to more than 1 MB"


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    with path.open("wb") as file:
        file.truncate(sources.MAX_BYTES + 1)
    assert "more than 64 MB" in refusal(str(path)).what


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b", "shop.json/inside"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shop.json").write_text("{}")
    assert re.match("no such file|cannot be read", refusal(name).what)


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("https://shop.example/openapi.json", "nothing is fetched from the web"),
        ("ftp:shop", "unknown kind of source 'ftp:'"),
        ("pypi:package", "names no document"),
        ("pypi:#document", "names no document"),
        ("pypi:#", "names no document"),
        ("pypi:a b#c", "'a b' is not the name of a Python package"),
        ("npm:shop@1.0.0", "names no document"),
    ],
)
def test_a_source_that_names_nothing_is_refused(source: str, what: str) -> None:
    assert what in refusal(source).what


def test_a_package_that_is_not_installed_is_refused_with_the_command_to_run() -> None:
    error = refusal("pypi:surely-not-installed#shop")
    assert error.what == "the Python package 'surely-not-installed' is not installed"
    assert error.hint == "run: pip install surely-not-installed"


def test_a_package_of_one_of_our_extras_is_installed_by_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = ["mcp>=2", 'Shop_Spec==1.2; extra == "resources"']
    monkeypatch.setattr(metadata, "requires", lambda name: ours)
    assert refusal("pypi:shop-spec#shop").hint == "run: pip install 'mcpfarm[resources]'"
    assert refusal("pypi:mcp-spec#shop").hint == "run: pip install mcp-spec"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A distribution `shop-spec` 1.2 with three documents and a module."""
    files = {
        "shop_spec/__init__.py": "",
        "shop_spec/v1/shop.json": '{"version": 1}',
        "shop_spec/v2/shop.json": '{"version": 2}',
        "shop_spec/v2/orders.v2.yaml": "version: 2",
        "shop_spec/orders.v2.py": "x = 1",
        "shop_spec-1.2.dist-info/METADATA": "Metadata-Version: 2.1\nName: shop-spec\nVersion: 1.2\nLicense: MIT\n",
    }
    files["shop_spec-1.2.dist-info/RECORD"] = "".join(f"{name},,\n" for name in files)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


@pytest.mark.parametrize("wanted", ["shop_spec/v2/orders.v2.yaml", "orders.v2.yaml", "orders.v2"])
def test_a_document_of_a_package_is_found_by_path_name_or_stem(installed: Path, wanted: str) -> None:
    loaded = load(f"pypi:shop-spec#{wanted}")
    assert (loaded.document, loaded.data) == ("shop_spec/v2/orders.v2.yaml", b"version: 2")
    assert (loaded.package, loaded.package_version, loaded.licence) == ("shop-spec", "1.2", "MIT")


@pytest.mark.parametrize("wanted", ["v1/shop", "v1/shop.json", "shop_spec/v1/shop"])
def test_folders_before_a_stem_tell_documents_of_one_name_apart(installed: Path, wanted: str) -> None:
    assert load(f"pypi:shop-spec#{wanted}").document == "shop_spec/v1/shop.json"


def test_a_name_that_several_documents_have_is_refused_with_their_paths(installed: Path) -> None:
    error = refusal("pypi:shop-spec#shop")
    assert error.what == "'shop' names 2 files of the package"
    assert error.hint == "write its path: shop_spec/v1/shop.json or shop_spec/v2/shop.json"


def test_a_document_that_the_package_lacks_is_refused_with_the_closest(installed: Path) -> None:
    assert refusal("pypi:shop-spec#order.v2").hint == "did you mean orders.v2?"


def test_a_document_whose_file_is_gone_is_refused(installed: Path) -> None:
    (installed / "shop_spec/v2/orders.v2.yaml").unlink()
    assert refusal("pypi:shop-spec#orders.v2").what == "no such file"


def test_an_npm_source_without_a_cache_is_refused() -> None:
    assert "needs a cache folder" in refusal("npm:shop@1.0.0#a.json").what


def test_what_npm_refuses_is_told_with_the_source(tmp_path: Path) -> None:
    assert refusal("npm:shop@latest#a.json", tmp_path).what == "'latest' is not an exact version"
    assert refusal("npm:@scope/shop#a.json", tmp_path).what == "the version is missing"


def test_the_cache_is_in_the_users_cache_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    assert default_cache({"XDG_CACHE_HOME": "/var/cache/ada"}) == Path("/var/cache/ada/mcpfarm")
    assert default_cache({}) == Path("/home/ada/.cache/mcpfarm")
    assert default_cache({"XDG_CACHE_HOME": "relative"}) == Path("/home/ada/.cache/mcpfarm")


def test_a_user_without_a_home_has_no_cache_and_reads_files_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def homeless(_: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", homeless)
    assert default_cache({}) is None
    assert "write the path in full" in refusal("~ada/shop.json").hint


def test_an_empty_source_is_named() -> None:
    with pytest.raises(SourceError, match="SOURCE: is empty; name a file"):
        load("")


@pytest.mark.skipif(not list(metadata.distributions(name=PACKAGE)), reason="the extra `resources` is not installed")
def test_a_discovery_document_of_the_google_client_is_found_by_its_stem() -> None:
    loaded = load(f"pypi:{PACKAGE}#tasks.v1")
    assert loaded.document.endswith("documents/tasks.v1.json")
    assert loaded.data.lstrip().startswith(b"{")
