"""Templates: how texts are laid out."""

from functools import cache

import jinja2

from generator.emit.text import docstring, entry, indented, literal


def fill(template: str, /, **values: object) -> str:
    """A template of this package, filled."""
    return _templates().get_template(template).render(**values)


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("generator.emit", "templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - the texts are Python and Markdown, never HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["literal"] = literal
    environment.filters["entry"] = entry
    environment.filters["docstring"] = docstring
    environment.filters["indented"] = _indented
    environment.filters["cell"] = _cell
    return environment


def _indented(line: str) -> str:
    return "\n".join(indented([line]))


def _cell(text: str) -> str:
    """A text in one cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")
