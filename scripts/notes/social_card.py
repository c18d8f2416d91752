"""The picture that stands for a note where its address is shared: 1200 × 630 pixels, by Matplotlib.

The network as it is, each circle with its activation, beside the date and the definition of the error.
It has no word of one language, so that it is the same in both.
"""

import io

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import Circle, Rectangle

from ..backprop.network import Network
from ..backprop.numeric.evaluate import Evaluation
from .figures.layout import BIAS, RADIUS, Layout, Node, arrange
from .numbers import text as short

WIDTH, HEIGHT = 1200, 630
PAPER, INK, LINE, CIRCLE, SIDE = "#ffffff", "#1c2430", "#2f5fc4", "#f3f6fc", "#24427e"
ROOM = (560, 60, 590, 510)  # of the network: x, y, width, height
DEFINITION = r"$\delta_j^{(l)} = \frac{\partial C}{\partial z_j^{(l)}}$"


def sheet() -> tuple[Drawing, Axes]:
    """An empty card, measured in pixels, y downwards."""
    drawing = Drawing(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=PAPER)
    FigureCanvasAgg(drawing)
    axes = drawing.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0))
    axes.axis("off")
    axes.add_patch(Rectangle((0, 0), 24, HEIGHT, color=SIDE))
    return drawing, axes


def placed(layout: Layout) -> tuple[float, float, float]:
    """How much the network is enlarged to fill its room, and where its corner comes to stand."""
    x, y, width, height = ROOM
    scale = min(width / layout.width, height / layout.height)
    return scale, x + (width - scale * layout.width) / 2, y + (height - scale * layout.height) / 2


def draw_network(axes: Axes, layout: Layout, evaluation: Evaluation) -> None:
    """Every weight as a line, every unit with its activation."""
    scale, left, top = placed(layout)
    for edge in layout.edges:
        x, y = (edge.x0, edge.x1), (edge.y0, edge.y1)
        ends = [left + scale * end for end in x], [top + scale * end for end in y]
        axes.plot(*ends, color=LINE, linewidth=1.1 * scale, alpha=0.75)
    for node in layout.nodes.values():
        draw_unit(axes, node, evaluation, (left + scale * node.x, top + scale * node.y), scale)


def draw_unit(
    axes: Axes, node: Node, evaluation: Evaluation, centre: tuple[float, float], scale: float
) -> None:
    """A circle with the activation of the first example; a bias unit's is 1."""
    radius = scale * (RADIUS if node.j else BIAS)
    axes.add_patch(Circle(centre, radius, edgecolor=LINE, facecolor=CIRCLE, linewidth=1.3 * scale))
    value = short(evaluation.a[node.l][0, node.j - 1]) if node.j else "1"
    axes.text(*centre, value, ha="center", va="center", fontsize=9.5 * scale, color=INK)


def draw_words(axes: Axes, date: str) -> None:
    """What kind of note it is, its date, and what backpropagation computes."""
    axes.text(70, 170, "TIL", fontsize=54, fontweight="bold", color=INK)
    axes.text(70, 256, date.replace("-", "/"), fontsize=40, color=INK)
    axes.text(70, 470, DEFINITION, fontsize=56, color=SIDE)


def draw(date: str, network: Network, evaluation: Evaluation) -> bytes:
    """The card as PNG; the same network gives the same bytes."""
    with matplotlib.style.context("default"), matplotlib.rc_context({"mathtext.fontset": "cm"}):
        drawing, axes = sheet()
        draw_network(axes, arrange(network), evaluation)
        draw_words(axes, date)
        file = io.BytesIO()
        drawing.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()
