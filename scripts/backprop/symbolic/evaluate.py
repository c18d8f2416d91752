"""The derived formulas in numbers: a, δ and ∂J/∂Θ by SymPy's expressions alone.

The arithmetic is so long that 1 − a of a saturated unit keeps its digits, which doubles do not.
"""

from collections.abc import Callable

import numpy as np
from mpmath import mp, mpf
from sympy import Expr, Symbol, lambdify

from .. import names
from ..network import Network
from ..progress import NO_BAR, Bar
from . import batch, derive, forward, symbols
from .derive import Derivations
from .functions import COUPLED

MOST_DIGITS = 3000  # e^−7000, and a second for a page

Arrays = dict[int, np.ndarray]
Known = dict[str, mpf]
Formulas = Callable[[Known], list]


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
        examples = [run(network, program, t, z) for t in counted]
        delta = {l: delta_of(network, l, examples) for l in range(2, network.L + 1)}
        dJ_dTheta = {l: of_J(network, l, summed(of, examples)) for l, of in gradients.items()}
    return delta, dJ_dTheta


def delta_of(network: Network, l: int, examples: list[Known]) -> np.ndarray:
    """δ^(l), shape (m, s[l])."""
    return np.array([[float(known[name]) for name in unit_names(network, "delta", l)] for known in examples])


def summed(formulas: Formulas, examples: list[Known]) -> np.ndarray:
    """Σ over the examples of the formulas, a flat array."""
    return np.array(sum(np.array(formulas(known)) for known in examples), float)


def digits(network: Network, z: Arrays) -> int:
    """Enough that 1 − a of a softmax, by which its δ may be divided, is not 0: it is about e^−z."""
    far = float(np.ptp(z[network.L], axis=1).max()) if network.g[network.L] in COUPLED else 0.0
    return 50 + int(min(MOST_DIGITS, far / 2))


def unit_names(network: Network, letter: str, l: int) -> list[str]:
    """`a2_1`, `a2_2`, …: the names of a layer."""
    return [names.unit(letter, l, j) for j in derive.units(network, l)]


def formulas(expressions: list[Expr]) -> Formulas:
    """The expressions as one function of the known numbers."""
    used = sorted({symbol.name for expr in expressions for symbol in expr.free_symbols})
    function = lambdify(used, expressions, "mpmath")

    def of(known: Known) -> list:
        try:
            return function(*(known[name] for name in used))
        except ZeroDivisionError:
            return [mp.nan] * len(expressions)

    return of


def passes(derivations: Derivations) -> list[tuple[str, int, Formulas]]:
    """What is computed one after the other, as letter and layer: z and a forward, δ backward."""
    network, program = derivations.network, []
    for l in range(2, network.L + 1):
        sums = [forward.weighted_sum(network, l, j) for j in derive.units(network, l)]
        program += [("z", l, formulas(sums)), ("a", l, formulas(forward.activations(network, l)))]
    for l, layer in derivations.deltas.items():
        program.append(("delta", l, formulas([unit.result for unit in layer])))
    return program


def gradient_formulas(derivations: Derivations) -> dict[int, Formulas]:
    """∂C/∂Θ^(l), row after row, for each l."""
    return {
        l: formulas([weight.result for row in rows for weight in row])
        for l, rows in derivations.gradients.items()
    }


def run(network: Network, program: list[tuple[str, int, Formulas]], t: int, z: Arrays) -> Known:
    """Every number of example t by its name: given, z, a, δ."""
    known = given(network, t)
    for letter, l, of in program:
        values = of(known)
        if letter == "z":
            values = [rounded_as(mpf(other), value) for value, other in zip(values, z[l][t], strict=True)]
        known |= zip(unit_names(network, letter, l), values, strict=True)
    return known


def given(network: Network, t: int) -> Known:
    """Theta1_10, a1_1, y_1: the numbers of the file, to the last bit."""
    known = {names.unit("a", 1, j): mpf(x) for j, x in enumerate(network.x[t], 1)}
    known |= {names.plain("y", k): mpf(y) for k, y in enumerate(network.y[t], 1)}
    for l, Theta in network.Theta.items():
        for (i, n), value in np.ndenumerate(Theta):
            known[symbols.weight(l, i + 1, network.columns(l)[n]).name] = mpf(value)
    return known


def rounded_as(other: mpf, value: mpf) -> mpf:
    """`other`, if it is `value` but for rounding, else `value`."""
    return other if abs(value - other) <= 1e-9 * max(1, abs(value)) else value


def of_J(network: Network, l: int, Delta: np.ndarray) -> np.ndarray:
    """∂J/∂Θ^(l), shaped as Theta[l], from Δ^(l), by the derivative of the penalty that batch.py takes."""
    factor = lambdify([batch.lam, batch.m], batch.penalty_gradient() / Symbol("Theta"))
    penalised = factor(network.penalty, network.m) * network.Theta[l]
    if network.has_bias(l):
        penalised[:, 0] = 0
    scale = 1 / network.m if network.reduction == "mean" else 1
    return Delta.reshape(penalised.shape) * scale + penalised
