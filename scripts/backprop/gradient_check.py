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


@dataclass(frozen=True)
class Quantity:
    """One quantity in three ways, and what of it is left out.

    `size` is what differences are measured by, for each layer; `kink` is where no difference is a
    derivative, `faint` where rounding hides what they shall show.
    """

    name: str
    ways: dict[str, Arrays]
    size: dict[int, float]
    kink: Arrays
    faint: Arrays
    label: Callable[[int, int, int], str]


def compare(
    network: Network, evaluation: Evaluation, bar: Bar = NO_BAR, derivations: Derivations | None = None
) -> list[Difference]:
    """δ and ∂J/∂Θ by each pair of ways: six differences, each in proportion to the largest of its layer.

    `derivations` are those of the network where somebody has them already.
    """
    delta, dJ_dTheta = evaluate(derivations or Derivations(network), evaluation.z, bar)
    quantities = (
        errors(network, evaluation, delta, finite_differences.delta_slopes(network, bar)),
        gradients(network, evaluation, dJ_dTheta, finite_differences.dJ_dTheta_slopes(network, bar)),
    )
    return [difference(quantity, pair) for quantity in quantities for pair in PAIRS]


def errors(network: Network, evaluation: Evaluation, derived: Arrays, slopes: Arrays) -> Quantity:
    """δ^(l) of every example."""

    def label(l: int, t: int, j: int) -> str:
        return names.unit("delta", l, j + 1) + (f", example {t + 1}" if network.m > 1 else "")

    noise = rounding(network, evaluation)
    return quantity("δ", derived, evaluation.delta, slopes, noise, label)


def gradients(network: Network, evaluation: Evaluation, derived: Arrays, slopes: Arrays) -> Quantity:
    """∂J/∂Θ^(l)."""

    def label(l: int, i: int, n: int) -> str:
        return names.partial("J", names.weight(l, i + 1, network.columns(l)[n]))

    noise = rounding_of_gradients(network, evaluation)
    return quantity("∂J/∂Θ", derived, evaluation.dJ_dTheta, slopes, noise, label)


def rounding(network: Network, evaluation: Evaluation) -> dict[int, float]:
    """How far that of a and y, of the sums and of g′ = a (1 − a) may move δ^(l), back through |Θ|."""
    e, L = evaluation, network.L
    noise = {L: LAST_BITS * max(np.abs(e.a[L]).max(), np.abs(network.y).max())}
    for l in range(L - 1, 1, -1):
        own = LAST_BITS * np.abs(e.delta[l + 1]).max()
        g_prime = ACTIVATIONS[network.g[l]].delta(e.a[l], np.ones_like(e.a[l]))
        noise[l] = np.abs(network.weights(l)).sum(axis=0).max() * (own + g_prime.max() * noise[l + 1])
    return noise


def rounding_of_gradients(network: Network, evaluation: Evaluation) -> dict[int, float]:
    """How far it may move ∂J/∂Θ^(l), a sum over the examples of a δ, and the penalty."""
    e, terms, noise = evaluation, network.m * scale(network), rounding(network, evaluation)
    penalty = LAST_BITS * network.penalty / network.m
    return {
        l: terms * max(1.0, np.abs(e.a[l]).max()) * (LAST_BITS * np.abs(e.delta[l + 1]).max() + noise[l + 1])
        + penalty * np.abs(Theta).max()
        for l, Theta in network.Theta.items()
    }


def quantity(
    name: str, derived: Arrays, evaluated: Arrays, slopes: Arrays, noise: dict[int, float], label: Callable
) -> Quantity:
    """The three ways; the size is the largest entry of a layer, or what rounding makes as large as that."""
    size = {l: max(largest(evaluated[l]), largest(derived[l]), noise[l] / ANALYTIC) or 1.0 for l in slopes}
    value = {l: np.vectorize(lambda slope: slope.value, otypes=[float])(slopes[l]) for l in slopes}
    doubt = {l: np.vectorize(lambda slope: slope.doubt, otypes=[float])(slopes[l]) for l in slopes}
    kink = {l: np.isnan(value[l]) for l in slopes}
    faint = {l: ~kink[l] & ~(doubt[l] <= DIFFERENCES * size[l]) for l in slopes}
    ways = {"SymPy": derived, "NumPy": evaluated, "differences": value}
    return Quantity(name, ways, size, kink, faint, label)


def largest(array: np.ndarray) -> float:
    """The largest finite entry, 0 where there is none."""
    return float(np.abs(array[np.isfinite(array)]).max(initial=0.0))


def difference(quantity: Quantity, pair: tuple[str, str]) -> Difference:
    """The worst of one pair, over all layers."""
    q, by_differences = quantity, "differences" in pair
    apart = {l: np.abs(q.ways[pair[0]][l] - q.ways[pair[1]][l]) / q.size[l] for l in q.size}
    if by_differences:
        apart = {l: np.where(q.kink[l] | q.faint[l], 0.0, apart[l]) for l in apart}
    worst = {l: apart[l].max() for l in apart}
    l = max(worst, key=lambda l: np.inf if np.isnan(worst[l]) else worst[l])
    index = np.unravel_index(apart[l].argmax(), apart[l].shape)
    return Difference(
        q.name,
        pair,
        float(worst[l]),
        q.label(l, *map(int, index)),
        DIFFERENCES if by_differences else ANALYTIC,
        sum(rows.size for rows in apart.values()),
        *(count(q.kink), count(q.faint)) if by_differences else (),
    )


def count(marks: Arrays) -> int:
    """How many are marked."""
    return sum(int(rows.sum()) for rows in marks.values())
