"""KaTeX from the npm registry, at the version of package-lock.json."""

from pathlib import Path

from ...npm import Package
from .errors import KatexError

KATEX = Package("KaTeX", Path(__file__).parent, ("render.mjs", "lean.mjs"), KatexError)


def install(cache: Path) -> Path:
    """The folder in `cache` with render.mjs, lean.mjs and node_modules; raises KatexError where npm fails."""
    return KATEX.install(cache)
