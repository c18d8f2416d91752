"""The forward and the backward pass over all examples at once, in matrix products.

Rows are examples: z[l], a[l], delta[l] have shape (m, s[l]). The lecture writes one example
as a column; delta[l+1].T @ a[l] is its sum over examples of δ^(l+1) (a^(l))ᵀ.

Source: Andrew Ng, Machine Learning, week 5, "Backpropagation Algorithm".
"""

from dataclasses import dataclass

import numpy as np

from ..network import Network
from .activations import ACTIVATIONS, Array
from .costs import COSTS


@dataclass(frozen=True)
class Evaluation:
    """The numbers of both passes: dicts by the layer l, from 1, of arrays with one example a row."""

    z: dict[int, Array]  # l = 2 … L, each (m, s[l])
    a: dict[int, Array]  # l = 1 … L
    C: Array  # (m,)
    J: float
    dC_da: dict[int, Array]  # l = 1 … L
    delta: dict[int, Array]  # l = 2 … L
    Delta: dict[int, Array]  # l = 1 … L−1, as Theta[l]
    dJ_dTheta: dict[int, Array]


def forward(network: Network) -> tuple[dict[int, Array], dict[int, Array]]:
    """z[l+1] = Theta[l] [1; a[l]], a[l+1] = g(z[l+1]), from a[1] = x. Returns (z, a), by layer."""
    return forward_from(network, 1, network.x)


def forward_from(network: Network, l: int, a_l: Array) -> tuple[dict[int, Array], dict[int, Array]]:
    """The forward pass from a[l] = a_l of shape (…, s[l]). Returns z of the layers after l, a from l on."""
    z, a = {}, {l: a_l}
    for k in range(l, network.L):
        z[k + 1] = a[k] @ network.weights(k).T
        if network.has_bias(k):
            z[k + 1] += network.Theta[k][:, 0]
        a[k + 1] = ACTIVATIONS[network.g[k + 1]].g(z[k + 1])
    return z, a


def costs(network: Network, z: dict[int, Array], a: dict[int, Array]) -> Array:
    """C of each example, shape (m,), from the z[L] and a[L] of a forward pass."""
    L = network.L
    return COSTS[network.cost].C(ACTIVATIONS[network.g[L]], z[L], a[L], network.y)


def scale(network: Network) -> float:
    """What the sum over the examples is multiplied by: 1/m for the mean, 1 for the sum."""
    return 1 / network.m if network.reduction == "mean" else 1.0


def objective(network: Network, C: Array) -> float:
    """J = (1/m) Σ C + λ/(2m) Σ Θ², the bias column left out; without the first 1/m for a sum."""
    J = float(C.sum()) * scale(network)
    if not network.penalty:
        return J  # the squares may overflow, and 0 · ∞ is no number
    squares = sum(float((network.weights(l) ** 2).sum()) for l in range(1, network.L))
    return J + network.penalty / (2 * network.m) * squares


def output_delta(network: Network, z: Array, a: Array, dC_da: Array) -> Array:
    """δ^(L) = ∂C/∂z^(L): a − y where the cost and the activation belong together."""
    name, cost = network.g[network.L], COSTS[network.cost]
    if name in cost.plain_delta:
        return a - network.y
    if name in cost.delta:
        return cost.delta[name](z, a, network.y)
    return ACTIVATIONS[name].delta(a, dC_da)


def backward(
    network: Network, z: dict[int, Array], a: dict[int, Array], down_to: int = 2
) -> tuple[dict[int, Array], dict[int, Array]]:
    """∂C/∂a^(l) = (Θ^(l) without column 0)ᵀ δ^(l+1) and δ^(l) = ∂C/∂a^(l) ⊙ g′(z^(l)).

    Returns (dC_da, delta) for the layers from L down to `down_to`; layer 1 has no delta.
    """
    L = network.L
    g = ACTIVATIONS[network.g[L]]
    dC_da = {L: COSTS[network.cost].dC_da(g, z[L], a[L], network.y)}
    delta = {L: output_delta(network, z[L], a[L], dC_da[L])}
    for l in range(L - 1, down_to - 1, -1):
        dC_da[l] = delta[l + 1] @ network.weights(l)
        if l > 1:
            delta[l] = ACTIVATIONS[network.g[l]].delta(a[l], dC_da[l])
    return dC_da, delta


def accumulate(network: Network, a: dict[int, Array], delta: dict[int, Array]) -> dict[int, Array]:
    """Δ^(l) = Σ over examples of δ^(l+1) [1; a^(l)]ᵀ, shaped as Theta[l]."""
    Delta = {}
    for l in range(1, network.L):
        Delta[l] = delta[l + 1].T @ a[l]
        if network.has_bias(l):
            Delta[l] = np.column_stack([delta[l + 1].sum(axis=0), Delta[l]])
    return Delta


def gradient(network: Network, Delta: dict[int, Array]) -> dict[int, Array]:
    """∂J/∂Θ^(l) = Δ^(l)/m + (λ/m) Θ^(l), the second term without the bias column."""
    dJ_dTheta = {}
    for l in range(1, network.L):
        penalty = network.penalty / network.m * network.Theta[l]
        if network.has_bias(l):
            penalty[:, 0] = 0.0
        dJ_dTheta[l] = Delta[l] * scale(network) + penalty
    return dJ_dTheta


def evaluate(network: Network, down_to: int = 1) -> Evaluation:
    """The forward pass, C and J, the backward pass, Δ and ∂J/∂Θ on the network's own examples.

    Numbers too large for a double become ∞ or NaN. `down_to=2` leaves out ∂C/∂x = ∂C/∂a^(1), which no
    gradient needs: a quarter of the time where x is wide.
    """
    z, a = forward(network)
    C = costs(network, z, a)
    dC_da, delta = backward(network, z, a, down_to)
    Delta = accumulate(network, a, delta)
    return Evaluation(z, a, C, objective(network, C), dC_da, delta, Delta, gradient(network, Delta))
