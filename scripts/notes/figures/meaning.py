"""Figure 2, the meaning of an error: δ_j^(l) is the slope of C over z_j^(l), all else fixed."""

import numpy as np
from matplotlib.axes import Axes

from ...backprop import names
from ...backprop.network import Network
from ...backprop.numeric.evaluate import Evaluation
from ...backprop.numeric.finite_differences import C_at
from ..numbers import text
from .axes import draw_axes
from .svg import MARKER, Figure

SPAN = 3.5  # how far z goes to either side of its actual value
REACH = np.array([-1.4, 1.9])  # how far the tangent is drawn
FLAT = 1e-9  # a relative change of C that is rounding and no slope


def costs_along(network: Network, evaluation: Evaluation, l: int, j: int, z: np.ndarray) -> np.ndarray:
    """C of the first example for each z_j^(l) in `z`, by forward passes only; shape of z."""
    values = evaluation.z[l][0].copy()
    costs = np.empty_like(z)
    for n, values[j - 1] in enumerate(z):
        costs[n], _ = C_at(network, l, values, 0, activation=False)
    return costs


def plot(
    ax: Axes,
    network: Network,
    evaluation: Evaluation,
    unit: tuple[int, int],
    words: dict[str, str],
    prefix: str,
) -> None:
    """The curve of C, the actual point, its tangent, and one step along it."""
    l, j = unit
    at, C = float(evaluation.z[l][0, j - 1]), float(evaluation.C[0])
    slope = float(evaluation.delta[l][0, j - 1])
    z = np.linspace(at - SPAN, at + SPAN, 71)
    costs = costs_along(network, evaluation, l, j, z)
    ax.plot(z, costs, color=MARKER["forward"], linewidth=2, gid=f"{prefix}-curve")
    delta = names.unit("delta", l, j)
    tangent = f"{words['meaning-slope']} `δ_{j}^({l})` = {{value-{delta}|{text(slope)}}}"
    colour = {"color": MARKER["backward"]}
    ax.plot(at + REACH, C + slope * REACH, linestyle=(0, (5, 2)), label=tangent, gid=f"{prefix}-tangent", **colour)
    ax.plot([at, at + 1, at + 1], [C, C, C + slope], gid=f"{prefix}-step", **colour)
    point = f"`z_{j}^({l})` = {{value-{names.unit('z', l, j)}|{text(at)}}}, `C` = {{value-C|{text(C)}}}"
    ax.plot([at], [C], "o", color=MARKER["accent"], label=point, gid=f"{prefix}-point")
    ax.set_xlabel(f"`z_{j}^({l})`")
    ax.set_ylabel("`C`", rotation="horizontal")
    if np.ptp(costs) < FLAT * max(1.0, abs(C)):
        ax.set_ylim(C - 0.5, C + 0.5)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False)  # above: clear of every curve


def draw(network: Network, evaluation: Evaluation, words: dict[str, str], prefix: str) -> Figure:
    """C over z of a unit of layer 2, its second if it has one."""
    l, j = 2, min(2, network.s[2])
    index = f"_{j}^({l})"
    texts = {key: words[f"meaning-{key}"] for key in ("title", "alt", "caption")}
    latex = {letter: names.latex(names.unit(letter, l, j)) for letter in ("z", "delta")}
    numbers = {"at": evaluation.z[l][0, j - 1], "C": evaluation.C[0], "slope": evaluation.delta[l][0, j - 1]}

    def plot_with_numbers(ax: Axes) -> dict:
        plot(ax, network, evaluation, (l, j), words, prefix)
        unicode = {"z": "z" + index, "delta": "δ" + index}
        return numbers | unicode | {f"{letter}_latex": text for letter, text in latex.items()}

    return draw_axes(prefix, plot_with_numbers, texts, names.unit("delta", l, j))
