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
from .functions import COUPLED

MOST_DIGITS = 3000  # e^−7000, and a second for a page

Arrays = dict[int, np.ndarray]
Known = dict[str, mpf]
Formulas = Callable[[Known], list]


def evaluate(network: Network, z: Arrays, bar: Bar = NO_BAR) -> tuple[Arrays, Arrays]:
    """(δ, ∂J/∂Θ), δ^(l) of shape (m, s[l]); NaN where a formula has no value even so.

    `z` are the weighted sums as somebody else has them: where they are also those found here, but
    for the last bits, both stand on the same side of the kink of a relu.
    """
    with mp.workdps(digits(network, z)):
        program, gradients = passes(network), gradient_formulas(network)
        counted = bar.each(range(network.m), network.m, "SymPy")
        examples = [run(network, program, t, z) for t in counted]
        delta = {
            l: np.array(
                [[float(known[name]) for name in unit_names(network, "delta", l)] for known in examples]
            )
            for l in range(2, network.L + 1)
        }
        Delta = {
            l: np.array(sum(np.array(formulas(known)) for known in examples), float).reshape(
                network.Theta[l].shape
            )
            for l, formulas in gradients.items()
        }
    return delta, {l: of_J(network, l, Delta[l]) for l in Delta}


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


def passes(network: Network) -> list[tuple[str, int, Formulas]]:
    """What is found one after the other, as letter and layer: z and a forward, δ backward."""
    found = []
    for l in range(2, network.L + 1):
        sums = [forward.weighted_sum(network, l, j) for j in derive.units(network, l)]
        found += [("z", l, formulas(sums)), ("a", l, formulas(forward.activations(network, l)))]
    for l, layer in derive.all_deltas(network).items():
        found.append(("delta", l, formulas([unit.result for unit in layer])))
    return found


def gradient_formulas(network: Network) -> dict[int, Formulas]:
    """∂C/∂Θ^(l), row after row, for each l."""
    return {
        l: formulas([weight.result for row in rows for weight in row])
        for l, rows in derive.all_gradients(network).items()
    }


def run(network: Network, program: list[tuple[str, int, Formulas]], t: int, z: Arrays) -> Known:
    """Every number of example t by its name."""
    known = given(network, t)
    for letter, l, of in program:
        values = of(known)
        if letter == "z":
            values = [same(found, mpf(other)) for found, other in zip(values, z[l][t], strict=True)]
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


def same(found: mpf, other: mpf) -> mpf:
    """The other, if it is the same but for rounding."""
    return other if abs(found - other) <= 1e-9 * max(1, abs(found)) else found


def of_J(network: Network, l: int, Delta: np.ndarray) -> np.ndarray:
    """∂J/∂Θ^(l) from Δ^(l), by the derivative of the penalty that batch.py takes."""
    factor = lambdify([batch.lam, batch.m], batch.penalty_gradient() / Symbol("Theta"))
    penalised = factor(network.penalty, network.m) * network.Theta[l]
    if network.has_bias(l):
        penalised[:, 0] = 0
    return Delta / (network.m if network.reduction == "mean" else 1) + penalised
