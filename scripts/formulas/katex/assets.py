"""What a page with formulas needs besides its HTML: KaTeX's stylesheet and fonts, of the same version."""

import re
from collections.abc import Iterable
from pathlib import Path

from .fonts import embedded
from .install import install

# Every browser that KaTeX supports reads woff2; the other two formats would be dead weight.
OLD_FORMATS = re.compile(r',url\(fonts/[\w-]+\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)')

LEAN = Path(__file__).with_name("lean.css")


def package(cache: Path) -> Path:
    """The installed package katex."""
    return install(cache) / "node_modules" / "katex"


def stylesheet(cache: Path, pages: Iterable[str] = (), always: str = "") -> str:
    """KaTeX's stylesheet with its woff2 fonts only, as `fonts/….woff2` beside it.

    In it is what the formulas of the pages need of the fonts, and the characters `always`.
    The fonts keep `font-display: block`: brackets, roots and fraction bars are built for the
    glyphs of these fonts, so that a formula in another font would be broken, not only different.
    """
    text = (package(cache) / "dist" / "katex.min.css").read_text(encoding="utf-8") + LEAN.read_text("utf-8")
    return embedded(OLD_FORMATS.sub("", text), package(cache) / "dist" / "fonts", pages, always, cache)


def assets(cache: Path) -> dict[str, Path]:
    """The files that lie beside the stylesheet: each woff2 font as `fonts/NAME`, and KaTeX's licence."""
    fonts = sorted((package(cache) / "dist" / "fonts").glob("*.woff2"))
    return {f"fonts/{font.name}": font for font in fonts} | {"LICENSE": package(cache) / "LICENSE"}
