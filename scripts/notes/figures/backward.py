"""Figure 3, backpropagation: the same network, its arrows turned round, a δ in every unit that has one."""

from ...backprop import names
from ...backprop.network import Network
from ...backprop.numeric.costs import COSTS
from ...backprop.numeric.evaluate import Evaluation
from .. import values
from . import diagram
from .canvas import Canvas
from .diagram import equations
from .layout import Layout, arrange
from .svg import Figure

DASHED = (0, (4, 2))
DOTTED = (0, (1.5, 2))


def edges(canvas: Canvas, layout: Layout) -> None:
    """A dashed arrow to the left for every weight that carries an error; none goes into layer 1."""
    for e in layout.edges:
        name, start, end = names.weight(e.l, e.i, e.j), (e.x1, e.y1), (e.x0, e.y0)
        if e.j and e.l > 1:
            canvas.arrow(start, end, "backward", name, linestyle=DASHED)
        elif e.j:
            canvas.arrow(start, end, "edge", name, head="-", linestyle=DOTTED, linewidth=1)


def units(canvas: Canvas, network: Network, layout: Layout, evaluation: Evaluation) -> None:
    """δ in each circle from layer 2 on, g′(z) under the hidden ones; inputs in grey, bias units dotted."""
    g_primes = values.g_primes(network, evaluation)
    for (l, j), node in layout.nodes.items():
        if j == 0:
            diagram.bias(canvas, node, facecolor="none", linestyle=DOTTED)
        elif l == 1:
            diagram.unit(canvas, node, "edge", names.unit("a", 1, j), f"x_{j}", evaluation.a[1][0, j - 1])
        else:
            delta = evaluation.delta[l][0, j - 1]
            diagram.unit(canvas, node, "backward", names.unit("delta", l, j), f"δ_{j}^({l})", delta)
        if l in g_primes and j:
            diagram.under(canvas, node, "g′", names.unit("gprime", l, j), g_primes[l][0, j - 1])


def outputs(canvas: Canvas, network: Network, layout: Layout) -> None:
    """The target under each output, and δ = a − y where the cost and the activation give that."""
    L = network.L
    plain = network.g[L] in COSTS[network.cost].plain_delta
    for k in range(1, network.s[L] + 1 if plain else 1):
        box = diagram.under_box(layout.nodes[L, k])
        canvas.text(box.x, box.y + 4, "= `a` − `y`", name=f"label-{names.unit('delta', L, k)}")
    diagram.targets(canvas, network, layout, row=int(plain))


def alt(network: Network, evaluation: Evaluation, words: dict[str, str]) -> str:
    """The text for those who do not see the figure."""
    rows = {l: equations({"δ": evaluation.delta[l][0]}, l) for l in reversed(range(2, network.L + 1))}
    text = words["backward-alt"].format(
        output=rows.pop(network.L),
        y=equations({"y": network.y[0]}),
        layers=diagram.layers(network, rows, words),
    )
    return " ".join(text.split())


def draw(network: Network, evaluation: Evaluation, words: dict[str, str], prefix: str) -> Figure:
    """The errors of the first example, from right to left."""
    layout = arrange(network)
    canvas = diagram.sheet(prefix, network, layout, words)
    edges(canvas, layout)
    units(canvas, network, layout, evaluation)
    diagram.weights(canvas, network, [e for e in layout.edges if e.j and e.l > 1], layout)
    outputs(canvas, network, layout)
    title = words["backward-title"].format(shape=diagram.shape(network))
    description = alt(network, evaluation, words)
    symbol = names.unit("delta", network.L, 1)
    return Figure(canvas.svg(title, description), description, words["backward-caption"], symbol)
