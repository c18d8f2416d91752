"""Central differences at the step that suits each entry, and what even they cannot tell.

One step for all is too long where an input is 1000, too short where a derivative is small beside C,
and at the kink of a relu there is none: f(t ± h) must stand on the same pieces as f(t).
Only the forward pass and the cost are called here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ..network import Network
from ..progress import NO_BAR, Bar
from .activations import ACTIVATIONS, Array
from .costs import COSTS
from .differences import onward, with_weight
from .evaluate import costs, forward, objective

STEPS = 4.0 ** -np.arange(4, 16)  # 4e-3 … 1e-9
ENOUGH = 1e-7  # a doubt so small, in proportion, needs no further step
EPSILON = np.finfo(float).eps
KINKED = tuple(name for name, g in ACTIVATIONS.items() if g.kink_at_0)


@dataclass(frozen=True)
class Slope:
    """f′(t), and how far it may be wrong; NaN where each step crosses a kink."""

    value: float = np.nan
    doubt: float = np.inf


Pieces = tuple[bytes, ...]
Function = Callable[[float], tuple[float, Pieces]]


def slope(f: Function, at: float) -> Slope:
    """f′(t) by Richardson from D(h) = (f(t + h) − f(t − h)) / 2h of one step and the next.

    The doubt is how far the two are apart, and what rounding leaves of f over a step so short.
    """
    best, before = Slope(), None
    for D, noise in quotients(f, at):
        if before is not None and D is not None:
            value = (16 * D - before) / 15
            doubt = abs(value - D) + noise
            best = Slope(value, doubt) if doubt < best.doubt else best
        if best.doubt <= ENOUGH * abs(best.value):
            break
        before = D
    return best


def quotients(f: Function, at: float) -> Iterator[tuple[float | None, float]]:
    """D(h) and its rounding for ever shorter steps; None where one leaves the pieces of f(t)."""
    _, pieces = f(at)
    for h in STEPS * max(1.0, abs(at)):
        (up, up_pieces), (down, down_pieces) = f(at + h), f(at - h)
        width = (at + h) - (at - h)
        same = up_pieces == down_pieces == pieces
        yield (up - down) / width if same else None, 8 * EPSILON * max(abs(up), abs(down)) / width


def pieces_of(network: Network, z: dict[int, Array]) -> Pieces:
    """On which side of its kink each unit with one stands."""
    return tuple((z[l] > 0).tobytes() for l in z if network.g[l] in KINKED)


def delta(network: Network, bar: Bar = NO_BAR) -> dict[int, Array]:
    """δ^(l) of each example as slopes, an object array of shape (m, s[l])."""
    z, _ = forward(network)

    def C(l: int, t: int, j: int, value: float) -> tuple[float, Pieces]:
        row = z[l][t : t + 1].copy()
        row[0, j] = value
        later, a = onward(network, l, ACTIVATIONS[network.g[l]].g(row))
        every = {l: row, **later}
        cost = COSTS[network.cost].C(
            ACTIVATIONS[network.g[network.L]], every[network.L], a, network.y[t : t + 1]
        )
        return float(cost[0]), pieces_of(network, every)

    return {
        l: slopes(
            z[l].shape,
            lambda t, j: slope(lambda value: C(l, t, j, value), z[l][t, j]),
            lambda items, total: bar.each(items, total, f"δ^({l})"),
        )
        for l in z
    }


def dJ_dTheta(network: Network, bar: Bar = NO_BAR) -> dict[int, Array]:
    """∂J/∂Θ_ij^(l) as slopes, object arrays of the shape of Theta[l]."""

    def J(l: int, index: tuple[int, int], value: float) -> tuple[float, Pieces]:
        changed = with_weight(network, l, index, value)
        z, a = forward(changed)
        return objective(changed, costs(changed, z, a)), pieces_of(changed, z)

    return {
        l: slopes(
            Theta.shape,
            lambda i, n: slope(lambda value: J(l, (i, n), value), Theta[i, n]),
            lambda items, total: bar.each(items, total, f"∂J/∂Θ^({l})"),
        )
        for l, Theta in network.Theta.items()
    }


def slopes(shape: tuple[int, int], of: Callable[[int, int], Slope], counted: Callable) -> Array:
    """An object array of the slopes of every entry."""
    found = np.empty(shape, dtype=object)
    with np.errstate(all="ignore"):  # a step far out may overflow; its doubt is then no number
        for index in counted(np.ndindex(shape), found.size):
            found[index] = of(*index)
    return found
