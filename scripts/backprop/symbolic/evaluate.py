"""The derived formulas in numbers: a, δ and ∂J/∂Θ by SymPy's expressions alone.

The arithmetic is so long that 1 − a of a saturated unit keeps its digits, which doubles do not.
"""

import numpy as np
from mpmath import mp, mpf
from sympy import Symbol, lambdify

from ..network import Network
from ..progress import NO_BAR, Bar
from . import vector
from .derive import Derivations
from .functions import COUPLED
from .numbers import Formulas, Known, Program, formulas, forward_pass, run, unit_names

MOST_DIGITS = 3000  # e^−7000, and a second for a page

Arrays = dict[int, np.ndarray]


def evaluate(derivations: Derivations, z: Arrays, bar: Bar = NO_BAR) -> tuple[Arrays, Arrays]:
    """(δ, ∂J/∂Θ) of the derived formulas, δ^(l) of shape (m, s[l]) and ∂J/∂Θ^(l) as Theta[l].

    NaN stands where a formula has no value. `z` are the weighted sums as NumPy has them: where they
    are also those of SymPy's forward pass, but for the last bits, both stand on the same side of the
    kink of a relu.
    """
    network = derivations.network
    with mp.workdps(digits(network, z)):
        program, gradients = passes(derivations), gradient_formulas(derivations)
        counted = bar.each(range(network.m), network.m, "SymPy")
        examples = [run(network, program, t, weighted_sums(network, z, t)) for t in counted]
        delta = {l: delta_of(network, l, examples) for l in range(2, network.L + 1)}
        dJ_dTheta = {l: of_J(network, l, summed(of, examples)) for l, of in gradients.items()}
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


def gradient_formulas(derivations: Derivations) -> dict[int, Formulas]:
    """∂C/∂Θ^(l), row after row, for each l."""
    return {l: formulas([weight.result for row in rows for weight in row]) for l, rows in derivations.gradients.items()}


def delta_of(network: Network, l: int, examples: list[Known]) -> np.ndarray:
    """δ^(l), shape (m, s[l])."""
    return np.array([[float(known[name]) for name in unit_names(network, "delta", l)] for known in examples])


def summed(formulas: Formulas, examples: list[Known]) -> np.ndarray:
    """Σ over the examples of the formulas, a flat array."""
    return np.array(sum(np.array(formulas(known)) for known in examples), float)


def of_J(network: Network, l: int, Delta: np.ndarray) -> np.ndarray:
    """∂J/∂Θ^(l), shaped as Theta[l], from Δ^(l), by the derivative of the penalty that vector.py takes."""
    factor = lambdify([vector.lam, vector.m], vector.penalty_gradient() / Symbol("Theta"))
    penalised = factor(network.penalty, network.m) * network.Theta[l]
    if network.has_bias(l):
        penalised[:, 0] = 0
    scale = 1 / network.m if network.reduction == "mean" else 1
    return Delta.reshape(penalised.shape) * scale + penalised
