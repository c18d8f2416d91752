"""Activation functions g in NumPy, in the form that stays finite for any z.

One entry here and one in symbolic/functions.py adds an activation; the tests pick it up. Units lie along the last axis.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Activation:
    """a = g(z), and how an error of a becomes an error of z.

    `delta(a, dC_da)` is ∂C/∂z. It is the product, not g′ by itself, because softmax couples the units of a layer. `log`
    and `log_complement` are log g(z) and log(1 − g(z)); only an activation that stays inside (0, 1) has them, and only
    such an output has a cross-entropy. `kink_at_0` says that g has no derivative at z = 0 but by agreement.
    """

    g: Callable[[Array], Array]
    delta: Callable[[Array, Array], Array]
    log: Callable[[Array], Array] | None = None
    log_complement: Callable[[Array], Array] | None = None
    output_only: bool = False
    kink_at_0: bool = False


def sigmoid(z: Array) -> Array:
    """g(z) = 1 / (1 + e^−z), from e^−|z| so that nothing overflows."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def log_sum_exp(z: Array) -> Array:
    """log Σ_j e^(z_j) over the last axis, kept, with the largest z taken out first."""
    top = z.max(axis=-1, keepdims=True)
    return top + np.log(np.exp(z - top).sum(axis=-1, keepdims=True))


def softmax(z: Array) -> Array:
    """g(z)_k = e^(z_k) / Σ_j e^(z_j)."""
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_delta(a: Array, dC_da: Array) -> Array:
    """δ_j = Σ_k ∂C/∂a_k a_k ([j = k] − a_j): the whole Jacobian, not only its diagonal."""
    return a * (dC_da - (dC_da * a).sum(axis=-1, keepdims=True))


def without_top(z: Array) -> Array:
    """z with −∞ for its largest entry: softmax of it is a_j / (1 − a_top), which loses no digits."""
    return np.where(np.arange(z.shape[-1]) == z.argmax(axis=-1, keepdims=True), -np.inf, z)


def softmax_log_complement(z: Array) -> Array:
    """log(1 − a_k), for the largest a_k, which may round to 1, from the sum of the others."""
    a, others = softmax(z), without_top(z)
    top = np.isneginf(others)
    from_others = log_sum_exp(others) - log_sum_exp(z)
    return np.where(top, from_others, np.log1p(-np.where(top, 0.0, a)))


ACTIVATIONS: dict[str, Activation] = {
    "sigmoid": Activation(
        sigmoid,
        lambda a, dC_da: dC_da * a * (1 - a),
        log=lambda z: -np.logaddexp(0.0, -z),
        log_complement=lambda z: -np.logaddexp(0.0, z),
    ),
    "tanh": Activation(np.tanh, lambda a, dC_da: dC_da * (1 - a * a)),
    # a > 0 exactly where z > 0, so g′(0) = 0.
    "relu": Activation(lambda z: np.maximum(z, 0.0), lambda a, dC_da: np.where(a > 0, dC_da, 0.0), kink_at_0=True),
    "identity": Activation(lambda z: z, lambda a, dC_da: dC_da),
    "softmax": Activation(
        softmax,
        softmax_delta,
        log=lambda z: z - log_sum_exp(z),
        log_complement=softmax_log_complement,
        output_only=True,
    ),
}
