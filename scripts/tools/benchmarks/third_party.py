"""The same network for autograd, all examples at once, from the formulas of the tests."""

import autograd.numpy as np
from autograd import value_and_grad

from tests.autograd_networks import ACTIVATIONS, COSTS

from ...backprop.network import Network


def J(Theta, x, network: Network):
    """J of the network, which has a bias everywhere and no penalty."""
    a = x
    for l in range(1, network.L):
        z = np.dot(a, Theta[l][:, 1:].T) + Theta[l][:, 0]
        a = ACTIVATIONS[network.g[l + 1]](z)
    return COSTS[network.cost](a, network.y) / network.m


def by_Theta(network: Network):
    """(J, ∂J/∂Θ)."""
    return value_and_grad(J)(network.Theta, network.x, network)


def by_Theta_and_x(network: Network):
    """(J, (∂J/∂Θ, ∂J/∂x))."""
    return value_and_grad(J, argnum=(0, 1))(network.Theta, network.x, network)
