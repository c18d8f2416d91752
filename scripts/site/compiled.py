"""Jinja's templates as Python compiled them, kept: to compile the theme's takes as long as to use them."""

from functools import partial
from importlib.metadata import version
from pathlib import Path

import mkdocs
from jinja2 import Environment, FileSystemBytecodeCache
from nbconvert.exporters import templateexporter

from ..cache import forget_oldest
from ..paths import CACHE

MOST = 300  # templates that are kept of one set of versions; a site has some 60
SETS = 2  # of MkDocs and of what carries it on


def folder() -> Path:
    """Where they are kept: Jinja asks for a template's text only, not for the settings of who uses it."""
    made_by = f"{mkdocs.__name__}-{mkdocs.__version__}"
    return CACHE / "templates" / "-".join([made_by, *map(version, ("jinja2", "nbconvert"))])


def cache() -> FileSystemBytecodeCache:
    """What Jinja finds by a template's name and text, and by Python's version."""
    folder().mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder()))


def of_notebooks() -> None:
    """The same for nbconvert, which would compile all of its templates anew for each page."""
    templateexporter.Environment = partial(Environment, bytecode_cache=cache())


def prune() -> None:
    """Forget the templates that were compiled longest ago."""
    forget_oldest(folder(), MOST)
    forget_oldest(folder().parent, SETS)
