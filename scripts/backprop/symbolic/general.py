"""The formulas for any layer and unit, with the indices l, i, j, k, as the lecture writes them.

`instantiate` writes one of them for given indices of a given network, so that each can be proven
equal to the derivation there.
"""

from sympy import Expr, Function, Indexed, IndexedBase, Sum, Symbol, symbols

from .. import names
from ..latex import LecturePrinter
from ..network import Network
from .symbols import product, unit, weight

l, i, j, k = symbols("l i j k", integer=True)
# The first index of each is the layer.
Theta, Delta, delta, z, a, s = map(IndexedBase, ("Theta", "Delta", "delta", "z", "a", "s"))
gprime = Function("gprime")
g = Function("g")

WEIGHTED_SUM = Sum(product(Theta[l, i, j], a[l, j]), (j, 0, s[l]))  # z_i^(l+1), with a_0^(l) = 1
ACTIVATION = g(z[l, j])  # a_j^(l)
# ∂C/∂a_j^(l), the form that leaves g′ out
ERROR_OF_ACTIVATION = Sum(product(Theta[l, k, j], delta[l + 1, k]), (k, 1, s[l + 1]))
RECURRENCE = product(ERROR_OF_ACTIVATION, gprime(z[l, j]))  # δ_j^(l)
GRADIENT = product(a[l, j], delta[l + 1, i])  # ∂C/∂Θ_ij^(l)


class IndexPrinter(LecturePrinter):
    """Theta[l, i, j] is printed Θ_ij^(l), delta[l] δ^(l), s[l] s_l."""

    def _print_Indexed(self, expr: Indexed) -> str:
        letter = names.GREEK.get(expr.base.name, expr.base.name)
        layer, *rest = map(self._print, expr.indices)
        if not rest:  # s_l, but Θ^(l), δ^(l) for a whole layer
            return f"s_{{{layer}}}" if letter == "s" else f"{letter}^{{({layer})}}"
        return f"{letter}_{{{''.join(rest)}}}^{{({layer})}}"

    def _print_Add(self, expr: Expr, order: str | None = None) -> str:
        return super()._print_Add(expr, order="lex")

    def _print_Function(self, expr: Expr, exp: str | None = None) -> str:
        letter = {"g": "g", "gprime": "g'"}[expr.func.__name__]
        return rf"{letter}\left({self._print(expr.args[0])}\right)"

    def _print_Sum(self, expr: Sum) -> str:
        """Without brackets around the product that is summed."""
        index, low, high = expr.limits[0]
        return rf"\sum_{{{index}={low}}}^{{{self._print(high)}}} {self._print(expr.function)}"


def latex(expr: Expr) -> str:
    """LaTeX of a general formula."""
    return IndexPrinter().doprint(expr)


def partial(bottom: Indexed, top: str = "C") -> str:
    """LaTeX of ∂C/∂bottom."""
    return rf"\frac{{\partial {top}}}{{\partial {latex(bottom)}}}"


def named(indexed: Indexed) -> Expr:
    """Theta[1, 1, 0] → Theta1_10; a[l, 0] is 1."""
    letter, (layer, *rest) = indexed.base.name, map(int, indexed.indices)
    if letter == "Theta":
        return weight(layer, *rest)
    return unit(letter, layer, *rest) if rest[0] else Symbol("one")


def instantiate(formula: Expr, network: Network, **at: int) -> Expr:
    """The formula at l, i, j of a network, its sums written out, in the names of names.py.

    `one` stands for a_0 = 1, so that it stays visible.
    """
    placed = formula.subs({Symbol(name, integer=True): value for name, value in at.items()})
    sizes = {s[n]: size for n, size in network.s.items()}
    written = placed.subs(sizes).doit()
    written = written.xreplace({x: named(x) for x in written.atoms(Indexed) if x.base.name != "s"})
    return written.replace(gprime, lambda z_j: Symbol(z_j.name.replace("z", "gprime", 1)))
