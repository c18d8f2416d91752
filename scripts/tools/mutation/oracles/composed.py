"""SymPy's diff of the fully composed cost: no chain rule but SymPy's own."""

import numpy as np
from sympy import Expr, Symbol, diff

from ....backprop.network import Network
from ....backprop.symbolic import compose, symbols
from ....backprop.symbolic.forward import cost, weighted_sum
from . import Values, by_layer
from .symbolic import Numbers, evaluated, forward, layer, scale, units


def values(network: Network) -> Values:
    """All numbers; those of J from J = scale · Σ C + λ/(2m) Σ Θ², without the bias column."""
    numbers = forward(network)
    C, squares = compose.composed_cost(network), penalty(network)
    each = evaluated([C], numbers)[:, 0]
    Delta = {l: by_weights(C, network, l, numbers).sum(axis=0) for l in network.Theta}
    P = {l: by_weights(squares, network, l, numbers)[0] for l in network.Theta}
    return (
        {"C": each, "J": scale(network) * each.sum() + evaluated([squares], numbers)[0, 0]}
        | by_layer("Delta", Delta)
        | by_layer("dJ_dTheta", {l: scale(network) * Delta[l] + P[l] for l in Delta})
        | by_layer("delta", {l: delta(network, l, numbers) for l in range(2, network.L + 1)})
        | by_layer("dC_da", {l: dC_da(network, l, numbers) for l in range(1, network.L + 1)})
    )


def by(symbols: list[Symbol], expr: Expr, numbers: Numbers) -> np.ndarray:
    """∂expr/∂symbol, one column a symbol, one row an example."""
    return evaluated([diff(expr, symbol) for symbol in symbols], numbers, large=True)


def by_weights(expr: Expr, network: Network, l: int, numbers: Numbers) -> np.ndarray:
    """∂expr/∂Θ_ij^(l), shape (m, s[l+1], columns)."""
    Theta = [symbols.weight(l, i, j) for i in units(network, l + 1) for j in network.columns(l)]
    return by(Theta, expr, numbers).reshape(network.m, *network.Theta[l].shape)


def penalty(network: Network) -> Expr:
    """λ/(2m) Σ Θ_ij², j ≥ 1."""
    weights = (
        symbols.weight(l, i, j)
        for l in network.Theta
        for i in units(network, l + 1)
        for j in units(network, l)
    )
    return network.penalty / (2 * network.m) * sum(Theta**2 for Theta in weights)


def delta(network: Network, l: int, numbers: Numbers) -> np.ndarray:
    """∂C/∂z_j^(l), of the cost as a function of z^(l)."""
    return by(layer(network, "z", l), compose.composed_cost(network, l), numbers)


def dC_da(network: Network, l: int, numbers: Numbers) -> np.ndarray:
    """∂C/∂a_j^(l), of the cost as a function of a^(l)."""
    C = cost(network)
    if l < network.L:
        z = layer(network, "z", l + 1)
        sums = {z_i: weighted_sum(network, l + 1, i) for i, z_i in enumerate(z, start=1)}
        C = compose.composed_cost(network, l + 1).xreplace(sums)
    return by(layer(network, "a", l), C, numbers)
