"""service.py: the decisions are made here and in the modules for tables, views and tools, the layout is a template."""

from collections.abc import Iterator
from textwrap import wrap

from generator.emit.details import template
from generator.emit.imports import import_block
from generator.emit.layout import fill
from generator.emit.module import Module
from generator.emit.tables import tables, unique_faults
from generator.emit.text import WIDTH, docstring, printable
from generator.emit.tools import actor_functions, guards, tools
from generator.emit.views import Function, computed_functions, views
from servers.farm import faults
from servers.farm.model import Environment
from servers.farm.policy import instructions


def service(environment: Environment, *, told: bool = True) -> str:
    """The source of service.py, before formatting; without `told` its instructions are empty, and nothing else."""
    module = Module(environment)
    session = environment.actor.session if environment.actor else None
    values = {
        "doc": docstring(_doc(environment), indent=0),
        "instructions": quotable(instructions(environment)) if told else "",
        "tables": tables(module),
        "views": views(module),
        "functions": list(_functions(module)),
        "tools": tools(module),
        "faults": _messages(environment),
        "name": environment.name,
        "unique_faults": unique_faults(module),
        "session": module.entity(session) if session else "",
    }
    body = fill("service.py.jinja", imports="", **values)
    return fill("service.py.jinja", imports=import_block(body), **values)


def _doc(environment: Environment) -> str:
    title = environment.title.rstrip(".")
    return (
        f"{title}: {environment.description[:1].lower()}{environment.description[1:]}"
        if environment.description
        else title
    )


def quotable(text: str) -> str:
    """The text inside triple quotes; a long line goes on after a backslash."""
    quoted = printable(text).strip().replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return "\n".join(
        " \\\n".join(wrap(line, WIDTH - 2, break_long_words=False, break_on_hyphens=False))
        for line in quoted.splitlines()
    )


def _functions(module: Module) -> Iterator[Function]:
    yield from actor_functions(module)
    yield from computed_functions(module)
    yield from guards(module)


def _messages(environment: Environment) -> dict[str, str]:
    """Every fault that a tool can answer with, and what is declared besides."""
    used = [use.code for name in environment.tools for use in faults.fault_uses(environment, name)]
    return {code: template(environment, code) for code in dict.fromkeys([*environment.faults, *used])}
