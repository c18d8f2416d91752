"""The network once more, as plain formulas in the `autograd` library, which differentiates them itself.

No derivative is written here. To differentiate by z and a as well, an offset of zeros is added to
each of them: ∂C/∂(offset) is ∂C/∂z or ∂C/∂a.
"""

import autograd.numpy as np
from autograd import grad


def log_softmax(z):
    return z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))


ACTIVATIONS = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.where(z > 0, z, 0),  # not maximum, which takes g′(0) = ½
    "identity": lambda z: z,
    "softmax": lambda z: np.exp(log_softmax(z)),
}

COSTS = {
    "binary_cross_entropy": lambda a, y: -np.sum(y * np.log(a) + (1 - y) * np.log(1 - a)),
    "softmax_cross_entropy": lambda a, y: -np.sum(y * np.log(a)),
    "half_squared_error": lambda a, y: np.sum((a - y) ** 2) / 2,
    "squared_error": lambda a, y: np.sum((a - y) ** 2),
}


def example_cost(network, Theta, x, y, dz, da):
    """C of one example, with dz[l] added to z[l] and da[l] to a[l]."""
    a = x + da[1]
    for l, layer in enumerate(network.layers[1:], start=1):
        inputs = np.concatenate([np.ones(1), a]) if layer.bias else a
        z = np.dot(Theta[l], inputs) + dz[l + 1]
        a = ACTIVATIONS[layer.activation](z) + da[l + 1]
    return COSTS[network.cost](a, y)


def zeros(network):
    """Offsets of zero for each layer."""
    return {l: np.zeros(units) for l, units in network.s.items()}


def objective(network, Theta):
    """J of all examples and the penalty."""
    none = zeros(network)
    C = sum(example_cost(network, Theta, x, y, none, none) for x, y in zip(network.x, network.y, strict=True))
    weights = [Theta[l][:, 1:] if network.layers[l].bias else Theta[l] for l in Theta]
    penalty = network.penalty / (2 * network.m) * sum(np.sum(w**2) for w in weights)
    return (C / network.m if network.reduction == "mean" else C) + penalty


def derivatives(network):
    """(dJ_dTheta, Delta, delta, dC_da) by automatic differentiation, shaped as an Evaluation has them."""
    Theta, none = network.Theta, zeros(network)
    dJ_dTheta = grad(lambda Theta: objective(network, Theta))(Theta)
    pairs = list(zip(network.x, network.y, strict=True))
    by = grad(lambda offsets, x, y: example_cost(network, offsets[0], x, y, *offsets[1:]))
    each = [by((Theta, none, none), x, y) for x, y in pairs]
    Delta = {l: sum(example[0][l] for example in each) for l in Theta}
    delta = {l: np.array([example[1][l] for example in each]) for l in range(2, network.L + 1)}
    dC_da = {l: np.array([example[2][l] for example in each]) for l in range(1, network.L + 1)}
    return dJ_dTheta, Delta, delta, dC_da
