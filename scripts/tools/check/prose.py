"""The prose of a source: what is read as Korean, with each character's place in the source.

Code, formulas, Jinja, addresses and quoted English are not prose. A formula or a piece of code in the
line is one character, OBJECT, and its reading is kept: a particle may follow it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...notes import numbers
from ...pages.names import words
from ...formulas.speech import korean
from .branches import Branches

OBJECT = "\ufffc"
FOREIGN = "\ufffd"  # an address or quoted English: of what follows nothing is said
FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
NOT_PROSE = re.compile(
    r"""
      (?P<block>    ^[ \t]*(?P<fence>`{3,}|~{3,}).*?^[ \t]*(?P=fence) | <(?P<raw>style|script)\b.*?</(?P=raw)>
                  | \$\$.+?\$\$ )
    | (?P<nothing>  <!--.*?--> | \{\#.*?\#\} | \{%.*?%\} | \{:?[ ]?[#.](?:\{\{.*?\}\}|[^{}\n])*\}
                  | \]\((?:\{\{[^\n]*?\}\}|[^()\s]|\([^()\s]*\))*(?:[ ]"[^"\n]*")?\) | </?[A-Za-z][^>\n]*>
                  | \*\*|(?<!\*)\*(?=\S)|(?<=\S)\*(?!\*) )
    | (?P<jinja>    \{\{.*?\}\} )
    | (?P<math>     (?<![\\$])\$(?!\s)(?P<tex>[^$]+?)(?<!\s)\$(?!\d) )
    | (?P<code>     (?P<ticks>`+)(?P<inside>[^`\n]+)(?P=ticks) )
    | (?P<url>      <?https?://[^\s)>}"]+>? )
    | (?P<quoted>   "[^"\n가-힣]*[A-Za-z][^"\n가-힣]*" | “[^”가-힣]*[A-Za-z][^”가-힣]*”
                  | ‘[^’가-힣]*[A-Za-z][^’가-힣]*’ )
    """,
    re.S | re.M | re.X,
)
NAMED = re.compile(r"""^\s*(?P<call>tex|num)\(\s*(?P<argument>.+?)\s*(?:,[^()]*)?\)\s*(?:\|.*)?$""", re.S)
LITERAL = re.compile(r"""(["'])((?:(?!\1)[^\\\n])*[가-힣](?:(?!\1)[^\\\n])*)\1""")
WORD = re.compile(r"""^\s*(?:word\(|counted\(.*?,\s*(?=["'][\w.-]+["']\s*\)))["']([\w.-]+)["']""")
FILLED_IN = re.compile(r"\{\w+\}")


@dataclass
class Prose:
    """Text, the place in the source of each of its characters, and how its objects are read."""

    source: str
    branches: Branches
    text: str = ""
    at: list[int] = field(default_factory=list)
    read: dict[int, str | None] = field(default_factory=dict)
    titles: list[tuple[int, int]] = field(default_factory=list)  # the words of links, from and to

    def add(self, text: str, start: int, spread: bool = True) -> None:
        """Text of the source, or (not spread) text that stands for what is at one place of it."""
        self.text += text
        self.at += [start + n if spread else start for n in range(len(text))]

    def add_object(self, reading: str | None, start: int) -> None:
        """A formula or code."""
        self.read[len(self.text)] = reading
        self.add(OBJECT, start)


@dataclass(frozen=True)
class Known:
    """What a page can name: its note's formulas as LaTeX, and its numbers."""

    formulas: dict[str, str] = field(default_factory=dict)
    values: dict[str, float] = field(default_factory=dict)

    def read(self, call: str, name: str | None) -> str | None:
        """How {{ tex(name) }} or {{ num(name) }} is read."""
        if call == "num":
            return korean.number(numbers.text(self.values[name])) if name in self.values else None
        if name in self.formulas:
            return korean.latex(self.formulas[name])
        return name and korean.name(name)


def of_page(text: str, known: Known) -> Iterator[Prose]:
    """A page's prose: once for each way through its {% if %}, as no reader sees two branches at once."""
    branches = Branches(text)
    front = FRONT.match(text)
    for choice in range(branches.ways):
        yield Reader(text, branches, choice, known).read(front.end() if front else 0, len(text))


def of_string(source: str, start: int, end: int) -> Prose:
    """The prose of a string in a data file, or of a page's front matter."""
    return Reader(source, Branches(""), 0, Known()).read(start, end)


@dataclass
class Reader:
    """Goes through a source from left to right."""

    source: str
    branches: Branches
    choice: int
    known: Known

    def read(self, start: int, end: int) -> Prose:
        """The prose between two places."""
        self.prose, here = Prose(self.source, self.branches), start
        for match in NOT_PROSE.finditer(self.source, start, end):
            self.plain(here, match.start())
            if self.branches.taken(match.start(), self.choice):
                getattr(self, self.kind(match))(match)
            here = match.end()
        self.plain(here, end)
        return self.prose

    @staticmethod
    def kind(match: re.Match) -> str:
        """Which of the alternatives it is."""
        kinds = ("block", "nothing", "jinja", "math", "code", "url", "quoted")
        return next(kind for kind in kinds if match[kind] is not None)

    def plain(self, start: int, end: int) -> None:
        """Text as it stands, without the branches that are not taken."""
        for n in range(start, end):
            if self.branches.taken(n, self.choice):
                self.prose.add(self.source[n], n)

    def block(self, match: re.Match) -> None:
        """Code or a formula on lines of its own."""
        self.prose.add("\n", match.start())

    def nothing(self, match: re.Match) -> None:
        """What leaves no trace: a tag, an anchor, the target of a link, whose words are noted."""
        if match[0].startswith("]("):
            self.prose.titles.append((self.prose.text.rfind("["), len(self.prose.text)))

    def math(self, match: re.Match) -> None:
        self.prose.add_object(korean.latex(match["tex"]), match.start())

    def code(self, match: re.Match) -> None:
        self.prose.add_object(korean.code(match["inside"]), match.start())

    def url(self, match: re.Match) -> None:
        self.prose.add(FOREIGN, match.start())

    quoted = url

    def jinja(self, match: re.Match) -> None:
        """{{ … }}: a formula, words of the site, one of several strings, or something unknown."""
        inside, start = match[0][2:-2], match.start() + 2
        if named := NAMED.match(inside):
            name = self.branches.name(named["argument"])
            self.prose.add_object(self.known.read(named["call"], name), match.start())
        elif (word := WORD.match(inside)) and (said := spoken_word(word[1])):
            self.prose.add(FILLED_IN.sub(OBJECT, said), match.start(), spread=False)
        elif literals := list(LITERAL.finditer(inside)):
            taken = literals[min(self.choice, len(literals) - 1)]
            self.prose.add(taken[2], start + taken.start(2))
        elif re.match(r"\s*(?:eq|figure|part|cell)\(", inside):
            self.prose.add("\n", match.start())
        else:
            self.prose.add_object(None, match.start())


def spoken_word(key: str) -> str | None:
    """What words.yml says in Korean; of KEY.one and KEY.many the first that there is."""
    for name in (key, f"{key}.many", f"{key}.one"):
        if name in words():
            return words()[name]["ko"]
    return None
