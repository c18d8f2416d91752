"""Every number of the first example by its name, from the NumPy evaluation and its differences."""

import numpy as np

from ..backprop import names
from ..backprop.network import Network
from ..backprop.numeric import finite_differences
from ..backprop.numeric.activations import ACTIVATIONS
from ..backprop.numeric.evaluate import Evaluation, accumulate

FIRST = 0  # pages tell the story of the first example


def layered(letter: str, by_layer: dict[int, np.ndarray]) -> dict[str, float]:
    """`a2_1` … from a[l] of shape (m, s[l])."""
    return {
        names.unit(letter, l, j): float(value)
        for l, rows in by_layer.items()
        for j, value in enumerate(rows[FIRST], start=1)
    }


def weights(network: Network, by_layer: dict[int, np.ndarray], wrap=lambda name: name) -> dict[str, float]:
    """`Theta1_10` … from matrices of the shape of Theta[l]; `wrap` makes `dJ_dTheta1_10` of it."""
    return {
        wrap(names.weight(l, i, j)): float(row[n])
        for l, rows in by_layer.items()
        for i, row in enumerate(rows, start=1)
        for n, j in enumerate(network.columns(l))
    }


def example(network: Network) -> dict[str, float]:
    """`x_1` …, `y_1` … of the first example."""
    x = {names.plain("x", j): float(x) for j, x in enumerate(network.x[FIRST], start=1)}
    return x | {names.plain("y", k): float(y) for k, y in enumerate(network.y[FIRST], start=1)}


def g_primes(network: Network, evaluation: Evaluation) -> dict[int, np.ndarray]:
    """g′(z[l]) of the hidden layers, where g acts on each unit by itself."""
    return {
        l: ACTIVATIONS[network.g[l]].delta(evaluation.a[l], np.ones_like(evaluation.a[l])) for l in range(2, network.L)
    }


def by_differences(network: Network) -> dict[str, float]:
    """`delta2_1.difference`, `dC_da2_1.difference`: central differences of C."""
    L = network.L
    dC_dz = {l: [finite_differences.dC_dlayer(network, l, FIRST, activation=False)] for l in range(2, L + 1)}
    dC_da = {l: [finite_differences.dC_dlayer(network, l, FIRST, activation=True)] for l in range(2, L)}
    slopes = layered("delta", dC_dz) | layered("dC_da", dC_da)
    return {f"{name}.difference": slope for name, slope in slopes.items()}


def named(network: Network, evaluation: Evaluation) -> dict[str, float]:
    """Theta1_10, x_1, y_1, z2_1, a1_1, delta2_1, gprime2_1, dC_da2_1, C, J, dJ_dTheta1_10, …"""
    return {
        **weights(network, network.Theta),
        **example(network),
        **layered("z", evaluation.z),
        **layered("a", evaluation.a),
        **layered("dC_da", evaluation.dC_da),
        **layered("delta", evaluation.delta),
        **layered("gprime", g_primes(network, evaluation)),
        "C": float(evaluation.C[FIRST]),
        "J": evaluation.J,
        "m": float(network.m),
        **weights(network, first_example_gradient(network, evaluation), lambda n: names.partial("C", n)),
        **weights(network, evaluation.dJ_dTheta, lambda n: names.partial("J", n)),
        **by_differences(network),
    }


def first_example_gradient(network: Network, evaluation: Evaluation) -> dict[int, np.ndarray]:
    """∂C/∂Θ^(l) = δ^(l+1) [1; a^(l)]ᵀ of the first example."""
    a, delta = ({l: rows[:1] for l, rows in by_layer.items()} for by_layer in (evaluation.a, evaluation.delta))
    return accumulate(network, a, delta)
