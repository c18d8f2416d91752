"""The small networks on which the oracles are asked: each cost with each output it goes with.

They are made from the tables of the engine, so that a new activation or cost is in them by itself.
Hidden activations, shapes, layers with and without bias, mean and sum, and the penalty take turns.
"""

from itertools import count, pairwise

import numpy as np

from ...backprop.network import Layer, Network
from ...backprop.numeric.activations import ACTIVATIONS
from ...backprop.numeric.costs import COSTS
from ...backprop.numeric.evaluate import forward
from .oracles import KINK

HIDDEN = tuple(name for name, g in ACTIVATIONS.items() if not g.output_only)
PAIRS = tuple((cost, output) for cost in COSTS for output in COSTS[cost].outputs)
# Square layers let a wrong index give a number where other shapes give an error, and both are wanted.
UNITS = ((2, 2, 2, 2), (1, 3, 2), (2, 2, 2), (3, 2, 2), (2, 2, 2))
BIASES = ((True, True, True), (False, False, False), (False, True, False))
MARGIN = 0.05  # how far relu's z stays from 0 elsewhere, more than a central difference moves it


def networks() -> dict[str, Network]:
    """All of them by name, the same in each run."""
    smooth = {f"{cost}, {output}": alive(n, cost, output) for n, (cost, output) in enumerate(PAIRS)}
    return smooth | {KINK: at_the_kink()}


def alive(n: int, cost: str, output: str) -> Network:
    """Network number n, with the first random weights that put some relu below 0, some above, none near."""
    drawn = (network(n, cost, output, np.random.default_rng([n, seed])) for seed in count())
    return next(filter(shows_relu, drawn))


def shows_relu(network: Network) -> bool:
    """Whether each relu layer has both signs of z, and every z away from the kink."""
    z, _ = forward(network)
    relu = [z[l] for l, name in network.g.items() if name == "relu"]
    return all((z_l < 0).any() and (z_l > 0).any() and np.abs(z_l).min() > MARGIN for z_l in relu)


def network(n: int, cost: str, output: str, random: np.random.Generator) -> Network:
    """Network number n with these random numbers, in hundredths."""
    units, biases, m = UNITS[n % len(UNITS)], BIASES[n % len(BIASES)], 2 + n % 2
    hidden = [HIDDEN[(n + n // len(UNITS) + k) % len(HIDDEN)] for k in range(len(units) - 2)]
    layers = (Layer(units[0]), *map(Layer, units[1:], [*hidden, output], biases))
    shapes = {l: (b.units, a.units + b.bias) for l, (a, b) in enumerate(pairwise(layers), 1)}
    return Network(
        layers=layers,
        cost=cost,
        Theta={l: hundredths(random, *shape) for l, shape in shapes.items()},
        x=hundredths(random, m, units[0]),
        y=targets(random, COSTS[cost].targets, (m, units[-1])),
        reduction=("mean", "sum")[n % 2],
        penalty=(0.5, 0.0, 2.0)[n % 3],
    )


def hundredths(random: np.random.Generator, *shape: int) -> np.ndarray:
    """Random numbers from −1 to 1."""
    return random.integers(-100, 101, shape) / 100


def targets(random: np.random.Generator, kind: str, shape: tuple[int, int]) -> np.ndarray:
    """Targets that the cost allows; the first example's are 0 and 1 where they may be."""
    y = random.integers(5, 96, shape) / 100
    if kind == "real":
        return y
    y[0] = np.arange(shape[1]) == 0
    return y / y.sum(axis=1, keepdims=True) if kind == "distribution" else y


def at_the_kink() -> Network:
    """One relu unit with z = 0 exactly, where g′ is 0 by agreement, and one with z = 1."""
    Theta = {1: np.array([[0.5, -0.5], [0.5, 0.5]]), 2: np.array([[0.5, 1.0, 2.0]])}
    layers = (Layer(1), Layer(2, "relu"), Layer(1, "identity"))
    return Network(layers, "half_squared_error", Theta, x=np.ones((1, 1)), y=np.zeros((1, 1)))
