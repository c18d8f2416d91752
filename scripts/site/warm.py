"""A process that has imported what notebooks import, and becomes a kernel for each line that it reads.

Run as a program by kernels.py. Each line is JSON, {"argv", "env", "cwd"}; the answer is the process's number.
It ends when its standard input does.
"""

import json
import os
import signal
import sys
from importlib import import_module

del sys.path[0]  # this folder, whose modules are none of a notebook's
# All are read as the modules are imported: Matplotlib's way to draw, as ipykernel sets it; the process
# without which a kernel does not go on; no threads of NumPy: who has some is not to be forked.
OWN = {"MPLBACKEND": "module://matplotlib_inline.backend_inline", "JPY_PARENT_PID": str(os.getpid())}
OWN["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # no warning about breakpoints, of which there are none
OWN |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
os.environ |= OWN

# What a kernel and its first plot import by themselves. Not Matplotlib's backend for notebooks, which looks
# for the kernel that it shall draw for as it is imported.
IMPORTED = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "numpy.testing",
)
for module in IMPORTED:
    import_module(module)
import_module("matplotlib.mathtext").MathTextParser("agg").parse("$x$")  # the first one builds the grammar


def main() -> None:
    """One kernel after another."""
    signal.signal(signal.SIGCHLD, lambda number, frame: reap())
    for line in sys.stdin:
        if not (number := os.fork()):
            return become_kernel(**json.loads(line))
        print(number, flush=True)
    return None


def reap() -> None:
    """Take leave of the kernels that have ended, whose time is then part of this process's."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass  # there are no others


def become_kernel(argv: list[str], env: dict[str, str], cwd: str) -> None:
    """What a new Python would do with the module of the kernel, in a session of its own."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, sys.stdin.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # that of this process is the way to answer
    os.environ |= env | OWN
    os.chdir(cwd)
    sys.argv = argv
    import_module("ipykernel.kernelapp").launch_new_instance()


if __name__ == "__main__":
    main()
