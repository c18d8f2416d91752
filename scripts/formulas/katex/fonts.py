"""KaTeX's fonts, cut down to the glyphs that the site's formulas have, inside the stylesheet itself.

A font that arrives after the text makes the formulas jump; one inside the stylesheet is there when
the first line is painted. Each whole font stays beside the stylesheet for a glyph that is in no
formula yet: by `unicode-range` a browser asks for it only then.
"""

import base64
import hashlib
import html
import io
import os
import re
from collections.abc import Iterable
from pathlib import Path

DRAWN = re.compile(r'<span class="katex-html"[^>]*>(.*?)(?=<span class="katex-mathml"|</x-tex>|\Z)', re.S)
CLASSES = re.compile(r'class="([^"]*)"')
TAG = re.compile(r"<[^>]*>")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
FACE = re.compile(r"@font-face\{([^{}]*?)src:url\(fonts/([\w-]+\.woff2)\)[^{}]*\}")
FAMILY = re.compile(r"KaTeX_\w+")


def glyphs(pages: Iterable[str]) -> tuple[set[str], set[str]]:
    """The characters that KaTeX's HTML in the pages draws, and the classes of the elements they stand in."""
    characters, classes = set(), set()
    for part in (part for page in pages for part in DRAWN.findall(page)):
        characters.update(html.unescape(TAG.sub("", part)))
        classes.update(*(found.split() for found in CLASSES.findall(part)))
    return {each for each in characters if not each.isspace()}, classes


def used(stylesheet: str, classes: set[str]) -> set[tuple[str, str, str]]:
    """The fonts (family, style, weight) that the stylesheet's rules give to elements of the classes."""
    found = set()
    for selectors, rule in RULE.findall(stylesheet):
        family = FAMILY.search(rule)
        if not family or "@font-face" in selectors:
            continue
        if any(set(re.findall(r"\.([\w-]+)", one)) <= classes | {"katex"} for one in selectors.split(",")):
            found.add((family[0], *variant(rule)))
    return found


def variant(rule: str) -> tuple[str, str]:
    """Style and weight in a rule, of a face or of an element."""
    style, weight = re.search(r"font-style:(\w+)", rule), re.search(r"font-weight:(\w+)", rule)
    return style[1] if style else "normal", weight[1] if weight else "400"


def embedded(stylesheet: str, fonts: Path, pages: Iterable[str], always: str, cache: Path) -> str:
    """The stylesheet with what the pages' formulas need of each font in it.

    stylesheet: KaTeX's, with `fonts/NAME.woff2`; fonts: the folder of those files; always:
    characters that a script may add to the pages' own; cache: where the cut fonts are kept.
    """
    characters, classes = glyphs(pages)
    wanted = used(stylesheet, classes) if characters else set()
    text = "".join(sorted(characters | set(always) | {" "}))  # a line takes its height from the space

    def one(match: re.Match) -> str:
        family = FAMILY.search(match[1])[0]
        if (family, *variant(match[1])) not in wanted:
            return match[0]
        data, inside, outside = cut(fonts / match[2], text, cache)
        # By this a script knows the fonts that need no request, and starts them before the first paint.
        at_once = match[1].replace("font-display:block", "font-display:fallback")
        cut_face = f'{at_once}src:url(data:font/woff2;base64,{data}) format("woff2");unicode-range:{inside}'
        return f"@font-face{{{cut_face}}}{match[0][:-1]};unicode-range:{outside}}}"

    return FACE.sub(one, stylesheet)


def cut(font: Path, text: str, cache: Path) -> list[str]:
    """The font's glyphs for the text in base64; the range of these characters, and that of its others."""
    key = hashlib.sha256(font.read_bytes() + text.encode()).hexdigest()[:16]
    kept = cache / "fonts" / f"{font.stem}-{key}.txt"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        made = kept.with_suffix(f".{os.getpid()}")
        made.write_text("\n".join(subset(font, text)), "ascii")
        made.replace(kept)
    return kept.read_text("ascii").split("\n")


def subset(font: Path, text: str) -> tuple[str, str, str]:
    """What `cut` keeps. Without hints, which screens of today do without and which are half of a font."""
    from fontTools.subset import Options, Subsetter, load_font, save_font

    options = Options(flavor="woff2", hinting=False, notdef_outline=True, recalc_timestamp=False)
    written = io.BytesIO()
    with load_font(str(font), options) as loaded:
        all_points = set(loaded.getBestCmap())
        points = all_points & set(map(ord, text))
        cutter = Subsetter(options)
        cutter.populate(unicodes=points)
        cutter.subset(loaded)
        save_font(loaded, written, options)
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
