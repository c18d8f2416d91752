"""Kernels for notebooks, forked from one process that has made the imports: half of a kernel's time."""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager

FORKS = sys.platform == "linux"  # what macOS's libraries do after a fork is not defined
WARM = Path(__file__).with_name("warm.py")


class Kernel:
    """A process of which this one is not the parent, with what a provisioner asks of a subprocess.Popen."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int):
        self.pid = pid

    def poll(self) -> int | None:
        """None while it runs."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self) -> int:
        """Until it has ended."""
        while self.poll() is None:
            time.sleep(0.01)
        return 0

    def send_signal(self, number: int) -> None:
        """Nothing where it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)


class Forked(AsyncKernelManager):
    """Forks kernels where that can be done; elsewhere it starts them as Jupyter does."""

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw) -> None:
        if not FORKS:
            return await super()._async_launch_kernel(kernel_cmd, **kw)
        argv = kernel_cmd[kernel_cmd.index("-m") + 1 :]
        order = {"argv": argv, "env": kw.get("env") or {}, "cwd": str(kw.get("cwd") or Path.cwd())}
        process = fork(order)
        self.provisioner.process = process
        self.provisioner.pid = self.provisioner.pgid = process.pid
        self._reconcile_connection_info(self.provisioner.connection_info)
        return None


def fork(order: dict) -> Kernel:
    """A kernel for this order. Raises RuntimeError where there can be none."""
    warm = server()
    with suppress(BrokenPipeError):  # then there is no answer either
        warm.stdin.write(json.dumps(order).encode() + b"\n")
    if answer := warm.stdout.readline():
        return Kernel(int(answer))
    server.cache_clear()
    with warm:
        raise RuntimeError("the process that kernels are forked from has ended")


@cache
def server() -> subprocess.Popen:
    """The process that is forked, begun when the first kernel is asked for."""
    # Without a buffer, in which an order would be left for a process that has ended.
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "bufsize": 0}
    # In a session of its own Ctrl-C does not reach it: it ends with the build, when its input does.
    return subprocess.Popen([sys.executable, str(WARM)], start_new_session=True, **pipes)


def end() -> None:
    """Let go of it; a build asks for it anew."""
    if server.cache_info().currsize:
        with server() as warm:
            warm.stdin.close()
        server.cache_clear()
