"""KaTeX's stylesheet, and inside of it its fonts, cut down to the glyphs that the site's formulas have.

A font that arrives after the text makes the formulas jump; one inside the stylesheet is there when
the first line is painted. Each whole font stays beside the stylesheet for a glyph that is in no
formula yet: by `unicode-range` a browser asks for it only then.
"""

import base64
import html
import io
import re
from collections.abc import Iterable
from pathlib import Path

from ... import cache
from .render import KATEX

# Every browser that KaTeX supports reads woff2; the other two formats would be dead weight.
OLD_FORMATS = re.compile(r',url\(fonts/[\w-]+\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)')
DRAWN = re.compile(r'<span class="katex-html"[^>]*>(.*?)(?=<span class="katex-mathml"|</x-tex>|\Z)', re.S)
TAG = re.compile(r"<[^>]*>")
# The fonts of the lecture's letters, signs and brackets; others come when a formula asks for them.
FACE = re.compile(
    r"@font-face\{(?P<name>[^{}]*?)"
    r"src:url\(fonts/(?P<file>KaTeX_(?:Main-Regular|Math-Italic|Size[1-4]-Regular)\.woff2)\)[^{}]*\}"
)


def package() -> Path:
    """The installed package katex."""
    return KATEX.install() / "node_modules" / "katex"


def assets() -> dict[str, Path]:
    """The files that lie beside the stylesheet: each woff2 font as `fonts/NAME`, and KaTeX's licence."""
    fonts = sorted((package() / "dist" / "fonts").glob("*.woff2"))
    return {f"fonts/{font.name}": font for font in fonts} | {"LICENSE": package() / "LICENSE"}


def stylesheet(pages: Iterable[str] = (), always: str = "") -> str:
    """KaTeX's stylesheet with its woff2 fonts only, as `fonts/….woff2` beside it.

    In it is what the formulas of the pages, which are HTML, need of the fonts; and the characters `always`,
    which a script may add. The fonts keep `font-display: block`: brackets, roots and fraction bars are built
    for the glyphs of these fonts, so that a formula in another font would be broken, not only different.
    """
    text = OLD_FORMATS.sub("", (package() / "dist" / "katex.min.css").read_text("utf-8"))
    characters = glyphs(pages)
    drawn = "".join(sorted(characters | set(always) | {" "}))  # a line takes its height from the space

    def with_glyphs(face: re.Match) -> str:
        data, inside, outside = cut(package() / "dist" / "fonts" / face["file"], drawn)
        # By this a script knows the fonts that need no request, and starts them before the first paint.
        at_once = face["name"].replace("font-display:block", "font-display:fallback")
        embedded = f'{at_once}src:url(data:font/woff2;base64,{data}) format("woff2");unicode-range:{inside}'
        return f"@font-face{{{embedded}}}{face[0][:-1]};unicode-range:{outside}}}"

    return FACE.sub(with_glyphs, text) if characters else text


def glyphs(pages: Iterable[str]) -> set[str]:
    """The characters that KaTeX's HTML in the pages draws."""
    drawn = (html.unescape(TAG.sub("", formula)) for page in pages for formula in DRAWN.findall(page))
    return {character for text in drawn for character in text if not character.isspace()}


def cut(font: Path, text: str) -> list[str]:
    """The font's glyphs for the text in base64; the range of these characters, and that of its others."""
    name = cache.key(font.read_bytes(), text, cache.versions("fonttools"))
    return cache.kept("fonts", name, lambda: "\n".join(subset(font, text)).encode()).decode().split("\n")


def subset(font: Path, text: str) -> tuple[str, str, str]:
    """What `cut` keeps. Without hints, which screens of today do without and which are half of a font."""
    from fontTools.subset import Options, Subsetter, load_font, save_font  # half a second, once

    options = Options(flavor="woff2", hinting=False, notdef_outline=True, recalc_timestamp=False)
    written = io.BytesIO()
    with load_font(str(font), options) as whole:
        all_points = set(whole.getBestCmap())
        points = all_points & set(map(ord, text))
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=points)
        subsetter.subset(whole)
        save_font(whole, written, options)
    data = base64.b64encode(written.getvalue()).decode()
    return data, unicode_range(points), unicode_range(all_points - points)


def unicode_range(points: Iterable[int]) -> str:
    """The characters as CSS writes them: U+28-29,U+3B1; U+0 where there are none."""
    runs: list[list[int]] = []
    for point in sorted(points):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs) or "U+0"
