"""What the figures were measured on: without it they say nothing."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

import numpy as np


def machine(threads: int) -> dict[str, object]:
    """The processor, Python, the libraries, and the threads of the matrix products."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "numpy": f"{np.__version__} ({blas['name']} {blas['version']})",
        "sympy": version("sympy"),
        "autograd": version("autograd"),
        "threads": threads,
    }


def processor() -> str:
    """The processor's name, where the system tells it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()
