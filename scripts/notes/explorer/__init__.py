"""The explorer: the network's own formulas as a program for the browser, and what its page shows of them."""

import re
from itertools import groupby

from sympy import Expr

from ...backprop import names
from ...backprop.latex import NumberPrinter, equation, latex
from ...backprop.symbolic.derive import Derivations
from .formulas import all_formulas, all_symbols, described, start
from .javascript import module

MAX_LAYERS, MAX_UNITS = 4, 4  # a network that a reader can still follow path by path

# A number with such digits stands where the script puts one: it takes the shape that KaTeX gives to a
# number, in HTML and in MathML. IN_PRODUCT asks for brackets around what is below 0, FIRST does not.
IN_PRODUCT, FIRST = "8675309", "8675308"
OPENING = re.compile(rf"(^|\{{|&\s|\\left\(){IN_PRODUCT}(\d{{3}})(?!\d|\^)")


def explorer(derivations: Derivations) -> dict:
    """The module, the inputs group by group, and the formulas. Raises ValueError for a network too large."""
    network = derivations.network
    if network.L > MAX_LAYERS or max(network.s.values()) > MAX_UNITS:
        most = f"at most {MAX_LAYERS} layers of {MAX_UNITS} units"
        raise ValueError(f"this network is too large for an explorer; {most}")
    symbols = all_symbols(derivations)
    places = {name: f"{IN_PRODUCT}{n:03}" for n, name in enumerate(symbols)}
    formulas = [
        {"name": name}
        | symbols[name]
        | {"symbols": equation(names.latex(name), latex(expr)), "numbers": with_places(expr, places)}
        for name, expr in all_formulas(derivations).items()
        if not name.startswith("a1_")
    ]
    groups = groupby(start(network), key=lambda name: name.split("_")[0])  # Theta1, Theta2, …, x, y
    inputs = [
        described(group) | {"items": [{"name": name} | symbols[name] for name in members]} for group, members in groups
    ]
    return {"module": module(derivations), "inputs": inputs, "formulas": formulas}


def with_places(expr: Expr, places: dict[str, str]) -> str | None:
    """LaTeX with a place for each number; None where the expression is a number or a symbol alone."""
    if expr.is_Symbol or not expr.free_symbols:
        return None
    return OPENING.sub(rf"\g<1>{FIRST}\2", NumberPrinter(places).doprint(expr))
