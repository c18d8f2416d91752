"""Figure 1, forward propagation: every unit with its z and a, every arrow with its weight."""

from ...backprop import names
from ...backprop.network import Network
from ...backprop.numeric.evaluate import Evaluation
from ..numbers import text
from . import diagram
from .canvas import Canvas
from .diagram import equations
from .layout import RADIUS, Layout, arrange
from .svg import Figure


def units(canvas: Canvas, layout: Layout, evaluation: Evaluation) -> None:
    """a in each circle, x in the first layer's, z under it; +1 in the squares."""
    for (l, j), node in layout.nodes.items():
        if j == 0:
            diagram.bias(canvas, node)
            continue
        symbol = f"x_{j}" if l == 1 else f"a_{j}^({l})"
        diagram.unit(canvas, node, "forward", names.unit("a", l, j), symbol, evaluation.a[l][0, j - 1])
        if l > 1:
            diagram.under(canvas, node, "z", names.unit("z", l, j), evaluation.z[l][0, j - 1])


def alt(network: Network, evaluation: Evaluation, words: dict[str, str]) -> str:
    """The text for those who do not see the figure."""
    rows = {l: equations({"z": evaluation.z[l][0], "a": evaluation.a[l][0]}, l) for l in evaluation.z}
    return words["forward-alt"].format(
        x=equations({"x": network.x[0]}),
        layers=diagram.layers(network, rows, words),
        h=", ".join(map(text, evaluation.a[network.L][0])),
        y=equations({"y": network.y[0]}),
    )


def draw(network: Network, evaluation: Evaluation, words: dict[str, str], prefix: str) -> Figure:
    """The network from left to right with the numbers of the first example."""
    layout = arrange(network)
    canvas = diagram.sheet(prefix, network, layout, words)
    for e in layout.edges:
        colour = "forward" if e.j else "bias"
        canvas.arrow((e.x0, e.y0), (e.x1, e.y1), colour, names.weight(e.l, e.i, e.j))
    units(canvas, layout, evaluation)
    diagram.weights(canvas, network, list(layout.edges), layout)
    output = layout.nodes[network.L, 1]
    canvas.text(output.x, output.y - RADIUS - 8, "`h_Θ(x)`")
    diagram.targets(canvas, network, layout, row=1)
    title = words["forward-title"].format(shape=diagram.shape(network))
    description = alt(network, evaluation, words)
    return Figure(canvas.svg(title, description), description, words["forward-caption"], names.unit("z", 2, 1))
