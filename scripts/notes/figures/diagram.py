"""What the two pictures of the network have in common: headers, units, labels, parts of the alt text."""

from itertools import groupby

import numpy as np

from ...backprop import names
from ...backprop.network import Network
from ..numbers import SIGNIFICANT, text
from .canvas import VALUE, Canvas
from .layout import BIAS, RADIUS, Edge, Layout, Node
from .placement import Box, place_labels

INSIDE, BESIDE = 5.0, 4.4  # em of a number inside a circle, and of one under it or on an edge
DIGIT = 0.62  # em, as in San Francisco: Arial, Roboto and the Hangul faces are narrower, DejaVu hardly wider
OTHER = {".": 0.31, " ": 0.3, "−": 0.75, "×": 0.75} | dict.fromkeys("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", 0.4)


def width(printed: str) -> float:
    """Width of a printed number in em."""
    return sum(OTHER.get(character, DIGIT) for character in printed)


def fit(x: float, ems: float) -> str:
    """x with as many of its four digits as fit into `ems`, and never less than one."""
    printed = [text(x, significant) for significant in range(SIGNIFICANT, 0, -1)]
    return next((candidate for candidate in printed if width(candidate) <= ems), printed[-1])


def kind(network: Network, l: int) -> str:
    """Key of the layer's name in words.yml."""
    return "input" if l == 1 else "output" if l == network.L else "hidden"


def sheet(prefix: str, network: Network, layout: Layout, words: dict[str, str]) -> Canvas:
    """A sheet with the layer's name and its l over each column."""
    canvas = Canvas(prefix, layout.width, layout.height)
    for l in network.s:
        x = layout.nodes[l, 1].x
        canvas.text(x, 12, words[kind(network, l)])
        canvas.text(x, 28, f"`l` = {l}", "edge")
    return canvas


def unit(canvas: Canvas, node: Node, line: str, name: str, symbol: str, value: float) -> None:
    """A circle with a symbol and its value in it."""
    canvas.circle(node.x, node.y, RADIUS, line, name)
    canvas.text(node.x, node.y - 6, f"`{symbol}`")
    canvas.text(node.x, node.y + 10, f"{{value-{name}|{fit(value, INSIDE)}}}")


def bias(canvas: Canvas, node: Node, **style) -> None:
    """A square with +1 in it."""
    canvas.square(node.x, node.y, 2 * BIAS, "bias", names.unit("a", node.l, 0), **style)
    canvas.text(node.x, node.y + 4.2, "+1", "bias")


def under(canvas: Canvas, node: Node, symbol: str, name: str, value: float, row: int = 0, colour="ink") -> None:
    """The line `symbol` = value under a circle, in its first row or its second."""
    box = under_box(node, row)
    canvas.text(box.x, box.y + 4, f"`{symbol}` = {{value-{name}|{fit(value, BESIDE)}}}", colour, name)


def under_box(node: Node, row: int = 0) -> Box:
    """The room that a line under a circle takes, for the labels of edges to keep clear of."""
    return Box(node.x, node.y + RADIUS + 11 + row * 16, 72, 15)


def targets(canvas: Canvas, network: Network, layout: Layout, row: int) -> None:
    """y under each unit of the output layer."""
    for k, y in enumerate(network.y[0], start=1):
        under(canvas, layout.nodes[network.L, k], f"y_{k}", names.plain("y", k), y, row, "accent")


def label_boxes(edges: list[Edge], printed: list[str], layout: Layout) -> list[Box]:
    """Where the weights between two layers stand, clear of the nodes and of the text around these."""
    nodes = [node for node in layout.nodes.values() if node.l - edges[0].l in (0, 1)]
    output = layout.nodes[max(layout.nodes)[0], 1]
    h = Box(output.x, output.y - RADIUS - 12, 46, 18)  # h_Θ(x) over the first output
    boxes = [under_box(node) for node in nodes if node.j and node.l > 1]
    return place_labels(edges, [width(number) * VALUE + 2 for number in printed], nodes, [*boxes, h])


def weights(canvas: Canvas, network: Network, edges: list[Edge], layout: Layout) -> None:
    """The weight of each edge, on it."""
    for l, group in groupby(edges, key=lambda e: e.l):
        between = list(group)
        printed = [fit(network.Theta[l][e.i - 1, e.j - network.columns(l)[0]], BESIDE) for e in between]
        for e, number, box in zip(between, printed, label_boxes(between, printed, layout), strict=True):
            name = names.weight(l, e.i, e.j)
            canvas.text(box.x, box.y + 4.1, f"{{value-{name}|{number}}}", name=f"label-{name}")


def shape(network: Network) -> str:
    """2-2-2-1: the units of each layer."""
    return "-".join(str(units) for units in network.s.values())


def equations(values: dict[str, np.ndarray], l: int | None = None) -> str:
    """z_1^(2) = 0.3, a_1^(2) = 0.5744, …: unit by unit the given letters; x and y are of no layer."""
    layer = f"^({l})" if l else ""
    return ", ".join(
        f"{letter}_{j}{layer} = {text(x)}"
        for j, numbers in enumerate(zip(*values.values(), strict=True), start=1)
        for letter, x in zip(values, numbers, strict=True)
    )


def layers(network: Network, rows: dict[int, str], words: dict[str, str]) -> str:
    """One sentence a layer."""
    return " ".join(words["layer"].format(l=l, kind=words[kind(network, l)], units=row) for l, row in rows.items())
