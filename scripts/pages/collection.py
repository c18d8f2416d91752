"""All pages of the site, rendered and held against one another before the first of them is built."""

import logging
from collections.abc import Callable
from dataclasses import replace
from html import escape

from ..paths import LANGUAGES, source, uris
from . import notebooks, parity, typesetting
from .names import words
from .rendering import STOPS, Page, is_draft, render

log = logging.getLogger("mkdocs.pages")  # MkDocs shows what is said below its own name
Pages = dict[str, dict[str, Page]]  # by language, then by uri


def collect(serving: bool, strict: bool) -> Pages:
    """The pages of each language by their uri.

    A mistake is raised (one of STOPS); while serving, it is shown on its page instead, so that the author sees it
    there and all other pages. What only one language has yet stops a strict build and is shown in any other.
    """
    report = shown_on_page if serving else raised
    compare = shown_on_page if serving or not strict else raised
    for mistake in parity.stray_files():
        raise mistake
    everything = sorted({uri for language in LANGUAGES for uri in uris(language)})
    wanted = [uri for uri in everything if serving or not any(is_draft(uri, language) for language in LANGUAGES)]
    absent = {mistake.path: mistake for mistake in parity.missing_pages()}
    pages: Pages = {language: {} for language in LANGUAGES}
    for uri in wanted:
        for language in LANGUAGES:
            if source(uri, language).is_file():
                pages[language][uri] = finished(uri, language, report)
        for language, other in (LANGUAGES, LANGUAGES[::-1]):
            if uri not in pages[language]:
                mistake = absent[source(uri, other)]
                pages[language][uri] = compare(mistake, unwritten(uri, language, pages[other][uri]), language)
    check_formulas(pages, report, compare)
    return pages


def finished(uri: str, language: str, report: Callable) -> Page:
    """The page with its names put in, and its cells run."""
    try:
        page = render(uri, language)
        if page.is_notebook:
            notebooks.run(page)
        return page
    except STOPS as error:
        return report(error, Page(uri, source(uri, language), "", [], {}, {}, None), language)


def check_formulas(pages: Pages, report: Callable, compare: Callable) -> None:
    """Both languages have the same formulas, and KaTeX takes all of them."""
    for uri in pages[LANGUAGES[0]]:
        both = [pages[language][uri] for language in LANGUAGES]
        if not any(page.unfinished for page in both) and (mistake := parity.formula_mistake(*both)):
            for language in LANGUAGES:
                pages[language][uri] = compare(mistake, pages[language][uri], language)
    try:
        typesetting.check([page for of in pages.values() for page in of.values()])
    except STOPS:
        for language, of in pages.items():
            for uri, page in of.items():
                of[uri] = with_formulas(page, language, report)


def with_formulas(page: Page, language: str, report: Callable) -> Page:
    """The page, or the one that says which of its formulas is wrong."""
    try:
        typesetting.check([page])
    except STOPS as error:
        return report(error, replace(page, text="", formulas=[]), language)
    return page


def unwritten(uri: str, language: str, other: Page) -> Page:
    """A page that only the other language has yet."""
    return Page(uri, source(uri, language), "", [], {"topics": other.meta.get("topics", [])}, {}, None)


def raised(mistake: Exception, page: Page, language: str) -> Page:
    """Raise the mistake."""
    raise mistake


def shown_on_page(mistake: Exception, page: Page, language: str) -> Page:
    """The page with the mistake above its text."""
    log.warning(str(mistake))
    unfinished = words()["unfinished"][language]
    title = "" if page.text else f"# {unfinished} {{ #unfinished }}\n\n"
    notice = f'<p class="admonition-title">{unfinished}</p><p>{escape(str(mistake))}</p>'
    return replace(page, unfinished=True, text=f'{title}<div class="admonition failure">{notice}</div>\n\n{page.text}')
