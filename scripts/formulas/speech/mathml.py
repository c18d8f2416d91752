"""MathML as a tree that can be read: brackets hold what stands between them, and what is not seen is gone."""

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

MATH = re.compile(r"<math[^>]*>.*?</math>", re.S)
FILLED_LATER = re.compile(r"867530[89]")  # the explorer's places for numbers: its script fills them in
ROWS = {"mrow", "mstyle", "semantics", "math", "mpadded", "mtd"}
DROPPED = {"annotation", "mspace"}
BRACKETS, INDEXED, LIMITS = "brackets", "indexed", "limits"
# Which of base, below and above the parts of these are.
SCRIPTS = {
    "msub": (INDEXED, (0, 1)),
    "msup": (INDEXED, (0, 2)),
    "msubsup": (INDEXED, (0, 1, 2)),
    "munder": (LIMITS, (0, 1)),
    "munderover": (LIMITS, (0, 1, 2)),
}
ENDS = {"(": ")", "[": "]", "{": "}"}
SPACES = " \u00a0\u2003\u2005\u2009\u200a\u200b\u2061"  # the last, "function application", is not seen either


class Unspoken(Exception):
    """A sign or a shape that has no words yet."""


@dataclass
class Node:
    """A leaf with its text, or an element with its parts, each of them a row.

    Of what has indices, powers or limits the parts are the base, what stands below and what stands above.
    """

    name: str
    text: str = ""
    parts: list[list["Node"]] = field(default_factory=list)


def parse(math: str) -> list[Node]:
    """The row of a whole formula, as KaTeX writes it."""
    return row(ElementTree.fromstring(math))


def row(element: ElementTree.Element) -> list[Node]:
    """What stands side by side in an element: a formula, a script, a cell."""
    return bracketed(flat(element))


def flat(element: ElementTree.Element) -> list[Node]:
    """The nodes of an element; groups that are not seen are opened. A table has lines, a line has cells."""
    name = element.tag.rpartition("}")[2]  # mi, of {http://www.w3.org/1998/Math/MathML}mi
    # KaTeX writes spaces as text, and an empty bracket for `\right.`
    if name in DROPPED or (name in {"mtext", "mo"} and not (element.text or "").strip(SPACES)):
        return []
    if name in ROWS:
        return [node for child in element for node in flat(child)]
    if name == "mtable":
        return [Node(name, "", [[node for line in element for node in flat(line)]])]
    parts = [row(child) for child in element]
    if name in SCRIPTS:
        name, places = SCRIPTS[name]
        parts = [parts[places.index(n)] if n in places else [] for n in range(3)]
    return [Node(name, " ".join((element.text or "").split()), parts)]


def bracketed(nodes: list[Node]) -> list[Node]:
    """The row with each pair of brackets as one node, which holds what stands between them."""
    levels: list[list[Node]] = [[]]
    for node in nodes:
        if node.name == "mo" and node.text in ENDS:
            levels.append([node])
        elif node.name == "mo" and node.text in ENDS.values() and len(levels) > 1:
            close(levels)
        else:
            levels[-1].append(node)
    while len(levels) > 1:  # the brace of cases has no other end
        close(levels)
    return levels[0]


def close(levels: list[list[Node]]) -> None:
    """Make one node of the brackets that were opened last."""
    opening, *inside = levels.pop()
    levels[-1].append(Node(BRACKETS, opening.text, [inside]))
