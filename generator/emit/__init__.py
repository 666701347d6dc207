"""The emitter: an environment as a folder that runs alone (DESIGN.md §5).

`render` is pure: environment in, texts out, the same bytes every time. `write` puts them on disk, whole or not at all.
"""

from generator.emit.errors import EmitError
from generator.emit.folder import write
from generator.emit.render import render
from generator.emit.seeds import seed_sql

__all__ = ["EmitError", "render", "seed_sql", "write"]
