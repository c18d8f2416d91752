"""What the card of each symbol says, with the values of the example: a file for each note and language."""

import json
import re

from ..backprop import names
from ..formulas import katex
from ..formulas.speech import labelled
from ..formulas.speech.plain import ABOVE, BELOW, small
from ..notes import Note, numbers
from ..sources import notation
from .names import ENVIRONMENT, words

NUMBER = re.compile(r"(?:z|a|delta|Theta)\d+_\d+(?:_\d+)?|[xy]_\d+|C|J")


def cards(note: Note, language: str) -> str:
    """JSON: `cards`, HTML by the anchor in the list of symbols, and `values`, text by the number's name."""
    katex.render(formulas(note))  # all of them in one go
    html = {f"symbol-{name(symbol)}": card(symbol, note, language) for symbol in notation()["symbols"]}
    values = {key: value for key, value in note.network().values.items() if NUMBER.fullmatch(key)}
    texts = {key: f"{unicode_text(key)} = {numbers.text(value)}" for key, value in values.items()}
    return json.dumps({"cards": html, "values": texts}, ensure_ascii=False)


def unicode_text(name: str) -> str:
    """δ₂⁽²⁾, of delta2_2."""
    raised = re.sub(r"\^(\(\d+\))", lambda match: small(match[1], ABOVE), names.text(name))
    return re.sub(r"_([\d,]+)", lambda match: small(match[1], BELOW), raised)


def formulas(note: Note) -> list[tuple[str, bool]]:
    """(LaTeX, display) of every formula on the cards."""
    known = note.network().formulas
    parts = [(symbol.get(part), part) for symbol in notation()["symbols"] for part in ("tex", "shape", "equation")]
    return [(known[name](), part == "equation") for name, part in parts if name in known]


def name(symbol: dict) -> str:
    """delta, of symbol.delta"""
    return symbol["tex"].removeprefix("symbol.")


def card(symbol: dict, note: Note, language: str) -> str:
    """One card: names, meaning, shape, the equation that defines the symbol."""
    network, known = note.network().network, note.network().formulas

    def tex(key: str | None, display: bool = False) -> str:
        return labelled(katex.render([(known[key](), display)])[0], language) if key in known else ""

    fact = symbol.get("fact")
    parts = {
        "symbol": symbol,
        "language": language,
        "tex": tex(symbol["tex"]),
        "shape": tex(symbol.get("shape")),
        "equation": tex(symbol.get("equation"), display=True),
        "value": f"{name(symbol)} = {numbers.text(getattr(network, fact))}" if fact else "",
        "word": lambda key: words()[key][language],
    }
    return ENVIRONMENT.get_template("card.j2").render(parts)
