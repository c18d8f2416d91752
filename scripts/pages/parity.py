"""What both languages must have in common: the same pages, the same formulas in the same order."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from . import print_edition
from ..sources import SourceError
from .typesetting import PageFormulas
from ..paths import DOCS, LANGUAGES, page_files, shown

OTHERS = {".ipynb", ".markdown", ".mdown", ".mkdn", ".mkd"}  # what MkDocs and Jupyter would take for pages


def pages(language: str) -> set[str]:
    """The pages of a language, by their path below docs/LANGUAGE."""
    return {path.relative_to(DOCS / language).as_posix() for path in page_files(language)}


@dataclass(frozen=True)
class Item:
    """Something that both languages have: what it is compared by, what messages say, and its line."""

    key: object
    shown: str
    line: int


def page_mistakes() -> Iterator[SourceError]:
    """Every page that lacks its other language, and every file that is no source of a page."""
    for path in (path for language in LANGUAGES for path in sorted((DOCS / language).rglob("*"))):
        if path.suffix in OTHERS:
            yield SourceError(path, 1, f"{path.suffix} is no source of a page; pages are .md, notebooks .nb.md")
        if path.match(f"til/*/{print_edition.NAME}"):
            yield SourceError(path, 1, "this page is made of the note's other pages; rename yours")
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        for missing in sorted(pages(language) - pages(other)):
            here = DOCS / language / missing
            wanted = shown(DOCS / other / missing)
            yield SourceError(here, 1, f"this page lacks its other language; write {wanted}")


def check_pages() -> None:
    """Raises SourceError for the first mistake of pages."""
    for mistake in page_mistakes():
        raise mistake


def check_formulas(built: dict[str, dict[str, PageFormulas]]) -> None:
    """Raises SourceError for the first formula that is not the same in both languages.

    `built` is, for each language, the formulas of each page.
    """
    first, second = (built[language] for language in LANGUAGES)
    for uri in sorted(first):
        both = [(page.path, formulas(page)) for page in (first[uri], second[uri])]
        if mistake := hole("formula", *both[0], *both[1]):
            raise mistake


def formulas(page: PageFormulas) -> list[Item]:
    """The formulas of a page: the same LaTeX, in the line or on a line of its own."""
    return [Item((formula.tex, formula.display), formula.tex, formula.line) for formula in page.found]


def hole(kind: str, path: Path, items: list[Item], other_path: Path, others: list[Item]) -> SourceError | None:
    """The first of the items that is not the same in the other language, with both places."""
    for n, (one, two) in enumerate(zip_longest(items, others)):
        if one is None:
            return missing(kind, other_path, two, path, items[:n])
        if two is None:
            return missing(kind, path, one, other_path, others[:n])
        if one.key != two.key:
            place = f"{shown(other_path)}:{two.line}"
            rule = f"both languages have the same {kind}s in the same order"
            said = f"the {kind} {one.shown} is another one in {place}: {two.shown}; {rule}"
            return SourceError(path, one.line, said)
    return None


def missing(kind: str, path: Path, item: Item, other_path: Path, before: list[Item]) -> SourceError:
    """The other language ends before this item, whose place there is after the last one."""
    line = before[-1].line if before else 1
    said = f"the {kind} {item.shown} is missing in {shown(other_path)}:{line}; write it there too"
    return SourceError(path, item.line, said)
