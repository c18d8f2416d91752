"""The derivation turned into functions and evaluated back from the output.

z and a are SymPy's too: what NumPy computes must not come in here, as it does in symbolic/evaluate.py.
The unit's form is evaluated layer by layer; the other forms of the derivation are then
evaluated on the same numbers, see forms.py.
"""

import numpy as np
from sympy import Expr

from ....backprop.network import Network
from ....backprop.symbolic import batch, derive, local
from ....backprop.symbolic.derive import Derivations
from ....backprop.symbolic.forward import cost
from . import Values, by_layer, forms
from .symbolic import Numbers, accumulated, evaluated, forward, layer, named, scale, units


def values(network: Network) -> Values:
    """C, and all derivatives, each in every form that has it."""
    derivations, numbers = Derivations(network), forward(network)
    C = {"C": evaluated([cost(network)], numbers)[:, 0]}
    by_unit = backward(derivations, numbers)
    return C | by_unit | forms.values(derivations, numbers | g_primes(derivations, numbers))


def backward(derivations: Derivations, numbers: Numbers) -> Values:
    """The unit's form. Adds the numbers of every δ to `numbers` on the way."""
    network, by_unit = derivations.network, {}
    for l in range(network.L, 0, -1):
        by_unit[f"dC_da {l}"] = evaluated([dC_da(derivations, l, j) for j in units(network, l)], numbers)
        if l > 1:
            delta = evaluated([unit.result for unit in derivations.deltas[l]], numbers)
            by_unit[f"delta {l}"] = delta
            numbers |= named(layer(network, "delta", l), delta)
    Delta = {
        l: accumulated(network, l, [weight.result for row in rows for weight in row], numbers)
        for l, rows in derivations.gradients.items()
    }
    return by_unit | by_layer("Delta", Delta) | by_layer("dJ_dTheta", gradient(network, Delta))


def dC_da(derivations: Derivations, l: int, j: int) -> Expr:
    """∂C/∂a_j^(l) as it is derived."""
    network = derivations.network
    if l < network.L:
        return derivations.error_of_activation(l, j)
    return derive.rename(local.dC_da(network.cost), **derive.of_unit(network, l, j))


def gradient(network: Network, Delta: dict[int, np.ndarray]) -> dict[int, np.ndarray]:
    """∂J/∂Θ from Δ: scaled, with the derivative of the penalty but in the bias column."""
    at = {batch.lam: network.penalty, batch.m: network.m, "Theta": 1}
    factor = float(batch.penalty_gradient().subs(at))  # of Θ, in which it is linear
    dJ_dTheta = {l: scale(network) * Delta[l] for l in Delta}
    for l, Theta in network.Theta.items():
        first = int(network.has_bias(l))
        dJ_dTheta[l][:, first:] += factor * Theta[:, first:]
    return dJ_dTheta


def g_primes(derivations: Derivations, numbers: Numbers) -> Numbers:
    """g′(z_j^(l)) of every hidden unit."""
    network, by_name = derivations.network, {}
    for l in range(2, network.L):
        exprs = [derivations.g_prime(l, j) for j in units(network, l)]
        by_name |= named(layer(network, "gprime", l), evaluated(exprs, numbers))
    return by_name
