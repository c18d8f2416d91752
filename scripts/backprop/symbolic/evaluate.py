"""The derived formulas in numbers: a, δ and ∂J/∂Θ by SymPy's expressions alone.

The arithmetic is so long that 1 − a of a saturated unit keeps its digits, which doubles do not.
"""

import numpy as np
from mpmath import mp, mpf
from sympy import Symbol, lambdify

from ..network import Network
from ..progress import NO_BAR, Bar
from . import symbols, vector
from .derive import Derivations
from .functions import COUPLED
from .numbers import Known, Program, accumulated, evaluated, formulas, forward_pass, run, unit_names

MOST_DIGITS = 3000  # e^−7000, and a second for a page

Arrays = dict[int, np.ndarray]


def evaluate(derivations: Derivations, z: Arrays, bar: Bar = NO_BAR) -> tuple[Arrays, Arrays]:
    """(δ, ∂J/∂Θ) of the derived formulas, δ^(l) of shape (m, s[l]) and ∂J/∂Θ^(l) as Theta[l].

    NaN stands where a formula has no value. `z` are the weighted sums as NumPy has them: where they are also those of
    SymPy's forward pass, but for the last bits, both stand on the same side of the kink of a relu.
    """
    network = derivations.network
    with mp.workdps(digits(network, z)):
        program = passes(derivations)
        counted = bar.each(range(network.m), network.m, "SymPy")
        examples = [run(network, program, t, weighted_sums(network, z, t)) for t in counted]
        delta = {l: evaluated(symbols.layer("delta", network, l), examples) for l in derivations.deltas}
        dJ_dTheta = {l: of_J(network, l, Delta(derivations, l, examples)) for l in network.Theta}
    return delta, dJ_dTheta


def digits(network: Network, z: Arrays) -> int:
    """Enough that 1 − a of a softmax, by which its δ may be divided, is not 0: it is about e^−z."""
    far = float(np.ptp(z[network.L], axis=1).max()) if network.g[network.L] in COUPLED else 0.0
    return 50 + int(min(MOST_DIGITS, far / 2))


def weighted_sums(network: Network, z: Arrays, t: int) -> Known:
    """z2_1, … of example t."""
    return {
        name: mpf(number)
        for l, rows in z.items()
        for name, number in zip(unit_names(network, "z", l), rows[t], strict=True)
    }


def passes(derivations: Derivations) -> Program:
    """z and a forward, then δ backward."""
    network = derivations.network
    return forward_pass(network) + [
        (unit_names(network, "delta", l), formulas([unit.result for unit in layer]))
        for l, layer in derivations.deltas.items()
    ]


def Delta(derivations: Derivations, l: int, examples: list[Known]) -> np.ndarray:
    """Δ^(l) = Σ over the examples of ∂C/∂Θ^(l), shaped as Theta[l]."""
    weights = [weight.result for row in derivations.gradients[l] for weight in row]
    return accumulated(derivations.network, l, weights, examples)


def of_J(network: Network, l: int, Delta: np.ndarray) -> np.ndarray:
    """∂J/∂Θ^(l), shaped as Theta[l], from Δ^(l), by the derivative of the penalty that vector.py takes."""
    factor = lambdify([vector.lam, vector.m], vector.penalty_gradient() / Symbol("Theta"))
    penalised = factor(network.penalty, network.m) * network.Theta[l]
    if network.has_bias(l):
        penalised[:, 0] = 0
    scale = 1 / network.m if network.reduction == "mean" else 1
    return Delta * scale + penalised
