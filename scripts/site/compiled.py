"""Jinja's templates as Python compiled them, kept: to compile the theme's takes as long as to use them."""

from functools import partial

from jinja2 import Environment, FileSystemBytecodeCache
from nbconvert.exporters import templateexporter

from .aging import forget_oldest
from .paths import CACHE

MOST = 300  # templates that are kept; a site has some 60


def cache() -> FileSystemBytecodeCache:
    """What Jinja finds by a template's name and text, and by its own and Python's version."""
    folder = CACHE / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def of_notebooks() -> None:
    """The same for nbconvert, which would compile all of its templates anew for each page."""
    templateexporter.Environment = partial(Environment, bytecode_cache=cache())


def prune() -> None:
    """Forget the templates that were compiled longest ago."""
    forget_oldest(CACHE / "templates", MOST)
