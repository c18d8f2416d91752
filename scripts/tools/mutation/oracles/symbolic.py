"""What the two SymPy oracles share: numbers for symbols, and the forward pass layer by layer."""

import numpy as np
from sympy import Expr, lambdify

from ....backprop.network import Network
from ....backprop.symbolic import symbols
from ....backprop.symbolic.forward import activations, weighted_sum

Numbers = dict[str, np.ndarray]


def evaluated(exprs: list[Expr], numbers: Numbers, *, large: bool = False) -> np.ndarray:
    """The expressions at these numbers, one row an example: shape (m, len(exprs)).

    Raises KeyError where one names a number that the network does not have.
    """
    names = sorted({s.name for expr in exprs for s in expr.free_symbols})
    # Plain Python, one example at a time: NumPy has no form for cases that stand within cases. Of
    # large expressions the common parts are taken out first.
    f = lambdify(names, exprs, "math", cse=large)
    examples = range(len(numbers["y_1"]))
    return np.array([f(*(numbers[name][t] for name in names)) for t in examples])


def accumulated(network: Network, l: int, exprs: list[Expr], numbers: Numbers) -> np.ndarray:
    """Sums over the examples, one expression a weight of Theta[l], row by row; shaped as Theta[l]."""
    return evaluated(exprs, numbers).sum(axis=0).reshape(network.Theta[l].shape)


def named(symbols: list, columns: np.ndarray) -> Numbers:
    """One column of numbers for each symbol."""
    return {s.name: column for s, column in zip(symbols, columns.T, strict=True)}


def given(network: Network) -> Numbers:
    """The numbers of the network file: Theta, x as a^(1), and y."""
    numbers = named(layer(network, "a", 1), network.x) | named(targets(network), network.y)
    for l, Theta in network.Theta.items():
        for i, row in enumerate(Theta, start=1):
            for j, value in zip(network.columns(l), row, strict=True):
                numbers[symbols.weight(l, i, j).name] = np.full(network.m, value)
    return numbers


def forward(network: Network) -> Numbers:
    """The given numbers, and z and a of every layer."""
    numbers = given(network)
    for l in range(2, network.L + 1):
        sums = [weighted_sum(network, l, i) for i in units(network, l)]
        numbers |= named(layer(network, "z", l), evaluated(sums, numbers))
        numbers |= named(layer(network, "a", l), evaluated(activations(network, l), numbers))
    return numbers


def units(network: Network, l: int) -> range:
    """j = 1 … s_l."""
    return range(1, network.s[l] + 1)


def layer(network: Network, letter: str, l: int) -> list[Expr]:
    """The symbols of all units of layer l."""
    return [symbols.unit(letter, l, j) for j in units(network, l)]


def targets(network: Network) -> list[Expr]:
    """y_1 … y_K."""
    return [symbols.target(k) for k in units(network, network.L)]


def scale(network: Network) -> float:
    """What the sum over the examples is multiplied by."""
    return 1 / network.m if network.reduction == "mean" else 1.0
