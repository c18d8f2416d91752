"""Notebooks run in kernels that are forked from one process, as if each had been started for itself."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from nbclient.exceptions import CellExecutionError, DeadKernelError

from scripts.pages import execution
from scripts.site import kernels

ROOT = Path(__file__).resolve().parent.parent
PLOT = [
    "import matplotlib.pyplot as plt",
    "plt.plot([1, 2], [3, 5])\nplt.show()",
    "import sys; print(sys.path)",
]
LONG = "import os, pathlib, time; pathlib.Path({file!r}).write_text(str(os.getpid())); time.sleep(600)"
RUN = "import sys; from scripts.site import executed; execution.run([sys.argv[1]])"


@pytest.fixture(autouse=True)
def no_process_is_left():
    yield
    kernels.end()


def runs(pid):
    """Whether a process with this number is there, one that has ended and waits for its parent aside."""
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def soon(true):
    return any(true() or time.sleep(0.1) for _ in range(200))


def test_what_a_notebook_prints_and_draws_is_what_a_kernel_of_jupyter_s_own_prints_and_draws(monkeypatch):
    forked = execution.run(PLOT)
    monkeypatch.setattr(kernels, "FORKS", False)
    assert execution.run(PLOT) == forked


def test_nothing_of_one_notebook_is_there_in_the_next():
    execution.run(["import matplotlib.pyplot as plt\nplt.rcParams['lines.linewidth'] = 9", "x = 1"])
    said = execution.run(
        ["print('x' in globals())\nimport matplotlib\nprint(matplotlib.rcParams['lines.linewidth'])"]
    )
    assert said[0][0]["text"] == "False\n1.5\n"


def test_a_cell_that_fails_or_ends_its_kernel_is_told_and_the_next_notebook_runs():
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        execution.run(["1 / 0"])
    with pytest.raises(DeadKernelError):
        execution.run(["import os\nos._exit(3)"])
    assert execution.run(["print(2)"])[0][0]["text"] == "2\n"


@pytest.mark.skipif(not kernels.FORKS, reason="kernels are forked on Linux only")
def test_where_the_process_to_fork_has_ended_this_is_told_and_the_next_notebook_runs():
    execution.run(["1"])
    warm = kernels.server()
    warm.kill()
    with pytest.raises(RuntimeError, match="has ended"):
        execution.run(["1"])
    assert (warm.stdin.closed, warm.returncode) == (True, -9)  # nothing is left to be told of at the end
    assert execution.run(["print(2)"])[0][0]["text"] == "2\n"


@pytest.mark.skipif(not kernels.FORKS, reason="kernels are forked on Linux only")
def test_the_process_to_fork_has_one_thread():
    execution.run(["1"])
    assert "Threads:\t1\n" in Path(f"/proc/{kernels.server().pid}/status").read_text()


@pytest.mark.skipif(not kernels.FORKS, reason="kernels are forked on Linux only")
def test_a_killed_build_leaves_no_kernel_behind(tmp_path):
    file = tmp_path / "pid"
    command = [sys.executable, "-c", RUN, LONG.format(file=str(file))]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}) as build:
        assert soon(lambda: file.exists() and file.read_text())
        kernel = int(file.read_text())
        parent = int(Path(f"/proc/{kernel}/stat").read_text().rsplit(")", 1)[1].split()[1])
        build.kill()
    assert soon(lambda: not runs(parent))
    assert soon(lambda: not runs(kernel))
