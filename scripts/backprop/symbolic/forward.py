"""The forward pass and the cost as SymPy expressions, one layer at a time."""

from sympy import Expr

from ..network import Network
from . import symbols
from .functions import COST_TERMS, COUPLED, ELEMENTWISE


def weighted_sum(network: Network, l: int, i: int) -> Expr:
    """z_i^(l) = Σ_j Θ_ij^(l−1) a_j^(l−1), with a_0 = 1 where layer l has a bias; l ≥ 2."""
    return symbols.total(
        [symbols.product(symbols.weight(l - 1, i, j), symbols.activation(l - 1, j)) for j in network.columns(l - 1)]
    )


def activations(network: Network, l: int) -> list[Expr]:
    """a_j^(l) = g(z_j^(l)) for j = 1 … s_l, in the symbols z_j^(l)."""
    z, name = symbols.layer("z", network, l), network.g[l]
    return COUPLED[name](z) if name in COUPLED else [ELEMENTWISE[name](z_j) for z_j in z]


def cost(network: Network) -> Expr:
    """C of one example in the symbols a_k^(L) and y_k."""
    term = COST_TERMS[network.cost]
    return symbols.total([term(symbols.unit("a", network.L, k), symbols.target(k)) for k in network.units(network.L)])
