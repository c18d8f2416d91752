"""Starting: how long a command takes that has next to nothing to compute, and what it imports."""

import json
import subprocess
import sys
from collections.abc import Iterator

from .measure import Plan

NOTE = "docs/til/2021-01-12/network.yml"
HEAVY = ("sympy", "matplotlib", "mkdocs")
# Told at the end of a run, on standard error, when the command has printed.
IMPORTED = f"""
import json, runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
except SystemExit:
    pass
print(json.dumps([name for name in {HEAVY} if name in sys.modules]), file=sys.stderr)
"""
COMMANDS = {
    "python -c 'import numpy'": ["-c", "import numpy"],
    "python -c 'import sympy'": ["-c", "import sympy"],
    "evaluate": ["-m", "scripts.backprop", "evaluate", NOTE],
    "derive": ["-m", "scripts.backprop", "derive", NOTE],
}


def start(plan: Plan) -> Iterator[dict]:
    """From the start of a process to its end, for the network of the note."""
    for name, words in COMMANDS.items():
        (time,) = plan.times(f"start: {name}", lambda: run(*words), runs=5)
        yield {"command": name, "time": time, "imports": imports(words) if words[0] == "-m" else None}


def run(*words: str) -> subprocess.CompletedProcess:
    """This Python with these words, from the repository root."""
    return subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True)


def imports(words: list[str]) -> list[str]:
    """Which of the heavy packages the command imports."""
    return json.loads(run("-c", IMPORTED, *words[1:]).stderr.splitlines()[-1])
