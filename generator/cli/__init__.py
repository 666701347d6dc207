"""The command line. Each command is a module here; what it needs is imported when it runs, so that help is instant.

Exit status: 0 good, 1 something did not hold, 2 wrong usage or input, 130 interrupted. Under `--json` a command prints
one object on stdout, a failure `{"error": {"where", "what", "hint"}}`; progress and logs go to stderr.
"""

import os
import sys
from collections.abc import Sequence

import typer

from generator.cli import (
    call,
    demo,
    explore,
    export,
    inventory,
    replay,
    schema,
    seed,
    serve,
    show,
    synthesize,
    verify,
)
from generator.cli.output import UsageProblem, fail

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""typer's own class for wrong words; it has no public name."""

app = typer.Typer(
    name="mcpfarm",
    help="Executable, verified MCP environments and certified dialogues from real API descriptions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for _name, _command in (
    ("explore", explore.explore),
    ("verify", verify.verify),
    ("list", inventory.list_),
    ("show", show.show),
    ("call", call.call),
    ("seed", seed.seed),
    ("synthesize", synthesize.synthesize),
    ("replay", replay.replay),
    ("export", export.export),
    ("serve", serve.serve),
    ("schema", schema.schema),
    ("demo", demo.demo),
):
    app.command(_name)(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line on the arguments (default: the process's) and leave with its status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    raise SystemExit(_run(given, "--json" in given))


def _run(arguments: list[str], as_json: bool) -> int:
    try:
        return int(app(args=arguments, standalone_mode=False) or 0)
    except UsageError as error:
        fail(_usage(error), as_json=as_json, status=2)
    except (typer.Abort, KeyboardInterrupt):
        fail(
            UsageProblem("mcpfarm", "interrupted", "what was finished is kept; run it again"),
            as_json=as_json,
            status=130,
        )
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        fail(_system(error), as_json=as_json, status=1)
    except Exception as error:
        if not hasattr(error, "hint"):
            if os.environ.get("MCPFARM_DEBUG"):
                raise
            error = UsageProblem(
                type(error).__name__, str(error), "this is a defect of mcpfarm; MCPFARM_DEBUG=1 shows the traceback"
            )
            fail(error, as_json=as_json, status=1)
        fail(error, as_json=as_json, status=2)


def _usage(error: BaseException) -> UsageProblem:
    context = getattr(error, "ctx", None)
    name = context.command_path if context is not None else "mcpfarm"
    return UsageProblem(name, str(error), f"see `{name} --help`")


def _system(error: OSError) -> UsageProblem:
    where = str(error.filename) if error.filename else "the system"
    return UsageProblem(where, error.strerror or str(error), "nothing half-written was kept; mend it and run it again")
