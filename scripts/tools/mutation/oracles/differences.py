"""Central differences of the NumPy forward pass; calls no backward pass."""

import numpy as np

from ....backprop.network import Network
from ....backprop.numeric.finite_differences import dC_dlayer, dJ_dTheta
from . import Values, by_layer


def values(network: Network) -> Values:
    """∂J/∂Θ, δ, and ∂C/∂a of all layers but the last."""

    def of_layer(l: int, activation: bool) -> np.ndarray:
        return np.array([dC_dlayer(network, l, t, activation=activation) for t in range(network.m)])

    return (
        by_layer("dJ_dTheta", dJ_dTheta(network))
        | by_layer("delta", {l: of_layer(l, False) for l in range(2, network.L + 1)})
        | by_layer("dC_da", {l: of_layer(l, True) for l in range(1, network.L)})
    )
