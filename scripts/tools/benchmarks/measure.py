"""Median times of several runs, and the machine without which they say nothing."""

import gc
import os
import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TextIO

import numpy as np


@dataclass(frozen=True)
class Timing:
    """Seconds of several runs: the one in the middle, the shortest and the longest."""

    median: float
    low: float
    high: float
    runs: int

    @classmethod
    def of(cls, times: list[float]) -> "Timing":
        """Of so many runs."""
        return cls(median(times), min(times), max(times), len(times))


@dataclass(frozen=True)
class Plan:
    """How much is measured, and where it is told what is being measured."""

    quick: bool
    progress: TextIO | None

    def tell(self, what: str) -> None:
        """One line on the terminal, in the place of the one before."""
        if self.progress:
            print(f"\r\033[K{what}", end="", file=self.progress, flush=True)

    def sizes(self, all_of_them: tuple, quick: tuple) -> tuple:
        """What a table goes through."""
        return quick if self.quick else all_of_them

    def runs(self, wanted: int) -> int:
        """How often something is measured."""
        return 1 if self.quick else wanted

    def times(self, what: str, *ways: Callable[[], object], runs: int = 9) -> list[Timing]:
        """The ways in turns, so that whatever else the machine does falls on each of them."""
        self.tell(what)
        turns = [[seconds(way) for way in ways] for _ in range(self.runs(runs))]
        return [Timing.of([*times]) for times in zip(*turns, strict=True)]


def seconds(way: Callable[[], object]) -> float:
    """How long one call takes, what earlier ones left behind tidied away before."""
    gc.collect()
    start = perf_counter()
    way()
    return perf_counter() - start


def machine() -> dict[str, object]:
    """The processor, Python, the libraries, and the threads of the matrix products."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    processor = [line for line in lines if line.startswith("model name")]
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return {
        "processor": processor[0].partition(": ")[2] if processor else platform.machine(),
        "cores": os.cpu_count(),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "numpy": f"{np.__version__} ({blas['name']} {blas['version']})",
        "sympy": version("sympy"),
        "autograd": version("autograd"),
        "threads": os.environ.get("OPENBLAS_NUM_THREADS"),
    }
