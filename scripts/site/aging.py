"""What is kept for the next build goes by age."""

import shutil
from pathlib import Path


def forget_oldest(folder: Path, most: int) -> None:
    """Of the files and folders in it, leave the `most` that were used last."""
    by_age = sorted(folder.glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in by_age[most:]:
        shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink(missing_ok=True)


def forget_others(folder: Path) -> None:
    """Of the folders beside it, leave none: they are of other versions."""
    for other in folder.parent.glob("*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
