"""Central differences: what the derivatives are compared with. Knows nothing of any derivative.

Only the forward pass and the cost are called here, so that a fault of the backward pass
cannot hide in them.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from ..network import Network
from .activations import ACTIVATIONS, Array
from .costs import COSTS
from .evaluate import costs, forward, objective

STEP = 1e-4  # the lecture's ε of gradient checking


def central(f: Callable[[float], float], at: float, step: float = STEP) -> float:
    """f′(t) ≈ (4 D(h/2) − D(h)) / 3, with D(h) = (f(t + h) − f(t − h)) / 2h.

    Two central differences combined (Richardson), so that the error falls as h⁴.
    """

    def D(h: float) -> float:
        return (f(at + h) - f(at - h)) / (2 * h)

    return (4 * D(step / 2) - D(step)) / 3


def with_weight(network: Network, l: int, index: tuple[int, int], value: float) -> Network:
    """The same network with one entry of Theta[l] replaced."""
    Theta_l = network.Theta[l].copy()
    Theta_l[index] = value
    return replace(network, Theta={**network.Theta, l: Theta_l})


def dJ_dTheta(network: Network) -> dict[int, Array]:
    """∂J/∂Θ_ij^(l) by central differences of J, shaped as Theta[l]."""

    def J(l: int, index: tuple[int, int], value: float) -> float:
        changed = with_weight(network, l, index, value)
        return objective(changed, costs(changed, *forward(changed)))

    return {
        l: np.array(
            [
                [central(lambda t: J(l, (i, j), t), Theta_l[i, j]) for j in range(Theta_l.shape[1])]
                for i in range(Theta_l.shape[0])
            ]
        )
        for l, Theta_l in network.Theta.items()
    }


def onward(network: Network, l: int, a: Array) -> tuple[dict[int, Array], Array]:
    """z of the layers after l, and the output, from a^(l) of shape (…, s[l])."""
    z = {}
    for k in range(l, network.L):
        z[k + 1] = a @ network.weights(k).T
        if network.has_bias(k):
            z[k + 1] = z[k + 1] + network.Theta[k][:, 0]
        a = ACTIVATIONS[network.g[k + 1]].g(z[k + 1])
    return z, a


def cost_from(network: Network, l: int, values: Array, example: int, *, activation: bool) -> float:
    """C of one example with z^(l) (or a^(l), if `activation`) given, all later layers computed."""
    row = values[None, :]
    later, a = onward(network, l, row if activation else ACTIVATIONS[network.g[l]].g(row))
    z = {l: row, **later}[network.L]
    cost, g = COSTS[network.cost], ACTIVATIONS[network.g[network.L]]
    return float(cost.C(g, z, a, network.y[example : example + 1])[0])


def dC_dlayer(network: Network, l: int, example: int, *, activation: bool) -> Array:
    """δ^(l) = ∂C/∂z^(l) (or ∂C/∂a^(l), if `activation`, l < L) of one example, shape (s[l],)."""
    z, a = forward(network)
    start = (a if activation else z)[l][example]

    def C(j: int, value: float) -> float:
        values = start.copy()
        values[j] = value
        return cost_from(network, l, values, example, activation=activation)

    return np.array([central(lambda t: C(j, t), start[j]) for j in range(network.s[l])])
