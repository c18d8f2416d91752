"""The finished site takes the place of the last one: all of it, or nothing where there is no room for it."""

import re
import shutil
from pathlib import Path

from mkdocs.utils import clean_directory

from ..paths import CACHE, shown

PART = ".unfinished"


def put(built: Path, site: Path) -> None:
    """Move what is in `made` to the folder `site`, whose files that begin with a dot stay, as in MkDocs.

    Everything is brought into the site's own folder first, which may be on another disk, and alone in
    being open to writing; what is left then needs no room any more.
    """
    part = site / PART
    shutil.rmtree(part, ignore_errors=True)
    site.mkdir(parents=True, exist_ok=True)
    try:
        shutil.move(built, part)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    clean_directory(str(site))
    for path in part.iterdir():
        path.replace(site / path.name)
    part.rmdir()


def refused(error: OSError, site: Path) -> str:
    """One line for what the system does not do: the disk is full, a folder may not be written to."""
    if isinstance(error, shutil.Error):  # of all the files that were to be copied, the first
        _, where, why = error.args[0][0]
        reason = re.sub(r"^\[Errno \d+\] |: .*", "", str(why))
    else:
        # A copy names its target second; a write, unlike the opening of a file, names nothing.
        where, reason = error.filename2 or error.filename, error.strerror or error
    wanted = "room for the new one, and the right to write there, are needed"
    where = shown(Path(where)) if where else f"{shown(CACHE)} or {shown(site)}"
    return f"{where}: {reason}; the site is still the last one: {wanted}"
