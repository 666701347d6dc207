"""Tables in Markdown, for the pages that farms have for people."""

from collections.abc import Iterable, Sequence


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A head and rows of as many cells; without a line break at the end."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in lines)


def _cell(cell: object) -> str:
    """One cell: what would end it, or begin a line, is escaped."""
    return " ".join(str(cell).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").split())
