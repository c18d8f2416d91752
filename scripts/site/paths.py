"""Where things are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
NETWORKS = DOCS / "networks"
CACHE = ROOT / ".cache"
LANGUAGES = ("ko", "en")


def shown(path: Path) -> str:
    """The path as messages show it: from the repository's root."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
