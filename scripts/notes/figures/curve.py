"""C of one example along the z of one unit: the numbers of figure 2."""

from dataclasses import dataclass

import numpy as np

from ...backprop.network import Network
from ...backprop.numeric.differences import cost_from
from ...backprop.numeric.evaluate import Evaluation

SPAN = 3.5  # how far z goes to either side of its actual value
REACH = (-1.4, 1.9)  # how far the tangent is drawn
FLAT = 1e-9  # a relative change of C that is rounding and no slope


@dataclass(frozen=True)
class Curve:
    """C over z of one unit, the actual point (at, C) and the slope δ there, in numbers."""

    l: int
    j: int
    z: np.ndarray
    costs: np.ndarray
    at: float
    C: float
    slope: float

    def tangent(self, step: float) -> float:
        """C + δ · step."""
        return self.C + self.slope * step

    def limits(self) -> tuple[float, float]:
        """The lowest and the highest C to show, with a margin."""
        values = [*self.costs, *map(self.tangent, REACH)]
        low, high = min(values), max(values)
        flat = high - low < FLAT * max(1.0, abs(self.C))
        margin = 0.5 if flat else 0.08 * (high - low)
        return low - margin, high + margin


def unit(network: Network) -> tuple[int, int]:
    """The unit that the figure shows: in layer 2, its second if it has one."""
    return 2, min(2, network.s[2])


def curve(network: Network, evaluation: Evaluation) -> Curve:
    """C of the first example along z of that unit, all else fixed: forward passes only."""
    l, j = unit(network)
    values = evaluation.z[l][0]
    at = float(values[j - 1])

    def C(z: float) -> float:
        changed = values.copy()
        changed[j - 1] = z
        return cost_from(network, l, changed, 0, activation=False)

    z = np.linspace(at - SPAN, at + SPAN, 71)
    slope = float(evaluation.delta[l][0, j - 1])
    return Curve(l, j, z, np.array([C(t) for t in z]), at, float(evaluation.C[0]), slope)
