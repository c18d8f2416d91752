"""Formulas in built pages: placeholders and `$…$` become KaTeX's HTML with MathML."""

import html
import re

from ..formulas import katex, symbols
from ..formulas.speech import labelled
from ..formulas.speech.plain import plain
from ..sources import SourceError
from .names import Formula
from .rendering import Page
from .typed_formulas import DOLLARS, Places, without_code

PLACEHOLDER = re.compile(r'<x-tex data-n="(\d+)"></x-tex>')
# What stands behind a formula, a particle or a full stop, is not to be parted from it by the end of a line.
FORMULA = re.compile(
    r"(?P<open><(?:a|summary)\b)|(?P<close></(?:a|summary)>)"
    rf"|(?:{PLACEHOLDER.pattern}"
    r'|<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>(?P<price>(?=\d))?)'
    r"(?P<behind>[^\s<]*)",
    re.S,
)
LATER = re.compile("867530[89]")  # the explorer's places for numbers: its script fills them in


def formulas_of(page: Page) -> list[Formula]:
    """The formulas of a page in their order, named ones and typed ones, with their lines."""
    places = Places(page.path)
    pattern = re.compile(f"{PLACEHOLDER.pattern}|{DOLLARS.pattern}", re.S)
    return [
        page.formulas[int(n)] if n else Formula((display or inline).strip(), bool(display), places.line(display or inline))
        for n, display, inline in pattern.findall(without_code(page.text))
    ]


def check(pages: list[Page]) -> None:
    """Render the formulas of all pages in one go. Raises SourceError for one that KaTeX does not take."""
    formulas = [(page, formula) for page in pages for formula in formulas_of(page)]
    try:
        katex.render([(linked(formula), formula.display) for _, formula in formulas])
    except katex.FormulaError as error:
        for page, formula in formulas:
            if error.tex in (formula.tex, linked(formula)):
                message = f"a formula that does not parse: {error}"
                raise SourceError(page.path, formula.line, message) from None
        raise


def linked(formula: Formula) -> str:
    """LaTeX whose symbols are links to the list of symbols."""
    return formula.tex if LATER.search(formula.tex) else symbols.linked(formula.tex, formula.display)


def typeset(content: str, page: Page, language: str, notation: str) -> str:
    """The HTML of a page with its formulas rendered, in words for screen readers and as text for the search.

    notation: the address of the list of symbols; "" where symbols are no links.
    """
    depth, wanted = 0, []  # how many links a formula is inside of; (formula, whether its symbols are links)
    for match in FORMULA.finditer(content):
        depth += bool(match["open"]) - bool(match["close"])
        if formula := formula_at(match, page):
            wanted.append((formula, bool(notation) and not depth))
    texs = [(linked(f) if is_linked else f.tex, f.display) for f, is_linked in wanted]
    drawn = iter(zip(wanted, katex.render(texs), strict=True))

    def element(match: re.Match) -> str:
        if match["price"] is not None:  # $5-$10: what stands between is no formula
            return f"${match['tex']}${match['behind']}"
        if not formula_at(match, page):
            return match[0]
        (formula, _), rendered = next(drawn)
        kind = ' class="display"' if formula.display else ""
        text = "" if formula.display else f"<i hidden>{plain(rendered)}</i>"  # for the search
        box = f"<x-tex{kind}>{text}<span data-search-exclude>{symbols.resolve(labelled(rendered, language), notation)}</span></x-tex>"
        return f'<span class="joined">{box}{match["behind"]}</span>' if match["behind"] else box

    return FORMULA.sub(element, content)


def formula_at(match: re.Match, page: Page) -> Formula | None:
    """The formula that a match stands for."""
    if match[3]:
        return page.formulas[int(match[3])]
    if match["tex"] is None or match["price"] is not None:
        return None
    return Formula(html.unescape(match["tex"]).strip(), match["tag"] == "div", 1)
