"""One line for a mistake in a page: where it is, what is wrong, what is allowed."""

from pathlib import Path

from .paths import shown


class PageError(Exception):
    """FILE:LINE: what is wrong; what is allowed."""

    def __init__(self, path: Path, line: int, message: str):
        self.path, self.line, self.message = path, line, " ".join(message.split())
        super().__init__(f"{shown(path)}:{line}: {self.message}")
