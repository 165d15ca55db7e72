"""The command `kg`."""

import signal
import sys


def main() -> None:
    """Entry point: run the command line and leave with its exit code."""
    from kg.cli.app import run

    if hasattr(
        signal, "SIGPIPE"
    ):  # when the reader of our output (head, less) has gone, go quietly as other commands do
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(run(sys.argv[1:]))
