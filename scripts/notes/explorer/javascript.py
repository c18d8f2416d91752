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
from .formulas import all_formulas, all_symbols, start
from .stable import LOG_SUM_EXP, stable_forms

RUNTIME = Path(__file__).with_name("runtime.js")
HEAD = "// Printed by SymPy from the derivation that the page shows; see scripts/notes/explorer.\n"


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


def path_functions(network: Network, l: int, j: int) -> str:
    """The paths from a hidden unit to the output, each as [its units, its factors, its product]."""
    rows = []
    for path in paths.paths(network, l, j):
        factors = [factor.name for factor in paths.factors(network, l, path)]
        product = function(paths.contribution(network, l, path))
        rows.append(f"[{json.dumps(path)},{json.dumps(factors)},{product}]")
    return f"[{','.join(rows)}]"


def module(derivations: Derivations) -> str:
    """The whole module; `shown` has the formulas as the page shows them, where others compute them."""
    network, shown = derivations.network, all_formulas(derivations)
    computed = shown | stable_forms(derivations)
    units = [(l, j) for l in range(2, network.L + 1) for j in network.units(l)]
    constants = {
        "start": start(network),
        "symbols": all_symbols(derivations),
        "targets": COSTS[network.cost].targets,
        "kinked": [names.unit("z", l, j) for l, j in units if shown[names.unit("a", l, j)].is_Piecewise],
        "step": STEP,
    }
    parts = [HEAD, *(f"export const {name}={json.dumps(value)};\n" for name, value in constants.items())]
    parts += [
        table("formulas", {name: function(expr) for name, expr in computed.items()}),
        table("shown", {name: function(expr) for name, expr in shown.items() if expr != computed[name]}),
        table("paths", {names.unit("delta", l, j): path_functions(network, l, j) for l, j in units if l < network.L}),
        RUNTIME.read_text("utf-8"),
    ]
    return "".join(parts)
