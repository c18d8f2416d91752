"""Formulas in built pages: placeholders become KaTeX's HTML with MathML.

In two steps. While a page is built, a formula is an element with its plain text, which is what the search reads of
it; KaTeX's HTML, of some thousand characters, takes its place in the finished page.
"""

import re

from ..formulas import katex, symbols
from ..formulas.speech import FILLED_LATER, labelled, plain
from ..sources import SourceError
from .names import Formula
from .rendering import Page

PLACEHOLDER = re.compile(r'<x-tex data-n="(?P<n>\d+)"></x-tex>')
# What stands behind a formula, a particle or a full stop, is not to be parted from it by the end of a line.
FORMULA = re.compile(
    rf"(?P<open><(?:a|summary)\b)|(?P<close></(?:a|summary)>)|{PLACEHOLDER.pattern}(?P<behind>[^\s<]*)"
)
MARK = re.compile(r'(<x-tex[^>]*) data-drawn="(\d+)">[^<]*</x-tex>')


def formulas_of(page: Page) -> list[Formula]:
    """The formulas of a page in their order, named ones and typed ones, with their lines."""
    return [page.formulas[int(n)] for n in PLACEHOLDER.findall(page.text)]


def check(pages: list[Page]) -> None:
    """Render the formulas of all pages in one go. Raises SourceError for one that KaTeX does not take."""
    formulas = [(page, formula) for page in pages for formula in formulas_of(page)]
    try:
        katex.render([(formula.tex, formula.display) for _, formula in formulas])
        katex.render([(linked(formula), formula.display) for _, formula in formulas])
    except katex.FormulaError as error:
        page, formula = next(pair for pair in formulas if error.tex in (pair[1].tex, linked(pair[1])))
        message = f"a formula that does not parse: {error}"
        raise SourceError(page.path, formula.line, message) from None


def linked(formula: Formula) -> str:
    """LaTeX whose symbols are links to the list of symbols."""
    return formula.tex if FILLED_LATER.search(formula.tex) else symbols.linked(formula.tex, formula.display)


def mark(content: str, page: Page, language: str, notation: str, drawn: list[str]) -> str:
    """The HTML of a page with `<x-tex data-drawn="7">δ₂⁽²⁾</x-tex>` for each formula, whose HTML is drawn[7].

    notation: the address of the list of symbols, "" where symbols are no links; drawn: grows by the formulas.
    """
    depth, wanted = 0, []  # how many links a formula is inside of; (formula, whether its symbols are links)
    for match in FORMULA.finditer(content):
        depth += bool(match["open"]) - bool(match["close"])
        if match["n"]:
            wanted.append((page.formulas[int(match["n"])], bool(notation) and not depth))
    rendered = katex.render([(linked(f) if is_linked else f.tex, f.display) for f, is_linked in wanted])
    formulas = iter(zip(wanted, rendered, strict=True))

    def element(match: re.Match) -> str:
        if not match["n"]:
            return match[0]
        (formula, _), html = next(formulas)
        drawn.append(symbols.resolve(labelled(html, language), notation))
        kind, text = (' class="display"', "") if formula.display else ("", plain(html))
        box = f'<x-tex{kind} data-drawn="{len(drawn) - 1}">{text}</x-tex>'
        return f'<span class="joined">{box}{match["behind"]}</span>' if match["behind"] else box

    return FORMULA.sub(element, content)


def fill(page: str, drawn: list[str]) -> str:
    """The finished page with its formulas as they are seen and heard."""
    return MARK.sub(lambda match: f"{match[1]}>{drawn[int(match[2])]}</x-tex>", page)
