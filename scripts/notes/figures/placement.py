"""Where the labels of the edges go: a search over positions along each edge, without chance."""

from dataclasses import dataclass

import numpy as np

from .layout import BIAS, RADIUS, Edge, Node

HEIGHT = 14.0  # of a label
STEPS = np.linspace(0.2, 0.8, 19)  # positions along an edge
SAMPLES = np.linspace(0.0, 1.0, 41)  # points of an edge that a label should not cover
LIFT, FLAT = 9.0, 12.0  # a label stands so far over its line where that rises no more than FLAT
CLEAR = 4.0  # distance that a label keeps from other edges, where it can
ROUNDS = 8  # until no label moves any more


@dataclass(frozen=True)
class Box:
    """A label's rectangle around its centre (x, y)."""

    x: float
    y: float
    width: float
    height: float


def candidates(edge: Edge, width: float) -> list[Box]:
    """A label's boxes along its edge, or over it where it is flat."""
    dx, dy = edge.x1 - edge.x0, edge.y1 - edge.y0
    lift = LIFT if abs(dy) < FLAT else 0.0
    return [Box(edge.x0 + t * dx, edge.y0 + t * dy - lift, width, HEIGHT) for t in STEPS]


def overlap(a: Box, b: Box, beside: float = 0.0, above: float = 0.0) -> float:
    """Area that two boxes share, or have too near to each other."""
    wide = (a.width + b.width) / 2 + beside - abs(a.x - b.x)
    high = (a.height + b.height) / 2 + above - abs(a.y - b.y)
    return max(wide, 0.0) * max(high, 0.0)


def node_overlap(box: Box, node: Node) -> float:
    """How deep a box reaches into a node: its circle, or the square of a bias unit."""
    if node.j == 0:
        return overlap(box, Box(node.x, node.y, 2 * BIAS, 2 * BIAS), 2, 2)
    dx = max(abs(box.x - node.x) - box.width / 2, 0.0)
    dy = max(abs(box.y - node.y) - box.height / 2, 0.0)
    return 10 * max(RADIUS + 2 - np.hypot(dx, dy), 0.0)


def covered(box: Box, edge: Edge) -> float:
    """Length of another edge under a box or near to it."""
    dx, dy = edge.x1 - edge.x0, edge.y1 - edge.y0
    beside = np.abs(edge.x0 + SAMPLES * dx - box.x) < box.width / 2 + CLEAR
    level = np.abs(edge.y0 + SAMPLES * dy - box.y) < box.height / 2 + CLEAR
    return (beside & level).mean() * np.hypot(dx, dy)


def place_labels(edges: list[Edge], widths: list[float], nodes: list[Node], boxes: list[Box]) -> list[Box]:
    """One box for each edge's label, clear of nodes, of given boxes and of the other labels.

    Each label in turn takes its cheapest position, some rounds long: the middle of its edge if that is clear.
    """

    def own_cost(box: Box, t: float, edge: Edge) -> float:
        cost = 30 * (t - 0.5) ** 2 + 100 * sum(node_overlap(box, node) for node in nodes)
        cost += 50 * sum(overlap(box, other) for other in boxes)
        return cost + 2 * sum(covered(box, other) for other in edges if other is not edge)

    def cheapest(n: int, others: list[Box]) -> Box:
        return min(costs[n], key=lambda box: costs[n][box] + 100 * sum(overlap(box, b, 3, 0.5) for b in others))

    costs = [
        {box: own_cost(box, t, edge) for t, box in zip(STEPS, candidates(edge, width), strict=True)}
        for edge, width in zip(edges, widths, strict=True)
    ]
    chosen = [cheapest(n, []) for n in range(len(edges))]
    for _ in range(ROUNDS):
        for n in range(len(edges)):
            chosen[n] = cheapest(n, chosen[:n] + chosen[n + 1 :])
    return chosen
