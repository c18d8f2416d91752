"""A page as a reader gets it, before Markdown, with the place in the source of each of its places.

The source is rendered as for the site, but with the number of each line put in front of it, which loops and
conditions carry along, and with marks around what is written elsewhere: figures, tables, topics.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from operator import itemgetter

from ...pages import rendering
from ...pages.names import Formula
from ...sources import line_at, text_of
from .prose import FOREIGN, Prose, Source, prose

LINE, BEGIN, END = "\ue010{}\ue011".format, "\ue012", "\ue013"
MARK = re.compile("\ue010(?P<line>\\d+)\ue011|\ue012|\ue013")
# Not before a statement: Jinja takes the spaces before it and the line's end after it away.
START = re.compile(r"^[ \t]*(?:\{%.*?%\}[ \t]*)*(?=[^\s{]|\{\{|\{[^%])(?!---$|`{3}|~{3})", re.M)
# What is put in, but for what is read in the line: formulas, numbers, words of the site and of the page.
PUT_IN = re.compile(r"""\{\{[-+]?(?!\s*(?:(?:tex|eq|num|word|counted)\(|["'])).*?\}\}""", re.S)
FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
AHEAD = 12  # characters that are looked for in the source's line


@dataclass(frozen=True)
class Page(Source):
    """A rendered page in one language, without marks."""

    formulas: list[Formula]
    # Where in the text a line of the source begins, in a loop each time, and its number.
    lines: list[tuple[int, int]]
    put_in: list[slice]  # what is written elsewhere

    def line(self, start: int) -> int:
        """The line of the source from which this place of the page comes."""
        return self.line_before(start)[1]

    def line_before(self, start: int) -> tuple[int, int]:
        """Where the last line before the place begins, and its number."""
        n = bisect_right(self.lines, start, key=itemgetter(0))
        return self.lines[n - 1] if n else (0, 1)

    def position(self, start: int) -> tuple[int, int]:
        """Line and column in the source."""
        begin, line = self.line_before(start)
        written = text_of(self.path).split("\n")[line - 1]
        ahead = self.text[start : start + AHEAD].split("\n")[0]
        while ahead not in written:  # Jinja puts the end of it there, or all of it
            ahead = ahead[:-1]
        columns = [match.start() for match in re.finditer(re.escape(ahead), written)] if ahead else [0]
        return line, min(columns, key=lambda column: abs(column - (start - begin))) + 1

    def prose(self) -> Prose:
        """What is written in the page itself."""
        text = self.text
        for part in self.put_in:
            text = text[: part.start] + re.sub(r"[^\n]", FOREIGN, text[part]) + text[part.stop :]
        return prose(replace(self, text=text), formulas=self.formulas)


def marked(text: str) -> str:
    """The source with its marks, where they change nothing."""
    inside = {n for match in JINJA.finditer(text) for n in range(match.start() + 1, match.end())}
    inside |= {n for match in FRONT.finditer(text) for n in range(match.end())}
    starts = (match for match in START.finditer(text) if match.start() not in inside)
    marks = [(match.end(), LINE(line_at(text, match.start()))) for match in starts]
    for match in PUT_IN.finditer(text):
        marks += [(match.start(), BEGIN), (match.end(), END)]
    for position, mark in sorted(marks, key=itemgetter(0), reverse=True):
        text = text[:position] + mark + text[position:]
    return text


def rendered(uri: str, language: str) -> Page:
    """A page of the site. Raises one of rendering.STOPS."""
    page = rendering.render(uri, language, marked)
    text, here, lines, put_in = "", 0, [], []
    for match in MARK.finditer(page.text):
        text += page.text[here : match.start()]
        here = match.end()
        if match["line"]:
            lines.append((len(text), int(match["line"])))
        elif match[0] == BEGIN:
            begin = len(text)
        else:
            put_in.append(slice(begin, len(text)))
    formulas = [replace(formula, tex=MARK.sub("", formula.tex)) for formula in page.formulas]
    return Page(page.path, text + page.text[here:], formulas, lines, put_in)
