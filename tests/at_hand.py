"""Descriptions that tests read without a network: of installed packages, and of npm packages once fetched."""

from functools import cache
from pathlib import Path

from generator.building import Explored, chosen, explored
from generator.farm_file import Pinned, read_farm
from generator.mcp_listing import command_of
from generator.sources import SourceError, SourceText, default_cache, load

FARM_FILE = Path(__file__).parents[1] / "farm.toml"
FARM = read_farm(FARM_FILE)
SERVERS = FARM_FILE.parent / FARM.out
FOLDERS = sorted(path.parent for path in SERVERS.glob("*/environment.json"))


def text_of(source: str) -> SourceText:
    """The bytes of a source. Raises SourceError where it is not at hand."""
    _must_be_at_hand(source)
    return load(source, default_cache())


@cache
def given(pinned: Pinned) -> Explored:
    """What the explorer makes of a source of the farm, as far as the farm wants it. Raises SourceError."""
    _must_be_at_hand(pinned.source)
    return chosen(explored(pinned.source, FARM_FILE.parent, pinned.sha256), pinned.only)


def stated(source: str) -> str:
    """A source as environments state it: the values of a command's variables may be secret."""
    scheme, _, rest = source.partition(":")
    return f"{scheme}:{command_of(rest).shown}" if scheme == "mcp" else source


def _must_be_at_hand(source: str) -> None:
    scheme, _, rest = source.partition(":")
    if scheme.startswith("mcp"):
        raise SourceError(source, "is asked of a server that would have to be started", "run: mcpfarm farm")
    package, fetched = rest.partition("#")[0], default_cache()
    is_fetched = scheme == "npm" or (scheme == "pypi" and "==" in package)
    if is_fetched and not (fetched and (fetched / scheme / package.lower().replace("/", "+")).is_dir()):
        raise SourceError(source, "its package was not fetched yet", "run: mcpfarm farm")
