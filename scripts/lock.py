"""A lock that processes share; the standard library only."""

import sys
import time
from contextlib import contextmanager

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None
    import msvcrt


@contextmanager
def locked(path, waiting=""):
    """One process at a time is inside; the others wait.

    `waiting` is said once, on standard error, by a process that has to wait. The system lets go of the
    lock when the process ends, however it ends, so a file that is left behind locks nobody out.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        while not _try(file):
            if waiting:
                print(waiting, file=sys.stderr, flush=True)
            waiting = ""
            time.sleep(0.2)
        yield


def _try(file):
    try:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except (BlockingIOError, PermissionError):  # another process has it; any other error is one
        return False
    return True
