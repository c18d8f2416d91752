"""MathML as a tree that can be read: brackets hold what stands between them, and what is not seen is gone."""

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

ROWS = {"mrow", "mstyle", "semantics", "math", "mpadded", "mtd"}
DROPPED = {"annotation", "mspace"}
OPENING, CLOSING = {"(", "[", "{"}, {")", "]", "}"}
BRACKETS = "brackets"
SPACES = (
    " \u00a0\u2003\u2005\u2009\u200a\u200b\u2061"  # the last is "function application", which nobody sees
)


class Unspoken(Exception):
    """A sign or a shape that has no words yet."""


@dataclass
class Node:
    """A leaf with its text, or an element with its parts; each part of a script is a row, a list."""

    name: str
    text: str = ""
    parts: list[list["Node"]] = field(default_factory=list)


def parse(math: str) -> list[Node]:
    """The row of a whole formula, as KaTeX writes it."""
    return row(ElementTree.fromstring(math))


def row(element: ElementTree.Element) -> list[Node]:
    """What stands side by side in an element: a formula, a script, a cell."""
    return bracketed(
        [each for child in element for each in flat(child)] if is_row(element) else flat(element)
    )


def flat(element: ElementTree.Element) -> list[Node]:
    """The nodes of an element in a row; groups that are not seen are opened."""
    if local(element) in DROPPED or is_space(element):
        return []
    if is_row(element):
        return [each for child in element for each in flat(child)]
    return [node(element)]


def node(element: ElementTree.Element) -> Node:
    """One element that is not a row; a table has its lines, a line its cells."""
    text = re.sub(r"\s+", " ", element.text or "").strip()
    if local(element) == "mtable":
        return Node("mtable", "", [[node(line) for line in element]])
    return Node(local(element), text, [row(child) for child in element])


def is_row(element: ElementTree.Element) -> bool:
    """Whether an element only groups what is in it."""
    return local(element) in ROWS


def is_space(element: ElementTree.Element) -> bool:
    """KaTeX writes spaces as text, and an empty bracket for `\\right.`"""
    return local(element) in {"mtext", "mo"} and not (element.text or "").strip(SPACES)


def local(element: ElementTree.Element) -> str:
    """mi, of {http://www.w3.org/1998/Math/MathML}mi"""
    return element.tag.rpartition("}")[2]


def bracketed(nodes: list[Node]) -> list[Node]:
    """The row with each pair of brackets as one node, which holds what stands between them."""
    levels: list[list[Node]] = [[]]
    for each in nodes:
        if each.name == "mo" and each.text in OPENING:
            levels.append([each])
        elif each.name == "mo" and each.text in CLOSING and len(levels) > 1:
            close(levels)
        else:
            levels[-1].append(each)
    while len(levels) > 1:  # the brace of cases has no other end
        close(levels)
    return levels[0]


def close(levels: list[list[Node]]) -> None:
    """Make one node of the brackets that were opened last."""
    first, *inside = levels.pop()
    levels[-1].append(Node(BRACKETS, first.text, [inside]))
