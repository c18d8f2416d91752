"""What both languages must have in common: the same pages, the same formulas in the same order."""

from itertools import zip_longest
from pathlib import Path

from .errors import PageError
from .mathematics import PageFormulas
from .paths import DOCS, LANGUAGES, page_files, shown

OTHERS = {".ipynb", ".markdown", ".mdown", ".mkdn", ".mkd"}  # what MkDocs and Jupyter would take for pages


def pages(language: str) -> set[str]:
    """The pages of a language, by their path below docs/LANGUAGE."""
    return {path.relative_to(DOCS / language).as_posix() for path in page_files(language)}


def check_pages() -> None:
    """Raises PageError for a page that lacks its other language, or that is no source of a page."""
    for path in (path for language in LANGUAGES for path in sorted((DOCS / language).rglob("*"))):
        if path.suffix in OTHERS:
            raise PageError(path, 1, f"{path.suffix} is no source of a page; pages are .md, notebooks .nb.md")
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        for missing in sorted(pages(language) - pages(other)):
            here = DOCS / language / missing
            wanted = shown(DOCS / other / missing)
            raise PageError(here, 1, f"this page lacks its other language; write {wanted}")


def check_formulas(built: dict[str, dict[str, PageFormulas]]) -> None:
    """Raises PageError for the first formula that is not the same in both languages.

    `built` is, for each language, the formulas of each page.
    """
    first, second = (built[language] for language in LANGUAGES)
    for uri in sorted(first):
        for one, two in zip_longest(first[uri].found, second[uri].found):
            if one is None or two is None or one.tex != two.tex or one.display != two.display:
                raise differing(first[uri].path, one, second[uri].path, two)


def differing(path: Path, one, other_path: Path, other) -> PageError:
    """One line that names both places."""
    if one is None:
        path, one, other_path, other = other_path, other, path, one
    if other is None:
        return PageError(path, one.line, f"the formula {one.tex} is missing in {shown(other_path)}")
    return PageError(
        path,
        one.line,
        f"the formula {one.tex} is another one in {shown(other_path)}:{other.line}: {other.tex}; "
        "both languages have the same formulas in the same order",
    )
