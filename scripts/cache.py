"""What takes seconds to make is kept: formulas by KaTeX, executed notebooks, experiments, figures, scripts, fonts.

An entry is a file .cache/KIND/KEY, and its key a hash of all that it is made from. A reader sees a whole file
or none, and what no build has used for a month goes.
"""

import functools
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from .paths import CACHE, ROOT

MONTH = 30 * 24 * 3600  # seconds
KINDS = ("formulas", "notebooks", "experiments", "figures", "scripts", "fonts")


def key(*parts: object) -> str:
    """A name that changes with each of the parts: texts, numbers, bytes, and lists and dicts of them."""
    text = json.dumps(parts, default=lambda part: hashlib.sha256(part).hexdigest(), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@functools.cache
def versions(*packages: str) -> list[str]:
    """Python's version and the packages', on which results depend."""
    return ["{}.{}".format(*sys.version_info), *map(version, packages)]


@functools.cache
def code(*folders: str) -> list[bytes]:
    """The sources in these folders of scripts/, on which results depend."""
    files = (path for folder in folders for path in sorted((ROOT / "scripts" / folder).rglob("*")))
    return [path.read_bytes() for path in files if path.suffix in (".py", ".yml", ".mplstyle")]


def load(kind: str, name: str) -> bytes | None:
    """The entry, None where there is none."""
    path = CACHE / kind / name
    try:
        os.utime(path)
        return path.read_bytes()
    except OSError:
        return None


def store(kind: str, name: str, content: bytes) -> bytes:
    """Keep the content, which is given back. Raises OSError where the disk is full."""
    write_whole(CACHE / kind / name, content)
    return content


def kept(kind: str, name: str, make: Callable[[], bytes]) -> bytes:
    """The entry, made where there is none."""
    content = load(kind, name)
    return store(kind, name, make()) if content is None else content


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the file, then rename: a reader sees the old file or the new one. Makes its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def prune() -> None:
    """Forget what has not been used for a month."""
    oldest = time.time() - MONTH
    for path in (path for kind in KINDS for path in (CACHE / kind).glob("*")):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
