"""What sources hold, each document named as `load` takes it."""

import json
from pathlib import Path

import pytest

from generator.listing import listed
from generator.members import is_document, members
from generator.readers import endings
from generator.sources import SourceError, load

from .cli.shelf import SHELF
from .test_npm import FakeNpm

ENDINGS = (".json", ".yaml")


def test_a_folder_holds_the_documents_below_it_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b/two.yaml", "a.json", "b/one.json", ".hidden.json", ".git/x.json", "b/read.me", "c.JSON.gz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    found = members(str(tmp_path), ENDINGS)
    assert [Path(one).relative_to(tmp_path).as_posix() for one in found] == [
        "a.json",
        "c.JSON.gz",
        "b/one.json",
        "b/two.yaml",
    ]
    assert all(load(one).name == one for one in found)


@pytest.mark.parametrize("source", ["a.json", "gone.json", "mcp:python server.py", "npm:a@1.0.0#api/x.json", ""])
def test_anything_else_is_the_one_document_that_it_names(source: str) -> None:
    assert members(source, ENDINGS) == (source,)


def test_a_file_that_is_called_like_a_package_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pypi:shop").write_text("{}")
    assert members("pypi:shop", ENDINGS) == ("pypi:shop",)


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (".", "holds no document"),
        ("pypi:surely-not-installed", "is not installed"),
        ("npm:shop", "version is missing"),
    ],
)
def test_a_source_that_holds_nothing_is_refused(
    source: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError, match=what):
        members(source, ENDINGS, tmp_path / "cache")


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("os.scandir", refuses)
    with pytest.raises(SourceError, match="Permission denied"):
        members(str(tmp_path), ENDINGS)


def test_the_documents_of_a_distribution_load_by_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    about = tmp_path / "shop_spec-1.2.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.4\nName: shop-spec\nVersion: 1.2\nLicense: MIT\n")
    (about / "RECORD").write_text("shop/b/shop.json,,\nshop/a.json,,\nshop/code.py,,\n../bin/x.json,,\n")
    (tmp_path / "shop" / "b").mkdir(parents=True)
    for name in ("shop/b/shop.json", "shop/a.json"):
        (tmp_path / name).write_text(json.dumps(SHELF))
    monkeypatch.syspath_prepend(str(tmp_path))
    found = members("pypi:shop-spec", ENDINGS)
    assert found == ("pypi:shop-spec#shop/a.json", "pypi:shop-spec#shop/b/shop.json")
    assert members("pypi:shop-spec#shop/b/", ENDINGS) == found[1:]
    told = listed(found[0])
    assert (told.kind, told.title, told.operations, told.licence, told.licence_of) == (
        "openapi",
        "Shelf",
        10,
        "MIT",
        "package",
    )


def test_the_documents_of_an_npm_package_load_by_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = FakeNpm(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    npm.serve({"package.json": b'{"name": "shop"}', "api/b.json": b"{}", "api/a.yaml": b"a: 1", "index.js": b""})
    cache = tmp_path / "cache"
    cache.mkdir()
    found = members("npm:shop@1.0.0#api/", ENDINGS, cache)
    assert found == ("npm:shop@1.0.0#api/a.yaml", "npm:shop@1.0.0#api/b.json")
    assert load(found[1], cache).data == b"{}"
    with pytest.raises(SourceError, match="needs a cache folder"):
        members("npm:shop@1.0.0", ENDINGS, None)


def test_what_counts_as_a_document_comes_from_the_table_of_readers() -> None:
    assert {".json", ".yaml", ".yml"} <= set(endings())
    assert is_document("service-2.json.gz", endings())
    assert not is_document("readme.md", endings())
    assert not is_document("archive.gz", endings())


def test_what_is_no_description_is_told_apart_from_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "shop"}')
    (tmp_path / "torn.json").write_text('{"openapi": ')
    other, broken = listed(str(tmp_path / "package.json")), listed(str(tmp_path / "torn.json"))
    assert (other.kind, other.other, broken.kind, broken.other) == ("", True, "", False)
    assert broken.data().keys() == {"source", "reason"}
