"""The command line. Each command is a module here; what it needs is imported when it runs, so that help is instant.

Exit status: 0 good, 1 something did not hold, 2 wrong usage or input, 130 interrupted (143 by SIGTERM). Under `--json`
a command prints one object on stdout, a failure `{"error": {"where", "what", "hint"}}`; progress and logs go to stderr.
"""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from generator.cli import (
    call,
    demo,
    explore,
    export,
    farm,
    farm_build,
    inventory,
    mutate,
    recorded,
    replay,
    resources,
    schema,
    seed,
    serve,
    show,
    synthesize,
    verify,
)
from generator.cli.failures import INTERRUPTED, TERMINATED, Terminated, report


class _Commands(TyperGroup):
    """Commands of one word or two."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command, and what is left of the words."""
        two = " ".join(args[:2])
        return super().resolve_command(ctx, [two, *args[2:]] if two in self.commands else args)


app = typer.Typer(
    name="mcpfarm",
    cls=_Commands,
    help="Executable, verified MCP environments and certified dialogues from real API descriptions.",
    epilog="Example: mcpfarm explore pypi:google-api-python-client#tasks.v1 --out farm",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for _name, _command, _summary in (
    ("demo", demo.demo, "The whole way once, on four real descriptions."),
    ("resources", resources.resources, "What a file, folder or package holds."),
    ("explore", explore.explore, "API descriptions in, emitted MCP servers out."),
    ("verify", verify.verify, "Exercise every tool, fault and effect of servers."),
    ("report", recorded.report, "What the last verifications found, as a page too."),
    ("mutate", mutate.mutate, "How many injected bugs the verifier notices."),
    ("farm", farm.farm, "Make a whole farm again, verified, by one command."),
    ("farm build", farm_build.farm_build, "Thousands of documents in, the best environments out, verified."),
    ("list", inventory.list_, "The emitted servers below some folders."),
    ("show", show.show, "An environment's tools, faults, rules and rows."),
    ("call", call.call, "One tool, its result and the row difference."),
    ("seed", seed.seed, "Another start state by the same rules."),
    ("synthesize", synthesize.synthesize, "Certified dialogues through MCP."),
    ("replay", replay.replay, "Execute recorded dialogues again and compare."),
    ("export", export.export, "Trajectories as what trainers read."),
    ("serve", serve.serve, "One server over stdio, or HTTP on loopback."),
    ("schema", schema.schema, "The JSON Schemas of what mcpfarm writes."),
):
    app.command(_name, short_help=_summary)(_command)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"mcpfarm {version('mcpfarm')}")
        raise typer.Exit


@app.callback()
def _shared(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line on the arguments (default: the process's) and leave with its status."""
    # Commands import a hundred thousand objects that stay: to look for garbage among them is a fifth of the work.
    gc.set_threshold(100_000)
    given = list(sys.argv[1:] if arguments is None else arguments)
    previous = signal.signal(signal.SIGTERM, _terminated)
    try:
        status = _run(given, "--json" in given) if given else _help()
    finally:
        signal.signal(signal.SIGTERM, previous)
    raise SystemExit(status)


def _help() -> int:
    """Without a word there is nothing to do: the help goes to stderr, the status is that of wrong usage."""
    sys.stdout, kept = sys.stderr, sys.stdout
    try:
        _run(["--help"], as_json=False)
    finally:
        sys.stdout = kept
    return 2


def _run(arguments: list[str], as_json: bool) -> int:
    try:
        status = int(app(args=arguments, prog_name="mcpfarm", standalone_mode=False) or 0)
        if status == INTERRUPTED:  # typer makes a status of KeyboardInterrupt
            raise KeyboardInterrupt
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (Exception, KeyboardInterrupt, Terminated) as error:  # noqa: BLE001 - the outermost place: a person gets one line
        return report(error, as_json=as_json)
    return status


def _terminated(_number: int, _frame: FrameType | None) -> NoReturn:
    """End as after an exception, so that children end and temporary files go."""
    raise Terminated(TERMINATED)
