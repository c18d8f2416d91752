"""Where things are."""

import os
import re
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
NETWORKS = DOCS / "networks"
LANGUAGES = ("ko", "en")


def page_files(language: str, below: Path | None = None) -> list[Path]:
    """The sources of a language's pages, of one folder if it is given; an editor's files, which begin with a
    dot, are none.
    """
    folder = DOCS / language
    found = sorted((below or folder).rglob("*.md"))
    return [path for path in found if not re.search(r"(^|/)\.", path.relative_to(folder).as_posix())]


def cache_folder() -> Path:
    """ROOT/.cache; for a checkout that is not to be written to, the first of the user's own that is."""
    name = "backpropagation-notes"
    user = Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"))
    last = Path(tempfile.gettempdir()) / f"{name}-{os.getuid() if hasattr(os, 'getuid') else 'cache'}"
    return next((folder for folder in (ROOT / ".cache", user / name) if is_writable(folder)), last)


def is_writable(folder: Path) -> bool:
    """Whether files can be put into the folder, which is made if need be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


CACHE = cache_folder()
STAGE = CACHE / "built"  # of the build under way


def shown(path: Path) -> str:
    """The path as messages show it: from the repository's root."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
