"""A page as a reader gets it, before Markdown, with the place in the source of each of its places.

The source is rendered as for the site, but with the number of each line put in front of it, which loops and
conditions carry along, and with marks around what is written elsewhere: figures, tables, topics.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from ...pages import rendering
from ...pages.typed_formulas import JINJA, blank
from ...paths import shown, source
from ...sources import line_at, text_of
from .prose import FOREIGN, Finding, Prose, Remark, prose

LINE, MADE, END = "\ue010{}\ue011".format, "\ue012", "\ue013"
MARK = re.compile("\ue010(?P<line>\\d+)\ue011|\ue012|\ue013")
# Not before a statement: Jinja takes the spaces before it and the line's end after it away.
START = re.compile(r"^[ \t]*(?:\{%.*?%\}[ \t]*)*(?=[^\s{]|\{\{|\{[^%])(?!---$|`{3}|~{3})", re.M)
# What is put in, but for what is read in the line: formulas, numbers, words of the site and of the page.
PUT_IN = re.compile(r"""\{\{[-+]?(?!\s*(?:(?:tex|eq|num|word|counted)\(|["'])).*?\}\}""", re.S)
FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
AHEAD = 12  # characters that are looked for in the source's line


@dataclass(frozen=True)
class Page:
    """A rendered page in one language, without marks."""

    path: Path
    text: str
    formulas: list  # LaTeX, display and line of those that are named, as the text numbers them
    starts: list[int]  # where in the text each line of the source begins, again and again in a loop,
    lines: list[int]  # and which line that is
    made: list[range]  # what is not written in the source

    def line(self, place: int) -> int:
        """The line of the source from which this place of the page comes."""
        n = bisect_right(self.starts, place)
        return self.lines[n - 1] if n else 1

    def prose(self) -> Prose:
        """What is written in the page itself."""
        text = FRONT.sub(blank, self.text)
        for part in self.made:
            put_in = re.sub(r"[^\n]", FOREIGN, text[part.start : part.stop])
            text = text[: part.start] + put_in + text[part.stop :]
        return prose(text, formulas=self.formulas)

    def placed(self, remark: Remark) -> Finding:
        """The finding for a remark on the rendered text, in the source."""
        line = self.line(remark.start)
        column = self.column(remark.start, text_of(self.path).split("\n")[line - 1])
        return Finding(shown(self.path), line, column, remark.rule, remark.found, remark.instead)

    def column(self, place: int, written: str) -> int:
        """Where the line, as it is written, has what is at this place; 1 where Jinja puts it there."""
        ahead = self.text[place : place + AHEAD].split("\n")[0]
        offset = place - self.starts[max(0, bisect_right(self.starts, place) - 1)] if self.starts else place
        while ahead and ahead not in written:
            ahead = ahead[:-1]
        matches = [match.start() for match in re.finditer(re.escape(ahead), written)] if ahead else [0]
        return min(matches, key=lambda start: abs(start - offset)) + 1


def marked(text: str) -> str:
    """The source with its marks, where they change nothing."""
    inside = {n for match in JINJA.finditer(text) for n in range(match.start() + 1, match.end())}
    inside |= {n for match in FRONT.finditer(text) for n in range(match.end())}
    marks = [
        (match.end(), LINE(line_at(text, match.start())))
        for match in START.finditer(text)
        if match.start() not in inside
    ]
    for match in PUT_IN.finditer(text):
        marks += [(match.start(), MADE), (match.end(), END)]
    for place, mark in sorted(marks, key=lambda pair: pair[0], reverse=True):
        text = text[:place] + mark + text[place:]
    return text


def rendered(uri: str, language: str) -> Page:
    """A page of the site. Raises SourceError."""
    page = rendering.render(uri, language, marked)
    text, here, starts, lines, made = "", 0, [], [], []
    for match in MARK.finditer(page.text):
        text += page.text[here : match.start()]
        here = match.end()
        if match["line"]:
            starts.append(len(text))
            lines.append(int(match["line"]))
        elif match[0] == MADE:
            made.append(len(text))
        else:
            made[-1] = range(made[-1], len(text))
    return Page(source(uri, language), text + page.text[here:], page.formulas, starts, lines, made)
