"""What the card of each symbol says, with the values of the example: a file for each network and language."""

import json
import re
from collections.abc import Iterator

from jinja2 import Template

from ..backprop import names
from ..formulas.katex import Renderer
from ..notes import numbers
from ..formulas.speech import labelled
from ..formulas.speech.plain import plain
from ..paths import CACHE
from .names import notation, templates, words

NUMBER = re.compile(r"(?:z|a|delta|Theta)\d+_\d+|[xy]_\d+|C|J")


def cards(note: dict, language: str) -> str:
    """JSON: `cards`, HTML by the anchor in the list of symbols, and `values`, text by the number's name."""
    template = templates().get_template("card.j2")
    Renderer(CACHE).render_many(list(shown(note)))  # all of them in one go
    found = {
        f"symbol-{name(symbol)}": card(symbol, note, language, template) for symbol in notation()["symbols"]
    }
    return json.dumps({"cards": found, "values": values(note)}, ensure_ascii=False)


def shown(note: dict) -> Iterator[tuple[str, bool]]:
    """LaTeX of every formula on the cards, and whether it stands on a line of its own."""
    for symbol in notation()["symbols"]:
        for part in ("tex", "shape", "equation"):
            if known := note["formulas"].get(symbol.get(part)):
                yield known, part == "equation"
    yield from ((names.latex(key), False) for key in note["values"] if NUMBER.fullmatch(key))


def name(symbol: dict) -> str:
    """delta, of symbol.delta"""
    return symbol["tex"].removeprefix("symbol.")


def card(symbol: dict, note: dict, language: str, template: Template) -> str:
    """One card: names, meaning, shape, the equation that defines the symbol."""

    def tex(key: str | None, display: bool = False) -> str:
        known = note["formulas"].get(key)
        return drawn(known, language, display) if known else ""

    fact = note["facts"].get(symbol.get("fact"))
    parts = {
        "symbol": symbol,
        "language": language,
        "tex": tex(symbol["tex"]),
        "shape": tex(symbol.get("shape")),
        "equation": tex(symbol.get("equation"), display=True),
        "value": "" if fact is None else f"{plain(tex(symbol['tex']))} = {numbers.text(fact)}",
        "word": lambda key: words()[key][language],
    }
    return template.render(parts)


def drawn(latex: str, language: str, display: bool = False) -> str:
    """A formula's HTML."""
    return labelled(Renderer(CACHE).render_many([(latex, display)])[0], language)


def values(note: dict) -> dict[str, str]:
    """`δ₂⁽²⁾ = −0.02142` for delta2_2."""
    known = {key: value for key, value in note["values"].items() if NUMBER.fullmatch(key)}
    formulas = Renderer(CACHE).render_many([(names.latex(key), False) for key in known])
    pairs = zip(known.items(), formulas, strict=True)
    return {key: f"{plain(formula)} = {numbers.text(value)}" for (key, value), formula in pairs}
