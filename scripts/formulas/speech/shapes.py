"""What is not a letter or a number: fractions, indices, powers, brackets, matrices, cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tree import BRACKETS, Node, Unspoken
from .words import data

if TYPE_CHECKING:
    from .reader import Reader

ACCENTS = {"ˉ": "letter.bar", "¯": "letter.bar", "‾": "letter.bar", "^": "letter.hat", "~": "letter.tilde"}
POWERS = {"2": "power.2", "3": "power.3", "T": "power.T", "⊤": "power.T"}
SIMPLE = {"mi", "mn"}
SINGLE = {*SIMPLE, "msub", "msup", "msubsup", "mover", BRACKETS}


def is_single(node: Node) -> bool:
    """Brackets around one thing: a number, also a negative one, or a symbol with its indices."""
    if node.name != BRACKETS:
        return False
    inside = node.parts[0]
    names = [each.name for each in inside]
    negative = names == ["mo", "mn"] and inside[0].text == "−"
    return negative or (len(inside) == 1 and names[0] in SINGLE)


def brackets(node: Node, reader: Reader) -> str:
    """A group; around one thing brackets are not said."""
    inside = node.parts[0]
    if [each.name for each in inside] == ["mtable"]:
        return (cases if node.text == "{" else matrix)(inside[0], reader)
    said = reader.row(inside)
    return said if is_single(node) else reader.say("brackets", inside=said)


def fraction(node: Node, reader: Reader) -> str:
    """∂C/∂z is a derivative; of others the top and the bottom are said."""
    top, bottom = node.parts
    if is_partial(top) and is_partial(bottom):
        return reader.say("partial", of=reader.row(top[1:]), by=reader.row(bottom[1:]))
    simple = all(len(part) == 1 and part[0].name in SIMPLE for part in node.parts)
    return reader.say(
        "fraction" if simple else "fraction.long", top=reader.row(top), bottom=reader.row(bottom)
    )


def is_partial(nodes: list[Node]) -> bool:
    """∂ and what it is of."""
    return len(nodes) > 1 and nodes[0].text == "∂"


def root(node: Node, reader: Reader) -> str:
    """A square root."""
    return reader.say("root", inside=reader.row([each for part in node.parts for each in part]))


def accent(node: Node, reader: Reader) -> str:
    """Θ with a bar."""
    base, sign = node.parts
    if sign[0].text not in ACCENTS:
        raise Unspoken(sign[0].text)
    return reader.say(ACCENTS[sign[0].text], base=reader.row(base))


def subscript(node: Node, reader: Reader) -> str:
    return indexed(node.parts[0], node.parts[1], [], reader)


def superscript(node: Node, reader: Reader) -> str:
    return indexed(node.parts[0], [], node.parts[1], reader)


def both_scripts(node: Node, reader: Reader) -> str:
    return indexed(*node.parts, reader)


def indexed(base: list[Node], below: list[Node], above: list[Node], reader: Reader) -> str:
    """The letter, its layer, its unit, then what is done to it: prime, transpose, power."""
    said, letter = reader.row(base), base[0].text if base else ""
    numbers = [each for each in above if each.name == BRACKETS]
    if sum(each.name != BRACKETS for each in above) > sum(each.text in "′" for each in above):
        numbers = []  # a power such as x^(n − 1) k
    others = [each for each in above if each not in numbers]
    said = layered(said, letter, numbers, bool(below), reader)
    said = index(said, letter, below, bool(numbers), reader) if below else said
    return power(said, others, reader) if others else said


def layered(said: str, letter: str, numbers: list[Node], units: bool, reader: Reader) -> str:
    """δ^(4)(t): the first number in brackets is a layer, the second an example."""
    kinds = ["example"] if letter in data()["examples"] else ["layer", "example"]
    for kind, number in zip(kinds, numbers, strict=False):
        said = reader.say(f"index.{kind}", **{"base": said, kind: reader.row(number.parts[0])})
    if numbers and len(numbers[-1].parts[0]) > 1 and not units:
        return f"{said} {reader.say('index.layer_end')}".strip()
    return said


def index(said: str, letter: str, below: list[Node], in_layer: bool, reader: Reader) -> str:
    """What stands below: the number of a unit, or row and column of an entry."""
    if any(each.name == "mo" and each.text != "," for each in below):
        return reader.say("index.long", base=said, index=reader.row(below))
    if letter in data()["matrices"] or len(below) > 1:
        return reader.say("index.entry", base=said, entry=entry(below, reader))
    key = "unit" if in_layer else "index"
    return reader.say("index.unit" if in_layer else "index.plain", **{"base": said, key: reader.row(below)})


def entry(below: list[Node], reader: Reader) -> str:
    """1 2, of 12 and of 1,2."""
    apart = any(each.text == "," for each in below)
    wanted = [each for each in below if each.text != ","]
    said = [reader.operand(each) if apart or each.name != "mn" else " ".join(each.text) for each in wanted]
    return " ".join(said)


def power(said: str, above: list[Node], reader: Reader) -> str:
    """g′, zᵀ, a², e^(−z)."""
    if all(each.text == "′" for each in above):
        for _ in above:
            said = reader.say("letter.prime", base=said)
        return said
    if len(above) == 1 and above[0].text in POWERS:
        return reader.say(POWERS[above[0].text], base=said)
    short = len(above) == 1 or (len(above) == 2 and above[0].text == "−")
    return reader.say("power" if short else "power.long", base=said, exponent=reader.row(above))


def sum_sign(node: Node, reader: Reader) -> str:
    """k는 1부터 s까지의 합: the variable, where it starts, where it ends."""
    below, above = [*node.parts[1:], [], []][:2]
    equals = next((n for n, each in enumerate(below) if each.text == "="), None)
    if equals is None:
        return reader.say("sum.over", index=reader.row(below)) if below else reader.say("sum.plain")
    start, end = below[equals + 1 :], above
    parts = {"index": reader.row(below[:equals]), "from": reader.row(start), "to": reader.row(end)}
    return reader.say("sum", **parts)


def matrix(table: Node, reader: Reader) -> str:
    """A column, a row, or all rows by their numbers."""
    rows = [[reader.row(cell) for cell in line.parts] for line in table.parts[0]]
    m, n = len(rows), max(map(len, rows))
    if m > 1 and n > 1:
        lines = [
            reader.say("matrix.one_row", row=str(number), cells=", ".join(row))
            for number, row in enumerate(rows, start=1)
        ]
        return reader.say("matrix.many", m=str(m), n=str(n), rows=", ".join(lines))
    kind = "one" if m == n else "column" if n == 1 else "row"
    return reader.say(f"matrix.{kind}", rows=", ".join(cell for row in rows for cell in row))


def cases(table: Node, reader: Reader) -> str:
    """Each value with its condition."""
    rows = [[reader.row(cell) for cell in line.parts] for line in table.parts[0]]
    said = [reader.say("cases.one", value=row[0], condition=" ".join(row[1:])) for row in rows]
    return reader.say("cases", rows=", ".join(said))


SHAPES = {
    BRACKETS: brackets, "mfrac": fraction, "msqrt": root, "mover": accent,
    "msub": subscript, "msup": superscript, "msubsup": both_scripts,
}  # fmt: skip
