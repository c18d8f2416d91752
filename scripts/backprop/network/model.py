"""The network as the lecture writes it: layers, Theta, and training examples."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Self

import numpy as np


@dataclass(frozen=True)
class Layer:
    """One layer. `activation` is None for the input; `bias` says whether its units have one."""

    units: int
    activation: str | None = None
    bias: bool = True


@dataclass(frozen=True, eq=False)
class Network:
    """h_Theta(x) = a[L], with z[l+1] = Theta[l] [1; a[l]] and a[l] = g(z[l]), l = 1 … L-1.

    Theta[l] has shape (s[l+1], s[l] + 1), column 0 the bias, or (s[l+1], s[l]) where
    layer l+1 has no bias. x has shape (m, s[1]) and y (m, s[L]): one example a row.

    Source: Andrew Ng, Machine Learning, week 5.
    """

    layers: tuple[Layer, ...]
    cost: str
    Theta: dict[int, np.ndarray]
    x: np.ndarray
    y: np.ndarray
    reduction: str = "mean"
    penalty: float = 0.0  # the lecture's lambda, a keyword in Python

    @classmethod
    def dense(
        cls,
        units: Sequence[int],
        activation: str | Sequence[str],
        cost: str,
        Theta: dict[int, np.ndarray],
        x: np.ndarray,
        y: np.ndarray,
        *,
        reduction: str = "mean",
        penalty: float = 0.0,
    ) -> Self:
        """A network of s_1, s_2, … `units`, from arrays of any size, with a bias in every layer.

        `activation` is g of all layers, or one name for each of the layers 2 … L. Theta[l] has shape
        (s[l+1], s[l] + 1), x (m, s[1]), y (m, s[L]). Raises ValueError where one of them has another shape.
        """
        names = [activation] * (len(units) - 1) if isinstance(activation, str) else [*activation]
        if len(names) != len(units) - 1:
            raise ValueError(f"{len(names)} activations for layers 2 … {len(units)}; one for each is wanted")
        layers = (Layer(units[0]), *map(Layer, units[1:], names))
        x, y = np.asarray(x, float), np.asarray(y, float)
        network = cls(layers, cost, Theta, x, y, reduction, penalty)
        network.check_shapes()
        return network

    def check_shapes(self) -> None:
        """Raise ValueError where Theta, x and y have other shapes than the layers say."""
        s, m = self.s, self.m
        wanted = {f"Theta[{l}]": (s[l + 1], s[l] + self.has_bias(l)) for l in range(1, self.L)}
        wanted |= {"x": (m, s[1]), "y": (m, s[self.L])}
        arrays = {f"Theta[{l}]": Theta for l, Theta in self.Theta.items()} | {"x": self.x, "y": self.y}
        shapes = {name: np.shape(array) for name, array in arrays.items()}
        if shapes != wanted:
            raise ValueError(f"the shapes are {shapes}; the layers {list(s.values())} want {wanted}")

    @property
    def L(self) -> int:
        """The number of layers, input and output counted."""
        return len(self.layers)

    @property
    def m(self) -> int:
        """The number of training examples."""
        return len(self.x)

    @cached_property
    def s(self) -> dict[int, int]:
        """s[l]: units of layer l, bias unit not counted."""
        return {l: layer.units for l, layer in enumerate(self.layers, start=1)}

    @cached_property
    def g(self) -> dict[int, str]:
        """g[l]: name of the activation function of layer l, l ≥ 2."""
        return {l: layer.activation for l, layer in enumerate(self.layers, start=1) if l > 1}

    def has_bias(self, l: int) -> bool:
        """Whether Theta[l], which feeds layer l+1, has the bias column 0."""
        return self.layers[l].bias

    def weights(self, l: int) -> np.ndarray:
        """Theta[l] without the bias column, shape (s[l+1], s[l])."""
        return self.Theta[l][:, 1:] if self.has_bias(l) else self.Theta[l]

    def units(self, l: int) -> range:
        """The units j = 1 … s_l of layer l."""
        return range(1, self.s[l] + 1)

    def columns(self, l: int) -> range:
        """The indices j of Theta_ij^(l): from 0, the bias, or from 1 where there is none."""
        return range(0 if self.has_bias(l) else 1, self.s[l] + 1)


def initial_weights(units: Sequence[int], seed: int, epsilon: float | None = None) -> dict[int, np.ndarray]:
    """Θ_ij^(l) uniform in (−ε, ε), l = 1 … L−1, of shape (units[l], units[l−1] + 1), bias column first.

    ε is √6 / √(s_l + s_(l+1)) for each l, if `epsilon` gives no other. The same seed gives the same weights.

    Source: Andrew Ng, Machine Learning, week 5, "Random Initialization", and programming exercise 4.
    """
    random, Theta = np.random.default_rng(seed), {}
    for l, (s_l, s_next) in enumerate(pairwise(units), start=1):
        bound = np.sqrt(6 / (s_l + s_next)) if epsilon is None else epsilon
        Theta[l] = random.uniform(-bound, bound, size=(s_next, s_l + 1))
    return Theta
