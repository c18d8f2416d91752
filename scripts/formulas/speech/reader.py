"""A formula in words, as a teacher would say it: δ_2^(2) is 델타 2층 2번, delta layer 2 unit 2."""

import html
from functools import cache

from . import words
from .mathml import BRACKETS, INDEXED, LIMITS, MATH, Node, Unspoken, parse

SUM = "∑"
RELATIONS = {"=": "equal", "≈": "about"}
ACCENTS = {"ˉ": "letter.bar", "¯": "letter.bar", "‾": "letter.bar", "^": "letter.hat", "~": "letter.tilde"}
POWERS = {"2": "power.2", "3": "power.3", "T": "power.T", "⊤": "power.T"}
LARGE = {"mfrac", "mtable"}
SIMPLE = {"mi", "mn"}
SINGLE = {*SIMPLE, INDEXED, "mover", BRACKETS}


@cache
def labelled(formula: str, language: str) -> str:
    """KaTeX's HTML of a formula with its spoken form as the label of its `<math>`.

    None for one with a sign that has no words here: a screen reader has its own way with MathML. The places
    for numbers that a script fills in later are said as they stand, for the script to fill in there too.
    """
    math = MATH.search(formula)
    if not math:
        return formula
    try:
        label = html.escape(spoken(math[0], language), quote=True)
    except Unspoken:
        return formula
    return f'{formula[: math.start()]}<math aria-label="{label}"{formula[math.start() + len("<math") :]}'


def spoken(math: str, language: str) -> str:
    """The words of a formula, from its MathML; raises Unspoken for a sign that has no words yet."""
    reader, nodes = Reader(language), parse(math)
    if [node.name for node in nodes] != ["mtable"]:
        return reader.row(nodes)
    # Aligned lines: one formula on several lines, each cell a piece of its line.
    lines = ([node for cell in line.parts for node in cell] for line in nodes[0].parts[0])
    return ", ".join(map(reader.row, lines))


