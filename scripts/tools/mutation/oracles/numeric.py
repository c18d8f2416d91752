"""The oracles in NumPy: the hand-written backward pass, differences, and the autograd library."""

import numpy as np

from ....backprop.network import Network
from . import Values, by_layer


def backward(network: Network) -> Values:
    """All numbers, as the `evaluate` command prints them."""
    from ....backprop.numeric.evaluate import evaluate

    e = evaluate(network)
    values = {"J": e.J, "C": e.C}
    for name in ("dC_da", "delta", "Delta", "dJ_dTheta"):
        values |= by_layer(name, getattr(e, name))
    return values


def differences(network: Network) -> Values:
    """∂J/∂Θ, δ, and ∂C/∂a of all layers but the last; calls no backward pass."""
    from ....backprop.numeric.finite_differences import dC_dlayer, dJ_dTheta

    def of_layer(l: int, activation: bool) -> np.ndarray:
        return np.array([dC_dlayer(network, l, t, activation=activation) for t in range(network.m)])

    return (
        by_layer("dJ_dTheta", dJ_dTheta(network))
        | by_layer("delta", {l: of_layer(l, False) for l in range(2, network.L + 1)})
        | by_layer("dC_da", {l: of_layer(l, True) for l in range(1, network.L)})
    )


def automatic(network: Network) -> Values:
    """C, J and all derivatives; shares no line of mathematics with the engine."""
    import autograd_networks as ours  # of tests/

    none, pairs = ours.zeros(network), zip(network.x, network.y, strict=True)
    C = np.array([ours.example_cost(network, network.Theta, x, y, none, none) for x, y in pairs])
    values = {"C": C, "J": ours.objective(network, network.Theta)}
    names = ("dJ_dTheta", "Delta", "delta", "dC_da")
    for name, arrays in zip(names, ours.derivatives(network), strict=True):
        values |= by_layer(name, arrays)
    return values
