"""The networks that are measured, with weights as large as a trained one's."""

from dataclasses import replace

import numpy as np

from ...backprop.network import Layer, Network

DIGITS = (784, 256, 128, 10)  # 28 × 28 pixels in, one unit a digit out


def network(
    units: list[int],
    hidden: str = "sigmoid",
    output: str = "sigmoid",
    cost: str = "binary_cross_entropy",
    examples: int = 1,
) -> Network:
    """A network with so many units a layer, the same whenever it is made."""
    draw, (first, *middle, last) = np.random.default_rng(1), units
    layers = (Layer(first), *(Layer(s, hidden) for s in middle), Layer(last, output))
    Theta = {
        l: draw.normal(0, here**-0.5, (there, here + 1))
        for l, (here, there) in enumerate(zip(units, units[1:], strict=False), 1)
    }
    x = draw.random((examples, first))
    y = np.eye(last)[draw.integers(last, size=examples)]
    return Network(layers, cost, Theta, x, y)


def digits(units: tuple[int, ...], hidden: str, examples: int) -> Network:
    """A network that tells classes apart."""
    return network([*units], hidden, "softmax", "softmax_cross_entropy", examples)


def first_examples(given: Network, m: int) -> Network:
    """The same with its first m examples."""
    return replace(given, x=given.x[:m], y=given.y[:m])


def name_of(given: Network) -> str:
    """784-256-128-10 sigmoid."""
    return f"{'-'.join(map(str, given.s.values()))} {given.g[2]}"
