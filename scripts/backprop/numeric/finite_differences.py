"""Finite differences: what the derivatives are compared with. Knows nothing of any derivative.

Only the forward pass and the cost are called here, so that a fault of the backward pass cannot hide
in them. The lecture takes one step ε for all. Here `slope` looks for the step that suits each entry, and
says how far it may be wrong: one step for all is too long where an input is 1000, too short where a
derivative is small beside C, and at the kink of a relu there is none.

Source: Andrew Ng, Machine Learning, week 5, "Gradient Checking"; L. F. Richardson, "The Approximate
Arithmetical Solution by Finite Differences of Physical Problems", 1911, for the combination of steps.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from ..network import Network
from ..progress import NO_BAR, Bar
from .activations import ACTIVATIONS, Array
from .evaluate import costs, forward, forward_from, objective

STEP = 1e-4  # the lecture's ε of gradient checking
STEPS = 4.0 ** -np.arange(4, 16)  # 4e-3 … 1e-9, tried by `slope` from the longest on
ENOUGH = 1e-7  # a doubt so small, in proportion, needs no further step
EPSILON = np.finfo(float).eps
KINKED = tuple(name for name, g in ACTIVATIONS.items() if g.kink_at_0)

Pieces = tuple[bytes, ...]  # on which side of its kink each unit with one stands
Function = Callable[[float], tuple[float, Pieces]]


def dJ_dTheta(network: Network) -> dict[int, Array]:
    """∂J/∂Θ_ij^(l) by central differences of J, shaped as Theta[l]; NaN at a kink."""
    return {l: slopes[..., 0] for l, slopes in dJ_dTheta_slopes(network).items()}


def dC_dlayer(network: Network, l: int, example: int, *, activation: bool) -> Array:
    """∂C/∂z^(l) (or ∂C/∂a^(l), if `activation`, l < L) of one example, shape (s[l],); NaN at a kink."""
    return dC_dlayer_slopes(network, l, example, activation=activation)[:, 0]


def C_at(network: Network, l: int, values: Array, example: int, *, activation: bool) -> tuple[float, Pieces]:
    """C of one example with z^(l) (or a^(l), if `activation`, l < L) = `values`, of shape (s[l],), and its pieces."""
    z = {} if activation else {l: values[None, :]}
    a_l = values[None, :] if activation else ACTIVATIONS[network.g[l]].g(z[l])
    later, a = forward_from(network, l, a_l)
    z, of_example = z | later, replace(network, y=network.y[example : example + 1])
    return float(costs(of_example, z, a)[0]), pieces_of(network, z)


def J_at(network: Network, l: int, index: tuple[int, int], value: float) -> tuple[float, Pieces]:
    """J with one entry of Theta[l] replaced, and where its pass stands."""
    changed = replace(network, Theta=network.Theta | {l: with_entry(network.Theta[l], index, value)})
    z, a = forward(changed)
    return objective(changed, costs(changed, z, a)), pieces_of(changed, z)


def with_entry(array: Array, index: tuple[int, ...], value: float) -> Array:
    """A copy of the array with one entry replaced."""
    changed = array.copy()
    changed[index] = value
    return changed


class Slope(NamedTuple):
    """f′(t), and how far it may be wrong; NaN where each step crosses a kink."""

    value: float = np.nan
    doubt: float = np.inf


def slope(f: Function, at: float) -> Slope:
    """f′(t) ≈ (16 D(h/4) − D(h)) / 15 at the step h that leaves the smallest doubt.

    f gives its value and the pieces on which it stands: those of f(t ± h) must be those of f(t). The doubt is how far D
    of one step and the next are apart, and what rounding leaves of f over so short a step.
    """
    best, before = Slope(), None
    for D, noise in quotients(f, at):
        if before is not None and D is not None:
            value = (16 * D - before) / 15
            doubt = abs(value - D) + noise
            best = Slope(value, doubt) if doubt < best.doubt else best
        if best.doubt <= ENOUGH * abs(best.value):
            break
        before = D
    return best


def quotients(f: Function, at: float) -> Iterator[tuple[float | None, float]]:
    """D(h) and its rounding for ever shorter steps; None where one leaves the pieces of f(t)."""
    _, pieces = f(at)
    for h in STEPS * max(1.0, abs(at)):
        (up, up_pieces), (down, down_pieces) = f(at + h), f(at - h)
        width = (at + h) - (at - h)
        smooth = up_pieces == down_pieces == pieces
        yield (up - down) / width if smooth else None, 8 * EPSILON * max(abs(up), abs(down)) / width


def pieces_of(network: Network, z: dict[int, Array]) -> Pieces:
    """On which side of its kink each unit with one stands."""
    return tuple((z[l] > 0).tobytes() for l in z if network.g[l] in KINKED)


def dC_dlayer_slopes(network: Network, l: int, example: int, *, activation: bool) -> Array:
    """∂C/∂z^(l) (or ∂C/∂a^(l)) of one example with the doubt of each entry: shape (s[l], 2), value first."""
    z, a = forward(network)
    start = (a if activation else z)[l][example]

    def C(index: tuple[int], value: float) -> tuple[float, Pieces]:
        return C_at(network, l, with_entry(start, index, value), example, activation=activation)

    return slopes(start, C, "", NO_BAR)


def delta_slopes(network: Network, bar: Bar = NO_BAR) -> dict[int, Array]:
    """δ^(l), l = 2 … L, with the doubt of each entry: shape (m, s[l], 2), the value first."""
    deltas = {}
    for l in range(2, network.L + 1):
        examples = bar.each(range(network.m), network.m, f"δ^({l})")
        deltas[l] = np.array([dC_dlayer_slopes(network, l, t, activation=False) for t in examples])
    return deltas


def dJ_dTheta_slopes(network: Network, bar: Bar = NO_BAR) -> dict[int, Array]:
    """∂J/∂Θ^(l) with the doubt of each entry: the shape of Theta[l] and 2, the value first."""
    J = partial(J_at, network)
    return {l: slopes(Theta, partial(J, l), f"∂J/∂Θ^({l})", bar) for l, Theta in network.Theta.items()}


def slopes(values: Array, f: Callable, title: str, bar: Bar) -> Array:
    """The slope of f(index, ·) at each of the values: their shape and 2."""
    result = np.empty((*values.shape, 2))
    with np.errstate(all="ignore"):  # a step far out may overflow; its doubt is then no number
        for index in bar.each(np.ndindex(values.shape), values.size, title):
            result[index] = slope(partial(f, index), values[index])
    return result
