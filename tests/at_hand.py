"""Descriptions that tests read without a network: of installed packages, and of npm packages once fetched."""

from functools import cache
from pathlib import Path

from generator.building import Explored, chosen, explored
from generator.farm_file import Pinned, read_farm
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


def _must_be_at_hand(source: str) -> None:
    scheme, _, rest = source.partition(":")
    fetched = default_cache()
    if scheme.startswith("mcp"):
        raise SourceError(source, "is asked of a server that would have to be started", "run: mcpfarm farm")
    if scheme == "npm" and not (fetched and (fetched / "npm" / rest.partition("#")[0]).is_dir()):
        raise SourceError(source, "its package was not fetched yet", "run: mcpfarm farm")
