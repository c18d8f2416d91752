"""Text with mathematics, set as tspans so that the browser measures the page's own fonts.

Matplotlib's mathtext would place every glyph by the metrics of a font that the page does not use.
The markup: `z_2^(3)` between backticks is mathematics, {name|0.3} is a value with an id of its
own, all else are words.
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

PIECE = re.compile(r"`([^`]*)`|\{([^|}]*)\|([^}]*)\}|([^`{]+)")
ATOM = re.compile(r"(.)(?:_(\d+(?:,\d+)?|[A-Za-zΘ]))?(?:\^(\(\w+\))|(′))?")
MATH, SCRIPT = 15.0, 0.7  # size of a symbol, and of an index against it; figures.css has both
DOWN, UP, ALONE = -0.28, 0.46, -0.17  # em: an index under a superscript, that, and an index alone
ADVANCE = {"(": 0.389, ")": 0.389, ",": 0.278}  # em in KaTeX_Main, where a digit has 0.5


@dataclass(frozen=True)
class Span:
    """A run of text in one face; `rise` above the baseline and `back`, a step to the left, in em."""

    text: str
    face: str = ""
    rise: float = 0.0
    back: float = 0.0
    id: str = ""


def face(text: str) -> str:
    """Italic for Latin and lower-case Greek letters, upright for the rest, as in TeX."""
    return "i" if text.isalpha() and text not in "ΘΔ" else "m"


def atom(base: str, sub: str, sup: str, prime: str) -> list[Span]:
    """A letter with its index and, over the index, its superscript."""
    spans = [Span(base, face(base))]
    if sub:
        spans.append(Span(sub, face(sub) + " s", DOWN if sup else ALONE))
    if prime:
        spans.append(Span(prime, "m s", UP))
    if sup:
        back = sum(ADVANCE.get(character, 0.5) for character in sub or "") * SCRIPT
        spans.append(Span(sup, "m s", UP, back - 0.04))
    return spans


def spans(markup: str) -> list[Span]:
    """The runs of a label, in order."""
    runs = []
    for math, name, value, words in PIECE.findall(markup):
        for match in ATOM.findall(math):
            runs += atom(*match)
        if name:
            runs.append(Span(value, "v", id=name))
        if words:
            runs.append(Span(words))
    return runs


def plain(markup: str) -> str:
    """The letters of a label alone; mathematics of Matplotlib's own, `$…$`, as it is."""
    return markup if "$" in markup else "".join(span.text for span in spans(markup))


def fill(text: Element, markup: str, prefix: str) -> None:
    """Puts the runs of a label into an SVG text element; ids get the prefix."""
    rise = 0.0
    for span in spans(markup):
        attributes = {
            "id": span.id and prefix + span.id,
            "class": span.face,
            "dx": f"{-span.back * MATH:.3g}",
            "dy": f"{(rise - span.rise) * MATH:.3g}",
        }
        given = {key: value for key, value in attributes.items() if value not in ("", "0", "-0")}
        SubElement(text, "tspan", given).text = span.text
        rise = span.rise
