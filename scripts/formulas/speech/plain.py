"""A short formula as plain text, for a line of search results: δ₂⁽²⁾, Θᵢⱼ⁽ˡ⁾, g′(z)."""

import re

from .mathml import BRACKETS, ENDS, FILLED_LATER, MATH, Node, parse

BELOW = str.maketrans("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
ABOVE = str.maketrans("0123456789+−=()ijklmnTtz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱʲᵏˡᵐⁿᵀᵗᶻ")
BAR = "\u0304"
SPACED = "=≈+×⊙><≤≥≠−"


def plain(formula: str) -> str:
    """The text of KaTeX's HTML; nothing for a formula whose numbers a script fills in later."""
    math = MATH.search(formula)
    return "" if not math or FILLED_LATER.search(formula) else row(parse(math[0]))


def row(nodes: list[Node]) -> str:
    """What stands side by side; signs between things have spaces about them, the first of all has none."""
    texts = (f" {node.text} " if node.name == "mo" and node.text in SPACED else text(node) for node in nodes)
    return re.sub(r"^ (.) ", r"\1", "".join(texts)).replace(",", ", ")


def text(node: Node) -> str:
    """A node with its indices; what has no line of text of its own is written in a row."""
    parts = [row(part) for part in node.parts if node.name != "mtable"]
    match node.name:
        case "indexed":
            return parts[0] + small(parts[1], BELOW) + small(parts[2], ABOVE)
        case "mfrac":
            return "/".join(parts)
        case "mover":
            return parts[0] + BAR
        case _ if node.name == BRACKETS:
            return node.text + parts[0] + ENDS[node.text]
    return node.text + "".join(parts)


def small(text: str, letters: dict[int, str]) -> str:
    """Small letters where there are such."""
    return text.replace(" ", "").translate(letters)
