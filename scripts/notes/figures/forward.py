"""Figure 1, forward propagation: every unit with its z and a, every arrow with its weight."""

from ...backprop import names
from ...backprop.network import Network
from ...backprop.numeric.evaluate import Evaluation
from ..numbers import text as short
from . import diagram
from .canvas import Canvas, Figure
from .diagram import equations, layers, shape
from .layout import RADIUS, Layout, arrange


def edges(canvas: Canvas, network: Network, layout: Layout) -> None:
    """An arrow to the right for every weight; those of a bias unit in its colour."""
    for e in layout.edges:
        colour = "forward" if e.j else "bias"
        canvas.arrow((e.x0, e.y0), (e.x1, e.y1), colour, names.weight(e.l, e.i, e.j))


def units(canvas: Canvas, layout: Layout, evaluation: Evaluation) -> None:
    """a in each circle, x in the first layer's, z under it; +1 in the squares."""
    for (l, j), node in layout.nodes.items():
        if j == 0:
            diagram.bias(canvas, node)
            continue
        symbol = f"x_{j}" if l == 1 else f"a_{j}^({l})"
        a = evaluation.a[l][0, j - 1]
        diagram.unit(canvas, node, "forward", names.unit("a", l, j), symbol, a)
        if l > 1:
            diagram.under(canvas, node, "z", names.unit("z", l, j), evaluation.z[l][0, j - 1])


def ends(canvas: Canvas, network: Network, layout: Layout) -> None:
    """h_Θ(x) over the output layer and the target under each of its units."""
    first = layout.nodes[network.L, 1]
    canvas.text(first.x, first.y - RADIUS - 8, "`h_Θ(x)`")
    diagram.targets(canvas, network, layout, 1)


def alt(network: Network, evaluation: Evaluation, words: dict[str, str]) -> str:
    """The text for those who do not see the figure."""
    rows = {l: equations({"z": evaluation.z[l][0], "a": evaluation.a[l][0]}, l) for l in evaluation.z}
    return words["forward-alt"].format(
        x=", ".join(f"x_{j} = {short(x)}" for j, x in enumerate(network.x[0], start=1)),
        layers=layers(network, rows, words),
        h=", ".join(short(a) for a in evaluation.a[network.L][0]),
        y=", ".join(f"y_{k} = {short(y)}" for k, y in enumerate(network.y[0], start=1)),
    )


def draw(network: Network, evaluation: Evaluation, words: dict[str, str], prefix: str) -> Figure:
    """The network from left to right with the numbers of the first example."""
    layout = arrange(network)
    canvas = Canvas(prefix, layout.width, layout.height)
    diagram.headers(canvas, network, layout, words)
    edges(canvas, network, layout)
    units(canvas, layout, evaluation)
    diagram.weights(canvas, network, list(layout.edges), layout)
    ends(canvas, network, layout)
    text = alt(network, evaluation, words)
    title = words["forward-title"].format(shape=shape(network))
    return Figure(canvas.svg(title, text), text, words["forward-caption"], names.unit("z", 2, 1))
