"""The fully composed cost: what the recurrences are compared with. Knows no chain rule of ours.

C as one expression in Theta, x and y (or in the z of one layer and what comes after it), which
SymPy differentiates as a whole. It grows with every layer, so it is for small networks.
"""

from sympy import Expr, Symbol, diff

from ..network import Network
from . import symbols
from .forward import activations, cost, weighted_sum


def composed_cost(network: Network, start: int = 1) -> Expr:
    """C with every a^(l) and z^(l) after layer `start` written out.

    From start = 1 it is a function of Theta and a^(1) = x, from l ≥ 2 of z^(l) and later Theta.
    """
    known: dict[Symbol, Expr] = {}
    for l in range(max(start, 2), network.L + 1):
        if l > start:
            known |= {symbols.unit("z", l, i): weighted_sum(network, l, i).xreplace(known) for i in network.units(l)}
        a = [a_j.xreplace(known) for a_j in activations(network, l)]
        known |= zip(symbols.layer("a", network, l), a, strict=True)
    return cost(network).xreplace(known)


def dC_dz(network: Network, l: int) -> list[Expr]:
    """∂C/∂z_j^(l) of the composed cost, for j = 1 … s_l, in z^(l), the Theta after it, and y."""
    C = composed_cost(network, l)
    return [diff(C, z_j) for z_j in symbols.layer("z", network, l)]


def dC_dTheta(network: Network, l: int) -> list[list[Expr]]:
    """∂C/∂Θ_ij^(l) of the composed cost in the shape of Theta[l], in Theta, x and y."""
    C = composed_cost(network)
    return [[diff(C, symbols.weight(l, i, j)) for j in network.columns(l)] for i in network.units(l + 1)]
