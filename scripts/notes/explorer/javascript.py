"""The network as an ES module: its numbers, and each formula as a function printed by SymPy."""

import json
from pathlib import Path

from sympy import Expr, Symbol
from sympy.printing.jscode import JavascriptCodePrinter

from ...backprop import names
from ...backprop.network import Network
from ...backprop.numeric.costs import COSTS
from ...backprop.numeric.finite_differences import STEP
from ...backprop.symbolic import paths
from ...backprop.symbolic.derive import Derivations
from ...backprop.symbolic.functions import ELEMENTWISE
from ...backprop.symbolic.local import z as any_z
from .. import values
from .formulas import Formula, all_formulas
from .stable import LOG_SUM_EXP

RUNTIME = Path(__file__).with_name("runtime.js")
HEAD = "// Printed by SymPy from the derivation that the page shows; see scripts/note/explorer.\n"


class Printer(JavascriptCodePrinter):
    """SymPy's printer; a symbol is a property of v, and sums keep the order of the page."""

    def __init__(self):
        super().__init__({"order": "none", "user_functions": {LOG_SUM_EXP.__name__: "logSumExp"}})

    def _print_Symbol(self, expr: Symbol) -> str:
        return f"v.{expr.name}"


PRINTER = Printer()


def function(expr: Expr) -> str:
    """v => the value of the expression."""
    return f"v=>{PRINTER.doprint(expr)}"


def table(name: str, entries: dict[str, str]) -> str:
    """export const NAME = {…}, one line an entry."""
    rows = "".join(f"{key}:{value},\n" for key, value in entries.items())
    return f"export const {name}={{\n{rows}}};\n"


def start(network: Network) -> dict[str, float]:
    """Every number that the reader can change, as the network file has it."""
    return {**values.weights(network, network.Theta), **values.example(network)}


def contributions(network: Network) -> dict[str, str]:
    """delta2_2: the paths from that unit to the output, each as [its units, its factors, its product]."""
    contributions_of = {}
    for l in range(2, network.L):
        for j in range(1, network.s[l] + 1):
            rows = (
                f"[{json.dumps(path)},{json.dumps([f.name for f in paths.factors(network, l, path)])},"
                f"{function(paths.contribution(network, l, path))}]"
                for path in paths.paths(network, l, j)
            )
            contributions_of[names.unit("delta", l, j)] = f"[{','.join(rows)}]"
    return contributions_of


def kinked(network: Network) -> list[int]:
    """The layers whose g has a kink at 0, where no central difference is a derivative."""
    return [l for l, g in network.g.items() if g in ELEMENTWISE and ELEMENTWISE[g](any_z).is_Piecewise]


def constants(network: Network) -> str:
    """What the network is, besides its formulas."""
    known = {
        "s": list(network.s.values()),
        "start": start(network),
        "targets": COSTS[network.cost].targets,
        "kinked": kinked(network),
        "step": STEP,
    }
    return "".join(f"export const {name}={json.dumps(value)};\n" for name, value in known.items())


def shown(formulas: list[Formula]) -> dict[str, str]:
    """The formulas as the page shows them, where another expression computes them."""
    return {f.name: function(f.shown) for f in formulas if f.shown != f.computed}


def module(derivations: Derivations) -> str:
    """The whole module."""
    network, formulas = derivations.network, all_formulas(derivations)
    return (
        HEAD
        + constants(network)
        + table("formulas", {f.name: function(f.computed) for f in formulas})
        + table("shown", shown(formulas))
        + table("paths", contributions(network))
        + RUNTIME.read_text("utf-8")
    )
