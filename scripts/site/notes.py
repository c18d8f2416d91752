"""What pages can name, made in a process of its own and kept by the content of what it comes from.

A process of its own, because `mkdocs serve` keeps the modules that it has once imported: an
edited derivation would go on giving the old formulas.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from .paths import CACHE, NETWORKS, ROOT, shown

SOURCES = (ROOT / "scripts" / "backprop", ROOT / "scripts" / "note")
LIBRARIES = ("numpy", "sympy", "matplotlib", "pillow")
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


def library_key() -> str:
    """Python's and the libraries' versions, as a name for a folder."""
    return "-".join([f"python{sys.version_info[0]}.{sys.version_info[1]}", *map(version, LIBRARIES)])


def key(network: Path) -> str:
    """A hash of the network file, the code and the libraries: what the note depends on."""
    digest = hashlib.sha256(library_key().encode())
    for path in (network, *code_files()):
        digest.update(f"\0{shown(path)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:20]


def load(network: Path) -> dict:
    """The note of a network file. Raises NoteError with the reader's own line for a wrong file."""
    if not network.is_file():
        there = ", ".join(path.name for path in sorted(network.parent.glob("*.yml"))) or "none"
        raise NoteError(f"{shown(network)}:1: no such network file; beside it there are: {there}")
    made = CACHE / "notes" / key(network) / "note.json"
    if not made.is_file():
        make(network, made.parent)
    return read(made)


@cache
def read(path: Path) -> dict:
    """note.json; its folder is named by its content, so it is read once in a build."""
    path.parent.touch()
    return json.loads(path.read_text("utf-8"))


def make(network: Path, out: Path) -> None:
    """Derive, evaluate and draw, in a process of its own."""
    command = [sys.executable, "-m", "scripts.note.make", shown(network), str(out)]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8")
    if done.returncode in (2, 3):
        said = done.stderr.strip().splitlines()[-1]
        raise NoteError(said) if done.returncode == 2 else OSError(int(said), os.strerror(int(said)), out)
    if done.returncode:
        raise NoteError(f"{crash(done.stderr)} (making the note of {shown(network)})")


def crash(traceback: str) -> str:
    """Of a traceback, the last line in this project's own code and what Python said, as one line."""
    ours = re.findall(rf'^  File "{re.escape(str(ROOT))}/(.+)", line (\d+)', traceback, re.M)
    path, line = ours[-1] if ours else ("scripts/note/make.py", 1)
    said = re.split(r"^  .*\n", traceback, flags=re.M)[-1] or traceback[-200:]
    return f"{path}:{line}: {' '.join(said.split())}"


def prune() -> None:
    """Forget the notes that were used longest ago; after a build, which has used all that it needs."""
    by_age = sorted((CACHE / "notes").iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in by_age[SPARE + len(list(NETWORKS.glob("*.yml"))) :]:
        shutil.rmtree(old, ignore_errors=True)
