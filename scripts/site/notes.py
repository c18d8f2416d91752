"""What pages can name, made in a process of its own and kept by the content of what it comes from.

A process of its own, because `mkdocs serve` keeps the modules that it has once imported: an
edited derivation would go on giving the old formulas.
"""

import hashlib
import json
import logging
import os
import re
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from ..cache import forget_oldest
from ..paths import CACHE, NETWORKS, ROOT, shown

SOURCES = (ROOT / "scripts" / "backprop", ROOT / "scripts" / "note")
LIBRARIES = ("numpy", "sympy", "matplotlib", "pillow")
log = logging.getLogger("mkdocs.hooks")
NOTE = "note.json"
RUNNING = {
    "cwd": ROOT,
    "env": os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
    "encoding": "utf-8",
}
SPARE = 20  # notes kept in the cache besides those in use; each saved network file makes another


class NoteError(Exception):
    """One line, FILE:LINE: what is wrong; what is allowed."""


def code_files() -> list[Path]:
    """Every file that a note's formulas, numbers and figures come from, but the network."""
    return sorted(
        path
        for folder in SOURCES
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in {".py", ".yml", ".j2", ".mplstyle"}
    )


@cache
def library_key() -> str:
    """Python's and the libraries' versions, as a name for a folder."""
    return "-".join([f"python{sys.version_info[0]}.{sys.version_info[1]}", *map(version, LIBRARIES)])


@cache
def code_key() -> str:
    """A hash of the code and the libraries: what every note depends on. `prepare` looks at them again."""
    digest = hashlib.sha256(library_key().encode())
    for path in code_files():
        digest.update(f"\0{shown(path)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def key(network: Path) -> str:
    """A hash of all that the note of a network file depends on."""
    made_by = f"{code_key()}\0{shown(network)}\0"
    return hashlib.sha256(made_by.encode() + network.read_bytes()).hexdigest()[:20]


def load(network: Path) -> dict:
    """The note of a network file. Raises NoteError with the reader's own line for a wrong file."""
    if not network.is_file():
        there = ", ".join(path.name for path in sorted(network.parent.glob("*.yml"))) or "none"
        raise NoteError(f"{shown(network)}:1: no such network file; beside it there are: {there}")
    made = place(network) / NOTE
    if not made.is_file():
        make(network, made.parent)
    return read(made)


@cache
def read(path: Path) -> dict:
    """note.json; its folder is named by its content, so it is read once in a build."""
    path.parent.touch()
    return json.loads(path.read_text("utf-8"))


def place(network: Path) -> Path:
    """The folder of a network file's note."""
    return CACHE / "notes" / key(network)


def prepare(networks: set[Path]) -> None:
    """Make the notes that are not there yet, all in one process, which saves starting one for each.

    What is wrong with one of them is told when a page asks for it.
    """
    code_key.cache_clear()  # `serve` builds again when the code was edited
    wanted = {path: place(path) for path in sorted(networks) if path.is_file()}
    wanted = {path: out for path, out in wanted.items() if not (out / NOTE).is_file()}
    if len(wanted) < 2:  # for one alone, load() starts such a process
        return
    with subprocess.Popen(
        command(wanted), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **RUNNING
    ) as maker:
        for line in maker.stdout:
            log.info(f"Making the note of {line.strip()}")


def command(wanted: dict[Path, Path]) -> list[str]:
    """What makes the notes of these networks, each into its folder."""
    pairs = [argument for network, out in wanted.items() for argument in (shown(network), str(out))]
    return [sys.executable, "-m", "scripts.notes.make", *pairs]


def make(network: Path, out: Path) -> None:
    """Derive, evaluate and draw, in a process of its own."""
    done = subprocess.run(command({network: out}), capture_output=True, **RUNNING)
    if done.returncode in (2, 3):
        said = done.stderr.strip().splitlines()[-1]
        if done.returncode == 3:
            raise OSError(int(said), os.strerror(int(said)), out)
        raise NoteError(said)
    if done.returncode:
        raise NoteError(f"{crash(done.stderr)} (making the note of {shown(network)})")


def crash(traceback: str) -> str:
    """Of a traceback, the last line in this project's own code and what Python said, as one line."""
    ours = re.findall(rf'^  File "{re.escape(str(ROOT))}/(.+)", line (\d+)', traceback, re.M)
    path, line = ours[-1] if ours else ("scripts/notes/make.py", 1)
    said = re.split(r"^  .*\n", traceback, flags=re.M)[-1] or traceback[-200:]
    return f"{path}:{line}: {' '.join(said.split())}"


def prune() -> None:
    """Forget the notes that were used longest ago; after a build, which has used all that it needs."""
    forget_oldest(CACHE / "notes", SPARE + len(list(NETWORKS.glob("*.yml"))))
