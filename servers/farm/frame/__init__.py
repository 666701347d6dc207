"""The part of every emitted server that does not vary: real modules, tested here, copied as they are.

They import each other, the standard library, pydantic and SQLModel; `server.py` alone imports MCP. A later change to
one of them changes every committed server, so it carries its reason.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
FILES = ("arguments.py", "database.py", "functions.py", "runtime.py", "server.py", "tables.py")
"""What an emitted folder copies from `FOLDER`, byte for byte, beside its own `service.py`."""
