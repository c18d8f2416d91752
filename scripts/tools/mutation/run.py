"""Runs each fault in a copy of the engine, and holds what it changes against what it does not change."""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from compileall import compile_dir
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from py_compile import PycInvalidationMode
from tempfile import TemporaryDirectory

from ...backprop.progress import NO_BAR, Bar
from .answers import Answer, difference, equal
from .faults import Fault
from .networks import networks
from .oracles import EVERY, ORACLES, PROOFS

ROOT = Path(__file__).resolve().parents[3]
LEAST = 2  # independent oracles that must notice a fault
LONGEST = 300  # seconds that one fault may take: a broken engine may never end
CAUGHT, MISSED, SHARES = "caught", "missed", "shares"
COPIED = ("scripts/backprop", "scripts/tools/mutation")  # with the __init__.py of the folders above
# One core a process, and the same order of SymPy's terms in each, so that equal is equal to the bit.
FIXED = {"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": ""}
QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
Answers = dict[str, Answer]


class RunError(Exception):
    """One line: why there is no result."""


@dataclass(frozen=True)
class Verdict:
    """What one oracle says of one fault, and the largest relative difference that it saw."""

    kind: str
    difference: float = 0.0


@dataclass(frozen=True)
class Result:
    """A fault, and the verdict of every oracle and of the derivation's own proofs."""

    fault: Fault
    verdicts: dict[str, Verdict]

    @property
    def caught_by(self) -> list[str]:
        """The independent oracles that notice the fault."""
        return [name for name in ORACLES if self.verdicts[name].kind == CAUGHT]


def run(faults: list[Fault], jobs: int, bar: Bar = NO_BAR) -> list[Result]:
    """One result a fault. Raises FaultError, or RunError where the unbroken engine is at odds with itself."""
    texts = [fault.text() for fault in faults]
    with snapshot() as original, ThreadPoolExecutor(jobs) as workers:
        asked = workers.map(lambda name: ask(original, [name])[name], EVERY)
        unbroken = dict(zip(EVERY, bar.each(asked, len(EVERY), "oracles"), strict=True))
        refuse_disagreement(unbroken)
        results = workers.map(lambda fault, text: result(original, fault, text, unbroken), faults, texts)
        return list(bar.each(results, len(faults), "faults"))


@contextmanager
def snapshot() -> Iterator[Path]:
    """A folder with the engine, the oracles, and the tests' network for autograd, as they are now."""
    with TemporaryDirectory(prefix="mutation-") as name:
        folder = Path(name)
        for package in COPIED:
            shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
        for file in ("scripts/__init__.py", "scripts/tools/__init__.py"):
            shutil.copy(ROOT / file, folder / file)
        shutil.copy(ROOT / "tests/autograd_networks.py", folder)
        (folder / "input").write_bytes(pickle.dumps(networks()))
        # Compiled once, and checked by content: a file with a fault must never be taken for the old one.
        compile_dir(folder, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
        yield folder


def result(original: Path, fault: Fault, text: str, unbroken: Answers) -> Result:
    """Break a copy, and ask the oracles that import the broken file; the others cannot have changed."""
    concerned = [name for name, answer in unbroken.items() if fault.file in answer.files]
    with TemporaryDirectory(prefix="mutation-") as name:
        folder = Path(name) / "copy"
        shutil.copytree(original, folder)
        (folder / "scripts/backprop" / fault.file).write_text(text, "utf-8")
        broken = ask(folder, concerned, fault.name)
    return Result(fault, verdicts(unbroken, broken))


def ask(folder: Path, names: list[str], title: str = "the unbroken engine") -> Answers:
    """The answers of these oracles, from one process in the folder."""
    if not names:
        return {}
    output = folder / f"output-{names[0]}"
    command = [sys.executable, "-m", "scripts.tools.mutation.worker", ",".join(names), "input", output.name]
    try:
        process = subprocess.run(command, cwd=folder, env=os.environ | FIXED, timeout=LONGEST, **QUIET)
    except subprocess.TimeoutExpired:
        raise RunError(f"{title}: no end after {LONGEST} s") from None
    if process.returncode:
        lines = process.stderr.strip().splitlines() or [f"exit status {process.returncode}"]
        raise RunError(f"{title}: the oracles could not be asked: {lines[-1]}")
    return pickle.loads(output.read_bytes())


def refuse_disagreement(unbroken: Answers) -> None:
    """Raise RunError where two oracles differ, or one says nothing, although nothing is broken."""
    for name, answer in unbroken.items():
        for network, error in answer.errors.items():
            raise RunError(f"the unbroken engine: {EVERY[name].heading}: {network}: {error}")
    for a, b in combinations(ORACLES, 2):
        worst, where = difference(unbroken[a], unbroken[b])
        if worst > tolerance(a, b):
            between = f"{ORACLES[a].heading} and {ORACLES[b].heading}"
            raise RunError(f"the unbroken engine: {where}: {between} differ by {worst:.1e}")


def tolerance(a: str, b: str) -> float:
    """How far two oracles may differ, relative, for rounding alone."""
    return max(ORACLES[a].tolerance, ORACLES[b].tolerance)


def verdicts(unbroken: Answers, broken: Answers) -> dict[str, Verdict]:
    """What each oracle says of a fault, from the answers before and after.

    An oracle *shares* the broken code where the fault changes its answer, by one bit or to an error: then
    it is not independent of the fault, and has no voice. Any other oracle *catches* the fault where an
    answer that did change differs from its own by more than rounding.
    """
    changed = {name for name in broken if name in ORACLES and not equal(unbroken[name], broken[name])}
    by_oracle = {name: Verdict(SHARES) for name in changed}
    for name in ORACLES.keys() - changed:
        seen = ((difference(broken[other], unbroken[name])[0], tolerance(other, name)) for other in changed)
        worst = max((d for d, allowed in seen if d > allowed), default=0.0)
        by_oracle[name] = Verdict(CAUGHT if worst else MISSED, worst)
    errors = broken[PROOFS.name].errors.values() if PROOFS.name in broken else ()
    refused = any(error.startswith("ArithmeticError") for error in errors)
    return by_oracle | {PROOFS.name: Verdict(CAUGHT if refused else MISSED)}
