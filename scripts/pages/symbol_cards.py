"""Symbols of formulas as links to the list of symbols, which a script turns into cards.

A formula in the line is one link, that of its first symbol, and is reached by Tab. In a formula of
its own line each symbol is a link for the mouse and for touch; the arrow keys go through them, so
that a page of derivations does not have a thousand stops.
"""

import re

from ..formulas.speech.label import FILLED_LATER

FORMULA = re.compile(
    r"<a\b|</a>|<summary|</summary>|<x-tex(?P<attributes>[^>]*)>(?P<inside>.*?)</x-tex>", re.S
)
LETTER = re.compile(
    r'<span class="(?P<look>mord(?: mathnormal)?|mbin)"(?P<style>(?: style="[^"]*")?)>'
    r"(?P<letter>[ΘδΔzaghCJxyslmLλ⊙])</span>"
    # In an exponent only what has indices of its own: not the l of (l).
    r'|<span class="(?P<small>mord(?: mathnormal)? mtight)"(?P<small_style>(?: style="[^"]*")?)>'
    r'(?P<small_letter>[Θδzays])</span>(?=<span class="katex-sizing [^"]*katex-script")'
)
BARRED = re.compile(
    r'</span><span style="[^"]*"><span class="pstrut"[^>]*></span><span class="[\w-]*accent-body'
)
SCRIPT = re.compile('<span class="katex-sizing [^"]*katex-script"')
TAG = re.compile(r"<(/?)span[^>]*>")
INDICES = re.compile(r"(?P<index>\d*)(?:\((?P<layer>\d+)\))?(?P<prime>′?)\W*")
NAMES = {
    "Θ": "Theta", "δ": "delta", "Δ": "Delta", "λ": "lambda", "⊙": "hadamard",
    **{letter: letter for letter in "zaghCJxyslmL"},
}  # fmt: skip


def linked(content: str, home: str) -> str:
    """A page with its symbols as links; `home` leads from it to the language's own folder."""
    inside_link = 0

    def one(match: re.Match) -> str:
        nonlocal inside_link
        if match["attributes"] is None:
            inside_link += -1 if match[0].startswith("</") else 1
            return match[0]
        if inside_link or FILLED_LATER.search(match[0]):
            return match[0]
        return formula(match, f"{home}notation/")

    return FORMULA.sub(one, content)


def formula(match: re.Match, notation: str) -> str:
    """One formula with its links."""
    inside, display = match["inside"], "display" in match["attributes"]
    drawn = inside.index('class="katex-html"')
    if display:
        seen = LETTER.sub(lambda letter: letter_link(letter, notation), inside[drawn:])
        return f"<x-tex{match['attributes']}>{inside[:drawn]}{seen}</x-tex>"
    first = LETTER.search(inside, drawn)
    if not first:
        return match[0]
    return f"<x-tex{match['attributes']}><a{link(first, notation)}>{inside}</a></x-tex>"


def letter_link(match: re.Match, notation: str) -> str:
    """The letter alone is the link. It is hidden from screen readers, so Tab passes it over."""
    look = f'class="{match["look"] or match["small"]}"{match["style"] or match["small_style"] or ""}'
    return f'<a {look}{link(match, notation)} tabindex="-1">{match["letter"] or match["small_letter"]}</a>'


def link(match: re.Match, notation: str) -> str:
    """Where the list explains the symbol, and whose value the card is to show: δ, and delta2_2."""
    letter = match["letter"] or match["small_letter"]
    kind, name = meaning(letter, scripts(match.string, match.end()), is_barred(match))
    value = f' data-symbol="{name}"' if name else ""
    return f' href="{notation}#symbol-{kind}"{value}'


def is_barred(match: re.Match) -> bool:
    """Whether a bar is drawn over the letter."""
    return BARRED.match(match.string, match.end()) is not None


def scripts(html: str, start: int) -> str:
    """The text below and above a letter that ends at `start`: 2(2) of δ_2^(2)."""
    end = start
    while SCRIPT.match(html, end):
        end = element_end(html, end)
    return re.sub(r"<[^>]*>|\u200b", "", html[start:end])


def element_end(html: str, start: int) -> int:
    """Where the span ends that begins at `start`."""
    depth = 0
    for tag in TAG.finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)


def meaning(letter: str, indices: str, barred: bool) -> tuple[str, str]:
    """The symbol's name in docs/notation.yml, and the name of the number, "" where it is not one."""
    kind = NAMES[letter]
    found = INDICES.fullmatch(indices)
    index, layer = (found["index"], found["layer"]) if found else ("", "")
    if barred:
        return "Theta_bar", ""
    if kind == "g" and found and found["prime"]:
        return "gprime", ""
    if kind == "a" and indices.startswith("0"):
        return "a_0", ""
    if kind == "Theta" and re.match(r"\d\d|[a-z]{2}", indices):
        kind = "Theta_ij"
    if index and layer:
        return kind, f"{NAMES[letter]}{layer}_{index}"
    if index and kind in ("x", "y"):
        return kind, f"{kind}_{index}"
    return kind, kind if kind in ("C", "J") else ""
