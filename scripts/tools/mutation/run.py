"""Runs each fault in a process of its own, where only the oracles that import the broken file are asked.

The process has a copy of scripts/, with the fault in it.
"""

import os
import pickle
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from ...backprop.network import Network
from ...backprop.progress import NO_BAR, Bar
from ...paths import ROOT
from .faults import ENGINE, Fault
from .networks import networks
from .oracles import EVERY
from .verdicts import Answers, Result, RunError, refuse_disagreement, verdicts

COMMAND = [sys.executable, "-m", "scripts.tools.mutation.worker"]
LONGEST = 300  # seconds that one fault may take: a broken engine may never end
# One core a process, and the same order of SymPy's terms in each, so that equal is equal to the bit. The
# network for autograd is in tests/. Compiled files go with the copy.
FIXED = {
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PYTHONPATH": str(ROOT / "tests"),
    "PYTHONPYCACHEPREFIX": "",
}


def run(faults: list[Fault], jobs: int, bar: Bar = NO_BAR) -> list[Result]:
    """One result a fault. Raises FaultError, or RunError where the unbroken engine is at odds with itself."""
    texts, given = [fault.text() for fault in faults], networks()
    with ThreadPoolExecutor(jobs) as workers:
        asked = workers.map(lambda name: ask([name], given)[name], EVERY)
        unbroken = dict(zip(EVERY, bar.each(asked, len(EVERY), "oracles"), strict=True))
        refuse_disagreement(unbroken)

        def result(fault: Fault, text: str) -> Result:
            # The others cannot have changed.
            concerned = [name for name, answer in unbroken.items() if fault.file in answer.files]
            return Result(fault, verdicts(unbroken, ask(concerned, given, fault, text)))

        return list(bar.each(workers.map(result, faults, texts), len(faults), "faults"))


def ask(names: list[str], given: dict[str, Network], fault: Fault | None = None, text: str = "") -> Answers:
    """The answers of these oracles, from one process, in which the fault's file has this text."""
    title = fault.name if fault else "the unbroken engine"
    options = {"input": pickle.dumps((names, given)), "env": os.environ | FIXED, "timeout": LONGEST}
    with TemporaryDirectory() as folder:
        scripts = shutil.copytree(ROOT / "scripts", Path(folder) / "scripts")
        if fault:
            (scripts / ENGINE.name / fault.file).write_text(text, "utf-8")
        try:
            done = subprocess.run(COMMAND, cwd=folder, capture_output=True, **options)
        except subprocess.TimeoutExpired:
            raise RunError(f"{title}: no end after {LONGEST} s") from None
    if done.returncode:
        lines = done.stderr.decode().strip().splitlines() or [f"exit status {done.returncode}"]
        raise RunError(f"{title}: the oracles could not be asked: {lines[-1]}")
    return pickle.loads(done.stdout)
