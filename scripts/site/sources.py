"""The files that pages are made from: their text, and the lines on which formulas stand in it."""

import re
from itertools import chain
from pathlib import Path

import yaml

from .errors import PageError

FENCED = re.compile(r"^[ \t]*(`{3,}|~{3,}).*?^[ \t]*\1", re.S | re.M)
SPAN = re.compile(r"(`+)[^`\n]+\1|\{#.*?#\}", re.S)
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
# Prices are no formulas: space inside of a dollar, or a digit behind the second, and it is one of money.
DOLLARS = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$(?!\s)([^$]+?)(?<!\s)\$(?!\d)", re.S)


def text_of(path: Path) -> str:
    """The text of a file as any editor saves it. Raises PageError where it is not UTF-8."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise PageError(path, line, "not UTF-8 text; the file has to be saved as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def data_of(path: Path, text: str | None = None, above: int = 0) -> object:
    """A YAML file, or the YAML in a file with so many lines above it. Raises PageError."""
    try:
        return yaml.safe_load(text_of(path) if text is None else text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise PageError(path, above + line, f"not YAML: {getattr(error, 'problem', error)}") from None


def line_of(path: Path, text: str) -> int:
    """The first line of the file on which the text stands, 1 if there is none."""
    source = text_of(path)
    return line_at(source, max(0, source.find(text)))


def line_at(text: str, start: int) -> int:
    """The line of a place in the text."""
    return text.count("\n", 0, start) + 1


class Places:
    """Where a page's source asks for its formulas, which are looked up in the order of the page."""

    def __init__(self, path: Path, named: list[tuple[str, int]]):
        """`named` is LaTeX and line of the formulas that the source asks for by name."""
        known = [(re.escape(tex), line) for tex, line in named]
        self.found = sorted([*known, *typed(text_of(path))], key=lambda place: place[1])
        self.next = 0

    def line(self, tex: str) -> int:
        """The line of the next formula with this LaTeX, 1 if there is none."""
        wanted = squeezed(tex)
        for n in chain(range(self.next, len(self.found)), range(self.next)):
            pattern, line = self.found[n]
            if re.fullmatch(pattern, wanted):
                self.next = n + 1
                return line
        return 1


def typed(text: str) -> list[tuple[str, int]]:
    """A pattern and the line of each formula that is typed in a source outside of code."""
    prose = SPAN.sub(blank, FENCED.sub(blank, text))
    return [
        (pattern(match[1] or match[2]), line_at(text, match.start(1 if match[1] else 2)))
        for match in DOLLARS.finditer(prose)
    ]


def blank(match: re.Match) -> str:
    """Spaces in the place of what is found, on as many lines."""
    return re.sub(r"[^\n]", " ", match[0])


def pattern(tex: str) -> str:
    """Matches the formula with anything in the place of Jinja's braces."""
    return ".*?".join(re.escape(squeezed(piece)) for piece in JINJA.split(tex))


def squeezed(tex: str) -> str:
    """Without spaces, which Markdown and Jinja add and take away."""
    return re.sub(r"\s", "", tex)
