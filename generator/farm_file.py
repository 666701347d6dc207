"""farm.toml: which sources a farm is made of, and where its folders are.

    out = "servers"

    [[sources]]
    source = "pypi:google-api-python-client#tasks.v1"
    sha256 = "…"            # optional: the bytes that the source must have
    only = ["tasks"]        # optional: the environments that are wanted of those that it gives

Paths, of files that are sources and of `out`, are relative to the file.
"""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class FarmFileError(Exception):
    """A farm file that is none. `str()` is one line: where, what and what to do about it."""

    def __init__(self, where: str, what: str, hint: str) -> None:
        super().__init__(f"{where}: {what}; {hint}")
        self.where, self.what, self.hint = where, what, hint


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pinned(_Strict):
    """One source of a farm."""

    source: str = Field(min_length=1)
    """As `mcpfarm explore` takes it."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """The digest that its bytes must have; None for any."""
    only: tuple[str, ...] | None = Field(default=None, min_length=1)
    """The names of the environments that are wanted; None for all that the source gives."""


class FarmFile(_Strict):
    """What a farm is made of."""

    out: str = Field(default="servers", min_length=1)
    """The folder that holds the servers' folders."""
    sources: tuple[Pinned, ...] = Field(min_length=1)
    """In the order in which they are explored, which settles names that two of them give."""


def read_farm(path: Path) -> FarmFile:
    """The farm that a file describes. Raises FarmFileError."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FarmFileError(str(path), error.strerror or str(error), "name a farm file (see the README)") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FarmFileError(str(path), f"is no TOML: {error}", "mend that place") from None
    try:
        farm = FarmFile.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        what = f"{place}: {first['msg'][:1].lower()}{first['msg'][1:]}"
        raise FarmFileError(str(path), what, 'write out = "DIR" and [[sources]] with source = "…"') from None
    names = [one.source for one in farm.sources]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise FarmFileError(str(path), f"names {twice} twice", "name each source once")
    return farm
