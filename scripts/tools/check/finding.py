"""One thing that is found in a source, and what to write instead."""

from dataclasses import dataclass
from pathlib import Path

from ...paths import shown


@dataclass(frozen=True, order=True)
class Finding:
    """FILE:LINE:COLUMN: what was found; what to write instead."""

    file: str
    line: int
    column: int
    rule: str
    found: str
    instead: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.found}; {self.instead}"


@dataclass(frozen=True)
class Remark:
    """The same, at a place of a text whose file is not known yet."""

    start: int
    rule: str
    found: str
    instead: str


def placed(path: Path, source: str, remark: Remark) -> Finding:
    """The finding for a remark whose start is a place in the source of a file."""
    line = source.count("\n", 0, remark.start) + 1
    column = remark.start - source.rfind("\n", 0, remark.start)
    return Finding(shown(path), line, column, remark.rule, remark.found, remark.instead)
