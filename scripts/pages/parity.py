"""What both languages must have in common: the same pages, the same formulas in the same order."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from .. import paths
from ..paths import LANGUAGES, SOURCE, shown, source, uris
from ..sources import SourceError
from . import print_edition
from .rendering import Page
from .typesetting import formulas_of

MARKDOWN = {".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".ipynb"}  # what MkDocs or Jupyter takes for a page


@dataclass(frozen=True)
class Item:
    """Something that both languages have: what it is compared by, what messages say, and its line."""

    key: object
    text: str
    line: int


def stray_files() -> Iterator[SourceError]:
    """Every file that looks like a page and is no source of one."""
    for path in sorted(path for path in paths.DOCS.rglob("*") if path.suffix in MARKDOWN and path.name[0] != "."):
        if not SOURCE.fullmatch(path.name):
            wanted = " or ".join(f"{path.name.split('.')[0]}.{language}.md" for language in LANGUAGES)
            yield SourceError(path, 1, f"this is no source of a page; one is named {wanted}, a notebook .nb.md")
        if path.match(f"til/*/{print_edition.NAME.replace('.md', '.*.md')}"):
            yield SourceError(path, 1, "this page is made of the note's other pages; rename yours")


def missing_pages() -> Iterator[SourceError]:
    """Every page that lacks its other language."""
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        for uri in sorted(set(uris(language)) - set(uris(other))):
            wanted = f"this page lacks its other language; write {shown(source(uri, other))}"
            yield SourceError(source(uri, language), 1, wanted)


def formula_mistake(page: Page, other: Page) -> SourceError | None:
    """The first formula that is not the same in both languages: the same LaTeX, in the line or on its own."""
    return first_difference("formula", page.path, formulas(page), other.path, formulas(other))


def formulas(page: Page) -> list[Item]:
    """LaTeX of each formula, named or typed, in the order of the page."""
    return [Item((formula.tex, formula.display), formula.tex, formula.line) for formula in formulas_of(page)]


def first_difference(
    kind: str, path: Path, items: list[Item], other_path: Path, others: list[Item]
) -> SourceError | None:
    """The first of the items that is not the same in the other language, with both places."""
    for n, (item, other) in enumerate(zip_longest(items, others)):
        if item is None:
            return missing(kind, other_path, other, path, items[:n])
        if other is None:
            return missing(kind, path, item, other_path, others[:n])
        if item.key != other.key:
            where = f"{shown(other_path)}:{other.line}"
            rule = f"both languages have the same {kind}s in the same order"
            wrong = f"the {kind} {item.text} is another one in {where}: {other.text}; {rule}"
            return SourceError(path, item.line, wrong)
    return None


def missing(kind: str, path: Path, item: Item, other_path: Path, before: list[Item]) -> SourceError:
    """The other language ends before this item, which belongs there after the last one."""
    line = before[-1].line if before else 1
    wrong = f"the {kind} {item.text} is missing in {shown(other_path)}:{line}; write it there too"
    return SourceError(path, item.line, wrong)
