"""SymPy, NumPy and central differences on the same numbers: how far each pair is apart.

The three share no derivative: the first is the derived recurrences turned into functions, the second
the hand-written backward pass, the third calls the forward pass only. Where a relu has its kink
closer than the step of the differences, these are left out, and counted.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Symbol, lambdify

from . import names
from .network import Network
from .numeric import differences
from .numeric.evaluate import Evaluation
from .symbolic import batch, derive

ANALYTIC, DIFFERENCES = 1e-10, 1e-6  # what a pair may be apart, relative to the largest entry
SMALLEST = 1e-4  # entries below count as this large: what cancels to 0 has no relative error
PAIRS = (("SymPy", "NumPy"), ("SymPy", "differences"), ("NumPy", "differences"))

Arrays = dict[int, np.ndarray]


@dataclass(frozen=True)
class Difference:
    """The worst relative difference of one pair in one quantity, and what it may be."""

    quantity: str
    pair: tuple[str, str]
    worst: float
    allowed: float

    @property
    def agrees(self) -> bool:
        """Whether the pair is close enough; a NaN is not."""
        return self.worst <= self.allowed


def known_numbers(network: Network, evaluation: Evaluation) -> dict[str, np.ndarray]:
    """Theta1_10, a1_1, z2_1, …, y_1: what the recurrences are in, one entry an example."""
    known = {
        names.unit(letter, l, j): column
        for letter, layers in (("z", evaluation.z), ("a", evaluation.a))
        for l, rows in layers.items()
        for j, column in enumerate(rows.T, start=1)
    }
    known |= {names.plain("y", k): column for k, column in enumerate(network.y.T, start=1)}
    for l, Theta in network.Theta.items():
        for (i, n), value in np.ndenumerate(Theta):
            known[names.weight(l, i + 1, network.columns(l)[n])] = np.full(network.m, value)
    return known


def at(expr: Expr, known: dict[str, np.ndarray]) -> np.ndarray:
    """The expression at the known numbers, one entry an example."""
    used = sorted(symbol.name for symbol in expr.free_symbols)
    value = lambdify([Symbol(name) for name in used], expr, "numpy")(*(known[name] for name in used))
    return np.broadcast_to(value, next(iter(known.values())).shape)


def recurrences(network: Network, evaluation: Evaluation) -> tuple[Arrays, Arrays]:
    """(δ, ∂J/∂Θ) by the derived formulas, the δ of the output first."""
    known = known_numbers(network, evaluation)
    delta = {}
    for l, units in derive.all_deltas(network).items():
        known |= {unit.symbol.name: at(unit.result, known) for unit in units}
        delta[l] = np.column_stack([known[unit.symbol.name] for unit in units])
    dJ_dTheta = {
        l: np.array([[at(weight.result, known).sum() for weight in row] for row in rows])
        for l, rows in derive.all_gradients(network).items()
    }
    return delta, {l: of_J(network, l, Delta) for l, Delta in dJ_dTheta.items()}


def of_J(network: Network, l: int, Delta: np.ndarray) -> np.ndarray:
    """∂J/∂Θ^(l) from Δ^(l) by the derivative of J that batch.py takes."""
    factor = lambdify([batch.lam, batch.m], batch.penalty_gradient() / Symbol("Theta"))
    penalised = factor(network.penalty, network.m) * network.Theta[l]
    if network.has_bias(l):
        penalised[:, 0] = 0
    return Delta / (network.m if network.reduction == "mean" else 1) + penalised


def by_differences(network: Network) -> tuple[Arrays, Arrays]:
    """(δ, ∂J/∂Θ) by central differences."""
    delta = {
        l: np.array([differences.dC_dlayer(network, l, t, activation=False) for t in range(network.m)])
        for l in range(2, network.L + 1)
    }
    return delta, differences.dJ_dTheta(network)


def near_kink(network: Network, evaluation: Evaluation) -> int:
    """How many z of a relu stand within the steps of the differences of its kink at 0."""
    reach = 10 * differences.STEP * (1 + max(np.abs(a).max() for a in evaluation.a.values()))
    return sum(int((np.abs(evaluation.z[l]) < reach).sum()) for l in evaluation.z if network.g[l] == "relu")


def worst(one: Arrays, other: Arrays) -> float:
    """The largest |one − other| of any entry, relative to the largest entry of its array.

    Where a saturated unit makes the plain formula 0/0, which the stable evaluation avoids, there is
    nothing to compare.
    """
    return max(apart(one[l][np.isfinite(one[l])], other[l][np.isfinite(one[l])]) for l in one)


def apart(one: np.ndarray, other: np.ndarray) -> float:
    """The same of one array; 0 if it is empty."""
    if not one.size:
        return 0.0
    return float(np.abs(one - other).max() / max(np.abs(one).max(), np.abs(other).max(), SMALLEST))


def compare(network: Network, evaluation: Evaluation) -> list[Difference]:
    """Each quantity by each pair; without the differences where a relu is near its kink."""
    ways = {
        "SymPy": recurrences(network, evaluation),
        "NumPy": (evaluation.delta, evaluation.dJ_dTheta),
    }
    if not near_kink(network, evaluation):
        ways["differences"] = by_differences(network)
    return [
        Difference(
            quantity,
            pair,
            worst(ways[pair[0]][n], ways[pair[1]][n]),
            DIFFERENCES if "differences" in pair else ANALYTIC,
        )
        for n, quantity in enumerate(("δ", "∂J/∂Θ"))
        for pair in PAIRS
        if ways.keys() >= set(pair)
    ]
