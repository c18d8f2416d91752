"""Where the labels of the edges go: a search over positions along each edge, without chance."""

from dataclasses import dataclass

import numpy as np

from .layout import BIAS, RADIUS, Edge, Node

STEPS = np.linspace(0.2, 0.8, 19)  # positions along an edge
SAMPLES = np.linspace(0.0, 1.0, 41)  # points of an edge that a label should not cover
LIFT = 9.0  # of a label that stands over its line instead of on it
FLAT = 12.0  # rise of an edge up to which its label stands over it
CLEAR = 4.0  # distance that a label keeps from other edges, where it can


@dataclass(frozen=True)
class Box:
    """A label's rectangle around its centre (x, y)."""

    x: float
    y: float
    width: float
    height: float


def candidates(edge: Edge) -> np.ndarray:
    """Centres along the edge, the middle first choice; over the line where it is flat."""
    dx, dy = edge.x1 - edge.x0, edge.y1 - edge.y0
    lift = LIFT if abs(dy) < FLAT else 0.0
    return np.column_stack([edge.x0 + STEPS * dx, edge.y0 + STEPS * dy - lift])


def overlap(x: np.ndarray, y: np.ndarray, size: tuple[float, float], other: Box) -> np.ndarray:
    """Area that boxes of one size at (x, y) share with another box."""
    wide = (size[0] + other.width) / 2 - np.abs(x - other.x)
    high = (size[1] + other.height) / 2 - np.abs(y - other.y)
    return np.clip(wide, 0, None) * np.clip(high, 0, None)


def node_overlap(x: np.ndarray, y: np.ndarray, size: tuple[float, float], node: Node) -> np.ndarray:
    """How deep boxes reach into a node: its circle, or the square of a bias unit."""
    if node.j == 0:
        return overlap(x, y, size, Box(node.x, node.y, 2 * BIAS + 4, 2 * BIAS + 4))
    dx = np.clip(np.abs(x - node.x) - size[0] / 2, 0, None)
    dy = np.clip(np.abs(y - node.y) - size[1] / 2, 0, None)
    return 10 * np.clip(RADIUS + 2 - np.hypot(dx, dy), 0, None)


def covered(x: np.ndarray, y: np.ndarray, size: tuple[float, float], edge: Edge) -> np.ndarray:
    """Length of another edge under boxes of one size at (x, y)."""
    px = edge.x0 + SAMPLES * (edge.x1 - edge.x0)
    py = edge.y0 + SAMPLES * (edge.y1 - edge.y0)
    beside = np.abs(px - x[:, None]) < size[0] / 2 + CLEAR
    level = np.abs(py - y[:, None]) < size[1] / 2 + CLEAR
    return (beside & level).mean(axis=1) * np.hypot(edge.x1 - edge.x0, edge.y1 - edge.y0)


def fixed_cost(edge: Edge, size, spots, edges, nodes, boxes) -> np.ndarray:
    """What each position costs whatever the other labels do."""
    x, y = spots.T
    cost = 30 * np.abs(STEPS - 0.5) ** 2
    cost = cost + sum(100 * node_overlap(x, y, size, node) for node in nodes)
    cost = cost + sum(50 * overlap(x, y, size, box) for box in boxes)
    return cost + sum(2 * covered(x, y, size, other) for other in edges if other is not edge)


def settle(spots, sizes, costs) -> list[int]:
    """Coordinate descent: each label takes its best position until none moves any more."""
    chosen = [int(cost.argmin()) for cost in costs]
    for _ in range(30):
        before = list(chosen)
        for n, (points, size) in enumerate(zip(spots, sizes, strict=True)):
            cost = costs[n].copy()
            for k, spot in enumerate(chosen):
                if k != n:
                    box = Box(*spots[k][spot], *sizes[k])
                    cost += 100 * overlap(*points.T, (size[0] + 6, size[1] + 1), box)
            chosen[n] = int(cost.argmin())
        if chosen == before:
            break
    return chosen


def place_labels(edges: list[Edge], widths: list[float], height: float, nodes, boxes=()) -> list[Box]:
    """One box for each edge's label, clear of nodes, of given boxes and of the other labels."""
    sizes = [(width, height) for width in widths]
    spots = [candidates(edge) for edge in edges]
    costs = [
        fixed_cost(edge, size, points, edges, nodes, boxes)
        for edge, size, points in zip(edges, sizes, spots, strict=True)
    ]
    chosen = settle(spots, sizes, costs)
    return [Box(*points[k], *size) for points, k, size in zip(spots, chosen, sizes, strict=True)]
