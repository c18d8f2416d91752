"""Formulas that are typed in a page's source: where they stand."""

import re
from itertools import chain
from pathlib import Path

from ..sources import line_at, text_of

FENCED = re.compile(r"^[ \t]*(`{3,}|~{3,}).*?^[ \t]*\1", re.S | re.M)
SPAN = re.compile(r"(`+)[^`\n]+\1|\{#.*?#\}", re.S)
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
# Prices are no formulas: space inside of a dollar, or a digit behind the second, and it is one of money.
DOLLARS = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$(?!\s)([^$]+?)(?<!\s)\$(?!\d)", re.S)


class Places:
    """The lines on which a page's source has its typed formulas, looked up in the order of the page."""

    def __init__(self, path: Path):
        self.typed = typed(text_of(path))
        self.next = 0

    def line(self, tex: str) -> int:
        """The line of the next formula with this LaTeX, 1 if there is none."""
        wanted = squeezed(tex)
        for n in chain(range(self.next, len(self.typed)), range(self.next)):
            pattern, line = self.typed[n]
            if re.fullmatch(pattern, wanted):
                self.next = n + 1
                return line
        return 1


def without_code(text: str) -> str:
    """The text with spaces where code stands, on the same lines."""
    return SPAN.sub(blank, FENCED.sub(blank, text))


def typed(text: str) -> list[tuple[str, int]]:
    """A pattern and the line of each formula that is typed in a source outside of code."""
    prose = without_code(text)
    return [
        (pattern(match[1] or match[2]), line_at(text, match.start(1 if match[1] else 2)))
        for match in DOLLARS.finditer(prose)
    ]


def blank(match: re.Match) -> str:
    """Spaces in the place of what is matched, on as many lines."""
    return re.sub(r"[^\n]", " ", match[0])


def pattern(tex: str) -> str:
    """Matches the formula with anything in the place of Jinja's braces."""
    return ".*?".join(re.escape(squeezed(piece)) for piece in JINJA.split(tex))


def squeezed(tex: str) -> str:
    """Without spaces, which Markdown and Jinja add and take away."""
    return re.sub(r"\s", "", tex)
