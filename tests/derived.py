"""The same derivatives in four independent ways: the derivation, SymPy's own, NumPy's and differences.

Each gives δ by layer and ∂C/∂Θ by matrix, of the network's first example.
"""

from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
from sympy import lambdify

from scripts.backprop import names
from scripts.backprop.network.reader import read
from scripts.backprop.numeric import finite_differences
from scripts.backprop.numeric.evaluate import evaluate, forward
from scripts.backprop.symbolic import compose
from scripts.backprop.symbolic.derive import Derivations

NOTE = read(Path(__file__).resolve().parent.parent / "docs" / "til" / "2021-01-12" / "network.yml")
EXACT, ABOUT = 1e-10, 1e-6  # what analytic ways, and differences, may be off by, to the largest entry


def number(expr, known):
    """The expression at known numbers, in plain double arithmetic."""
    used = [s.name for s in expr.free_symbols]
    return lambdify(used, expr, "math")(*(known[name] for name in used))


def central(f, at, h=1e-4):
    """f′(t) ≈ (4 D(h/2) − D(h)) / 3, with D(h) = (f(t + h) − f(t − h)) / 2h."""
    long, short = ((f(at + step) - f(at - step)) / (2 * step) for step in (h, h / 2))
    return (4 * short - long) / 3


def each_example(network):
    """The same network with one of its examples, and nothing in J but that example's C."""
    for t in range(network.m):
        x, y = network.x[t : t + 1], network.y[t : t + 1]
        yield replace(network, x=x, y=y, reduction="sum", penalty=0.0)


def forward_numbers(network):
    """Theta1_10, a1_1, z2_1, …, y_1 of the first example, from the forward pass alone."""
    z, a = forward(network)
    known = {
        names.unit(letter, l, j): float(value)
        for letter, layers in (("z", z), ("a", a))
        for l, rows in layers.items()
        for j, value in enumerate(rows[0], 1)
    }
    known |= {names.plain("y", k): float(value) for k, value in enumerate(network.y[0], 1)}
    return known | {
        names.weight(l, i, j): float(network.Theta[l][i - 1, n])
        for l in network.Theta
        for i in network.units(l + 1)
        for n, j in enumerate(network.columns(l))
    }


def named(delta):
    """delta2_1, … from δ by layer."""
    return {names.unit("delta", l, j): float(value) for l in delta for j, value in enumerate(delta[l], 1)}


def derived(network):
    """From the derived recurrences, the δ of the output first."""
    known, derivations = forward_numbers(network), Derivations(network)
    delta = {}
    for l, layer in derivations.deltas.items():
        delta[l] = np.array([number(unit.result, known) for unit in layer])
        known |= named({l: delta[l]})
    gradient = {
        l: np.array([[number(weight.result, known) for weight in row] for row in rows])
        for l, rows in derivations.gradients.items()
    }
    return delta, gradient


def composed(network):
    """By SymPy's derivative of the cost with every layer written out: no chain rule of ours."""
    known = forward_numbers(network)
    delta = {l: np.array([number(expr, known) for expr in compose.dC_dz(network, l)]) for l in range(2, network.L + 1)}
    gradient = {
        l: np.array([[number(expr, known) for expr in row] for row in compose.dC_dTheta(network, l)])
        for l in network.Theta
    }
    return delta, gradient


def by_NumPy(network):
    """By the hand-written backward pass."""
    e = evaluate(network)
    return {l: rows[0] for l, rows in e.delta.items()}, e.Delta


def by_differences(network):
    """By central differences of C; for a network of one example, without penalty."""
    delta = {l: finite_differences.dC_dlayer(network, l, 0, activation=False) for l in range(2, network.L + 1)}
    return delta, finite_differences.dJ_dTheta(network)


def agree(way, other, tolerance):
    """Whether two of these agree, to the largest entry (or 10⁻⁵ of an ordinary one, where all cancel)."""
    for p, q in zip(way, other, strict=True):
        assert {l: array.shape for l, array in p.items()} == {l: array.shape for l, array in q.items()}
        largest = max([1e-5, *(abs(x).max() for x in (*p.values(), *q.values()))])
        assert max(abs(p[l] - q[l]).max() for l in p) <= tolerance * largest


def relu_z(network):
    """Every z of the relu units, with the sum of its terms' sizes."""
    z, a = forward(network)
    for l in (l for l, name in network.g.items() if name == "relu"):
        bias = network.Theta[l - 1][:, 0] if network.has_bias(l - 1) else 0
        yield from zip(z[l].flat, (abs(a[l - 1]) @ abs(network.weights(l - 1)).T + abs(bias)).flat, strict=True)


def clear_of_kinks(network, distance=0.02):
    """Whether no relu unit is so near z = 0 that a difference could step over it."""
    return all(abs(z) > distance for z, _ in relu_z(network))


def settled(network):
    """Whether the sign of each relu's z is beyond the last bit; 0 made of nothing but zeros is 0."""
    return all(abs(z) > 1e-12 or size == 0 for z, size in relu_z(network))


def derivations(network):
    """All of them, δ and ∂C/∂Θ."""
    every = Derivations(network)
    yield from chain.from_iterable(every.deltas.values())
    yield from chain.from_iterable(chain.from_iterable(every.gradients.values()))


def rules(derivation):
    """The rules of its steps, in order."""
    return [step.rule for step in derivation.steps()]


def ending(output, cost, units=2):
    """The note's network with another output layer."""
    layers = (*NOTE.layers[:-1], replace(NOTE.layers[-1], units=units, activation=output))
    Theta = {**NOTE.Theta, 3: np.array([[0.2, -0.7, 1.1], [-0.4, 0.3, 0.5]])[:units]}
    y = np.array([[0.25, 0.75][:units]])
    return replace(NOTE, layers=layers, cost=cost, Theta=Theta, y=y)
