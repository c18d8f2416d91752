"""What the two SymPy oracles share: formulas in the numbers of all examples."""

import numpy as np
from sympy import Expr

from ....backprop.network import Network
from ....backprop.symbolic import symbols
from ....backprop.symbolic.numbers import Known, formulas


def evaluated(exprs: list[Expr], examples: list[Known], *, large: bool = False) -> np.ndarray:
    """The expressions in the numbers of each example, one row an example: shape (m, len(exprs)).

    Raises KeyError where one names a number that the network does not have.
    """
    of = formulas(exprs, large=large)
    return np.array([of(known) for known in examples], float)


def accumulated(
    network: Network, l: int, exprs: list[Expr], examples: list[Known], *, large: bool = False
) -> np.ndarray:
    """Sums over the examples, one expression a weight of Theta[l], row by row; shaped as Theta[l]."""
    return evaluated(exprs, examples, large=large).sum(axis=0).reshape(network.Theta[l].shape)


def layer(network: Network, letter: str, l: int) -> list[Expr]:
    """The symbols of all units of layer l."""
    return [symbols.unit(letter, l, j) for j in network.units(l)]
