"""Holds emitted servers to the official conformance suite and the official Inspector, over HTTP on loopback.

    python scripts/conformance.py servers/tasks [PATH…] [--cache DIR]

Needs npm, its registry, and the packages that the servers need; Node of the right version is fetched too. The three
npm packages (about 330 MB) go into DIR, where a later run finds them, or into a temporary folder; no script of theirs
runs while they are installed. Prints a table on stdout, what failed and progress on stderr. Exit status: 0 everything
held, 1 something did not, 2 something is missing.
"""

import argparse
import json
import os
import platform
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

NODE = "22.23.3"
CONFORMANCE = "@modelcontextprotocol/conformance"
INSPECTOR = "@modelcontextprotocol/inspector"
PINNED = {CONFORMANCE: "0.1.16", INSPECTOR: "2.12.0"}
SCENARIOS = ("server-initialize", "ping", "tools-list", "dns-rebinding-protection")
INSTALLING, STARTING, CHECKING, ENDING = 900, 60, 90, 5
"""Seconds that each may take."""


Listing = Sequence[Mapping[str, object]]


class Missing(Exception):
    """Something that the script needs is not there."""


@dataclass(frozen=True)
class Tools:
    """The official programs, and where they may leave files."""

    node: Path
    modules: Path
    scratch: Path

    def run(self, program: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a program of a package, in a group of its own that ends with it or at the limit."""
        command = [str(self.node), str(self.modules / program), *words]
        variables = {**os.environ, "HOME": str(self.scratch), "NO_COLOR": "1"}
        return _bounded(command, CHECKING, env=variables, cwd=self.scratch)


@dataclass(frozen=True)
class Outcome:
    """One check of one server; `wrong` is empty if it held."""

    server: str
    check: str
    wrong: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the script; its exit status."""
    options = _options(arguments)
    try:
        for path in options.paths:
            if not (path / "server.py").is_file() or not (path / "tools.json").is_file():
                raise Missing(f"{path}: is not an emitted server; give a folder that `mcpfarm explore` wrote")
        with tempfile.TemporaryDirectory(prefix="mcpfarm-conformance-") as scratch:
            tools = _installed(options.cache or Path(scratch) / "npm", Path(scratch))
            outcomes = [outcome for path in options.paths for outcome in _checked(path.resolve(), tools)]
    except Missing as error:
        print(f"conformance: {error}", file=sys.stderr)
        return 2
    return _printed(outcomes)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    about = (__doc__ or "").splitlines()[0]
    parser = argparse.ArgumentParser(prog="conformance.py", description=about, allow_abbrev=False)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a folder that `mcpfarm explore` wrote")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep the npm packages here; default: fetch, forget")
    return parser.parse_args(arguments)


def _printed(outcomes: Sequence[Outcome]) -> int:
    """The table, then what went wrong; the exit status."""
    width = [max(len(one.server) for one in outcomes), max(len(one.check) for one in outcomes)]
    for one in outcomes:
        print(f"{one.server:{width[0]}}  {one.check:{width[1]}}  {'FAILED' if one.wrong else 'held'}")
    failed = [one for one in outcomes if one.wrong]
    for one in failed:
        print(f"{one.server}: {one.check}: {one.wrong}", file=sys.stderr)
    print(f"{len(outcomes) - len(failed)} of {len(outcomes)} held")
    return 1 if failed else 0


def _installed(cache: Path, scratch: Path) -> Tools:
    """The official programs from the cache, fetched into it if they are not there."""
    packages = {_node_package(): NODE, **PINNED}
    modules = cache.resolve() / "node_modules"
    if any(_version(modules / name) != version for name, version in packages.items()):
        _install(cache, packages)
    return Tools(modules / _node_package() / "bin" / "node", modules, scratch)


def _node_package() -> str:
    """The npm package that holds the Node of this kind of machine, as the package `node` chooses it."""
    systems, machines = {"Linux": "linux", "Darwin": "darwin"}, {"x86_64": "x64", "aarch64": "arm64", "arm64": "arm64"}
    system, machine = systems.get(platform.system()), machines.get(platform.machine())
    if system is None or machine is None:
        raise Missing(f"npm has no Node for {platform.system()} on {platform.machine()}; run this on Linux or macOS")
    return f"{'node-bin' if (system, machine) == ('darwin', 'arm64') else 'node'}-{system}-{machine}"


def _version(package: Path) -> str | None:
    try:
        return str(json.loads((package / "package.json").read_bytes())["version"])
    except (OSError, ValueError, KeyError):
        return None


def _install(cache: Path, packages: Mapping[str, str]) -> None:
    if shutil.which("npm") is None:
        raise Missing("npm is not on the PATH; install Node.js")
    wanted = [f"{name}@{version}" for name, version in packages.items()]
    print(f"fetching {', '.join(wanted)} into {cache}", file=sys.stderr)
    words = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"]
    try:
        cache.mkdir(parents=True, exist_ok=True)
        done = _bounded(["npm", "install", "--prefix", str(cache.resolve()), *words, *wanted], INSTALLING, cwd=cache)
    except OSError as error:
        raise Missing(f"{cache}: cannot be used: {error.strerror or error}; name another --cache") from None
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise Missing(f"npm cannot fetch the official programs: {said}; see whether `npm ping` works")


