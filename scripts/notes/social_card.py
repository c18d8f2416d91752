"""The picture that stands for a note where its address is shared: 1200 × 630 pixels, by Matplotlib.

The network as it is, each circle with its activation, beside the date and the definition of the error.
It has no word of one language, so that it is the same in both.
"""

import io

import matplotlib.style
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import Circle, Rectangle

from ..backprop.network import Network
from ..backprop.numeric.evaluate import Evaluation
from .figures.layout import BIAS, RADIUS, Layout, arrange
from .numbers import text

WIDTH, HEIGHT = 1200, 630
PAPER, INK, LINE, CIRCLE, SIDE = "#ffffff", "#1c2430", "#2f5fc4", "#f3f6fc", "#24427e"
ROOM = (560, 60, 590, 510)  # of the network: x, y, width, height
DEFINITION = r"$\delta_j^{(l)} = \frac{\partial C}{\partial z_j^{(l)}}$"


def draw_words(drawing: Drawing, date: str) -> None:
    """What kind of note it is, its date, and what backpropagation computes; in pixels, y downwards."""
    axes = drawing.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0))
    axes.axis("off")
    axes.add_patch(Rectangle((0, 0), 24, HEIGHT, color=SIDE))
    axes.text(70, 170, "TIL", fontsize=54, fontweight="bold", color=INK)
    axes.text(70, 256, date.replace("-", "/"), fontsize=40, color=INK)
    axes.text(70, 470, DEFINITION, fontsize=56, color=SIDE)


def draw_network(drawing: Drawing, layout: Layout, evaluation: Evaluation) -> None:
    """Every weight as a line, every unit with its activation of the first example, to fill the room."""
    x, y, width, height = ROOM
    scale = min(width / layout.width, height / layout.height)
    rectangle = (x / WIDTH, 1 - (y + height) / HEIGHT, width / WIDTH, height / HEIGHT)
    axes = drawing.add_axes(rectangle, aspect="equal", xlim=(0, layout.width), ylim=(layout.height, 0))
    axes.axis("off")
    for edge in layout.edges:
        axes.plot((edge.x0, edge.x1), (edge.y0, edge.y1), color=LINE, linewidth=1.1 * scale, alpha=0.75)
    for (l, j), node in layout.nodes.items():
        style = {"edgecolor": LINE, "facecolor": CIRCLE, "linewidth": 1.3 * scale, "clip_on": False}
        axes.add_patch(Circle((node.x, node.y), RADIUS if j else BIAS, **style))
        value = text(evaluation.a[l][0, j - 1]) if j else "1"
        axes.text(node.x, node.y, value, ha="center", va="center", fontsize=9.5 * scale, color=INK)


def draw(date: str, network: Network, evaluation: Evaluation) -> bytes:
    """The card as PNG; the same network gives the same bytes."""
    with matplotlib.style.context("default"), matplotlib.rc_context({"mathtext.fontset": "cm"}):
        drawing = Drawing(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=PAPER)
        draw_words(drawing, date)
        draw_network(drawing, arrange(network), evaluation)
        file = io.BytesIO()
        drawing.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()
