"""Every number of a network's first example by its name, straight from the NumPy evaluation."""

import numpy as np

from scripts.backprop import names
from scripts.backprop.numeric.evaluate import evaluate

# g′ by a, for the activations that act on each unit by itself.
SLOPES = {
    "sigmoid": lambda a: a * (1 - a),
    "tanh": lambda a: 1 - a**2,
    "relu": lambda a: (a > 0) * 1.0,
    "identity": lambda a: a * 0 + 1.0,
}


def engine(network):
    """Theta1_10, x_1, y_1, z2_1, a2_1, delta2_1, gprime2_1, dC_dTheta1_10, C, J and the rest of names.py."""
    e = evaluate(network)
    known = {"C": e.C[0], "J": e.J, "m": network.m}
    known |= {names.plain("x", j): value for j, value in enumerate(network.x[0], 1)}
    known |= {names.plain("y", k): value for k, value in enumerate(network.y[0], 1)}
    for letter, layers in (("z", e.z), ("a", e.a), ("dC_da", e.dC_da), ("delta", e.delta)):
        known |= units(letter, {l: rows[0] for l, rows in layers.items()})
    known |= units("dC_dz", {l: rows[0] for l, rows in e.delta.items()})
    known |= units("gprime", slopes(network, e))
    known |= weights(network, network.Theta) | weights(network, first_gradient(network, e), "dC_d{}".format)
    known |= weights(network, e.dJ_dTheta, "dJ_d{}".format)
    return {name: float(value) for name, value in (known | inner(network, e)).items()}


def units(letter, layers):
    """a2_1, … from a row of each layer."""
    return {names.unit(letter, l, j): value for l, row in layers.items() for j, value in enumerate(row, 1)}


def weights(network, matrices, named="{}".format):
    """Theta1_10, … from a matrix of each layer."""
    return {
        named(names.weight(l, i, j)): value
        for l, rows in matrices.items()
        for i, row in enumerate(rows, 1)
        for j, value in zip(network.columns(l), row, strict=True)
    }


def slopes(network, e):
    """g′(z) of each unit, but for a softmax, whose units depend on one another."""
    return {l: SLOPES[name](e.a[l][0]) for l, name in network.g.items() if name in SLOPES}


def first_gradient(network, e):
    """∂C/∂Θ_ij^(l) = a_j^(l) δ_i^(l+1)."""
    inputs = {l: np.r_[[1.0] * network.has_bias(l), e.a[l][0]] for l in network.Theta}
    return {l: np.outer(e.delta[l + 1][0], inputs[l]) for l in network.Theta}


def inner(network, e):
    """The derivatives that stand in between: ∂z/∂a, ∂z/∂Θ, ∂a/∂z."""
    known = {}
    for l in network.Theta:
        for (i, n), value in np.ndenumerate(network.weights(l)):
            known[names.partial(names.unit("z", l + 1, i + 1), names.unit("a", l, n + 1))] = value
        for i in range(1, network.s[l + 1] + 1):
            for j in network.columns(l):
                factor = e.a[l][0][j - 1] if j else 1.0
                known[names.partial(names.unit("z", l + 1, i), names.weight(l, i, j))] = factor
    for l, name in network.g.items():
        a = e.a[l][0]
        jacobian = np.diag(SLOPES[name](a)) if name in SLOPES else np.diag(a) - np.outer(a, a)
        for (k, j), value in np.ndenumerate(jacobian):
            known[names.partial(names.unit("a", l, k + 1), names.unit("z", l, j + 1))] = value
    return known
