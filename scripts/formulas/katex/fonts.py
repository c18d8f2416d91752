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

from fontTools.subset import Options, Subsetter, load_font, save_font

from ... import cache
from .render import KATEX

# Every browser that KaTeX supports reads woff2; the other two formats would be dead weight.
OLD_FORMATS = re.compile(r',url\(fonts/[\w-]+\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)')
DRAWN = re.compile(r'<span class="katex-html"[^>]*>(.*?)(?=<span class="katex-mathml"|</x-tex>|\Z)', re.S)
CLASSES = re.compile(r'class="([^"]*)"')
TAG = re.compile(r"<[^>]*>")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
FACE = re.compile(r"@font-face\{([^{}]*?)src:url\(fonts/([\w-]+\.woff2)\)[^{}]*\}")
FAMILY = re.compile(r"KaTeX_\w+")


def package() -> Path:
    """The installed package katex."""
    return KATEX.install() / "node_modules" / "katex"


def assets() -> dict[str, Path]:
    """The files that lie beside the stylesheet: each woff2 font as `fonts/NAME`, and KaTeX's licence."""
    fonts = sorted((package() / "dist" / "fonts").glob("*.woff2"))
    return {f"fonts/{font.name}": font for font in fonts} | {"LICENSE": package() / "LICENSE"}


def stylesheet(pages: Iterable[str] = (), always: str = "") -> str:
    """KaTeX's stylesheet with its woff2 fonts only, as `fonts/….woff2` beside it.

    In it is what the formulas of the pages, which are HTML, need of the fonts; and the characters `always`, which a
    script may add. The fonts keep `font-display: block`: brackets, roots and fraction bars are built for the glyphs
    of these fonts, so that a formula in another font would be broken, not only different.
    """
    text = OLD_FORMATS.sub("", (package() / "dist" / "katex.min.css").read_text("utf-8"))
    characters, classes = glyphs(pages)
    wanted = used(text, classes) if characters else set()
    drawn = "".join(sorted(characters | set(always) | {" "}))  # a line takes its height from the space

    def with_glyphs(face: re.Match) -> str:
        if (FAMILY.search(face[1])[0], *variant(face[1])) not in wanted:
            return face[0]
        data, inside, outside = cut(package() / "dist" / "fonts" / face[2], drawn)
        # By this a script knows the fonts that need no request, and starts them before the first paint.
        at_once = face[1].replace("font-display:block", "font-display:fallback")
        embedded = f'{at_once}src:url(data:font/woff2;base64,{data}) format("woff2");unicode-range:{inside}'
        return f"@font-face{{{embedded}}}{face[0][:-1]};unicode-range:{outside}}}"

    return FACE.sub(with_glyphs, text)


def glyphs(pages: Iterable[str]) -> tuple[set[str], set[str]]:
    """The characters that KaTeX's HTML in the pages draws, and the classes of the elements they stand in."""
    characters, classes = set(), set()
    for formula in (formula for page in pages for formula in DRAWN.findall(page)):
        characters.update(html.unescape(TAG.sub("", formula)))
        classes.update(*(names.split() for names in CLASSES.findall(formula)))
    return {character for character in characters if not character.isspace()}, classes


def used(stylesheet: str, classes: set[str]) -> set[tuple[str, str, str]]:
    """The fonts (family, style, weight) that the stylesheet's rules give to elements of the classes."""
    fonts = set()
    for selectors, rule in RULE.findall(stylesheet):
        family = FAMILY.search(rule)
        if not family or "@font-face" in selectors:
            continue
        needed = (set(re.findall(r"\.([\w-]+)", selector)) for selector in selectors.split(","))
        if any(names <= classes | {"katex"} for names in needed):
            fonts.add((family[0], *variant(rule)))
    return fonts


def variant(rule: str) -> tuple[str, str]:
    """Style and weight in a rule, of a face or of an element."""
    style, weight = re.search(r"font-style:(\w+)", rule), re.search(r"font-weight:(\w+)", rule)
    return style[1] if style else "normal", weight[1] if weight else "400"


def cut(font: Path, text: str) -> list[str]:
    """The font's glyphs for the text in base64; the range of these characters, and that of its others."""
    name = cache.key(font.read_bytes(), text, cache.versions("fonttools"))
    return cache.kept("fonts", name, lambda: "\n".join(subset(font, text)).encode()).decode().split("\n")


def subset(font: Path, text: str) -> tuple[str, str, str]:
    """What `cut` keeps. Without hints, which screens of today do without and which are half of a font."""
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
