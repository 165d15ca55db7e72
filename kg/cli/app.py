"""The commands' list, and how errors reach the user.

Nothing but results goes to stdout. Exit codes: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C.
"""

import logging
import sys
from collections.abc import Sequence

import typer

from kg.cli.annotate import annotate
from kg.cli.ask import query, show
from kg.cli.build import build
from kg.cli.evaluate import evaluate
from kg.cli.export import export
from kg.cli.learn import learn_lexicon
from kg.cli.review import review
from kg.cli.serve import serve
from kg.cli.validate import validate
from kg.errors import KgError

INTERRUPTED = 130

app = typer.Typer(
    name="kg",
    help="Turn pages of Chinese local newspapers into a knowledge graph that can be cited.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (build, annotate, learn_lexicon, query, show, export, review, validate, evaluate, serve):
    app.command()(command)


@app.callback(invoke_without_command=True)
def common(
    context: typer.Context,
    verbose: bool = typer.Option(False, "--verbose", "-v", help="Say on stderr what is done."),
    version: bool = typer.Option(False, "--version", help="Print the version."),
) -> None:
    """Options of every command."""
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    if version:
        from kg import __version__

        typer.echo(f"fangzhi {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit code. Errors of ours are one line on stderr, never a traceback."""
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(f"kg: {error.filename or 'a file'} cannot be used: {error.strerror or error}", file=sys.stderr)
        return 1
    if code == INTERRUPTED:
        print("kg: stopped; the same command goes on from where it stopped", file=sys.stderr)
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        app(list(arguments))
    except SystemExit as leaving:  # how typer ends, also after its own complaint about wrong usage
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    return 0
