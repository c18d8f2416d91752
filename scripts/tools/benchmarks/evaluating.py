"""Evaluating: the forward and the backward pass in batch, beside automatic differentiation by autograd."""

from collections.abc import Callable
from statistics import median
from timeit import timeit

import autograd.numpy as anp
import numpy as np
from autograd import value_and_grad

from tests.autograd_networks import ACTIVATIONS, COSTS

from ...backprop.network import Network, initial_weights
from ...backprop.numeric.evaluate import evaluate

DIGITS = (784, 256, 128, 10)  # 28 × 28 pixels in, one unit a digit out
SMALL = (20, 16, 8, 4)


def evaluating(quick: bool) -> list[dict]:
    """Evaluating J and ∂J/∂Θ of all examples, in double precision.

    apart: the largest difference of the two ∂J/∂Θ, relative to the largest entry.
    """
    units, m, runs = (SMALL, 32, 1) if quick else (DIGITS, 1024, 21)
    rows = []
    for hidden in ("sigmoid", "relu"):
        given = network(units, hidden, m)
        ours, theirs = medians(lambda: evaluate(given, down_to=2), lambda: by_autograd(given), runs=runs)
        layers = f"{'-'.join(map(str, units))} {hidden}"
        times = {"engine, ms": 1000 * ours, "autograd, ms": 1000 * theirs, "ratio": ours / theirs}
        rows.append({"network": layers, "examples": m, **times, "apart": apart(given)})
    return rows


def network(units: tuple[int, ...], hidden: str, m: int) -> Network:
    """A classifier with so many units a layer and m examples, the same whenever it is made."""
    random = np.random.default_rng(1)
    x, y = random.random((m, units[0])), np.eye(units[-1])[random.integers(units[-1], size=m)]
    g = [*[hidden] * (len(units) - 2), "softmax"]
    return Network.dense(units, g, "softmax_cross_entropy", initial_weights(units, seed=1), x, y)


def autograd_J(Theta, x, given: Network):
    """J of the network, which has a bias everywhere and no penalty, from the formulas of the tests."""
    a = x
    for l in range(1, given.L):
        z = anp.dot(a, Theta[l][:, 1:].T) + Theta[l][:, 0]
        a = ACTIVATIONS[given.g[l + 1]](z)
    return COSTS[given.cost](a, given.y) / given.m


def by_autograd(given: Network):
    """(J, ∂J/∂Θ) by autograd."""
    return value_and_grad(autograd_J)(given.Theta, given.x, given)


def apart(given: Network) -> float:
    """The largest difference of an entry of ∂J/∂Θ, relative to the largest entry."""
    ours, (_, theirs) = evaluate(given).dJ_dTheta, by_autograd(given)
    return max(float(np.abs(ours[l] - theirs[l]).max() / np.abs(ours[l]).max()) for l in ours)


def medians(*ways: Callable[[], object], runs: int) -> list[float]:
    """Median seconds of each way, run in turns: whatever else the machine does falls on each of them."""
    turns = [[timeit(way, number=1) for way in ways] for _ in range(runs)]
    return [median(times) for times in zip(*turns, strict=True)]
