"""The npm client is played by a small program on PATH; `test_corpus` uses the real one."""

import base64
import hashlib
import io
import os
import stat
import sys
import tarfile
import threading
import zipfile
from pathlib import Path

import orjson
import pytest

from generator.npm import Member, NpmError, read_member
from generator.sources import load

LIMIT = 1000
FILES = {
    "package.json": b'{"name": "shop", "license": "MIT"}',
    "api/shop.json": b'{"openapi": "3.0.0"}',
    "api/large.json": b" " * (LIMIT + 1),
}

PROGRAM = """#!{python}
import json, pathlib, shutil, sys
here = pathlib.Path(__file__).parent
with (here / "calls").open("a") as calls:
    calls.write(" ".join(sys.argv[1:]) + "\\n")
answer = json.loads((here / "answer.json").read_text())
tarball = here / "shop.tgz"
if tarball.exists():
    shutil.copy(tarball, pathlib.Path.cwd() / "shop-1.0.0.tgz")
print(json.dumps(answer))
sys.exit(1 if "error" in answer else 0)
"""


class FakeNpm:
    """An `npm` that answers what the test says and counts its calls."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        program = folder / "npm"
        program.write_text(PROGRAM.format(python=sys.executable))
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    def serve(self, files: dict[str, bytes], integrity: str | None = None) -> str:
        data = packed(files)
        (self.folder / "shop.tgz").write_bytes(data)
        stated = integrity or "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
        self.answer([{"id": "shop@1.0.0", "integrity": stated, "filename": "shop-1.0.0.tgz"}])
        return stated

    def answer(self, answer: object) -> None:
        (self.folder / "answer.json").write_bytes(orjson.dumps(answer))

    def calls(self) -> list[str]:
        calls = self.folder / "calls"
        return calls.read_text().splitlines() if calls.exists() else []


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        archive.addfile(tarfile.TarInfo("package/../../outside"), io.BytesIO())
        link = tarfile.TarInfo("package/link.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return buffer.getvalue()


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeNpm:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return FakeNpm(folder)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def shop(cache: Path, path: str = "api/shop.json") -> Member:
    return read_member("shop", "1.0.0", path, cache, LIMIT)


def contents(cache: Path) -> list[str]:
    return sorted(str(path.relative_to(cache)) for path in cache.rglob("*"))


def test_a_file_of_a_package_is_read_with_what_npm_states(npm: FakeNpm, cache: Path) -> None:
    integrity = npm.serve(FILES)
    assert shop(cache) == Member(FILES["api/shop.json"], integrity, "MIT")


def test_a_source_names_package_version_and_path(npm: FakeNpm, cache: Path) -> None:
    integrity = npm.serve(FILES)
    loaded = load("npm:@town/shop@1.0.0-beta.1#api/shop.json", cache)
    assert (loaded.package, loaded.package_version, loaded.document) == ("@town/shop", "1.0.0-beta.1", "api/shop.json")
    assert (loaded.licence, loaded.integrity, loaded.data) == ("MIT", integrity, FILES["api/shop.json"])
    assert npm.calls()[0].endswith(" -- @town/shop@1.0.0-beta.1")


def test_the_second_use_needs_no_npm(npm: FakeNpm, cache: Path) -> None:
    npm.serve(FILES)
    assert shop(cache) == shop(cache)
    assert len(npm.calls()) == 1


def test_the_cache_holds_whole_packages_and_nothing_else(npm: FakeNpm, cache: Path) -> None:
    npm.serve(FILES)
    shop(cache)
    folder = "npm/shop@1.0.0"
    assert contents(cache) == [
        "npm",
        folder,
        f"{folder}/members.zip",
        f"{folder}/origin.json",
        f"{folder}/package.tgz",
    ]


def test_no_path_of_an_archive_becomes_a_path_on_disk(npm: FakeNpm, cache: Path, tmp_path: Path) -> None:
    npm.serve(FILES)
    shop(cache)
    assert not list(tmp_path.rglob("*outside*"))
    with pytest.raises(NpmError, match=r"no file 'link\.json'"):
        shop(cache, "link.json")


def test_a_file_that_the_package_lacks_is_refused_with_the_closest(npm: FakeNpm, cache: Path) -> None:
    npm.serve(FILES)
    with pytest.raises(NpmError, match=r"no file 'api/shops\.json'; did you mean api/shop\.json"):
        shop(cache, "api/shops.json")


def test_a_file_that_is_too_large_is_refused(npm: FakeNpm, cache: Path) -> None:
    npm.serve(FILES)
    with pytest.raises(NpmError, match="1,001 bytes, more than 1,000"):
        shop(cache, "api/large.json")


@pytest.mark.parametrize("integrity", ["sha512-AAAA", "md5-AAAA", "nonsense"])
def test_a_tarball_that_is_not_what_npm_states_is_refused_and_not_kept(
    npm: FakeNpm, cache: Path, integrity: str
) -> None:
    npm.serve(FILES, integrity)
    with pytest.raises(NpmError, match="npm states"):
        shop(cache)
    assert contents(cache) == ["npm"]


def test_a_broken_tarball_is_refused_and_not_kept(npm: FakeNpm, cache: Path) -> None:
    whole = packed(FILES)
    broken = whole[: len(whole) // 2]
    npm.serve(FILES)
    (npm.folder / "shop.tgz").write_bytes(broken)
    stated = "sha512-" + base64.b64encode(hashlib.sha512(broken).digest()).decode()
    npm.answer([{"integrity": stated}])
    with pytest.raises(NpmError, match="cannot be unpacked"):
        shop(cache)
    assert contents(cache) == ["npm"]


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        ({"error": {"code": "E404", "summary": "Not Found"}}, "npm knows no such package"),
        ({"error": {"code": "ETARGET", "summary": "No"}}, "npm knows no such version"),
        ({"error": {"code": "ENOTFOUND", "summary": "?"}}, "npm cannot reach its registry"),
        ({"error": {"code": "EWHAT", "summary": "strange\nthings"}}, "npm failed: strange;"),
        ({"error": "?"}, "npm failed: no reason given"),
        ([], "npm failed"),
        ("text", "npm failed"),
    ],
)
def test_what_npm_answers_becomes_one_line(npm: FakeNpm, cache: Path, answer: object, what: str) -> None:
    npm.answer(answer)
    with pytest.raises(NpmError) as caught:
        shop(cache)
    assert what in str(caught.value)
    assert "\n" not in str(caught.value)
    assert contents(cache) == ["npm"]


def test_a_missing_npm_client_is_told(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NpmError, match=r"npm client is not installed; install Node\.js"):
        shop(cache)


@pytest.mark.parametrize(
    ("package", "version", "what"),
    [
        ("--global", "1.0.0", "not the name of an npm package"),
        ("../shop", "1.0.0", "not the name of an npm package"),
        ("@scope", "1.0.0", "not the name of an npm package"),
        ("shop", "", "the version is missing"),
        ("shop", "^1.0.0", "not an exact version"),
        ("shop", "latest", "not an exact version"),
    ],
)
def test_only_exact_names_and_versions_reach_npm(
    npm: FakeNpm, cache: Path, package: str, version: str, what: str
) -> None:
    with pytest.raises(NpmError, match=what):
        read_member(package, version, "a.json", cache, LIMIT)
    assert npm.calls() == []


@pytest.mark.parametrize("name", ["members.zip", "origin.json"])
@pytest.mark.parametrize("damage", ["missing", "half"])
def test_a_damaged_cache_says_which_folder_to_delete(npm: FakeNpm, cache: Path, name: str, damage: str) -> None:
    npm.serve(FILES)
    shop(cache)
    path = cache / "npm" / "shop@1.0.0" / name
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(NpmError, match=r"damaged.*; delete .*shop@1\.0\.0 and try again"):
        shop(cache)


def test_the_directory_of_a_package_is_read_once_and_again_when_the_archive_is_another(
    npm: FakeNpm, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm.serve(FILES)
    shop(cache)
    real, opened = zipfile.ZipFile, list[Path]()

    def counted(path: Path) -> zipfile.ZipFile:
        opened.append(path)
        return real(path)

    monkeypatch.setattr(zipfile, "ZipFile", counted)
    assert shop(cache).data == shop(cache).data == FILES["api/shop.json"]
    assert opened == []
    os.utime(cache / "npm" / "shop@1.0.0" / "members.zip", (1, 1))
    assert shop(cache).data == FILES["api/shop.json"]
    assert len(opened) == 1


@pytest.mark.parametrize("place", ["header", "beginning", "middle"])
def test_a_member_whose_bytes_changed_is_damage(npm: FakeNpm, cache: Path, place: str) -> None:
    npm.serve(FILES)
    shop(cache)
    path = cache / "npm" / "shop@1.0.0" / "members.zip"
    there, data = path.stat(), bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo("api/shop.json")
    packed = member.header_offset + 30 + len(member.filename)
    places = {"header": member.header_offset, "beginning": packed, "middle": packed + member.compress_size // 2}
    data[places[place]] ^= 0xFF
    path.write_bytes(bytes(data))
    os.utime(path, ns=(there.st_atime_ns, there.st_mtime_ns))
    with pytest.raises(NpmError, match="damaged"):
        shop(cache)


def test_a_cache_that_cannot_be_written_is_told(npm: FakeNpm, tmp_path: Path) -> None:
    npm.serve(FILES)
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(NpmError, match="cannot be used"):
        shop(tmp_path / "file")


def test_two_fetches_at_once_give_the_same_bytes_and_one_folder(npm: FakeNpm, cache: Path) -> None:
    npm.serve(FILES)
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(shop(cache).data)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [FILES["api/shop.json"]] * 4
    assert [path.name for path in (cache / "npm").iterdir()] == ["shop@1.0.0"]


def test_a_cache_that_cannot_be_made_is_not_called_damaged(npm: FakeNpm) -> None:
    npm.serve(FILES)
    with pytest.raises(NpmError, match=r"the cache /proc/cache cannot be used: .*XDG_CACHE_HOME"):
        shop(Path("/proc/cache"))
