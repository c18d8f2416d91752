"""One line for a mistake in a page: where it is, what is wrong, what is allowed; and for a full disk."""

import re
import shutil
from pathlib import Path

from .paths import CACHE, shown


class PageError(Exception):
    """FILE:LINE: what is wrong; what is allowed."""

    def __init__(self, path: Path, line: int, message: str):
        self.path, self.line, self.message = path, line, " ".join(message.split())
        super().__init__(f"{shown(path)}:{line}: {self.message}")


def refused(error: OSError, site: Path) -> str:
    """One line for what the system does not do: the disk is full, a folder may not be written to."""
    if isinstance(error, shutil.Error):  # of all the files that were to be copied, the first
        _, where, why = error.args[0][0]
        said = re.sub(r"^\[Errno \d+\] |: .*", "", str(why))
    else:
        # A copy names its target second; a write, unlike the opening of a file, names nothing.
        where, said = error.filename2 or error.filename, error.strerror or error
    wanted = "room for the new one, and the right to write there, are needed"
    where = shown(Path(where)) if where else f"{shown(CACHE)} or {shown(site)}"
    return f"{where}: {said}; the site is still the last one: {wanted}"
