"""The finished site takes the place of the last one: all of it, or nothing where there is no room for it."""

import shutil
from pathlib import Path

from mkdocs.utils import clean_directory

PART = ".unfinished"


def put(made: Path, site: Path) -> None:
    """Move what is in `made` to the folder `site`, whose files that begin with a dot stay, as in MkDocs.

    Everything is brought into the site's own folder first, which may be on another disk, and alone in
    being open to writing; what is left then needs no room any more.
    """
    part = site / PART
    shutil.rmtree(part, ignore_errors=True)
    site.mkdir(parents=True, exist_ok=True)
    try:
        shutil.move(made, part)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    clean_directory(str(site))
    for path in part.iterdir():
        path.replace(site / path.name)
    part.rmdir()
