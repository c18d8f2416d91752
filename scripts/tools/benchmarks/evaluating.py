"""Evaluating: the forward and the backward pass in batch, beside automatic differentiation; and a start."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial

import autograd.numpy as anp
import numpy as np
from autograd import value_and_grad

from tests.autograd_networks import ACTIVATIONS, COSTS

from ...backprop.network import Layer, Network
from ...backprop.numeric.evaluate import evaluate
from ...paths import ROOT
from .measure import Plan

DIGITS = (784, 256, 128, 10)  # 28 × 28 pixels in, one unit a digit out
SMALL = (20, 16, 8, 4)
NOTE = "docs/til/2021-01-12/network.yml"
COMMANDS = {
    "python -c 'import numpy'": ["-c", "import numpy"],
    "python -c 'import sympy'": ["-c", "import sympy"],
    "evaluate": ["-m", "scripts.backprop", "evaluate", NOTE],
    "derive": ["-m", "scripts.backprop", "derive", NOTE],
}


def network(
    units: list[int],
    hidden: str = "sigmoid",
    output: str = "sigmoid",
    cost: str = "binary_cross_entropy",
    examples: int = 1,
) -> Network:
    """A network with so many units a layer, the same whenever it is made, its weights as a trained one's."""
    draw, (first, *middle, last) = np.random.default_rng(1), units
    layers = (Layer(first), *(Layer(s, hidden) for s in middle), Layer(last, output))
    Theta = {
        l: draw.normal(0, here**-0.5, (there, here + 1))
        for l, (here, there) in enumerate(zip(units, units[1:], strict=False), 1)
    }
    x = draw.random((examples, first))
    y = np.eye(last)[draw.integers(last, size=examples)]
    return Network(layers, cost, Theta, x, y)


def autograd_J(Theta, x, given: Network):
    """J of the network, which has a bias everywhere and no penalty, from the formulas of the tests."""
    a = x
    for l in range(1, given.L):
        z = anp.dot(a, Theta[l][:, 1:].T) + Theta[l][:, 0]
        a = ACTIVATIONS[given.g[l + 1]](z)
    return COSTS[given.cost](a, given.y) / given.m


def by_Theta(given: Network):
    """(J, ∂J/∂Θ) by autograd."""
    return value_and_grad(autograd_J)(given.Theta, given.x, given)


def evaluating(plan: Plan) -> Iterator[dict]:
    """Evaluating: forward and backward pass over all examples, in double precision."""
    (examples,) = plan.sizes((1024,), (32,))
    for hidden in ("sigmoid", "relu"):
        units = plan.sizes(DIGITS, SMALL)
        given = network([*units], hidden, "softmax", "softmax_cross_entropy", examples)
        name = f"{'-'.join(map(str, units))} {hidden}: ∂J/∂Θ"
        ways = (lambda: evaluate(given, down_to=2), lambda: by_Theta(given))
        engine, autograd = plan.times(f"{name}, {examples} examples", *ways, runs=21)
        row = {"evaluated": name, "examples": examples, "engine": engine, "autograd": autograd}
        yield row | {"ratio": engine.median / autograd.median, "apart": apart(given)}


def apart(given: Network) -> float:
    """The largest difference of an entry of ∂J/∂Θ, relative to the largest entry."""
    ours, (_, theirs) = evaluate(given).dJ_dTheta, by_Theta(given)
    return max(float(np.abs(ours[l] - theirs[l]).max() / np.abs(ours[l]).max()) for l in ours)


def start(plan: Plan) -> Iterator[dict]:
    """Starting, to the end of the process, with the network of the note."""
    for name, words in COMMANDS.items():
        command = [sys.executable, *words]
        run = partial(subprocess.run, command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        (time,) = plan.times(f"start: {name}", run, runs=5)
        yield {"command": name, "time": time}
