"""SymPy, NumPy and central differences on the same numbers: how far each pair is apart.

The three share no derivative: the first is the derived recurrences turned into functions, the second the hand-written
backward pass, the third calls the forward pass only. What no difference can tell is left out of its pairs, and counted.
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


def compare(
    network: Network, evaluation: Evaluation, bar: Bar = NO_BAR, derivations: Derivations | None = None
) -> list[Difference]:
    """δ and ∂J/∂Θ by each pair of ways: six differences, each in proportion to the largest of its layer.

    `evaluation` is that of the network, and so are `derivations`, where somebody has them already.
    Source: Andrew Ng, Machine Learning, week 5, "Gradient Checking".
    """
    e, noise = evaluation, rounding(network, evaluation)
    noise_of_gradients = rounding_of_gradients(network, e, noise)
    delta, dJ_dTheta = evaluate(derivations or Derivations(network), e.z, bar)
    delta_slopes = finite_differences.delta_slopes(network, bar)
    dJ_dTheta_slopes = finite_differences.dJ_dTheta_slopes(network, bar)

    def unit(l: int, t: int, j: int) -> str:
        return names.unit("delta", l, j + 1) + (f", example {t + 1}" if network.m > 1 else "")

    def weight(l: int, i: int, n: int) -> str:
        return names.partial("J", names.weight(l, i + 1, network.columns(l)[n]))

    return [
        *differences("δ", unit, delta, e.delta, delta_slopes, noise),
        *differences("∂J/∂Θ", weight, dJ_dTheta, e.dJ_dTheta, dJ_dTheta_slopes, noise_of_gradients),
    ]


def differences(
    quantity: str,
    label: Callable[..., str],
    derived: Arrays,
    evaluated: Arrays,
    slopes: Arrays,
    noise: dict[int, float],
) -> list[Difference]:
    """The worst of each pair, from three arrays a layer; those of `slopes` have the doubt beside the value.

    `label(l, row, column)` names an entry. `noise` is how far rounding alone may move each layer.
    """
    indices = [(l, *index) for l in slopes for index in np.ndindex(derived[l].shape)]
    value, doubt = (flat({l: slopes[l][..., n] for l in slopes}) for n in (0, 1))
    ways = {"SymPy": flat({l: derived[l] for l in slopes}), "NumPy": flat({l: evaluated[l] for l in slopes})}
    ways["differences"] = value
    # Of each layer the largest entry, or what rounding makes as large as that; 1 where all is 0.
    largest = {l: largest_of(derived[l], evaluated[l], noise[l] / ANALYTIC) or 1.0 for l in slopes}
    size = flat({l: np.full(derived[l].shape, largest[l]) for l in slopes})
    kink = np.isnan(value)  # where no difference is a derivative
    faint = ~kink & ~(doubt <= DIFFERENCES * size)  # where the rounding of C hides the derivative

    def of(pair: tuple[str, str]) -> Difference:
        apart, allowed, left_out = np.abs(ways[pair[0]] - ways[pair[1]]) / size, ANALYTIC, {}
        if "differences" in pair:
            allowed, left_out = DIFFERENCES, {"kink": int(kink.sum()), "faint": int(faint.sum())}
            apart[kink | faint] = 0.0
        n = int(apart.argmax())  # a NaN, if there is one
        where = label(*indices[n])
        return Difference(quantity, pair, float(apart[n]), where, allowed, len(indices), **left_out)

    return [of(pair) for pair in PAIRS]


def flat(arrays: Arrays) -> np.ndarray:
    """All entries, layer after layer."""
    return np.concatenate([array.ravel() for array in arrays.values()])


def largest_of(*arrays: np.ndarray | float) -> float:
    """The largest finite size of an entry, 0 where there is none."""
    entries = np.abs(np.concatenate([np.ravel(array) for array in arrays]))
    return float(entries[np.isfinite(entries)].max(initial=0.0))


def rounding(network: Network, e: Evaluation) -> dict[int, float]:
    """How far rounding of a and y, of the sums and of g′ = a (1 − a) may move δ^(l), back through |Θ|."""
    L = network.L
    noise = {L: LAST_BITS * max(np.abs(e.a[L]).max(), np.abs(network.y).max())}
    for l in range(L - 1, 1, -1):
        own = LAST_BITS * np.abs(e.delta[l + 1]).max()
        g_prime = ACTIVATIONS[network.g[l]].delta(e.a[l], np.ones_like(e.a[l]))
        noise[l] = np.abs(network.weights(l)).sum(axis=0).max() * (own + g_prime.max() * noise[l + 1])
    return noise


def rounding_of_gradients(network: Network, evaluation: Evaluation, noise: dict[int, float]) -> dict[int, float]:
    """How far rounding may move ∂J/∂Θ^(l), a sum over the examples of a δ and the penalty; `noise` of δ."""
    e, terms = evaluation, network.m * scale(network)
    penalty = LAST_BITS * network.penalty / network.m
    return {
        l: terms * max(1.0, np.abs(e.a[l]).max()) * (LAST_BITS * np.abs(e.delta[l + 1]).max() + noise[l + 1])
        + penalty * np.abs(Theta).max()
        for l, Theta in network.Theta.items()
    }