class Reader:
    """Reads one row of a formula: what stands side by side. A row within it has a reader of its own."""

    def __init__(self, language: str):
        self.language = language
        self.clauses: list[str] = []  # what has been said before the last comma
        self.words: list[str] = []
        self.factor: Node | None = None  # what stands before, if a factor may follow it
        self.related = False

    def say(self, key: str, **parts: str) -> str:
        """The words of that key, or of that sign, with the parts put in."""
        return words.say(self.language, key, **parts)

    def row(self, nodes: list[Node]) -> str:
        """What stands side by side."""
        for n, node in enumerate(nodes):
            if is_comparison(node):
                return self.say(node.text, left=self.row(nodes[:n]), right=self.row(nodes[n + 1 :]))
        return Reader(self.language).read(nodes)

    def operand(self, node: Node) -> str:
        """A letter, a number, a fraction, a symbol with its indices."""
        match node.name:
            case "mi":
                return words.letter(node.text, self.language)
            case "mn" | "mtext":
                return node.text
            case "mfrac":
                return self.fraction(*node.parts)
            case "msqrt":
                return self.say("root", inside=self.row([child for part in node.parts for child in part]))
            case "mover" if node.parts[1][0].text in ACCENTS:
                return self.say(ACCENTS[node.parts[1][0].text], base=self.row(node.parts[0]))
            case "indexed":
                return self.indexed(*node.parts)
            case "brackets":
                return self.brackets(node)
        raise Unspoken(f"{node.name} {node.text}")

    def argument(self, node: Node) -> str:
        """What a function is taken of: brackets around a single symbol are not said."""
        return self.row(node.parts[0]) if is_single(node) else self.operand(node)

    def brackets(self, node: Node) -> str:
        """A group; around a single symbol brackets are not said."""
        [inside] = node.parts
        if [child.name for child in inside] == ["mtable"]:
            rows = [[self.row(cell) for cell in line.parts] for line in inside[0].parts[0]]
            return self.cases(rows) if node.text == "{" else self.matrix(rows)
        return self.row(inside) if is_single(node) else self.say("brackets", inside=self.row(inside))

    def matrix(self, rows: list[list[str]]) -> str:
        """A column, a row, or all rows by their numbers."""
        m, n = len(rows), max(map(len, rows))
        if m == 1 or n == 1:
            kind = "one" if m == n else "column" if n == 1 else "row"
            return self.say(f"matrix.{kind}", rows=", ".join(cell for row in rows for cell in row))
        lines = [self.say("matrix.one_row", row=str(i), cells=", ".join(row)) for i, row in enumerate(rows, start=1)]
        return self.say("matrix.many", m=str(m), n=str(n), rows=", ".join(lines))

    def cases(self, rows: list[list[str]]) -> str:
        """Each value with its condition."""
        lines = (self.say("cases.one", value=row[0], condition=" ".join(row[1:])) for row in rows)
        return self.say("cases", rows=", ".join(lines))

    def fraction(self, top: list[Node], bottom: list[Node]) -> str:
        """∂C/∂z is a derivative; of others the top and the bottom are said."""
        if is_partial(top) and is_partial(bottom):
            return self.say("partial", of=self.row(top[1:]), by=self.row(bottom[1:]))
        simple = all(len(part) == 1 and part[0].name in SIMPLE for part in (top, bottom))
        return self.say("fraction" if simple else "fraction.long", top=self.row(top), bottom=self.row(bottom))

    def indexed(self, base: list[Node], below: list[Node], above: list[Node]) -> str:
        """The letter, its layer, its unit, then what is done to it: prime, transpose, power."""
        spoken, letter = self.row(base), base[0].text if base else ""
        numbers = [node for node in above if node.name == BRACKETS]
        if any(node.name != BRACKETS and node.text not in "′" for node in above):
            numbers = []  # a power such as x^(n − 1) k
        others = [node for node in above if node not in numbers]
        spoken = self.layered(spoken, letter, numbers, has_unit=bool(below))
        spoken = self.entry(spoken, letter, below, in_layer=bool(numbers)) if below else spoken
        return self.power(spoken, others) if others else spoken

    def layered(self, base: str, letter: str, numbers: list[Node], has_unit: bool) -> str:
        """δ^(4)(t): the first number in brackets is a layer, the second an example."""
        kinds = ["example"] if letter in words.data()["examples"] else ["layer", "example"]
        for kind, number in zip(kinds, numbers, strict=False):
            base = self.say(f"index.{kind}", **{"base": base, kind: self.row(number.parts[0])})
        if numbers and len(numbers[-1].parts[0]) > 1 and not has_unit:
            return f"{base} {self.say('index.layer_end')}".strip()
        return base

    def entry(self, base: str, letter: str, below: list[Node], in_layer: bool) -> str:
        """What stands below: the number of a unit, or row and column of an entry: 1 2, of 12 and of 1,2."""
        signs = {node.text for node in below if node.name == "mo"}
        if signs - {","}:
            return self.say("index.long", base=base, index=self.row(below))
        if letter not in words.data()["matrices"] and len(below) == 1:
            spoken = self.row(below)
            return self.say("index.unit" if in_layer else "index.plain", base=base, index=spoken)
        # An index of several digits is several: Θ_12 is 1 2.
        numbers = [
            " ".join(node.text) if node.name == "mn" and not signs else self.operand(node)
            for node in below
            if node.text != ","
        ]
        return self.say("index.entry", base=base, entry=" ".join(numbers))

    def power(self, base: str, above: list[Node]) -> str:
        """g′, zᵀ, a², e^(−z)."""
        if all(node.text == "′" for node in above):
            for _ in above:
                base = self.say("letter.prime", base=base)
            return base
        if len(above) == 1 and above[0].text in POWERS:
            return self.say(POWERS[above[0].text], base=base)
        short = len(above) == 1 or (len(above) == 2 and above[0].text == "−")
        return self.say("power" if short else "power.long", base=base, exponent=self.row(above))

    def sum_sign(self, node: Node) -> str:
        """k는 1부터 s까지의 합: the variable, where it starts, where it ends."""
        _, below, above = node.parts or ([], [], [])
        signs = [child.text for child in below]
        if "=" not in signs:
            return self.say("sum.over", index=self.row(below)) if below else self.say("sum.plain")
        n = signs.index("=")
        parts = {"index": below[:n], "from": below[n + 1 :], "to": above}
        return self.say("sum", **{name: self.row(nodes) for name, nodes in parts.items()})

    def read(self, nodes: list[Node]) -> str:
        """All of the row."""
        rest = list(nodes)
        while rest:
            node = rest.pop(0)
            if base(node).text == SUM:
                self.put(self.sum_sign(node), node)
                self.factor = None
            elif node.name == "mo" or node.text in ("∂", "∇"):
                self.sign(node.text)
            elif rest and is_function(node, rest[0]):
                parts = {"function": self.operand(node), "argument": self.argument(rest.pop(0))}
                self.put(self.say("function.of", **parts), node)
            else:
                self.put(self.operand(node), node)
        return joined([*self.clauses, *self.words])

    def put(self, spoken: str, node: Node) -> None:
        """A factor or a term; factors side by side are multiplied."""
        if self.factor and node.name == BRACKETS and any(map(is_comparison, node.parts[0])):
            self.end_clause()  # a condition such as (k ≠ j), behind an equation
        elif self.factor:
            if {self.factor.name, node.name} & LARGE:
                self.words[-1] += ","
            self.words.append(self.say("times"))
        self.words.append(spoken)
        self.factor = node

    def sign(self, text: str) -> None:
        """A sign between operands, or a minus before one."""
        before, self.factor = self.factor, None
        if text in RELATIONS:
            self.relation(RELATIONS[text])
        elif text == ",":
            self.end_clause()
        elif text == "−" and not before:
            self.words.append(self.say("minus"))
        elif text in words.data()["signs"]:
            self.words.append(self.say(text))
        elif text in words.data()["operators"]:
            if before and before.name in LARGE:
                self.words[-1] += ","
            self.words.append(self.say(text))
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
            self.words = [self.say("relation.first", left=left), self.say(f"relation.{kind}")]
        else:
            self.words = [f"{left}," if left else "", self.say(f"relation.{kind}_again")]
        self.related = True


