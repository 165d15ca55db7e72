"""The command `kg`."""

import gc
import signal
import sys


def main() -> None:
    """Entry point: run the command line and leave with its exit code."""
    # Word lists and records are no cycles: looking for cycles each 700 objects takes 3% of a start.
    gc.set_threshold(200_000)
    from kg.cli.app import run

    if hasattr(
        signal, "SIGPIPE"
    ):  # when the reader of our output (head, less) has gone, go quietly as other commands do
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(run(sys.argv[1:]))
