"""Numbers for symbols: formulas as functions of the numbers of one example, and its forward pass.

Knows nothing of the derivation, so that what is compared with it can be evaluated here too. The arithmetic
is mpmath's, as precise as its context says.
"""

from collections.abc import Callable

import numpy as np
from mpmath import mp, mpf
from sympy import Expr, lambdify

from .. import names
from ..network import Network
from . import forward, symbols

ROUNDING = 1e-9

Known = dict[str, mpf]
Formulas = Callable[[Known], list]
Program = list[tuple[list[str], Formulas]]  # what is computed one after the other: names, and how


def formulas(expressions: list[Expr], *, large: bool = False) -> Formulas:
    """The expressions as one function of the known numbers; NaN for all where one of them divides by 0.

    Of `large` ones the common parts are taken out first. Raises KeyError, when it is called, where one names
    a number that is not known.
    """
    used = sorted({symbol.name for expr in expressions for symbol in expr.free_symbols})
    function = lambdify(used, expressions, "mpmath", cse=large)

    def of(known: Known) -> list:
        try:
            return function(*(known[name] for name in used))
        except ZeroDivisionError:
            return [mp.nan] * len(expressions)

    return of


def evaluated(expressions: list[Expr], examples: list[Known], *, large: bool = False) -> np.ndarray:
    """The expressions in the numbers of each example, one row an example: shape (m, len(expressions)).

    Raises KeyError where one names a number that the network does not have.
    """
    of = formulas(expressions, large=large)
    return np.array([of(known) for known in examples], float)


def accumulated(
    network: Network, l: int, expressions: list[Expr], examples: list[Known], *, large: bool = False
) -> np.ndarray:
    """Sums over the examples, one expression a weight of Theta[l], row by row; shaped as Theta[l]."""
    of = formulas(expressions, large=large)
    sums = map(sum, zip(*map(of, examples), strict=True))
    return np.array([*sums], float).reshape(network.Theta[l].shape)


def given(network: Network, t: int) -> Known:
    """Theta1_10, a1_1, y_1: the numbers of the file for example t, to the last bit."""
    known = {names.unit("a", 1, j): mpf(x) for j, x in enumerate(network.x[t], 1)}
    known |= {names.plain("y", k): mpf(y) for k, y in enumerate(network.y[t], 1)}
    for l, Theta in network.Theta.items():
        for (i, n), value in np.ndenumerate(Theta):
            known[symbols.weight(l, i + 1, network.columns(l)[n]).name] = mpf(value)
    return known


def unit_names(network: Network, letter: str, l: int) -> list[str]:
    """`a2_1`, `a2_2`, …: the names of a layer."""
    return [unit.name for unit in symbols.layer(letter, network, l)]


def forward_pass(network: Network) -> Program:
    """z^(l) and a^(l), l = 2 … L."""
    program = []
    for l in range(2, network.L + 1):
        sums = [forward.weighted_sum(network, l, j) for j in network.units(l)]
        program.append((unit_names(network, "z", l), formulas(sums)))
        program.append((unit_names(network, "a", l), formulas(forward.activations(network, l))))
    return program


def run(network: Network, program: Program, t: int, near: Known | None = None) -> Known:
    """Every number of example t by its name: what is given, then what the program computes.

    A number of `near` is taken where the computed one of that name is the same but for rounding.
    """
    known, near = given(network, t), near or {}
    for computed, of in program:
        for name, value in zip(computed, of(known), strict=True):
            other = near.get(name, value)
            known[name] = other if abs(value - other) <= ROUNDING * max(1, abs(value)) else value
    return known
