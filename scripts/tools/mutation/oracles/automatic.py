"""Automatic differentiation by the autograd library: shares no line of mathematics with the engine."""

import autograd_networks  # of tests/, which the worker finds beside the copy
import numpy as np

from ....backprop.network import Network
from . import Values, by_layer


def values(network: Network) -> Values:
    """C, J and all derivatives."""
    values = {"C": C(network), "J": autograd_networks.objective(network, network.Theta)}
    arrays = autograd_networks.derivatives(network)
    for name, each in zip(("dJ_dTheta", "Delta", "delta", "dC_da"), arrays, strict=True):
        values |= by_layer(name, each)
    return values


def C(network: Network) -> np.ndarray:
    """C of each example."""
    none = autograd_networks.zeros(network)
    pairs = zip(network.x, network.y, strict=True)
    cost = autograd_networks.example_cost
    return np.array([cost(network, network.Theta, x, y, none, none) for x, y in pairs])
