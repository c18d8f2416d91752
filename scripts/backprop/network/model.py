"""The network as the lecture writes it: layers, Theta, and training examples."""

from dataclasses import dataclass
from functools import cached_property

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

    def columns(self, l: int) -> range:
        """The indices j of Theta_ij^(l): from 0, the bias, or from 1 where there is none."""
        return range(0 if self.has_bias(l) else 1, self.s[l] + 1)
