"""The prose of a source: what is read as Korean, with the place in the source of each of its characters.

Code, formulas, addresses and quoted English are not prose. A formula or a piece of code in the line is one
character, OBJECT, and its reading is noted: a particle may follow it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...formulas.speech import korean
from ...paths import shown
from ...sources import line_at

OBJECT = "\ufffc"
FOREIGN = "\ufffd"  # an address or quoted English: of what follows nothing is said
HEADING = re.compile(r"^(?:> ?)*#{1,6} .*$|^.*\S.*\n(?:=+|-+)[ \t]*$", re.M)
NOT_PROSE = re.compile(
    r"""
      (?P<block>    ^[ \t]*(?P<fence>`{3,}|~{3,}).*?^[ \t]*(?P=fence) | <(?P<raw>style|script)\b.*?</(?P=raw)>
                  | \$\$.+?\$\$ )
    | (?P<formula>  <x-tex[ ]data-n="(?P<n>\d+)"></x-tex> )
    | (?P<nothing>  <!--.*?--> | \{\#.*?\#\} | \{:?[ ]?[#.][^{}\n]*\}
                  | \]\((?:[^()\s]|\([^()\s]*\))*(?:[ ]"[^"\n]*")?\) | </?[A-Za-z][^>\n]*>
                  | \*\*|(?<!\*)\*(?=\S)|(?<=\S)\*(?!\*) )
    | (?P<math>     (?<![\\$])\$(?!\s)(?P<tex>[^$]+?)(?<!\s)\$(?!\d) )
    | (?P<code>     (?P<ticks>`+)(?P<inside>[^`\n]+)(?P=ticks) )
    | (?P<foreign>  <?https?://[^\s)>}"]+>?
                  | "[^"\n가-힣]*[A-Za-z][^"\n가-힣]*" | “[^”가-힣]*[A-Za-z][^”가-힣]*”
                  | ‘[^’가-힣]*[A-Za-z][^’가-힣]*’ )
    """,
    re.S | re.M | re.X,
)


@dataclass(frozen=True, order=True)
class Finding:
    """FILE:LINE:COLUMN: what is wrong; what to write instead."""

    file: str
    line: int
    column: int
    rule: str
    problem: str
    instead: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.problem}; {self.instead}"


@dataclass(frozen=True)
class Source:
    """A file and its text."""

    path: Path
    text: str

    def position(self, start: int) -> tuple[int, int]:
        """Line and column of a place in the text."""
        return line_at(self.text, start), start - self.text.rfind("\n", 0, start)

    def finding(self, start: int, rule: str, problem: str, instead: str) -> Finding:
        """What is wrong at this place of the text."""
        return Finding(shown(self.path), *self.position(start), rule, problem, instead)


@dataclass
class Prose:
    """Text without what is not read."""

    source: Source
    text: str = ""
    at: list[int] = field(default_factory=list)  # where each character of `text` stands in its source
    read: dict[int, str | None] = field(default_factory=dict)  # how the OBJECT at that place is read
    titles: list[tuple[int, int]] = field(default_factory=list)  # the words of links, from and to

    def finding(self, start: int, rule: str, problem: str, instead: str) -> Finding:
        """What is wrong at this place of the prose."""
        return self.source.finding(self.at[start], rule, problem, instead)

    def add(self, text: str, start: int) -> None:
        """Text as it stands in the source."""
        self.text += text
        self.at += range(start, start + len(text))

    def replace(self, match: re.Match, formulas: Sequence) -> None:
        """What stands for a piece that is not prose."""
        formula = formulas[int(match["n"])] if match["n"] else None
        if match["block"] or (formula and formula.display):
            self.add("\n", match.start())
        elif match["foreign"]:
            self.add(FOREIGN, match.start())
        elif match[0].startswith("]("):  # the target of a link, whose words are noted
            self.titles.append((self.text.rfind("["), len(self.text)))
        elif not match["nothing"]:
            tex = formula.tex if formula else match["tex"]
            self.read[len(self.text)] = korean.latex(tex) if tex else korean.code(match["inside"])
            self.add(OBJECT, match.start())


def prose(source: Source, start: int = 0, end: int | None = None, formulas: Sequence = ()) -> Prose:
    """The prose between two places of the source; `formulas` are those that a rendered page numbers."""
    text = source.text[:end]
    result, here = Prose(source), start
    for match in NOT_PROSE.finditer(text, start):
        result.add(text[here : match.start()], here)
        result.replace(match, formulas)
        here = match.end()
    result.add(text[here:], here)
    return result
