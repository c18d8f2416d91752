"""The commands of `python -m scripts.backprop`, run in this process, or in one of their own."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from scripts.backprop.__main__ import main

ROOT = Path(__file__).resolve().parent.parent
NOTE = ROOT / "docs" / "til" / "2021-01-12" / "network.yml"


class Screen(io.StringIO):
    """A standard output that may be a terminal."""

    terminal = False

    def isatty(self):
        return self.terminal

    def reconfigure(self, **options):
        """It takes every letter."""


def run(*words, terminal=False):
    """What a process would have given: returncode, stdout, stderr. Many times faster than one."""
    out, err = Screen(), Screen()
    out.terminal = terminal
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([*map(str, words)])
        except SystemExit as end:  # how argparse refuses words
            code = end.code
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def process(*words, root=ROOT, **environment):
    """The same in a process of its own, for what depends on that: the environment, another engine."""
    command = [sys.executable, "-m", "scripts.backprop", *map(str, words)]
    environment = os.environ | {"PYTHONUTF8": "1"} | environment
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8")
