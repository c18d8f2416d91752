"""A formula in words, as a teacher would say it: δ_2^(2) is 델타 2층 2번, delta layer 2 unit 2."""

from . import shapes
from .tree import BRACKETS, Node, Unspoken, parse
from .words import data, fill, letter, say

EQUAL, ABOUT, SUM = "=", "≈", "∑"
LARGE = {"mfrac", "mtable"}


def spoken(math: str, language: str) -> str:
    """The words of a formula, from its MathML; raises Unspoken for a sign that has no words yet."""
    nodes = parse(math)
    reader = Reader(language)
    return reader.lines(nodes[0]) if [node.name for node in nodes] == ["mtable"] else reader.row(nodes)


class Reader:
    """Reads rows of mathematics in one language. What is in a row is for scripts/formulas/speech/shapes.py."""

    def __init__(self, language: str):
        self.language = language

    def say(self, key: str, **parts: str) -> str:
        """The words of that key with the parts put in."""
        return say(self.language, key, **parts)

    def lines(self, table: Node) -> str:
        """Aligned lines: one formula on several lines, each cell a piece of its line."""
        rows = [[node for cell in line.parts for node in cell] for line in table.parts[0]]
        return ", ".join(self.row(row) for row in rows)

    def row(self, nodes: list[Node]) -> str:
        """What stands side by side."""
        for n, node in enumerate(nodes):
            if node.name == "mo" and node.text in data()["comparisons"]:
                sides = {"left": self.row(nodes[:n]), "right": self.row(nodes[n + 1 :])}
                return fill(data()["comparisons"][node.text][self.language], sides)
        return Row(self, nodes).said()

    def operand(self, node: Node) -> str:
        """One thing: a letter, a number, a fraction."""
        if node.name == "mi":
            return letter(node.text, self.language)
        if node.name in {"mn", "mtext"}:
            return node.text
        if node.name not in shapes.SHAPES:
            raise Unspoken(f"{node.name} {node.text}")
        return shapes.SHAPES[node.name](node, self)

    def argument(self, node: Node) -> str:
        """What a function is taken of: brackets around one thing are not said."""
        return self.row(node.parts[0]) if shapes.is_single(node) else self.operand(node)


class Row:
    """One row while it is being read."""

    def __init__(self, reader: Reader, nodes: list[Node]):
        self.reader, self.nodes = reader, nodes
        self.clauses: list[str] = []  # what has been said before the last comma
        self.words: list[str] = []
        self.factor: Node | None = None  # what stands before, if a factor may follow it
        self.related = False

    def said(self) -> str:
        """All of the row."""
        rest = list(self.nodes)
        while rest:
            node = rest.pop(0)
            if is_sum(node):
                self.put(shapes.sum_sign(node, self.reader), node)
                self.factor = None
            elif node.name == "mo" or node.text in ("∂", "∇"):
                self.sign(node.text)
            elif rest and is_function(node, rest[0]):
                parts = {"function": self.reader.operand(node), "argument": self.reader.argument(rest.pop(0))}
                self.put(self.reader.say("function.of", **parts), node)
            else:
                self.put(self.reader.operand(node), node)
        return joined([*self.clauses, *self.words])

    def put(self, said: str, node: Node) -> None:
        """A factor or a term; factors side by side are multiplied."""
        if self.factor and is_condition(node):
            self.end_clause()
        elif self.factor:
            if {self.factor.name, node.name} & LARGE:
                self.words[-1] += ","
            self.words.append(self.reader.say("times"))
        self.words.append(said)
        self.factor = node

    def sign(self, text: str) -> None:
        """A sign between things, or a minus before one."""
        before, self.factor = self.factor, None
        if text in (EQUAL, ABOUT):
            self.relation("equal" if text == EQUAL else "about")
        elif text == ",":
            self.end_clause()
        elif text in SIGNS:
            self.words.append(self.reader.say(SIGNS[text]))
        elif text == "−" and not before:
            self.words.append(self.reader.say("minus"))
        elif text in data()["operators"]:
            if before and before.name in LARGE:
                self.words[-1] += ","
            self.words.append(data()["operators"][text][self.reader.language])
        else:
            raise Unspoken(text)

    def end_clause(self) -> None:
        """After a comma another equation may begin."""
        self.clauses.append(f"{joined(self.words)},")
        self.words, self.related = [], False

    def relation(self, kind: str) -> None:
        """`A는 B, 곧 C`: the first = makes a sentence, the others go on with it."""
        left = joined(self.words)
        if left and not self.related:
            self.words = [self.reader.say("relation.first", left=left), self.reader.say(f"relation.{kind}")]
        else:
            self.words = [f"{left}," if left else "", self.reader.say(f"relation.{kind}_again")]
        self.related = True


SIGNS = {"∂": "partial.sign", "∇": "nabla", "⋯": "dots", "…": "dots", "∞": "infinity", "′": "prime"}


def joined(words: list[str]) -> str:
    """The words with spaces between them; some signs have none."""
    return " ".join(word for word in words if word)


def is_condition(node: Node) -> bool:
    """(k ≠ j) behind an equation."""
    return node.name == BRACKETS and any(each.text in data()["comparisons"] for each in node.parts[0])


def is_sum(node: Node) -> bool:
    """∑, with or without what stands below and above it."""
    return base(node).text == SUM


def base(node: Node) -> Node:
    """What carries the scripts; a node without any itself."""
    scripts = node.name in {"munderover", "munder", "msub", "msup", "msubsup"} and node.parts[0]
    return node.parts[0][0] if scripts else node


def is_function(node: Node, following: Node) -> bool:
    """log and tanh² of anything, but g, g′ and h_Θ only of brackets: a (1 − a) is a product."""
    named = base(node).name == "mi" and len(base(node).text) > 1
    letter_before = base(node).text in data()["functions"] and following.name == BRACKETS
    return (named and following.name != "mo") or letter_before
