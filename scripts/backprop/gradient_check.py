"""SymPy, NumPy and central differences on the same numbers: how far each pair is apart.

The three share no derivative: the first is the derived recurrences turned into functions, the second
the hand-written backward pass, the third calls the forward pass only. What no difference can tell is
left out of its pairs, and counted.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from . import names
from .network import Network
from .numeric import finite_differences
from .numeric.activations import ACTIVATIONS
from .numeric.evaluate import Evaluation, scale
from .progress import NO_BAR, Bar
from .symbolic.derive import Derivations
from .symbolic.evaluate import evaluate

ANALYTIC, DIFFERENCES = 1e-10, 1e-6  # what a pair may be apart, in proportion
LAST_BITS = 1e-15  # what rounding leaves of a sum, in proportion to its terms
PAIRS = (("SymPy", "NumPy"), ("SymPy", "differences"), ("NumPy", "differences"))

Arrays = dict[int, np.ndarray]


@dataclass(frozen=True)
class Difference:
    """The worst difference of one pair in one quantity, in proportion to the largest entry of its layer."""

    quantity: str
    pair: tuple[str, str]
    worst: float
    where: str
    allowed: float
    entries: int
    kink: int = 0  # entries left out, at the kink of a relu
    faint: int = 0  # entries left out, hidden by the rounding of C

    @property
    def agrees(self) -> bool:
        """Whether the pair is close enough; a NaN is not."""
        return self.worst <= self.allowed


class Quantity:
    """δ or ∂J/∂Θ in three ways, arrays by layer, and what of it the differences cannot tell.

    `label(l, row, column)` names an entry. `noise` is how far rounding alone may move each layer.
    """

    def __init__(self, name: str, label: Callable, derived: Arrays, evaluated: Arrays, slopes: Arrays, noise):
        value, doubt = ({l: slopes[l][..., n] for l in slopes} for n in (0, 1))
        self.name, self.label = name, label
        self.ways = {"SymPy": derived, "NumPy": evaluated, "differences": value}
        # Of each layer the largest entry, or what rounding makes as large as that; 1 where all is 0.
        self.size = {
            l: max(largest(evaluated[l]), largest(derived[l]), noise[l] / ANALYTIC) or 1.0 for l in slopes
        }
        self.kink = {l: np.isnan(value[l]) for l in slopes}  # where no difference is a derivative
        # Where the rounding of C hides the derivative.
        self.faint = {l: ~self.kink[l] & ~(doubt[l] <= DIFFERENCES * self.size[l]) for l in slopes}

    def difference(self, pair: tuple[str, str]) -> Difference:
        """The worst of one pair, over all layers."""
        one, other = (self.ways[way] for way in pair)
        apart = {l: np.abs(one[l] - other[l]) / self.size[l] for l in self.size}
        allowed, left_out = ANALYTIC, {}
        if "differences" in pair:
            allowed, left_out = DIFFERENCES, {"kink": count(self.kink), "faint": count(self.faint)}
            apart = {l: np.where(self.kink[l] | self.faint[l], 0.0, apart[l]) for l in apart}
        worst = {l: apart[l].max() for l in apart}
        l = max(worst, key=lambda l: np.inf if np.isnan(worst[l]) else worst[l])
        index = np.unravel_index(apart[l].argmax(), apart[l].shape)
        where, entries = self.label(l, *map(int, index)), sum(rows.size for rows in apart.values())
        return Difference(self.name, pair, float(worst[l]), where, allowed, entries, **left_out)


def largest(array: np.ndarray) -> float:
    """The largest finite entry, 0 where there is none."""
    return float(np.abs(array[np.isfinite(array)]).max(initial=0.0))


def count(marks: Arrays) -> int:
    """How many entries are marked."""
    return sum(int(rows.sum()) for rows in marks.values())


def compare(
    network: Network, evaluation: Evaluation, bar: Bar = NO_BAR, derivations: Derivations | None = None
) -> list[Difference]:
    """δ and ∂J/∂Θ by each pair of ways: six differences, each in proportion to the largest of its layer.

    `evaluation` is that of the network, and so are `derivations`, where somebody has them already.
    Source: Andrew Ng, Machine Learning, week 5, "Gradient Checking".
    """
    delta, dJ_dTheta = evaluate(derivations or Derivations(network), evaluation.z, bar)
    delta_slopes = finite_differences.delta_slopes(network, bar)
    dJ_dTheta_slopes = finite_differences.dJ_dTheta_slopes(network, bar)

    def unit(l: int, t: int, j: int) -> str:
        return names.unit("delta", l, j + 1) + (f", example {t + 1}" if network.m > 1 else "")

    def weight(l: int, i: int, n: int) -> str:
        return names.partial("J", names.weight(l, i + 1, network.columns(l)[n]))

    noise = rounding(network, evaluation)
    of_weights = rounding_of_gradients(network, evaluation, noise)
    quantities = (
        Quantity("δ", unit, delta, evaluation.delta, delta_slopes, noise),
        Quantity("∂J/∂Θ", weight, dJ_dTheta, evaluation.dJ_dTheta, dJ_dTheta_slopes, of_weights),
    )
    return [quantity.difference(pair) for quantity in quantities for pair in PAIRS]


def rounding(network: Network, e: Evaluation) -> dict[int, float]:
    """How far rounding of a and y, of the sums and of g′ = a (1 − a) may move δ^(l), back through |Θ|."""
    L = network.L
    noise = {L: LAST_BITS * max(np.abs(e.a[L]).max(), np.abs(network.y).max())}
    for l in range(L - 1, 1, -1):
        own = LAST_BITS * np.abs(e.delta[l + 1]).max()
        g_prime = ACTIVATIONS[network.g[l]].delta(e.a[l], np.ones_like(e.a[l]))
        noise[l] = np.abs(network.weights(l)).sum(axis=0).max() * (own + g_prime.max() * noise[l + 1])
    return noise


def rounding_of_gradients(
    network: Network, evaluation: Evaluation, noise: dict[int, float]
) -> dict[int, float]:
    """How far rounding may move ∂J/∂Θ^(l), a sum over the examples of a δ and the penalty; `noise` of δ."""
    e, terms = evaluation, network.m * scale(network)
    penalty = LAST_BITS * network.penalty / network.m
    return {
        l: terms * max(1.0, np.abs(e.a[l]).max()) * (LAST_BITS * np.abs(e.delta[l + 1]).max() + noise[l + 1])
        + penalty * np.abs(Theta).max()
        for l, Theta in network.Theta.items()
    }
