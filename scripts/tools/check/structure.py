"""Both languages have the same structure: what the rendered pages hold, each with its line in the source.

Pages are rendered as for the site, but with the number of each line put in front of it, which loops,
conditions and templates carry along.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...pages import parity, rendering
from ...pages.names import Formula
from ...pages.notebooks import HEADING
from ...pages.parity import Item
from ...paths import DOCS, ROOT, shown
from ...site import notes
from ...sources import DOLLARS, FENCED, JINJA, SPAN, SourceError, blank, line_at
from .finding import Finding

MARK = "\ue010{}\ue011".format
MARKED = re.compile("\ue010(\\d+)\ue011")
# Not before a statement: Jinja takes the spaces before it and the line's end after it away.
START = re.compile(r"^[ \t]*(?:\{%.*?%\}[ \t]*)*(?=[^\s{]|\{\{|\{[^%])(?!---$|`{3}|~{3})", re.M)
NUMBER = re.compile(r"[-−+]?\d+(?:\.\d+)?")
DRAWING = re.compile(r"<svg.*?</svg>", re.S)
TABLE = re.compile(r"<table.*?</table>|(?:^\|[^\n]*\n?)+", re.S | re.M)


@dataclass(frozen=True)
class Page:
    """A rendered page in one language, without marks, and the line of the source for each of its places."""

    path: Path
    text: str
    starts: list[int]
    lines: list[int]
    formulas: list[Formula]

    def line(self, place: int) -> int:
        """The line of the source from which this place of the page comes."""
        n = bisect_right(self.starts, place)
        return self.lines[n - 1] if n else 1


def marks(source: str) -> str:
    """The source with the number of each line at the line's start, where that changes nothing."""
    inside = {n for match in JINJA.finditer(source) for n in range(match.start() + 1, match.end())}
    inside |= {n for match in rendering.FRONT_MATTER.finditer(source) for n in range(match.end())}

    def one(match: re.Match) -> str:
        return match[0] if match.start() in inside else match[0] + MARK(line_at(source, match.start()))

    return START.sub(one, source)


def rendered(language: str, uri: str) -> Page:
    """A page as a reader gets it, before Markdown. Raises SourceError, NoteError."""
    made = rendering.render(language, uri, marks)
    text, starts, lines, here = "", [], [], 0
    for match in MARKED.finditer(made.text):
        text += made.text[here : match.start()]
        here = match.end()
        starts.append(len(text))
        lines.append(int(match[1]))
    path = DOCS / language / uri
    return Page(path, text + made.text[here:], starts, lines, made.formulas)


def check() -> Iterator[Finding]:
    """Every page that lacks its other language or cannot be rendered, and the first hole of each kind."""
    yield from map(told, parity.page_mistakes())
    for uri in sorted(parity.pages("ko") | parity.pages("en")):
        both = []
        for language in ("ko", "en"):
            if uri in parity.pages(language):
                try:
                    both.append(rendered(language, uri))
                except SourceError as error:
                    yield told(error)
                except notes.NoteError as error:
                    yield of_note(error)
        if len(both) == 2:
            yield from map(told, holes(*both))


def told(error: SourceError) -> Finding:
    """A mistake of a page as a finding."""
    found, _, instead = error.message.partition("; ")
    source = error.path.read_text("utf-8", "replace").split("\n") if error.path.is_file() else []
    text = source[error.line - 1] if 0 < error.line <= len(source) else ""
    column = len(text) - len(text.lstrip()) + 1
    return Finding(shown(error.path), error.line, column, "page", found, instead or "see README.md")


def of_note(error: notes.NoteError) -> Finding:
    """The same for a network file."""
    file, line, said = str(error).split(":", 2)
    found, _, instead = said.strip().partition("; ")
    return Finding(shown(ROOT / file), int(line), 1, "network", found, instead or "see README.md")


def holes(one: Page, two: Page) -> Iterator[SourceError]:
    """Of each kind the first thing that is not in both."""
    for kind, read in KINDS.items():
        if mistake := parity.hole(kind, one.path, read(one), two.path, read(two)):
            yield mistake


def prose(page: Page, *patterns: re.Pattern) -> str:
    """The text with spaces in the place of what the patterns find."""
    text = page.text
    for pattern in (rendering.FRONT_MATTER, *patterns):
        text = pattern.sub(blank, text)
    return text


def headings(page: Page) -> list[Item]:
    """Level and anchor of each heading."""
    found = []
    for match in HEADING.finditer(prose(page, FENCED)):
        line = match[0].split("\n")[0]
        hashes = re.match(r"(?:> ?)*(#*)", line)[1]
        level = len(hashes) or (1 if match[0].rstrip().endswith("=") else 2)
        anchor = re.search(r"\{:? ?#([\w-]+)", line)
        key = (level, anchor and anchor[1])
        found.append(
            Item(key, f"{'#' * level} {{ #{anchor[1] if anchor else ''} }}", page.line(match.start()))
        )
    return found


def formulas(page: Page) -> list[Item]:
    """LaTeX of each formula, named or typed, in the order of the page."""
    text = prose(page, FENCED, SPAN, DRAWING)
    pattern = re.compile(rf'<x-tex data-n="(\d+)">|{DOLLARS.pattern}', re.S)
    found = []
    for match in pattern.finditer(text):
        named = page.formulas[int(match[1])] if match[1] else None
        typed = (match[2] or match[3] or "").strip()
        tex, display = (named.tex, named.display) if named else (typed, match[2] is not None)
        found.append(Item((tex, display), tex, named.line if named else page.line(match.start())))
    return found


def matches(pattern: str, *without: re.Pattern):
    """A reader of what the pattern's groups find."""

    def read(page: Page) -> list[Item]:
        text = prose(page, *without)
        return [
            Item(match.groups(), " ".join(filter(None, match.groups())), page.line(match.start()))
            for match in re.finditer(pattern, text)
        ]

    return read


def tables(page: Page) -> list[Item]:
    """The numbers of each table."""
    found = []
    for match in TABLE.finditer(prose(page, FENCED)):
        numbers = tuple(NUMBER.findall(re.sub(r"<[^>]*>", " ", match[0])))
        found.append(Item(numbers, f"({', '.join(numbers)})", page.line(match.start())))
    return found


def code(page: Page) -> list[Item]:
    """The code of each cell and each block."""
    found = []
    for match in FENCED.finditer(prose(page)):
        first = next(filter(None, map(str.strip, match[0].split("\n")[1:])), "")
        found.append(Item(match[0].strip(), f"“{first} …”", page.line(match.start())))
    return found


KINDS = {
    "heading": headings,
    "figure": matches(r'id="figure-([\w-]+)"|!\[[^\]]*\]\(([^)\s]+)', FENCED, SPAN),
    "formula": formulas,
    "table": tables,
    "number": matches(r'data-symbol="([^"]+)">([^<]*)<'),
    "code cell": code,
    "link": matches(r'(?<!!)\[[^\]]*\]\(([^)\s]+)|<a [^>]*href="([^"]+)"', FENCED, SPAN, DRAWING),
}
