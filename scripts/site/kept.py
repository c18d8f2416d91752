"""The languages as they were built last, kept by the content of all that they are made from.

So a build of which nothing has changed makes no page again. What is kept is taken only as long as it
is, byte for byte, what was put there.
"""

import hashlib
import json
import logging
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

from ..cache import forget_oldest
from ..paths import CACHE, DOCS, ROOT

KEPT = CACHE / "kept"
MOST = 2  # those of `mkdocs build` and of `mkdocs serve`, whose addresses differ
NAMED = re.compile(r"""["']([A-Z][A-Z0-9_]+)["']""")  # an environment variable, where there is such a one


def built(config: MkDocsConfig, folder: Path, build: Callable[[], None]) -> None:
    """Fill the empty folder: with what is kept, or else by `build`.

    A build that warned of something is not kept: the next one is to say it again.
    """
    name, before = key(config), sources()
    if is_whole(KEPT / name):
        (KEPT / name).touch()
        shutil.copytree(KEPT / name / "site", folder, dirs_exist_ok=True)
        return
    warnings = CountHandler()
    warnings.setLevel(logging.WARNING)
    builder = logging.getLogger(mkdocs.__name__)
    builder.addHandler(warnings)
    try:
        build()
    finally:
        builder.removeHandler(warnings)
    if not warnings.get_counts() and sources() == before:  # nothing was saved in the meantime
        keep(folder, KEPT / name)


def keep(folder: Path, place: Path) -> None:
    """A copy of the folder, with its hash beside it. A full disk is no reason to fail: it goes without."""
    shutil.rmtree(place, ignore_errors=True)
    forget_oldest(KEPT, MOST - 1)
    try:
        shutil.copytree(folder, place / "site")
        (place / "hash").write_text(content(below(place / "site"), place), "ascii")
    except OSError:
        shutil.rmtree(place, ignore_errors=True)


def is_whole(place: Path) -> bool:
    """Whether the copy is there as it was made: its hash is written last."""
    with suppress(OSError):
        return (place / "hash").read_text("ascii") == content(below(place / "site"), place)
    return False


def key(config: MkDocsConfig) -> str:
    """A hash of sources, settings and programs: all that a built language depends on."""
    made_by = [mkdocs.__name__, mkdocs.__version__, sys.version, sys.platform, *installed()]
    parts = [sources(), settings(config), environment(), made_by]
    return hashlib.sha256(json.dumps(parts, default=plain, sort_keys=True).encode()).hexdigest()[:20]


def sources() -> str:
    """A hash of everything that is typed."""
    return content([ROOT / "mkdocs.yml", *below(DOCS), *below(ROOT / "scripts")], ROOT)


def below(folder: Path) -> list[Path]:
    """Every file below the folder, but what Python compiled."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def content(paths: Iterable[Path], root: Path) -> str:
    """A hash of the files' names and bytes."""
    digest = hashlib.sha256()
    for path in paths:
        text = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(text)}\0".encode() + text)
    return digest.hexdigest()


def installed() -> list[str]:
    """Name and version of each package that can be imported: mkdocs-1.6.1.dist-info."""
    folders = {Path(entry) for entry in sys.path if entry}
    return sorted({path.name for folder in folders for path in folder.glob("*.dist-info")})


def settings(config: MkDocsConfig) -> dict:
    """mkdocs.yml with all that the command line and the environment put into it, but where the site goes."""
    return {name: value for name, value in config.items() if name != "site_dir"}


def environment() -> dict[str, str]:
    """The environment variables that the code of the site names."""
    code = "\n".join(path.read_text("utf-8") for path in Path(__file__).parent.rglob("*.py"))
    named = set(NAMED.findall(code))
    return {name: value for name, value in os.environ.items() if name in named}


def plain(value: object) -> object:
    """Settings as JSON can have them; of what is no data, the kind."""
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    if hasattr(value, "items"):  # a theme, the settings of a plugin
        return {str(name): of for name, of in value.items()}
    return plain(value.config) if hasattr(value, "config") else type(value).__qualname__