def joined(spoken: list[str]) -> str:
    """The words with spaces between them; some signs have none."""
    return " ".join(word for word in spoken if word)


def is_comparison(node: Node) -> bool:
    """>, ≤, ≠"""
    return node.name == "mo" and node.text in words.data()["comparisons"]


def is_partial(nodes: list[Node]) -> bool:
    """∂ and what it is of."""
    return len(nodes) > 1 and nodes[0].text == "∂"


def is_single(node: Node) -> bool:
    """Brackets around a number, also a negative one, or around a symbol with its indices."""
    if node.name != BRACKETS:
        return False
    names = [child.name for child in node.parts[0]]
    negative = names == ["mo", "mn"] and node.parts[0][0].text == "−"
    return negative or (len(names) == 1 and names[0] in SINGLE)


def is_function(node: Node, following: Node) -> bool:
    """log and tanh² of anything, but g, g′ and h_Θ only of brackets: a (1 − a) is a product."""
    named = base(node).name == "mi" and len(base(node).text) > 1
    letter_before = base(node).text in words.data()["functions"] and following.name == BRACKETS
    return (named and following.name != "mo") or letter_before


def base(node: Node) -> Node:
    """What carries indices, powers or limits; a node without any itself."""
    return node.parts[0][0] if node.name in (INDEXED, LIMITS) and node.parts[0] else node