def _checked(folder: Path, tools: Tools) -> Iterator[Outcome]:
    """Every check on one running server."""
    listing = _listing(folder)
    checks: dict[str, Callable[[str], str]] = {name: partial(_scenario, tools, name) for name in SCENARIOS}
    checks["Inspector tools/list"] = partial(_lists, tools, listing)
    checks["Inspector tools/call"] = partial(_calls, tools, listing)
    with _serving(folder, tools.scratch) as url:
        for name, check in checks.items():
            print(f"{folder.name}: {name}", file=sys.stderr)
            yield Outcome(folder.name, name, check(url) if url else "the server did not come to listen")


def _scenario(tools: Tools, name: str, url: str) -> str:
    """A scenario of the conformance suite; what it says has failed."""
    done = tools.run(f"{CONFORMANCE}/dist/index.js", "server", "--url", url, "--scenario", name)
    said = re.sub(r"\x1b\[\d+m", "", done.stdout + done.stderr)
    errors = [" ".join(text.split()) for text in re.findall(r"^ *Error: (.*)$", said, re.MULTILINE)]
    if done.returncode or errors:
        return "; ".join(errors) or _last_line(said)
    return "" if re.search(r"Passed: [1-9]\d*/\d+, 0 failed", said) else f"no check has passed: {_last_line(said)}"


def _lists(tools: Tools, listing: Listing, url: str) -> str:
    result, wrong = _inspected(tools, url, "tools/list")
    named = [tool.get("name") for tool in _objects(result.get("tools"))]
    return wrong or (
        "" if named == [tool["name"] for tool in listing] else f"it lists {named}, which tools.json does not"
    )


def _calls(tools: Tools, listing: Listing, url: str) -> str:
    """One call, of the first tool that needs no arguments."""
    free = [str(tool["name"]) for tool in listing if not _required(tool)]
    if not free:
        return "no tool can be called without arguments"
    result, wrong = _inspected(tools, url, "tools/call", "--tool-name", free[0])
    good = isinstance(result.get("structuredContent"), dict) and not result.get("isError")
    return wrong or ("" if good else f"{free[0]} answers {json.dumps(result)[:200]}")


def _inspected(tools: Tools, url: str, method: str, *words: str) -> tuple[Mapping[str, object], str]:
    """A result as the Inspector prints it, or why there is none."""
    program = f"{INSPECTOR}/clients/launcher/build/index.js"
    options = ["--transport", "http", "--format", "json", "--quiet", "--method", method, *words]
    done = tools.run(program, "--cli", "--server-url", url, *options)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = None
    result = answer.get("result") if isinstance(answer, dict) else None
    if done.returncode or not isinstance(result, dict):
        return {}, _last_line(done.stderr or done.stdout)
    return result, ""


def _listing(folder: Path) -> list[Mapping[str, object]]:
    return _objects(json.loads((folder / "tools.json").read_bytes())["tools"])


def _objects(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _required(tool: Mapping[str, object]) -> bool:
    schema = tool.get("inputSchema")
    return bool(schema.get("required")) if isinstance(schema, dict) else False


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it says nothing"])[-1][:300]


@contextmanager
def _serving(folder: Path, scratch: Path) -> Iterator[str]:
    """The URL of the server while the block runs, empty if it does not come to listen."""
    command = [sys.executable, str(folder / "server.py"), "--http", "--port", "0"]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter on a folder that the user named
        command, cwd=scratch, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    try:
        yield _announced(process)
    finally:
        _end(process)


def _announced(process: "subprocess.Popen[bytes]") -> str:
    assert process.stderr is not None
    deadline, said = time.monotonic() + STARTING, b""
    while (left := deadline - time.monotonic()) > 0 and select.select([process.stderr], [], [], left)[0]:
        chunk = os.read(process.stderr.fileno(), 4096)
        said += chunk
        found = re.search(rb"serving (http://\S+)\n", said)
        if found or not chunk:
            return found[1].decode() if found else ""
    return ""


def _bounded(command: Sequence[str], limit: float, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a command to its end or to the limit, at which it fails; then nothing of its group is left."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, start_new_session=True, **pipes, **options)  # type: ignore[call-overload]  # noqa: S603
    try:
        out, errors = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", f"no end within {limit:g} seconds")
    finally:
        _end(process)
    return subprocess.CompletedProcess(command, process.returncode, out, errors)


def _end(process: "subprocess.Popen[bytes] | subprocess.Popen[str]") -> None:
    """End a process and what it started."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(ENDING)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


if __name__ == "__main__":
    sys.exit(main())
