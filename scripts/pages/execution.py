"""A notebook's cells run by Jupyter, once for all languages: what they print and draw, kept by their code."""

import json
import logging
import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from .. import cache

LIBRARIES = ("numpy", "sympy", "matplotlib", "ipykernel")
log = logging.getLogger("mkdocs.notebooks")  # MkDocs shows what is said below its own name
# A kernel that is told to end may find a socket closed already, and then prints a traceback of its own
# workings; what a cell does wrong comes by another way.
QUIET = """\
import logging

get_config().IPKernelApp.log_level = "ERROR"
for name in ("tornado", "asyncio"):
    logging.getLogger(name).setLevel(logging.CRITICAL)
"""


def outputs(cells: list[str], name: str) -> list[list[NotebookNode]]:
    """What each cell prints and draws, all run in one new kernel, as the notebook format has it.

    Raises what nbclient raises for a cell that fails.
    """

    def execute() -> bytes:
        log.info(f"Executing {name}")
        return json.dumps(run(cells), ensure_ascii=False).encode()

    content = cache.kept("notebooks", cache.key(cells, cache.versions(*LIBRARIES)), execute)
    return [nbformat.from_dict(cell) for cell in json.loads(content)]


def run(cells: list[str]) -> list[list[dict]]:
    """The outputs of each cell, run in an empty folder and with this project's settings, not the user's."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in cells])
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder, "ipython", "profile_default")
        profile.mkdir(parents=True)
        (profile / "ipython_kernel_config.py").write_text(QUIET, "utf-8")
        settings = {"IPYTHONDIR": str(profile.parent), "MPLCONFIGDIR": folder, "MATPLOTLIBRC": folder}
        working_folder = Path(folder, "cells")
        working_folder.mkdir()
        client = NotebookClient(
            notebook,
            timeout=None,
            record_timing=False,
            kernel_name="python3",
            resources={"metadata": {"path": str(working_folder)}},
        )
        client.execute(env=os.environ | settings)
    return [cell.outputs for cell in notebook.cells]
