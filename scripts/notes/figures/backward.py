"""Figure 3, backpropagation: the same network, its arrows turned round, a δ in every unit that has one."""

from dataclasses import replace

import numpy as np

from ...backprop import names
from ...backprop.network import Network
from ...backprop.numeric.activations import ACTIVATIONS
from ...backprop.numeric.costs import COSTS
from ...backprop.numeric.evaluate import Evaluation
from ..numbers import text as short
from . import diagram
from .canvas import Canvas, Figure
from .diagram import equations, layers, shape
from .layout import Layout, arrange

DASHED = (0, (4, 2))
DOTTED = (0, (1.5, 2))


def edges(canvas: Canvas, layout: Layout) -> None:
    """A dashed arrow to the left for every weight that carries an error; none goes into layer 1."""
    for e in layout.edges:
        name = names.weight(e.l, e.i, e.j)
        if e.j and e.l > 1:
            canvas.arrow((e.x1, e.y1), (e.x0, e.y0), "backward", name, linestyle=DASHED)
        elif e.j:
            canvas.line((e.x0, e.x1), (e.y0, e.y1), "edge", name, linestyle=DOTTED, linewidth=1, zorder=0)


def units(canvas: Canvas, network: Network, layout: Layout, evaluation: Evaluation) -> None:
    """δ in each circle from layer 2 on; inputs in grey, bias units dotted."""
    for (l, j), node in layout.nodes.items():
        if j == 0:
            diagram.bias(canvas, node, facecolor="none", linestyle=DOTTED)
        elif l == 1:
            x = evaluation.a[1][0, j - 1]
            diagram.unit(canvas, node, "edge", names.unit("a", 1, j), f"x_{j}", x)
        else:
            delta = evaluation.delta[l][0, j - 1]
            diagram.unit(canvas, node, "backward", names.unit("delta", l, j), f"δ_{j}^({l})", delta)


def slopes(canvas: Canvas, network: Network, layout: Layout, evaluation: Evaluation) -> None:
    """g′(z) under each hidden unit: what turns the sum that comes in into δ."""
    for l in range(2, network.L):
        a = evaluation.a[l][0]
        for j, slope in enumerate(ACTIVATIONS[network.g[l]].delta(a, np.ones_like(a)), start=1):
            diagram.under(canvas, layout.nodes[l, j], "g′", names.unit("gprime", l, j), slope)


def outputs(canvas: Canvas, network: Network, layout: Layout) -> None:
    """The target under each output, and δ = a − y where the cost and the activation give that."""
    L = network.L
    plain = network.g[L] in COSTS[network.cost].plain_delta
    for k in range(1, network.s[L] + 1 if plain else 1):
        box = diagram.under_box(layout.nodes[L, k])
        canvas.patch(replace(box, width=52))
        canvas.text(box.x, box.y + 4, "= `a` − `y`")
    diagram.targets(canvas, network, layout, int(plain))


def alt(network: Network, evaluation: Evaluation, words: dict[str, str]) -> str:
    """The text for those who do not see the figure."""
    rows = {l: equations({"δ": evaluation.delta[l][0]}, l) for l in reversed(range(2, network.L + 1))}
    output = rows.pop(network.L)
    y = ", ".join(f"y_{k} = {short(y)}" for k, y in enumerate(network.y[0], start=1))
    text = words["backward-alt"].format(output=output, y=y, layers=layers(network, rows, words))
    return " ".join(text.split())


def draw(network: Network, evaluation: Evaluation, words: dict[str, str], prefix: str) -> Figure:
    """The errors of the first example, from right to left."""
    layout = arrange(network)
    canvas = Canvas(prefix, layout.width, layout.height)
    diagram.headers(canvas, network, layout, words)
    edges(canvas, layout)
    units(canvas, network, layout, evaluation)
    labelled = [e for e in layout.edges if e.j and e.l > 1]
    diagram.weights(canvas, network, labelled, layout)
    slopes(canvas, network, layout, evaluation)
    outputs(canvas, network, layout)
    text = alt(network, evaluation, words)
    title = words["backward-title"].format(shape=shape(network))
    return Figure(canvas.svg(title, text), text, words["backward-caption"], names.unit("delta", network.L, 1))
