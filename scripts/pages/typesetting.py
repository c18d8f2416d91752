"""Formulas in built pages: placeholders and `$…$` become KaTeX's HTML with MathML."""

import html
import re
from dataclasses import dataclass, field
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString

from ..formulas.katex import FormulaError, Renderer, extent
from ..formulas.speech import labelled
from ..sources import SourceError
from ..paths import CACHE
from .names import Formula
from ..sources import DOLLARS, Places

FORMULA = re.compile(
    r'<x-tex data-n="(?P<n>\d+)"></x-tex>'
    r'|<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>(?P<price>(?=\d))?',
    re.S,
)
MARK = "\ue000{}\ue001".format  # private-use characters hold a formula's place until it is rendered
# A place, and the particle or full stop that must not be parted from it by the end of a line.
MARKED = re.compile("\ue000(\\d+)\ue001([^\\s<\ue000]*)")


@dataclass
class PageFormulas:
    """The formulas of one built page in the order in which they stand, and where they come from."""

    path: Path
    places: Places
    found: list[Formula] = field(default_factory=list)

    def add(self, formula: Formula) -> str:
        """Number a formula; what is returned holds its place."""
        self.found.append(formula)
        return MARK(len(self.found) - 1)

    def add_typed(self, tex: str, display: bool) -> str:
        """The same for LaTeX that stands in the page's own text."""
        return self.add(Formula(tex.strip(), display, self.places.line(tex)))


def collect(content: str, known: list[Formula], path: Path) -> tuple[str, PageFormulas]:
    """Number every formula of a page's HTML in its order; typed ones join the named ones."""
    page = PageFormulas(path, Places(path, []))

    def one(match: re.Match) -> str:
        if match["n"]:
            return page.add(known[int(match["n"])])
        if match["price"] is not None:  # $5-$10: what stands between is no formula
            return f"${match['tex']}$"
        return page.add_typed(html.unescape(match["tex"]), match["tag"] == "div")

    return FORMULA.sub(one, content), page


def collect_notebook(cells: BeautifulSoup, known: list[Formula], path: Path) -> tuple[str, PageFormulas]:
    """The same for a notebook's HTML, where formulas stand as `$…$` in text outside of code."""
    page = PageFormulas(path, Places(path, [(formula.tex, formula.line) for formula in known]))
    for text in cells.find_all(string=DOLLARS):
        if not text.find_parent(["code", "pre"]):
            marked = DOLLARS.sub(lambda m: page.add_typed(m[1] or m[2], m[1] is not None), str(text))
            text.replace_with(NavigableString(marked))
    return str(cells), page


def typeset(contents: list[tuple[str, PageFormulas]], language: str) -> list[str]:
    """The pages with their formulas rendered, all in one go, and in words for screen readers.

    Raises SourceError for the first bad one.
    """
    wanted = [(formula.tex, formula.display) for _, page in contents for formula in page.found]
    try:
        drawn = iter(Renderer(CACHE).render_many(wanted))
    except FormulaError as error:
        raise blamed(error, contents) from None
    return [
        fill(content, [labelled(next(drawn), language) for _ in page.found], page)
        for content, page in contents
    ]


def fill(content: str, rendered: list[str], page: PageFormulas) -> str:
    """Put each formula's HTML in its place, in an element that the search leaves out."""

    def one(match: re.Match) -> str:
        n = int(match[1])
        kind = display(rendered[n]) if page.found[n].display else ""
        put = f"<x-tex{kind} data-search-exclude>{rendered[n]}</x-tex>{match[2]}"
        return f'<span class="joined">{put}</span>' if match[2] else put

    return MARKED.sub(one, content)


def display(rendered: str) -> str:
    """The attributes of a formula on a line of its own: its height, which site.css keeps free for it."""
    up, down = extent(rendered)
    return f' class="display" style="--up:{up:.4f};--down:{down:.4f}"'


def blamed(error: FormulaError, contents: list[tuple[str, PageFormulas]]) -> SourceError:
    """The page and line of a formula that KaTeX does not take."""
    for _, page in contents:
        for formula in page.found:
            if formula.tex == error.tex:
                return SourceError(page.path, formula.line, f"a formula that does not parse: {error}")
    raise error
