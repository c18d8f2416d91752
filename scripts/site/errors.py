"""One line for a mistake in a page: where it is, what is wrong, what is allowed."""

from pathlib import Path

from .paths import shown


class PageError(Exception):
    """FILE:LINE: what is wrong; what is allowed."""

    def __init__(self, path: Path, line: int, message: str):
        one_line = " ".join(message.split())
        super().__init__(f"{shown(path)}:{line}: {one_line}")


def line_of(path: Path, text: str) -> int:
    """The first line of the file on which the text (or the start of it) stands, 1 if none."""
    source = path.read_text("utf-8")
    for length in (len(text), 20, 8):
        start = source.find(text[:length])
        if start >= 0:
            return source.count("\n", 0, start) + 1
    return 1
