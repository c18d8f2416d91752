"""δ_j^(l) as a sum over every path from the unit to the output: the widest zoom of the derivation.

δ_j^(l) = Σ over the paths j → p → q → … → k of g′(z_j^(l)) Θ_pj^(l) g′(z_p^(l+1)) Θ_qp^(l+1) … δ_k^(L).

The recurrence is this sum with its common factors taken out; `path_sum` and `Derivations` know
nothing of each other, and `proven` holds one against the other.
"""

from collections.abc import Iterator
from itertools import product as choices

from sympy import Add, Expr, Mul, Symbol

from ..network import Network
from . import symbols
from .derive import Derivations


def paths(network: Network, l: int, j: int) -> Iterator[tuple[int, ...]]:
    """Every (j_l, …, j_L) from unit j of layer l to the output; there are s_(l+1) ⋯ s_L."""
    later = (network.units(k) for k in range(l + 1, network.L + 1))
    for rest in choices(*later):
        yield (j, *rest)


def contribution(network: Network, l: int, path: tuple[int, ...]) -> Expr:
    """What one path adds to δ_j^(l): the product of its factors."""
    return Mul(*factors(network, l, path))


def factors(network: Network, l: int, path: tuple[int, ...]) -> list[Symbol]:
    """Along the path, the g′ of each unit that it leaves and the weight that it takes, then δ^(L)."""
    along = []
    for k, (here, there) in enumerate(zip(path, path[1:], strict=False), start=l):
        along += [symbols.unit("gprime", k, here), symbols.weight(k, there, here)]
    return [*along, symbols.unit("delta", network.L, path[-1])]


def path_sum(network: Network, l: int, j: int) -> Expr:
    """δ_j^(l) in Theta, g′ and δ^(L), for 2 ≤ l ≤ L."""
    return Add(*(contribution(network, l, path) for path in paths(network, l, j)))


def unrolled(derivations: Derivations, l: int, j: int) -> Expr:
    """The recurrence for δ_j^(l), with the δ of each later layer written out down to δ^(L)."""
    if l == derivations.network.L:
        return symbols.unit("delta", l, j)
    next_units = derivations.network.units(l + 1)
    later = {symbols.unit("delta", l + 1, k): unrolled(derivations, l + 1, k) for k in next_units}
    return symbols.unit("gprime", l, j) * derivations.error_of_activation(l, j).xreplace(later)


def proven(derivations: Derivations, l: int, j: int) -> Expr:
    """The path sum of δ_j^(l), if it is the recurrence multiplied out. Raises ArithmeticError if not."""
    over_paths = path_sum(derivations.network, l, j)
    if (over_paths - unrolled(derivations, l, j)).expand() != 0:
        raise ArithmeticError(f"delta{l}_{j}: the sum over paths and the recurrence differ")
    return over_paths
