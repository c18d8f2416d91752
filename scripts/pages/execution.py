"""A notebook's cells run by Jupyter, once for all languages: what they print and draw, kept by their code."""

import hashlib
import json
import logging
import os
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from ..whole import write_whole
from ..site import kernels
from ..cache import forget_oldest, forget_others
from ..site.notes import library_key
from ..paths import CACHE, STAGE

log = logging.getLogger("mkdocs.hooks")
# A kernel that is told to end may find a socket closed already, and then prints a traceback of its own
# workings; what a cell does wrong comes by another way.
QUIET = """\
import logging

get_config().IPKernelApp.log_level = "ERROR"
for name in ("tornado", "asyncio"):
    logging.getLogger(name).setLevel(logging.CRITICAL)
"""


def folder() -> Path:
    """Where runs are kept: what code prints depends on the versions of the libraries."""
    return CACHE / "executed" / library_key()


def execute(notebook: NotebookNode, name: str) -> None:
    """Put into each code cell what it prints and draws, all cells run in one new kernel.

    Raises what nbclient raises for a cell that fails.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    code = json.dumps([cell.source for cell in cells])
    kept = folder() / hashlib.sha256(code.encode()).hexdigest()[:20] / "outputs.json"
    outputs = read(kept)
    if outputs is None:
        log.info(f"Executing {name}")
        outputs = run([cell.source for cell in cells])
        write_whole(kept, json.dumps(outputs, ensure_ascii=False))
    for n, (cell, found) in enumerate(zip(cells, outputs, strict=True), start=1):
        cell.execution_count, cell.outputs = n, nbformat.from_dict(found)


def run(sources: list[str]) -> list[list[dict]]:
    """The outputs of each cell, as the notebook format has them."""
    place = STAGE / "cells"
    place.mkdir(parents=True, exist_ok=True)
    quiet_kernel()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    how = {"resources": {"metadata": {"path": str(place)}}, "timeout": None, "record_timing": False}
    how |= {"kernel_name": "python3", "kernel_manager_class": kernels.Forked}
    how["shutdown_kernel"] = "immediate"  # what the cells have to say is here when the last one has ended
    NotebookClient(notebook, **how).execute()
    return [cell.outputs for cell in notebook.cells]


def quiet_kernel() -> None:
    """Run kernels with this project's settings: not the user's own, and without their chatter."""
    profile = CACHE / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(QUIET, "utf-8")
    os.environ["IPYTHONDIR"] = str(profile.parent)


def read(kept: Path) -> list[list[dict]] | None:
    """An earlier run; None if there is none that is whole."""
    try:
        outputs = json.loads(kept.read_bytes())
    except (OSError, ValueError):
        return None
    kept.parent.touch()
    return outputs


def prune(most: int) -> None:
    """Forget the runs that were used longest ago, and those of other versions; after a build."""
    kernels.end()
    forget_others(folder())
    forget_oldest(folder(), most)
