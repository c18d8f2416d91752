"""Tables for a terminal: numbers under one another at their decimal points."""

import os
import re
import sys
from collections.abc import Callable
from itertools import zip_longest
from math import isfinite

BOLD, DIM = "1", "2"
NUMBER = re.compile(r"(-?\d+)(\D.*)?")
Paint = Callable[[str, str], str]


def painter() -> Paint:
    """paint(text, code): colours on a terminal, plain text elsewhere and where NO_COLOR is set."""
    colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return lambda text, code: f"\033[{code}m{text}\033[0m" if colours and text.strip() else text


def significant(value: float, digits: int) -> str:
    """A number with so many significant digits, without a minus at 0; ∞ for what no double holds."""
    if not isfinite(value):
        return "-∞" if value < 0 else "∞"
    return f"{value + 0.0:.{digits}g}"


def table(head: list[str], rows: dict[str, list[str]], paint: Paint) -> str:
    """A heading, then a label and its cells on each line; lines may end early."""
    lines = [head, *([label, *cells] for label, cells in rows.items())]
    first, *others = zip_longest(*lines, fillvalue="")
    width = max(map(len, first))
    labels = [paint(label.ljust(width), BOLD) for label in first]
    columns = [labels, *(pad(column, paint) for column in others)]
    return "\n".join("  " + "   ".join(line).rstrip() for line in zip(*columns, strict=True))


def pad(column: tuple[str, ...], paint: Paint) -> list[str]:
    """A heading and cells at one width, the numbers with their points under one another."""
    head, *cells = column
    parts = [NUMBER.fullmatch(cell) for cell in cells]
    tails = [len(part[2] or "") if part else 0 for part in parts]
    moved = [cell + " " * (max(tails) - tail) for cell, tail in zip(cells, tails, strict=True)]
    width = max(map(len, [head, *moved]))
    return [paint(head.rjust(width), DIM), *(cell.rjust(width) for cell in moved)]
