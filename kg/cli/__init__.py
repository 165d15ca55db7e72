"""The command `kg`."""

import sys


def main() -> None:
    """Entry point: run the command line and leave with its exit code."""
    from kg.cli.app import run

    sys.exit(run(sys.argv[1:]))
