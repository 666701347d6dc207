"""What becomes of fifteen published MCP servers: each is installed at a pinned version, started, listed and explored.

    python tests/benchmarks/mcp_catalogues.py [--cache DIR] [--json FILE] [NAME…]

Prints a line per server: tools listed, environments, tools used, their share, why none. Exit status 1 if fewer than ten
of the fifteen become environments. No tool is called, tokens are dummies, and nothing is kept but what is in DIR.
Without npm it says so and measures nothing.
"""

import argparse
import json
import shlex
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from generator.explore import explore
from generator.readers import read
from generator.sources import SourceError, load

WANTED = 10
MIN_TOOLS = 6
PATIENCE = 600
"""Seconds that an installation may take."""
KEYS = {"installed": {"client_id": "dummy", "client_secret": "dummy", "redirect_uris": ["http://localhost:3000"]}}


@dataclass(frozen=True)
class Catalogue:
    """A server: the package that carries it, its program, what it is given. "{home}" is a folder of ours."""

    name: str
    package: str
    program: str
    arguments: str = ""
    variables: str = ""


CATALOGUES = (
    Catalogue("filesystem", "@modelcontextprotocol/server-filesystem@2026.8.31", "mcp-server-filesystem", "{home}"),
    Catalogue("memory", "@modelcontextprotocol/server-memory@2026.8.31", "mcp-server-memory"),
    Catalogue(
        "github",
        "@modelcontextprotocol/server-github@2025.4.8",
        "mcp-server-github",
        variables="GITHUB_PERSONAL_ACCESS_TOKEN=dummy",
    ),
    Catalogue(
        "slack",
        "@modelcontextprotocol/server-slack@2025.4.25",
        "mcp-server-slack",
        variables="SLACK_BOT_TOKEN=dummy SLACK_TEAM_ID=T0",
    ),
    Catalogue(
        "google-maps",
        "@modelcontextprotocol/server-google-maps@0.6.2",
        "mcp-server-google-maps",
        variables="GOOGLE_MAPS_API_KEY=dummy",
    ),
    Catalogue("airtable", "airtable-mcp-server@1.14.0", "airtable-mcp-server", variables="AIRTABLE_API_KEY=dummy"),
    Catalogue(
        "trello",
        "@delorenj/mcp-server-trello@1.8.1",
        "mcp-server-trello",
        variables="TRELLO_API_KEY=dummy TRELLO_TOKEN=dummy",
    ),
    Catalogue("asana", "@roychri/mcp-server-asana@1.8.0", "mcp-server-asana", variables="ASANA_ACCESS_TOKEN=dummy"),
    Catalogue(
        "google-calendar",
        "@cocal/google-calendar-mcp@2.6.3",
        "google-calendar-mcp",
        variables="GOOGLE_OAUTH_CREDENTIALS={home}/.gmail-mcp/gcp-oauth.keys.json",
    ),
    Catalogue("gmail", "@gongrzhe/server-gmail-autoauth-mcp@1.1.11", "gmail-mcp", variables="HOME={home}"),
    Catalogue("notion", "@notionhq/notion-mcp-server@2.5.2", "notion-mcp-server", variables="NOTION_TOKEN=dummy"),
    Catalogue("digitalocean", "@digitalocean/mcp@1.0.70", "mcp", variables="DIGITALOCEAN_API_TOKEN=dummy"),
    Catalogue("git", "pypi:mcp-server-git==2026.10.19", "mcp-server-git"),
    Catalogue("excel", "pypi:excel-mcp-server==2.2.2", "excel-mcp-server", "stdio"),
    Catalogue("discord", "mcp-discord@1.3.4", "mcp-discord", variables="DISCORD_TOKEN=dummy"),
)


@dataclass(frozen=True)
class Measured:
    """What one server gave; `refused` is why it gave nothing."""

    name: str
    listed: int = 0
    environments: int = 0
    sizes: tuple[int, ...] = ()
    used: int = 0
    refused: str = ""

    @property
    def share(self) -> float:
        """How many of its tools became tools."""
        return self.used / self.listed if self.listed else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the servers that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *(item.name for item in CATALOGUES)])
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(arguments)
    if shutil.which("npm") is None:
        print("skipped: there is no npm to install the servers with")
        return 0
    chosen = [item for item in CATALOGUES if not given.names or item.name in given.names]
    with tempfile.TemporaryDirectory(prefix="mcpfarm-") as scratch:
        found = [_said(measured(item, (given.cache or Path(scratch)).resolve())) for item in chosen]
    if given.json:
        given.json.write_text(json.dumps([asdict(item) for item in found], indent=2) + "\n")
    good = [item for item in found if item.environments]
    share = median([item.share for item in good] or [0.0])
    print(f"{len(good)} of {len(found)} become environments, median share {share:.2f}")
    return 1 if not given.names and len(good) < WANTED else 0


def measured(item: Catalogue, cache: Path) -> Measured:
    """Install, list and explore one server."""
    home = cache / "home"
    (home / ".gmail-mcp").mkdir(parents=True, exist_ok=True)
    (home / ".gmail-mcp" / "gcp-oauth.keys.json").write_text(json.dumps(KEYS))
    try:
        program = installed(item, cache)
        command = f"{item.variables} {shlex.quote(str(program))} {item.arguments}".format(home=home)
        text = load(f"mcp:{command.strip()}")
    except (SourceError, OSError, subprocess.SubprocessError) as error:
        return Measured(item.name, refused=f"cannot be listed: {error}")
    found = explore(read(text))
    sizes = tuple(len(environment.tools) for environment in found.environments)
    assert all(size >= MIN_TOOLS for size in sizes)
    return Measured(item.name, found.operations, len(sizes), sizes, found.used, found.refused or "")


def installed(item: Catalogue, cache: Path) -> Path:
    """The program of a server, which is installed if it is not there; scripts of packages are not run."""
    python = item.package.startswith("pypi:")
    folder = cache / item.name
    program = folder / ("bin" if python else "node_modules/.bin") / item.program
    if program.exists():
        return program
    folder.mkdir(parents=True, exist_ok=True)
    if python:
        venv.create(folder, with_pip=True)
        command = [str(folder / "bin" / "pip"), "install", "--quiet", item.package.removeprefix("pypi:")]
    else:
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder)]
        command.append(item.package)
    subprocess.run(command, check=True, timeout=PATIENCE, stdin=subprocess.DEVNULL, capture_output=True)
    return program


def _said(item: Measured) -> Measured:
    sizes = ", ".join(map(str, item.sizes))
    print(
        f"{item.name:16} {item.listed:4} listed {item.environments:3} environments ({sizes or '-'}) "
        f"{item.used:4} used {item.share:5.0%} {item.refused}",
        flush=True,
    )
    return item


if __name__ == "__main__":
    sys.exit(main())
