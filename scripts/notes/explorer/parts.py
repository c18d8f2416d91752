"""What the explorer's page is made of: each formula in symbols and ready for numbers, and each input."""

import re

from sympy import Expr

from ...backprop import names
from ...backprop.latex import NumberPrinter, equation, latex
from ...backprop.network import Network
from ...backprop.symbolic.derive import Derivations
from .. import values
from .formulas import Formula, all_formulas

# A number with such digits stands where the script puts one: it takes the shape that KaTeX gives to a
# number, in HTML and in MathML. IN_PRODUCT asks for brackets around what is below 0, FIRST does not.
IN_PRODUCT, FIRST = "8675309", "8675308"
OPENING = re.compile(rf"(^|\{{|&\s|\\left\(){IN_PRODUCT}(\d{{3}})(?!\d|\^)")
NAME = re.compile(r"([A-Za-z_]+?)(\d+)_(\d)(\d)?")


def position(name: str) -> dict:
    """{"kind": "Theta", "l": 1, "i": 1, "j": 0} of `Theta1_10`; a unit has no i, C and y_1 no l."""
    if match := NAME.fullmatch(name):
        kind, l, first, second = match.groups()
        return {"kind": kind, "l": int(l)} | (
            {"i": int(first), "j": int(second)} if second else {"j": int(first)}
        )
    kind, _, j = name.partition("_")
    return {"kind": kind} | ({"j": int(j)} if j else {})


def with_places(expr: Expr, index: dict[str, int]) -> str | None:
    """LaTeX with a place for each number; None where the expression is a number or a symbol alone."""
    if expr.is_Symbol or not expr.free_symbols:
        return None
    text = NumberPrinter({name: f"{IN_PRODUCT}{n:03}" for name, n in index.items()}).doprint(expr)
    return OPENING.sub(rf"\g<1>{FIRST}\2", text)


def row(formula: Formula, index: dict[str, int]) -> dict:
    """One formula: what it is, in symbols, and ready for numbers."""
    return (
        {"name": formula.name}
        | position(formula.name)
        | {
            "symbols": equation(names.latex(formula.name), latex(formula.shown)),
            "right": latex(formula.shown),
            "numbers": with_places(formula.shown, index),
        }
    )


def inputs(network: Network) -> list[dict]:
    """Every number that the reader can change, group by group."""
    weights = [
        {"kind": "Theta", "l": l, "items": list(values.weights(network, {l: Theta}))}
        for l, Theta in network.Theta.items()
    ]
    example = values.example(network)
    return weights + [
        {"kind": kind, "items": [name for name in example if name[0] == kind]} for kind in ("x", "y")
    ]


def parts(derivations: Derivations) -> dict:
    """All of it; `index` has the names in the order of the digits that stand for them."""
    network, formulas = derivations.network, all_formulas(derivations)
    given = [name for group in inputs(network) for name in group["items"]]
    index = {name: n for n, name in enumerate([*given, *(f.name for f in formulas)])}
    groups = [
        {**group, "items": [{"name": name} | position(name) for name in group["items"]]}
        for group in inputs(network)
    ]
    listed = [f for f in formulas if not f.name.startswith("a1_")]
    return {"index": list(index), "inputs": groups, "formulas": [row(f, index) for f in listed]}
