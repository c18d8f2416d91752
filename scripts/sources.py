"""The files that pages are made from: their text, their YAML, and one line for what is wrong in them."""

import difflib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from . import paths
from .paths import shown

FEW = 12  # names that still fit into a message


class SourceError(Exception):
    """FILE:LINE: what is wrong; what is allowed."""

    def __init__(self, path: Path, line: int, message: str):
        self.path, self.line, self.message = path, line, " ".join(message.split())
        super().__init__(f"{shown(path)}:{line}: {self.message}")


class UnknownName(Exception):
    """Something is named that is not there; the message says the nearest right names."""


def text_of(path: Path) -> str:
    """The text of a file as any editor saves it. Raises SourceError where it is not UTF-8."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SourceError(path, line, "not UTF-8 text; the file has to be saved as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def data_of(path: Path, text: str | None = None, above: int = 0) -> object:
    """A YAML file, or the YAML in a file with so many lines above it. Raises SourceError."""
    try:
        return yaml.safe_load(text_of(path) if text is None else text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise SourceError(path, above + line, f"not YAML: {getattr(error, 'problem', error)}") from None


def line_of(path: Path, text: str) -> int:
    """The first line of the file on which the text stands, 1 if there is none."""
    source = text_of(path)
    return line_at(source, max(0, source.find(text)))


def line_at(text: str, start: int) -> int:
    """The line of a place in the text."""
    return text.count("\n", 0, start) + 1


@cache
def notation() -> dict:
    """docs/notation.yml: symbols, terms, and how letters are read aloud."""
    return data_of(paths.DOCS / "notation.yml")


def nearest(name: str, known: Iterable[str]) -> str:
    """`; nearest: a, b`; where no name is near, all of them, or of many the first ones."""
    known = list(known) or ["none"]
    if close := difflib.get_close_matches(name, known, n=3, cutoff=0.6):
        return f"; nearest: {', '.join(close)}"
    more = f" and {len(known) - FEW} more" if len(known) > FEW else ""
    return f"; known are {', '.join(known[:FEW])}{more}"
