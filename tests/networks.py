"""Hypothesis networks of the whole format, and the writer that the reader reads back.

from hypothesis import given
from networks import networks, to_yaml

@given(networks(max_layers=3, activations=("sigmoid",)))
def test_…(network): …
"""

from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from scripts.backprop.network import Layer, Network
from scripts.backprop.numeric.activations import ACTIVATIONS
from scripts.backprop.numeric.costs import COSTS

# Hundredths: short in a file, easy to read when a test fails, and quick to shrink.
HUNDREDTHS = st.integers(-100, 100).map(lambda n: n / 100)


@st.composite
def networks(
    draw,
    *,
    max_layers=5,
    max_units=4,
    max_examples=3,
    activations=tuple(ACTIVATIONS),
    outputs=tuple(ACTIVATIONS),
    costs=tuple(COSTS),
    numbers=HUNDREDTHS,
):
    """Valid networks of 2 to `max_layers` layers, the input counted.

    Any layer but the input has one of `activations`; the output layer's is one of `outputs` too, and
    the cost one of `costs` that goes with it. `numbers` draws the weights and inputs.
    """
    ends = [name for name in activations if name in outputs]
    cost = draw(st.sampled_from([c for c in costs if set(COSTS[c].outputs) & set(ends)]))
    layers = draw(layer_lists(cost, max_layers, max_units, activations, ends))
    m = draw(st.integers(1, max_examples))
    matrices = (matrix(draw, b.units + a.bias, a.units, numbers) for b, a in pairwise(layers))
    return Network(
        layers=layers,
        cost=cost,
        Theta=dict(enumerate(matrices, start=1)),
        x=matrix(draw, layers[0].units, m, numbers),
        y=np.array([draw(targets(COSTS[cost].targets, layers[-1].units)) for _ in range(m)]),
        reduction=draw(st.sampled_from(["mean", "sum"])),
        penalty=draw(st.sampled_from([0.0, 0.01, 1.0])),
    )


def matrix(draw, columns, rows, numbers):
    """A (rows, columns) array of drawn numbers."""
    flat = draw(st.lists(numbers, min_size=rows * columns, max_size=rows * columns))
    return np.array(flat, dtype=float).reshape(rows, columns)


@st.composite
def layer_lists(draw, cost, max_layers, max_units, activations, ends):
    """The input, hidden layers, and an output that goes with the cost."""
    hidden = [name for name in activations if not ACTIVATIONS[name].output_only]
    units = st.integers(1, max_units)
    output = draw(st.sampled_from([name for name in ends if name in COSTS[cost].outputs]))
    # One softmax unit is always 1, which no binary cross-entropy can take.
    least = 2 if output == "softmax" and COSTS[cost].targets == "unit interval" else 1
    middle = st.builds(Layer, units, st.sampled_from(hidden), st.booleans()) if hidden else st.nothing()
    return (
        Layer(draw(units)),
        *draw(st.lists(middle, max_size=max_layers - 2 if hidden else 0)),
        Layer(draw(st.integers(least, max(least, max_units))), output, draw(st.booleans())),
    )


def targets(kind, units):
    """Targets y of one example: any number, in [0, 1], or probabilities that add up to 1."""
    if kind == "real":
        return st.lists(HUNDREDTHS, min_size=units, max_size=units)
    if kind == "unit interval":
        unit = st.sampled_from([0.0, 0.25, 0.9, 1.0])
        return st.lists(unit, min_size=units, max_size=units)
    # Cut [0, 1] into pieces at fourths: exact in binary, so that they add up to exactly 1.
    cuts = st.lists(st.integers(0, 4), min_size=units - 1, max_size=units - 1).map(sorted)
    return cuts.map(lambda c: list(np.diff([0, *c, 4]) / 4))


def to_yaml(network: Network) -> str:
    """A network file that the reader reads back as an equal network, to the last bit."""
    lines = ["layers:", *(f"  - {layer_line(layer)}" for layer in network.layers)]
    lines += [f"cost: {network.cost}", f"reduction: {network.reduction}", f"lambda: {network.penalty!r}"]
    lines += ["Theta:", *(f"  {l}: {Theta_l.tolist()!r}" for l, Theta_l in network.Theta.items())]
    both = zip(network.x.tolist(), network.y.tolist(), strict=True)
    lines += ["examples:", *(f"  - {{x: {x!r}, y: {y!r}}}" for x, y in both)]
    return "\n".join(lines) + "\n"


def layer_line(layer: Layer) -> str:
    """`{units: 2, activation: sigmoid}`."""
    activation = f", activation: {layer.activation}" if layer.activation else ""
    return f"{{units: {layer.units}{activation}{'' if layer.bias else ', bias: false'}}}"


def one_unit(weights, x, y, activation="sigmoid", cost="binary_cross_entropy"):
    """A network of one unit after the input, with the bias first among the weights, and one example."""
    layers = (Layer(len(x)), Layer(1, activation))
    return Network(layers, cost, {1: np.array([weights])}, np.array([x]), np.array([[y]]))
