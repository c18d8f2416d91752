"""The prose of a text: what is read as Korean, with the place in the text of each of its characters.

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


@dataclass(frozen=True)
class Remark:
    """Something that is wrong at a place of a text, and what to write instead."""

    start: int
    rule: str
    found: str
    instead: str


@dataclass(frozen=True, order=True)
class Finding:
    """FILE:LINE:COLUMN: what was found; what to write instead."""

    file: str
    line: int
    column: int
    rule: str
    found: str
    instead: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.found}; {self.instead}"


def placed(path: Path, text: str, remark: Remark) -> Finding:
    """The finding for a remark on the text of a file."""
    column = remark.start - text.rfind("\n", 0, remark.start)
    line = line_at(text, remark.start)
    return Finding(shown(path), line, column, remark.rule, remark.found, remark.instead)


@dataclass
class Prose:
    """Text without what is not read."""

    text: str = ""
    at: list[int] = field(default_factory=list)  # where each character of `text` stands in its source
    read: dict[int, str | None] = field(default_factory=dict)  # how the OBJECT at that place is read
    titles: list[tuple[int, int]] = field(default_factory=list)  # the words of links, from and to

    def add(self, text: str, start: int) -> None:
        """Text as it stands in the source."""
        self.text += text
        self.at += range(start, start + len(text))

    def add_object(self, reading: str | None, start: int) -> None:
        """A formula or code in the line; None where nobody knows how it is read."""
        self.read[len(self.text)] = reading
        self.add(OBJECT, start)

    def replace(self, match: re.Match, formulas: Sequence) -> None:
        """What stands for a piece that is not prose."""
        match match.lastgroup:
            case "block":
                self.add("\n", match.start())
            case "formula" if formulas[int(match["n"])].display:
                self.add("\n", match.start())
            case "formula":
                self.add_object(korean.latex(formulas[int(match["n"])].tex), match.start())
            case "math":
                self.add_object(korean.latex(match["tex"]), match.start())
            case "code":
                self.add_object(korean.code(match["inside"]), match.start())
            case "foreign":
                self.add(FOREIGN, match.start())
            case "nothing" if match[0].startswith("]("):  # the target of a link, whose words are noted
                self.titles.append((self.text.rfind("["), len(self.text)))


def prose(source: str, start: int = 0, end: int | None = None, formulas: Sequence = ()) -> Prose:
    """The prose between two places of the source; `formulas` are those that a rendered page numbers."""
    end = len(source) if end is None else end
    result, here = Prose(), start
    for match in NOT_PROSE.finditer(source, start, end):
        result.add(source[here : match.start()], here)
        result.replace(match, formulas)
        here = match.end()
    result.add(source[here:end], here)
    return result
