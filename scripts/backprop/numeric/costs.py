"""Costs C of one example in NumPy, summed over the outputs (the last axis).

One entry here and one in symbolic/functions.py adds a cost; the tests pick it up.
Cross-entropies are computed from z, through log g(z), so that a saturated output stays finite.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from .activations import ACTIVATIONS, Activation, Array, softmax, without_top


@dataclass(frozen=True)
class Cost:
    """C(g, z, a, y) and ∂C/∂a(g, z, a, y), for an output a = g(z) and its target y.

    `targets` is what the file may give as y: "real", "unit interval", or "distribution"
    (in the unit interval, and adding up to 1). `plain_delta` names the output activations
    with which ∂C/∂z is just a − y; there the subtraction is exact where g′ underflows. `delta`
    gives ∂C/∂z(z, a, y) for further outputs where the product of ∂C/∂a and g′ would lose it.
    """

    C: Callable[[Activation, Array, Array, Array], Array]
    dC_da: Callable[[Activation, Array, Array, Array], Array]
    targets: str = "real"
    outputs: tuple[str, ...] = tuple(ACTIVATIONS)
    plain_delta: tuple[str, ...] = ()
    delta: dict[str, Callable[[Array, Array, Array], Array]] = field(default_factory=dict)


def weigh(y: Array, factor: Array) -> Array:
    """y · factor, where y = 0 counts as 0 however large the factor."""
    return np.where(y == 0, 0.0, y * np.where(y == 0, 0.0, factor))


def binary_cross_entropy(g: Activation, z: Array, a: Array, y: Array) -> Array:
    """C = −Σ_k [ y_k log a_k + (1 − y_k) log(1 − a_k) ]. The lecture's slide lacks the minus."""
    # 0 − …, because − … makes −0 of 0.
    return 0.0 - (weigh(y, g.log(z)) + weigh(1 - y, g.log_complement(z))).sum(axis=-1)


def binary_cross_entropy_dC_da(g: Activation, z: Array, a: Array, y: Array) -> Array:
    """∂C/∂a_k = −y_k / a_k + (1 − y_k) / (1 − a_k)."""
    with np.errstate(over="ignore"):
        return weigh(1 - y, np.exp(-g.log_complement(z))) - weigh(y, np.exp(-g.log(z)))


def binary_cross_entropy_softmax_delta(z: Array, a: Array, y: Array) -> Array:
    """δ_j = (a_j − y_j) − Σ_{k≠j} (a_k − y_k) a_j / (1 − a_k).

    Where a_k rounds to 1, ∂C/∂a_k is infinite and the Jacobian 0, but a_j / (1 − a_k) ≤ 1 is not:
    it is the softmax of the other units.
    """
    e, others = a - y, without_top(z)
    top = np.isneginf(others)
    terms = np.where(top, 0.0, e / np.where(top, 1.0, 1 - a))
    of_top = np.where(top, e, 0.0).sum(axis=-1, keepdims=True)
    return e - a * (terms.sum(axis=-1, keepdims=True) - terms) - softmax(others) * of_top


def softmax_cross_entropy(g: Activation, z: Array, a: Array, y: Array) -> Array:
    """C = −Σ_k y_k log a_k."""
    return 0.0 - weigh(y, g.log(z)).sum(axis=-1)


def softmax_cross_entropy_dC_da(g: Activation, z: Array, a: Array, y: Array) -> Array:
    """∂C/∂a_k = −y_k / a_k."""
    with np.errstate(over="ignore"):
        return -weigh(y, np.exp(-g.log(z)))


INSIDE = tuple(name for name, g in ACTIVATIONS.items() if g.log is not None)

COSTS: dict[str, Cost] = {
    "binary_cross_entropy": Cost(
        binary_cross_entropy,
        binary_cross_entropy_dC_da,
        targets="unit interval",
        outputs=INSIDE,
        plain_delta=("sigmoid",),
        delta={"softmax": binary_cross_entropy_softmax_delta},
    ),
    "softmax_cross_entropy": Cost(
        softmax_cross_entropy,
        softmax_cross_entropy_dC_da,
        targets="distribution",
        outputs=("softmax",),
        plain_delta=("softmax",),
    ),
    "half_squared_error": Cost(
        lambda g, z, a, y: ((a - y) ** 2).sum(axis=-1) / 2, lambda g, z, a, y: a - y, plain_delta=("identity",)
    ),
    "squared_error": Cost(lambda g, z, a, y: ((a - y) ** 2).sum(axis=-1), lambda g, z, a, y: 2 * (a - y)),
}
