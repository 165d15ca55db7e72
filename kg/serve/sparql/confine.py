"""What a worker process may use: so much memory, low priority, no network, and no life without its parent.

Each of these is a second lock, taken where the system has it: queries that ask for the network are refused before.
"""

import contextlib
import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000


def confine(*, memory: int, nice: int) -> None:
    """Confine this process. What the system does not offer is left out.

    Args:
        memory: bytes of data that it may hold; files that are mapped do not count.
        nice: steps of priority to give way.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        # A network of our own with nothing in it; without root that takes a user namespace.
        if libc.unshare(_CLONE_NEWNET) != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    if sys.platform != "win32":
        _limit_memory(memory)
        with contextlib.suppress(OSError):
            os.nice(nice)


def _limit_memory(memory: int) -> None:
    import resource

    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _, hard = resource.getrlimit(kind)
    limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(kind, (limit, hard))
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a killed query leaves no dump
