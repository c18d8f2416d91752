"""Both languages have the same structure: headings, figures, formulas, tables, numbers, code and links."""

import re
from collections.abc import Callable, Iterator

from ... import paths
from ...backprop.network.document import InputError
from ...pages import parity
from ...pages.parity import Item
from ...pages.typed_formulas import FENCED, SPAN, blank
from ...paths import LANGUAGES, shown, source, uris
from ...sources import SourceError
from .page import Page, rendered
from .prose import HEADING, Finding

NUMBER = re.compile(r"[-−+]?\d+(?:\.\d+)?")
DRAWING = re.compile(r"<svg.*?</svg>", re.S)
TABLE = re.compile(r"<table.*?</table>|(?:^\|[^\n]*\n?)+", re.S | re.M)


def pages() -> Iterator[dict[str, Page] | Finding]:
    """Every page in the languages that it has, and in place of one that cannot be rendered, the reason."""
    yield from map(finding, (*parity.stray_files(), *parity.missing_pages()))
    for uri in sorted({uri for language in LANGUAGES for uri in uris(language)}):
        page = {}
        for language in LANGUAGES:
            try:
                if source(uri, language).is_file():
                    page[language] = rendered(uri, language)
            except (SourceError, InputError) as error:
                yield finding(error)
        yield page


def finding(error: SourceError | InputError) -> Finding:
    """A mistake of a source, which is one line already, as a finding."""
    file, line, wrong = str(error).split(":", 2)
    problem, _, instead = wrong.strip().partition("; ")
    return Finding(shown(paths.ROOT / file), int(line), 1, "page", problem, instead or "see README.md")


def differences(page: Page, other: Page) -> Iterator[Finding]:
    """Of each kind the first thing that is not in both languages."""
    for kind, items in KINDS.items():
        both = list(items(page)), list(items(other))
        if mistake := parity.first_difference(kind, page.path, both[0], other.path, both[1]):
            yield finding(mistake)


def without(page: Page, *patterns: re.Pattern) -> str:
    """The text with spaces in the place of what the patterns match."""
    text = page.text
    for pattern in patterns:
        text = pattern.sub(blank, text)
    return text


def headings(page: Page) -> Iterator[Item]:
    """Level and anchor of each heading."""
    for match in HEADING.finditer(without(page, FENCED)):
        line = match[0].split("\n")[0]
        hashes = re.match(r"(?:> ?)*(#*)", line)[1]
        level = len(hashes) or (1 if match[0].rstrip().endswith("=") else 2)
        anchor = re.search(r"\{:? ?#([\w-]+)|$", line)[1]
        heading = f"{'#' * level} {{ #{anchor or ''} }}"
        yield Item((level, anchor), heading, page.line(match.start()))


def tables(page: Page) -> Iterator[Item]:
    """The numbers of each table."""
    for match in TABLE.finditer(without(page, FENCED)):
        numbers = tuple(NUMBER.findall(re.sub(r"<[^>]*>", " ", match[0])))
        yield Item(numbers, f"({', '.join(numbers)})", page.line(match.start()))


def code(page: Page) -> Iterator[Item]:
    """The code of each cell and each block, without the words that its first line may have for a picture."""
    for match in FENCED.finditer(page.text):
        fence, *lines = match[0].strip().split("\n")
        first = next(filter(None, map(str.strip, lines)), "")
        begin = match.start() + match[0].index(fence) + len(fence) + 1  # a fence that is typed has no mark
        yield Item((fence.split()[0], *lines), f"“{first} …”", page.line(begin))


def groups(pattern: str, *others: re.Pattern) -> Callable[[Page], Iterator[Item]]:
    """What the pattern's groups match outside of what the other patterns do."""

    def items(page: Page) -> Iterator[Item]:
        for match in re.finditer(pattern, without(page, *others)):
            text = " ".join(filter(None, match.groups()))
            yield Item(match.groups(), text, page.line(match.start()))

    return items


KINDS = {
    "heading": headings,
    "figure": groups(r'id="figure-([\w-]+)"|!\[[^\]]*\]\(([^)\s]+)', FENCED, SPAN),
    "formula": parity.formulas,
    "table": tables,
    "number": groups(r'data-symbol="([^"]+)">([^<]*)<'),
    "code cell": code,
    "link": groups(r'(?<!!)\[[^\]]*\]\(([^)\s]+)|<a [^>]*href="([^"]+)"', FENCED, SPAN, DRAWING),
}
